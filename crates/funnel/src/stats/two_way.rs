//! A table of rates in two directions (channels by segments), each cell drawn towards what its row and its
//! column say, as far as the data call for it.
//!
//! hits ~ Binomial(trials, p), logit p = m + row + column + rest, all three normal around 0 with spreads that are
//! not estimated as one point but summed over a fixed grid (half-normal priors, as in `pooled`). Given the
//! spreads the fit is Laplace's: the top of the posterior by Newton's steps, its curvature for the uncertainty.
//! The posterior is log-concave, so the top is one. The rests' curvature is diagonal and is eliminated, so a
//! step costs a system of 1 + rows + columns. domain.md d.1 (shrunken cells, direct standardisation).
//! Deterministic; the order of rows and columns changes rounding only.

use super::interval::{LEVEL, z_of};
use super::quadrature::panel;

/// Spreads of the rows' and the columns' effects on the logit, each with its share of the line and its prior.
const SPREADS: [(f64, f64); 5] = [(0.05, 0.15), (0.25, 0.225), (0.5, 0.325), (0.9, 0.5), (1.5, 0.6)];
const PRIOR: f64 = 0.5;
/// Spreads of what rows and columns leave.
const RESTS: [(f64, f64); 4] = [(0.05, 0.125), (0.2, 0.175), (0.4, 0.3), (0.8, 0.4)];
const REST_PRIOR: f64 = 0.3;
/// The whole table's logit is known beforehand to about this much.
const WIDE: f64 = 3.0;
const STEPS: usize = 60;

/// A rate that was drawn to others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drawn {
    pub mean: f64,
    /// 90 % interval.
    pub low: f64,
    pub high: f64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoWay {
    /// Row by row.
    pub cells: Vec<Drawn>,
    /// Each row's rate if its columns had the given shares (direct standardisation).
    pub rows: Vec<Drawn>,
    /// Each column's rate if its rows had the given shares.
    pub columns: Vec<Drawn>,
}

/// `counts`: (hits, trials) row by row, `columns` a row. `row_shares` and `column_shares` need not add to 1.
/// `None` if nothing or everything is a hit, or the shape is not that of the counts.
pub fn two_way(
    columns: usize,
    counts: &[(f64, f64)],
    row_shares: &[f64],
    column_shares: &[f64],
) -> Option<TwoWay> {
    let (hits, trials) = counts.iter().fold((0.0, 0.0), |(x, n), c| (x + c.0, n + c.1));
    let rows = row_shares.len();
    let fits = columns == column_shares.len() && rows * columns == counts.len();
    if !(fits && hits > 0.0 && hits < trials) {
        return None;
    }
    let start = libm::log(hits / (trials - hits));
    let mut fit = Fit::new(counts, rows, columns, start);
    let mut sums = Sums::new(counts.len(), rows, columns);
    // The likelihoods are e^(thousands): relative to the first, corrected whenever a better one comes.
    for (row_spread, row_share) in SPREADS {
        for (column_spread, column_share) in SPREADS {
            for (rest, rest_share) in RESTS {
                let prior =
                    ln_prior(row_spread, PRIOR) + ln_prior(column_spread, PRIOR) + ln_prior(rest, REST_PRIOR);
                let spreads = Spreads { row: row_spread, column: column_spread, rest };
                let Some(fitted) = fit.run(&spreads) else { continue };
                let share = libm::log(row_share * column_share * rest_share);
                sums.take(&fit, &fitted, prior + share, row_shares, column_shares);
            }
        }
    }
    sums.done()
}

fn ln_prior(spread: f64, of: f64) -> f64 {
    -0.5 * (spread / of) * (spread / of)
}

fn rate(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

struct Spreads {
    row: f64,
    column: f64,
    rest: f64,
}

/// The table with the last top that was found: the next one is near.
struct Fit<'a> {
    counts: &'a [(f64, f64)],
    columns: usize,
    /// m, rows, columns.
    main: Vec<f64>,
    rests: Vec<f64>,
    start: f64,
    rows: usize,
}

/// What one point of the grid gives.
struct Fitted {
    ln_likelihood: f64,
    factor: Cholesky,
    /// Binomial information of each cell.
    weights: Vec<f64>,
    /// 1 / rest².
    tight: f64,
}

impl<'a> Fit<'a> {
    fn new(counts: &'a [(f64, f64)], rows: usize, columns: usize, start: f64) -> Self {
        let mut main = vec![0.0; 1 + rows + columns];
        main.iter_mut().take(1).for_each(|m| *m = start);
        Fit { counts, columns, main, rests: vec![0.0; counts.len()], start, rows }
    }

    /// The places in `main` that a cell's logit is made of.
    fn places(&self, cell: usize) -> [usize; 3] {
        [0, 1 + cell / self.columns, 1 + self.rows + cell % self.columns]
    }

    fn main_of(&self, cell: usize) -> f64 {
        self.places(cell).iter().filter_map(|at| self.main.get(*at)).sum()
    }

    fn logits(&self) -> Vec<f64> {
        self.rests.iter().enumerate().map(|(cell, rest)| self.main_of(cell) + rest).collect()
    }

    fn tightness(&self, spreads: &Spreads) -> Vec<f64> {
        let of = |spread: f64| 1.0 / (spread * spread);
        let row = std::iter::repeat_n(of(spreads.row), self.rows);
        let column = std::iter::repeat_n(of(spreads.column), self.columns);
        std::iter::once(of(WIDE)).chain(row).chain(column).collect()
    }

    /// Newton's steps to the top, from the last one.
    fn run(&mut self, spreads: &Spreads) -> Option<Fitted> {
        let (tight, tightness) = (1.0 / (spreads.rest * spreads.rest), self.tightness(spreads));
        let size = self.main.len();
        let mut weights = vec![0.0; self.counts.len()];
        for _ in 0..STEPS {
            let mut matrix = vec![0.0; size * size];
            let mut force: Vec<f64> = Vec::with_capacity(size);
            for (at, (value, tight)) in self.main.iter().zip(&tightness).enumerate() {
                let around = if at == 0 { self.start } else { 0.0 };
                force.push(-tight * (value - around));
                matrix.iter_mut().skip(at * (size + 1)).take(1).for_each(|slot| *slot = *tight);
            }
            // Each cell: binomial information w, its rest's own pull, and the rest eliminated.
            let mut pulls = Vec::with_capacity(self.counts.len());
            for (cell, ((hits, trials), logit)) in self.counts.iter().zip(self.logits()).enumerate() {
                let p = rate(logit);
                let (w, miss) = (trials * p * (1.0 - p), hits - trials * p);
                let pull = miss - tight * self.rests.get(cell).copied().unwrap_or(0.0);
                let (left, reduced) = (w * tight / (w + tight), miss - w * pull / (w + tight));
                let places = self.places(cell);
                for one in places {
                    force.iter_mut().skip(one).take(1).for_each(|slot| *slot += reduced);
                    for other in places {
                        matrix.iter_mut().skip(one * size + other).take(1).for_each(|slot| *slot += left);
                    }
                }
                pulls.push(pull);
                weights.iter_mut().skip(cell).take(1).for_each(|slot| *slot = w);
            }
            let factor = Cholesky::of(matrix, size)?;
            let step = factor.solve(force);
            let rest_step = |cell: usize, pull: f64, w: f64| {
                let main: f64 = self.places(cell).iter().filter_map(|at| step.get(*at)).sum();
                (pull - w * main) / (w + tight)
            };
            let rests: Vec<f64> = pulls
                .iter()
                .zip(&weights)
                .enumerate()
                .map(|(cell, (pull, w))| rest_step(cell, *pull, *w))
                .collect();
            let largest = step.iter().chain(&rests).fold(0.0f64, |most, s| most.max(s.abs()));
            // Far from the top a full step may overshoot.
            let scale = if largest > 1.0 { 1.0 / largest } else { 1.0 };
            self.main.iter_mut().zip(&step).for_each(|(value, s)| *value += scale * s);
            self.rests.iter_mut().zip(&rests).for_each(|(value, s)| *value += scale * s);
            if largest < 1e-7 {
                let ln_likelihood = self.ln_likelihood(&tightness, tight, &weights, &factor);
                return Some(Fitted { ln_likelihood, factor, weights, tight });
            }
        }
        None
    }

    /// Laplace: the posterior's height at its top and its width.
    fn ln_likelihood(&self, tightness: &[f64], tight: f64, weights: &[f64], factor: &Cholesky) -> f64 {
        let fit = |((hits, trials), logit): (&(f64, f64), f64)| {
            let softplus = if logit > 0.0 {
                logit + libm::log1p(libm::exp(-logit))
            } else {
                libm::log1p(libm::exp(logit))
            };
            hits * logit - trials * softplus
        };
        let data: f64 = self.counts.iter().zip(self.logits()).map(fit).sum();
        let main = self.main.iter().zip(tightness).enumerate().map(|(at, (value, tight))| {
            let off = value - if at == 0 { self.start } else { 0.0 };
            0.5 * (libm::log(*tight) - tight * off * off)
        });
        let rests = self
            .rests
            .iter()
            .zip(weights)
            .map(|(rest, w)| 0.5 * (libm::log(tight / (w + tight)) - tight * rest * rest));
        data + main.sum::<f64>() + rests.sum::<f64>() - 0.5 * factor.ln_determinant()
    }
}

/// Mixtures over the grid: weight, weight × mean, weight × square.
struct Sums {
    top: f64,
    weight: f64,
    cells: Vec<(f64, f64)>,
    rows: Vec<(f64, f64)>,
    columns: Vec<(f64, f64)>,
}

impl Sums {
    fn new(cells: usize, rows: usize, columns: usize) -> Self {
        let empty = |n: usize| vec![(0.0, 0.0); n];
        Sums {
            top: f64::NEG_INFINITY,
            weight: 0.0,
            cells: empty(cells),
            rows: empty(rows),
            columns: empty(columns),
        }
    }

    fn take(
        &mut self,
        fit: &Fit<'_>,
        fitted: &Fitted,
        ln_prior: f64,
        row_shares: &[f64],
        column_shares: &[f64],
    ) {
        let ln_weight = fitted.ln_likelihood + ln_prior;
        if ln_weight > self.top {
            let scale = libm::exp(self.top - ln_weight);
            let slots = self.cells.iter_mut().chain(&mut self.rows).chain(&mut self.columns);
            slots.for_each(|sum| *sum = (sum.0 * scale, sum.1 * scale));
            self.weight *= scale;
            self.top = ln_weight;
        }
        let weight = libm::exp(ln_weight - self.top);
        if weight < 1e-6 {
            return;
        }
        self.weight += weight;
        let add = |sum: &mut (f64, f64), mean: f64, variance: f64| {
            sum.0 += weight * mean;
            sum.1 += weight * (mean * mean + variance);
        };
        let logits = fit.logits();
        let whole = |gradient: &[(usize, f64)]| fitted.variance(fit, gradient);
        for (cell, (sum, logit)) in self.cells.iter_mut().zip(&logits).enumerate() {
            add(sum, *logit, whole(&[(cell, 1.0)]));
        }
        // A standardised rate is a mean of its cells' rates: on the rate's scale, by the slope of each.
        let standard = |sum: &mut (f64, f64), cells: &mut dyn Iterator<Item = (usize, f64)>| {
            let (mut mean, mut gradient) = (0.0, Vec::new());
            for (cell, share) in cells {
                let p = logits
                    .get(cell)
                    .map_or(0.0, |logit| mean_rate(*logit, fitted.variance(fit, &[(cell, 1.0)])));
                mean += share * p;
                gradient.push((cell, share * p * (1.0 - p)));
            }
            add(sum, mean, whole(&gradient));
        };
        let (rows, columns) = (row_shares.len(), column_shares.len());
        let (all_rows, all_columns): (f64, f64) = (row_shares.iter().sum(), column_shares.iter().sum());
        for (row, sum) in self.rows.iter_mut().enumerate() {
            let shares = column_shares.iter().enumerate();
            standard(sum, &mut shares.map(|(column, share)| (row * columns + column, share / all_columns)));
        }
        for (column, sum) in self.columns.iter_mut().enumerate().filter(|_| rows > 0) {
            let shares = row_shares.iter().enumerate();
            standard(sum, &mut shares.map(|(row, share)| (row * columns + column, share / all_rows)));
        }
    }

    fn done(self) -> Option<TwoWay> {
        let moments = |sum: &(f64, f64)| {
            let mean = sum.0 / self.weight;
            (mean, (sum.1 / self.weight - mean * mean).max(0.0))
        };
        let z = z_of(LEVEL);
        let of_logit = |sum: &(f64, f64)| {
            let (mean, variance) = moments(sum);
            let half = z * variance.sqrt();
            Drawn { mean: mean_rate(mean, variance), low: rate(mean - half), high: rate(mean + half) }
        };
        // On the logit, so that the interval stays between 0 and 1.
        let of_rate = |sum: &(f64, f64)| {
            let (mean, variance) = moments(sum);
            let (logit, half) = (libm::log(mean / (1.0 - mean)), z * variance.sqrt() / (mean * (1.0 - mean)));
            Drawn { mean, low: rate(logit - half), high: rate(logit + half) }
        };
        (self.weight > 0.0).then(|| TwoWay {
            cells: self.cells.iter().map(of_logit).collect(),
            rows: self.rows.iter().map(of_rate).collect(),
            columns: self.columns.iter().map(of_rate).collect(),
        })
    }
}

/// The mean of a rate whose logit is normal.
fn mean_rate(logit: f64, variance: f64) -> f64 {
    let sd = variance.sqrt();
    if sd < 1e-6 {
        return rate(logit);
    }
    let density = |z: f64| libm::exp(-0.5 * z * z);
    let of = |z: f64| density(z) * rate(logit + sd * z);
    let whole = panel(-5.0, 0.0, &density) + panel(0.0, 5.0, &density);
    (panel(-5.0, 0.0, &of) + panel(0.0, 5.0, &of)) / whole
}

impl Fitted {
    /// The variance of Σ gradient × logit of these cells.
    fn variance(&self, fit: &Fit<'_>, gradient: &[(usize, f64)]) -> f64 {
        let mut main = vec![0.0; fit.main.len()];
        let mut own = 0.0;
        for (cell, slope) in gradient {
            let w = self.weights.get(*cell).copied().unwrap_or(0.0);
            let stays = self.tight / (w + self.tight);
            for at in fit.places(*cell) {
                main.iter_mut().skip(at).take(1).for_each(|slot| *slot += slope * stays);
            }
            own += slope * slope / (w + self.tight);
        }
        self.factor.square(main) + own
    }
}

/// A = L Lᵀ of a symmetric positive matrix, row by row.
struct Cholesky {
    lower: Vec<f64>,
    size: usize,
}

impl Cholesky {
    fn of(mut matrix: Vec<f64>, size: usize) -> Option<Self> {
        for row in 0..size {
            for column in 0..=row {
                let (above, below) = matrix.split_at_mut(row * size);
                let this = below.get_mut(..size)?;
                let dot =
                    |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).take(column).map(|(x, y)| x * y).sum() };
                if column < row {
                    let other = above.get(column * size..(column + 1) * size)?;
                    let rest = this.get(column)? - dot(this, other);
                    *this.get_mut(column)? = rest / other.get(column)?;
                } else {
                    let rest = this.get(column)? - dot(this, this);
                    if rest <= 0.0 || rest.is_nan() {
                        return None;
                    }
                    *this.get_mut(column)? = rest.sqrt();
                }
            }
        }
        Some(Cholesky { lower: matrix, size })
    }

    fn row(&self, row: usize) -> &[f64] {
        self.lower.get(row * self.size..(row + 1) * self.size).unwrap_or_default()
    }

    fn diagonal(&self, at: usize) -> f64 {
        self.row(at).get(at).copied().unwrap_or(1.0)
    }

    fn ln_determinant(&self) -> f64 {
        (0..self.size).map(|at| 2.0 * libm::log(self.diagonal(at))).sum()
    }

    /// L⁻¹ v.
    fn forward(&self, mut v: Vec<f64>) -> Vec<f64> {
        for at in 0..self.size {
            let known: f64 = self.row(at).iter().zip(&v).take(at).map(|(l, x)| l * x).sum();
            let pivot = self.diagonal(at);
            v.iter_mut().skip(at).take(1).for_each(|x| *x = (*x - known) / pivot);
        }
        v
    }

    /// vᵀ A⁻¹ v.
    fn square(&self, v: Vec<f64>) -> f64 {
        self.forward(v).iter().map(|x| x * x).sum()
    }

    /// A⁻¹ v.
    fn solve(&self, v: Vec<f64>) -> Vec<f64> {
        let mut v = self.forward(v);
        for at in (0..self.size).rev() {
            let value = v.get(at).copied().unwrap_or(0.0) / self.diagonal(at);
            v.iter_mut().skip(at).take(1).for_each(|x| *x = value);
            for (x, l) in v.iter_mut().zip(self.row(at)).take(at) {
                *x -= l * value;
            }
        }
        v
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let matrix = vec![4.0, 2.0, 0.5, 2.0, 5.0, 1.0, 0.5, 1.0, 3.0];
        let factor = Cholesky::of(matrix.clone(), 3).unwrap();
        let x = factor.solve(vec![1.0, -2.0, 0.5]);
        for (row, b) in matrix.chunks(3).zip([1.0, -2.0, 0.5]) {
            let got: f64 = row.iter().zip(&x).map(|(a, x)| a * x).sum();
            assert!((got - b).abs() < 1e-12);
        }
        // det = 4(15 − 1) − 2(6 − 0.5) + 0.5(2 − 2.5)
        assert!((libm::exp(factor.ln_determinant()) - 44.75).abs() < 1e-10);
        assert!((factor.square(vec![1.0, -2.0, 0.5]) - (x[0] - 2.0 * x[1] + 0.5 * x[2])).abs() < 1e-12);
        assert!(Cholesky::of(vec![1.0, 2.0, 2.0, 1.0], 2).is_none());
    }

    #[test]
    fn the_mean_of_a_rate() {
        assert!((mean_rate(0.0, 2.0) - 0.5).abs() < 1e-12);
        assert!((mean_rate(-3.0, 0.0) - rate(-3.0)).abs() < 1e-12);
        // For small rates nearly the mean of a log-normal number.
        let got = mean_rate(-8.0, 0.25);
        assert!((got / libm::exp(-8.0 + 0.125) - 1.0).abs() < 0.002, "{got}");
    }
}
