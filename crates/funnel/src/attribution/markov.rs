//! Markov's removal effects, exactly: the absorbing chain solved, not simulated (domain.md c.3).
//!
//! States: start, channels, customer, no customer. N = (I − Q)⁻¹ of the channels' transitions gives everything:
//! h = N r, the chance of a customer from each channel; m = a N, the visits expected from the start;
//! m_c / N_cc, the chance of ever visiting c. What c takes along when it is removed is what passes through it:
//! RE_c = (m_c / N_cc) · h_c / P. The same derivatives give the standard errors: an infinitesimal jackknife over
//! journeys. Repeats of one channel in a row are collapsed before (they change no removal effect).

/// Journeys with one collapsed path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Channels, no two in a row the same, at least one.
    pub channels: Vec<u16>,
    pub customers: u64,
    pub nulls: u64,
}

/// The chain's answer, by channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// P(customer): Σ customers / Σ journeys.
    pub base: f64,
    /// The part of the customers that is gone without the channel; 0 for channels in no path.
    pub effects: Vec<f64>,
    /// The effects, adding up to 1.
    pub shares: Vec<f64>,
    /// Standard error of each share.
    pub share_sd: Vec<f64>,
}

/// More channels than this in paths are not solved: the time grows with their cube.
pub const MOST: usize = 200;

/// `paths` in an order of their own (not that of rows). `None` without a customer, or for too many channels.
pub fn removal(paths: &[Path], channels: usize, with_nulls: bool) -> Option<Removal> {
    let mut used: Vec<u16> = paths
        .iter()
        .filter(|path| path.customers > 0 || with_nulls && path.nulls > 0)
        .flat_map(|path| &path.channels)
        .copied()
        .collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() || used.len() > MOST || !paths.iter().any(|path| path.customers > 0) {
        return None;
    }
    let chain = Chain::of(paths, &used, with_nulls)?;
    let k = used.len();
    let effects: Vec<f64> = (0..k).map(|c| chain.visit(c) * chain.hope(c) / chain.base).collect();
    let sum: f64 = effects.iter().sum();
    let variances = chain.variances(paths, &used, with_nulls, &effects, sum);
    let spread = |of: &dyn Fn(usize) -> f64| {
        let mut all = vec![0.0; channels];
        for (c, channel) in used.iter().enumerate() {
            all.iter_mut().skip(usize::from(*channel)).take(1).for_each(|slot| *slot = of(c));
        }
        all
    };
    let effect = |c: usize| effects.get(c).copied().unwrap_or(0.0);
    Some(Removal {
        base: chain.base,
        effects: spread(&effect),
        shares: spread(&|c| effect(c) / sum),
        share_sd: spread(&|c| variances.get(c).copied().unwrap_or(0.0).max(0.0).sqrt()),
    })
}

/// The solved chain. States 0..k are channels, k the start.
struct Chain {
    k: usize,
    base: f64,
    /// N, row by row, k × k.
    n: Vec<f64>,
    /// Chance of a customer from each state; the last is the start's, P.
    h: Vec<f64>,
    /// Expected visits of each channel from the start.
    m: Vec<f64>,
    /// Journeys that leave each state, counted with repeats.
    leaving: Vec<f64>,
}

/// Where a journey goes from a state.
#[derive(Clone, Copy)]
enum Next {
    State(usize),
    Customer,
    Nothing,
}

/// The steps of one path: from a state to the next.
fn steps(path: &Path, used: &[u16], won: bool) -> impl Iterator<Item = (usize, Next)> {
    let states: Vec<usize> =
        path.channels.iter().filter_map(|channel| used.binary_search(channel).ok()).collect();
    let end = if won { Next::Customer } else { Next::Nothing };
    let nexts: Vec<Next> = states.iter().map(|state| Next::State(*state)).chain([end]).collect();
    let froms = std::iter::once(used.len()).chain(states);
    froms.zip(nexts)
}

/// Each path as it was won, and as it was not, with how many journeys.
fn ends(paths: &[Path], with_nulls: bool) -> impl Iterator<Item = (&Path, bool, f64)> {
    let nulls = move |path: &Path| if with_nulls { path.nulls as f64 } else { 0.0 };
    let won = paths.iter().map(|path| (path, true, path.customers as f64));
    let lost = paths.iter().map(move |path| (path, false, nulls(path)));
    won.chain(lost).filter(|(_, _, count)| *count > 0.0)
}

impl Chain {
    fn of(paths: &[Path], used: &[u16], with_nulls: bool) -> Option<Chain> {
        let k = used.len();
        let mut to = vec![0.0; (k + 1) * k];
        let (mut won, mut leaving) = (vec![0.0; k + 1], vec![0.0; k + 1]);
        let add = |cells: &mut [f64], at: usize, count: f64| {
            cells.iter_mut().skip(at).take(1).for_each(|cell| *cell += count);
        };
        for (path, is_won, count) in ends(paths, with_nulls) {
            for (from, next) in steps(path, used, is_won) {
                add(&mut leaving, from, count);
                match next {
                    Next::State(state) => add(&mut to, from * k + state, count),
                    Next::Customer => add(&mut won, from, count),
                    Next::Nothing => {}
                }
            }
        }
        let rows = to.chunks_mut(k).zip(&mut won).zip(&leaving);
        rows.filter(|(_, leaving)| **leaving > 0.0).for_each(|((row, won), leaving)| {
            row.iter_mut().for_each(|cell| *cell /= leaving);
            *won /= leaving;
        });
        let (q, start) = to.split_at(k * k);
        let n = inverse(q, k)?;
        let row = |c: usize| n.get(c * k..(c + 1) * k).unwrap_or_default();
        let mut h: Vec<f64> = (0..k).map(|c| dot(row(c), &won)).collect();
        let base = dot(start, &h);
        h.push(base);
        let mut m = vec![0.0; k];
        for (a, c) in start.iter().zip(0..) {
            m.iter_mut().zip(row(c)).for_each(|(sum, n)| *sum += a * n);
        }
        (base > 0.0).then_some(Chain { k, base, n, h, m, leaving })
    }

    fn n(&self, from: usize, to: usize) -> f64 {
        self.n.get(from * self.k + to).copied().unwrap_or(0.0)
    }

    fn hope(&self, state: usize) -> f64 {
        self.h.get(state).copied().unwrap_or(0.0)
    }

    fn visits(&self, channel: usize) -> f64 {
        self.m.get(channel).copied().unwrap_or(0.0)
    }

    /// The chance that a journey ever comes by the channel.
    fn visit(&self, channel: usize) -> f64 {
        self.visits(channel) / self.n(channel, channel)
    }

    /// Var(share) = Σ over journeys of (how much one more like it would move the share)².
    fn variances(
        &self,
        paths: &[Path],
        used: &[u16],
        with_nulls: bool,
        effects: &[f64],
        sum: f64,
    ) -> Vec<f64> {
        let mut variances = vec![0.0; self.k];
        let mut moved = vec![0.0; self.k];
        for (path, won, count) in ends(paths, with_nulls) {
            moved.fill(0.0);
            for (from, next) in steps(path, used, won) {
                for (c, slot) in moved.iter_mut().enumerate() {
                    *slot += self.moves(c, from, next);
                }
            }
            let all: f64 = moved.iter().sum();
            for ((variance, moved), effect) in variances.iter_mut().zip(&moved).zip(effects) {
                let by = (moved - effect / sum * all) / sum;
                *variance += count * by * by;
            }
        }
        variances
    }

    /// How much one more step from `from` to `next` moves the removal effect of channel `c`.
    fn moves(&self, c: usize, from: usize, next: Next) -> f64 {
        let (hope, to_c) = match next {
            Next::State(state) => (self.hope(state), self.n(state, c)),
            Next::Customer => (1.0, 0.0),
            Next::Nothing => (0.0, 0.0),
        };
        let is_start = from == self.k;
        let leaving = self.leaving.get(from).copied().unwrap_or(1.0);
        // What the step brings more than the average step from there.
        let better = (hope - self.hope(from)) / leaving;
        let average =
            if is_start { self.visits(c) } else { self.n(from, c) - if from == c { 1.0 } else { 0.0 } };
        let nearer = (to_c - average) / leaving;
        let visits = if is_start { 1.0 } else { self.visits(from) };
        let from_c = if is_start { 0.0 } else { self.n(c, from) };
        let (n_cc, visit, hope_c) = (self.n(c, c), self.visit(c), self.hope(c));
        let of_visit = (visits * nearer - visit * from_c * nearer) / n_cc;
        let of_hope = from_c * better;
        let of_base = visits * better;
        (of_visit * hope_c + visit * of_hope - visit * hope_c * of_base / self.base) / self.base
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// (I − Q)⁻¹ by elimination. Rows of Q sum to at most 1 and every journey ends, so no pivot vanishes and none
/// needs to be searched for (a diagonally dominant matrix). `None` for one that is not of this kind.
fn inverse(q: &[f64], k: usize) -> Option<Vec<f64>> {
    // [I − Q | I], row by row.
    let width = 2 * k;
    let mut rows: Vec<Vec<f64>> = q
        .chunks(k)
        .enumerate()
        .map(|(i, row)| {
            let unit = |j: usize| if i == j { 1.0 } else { 0.0 };
            let left = row.iter().enumerate().map(|(j, q)| unit(j) - q);
            left.chain((0..k).map(unit)).collect()
        })
        .collect();
    for i in 0..k {
        let mut pivot = std::mem::take(rows.get_mut(i)?);
        let scale = *pivot.get(i)?;
        if scale.is_nan() || scale <= 1e-12 {
            return None;
        }
        pivot.iter_mut().for_each(|cell| *cell /= scale);
        for row in rows.iter_mut().filter(|row| !row.is_empty()) {
            let factor = *row.get(i)?;
            if factor != 0.0 {
                row.iter_mut().zip(&pivot).take(width).for_each(|(cell, p)| *cell -= factor * p);
            }
        }
        *rows.get_mut(i)? = pivot;
    }
    Some(rows.iter().flat_map(|row| row.iter().skip(k)).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(channels: &[u16], customers: u64, nulls: u64) -> Path {
        Path { channels: channels.to_vec(), customers, nulls }
    }

    #[track_caller]
    fn near(got: &[f64], want: &[f64], tolerance: f64) {
        assert_eq!(got.len(), want.len());
        let off = got.iter().zip(want).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(off <= tolerance, "{got:?}, not {want:?}");
    }

    #[track_caller]
    fn check(paths: &[Path], base: f64, effects: &[f64], shares: &[f64]) {
        let found = removal(paths, effects.len(), true).expect("a chain");
        near(&[found.base], &[base], 1e-14);
        near(&found.effects, effects, 1e-14);
        near(&found.shares, shares, 1e-14);
    }

    /// domain.md c.3, the hand cases.
    #[test]
    fn hand_cases() {
        let gm = [path(&[0], 2, 1), path(&[1], 1, 0), path(&[0, 1], 1, 0)];
        check(&gm, 0.8, &[0.75, 0.5], &[0.6, 0.4]);
        let three = [path(&[0, 1, 2], 1, 0), path(&[0], 0, 1), path(&[1, 2], 0, 1)];
        check(&three, 1.0 / 3.0, &[0.5, 1.0, 1.0], &[0.2, 0.4, 0.4]);
        let abc = [path(&[0, 1], 3, 1), path(&[0, 2], 1, 1)];
        check(&abc, 2.0 / 3.0, &[1.0, 0.75, 0.25], &[0.5, 0.375, 0.125]);
    }

    /// By the definition: transitions into the channel go to nothing, and the chain is solved again.
    fn by_definition(paths: &[Path], channels: usize) -> Vec<f64> {
        let chance = |removed: Option<u16>| {
            let all: Vec<u16> = (0..channels as u16).collect();
            let mut to = vec![vec![0.0; channels]; channels + 1];
            let (mut won, mut leaving) = (vec![0.0; channels + 1], vec![0.0; channels + 1]);
            for (path, is_won, count) in ends(paths, true) {
                for (from, next) in steps(path, &all, is_won) {
                    leaving[from] += count;
                    match next {
                        Next::State(state) if removed == Some(state as u16) => {}
                        Next::State(state) => to[from][state] += count,
                        Next::Customer => won[from] += count,
                        Next::Nothing => {}
                    }
                }
            }
            let mut hope = vec![0.0; channels + 1];
            for _ in 0..5_000 {
                let next: Vec<f64> = (0..=channels)
                    .map(|s| if leaving[s] > 0.0 { (dot(&to[s], &hope) + won[s]) / leaving[s] } else { 0.0 })
                    .collect();
                hope = next;
            }
            hope[channels]
        };
        let base = chance(None);
        (0..channels as u16).map(|c| 1.0 - chance(Some(c)) / base).collect()
    }

    fn loops() -> Vec<Path> {
        vec![
            path(&[0, 1, 0, 2], 3, 5),
            path(&[2, 1], 4, 9),
            path(&[1, 2, 1, 0], 2, 2),
            path(&[3], 1, 7),
            path(&[3, 0], 2, 1),
        ]
    }

    #[test]
    fn removal_is_what_passes_through() {
        let found = removal(&loops(), 4, true).expect("a chain");
        near(&[found.base], &[12.0 / 36.0], 1e-14);
        near(&found.effects, &by_definition(&loops(), 4), 1e-12);
    }

    /// The derivatives against differences of whole chains.
    #[test]
    fn standard_errors_are_those_of_leaving_one_journey_out() {
        let large: Vec<Path> =
            loops().iter().map(|p| path(&p.channels, p.customers * 1_000_000, p.nulls * 1_000_000)).collect();
        let shares = |paths: &[Path]| removal(paths, 4, true).expect("a chain").shares;
        let before = shares(&large);
        let mut variances = [0.0; 4];
        for (at, p) in large.iter().enumerate() {
            for won in [true, false] {
                let mut more = large.clone();
                let (count, step) = (if won { p.customers } else { p.nulls }, 1_000.0);
                if won {
                    more[at].customers += step as u64;
                } else {
                    more[at].nulls += step as u64;
                }
                for ((variance, a), b) in variances.iter_mut().zip(shares(&more)).zip(&before) {
                    *variance += count as f64 * ((a - b) / step) * ((a - b) / step);
                }
            }
        }
        let found = removal(&large, 4, true).expect("a chain").share_sd;
        for (got, variance) in found.iter().zip(variances) {
            assert!(
                (got / variance.sqrt() - 1.0).abs() < 1e-3,
                "{found:?}, not {:?}",
                variances.map(f64::sqrt)
            );
        }
    }

    #[test]
    fn nothing_to_solve() {
        assert_eq!(removal(&[], 3, true), None);
        assert_eq!(removal(&[path(&[0], 0, 4)], 1, true), None);
        let many: Vec<Path> = (0..=MOST as u16).map(|c| path(&[c], 1, 1)).collect();
        assert_eq!(removal(&many, MOST + 1, true), None);
    }
}
