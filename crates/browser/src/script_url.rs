//! The one Trusted Types policy of the page, `app`: the worker's own address, and no other, may be run as code.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// `url` as `new Worker` takes it: a `TrustedScriptURL` where the browser has such a thing, else the text.
pub fn trusted(url: &str) -> JsValue {
    policy(url)
        .and_then(|policy| {
            let create: Function = Reflect::get(&policy, &"createScriptURL".into()).ok()?.dyn_into().ok()?;
            create.call1(&policy, &url.into()).ok()
        })
        .unwrap_or_else(|| url.into())
}

/// Made once: a browser refuses a second policy of the same name.
fn policy(allowed: &str) -> Option<JsValue> {
    thread_local! {
        static POLICY: std::cell::RefCell<Option<JsValue>> = const { std::cell::RefCell::new(None) };
    }
    if let Some(policy) = POLICY.with_borrow(Clone::clone) {
        return Some(policy);
    }
    let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let create: Function = Reflect::get(&factory, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    let allowed = allowed.to_owned();
    let rule = Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(move |url: String| {
        if url == allowed { Ok(url) } else { Err(JsValue::from_str("not the page's own code")) }
    });
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), rule.as_ref()).ok()?;
    // The policy lives as long as the page, and its rule with it.
    rule.forget();
    let policy = create.call2(&factory, &"app".into(), &rules).ok()?;
    POLICY.set(Some(policy.clone()));
    Some(policy)
}
