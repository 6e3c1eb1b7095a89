//! Pairs that the past does not decide, and the tests that would, each with its length.

use garimpo_funnel::moves::Trial;
use yew::{Html, classes, html};

use super::Scene;
use crate::i18n::moves as say;

pub fn trials(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let shown = scene.moves.trials.iter().map(|trial| {
        html! { <li key={format!("{} {}", trial.from, trial.to)}>{ one(scene, trial) }</li> }
    });
    html! {
        <>
            <h2 id="moves-trials">{ say::trials_title(lang) }</h2>
            <p class="lead-say">{ say::trials_say(lang) }</p>
            <ol class="held">{ for shown }</ol>
        </>
    }
}

fn one(scene: &Scene<'_>, trial: &Trial) -> Html {
    let Scene { lang, pen, .. } = scene;
    let (from, to) = (scene.name(&trial.from), scene.name(&trial.to));
    let best = say::shortest(trial).map(|(way, _)| way);
    let count = |count: u32| pen.count(f64::from(count));
    let ways = say::ways(trial).map(|way| {
        let first = best == Some(way);
        let what = say::way(*lang, way, &from, &to, &pen.money(trial.raise_by));
        let length = way.of(trial);
        let lasts = length
            .map_or_else(|| say::never(*lang).to_owned(), |length| say::way_lasts(*lang, &length, &count));
        html! {
            <li
                key={way.name()}
                class={classes!(first.then_some("first"))}
                data-way={way.name()}
                data-months={length.map(|length| length.months.to_string()).unwrap_or_default()}
            >
                <b>{ what }</b>
                <span>
                    { lasts }
                    if first {
                        <em>{ say::quickest(*lang) }</em>
                    }
                </span>
            </li>
        }
    });
    html! {
        <article class="move" data-testid="trial" data-from={trial.from.clone()} data-to={trial.to.clone()}>
            <h3>{ say::trial_title(*lang, &from, &to) }</h3>
            <p>{ say::trial_say(*lang, trial, &to) }</p>
            <ul class="ways">{ for ways }</ul>
            if let Some(days) = trial.cycle_days {
                <p class="fig-say">{ say::cycle(*lang, &pen.up_to(days, 0), &to) }</p>
            }
        </article>
    }
}
