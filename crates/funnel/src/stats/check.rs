//! One number for all of this folder's arithmetic: equal on every platform, or the numbers on the screen differ.
//!
//! The native test pins it, the page's test in a browser compares the wasm build with the same constant.
//! A deliberate change of a formula changes it; say so in the commit.

use super::change::{limits, of_counts, of_rates};
use super::frontier::p_frontier;
use super::interval::{cost_at_least, cost_per, count, log_normal_mean, median_interval, wilson};
use super::money::{Amounts, Deals, ln_deal, ln_rate, ln_value};
use super::pooled::{Population, p_most, pooled_means, pooled_rates};
use super::rank::{Belief, Best, p_best, p_cheaper, rank_probabilities};
use super::special::{
    beta_quantile, beta_reg, digamma, gamma_p, gamma_quantile, normal_cdf, normal_quantile, student_reach,
};
use super::speed::{Common, Waits};
use super::tier::settles_after;
use super::weights::{desirability, ln_desirability, robustness, tipping};

/// Twelve hospitals' operations and deaths (the BUGS examples' "Surgical").
const TRIALS: [f64; 12] = [47.0, 148.0, 119.0, 810.0, 211.0, 196.0, 148.0, 215.0, 207.0, 97.0, 256.0, 360.0];
const EVENTS: [f64; 12] = [0.0, 18.0, 8.0, 46.0, 8.0, 13.0, 9.0, 31.0, 14.0, 8.0, 29.0, 24.0];
/// Five channels' spend and customers.
const CHANNELS: [(f64, f64); 5] =
    [(12_000.0, 20.0), (9_000.0, 9.0), (4_000.0, 8.0), (15_000.0, 11.0), (1_500.0, 4.0)];

/// Folds the bits of a fixed set of results (FNV-1a, 64 bits).
pub fn self_check_digest() -> u64 {
    let mut digest = Digest::default();
    special(&mut digest);
    for (x, n) in [(81.0, 263.0), (15.0, 148.0), (0.0, 20.0), (1.0, 29.0)] {
        digest.interval(wilson(x, n, 0.95));
        digest.interval(count(x, 0.9));
    }
    for (spend, x) in CHANNELS {
        digest.interval(cost_per(spend, x, 0.9));
        digest.add(cost_at_least(spend).unwrap_or(0.0));
        CHANNELS.iter().for_each(|other| digest.add(p_cheaper((spend, x), *other)));
    }
    digest.all(&p_most(CHANNELS.get(..3).unwrap_or_default()));
    let gammas: Vec<Belief> =
        CHANNELS.iter().map(|c| Belief::Gamma { shape: c.1 + 0.5, rate: c.0 }).collect();
    rank_probabilities(&gammas, Best::Largest).iter().for_each(|row| digest.all(row));
    let wards: Vec<(f64, f64)> = TRIALS.into_iter().zip(EVENTS).collect();
    // A few wards and channels are enough for the grids: the worker checks at every start.
    let few = wards.get(..3).unwrap_or_default();
    if let Some(population) = Population::of_rates(few) {
        pooled_rates(&population, few).iter().for_each(|p| digest.all(&[p.0, p.1]));
    }
    if let Some(population) = Population::of_counts(&CHANNELS) {
        digest.all(&pooled_means(&population, &CHANNELS));
    }
    let betas: Vec<Belief> = wards.iter().map(|(n, x)| Belief::Beta { a: x + 1.0, b: n - x + 1.0 }).collect();
    digest.all(&p_best(&betas, Best::Smallest));
    money(&mut digest);
    questions(&mut digest);
    let more = settles_after(|n| {
        let n = f64::from(n);
        p_cheaper((1_500.0 + 375.0 * n, 4.0 + n), (12_000.0, 20.0))
    });
    digest.add(f64::from(more.unwrap_or(0)));
    digest.0
}

fn special(digest: &mut Digest) {
    for a in [0.5, 2.5, 40.0, 1_000.0, 250_000.0] {
        for p in [0.01, 0.05, 0.5, 0.95] {
            digest.all(&[gamma_quantile(a, p), gamma_p(a, a * (0.9 + 0.2 * p)), digamma(a * p)]);
            digest.all(&[
                beta_quantile(a, 7.5, p),
                beta_reg(a, 1_200.0, p),
                normal_quantile(p),
                normal_cdf(p),
            ]);
        }
    }
    // Inverting costs many evaluations: a few cases.
    digest.all(&[beta_quantile(0.5, 7.5, 0.05), beta_quantile(40.0, 900.0, 0.95), student_reach(0.9, 5.0)]);
}

fn money(digest: &mut Digest) {
    let logs = [3_000.0, 4_500.0, 5_200.0, 8_000.0, 12_000.0, 40_000.0].map(libm::log);
    digest.interval(log_normal_mean(&logs, 0.9));
    digest.interval(median_interval(&logs, 0.9));
    let groups = [Amounts::new(72_700.0, &logs), Amounts { deals: 9.0, sum: 31_000.0, ln_squares: None }];
    let Some(all) = Deals::of(&groups) else { return };
    let values = groups.map(|g| ln_value(ln_rate(g.deals, 130.0), ln_deal(&g, &all, 4.0)));
    values.iter().for_each(|v| digest.interval(Some(v.interval(0.9))));
    let beliefs = values.map(|v| Belief::Normal { mean: v.mean, sd: v.sd });
    digest.all(&p_best(&beliefs, Best::Largest));
}

/// Periods, frontier, weights.
fn questions(digest: &mut Digest) {
    for change in
        [of_counts((10.0, 20.0), (23.0, 22.0)), of_rates((7.0, 90.0), (15.0, 110.0))].into_iter().flatten()
    {
        digest.all(&[change.p_up, change.by_chance.unwrap_or(-1.0)]);
    }
    if let Some(found) = limits(&EVENTS) {
        digest.all(&[found.centre, found.low, found.high]);
    }
    if let Some(waits) = Waits::of(&[3.0, 8.0, 21.0, 34.0, 90.0]) {
        let (mean, sd) = waits.ln_median(&Common { ln_median: 3.2, within: 0.4 });
        digest.all(&[mean, sd]);
        digest.all(&p_frontier(&[
            vec![(mean, sd), (0.3, 0.2)],
            vec![(3.0, 0.1), (0.1, 0.4)],
            vec![(2.5, 0.4), (0.5, 0.3)],
        ]));
    }
    let ln = |cost: f64, days: f64, rate: f64| {
        let parts = [
            desirability(cost, 2_000.0, 100.0, true),
            desirability(days, 90.0, 5.0, false),
            desirability(rate, 0.01, 0.2, false),
        ];
        parts.map(|d| ln_desirability(d.unwrap_or(0.0))).to_vec()
    };
    let table = [ln(600.0, 30.0, 0.05), ln(375.0, 44.0, 0.1), ln(1_364.0, 12.0, 0.11)];
    digest.all(&robustness(&table));
    if let Some(tip) = tipping(&table, &[0.5, 0.3, 0.2]) {
        digest.add(tip.to);
    }
}

/// FNV-1a, 64 bits, over the bits of numbers.
pub(crate) struct Digest(pub(crate) u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    pub(crate) fn add(&mut self, x: f64) {
        for byte in x.to_bits().to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    pub(crate) fn all(&mut self, numbers: &[f64]) {
        numbers.iter().for_each(|x| self.add(*x));
    }

    fn interval(&mut self, interval: Option<super::interval::Interval>) {
        if let Some(i) = interval {
            self.all(&[i.low, i.high]);
        }
    }
}
