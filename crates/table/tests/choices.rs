//! What a person can choose about how a file is read, and what is said about bytes that are lost.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use garimpo_table::{Encoding, ProblemKind, Read, ReadOptions, Reader, Spacing, Unusable};

fn read(bytes: &[u8], options: ReadOptions) -> Read {
    let mut reader = Reader::new(options, bytes.len());
    reader.push(bytes);
    reader.finish()
}

fn rows(read: &Read) -> Vec<Vec<String>> {
    let Ok(table) = &read.table else { return Vec::new() };
    let columns = table.headers().len() as u32;
    table
        .rows()
        .map(|row| (0..columns).map(|column| table.cell(row, column).into_owned()).collect())
        .collect()
}

#[test]
fn every_part_of_the_dialect_can_be_chosen() {
    #[track_caller]
    fn check(text: &str, options: ReadOptions, expected: &[&[&str]]) {
        let read = read(text.as_bytes(), options);
        assert_eq!(rows(&read), expected, "{text:?} {:?} {:?}", read.dialect, read.table.err());
    }
    let none = ReadOptions::default();
    let text = "a,b\n'x, y',\"z\"\n'k','l'\n";
    check(text, ReadOptions { quote: Some(Some(b'\'')), ..none }, &[&["x, y", "\"z\""], &["k", "l"]]);
    let text = "a;b\n\"x\";'y'\n";
    check(text, ReadOptions { quote: Some(None), ..none }, &[&["\"x\"", "'y'"]]);
    check(text, ReadOptions { quote: Some(Some(b'\'')), ..none }, &[&["\"x\"", "y"]]);
    let text = "a,b\n\"C:\\\",x\n\"D:\\\",y\n";
    check(text, ReadOptions { escape: Some(None), ..none }, &[&["C:\\", "x"], &["D:\\", "y"]]);
    let text = "a,b\n\"p#\"q\",\"##\"\n";
    check(text, ReadOptions { escape: Some(Some(b'#')), ..none }, &[&["p\"q", "#"]]);
    let text = "a, b\n1, 2\n";
    check(text, none, &[&["1", "2"]]);
    check(text, ReadOptions { spacing: Some(Spacing::Exact), ..none }, &[&["1", " 2"]]);
    check("a#b\n1#2\n", ReadOptions { delimiter: Some(b'#'), ..none }, &[&["1", "2"]]);
}

#[test]
fn encodings_can_be_chosen() {
    let bytes = b"nome,valor\nJo\xe3o,5 \xa4\n";
    let found = read(bytes, ReadOptions::default());
    assert_eq!((found.dialect.encoding, rows(&found)[0][1].as_str()), (Encoding::Windows1252, "5 ¤"));
    let chosen = read(bytes, ReadOptions { encoding: Some(Encoding::Latin9), ..ReadOptions::default() });
    assert_eq!((chosen.dialect.encoding, rows(&chosen)[0][1].as_str()), (Encoding::Latin9, "5 €"));
    let text = "nome,valor\nJoão,5 €\n";
    let le: Vec<u8> =
        [0xff, 0xfe, 0, 0].into_iter().chain(text.chars().flat_map(|ch| (ch as u32).to_le_bytes())).collect();
    let found = read(&le, ReadOptions::default());
    assert_eq!((found.dialect.encoding, rows(&found)[0][1].as_str()), (Encoding::Utf32Le, "5 €"));
}

/// A character that was lost before the file was written is shown as it is, and named with its line.
#[test]
fn a_lost_character_is_a_problem() {
    for chunk in [1, 2, 7, 1000] {
        let text = "nome,cidade\nAna,SP\nJo\u{fffd}o,S\u{fffd}o Paulo\nBia,RJ\n".as_bytes();
        let mut reader = Reader::new(ReadOptions::default(), 0);
        text.chunks(chunk).for_each(|piece| reader.push(piece));
        let found = reader.finish();
        let named: Vec<_> =
            found.problems.iter().map(|problem| (problem.line, problem.kind.clone())).collect();
        assert_eq!(named, [(3, ProblemKind::InvalidBytes), (3, ProblemKind::InvalidBytes)]);
        assert_eq!(found.problem_count, 2);
    }
}

#[test]
fn a_list_is_a_table_of_one_column_and_prose_is_none() {
    #[track_caller]
    fn check(text: &str, rows: Option<u32>) {
        let found = read(text.as_bytes(), ReadOptions::default());
        assert!(found.receipt.balances());
        match (rows, &found.table) {
            (Some(rows), Ok(table)) => {
                assert_eq!((table.headers().len(), table.row_count()), (1, rows), "{text}");
            }
            (None, Err(Unusable::NoTable { .. })) => {}
            (_, other) => panic!("{text}: {other:?}"),
        }
    }
    check("e-mail\nana@x.com\nbia@x.com\n", Some(2));
    check("telefone\n(11) 99999-0000\n(21) 98888-1111\n", Some(2));
    check("nome\nAna Lima\nBia Souza\nCaio Reis\n", Some(3));
    check("valor\n\"1,50\"\n\"2,75\"\n\"3,10\"\n", Some(3));
    check("id\n1\n2\n\n3\n", Some(3));
    check("valor\n68,527.00\n1,300.20\n50\n", Some(3));
    check("nome\nAna Maria de Souza\nBia dos Santos e Lima\nCaio Reis\n", Some(3));
    check("Read me before use\nThis export is of March\nAsk Ana\n", None);
    check("e-mail\nana@x.com\n", None);
    check("Olá.\nEste texto é uma carta.\nNão é uma tabela.\n", None);
    check("{\n  \"a\": 1\n}\n", None);
    check("{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n{\"a\": 5, \"b\": 6}\n", None);
    check("<html>\n<body>\n</body>\n</html>\n", None);
}

/// A few NULs are damage in a text, not the sign of another kind of file.
#[test]
fn nuls_in_a_text_do_not_make_it_binary() {
    let found = read(b"a|b|c\n1|v\x002|3\n", ReadOptions::default());
    assert_eq!(rows(&found), [["1", "v\x002", "3"]]);
    let found = read(
        b"nome,texto\n\"x\x00\"y\x00\" z\",\"ligar depois\"\n\"l\",\"m \x00\"n\x00\"\"\n",
        ReadOptions::default(),
    );
    assert_eq!((found.dialect.escape, rows(&found)[0][0].as_str()), (Some(0), "x\"y\" z"));
}
