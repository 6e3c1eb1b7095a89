//! The row nodes: made once, filled again and again. Writes to the DOM only what has changed.
//!
//! Never `innerHTML`, never a `style` attribute in markup: text nodes and CSSOM only.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Text};

// What a cell looks like, beside its text.
pub const SELECTED: u16 = 1;
pub const TOP: u16 = 2;
pub const BOTTOM: u16 = 4;
pub const START: u16 = 8;
pub const END: u16 = 16;
pub const ACTIVE: u16 = 32;
pub const CHANGED: u16 = 64;
pub const WRONG: u16 = 128;
pub const NUMBER: u16 = 256;
pub const HIT: u16 = 512;
/// The last cell of the selection, with its handle.
pub const CORNER: u16 = 1024;

const CLASSES: [(u16, &str); 11] = [
    (NUMBER, " num"),
    (SELECTED, " sel"),
    (TOP, " top"),
    (BOTTOM, " bottom"),
    (START, " start"),
    (END, " end"),
    (ACTIVE, " active"),
    (CHANGED, " edited"),
    (WRONG, " bad"),
    (HIT, " hit"),
    (CORNER, " corner"),
];

pub struct CellNode {
    pub node: HtmlElement,
    width: f64,
    text: Text,
    shown: String,
    look: u16,
    column: u32,
}

pub struct Slot {
    pub node: HtmlElement,
    gutter: HtmlElement,
    before: HtmlElement,
    /// Widths of the gutter, and of the columns before the drawn ones.
    widths: (f64, f64),
    number: Text,
    shown_number: String,
    pub cells: Vec<CellNode>,
    /// The row that it shows.
    pub row: Option<u32>,
    top: f64,
    marked: bool,
    waiting: bool,
}

pub struct Pool {
    document: Document,
    body: HtmlElement,
    pub slots: Vec<Slot>,
}

impl Pool {
    pub fn new(document: Document, body: HtmlElement) -> Self {
        Pool { document, body, slots: Vec::new() }
    }

    fn element(&self, class: &str) -> Option<HtmlElement> {
        let node: HtmlElement = self.document.create_element("div").ok()?.dyn_into().ok()?;
        node.set_class_name(class);
        Some(node)
    }

    fn slot(&self) -> Option<Slot> {
        let node = self.element("g-row")?;
        let gutter = self.element("g-gutter")?;
        let before = self.element("g-before")?;
        let number = self.document.create_text_node("");
        set(&node, "role", "row");
        for hidden in [&gutter, &before] {
            set(hidden, "aria-hidden", "true");
        }
        gutter.append_child(&number).ok()?;
        node.append_child(&gutter).ok()?;
        node.append_child(&before).ok()?;
        Some(Slot {
            node,
            gutter,
            before,
            widths: (f64::NAN, f64::NAN),
            number,
            shown_number: String::new(),
            cells: Vec::new(),
            row: None,
            top: f64::NAN,
            marked: false,
            waiting: false,
        })
    }

    /// Gives every row of `first..last` (and `pinned`, which holds the focus) a slot; rows that have one keep it.
    pub fn assign(&mut self, first: u32, last: u32, pinned: Option<u32>) {
        let wanted = |row: u32| (first..last).contains(&row) || pinned == Some(row);
        let mut has = vec![false; (last - first) as usize];
        let mut has_pinned = pinned.is_none_or(|row| (first..last).contains(&row));
        let mut free = Vec::new();
        for (n, slot) in self.slots.iter_mut().enumerate() {
            match slot.row {
                Some(row) if wanted(row) => match has.get_mut(row.wrapping_sub(first) as usize) {
                    Some(has) => *has = true,
                    None => has_pinned = true,
                },
                _ => free.push(n),
            }
        }
        let missing = (first..last).zip(&has).filter(|(_, has)| !**has).map(|(row, _)| row);
        let missing: Vec<u32> = missing.chain(pinned.filter(|_| !has_pinned)).collect();
        for row in missing {
            let n = match free.pop() {
                Some(n) => n,
                None => match self.slot() {
                    Some(slot) => {
                        self.slots.push(slot);
                        self.slots.len() - 1
                    }
                    None => return,
                },
            };
            if let Some(slot) = self.slots.get_mut(n) {
                if slot.row.is_none() {
                    let _ = self.body.append_child(&slot.node);
                }
                slot.row = Some(row);
                set(&slot.node, "aria-rowindex", &(u64::from(row) + 2).to_string());
            }
        }
        for n in free {
            if let Some(slot) = self.slots.get_mut(n)
                && slot.row.take().is_some()
            {
                // Off the page: a row that is not shown must not be found under its old number.
                slot.node.remove();
            }
        }
    }

    /// Every slot gets one node a drawn column.
    pub fn columns(&mut self, count: usize) {
        let document = &self.document;
        for slot in &mut self.slots {
            while slot.cells.len() > count {
                if let Some(cell) = slot.cells.pop() {
                    cell.node.remove();
                }
            }
            while slot.cells.len() < count {
                let Some(cell) = cell(document) else { return };
                if slot.node.append_child(&cell.node).is_err() {
                    return;
                }
                slot.cells.push(cell);
            }
        }
    }

    pub fn slot_of(&self, row: u32) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.row == Some(row))
    }

    /// The node of a cell; `first` is the first drawn column.
    pub fn cell(&self, row: u32, column: u32, first: usize) -> Option<&HtmlElement> {
        let slot = self.slot_of(row)?;
        Some(&slot.cells.get((column as usize).checked_sub(first)?)?.node)
    }

    /// Puts the nodes into the order in which they are seen. `keep` is not moved: it holds the focus.
    pub fn order(&self, keep: Option<u32>) {
        let mut rows: Vec<&Slot> = self.slots.iter().filter(|slot| slot.row.is_some()).collect();
        rows.sort_by_key(|slot| slot.row);
        let at = rows.iter().position(|slot| slot.row == keep).unwrap_or(0);
        let (before, after) = rows.split_at(at);
        let Some((pivot, after)) = after.split_first() else { return };
        let mut next = &pivot.node;
        for slot in before.iter().rev() {
            if next.previous_sibling().as_ref() != Some(slot.node.as_ref()) {
                let _ = self.body.insert_before(&slot.node, Some(next));
            }
            next = &slot.node;
        }
        let mut previous = &pivot.node;
        for slot in after {
            if previous.next_sibling().as_ref() != Some(slot.node.as_ref()) {
                let _ = self.body.insert_before(&slot.node, previous.next_sibling().as_ref());
            }
            previous = &slot.node;
        }
    }
}

fn cell(document: &Document) -> Option<CellNode> {
    let node: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    let text = document.create_text_node("");
    node.set_class_name("g-cell");
    set(&node, "role", "gridcell");
    node.append_child(&text).ok()?;
    Some(CellNode { node, width: f64::NAN, text, shown: String::new(), look: 0, column: u32::MAX })
}

fn wide(node: &HtmlElement, width: f64) {
    let _ = node.style().set_property("inline-size", &format!("{width}px"));
}

pub fn set(node: &HtmlElement, name: &str, value: &str) {
    let _ = node.set_attribute(name, value);
}

impl Slot {
    pub fn place(&mut self, top: f64) {
        if self.top != top {
            self.top = top;
            let _ = self.node.style().set_property("transform", &format!("translateY({top}px)"));
        }
    }

    /// Rows are flex boxes with fixed widths: a third cheaper to lay out than a grid.
    pub fn widths(&mut self, gutter: f64, before: f64) {
        if self.widths != (gutter, before) {
            self.widths = (gutter, before);
            wide(&self.gutter, gutter);
            wide(&self.before, before);
        }
    }

    /// `waiting`: its cells are not here yet.
    pub fn head(&mut self, number: &str, marked: bool, waiting: bool) {
        if self.shown_number != number {
            number.clone_into(&mut self.shown_number);
            self.number.set_data(number);
        }
        if self.marked != marked {
            self.marked = marked;
            self.gutter.set_class_name(if marked { "g-gutter in-sel" } else { "g-gutter" });
        }
        if self.waiting != waiting {
            self.waiting = waiting;
            let _ = self.node.class_list().toggle_with_force("waiting", waiting);
        }
    }
}

impl CellNode {
    pub fn fill(&mut self, column: u32, width: f64, text: &str, look: u16) {
        if self.width != width {
            self.width = width;
            wide(&self.node, width);
        }
        if self.column != column {
            self.column = column;
            set(&self.node, "aria-colindex", &(column + 1).to_string());
        }
        if self.shown != text {
            text.clone_into(&mut self.shown);
            self.text.set_data(text);
        }
        let changed = self.look ^ look;
        if changed == 0 {
            return;
        }
        self.look = look;
        let mut class = String::from("g-cell");
        for (bit, name) in CLASSES {
            if look & bit != 0 {
                class.push_str(name);
            }
        }
        self.node.set_class_name(&class);
        for (bit, name) in [(SELECTED, "aria-selected"), (WRONG, "aria-invalid")] {
            if changed & bit != 0 {
                if look & bit != 0 {
                    set(&self.node, name, "true");
                } else {
                    let _ = self.node.remove_attribute(name);
                }
            }
        }
    }
}
