//! Two channels of the reader's choice, side by side.

use garimpo_funnel::Ranking;
use garimpo_funnel::compare::{Comparison, Need, Settling, Verdict};
use garimpo_funnel::ranking::MetricId;
use garimpo_workspace::{Studied, Study};
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, Properties, TargetCast, component, html, use_state_eq};

use super::answer::pieces;
use super::fold::fold;
use super::format::Format;
use crate::i18n::channels::{self as say, More, Piece, Side};
use crate::i18n::{Lang, fields};
use crate::ui::{Dispatch, Icon, Slice, icon};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Slice<Ranking>,
    pub content: Option<Slice<Studied>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn Compare(props: &Props) -> Html {
    let Props { ranking, content, lang, dispatch } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    // What a person has chosen; a channel that is gone gives way to the first ones.
    let chosen = use_state_eq(|| (None::<String>, None::<String>));
    let known = |id: &Option<String>| {
        id.clone().filter(|id| ranking.channels.iter().any(|row| row.channel.id == *id))
    };
    let nth = |nth: usize| ranking.channels.get(nth).map(|row| row.channel.id.clone());
    let a = known(&chosen.0).or_else(|| nth(0));
    let b = known(&chosen.1).or_else(|| nth(1));
    let pair = a.zip(b);
    let study = pair.clone().filter(|(a, b)| *open && a != b).map(|(a, b)| Study::Compare { a, b });
    use_study(study, dispatch);
    let (Some((a, b)), true) = (pair, ranking.channels.len() > 1) else {
        return html! { <div hidden=true></div> };
    };
    let pick = |first: bool| {
        let (chosen, now) = (chosen.clone(), (a.clone(), b.clone()));
        Callback::from(move |id: String| {
            let (a, b) = now.clone();
            chosen.set(if first { (Some(id), Some(b)) } else { (Some(a), Some(id)) });
        })
    };
    let found = match content.as_deref() {
        Some(Studied::Compare(Some(found))) if found.a == a && found.b == b => Some(found),
        _ => None,
    };
    let body = (*open).then(|| {
        html! {
            <>
                <p class="fig-say">{ say::compare_say(lang) }</p>
                <div class="choose">
                    { channels(lang, ranking, say::compare_first(lang), &a, pick(true)) }
                    { channels(lang, ranking, say::compare_second(lang), &b, pick(false)) }
                </div>
                if a == b {
                    <p key="same" class="hint">{ say::compare_same(lang) }</p>
                } else if let Some(found) = found {
                    <div key="found" class="verdicts" data-testid="comparison">{ told(lang, ranking, found) }</div>
                } else {
                    <p key="counting" class="hint">{ say::counting(lang) }</p>
                }
            </>
        }
    });
    fold("compare", say::compare_title(lang), &open, body)
}

fn channels(lang: Lang, ranking: &Ranking, label: &'static str, now: &str, pick: Callback<String>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        pick.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
    });
    let options = ranking.channels.iter().map(|row| {
        let id = row.channel.id.clone();
        let selected = id == now;
        html! {
            <option key={id.clone()} value={id} {selected}>{ fields::channel_name(lang, &row.channel.name) }</option>
        }
    });
    html! {
        <label class="choice">
            <span>{ label }</span>
            <span class="select">
                <select {onchange}>{ for options }</select>
                { icon(Icon::Down) }
            </span>
        </label>
    }
}

fn told(lang: Lang, ranking: &Ranking, found: &Comparison) -> Html {
    let format = Format::new(lang, ranking);
    let name = |id: &str| {
        let row = ranking.channels.iter().find(|row| row.channel.id == id);
        row.map_or_else(|| id.to_owned(), |row| fields::channel_name(lang, &row.channel.name))
    };
    let young: Vec<String> = [&found.a, &found.b]
        .into_iter()
        .filter(|id| ranking.unfinished.young.contains(id))
        .map(|id| name(id))
        .collect();
    let parts = [
        (Side::Cost, MetricId::Cac, say::cheaper_title(lang), &found.cheaper),
        (Side::Value, MetricId::ValuePerLead, say::value_title(lang), &found.better_value),
        (Side::Speed, MetricId::CycleDays, say::faster_title(lang), &found.faster),
    ];
    let parts = parts.into_iter().map(|(side, id, title, verdict)| {
        let values = match verdict {
            Verdict::Told { values, .. } => {
                let full = |value: f64| {
                    if id == MetricId::CycleDays { format.full(id, value) } else { format.money(value) }
                };
                Some(format!("{} {} · {} {}", name(&found.a), full(values.0), name(&found.b), full(values.1)))
            }
            Verdict::Lacking(_) => None,
        };
        html! {
            <section key={title}>
                <h3>{ title }{ values.map(|values| html! { <span>{ values }</span> }) }</h3>
                { sentences(lang, &format, side, found, verdict, &name) }
            </section>
        }
    });
    html! {
        <>
            if !young.is_empty() {
                <p key="young" class="hint warn">{ say::young_warning(lang, &young) }</p>
            }
            { for parts }
        </>
    }
}

fn sentences(
    lang: Lang,
    format: &Format,
    side: Side,
    found: &Comparison,
    verdict: &Verdict,
    name: &impl Fn(&str) -> String,
) -> Html {
    let said: Vec<Vec<Piece>> = match verdict {
        Verdict::Lacking(lacks) => {
            lacks.iter().map(|(id, lack)| vec![Piece::Text(say::lack(lang, &name(id), *lack))]).collect()
        }
        Verdict::Told { better, probability, settling, .. } => {
            let other = if *better == found.a { &found.b } else { &found.a };
            let more = |need: &Need| More {
                channel: name(&need.channel),
                customers: (need.customers, format.count(f64::from(need.customers))),
                leads: need.leads.map(|leads| format.count(f64::from(leads))),
                spend: need.spend.map(|spend| format.money(spend.round())),
            };
            let settle = match settling {
                Settling::Settled => vec![Piece::text(say::settled(lang))],
                Settling::Never => vec![Piece::text(say::never_settled(lang))],
                Settling::Either(needs) => say::either(lang, &needs.iter().map(more).collect::<Vec<_>>()),
                Settling::Both(one, other) => say::both(lang, &more(one), &more(other)),
            };
            vec![say::verdict(lang, side, &name(better), &name(other), *probability), settle]
        }
    };
    let said = said.iter().enumerate().map(|(nth, said)| html! { <p key={nth}>{ pieces(said) }</p> });
    html! { <div>{ for said }</div> }
}
