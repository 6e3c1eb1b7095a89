//! Will the target be reached? Counts are Gamma–Poisson over working days (domain.md a.7): what is still to come is
//! NegBin(r = k + ½, p = e / (e + rest)) for k seen in e of e + rest days. Values are sums of such counts, taken as
//! a Gamma with the same mean and variance.
//!
//! Must never give a probability before the first working day is over.

use serde::{Deserialize, Serialize};

use crate::stats::special::{beta_reg_split, gamma_q, gamma_quantile};

/// P(at least `target` by the end | `k` after `elapsed` of `elapsed + rest` days).
pub fn p_reach(k: f64, target: f64, elapsed: f64, rest: f64) -> Option<f64> {
    if !(elapsed > 0.0 && rest >= 0.0 && k >= 0.0 && target.is_finite()) {
        return None;
    }
    let missing = libm::ceil(target - k);
    if missing <= 0.0 {
        return Some(1.0);
    }
    if rest == 0.0 {
        return Some(0.0);
    }
    // P(X ≥ m) = I_{1−p}(m, r).
    let whole = elapsed + rest;
    Some(beta_reg_split(missing, k + 0.5, rest / whole, elapsed / whole))
}

/// The smallest count by the end that is not exceeded with probability `p`.
pub fn count_quantile(k: f64, elapsed: f64, rest: f64, p: f64) -> Option<f64> {
    if !(elapsed > 0.0 && rest >= 0.0 && k >= 0.0 && p > 0.0 && p < 1.0) {
        return None;
    }
    let whole = elapsed + rest;
    // P(X ≤ m) = I_p(r, m + 1).
    let at_most = |m: f64| beta_reg_split(k + 0.5, m + 1.0, elapsed / whole, rest / whole);
    if rest == 0.0 || at_most(0.0) >= p {
        return Some(k);
    }
    let mut high = 1.0;
    while at_most(high) < p && high < 1e12 {
        high *= 2.0;
    }
    let mut low = libm::floor(0.5 * high);
    while high - low > 1.0 {
        let middle = libm::floor(0.5 * (low + high));
        if at_most(middle) >= p { high = middle } else { low = middle }
    }
    Some(k + high)
}

/// Leads of one worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    pub count: f64,
    /// What one is worth, in any unit.
    pub value: f64,
}

/// What is still to come of several kinds, as a Gamma: shape and scale. `None`: nothing is.
fn to_come(parts: &[Worth], elapsed: f64, rest: f64) -> Option<(f64, f64)> {
    let odds = rest / elapsed;
    let (mut mean, mut variance) = (0.0, 0.0);
    for part in parts {
        let expected = (part.count + 0.5) * odds;
        mean += part.value * expected;
        variance += part.value * part.value * expected * (1.0 + odds);
    }
    (mean > 0.0 && variance > 0.0).then(|| (mean * mean / variance, variance / mean))
}

fn so_far(parts: &[Worth]) -> f64 {
    parts.iter().map(|part| part.count * part.value).sum()
}

/// P(leads worth `target` by the end).
pub fn p_reach_value(parts: &[Worth], target: f64, elapsed: f64, rest: f64) -> Option<f64> {
    if !(elapsed > 0.0 && rest >= 0.0 && target.is_finite()) {
        return None;
    }
    let missing = target - so_far(parts);
    if missing <= 0.0 {
        return Some(1.0);
    }
    Some(to_come(parts, elapsed, rest).map_or(0.0, |(shape, scale)| gamma_q(shape, missing / scale)))
}

/// The worth by the end that is not exceeded with probability `p`.
pub fn value_quantile(parts: &[Worth], elapsed: f64, rest: f64, p: f64) -> Option<f64> {
    if !(elapsed > 0.0 && rest >= 0.0) {
        return None;
    }
    let more = to_come(parts, elapsed, rest).map_or(0.0, |(shape, scale)| scale * gamma_quantile(shape, p));
    Some(so_far(parts) + more)
}
