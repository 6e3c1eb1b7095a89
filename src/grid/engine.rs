//! The grid's hot state (scroll, selection, caret, row cache) and what it is made of.
//!
//! The engine never calls out while it works: what others should know goes into `out`, and
//! [`super::handle::Handle`] passes it on afterwards.

use std::cell::{Cell as Place, RefCell};
use std::collections::BTreeMap;

use garimpo_workspace::protocol::Block;
use garimpo_workspace::{Intent, RowBlock, SheetId, SheetView, Summary};
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::cache::Cache;
use super::columns::{self, Columns};
use super::component::Props;
use super::find::Hits;
use super::keys::Mode;
use super::line::Line;
use super::pointer::Drag;
use super::pool::Pool;
use super::port::Port;
use super::scroll::{Frame, Scroll};
use super::selection::{Bounds, Cell, Selection};
use crate::i18n::{Lang, fields};
use crate::model::Jump;
use crate::msg::Msg;
use crate::ui::{Dispatch, Slice};

/// Edits that nobody confirms are taken back after this long.
pub const PATIENCE: f64 = 10_000.0;
/// More cells than this are not shown before the worker has answered.
pub const PATCHED: u64 = 2_000;

thread_local! {
    /// The last jump that was made: coming back to the table must not repeat it.
    static JUMPED: Place<u32> = const { Place::new(0) };
    /// Where each table was left.
    static LEFT: RefCell<BTreeMap<SheetId, Left>> = const { RefCell::new(BTreeMap::new()) };
}

struct Left {
    name: String,
    selection: Selection,
    v: f64,
    x: f64,
    columns: Columns,
}

/// What the engine tells.
pub enum Out {
    Msg(Msg),
    Line(Line),
    /// The drawn columns have changed.
    Window(usize, usize),
    /// The menu of a column.
    Menu(u32),
    /// The filter of a column.
    Filter(u32),
    /// The menu of cells, at a place of the window.
    CellMenu {
        x: f64,
        y: f64,
    },
    /// The find bar.
    Find {
        replaces: bool,
    },
    /// What was found, and where the active cell is among it.
    Hits(Hits),
}

pub struct Nodes {
    pub root: HtmlElement,
    pub scroller: HtmlElement,
    pub grid: HtmlElement,
    pub head: HtmlElement,
    /// As tall as a row.
    pub probe: HtmlElement,
    pub input: HtmlTextAreaElement,
}

/// Text that the worker is asked for, and what it is for.
pub enum Awaited {
    Clipboard { write: js_sys::Function, fail: js_sys::Function },
    Fill { over: Block },
}

pub struct Engine {
    pub sheet: Slice<SheetView>,
    pub lang: Lang,
    pub port: Port,
    /// For what comes later than the work at hand (the clipboard's refusal). All else goes through `out`.
    pub dispatch: Dispatch,
    pub nodes: Nodes,
    pub pool: Pool,
    pub cache: Cache,
    pub scroll: Scroll,
    pub columns: Columns,
    /// Widths have been fitted to the first rows.
    pub fitted: bool,
    pub gutter: f64,
    /// Drawn columns, `first..last`.
    pub window: (usize, usize),
    pub x: f64,
    /// Room for cells sideways.
    pub width: f64,
    pub selection: Selection,
    pub mode: Mode,
    /// The text before the edit.
    pub before: String,
    /// Where a run of entries with Tab began.
    pub run: Option<u32>,
    pub focused: bool,
    /// The text area belongs elsewhere.
    pub moved: bool,
    pub drag: Option<Drag>,
    /// A drag of the handle copies instead of going on: Ctrl is held.
    pub copies_drag: bool,
    pub coarse: bool,
    /// When a finger last tapped.
    pub tapped_at: Option<f64>,
    /// A jump to a row that is not there yet.
    pub pending: Option<(Cell, bool)>,
    pub awaited: BTreeMap<u32, Awaited>,
    pub line: Line,
    /// What the selection comes to: of which block, at which version of the sheet.
    pub summary: Option<(Block, u64, Option<Summary>)>,
    /// The question about it that is out: its number, the block, the version. One at a time: whoever selects with the
    /// keyboard must not leave a row of questions behind.
    pub summing: Option<(u32, Block, u64)>,
    /// Cells that were found, in reading order; how many there are in all.
    pub hits: Vec<(u32, u32)>,
    pub all_hits: u32,
    pub out: Vec<Out>,
    pub dirty: bool,
    /// The header or the column template must be written again.
    pub laid_out: bool,
}

pub fn now() -> f64 {
    js_sys::Date::now()
}

impl Engine {
    pub fn new(nodes: Nodes, pool: Pool, props: &Props, coarse: bool) -> Self {
        let Props { sheet, lang, port, dispatch, .. } = props.clone();
        let mut engine = Engine {
            lang,
            port,
            dispatch,
            nodes,
            pool,
            cache: Cache::default(),
            scroll: Scroll::default(),
            columns: Columns::default(),
            fitted: false,
            gutter: 44.0,
            window: (0, 0),
            x: 0.0,
            width: 0.0,
            selection: Selection::default(),
            mode: Mode::Ready,
            before: String::new(),
            run: None,
            focused: false,
            moved: true,
            drag: None,
            copies_drag: false,
            coarse,
            tapped_at: None,
            pending: None,
            awaited: BTreeMap::new(),
            line: Line::default(),
            summary: None,
            summing: None,
            hits: Vec::new(),
            all_hits: 0,
            out: Vec::new(),
            dirty: true,
            laid_out: false,
            sheet: sheet.clone(),
        };
        engine.follow(sheet);
        let left = LEFT.with_borrow_mut(|left| left.remove(&engine.sheet.id));
        if let Some(left) = left.filter(|left| left.name == engine.sheet.name) {
            engine.selection = left.selection.clamped(engine.bounds());
            if left.columns.len() == engine.sheet.columns.len() {
                engine.columns = left.columns;
                engine.fitted = true;
            }
            let y = engine.scroll.go(left.v);
            engine.x = left.x;
            engine.put_y(y);
            engine.nodes.scroller.set_scroll_left(left.x as i32);
        }
        engine
    }

    /// Before the grid goes.
    pub fn leave(&mut self) {
        let left = Left {
            name: self.sheet.name.clone(),
            selection: self.selection,
            v: self.scroll.position(),
            x: self.x,
            columns: std::mem::take(&mut self.columns),
        };
        LEFT.with_borrow_mut(|all| all.insert(self.sheet.id, left));
    }

    pub fn bounds(&self) -> Bounds {
        Bounds {
            rows: self.sheet.shown,
            columns: u32::try_from(self.sheet.columns.len()).unwrap_or(u32::MAX),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.sheet.shown == 0 || self.sheet.columns.is_empty()
    }

    /// The document has changed, or this is the first of it.
    pub fn follow(&mut self, sheet: Slice<SheetView>) {
        let same_columns = self.sheet.columns.len() == sheet.columns.len() && !self.columns.is_empty();
        self.sheet = sheet;
        self.cache.follow(self.sheet.id, self.sheet.version, self.sheet.shown);
        if !same_columns {
            self.fitted = false;
            self.guess_widths();
        }
        // Line numbers of the file run ahead of the rows.
        let digits = self.sheet.rows.saturating_add(100).to_string().len().max(3);
        self.gutter = 20.0 + digits as f64 * 7.5;
        self.measure();
        self.selection = self.selection.clamped(self.bounds());
        if let Some((cell, edit)) = self.pending.filter(|(cell, _)| cell.row < self.sheet.shown) {
            self.pending = None;
            self.go(cell, edit);
        }
        self.moved = true;
        self.laid_out = false;
        self.dirty = true;
    }

    fn guess_widths(&mut self) {
        let (cache, sheet, lang) = (&self.cache, &self.sheet, self.lang);
        let held: Vec<u32> = (0..sheet.shown.min(128)).filter(|&row| cache.row(row).is_some()).collect();
        let mut widths: Vec<f64> = sheet
            .columns
            .iter()
            .enumerate()
            .map(|(n, column)| {
                let texts = held.iter().filter_map(|&row| Some(cache.row(row)?.cells.get(n)?.as_str()));
                let chip = column.field.map_or(fields::no_field(lang), |field| fields::field(lang, field));
                columns::guess(&column.header, chip, &column.reading, texts)
            })
            .collect();
        columns::fit(&mut widths, self.width);
        self.columns = Columns::new(widths);
        self.fitted = !held.is_empty();
        self.laid_out = false;
    }

    /// As wide as the longest text of it that is here.
    pub fn fit_column(&mut self, column: usize) {
        let cells = (0..self.sheet.shown)
            .filter_map(|row| self.cache.row(row)?.cells.get(column).map(String::as_str));
        let header = self.sheet.columns.get(column).map_or("", |column| column.header.as_str());
        let width = columns::fitting(header, cells);
        self.columns.set_width(column, width);
        self.fitted = true;
        self.laid_out = false;
        self.dirty = true;
    }

    /// Once, when the first rows have come.
    pub fn fit(&mut self) {
        if !self.fitted {
            self.guess_widths();
        }
    }

    /// Reads the sizes that the browser gives. After a resize, a zoom, or another number of rows.
    pub fn measure(&mut self) {
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        let nodes = &self.nodes;
        let frame = Frame {
            rows: self.sheet.shown,
            row_height: nodes.probe.get_bounding_client_rect().height(),
            head: nodes.head.get_bounding_client_rect().height(),
            view: f64::from(nodes.scroller.client_height()),
            ratio,
        };
        self.width = (f64::from(nodes.scroller.client_width()) - self.gutter).max(0.0);
        let y = self.scroll.resize(frame);
        let _ = self.nodes.grid.style().set_property("block-size", &format!("{}px", self.scroll.spacer()));
        self.put_y(y);
        self.dirty = true;
    }

    /// Sets the browser's position and takes what it makes of it.
    pub fn put_y(&mut self, y: f64) {
        let scroller = &self.nodes.scroller;
        let is = f64::from(scroller.scroll_top());
        if (is - y).abs() >= 1.0 {
            scroller.set_scroll_top(y.round() as i32);
        }
        if self.scroll.is_scaled() {
            let landed = f64::from(self.nodes.scroller.scroll_top());
            self.scroll.landed(landed);
        }
    }

    /// Shows a cell, if it is not wholly visible.
    pub fn reveal(&mut self, cell: Cell) {
        if let Some(v) = self.scroll.reveal(cell.row) {
            let y = self.scroll.go(v);
            self.put_y(y);
        }
        if let Some(x) = self.columns.reveal(cell.column as usize, self.x, self.width) {
            self.x = x;
            self.nodes.scroller.set_scroll_left(x.round() as i32);
        }
        self.dirty = true;
    }

    pub fn jump(&mut self, jump: &Jump) {
        if JUMPED.get() == jump.tick {
            return;
        }
        let Some(place) = &jump.place else { return };
        if place.sheet != self.sheet.id {
            return;
        }
        JUMPED.set(jump.tick);
        let cell = Cell {
            row: place.row.unwrap_or(self.selection.active.row),
            column: place.column.unwrap_or(self.selection.active.column),
        };
        if place.row.is_none() && place.column.is_none() && !jump.edit {
            return;
        }
        if cell.row >= self.sheet.shown {
            self.pending = Some((cell, jump.edit));
        } else {
            self.go(cell, jump.edit);
        }
    }

    fn go(&mut self, cell: Cell, edit: bool) {
        self.cancel();
        self.select(Selection::at(super::selection::clamp(cell, self.bounds())));
        self.focus();
        if edit && !self.is_empty() {
            self.begin(Mode::Caret);
        }
    }

    /// Rows have come.
    pub fn rows(&mut self, block: RowBlock) {
        let (near, _) = self.scroll.rows(0);
        if self.cache.take(block, near) {
            self.fit();
            self.moved = true;
            self.dirty = true;
        }
    }

    pub fn post(&mut self, intent: Intent) {
        self.out.push(Out::Msg(Msg::Do(intent)));
    }

    pub fn say(&mut self, text: String) {
        self.out.push(Out::Msg(Msg::Say(text)));
    }
}
