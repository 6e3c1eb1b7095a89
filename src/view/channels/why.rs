//! Why the cost per lead changed between two stretches of time: rate and mix, channel by channel, to the cent.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::why::{Part, Why as Found};
use garimpo_funnel::{Period, Ranking, trend};
use garimpo_workspace::{DocView, Studied, Study};
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, Properties, TargetCast, component, html, use_state_eq};

use super::answer::pieces;
use super::fold::fold;
use super::format::Format;
use crate::i18n::channels::{self as say, Piece};
use crate::i18n::{Lang, fields};
use crate::ui::{Dispatch, Icon, Slice, icon};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Slice<Ranking>,
    pub doc: Slice<DocView>,
    pub content: Option<Slice<Studied>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// More months than this are not offered: the latest are.
const MOST_MONTHS: usize = 24;

/// What can be chosen: the halves of the time that is looked at, and its months.
fn stretches(lang: Lang, ranking: &Ranking, period: Period) -> Vec<(String, Period)> {
    let Some((first, last)) = ranking.first_day.zip(ranking.as_of) else { return Vec::new() };
    let from = period.from.map_or(first, |from| from.max(first));
    let to = period.to.map_or(last, |to| to.min(last));
    if to <= from {
        return Vec::new();
    }
    let middle = from + (to - from) / 2;
    let between = |from, to| Period { from: Some(from), to: Some(to) };
    let short = |day| intl::date(lang.tag(), day, DateStyle::Short);
    let half = |name: &str, from, to| {
        (format!("{name} ({})", say::range(lang, &short(from), &short(to))), between(from, to))
    };
    let months = trend::calendar(from, to);
    let months = months.get(months.len().saturating_sub(MOST_MONTHS)..).unwrap_or_default();
    let named = months.iter().map(|month| {
        (intl::date(lang.tag(), month.days.0, DateStyle::MonthYear), between(month.days.0, month.days.1))
    });
    [half(say::why_first_half(lang), from, middle), half(say::why_second_half(lang), middle + 1, to)]
        .into_iter()
        .chain(named)
        .collect()
}

#[component]
pub fn Why(props: &Props) -> Html {
    let Props { ranking, doc, content, lang, dispatch } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    let chosen = use_state_eq(|| (0_usize, 1_usize));
    let stretches = if *open { stretches(lang, ranking, doc.settings.period) } else { Vec::new() };
    let at = |nth: usize| stretches.get(nth).map(|one| one.1);
    let both = at(chosen.0).zip(at(chosen.1)).or_else(|| at(0).zip(at(1)));
    let study =
        both.filter(|(before, after)| before != after).map(|(before, after)| Study::Why { before, after });
    use_study(study.clone(), dispatch);
    let body = (*open).then(|| {
        let pick = |first: bool| {
            let (chosen, now) = (chosen.clone(), *chosen);
            Callback::from(move |event: Event| {
                let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                if let Ok(nth) = value.parse::<usize>() {
                    chosen.set(if first { (nth, now.1) } else { (now.0, nth) });
                }
            })
        };
        html! {
            <>
                <p class="fig-say">{ say::why_say(lang) }</p>
                if stretches.is_empty() {
                    <p key="dates" class="hint">{ say::why_no_dates(lang) }</p>
                } else {
                    <div key="choose" class="choose">
                        { choose(say::why_before(lang), &stretches, chosen.0, pick(true)) }
                        { choose(say::why_after(lang), &stretches, chosen.1, pick(false)) }
                    </div>
                    <div key="told" data-testid="why-told">{ answer(lang, ranking, study.is_some(), content.as_deref()) }</div>
                }
            </>
        }
    });
    fold("why", say::why_title(lang), &open, body)
}

fn choose(
    label: &'static str,
    stretches: &[(String, Period)],
    now: usize,
    onchange: Callback<Event>,
) -> Html {
    let options = stretches.iter().enumerate().map(|(nth, (name, _))| {
        html! { <option key={nth} value={nth.to_string()} selected={nth == now}>{ name }</option> }
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

fn answer(lang: Lang, ranking: &Ranking, differ: bool, content: Option<&Studied>) -> Html {
    match content {
        _ if !differ => html! { <p class="hint">{ say::why_same(lang) }</p> },
        Some(Studied::Why(Some(found))) => told(lang, ranking, found),
        Some(Studied::Why(None)) => html! { <p class="hint">{ say::why_no_leads(lang) }</p> },
        _ => html! { <p class="hint">{ say::counting(lang) }</p> },
    }
}

/// Cents of all parts, by kind.
fn sums(parts: &[Part]) -> [i64; 3] {
    parts.iter().fold([0; 3], |sum, part| {
        let [a, b, c] = sum;
        let [x, y, z] = part.cents;
        [a + x, b + y, c + z]
    })
}

fn told(lang: Lang, ranking: &Ranking, found: &Found) -> Html {
    let format = Format::new(lang, ranking);
    let name = |id: &str| {
        let row = ranking.channels.iter().find(|row| row.channel.id == id);
        row.map_or_else(|| id.to_owned(), |row| fields::channel_name(lang, &row.channel.name))
    };
    // Cents are far below 2^53.
    let money = |cents: i64| format.signed_money(cents as f64 / 100.0);
    let [rate, mix, without] = sums(&found.parts);
    let some_without = found.parts.iter().any(|part| part.cents[2] != 0);
    let mut said = say::why_changed(
        lang,
        &format.exact_money(found.before),
        &format.exact_money(found.after),
        &money(found.cents),
    );
    let without_said = some_without.then(|| money(without));
    said.push(Piece::Text(say::why_parts(lang, &money(rate), &money(mix), without_said.as_deref())));
    let cpl = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format.exact_money(value));
    let rows = found.parts.iter().map(|part| {
        let [rate, mix, without] = part.cents;
        html! {
            <tr key={part.channel.clone()}>
                <th scope="row">{ name(&part.channel) }</th>
                <td>{ cpl(part.cpl.0) }</td>
                <td>{ cpl(part.cpl.1) }</td>
                <td>{ money(rate) }</td>
                <td>{ money(mix) }</td>
                if some_without {
                    <td key="without">{ money(without) }</td>
                }
                <td><b>{ money(rate + mix + without) }</b></td>
            </tr>
        }
    });
    let untold = found
        .parts
        .iter()
        .any(|part| (part.leads.0 > 0.0 && !part.cost_told.0) || (part.leads.1 > 0.0 && !part.cost_told.1));
    html! {
        <>
            <p class="verdict">{ pieces(&said) }</p>
            <div class="numbers-scroll" role="region" aria-label={say::why_table(lang)} tabindex="0">
                <table class="months why" data-cents={found.cents.to_string()}>
                    <thead>
                        <tr>
                            <th scope="col">{ say::channel(lang) }</th>
                            <th scope="col">{ say::why_before(lang) }</th>
                            <th scope="col">{ say::why_after(lang) }</th>
                            <th scope="col">{ say::why_rate(lang) }</th>
                            <th scope="col">{ say::why_mix(lang) }</th>
                            if some_without {
                                <th key="without" scope="col">{ say::why_without(lang) }</th>
                            }
                            <th scope="col">{ say::why_sum(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{ say::all_channels(lang) }</th>
                            <td>{ cpl(Some(found.before)) }</td>
                            <td>{ cpl(Some(found.after)) }</td>
                            <td>{ money(rate) }</td>
                            <td>{ money(mix) }</td>
                            if some_without {
                                <td key="without">{ money(without) }</td>
                            }
                            <td><b>{ money(found.cents) }</b></td>
                        </tr>
                    </tfoot>
                </table>
            </div>
            if untold {
                <p key="untold" class="hint">{ say::why_cost_untold(lang) }</p>
            }
        </>
    }
}
