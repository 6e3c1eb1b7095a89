//! Which of several uncertain numbers is best: pairs in closed form, ranks by quadrature. No random numbers.
//!
//! P(rank of i = r) = ∫ fᵢ(u) · PoissonBinomial(r − 1; {P(j better than u)}) du, with the densities laid on one
//! grid of panels (see `quadrature`) and their distribution functions as running integrals on it.
//! Cost: `p_best` O(k · nodes), `rank_probabilities` O(k³ · nodes): for tables and tests, not for hundreds.

use super::quadrature::{Extent, Grid};
use super::special::{beta_reg_split, normal_cdf};

/// What is believed about one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Belief {
    /// A positive number, as outcomes per unit of money. Larger is cheaper.
    Gamma { shape: f64, rate: f64 },
    /// A rate.
    Beta { a: f64, b: f64 },
    /// Anything on its own (log) scale.
    Normal { mean: f64, sd: f64 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    Largest,
    Smallest,
}

/// Where a tail e^(−rate·distance) has become nothing.
const TAIL: f64 = 34.0;

impl Belief {
    /// Where the density lives on the scale of `density_at`: log, logit, plain.
    pub fn extent(&self) -> Extent {
        match *self {
            Self::Gamma { shape, rate } => {
                let width = 1.0 / shape.sqrt();
                let left = (8.5 * width).max(TAIL / shape);
                Extent { centre: libm::log(shape / rate), width, left, right: 8.5 * width }
            }
            Self::Beta { a, b } => {
                let width = (1.0 / a + 1.0 / b).sqrt();
                let reach = |shape: f64| (8.5 * width).max(TAIL / shape);
                Extent { centre: libm::log(a / b), width, left: reach(a), right: reach(b) }
            }
            Self::Normal { mean, sd } => Extent { centre: mean, width: sd, left: 8.5 * sd, right: 8.5 * sd },
        }
    }

    /// ln of the density on that scale, up to a constant (the grid normalises).
    fn ln_density(&self, u: f64) -> f64 {
        match *self {
            Self::Gamma { shape, rate } => {
                let d = u - libm::log(shape / rate);
                -shape * (libm::expm1(d) - d)
            }
            Self::Beta { a, b } => {
                let d = u - libm::log(a / b);
                a * d - (a + b) * libm::log1p(a / (a + b) * libm::expm1(d))
            }
            Self::Normal { mean, sd } => {
                let z = (u - mean) / sd;
                -0.5 * z * z
            }
        }
    }

    /// Whether a grid can be laid over it.
    fn is_sound(&self) -> bool {
        let (first, second) = match *self {
            Self::Gamma { shape, rate } => (shape, rate),
            Self::Beta { a, b } => (a, b),
            Self::Normal { mean, sd } => (if mean.is_finite() { 1.0 } else { 0.0 }, sd),
        };
        first > 0.0 && second > 0.0 && first.is_finite() && second.is_finite()
    }
}

/// P(A's outcomes per unit of money are more than B's), so P(A is cheaper), for Gamma beliefs in closed form:
/// I_{r/(r+s)}(b, a) with shapes a, b and rates r, s.
pub fn gamma_exceeds(shape_a: f64, rate_a: f64, shape_b: f64, rate_b: f64) -> f64 {
    let sum = rate_a + rate_b;
    // I_x(b, a) with x = rate_b/sum: the chance that B's share stays below.
    beta_reg_split(shape_b, shape_a, rate_b / sum, rate_a / sum)
}

/// P(cost of A < cost of B) for (spend, outcomes) each, by Jeffreys' prior, unpooled.
pub fn p_cheaper(a: (f64, f64), b: (f64, f64)) -> f64 {
    gamma_exceeds(a.1 + 0.5, a.0, b.1 + 0.5, b.0)
}

/// P(A > B) of two independent normal numbers given as (mean, sd).
pub fn normal_exceeds(a: (f64, f64), b: (f64, f64)) -> f64 {
    let sd = (a.1 * a.1 + b.1 * b.1).sqrt();
    if sd > 0.0 {
        normal_cdf((a.0 - b.0) / sd)
    } else if a.0 == b.0 {
        0.5
    } else {
        f64::from(u8::from(a.0 > b.0))
    }
}

struct Tabulated {
    grid: Grid,
    densities: Vec<Vec<f64>>,
    below: Vec<Vec<f64>>,
}

fn tabulate(beliefs: &[Belief]) -> Tabulated {
    let extents: Vec<Extent> = beliefs.iter().map(Belief::extent).collect();
    let grid = Grid::over(&extents);
    let (mut densities, mut cumulated) = (Vec::new(), Vec::new());
    for belief in beliefs {
        let mut density: Vec<f64> = grid.nodes.iter().map(|&u| libm::exp(belief.ln_density(u))).collect();
        let mut below = vec![0.0; density.len()];
        let whole = grid.integrate(&density, &mut below);
        density.iter_mut().for_each(|d| *d /= whole);
        below.iter_mut().for_each(|d| *d /= whole);
        densities.push(density);
        cumulated.push(below);
    }
    Tabulated { grid, densities, below: cumulated }
}

/// P(each is the best one). Sums to 1. All beliefs must be of one kind. Empty for none, or if one is not sound.
pub fn p_best(beliefs: &[Belief], best: Best) -> Vec<f64> {
    if !beliefs.iter().all(Belief::is_sound) {
        return Vec::new();
    }
    let table = tabulate(beliefs);
    let mut shares = vec![0.0; beliefs.len()];
    let mut columns = Columns::new(beliefs.len());
    for (n, weight) in table.grid.weights.iter().enumerate() {
        let behind = table.below.iter().map(|below| {
            let below = below.get(n).copied().unwrap_or(0.0).clamp(0.0, 1.0);
            if best == Best::Largest { below } else { 1.0 - below }
        });
        let densities = table.densities.iter().map(|d| d.get(n).copied().unwrap_or(0.0));
        columns.add(*weight, densities, behind, &mut shares);
    }
    normalise(&mut shares);
    shares
}

/// One node's part in every channel's P(best): fᵢ times the product of the others' chances to be behind.
pub(super) struct Columns {
    /// Products of the factors before each one.
    before: Vec<f64>,
    factors: Vec<f64>,
}

impl Columns {
    pub(super) fn new(k: usize) -> Self {
        Self { before: Vec::with_capacity(k), factors: Vec::with_capacity(k) }
    }

    pub(super) fn add(
        &mut self,
        weight: f64,
        densities: impl DoubleEndedIterator<Item = f64> + ExactSizeIterator,
        behind: impl Iterator<Item = f64>,
        shares: &mut [f64],
    ) {
        self.before.clear();
        self.factors.clear();
        let mut product = weight;
        for factor in behind {
            self.before.push(product);
            self.factors.push(factor);
            product *= factor;
        }
        let mut after = 1.0;
        let rows = self.before.iter().zip(&self.factors).zip(shares);
        for (((before, factor), share), density) in rows.zip(densities).rev() {
            *share += density * before * after;
            after *= factor;
        }
    }
}

pub(super) fn normalise(shares: &mut [f64]) {
    let whole: f64 = shares.iter().sum();
    if whole > 0.0 {
        shares.iter_mut().for_each(|s| *s /= whole);
    }
}

/// P(rank of i is r + 1) at `[i][r]`; rank 1 is the best. Rows sum to 1.
pub fn rank_probabilities(beliefs: &[Belief], best: Best) -> Vec<Vec<f64>> {
    let k = beliefs.len();
    if !beliefs.iter().all(Belief::is_sound) {
        return Vec::new();
    }
    let table = tabulate(beliefs);
    let mut ranks = vec![vec![0.0; k]; k];
    for (n, weight) in table.grid.weights.iter().enumerate() {
        let at = |column: &Vec<f64>| column.get(n).copied().unwrap_or(0.0);
        let ahead: Vec<f64> = table
            .below
            .iter()
            .map(|below| at(below).clamp(0.0, 1.0))
            .map(|below| if best == Best::Largest { 1.0 - below } else { below })
            .collect();
        for (i, (row, density)) in ranks.iter_mut().zip(&table.densities).enumerate() {
            let mass = weight * at(density);
            if mass < 1e-18 {
                continue;
            }
            let others = ahead.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, p)| *p);
            for (cell, p) in row.iter_mut().zip(poisson_binomial(others)) {
                *cell += mass * p;
            }
        }
    }
    ranks.iter_mut().for_each(|row| normalise(row));
    ranks
}

/// P(exactly r of independent events happen), r = 0, 1, … (Wang 1993, by adding one event at a time).
pub fn poisson_binomial(chances: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut counts = vec![1.0];
    for p in chances {
        counts.push(0.0);
        let mut before = 0.0;
        for cell in &mut counts {
            let now = *cell;
            *cell = now * (1.0 - p) + before * p;
            before = now;
        }
    }
    counts
}

/// The first and last rank (1-based) of an equal-tailed interval of the given level.
pub fn rank_interval(ranks: &[f64], level: f64) -> (usize, usize) {
    let tail = 0.5 - 0.5 * level;
    let reached = |share: f64| {
        let mut sum = 0.0;
        let at = ranks.iter().position(|p| {
            sum += p;
            sum >= share
        });
        at.unwrap_or(ranks.len().saturating_sub(1)) + 1
    };
    (reached(tail), reached(1.0 - tail))
}
