//! Edits of large tables are counted one by one: what that gives is what counting anew gives.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use garimpo_table::{CellType, ReadOptions, Reader, Reading, Table};
use proptest::prelude::*;

/// More than the rows from which on edits are counted one by one.
const ROWS: u32 = 20_100;
const COLUMNS: [&str; 8] = ["few", "many", "mail", "amount", "day", "mixed", "month", "none"];

/// Columns of every kind of count: few values, many, texts for certain, numbers, dates, both, months, blanks.
fn cell(column: usize, row: u32, of: u32) -> String {
    let pick = row.wrapping_mul(2_654_435_761).wrapping_add(of) >> 7;
    match column {
        0 => ["Google", "google ", "Site", "--", "", "a@b.co"][pick as usize % 6].to_owned(),
        1 => format!("{}", 100_000 + row + of),
        2 => format!("ana{}@exemplo.com", row + of),
        3 => format!("R$ {}.{},{:02}", 1 + pick % 9, 100 + pick % 900, pick % 100),
        4 => format!("{:02}/{:02}/20{}", 1 + pick % 28, 1 + pick % 12, 20 + pick % 6),
        5 if row.is_multiple_of(3) => format!("{}", pick % 50_000),
        5 => format!("note {pick}"),
        6 => format!("{:02}/{}", 1 + pick % 12, 20 + pick % 6),
        _ if row.is_multiple_of(5_000) => format!("{row}"),
        _ => String::new(),
    }
}

fn table() -> Table {
    let mut text = COLUMNS.join(";");
    for row in 0..ROWS {
        let cells: Vec<String> = (0..COLUMNS.len()).map(|column| cell(column, row, 0)).collect();
        text.push('\n');
        text.push_str(&cells.join(";"));
    }
    let mut reader = Reader::new(ReadOptions::default(), text.len());
    reader.push(text.as_bytes());
    let table = reader.finish().table.unwrap();
    assert_eq!(table.row_count(), ROWS);
    table
}

/// The same table with the same edits, none of which was counted alone.
fn counted_anew(edits: &[(u32, u32, Option<String>)], chosen: &[(u32, Reading)], out: &[u32]) -> Table {
    let mut table = table();
    let _ = table.profile(0);
    for (column, reading) in chosen {
        table.choose_reading(*column, Some(*reading));
    }
    table.delete_rows(out);
    table.set_cells(edits);
    // Adding a row and taking it out voids all counts.
    let added = table.insert_rows(ROWS, &[Vec::new()]);
    table.delete_rows(&added);
    table
}

#[track_caller]
fn check(edits: Vec<(u32, u32, Option<String>)>, chosen: &[(u32, Reading)], out: &[u32]) {
    let mut edited = table();
    let _ = edited.profile(0);
    for (column, reading) in chosen {
        edited.choose_reading(*column, Some(*reading));
    }
    edited.delete_rows(out);
    let _ = edited.profile(0);
    for edit in &edits {
        edited.set_cells(std::slice::from_ref(edit));
    }
    let anew = counted_anew(&edits, chosen, out);
    for column in 0..COLUMNS.len() as u32 {
        assert_eq!(
            *edited.profile(column),
            *anew.profile(column),
            "{} after {edits:?}",
            COLUMNS[column as usize]
        );
    }
    // What a person chooses afterwards is judged by all values, too.
    let number = Reading { cell_type: CellType::Number, ..Reading::default() };
    let mut anew = anew;
    for column in [2, 5] {
        edited.choose_reading(column, Some(number));
        anew.choose_reading(column, Some(number));
        assert_eq!(*edited.profile(column), *anew.profile(column), "{} as numbers", COLUMNS[column as usize]);
    }
}

fn an_edit() -> impl Strategy<Value = (u32, u32, Option<String>)> {
    let row = prop_oneof![0..8u32, 1_990..2_020u32, 5_000..5_060u32, 0..ROWS, ROWS - 5..ROWS + 5];
    let text = prop_oneof![
        (0..COLUMNS.len(), 0..50u32).prop_map(|(column, of)| Some(cell(column, of * 401, of))),
        Just(None),
        prop::sample::select(vec![
            "",
            "-",
            "n/a",
            "x",
            "1.234",
            "12,50",
            "2026-01-05",
            "13/13/2026",
            "05/26",
            "44927",
            "R$ 7",
            "US$ 1.50",
            "sim",
            "14:30",
            "BRL",
            "1.20253E+17",
            "bia@exemplo.com.br",
        ])
        .prop_map(|text| Some(text.to_owned())),
    ];
    (row, 0..COLUMNS.len() as u32, text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn edits_count_like_a_new_count(edits in prop::collection::vec(an_edit(), 1..24), out in prop::collection::vec(0..ROWS, 0..3)) {
        check(edits, &[], &out);
    }
}

#[test]
fn a_column_of_texts_that_is_read_as_numbers_is_counted_again() {
    let number = Reading { cell_type: CellType::Number, ..Reading::default() };
    let edit = |row, text: &str| (row, 5, Some(text.to_owned()));
    check(vec![edit(1, "12"), edit(19_000, "7"), edit(0, "word")], &[(5, number)], &[]);
}

#[test]
fn the_only_row_of_a_value_is_edited_and_put_back() {
    let edits = vec![(5_000, 7, Some("x".to_owned())), (5_000, 7, None), (0, 7, Some("5000".to_owned()))];
    check(edits, &[], &[]);
}

#[test]
fn typed_columns_of_few_spellings_say_what_the_cells_say() {
    let table = table();
    for column in 0..COLUMNS.len() as u32 {
        let (texts, keys) = (table.texts(column), table.keys(column));
        let mut seen = 0;
        for row in 0..ROWS {
            let cell = table.cell(row, column);
            let code = texts.codes[row as usize];
            assert_eq!(texts.values[code as usize], cell.trim(), "{row} {column}");
            // In the order of their first rows.
            assert!(code <= seen + 1, "{row} {column}");
            seen = seen.max(code);
            assert_eq!(keys[row as usize], garimpo_table::fold::fold_hash(cell.as_bytes()));
        }
    }
    let (days, money) = (table.days(6), table.money(7));
    for row in 0..ROWS as usize {
        let day = garimpo_table::read_cell::day(table.cell(row as u32, 6).as_bytes(), table.reading(6));
        let cents = garimpo_table::read_cell::money(table.cell(row as u32, 7).as_bytes(), table.reading(7));
        assert_eq!((days[row], money[row]), (day, cents));
    }
}

/// Found by the property above: the currencies of a column of texts did not show what an edit had brought.
#[test]
fn a_currency_that_is_typed_into_texts_is_not_lost_from_the_counts() {
    check(vec![(5_010, 5, Some("R$ 7".to_owned()))], &[], &[]);
    check(vec![(5_010, 5, Some("14:30".to_owned())), (5_010, 5, None)], &[], &[]);
}
