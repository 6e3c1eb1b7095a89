//! Is a difference between two periods more than noise? (domain.md f, "Period comparison done right".)
//!
//! Counts: given both together, the second is binomial with its share of the exposure (Przyborowski & Wilenski
//! 1940). Rates: the difference of two Beta posteriors (Jeffreys). Must never call a change real that arises in
//! more than one of ten worlds without any.

use super::rank::{Belief, Best, gamma_exceeds, p_best};
use super::special::{beta_pq, normal_quantile};

/// A change counts as real from here on: two-sided 0.9, so 0.95 for its direction.
pub const REAL: f64 = 0.95;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// P(the second is truly higher).
    pub p_up: f64,
    /// For counts: how often as much or more difference arises without any change, two-sided.
    pub by_chance: Option<f64>,
}

impl Change {
    /// Whether it is outside normal variation. Counts must pass both ways of asking.
    pub fn is_real(&self) -> bool {
        let sure = self.p_up.max(1.0 - self.p_up) >= REAL;
        sure && self.by_chance.is_none_or(|p| p <= 2.0 * (1.0 - REAL) + 1e-12)
    }
}

/// (count, exposure) before and after; exposures in any unit, as working days. `None` without exposure.
pub fn of_counts(before: (f64, f64), after: (f64, f64)) -> Option<Change> {
    let fine = |(x, e): (f64, f64)| x >= 0.0 && e > 0.0 && x.is_finite() && e.is_finite();
    if !(fine(before) && fine(after)) {
        return None;
    }
    let p_up = gamma_exceeds(after.0 + 0.5, after.1, before.0 + 0.5, before.1);
    Some(Change { p_up, by_chance: Some(by_chance(before, after)) })
}

fn by_chance((x, before): (f64, f64), (y, after): (f64, f64)) -> f64 {
    let (share, rest) = (after / (before + after), before / (before + after));
    // P(Y ≥ y) = I_share(y, x + 1); P(Y ≤ y) = I_rest(x, y + 1).
    let at_least = if y > 0.0 { beta_pq(y, x + 1.0, share, rest).0 } else { 1.0 };
    let at_most = if x > 0.0 { beta_pq(x, y + 1.0, rest, share).0 } else { 1.0 };
    (2.0 * at_least.min(at_most)).min(1.0)
}

/// (successes, trials) before and after. `None` without trials, or with more successes than trials.
pub fn of_rates(before: (f64, f64), after: (f64, f64)) -> Option<Change> {
    let fine = |(x, n): (f64, f64)| x >= 0.0 && n > 0.0 && x <= n && n.is_finite();
    if !(fine(before) && fine(after)) {
        return None;
    }
    let belief = |(x, n): (f64, f64)| Belief::Beta { a: x + 0.5, b: n - x + 0.5 };
    let p_up = p_best(&[belief(before), belief(after)], Best::Largest).last().copied()?;
    Some(Change { p_up, by_chance: None })
}

/// Limits of a series' own variation (XmR chart): mean ± 2.66 times the mean moving range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub centre: f64,
    pub low: f64,
    pub high: f64,
}

/// Fewer values than this have no limits.
pub const FEWEST_VALUES: usize = 8;
/// So many values in a row on one side of the centre are a signal.
pub const RUN: usize = 8;

/// `None` for fewer than [`FEWEST_VALUES`] values.
pub fn limits(values: &[f64]) -> Option<Limits> {
    if values.len() < FEWEST_VALUES || !values.iter().all(|v| v.is_finite()) {
        return None;
    }
    let centre = values.iter().sum::<f64>() / values.len() as f64;
    let pairs = values.iter().zip(values.iter().skip(1));
    let range = pairs.map(|(a, b)| (b - a).abs()).sum::<f64>() / (values.len() - 1) as f64;
    Some(Limits { centre, low: centre - 2.66 * range, high: centre + 2.66 * range })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    Above,
    Below,
    /// The last of at least [`RUN`] values on one side of the centre.
    RunAbove,
    RunBelow,
}

/// (index, signal) of every value that the limits do not explain, in order. Values on the centre end a run.
pub fn signals(values: &[f64], limits: &Limits) -> Vec<(usize, Signal)> {
    let mut found = Vec::new();
    let (mut above, mut below) = (0, 0);
    // A mean of equal values is not always that value to the last bit.
    let hair = 1e-12 * limits.centre.abs().max(limits.high - limits.low);
    for (at, value) in values.iter().enumerate() {
        let over = |line: f64| *value > line + hair;
        let under = |line: f64| *value < line - hair;
        above = if over(limits.centre) { above + 1 } else { 0 };
        below = if under(limits.centre) { below + 1 } else { 0 };
        let signal = match () {
            () if over(limits.high) => Some(Signal::Above),
            () if under(limits.low) => Some(Signal::Below),
            () if above >= RUN => Some(Signal::RunAbove),
            () if below >= RUN => Some(Signal::RunBelow),
            () => None,
        };
        found.extend(signal.map(|signal| (at, signal)));
    }
    found
}

/// Trials a group that tell two rates apart in 80 of 100 tests, two-sided at 5 % (domain.md b.4).
/// `None` for equal rates or numbers that are none.
pub fn enough_to_tell(one: f64, other: f64) -> Option<f64> {
    let fine = |p: f64| (0.0..=1.0).contains(&p);
    if !(fine(one) && fine(other)) || one == other {
        return None;
    }
    let (middle, difference) = (0.5 * (one + other), one - other);
    let alike = (2.0 * middle * (1.0 - middle)).sqrt();
    let apart = (one * (1.0 - one) + other * (1.0 - other)).sqrt();
    let reach = normal_quantile(0.975) * alike + normal_quantile(0.8) * apart;
    Some(libm::ceil(reach * reach / (difference * difference)))
}
