//! The page's end of the line to the worker.
//!
//! A message is a JavaScript array: the postcard header, then what travels beside it (File handles, buffers).
//! Messages that reach a worker before its module runs are lost, so they wait here for [`Event::Ready`], in
//! order. Must never decide what to do about a dead worker: it says so once and falls silent.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use garimpo_workspace::protocol::{Event, PROTOCOL, Request, decode, encode};
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{script_url, words_of};

type OnEvent = Box<dyn Fn(Event, Vec<JsValue>)>;
type OnDown = Box<dyn Fn(String)>;

pub struct Client(Rc<Inner>);

struct Inner {
    worker: RefCell<Option<Worker>>,
    ready: Cell<bool>,
    waiting: RefCell<Vec<Array>>,
    on_event: OnEvent,
    on_down: OnDown,
}

impl Client {
    /// Starts a worker from `<meta name="worker">`. `on_event` gets each message with what came beside it;
    /// `on_down` is called at most once, when the worker could not start or cannot go on.
    pub fn start(
        on_event: impl Fn(Event, Vec<JsValue>) + 'static,
        on_down: impl Fn(String) + 'static,
    ) -> Client {
        let inner = Rc::new(Inner {
            worker: RefCell::default(),
            ready: Cell::new(false),
            waiting: RefCell::default(),
            on_event: Box::new(on_event),
            on_down: Box::new(on_down),
        });
        match construct() {
            Ok(worker) => {
                listen(&inner, &worker);
                inner.worker.replace(Some(worker));
                inner.post(&Request::Hello { protocol: PROTOCOL }, &[]);
            }
            Err(error) => {
                // The caller has no client yet: tell it when it has.
                let inner = Rc::clone(&inner);
                crate::spawn(async move { (inner.on_down)(words_of(&error)) });
            }
        }
        Client(inner)
    }

    /// `beside` goes along uncopied as far as the browser can (File handles always).
    pub fn post(&self, request: &Request, beside: &[JsValue]) {
        self.0.post(request, beside);
    }

    /// Ends the worker and frees its memory. Nothing is heard of it again.
    pub fn terminate(&self) {
        self.0.silence();
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.0.silence();
    }
}

impl Inner {
    fn post(&self, request: &Request, beside: &[JsValue]) {
        let message = Array::of1(&Uint8Array::from(encode(request).as_slice()));
        for part in beside {
            message.push(part);
        }
        if self.ready.get() {
            self.send(&message);
        } else {
            self.waiting.borrow_mut().push(message);
        }
    }

    fn send(&self, message: &Array) {
        let header: Uint8Array = message.get(0).unchecked_into();
        let worker = self.worker.borrow().clone();
        if let Some(worker) = worker {
            let transfer = Array::of1(&header.buffer());
            if let Err(error) = worker.post_message_with_transfer(message, &transfer) {
                self.down(words_of(&error));
            }
        }
    }

    fn receive(&self, data: &JsValue) {
        let Some((event, beside)) = open(data) else {
            return self.down("a message that is not one of ours".into());
        };
        match event {
            Event::Fatal { message } => self.down(message),
            Event::Ready { protocol, .. } if protocol != PROTOCOL => {
                self.down(format!("page {PROTOCOL}, worker {protocol}"));
            }
            Event::Ready { .. } => {
                self.ready.set(true);
                for message in self.waiting.take() {
                    self.send(&message);
                }
                (self.on_event)(event, beside);
            }
            event => (self.on_event)(event, beside),
        }
    }

    fn down(&self, message: String) {
        if self.silence() {
            (self.on_down)(message);
        }
    }

    /// Whether there was anything to silence.
    fn silence(&self) -> bool {
        let Some(worker) = self.worker.take() else { return false };
        worker.set_onmessage(None);
        worker.set_onerror(None);
        worker.set_onmessageerror(None);
        worker.terminate();
        self.waiting.borrow_mut().clear();
        true
    }
}

/// The header and what came beside it. `None` for anything that is not ours.
pub(crate) fn open<T: for<'a> serde::Deserialize<'a>>(data: &JsValue) -> Option<(T, Vec<JsValue>)> {
    let parts: &Array = data.dyn_ref()?;
    let header: Uint8Array = parts.get(0).dyn_into().ok()?;
    Some((decode(&header.to_vec())?, parts.iter().skip(1).collect()))
}

fn construct() -> Result<Worker, JsValue> {
    let url = script_url::worker().ok_or_else(|| JsValue::from_str("no address of the worker"))?;
    new_worker(&url, "garimpo")
}

/// `new Worker(url, { type: "module" })`, spelled out because the address may have to be a trusted one. A page in one
/// file has workers that are no modules: browsers do not run modules from there.
pub(crate) fn new_worker(url: &str, name: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(if url.starts_with("blob:") { WorkerType::Classic } else { WorkerType::Module });
    options.set_name(name);
    let class: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    Ok(Reflect::construct(&class, &Array::of2(&script_url::trusted(url), &options))?.unchecked_into())
}

fn listen(inner: &Rc<Inner>, worker: &Worker) {
    let weak = Rc::downgrade(inner);
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(inner) = weak.upgrade() {
            inner.receive(&event.data());
        }
    });
    let weak = Rc::downgrade(inner);
    let error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        // A module that cannot be loaded gives a plain event without words.
        let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
        if let Some(inner) = weak.upgrade() {
            inner.down(if words.is_empty() { event.type_() } else { words });
        }
    });
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    worker.set_onmessageerror(Some(error.as_ref().unchecked_ref()));
    // A page starts a handful of workers in its life; the closures hold nothing but a weak reference.
    message.forget();
    error.forget();
}
