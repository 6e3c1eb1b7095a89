//! How often completed customers are right, on simulated companies that are seen in the middle of their business.
//!
//! A fixed generator: the same figures on every run. Truth: each lead of any channel buys with 8 %, after 45 days on
//! average; leads come evenly over a year, those of the young channel in its last 40 days.

use crate::ranking_kit;

use garimpo_funnel::company::Reached;
use garimpo_funnel::maturity::Lag;
use garimpo_funnel::ranking::MetricId;
use ranking_kit::*;

struct Chance(u64);

impl Chance {
    /// In (0, 1].
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 1.0) / (1u64 << 53) as f64
    }
}

#[test]
fn completed_customers_are_unbiased_and_their_intervals_hold_what_comes() {
    let (companies, as_of) = (400, 365);
    let mut chance = Chance(7);
    let (mut come, mut raw, mut completed, mut covered, mut young) = (0.0, 0.0, 0.0, 0, 0);
    for _ in 0..companies {
        let mut maker = Maker::new(&["old", "new"]);
        // When each lead of the young channel buys, days since its creation.
        let mut lags: Vec<f64> = Vec::new();
        for i in 0..1_500 {
            let id = if i % 8 == 0 { "new" } else { "old" };
            let first = if id == "new" { 325.0 } else { 0.0 };
            let created = (first + chance.next() * (365.0 - first)) as i32;
            let lag = if chance.next() <= 0.08 { -45.0 * libm::log(chance.next()) } else { f64::INFINITY };
            if id == "new" {
                lags.push(lag);
            }
            if f64::from(created) + lag <= f64::from(as_of) {
                maker.customer(id, created, lag as i32, 100_000);
            } else {
                maker.lead(id, created, Reached::Lead, NO_DAY);
            }
        }
        maker.company.as_of = Some(as_of);
        let ranking = maker.rank();
        let lag = Lag::of_leads(&maker.company).expect("a lag");
        // What comes within the time that leads could be followed: of later wins the data says nothing.
        let end = f64::from(lag.followed);
        let truth = lags.iter().filter(|days| **days <= end).count();
        let got = get(&ranking, "new", MetricId::CustomersCompleted);
        let (low, high) = got.low.zip(got.high).expect("an interval");
        covered += usize::from(low <= truth as f64 && truth as f64 <= high);
        come += truth as f64;
        completed += got.value.expect("a number");
        raw += get(&ranking, "new", MetricId::Customers).value.expect("a count");
        young += ranking.unfinished.young.len();
    }
    let n = f64::from(companies);
    // What has come so far is a third of what will.
    assert!(raw < 0.4 * come, "{raw} {come}");
    assert!((completed / come - 1.0).abs() < 0.03, "{completed} {come}");
    assert!((0.88..=0.97).contains(&(covered as f64 / n)), "{covered} of {companies}");
    assert!(young as f64 >= 0.95 * n, "{young} of {companies} were seen to be young");
}
