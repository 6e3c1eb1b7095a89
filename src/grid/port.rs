//! The grid's own line to the worker: rows come and go without passing through the model.

use std::cell::RefCell;
use std::rc::Rc;

use garimpo_table::{Counted, Find};
use garimpo_workspace::protocol::Block;
use garimpo_workspace::{Request, RowBlock, SheetId, Summary};
use yew::Callback;

use super::filter::LISTED;

#[derive(Clone, Debug)]
pub enum PortEvent {
    Rows(RowBlock),
    Copied { view: u32, text: String },
    Values { view: u32, values: Vec<Counted>, all: u32 },
    Summed { view: u32, summary: Option<Summary> },
    Found { view: u32, version: u64, found: Option<(Vec<(u32, u32)>, u32)> },
}

/// Who listens, with a number: a grid that goes must not silence the one that came after it.
#[derive(Default)]
struct Listener {
    count: u32,
    sink: Option<Callback<PortEvent>>,
    /// Questions of all grids are numbered in one row: an answer that one grid left behind is never taken for
    /// another's.
    asked: u32,
}

type Sink = Rc<RefCell<Listener>>;

/// One for the whole page, made by `run`. Equal to itself only.
#[derive(Clone)]
pub struct Port {
    post: Callback<Request>,
    sink: Sink,
}

impl PartialEq for Port {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.sink, &other.sink)
    }
}

impl Port {
    pub fn new(post: Callback<Request>) -> Self {
        Port { post, sink: Sink::default() }
    }

    /// The grid that is on the screen listens. Keep the number for [`Port::leave`].
    pub fn listen(&self, sink: Callback<PortEvent>) -> u32 {
        let mut listener = self.sink.borrow_mut();
        listener.count += 1;
        listener.sink = Some(sink);
        listener.count
    }

    pub fn leave(&self, number: u32) {
        let mut listener = self.sink.borrow_mut();
        if listener.count == number {
            listener.sink = None;
        }
    }

    /// Called by `run` with what the worker sends.
    pub fn deliver(&self, event: PortEvent) {
        let sink = self.sink.borrow().sink.clone();
        if let Some(sink) = sink {
            sink.emit(event);
        }
    }

    pub fn rows(&self, sheet: SheetId, view: u32, first: u32, count: u32) {
        self.post.emit(Request::Rows { sheet, view, first, count });
    }

    /// Posts a question under a number of its own, which the answer brings back.
    fn ask(&self, question: impl FnOnce(u32) -> Request) -> u32 {
        let number = {
            let mut listener = self.sink.borrow_mut();
            listener.asked += 1;
            listener.asked
        };
        self.post.emit(question(number));
        number
    }

    pub fn values(&self, sheet: SheetId, column: u32, search: String) -> u32 {
        self.ask(|view| Request::Values { view, sheet, column, search, most: LISTED })
    }

    pub fn find(&self, sheet: SheetId, find: Find) -> u32 {
        self.ask(|view| Request::Find { view, sheet, find })
    }

    pub fn sum(&self, sheet: SheetId, block: Block) -> u32 {
        self.ask(|view| Request::Sum { view, sheet, block })
    }

    pub fn copy(&self, sheet: SheetId, block: Block) -> u32 {
        self.ask(|view| Request::Copy { view, sheet, block })
    }
}
