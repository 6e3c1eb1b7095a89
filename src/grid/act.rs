//! What keys and buttons do.

use garimpo_table::{DateOrder, Test};
use garimpo_workspace::Intent;
use garimpo_workspace::protocol::Block;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::engine::{Awaited, Engine, Out};
use super::keys::{Act, Facts, Mode};
use super::look;
use super::selection::{self, Bounds, Cell, Selection, Step};
use crate::i18n::Lang;
use crate::model::Overlay;
use crate::msg::Msg;

const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), \
                         textarea:not([disabled]), [tabindex]";

impl Engine {
    pub fn facts(&self) -> Facts {
        Facts {
            range: self.selection.is_range(),
            whole_rows: self.selection.is_rows(self.bounds()),
            tab_run: self.run.is_some(),
            top_row: self.selection.active.row == 0,
        }
    }

    pub fn act(&mut self, act: Act) {
        let bounds = self.bounds();
        match act {
            Act::Move(Step::Right | Step::Left) if self.run.is_some() => {
                let run = self.run;
                if let Act::Move(step) = act {
                    self.step(step, false);
                }
                self.run = run;
            }
            Act::Move(step) => {
                if let (Some(column), Step::Down) = (self.run, step) {
                    self.selection.active.column = column;
                }
                self.step(step, false);
            }
            Act::Extend(step) => self.step(step, true),
            Act::Edit => self.begin(Mode::Caret),
            Act::ToggleCaret => self.toggle_caret(),
            Act::Commit(step) => self.commit_and(step),
            Act::CommitAll => self.commit_all(self.selection.block()),
            Act::Cancel if self.mode != Mode::Ready => self.cancel(),
            Act::Cancel => self.select(Selection::at(self.selection.active)),
            Act::NewLine => self.new_line(),
            Act::Clear => self.clear(),
            Act::All => self.select_still(Selection::all(bounds).keeping(self.selection.active)),
            Act::Rows => {
                let block = self.selection.block();
                let rows = Selection::rows(block.row, block.row + (block.rows - 1), bounds);
                self.select_still(rows.keeping(self.selection.active));
            }
            Act::Columns => {
                let block = self.selection.block();
                let columns = Selection::columns(block.column, block.column + (block.columns - 1), bounds);
                self.select_still(columns.keeping(self.selection.active));
            }
            Act::Undo => self.out.push(Out::Msg(Msg::Undo)),
            Act::Redo => self.out.push(Out::Msg(Msg::Redo)),
            Act::FillDown => self.fill_from(|block| Block { rows: 1, ..block }),
            Act::FillRight => self.fill_from(|block| Block { columns: 1, ..block }),
            Act::InsertRows => self.insert_rows(false),
            Act::DeleteRows => self.delete_rows(),
            Act::Header => self.enter_header(self.selection.active.column),
            Act::Menu => self.out.push(Out::Menu(self.selection.active.column)),
            Act::FillRange => self.fill_range(),
            Act::InsertBelow => self.insert_rows(true),
            Act::DuplicateRows => self.duplicate_rows(),
            Act::Today => self.write_today(),
            Act::Sort { descending } => {
                let look = look::sorted(&self.sheet.look, self.selection.active.column, descending, false);
                self.post(Intent::SetLook { sheet: self.sheet.id, look });
            }
            Act::OnlyThis => self.only_this(),
            Act::GoToRow | Act::Palette => self.out.push(Out::Msg(Msg::Open(Some(Overlay::Palette)))),
            Act::Shortcuts => self.out.push(Out::Msg(Msg::Open(Some(Overlay::Shortcuts)))),
            Act::Column(column) => {
                let row = self.selection.active.row;
                self.select(Selection::at(selection::clamp(Cell { row, column }, bounds)));
                self.focus();
            }
            Act::CellMenu => {
                let place =
                    self.pool.cell(self.selection.active.row, self.selection.active.column, self.window.0);
                let place = place.map(|cell| cell.get_bounding_client_rect());
                let (x, y) = place.map_or((0.0, 0.0), |place| (place.left() + 12.0, place.bottom()));
                self.out.push(Out::CellMenu { x, y });
            }
            Act::Find => self.out.push(Out::Find { replaces: false }),
            Act::FindReplace => self.out.push(Out::Find { replaces: true }),
            Act::NextHit => self.step_hit(false),
            Act::PreviousHit => self.step_hit(true),
            Act::Filter => self.out.push(Out::Filter(self.selection.active.column)),
            Act::Leave => self.leave_to(false),
            Act::LeaveBack => self.leave_to(true),
            Act::Reveal => self.reveal(self.selection.active),
        }
    }

    pub fn step(&mut self, step: Step, extend: bool) {
        if self.is_empty() {
            return;
        }
        let first = self.columns.at(self.x);
        let across = self.columns.at(self.x + self.width).saturating_sub(first).max(1) as u32;
        let page = Bounds { rows: self.scroll.page(), columns: across };
        let from = if extend { self.selection.head } else { self.selection.active };
        let cache = &self.cache;
        let to = selection::step(from, step, self.bounds(), page, |cell: Cell| {
            cache.cell(cell.row, cell.column).map(|(text, _)| !text.is_empty())
        });
        if extend {
            self.selection.head = to;
            self.reveal(to);
            self.run = None;
        } else {
            self.select(Selection::at(to));
        }
        self.dirty = true;
    }

    /// Selects, and shows the active cell.
    pub fn select(&mut self, selection: Selection) {
        self.select_still(selection);
        self.reveal(self.selection.active);
    }

    pub fn select_still(&mut self, selection: Selection) {
        if self.selection.active != selection.active {
            self.moved = true;
        }
        self.selection = selection;
        self.run = None;
        self.dirty = true;
    }

    fn new_line(&mut self) {
        let input = &self.nodes.input;
        let (from, to) = (input.selection_start().ok().flatten(), input.selection_end().ok().flatten());
        if let (Some(from), Some(to)) = (from, to) {
            let _ = input.set_range_text_with_start_and_end("\n", from, to);
            let _ = input.set_selection_range(from + 1, from + 1);
        }
    }

    /// The first row (or column) of the range over all of it.
    fn fill_from(&mut self, part: impl Fn(Block) -> Block) {
        let over = self.selection.block();
        let source = part(over);
        if source == over {
            return;
        }
        match self.cells(source) {
            Some(cells) => self.paste(cells, over),
            None => {
                let number = self.port.copy(self.sheet.id, source);
                self.awaited.insert(number, Awaited::Fill { over });
            }
        }
    }

    /// The active cell's text in all of the range.
    fn fill_range(&mut self) {
        let Cell { row, column } = self.selection.active;
        let text = self.cache.cell(row, column).map(|(text, _)| text.to_owned());
        if let Some(text) = text {
            let selection = self.selection;
            self.paste(vec![vec![text]], selection.block());
            self.selection = selection;
        }
    }

    fn duplicate_rows(&mut self) {
        if !self.is_empty() {
            self.commit();
            let Block { row, rows, .. } = self.selection.block();
            self.post(Intent::DuplicateRows { sheet: self.sheet.id, at: row, count: rows });
        }
    }

    /// As the column writes dates; else as the language does.
    fn write_today(&mut self) {
        let Cell { row, column } = self.selection.active;
        let Some(view) = self.sheet.columns.get(column as usize).filter(|_| !self.is_empty()) else { return };
        let own = view.reading.date_order;
        let order = own.unwrap_or(match self.lang {
            Lang::PtBr => DateOrder::DayMonth,
            Lang::En => DateOrder::YearMonth,
        });
        let today = js_sys::Date::new_0();
        let (year, month, day) = (today.get_full_year(), today.get_month() + 1, today.get_date());
        let text = match order {
            DateOrder::DayMonth => format!("{day:02}/{month:02}/{year}"),
            DateOrder::MonthDay => format!("{month:02}/{day:02}/{year}"),
            DateOrder::YearMonth => format!("{year}-{month:02}-{day:02}"),
        };
        let selection = self.selection;
        self.paste(vec![vec![text]], Block { row, column, rows: 1, columns: 1 });
        self.selection = selection;
    }

    fn only_this(&mut self) {
        let Cell { row, column } = self.selection.active;
        let Some((text, _)) = self.cache.cell(row, column) else { return };
        let test = Test::Values { values: vec![text.trim().to_owned()], keep: true };
        let look = look::filtered(&self.sheet.look, column, Some(test));
        self.post(Intent::SetLook { sheet: self.sheet.id, look });
        self.selection = Selection::at(Cell { row: 0, column });
        self.moved = true;
    }

    /// As many rows as are selected, above them; `below`: one, under them.
    pub fn insert_rows(&mut self, below: bool) {
        if self.sheet.columns.is_empty() {
            return;
        }
        let block = self.selection.block();
        let (at, count) = match (self.sheet.shown, below) {
            (0, _) => (0, 1),
            (rows, true) => ((block.row + block.rows).min(rows), 1),
            (_, false) => (block.row, block.rows),
        };
        self.commit();
        self.post(Intent::InsertRows { sheet: self.sheet.id, at, count });
        if below {
            let cell = Cell { row: at, column: 0 };
            if at < self.sheet.shown {
                self.select(Selection::at(cell));
            } else {
                self.pending = Some((cell, false));
            }
        }
    }

    pub fn delete_rows(&mut self) {
        if self.is_empty() {
            return;
        }
        self.cancel();
        let Block { row, rows, .. } = self.selection.block();
        self.post(Intent::DeleteRows { sheet: self.sheet.id, at: row, count: rows });
        self.select(Selection::at(Cell { row, column: self.selection.active.column }));
    }

    /// To the chip of a column.
    pub fn enter_header(&mut self, column: u32) {
        let column = column.min(self.bounds().columns.saturating_sub(1));
        if let Some(x) = self.columns.reveal(column as usize, self.x, self.width) {
            self.x = x;
            self.nodes.scroller.set_scroll_left(x.round() as i32);
            self.dirty = true;
        }
        let chip = self.nodes.head.query_selector(&format!("[aria-colindex=\"{}\"] button", column + 1));
        if let Ok(Some(chip)) = chip
            && let Ok(chip) = chip.dyn_into::<HtmlElement>()
        {
            let _ = chip.focus();
        }
    }

    /// Out of the grid, to what comes after (or before) it on the page.
    fn leave_to(&mut self, back: bool) {
        self.commit();
        let root: &Node = &self.nodes.root;
        let Some(all) =
            root.owner_document().and_then(|document| document.query_selector_all(FOCUSABLE).ok())
        else {
            return;
        };
        let place = if back { Node::DOCUMENT_POSITION_PRECEDING } else { Node::DOCUMENT_POSITION_FOLLOWING };
        let outside = (0..all.length())
            .filter_map(|n| all.item(n))
            .filter(|node| !root.contains(Some(node)) && root.compare_document_position(node) & place != 0);
        let mut outside = outside.filter_map(|node| node.dyn_into::<HtmlElement>().ok()).filter(|element| {
            element.tab_index() >= 0
                && element.get_client_rects().length() > 0
                && !element.contains(Some(root))
        });
        let next = if back { outside.next_back() } else { outside.next() };
        if let Some(next) = next {
            self.focused = false;
            let _ = next.focus();
        }
    }
}
