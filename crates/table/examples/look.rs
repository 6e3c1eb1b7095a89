//! How long sorting, filtering, counting and finding take on a made table, in milliseconds:
//! `cargo run --release -p garimpo-table --example look [rows]`. Twenty columns.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::fmt::Write;
use std::time::Instant;

use garimpo_table::{Filter, Find, Finder, How, ReadOptions, Reader, SortKey, Test};

/// Time that this thread was on a core, where the system tells it: others may be at work on the machine.
fn on_core() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e6)
}

fn timed<T>(name: &str, work: impl Fn() -> T) -> T {
    let (mut best, mut least) = (f64::INFINITY, f64::INFINITY);
    let mut result = None;
    for _ in 0..3 {
        let (start, before) = (Instant::now(), on_core());
        result = Some(work());
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        if let (Some(before), Some(after)) = (before, on_core()) {
            least = least.min(after - before);
        }
    }
    println!("{name:<40} {best:8.1} ms  {least:8.1} ms on a core");
    result.expect("three runs")
}

fn main() {
    let rows: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let mut text = String::from(
        "lead_id,email,nome,created_at,canal,cidade,valor,etapa,dono,nota,a,b,c,d,e,f,g,h,i,j\n",
    );
    for n in 0..rows {
        let mixed = n.wrapping_mul(2_654_435_761);
        let _ = writeln!(
            text,
            "{n},pessoa{mixed}@empresa{}.example,Pessoa {} da Conceição,2026-{:02}-{:02},canal {},cidade {},{}.{:02},etapa {},dono {},nota {},x{},sim,nao,1,2,3,abc,def,ghi,fim",
            n % 500,
            mixed % 90_000,
            1 + n % 12,
            1 + mixed % 28,
            mixed % 12,
            mixed % 90,
            mixed % 9_000,
            n % 100,
            n % 7,
            n % 11,
            mixed % 40,
            mixed % 1_000
        );
    }
    println!("{rows} rows, {} MB", text.len() >> 20);
    let mut reader = Reader::new(ReadOptions::default(), text.len());
    reader.push(text.as_bytes());
    let table = reader.finish().table.expect("a table");
    (0..20).for_each(|column| drop(table.profile(column)));
    let sort = |keys: &[(u32, bool)]| {
        let keys: Vec<SortKey> =
            keys.iter().map(|&(column, descending)| SortKey { column, descending }).collect();
        table.sorted(table.rows().collect(), &keys)
    };
    timed("sort: e-mail (1 M different texts)", || sort(&[(1, false)]));
    timed("sort: name with accents", || sort(&[(2, false)]));
    timed("sort: channel (12 texts)", || sort(&[(4, false)]));
    timed("sort: date", || sort(&[(3, true)]));
    timed("sort: money, largest first", || sort(&[(6, true)]));
    timed("sort: channel, then money", || sort(&[(4, false), (6, true)]));
    let filter = |column: u32, test: Test| {
        let filters = [Filter { column, test }];
        table.rows_passing(&table.passing(&filters, None))
    };
    timed("filter: one value", || filter(4, Test::Values { values: vec!["canal 3".into()], keep: true }));
    timed("filter: text contains", || {
        filter(1, Test::Text { how: How::Contains, text: "empresa12.".into() })
    });
    timed("filter: number between", || filter(6, Test::Number { low: Some(100.0), high: Some(900.0) }));
    timed("filter: date from", || filter(3, Test::Day { from: Some(20_500), to: None }));
    let all = table.passing(&[], None);
    timed("values: 12 different", || table.counted(4, &all, "", 200));
    timed("values: 1 M different", || table.counted(1, &all, "", 200));
    let find = |find: Find| {
        let finder = Finder::new(&find).expect("a pattern");
        table.found(&finder, None).len()
    };
    timed("find in all columns: plain", || find(Find { text: "pessoa99".into(), ..Find::default() }));
    timed("find in all columns: with accents", || find(Find { text: "conceicao".into(), ..Find::default() }));
    timed("find in all columns: expression", || {
        find(Find { text: r"\d{9}@".into(), regex: true, ..Find::default() })
    });
    timed("file for spreadsheets", || table.csv_of(table.rows(), b';', true).cells);
}
