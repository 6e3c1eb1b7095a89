//! The operations: the only things that change a document. Each one, applied, gives its exact inverse.
//!
//! Row ids, never positions, so that an operation means the same whatever came between.

use garimpo_funnel::meeting::Snapshot;
use garimpo_funnel::{Field, Role, Settings};
use garimpo_table::table::CellEdit;
use garimpo_table::{Reading, RowId};
use serde::{Deserialize, Serialize};

use crate::question::QuestionId;
use crate::study::Notebook;
use crate::tray::Fate;
use crate::view::SheetId;

/// What a sheet is taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    pub role: Role,
    /// One a column.
    pub fields: Vec<Option<Field>>,
    /// Questions about role and fields that a person has answered. Sorted.
    pub settled: Vec<QuestionId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    SetCells {
        sheet: SheetId,
        cells: Vec<CellEdit>,
    },
    /// New rows before position `at`. The inverse is `DeleteRows`; its inverse, `RestoreRows`.
    InsertRows {
        sheet: SheetId,
        at: u32,
        rows: Vec<Vec<String>>,
    },
    DeleteRows {
        sheet: SheetId,
        rows: Vec<RowId>,
    },
    RestoreRows {
        sheet: SheetId,
        places: Vec<(u32, RowId)>,
    },
    SetMeaning {
        sheet: SheetId,
        meaning: Meaning,
    },
    SetReading {
        sheet: SheetId,
        column: u32,
        reading: Option<Reading>,
    },
    /// What a person decided about records that are out of the table, by their line; `None` takes it back.
    SetFates {
        sheet: SheetId,
        fates: Vec<(u32, Option<Fate>)>,
    },
    /// Takes a sheet off the shelf and puts it at position `at` among the tabs.
    ShowSheet {
        sheet: SheetId,
        at: u32,
    },
    /// Puts a sheet on the shelf: it is gone from the page, and can come back whole.
    HideSheet {
        sheet: SheetId,
    },
    SetSettings(Settings),
    SetNotebook(Notebook),
    /// Before position `at` of the frozen ones.
    AddMeeting {
        at: u32,
        meeting: Box<Snapshot>,
    },
    DropMeeting {
        at: u32,
    },
}
