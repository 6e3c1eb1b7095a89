//! What the dates of one column mean: every writing that exports hold, spreadsheets' counts, months and weeks.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::table::{NO_DAY, NO_I64};
use garimpo_table::value::civil;
use garimpo_table::{CellType, DateKind, DateOrder, Doubt, ProblemKind, Reading, Table};

/// A table of one column.
fn column(header: &str, values: &[&str]) -> Table {
    Table::from_rows(vec![header.into()], values.iter().map(|value| vec![(*value).into()]).collect())
}

#[track_caller]
fn check_dates(header: &str, values: &[&str], cell_type: CellType, expected: &[&str]) -> Table {
    let table = column(header, values);
    let profile = table.profile(0);
    assert_eq!(profile.reading.cell_type, cell_type, "{values:?}");
    assert_eq!(profile.doubt, None, "{values:?}");
    let written = |second: &i64| {
        if *second == NO_I64 {
            return String::new();
        }
        let (year, month, day) = civil::date(second.div_euclid(86_400) as i32);
        let time = second.rem_euclid(86_400);
        if cell_type == CellType::Date {
            assert_eq!(time, 0);
            return format!("{year:04}-{month:02}-{day:02}");
        }
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    };
    let found: Vec<String> = table.seconds(0).iter().map(written).collect();
    assert_eq!(found, expected, "{values:?}");
    let days: Vec<bool> = table.days(0).iter().map(|day| *day == NO_DAY).collect();
    assert_eq!(days, expected.iter().map(|text| text.is_empty()).collect::<Vec<_>>());
    table
}

#[test]
fn dates_in_every_writing() {
    use CellType::{Date, DateTime};
    check_dates("d", &["2026-02-03", "2026-12-31"], Date, &["2026-02-03", "2026-12-31"]);
    // The offset is not applied: the time is the one on the wall.
    check_dates("created_time", &["2025-09-12T15:05:13+05:30"], DateTime, &["2025-09-12 15:05:13"]);
    check_dates("d", &["2024-05-03 10:22:33 -0300"], DateTime, &["2024-05-03 10:22:33"]);
    check_dates("Date", &["20210105", "20210106"], Date, &["2021-01-05", "2021-01-06"]);
    check_dates("Date", &["1/31/2023", "2/1/2023"], Date, &["2023-01-31", "2023-02-01"]);
    check_dates(
        "Date",
        &["1/31/2023 2:05 PM", "2/1/2023 12:00 AM"],
        DateTime,
        &["2023-01-31 14:05:00", "2023-02-01 00:00:00"],
    );
    check_dates("Date", &["2/1/21", "2/13/21"], Date, &["2021-02-01", "2021-02-13"]);
    check_dates("Data", &["22/04/2025", "01/02/2025"], Date, &["2025-04-22", "2025-02-01"]);
    check_dates(
        "Data",
        &["22/04/2025 07:59", "01/02/2025"],
        DateTime,
        &["2025-04-22 07:59:00", "2025-02-01 00:00:00"],
    );
    check_dates("Data", &["22/04/2025 07:59:10"], DateTime, &["2025-04-22 07:59:10"]);
    check_dates("Data", &["31-05-2026", "01-06-2026"], Date, &["2026-05-31", "2026-06-01"]);
    let kommo = ["02.09.2026 14:49:35", "22.09.2026 08:00:00", "não fechado"];
    check_dates("Fechado às", &kommo, DateTime, &["2026-09-02 14:49:35", "2026-09-22 08:00:00", ""]);
    check_dates("Created Time", &["15 Apr, 2021 00:03:00"], DateTime, &["2021-04-15 00:03:00"]);
    check_dates("Send Date", &["Mar 03, 2021 09:00 am"], DateTime, &["2021-03-03 09:00:00"]);
    check_dates("Data", &["ter., 5 de mai. de 2026"], Date, &["2026-05-05"]);
    check_dates("Date", &["Thu, 5 Feb 2026"], Date, &["2026-02-05"]);
    check_dates("Data", &["25 de mai. de 2026"], Date, &["2026-05-25"]);
    check_dates(
        "Fecha",
        &["5 de enero de 2026", "mar., 6 de ene. de 2026"],
        Date,
        &["2026-01-05", "2026-01-06"],
    );
}

#[test]
fn months_and_weeks_only_when_the_column_holds_nothing_else() {
    for values in [
        ["mai/26", "jun/26"],
        ["mai. de 2026", "jun. de 2026"],
        ["2026-05", "2026-06"],
        ["05/2026", "06/2026"],
        ["Maio 2026", "Junho 2026"],
        ["May-26", "Jun-26"],
        ["mayo 2026", "junio 2026"],
    ] {
        let table = check_dates("Mês", &values, CellType::Date, &["2026-05-01", "2026-06-01"]);
        assert_eq!(table.reading(0).date_kind, DateKind::Month, "{values:?}");
        assert_eq!(table.profile(0).invalid, 0);
    }
    let table =
        check_dates("Semana", &["2026-W23", "2026-W24"], CellType::Date, &["2026-06-01", "2026-06-08"]);
    assert_eq!(table.reading(0).date_kind, DateKind::Week);
    // Days and months together are neither.
    for values in [&["2026-05", "2026-05-05"][..], &["mai/26", "verão"], &["Maio", "Junho"]] {
        assert_ne!(column("Mês", values).reading(0).date_kind, DateKind::Month, "{values:?}");
    }
}

#[test]
fn serials_only_when_header_and_all_values_say_so() {
    let table =
        check_dates("Data de criação", &["45631", "45632"], CellType::Date, &["2024-12-05", "2024-12-06"]);
    assert_eq!(table.reading(0).date_kind, DateKind::Serial);
    let values = ["45631", "45631.617766", "45632,5"];
    let expected = ["2024-12-05 00:00:00", "2024-12-05 14:49:35", "2024-12-06 12:00:00"];
    check_dates("Won date", &values, CellType::DateTime, &expected);
    for (header, values) in [
        ("Valor", &["45631", "45632"][..]),
        ("Valor em", &["45631", "45632"]),
        ("Data", &["45631", "12"]),
        ("Data", &["45631", "90000"]),
        ("Data", &["R$ 45631", "45632"]),
        ("Dia", &["1", "2"]),
        ("Data", &["45.631", "45.632"]),
    ] {
        assert!(
            matches!(column(header, values).reading(0).cell_type, CellType::Number | CellType::Money),
            "{values:?}"
        );
    }
    // Called a date by a person, serials are read as such.
    let mut table = column("Valor", &["45631", "45632"]);
    table.choose_reading(0, Some(Reading { cell_type: CellType::Date, ..Reading::default() }));
    assert_eq!(civil::date(table.days(0)[0]), (2024, 12, 5));
    assert_eq!(table.profile(0).invalid, 0);
    table.choose_reading(0, None);
    assert_eq!(table.reading(0).cell_type, CellType::Number);
}

#[test]
fn serials_beside_dates_as_written_are_dates_where_the_header_says_so() {
    let ymd = |table: &Table, row: usize| civil::date(table.days(0)[row]);
    // 45631 is 5 December 2024.
    for values in [
        &["45631", "2024-12-07", "45650"][..],
        &["45631", "07/12/2024", "25/12/2024", "45650"],
        &["45650", "25/12/2024"],
        &["45631", "45632", "45633", "45634", "5 de dez. de 2024"],
        &["45631", "05/12/2024", "06/12/2024", "07/12/2024", "08/12/2024", "09/12/2024", "25/12/2024"],
    ] {
        let table = column("Data de criação", values);
        let profile = table.profile(0);
        assert_eq!((table.reading(0).cell_type, profile.invalid), (CellType::Date, 0), "{values:?}");
        assert_eq!(profile.doubt, None, "{values:?}");
        assert_eq!(table.invalid_cells(&[0], 9), [], "{values:?}");
        let expected = if values[0] == "45631" { (2024, 12, 5) } else { (2024, 12, 24) };
        assert_eq!(ymd(&table, 0), expected, "{values:?}");
    }
    let table = column("Won date", &["45631.5", "2024-12-07"]);
    assert_eq!((table.reading(0).cell_type, table.seconds(0)[0] % 86_400), (CellType::DateTime, 43_200));
    // The order of the written ones is still asked.
    let table = column("Date", &["45650", "03/04/2024", "05/06/2024"]);
    assert!(
        matches!(&table.profile(0).doubt, Some(Doubt::DateOrder { example, .. }) if example == "03/04/2024")
    );
    for (header, values) in [
        ("Valor", &["45631", "2024-12-07", "45650"][..]),
        ("Data", &["45631", "2024-12-07", "12"]),
        ("Data", &["45631", "2024-12-07", "R$ 45650"]),
        ("Data", &["45631", "talvez", "2024-12-07"]),
    ] {
        assert_eq!(column(header, values).reading(0).cell_type, CellType::Text, "{header} {values:?}");
    }
}

#[test]
fn dates_that_a_spreadsheet_took_for_another_order_are_asked() {
    // Written day first; a spreadsheet that expects the month first has left `25/12/2024` and has made 5 December
    // of `12/05/2024`, which was 12 May.
    let mut table = column("Data", &["25/12/2024", "45631", "28/02/2024", "45362"]);
    let Some(Doubt::DateOrder { example, .. }) = table.profile(0).doubt.clone() else { panic!("no doubt") };
    assert_eq!(example, "12/05/2024");
    let days = |table: &Table| {
        let shown = |day: &i32| {
            let (year, month, day) = civil::date(*day);
            format!("{year}-{month:02}-{day:02}")
        };
        table.days(0).iter().map(shown).collect::<Vec<_>>()
    };
    // The proposal: all were written as those that were left.
    assert_eq!(days(&table), ["2024-12-25", "2024-05-12", "2024-02-28", "2024-11-03"]);
    assert_eq!(table.profile(0).invalid, 0);
    let reading = table.reading(0);
    table.choose_reading(0, Some(Reading { date_order: Some(DateOrder::MonthDay), ..reading }));
    assert_eq!(days(&table), ["2024-12-25", "2024-12-05", "2024-02-28", "2024-03-11"]);
    assert_eq!((table.profile(0).doubt.clone(), table.profile(0).invalid), (None, 0));
    // The example reads as the cell does.
    let read = |order| {
        garimpo_table::read_cell::day(example.as_bytes(), Reading { date_order: Some(order), ..reading })
    };
    assert_eq!(civil::date(read(DateOrder::DayMonth)), (2024, 5, 12));
    assert_eq!(civil::date(read(DateOrder::MonthDay)), (2024, 12, 5));
    // The other way round.
    let table = column("Data", &["12/25/2024", "45631"]);
    assert!(
        matches!(&table.profile(0).doubt, Some(Doubt::DateOrder { example, .. }) if example == "05/12/2024")
    );
}

#[test]
fn short_months_only_under_a_header_of_months() {
    for values in [
        ["202605", "202606"],
        ["05/26", "06/26"],
        ["5/26", "6/26"],
        ["05-26", "06-26"],
        ["05/2026", "202606"],
    ] {
        for header in ["Mês", "Período", "Month", "Ano-mês", "Mês de competência"] {
            let table = check_dates(header, &values, CellType::Date, &["2026-05-01", "2026-06-01"]);
            assert_eq!(
                (table.reading(0).date_kind, table.profile(0).invalid),
                (DateKind::Month, 0),
                "{values:?}"
            );
        }
    }
    for (header, values) in [
        ("Custo", &["202605", "202606"][..]),
        ("Custo do mês", &["202605", "202606"]),
        ("Leads (mês)", &["202605", "202606"]),
        ("Mês", &["202605", "202613"]),
        ("Mês", &["202605", "3"]),
        ("Mês", &["05/06", "06/07"]),
        ("Período", &["05/13", "05/20", "05/27"]),
        ("Validade", &["05/26", "06/26"]),
        ("Data", &["05/26", "06/26"]),
    ] {
        assert_ne!(column(header, values).reading(0).cell_type, CellType::Date, "{header} {values:?}");
    }
}

#[test]
fn days_that_do_not_exist_are_listed_not_rolled() {
    let values = [
        "31/04/2025",
        "29/02/2025",
        "00/00/0000",
        "30/04/2025",
        "28/02/2025",
        "29/02/2024",
        "27/02/2025",
        "26/02/2025",
        "25/02/2025",
        "0000-00-00",
    ];
    let table = column("Data", &values);
    assert_eq!(table.reading(0).date_order, Some(DateOrder::DayMonth));
    let found: Vec<(u32, ProblemKind)> = table
        .invalid_cells(&[0], 99)
        .into_iter()
        .map(|problem| (problem.row.unwrap(), problem.kind))
        .collect();
    let no_day = |row: u32| (row, ProblemKind::NoSuchDay);
    assert_eq!(found, [no_day(0), no_day(1), no_day(2), no_day(9)]);
    assert_eq!(table.profile(0).invalid, 4);
    assert_eq!(table.days(0)[0], NO_DAY);
    // The same in eight digits.
    let table = column("Data", &["20250228", "20250229", "20250301", "20250302", "20250303"]);
    assert_eq!((table.reading(0).cell_type, table.profile(0).invalid), (CellType::Date, 1));
}

#[test]
fn the_nth_day_is_no_date() {
    for header in ["Nth day", "Nº dia"] {
        let table = column(header, &["0000", "0001", "0002"]);
        assert_eq!(table.reading(0).cell_type, CellType::Number);
        assert_eq!(table.numbers(0).as_slice(), [0.0, 1.0, 2.0]);
    }
    assert_eq!(column("codigo", &["0000", "0001"]).reading(0).cell_type, CellType::Id);
}

#[test]
fn dates_of_both_orders_are_asked() {
    // A Brazilian file that an English spreadsheet has converted in part.
    let table = column("d", &["13/01/2026", "14/01/2026", "01/15/2026", "02/03/2026"]);
    assert_eq!(table.profile(0).doubt, Some(Doubt::DateOrder { example: "02/03/2026".into(), line: 0 }));
    let mut values = vec!["13/01/2026"; 20];
    values.extend(["01/15/2026", "02/03/2026"]);
    let table = column("d", &values);
    assert_eq!((table.profile(0).doubt.clone(), table.profile(0).invalid), (None, 1));
}

#[test]
fn a_day_and_its_hour_are_one_moment() {
    let text = |rows: &[[&str; 4]]| -> Table {
        let headers = ["Data de criação", "Hora de criação", "Data de fechamento", "Hora de fechamento"];
        let rows = rows.iter().map(|row| row.map(String::from).to_vec()).collect();
        Table::from_rows(headers.map(String::from).to_vec(), rows)
    };
    let table = text(&[
        ["25/04/2026", "14:49", "26/04/2026", "2:05 PM"],
        ["26/04/2026", "", "27/04/2026", "09h30"],
        ["", "10:00", "28/04/2026", "8h"],
    ]);
    assert_eq!(table.profile(1).time_share, 1.0);
    assert_eq!(table.reading(1).cell_type, CellType::Text);
    assert_eq!((table.hour_column(0), table.hour_column(2), table.hour_column(1)), (Some(1), Some(3), None));
    let midnight = civil::days(2026, 4, 25).map(i64::from).unwrap() * 86_400;
    assert_eq!(table.seconds_with(0, 1), [midnight + 53_340, midnight + 86_400, NO_I64]);
    let closed = [86_400 + 50_700, 2 * 86_400 + 34_200, 3 * 86_400 + 28_800].map(|second| midnight + second);
    assert_eq!(table.seconds_with(2, 3), closed);
    // A moment is not moved.
    let headers = vec!["date".to_owned(), "time".to_owned()];
    let table = Table::from_rows(headers, vec![vec!["2026-04-25 10:00".into(), "14:49".into()]]);
    assert_eq!(table.hour_column(0), None);
    assert_eq!(table.seconds_with(0, 1), [midnight + 36_000]);
    let headers = vec!["criado".to_owned(), "hora".to_owned()];
    let table = Table::from_rows(headers, vec![vec!["2026-04-25".into(), "14:49".into()]]);
    assert_eq!(table.hour_column(0), Some(1), "the only hours beside the only days");
}
