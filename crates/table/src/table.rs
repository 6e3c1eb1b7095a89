//! The table: the file's bytes, the start of every record, a sparse layer of edits,
//! and typed columns that are made when they are first asked for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use crate::column::{Builder, Column, Kind};
use crate::counter::Counter;
use crate::cut::{Cells, Cut, NO_QUOTE};
use crate::profile::{self, Hints, Open};
use crate::recount::{Change, Held};
use crate::rows::Rows;
use crate::value::date;
use crate::{Decimal, Doubt, Habits, Problem, Profile, Reading, letters, read_cell};

pub use crate::column::Texts;

/// A row's identity for as long as the table lives. Rows of the file are 0, 1, 2 … in file order;
/// rows added by hand go on from there. Never reused, never a position.
pub type RowId = u32;

/// No value, in [`Table::days`].
pub const NO_DAY: i32 = i32::MIN;
/// No value, in [`Table::seconds`] and [`Table::money`].
pub const NO_I64: i64 = i64::MIN;

/// Above this many rows a column keeps the reading that it had when the table was first changed: one edit
/// cannot turn a column of a large table, and must not cost a pass over it.
const SMALL: u32 = 20_000;

#[derive(Debug)]
pub struct Table {
    pub(crate) rows: Rows,
    headers: Vec<String>,
    columns: RefCell<Vec<Column>>,
    rows_version: u64,
}

/// A cell's text before and after; `None` is "as the file has it".
pub type CellEdit = (RowId, u32, Option<String>);

impl Table {
    /// A table made by hand. Short rows are filled up with empty cells.
    pub fn from_rows(headers: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut headers = headers;
        headers.resize(headers.len().max(widest), String::new());
        let cut = Cut { quote: NO_QUOTE, ..Cut::COMMA };
        let mut cells = Rows::new(Vec::new(), cut, Vec::new(), 0);
        cells.added = rows;
        Self::with(cells, headers)
    }

    pub(crate) fn with(rows: Rows, headers: Vec<String>) -> Self {
        let headers = letters::unique(headers);
        let columns = RefCell::new(headers.iter().map(|_| Column::default()).collect());
        Self { rows, headers, columns, rows_version: 0 }
    }

    /// As read; a repeated header gets ` (2)`, ` (3)` …; an empty one its letter (`D`).
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Rows in the table now.
    pub fn row_count(&self) -> u32 {
        self.rows.count()
    }

    /// Row ids run from 0 to this, deleted ones included.
    pub fn capacity(&self) -> u32 {
        self.rows.capacity()
    }

    pub fn is_alive(&self, row: RowId) -> bool {
        self.rows.position_of(row).is_some()
    }

    /// Row ids in the table's order (cheap: borrowed, or identity when nothing was added or deleted).
    pub fn row_at(&self, position: u32) -> Option<RowId> {
        self.rows.row_at(position)
    }

    pub fn position_of(&self, row: RowId) -> Option<u32> {
        self.rows.position_of(row)
    }

    /// Alive rows, in table order.
    pub fn rows(&self) -> impl Iterator<Item = RowId> + '_ {
        (0..self.row_count()).filter_map(|position| self.row_at(position))
    }

    /// The physical line of the file, 1-based; `None` for a row added by hand.
    pub fn line(&self, row: RowId) -> Option<u32> {
        self.rows.line(row)
    }

    fn has_cell(&self, row: RowId, column: u32) -> bool {
        row < self.capacity() && (column as usize) < self.headers.len()
    }

    /// The cell's raw text, line breaks included, quotes removed. Empty beyond the row's end.
    pub fn cell(&self, row: RowId, column: u32) -> Cow<'_, str> {
        if self.has_cell(row, column) { self.rows.cell(row, column) } else { Cow::Borrowed("") }
    }

    /// The cell without what a person has changed.
    pub fn cell_as_read(&self, row: RowId, column: u32) -> Cow<'_, str> {
        if self.has_cell(row, column) { self.rows.base_cell(row, column) } else { Cow::Borrowed("") }
    }

    /// One record of text, cut as the file of this table is.
    pub fn cut_record(&self, record: &str) -> Vec<String> {
        let record = record.trim_end_matches(['\r', '\n']);
        let quote = self.rows.cut.quote;
        Cells::new(record.as_bytes(), 0, self.rows.cut).map(|cell| cell.text(quote).into_owned()).collect()
    }

    pub fn is_edited(&self, row: RowId, column: u32) -> bool {
        self.rows.edits.contains_key(&(row, column))
    }

    /// Whether the cell is filled and the column's reading cannot understand it.
    pub fn is_invalid(&self, row: RowId, column: u32) -> bool {
        read_cell::problem(self.cell(row, column).as_bytes(), self.reading(column)).is_some()
    }

    /// From all values of the column as they are now (re-made after edits when asked for).
    pub fn profile(&self, column: u32) -> Rc<Profile> {
        self.profile_columns();
        let columns = self.columns.borrow();
        columns.get(column as usize).and_then(|column| column.profile.clone()).unwrap_or_default()
    }

    pub fn reading(&self, column: u32) -> Reading {
        let known = self.columns.borrow().get(column as usize).and_then(|column| {
            column.chosen.or(column.own.filter(|_| column.profile.is_some() || self.keeps_readings()))
        });
        known.unwrap_or_else(|| {
            self.profile_columns();
            self.columns.borrow().get(column as usize).map(Column::reading).unwrap_or_default()
        })
    }

    fn keeps_readings(&self) -> bool {
        self.rows.file_rows() > SMALL
    }

    /// Counts the columns that were not counted since they last changed, and judges all.
    fn profile_columns(&self) {
        let stale: Vec<u32> = {
            let columns = self.columns.borrow();
            if columns.iter().all(|column| column.profile.is_some()) {
                return;
            }
            (0..)
                .zip(columns.iter())
                .filter(|(_, column)| column.tally.is_none())
                .map(|(index, _)| index)
                .collect()
        };
        let all_alive = self.row_count() == self.capacity();
        let codes = all_alive && self.keeps_readings();
        let mut counters: Vec<Counter> =
            stale.iter().map(|_| Counter::new(self.row_count(), codes)).collect();
        self.rows.visit(&stale, |row, index, cell| {
            if let Some(counter) = counters.get_mut(index)
                && (all_alive || self.is_alive(row))
            {
                counter.add(row, cell);
            }
        });
        let mut columns = self.columns.borrow_mut();
        for (index, counter) in stale.iter().zip(counters) {
            let Some(column) = columns.get_mut(*index as usize) else { continue };
            let (tally, held) = counter.finish();
            column.tally = Some(Rc::new(tally));
            column.held = Some(held).filter(|_| self.keeps_readings());
        }
        self.judge(&mut columns);
    }

    fn judge(&self, columns: &mut [Column]) {
        let hints = self.hints(columns);
        for (index, column) in columns.iter_mut().enumerate() {
            let Some(tally) = column.tally.clone() else { continue };
            if column.profile.is_some() {
                continue;
            }
            let header = self.headers.get(index).map_or("", String::as_str);
            let keeps = self.keeps_readings() && column.own.is_some();
            let (mut own, mut open) = profile::reading(&tally, header, column.habits, hints);
            if open == Some(Open::DateOrder)
                && let Some(order) = self.daily_order(index as u32)
            {
                own.date_order = Some(order);
                open = None;
            }
            if let (true, Some(kept)) = (keeps, column.own) {
                own = kept;
            }
            if column.own.is_some_and(|old| old != own) && column.chosen.is_none() {
                column.drop_typed();
            }
            column.own = Some(own);
            let mut made = profile::profile(&tally, column.reading());
            if column.chosen.is_none() {
                made.doubt = match open {
                    Some(Open::Decimal) => tally
                        .first_either
                        .clone()
                        .map(|(row, example)| Doubt::Decimal { example, line: self.line(row).unwrap_or(0) }),
                    Some(Open::DateOrder) => tally.first_order.clone().map(|(row, example)| {
                        Doubt::DateOrder { example, line: self.line(row).unwrap_or(0) }
                    }),
                    Some(Open::Converted) => profile::converted(&tally, own).map(|(row, example)| {
                        Doubt::DateOrder { example, line: self.line(row).unwrap_or(0) }
                    }),
                    None => None,
                };
            }
            column.profile = Some(Rc::new(made));
        }
    }

    /// What the columns say about each other.
    fn hints(&self, columns: &[Column]) -> Hints {
        let tallies = || columns.iter().filter_map(|column| column.tally.as_deref());
        fn agreed<T: PartialEq + Copy>(mut values: impl Iterator<Item = T>) -> Option<T> {
            let first = values.next()?;
            values.all(|value| value == first).then_some(first)
        }
        Hints {
            semicolon: self.rows.cut.delimiter == b';',
            portuguese: profile::is_portuguese(&self.headers),
            decimal: agreed(tallies().filter_map(|tally| {
                let is_number = tally.numbers() * 10 >= tally.filled * 8;
                profile::own_decimal(tally).filter(|_| is_number)
            })),
            date_order: agreed(tallies().filter_map(|tally| {
                let is_date = tally.dates() * 10 >= tally.filled * 8;
                profile::sure_date_order(tally).filter(|_| is_date)
            })),
        }
    }

    /// The order in which a column whose dates read both ways runs day by day. Only when the other order
    /// would give days that nobody reports by: not when it gives the first of every month.
    fn daily_order(&self, column: u32) -> Option<crate::DateOrder> {
        let mut day_month = profile::Daily::new(crate::DateOrder::DayMonth);
        let mut month_day = profile::Daily::new(crate::DateOrder::MonthDay);
        self.rows.visit(&[column], |row, _, cell| {
            if let Some(lexed) = date::lex(crate::fold::trim(cell))
                && self.is_alive(row)
            {
                day_month.add(&lexed);
                month_day.add(&lexed);
            }
        });
        if day_month.is_daily() && month_day.is_scattered() {
            Some(crate::DateOrder::DayMonth)
        } else if month_day.is_daily() && day_month.is_scattered() {
            Some(crate::DateOrder::MonthDay)
        } else {
            None
        }
    }

    /// The reading that a person has chosen for a column.
    pub fn chosen_reading(&self, column: u32) -> Option<Reading> {
        self.columns.borrow().get(column as usize).and_then(|known| known.chosen)
    }

    /// The decimal sign of every column, where the text's source tells it.
    pub(crate) fn with_decimal(mut self, decimal: Option<Decimal>) -> Self {
        for column in 0..self.headers.len() as u32 {
            self.set_habits(column, Habits { decimal, ..Habits::default() });
        }
        self
    }

    /// What was told about a column by [`Table::set_habits`].
    pub fn habits(&self, column: u32) -> Habits {
        self.columns.borrow().get(column as usize).map(|known| known.habits).unwrap_or_default()
    }

    /// What is known of a column from where its file comes; settles only what its values leave open.
    pub fn set_habits(&mut self, column: u32, habits: Habits) {
        if let Some(known) = self.columns.get_mut().get_mut(column as usize)
            && known.habits != habits
        {
            known.habits = habits;
            (known.own, known.profile) = (None, None);
            known.drop_typed();
        }
    }

    /// A person's choice for a column; the doubt about it is gone. `None` goes back to the values' own.
    /// Returns what was chosen before.
    pub fn choose_reading(&mut self, column: u32, reading: Option<Reading>) -> Option<Reading> {
        // A person's choice may ask of texts what was not counted in them.
        if let Some(known) = self.columns.get_mut().get_mut(column as usize)
            && known.held.as_ref().is_some_and(Held::is_blind)
        {
            known.uncount();
        }
        self.profile_columns();
        let columns = self.columns.get_mut();
        let column = columns.get_mut(column as usize)?;
        let before = column.reading();
        let reading = match (reading, &column.tally) {
            (Some(reading), Some(tally)) => Some(profile::completed(reading, tally)),
            (reading, _) => reading,
        };
        let chosen = std::mem::replace(&mut column.chosen, reading);
        if column.reading() != before {
            column.drop_typed();
        }
        column.profile = None;
        chosen
    }

    /// Cells of the given columns that their reading cannot understand, in table order, at most `most`.
    pub fn invalid_cells(&self, columns: &[u32], most: usize) -> Vec<Problem> {
        let mut wanted: Vec<u32> =
            columns.iter().copied().filter(|&column| self.profile(column).invalid > 0).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let readings: Vec<Reading> = wanted.iter().map(|&column| self.reading(column)).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u32, Problem)> = Vec::new();
        self.rows.visit(&wanted, |row, index, cell| {
            let Some(reading) = readings.get(index) else { return };
            if let Some(kind) = read_cell::problem(cell, *reading)
                && let Some(position) = self.position_of(row)
            {
                let raw: String = String::from_utf8_lossy(cell).chars().take(200).collect();
                let line = self.line(row).unwrap_or(0);
                found.push((
                    position,
                    Problem { line, row: Some(row), column: wanted.get(index).copied(), kind, raw },
                ));
            }
        });
        found.sort_by_key(|(position, _)| *position);
        found.truncate(most);
        found.into_iter().map(|(_, problem)| problem).collect()
    }

    fn typed<T: Default>(&self, column: u32, kind: Kind, get: impl Fn(&Column) -> Option<T>) -> T {
        self.make(&[(column, kind)]);
        self.columns.borrow().get(column as usize).and_then(get).unwrap_or_default()
    }

    /// Makes what is missing of these typed columns in one pass.
    fn make(&self, wanted: &[(u32, Kind)]) {
        let mut missing: Vec<(u32, Kind)> = Vec::new();
        for &(column, kind) in wanted {
            // Asking for the reading first drops what an older one has made.
            let _ = self.reading(column);
            if let Some(known) = self.columns.borrow_mut().get_mut(column as usize)
                && !known.has(kind)
                && !known.make_of_codes(kind)
            {
                missing.push((column, kind));
            }
        }
        missing.sort_by_key(|(column, _)| *column);
        missing.dedup();
        if missing.is_empty() {
            return;
        }
        let columns: Vec<u32> = missing.iter().map(|(column, _)| *column).collect();
        let mut builders: Vec<Builder> = missing
            .iter()
            .map(|&(column, kind)| Builder::new(kind, self.reading(column), self.capacity()))
            .collect();
        self.rows.visit(&columns, |_, index, cell| {
            if let Some(builder) = builders.get_mut(index) {
                builder.push(cell);
            }
        });
        let mut known = self.columns.borrow_mut();
        for (index, builder) in columns.iter().zip(builders) {
            if let Some(column) = known.get_mut(*index as usize) {
                builder.finish(column);
            }
        }
    }

    /// Typed columns, one entry a row id (`capacity()` of them). Made on first call, patched by edits.
    pub fn texts(&self, column: u32) -> Rc<Texts> {
        self.typed(column, Kind::Texts, |known| known.texts.clone())
    }

    /// Days since 1970-01-01, by the column's date order; [`NO_DAY`] for none.
    pub fn days(&self, column: u32) -> Rc<Vec<i32>> {
        self.typed(column, Kind::Days, |known| known.days.clone())
    }

    /// Local seconds since 1970-01-01T00:00; midnight for a date alone.
    pub fn seconds(&self, column: u32) -> Rc<Vec<i64>> {
        self.typed(column, Kind::Seconds, |known| known.seconds.clone())
    }

    /// Minor units (cents); [`NO_I64`] for none. Halves away from zero.
    pub fn money(&self, column: u32) -> Rc<Vec<i64>> {
        self.typed(column, Kind::Money, |known| known.money.clone())
    }

    /// NaN for none. A percent is a fraction (`2,81%` is 0.0281).
    pub fn numbers(&self, column: u32) -> Rc<Vec<f64>> {
        self.typed(column, Kind::Numbers, |known| known.numbers.clone())
    }

    /// 1, 0, or 2 for none. A column of numbers is read too: 1 and 0 are yes and no.
    pub fn booleans(&self, column: u32) -> Rc<Vec<u8>> {
        self.typed(column, Kind::Booleans, |known| known.booleans.clone())
    }

    /// 64-bit hashes of the folded text (see `fold::fold_key`: trimmed, lower case, accents off); 0 for empty.
    /// Equal text gives equal keys, also across tables; a hit is confirmed by comparing `fold_key(cell)`.
    pub fn keys(&self, column: u32) -> Rc<Vec<u64>> {
        self.typed(column, Kind::Keys, |known| known.keys.clone())
    }

    /// Makes the typed columns of all these columns in one pass over the bytes, by each one's reading:
    /// numbers, money, days (seconds too when there are times), booleans; keys for ids and for text that
    /// hardly repeats; texts for other text.
    pub fn load(&self, columns: &[u32]) {
        let mut wanted = Vec::new();
        for &column in columns {
            let kind = Kind::of(&self.profile(column));
            wanted.push((column, kind));
            if kind == Kind::Seconds {
                wanted.push((column, Kind::Days));
            }
        }
        // One pass takes one kind a column.
        let (days, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(_, kind)| *kind == Kind::Days);
        self.make(&others);
        self.make(&days);
    }

    /// Makes these typed columns, one kind a column, in one pass over the bytes.
    pub fn load_as(&self, columns: &[(u32, Kind)]) {
        columns.iter().for_each(|(column, _)| drop(self.profile(*column)));
        self.make(columns);
        // What is asked for later is asked for seldom.
        for held in self.columns.borrow_mut().iter_mut().filter_map(|known| known.held.as_mut()) {
            held.codes = None;
        }
    }

    /// Goes up whenever a value or the reading of the column changes.
    pub fn column_version(&self, column: u32) -> u64 {
        self.columns.borrow().get(column as usize).map_or(0, |known| known.version)
    }

    /// Goes up whenever rows are added, deleted or restored, and whenever a column comes or goes.
    pub fn rows_version(&self) -> u64 {
        self.rows_version
    }

    /// Sets cells; returns the exact inverse. Unknown rows or columns are skipped.
    pub fn set_cells(&mut self, cells: &[CellEdit]) -> Vec<CellEdit> {
        self.settle();
        let mut inverse = Vec::with_capacity(cells.len());
        for (row, column, text) in cells {
            if !self.has_cell(*row, *column) {
                continue;
            }
            let old = self.rows.cell(*row, *column).into_owned();
            let before = match text {
                Some(text) => self.rows.edits.insert((*row, *column), text.clone()),
                None => self.rows.edits.remove(&(*row, *column)),
            };
            inverse.push((*row, *column, before));
            let rows = &self.rows;
            let is_alive = |row: RowId| rows.position_of(row).is_some();
            let now = rows.cell(*row, *column);
            if let Some(known) = self.columns.get_mut().get_mut(*column as usize) {
                known.patch(*row, now.as_bytes());
                known.version += 1;
                // A deleted row is not counted.
                if is_alive(*row) {
                    let change = Change { row: *row, old: old.as_bytes(), new: now.as_bytes() };
                    known.recount(&change, |row| is_alive(row).then(|| rows.cell(row, *column)));
                } else {
                    known.uncount();
                }
            }
        }
        // Undone last first, so that a cell that was set twice gets its first text back.
        inverse.reverse();
        inverse
    }

    /// A large table judges its columns before it is first changed, and then keeps the readings.
    fn settle(&mut self) {
        if self.keeps_readings() && self.columns.get_mut().iter().any(|column| column.own.is_none()) {
            self.profile_columns();
        }
    }

    fn rows_changed(&mut self) {
        self.rows_version += 1;
        self.columns.get_mut().iter_mut().for_each(Column::uncount);
    }

    /// Inserts rows before position `at`; returns their new ids. Inverse: `delete_rows`.
    pub fn insert_rows(&mut self, at: u32, rows: &[Vec<String>]) -> Vec<RowId> {
        self.settle();
        let ids = self.rows.insert(at, rows);
        for (column, known) in (0..).zip(self.columns.get_mut()) {
            for &row in &ids {
                known.patch(row, self.rows.cell(row, column).as_bytes());
            }
            known.version += 1;
        }
        self.rows_changed();
        ids
    }

    /// Takes rows out; returns where they were, for `restore_rows`.
    pub fn delete_rows(&mut self, rows: &[RowId]) -> Vec<(u32, RowId)> {
        self.settle();
        let places = self.rows.delete(rows);
        self.rows_changed();
        places
    }

    /// Puts deleted rows back at their positions (ascending).
    pub fn restore_rows(&mut self, places: &[(u32, RowId)]) {
        self.rows.restore(places);
        self.rows_changed();
    }

    /// Adds an empty column at the end; returns its index. Inverse: `drop_last_column`.
    pub fn add_column(&mut self, header: &str) -> u32 {
        let mut headers = std::mem::take(&mut self.headers);
        headers.push(header.to_owned());
        self.headers = letters::unique(headers);
        self.columns.get_mut().push(Column::default());
        self.rows_version += 1;
        self.headers.len() as u32 - 1
    }

    pub fn drop_last_column(&mut self) {
        if self.headers.pop().is_none() {
            return;
        }
        self.columns.get_mut().pop();
        self.rows_version += 1;
        let column = self.headers.len() as u32;
        self.rows.drop_column(column);
    }
}
