//! Where the time of a drop goes, stage by stage: `cargo run --release -p garimpo-workspace --example drop -- FILE…`
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool, not the page"
)]

use std::time::Instant;

use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::{Doc, Incoming};

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    for round in 0..3 {
        let mut incoming = Vec::new();
        let (mut reading, mut finishing, mut guessing) = (0.0, 0.0, 0.0);
        for path in &files {
            let bytes = std::fs::read(path).expect("a readable file");
            let begin = Instant::now();
            let mut reader = Reader::new(ReadOptions::default(), bytes.len());
            bytes.chunks(128 << 10).for_each(|chunk| reader.push(chunk));
            reading += begin.elapsed().as_secs_f64();
            let begin = Instant::now();
            let read = reader.finish();
            finishing += begin.elapsed().as_secs_f64();
            let begin = Instant::now();
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            incoming.push(Incoming::new(name, read, ReadOptions::default()));
            guessing += begin.elapsed().as_secs_f64();
        }
        let mut doc = Doc::new();
        let begin = Instant::now();
        doc.import(incoming, &[]);
        let importing = begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        let view = doc.view(0);
        let viewing = begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        let channels = doc.ranking().map_or(0, |ranking| ranking.channels.len());
        let ranking = begin.elapsed().as_secs_f64();
        println!(
            "round {round}: read {:.1} finish {:.1} guess {:.1} import {:.1} view {:.1} rank {:.1} ms; {} sheets, {channels} channels",
            reading * 1e3,
            finishing * 1e3,
            guessing * 1e3,
            importing * 1e3,
            viewing * 1e3,
            ranking * 1e3,
            view.sheets.len()
        );
    }
}
