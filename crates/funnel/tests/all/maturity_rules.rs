//! Unfinished business: how long wins take, how ripe leads are, and what follows for the order of channels.

use crate::ranking_kit;

use garimpo_funnel::company::{Reached, Status};
use garimpo_funnel::maturity::{Lag, Survey};
use garimpo_funnel::ranking::{Metric, MetricId, State};
use garimpo_funnel::{Clock, Period, Settings, rank};
use ranking_kit::*;

#[test]
fn the_lag_of_wins_and_how_ripe_leads_are() {
    let mut maker = Maker::new(&["old"]);
    steady(&mut maker, "old");
    let lag = Lag::of_leads(&maker.company).expect("a lag");
    assert_eq!((lag.wins, lag.left_out, lag.followed), (40, 0, 100));
    near("rate", Some(lag.rate), 0.2, 1e-12);
    near("half", Some(lag.share(40)), 0.5, 1e-12);
    near("before the first", Some(lag.share(1)), 0.0, 0.0);
    near("after the last", Some(lag.share(5_000)), 1.0, 0.0);
    assert_eq!(lag.share(-3), 0.0);
    assert_eq!((lag.median(), lag.day_of(0.9)), (40, 72));
    let ranking = maker.rank();
    near("maturity", value(&ranking, "old", MetricId::Maturity), 1.0, 1e-9);
    assert_eq!(value(&ranking, "old", MetricId::CustomersCompleted), Some(40.0));
    near("days", value(&ranking, "old", MetricId::LeadToCustomerDays), 41.0, 0.0);
    let unfinished = &ranking.unfinished;
    assert_eq!(
        (unfinished.lead_to_win, unfinished.followed, unfinished.young.len()),
        (Some(40), Some(100), 0)
    );
    // Of the deals alone five are followed for 72 days: nine of ten of the 36 wins by then have come by day 66.
    assert_eq!((unfinished.horizon, unfinished.horizon_is_chosen), (Some(66), false));
}

#[test]
fn young_channels_are_completed_and_out_of_the_tiers() {
    let mut maker = Maker::new(&["new", "old"]);
    steady(&mut maker, "old");
    // Seen for 20 days only: a tenth of the sales time has passed for each hundred leads.
    for i in 0..100 {
        if i < 12 {
            maker.customer("new", 80, 10, 100_000);
        } else {
            maker.lead("new", 80, Reached::Lead, NO_DAY);
        }
    }
    maker.spend("old", (0, 0), 4_000_000);
    maker.spend("new", (80, 80), 100_000);
    let ranking = maker.rank();
    let maturity = value(&ranking, "new", MetricId::Maturity).expect("a maturity");
    assert!(maturity < 0.5, "{maturity}");
    assert_eq!(ranking.unfinished.young, ["new"]);
    // It would be the cheapest by far; no order is claimed.
    assert!(value(&ranking, "new", MetricId::Cac) < value(&ranking, "old", MetricId::Cac));
    let in_order = [MetricId::TierCost, MetricId::TierValue, MetricId::TierSpeed];
    for metric in in_order.into_iter().chain([MetricId::PCheapest, MetricId::PBestValue]) {
        assert_eq!(value(&ranking, "new", metric), None, "{}", metric.name());
        assert!(value(&ranking, "old", metric).is_some(), "{}", metric.name());
    }
    assert_eq!(get(&ranking, "new", MetricId::Cac).state, State::Ok);
    // Bornhuetter–Ferguson: 12 + 100 · rate · (1 − G(20)).
    let lag = Lag::of_leads(&maker.company).expect("a lag");
    let expected = 12.0 + 100.0 * lag.rate * (1.0 - lag.share(20));
    let got = get(&ranking, "new", MetricId::CustomersCompleted);
    near("completed", got.value, expected, 1e-6);
    assert!(got.low.is_some_and(|low| low >= 12.0) && got.high > got.value, "{got:?}");
    // The count itself is not completed.
    assert_eq!(value(&ranking, "new", MetricId::Customers), Some(12.0));
    // On the period clock nothing ripens, and nothing is out of the order for its age.
    let settings = with(|s| s.clock = Clock::Period);
    let period = rank(&maker.company, &settings);
    assert_eq!((value(&period, "new", MetricId::Maturity), period.unfinished.young.len()), (None, 0));
    assert!(value(&period, "new", MetricId::TierCost).is_some());
}

#[test]
fn without_dates_nothing_is_young() {
    let mut maker = Maker::new(&["a", "b"]);
    for id in ["a", "b"] {
        for _ in 0..20 {
            maker.lead(id, NO_DAY, Reached::Customer, NO_DAY);
        }
        maker.leads(id, 80, 50);
        maker.spend(id, (1, 1), 100_000);
    }
    maker.company.as_of = Some(60);
    let ranking = maker.rank();
    for metric in [MetricId::Maturity, MetricId::CustomersCompleted, MetricId::WinRateByH, MetricId::Velocity]
    {
        assert_eq!(get(&ranking, "a", metric), Metric::default(), "{}", metric.name());
    }
    assert_eq!(value(&ranking, "a", MetricId::TierCost), Some(1.0));
    assert_eq!(ranking.unfinished.lead_to_win, None);
    // Months are counted all the same.
    assert_eq!(ranking.unfinished.months.iter().map(|month| month.leads).sum::<u32>(), 160);
    assert!(ranking.unfinished.months.iter().all(|month| month.maturity.is_none()));
}

#[test]
fn few_dates_say_nothing_of_all_leads() {
    let mut maker = Maker::new(&["a", "old"]);
    steady(&mut maker, "old");
    maker.leads("a", 10, 95);
    assert!(value(&maker.rank(), "a", MetricId::Maturity).is_some_and(|maturity| maturity < 0.5));
    maker.leads("a", 10, NO_DAY);
    assert!(value(&maker.rank(), "a", MetricId::Maturity).is_some());
    maker.leads("a", 1, NO_DAY);
    let ranking = maker.rank();
    assert_eq!(value(&ranking, "a", MetricId::Maturity), None);
    assert_eq!(value(&ranking, "a", MetricId::CustomersCompleted), None);
    assert!(ranking.unfinished.young.is_empty());
}

#[test]
fn ends_of_leads_that_did_not_buy() {
    let mut maker = Maker::new(&["a"]);
    steady(&mut maker, "a");
    let deal = |maker: &mut Maker, deals: &[(Status, i32)]| {
        let lead = maker.lead("a", 0, Reached::Opportunity, NO_DAY);
        for (status, closed) in deals {
            maker.deal(lead, "a", *status, (0, *closed), NO_AMOUNT, false);
        }
        lead
    };
    deal(&mut maker, &[(Status::Lost, 10), (Status::Lost, 30)]);
    deal(&mut maker, &[(Status::Lost, 10), (Status::Open, NO_DAY)]);
    deal(&mut maker, &[(Status::Lost, NO_DAY)]);
    let disqualified = deal(&mut maker, &[]);
    maker.company.leads.disqualified_at = vec![NO_DAY; maker.company.leads.created.len()];
    maker.company.leads.disqualified_at[disqualified as usize] = 50;
    // A bought one was marked long ago, and one has dates in the wrong order.
    maker.company.leads.disqualified_at[0] = 1;
    maker.lead("a", 50, Reached::Customer, 40);
    maker.company.leads.disqualified_at.push(NO_DAY);
    let survey = Survey::of(&maker.company);
    let lag = survey.lag().expect("a lag");
    let lost: Vec<(i64, f64)> =
        lag.curve.steps.iter().filter(|step| step.lost > 0.0).map(|step| (step.time, step.lost)).collect();
    assert_eq!(lost, [(30, 1.0), (50, 1.0)]);
    assert_eq!((lag.wins, lag.left_out, lag.curve.count()), (40, 1, 204));
}

#[test]
fn months_tell_how_ripe_they_are() {
    let mut maker = Maker::new(&["a"]);
    // From 2026-01-01 (day 20,454) a lead a day, each third bought after 20 days.
    for day in 0..120 {
        if day % 3 == 0 && day <= 99 {
            maker.customer("a", 20_454 + day, 20, 100_000);
        } else {
            maker.lead("a", 20_454 + day, Reached::Lead, NO_DAY);
        }
    }
    maker.company.as_of = Some(20_454 + 119);
    let months = maker.rank().unfinished.months;
    let counts: Vec<(u32, u32)> = months.iter().map(|month| (month.leads, month.customers)).collect();
    assert_eq!(counts, [(31, 11), (28, 9), (31, 10), (30, 4)]);
    assert_eq!(months[0].maturity, Some(1.0));
    let april = &months[3];
    near("april", april.maturity, 10.0 / 30.0, 1e-9);
    let (completed, low, high) = april.completed.expect("completed");
    assert!(low <= completed && completed <= high && completed > 8.0, "{april:?}");
    assert_eq!(months[0].completed, Some((11.0, 11.0, 11.0)));
}
#[test]
fn the_lagged_view_compares_wins_with_the_money_that_made_them() {
    let mut maker = Maker::new(&["a"]);
    // Half of the wins take 30 days. Spend doubles on day 100.
    for day in 0..200 {
        for _ in 0..if day < 100 { 1 } else { 2 } {
            maker.customer("a", day, 30, 100_000);
            maker.leads("a", 1, day);
        }
        maker.spend("a", (day, day), if day < 100 { 10_000 } else { 20_000 });
    }
    maker.company.as_of = Some(300);
    let period = Period { from: Some(100), to: Some(129) };
    let at = |lagged: bool, clock: Clock| {
        rank(&maker.company, &Settings { clock, period, lagged, ..Settings::default() })
    };
    let plain = at(false, Clock::Period);
    // 30 wins of leads of before, against twice the money.
    near("plain", value(&plain, "a", MetricId::Cac), 200.0, 1e-9);
    let lagged = at(true, Clock::Period);
    near("lagged", value(&lagged, "a", MetricId::Cac), 100.0, 1e-9);
    assert_eq!(value(&lagged, "a", MetricId::Leads), Some(60.0));
    assert_eq!((plain.unfinished.lag, lagged.unfinished.lag), (None, Some(30)));
    // No effect on cohorts, nor on the whole period.
    assert_eq!(at(true, Clock::Cohort), at(false, Clock::Cohort));
    let whole =
        |lagged| rank(&maker.company, &Settings { clock: Clock::Period, lagged, ..Settings::default() });
    assert_eq!(whole(true), whole(false));
}
