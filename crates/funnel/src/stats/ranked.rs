//! Which of two groups has the larger amounts, or the longer times, within strata: by ranks, so that one giant
//! deal counts as one deal.
//!
//! Van Elteren (1960): Wilcoxon's rank sums of the strata, each weighed by 1/(N + 1), ties by midranks.
//! Hodges & Lehmann (1963) for the shift that makes the groups alike, with the interval of the shifts that the
//! test does not refuse. The test, the estimate and the interval can therefore not contradict each other.

use super::conditional::{LnRatio, Prior};
use super::interval::{LEVEL, z_of};
use super::special::normal_cdf;

/// One stratum: the values of both groups, each sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    pub inside: Vec<f64>,
    pub outside: Vec<f64>,
}

impl Sides {
    fn sizes(&self) -> (f64, f64) {
        (self.inside.len() as f64, self.outside.len() as f64)
    }

    fn tells(&self) -> bool {
        !self.inside.is_empty() && !self.outside.is_empty()
    }

    /// How far the rank sum inside is above what chance gives, when `shift` is taken off the inside.
    fn off(&self, shift: f64) -> f64 {
        let (n, m) = self.sizes();
        let (mut below, mut upto, mut sum) = (0, 0, 0.0);
        for x in self.inside.iter().map(|x| x - shift) {
            while self.outside.get(below).is_some_and(|y| *y < x) {
                below += 1;
            }
            upto = upto.max(below);
            while self.outside.get(upto).is_some_and(|y| *y <= x) {
                upto += 1;
            }
            sum += 0.5 * (below + upto) as f64;
        }
        sum - 0.5 * n * m
    }

    /// The variance of that, without ties.
    fn plain_variance(&self) -> f64 {
        let (n, m) = self.sizes();
        n * m * (n + m + 1.0) / 12.0
    }

    /// The variance with the ties that there are.
    fn variance(&self) -> f64 {
        let (n, m) = self.sizes();
        let (all, mut ties) = (n + m, 0.0);
        let mut values: Vec<f64> = self.inside.iter().chain(&self.outside).copied().collect();
        values.sort_by(f64::total_cmp);
        for same in values.chunk_by(|a, b| a == b) {
            let t = same.len() as f64;
            ties += t * (t * t - 1.0);
        }
        n * m / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)).max(1.0))
    }
}

/// The comparison of all strata.
pub struct Ranked<'a> {
    strata: Vec<&'a Sides>,
    /// Tie-corrected, at no shift.
    z: f64,
    plain_sd: f64,
}

impl<'a> Ranked<'a> {
    /// `None` if no stratum has both sides, or all values are the same.
    pub fn of(strata: &'a [Sides]) -> Option<Self> {
        let strata: Vec<&Sides> = strata.iter().filter(|sides| sides.tells()).collect();
        let sum = |of: &dyn Fn(&Sides) -> f64| -> f64 {
            let part = |sides: &&Sides| {
                let weight = weight(sides);
                of(sides) * weight * weight
            };
            strata.iter().map(part).sum()
        };
        let (variance, plain) = (sum(&Sides::variance), sum(&Sides::plain_variance));
        let z = off(&strata, 0.0) / variance.sqrt();
        (variance > 1e-12).then(|| Ranked { strata, z, plain_sd: plain.sqrt() })
    }

    /// Positive where the inside is larger.
    pub fn z(&self) -> f64 {
        self.z
    }

    /// Two-sided.
    pub fn p(&self) -> f64 {
        (2.0 * normal_cdf(-self.z.abs())).min(1.0)
    }

    /// The shift at which the inside stands `z` standard deviations above the outside.
    fn shift_at(&self, z: f64) -> f64 {
        let ends = |of: &dyn Fn(&Sides) -> Option<f64>, start: f64, better: fn(f64, f64) -> f64| {
            self.strata.iter().filter_map(|sides| of(sides)).fold(start, better)
        };
        let gap = |a: Option<&f64>, b: Option<&f64>| Some(a? - b?);
        let mut low = ends(&|s| gap(s.inside.first(), s.outside.last()), f64::INFINITY, f64::min);
        let mut high = ends(&|s| gap(s.inside.last(), s.outside.first()), f64::NEG_INFINITY, f64::max);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if off(&self.strata, middle) > z * self.plain_sd {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }

    /// How much larger the inside is (values on a log scale give a ln ratio), drawn to the prior.
    pub fn shift(&self, prior: Prior) -> LnRatio {
        let reach = z_of(LEVEL);
        // Ties at the estimate leave a gap: its middle. The tie-corrected test decides at 0.
        let tiny = 1e-9;
        let estimate = 0.5 * (self.shift_at(tiny) + self.shift_at(-tiny));
        let estimate = if self.z.abs() < 1e-12 { 0.0 } else { estimate };
        let error = 0.5 * (self.shift_at(-reach) - self.shift_at(reach)) / reach;
        // Never surer than the test itself. And where ties hide the shift (most deals close on day one), the test
        // still tells its direction: its own score then stands for the estimate.
        let error = error.max(estimate.abs() / self.z.abs().max(1e-6)).max(1e-6);
        let by_score = self.z * error;
        let estimate = if estimate.abs() < 0.5 * by_score.abs() { by_score } else { estimate };
        LnRatio::drawn(estimate, error, prior)
    }
}

fn weight(sides: &Sides) -> f64 {
    let (n, m) = sides.sizes();
    1.0 / (n + m + 1.0)
}

fn off(strata: &[&Sides], shift: f64) -> f64 {
    strata.iter().map(|sides| sides.off(shift) * weight(sides)).sum()
}
