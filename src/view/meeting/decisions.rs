//! Decisions of a meeting: on paper a table with room to write, on the screen with what changes them.

use garimpo_funnel::meeting::decision::{Decision, Judged, Outcome, Progress};
use garimpo_workspace::Intent;
use yew::{AttrValue, Html, html};

use super::paper::{Place, Topic};
use super::{Scene, decide::Decide, words};
use crate::i18n::channels;
use crate::i18n::meeting as say;
use crate::msg::Msg;
use crate::ui::select::select_at;
use crate::ui::{Icon, icon_button};

/// Rows that the table has on paper: empty ones are to be written in by hand.
const ROWS: usize = 5;
const EMPTY: usize = 2;

const STATES: [Progress; 3] = [Progress::Open, Progress::Done, Progress::Dropped];

/// A decision of this meeting, with its place in the notebook.
type Placed<'a> = (usize, &'a Decision, Option<&'a Judged>);

fn of_meeting<'a>(scene: &'a Scene<'_>) -> Vec<Placed<'a>> {
    let judged = |at: usize| {
        // Of another set of decisions, for a moment after a change: they must not stand beside the wrong ones.
        let fits = scene.view.judged.len() == scene.doc.notebook.decisions.len();
        scene.view.judged.get(at).filter(|_| fits).and_then(Option::as_ref)
    };
    let all = scene.doc.notebook.decisions.iter().enumerate();
    all.filter(|(_, one)| one.meeting == scene.view.number).map(|(at, one)| (at, one, judged(at))).collect()
}

pub fn decisions(scene: &Scene<'_>) -> Topic {
    let lang = scene.lang;
    let here = of_meeting(scene);
    let body = table(scene, &here, true);
    let slide = html! { <>{ table(scene, &here, false) }<div class="m-decide">{ form(scene, "s") }</div></> };
    Topic {
        id: "decisions",
        title: say::decisions_title(lang).to_owned(),
        aside: String::new(),
        place: Place::Below,
        body,
        slide,
    }
}

/// What changes the decisions: beside the sheet, which has no room for it.
pub fn tools(scene: &Scene<'_>) -> Html {
    let here = of_meeting(scene);
    html! { <div class="noprint m-decide">{ controls(scene, &here) }{ form(scene, "p") }</div> }
}

fn table(scene: &Scene<'_>, here: &[Placed<'_>], on_paper: bool) -> Html {
    let lang = scene.lang;
    let rows = here.iter().enumerate().map(|(place, (_, decision, _))| {
        html! {
            <tr key={place} data-testid="decision">
                <th scope="row">{ say::letter(place) }</th>
                <td>{ &decision.what }</td>
                <td>{ &decision.owner }</td>
                <td>{ decision.until.map(|day| scene.short_day(day)).unwrap_or_default() }</td>
                <td>{ aim(scene, decision).unwrap_or_default() }</td>
                <td><span class={if decision.progress == Progress::Done { "box full" } else { "box" }}></span></td>
            </tr>
        }
    });
    let empty = ROWS.saturating_sub(here.len()).max(EMPTY);
    let blank = (0..if on_paper { empty } else { 0 }).map(|nth| {
        html! {
            <tr key={format!("blank {nth}")} class="blank" aria-hidden="true">
                <th>{ say::letter(here.len() + nth) }</th>
                <td></td><td></td><td></td><td></td>
                <td><span class="box"></span></td>
            </tr>
        }
    });
    html! {
        <table class="m-t dec" data-testid={on_paper.then_some("decisions")}>
            <thead>
                <tr>
                    <td key="letter"></td>
                    <th key="what" scope="col">{ say::what(lang) }</th>
                    <th key="who" scope="col">{ say::who(lang) }</th>
                    <th key="until" scope="col">{ say::until(lang) }</th>
                    <th key="how" scope="col">{ say::how(lang) }</th>
                    <th key="yes" scope="col">{ say::yes_head(lang) }</th>
                </tr>
            </thead>
            <tbody>{ for rows }{ for blank }</tbody>
        </table>
    }
}

fn aim(scene: &Scene<'_>, decision: &Decision) -> Option<String> {
    let aim = decision.aim.as_ref()?;
    let channel = aim.channel.as_deref().map(|id| scene.name(id));
    let was = aim.was.map(|was| words::value(scene, aim.metric, was));
    Some(say::aim(
        scene.lang,
        channels::metric(scene.lang, aim.metric),
        channel.as_deref(),
        aim.toward,
        &words::aimed(scene, aim.metric, aim.target),
        was.as_deref(),
    ))
}

/// How a decision stands: done or not, its aim, and what the data since say. For a line of the page.
pub fn standing(scene: &Scene<'_>, decision: &Decision, judged: Option<&Judged>) -> String {
    let lang = scene.lang;
    let mut said = vec![match (decision.progress, decision.until) {
        (Progress::Open, Some(until)) => {
            format!(
                "{}, {} {}.",
                say::progress(lang, Progress::Open),
                say::until(lang).to_lowercase(),
                scene.short_day(until)
            )
        }
        (progress, _) => format!("{}.", say::progress(lang, progress)),
    }];
    if let (Some(aim), Some(judged)) = (aim(scene, decision), judged) {
        said.push(format!("{aim}: {}.", verdict(scene, decision, judged)));
    }
    said.join(" ")
}

/// "não chegou: desde então 14 (10 a 19); a meta, em 2 de 100 mundos plausíveis".
fn verdict(scene: &Scene<'_>, decision: &Decision, judged: &Judged) -> String {
    let lang = scene.lang;
    let word = say::outcome(lang, judged.outcome);
    let metric = decision.aim.as_ref().map(|aim| aim.metric);
    match (metric, judged.value) {
        (Some(metric), Some(value)) if judged.outcome != Outcome::NotTold => {
            let write = |value: f64| words::value(scene, metric, value);
            let range = judged.low.zip(judged.high);
            let range = range.map(|(low, high)| channels::range(lang, &write(low), &write(high)));
            format!("{word}: {}", say::judged(lang, &write(value), range.as_deref(), judged.p))
        }
        _ => word.to_owned(),
    }
}

/// On the screen: what became of each, how it stands, and the way to take it back.
fn controls(scene: &Scene<'_>, here: &[Placed<'_>]) -> Html {
    let Scene { lang, dispatch, .. } = scene;
    let lang = *lang;
    let items = here.iter().enumerate().map(|(place, (at, decision, judged))| {
        let at = u32::try_from(*at).unwrap_or(u32::MAX);
        let labels = STATES.iter().map(|state| AttrValue::from(say::progress(lang, *state))).collect();
        let chosen = STATES.iter().position(|state| *state == decision.progress).unwrap_or_default();
        let own = (*decision).clone();
        let pick = dispatch.reform(move |place: usize| {
            let progress = STATES.get(place).copied().unwrap_or_default();
            Msg::Do(Intent::SetDecision { at, decision: Decision { progress, ..own.clone() } })
        });
        let label = format!("{} {}: {}", say::letter(place), decision.what, say::mark_as(lang));
        html! {
            <li key={place} data-testid="decision-control">
                <b>{ say::letter(place) }</b>
                { select_at(label.into(), labels, chosen, &pick) }
                <span data-testid="verdict">
                    if let Some(judged) = judged { { verdict(scene, decision, judged) } }
                </span>
                { icon_button(
                    Icon::Trash,
                    say::remove_which(lang, &decision.what).into(),
                    false,
                    dispatch.reform(move |_| Msg::Do(Intent::DropDecision { at })),
                ) }
            </li>
        }
    });
    html! {
        if !here.is_empty() {
            <ul class="m-controls">{ for items }</ul>
        }
    }
}

fn form(scene: &Scene<'_>, place: &'static str) -> Html {
    let taken = scene.view.head.map_or_else(|| super::proposed(scene), |head| head.date);
    let channels: Vec<(String, String)> = scene
        .page
        .channels
        .iter()
        .map(|line| (line.channel.id.clone(), scene.name(&line.channel.id)))
        .collect();
    html! {
        <Decide
            key={format!("decide {place} {}", scene.view.number)}
            {place}
            meeting={scene.view.number}
            {taken}
            {channels}
            content={scene.content.clone()}
            lang={scene.lang}
            dispatch={scene.dispatch.clone()}
        />
    }
}
