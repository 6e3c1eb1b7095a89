//! Simpson's reversal: one channel is better in all, and worse in (nearly) every segment; or the other way about.
//!
//! Told only where both are shown: the crude difference almost surely, the opposite one within strata probably.
//! Comes with the strata that explain it: the better one in all has more of the good segment's leads.

use serde::{Deserialize, Serialize};

use super::compare::Estimate;
use super::part::Part;
use crate::stats::conditional::{Prior, common_belief};
use crate::stats::order::order;
use crate::stats::tables::{Fourfold, common_odds_ratio, crude};

const PRIOR: Prior = (0.0, 1.0);
const CRUDE: f64 = 0.95;
const WITHIN: f64 = 0.8;
/// Reversals told.
const MOST: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Axis {
    /// Two channels, looked at within segments.
    Channels,
    /// Two segments, looked at within channels.
    Segments,
}

/// (units, hits) of both in one stratum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    pub part: Part,
    pub better: (u32, u32),
    pub worse: (u32, u32),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reversal {
    pub axis: Axis,
    /// Better in all, worse within the strata.
    pub better: Part,
    pub worse: Part,
    /// (units, hits) in all strata together.
    pub crude_better: (u32, u32),
    pub crude_worse: (u32, u32),
    /// P(`better` has the higher rate), all together.
    pub p_crude: f64,
    /// P(`worse` has the higher rate), within strata.
    pub p_within: f64,
    /// Odds of `worse` over `better` within strata, drawn.
    pub odds_within: Estimate,
    /// Those with any unit of the two, largest first.
    pub strata: Vec<Stratum>,
}

/// Counts of (units, hits) with named rows and columns, row by row.
pub(super) struct Matrix<'a> {
    pub axis: Axis,
    pub rows: &'a [Part],
    pub columns: &'a [Part],
    pub counts: Vec<(u32, u32)>,
}

impl Matrix<'_> {
    fn get(&self, row: usize, column: usize) -> (u32, u32) {
        self.counts.get(row * self.columns.len() + column).copied().unwrap_or_default()
    }

    /// One row against another in every told column.
    fn tables(&self, one: usize, other: usize) -> Vec<Fourfold> {
        let counts = |(n, x): (u32, u32)| (f64::from(x), f64::from(n));
        let columns = self.columns.iter().enumerate().filter(|(_, part)| **part != Part::NotTold);
        columns.map(|(at, _)| Fourfold::new(counts(self.get(one, at)), counts(self.get(other, at)))).collect()
    }

    fn pair(&self, one: usize, other: usize) -> Option<Reversal> {
        let tables = self.tables(one, other);
        let all = crude(&tables);
        // Cheap first: nearly all pairs end here.
        let outside = common_odds_ratio(&[all])?.ratio;
        let within = common_odds_ratio(&tables).map(|odds| odds.ratio)?;
        if (outside > 1.0) == (within > 1.0) {
            return None;
        }
        let (better, worse) = if outside > 1.0 { (one, other) } else { (other, one) };
        let tables = self.tables(worse, better);
        let p_crude = 1.0 - common_belief(&[crude(&tables)], PRIOR)?.p_above;
        let belief = common_belief(&tables, PRIOR)?;
        if p_crude < CRUDE || belief.p_above < WITHIN {
            return None;
        }
        let mut strata: Vec<Stratum> = Vec::new();
        for (at, part) in self.columns.iter().enumerate().filter(|(_, part)| **part != Part::NotTold) {
            let (better, worse) = (self.get(better, at), self.get(worse, at));
            if better.0 + worse.0 > 0 {
                strata.push(Stratum { part: part.clone(), better, worse });
            }
        }
        let units = |at: usize| strata.get(at).map(|s| s.better.0 + s.worse.0);
        let largest = order(strata.len(), &|a, b| units(b).cmp(&units(a)));
        let strata: Vec<Stratum> = largest.iter().filter_map(|at| strata.get(*at)).cloned().collect();
        let sum = |of: &dyn Fn(&Stratum) -> (u32, u32)| super::cells::sum(strata.iter().map(of));
        Some(Reversal {
            axis: self.axis,
            better: self.rows.get(better)?.clone(),
            worse: self.rows.get(worse)?.clone(),
            crude_better: sum(&|stratum| stratum.better),
            crude_worse: sum(&|stratum| stratum.worse),
            p_crude,
            p_within: belief.p_above,
            odds_within: Estimate {
                value: libm::exp(belief.mean),
                low: libm::exp(belief.low),
                high: libm::exp(belief.high),
            },
            strata,
        })
    }
}

/// The surest reversals of all of these.
pub(super) fn reversals(matrices: &[Matrix<'_>]) -> Vec<Reversal> {
    let mut found: Vec<Reversal> = Vec::new();
    for matrix in matrices {
        let named: Vec<usize> =
            (0..).zip(matrix.rows).filter(|(_, part)| part.id().is_some()).map(|(at, _)| at).collect();
        for (at, one) in named.iter().enumerate() {
            found.extend(named.iter().skip(at + 1).filter_map(|other| matrix.pair(*one, *other)));
        }
    }
    let sure = |at: usize| found.get(at).map_or(0.0, |reversal| reversal.p_crude * reversal.p_within);
    let surest = order(found.len(), &|a, b| sure(b).total_cmp(&sure(a)));
    surest.iter().take(MOST).filter_map(|at| found.get(*at)).cloned().collect()
}
