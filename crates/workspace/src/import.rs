//! Files that were read, into sheets: one step that can be undone as a whole.

use garimpo_funnel::guess::{Around, guess_in};
use garimpo_funnel::{Guess, Role};
use garimpo_table::{Read, ReadOptions};

use crate::doc::{Doc, Plan};
use crate::intent::Refusal;
use crate::memory::Remembered;
use crate::op::{Meaning, Op};
use crate::overlap::{self, Overlap};
use crate::protocol::Lang;
use crate::sheet::Sheet;
use crate::study::Notebook;
use crate::view::{FailedFile, FileId, FileOutcome, Place, SheetId, StepLabel, Updated};

/// Between the name of a file and that of a table in it: CONTRACT.md, `data-sheet`.
pub const SEPARATOR: &str = " › ";

/// One file of a drop, read to its end.
pub struct Incoming {
    name: String,
    /// What it holds: one table nearly always.
    tables: Vec<Found>,
    options: ReadOptions,
    /// It had to be opened first: its tables cannot be read again in another way.
    packed: bool,
    /// What comes along with it, for a document that holds no notes yet.
    notes: Option<Notebook>,
}

struct Found {
    name: String,
    read: Read,
    guess: Option<Guess>,
}

impl Incoming {
    /// Looks at the values to see what the sheets are: the long part of an import, and it changes nothing yet.
    /// The first table has the file's name; those under it are called `file.csv › title`, or by their number.
    pub fn new(name: String, read: Read, options: ReadOptions) -> Incoming {
        let tables = Found::all(&name, &name, read);
        Incoming { name, tables, options, packed: false, notes: None }
    }

    /// A file of several parts: of each the name that it is shown by, everything that is known of its name, and
    /// how it was read.
    pub fn packed(name: String, parts: Vec<(String, String, Read)>) -> Incoming {
        let tables =
            parts.into_iter().flat_map(|(shown, told, read)| Found::all(&shown, &told, read)).collect();
        Incoming { name, tables, options: ReadOptions::default(), packed: true, notes: None }
    }

    /// A part of the sample company.
    pub fn of_sample(self, lang: Lang) -> Incoming {
        Incoming { notes: Some(crate::sample::notes(lang)), ..self }
    }

    /// Whether any table came out of it.
    pub fn is_usable(&self) -> bool {
        self.tables.iter().any(|found| found.read.table.is_ok())
    }

    /// Rows that were kept.
    pub fn rows(&self) -> u32 {
        self.tables.iter().map(|found| found.read.receipt.kept).sum()
    }
}

impl Found {
    /// A text's tables, one under the other.
    fn all(name: &str, told: &str, read: Read) -> Vec<Found> {
        let mut first = read;
        let more = std::mem::take(&mut first.more);
        let above = first.preamble.clone();
        // What stands above all tables is about each of them, unless something else stands above it.
        let look = |name: String, told: &str, read: Read, above: &[String]| {
            let preamble: Vec<String> = read.preamble.iter().chain(above).cloned().collect();
            let around = Around { file_name: told, preamble: &preamble };
            let guess = read.table.as_ref().ok().map(|table| guess_in(around, table));
            Found { name, read, guess }
        };
        let mut found = vec![look(name.to_owned(), told, first, &[])];
        found.extend((2u32..).zip(more).map(|(number, read)| {
            let title = read.title.clone().unwrap_or_else(|| number.to_string());
            let name = format!("{name}{SEPARATOR}{title}");
            look(name.clone(), &name, read, &above)
        }));
        found
    }

    fn sheet(self, id: SheetId, file: Option<FileId>, options: ReadOptions) -> Result<Sheet, FailedFile> {
        let Found { name, read, guess: guessed } = self;
        let Read { table, receipt, problems, problem_count, dialect, header, preamble, .. } = read;
        let table = match table {
            Ok(table) => table,
            Err(why) => return Err(FailedFile { name, why, receipt }),
        };
        let around = Around { file_name: &name, preamble: &preamble };
        let guessed = guessed.unwrap_or_else(|| guess_in(around, &table));
        let mut table = table;
        guessed.teach(&mut table);
        let Guess { role, fields, doubts, platform, source, period, .. } = guessed;
        let meaning = Meaning { role, fields, settled: Vec::new() };
        let mut sheet = Sheet::new(id, name, table, meaning);
        sheet.doubts = doubts;
        sheet.platform = platform;
        (sheet.source, sheet.period) = (source, period);
        sheet.receipt = Some(receipt);
        sheet.dialect = Some(dialect);
        sheet.header = header.map(|header| (header.line, header.rows));
        sheet.problems = problems;
        sheet.problem_count = problem_count;
        sheet.file = file;
        sheet.options = options;
        Ok(sheet)
    }
}

impl Doc {
    /// Takes all files of one drop, in its order. Those that cannot be used are told; the others get a sheet
    /// for each of their tables. A table with the headers of one that is known means the same, and takes the
    /// place of the rows it repeats.
    pub fn import(&mut self, files: Vec<Incoming>, memory: &[Remembered]) -> Vec<FileOutcome> {
        self.failed.clear();
        let mut ops = Vec::new();
        let mut outcomes = Vec::with_capacity(files.len());
        let mut taken = self.names();
        let mut coming = Vec::new();
        let mut notes_along = None;
        for incoming in files {
            let file = self.new_file_id();
            if let Some(notes) = incoming.notes.filter(|_| self.notebook == Notebook::default()) {
                notes_along = Some(notes);
            }
            let file = (!incoming.packed).then_some(file);
            // The tables of one file are no versions of one another.
            let earlier = coming.len();
            for found in incoming.tables {
                let id = self.next_sheet;
                match found.sheet(id, file, incoming.options) {
                    Err(failed) => {
                        self.failed.push(failed.clone());
                        outcomes.push(FileOutcome::Failed(failed));
                    }
                    Ok(mut sheet) => {
                        self.next_sheet += 1;
                        let before = coming.get(..earlier).unwrap_or_default();
                        let updated = self.meet(&mut sheet, memory, before, &mut ops, &mut taken);
                        coming.push(id);
                        sheet.name = free_name(&sheet.name, &taken);
                        taken.push(sheet.name.clone());
                        outcomes.push(FileOutcome::Sheet {
                            name: sheet.name.clone(),
                            sheet: id,
                            rows: sheet.table.row_count(),
                            problems: sheet.problem_count,
                            updated,
                        });
                        ops.push(Op::ShowSheet { sheet: id, at: u32::MAX });
                        self.shelve(sheet);
                    }
                }
            }
        }
        let sheets = outcomes.iter().filter(|outcome| matches!(outcome, FileOutcome::Sheet { .. })).count();
        ops.extend(notes_along.map(Op::SetNotebook));
        let label = StepLabel::Import { sheets: u32::try_from(sheets).unwrap_or(u32::MAX) };
        // Sheets from the shelf can always be shown.
        let _ = self.perform(Plan { ops, label, spot: None });
        outcomes
    }

    /// A new sheet meets what is known: the meaning of its headers, and the earlier files of the same export,
    /// those of this drop (`coming`) included.
    fn meet(
        &self,
        sheet: &mut Sheet,
        memory: &[Remembered],
        coming: &[SheetId],
        ops: &mut Vec<Op>,
        taken: &mut Vec<String>,
    ) -> Option<Updated> {
        let coming = coming.iter().filter_map(|id| self.shelf.get(id));
        let known: Vec<&Sheet> =
            self.sheets.iter().chain(coming).filter(|old| overlap::is_same_export(old, sheet)).collect();
        if let Some(meaning) = known.last().and_then(|old| Remembered::of(&old.view())) {
            meaning.apply(sheet);
            sheet.remembered = false;
        } else {
            let _ = memory.iter().rev().any(|meaning| meaning.apply(sheet));
        }
        let mut updated: Option<Updated> = None;
        for old in known.into_iter().rev().filter(|old| old.meaning.role == sheet.meaning.role) {
            let Some(Overlap { rows, all, edits }) = overlap::overlap(old, sheet) else { continue };
            // Of a table that counts for nothing, only one that is there as a whole is the same again.
            if old.meaning.role == Role::Other && !all {
                continue;
            }
            let all_updates =
                updated.get_or_insert(Updated { name: old.name.clone(), rows: 0, kept_edits: 0 });
            all_updates.rows += u32::try_from(rows.len()).unwrap_or(u32::MAX);
            all_updates.kept_edits += u32::try_from(edits.len()).unwrap_or(u32::MAX);
            sheet.table.set_cells(&edits);
            if all {
                ops.push(Op::HideSheet { sheet: old.id });
                taken.retain(|name| *name != old.name);
            } else {
                ops.push(Op::DeleteRows { sheet: old.id, rows });
            }
        }
        updated
    }

    /// The file of a sheet, read again in the way that a person has chosen: its tables take the place of those
    /// that it gave before. What cannot be read that way changes nothing.
    pub fn reread(&mut self, old: SheetId, incoming: Incoming) -> Result<Option<Place>, Refusal> {
        let file = self.sheet(old)?.file.ok_or(Refusal::NoSuchSheet)?;
        let is_old = |sheet: &&Sheet| sheet.file == Some(file);
        let at = self.sheets.iter().position(|sheet| is_old(&sheet)).unwrap_or(0);
        let before: Vec<SheetId> = self.sheets.iter().filter(is_old).map(|sheet| sheet.id).collect();
        let known: Vec<Remembered> =
            self.sheets.iter().filter(is_old).filter_map(|sheet| Remembered::of(&sheet.view())).collect();
        let mut taken: Vec<String> =
            self.sheets.iter().filter(|sheet| !is_old(sheet)).map(|sheet| sheet.name.clone()).collect();
        let name = self.sheets.get(at).map_or(incoming.name, |sheet| sheet.name.clone());
        let mut ops: Vec<Op> = before.into_iter().map(|sheet| Op::HideSheet { sheet }).collect();
        let (mut place, mut failed) = (u32::try_from(at).unwrap_or(u32::MAX), None);
        for (nth, found) in incoming.tables.into_iter().enumerate() {
            let id = self.next_sheet;
            match found.sheet(id, Some(file), incoming.options) {
                Err(why) => failed = failed.or(Some(why.why)),
                Ok(mut sheet) => {
                    self.next_sheet += 1;
                    let wanted = if nth == 0 { &name } else { &sheet.name };
                    sheet.name = free_name(wanted, &taken);
                    taken.push(sheet.name.clone());
                    let _ = known.iter().any(|known| known.apply(&mut sheet));
                    sheet.remembered = false;
                    self.shelve(sheet);
                    ops.push(Op::ShowSheet { sheet: id, at: place });
                    place = place.saturating_add(1);
                }
            }
        }
        match failed {
            Some(why) if !ops.iter().any(|op| matches!(op, Op::ShowSheet { .. })) => {
                Err(Refusal::Unreadable(why))
            }
            _ => self.perform(Plan { ops, label: StepLabel::Reread, spot: None }),
        }
    }

    /// The file that a sheet was read from.
    pub fn file_of(&self, sheet: SheetId) -> Option<FileId> {
        self.sheet(sheet).ok()?.file
    }

    /// The number that the next file will get.
    pub fn next_file(&self) -> FileId {
        self.next_file
    }

    fn new_file_id(&mut self) -> FileId {
        let id = self.next_file;
        self.next_file += 1;
        id
    }

    fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }
}

/// A second file of the same name gets ` (2)` before its extension, also where a table in it is meant, so that
/// every tab has its own address.
pub(crate) fn free_name(name: &str, taken: &[String]) -> String {
    let is_taken = |candidate: &str| taken.iter().any(|name| name == candidate);
    let (file, table) = match name.split_once(SEPARATOR) {
        Some((file, table)) => (file, format!("{SEPARATOR}{table}")),
        None => (name, String::new()),
    };
    let (stem, rest) = match file.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}{table}")),
        _ => (file, table),
    };
    let numbered = |number: u32| format!("{stem} ({number}){rest}");
    if is_taken(name) {
        (2..).map(numbered).find(|name| !is_taken(name)).unwrap_or_default()
    } else {
        name.into()
    }
}
