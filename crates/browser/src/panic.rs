//! A panic ends the instance it happens in. Its words go to the console, and in the worker to the page.

use std::panic::PanicHookInfo;

use garimpo_workspace::Event;

use crate::worker_host;

/// For the page: the words in the console, and an attribute that says so to whoever watches.
pub fn report(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    crate::dom::set_body_attribute("data-crashed", "true");
}

/// For the worker.
pub fn tell_the_page() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&message.as_str().into());
        worker_host::post(&Event::Fatal { message });
    }));
}
