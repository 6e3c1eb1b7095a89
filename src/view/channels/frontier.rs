//! The channels that no other beats on every side.

use garimpo_funnel::Ranking;
use garimpo_funnel::pareto::{Frontier as Found, Spot};
use garimpo_funnel::ranking::MetricId;
use garimpo_workspace::{Studied, Study};
use yew::{Callback, Html, MouseEvent, Properties, classes, component, html, use_state_eq};

use super::answer::pieces;
use super::fold::fold;
use super::format::Format;
use crate::i18n::channels as say;
use crate::i18n::{Lang, fields};
use crate::ui::{Dispatch, Slice};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Slice<Ranking>,
    pub content: Option<Slice<Studied>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// From here on it is said that nobody beats a channel.
const PROBABLY: f64 = 0.8;

#[component]
pub fn Frontier(props: &Props) -> Html {
    let Props { ranking, content, lang, dispatch } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    let with_cycle = use_state_eq(|| false);
    use_study((*open).then_some(Study::Frontier { with_cycle: *with_cycle }), dispatch);
    let found = match content.as_deref() {
        Some(Studied::Frontier(found)) => Some(found.as_ref()),
        _ => None,
    };
    let body = (*open).then(|| {
        let toggle = {
            let with_cycle = with_cycle.clone();
            Callback::from(move |_: MouseEvent| with_cycle.set(!*with_cycle))
        };
        html! {
            <>
                <p class="fig-say">{ say::frontier_say(lang) }</p>
                <label class="check">
                    <input type="checkbox" data-option="cycle" checked={*with_cycle} onclick={toggle} />
                    <span>{ say::frontier_cycle(lang) }</span>
                </label>
                if let Some(found) = found {
                    <div key="found" data-testid="frontier-found">{ told(lang, ranking, found) }</div>
                } else {
                    <p key="counting" class="hint">{ say::counting(lang) }</p>
                }
            </>
        }
    });
    fold("frontier", say::frontier_title(lang), &open, body)
}

fn told(lang: Lang, ranking: &Ranking, found: &Found) -> Html {
    let format = Format::new(lang, ranking);
    let name = |id: &String| {
        let row = ranking.channels.iter().find(|row| row.channel.id == *id);
        row.map_or_else(|| id.clone(), |row| fields::channel_name(lang, &row.channel.name))
    };
    if found.spots.is_empty() {
        return html! { <p class="hint">{ say::frontier_none(lang) }</p> };
    }
    let cycle = found.spots.iter().any(|spot| spot.cycle_days.is_some());
    // Surest first; ties in the ranking's order.
    let mut order: Vec<&Spot> = found.spots.iter().collect();
    order.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let sure: Vec<(String, f64)> = order
        .iter()
        .filter(|spot| spot.probability >= PROBABLY)
        .map(|spot| (name(&spot.channel), spot.probability))
        .collect();
    let rows = order.iter().map(|spot| {
        let verdict = if spot.on {
            say::frontier_on(lang).to_owned()
        } else {
            say::beaten_by(lang, &spot.beaten_by.iter().map(name).collect::<Vec<_>>())
        };
        html! {
            <tr
                key={spot.channel.clone()}
                class={classes!((spot.probability >= PROBABLY).then_some("signal"))}
                data-channel-id={spot.channel.clone()}
                data-on={spot.on.to_string()}
                data-probability={spot.probability.to_string()}
            >
                <th scope="row">{ name(&spot.channel) }</th>
                <td>{ format.full(MetricId::Cpl, spot.cpl) }</td>
                <td>{ format.full(MetricId::ValuePerLead, spot.value_per_lead) }</td>
                if cycle {
                    <td>{ spot.cycle_days.map(|days| format.value(MetricId::CycleDays, days)) }</td>
                }
                <td>{ format.value(MetricId::PCheapest, spot.probability) }</td>
                <td class="word">{ verdict }</td>
            </tr>
        }
    });
    let out: Vec<String> = found.left_out.iter().map(name).collect();
    html! {
        <>
            <p class="verdict">{ pieces(&say::frontier_answer(lang, &sure)) }</p>
            <div class="numbers-scroll" role="region" aria-label={say::frontier_chance(lang)} tabindex="0">
                <table class="months frontier">
                    <thead>
                        <tr>
                            <th scope="col">{ say::trend_channel(lang) }</th>
                            <th scope="col">{ say::metric(lang, MetricId::Cpl) }</th>
                            <th scope="col">{ say::metric(lang, MetricId::ValuePerLead) }</th>
                            if cycle {
                                <th scope="col">{ say::frontier_days(lang) }</th>
                            }
                            <th scope="col">{ say::frontier_chance(lang) }</th>
                            <th scope="col" class="word">{ say::frontier_verdict(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if !out.is_empty() {
                <p class="hint">{ say::frontier_left_out(lang, &out) }</p>
            }
        </>
    }
}
