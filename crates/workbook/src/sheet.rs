//! The cells of one sheet, as they come, into a text: commas, `"` doubled, one line a row.
//!
//! Lines keep the numbers of the sheet's rows (as long as no cell has a line break): empty rows become empty
//! lines. Empty columns on the left are left out, and every row is filled up to the last column that is used.

use garimpo_table::{Decimal, Encoding, ReadOptions, Unusable};

use crate::Limits;

/// Empty rows that are written out one by one. More between two rows is no table any more, only a cost.
const MOST_EMPTY: u32 = 1000;

#[derive(Debug)]
pub struct Sheet {
    most_rows: u32,
    most_columns: u32,
    most_bytes: u64,
    text: Vec<u8>,
    /// Row number, start in `text`, cells written (from column 0 on).
    rows: Vec<Row>,
    is_sorted: bool,
    first_column: u32,
    columns: u32,
    /// Of the row that is being written: column, and its cell's place in `line`.
    cells: Vec<(u32, usize, usize)>,
    line: Vec<u8>,
    current: u32,
    /// A cell of text that looks like a number with a separator.
    has_separated_text: bool,
    has_number: bool,
    /// A cell that cannot stand in a line as it is.
    has_special: bool,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    number: u32,
    cells: u32,
    start: usize,
}

/// What a cell of a sheet holds, already as text.
pub enum Cell<'a> {
    Text(&'a str),
    Number(&'a str),
    /// Dates, booleans, errors: no decimal sign in it.
    Plain(&'a str),
}

impl Sheet {
    /// `left`: bytes that may be made.
    pub fn new(limits: &Limits, left: u64) -> Sheet {
        Sheet {
            most_rows: limits.rows,
            most_columns: limits.columns,
            most_bytes: left,
            text: Vec::new(),
            rows: Vec::new(),
            is_sorted: true,
            first_column: u32::MAX,
            columns: 0,
            cells: Vec::new(),
            line: Vec::new(),
            current: 0,
            has_separated_text: false,
            has_number: false,
            has_special: false,
        }
    }

    /// Rows so far.
    pub fn row_count(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// `row` and `column` count from 0. An empty cell does not count as used.
    pub fn cell(&mut self, row: u32, column: u32, cell: Cell<'_>) -> Result<(), Unusable> {
        let (Cell::Text(text) | Cell::Number(text) | Cell::Plain(text)) = cell;
        if text.is_empty() {
            return Ok(());
        }
        if row >= self.most_rows || column >= self.most_columns {
            return Err(Unusable::TooManyCells {
                rows: self.most_rows,
                columns: self.most_columns,
                row: row.saturating_add(1),
                column: column.saturating_add(1),
            });
        }
        if row != self.current {
            self.end_row()?;
            self.current = row;
        }
        match cell {
            Cell::Text(text) => {
                self.has_separated_text = self.has_separated_text || is_separated(text.as_bytes());
                self.has_special =
                    self.has_special || text.bytes().any(|byte| matches!(byte, b'"' | b'\n' | b'\r'));
            }
            Cell::Number(_) => self.has_number = true,
            Cell::Plain(_) => {}
        }
        let start = self.line.len();
        self.line.extend_from_slice(text.as_bytes());
        self.cells.push((column, start, self.line.len()));
        if self.line.len() as u64 > self.most_bytes {
            return Err(Unusable::TooLarge { limit: self.most_bytes });
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Unusable> {
        if self.cells.is_empty() {
            return Ok(());
        }
        if !self.cells.is_sorted_by_key(|(column, ..)| *column) {
            self.cells.sort_by_key(|(column, ..)| *column);
        }
        let start = self.text.len();
        let mut written = 0;
        for (column, from, to) in self.cells.drain(..) {
            // Two cells in one place: the first one stays.
            if column < written {
                continue;
            }
            if written > 0 {
                self.text.push(b',');
            }
            self.text.resize(self.text.len() + (column - written) as usize, b',');
            written = column + 1;
            self.first_column = self.first_column.min(column);
            quoted(self.line.get(from..to).unwrap_or_default(), &mut self.text);
        }
        self.line.clear();
        self.columns = self.columns.max(written);
        self.is_sorted = self.is_sorted && self.rows.last().is_none_or(|row| row.number < self.current);
        self.rows.push(Row { number: self.current, cells: written, start });
        if self.text.len() as u64 > self.most_bytes {
            return Err(Unusable::TooLarge { limit: self.most_bytes });
        }
        Ok(())
    }

    /// The sheet's text and how to read it; `None` for a sheet without a filled cell. `are_exact`: the numbers
    /// are the file's own, written with a dot, not text that was found in it.
    pub fn finish(mut self, are_exact: bool) -> Result<Option<(Vec<u8>, ReadOptions)>, Unusable> {
        self.end_row()?;
        if self.rows.is_empty() {
            return Ok(None);
        }
        let lead = self.first_column as usize;
        let width = self.columns - self.first_column;
        let ends: Vec<usize> =
            self.rows.iter().skip(1).map(|row| row.start).chain([self.text.len()]).collect();
        let mut order: Vec<(Row, usize)> = self.rows.iter().copied().zip(ends).collect();
        if !self.is_sorted {
            order.sort_by_key(|(row, _)| row.number);
        }
        // One column of lines: perhaps a whole CSV that was pasted into a sheet. Its lines speak for themselves.
        let is_bare = width == 1 && !self.has_number && !self.has_special;
        let padding: u64 = order.iter().map(|(row, _)| u64::from(self.columns - row.cells)).sum();
        let total = self.text.len() as u64 + padding + order.len() as u64;
        if total > self.most_bytes {
            return Err(Unusable::TooLarge { limit: self.most_bytes });
        }
        let mut out = Vec::with_capacity(usize::try_from(total).unwrap_or(0) + MOST_EMPTY as usize);
        let mut next = 0;
        for (row, end) in order {
            let empty = row.number.saturating_sub(next);
            out.resize(out.len() + empty.min(MOST_EMPTY) as usize, b'\n');
            next = row.number.saturating_add(1);
            // The cells of the empty columns are one comma each.
            let line = self.text.get(row.start + lead..end).unwrap_or_default();
            if is_bare {
                unquoted(line, &mut out);
            } else {
                out.extend_from_slice(line);
            }
            out.resize(out.len() + (self.columns - row.cells) as usize, b',');
            out.push(b'\n');
        }
        let decimal = (are_exact && self.has_number && !self.has_separated_text).then_some(Decimal::Dot);
        let options = ReadOptions {
            encoding: Some(Encoding::Utf8),
            written: (!is_bare).then_some(width),
            decimal,
            ..ReadOptions::default()
        };
        Ok(Some((out, options)))
    }
}

fn quoted(cell: &[u8], out: &mut Vec<u8>) {
    // Blanks at the ends are part of the cell.
    let needs = memchr::memchr3(b',', b'"', b'\n', cell).is_some()
        || memchr::memchr(b'\r', cell).is_some()
        || matches!(cell, [b' ' | b'\t', ..] | [.., b' ' | b'\t']);
    if !needs {
        out.extend_from_slice(cell);
        return;
    }
    out.push(b'"');
    for (index, piece) in cell.split(|byte| *byte == b'"').enumerate() {
        if index > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(piece);
    }
    out.push(b'"');
}

/// Takes the quotes off a cell that has none inside.
fn unquoted(cell: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(match cell {
        [b'"', inner @ .., b'"'] => inner,
        plain => plain,
    });
}

/// Whether a text could be a number with a separator in it: `1.234`, `R$ 1.234,56`, `12,5 %`.
fn is_separated(text: &[u8]) -> bool {
    if text.len() > 40 {
        return false;
    }
    let mut digits = 0;
    let mut separated = false;
    let mut letters = 0;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' | b',' => {
                separated = separated
                    || (at > 0
                        && text.get(at - 1).is_some_and(u8::is_ascii_digit)
                        && text.get(at + 1).is_some_and(u8::is_ascii_digit));
            }
            b'A'..=b'Z' | b'a'..=b'z' => letters += 1,
            b' ' | b'$' | b'%' | b'(' | b')' | b'+' | b'-' | b'\'' | 0x80.. => {}
            _ => return false,
        }
    }
    separated && digits > 0 && letters <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cells<'a> = &'a [(u32, u32, &'a str)];

    fn made(cells: Cells<'_>) -> Option<(String, ReadOptions)> {
        let mut sheet = Sheet::new(&Limits::default(), 1 << 20);
        for (row, column, text) in cells {
            let cell = if text.parse::<f64>().is_ok() { Cell::Number(text) } else { Cell::Text(text) };
            sheet.cell(*row, *column, cell).expect("small");
        }
        let (text, options) = sheet.finish(true).expect("small")?;
        Some((String::from_utf8(text).expect("UTF-8"), options))
    }

    #[test]
    fn cells_become_lines() {
        #[track_caller]
        fn check(cells: Cells<'_>, expected: &str, columns: Option<u32>) {
            let (text, options) = made(cells).expect("cells");
            assert_eq!((text.as_str(), options.written), (expected, columns), "{cells:?}");
        }
        check(&[(0, 0, "a"), (0, 1, "b"), (1, 0, "1"), (1, 1, "2")], "a,b\n1,2\n", Some(2));
        // Short rows are filled up, gaps too.
        check(&[(0, 0, "a"), (0, 2, "c"), (1, 1, "x")], "a,,c\n,x,\n", Some(3));
        // Empty columns on the left go; empty rows stay as lines.
        check(&[(2, 3, "a"), (2, 4, "b"), (4, 4, "x")], "\n\na,b\n\n,x\n", Some(2));
        check(
            &[(0, 0, "a,b"), (0, 1, "say \"x\""), (1, 0, "l1\nl2"), (1, 1, " y ")],
            "\"a,b\",\"say \"\"x\"\"\"\n\"l1\nl2\",\" y \"\n",
            Some(2),
        );
        // Out of order, as no spreadsheet writes it.
        check(&[(1, 1, "d"), (1, 0, "c"), (0, 0, "a"), (0, 1, "b")], "a,b\nc,d\n", Some(2));
        check(&[(0, 0, "a"), (0, 0, "b"), (0, 1, "c")], "a,c\n", Some(2));
        // A CSV in the first column.
        check(&[(0, 0, "a;b"), (1, 0, "x, y;2")], "a;b\nx, y;2\n", None);
        check(&[(0, 0, "a"), (1, 0, "2")], "a\n2\n", Some(1));
        assert_eq!(made(&[]), None);
        assert_eq!(made(&[(0, 0, "")]), None);
    }

    #[test]
    fn a_dot_is_the_decimal_sign_unless_a_text_may_be_a_number() {
        #[track_caller]
        fn check(text: &str, expected: Option<Decimal>) {
            let (_, options) =
                made(&[(0, 0, "n"), (0, 1, "t"), (1, 0, "1.234"), (1, 1, text)]).expect("cells");
            assert_eq!(options.decimal, expected, "{text}");
        }
        check("Ana", Some(Decimal::Dot));
        check("1.5 times as fast as it was", Some(Decimal::Dot));
        check("1.234", Some(Decimal::Dot));
        check("R$ 1.234", None);
        check("R$\u{a0}1.234,56", None);
        check("12,5%", None);
        check("2026-03-01", Some(Decimal::Dot));
    }

    #[test]
    fn a_cell_beyond_the_limits_is_named() {
        let limits = Limits { rows: 10, columns: 5, ..Limits::default() };
        let mut sheet = Sheet::new(&limits, 1000);
        assert!(sheet.cell(9, 4, Cell::Text("x")).is_ok());
        let why = sheet.cell(10, 0, Cell::Text("x"));
        assert_eq!(why, Err(Unusable::TooManyCells { rows: 10, columns: 5, row: 11, column: 1 }));
        assert!(sheet.cell(0, 5, Cell::Text("x")).is_err());
        let mut sheet = Sheet::new(&limits, 1000);
        let many = "x".repeat(600);
        assert!(sheet.cell(0, 0, Cell::Text(&many)).is_ok());
        assert!(sheet.cell(0, 1, Cell::Text(&many)).is_err());
    }

    #[test]
    fn filling_up_rows_counts_too() {
        let mut sheet = Sheet::new(&Limits::default(), 10_000);
        for row in 0..100 {
            sheet.cell(row, 0, Cell::Text("x")).expect("small");
        }
        sheet.cell(100, 5000, Cell::Text("x")).expect("small");
        assert_eq!(sheet.finish(true), Err(Unusable::TooLarge { limit: 10_000 }));
    }
}
