//! Lets tests run public vectors through the very functions that seal links and files.
//!
//! A `garimpo:try-crypto` event carries `{ what, secret, salt, rounds, len, key, iv, beside, bytes }` (hex texts); its
//! `detail.done` is called with the result in hex, or `null`. Gives nobody anything that the browser does not give
//! every script of the page. Must never be part of what a person can do.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use crate::crypto;

pub fn listen() {
    let handle = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let detail = Reflect::get(&event, &"detail".into()).unwrap_or_default();
        crate::spawn(async move {
            let result = run(&detail).await;
            let text = result.map_or(JsValue::NULL, |bytes| hex(&bytes).into());
            if let Some(done) = get(&detail, "done").dyn_ref::<Function>() {
                let _ = done.call1(&JsValue::UNDEFINED, &text);
            }
        });
    });
    if let Some(window) = web_sys::window() {
        let _ =
            window.add_event_listener_with_callback("garimpo:try-crypto", handle.as_ref().unchecked_ref());
    }
    handle.forget();
}

fn get(detail: &JsValue, name: &str) -> JsValue {
    Reflect::get(detail, &name.into()).unwrap_or_default()
}

fn bytes(detail: &JsValue, name: &str) -> Option<Vec<u8>> {
    let text = get(detail, name).as_string()?;
    let digits: Vec<u8> =
        text.chars().map(|digit| digit.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

fn number(detail: &JsValue, name: &str) -> Option<u32> {
    get(detail, name).as_f64().map(|number| number as u32)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

async fn run(detail: &JsValue) -> Option<Vec<u8>> {
    let of = |name: &str| bytes(detail, name);
    match get(detail, "what").as_string()?.as_str() {
        "derive" => {
            crypto::derive(&of("secret")?, &of("salt")?, number(detail, "rounds")?, number(detail, "len")?)
                .await
        }
        "seal" => crypto::seal(&of("key")?, &of("iv")?, &of("beside")?, &of("bytes")?).await,
        "unseal" => crypto::unseal(&of("key")?, &of("iv")?, &of("beside")?, &of("bytes")?).await,
        "unseal-link" => {
            let secret = String::from_utf8(of("secret")?).ok()?;
            crypto::unseal_link(&secret, &of("bytes")?).await
        }
        _ => None,
    }
}
