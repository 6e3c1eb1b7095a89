//! The menu of a column: which field it is, its type, and how its numbers or dates are written.

use garimpo_funnel::{Field, Role};
use garimpo_table::{CellType, DateOrder, Decimal, Reading};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent};
use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use crate::i18n::{Lang, fields, grid as say};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pick {
    Field(Option<Field>),
    Reading(Reading),
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub at: u32,
    pub header: String,
    pub field: Option<Field>,
    pub reading: Reading,
    pub role: Role,
    pub lang: Lang,
    pub pick: Callback<Pick>,
    pub close: Callback<()>,
    /// The grid's element: the menu stands at its column's chip in it.
    pub root: NodeRef,
}

type Entry = (&'static str, bool, Pick);

/// Another type keeps what is known of the writing, and has a reading for what was not needed before.
pub fn retyped(reading: &Reading, cell_type: CellType, lang: Lang) -> Reading {
    let (decimal, order) = match lang {
        Lang::PtBr => (Decimal::Comma, DateOrder::DayMonth),
        Lang::En => (Decimal::Dot, DateOrder::MonthDay),
    };
    let mut new = Reading { cell_type, ..*reading };
    match cell_type {
        CellType::Number | CellType::Money | CellType::Percent => new.decimal = new.decimal.or(Some(decimal)),
        CellType::Date | CellType::DateTime => new.date_order = new.date_order.or(Some(order)),
        CellType::Text | CellType::Boolean | CellType::Id => {}
    }
    new
}

fn groups(props: &Props) -> Vec<(&'static str, Vec<Entry>)> {
    let (lang, reading) = (props.lang, &props.reading);
    let field =
        |field: &Field| (fields::field(lang, *field), props.field == Some(*field), Pick::Field(Some(*field)));
    let none = (fields::no_field(lang), props.field.is_none(), Pick::Field(None));
    let mut all = vec![(
        say::field(lang),
        std::iter::once(none).chain(props.role.fields().iter().map(field)).collect(),
    )];
    let kind = |kind: &CellType| {
        (
            fields::cell_type(lang, *kind),
            reading.cell_type == *kind,
            Pick::Reading(retyped(reading, *kind, lang)),
        )
    };
    all.push((say::cell_type(lang), CellType::ALL.iter().map(kind).collect()));
    if matches!(reading.cell_type, CellType::Number | CellType::Money | CellType::Percent) {
        let sign = |sign: Decimal| {
            let new = Reading { decimal: Some(sign), ..*reading };
            (fields::decimal(lang, sign), reading.decimal == Some(sign), Pick::Reading(new))
        };
        all.push((say::decimal(lang), [Decimal::Comma, Decimal::Dot].map(sign).to_vec()));
    }
    if matches!(reading.cell_type, CellType::Date | CellType::DateTime) {
        let order = |order: DateOrder| {
            let new = Reading { date_order: Some(order), ..*reading };
            (fields::date_order(lang, order), reading.date_order == Some(order), Pick::Reading(new))
        };
        let orders = [DateOrder::DayMonth, DateOrder::MonthDay, DateOrder::YearMonth];
        all.push((say::date_order(lang), orders.map(order).to_vec()));
    }
    all
}

#[component]
pub fn ColumnMenu(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let (node, root, at) = (node.clone(), props.root.clone(), props.at);
        use_effect_with((), move |()| {
            stand(&node, &root, at);
            step(&node, |here, _| here);
        });
    }
    let onkeydown = {
        let (node, close) = (node.clone(), props.close.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => step(&node, |here, all| (here + 1) % all),
                "ArrowUp" => step(&node, |here, all| (here + all - 1) % all),
                "Home" => step(&node, |_, _| 0),
                "End" => step(&node, |_, all| all - 1),
                "Escape" | "Tab" => close.emit(()),
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
            // To a chip: its own click says what happens.
            let to_chip = to.is_some_and(|to| to.class_list().contains("map"));
            if !inside && !to_chip {
                close.emit(());
            }
        })
    };
    let groups = groups(props).into_iter().enumerate().map(|(n, (name, entries))| {
        let entries = entries.into_iter().enumerate().map(|(n, (label, chosen, pick))| {
            let onclick = props.pick.reform(move |_| pick);
            html! {
                <button
                    key={n}
                    class="menu-item"
                    type="button"
                    role="menuitemradio"
                    aria-checked={if chosen { "true" } else { "false" }}
                    tabindex="-1"
                    {onclick}
                ><b>{ label }</b></button>
            }
        });
        html! {
            <div key={n} role="group" aria-label={name}>
                <p class="g-kind" aria-hidden="true">{ name }</p>
                { for entries }
            </div>
        }
    });
    html! {
        <div
            ref={node}
            class="menu-list g-menu"
            role="menu"
            aria-label={say::menu(props.lang, &props.header)}
            {onkeydown}
            {onfocusout}
        >
            { for groups }
        </div>
    }
}

/// Under the chip, inside of the window.
fn stand(node: &NodeRef, root: &NodeRef, at: u32) {
    let (Some(node), Some(root)) = (node.cast::<HtmlElement>(), root.cast::<Element>()) else { return };
    let chip = root.query_selector(&format!("[role=columnheader][aria-colindex=\"{}\"] button", at + 1));
    let Some(window) = web_sys::window() else { return };
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (wide, high) = (size(window.inner_width()), size(window.inner_height()));
    let (start, top) = match chip {
        Ok(Some(chip)) => {
            let chip = chip.get_bounding_client_rect();
            (chip.left(), chip.bottom() + 4.0)
        }
        _ => (0.0, 0.0),
    };
    let start = start.min(wide - f64::from(node.offset_width()) - 8.0).max(8.0);
    let style = node.style();
    let _ = style.set_property("left", &format!("{start}px"));
    let _ = style.set_property("top", &format!("{top}px"));
    let _ = style.set_property("max-block-size", &format!("{}px", (high - top - 12.0).max(120.0)));
}

/// Moves the focus among the items; from the chosen one at first.
fn step(node: &NodeRef, to: impl Fn(usize, usize) -> usize) {
    let Some(node) = node.cast::<Element>() else { return };
    let Ok(items) = node.query_selector_all("[role=menuitemradio]") else { return };
    let items: Vec<HtmlElement> =
        (0..items.length()).filter_map(|n| items.item(n)?.dyn_into().ok()).collect();
    if items.is_empty() {
        return;
    }
    let is = |selector: &str| items.iter().position(|item| item.matches(selector).unwrap_or(false));
    let here = is(":focus").or_else(|| is("[aria-checked=true]")).unwrap_or(0);
    if let Some(item) = items.get(to(here, items.len())) {
        let _ = item.focus();
    }
}
