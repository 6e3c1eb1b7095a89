//! What the records of a file are: preamble, header, data, totals, blank, footer. Every record gets
//! exactly one of these names, so that the receipt balances by construction.

use crate::careful::Literal;
use crate::cut::Cells;
use crate::decode::Bad;
use crate::header;
use crate::rows::{LineJump, Rows};
use crate::scan::Scan;
use crate::totals::{self, Sums};
use crate::{Problem, ProblemKind, Receipt, Table, Unusable, letters};

/// Problems in line order, with a limit on how many are kept.
#[derive(Debug, Default)]
pub struct Problems {
    pub kept: Vec<Problem>,
    pub count: u32,
}

const MOST_PROBLEMS: usize = 10_000;
/// Totals rows that are looked for above and below the data.
const MOST_TOTALS: usize = 50;

impl Problems {
    fn add(&mut self, problem: impl FnOnce() -> Problem) {
        self.count += 1;
        if self.kept.len() < MOST_PROBLEMS {
            self.kept.push(problem());
        }
    }
}

#[derive(Debug)]
pub struct Framed {
    pub table: Result<Table, Unusable>,
    pub receipt: Receipt,
    pub problems: Problems,
}

/// The records of a scan, by number.
pub struct Records<'a> {
    pub text: &'a [u8],
    pub scan: &'a Scan,
}

impl Records<'_> {
    pub fn len(&self) -> u32 {
        self.scan.record_count()
    }

    pub fn is_blank(&self, record: u32) -> bool {
        self.scan.is_blank(record)
    }

    pub fn count(&self, record: u32) -> u32 {
        let unequal = &self.scan.unequal;
        match unequal.binary_search_by_key(&record, |(record, _)| *record) {
            Ok(index) => unequal.get(index).map_or(0, |(_, cells)| *cells),
            Err(_) => self.scan.expected,
        }
    }

    pub fn cells(&self, record: u32) -> Vec<String> {
        let start = self.scan.starts.get(record as usize).map_or(self.text.len(), |start| *start as usize);
        let literal = &self.scan.literal;
        if let Ok(index) = literal.binary_search_by_key(&record, |(record, _)| *record) {
            let read = literal.get(index);
            return read.map(|(_, read)| read.cells(self.text, start, self.scan.cut)).unwrap_or_default();
        }
        let quote = self.scan.cut.quote;
        Cells::new(self.text, start, self.scan.cut).map(|cell| cell.text(quote).into_owned()).collect()
    }

    /// The bytes of a record, with its newline.
    pub fn bytes(&self, record: u32) -> &[u8] {
        let starts = &self.scan.starts;
        let start = starts.get(record as usize).map_or(self.text.len(), |start| *start as usize);
        let end = starts.get(record as usize + 1).map_or(self.text.len(), |start| *start as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    pub fn line(&self, record: u32) -> u32 {
        let extra = &self.scan.extra_lines;
        let before = extra.partition_point(|(at, _)| *at < record);
        1 + record + extra.iter().take(before).map(|(_, lines)| *lines).sum::<u32>()
    }

    fn raw(&self, record: u32) -> String {
        let bytes = self.bytes(record);
        let bytes = bytes.get(..1000).unwrap_or(bytes);
        let bytes = match bytes {
            [rest @ .., b'\r', b'\n'] | [rest @ .., b'\n' | b'\r'] => rest,
            rest => rest,
        };
        String::from_utf8_lossy(bytes).trim_end_matches('\u{fffd}').chars().take(200).collect()
    }
}

/// Names every record and makes the table. `forced`: a person has chosen the delimiter.
pub fn frame(text: Vec<u8>, scan: Scan, bad: &Bad, forced: bool) -> Framed {
    let mut receipt = Receipt { read: scan.record_count(), ..Receipt::default() };
    let records = Records { text: &text, scan: &scan };
    let nothing =
        |receipt: Receipt, unusable| Framed { table: Err(unusable), receipt, problems: Problems::default() };
    let all_rejected = Receipt {
        rejected: receipt.read - scan.blanks.len() as u32,
        blank: scan.blanks.len() as u32,
        ..receipt
    };
    if let Some(line) = scan.too_long {
        return nothing(
            all_rejected,
            Unusable::RecordTooLong { line, limit: crate::cut::RECORD_LIMIT as u32 },
        );
    }
    let Some(first) = (0..records.len()).find(|&record| !records.is_blank(record)) else {
        receipt.blank = receipt.read;
        return nothing(receipt, Unusable::Empty);
    };
    let usual = usual_count(&scan);
    if usual < 2 && !forced {
        let sample = records.raw(first);
        return nothing(all_rejected, Unusable::NoTable { line: records.line(first), sample });
    }
    let head = header::find(&records, usual);
    receipt.preamble = head.preamble;
    receipt.header = u32::from(head.has_header);
    let data = head.preamble + receipt.header;
    let columns = head.columns;
    let end = footer_start(&records, data, columns, usual);
    let (top, bottom) = totals_rows(&records, data, end, columns);

    let header_bytes = if head.has_header { records.bytes(head.preamble).trim_ascii_end() } else { b"" };
    let mut sorted = Sorted::new(&records, columns, usual, header_bytes);
    for record in data..records.len() {
        let is_blank = sorted.blanks.next_if_eq(&&record).is_some();
        sorted.pass_extra_lines(record);
        if is_blank {
            receipt.blank += 1;
            sorted.skip_unequal(record);
        } else if record >= end {
            receipt.footer += 1;
            sorted.skip_unequal(record);
        } else if top.contains(&record) || bottom.contains(&record) {
            receipt.totals += 1;
            sorted.skip_unequal(record);
        } else {
            match sorted.data(record) {
                Named::Kept => receipt.kept += 1,
                Named::Rejected => receipt.rejected += 1,
                Named::Header => receipt.header += 1,
            }
        }
    }
    let Sorted { starts, jumps, literal, mut problems, .. } = sorted;
    bad_bytes(&records, &starts, bad, &mut problems);
    if starts.is_empty() {
        let line = records.line(head.preamble);
        let unusable = if head.has_header { Unusable::HeaderOnly { line, columns } } else { Unusable::Empty };
        return Framed { table: Err(unusable), receipt, problems };
    }
    let cut = scan.cut;
    let headers = head.headers.unwrap_or_else(|| (0..columns).map(letters::letter).collect());
    let mut rows = Rows::new(text, cut, starts, columns);
    rows.jumps = jumps;
    rows.literal = literal;
    Framed { table: Ok(Table::with(rows, headers)), receipt, problems }
}

/// The number of cells that most records have; the sample's if others are as frequent.
fn usual_count(scan: &Scan) -> u32 {
    let mut counts: Vec<u32> =
        scan.unequal.iter().map(|(_, cells)| *cells).filter(|&cells| cells > 1).collect();
    let equal = scan.record_count() as usize - scan.blanks.len() - scan.unequal.len();
    counts.sort_unstable();
    let mut best = (scan.expected, equal);
    for same in counts.chunk_by(|a, b| a == b) {
        if let Some(&cells) = same.first()
            && same.len() > best.1
        {
            best = (cells, same.len());
        }
    }
    best.0
}

/// The first record of the footer: lines of one cell, or a block of another shape, behind the data.
fn footer_start(records: &Records<'_>, data: u32, columns: u32, usual: u32) -> u32 {
    let is_usual = |record: u32| records.count(record) == usual || records.count(record) == columns;
    let mut start = records.len();
    let mut record = records.len();
    // The block of records of other shapes at the end.
    let mut shapes: Vec<(u32, u32)> = Vec::new();
    while record > data {
        record -= 1;
        if records.is_blank(record) {
            continue;
        }
        let count = records.count(record);
        if is_usual(record) || count > columns {
            break;
        }
        shapes.push((record, count));
    }
    for block in shapes.chunk_by(|(_, a), (_, b)| a == b) {
        let &[(_, count), ..] = block else { break };
        let top = block.last().map_or(data, |(record, _)| *record);
        let is_apart = top > data && records.is_blank(top - 1);
        // Under a line of one cell, as the title of another table is.
        let is_titled = columns > 2 && top > data && records.count(top - 1) == 1;
        if count == 1 && (columns > 2 || is_apart) {
            // `Total` alone in its line belongs to the data.
            let label = block.iter().find(|(record, _)| totals::is_labelled(&records.cells(*record)));
            let lines =
                block.iter().take_while(|(record, _)| Some(*record) != label.map(|(record, _)| *record));
            start = lines.last().map_or(start, |(record, _)| *record);
            if label.is_some() {
                break;
            }
        } else if block.len() >= 2 && (is_apart || is_titled) {
            start = top;
        } else {
            break;
        }
    }
    start
}

/// Totals rows among the first and the last records of the data.
fn totals_rows(records: &Records<'_>, data: u32, end: u32, columns: u32) -> (Vec<u32>, Vec<u32>) {
    let mut top = Vec::new();
    for record in (data..end).filter(|&record| !records.is_blank(record)).take(5) {
        if !totals::is_labelled(&records.cells(record)) {
            break;
        }
        top.push(record);
    }
    let mut bottom = Vec::new();
    let filled = |range: std::ops::Range<u32>| range.filter(|&record| !records.is_blank(record));
    for record in filled(data..end).rev().take(MOST_TOTALS) {
        if top.contains(&record) || !totals::is_labelled(&records.cells(record)) {
            break;
        }
        bottom.push(record);
    }
    if top.is_empty() && bottom.is_empty() {
        let first = filled(data..end).next();
        let last = filled(data..end).next_back();
        for (record, into) in [(first, &mut top), (last, &mut bottom)] {
            let Some(record) = record.filter(|&record| first != last && records.count(record) <= columns)
            else {
                continue;
            };
            let cells = records.cells(record);
            if totals::is_nameless(&cells) && sums_without(records, data..end, record, columns).agree(&cells)
            {
                into.push(record);
                break;
            }
        }
    }
    (top, bottom)
}

fn sums_without(records: &Records<'_>, range: std::ops::Range<u32>, left_out: u32, columns: u32) -> Sums {
    let mut sums = Sums::new(columns as usize);
    for record in range.filter(|&record| record != left_out && !records.is_blank(record)) {
        let start =
            records.scan.starts.get(record as usize).map_or(records.text.len(), |start| *start as usize);
        sums.add(Cells::new(records.text, start, records.scan.cut).map(|cell| cell.raw));
    }
    sums
}

enum Named {
    Kept,
    Rejected,
    Header,
}

type Ascending<'a, T> = std::iter::Peekable<std::slice::Iter<'a, T>>;

/// Goes through the records of the data once, beside the ascending lists of what is not plain.
struct Sorted<'a> {
    records: &'a Records<'a>,
    columns: u32,
    usual: u32,
    header: &'a [u8],
    blanks: Ascending<'a, u32>,
    unequal: Ascending<'a, (u32, u32)>,
    broken: Ascending<'a, (u32, Literal)>,
    extra_lines: Ascending<'a, (u32, u32)>,
    extra: u32,
    starts: Vec<u32>,
    jumps: Vec<LineJump>,
    literal: Vec<(u32, Literal)>,
    problems: Problems,
}

impl<'a> Sorted<'a> {
    fn new(records: &'a Records<'a>, columns: u32, usual: u32, header: &'a [u8]) -> Self {
        let scan = records.scan;
        Self {
            records,
            columns,
            usual,
            header,
            blanks: scan.blanks.iter().peekable(),
            unequal: scan.unequal.iter().peekable(),
            broken: scan.literal.iter().peekable(),
            extra_lines: scan.extra_lines.iter().peekable(),
            extra: 0,
            starts: Vec::with_capacity(scan.starts.len()),
            jumps: Vec::new(),
            literal: Vec::new(),
            problems: Problems::default(),
        }
    }

    fn pass_extra_lines(&mut self, record: u32) {
        while let Some((_, lines)) = self.extra_lines.next_if(|(at, _)| *at < record) {
            self.extra += lines;
        }
        while self.blanks.next_if(|at| **at < record).is_some() {}
    }

    fn skip_unequal(&mut self, record: u32) {
        while self.unequal.next_if(|(at, _)| *at <= record).is_some() {}
        while self.broken.next_if(|(at, _)| *at <= record).is_some() {}
    }

    fn data(&mut self, record: u32) -> Named {
        let scan = self.records.scan;
        let Some(&start) = scan.starts.get(record as usize) else { return Named::Rejected };
        while self.unequal.next_if(|(at, _)| *at < record).is_some() {}
        while self.broken.next_if(|(at, _)| *at < record).is_some() {}
        let count = self.unequal.next_if(|(at, _)| *at == record).map_or(scan.expected, |(_, cells)| *cells);
        let broken = self.broken.next_if(|(at, _)| *at == record).map(|(_, read)| read);
        let text = self.records.text.get(start as usize..).unwrap_or_default();
        if !self.header.is_empty()
            && text.starts_with(self.header)
            && self.records.bytes(record).trim_ascii_end() == self.header
        {
            return Named::Header;
        }
        let line = 1 + record + self.extra;
        let row = self.starts.len() as u32;
        let unequal = ProblemKind::Unequal { expected: self.columns, got: count };
        if count > self.columns && !self.has_empty_rest(record) {
            let raw = || self.records.raw(record);
            self.problems.add(|| Problem { line, row: None, column: None, kind: unequal, raw: raw() });
            return Named::Rejected;
        }
        let records = self.records;
        if let Some(read) = broken {
            let kind = read.kind.clone();
            self.problems.add(|| Problem {
                line,
                row: Some(row),
                column: None,
                kind,
                raw: records.raw(record),
            });
            self.literal.push((row, read.clone()));
        }
        if count < self.columns && count != self.usual {
            let kind = unequal;
            self.problems.add(|| Problem {
                line,
                row: Some(row),
                column: None,
                kind,
                raw: records.raw(record),
            });
        }
        let offset = line - row;
        if self.jumps.last().is_none_or(|jump| jump.offset != offset) {
            self.jumps.push(LineJump { row, offset });
        }
        self.starts.push(start);
        Named::Kept
    }

    /// Whether the cells beyond the columns are all empty.
    fn has_empty_rest(&self, record: u32) -> bool {
        self.records.cells(record).iter().skip(self.columns as usize).all(|cell| cell.trim().is_empty())
    }
}

/// Bytes that could not be decoded, by the line and the row they stand in.
fn bad_bytes(records: &Records<'_>, starts: &[u32], bad: &Bad, problems: &mut Problems) {
    if bad.count == 0 {
        return;
    }
    let all = &records.scan.starts;
    let (mut extra, mut lines) = (records.scan.extra_lines.iter().peekable(), 0);
    for &place in &bad.places {
        let record = all.partition_point(|&start| start as usize <= place).saturating_sub(1) as u32;
        let row = all.get(record as usize).and_then(|start| starts.binary_search(start).ok());
        let kind = ProblemKind::InvalidBytes;
        while let Some((_, more)) = extra.next_if(|(at, _)| *at < record) {
            lines += more;
        }
        let (line, raw) = (1 + record + lines, records.raw(record));
        problems.add(|| Problem { line, row: row.map(|row| row as u32), column: None, kind, raw });
    }
    problems.count += bad.count - bad.places.len() as u32;
    problems.kept.sort_by_key(|problem| problem.line);
}
