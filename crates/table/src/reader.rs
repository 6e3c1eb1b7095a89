//! The streaming reader: bytes in chunks of any size, a table at the end.

use serde::{Deserialize, Serialize};

use crate::cut::NO_QUOTE;
use crate::decode::{self, Bad, HEAD, Lost, Sniff, Utf8Check, Utf16, Utf32};
use crate::dialect::{self, Found, SAMPLE};
use crate::frame;
use crate::scan::Scan;
use crate::{Decimal, Dialect, Encoding, Newline, Problem, Receipt, Spacing, Table, Unusable};

/// What a person has chosen; `None` is decided from the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    /// `Some(None)`: no quote, every one of them is text.
    pub quote: Option<Option<u8>>,
    /// `Some(None)`: quotes are doubled.
    pub escape: Option<Option<u8>>,
    pub newline: Option<Newline>,
    pub spacing: Option<Spacing>,
    pub header: Option<HeaderChoice>,
    /// Text that a program of ours wrote from the cells of a sheet: this many cells a record, between commas,
    /// `"` doubled, one LF a record. Nothing is guessed about how to cut it.
    pub written: Option<u32>,
    /// Known from where the text comes from. Only settles what the values of a column leave in doubt.
    pub decimal: Option<Decimal>,
}

impl ReadOptions {
    /// Everything as it was read before.
    pub fn exactly(dialect: Dialect) -> Self {
        Self {
            encoding: Some(dialect.encoding),
            delimiter: Some(dialect.delimiter),
            quote: Some(dialect.quote),
            escape: Some(dialect.escape),
            newline: Some(dialect.newline),
            spacing: Some(dialect.spacing),
            ..Self::default()
        }
    }
}

/// What a person has said about the header of a file's first table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeaderChoice {
    /// The first record of the table's shape is data.
    None,
    /// `rows` records from the one at the physical line (1-based) on are the header; what is above is preamble.
    Rows { line: u32, rows: u32 },
}

/// The header as it was found or chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderFound {
    /// Physical line of its first record, 1-based.
    pub line: u32,
    pub rows: u32,
    /// One name a column, made unique as [`Table::headers`] are.
    pub names: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub bytes: u64,
    pub records: u32,
}

/// What was read. `table` is `Err` when nothing can be used; the receipt still balances then. All receipts,
/// those of `more` included, account for every record of the file once.
#[derive(Debug)]
pub struct Read {
    pub table: Result<Table, Unusable>,
    pub receipt: Receipt,
    /// In line order; at most 10,000 are kept, `problem_count` counts all.
    pub problems: Vec<Problem>,
    pub problem_count: u32,
    pub dialect: Dialect,
    /// The header, also when no row stands below it; `None`: no header.
    pub header: Option<HeaderFound>,
    /// The first line above the header that names the table.
    pub title: Option<String>,
    /// The lines above the header that are not blank, as written: the first 50, each cut at 200 characters.
    pub preamble: Vec<String>,
    /// Further tables under the first one, each with what stands above it; their own `more` are empty.
    pub more: Vec<Read>,
}

impl Read {
    /// Nothing was read, and why.
    pub fn unusable(why: Unusable, dialect: Dialect) -> Read {
        Read {
            table: Err(why),
            receipt: Receipt::default(),
            problems: Vec::new(),
            problem_count: 0,
            dialect,
            header: None,
            title: None,
            preamble: Vec::new(),
            more: Vec::new(),
        }
    }
}

/// What one piece of memory can hold in the browser; places in the text are 32 bits wide.
const TEXT_LIMIT: usize = i32::MAX as usize - 64;
/// Text is looked at in portions of about this size.
const BATCH: usize = 256 << 10;

pub struct Reader {
    options: ReadOptions,
    bytes: u64,
    /// The first bytes, until the encoding is decided from them.
    head: Vec<u8>,
    encoding: Option<Encoding>,
    unusable: Option<Unusable>,
    utf16: Option<Utf16>,
    utf32: Option<Utf32>,
    bad: Bad,
    lost: Lost,
    check: Utf8Check,
    /// Everything so far, as UTF-8 (or taken for it, until `check` says otherwise).
    text: Vec<u8>,
    looked_at: usize,
    found: Option<Found>,
    scan: Option<Scan>,
}

impl Reader {
    /// `size_hint`: the file's size in bytes if known (memory is reserved once), else 0.
    pub fn new(options: ReadOptions, size_hint: usize) -> Self {
        let mut text = Vec::new();
        // When there is no such room, it is said when the text has grown that far.
        let _ = text.try_reserve_exact(size_hint.min(TEXT_LIMIT));
        Self {
            options,
            bytes: 0,
            head: Vec::new(),
            encoding: None,
            unusable: None,
            utf16: None,
            utf32: None,
            bad: Bad::default(),
            lost: Lost::default(),
            check: Utf8Check::default(),
            text,
            looked_at: 0,
            found: None,
            scan: None,
        }
    }

    /// Takes the next bytes of the file. The result does not depend on how they are cut.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        if self.unusable.is_some() {
            return;
        }
        if self.encoding.is_some() {
            self.feed(chunk);
            return;
        }
        let (first, rest) = chunk.split_at(chunk.len().min(HEAD - self.head.len()));
        self.head.extend_from_slice(first);
        if self.head.len() == HEAD {
            self.start();
            self.feed(rest);
        }
    }

    pub fn progress(&self) -> Progress {
        Progress { bytes: self.bytes, records: self.scan.as_ref().map_or(0, Scan::record_count) }
    }

    fn start(&mut self) {
        let head = std::mem::take(&mut self.head);
        let encoding = match (self.options.encoding, decode::sniff(&head)) {
            (None, Sniff::Binary(kind)) => {
                self.unusable = Some(Unusable::Binary { looks_like: kind.map(str::to_owned) });
                Encoding::Utf8
            }
            (None, Sniff::Text(encoding)) => encoding,
            (Some(encoding), _) => encoding,
        };
        if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            self.utf16 = Some(Utf16::new(encoding));
        }
        if matches!(encoding, Encoding::Utf32Le | Encoding::Utf32Be) {
            self.utf32 = Some(Utf32::new(encoding));
        }
        self.encoding = Some(encoding);
        let is_utf8 = matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom);
        let body = head.strip_prefix(&[0xef, 0xbb, 0xbf]).filter(|_| is_utf8).unwrap_or(&head);
        self.feed(body);
    }

    fn feed(&mut self, bytes: &[u8]) {
        if self.unusable.is_some() {
            return;
        }
        // UTF-16 and the one-byte encodings grow, at most to three times (a euro sign).
        let room = bytes.len().saturating_add(bytes.len() / 2);
        let fits = bytes.len() <= TEXT_LIMIT.saturating_sub(self.text.len());
        let is_spare = self.text.capacity() - self.text.len() >= bytes.len();
        if !fits || (!is_spare && self.text.try_reserve(room).is_err()) {
            self.unusable = Some(Unusable::TooLarge { limit: TEXT_LIMIT as u64 });
            self.text = Vec::new();
            return;
        }
        // In portions, so that the text is looked at while it is in the cache.
        for bytes in bytes.chunks(BATCH) {
            match (&mut self.utf16, &mut self.utf32, self.encoding) {
                (Some(utf16), _, _) => utf16.push(bytes, &mut self.text, &mut self.bad),
                (_, Some(utf32), _) => utf32.push(bytes, &mut self.text, &mut self.bad),
                (_, _, Some(Encoding::Windows1252)) => {
                    decode::windows_1252(bytes, &mut self.text, &mut self.bad);
                }
                (_, _, Some(Encoding::Latin9)) => decode::latin_9(bytes, &mut self.text),
                _ => self.text.extend_from_slice(bytes),
            }
            if self.text.len() - self.looked_at >= BATCH {
                self.look(false);
            }
        }
    }

    /// Cuts what has arrived into records.
    fn look(&mut self, at_end: bool) {
        self.looked_at = self.text.len();
        let is_utf8 = matches!(self.encoding, Some(Encoding::Utf8 | Encoding::Utf8Bom));
        // Text that is not valid is decoded anew at the end, when all of it can be judged.
        if is_utf8 && !self.check.advance(&self.text) {
            return;
        }
        self.lost.advance(&self.text);
        if self.found.is_none() && (at_end || self.text.len() > SAMPLE) {
            let sample = self.text.get(..SAMPLE).unwrap_or(&self.text);
            self.found = Some(match self.options.written {
                Some(cells) => dialect::written(cells),
                None => dialect::find(sample, &self.options),
            });
        }
        if let Some(found) = self.found {
            let hint = self.text.capacity();
            let scan = self.scan.get_or_insert_with(|| Scan::new(found.cut, found.cells, hint));
            scan.advance(&self.text, at_end);
        }
    }

    pub fn finish(mut self) -> Read {
        if self.encoding.is_none() {
            self.start();
        }
        if let Some(utf16) = &mut self.utf16 {
            utf16.finish(&mut self.text, &mut self.bad);
        }
        if let Some(utf32) = &mut self.utf32 {
            utf32.finish(&mut self.text, &mut self.bad);
        }
        let mut encoding = self.encoding.unwrap_or(Encoding::Utf8);
        let is_utf8 = matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom);
        if is_utf8 && (!self.check.advance(&self.text) || self.check.checked() < self.text.len()) {
            let mends = encoding == Encoding::Utf8Bom
                || self.options.encoding.is_some()
                || decode::is_broken_utf8(&self.text);
            if mends {
                self.text = decode::mend_utf8(&self.text, &mut self.bad);
            } else {
                let mut text = Vec::with_capacity(self.text.len() + self.text.len() / 16);
                decode::windows_1252(&self.text, &mut text, &mut self.bad);
                self.text = text;
                encoding = Encoding::Windows1252;
            }
            self.check = Utf8Check::default();
            self.lost = Lost::default();
            (self.scan, self.found) = (None, None);
            if self.text.len() > TEXT_LIMIT {
                self.unusable = Some(Unusable::TooLarge { limit: TEXT_LIMIT as u64 });
                self.text = Vec::new();
            }
        }
        self.look(true);
        self.bad.merge(std::mem::take(&mut self.lost));
        let dialect = match self.found {
            Some(found) => Dialect {
                encoding,
                delimiter: if found.cut.delimiter == NO_QUOTE { b',' } else { found.cut.delimiter },
                quote: (found.cut.quote != NO_QUOTE).then_some(found.cut.quote),
                escape: (found.cut.escape != NO_QUOTE).then_some(found.cut.escape),
                newline: found.newline,
                spacing: found.spacing(),
            },
            None => Dialect { encoding, ..Dialect::default() },
        };
        match (self.unusable, self.scan) {
            (Some(unusable), _) => Read::unusable(unusable, dialect),
            (None, None) => Read::unusable(Unusable::Empty, dialect),
            (None, Some(scan)) => {
                let is_column = self.found.is_some_and(|found| found.is_column);
                let forced = self.options.delimiter.is_some() || is_column;
                let framed = frame::frame(self.text, scan, &self.bad, forced, self.options.header);
                let settled = self.options.decimal;
                let mut reads = framed.into_iter().map(|framed| Read {
                    table: match settled {
                        Some(_) => framed.table.map(|table| table.with_decimal(settled)),
                        None => framed.table,
                    },
                    receipt: framed.receipt,
                    problems: framed.problems.kept,
                    problem_count: framed.problems.count,
                    dialect,
                    header: framed.header,
                    title: framed.title,
                    preamble: framed.preamble,
                    more: Vec::new(),
                });
                let first = reads.next().unwrap_or_else(|| Read::unusable(Unusable::Empty, dialect));
                Read { more: reads.collect(), ..first }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cut::work;

    /// Bytes that are looked at while `bytes` are read in pieces.
    fn work_of(bytes: &[u8]) -> u64 {
        work::take();
        let mut reader = Reader::new(ReadOptions::default(), bytes.len());
        bytes.chunks(1 << 20).for_each(|chunk| reader.push(chunk));
        reader.finish();
        work::take()
    }

    /// No arrangement of quotes, delimiters and line ends makes a file cost more than linear work. Counted
    /// in bytes looked at, so that no slow machine can fail it; the times are in `examples/hostile.rs`.
    #[test]
    fn hostile_files_are_no_more_work_than_clean_ones() {
        const SIZE: usize = 4 << 20;
        /// Times the work of a clean file; what is read with care is tried in several ways.
        const MOST: u64 = 5;
        let fill = |head: &[u8], piece: &[u8]| {
            let times = (SIZE - head.len()) / piece.len();
            [head.to_vec(), piece.repeat(times)].concat()
        };
        let clean = fill(b"id,nome,nota\n", b"12345,\"Ana, B\",ligar depois\n");
        let budget = MOST * work_of(&clean) * SIZE as u64 / clean.len() as u64;
        let texts: [(&str, Vec<u8>); 17] = [
            ("quotes from line to line", fill(b"a,b,c\n", b"x\",\"y,z\n")),
            ("one quote, then text", fill(b"a,b\n\"", b"x,y\n")),
            ("one quote in quoted records", fill(b"\"a\",\"b\"\n\"x\"\",\"y\"\n", b"\"x\",\"y\"\n")),
            ("a quote in every line", fill(b"a,b\n", b"a,\"b\n")),
            ("a lone quote a line", fill(b"a,b\n", b"\"\n")),
            ("three quotes a line", fill(b"a,b\n", b"a,\"\"\"\n")),
            ("nothing but quotes", fill(b"", b"\"")),
            ("quotes and delimiters", fill(b"a,b\n", b"\"\",\"")),
            ("escapes", fill(b"a,b\n\"\\\"x\\\"\",\"\\\"y\\\"\"\n", b"\"\\\",\"\\\\\n")),
            ("single quotes", fill(b"'a','b'\n", b"'x,'y\n")),
            ("one line", fill(b"a,b\n", b"xyz,")),
            ("blank lines", fill(b"", b"\n")),
            ("lines of blanks", fill(b"a b c\n1 2 3\n4 5 6\n", b"    \n")),
            ("NULs", fill(&b"a,b\n".repeat(2000), b"\0,\n")),
            ("returns and feeds", fill(b"a,b\r\n", b"x,\"\r\n\r")),
            ("ragged", fill(b"a,b,c\n", b"1,2\n1,2,3,4\n\"1\n")),
            ("colons and blanks", fill(b"", b"a: b c: d\n")),
        ];
        for (name, text) in texts {
            let work = work_of(&text);
            assert!(work <= budget, "{name}: {work} bytes looked at of {} with {budget} allowed", text.len());
        }
    }
}
