//! The further metrics: loaded cost, worth and pace, on companies whose numbers can be counted by hand.

use crate::ranking_kit;

use garimpo_funnel::company::{Answered, NO_LEAD, Reached, Spans, SpendKind, Status};
use garimpo_funnel::maturity::Lag;
use garimpo_funnel::ranking::{Metric, MetricId, State};
use garimpo_funnel::{Allocation, Churn, Form, Period, rank};
use ranking_kit::*;

/// The twelve deals of domain.md a.5, each opened on day 0 of a company that is seen on day 100.
fn twelve(maker: &mut Maker, id: &str) {
    let spells = [
        (5, 'W'),
        (9, 'L'),
        (12, 'W'),
        (12, 'O'),
        (20, 'W'),
        (21, 'L'),
        (30, 'W'),
        (33, 'O'),
        (40, 'L'),
        (45, 'W'),
        (60, 'O'),
        (75, 'O'),
    ];
    for (days, end) in spells {
        let (opened, status) = match end {
            'W' => (0, Status::Won),
            'L' => (0, Status::Lost),
            _ => (100 - days, Status::Open),
        };
        let closed = if status == Status::Open { NO_DAY } else { days };
        maker.deal(NO_LEAD, id, status, (opened, closed), 100_000, status == Status::Won);
    }
    maker.company.as_of = Some(100);
}

#[test]
fn win_rate_by_day_h_with_open_deals() {
    let mut maker = Maker::new(&["a", "b", "c"]);
    twelve(&mut maker, "a");
    for (horizon, expected) in
        [(4, 0.0), (12, 0.166667), (21, 0.260417), (30, 0.354167), (45, 0.471354), (75, 0.471354)]
    {
        let ranking = rank(&maker.company, &with(|s| s.horizon = Some(horizon)));
        near(&format!("by {horizon}"), value(&ranking, "a", MetricId::WinRateByH), expected, 5e-7);
        assert!(ranking.unfinished.horizon_is_chosen);
    }
    // Nobody was followed so long; the closed ones alone would say 62.5 %.
    let ranking = rank(&maker.company, &with(|s| s.horizon = Some(76)));
    assert_eq!(get(&ranking, "a", MetricId::WinRateByH), Metric::default());
    assert_eq!(value(&ranking, "a", MetricId::WinRate), Some(0.625));
    // Five are followed for 33 days: G is 1 there, and nine of ten of those wins came by day 30.
    assert_eq!(maker.rank().unfinished.horizon, None, "four wins within the time that five were followed");
    twelve(&mut maker, "b");
    let ranking = maker.rank();
    assert_eq!(ranking.unfinished.horizon, Some(45));
    near("of both", ranking.totals.get(MetricId::WinRateByH).value, 0.471354, 5e-7);
    assert_eq!(get(&ranking, "c", MetricId::WinRateByH), Metric::default());
}

#[test]
fn won_deals_without_dates_leave_no_rate_by_h() {
    let mut maker = Maker::new(&["a"]);
    twelve(&mut maker, "a");
    twelve(&mut maker, "a");
    maker.deal(NO_LEAD, "a", Status::Won, (0, NO_DAY), 100_000, true);
    assert!(value(&maker.rank(), "a", MetricId::WinRateByH).is_some());
    maker.deal(NO_LEAD, "a", Status::Won, (0, NO_DAY), 100_000, true);
    assert_eq!(value(&maker.rank(), "a", MetricId::WinRateByH), None);
}

#[test]
fn what_open_deals_may_bring_stays_apart() {
    let mut maker = Maker::new(&["a"]);
    steady(&mut maker, "a");
    let lead = maker.lead("a", 60, Reached::Opportunity, NO_DAY);
    maker.deal(lead, "a", Status::Open, (60, NO_DAY), 1_000_000, false);
    let ranking = maker.rank();
    let lag = Lag::of_deals(&maker.company).expect("a lag");
    let chance = lag.win_later(40);
    assert!(chance > 0.0 && chance < 1.0, "{chance}");
    let open = get(&ranking, "a", MetricId::OpenValuePerLead);
    near("open", open.value, 10_000.0 * chance / 201.0, 1e-6);
    let come = value(&ranking, "a", MetricId::ValuePerLead).expect("a value");
    near("come", Some(come), 40_000.0 / 201.0, 1e-9);
    near(
        "both",
        value(&ranking, "a", MetricId::ExpectedValuePerLead),
        come + 10_000.0 * chance / 201.0,
        1e-6,
    );
    let expected = get(&ranking, "a", MetricId::ExpectedValuePerLead);
    assert_eq!(expected.state, State::TooFew, "one open deal");
    assert!(expected.low < expected.value && expected.value < expected.high);
}

#[test]
fn shared_costs_are_laid_on_the_channels() {
    let mut maker = Maker::new(&["a", "b", "blank", "wasted"]);
    for (id, customers, leads) in [("a", 4, 30), ("b", 6, 10)] {
        for _ in 0..customers {
            maker.customer(id, 10, 10, 100_000);
        }
        maker.leads(id, leads - customers, 10);
    }
    let kinds = [
        ("a", 300_000, SpendKind::Media),
        ("b", 100_000, SpendKind::Media),
        ("blank", 40_000, SpendKind::Tools),
        ("blank", 60_000, SpendKind::Untold),
        // Nobody came: wasted, not shared.
        ("wasted", 100_000, SpendKind::Media),
    ];
    for (id, amount, kind) in kinds {
        maker.spend(id, (1, 30), amount);
        maker.company.spend.kind.push(kind);
    }
    let by_spend = maker.rank();
    // 1,000.00 on 3,000 : 1,000 : 1,000.
    near("a", value(&by_spend, "a", MetricId::CacLoaded), 3_600.0 / 4.0, 1e-9);
    near("b", value(&by_spend, "b", MetricId::CacLoaded), 1_200.0 / 6.0, 1e-9);
    assert_eq!(get(&by_spend, "blank", MetricId::CacLoaded), Metric::default());
    assert_eq!(get(&by_spend, "wasted", MetricId::CacLoaded).over, Some((1_200.0, 0.0)));
    // What was there stays as it was.
    near("cac", value(&by_spend, "a", MetricId::Cac), 750.0, 1e-9);
    let totals = |metric| by_spend.totals.get(metric);
    assert_eq!(totals(MetricId::CacLoaded), totals(MetricId::Cac));
    assert_eq!(totals(MetricId::BlendedCac), totals(MetricId::Cac));
    assert_eq!(totals(MetricId::Mer), totals(MetricId::Roas));
    let by_leads = rank(&maker.company, &with(|s| s.money.allocation = Allocation::ByLeads));
    near("a by leads", value(&by_leads, "a", MetricId::CacLoaded), 3_750.0 / 4.0, 1e-9);
    near("b by leads", value(&by_leads, "b", MetricId::CacLoaded), 1_250.0 / 6.0, 1e-9);
    // A person may say that a channel is none.
    let said = rank(&maker.company, &with(|s| s.money.shared = ["wasted".to_owned()].into()));
    near("a said", value(&said, "a", MetricId::CacLoaded), 4_500.0 / 4.0, 1e-9);
    assert_eq!(get(&said, "wasted", MetricId::CacLoaded), Metric::default());
}

#[test]
fn overhead_that_is_booked_on_a_channel_is_its_own() {
    let mut maker = Maker::new(&["a", "b"]);
    for id in ["a", "b"] {
        for _ in 0..5 {
            maker.customer(id, 10, 10, 100_000);
        }
        maker.leads(id, 10, 10);
        maker.spend(id, (1, 30), 100_000);
        maker.company.spend.kind.push(SpendKind::Media);
    }
    maker.spend("a", (1, 30), 50_000);
    maker.company.spend.kind.push(SpendKind::Agency);
    let ranking = maker.rank();
    near("a", value(&ranking, "a", MetricId::CacLoaded), 300.0, 1e-9);
    near("b", value(&ranking, "b", MetricId::CacLoaded), 200.0, 1e-9);
    // Without any cost there is none to load.
    let mut maker = Maker::new(&["a"]);
    maker.customer("a", 10, 10, 100_000);
    assert_eq!(get(&maker.rank(), "a", MetricId::CacLoaded).state, State::CostUnknown);
}

#[test]
fn paid_and_blended() {
    let mut maker = Maker::new(&["facebook ads", "indicacao", "paid-search", "organic-search"]);
    for (id, customers, spend) in [
        ("facebook ads", 2, 100_000),
        ("indicacao", 3, 30_000),
        ("paid-search", 4, 200_000),
        ("organic-search", 6, 0),
    ] {
        for _ in 0..customers {
            maker.customer(id, 10, 10, 100_000);
        }
        if spend > 0 {
            maker.spend(id, (1, 30), spend);
        }
    }
    let totals = maker.rank().totals;
    near("paid", totals.get(MetricId::PaidCac).value, 3_000.0 / 6.0, 1e-9);
    near("blended", totals.get(MetricId::BlendedCac).value, 3_300.0 / 15.0, 1e-9);
    assert_eq!(value(&maker.rank(), "paid-search", MetricId::PaidCac), None);
}

#[test]
fn marginal_cost_between_two_stretches() {
    let mut maker = Maker::new(&["a"]);
    for (from, spend, customers) in [(0, 50_000, 110), (30, 100_000, 170)] {
        maker.spend("a", (from, from + 29), spend);
        for i in 0..customers {
            maker.customer("a", from + i % 30, 1, 100_000);
        }
    }
    maker.company.as_of = Some(400);
    maker.company.spans = Spans::of(&maker.company.leads, &maker.company.deals, &maker.company.spend);
    let got = get(&maker.rank(), "a", MetricId::MarginalCac);
    near("marginal", got.value, 500.0 / 60.0, 1e-9);
    assert_eq!((got.over, got.state), (Some((500.0, 60.0)), State::Ok));
    assert!(got.low < got.value && got.value < got.high);
    // A chosen period is compared with the time before it.
    let chosen = with(|s| s.period = Period { from: Some(30), to: Some(59) });
    assert_eq!(get(&rank(&maker.company, &chosen), "a", MetricId::MarginalCac).over, got.over);
    let first = with(|s| s.period = Period { from: Some(0), to: Some(29) });
    assert_eq!(get(&rank(&maker.company, &first), "a", MetricId::MarginalCac), Metric::default());
    // One level of spend has no margin.
    maker.spend("a", (0, 29), 50_000);
    maker.company.spans = Spans::of(&maker.company.leads, &maker.company.deals, &maker.company.spend);
    assert_eq!(get(&maker.rank(), "a", MetricId::MarginalCac), Metric::default());
}

#[test]
fn margins_make_profit_and_without_them_there_is_none() {
    let mut maker = Maker::new(&["a"]);
    for _ in 0..5 {
        maker.customer("a", 10, 10, 200_000);
    }
    maker.leads("a", 15, 10);
    maker.spend("a", (1, 30), 200_000);
    maker.company.as_of = Some(400);
    let needs_margin =
        [MetricId::Profit, MetricId::ProfitPerLead, MetricId::RoiMargin, MetricId::Ltv, MetricId::LtvCac];
    let plain = maker.rank();
    for metric in needs_margin.into_iter().chain([MetricId::PaybackMonths]) {
        assert_eq!(value(&plain, "a", metric), None, "{}", metric.name());
    }
    let settings = with(|s| s.money.margin = Some(0.4));
    let ranking = rank(&maker.company, &settings);
    for (metric, expected) in
        needs_margin.into_iter().zip([4_000.0, 200.0, (4_000.0 - 2_000.0) / 2_000.0, 800.0, 2.0])
    {
        near(metric.name(), value(&ranking, "a", metric), expected, 1e-9);
    }
    // Three of the five deals earn the 2,000 that were spent, all on day 10.
    near("payback", value(&ranking, "a", MetricId::PaybackMonths), 10.0 / 30.4375, 1e-12);
    // A deal's own margin comes first; one that tells none leaves the sum untold.
    maker.company.deals.profit = vec![100_000, NO_AMOUNT, NO_AMOUNT, NO_AMOUNT, NO_AMOUNT];
    assert_eq!(value(&maker.rank(), "a", MetricId::Profit), None);
    near(
        "mixed",
        value(&rank(&maker.company, &settings), "a", MetricId::Profit),
        1_000.0 + 4.0 * 800.0,
        1e-9,
    );
    // A margin of 100 % leaves the return on money as it is.
    maker.company.deals.profit.clear();
    let whole = rank(&maker.company, &with(|s| s.money.margin = Some(1.0)));
    assert_eq!(get(&whole, "a", MetricId::RoiMargin), get(&whole, "a", MetricId::Roi));
}

#[test]
fn lifetime_value_in_three_forms() {
    let mut maker = Maker::new(&["a"]);
    for _ in 0..8 {
        let lead = maker.lead("a", 10, Reached::Customer, 20);
        maker.deal(lead, "a", Status::Won, (10, 20), 100_000, true);
        maker.deal(lead, "a", Status::Won, (110, 120), 50_000, false);
        maker.deal(lead, "a", Status::Won, (400, 420), 70_000, false);
    }
    maker.spend("a", (1, 30), 800_000);
    maker.company.as_of = Some(600);
    maker.company.deals.recurring = maker.company.deals.amount.clone();
    let form = |form: Form, churn: Option<Churn>| {
        rank(
            &maker.company,
            &with(|s| {
                s.money.margin = Some(0.5);
                s.money.form = form;
                s.money.churn = churn;
            }),
        )
    };
    let one_off = form(Form::OneOff, None);
    near("first deal", value(&one_off, "a", MetricId::Ltv), 500.0, 1e-9);
    near("ltv : cac", value(&one_off, "a", MetricId::LtvCac), 0.5, 1e-9);
    // Within a year of the first win: that one and the second.
    near("repeat", value(&form(Form::Repeat, None), "a", MetricId::Ltv), 750.0, 1e-9);
    // domain.md a.3: ARPA × margin / churn, churn = (churned + ½) / customer-months.
    let churn = Some(Churn { ended: 4.5, customer_months: 100.0 });
    let subscription = form(Form::Subscription, churn);
    near("subscription", value(&subscription, "a", MetricId::Ltv), 1_000.0 * 0.5 / 0.05, 1e-9);
    near("payback", value(&subscription, "a", MetricId::PaybackMonths), 1_000.0 / 500.0, 1e-9);
    let ltv = get(&subscription, "a", MetricId::Ltv);
    assert!(ltv.low < ltv.value && ltv.value < ltv.high, "{ltv:?}");
    // Nobody left yet: not forever, but the months that are believed at most.
    let churn = Some(Churn { ended: 0.0, customer_months: 100.0 });
    near("capped", value(&form(Form::Subscription, churn), "a", MetricId::Ltv), 1_000.0 * 0.5 * 60.0, 1e-9);
    assert_eq!(value(&form(Form::Subscription, None), "a", MetricId::Ltv), None);
}

#[test]
fn repeat_value_needs_customers_who_were_followed_so_long() {
    let mut maker = Maker::new(&["a"]);
    for i in 0..10 {
        // Half of them a year ago, half of them 100 days ago; each bought again after 50 days.
        let first = if i % 2 == 0 { 0 } else { 300 };
        let lead = maker.lead("a", first, Reached::Customer, first);
        maker.deal(lead, "a", Status::Won, (first, first), 100_000, true);
        maker.deal(lead, "a", Status::Won, (first + 50, first + 50), 100_000, false);
        if i == 0 {
            maker.deal(lead, "a", Status::Won, (first + 200, first + 200), 500_000, false);
        }
    }
    maker.company.as_of = Some(400);
    let ltv = |maker: &Maker, days: i32| {
        let settings = with(|s| {
            s.money.margin = Some(1.0);
            s.money.form = Form::Repeat;
            s.money.value_days = days;
        });
        get(&rank(&maker.company, &settings), "a", MetricId::Ltv)
    };
    near("100 days", ltv(&maker, 100).value, 2_000.0, 1e-9);
    // Of the five who were followed for 200 days one bought for 5,000: a thousand each.
    near("365 days", ltv(&maker, 365).value, 3_000.0, 1e-9);
    assert_eq!(ltv(&maker, 365).state, State::Ok);
    assert_eq!(ltv(&maker, 401), Metric::default());
}

#[test]
fn deals_by_value_and_the_one_big_one() {
    let mut maker = Maker::new(&["a"]);
    // domain.md a.2: mean 12 117, median 6 600, one deal more than 40 %.
    for amount in [3_000, 4_500, 5_200, 8_000, 12_000, 40_000] {
        maker.customer("a", 10, 10, amount * 100);
    }
    let ranking = maker.rank();
    near("median", value(&ranking, "a", MetricId::MedianDeal), 6_600.0, 1e-9);
    let share = value(&ranking, "a", MetricId::LargestDealShare);
    near("largest", share, 40_000.0 / 72_700.0, 1e-12);
    assert!(share.is_some_and(|share| share > garimpo_funnel::ranking::further::ONE_BIG_DEAL));
    // A list of sales tells no share that is won; nor do lost deals without an amount.
    assert_eq!(value(&ranking, "a", MetricId::ValueWinRate), None);
    let lose = |maker: &mut Maker, amount: i64| {
        let lead = maker.lead("a", 10, Reached::Opportunity, NO_DAY);
        maker.deal(lead, "a", Status::Lost, (10, 20), amount, false);
    };
    lose(&mut maker, NO_AMOUNT);
    assert_eq!(value(&maker.rank(), "a", MetricId::ValueWinRate), None);
    lose(&mut maker, 7_270_000);
    let got = get(&maker.rank(), "a", MetricId::ValueWinRate);
    near("by value", got.value, 0.5, 1e-12);
    assert_eq!((got.over, got.state), (Some((72_700.0, 145_400.0)), State::TooFew));
}

#[test]
fn stages_that_nobody_stopped_at_are_not_told() {
    let mut maker = Maker::new(&["a"]);
    maker.leads("a", 60, 10);
    for _ in 0..40 {
        maker.lead("a", 10, Reached::Opportunity, NO_DAY);
    }
    for _ in 0..10 {
        maker.lead("a", 10, Reached::Customer, 20);
    }
    let ranking = maker.rank();
    for metric in [MetricId::LeadToMql, MetricId::MqlToSql, MetricId::SqlToOpportunity] {
        assert_eq!(value(&ranking, "a", metric), None, "{}", metric.name());
    }
    near("to customer", value(&ranking, "a", MetricId::OpportunityToCustomer), 0.2, 1e-12);
    for _ in 0..30 {
        maker.lead("a", 10, Reached::Mql, NO_DAY);
    }
    for _ in 0..20 {
        maker.lead("a", 10, Reached::Sql, NO_DAY);
    }
    let ranking = maker.rank();
    for (metric, expected) in [
        (MetricId::LeadToMql, 100.0 / 160.0),
        (MetricId::MqlToSql, 70.0 / 100.0),
        (MetricId::SqlToOpportunity, 50.0 / 70.0),
        (MetricId::OpportunityToCustomer, 10.0 / 50.0),
    ] {
        near(metric.name(), value(&ranking, "a", metric), expected, 1e-12);
    }
}

#[test]
fn response_time_counts_those_who_wait() {
    let mut maker = Maker::new(&["a", "b"]);
    maker.leads("a", 14, 10);
    maker.leads("b", 12, 10);
    let hour = 3_600;
    let mut answered: Vec<Answered> = (1..=5).map(|h| Answered::After(h * hour)).collect();
    // Dropping those who wait would give three hours.
    answered.extend([Answered::Waits(100 * hour); 5]);
    answered.extend([
        Answered::Before,
        Answered::Untold,
        Answered::After(6 * hour),
        Answered::Waits(30 * hour),
    ]);
    answered.extend([Answered::Waits(10 * hour); 12]);
    maker.company.leads.answered = answered;
    let ranking = maker.rank();
    let median = get(&ranking, "a", MetricId::ResponseMedian);
    near("median", median.value, 6.0 / 24.0, 1e-12);
    assert_eq!(median.state, State::Ok);
    let p90 = get(&ranking, "a", MetricId::ResponseP90);
    assert_eq!((p90.value, p90.state), (None, State::None));
    assert!(p90.low.is_some());
    // Nobody was answered: later than ten hours.
    let waiting = get(&ranking, "b", MetricId::ResponseMedian);
    assert_eq!((waiting.value, waiting.low), (None, Some(10.0 / 24.0)));
}

#[test]
fn the_pace_of_open_deals() {
    let mut maker = Maker::new(&["a"]);
    steady(&mut maker, "a");
    for age in [10, 20, 30, 99] {
        let lead = maker.lead("a", 100 - age, Reached::Opportunity, NO_DAY);
        maker.deal(lead, "a", Status::Open, (100 - age, NO_DAY), 100_000, false);
    }
    let settings = with(|s| s.horizon = Some(50));
    let ranking = rank(&maker.company, &settings);
    let part = |metric| value(&ranking, "a", metric).expect("a number");
    // Those open for more than twice the median cycle of 41 days count for no pace.
    let expected = 3.0 * part(MetricId::WinRateByH) * part(MetricId::AverageDeal) / part(MetricId::CycleDays);
    assert!(expected > 0.0);
    near("velocity", value(&ranking, "a", MetricId::Velocity), expected, 1e-9);
}

#[test]
fn a_list_of_sales_tells_no_rates_and_nothing_of_open_deals() {
    let mut maker = Maker::new(&["a", "b"]);
    steady(&mut maker, "a");
    let told = |maker: &Maker, metrics: &[MetricId]| -> Vec<bool> {
        let ranking = rank(&maker.company, &with(|s| s.horizon = Some(50)));
        metrics.iter().map(|metric| value(&ranking, "a", *metric).is_some()).collect()
    };
    let rates =
        [MetricId::WinRateByH, MetricId::ValueWinRate, MetricId::Velocity, MetricId::OpenValuePerLead];
    assert_eq!(told(&maker, &rates), [false, false, false, false]);
    // One lost deal anywhere shows that lost ones are listed; one open deal, that open ones are.
    maker.deal(NO_LEAD, "b", Status::Lost, (0, 5), 100_000, false);
    assert_eq!(told(&maker, &rates), [true, true, false, false]);
    maker.deal(NO_LEAD, "b", Status::Open, (90, NO_DAY), 100_000, false);
    assert_eq!(told(&maker, &rates), [true, true, true, true]);
}
