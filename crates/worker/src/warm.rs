//! Running the hot loops on made-up rows while the page is empty, so that the browser has compiled them well
//! before the first drop: what it meets for the first time costs two to three times as much.
//!
//! In slices of a few milliseconds: a drop that comes meanwhile waits for one of them at most.

use std::fmt::Write;

use garimpo_browser::files::Chunks;
use garimpo_browser::{blobs, frame, timing};
use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::Intent;
use garimpo_workspace::doc::Doc;
use garimpo_workspace::import::Incoming;
use garimpo_workspace::protocol::{Event, encode};

use crate::Shared;

/// Time enough for all of it to be taken seriously, and little beside what a page of pictures costs.
const AT_MOST_MS: f64 = 450.0;
const ROUNDS: u32 = 40;
/// Rows of the made-up leads: a few milliseconds of work.
const ROWS: u32 = 1_500;

/// Stops as soon as there is real work. The document is not touched.
pub async fn up(shared: Shared) {
    frame::turn().await;
    let files = [("leads.csv", leads()), ("deals.csv", deals()), ("spend.csv", spend())];
    // The browser's own way from a file to its bytes.
    if let Some(file) = blobs::file_of_text("spend.csv", &spend())
        && let Ok(mut chunks) = Chunks::open(&file)
    {
        while let Ok(Some(_)) = chunks.next().await {}
    }
    let mut spent = 0.0;
    for round in 0..ROUNDS {
        let (mut doc, mut read) = (Doc::new(), Vec::new());
        for (name, text) in &files {
            let mut reader = Reader::new(ReadOptions::default(), text.len());
            if !slice(&shared, &mut spent, || reader.push(text.as_bytes())).await {
                return;
            }
            let incoming = || {
                read.push(Incoming::new((*name).to_owned(), reader.finish(), ReadOptions::default()));
            };
            if !slice(&shared, &mut spent, incoming).await {
                return;
            }
        }
        if !slice(&shared, &mut spent, || drop(doc.import(read, &[]))).await {
            return;
        }
        // As it is answered, and once more after an edit of each sheet.
        for edit in 0..3 {
            let ranked = || {
                let ranking = doc.ranking().cloned().map(Box::new);
                drop(encode(&Event::Ranking { seq: round, ranking }));
                drop(encode(&Event::Doc(Box::new(doc.view(round)))));
                let column = [9, 5, 2].get(edit).copied().unwrap_or(0);
                let sheet = edit as u32 + 1;
                let text = if edit == 0 { "Webinar".to_owned() } else { (100 + round).to_string() };
                drop(doc.act(Intent::SetCell { sheet, row: round, column, text }));
            };
            if !slice(&shared, &mut spent, ranked).await {
                return;
            }
        }
    }
}

/// Does one part of it, then lets messages in. Whether to go on.
async fn slice(shared: &Shared, spent: &mut f64, work: impl FnOnce()) -> bool {
    let begin = timing::now();
    work();
    *spent += timing::now() - begin;
    frame::turn().await;
    let engine = shared.borrow();
    *spent < AT_MOST_MS && !engine.busy && !engine.restoring && engine.applied == 0
}

/// A text with a header and rows that are written by `row`.
fn made(header: &str, rows: u32, row: impl Fn(&mut String, u32) -> std::fmt::Result) -> String {
    let mut text = header.to_owned();
    for at in 0..rows {
        text.push('\n');
        // Writing to a string does not fail.
        let _ = row(&mut text, at);
    }
    text
}

const CHANNELS: [&str; 6] =
    ["Google Ads", "Facebook Ads", "Organic Search", "Newsletter", "Referral", "Events"];

fn channel(at: u32) -> &'static str {
    CHANNELS.get((at * 7 % 11) as usize % CHANNELS.len()).copied().unwrap_or_default()
}

/// Columns of every kind, some cells quoted.
fn leads() -> String {
    let header = "lead_id,email,name,company,phone,city,state,job_title,created_at,channel,source,medium,campaign,segment,stage,owner,conversions,notes";
    made(header, ROWS, |text, at| {
        let (month, day, hour) = (1 + at % 12, 1 + at % 28, at % 24);
        let stage = ["lead", "mql", "sql", "opportunity"].get((at % 4) as usize).copied().unwrap_or_default();
        write!(
            text,
            "{id},person.{at}@company{}.example,Person {at},\"Company, {}\",+55 11 9{:08},City {},SP,Manager,\
             2025-{month:02}-{day:02} {hour:02}:15:00,{},site,{},campaign-{},Segment {},{stage},Owner {},{},note",
            at % 400,
            at % 400,
            at * 7_919 % 100_000_000,
            at % 40,
            channel(at),
            if at.is_multiple_of(3) { "cpc" } else { "email" },
            at % 20,
            at % 5,
            at % 9,
            at % 6,
            id = 100_000 + at,
        )
    })
}

fn deals() -> String {
    made("deal_id,email,status,created_at,closed_at,amount", ROWS / 5, |text, at| {
        let (lead, month, day) = (at * 5, 1 + at * 5 % 12, 1 + at * 5 % 28);
        let status = ["won", "lost", "open"].get((at % 3) as usize).copied().unwrap_or_default();
        write!(
            text,
            "{at},person.{lead}@company{}.example,{status},2025-{month:02}-{day:02},2026-{month:02}-{day:02},{}.50",
            lead % 400,
            900 + at * 37 % 5_000,
        )
    })
}

fn spend() -> String {
    made("date,channel,amount", ROWS / 2, |text, at| {
        write!(text, "2025-{:02}-{:02},{},{}.25", 1 + at % 12, 1 + at % 28, channel(at), 40 + at * 13 % 300)
    })
}

/// Only for tests of the restart.
#[expect(clippy::panic, reason = "this is what it is for")]
pub fn crash() {
    panic!("a crash that was asked for");
}
