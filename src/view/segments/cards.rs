//! Hypothesis cards: what was said, what became of it, and the form for a new one.

use garimpo_funnel::segments::{Card, Compared, Judgement, Part, Verdict};
use garimpo_workspace::Intent;
use garimpo_workspace::view::StepLabel;
use yew::{Html, Properties, classes, component, html, use_state};

use super::Scene;
use super::form::Form;
use crate::i18n::Lang;
use crate::i18n::segments as say;
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, button, icon};
use crate::view::channels::pieces;

/// `verdicts`: `None` until they are here.
pub fn cards(scene: &Scene<'_>, verdicts: Option<&[Verdict]>) -> Html {
    let lang = scene.lang;
    let cards = &scene.doc.notebook.cards;
    // Of another set of cards, for a moment after a change: they must not stand beside the wrong ones.
    let verdicts = verdicts.filter(|verdicts| verdicts.len() == cards.len());
    let list = cards
        .iter()
        .enumerate()
        .map(|(at, one)| card(scene, at, one, verdicts.and_then(|verdicts| verdicts.get(at))));
    let first = scene.table.map(|table| table.column.id.clone());
    let first = first.or_else(|| scene.columns.first().map(|column| column.id.clone()));
    html! {
        <section class="cards" aria-labelledby="cards">
            <h2 id="cards" tabindex="-1">{ say::cards_title(lang) }</h2>
            <p class="fig-say">{ say::cards_say(lang) }</p>
            <ol class="card-list" data-testid="cards">{ for list }</ol>
            <Dropped
                key="dropped"
                {lang}
                steps={scene.doc.history.steps}
                by_card={scene.doc.history.undo == Some(StepLabel::Card)}
                cards={cards.len()}
                dispatch={scene.dispatch.clone()}
            />
            if cards.is_empty() && scene.draft.is_none() && !scene.columns.is_empty() {
                <p key="none" class="say">{ say::no_cards(lang) }</p>
            }
            if let (None, Some(column)) = (scene.draft, first) {
                <p key="note">
                    { button(
                        "",
                        Some(Icon::Plus),
                        say::note_one(lang).into(),
                        scene.write.reform({
                            let draft = scene.draft(column);
                            move |_| Some(draft.clone())
                        }),
                    ) }
                </p>
            }
            if let Some(draft) = scene.draft {
                <Form
                    key={format!("{} {} {}", draft.column, draft.claim, draft.values.join(" "))}
                    start={draft.clone()}
                    columns={scene.columns.to_vec()}
                    shown={shown(scene)}
                    {lang}
                    close={scene.write.reform(|()| None)}
                    choose={scene.choose.clone()}
                    dispatch={scene.dispatch.clone()}
                />
            }
        </section>
    }
}

/// The column of the table, and the values that can be ticked.
fn shown(scene: &Scene<'_>) -> Option<(String, Vec<Part>)> {
    let table = scene.table?;
    Some((table.column.id.clone(), table.segments.iter().map(|line| line.part.clone()).collect()))
}

fn card(scene: &Scene<'_>, at: usize, card: &Card, verdict: Option<&Verdict>) -> Html {
    let lang = scene.lang;
    let header = scene.header(&card.rule.column);
    let (class, shown) = match verdict.map(|verdict| verdict.judgement) {
        None => ("judging", Icon::Clock),
        Some(Judgement::Supported) => ("good", Icon::Ok),
        Some(Judgement::Contradicted) => ("bad", Icon::Close),
        Some(Judgement::NotYet { .. }) => ("waits", Icon::Clock),
        Some(_) => ("cannot", Icon::Alert),
    };
    let word = verdict.map_or(say::judging(lang), |verdict| say::verdict_word(lang, verdict.judgement));
    let place = u32::try_from(at).unwrap_or_default();
    let drop_it = scene.dispatch.reform(move |_| Msg::Do(Intent::DropCard { at: place }));
    let label = say::drop_which(lang, &card.claim);
    html! {
        <li key={format!("{at}{}", card.claim)} data-testid="card" data-verdict={class}>
            <p class={classes!("verdict", class)}>{ icon(shown) }{ word }</p>
            <div>
                <h3>{ &card.claim }</h3>
                <p class="card-by">
                    { say::signed(&scene.format, &card.by, card.created) }
                    { " · " }{ header.clone() }{ ": " }{ say::some_names(lang, &card.rule.values) }
                </p>
                if let Some(verdict) = verdict {
                    { judged(scene, card, &header, verdict) }
                }
            </div>
            <button
                class="icon-btn"
                type="button"
                data-testid="drop-card"
                title={label.clone()}
                aria-label={label}
                onclick={drop_it}
            >
                { icon(Icon::Trash) }
            </button>
        </li>
    }
}

fn judged(scene: &Scene<'_>, card: &Card, header: &str, verdict: &Verdict) -> Html {
    let (lang, format, measure) = (scene.lang, &scene.format, card.measure);
    let line = |name: &'static str, class: &'static str, of: &Compared| {
        say::against(lang, format, measure, of).map(|words| {
            html! { <p class={class}><b>{ name }{ ": " }</b>{ words }{ "." }</p> }
        })
    };
    html! {
        <>
            <p>{ pieces(&say::verdict(lang, format, measure, header, verdict)) }</p>
            { line(say::new_data(lang), "new", &verdict.new) }
            if let Some(drawn) = say::drawn(lang, format, measure, &verdict.new, false) {
                <p class="new">{ drawn }</p>
            }
            if verdict.not_told > 0 {
                <p class="old">{ say::not_told_new(lang, format, measure, header, verdict.not_told) }</p>
            }
            { line(say::old_data(lang), "old", &verdict.old) }
            { strata(scene, card, &verdict.new) }
        </>
    }
}

/// Both sides in every channel, folded.
fn strata(scene: &Scene<'_>, card: &Card, of: &Compared) -> Html {
    let lang = scene.lang;
    if of.by_channel.is_empty() {
        return html! {};
    }
    let counts = |(units, hits): (u32, u32)| {
        if card.measure.is_rate() {
            say::of(lang, &scene.format, hits, units)
        } else {
            say::units(lang, &scene.format, card.measure, units)
        }
    };
    let rows = of.by_channel.iter().enumerate().map(|(at, one)| {
        let name = one.channel.as_deref().map(|id| scene.channel(id));
        html! {
            <tr key={at}>
                <th scope="row">{ name.unwrap_or_else(|| say::no_channel(lang).to_owned()) }</th>
                <td class="n">{ counts(one.inside) }</td>
                <td class="n">{ counts(one.outside) }</td>
            </tr>
        }
    });
    html! {
        <details class="strata">
            <summary>{ say::by_channel(lang) }</summary>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{ say::channel_head(lang) }</th>
                        <th scope="col" class="n">{ say::those(lang) }</th>
                        <th scope="col" class="n">{ say::others(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </details>
    }
}

#[derive(Properties, PartialEq)]
pub struct DroppedProps {
    pub lang: Lang,
    /// Steps that can be undone, and whether the last one is about a card.
    pub steps: u32,
    pub by_card: bool,
    pub cards: usize,
    pub dispatch: Dispatch,
}

/// "Hypothesis removed. Undo", right after it was: while the removal is the last step.
#[component]
pub fn Dropped(props: &DroppedProps) -> Html {
    // Cards and steps as last seen, and the number of steps at which the last card went.
    let seen = use_state(|| (props.cards, props.steps));
    let gone = use_state(|| None::<u32>);
    {
        let (seen, gone) = (seen.clone(), gone.clone());
        yew::use_effect_with((props.cards, props.steps), move |now| {
            let (cards, steps) = *seen;
            if *now == (cards, steps) {
                return;
            }
            // An undo takes a step away; a removal adds one.
            gone.set((now.0 < cards && now.1 > steps).then_some(now.1));
            seen.set(*now);
        });
    }
    let lang = props.lang;
    let shown = props.by_card && *gone == Some(props.steps);
    html! {
        <p class="dropped" role="status">
            if shown {
                <span>{ say::dropped(lang) }</span>
                { button(
                    "mini",
                    Some(Icon::Undo),
                    say::undo_drop(lang).into(),
                    props.dispatch.reform(|_| Msg::Undo),
                ) }
            }
        </p>
    }
}
