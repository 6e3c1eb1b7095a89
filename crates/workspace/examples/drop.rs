//! Where the time of a drop and of edits after it goes, stage by stage, in processor time where the system tells it:
//! `cargo run --release -p garimpo-workspace --example drop -- FILE…`
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool, not the page"
)]

use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::{Doc, Incoming, Intent};

/// Milliseconds that this thread has worked, else since the start.
fn spent() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let worked = told.as_deref().and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    thread_local!(static START: std::time::Instant = std::time::Instant::now());
    worked.map_or_else(|| START.with(std::time::Instant::elapsed).as_secs_f64() * 1e3, |nanos| nanos / 1e6)
}

fn timed<T>(sum: &mut f64, work: impl FnOnce() -> T) -> T {
    let begin = spent();
    let result = work();
    *sum += spent() - begin;
    result
}

/// The mean over some edits of one column of one sheet: the new ranking, and the view of the document after it.
fn edit(doc: &mut Doc, sheet: u32, header: &str, texts: [&str; 2]) {
    const EDITS: u32 = 20;
    let view = doc.view(0);
    let known = view.sheets.iter().find(|known| known.id == sheet);
    let column = known.and_then(|known| known.columns.iter().position(|column| column.header == header));
    let Some(column) = column.and_then(|column| u32::try_from(column).ok()) else { return };
    let (mut acting, mut ranking, mut viewing) = (0.0, 0.0, 0.0);
    for row in 0..EDITS {
        let text = texts[row as usize % 2].to_owned();
        timed(&mut acting, || doc.act(Intent::SetCell { sheet, row, column, text })).expect("an edit");
        timed(&mut ranking, || drop(doc.ranking().cloned()));
        timed(&mut viewing, || doc.view(0));
    }
    let each = |sum: f64| sum / f64::from(EDITS);
    println!(
        "edit of {}, {header}: act {:.2} rank {:.2} view {:.2} ms",
        known.map_or("", |known| &known.name),
        each(acting),
        each(ranking),
        each(viewing)
    );
}

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    for round in 0..3 {
        let mut incoming = Vec::new();
        let (mut reading, mut finishing, mut guessing) = (0.0, 0.0, 0.0);
        for path in &files {
            let bytes = std::fs::read(path).expect("a readable file");
            let mut reader = Reader::new(ReadOptions::default(), bytes.len());
            timed(&mut reading, || bytes.chunks(128 << 10).for_each(|chunk| reader.push(chunk)));
            let read = timed(&mut finishing, || reader.finish());
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            incoming.push(timed(&mut guessing, || Incoming::new(name, read, ReadOptions::default())));
        }
        let mut doc = Doc::new();
        let (mut importing, mut viewing, mut ranking) = (0.0, 0.0, 0.0);
        timed(&mut importing, || doc.import(incoming, &[]));
        let view = timed(&mut viewing, || doc.view(0));
        let channels = timed(&mut ranking, || doc.ranking().map_or(0, |ranking| ranking.channels.len()));
        println!(
            "round {round}: read {:.1} finish {:.1} guess {:.1} import {:.1} view {:.1} rank {:.1} ms; {} sheets, {channels} channels",
            reading,
            finishing,
            guessing,
            importing,
            viewing,
            ranking,
            view.sheets.len()
        );
        if round == 2 {
            let days = ["2026-01-03", "2026-02-04"];
            for sheet in view.sheets.iter().map(|sheet| sheet.id) {
                edit(&mut doc, sheet, "amount", ["120.5", "80"]);
                edit(&mut doc, sheet, "channel", ["Google Ads", "Webinar"]);
                edit(&mut doc, sheet, "stage", ["lead", "customer"]);
                edit(&mut doc, sheet, "created_at", days);
                edit(&mut doc, sheet, "closed_at", days);
                edit(&mut doc, sheet, "email", ["ana@exemplo.com.br", "bia@exemplo.com.br"]);
                edit(&mut doc, sheet, "notes", ["seen", "called"]);
            }
        }
    }
}
