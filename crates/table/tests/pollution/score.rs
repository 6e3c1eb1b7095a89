//! What a reading is worth: 1 for success, and precision, recall and their harmonic mean for the header's
//! cells, the records and all cells; 10 is everything right.

use std::collections::HashMap;
use std::hash::Hash;

use garimpo_table::{Read, Unusable};

pub struct Loaded {
    pub header: Vec<String>,
    pub records: Vec<Vec<String>>,
}

/// The first table of a file. `None`: it was not read at all.
pub fn loaded(read: &Read) -> Option<Loaded> {
    let header = read.header.as_ref().map(|header| header.names.clone()).unwrap_or_default();
    let records = match &read.table {
        Ok(table) => table
            .rows()
            .map(|row| {
                (0..table.headers().len() as u32).map(|column| table.cell(row, column).into_owned()).collect()
            })
            .collect(),
        Err(Unusable::Empty | Unusable::HeaderOnly { .. }) => Vec::new(),
        Err(_) => return None,
    };
    Some(Loaded { header, records })
}

/// Precision, recall and F1 of bags of things.
fn measures<T: Hash + Eq>(expected: impl Iterator<Item = T>, got: impl Iterator<Item = T>) -> [f64; 3] {
    let mut bag: HashMap<T, u32> = HashMap::new();
    let (mut expected_count, mut got_count, mut same) = (0, 0, 0);
    for item in expected {
        *bag.entry(item).or_default() += 1;
        expected_count += 1;
    }
    for item in got {
        got_count += 1;
        if let Some(left) = bag.get_mut(&item).filter(|left| **left > 0) {
            *left -= 1;
            same += 1;
        }
    }
    match (expected_count, got_count) {
        (0, 0) => [1.0; 3],
        (0, _) | (_, 0) => [0.0; 3],
        _ if same == 0 => [0.0; 3],
        _ => {
            let (precision, recall) = (same as f64 / got_count as f64, same as f64 / expected_count as f64);
            [precision, recall, 2.0 * precision * recall / (precision + recall)]
        }
    }
}

/// Short rows are as good as rows filled up with empty cells: neither is another text.
fn trimmed(record: &[String]) -> &[String] {
    &record[..record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)]
}

pub fn score(header: &[String], records: &[Vec<String>], loaded: Option<&Loaded>) -> f64 {
    let Some(loaded) = loaded else { return 0.0 };
    let cells = |records: &[Vec<String>]| {
        records
            .iter()
            .flat_map(|record| trimmed(record).to_vec())
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
    };
    let parts = [
        measures(header.iter(), loaded.header.iter()),
        measures(
            records.iter().map(|record| trimmed(record)),
            loaded.records.iter().map(|record| trimmed(record)),
        ),
        measures(cells(records).into_iter(), cells(&loaded.records).into_iter()),
    ];
    1.0 + parts.as_flattened().iter().sum::<f64>()
}
