//! Intervals for one group: a rate, a cost per outcome, a mean of skewed amounts, a median.
//!
//! Must never give an interval where there is no information (`None` instead), nor an empty one.

use super::special::{gamma_quantile, normal_quantile, student_reach};

/// The two ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// How sure the product's intervals are.
pub const LEVEL: f64 = 0.9;

/// z of a two-sided interval of the given level (0.9 gives 1.645).
pub fn z_of(level: f64) -> f64 {
    normal_quantile(0.5 + 0.5 * level)
}

/// Wilson's score interval (1927) for `x` of `n`, 0 ≤ x ≤ n; `None` for n = 0.
pub fn wilson(x: f64, n: f64, level: f64) -> Option<Interval> {
    if !(n > 0.0 && x >= 0.0 && x <= n) {
        return None;
    }
    let z = z_of(level);
    let rate = x / n;
    let spread = z * z / n;
    let centre = (rate + 0.5 * spread) / (1.0 + spread);
    let half = z * (rate * (1.0 - rate) / n + 0.25 * spread / n).sqrt() / (1.0 + spread);
    // At x = 0 and x = n the ends are exactly 0 and 1; rounding must not say otherwise.
    let low = if x == 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if x == n { 1.0 } else { (centre + half).min(1.0) };
    Some(Interval { low, high })
}

/// The expected number behind a count `x` (Jeffreys' prior: Gamma with shape x + ½), equal tails.
pub fn count(x: f64, level: f64) -> Option<Interval> {
    let tail = 0.5 - 0.5 * level;
    (x >= 0.0 && x.is_finite())
        .then(|| Interval { low: gamma_quantile(x + 0.5, tail), high: gamma_quantile(x + 0.5, 1.0 - tail) })
}

/// Spend per outcome for a told spend and a count of outcomes x > 0: outcomes per unit of money are
/// Gamma(x + ½, spend) by Jeffreys' prior, the cost is its inverse. `None` for no outcome or negative spend.
pub fn cost_per(spend: f64, x: f64, level: f64) -> Option<Interval> {
    if !(spend >= 0.0 && x > 0.0) {
        return None;
    }
    count(x, level).map(|c| Interval { low: spend / c.high, high: spend / c.low })
}

/// What spend without any outcome still says: the cost is at least this, at one-sided 95 %
/// (exact Poisson: the expected count is below −ln 0.05 ≈ 3, the "rule of three").
pub fn cost_at_least(spend: f64) -> Option<f64> {
    (spend > 0.0).then(|| spend / rule_of_three())
}

/// −ln 0.05: the largest expected count that still gives none in one of twenty worlds.
pub fn rule_of_three() -> f64 {
    -libm::log(0.05)
}

/// Cox's interval for the mean of log-normal amounts (Zhou & Gao 1997), with Student's t in place of the normal
/// quantile (Olsson 2005): at five amounts the plain one covers 83 %, this one 90 %. `None` for fewer than two.
pub fn log_normal_mean(logs: &[f64], level: f64) -> Option<Interval> {
    let freedom = logs.len().checked_sub(1).filter(|n| *n > 0)?;
    cox(logs, student_reach(level, freedom as f64))
}

/// exp(m + s²/2 ± `reach` · √(s²/n + s⁴/2(n−1))) of the amounts' logarithms.
pub fn cox(logs: &[f64], reach: f64) -> Option<Interval> {
    if logs.len() < 2 {
        return None;
    }
    let n = logs.len() as f64;
    let mean = logs.iter().sum::<f64>() / n;
    let variance = logs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    let centre = mean + 0.5 * variance;
    let half = reach * (variance / n + variance * variance / (2.0 * (n - 1.0))).sqrt();
    Some(Interval { low: libm::exp(centre - half), high: libm::exp(centre + half) })
}

/// The distribution-free interval of a median, between two pairs of order statistics of `sorted`: the innermost
/// pair that covers it with at least `level` (binomial(n, ½) tails) and the next one inwards, mixed so that the
/// level is met (Hettmansperger & Sheather 1986). A pair alone covers up to 97 % where 90 % is meant.
/// `None` where even the extremes do not (n < 5 at 90 %).
pub fn median_interval(sorted: &[f64], level: f64) -> Option<Interval> {
    let n = sorted.len();
    let tail = 0.5 - 0.5 * level;
    let nf = n as f64;
    if n > 1000 {
        // By the normal approximation: the binomial's term would underflow, and a step is a thousandth.
        let k = libm::floor(0.5 * nf - 0.5 * z_of(level) * nf.sqrt()) as usize;
        return pair(sorted, k.max(1));
    }
    // P(fewer than k of n lie below the median), k rising.
    let mut term = libm::exp(-nf * std::f64::consts::LN_2);
    let (mut below, mut k) = (0.0, 0usize);
    while k < n && below + term <= tail {
        below += term;
        term *= (nf - k as f64) / (k as f64 + 1.0);
        k += 1;
    }
    let (outer, inner) = (pair(sorted, k)?, pair(sorted, k + 1));
    let Some(inner) = inner else { return Some(outer) };
    // How far from the outer pair's level to the inner one's, and what of the way between the values that is.
    let way = (tail - below) / term;
    let kf = k as f64;
    let part = (nf - kf) * way / (kf + (nf - 2.0 * kf) * way);
    let mix = |from: f64, to: f64| from + part * (to - from);
    Some(Interval { low: mix(outer.low, inner.low), high: mix(outer.high, inner.high) })
}

/// The k-th smallest and the k-th largest.
fn pair(sorted: &[f64], k: usize) -> Option<Interval> {
    let low = sorted.get(k.checked_sub(1)?)?;
    let high = sorted.get(sorted.len().checked_sub(k)?)?;
    (low <= high).then_some(Interval { low: *low, high: *high })
}

/// The quantile of sorted values, linear between them (Hyndman & Fan's type 7).
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = p.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(at);
    let low = sorted.get(below as usize)?;
    let high = sorted.get((below as usize + 1).min(last))?;
    Some(low + (at - below) * (high - low))
}

pub fn median(sorted: &[f64]) -> Option<f64> {
    quantile(sorted, 0.5)
}
