//! The header: the rows right above the first row of data, which is known by the types of the columns; in
//! a table of text alone, the first record of the table's shape. Must never: take a row of data for a
//! header without evidence from the columns below it.

use crate::fold::{fold_key, trim};
use crate::letters;
use crate::look::{JUDGED, Look, Types, is_year, look, look_at, rows_within};
use crate::reader::HeaderChoice;
use crate::records::{Records, filled, is_filled, width};

/// Records that the header is compared with.
const COMPARED: usize = 30;
/// Records of the table's shape that are kept for the comparison.
const EARLY: usize = 60;
/// Rows that a header can have.
const MOST_ROWS: usize = 3;

#[derive(Debug)]
pub struct Head {
    /// The first record of the header, or of the data when there is no header.
    pub first: u32,
    /// Records of the header; 0: none.
    pub rows: u32,
    /// One name a column: those of the file, or letters.
    pub names: Vec<String>,
    pub columns: u32,
}

type Row = (u32, Vec<String>);

impl Head {
    fn none(first: u32, columns: u32) -> Head {
        Head { first, rows: 0, names: (0..columns).map(letters::letter).collect(), columns }
    }

    fn of(first: u32, rows: u32, names: Vec<String>, columns: u32) -> Head {
        let mut names = names;
        names.resize(columns as usize, String::new());
        Head { first, rows, names, columns }
    }
}

/// As a person has said.
pub fn chosen(records: &Records<'_>, choice: HeaderChoice, usual: u32) -> Head {
    match choice {
        HeaderChoice::None => {
            let first =
                records.filled(records.from..records.to).find(|&record| records.count(record) == usual);
            Head::none(first.unwrap_or(records.from), usual)
        }
        HeaderChoice::Rows { line, rows } => {
            let first = records.at_line(line);
            let rows = rows.clamp(1, 20).min(records.to - first);
            let mut names: Vec<Vec<String>> =
                (first..first + rows).map(|record| records.cells(record)).collect();
            spread_groups(&mut names);
            let below = records.window(first + rows, records.to);
            let early: Vec<Row> = shaped(&below, usual).take(rows_within(usual, COMPARED)).collect();
            let below: Vec<&Vec<String>> = early.iter().map(|(_, cells)| cells).collect();
            let names = joined(&names);
            let columns = columns(&names, &below, usual);
            Head::of(first, rows, names, columns)
        }
    }
}

/// Records of the window that are not blank and have about the usual number of cells.
fn shaped<'a>(records: &'a Records<'a>, usual: u32) -> impl Iterator<Item = Row> + 'a {
    records
        .filled(records.from..records.to)
        .map(move |record| (record, records.cells(record)))
        .filter(move |(_, cells)| cells.len() as u32 + 1 >= usual)
}

pub fn find(records: &Records<'_>, usual: u32, types: &Types) -> Head {
    let mut fills: Vec<usize> = types.sample.iter().map(|cells| filled(cells)).collect();
    fills.sort_unstable();
    let typical = fills.get(fills.len() / 2).copied().unwrap_or(1);
    let is_candidate = |cells: &Vec<String>| {
        let count = cells.len() as u32;
        let fits = count == usual || count + 1 == usual && usual > 2 || width(cells) as u32 == usual;
        fits && filled(cells) * 10 >= typical * 6 && (filled(cells) > 1 || typical < 2 || usual < 2)
    };
    let Some(place) = first_candidate(records, usual, is_candidate) else {
        let first = records.filled(records.from..records.to).next();
        return Head::none(first.unwrap_or(records.from), usual);
    };
    // What stands shortly above may belong to the header.
    let early: Vec<Row> = records
        .filled(place.saturating_sub(4).max(records.from)..records.to)
        .take(rows_within(usual, EARLY))
        .map(|record| (record, records.cells(record)))
        .collect();
    let Some(place) = early.iter().position(|(record, _)| *record == place) else {
        return Head::none(records.from, usual);
    };
    let Some((place, below)) = below_preamble(records, &early, place, types, &is_candidate)
        .into_iter()
        .chain([place])
        .find_map(|place| Some((place, header_at(&early, place)?)))
    else {
        return without_candidate(&early, place, usual, types);
    };
    let Some((record, _)) = early.get(place) else { return Head::none(records.from, usual) };
    let (above, under) = more_rows(records, &early, place, types);
    let mut rows: Vec<Vec<String>> =
        early.iter().skip(place - above).take(above + 1 + under).map(|(_, cells)| cells.clone()).collect();
    spread_groups(&mut rows);
    let names = joined(&rows);
    let columns = columns(&names, below.get(under..).unwrap_or_default(), usual);
    Head::of(*record - above as u32, rows.len() as u32, names, columns)
}

/// The records to compare with, if the one at a place is a header.
fn header_at(early: &[Row], place: usize) -> Option<Vec<&Vec<String>>> {
    let (_, cells) = early.get(place)?;
    let others = early.iter().skip(place + 1).map(|(_, cells)| cells);
    // A header that is repeated further down is no value; one that stands there more often than all else is.
    let repeats = others.clone().filter(|other| *other == cells).count();
    let below: Vec<&Vec<String>> = others.filter(|other| *other != cells).take(COMPARED).collect();
    let is_all = repeats > 1 && repeats >= below.len();
    (!is_all && is_header(cells, &below)).then_some(below)
}

/// The first record of the table's shape. Titles and notes above it can be many.
fn first_candidate(records: &Records<'_>, usual: u32, fits: impl Fn(&Vec<String>) -> bool) -> Option<u32> {
    records.filled(records.from..records.to).find(|&record| {
        // Only these can have the shape; the others need not be cut.
        records.count(record) + 1 >= usual && fits(&records.cells(record))
    })
}

/// Where the header begins if records of its shape stand above it that are no part of it: it is right above
/// the first record that has the types of the table, and a blank record parts it from the rest.
fn below_preamble(
    records: &Records<'_>,
    early: &[Row],
    place: usize,
    types: &Types,
    fits: &impl Fn(&Vec<String>) -> bool,
) -> Option<usize> {
    let data = early.iter().skip(place).position(|(_, cells)| types.fits(cells))? + place;
    let mut top = data;
    while top > place {
        let (above, cells) = early.get(top - 1)?;
        let (below, _) = early.get(top)?;
        // A blank record may stand between the header and the data, not within the header.
        let is_next = *below == above + 1 || top == data;
        if !is_next || !(fits(cells) || is_units(cells)) {
            break;
        }
        top -= 1;
    }
    if top == data {
        return None;
    }
    let is_parted = top > place
        && early.get(top - 1).zip(early.get(top)).is_some_and(|((above, _), (below, _))| *below > above + 1);
    let rows = data - top;
    // A column of notes with as many cells as the table: nothing tells them from it but their number.
    let is_long =
        rows > MOST_ROWS && early.iter().take(data).skip(top).all(|(_, cells)| types.violated(cells) >= 3);
    match (is_parted, is_long) {
        (_, true) => Some(data - 1),
        (true, false) => Some(top),
        (false, false) => None,
    }
    .filter(|&top| !early.get(top).is_some_and(|(record, _)| records.is_blank(*record)))
}

/// How many records right above and right below the header's first full row belong to it too.
fn more_rows(records: &Records<'_>, early: &[Row], place: usize, types: &Types) -> (usize, usize) {
    let Some((record, cells)) = early.get(place) else { return (0, 0) };
    let mut under = 0;
    while under + 1 < MOST_ROWS {
        let next = early.get(place + under + 1).filter(|(next, _)| *next == record + under as u32 + 1);
        let Some((_, other)) = next else { break };
        let is_named =
            goes_on(other, cells.len(), types) || (under == 0 && stands_under(other, cells, types));
        if other == cells || !is_named {
            break;
        }
        under += 1;
    }
    // If nothing but header were left, it was none.
    if early.get(place + under + 1).is_none() {
        under = 0;
    }
    let above = place.checked_sub(1).and_then(|above| early.get(above));
    let is_group = under + 1 < MOST_ROWS
        && above.is_some_and(|(above, groups)| {
            *above + 1 == *record && *above >= records.from && is_group_row(groups, cells)
        });
    (usize::from(is_group), under)
}

/// Whether a record has the names of the columns under a row of merged cells.
fn stands_under(cells: &[String], groups: &[String], types: &Types) -> bool {
    let is_named = cells.iter().all(|cell| matches!(look(cell), Look::Text | Look::Boolean | Look::Empty));
    is_named
        && cells.len() == groups.len()
        && types.violated(cells) >= 2
        && types.met(cells) == 0
        && is_merged(groups, cells)
}

/// Whether a record below a header's row is a row of the header: it names where the columns hold values.
fn goes_on(cells: &[String], columns: usize, types: &Types) -> bool {
    let is_named = cells.iter().all(|cell| matches!(look(cell), Look::Text | Look::Boolean | Look::Empty));
    if cells.len() != columns || filled(cells) == 0 || !is_named {
        return false;
    }
    if is_units(cells) {
        return true;
    }
    // Few rows have a type by chance.
    let needed = match types.sample.len() {
        0..6 => return false,
        6..10 => 4,
        _ => 3,
    };
    let (named, met) = (types.violated(cells), types.met(cells));
    let always: Vec<_> = types.typed.iter().filter(|typed| typed.always).collect();
    let is_left_out = always.iter().all(|typed| {
        !is_filled(cells.get(typed.column).map_or("", String::as_str))
            || look_at(cells, typed.column) == Look::Text
    });
    met == 0
        && (named >= needed
            || (named >= needed - 1 && types.typed.len() >= columns)
            || (named >= 1 && always.len() > needed && is_left_out && filled(cells) > 1))
}

/// `(BRL)`, `[un.]`, `%`, `R$`: a row of units, with or without gaps.
fn is_units(cells: &[String]) -> bool {
    let is_unit = |cell: &String| {
        let text = cell.trim();
        let is_wrapped = |open: char, close: char| text.starts_with(open) && text.ends_with(close);
        is_wrapped('(', ')')
            || is_wrapped('[', ']')
            || matches!(text, "%" | "R$" | "US$" | "$" | "€" | "BRL" | "USD" | "EUR" | "un." | "dd/mm/aaaa")
    };
    let mut filled = cells.iter().filter(|cell| is_filled(cell)).peekable();
    filled.peek().is_some() && filled.all(is_unit)
}

/// A row of merged cells above the names: `Google,,Meta,,`.
fn is_group_row(groups: &[String], names: &[String]) -> bool {
    let labels: Vec<usize> =
        (0..groups.len()).filter(|&column| groups.get(column).is_some_and(|cell| is_filled(cell))).collect();
    let is_text = labels.iter().all(|&column| {
        look_at(groups, column) == Look::Text || groups.get(column).is_some_and(|cell| is_year(cell))
    });
    let is_key = |column: &usize| groups.get(*column).is_some_and(|cell| cell.trim_end().ends_with(':'));
    labels.len() >= 2
        && is_text
        && groups.len() == names.len()
        && !labels.iter().any(is_key)
        && (is_merged(groups, names) || (is_repeating(names) && labels.iter().any(|&column| column > 1)))
}

fn is_repeating(names: &[String]) -> bool {
    let mut folded: Vec<String> =
        names.iter().map(|name| fold_key(name)).filter(|name| !name.is_empty()).collect();
    folded.sort_unstable();
    folded.windows(2).any(|pair| pair.first() == pair.last())
}

/// Whether the labels of one row plainly stand over several columns of the next: few of them, and under
/// every gap and every label before a gap there is a name.
fn is_merged(groups: &[String], names: &[String]) -> bool {
    let has = |cells: &[String], column: usize| cells.get(column).is_some_and(|cell| is_filled(cell));
    let columns = names.len();
    let labels: Vec<usize> = (0..columns).filter(|&column| has(groups, column)).collect();
    let Some(&first) = labels.first() else { return false };
    let gaps = (first..columns).filter(|&column| !has(groups, column));
    let wide = labels.iter().filter(|&&column| column + 1 < columns && !has(groups, column + 1));
    // A name merged over both rows, beside a group.
    let is_upright = labels.iter().any(|&column| !has(names, column));
    let is_over_names = gaps.clone().chain(wide.clone().copied()).all(|column| has(names, column));
    let is_several = wide.clone().count() >= 2 || is_repeating(names) || is_upright;
    labels.len() >= 2
        && wide.count() >= 1
        && is_over_names
        && is_several
        && (is_repeating(names) || labels.len() * 2 <= columns)
}

/// Writes the labels of merged cells over every column that they stand above.
fn spread_groups(rows: &mut [Vec<String>]) {
    let Some(([groups, ..], [names, ..])) = rows.split_at_mut_checked(1) else { return };
    if !is_merged(groups, names) {
        return;
    }
    groups.resize(names.len().max(groups.len()), String::new());
    let mut label = String::new();
    for cell in groups.iter_mut() {
        if is_filled(cell) {
            label.clone_from(cell);
        } else {
            cell.clone_from(&label);
        }
    }
}

/// One name a column: its cells in all rows, joined by a blank.
fn joined(rows: &[Vec<String>]) -> Vec<String> {
    if let [row] = rows {
        return row.clone();
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let name = |column: usize| {
        let parts = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    (0..columns).map(name).collect()
}

/// The first record of the usual shape is data. A header of another shape may stand right above it
/// (rows that leave out their last cells); else the data begins where its shape begins.
fn without_candidate(early: &[Row], place: usize, usual: u32, types: &Types) -> Head {
    let above = place.checked_sub(1).and_then(|above| early.get(above));
    let below: Vec<&Vec<String>> = early.iter().skip(place).map(|(_, cells)| cells).take(COMPARED).collect();
    if let Some((record, cells)) = above {
        let count = cells.len() as u32;
        let is_named = filled(cells) > 1
            && count > usual
            && cells.iter().all(|cell| matches!(look(cell), Look::Text | Look::Empty | Look::Boolean));
        if is_named && is_header(cells, &below) {
            let columns = columns(cells, &below, usual);
            return Head::of(*record, 1, cells.clone(), columns);
        }
    }
    // Rows with little in them may stand above it.
    let is_row = |(_, cells): &&Row| cells.len() as u32 == usual && types.fits(cells);
    let more = early.iter().take(place).rev().take_while(is_row).count();
    let first = early.iter().skip(place - more).find(|(_, cells)| cells.len() as u32 == usual);
    Head::none(first.or(early.get(place)).map_or(0, |(record, _)| *record), usual)
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
pub fn is_header(cells: &[String], below: &[&Vec<String>]) -> bool {
    let cells = cells.get(..JUDGED).unwrap_or(cells);
    let looks: Vec<Look> = cells.iter().map(|cell| look(cell)).collect();
    if below.is_empty() {
        return looks.iter().all(|look| matches!(look, Look::Text | Look::Empty | Look::Boolean));
    }
    let mut votes = 0;
    for (column, (cell, &own)) in cells.iter().zip(&looks).enumerate() {
        if own == Look::Empty {
            continue;
        }
        let values: Vec<(&String, Look)> = below
            .iter()
            .filter_map(|cells| cells.get(column))
            .map(|cell| (cell, look(cell)))
            .filter(|(_, look)| *look != Look::Empty)
            .collect();
        let same = values.iter().filter(|(_, look)| *look == own).count();
        let texts = values.iter().filter(|(_, look)| *look == Look::Text).count();
        let is_typed = !values.is_empty() && texts * 10 <= values.len() * 3;
        let repeats = || {
            let name = fold_key(cell);
            values.len() > 1 && values.iter().any(|(value, _)| fold_key(value) == name)
        };
        votes += match own {
            Look::Text | Look::Boolean if is_typed && own != Look::Boolean => 2,
            Look::Boolean if is_typed && same == 0 => 2,
            Look::Text if repeats() => -1,
            Look::Text | Look::Boolean => 0,
            // Years are good headers, if what is below them are not years.
            Look::Number if is_year(cell) && !values.iter().any(|(value, _)| is_year(value)) => 0,
            _ if same * 10 >= values.len() * 7 => -2,
            _ => -1,
        };
    }
    votes >= 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn a_header_looks_less_like_data_than_the_data() {
        #[track_caller]
        fn check(rows: &[&[&str]], expected: bool) {
            let rows: Vec<Vec<String>> = rows.iter().map(|row| strings(row)).collect();
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

    #[test]
    fn labels_of_merged_cells_spread_only_when_they_plainly_are() {
        #[track_caller]
        fn check(groups: &[&str], names: &[&str], expected: &[&str]) {
            let mut rows = vec![strings(groups), strings(names)];
            spread_groups(&mut rows);
            assert_eq!(joined(&rows), expected);
        }
        check(
            &["", "Google", "", "Meta", ""],
            &["Dia", "Custo", "Cliques", "Custo", "Cliques"],
            &["Dia", "Google Custo", "Google Cliques", "Meta Custo", "Meta Cliques"],
        );
        check(&["Canal", "Google", ""], &["", "Custo", "Cliques"], &["Canal", "Google Custo", "Cliques"]);
        check(
            &["Order", "", "Unit"],
            &["date", "Product", "price"],
            &["Order date", "Product", "Unit price"],
        );
        check(&["Nome", "Valor"], &["", "(BRL)"], &["Nome", "Valor (BRL)"]);
    }
}
