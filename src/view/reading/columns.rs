//! The first rows of the table, each column under its card: field, type, how the values are written, the share that
//! could be read, and the values that could not.

use garimpo_table::{CellType, DateOrder, Decimal, Reading};
use yew::{AttrValue, Html, html};

use crate::grid::menu::retyped;
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, fields, grid, reading as say};
use crate::msg::Msg;
use crate::ui::select::SelectOption;
use crate::ui::{Dispatch, Written, select};
use garimpo_funnel::Field;
use garimpo_workspace::preview::Card;
use garimpo_workspace::view::{ColumnView, INVALID};
use garimpo_workspace::{Intent, Preview, SheetView};

pub fn columns(lang: Lang, sheet: &SheetView, preview: Option<&Preview>, dispatch: &Dispatch) -> Html {
    let cards = sheet.columns.iter().enumerate().map(|(at, column)| {
        let card = preview.and_then(|preview| preview.cards.get(at));
        html! {
            <th key={at} scope="col" data-column={column.header.clone()}>
                { self::card(lang, sheet, at as u32, column, card, dispatch) }
            </th>
        }
    });
    let figures = Written(lang);
    let rows = preview.map(|preview| preview.rows.as_slice()).unwrap_or_default();
    let rows = rows.iter().map(|row| {
        let line = row.line.map(|line| figures.count(line.into()));
        let cells = row.cells.iter().enumerate().map(|(at, cell)| {
            let bad = row.marks.get(at).is_some_and(|mark| mark & INVALID != 0);
            html! { <td key={at} class={bad.then_some("bad")}>{ cell }</td> }
        });
        html! { <tr key={row.id}><th scope="row">{ line }</th>{ for cells }</tr> }
    });
    html! {
        <div class="reading-table" tabindex="0" role="region" aria-label={say::preview(lang)}>
            <table>
                <thead><tr><td class="corner">{ say::line(lang) }</td>{ for cards }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn card(
    lang: Lang,
    sheet: &SheetView,
    at: u32,
    column: &ColumnView,
    card: Option<&Card>,
    dispatch: &Dispatch,
) -> Html {
    let figures = Written(lang);
    let (id, column_reading) = (sheet.id, column.reading);
    let set_field = dispatch.reform(move |field| Msg::Do(Intent::SetField { sheet: id, column: at, field }));
    let set_reading =
        dispatch.reform(move |reading| Msg::Do(Intent::SetReading { sheet: id, column: at, reading }));
    let set_type = set_reading.reform(move |kind| retyped(&column_reading, kind, lang));
    let skip = set_field.reform(|_| None);
    let named = |label: &'static str| AttrValue::from(format!("{label} {}", column.header));
    let none = SelectOption { value: None, id: "none", label: fields::no_field(lang).into() };
    let field = |field: &Field| SelectOption {
        value: Some(*field),
        id: field.name(),
        label: fields::field(lang, *field).into(),
    };
    let options: Vec<_> = std::iter::once(none).chain(sheet.role.fields().iter().map(field)).collect();
    let reading = column.reading;
    let kind = |kind: CellType| SelectOption {
        value: kind,
        id: kind.name(),
        label: fields::cell_type(lang, kind).into(),
    };
    let (filled, invalid) = card.map_or((column.filled, column.invalid), |card| (card.filled, card.invalid));
    let odd = card.map(|card| card.odd.as_slice()).unwrap_or_default();
    html! {
        <div class={if column.asking { "card asks" } else { "card" }}>
            <b title={column.header.clone()}>{ &column.header }</b>
            { select(named(say::field_of(lang)), options, &column.field, &set_field) }
            { select(named(say::type_of(lang)), CellType::ALL.map(kind).into(), &reading.cell_type, &set_type) }
            if let Some(writings) = writings(lang, reading) {
                { select(named(say::writing_of(lang)), writings, &reading, &set_reading) }
            }
            if let Some(why) = card.and_then(|card| card.why) {
                <p>{ say::why(lang, why) }</p>
            }
            <p class={(invalid > 0).then_some("bad")}>{ say::share_read(lang, &figures, filled, invalid) }</p>
            if !odd.is_empty() {
                <ul>{ for odd.iter().enumerate().map(|(n, (line, text))| html! {
                    <li key={n}>{ say::odd(lang, &figures, *line, text) }</li>
                }) }</ul>
            }
            if column.field.is_some() {
                <button class="btn mini" type="button" aria-label={named(say::skip(lang))} onclick={skip}>
                    { say::skip(lang) }
                </button>
            }
        </div>
    }
}

/// The ways in which values of the type can be written; `None` where they do not differ.
fn writings(lang: Lang, reading: Reading) -> Option<Vec<SelectOption<Reading>>> {
    match (reading.cell_type, reading.decimal, reading.date_order) {
        (CellType::Number | CellType::Money | CellType::Percent, Some(_), _) => {
            let sign = |id, sign| SelectOption {
                value: Reading { decimal: Some(sign), ..reading },
                id,
                label: format!("{}: {}", grid::decimal(lang), fields::decimal(lang, sign)).into(),
            };
            Some(vec![sign("comma", Decimal::Comma), sign("dot", Decimal::Dot)])
        }
        (CellType::Date | CellType::DateTime, _, Some(_)) => {
            let order = |id, order| SelectOption {
                value: Reading { date_order: Some(order), ..reading },
                id,
                label: fields::date_order(lang, order).into(),
            };
            Some(vec![
                order("day", DateOrder::DayMonth),
                order("month", DateOrder::MonthDay),
                order("year", DateOrder::YearMonth),
            ])
        }
        _ => None,
    }
}
