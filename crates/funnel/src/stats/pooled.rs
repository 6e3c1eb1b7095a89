//! Many groups at once: each group's number is pulled towards the others' as far as the data call for it.
//!
//! The mean and the relative spread (CV) between the groups are not estimated as one point, which collapses to
//! "all equal" for fewer than about ten groups, but summed over a fixed grid: 41 means on a log (or logit)
//! scale by 40 spreads from 0.05 to 2, with a half-normal(0.5) prior on the spread.
//! Counts: xᵢ ~ Poisson(λᵢ Sᵢ), λᵢ ~ Gamma (Gamma–Poisson). Rates: xᵢ ~ Binomial(nᵢ, pᵢ), pᵢ ~ Beta
//! (Beta–binomial). Deterministic; must never depend on the groups' order beyond rounding.

use super::quadrature::{Extent, Grid};
use super::rank::{Belief, Best, Columns, normalise, rank_probabilities};
use super::special::ln_gamma;

const MEANS: usize = 41;
const SPREADS: usize = 40;
const MOST_SPREAD: f64 = 2.0;
const PRIOR_SPREAD: f64 = 0.5;
/// The means reach at least this factor to both sides of the overall mean: √20.
const REACH: f64 = 4.472_135_954_999_58;

/// One point of the grid over the population's parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// ln of the mean (counts), logit of the mean (rates).
    pub centre: f64,
    pub spread: f64,
    pub weight: f64,
}

/// The grid's weights; rows of equal spread, means rising within.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    pub points: Vec<Point>,
}

fn spreads() -> impl Iterator<Item = f64> {
    (1..=SPREADS).map(|i| MOST_SPREAD * i as f64 / SPREADS as f64)
}

fn means(low: f64, high: f64) -> impl Iterator<Item = f64> + Clone {
    (0..MEANS).map(move |i| low + (high - low) * i as f64 / (MEANS - 1) as f64)
}

/// ln of the half-normal prior on the spread.
fn ln_prior(spread: f64) -> f64 {
    let z = spread / PRIOR_SPREAD;
    -0.5 * z * z
}

impl Population {
    /// From (exposure, count) pairs with positive exposures. `None` without any count.
    pub fn of_counts(groups: &[(f64, f64)]) -> Option<Self> {
        let (exposure, count) = groups.iter().fold((0.0, 0.0), |(e, c), g| (e + g.0, c + g.1));
        if !(exposure > 0.0 && count > 0.0) {
            return None;
        }
        let overall = count / exposure;
        let raw = groups.iter().filter(|g| g.1 > 0.0).map(|g| g.1 / g.0);
        let (low, high) = raw.fold((overall / REACH, overall * REACH), |(l, h), r| (l.min(r), h.max(r)));
        let (low, high) = (libm::log(low), libm::log(high));
        Some(Self::weigh(means(low, high), |spread| {
            let shape = 1.0 / (spread * spread);
            // ln Γ(a + x) − ln Γ(a) does not depend on the mean.
            let constant: f64 = groups.iter().map(|g| ln_gamma(shape + g.1) - ln_gamma(shape)).sum();
            move |centre: f64| {
                let rate = shape / libm::exp(centre);
                let ln_rate = libm::log(rate);
                let fit = |g: &(f64, f64)| shape * ln_rate - (shape + g.1) * libm::log(rate + g.0);
                Some(constant + groups.iter().map(fit).sum::<f64>())
            }
        }))
    }

    /// From (trials, successes) pairs with positive trials. `None` if nothing or everything succeeded.
    pub fn of_rates(groups: &[(f64, f64)]) -> Option<Self> {
        let (trials, wins) = groups.iter().fold((0.0, 0.0), |(n, x), g| (n + g.0, x + g.1));
        if !(wins > 0.0 && trials > wins) {
            return None;
        }
        let logit = |n: f64, x: f64| libm::log(x / (n - x));
        let (overall, reach) = (logit(trials, wins), libm::log(REACH));
        let raw = groups.iter().map(|g| logit(g.0 + 1.0, g.1 + 0.5));
        let (low, high) = raw.fold((overall - reach, overall + reach), |(l, h), r| (l.min(r), h.max(r)));
        Some(Self::weigh(means(low, high), |spread| {
            move |centre: f64| {
                let (a, b) = beta_of(centre, spread)?;
                let (of_a, of_b, of_sum) = (ln_gamma(a), ln_gamma(b), ln_gamma(a + b));
                let fit = |g: &(f64, f64)| {
                    (ln_gamma(a + g.1) - of_a) + (ln_gamma(b + g.0 - g.1) - of_b)
                        - (ln_gamma(a + b + g.0) - of_sum)
                };
                Some(groups.iter().map(fit).sum::<f64>())
            }
        }))
    }

    /// `fit(spread)(centre)`: ln of the data's likelihood, `None` where there is no such population.
    fn weigh<F: Fn(f64) -> Option<f64>>(
        centres: impl Iterator<Item = f64> + Clone,
        fit: impl Fn(f64) -> F,
    ) -> Self {
        let mut points: Vec<Point> = Vec::with_capacity(MEANS * SPREADS);
        for spread in spreads() {
            let fit = fit(spread);
            for centre in centres.clone() {
                let weight = fit(centre).map_or(f64::NEG_INFINITY, |fit| fit + ln_prior(spread));
                points.push(Point { centre, spread, weight });
            }
        }
        let top = points.iter().map(|p| p.weight).fold(f64::NEG_INFINITY, f64::max);
        points.iter_mut().for_each(|p| p.weight = libm::exp(p.weight - top));
        let whole: f64 = points.iter().map(|p| p.weight).sum();
        points.iter_mut().for_each(|p| p.weight /= whole);
        Self { points }
    }

    /// About `target` points (at most one and a half times as many) that stand for all of them: neighbours are
    /// merged until each carries its share.
    pub fn merged(&self, target: usize) -> Vec<Point> {
        let rows = (target as f64).sqrt() * 0.7;
        let mut pending = vec![Point { centre: 0.0, spread: 0.0, weight: 0.0 }; MEANS];
        let mut merged = Vec::new();
        let mut mass = 0.0;
        for row in self.points.chunks(MEANS) {
            for (sum, point) in pending.iter_mut().zip(row) {
                sum.centre = point.centre;
                sum.spread += point.weight * point.spread;
                sum.weight += point.weight;
                mass += point.weight;
            }
            if mass * rows >= 1.0 {
                merge_row(&mut pending, mass.max(1.0 / rows) / (target as f64 / rows), &mut merged);
                mass = 0.0;
            }
        }
        merge_row(&mut pending, 1.0 / target as f64, &mut merged);
        merged
    }
}

/// Empties a row of points (whose spread holds weight × spread) into `merged`.
fn merge_row(row: &mut [Point], share: f64, merged: &mut Vec<Point>) {
    let mut sum = Point { centre: 0.0, spread: 0.0, weight: 0.0 };
    let mut emit = |sum: &mut Point| {
        if sum.weight > 1e-9 {
            let Point { centre, spread, weight } = *sum;
            merged.push(Point { centre: centre / weight, spread: spread / weight, weight });
        }
        *sum = Point { centre: 0.0, spread: 0.0, weight: 0.0 };
    };
    for point in row {
        sum.centre += point.weight * point.centre;
        sum.spread += point.spread;
        sum.weight += point.weight;
        if sum.weight >= share {
            emit(&mut sum);
        }
        (point.spread, point.weight) = (0.0, 0.0);
    }
    emit(&mut sum);
}

/// The Beta with this mean (as logit) and relative spread: its a and b.
fn beta_of(centre: f64, spread: f64) -> Option<(f64, f64)> {
    let odds = libm::exp(centre);
    let mean = odds / (1.0 + odds);
    let size = (1.0 - mean) / (mean * spread * spread) - 1.0;
    (size > 0.0 && mean > 0.0 && mean < 1.0).then_some((mean * size, (1.0 - mean) * size))
}

/// Pooled outcomes per unit of exposure: each group's posterior mean.
pub fn pooled_means(population: &Population, groups: &[(f64, f64)]) -> Vec<f64> {
    let mut sums = vec![0.0; groups.len()];
    for point in &population.points {
        let shape = 1.0 / (point.spread * point.spread);
        let rate = shape / libm::exp(point.centre);
        for (sum, g) in sums.iter_mut().zip(groups) {
            *sum += point.weight * (shape + g.1) / (rate + g.0);
        }
    }
    sums
}

/// Pooled rates: each group's posterior (mean, variance).
pub fn pooled_rates(population: &Population, groups: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut sums = vec![(0.0, 0.0); groups.len()];
    for point in &population.points {
        let Some((a, b)) = beta_of(point.centre, point.spread).filter(|_| point.weight > 0.0) else {
            continue;
        };
        for (sum, g) in sums.iter_mut().zip(groups) {
            let size = a + b + g.0;
            let mean = (a + g.1) / size;
            sum.0 += point.weight * mean;
            sum.1 += point.weight * mean * (mean + (1.0 - mean) / (size + 1.0));
        }
    }
    sums.into_iter().map(|(mean, square)| (mean, (square - mean * mean).max(0.0))).collect()
}

/// P(each group has the most outcomes per unit of exposure), pooled: for (spend, customers), P(cheapest).
///
/// Given one point of the population's grid the groups are independent; each posterior is prior × likelihood,
/// so the likelihoods are laid on one grid of panels once. The population is merged to about 120 points
/// (fewer for more than 24 groups, to bound the work: 1 ms for 12 groups, under 60 ms for 200). Empty without
/// any count.
pub fn p_most(groups: &[(f64, f64)]) -> Vec<f64> {
    let Some(population) = Population::of_counts(groups) else { return Vec::new() };
    let k = groups.len();
    let points = population.merged(if k <= 24 { 120 } else { (2_880 / k).max(16) });
    let grid = Grid::over(&extents(groups, &points));
    let likelihoods: Vec<Vec<f64>> = groups.iter().map(|g| likelihood(&grid, *g)).collect();
    let scaled: Vec<f64> = grid.nodes.iter().map(|u| libm::exp(*u)).collect();

    let n = grid.nodes.len();
    let (mut densities, mut below) = (vec![vec![0.0; n]; k], vec![vec![0.0; n]; k]);
    let (mut prior, mut shares) = (vec![0.0; n], vec![0.0; k]);
    let mut columns = Columns::new(k);
    for point in &points {
        let shape = 1.0 / (point.spread * point.spread);
        let mean = libm::exp(point.centre);
        for ((p, u), x) in prior.iter_mut().zip(&grid.nodes).zip(&scaled) {
            *p = libm::exp(shape * (u - point.centre - x / mean + 1.0));
        }
        for ((density, below), likelihood) in densities.iter_mut().zip(&mut below).zip(&likelihoods) {
            for ((d, p), l) in density.iter_mut().zip(&prior).zip(likelihood) {
                *d = p * l;
            }
            let whole = grid.integrate(density, below);
            let scale = if whole > 0.0 { 1.0 / whole } else { 0.0 };
            density.iter_mut().for_each(|d| *d *= scale);
            below.iter_mut().for_each(|d| *d = (*d * scale).clamp(0.0, 1.0));
        }
        for (i, weight) in grid.weights.iter().enumerate() {
            let at = |column: &Vec<f64>| column.get(i).copied().unwrap_or(0.0);
            columns.add(weight * point.weight, densities.iter().map(at), below.iter().map(at), &mut shares);
        }
    }
    normalise(&mut shares);
    shares
}

/// P(rank of each group is r + 1) at `[i][r]`, pooled, most outcomes per unit of exposure first. Costs about 40
/// times [`super::rank::rank_probabilities`]: for a table, not for every edit. Empty without any count.
pub fn pooled_ranks(groups: &[(f64, f64)]) -> Vec<Vec<f64>> {
    let Some(population) = Population::of_counts(groups) else { return Vec::new() };
    let k = groups.len();
    let mut ranks = vec![vec![0.0; k]; k];
    for point in population.merged(40) {
        let shape = 1.0 / (point.spread * point.spread);
        let rate = shape / libm::exp(point.centre);
        let belief = |g: &(f64, f64)| Belief::Gamma { shape: shape + g.1, rate: rate + g.0 };
        let beliefs: Vec<Belief> = groups.iter().map(belief).collect();
        for (row, part) in ranks.iter_mut().zip(rank_probabilities(&beliefs, Best::Largest)) {
            row.iter_mut().zip(part).for_each(|(sum, p)| *sum += point.weight * p);
        }
    }
    ranks.iter_mut().for_each(|row| normalise(row));
    ranks
}

/// Panels fine enough for every likelihood, and for the narrowest prior where the priors have their mass.
fn extents(groups: &[(f64, f64)], points: &[Point]) -> Vec<Extent> {
    // Tails below e⁻¹⁶ of the peak move no probability that is shown.
    let tail = 16.0;
    let mut extents: Vec<Extent> = groups
        .iter()
        .map(|&(exposure, count)| {
            let shape = count + 0.5;
            let width = 1.0 / shape.sqrt();
            let centre = libm::log(shape / exposure);
            Extent { centre, width, left: (6.5 * width).max(tail / shape), right: 6.5 * width }
        })
        .collect();
    let narrow = points.iter().map(|p| p.spread).fold(f64::INFINITY, f64::min);
    let low = points.iter().map(|p| p.centre).fold(f64::INFINITY, f64::min);
    let high = points.iter().map(|p| p.centre).fold(f64::NEG_INFINITY, f64::max);
    let reach = 0.5 * (high - low) + 5.0 * narrow;
    extents.push(Extent { centre: 0.5 * (low + high), width: 1.25 * narrow, left: reach, right: reach });
    extents
}

/// λˣ e^(−λS) at the grid's nodes (λ = eᵘ), 1 at its peak.
fn likelihood(grid: &Grid, (exposure, count): (f64, f64)) -> Vec<f64> {
    let peak = if count > 0.0 { libm::log(count / exposure) } else { 0.0 };
    let ln = |u: &f64| {
        if count > 0.0 {
            let d = u - peak;
            -count * (libm::expm1(d) - d)
        } else {
            -exposure * libm::exp(*u)
        }
    };
    grid.nodes.iter().map(|u| libm::exp(ln(u))).collect()
}
