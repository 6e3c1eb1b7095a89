//! The rows behind a cell of the table: who they are, what became of each, and the way to the row itself.

use garimpo_workspace::CellRows;
use garimpo_workspace::protocol::EvidenceRow;
use yew::{Callback, Html, MouseEvent, html};

use super::{Cell, Scene};
use crate::i18n::channels as numbers;
use crate::i18n::figures::Figures;
use crate::i18n::{fields, segments as say};
use crate::msg::Msg;
use crate::ui::{Icon, icon_button};

/// "Indicação, Tecnologia".
pub fn name(scene: &Scene<'_>, (channel, segment): &Cell) -> String {
    let lang = scene.lang;
    let channel =
        channel.as_ref().map_or_else(|| say::all_channels(lang).to_owned(), |part| scene.part(part));
    match segment {
        Some(segment) => format!("{channel}, {}", scene.part(segment)),
        None => channel,
    }
}

pub fn behind(scene: &Scene<'_>, found: Option<&CellRows>) -> Html {
    let Some(cell) = scene.opened else { return html! {} };
    let lang = scene.lang;
    let found = found.filter(|found| found.channel == cell.0 && found.segment == cell.1);
    let close = scene.open.reform(|_: MouseEvent| None);
    html! {
        <section class="cell-rows" aria-labelledby="cell-rows" data-testid="cell-rows">
            <header>
                <h2 id="cell-rows">{ name(scene, cell) }</h2>
                { icon_button(Icon::Close, numbers::close(lang).into(), false, close) }
            </header>
            if let Some(found) = found {
                <div key="rows">{ table(scene, found) }</div>
            } else {
                <p key="computing" class="hint" role="status">{ say::computing(lang) }</p>
            }
        </section>
    }
}

fn table(scene: &Scene<'_>, found: &CellRows) -> Html {
    let lang = scene.lang;
    // Only fields that somebody has.
    let told: Vec<usize> = (0..found.fields.len())
        .filter(|at| {
            found.rows.iter().any(|(row, _)| row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty()))
        })
        .collect();
    let heads = told.iter().filter_map(|at| found.fields.get(*at)).enumerate().map(|(nth, field)| {
        html! { <th key={nth} scope="col">{ fields::field(lang, *field) }</th> }
    });
    let rows = found.rows.iter().map(|(row, hit)| {
        let cells = told.iter().map(|at| {
            html! { <td key={*at}>{ row.cells.get(*at).cloned().unwrap_or_default() }</td> }
        });
        html! {
            <tr key={format!("{}.{}", row.sheet, row.row)} data-hit={hit.to_string()}>
                { for cells }
                <td>{ say::became(lang, found.base, *hit) }</td>
                <td class="n">{ link(scene, row) }</td>
            </tr>
        }
    });
    let (shown, all) = (found.rows.len(), found.units as usize);
    let count = |count: usize| scene.format.count(count as u64);
    html! {
        <>
            <p class="fig-say">{ say::of(lang, &scene.format, found.hits, found.units) }</p>
            <div class="rows-scroll" role="region" aria-label={say::rows_region(lang)} tabindex="0">
                <table class="rows">
                    <thead>
                        <tr>
                            { for heads }
                            <th scope="col">{ say::became_head(lang) }</th>
                            <th scope="col" class="n">{ numbers::line(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if shown < all {
                <p class="hint">{ numbers::first_rows(lang, &count(shown), &count(all)) }</p>
            }
        </>
    }
}

fn link(scene: &Scene<'_>, row: &EvidenceRow) -> Html {
    let written = row.line.map_or_else(|| numbers::typed(scene.lang).to_owned(), |line| line.to_string());
    let Some(position) = row.position else { return html! { <span>{ written }</span> } };
    let sheet = row.sheet;
    let name = scene.doc.sheet(sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default();
    let label = numbers::go_to_row(scene.lang, &written, name);
    let go = scene.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        go.emit(Msg::GoTo { sheet, row: Some(position), column: None });
    });
    html! { <button class="lnk" type="button" title={label.clone()} aria-label={label} {onclick}>{ written }</button> }
}
