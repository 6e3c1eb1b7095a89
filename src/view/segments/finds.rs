//! What the machine found: at most five sentences, how many comparisons they come from, and what was refused.

use garimpo_funnel::segments::{Direction, Find, Finds, Refusal};
use yew::{Callback, Html, html};

use super::Scene;
use crate::i18n::channels::sure;
use crate::i18n::segments::{self as say, Shares};
use crate::segments::Draft;
use crate::ui::{Icon, button};
use crate::view::channels::pieces;

/// `None` until they are here.
pub fn finds(scene: &Scene<'_>, finds: Option<&Finds>) -> Html {
    let lang = scene.lang;
    let marked = scene.columns.iter().any(|column| column.is_mapped);
    let said = match finds {
        None => say::looking(lang).to_owned(),
        Some(_) if !marked => say::nothing_marked(lang).to_owned(),
        // Who bought is not known.
        Some(finds) if finds.tests == 0 && scene.table.is_none() => say::none_made(lang).to_owned(),
        Some(finds) => say::how_many(lang, &scene.format, finds),
    };
    let list = finds.map(|finds| finds.finds.as_slice()).unwrap_or_default();
    let refused = finds.map(|finds| refusals(&finds.refused)).unwrap_or_default();
    html! {
        <section class="finds" aria-labelledby="finds">
            <h2 id="finds">{ say::finds_title(lang) }</h2>
            <p class="fig-say" data-testid="finds-count" data-tests={finds.map(|finds| finds.tests.to_string())}>
                { said }
            </p>
            <ol class="find-list" data-testid="finds">
                { for list.iter().enumerate().map(|(at, one)| find(scene, at, one)) }
            </ol>
            if !list.is_empty() {
                <p key="worked" class="fig-say">{ say::worked_only(lang) }</p>
            }
            if !refused.is_empty() {
                <div key="refused" class="refused" data-testid="refused">
                    <h3>{ say::refused_title(lang) }</h3>
                    <ul>{ for refused.into_iter().enumerate().map(|(at, one)| refusal(scene, at, one)) }</ul>
                    <p class="fig-say">{ say::refused_why(lang) }</p>
                </div>
            }
        </section>
    }
}

/// One a column and its shares: several measures are refused for the same reason.
fn refusals(all: &[Refusal]) -> Vec<&Refusal> {
    let shares = |one: &Refusal| {
        one.fill
            .rates()
            .map(|(hits, others)| ((hits * 100.0).round() as u32, (others * 100.0).round() as u32))
    };
    let mut kept: Vec<&Refusal> = Vec::new();
    for one in all {
        if !kept.iter().any(|known| known.column == one.column && shares(known) == shares(one)) {
            kept.push(one);
        }
    }
    kept
}

fn refusal(scene: &Scene<'_>, at: usize, one: &Refusal) -> Html {
    let words = one.fill.rates().map(|(hits, others)| {
        let (hits, others) = (scene.format.share(hits), scene.format.share(others));
        say::refused(scene.lang, &one.header, one.measure, &hits, &others)
    });
    html! { <li key={at}>{ words }</li> }
}

fn find(scene: &Scene<'_>, at: usize, one: &Find) -> Html {
    let (lang, format) = (scene.lang, &scene.format);
    let value = scene.part(&one.value);
    let channel = one.channel.as_deref().map(|id| scene.channel(id));
    let evidence = say::against(lang, format, one.measure, &one.compared);
    html! {
        <li key={at} data-testid="find" data-column={one.column.clone()}>
            <p class="card-by">{ &one.header }{ " · " }{ say::to_check(lang) }</p>
            <h3>{ say::find_claim(lang, one, &value, channel.as_deref()) }</h3>
            <p>
                if let Some(evidence) = evidence {
                    <span>{ say::raised(&evidence) }{ "; " }</span>
                }
                { pieces(&[sure(lang, one.probability)]) }
                { " " }{ say::not_chance(lang) }
            </p>
            if let Some(drawn) = say::drawn(lang, format, one.measure, &one.compared, channel.is_some()) {
                <p>{ drawn }</p>
            }
            if let Some(worth) = say::worth(lang, format, one) {
                <p>{ worth }</p>
            }
            <p class="find-act">
                { button("mini", Some(Icon::Plus), say::make_card(lang).into(), prefill(scene, one, &value)) }
                if channel.is_some() {
                    <small>{ say::make_card_everywhere(lang) }</small>
                }
            </p>
        </li>
    }
}

/// The find as a draft; the table shows its column, so that its values can be ticked.
fn prefill<E: 'static>(scene: &Scene<'_>, one: &Find, value: &str) -> Callback<E> {
    let to = say::find_direction(one);
    let draft = Draft {
        claim: say::claim(scene.lang, value, one.measure, to),
        values: one.value.id().map(str::to_owned).into_iter().collect(),
        measure: Some(one.measure),
        less: to == Direction::Less,
        ..scene.draft(one.column.clone())
    };
    let (write, choose) = (scene.write.clone(), scene.choose.clone());
    Callback::from(move |_| {
        choose.emit(draft.column.clone());
        write.emit(Some(draft.clone()));
    })
}
