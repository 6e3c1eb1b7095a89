//! What travels in a link: the summary of a ranking, or settings without data.
//!
//! | file | what |
//! |---|---|
//! | `envelope` | bytes to link text and back: typed prefix, length, checksum; forgiving about what messengers do |
//! | `pack` | numbers and texts in few bytes |
//! | `summary` | the channels' numbers as a link carries them |
//! | `settings` | how numbers are counted, as a link carries it |
//! | `fold` | from a document's ranking to a summary in which nobody can be found |
//! | `people` | whether anybody of the tables is in some texts |
//! | `sealed` | what stands before and around encrypted bytes |
//!
//! Everything is packed so tightly that compressing it gains nothing (a link of 12 channels: under 1,000
//! characters), and so nothing is ever inflated: a link cannot hold more than its own length.
//! Must never: carry a row, a row's id, or a group of fewer than five people; believe a length that it reads.

pub mod envelope;
mod fold;
mod pack;
mod people;
pub mod sealed;
pub mod settings;
pub mod summary;

pub use envelope::{Broken, Kind};
pub use fold::Shared;
pub use settings::View;
pub use summary::{Name, Summary, SummaryRow};
