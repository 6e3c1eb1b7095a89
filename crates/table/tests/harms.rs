//! One test for each thing that the public files of other readers have shown, named after its harm.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::{Decimal, ProblemKind, Read, ReadOptions, Reader, Receipt, Table, Unusable};

fn read(bytes: &[u8]) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    reader.push(bytes);
    let read = reader.finish();
    assert!(read.receipt.balances(), "{:?}", read.receipt);
    read
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let columns = table.headers().len() as u32;
    table
        .rows()
        .map(|row| (0..columns).map(|column| table.cell(row, column).into_owned()).collect())
        .collect()
}

/// `[preamble, header, kept, totals, rejected, blank, footer]`
#[track_caller]
fn check_receipt(text: &str, expected: [u32; 7]) -> Read {
    let read = read(text.as_bytes());
    let Receipt { preamble, header, kept, totals, rejected, blank, footer, .. } = read.receipt;
    let counts = [preamble, header, kept, totals, rejected, blank, footer];
    assert_eq!(counts, expected, "{text}\n{:?}", read.problems);
    read
}

/// A quoted cell of nothing but delimiters is text: its row was counted as blank.
#[test]
fn a_row_of_quoted_delimiters_is_not_lost_as_blank() {
    let read = check_receipt("a,b\n1,2\n\",\",\" , \"\n\"\",\" \"\n", [0, 1, 2, 0, 0, 1, 0]);
    assert_eq!(rows(&read.table.expect("a table"))[1], [",", " , "]);
}

#[test]
fn a_file_of_delimiters_alone_is_empty_and_no_text() {
    for text in [",", ",,\n,,,", ";;;\n", "\"\";\"\"\n;\n"] {
        assert_eq!(read(text.as_bytes()).table.err(), Some(Unusable::Empty), "{text}");
    }
}

/// Remarks stood among the rows of tables of two columns, as rows with a cell missing.
#[test]
fn a_remark_is_no_row_in_a_table_of_two_columns() {
    let text = "# leads\ncanal;leads\n# maio\nGoogle;10\n  # junho\nMeta;5\n#1\n# fim\n";
    let read = check_receipt(text, [1, 1, 3, 0, 2, 0, 1]);
    assert_eq!(read.problem_count, 3);
    assert_eq!(rows(&read.table.expect("a table"))[2], ["#1", ""]);
    // With a delimiter in it, among rows of many cells.
    check_receipt("a,b,c,d\n1,2,3,4\n# x, y\n5,6,7,8\n", [0, 1, 2, 0, 1, 0, 0]);
}

/// A transfer that broke off behind an id: the row was counted as a note below the table.
#[test]
fn a_last_row_cut_off_behind_its_id_is_told() {
    let read = check_receipt("id,nome,valor\n1,Ana,10\n2,Bia,20\n3,Caio,30\n4", [0, 1, 4, 0, 0, 0, 0]);
    assert_eq!(read.problem_count, 1);
    check_receipt("id,nome,valor\n1,Ana,10\n2,Bia,20\n3,Caio,30\nFonte: CRM", [0, 1, 3, 0, 0, 0, 1]);
}

/// Rows that all lack the header's last columns were read without a word.
#[test]
fn rows_that_all_lack_a_column_of_the_header_are_told_once() {
    let read = check_receipt("id,nome,valor\n1,Ana\n2,Bia\n3,Caio\n", [0, 1, 3, 0, 0, 0, 0]);
    assert_eq!(read.problem_count, 1);
    assert_eq!(read.problems[0].kind, ProblemKind::Unequal { expected: 3, got: 2 });
    let read = check_receipt("id,nome,\n1,Ana\n2,Bia\n3,Caio\n", [0, 1, 3, 0, 0, 0, 0]);
    assert_eq!(read.problem_count, 0);
}

/// In a file without a header the first record was taken for one, and its repetitions went with it.
#[test]
fn a_record_that_stands_there_more_often_than_others_is_no_header() {
    let text = "Google,Pago\nGoogle,Pago\nMeta,Pago\nGoogle,Pago\nGoogle,Pago\n";
    check_receipt(text, [0, 0, 5, 0, 0, 0, 0]);
    check_receipt("canal,tipo\nGoogle,Pago\ncanal,tipo\nMeta,Pago\n", [0, 2, 2, 0, 0, 0, 0]);
}

/// `12,5` below `valor` became two columns, 12 and 5.
#[test]
fn a_list_of_numbers_with_decimal_commas_is_one_column() {
    let table = read(b"valor\n12,5\n145,00\n7\n").table.expect("a table");
    assert_eq!(rows(&table), [["12,5"], ["145,00"], ["7"]]);
    assert_eq!(table.reading(0).decimal, Some(Decimal::Comma));
    let read = check_receipt("a,b\n12,5\n145,00\n", [0, 1, 2, 0, 0, 0, 0]);
    assert_eq!(read.table.expect("a table").headers().len(), 2);
}

/// Titles in quotes lost them, where most quotes in the file are plainly text.
#[test]
fn quotes_stay_text_where_most_do_not_close() {
    let mut text = String::from("id\ttitulo\n");
    for id in 0..20 {
        text += &format!("{id}\t\"Canção\"_de_{id}\n{id}\t\"Rio,_{id}\"_(filme)\n{id}\t\"Noite,{id}\"\n");
    }
    let read = read(text.as_bytes());
    assert_eq!(read.problem_count, 0);
    assert_eq!(read.table.expect("a table").cell(2, 1), "\"Noite,0\"");
}

/// Its bytes were read as a table of noise.
#[test]
fn a_packed_file_is_never_a_table() {
    let bytes = b"BZh91AY&SY\xe2,\xd9\n\xb1,6\n\xc3,\xb9\n";
    let why = read(bytes).table.err();
    assert_eq!(why, Some(Unusable::Binary { looks_like: Some("bzip2".into()) }));
}

/// One row that a person had typed was put aside, because a blank stands before its quote.
#[test]
fn a_quote_behind_a_blank_opens_where_the_row_fits_then() {
    let text = "id,nome,valor\n1,\"Ana\",2\n2,\"Bia\",3\n3, \"Caio, o velho\",4\n4, \"x\",5\n";
    let read = check_receipt(text, [0, 1, 4, 0, 0, 0, 0]);
    assert_eq!(read.problem_count, 1);
    let table = read.table.expect("a table");
    assert_eq!(rows(&table)[2], ["3", "Caio, o velho", "4"]);
    // Where the cells are as many as they should be, nothing is taken off them.
    assert_eq!(rows(&table)[3], ["4", " \"x\"", "5"]);
}

/// Programs that make every line Windows' twice end them in two returns: the last column kept its quotes and
/// one of them.
#[test]
fn two_returns_before_a_line_feed_are_no_text() {
    for (quote, size) in [("", 1), ("\"", 1), ("\"", 2), ("\"", 3), ("\"", 1000)] {
        let line = |day: &str, value: &str| format!("{quote}{day}{quote},{quote}{value}{quote}\r\r\n");
        let text = line("dia", "valor") + &line("2026-01-02", "1.5").repeat(4) + &line("2026-01-03", "");
        let mut reader = Reader::new(ReadOptions::default(), 0);
        text.as_bytes().chunks(size).for_each(|chunk| reader.push(chunk));
        let read = reader.finish();
        assert_eq!(read.problem_count, 0, "{quote} {size} {:?}", read.problems);
        let table = read.table.expect("a table");
        assert_eq!(table.headers(), ["dia", "valor"]);
        assert_eq!((table.row_count(), table.line(4)), (5, Some(6)));
        assert_eq!((table.cell(3, 1), table.cell(4, 1)), ("1.5".into(), "".into()));
    }
}

/// Texts with commas and no blank behind them outweighed the semicolons of every line, the header's too.
#[test]
fn what_cuts_every_line_alike_is_the_delimiter() {
    let text = "a;b\n".to_owned() + &"bla,bla;bla,bla\n".repeat(5) + "bla;bla\n";
    let table = read(text.as_bytes()).table.expect("a table");
    assert_eq!(table.headers(), ["a", "b"]);
    assert_eq!(rows(&table)[0], ["bla,bla", "bla,bla"]);
}

/// A row of text above rows of numbers was taken for the header of a second table, though the rows above it
/// are text as well.
#[test]
fn rows_of_text_above_rows_of_numbers_stay_in_their_table() {
    let text = "nome,nota,valor\nã,ã,a\na,é,a\na,b,c\n0,ã,0\n0,é,0\n0,a,0\n";
    assert!(check_receipt(text, [0, 1, 6, 0, 0, 0, 0]).more.is_empty());
    let body = |name: &str| format!("1,{name} a,2,3\n4,{name} b,5,6\n7,{name} c,8,9\n10,{name} d,11,12\n");
    let two = format!("id,nome,valor,soma\n{}outro,texto,visitas,custo\n{}", body("ana"), body("bia"));
    assert_eq!(read(two.as_bytes()).more.len(), 1);
}

/// The first line of a record with too many cells was taken for a whole one, because its quote closes only in
/// the next line: a text of two lines became two rows.
#[test]
fn a_text_over_two_lines_is_not_torn_where_its_record_is_too_long() {
    let read = check_receipt("a,b,c\n1,2,\"x\ny\",3,4,5\n6,7,8\n9,10,11\n", [0, 1, 2, 0, 1, 0, 0]);
    assert_eq!(read.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2]);
    // Where the next line is a record by itself, the quote is a stray one and costs no row.
    let read = check_receipt("a,b,c\n1,2,\"3\n4,5\",6\n7,8,9\n", [0, 1, 3, 0, 0, 0, 0]);
    assert_eq!(read.problem_count, 1);
    assert_eq!(rows(&read.table.expect("a table"))[0], ["1", "2", "\"3"]);
}
