//! The document as the page shows it. Plain values; whole and absolute each time.

use garimpo_funnel::guess::SourceId;
use garimpo_funnel::{Field, Role, Settings};
use garimpo_table::{Dialect, Problem, ReadOptions, Reading, Receipt, RowId, Unusable};
use serde::{Deserialize, Serialize};

use crate::meeting::Head;
use crate::question::Question;
use crate::study::Notebook;

/// Never reused in a document.
pub type SheetId = u32;
/// A file in the order in which the document got them.
pub type FileId = u32;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnView {
    pub header: String,
    pub field: Option<Field>,
    pub reading: Reading,
    /// A question about this column is open.
    pub asking: bool,
    pub filled: u32,
    pub invalid: u32,
    /// A person has chosen the reading.
    pub chosen: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetView {
    pub id: SheetId,
    /// The file name with its extension, or the typed name.
    pub name: String,
    pub role: Role,
    pub rows: u32,
    pub columns: Vec<ColumnView>,
    /// The export that it was recognised as.
    pub source: Option<SourceId>,
    /// `None` for a sheet made by hand.
    pub receipt: Option<Receipt>,
    pub dialect: Option<Dialect>,
    /// How a person wants the file to be read, where they have said so.
    pub options: ReadOptions,
    /// The header's first line in the file and its rows; `None`: no header, or no file.
    pub header: Option<(u32, u32)>,
    /// It has a file that can be read again in another way.
    pub can_reread: bool,
    /// What it means was remembered from an earlier file with the same headers.
    pub remembered: bool,
    /// Lines of the records about which a person has decided, ascending.
    pub decided: Vec<u32>,
    /// Records out of the table that a person has left out.
    pub left_out: u32,
    /// In line order, the first 500.
    pub problems: Vec<Problem>,
    pub problem_count: u32,
    /// Goes up with every change of the sheet's cells or rows.
    pub version: u64,
}

/// A file of which nothing could be used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FailedFile {
    pub name: String,
    pub why: Unusable,
    pub receipt: Receipt,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileOutcome {
    Sheet {
        name: String,
        sheet: SheetId,
        rows: u32,
        problems: u32,
        /// Rows of an earlier file that this one holds anew.
        updated: Option<Updated>,
    },
    Failed(FailedFile),
}

/// What a file with the same columns as an earlier one did to that one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    /// The earlier table's name.
    pub name: String,
    /// Its rows that are out of it now, because the new file has them.
    pub rows: u32,
    /// Cells that a person had corrected there and that are corrected here, too.
    pub kept_edits: u32,
}

/// What a step did, for "Undo …".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepLabel {
    Edit {
        cells: u64,
    },
    Paste {
        cells: u64,
    },
    Clear {
        cells: u64,
    },
    InsertRows {
        rows: u32,
    },
    DeleteRows {
        rows: u32,
    },
    Role,
    Field,
    Reading,
    Answer,
    Reread,
    TakeRow,
    LeaveOut {
        rows: u32,
    },
    Import {
        sheets: u32,
    },
    AddSheet,
    RemoveSheet,
    Merge,
    Unmerge,
    Clock,
    Period,
    /// Margin, form, rates, horizon: how money and time are counted.
    Settings,
    Card,
    Flags,
    Agreement,
    Reasons,
    Feedback,
    Freeze,
    DropMeeting,
    Decision,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryView {
    pub undo: Option<StepLabel>,
    pub redo: Option<StepLabel>,
    /// Steps that can be undone.
    pub steps: u32,
}

/// Where a change happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub sheet: SheetId,
    pub row: Option<u32>,
    pub column: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocView {
    pub seq: u32,
    pub sheets: Vec<SheetView>,
    /// Of the last drop.
    pub failed: Vec<FailedFile>,
    pub questions: Vec<Question>,
    pub history: HistoryView,
    pub settings: Settings,
    pub notebook: Notebook,
    /// Meetings that were frozen, oldest first.
    pub meetings: Vec<Head>,
}

impl DocView {
    pub fn sheet(&self, id: SheetId) -> Option<&SheetView> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }
}

/// What is to be said about one cell, beside its text.
pub const EDITED: u8 = 1;
pub const INVALID: u8 = 2;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowView {
    pub id: RowId,
    pub line: Option<u32>,
    pub cells: Vec<String>,
    /// One a cell: [`EDITED`] | [`INVALID`]. Empty when all are 0.
    pub marks: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowBlock {
    pub sheet: SheetId,
    /// The asker's number.
    pub view: u32,
    /// The sheet's version that these rows are of.
    pub version: u64,
    pub first: u32,
    /// Rows in the sheet.
    pub total: u32,
    pub rows: Vec<RowView>,
}
