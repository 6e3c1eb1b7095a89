//! The header row, found by its shape: the first record with as many cells as the data, that looks
//! less like data than what stands below it.

use crate::fold::{fold_key, trim};
use crate::frame::Records;
use crate::tally::{Class, classify};

/// Records above the header at most.
const MOST_PREAMBLE: u32 = 200;
/// Records that the header is compared with.
const COMPARED: usize = 30;

#[derive(Debug)]
pub struct Head {
    /// Records before the header, or before the data when there is no header.
    pub preamble: u32,
    pub has_header: bool,
    /// `None`: no header.
    pub headers: Option<Vec<String>>,
    pub columns: u32,
}

/// What a cell looks like, coarsely.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    Empty,
    Text,
    Number,
    Date,
    Email,
    Boolean,
    Id,
}

fn look(cell: &str) -> Look {
    match classify(trim(cell.as_bytes())) {
        Class::NoValue => Look::Empty,
        Class::Text => Look::Text,
        Class::Email => Look::Email,
        Class::Boolean => Look::Boolean,
        Class::Number { .. } => Look::Number,
        Class::Date { .. } => Look::Date,
        Class::Id => Look::Id,
    }
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !trim(cell.as_bytes()).is_empty()).count()
}

pub fn find(records: &Records<'_>, usual: u32) -> Head {
    let end = records.len().min(MOST_PREAMBLE);
    let early: Vec<(u32, Vec<String>)> = (0..end)
        .filter(|&record| !records.is_blank(record))
        .take(60)
        .map(|record| (record, records.cells(record)))
        .collect();
    let mut fills: Vec<usize> = early
        .iter()
        .filter(|(_, cells)| cells.len() as u32 == usual)
        .map(|(_, cells)| filled(cells))
        .collect();
    fills.sort_unstable();
    let typical = fills.get(fills.len() / 2).copied().unwrap_or(1);
    let is_candidate = |cells: &Vec<String>| {
        let count = cells.len() as u32;
        let trimmed =
            cells.len() - cells.iter().rev().take_while(|cell| trim(cell.as_bytes()).is_empty()).count();
        let fits = count == usual || count + 1 == usual && usual > 2 || trimmed as u32 == usual;
        fits && filled(cells) * 10 >= typical * 6 && (filled(cells) > 1 || typical < 2 || usual < 2)
    };
    let Some(place) = early.iter().position(|(_, cells)| is_candidate(cells)) else {
        let preamble = early.first().map_or(0, |(record, _)| *record);
        return Head { preamble, has_header: false, headers: None, columns: usual };
    };
    let Some((record, cells)) = early.get(place) else {
        return Head { preamble: 0, has_header: false, headers: None, columns: usual };
    };
    // A header that is repeated further down is no value.
    let below = early.iter().skip(place + 1).map(|(_, cells)| cells);
    let below: Vec<&Vec<String>> = below.filter(|other| *other != cells).take(COMPARED).collect();
    if !is_header(cells, &below) {
        return without_candidate(&early, place, usual);
    }
    let columns = columns(cells, &below, usual);
    let mut headers = cells.clone();
    headers.resize(columns as usize, String::new());
    Head { preamble: *record, has_header: true, headers: Some(headers), columns }
}

/// The first record of the usual shape is data. A header of another shape may stand right above it
/// (rows that leave out their last cells); else the data begins where its shape begins.
fn without_candidate(early: &[(u32, Vec<String>)], place: usize, usual: u32) -> Head {
    let above = place.checked_sub(1).and_then(|above| early.get(above));
    let below: Vec<&Vec<String>> = early.iter().skip(place).map(|(_, cells)| cells).take(COMPARED).collect();
    if let Some((record, cells)) = above {
        let count = cells.len() as u32;
        let is_named = filled(cells) > 1
            && count > usual
            && cells.iter().all(|cell| matches!(look(cell), Look::Text | Look::Empty | Look::Boolean));
        if is_named && is_header(cells, &below) {
            let columns = columns(cells, &below, usual);
            let mut headers = cells.clone();
            headers.resize(columns as usize, String::new());
            return Head { preamble: *record, has_header: true, headers: Some(headers), columns };
        }
    }
    let first = early.iter().find(|(_, cells)| cells.len() as u32 == usual);
    let preamble = first.or(early.get(place)).map_or(0, |(record, _)| *record);
    Head { preamble, has_header: false, headers: None, columns: usual }
}

/// How many columns the table has when header and data do not agree.
fn columns(header: &[String], below: &[&Vec<String>], usual: u32) -> u32 {
    let own = header.len() as u32;
    if own == usual {
        return own;
    }
    if own > usual {
        // Trailing delimiters in the header alone are no columns.
        let rest = header.iter().skip(usual as usize).all(|cell| trim(cell.as_bytes()).is_empty());
        return if rest { usual } else { own };
    }
    let longer = below.iter().filter(|cells| cells.len() as u32 > own);
    let (mut all, mut used) = (0, 0);
    for cells in longer {
        all += 1;
        used += u32::from(cells.iter().skip(own as usize).any(|cell| !trim(cell.as_bytes()).is_empty()));
    }
    if used * 2 > all { usual } else { own }
}

/// Every column votes: its header should not look like the values below it.
fn is_header(cells: &[String], below: &[&Vec<String>]) -> bool {
    let looks: Vec<Look> = cells.iter().map(|cell| look(cell)).collect();
    if below.is_empty() {
        return looks.iter().all(|look| matches!(look, Look::Text | Look::Empty | Look::Boolean));
    }
    let mut votes = 0;
    for (column, (cell, &own)) in cells.iter().zip(&looks).enumerate() {
        if own == Look::Empty {
            continue;
        }
        let values: Vec<&String> = below
            .iter()
            .filter_map(|cells| cells.get(column))
            .filter(|cell| look(cell) != Look::Empty)
            .collect();
        let same = values.iter().filter(|value| look(value) == own).count();
        let texts = values.iter().filter(|value| look(value) == Look::Text).count();
        let is_typed = !values.is_empty() && texts * 10 <= values.len() * 3;
        let repeats = values.iter().any(|value| fold_key(value) == fold_key(cell));
        votes += match own {
            Look::Text | Look::Boolean if is_typed && own != Look::Boolean => 2,
            Look::Boolean if is_typed && same == 0 => 2,
            Look::Text if repeats && values.len() > 1 => -1,
            Look::Text | Look::Boolean => 0,
            // Years are good headers, if what is below them are not years.
            Look::Number if is_year(cell) && !values.iter().any(|value| is_year(value)) => 0,
            _ if same * 10 >= values.len() * 7 => -2,
            _ => -1,
        };
    }
    votes >= 0
}

fn is_year(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() == 4 && cell.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_looks_less_like_data_than_the_data() {
        #[track_caller]
        fn check(rows: &[&[&str]], expected: bool) {
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect();
            let (first, rest) = rows.split_first().expect("a row");
            assert_eq!(is_header(first, &rest.iter().collect::<Vec<_>>()), expected, "{first:?}");
        }
        check(&[&["a", "b"], &["1", "2"]], true);
        check(&[&["nome", "canal"], &["Ana", "Google"], &["Bia", "Site"]], true);
        check(&[&["1", "2021-02-01", "x"], &["2", "2021-02-02", "x"]], false);
        check(&[&["ana@x.com", "Google", "2021-01-01"], &["bia@x.com", "Site", "2021-01-02"]], false);
        check(&[&["canal", "2023", "2024"], &["Google", "10", "20"]], true);
        check(&[&["a", "b"]], true);
        check(&[&["1", "2"]], false);
    }
}
