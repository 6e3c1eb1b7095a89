//! What one way of cutting makes of a sample: how alike its records are, and how many of its cells look
//! as if they had been cut in the wrong place. Must never: decide anything.

use crate::cut::{Cells, Cut, Pad, is_blank_record};
use crate::fold::trim;
use crate::tally::{Class, classify};

/// The delimiters that files usually have.
pub const USUAL: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Shapes that are told apart.
const MOST_PATTERNS: usize = 1000;
/// Longer cells are not looked into.
const LONGEST_LOOK: usize = 4096;

#[derive(Debug, Default)]
pub struct Shape {
    /// Records per number of cells, in order of first appearance.
    pub patterns: Vec<(u32, u32)>,
    pub records: u32,
    /// Records that end in a newline, and those with a return before it.
    pub ends: u32,
    pub returns: u32,
    /// Cells with a line end of the other kind outside quotes.
    mixed: u32,
    clean: u32,
    unclean: u32,
    /// Quoted cells that close as they should, and ones that do not.
    pub regular: u32,
    pub irregular: u32,
    /// Regular ones with a quote in them that is text.
    pub doubled: u32,
    /// Irregular ones that end in a quote all the same (`"a "b" c"`).
    pub wrapped: u32,
    /// Cells behind a delimiter (empty last ones left out), and how many of them begin with a blank.
    gaps: u32,
    blanks: u32,
    /// Cells before a delimiter that end in a blank.
    tails: u32,
}

pub fn measure(sample: &[u8], cut: Cut) -> Shape {
    let mut shape = Shape::default();
    let mut at = 0;
    while at < sample.len() {
        let mut cells = Cells::new(sample, at, cut);
        let mut count = 0;
        let mut start = at;
        while let Some(cell) = cells.next() {
            count += 1;
            shape.take(sample, cut, start, cell, count > 1, cells.is_done());
            start = cells.end();
        }
        let next = cells.end();
        if let [.., before, end] = sample.get(at..next).unwrap_or_default()
            && *end == cut.newline
        {
            shape.ends += 1;
            shape.returns += u32::from(*before == b'\r');
        }
        if !is_blank_record(sample.get(at..next).unwrap_or_default(), cut) {
            shape.records += 1;
            match shape.patterns.iter().position(|(cells, _)| *cells == count) {
                Some(known) => {
                    if let Some((_, records)) = shape.patterns.get_mut(known) {
                        *records += 1;
                    }
                }
                None if shape.patterns.len() < MOST_PATTERNS => shape.patterns.push((count, 1)),
                None => {}
            }
        }
        at = next.max(at + 1);
    }
    shape
}

impl Shape {
    fn take(
        &mut self,
        sample: &[u8],
        cut: Cut,
        start: usize,
        cell: crate::cut::Cell<'_>,
        is_behind: bool,
        is_last: bool,
    ) {
        if is_behind && !(is_last && cell.raw.is_empty()) {
            self.gaps += 1;
            self.blanks += u32::from(sample.get(start) == Some(&b' '));
        }
        self.tails += u32::from(!is_last && cell.raw.ends_with(b" "));
        let open = if cut.pad == Pad::Run { cut.skip_blanks(sample, start) } else { start };
        if let Some(open) = cut.opening(sample, open) {
            // The text of a quoted cell begins behind its quote, that of a literal one does not.
            if cell.raw.as_ptr().addr() - sample.as_ptr().addr() <= open {
                self.irregular += 1;
                let is_wrapped = cell.raw.len() > 1 && trim(cell.raw).last() == Some(&cut.quote);
                self.wrapped += u32::from(is_wrapped);
                self.unclean += 1;
            } else {
                self.regular += 1;
                self.doubled += u32::from(cell.doubled);
                self.clean += 1;
            }
        } else if !cell.raw.is_empty() {
            self.mixed += u32::from(memchr::memchr2(b'\n', b'\r', cell.raw).is_some());
            if is_clean(cell.raw, cut.delimiter) {
                self.clean += 1;
            } else {
                self.unclean += 1;
            }
        }
    }

    /// Consistency in the manner of van den Burg et al. (2019): many records of one shape with many
    /// cells, times the share of cells that do not look wrongly cut. 0 to 1.
    pub fn score(&self) -> f64 {
        // A quote that opens and does not close before a delimiter speaks against that delimiter.
        let quotes = (self.regular + 1) as f64 / (self.regular + self.irregular + 1) as f64;
        self.likeness() * quotes
    }

    /// The score without regard to the quotes.
    pub fn likeness(&self) -> f64 {
        if self.records == 0 {
            return 0.0;
        }
        let all = self.records as f64;
        let alike: f64 = self
            .patterns
            .iter()
            .map(|&(cells, records)| {
                let share = records as f64 / all;
                share * share * (cells - 1) as f64 / cells as f64
            })
            .sum();
        let clean = self.clean_share();
        let unmixed = 1.0 - (self.mixed as f64 / all).min(0.9);
        alike * clean * clean * unmixed
    }

    pub fn clean_share(&self) -> f64 {
        // A few cells say little.
        (self.clean as f64 + 0.5) / ((self.clean + self.unclean) as f64 + 0.5)
    }

    /// Every record, the first one included, has the same number of cells.
    pub fn is_even(&self) -> bool {
        self.records >= 4 && self.patterns.len() == 1
    }

    /// The most frequent number of cells above 1, and how many records have it.
    pub fn usual(&self) -> (u32, u32) {
        let mut best = (1, 0);
        for &(cells, records) in &self.patterns {
            if cells > 1 && records > best.1 {
                best = (cells, records);
            }
        }
        best
    }

    /// The number of cells to expect; 1 where hardly a line is like another, or where every comma has its
    /// blank and few lines have as many, as in prose.
    pub fn cells(&self) -> u32 {
        let best = self.usual();
        let is_prose = self.records >= 20 && best.1 * 5 < self.records
            || self.records >= 10 && best.1 * 2 < self.records && self.is_blank_after();
        if is_prose { 1 } else { best.0 }
    }

    /// Every cell behind a delimiter begins with a blank, and not every one before it ends in one.
    pub fn is_blank_after(&self) -> bool {
        self.gaps >= 2 && self.blanks == self.gaps && self.tails < self.gaps
    }
}

/// Bytes that make a cell worth a closer look.
const fn suspicious() -> [bool; 256] {
    let mut table = [false; 256];
    let marks = b",;\t|^~:\"'[](){}/ \n\r";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
}
const SUSPICIOUS: [bool; 256] = suspicious();

/// Whether an unquoted cell looks whole.
pub fn is_clean(raw: &[u8], delimiter: u8) -> bool {
    let raw = raw.get(..LONGEST_LOOK).unwrap_or(raw);
    if !raw.iter().any(|&byte| SUSPICIOUS.get(byte as usize).is_some_and(|is| *is)) {
        return true;
    }
    if memchr::memchr2(b'\n', b'\r', raw).is_some() {
        return false;
    }
    let trimmed = trim(raw);
    if trimmed.is_empty() || is_value(trimmed) {
        return true;
    }
    let is_url = is_url(trimmed);
    if is_url && delimiter != b':' {
        return true;
    }
    // One end of a quoted text, of a list or of an address.
    let (first, last) = (trimmed.first().copied(), trimmed.last().copied());
    for quote in [b'"', b'\''] {
        let (starts, ends) = (first == Some(quote), last == Some(quote));
        let is_inch = ends && trimmed.get(trimmed.len().wrapping_sub(2)).is_some_and(u8::is_ascii_digit);
        // `"Noite"_(filme)` is whole; `"chave": 1` is code.
        let is_closed = || {
            quote == b'"'
                && memchr::memchr_iter(b'"', trimmed).count().is_multiple_of(2)
                && memchr::memmem::find(trimmed, b"\":").is_none()
        };
        let is_end = starts != ends && (quote == b'"' || starts) && !is_inch;
        if trimmed.len() == 1 && starts || is_end && !is_closed() {
            return false;
        }
    }
    let starts_late = trimmed.starts_with(b"//") && matches!(delimiter, b':' | b' ');
    let ends_late = delimiter == b' ' && trimmed.len() > 1 && last.is_some_and(|last| USUAL.contains(&last));
    if starts_late || ends_late || has_odd_quotes(trimmed) {
        return false;
    }
    let is_object = matches!((first, last), (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')));
    if is_object {
        return true;
    }
    for (open, close) in [(b'[', b']'), (b'{', b'}'), (b'(', b')')] {
        let count = |byte| memchr::memchr_iter(byte, trimmed).count();
        if memchr::memchr2(open, close, trimmed).is_some() && count(open) != count(close) {
            return false;
        }
    }
    // Another delimiter with no blank behind it; numbers and dates beside each other.
    for other in USUAL.into_iter().chain([b'^', b'~']).filter(|&other| other != delimiter) {
        let mut places = memchr::memchr_iter(other, trimmed);
        if !places.all(|at| other != b'\t' && trimmed.get(at + 1).is_none_or(|&next| next == b' ')) {
            return false;
        }
    }
    if trimmed.len() <= 64 && delimiter != b' ' {
        let mut words = trimmed.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
        let numbers = words.clone().filter(|word| is_number(word)).count();
        if numbers >= 2 && words.all(is_number) {
            return false;
        }
    }
    true
}

/// An odd number of double quotes, inches left out.
fn has_odd_quotes(text: &[u8]) -> bool {
    let is_sign = |at: usize| at == 0 || !text.get(at - 1).is_some_and(u8::is_ascii_digit);
    let quotes = memchr::memchr_iter(b'"', text).count();
    quotes % 2 == 1 && memchr::memchr_iter(b'"', text).any(is_sign)
}

fn is_number(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit)
        && word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+'))
}

pub fn is_url(trimmed: &[u8]) -> bool {
    [b"http://".as_slice(), b"https://", b"www.", b"ftp://"].iter().any(|start| trimmed.starts_with(start))
}

/// `12:30`, `12:30:05`, `12:30:05.120`.
pub fn is_time(trimmed: &[u8]) -> bool {
    let parts: Vec<&[u8]> = trimmed.splitn(4, |&byte| byte == b':').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().enumerate().all(|(index, part)| {
            let digits = part.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let rest = part.get(digits..).unwrap_or_default();
            let is_end = index + 1 == parts.len();
            (1..=2).contains(&digits)
                && (rest.is_empty() || is_end && (rest.starts_with(b".") || rest.starts_with(b" ")))
        })
}

/// A number, date, time, e-mail, id or yes and no.
pub fn is_value(trimmed: &[u8]) -> bool {
    !matches!(classify(trimmed), Class::Text) || is_time(trimmed)
}
