//! Reads every file of a folder and says what became of it, a line a file: for looking at real exports.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool that measures and prints")]

use std::path::PathBuf;

use garimpo_table::{ReadOptions, Reader};

fn main() {
    let mut folders: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let start = std::time::Instant::now();
            let mut reader = Reader::new(ReadOptions::default(), bytes.len());
            bytes.chunks(1 << 20).for_each(|chunk| reader.push(chunk));
            let read = reader.finish();
            let what = match &read.table {
                Ok(table) => {
                    let types: Vec<&str> = (0..table.headers().len() as u32)
                        .take(30)
                        .map(|column| table.reading(column).cell_type.name())
                        .collect();
                    format!("{} x {} [{}]", table.row_count(), table.headers().len(), types.join(" "))
                }
                Err(unusable) => format!("{unusable:?}"),
            };
            let took = start.elapsed().as_micros();
            let dialect = read.dialect;
            let sign =
                |byte: Option<u8>| byte.map_or("none".to_owned(), |byte| format!("{:?}", byte as char));
            let delimiter = [Some(dialect.delimiter), dialect.quote, dialect.escape].map(sign).join(" ");
            let delimiter = format!("{delimiter} {:?} {:?}", dialect.spacing, dialect.encoding);
            let r = read.receipt;
            println!(
                "{}\t{} B\t{took} us\t{delimiter}\t{what}\tpre {} head {} kept {} tot {} rej {} blank {} foot {}\tproblems {}\tmore {}",
                path.display(),
                bytes.len(),
                r.preamble,
                r.header,
                r.kept,
                r.totals,
                r.rejected,
                r.blank,
                r.footer,
                read.problem_count,
                read.more.len()
            );
        }
    }
}
