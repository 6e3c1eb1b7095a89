//! The line between the engine and the opener of workbooks and archives, both ends. The opener is a worker that
//! the engine starts when the first such file comes: only then is its code requested, from the page's own
//! address. A message has the form that `worker_client` describes.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;

use garimpo_workspace::opening::Opening;
use garimpo_workspace::protocol::encode;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, ErrorEvent, File, MessageEvent, Worker};

use crate::worker_client::open;
use crate::{script_url, words_of};

/// What the engine hears.
pub enum Heard {
    Said(Opening, Option<Uint8Array>),
    /// It is gone, with its last words.
    Down(String),
    /// Nothing yet.
    Silence,
}

/// The engine's end. The worker ends with it.
pub struct Opener {
    worker: Worker,
    inbox: Rc<Inbox>,
    _listeners: [Closure<dyn Fn(MessageEvent)>; 1],
    _error: Closure<dyn Fn(web_sys::Event)>,
}

#[derive(Default)]
struct Inbox {
    heard: RefCell<VecDeque<Heard>>,
    waiting: RefCell<Option<Function>>,
}

impl Inbox {
    fn put(&self, heard: Heard) {
        self.heard.borrow_mut().push_back(heard);
        self.wake();
    }

    fn wake(&self) {
        let waiting = self.waiting.borrow_mut().take();
        if let Some(resolve) = waiting {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}

impl Opener {
    /// Starts one. Its first word is [`Opening::Ready`]; a file that is given before is lost.
    pub fn start() -> Result<Opener, String> {
        let worker = construct().map_err(|error| words_of(&error))?;
        let inbox = Rc::new(Inbox::default());
        let into = Rc::clone(&inbox);
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            into.put(match open(&event.data()) {
                Some((said, beside)) => {
                    Heard::Said(said, beside.into_iter().next().and_then(|bytes| bytes.dyn_into().ok()))
                }
                None => Heard::Down("a message that is not one of ours".into()),
            });
        });
        let into = Rc::clone(&inbox);
        let error = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            into.put(Heard::Down(if words.is_empty() { event.type_() } else { words }));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(error.as_ref().unchecked_ref()));
        Ok(Opener { worker, inbox, _listeners: [message], _error: error })
    }

    pub fn give(&self, file: &File) {
        if let Err(error) = self.worker.post_message(file) {
            self.inbox.put(Heard::Down(words_of(&error)));
        }
    }

    /// The next word, or [`Heard::Silence`] after so long without one.
    pub async fn listen(&self, at_most_ms: u32) -> Heard {
        if let Some(heard) = self.next() {
            return heard;
        }
        let promise = Promise::new(&mut |resolve, _| {
            self.inbox.waiting.replace(Some(resolve));
        });
        let inbox = Rc::clone(&self.inbox);
        let alarm = Timeout::new(at_most_ms, move || inbox.wake());
        let _ = JsFuture::from(promise).await;
        drop(alarm);
        self.next().unwrap_or(Heard::Silence)
    }

    fn next(&self) -> Option<Heard> {
        self.inbox.heard.borrow_mut().pop_front()
    }
}

impl Drop for Opener {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

fn construct() -> Result<Worker, JsValue> {
    let url = script_url::opener().ok_or_else(|| JsValue::from_str("no address of the opener"))?;
    crate::worker_client::new_worker(&url, "garimpo-opener")
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The opener's end: calls `work` for every file that the engine gives.
pub fn serve<F: Future<Output = ()> + 'static>(work: impl Fn(File) -> F + 'static) {
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(file) = event.data().dyn_into::<File>() {
            crate::spawn(work(file));
        }
    });
    scope().set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();
}

/// Says something to the engine; the bytes are moved.
pub fn say(said: &Opening, bytes: Option<&[u8]>) {
    let header = Uint8Array::from(encode(said).as_slice());
    let (message, transfer) = (Array::of1(&header), Array::of1(&header.buffer()));
    if let Some(bytes) = bytes {
        let bytes = Uint8Array::from(bytes);
        message.push(&bytes);
        transfer.push(&bytes.buffer());
    }
    let _ = scope().post_message_with_transfer(&message, &transfer);
}
