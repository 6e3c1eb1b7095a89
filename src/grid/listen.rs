//! The browser's events, translated. A handful of listeners on the frame, none on a cell.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, Element, Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent, MouseEvent, Node,
    PointerEvent,
};

use super::handle::Handle;
use super::keys::{self, Act, Mode, Press};

/// Two taps closer than this are one double tap, in milliseconds.
const DOUBLE: f64 = 400.0;

pub fn listen(handle: &Rc<Handle>) {
    let Some((root, scroller, input)) = handle.with(|engine| {
        (engine.nodes.root.clone(), engine.nodes.scroller.clone(), engine.nodes.input.clone())
    }) else {
        return;
    };
    let mut all = Vec::new();
    all.push(on(handle, &scroller, "scroll", scrolled));
    all.push(on(handle, &scroller, "pointerdown", pressed));
    all.push(on(handle, &scroller, "pointermove", dragged));
    for end in ["pointerup", "pointercancel", "lostpointercapture"] {
        all.push(on(handle, &scroller, end, |handle, _: &Event| {
            handle.with(super::engine::Engine::release);
        }));
    }
    all.push(on(handle, &scroller, "mousedown", keep_focus));
    all.push(on(handle, &scroller, "contextmenu", called));
    all.push(on(handle, &scroller, "click", tapped));
    all.push(on(handle, &scroller, "dblclick", doubled));
    all.push(on(handle, &root, "keydown", pressed_key));
    all.push(on(handle, &input, "input", |handle, _: &Event| {
        handle.with(super::engine::Engine::typed);
    }));
    all.push(on(handle, &input, "compositionstart", |handle, _: &Event| {
        handle.with(super::engine::Engine::typed);
    }));
    all.push(on(handle, &input, "focus", |handle, _: &FocusEvent| {
        handle.with(|engine| {
            engine.focused = true;
            if engine.mode == Mode::Ready {
                engine.nodes.input.select();
            }
        });
    }));
    all.push(on(handle, &input, "blur", left));
    for (name, use_it) in [
        ("copy", super::engine::Engine::copy as fn(&mut super::engine::Engine, &ClipboardEvent) -> bool),
        ("cut", super::engine::Engine::cut),
        ("paste", super::engine::Engine::take_paste),
    ] {
        all.push(on(handle, &input, name, move |handle, event: &ClipboardEvent| {
            if handle.with(|engine| use_it(engine, event)) == Some(true) {
                event.prevent_default();
            }
        }));
    }
    handle.keep(all);
}

fn on<E: JsCast>(
    handle: &Rc<Handle>,
    target: &EventTarget,
    name: &'static str,
    act: impl Fn(&Handle, &E) + 'static,
) -> EventListener {
    let weak = handle.weak();
    let options = match name {
        "scroll" | "pointermove" => EventListenerOptions::default(),
        _ => EventListenerOptions::enable_prevent_default(),
    };
    EventListener::new_with_options(target, name, options, move |event| {
        if let (Some(handle), Some(event)) = (weak.upgrade(), event.dyn_ref::<E>()) {
            act(&handle, event);
        }
    })
}

fn scrolled(handle: &Handle, _: &Event) {
    handle.with(|engine| {
        let y = f64::from(engine.nodes.scroller.scroll_top());
        engine.x = f64::from(engine.nodes.scroller.scroll_left()).max(0.0);
        if let Some(y) = engine.scroll.scrolled(y) {
            engine.put_y(y);
        }
        engine.dirty = true;
    });
    handle.moving();
}

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn inside(event: &Event, selector: &str) -> Option<Element> {
    element(event)?.closest(selector).ok()?
}

/// From the corner of the scrolling element.
fn place(event: &MouseEvent, scroller: &HtmlElement) -> (f64, f64) {
    let corner = scroller.get_bounding_client_rect();
    let start = f64::from(scroller.client_left());
    (f64::from(event.client_x()) - corner.left() - start, f64::from(event.client_y()) - corner.top())
}

fn column_of(head: &Element) -> Option<u32> {
    head.get_attribute("aria-colindex")?.parse::<u32>().ok()?.checked_sub(1)
}

/// On the scrollbar, the open text, or a button of the header: not ours.
fn is_ours(event: &MouseEvent, scroller: &HtmlElement) -> bool {
    let (x, y) = place(event, scroller);
    let bar = x >= f64::from(scroller.client_width()) || y >= f64::from(scroller.client_height());
    !bar && inside(event, "button, .g-input.open").is_none()
}

fn pressed(handle: &Handle, event: &PointerEvent) {
    if event.button() != 0 || event.pointer_type() == "touch" {
        return;
    }
    handle.with(|engine| {
        let scroller = engine.nodes.scroller.clone();
        if !is_ours(event, &scroller) {
            return;
        }
        let (x, y) = place(event, &scroller);
        if engine.on_handle(x, y) && inside(event, ".g-head").is_none() {
            engine.press_handle(x, y);
        } else if let Some(edge) = inside(event, ".g-edge") {
            if let Some(column) =
                edge.closest("[role=columnheader]").ok().flatten().and_then(|head| column_of(&head))
            {
                engine.press_edge(column as usize, x, y);
            }
        } else if let Some(head) = inside(event, "[role=columnheader]") {
            if let Some(column) = column_of(&head) {
                engine.press_header(column, event.shift_key(), x, y);
            }
        } else if inside(event, ".g-corner").is_some() {
            engine.act(Act::All);
            engine.focus();
        } else {
            engine.press(x, y, event.shift_key());
        }
        if engine.drag.is_some() {
            let _ = scroller.set_pointer_capture(event.pointer_id());
        }
    });
}

/// The focus stays in the text area, and no text is selected by dragging.
fn keep_focus(handle: &Handle, event: &MouseEvent) {
    let ours = handle.with(|engine| is_ours(event, &engine.nodes.scroller));
    if ours == Some(true) {
        event.prevent_default();
    }
}

fn dragged(handle: &Handle, event: &PointerEvent) {
    handle.with(|engine| {
        if engine.drag.is_some() {
            let (x, y) = place(event, &engine.nodes.scroller);
            engine.copies_drag = event.ctrl_key();
            engine.drag_to(x, y);
            engine.dirty = true;
        }
    });
}

/// The menu of cells, by the right button or a long press. On a cell that is not selected it selects it.
fn called(handle: &Handle, event: &MouseEvent) {
    let used = handle.with(|engine| {
        let scroller = engine.nodes.scroller.clone();
        if !is_ours(event, &scroller) || inside(event, ".g-head").is_some() {
            return false;
        }
        let (x, y) = place(event, &scroller);
        engine.call_menu(x, y);
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        engine.out.push(super::engine::Out::CellMenu { x, y });
        true
    });
    if used == Some(true) {
        event.prevent_default();
    }
}

/// Fingers: a click comes only where nothing was scrolled.
fn tapped(handle: &Handle, event: &PointerEvent) {
    if event.pointer_type() != "touch" {
        return;
    }
    handle.with(|engine| {
        let scroller = engine.nodes.scroller.clone();
        if !is_ours(event, &scroller) {
            return;
        }
        let (x, y) = place(event, &scroller);
        if let Some(head) = inside(event, "[role=columnheader]") {
            if let Some(column) = column_of(&head) {
                engine.press_header(column, false, x, y);
                engine.release();
            }
            return;
        }
        let again = engine.tapped_at.is_some_and(|at| event.time_stamp() - at < DOUBLE);
        engine.tapped_at = Some(event.time_stamp());
        engine.tap(x, y, again);
    });
}

fn doubled(handle: &Handle, event: &MouseEvent) {
    handle.with(|engine| {
        let scroller = engine.nodes.scroller.clone();
        // The first press has captured the pointer: the event comes to the scrolling element, whatever was hit.
        let (x, y) = place(event, &scroller);
        if let Some(column) = engine.edge_at(x, y) {
            engine.fit_column(column);
        } else if is_ours(event, &scroller) && inside(event, ".g-head").is_none() {
            if engine.on_handle(x, y) {
                engine.fill_to_end();
            } else {
                engine.open_at(x, y);
            }
        }
    });
}

fn pressed_key(handle: &Handle, event: &KeyboardEvent) {
    if event.is_composing() || event.key_code() == 229 || event.default_prevented() {
        return;
    }
    let key = event.key();
    let press = Press {
        key: &key,
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    // AltGr writes letters on many keyboards.
    if event.get_modifier_state("AltGraph") {
        return;
    }
    let in_input = element(event).is_some_and(|target| target.class_list().contains("g-input"));
    let used = if in_input {
        handle.with(|engine| match keys::act(press, engine.mode, engine.facts()) {
            Some(act) => {
                engine.act(act);
                true
            }
            None => false,
        })
    } else if let Some(head) = inside(event, "[role=columnheader]") {
        column_of(&head).and_then(|column| handle.with(|engine| in_header(engine, press, column)))
    } else {
        None
    };
    if used == Some(true) {
        event.prevent_default();
    }
}

/// Along the chips of the header, and back down.
fn in_header(engine: &mut super::engine::Engine, press: Press<'_>, column: u32) -> bool {
    let last = engine.bounds().columns.saturating_sub(1);
    match (press.key, press.ctrl, press.alt) {
        ("ArrowLeft", false, false) => engine.enter_header(column.saturating_sub(1)),
        ("ArrowRight", false, false) => engine.enter_header((column + 1).min(last)),
        ("Home", ..) => engine.enter_header(0),
        ("End", ..) => engine.enter_header(last),
        ("ArrowLeft" | "ArrowRight", false, true) => {
            let by = if press.key == "ArrowLeft" { -16.0 } else { 16.0 };
            let width = engine.columns.width(column as usize);
            engine.columns.set_width(column as usize, width + by);
            engine.laid_out = false;
            engine.dirty = true;
        }
        ("ArrowDown", false, true) => engine.out.push(super::engine::Out::Menu(column)),
        ("ArrowDown", false, false) | ("Escape", ..) => {
            let row = engine.selection.active.row;
            let row = if press.key == "Escape" { row } else { 0 };
            engine.select(super::selection::Selection::at(super::selection::Cell { row, column }));
            engine.focus();
        }
        ("F6", ..) => engine.act(if press.shift { Act::LeaveBack } else { Act::Leave }),
        _ => return false,
    }
    true
}

/// The focus has left the text area: what was typed is kept. Not when the whole window lost it.
fn left(handle: &Handle, event: &FocusEvent) {
    handle.with(|engine| {
        let input: &Node = &engine.nodes.input;
        let still = engine
            .nodes
            .root
            .owner_document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| input.is_same_node(Some(&active)));
        if still && event.related_target().is_none() {
            return;
        }
        engine.commit();
        engine.focused = false;
    });
}
