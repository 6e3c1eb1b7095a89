//! Reads one file and prints its tables: header, first rows and receipt, for looking at real exports.

#![allow(clippy::print_stdout, reason = "a tool that prints")]

use garimpo_table::{Read, ReadOptions, Reader};

fn show(read: &Read, number: usize) {
    println!("--- table {number}, title {:?}, {:?}", read.title, read.receipt);
    println!("dialect {:?}, header {:?}", read.dialect, read.header);
    match &read.table {
        Ok(table) => {
            println!("{:?}", table.headers());
            for row in table.rows().take(5) {
                let cells: Vec<_> =
                    (0..table.headers().len() as u32).map(|column| table.cell(row, column)).collect();
                println!("{:>5?} {cells:?}", table.line(row));
            }
        }
        Err(unusable) => println!("{unusable:?}"),
    }
    for problem in read.problems.iter().take(5) {
        println!("{problem:?}");
    }
}

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let mut reader = Reader::new(ReadOptions::default(), bytes.len());
        reader.push(&bytes);
        let read = reader.finish();
        println!("== {path}");
        show(&read, 1);
        read.more.iter().zip(2..).for_each(|(read, number)| show(read, number));
    }
}
