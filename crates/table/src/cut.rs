//! Cutting text into cells: the one definition of where a cell begins and ends.
//!
//! Everything here is a pure function of the bytes and a [`Cut`]. A quote counts only at the start
//! of a cell; anywhere else it is text. Must never: look outside the slice, or take more than linear time.

use std::borrow::Cow;

use crate::marks::Marks;

/// A byte that UTF-8 text never holds: "there is no quote character", no escape, no delimiter.
pub const NO_QUOTE: u8 = 0xff;
/// The longest record, and the farthest that a closing quote is looked for.
pub const RECORD_LIMIT: usize = 1 << 20;

/// Which blanks at the start of a cell are not text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pad {
    #[default]
    None,
    /// Those between a delimiter and an opening quote (`a, "b, c"`).
    BeforeQuote,
    /// As above, and the one behind every delimiter (`a, b, c`).
    One,
    /// All of them: columns are set apart by runs of blanks.
    Run,
}

/// How text is cut. `newline` is `\n` (a `\r` or two before it are not part of the cell) or `\r`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub delimiter: u8,
    pub quote: u8,
    /// Stands before a quote that is text; [`NO_QUOTE`]: such a quote is doubled.
    pub escape: u8,
    pub newline: u8,
    pub pad: Pad,
}

/// What follows an opening quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The closing quote is at `quote`; the delimiter, newline or end is at `after`.
    At { quote: usize, after: usize },
    /// A quote that is neither doubled nor followed by a delimiter.
    Irregular,
    /// No closing quote up to the limit or the end.
    Open,
}

/// Why [`Cut::pass`] went no farther.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// A newline is at the place.
    Newline,
    /// A cell begins at the place, with a quote.
    Quote,
    /// The place is within a cell, near the limit or the end of the text.
    Rest,
}

impl Cut {
    pub const COMMA: Cut =
        Cut { delimiter: b',', quote: b'"', escape: NO_QUOTE, newline: b'\n', pad: Pad::None };

    /// Finds the end of the quoted text that starts at `from`, looking no farther than `limit`.
    pub fn close(&self, text: &[u8], from: usize, limit: usize) -> Close {
        let limit = limit.min(text.len());
        if self.escape != NO_QUOTE {
            return self.close_escaped(text, from, limit);
        }
        let within = text.get(..limit).unwrap_or(text);
        let mut at = from;
        loop {
            let quote = find2(within, at, self.quote, self.quote);
            if quote >= limit {
                break;
            }
            if text.get(quote + 1) == Some(&self.quote) {
                at = quote + 2;
                continue;
            }
            count_work(quote + 1 - from);
            return match self.end_after(text, quote + 1) {
                Some(after) => Close::At { quote, after },
                None => Close::Irregular,
            };
        }
        count_work(limit.saturating_sub(from));
        Close::Open
    }

    /// As [`Cut::close`], where quotes are escaped by another byte (and may be doubled as well).
    #[cold]
    #[inline(never)]
    fn close_escaped(&self, text: &[u8], from: usize, limit: usize) -> Close {
        let within = text.get(..limit).unwrap_or(text);
        let mut at = from;
        loop {
            let found = find2(within, at, self.quote, self.escape);
            if found >= limit {
                break;
            }
            let next = text.get(found + 1).copied();
            let is_quote = text.get(found) == Some(&self.quote);
            let is_pair = next == Some(self.quote) || (!is_quote && next == Some(self.escape));
            if is_quote && !is_pair {
                count_work(found + 1 - from);
                return match self.end_after(text, found + 1) {
                    Some(after) => Close::At { quote: found, after },
                    None => Close::Irregular,
                };
            }
            at = found + if is_pair { 2 } else { 1 };
        }
        count_work(limit.saturating_sub(from));
        Close::Open
    }

    /// Where the cell ends if nothing but blanks stands between `at` and a delimiter, newline or end.
    pub fn end_after(&self, text: &[u8], at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            match text.get(at) {
                None => return Some(at),
                Some(&byte) if byte == self.delimiter || byte == self.newline => return Some(at),
                Some(b'\r') => {
                    return match text.get(self.skip_returns(text, at)) {
                        None => Some(at),
                        Some(&next) if next == self.newline => Some(at),
                        Some(_) => None,
                    };
                }
                Some(b' ' | b'\t') => {
                    count_work(1);
                    at += 1;
                }
                Some(_) => return None,
            }
        }
    }

    /// Where the returns before a line feed end: one, or two where lines were made Windows' twice.
    pub fn skip_returns(&self, text: &[u8], at: usize) -> usize {
        if self.newline == b'\r' || text.get(at) != Some(&b'\r') {
            return at;
        }
        at + 1 + usize::from(text.get(at + 1) == Some(&b'\r'))
    }

    /// The start of the opening quote if the cell that starts at `at` is quoted.
    #[inline]
    pub fn opening(&self, text: &[u8], at: usize) -> Option<usize> {
        let first = *text.get(at)?;
        if first == self.quote {
            return Some(at);
        }
        if self.pad == Pad::None || first != b' ' {
            return None;
        }
        let quote = self.skip_blanks(text, at);
        (text.get(quote) == Some(&self.quote)).then_some(quote)
    }

    /// The first byte at or after `at` that is no blank.
    pub fn skip_blanks(&self, text: &[u8], at: usize) -> usize {
        let blanks = text.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte == b' ').count();
        at + blanks
    }

    /// Passes cells from `at` on, within one or at its start, as long as nothing but delimiters stands between
    /// them; the text is looked at eight bytes at a time, whatever is in them. The place where that ended, the
    /// delimiters passed, and why. Only where no blank may stand before a quote.
    #[inline]
    pub fn pass(&self, text: &[u8], at: usize, limit: usize) -> (usize, u32, Passed) {
        let (delimiter, newline) = (LOW * self.delimiter as u64, LOW * self.newline as u64);
        let from = at;
        let (mut at, mut cells) = (at, 0);
        while at < limit
            && let Some(word) = text.get(at..).and_then(|rest| rest.first_chunk::<8>())
        {
            let word = u64::from_le_bytes(*word);
            let ends = zeros(word ^ newline);
            let mut hits = zeros(word ^ delimiter) | ends;
            while hits != 0 {
                let bit = hits.trailing_zeros();
                let place = at + (bit / 8) as usize;
                if ends >> bit & 1 == 1 {
                    count_work(place + 1 - from);
                    return (place, cells, Passed::Newline);
                }
                cells += 1;
                if text.get(place + 1) == Some(&self.quote) {
                    count_work(place + 1 - from);
                    return (place + 1, cells, Passed::Quote);
                }
                hits &= hits - 1;
            }
            at += 8;
        }
        count_work(at - from);
        (at, cells, Passed::Rest)
    }

    /// The next delimiter or newline at or after `at`, or the end of the text.
    #[inline]
    pub fn next(&self, text: &[u8], at: usize) -> usize {
        let end = find2(text, at, self.delimiter, self.newline);
        count_work(end + 1 - at.min(end));
        end
    }

    /// For [`Cut::next_of`].
    pub fn marks(&self) -> Marks {
        Marks::new(self.delimiter, self.newline)
    }

    /// As [`Cut::next`], where the same text is asked about again and again.
    #[inline]
    pub fn next_of(&self, marks: &mut Marks, text: &[u8], at: usize) -> usize {
        let end = marks.next(text, at);
        count_work(end + 1 - at.min(end));
        end
    }
}

/// The last cell of a line without the returns before its feed.
#[inline]
pub fn without_returns(raw: &[u8]) -> &[u8] {
    match raw.strip_suffix(b"\r") {
        Some(rest) => rest.strip_suffix(b"\r").unwrap_or(rest),
        None => raw,
    }
}

/// Bytes looked at, counted where no file may cost more than linear work is tried.
#[inline(always)]
pub fn count_work(bytes: usize) {
    #[cfg(any(test, feature = "count-work"))]
    work::add(bytes);
    #[cfg(not(any(test, feature = "count-work")))]
    let _ = bytes;
}

#[cfg(any(test, feature = "count-work"))]
pub mod work {
    use std::cell::Cell;

    thread_local! {
        static LOOKED: Cell<u64> = const { Cell::new(0) };
    }

    pub(super) fn add(bytes: usize) {
        LOOKED.with(|looked| looked.set(looked.get() + bytes as u64));
    }

    /// Bytes looked at since this was asked last.
    pub fn take() -> u64 {
        LOOKED.with(|looked| looked.replace(0))
    }
}

/// The highest bit of every byte that is zero, and no other.
fn zeros(word: u64) -> u64 {
    !(((word & !HIGH) + !HIGH) | word) & HIGH
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The first `a` or `b` at or after `at`, or the end. Cells are short, so the first bytes are looked at
/// eight at a time in place, which costs less than a call to `memchr2`.
#[inline]
pub fn find2(text: &[u8], at: usize, a: u8, b: u8) -> usize {
    let (wide_a, wide_b) = (LOW * a as u64, LOW * b as u64);
    let mut at = at;
    for _ in 0..4 {
        let Some(word) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) else { break };
        let word = u64::from_le_bytes(*word);
        let (x, y) = (word ^ wide_a, word ^ wide_b);
        // The lowest set bit is exact: a false one can only stand above a true one.
        let hits = ((x.wrapping_sub(LOW) & !x) | (y.wrapping_sub(LOW) & !y)) & HIGH;
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    match text.get(at..) {
        Some(rest) => memchr::memchr2(a, b, rest).map_or(text.len(), |offset| at + offset),
        None => text.len(),
    }
}

/// How often a byte stands in a text that is short as a rule.
pub fn count(text: &[u8], byte: u8) -> u32 {
    match text.len() {
        0..64 => text.iter().map(|&other| u32::from(other == byte)).sum(),
        _ => memchr::memchr_iter(byte, text).count() as u32,
    }
}

/// One cell as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Without the quotes around it.
    pub raw: &'a [u8],
    /// `raw` holds doubled or escaped quotes.
    pub doubled: bool,
    /// The byte before an escaped quote, or [`NO_QUOTE`].
    pub escape: u8,
}

impl<'a> Cell<'a> {
    pub fn bytes(self, quote: u8) -> Cow<'a, [u8]> {
        if !self.doubled {
            return Cow::Borrowed(self.raw);
        }
        let mut out = Vec::with_capacity(self.raw.len());
        self.write(quote, &mut out);
        Cow::Owned(out)
    }

    /// Appends the cell's text.
    pub fn write(self, quote: u8, out: &mut Vec<u8>) {
        if !self.doubled {
            out.extend_from_slice(self.raw);
        } else if self.escape == NO_QUOTE {
            undouble(self.raw, quote, out);
        } else {
            unescape(self.raw, quote, self.escape, out);
        }
    }

    pub fn text(self, quote: u8) -> Cow<'a, str> {
        match self.bytes(quote) {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
}

/// Writes `raw` with every doubled quote made single.
fn undouble(raw: &[u8], quote: u8, out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(quote, rest) {
        out.extend_from_slice(rest.get(..=at).unwrap_or_default());
        let skip = if rest.get(at + 1) == Some(&quote) { 2 } else { 1 };
        rest = rest.get(at + skip..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// Writes `raw` without the bytes that escape a quote or themselves. Before anything else they are text.
fn unescape(raw: &[u8], quote: u8, escape: u8, out: &mut Vec<u8>) {
    let mut bytes = raw.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        let is_dropped = |next: &u8| *next == quote || (byte == escape && *next == escape);
        let next = if byte == escape || byte == quote { bytes.next_if(is_dropped) } else { None };
        out.push(next.unwrap_or(byte));
    }
}

/// The cells of one regular record. Ends at the newline; `end()` is then the start of the next record.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    text: &'a [u8],
    /// Where the record starts: a blank there is always text.
    start: usize,
    at: usize,
    cut: Cut,
    done: bool,
    marks: Marks,
}

impl<'a> Cells<'a> {
    pub fn new(text: &'a [u8], start: usize, cut: Cut) -> Self {
        Self { text, start, at: start, cut, done: false, marks: cut.marks() }
    }

    /// From the start of a cell within a record.
    pub fn within(text: &'a [u8], at: usize, cut: Cut) -> Self {
        Self { start: usize::MAX, ..Self::new(text, at, cut) }
    }

    /// Goes on with the record that starts there.
    #[inline]
    pub fn restart(&mut self, start: usize) {
        (self.start, self.at, self.done) = (start, start, false);
    }

    /// The start of the next record, once all cells were taken.
    pub fn end(&self) -> usize {
        self.at
    }

    /// Whether the last cell of the record was taken.
    pub fn is_done(&self) -> bool {
        self.done
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    #[inline]
    fn next(&mut self) -> Option<Cell<'a>> {
        if self.done {
            return None;
        }
        let (text, cut) = (self.text, self.cut);
        let may_be_quoted = text
            .get(self.at)
            .is_some_and(|&byte| byte == cut.quote || (cut.pad != Pad::None && byte == b' '));
        if may_be_quoted && let Some(cell) = self.quoted() {
            return Some(cell);
        }
        let end = cut.next_of(&mut self.marks, text, self.at);
        let mut raw = text.get(self.at..end).unwrap_or_default();
        if text.get(end) != Some(&cut.delimiter) {
            self.done = true;
            if cut.newline == b'\n' {
                raw = without_returns(raw);
            }
        }
        self.at = (end + 1).min(text.len());
        Some(Cell { raw, doubled: false, escape: NO_QUOTE })
    }
}

impl<'a> Cells<'a> {
    /// The cell at hand if it is quoted; kept apart so that the plain path stays small. Passes the blanks
    /// that are not text.
    #[inline(never)]
    fn quoted(&mut self) -> Option<Cell<'a>> {
        let (text, cut) = (self.text, self.cut);
        match cut.pad {
            Pad::One if self.at != self.start && text.get(self.at) == Some(&b' ') => self.at += 1,
            Pad::Run => self.at = cut.skip_blanks(text, self.at),
            _ => {}
        }
        let open = cut.opening(text, self.at)?;
        let Close::At { quote, after } = cut.close(text, open + 1, open + RECORD_LIMIT) else { return None };
        let raw = text.get(open + 1..quote).unwrap_or_default();
        let mut end = after;
        end = cut.skip_returns(text, end);
        self.done = text.get(end) != Some(&cut.delimiter);
        self.at = (end + 1).min(text.len());
        let doubled = memchr::memchr(cut.quote, raw).is_some()
            || (cut.escape != NO_QUOTE && memchr::memchr(cut.escape, raw).is_some());
        Some(Cell { raw, doubled, escape: cut.escape })
    }
}

/// Whether nothing but blanks, delimiters and empty quotes stands in a record.
#[inline]
pub fn is_blank_record(record: &[u8], cut: Cut) -> bool {
    let is_blank = |byte: &u8| *byte == cut.delimiter || matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    match record.iter().find(|byte| !is_blank(byte)) {
        None => true,
        Some(&byte) if byte == cut.quote => is_blank_quoted(record, cut),
        Some(_) => false,
    }
}

/// The same of a record whose first byte that is no blank is a quote.
fn is_blank_quoted(record: &[u8], cut: Cut) -> bool {
    let is_blank = |byte: &u8| *byte == cut.delimiter || matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    // A delimiter within a cell is text.
    let is_space = |byte: &u8| is_blank(byte) && *byte != cut.delimiter;
    // One cell of blanks in quotes.
    if let [first, rest @ ..] = record
        && *first == cut.quote
        && let Some(quote) = rest.iter().position(|byte| !is_space(byte))
        && rest.get(quote) == Some(&cut.quote)
        && rest.get(quote + 1..).is_some_and(|rest| rest.iter().all(is_space))
    {
        return true;
    }
    record.iter().all(|byte| *byte == cut.quote || is_blank(byte))
        && Cells::new(record, 0, cut).all(|cell| cell.raw.iter().all(is_space))
}
#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_cut(cut: Cut, record: &str, expected: &[&str]) {
        let cells: Vec<String> =
            Cells::new(record.as_bytes(), 0, cut).map(|cell| cell.text(cut.quote).into_owned()).collect();
        assert_eq!(cells, expected, "{record:?}");
    }

    #[track_caller]
    fn check(record: &str, expected: &[&str]) {
        check_cut(Cut::COMMA, record, expected);
    }

    #[test]
    fn escaped_quotes_are_text() {
        let cut = Cut { escape: b'\\', ..Cut::COMMA };
        check_cut(cut, r#""a \"b\", c",d"#, &["a \"b\", c", "d"]);
        check_cut(cut, r#""C:\\",d\e"#, &["C:\\", "d\\e"]);
        check_cut(cut, r#""C:\dir ""x""",1"#, &["C:\\dir \"x\"", "1"]);
        check_cut(cut, r#""",1"#, &["", "1"]);
        check_cut(Cut { quote: b'\'', ..Cut::COMMA }, "'it''s, ok',\"x\"", &["it's, ok", "\"x\""]);
    }

    #[test]
    fn blanks_that_are_not_text() {
        let one = Cut { pad: Pad::One, ..Cut::COMMA };
        check_cut(one, " a, b,  \"c, d\", , e,", &[" a", "b", "c, d", "", "e", ""]);
        check_cut(one, "a,  b\n", &["a", " b"]);
        let run = Cut { delimiter: b' ', pad: Pad::Run, ..Cut::COMMA };
        check_cut(run, "  a   \"b c\" d\n", &["a", "b c", "d"]);
    }

    #[test]
    fn records_are_cut_into_cells() {
        check("a,b,c\n1", &["a", "b", "c"]);
        check("a,b,c\r\n1", &["a", "b", "c"]);
        check("a,,\n", &["a", "", ""]);
        check("", &[""]);
        check("\"x, y\",\"he said \"\"hi\"\"\",\"\"\r\n", &["x, y", "he said \"hi\"", ""]);
        check("\"two\nlines\",b", &["two\nlines", "b"]);
        check("5\" x,b", &["5\" x", "b"]);
        check("\"a\" ,b", &["a", "b"]);
        check("a\rb,c", &["a\rb", "c"]);
        check("a,b\r\r\nc", &["a", "b"]);
        check("a,\"b\"\r\r\nc", &["a", "b"]);
    }

    #[test]
    fn find2_sees_every_place() {
        let text: Vec<u8> =
            (0..80).map(|i| if i % 37 == 36 { b',' } else { 200u8.wrapping_add(i) }).collect();
        for at in 0..=text.len() {
            let expected = text.get(at..).and_then(|rest| rest.iter().position(|&b| b == b',' || b == b'\n'));
            assert_eq!(find2(&text, at, b',', b'\n'), expected.map_or(text.len(), |offset| at + offset));
        }
    }
}
