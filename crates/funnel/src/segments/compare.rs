//! One group against the rest, within channels: the belief about the ratio, and the p-value.
//!
//! Rates by the common odds ratio of the channels' fourfold tables, sizes (days, amounts) by ranks within
//! channels on the log scale. Cells that are not told are on neither side.
//! Must never give a number where one side is empty.

use serde::{Deserialize, Serialize};

use super::Measure;
use super::cells::Cells;
use crate::company::Company;
use crate::stats::conditional::{LnRatio, Prior, common_belief, stratified_p};
use crate::stats::interval::{LEVEL, median, median_interval, wilson};
use crate::stats::ranked::{Ranked, Sides};
use crate::stats::tables::Fourfold;

/// A number with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// One side, all channels together: not adjusted for anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Leads, decided deals, or won deals that tell the size.
    pub units: u32,
    /// Of a rate: those that did. Of a size: the same as `units`.
    pub hits: u32,
    /// The rate, or the median size (days; money in major units).
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// (units, hits) of both sides in one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InChannel {
    /// Its id; `None`: deals without a channel.
    pub channel: Option<String>,
    pub inside: (u32, u32),
    pub outside: (u32, u32),
}

/// A group against the rest, within channels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    pub inside: Side,
    pub outside: Side,
    /// Channels that have units on both sides: only these compare.
    pub channels: u32,
    /// Every channel with any unit, in the order of ids.
    pub by_channel: Vec<InChannel>,
    /// Inside over outside, drawn towards no difference: an odds ratio for rates, a ratio of typical sizes else.
    pub ratio: Option<Estimate>,
    /// P(the inside has the larger rate or size).
    pub p_more: Option<f64>,
    /// What the outside has in the channels of the inside (a rate), or its median size; and what the inside then
    /// has by `ratio`. The difference of the two is the adjusted one.
    pub baseline: Option<f64>,
    pub expected: Option<f64>,
}

/// Which values are inside, and in which channel (all: `None`).
pub(super) struct Pick<'a> {
    pub cells: &'a Cells,
    pub measure: Measure,
    /// By value; "not told" is never looked at.
    pub inside: &'a [bool],
    pub channel: Option<usize>,
}

/// The same units on both sides by channel.
enum Strata {
    Rates(Vec<Fourfold>),
    Sizes(Vec<Sides>),
}

impl Pick<'_> {
    fn is_inside(&self, value: usize) -> bool {
        self.inside.get(value).copied().unwrap_or(false)
    }

    fn channels(&self) -> std::ops::Range<usize> {
        self.channel.map_or(0..self.cells.channels, |only| only..only + 1)
    }

    /// (units, hits) of one side in a channel.
    fn side(&self, channel: usize, inside: bool) -> (u32, u32) {
        let values = (0..self.cells.not_told()).filter(|value| self.is_inside(*value) == inside);
        super::cells::sum(values.map(|value| self.cells.get(channel, value)))
    }

    /// Units and hits of both sides.
    pub fn sides(&self) -> [(u32, u32); 2] {
        [true, false].map(|inside| super::cells::sum(self.channels().map(|c| self.side(c, inside))))
    }

    fn sizes(&self, channels: std::ops::Range<usize>, inside: bool) -> Vec<f64> {
        let values = || (0..self.cells.not_told()).filter(|value| self.is_inside(*value) == inside);
        let mut sizes: Vec<f64> = channels
            .flat_map(|channel| values().flat_map(move |value| self.cells.sizes(channel, value)))
            .copied()
            .collect();
        sizes.sort_by(f64::total_cmp);
        sizes
    }

    /// `ln`: sizes on the log scale, which ranks alone do not need.
    fn strata(&self, ln: bool) -> Strata {
        if self.measure.is_rate() {
            let counts = |(n, x): (u32, u32)| (f64::from(x), f64::from(n));
            let table = |c: usize| Fourfold::new(counts(self.side(c, true)), counts(self.side(c, false)));
            return Strata::Rates(self.channels().map(table).collect());
        }
        let logs = |c: usize, inside: bool| -> Vec<f64> {
            let mut sizes = self.sizes(c..c + 1, inside);
            sizes.iter_mut().filter(|_| ln).for_each(|size| *size = self.ln(*size));
            sizes
        };
        let sides = |c: usize| Sides { inside: logs(c, true), outside: logs(c, false) };
        Strata::Sizes(self.channels().map(sides).collect())
    }

    /// A deal may be won on the day that it was made.
    fn ln(&self, size: f64) -> f64 {
        if self.measure == Measure::Cycle { libm::log1p(size) } else { libm::log(size) }
    }

    fn times(&self, size: f64, ln_ratio: f64) -> f64 {
        let ratio = libm::exp(ln_ratio);
        if self.measure == Measure::Cycle { ((1.0 + size) * ratio - 1.0).max(0.0) } else { size * ratio }
    }

    /// Two-sided. `None` if the data cannot tell.
    pub fn p(&self) -> Option<f64> {
        match self.strata(false) {
            Strata::Rates(tables) => stratified_p(&tables),
            Strata::Sizes(sides) => Ranked::of(&sides).map(|ranked| ranked.p()),
        }
    }

    pub fn belief(&self, prior: Prior) -> Option<LnRatio> {
        match self.strata(true) {
            Strata::Rates(tables) => common_belief(&tables, prior),
            Strata::Sizes(sides) => Ranked::of(&sides).map(|ranked| ranked.shift(prior)),
        }
    }

    fn shown(&self, inside: bool, (units, hits): (u32, u32)) -> Side {
        let (value, interval) = if self.measure.is_rate() {
            let (x, n) = (f64::from(hits), f64::from(units));
            ((units > 0).then(|| x / n), wilson(x, n, LEVEL))
        } else {
            let sizes = self.sizes(self.channels(), inside);
            (median(&sizes), median_interval(&sizes, LEVEL))
        };
        let (low, high) = (interval.map(|i| i.low), interval.map(|i| i.high));
        Side { units, hits, value, low, high }
    }

    /// What the outside has where the inside is: each channel's rate outside, weighed by the units inside.
    fn baseline(&self, outside: &Side) -> Option<f64> {
        if !self.measure.is_rate() {
            return outside.value;
        }
        let (mut hits, mut units) = (0.0, 0.0);
        for channel in self.channels() {
            let ((n, _), (m, x)) = (self.side(channel, true), self.side(channel, false));
            if m > 0 {
                hits += f64::from(n) * f64::from(x) / f64::from(m);
                units += f64::from(n);
            }
        }
        (units > 0.0).then(|| hits / units)
    }

    fn by_channel(&self, company: &Company) -> Vec<InChannel> {
        let sides = |at: usize| InChannel {
            channel: company.channels.get(at).map(|channel| channel.id.clone()),
            inside: self.side(at, true),
            outside: self.side(at, false),
        };
        self.channels().map(sides).filter(|sides| sides.inside.0 + sides.outside.0 > 0).collect()
    }

    pub fn compared(&self, company: &Company, belief: Option<LnRatio>) -> Compared {
        let [inside, outside] = self.sides();
        let (inside, outside) = (self.shown(true, inside), self.shown(false, outside));
        let by_channel = self.by_channel(company);
        let has_both = by_channel.iter().filter(|sides| sides.inside.0 > 0 && sides.outside.0 > 0);
        let channels = has_both.count() as u32;
        let baseline = self.baseline(&outside).filter(|_| belief.is_some());
        let expected = baseline.zip(belief).map(|(baseline, belief)| {
            if self.measure.is_rate() {
                let odds = baseline / (1.0 - baseline) * libm::exp(belief.mean);
                if baseline < 1.0 { odds / (1.0 + odds) } else { 1.0 }
            } else {
                self.times(baseline, belief.mean)
            }
        });
        let ratio = belief.map(|belief| Estimate {
            value: libm::exp(belief.mean),
            low: libm::exp(belief.low),
            high: libm::exp(belief.high),
        });
        let p_more = belief.map(|belief| belief.p_above);
        Compared { inside, outside, channels, by_channel, ratio, p_more, baseline, expected }
    }
}
