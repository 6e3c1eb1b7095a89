//! Cutting text into cells: the one definition of where a cell begins and ends.
//!
//! Everything here is a pure function of the bytes and a [`Cut`]. A quote counts only at the start
//! of a cell; anywhere else it is text. Must never: look outside the slice, or take more than linear time.

use std::borrow::Cow;

/// A byte that UTF-8 text never holds: "there is no quote character".
pub const NO_QUOTE: u8 = 0xff;
/// The longest record, and the farthest that a closing quote is looked for.
pub const RECORD_LIMIT: usize = 1 << 20;

/// How text is cut. `newline` is `\n` (a `\r` before it is not part of the cell) or `\r`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub delimiter: u8,
    pub quote: u8,
    pub newline: u8,
    /// Blanks between a delimiter and an opening quote are not text (`a, "b, c"`).
    pub pad: bool,
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

impl Cut {
    /// Finds the end of the quoted text that starts at `from`, looking no farther than `limit`.
    pub fn close(&self, text: &[u8], from: usize, limit: usize) -> Close {
        let limit = limit.min(text.len());
        let mut at = from;
        while let Some(offset) = text.get(at..limit).and_then(|rest| memchr::memchr(self.quote, rest)) {
            let quote = at + offset;
            if text.get(quote + 1) == Some(&self.quote) {
                at = quote + 2;
                continue;
            }
            return match self.end_after(text, quote + 1) {
                Some(after) => Close::At { quote, after },
                None => Close::Irregular,
            };
        }
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
                    return match text.get(at + 1) {
                        None => Some(at),
                        Some(&next) if next == self.newline => Some(at),
                        Some(_) => None,
                    };
                }
                Some(b' ' | b'\t') => at += 1,
                Some(_) => return None,
            }
        }
    }

    /// The start of the opening quote if the cell that starts at `at` is quoted.
    #[inline]
    pub fn opening(&self, text: &[u8], at: usize) -> Option<usize> {
        let first = *text.get(at)?;
        if first == self.quote {
            return Some(at);
        }
        if !self.pad || first != b' ' {
            return None;
        }
        let blanks = text.get(at..)?.iter().take_while(|&&byte| byte == b' ').count();
        (text.get(at + blanks) == Some(&self.quote)).then_some(at + blanks)
    }

    /// The next delimiter or newline at or after `at`, or the end of the text.
    #[inline]
    pub fn next(&self, text: &[u8], at: usize) -> usize {
        find2(text, at, self.delimiter, self.newline)
    }
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

/// One cell as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Without the quotes around it.
    pub raw: &'a [u8],
    /// `raw` holds doubled quotes.
    pub doubled: bool,
}

impl<'a> Cell<'a> {
    pub fn bytes(self, quote: u8) -> Cow<'a, [u8]> {
        if !self.doubled {
            return Cow::Borrowed(self.raw);
        }
        let mut out = Vec::with_capacity(self.raw.len());
        undouble(self.raw, quote, &mut out);
        Cow::Owned(out)
    }

    pub fn text(self, quote: u8) -> Cow<'a, str> {
        match self.bytes(quote) {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
}

/// Writes `raw` with every doubled quote made single.
pub fn undouble(raw: &[u8], quote: u8, out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(quote, rest) {
        out.extend_from_slice(rest.get(..=at).unwrap_or_default());
        let skip = if rest.get(at + 1) == Some(&quote) { 2 } else { 1 };
        rest = rest.get(at + skip..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// The cells of one regular record. Ends at the newline; `end()` is then the start of the next record.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    text: &'a [u8],
    at: usize,
    cut: Cut,
    done: bool,
}

impl<'a> Cells<'a> {
    pub fn new(text: &'a [u8], start: usize, cut: Cut) -> Self {
        Self { text, at: start, cut, done: false }
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
        let may_be_quoted =
            text.get(self.at).is_some_and(|&byte| byte == cut.quote || (cut.pad && byte == b' '));
        if may_be_quoted && let Some(cell) = self.quoted() {
            return Some(cell);
        }
        let end = cut.next(text, self.at);
        let mut raw = text.get(self.at..end).unwrap_or_default();
        if text.get(end) != Some(&cut.delimiter) {
            self.done = true;
            if cut.newline == b'\n' {
                raw = raw.strip_suffix(b"\r").unwrap_or(raw);
            }
        }
        self.at = (end + 1).min(text.len());
        Some(Cell { raw, doubled: false })
    }
}

impl<'a> Cells<'a> {
    /// The cell at hand if it is quoted; kept apart so that the plain path stays small.
    #[inline(never)]
    fn quoted(&mut self) -> Option<Cell<'a>> {
        let (text, cut) = (self.text, self.cut);
        let open = cut.opening(text, self.at)?;
        let Close::At { quote, after } = cut.close(text, open + 1, open + RECORD_LIMIT) else { return None };
        let raw = text.get(open + 1..quote).unwrap_or_default();
        let mut end = after;
        if text.get(end) == Some(&b'\r') && cut.newline != b'\r' {
            end += 1;
        }
        self.done = text.get(end) != Some(&cut.delimiter);
        self.at = (end + 1).min(text.len());
        Some(Cell { raw, doubled: memchr::memchr(cut.quote, raw).is_some() })
    }
}

/// Whether nothing but blanks, delimiters and empty quotes stands in a record.
pub fn is_blank_record(record: &[u8], cut: Cut) -> bool {
    let is_blank = |byte: &u8| *byte == cut.delimiter || matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    match record.iter().find(|byte| !is_blank(byte)) {
        None => true,
        Some(&byte) if byte == cut.quote => {
            record.iter().all(|byte| *byte == cut.quote || is_blank(byte))
                && Cells::new(record, 0, cut).all(|cell| cell.raw.iter().all(is_blank))
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Cut = Cut { delimiter: b',', quote: b'"', newline: b'\n', pad: false };

    #[track_caller]
    fn check(record: &str, expected: &[&str]) {
        let cells: Vec<String> =
            Cells::new(record.as_bytes(), 0, COMMA).map(|cell| cell.text(b'"').into_owned()).collect();
        assert_eq!(cells, expected, "{record:?}");
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
