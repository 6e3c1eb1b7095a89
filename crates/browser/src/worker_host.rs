//! The worker's end of the line to the page. See `worker_client` for the form of a message.

use garimpo_workspace::protocol::{Event, Request, encode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::worker_client::open;

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Calls `handle` for every request of the page, with what came beside it, for as long as the worker lives.
pub fn serve(mut handle: impl FnMut(Request, Vec<JsValue>) + 'static) {
    let message =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match open(&event.data()) {
            Some((request, beside)) => handle(request, beside),
            None => post(&Event::Fatal { message: "a request that is not one of ours".into() }),
        });
    scope().set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();
}

pub fn post(event: &Event) {
    send(event, None);
}

/// With values beside it that the browser shares without copying: blobs and files.
pub fn post_beside(event: &Event, values: &[JsValue]) {
    let message = Array::of1(&Uint8Array::from(encode(event).as_slice()));
    for value in values {
        message.push(value);
    }
    let _ = scope().post_message(&message);
}

/// With a buffer beside it, which is moved and not copied again.
pub fn post_with_bytes(event: &Event, bytes: &[u8]) {
    send(event, Some(Uint8Array::from(bytes)));
}

fn send(event: &Event, bytes: Option<Uint8Array>) {
    let header = Uint8Array::from(encode(event).as_slice());
    let (message, transfer) = (Array::of1(&header), Array::of1(&header.buffer()));
    if let Some(bytes) = bytes {
        message.push(&bytes);
        transfer.push(&bytes.buffer());
    }
    // It fails only for values that cannot be cloned, and these can.
    let _ = scope().post_message_with_transfer(&message, &transfer);
}
