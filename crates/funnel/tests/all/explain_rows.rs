//! Opening a number: the result is the ranking's, and the rows behind it are those that it counted.

use crate::ranking_kit;

use garimpo_funnel::company::{NO_LEAD, Reached, Status};
use garimpo_funnel::explain::{Evidence, Explanation, Rule};
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Clock, Period, Settings, explain, rank};
use ranking_kit::*;

fn open(maker: &Maker, id: &str, metric: MetricId) -> Explanation {
    match explain(&maker.company, &Settings::default(), Some(id), metric) {
        Some(opened) => opened,
        None => panic!("no channel {id}"),
    }
}

fn count(evidence: &[Evidence], metric: MetricId) -> u32 {
    evidence.iter().filter(|e| e.metric == metric).map(|e| e.count).sum()
}

#[test]
fn the_cost_per_customer_opens_onto_spend_and_deals() {
    let maker = sample();
    let opened = open(&maker, "indicacao", MetricId::Cac);
    assert_eq!(opened.result, get(&maker.rank(), "indicacao", MetricId::Cac));
    let part = |p: &Option<garimpo_funnel::explain::Part>| p.as_ref().map(|p| (p.metric, p.value));
    assert_eq!(part(&opened.numerator), Some((MetricId::Spend, Some(10_080.0))));
    assert_eq!(part(&opened.denominator), Some((MetricId::Customers, Some(7.0))));
    let [spend, customers] = opened.evidence.as_slice() else { panic!("{:?}", opened.evidence) };
    assert_eq!((spend.metric, spend.count), (MetricId::Spend, 3));
    assert_eq!(spend.rows.iter().filter_map(|r| r.1).sum::<f64>(), 10_080.0);
    assert_eq!((customers.metric, customers.count), (MetricId::Customers, 7));
    assert!(customers.rows.iter().all(|r| r.0.sheet == DEALS));
    assert_eq!(opened.rules, [Rule::Cohort, Rule::FirstWinOnly, Rule::IntervalGamma]);
}

#[test]
fn counts_are_the_rows_and_lists_end_at_a_hundred() {
    let maker = sample();
    let opened = open(&maker, "social pago", MetricId::Cpl);
    let leads = opened.evidence.iter().find(|e| e.metric == MetricId::Leads).expect("leads");
    assert_eq!((leads.count, leads.rows.len()), (420, 100));
    assert!(leads.rows.is_sorted_by_key(|r| r.0));
    let totals = explain(&maker.company, &Settings::default(), None, MetricId::Cac).expect("totals");
    assert_eq!(
        (count(&totals.evidence, MetricId::Spend), count(&totals.evidence, MetricId::Customers)),
        (21, 72)
    );
    assert_eq!(explain(&maker.company, &Settings::default(), Some("nobody"), MetricId::Cac), None);
}

#[test]
fn every_metric_opens_with_the_number_of_the_ranking() {
    let maker = sample();
    for settings in [
        Settings::default(),
        Settings {
            clock: Clock::Period,
            period: Period { from: Some(20_460), to: Some(20_500) },
            ..Settings::default()
        },
    ] {
        let ranking = rank(&maker.company, &settings);
        for metric in MetricId::ALL {
            for row in &ranking.channels {
                let opened =
                    explain(&maker.company, &settings, Some(&row.channel.id), *metric).expect("opens");
                assert_eq!(opened.result, row.row.get(*metric), "{} {}", row.channel.id, metric.name());
                // Where numerator and denominator are shown, they give the value.
                let value = |p: &Option<garimpo_funnel::explain::Part>| p.as_ref().and_then(|p| p.value);
                let ratio = value(&opened.numerator).zip(value(&opened.denominator)).map(|(a, b)| a / b);
                let is_ratio = opened.result.over.is_some();
                if let (true, Some(ratio), Some(value)) = (is_ratio, ratio, opened.result.value) {
                    assert!(
                        (ratio - value).abs() <= 1e-12 * value.abs(),
                        "{} {}",
                        row.channel.id,
                        metric.name()
                    );
                }
                // Counted rows are as many as the count says.
                for id in [MetricId::Leads, MetricId::Customers] {
                    if *metric == id {
                        let told = opened.result.value.unwrap_or(0.0);
                        assert_eq!(f64::from(count(&opened.evidence, id)), told, "{}", row.channel.id);
                    }
                }
            }
            let totals = explain(&maker.company, &settings, None, *metric).expect("opens");
            assert_eq!(totals.result, ranking.totals.get(*metric), "totals {}", metric.name());
        }
    }
}

#[test]
fn parts_that_no_other_metric_names() {
    let mut maker = Maker::new(&["a"]);
    for i in 0..6 {
        maker.customer("a", 10, i, if i == 0 { NO_AMOUNT } else { 100_000 });
    }
    let lead = maker.lead("a", 10, Reached::Opportunity, NO_DAY);
    maker.deal(lead, "a", Status::Lost, (10, 20), NO_AMOUNT, false);
    maker.spend("a", (1, 1), 100_000);
    let parts = |metric: MetricId| {
        let opened = open(&maker, "a", metric);
        let value = |p: Option<garimpo_funnel::explain::Part>| p.and_then(|p| p.value);
        (
            value(opened.numerator),
            value(opened.denominator),
            opened.evidence.iter().map(|e| e.count).sum::<u32>(),
        )
    };
    assert_eq!(parts(MetricId::WinRate), (Some(6.0), Some(7.0), 7));
    assert_eq!(parts(MetricId::AverageDeal), (Some(5_000.0), Some(5.0), 5));
    assert_eq!(parts(MetricId::Roi), (Some(4_000.0), Some(1_000.0), 6));
    assert_eq!(parts(MetricId::CycleDays), (Some(2.5), None, 6));
}

#[test]
fn rows_that_do_not_count_are_not_evidence() {
    let mut maker = Maker::new(&["a", "b"]);
    maker.customer("a", 10, 5, 100_000);
    maker.lead("a", 12, Reached::Customer, 30);
    maker.deal(NO_LEAD, "a", Status::Won, (11, 40), 100_000, true);
    maker.customer("b", 10, 5, 100_000);
    maker.sums("a", |s| (s.leads, s.customers, s.revenue) = (Some(99.0), Some(9.0), Some(1)));
    maker.spend("a", (1, 30), 300_000);
    maker.company.leads.duplicates.push((0, maker.company.leads.source[1]));
    // The deals of customers, the lead without one, the win without a lead; not the other channel, not the sums.
    let opened = open(&maker, "a", MetricId::Customers);
    assert_eq!(count(&opened.evidence, MetricId::Customers), 3);
    assert!(opened.evidence.iter().flat_map(|e| &e.rows).all(|r| r.0.sheet != SUMS));
    // Conversions of leads leave the win without a lead out.
    let opened = open(&maker, "a", MetricId::LeadToCustomer);
    assert_eq!(count(&opened.evidence, MetricId::Customers), 2);
    assert!(opened.rules.contains(&Rule::DuplicatesMerged { rows: 1 }));
    let other = open(&maker, "b", MetricId::Leads);
    assert!(!other.rules.iter().any(|r| matches!(r, Rule::DuplicatesMerged { .. })));
    // A window that is only partly in the period counts by days, and says so.
    let settings = Settings { period: Period { from: Some(1), to: Some(15) }, ..Settings::default() };
    let opened = explain(&maker.company, &settings, Some("a"), MetricId::Cpl).expect("opens");
    assert_eq!(opened.numerator.and_then(|p| p.value), Some(1_500.0));
    assert!(opened.rules.contains(&Rule::WindowShared));
}

#[test]
fn sums_open_onto_their_rows() {
    let mut maker = Maker::new(&["a"]);
    maker.sums("a", |s| (s.spend, s.leads, s.customers) = (Some(500_000), Some(40.0), Some(5.0)));
    let opened = open(&maker, "a", MetricId::Cac);
    assert_eq!(opened.result.value, Some(1_000.0));
    assert!(opened.evidence.iter().all(|e| e.count == 1 && e.rows[0].0.sheet == SUMS));
    assert_eq!(opened.evidence.len(), 2);
}
