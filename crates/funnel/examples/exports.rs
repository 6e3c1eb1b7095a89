//! Writes the look-alikes of every export to a folder, and what must come out of them to its `truths.json`:
//! `cargo run -p garimpo-funnel --example exports -- DIR`.
#![allow(clippy::print_stdout)]

#[path = "../tests/all/exports/mod.rs"]
mod exports;

use std::collections::BTreeMap;
use std::path::PathBuf;

use exports::Export;

fn main() -> std::io::Result<()> {
    let Some(root) = std::env::args().nth(1).map(PathBuf::from) else {
        println!("exports DIR");
        return Ok(());
    };
    let all = exports::all();
    for export in &all {
        let folder = root.join(export.folder);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(&export.file), &export.bytes)?;
    }
    let truths: Vec<String> = all.iter().map(truth).collect();
    std::fs::write(root.join("truths.json"), format!("{{\n{}\n}}\n", truths.join(",\n")))?;
    println!("{} files in {}", all.len(), root.display());
    Ok(())
}

/// `"folder": {…}`, money in cents.
fn truth(export: &Export) -> String {
    let truth = &export.truth;
    let spend = truth.spend.as_ref();
    format!(
        "{}: {{\"file\": {}, \"source\": {}, \"role\": {}, \"rows\": {}, \"spend\": {}, \"paidChannel\": {}, \
         \"leads\": {}, \"customers\": {}, \"won\": {}, \"revenue\": {}}}",
        text(export.folder),
        text(&export.file),
        truth.source.map_or("null".to_owned(), |source| text(source.name())),
        truth.role.map_or("null".to_owned(), |role| text(role.name())),
        truth.rows,
        spend.map_or(0, |spend| spend.cents),
        text(spend.map_or("", |spend| spend.channel)),
        counts(&truth.leads),
        counts(&truth.customers),
        counts(&truth.won),
        truth.revenue.unwrap_or(0),
    )
}

fn counts(counts: &BTreeMap<String, u32>) -> String {
    let pairs: Vec<String> = counts.iter().map(|(id, count)| format!("{}: {count}", text(id))).collect();
    format!("{{{}}}", pairs.join(", "))
}

fn text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|ch| match ch {
            '"' | '\\' => format!("\\{ch}"),
            ch if ch.is_control() => format!("\\u{:04x}", u32::from(ch)),
            ch => ch.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
