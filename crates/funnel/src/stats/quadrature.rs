//! Gauss–Legendre quadrature: integrals over panels, running integrals, and panels laid over densities.
//!
//! Eight nodes a panel (Abramowitz & Stegun 25.4.30). A panel is at most two widths of the narrowest density
//! that is alive there, so each density is resolved to about 1e-10 however different their widths are.
//! Must never depend on the order in which densities are given.

/// Nodes a panel.
pub const NODES: usize = 8;

const X: [f64; NODES] = [
    -0.960_289_856_497_536_3,
    -0.796_666_477_413_626_7,
    -0.525_532_409_916_329,
    -0.183_434_642_495_649_8,
    0.183_434_642_495_649_8,
    0.525_532_409_916_329,
    0.796_666_477_413_626_7,
    0.960_289_856_497_536_3,
];

const W: [f64; NODES] = [
    0.101_228_536_290_376_26,
    0.222_381_034_453_374_48,
    0.313_706_645_877_887_27,
    0.362_683_783_378_361_96,
    0.362_683_783_378_361_96,
    0.313_706_645_877_887_27,
    0.222_381_034_453_374_48,
    0.101_228_536_290_376_26,
];

/// ∫ f over one panel.
pub fn panel(from: f64, to: f64, f: &impl Fn(f64) -> f64) -> f64 {
    let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
    let sum: f64 = X.iter().zip(&W).map(|(x, w)| w * f(middle + half * x)).sum();
    half * sum
}

/// Where a density lives: nothing of it lies further than `left` below or `right` above its centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub centre: f64,
    /// A standard deviation, or the finest detail.
    pub width: f64,
    pub left: f64,
    pub right: f64,
}

/// Panels over a set of densities, with the nodes and weights of all of them in rising order.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub nodes: Vec<f64>,
    pub weights: Vec<f64>,
    halves: Vec<f64>,
    running: [[f64; NODES]; NODES],
}

impl Grid {
    pub fn over(extents: &[Extent]) -> Self {
        let mut grid = Self { running: running_matrix(), ..Self::default() };
        let ends = |e: &Extent| (e.centre - e.left, e.centre + e.right);
        let mut at = extents.iter().map(|e| ends(e).0).fold(f64::INFINITY, f64::min);
        while at.is_finite() {
            let mut next = f64::INFINITY;
            let mut alive = false;
            for e in extents {
                let (start, end) = ends(e);
                if start > at {
                    next = next.min(start);
                } else if end > at {
                    alive = true;
                    next = next.min((at + 2.0 * e.width).min(end));
                }
            }
            if alive {
                grid.add(at, next);
            }
            // A panel too thin for the numbers to tell its ends apart would never end.
            at = if next > at { next } else { f64::INFINITY };
        }
        grid
    }

    fn add(&mut self, from: f64, to: f64) {
        let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
        self.halves.push(half);
        for (x, w) in X.iter().zip(&W) {
            self.nodes.push(middle + half * x);
            self.weights.push(half * w);
        }
    }

    /// The running integral of `values` at every node into `below`; returns the whole integral.
    pub fn integrate(&self, values: &[f64], below: &mut [f64]) -> f64 {
        let mut sum = 0.0;
        let (values, _) = values.as_chunks::<NODES>();
        let (below, _) = below.as_chunks_mut::<NODES>();
        for ((v, out), half) in values.iter().zip(below).zip(&self.halves) {
            for (o, row) in out.iter_mut().zip(&self.running) {
                *o = sum + half * dot(row, v);
            }
            sum += half * dot(&W, v);
        }
        sum
    }

    /// The whole integral alone.
    pub fn total(&self, values: &[f64]) -> f64 {
        self.weights.iter().zip(values).map(|(w, v)| w * v).sum()
    }
}

fn dot(a: &[f64; NODES], b: &[f64; NODES]) -> f64 {
    let [a0, a1, a2, a3, a4, a5, a6, a7] = a;
    let [b0, b1, b2, b3, b4, b5, b6, b7] = b;
    ((a0 * b0 + a1 * b1) + (a2 * b2 + a3 * b3)) + ((a4 * b4 + a5 * b5) + (a6 * b6 + a7 * b7))
}

/// Row j: weights of ∫ from −1 to node j of the polynomial through the nodes' values.
/// From the Legendre expansion of that polynomial: ∫Pₙ = (Pₙ₊₁ − Pₙ₋₁)/(2n + 1).
fn running_matrix() -> [[f64; NODES]; NODES] {
    let polynomials = X.map(|x| {
        let mut p = [0.0; NODES + 1];
        let (mut before, mut now) = (1.0, x);
        for (n, slot) in p.iter_mut().enumerate() {
            *slot = before;
            let n = n as f64;
            let after = ((2.0 * n + 3.0) * x * now - (n + 1.0) * before) / (n + 2.0);
            (before, now) = (now, after);
        }
        p
    });
    let mut rows = [[0.0; NODES]; NODES];
    for ((row, x), at) in rows.iter_mut().zip(X).zip(&polynomials) {
        for ((cell, w), node) in row.iter_mut().zip(W).zip(&polynomials) {
            let rest: f64 = node
                .iter()
                .skip(1)
                .zip(at.windows(3))
                .map(|(p, a)| p * (a.last().unwrap_or(&0.0) - a.first().unwrap_or(&0.0)))
                .sum();
            *cell = 0.5 * w * (x + 1.0 + rest);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_is_exact_for_polynomials_of_degree_fifteen() {
        let power = |n: i32| move |x: f64| (0..n).fold(1.0, |y, _| y * x);
        for n in 0..16 {
            let exact = if n % 2 == 0 { 2.0 / f64::from(n + 1) } else { 0.0 };
            assert!((panel(-1.0, 1.0, &power(n)) - exact).abs() < 1e-15, "degree {n}");
        }
    }

    #[test]
    fn running_integrals_are_exact_for_a_cubic() {
        let grid = Grid::over(&[Extent { centre: 0.0, width: 0.7, left: 2.0, right: 1.0 }]);
        let values: Vec<f64> = grid.nodes.iter().map(|x| 4.0 * x * x * x).collect();
        let mut below = vec![0.0; values.len()];
        let sum = grid.integrate(&values, &mut below);
        assert!((sum - (1.0 - 16.0)).abs() < 1e-12);
        for (x, b) in grid.nodes.iter().zip(&below) {
            assert!((b - (x * x * x * x - 16.0)).abs() < 1e-12, "at {x}");
        }
    }

    #[test]
    fn panels_skip_the_empty_middle() {
        let far = |centre| Extent { centre, width: 0.01, left: 0.08, right: 0.08 };
        assert!(Grid::over(&[far(0.0), far(1000.0)]).nodes.len() <= 2 * 10 * NODES);
        assert!(Grid::over(&[]).nodes.is_empty());
    }
}
