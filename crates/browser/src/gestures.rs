//! What a person does anywhere on the page: dropping files, pasting, choosing files, pressing keys, going back.
//!
//! One listener an event on `window`, for the life of the page. Whoever has handled an event before
//! (`preventDefault`) keeps it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, convert::FromWasmAbi};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, HtmlElement, HtmlInputElement,
    KeyboardEvent,
};

use crate::{clipboard, dom, files};

/// While files are held over the page.
const DRAGGING: &str = "dragging";

/// A pressed key, as data. `key` is in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub key: String,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
    /// The caret is in a text field: text keys belong to it.
    pub in_text: bool,
}

pub struct Handlers {
    pub files: Box<dyn Fn(Vec<File>)>,
    /// Text pasted where no field and no grid takes it.
    pub pasted: Box<dyn Fn(String)>,
    pub hash: Box<dyn Fn(String)>,
    /// Whether the key was used: it does nothing else then.
    pub key: Box<dyn Fn(Key) -> bool>,
    /// A test wants to see what follows when the worker dies.
    pub crash: Box<dyn Fn()>,
}

thread_local! {
    static HOLDS_BACK: Cell<bool> = const { Cell::new(false) };
}

/// Whether a person who leaves the page is asked first.
pub fn hold_back(wanted: bool) {
    HOLDS_BACK.set(wanted);
}

pub fn listen(handlers: Handlers) {
    on("beforeunload", |event: Event| {
        if HOLDS_BACK.get() {
            event.prevent_default();
        }
    });
    let to = Rc::new(handlers);
    drag_and_drop(&to);
    let handlers = Rc::clone(&to);
    on("change", move |event: Event| chosen(&handlers, &event));
    let handlers = Rc::clone(&to);
    on("paste", move |event: ClipboardEvent| {
        if !event.default_prevented()
            && !takes_text(&event)
            && let Some(text) = clipboard::text(&event)
        {
            (handlers.pasted)(text);
        }
    });
    let handlers = Rc::clone(&to);
    on("hashchange", move |_: Event| (handlers.hash)(dom::hash()));
    let handlers = Rc::clone(&to);
    on("garimpo:crash-worker", move |_: Event| (handlers.crash)());
    on("keydown", move |event: KeyboardEvent| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = Key {
            key: event.key().to_lowercase(),
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            in_text: target(&event).is_some_and(|element| is_text_field(&element)),
        };
        if (to.key)(key) {
            event.prevent_default();
        }
    });
}

fn drag_and_drop(to: &Rc<Handlers>) {
    let over = |event: DragEvent| {
        if carries_files(event.data_transfer().as_ref()) {
            event.prevent_default();
            dom::set_body_class(DRAGGING, true);
        }
    };
    on("dragenter", over);
    on("dragover", over);
    on("dragleave", |event: DragEvent| {
        // Nothing is entered instead: the pointer has left the page.
        if event.related_target().is_none() {
            dom::set_body_class(DRAGGING, false);
        }
    });
    let to = Rc::clone(to);
    on("drop", move |event: DragEvent| {
        dom::set_body_class(DRAGGING, false);
        let list = event.data_transfer().and_then(|data| data.files());
        let dropped = list.map(|list| files::list(&list)).unwrap_or_default();
        if !dropped.is_empty() {
            // Without this the browser would leave the page and show the file.
            event.prevent_default();
            (to.files)(dropped);
        }
    });
}

/// A file input anywhere. It is emptied, so that the same file can be chosen again.
fn chosen(to: &Handlers, event: &Event) {
    let input = target(event).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input.filter(|input| input.type_() == "file") {
        let chosen = input.files().map(|list| files::list(&list)).unwrap_or_default();
        input.set_value("");
        if !chosen.is_empty() {
            (to.files)(chosen);
        }
    }
}

fn on<E: FromWasmAbi + 'static>(name: &str, handle: impl Fn(E) + 'static) {
    let closure = Closure::<dyn Fn(E)>::new(handle);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn carries_files(data: Option<&DataTransfer>) -> bool {
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn is_text_field(element: &Element) -> bool {
    let editable = element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    let field = match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => element.dyn_ref::<HtmlInputElement>().is_some_and(|input| {
            !matches!(input.type_().as_str(), "checkbox" | "radio" | "button" | "submit" | "file" | "range")
        }),
        _ => false,
    };
    editable || field
}

/// A text field, or the grid, which pastes into its cells by itself.
fn takes_text(event: &Event) -> bool {
    target(event).is_some_and(|element| {
        is_text_field(&element) || element.closest("[role=grid]").ok().flatten().is_some()
    })
}
