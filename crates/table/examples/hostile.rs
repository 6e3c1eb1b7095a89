//! Times files that are made to be slow against a clean one of the same size:
//! `cargo run --release -p garimpo-table --example hostile [megabytes] [part of a name]`.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that measures and prints")]

use std::time::Instant;

use garimpo_table::{Read, ReadOptions, Reader};

/// Seconds that this program has had a processor for, where the system tells; other programs do not count.
fn busy(since: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|told| told.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| since.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn read(bytes: &[u8], since: Instant) -> (f64, Read) {
    let start = busy(since);
    let mut reader = Reader::new(ReadOptions::default(), bytes.len());
    bytes.chunks(1 << 20).for_each(|chunk| reader.push(chunk));
    let read = reader.finish();
    (busy(since) - start, read)
}

fn main() {
    let since = Instant::now();
    let size = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(50usize) << 20;
    let fill =
        |head: &[u8], piece: &[u8]| [head.to_vec(), piece.repeat((size - head.len()) / piece.len())].concat();
    let wide = |cells: usize| {
        let header = [b"x,".repeat(cells - 1), b"x\n".to_vec()].concat();
        let line = [b"1,".repeat(cells - 1), b"2\n".to_vec()].concat();
        [header, line.repeat((size / line.len()).max(2))].concat()
    };
    let files: [(&str, Vec<u8>); 20] = [
        ("clean", fill(b"id,nome,nota\n", b"12345,\"Ana, B\",ligar depois,10.50\n")),
        ("text after one quote", fill(b"a,b\n\"", b"x,y and more text\n")),
        ("one quote in quoted records", fill(b"\"a\",\"b\"\n\"x\"\",\"y\"\n", b"\"x and more\",\"y\"\n")),
        ("a quote in every line", fill(b"a,b\n", b"a and more text,\"b\n")),
        ("short lines, a quote in each", fill(b"a,b\n", b"a,\"b\n")),
        ("a lone quote a line", fill(b"a,b\n", b"\"\n")),
        ("three quotes a line", fill(b"a,b\n", b"a,\"\"\"\n")),
        ("nothing but quotes", fill(b"", b"\"")),
        ("quotes and delimiters", fill(b"a,b\n", b"\"\",\"")),
        ("escapes", fill(b"a,b\n\"\\\"x\\\"\",\"\\\"y\\\"\"\n", b"\"\\\",\"\\\\\n")),
        ("one line without a delimiter", fill(b"a,b\n", b"xyz ")),
        ("one line of cells", fill(b"a,b\n", b"xyz,")),
        ("100,000 columns", wide(100_000)),
        ("blank lines", fill(b"", b"\n")),
        ("blank lines below a header", fill(b"a,b\n1,2\n", b"\n")),
        ("NULs", fill(b"", b"\0")),
        ("NULs in cells", fill(&b"a,b\n".repeat(2000), b"some text\0,and more\n")),
        ("ragged", fill(b"a,b,c\n", b"1,2 and more\n1,2,3,4\n\"1\n")),
        ("titles and blanks between rows", fill(b"a,b,c\n1,2,3\n", b"title\n\nx,1,2\n")),
        ("bytes of no encoding", fill(b"a,b\n", b"some text \x81\x8d,x\n")),
    ];
    let part = std::env::args().nth(2).unwrap_or_default();
    let mut clean = 0.0;
    for (name, bytes) in files.iter().filter(|(name, _)| *name == "clean" || name.contains(&part)) {
        let (mut best, mut records, mut kept) = (f64::MAX, 0, String::new());
        for _ in 0..3 {
            let (took, read) = read(bytes, since);
            best = best.min(took);
            records = read.receipt.read + read.more.iter().map(|more| more.receipt.read).sum::<u32>();
            kept = match &read.table {
                Ok(table) => format!("{} rows, {} problems", table.row_count(), read.problem_count),
                Err(unusable) => format!("{unusable:?}").chars().take(60).collect(),
            };
        }
        if *name == "clean" {
            clean = best / bytes.len() as f64;
        }
        let times = best / bytes.len() as f64 / clean;
        let (size, took) = (bytes.len() as f64 / 1e6, best * 1e3);
        println!("{name:30} {size:6.1} MB {records:9} records {took:8.1} ms {times:6.2} x  {kept}");
    }
    let lines = b"\n".repeat(1_000_000);
    println!("{:30} {:35.1} ms", "a million blank lines", read(&lines, since).0 * 1e3);
}
