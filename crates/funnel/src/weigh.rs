//! An order by weights, for what money does not hold (domain.md b.5).
//!
//! Each criterion is measured against a target, never against the channels that happen to be there: adding a
//! channel cannot turn the others' order. Scores multiply. Beside each score: what each criterion does to it, the
//! share of all weights with which the channel would be first, and the smallest change of one weight that puts
//! another one first.

use serde::{Deserialize, Serialize};

use crate::ranking::{MetricId, Ranking, State};
use crate::stats::weights::{LEAST, desirability, ln_desirability, ln_score, robustness, tipping};

/// One criterion with its weight (any scale) and its target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    pub metric: MetricId,
    pub weight: f64,
    /// Worth nothing, and worth everything; `best` may be the smaller one.
    pub worst: f64,
    pub best: f64,
    /// Money: halves and doubles count alike.
    pub log: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighed {
    pub channel: String,
    /// 0 to 1.
    pub score: f64,
    /// By criterion: 0 to 1.
    pub desirability: Vec<f64>,
    /// By criterion: what it multiplies the score by (1: nothing lost to it).
    pub factors: Vec<f64>,
    /// The share of all weights with which this channel is first.
    pub robustness: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tip {
    pub metric: MetricId,
    /// Weights as shares of all.
    pub from: f64,
    pub to: f64,
    /// Equal to the first one there, ahead beyond.
    pub winner: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighing {
    /// The weights as shares of all, by criterion.
    pub weights: Vec<f64>,
    /// Best first.
    pub channels: Vec<Weighed>,
    /// Channels without enough data, with the first criterion that they lack.
    pub left_out: Vec<(String, MetricId)>,
    pub tip: Option<Tip>,
    /// Criteria that count the same thing twice.
    pub doubled: Vec<(MetricId, MetricId)>,
}

/// `None` without any weight, with a negative one, or with a target that is no scale.
pub fn weigh(ranking: &Ranking, wishes: &[Wish]) -> Option<Weighing> {
    let whole: f64 = wishes.iter().map(|wish| wish.weight).sum();
    let fine = |wish: &Wish| {
        wish.weight >= 0.0 && desirability(wish.best, wish.worst, wish.best, wish.log) == Some(1.0)
    };
    if !(whole > 0.0 && whole.is_finite() && wishes.iter().all(fine)) {
        return None;
    }
    let weights: Vec<f64> = wishes.iter().map(|wish| wish.weight / whole).collect();
    let (mut channels, mut left_out) = (Vec::new(), Vec::new());
    // By id, so that ties do not depend on the ranking's order.
    let mut rows: Vec<_> = ranking.channels.iter().collect();
    rows.sort_by(|a, b| a.channel.id.cmp(&b.channel.id));
    for row in rows {
        let part = |wish: &Wish| {
            let metric = row.row.get(wish.metric);
            let value = metric.value.filter(|_| metric.state == State::Ok);
            value.and_then(|value| desirability(value, wish.worst, wish.best, wish.log)).ok_or(wish.metric)
        };
        match wishes.iter().map(part).collect::<Result<Vec<f64>, MetricId>>() {
            Ok(parts) => channels.push((row.channel.id.clone(), parts)),
            Err(lacks) => left_out.push((row.channel.id.clone(), lacks)),
        }
    }
    let table: Vec<Vec<f64>> =
        channels.iter().map(|(_, parts)| parts.iter().map(|d| ln_desirability(*d)).collect()).collect();
    let tip = tipping(&table, &weights).and_then(|tip| {
        let winner = channels.get(tip.winner)?.0.clone();
        Some(Tip { metric: wishes.get(tip.criterion)?.metric, from: tip.from, to: tip.to, winner })
    });
    let mut weighed: Vec<Weighed> = channels
        .into_iter()
        .zip(&table)
        .zip(robustness(&table))
        .map(|(((channel, desirability), row), robustness)| Weighed {
            channel,
            score: libm::exp(ln_score(row, &weights)),
            factors: row.iter().zip(&weights).map(|(ln, weight)| libm::exp(ln * weight)).collect(),
            desirability,
            robustness,
        })
        .collect();
    weighed.sort_by(|a, b| b.score.total_cmp(&a.score));
    Some(Weighing { weights, channels: weighed, left_out, tip, doubled: doubled(wishes) })
}

/// A desirability of nothing still multiplies by this to the power of its weight.
pub const FLOOR: f64 = LEAST;

/// What a metric is made of, as bits: money per lead, leads to customers, money per deal, time.
fn made_of(metric: MetricId) -> u8 {
    use MetricId::*;
    match metric {
        Spend | Cpl => 1,
        CostPerMql | CostPerSql | CostPerOpportunity | Cac => 1 | 2,
        LeadToCustomer | WinRate | Customers => 2,
        AverageDeal => 4,
        Revenue | ValuePerLead => 2 | 4,
        ReturnPerUnit | Roas | Roi => 1 | 2 | 4,
        CycleDays => 8,
        _ => 0,
    }
}

fn doubled(wishes: &[Wish]) -> Vec<(MetricId, MetricId)> {
    let told: Vec<MetricId> =
        wishes.iter().filter(|wish| wish.weight > 0.0).map(|wish| wish.metric).collect();
    let mut found = Vec::new();
    for (i, a) in told.iter().enumerate() {
        let later = told.iter().skip(i + 1);
        found.extend(later.filter(|b| made_of(*a) & made_of(**b) != 0).map(|b| (*a, *b)));
    }
    found
}
