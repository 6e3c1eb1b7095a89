//! Sorting and filtering against plain models of them.
#![allow(clippy::expect_used)]

use garimpo_table::{Filter, How, ReadOptions, Reader, SortKey, Table, Test, collate};
use proptest::prelude::*;

fn table(text: &str) -> Table {
    let mut reader = Reader::new(ReadOptions::default(), text.len());
    reader.push(text.as_bytes());
    reader.finish().table.expect("a table")
}

fn column(table: &Table, rows: &[u32], column: u32) -> Vec<String> {
    rows.iter().map(|row| table.cell(*row, column).into_owned()).collect()
}

fn sorted(table: &Table, keys: &[(u32, bool)]) -> Vec<u32> {
    let keys: Vec<SortKey> =
        keys.iter().map(|&(column, descending)| SortKey { column, descending }).collect();
    table.sorted(table.rows().collect(), &keys)
}

const DEALS: &str = "\
nome;valor;data;cidade
Água;1.200,50;02/01/2026;São Paulo
abelha;900,00;15/01/2026;campinas
Zebra;;01/02/2025;Campinas
árvore;-10,00;;São Paulo
Ação;12.000,00;13/12/2025;
abelha;a combinar;20/01/2026;Campinas
";

#[test]
fn each_type_sorts_as_itself_and_what_is_missing_stands_last() {
    let table = table(DEALS);
    let check = |keys: &[(u32, bool)], of: u32, expected: &[&str]| {
        assert_eq!(column(&table, &sorted(&table, keys), of), expected, "{keys:?}");
    };
    check(&[(0, false)], 0, &["abelha", "abelha", "Ação", "Água", "árvore", "Zebra"]);
    check(&[(1, false)], 1, &["-10,00", "900,00", "1.200,50", "12.000,00", "a combinar", ""]);
    check(&[(1, true)], 1, &["12.000,00", "1.200,50", "900,00", "-10,00", "a combinar", ""]);
    check(&[(2, false)], 2, &["01/02/2025", "13/12/2025", "02/01/2026", "15/01/2026", "20/01/2026", ""]);
    check(&[(3, false), (1, true)], 1, &["900,00", "a combinar", "", "1.200,50", "-10,00", "12.000,00"]);
    // Stable: equal names keep the order of the table, also when sorted down.
    check(&[(0, true)], 1, &["", "-10,00", "1.200,50", "12.000,00", "900,00", "a combinar"]);
    check(&[(9, true)], 1, &["1.200,50", "900,00", "", "-10,00", "12.000,00", "a combinar"]);
}

#[test]
fn filters_keep_what_they_say() {
    let table = table(DEALS);
    let check = |column: u32, test: Test, expected: &[u32]| {
        let filters = [Filter { column, test: test.clone() }];
        assert_eq!(table.rows_passing(&table.passing(&filters, None)), expected, "{test:?}");
    };
    let values =
        |values: &[&str], keep| Test::Values { values: values.iter().map(|v| v.to_string()).collect(), keep };
    let text = |how, text: &str| Test::Text { how, text: text.into() };
    check(3, values(&["Campinas"], true), &[2, 5]);
    check(3, values(&["Campinas", ""], false), &[0, 1, 3]);
    check(3, text(How::Is, "CAMPINAS"), &[1, 2, 5]);
    check(3, text(How::IsNot, "sao paulo"), &[1, 2, 4, 5]);
    check(3, text(How::Contains, "são"), &[0, 3]);
    check(3, text(How::Lacks, "p"), &[4]);
    check(0, text(How::Starts, "a"), &[0, 1, 3, 4, 5]);
    check(0, text(How::Ends, "ORE"), &[3]);
    check(1, Test::Number { low: Some(900.0), high: Some(1200.5) }, &[0, 1]);
    check(1, Test::Number { low: None, high: Some(0.0) }, &[3]);
    check(2, Test::Day { from: Some(20454), to: None }, &[0, 1, 5]);
    check(1, Test::Blank(true), &[2]);
    check(1, Test::Blank(false), &[0, 1, 3, 4, 5]);
    check(1, Test::Unread, &[5]);
    check(9, Test::Blank(true), &[0, 1, 2, 3, 4, 5]);
    let both = [
        Filter { column: 3, test: text(How::Is, "campinas") },
        Filter { column: 0, test: text(How::Is, "abelha") },
    ];
    assert_eq!(table.rows_passing(&table.passing(&both, None)), [1, 5]);
    assert_eq!(table.rows_passing(&table.passing(&both, Some(&[1]))), [5]);
}

#[test]
fn values_are_counted_most_frequent_first() {
    let table = table(DEALS);
    let all = table.passing(&[], None);
    let counted = |search: &str, most| {
        let (values, all) = table.counted(3, &all, search, most);
        (values.into_iter().map(|each| (each.value, each.rows)).collect::<Vec<_>>(), all)
    };
    let own = |list: &[(&str, u32)]| {
        list.iter().map(|(value, rows)| ((*value).to_owned(), *rows)).collect::<Vec<_>>()
    };
    assert_eq!(counted("", 9), (own(&[("Campinas", 2), ("São Paulo", 2), ("", 1), ("campinas", 1)]), 4));
    assert_eq!(counted("sao", 9), (own(&[("São Paulo", 2)]), 1));
    assert_eq!(counted("", 1).1, 4);
    assert_eq!(counted("", 1).0.len(), 1);
}

#[test]
fn many_rows_sort_as_few_do() {
    let rows: Vec<Vec<String>> = (0..60_000u32)
        .map(|n| {
            let mixed = n.wrapping_mul(2_654_435_761);
            vec![
                format!("pessoa.da.silva{}@Empresa{}.example", mixed, n % 7),
                (i64::from(mixed % 2_000) - 1_000).to_string(),
            ]
        })
        .collect();
    let table = Table::from_rows(vec!["nome".into(), "leads".into()], rows.clone());
    let mut by_text: Vec<u32> = (0..60_000).collect();
    by_text.sort_by(|a, b| collate::compare(&rows[*a as usize][0], &rows[*b as usize][0], false));
    assert!(sorted(&table, &[(0, false)]) == by_text);
    let mut by_number: Vec<u32> = (0..60_000).collect();
    by_number.sort_by_key(|row| -rows[*row as usize][1].parse::<i64>().expect("a number"));
    assert!(sorted(&table, &[(1, true)]) == by_number, "stable, largest first");
}

proptest! {
    /// The same as a plain stable sort by the same comparison.
    #[test]
    fn text_sorts_as_a_plain_sort_does(words in prop::collection::vec("[ -~áàãçÉ]{0,10}", 1..40), descending: bool) {
        let rows = words.iter().map(|word| vec![word.clone(), "x y".into()]).collect();
        let table = Table::from_rows(vec!["w".into(), "o".into()], rows);
        prop_assume!(table.reading(0).cell_type == garimpo_table::CellType::Text);
        let is_empty = |row: &u32| words[*row as usize].trim_matches(|c: char| c <= ' ').is_empty();
        let mut expected: Vec<u32> = (0..words.len() as u32).filter(|row| !is_empty(row)).collect();
        expected.sort_by(|a, b| {
            let by = collate::compare(&words[*a as usize], &words[*b as usize], false);
            if descending { by.reverse() } else { by }
        });
        expected.extend((0..words.len() as u32).filter(is_empty));
        prop_assert_eq!(sorted(&table, &[(0, descending)]), expected);
    }

    #[test]
    fn numbers_sort_as_numbers(numbers in prop::collection::vec(-1_000_000i64..1_000_000, 1..60), descending: bool) {
        let rows = numbers.iter().map(|number| vec![number.to_string()]).collect();
        let table = Table::from_rows(vec!["leads".into()], rows);
        prop_assume!(table.reading(0).cell_type == garimpo_table::CellType::Number);
        let mut expected: Vec<u32> = (0..numbers.len() as u32).collect();
        expected.sort_by_key(|row| {
            let number = numbers[*row as usize];
            if descending { -number } else { number }
        });
        prop_assert_eq!(sorted(&table, &[(0, descending)]), expected);
    }

    #[test]
    fn keys_compare_as_texts_and_no_two_texts_share_one(a in "\\PC{0,8}", b in "\\PC{0,8}", c in "\\PC{0,8}") {
        let by = |x: &str, y: &str| collate::compare(x, y, false);
        prop_assert_eq!(by(&a, &b), by(&b, &a).reverse());
        if by(&a, &b).is_le() && by(&b, &c).is_le() {
            prop_assert!(by(&a, &c).is_le());
        }
        if by(&a, &b).is_eq() {
            prop_assert_eq!(a.trim(), b.trim());
        }
    }
}
