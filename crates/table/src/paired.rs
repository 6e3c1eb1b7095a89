//! What a column says only together with its cells' signs or with a neighbour: the currency of every amount,
//! and a day with the hour that another column holds. Made when asked for, and not kept.

use crate::fold::{fold_key, trim};
use crate::table::{NO_I64, Table};
use crate::value::{currency, date};
use crate::{CellType, Currency, read_cell};

impl Table {
    /// The currency of every amount, one entry a row id: its own sign's, else the column's, else `None`.
    /// Needed only where [`crate::Profile::mixes_currencies`] says so.
    pub fn currencies(&self, column: u32) -> Vec<Option<Currency>> {
        let reading = self.reading(column);
        let mut out = vec![None; self.capacity() as usize];
        self.rows.visit(&[column], |row, _, cell| {
            if let Some(slot) = out.get_mut(row as usize) {
                *slot = read_cell::currency(cell, reading);
            }
        });
        out
    }

    /// The currency that every cell of a column of codes or signs names (`BRL`, `R$`), one entry a row id.
    pub fn named_currencies(&self, column: u32) -> Vec<Option<Currency>> {
        let mut out = vec![None; self.capacity() as usize];
        self.rows.visit(&[column], |row, _, cell| {
            if let Some(slot) = out.get_mut(row as usize) {
                let trimmed = trim(cell);
                *slot = currency::code(trimmed).or_else(|| currency::named(trimmed));
            }
        });
        out
    }

    /// Local seconds since 1970-01-01T00:00, of a day in one column and its hour in another (`14:49`, `2 PM`);
    /// midnight where there is no hour, [`NO_I64`] where there is no day. A day that has its own time keeps it.
    pub fn seconds_with(&self, dates: u32, hours: u32) -> Vec<i64> {
        let mut seconds = self.seconds(dates).as_ref().clone();
        if self.reading(dates).cell_type != CellType::Date {
            return seconds;
        }
        self.rows.visit(&[hours], |row, _, cell| {
            if let Some(slot) = seconds.get_mut(row as usize)
                && *slot != NO_I64
            {
                *slot += i64::from(date::clock(trim(cell)).unwrap_or(0));
            }
        });
        seconds
    }

    /// The column that holds the hours of a column of days: of the same header with `Hora` for `Data`
    /// (`Time` for `Date`), or the only one of the file beside its only days; and nearly all of its values are
    /// times.
    pub fn hour_column(&self, dates: u32) -> Option<u32> {
        if self.reading(dates).cell_type != CellType::Date {
            return None;
        }
        let is_hours = |column: &u32| self.profile(*column).time_share >= 0.8;
        let columns = || 0..self.headers().len() as u32;
        let header = fold_key(self.headers().get(dates as usize)?);
        let named = columns().find(|column| {
            self.headers().get(*column as usize).is_some_and(|other| is_hour_of(&fold_key(other), &header))
        });
        if let Some(column) = named.filter(is_hours) {
            return Some(column);
        }
        let mut hours = columns().filter(is_hours);
        let (only, more) = (hours.next(), hours.next());
        let days = columns().filter(|column| self.reading(*column).cell_type == CellType::Date).count();
        only.filter(|_| more.is_none() && days == 1)
    }
}

/// Whether two folded headers differ only in `hora` and `data`, or `time` and `date`.
fn is_hour_of(hour: &str, date: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty())
    }
    let is_pair = |(hour, date): (&str, &str)| {
        matches!(
            (hour, date),
            ("hora" | "horario" | "hour" | "time", "data" | "fecha" | "date" | "dia" | "day")
        )
    };
    let pairs = || words(hour).zip(words(date));
    words(hour).count() == words(date).count()
        && pairs().filter(|(hour, date)| hour != date).count() == 1
        && pairs().all(|(hour, date)| hour == date || is_pair((hour, date)))
}
