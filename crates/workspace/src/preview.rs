//! A sheet as the import screen shows it: its first rows, and what is to be said about each column.

use garimpo_funnel::guess::is_named;
use garimpo_table::CellType;
use serde::{Deserialize, Serialize};

use crate::doc::Doc;
use crate::sheet::Sheet;
use crate::view::{RowView, SheetId};

/// Rows that a preview shows.
pub const ROWS: u32 = 50;
/// Values of each kind that a card shows.
const VALUES: usize = 3;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    pub sheet: SheetId,
    /// The sheet's version that this is of.
    pub version: u64,
    pub rows: Vec<RowView>,
    /// One a column.
    pub cards: Vec<Card>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub filled: u32,
    pub invalid: u32,
    /// Up to 1,000 are told apart.
    pub distinct: u32,
    /// Values that the column's reading cannot understand, with their lines (0 for a row made by hand).
    pub odd: Vec<(u32, String)>,
    /// The most frequent ones.
    pub common: Vec<String>,
    /// Why the column is taken for what it is; `None` where it is taken for nothing.
    pub why: Option<Why>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// A person has said so.
    Chosen,
    /// An earlier file with the same headers.
    Remembered,
    /// The export that the file was recognised as.
    Source,
    Header,
    Values,
}

fn why(sheet: &Sheet, column: u32) -> Option<Why> {
    let field = sheet.field(column)?;
    let header = sheet.table.headers().get(column as usize).map_or("", String::as_str);
    Some(if sheet.guessed.get(column as usize).copied().flatten() != Some(field) {
        if sheet.remembered { Why::Remembered } else { Why::Chosen }
    } else if sheet.source.is_some() {
        Why::Source
    } else if is_named(sheet.meaning.role, field, header) {
        Why::Header
    } else {
        Why::Values
    })
}

impl Doc {
    pub fn preview(&self, sheet: SheetId) -> Option<Preview> {
        let sheet = self.sheet(sheet).ok()?;
        Some(Preview {
            sheet: sheet.id,
            version: sheet.version,
            rows: (0..ROWS).map_while(|position| sheet.row(position)).collect(),
            cards: (0..sheet.columns()).map(|column| card(sheet, column)).collect(),
        })
    }
}

fn card(sheet: &Sheet, column: u32) -> Card {
    let profile = sheet.table.profile(column);
    let wrong = if profile.reading.cell_type == CellType::Text { 0 } else { profile.invalid };
    let odd = if wrong > 0 { sheet.table.invalid_cells(&[column], VALUES) } else { Vec::new() };
    Card {
        filled: profile.filled,
        invalid: wrong,
        distinct: profile.distinct,
        odd: odd.into_iter().map(|problem| (problem.line, problem.raw)).collect(),
        common: profile.common.iter().take(VALUES).cloned().collect(),
        why: why(sheet, column),
    }
}
