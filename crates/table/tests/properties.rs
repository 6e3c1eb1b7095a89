//! What must hold for any input at all.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::fold::{fold_hash, fold_key};
use garimpo_table::table::{CellEdit, NO_DAY, NO_I64};
use garimpo_table::value::{is_no_value, number};
use garimpo_table::{
    CellType, Currency, DateKind, DateOrder, Decimal, PercentScale, Read, ReadOptions, Reader, Reading,
    Table, read_cell,
};
use proptest::prelude::*;

fn read_in(chunks: impl Iterator<Item = impl AsRef<[u8]>>) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), 0);
    chunks.for_each(|chunk| reader.push(chunk.as_ref()));
    reader.finish()
}

fn read(bytes: &[u8]) -> Read {
    read_in(std::iter::once(bytes))
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let columns = table.headers().len() as u32;
    table
        .rows()
        .map(|row| (0..columns).map(|column| table.cell(row, column).into_owned()).collect())
        .collect()
}

/// Everything that two readings of the same bytes must agree on.
fn summary(read: &Read) -> String {
    let table = read.table.as_ref().map(|table| {
        let lines: Vec<_> = table.rows().map(|row| table.line(row)).collect();
        (table.headers().to_vec(), cells(table), lines)
    });
    format!("{table:?} {:?} {:?} {} {:?}", read.receipt, read.problems, read.problem_count, read.dialect)
}

/// Bytes that are nearly a CSV file: any damage to quotes, delimiters, line ends and encodings.
fn nearly_csv() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => "[a-zA-Z]{1,6}".prop_map(String::into_bytes),
        6 => "[0-9]{1,4}".prop_map(String::into_bytes),
        10 => Just(b",".to_vec()),
        2 => Just(b";".to_vec()),
        6 => Just(b"\n".to_vec()),
        2 => Just(b"\r\n".to_vec()),
        1 => Just(b"\r".to_vec()),
        4 => Just(b"\"".to_vec()),
        2 => Just(b"\"\"".to_vec()),
        2 => Just(b"\\\"".to_vec()),
        1 => Just(b"'".to_vec()),
        2 => Just(b" ".to_vec()),
        1 => Just(b"^".to_vec()),
        1 => Just(b": ".to_vec()),
        2 => Just("ção ".as_bytes().to_vec()),
        1 => Just(b"\xe3".to_vec()),
        1 => Just(b"Total: ".to_vec()),
        1 => Just(b"\0".to_vec()),
        1 => any::<Vec<u8>>().prop_map(|bytes| bytes.into_iter().take(8).collect()),
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

fn text_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zãé]{1,8}",
        3 => "[0-9]{1,6}",
        1 => "[a-z]{1,4}[,;\"\n\r| \t']{1,3}[a-z]{1,4}",
        1 => Just("\"".to_owned()),
        1 => Just("R$\u{a0}1.234,56".to_owned()),
    ]
}

/// Cells of every kind that a column is judged by, and nearly such.
fn value_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "(-|\\+|R\\$ ?|US\\$|\\$|€ |BRL )?[0-9]{1,4}([.,][0-9]{1,3}){0,3}(%| %|-| €| mil| mi|K|E[0-9]{1,3}|E\\+1[0-9])?",
        1 => "[0-9]{14,24}([.,][0-9]{2})?",
        3 => "[0-3]?[0-9][/.-][0-3]?[0-9][/.-](20[0-9]{2}|[0-9]{2})( [0-2]?[0-9]:[0-5][0-9])?",
        1 => "(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]",
        1 => "20[0-9]{2}[01][0-9][0-3][0-9]",
        1 => "[45][0-9]{4}([.,][0-9]{1,9})?",
        1 => prop_oneof![Just("mai/26"), Just("2026-05"), Just("05/2026"), Just("2026-W23"), Just("2020-W53"), Just("202605"), Just("05/26")].prop_map(str::to_owned),
        1 => prop_oneof![Just("14:49"), Just("00/00/0000"), Just("2 PM"), Just("BRL"), Just("sim"), Just("não")].prop_map(str::to_owned),
        1 => prop_oneof![Just("--"), Just(""), Just("n/d"), Just("x"), Just("1e308"), Just("9e999"), Just("1e-400")].prop_map(str::to_owned),
        1 => "0[0-9]{1,5}",
        1 => text_cell(),
    ]
}

fn reading() -> impl Strategy<Value = Reading> {
    let decimal = prop_oneof![Just(None), Just(Some(Decimal::Dot)), Just(Some(Decimal::Comma))];
    let order = prop_oneof![Just(None), Just(Some(DateOrder::DayMonth)), Just(Some(DateOrder::MonthDay))];
    let kinds = [
        DateKind::Day,
        DateKind::Month,
        DateKind::Week,
        DateKind::Serial,
        DateKind::DayOrSerial,
        DateKind::Converted(DateOrder::DayMonth),
        DateKind::Converted(DateOrder::MonthDay),
    ];
    let kind = proptest::sample::select(kinds.to_vec());
    let scale = prop_oneof![Just(PercentScale::Hundredths), Just(PercentScale::Fraction)];
    let currency = prop_oneof![Just(None), Just(Some(Currency::BRL)), Just(Some(Currency(*b"MXN")))];
    (proptest::sample::select(CellType::ALL.to_vec()), decimal, order, kind, scale, currency).prop_map(
        |(cell_type, decimal, date_order, date_kind, percent_scale, currency)| Reading {
            cell_type,
            decimal,
            date_order,
            currency,
            date_kind,
            percent_scale,
        },
    )
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2usize..6).prop_flat_map(|columns| {
        proptest::collection::vec(proptest::collection::vec(text_cell(), columns), 1..30)
    })
}

fn by_hand(rows: Vec<Vec<String>>) -> Table {
    let columns = rows.first().map_or(2, Vec::len);
    Table::from_rows((0..columns).map(|column| format!("coluna {column}")).collect(), rows)
}

/// `PROPTEST_CASES` asks for more than the quick run.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1500)
}

/// Several megabytes of records, so that chunks end everywhere in what is read ahead, with damaged quotes
/// that run on for longer than a record may be.
#[test]
fn large_files_do_not_depend_on_the_chunks() {
    for seed in 0..6u64 {
        let mut state = seed + 1;
        let mut next = move |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        let mut bytes = b"id,nome,nota\n".to_vec();
        let quoted = seed % 2 == 0;
        while bytes.len() < 5 << 20 {
            let row = next(1_000_000);
            let line = match next(if seed < 3 { 40 } else { 40_000 }) {
                0 => format!("{row},\"aberta,x\n"),
                1 => format!("{row},\"a \"b\" c\",x\n"),
                2 => format!("{row},\"a\n\nb\",\"x\r\ny\"\n"),
                3 => "\n".to_owned(),
                4 => format!("{row},x\n"),
                5 => format!("{row},x,y,z\r\n"),
                _ if quoted => format!("{row},\"nome, {row}\",nota\n"),
                _ => format!("{row},nome {row},nota\n"),
            };
            bytes.extend_from_slice(line.as_bytes());
        }
        let whole = summary(&read(&bytes));
        for size in [4093, 100_003, 1 << 20] {
            let pieces = summary(&read_in(bytes.chunks(size)));
            assert!(pieces == whole, "seed {seed}, chunks of {size}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_result_does_not_depend_on_the_chunks(bytes in nearly_csv(), sizes in proptest::collection::vec(1usize..40, 1..8)) {
        let whole = summary(&read(&bytes));
        prop_assert_eq!(&summary(&read_in(bytes.chunks(1))), &whole);
        let mut rest = bytes.as_slice();
        let mut pieces = Vec::new();
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, tail) = rest.split_at((*size).min(rest.len()));
            pieces.push(piece);
            rest = tail;
        }
        prop_assert_eq!(&summary(&read_in(pieces.into_iter())), &whole);
    }

    #[test]
    fn the_receipt_balances_and_nothing_panics(bytes in prop_oneof![nearly_csv(), any::<Vec<u8>>()]) {
        let read = read(&bytes);
        prop_assert!(read.receipt.balances(), "{:?}", read.receipt);
        if let Ok(table) = &read.table {
            prop_assert_eq!(table.row_count(), read.receipt.kept);
            let all: Vec<u32> = (0..table.headers().len() as u32).collect();
            table.load(&all);
            table.invalid_cells(&all, 100);
            let is_sorted = read.problems.is_sorted_by_key(|problem| problem.line);
            prop_assert!(is_sorted);
        }
    }

    #[test]
    fn what_is_written_reads_back(rows in rows(), delimiter in prop_oneof![Just(b','), Just(b';'), Just(b'\t')]) {
        let table = by_hand(rows);
        let again = read(&table.to_csv(delimiter));
        // About one made-up table in ten thousand looks like two, one under the other, also to a person.
        prop_assume!(again.more.is_empty());
        let again = again.table;
        prop_assert!(again.is_ok(), "{:?}", again.err());
        let again = again.unwrap();
        prop_assert_eq!(again.headers(), table.headers());
        prop_assert_eq!(cells(&again), cells(&table));
    }

    #[test]
    fn folding_is_done_once(text in any::<String>()) {
        let folded = fold_key(&text);
        prop_assert_eq!(&fold_key(&folded), &folded);
        prop_assert_eq!(fold_hash(text.as_bytes()), fold_hash(folded.as_bytes()));
    }

    #[test]
    fn numbers_are_rounded_exactly(whole in 0u64..1_000_000_000_000, fraction in "[0-9]{1,9}", negative in any::<bool>()) {
        let sign = if negative { "-" } else { "" };
        let text = format!("{sign}{whole}.{fraction}");
        let value = number::lex(text.as_bytes()).and_then(|lexed| lexed.number(Decimal::Dot));
        prop_assert_eq!(value.map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
        let comma = text.replace('.', ",");
        let value = number::lex(comma.as_bytes()).and_then(|lexed| lexed.number(Decimal::Comma));
        prop_assert_eq!(value.map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
    }

    #[test]
    fn counted_invalid_cells_are_the_ones_found(rows in rows()) {
        let table = by_hand(rows);
        for column in 0..table.headers().len() as u32 {
            let found = table.rows().filter(|&row| table.is_invalid(row, column)).count();
            prop_assert_eq!(found as u32, table.profile(column).invalid, "{:?}", table.reading(column));
            prop_assert_eq!(found, table.invalid_cells(&[column], 1000).len());
        }
    }

    #[test]
    fn invalid_cells_are_counted_by_any_reading(
        cells in proptest::collection::vec(value_cell(), 1..24),
        reading in reading(),
        header in prop_oneof![Just("Data"), Just("ID"), Just("Valor (MXN)"), Just("Nº dia"), Just("x")],
    ) {
        let rows = cells.iter().map(|cell| vec![cell.clone(), "x".to_owned()]).collect();
        let mut table = Table::from_rows(vec![header.to_owned(), "y".to_owned()], rows);
        for chosen in [None, Some(reading)] {
            table.choose_reading(0, chosen);
            let found = table.rows().filter(|&row| table.is_invalid(row, 0)).count();
            prop_assert_eq!(found as u32, table.profile(0).invalid, "{:?} {:?}", table.reading(0), &cells);
            prop_assert_eq!(found, table.invalid_cells(&[0], 1000).len());
            // A cell of a typed column has a value, or is listed, or is a mark for "no value".
            let reading = table.reading(0);
            for row in table.rows() {
                let cell = table.cell(row, 0);
                let has = match reading.cell_type {
                    CellType::Number | CellType::Percent => table.numbers(0)[row as usize].is_finite(),
                    CellType::Money => table.money(0)[row as usize] != NO_I64,
                    CellType::Date | CellType::DateTime => table.days(0)[row as usize] != NO_DAY,
                    CellType::Boolean => table.booleans(0)[row as usize] != 2,
                    CellType::Text | CellType::Id => continue,
                };
                let is_none = is_no_value(garimpo_table::fold::trim(cell.as_bytes()));
                let told = [has, is_none, table.is_invalid(row, 0)];
                prop_assert_eq!(told.iter().filter(|it| **it).count(), 1, "{:?} {:?} {:?}", cell, reading, told);
            }
        }
        table.currencies(0);
        table.seconds_with(0, 1);
        table.hour_column(0);
    }

    #[test]
    fn any_text_by_any_reading_is_a_value_or_none(text in "[-+0-9.,eE()%R$€KM/:TWhapmil \u{a0}\u{2009}']{0,24}", reading in reading()) {
        let cell = text.as_bytes();
        let number = read_cell::number(cell, reading);
        prop_assert!(!number.is_infinite());
        let money = read_cell::money(cell, reading);
        if money != NO_I64 && number.abs() < 1e12 && reading.cell_type == CellType::Money {
            prop_assert!((money as f64 - number * 100.0).abs() <= 0.51, "{} {}", money, number);
        }
        let (day, second) = (read_cell::day(cell, reading), read_cell::second(cell, reading));
        prop_assert_eq!(day == NO_DAY, second == NO_I64);
        if day != NO_DAY {
            prop_assert_eq!(second.div_euclid(86_400), i64::from(day));
        }
        read_cell::currency(cell, reading);
        read_cell::problem(cell, reading);
    }

    #[test]
    fn edits_are_undone_exactly(
        rows in rows(),
        edits in proptest::collection::vec((0u32..40, 0u32..7, proptest::option::of(text_cell())), 1..30),
        at in 0u32..40,
        taken in proptest::collection::vec(0u32..40, 0..10),
    ) {
        let mut table = by_hand(rows);
        let everything: Vec<u32> = (0..table.headers().len() as u32).collect();
        table.load(&everything);
        let before = cells(&table);
        let edits: Vec<CellEdit> = edits;
        let undo_cells = table.set_cells(&edits);
        let after_cells = cells(&table);
        let added = table.insert_rows(at, &[vec!["novo".to_owned()], vec![]]);
        let undo_delete = table.delete_rows(&taken);
        for &column in &everything {
            check_typed(&table, column)?;
        }
        table.restore_rows(&undo_delete);
        let redo_insert = table.delete_rows(&added);
        prop_assert_eq!(&cells(&table), &after_cells);
        table.restore_rows(&redo_insert);
        table.delete_rows(&added);
        let redo_cells = table.set_cells(&undo_cells);
        prop_assert_eq!(&cells(&table), &before);
        table.set_cells(&redo_cells);
        prop_assert_eq!(&cells(&table), &after_cells);
        for &column in &everything {
            check_typed(&table, column)?;
        }
    }
}

/// Typed columns that were patched are the same as ones made anew.
fn check_typed(table: &Table, column: u32) -> Result<(), TestCaseError> {
    let rows: Vec<Vec<String>> = (0..table.capacity())
        .map(|row| {
            (0..table.headers().len() as u32).map(|column| table.cell(row, column).into_owned()).collect()
        })
        .collect();
    let mut fresh = Table::from_rows(table.headers().to_vec(), rows);
    fresh.choose_reading(column, Some(table.reading(column)));
    prop_assert_eq!(table.keys(column), fresh.keys(column));
    prop_assert_eq!(table.days(column), fresh.days(column));
    prop_assert_eq!(table.seconds(column), fresh.seconds(column));
    prop_assert_eq!(table.money(column), fresh.money(column));
    prop_assert_eq!(table.booleans(column), fresh.booleans(column));
    let bits = |table: &Table| table.numbers(column).iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    prop_assert_eq!(bits(table), bits(&fresh));
    let text = |table: &Table| {
        let texts = table.texts(column);
        texts.codes.iter().map(|&code| texts.values[code as usize].clone()).collect::<Vec<_>>()
    };
    prop_assert_eq!(text(table), text(&fresh));
    Ok(())
}
