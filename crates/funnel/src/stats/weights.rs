//! Several criteria with weights: scores that multiply, and how much the winner hangs on the weights
//! (domain.md b.5, "Adjustable weights").
//!
//! A score is Π dⱼ^wⱼ, its logarithm Σ wⱼ ln dⱼ: linear in the weights. So the weights with which a channel wins
//! are a polygon, measured exactly for up to three criteria and on an even lattice for more. No random numbers.
//! `table` has a row a channel: ln d by criterion. Weights are 0 or more and sum to 1.

/// A desirability of less counts as this much: a disaster is not bought off, and still tells from another one.
pub const LEAST: f64 = 1e-3;
/// At most so many lattice points (about).
const MOST_POINTS: u64 = 10_000;

/// 0 at `worst`, 1 at `best`, straight between them, or on the log scale (money); never outside of 0 to 1.
/// `None` where the scale does not exist.
pub fn desirability(value: f64, worst: f64, best: f64, log: bool) -> Option<f64> {
    let (value, worst, best) = if log {
        if !(worst > 0.0 && best > 0.0) {
            return None;
        }
        // Nothing is below every positive number: what costs nothing is best.
        (libm::log(value.max(f64::MIN_POSITIVE)), libm::log(worst), libm::log(best))
    } else {
        (value, worst, best)
    };
    let part = (value - worst) / (best - worst);
    // Adding 0 makes a plain 0 of a negative one.
    part.is_finite().then(|| part.clamp(0.0, 1.0) + 0.0)
}

/// ln of a desirability, from [`LEAST`] up.
pub fn ln_desirability(d: f64) -> f64 {
    libm::log(d.max(LEAST))
}

/// Σ wⱼ ln dⱼ.
pub fn ln_score(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(ln, weight)| ln * weight).sum()
}

/// The first of the best.
pub fn winner(table: &[Vec<f64>], weights: &[f64]) -> Option<usize> {
    let scores = table.iter().map(|row| ln_score(row, weights)).enumerate();
    scores
        .fold(None, |best: Option<(usize, f64)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map(|(at, _)| at)
}

/// Each channel's share of all possible weights (uniform on the simplex) with which it wins. Sums to 1.
pub fn robustness(table: &[Vec<f64>]) -> Vec<f64> {
    let criteria = table.first().map_or(0, Vec::len);
    let mut shares = match criteria {
        0 => return vec![0.0; table.len()],
        1 => by_lattice(table, 1),
        2 => (0..table.len()).map(|at| length(table, at)).collect(),
        3 => (0..table.len()).map(|at| area(table, at)).collect(),
        _ => by_lattice(table, criteria),
    };
    let whole: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= whole);
    shares
}

/// How much better row `at` is than each other one, by criterion.
fn leads(table: &[Vec<f64>], at: usize) -> impl Iterator<Item = Vec<f64>> + '_ {
    let own = table.get(at).map_or(&[][..], Vec::as_slice);
    let others = table.iter().enumerate().filter(move |(i, _)| *i != at);
    others.map(move |(_, other)| own.iter().zip(other).map(|(a, b)| a - b).collect())
}

/// Two criteria: the first weight runs from 0 to 1, each rival cuts off one end.
fn length(table: &[Vec<f64>], at: usize) -> f64 {
    let (mut low, mut high) = (0.0f64, 1.0f64);
    for lead in leads(table, at) {
        let &[first, second] = lead.as_slice() else { continue };
        // t · first + (1 − t) · second ≥ 0.
        let slope = first - second;
        if slope > 0.0 {
            low = low.max(-second / slope);
        } else if slope < 0.0 {
            high = high.min(-second / slope);
        } else if second < 0.0 {
            return 0.0;
        }
    }
    (high - low).max(0.0)
}

/// Three criteria: the triangle of the first two weights, cut by a line a rival.
fn area(table: &[Vec<f64>], at: usize) -> f64 {
    let mut corners: Vec<(f64, f64)> = vec![(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)];
    for lead in leads(table, at) {
        let &[first, second, third] = lead.as_slice() else { continue };
        let side = |(x, y): (f64, f64)| x * first + y * second + (1.0 - x - y) * third;
        corners = cut(&corners, side);
    }
    let next = corners.iter().skip(1).chain(corners.first());
    corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs()
}

/// The part of a polygon where `side` is 0 or more.
fn cut(corners: &[(f64, f64)], side: impl Fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
    let mut kept = Vec::with_capacity(corners.len() + 1);
    let next = corners.iter().skip(1).chain(corners.first());
    for (a, b) in corners.iter().zip(next) {
        let (of_a, of_b) = (side(*a), side(*b));
        if of_a >= 0.0 {
            kept.push(*a);
        }
        if (of_a < 0.0) != (of_b < 0.0) {
            let part = of_a / (of_a - of_b);
            kept.push((a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1)));
        }
    }
    kept
}

/// Any number of criteria: the middles of an even division of the simplex. Ties share a point.
fn by_lattice(table: &[Vec<f64>], criteria: usize) -> Vec<f64> {
    let steps = fineness(criteria);
    let mut shares = vec![0.0; table.len()];
    let mut parts = vec![0u32; criteria];
    visit(&mut parts, 0, steps, &mut |parts| {
        let middle = 1.0 / parts.len() as f64;
        let weights: Vec<f64> =
            parts.iter().map(|n| (f64::from(*n) + middle) / f64::from(steps + 1)).collect();
        let scores: Vec<f64> = table.iter().map(|row| ln_score(row, &weights)).collect();
        let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let ties = scores.iter().filter(|score| **score == best).count() as f64;
        for (share, score) in shares.iter_mut().zip(&scores) {
            if *score == best {
                *share += 1.0 / ties;
            }
        }
    });
    shares
}

/// The most steps that keep the number of points, (steps + k − 1 over k − 1), within bounds.
fn fineness(criteria: usize) -> u32 {
    let points = |steps: u64| (1..criteria as u64).fold(1u64, |n, i| n.saturating_mul(steps + i) / i);
    let mut steps = 1;
    while steps < 60 && points(steps + 1) <= MOST_POINTS {
        steps += 1;
    }
    steps as u32
}

/// Every way to share `left` steps among the parts from `at` on.
fn visit(parts: &mut Vec<u32>, at: usize, left: u32, found: &mut impl FnMut(&[u32])) {
    let last = at + 1 >= parts.len();
    for n in if last { left..=left } else { 0..=left } {
        if let Some(part) = parts.get_mut(at) {
            *part = n;
        }
        if last {
            found(parts);
        } else {
            visit(parts, at + 1, left - n, found);
        }
    }
}

/// A change of one weight, the others keeping their proportions, that makes another channel win.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tipping {
    pub criterion: usize,
    pub from: f64,
    pub to: f64,
    pub winner: usize,
}

/// The smallest one; `None` where one channel wins whatever a single weight is. At `to` the two are equal.
pub fn tipping(table: &[Vec<f64>], weights: &[f64]) -> Option<Tipping> {
    let first = winner(table, weights)?;
    let own = table.get(first)?;
    let mut best: Option<Tipping> = None;
    for (rival, row) in table.iter().enumerate().filter(|(i, _)| *i != first) {
        for (criterion, from) in weights.iter().enumerate() {
            let lead = |j: usize| own.get(j).zip(row.get(j)).map_or(0.0, |(a, b)| a - b);
            let others = weights.iter().enumerate().filter(|(j, _)| *j != criterion);
            let rest = 1.0 - from;
            // How far ahead on the other criteria alone, in their proportions (evenly if they have no weight).
            let even = 1.0 / (weights.len() as f64 - 1.0);
            let elsewhere: f64 =
                others.map(|(j, weight)| lead(j) * if rest > 1e-12 { weight / rest } else { even }).sum();
            let here = lead(criterion);
            let to = elsewhere / (elsewhere - here) + 0.0;
            let fits = to.is_finite() && (0.0..=1.0).contains(&to);
            if fits && best.is_none_or(|best| (to - from).abs() < (best.to - best.from).abs()) {
                best = Some(Tipping { criterion, from: *from, to, winner: rival });
            }
        }
    }
    best
}
