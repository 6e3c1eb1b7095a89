//! The month of the agreement as the page has it: a few numbers of the scoreboard, and no lead's name.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::agreement::ledger::Ledger;
use crate::agreement::scoreboard::{Kept, scoreboard};
use crate::agreement::terms::Promise;

/// One promise of sales.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promised {
    pub promise: Promise,
    /// What was agreed, as a share.
    pub share: f64,
    pub attained: u32,
    pub breached: u32,
    /// Not due yet: neither kept nor broken.
    pub pending: u32,
    /// Attempts that were agreed.
    pub attempts: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Board {
    pub month: (Day, Day),
    /// Working days: gone, and all.
    pub days: (u32, u32),
    /// Qualified leads of the agreed classes, the target, and P(it is reached).
    pub leads: Option<(f64, f64, Option<f64>)>,
    /// Their value in minor units, the target, and P(it is reached).
    pub value: Option<(f64, f64, Option<f64>)>,
    pub promised: Vec<Promised>,
    /// Overdue, and nobody has tried.
    pub untouched: u32,
}

/// `None`: nothing was agreed for the month ([`Ledger::latest`]).
pub fn board(ledger: &Ledger<'_>) -> Option<Board> {
    let board = scoreboard(ledger, ledger.latest());
    let version = ledger.version(usize::try_from(board.version?).ok()?)?;
    let delivered = board.delivered.as_ref();
    let promised = |kept: &Kept| Promised {
        promise: kept.promise,
        share: kept.share,
        attained: kept.counts.attained,
        breached: kept.counts.breached,
        pending: kept.counts.pending,
        attempts: version.promises.attempts.map(|agreed| agreed.attempts),
    };
    Some(Board {
        month: board.month,
        days: board.days,
        leads: delivered
            .filter(|made| made.target > 0.0)
            .map(|made| (f64::from(made.leads), made.target, made.p_leads)),
        value: delivered.and_then(|made| {
            Some((made.value?, made.value_target.filter(|target| *target > 0.0)?, made.p_value))
        }),
        promised: board.kept.iter().filter(|kept| kept.is_told).map(promised).collect(),
        untouched: board.untouched,
    })
}
