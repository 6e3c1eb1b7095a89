//! The records of a scan, by number: the whole file, or the window of it that is one table.
//! Numbers and lines are those of the whole file, always.

use crate::cut::{Cells, Cut};
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
        let literal = &self.scan.literal;
        if let Ok(index) = literal.binary_search_by_key(&record, |(record, _)| *record) {
            let read = literal.get(index);
            return read
                .map(|(_, read)| read.cells(self.text, self.start(record), self.scan.cut))
                .unwrap_or_default();
        }
        let quote = self.scan.cut.quote;
        Cells::new(self.text, self.start(record), self.scan.cut)
            .map(|cell| cell.text(quote).into_owned())
            .collect()
    }

    /// Whether the cells of a record from a column on hold nothing.
    pub fn is_empty_behind(&self, record: u32, column: usize) -> bool {
        if self.scan.literal.binary_search_by_key(&record, |(record, _)| *record).is_ok() {
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
        1 + record + self.extra_lines(record)
    }

    /// Lines beyond one a record, before this one.
    pub fn extra_lines(&self, record: u32) -> u32 {
        let extra = &self.scan.extra_lines;
        let before = extra.partition_point(|(at, _)| *at < record);
        extra.iter().take(before).map(|(_, lines)| *lines).sum()
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
        let bytes = self.bytes(record);
        let bytes = bytes.get(..1000).unwrap_or(bytes);
        let bytes = match bytes {
            [rest @ .., b'\r', b'\n'] | [rest @ .., b'\n' | b'\r'] => rest,
            rest => rest,
        };
        String::from_utf8_lossy(bytes).trim_end_matches('\u{fffd}').chars().take(200).collect()
    }

    /// The delimiter of a record that was written with another one than its neighbours: it has exactly the
    /// table's number of cells then. It is told as a problem all the same.
    pub fn other_delimiter(&self, record: u32, columns: u32) -> Option<u8> {
        let (bytes, cut) = (self.bytes(record), self.scan.cut);
        if columns < 3 || bytes.len() > LONGEST_RECUT {
            return None;
        }
        let others = [b';', b'\t', b',', b'|'].into_iter().filter(|other| *other != cut.delimiter);
        others.into_iter().find(|delimiter| {
            let has_enough = memchr::memchr_iter(*delimiter, bytes).count() + 1 >= columns as usize;
            has_enough
                && Cells::new(bytes, 0, Cut { delimiter: *delimiter, ..cut }).count() == columns as usize
        })
    }

    /// A remark between `#` and the end of the line, as GA4 writes them above a table.
    pub fn is_remark(&self, record: u32) -> bool {
        self.bytes(record).first() == Some(&b'#') && filled(&self.cells(record)) <= 1
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
