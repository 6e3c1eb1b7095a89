//! Reading files into the document: one drop at a time, all or nothing.
//!
//! Small files are read first, so that what the large one is joined with is there; the outcomes keep the order
//! of the drop. Nothing enters the document before the last file has been read, so a cancelled import leaves
//! nothing behind.

use std::collections::VecDeque;
use std::rc::Rc;

use garimpo_browser::files::Chunks;
use garimpo_browser::frame;
use garimpo_browser::timing::{self, timed};
use garimpo_browser::worker_host::post;
use garimpo_table::packed::kind;
use garimpo_table::{Dialect, Read, ReadOptions, Reader, Unusable};
use garimpo_workspace::import::Incoming;
use garimpo_workspace::protocol::{FileInfo, JournalEntry, Lang, Phase};
use garimpo_workspace::view::Place;
use garimpo_workspace::{Event, Intent, Refusal, Remembered, SheetId};
use web_sys::File;

use crate::Shared;
use crate::engine::{self, Engine};
use crate::keep;
use crate::packed;
use crate::progress::Progress;

/// The reader gets this much at a time: long calls would stay in the browser's slow first code.
pub const BATCH: usize = 128 << 10;

/// So many files of a drop are opened before their turn: the browser fetches the first bytes of one while the one
/// before is looked at.
const AHEAD: usize = 8;

pub struct Job {
    pub seq: u32,
    pub work: Work,
}

pub enum Work {
    Import(Vec<Source>, Vec<Remembered>),
    Reread(SheetId, ReadOptions),
    Restore(Vec<Step>),
    Pack(u32, Vec<JournalEntry>, Vec<File>),
    Open(u32, File),
}

/// One step of a journal, with its files.
pub enum Step {
    Import(Vec<Source>, Vec<Remembered>),
    Reread(SheetId, ReadOptions),
    Do(Box<Intent>),
    Undo,
    Redo,
}

/// Where a table comes from: kept for as long as the document, to be read again in another way.
#[derive(Clone)]
pub struct Source {
    name: String,
    size: u64,
    pub bytes: Bytes,
    /// It is a part of the sample company.
    sample: Option<Lang>,
}

#[derive(Clone)]
pub enum Bytes {
    File(File),
    Text(Rc<str>),
}

impl Source {
    pub fn file(info: FileInfo, file: File) -> Source {
        Source { name: info.name, size: info.size, bytes: Bytes::File(file), sample: None }
    }

    pub fn text(name: String, text: String) -> Source {
        Source { name, size: text.len() as u64, bytes: Bytes::Text(text.into()), sample: None }
    }

    pub fn of_sample(self, lang: Lang) -> Source {
        Source { sample: Some(lang), ..self }
    }

    pub fn info(&self) -> FileInfo {
        FileInfo { name: self.name.clone(), size: self.size }
    }

    fn open(&self) -> Opened {
        match &self.bytes {
            Bytes::Text(text) => Opened::Text(Rc::clone(text)),
            Bytes::File(file) => Opened::File(file.clone(), Chunks::open(file)),
        }
    }
}

/// A source whose first bytes are on their way.
enum Opened {
    Text(Rc<str>),
    File(File, Result<Chunks, String>),
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
        Some((sources, memory)) => Step::Import(sources, memory),
        None => match entry {
            JournalEntry::Reread { sheet, options } => Step::Reread(sheet, options),
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
            Some(Job { seq, work: Work::Import(sources, memory) }) => {
                import(&shared, seq, sources, &memory).await;
            }
            Some(Job { seq, work: Work::Reread(sheet, options) }) => {
                let result = reread(&shared, sheet, options).await;
                engine::answer(&shared, &mut shared.borrow_mut(), seq, result);
            }
            Some(Job { seq, work: Work::Restore(steps) }) => restore(&shared, seq, steps).await,
            Some(Job { work: Work::Pack(view, entries, files), .. }) => {
                keep::pack(view, entries, files).await
            }
            Some(Job { work: Work::Open(view, file), .. }) => keep::open(view, &file).await,
            None => return,
        }
    }
}

async fn import(shared: &Shared, seq: u32, sources: Vec<Source>, memory: &[Remembered]) {
    let read = read_all(shared, Some(seq), &sources).await;
    // The last chance for a "cancel" that came while the last file was being finished.
    frame::turn().await;
    let mut engine = shared.borrow_mut();
    let cancelled = engine.cancelled.remove(&seq);
    match read {
        Ok(Files { files, unreadable }) if !cancelled => {
            engine.keep_sources(sources);
            let files = timed("worker:import", || engine.doc.import(files, memory));
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

/// Reads a sheet's file again. What cannot be read that way is refused, and changes nothing.
async fn reread(shared: &Shared, sheet: SheetId, options: ReadOptions) -> Result<Option<Place>, Refusal> {
    let source = shared.borrow().source_of(sheet).ok_or(Refusal::NoSuchSheet)?;
    let mut progress = Progress::new(None, std::iter::empty());
    let reading =
        Reading { shared: Rc::clone(shared), seq: None, index: 0, options, progress: &mut progress };
    let incoming = match read_one(reading, &source, source.open()).await {
        Ok(incoming) => incoming,
        Err(Fault::Unreadable(why)) => return Err(Refusal::Unreadable(why)),
        Err(Fault::Cancelled) => return Err(Refusal::NoSuchSheet),
    };
    shared.borrow_mut().doc.reread(sheet, incoming)
}

/// Makes the document again from the journal. It takes the old one's place when it is whole.
async fn restore(shared: &Shared, seq: u32, steps: Vec<Step>) {
    shared.borrow_mut().forget();
    for step in steps {
        // What was refused then is refused again, and changes nothing again. Nobody looks in between: requests
        // are held until the end.
        match step {
            Step::Import(sources, memory) => match read_all(shared, None, &sources).await {
                Ok(Files { files, .. }) => {
                    let mut engine = shared.borrow_mut();
                    engine.keep_sources(sources);
                    drop(engine.doc.import(files, &memory));
                }
                Err(Stop::Gone(message)) => return post(&Event::Fatal { message }),
                Err(Stop::Cancelled) => {}
            },
            Step::Reread(sheet, options) => drop(reread(shared, sheet, options).await),
            Step::Do(intent) => drop(shared.borrow_mut().doc.act(*intent)),
            Step::Undo => drop(shared.borrow_mut().doc.undo()),
            Step::Redo => drop(shared.borrow_mut().doc.redo()),
        }
    }
    let held = {
        let mut engine = shared.borrow_mut();
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

/// All sources of a drop, read.
struct Files {
    files: Vec<Incoming>,
    /// Numbers of the sources that could not be read this time.
    unreadable: Vec<u32>,
}

/// Reads every source to its end. The result is in the order of the sources.
async fn read_all(shared: &Shared, seq: Option<u32>, sources: &[Source]) -> Result<Files, Stop> {
    let mut progress = Progress::new(seq, sources.iter().map(|source| (source.name.as_str(), source.size)));
    let mut order: Vec<(usize, &Source)> = sources.iter().enumerate().collect();
    order.sort_by_key(|(index, source)| (source.size, *index));
    let mut done: Vec<(usize, Incoming)> = Vec::with_capacity(order.len());
    let mut unreadable = Vec::new();
    let (mut opened, mut next) = (VecDeque::new(), order.iter());
    for (index, source) in order.iter().copied() {
        let room = AHEAD.saturating_sub(opened.len());
        opened.extend(next.by_ref().take(room).map(|(_, source)| source.open()));
        let bytes = opened.pop_front().unwrap_or_else(|| source.open());
        let reading = Reading {
            shared: Rc::clone(shared),
            seq,
            index,
            options: ReadOptions::default(),
            progress: &mut progress,
        };
        let incoming = match read_one(reading, source, bytes).await {
            Ok(incoming) => incoming,
            Err(Fault::Cancelled) => return Err(Stop::Cancelled),
            Err(Fault::Unreadable(why)) if seq.is_none() => {
                return Err(Stop::Gone(format!("{}: {why:?}", source.name)));
            }
            Err(Fault::Unreadable(why)) => {
                unreadable.extend(u32::try_from(index));
                progress.at(index, Phase::Failed, source.size, 0);
                Incoming::new(source.name.clone(), failed(why), ReadOptions::default())
            }
        };
        done.push((index, incoming));
    }
    progress.tell();
    done.sort_by_key(|(index, _)| *index);
    Ok(Files { files: done.into_iter().map(|(_, incoming)| incoming).collect(), unreadable })
}

/// Reads one source to its end, and sees what it is.
async fn read_one(mut reading: Reading<'_>, source: &Source, bytes: Opened) -> Result<Incoming, Fault> {
    let Source { name, size, sample, .. } = source;
    let incoming = match bytes {
        Opened::Text(text) => {
            let read = reading.text(&text).await?;
            let incoming = timed("worker:guess", || Incoming::new(name.clone(), read, reading.options));
            match sample {
                Some(lang) => incoming.of_sample(*lang),
                None => incoming,
            }
        }
        Opened::File(file, chunks) => reading.file(name, &file, chunks.map_err(browser_says)?, *size).await?,
    };
    let phase = if incoming.is_usable() { Phase::Done } else { Phase::Failed };
    reading.progress.at(reading.index, phase, *size, incoming.rows());
    Ok(incoming)
}

/// One source on its way through the reader.
pub struct Reading<'a> {
    pub shared: Shared,
    seq: Option<u32>,
    index: usize,
    options: ReadOptions,
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
    async fn file(
        &mut self,
        name: &str,
        file: &File,
        mut chunks: Chunks,
        size: u64,
    ) -> Result<Incoming, Fault> {
        self.check()?;
        let start = timing::now();
        let mut reader = Reader::new(self.options, usize::try_from(size).unwrap_or(0));
        let mut is_first = true;
        while let Some(bytes) = chunks.next().await.map_err(browser_says)? {
            if std::mem::take(&mut is_first) && kind(bytes).is_some() {
                drop((chunks, reader));
                // Boxed: one copy of it, however often this is compiled into another.
                return Box::pin(packed::read(self, name, file, size)).await;
            }
            bytes.chunks(BATCH).for_each(|batch| reader.push(batch));
            self.breathe(&reader).await?;
        }
        timing::measure("worker:read", start, timing::now());
        let read = timed("worker:finish", || reader.finish());
        Ok(timed("worker:guess", || Incoming::new(name.to_owned(), read, self.options)))
    }

    async fn text(&mut self, text: &str) -> Result<Read, Fault> {
        let mut reader = Reader::new(self.options, text.len());
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

/// A file without a table; nobody shows its dialect.
pub fn failed(why: Unusable) -> Read {
    Read::unusable(why, Dialect::default())
}
