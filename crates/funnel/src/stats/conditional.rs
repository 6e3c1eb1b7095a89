//! Fourfold tables exactly: given all margins, the hits inside a group follow a known distribution in which
//! nothing but the odds ratio is open (Fisher 1935; strata by convolution).
//!
//! One object gives the exact p-values and the belief about the odds ratio, also where a cell is empty and
//! ratios of counts have no value. Large tables go by the normal approximation (Mantel–Haenszel).

use super::interval::{LEVEL, z_of};
use super::quadrature::{Extent, Grid};
use super::special::normal_cdf;
use super::tables::{Fourfold, common_odds_ratio, crude, mantel_haenszel};

/// Up to this many possible counts of hits inside are laid out one by one,
const MOST: f64 = 1_200.0;
/// if putting the strata together takes no more steps than this.
const MOST_STEPS: f64 = 200_000.0;
/// A chance below this is none that a number can hold.
const UNLIKELY: f64 = 1e-290;

/// What is believed about the logarithm of a ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LnRatio {
    pub mean: f64,
    pub sd: f64,
    /// 90 % interval.
    pub low: f64,
    pub high: f64,
    /// P(the ratio is above 1).
    pub p_above: f64,
}

/// A normal belief before the data: (mean, sd) of ln ratio.
pub type Prior = (f64, f64);

impl LnRatio {
    pub fn normal(mean: f64, sd: f64) -> Self {
        let half = z_of(LEVEL) * sd;
        let p_above = if sd > 0.0 { normal_cdf(mean / sd) } else { 0.5 };
        Self { mean, sd, low: mean - half, high: mean + half, p_above }
    }

    /// A normal estimate with its standard error, drawn to the prior.
    pub fn drawn(estimate: f64, error: f64, prior: Prior) -> Self {
        let (data, before) = (1.0 / (error * error), 1.0 / (prior.1 * prior.1));
        let weight = data + before;
        Self::normal((data * estimate + before * prior.0) / weight, (1.0 / weight).sqrt())
    }

    /// The estimate and the information (1 / variance) of the data alone, as if all were normal.
    pub fn data(&self, prior: Prior) -> (f64, f64) {
        let (after, before) = (1.0 / (self.sd * self.sd), 1.0 / (prior.1 * prior.1));
        let own = (after - before).max(0.0);
        (if own > 0.0 { (after * self.mean - before * prior.0) / own } else { 0.0 }, own)
    }
}

/// The distribution of the hits inside when the odds ratio is 1, and where the data stand in it.
pub struct Conditional {
    chances: Vec<f64>,
    /// Their logarithms.
    ln_chances: Vec<f64>,
    /// The ln odds ratio of these chances: 0, unless the data are too unlikely then.
    tilt: f64,
    at: usize,
}

impl Conditional {
    /// `None` if the tables cannot tell anything, or are too large to be laid out.
    pub fn of(tables: &[Fourfold]) -> Option<Self> {
        let (mut range, mut steps) = (0.0, 0.0);
        for (low, high) in tables.iter().map(Fourfold::reach) {
            steps += range * (high - low);
            range += high - low;
        }
        if !(range > 0.0 && range <= MOST && steps <= MOST_STEPS) {
            return None;
        }
        // Where the data are too unlikely for a number, they are not by odds near their own.
        Self::tilted(tables, 0.0).or_else(|| {
            let t = crude(tables).plus(0.5);
            Self::tilted(tables, libm::log(t.hits_in * t.misses_out / (t.misses_in * t.hits_out)))
        })
    }

    fn tilted(tables: &[Fourfold], tilt: f64) -> Option<Self> {
        let (mut chances, mut at) = (vec![1.0], 0);
        for table in tables.iter().filter(|t| t.tells()) {
            let own = hypergeometric(table, libm::exp(tilt));
            at += (table.hits_in - table.reach().0) as usize;
            let mut sums = vec![0.0; chances.len() + own.len() - 1];
            for (from, chance) in chances.iter().enumerate() {
                for (slot, other) in sums.iter_mut().skip(from).zip(&own) {
                    *slot += chance * other;
                }
            }
            chances = sums;
        }
        let ln_chances = chances.iter().map(|chance| libm::log(*chance)).collect();
        let is_told = chances.get(at).is_some_and(|chance| *chance > UNLIKELY);
        is_told.then_some(Self { chances, ln_chances, tilt, at })
    }

    fn here(&self) -> f64 {
        self.chances.get(self.at).copied().unwrap_or(0.0)
    }

    /// Two-sided mid-p: twice the smaller tail, the data's own chance counted half.
    pub fn mid_p(&self) -> f64 {
        if self.tilt != 0.0 {
            return UNLIKELY;
        }
        let below: f64 = self.chances.iter().take(self.at).sum();
        let above: f64 = self.chances.iter().skip(self.at + 1).sum();
        (2.0 * below.min(above) + self.here()).min(1.0)
    }

    /// Fisher's two-sided p: everything that is not more likely than the data.
    pub fn fisher(&self) -> f64 {
        if self.tilt != 0.0 {
            return UNLIKELY;
        }
        let most = self.here() * (1.0 + 1e-7);
        self.chances.iter().filter(|chance| **chance <= most).sum::<f64>().min(1.0)
    }

    /// ln of the sum of chances at this ln odds ratio; mean and variance of the hits.
    fn moments(&self, ln_odds: f64) -> (f64, f64, f64) {
        let ln_odds = ln_odds - self.tilt;
        let ln = || self.ln_chances.iter().enumerate().map(|(at, ln)| (at as f64, ln + ln_odds * at as f64));
        let top = ln().fold(f64::NEG_INFINITY, |top, (_, ln)| top.max(ln));
        let (mut sum, mut mean, mut square) = (0.0, 0.0, 0.0);
        for (at, ln) in ln().filter(|(_, ln)| *ln > top - 40.0) {
            let weight = libm::exp(ln - top);
            sum += weight;
            mean += weight * at;
            square += weight * at * at;
        }
        (mean, square) = (mean / sum, square / sum);
        (top + libm::log(sum), mean, (square - mean * mean).max(0.0))
    }

    /// The belief about the ln odds ratio after the data.
    pub fn belief(&self, prior: Prior) -> LnRatio {
        let before = 1.0 / (prior.1 * prior.1);
        let at = self.at as f64;
        let (mut mode, mut width) = (prior.0, prior.1);
        for _ in 0..80 {
            let (_, mean, variance) = self.moments(mode);
            let curve = variance + before;
            let step = ((at - mean - (mode - prior.0) * before) / curve).clamp(-1.0, 1.0);
            mode += step;
            width = 1.0 / curve.sqrt();
            if step.abs() < 1e-10 {
                break;
            }
        }
        let ln = |u: f64| u * at - self.moments(u).0 - 0.5 * before * (u - prior.0) * (u - prior.0);
        let top = ln(mode);
        let reach = |way: f64| {
            let steps = (1..60).map(|i| f64::from(i) * width);
            steps.into_iter().find(|far| ln(mode + way * far) < top - 30.0).unwrap_or(60.0 * width)
        };
        let body = Extent { centre: mode, width, left: reach(-1.0), right: reach(1.0) };
        // A panel begins at 0, so that the part above it is a whole number of panels.
        let border = Extent { centre: 0.0, width, left: 0.0, right: 0.0 };
        let grid = Grid::over(&[body, border]);
        let densities: Vec<f64> = grid.nodes.iter().map(|u| libm::exp(ln(*u) - top)).collect();
        let mut below = vec![0.0; densities.len()];
        let whole = grid.integrate(&densities, &mut below);
        let (mut mean, mut square, mut above) = (0.0, 0.0, 0.0);
        for ((u, density), weight) in grid.nodes.iter().zip(&densities).zip(&grid.weights) {
            let mass = density * weight / whole;
            mean += mass * u;
            square += mass * (u - mode) * (u - mode);
            above += if *u > 0.0 { mass } else { 0.0 };
        }
        let sd = (square - (mean - mode) * (mean - mode)).max(0.0).sqrt();
        let quantile = |p: f64| quantile(&grid.nodes, &below, p * whole);
        let tail = 0.5 - 0.5 * LEVEL;
        LnRatio { mean, sd, low: quantile(tail), high: quantile(1.0 - tail), p_above: above.clamp(0.0, 1.0) }
    }
}

/// Where a running integral passes `share`, linear between nodes.
fn quantile(nodes: &[f64], below: &[f64], share: f64) -> f64 {
    let next = below.partition_point(|b| *b < share).clamp(1, nodes.len().max(2) - 1);
    let at = |i: usize| (nodes.get(i).copied().unwrap_or(0.0), below.get(i).copied().unwrap_or(0.0));
    let ((u, b), (v, c)) = (at(next - 1), at(next));
    if c > b { u + (v - u) * ((share - b) / (c - b)).clamp(0.0, 1.0) } else { u }
}

/// The chances of every possible count of hits inside one table at these odds, from the count of the top
/// outwards: no overflow.
fn hypergeometric(t: &Fourfold, odds: f64) -> Vec<f64> {
    let (low, high) = t.reach();
    // P(u + 1) / P(u), which falls as u grows.
    let rise = |u: f64| {
        odds * (t.trials_in() - u) * (t.hits() - u) / ((u + 1.0) * (t.trials_out() - t.hits() + u + 1.0))
    };
    let mut mode = low;
    while mode < high && rise(mode) > 1.0 {
        mode += 1.0;
    }
    let mut chances = vec![1.0; (high - low) as usize + 1];
    let from = (mode - low) as usize;
    let (mut chance, mut u) = (1.0, mode);
    for slot in chances.iter_mut().skip(from + 1) {
        chance *= rise(u);
        *slot = chance;
        u += 1.0;
    }
    (chance, u) = (1.0, mode);
    for slot in chances.iter_mut().take(from).rev() {
        u -= 1.0;
        chance /= rise(u);
        *slot = chance;
    }
    let whole: f64 = chances.iter().sum();
    chances.iter_mut().for_each(|chance| *chance /= whole);
    chances
}

/// The two-sided p-value of no difference within strata: exact mid-p where the tables are small enough, else
/// Mantel–Haenszel's. `None` if the tables cannot tell anything.
pub fn stratified_p(tables: &[Fourfold]) -> Option<f64> {
    match Conditional::of(tables) {
        Some(exact) => Some(exact.mid_p()),
        None => mantel_haenszel(tables, false).map(|tested| tested.p),
    }
}

/// The belief about the common ln odds ratio within strata. `None` if the tables cannot tell anything.
pub fn common_belief(tables: &[Fourfold], prior: Prior) -> Option<LnRatio> {
    if let Some(exact) = Conditional::of(tables) {
        return Some(exact.belief(prior));
    }
    if !tables.iter().any(Fourfold::tells) {
        return None;
    }
    let odds = common_odds_ratio(tables).or_else(|| {
        // An empty side of a large table: half a hit everywhere keeps it finite.
        let eased: Vec<Fourfold> = tables.iter().filter(|t| t.tells()).map(|t| t.plus(0.5)).collect();
        common_odds_ratio(&eased)
    })?;
    Some(LnRatio::drawn(libm::log(odds.ratio), odds.ln_error, prior))
}
