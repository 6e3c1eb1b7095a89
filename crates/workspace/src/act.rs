//! Intents into operations: positions into row ids, blocks into cells, answers into meanings.

use garimpo_funnel::guess::fields_for;
use garimpo_funnel::moves::Flags;
use garimpo_funnel::{Field, Role, Settings};
use garimpo_table::{RowId, Table};

use crate::doc::{Doc, Plan};
use crate::history::Spot;
use crate::intent::{Intent, NewSheet, Refusal};
use crate::op::{Meaning, Op};
use crate::protocol::Block;
use crate::question::{Choice, QuestionId};
use crate::sheet::Sheet;
use crate::study::Notebook;
use crate::view::{Place, SheetId, StepLabel};

/// Cells that one step may change.
const MOST_CELLS: u64 = 5_000_000;

impl Doc {
    /// Carries out what a person wants, or says why not; nothing is half done.
    pub fn act(&mut self, intent: Intent) -> Result<Option<Place>, Refusal> {
        let plan = match intent {
            Intent::SetClock(clock) => {
                self.look(|settings| settings.clock = clock);
                return Ok(None);
            }
            Intent::SetPeriod(period) => {
                self.look(|settings| settings.period = period);
                return Ok(None);
            }
            Intent::SetLagged(lagged) => {
                self.look(|settings| settings.lagged = lagged);
                return Ok(None);
            }
            Intent::SetHorizon(horizon) => self.plan_settings(|settings| settings.horizon = horizon),
            Intent::SetMoney(money) => self.plan_settings(|settings| settings.money = money),
            Intent::AddCard(card) => self.plan_note(StepLabel::Card, |notes| notes.cards.push(card)),
            Intent::DropCard { at } => {
                let at = at as usize;
                if at >= self.notebook.cards.len() {
                    return Err(Refusal::NoSuchCard);
                }
                self.plan_note(StepLabel::Card, |notes| drop(notes.cards.remove(at)))
            }
            Intent::SetFlags { channel, flags } => self.plan_note(StepLabel::Flags, |notes| {
                if flags == Flags::default() {
                    notes.flags.remove(&channel);
                } else {
                    notes.flags.insert(channel, flags);
                }
            }),
            Intent::Freeze(snapshot) => self.plan_freeze(*snapshot)?,
            Intent::DropMeeting { number } => self.plan_drop_meeting(number)?,
            Intent::AddDecision(decision) => self.plan_decision(None, Some(decision))?,
            Intent::SetDecision { at, decision } => self.plan_decision(Some(at), Some(decision))?,
            Intent::DropDecision { at } => self.plan_decision(Some(at), None)?,
            Intent::SetCell { sheet, row, column, text } => self.plan_cell(sheet, row, column, text)?,
            Intent::Paste { sheet, row, column, over, cells } => {
                self.plan_paste(sheet, row, column, over, &cells)?
            }
            Intent::Clear { sheet, block } => self.plan_clear(sheet, block)?,
            Intent::InsertRows { sheet, at, count } => self.plan_insert(sheet, at, count)?,
            Intent::DeleteRows { sheet, at, count } => self.plan_delete(sheet, at, count)?,
            Intent::SetRole { sheet, role } => self.plan_role(sheet, role)?,
            Intent::SetField { sheet, column, field } => self.plan_field(sheet, column, field)?,
            Intent::SetReading { sheet, column, reading } => {
                known_column(self.sheet(sheet)?, column)?;
                Plan {
                    ops: vec![Op::SetReading { sheet, column, reading: Some(reading) }],
                    label: StepLabel::Reading,
                    spot: Some(Spot { sheet, row: None, column: Some(column) }),
                }
            }
            Intent::Answer { question, choice } => {
                let op = self.answer(&question, choice)?;
                Plan { ops: vec![op], label: StepLabel::Answer, spot: None }
            }
            Intent::TakeRow { sheet, line, text } => self.plan_take(sheet, line, &text)?,
            Intent::LeaveOut { sheet, lines } => self.plan_leave(sheet, &lines)?,
            Intent::AcceptAll => return self.accept_all(),
            Intent::AddSheet(new) => self.plan_sheet(new)?,
            Intent::Agree(version) => {
                if !version.is_sound() {
                    return Err(Refusal::Unsound);
                }
                self.plan_note(StepLabel::Agreement, |notes| notes.agreement.put(*version))
            }
            Intent::DropVersion { since } => {
                if !self.notebook.agreement.versions.iter().any(|version| version.since == since) {
                    return Err(Refusal::NoSuchVersion);
                }
                self.plan_note(StepLabel::Agreement, |notes| {
                    notes.agreement.versions.retain(|version| version.since != since);
                })
            }
            Intent::SetCodes(codes) => self.plan_note(StepLabel::Reasons, |notes| notes.codes = codes),
            Intent::Feedback { lead, cells, sheet } => self.plan_feedback(lead, cells, sheet)?,
            Intent::RemoveSheet { sheet } => {
                self.sheet(sheet)?;
                Plan { ops: vec![Op::HideSheet { sheet }], label: StepLabel::RemoveSheet, spot: None }
            }
            Intent::MergeChannels { from, into } => {
                let mut settings = self.settings.clone();
                for channel in from.into_iter().filter(|channel| *channel != into) {
                    settings.merges.insert(channel, into.clone());
                }
                // The target must stand on its own, or the two would point at each other.
                settings.merges.remove(&into);
                Plan { ops: vec![Op::SetSettings(settings)], label: StepLabel::Merge, spot: None }
            }
            Intent::UnmergeChannel { from } => {
                let mut settings = self.settings.clone();
                settings.merges.remove(&from);
                Plan { ops: vec![Op::SetSettings(settings)], label: StepLabel::Unmerge, spot: None }
            }
        };
        self.perform(plan)
    }

    fn plan_settings(&self, change: impl FnOnce(&mut Settings)) -> Plan {
        let mut settings = self.settings.clone();
        change(&mut settings);
        Plan { ops: vec![Op::SetSettings(settings)], label: StepLabel::Settings, spot: None }
    }

    fn plan_note(&self, label: StepLabel, change: impl FnOnce(&mut Notebook)) -> Plan {
        let mut notebook = self.notebook.clone();
        change(&mut notebook);
        Plan { ops: vec![Op::SetNotebook(notebook)], label, spot: None }
    }

    fn plan_cell(&self, id: SheetId, row: u32, column: u32, text: String) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        known_column(sheet, column)?;
        let row = sheet.table.row_at(row).ok_or(Refusal::NoSuchRow)?;
        Ok(Plan {
            ops: vec![Op::SetCells { sheet: id, cells: vec![(row, column, Some(text))] }],
            label: StepLabel::Edit { cells: 1 },
            spot: Some(Spot { sheet: id, row: Some(row), column: Some(column) }),
        })
    }

    fn plan_clear(&self, id: SheetId, block: Block) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let count = u64::from(block.rows) * u64::from(block.columns);
        few_enough(count)?;
        let columns = block.column..block.column.saturating_add(block.columns).min(sheet.columns());
        let rows = block.row..block.row.saturating_add(block.rows).min(sheet.table.row_count());
        let mut cells = Vec::new();
        for row in rows.filter_map(|position| sheet.table.row_at(position)) {
            let filled = columns.clone().filter(|column| !sheet.table.cell(row, *column).is_empty());
            cells.extend(filled.map(|column| (row, column, Some(String::new()))));
        }
        let cleared = cells.len() as u64;
        let ops = if cells.is_empty() { Vec::new() } else { vec![Op::SetCells { sheet: id, cells }] };
        let spot = spot_at(&sheet.table, id, block.row, block.column);
        Ok(Plan { ops, label: StepLabel::Clear { cells: cleared }, spot })
    }

    /// The spreadsheet's rules: one cell fills the selection, a block that divides it repeats in it, any other
    /// block is written once. Rows grow; columns do not.
    fn plan_paste(
        &self,
        id: SheetId,
        row: u32,
        column: u32,
        over: Block,
        cells: &[Vec<String>],
    ) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let height = u32::try_from(cells.len()).unwrap_or(u32::MAX);
        let width = cells.iter().map(Vec::len).max().and_then(|width| u32::try_from(width).ok()).unwrap_or(0);
        if height == 0 || width == 0 {
            return Ok(Plan { ops: Vec::new(), label: StepLabel::Paste { cells: 0 }, spot: None });
        }
        known_column(sheet, column)?;
        let left = sheet.columns() - column;
        if width > left {
            return Err(Refusal::TooWide { columns: width, left });
        }
        let repeats = |selected: u32, size: u32| {
            if selected > size && selected.is_multiple_of(size) { selected } else { size }
        };
        let (rows, columns) = (repeats(over.rows, height), repeats(over.columns, width).min(left));
        few_enough(u64::from(rows) * u64::from(columns))?;
        let text_at = |down: u32, across: u32| -> String {
            let line = cells.get((down % height) as usize);
            line.and_then(|line| line.get((across % width) as usize)).cloned().unwrap_or_default()
        };
        let (mut edits, mut added) = (Vec::new(), Vec::new());
        for down in 0..rows {
            match sheet.table.row_at(row.saturating_add(down)) {
                Some(target) => {
                    edits.extend(
                        (0..columns).map(|across| (target, column + across, Some(text_at(down, across)))),
                    );
                }
                None => {
                    let mut cells = vec![String::new(); column as usize];
                    cells.extend((0..columns).map(|across| text_at(down, across)));
                    added.push(cells);
                }
            }
        }
        let mut ops = Vec::new();
        if !edits.is_empty() {
            ops.push(Op::SetCells { sheet: id, cells: edits });
        }
        if !added.is_empty() {
            ops.push(Op::InsertRows { sheet: id, at: sheet.table.row_count(), rows: added });
        }
        let label = StepLabel::Paste { cells: u64::from(rows) * u64::from(columns) };
        Ok(Plan { ops, label, spot: spot_at(&sheet.table, id, row, column) })
    }

    fn plan_insert(&self, id: SheetId, at: u32, count: u32) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        few_enough(u64::from(count) * u64::from(sheet.columns()))?;
        let at = at.min(sheet.table.row_count());
        let rows = vec![Vec::new(); count as usize];
        Ok(Plan {
            ops: vec![Op::InsertRows { sheet: id, at, rows }],
            label: StepLabel::InsertRows { rows: count },
            spot: Some(Spot { sheet: id, row: sheet.table.row_at(at), column: None }),
        })
    }

    fn plan_delete(&self, id: SheetId, at: u32, count: u32) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let end = at.saturating_add(count).min(sheet.table.row_count());
        let rows: Vec<RowId> = (at..end).filter_map(|position| sheet.table.row_at(position)).collect();
        if rows.is_empty() {
            return Err(Refusal::NoSuchRow);
        }
        let deleted = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let spot = Some(Spot { sheet: id, row: rows.first().copied(), column: None });
        let ops = vec![Op::DeleteRows { sheet: id, rows }];
        Ok(Plan { ops, label: StepLabel::DeleteRows { rows: deleted }, spot })
    }

    fn plan_role(&self, id: SheetId, role: Role) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let mut meaning = sheet.meaning.clone();
        meaning.role = role;
        meaning.fields = fields_for(role, &sheet.table);
        settle_meaning(sheet, &mut meaning);
        let ops = vec![Op::SetMeaning { sheet: id, meaning }];
        Ok(Plan { ops, label: StepLabel::Role, spot: Some(Spot { sheet: id, row: None, column: None }) })
    }

    fn plan_field(&self, id: SheetId, column: u32, field: Option<Field>) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        known_column(sheet, column)?;
        let mut meaning = sheet.meaning.clone();
        place_field(&mut meaning, column, field);
        settle_meaning_of_columns(sheet, &mut meaning);
        let spot = Some(Spot { sheet: id, row: None, column: Some(column) });
        Ok(Plan { ops: vec![Op::SetMeaning { sheet: id, meaning }], label: StepLabel::Field, spot })
    }

    pub(crate) fn plan_sheet(&mut self, new: NewSheet) -> Result<Plan, Refusal> {
        let NewSheet { name, role, headers, mut fields, rows } = new;
        if name.trim().is_empty() || self.sheets.iter().any(|sheet| sheet.name == name) {
            return Err(Refusal::NameTaken);
        }
        let id = self.new_sheet_id();
        fields.resize(headers.len(), None);
        let meaning = Meaning { role, fields, settled: Vec::new() };
        self.shelve(Sheet::new(id, name, Table::from_rows(headers, rows), meaning));
        Ok(Plan {
            ops: vec![Op::ShowSheet { sheet: id, at: u32::MAX }],
            label: StepLabel::AddSheet,
            spot: Some(Spot { sheet: id, row: None, column: None }),
        })
    }

    /// What an answer changes. The question must still stand.
    fn answer(&mut self, id: &QuestionId, choice: u32) -> Result<Op, Refusal> {
        let sheet = self.sheets.iter_mut().find(|sheet| sheet.id == id.sheet).ok_or(Refusal::NoSuchSheet)?;
        let questions = sheet.settle();
        let question = questions.iter().find(|question| question.id == *id).ok_or(Refusal::NoSuchQuestion)?;
        let choice = question.choices.get(choice as usize).ok_or(Refusal::NoSuchQuestion)?;
        let mut meaning = sheet.meaning.clone();
        match (choice, id.column) {
            (Choice::Decimal { decimal, .. }, Some(column)) => {
                let mut reading = sheet.table.reading(column);
                reading.decimal = Some(*decimal);
                return Ok(Op::SetReading { sheet: sheet.id, column, reading: Some(reading) });
            }
            (Choice::DateOrder { order, .. }, Some(column)) => {
                let mut reading = sheet.table.reading(column);
                reading.date_order = Some(*order);
                return Ok(Op::SetReading { sheet: sheet.id, column, reading: Some(reading) });
            }
            (Choice::Role(role), _) => {
                if *role != meaning.role {
                    meaning.role = *role;
                    meaning.fields = fields_for(*role, &sheet.table);
                }
            }
            (Choice::Column { column, .. }, _) => place_field(&mut meaning, *column, id.field),
            (Choice::Field(field), Some(column)) => place_field(&mut meaning, column, *field),
            _ => return Err(Refusal::NoSuchQuestion),
        }
        settle_one(&mut meaning, id);
        Ok(Op::SetMeaning { sheet: sheet.id, meaning })
    }

    /// Every proposal, as one step.
    fn accept_all(&mut self) -> Result<Option<Place>, Refusal> {
        let mut inverses = Vec::new();
        // Settling one question can close or open others of the same sheet: one at a time, with an end.
        for _ in 0..10_000 {
            let next = self.sheets.iter_mut().find_map(|sheet| {
                sheet.settle().first().map(|question| (question.id.clone(), question.proposed))
            });
            let Some((id, proposed)) = next else { break };
            let op = self.answer(&id, proposed)?;
            let mut inverse = self.apply_all(vec![op])?;
            inverse.append(&mut inverses);
            inverses = inverse;
        }
        if inverses.is_empty() {
            return Err(Refusal::NoSuchQuestion);
        }
        self.record(StepLabel::Answer, inverses);
        Ok(None)
    }
}

fn known_column(sheet: &Sheet, column: u32) -> Result<(), Refusal> {
    if column < sheet.columns() { Ok(()) } else { Err(Refusal::NoSuchColumn) }
}

fn few_enough(cells: u64) -> Result<(), Refusal> {
    if cells > MOST_CELLS { Err(Refusal::TooManyCells { cells, most: MOST_CELLS }) } else { Ok(()) }
}

fn spot_at(table: &Table, sheet: SheetId, row: u32, column: u32) -> Option<Spot> {
    Some(Spot { sheet, row: table.row_at(row), column: Some(column) })
}

/// Gives a column a field; a field that cannot repeat leaves the column that had it.
fn place_field(meaning: &mut Meaning, column: u32, field: Option<Field>) {
    if let Some(field) = field.filter(|field| !field.repeats()) {
        for slot in &mut meaning.fields {
            if *slot == Some(field) {
                *slot = None;
            }
        }
    }
    if let Some(slot) = meaning.fields.get_mut(column as usize) {
        *slot = field;
    }
}

pub(crate) fn settle_one(meaning: &mut Meaning, id: &QuestionId) {
    if let Err(at) = meaning.settled.binary_search(id) {
        meaning.settled.insert(at, id.clone());
    }
}

/// A role chosen by hand answers every question about what the sheet means.
fn settle_meaning(sheet: &Sheet, meaning: &mut Meaning) {
    for question in crate::question::about_meaning(sheet) {
        settle_one(meaning, &question.id);
    }
}

/// A field chosen by hand answers the questions about columns, not the one about the role.
fn settle_meaning_of_columns(sheet: &Sheet, meaning: &mut Meaning) {
    let about_columns =
        crate::question::about_meaning(sheet).into_iter().filter(|question| question.id.column.is_some());
    for question in about_columns {
        settle_one(meaning, &question.id);
    }
}
