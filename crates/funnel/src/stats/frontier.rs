//! Who is not beaten on every side at once (Pareto), and how sure that is (domain.md b.5).
//!
//! Given one channel's true numbers, the others are independent of each other: the chance that none of them
//! dominates it is a product, and the channel's own uncertainty is summed over by Gauss–Legendre. Two or three
//! sides; smaller is better on each.

use super::quadrature::{Extent, Grid};
use super::rank::normal_exceeds;

/// Whether each point is undominated: no other is as good on all sides and better on one.
pub fn on_frontier(points: &[Vec<f64>]) -> Vec<bool> {
    points.iter().map(|point| !points.iter().any(|other| dominates(other, point))).collect()
}

pub fn dominates(a: &[f64], b: &[f64]) -> bool {
    let mut pairs = a.iter().zip(b);
    pairs.clone().all(|(x, y)| x <= y) && pairs.any(|(x, y)| x < y)
}

/// P(each is undominated), for independent normal numbers given as (mean, deviation); a deviation of 0 is sure.
/// Every row has the same number of sides.
pub fn p_frontier(rows: &[Vec<(f64, f64)>]) -> Vec<f64> {
    (0..rows.len()).map(|at| chance(rows, at)).collect()
}

/// One side of one row: where it may lie, with what weight, and P(each other row is at least as good there).
struct Side {
    weights: Vec<f64>,
    /// By node, then by other row.
    beaten: Vec<Vec<f64>>,
}

fn chance(rows: &[Vec<(f64, f64)>], at: usize) -> f64 {
    let Some(own) = rows.get(at) else { return 0.0 };
    // A twin of sure numbers ties with it and does not beat it.
    let twin = |other: &Vec<(f64, f64)>| other == own && own.iter().all(|side| side.1 <= 0.0);
    let others: Vec<&Vec<(f64, f64)>> =
        rows.iter().enumerate().filter(|(i, row)| *i != at && !twin(row)).map(|(_, row)| row).collect();
    let reach = if own.len() > 2 { (4.5, 1.5) } else { (6.0, 1.0) };
    let sides: Vec<Side> = own
        .iter()
        .enumerate()
        .map(|(d, (mean, sd))| {
            let (nodes, weights) = nodes(*mean, *sd, reach);
            let better = |node: &f64| {
                let p = |row: &&Vec<(f64, f64)>| row.get(d).map_or(0.0, |side| at_most(*side, *node));
                others.iter().map(p).collect()
            };
            Side { beaten: nodes.iter().map(better).collect(), weights }
        })
        .collect();
    let whole: f64 = sides.iter().map(|side| side.weights.iter().sum::<f64>()).product();
    let sure = vec![1.0; others.len()];
    (summed(&sides, &sure) / whole).clamp(0.0, 1.0)
}

/// Σ over the nodes of all sides of weight × Π over the others of (1 − P(at least as good on every side)).
fn summed(sides: &[Side], so_far: &[f64]) -> f64 {
    let Some((side, rest)) = sides.split_first() else {
        return so_far.iter().map(|p| 1.0 - p).product();
    };
    let nodes = side.weights.iter().zip(&side.beaten);
    nodes
        .map(|(weight, beaten)| {
            let both: Vec<f64> = so_far.iter().zip(beaten).map(|(p, q)| p * q).collect();
            weight * summed(rest, &both)
        })
        .sum()
}

fn at_most((mean, sd): (f64, f64), node: f64) -> f64 {
    if sd > 0.0 { normal_exceeds((node, 0.0), (mean, sd)) } else { f64::from(u8::from(mean <= node)) }
}

/// Nodes and weights over ±`reach.0` deviations, in panels of 2 · `reach.1`.
fn nodes(mean: f64, sd: f64, reach: (f64, f64)) -> (Vec<f64>, Vec<f64>) {
    if sd <= 0.0 {
        return (vec![mean], vec![1.0]);
    }
    let side = reach.0 * sd;
    let grid = Grid::over(&[Extent { centre: mean, width: reach.1 * sd, left: side, right: side }]);
    let density = |node: &f64| libm::exp(-0.5 * ((node - mean) / sd) * ((node - mean) / sd));
    let weights = grid.nodes.iter().zip(&grid.weights).map(|(node, weight)| weight * density(node)).collect();
    (grid.nodes, weights)
}
