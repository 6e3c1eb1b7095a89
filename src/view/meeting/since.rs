//! What changed since the last meeting, in a few lines, and what became of what was decided.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::meeting::decision::{Outcome, Progress};
use garimpo_funnel::meeting::{Action, Cause, Moved, Quantity, Since};
use garimpo_funnel::ranking::MetricId;
use yew::{Html, html};

use super::paper::{Place, Topic};
use super::{Scene, decisions, words};
use crate::i18n::channels;
use crate::i18n::meeting as say;
use crate::route::Route;
use crate::ui::{Icon, icon};

/// Lines of the paper: changed numbers, and actions.
const MOST_MOVED: usize = 3;
const MOST_ACTIONS: usize = 5;

pub fn since(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, lang, .. } = scene;
    let aside = page
        .since
        .as_ref()
        .map(|since| say::since_which(*lang, &say::dated(*lang, since.number, &scene.day(since.date))));
    let body = html! { <ul class="m-list">{ for lines(scene) }</ul> };
    Some(Topic {
        id: "since",
        title: say::since_title(*lang).to_owned(),
        aside: aside.unwrap_or_default(),
        place: Place::Left,
        slide: body.clone(),
        body,
    })
}

fn lines(scene: &Scene<'_>) -> Vec<Html> {
    let Scene { page, lang, doc, .. } = scene;
    let mut lines = Vec::new();
    match &page.since {
        None => {
            lines.push(html! { <li key="first" data-testid="since-none">{ say::first_meeting(*lang) }</li> })
        }
        Some(since) => {
            lines.extend(rows(scene, since));
            lines.extend(moved(&since.moved).into_iter().map(|moved| one_moved(scene, moved)));
        }
    }
    lines.extend(page.actions.iter().take(MOST_ACTIONS).map(|action| one_action(scene, action)));
    if let Some(said) = say::quality(*lang, page.quality.edited, page.quality.problems) {
        let first = doc.sheets.iter().find(|sheet| sheet.problem_count > 0).or(doc.sheets.first());
        let to = Route::Data(first.map(|sheet| sheet.name.clone()));
        lines.push(html! { <li key="quality"><a href={to.hash()}>{ said }</a></li> });
    }
    lines
}

/// One line for what came, one a cause for the rest.
fn rows(scene: &Scene<'_>, since: &Since) -> Vec<Html> {
    let lang = scene.lang;
    let difference = &since.difference;
    if difference.is_nothing() {
        return vec![html! { <li key="nothing" data-testid="since-nothing">{ say::nothing_new(lang) }</li> }];
    }
    let of = |quantity: Quantity, cause: Cause| difference.total(quantity).of(cause);
    let mut found = Vec::new();
    let (leads, buyers) = (of(Quantity::Leads, Cause::New), of(Quantity::Customers, Cause::New));
    let late: u32 = difference.late_customers.iter().map(|(_, count)| count).sum();
    let count = |quantity: Quantity, value: i64| words::quantity(scene, quantity, value);
    if leads != 0 || late > 0 {
        let mut parts = Vec::new();
        if leads != 0 {
            parts.push(say::new_leads(lang, &count(Quantity::Leads, leads), leads == 1_000));
        }
        if buyers > 0 {
            parts.push(say::new_customers(lang, &count(Quantity::Customers, buyers), buyers == 1_000));
        }
        if late > 0 {
            let many = difference.late_customers.len() > 1;
            let months: Vec<String> = difference
                .late_customers
                .iter()
                .rev()
                .map(|(month, count)| {
                    let name = intl::date(lang.tag(), *month, DateStyle::MonthYear);
                    say::of_month(&name, *count, many)
                })
                .collect();
            parts.push(say::late(lang, &scene.pen.count(f64::from(late)), late == 1, &months));
        }
        let said = channels::names(lang, &parts);
        found.push(html! {
            <li key="new" data-testid="since-new" data-leads={(leads / 1_000).to_string()} data-late={late.to_string()}>
                <a href={Route::Data(None).hash()}><b>{ said }</b>{ "." }</a>
            </li>
        });
    }
    for cause in [Cause::Edits, Cause::Gone, Cause::Definitions] {
        let rows = difference.rows.get(cause as usize).copied().unwrap_or(0);
        let parts: Vec<String> = [Quantity::Leads, Quantity::Customers, Quantity::Revenue, Quantity::Spend]
            .into_iter()
            .filter(|quantity| of(*quantity, cause) != 0)
            .map(|quantity| {
                let name = words::quantity_name(scene, quantity).to_lowercase();
                format!("{name} {}", words::signed(scene, quantity, of(quantity, cause)))
            })
            .collect();
        let is_told = rows > 0 || (cause == Cause::Definitions && !since.redefined.is_empty());
        if is_told {
            let what: Vec<String> = since.redefined.iter().map(|what| say::redefined(lang, what)).collect();
            let said =
                say::by_cause(lang, cause, &scene.pen.count(f64::from(rows)), rows == 1, &parts, &what);
            let key = format!("{cause:?}");
            found.push(
                html! { <li {key} data-testid="since-cause" data-cause={format!("{cause:?}")}>{ said }</li> },
            );
        }
    }
    found
}

/// The few that are worth a line: costs per customer and per lead, those beyond the usual first.
fn moved(all: &[Moved]) -> Vec<&Moved> {
    let told = |moved: &&Moved| moved.before.value.is_some() && moved.after.value.is_some();
    let change = |moved: &Moved| {
        let (before, after) = (moved.before.value.unwrap_or(0.0), moved.after.value.unwrap_or(0.0));
        if before > 0.0 { (after / before - 1.0).abs() } else { 0.0 }
    };
    let mut shown: Vec<&Moved> =
        all.iter().filter(told).filter(|moved| moved.real || moved.metric == MetricId::Cac).collect();
    shown.sort_by(|a, b| b.real.cmp(&a.real).then(change(b).total_cmp(&change(a))));
    shown.truncate(MOST_MOVED);
    shown
}

fn one_moved(scene: &Scene<'_>, moved: &Moved) -> Html {
    let channel = moved.channel.as_deref().map(|id| scene.name(id));
    let write = |value: Option<f64>| words::value(scene, moved.metric, value.unwrap_or_default());
    let name = channels::metric(scene.lang, moved.metric);
    let said = say::moved(
        scene.lang,
        name,
        channel.as_deref(),
        &write(moved.before.value),
        &write(moved.after.value),
        moved.real,
    );
    let key = format!("{}{}", moved.channel.clone().unwrap_or_default(), moved.metric.name());
    html! {
        <li {key} data-testid="since-moved" data-real={moved.real.to_string()}>
            <a href={Route::Channels.hash()}>{ said }</a>
        </li>
    }
}

fn one_action(scene: &Scene<'_>, action: &Action) -> Html {
    let decision = &action.decision;
    let place = usize::try_from(action.place.saturating_sub(1)).unwrap_or_default();
    let key = format!("action {} {}", decision.meeting, action.place);
    let outcome = action.judged.map(|judged| judged.outcome);
    let (class, shown) = match (decision.progress, outcome) {
        (_, Some(Outcome::Yes)) | (Progress::Done, None) => ("done", Icon::Check),
        (_, Some(Outcome::No)) => ("missed", Icon::Close),
        _ => ("open", Icon::Clock),
    };
    html! {
        <li
            {key}
            data-testid="action"
            data-outcome={outcome.map_or(String::new(), |outcome| format!("{outcome:?}"))}
        >
            <span {class}>{ icon(shown) }</span>
            <b>{ format!("{}.{} {}", decision.meeting, say::letter(place), decision.what) }</b>
            { " " }
            { decisions::standing(scene, decision, action.judged.as_ref()) }
        </li>
    }
}
