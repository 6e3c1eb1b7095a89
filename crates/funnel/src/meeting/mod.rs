//! The fortnightly meeting of marketing and sales: what its page says, what it keeps for ever, and what has changed
//! since (domain.md f).
//!
//! `page` puts together what one sheet of paper holds; a `Snapshot` is a page with the `ledger` of what every row
//! counted for, so that `difference` can say at the next meeting which rows made a number differ, and `since`
//! whether it differs more than it varies anyway. `funnel` compares the last days at equal age, `reasons` says why
//! leads are lost, `waste` what was paid for nothing, `decision` whether what was agreed came true.
//! Must never: keep a lead's name or address; change a snapshot; call a change one that is within the usual.

pub mod decision;
pub mod definitions;
pub mod difference;
pub mod funnel;
pub mod ledger;
pub mod packed;
mod page;
pub mod reasons;
mod since;
pub mod waste;

use serde::{Deserialize, Serialize};

use crate::Day;
pub use decision::{Aim, Decision, Judged, Outcome, Progress, Toward};
pub use definitions::{Definitions, Redefined};
pub use difference::{Cause, Change, Difference};
pub use funnel::{FORTNIGHT, Funnel};
pub use ledger::{Ledger, Quantity};
pub use packed::Packed;
pub use page::{
    Action, CardLine, ChannelLine, CostChange, Earlier, FindLine, MoveLine, Page, Quality, Sources, page,
};
pub use reasons::Reasons;
pub use since::{Moved, Since};
pub use waste::Waste;

/// Of the shape of a snapshot: what an older one has not is empty.
pub const VERSION: u16 = 1;

/// What a meeting keeps for ever.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    pub version: u16,
    /// Counts up from 1.
    pub number: u32,
    /// When the meeting is.
    pub date: Day,
    /// When its numbers were frozen: minutes since 1970 of the reader's own clock. Only for show.
    pub frozen: i64,
    pub page: Page,
    pub ledger: Packed,
}
