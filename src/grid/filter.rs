//! The filter of a column: its values with their counts, or a condition. Nothing changes before "apply", except
//! by "only this".

use std::collections::BTreeSet;
use std::rc::Rc;

use garimpo_table::{CellType, Counted, How, Test};
use garimpo_workspace::view::ColumnView;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlInputElement, InputEvent, KeyboardEvent};
use yew::{
    Callback, Html, MouseEvent, NodeRef, Properties, TargetCast, component, html, use_effect_with,
    use_node_ref, use_state,
};

use super::menu::stand;
use crate::calendar;
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, look as say};
use crate::typed::{self, Wrong};
use crate::ui::select::{SelectOption, select};
use crate::ui::{Written, button, page};

/// Values that are listed.
pub const LISTED: u32 = 200;
const SEARCH: &str = "filter-search";

#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    pub listed: Vec<Counted>,
    pub all: u32,
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub at: u32,
    pub column: ColumnView,
    pub test: Option<Test>,
    pub lang: Lang,
    /// `None` until the worker has counted.
    pub values: Option<Rc<Values>>,
    /// Asks for the values that contain a text.
    pub ask: Callback<String>,
    pub apply: Callback<Option<Test>>,
    pub close: Callback<()>,
    pub root: NodeRef,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Values,
    Text(How),
    Between,
    Blank,
    Filled,
    Unread,
}

/// What is chosen so far.
#[derive(Clone, Debug, PartialEq)]
struct Form {
    kind: Kind,
    keep: bool,
    values: BTreeSet<String>,
    text: String,
    low: String,
    high: String,
    wrong: Option<Wrong>,
}

impl Form {
    fn of(test: Option<&Test>, lang: Lang, percent: bool) -> Form {
        let mut form = Form {
            kind: Kind::Values,
            keep: false,
            values: BTreeSet::new(),
            text: String::new(),
            low: String::new(),
            high: String::new(),
            wrong: None,
        };
        let number = |value: &f64| {
            let text = (if percent { value * 100.0 } else { *value }).to_string();
            if lang == Lang::PtBr { text.replace('.', ",") } else { text }
        };
        let day = |day: &i32| calendar::iso(*day);
        match test {
            None => {}
            Some(Test::Values { values, keep }) => {
                form.keep = *keep;
                form.values = values.iter().cloned().collect();
            }
            Some(Test::Text { how, text }) => {
                (form.kind, form.text) = (Kind::Text(*how), text.clone());
            }
            Some(Test::Number { low, high }) => {
                form.kind = Kind::Between;
                form.low = low.as_ref().map(number).unwrap_or_default();
                form.high = high.as_ref().map(number).unwrap_or_default();
            }
            Some(Test::Day { from, to }) => {
                form.kind = Kind::Between;
                form.low = from.as_ref().map(day).unwrap_or_default();
                form.high = to.as_ref().map(day).unwrap_or_default();
            }
            Some(Test::Blank(true)) => form.kind = Kind::Blank,
            Some(Test::Blank(false)) => form.kind = Kind::Filled,
            Some(Test::Unread) => form.kind = Kind::Unread,
        }
        form
    }

    /// The test that it makes; nothing chosen is no filter.
    fn test(&self, lang: Lang, cell_type: CellType) -> Result<Option<Test>, Wrong> {
        Ok(match self.kind {
            Kind::Values if !self.keep && self.values.is_empty() => None,
            Kind::Values => {
                Some(Test::Values { values: self.values.iter().cloned().collect(), keep: self.keep })
            }
            Kind::Text(_) if self.text.trim().is_empty() => None,
            Kind::Text(how) => Some(Test::Text { how, text: self.text.trim().to_owned() }),
            Kind::Between if is_date(cell_type) => {
                let (from, to) = (calendar::parse_iso(&self.low), calendar::parse_iso(&self.high));
                (from.is_some() || to.is_some()).then_some(Test::Day { from, to })
            }
            Kind::Between => {
                let scale = if cell_type == CellType::Percent { 100.0 } else { 1.0 };
                let number =
                    |text: &str| typed::number(lang, text).map(|number| number.map(|number| number / scale));
                let (low, high) = (number(&self.low)?, number(&self.high)?);
                (low.is_some() || high.is_some()).then_some(Test::Number { low, high })
            }
            Kind::Blank => Some(Test::Blank(true)),
            Kind::Filled => Some(Test::Blank(false)),
            Kind::Unread => Some(Test::Unread),
        })
    }
}

fn is_date(cell_type: CellType) -> bool {
    matches!(cell_type, CellType::Date | CellType::DateTime)
}

fn kinds(lang: Lang, column: &ColumnView) -> Vec<SelectOption<Kind>> {
    let cell_type = column.reading.cell_type;
    let option = |value, id, label: &'static str| SelectOption { value, id, label: label.into() };
    let mut kinds = vec![option(Kind::Values, "values", say::by_values(lang))];
    if is_date(cell_type) || matches!(cell_type, CellType::Number | CellType::Money | CellType::Percent) {
        kinds.push(option(Kind::Between, "between", say::between(lang)));
    }
    let ids = ["contains", "lacks", "is", "is-not", "starts", "ends"];
    kinds
        .extend(How::ALL.iter().zip(ids).map(|(how, id)| option(Kind::Text(*how), id, say::how(lang, *how))));
    kinds.push(option(Kind::Blank, "blank", say::blank(lang)));
    kinds.push(option(Kind::Filled, "filled", say::filled(lang)));
    if column.invalid > 0 {
        kinds.push(option(Kind::Unread, "unread", say::unread(lang)));
    }
    kinds
}

#[component]
pub fn FilterPanel(props: &Props) -> Html {
    let Props { column, lang, values, ask, .. } = props;
    let lang = *lang;
    let cell_type = column.reading.cell_type;
    let percent = cell_type == CellType::Percent;
    let form = use_state(|| Form::of(props.test.as_ref(), lang, percent));
    let search = use_state(String::new);
    let node = use_node_ref();
    {
        let (node, root, at) = (node.clone(), props.root.clone(), props.at);
        use_effect_with((), move |()| {
            stand(&node, &root, at);
            page::focus(SEARCH);
        });
    }
    let change = {
        let form = form.clone();
        Callback::from(move |next: Form| form.set(Form { wrong: None, ..next }))
    };
    let apply = {
        let (form, apply) = (form.clone(), props.apply.clone());
        Callback::from(move |()| match form.test(lang, cell_type) {
            Ok(test) => apply.emit(test),
            Err(wrong) => form.set(Form { wrong: Some(wrong), ..(*form).clone() }),
        })
    };
    let onkeydown = {
        let (close, apply) = (props.close.clone(), apply.clone());
        Callback::from(move |event: KeyboardEvent| {
            let in_field =
                event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.type_() != "checkbox");
            match event.key().as_str() {
                "Escape" => close.emit(()),
                "Enter" if in_field => apply.emit(()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocusout = {
        let (node, close) = (node.clone(), props.close.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
            let inside = node
                .cast::<Element>()
                .is_some_and(|node| to.as_ref().is_some_and(|to| node.contains(Some(to))));
            // Nothing has the focus now: another window, or a node that has just gone.
            if to.is_some() && !inside {
                close.emit(());
            }
        })
    };
    let pick_kind = {
        let (form, change) = (form.clone(), change.clone());
        Callback::from(move |kind| change.emit(Form { kind, ..(*form).clone() }))
    };
    let field = |id: &'static str,
                 label: &'static str,
                 value: &str,
                 kind: &'static str,
                 set: fn(&mut Form, String)| {
        let (form, change) = (form.clone(), change.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            let mut next = (*form).clone();
            set(&mut next, event.target_unchecked_into::<HtmlInputElement>().value());
            change.emit(next);
        });
        html! {
            <label key={id}>
                <span>{ label }</span>
                <input {id} type={kind} value={value.to_owned()} autocomplete="off" {oninput} />
            </label>
        }
    };
    let body = match form.kind {
        Kind::Values => {
            let oninput = {
                let (search, ask) = (search.clone(), ask.clone());
                Callback::from(move |event: InputEvent| {
                    let text = event.target_unchecked_into::<HtmlInputElement>().value();
                    search.set(text.clone());
                    ask.emit(text);
                })
            };
            html! {
                <div key="values" class="g-values">
                    <input id={SEARCH} type="search" autocomplete="off" value={(*search).clone()}
                        placeholder={say::search(lang)} aria-label={say::search(lang)} {oninput} />
                    { list(props, &form, &change, !search.is_empty()) }
                </div>
            }
        }
        Kind::Text(_) => html! {
            <div key="text" class="g-ends">
                { field("filter-text", say::text(lang), &form.text, "text", |form, text| form.text = text) }
            </div>
        },
        Kind::Between => {
            let kind = if is_date(cell_type) { "date" } else { "text" };
            html! {
                <div key="ends" class="g-ends">
                    { field("filter-low", say::low(lang), &form.low, kind, |form, text| form.low = text) }
                    { field("filter-high", say::high(lang), &form.high, kind, |form, text| form.high = text) }
                </div>
            }
        }
        Kind::Blank | Kind::Filled | Kind::Unread => html! { <div key="none" /> },
    };
    let wrong = form.wrong.map(|wrong| match wrong {
        Wrong::Ambiguous => say::ambiguous(lang),
        _ => say::not_a_number(lang),
    });
    let nothing = form.kind == Kind::Values && form.keep && form.values.is_empty();
    let remove = props.apply.reform(|_: MouseEvent| None);
    let values_here = values.is_some();
    html! {
        <div
            ref={node}
            class="menu-list g-menu g-filter"
            role="dialog"
            tabindex="-1"
            aria-label={say::panel(lang, &column.header)}
            aria-busy={(!values_here).then_some("true")}
            data-testid="filter"
            {onkeydown}
            {onfocusout}
        >
            { select(say::show(lang).into(), kinds(lang, column), &form.kind, &pick_kind) }
            { body }
            if let Some(wrong) = wrong {
                <p key="wrong" class="wrong" role="alert">{ wrong }</p>
            }
            <div key="acts" class="acts">
                <button class="btn primary" type="button" disabled={nothing} onclick={apply.reform(|_: MouseEvent| ())}>
                    { say::apply(lang) }
                </button>
                if props.test.is_some() {
                    { button("", None, say::no_filter(lang).into(), remove) }
                }
                { button("quiet", None, say::cancel(lang).into(), props.close.reform(|_: MouseEvent| ())) }
            </div>
        </div>
    }
}

fn list(props: &Props, form: &Form, change: &Callback<Form>, searching: bool) -> Html {
    let lang = props.lang;
    let figures = Written(lang);
    let Some(values) = &props.values else {
        return html! { <p class="grp">{ say::counting(lang) }</p> };
    };
    let to = |keep: bool, values: BTreeSet<String>| {
        let next = Form { keep, values, ..form.clone() };
        change.reform(move |_: MouseEvent| next.clone())
    };
    let found: BTreeSet<String> = values.listed.iter().map(|each| each.value.clone()).collect();
    let whole = values.all as usize <= values.listed.len();
    let rows = values.listed.iter().map(|each| {
        let checked = form.values.contains(&each.value) == form.keep;
        let mut next = form.clone();
        if !next.values.remove(&each.value) {
            next.values.insert(each.value.clone());
        }
        let onchange = change.reform(move |_| next.clone());
        let only = Test::Values { values: vec![each.value.clone()], keep: true };
        let only = props.apply.reform(move |_: MouseEvent| Some(only.clone()));
        let shown = if each.value.is_empty() { say::empty_value(lang) } else { &each.value };
        html! {
            <li key={each.value.clone()}>
                <label>
                    <input type="checkbox" {checked} {onchange} />
                    <span>{ shown }</span>
                    <small>{ figures.count(each.rows.into()) }</small>
                </label>
                <button class="lnk" type="button" aria-label={format!("{shown}: {}", say::only_this(lang))} onclick={only}>
                    { say::only_this(lang) }
                </button>
            </li>
        }
    });
    html! {
        <>
            <div class="g-some">
                { button("mini", None, say::all(lang).into(), to(false, BTreeSet::new())) }
                { button("mini", None, say::none(lang).into(), to(true, BTreeSet::new())) }
                if searching && whole && !found.is_empty() {
                    { button("mini", None, say::found_only(lang).into(), to(true, found)) }
                }
            </div>
            if values.listed.is_empty() {
                <p class="grp">{ say::no_values(lang) }</p>
            }
            <ul>{ for rows }</ul>
            if !whole {
                <p class="grp">{ say::more_values(lang, &figures, values.listed.len(), values.all) }</p>
            }
        </>
    }
}
