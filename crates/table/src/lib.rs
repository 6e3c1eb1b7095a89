//! Bytes to a typed table and back.
//!
//! `decode` → `dialect` → `frame` → `scan` → `profile` → [`Table`] + [`Receipt`] + [`Problem`]s + doubts.
//!
//! Must never: fail on any input, change a cell's text, decide a number's or a date's reading
//! cell by cell, or lose count of a record.

mod careful;
mod column;
mod cut;
mod decode;
mod dialect;
pub mod fold;
mod frame;
mod header;
pub mod kinds;
pub mod letters;
pub mod packed;
pub mod problem;
mod profile;
mod read_cell;
pub mod reader;
pub mod receipt;
mod rows;
mod scan;
pub mod table;
mod tally;
mod totals;
pub mod value;
mod write;

pub use kinds::{
    CellType, Currency, DateOrder, Decimal, Dialect, Doubt, Encoding, Newline, Profile, Reading,
};
pub use problem::{Problem, ProblemKind, Unusable};
pub use reader::{Progress, Read, ReadOptions, Reader};
pub use receipt::Receipt;
pub use table::{RowId, Table, Texts};
