//! One sheet of the document: a table, what it is taken for, and what its file said about itself.

use std::collections::BTreeMap;
use std::rc::Rc;

use garimpo_funnel::guess::{MeaningDoubt, Platform, SourceId};
use garimpo_funnel::{Day, Field, Role, SheetInput};
use garimpo_table::{Dialect, Problem, ReadOptions, Receipt, Table};

use crate::look::{Look, Seen};
use crate::op::Meaning;
use crate::question::{self, About, Question, QuestionId};
use crate::tray::Fate;
use crate::view::{ColumnView, EDITED, FileId, INVALID, RowView, SheetId, SheetView};

/// Problems that a view of a sheet lists.
const PROBLEMS_SHOWN: usize = 500;

#[derive(Debug)]
pub struct Sheet {
    pub id: SheetId,
    pub name: String,
    pub table: Table,
    pub meaning: Meaning,
    /// The fields as they were guessed at first.
    pub guessed: Vec<Option<Field>>,
    pub platform: Option<Platform>,
    /// The export that it was recognised as.
    pub source: Option<SourceId>,
    /// What the whole report is about, where its rows have no dates.
    pub period: Option<(Day, Day)>,
    /// What the guess left open.
    pub doubts: Vec<MeaningDoubt>,
    pub receipt: Option<Receipt>,
    pub dialect: Option<Dialect>,
    /// What reading the file found; problems of typed cells are made when the sheet is shown.
    pub problems: Vec<Problem>,
    pub problem_count: u32,
    /// What a person decided about the records that are out of the table, by line.
    pub fates: BTreeMap<u32, Fate>,
    /// The file that it was read from, and how a person wanted it read.
    pub file: Option<FileId>,
    pub options: ReadOptions,
    /// The header's first line and its rows.
    pub header: Option<(u32, u32)>,
    /// Its meaning comes from an earlier file with the same headers.
    pub remembered: bool,
    /// How it is looked at, and the rows that are seen then; `None`: the table as it is.
    pub look: Look,
    pub seen: Option<Seen>,
    /// Goes up with every change of cells, rows, readings, or of what is seen.
    pub version: u64,
    /// Kept from one change to the next: `None` when the sheet has changed since.
    pub questions: Option<Rc<[Question]>>,
    /// The fields as the funnel may use them: a column that is asked about has none.
    pub usable: Vec<Option<Field>>,
}

impl Sheet {
    pub fn new(id: SheetId, name: String, table: Table, meaning: Meaning) -> Sheet {
        let usable = meaning.fields.clone();
        Sheet {
            id,
            name,
            table,
            guessed: meaning.fields.clone(),
            meaning,
            platform: None,
            source: None,
            period: None,
            doubts: Vec::new(),
            receipt: None,
            dialect: None,
            problems: Vec::new(),
            problem_count: 0,
            fates: BTreeMap::new(),
            file: None,
            options: ReadOptions::default(),
            header: None,
            remembered: false,
            look: Look::default(),
            seen: None,
            version: 0,
            questions: None,
            usable,
        }
    }

    pub fn touch(&mut self) {
        self.version += 1;
        self.questions = None;
    }

    /// Brings `questions` and `usable` up to date.
    pub fn settle(&mut self) -> Rc<[Question]> {
        if let Some(questions) = &self.questions {
            return Rc::clone(questions);
        }
        let questions: Rc<[Question]> = question::open(self).into();
        self.usable = self.meaning.fields.clone();
        for question in questions.iter() {
            if question.id.about == About::Role {
                self.usable.fill(None);
            }
            if let Some(slot) = question.id.column.and_then(|column| self.usable.get_mut(column as usize)) {
                *slot = None;
            }
        }
        self.questions = Some(Rc::clone(&questions));
        questions
    }

    pub fn is_settled(&self, id: &QuestionId) -> bool {
        self.meaning.settled.binary_search(id).is_ok()
    }

    pub fn input(&self) -> SheetInput<'_> {
        SheetInput {
            id: self.id,
            role: self.meaning.role,
            fields: &self.usable,
            platform: self.platform,
            period: self.period,
            table: &self.table,
        }
    }

    pub fn columns(&self) -> u32 {
        u32::try_from(self.table.headers().len()).unwrap_or(u32::MAX)
    }

    pub fn field(&self, column: u32) -> Option<Field> {
        self.meaning.fields.get(column as usize).copied().flatten()
    }

    /// The row at a position as the grid shows it.
    pub fn row(&self, position: u32) -> Option<RowView> {
        let id = self.row_at(position)?;
        let columns = self.columns();
        let cells = (0..columns).map(|column| self.table.cell(id, column).into_owned()).collect();
        let mut marks: Vec<u8> = (0..columns)
            .map(|column| {
                let edited = if self.table.is_edited(id, column) { EDITED } else { 0 };
                let invalid = if self.table.is_invalid(id, column) { INVALID } else { 0 };
                edited | invalid
            })
            .collect();
        if marks.iter().all(|mark| *mark == 0) {
            marks.clear();
        }
        Some(RowView { id, line: self.table.line(id), cells, marks })
    }

    pub fn view(&self) -> SheetView {
        let asked = |column: u32| {
            self.questions
                .iter()
                .flat_map(|list| list.iter())
                .any(|question| question.id.column == Some(column))
        };
        let mut invalid_total = 0;
        let columns: Vec<ColumnView> = (0..self.columns())
            .zip(self.table.headers())
            .map(|(column, header)| {
                let profile = self.table.profile(column);
                let field = self.field(column);
                // Only a column that means something can be wrong.
                let invalid = if field.is_some() { profile.invalid } else { 0 };
                invalid_total += invalid;
                ColumnView {
                    header: header.clone(),
                    field,
                    reading: self.table.reading(column),
                    asking: asked(column),
                    filled: profile.filled,
                    invalid,
                    chosen: self.table.chosen_reading(column).is_some(),
                }
            })
            .collect();
        SheetView {
            id: self.id,
            name: self.name.clone(),
            role: self.meaning.role,
            rows: self.table.row_count(),
            shown: self.shown(),
            look: self.look.clone(),
            columns,
            source: self.source,
            receipt: self.receipt_now(),
            dialect: self.dialect,
            options: self.options,
            header: self.header,
            can_reread: self.file.is_some(),
            remembered: self.remembered,
            decided: self.fates.keys().copied().collect(),
            left_out: self.count_of(Fate::LeftOut),
            problems: self.shown_problems(invalid_total),
            problem_count: self.open_problems().saturating_add(invalid_total),
            version: self.version,
        }
    }

    /// The file's problems and those of cells that their column cannot understand, in line order.
    fn shown_problems(&self, invalid: u32) -> Vec<Problem> {
        let listed = self.problems.iter().filter_map(|problem| self.listed(problem));
        let mut problems: Vec<Problem> = listed.take(PROBLEMS_SHOWN).collect();
        if invalid > 0 {
            let typed: Vec<u32> =
                (0..self.columns()).filter(|column| self.field(*column).is_some()).collect();
            problems.extend(self.table.invalid_cells(&typed, PROBLEMS_SHOWN));
        }
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.truncate(PROBLEMS_SHOWN);
        problems
    }

    /// Problems that the file's reading found, without those that a person has decided about.
    fn open_problems(&self) -> u32 {
        let decided = u32::try_from(self.fates.len()).unwrap_or(u32::MAX);
        self.problem_count.saturating_sub(decided)
    }

    /// The role that counts: none while it is asked about.
    pub fn counts(&self) -> bool {
        self.meaning.role != Role::Other
    }
}
