//! The menu of a column: which field it is, its type, and how its numbers or dates are written.

use garimpo_funnel::{Field, Role};
use garimpo_table::{CellType, DateOrder, Decimal, Reading};
use garimpo_workspace::Look;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent};
use yew::{AttrValue, Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use super::look;
use crate::i18n::{Lang, fields, grid as say, look as order};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pick {
    /// `add`: after the columns that the table is sorted by.
    Sort {
        descending: bool,
        add: bool,
    },
    Unsort,
    /// Opens the filter.
    Filter,
    Unfilter,
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
    pub look: Look,
    pub lang: Lang,
    pub pick: Callback<Pick>,
    pub close: Callback<()>,
    /// The grid's element: the menu stands at its column's chip in it.
    pub root: NodeRef,
}

type Entry = (AttrValue, Option<bool>, Pick);

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

/// Sorting and filtering come first: they are what a person opens the menu for most.
fn ordering(props: &Props) -> Vec<Entry> {
    let Props { at, reading, look, lang, .. } = props;
    let (lang, cell_type) = (*lang, reading.cell_type);
    let own = look::order(look, *at);
    let mut entries: Vec<Entry> = [false, true]
        .map(|descending| {
            let chosen = own.is_some_and(|(_, own)| own == descending) && look.sort.len() == 1;
            let label = order::direction(lang, cell_type, descending).into();
            (label, Some(chosen), Pick::Sort { descending, add: false })
        })
        .to_vec();
    // Another column leads: this one can come after it.
    if look.sort.iter().any(|key| key.column != *at) {
        entries.extend([false, true].map(|descending| {
            let chosen = own.is_some_and(|(_, own)| own == descending);
            let label = order::then_direction(lang, cell_type, descending).into();
            (label, Some(chosen), Pick::Sort { descending, add: true })
        }));
    }
    if own.is_some() {
        entries.push((order::not_sorted(lang).into(), Some(false), Pick::Unsort));
    }
    entries.push((order::filter(lang).into(), None, Pick::Filter));
    if look::filter(look, *at).is_some() {
        entries.push((order::no_filter(lang).into(), None, Pick::Unfilter));
    }
    entries
}

fn groups(props: &Props) -> Vec<(&'static str, Vec<Entry>)> {
    let (lang, reading) = (props.lang, &props.reading);
    let entry = |label: &'static str, chosen: bool, pick: Pick| (AttrValue::from(label), Some(chosen), pick);
    let field = |field: &Field| {
        entry(fields::field(lang, *field), props.field == Some(*field), Pick::Field(Some(*field)))
    };
    let none = entry(fields::no_field(lang), props.field.is_none(), Pick::Field(None));
    let mut all = vec![
        (order::sorting(lang), ordering(props)),
        (say::field(lang), std::iter::once(none).chain(props.role.fields().iter().map(field)).collect()),
    ];
    let kind = |kind: &CellType| {
        entry(
            fields::cell_type(lang, *kind),
            reading.cell_type == *kind,
            Pick::Reading(retyped(reading, *kind, lang)),
        )
    };
    all.push((say::cell_type(lang), CellType::ALL.iter().map(kind).collect()));
    if matches!(reading.cell_type, CellType::Number | CellType::Money | CellType::Percent) {
        let sign = |sign: Decimal| {
            let new = Reading { decimal: Some(sign), ..*reading };
            entry(fields::decimal(lang, sign), reading.decimal == Some(sign), Pick::Reading(new))
        };
        all.push((say::decimal(lang), [Decimal::Comma, Decimal::Dot].map(sign).to_vec()));
    }
    if matches!(reading.cell_type, CellType::Date | CellType::DateTime) {
        let order = |order: DateOrder| {
            let new = Reading { date_order: Some(order), ..*reading };
            entry(fields::date_order(lang, order), reading.date_order == Some(order), Pick::Reading(new))
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
            let role = if chosen.is_some() { "menuitemradio" } else { "menuitem" };
            let checked = chosen.map(|chosen| if chosen { "true" } else { "false" });
            html! {
                <button
                    key={n}
                    class="menu-item"
                    type="button"
                    {role}
                    aria-checked={checked}
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
pub fn stand(node: &NodeRef, root: &NodeRef, at: u32) {
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

/// Moves the focus among the items; from the first one at first.
pub fn step(node: &NodeRef, to: impl Fn(usize, usize) -> usize) {
    let Some(node) = node.cast::<Element>() else { return };
    let Ok(items) = node.query_selector_all("[role^=menuitem]") else { return };
    let items: Vec<HtmlElement> =
        (0..items.length()).filter_map(|n| items.item(n)?.dyn_into().ok()).collect();
    if items.is_empty() {
        return;
    }
    let is = |selector: &str| items.iter().position(|item| item.matches(selector).unwrap_or(false));
    let here = is(":focus").unwrap_or(0);
    if let Some(item) = items.get(to(here, items.len())) {
        let _ = item.focus();
    }
}
