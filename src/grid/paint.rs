//! One frame: which rows and columns, their text and look, and the text area in its cell.

use garimpo_workspace::Summary;
use garimpo_workspace::view::{EDITED, INVALID, RowView, SheetView};

use super::columns::is_end_aligned;
use super::engine::{Engine, Out};
use super::keys::Mode;
use super::line::Line;
use super::pool::{self, ACTIVE, BOTTOM, CHANGED, CORNER, END, HIT, NUMBER, SELECTED, START, TOP, WRONG};
use super::selection::{Cell, contains};
use super::values;
use crate::i18n::grid as say;

/// Rows drawn beyond either edge.
const OVER: u32 = 4;
/// Blocks that may be on their way at once: a thumb that races must not leave a queue behind it.
const ON_THEIR_WAY: usize = 4;

/// Stands where a row that was added to a file has no line of it.
const ADDED: &str = "+";

/// The line of the file; in a table made by hand, the place of the row.
fn number(sheet: &SheetView, held: &RowView, row: u32) -> Option<u32> {
    held.line.or(sheet.receipt.is_none().then_some(row.saturating_add(1)))
}

impl Engine {
    pub fn paint(&mut self) {
        self.dirty = false;
        if self.nodes.scroller.client_height() == 0 {
            return;
        }
        self.drag_on();
        self.lay_out();
        let (first, last) = self.scroll.rows(OVER);
        let active = self.selection.active;
        let pinned = (!self.is_empty()).then_some(active.row);
        self.pool.assign(first, last.max(first), pinned);
        self.pool.columns(self.window.1 - self.window.0);
        self.ask(first, last);
        self.fill();
        self.hold();
        self.tell();
    }

    /// Column widths and the window of drawn columns.
    fn lay_out(&mut self) {
        let window = self.columns.window(self.x, self.width);
        if self.laid_out && window == self.window {
            return;
        }
        self.laid_out = true;
        let style = self.nodes.grid.style();
        let _ = style.set_property("--cols", &self.columns.template(self.gutter, window.0, window.1));
        let _ = style.set_property("inline-size", &format!("{}px", self.gutter + self.columns.total()));
        if window != self.window {
            self.window = window;
            self.out.push(Out::Window(window.0, window.1));
            self.moved = true;
        }
    }

    fn ask(&mut self, first: u32, last: u32) {
        let ahead = last.saturating_sub(first);
        if self.cache.waiting() >= ON_THEIR_WAY {
            return;
        }
        // What is on the screen first.
        for (from, to) in [(first, last), (first.saturating_sub(ahead), last.saturating_add(ahead))] {
            for (start, count) in self.cache.want(from, to) {
                self.port.rows(self.sheet.id, self.cache.view(), start, count);
            }
        }
    }

    fn fill(&mut self) {
        let (first, last) = self.window;
        let columns = self.sheet.columns.get(first..last).unwrap_or_default();
        let block = self.selection.block();
        let active = self.selection.active;
        let range = self.selection.is_range();
        let (last_row, last_column) = (block.row + (block.rows - 1), block.column + (block.columns - 1));
        let empty = self.is_empty();
        let hits = &self.hits;
        for slot in &mut self.pool.slots {
            let Some(row) = slot.row else { continue };
            slot.place(self.scroll.top(row));
            slot.widths(self.gutter, self.columns.start(first));
            let held = self.cache.row(row);
            let number = match held {
                Some(held) => {
                    number(&self.sheet, held, row).map_or_else(|| ADDED.to_owned(), |n| n.to_string())
                }
                None => String::new(),
            };
            let marked = !empty && row >= block.row && row <= last_row;
            slot.head(&number, marked, held.is_none());
            for (n, (node, view)) in slot.cells.iter_mut().zip(columns).enumerate() {
                let column = (first + n) as u32;
                let (text, marks) = self.cache.cell(row, column).unwrap_or(("", 0));
                let mut look = 0;
                let mut put = |when: bool, bit: u16| look |= if when { bit } else { 0 };
                put(marks & EDITED != 0, CHANGED);
                put(marks & INVALID != 0, WRONG);
                put(is_end_aligned(view.reading.cell_type), NUMBER);
                put(!hits.is_empty() && hits.binary_search(&(row, column)).is_ok(), HIT);
                let cell = Cell { row, column };
                if marked && contains(&block, cell) {
                    put(true, SELECTED);
                    put(cell == active, ACTIVE);
                    put(row == last_row && column == last_column, CORNER);
                    put(range && row == block.row, TOP);
                    put(range && row == last_row, BOTTOM);
                    put(range && column == block.column, START);
                    put(range && column == last_column, END);
                }
                node.fill(column, self.columns.width(first + n), text, look);
            }
        }
    }

    /// The text area in the active cell, with its text selected: so the first letter, a dead key, an input
    /// method and the browser's own copy and paste all find it.
    fn hold(&mut self) {
        let active = self.selection.active;
        let input = self.nodes.input.clone();
        if self.moved {
            self.moved = false;
            let home = self.pool.cell(active.row, active.column, self.window.0).filter(|_| !self.is_empty());
            // Without a cell it waits in the frame, and takes keys and pastes there.
            let home = home.unwrap_or(&self.nodes.root);
            let elsewhere = input.parent_element().as_ref() != Some(home.as_ref());
            if elsewhere {
                let _ = home.append_child(&input);
            }
            let line = self.cache.row(active.row).and_then(|held| number(&self.sheet, held, active.row));
            let header = self.sheet.columns.get(active.column as usize).map_or("", |c| c.header.as_str());
            pool::set(&input, "aria-label", &say::cell(self.lang, header, line));
            if self.focused && elsewhere {
                self.focus();
            }
        }
        if self.mode == Mode::Ready {
            let text = self.cache.cell(active.row, active.column).map_or("", |(text, _)| text);
            if input.value() != text {
                input.set_value(text);
                if self.focused {
                    input.select();
                }
            }
        }
    }

    /// Asks what the selection comes to, once the question before is answered and no finger or mouse drags it.
    fn sum(&mut self) {
        let (block, version) = (self.selection.block(), self.sheet.version);
        let is_known = matches!(&self.summary, Some((of, at, _)) if (*of, *at) == (block, version));
        let is_one = self.is_empty() || self.selection.cells() < 2;
        if !is_one && !is_known && self.summing.is_none() && self.drag.is_none() {
            let number = self.port.sum(self.sheet.id, block);
            self.summing = Some((number, block, version));
        }
    }

    pub fn take_summary(&mut self, number: u32, summary: Option<Summary>) {
        if let Some((_, block, version)) = self.summing.take_if(|(asked, ..)| *asked == number) {
            self.summary = Some((block, version, summary));
            self.dirty = true;
        }
    }

    /// Of what is selected now; after an edit the sums of before stay until the new ones are here.
    fn summed(&self) -> Option<Summary> {
        let block = self.selection.block();
        let (_, _, summary) =
            self.summary.as_ref().filter(|(of, ..)| *of == block && self.selection.cells() > 1)?;
        summary.clone()
    }

    /// The line above the table.
    fn tell(&mut self) {
        self.sum();
        let Cell { row, column } = self.selection.active;
        let cells = if self.is_empty() { 0 } else { self.selection.cells() };
        let place = self.cache.row(row).zip(self.sheet.columns.get(column as usize));
        let line = match place.filter(|_| cells > 0) {
            Some((held, view)) => {
                let (text, marks) = self.cache.cell(row, column).unwrap_or(("", 0));
                Line {
                    header: view.header.clone(),
                    column,
                    line: number(&self.sheet, held, row),
                    from_file: held.line.is_some(),
                    value: values::read(text, &view.reading),
                    text: text.to_owned(),
                    edited: marks & EDITED != 0,
                    invalid: marks & INVALID != 0,
                    cells,
                    summary: self.summed(),
                }
            }
            None => Line { cells, ..Line::default() },
        };
        if line != self.line {
            self.line = line.clone();
            self.out.push(Out::Line(line));
        }
    }

    /// Scrolling has come to rest: the thumb goes where it belongs, and the nodes into reading order.
    pub fn rest(&mut self) {
        if self.drag.is_none()
            && let Some(y) = self.scroll.rest()
        {
            self.put_y(y);
        }
        let keep = (!self.is_empty()).then_some(self.selection.active.row);
        self.pool.order(keep);
        self.cache.expire(super::engine::now(), super::engine::PATIENCE);
        self.dirty = true;
    }
}
