//! The funnel of the last days against those before, each stage as dots on a line.

use garimpo_funnel::company::Reached;
use garimpo_funnel::meeting::funnel::Stage;
use yew::{Html, html};

use super::Scene;
use super::paper::{Place, Topic};
use crate::i18n::channels;
use crate::i18n::meeting as say;
use crate::route::Route;

pub fn funnel(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, lang, .. } = scene;
    let lang = *lang;
    let funnel = page.funnel.as_ref()?;
    let newest = funnel.windows.last()?;
    let most = funnel.stages.iter().map(|stage| stage.before.len()).max().unwrap_or(0);
    let rows = funnel.stages.iter().map(|stage| row(scene, stage));
    let [before, this] = say::series(lang, most);
    let body = html! {
        <>
            <table class="m-t fun" data-testid="funnel">
                <thead>
                    <tr>
                        <th key="stage" scope="col"><span class="sr">{ say::stage(lang) }</span></th>
                        <th key="now" scope="col" class="n">{ say::now(lang) }</th>
                        <th key="mean" scope="col" class="n">{ say::mean(lang) }</th>
                        <th key="dots" scope="col" class="st">{ before }<b>{ this }</b></th>
                        <th key="usual" scope="col">{ say::usual(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            <p class="m-note">{ say::funnel_note(lang, &funnel.stages) }</p>
        </>
    };
    Some(Topic {
        id: "funnel",
        title: say::funnel_title(lang).to_owned(),
        aside: say::window(
            lang,
            funnel.days,
            &scene.short_day(newest.days.0),
            &scene.short_day(newest.days.1),
        ),
        place: Place::Left,
        slide: body.clone(),
        body,
    })
}

fn row(scene: &Scene<'_>, stage: &Stage) -> Html {
    let Scene { pen, lang, .. } = scene;
    let lang = *lang;
    let (x, n) = stage.now;
    let is_count = stage.stage == Reached::Lead;
    let share = |(x, n): (f64, f64)| if n > 0.0 { x / n } else { 0.0 };
    // Of few, a count says more than a share.
    let now = match is_count {
        true => pen.count(x),
        false if x < 10.0 => channels::out_of(lang, &pen.count(x), &pen.count(n)),
        false => pen.percent(share(stage.now), 0),
    };
    let mean = stage.usual.map(|usual| {
        let point = stage.point(usual);
        if is_count { pen.count(point) } else { pen.percent(point, if point < 0.1 { 1 } else { 0 }) }
    });
    let word = match (stage.p_up, stage.real) {
        (None, _) => say::not_compared(lang),
        (Some(p), true) if p >= 0.5 => say::above(lang),
        (Some(_), true) => say::below(lang),
        _ => say::inside(lang),
    };
    html! {
        <tr
            key={format!("{:?}", stage.stage)}
            data-stage={format!("{:?}", stage.stage).to_lowercase()}
            data-now={x.to_string()}
            data-real={stage.real.to_string()}
            data-p-up={stage.p_up.map(|p| p.to_string()).unwrap_or_default()}
        >
            <th scope="row"><a href={Route::Channels.hash()}>{ say::stage_name(lang, stage.stage) }</a></th>
            <td class="n"><b>{ now }</b></td>
            <td class="n mute">{ mean.unwrap_or_else(|| "–".to_owned()) }</td>
            <td class="st">{ dots(stage) }</td>
            <td>if stage.real { <b>{ word }</b> } else { { word } }</td>
        </tr>
    }
}

/// Hollow dots for the windows before, a full one for the newest; the numbers stand beside.
fn dots(stage: &Stage) -> Html {
    if stage.before.is_empty() {
        return html! {};
    }
    let points: Vec<f64> = stage.before.iter().map(|pair| stage.point(*pair)).collect();
    let now = stage.point(stage.now);
    let all = || points.iter().chain([&now]).copied();
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    let place = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        format!("{:.1}%", 6.0 + 88.0 * share)
    };
    let before = points
        .iter()
        .enumerate()
        .map(|(at, value)| html! { <circle key={at} class="pv" cx={place(*value)} cy="50%" r="3" /> });
    html! {
        <svg class="dots" aria-hidden="true">
            <line class="base" x1="0" x2="100%" y1="50%" y2="50%" />
            <g>{ for before }</g>
            <circle class="nw" cx={place(now)} cy="50%" r="4.5" />
        </svg>
    }
}
