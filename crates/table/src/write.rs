//! Cells to CSV text, in any dialect. What is written is read back the same with the same dialect.
//! Must never: drop a character without counting it.

use crate::cut::{Cut, NO_QUOTE, Pad};
use crate::decode::one_byte;
use crate::table::{RowId, Table};
use crate::{Dialect, Encoding, Newline, Spacing};

/// Writes one cell, quoted only where needed.
pub fn cell(out: &mut Vec<u8>, cell: &[u8], delimiter: u8) {
    let needs_quotes = cell.iter().any(|&byte| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n'))
        || matches!(cell.first(), Some(b' ')) && cell.contains(&b'"');
    if !needs_quotes {
        out.extend_from_slice(cell);
        return;
    }
    out.push(b'"');
    for &byte in cell {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// Characters that the encoding does not have (written as `?`), and cells that cannot be told apart
    /// without a quote (their delimiters and line ends are written as blanks).
    pub lost: u32,
}

/// How text is cut in a dialect.
pub fn cut(dialect: &Dialect) -> Cut {
    Cut {
        delimiter: dialect.delimiter,
        quote: dialect.quote.unwrap_or(NO_QUOTE),
        escape: dialect.escape.filter(|escape| Some(*escape) != dialect.quote).unwrap_or(NO_QUOTE),
        newline: if dialect.newline == Newline::Cr { b'\r' } else { b'\n' },
        pad: match dialect.spacing {
            Spacing::Exact => Pad::None,
            Spacing::BlankAfter => Pad::One,
            Spacing::Runs => Pad::Run,
        },
    }
}

/// Writes records cell by cell.
#[derive(Debug)]
pub struct Writer {
    dialect: Dialect,
    cut: Cut,
    text: Vec<u8>,
    lost: u32,
    /// Cells of the record at hand.
    cells: usize,
}

impl Writer {
    /// `size_hint`: bytes of text to expect, or 0.
    pub fn new(dialect: Dialect, size_hint: usize) -> Self {
        Self { dialect, cut: cut(&dialect), text: Vec::with_capacity(size_hint), lost: 0, cells: 0 }
    }

    /// The next cell of the record, quoted only where needed.
    pub fn cell(&mut self, cell: &[u8]) {
        self.between();
        if self.cells > 1 && self.dialect.spacing == Spacing::BlankAfter {
            self.text.push(b' ');
        }
        if !self.needs_quotes(cell) {
            self.text.extend_from_slice(cell);
        } else if self.cut.quote == NO_QUOTE {
            self.unquoted(cell);
        } else {
            self.quoted(cell);
        }
    }

    /// The next cell of the record as it stands in a text of the same dialect, with the blanks and quotes
    /// around it.
    pub fn span(&mut self, span: &[u8]) {
        self.between();
        self.text.extend_from_slice(span);
    }

    fn between(&mut self) {
        if self.cells > 0 {
            self.text.push(self.cut.delimiter);
        }
        self.cells += 1;
    }

    pub fn end_record(&mut self) {
        self.text.extend_from_slice(match self.dialect.newline {
            Newline::Lf => b"\n",
            Newline::CrLf => b"\r\n",
            Newline::Cr => b"\r",
        });
        self.cells = 0;
    }

    fn needs_quotes(&self, cell: &[u8]) -> bool {
        let Cut { delimiter, quote, .. } = self.cut;
        let is_special = |byte: &u8| *byte == delimiter || *byte == quote || matches!(byte, b'\r' | b'\n');
        let is_mark = self.text.is_empty() && cell.starts_with("\u{feff}".as_bytes());
        cell.iter().any(is_special)
            || cell.first() == Some(&b' ')
            || cell.is_empty() && delimiter == b' '
            || is_mark && self.dialect.encoding == Encoding::Utf8
    }

    fn quoted(&mut self, cell: &[u8]) {
        let Cut { quote, escape, .. } = self.cut;
        self.text.push(quote);
        for &byte in cell {
            if escape == NO_QUOTE {
                if byte == quote {
                    self.text.push(quote);
                }
            } else if byte == quote || byte == escape {
                self.text.push(escape);
            }
            self.text.push(byte);
        }
        self.text.push(quote);
    }

    fn unquoted(&mut self, cell: &[u8]) {
        let is_run = self.cut.pad == Pad::Run;
        let is_lost = |byte: u8| byte == self.cut.delimiter || matches!(byte, b'\r' | b'\n');
        if cell.iter().any(|&byte| is_lost(byte)) || is_run && (cell.is_empty() || cell.starts_with(b" ")) {
            self.lost += 1;
        }
        let blank = if self.cut.delimiter == b' ' { b'_' } else { b' ' };
        self.text.extend(cell.iter().map(|&byte| if is_lost(byte) { blank } else { byte }));
    }

    pub fn finish(self) -> Written {
        let Self { text, dialect, mut lost, .. } = self;
        let bytes = match dialect.encoding {
            Encoding::Utf8 => text,
            Encoding::Utf8Bom => [b"\xef\xbb\xbf".as_slice(), &text].concat(),
            encoding => encode(&String::from_utf8_lossy(&text), encoding, &mut lost),
        };
        Written { bytes, lost }
    }
}

fn encode(text: &str, encoding: Encoding, lost: &mut u32) -> Vec<u8> {
    let marked = || std::iter::once('\u{feff}').chain(text.chars());
    let units = || marked().flat_map(|ch| ch.encode_utf16(&mut [0; 2]).to_vec());
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => text.as_bytes().to_vec(),
        Encoding::Utf16Le => units().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => units().flat_map(u16::to_be_bytes).collect(),
        Encoding::Utf32Le => marked().flat_map(|ch| (ch as u32).to_le_bytes()).collect(),
        Encoding::Utf32Be => marked().flat_map(|ch| (ch as u32).to_be_bytes()).collect(),
        Encoding::Windows1252 | Encoding::Latin9 => {
            let mut byte = |ch| {
                one_byte(encoding, ch).unwrap_or_else(|| {
                    *lost += 1;
                    b'?'
                })
            };
            text.chars().map(&mut byte).collect()
        }
    }
}

impl Table {
    /// The table as CSV: UTF-8 with BOM, CRLF, cells verbatim and quoted only where needed.
    pub fn to_csv(&self, delimiter: u8) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.rows.text.len() + 1024);
        out.extend_from_slice(&[0xef, 0xbb, 0xbf]);
        for (column, header) in self.headers().iter().enumerate() {
            if column > 0 {
                out.push(delimiter);
            }
            cell(&mut out, header.as_bytes(), delimiter);
        }
        out.extend_from_slice(b"\r\n");
        let columns: Vec<u32> = (0..self.headers().len() as u32).collect();
        let mut scratch = Vec::new();
        for row in self.rows() {
            self.rows.visit_row(row, &columns, &mut scratch, |index, text| {
                if index > 0 {
                    out.push(delimiter);
                }
                cell(&mut out, text, delimiter);
            });
            out.extend_from_slice(b"\r\n");
        }
        out
    }

    /// The table as CSV in a dialect. In the dialect that it was read in, what was not changed is written
    /// as the file has it: same quotes, same blanks, same missing cells at the end of a row.
    pub fn write(&self, dialect: Dialect) -> Written {
        let mut writer = Writer::new(dialect, self.rows.text.len() + 1024);
        self.headers().iter().for_each(|header| writer.cell(header.as_bytes()));
        writer.end_record();
        let columns: Vec<u32> = (0..self.headers().len() as u32).collect();
        let is_same = self.rows.is_cut_by(cut(&dialect));
        let (mut scratch, mut spans) = (Vec::new(), Vec::new());
        for row in self.rows() {
            if is_same && self.rows.spans(row, &mut spans) {
                self.write_spans(&mut writer, row, &spans);
            } else {
                self.rows.visit_row(row, &columns, &mut scratch, |_, cell| writer.cell(cell));
            }
            writer.end_record();
        }
        writer.finish()
    }

    /// A row of the file, with the cells that were edited or added in their places.
    fn write_spans(&self, writer: &mut Writer, row: RowId, spans: &[&[u8]]) {
        let edited = self.rows.edits.range((row, 0)..=(row, u32::MAX)).next_back();
        let needed = edited.map_or(0, |(&(_, column), _)| column as usize + 1);
        let has_more = self.headers().len() as u32 > self.rows.file_columns;
        let count = if has_more { self.headers().len() } else { spans.len().max(needed) };
        for column in 0..count {
            let edit = self.rows.edits.get(&(row, column as u32));
            let is_own = edit.is_none() && (!has_more || (column as u32) < self.rows.file_columns);
            match spans.get(column).filter(|_| is_own) {
                Some(span) => writer.span(span),
                None => writer.cell(edit.map_or(b"".as_slice(), |text| text.as_bytes())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_the_dialect_needs_it() {
        #[track_caller]
        fn check(dialect: Dialect, cells: &[&str], expected: &[u8], lost: u32) {
            let mut writer = Writer::new(dialect, 0);
            cells.iter().for_each(|cell| writer.cell(cell.as_bytes()));
            writer.end_record();
            assert_eq!(writer.finish(), Written { bytes: expected.to_vec(), lost }, "{cells:?}");
        }
        let comma = Dialect::default();
        check(comma, &["a", "b,c", "d\"e", "", "\\"], b"a,\"b,c\",\"d\"\"e\",,\\\n", 0);
        let escape = Dialect { escape: Some(b'\\'), ..comma };
        check(escape, &["a\"\\", "\\"], b"\"a\\\"\\\\\",\\\n", 0);
        let single = Dialect { quote: Some(b'\''), delimiter: b';', newline: Newline::Cr, ..comma };
        check(single, &["d'x", "a\"", "a;b"], b"'d''x';a\";'a;b'\r", 0);
        check(Dialect { quote: None, ..comma }, &["a,b", "\"c"], b"a b,\"c\n", 1);
        check(Dialect { spacing: Spacing::BlankAfter, ..comma }, &["a", "b", " c"], b"a, b, \" c\"\n", 0);
        let runs = Dialect { delimiter: b' ', spacing: Spacing::Runs, ..comma };
        check(runs, &["a", "", "b c"], b"a \"\" \"b c\"\n", 0);
        let latin = Dialect { encoding: Encoding::Latin9, ..comma };
        check(latin, &["€é", "漢"], b"\xa4\xe9,?\n", 1);
        check(Dialect { encoding: Encoding::Utf16Be, ..comma }, &["a"], b"\xfe\xff\0a\0\n", 0);
    }
}
