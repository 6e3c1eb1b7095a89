//! Why a lead costs more or less than before: the channels' own costs, and the mix.

use yew::{Html, html};

use super::Scene;
use super::paper::{Place, Topic};
use crate::i18n::meeting as say;
use crate::route::Route;

/// Channels that have a line.
const MOST: usize = 3;

pub fn cost(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, pen, lang, .. } = scene;
    let lang = *lang;
    let change = page.cpl.as_ref()?;
    let why = &change.why;
    let signed = |value: f64| pen.signed(value, |value| pen.money(value));
    let without = (why.without_leads != 0.0).then(|| signed(why.without_leads));
    let mut parts: Vec<_> = why.parts.iter().collect();
    let size = |cents: &[i64; 3]| cents.iter().sum::<i64>().abs();
    parts.sort_by_key(|part| std::cmp::Reverse(size(&part.cents)));
    let rows = parts.iter().take(MOST).filter(|part| size(&part.cents) > 0).map(|part| {
        html! {
            <tr key={part.channel.clone()} data-channel-id={part.channel.clone()}>
                <th scope="row"><a href={Route::Channels.hash()}>{ scene.name(&part.channel) }</a></th>
                <td class="n">{ signed(part.rate) }</td>
                <td class="n">{ signed(part.mix) }</td>
                <td class="n"><b>{ signed(part.rate + part.mix + part.without_leads) }</b></td>
            </tr>
        }
    });
    let rows: Vec<Html> = rows.collect();
    let body = html! {
        <>
            <p data-testid="cost" data-real={change.real.to_string()} data-cents={why.cents.to_string()}>
                <b>{ say::cost_say(lang, &pen.money(why.before), &pen.money(why.after), change.real) }</b>
                { " " }
                { say::cost_split(lang, &signed(why.rate), &signed(why.mix), without.as_deref()) }
            </p>
            if !rows.is_empty() {
                <table class="m-t">
                    <thead>
                        <tr>
                            <th key="channel" scope="col"><span class="sr">{ say::channel(lang) }</span></th>
                            <th key="own" scope="col" class="n">{ say::own_cost(lang) }</th>
                            <th key="mix" scope="col" class="n">{ say::mix(lang) }</th>
                            <th key="all" scope="col" class="n">{ say::change(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            }
        </>
    };
    let days = |period: garimpo_funnel::Period| period.from.zip(period.to);
    let after = days(change.after)?;
    let before = days(change.before)?;
    Some(Topic {
        id: "cost",
        title: say::cost_title(lang).to_owned(),
        aside: say::cost_when(
            lang,
            (&scene.short_day(after.0), &scene.short_day(after.1)),
            before.1 - before.0 + 1,
        ),
        place: Place::Right,
        slide: body.clone(),
        body,
    })
}
