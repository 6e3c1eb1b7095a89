//! Goes through the records of one table's data once, beside the ascending lists of what is not plain, and
//! notes which are rows, where they start, and what is wrong with them.

use crate::careful::Literal;
use crate::decode::Bad;
use crate::marked::{Codes, Marked};
use crate::records::Records;
use crate::rows::LineJump;
use crate::{Problem, ProblemKind};

/// Problems in line order, with a limit on how many are kept.
#[derive(Debug, Default)]
pub struct Problems {
    pub kept: Vec<Problem>,
    pub count: u32,
}

const MOST_PROBLEMS: usize = 10_000;

impl Problems {
    pub fn add(&mut self, problem: impl FnOnce() -> Problem) {
        self.count += 1;
        if self.kept.len() < MOST_PROBLEMS {
            self.kept.push(problem());
        }
    }
}

/// What a record of the data is.
pub enum Named {
    Kept,
    Rejected,
    Header,
}

type Ascending<'a, T> = std::iter::Peekable<std::slice::Iter<'a, T>>;

pub struct Sift<'a> {
    records: &'a Records<'a>,
    columns: u32,
    usual: u32,
    /// The header's records, without their newlines; and the one that comes next when it is repeated.
    header: Vec<&'a [u8]>,
    next_header: usize,
    /// That the rows have fewer cells than the header is told once, not for every one of them.
    told_usual: bool,
    unequal: Ascending<'a, (u32, u32)>,
    /// Lines beyond one a record, before the one at hand.
    extra: u32,
    more_lines: Ascending<'a, (u32, u32)>,
    passed: u32,
    has_several: bool,
    has_broken: bool,
    /// Records that are rows, but for those of the run that is open.
    kept: Marked,
    run: std::ops::Range<u32>,
    rows: u32,
    pub jumps: Vec<LineJump>,
    pub codes: Codes,
    pub literal: Vec<(u32, Literal)>,
    pub problems: Problems,
}

/// The part of an ascending list that begins at a record.
fn since<T>(list: &[T], from: u32, record: impl Fn(&T) -> u32) -> Ascending<'_, T> {
    let before = list.partition_point(|item| record(item) < from);
    list.get(before..).unwrap_or_default().iter().peekable()
}

impl<'a> Sift<'a> {
    pub fn new(records: &'a Records<'a>, columns: u32, usual: u32, header: Vec<&'a [u8]>) -> Self {
        let (scan, from) = (records.scan, records.from);
        Self {
            records,
            columns,
            usual,
            header,
            next_header: 0,
            told_usual: false,
            unequal: since(&scan.unequal, from, |(record, _)| *record),
            extra: scan.lines.before(from),
            more_lines: since(&scan.lines.more, from, |(record, _)| *record),
            passed: from,
            has_several: !scan.lines.several.is_empty(),
            has_broken: !scan.literal.is_empty(),
            kept: Marked::default(),
            run: 0..0,
            rows: 0,
            jumps: Vec::new(),
            codes: Codes::default(),
            literal: Vec::new(),
            problems: Problems::default(),
        }
    }

    /// Goes on to a record of the data.
    #[inline]
    pub fn pass(&mut self, record: u32) {
        if !self.has_several {
            return;
        }
        self.extra += self.records.scan.lines.several.count_in(self.passed..record);
        while let Some((_, lines)) = self.more_lines.next_if(|(at, _)| *at < record) {
            self.extra += lines;
        }
        self.passed = record;
    }

    fn keep(&mut self, record: u32) {
        self.rows += 1;
        if record == self.run.end {
            self.run.end += 1;
            return;
        }
        self.kept.insert_run(std::mem::replace(&mut self.run, record..record + 1));
    }

    /// The records that are rows.
    pub fn kept(&mut self) -> Marked {
        self.kept.insert_run(std::mem::take(&mut self.run));
        std::mem::take(&mut self.kept)
    }

    /// Whether the record repeats the header, or the next of its rows.
    fn is_header(&mut self, record: u32, start: usize) -> bool {
        let Some(row) = self.header.get(self.next_header) else { return false };
        let text = self.records.text.get(start..).unwrap_or_default();
        // Most rows differ from it in their first byte.
        let may_be = !row.is_empty() && text.first() == row.first();
        if may_be && text.starts_with(row) && self.records.bytes(record).trim_ascii_end() == *row {
            self.next_header = (self.next_header + 1) % self.header.len();
            return true;
        }
        if self.next_header > 0 {
            self.next_header = 0;
            return self.is_header(record, start);
        }
        false
    }

    pub fn skip_unequal(&mut self, record: u32) {
        while self.unequal.next_if(|(at, _)| *at <= record).is_some() {}
    }

    pub fn data(&mut self, record: u32) -> Named {
        let scan = self.records.scan;
        let Some(&start) = scan.starts.get(record as usize) else { return Named::Rejected };
        while self.unequal.next_if(|(at, _)| *at < record).is_some() {}
        let count = self.unequal.next_if(|(at, _)| *at == record).map_or(scan.expected, |(_, cells)| *cells);
        let code = if self.has_broken { scan.literal.get(record) } else { 0 };
        if self.is_header(record, start as usize) {
            return Named::Header;
        }
        let line = 1 + record + self.extra;
        let row = self.rows;
        let unequal = ProblemKind::Unequal { expected: self.columns, got: count };
        let is_remark = count < self.columns && self.records.is_remark_among(record, count, self.columns);
        let is_long = count > self.columns && !self.has_empty_rest(record);
        let is_usual = count == self.usual;
        let is_short = count < self.columns && !(is_usual && self.told_usual);
        self.told_usual |= is_short && is_usual;
        let recut = if is_remark || !(is_long || is_short) {
            None
        } else {
            self.records.other_cut(record, count, self.columns)
        };
        if is_remark || (is_long && recut.is_none()) {
            let raw = || self.records.raw_whole(record);
            self.problems.add(|| Problem { line, row: None, column: None, kind: unequal, raw: raw() });
            return Named::Rejected;
        }
        let records = self.records;
        if let Some(cut) = recut {
            let len = records.bytes(record).len();
            self.literal.push((row, Literal::cut_by(cut, len)));
        } else if code != 0 {
            let kind = Literal::told_by(code);
            self.problems.add(|| Problem {
                line,
                row: Some(row),
                column: None,
                kind,
                raw: records.raw(record),
            });
            if Literal::is_line(code) {
                self.codes.set(row, code);
            } else {
                self.literal.extend(records.literal(record).map(|read| (row, read)));
            }
        }
        if is_long || is_short {
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
        self.keep(record);
        Named::Kept
    }

    /// Whether the cells beyond the columns are all empty.
    fn has_empty_rest(&self, record: u32) -> bool {
        self.records.is_empty_behind(record, self.columns as usize)
    }
}

/// Bytes that could not be decoded, by the line and the row they stand in. `kept`: the records that are rows.
pub fn bad_bytes(records: &Records<'_>, kept: &Marked, bad: &Bad, problems: &mut Problems) {
    if bad.count == 0 {
        return;
    }
    let all = &records.scan.starts;
    let (begin, end) = (records.start(records.from), records.start(records.to));
    let is_last = records.to == records.scan.record_count();
    let scan = records.scan;
    let (mut lines, mut more) =
        (scan.lines.before(records.from), since(&scan.lines.more, records.from, |(at, _)| *at));
    let (mut rows, mut passed) = (0, records.from);
    for &place in bad.places.iter().filter(|&&place| place >= begin && (is_last || place < end)) {
        let record = all.partition_point(|&start| start as usize <= place).saturating_sub(1) as u32;
        rows += kept.count_in(passed..record);
        lines += scan.lines.several.count_in(passed..record);
        while let Some((_, beyond)) = more.next_if(|(at, _)| *at < record) {
            lines += beyond;
        }
        passed = passed.max(record);
        let row = kept.contains(record).then_some(rows);
        let kind = ProblemKind::InvalidBytes;
        let (line, raw) = (1 + record + lines, records.raw(record));
        problems.add(|| Problem { line, row, column: None, kind, raw });
    }
    if is_last {
        problems.count += bad.count - bad.places.len() as u32;
    }
    problems.kept.sort_by_key(|problem| problem.line);
}
