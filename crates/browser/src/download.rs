//! Saving a file: a blob behind an address of this page, and a link that is pressed. Nothing leaves.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to begin the download before the bytes are let go.
const HOLD_MS: u32 = 60_000;

/// Whether the browser took it.
pub fn save(name: &str, mime: &str, bytes: &Uint8Array) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options) else {
        return false;
    };
    save_blob(name, &blob)
}

/// Whether the browser took it.
pub fn save_blob(name: &str, blob: &Blob) -> bool {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return false };
    let pressed = press(name, &url).is_some();
    gloo::timers::callback::Timeout::new(HOLD_MS, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    pressed
}

fn press(name: &str, url: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(url);
    link.set_download(name);
    link.set_hidden(true);
    let body = document.body()?;
    body.append_child(&link).ok()?;
    link.click();
    body.remove_child(&link).ok()?;
    Some(())
}
