//! Waiting: for the next frame to be painted, or for one turn of the event loop.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Calls `then` once what is in the document now has been painted: an animation frame, then the first task
/// after it (a task posted from within a frame runs when the frame is done).
pub fn after_paint(then: impl FnOnce() + 'static) {
    let frame = Closure::once_into_js(move |_at: f64| {
        crate::spawn(async move {
            turn().await;
            then();
        });
    });
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(frame.unchecked_ref());
    }
}

/// Comes back in a task of its own: messages that have arrived are handled first. A message channel, because
/// timers are slowed down to 4 ms when nested and to a second in hidden pages.
pub async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        if let Ok(channel) = MessageChannel::new() {
            channel.port1().set_onmessage(Some(&resolve));
            let _ = channel.port2().post_message(&wasm_bindgen::JsValue::UNDEFINED);
        } else {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(promise).await;
}
