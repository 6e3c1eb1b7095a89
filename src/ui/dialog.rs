//! The browser's own dialog: modal, closed by Esc, focus taken and given back.

use gloo::events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, NodeRef, use_effect_with};

use super::page;

/// A method of the dialog. It can only fail when the dialog is in that state already.
pub fn call(dialog: &HtmlElement, method: &str) {
    let method =
        Reflect::get(dialog, &method.into()).ok().and_then(|method| method.dyn_into::<Function>().ok());
    if let Some(method) = method {
        let _ = method.call0(dialog);
    }
}

/// What has the focus now, if it is outside of every dialog.
pub fn focused_outside() -> Option<HtmlElement> {
    let focused = web_sys::window().and_then(|window| window.document()?.active_element())?;
    focused.closest("dialog").ok()?.is_none().then(|| focused.dyn_into().ok())?
}

/// Shows the dialog over the page for as long as its component lives. The focus goes to the element `first`, and
/// in the end back to where it came from. Whatever closes it (Esc, a phone's back gesture) is told.
#[yew::hook]
pub fn use_modal(dialog: &NodeRef, first: &'static str, closed: Callback<()>) {
    let dialog = dialog.clone();
    use_effect_with((), move |()| {
        let opener = focused_outside();
        let element = dialog.cast::<HtmlElement>();
        let told = element.as_ref().map(|element| {
            call(element, "showModal");
            page::focus(first);
            let close = EventListener::new(element, "close", {
                let closed = closed.clone();
                move |_| closed.emit(())
            });
            (close, escape(closed))
        });
        move || {
            drop(told);
            // While it is modal, nothing behind it can take the focus.
            if let Some(element) = element {
                call(&element, "close");
            }
            if let Some(opener) = opener {
                let _ = opener.focus();
            }
        }
    });
}

/// The page has a use of its own for Esc, so the browser does not always close the dialog by it.
fn escape(closed: Callback<()>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            closed.emit(());
        }
    }))
}
