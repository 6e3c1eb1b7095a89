//! Problems carry data; the page makes the sentence in the reader's language.

use serde::{Deserialize, Serialize};

use crate::table::RowId;

/// Characters of a record out of the table that are kept; longer ones are cut there.
pub const WHOLE: usize = 4_000;

/// One thing about a file that a person should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Physical line in the file, 1-based; where the record starts.
    pub line: u32,
    /// The row in the table, if the record is in it.
    pub row: Option<RowId>,
    pub column: Option<u32>,
    pub kind: ProblemKind,
    /// The cell or the record as written, cut at 200 characters; a record out of the table at [`WHOLE`].
    pub raw: String,
}

impl Problem {
    /// Whether `raw` is only the beginning of a record that is out of the table.
    pub fn is_cut(&self) -> bool {
        self.row.is_none() && self.raw.chars().nth(WHOLE - 1).is_some()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// A record with too many cells (out of the table: `rejected`) or too few (kept, the rest empty).
    Unequal {
        expected: u32,
        got: u32,
    },
    /// A quote that never closes: the record was read without it.
    UnclosedQuote,
    /// A quote in the middle of a cell, kept as text.
    StrayQuote,
    NotANumber,
    NotADate,
    /// Written like a date, but not in the calendar (31/02/2026).
    NoSuchDay,
    NotABoolean,
    /// Bytes that the encoding does not have, shown as `\xNN`.
    InvalidBytes,
    /// `1.20253E+17`: an id that a spreadsheet has rounded.
    DamagedId,
}

/// Why nothing could be read from a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Unusable {
    /// No byte, or only blank lines.
    Empty,
    /// A header and nothing below it.
    HeaderOnly { line: u32, columns: u32 },
    /// Not text. `looks_like` is a known kind by its first bytes ("xlsx", "pdf", "png", "zip", "gzip", …).
    Binary { looks_like: Option<String> },
    /// One column only, and no delimiter found: not a table.
    NoTable { line: u32, sample: String },
    /// A record longer than `limit` bytes, starting at `line`.
    RecordTooLong { line: u32, limit: u32 },
    /// More than `limit` bytes in all.
    TooLarge { limit: u64 },
    /// The browser could not read the file (moved, changed, no permission).
    Unreadable { reason: String },
    /// A workbook or a file in an archive that is locked with a password.
    Locked,
    /// A workbook or an archive that is cut or broken.
    Damaged,
    /// A workbook, an archive or a page without any table in it.
    NothingInside,
    /// A sheet or a file beside others in the same file, without a table in it (notes, a picture).
    NoTableBeside,
    /// A way of packing that is not known.
    Unsupported { what: String },
    /// More than `limit` sheets or files in one file.
    TooManyParts { limit: u32 },
    /// A cell at `row` and `column`, both 1-based, beyond the limits of a sheet.
    TooManyCells { rows: u32, columns: u32, row: u32, column: u32 },
    /// The part of the program that opens workbooks and archives could not be had (no network, at the first one).
    OpenerMissing,
    /// That part ended while it worked on the file: most likely out of memory.
    OpenerLost { size: u64 },
}
