//! How made-up and public files are cut, against the truth: at least 99 of 100 right, every miss named.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

mod dialect_kit;

use dialect_kit::Made;
use garimpo_table::{Dialect, Read, ReadOptions, Reader, Spacing};

fn read(bytes: &[u8], options: ReadOptions) -> Read {
    let mut reader = Reader::new(options, bytes.len());
    reader.push(bytes);
    reader.finish()
}

fn say(text: &str) {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), text.as_bytes());
}

fn show(dialect: &Dialect) -> String {
    let sign =
        |byte: Option<u8>| byte.map_or("none".to_owned(), |byte| (byte as char).escape_debug().to_string());
    format!(
        "delimiter {} quote {} escape {} {:?} {:?}",
        sign(Some(dialect.delimiter)),
        sign(dialect.quote),
        sign(dialect.escape),
        dialect.spacing,
        dialect.newline
    )
}

/// What is wrong with the dialect found, if anything.
fn miss(made: &Made, found: &Read) -> Option<&'static str> {
    let (truth, got) = (&made.dialect, &found.dialect);
    if made.columns == 1 {
        return found.table.as_ref().is_ok_and(|table| table.headers().len() != 1).then_some("columns");
    }
    if truth.delimiter != got.delimiter {
        return Some("delimiter");
    }
    if made.is_quoted && truth.quote != got.quote {
        return Some("quote");
    }
    None
}

#[test]
fn delimiters_and_quotes_are_found() {
    let (mut all, mut missed, mut other) = (0, 0, 0);
    // `DIALECT_SEEDS` asks for other files than those of the quick run.
    let from = std::env::var("DIALECT_SEEDS").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0u64);
    let seeds = from..from + if from == 0 { 60 } else { 300 };
    let families = (0..19).flat_map(|group| seeds.clone().map(move |seed| dialect_kit::make(group, seed)));
    let lists = seeds.clone().map(dialect_kit::list);
    for made in families.chain(lists) {
        all += 1;
        let found = read(&made.bytes, ReadOptions::default());
        assert!(found.receipt.balances());
        let show_bytes = String::from_utf8_lossy(&made.bytes[..made.bytes.len().min(300)]).into_owned();
        if let Some(what) = miss(&made, &found) {
            missed += 1;
            let (truth, got) = (show(&made.dialect), show(&found.dialect));
            say(&format!("missed {what} {} {truth} / {got}\n{show_bytes}\n\n", made.name));
        } else if made.is_escaped && made.dialect.escape != found.dialect.escape
            || made.dialect.newline != found.dialect.newline
            || (made.dialect.spacing == Spacing::Exact) != (found.dialect.spacing == Spacing::Exact)
        {
            other += 1;
            let (truth, got) = (show(&made.dialect), show(&found.dialect));
            say(&format!("otherwise {} {truth} / {got}\n{show_bytes}\n\n", made.name));
        }
    }
    say(&format!("{} of {all} delimiters and quotes right; {other} others differ\n", all - missed));
    assert!(missed * 100 <= all, "{missed} of {all} missed");
    assert!(other * 50 <= all, "{other} of {all} escapes, spacings or line ends missed");
}

/// Files of other readers' test suites whose dialect is plain to the eye or stated by their tests:
/// `(file, delimiter, quote, escape)`; a blank quote: none in the file.
const JUDGED: [(&str, char, char, char); 62] = [
    ("rust-csv/examples/data/smallpop.csv", ',', ' ', ' '),
    ("rust-csv/examples/data/smallpop-colon.csv", ':', ' ', ' '),
    ("rust-csv/examples/data/strange.csv", ';', '"', '\\'),
    ("readr/tests/testthat/fixtures/basic-df-singlequote.csv", ',', '\'', ' '),
    ("readr/tests/testthat/fixtures/eol-cr.txt", ' ', ' ', ' '),
    ("readr/tests/testthat/fixtures/eol-lf.txt", ' ', ' ', ' '),
    ("readr/tests/testthat/fixtures/eol-crlf.txt", ' ', ' ', ' '),
    ("csvkit/examples/sniff_limit.csv", ';', ' ', ' '),
    ("csvkit/examples/dummy.tsv", '\t', ' ', ' '),
    ("csvkit/examples/realdata/event-notification-rpt-lastmonth.txt", '|', ' ', ' '),
    ("univocity/src/test/resources/examples/european.csv", ';', '"', '\\'),
    ("univocity/src/test/resources/examples/master_detail.txt", ' ', ' ', ' '),
    ("univocity/src/test/resources/examples/master_detail.tsv", '\t', ' ', ' '),
    ("univocity/src/test/resources/examples/example.tsv", '\t', ' ', ' '),
    ("univocity/src/test/resources/tsv/essential-mac.tsv", '\t', ' ', ' '),
    ("univocity/src/test/resources/tsv/essential-dos.tsv", '\t', ' ', ' '),
    ("frictionless/data/table-delimiter.csv", ';', ' ', ' '),
    ("frictionless/data/country-2.csv", ';', ' ', ' '),
    ("frictionless/data/issue-1232.csv", ';', ' ', ' '),
    ("frictionless/data/issue-1138.csv", ';', '"', ' '),
    ("frictionless/data/issue-1109.csv", ',', '"', ' '),
    ("frictionless/data/issue-1105-timezone.csv", ';', ' ', ' '),
    ("frictionless/data/issue-1100.csv", ';', ' ', ' '),
    ("frictionless/data/issue-1478/table.csv", '|', ' ', ' '),
    ("frictionless/data/accent.csv", ';', ' ', ' '),
    ("frictionless/data/vix.csv", ';', ' ', ' '),
    ("frictionless/data/table-with-accents.csv", ';', ' ', ' '),
    ("frictionless/data/dialect.csv", '|', ' ', ' '),
    ("frictionless/data/escaping.csv", ',', '"', '\\'),
    ("frictionless/data/table-limits.csv", ',', ' ', ' '),
    ("frictionless/data/capitals.csv", ',', ' ', ' '),
    ("datatable-fread/inst/tests/issue_773_fread.txt", '|', ' ', ' '),
    ("datatable-fread/inst/tests/issue_1330_fread.txt", '\t', ' ', ' '),
    ("datatable-fread/inst/tests/1680-fread-header-encoding.csv", ';', '"', ' '),
    ("duckdb/data/csv/auto/single_quote_backslash.csv", '|', '\'', '\\'),
    ("duckdb/data/csv/auto/backslash_escape.csv", '|', '"', '\\'),
    ("duckdb/data/csv/auto/tab_single_quote.csv", '\t', '\'', ' '),
    ("duckdb/data/csv/validator/quoted_new_value.csv", ';', '\'', ' '),
    ("duckdb/data/csv/real/lineitem_sample.csv", '|', ' ', ' '),
    ("duckdb/data/csv/real/ncvoter.csv", '\t', '"', ' '),
    ("duckdb/data/csv/real/imdb_movie_info_escaped.csv", ',', '"', '\\'),
    ("duckdb/data/csv/unescaped_quotes/unescaped_quote.csv", ';', '"', ' '),
    ("duckdb/data/csv/empty_first_line.csv", ' ', ' ', ' '),
    ("duckdb/data/csv/empty_space_start_value.csv", ',', '"', ' '),
    ("duckdb/data/csv/bad_escape.csv", ',', '"', '\\'),
    ("duckdb/data/csv/versions.csv", ';', ' ', ' '),
    ("duckdb/data/csv/mixed_decimal_delimiter.csv", '|', ' ', ' '),
    ("duckdb/data/csv/mixed_decimal.csv", ';', ' ', ' '),
    ("duckdb/data/csv/flights.csv", '|', ' ', ' '),
    ("duckdb/data/csv/bug_7578.csv", '\t', ' ', ' '),
    ("duckdb/data/csv/page_namespacepage_title_sample.csv", '\t', ' ', ' '),
    ("duckdb/data/csv/sales_snippet.csv", '\t', ' ', ' '),
    ("duckdb/data/csv/conflict_timestamp.csv", ';', ' ', ' '),
    ("duckdb/data/csv/unionbyname_21248_1.csv", '|', ' ', ' '),
    ("duckdb/data/csv/big_escape.csv", ';', '"', ' '),
    ("duckdb/data/csv/customer.4.csv", '|', ' ', ' '),
    ("duckdb/data/csv/double_trouble.csv", '|', ' ', ' '),
    ("duckdb/data/csv/header_normalize.csv", ';', ' ', ' '),
    ("duckdb/data/csv/null_mismatch.csv", '|', ' ', ' '),
    ("duckdb/data/csv/venue_pipe.csv", '|', ' ', ' '),
    ("duckdb/data/csv/nullbyte.csv", '|', ' ', ' '),
    ("duckdb/data/csv/error/time.csv", ',', '\'', ' '),
];

#[test]
fn public_files_are_cut_as_they_are_meant() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/csv/");
    if !std::path::Path::new(folder).is_dir() {
        say("skipped: no shared/data/csv\n");
        return;
    }
    let mut missed = 0;
    for (file, delimiter, quote, escape) in JUDGED {
        let bytes = std::fs::read(format!("{folder}{file}")).expect(file);
        let got = read(&bytes, ReadOptions::default()).dialect;
        let fits = |want: char, got: Option<u8>| want == ' ' || got == Some(want as u8);
        let is_right = got.delimiter == delimiter as u8 && fits(quote, got.quote) && fits(escape, got.escape);
        if !is_right {
            missed += 1;
            say(&format!("missed {file}: {}\n", show(&got)));
        }
    }
    say(&format!("{} of {} public files right\n", JUDGED.len() - missed, JUDGED.len()));
    assert!(missed * 100 <= JUDGED.len(), "{missed} missed");
}
