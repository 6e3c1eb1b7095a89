//! The document around the app: attributes of `html` and `body`, title, address, what the `<meta>`s say.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, UrlSearchParams, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn set(element: Option<Element>, name: &str, value: &str) {
    if let Some(element) = element
        && element.get_attribute(name).as_deref() != Some(value)
    {
        let _ = element.set_attribute(name, value);
    }
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// CONTRACT.md `body[data-state]`.
pub fn set_state(state: &str) {
    set_body_attribute("data-state", state);
}

pub fn set_body_attribute(name: &str, value: &str) {
    set(document().and_then(|document| document.body()).map(JsCast::unchecked_into), name, value);
}

pub fn set_body_class(class: &str, on: bool) {
    if let Some(body) = document().and_then(|document| document.body()) {
        let _ = body.class_list().toggle_with_force(class, on);
    }
}

pub fn set_lang(tag: &str) {
    set(root(), "lang", tag);
}

/// `light` or `dark`; nothing follows the system.
pub fn set_theme(theme: Option<&str>) {
    match theme {
        Some(theme) => set(root(), "data-theme", theme),
        None => {
            if let Some(root) = root() {
                let _ = root.remove_attribute("data-theme");
            }
        }
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document()
        && document.title() != title
    {
        document.set_title(title);
    }
}

/// The address behind `#`, with it; empty if there is none.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// A new entry in the history, unless it is this address already. Nobody is told of it: setting the address
/// itself would be a journey within the document, with a search for what to scroll to.
pub fn push_hash(hash: &str) {
    if self::hash() != hash
        && let Some(history) = window().and_then(|window| window.history().ok())
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// A parameter of the address, `?lang=en`.
pub fn query(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The language of the browser itself.
pub fn navigator_lang() -> Option<String> {
    window()?.navigator().language()
}

/// The `content` of `<meta name=…>`.
pub fn meta(name: &str) -> Option<String> {
    document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??.get_attribute("content")
}

/// What relative addresses are relative to.
pub fn base_uri() -> String {
    document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default()
}

/// The element that the page is mounted in.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The page's address without what is behind `?` and `#`.
pub fn address() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// What is behind `?`, with it; empty if there is nothing.
pub fn search() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Takes what is behind `#` out of the address bar and out of the history, and what is behind `?` but a language.
pub fn drop_hash() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let lang = query("lang").filter(|lang| lang.len() < 10).map(|lang| format!("?lang={lang}"));
        let bare = format!("{}{}", address(), lang.unwrap_or_default());
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&bare));
    }
}
