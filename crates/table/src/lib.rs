//! Bytes to a typed table and back.
//!
//! `decode` → `dialect` → `frame` → `scan` → `profile` → [`Table`] + [`Receipt`] + [`Problem`]s + doubts.
//!
//! Must never: fail on any input, change a cell's text, decide a number's or a date's reading
//! cell by cell, or lose count of a record.

mod careful;
mod column;
mod corrected;
mod counter;
mod cut;
mod decode;
mod dialect;
pub mod fold;
mod footer;
mod frame;
mod header;
pub mod kinds;
pub mod letters;
mod look;
mod marked;
mod marks;
pub mod packed;
mod paired;
pub mod problem;
mod profile;
pub mod read_cell;
pub mod reader;
pub mod receipt;
mod records;
mod recount;
mod rows;
mod scan;
mod shape;
mod sift;
mod stack;
pub mod table;
mod tally;
mod totals;
pub mod value;
pub mod write;

pub use column::Kind as TypedKind;
#[cfg(feature = "count-work")]
pub use cut::work as cut_work;
pub use kinds::{
    CellType, Currency, DateKind, DateOrder, Decimal, Dialect, Doubt, Encoding, Habits, Newline,
    PercentScale, Profile, Reading, Spacing,
};
pub use problem::{Problem, ProblemKind, Unusable};
pub use reader::{HeaderChoice, HeaderFound, Progress, Read, ReadOptions, Reader};
pub use receipt::Receipt;
pub use table::{RowId, Table, Texts};
pub use write::{Writer, Written};
