//! Holds the engine: runs it, paints once a frame at most, and passes on what it tells.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;
use yew::Callback;

use super::engine::{Engine, Out};

/// Scrolling that has not moved for so long is at rest.
const REST: u32 = 150;

type Frame = Closure<dyn FnMut()>;

pub struct Handle {
    engine: RefCell<Engine>,
    tell: Callback<Out>,
    frame: RefCell<Option<Frame>>,
    /// The frame that was asked for.
    waiting: Cell<Option<i32>>,
    gone: Cell<bool>,
    rest: RefCell<Option<Timeout>>,
    /// Dropping them stops listening.
    listeners: RefCell<Vec<EventListener>>,
    sizes: RefCell<Option<(ResizeObserver, Frame)>>,
    /// The screen's ratio has changed: a zoom, or another screen.
    ratio: RefCell<Option<EventListener>>,
    own: Weak<Handle>,
}

impl Handle {
    pub fn new(engine: Engine, tell: Callback<Out>) -> Rc<Handle> {
        let handle = Rc::new_cyclic(|own: &Weak<Handle>| {
            let weak = own.clone();
            let frame: Frame = Closure::new(move || {
                if let Some(handle) = weak.upgrade() {
                    handle.waiting.set(None);
                    handle.with(Engine::paint);
                }
            });
            Handle {
                engine: RefCell::new(engine),
                tell,
                frame: RefCell::new(Some(frame)),
                waiting: Cell::new(None),
                gone: Cell::new(false),
                rest: RefCell::new(None),
                listeners: RefCell::new(Vec::new()),
                sizes: RefCell::new(None),
                ratio: RefCell::new(None),
                own: own.clone(),
            }
        });
        super::listen::listen(&handle);
        handle.watch_sizes();
        handle.watch_ratio();
        handle
    }

    pub fn weak(&self) -> Weak<Handle> {
        self.own.clone()
    }

    /// Runs the engine. `None` when it is at work already: the browser sends some events (focus, blur) from
    /// within our own calls, and those say nothing new.
    pub fn with<R>(&self, work: impl FnOnce(&mut Engine) -> R) -> Option<R> {
        let mut engine = self.engine.try_borrow_mut().ok()?;
        let result = work(&mut engine);
        if engine.moved && engine.focused {
            // At once, not at the next frame: the next letter may come before that.
            engine.paint();
        }
        let out = std::mem::take(&mut engine.out);
        let dirty = engine.dirty;
        drop(engine);
        if dirty {
            self.ask_frame();
        }
        for out in out {
            self.tell.emit(out);
        }
        Some(result)
    }

    fn ask_frame(&self) {
        if self.waiting.get().is_some() || self.gone.get() {
            return;
        }
        let frame = self.frame.borrow();
        let (Some(window), Some(frame)) = (web_sys::window(), frame.as_ref()) else { return };
        self.waiting.set(window.request_animation_frame(frame.as_ref().unchecked_ref()).ok());
    }

    /// Scrolled: at rest some time after the last of these.
    pub fn moving(&self) {
        let weak = self.weak();
        let timeout = Timeout::new(REST, move || {
            if let Some(handle) = weak.upgrade() {
                handle.with(Engine::rest);
            }
        });
        *self.rest.borrow_mut() = Some(timeout);
    }

    fn watch_sizes(&self) {
        let weak = self.weak();
        let seen: Frame = Closure::new(move || {
            if let Some(handle) = weak.upgrade() {
                handle.with(Engine::measure);
            }
        });
        let Ok(observer) = ResizeObserver::new(seen.as_ref().unchecked_ref()) else { return };
        self.with(|engine| {
            for node in [&engine.nodes.scroller, &engine.nodes.head, &engine.nodes.probe] {
                observer.observe(node);
            }
        });
        *self.sizes.borrow_mut() = Some((observer, seen));
    }

    /// A query is about one ratio, so each answer asks the next.
    fn watch_ratio(&self) {
        let Some(window) = web_sys::window() else { return };
        let query = format!("(resolution: {}dppx)", window.device_pixel_ratio());
        let Ok(Some(query)) = window.match_media(&query) else { return };
        let weak = self.weak();
        let listener = EventListener::once(&query, "change", move |_| {
            if let Some(handle) = weak.upgrade() {
                handle.with(Engine::measure);
                handle.watch_ratio();
            }
        });
        *self.ratio.borrow_mut() = Some(listener);
    }

    pub fn keep(&self, listeners: Vec<EventListener>) {
        *self.listeners.borrow_mut() = listeners;
    }

    /// The grid leaves the page.
    pub fn close(&self) {
        self.gone.set(true);
        // The closure goes with the handle: a frame that still came would call what is no more.
        if let (Some(frame), Some(window)) = (self.waiting.take(), web_sys::window()) {
            let _ = window.cancel_animation_frame(frame);
        }
        self.with(Engine::leave);
        self.listeners.borrow_mut().clear();
        self.ratio.borrow_mut().take();
        if let Some((observer, _)) = self.sizes.borrow_mut().take() {
            observer.disconnect();
        }
        self.rest.borrow_mut().take();
        if let (Some(frame), Some(window)) = (self.waiting.take(), web_sys::window()) {
            let _ = window.cancel_animation_frame(frame);
        }
    }
}
