//! Mouse, pen and finger: cells, ranges, whole rows and columns, widths.

use garimpo_workspace::Intent;
use garimpo_workspace::protocol::Block;

use super::engine::Engine;
use super::keys::Mode;
use super::selection::{Cell, Selection, contains};

/// What a drag does. `x`, `y`: where the pointer was last, from the corner of the scrolling element.
#[derive(Clone, Copy, Debug)]
pub struct Drag {
    pub what: Dragged,
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dragged {
    Range,
    Rows,
    Columns,
    /// The handle of the selection: `source` goes on.
    Fill {
        source: Block,
    },
    /// The edge of a column; `from` is where it began.
    Width {
        column: usize,
        from: f64,
        width: f64,
    },
}

/// Where a pointer is in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Cell(Cell),
    /// The number of a row.
    Row(u32),
    Outside,
}

/// Fastest scrolling by dragging past an edge, pixels a frame.
const RUSH: f64 = 120.0;
/// Half of the handle's side, with the room that a hand needs.
const HANDLE: f64 = 6.0;

impl Engine {
    /// `x`, `y` from the corner of the scrolling element.
    pub fn hit(&self, x: f64, y: f64) -> Hit {
        let frame = self.scroll.frame();
        let below = (y - frame.head + self.scroll.position()) / frame.row_height.max(1.0);
        if self.is_empty() || y < frame.head || below >= f64::from(self.sheet.shown) {
            return Hit::Outside;
        }
        let row = self.scroll.row_at(y);
        if x < self.gutter {
            return Hit::Row(row);
        }
        let along = x - self.gutter + self.x;
        if along > self.columns.total() {
            return Hit::Outside;
        }
        Hit::Cell(Cell { row, column: self.columns.at(along) as u32 })
    }

    /// A press on a cell or a row number. `extend`: with Shift.
    pub fn press(&mut self, x: f64, y: f64, extend: bool) {
        let bounds = self.bounds();
        match self.hit(x, y) {
            Hit::Cell(cell) => {
                self.commit();
                if extend {
                    self.selection = Selection::range(self.selection.active, cell);
                    self.dirty = true;
                } else {
                    self.select(Selection::at(cell));
                }
                self.drag = Some(Drag { what: Dragged::Range, x, y });
            }
            Hit::Row(row) => {
                self.commit();
                let from = if extend { self.selection.active.row } else { row };
                self.select_still(Selection::rows(from, row, bounds));
                self.drag = Some(Drag { what: Dragged::Rows, x, y });
            }
            Hit::Outside => return,
        }
        self.focus();
    }

    /// What is pressed becomes the selection, unless it is in it.
    pub fn call_menu(&mut self, x: f64, y: f64) {
        let inside = match self.hit(x, y) {
            Hit::Cell(cell) => contains(&self.selection.block(), cell),
            Hit::Row(row) => {
                let block = self.selection.block();
                self.selection.is_rows(self.bounds()) && row >= block.row && row - block.row < block.rows
            }
            Hit::Outside => true,
        };
        if !inside {
            self.press(x, y, false);
            self.release();
        }
    }

    /// A press on a header.
    pub fn press_header(&mut self, column: u32, extend: bool, x: f64, y: f64) {
        self.commit();
        let from = if extend { self.selection.active.column } else { column };
        let selection = Selection::columns(from, column, self.bounds());
        self.select_still(selection);
        self.drag = Some(Drag { what: Dragged::Columns, x, y });
        self.focus();
    }

    /// The column whose edge in the header is there.
    pub fn edge_at(&self, x: f64, y: f64) -> Option<usize> {
        let along = x - self.gutter + self.x;
        let near = |column: &usize| (self.columns.start(column + 1) - along).abs() <= HANDLE;
        (y < self.scroll.frame().head).then(|| (0..self.columns.len()).find(near)).flatten()
    }

    pub fn press_edge(&mut self, column: usize, x: f64, y: f64) {
        let width = self.columns.width(column);
        self.drag = Some(Drag { what: Dragged::Width { column, from: x, width }, x, y });
    }

    /// A tap selects; a second tap on the same cell opens it.
    pub fn tap(&mut self, x: f64, y: f64, again: bool) {
        let Hit::Cell(cell) = self.hit(x, y) else {
            return self.press(x, y, false);
        };
        if again && self.selection == Selection::at(cell) {
            self.begin(Mode::Caret);
        } else {
            self.commit();
            self.select(Selection::at(cell));
            self.focus();
        }
        self.drag = None;
    }

    pub fn open_at(&mut self, x: f64, y: f64) {
        if let Hit::Cell(cell) = self.hit(x, y) {
            if self.mode != Mode::Ready && self.selection.active == cell {
                return;
            }
            self.select(Selection::at(cell));
            self.begin(Mode::Caret);
        }
    }

    pub fn drag_to(&mut self, x: f64, y: f64) {
        let Some(drag) = &mut self.drag else { return };
        (drag.x, drag.y) = (x, y);
        let what = drag.what;
        if let Dragged::Width { column, from, width } = what {
            self.columns.set_width(column, width + x - from);
            self.fitted = true;
            self.laid_out = false;
            self.dirty = true;
            return;
        }
        self.reach(x, y, what);
    }

    fn reach(&mut self, x: f64, y: f64, what: Dragged) {
        let bounds = self.bounds();
        let bottom = self.scroll.frame().view - 1.0;
        let row = self.scroll.row_at(y.clamp(self.scroll.frame().head, bottom));
        let along = (x - self.gutter).clamp(0.0, self.width) + self.x;
        let column = self.columns.at(along) as u32;
        let active = self.selection.active;
        let selection = match what {
            Dragged::Range => Selection::range(active, Cell { row, column }),
            Dragged::Rows => Selection::rows(active.row, row, bounds),
            Dragged::Columns => Selection::columns(active.column, column, bounds),
            Dragged::Fill { source } => {
                self.reach_fill(source, Cell { row, column });
                return;
            }
            Dragged::Width { .. } => return,
        };
        if selection != self.selection {
            self.selection = selection;
            self.dirty = true;
        }
    }

    /// While a drag stays past an edge, the table comes along, faster the farther out.
    pub fn drag_on(&mut self) {
        let Some(Drag { what, x, y }) = self.drag else { return };
        if matches!(what, Dragged::Width { .. }) {
            return;
        }
        let (head, view) = (self.scroll.frame().head, self.scroll.frame().view);
        let past = |at: f64, low: f64, high: f64| {
            let by = if at < low { at - low } else { (at - high).max(0.0) };
            by.clamp(-RUSH, RUSH)
        };
        let down = if what == Dragged::Columns { 0.0 } else { past(y, head, view) };
        let along = if what == Dragged::Rows { 0.0 } else { past(x, self.gutter, self.gutter + self.width) };
        if down != 0.0 {
            let y = self.scroll.go((self.scroll.position() + down).round());
            self.put_y(y);
        }
        if along != 0.0 {
            self.nodes.scroller.set_scroll_left((self.x + along) as i32);
            self.x = f64::from(self.nodes.scroller.scroll_left());
        }
        if down != 0.0 || along != 0.0 {
            self.reach(x, y, what);
            // Goes on at the next frame.
            self.dirty = true;
        }
    }

    pub fn release(&mut self) {
        let drag = self.drag.take();
        self.dirty |= drag.is_some();
        if let Some(Drag { what: Dragged::Fill { source }, .. }) = drag {
            let over = self.selection.block();
            if over != source {
                let (sheet, series) = (self.sheet.id, !self.copies_drag);
                self.post(Intent::Fill { sheet, source, over: Some(over), series });
            }
        }
    }

    /// Whether a place is on the handle of the selection: the corner of its last cell.
    pub fn on_handle(&self, x: f64, y: f64) -> bool {
        let block = self.selection.block();
        let frame = self.scroll.frame();
        let right = self.gutter + self.columns.start((block.column + block.columns) as usize) - self.x;
        let bottom =
            frame.head + f64::from(block.row + block.rows) * frame.row_height - self.scroll.position();
        !self.is_empty()
            && self.mode == Mode::Ready
            && (x - right).abs() <= HANDLE
            && (y - bottom).abs() <= HANDLE
    }

    pub fn press_handle(&mut self, x: f64, y: f64) {
        self.drag = Some(Drag { what: Dragged::Fill { source: self.selection.block() }, x, y });
    }

    /// Down to the end of what stands beside.
    pub fn fill_to_end(&mut self) {
        self.drag = None;
        let source = self.selection.block();
        self.post(Intent::Fill { sheet: self.sheet.id, source, over: None, series: true });
    }

    /// The source and the cells that it would go on over: along the longer way.
    fn reach_fill(&mut self, source: Block, to: Cell) {
        let past = |at: u32, from: u32, size: u32| {
            if at < from { from - at } else { (at + 1).saturating_sub(from + size) }
        };
        let down = past(to.row, source.row, source.rows);
        let along = past(to.column, source.column, source.columns);
        let (row, column) = (source.row, source.column);
        let mut first = Cell { row, column };
        let mut last = Cell { row: row + (source.rows - 1), column: column + (source.columns - 1) };
        if down >= along {
            (first.row, last.row) = (first.row.min(to.row), last.row.max(to.row));
        } else {
            (first.column, last.column) = (first.column.min(to.column), last.column.max(to.column));
        }
        let selection = Selection { active: self.selection.active, anchor: first, head: last };
        if selection != self.selection {
            self.selection = selection;
            self.dirty = true;
        }
    }
}
