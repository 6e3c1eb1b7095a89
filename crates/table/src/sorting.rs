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
            by_rank(&mut ranked);
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
        if self.profile(column).distinct < FEW {
            return self.few_text_ranks(column, numeric);
        }
        let mut ends: Vec<u32> = Vec::with_capacity(self.capacity() as usize);
        let mut arena: Vec<u8> = Vec::new();
        self.rows.visit(&[column], |_, _, cell| {
            if !trim(cell).is_empty() {
                collate::key(cell, numeric, &mut arena);
            }
            ends.push(arena.len() as u32);
        });
        let keys = Keys { ends: &ends, arena: &arena };
        let mut order: Vec<(u64, u32)> = (0..self.capacity()).map(|row| (keys.word(row, 0), row)).collect();
        keys.sort(&mut order, 0);
        let mut ranks = vec![EMPTY; order.len()];
        let (mut rank, mut before) = (0u64, None::<u32>);
        for (_, row) in order {
            if before.is_some_and(|last| keys.of(last) != keys.of(row)) {
                rank += 1;
            }
            before = Some(row);
            if let Some(slot) = ranks.get_mut(row as usize) {
                *slot = if keys.of(row).is_empty() { EMPTY } else { rank };
            }
        }
        Ranks(ranks)
    }

    /// Of a column whose texts repeat: only the different ones are compared.
    fn few_text_ranks(&self, column: u32, numeric: bool) -> Ranks {
        let texts = self.texts(column);
        let mut order: Vec<(Vec<u8>, usize)> = Vec::with_capacity(texts.values.len());
        for (code, value) in texts.values.iter().enumerate() {
            let mut key = Vec::new();
            collate::key(value.as_bytes(), numeric, &mut key);
            order.push((key, code));
        }
        order.sort_unstable();
        let mut of_code = vec![EMPTY; order.len()];
        for (rank, (_, code)) in (0u64..).zip(order) {
            // Code 0 is the empty text.
            if let Some(slot) = of_code.get_mut(code).filter(|_| code > 0) {
                *slot = rank;
            }
        }
        Ranks(texts.codes.iter().map(|code| of_code.get(*code as usize).copied().unwrap_or(EMPTY)).collect())
    }
}

/// Columns with fewer different texts are sorted by them.
const FEW: u32 = 50_000;

/// One key a row, in one piece of memory.
struct Keys<'a> {
    ends: &'a [u32],
    arena: &'a [u8],
}

impl Keys<'_> {
    fn of(&self, row: u32) -> &[u8] {
        let before = row.checked_sub(1).and_then(|before| self.ends.get(before as usize));
        let start = before.copied().unwrap_or(0) as usize;
        let end = self.ends.get(row as usize).map_or(start, |end| *end as usize);
        self.arena.get(start..end).unwrap_or_default()
    }

    /// Eight bytes of a key, `depth` words in, filled up with zeros: no key has a zero in it.
    fn word(&self, row: u32, depth: usize) -> u64 {
        let key = self.of(row).get(depth * 8..).unwrap_or_default();
        if let Some(word) = key.first_chunk::<8>() {
            return u64::from_be_bytes(*word);
        }
        let mut word = [0; 8];
        word.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
        u64::from_be_bytes(word)
    }

    /// By one word at a time; only what a word leaves equal is looked at further.
    fn sort(&self, order: &mut [(u64, u32)], depth: usize) {
        order.sort_unstable();
        let mut rest = order;
        while let Some((word, _)) = rest.first().copied() {
            let same = rest.iter().take_while(|(other, _)| *other == word).count();
            let (run, after) = rest.split_at_mut(same);
            // The last byte of a whole word: the key may go on.
            if same > 1 && word & 0xff != 0 {
                run.iter_mut().for_each(|(word, row)| *word = self.word(*row, depth + 1));
                self.sort(run, depth + 1);
            }
            rest = after;
        }
    }
}

/// Stable; a few passes over the digits that differ.
fn by_rank(ranked: &mut Vec<(u64, RowId)>) {
    const BITS: u32 = 11;
    if ranked.len() < 5_000 {
        ranked.sort_by_key(|(rank, _)| *rank);
        return;
    }
    let first = ranked.first().map_or(0, |(rank, _)| *rank);
    let differ = ranked.iter().fold(0, |differ, (rank, _)| differ | (rank ^ first));
    let mut other = vec![(0u64, 0u32); ranked.len()];
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        let mask = (1u64 << BITS) - 1;
        if (differ >> shift) & mask == 0 {
            continue;
        }
        let digit = |rank: u64| ((rank >> shift) & mask) as usize;
        let mut places = vec![0usize; 1 << BITS];
        for (rank, _) in ranked.iter() {
            if let Some(place) = places.get_mut(digit(*rank)) {
                *place += 1;
            }
        }
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for entry in ranked.iter() {
            if let Some(place) = places.get_mut(digit(entry.0)) {
                if let Some(slot) = other.get_mut(*place) {
                    *slot = *entry;
                }
                *place += 1;
            }
        }
        std::mem::swap(ranked, &mut other);
    }
}

pub(crate) fn is_blank(cell: &[u8]) -> bool {
    let cell = trim(cell);
    cell.is_empty() || is_no_value(cell)
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
