//! The document: sheets, what they mean, settings, and everything that can change it.
//!
//! An *intent* (what a person wants) becomes *operations* (at most a dozen kinds); applying one returns its
//! exact inverse; a step is all or nothing. The same operations are undo log and journal.
//!
//! Must never: read a clock, do I/O, or change a sheet except through an operation.

mod act;
pub mod doc;
mod feedback;
pub mod history;
pub mod import;
pub mod intent;
pub mod keep;
pub mod link;
pub mod meeting;
pub mod memory;
pub mod op;
pub mod opening;
mod overlap;
pub mod preview;
pub mod protocol;
pub mod question;
pub mod sample;
pub mod sheet;
pub mod study;
pub mod tray;
pub mod view;

pub use doc::Doc;
pub use import::Incoming;
pub use intent::{Intent, NewSheet, Refusal};
pub use meeting::{Head, MeetingView};
pub use memory::Remembered;
pub use preview::Preview;
pub use protocol::{Event, PROTOCOL, Request};
pub use question::{About, Choice, Question, QuestionId};
pub use study::{CellRows, Notebook, Studied, Study, StudyKind};
pub use view::{
    ColumnView, DocView, FileOutcome, HistoryView, RowBlock, RowView, SheetId, SheetView, StepLabel,
};
