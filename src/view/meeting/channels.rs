//! The channels in their tiers, with last meeting's cost beside, and what was paid for nothing.

use garimpo_funnel::meeting::ChannelLine;
use garimpo_funnel::ranking::{MetricId, State};
use yew::{Html, classes, html};

use super::Scene;
use super::paper::{Place, Topic};
use crate::chart::interval::{Axis, Interval};
use crate::chart::scale::Log;
use crate::i18n::channels as words;
use crate::i18n::meeting as say;
use crate::route::Route;

/// Lines of the paper.
const MOST: usize = 10;

pub fn channels(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, lang, pen, .. } = scene;
    let lang = *lang;
    if page.channels.is_empty() {
        return None;
    }
    let all = || page.channels.iter().map(|line| line.get(MetricId::Cac));
    let sure = all().filter(|metric| metric.state == State::Ok);
    let scale = Log::around(sure.flat_map(|metric| [metric.low, metric.value, metric.high]).flatten());
    let axis = scale.map(|scale| Axis::new(scale, 4, 0.2));
    let mut tier = None;
    let rows: Vec<Html> = page
        .channels
        .iter()
        .take(MOST)
        .map(|line| {
            let own = tier_of(line, MetricId::TierCost);
            let first = tier != Some(own);
            tier = Some(own);
            row(scene, line, axis.as_ref(), first)
        })
        .collect();
    let symbol =
        pen.money(1.0).chars().filter(|c| !c.is_numeric() && !" ,.\u{a0}".contains(*c)).collect::<String>();
    let body = html! {
        <>
            <table class="m-t chs" data-testid="m-channels">
                <thead>
                    <tr>
                        <th key="tier" scope="col"><span class="sr">{ say::cost_tier(lang) }</span></th>
                        <th key="channel" scope="col">{ say::channel(lang) }</th>
                        <td key="axis" class="iv-c">
                            { axis.as_ref().map(|axis| axis.labels(|tick| pen.up_to(tick, 0))) }
                        </td>
                        <th key="cac" scope="col" class="n">{ say::CAC }if !symbol.is_empty() { { ", " }{ symbol } }</th>
                        <th key="before" scope="col" class="n">
                            { say::at_number(lang, page.since.as_ref().map(|since| since.number)) }
                        </th>
                        <th key="value" scope="col" class="vm">{ say::value_head(lang) }</th>
                        <th key="back" scope="col" class="n">{ say::back_head(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="m-note" data-testid="waste">{ note(scene) }</p>
        </>
    };
    let period = page.definitions.settings.period;
    let end = |day: Option<i32>| day.map(|day| scene.day(day));
    let aside = words::period(lang, end(period.from).as_deref(), end(period.to).as_deref());
    Some(Topic {
        id: "channels",
        title: say::channels_title(lang).to_owned(),
        aside: aside.unwrap_or_default(),
        place: Place::Left,
        slide: body.clone(),
        body,
    })
}

fn tier_of(line: &ChannelLine, id: MetricId) -> usize {
    line.get(id).value.map_or(0, |tier| tier as usize)
}

fn medal(scene: &Scene<'_>, line: &ChannelLine, id: MetricId) -> Html {
    match tier_of(line, id) {
        0 => html! { <span class="mute">{ "–" }</span> },
        tier => html! {
            <span class={classes!("medal", format!("m{}", tier.min(4)))} role="img" aria-label={words::medal(scene.lang, id, tier)}>
                { tier }
            </span>
        },
    }
}

fn row(scene: &Scene<'_>, line: &ChannelLine, axis: Option<&Axis>, first: bool) -> Html {
    let Scene { page, pen, lang, .. } = scene;
    let cac = line.get(MetricId::Cac);
    let tier = tier_of(line, MetricId::TierCost);
    let class = match (tier, cac.state) {
        (1, _) => "t1",
        (_, State::TooFew) => "few",
        _ => "",
    };
    let drawn = match (cac.state, axis) {
        (State::CostUnknown, _) => html! { <span class="mute">{ words::cost_unknown(*lang) }</span> },
        (_, Some(axis)) => axis.bar(class, Interval { value: cac.value, low: cac.low, high: cac.high }),
        _ => html! {},
    };
    let written = match (cac.value, cac.low) {
        (Some(value), _) => pen.number(value, u8::from(value < 10.0) * 2),
        (None, Some(low)) if cac.state == State::None => words::at_least(&pen.number(low, 0)),
        _ => "–".to_owned(),
    };
    let before = page.since.as_ref().map(|since| {
        let moved = since.moved.iter().find(|moved| {
            moved.metric == MetricId::Cac && moved.channel.as_deref() == Some(line.channel.id.as_str())
        });
        match moved {
            Some(moved) => moved.before.value.map_or_else(|| "–".to_owned(), |value| pen.number(value, 0)),
            None if cac.value.is_some() => "=".to_owned(),
            None => "–".to_owned(),
        }
    });
    let back = line.get(MetricId::ReturnPerUnit);
    html! {
        <tr
            key={line.channel.id.clone()}
            class={classes!(first.then_some("first"))}
            data-channel-id={line.channel.id.clone()}
            data-cac={cac.value.map(|value| value.to_string()).unwrap_or_default()}
            data-tier={tier.to_string()}
        >
            <td>if first && tier > 0 { { medal(scene, line, MetricId::TierCost) } }</td>
            <th scope="row"><a href={Route::Channels.hash()}>{ scene.name(&line.channel.id) }</a></th>
            <td class="iv-c">{ drawn }</td>
            <td class="n">
                if cac.state == State::TooFew { <span class="mute">{ written }</span> } else { <b>{ written }</b> }
            </td>
            <td class="n mute">{ before.unwrap_or_else(|| "–".to_owned()) }</td>
            <td class="vm">{ medal(scene, line, MetricId::TierValue) }</td>
            <td class="n">{ back.value.filter(|_| back.state == State::Ok).map_or_else(|| "–".to_owned(), |value| pen.number(value, 2)) }</td>
        </tr>
    }
}

/// What the order cannot show.
fn note(scene: &Scene<'_>) -> String {
    let Scene { page, pen, lang, .. } = scene;
    let lang = *lang;
    const MOST_NAMES: usize = 3;
    let waste = &page.waste;
    let mut said = vec![say::tie_note(lang).to_owned(), say::back_note(lang, &pen.money(1.0), false)];
    let some = |list: &[(String, f64)], write: &dyn Fn(f64) -> String| -> Vec<String> {
        let mut parts: Vec<String> = list
            .iter()
            .take(MOST_NAMES)
            .map(|(id, value)| format!("{} ({})", scene.name(id), write(*value)))
            .collect();
        if list.len() > MOST_NAMES {
            parts.push(format!("+{}", list.len() - MOST_NAMES));
        }
        parts
    };
    if !waste.without_leads.is_empty() {
        said.push(say::wasted(lang, &some(&waste.without_leads, &|money| pen.money(money))));
    }
    if !waste.cost_unknown.is_empty() {
        let leads = |count: f64| say::leads_count(&pen.up_to(count, 1));
        said.push(say::uninformed(lang, &some(&waste.cost_unknown, &leads)));
    }
    if let Some((nowhere, all)) = waste.without_channel {
        said.push(say::nowhere(lang, &pen.up_to(nowhere, 1), &pen.up_to(all, 1)));
    }
    if page.channels.len() > MOST {
        said.push(say::more_channels(lang, page.channels.len() - MOST));
    }
    said.join(" ")
}
