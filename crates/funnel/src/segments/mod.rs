//! Segments: any column of leads or deals that puts them in groups (sector, size, state, seller).
//!
//! `columns` says which there are and what each lead and deal has in them; `cells` counts by channel and value;
//! `table` is channel by segment with reversals explained (`reversal`), `behind` opens its cells; `card` judges what sales said, by leads
//! that came after; `find` is what the machine found by itself, with the false ones kept few.
//! Everything is by cohort (leads created in the period, their outcomes whenever they happen), whatever clock
//! the ranking has: a comparison of groups must not mix old leads with new outcomes.
//! Must never compare groups across channels without saying so, nor test the data that a claim came from.

mod behind;
pub mod card;
mod cells;
mod columns;
mod compare;
mod fill;
pub mod find;
mod part;
mod reversal;
pub mod table;

use serde::{Deserialize, Serialize};

pub use behind::{Behind, behind};
pub use card::{Card, Direction, Judgement, Rule, Verdict, judge};
pub(crate) use columns::{NOT_TOLD, Values, ids};
pub use columns::{SegmentColumn, columns};
pub use compare::{Compared, Estimate, InChannel, Side};
pub use fill::Fill;
pub use find::{Find, Finds, Refusal, finds};
pub use part::Part;
pub use reversal::{Axis, Reversal, Stratum};
pub use table::{Base, Cell, Line, SegmentTable, Support, table};

/// What groups are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Measure {
    /// Leads that became customers.
    LeadToCustomer,
    /// Decided deals that were won.
    WinRate,
    /// Leads that became marketing qualified.
    MqlRate,
    /// Days from created to closed of won deals.
    Cycle,
    /// Amounts of won deals.
    Ticket,
}

impl Measure {
    pub const ALL: [Measure; 5] =
        [Self::LeadToCustomer, Self::WinRate, Self::MqlRate, Self::Cycle, Self::Ticket];

    pub fn name(self) -> &'static str {
        match self {
            Self::LeadToCustomer => "lead_to_customer",
            Self::WinRate => "win_rate",
            Self::MqlRate => "mql_rate",
            Self::Cycle => "cycle_days",
            Self::Ticket => "average_deal",
        }
    }

    /// A share of leads or deals; the others are sizes of won deals.
    pub fn is_rate(self) -> bool {
        matches!(self, Self::LeadToCustomer | Self::WinRate | Self::MqlRate)
    }

    /// Whether its units are leads; the others' are deals.
    pub fn is_of_leads(self) -> bool {
        matches!(self, Self::LeadToCustomer | Self::MqlRate)
    }
}
