//! Find and replace over the rows that are seen; rows once more.

use garimpo_table::{Find, Finder};

use crate::act::{few_enough, spot_at};
use crate::doc::{Doc, Plan};
use crate::intent::Refusal;
use crate::op::Op;
use crate::view::{SheetId, StepLabel};

/// Hits that one answer lists.
pub const MOST_HITS: usize = 100_000;

impl Doc {
    /// Every cell of the rows that are seen that is found, as positions in reading order: at most [`MOST_HITS`],
    /// and how many there are. `None`: the text is no pattern.
    pub fn find(&self, sheet: SheetId, find: &Find) -> Option<(Vec<(u32, u32)>, u32)> {
        let finder = Finder::new(find).ok()?;
        let Ok(sheet) = self.sheet(sheet) else { return Some((Vec::new(), 0)) };
        let place = |(row, column)| Some((sheet.position_of(row)?, column));
        let mut hits: Vec<(u32, u32)> =
            sheet.table.found(&finder, find.column).into_iter().filter_map(place).collect();
        hits.sort_unstable();
        let all = u32::try_from(hits.len()).unwrap_or(u32::MAX);
        hits.truncate(MOST_HITS);
        Some((hits, all))
    }

    /// Copies of rows that are seen, below the last of them.
    pub(crate) fn plan_duplicate(&self, id: SheetId, at: u32, count: u32) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let end = at.saturating_add(count).min(sheet.shown());
        let rows: Vec<_> = (at..end).filter_map(|position| sheet.row_at(position)).collect();
        few_enough(rows.len() as u64 * u64::from(sheet.columns()))?;
        let last = rows.last().and_then(|row| sheet.table.position_of(*row)).ok_or(Refusal::NoSuchRow)?;
        let text = |row: u32| {
            let cell = |column| sheet.table.cell(row, column).into_owned();
            (0..sheet.columns()).map(cell).collect::<Vec<String>>()
        };
        let copies: Vec<Vec<String>> = rows.iter().map(|row| text(*row)).collect();
        Ok(Plan {
            label: StepLabel::InsertRows { rows: u32::try_from(copies.len()).unwrap_or(u32::MAX) },
            ops: vec![Op::InsertRows { sheet: id, at: last + 1, seen: end, rows: copies }],
            spot: spot_at(sheet, id, at, 0),
        })
    }

    pub(crate) fn plan_replace(
        &self,
        id: SheetId,
        find: &Find,
        with: &str,
        at: Option<(u32, u32)>,
    ) -> Result<Plan, Refusal> {
        let finder = Finder::new(find).map_err(|_| Refusal::BadPattern)?;
        let sheet = self.sheet(id)?;
        let targets = match at {
            Some((row, column)) => vec![(sheet.row_at(row).ok_or(Refusal::NoSuchRow)?, column)],
            None => sheet.table.found(&finder, find.column),
        };
        few_enough(targets.len() as u64)?;
        let change = |(row, column): (u32, u32)| {
            sheet.position_of(row)?;
            let cell = sheet.table.cell(row, column);
            let text = finder.replaced(&cell, with).filter(|text| *text != *cell)?;
            Some((row, column, Some(text)))
        };
        let cells: Vec<_> = targets.into_iter().filter_map(change).collect();
        let label = StepLabel::Replace { cells: cells.len() as u64 };
        let first = cells.first().and_then(|(row, column, _)| Some((sheet.position_of(*row)?, *column)));
        let spot = first.and_then(|(row, column)| spot_at(sheet, id, row, column));
        let ops = if cells.is_empty() { Vec::new() } else { vec![Op::SetCells { sheet: id, cells }] };
        Ok(Plan { ops, label, spot })
    }
}
