//! Files that were read, into sheets: one step that can be undone as a whole.

use garimpo_funnel::{Guess, guess};
use garimpo_table::Read;

use crate::doc::{Doc, Plan};
use crate::op::{Meaning, Op};
use crate::sheet::Sheet;
use crate::view::{FailedFile, FileOutcome, StepLabel};

/// One file of a drop, read to its end.
pub struct Incoming {
    name: String,
    read: Read,
    guess: Option<Guess>,
}

impl Incoming {
    /// Looks at the values to see what the sheet is: the long part of an import, and it changes nothing yet.
    pub fn new(name: String, read: Read) -> Incoming {
        let guess = read.table.as_ref().ok().map(|table| guess(&name, table));
        Incoming { name, read, guess }
    }
}

impl Doc {
    /// Takes all files of one drop, in its order. Those that cannot be used are told; the others get a sheet.
    pub fn import(&mut self, files: Vec<Incoming>) -> Vec<FileOutcome> {
        self.failed.clear();
        let mut ops = Vec::new();
        let mut outcomes = Vec::with_capacity(files.len());
        for Incoming { name, read, guess: guessed } in files {
            let Read { table, receipt, problems, problem_count, dialect } = read;
            match table {
                Err(why) => {
                    let failed = FailedFile { name, why, receipt };
                    self.failed.push(failed.clone());
                    outcomes.push(FileOutcome::Failed(failed));
                }
                Ok(table) => {
                    let guessed = guessed.unwrap_or_else(|| guess(&name, &table));
                    let Guess { role, fields, doubts, platform, source, readings, period } = guessed;
                    let id = self.new_sheet_id();
                    let name = self.free_name(&name, &outcomes);
                    let meaning = Meaning { role, fields, settled: Vec::new() };
                    let mut table = table;
                    for (column, reading) in (0u32..).zip(readings) {
                        if reading.is_some() {
                            table.choose_reading(column, reading);
                        }
                    }
                    let mut sheet = Sheet::new(id, name.clone(), table, meaning);
                    (sheet.source, sheet.period) = (source, period);
                    sheet.doubts = doubts;
                    sheet.platform = platform;
                    sheet.receipt = Some(receipt);
                    sheet.dialect = Some(dialect);
                    sheet.problems = problems;
                    sheet.problem_count = problem_count;
                    let rows = sheet.table.row_count();
                    self.shelve(sheet);
                    ops.push(Op::ShowSheet { sheet: id, at: u32::MAX });
                    outcomes.push(FileOutcome::Sheet { name, sheet: id, rows, problems: problem_count });
                }
            }
        }
        let sheets = u32::try_from(ops.len()).unwrap_or(u32::MAX);
        // Sheets from the shelf can always be shown.
        let _ = self.perform(Plan { ops, label: StepLabel::Import { sheets }, spot: None });
        outcomes
    }

    /// A second file of the same name gets ` (2)` before its extension, so that every tab has its own address.
    fn free_name(&self, name: &str, coming: &[FileOutcome]) -> String {
        let taken = |candidate: &str| {
            self.sheets.iter().any(|sheet| sheet.name == candidate)
                || coming
                    .iter()
                    .any(|outcome| matches!(outcome, FileOutcome::Sheet { name, .. } if name == candidate))
        };
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
            _ => (name, String::new()),
        };
        let numbered = |number: u32| format!("{stem} ({number}){extension}");
        if taken(name) {
            (2..).map(numbered).find(|name| !taken(name)).unwrap_or_default()
        } else {
            name.into()
        }
    }
}
