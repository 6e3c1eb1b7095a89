//! User Timing: the measures of CONTRACT.md, readable with `performance.getEntriesByType('measure')`.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Performance;

/// In the page and in the worker.
fn performance() -> Option<Performance> {
    let found = Reflect::get(&js_sys::global(), &"performance".into()).ok().filter(JsValue::is_object)?;
    Some(found.unchecked_into())
}

/// Milliseconds since navigation (in the worker: since it was started).
pub fn now() -> f64 {
    performance().map_or(0.0, |performance| performance.now())
}

pub fn mark(name: &str) {
    if let Some(performance) = performance() {
        let _ = performance.mark(name);
    }
}

/// Between two results of [`now`].
pub fn measure(name: &str, start: f64, end: f64) {
    // A measure that fails must not take the page with it.
    let _ = try_measure(name, start, end);
}

/// `performance.measure(name, { start, end })`, which `web-sys` does not have yet.
fn try_measure(name: &str, start: f64, end: f64) -> Option<()> {
    let performance = performance()?;
    let options = Object::new();
    Reflect::set(&options, &"start".into(), &start.into()).ok()?;
    Reflect::set(&options, &"end".into(), &end.into()).ok()?;
    let measure: Function = Reflect::get(&performance, &"measure".into()).ok()?.dyn_into().ok()?;
    measure.call2(&performance, &name.into(), &options).ok()?;
    Some(())
}

/// Runs `work` and measures it, for whoever looks at the browser's own profile.
pub fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = now();
    let result = work();
    measure(name, start, now());
    result
}

/// The day it is here, counted from 1970-01-01.
pub fn today() -> i32 {
    let now = js_sys::Date::new_0();
    let minutes = now.get_time() / 60_000.0 - now.get_timezone_offset();
    (minutes / 1_440.0).floor() as i32
}
