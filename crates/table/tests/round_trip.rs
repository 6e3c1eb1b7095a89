//! Read, write, read: the text of every cell is the same, in every dialect.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::{Dialect, Encoding, Newline, Read, ReadOptions, Reader, Spacing, Table};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn read(bytes: &[u8], options: ReadOptions) -> Read {
    let mut reader = Reader::new(options, bytes.len());
    reader.push(bytes);
    reader.finish()
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let columns = table.headers().len() as u32;
    table
        .rows()
        .map(|row| (0..columns).map(|column| table.cell(row, column).into_owned()).collect())
        .collect()
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let delimiter = proptest::sample::select(b",;\t|:^~ ".to_vec());
    let quote = proptest::sample::select(vec![b'"', b'"', b'\'']);
    let escape = proptest::sample::select(vec![None, None, Some(b'\\')]);
    let newline = proptest::sample::select(vec![Newline::Lf, Newline::CrLf, Newline::Cr]);
    let encoding = proptest::sample::select(Encoding::ALL.to_vec());
    let spacing = proptest::sample::select(vec![Spacing::Exact, Spacing::Exact, Spacing::BlankAfter]);
    (delimiter, quote, escape, newline, encoding, spacing).prop_map(
        |(delimiter, quote, escape, newline, encoding, spacing)| {
            let spacing = match (delimiter, spacing) {
                (b' ', Spacing::BlankAfter) => Spacing::Runs,
                (_, spacing) => spacing,
            };
            Dialect { encoding, delimiter, quote: Some(quote), escape, newline, spacing }
        },
    )
}

/// A cell with anything in it. `wild`: as good as never seen in a file.
fn cell(wild: bool) -> impl Strategy<Value = String> {
    let odd = if wild { 3 } else { 0 };
    prop_oneof![
        6 => "[a-zãéç]{1,8}( [a-zô]{1,6}){0,2}",
        3 => "[0-9]{1,6}",
        1 => Just(String::new()),
        1 => "[0-9]{1,3},[0-9]{2}",
        1 => "[a-z]{1,5}[,;:|^~\t]{1,2} ?[a-z]{1,5}",
        1 => "[a-z]{1,4}\"[a-z]{1,4}\"",
        1 => "[a-z]{1,5}(\n|\r\n)[a-z]{1,4}",
        1 => "[dDoO]'[a-z]{2,5}",
        odd => "[\"'\\\\,;: ^~|\t\n\ra-c€ü]{0,6}",
        odd => "[a\\\\\"']{1,5}",
    ]
}

fn table(wild: bool) -> impl Strategy<Value = Table> {
    (2usize..6, 3usize..25).prop_flat_map(move |(columns, rows)| {
        let row = proptest::collection::vec(cell(wild), columns - 1);
        proptest::collection::vec(row, rows).prop_map(move |rows| {
            let headers = (0..columns).map(|column| format!("coluna_{column}")).collect();
            // The first column is always filled: a row of nothing but empty cells is a blank line.
            let rows = rows.into_iter().enumerate().map(|(row, mut cells)| {
                cells.insert(0, format!("linha{row}"));
                cells
            });
            Table::from_rows(headers, rows.collect())
        })
    })
}

fn cases(most: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(1500), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_the_dialect_given(table in table(true), dialect in dialect()) {
        let written = table.write(dialect);
        prop_assert_eq!(written.lost, 0);
        let read_back = read(&written.bytes, ReadOptions::exactly(dialect));
        prop_assert_eq!(read_back.dialect, dialect);
        prop_assert_eq!(read_back.problem_count, 0, "{:?}", read_back.problems);
        let again = read_back.table;
        prop_assert!(again.is_ok(), "{:?}", again.err());
        let again = again.unwrap();
        prop_assert_eq!(again.headers(), table.headers());
        prop_assert_eq!(cells(&again), cells(&table));
        // What was read is written as it stands.
        prop_assert_eq!(again.write(dialect), written);
    }

    #[test]
    fn edits_leave_the_other_cells_as_they_stand(
        table in table(true), dialect in dialect(), row in 0u32..25, column in 0u32..6, text in cell(true),
    ) {
        let bytes = table.write(dialect).bytes;
        let mut again = read(&bytes, ReadOptions::exactly(dialect)).table.unwrap();
        let (row, column) = (row % again.row_count(), 1 + column % (again.headers().len() as u32 - 1));
        again.set_cells(&[(row, column, Some(text))]);
        let third = read(&again.write(dialect).bytes, ReadOptions::exactly(dialect)).table.unwrap();
        prop_assert_eq!(cells(&third), cells(&again));
    }
}

#[test]
fn in_the_dialect_found() {
    let mut runner = TestRunner::deterministic();
    let (mut all, mut same) = (0u32, 0u32);
    let strategy = (table(false), dialect());
    for _ in 0..cases(2000) {
        let (table, dialect) = strategy.new_tree(&mut runner).unwrap().current();
        // Nothing in the bytes tells these two from each other.
        let encoding =
            if dialect.encoding == Encoding::Latin9 { Encoding::Windows1252 } else { dialect.encoding };
        let dialect = Dialect { encoding, ..dialect };
        // Two columns of words with a blank between are as good as names, one a line.
        if dialect.delimiter == b' ' && table.headers().len() == 2 {
            continue;
        }
        let bytes = table.write(dialect).bytes;
        let found = read(&bytes, ReadOptions::default());
        all += 1;
        let is_same = found
            .table
            .as_ref()
            .is_ok_and(|again| again.headers() == table.headers() && cells(again) == cells(&table));
        same += u32::from(is_same);
        if !is_same {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
            let text = format!("not the same: {dialect:?}\n  found {:?}\n{start}\n\n", found.dialect);
            let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
        }
    }
    let text = format!("{same} of {all} tables read back the same without a choice\n");
    let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
    assert!(same * 1000 >= all * 995, "{text}");
}

/// The file's own quotes, blanks and short rows stay; only what was edited is written anew.
#[test]
fn an_unchanged_file_is_written_as_it_was() {
    #[track_caller]
    fn check(text: &str, edit: Option<(u32, u32, &str)>, expected: &str) {
        let read = read(text.as_bytes(), ReadOptions::default());
        let mut table = read.table.unwrap();
        if let Some((row, column, text)) = edit {
            table.set_cells(&[(row, column, Some(text.to_owned()))]);
        }
        let written = String::from_utf8(table.write(read.dialect).bytes).unwrap();
        assert_eq!(written, expected);
    }
    let text = "a,b,c\r\n\"1\",\"x\",y\r\n2,\"z, k\",\r\n3,w\r\n";
    check(text, None, text);
    check(text, Some((0, 2, "n, m")), "a,b,c\r\n\"1\",\"x\",\"n, m\"\r\n2,\"z, k\",\r\n3,w\r\n");
    check(text, Some((2, 2, "q")), "a,b,c\r\n\"1\",\"x\",y\r\n2,\"z, k\",\r\n3,w,q\r\n");
    let text = "a, b, c\n1, \"x, y\", 2\n3, z, 4\n";
    check(text, None, text);
    check(text, Some((1, 1, " k")), "a, b, c\n1, \"x, y\", 2\n3, \" k\", 4\n");
}

/// A file whose quoted cells stand behind blanks is told to be "exact"; what is read again with what was told
/// lost its quotes then.
#[test]
fn blanks_before_quotes_are_read_the_same_again() {
    let text = b"a,b,c\n1, \"x, y\",2\n2, \"z, w\",3\n3, \" k\",4\n";
    let first = read(text, ReadOptions::default());
    let wanted = cells(first.table.as_ref().expect("a table"));
    assert_eq!(wanted[0], ["1", "x, y", "2"]);
    let again = read(text, ReadOptions::exactly(first.dialect));
    assert_eq!(cells(&again.table.expect("a table")), wanted);
    // And what is written of it needs no such guess.
    let mut table = first.table.expect("a table");
    table.set_cells(&(0..3).map(|row| (row, 2, Some("p,q".to_owned()))).collect::<Vec<_>>());
    let written = table.write(first.dialect);
    let again = read(&written.bytes, ReadOptions::exactly(first.dialect));
    assert_eq!(cells(&again.table.expect("a table")), cells(&table));
}

/// A return at the end of a last cell was taken for one of the line's end when what was written was read.
#[test]
fn a_return_that_is_text_is_not_lost() {
    let read_again = |text: &[u8]| {
        let first = read(text, ReadOptions::default());
        let table = first.table.expect("a table");
        let written = table.write(first.dialect);
        let again = read(&written.bytes, ReadOptions::exactly(first.dialect)).table.expect("a table");
        assert_eq!(cells(&again), cells(&table), "{:?}", written.bytes.escape_ascii().to_string());
        cells(&table)
    };
    // Two before a feed are the end of a line that was made Windows' twice.
    assert_eq!(read_again(b"a,b\nx,1\ny,2\r\r\r")[1], ["y", "2\r"]);
    assert_eq!(read_again(b"a,b\nx,1\ny,2\r\r\r\nz,3\n")[1], ["y", "2\r"]);
}
