//! The operations: the only things that change a document. Each one, applied, gives its exact inverse.
//!
//! Row ids, never positions, so that an operation means the same whatever came between.

use garimpo_funnel::meeting::Snapshot;
use garimpo_funnel::{Field, Role, Settings};
use garimpo_table::table::CellEdit;
use garimpo_table::{Reading, RowId};
use serde::{Deserialize, Serialize};

use crate::look::Look;
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
    /// New rows before position `at` of the table, and before `seen` of what is seen of it. The inverse is
    /// `DeleteRows`; its inverse, `RestoreRows`.
    InsertRows {
        sheet: SheetId,
        at: u32,
        seen: u32,
        rows: Vec<Vec<String>>,
    },
    DeleteRows {
        sheet: SheetId,
        rows: Vec<RowId>,
    },
    RestoreRows {
        sheet: SheetId,
        places: Vec<(u32, RowId)>,
        seen: Vec<(u32, RowId)>,
    },
    /// How a sheet is looked at, with the rows that are seen then.
    SetLook {
        sheet: SheetId,
        look: Look,
        seen: Option<Vec<RowId>>,
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

impl Op {
    /// About how much memory it holds: what grows with the table.
    pub fn bytes(&self) -> usize {
        let text = |text: &String| text.len() + 24;
        match self {
            Op::SetCells { cells, .. } => {
                cells.iter().map(|(_, _, cell)| 32 + cell.as_ref().map_or(0, String::len)).sum()
            }
            Op::InsertRows { rows, .. } => rows.iter().flatten().map(text).sum(),
            Op::DeleteRows { rows, .. } => rows.len() * 4,
            Op::RestoreRows { places, seen, .. } => (places.len() + seen.len()) * 8,
            Op::SetLook { seen, .. } => seen.as_ref().map_or(0, |seen| seen.len() * 4),
            Op::SetMeaning { .. }
            | Op::SetReading { .. }
            | Op::SetFates { .. }
            | Op::ShowSheet { .. }
            | Op::HideSheet { .. }
            | Op::AddMeeting { .. }
            | Op::DropMeeting { .. }
            | Op::SetSettings(_)
            | Op::SetNotebook(_) => 256,
        }
    }
}
