//! The grid as the page sees it: one element with the line, the buttons, the header and the menu. The body is
//! left empty for the engine.

use std::rc::Rc;

use garimpo_workspace::{Intent, SheetView};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::{AttrValue, Callback, Component, Context, Html, MouseEvent, NodeRef, Properties, html};

use super::engine::{Engine, Nodes, Out};
use super::handle::Handle;
use super::header::Header;
use super::keys::Mode;
use super::line::{self, Line};
use super::menu::{ColumnMenu, Pick};
use super::pool::{Pool, set};
use super::port::{Port, PortEvent};
use crate::i18n::{Lang, grid as say};
use crate::model::Jump;
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, Slice, icon, icon_button};

#[derive(Properties, PartialEq, Clone)]
pub struct Props {
    pub sheet: Slice<SheetView>,
    pub jump: Slice<Jump>,
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
}

pub enum Event {
    Told(Out),
    Port(PortEvent),
    Tool(Tool),
    Menu(Option<u32>),
    Picked(u32, Pick),
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
                let sheet = ctx.props().sheet.id;
                let intent = match pick {
                    Pick::Field(field) => Intent::SetField { sheet, column, field },
                    Pick::Reading(reading) => Intent::SetReading { sheet, column, reading },
                };
                ctx.props().dispatch.emit(Msg::Do(intent));
                self.run(|engine| engine.enter_header(column));
                return true;
            }
            Event::Port(PortEvent::Rows(block)) => self.run(|engine| engine.rows(block)),
            Event::Port(PortEvent::Copied { view, text }) => self.run(|engine| engine.copied(view, text)),
            Event::Tool(tool) => {
                let dispatch = &ctx.props().dispatch;
                match tool {
                    Tool::Undo => dispatch.emit(Msg::Undo),
                    Tool::Redo => dispatch.emit(Msg::Redo),
                    Tool::AddRow => self.run(|engine| engine.insert_rows(true)),
                    Tool::DeleteRows => self.run(Engine::delete_rows),
                    Tool::Edit => self.run(|engine| engine.begin(Mode::Caret)),
                }
                self.run(Engine::focus);
            }
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let Props { sheet, jump, lang, port, .. } = ctx.props();
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
        self.menu = self.menu.filter(|&column| (column as usize) < sheet.columns.len());
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
                            { icon_button(Icon::Pencil, label(say::edit(lang)), sheet.rows == 0, tool(Tool::Edit)) }
                        </span>
                        <button class="btn quiet" type="button" data-testid="add-row" title={say::add_row_label(lang)}
                            aria-label={say::add_row_label(lang)} onclick={tool(Tool::AddRow)}>
                            { icon(Icon::Plus) }<span>{ say::add_row(lang) }</span>
                        </button>
                        <button class="btn quiet" type="button" data-testid="delete-rows" title={say::delete_rows_label(lang)}
                            aria-label={say::delete_rows_label(lang)} disabled={sheet.rows == 0}
                            onclick={tool(Tool::DeleteRows)}>
                            { icon(Icon::Trash) }<span>{ say::delete_rows(lang) }</span>
                        </button>
                    </div>
                </div>
                <p class="sr" id="g-help">{ say::help(lang) }</p>
                <div class="g-scroll" ref={&self.refs.scroller}>
                    <div
                        class="g-grid"
                        role="grid"
                        ref={&self.refs.grid}
                        aria-label={sheet.name.clone()}
                        aria-describedby="g-help"
                        aria-rowcount={(u64::from(sheet.rows) + 1).to_string()}
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

    fn menu_view(&self, ctx: &Context<Self>) -> Html {
        let Props { sheet, lang, .. } = ctx.props();
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
