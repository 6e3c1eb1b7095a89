//! The public files beside the project, when they are there: the tests pass without them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]
#![allow(clippy::print_stdout, reason = "what was skipped is said")]

mod kit;

use std::path::{Path, PathBuf};

use garimpo_table::{ReadOptions, Reader, Unusable};
use kit::{cells, opened};

fn data() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/csv");
    if !path.is_dir() {
        println!("skipped: no shared/data/csv");
    }
    path.is_dir().then_some(path)
}

fn below(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            below(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one)) {
            found.push(path);
        }
    }
}

/// Moments, numbers and booleans in one spelling: the other program has its own.
fn value(cell: &str) -> String {
    let is_moment = cell.len() == 19 && cell.as_bytes().get(10) == Some(&b'T');
    let cell = if is_moment { cell.replace('T', " ") } else { cell.to_owned() };
    let cell = cell.strip_suffix(" 00:00:00").unwrap_or(&cell).to_lowercase();
    cell.trim().parse::<f64>().map_or(cell.clone(), |number| number.to_string())
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader =
        Reader::new(ReadOptions { delimiter: Some(b','), ..ReadOptions::default() }, bytes.len());
    reader.push(bytes);
    let table = reader.finish().table.expect("a table");
    let columns = u32::try_from(table.headers().len()).unwrap();
    table.rows().map(|row| (0..columns).map(|column| value(&table.cell(row, column))).collect()).collect()
}

#[test]
fn workbooks_read_as_another_program_reads_them() {
    let Some(data) = data() else { return };
    let folder = data.join("csvkit/examples");
    let check = |book: &str, csv: &str| {
        let got = opened(&std::fs::read(folder.join(book)).unwrap()).unwrap();
        let [part] = got.parts.as_slice() else { panic!("{got:?}") };
        let ours: Vec<Vec<String>> =
            cells(part).iter().skip(1).map(|row| row.iter().map(|cell| value(cell)).collect()).collect();
        let theirs = rows(&std::fs::read(folder.join(csv)).unwrap());
        assert_eq!(ours.len(), theirs.len(), "{book}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let filled = |row: &[String]| -> Vec<String> {
                row.iter().filter(|cell| !cell.is_empty()).cloned().collect()
            };
            assert_eq!(filled(ours), filled(theirs), "{book}");
        }
    };
    check("test.xls", "testxls_converted.csv");
    check("test.xlsx", "testxlsx_converted.csv");
}

#[test]
fn every_workbook_and_archive_opens() {
    let Some(data) = data() else { return };
    let mut files = Vec::new();
    below(&data, &["xls", "xlsx", "xlsb", "ods", "gz", "zip"], &mut files);
    let (mut tables, mut others) = (0, Vec::new());
    for path in &files {
        let name = path.strip_prefix(&data).unwrap().display().to_string();
        match opened(&std::fs::read(path).unwrap()) {
            Ok(got) => {
                for part in &got.parts {
                    match kit::read(part).table {
                        Ok(_) => tables += 1,
                        Err(why) => others.push(format!("{name} {:?}: {why:?}", part.path)),
                    }
                }
                assert!(got.refused.is_empty(), "{name}: {got:?}");
            }
            Err(why) => {
                assert_ne!(why, Unusable::Locked, "{name}");
                others.push(format!("{name}: {why:?}"));
            }
        }
    }
    println!("{} files, {tables} tables; without one:\n  {}", files.len(), others.join("\n  "));
    assert!(tables * 10 >= files.len() * 6, "{tables} of {}", files.len());
}
