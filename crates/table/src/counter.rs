//! Counting the values of one column. Values that repeat are judged once, not once a row.

use crate::fold::{fold_hash, last_word, raw_hash, trim};
use crate::recount::Held;
use crate::table::RowId;
use crate::tally::{Tally, classify, is_email};
use crate::value::is_no_value;

/// Distinct values are counted up to here.
pub const MOST_DISTINCT: usize = 1_000;
const MOST_COMMON: usize = 20;
/// Distinct spellings that are held while counting.
const MOST_HELD: usize = 2 * MOST_DISTINCT;
/// Longer cells end the holding.
const LONGEST_HELD: usize = 4096;

#[derive(Debug, Clone)]
pub struct Entry {
    hash: u64,
    /// Up to 16 bytes are the same text when these and the length are.
    ends: (u64, u64),
    start: u32,
    len: u32,
    pub count: u32,
    pub first: RowId,
}

/// The first and the last eight bytes of a text.
#[inline]
fn ends(text: &[u8]) -> (u64, u64) {
    (text.first_chunk::<8>().map_or(0, |word| u64::from_le_bytes(*word)), last_word(text))
}

/// Different spellings with their counts and the first row of each.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    pub entries: Vec<Entry>,
    arena: Vec<u8>,
    slots: Vec<u16>,
}

/// Slots to begin with: files with very many columns must not cost much memory.
const SLOTS: usize = 64;

impl Spellings {
    /// Counts a cell; the number of its spelling, from 1 on. `None`: there is no room for it.
    #[inline]
    pub fn add(&mut self, row: RowId, cell: &[u8]) -> Option<u16> {
        let hash = raw_hash(cell);
        let ends = ends(cell);
        let mut slot = self.room(hash);
        loop {
            let index = self.slots.get(slot).copied().unwrap_or(0);
            if index == 0 {
                break;
            }
            if let Some(entry) = self.entries.get_mut(index as usize - 1)
                && entry.ends == ends
                && entry.len as usize == cell.len()
                && (cell.len() <= 16
                    || self.arena.get(entry.start as usize..(entry.start + entry.len) as usize) == Some(cell))
            {
                entry.count += 1;
                entry.first = entry.first.min(row);
                return Some(index);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        if self.entries.len() >= MOST_HELD || cell.len() > LONGEST_HELD {
            return None;
        }
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(cell);
        self.entries.push(Entry { hash, ends, start, len: cell.len() as u32, count: 1, first: row });
        let number = self.entries.len() as u16;
        if let Some(place) = self.slots.get_mut(slot) {
            *place = number;
        }
        Some(number)
    }

    /// The slot where the search for a hash begins, after making sure that at least half of all are free.
    #[inline]
    fn room(&mut self, hash: u64) -> usize {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow((self.slots.len() * 2).max(SLOTS));
        }
        hash as usize & (self.slots.len() - 1)
    }

    #[cold]
    fn grow(&mut self, len: usize) {
        self.slots = vec![0; len];
        for (index, entry) in self.entries.iter().enumerate() {
            let mut slot = entry.hash as usize & (len - 1);
            while self.slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = (slot + 1) & (len - 1);
            }
            if let Some(place) = self.slots.get_mut(slot) {
                *place = index as u16 + 1;
            }
        }
    }

    pub fn find(&self, cell: &[u8]) -> Option<usize> {
        let hash = raw_hash(cell);
        self.entries.iter().position(|entry| entry.hash == hash && self.text(entry) == cell)
    }

    /// Forgets a spelling that no row has any more.
    pub fn remove(&mut self, at: usize) {
        if at < self.entries.len() {
            self.entries.remove(at);
            self.grow(self.slots.len().max(SLOTS));
        }
    }

    pub fn text(&self, entry: &Entry) -> &[u8] {
        self.arena.get(entry.start as usize..(entry.start + entry.len) as usize).unwrap_or_default()
    }

    /// Judges every spelling once.
    pub fn judge(&self, tally: &mut Tally) {
        for entry in &self.entries {
            let trimmed = trim(self.text(entry));
            tally.add(classify(trimmed), entry.count, entry.first, trimmed);
        }
    }

    /// Tells how many different values there are, and the most common.
    pub fn name(&self, tally: &mut Tally) {
        let value = |entry: &Entry| trim(self.text(entry));
        let mut filled: Vec<(u64, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| !is_no_value(value(entry)))
            .map(|entry| (fold_hash(value(entry)), entry))
            .collect();
        filled.sort_by(|(_, a), (_, b)| b.count.cmp(&a.count).then(a.first.cmp(&b.first)));
        tally.common = filled
            .iter()
            .take(MOST_COMMON)
            .map(|(_, entry)| String::from_utf8_lossy(value(entry)).into_owned())
            .collect();
        let mut keys: Vec<u64> = filled.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        tally.distinct = keys.len().min(MOST_DISTINCT) as u32;
    }
}

/// Counts one column.
pub struct Counter {
    tally: Tally,
    /// Rows in all: more text than a fifth of them makes the column text for certain.
    rows: u32,
    /// The row from which on all is taken for text.
    text_from: Option<RowId>,
    /// The row from which on no spellings are held.
    closed_at: Option<RowId>,
    spellings: Spellings,
    /// The spelling of each row, 0 for an empty cell; as long as all are held, and only if they are wanted.
    codes: Option<Vec<u16>>,
}

impl Counter {
    /// `codes`: also note which spelling each row has; then every row must be added.
    pub fn new(rows: u32, codes: bool) -> Self {
        Self {
            tally: Tally::default(),
            rows,
            text_from: None,
            closed_at: None,
            spellings: Spellings::default(),
            codes: codes.then(|| Vec::with_capacity(rows as usize)),
        }
    }

    #[inline]
    pub fn add(&mut self, row: RowId, cell: &[u8]) {
        if cell.is_empty() {
            self.codes.iter_mut().for_each(|codes| codes.push(0));
            return;
        }
        if self.closed_at.is_none() {
            if let Some(code) = self.spellings.add(row, cell) {
                self.codes.iter_mut().for_each(|codes| codes.push(code));
                return;
            }
            self.close(row);
        }
        let trimmed = trim(cell);
        if self.text_from.is_some() {
            self.tally.add_text(trimmed, 1);
        } else {
            self.tally.add(classify(trimmed), 1, row, trimmed);
            if is_text(&self.tally, self.rows) {
                self.text_from = Some(row);
            }
        }
    }

    /// Judges the values held so far.
    fn close(&mut self, row: RowId) {
        self.closed_at = Some(row);
        self.codes = None;
        self.spellings.judge(&mut self.tally);
        if is_text(&self.tally, self.rows) {
            self.text_from = Some(row);
        }
    }

    /// With what it takes to count an edit without counting all again.
    pub fn finish(mut self) -> (Tally, Held) {
        if self.closed_at.is_none() {
            self.spellings.judge(&mut self.tally);
        }
        self.spellings.name(&mut self.tally);
        let Counter { mut tally, rows, text_from, closed_at, spellings, codes } = self;
        tally.is_text = text_from.is_some();
        (tally, Held { spellings, rows, closed_at, text_from, is_patched: false, codes })
    }
}

/// So much text that the column is text, whatever else is in it.
pub fn is_text(tally: &Tally, rows: u32) -> bool {
    tally.text > 64 && tally.text as u64 * 4 > rows as u64
}

impl Tally {
    /// In a column that is text for certain only e-mails and marks for "no value" are told apart. `count`: 1, or
    /// -1 to take it back.
    pub fn add_text(&mut self, trimmed: &[u8], count: i32) {
        if !is_no_value(trimmed) {
            let is_mail = is_email(trimmed);
            for (sum, counts) in
                [(&mut self.filled, true), (&mut self.text, true), (&mut self.email, is_mail)]
            {
                *sum = sum.saturating_add_signed(if counts { count } else { 0 });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_repeat_are_counted_once_each() {
        let mut counter = Counter::new(6, false);
        for (row, cell) in ["Google", "google ", "Site", "Google", "--", ""].iter().enumerate() {
            counter.add(row as u32, cell.as_bytes());
        }
        let tally = counter.finish().0;
        assert_eq!((tally.filled, tally.distinct), (4, 2));
        assert_eq!(tally.common, ["Google", "google", "Site"]);
    }

    #[test]
    fn many_values_are_counted_to_the_cap() {
        let mut counter = Counter::new(5_000, false);
        for row in 0..5_000u32 {
            counter.add(row, format!("ana{row}@exemplo.com").as_bytes());
        }
        let tally = counter.finish().0;
        assert_eq!((tally.filled, tally.email, tally.distinct), (5_000, 5_000, 1_000));
    }
}
