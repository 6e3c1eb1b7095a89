//! The same export once more, a month later: what the new file holds anew leaves the older table, so that
//! nothing counts twice. Corrections that a person made in the older table go along.
//!
//! Two files are the same export when they have the same headers and the same role. Their rows are the same by
//! id (leads, deals), by everything but the measures (dated spend and totals), or only when they are alike in
//! every cell. Must never take out a row whose twin is not in the new file.

use std::rc::Rc;

use garimpo_funnel::{Field, Role};
use garimpo_table::fold::{fold_hash, raw_hash, trim};
use garimpo_table::table::{CellEdit, NO_DAY};
use garimpo_table::{CellType, RowId};
use rustc_hash::FxHashMap;

use crate::memory::fingerprint;
use crate::sheet::Sheet;

/// What a new sheet does to an older one.
pub struct Overlap {
    /// Rows of the older table that the new one has.
    pub rows: Vec<RowId>,
    /// Every row of the older table is among them.
    pub all: bool,
    /// Corrections to make again, in the new table.
    pub edits: Vec<CellEdit>,
}

pub fn is_same_export(old: &Sheet, new: &Sheet) -> bool {
    old.receipt.is_some() && fingerprint(old.table.headers()) == fingerprint(new.table.headers())
}

/// `None` when they have no row in common.
pub fn overlap(old: &Sheet, new: &Sheet) -> Option<Overlap> {
    // Reports of other days, whose rows do not say so.
    if old.period.is_some() && new.period.is_some() && old.period != new.period {
        return None;
    }
    let columns = key_columns(new);
    let mut known: FxHashMap<Key, RowId> = FxHashMap::default();
    for (row, key) in keys(new, &columns) {
        known.entry(key).or_insert(row);
    }
    let mut rows = Vec::new();
    let mut edits = Vec::new();
    for (row, key) in keys(old, &columns) {
        let Some(&twin) = known.get(&key) else { continue };
        rows.push(row);
        for column in 0..old.columns().min(new.columns()) {
            let edited = old.table.is_edited(row, column);
            if edited && old.table.cell_as_read(row, column) == new.table.cell(twin, column) {
                edits.push((twin, column, Some(old.table.cell(row, column).into_owned())));
            }
        }
    }
    let all = rows.len() == old.table.row_count() as usize;
    (!rows.is_empty()).then_some(Overlap { rows, all, edits })
}

/// Two independent hashes: with one of 64 bits, two of a few million rows could meet.
type Key = (u64, u64);

fn keys<'a>(sheet: &'a Sheet, columns: &'a [u32]) -> impl Iterator<Item = (RowId, Key)> + 'a {
    // A day is the same day in every writing: a workbook has 2026-05-01 where the CSV has 01/05/2026.
    let is_date =
        |column: &u32| matches!(sheet.table.reading(*column).cell_type, CellType::Date | CellType::DateTime);
    let days: Vec<Option<Rc<Vec<i32>>>> =
        columns.iter().map(|column| is_date(column).then(|| sheet.table.days(*column))).collect();
    let mut text = Vec::new();
    sheet.table.rows().filter_map(move |row| {
        text.clear();
        let mut filled = false;
        for (&column, days) in columns.iter().zip(&days) {
            let day = days.as_ref().and_then(|days| days.get(row as usize)).filter(|day| **day != NO_DAY);
            if let Some(day) = day {
                filled = true;
                text.extend_from_slice(&day.to_le_bytes());
                text.push(0x1e);
                continue;
            }
            let cell = sheet.table.cell(row, column);
            let trimmed = trim(cell.as_bytes());
            filled |= !trimmed.is_empty();
            text.extend_from_slice(trimmed);
            text.push(0x1f);
        }
        filled.then(|| (row, (fold_hash(&text), raw_hash(&text))))
    })
}

fn key_columns(sheet: &Sheet) -> Vec<u32> {
    let at = |field: Field| (0..sheet.columns()).find(|column| sheet.field(*column) == Some(field));
    let every = || (0..sheet.columns()).collect::<Vec<u32>>();
    match sheet.meaning.role {
        Role::Leads => at(Field::LeadId).or(at(Field::Email)).map_or_else(every, |column| vec![column]),
        Role::Deals => at(Field::DealId).map_or_else(every, |column| vec![column]),
        Role::Spend | Role::Totals => {
            let is_dated = [Field::Date, Field::PeriodStart].iter().any(|field| at(*field).is_some());
            let names = |column: &u32| {
                let kind = sheet.table.reading(*column).cell_type;
                !matches!(kind, CellType::Number | CellType::Money | CellType::Percent)
            };
            if is_dated { every().into_iter().filter(names).collect() } else { every() }
        }
        Role::Touches | Role::Activities | Role::Feedback | Role::Other => every(),
    }
}
