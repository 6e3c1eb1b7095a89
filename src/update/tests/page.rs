//! Browser and worker for the tests of `update`: carries effects out on a real document, a step at a time.

use std::collections::BTreeMap;

use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::protocol::{FileInfo, JournalEntry};
use garimpo_workspace::view::Place;
use garimpo_workspace::{
    Event, Incoming, Intent, PROTOCOL, Refusal, Remembered, Request, RowBlock, doc::Doc, sample,
};

use crate::effect::Effect;
use crate::i18n::Lang;
use crate::model::Model;
use crate::msg::Msg;
use crate::update::update;

pub struct Page {
    pub model: Model,
    pub doc: Doc,
    pub applied: u32,
    /// Posted and not handled yet, with the contents of the files beside.
    pub posted: Vec<(Request, Vec<(String, String)>)>,
    pub batches: BTreeMap<u32, Vec<(String, String)>>,
    /// Everything wanted since the last look.
    pub effects: Vec<Effect>,
    pub restarts: u32,
    /// Every file that the document got.
    pub texts: BTreeMap<u32, (String, String)>,
}

impl Page {
    pub fn booting(lang: Lang) -> Page {
        Page {
            model: Model { lang, ..Model::default() },
            doc: Doc::new(),
            applied: 0,
            posted: Vec::new(),
            batches: BTreeMap::new(),
            effects: Vec::new(),
            restarts: 0,
            texts: BTreeMap::new(),
        }
    }

    pub fn new() -> Page {
        let mut page = Page::booting(Lang::PtBr);
        page.ready();
        page
    }

    pub fn ready(&mut self) {
        self.event(Event::Ready { protocol: PROTOCOL, self_check: 7 });
    }

    pub fn loaded(files: &[(&str, &str)]) -> Page {
        let mut page = Page::new();
        page.drop_files(files);
        page.work();
        page.effects.clear();
        page
    }

    pub fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            match &effect {
                Effect::Post(request) => self.posted.push((request.clone(), Vec::new())),
                Effect::PostWithFiles { request, batches } => {
                    let beside =
                        batches.iter().filter_map(|batch| self.batches.get(batch)).flatten().cloned();
                    self.posted.push((request.clone(), beside.collect()));
                }
                Effect::ForgetFiles { batch } => drop(self.batches.remove(batch)),
                Effect::KeepFiles { batch, files } => {
                    let held = self.batches.remove(batch).unwrap_or_default();
                    self.batches.insert(*batch, files.iter().map(|at| held[*at].clone()).collect());
                }
                Effect::RestartWorker => {
                    self.posted.clear();
                    self.doc = Doc::new();
                    self.restarts += 1;
                }
                _ => {}
            }
            self.effects.push(effect);
        }
    }

    pub fn event(&mut self, event: Event) {
        self.send(Msg::Event(Box::new(event)));
    }

    pub fn drop_files(&mut self, files: &[(&str, &str)]) {
        let batch = self.batches.len() as u32 + 1;
        let held: Vec<(String, String)> =
            files.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
        let infos = held
            .iter()
            .map(|(name, text)| FileInfo { name: name.clone(), size: text.len() as u64 })
            .collect();
        self.batches.insert(batch, held);
        self.send(Msg::Dropped { batch, files: infos });
    }

    /// The worker does everything that was posted, and all it says arrives.
    pub fn work(&mut self) {
        while !self.posted.is_empty() {
            let (request, beside) = self.posted.remove(0);
            self.handle(request, beside);
        }
    }

    pub fn handle(&mut self, request: Request, beside: Vec<(String, String)>) {
        match request {
            Request::Import { seq, memory, .. } => self.import(seq, beside, &memory),
            Request::ImportText { seq, name, text } => self.import(seq, vec![(name, text)], &[]),
            Request::Sample { seq, lang } => self.import(seq, sample::files(lang), &[]),
            Request::Reread { seq, sheet, options } => {
                let result = self.reread(sheet, options);
                self.answer(seq, result);
            }
            Request::Preview { view, sheet } => {
                let preview = self.doc.preview(sheet).map(Box::new);
                self.event(Event::Preview { view, preview });
            }
            Request::Outside { view, sheet } => {
                let problems = self.doc.outside(sheet);
                self.event(Event::Outside { view, sheet, problems });
            }
            Request::Do { seq, intent } => {
                let result = self.doc.act(intent);
                self.answer(seq, result);
            }
            Request::Undo { seq } => {
                let result = self.doc.undo();
                self.answer(seq, result);
            }
            Request::Redo { seq } => {
                let result = self.doc.redo();
                self.answer(seq, result);
            }
            // Files are the browser's: the messages that follow are tested one by one.
            Request::Pack { .. } | Request::Open { .. } => {}
            Request::Study { view, study } => {
                let studied = self.doc.study(&study);
                self.event(Event::Studied { view, studied });
            }
            Request::Rows { sheet, view, first, count } => {
                let block = self.doc.rows(sheet, view, first, count);
                self.event(Event::Rows(block));
            }
            Request::Explain { view, .. } => {
                self.event(Event::Explained { view, explanation: None, rows: Vec::new() });
            }
            Request::Restore { seq, entries } => {
                let mut beside = beside.into_iter();
                for entry in entries {
                    match entry {
                        JournalEntry::Import { files, memory } => {
                            let contents = files.iter().map(|_| beside.next().unwrap()).collect();
                            self.doc.import(read(contents), &memory);
                        }
                        JournalEntry::ImportText { name, text } => {
                            drop(self.doc.import(read(vec![(name, text)]), &[]))
                        }
                        JournalEntry::Sample { lang } => {
                            drop(self.doc.import(read(sample::files(lang)), &[]))
                        }
                        JournalEntry::Reread { sheet, options } => drop(self.reread(sheet, options)),
                        JournalEntry::Do { intent } => drop(self.doc.act(intent)),
                        JournalEntry::Undo => drop(self.doc.undo()),
                        JournalEntry::Redo => drop(self.doc.redo()),
                    }
                }
                self.applied = seq;
                self.tell();
            }
            Request::Hello { .. } | Request::Cancel { .. } | Request::Copy { .. } => {}
            Request::Share { view, made } => {
                let shared = self.doc.share(made).map(Box::new);
                self.event(Event::Shared { view, shared });
            }
            Request::Find { view, sheet, find } => {
                let found = self.doc.find(sheet, &find);
                self.event(Event::Found { view, version: self.doc.version_of(sheet), found });
            }
            Request::Values { view, sheet, column, search, most } => {
                let (values, all) = self.doc.values(sheet, column, &search, most);
                self.event(Event::Values { view, values, all });
            }
            Request::Sum { view, sheet, block } => {
                let summary = self.doc.summary(sheet, block);
                self.event(Event::Summed { view, summary });
            }
            Request::ExportCsv { .. } | Request::Crash => {}
        }
    }

    pub fn import(&mut self, seq: u32, files: Vec<(String, String)>, memory: &[Remembered]) {
        self.texts.extend((self.doc.next_file()..).zip(files.iter().cloned()));
        let files = self.doc.import(read(files), memory);
        self.applied = self.applied.max(seq);
        self.event(Event::Imported { seq, files, unreadable: Vec::new(), cancelled: false });
        self.tell();
    }

    fn reread(&mut self, sheet: u32, options: ReadOptions) -> Result<Option<Place>, Refusal> {
        let (name, text) = self.doc.file_of(sheet).and_then(|file| self.texts.get(&file)).unwrap().clone();
        let mut reader = Reader::new(options, text.len());
        reader.push(text.as_bytes());
        self.doc.reread(sheet, Incoming::new(name, reader.finish(), options))
    }

    pub fn answer(&mut self, seq: u32, result: Result<Option<Place>, Refusal>) {
        match result {
            Ok(place) => {
                self.applied = self.applied.max(seq);
                self.event(Event::Done { seq, place });
                self.tell();
            }
            Err(why) => self.event(Event::Refused { seq, why }),
        }
    }

    pub fn tell(&mut self) {
        let (seq, doc) = (self.applied, self.doc.view(self.applied));
        let ranking = self.doc.ranking().cloned().map(Box::new);
        self.event(Event::Doc(Box::new(doc)));
        self.event(Event::Ranking { seq, ranking });
    }

    pub fn cell(&self, sheet: u32, row: u32, column: usize) -> String {
        let block: RowBlock = self.doc.rows(sheet, 0, row, 1);
        block.rows.first().map(|row| row.cells[column].clone()).unwrap_or_default()
    }

    pub fn set_cell(&mut self, sheet: u32, row: u32, column: u32, text: &str) {
        self.send(Msg::Do(Intent::SetCell { sheet, row, column, text: text.into() }));
    }

    pub fn names(&self) -> Vec<&str> {
        self.model.doc.sheets.iter().map(|sheet| sheet.name.as_str()).collect()
    }

    pub fn wanted(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }
}

pub fn read(files: Vec<(String, String)>) -> Vec<Incoming> {
    let read = |(name, text): (String, String)| {
        let mut reader = Reader::new(ReadOptions::default(), text.len());
        reader.push(text.as_bytes());
        Incoming::new(name, reader.finish(), ReadOptions::default())
    };
    files.into_iter().map(read).collect()
}
