//! Elements of the page by their id: focus and clicks that a button stands in for.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

pub fn click(id: &str) {
    if let Some(element) = element(id) {
        element.click();
    }
}
