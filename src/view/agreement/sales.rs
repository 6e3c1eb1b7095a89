//! Sales' side: each promise with what was kept, what is not yet due and what was broken; the waits; who was
//! never contacted.

use garimpo_funnel::agreement::desk::{Ask, Which};
use garimpo_funnel::agreement::response::{Waits, minutes_of};
use garimpo_funnel::agreement::scoreboard::Kept;
use garimpo_funnel::agreement::{Promises, State};
use yew::{Html, classes, html};

use super::board::Scene;
use crate::agreement::written;
use crate::i18n::agreement as say;
use crate::route::Route;
use crate::ui::{Icon, icon};

pub fn sales(scene: &Scene<'_>) -> Html {
    let Scene { overview, version, ink, .. } = scene;
    let (lang, board) = (ink.lang, &overview.board);
    let promises = version.map(|version| version.promises.clone()).unwrap_or_default();
    let load = board.load.map(|load| {
        let needed = load.leads * load.attempts;
        let fits = needed <= load.possible;
        let parts = [ink.count(load.leads), ink.up_to(load.attempts, 1), ink.count(needed), ink.count(load.possible)];
        let words = say::load(lang, fits, parts.each_ref().map(String::as_str), load.is_seen);
        let picture = if fits { Icon::Info } else { Icon::Alert };
        html! {
            <span class={classes!("tagv", (!fits).then_some("bad"))} data-testid="load" data-fits={fits.to_string()}>
                { icon(picture) }{ words }
            </span>
        }
    });
    html! {
        <section aria-labelledby="sl-t" data-testid="sales">
            <header><h2 id="sl-t">{ say::sales_serves(lang) }</h2><p>{ load }</p></header>
            if board.kept.is_empty() {
                <p class="say">{ say::no_promises(lang) }</p>
            } else {
                <ol class="promises">{ for board.kept.iter().map(|kept| kept_line(scene, kept, &promises)) }</ol>
            }
            if !board.waits.is_empty() {
                { dots(scene) }
            }
            if board.untouched > 0 {
                <p class="late">
                    { icon(Icon::Alert) }{ " " }{ say::untouched(lang, board.untouched) }{ " " }
                    <a class="lnk" href={list(scene, Which::Untouched)}>{ say::see_all(lang, board.untouched) }</a>
                </p>
            }
        </section>
    }
}

fn list(scene: &Scene<'_>, which: Which) -> String {
    let month = Some(scene.overview.board.month.0);
    let ask = Ask { which, month, owner: None, channel: None, campaign: None, skip: 0 };
    Route::AgreementLeads(written(&ask)).hash()
}

fn kept_line(scene: &Scene<'_>, kept: &Kept, promises: &Promises) -> Html {
    let ink = scene.ink;
    let lang = ink.lang;
    let counts = kept.counts;
    let share = counts.share();
    let low = share.is_some_and(|share| share < kept.share);
    let x = |share: f64| format!("{:.1}%", 100.0 * share.clamp(0.0, 1.0));
    let open = |state: State, words: String| {
        html! { <a class="lnk" href={list(scene, Which::Standing { promise: kept.promise, state })}>{ words }</a> }
    };
    let due = counts.attained + counts.breached;
    html! {
        <li
            key={kept.promise.name()}
            data-testid="promise"
            data-promise={kept.promise.name()}
            data-attained={counts.attained.to_string()}
            data-pending={counts.pending.to_string()}
            data-breached={counts.breached.to_string()}
            data-untold={kept.untold.to_string()}
        >
            <div>
                <h3>{ say::promise(lang, kept.promise) }</h3>
                <p>{ say::promised(lang, kept.promise, promises) }</p>
            </div>
            if !kept.is_told {
                <p key="none" class="pr-none">{ say::not_told(lang, kept.promise) }</p>
            } else {
                <svg key="bar" class="pr-b" aria-hidden="true">
                    <rect class="tr" width="100%" y="5" height="14" rx="2" />
                    <rect class={classes!("fi", low.then_some("low"))} width={x(share.unwrap_or(0.0))} y="5" height="14" rx="2" />
                    <line class="pa" x1={x(kept.share)} x2={x(kept.share)} y1="1" y2="23" />
                </svg>
                <p key="share" class="pr-n">
                    <b>{ share.map_or_else(|| "–".to_owned(), |share| ink.percent(share)) }</b>
                    { " " }{ say::due_target(lang) }{ " " }{ ink.percent(kept.share) }
                </p>
                <p key="counts" class="pr-c">
                    { open(State::Attained, say::of(lang, &ink.whole(counts.attained), &ink.whole(due))) }
                    <small>{ open(State::Breached, format!("{} {}", ink.whole(counts.breached), say::state(lang, State::Breached))) }</small>
                    if counts.pending > 0 {
                        <small>{ open(State::Pending, format!("{} {}", ink.whole(counts.pending), say::state(lang, State::Pending))) }</small>
                    }
                    if kept.untold > 0 {
                        <small>{ ink.whole(kept.untold) }{ " " }{ say::untold(lang) }</small>
                    }
                </p>
            }
        </li>
    }
}

const LEFT: f64 = 98.0;
const RIGHT: f64 = 552.0;

/// Minutes on the picture: one to ten working days of nine hours.
fn x(minutes: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * (minutes.max(1.0).ln() / 5_400_f64.ln()).clamp(0.0, 1.0)
}

fn dots(scene: &Scene<'_>) -> Html {
    let Scene { overview, version, ink, .. } = scene;
    let lang = ink.lang;
    let waits = &overview.board.waits;
    let day = version.map_or(540, |version| version.calendar.day_minutes());
    // So that the highest pile fits: one dot may stand for several leads.
    let most = waits.iter().flat_map(|line| &line.dots).map(|(_, good, late)| good + late).max().unwrap_or(1);
    let each = most.div_ceil(16).max(1);
    let height = 78.0;
    let row = |(nth, line): (usize, &Waits)| {
        let base = 60.0 + height * nth as f64;
        let name = line.kind.clone().unwrap_or_else(|| say::other_types(lang).to_owned());
        let piles = line.dots.iter().flat_map(|(at, good, late)| {
            let (good, late) = (good.div_ceil(each), late.div_ceil(each));
            let cx = px(x(minutes_of(*at)));
            (0..good + late).map(move |nth| {
                let class = if nth < good { "ot" } else { "lt" };
                let cy = px(base - 4.0 - 3.6 * f64::from(nth));
                html! { <circle key={format!("{at} {nth}")} {class} cx={cx.clone()} {cy} r="1.9" /> }
            })
        });
        let limit = px(x(f64::from(line.limit)));
        html! {
            <g key={name.clone()}>
                <text class="rl" x="0" y={px(base - 30.0)}>{ short(&name) }</text>
                <text class="tick" x="0" y={px(base - 15.0)}>{ say::wait(lang, line.limit, day, &|value| ink.up_to(value, 1)) }</text>
                <line class="lim" x1={limit.clone()} x2={limit} y1={px(base - 66.0)} y2={px(base)} />
                { for piles }
                <line class="ax" x1={px(LEFT)} x2={px(RIGHT)} y1={px(base)} y2={px(base)} />
                if line.untried_late > 0 {
                    <circle key="never" class="nv" cx="572" cy={px(base - 6.0)} r="3.2" />
                    <text key="count" class="rl" x="584" y={px(base - 2.0)}>{ ink.whole(line.untried_late) }</text>
                }
            </g>
        }
    };
    let bottom = 60.0 + height * waits.len().saturating_sub(1) as f64 + 16.0;
    let ticks = [(5, 5), (15, 15), (60, 60), (240, 240), (day, day), (3 * day, 3 * day)].map(|(at, minutes)| {
        let words = say::wait(lang, minutes, day, &|value| ink.up_to(value, 1));
        html! { <text key={at} class="tick" x={px(x(f64::from(at)))} y={px(bottom)} text-anchor="middle">{ words }</text> }
    });
    let table = waits.iter().map(|line| {
        let (good, late) = line.dots.iter().fold((0, 0), |(good, late), dot| (good + dot.1, late + dot.2));
        let name = line.kind.clone().unwrap_or_else(|| say::other_types(lang).to_owned());
        format!(
            "{name}: {good} {}, {late} {}, {} {}",
            say::state(lang, State::Attained),
            say::state(lang, State::Breached),
            line.untried_late,
            say::no_contact(lang)
        )
    });
    let said: Vec<String> = table.collect();
    html! {
        <>
            <h3>{ say::wait_title(lang) }<span>{ say::wait_say(lang) }</span></h3>
            <figure>
                <svg class="plot waits" viewBox={format!("0 0 640 {}", px(bottom + 6.0))} role="img" aria-label={said.join(". ")}>
                    { for waits.iter().enumerate().map(row) }
                    { for ticks }
                    <text class="tick" x="562" y={px(bottom)}>{ say::no_contact(lang) }</text>
                </svg>
            </figure>
        </>
    }
}

/// As much of a name as fits beside the picture.
fn short(name: &str) -> String {
    if name.chars().count() <= 15 { name.to_owned() } else { name.chars().take(14).chain(['…']).collect() }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}
