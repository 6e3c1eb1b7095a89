//! The rules that every number keeps: three kinds of "no number", two clocks, shared windows, sums of sums.

use crate::ranking_kit;

use garimpo_funnel::company::{NO_LEAD, Reached, Status};
use garimpo_funnel::ranking::{Answer, Metric, MetricId, Ranking, State};
use garimpo_funnel::{Clock, Period, Settings, rank};
use ranking_kit::*;

fn within(clock: Clock, from: i32, to: i32) -> Settings {
    Settings { clock, period: Period { from: Some(from), to: Some(to) }, ..Settings::default() }
}

#[test]
fn zero_cost_untold_cost_and_spend_without_leads_are_three_things() {
    let mut maker = Maker::new(&["free", "untold", "wasted", "paid", "nobody"]);
    for id in ["free", "untold", "paid", "nobody"] {
        maker.leads(id, 20, 100);
    }
    for id in ["free", "untold", "paid"] {
        maker.customer(id, 100, 10, 500_000);
    }
    maker.spend("free", (100, 100), 0);
    maker.spend("paid", (100, 100), 100_000);
    maker.spend("wasted", (100, 100), 300_000);
    maker.spend("nobody", (100, 100), 299_573);
    let ranking = maker.rank();
    // Channel, metric, value, state, low, high.
    type Case = (&'static str, MetricId, Option<f64>, State, Option<f64>);
    let cases: [Case; 14] = [
        ("free", MetricId::Spend, Some(0.0), State::Ok, None),
        ("free", MetricId::Cpl, Some(0.0), State::Ok, Some(0.0)),
        ("free", MetricId::Cac, Some(0.0), State::Ok, Some(0.0)),
        ("free", MetricId::Roas, None, State::None, None),
        ("untold", MetricId::Spend, None, State::CostUnknown, None),
        ("untold", MetricId::Cpl, None, State::CostUnknown, None),
        ("untold", MetricId::Roi, None, State::CostUnknown, None),
        ("wasted", MetricId::Spend, Some(3_000.0), State::Ok, None),
        ("wasted", MetricId::Cpl, None, State::NoLeads, None),
        ("wasted", MetricId::Cac, None, State::None, Some(3_000.0 / 2.995_732_273_553_991)),
        ("wasted", MetricId::LeadToCustomer, None, State::None, None),
        ("nobody", MetricId::Cpl, Some(149.7865), State::Ok, None),
        ("nobody", MetricId::Cac, None, State::None, Some(1_000.0)),
        ("nobody", MetricId::TierCost, None, State::None, None),
    ];
    for (id, metric, value, state, low) in cases {
        let got = get(&ranking, id, metric);
        let name = format!("{id} {}", metric.name());
        assert_eq!(got.state, state, "{name}");
        match value {
            Some(value) => near(&name, got.value, value, 1e-6),
            None => assert_eq!(got.value, None, "{name}"),
        }
        if let Some(low) = low {
            near(&format!("{name} low"), got.low, low, 0.01);
        }
    }
    assert_eq!(get(&ranking, "wasted", MetricId::Cpl).over, Some((3_000.0, 0.0)));
    // The spend without leads stays in the totals; they are blended.
    near("spend", ranking.totals.get(MetricId::Spend).value, 6_995.73, 1e-9);
    near("cac", ranking.totals.get(MetricId::Cac).value, 6_995.73 / 3.0, 1e-9);
    // Free is a tier of its own before all that cost something.
    assert_eq!(ranking.tiers_cost[0].channels, ["free"]);
    assert_eq!(get(&ranking, "free", MetricId::PCheapest).value, Some(1.0));
    assert_eq!(get(&ranking, "paid", MetricId::TierCost).value, Some(2.0));
    assert_eq!(ranking.settle, None);
}

#[test]
fn totals_are_ratios_of_sums() {
    let mut maker = Maker::new(&["a", "b"]);
    maker.leads("a", 90, 10);
    maker.leads("b", 10, 10);
    maker.spend("a", (10, 10), 90_000);
    maker.spend("b", (10, 10), 110_000);
    let ranking = maker.rank();
    // The mean of the two ratios would be 60.
    near("cpl", ranking.totals.get(MetricId::Cpl).value, 20.0, 1e-12);
}

#[test]
fn the_answer_for_every_kind_of_company() {
    let build = |f: fn(&mut Maker)| {
        let mut maker = Maker::new(&["a", "b"]);
        f(&mut maker);
        maker.rank().answer
    };
    assert_eq!(build(|_| {}), Answer::NoCosts);
    assert_eq!(build(|m| m.customer("a", 1, 2, 100)), Answer::NoCosts);
    assert_eq!(
        build(|m| {
            m.leads("a", 20, 1);
            m.spend("a", (1, 1), 100_000);
        }),
        Answer::NoCustomers
    );
    assert_eq!(
        build(|m| {
            m.leads("a", 20, 1);
            m.spend("a", (1, 1), 100_000);
            m.customer("a", 1, 2, 100);
        }),
        Answer::OnlyOne { channel: "a".into() }
    );
    // Customers and costs, but too few leads everywhere: not "no customer".
    assert_eq!(
        build(|m| {
            m.spend("a", (1, 1), 100_000);
            m.customer("a", 1, 2, 100);
        }),
        Answer::Cheapest { first: vec![], dearer: vec![] }
    );
}

#[test]
fn small_numbers_are_told_and_not_ordered() {
    let mut maker = Maker::new(&["few", "many"]);
    for id in ["few", "many"] {
        maker.spend(id, (1, 1), 50_000);
        for i in 0..5 {
            maker.customer(id, 1, i, 100_000 + 10_000 * i64::from(i));
        }
    }
    maker.leads("few", 4, 1);
    maker.leads("many", 5, 1);
    let ranking = maker.rank();
    for (id, state) in [("few", State::TooFew), ("many", State::Ok)] {
        for metric in
            [MetricId::Cpl, MetricId::Cac, MetricId::LeadToCustomer, MetricId::ValuePerLead, MetricId::Roas]
        {
            let got = get(&ranking, id, metric);
            assert_eq!(got.state, state, "{id} {}", metric.name());
            assert!(got.value.is_some() && got.low.is_some() && got.high.is_some(), "{id} {}", metric.name());
        }
    }
    assert_eq!(get(&ranking, "few", MetricId::TierValue).value, None);
    assert_eq!(get(&ranking, "many", MetricId::TierValue).value, Some(1.0));
    // Won and lost together under ten: the win rate, too.
    assert_eq!(get(&ranking, "many", MetricId::WinRate).state, State::TooFew);
}

/// Two leads created on days 10 and 40, won on days 30 and 60, and one open.
fn clocks() -> Maker {
    let mut maker = Maker::new(&["a"]);
    maker.customer("a", 10, 20, 100_000);
    maker.customer("a", 40, 20, 300_000);
    maker.lead("a", 10, Reached::Sql, NO_DAY);
    maker.lead("a", NO_DAY, Reached::Lead, NO_DAY);
    // Its deal was opened on day 12 and is lost on day 45.
    maker.deal(2, "a", Status::Lost, (12, 45), NO_AMOUNT, false);
    // A win without a lead, opened on day 15 and closed on day 65.
    maker.lone_win("a", (15, 65), 700_000);
    maker.spend("a", (1, 60), 600_000);
    maker
}

#[test]
fn two_clocks() {
    let maker = clocks();
    // Clock, from, to: leads, customers, revenue, won, decided, spend.
    let cases = [
        (Settings::default(), (4.0, 3.0, 11_000.0, 3.0, 4.0, 6_000.0)),
        (within(Clock::Cohort, 1, 30), (2.0, 2.0, 8_000.0, 2.0, 3.0, 3_000.0)),
        (within(Clock::Period, 1, 30), (2.0, 1.0, 1_000.0, 1.0, 1.0, 3_000.0)),
        (within(Clock::Cohort, 31, 60), (1.0, 1.0, 3_000.0, 1.0, 1.0, 3_000.0)),
        (within(Clock::Period, 31, 60), (1.0, 1.0, 3_000.0, 1.0, 2.0, 3_000.0)),
        (within(Clock::Period, 61, 70), (0.0, 1.0, 7_000.0, 1.0, 1.0, f64::NAN)),
    ];
    for (settings, (leads, customers, revenue, won, decided, spend)) in cases {
        let ranking = rank(&maker.company, &settings);
        let value = |id: MetricId| get(&ranking, "a", id).value;
        let name = format!("{settings:?}");
        assert_eq!(value(MetricId::Leads), Some(leads), "{name}");
        assert_eq!(value(MetricId::Customers), Some(customers), "{name}");
        assert_eq!(value(MetricId::Revenue), Some(revenue), "{name}");
        assert_eq!(get(&ranking, "a", MetricId::WinRate).over, Some((won, decided)), "{name}");
        assert_eq!(value(MetricId::Spend), (!spend.is_nan()).then_some(spend), "{name}");
        assert_eq!(get(&ranking, "a", MetricId::Spend).state == State::CostUnknown, spend.is_nan(), "{name}");
    }
}

#[test]
fn stages_include_the_later_ones_and_are_unknown_where_nobody_reached_them() {
    let maker = clocks();
    let ranking = maker.rank();
    let value = |id: MetricId| get(&ranking, "a", id).value;
    assert_eq!(
        [MetricId::Mqls, MetricId::Sqls, MetricId::Opportunities].map(value),
        [Some(3.0), Some(3.0), Some(2.0)]
    );
    let mut plain = Maker::new(&["a"]);
    plain.leads("a", 12, 1);
    let ranking = plain.rank();
    for id in [MetricId::Mqls, MetricId::Customers, MetricId::Revenue, MetricId::LeadToCustomer] {
        let got = get(&ranking, "a", id);
        assert_eq!((got.value, got.state), (None, State::None), "{}", id.name());
    }
}

#[test]
fn windows_are_shared_by_days_to_the_cent() {
    let mut maker = Maker::new(&["a"]);
    maker.spend("a", (0, 30), 100_000);
    let spend = |from, to| {
        let ranking = rank(&maker.company, &within(Clock::Cohort, from, to));
        get(&ranking, "a", MetricId::Spend).value
    };
    assert_eq!(spend(0, 30), Some(1_000.0));
    assert_eq!(spend(0, 0), Some(32.26));
    assert_eq!(spend(-50, 9), Some(322.58));
    assert_eq!(spend(31, 60), None);
    // Undated spend counts in the whole period alone.
    maker.spend("a", (NO_DAY, NO_DAY), 50_000);
    assert_eq!(get(&maker.rank(), "a", MetricId::Spend).value, Some(1_500.0));
}

#[test]
fn a_median_cycle_and_its_interval() {
    let mut maker = Maker::new(&["a"]);
    for days in [40, 10, 20, 50, 30] {
        maker.customer("a", 100, days, 100_000);
    }
    // Closed before it was created: an error of the data, not a cycle.
    maker.deal(0, "a", Status::Won, (100, 90), 100, false);
    let got = get(&maker.rank(), "a", MetricId::CycleDays);
    assert_eq!((got.value, got.state), (Some(30.0), State::Ok));
    near("low", got.low, 10.0 + 10.0 * 0.48 / 1.36, 1e-12);
    near("high", got.high, 50.0 - 10.0 * 0.48 / 1.36, 1e-12);
}

#[test]
fn deals_without_lead_or_channel() {
    let mut maker = Maker::new(&["a"]);
    maker.leads("a", 20, 1);
    maker.lone_win("a", (1, 2), 200_000);
    maker.deal(NO_LEAD, "nowhere", Status::Won, (1, 2), 300_000, true);
    let ranking = maker.rank();
    assert_eq!(get(&ranking, "a", MetricId::Customers).value, Some(1.0));
    // A customer that was never a lead is no conversion of leads.
    assert_eq!(get(&ranking, "a", MetricId::LeadToCustomer).over, Some((0.0, 20.0)));
    assert_eq!(ranking.totals.get(MetricId::Customers).value, Some(2.0));
    assert_eq!(ranking.totals.get(MetricId::Revenue).value, Some(5_000.0));
}

fn sums_only() -> Maker {
    let mut maker = Maker::new(&["ads", "events", "mail"]);
    maker.sums("ads", |s| {
        (s.spend, s.leads, s.customers, s.revenue) =
            (Some(1_200_000), Some(400.0), Some(20.0), Some(9_000_000));
    });
    maker.sums("events", |s| {
        (s.spend, s.leads, s.customers, s.revenue) =
            (Some(1_500_000), Some(90.0), Some(11.0), Some(8_000_000));
    });
    maker.sums("mail", |s| (s.leads, s.customers) = (Some(50.0), Some(2.5)));
    maker
}

#[test]
fn sums_alone_give_the_same_metrics() {
    let ranking = sums_only().rank();
    near("cac", get(&ranking, "ads", MetricId::Cac).value, 600.0, 1e-12);
    near("cac low", get(&ranking, "ads", MetricId::Cac).low, 421.478, 1e-3);
    near("value", get(&ranking, "ads", MetricId::ValuePerLead).value, 225.0, 1e-12);
    near("deal", get(&ranking, "ads", MetricId::AverageDeal).value, 4_500.0, 1e-12);
    assert!(get(&ranking, "ads", MetricId::ValuePerLead).low.is_some());
    assert_eq!(get(&ranking, "mail", MetricId::Cac).state, State::CostUnknown);
    near("rate", get(&ranking, "mail", MetricId::LeadToCustomer).value, 0.05, 1e-12);
    near("totals", ranking.totals.get(MetricId::Cac).value, 27_000.0 / 33.5, 1e-9);
    assert_eq!(ranking.tiers_cost.len(), 2);
}

#[test]
fn rows_win_over_sums_where_they_tell_something() {
    let mut maker = sums_only();
    maker.leads("ads", 30, 1);
    let ranking = maker.rank();
    // Rows tell the leads, nothing about customers: those stay the sum's.
    assert_eq!(get(&ranking, "ads", MetricId::Leads).value, Some(30.0));
    assert_eq!(get(&ranking, "ads", MetricId::Customers).value, Some(20.0));
    assert_eq!(get(&ranking, "events", MetricId::Leads).value, Some(90.0));
    assert_eq!(ranking.totals.get(MetricId::Leads).value, Some(170.0));
    // A spend sheet, even for one channel, is the only word on spend.
    maker.spend("ads", (1, 1), 100_000);
    let ranking = maker.rank();
    assert_eq!(get(&ranking, "ads", MetricId::Spend).value, Some(1_000.0));
    assert_eq!(get(&ranking, "events", MetricId::Spend).state, State::CostUnknown);
}

#[test]
fn no_amounts_no_value_tiers() {
    let mut maker = Maker::new(&["a", "b"]);
    for id in ["a", "b"] {
        maker.leads(id, 50, 1);
        for _ in 0..8 {
            maker.customer(id, 1, 5, NO_AMOUNT);
        }
    }
    let ranking = maker.rank();
    assert!(ranking.tiers_value.is_empty());
    let none = |metric: Metric| metric.value.is_none() && metric.state == State::None;
    assert!(none(get(&ranking, "a", MetricId::Revenue)) && none(get(&ranking, "a", MetricId::ValuePerLead)));
    assert!(none(ranking.totals.get(MetricId::Revenue)));
}

#[test]
fn credits_beyond_the_spend_are_no_cost() {
    let mut maker = Maker::new(&["a", "b"]);
    for (id, spend) in [("a", -5_000), ("b", 5_000)] {
        maker.leads(id, 50, 1);
        maker.customer(id, 1, 5, 100);
        maker.spend(id, (1, 1), spend);
    }
    let ranking = maker.rank();
    assert_eq!(get(&ranking, "a", MetricId::Cac).value, None);
    assert_eq!(ranking.answer, Answer::OnlyOne { channel: "b".into() });
}

#[test]
fn an_empty_company_is_all_none() {
    let ranking: Ranking = Maker::new(&["a"]).rank();
    assert!(ranking.totals.metrics.iter().all(|m| m.value.is_none()));
    assert_eq!((ranking.tiers_cost.len(), ranking.tiers_value.len()), (0, 0));
}
