//! The opener of workbooks and archives. The readers below it may panic on a hostile file, and it dies alone
//! then, in its own worker: that is a refusal. Nothing of ours may.

use std::io::{Cursor, Write};

use garimpo_table::{Reader, Unusable};
use garimpo_workbook::{Limits, Part, Path, Sink, unpack};
use rust_xlsxwriter::Workbook;

use crate::Target;
use crate::dice::Dice;
use crate::seeds;

const MARKS: &[&[u8]] = &[
    b"<",
    b">",
    b"/",
    b"\"",
    b"&",
    b"&amp;",
    b"&#x110000;",
    b"<table>",
    b"</table>",
    b"<tr>",
    b"<td>",
    b"<td rowspan=99999 colspan=99999>",
    b"<br>",
    b"<![CDATA[",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"\xd0\xcf\x11\xe0",
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"r=\"XFD1048576\"",
    b"t=\"s\"",
    b"<v>99999999</v>",
    b"<c r=\"A1\">",
    b"xl/",
    b"1E308",
    b"ss:Index=\"99999\"",
    b",",
    b"\n",
    b" ",
];

pub fn target() -> Target {
    let is_ours = |place: &str| {
        !place.contains("/registry/") && !place.starts_with("/rustc/") && !place.contains("library/")
    };
    Target { name: "workbook", seeds: seeds(), marks: MARKS, long: 64 << 10, check, is_ours }
}

fn seeds() -> Vec<Vec<u8>> {
    let mut book = Workbook::new();
    for name in ["Leads", "Gastos"] {
        let sheet = book.add_worksheet();
        let _ = sheet.set_name(name);
        for row in 0..6u32 {
            let _ = sheet.write(row, 0, format!("canal {row}"));
            let _ = sheet.write(row, 1, f64::from(row) * 1.5);
            let _ = sheet.write(row, 2, row % 2 == 0);
        }
    }
    let book = book.save_to_buffer().expect("a workbook");
    let csv = "canal;custo\nBusca;12,50\nSocial;7,25\n";
    let row = "<tr><td rowspan=2 colspan=3>a &amp; b<td>1<br>2<tr><td>x<td>3";
    let page = format!("<html><meta charset=utf-8><table>{}</table>", row.repeat(4));
    let sheet = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"A\"><Table><Row><Cell ss:Index=\"2\"><Data ss:Type=\"Number\">1.5</Data></Cell></Row></Table></Worksheet></Workbook>";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(csv.as_bytes()).expect("memory");
    let mut seeds = vec![
        stored(&book),
        zipped(&[("a.csv", csv.as_bytes()), ("b/c.csv", csv.as_bytes()), ("d.xlsx", &book)]),
        gzip.finish().expect("memory"),
        page.into_bytes(),
        sheet.as_bytes().to_vec(),
        book,
    ];
    let is_packed = |bytes: &Vec<u8>| garimpo_table::packed::kind(bytes).is_some();
    let files: Vec<Vec<u8>> = seeds::files().into_iter().filter(is_packed).collect();
    seeds.extend(files.iter().map(|bytes| stored(bytes)).filter(|bytes| !bytes.is_empty()));
    seeds.extend(files);
    seeds
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// The same archive without compression, so that changes reach what is inside; nothing if it is no archive.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let Ok(mut file) = archive.by_index(index) else { continue };
        let mut text = Vec::new();
        if std::io::Read::read_to_end(&mut file, &mut text).is_ok() {
            files.push((format!("{}", file.enclosed_name().unwrap_or_default().display()), text));
        }
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    zipped(&files)
}

#[derive(Default)]
struct Got {
    parts: Vec<Part>,
    refused: u32,
}

impl Sink for Got {
    fn part(&mut self, part: Part) {
        self.parts.push(part);
    }

    fn refused(&mut self, _: Path, _: Unusable) {
        self.refused += 1;
    }

    fn progress(&mut self, _: u32) {}
}

fn check(bytes: &[u8], _: &mut Dice) -> Result<(), String> {
    let limits = Limits { inflated: 4_000_000, ..Limits::default() };
    let mut got = Got::default();
    if unpack(bytes.to_vec(), limits, &mut got).is_err() {
        return Ok(());
    }
    let all: usize = got.parts.iter().map(|part| part.bytes.len()).sum();
    // Of what is no archive the bytes themselves are handed on.
    if all as u64 > limits.inflated + bytes.len() as u64 {
        return Err(format!("inflated: {all} bytes of {}", bytes.len()));
    }
    for part in &got.parts {
        let mut reader = Reader::new(part.options, part.bytes.len());
        reader.push(&part.bytes);
        let read = reader.finish();
        if ![&read].into_iter().chain(&read.more).all(|read| read.receipt.balances()) {
            return Err(format!("balance: {:?}", read.receipt));
        }
    }
    Ok(())
}
