//! The records of a scan, by number: the whole file, or the window of it that is one table.
//! Numbers and lines are those of the whole file, always.

use crate::careful::Literal;
use crate::cut::{Cells, Cut, Pad, count, without_returns};
use crate::fold::trim;
use crate::scan::Scan;

/// Records longer than this are not tried with other delimiters.
const LONGEST_RECUT: usize = 64 << 10;

/// The records `from..to` of a scan.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    pub text: &'a [u8],
    pub scan: &'a Scan,
    pub from: u32,
    pub to: u32,
}

impl<'a> Records<'a> {
    pub fn all(text: &'a [u8], scan: &'a Scan) -> Self {
        Self { text, scan, from: 0, to: scan.record_count() }
    }

    pub fn window(&self, from: u32, to: u32) -> Records<'a> {
        Records { from, to, ..*self }
    }

    pub fn is_blank(&self, record: u32) -> bool {
        self.scan.is_blank(record)
    }

    /// The records of a range that are not blank.
    pub fn filled(&self, range: std::ops::Range<u32>) -> impl Iterator<Item = u32> + 'a {
        self.scan.blanks.others(range)
    }

    /// The same, from the last one on.
    pub fn filled_back(&self, range: std::ops::Range<u32>) -> impl Iterator<Item = u32> + 'a {
        self.scan.blanks.others_back(range)
    }

    /// Blank records of the window.
    pub fn blank_count(&self) -> u32 {
        self.scan.blanks.count_below(self.to) - self.scan.blanks.count_below(self.from)
    }

    /// Records of the window whose number of cells is not the scan's.
    pub fn unequal(&self) -> &'a [(u32, u32)] {
        let unequal = &self.scan.unequal;
        let before = |end: u32| unequal.partition_point(|&(record, _)| record < end);
        unequal.get(before(self.from)..before(self.to)).unwrap_or_default()
    }

    /// The number of cells that most records of the window have; the scan's if others are as frequent.
    pub fn usual_count(&self) -> u32 {
        let unequal = self.unequal();
        let equal = (self.to - self.from) as usize - self.blank_count() as usize - unequal.len();
        // Most counts are small; only the others are sorted.
        let mut small = [0usize; 256];
        let mut large: Vec<u32> = Vec::new();
        for &(_, cells) in unequal {
            match small.get_mut(cells as usize) {
                Some(seen) => *seen += 1,
                None => large.push(cells),
            }
        }
        large.sort_unstable();
        let large =
            large.chunk_by(|a, b| a == b).map(|same| (same.first().copied().unwrap_or(0), same.len()));
        let mut best = (self.scan.expected, equal);
        for (cells, seen) in (0..).zip(small).skip(2).chain(large) {
            if seen > best.1 {
                best = (cells, seen);
            }
        }
        best.0
    }

    pub fn count(&self, record: u32) -> u32 {
        let unequal = &self.scan.unequal;
        match unequal.binary_search_by_key(&record, |(record, _)| *record) {
            Ok(index) => unequal.get(index).map_or(0, |(_, cells)| *cells),
            Err(_) => self.scan.expected,
        }
    }

    pub fn start(&self, record: u32) -> usize {
        self.scan.starts.get(record as usize).map_or(self.text.len(), |start| *start as usize)
    }

    pub fn cells(&self, record: u32) -> Vec<String> {
        self.first_cells(record, usize::MAX)
    }

    /// The first cells of a record, at most `most`.
    pub fn first_cells(&self, record: u32, most: usize) -> Vec<String> {
        if let Some(read) = self.literal(record) {
            let mut cells = read.cells(self.text, self.start(record), self.scan.cut);
            cells.truncate(most);
            return cells;
        }
        let quote = self.scan.cut.quote;
        let mut cells = Vec::with_capacity((self.count(record) as usize).min(most));
        let all = Cells::new(self.text, self.start(record), self.scan.cut);
        cells.extend(all.take(most).map(|cell| cell.text(quote).into_owned()));
        cells
    }

    /// How a record whose quotes are broken was read.
    pub fn literal(&self, record: u32) -> Option<Literal> {
        Literal::of(self.scan.literal.get(record), self.bytes(record).len())
    }

    /// Whether the cells of a record from a column on hold nothing.
    pub fn is_empty_behind(&self, record: u32, column: usize) -> bool {
        if self.scan.literal.get(record) != 0 {
            return self.cells(record).iter().skip(column).all(|cell| !is_filled(cell));
        }
        let cells = Cells::new(self.text, self.start(record), self.scan.cut);
        cells.skip(column).all(|cell| trim(cell.raw).is_empty())
    }

    /// The bytes of a record, with its newline.
    pub fn bytes(&self, record: u32) -> &'a [u8] {
        self.text.get(self.start(record)..self.start(record.saturating_add(1))).unwrap_or_default()
    }

    pub fn line(&self, record: u32) -> u32 {
        1 + record + self.scan.lines.before(record)
    }

    /// The record that the physical line is in; the last one for lines behind the end.
    pub fn at_line(&self, line: u32) -> u32 {
        let (mut low, mut high) = (self.from, self.to);
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if self.line(middle) <= line { low = middle } else { high = middle }
        }
        low
    }

    /// The record as written, without its newline, cut at 200 characters.
    pub fn raw(&self, record: u32) -> String {
        self.raw_to(record, 200)
    }

    /// The same of a record that is left out of the table: there it must be whole to be put right.
    pub fn raw_whole(&self, record: u32) -> String {
        self.raw_to(record, crate::problem::WHOLE)
    }

    fn raw_to(&self, record: u32, most: usize) -> String {
        let bytes = self.bytes(record);
        let bytes = bytes.get(..4 * most + 2).unwrap_or(bytes);
        let bytes = match bytes {
            [rest @ .., b'\n'] => without_returns(rest),
            [rest @ .., b'\r'] => rest,
            rest => rest,
        };
        String::from_utf8_lossy(bytes).trim_end_matches('\u{fffd}').chars().take(most).collect()
    }

    /// How a record of `count` cells is cut that was written otherwise than its neighbours: with another
    /// delimiter, or with blanks before a quote that opens. It has exactly the table's number of cells then. It
    /// is told as a problem all the same.
    pub fn other_cut(&self, record: u32, count: u32, columns: u32) -> Option<Cut> {
        let (bytes, cut) = (self.bytes(record), self.scan.cut);
        if let Some(delimiter) = self.other_delimiter(record, columns) {
            return Some(Cut { delimiter, ..cut });
        }
        let padded = Cut { pad: Pad::BeforeQuote, ..cut };
        let may_be_padded = count > columns && cut.pad == Pad::None && bytes.len() <= LONGEST_RECUT;
        (may_be_padded
            && bytes.windows(3).any(|three| three == [cut.delimiter, b' ', cut.quote])
            && Cells::new(bytes, 0, padded).count() == columns as usize)
            .then_some(padded)
    }

    /// The delimiter of a record that was written with another one than its neighbours: it has exactly the
    /// table's number of cells then. It is told as a problem all the same.
    pub fn other_delimiter(&self, record: u32, columns: u32) -> Option<u8> {
        let (bytes, cut) = (self.bytes(record), &self.scan.cut);
        if columns < 3 || bytes.len() > LONGEST_RECUT || bytes.len() < columns as usize {
            return None;
        }
        let is_other = |byte: &u8| matches!(byte, b';' | b'\t' | b',' | b'|') && *byte != cut.delimiter;
        if bytes.len() < 64 && !bytes.iter().any(is_other) {
            return None;
        }
        let others = [b';', b'\t', b',', b'|'].into_iter().filter(|other| *other != cut.delimiter);
        others.into_iter().find(|delimiter| {
            let has_enough = count(bytes, *delimiter) + 1 >= columns;
            has_enough
                && Cells::new(bytes, 0, Cut { delimiter: *delimiter, ..*cut }).count() == columns as usize
        })
    }

    /// A remark between `#` and the end of the line, as GA4 writes them above a table.
    pub fn is_remark(&self, record: u32) -> bool {
        self.bytes(record).first() == Some(&b'#') && filled(&self.cells(record)) <= 1
    }

    /// Whether a record of `count` cells is a remark among rows of `columns`: in a list it can be a row, and
    /// where few cells are missing `#1` can.
    pub fn is_remark_among(&self, record: u32, count: u32, columns: u32) -> bool {
        let bytes = self.bytes(record);
        if bytes.first().is_none_or(|first| *first != b'#' && !first.is_ascii_whitespace()) {
            return false;
        }
        let bytes = bytes.trim_ascii_start();
        bytes.first() == Some(&b'#')
            && (count == 1 && columns > 2 || bytes.get(1) == Some(&b' ') && count * 2 <= columns)
    }

    /// A line of text: one cell, or one filled cell with nothing but delimiters behind it.
    pub fn is_line(&self, record: u32) -> bool {
        if self.count(record) == 1 {
            return true;
        }
        let mut cells = Cells::new(self.text, self.start(record), self.scan.cut);
        let is_filled = |cell: crate::cut::Cell<'_>| !trim(cell.raw).is_empty();
        cells.next().is_some_and(is_filled) && !cells.any(is_filled)
    }
}

pub fn is_filled(cell: &str) -> bool {
    !trim(cell.as_bytes()).is_empty()
}

pub fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| is_filled(cell)).count()
}

/// How many cells there are up to the last filled one.
pub fn width(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| is_filled(cell)).map_or(0, |last| last + 1)
}
