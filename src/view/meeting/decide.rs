//! The form of a decision. What is typed lives here until it is kept; then it is part of the document.

use garimpo_funnel::Day;
use garimpo_funnel::meeting::Page;
use garimpo_funnel::meeting::decision::{AIMS, Aim, Decision, Kind, Progress, Toward, kind};
use garimpo_funnel::ranking::MetricId;
use garimpo_workspace::{Intent, Studied};
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Html, InputEvent, Properties, SubmitEvent, TargetCast, UseStateHandle, component,
    html, use_state, use_state_eq,
};

use crate::calendar::{iso, parse_iso};
use crate::i18n::Lang;
use crate::i18n::{channels, meeting as say};
use crate::msg::Msg;
use crate::typed;
use crate::ui::button::{Choice, choices};
use crate::ui::select::select_at;
use crate::ui::{Dispatch, Icon, Slice, button, page};

#[derive(Properties, PartialEq)]
pub struct Props {
    /// `p` on the paper, `s` on a slide: their elements have ids of their own.
    pub place: &'static str,
    pub meeting: u32,
    /// The day after which its effect counts.
    pub taken: Day,
    /// Id and name.
    pub channels: Vec<(String, String)>,
    pub content: Slice<Studied>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    what: String,
    owner: String,
    until: Option<Day>,
    metric: Option<MetricId>,
    channel: Option<String>,
    less: bool,
    target: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lack {
    What,
    Target,
}

#[component]
pub fn Decide(props: &Props) -> Html {
    let Props { place, lang, dispatch, .. } = props;
    let (place, lang) = (*place, *lang);
    let open = use_state_eq(|| false);
    let draft = use_state(Draft::default);
    let lack = use_state_eq(|| None::<Lack>);
    let whole = if place == "s" { "decide-s" } else { "decide-p" };
    let first = if place == "s" { "decision-what-s" } else { "decision-what-p" };
    if !*open {
        let show = {
            let open = open.clone();
            Callback::from(move |_| open.set(true))
        };
        return html! {
            <div id={whole} class="decide" tabindex="-1" data-testid={whole}>
                { button("", Some(Icon::Plus), say::decide(lang).into(), show) }
            </div>
        };
    }
    let close = {
        let (open, draft, lack) = (open.clone(), draft.clone(), lack.clone());
        Callback::from(move |()| {
            draft.set(Draft::default());
            lack.set(None);
            open.set(false);
            // What had the focus is gone with the form.
            page::focus(whole);
        })
    };
    let onsubmit = {
        let (draft, lack, close, dispatch) = (draft.clone(), lack.clone(), close.clone(), dispatch.clone());
        let (meeting, taken, content) = (props.meeting, props.taken, props.content.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match decision(&draft, lang, meeting, taken, &content) {
                Ok(decision) => {
                    dispatch.emit(Msg::Do(Intent::AddDecision(decision)));
                    dispatch.emit(Msg::Say(say::decision_noted(lang).to_owned()));
                    close.emit(());
                }
                Err(missing) => lack.set(Some(missing)),
            }
        })
    };
    let id = |name: &str| format!("decision-{name}-{place}");
    html! {
        <div id={whole} class="decide" tabindex="-1" data-testid={whole}>
            <form class="card-form" data-testid="decision-form" aria-labelledby={id("title")} {onsubmit}>
                <h3 id={id("title")}>{ say::decision_form(lang) }</h3>
                { text(first.to_owned(), say::what(lang), &draft.what, set(&draft, |draft, text| draft.what = text)) }
                <div class="pair">
                    { text(id("who"), say::who(lang), &draft.owner, set(&draft, |draft, text| draft.owner = text)) }
                    { day(&draft, lang) }
                </div>
                { aim(props, &draft) }
                <p class="lack" role="alert">
                    { lack.map(|lack| match lack {
                        Lack::What => say::lack_what(lang),
                        Lack::Target => say::lack_target(lang),
                    }) }
                </p>
                <div class="acts">
                    <button class="btn primary" type="submit" data-testid="keep-decision">{ say::keep_decision(lang) }</button>
                    { button("quiet", None, say::give_up(lang).into(), close.reform(|_| ())) }
                </div>
            </form>
            <Focus key="focus" {first} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FocusProps {
    first: &'static str,
}

/// Gives the first field the focus when the form comes.
#[component]
fn Focus(props: &FocusProps) -> Html {
    let first = props.first;
    yew::use_effect_with((), move |()| page::focus(first));
    html! { <span hidden=true></span> }
}

fn set<T: 'static>(draft: &UseStateHandle<Draft>, change: impl Fn(&mut Draft, T) + 'static) -> Callback<T> {
    let draft = draft.clone();
    Callback::from(move |value| {
        let mut changed = (*draft).clone();
        change(&mut changed, value);
        draft.set(changed);
    })
}

fn decision(
    draft: &Draft,
    lang: Lang,
    meeting: u32,
    taken: Day,
    content: &Studied,
) -> Result<Decision, Lack> {
    if draft.what.trim().is_empty() {
        return Err(Lack::What);
    }
    let aim = match draft.metric {
        None => None,
        Some(metric) => {
            let read = match kind(metric) {
                Some(Kind::Rate) => typed::percent(lang, &draft.target),
                _ => typed::number(lang, &draft.target),
            };
            let target = read.ok().flatten().filter(|target| *target >= 0.0).ok_or(Lack::Target)?;
            let page = match content {
                Studied::Meeting(Some(view)) => Some(&view.page),
                _ => None,
            };
            let was = page.and_then(|page| was(page, draft.channel.as_deref(), metric));
            let toward = if draft.less { Toward::AtMost } else { Toward::AtLeast };
            Some(Aim { channel: draft.channel.clone(), metric, toward, target, was })
        }
    };
    Ok(Decision {
        meeting,
        what: draft.what.trim().to_owned(),
        owner: draft.owner.trim().to_owned(),
        until: draft.until,
        taken,
        aim,
        progress: Progress::Open,
    })
}

/// What the number is on the page, for rates and costs: a count of the whole period is none of a fortnight.
fn was(page: &Page, channel: Option<&str>, metric: MetricId) -> Option<f64> {
    let get = |id: MetricId| match channel {
        None => page.total(id).value,
        Some(channel) => page.channel(channel)?.get(id).value,
    };
    let share =
        |of: MetricId, from: MetricId| get(of).zip(get(from)).filter(|(_, n)| *n > 0.0).map(|(x, n)| x / n);
    match metric {
        MetricId::LeadToMql => share(MetricId::Mqls, MetricId::Leads),
        MetricId::MqlToSql => share(MetricId::Sqls, MetricId::Mqls),
        MetricId::SqlToOpportunity => share(MetricId::Opportunities, MetricId::Sqls),
        _ if kind(metric) == Some(Kind::Count) => None,
        _ => get(metric),
    }
}

fn text(id: String, label: &'static str, value: &str, set: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        set.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    html! {
        <label class="field">
            <span>{ label }</span>
            <input {id} type="text" autocomplete="off" maxlength="200" value={value.to_owned()} {oninput} />
        </label>
    }
}

fn day(draft: &UseStateHandle<Draft>, lang: Lang) -> Html {
    let onchange = set(draft, |draft: &mut Draft, event: yew::Event| {
        draft.until = parse_iso(&event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let value = draft.until.map(iso).unwrap_or_default();
    html! {
        <label class="field">
            <span>{ say::until(lang) }</span>
            <input type="date" min="1900-01-01" data-testid="decision-until" {value} {onchange} />
        </label>
    }
}

/// Which number, of whom, which way, how far.
fn aim(props: &Props, draft: &UseStateHandle<Draft>) -> Html {
    let Props { place, lang, channels, .. } = props;
    let lang = *lang;
    let mut names = vec![AttrValue::from(say::no_number(lang))];
    names.extend(AIMS.iter().map(|id| AttrValue::from(channels::metric(lang, *id))));
    let at = draft.metric.and_then(|metric| AIMS.iter().position(|id| *id == metric)).map_or(0, |at| at + 1);
    let pick = set(draft, |draft, at: usize| {
        draft.metric = at.checked_sub(1).and_then(|at| AIMS.get(at)).copied();
        // What people want of costs is that they are small.
        draft.less = draft.metric.and_then(kind) == Some(Kind::Cost);
    });
    let mut whose = vec![AttrValue::from(say::all_channels(lang))];
    whose.extend(channels.iter().map(|(_, name)| AttrValue::from(name.clone())));
    let of = draft.channel.as_ref().and_then(|id| channels.iter().position(|(known, _)| known == id));
    let ids: Vec<String> = channels.iter().map(|(id, _)| id.clone()).collect();
    let choose = set(draft, move |draft, at: usize| {
        draft.channel = at.checked_sub(1).and_then(|at| ids.get(at)).cloned();
    });
    let options = [Toward::AtLeast, Toward::AtMost].map(|value| Choice {
        value,
        label: say::toward(lang, value).into(),
        short: None,
        lang: None,
    });
    let toward = if draft.less { Toward::AtMost } else { Toward::AtLeast };
    let turn = set(draft, |draft: &mut Draft, to: Toward| draft.less = to == Toward::AtMost);
    let unit = say::target_unit(lang, draft.metric.and_then(kind));
    let name = if *place == "s" { "toward-s" } else { "toward-p" };
    html! {
        <>
            <div class="pair">
                <div class="field">
                    <span aria-hidden="true">{ say::which_number(lang) }</span>
                    { select_at(say::which_number(lang).into(), names, at, &pick) }
                </div>
                if draft.metric.is_some() {
                    <div key="of" class="field">
                        <span aria-hidden="true">{ say::of_channel(lang) }</span>
                        { select_at(say::of_channel(lang).into(), whose, of.map_or(0, |at| at + 1), &choose) }
                    </div>
                }
            </div>
            if draft.metric.is_some() {
                <div key="target" class="pair">
                    <div class="field">
                        <span aria-hidden="true">{ say::toward_label(lang) }</span>
                        { choices(name, say::toward_label(lang), options.into(), &toward, &turn) }
                    </div>
                    <label class="field">
                        <span>{ format!("{}, {unit}", say::target(lang)) }</span>
                        <input
                            type="text"
                            inputmode="decimal"
                            autocomplete="off"
                            data-testid="decision-target"
                            value={draft.target.clone()}
                            oninput={set(draft, |draft: &mut Draft, event: InputEvent| {
                                draft.target = event.target_unchecked_into::<HtmlInputElement>().value();
                            })}
                        />
                    </label>
                </div>
            }
        </>
    }
}
