//! Takes away everything that this page could have stored on this computer: preferences, databases, private files,
//! caches, the service worker. Whatever is there goes, whoever wrote it: an older version may have stored more.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::offline;

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

async fn call(of: &JsValue, name: &str, args: &Array) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    let result = method.apply(of, args).ok()?;
    match result.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await.ok(),
        Err(result) => Some(result),
    }
}

async fn list(of: &JsValue, name: &str) -> Array {
    call(of, name, &Array::new()).await.and_then(|found| found.dyn_into().ok()).unwrap_or_default()
}

/// Whether nothing is left that the page can see.
pub async fn everything() -> bool {
    let Some(window) = web_sys::window() else { return false };
    for name in ["localStorage", "sessionStorage"] {
        if let Some(storage) = get(&window, name) {
            call(&storage, "clear", &Array::new()).await;
        }
    }
    let mut left = 0;
    if let Some(databases) = get(&window, "indexedDB") {
        for database in list(&databases, "databases").await.iter() {
            if let Some(name) = get(&database, "name") {
                left += u32::from(!deleted(&databases, &name).await);
            }
        }
    }
    if let Some(caches) = get(&window, "caches") {
        for name in list(&caches, "keys").await.iter() {
            call(&caches, "delete", &Array::of1(&name)).await;
        }
    }
    offline::end().await;
    left += files(&window).await;
    left == 0
}

/// A database that another tab holds open is deleted when that tab lets go of it.
async fn deleted(databases: &JsValue, name: &JsValue) -> bool {
    let Some(request) = call(databases, "deleteDatabase", &Array::of1(name)).await else { return false };
    let promise = Promise::new(&mut |resolve, reject| {
        for (event, then) in [("onsuccess", &resolve), ("onerror", &reject), ("onblocked", &reject)] {
            let _ = Reflect::set(&request, &event.into(), then);
        }
    });
    JsFuture::from(promise).await.is_ok()
}

/// The files that only this page can see. How many could not be taken away.
async fn files(window: &JsValue) -> u32 {
    let storage = get(window, "navigator").and_then(|navigator| get(&navigator, "storage"));
    let Some(storage) = storage else { return 0 };
    let Some(root) = call(&storage, "getDirectory", &Array::new()).await else { return 0 };
    let mut names = Vec::new();
    if let Some(keys) = call(&root, "keys", &Array::new()).await {
        while let Some(next) = call(&keys, "next", &Array::new()).await {
            match get(&next, "value") {
                Some(name) => names.push(name),
                None => break,
            }
        }
    }
    let options = js_sys::Object::new();
    let _ = Reflect::set(&options, &"recursive".into(), &true.into());
    let mut left = 0;
    for name in names {
        left += u32::from(call(&root, "removeEntry", &Array::of2(&name, &options)).await.is_none());
    }
    left
}
