//! What a person knows of each channel's budget. Each mark is a change of the document, undone like any other.

use garimpo_funnel::moves::{Budget, Flags};
use garimpo_workspace::Intent;
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, Event, Html, TargetCast, html};

use super::{Scene, table};
use crate::i18n::{fields, moves as say};
use crate::msg::Msg;

pub fn flags(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let heads = [
        (say::scalable(lang), Some(say::scalable_say(lang))),
        (say::seasonal(lang), Some(say::seasonal_say(lang))),
        (say::harvest(lang), Some(say::harvest_say(lang))),
        (say::minimum(lang), Some(say::minimum_say(lang))),
    ];
    let words = (say::flags_title(lang), say::flags_say(lang));
    table(scene, ("moves-flags", "flags"), words, &heads, row)
}

fn row(scene: &Scene<'_>, budget: &Budget) -> Html {
    let lang = scene.lang;
    let id = budget.channel.id.clone();
    let name = fields::channel_name(lang, &budget.channel.name);
    let now = scene.doc.notebook.flags.get(&id).copied().unwrap_or_default();
    let set = {
        let id = id.clone();
        scene.dispatch.reform(move |flags| Msg::Do(Intent::SetFlags { channel: id.clone(), flags }))
    };
    // What the name says; a mark against it is the person's.
    let by_name = now.harvest.is_none() && budget.harvest;
    // The mark is known before the moves that follow from it: it must not jump back for a moment.
    let harvests = now.harvest.unwrap_or(budget.harvest);
    let (set_1, set_2, set_3) = (set.clone(), set.clone(), set.clone());
    let scalable = Callback::from(move |on| set_1.emit(Flags { scalable: on, ..now }));
    let seasonal = Callback::from(move |on| set_2.emit(Flags { seasonal: on, ..now }));
    let harvest = Callback::from(move |on| set_3.emit(Flags { harvest: Some(on), ..now }));
    html! {
        <tr key={id.clone()} data-testid="flags" data-channel-id={id}>
            <th scope="row">{ &name }</th>
            <td>{ mark("scalable", say::flag_of(say::scalable(lang), &name), now.scalable, scalable) }</td>
            <td>{ mark("seasonal", say::flag_of(say::seasonal(lang), &name), now.seasonal, seasonal) }</td>
            <td>
                { mark("harvest", say::flag_of(say::harvest(lang), &name), harvests, harvest) }
                if by_name {
                    <small>{ say::by_name(lang) }</small>
                }
            </td>
            <td>{ minimum(say::flag_of(say::minimum(lang), &name), now, set) }</td>
        </tr>
    }
}

fn mark(flag: &'static str, label: String, checked: bool, set: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        set.emit(event.target_unchecked_into::<HtmlInputElement>().checked());
    });
    html! {
        <label class="mark">
            <input type="checkbox" data-flag={flag} aria-label={AttrValue::from(label)} {checked} {onchange} />
        </label>
    }
}

/// Typed in major units; empty: none.
fn minimum(label: String, now: Flags, set: Callback<Flags>) -> Html {
    let written = now.minimum.map(|minor| (minor as f64 / 100.0).to_string()).unwrap_or_default();
    let back = written.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let text = input.value();
        let typed = text.parse::<f64>().ok().filter(|typed| (0.0..1e13).contains(typed));
        // What is no amount is not taken for "none".
        if typed.is_none() && !(text.is_empty() && input.check_validity()) {
            input.set_value(&back);
            return;
        }
        let minimum = typed.map(|typed| (typed * 100.0).round() as i64).filter(|minor| *minor > 0);
        set.emit(Flags { minimum, ..now });
    });
    html! {
        <input
            type="number"
            min="0"
            step="any"
            inputmode="decimal"
            data-flag="minimum"
            aria-label={AttrValue::from(label)}
            value={written}
            {onchange}
        />
    }
}
