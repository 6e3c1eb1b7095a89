//! The streaming reader: bytes in chunks of any size, a table at the end.

use serde::{Deserialize, Serialize};

use crate::cut::NO_QUOTE;
use crate::decode::{self, Bad, HEAD, Sniff, Utf8Check, Utf16};
use crate::dialect::{self, Found, SAMPLE};
use crate::frame;
use crate::scan::Scan;
use crate::{Decimal, Dialect, Encoding, Newline, Problem, Receipt, Table, Unusable};

/// What a person has chosen; `None` is decided from the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<u8>,
    /// Text that a program of ours wrote from the cells of a sheet: this many cells a record, between commas,
    /// `"` doubled, one LF a record. Nothing is guessed about how to cut it.
    pub written: Option<u32>,
    /// Known from where the text comes from. Only settles what the values of a column leave in doubt.
    pub decimal: Option<Decimal>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub bytes: u64,
    pub records: u32,
}

/// What was read. `table` is `Err` when nothing can be used; the receipt still balances then.
#[derive(Debug)]
pub struct Read {
    pub table: Result<Table, Unusable>,
    pub receipt: Receipt,
    /// In line order; at most 10,000 are kept, `problem_count` counts all.
    pub problems: Vec<Problem>,
    pub problem_count: u32,
    pub dialect: Dialect,
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
    bad: Bad,
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
            bad: Bad::default(),
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
        self.encoding = Some(encoding);
        let is_utf8 = matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom);
        let body = head.strip_prefix(&[0xef, 0xbb, 0xbf]).filter(|_| is_utf8).unwrap_or(&head);
        self.feed(body);
    }

    fn feed(&mut self, bytes: &[u8]) {
        if self.unusable.is_some() {
            return;
        }
        // UTF-16 and Windows-1252 grow by up to half.
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
            match (&mut self.utf16, self.encoding) {
                (Some(utf16), _) => utf16.push(bytes, &mut self.text, &mut self.bad),
                (None, Some(Encoding::Windows1252)) => {
                    decode::windows_1252(bytes, &mut self.text, &mut self.bad);
                }
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
        if self.found.is_none() && (at_end || self.text.len() > SAMPLE) {
            let sample = self.text.get(..SAMPLE).unwrap_or(&self.text);
            self.found = Some(match self.options.written {
                Some(cells) => dialect::written(cells),
                None => dialect::find(sample, self.options.delimiter),
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
            (self.scan, self.found) = (None, None);
            if self.text.len() > TEXT_LIMIT {
                self.unusable = Some(Unusable::TooLarge { limit: TEXT_LIMIT as u64 });
                self.text = Vec::new();
            }
        }
        self.look(true);
        let dialect = match self.found {
            Some(found) => Dialect {
                encoding,
                delimiter: found.cut.delimiter,
                quote: (found.cut.quote != NO_QUOTE).then_some(found.cut.quote),
                newline: found.newline,
            },
            None => Dialect { encoding, delimiter: b',', quote: Some(b'"'), newline: Newline::Lf },
        };
        let nothing = |unusable| Read {
            table: Err(unusable),
            receipt: Receipt::default(),
            problems: Vec::new(),
            problem_count: 0,
            dialect,
        };
        match (self.unusable, self.scan) {
            (Some(unusable), _) => nothing(unusable),
            (None, None) => nothing(Unusable::Empty),
            (None, Some(scan)) => {
                let framed = frame::frame(self.text, scan, &self.bad, self.options.delimiter.is_some());
                let settled = self.options.decimal;
                Read {
                    table: framed.table.map(|table| table.with_decimal(settled)),
                    receipt: framed.receipt,
                    problems: framed.problems.kept,
                    problem_count: framed.problems.count,
                    dialect,
                }
            }
        }
    }
}
