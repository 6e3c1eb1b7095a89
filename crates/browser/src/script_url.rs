//! The one Trusted Types policy of each realm, `app`: the program's own files, by fixed names, may be run as code, and
//! nothing else. There is none for HTML or script texts, so the browser refuses those.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Url;

use crate::dom;

/// In the page: its worker. In the worker: the opener of workbooks. Relative to where the realm's own code is.
const OPENER: &str = "./opener.js";
/// The page's service worker, beside the page.
pub const OFFLINE: &str = "./sw.js";

/// `url` as `new Worker` takes it: a `TrustedScriptURL` where the browser has such a thing, else the text.
pub fn trusted(url: &str) -> JsValue {
    policy()
        .and_then(|policy| {
            let create: Function = Reflect::get(&policy, &"createScriptURL".into()).ok()?.dyn_into().ok()?;
            create.call1(&policy, &url.into()).ok()
        })
        .unwrap_or_else(|| url.into())
}

/// The page's worker as the page names it, whole.
pub fn worker() -> Option<String> {
    Some(Url::new_with_base(&dom::meta("worker")?, &dom::base_uri()).ok()?.href())
}

/// The service worker, whole; its scope is the page's folder.
pub fn offline() -> Option<String> {
    Some(Url::new_with_base(OFFLINE, &dom::base_uri()).ok()?.href())
}

/// The opener, whole: beside the engine's own code, or what a page in one file gave the engine.
pub fn opener() -> Option<String> {
    let global = js_sys::global();
    let given = Reflect::get(&global, &"garimpoOpener".into()).ok().and_then(|given| given.as_string());
    given.or_else(|| {
        let here = Reflect::get(&Reflect::get(&global, &"location".into()).ok()?, &"href".into()).ok()?;
        Some(Url::new_with_base(OPENER, &here.as_string()?).ok()?.href())
    })
}

fn is_own(url: &str) -> bool {
    let own = match web_sys::window() {
        Some(_) => [worker(), offline()],
        None => [opener(), None],
    };
    own.iter().flatten().any(|own| own == url)
}

/// Made once: a browser refuses a second policy of the same name.
fn policy() -> Option<JsValue> {
    thread_local! {
        static POLICY: std::cell::RefCell<Option<JsValue>> = const { std::cell::RefCell::new(None) };
    }
    if let Some(policy) = POLICY.with_borrow(Clone::clone) {
        return Some(policy);
    }
    let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let create: Function = Reflect::get(&factory, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    let rule = Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(|url: String| {
        if is_own(&url) { Ok(url) } else { Err(JsValue::from_str("not the program's own code")) }
    });
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), rule.as_ref()).ok()?;
    // The policy lives as long as its realm, and its rule with it.
    rule.forget();
    let policy = create.call2(&factory, &"app".into(), &rules).ok()?;
    POLICY.set(Some(policy.clone()));
    Some(policy)
}
