//! What is believed about each channel's median cycle, for the tiers of speed and for comparisons.

use super::tally::Tally;
use crate::stats::money::ENOUGH_DEALS;
use crate::stats::speed::{Common, Waits, common};

/// A channel's median cycle in days, and its logarithm as (mean, deviation).
#[derive(Clone, Copy, Debug)]
pub struct Speed {
    pub median: f64,
    pub ln: (f64, f64),
    pub waits: Waits,
    pub common: Common,
}

fn waits(tally: &Tally) -> Option<Waits> {
    // Whole numbers sort faster, and there may be many.
    let mut days = tally.cycles.clone();
    days.sort_unstable();
    let days: Vec<f64> = days.into_iter().map(f64::from).collect();
    Waits::of(&days)
}

/// `None` for channels of fewer than five won deals with both dates.
pub fn beliefs(tallies: &[Tally]) -> Vec<Option<Speed>> {
    let all: Vec<Option<Waits>> = tallies.iter().map(waits).collect();
    let Some(common) = common(&all.iter().flatten().copied().collect::<Vec<_>>()) else {
        return vec![None; all.len()];
    };
    let speed = |waits: Waits| {
        let ln = waits.ln_median(&common);
        (waits.count >= ENOUGH_DEALS).then_some(Speed { median: waits.median, ln, waits, common })
    };
    all.into_iter().map(|waits| waits.and_then(speed)).collect()
}
