//! The header row: the name of each column, and a chip with its type and field that opens its menu.

use garimpo_table::CellType;
use garimpo_workspace::SheetView;
use garimpo_workspace::view::ColumnView;
use yew::{Callback, Html, MouseEvent, Properties, classes, component, html};

use super::columns::is_end_aligned;
use super::look;
use crate::i18n::{Lang, fields, grid as say, look as words};
use crate::ui::{Icon, Slice, icon};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub sheet: Slice<SheetView>,
    pub lang: Lang,
    /// The drawn columns, `first..last`.
    pub first: usize,
    pub last: usize,
    /// The column whose menu is open.
    pub menu: Option<u32>,
    pub open: Callback<u32>,
}

/// What stands before the field's name: an icon, or the sign of the money.
fn type_mark(column: &ColumnView) -> Html {
    let shown = match column.reading.cell_type {
        CellType::Date => Icon::Calendar,
        CellType::DateTime => Icon::Clock,
        CellType::Number | CellType::Id => Icon::Hash,
        CellType::Boolean => Icon::Check,
        CellType::Percent => return html! { "%" },
        CellType::Money => {
            return match column.reading.currency.as_ref().map(|currency| currency.code()) {
                Some("BRL") => html! { "R$" },
                Some("USD") => html! { "$" },
                Some("EUR") => html! { "€" },
                Some(code) => html! { code.to_owned() },
                None => html! { "$" },
            };
        }
        CellType::Text => Icon::Text,
    };
    icon(shown)
}

#[component]
pub fn Header(props: &Props) -> Html {
    let lang = props.lang;
    let shown = props.sheet.columns.iter().enumerate().take(props.last).skip(props.first);
    let cells = shown.map(|(n, column)| {
        let at = n as u32;
        let field = column.field.map_or(fields::no_field(lang), |field| fields::field(lang, field));
        let kind = fields::cell_type(lang, column.reading.cell_type);
        let open = props.menu == Some(at);
        let onclick = props.open.reform(move |_: MouseEvent| at);
        let sorted = look::order(&props.sheet.look, at);
        let filtered = look::filter(&props.sheet.look, at).is_some();
        let aria_sort = sorted.map(|(_, down)| if down { "descending" } else { "ascending" });
        let end = is_end_aligned(column.reading.cell_type).then_some("end");
        html! {
            <div
                key={n}
                class={classes!("g-th", end, column.asking.then_some("asks"))}
                role="columnheader"
                aria-colindex={(n + 1).to_string()}
                data-column={column.header.clone()}
                data-field={column.field.map_or("", |field| field.name())}
                data-type={column.reading.cell_type.name()}
                aria-sort={aria_sort}
            >
                <b title={column.header.clone()}>
                    if let Some((place, descending)) = sorted {
                        <span class={classes!("g-order", descending.then_some("down"))} aria-hidden="true">
                            { icon(Icon::Down) }
                            if props.sheet.look.sort.len() > 1 { { place } }
                        </span>
                    }
                    if filtered {
                        <span class="g-funnel" title={words::is_filtered(lang)}>{ icon(Icon::Filter) }<span class="sr">{ words::is_filtered(lang) }</span></span>
                    }
                    { &column.header }
                </b>
                <button
                    class="map"
                    type="button"
                    tabindex="-1"
                    aria-haspopup="menu"
                    aria-expanded={if open { "true" } else { "false" }}
                    aria-label={say::chip(lang, field, kind, column.asking)}
                    {onclick}
                >
                    <span class="ty">{ type_mark(column) }</span>
                    <span class={classes!("g-field", column.field.is_none().then_some("none"))}>{ field }</span>
                    { icon(if column.asking { Icon::Help } else { Icon::Down }) }
                </button>
                <span class="g-edge" aria-hidden="true"></span>
            </div>
        }
    });
    html! {
        <div class="g-row g-names" role="row" aria-rowindex="1">
            <div class="g-gutter g-corner" aria-hidden="true"></div>
            <div class="g-before" aria-hidden="true"></div>
            { for cells }
        </div>
    }
}
