//! Records that are out of the table until a person has looked at them: put right and taken in, or left out.
//!
//! The receipt counts them by what became of them, so that it adds up at every moment. Must never drop one: a
//! record that is left out stays in the file's count and in the download.

use garimpo_table::{Problem, Receipt};
use serde::{Deserialize, Serialize};

use crate::doc::{Doc, Plan};
use crate::history::Spot;
use crate::intent::Refusal;
use crate::op::Op;
use crate::sheet::Sheet;
use crate::view::{SheetId, StepLabel};

/// What a person decided about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// Mended; it is a row of the table now.
    TakenIn,
    LeftOut,
}

/// Characters of a record that a list of problems shows.
const SHOWN: usize = 200;

impl Sheet {
    /// The records that are out of the table, whole, in line order.
    pub fn outside(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.row.is_none())
    }

    /// Out of the table, and nobody has decided about it.
    pub fn waits(&self, problem: &Problem) -> bool {
        problem.row.is_none() && !self.fates.contains_key(&problem.line)
    }

    /// A problem as lists show it: nothing that was decided, and long records cut.
    pub fn listed(&self, problem: &Problem) -> Option<Problem> {
        let is_open = problem.row.is_some() || self.waits(problem);
        is_open.then(|| Problem { raw: cut(&problem.raw), ..problem.clone() })
    }

    pub fn count_of(&self, fate: Fate) -> u32 {
        let count = self.fates.values().filter(|decided| **decided == fate).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The file's receipt, with the records that were mended since among the kept ones.
    pub fn receipt_now(&self) -> Option<Receipt> {
        let receipt = self.receipt?;
        let taken = self.count_of(Fate::TakenIn).min(receipt.rejected);
        Some(Receipt { kept: receipt.kept + taken, rejected: receipt.rejected - taken, ..receipt })
    }
}

fn cut(raw: &str) -> String {
    raw.char_indices().nth(SHOWN).map_or(raw, |(end, _)| raw.get(..end).unwrap_or(raw)).to_owned()
}

impl Doc {
    /// Puts a mended record where its line belongs.
    pub(crate) fn plan_take(&self, id: SheetId, line: u32, text: &str) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let waits = |problem: &Problem| problem.line == line && sheet.waits(problem) && !problem.is_cut();
        if !sheet.outside().any(waits) {
            return Err(Refusal::NoSuchRow);
        }
        let mut cells = sheet.table.cut_record(text);
        let columns = sheet.columns() as usize;
        while cells.len() > columns && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() != columns {
            let got = u32::try_from(cells.len()).unwrap_or(u32::MAX);
            return Err(Refusal::Unequal { expected: sheet.columns(), got });
        }
        let at = position_of_line(sheet, line);
        Ok(Plan {
            ops: vec![
                Op::InsertRows { sheet: id, at, seen: sheet.shown(), rows: vec![cells] },
                Op::SetFates { sheet: id, fates: vec![(line, Some(Fate::TakenIn))] },
            ],
            label: StepLabel::TakeRow,
            spot: Some(Spot { sheet: id, row: sheet.table.row_at(at), column: None }),
        })
    }

    pub(crate) fn plan_leave(&self, id: SheetId, lines: &[u32]) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let waiting = sheet.outside().filter(|problem| sheet.waits(problem) && lines.contains(&problem.line));
        let fates: Vec<_> = waiting.map(|problem| (problem.line, Some(Fate::LeftOut))).collect();
        if fates.is_empty() {
            return Err(Refusal::NoSuchRow);
        }
        let rows = u32::try_from(fates.len()).unwrap_or(u32::MAX);
        Ok(Plan {
            ops: vec![Op::SetFates { sheet: id, fates }],
            label: StepLabel::LeaveOut { rows },
            spot: None,
        })
    }
}

/// Before the first row that stands below the line in the file, or at the end.
fn position_of_line(sheet: &Sheet, line: u32) -> u32 {
    let rows = sheet.table.row_count();
    let below = |position: &u32| {
        let row = sheet.table.row_at(*position);
        row.and_then(|row| sheet.table.line(row)).is_some_and(|own| own > line)
    };
    (0..rows).find(below).unwrap_or(rows)
}
