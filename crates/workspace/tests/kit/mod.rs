//! The vocabulary of the document's tests.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

use garimpo_funnel::ranking::MetricId;
use garimpo_table::{Read, ReadOptions, Reader};
use garimpo_workspace::{Doc, FileOutcome, Incoming, Intent, SheetId};

pub const LEADS: &str = "\
id,email,created,channel
1,ana@a.example,2026-01-05,Google
2,bia@b.example,2026-01-09,Google
3,caio@c.example,2026-02-01,Events
4,duda@d.example,2026-02-11,Events
5,ANA@A.example,2026-03-01,Events
";

pub const DEALS: &str = "\
deal id,lead email,status,created,closed,amount
D1,ana@a.example,won,2026-01-10,2026-02-10,1000.50
D2,caio@c.example,lost,2026-02-05,2026-03-01,700.00
D3,nobody@x.example,won,2026-02-05,2026-03-05,300.00
";

pub const SPEND: &str = "\
channel,date,amount
Google,2026-01-01,200.25
Events,2026-02-01,900.00
";

pub fn read(text: &str) -> Read {
    let mut reader = Reader::new(ReadOptions::default(), text.len());
    reader.push(text.as_bytes());
    reader.finish()
}

pub fn incoming(name: &str, text: &str) -> Incoming {
    Incoming::new(name.into(), read(text), ReadOptions::default())
}

/// Imports the files as one drop; the sheets' ids in order.
pub fn drop_files(doc: &mut Doc, files: &[(&str, &str)]) -> Vec<SheetId> {
    let files = files.iter().map(|(name, text)| incoming(name, text)).collect();
    doc.import(files, &[])
        .into_iter()
        .map(|outcome| match outcome {
            FileOutcome::Sheet { sheet, .. } => sheet,
            FileOutcome::Failed(failed) => panic!("{} was refused: {:?}", failed.name, failed.why),
        })
        .collect()
}

pub fn company() -> (Doc, Vec<SheetId>) {
    let mut doc = Doc::new();
    let sheets = drop_files(&mut doc, &[("leads.csv", LEADS), ("deals.csv", DEALS), ("spend.csv", SPEND)]);
    (doc, sheets)
}

pub fn set(sheet: SheetId, row: u32, column: u32, text: &str) -> Intent {
    Intent::SetCell { sheet, row, column, text: text.into() }
}

/// All cells, a line a row.
pub fn cells(doc: &Doc, sheet: SheetId) -> String {
    let rows = doc.rows(sheet, 0, 0, 1_000).rows;
    rows.iter().map(|row| row.cells.join("|")).collect::<Vec<_>>().join("\n")
}

/// A channel's number by the channel's id.
pub fn metric(doc: &mut Doc, channel: &str, metric: MetricId) -> Option<f64> {
    let ranking = doc.ranking().expect("a ranking");
    ranking.channels.iter().find(|row| row.channel.id == channel).expect(channel).row.get(metric).value
}
