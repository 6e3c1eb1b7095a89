//! Carries effects out. The only place where the page's decisions meet the browser.
//!
//! Holds what the model must not: the worker's client, File handles, timers, and the requests of the grid that
//! are still unanswered. Decides nothing: what comes in becomes a message.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use garimpo_browser::gestures::{Handlers, Key};
use garimpo_browser::worker_client::Client;
use garimpo_browser::{
    clipboard, crypto, dom, download, erase, files, frame, gestures, intl, offline, prefs, timing,
};
use garimpo_workspace::protocol::{Found, JournalEntry};
use garimpo_workspace::{Event, Remembered, Request};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;
use yew::Callback;

use crate::columns;
use crate::effect::Effect;
use crate::grid::port::{Port, PortEvent};
use crate::i18n::{Lang, keep};
use crate::model::{Model, OWN_VIEWS, Theme};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::Dispatch;
use crate::update::{go, share};
use crate::view;

const CSV: &str = "text/csv;charset=utf-8";

struct Timer {
    seq: u32,
    start: f64,
    import: bool,
}

/// Shared with the callbacks of the browser; borrowed for a moment, never across one.
pub struct Runner {
    dispatch: Dispatch,
    port: Port,
    client: RefCell<Option<Client>>,
    batches: RefCell<BTreeMap<u32, Vec<File>>>,
    last_batch: RefCell<u32>,
    lang: Cell<Lang>,
    timers: RefCell<Vec<Timer>>,
    /// What the grid has asked for and a worker that dies would never answer.
    unanswered: RefCell<Vec<Request>>,
}

impl Runner {
    /// Starts the worker at once, so that it compiles while the page is drawn, and listens to the person.
    /// `key` says whether a key was used.
    pub fn start(dispatch: Dispatch, lang: Lang, key: impl Fn(Key) -> bool + 'static) -> Rc<Runner> {
        let runner = Rc::new_cyclic(|weak: &std::rc::Weak<Runner>| {
            let weak = weak.clone();
            let post = Callback::from(move |request: Request| {
                if let Some(runner) = weak.upgrade() {
                    runner.ask(request);
                }
            });
            Runner {
                dispatch: dispatch.clone(),
                port: Port::new(post),
                client: RefCell::default(),
                batches: RefCell::default(),
                last_batch: RefCell::default(),
                lang: Cell::new(lang),
                timers: RefCell::default(),
                unanswered: RefCell::default(),
            }
        });
        runner.restart();
        garimpo_browser::trial::listen();
        let newer = dispatch.clone();
        offline::start(move || newer.emit(Msg::NewVersion));
        let (for_files, for_crash) = (Rc::clone(&runner), Rc::clone(&runner));
        let for_launch = Rc::clone(&runner);
        offline::launched(move |files| for_launch.take(files));
        let (pasted, hash) = (dispatch.clone(), dispatch);
        gestures::listen(Handlers {
            files: Box::new(move |files| for_files.take(files)),
            pasted: Box::new(move |text| pasted.emit(Msg::Pasted(text))),
            hash: Box::new(move |address| hash.emit(Msg::HashChanged(address))),
            key: Box::new(key),
            crash: Box::new(move || for_crash.post(&Request::Crash, &[])),
        });
        runner
    }

    pub fn port(&self) -> &Port {
        &self.port
    }

    pub fn run(self: &Rc<Self>, effects: Vec<Effect>) {
        let mut shown = Vec::new();
        for effect in effects {
            match effect {
                Effect::RankingShown { seq } => shown.push(seq),
                other => self.carry_out(other),
            }
        }
        if !shown.is_empty() {
            let runner = Rc::clone(self);
            frame::after_paint(move || runner.measure(&shown));
        }
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Post(request) => self.post(&request, &[]),
            Effect::PostWithFiles { request, batches } => {
                let held = self.batches.borrow();
                let handles = batches.iter().filter_map(|batch| held.get(batch)).flatten();
                let handles: Vec<JsValue> = handles.map(JsValue::from).collect();
                self.post(&request, &handles);
                if matches!(request, Request::Restore { .. }) {
                    // The grid still waits for these; after the document is back they can be answered.
                    let again = self.unanswered.borrow().clone();
                    again.iter().for_each(|request| self.post(request, &[]));
                }
            }
            Effect::ForgetFiles { batch } => {
                self.batches.borrow_mut().remove(&batch);
            }
            Effect::KeepFiles { batch, files } => {
                if let Some(held) = self.batches.borrow_mut().get_mut(&batch) {
                    *held = files.iter().filter_map(|at| held.get(*at).cloned()).collect();
                }
            }
            Effect::RestartWorker => self.restart(),
            Effect::SetHash(route) => dom::push_hash(&route.hash()),
            Effect::Erase => {
                let dispatch = self.dispatch.clone();
                garimpo_browser::spawn(async move {
                    dispatch.emit(Msg::Erased(erase::everything().await));
                });
            }
            Effect::UseNewVersion => offline::update(),
            Effect::AskShare { view } => self.post(&share::ask(view, timing::today()), &[]),
            Effect::SealLink { view, secret, plain } => {
                let dispatch = self.dispatch.clone();
                garimpo_browser::spawn(async move {
                    let payload = crypto::seal_link(&secret.0, &plain).await;
                    dispatch.emit(Msg::LinkSealed { view, payload });
                });
            }
            Effect::UnsealLink { view, secret, payload } => {
                let dispatch = self.dispatch.clone();
                garimpo_browser::spawn(async move {
                    let plain = crypto::unseal_link(&secret.0, &payload).await;
                    dispatch.emit(Msg::LinkUnlocked { view, plain });
                });
            }
            Effect::CopyText { text } => {
                let dispatch = self.dispatch.clone();
                garimpo_browser::spawn(async move {
                    dispatch.emit(Msg::LinkCopied(clipboard::write(&text).await));
                });
            }
            Effect::DropHash => dom::drop_hash(),
            Effect::Save { name, bytes } => {
                let bytes = js_sys::Uint8Array::from(bytes.as_slice());
                if download::save(&name, CSV, &bytes) {
                    self.dispatch.emit(Msg::Event(Box::new(Event::Exported { name })));
                }
            }
            Effect::KeepMemory(memory) => {
                prefs::set_memory(memory.map(|memory| memory_text(&memory)).as_deref());
            }
            Effect::KeepColumns(chosen) => {
                prefs::set_columns(chosen.map(|chosen| columns::text(&chosen)).as_deref());
            }
            Effect::SetLang(lang) => {
                self.lang.set(lang);
                prefs::set_lang(lang.tag());
                dom::set_lang(lang.tag());
            }
            Effect::SetTheme(theme) => {
                prefs::set_theme(theme_name(theme));
                dom::set_theme(theme_name(theme));
            }
            Effect::StartTimer { seq, import } => {
                self.timers.borrow_mut().push(Timer { seq, start: timing::now(), import });
            }
            Effect::DropTimer { seq } => self.timers.borrow_mut().retain(|timer| timer.seq != seq),
            Effect::RankingShown { seq } => self.measure(&[seq]),
            Effect::Booted(lang) => frame::after_paint(move || {
                timing::measure("garimpo:boot", 0.0, timing::now());
                intl::prepare(lang.tag());
                garimpo_browser::spawn(async move {
                    frame::turn().await;
                    view::channels::warm(lang);
                });
            }),
        }
    }

    /// Ends the timers of these changes: the frame with their ranking has just been painted.
    fn measure(&self, changes: &[u32]) {
        let now = timing::now();
        self.timers.borrow_mut().retain(|timer| {
            let ends = changes.contains(&timer.seq);
            if ends {
                let name = if timer.import { "garimpo:import" } else { "garimpo:edit" };
                timing::measure(name, timer.start, now);
            }
            !ends
        });
    }

    fn post(&self, request: &Request, beside: &[JsValue]) {
        if let Some(client) = self.client.borrow().as_ref() {
            client.post(request, beside);
        }
    }

    /// A request of the grid.
    fn ask(&self, request: Request) {
        self.post(&request, &[]);
        self.unanswered.borrow_mut().push(request);
    }

    fn restart(self: &Rc<Self>) {
        let (heard, down) = (Rc::downgrade(self), Rc::downgrade(self));
        let client = Client::start(
            move |event, beside| {
                if let Some(runner) = heard.upgrade() {
                    runner.hear(event, &beside);
                }
            },
            move |why| {
                if let Some(runner) = down.upgrade() {
                    runner.dispatch.emit(Msg::WorkerDown(why));
                }
            },
        );
        // Put in its place first: what the old one says while it goes is not heard any more.
        let old = self.client.borrow_mut().replace(client);
        drop(old);
    }

    /// Rows and copied text go straight to the grid; everything else is a message.
    fn hear(&self, event: Event, beside: &[JsValue]) {
        match event {
            Event::Rows(block) if block.view & OWN_VIEWS == 0 => {
                self.answered(|request| match request {
                    Request::Rows { sheet, view, first, .. } => {
                        (*sheet, *view, *first) == (block.sheet, block.view, block.first)
                    }
                    _ => false,
                });
                self.port.deliver(PortEvent::Rows(block));
            }
            Event::Copied { view, text } => {
                self.answered(
                    |request| matches!(request, Request::Copy { view: asked, .. } if *asked == view),
                );
                self.port.deliver(PortEvent::Copied { view, text });
            }
            Event::Packed { view, missing } => {
                let blob = beside.first().and_then(|blob| blob.dyn_ref::<web_sys::Blob>());
                let name = keep::file_name(self.lang.get());
                // The browser that takes no download says so itself.
                let taken = missing.is_some() || blob.is_some_and(|blob| download::save_blob(name, blob));
                let missing = missing.or_else(|| (!taken).then(String::new));
                self.dispatch.emit(Msg::Event(Box::new(Event::Packed { view, missing })));
            }
            Event::Opened { view, result } => {
                let batches = result.as_ref().map_or_else(|_| Vec::new(), |found| self.keep(found, beside));
                self.dispatch.emit(Msg::Opened { view, result: Box::new(result), batches });
            }
            Event::Exported { name } => {
                let bytes = beside.first().and_then(|bytes| bytes.dyn_ref::<js_sys::Uint8Array>());
                if bytes.is_some_and(|bytes| download::save(&name, CSV, bytes)) {
                    self.dispatch.emit(Msg::Event(Box::new(Event::Exported { name })));
                }
            }
            event => self.dispatch.emit(Msg::Event(Box::new(event))),
        }
    }

    fn answered(&self, is_it: impl Fn(&Request) -> bool) {
        self.unanswered.borrow_mut().retain(|request| !is_it(request));
    }

    /// The files of a workspace, one batch an import. A damaged one leaves its place empty: nothing is opened then.
    fn keep(&self, found: &Found, beside: &[JsValue]) -> Vec<u32> {
        let mut files = beside.iter().filter_map(|file| file.dyn_ref::<File>()).cloned();
        let imports = found.journal.entries.iter().filter_map(|entry| match entry {
            JournalEntry::Import { files, .. } => Some(files.len()),
            _ => None,
        });
        imports.map(|count| self.batch(files.by_ref().take(count).collect())).collect()
    }

    fn batch(&self, files: Vec<File>) -> u32 {
        let mut last = self.last_batch.borrow_mut();
        *last += 1;
        self.batches.borrow_mut().insert(*last, files);
        *last
    }

    /// Files that a person has given: the handles stay here, the model gets their names.
    fn take(&self, files: Vec<File>) {
        let infos = files.iter().map(files::info).collect();
        let batch = self.batch(files);
        self.dispatch.emit(Msg::Dropped { batch, files: infos });
    }
}

/// The model that a page begins with: its address, and the language and theme that were asked for, saved, or are
/// the system's.
pub fn first_model() -> Model {
    let asked = dom::query("lang").or_else(prefs::lang).or_else(dom::navigator_lang);
    let lang = asked.as_deref().map(Lang::from_tag).unwrap_or_default();
    let theme = match prefs::theme().as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    };
    dom::set_lang(lang.tag());
    dom::set_theme(theme_name(theme));
    let memory = prefs::memory().and_then(|text| memory_of(&text));
    let mut model = Model {
        lang,
        theme,
        route: Route::parse(&dom::hash()),
        remembers: memory.is_some(),
        memory: Rc::new(memory.unwrap_or_default()),
        columns: prefs::columns().map(|text| Rc::new(columns::of_text(&text))),
        address: dom::address().into(),
        keeps_nothing: prefs::keeps_nothing(),
        ..Model::default()
    };
    // Some programs put a link behind `?`.
    let (hash, search) = (dom::hash(), dom::search());
    if let Some(link) = [hash, search].into_iter().find(|text| go::is_link(text)) {
        share::received(&mut model, &link);
        dom::drop_hash();
    }
    model
}

/// The version of what is kept; another one is not understood, and forgotten.
const MEMORY: &str = "1:";

fn memory_text(memory: &[Remembered]) -> String {
    let bytes = garimpo_workspace::protocol::encode(&memory.to_vec());
    bytes.iter().fold(MEMORY.to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

fn memory_of(text: &str) -> Option<Vec<Remembered>> {
    let digits = text.strip_prefix(MEMORY)?.as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Vec<u8> = digits.chunks(2).map(byte).collect::<Option<_>>()?;
    garimpo_workspace::protocol::decode(&bytes)
}

/// What programs read off `body`, once the document shows the same: CONTRACT.md, "Loading".
pub fn show_state(model: &Model) {
    dom::set_state(model.page_state().name());
    gestures::hold_back(model.is_unsaved());
    if let Some(digest) = model.self_check {
        dom::set_body_attribute("data-self-check", &format!("{digest:016x}"));
    }
}

fn theme_name(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}
