//! A number month by month, with the limits of its own variation.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::Ranking;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::trend::{Line, Signal, Trend as Found};
use garimpo_workspace::{Studied, Study};
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, Properties, TargetCast, classes, component, html, use_state_eq};

use super::fold::fold;
use super::format::Format;
use crate::calendar::civil;
use crate::chart::months::{Dot, Level, months};
use crate::i18n::channels as say;
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

const METRICS: [MetricId; 9] = {
    use MetricId::*;
    [Leads, Customers, Spend, Cpl, Cac, LeadToCustomer, WinRate, Revenue, ValuePerLead]
};

#[component]
pub fn Trend(props: &Props) -> Html {
    let Props { ranking, content, lang, dispatch } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    let metric = use_state_eq(|| MetricId::Leads);
    let channel = use_state_eq(|| None::<String>);
    use_study((*open).then_some(Study::Trend(*metric)), dispatch);
    let found = match content.as_deref() {
        Some(Studied::Trend(found)) if found.metric == *metric => Some(found.as_ref()),
        _ => None,
    };
    let body = (*open).then(|| {
        let set_metric = {
            let metric = metric.clone();
            Callback::from(move |event: Event| {
                let name = event.target_unchecked_into::<HtmlSelectElement>().value();
                if let Some(id) = METRICS.iter().find(|id| id.name() == name) {
                    metric.set(*id);
                }
            })
        };
        let set_channel = {
            let channel = channel.clone();
            Callback::from(move |event: Event| {
                let id = event.target_unchecked_into::<HtmlSelectElement>().value();
                channel.set((!id.is_empty()).then_some(id));
            })
        };
        let metrics = METRICS.iter().map(|id| {
            html! {
                <option key={id.name()} value={id.name()} selected={*id == *metric}>{ say::metric(lang, *id) }</option>
            }
        });
        let channels = ranking.channels.iter().map(|row| {
            let id = row.channel.id.clone();
            let selected = Some(&id) == channel.as_ref();
            html! {
                <option key={id.clone()} value={id} {selected}>{ fields::channel_name(lang, &row.channel.name) }</option>
            }
        });
        let line = found.and_then(|found| {
            let of = |id: &Option<String>| found.lines.iter().find(|line| line.channel == *id);
            of(&channel).or_else(|| of(&None)).map(|line| (found, line))
        });
        html! {
            <>
                <p class="fig-say">{ say::trend_say(lang) }</p>
                <div class="choose">
                    <label class="choice">
                        <span>{ say::trend_metric(lang) }</span>
                        <span class="select">
                            <select onchange={set_metric}>{ for metrics }</select>
                            { icon(Icon::Down) }
                        </span>
                    </label>
                    <label class="choice">
                        <span>{ say::trend_channel(lang) }</span>
                        <span class="select">
                            <select onchange={set_channel}>
                                <option key="" value="" selected={channel.is_none()}>{ say::all_channels(lang) }</option>
                                { for channels }
                            </select>
                            { icon(Icon::Down) }
                        </span>
                    </label>
                </div>
                if let Some((found, line)) = line {
                    <div key="line" data-testid="trend-line">{ told(lang, ranking, found, line) }</div>
                } else {
                    <p key="counting" class="hint">{ say::counting(lang) }</p>
                }
            </>
        }
    });
    fold("trend", say::trend_title(lang), &open, body)
}

fn told(lang: Lang, ranking: &Ranking, found: &Found, line: &Line) -> Html {
    let format = Format::new(lang, ranking);
    let id = found.metric;
    let full = |value: f64| format.full_end(id, value);
    let name = |day: i32| intl::date(lang.tag(), day, DateStyle::MonthYear);
    let signal = |nth: usize| {
        line.signals.iter().find(|(at, _)| usize::try_from(*at) == Ok(nth)).map(|(_, signal)| *signal)
    };
    let names: Vec<String> = found.months.iter().map(|month| name(month.days.0)).collect();
    let dots: Vec<Dot> = found
        .months
        .iter()
        .zip(&line.metrics)
        .enumerate()
        .map(|(nth, (month, metric))| Dot {
            tick: tick(month.days.0),
            value: metric.value,
            whole: month.whole,
            signal: signal(nth).is_some(),
        })
        .collect();
    let levels: Vec<Level> = line
        .limits
        .iter()
        .flat_map(|limits| {
            let level =
                |class, value, word: &str| Level { class, value, label: format!("{word} {}", full(value)) };
            let mean = level("mean", limits.centre, say::trend_mean(lang));
            // Months that are all the same have no room between their limits.
            if limits.high <= limits.low {
                vec![mean]
            } else {
                let high = level("limit", limits.high, say::trend_limits(lang));
                vec![high, mean, level("limit", limits.low, "")]
            }
        })
        .collect();
    let verdict = match &line.limits {
        None if dots.iter().all(|dot| dot.value.is_none()) => say::trend_none(lang).to_owned(),
        None => say::trend_few(lang).to_owned(),
        Some(limits) if line.signals.is_empty() => {
            say::all_normal(lang, &full(limits.low), &full(limits.high))
        }
        Some(limits) => {
            let months: Vec<String> = line
                .signals
                .iter()
                .filter_map(|(at, signal)| {
                    let name = names.get(usize::try_from(*at).ok()?)?;
                    Some(format!("{name} ({})", say::signal(lang, *signal)))
                })
                .collect();
            say::out_of_normal(lang, &months, &full(limits.low), &full(limits.high))
        }
    };
    let title = say::metric(lang, id);
    let drawn = months(title, &say::trend_desc(lang, dots.len()), &dots, &levels);
    let rows = dots.iter().zip(&names).enumerate().map(|(nth, (dot, name))| {
        let value = dot.value.map_or_else(|| say::trend_gap(lang).to_owned(), |value| format.full(id, value));
        let word = word(lang, dot, signal(nth), line.limits.is_some());
        html! {
            <tr key={nth} class={classes!(dot.signal.then_some("signal"))}>
                <th scope="row">{ name }</th>
                <td>{ value }</td>
                <td class="word">{ word }</td>
            </tr>
        }
    });
    html! {
        <>
            <p class="verdict">{ verdict }</p>
            <div class="trend-both">
                <figure>{ drawn }</figure>
                <div class="numbers-scroll" role="region" aria-label={title} tabindex="0">
                    <table class="months">
                        <thead>
                            <tr>
                                <th scope="col">{ say::month(lang) }</th>
                                <th scope="col">{ say::trend_value(lang) }</th>
                                <th scope="col" class="word">{ say::trend_verdict(lang) }</th>
                            </tr>
                        </thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                </div>
            </div>
        </>
    }
}

/// A month in digits: the same in both languages.
fn tick(day: i32) -> String {
    let (year, month, _) = civil(day);
    format!("{month:02}/{year}")
}

fn word(lang: Lang, dot: &Dot, signal: Option<Signal>, has_limits: bool) -> &'static str {
    match signal {
        _ if !dot.whole => say::trend_unfinished(lang),
        Some(signal) => say::signal(lang, signal),
        None if has_limits && dot.value.is_some() => say::trend_normal(lang),
        None => "",
    }
}
