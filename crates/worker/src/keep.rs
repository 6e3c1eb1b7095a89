//! The workspace as one file: written from the journal and the files it names, and read again.

use garimpo_browser::blobs::{Growing, file_of};
use garimpo_browser::files::Chunks;
use garimpo_browser::frame;
use garimpo_browser::worker_host::{post, post_beside};
use garimpo_workspace::keep::{BLOCK, END, JOURNAL, JOURNAL_AGAIN, Journal, Opener, Unopenable, head};
use garimpo_workspace::protocol::{FileInfo, JournalEntry};
use garimpo_workspace::{Event, Intent, sample};
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::engine::sources_of;
use crate::job::{Bytes, Source};

const MIME: &str = "application/octet-stream";

struct Writer {
    out: Growing,
    blocks: u64,
}

impl Writer {
    fn block(&mut self, part: u32, place: u64, bytes: &[u8]) {
        self.out.push(&head(part, place, bytes));
        self.out.push(bytes);
        self.blocks += 1;
    }

    fn all(&mut self, part: u32, bytes: &[u8]) {
        for (nth, chunk) in (0u64..).zip(bytes.chunks(BLOCK)) {
            self.block(part, nth * BLOCK as u64, chunk);
        }
    }

    /// A file's bytes; their number.
    async fn source(&mut self, part: u32, source: &Source) -> Result<u64, String> {
        let file = match &source.bytes {
            Bytes::Text(text) => {
                self.all(part, text.as_bytes());
                return Ok(text.len() as u64);
            }
            Bytes::File(file) => file,
        };
        let mut chunks = Chunks::open(file)?;
        let (mut held, mut place) = (Vec::new(), 0);
        while let Some(bytes) = chunks.next().await? {
            held.extend_from_slice(bytes);
            while held.len() >= BLOCK {
                let rest = held.split_off(BLOCK);
                self.block(part, place, &held);
                place += BLOCK as u64;
                held = rest;
            }
            frame::turn().await;
        }
        if !held.is_empty() {
            self.block(part, place, &held);
        }
        Ok(place + held.len() as u64)
    }
}

/// Writes the journal with every file that it names; `files` are their handles, as for a restart. What was typed
/// in or made by the page becomes a file, too: it must be the same in later versions.
pub async fn pack(view: u32, entries: Vec<JournalEntry>, files: Vec<File>) {
    let failed = |name: &str| post(&Event::Packed { view, missing: Some(name.to_owned()) });
    let mut handles = files.into_iter();
    let (mut journal, mut sources) = (Journal::default(), Vec::new());
    for entry in entries {
        let Some((of_entry, memory)) = sources_of(&entry, &mut handles) else {
            journal.entries.push(entry);
            continue;
        };
        let files: Vec<FileInfo> = of_entry.iter().map(Source::info).collect();
        journal.files.extend(files.iter().cloned());
        journal.entries.push(JournalEntry::Import { files, memory });
        if let JournalEntry::Sample { lang } = entry {
            // What came along with the sample, as a person would have written it.
            let versions = sample::notes(lang).agreement.versions;
            let agree = |version| JournalEntry::Do { intent: Intent::Agree(Box::new(version)) };
            journal.entries.extend(versions.into_iter().map(agree));
        }
        sources.extend(of_entry);
    }
    let Some(text) = journal.to_json() else { return failed("") };
    let mut writer = Writer { out: Growing::default(), blocks: 0 };
    writer.all(JOURNAL, &text);
    for (part, source) in (0u32..).zip(&sources) {
        match writer.source(part, source).await {
            // A file that has grown or shrunk since it was dropped is another file.
            Ok(size) if size == source.info().size => {}
            _ => return failed(&source.info().name),
        }
    }
    writer.all(JOURNAL_AGAIN, &text);
    writer.out.push(&head(END, writer.blocks, &[]));
    match writer.out.finish(MIME) {
        Some(blob) => post_beside(&Event::Packed { view, missing: None }, &[blob.into()]),
        None => failed(""),
    }
}

/// Reads a workspace file. Its files that are whole travel beside, in order; the others are named.
pub async fn open(view: u32, file: &File) {
    let unreadable = |reason: String| Err(Unopenable::Unreadable { reason });
    let opened = match read(file).await {
        Ok(opener) => opener.finish(),
        Err(reason) => unreadable(reason),
    };
    let opened = match opened {
        Ok(opened) => opened,
        Err(why) => return post(&Event::Opened { view, result: Err(why) }),
    };
    let (mut beside, mut lost): (Vec<JsValue>, Vec<u32>) = (Vec::new(), Vec::new());
    for ((number, info), pieces) in (0u32..).zip(&opened.journal.files).zip(&opened.files) {
        match pieces.as_ref().and_then(|pieces| file_of(file, pieces, &info.name)) {
            Some(part) => beside.push(part.into()),
            None => lost.push(number),
        }
    }
    let is_whole = opened.is_whole();
    let result = Ok(garimpo_workspace::protocol::Found { journal: opened.journal, lost, is_whole });
    post_beside(&Event::Opened { view, result }, &beside);
}

async fn read(file: &File) -> Result<Opener, String> {
    let mut chunks = Chunks::open(file)?;
    let mut opener = Opener::default();
    while let Some(bytes) = chunks.next().await? {
        opener.push(bytes);
        frame::turn().await;
    }
    Ok(opener)
}
