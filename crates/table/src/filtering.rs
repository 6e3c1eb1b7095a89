//! Which rows of a table are looked at: conditions on columns, and the values of a column with their counts.
//!
//! One pass over the bytes for all conditions. Values by the column's reading; text without regard to case and
//! accents. Must never change a cell.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::fold::{fold_key, trim};
use crate::sorting::is_blank;
use crate::table::{NO_DAY, Table};
use crate::{Reading, RowId, collate, read_cell};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    pub column: u32,
    pub test: Test,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// Trimmed texts; `keep`: only these, else all but these.
    Values {
        values: Vec<String>,
        keep: bool,
    },
    /// Without regard to case and accents.
    Text {
        how: How,
        text: String,
    },
    /// Major units; a percent as a fraction. Both ends belong to it; cells without a number do not.
    Number {
        low: Option<f64>,
        high: Option<f64>,
    },
    /// Days since 1970-01-01, both ends included.
    Day {
        from: Option<i32>,
        to: Option<i32>,
    },
    Blank(bool),
    /// Filled, and the column's reading cannot understand it.
    Unread,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    Contains,
    Lacks,
    Is,
    IsNot,
    Starts,
    Ends,
}

impl How {
    pub const ALL: [How; 6] = [How::Contains, How::Lacks, How::Is, How::IsNot, How::Starts, How::Ends];
}

/// One value of a column, and how many rows have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub value: String,
    pub rows: u32,
}

/// A text that is looked for: folded once.
struct Needle {
    folded: String,
    is_ascii: bool,
}

impl Needle {
    fn new(text: &str) -> Needle {
        let folded = fold_key(text);
        Needle { is_ascii: folded.is_ascii(), folded }
    }

    fn fits(&self, how: How, cell: &[u8]) -> bool {
        let cell = trim(cell);
        if cell.is_ascii() && self.is_ascii {
            let needle = self.folded.as_bytes();
            let starts =
                |part: &[u8]| part.get(..needle.len()).is_some_and(|part| part.eq_ignore_ascii_case(needle));
            return match how {
                How::Contains => needle.is_empty() || cell.windows(needle.len()).any(starts),
                How::Lacks => !needle.is_empty() && !cell.windows(needle.len()).any(starts),
                How::Is => cell.eq_ignore_ascii_case(needle),
                How::IsNot => !cell.eq_ignore_ascii_case(needle),
                How::Starts => starts(cell),
                How::Ends => {
                    cell.len() >= needle.len() && cell.get(cell.len() - needle.len()..).is_some_and(starts)
                }
            };
        }
        let folded = fold_key(&String::from_utf8_lossy(cell));
        let needle = self.folded.as_str();
        match how {
            How::Contains => folded.contains(needle),
            How::Lacks => !folded.contains(needle),
            How::Is => folded == needle,
            How::IsNot => folded != needle,
            How::Starts => folded.starts_with(needle),
            How::Ends => folded.ends_with(needle),
        }
    }
}

/// A test, ready for many cells.
enum Ready<'a> {
    Values(FxHashSet<&'a [u8]>, bool),
    Text(How, Needle),
    Number(f64, f64, Reading),
    Day(i32, i32, Reading),
    Blank(bool),
    Unread(Reading),
}

impl Ready<'_> {
    fn fits(&self, cell: &[u8]) -> bool {
        match self {
            Ready::Values(values, keep) => values.contains(trim(cell)) == *keep,
            Ready::Text(how, needle) => needle.fits(*how, cell),
            // No number is between nothing.
            Ready::Number(low, high, reading) => {
                let number = read_cell::number(cell, *reading);
                *low <= number && number <= *high
            }
            Ready::Day(from, to, reading) => {
                let day = read_cell::day(cell, *reading);
                day != NO_DAY && *from <= day && day <= *to
            }
            Ready::Blank(wanted) => is_blank(cell) == *wanted,
            Ready::Unread(reading) => read_cell::problem(cell, *reading).is_some(),
        }
    }
}

impl Table {
    fn ready<'a>(&self, filter: &'a Filter) -> Ready<'a> {
        let reading = self.reading(filter.column);
        match &filter.test {
            Test::Values { values, keep } => {
                Ready::Values(values.iter().map(|value| trim(value.as_bytes())).collect(), *keep)
            }
            Test::Text { how, text } => Ready::Text(*how, Needle::new(text)),
            Test::Number { low, high } => {
                Ready::Number(low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY), reading)
            }
            Test::Day { from, to } => Ready::Day(from.unwrap_or(NO_DAY + 1), to.unwrap_or(i32::MAX), reading),
            Test::Blank(wanted) => Ready::Blank(*wanted),
            Test::Unread => Ready::Unread(reading),
        }
    }

    /// One entry a row id: whether the row passes all filters, and has a cell that its column cannot understand
    /// if `problems` names columns. Deleted rows have an entry, too.
    pub fn passing(&self, filters: &[Filter], problems: Option<&[u32]>) -> Vec<bool> {
        let known = |column: u32| (column as usize) < self.headers().len();
        let filters: Vec<&Filter> = filters.iter().filter(|filter| known(filter.column)).collect();
        let ready: Vec<Ready<'_>> = filters.iter().map(|filter| self.ready(filter)).collect();
        let mut pass = vec![true; self.capacity() as usize];
        let mut wrong = vec![false; if problems.is_some() { pass.len() } else { 0 }];
        let asked: Vec<(u32, Reading)> = problems
            .unwrap_or_default()
            .iter()
            .filter(|column| known(**column) && self.profile(**column).invalid > 0)
            .map(|column| (*column, self.reading(*column)))
            .collect();
        let mut columns: Vec<u32> = filters
            .iter()
            .map(|filter| filter.column)
            .chain(asked.iter().map(|(column, _)| *column))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        // What is asked of each column, in the order of the columns.
        let tests: Vec<Vec<&Ready<'_>>> = columns
            .iter()
            .map(|column| {
                filters
                    .iter()
                    .zip(&ready)
                    .filter(|(filter, _)| filter.column == *column)
                    .map(|(_, ready)| ready)
                    .collect()
            })
            .collect();
        let readings: Vec<Option<Reading>> = columns
            .iter()
            .map(|column| asked.iter().find(|(known, _)| known == column).map(|(_, reading)| *reading))
            .collect();
        if !columns.is_empty() {
            self.rows.visit(&columns, |row, index, cell| {
                if let (Some(pass), Some(tests)) = (pass.get_mut(row as usize), tests.get(index)) {
                    *pass = *pass && tests.iter().all(|test| test.fits(cell));
                }
                if let (Some(wrong), Some(Some(reading))) = (wrong.get_mut(row as usize), readings.get(index))
                {
                    *wrong = *wrong || read_cell::problem(cell, *reading).is_some();
                }
            });
        }
        if problems.is_some() {
            pass.iter_mut().zip(&wrong).for_each(|(pass, wrong)| *pass = *pass && *wrong);
        }
        pass
    }

    /// The values of a column (trimmed) among the rows that pass, most frequent first: those that contain
    /// `search`, at most `most`; and how many there are of them.
    pub fn counted(&self, column: u32, passing: &[bool], search: &str, most: usize) -> (Vec<Counted>, u32) {
        let mut counts: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        let alive = self.row_count() == self.capacity();
        if (column as usize) < self.headers().len() {
            self.rows.visit(&[column], |row, _, cell| {
                if passing.get(row as usize).copied().unwrap_or(false) && (alive || self.is_alive(row)) {
                    let cell = trim(cell);
                    match counts.get_mut(cell) {
                        Some(count) => *count += 1,
                        None => drop(counts.insert(cell.to_vec(), 1)),
                    }
                }
            });
        }
        let needle = Needle::new(search);
        // The order of the map ends here: what is equal by count goes by the text.
        let mut found: Vec<(Vec<u8>, u32)> =
            counts.into_iter().filter(|(value, _)| needle.fits(How::Contains, value)).collect();
        let all = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let by_count = |a: &(Vec<u8>, u32), b: &(Vec<u8>, u32)| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0));
        if found.len() > most {
            found.select_nth_unstable_by(most, by_count);
            found.truncate(most);
        }
        let mut found: Vec<Counted> = found
            .into_iter()
            .map(|(value, rows)| Counted { value: String::from_utf8_lossy(&value).into_owned(), rows })
            .collect();
        found.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| collate::compare(&a.value, &b.value, false)));
        (found, all)
    }

    /// Row ids in table order that pass.
    pub fn rows_passing(&self, passing: &[bool]) -> Vec<RowId> {
        self.rows().filter(|row| passing.get(*row as usize).copied().unwrap_or(false)).collect()
    }
}
