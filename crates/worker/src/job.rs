//! Reading files into the document: one drop at a time, all or nothing.
//!
//! Small files are read first, so that what the large one is joined with is there; the outcomes keep the order
//! of the drop. Nothing enters the document before the last file has been read, so a cancelled import leaves
//! nothing behind.

use std::rc::Rc;

use garimpo_browser::files::Chunks;
use garimpo_browser::frame;
use garimpo_browser::timing::{self, timed};
use garimpo_browser::worker_host::post;
use garimpo_table::packed::kind;
use garimpo_table::{Dialect, Encoding, Newline, Read, ReadOptions, Reader, Receipt, Unusable};
use garimpo_workspace::doc::Doc;
use garimpo_workspace::import::Incoming;
use garimpo_workspace::protocol::{FileInfo, JournalEntry, Phase};
use garimpo_workspace::{Event, Intent};
use web_sys::File;

use crate::Shared;
use crate::engine::{self, Engine};
use crate::packed;
use crate::progress::Progress;

/// The reader gets this much at a time: long calls would stay in the browser's slow first code.
pub const BATCH: usize = 128 << 10;

pub struct Job {
    pub seq: u32,
    pub work: Work,
}

pub enum Work {
    Import(Vec<Source>),
    Restore(Vec<Step>),
}

/// One step of a journal, with its files.
pub enum Step {
    Import(Vec<Source>),
    Do(Box<Intent>),
    Undo,
    Redo,
}

pub struct Source {
    name: String,
    size: u64,
    bytes: Bytes,
}

enum Bytes {
    File(File),
    Text(String),
}

impl Source {
    pub fn file(info: FileInfo, file: File) -> Source {
        Source { name: info.name, size: info.size, bytes: Bytes::File(file) }
    }

    pub fn text(name: String, text: String) -> Source {
        Source { name, size: text.len() as u64, bytes: Bytes::Text(text) }
    }
}

/// Why an import ended without a result.
enum Stop {
    Cancelled,
    /// Only while restoring: a file that was read before cannot be read again.
    Gone(String),
}

pub fn steps(entries: Vec<JournalEntry>, files: Vec<File>) -> Vec<Step> {
    let mut files = files.into_iter();
    let step = |entry| match engine::sources_of(&entry, &mut files) {
        Some(sources) => Step::Import(sources),
        None => match entry {
            JournalEntry::Do { intent } => Step::Do(Box::new(intent)),
            JournalEntry::Redo => Step::Redo,
            _ => Step::Undo,
        },
    };
    entries.into_iter().map(step).collect()
}

/// Works until no job is left.
pub async fn run(shared: Shared) {
    loop {
        let next = {
            let mut engine = shared.borrow_mut();
            let next = engine.jobs.pop_front();
            engine.busy = next.is_some();
            next
        };
        match next {
            Some(Job { seq, work: Work::Import(sources) }) => import(&shared, seq, sources).await,
            Some(Job { seq, work: Work::Restore(steps) }) => restore(&shared, seq, steps).await,
            None => return,
        }
    }
}

async fn import(shared: &Shared, seq: u32, sources: Vec<Source>) {
    let read = read_all(shared, Some(seq), sources).await;
    // The last chance for a "cancel" that came while the last file was being finished.
    frame::turn().await;
    let mut engine = shared.borrow_mut();
    let cancelled = engine.cancelled.remove(&seq);
    match read {
        Ok(Files { files, unreadable }) if !cancelled => {
            let files = timed("worker:import", || engine.doc.import(files));
            engine.note_applied(seq);
            post(&Event::Imported { seq, files, unreadable, cancelled: false });
            engine.post_doc();
            engine.post_ranking();
        }
        _ => {
            let (files, unreadable) = (Vec::new(), Vec::new());
            post(&Event::Imported { seq, files, unreadable, cancelled: true });
        }
    }
}

/// Makes the document again from the journal. It takes the old one's place when it is whole.
async fn restore(shared: &Shared, seq: u32, steps: Vec<Step>) {
    let mut doc = Doc::new();
    for step in steps {
        // What was refused then is refused again, and changes nothing again.
        match step {
            Step::Import(sources) => match read_all(shared, None, sources).await {
                Ok(read) => drop(doc.import(read.files)),
                Err(Stop::Gone(message)) => return post(&Event::Fatal { message }),
                Err(Stop::Cancelled) => {}
            },
            Step::Do(intent) => drop(doc.act(*intent)),
            Step::Undo => drop(doc.undo()),
            Step::Redo => drop(doc.redo()),
        }
    }
    let held = {
        let mut engine = shared.borrow_mut();
        engine.doc = doc;
        engine.restoring = false;
        engine.note_applied(seq);
        engine.post_doc();
        engine.post_ranking();
        std::mem::take(&mut engine.held)
    };
    for (request, beside) in held {
        engine::handle(shared, request, beside);
    }
}

/// All sources of a drop, read. A packed one is several files.
struct Files {
    files: Vec<Incoming>,
    /// Numbers of the sources that could not be read this time.
    unreadable: Vec<u32>,
}

/// Reads every source to its end. The result is in the order of the sources.
async fn read_all(shared: &Shared, seq: Option<u32>, sources: Vec<Source>) -> Result<Files, Stop> {
    let mut progress = Progress::new(seq, sources.iter().map(|source| (source.name.as_str(), source.size)));
    let mut order: Vec<(usize, Source)> = sources.into_iter().enumerate().collect();
    order.sort_by_key(|(index, source)| (source.size, *index));
    let mut done: Vec<(usize, Vec<Incoming>)> = Vec::with_capacity(order.len());
    let mut unreadable = Vec::new();
    for (index, source) in order {
        let Source { name, size, bytes } = source;
        let mut reading = Reading { shared: Rc::clone(shared), seq, index, progress: &mut progress };
        let read = match &bytes {
            Bytes::Text(text) => reading.text(text).await.map(|read| vec![Incoming::new(name.clone(), read)]),
            Bytes::File(file) => reading.file(&name, file, size).await,
        };
        let read = match read {
            Ok(read) => read,
            Err(Fault::Cancelled) => return Err(Stop::Cancelled),
            Err(Fault::Unreadable(why)) if seq.is_none() => {
                return Err(Stop::Gone(format!("{name}: {why:?}")));
            }
            Err(Fault::Unreadable(why)) => {
                unreadable.extend(u32::try_from(index));
                vec![Incoming::new(name, failed(why))]
            }
        };
        let rows = read.iter().map(Incoming::rows).sum();
        progress.at(index, packed::phase(&read), size, rows);
        done.push((index, read));
    }
    progress.tell();
    done.sort_by_key(|(index, _)| *index);
    Ok(Files { files: done.into_iter().flat_map(|(_, read)| read).collect(), unreadable })
}

/// One source on its way through the reader.
pub struct Reading<'a> {
    pub shared: Shared,
    seq: Option<u32>,
    index: usize,
    progress: &'a mut Progress,
}

pub enum Fault {
    Cancelled,
    /// Another try may go better.
    Unreadable(Unusable),
}

fn browser_says(reason: String) -> Fault {
    Fault::Unreadable(Unusable::Unreadable { reason })
}

impl Reading<'_> {
    async fn file(&mut self, name: &str, file: &File, size: u64) -> Result<Vec<Incoming>, Fault> {
        self.check()?;
        let mut chunks = Chunks::open(file).map_err(browser_says)?;
        let start = timing::now();
        let mut reader = Reader::new(ReadOptions::default(), usize::try_from(size).unwrap_or(0));
        let mut is_first = true;
        while let Some(bytes) = chunks.next().await.map_err(browser_says)? {
            if std::mem::take(&mut is_first) && kind(bytes).is_some() {
                chunks.cancel();
                drop(reader);
                // Boxed: one copy of it, however often this is compiled into another.
                return Box::pin(packed::read(self, name, file, size)).await;
            }
            bytes.chunks(BATCH).for_each(|batch| reader.push(batch));
            if self.breathe(&reader).await.is_err() {
                chunks.cancel();
                return Err(Fault::Cancelled);
            }
        }
        timing::measure("worker:read", start, timing::now());
        let read = timed("worker:finish", || reader.finish());
        Ok(vec![timed("worker:guess", || Incoming::new(name.to_owned(), read))])
    }

    async fn text(&mut self, text: &str) -> Result<Read, Fault> {
        let mut reader = Reader::new(ReadOptions::default(), text.len());
        for batch in text.as_bytes().chunks(BATCH) {
            reader.push(batch);
            self.breathe(&reader).await?;
        }
        Ok(reader.finish())
    }

    /// Tells how far it is and, now and then, lets messages in: chunks that are already here come without a
    /// turn of the event loop, and a "cancel" would wait behind all of them.
    async fn breathe(&mut self, reader: &Reader) -> Result<(), Fault> {
        let now = reader.progress();
        self.tell(now.bytes, now.records).await
    }

    pub async fn tell(&mut self, bytes: u64, rows: u32) -> Result<(), Fault> {
        if self.progress.at(self.index, Phase::Reading, bytes, rows) {
            frame::turn().await;
        }
        self.check()
    }

    pub fn check(&self) -> Result<(), Fault> {
        let engine: std::cell::Ref<'_, Engine> = self.shared.borrow();
        let cancelled = self.seq.is_some_and(|seq| engine.cancelled.contains(&seq));
        if cancelled { Err(Fault::Cancelled) } else { Ok(()) }
    }
}

/// A file without a table.
pub fn failed(why: Unusable) -> Read {
    Read {
        table: Err(why),
        receipt: Receipt::default(),
        problems: Vec::new(),
        problem_count: 0,
        // Of no file at all; nobody shows it.
        dialect: Dialect { encoding: Encoding::Utf8, delimiter: b',', quote: None, newline: Newline::Lf },
    }
}
