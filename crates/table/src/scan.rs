//! Finding records: one pass over the text as it arrives, keeping the start of every record and
//! a note on each one that is not plain. Must never: depend on how the text was cut into chunks, or
//! look at a byte more than a bounded number of times.

use crate::careful::{self, Careful, Habit, Odd};
use crate::cut::{Close, Cut, Pad, Passed, RECORD_LIMIT, count, is_blank_record};
use crate::marked::{Codes, Marked};

/// What one pass has found. Records are numbered from 0, blank ones included.
#[derive(Debug)]
pub struct Scan {
    pub cut: Cut,
    /// Cells that most records have.
    pub expected: u32,
    pub starts: Vec<u32>,
    /// Records with another number of cells, ascending.
    pub unequal: Vec<(u32, u32)>,
    pub blanks: Marked,
    pub lines: Lines,
    /// Records that had to be read without regard to their quotes: the code of the way.
    pub literal: Codes,
    /// The line of a record that is longer than the limit: the scan stops there.
    pub too_long: Option<u32>,
    at: usize,
    line: u32,
    wasted: usize,
    habit: Habit,
}

/// The lines that records have beyond one. A file may consist of records over two lines.
#[derive(Debug, Default)]
pub struct Lines {
    /// Records over more than one line.
    pub several: Marked,
    /// Those over more than two, with the lines beyond that, ascending.
    pub more: Vec<(u32, u32)>,
}

impl Lines {
    /// Records are added in their order.
    fn add(&mut self, record: u32, extra: u32) {
        if extra > 0 {
            self.several.insert(record);
        }
        if extra > 1 {
            self.more.push((record, extra - 1));
        }
    }

    /// Lines beyond one a record, before this one.
    pub fn before(&self, record: u32) -> u32 {
        let before = self.more.partition_point(|(at, _)| *at < record);
        let more: u32 = self.more.iter().take(before).map(|(_, lines)| *lines).sum();
        self.several.count_below(record) + more
    }
}

enum Step {
    NeedMore,
    TooLong,
    Regular {
        cells: u32,
        lines: u32,
        next: usize,
        is_blank: bool,
    },
    /// A quote that does not close as it should, with its place and the number of its cell if all before it is
    /// in one line; or (with what was found) one that does, lines further down, in a record of another number
    /// of cells than its neighbours.
    Broken(Option<Odd>, Option<(usize, u32)>),
}

impl Scan {
    pub fn new(cut: Cut, expected: u32, size_hint: usize) -> Self {
        Self {
            cut,
            expected,
            starts: Vec::with_capacity(size_hint / 128),
            unequal: Vec::new(),
            blanks: Marked::default(),
            lines: Lines::default(),
            literal: Codes::default(),
            too_long: None,
            at: 0,
            line: 1,
            wasted: 0,
            habit: Habit::default(),
        }
    }

    /// Takes all records that are whole in `text`, which is everything decoded so far.
    pub fn advance(&mut self, text: &[u8], at_end: bool) {
        while self.at < text.len() && self.too_long.is_none() {
            self.pass_blank_lines(text);
            let start = self.at;
            if start == text.len() {
                return;
            }
            let most = self.expected.saturating_mul(2).saturating_add(1024);
            let mut step = match self.habit.is_text() {
                Some(true) => self.step(text, start, at_end, self.expected),
                _ => self.step(text, start, at_end, most),
            };
            if let Step::Broken(None, Some(place)) = step {
                let (cut, expected, allowance) = (self.cut, self.expected, self.allowance());
                let habit = &mut self.habit;
                if let Some(read) = careful::as_ever(text, start, place, cut, expected, allowance, habit) {
                    self.take_read(start, read, false);
                    continue;
                }
                if habit.is_text() == Some(true) {
                    step = self.step(text, start, at_end, most);
                }
            }
            match step {
                Step::NeedMore => return,
                Step::TooLong => {
                    self.too_long = Some(self.line);
                    return;
                }
                Step::Regular { cells, lines, next, is_blank } => {
                    self.take(start, next, cells, lines, is_blank);
                }
                Step::Broken(odd, _) => {
                    // The careful reader looks at most this far ahead.
                    if !at_end && text.len() - start <= 3 * RECORD_LIMIT {
                        return;
                    }
                    let (cut, expected, allowance) = (self.cut, self.expected, self.allowance());
                    let read = careful::read(text, start, cut, expected, allowance, odd, &mut self.habit);
                    let Some(read) = read else {
                        self.too_long = Some(self.line);
                        return;
                    };
                    let record = text.get(start..read.next).unwrap_or_default();
                    self.take_read(start, read, is_blank_record(record, cut));
                }
            }
        }
    }

    /// Lines without a byte, without the steps that a record takes.
    #[inline]
    fn pass_blank_lines(&mut self, text: &[u8]) {
        let newline = self.cut.newline;
        if text.get(self.at) != Some(&newline) {
            return;
        }
        if text.get(self.at + 1).is_some_and(|next| *next != newline) {
            self.blanks.insert(self.record_count());
            self.starts.push(self.at as u32);
            (self.line, self.at) = (self.line + 1, self.at + 1);
            return;
        }
        let rest = text.get(self.at..).unwrap_or_default();
        let run = rest.iter().position(|&byte| byte != newline).unwrap_or(rest.len());
        let record = self.record_count();
        self.starts.extend(self.at as u32..(self.at + run) as u32);
        self.blanks.insert_run(record..record + run as u32);
        self.line += run as u32;
        self.at += run;
    }

    /// How far a quote may run on. Text that is read twice is paid for from a budget that grows with the
    /// file, so that no arrangement of quotes costs more than linear time.
    fn allowance(&self) -> usize {
        let budget = self.at.saturating_mul(4).saturating_add(16 << 20);
        budget.saturating_sub(self.wasted).clamp(64, RECORD_LIMIT)
    }

    /// `most`: the cells from which on a record over several lines is not looked at to its end.
    fn step(&self, text: &[u8], start: usize, at_end: bool, most: u32) -> Step {
        let cut = &self.cut;
        let (mut at, mut cells, mut lines) = (start, 1, 0);
        // The first quoted cell that does not end in its line.
        let mut place = None;
        let is_run = cut.pad == Pad::Run;
        loop {
            if is_run {
                at = cut.skip_blanks(text, at);
            }
            if let Some(open) = cut.opening(text, at) {
                let limit = open + self.allowance();
                match cut.close(text, open + 1, limit) {
                    Close::At { quote, after } => {
                        // The next bytes can still turn this quote into another thing.
                        if !at_end && after + 3 >= text.len() {
                            return Step::NeedMore;
                        }
                        let inside = text.get(open + 1..quote).unwrap_or_default();
                        lines += count(inside, cut.newline);
                        if lines > 0 {
                            place = place.or(Some((open, cells)));
                            // Quotes that close from line to line to the end of the file make one record of it.
                            if cells > most || at - start > self.allowance() {
                                return Step::Broken(None, place);
                            }
                        }
                        at = after;
                    }
                    Close::Irregular => {
                        return Step::Broken(None, Some((open, cells)).filter(|_| lines == 0));
                    }
                    Close::Open if at_end || limit < text.len() => {
                        return Step::Broken(None, Some((open, cells)).filter(|_| lines == 0));
                    }
                    Close::Open => return Step::NeedMore,
                }
            }
            let end = if cut.pad == Pad::None {
                let (to, passed, why) = cut.pass(text, at, start + RECORD_LIMIT - 8);
                (at, cells) = (to, cells + passed);
                match why {
                    Passed::Quote => continue,
                    Passed::Newline => at,
                    Passed::Rest => cut.next(text, at),
                }
            } else {
                cut.next(text, at)
            };
            if end - start > RECORD_LIMIT {
                return if lines == 0 { Step::TooLong } else { Step::Broken(None, None) };
            }
            match text.get(end) {
                Some(&byte) if byte == cut.delimiter => {
                    at = end + 1;
                    cells += 1;
                }
                None if !at_end => return Step::NeedMore,
                _ => {
                    let next = (end + 1).min(text.len());
                    let is_blank = is_blank_record(text.get(start..next).unwrap_or_default(), *cut);
                    if lines > 0 && self.expected > 1 && cells != self.expected && !is_blank {
                        return Step::Broken(Some(Odd { cells, next, lines }), None);
                    }
                    return Step::Regular { cells, lines, next, is_blank };
                }
            }
        }
    }

    #[inline]
    fn take(&mut self, start: usize, next: usize, cells: u32, lines: u32, is_blank: bool) {
        let record = self.starts.len() as u32;
        self.starts.push(start as u32);
        if is_blank {
            self.blanks.insert(record);
        } else if cells != self.expected {
            self.unequal.push((record, cells));
        }
        self.lines.add(record, lines);
        self.line += 1 + lines;
        self.at = next;
    }

    fn take_read(&mut self, start: usize, read: Careful, is_blank: bool) {
        self.wasted += read.looked_at;
        if let Some(way) = read.way {
            self.literal.set(self.record_count(), way);
        }
        self.take(start, read.next, read.cells, read.lines, is_blank);
    }

    pub fn is_blank(&self, record: u32) -> bool {
        self.blanks.contains(record)
    }

    pub fn record_count(&self) -> u32 {
        self.starts.len() as u32
    }
}
