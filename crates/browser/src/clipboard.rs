//! The clipboard, only inside the browser's own copy, cut and paste events: no permission is ever asked for.

use web_sys::ClipboardEvent;

const PLAIN: &str = "text/plain";

/// The text that is being pasted.
pub fn text(event: &ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data(PLAIN).ok().filter(|text| !text.is_empty())
}

/// Puts `text` on the clipboard in place of the selection. Whether it worked.
pub fn put(event: &ClipboardEvent, text: &str) -> bool {
    let done = event.clipboard_data().is_some_and(|data| data.set_data(PLAIN, text).is_ok());
    if done {
        event.prevent_default();
    }
    done
}

/// Puts `text` on the clipboard because a button was pressed. Whether it worked.
pub async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
