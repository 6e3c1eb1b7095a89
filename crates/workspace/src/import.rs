//! Files that were read, into sheets: one step that can be undone as a whole.

use garimpo_funnel::{Guess, guess};
use garimpo_table::Read;

use crate::doc::{Doc, Plan};
use crate::op::{Meaning, Op};
use crate::sheet::Sheet;
use crate::view::{FailedFile, FileOutcome, StepLabel};

/// One file of a drop, read to its end.
pub struct Incoming {
    /// The file's name, and what it holds: one table nearly always.
    tables: Vec<(String, Read, Option<Guess>)>,
}

impl Incoming {
    /// Looks at the values to see what the sheets are: the long part of an import, and it changes nothing yet.
    /// The first table has the file's name; those under it are called `file.csv › title`, or by their number.
    pub fn new(name: String, read: Read) -> Incoming {
        let mut first = read;
        let more = std::mem::take(&mut first.more);
        let further = (2u32..).zip(more).map(|(number, read)| {
            let title = read.title.clone().unwrap_or_else(|| number.to_string());
            (format!("{name}{OF}{title}"), read)
        });
        let look = |(name, read): (String, Read)| {
            let guess = read.table.as_ref().ok().map(|table| guess(&name, table));
            (name, read, guess)
        };
        let tables = std::iter::once((name.clone(), first)).chain(further).map(look).collect();
        Incoming { tables }
    }
}

/// Between a file's name and the name of one of its tables.
const OF: &str = " › ";

impl Doc {
    /// Takes all files of one drop, in its order. Those that cannot be used are told; the others get a sheet
    /// for each of their tables.
    pub fn import(&mut self, files: Vec<Incoming>) -> Vec<FileOutcome> {
        self.failed.clear();
        let mut ops = Vec::new();
        let mut outcomes = Vec::with_capacity(files.len());
        let tables =
            (0u32..).zip(files).flat_map(|(at, file)| file.tables.into_iter().map(move |table| (at, table)));
        for (file, (name, read, guessed)) in tables {
            let Read { table, receipt, problems, problem_count, dialect, .. } = read;
            match table {
                Err(why) => {
                    let failed = FailedFile { file, name, why, receipt };
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
                    outcomes.push(FileOutcome::Sheet {
                        file,
                        name,
                        sheet: id,
                        rows,
                        problems: problem_count,
                    });
                }
            }
        }
        let sheets = u32::try_from(ops.len()).unwrap_or(u32::MAX);
        // Sheets from the shelf can always be shown.
        let _ = self.perform(Plan { ops, label: StepLabel::Import { sheets }, spot: None });
        outcomes
    }

    /// A second file of the same name gets ` (2)` before its extension, a table of one behind its title, so that every tab has its own address.
    fn free_name(&self, name: &str, coming: &[FileOutcome]) -> String {
        let taken = |candidate: &str| {
            self.sheets.iter().any(|sheet| sheet.name == candidate)
                || coming
                    .iter()
                    .any(|outcome| matches!(outcome, FileOutcome::Sheet { name, .. } if name == candidate))
        };
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && !name.contains(OF) => {
                (stem, format!(".{extension}"))
            }
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
