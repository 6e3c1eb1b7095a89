//! One stray quote anywhere costs at most one row, and is named with its line.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::{Read, ReadOptions, Reader};

const ROWS: u32 = 10_000;

/// `STRAY_PLACES=1000` asks for more than the quick run.
fn places() -> u64 {
    std::env::var("STRAY_PLACES").ok().and_then(|places| places.parse().ok()).unwrap_or(200)
}

fn read(bytes: &[u8]) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    reader.push(bytes);
    reader.finish()
}

fn random(state: &mut u64, most: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 33) % most as u64) as usize
}

fn file(quote: char, make: impl Fn(u32) -> String) -> String {
    let mut text = "id,nome,canal,custo\n".to_owned();
    for row in 0..ROWS {
        text += &make(row).replace('"', &quote.to_string());
    }
    text
}

/// `lost`: the rows that one quote may cost. `lines`: whether records stand on several lines.
fn check(name: &str, text: &str, quote: u8, lost: u32) {
    let clean = read(text.as_bytes());
    assert_eq!((clean.receipt.kept, clean.problem_count), (ROWS, 0), "{name}");
    assert!(quote == b'"' || clean.dialect.quote == Some(quote), "{name}");
    // Where every record starts, to know which one a place is in.
    let table = clean.table.expect("a table");
    let starts: Vec<u32> = table.rows().map(|row| table.line(row).expect("a line")).collect();
    let header = text.find('\n').expect("a header") + 1;
    let mut state = 7;
    let (mut worst, mut unnamed) = (0, Vec::new());
    for place in 0..places() {
        // Some of them in the last rows, where nothing follows that could close a quote.
        let from = if place % 5 == 0 { text.len() - 120 } else { header };
        let mut at = from + random(&mut state, text.len() + 1 - from);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let damaged = [&text.as_bytes()[..at], &[quote], &text.as_bytes()[at..]].concat();
        let line = 1 + text[..at].matches('\n').count() as u32;
        let record = starts.partition_point(|start| *start <= line).saturating_sub(1);
        let (first, next) = (starts[record], starts.get(record + 1).copied().unwrap_or(u32::MAX));
        let read = read(&damaged);
        assert!(read.receipt.balances());
        worst = worst.max(ROWS.saturating_sub(read.receipt.kept));
        let around = || {
            String::from_utf8_lossy(&damaged[at.saturating_sub(50)..(at + 50).min(damaged.len())])
                .into_owned()
        };
        assert!(
            read.receipt.kept + lost >= ROWS && read.receipt.kept <= ROWS + lost,
            "{name}: {} rows with a quote at {at}, line {line}: {:?} {:?}",
            read.receipt.kept,
            around(),
            read.problems.first()
        );
        let is_named = read.problems.iter().any(|problem| (first..next).contains(&problem.line));
        if !is_named && !is_text(&text[..at], &text[at..], quote) {
            unnamed.push((line, around(), read.problems.first().cloned()));
        }
    }
    assert!(unnamed.is_empty(), "{name}: {} places unnamed, such as {:?}", unnamed.len(), unnamed.first());
    let text = format!("{name}: {} places, at most {worst} rows lost\n", places());
    let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
}

/// A quote within an unquoted cell, or a doubled one within a quoted cell, is text like any other.
fn is_text(before: &str, after: &str, quote: u8) -> bool {
    let quote = quote as char;
    let is_start = before.ends_with([',', '\n']);
    let is_inside = before.matches(quote).count() % 2 == 1;
    !is_start && !is_inside && !before.ends_with(quote) && !after.starts_with(quote)
}

#[test]
fn without_quotes() {
    check("no quotes", &file('"', |row| format!("{row},nome {row},canal,{row}.5\n")), b'"', 1);
}

#[test]
fn one_quoted_column() {
    check("one quoted", &file('"', |row| format!("{row},\"nome, {row}\",canal,{row}.5\n")), b'"', 1);
    check("one quoted '", &file('\'', |row| format!("{row},\"nome, {row}\",canal,{row}.5\n")), b'\'', 1);
}

#[test]
fn all_quoted() {
    check(
        "all quoted",
        &file('"', |row| format!("\"{row}\",\"nome, {row}\",\"canal\",\"{row}.5\"\n")),
        b'"',
        1,
    );
}

#[test]
fn line_breaks_in_quotes() {
    let text = file('"', |row| match row % 3 {
        0 => format!("{row},\"nome\nde {row}\",canal,{row}.5\n"),
        1 => format!("{row},\"nome, {row}\",\"canal\n\nx\",{row}.5\n"),
        _ => format!("{row},nome,canal,{row}.5\n"),
    });
    check("line breaks", &text, b'"', ROWS / 100);
}
