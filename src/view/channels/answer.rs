//! The answer in one sentence, and beside it what would settle it.

use garimpo_funnel::ranking::{Answer, MetricId};
use yew::{Html, html};

use super::Scene;
use crate::i18n::channels::{self as say, Piece};
use crate::msg::Msg;
use crate::ui::{Icon, button};

pub fn answer(scene: &Scene<'_>) -> Html {
    let Scene { ranking, lang, .. } = scene;
    let said = say::answer(*lang, ranking, |id| scene.name_of(id));
    html! {
        <section class="answer" aria-labelledby="answer">
            <div>
                <p class="eyebrow">{ say::eyebrow(*lang) }</p>
                <h1 id="answer">{ pieces(&said) }</h1>
                { missing(scene) }
            </div>
            <ul class="asides">
                if let Some(said) = settle(scene) {
                    <li key="settle">{ pieces(&said) }</li>
                }
                if let Some(said) = value(scene) {
                    <li key="value">{ pieces(&said) }</li>
                }
            </ul>
        </section>
    }
}

/// A sentence with its marks.
pub fn pieces(pieces: &[Piece]) -> Html {
    let drawn = pieces.iter().enumerate().map(|(nth, piece)| match piece {
        Piece::Text(text) => html! { <span key={nth}>{ text }</span> },
        Piece::Mark(text) => html! { <mark key={nth}>{ text }</mark> },
        Piece::Strong(text) => html! { <b key={nth}>{ text }</b> },
        Piece::Sure { word, meaning } => html! { <dfn key={nth} title={meaning.clone()}>{ word }</dfn> },
    });
    html! { <>{ for drawn }</> }
}

pub fn settle(scene: &Scene<'_>) -> Option<Vec<Piece>> {
    let settle = scene.ranking.settle.as_ref()?;
    let (channel, from) = (scene.name_of(&settle.channel), scene.name_of(&settle.from));
    Some(say::settle(
        scene.lang,
        &channel,
        &from,
        settle.customers,
        &scene.format.money(settle.spend.round()),
    ))
}

fn value(scene: &Scene<'_>) -> Option<Vec<Piece>> {
    let (index, cheap) = say::value_remark(scene.ranking)?;
    let row = scene.row(index)?;
    let back = row.row.get(MetricId::ReturnPerUnit);
    let (value, low, high) = (back.value?, back.low?, back.high?);
    let format = &scene.format;
    let paid = if format.symbol.is_empty() { format.number(value, 2) } else { format.exact_money(value) };
    let (low_text, high_text) = (format.number(low, 2), format.number(high, 2));
    let name = scene.name(row);
    Some(say::value_say(scene.lang, &name, cheap, &format.one, &paid, (low, &low_text), (high, &high_text)))
}

/// What would make a better answer, with the way there.
fn missing(scene: &Scene<'_>) -> Html {
    let Scene { ranking, lang, dispatch, .. } = scene;
    let first = ranking.channels.first().map(|row| row.channel.id.clone());
    let no_costs = matches!(ranking.answer, Answer::NoCosts);
    html! {
        <div class="missing">
            if let (true, Some(channel)) = (no_costs, first) {
                <p key="costs">
                    <span>{ say::no_spend(*lang) }</span>
                    { button(
                        "primary",
                        Some(Icon::Pencil),
                        say::type_costs(*lang).into(),
                        dispatch.reform(move |_| Msg::InformCost { channel: channel.clone() }),
                    ) }
                </p>
            }
            if !ranking.has_deals && ranking.totals.get(MetricId::Revenue).value.is_none() {
                <p key="deals"><span>{ say::no_deals(*lang) }</span></p>
            }
        </div>
    }
}
