//! How a sheet is looked at: sorted, filtered, only its problems. A permutation of row ids, made when it is asked
//! for and kept until it is asked for again: an edit does not move the row that it was made in, nor make it vanish.
//!
//! Rows that are added take their place in what is seen, rows that are deleted leave it, and come back to it.
//! Must never change a cell, nor the order of the table itself.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use garimpo_table::{Filter, RowId, SortKey, Table};
use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub sort: Vec<SortKey>,
    /// All of them hold.
    pub filters: Vec<Filter>,
    /// Only rows with a cell that its column cannot understand.
    pub problems: bool,
}

impl Look {
    pub fn is_plain(&self) -> bool {
        *self == Look::default()
    }

    /// Rows may be hidden by it.
    pub fn hides(&self) -> bool {
        self.problems || !self.filters.is_empty()
    }
}

/// The rows that are seen, in their order.
#[derive(Debug, Default)]
pub struct Seen {
    rows: Vec<RowId>,
    /// The place of every row id, `u32::MAX` for what is not seen; made when first asked for.
    places: OnceCell<Vec<u32>>,
}

impl Seen {
    pub fn new(rows: Vec<RowId>) -> Seen {
        Seen { rows, places: OnceCell::new() }
    }

    pub fn into_rows(self) -> Vec<RowId> {
        self.rows
    }

    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }

    pub fn place_of(&self, row: RowId) -> Option<u32> {
        let places = self.places.get_or_init(|| {
            let most = self.rows.iter().max().map_or(0, |most| *most as usize + 1);
            let mut places = vec![u32::MAX; most];
            for (place, row) in (0..).zip(&self.rows) {
                if let Some(slot) = places.get_mut(*row as usize) {
                    *slot = place;
                }
            }
            places
        });
        places.get(row as usize).copied().filter(|place| *place != u32::MAX)
    }

    pub fn insert(&mut self, at: u32, rows: &[RowId]) {
        let at = (at as usize).min(self.rows.len());
        self.rows.splice(at..at, rows.iter().copied());
        self.places = OnceCell::new();
    }

    /// Takes rows out; where they were, for [`Seen::restore`].
    pub fn remove(&mut self, rows: &[RowId]) -> Vec<(u32, RowId)> {
        let mut gone: Vec<(u32, RowId)> =
            rows.iter().filter_map(|row| Some((self.place_of(*row)?, *row))).collect();
        gone.sort_unstable();
        gone.dedup();
        if !gone.is_empty() {
            let mut next = gone.iter().peekable();
            let mut place = 0;
            self.rows.retain(|_| {
                let is_gone = next.next_if(|(at, _)| *at == place).is_some();
                place += 1;
                !is_gone
            });
            self.places = OnceCell::new();
        }
        gone
    }

    /// Puts rows back at their places (ascending). All of `back` is seen then: what has no place here, because
    /// another look was set meanwhile, comes last.
    pub fn restore(&mut self, places: &[(u32, RowId)], back: &[(u32, RowId)]) {
        let mut rows = Vec::with_capacity(self.rows.len() + back.len());
        let mut rest = std::mem::take(&mut self.rows).into_iter();
        for (place, row) in places {
            while rows.len() < *place as usize {
                match rest.next() {
                    Some(other) => rows.push(other),
                    None => break,
                }
            }
            rows.push(*row);
        }
        rows.extend(rest);
        let placed: BTreeSet<RowId> = places.iter().map(|(_, row)| *row).collect();
        rows.extend(back.iter().map(|(_, row)| *row).filter(|row| !placed.contains(row)));
        self.rows = rows;
        self.places = OnceCell::new();
    }
}

impl Sheet {
    /// What a look shows now; `None` when it shows the table as it is.
    pub fn seen_by(&self, look: &Look) -> Option<Vec<RowId>> {
        if look.is_plain() {
            return None;
        }
        let table: &Table = &self.table;
        let rows = if look.hides() {
            // Only a column that means something can be wrong.
            let columns: Vec<u32> =
                (0..self.columns()).filter(|column| self.field(*column).is_some()).collect();
            table.rows_passing(&table.passing(&look.filters, look.problems.then_some(columns.as_slice())))
        } else {
            table.rows().collect()
        };
        Some(table.sorted(rows, &look.sort))
    }

    /// Rows that are seen.
    pub fn shown(&self) -> u32 {
        match &self.seen {
            Some(seen) => u32::try_from(seen.rows().len()).unwrap_or(u32::MAX),
            None => self.table.row_count(),
        }
    }

    /// The row at a position as it is seen.
    pub fn row_at(&self, position: u32) -> Option<RowId> {
        match &self.seen {
            Some(seen) => seen.rows().get(position as usize).copied(),
            None => self.table.row_at(position),
        }
    }

    /// Where a row is seen; `None` when it is deleted or hidden.
    pub fn position_of(&self, row: RowId) -> Option<u32> {
        match &self.seen {
            Some(seen) => seen.place_of(row),
            None => self.table.position_of(row),
        }
    }
}
