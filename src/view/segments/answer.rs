//! One true sentence, and beside it what to know of the column.

use garimpo_funnel::Field;
use garimpo_funnel::Role;
use garimpo_funnel::segments::{Part, SegmentTable};
use garimpo_workspace::Intent;
use yew::{Html, html};

use super::Scene;
use crate::i18n::channels::Piece;
use crate::i18n::segments::{self as say, Shares};
use crate::msg::Msg;
use crate::segments::{Headline, headline};
use crate::ui::{Icon, button};
use crate::view::channels::pieces;

pub fn answer(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let header = scene.table.map(|table| table.column.header.clone()).unwrap_or_default();
    let (said, why) = match scene.table {
        Some(table) => sentence(scene, table),
        None => (vec![Piece::text(say::no_outcome(lang))], Some(say::no_outcome_say(lang))),
    };
    html! {
        <section class="answer" aria-labelledby="answer">
            <div>
                <p class="eyebrow">
                    if scene.table.is_some() {
                        { say::eyebrow(lang, &header) }
                    }
                </p>
                <h1 id="answer" data-testid="segment-answer">{ pieces(&said) }</h1>
                if let Some(why) = why {
                    <p class="answer-why">{ why }</p>
                }
            </div>
            <ul class="asides">
                { for scene.table.into_iter().flat_map(|table| asides(scene, table)) }
            </ul>
        </section>
    }
}

fn sentence(scene: &Scene<'_>, table: &SegmentTable) -> (Vec<Piece>, Option<&'static str>) {
    let lang = scene.lang;
    let header = &table.column.header;
    let name = |at: usize| table.segments.get(at).map(|line| scene.part(&line.part)).unwrap_or_default();
    match headline(table) {
        Headline::Unlike { hits, others } => {
            let (hits, others) = (scene.format.share(hits), scene.format.share(others));
            (say::unlike(lang, header, table.base, &hits, &others), Some(say::unlike_why(lang)))
        }
        Headline::Reversed(at) => {
            let said = table.reversals.get(at).map(|reversal| {
                let (better, worse) = (scene.part(&reversal.better), scene.part(&reversal.worse));
                say::reversed(lang, reversal, &better, &worse)
            });
            (said.unwrap_or_default(), None)
        }
        Headline::Apart(standing) => {
            let below: Vec<(String, f64)> = standing.below.iter().map(|(at, p)| (name(*at), *p)).collect();
            let unclear: Vec<String> = standing.unclear.iter().map(|at| name(*at)).collect();
            let said = say::Apart { top: &name(standing.top), below: &below, unclear: &unclear };
            (say::apart(lang, table.base, &said), None)
        }
        Headline::TooClose => (say::too_close(lang, header), None),
        Headline::TooFew => (vec![Piece::text(say::too_few(lang))], None),
    }
}

fn asides(scene: &Scene<'_>, table: &SegmentTable) -> Vec<Html> {
    let lang = scene.lang;
    let header = &table.column.header;
    let mut asides = Vec::new();
    let all: u32 = table.segments.iter().map(|line| line.units).sum();
    let without = table.segments.iter().find(|line| line.part == Part::NotTold);
    if let Some(line) = without {
        let count = say::units(lang, &scene.format, say::counted_by(table.base), line.units);
        let share = scene.format.share(f64::from(line.units) / f64::from(all.max(1)));
        asides.push(html! { <li key="untold">{ pieces(&say::not_told(lang, header, &count, &share)) }</li> });
    }
    if !table.column.is_mapped {
        asides.push(html! {
            <li key="unmapped">
                { pieces(&say::not_mapped(lang, header)) }
                { mark(scene, header) }
            </li>
        });
    }
    asides
}

/// Only a column without another meaning: a click must not take that from it.
fn mark(scene: &Scene<'_>, header: &str) -> Html {
    let sheets = scene.doc.sheets.iter().filter(|sheet| matches!(sheet.role, Role::Leads | Role::Deals));
    let mut places =
        sheets.flat_map(|sheet| (0..).zip(&sheet.columns).map(move |(at, one)| (sheet.id, at, one)));
    let place = places.find(|(_, _, column)| column.header == header && column.field.is_none());
    let Some((sheet, column, _)) = place else { return html! {} };
    let intent = Intent::SetField { sheet, column, field: Some(Field::Segment) };
    html! {
        <p class="aside-act">
            { button(
                "mini",
                Some(Icon::Check),
                say::mark_as_segment(scene.lang).into(),
                scene.dispatch.reform(move |_| Msg::Do(intent.clone())),
            ) }
        </p>
    }
}
