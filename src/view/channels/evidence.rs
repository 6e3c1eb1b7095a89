//! The rows behind a number: their cells as written, what each adds, and the way to the row itself.

use garimpo_funnel::Field;
use garimpo_funnel::explain::Evidence;
use garimpo_funnel::ranking::MetricId;
use garimpo_workspace::protocol::EvidenceRow;
use yew::{AttrValue, Html, classes, html};

use super::Scene;
use crate::i18n::{channels as say, fields};
use crate::msg::Msg;

pub fn table(scene: &Scene<'_>, of: &Evidence, rows: &[EvidenceRow]) -> Html {
    let Scene { lang, format, .. } = scene;
    let adds = rows.iter().any(|row| row.adds.is_some());
    let columns = columns(of, rows, adds);
    let count = format.count(f64::from(of.count));
    let heads = columns.iter().map(|(nth, field)| {
        html! { <th key={*nth} scope="col">{ fields::field(*lang, *field) }</th> }
    });
    let lines = rows.iter().map(|row| line(scene, &columns, row, adds));
    let all_here = of.count as usize == rows.len();
    let sum: f64 = rows.iter().filter_map(|row| row.adds).sum();
    let span = columns.len().to_string();
    html! {
        <>
            <h3>
                { say::evidence(*lang, of.metric) }
                <span>{ say::rows_of(*lang, (of.count, &count), sheet_name(scene, rows)) }</span>
            </h3>
            <div class="rows-scroll">
                <table class="rows">
                    <thead>
                        <tr>
                            { for heads }
                            if adds {
                                <th key="adds" scope="col" class="n">{ amount_head(scene, of.metric) }</th>
                            }
                            <th key="line" scope="col" class="n">{ say::line(*lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for lines }</tbody>
                    if adds && all_here && rows.len() > 1 && !columns.is_empty() {
                        <tfoot key="sum">
                            <tr>
                                <th scope="row" colspan={span}>{ say::sum(*lang) }</th>
                                <td class="n">{ format.number(sum, 2) }</td>
                                <td></td>
                            </tr>
                        </tfoot>
                    }
                </table>
            </div>
            if !all_here {
                <p key="more" class="note">
                    <span>{ say::first_rows(*lang, &format.count(rows.len() as f64), &count) }</span>
                </p>
            }
        </>
    }
}

/// Fields that tell the rows apart; the amount itself stands in its own column.
fn columns(of: &Evidence, rows: &[EvidenceRow], adds: bool) -> Vec<(usize, Field)> {
    /// So many fit beside the amount and the line.
    const MOST: usize = 3;
    let cell = |row: &EvidenceRow, nth: usize| row.cells.get(nth).map(|cell| cell.trim().to_owned());
    let differ = |nth: usize| {
        let first = rows.first().and_then(|row| cell(row, nth));
        let filled = rows.iter().any(|row| cell(row, nth).is_some_and(|cell| !cell.is_empty()));
        filled && (rows.len() == 1 || rows.iter().any(|row| cell(row, nth) != first))
    };
    let money = |field: Field| matches!(field, Field::Amount | Field::Spend | Field::Revenue);
    let told = of.fields.iter().copied().enumerate();
    let told: Vec<(usize, Field)> =
        told.filter(|(nth, field)| differ(*nth) && !(adds && money(*field))).collect();
    let named = told.iter().any(|(_, field)| matches!(field, Field::Company | Field::Name));
    // Whoever has a name needs no address: the row is one press away.
    let address = |field: Field| matches!(field, Field::Email | Field::LeadId);
    told.into_iter().filter(|(_, field)| !(named && address(*field))).take(MOST).collect()
}

fn amount_head(scene: &Scene<'_>, id: MetricId) -> String {
    match scene.format.symbol.as_str() {
        "" => say::part(scene.lang, id).to_owned(),
        symbol => symbol.to_owned(),
    }
}

/// The rows of one kind may come from several tables: then their number alone is told.
fn sheet_name<'a>(scene: &Scene<'a>, rows: &[EvidenceRow]) -> Option<&'a str> {
    let first = rows.first()?.sheet;
    let same = rows.iter().all(|row| row.sheet == first);
    scene.doc.sheet(first).filter(|_| same).map(|sheet| sheet.name.as_str())
}

fn line(scene: &Scene<'_>, columns: &[(usize, Field)], row: &EvidenceRow, adds: bool) -> Html {
    let lang = scene.lang;
    let cells = columns.iter().enumerate().map(|(place, (nth, field))| {
        let text = row.cells.get(*nth).cloned().unwrap_or_default();
        let whole = is_day(*field).then_some("day");
        if place == 0 {
            html! { <th key={*nth} scope="row" class={classes!(whole)}>{ text }</th> }
        } else {
            html! { <td key={*nth} class={classes!(whole)}>{ text }</td> }
        }
    });
    let written = row.line.map_or_else(|| say::typed(lang).to_owned(), |line| line.to_string());
    let edited = row.edited.then(|| say::edited(lang));
    html! {
        <tr key={format!("{}.{}", row.sheet, row.row)} class={classes!(row.edited.then_some("edited"))}>
            { for cells }
            if adds {
                <td key="adds" class="n">{ row.adds.map(|adds| scene.format.number(adds, 2)) }</td>
            }
            <td key="line" class="n">
                if let Some(edited) = edited {
                    <small>{ edited }{ " " }</small>
                }
                { link(scene, row, written) }
            </td>
        </tr>
    }
}

/// Dates stay on one line.
fn is_day(field: Field) -> bool {
    matches!(field, Field::Date | Field::CreatedAt | Field::ClosedAt | Field::PeriodStart | Field::PeriodEnd)
}

fn link(scene: &Scene<'_>, row: &EvidenceRow, written: String) -> Html {
    let Some(position) = row.position else { return html! { <span>{ written }</span> } };
    let sheet = row.sheet;
    let name = scene.doc.sheet(sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default();
    let label = AttrValue::from(say::go_to_row(scene.lang, &written, name));
    let onclick = scene.dispatch.reform(move |_| Msg::GoTo { sheet, row: Some(position), column: None });
    html! {
        <button class="lnk" type="button" data-row={position.to_string()} title={&label} aria-label={label} {onclick}>
            { written }
        </button>
    }
}
