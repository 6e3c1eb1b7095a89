//! Typing into a cell: when it begins, what it keeps, how it ends.

use garimpo_workspace::Intent;
use garimpo_workspace::protocol::Block;

use super::engine::{Engine, PATCHED, now};
use super::keys::Mode;
use super::selection::{Cell, Selection, Step};

impl Engine {
    /// Into the grid: the text area gets the focus.
    pub fn focus(&mut self) {
        self.focused = true;
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let input = &self.nodes.input;
        let _ = input.focus_with_options(&options);
        if self.mode == Mode::Ready {
            input.select();
        }
    }

    /// Opens the active cell with its text, the caret at the end.
    pub fn begin(&mut self, mode: Mode) {
        if self.mode != Mode::Ready || self.is_empty() {
            return;
        }
        self.reveal(self.selection.active);
        // The cell must be on the page, and hold the text area, before the caret goes in.
        self.paint();
        let Cell { row, column } = self.selection.active;
        let Some((text, _)) = self.cache.cell(row, column) else { return };
        let text = text.to_owned();
        let input = self.nodes.input.clone();
        input.set_value(&text);
        self.open(mode, text);
        if self.coarse {
            // A keyboard on the screen comes up only when the focus arrives.
            let _ = input.blur();
        }
        self.focus();
        let end = input.value().encode_utf16().count() as u32;
        let _ = input.set_selection_range(end, end);
    }

    /// The text area has taken the first letter by itself.
    pub fn typed(&mut self) {
        if self.mode != Mode::Ready || self.is_empty() {
            return;
        }
        let Cell { row, column } = self.selection.active;
        // A cell that is not here yet cannot be edited: what it holds is not known.
        let Some((text, _)) = self.cache.cell(row, column) else {
            self.nodes.input.set_value("");
            return;
        };
        let text = text.to_owned();
        self.selection = Selection::at(self.selection.active);
        self.reveal(self.selection.active);
        self.open(Mode::Typing, text);
    }

    fn open(&mut self, mode: Mode, before: String) {
        self.mode = mode;
        self.before = before;
        self.nodes.input.set_class_name("g-input open");
        if self.coarse {
            let _ = self.nodes.input.remove_attribute("inputmode");
        }
        self.row_open(true);
        self.dirty = true;
    }

    fn close(&mut self) {
        self.mode = Mode::Ready;
        self.nodes.input.set_class_name("g-input");
        if self.coarse {
            super::pool::set(&self.nodes.input, "inputmode", "none");
        }
        self.row_open(false);
        self.moved = true;
        self.dirty = true;
    }

    /// While a cell is open it may be larger than its row.
    fn row_open(&self, open: bool) {
        for slot in &self.pool.slots {
            if slot.row == Some(self.selection.active.row) || !open {
                let _ = slot.node.class_list().toggle_with_force("open", open);
            }
        }
    }

    pub fn toggle_caret(&mut self) {
        self.mode = match self.mode {
            Mode::Typing => Mode::Caret,
            Mode::Caret => Mode::Typing,
            Mode::Ready => Mode::Ready,
        };
    }

    /// Leaves the cell as it was.
    pub fn cancel(&mut self) {
        if self.mode != Mode::Ready {
            self.close();
        }
    }

    /// Keeps what was typed. Without a change, nothing is sent.
    pub fn commit(&mut self) {
        if self.mode == Mode::Ready {
            return;
        }
        let text = self.nodes.input.value().replace("\r\n", "\n");
        let Cell { row, column } = self.selection.active;
        if text != self.before {
            self.cache.edit(row, column, text.clone(), now());
            self.post(Intent::SetCell { sheet: self.sheet.id, row, column, text });
        }
        self.close();
    }

    pub fn commit_and(&mut self, step: Step) {
        let start = self.selection.active.column;
        self.commit();
        match step {
            Step::Right | Step::Left => self.run = self.run.or(Some(start)),
            // After a run of entries with Tab, Enter goes back under its first column.
            Step::Down | Step::Up => {
                if let Some(column) = self.run.take() {
                    self.selection.active.column = column;
                }
            }
            _ => self.run = None,
        }
        let run = self.run;
        self.step(step, false);
        self.run = run;
    }

    /// The same text into every cell of the range that was selected when the edit began.
    pub fn commit_all(&mut self, over: Block) {
        let text = self.nodes.input.value().replace("\r\n", "\n");
        self.close();
        self.paste(vec![vec![text]], over);
    }

    pub fn clear(&mut self) {
        if self.is_empty() {
            return;
        }
        let block = self.selection.block();
        self.patch(block, |_, _| Some(String::new()));
        self.post(Intent::Clear { sheet: self.sheet.id, block });
    }

    /// Writes a block at the start of `over`. One cell fills all of it.
    pub fn paste(&mut self, mut cells: Vec<Vec<String>>, over: Block) {
        let height = cells.len() as u32;
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 || self.sheet.columns.is_empty() {
            return;
        }
        for row in &mut cells {
            row.resize(width, String::new());
        }
        let width = width as u32;
        let repeats = over.rows.is_multiple_of(height) && over.columns.is_multiple_of(width);
        let done = if repeats { over } else { Block { rows: height, columns: width, ..over } };
        self.patch(done, |row, column| {
            let row = cells.get((row % height) as usize)?;
            row.get((column % width) as usize).cloned()
        });
        let (row, column) = (over.row, over.column);
        self.post(Intent::Paste { sheet: self.sheet.id, row, column, over, cells });
        let head = Cell { row: row + (done.rows - 1), column: column + (done.columns - 1) };
        self.selection = Selection::range(Cell { row, column }, head).clamped(self.bounds());
        self.moved = true;
        self.dirty = true;
    }

    /// Shows a change at once, where it is small. `text` gets places counted from the block's start.
    fn patch(&mut self, block: Block, text: impl Fn(u32, u32) -> Option<String>) {
        if u64::from(block.rows) * u64::from(block.columns) > PATCHED {
            return;
        }
        let now = now();
        let bounds = self.bounds();
        for row in 0..block.rows.min(bounds.rows.saturating_sub(block.row)) {
            for column in 0..block.columns.min(bounds.columns.saturating_sub(block.column)) {
                if let Some(text) = text(row, column) {
                    self.cache.edit(block.row + row, block.column + column, text, now);
                }
            }
        }
        self.dirty = true;
    }
}
