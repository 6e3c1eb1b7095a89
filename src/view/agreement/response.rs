//! The company's own curve: how long leads waited, and how many went on.

use garimpo_funnel::agreement::Estimate;
use garimpo_funnel::agreement::response::Bin;
use yew::{Html, html};

use super::board::Scene;
use crate::i18n::agreement as say;

pub fn response(scene: &Scene<'_>) -> Html {
    let Scene { overview, version, ink, .. } = scene;
    let lang = ink.lang;
    let Some(response) = &overview.response else { return html! {} };
    let day = version.map_or(540, |version| version.calendar.day_minutes());
    let number = |value: f64| ink.up_to(value, 1);
    let wait = |at: u32| {
        if response.by_day { say::days_waited(lang, at) } else { say::wait(lang, at, day, &number) }
    };
    let name = |bin: &Bin| match bin.to {
        Some(to) if response.by_day && to == bin.from + 1 => say::days_waited(lang, bin.from),
        to => say::wait_bin(lang, &wait(bin.from), to.map(wait).as_deref()),
    };
    let bins: Vec<(String, &Bin)> = response.bins.iter().map(|bin| (name(bin), bin)).collect();
    let all = bins.into_iter().chain(std::iter::once((say::never(lang).to_owned(), &response.never)));
    let shown: Vec<(String, &Bin)> = all.filter(|(_, bin)| bin.leads > 0).collect();
    let top = shown
        .iter()
        .flat_map(|(_, bin)| [bin.opportunity_rate, bin.customer_rate])
        .flatten()
        .map(|rate| rate.high)
        .fold(0.05, f64::max);
    let rate = |rate: Option<Estimate>, count: u32, of: u32| {
        let Some(rate) = rate else { return html! { <td class="n">{ "–" }</td> } };
        let words = if of < 10 {
            say::of(lang, &ink.whole(count), &ink.whole(of))
        } else {
            format!(
                "{} ({})",
                ink.percent(rate.value),
                say::from_to(lang, &ink.percent(rate.low), &ink.percent(rate.high))
            )
        };
        let x = |share: f64| format!("{:.1}%", 2.0 + 96.0 * share / top);
        html! {
            <td>
                <span>{ words }</span>
                <svg class="curve" aria-hidden="true">
                    <line class="iv" x1={x(rate.low)} x2={x(rate.high)} y1="7" y2="7" />
                    <circle class="pt" cx={x(rate.value)} cy="7" r="4" />
                </svg>
            </td>
        }
    };
    let rows = shown.iter().map(|(name, bin)| {
        html! {
            <tr key={name.clone()}>
                <th scope="row">{ name }</th>
                <td class="n">{ ink.whole(bin.leads) }</td>
                { rate(bin.opportunity_rate, bin.opportunities, bin.leads) }
                { rate(bin.customer_rate, bin.customers, bin.leads) }
            </tr>
        }
    });
    let (median, ninetieth) = (response.median.map(wait), response.ninetieth.map(wait));
    html! {
        <section class="curve-part" aria-labelledby="curve-t" data-testid="response">
            <h2 id="curve-t">{ say::curve_title(lang) }</h2>
            <p class="lead-say">{ say::curve_say(lang) }</p>
            <div class="seg-scroll" role="region" aria-labelledby="curve-t" tabindex="0">
                <table class="rows curves">
                    <thead>
                        <tr>
                            <th scope="col">{ say::waited(lang) }</th>
                            <th scope="col" class="n">{ say::leads(lang) }</th>
                            <th scope="col">{ say::became_opportunity(lang) }</th>
                            <th scope="col">{ say::became_customer(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <p class="fig-say">{ say::waits(lang, median.as_deref(), ninetieth.as_deref()) }{ " " }{ say::curve_left_out(lang, response.young, response.faults) }</p>
        </section>
    }
}
