//! Paper and the whole screen: printing the page, and showing it without anything around.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Asks for the whole screen; a browser may refuse, and nothing is lost then.
pub fn fill_screen() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|doc| doc.document_element());
    if let Some(root) = root {
        let _ = root.request_fullscreen();
    }
}

pub fn leave_screen() {
    if let Some(document) = web_sys::window().and_then(|window| window.document())
        && document.fullscreen_element().is_some()
    {
        document.exit_fullscreen();
    }
}

/// How tall an element's content is, against how tall the element may be, both in CSS pixels.
pub fn overflow(id: &str) -> Option<(f64, f64)> {
    let element: HtmlElement = web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()?;
    Some((f64::from(element.scroll_height()), f64::from(element.offset_width())))
}

/// Told when the window has another width, until it is dropped.
pub fn on_resize(told: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "resize", move |_| told()))
}

/// Minutes since 1970 as the reader's clock on the wall tells them, and the day.
pub fn now() -> (i64, i32) {
    let date = js_sys::Date::new_0();
    let local = (date.get_time() / 60_000.0).floor() - date.get_timezone_offset();
    (local as i64, (local / 1_440.0).floor() as i32)
}
