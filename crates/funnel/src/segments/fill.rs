//! Whether a column is filled as often for those who bought as for those who did not.
//!
//! A sector that is typed when a deal is closed is known of winners only: such a column makes every one of its
//! groups look good. domain.md d.1, "Traps".

use serde::{Deserialize, Serialize};

use super::Measure;
use super::cells::{Cells, sum};

/// Differences above this are refused.
const MOST: f64 = 0.1;

/// (told, all) among hits and among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    pub of_hits: (u32, u32),
    pub of_others: (u32, u32),
}

impl Fill {
    /// Of a rate's cells.
    pub(super) fn of(cells: &Cells) -> Fill {
        let told = sum((0..cells.not_told()).map(|value| cells.of_value(value)));
        let not_told = cells.of_value(cells.not_told());
        Fill {
            of_hits: (told.1, told.1 + not_told.1),
            of_others: (told.0 - told.1, told.0 - told.1 + not_told.0 - not_told.1),
        }
    }

    /// Share told among hits, and among the others. `None` where there are none.
    pub fn rates(&self) -> Option<(f64, f64)> {
        let rate = |(told, all): (u32, u32)| (all > 0).then(|| f64::from(told) / f64::from(all));
        Some((rate(self.of_hits)?, rate(self.of_others)?))
    }

    /// Too unlike for any comparison.
    pub fn is_unlike(&self) -> bool {
        self.rates().is_some_and(|(hits, others)| (hits - others).abs() > MOST)
    }
}

/// The rate whose hits and others tell whether the column was filled in after the fact.
pub(super) fn witness(measure: Measure) -> Measure {
    if measure.is_rate() { measure } else { Measure::WinRate }
}
