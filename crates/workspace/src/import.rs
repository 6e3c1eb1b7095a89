//! Files that were read, into sheets: one step that can be undone as a whole.

use garimpo_funnel::{Guess, guess};
use garimpo_table::{Read, Unusable};

use crate::doc::{Doc, Plan};
use crate::op::{Meaning, Op};
use crate::sheet::Sheet;
use crate::view::{FailedFile, FileOutcome, StepLabel};

/// Between the name of a file and that of a table in it: CONTRACT.md, `data-sheet`.
pub const SEPARATOR: &str = " › ";

/// One file of a drop, or one table of it, read to its end.
pub struct Incoming {
    name: String,
    read: Read,
    guess: Option<Guess>,
}

impl Incoming {
    /// Looks at the values to see what the sheet is: the long part of an import, and it changes nothing yet.
    pub fn new(name: String, read: Read) -> Incoming {
        let told = name.clone();
        Incoming::told(name, &told, read)
    }

    /// `told`: what is known beside the name that is shown, such as the name of the one file in an archive.
    pub fn told(name: String, told: &str, read: Read) -> Incoming {
        let guess = read.table.as_ref().ok().map(|table| guess(told, table));
        Incoming { name, read, guess }
    }

    pub fn is_usable(&self) -> bool {
        self.read.table.is_ok()
    }

    /// Why there is no table, where there is none.
    pub fn unusable(&mut self) -> Option<&mut Unusable> {
        self.read.table.as_mut().err()
    }

    /// Rows that were kept.
    pub fn rows(&self) -> u32 {
        self.read.receipt.kept
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
                    let Guess { role, fields, doubts, platform } = guessed;
                    let id = self.new_sheet_id();
                    let name = self.free_name(&name, &outcomes);
                    let meaning = Meaning { role, fields, settled: Vec::new() };
                    let mut sheet = Sheet::new(id, name.clone(), table, meaning);
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
        // A sheet of a workbook: the workbook gets the number.
        let (file, sheet) = name.split_once(SEPARATOR).unwrap_or((name, ""));
        let sheet = if sheet.is_empty() { String::new() } else { format!("{SEPARATOR}{sheet}") };
        let (stem, extension) = match file.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}{sheet}")),
            _ => (file, sheet),
        };
        let numbered = |number: u32| format!("{stem} ({number}){extension}");
        if taken(name) {
            (2..).map(numbered).find(|name| !taken(name)).unwrap_or_default()
        } else {
            name.into()
        }
    }
}
