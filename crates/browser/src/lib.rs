//! Every line that touches a browser API, one file an API.
//!
//! Errors of the browser become values here; nothing above has to interpret a `JsValue`.
//! Must never: know the model or the screen, or send anything to another computer.

pub mod blobs;
pub mod clipboard;
pub mod crypto;
pub mod dom;
pub mod download;
pub mod erase;
pub mod files;
pub mod frame;
pub mod gestures;
pub mod intl;
pub mod offline;
pub mod opener;
pub mod panic;
pub mod paper;
pub mod prefs;
pub mod script_url;
pub mod timing;
pub mod trial;
pub mod worker_client;
pub mod worker_host;

use std::future::Future;

use wasm_bindgen::JsValue;

/// The only way to start a future, so that there is one place to watch them.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// What a thrown value says, for messages that a person may have to report.
pub fn words_of(error: &JsValue) -> String {
    let property = |name: &str| {
        js_sys::Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
    };
    match error.as_string() {
        Some(text) => text,
        None => match (property("name"), property("message")) {
            (name, message) if message.is_empty() => name,
            (name, message) if name.is_empty() => message,
            (name, message) => format!("{name}: {message}"),
        },
    }
}
