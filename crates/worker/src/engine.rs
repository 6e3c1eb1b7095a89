//! What each request does.
//!
//! After a change: `Done` at once, then, when the requests that are already here have been answered, one
//! `Ranking` and one `Doc` for all changes so far. Rows that the grid waits for go before both.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use garimpo_browser::opener::Opener;
use garimpo_browser::timing::timed;
use garimpo_browser::worker_host::{post, post_with_bytes};
use garimpo_browser::{frame, spawn};
use garimpo_workspace::doc::Doc;
use garimpo_workspace::protocol::{JournalEntry, PROTOCOL};
use garimpo_workspace::view::{FileId, Place};
use garimpo_workspace::{Event, Refusal, Remembered, Request, SheetId, sample};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

use crate::job::{self, Job, Source, Work};
use crate::{Shared, warm};

pub struct Engine {
    pub doc: Doc,
    /// The last change in `doc`.
    pub applied: u32,
    pub jobs: VecDeque<Job>,
    pub busy: bool,
    /// Imports that are not wanted any more.
    pub cancelled: BTreeSet<u32>,
    /// Ranking and document are about to be sent.
    settling: bool,
    /// While the document is being restored, everything that needs it waits here.
    pub restoring: bool,
    pub held: Vec<(Request, Vec<JsValue>)>,
    /// Every file that the document got, in order.
    sources: BTreeMap<FileId, Source>,
    /// Kept for the next workbook or archive.
    pub opener: Option<Opener>,
}

impl Default for Engine {
    fn default() -> Self {
        Engine {
            doc: Doc::new(),
            applied: 0,
            jobs: VecDeque::new(),
            busy: false,
            cancelled: BTreeSet::new(),
            settling: false,
            restoring: false,
            held: Vec::new(),
            sources: BTreeMap::new(),
            opener: None,
        }
    }
}

impl Engine {
    pub fn note_applied(&mut self, seq: u32) {
        self.applied = self.applied.max(seq);
    }

    /// Of an import that is about to enter the document.
    pub fn keep_sources(&mut self, sources: Vec<Source>) {
        self.sources.extend((self.doc.next_file()..).zip(sources));
    }

    pub fn source_of(&self, sheet: SheetId) -> Option<Source> {
        self.sources.get(&self.doc.file_of(sheet)?).cloned()
    }

    /// Back to the beginning, for a journal.
    pub fn forget(&mut self) {
        self.doc = Doc::new();
        self.sources.clear();
    }

    pub fn post_ranking(&mut self) {
        let ranking = timed("worker:rank", || self.doc.ranking().cloned().map(Box::new));
        post(&Event::Ranking { seq: self.applied, ranking });
    }

    pub fn post_doc(&mut self) {
        let view = timed("worker:view", || self.doc.view(self.applied));
        post(&Event::Doc(Box::new(view)));
    }
}

pub fn handle(shared: &Shared, request: Request, beside: Vec<JsValue>) {
    let mut engine = shared.borrow_mut();
    if engine.restoring && !matches!(request, Request::Cancel { .. } | Request::Crash | Request::Hello { .. })
    {
        engine.held.push((request, beside));
        return;
    }
    match request {
        Request::Hello { protocol } if protocol != PROTOCOL => {
            post(&Event::Fatal { message: format!("worker {PROTOCOL}, page {protocol}") });
        }
        Request::Hello { .. } => {}
        Request::Import { seq, files, memory } => {
            let sources = files.into_iter().zip(handles(beside)).map(|(info, file)| Source::file(info, file));
            engine.jobs.push_back(Job { seq, work: Work::Import(sources.collect(), memory) });
        }
        Request::ImportText { seq, name, text } => {
            engine
                .jobs
                .push_back(Job { seq, work: Work::Import(vec![Source::text(name, text)], Vec::new()) });
        }
        Request::Sample { seq, lang } => {
            engine.jobs.push_back(Job { seq, work: Work::Import(samples(lang), Vec::new()) });
        }
        Request::Reread { seq, sheet, options } => {
            engine.jobs.push_back(Job { seq, work: Work::Reread(sheet, options) });
        }
        Request::Preview { view, sheet } => {
            post(&Event::Preview { view, preview: engine.doc.preview(sheet).map(Box::new) });
        }
        Request::Outside { view, sheet } => {
            post(&Event::Outside { view, sheet, problems: engine.doc.outside(sheet) });
        }
        Request::Restore { seq, entries } => {
            engine.restoring = true;
            engine.jobs.clear();
            let steps = job::steps(entries, handles(beside));
            engine.jobs.push_back(Job { seq, work: Work::Restore(steps) });
        }
        Request::Cancel { seq } => {
            engine.cancelled.insert(seq);
        }
        Request::Do { seq, intent } => {
            let result = timed("worker:act", || engine.doc.act(intent));
            answer(shared, &mut engine, seq, result);
        }
        Request::Undo { seq } => {
            let result = engine.doc.undo();
            answer(shared, &mut engine, seq, result);
        }
        Request::Redo { seq } => {
            let result = engine.doc.redo();
            answer(shared, &mut engine, seq, result);
        }
        Request::Rows { sheet, view, first, count } => {
            post(&Event::Rows(engine.doc.rows(sheet, view, first, count)));
        }
        Request::Copy { view, sheet, block } => {
            post(&Event::Copied { view, text: engine.doc.copy(sheet, block) });
        }
        Request::Explain { view, channel, metric } => {
            let (explanation, rows) = match engine.doc.explain(channel.as_deref(), metric) {
                Some((explanation, rows)) => (Some(Box::new(explanation)), rows),
                None => (None, Vec::new()),
            };
            post(&Event::Explained { view, explanation, rows });
        }
        Request::Pack { view, entries } => {
            engine.jobs.push_back(Job { seq: 0, work: Work::Pack(view, entries, handles(beside)) });
        }
        Request::Open { view } => {
            let file = handles(beside).into_iter().next();
            engine.jobs.extend(file.map(|file| Job { seq: 0, work: Work::Open(view, file) }));
        }
        Request::Study { view, study } => {
            let studied = timed("worker:study", || engine.doc.study(&study));
            post(&Event::Studied { view, studied });
        }
        Request::Share { view, made } => {
            let shared = timed("worker:share", || engine.doc.share(made).map(Box::new));
            post(&Event::Shared { view, shared });
        }
        Request::ExportCsv { sheet, delimiter } => {
            if let Some((name, bytes)) = engine.doc.export_csv(sheet, delimiter) {
                post_with_bytes(&Event::Exported { name }, &bytes);
            }
        }
        Request::Crash => warm::crash(),
    }
    if !engine.busy && !engine.jobs.is_empty() {
        engine.busy = true;
        spawn(job::run(Rc::clone(shared)));
    }
}

pub fn answer(shared: &Shared, engine: &mut Engine, seq: u32, result: Result<Option<Place>, Refusal>) {
    match result {
        Ok(place) => {
            engine.note_applied(seq);
            post(&Event::Done { seq, place });
            settle(shared, engine);
        }
        Err(why) => post(&Event::Refused { seq, why }),
    }
}

/// The ranking first: it is what a person waits for after an edit.
fn settle(shared: &Shared, engine: &mut Engine) {
    if !engine.settling {
        engine.settling = true;
        let shared = Rc::clone(shared);
        spawn(async move {
            frame::turn().await;
            let mut engine = shared.borrow_mut();
            engine.settling = false;
            engine.post_ranking();
            engine.post_doc();
        });
    }
}

fn samples(lang: garimpo_workspace::protocol::Lang) -> Vec<Source> {
    let source = |(name, text)| Source::text(name, text).of_sample(lang);
    sample::files(lang).into_iter().map(source).collect()
}

fn handles(beside: Vec<JsValue>) -> Vec<File> {
    beside.into_iter().filter_map(|value| value.dyn_into().ok()).collect()
}

/// The sources of a journal's entry, taking as many handles as it has files.
pub fn sources_of(
    entry: &JournalEntry,
    files: &mut impl Iterator<Item = File>,
) -> Option<(Vec<Source>, Vec<Remembered>)> {
    match entry {
        JournalEntry::Import { files: infos, memory } => {
            let sources = infos.iter().zip(files).map(|(info, file)| Source::file(info.clone(), file));
            Some((sources.collect(), memory.clone()))
        }
        JournalEntry::ImportText { name, text } => {
            Some((vec![Source::text(name.clone(), text.clone())], Vec::new()))
        }
        JournalEntry::Sample { lang } => Some((samples(*lang), Vec::new())),
        JournalEntry::Reread { .. } | JournalEntry::Do { .. } | JournalEntry::Undo | JournalEntry::Redo => {
            None
        }
    }
}
