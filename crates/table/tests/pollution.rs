//! Clean tables in every kind of pollution that is met, read without a word about how they are written, and
//! scored against what was put into them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

#[path = "pollution/make.rs"]
mod make;
#[path = "pollution/random.rs"]
mod random;
#[path = "pollution/score.rs"]
mod score;
#[path = "pollution/sources.rs"]
mod sources;

use std::io::Write;

use garimpo_table::{Read, ReadOptions, Reader};
use make::{Case, Maker};

/// What files in other dialects reach at least, simple and weighted: what they have reached.
const OTHER_DIALECTS: (f64, f64) = (9.99, 9.998);

fn read(bytes: &[u8]) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    reader.push(bytes);
    reader.finish()
}

fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// What differs, in one line.
fn why(case: &Case, loaded: Option<&score::Loaded>) -> String {
    let Some(loaded) = loaded else { return "not read".into() };
    if loaded.header != case.header {
        return format!("header {:?}, not {:?}", loaded.header, case.header);
    }
    let trimmed = |record: &Vec<String>| {
        let end = record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        record[..end].to_vec()
    };
    let pairs = case.records.iter().zip(&loaded.records);
    let differing = pairs.enumerate().find(|(_, (a, b))| trimmed(a) != trimmed(b));
    let counts = format!("{} records, not {}", loaded.records.len(), case.records.len());
    differing.map_or(counts.clone(), |(at, (a, b))| format!("{counts}; record {at}: {b:?}, not {a:?}"))
}

/// The simple and the weighted mean of the scores; files below 10 are printed with the reason.
fn mean(cases: &[Case]) -> (f64, f64) {
    let (mut sum, mut weighted, mut weights, mut below) = (0.0, 0.0, 0.0, 0);
    let mut kinds = std::collections::HashMap::new();
    for case in cases {
        let read = read(&case.bytes);
        let tables = std::iter::once(&read).chain(&read.more);
        assert!(tables.clone().all(|read| read.receipt.balances()), "{}", case.name);
        let loaded = score::loaded(&read);
        let score = score::score(&case.header, &case.records, loaded.as_ref());
        sum += score;
        weighted += score * case.weight;
        weights += case.weight;
        if score < 9.999_999 {
            below += 1;
            // Of each kind a few, or all.
            let kind: String = case.name.chars().filter(|ch| !ch.is_ascii_digit()).collect();
            let told = kinds.entry(kind).or_insert(0);
            *told += 1;
            if *told <= 2 || std::env::var_os("SHOW").is_some() {
                say(&format!("{score:.4} {}: {}", case.name, why(case, loaded.as_ref())));
            }
        }
    }
    let means = (sum / cases.len() as f64, weighted / weights);
    say(&format!("{} files, {below} below 10: simple {:.4}, weighted {:.4}", cases.len(), means.0, means.1));
    means
}

fn cases(fill: impl Fn(&mut Maker<'_>)) -> Vec<Case> {
    let sources = sources::all();
    sources
        .iter()
        .flat_map(|source| {
            let mut maker = Maker { source, cases: Vec::new() };
            fill(&mut maker);
            maker.cases
        })
        .collect()
}

#[test]
fn polluted_files_are_read_right() {
    let cases = cases(|maker| {
        maker.dimensions();
        maker.preambles_and_footnotes();
        maker.headers();
        maker.several_tables();
        maker.delimiters();
        maker.records(3);
    });
    let (simple, weighted) = mean(&cases);
    assert!(simple >= 9.965 && weighted >= 9.965, "simple {simple}, weighted {weighted}");
}

/// Quotes, escapes and delimiters beyond the plain ones, in whole files and in single records.
#[test]
fn files_in_other_dialects_are_read_right() {
    let cases = cases(|maker| {
        maker.other_dialects();
        maker.other_records(4);
    });
    let (simple, weighted) = mean(&cases);
    assert!(
        simple >= OTHER_DIALECTS.0 && weighted >= OTHER_DIALECTS.1,
        "simple {simple}, weighted {weighted}"
    );
}

/// Every record is in one receipt; every row and every problem has the line that it stands in.
fn check_account(text: &str, records: Option<u32>, read: &Read) {
    let tables: Vec<&Read> = std::iter::once(read).chain(&read.more).collect();
    let sum: u32 = tables.iter().map(|read| read.receipt.read).sum();
    assert!(records.is_none_or(|records| records == sum), "{records:?}, not {sum}: {text:?}");
    let newline = if read.dialect.newline == garimpo_table::Newline::Cr { '\r' } else { '\n' };
    let lines: Vec<&str> = text.split(newline).collect();
    let mut last = 0;
    for part in tables {
        assert!(part.receipt.balances() && part.more.len() * usize::from(!std::ptr::eq(part, read)) == 0);
        for problem in &part.problems {
            let line = lines[problem.line as usize - 1].trim_end_matches('\r');
            let first = problem.raw.split(newline).next().unwrap_or_default().trim_end_matches('\r');
            let is_same =
                if problem.raw.chars().count() == 200 { line.starts_with(first) } else { line == first };
            assert!(is_same, "{problem:?} is not at {line:?}");
            assert!(
                problem.line > last || part.receipt.preamble == 0,
                "{problem:?} stands in the table above"
            );
        }
        let Ok(table) = &part.table else { continue };
        assert_eq!(table.row_count(), part.receipt.kept);
        for row in table.rows() {
            let line = table.line(row).expect("a row of the file");
            assert!(line > last, "line {line} behind {last}: {text:?}");
            last = line;
            let cell = table.cell(row, 0);
            let start = cell.split([newline, '"', '\\']).next().unwrap_or_default().trim_end_matches('\r');
            assert!(lines[line as usize - 1].contains(start), "{cell:?} is not in line {line}");
        }
    }
}

#[test]
fn every_record_is_in_one_receipt() {
    let (mut several, mut tables) = (0, 0);
    for seed in 0..10_000 {
        let random::Random { text, records } = random::file(seed);
        let read = read(text.as_bytes());
        check_account(&text, records, &read);
        several += u32::from(!read.more.is_empty());
        tables += u32::from(read.table.is_ok());
        if seed % 4 > 0 {
            continue;
        }
        // The same, damaged at one place.
        let mut bytes = text.into_bytes();
        let mut dice = sources::Dice::new(seed);
        if !bytes.is_empty() {
            let at = dice.below(bytes.len());
            bytes[at] = b"\",;\n\r\xe3\0a"[dice.below(8)];
        }
        let damaged = self::read(&bytes);
        assert!(std::iter::once(&damaged).chain(&damaged.more).all(|read| read.receipt.balances()));
    }
    assert!(several > 1000 && tables > 9000, "{several} files of several tables, {tables} tables");
}
