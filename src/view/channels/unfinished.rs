//! What has not ended yet: leads by month with what they have brought and may still bring, and the times that this
//! rests on.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::maturity::{Cohort, RIPE, YOUNG};
use garimpo_funnel::ranking::MetricId;
use yew::{Html, classes, html};

use super::Scene;
use crate::i18n::channels as say;
use crate::order::is_young;

/// A bar of how much has come: full is all of it. Hidden from screen readers: the percentage stands beside.
pub fn bar(share: f64, young: bool) -> Html {
    let width = format!("{:.1}%", share.clamp(0.0, 1.0) * 100.0);
    html! {
        <svg class={classes!("mat-bar", young.then_some("young"))} aria-hidden="true">
            <rect class="a" width="100%" height="100%" rx="2" />
            <rect class="f" {width} height="100%" rx="2" />
        </svg>
    }
}

pub fn unfinished(scene: &Scene<'_>) -> Html {
    let Scene { ranking, lang, format, .. } = scene;
    let (lang, unfinished) = (*lang, &ranking.unfinished);
    let young: Vec<String> =
        ranking.channels.iter().filter(|row| is_young(ranking, row)).map(|row| scene.name(row)).collect();
    let mut facts: Vec<String> = Vec::new();
    match unfinished.lead_to_win {
        Some(days) => facts.push(say::lead_to_win(lang, days)),
        None => facts.push(say::no_lag(lang).to_owned()),
    }
    facts.extend(unfinished.horizon.map(|days| say::horizon_say(lang, days, unfinished.horizon_is_chosen)));
    facts.extend(unfinished.followed.map(|days| say::followed_say(lang, days)));
    facts.extend(unfinished.lag.map(|days| say::lag_say(lang, days)));
    if unfinished.undated_wins > 0 {
        let count = unfinished.undated_wins;
        facts.push(say::undated_wins(lang, (count, &format.count(f64::from(count)))));
    }
    let facts = facts.into_iter().enumerate().map(|(nth, fact)| html! { <li key={nth}>{ fact }</li> });
    let all = ranking.totals.get(MetricId::Maturity).value;
    html! {
        <details class="quality unfinished" data-testid="cohorts">
            <summary>
                <b>{ say::cohorts_title(lang) }</b>
                if let Some(all) = all {
                    <span key="all">
                        { say::maturity_label(lang) }{ " " }{ format.value(MetricId::Maturity, all) }
                    </span>
                }
                if !young.is_empty() {
                    <span key="young" class="warn">{ say::young_channels(lang, &young) }</span>
                }
            </summary>
            <ul>{ for facts }</ul>
            if !unfinished.months.is_empty() {
                <div key="months" class="cohorts">
                    <p class="hint">{ say::cohorts_say(lang) }</p>
                    { table(scene, &unfinished.months) }
                </div>
            }
        </details>
    }
}

fn table(scene: &Scene<'_>, months: &[Cohort]) -> Html {
    let Scene { lang, format, .. } = scene;
    let lang = *lang;
    let rows = months.iter().map(|cohort| {
        let young = cohort.maturity.is_some_and(|maturity| maturity < YOUNG);
        let ripe = cohort.maturity.is_some_and(|maturity| maturity >= RIPE);
        let word = if young {
            Some(say::still_young(lang))
        } else if ripe {
            Some(say::ripe(lang))
        } else {
            None
        };
        let count = |value: u32| format.count(f64::from(value));
        html! {
            <tr key={cohort.month} class={classes!(young.then_some("young"))}>
                <th scope="row">{ intl::date(lang.tag(), cohort.month, DateStyle::MonthYear) }</th>
                <td>{ count(cohort.leads) }</td>
                <td>{ count(cohort.customers) }</td>
                <td>{ completed(scene, cohort) }</td>
                <td class="mat">
                    if let Some(maturity) = cohort.maturity {
                        { bar(maturity, young) }
                        <span>{ format.value(MetricId::Maturity, maturity) }</span>
                        if let Some(word) = word {
                            <small>{ word }</small>
                        }
                    } else {
                        { "–" }
                    }
                </td>
            </tr>
        }
    });
    html! {
        <div class="numbers-scroll" role="region" aria-label={say::cohorts_title(lang)} tabindex="0">
            <table class="months" data-testid="cohort-table">
                <thead>
                    <tr>
                        <th scope="col">{ say::month(lang) }</th>
                        <th scope="col">{ say::leads_head(lang) }</th>
                        <th scope="col">{ say::customers_head(lang) }</th>
                        <th scope="col">{ say::completed_head(lang) }</th>
                        <th scope="col">{ say::maturity_label(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

/// The estimate with its interval; a month that has ripened is what it is.
fn completed(scene: &Scene<'_>, cohort: &Cohort) -> Html {
    let Some((value, low, high)) = cohort.completed else { return html! { <span>{ "–" }</span> } };
    let format = &scene.format;
    html! {
        <span class={classes!((low < high).then_some("estimate"))}>
            { format.count(value) }
            if low < high {
                <small>{ say::range(scene.lang, &format.count(low), &format.count(high)) }</small>
            }
        </span>
    }
}
