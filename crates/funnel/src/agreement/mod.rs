//! What marketing and sales have promised each other, and what came of it (domain.md a.7, a.4, f).
//!
//! `calendar` counts working days and minutes; `terms` is the agreement with its versions; `codes` are the reasons
//! that sales gives; `judge` says of one lead and one promise whether it is kept, broken or not yet due; `pacing`
//! tells whether a target will be reached; `chain` goes from money back to leads; `worth` proposes what a lead of a
//! kind is worth; `response` is the company's own curve of waiting and winning. `scoreboard` puts them together for
//! a month, `desk` lists the leads behind its numbers, `handoff` is one lead's sheet, `outcomes` goes back to
//! marketing.
//!
//! Must never: count a lead whose deadline has not come as a failure, nor leave out one that nobody called; quote a
//! famous statistic in place of the company's own.

pub mod calendar;
pub mod chain;
pub mod codes;
pub mod desk;
pub mod handoff;
pub mod judge;
pub mod ledger;
pub mod outcomes;
pub mod overview;
pub mod pacing;
pub mod response;
pub mod scoreboard;
pub mod terms;
pub mod worth;

pub use calendar::{Calendar, Holiday, Worktime};
pub use chain::{Chain, ChainInput, Estimate, chain};
pub use codes::{Code, Codebook, Codes, Fix};
pub use judge::{Counts, Dues, Moment, Said, State, Worked};
pub use ledger::Ledger;
pub use response::{Bin, Response, Waits};
pub use scoreboard::{ClassLine, Delivered, Kept, Load, Scoreboard, scoreboard};
pub use terms::{
    Agreement, Basis, Capacity, ClassTarget, Criterion, FirstContact, Goal, Persistence, Promise, Promises,
    Test, Verdicts, Version, Within,
};

use crate::Day;
use garimpo_table::value::civil;

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// The first and the last day of the month that a day is in.
pub fn month_of(day: Day) -> (Day, Day) {
    let (year, month, _) = civil::date(day);
    let first = civil::days(year, month, 1).unwrap_or(day);
    let length = i32::try_from(civil::month_length(year, month)).unwrap_or(30);
    (first, first.saturating_add(length - 1))
}
