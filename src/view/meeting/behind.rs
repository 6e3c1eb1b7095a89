//! The whole sums behind the sheet: every change by channel and cause, every window, every part of the cost. On the
//! screen only.

use garimpo_funnel::meeting::difference::Cause;
use garimpo_funnel::meeting::{Change, Quantity, Since};
use yew::{Html, html};

use super::{Scene, words};
use crate::i18n::meeting as say;

pub fn behind(scene: &Scene<'_>) -> Html {
    let Scene { page, lang, .. } = scene;
    let lang = *lang;
    let parts = [page.since.as_ref().and_then(|since| split(scene, since)), windows(scene), cost(scene)];
    let parts: Vec<Html> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h2>{ say::behind(lang) }</h2>
            <p class="lead-say">{ say::behind_say(lang) }</p>
            { for parts }
        </>
    }
}

fn fold(id: &'static str, title: &'static str, table: Html) -> Html {
    html! {
        <details key={id} class="credit" data-testid={id}>
            <summary><b>{ title }</b></summary>
            <div class="sum-scroll" role="region" aria-label={title} tabindex="0">{ table }</div>
        </details>
    }
}

fn heads(first: &'static str, names: Vec<String>) -> Html {
    let names = names.into_iter().map(|name| html! { <th key={name.clone()} scope="col">{ name }</th> });
    html! { <thead><tr><th key="first" scope="col">{ first }</th>{ for names }</tr></thead> }
}

/// Every quantity that changed, of all and of each channel.
fn split(scene: &Scene<'_>, since: &Since) -> Option<Html> {
    let lang = scene.lang;
    let difference = &since.difference;
    if difference.channels.is_empty() {
        return None;
    }
    let mut names = vec![say::before(lang).to_owned()];
    names.extend(Cause::ALL.iter().map(|cause| say::cause(lang, *cause).to_owned()));
    names.push(say::after(lang).to_owned());
    let mut rows: Vec<Html> = Vec::new();
    let totals = difference.totals.iter().filter(|(_, change)| change.parts.iter().any(|part| *part != 0));
    rows.extend(totals.map(|(quantity, change)| row(scene, None, *quantity, change)));
    for channel in &difference.channels {
        rows.extend(
            channel
                .changes
                .iter()
                .map(|(quantity, change)| row(scene, Some(&channel.channel), *quantity, change)),
        );
    }
    let table = html! { <table>{ heads(say::channel(lang), names) }<tbody>{ for rows }</tbody></table> };
    Some(fold("split", say::split_title(lang), table))
}

fn row(scene: &Scene<'_>, channel: Option<&str>, quantity: Quantity, change: &Change) -> Html {
    let name = channel.map_or_else(|| say::all(scene.lang).to_owned(), |id| scene.name(id));
    let parts = Cause::ALL.iter().map(|cause| {
        let part = change.of(*cause);
        let shown = if part == 0 { "·".to_owned() } else { words::signed(scene, quantity, part) };
        html! { <td key={format!("{cause:?}")} data-cause={format!("{cause:?}")} data-value={part.to_string()}>{ shown }</td> }
    });
    html! {
        <tr
            key={format!("{name} {quantity:?}")}
            data-channel-id={channel.map(str::to_owned).unwrap_or_default()}
            data-quantity={format!("{quantity:?}").to_lowercase()}
            data-before={change.before.to_string()}
            data-after={change.after.to_string()}
        >
            <th scope="row">{ format!("{name}, {}", words::quantity_name(scene, quantity).to_lowercase()) }</th>
            <td>{ words::quantity(scene, quantity, change.before) }</td>
            { for parts }
            <td>{ words::quantity(scene, quantity, change.after) }</td>
        </tr>
    }
}

fn windows(scene: &Scene<'_>) -> Option<Html> {
    let Scene { page, pen, lang, .. } = scene;
    let lang = *lang;
    let funnel = page.funnel.as_ref().filter(|funnel| funnel.windows.len() > 1)?;
    let names =
        garimpo_funnel::meeting::funnel::STAGES.iter().map(|stage| say::stage_name(lang, *stage).to_owned());
    let rows = funnel.windows.iter().rev().map(|window| {
        let counts = window.counts.iter().enumerate().map(|(at, count)| {
            html! { <td key={at}>{ count.map_or_else(|| "–".to_owned(), |count| pen.count(f64::from(count))) }</td> }
        });
        html! {
            <tr key={window.days.0}>
                <th scope="row">{ format!("{} – {}", scene.day(window.days.0), scene.day(window.days.1)) }</th>
                { for counts }
            </tr>
        }
    });
    let table =
        html! { <table>{ heads(say::now(lang), names.collect()) }<tbody>{ for rows }</tbody></table> };
    Some(fold("windows", say::window_title(lang), table))
}

fn cost(scene: &Scene<'_>) -> Option<Html> {
    let Scene { page, pen, lang, .. } = scene;
    let lang = *lang;
    let why = &page.cpl.as_ref()?.why;
    let signed = |value: f64| pen.signed(value, |value| pen.money(value));
    let names =
        [say::before(lang), say::after(lang), say::own_cost(lang), say::mix(lang), say::without_leads(lang)];
    let written = |cost: Option<f64>| cost.map_or_else(|| "–".to_owned(), |cost| pen.money(cost));
    let rows = why.parts.iter().map(|part| {
        html! {
            <tr key={part.channel.clone()}>
                <th scope="row">{ scene.name(&part.channel) }</th>
                <td>{ written(part.cpl.0) }</td>
                <td>{ written(part.cpl.1) }</td>
                <td>{ signed(part.rate) }</td>
                <td>{ signed(part.mix) }</td>
                <td>{ signed(part.without_leads) }</td>
            </tr>
        }
    });
    let table = html! {
        <table>
            { heads(say::channel(lang), names.iter().map(|name| (*name).to_owned()).collect()) }
            <tbody>{ for rows }</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{ say::all(lang) }</th>
                    <td>{ pen.money(why.before) }</td>
                    <td>{ pen.money(why.after) }</td>
                    <td>{ signed(why.rate) }</td>
                    <td>{ signed(why.mix) }</td>
                    <td>{ signed(why.without_leads) }</td>
                </tr>
            </tfoot>
        </table>
    };
    Some(fold("cost-parts", say::cost_parts(lang), table))
}
