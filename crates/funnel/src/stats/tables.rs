//! Fourfold tables: is one group's share of hits larger than the other's, within strata or alone?
//!
//! Mantel & Haenszel (1959) for the common odds and risk ratio, their standard errors by Robins, Breslow &
//! Greenland (1986) and Greenland & Robins (1985), Breslow & Day (1980) for whether the strata agree,
//! Benjamini & Hochberg (1995) for many tests at once. Golden numbers: domain.md d.1.
//! Must never divide by an empty stratum: what has no information adds nothing, and no information is `None`.

use super::interval::Interval;
use super::order::order;
use super::quadrature::{Extent, Grid};
use super::rank::{Belief, Best, p_best};
use super::special::{beta_reg, gamma_q};

/// Hits and misses inside and outside of a group. Counts from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fourfold {
    pub hits_in: f64,
    pub misses_in: f64,
    pub hits_out: f64,
    pub misses_out: f64,
}

impl Fourfold {
    /// From (hits, trials) of both groups.
    pub fn new(inside: (f64, f64), outside: (f64, f64)) -> Self {
        Self {
            hits_in: inside.0,
            misses_in: inside.1 - inside.0,
            hits_out: outside.0,
            misses_out: outside.1 - outside.0,
        }
    }

    pub fn trials_in(&self) -> f64 {
        self.hits_in + self.misses_in
    }

    pub fn trials_out(&self) -> f64 {
        self.hits_out + self.misses_out
    }

    pub fn hits(&self) -> f64 {
        self.hits_in + self.hits_out
    }

    pub fn trials(&self) -> f64 {
        self.trials_in() + self.trials_out()
    }

    /// The fewest and the most hits inside that the margins allow.
    pub fn reach(&self) -> (f64, f64) {
        ((self.hits() - self.trials_out()).max(0.0), self.hits().min(self.trials_in()))
    }

    /// Whether the two groups can be compared at all: with no hit, no miss, or one group alone they cannot.
    pub fn tells(&self) -> bool {
        let (low, high) = self.reach();
        high > low
    }

    /// Mean and variance of the hits inside when the group does not matter.
    fn by_chance(&self) -> (f64, f64) {
        let (n, hits) = (self.trials(), self.hits());
        let mean = self.trials_in() * hits / n;
        (mean, mean * self.trials_out() * (n - hits) / (n * (n - 1.0)))
    }
}

/// The strata put in one table, as if they were one.
pub fn crude(tables: &[Fourfold]) -> Fourfold {
    tables.iter().fold(Fourfold::default(), |sum, t| Fourfold {
        hits_in: sum.hits_in + t.hits_in,
        misses_in: sum.misses_in + t.misses_in,
        hits_out: sum.hits_out + t.hits_out,
        misses_out: sum.misses_out + t.misses_out,
    })
}

/// A ratio with the standard error of its logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    pub ratio: f64,
    pub ln_error: f64,
}

impl Ratio {
    pub fn interval(&self, level: f64) -> Interval {
        let half = libm::exp(super::interval::z_of(level) * self.ln_error);
        Interval { low: self.ratio / half, high: self.ratio * half }
    }
}

/// Mantel–Haenszel's common odds ratio. `None` where it would be 0, infinite or nothing.
pub fn common_odds_ratio(tables: &[Fourfold]) -> Option<Ratio> {
    let (mut r, mut s, mut pr, mut mixed, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for t in tables.iter().filter(|t| t.tells()) {
        let n = t.trials();
        let (up, down) = (t.hits_in * t.misses_out / n, t.misses_in * t.hits_out / n);
        let (p, q) = ((t.hits_in + t.misses_out) / n, (t.misses_in + t.hits_out) / n);
        r += up;
        s += down;
        pr += p * up;
        mixed += p * down + q * up;
        qs += q * down;
    }
    let variance = pr / (2.0 * r * r) + mixed / (2.0 * r * s) + qs / (2.0 * s * s);
    (r > 0.0 && s > 0.0).then(|| Ratio { ratio: r / s, ln_error: variance.sqrt() })
}

/// Mantel–Haenszel's common risk ratio. `None` where it would be 0, infinite or nothing.
pub fn common_risk_ratio(tables: &[Fourfold]) -> Option<Ratio> {
    let (mut r, mut s, mut spread) = (0.0, 0.0, 0.0);
    for t in tables.iter().filter(|t| t.trials_in() > 0.0 && t.trials_out() > 0.0) {
        let n = t.trials();
        r += t.hits_in * t.trials_out() / n;
        s += t.hits_out * t.trials_in() / n;
        spread += (t.trials_in() * t.trials_out() * t.hits() - t.hits_in * t.hits_out * n) / (n * n);
    }
    (r > 0.0 && s > 0.0).then(|| Ratio { ratio: r / s, ln_error: (spread / (r * s)).max(0.0).sqrt() })
}

/// A test's number and its p-value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    pub chi2: f64,
    pub freedom: f64,
    pub p: f64,
}

fn tested(chi2: f64, freedom: f64) -> Tested {
    Tested { chi2, freedom, p: chi2_upper(chi2, freedom) }
}

/// P(χ² with this many degrees of freedom is at least `x`).
pub fn chi2_upper(x: f64, freedom: f64) -> f64 {
    gamma_q(0.5 * freedom, 0.5 * x)
}

/// Mantel–Haenszel's test of no difference within strata. `corrected` takes half a hit off, as most programs do;
/// without it the p-value is near the mid-p of the exact test.
pub fn mantel_haenszel(tables: &[Fourfold], corrected: bool) -> Option<Tested> {
    let (mut off, mut variance) = (0.0, 0.0);
    for t in tables.iter().filter(|t| t.tells()) {
        let (mean, spread) = t.by_chance();
        off += t.hits_in - mean;
        variance += spread;
    }
    let off: f64 = off.abs();
    let off = if corrected { (off - 0.5).max(0.0) } else { off };
    (variance > 0.0).then(|| tested(off * off / variance, 1.0))
}

/// Breslow–Day: do the strata have one odds ratio? `None` for fewer than two strata that tell something.
pub fn breslow_day(tables: &[Fourfold]) -> Option<Tested> {
    let odds = common_odds_ratio(tables)?.ratio;
    let (mut chi2, mut strata) = (0.0, 0.0);
    for t in tables.iter().filter(|t| t.tells()) {
        let fitted = at_odds(t, odds)?;
        let rest = [fitted, t.trials_in() - fitted, t.hits() - fitted, t.trials_out() - t.hits() + fitted];
        let spread: f64 = rest.iter().map(|n| 1.0 / n).sum();
        chi2 += (t.hits_in - fitted) * (t.hits_in - fitted) * spread;
        strata += 1.0;
    }
    (strata >= 2.0).then(|| tested(chi2, strata - 1.0))
}

/// The hits inside that give this odds ratio under the table's margins.
fn at_odds(t: &Fourfold, odds: f64) -> Option<f64> {
    let (low, high) = t.reach();
    let square = 1.0 - odds;
    let linear = t.trials_out() - t.hits() + odds * (t.hits() + t.trials_in());
    let constant = -odds * t.hits() * t.trials_in();
    // The form without cancellation: it is right for odds of 1, too.
    let root = (linear * linear - 4.0 * square * constant).max(0.0).sqrt();
    let fitted = -2.0 * constant / (linear + root);
    (fitted > low && fitted < high).then_some(fitted)
}

/// Benjamini–Hochberg's adjusted p-values, in the order given. A test is a find at q where its own is ≤ q.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let value = |at: usize| p.get(at).copied().unwrap_or(1.0);
    let order = order(p.len(), &|a, b| value(b).total_cmp(&value(a)));
    let mut adjusted = vec![1.0; p.len()];
    let (mut least, count) = (1.0f64, p.len() as f64);
    for (behind, at) in order.iter().enumerate() {
        least = least.min(value(*at) * count / (count - behind as f64));
        if let Some(slot) = adjusted.get_mut(*at) {
            *slot = least;
        }
    }
    adjusted
}

/// What is believed about the difference of two rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
    /// P(the first rate is larger).
    pub p_larger: f64,
}

/// First rate minus second for (hits, trials) each, by Jeffreys' prior, equal tails. `None` without trials.
pub fn difference(first: (f64, f64), second: (f64, f64), level: f64) -> Option<Difference> {
    let belief = |(x, n): (f64, f64)| Belief::Beta { a: x + 0.5, b: n - x + 0.5 };
    let sound = |(x, n): (f64, f64)| n > 0.0 && x >= 0.0 && x <= n;
    if !sound(first) || !sound(second) {
        return None;
    }
    let p_larger = *p_best(&[belief(first), belief(second)], Best::Largest).first()?;
    // P(first − second ≤ d) = ∫ density of the second · P(first ≤ d + it).
    let (a, b) = (second.0 + 0.5, second.1 - second.0 + 0.5);
    let (body, top) = (belief(second).extent(), peak(a, b));
    let below = |d: f64| {
        // Where the first leaves 0 or reaches 1 it does so like a root: thin panels there.
        let mut extents = vec![body];
        for border in [-d, 1.0 - d].into_iter().filter(|border| *border > 0.0 && *border < 1.0) {
            let centre = libm::log(border / (1.0 - border));
            for part in [1.0 / 256.0, 1.0 / 32.0, 1.0 / 4.0] {
                let reach = part * body.width;
                extents.push(Extent { centre, width: reach, left: 0.0, right: reach });
                extents.push(Extent { centre, width: reach, left: reach, right: 0.0 });
            }
        }
        let grid = Grid::over(&extents);
        let (mut part, mut whole) = (0.0, 0.0);
        for (u, weight) in grid.nodes.iter().zip(&grid.weights) {
            let mass = weight * libm::exp(a * u - (a + b) * softplus(*u) - top);
            let rate = 1.0 / (1.0 + libm::exp(-u));
            whole += mass;
            part += mass * beta_reg(first.0 + 0.5, first.1 - first.0 + 0.5, rate + d);
        }
        part / whole
    };
    let quantile = |p: f64| {
        let (mut low, mut high) = (-1.0, 1.0);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            if below(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    };
    let mean = |(x, n): (f64, f64)| (x + 0.5) / (n + 1.0);
    let tail = 0.5 - 0.5 * level;
    Some(Difference {
        mean: mean(first) - mean(second),
        low: quantile(tail),
        high: quantile(1.0 - tail),
        p_larger,
    })
}

/// ln(1 + eᵘ).
fn softplus(u: f64) -> f64 {
    if u > 0.0 { u + libm::log1p(libm::exp(-u)) } else { libm::log1p(libm::exp(u)) }
}

/// ln of the unscaled density of Beta(a, b) on the logit scale, at its top.
fn peak(a: f64, b: f64) -> f64 {
    let u = libm::log(a / b);
    a * u - (a + b) * softplus(u)
}

impl Fourfold {
    /// Every cell with this much more.
    pub fn plus(&self, more: f64) -> Self {
        Self {
            hits_in: self.hits_in + more,
            misses_in: self.misses_in + more,
            hits_out: self.hits_out + more,
            misses_out: self.misses_out + more,
        }
    }
}
