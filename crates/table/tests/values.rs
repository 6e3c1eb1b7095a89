//! What the values of one column mean: every writing of numbers, money, dates and ids that exports hold.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use std::collections::HashSet;

use garimpo_table::table::NO_I64;
use garimpo_table::{
    CellType, Currency, DateOrder, Decimal, Doubt, Habits, PercentScale, ProblemKind, Profile, Reading, Table,
};

/// A table of one column.
fn column(header: &str, values: &[&str]) -> Table {
    Table::from_rows(vec![header.into()], values.iter().map(|value| vec![(*value).into()]).collect())
}

fn profile(table: &Table) -> Profile {
    table.profile(0).as_ref().clone()
}

#[track_caller]
fn check_numbers(header: &str, values: &[&str], cell_type: CellType, expected: &[f64]) -> Table {
    let table = column(header, values);
    let profile = profile(&table);
    assert_eq!(profile.reading.cell_type, cell_type, "{values:?}");
    assert_eq!((profile.doubt, profile.invalid), (None, 0), "{values:?}");
    let numbers: Vec<String> = table.numbers(0).iter().map(|number| format!("{number:?}")).collect();
    let expected: Vec<String> = expected.iter().map(|number| format!("{number:?}")).collect();
    assert_eq!(numbers, expected, "{values:?}");
    table
}

#[test]
fn numbers_in_every_writing() {
    use CellType::{Money, Number, Percent};
    let none = f64::NAN;
    check_numbers("Cost", &["1164.09", "12"], Number, &[1164.09, 12.0]);
    check_numbers("Conv. value", &["1,286.58", "40,585", " --"], Number, &[1286.58, 40_585.0, none]);
    check_numbers("Custo", &["2473,94", "—"], Number, &[2473.94, none]);
    check_numbers("Custo", &["R$\u{a0}236,86", "-R$20,30", "R$ -20,30"], Money, &[236.86, -20.3, -20.3]);
    check_numbers("Avg. CPC", &["US$1.92", "US$0.50"], Money, &[1.92, 0.5]);
    check_numbers("Amount", &["$22,700.00", "$1,117.10K"], Money, &[22_700.0, 1_117_100.0]);
    check_numbers("Spend", &["R$\u{a0}100.000", "R$\u{a0}50.000"], Money, &[100_000.0, 50_000.0]);
    check_numbers("v", &["(12,5)", "12,5"], Number, &[-12.5, 12.5]);
    check_numbers("v", &["1'234.56", "1’000"], Number, &[1234.56, 1000.0]);
    for blank in [" ", "\u{a0}", "\u{202f}", "\u{2006}", "\u{2009}", "\u{205f}"] {
        let values = [format!("1{blank}234,56"), format!("18{blank}158"), format!("1{blank}234{blank}567")];
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        check_numbers("v", &values, Number, &[1234.56, 18_158.0, 1_234_567.0]);
    }
    check_numbers("v", &["1.234,50-", "10,00"], Number, &[-1234.5, 10.0]);
    check_numbers("v", &["1,5 mil", "2 milhões", "300,0"], Number, &[1500.0, 2_000_000.0, 300.0]);
    check_numbers("v", &["1,00,000", "12,34,567.50", "99.5"], Number, &[100_000.0, 1_234_567.5, 99.5]);
    check_numbers("v", &["€ 12,50", "12,50 €", "1.000,00\u{a0}€"], Money, &[12.5, 12.5, 1000.0]);
    check_numbers("v", &["BRL 1.234,56", "1.234,56 BRL", "10,00 reais"], Money, &[1234.56, 1234.56, 10.0]);
    check_numbers("CTR", &["2,81%", "6,76%", "< 10%"], Percent, &[0.0281, 0.0676, none]);
    check_numbers("CTR", &["12.5 %", "100%", "-3%"], Percent, &[0.125, 1.0, -0.03]);
    check_numbers("Valor (BRL)", &["28.46699781", "230.95"], Money, &[28.466_997_81, 230.95]);
    check_numbers("Amount spent (USD)", &["1", "2"], Money, &[1.0, 2.0]);
    check_numbers("v", &["4997.0", "0.0"], Number, &[4997.0, 0.0]);
    check_numbers("Impr.", &["488", "12.400", "9.900.000"], Number, &[488.0, 12_400.0, 9_900_000.0]);
    check_numbers("v", &["1234.567", "5.874"], Number, &[1234.567, 5.874]);
    check_numbers("v", &["0.874", "5.874"], Number, &[0.874, 5.874]);
    check_numbers("v", &["1e-5", "2.5E3"], Number, &[0.00001, 2500.0]);
    check_numbers("data nº", &["45631", "3"], Number, &[45_631.0, 3.0]);
}

#[test]
fn what_is_no_number_stays_text() {
    for values in [
        &["unknown", "other"][..],
        &["3. $20,001 - $30K", "1. $0 - $5K"],
        &["1_000", "2_000"],
        &["1,00,00", "12,3,4"],
        &["MARCH1", "SEPT2"],
        &["inf", "-inf"],
        &["10K", "5 M"],
        &["2 mi", "5 mi"],
        &["May 26", "Jun 27"],
        &["3/4", "1/2"],
    ] {
        assert_eq!(column("v", values).reading(0), Reading::default(), "{values:?}");
    }
}

#[test]
fn marks_for_no_value_do_not_count() {
    let marks = [
        " --",
        "--",
        "—",
        "-",
        "não fechado",
        "< 10%",
        "Select",
        "undefined",
        "não informado",
        "sem informação",
        "N/D",
        "(em branco)",
        "(vazio)",
        "(blank)",
        "Using campaign budget",
        "#N/D",
    ];
    let table = column("v", &[&["1,5", "2,5"], &marks[..]].concat());
    let profile = profile(&table);
    assert_eq!((profile.filled, profile.invalid), (2, 0));
    assert_eq!(profile.reading.cell_type, CellType::Number);
    assert_eq!(table.cell(5, 0), "-", "the text stays");
    assert_eq!(column("v", &["unknown", "--"]).profile(0).filled, 1);
}

#[test]
fn values_that_read_both_ways_are_asked() {
    #[track_caller]
    fn check(header: &str, values: &[&str], proposed: Decimal, example: &str) {
        let table = column(header, values);
        let profile = profile(&table);
        assert_eq!(profile.reading.decimal, Some(proposed), "{values:?}");
        assert_eq!(profile.doubt, Some(Doubt::Decimal { example: example.into(), line: 0 }), "{values:?}");
    }
    use Decimal::{Comma, Dot};
    check("v", &["5.874"], Dot, "5.874");
    check("CPC", &["1.895", "2.104"], Dot, "1.895");
    // A part of an impression does not exist, but only the values may decide.
    check("Impressões", &["488", "5.874"], Comma, "5.874");
    check("Impr.", &["488", "40,585"], Dot, "40,585");
    check("Custo por clique (cliques)", &["1.895"], Comma, "1.895");
    check("v", &["1.234-"], Dot, "1.234-");
    check("Valor (BRL)", &["12.400"], Comma, "12.400");
    check("v", &["US$ 12.400"], Dot, "US$ 12.400");
    // The values contradict each other: no sign is right for all.
    check("v", &["1,5", "2,5", "1.5", "12.400"], Comma, "12.400");
}

#[test]
fn a_slip_among_many_does_not_ask() {
    let mut values = vec!["1,5"; 20];
    values.extend(["1.5", "12.400"]);
    let table = column("v", &values);
    assert_eq!(table.profile(0).doubt, None);
    assert_eq!(table.profile(0).invalid, 1, "and the slip is shown");
    assert_eq!(table.numbers(0).last(), Some(&12_400.0));
}

#[test]
fn a_share_among_amounts_is_no_amount() {
    let table = column("desconto", &["100", "10%", "50"]);
    assert_eq!(table.reading(0).cell_type, CellType::Number);
    assert_eq!(table.profile(0).invalid, 1);
    assert!(table.numbers(0)[1].is_nan());
    assert_eq!(table.invalid_cells(&[0], 9)[0].kind, ProblemKind::NotANumber);
    let table = column("margem", &["10%", "20%", "R$ 5"]);
    assert_eq!((table.reading(0).cell_type, table.profile(0).invalid), (CellType::Percent, 1));
}

#[test]
fn the_source_says_what_a_percent_without_a_sign_is() {
    let habits = |scale| Habits { percent: Some(scale), ..Habits::default() };
    let mut table = column("CTR", &["0.28", "1.5"]);
    assert_eq!(table.reading(0).cell_type, CellType::Number);
    table.set_habits(0, habits(PercentScale::Hundredths));
    assert_eq!(table.reading(0).cell_type, CellType::Percent);
    assert_eq!(table.numbers(0).as_slice(), [0.0028, 0.015]);
    table.set_habits(0, habits(PercentScale::Fraction));
    assert_eq!(table.numbers(0).as_slice(), [0.28, 1.5]);
    table.set_habits(0, Habits::default());
    assert_eq!(table.reading(0).cell_type, CellType::Number);
    // A sign is a sign.
    let mut table = column("CTR", &["28%", "15%", "0.5"]);
    assert_eq!(table.numbers(0).as_slice(), [0.28, 0.15, 0.005]);
    table.set_habits(0, habits(PercentScale::Fraction));
    assert_eq!(table.numbers(0).as_slice(), [0.28, 0.15, 0.5]);
    // And an amount of money is no percent, whatever the source.
    let mut table = column("CTR (USD)", &["0.28"]);
    table.set_habits(0, habits(PercentScale::Fraction));
    assert_eq!(table.reading(0).cell_type, CellType::Money);
}

#[test]
fn habits_settle_only_what_the_values_leave_open() {
    let comma = Habits { decimal: Some(Decimal::Comma), ..Habits::default() };
    let mut table = column("Impr.", &["488", "5.874"]);
    table.set_habits(0, comma);
    assert_eq!((table.profile(0).doubt.clone(), table.numbers(0)[1]), (None, 5874.0));
    let mut table = column("v", &["1.5", "5.874"]);
    table.set_habits(0, comma);
    assert_eq!((table.reading(0).decimal, table.numbers(0)[1]), (Some(Decimal::Dot), 5.874));
    let month_first = Habits { date_order: Some(DateOrder::MonthDay), ..Habits::default() };
    let mut table = column("data", &["03/04/2026"]);
    table.set_habits(0, month_first);
    assert_eq!(
        (table.profile(0).doubt.clone(), table.reading(0).date_order),
        (None, Some(DateOrder::MonthDay))
    );
    let mut table = column("data", &["13/04/2026", "03/04/2026"]);
    table.set_habits(0, month_first);
    assert_eq!(table.reading(0).date_order, Some(DateOrder::DayMonth));
    let mut table = column("conta", &["123456", "654321"]);
    table.set_habits(0, Habits { is_id: true, ..Habits::default() });
    assert_eq!(table.reading(0).cell_type, CellType::Id);
    let mut table = column("Cost", &["10.5"]);
    table.set_habits(0, Habits { currency: Some(Currency::EUR), ..Habits::default() });
    assert_eq!(
        (table.reading(0).cell_type, table.reading(0).currency),
        (CellType::Money, Some(Currency::EUR))
    );
    // Large tables keep their readings through edits, but not against what is learned of the source.
    let many = vec!["5.874"; 25_000];
    let text = format!("a,v\n{}", many.iter().map(|value| format!("x,{value}\n")).collect::<String>());
    let mut reader = garimpo_table::Reader::new(garimpo_table::ReadOptions::default(), 0);
    reader.push(text.as_bytes());
    let mut table = reader.finish().table.expect("a table");
    assert_eq!(table.numbers(1)[0], 5.874);
    table.set_habits(1, comma);
    assert_eq!(table.numbers(1)[0], 5874.0);
}

#[test]
fn currencies_stay_apart() {
    #[track_caller]
    fn check(header: &str, values: &[&str], of_column: Option<&str>, cells: &[Option<&str>], mixed: bool) {
        let table = column(header, values);
        let profile = profile(&table);
        let code = |currency: Option<Currency>| currency.map(|currency| currency.code().to_owned());
        assert_eq!(profile.reading.cell_type, CellType::Money, "{values:?}");
        assert_eq!(code(profile.reading.currency).as_deref(), of_column, "{header} {values:?}");
        let found: Vec<Option<String>> = table.currencies(0).into_iter().map(code).collect();
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, cells, "{header} {values:?}");
        assert_eq!(profile.mixes_currencies(), mixed, "{header} {values:?}");
    }
    let (brl, usd, mxn) = (Some("BRL"), Some("USD"), Some("MXN"));
    check("Valor", &["R$ 1,00", "2,00"], brl, &[brl, brl], false);
    check("Valor gasto (BRL)", &["1.5", "2"], brl, &[brl, brl], false);
    check("Lead venda R$", &["1.5", "2"], brl, &[brl, brl], false);
    check("Valor", &["R$ 1,00", "US$ 2,00", "3,00"], None, &[brl, usd, None], true);
    // One amount in another currency does not say what the others are in.
    check("Valor", &["100", "200", "US$ 50"], None, &[None, None, usd], true);
    check("Amount spent (USD)", &["R$ 1,00", "2,00"], usd, &[brl, usd], true);
    // A bare `$` is the peso of the header.
    check("Gasto (MXN)", &["$1.50", "$2.50"], mxn, &[mxn, mxn], false);
    check("Gasto (BRL)", &["$1.50"], brl, &[usd], true);
    check("Gasto", &["$1.50", "$2.50"], usd, &[usd, usd], false);
    check("Gasto", &["€ 1,00", "€ 2,00"], Some("EUR"), &[Some("EUR"), Some("EUR")], false);
}

#[test]
fn headers_that_hold_money_words_are_not_all_money() {
    for (header, values, expected) in [
        ("Start Date (in UTC)", &["3/25/2026"][..], CellType::Date),
        ("O valor de R$ 2.950.000 está de acordo?", &["Sim, está", "Talvez"], CellType::Text),
        ("O valor de R$ 2.950.000 está de acordo?", &["1", "2"], CellType::Number),
        ("Entrada de R$ 50 mil?", &["sim", "não"], CellType::Boolean),
        ("Moeda", &["BRL", "USD"], CellType::Text),
    ] {
        assert_eq!(column(header, values).reading(0).cell_type, expected, "{header}");
    }
}

#[test]
fn a_column_of_currencies_is_known() {
    let table = column("Moeda", &["BRL", "BRL", "US$", "", "--"]);
    assert_eq!(table.profile(0).currency_share, 1.0);
    let usd = Some(Currency::USD);
    assert_eq!(table.named_currencies(0), [Some(Currency::BRL), Some(Currency::BRL), usd, None, None]);
    assert_eq!(column("x", &["BRL", "SIM", "NAO", "UTC"]).profile(0).currency_share, 0.25);
}

#[test]
fn ids_stay_ids() {
    for values in [
        &["120253670639860385", "120253670639860386"][..],
        &["00123", "04567"],
        &["01310-100", "04567-000"],
        &["123.456.789-09", "987.654.321-00"],
        &["12.ABC.345/01DE-35", "11.222.333/0001-81"],
        &["12ABC34501DE35", "11222333000181A1"],
        &["+55 11 91234-5678", "(21) 98765-4321"],
        &["l:4280180252203503", "l:4280180252203504"],
        &["p:+5511987654321", "p:+5511987654322"],
        &["ag:120253670639860385", "ag:120253670639860386"],
        &["2310009E13", "2310010E13"],
    ] {
        let table = column("x", values);
        let cell_type = table.reading(0).cell_type;
        let is_verbatim = matches!(cell_type, CellType::Id | CellType::Text);
        assert!(is_verbatim && table.profile(0).invalid == 0, "{values:?}: {cell_type:?}");
        for (row, value) in values.iter().enumerate() {
            assert_eq!(table.cell(row as u32, 0), *value);
        }
    }
    for values in [
        &["1.20253E+17", "120253670639860385", "120253670639860386"][..],
        &["1,20253E+17", "120253670639860385", "120253670639860386"],
        &["1.203E+17", "1.204E+17"],
        &["1E+17", "2E+17"],
    ] {
        let table = column("ID da campanha", values);
        assert_eq!(table.reading(0).cell_type, CellType::Id, "{values:?}");
        let damaged = table.invalid_cells(&[0], 9);
        let expected = values.iter().filter(|value| value.contains('E')).count();
        assert_eq!(damaged.len(), expected, "{values:?}");
        assert!(damaged.iter().all(|problem| problem.kind == ProblemKind::DamagedId));
        assert_eq!(table.profile(0).invalid as usize, expected, "{values:?}");
    }
    let mut reader = garimpo_table::Reader::new(garimpo_table::ReadOptions::default(), 0);
    reader.push(b"nome,ID\na,120253670639860385\nb,1.20253E+17\nc,120253670639860386\n");
    let table = reader.finish().table.expect("a table");
    assert_eq!(table.invalid_cells(&[1], 9)[0].line, 3);
}

#[test]
fn ids_past_the_reach_of_numbers_stay_distinct() {
    let first = 1u64 << 53;
    let values: Vec<String> = (0..10_000).map(|at| (first * 8 + at).to_string()).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let table = column("ad id", &values);
    assert_eq!(table.reading(0).cell_type, CellType::Id);
    let keys: HashSet<u64> = table.keys(0).iter().copied().collect();
    assert_eq!(keys.len(), 10_000);
    let as_numbers: HashSet<u64> =
        values.iter().map(|value| value.parse::<f64>().unwrap().to_bits()).collect();
    assert!(as_numbers.len() < 10_000, "the test would not notice numbers otherwise");
}

#[test]
fn amounts_too_large_for_cents_are_listed() {
    let values = ["R$ 1,00", "R$ 99999999999999999999,00", "R$ 2,00", "R$ 3,00", "R$ 4,00", "R$ 1e30"];
    let table = column("valor", &values);
    assert_eq!(table.reading(0).cell_type, CellType::Money);
    assert_eq!((table.profile(0).invalid, table.invalid_cells(&[0], 9).len()), (2, 2));
    assert_eq!(table.money(0).iter().filter(|cents| **cents == NO_I64).count(), 2);
}
