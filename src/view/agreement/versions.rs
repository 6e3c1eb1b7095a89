//! The versions of the agreement, and what each changed.

use garimpo_funnel::Day;
use garimpo_funnel::agreement::Version;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_workspace::Intent;
use yew::{Html, html};

use super::board::Scene;
use super::ink::Ink;
use crate::calendar::iso;
use crate::i18n::{Lang, agreement as say};
use crate::msg::Msg;
use crate::ui::{Icon, icon};

/// "seg a sex, 09:00–18:00; Corpus Christi 04/06".
pub fn hours(lang: Lang, version: &Version, month: (Day, Day), ink: &Ink) -> String {
    let calendar = &version.calendar;
    let on: Vec<usize> = (0..7).filter(|at| calendar.week.get(*at) == Some(&true)).collect();
    let in_a_row = on.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    let days = match (on.first(), on.last()) {
        (Some(first), Some(last)) if in_a_row && on.len() > 2 => {
            format!("{}–{}", say::weekday(lang, *first), say::weekday(lang, *last))
        }
        _ => on.iter().map(|at| say::weekday(lang, *at)).collect::<Vec<_>>().join(", "),
    };
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut said = format!("{days}, {}–{}", clock(calendar.opens), clock(calendar.closes));
    for (day, holiday) in calendar.days_off(month.0, month.1) {
        said.push_str("; ");
        if let Some(holiday) = holiday {
            said.push_str(say::holiday(lang, holiday));
            said.push(' ');
        }
        said.push_str(&ink.day(day));
    }
    said
}

pub fn versions(scene: &Scene<'_>) -> Html {
    let Scene { doc, ink, overview, dispatch, .. } = scene;
    let lang = ink.lang;
    let all = &doc.notebook.agreement.versions;
    let here = overview.board.version.map(|at| at as usize);
    let item = |(at, version): (usize, &Version)| {
        let since = version.since;
        let title = say::version_since(lang, at + 1, &ink.day(since));
        let promises = Promise::ALL.into_iter().filter_map(|promise| {
            let words = say::promised(lang, promise, &version.promises);
            (!words.is_empty()).then(|| format!("{}: {words}", say::promise(lang, promise)))
        });
        let (leads, value) = version.target();
        let target = format!("{} {}", ink.count(leads), say::leads(lang).to_lowercase());
        let target = value.map_or_else(|| target.clone(), |value| format!("{target}, {}", ink.minor(value)));
        let label = format!("{}: {title}", say::drop_version(lang));
        html! {
            <li key={since} data-testid="version-item" data-since={iso(since)}>
                <div>
                    <h3>{ title }if here == Some(at) { <span>{ say::in_force(lang) }</span> }</h3>
                    <p>{ say::signed(lang, &version.marketing, &version.sales) }{ ", " }{ ink.day(version.agreed) }</p>
                    if !version.note.is_empty() {
                        <p>{ &version.note }</p>
                    }
                    <p>{ target }</p>
                    { for promises.map(|words| html! { <p key={words.clone()}>{ words }</p> }) }
                </div>
                <button
                    class="icon-btn"
                    type="button"
                    title={label.clone()}
                    aria-label={label}
                    onclick={dispatch.reform(move |_| Msg::Do(Intent::DropVersion { since }))}
                >
                    { icon(Icon::Trash) }
                </button>
            </li>
        }
    };
    html! {
        <section aria-labelledby="vs-t" data-testid="versions">
            <header><h2 id="vs-t">{ say::versions_title(lang) }</h2></header>
            <p class="fig-say">{ say::versions_say(lang) }</p>
            <ol class="versions">{ for all.iter().enumerate().rev().map(item) }</ol>
        </section>
    }
}
