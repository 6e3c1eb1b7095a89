//! The document: the sheets on the page and those on the shelf, the settings, and the history.
//!
//! Every change goes through [`Doc::perform`], all or nothing. What is computed from the sheets is kept until
//! something that it depends on changes.

use std::collections::BTreeMap;

use garimpo_funnel::company::Cache;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Company, Explanation, Ranking, Role, Settings, SheetInput, company, explain, rank};
use garimpo_table::Problem;
use garimpo_table::table::CellEdit;

use crate::history::{History, Spot, Step};
use crate::intent::Refusal;
use crate::meeting::Kept;
use crate::op::Op;
use crate::protocol::{Block, EvidenceRow};
use crate::sheet::Sheet;
use crate::study::Notebook;
use crate::view::{DocView, FailedFile, FileId, Place, RowBlock, SheetId, StepLabel};

/// Rows that one request may ask for.
const MOST_ROWS: u32 = 2_000;

#[derive(Default)]
pub struct Doc {
    pub(crate) sheets: Vec<Sheet>,
    /// Sheets that were removed or whose import was undone: they come back whole.
    pub(crate) shelf: BTreeMap<SheetId, Sheet>,
    pub(crate) next_sheet: SheetId,
    pub(crate) next_file: FileId,
    pub(crate) settings: Settings,
    pub(crate) notebook: Notebook,
    /// Those that were frozen, oldest first.
    pub(crate) meetings: Vec<Kept>,
    pub(crate) failed: Vec<FailedFile>,
    history: History,
    cache: Cache,
    company: Option<Company>,
    ranking: Option<Option<Ranking>>,
}

/// What an intent comes down to.
pub(crate) struct Plan {
    pub ops: Vec<Op>,
    pub label: StepLabel,
    pub spot: Option<Spot>,
}

impl Doc {
    pub fn new() -> Doc {
        Doc { next_sheet: 1, next_file: 1, ..Doc::default() }
    }

    pub(crate) fn sheet(&self, id: SheetId) -> Result<&Sheet, Refusal> {
        self.sheets.iter().find(|sheet| sheet.id == id).ok_or(Refusal::NoSuchSheet)
    }

    fn sheet_mut(&mut self, id: SheetId) -> Result<&mut Sheet, Refusal> {
        self.sheets.iter_mut().find(|sheet| sheet.id == id).ok_or(Refusal::NoSuchSheet)
    }

    /// Carries out a plan as one step that can be undone. On a refusal nothing has changed.
    pub(crate) fn perform(&mut self, plan: Plan) -> Result<Option<Place>, Refusal> {
        let Plan { ops, label, spot } = plan;
        let inverse = self.apply_all(ops)?;
        if !inverse.is_empty() {
            self.history.record(Step { label, ops: inverse, spot });
        }
        Ok(self.place(spot))
    }

    /// Keeps a step whose operations are already applied.
    pub(crate) fn record(&mut self, label: StepLabel, inverse: Vec<Op>) {
        self.history.record(Step { label, ops: inverse, spot: None });
    }

    pub fn undo(&mut self) -> Result<Option<Place>, Refusal> {
        let step = self.history.next_undo().ok_or(Refusal::NothingToUndo)?;
        let (label, spot) = (step.label.clone(), step.spot);
        let ops = self.apply_all(step.ops)?;
        self.history.undone(Step { label, ops, spot });
        Ok(self.place(spot))
    }

    pub fn redo(&mut self) -> Result<Option<Place>, Refusal> {
        let step = self.history.next_redo().ok_or(Refusal::NothingToRedo)?;
        let (label, spot) = (step.label.clone(), step.spot);
        let ops = self.apply_all(step.ops)?;
        self.history.redone(Step { label, ops, spot });
        Ok(self.place(spot))
    }

    fn place(&self, spot: Option<Spot>) -> Option<Place> {
        let spot = spot?;
        let sheet = self.sheet(spot.sheet).ok()?;
        let row = spot.row.and_then(|row| sheet.table.position_of(row));
        Some(Place { sheet: spot.sheet, row, column: spot.column })
    }

    /// Applies operations in order; the result undoes them in its own order. If one is refused, those before
    /// it are taken back.
    pub(crate) fn apply_all(&mut self, ops: Vec<Op>) -> Result<Vec<Op>, Refusal> {
        let mut inverses = Vec::with_capacity(ops.len());
        for op in ops {
            match self.apply(op) {
                Ok(inverse) => inverses.push(inverse),
                Err(refusal) => {
                    for inverse in inverses.into_iter().rev() {
                        // The inverse of what has just been applied always fits.
                        let _ = self.apply(inverse);
                    }
                    return Err(refusal);
                }
            }
        }
        inverses.reverse();
        Ok(inverses)
    }

    /// Applies one operation and returns its exact inverse.
    fn apply(&mut self, op: Op) -> Result<Op, Refusal> {
        self.company = None;
        self.ranking = None;
        match op {
            Op::SetCells { sheet: id, cells } => {
                let sheet = self.sheet_mut(id)?;
                let cells: Vec<CellEdit> = sheet.table.set_cells(&cells);
                sheet.touch();
                Ok(Op::SetCells { sheet: id, cells })
            }
            Op::InsertRows { sheet: id, at, rows } => {
                let sheet = self.sheet_mut(id)?;
                let rows = sheet.table.insert_rows(at, &rows);
                sheet.touch();
                Ok(Op::DeleteRows { sheet: id, rows })
            }
            Op::DeleteRows { sheet: id, rows } => {
                let sheet = self.sheet_mut(id)?;
                let places = sheet.table.delete_rows(&rows);
                sheet.touch();
                Ok(Op::RestoreRows { sheet: id, places })
            }
            Op::RestoreRows { sheet: id, places } => {
                let sheet = self.sheet_mut(id)?;
                sheet.table.restore_rows(&places);
                sheet.touch();
                Ok(Op::DeleteRows { sheet: id, rows: places.into_iter().map(|(_, row)| row).collect() })
            }
            Op::SetMeaning { sheet: id, meaning } => {
                let sheet = self.sheet_mut(id)?;
                let meaning = std::mem::replace(&mut sheet.meaning, meaning);
                sheet.questions = None;
                Ok(Op::SetMeaning { sheet: id, meaning })
            }
            Op::SetReading { sheet: id, column, reading } => {
                let sheet = self.sheet_mut(id)?;
                let reading = sheet.table.choose_reading(column, reading);
                sheet.touch();
                Ok(Op::SetReading { sheet: id, column, reading })
            }
            Op::SetFates { sheet: id, fates } => {
                let sheet = self.sheet_mut(id)?;
                let mut before = Vec::with_capacity(fates.len());
                for (line, fate) in fates {
                    let old = match fate {
                        Some(fate) => sheet.fates.insert(line, fate),
                        None => sheet.fates.remove(&line),
                    };
                    before.push((line, old));
                }
                before.reverse();
                Ok(Op::SetFates { sheet: id, fates: before })
            }
            Op::ShowSheet { sheet: id, at } => {
                let sheet = self.shelf.remove(&id).ok_or(Refusal::NoSuchSheet)?;
                let at = (at as usize).min(self.sheets.len());
                self.sheets.insert(at, sheet);
                Ok(Op::HideSheet { sheet: id })
            }
            Op::HideSheet { sheet: id } => {
                let at = self.sheets.iter().position(|sheet| sheet.id == id).ok_or(Refusal::NoSuchSheet)?;
                self.shelf.insert(id, self.sheets.remove(at));
                Ok(Op::ShowSheet { sheet: id, at: u32::try_from(at).unwrap_or(u32::MAX) })
            }
            Op::SetNotebook(notebook) => Ok(Op::SetNotebook(std::mem::replace(&mut self.notebook, notebook))),
            Op::AddMeeting { at, meeting } => Ok(self.add_meeting(at, *meeting)),
            Op::DropMeeting { at } => self.drop_meeting(at),
            Op::SetSettings(settings) => Ok(Op::SetSettings(std::mem::replace(&mut self.settings, settings))),
        }
    }

    /// Changes how the numbers are looked at. Not a step: undo and redo stay as they are.
    pub(crate) fn look(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        self.ranking = None;
        self.company = None;
    }

    pub(crate) fn new_sheet_id(&mut self) -> SheetId {
        let id = self.next_sheet;
        self.next_sheet += 1;
        id
    }

    /// Puts a sheet on the shelf, from where an operation can show it.
    pub(crate) fn shelve(&mut self, sheet: Sheet) {
        self.shelf.insert(sheet.id, sheet);
    }

    fn settle(&mut self) {
        for sheet in &mut self.sheets {
            sheet.settle();
        }
    }

    fn company(&mut self) -> &Company {
        self.settle();
        if self.company.is_none() {
            let inputs: Vec<_> =
                self.sheets.iter().filter(|sheet| sheet.counts()).map(Sheet::input).collect();
            self.company = Some(company::build(&inputs, &self.settings, &mut self.cache));
        }
        self.company.get_or_insert_with(Company::default)
    }

    /// Lends the company with what it is made of.
    pub(crate) fn with_company<T>(
        &mut self,
        take: impl FnOnce(&Company, &[SheetInput<'_>], &Settings, &mut Cache) -> T,
    ) -> T {
        self.company();
        let inputs: Vec<_> = self.sheets.iter().filter(|sheet| sheet.counts()).map(Sheet::input).collect();
        let company = self.company.get_or_insert_with(Company::default);
        take(company, &inputs, &self.settings, &mut self.cache)
    }

    /// `None` when there is nothing to rank: no leads, deals, spend or sums.
    pub fn ranking(&mut self) -> Option<&Ranking> {
        if self.ranking.is_none() {
            let settings = self.settings.clone();
            let can_rank = self.sheets.iter().any(|sheet| {
                matches!(sheet.meaning.role, Role::Leads | Role::Deals | Role::Spend | Role::Totals)
            });
            let company = self.company();
            let ranking = (can_rank && !company.channels.is_empty()).then(|| rank(company, &settings));
            self.ranking = Some(ranking);
        }
        self.ranking.as_ref().and_then(Option::as_ref)
    }

    /// Opens a number: the explanation, and for each of its evidences the rows with their cells.
    pub fn explain(
        &mut self,
        channel: Option<&str>,
        metric: MetricId,
    ) -> Option<(Explanation, Vec<Vec<EvidenceRow>>)> {
        let settings = self.settings.clone();
        let explanation = explain(self.company(), &settings, channel, metric)?;
        let rows = explanation
            .evidence
            .iter()
            .map(|evidence| {
                let row = |(source, adds): &(company::Source, Option<f64>)| {
                    self.evidence_row(source, *adds, &evidence.fields)
                };
                evidence.rows.iter().filter_map(row).collect()
            })
            .collect();
        Some((explanation, rows))
    }

    pub(crate) fn evidence_row(
        &self,
        source: &company::Source,
        adds: Option<f64>,
        fields: &[garimpo_funnel::Field],
    ) -> Option<EvidenceRow> {
        let sheet = self.sheet(source.sheet).ok()?;
        let column_of = |field: &garimpo_funnel::Field| {
            let at = sheet.meaning.fields.iter().position(|mapped| *mapped == Some(*field))?;
            u32::try_from(at).ok()
        };
        let columns: Vec<Option<u32>> = fields.iter().map(column_of).collect();
        let cell = |column: &Option<u32>| {
            column.map(|column| sheet.table.cell(source.row, column).into_owned()).unwrap_or_default()
        };
        Some(EvidenceRow {
            sheet: source.sheet,
            row: source.row,
            position: sheet.table.position_of(source.row),
            line: sheet.table.line(source.row),
            cells: columns.iter().map(cell).collect(),
            adds,
            edited: columns.iter().flatten().any(|column| sheet.table.is_edited(source.row, *column)),
        })
    }

    pub fn view(&mut self, seq: u32) -> DocView {
        self.settle();
        DocView {
            seq,
            sheets: self.sheets.iter().map(Sheet::view).collect(),
            failed: self.failed.clone(),
            questions: self
                .sheets
                .iter()
                .flat_map(|sheet| sheet.questions.iter().flat_map(|list| list.iter().cloned()))
                .collect(),
            history: self.history.view(),
            settings: self.settings.clone(),
            notebook: self.notebook.clone(),
            meetings: self.heads(),
        }
    }

    /// Rows at positions; empty when the sheet is gone.
    pub fn rows(&self, sheet: SheetId, view: u32, first: u32, count: u32) -> RowBlock {
        let empty = RowBlock { sheet, view, version: 0, first, total: 0, rows: Vec::new() };
        let Ok(sheet) = self.sheet(sheet) else { return empty };
        let end = first.saturating_add(count.min(MOST_ROWS)).min(sheet.table.row_count());
        RowBlock {
            version: sheet.version,
            total: sheet.table.row_count(),
            rows: (first..end).filter_map(|position| sheet.row(position)).collect(),
            ..empty
        }
    }

    /// The block as tab-separated text, quoted where a cell holds a tab, a line break or a quote.
    pub fn copy(&self, sheet: SheetId, block: Block) -> String {
        let Ok(sheet) = self.sheet(sheet) else { return String::new() };
        let mut text = String::new();
        for position in block.row..block.row.saturating_add(block.rows) {
            let Some(row) = sheet.table.row_at(position) else { break };
            if position > block.row {
                text.push('\n');
            }
            for column in block.column..block.column.saturating_add(block.columns).min(sheet.columns()) {
                if column > block.column {
                    text.push('\t');
                }
                let cell = sheet.table.cell(row, column);
                if cell.contains(['\t', '\n', '\r', '"']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(&cell);
                }
            }
        }
        text
    }

    /// The records of a sheet's file that are out of the table, whole.
    pub fn outside(&self, sheet: SheetId) -> Vec<Problem> {
        let sheet = self.sheet(sheet);
        sheet.map(|sheet| sheet.outside().cloned().collect()).unwrap_or_default()
    }

    /// The sheet as a CSV file: its name and bytes.
    pub fn export_csv(&self, sheet: SheetId, delimiter: u8) -> Option<(String, Vec<u8>)> {
        let sheet = self.sheet(sheet).ok()?;
        let stem = sheet.name.rsplit_once('.').map_or(sheet.name.as_str(), |(stem, _)| stem);
        Some((format!("{stem}.csv"), sheet.table.to_csv(delimiter)))
    }
}
