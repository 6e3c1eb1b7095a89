//! The grid as the page sees it: one element with the line, the buttons, the header and the menu. The body is
//! left empty for the engine.

use std::rc::Rc;

use garimpo_workspace::{Intent, Look, SheetView};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::{AttrValue, Callback, Component, Context, Html, MouseEvent, NodeRef, Properties, html};

use super::context::CellMenu;
use super::engine::{Engine, Nodes, Out};
use super::filter::{FilterPanel, Values};
use super::find::{self, FindBar, Hits, Search};
use super::handle::Handle;
use super::header::Header;
use super::keys::{Act, Mode};
use super::line::{self, Line};
use super::menu::{ColumnMenu, Pick};
use super::pool::{Pool, set};
use super::port::{Port, PortEvent};
use super::{look, strip};
use crate::i18n::{Lang, find as finding, grid as say, look as words};
use crate::model::{Jump, Order};
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, Slice, icon, icon_button};

#[derive(Properties, PartialEq, Clone)]
pub struct Props {
    pub sheet: Slice<SheetView>,
    pub jump: Slice<Jump>,
    pub order: Slice<Order>,
    pub lang: Lang,
    pub dispatch: Dispatch,
    pub port: Port,
}

#[derive(Clone, Copy)]
pub enum Tool {
    Undo,
    Redo,
    AddRow,
    DeleteRows,
    Edit,
    Filter,
    Problems,
    Find,
}

pub enum Event {
    Told(Out),
    Port(PortEvent),
    Tool(Tool),
    Menu(Option<u32>),
    Picked(u32, Pick),
    Look(Look),
    /// The filter of a column; `None` closes it.
    Filter(Option<u32>),
    /// Values that contain this are asked for.
    Search(u32, String),
    Find(find::Act),
    /// Something from the menu of cells; `None` closes it.
    Cells(Option<Act>),
}

#[derive(Default)]
struct Refs {
    root: NodeRef,
    scroller: NodeRef,
    grid: NodeRef,
    head: NodeRef,
    body: NodeRef,
    probe: NodeRef,
}

pub struct Grid {
    refs: Refs,
    handle: Option<Rc<Handle>>,
    listening: u32,
    line: Line,
    window: (usize, usize),
    menu: Option<u32>,
    filter: Option<u32>,
    values: Option<Rc<Values>>,
    /// The number of the last request for values.
    asked: u32,
    search: Option<Search>,
    /// Where the menu of cells stands, and whether more than one is selected.
    cells: Option<(f64, f64, bool)>,
    ordered: u32,
    /// The number of the last request to find, the version that it was for, and whether to go to what it finds.
    sought: (u32, u64, bool),
    told: Callback<Out>,
    open_menu: Callback<u32>,
}

impl Component for Grid {
    type Message = Event;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        Grid {
            refs: Refs::default(),
            handle: None,
            listening: ctx.props().port.listen(link.callback(Event::Port)),
            line: Line::default(),
            window: (0, 0),
            menu: None,
            filter: None,
            values: None,
            asked: 0,
            search: None,
            cells: None,
            ordered: ctx.props().order.tick,
            sought: (0, 0, false),
            told: link.callback(Event::Told),
            open_menu: link.callback(|column| Event::Menu(Some(column))),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Told(Out::Msg(msg)) => ctx.props().dispatch.emit(msg),
            Event::Told(Out::Line(line)) => {
                self.line = line;
                return true;
            }
            Event::Told(Out::Window(first, last)) => {
                self.window = (first, last);
                return true;
            }
            Event::Told(Out::Menu(column)) => {
                self.menu = Some(column);
                return true;
            }
            Event::Menu(column) => {
                let back = column.is_none().then_some(self.menu).flatten();
                // The chip that opened it closes it.
                self.menu = if column == self.menu { None } else { column };
                if let Some(column) = back {
                    self.run(|engine| engine.enter_header(column));
                }
                return true;
            }
            Event::Picked(column, pick) => {
                self.menu = None;
                let Props { sheet: view, .. } = ctx.props();
                let sheet = view.id;
                let look = |look| Intent::SetLook { sheet, look };
                let intent = match pick {
                    Pick::Sort { descending, add } => look(look::sorted(&view.look, column, descending, add)),
                    Pick::Unsort => look(look::unsorted(&view.look, column)),
                    Pick::Unfilter => look(look::filtered(&view.look, column, None)),
                    Pick::Filter => return self.update(ctx, Event::Filter(Some(column))),
                    Pick::Field(field) => Intent::SetField { sheet, column, field },
                    Pick::Reading(reading) => Intent::SetReading { sheet, column, reading },
                };
                ctx.props().dispatch.emit(Msg::Do(intent));
                self.run(|engine| engine.enter_header(column));
                return true;
            }
            Event::Port(PortEvent::Rows(block)) => self.run(|engine| engine.rows(block)),
            Event::Look(look) => {
                self.set_look(ctx, look);
                self.run(Engine::focus);
            }
            Event::Filter(column) => {
                let back = self.filter.filter(|_| column.is_none());
                self.menu = None;
                self.filter = column;
                self.values = None;
                if let Some(column) = column {
                    self.ask(ctx, column, String::new());
                }
                if let Some(column) = back {
                    self.run(|engine| engine.enter_header(column));
                }
                return true;
            }
            Event::Told(Out::Find { replaces }) => {
                let mut search = self.search.take().unwrap_or_default();
                search.replaces |= replaces;
                search.focus += 1;
                self.search = Some(search);
                return true;
            }
            Event::Told(Out::Hits(hits)) => {
                if let Some(search) = &mut self.search {
                    search.hits = hits;
                }
                return true;
            }
            Event::Told(Out::CellMenu { x, y }) => {
                let range =
                    self.handle.as_ref().and_then(|handle| handle.with(|engine| engine.selection.is_range()));
                (self.menu, self.filter) = (None, None);
                self.cells = Some((x, y, range.unwrap_or(false)));
                return true;
            }
            Event::Cells(act) => {
                self.cells = None;
                self.run(|engine| {
                    engine.focus();
                    if let Some(act) = act {
                        engine.act(act);
                    }
                });
                return true;
            }
            Event::Port(PortEvent::Summed { view, summary }) => {
                self.run(|engine| engine.take_summary(view, summary));
            }
            Event::Find(act) => return self.find(ctx, act),
            Event::Port(PortEvent::Found { view, version, found }) => {
                if view == self.sought.0 {
                    self.sought.1 = version;
                    self.found(found);
                }
                return true;
            }
            Event::Search(column, text) => self.ask(ctx, column, text),
            Event::Port(PortEvent::Values { view, values, all }) if view == self.asked => {
                self.values = Some(Rc::new(Values { listed: values, all }));
                return true;
            }
            Event::Port(PortEvent::Values { .. }) => {}
            Event::Told(Out::Filter(column)) => return self.update(ctx, Event::Filter(Some(column))),
            Event::Port(PortEvent::Copied { view, text }) => self.run(|engine| engine.copied(view, text)),
            Event::Tool(tool) => {
                let dispatch = &ctx.props().dispatch;
                match tool {
                    Tool::Undo => dispatch.emit(Msg::Undo),
                    Tool::Redo => dispatch.emit(Msg::Redo),
                    Tool::AddRow => self.run(|engine| engine.insert_rows(true)),
                    Tool::DeleteRows => self.run(Engine::delete_rows),
                    Tool::Edit => self.run(|engine| engine.begin(Mode::Caret)),
                    Tool::Filter => {
                        let column = self
                            .handle
                            .as_ref()
                            .and_then(|handle| handle.with(|engine| engine.selection.active.column));
                        return self.update(ctx, Event::Filter(column));
                    }
                    Tool::Find => return self.update(ctx, Event::Told(Out::Find { replaces: false })),
                    Tool::Problems => {
                        let look = &ctx.props().sheet.look;
                        let look = Look { problems: !look.problems, ..look.clone() };
                        self.set_look(ctx, look);
                    }
                }
                self.run(Engine::focus);
            }
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let Props { sheet, jump, lang, port, order, .. } = ctx.props();
        if *port != old.port {
            old.port.leave(self.listening);
            self.listening = port.listen(ctx.link().callback(Event::Port));
        }
        self.run(|engine| {
            engine.lang = *lang;
            engine.dispatch = ctx.props().dispatch.clone();
            engine.port = port.clone();
            engine.moved = true;
            if *sheet != old.sheet {
                engine.follow(sheet.clone());
            }
            engine.jump(jump);
            engine.dirty = true;
        });
        if order.tick != self.ordered {
            self.ordered = order.tick;
            if let Some(act) = order.act {
                self.run(|engine| {
                    engine.focus();
                    engine.act(act);
                });
            }
        }
        // What was found is found again when the table has changed.
        if sheet.id != old.sheet.id || sheet.version != old.sheet.version {
            self.seek(ctx, false);
        }
        self.menu = self.menu.filter(|&column| (column as usize) < sheet.columns.len());
        self.filter = self.filter.filter(|&column| (column as usize) < sheet.columns.len());
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { sheet, lang, .. } = ctx.props();
        let lang = *lang;
        let link = ctx.link();
        let tool = |tool: Tool| link.callback(move |_: MouseEvent| Event::Tool(tool));
        let label = |text: &'static str| AttrValue::Static(text);
        let window = if self.handle.is_none() { (0, sheet.columns.len().min(40)) } else { self.window };
        html! {
            <section class="g" ref={&self.refs.root}>
                <div class="cellbar">
                    { line::view(&self.line, lang) }
                    <div class="tools">
                        { icon_button(Icon::Undo, label(say::undo(lang)), false, tool(Tool::Undo)) }
                        { icon_button(Icon::Redo, label(say::redo(lang)), false, tool(Tool::Redo)) }
                        <span class="g-touch">
                            { icon_button(Icon::Pencil, label(say::edit(lang)), sheet.shown == 0, tool(Tool::Edit)) }
                        </span>
                        <button class="btn quiet" type="button" data-testid="add-row" title={say::add_row_label(lang)}
                            aria-label={say::add_row_label(lang)} onclick={tool(Tool::AddRow)}>
                            { icon(Icon::Plus) }<span>{ say::add_row(lang) }</span>
                        </button>
                        <button class="btn quiet" type="button" data-testid="delete-rows" title={say::delete_rows_label(lang)}
                            aria-label={say::delete_rows_label(lang)} disabled={sheet.shown == 0}
                            onclick={tool(Tool::DeleteRows)}>
                            { icon(Icon::Trash) }<span>{ say::delete_rows(lang) }</span>
                        </button>
                        <button class="btn quiet" type="button" data-testid="find-tool" title={finding::find_label(lang)}
                            aria-label={finding::find_label(lang)} onclick={tool(Tool::Find)}>
                            { icon(Icon::Search) }<span>{ finding::find(lang) }</span>
                        </button>
                        <button class="btn quiet" type="button" data-testid="filter-column" title={words::filter_tool_label(lang)}
                            aria-label={words::filter_tool_label(lang)} onclick={tool(Tool::Filter)}>
                            { icon(Icon::Filter) }<span>{ words::filter_tool(lang) }</span>
                        </button>
                        <button class="btn quiet" type="button" data-testid="only-problems"
                            aria-pressed={if sheet.look.problems { "true" } else { "false" }} onclick={tool(Tool::Problems)}>
                            { icon(Icon::Alert) }<span>{ words::only_problems(lang) }</span>
                        </button>
                    </div>
                </div>
                if let Some(search) = &self.search {
                    <FindBar
                        key="find"
                        search={search.clone()}
                        column={self.line.column}
                        {lang}
                        act={link.callback(Event::Find)}
                    />
                }
                { strip::view(sheet, lang, &link.callback(Event::Look)) }
                <p class="sr" id="g-help">{ say::help(lang) }</p>
                <div class="g-scroll" ref={&self.refs.scroller}>
                    <div
                        class="g-grid"
                        role="grid"
                        ref={&self.refs.grid}
                        aria-label={sheet.name.clone()}
                        aria-describedby="g-help"
                        aria-rowcount={(u64::from(sheet.shown) + 1).to_string()}
                        aria-colcount={sheet.columns.len().to_string()}
                        aria-multiselectable="true"
                    >
                        <div class="g-head" role="rowgroup" ref={&self.refs.head}>
                            <Header
                                sheet={sheet.clone()}
                                {lang}
                                first={window.0}
                                last={window.1}
                                menu={self.menu}
                                open={&self.open_menu}
                            />
                        </div>
                        <div class="g-body" role="rowgroup" ref={&self.refs.body}></div>
                    </div>
                </div>
                { line::sums(&self.line, lang) }
                <div class="g-probe" aria-hidden="true" ref={&self.refs.probe}></div>
                <div class="g-menus">{ self.menu_view(ctx) }</div>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if !first {
            return;
        }
        if let Some(engine) = self.engine(ctx.props()) {
            let handle = Handle::new(engine, self.told.clone());
            handle.with(|engine| engine.jump(&ctx.props().jump));
            self.handle = Some(handle);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().port.leave(self.listening);
        if let Some(handle) = self.handle.take() {
            handle.close();
        }
    }
}

impl Grid {
    fn run(&self, work: impl FnOnce(&mut Engine)) {
        if let Some(handle) = &self.handle {
            handle.with(work);
        }
    }

    fn engine(&self, props: &Props) -> Option<Engine> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let coarse =
            window.match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
        let input: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
        input.set_class_name("g-input");
        input.set_rows(1);
        for (name, value) in [
            ("spellcheck", "false"),
            ("autocomplete", "off"),
            ("autocapitalize", "off"),
            ("aria-describedby", "g-help"),
        ] {
            set(&input, name, value);
        }
        if coarse {
            set(&input, "inputmode", "none");
        }
        let node = |node: &NodeRef| node.cast::<HtmlElement>();
        let nodes = Nodes {
            root: node(&self.refs.root)?,
            scroller: node(&self.refs.scroller)?,
            grid: node(&self.refs.grid)?,
            head: node(&self.refs.head)?,
            probe: node(&self.refs.probe)?,
            input,
        };
        let pool = Pool::new(document, node(&self.refs.body)?);
        Some(Engine::new(nodes, pool, props, coarse))
    }

    fn find(&mut self, ctx: &Context<Self>, act: find::Act) -> bool {
        let Some(search) = &mut self.search else { return false };
        match act {
            find::Act::Change(find) => {
                search.find = find;
                self.seek(ctx, true);
            }
            find::Act::With(text) => search.with = text,
            find::Act::Step { back } => self.run(|engine| engine.step_hit(back)),
            find::Act::ShowReplace => search.replaces = true,
            find::Act::Replace { all } => {
                let at = self.handle.as_ref().and_then(|handle| {
                    handle.with(|engine| (engine.selection.active.row, engine.selection.active.column))
                });
                let on_hit = matches!(search.hits, Hits::Found { at: Some(_), .. });
                if !all && !on_hit {
                    self.run(|engine| engine.step_hit(false));
                    return true;
                }
                let (find, with) = (search.find.clone(), search.with.clone());
                let sheet = ctx.props().sheet.id;
                let at = at.filter(|_| !all);
                ctx.props().dispatch.emit(Msg::Do(Intent::Replace { sheet, find, with, at }));
                self.sought.2 = !all;
            }
            find::Act::Close => {
                self.search = None;
                self.run(|engine| {
                    engine.forget_hits();
                    engine.focus();
                });
            }
        }
        true
    }

    /// Asks for the cells that hold what is looked for. `go`: and goes to the first.
    fn seek(&mut self, ctx: &Context<Self>, go: bool) {
        let Some(search) = &mut self.search else { return };
        if search.find.text.is_empty() {
            search.hits = Hits::None;
            self.run(Engine::forget_hits);
            return;
        }
        if go {
            search.hits = Hits::Looking;
        }
        let Props { sheet, port, .. } = ctx.props();
        let number = port.find(sheet.id, search.find.clone());
        self.sought = (number, 0, go || self.sought.2);
    }

    fn found(&mut self, found: Option<(Vec<(u32, u32)>, u32)>) {
        let go = std::mem::take(&mut self.sought.2);
        match found {
            Some((hits, all)) => self.run(|engine| engine.found(hits, all, go)),
            None => {
                self.run(Engine::forget_hits);
                if let Some(search) = &mut self.search {
                    search.hits = Hits::BadPattern;
                }
            }
        }
    }

    fn set_look(&self, ctx: &Context<Self>, look: Look) {
        let Props { sheet, dispatch, .. } = ctx.props();
        self.run(Engine::commit);
        dispatch.emit(Msg::Do(Intent::SetLook { sheet: sheet.id, look }));
    }

    fn ask(&mut self, ctx: &Context<Self>, column: u32, search: String) {
        let Props { sheet, port, .. } = ctx.props();
        self.asked = port.values(sheet.id, column, search);
    }

    fn filter_view(&self, ctx: &Context<Self>, at: u32) -> Html {
        let Props { sheet, lang, .. } = ctx.props();
        let Some(column) = sheet.columns.get(at as usize) else { return html! {} };
        let look = sheet.look.clone();
        let link = ctx.link();
        let apply = link.batch_callback(move |test| {
            vec![Event::Filter(None), Event::Look(look::filtered(&look, at, test))]
        });
        html! {
            <FilterPanel
                key={format!("filter-{at}")}
                {at}
                column={column.clone()}
                test={look::filter(&sheet.look, at).cloned()}
                lang={*lang}
                values={self.values.clone()}
                ask={link.callback(move |text| Event::Search(at, text))}
                {apply}
                close={link.callback(|()| Event::Filter(None))}
                root={self.refs.root.clone()}
            />
        }
    }

    fn menu_view(&self, ctx: &Context<Self>) -> Html {
        let Props { sheet, lang, .. } = ctx.props();
        if let Some((x, y, range)) = self.cells {
            let link = ctx.link();
            return html! {
                <CellMenu
                    key="cells"
                    {x}
                    {y}
                    {range}
                    lang={*lang}
                    pick={link.callback(|act| Event::Cells(Some(act)))}
                    close={link.batch_callback(|()| vec![Event::Cells(None)])}
                />
            };
        }
        if let Some(at) = self.filter {
            return self.filter_view(ctx, at);
        }
        let column = self.menu.and_then(|at| Some((at, sheet.columns.get(at as usize)?.clone())));
        match column {
            Some((at, column)) => html! {
                <ColumnMenu
                    key={at}
                    {at}
                    header={column.header}
                    field={column.field}
                    reading={column.reading}
                    role={sheet.role}
                    look={sheet.look.clone()}
                    lang={*lang}
                    pick={ctx.link().callback(move |pick| Event::Picked(at, pick))}
                    close={ctx.link().callback(|()| Event::Menu(None))}
                    root={self.refs.root.clone()}
                />
            },
            None => html! {},
        }
    }
}
