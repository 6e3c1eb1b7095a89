//! Workbooks and packed files, into texts that `garimpo_table::Reader` takes: bytes in, parts out.
//!
//! XLSX, XLSM, XLSB, ODS and XLS through `calamine`; HTML tables and XML spreadsheets that call themselves
//! `.xls`; gzip and zip, with any of these inside. A part is one sheet, one table of a page, or one packed file.
//!
//! Must never: hold more than one part at a time, inflate more than [`Limits`] allow, or guess what a number
//! means: a cell is written the way it is stored, and what its format says (a date, a percentage, a currency)
//! is written with it. It may panic on a hostile file (the readers below it do), so it runs in a worker of its
//! own, that may die.

mod archive;
mod book;
mod cell;
mod chains;
mod markup;
mod page;
mod sheet;

use garimpo_table::packed::{self, Packed};
use garimpo_table::{ReadOptions, Unusable};

/// What a file may grow to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of all parts together, and of what is inflated on the way to them.
    pub inflated: u64,
    /// A file may become this many times as large, or [`Limits::SMALL`].
    pub ratio: u64,
    pub parts: u32,
    pub rows: u32,
    pub columns: u32,
}

impl Limits {
    /// Below this nobody looks at the ratio.
    const SMALL: u64 = 100_000_000;

    /// For a file of this size.
    fn bytes(&self, packed: usize) -> u64 {
        self.inflated.min(Self::SMALL.max((packed as u64).saturating_mul(self.ratio)))
    }
}

impl Default for Limits {
    /// One memory of 4 GiB holds the file, the reader's own form of it, and one part, twice while it grows.
    fn default() -> Limits {
        Limits { inflated: 1 << 30, ratio: 500, parts: 200, rows: 1_048_576, columns: 16_384 }
    }
}

/// Where a part stood in the file: names of packed files and of sheets, from the outside in. Empty for a file
/// that is the part.
pub type Path = Vec<String>;

#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub path: Path,
    pub bytes: Vec<u8>,
    /// How to read the bytes.
    pub options: ReadOptions,
}

/// Takes what is found, as soon as it is found.
pub trait Sink {
    fn part(&mut self, part: Part);
    /// One thing inside that cannot be used; the others can.
    fn refused(&mut self, path: Path, why: Unusable);
    /// Rows, or bytes where there are no rows, so far.
    fn progress(&mut self, rows: u32);
}

/// Hands every part of a file to `sink`. `Err`: nothing of the file can be used, also not what was handed over
/// before. A file that is not packed at all is its own part.
pub fn unpack(bytes: Vec<u8>, limits: Limits, sink: &mut dyn Sink) -> Result<(), Unusable> {
    let mut job = Job { limits, left: limits.bytes(bytes.len()), parts: 0, sink };
    job.limits.inflated = job.left;
    let opened = job.open(Vec::new(), bytes, 0);
    opened.map_err(|why| job.told(why))
}

/// Archives in archives that are opened.
const DEEPEST: u32 = 2;

struct Job<'a> {
    limits: Limits,
    /// Bytes that may still be made.
    left: u64,
    parts: u32,
    sink: &'a mut dyn Sink,
}

impl Job<'_> {
    /// Opens what the first bytes say it is.
    fn open(&mut self, path: Path, bytes: Vec<u8>, depth: u32) -> Result<(), Unusable> {
        let kind = packed::kind(&bytes);
        if depth > DEEPEST && matches!(kind, Some(Packed::Zip | Packed::Gzip)) {
            return Err(Unusable::Unsupported { what: "zip".into() });
        }
        match kind {
            None => self.part(Part { path, bytes, options: ReadOptions::default() }),
            Some(Packed::Zip) => archive::zip(self, path, bytes, depth),
            Some(Packed::Gzip) => archive::gzip(self, path, bytes, depth),
            Some(Packed::Compound) => book::compound(self, &path, bytes),
            Some(Packed::Markup) => page::tables(self, &path, bytes),
        }
    }

    fn part(&mut self, part: Part) -> Result<(), Unusable> {
        self.parts += 1;
        if self.parts > self.limits.parts {
            return Err(Unusable::TooManyParts { limit: self.limits.parts });
        }
        self.sink.part(part);
        Ok(())
    }

    fn too_large(&self) -> Unusable {
        Unusable::TooLarge { limit: self.limits.inflated }
    }

    /// A sheet knows only what is left; the person is told the whole limit.
    fn told(&self, why: Unusable) -> Unusable {
        if matches!(why, Unusable::TooLarge { .. }) { self.too_large() } else { why }
    }

    /// Notes that so many bytes were made.
    fn spend(&mut self, bytes: u64) -> Result<(), Unusable> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.too_large()),
        }
    }
}

fn within(path: &Path, name: &str) -> Path {
    let mut path = path.clone();
    path.push(name.to_owned());
    path
}
