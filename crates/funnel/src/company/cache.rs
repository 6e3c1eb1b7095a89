//! What one build lends to the next: the answers that depend on key and date columns only.
//!
//! An answer is kept with the stamp of everything it was made from, and used only under an equal stamp, so a
//! build with a cache gives what a build without one gives. A sheet's id must never be given to another table
//! while a cache lives.

use super::columns::Columns;
use super::people::{People, Told};
use super::sales::Joined;
use crate::{Day, Field};

/// What earlier builds can lend to the next one, keyed by sheet, column and their versions.
#[derive(Default)]
pub struct Cache {
    pub(super) typed: Slot<()>,
    pub(super) people: Slot<People>,
    pub(super) created: Slot<Vec<Day>>,
    pub(super) told: Slot<Told>,
    pub(super) joined: Slot<Joined>,
    pub(super) touches: Slot<()>,
    /// Of touches: their leads, the buyers of deals, and which touches are theirs.
    pub(super) touched: Slot<Joined>,
    pub(super) buyers: Slot<People>,
    pub(super) bought: Slot<Joined>,
    /// Which leads rows of feedback and of activities are about.
    pub(super) fed: Slot<Joined>,
    pub(super) acted: Slot<Joined>,
}

/// Everything an answer was made from, in a fixed order.
pub(super) type Stamp = Vec<u64>;

pub(super) struct Slot<T>(Option<(Stamp, T)>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Slot(None)
    }
}

impl<T> Slot<T> {
    /// The kept answer, or a new one, which may use what it knows of the old.
    pub fn get(&mut self, stamp: Stamp, make: impl FnOnce(Option<T>) -> T) -> &T {
        let old = match self.0.take() {
            Some(kept) if kept.0 == stamp => {
                return &self.0.insert(kept).1;
            }
            old => old.map(|(_, value)| value),
        };
        &self.0.insert((stamp, make(old))).1
    }
}

/// Below this many rows the values themselves are stamped, too: a column that is added by hand, taken back
/// and added again counts its versions from the start.
const SMALL: usize = 20_000;

/// The rows of the sheets, and the versions of the columns that have these fields.
pub(super) fn stamp(sheets: &[&Columns<'_>], fields: &[Field]) -> Stamp {
    let mut stamp = Vec::with_capacity(1 + sheets.len() * (4 + 3 * fields.len()));
    // Stamps are put together: where one ends must show.
    stamp.push(sheets.len() as u64);
    for columns in sheets {
        let table = columns.sheet.table;
        stamp.push(u64::from(columns.sheet.id));
        stamp.push(table.rows_version());
        stamp.push(u64::from(table.capacity()) << 32 | u64::from(table.row_count()));
        for field in fields {
            let Some(column) = columns.at(*field) else {
                stamp.push(u64::MAX);
                continue;
            };
            // A small table looks at its column again when it is asked for the reading, and may change it.
            let _ = table.reading(column);
            stamp.push(u64::from(column));
            stamp.push(table.column_version(column));
            if (table.capacity() as usize) < SMALL {
                stamp.push(columns.digest(*field));
            }
        }
    }
    stamp
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_until_its_stamp_changes() {
        let mut slot = Slot::default();
        assert_eq!(*slot.get(vec![1], |_| 10), 10);
        assert_eq!(*slot.get(vec![1], |_| 20), 10);
        assert_eq!(*slot.get(vec![2], |old| old.unwrap_or(0) + 20), 30);
        assert_eq!(*slot.get(vec![1], |_| 40), 40);
    }
}
