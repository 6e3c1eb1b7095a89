//! The line above the numbers: which clock, which period, until when. Always visible, always in words.

use garimpo_funnel::maturity::YOUNG;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Clock, Period, Ranking};
use garimpo_workspace::{DocView, Intent};
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, Event, Html, Properties, TargetCast, component, html};

use super::format::plain;
use super::{settings, unfinished};
use crate::calendar::{Preset, iso, parse_iso};
use crate::i18n::Lang;
use crate::i18n::channels::{self as say, settings as how};
use crate::msg::Msg;
use crate::ui::button::{Choice, choices};
use crate::ui::select::{SelectOption, select};
use crate::ui::{Dispatch, Icon, Slice, icon};
use garimpo_browser::intl::{self, DateStyle};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Option<Slice<Ranking>>,
    pub doc: Slice<DocView>,
    pub lang: Lang,
    pub dispatch: Dispatch,
    /// Opens the settings at one of their elements.
    pub settings: Callback<&'static str>,
}

/// Years before this are one that is still being typed.
const FIRST_YEAR: &str = "1900-01-01";

#[component]
pub fn Scope(props: &Props) -> Html {
    let Props { ranking, doc, lang, dispatch, settings: adjust } = props;
    let lang = *lang;
    let counted = &doc.settings;
    let clock = counted.clock;
    let as_of = ranking.as_ref().and_then(|ranking| ranking.as_of);
    let clocks = [Clock::Cohort, Clock::Period].map(|value| Choice {
        value,
        label: say::clock(lang, value).into(),
        short: None,
        lang: None,
    });
    let set_clock = dispatch.reform(|clock| Msg::Do(Intent::SetClock(clock)));
    let set_period = dispatch.reform(|period| Msg::Do(Intent::SetPeriod(period)));
    html! {
        <div class="scope" role="group" aria-label={say::scope_label(lang)}>
            { choices("clock", say::clock_label(lang), clocks.into(), &clock, &set_clock) }
            <fieldset class="pick period">
                <legend class="sr">{ say::period_label(lang, clock) }</legend>
                <small aria-hidden="true">{ say::period_label(lang, clock) }</small>
                <span>
                    { presets(lang, counted.period, as_of, &set_period) }
                    { date(lang, End::From, counted.period, &set_period) }
                    { date(lang, End::To, counted.period, &set_period) }
                </span>
            </fieldset>
            if let Some(day) = as_of {
                <p class="pick">
                    <small>{ say::data_until(lang) }</small>
                    <span><time datetime={iso(day)}>{ intl::date(lang.tag(), day, DateStyle::Short) }</time></span>
                </p>
            }
            if let Some(ranking) = ranking {
                <div key="maturity" class="pick-slot">{ maturity(lang, ranking, dispatch) }</div>
            }
            <div key="made" class="pick-slot">{ made(lang, ranking.as_deref(), doc, adjust) }</div>
            <p class="scope-say"><b>{ say::clock(lang, clock) }{ ": " }</b>{ say::clock_say(lang, clock) }</p>
        </div>
    }
}

/// How much of what these leads will bring has come; it opens its sum.
fn maturity(lang: Lang, ranking: &Ranking, dispatch: &Dispatch) -> Option<Html> {
    let share = ranking.totals.get(MetricId::Maturity).value?;
    let open = dispatch.reform(|_| Msg::OpenNumber { channel: None, metric: MetricId::Maturity });
    Some(html! {
        <button
            class="pick"
            type="button"
            data-testid="maturity"
            data-value={plain(Some(share))}
            title={say::maturity_say(lang)}
            onclick={open}
        >
            <small>{ say::maturity_label(lang) }</small>
            <span class="mat">
                { unfinished::bar(share, share < YOUNG) }
                { intl::percent(lang.tag(), share, 0) }
            </span>
        </button>
    })
}

/// What the numbers are made with, as far as it can be chosen: two ways into the settings.
fn made(lang: Lang, ranking: Option<&Ranking>, doc: &DocView, adjust: &Callback<&'static str>) -> Html {
    let money = &doc.settings.money;
    // Shared costs make a full cost that differs from the channel's own.
    let shared = ranking.is_some_and(|ranking| {
        ranking.channels.iter().any(|row| {
            let (own, full) = (row.row.get(MetricId::Cac).value, row.row.get(MetricId::CacLoaded).value);
            own.zip(full).is_some_and(|(own, full)| full > own)
        })
    });
    let cost = if shared { how::cost_shared(lang) } else { how::cost_channel(lang) };
    let margin = match money.sound_margin() {
        Some(margin) => {
            intl::percent(lang.tag(), margin, if (margin * 100.0).fract() == 0.0 { 0 } else { 1 })
        }
        None => how::margin_none(lang).to_owned(),
    };
    html! {
        <>
            <button
                class="pick"
                type="button"
                data-testid="settings-cost"
                aria-haspopup="dialog"
                title={how::cost_say(lang)}
                onclick={adjust.reform(|_| settings::TITLE)}
            >
                <small>{ how::cost_label(lang) }</small>
                <span>{ cost }{ icon(Icon::Down) }</span>
            </button>
            <button
                class="pick"
                type="button"
                data-testid="settings-open"
                aria-haspopup="dialog"
                title={how::open_say(lang)}
                onclick={adjust.reform(|_| settings::MARGIN)}
            >
                <small>{ how::margin_label(lang) }</small>
                <span>{ margin }{ icon(Icon::Down) }</span>
            </button>
        </>
    }
}

fn presets(lang: Lang, now: Period, as_of: Option<i32>, set: &Callback<Period>) -> Html {
    let offered: Vec<Preset> = match as_of {
        Some(_) => Preset::ALL.into(),
        None => vec![Preset::Whole],
    };
    let period = move |preset: Preset| preset.period(as_of.unwrap_or_default());
    let chosen = offered.iter().copied().find(|preset| period(*preset) == now);
    let own = chosen.is_none().then(|| SelectOption {
        value: None,
        id: "own",
        label: say::own_period(lang).into(),
    });
    let offered = offered.into_iter().map(|preset| SelectOption {
        value: Some(preset),
        id: preset.name(),
        label: AttrValue::from(say::preset(lang, preset)),
    });
    let pick = set.clone();
    let pick = Callback::from(move |preset: Option<Preset>| {
        if let Some(preset) = preset {
            pick.emit(period(preset));
        }
    });
    select(say::choose_period(lang).into(), own.into_iter().chain(offered).collect(), &chosen, &pick)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
}

fn date(lang: Lang, end: End, now: Period, set: &Callback<Period>) -> Html {
    let (label, id, day) = match end {
        End::From => (say::from(lang), "period-from", now.from),
        End::To => (say::to(lang), "period-to", now.to),
    };
    let set = set.clone();
    let onchange = Callback::from(move |event: Event| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        let day = parse_iso(&text);
        if !text.is_empty() && (day.is_none() || text.as_str() < FIRST_YEAR) {
            return;
        }
        set.emit(match end {
            End::From => Period { from: day, ..now },
            End::To => Period { to: day, ..now },
        });
    });
    let value = day.map(iso).unwrap_or_default();
    html! {
        <label class="date">
            <span aria-hidden="true">{ label }</span>
            <input type="date" aria-label={label} data-testid={id} min={FIRST_YEAR} {value} {onchange} />
        </label>
    }
}
