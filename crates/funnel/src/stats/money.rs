//! Money per lead: how often a lead buys, times what a deal is worth. Closed form on the log scale.
//!
//! ln(value) = ln(deals per lead) + ln(mean deal), taken as normal and independent:
//! - deals per lead: the logarithm's moments of Beta(x + ½, n − x + ½) (Jeffreys), or of a pooled rate;
//! - mean deal: the logarithm of the group's mean, drawn to that of all deals as if 4 more deals had been seen
//!   there (deals are few and their amounts skewed). A mean of n log-normal amounts is taken as log-normal with
//!   the same first two moments (Fenton 1960): ln(1 + (e^(s²) − 1) / n). For small spreads that is the relative
//!   variance over n; amounts that span six powers of ten do not make it explode.
//!
//! Must never claim more than the deals show: groups under [`ENOUGH_DEALS`] are for the caller to gate.

use super::interval::{Interval, rule_of_three, z_of};
use super::special::{digamma, trigamma};

/// Deals of all groups that each group's mean deal is drawn by.
pub const PSEUDO_DEALS: f64 = 4.0;
/// Fewer won deals than this are not ranked on money.
pub const ENOUGH_DEALS: f64 = 5.0;
/// The variance of log amounts where no amounts but only their sum is known: a relative spread of 1.
pub const UNKNOWN_LN_VARIANCE: f64 = std::f64::consts::LN_2;

/// The largest exponent that is finite; amounts of money spread by far less.
const LARGEST: f64 = 700.0;

/// The amounts of a group of deals, as far as money per lead needs them. Amounts of 0 or less are no deals here:
/// they add to no logarithm, and the sum is what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amounts {
    /// Deals with a positive amount.
    pub deals: f64,
    /// Their sum, in any unit.
    pub sum: f64,
    /// Σ (ln amount − mean of ln amount)², where single amounts are known.
    pub ln_squares: Option<f64>,
}

impl Amounts {
    /// `logs` in a fixed order (sums of floats depend on it).
    pub fn new(sum: f64, logs: &[f64]) -> Self {
        let n = logs.len() as f64;
        let mean = logs.iter().sum::<f64>() / n.max(1.0);
        let squares = logs.iter().map(|x| (x - mean) * (x - mean)).sum();
        Self { deals: n, sum, ln_squares: Some(squares) }
    }

    /// The mean deal.
    pub fn mean(&self) -> Option<f64> {
        (self.deals > 0.0 && self.sum > 0.0).then(|| self.sum / self.deals)
    }
}

/// What all groups' deals have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deals {
    pub ln_mean: f64,
    /// The variance of log amounts within groups.
    pub ln_variance: f64,
}

impl Deals {
    /// `None` without any deal of a known amount.
    pub fn of(groups: &[Amounts]) -> Option<Self> {
        let (deals, sum) = groups.iter().fold((0.0, 0.0), |(n, s), g| (n + g.deals, s + g.sum));
        let known =
            groups.iter().filter_map(|g| g.ln_squares.map(|squares| (squares, (g.deals - 1.0).max(0.0))));
        let (squares, freedom) = known.fold((0.0, 0.0), |(s, f), g| (s + g.0, f + g.1));
        let ln_variance = if freedom > 0.0 { squares / freedom } else { UNKNOWN_LN_VARIANCE };
        (deals > 0.0 && sum > 0.0).then(|| Self { ln_mean: libm::log(sum / deals), ln_variance })
    }
}

/// ln(money per lead) as a normal number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LnValue {
    pub mean: f64,
    pub sd: f64,
}

impl LnValue {
    pub fn interval(&self, level: f64) -> Interval {
        let half = z_of(level) * self.sd;
        Interval { low: libm::exp(self.mean - half), high: libm::exp(self.mean + half) }
    }

    pub fn pair(&self) -> (f64, f64) {
        (self.mean, self.sd)
    }
}

/// Mean and variance of ln(deals per lead), unpooled. More deals than leads (repeated buyers) count as a
/// Gamma(x + ½, leads) rate.
pub fn ln_rate(deals: f64, leads: f64) -> (f64, f64) {
    let x = deals + 0.5;
    if deals <= leads {
        (digamma(x) - digamma(leads + 1.0), (trigamma(x) - trigamma(leads + 1.0)).max(0.0))
    } else {
        let (mean, variance) = ln_count(deals);
        (mean - libm::log(leads), variance)
    }
}

/// Mean and variance of the logarithm of the expected number behind a count (Gamma(x + ½)).
pub fn ln_count(count: f64) -> (f64, f64) {
    (digamma(count + 0.5), trigamma(count + 0.5))
}

/// Mean and variance of the logarithm of a rate with this mean and variance, as if log-normal.
pub fn ln_moments((mean, variance): (f64, f64)) -> (f64, f64) {
    let s = libm::log1p(variance / (mean * mean));
    (libm::log(mean) - 0.5 * s, s)
}

/// Mean and variance of ln(mean deal), drawn to the mean of all deals by `pseudo` deals.
pub fn ln_deal(amounts: &Amounts, all: &Deals, pseudo: f64) -> (f64, f64) {
    let own = amounts.mean().map_or(all.ln_mean, libm::log);
    // The group's own spread where it shows one, steadied by that of all groups.
    let freedom = (amounts.deals - 1.0).max(0.0);
    let squares = amounts.ln_squares.unwrap_or(freedom * all.ln_variance);
    let ln_variance = (squares + PSEUDO_DEALS * all.ln_variance) / (freedom + PSEUDO_DEALS);
    let weight = amounts.deals + pseudo;
    let ln_mean = (amounts.deals * own + pseudo * all.ln_mean) / weight;
    (ln_mean, libm::log1p(libm::expm1(ln_variance.min(LARGEST)) / weight))
}

/// ln(money per lead) from the two parts.
pub fn ln_value(rate: (f64, f64), deal: (f64, f64)) -> LnValue {
    LnValue { mean: rate.0 + deal.0, sd: (rate.1 + deal.1).sqrt() }
}

/// The interval of money per lead where no deal was won: from 0 to what one-sided 95 % still allows at the
/// mean of all deals.
pub fn nothing_won(leads: f64, all: &Deals) -> Interval {
    Interval { low: 0.0, high: rule_of_three() / leads * libm::exp(all.ln_mean) }
}
