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
