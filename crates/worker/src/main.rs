//! The document behind a message loop.
//!
//! Short requests are answered at once. Imports run one after the other between them, a chunk at a time, and
//! touch the document only when every file of the drop has been read. Must never hold anything that the page
//! could not make again from its journal: this program may die at any moment.

mod engine;
mod job;
mod keep;
mod packed;
mod progress;
mod warm;

use std::cell::RefCell;
use std::rc::Rc;

use garimpo_browser::{panic, worker_host};
use garimpo_workspace::{Event, PROTOCOL};

use crate::engine::Engine;

/// Borrowed for one message at a time, never while waiting.
type Shared = Rc<RefCell<Engine>>;

fn main() {
    panic::tell_the_page();
    let engine = Shared::default();
    let loop_engine = Rc::clone(&engine);
    worker_host::serve(move |request, beside| engine::handle(&loop_engine, request, beside));
    let self_check = garimpo_funnel::stats::self_check_digest();
    worker_host::post(&Event::Ready { protocol: PROTOCOL, self_check });
    garimpo_browser::spawn(warm::up(engine));
}
