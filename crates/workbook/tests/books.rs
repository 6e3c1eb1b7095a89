//! Workbooks: what a cell holds is what the table shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]

mod kit;

use garimpo_table::{CellType, Decimal, Unusable};
use kit::{cells, opened, read, text, xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format};

#[test]
fn every_visible_sheet_with_something_in_it_is_a_part() {
    let book = xlsx(|book| {
        let leads = book.add_worksheet().set_name("Leads").unwrap();
        leads.write(0, 0, "email").unwrap().write(0, 1, "canal").unwrap();
        leads.write(1, 0, "ana@x.com").unwrap().write(1, 1, "Busca paga").unwrap();
        book.add_worksheet().set_name("Vazia").unwrap();
        let hidden = book.add_worksheet().set_name("Escondida").unwrap();
        hidden.set_hidden(true).write(0, 0, "x").unwrap();
        let notes = book.add_worksheet().set_name("Notas › 1").unwrap();
        notes.write(0, 0, "uma linha").unwrap();
    });
    let got = opened(&book).unwrap();
    let paths: Vec<_> = got.parts.iter().map(|part| part.path.join("|")).collect();
    assert_eq!(paths, ["Leads", "Notas › 1"]);
    assert_eq!(cells(&got.parts[0]), [["email", "canal"], ["ana@x.com", "Busca paga"]]);
    assert!(matches!(read(&got.parts[1]).table, Err(Unusable::NoTable { .. } | Unusable::HeaderOnly { .. })));
    assert_eq!(got.refused, []);
}

#[test]
fn cells_are_written_without_loss() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        let percent = Format::new().set_num_format("0.00%");
        let real = Format::new().set_num_format("[$R$-416] #,##0.00");
        let heads = ["texto", "dia", "hora", "taxa", "custo", "número", "id", "sim", "erro"];
        for (column, head) in (0..).zip(heads) {
            sheet.write(0, column, head).unwrap();
        }
        for row in 1..4 {
            sheet.write(row, 0, " a, \"b\"\nc; d ").unwrap();
            let at = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
            sheet.write_with_format(row, 1, &at, &day).unwrap();
            let at = ExcelDateTime::from_ymd(2026, 3, 1).unwrap().and_hms(14, 5, 30).unwrap();
            sheet.write_with_format(row, 2, &at, &moment).unwrap();
            sheet.write_with_format(row, 3, 0.0281, &percent).unwrap();
            sheet.write_with_format(row, 4, 1234.5, &real).unwrap();
            sheet.write(row, 5, 1.234).unwrap();
            sheet.write(row, 6, 120_253_670_639_861_234_f64).unwrap();
            sheet.write(row, 7, row % 2 == 0).unwrap();
            sheet.write_formula(row, 8, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
        }
    });
    let got = opened(&book).unwrap();
    let part = &got.parts[0];
    assert_eq!(
        cells(part)[1],
        [
            " a, \"b\"\nc; d ",
            "2026-03-01",
            "2026-03-01 14:05:30",
            "2.81%",
            "R$ 1234.5",
            "1.234",
            "1.2025367063986123E+17",
            "FALSE",
            "#N/A"
        ]
    );
    let read = read(part);
    let table = read.table.unwrap();
    let types: Vec<CellType> = (0..9).map(|column| table.reading(column).cell_type).collect();
    use CellType::{Boolean, Date, DateTime, Id, Money, Number, Percent, Text};
    assert_eq!(types, [Text, Date, DateTime, Percent, Money, Number, Id, Boolean, Text]);
    // `1.234` reads both ways in a CSV; a number's own digits do not.
    assert_eq!(table.reading(5).decimal, Some(Decimal::Dot));
    assert_eq!(table.profile(5).doubt, None);
    assert_eq!(table.money(4)[0], 123_450);
    // The id was damaged before it came here, and that is seen.
    assert!(table.is_invalid(0, 6));
}

#[test]
fn a_text_that_may_be_a_number_keeps_the_question_open() {
    let made = |other: &str| {
        let book = xlsx(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "canal").unwrap().write(0, 1, "custo").unwrap();
            for (row, value) in (1..).zip(["1.234", "5.678", other]) {
                sheet.write(row, 0, "a").unwrap().write(row, 1, value).unwrap();
            }
            sheet.write(4, 0, "b").unwrap().write(4, 1, 2.0).unwrap();
        });
        let table = read(&opened(&book).unwrap().parts[0]).table.unwrap();
        table.profile(1).doubt.is_some()
    };
    assert!(made("9.012"), "text cells read both ways, and the file does not say how");
}

#[test]
fn lines_are_the_rows_of_the_sheet() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        for (column, head) in (2..).zip(["canal", "custo", "leads"]) {
            sheet.write(4, column, head).unwrap();
        }
        for row in [5, 6, 8] {
            sheet.write(row, 2, format!("c{row}")).unwrap().write(row, 3, 10.5).unwrap();
            sheet.write(row, 4, row).unwrap();
        }
    });
    let got = opened(&book).unwrap();
    let read = read(&got.parts[0]);
    let table = read.table.unwrap();
    assert_eq!(table.headers(), ["canal", "custo", "leads"]);
    let lines: Vec<_> = table.rows().map(|row| table.line(row).unwrap()).collect();
    assert_eq!(lines, [6, 7, 9]);
    assert_eq!(
        (read.receipt.preamble, read.receipt.header, read.receipt.kept, read.receipt.blank),
        (4, 1, 3, 1)
    );
}

#[test]
fn a_csv_in_the_first_column_is_a_table() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        for (row, line) in (0..).zip(["canal;custo", "Busca;12,50", "Social;7,25", "E-mail;1,00"]) {
            sheet.write(row, 0, line).unwrap();
        }
    });
    let got = opened(&book).unwrap();
    assert_eq!(cells(&got.parts[0])[1], ["Busca", "12,50"]);
}

/// 16,384 columns are what a sheet has; a cell of 32,767 letters is what it takes.
#[test]
fn the_largest_row_and_cell_are_read() {
    let long = "x".repeat(32_767);
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        for row in 0..3 {
            for column in 0..16_384 {
                sheet.write(row, column, row * 20_000 + u32::from(column)).unwrap();
            }
        }
        let sheet = book.add_worksheet();
        for row in 0..3 {
            sheet.write(row, 0, "nome").unwrap().write(row, 1, long.as_str()).unwrap();
        }
    });
    let got = opened(&book).unwrap();
    assert_eq!(text(&got.parts[0]).lines().next().unwrap().split(',').count(), 16_384);
    assert_eq!(read(&got.parts[0]).table.unwrap().headers().len(), 16_384);
    assert_eq!(text(&got.parts[1]).lines().next().unwrap().len(), 32_767 + "nome,".len());
}

#[test]
fn more_rows_than_the_old_excel_had() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        for row in 0..65_537 {
            sheet.write(row, 0, row).unwrap().write(row, 1, "x").unwrap();
        }
    });
    let got = opened(&book).unwrap();
    assert_eq!(text(&got.parts[0]).lines().count(), 65_537);
    assert!(got.rows_told > 50_000, "{}", got.rows_told);
}

/// Written by hand, because no program writes such a sheet.
#[test]
fn a_cell_outside_of_what_a_sheet_has_is_refused_by_name() {
    #[track_caller]
    fn check(cell: &str, expected: (u32, u32)) {
        let book = xlsx(|book| {
            book.add_worksheet().write(0, 0, "a").unwrap();
        });
        let rows = format!(
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row><c r=\"{cell}\"><v>2</v></c></row></sheetData>"
        );
        let book = kit::replaced(&book, "xl/worksheets/sheet1.xml", |_| {
            format!(
                "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{rows}</worksheet>"
            )
        });
        let got = opened(&book).unwrap();
        assert_eq!(got.parts, []);
        let [(path, Unusable::TooManyCells { row, column, .. })] = got.refused.as_slice() else {
            panic!("{:?}", got.refused)
        };
        assert_eq!((path.join("|").as_str(), (*row, *column)), ("Sheet1", expected));
    }
    check("A1048577", (1_048_577, 1));
    check("XFE2", (2, 16_385));
}

#[test]
fn one_cell_in_the_last_corner_costs_nothing() {
    let book = xlsx(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap().write(0, 1, "b").unwrap();
        sheet.write(1, 0, 1).unwrap().write(1, 1, 2).unwrap();
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    let got = opened(&book).unwrap();
    assert!(got.parts[0].bytes.len() < 100_000, "{}", got.parts[0].bytes.len());
}

#[test]
fn broken_and_locked_workbooks_are_told_apart() {
    let book = xlsx(|book| {
        book.add_worksheet().write(0, 0, "a").unwrap();
    });
    assert_eq!(opened(&book[..book.len() / 2]).unwrap_err(), Unusable::Damaged);
    let empty = xlsx(|book| {
        book.add_worksheet();
    });
    assert_eq!(opened(&empty).unwrap_err(), Unusable::NothingInside);
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(4096, 0);
    assert_eq!(opened(&locked).unwrap_err(), Unusable::Damaged);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(opened(&locked).unwrap_err(), Unusable::Locked);
}
