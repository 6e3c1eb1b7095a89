//! The hypotheses of sales with their verdicts, and the segments that the machine found.

use garimpo_funnel::meeting::{CardLine, FindLine};
use garimpo_funnel::segments::{Judgement, Side};
use yew::{Html, classes, html};

use super::Scene;
use super::paper::{Place, Topic};
use crate::i18n::{meeting as say, segments as words};
use crate::route::Route;
use crate::ui::{Icon, icon};
use crate::view::segments::Format;

const MOST: usize = 3;

pub fn cards(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, lang, .. } = scene;
    if page.cards.is_empty() {
        return None;
    }
    let shown = page.cards.iter().take(MOST).enumerate().map(|(at, card)| one(scene, at, card));
    let more = page.cards.len().saturating_sub(MOST);
    let body = html! {
        <>
            <ul class="m-hyp" data-testid="m-cards">{ for shown }</ul>
            <p class="m-note">
                { say::cards_note(*lang) }
                if more > 0 {
                    { " " }{ say::more_cards(*lang, more) }
                }
            </p>
        </>
    };
    Some(Topic {
        id: "cards",
        title: say::cards_title(*lang).to_owned(),
        aside: String::new(),
        place: Place::Right,
        slide: body.clone(),
        body,
    })
}

fn one(scene: &Scene<'_>, at: usize, card: &CardLine) -> Html {
    let lang = scene.lang;
    let format = Format::of(lang, scene.page.currency);
    let (class, shown) = match card.judgement {
        Judgement::Supported => ("yes", Icon::Ok),
        Judgement::Contradicted => ("no", Icon::Close),
        _ => ("", Icon::Clock),
    };
    let mut said = match (card.inside.units, card.outside.units) {
        (0, _) => say::nobody_since(lang).to_owned(),
        _ => against(scene, &format, card.measure, &card.inside, &card.outside),
    };
    if let Judgement::NotYet { more: Some(more) } = card.judgement {
        said.push(' ');
        said.push_str(&say::needs_more(lang, &words::units(lang, &format, card.measure, more)));
    }
    html! {
        <li key={at} data-testid="m-card">
            <p class={classes!("v", class)}>{ icon(shown) }{ words::verdict_word(lang, card.judgement) }</p>
            <p>
                <a href={Route::Segments.hash()}><b>{ &card.claim }</b></a>
                { " " }{ said }{ " " }{ words::signed(&format, &card.by, card.created) }{ "." }
            </p>
        </li>
    }
}

fn against(
    scene: &Scene<'_>,
    format: &Format,
    measure: garimpo_funnel::segments::Measure,
    inside: &Side,
    outside: &Side,
) -> String {
    let side = |side: &Side| words::side(scene.lang, format, measure, side);
    say::against_others(scene.lang, &side(inside), &side(outside))
}

pub fn finds(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, lang, .. } = scene;
    if page.finds.is_empty() {
        return None;
    }
    let shown = page.finds.iter().enumerate().map(|(at, find)| one_find(scene, at, find));
    let body = html! {
        <>
            <ul class="m-list" data-testid="m-finds">{ for shown }</ul>
            <p class="m-note">{ say::finds_note(*lang, page.tests) }</p>
        </>
    };
    Some(Topic {
        id: "finds",
        title: say::finds_title(*lang).to_owned(),
        aside: String::new(),
        place: Place::Right,
        slide: body.clone(),
        body,
    })
}

fn one_find(scene: &Scene<'_>, at: usize, find: &FindLine) -> Html {
    let lang = scene.lang;
    let format = Format::of(lang, scene.page.currency);
    let value = words::part(lang, &format, &find.value, &|id| scene.name(id));
    let place = find.channel.as_deref().map(|id| format!(", {}", scene.name(id))).unwrap_or_default();
    html! {
        <li key={at}>
            <a href={Route::Segments.hash()}><b>{ format!("{}: {value}{place}.", find.header) }</b></a>
            { " " }{ words::measure(lang, find.measure) }{ ": " }
            { against(scene, &format, find.measure, &find.inside, &find.outside) }
        </li>
    }
}
