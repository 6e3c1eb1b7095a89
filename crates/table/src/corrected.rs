//! Which cells a person has corrected.

use crate::{RowId, Table};

impl Table {
    /// Every cell that a person has changed, by rows and then columns; also those of deleted rows.
    pub fn edited_cells(&self) -> impl Iterator<Item = (RowId, u32)> + '_ {
        self.rows.edits.keys().copied()
    }
}
