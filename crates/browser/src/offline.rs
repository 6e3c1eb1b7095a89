//! Working without the network: the service worker that keeps all files of one version, and whether a newer version
//! waits. Only where the page was built for it (`<meta name="offline">`).
//!
//! A new version is never taken without the person's click: until then the old one serves all of its own files.
//! Must never reload a page by itself.

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{dom, script_url};

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

fn call(of: &JsValue, name: &str, args: &[&JsValue]) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    match args {
        [] => method.call0(of).ok(),
        [one] => method.call1(of, one).ok(),
        [one, two, ..] => method.call2(of, one, two).ok(),
    }
}

async fn wait(promise: Option<JsValue>) -> Option<JsValue> {
    JsFuture::from(promise?.dyn_into::<Promise>().ok()?).await.ok()
}

fn container() -> Option<JsValue> {
    get(&web_sys::window()?.navigator(), "serviceWorker")
}

fn listen(to: &JsValue, name: &str, handle: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(handle);
    call(to, "addEventListener", &[&name.into(), closure.as_ref()]);
    closure.forget();
}

/// Starts keeping the page's files, if it was built for that. `waits` is told when a newer version is ready.
pub fn start(waits: impl Fn() + 'static) {
    if dom::meta("offline").is_none() {
        return;
    }
    crate::spawn(async move {
        // A browser that refuses (a private window) leaves the page as it is: it works with the network.
        let _ = registered(Rc::new(waits)).await;
    });
}

async fn registered(waits: Rc<dyn Fn()>) -> Option<()> {
    let container = container()?;
    let options = Object::new();
    Reflect::set(&options, &"updateViaCache".into(), &"none".into()).ok()?;
    let url = script_url::trusted(&script_url::offline()?);
    let registration = wait(call(&container, "register", &[&url, &options])).await?;
    let has_one = get(&container, "controller").is_some();
    if has_one && get(&registration, "waiting").is_some() {
        waits();
    }
    let found = registration.clone();
    listen(&registration, "updatefound", move || {
        let Some(coming) = get(&found, "installing") else { return };
        let (state, waits) = (coming.clone(), Rc::clone(&waits));
        let container = container.clone();
        listen(&coming, "statechange", move || {
            let is_ready =
                get(&state, "state").and_then(|state| state.as_string()).as_deref() == Some("installed");
            // The first one of all takes nobody's place.
            if is_ready && get(&container, "controller").is_some() {
                waits();
            }
        });
    });
    Some(())
}

/// Takes the version that waits, because the person wants it: the page is loaded again when it has taken over.
pub fn update() {
    crate::spawn(async {
        let _ = taken().await;
    });
}

async fn taken() -> Option<()> {
    let container = container()?;
    let registration = wait(call(&container, "getRegistration", &[])).await?;
    let waiting = get(&registration, "waiting")?;
    listen(&container, "controllerchange", || {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    });
    call(&waiting, "postMessage", &[&"take-over".into()])?;
    Some(())
}

/// Ends it: nothing of the page is kept for later.
pub async fn end() {
    let Some(container) = container() else { return };
    let all = wait(call(&container, "getRegistrations", &[])).await;
    let all = all.and_then(|all| all.dyn_into::<js_sys::Array>().ok()).unwrap_or_default();
    for one in all.iter() {
        wait(call(&one, "unregister", &[])).await;
    }
}

/// Files that the system opens with the installed page.
pub fn launched(take: impl Fn(Vec<web_sys::File>) + 'static) {
    let Some(queue) = web_sys::window().and_then(|window| get(&window, "launchQueue")) else { return };
    let take = Rc::new(take);
    let consumer = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        let take = Rc::clone(&take);
        crate::spawn(async move {
            let handles = get(&launch, "files").and_then(|files| files.dyn_into::<js_sys::Array>().ok());
            let mut files = Vec::new();
            for handle in handles.unwrap_or_default().iter() {
                let file = wait(call(&handle, "getFile", &[])).await;
                files.extend(file.and_then(|file| file.dyn_into::<web_sys::File>().ok()));
            }
            if !files.is_empty() {
                take(files);
            }
        });
    });
    call(&queue, "setConsumer", &[consumer.as_ref()]);
    consumer.forget();
}
