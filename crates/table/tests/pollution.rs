//! Clean tables in every kind of pollution that is met, read without a word about how they are written, and
//! scored against what was put into them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

#[path = "pollution/make.rs"]
mod make;
#[path = "pollution/score.rs"]
mod score;
#[path = "pollution/sources.rs"]
mod sources;

use std::io::Write;

use garimpo_table::{Read, ReadOptions, Reader};
use make::{Case, Maker};

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
