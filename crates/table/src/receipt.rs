//! What became of every record of a file.

use serde::{Deserialize, Serialize};

/// `read` is the sum of the others, always. Counted in records (a quoted line break does not end one).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub read: u32,
    /// Records before the header, blank ones included.
    pub preamble: u32,
    pub header: u32,
    pub kept: u32,
    pub totals: u32,
    pub rejected: u32,
    /// Blank records among and after the data.
    pub blank: u32,
    pub footer: u32,
}

impl Receipt {
    pub fn balances(&self) -> bool {
        self.read
            == self.preamble
                + self.header
                + self.kept
                + self.totals
                + self.rejected
                + self.blank
                + self.footer
    }
}
