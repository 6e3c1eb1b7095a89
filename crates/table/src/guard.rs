//! Writing for spreadsheets: a text that a spreadsheet would run as a formula gets an apostrophe before it.
//!
//! Only text that begins with `=`, `+`, `-`, `@`, a tab or a return, and that is nothing else: never a negative
//! number, an amount, a share, a phone, a date, a dash for "nothing". Must never change the table.

use crate::fold::trim;
use crate::table::Table;
use crate::value::{date, id, is_no_value, number};
use crate::{RowId, write};

/// A CSV file, and how many of its cells were guarded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guarded {
    pub bytes: Vec<u8>,
    pub cells: u32,
}

/// Whether a spreadsheet would take a cell for a formula.
pub fn is_dangerous(cell: &[u8]) -> bool {
    let Some(first) = cell.first() else { return false };
    // Spreadsheets skip blanks before the sign.
    let text = trim(cell);
    let sign = text.first().copied().unwrap_or(b' ');
    let begins = matches!(first, b'\t' | b'\r') || matches!(sign, b'=' | b'+' | b'-' | b'@');
    let is_plain = || {
        is_no_value(text)
            || id::is_phone(text)
            || number::lex(text).is_some()
            || date::lex(text).is_some()
            || text.iter().all(|byte| matches!(byte, b'-' | b'+' | b'_' | b' '))
    };
    begins && !is_plain()
}

impl Table {
    /// These rows and columns as CSV. `guard`: for spreadsheets (with a byte order mark, and formulas guarded);
    /// else for systems (verbatim, no mark).
    pub fn csv_of(&self, rows: impl Iterator<Item = RowId>, delimiter: u8, guard: bool) -> Guarded {
        let mut out = Guarded { bytes: Vec::with_capacity(self.rows.text.len() + 1024), cells: 0 };
        if guard {
            out.bytes.extend_from_slice(&[0xef, 0xbb, 0xbf]);
        }
        for (column, header) in self.headers().iter().enumerate() {
            out.cell(column, header.as_bytes(), delimiter, guard);
        }
        out.bytes.extend_from_slice(b"\r\n");
        let columns: Vec<u32> = (0..self.headers().len() as u32).collect();
        let mut scratch = Vec::new();
        for row in rows {
            self.rows.visit_row(row, &columns, &mut scratch, |index, cell| {
                out.cell(index, cell, delimiter, guard);
            });
            out.bytes.extend_from_slice(b"\r\n");
        }
        out
    }
}

impl Guarded {
    fn cell(&mut self, column: usize, cell: &[u8], delimiter: u8, guard: bool) {
        if column > 0 {
            self.bytes.push(delimiter);
        }
        if guard && is_dangerous(cell) {
            self.cells += 1;
            let guarded: Vec<u8> = std::iter::once(b'\'').chain(cell.iter().copied()).collect();
            write::cell(&mut self.bytes, &guarded, delimiter);
        } else {
            write::cell(&mut self.bytes, cell, delimiter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_spreadsheet_would_run_is_guarded() {
        for cell in [
            "=1+1",
            "=cmd|' /C calc'!A0",
            "+SUM(A1)",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            " =1+1",
            "=HYPERLINK(\"http://x.example\")",
            "-cmd",
            "+a",
        ] {
            assert!(is_dangerous(cell.as_bytes()), "{cell}");
        }
        for cell in [
            "",
            "-1.234,50",
            "-12",
            "- 5",
            "+5",
            "-R$ 10,00",
            "R$ -10,00",
            "-5%",
            "+55 11 91234-5678",
            "-",
            "--",
            "- -",
            "01/02/2026",
            "2026-01-02",
            "Google",
            "'=1",
            "a=b",
            "ana@x.example",
            "1-2",
        ] {
            assert!(!is_dangerous(cell.as_bytes()), "{cell}");
        }
    }

    #[test]
    fn a_file_for_systems_is_verbatim() {
        let table = Table::from_rows(vec!["a".into(), "b".into()], vec![vec!["=1+1".into(), "-5".into()]]);
        let of = |guard| table.csv_of(table.rows(), b';', guard);
        assert_eq!(of(false), Guarded { bytes: b"a;b\r\n=1+1;-5\r\n".to_vec(), cells: 0 });
        assert_eq!(of(true), Guarded { bytes: b"\xef\xbb\xbfa;b\r\n'=1+1;-5\r\n".to_vec(), cells: 1 });
    }
}
