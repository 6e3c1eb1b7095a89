//! The rows of a table in another order: a permutation of row ids, nothing is moved.
//!
//! Values by the column's reading, numbers as numbers and dates as dates; text by [`crate::collate`]. What the
//! reading cannot understand stands after all values, and empty cells after that, whichever way is sorted.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::collate;
use crate::fold::trim;
use crate::table::{NO_DAY, NO_I64, Table};
use crate::value::is_no_value;
use crate::{CellType, RowId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    pub column: u32,
    pub descending: bool,
}

/// No value here is as large: these two stand at the end.
const UNREAD: u64 = u64::MAX - 1;
const EMPTY: u64 = u64::MAX;

/// One number a row id: rows compare as their numbers do. Texts that differ have different ones.
struct Ranks(Vec<u64>);

impl Table {
    /// Stable: rows that all keys leave equal keep their order.
    pub fn sorted(&self, mut rows: Vec<RowId>, keys: &[SortKey]) -> Vec<RowId> {
        // From the last key to the first, each time stable.
        for key in keys.iter().rev().filter(|key| (key.column as usize) < self.headers().len()) {
            let ranks = self.ranks(key.column);
            let rank = |row: RowId| {
                let rank = ranks.0.get(row as usize).copied().unwrap_or(EMPTY);
                if key.descending && rank < UNREAD { UNREAD - 1 - rank } else { rank }
            };
            let mut ranked: Vec<(u64, RowId)> = rows.iter().map(|row| (rank(*row), *row)).collect();
            ranked.sort_by_key(|(rank, _)| *rank);
            rows.clear();
            rows.extend(ranked.iter().map(|(_, row)| *row));
        }
        rows
    }

    fn ranks(&self, column: u32) -> Ranks {
        match self.reading(column).cell_type {
            CellType::Number | CellType::Percent => {
                let of = |number: &f64| if number.is_nan() { UNREAD } else { of_float(*number) };
                self.with_blanks(column, self.numbers(column).iter().map(of).collect())
            }
            CellType::Money => self.with_blanks(column, of_wide(&self.money(column))),
            CellType::DateTime => self.with_blanks(column, of_wide(&self.seconds(column))),
            CellType::Date => {
                let of = |day: &i32| if *day == NO_DAY { UNREAD } else { of_int(i64::from(*day)) };
                self.with_blanks(column, self.days(column).iter().map(of).collect())
            }
            CellType::Boolean => {
                let of = |value: &u8| if *value > 1 { UNREAD } else { u64::from(*value) };
                self.with_blanks(column, self.booleans(column).iter().map(of).collect())
            }
            CellType::Text => self.text_ranks(column, false),
            CellType::Id => self.text_ranks(column, true),
        }
    }

    /// Tells the empty cells from those that could not be read.
    fn with_blanks(&self, column: u32, mut ranks: Vec<u64>) -> Ranks {
        if self.profile(column).invalid == 0 {
            ranks.iter_mut().filter(|rank| **rank == UNREAD).for_each(|rank| *rank = EMPTY);
        } else {
            self.rows.visit(&[column], |row, _, cell| {
                if let Some(rank) = ranks.get_mut(row as usize)
                    && *rank == UNREAD
                    && is_blank(cell)
                {
                    *rank = EMPTY;
                }
            });
        }
        Ranks(ranks)
    }

    /// Every text gets its place among all texts of the column.
    fn text_ranks(&self, column: u32, numeric: bool) -> Ranks {
        let mut ends: Vec<usize> = Vec::with_capacity(self.capacity() as usize);
        let mut arena: Vec<u8> = Vec::new();
        self.rows.visit(&[column], |_, _, cell| {
            if !trim(cell).is_empty() {
                collate::key(cell, numeric, &mut arena);
            }
            ends.push(arena.len());
        });
        let key = |row: u32| {
            let start = row.checked_sub(1).and_then(|before| ends.get(before as usize)).copied().unwrap_or(0);
            let end = ends.get(row as usize).copied().unwrap_or(start);
            arena.get(start..end).unwrap_or_default()
        };
        // The first eight bytes decide nearly always, without a jump into the arena.
        let mut order: Vec<(u64, u32)> = (0..self.capacity()).map(|row| (head(key(row)), row)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1))));
        let mut ranks = vec![EMPTY; order.len()];
        let (mut rank, mut before) = (0u64, None::<(u64, u32)>);
        for (head, row) in order {
            if before.is_some_and(|(other, last)| other != head || key(last) != key(row)) {
                rank += 1;
            }
            before = Some((head, row));
            if let Some(slot) = ranks.get_mut(row as usize) {
                *slot = if key(row).is_empty() { EMPTY } else { rank };
            }
        }
        Ranks(ranks)
    }
}

pub(crate) fn is_blank(cell: &[u8]) -> bool {
    let cell = trim(cell);
    cell.is_empty() || is_no_value(cell)
}

fn head(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(head)
}

/// Order is kept; the two largest numbers stay free.
fn of_int(value: i64) -> u64 {
    ((value as u64) ^ (1 << 63)).min(UNREAD - 1)
}

fn of_wide(values: &Rc<Vec<i64>>) -> Vec<u64> {
    values.iter().map(|value| if *value == NO_I64 { UNREAD } else { of_int(*value) }).collect()
}

fn of_float(value: f64) -> u64 {
    // -0 is 0.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}
