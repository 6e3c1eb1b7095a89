//! Makes workbooks and archives, and reads what came out of them as the page does.
#![allow(dead_code, reason = "every test file uses another part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use std::io::{Cursor, Write};

use garimpo_table::{Read, Reader, Unusable};
use garimpo_workbook::{Limits, Part, Path, Sink, unpack};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[derive(Default)]
pub struct Got {
    pub parts: Vec<Part>,
    pub refused: Vec<(Path, Unusable)>,
    pub rows_told: u32,
}

/// Short: parts are large.
impl std::fmt::Debug for Got {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<_> = self.parts.iter().map(|part| (part.path.join(" > "), part.bytes.len())).collect();
        write!(f, "parts {parts:?}, refused {:?}", self.refused)
    }
}

impl Sink for Got {
    fn part(&mut self, part: Part) {
        self.parts.push(part);
    }
    fn refused(&mut self, path: Path, why: Unusable) {
        self.refused.push((path, why));
    }
    fn progress(&mut self, rows: u32) {
        self.rows_told = self.rows_told.max(rows);
    }
}

pub fn opened(bytes: &[u8]) -> Result<Got, Unusable> {
    opened_within(bytes, Limits::default())
}

pub fn opened_within(bytes: &[u8], limits: Limits) -> Result<Got, Unusable> {
    let mut got = Got::default();
    unpack(bytes.to_vec(), limits, &mut got).map(|()| got)
}

pub fn text(part: &Part) -> &str {
    std::str::from_utf8(&part.bytes).expect("UTF-8")
}

pub fn read(part: &Part) -> Read {
    let mut reader = Reader::new(part.options, part.bytes.len());
    part.bytes.chunks(100_000).for_each(|chunk| reader.push(chunk));
    let read = reader.finish();
    assert!(read.receipt.balances(), "{:?}", read.receipt);
    read
}

/// Headers, then rows, as the table shows them.
pub fn cells(part: &Part) -> Vec<Vec<String>> {
    let table = read(part).table.expect("a table");
    let columns = u32::try_from(table.headers().len()).unwrap();
    let mut all = vec![table.headers().to_vec()];
    all.extend(
        table.rows().map(|row| (0..columns).map(|column| table.cell(row, column).into_owned()).collect()),
    );
    all
}

pub fn xlsx(make: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    make(&mut book);
    book.save_to_buffer().expect("a workbook")
}

pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        if name.ends_with('/') {
            zip.add_directory(*name, SimpleFileOptions::default()).unwrap();
        } else {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// A zip with one file of it changed.
pub fn replaced(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
        files.push((entry.name().unwrap().into_owned(), content));
    }
    for (file, content) in &mut files {
        if file == name {
            *content = change(String::from_utf8(content.clone()).unwrap()).into_bytes();
        }
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&files)
}

/// The same archive, not packed.
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
        out.start_file(entry.name().unwrap().into_owned(), options).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}
