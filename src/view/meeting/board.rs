//! The month of the agreement: what came against what was agreed, with where it should be today.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::meeting::Promised;
use yew::{Html, classes, html};

use super::Scene;
use super::paper::{Place, Topic};
use crate::i18n::channels::{self, Sure};
use crate::i18n::meeting as say;
use crate::route::Route;

pub fn board(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, pen, lang, .. } = scene;
    let lang = *lang;
    let board = page.board.as_ref()?;
    let (gone, whole) = board.days;
    let pace = if whole > 0 { f64::from(gone) / f64::from(whole) } else { 0.0 };
    // A month that is over has reached its target or not; chances are for one that goes on.
    let is_over = whole > 0 && gone >= whole;
    let reach = |share: f64, p: Option<f64>| match p {
        _ if is_over => (if share >= 1.0 { say::hit(lang) } else { say::missed(lang) }).to_owned(),
        Some(p) => say::reaches(lang, p),
        None => "–".to_owned(),
    };
    let mut rows: Vec<Html> = Vec::new();
    if let Some((leads, target, p)) = board.leads {
        let said = channels::out_of(lang, &pen.count(leads), &pen.count(target));
        let share = leads / target;
        rows.push(row(say::board_leads(lang), &said, share, pace, &reach(share, p), unsure(p)));
    }
    if let Some((value, target, p)) = board.value {
        let money = |minor: f64| pen.money(minor / 100.0);
        let said = channels::out_of(lang, &money(value), &money(target));
        let share = value / target;
        rows.push(row(say::board_value(lang), &said, share, pace, &reach(share, p), unsure(p)));
    }
    rows.extend(board.promised.iter().map(|promised| one(scene, promised)));
    let note = (board.untouched > 0).then(|| say::untouched(lang, board.untouched));
    let body = html! {
        <>
            <table class="m-t sla" data-testid="m-board"><tbody>{ for rows }</tbody></table>
            <p class="m-note">
                { say::board_note(lang) }
                if let Some(note) = note { { " " }<a href={Route::Agreement.hash()}>{ note }</a> }
            </p>
        </>
    };
    let month = intl::date(lang.tag(), board.month.0, DateStyle::MonthYear);
    Some(Topic {
        id: "board",
        title: say::board_title(lang, &month),
        aside: say::working_days(lang, gone, whole),
        place: Place::Right,
        slide: body.clone(),
        body,
    })
}

/// The target will most likely be missed.
fn unsure(p: Option<f64>) -> bool {
    p.is_some_and(|p| Sure::of(1.0 - p) != Sure::TooClose)
}

fn one(scene: &Scene<'_>, promised: &Promised) -> Html {
    let Scene { pen, lang, .. } = scene;
    let lang = *lang;
    let due = promised.attained + promised.breached;
    let count = |count: u32| pen.count(f64::from(count));
    let said = channels::out_of(lang, &count(promised.attained), &count(due));
    let share = if due > 0 { f64::from(promised.attained) / f64::from(due) } else { 0.0 };
    let aim = say::aim_share(lang, &pen.percent(share, 0), &pen.percent(promised.share, 0));
    let name = say::promise(lang, promised.promise, promised.attempts);
    let low = due > 0 && share < promised.share;
    row(&name, &said, share, promised.share, &aim, low)
}

/// `at`: where it is of its whole; `pace`: where it should be.
fn row(name: &str, counts: &str, at: f64, pace: f64, said: &str, low: bool) -> Html {
    let percent = |share: f64| format!("{:.1}%", 100.0 * share.clamp(0.0, 1.0));
    let behind = at < pace;
    html! {
        <tr key={name.to_owned()}>
            <th scope="row"><a href={Route::Agreement.hash()}>{ name }</a></th>
            <td class="n"><b>{ counts }</b></td>
            <td class="bb">
                <svg aria-hidden="true">
                    <rect class="tr" width="100%" y="3" height="8" rx="1.5" />
                    <rect class={classes!("fi", behind.then_some("low"))} width={percent(at)} y="3" height="8" rx="1.5" />
                    <line class="pa" x1={percent(pace)} x2={percent(pace)} y1="0" y2="14" />
                </svg>
            </td>
            <td>if low { <b>{ said }</b> } else { { said } }</td>
        </tr>
    }
}
