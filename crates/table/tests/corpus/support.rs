//! Reading a file of a corpus, and what was read as plain lists of texts.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use garimpo_table::{CellType, ProblemKind, Read, ReadOptions, Reader, Table};

/// The corpora, if they are there.
pub fn corpora() -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/csv"));
    let is_there = path.is_dir();
    if !is_there {
        say("skipped: no shared/data/csv");
    }
    is_there.then_some(path)
}

pub fn say(text: &str) {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{text}\n").as_bytes());
}

pub fn read_bytes(bytes: &[u8], options: ReadOptions) -> Read {
    let mut reader = Reader::new(options, bytes.len());
    bytes.chunks(1 << 20).for_each(|chunk| reader.push(chunk));
    let read = reader.finish();
    for part in parts(&read) {
        assert!(part.receipt.balances(), "{:?}", part.receipt);
        if let Ok(table) = &part.table {
            assert_eq!(table.row_count(), part.receipt.kept);
        }
    }
    read
}

pub fn read_file(path: &Path) -> Read {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read_bytes(&bytes, ReadOptions::default())
}

/// The first table and those under it.
pub fn parts(read: &Read) -> impl Iterator<Item = &Read> {
    std::iter::once(read).chain(&read.more)
}

/// The cells of a row as the table has them.
pub fn cells(table: &Table, row: u32) -> Vec<String> {
    (0..table.headers().len() as u32).map(|column| table.cell(row, column).into_owned()).collect()
}

/// Every record that a person can still see: headers, rows, and rows that were put aside, in line order.
/// Without the empty cells at the end of each, and without records of nothing but empty cells.
pub fn records(read: &Read) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for part in parts(read) {
        if let Some(header) = &part.header {
            out.push((header.line, header.names.clone()));
        }
        let Ok(table) = &part.table else { continue };
        for row in table.rows() {
            out.push((table.line(row).expect("a line"), cells(table, row)));
        }
        for problem in &part.problems {
            if matches!(problem.kind, ProblemKind::Unequal { .. }) && problem.row.is_none() {
                out.push((problem.line, table.cut_record(&problem.raw)));
            }
        }
    }
    out.sort_by_key(|(line, _)| *line);
    plain(out.into_iter().map(|(_, cells)| cells).collect())
}

pub fn plain(records: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut records = records;
    for cells in &mut records {
        let filled = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        cells.truncate(filled);
    }
    records.retain(|cells| !cells.is_empty());
    records
}

/// The other ways in which another program may show a cell: a number by its value, a date in ISO order.
pub fn is_shown_as(table: &Table, row: u32, column: u32, expected: &str) -> bool {
    let cell = table.cell(row, column);
    let text = cell.trim();
    let expected = expected.trim();
    if text == expected || expected == "NULL" && text.is_empty() || expected == "(empty)" && text.is_empty() {
        return true;
    }
    if expected == format!("{text}:00") && text.len() == 5 {
        return true;
    }
    if expected.replace("\\0", "\0") == text || text.eq_ignore_ascii_case(expected) {
        return true;
    }
    if let (Ok(one), Ok(other)) = (text.parse::<f64>(), expected.parse::<f64>()) {
        return one == other || (one - other).abs() <= 1e-9 * one.abs();
    }
    let place = row as usize;
    match table.reading(column).cell_type {
        CellType::Date => table.days(column).get(place).is_some_and(|&day| iso(day) == expected),
        CellType::DateTime => table.seconds(column).get(place).is_some_and(|&seconds| {
            let (day, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
            let time = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
            expected.starts_with(&format!("{} {time}", iso(day as i32)))
        }),
        CellType::Number => {
            let own = table.numbers(column).get(place).copied();
            own.zip(expected.parse::<f64>().ok()).is_some_and(|(one, other)| one == other)
        }
        _ => false,
    }
}

/// Days since 1970 as `2026-01-31`.
fn iso(day: i32) -> String {
    let z = i64::from(day) + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + i64::from(month < 3))
}

/// What differs must be what is named, and all that is named must differ.
pub fn settle(suite: &str, differs: &[(String, String)], named: &[(&str, &str)]) {
    let known: BTreeSet<&str> = named.iter().map(|(case, _)| *case).collect();
    assert_eq!(known.len(), named.len(), "{suite}: a deviation is named twice");
    let found: BTreeSet<&str> = differs.iter().map(|(case, _)| case.as_str()).collect();
    let new: Vec<String> = differs
        .iter()
        .filter(|(case, _)| !known.contains(case.as_str()))
        .map(|(case, what)| format!("{case}\n    {what}"))
        .collect();
    assert!(new.is_empty(), "{suite}: {} deviations without a name:\n{}", new.len(), new.join("\n"));
    let gone: Vec<&&str> = known.difference(&found).collect();
    assert!(gone.is_empty(), "{suite}: no longer deviate: {gone:?}");
}
