//! A number month by month as dots and lines on a linear axis, with its mean and limits as level lines.
//!
//! Positions are percentages, so the text keeps its size whatever the width. An unfinished month is hollow and on
//! its own: it is never joined to a fall.

use yew::{Html, classes, html};

/// One month. `value` may be missing: a gap.
#[derive(Clone, Debug)]
pub struct Dot {
    /// Under the axis, short.
    pub tick: String,
    pub value: Option<f64>,
    pub whole: bool,
    /// Out of the limits.
    pub signal: bool,
}

/// A level line with its words.
#[derive(Clone, Debug)]
pub struct Level {
    pub class: &'static str,
    pub value: f64,
    pub label: String,
}

const TOP: f64 = 10.0;
const BOTTOM: f64 = 86.0;
const LEFT: f64 = 3.0;
const RIGHT: f64 = 97.0;
/// Labels of months that have room.
const MOST_LABELS: usize = 6;

struct Axes {
    low: f64,
    high: f64,
    count: usize,
}

impl Axes {
    fn x(&self, nth: usize) -> f64 {
        let last = self.count.saturating_sub(1).max(1) as f64;
        if self.count == 1 { 50.0 } else { LEFT + (RIGHT - LEFT) * nth as f64 / last }
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// `None` when no month has the number.
pub fn months(title: &str, desc: &str, dots: &[Dot], levels: &[Level]) -> Option<Html> {
    let values = || dots.iter().filter_map(|dot| dot.value).chain(levels.iter().map(|level| level.value));
    dots.iter().find_map(|dot| dot.value)?;
    let low = values().fold(0.0, f64::min);
    let high = values().fold(f64::MIN, f64::max);
    let axes = Axes { low, high: if high > low { high } else { low + 1.0 }, count: dots.len() };
    let lines = levels.iter().enumerate().map(|(nth, level)| {
        let y = percent(axes.y(level.value));
        html! {
            <g key={nth} class={level.class}>
                <line x1="0%" x2="100%" y1={y.clone()} y2={y.clone()} />
                <text x="0%" {y} dy="-4">{ &level.label }</text>
            </g>
        }
    });
    let every = dots.len().div_ceil(MOST_LABELS).max(1);
    let labels = dots.iter().enumerate().filter(|(nth, _)| nth % every == 0).map(|(nth, dot)| {
        let anchor = match axes.x(nth) {
            x if x < 10.0 => "start",
            x if x > 90.0 => "end",
            _ => "middle",
        };
        html! { <text key={nth} class="tick" x={percent(axes.x(nth))} y="98%" text-anchor={anchor}>{ &dot.tick }</text> }
    });
    let joins = dots.windows(2).enumerate().filter_map(|(nth, pair)| {
        let [one, other] = pair else { return None };
        let (from, to) = (one.value.filter(|_| one.whole)?, other.value.filter(|_| other.whole)?);
        Some(html! {
            <line
                key={nth}
                class="join"
                x1={percent(axes.x(nth))}
                y1={percent(axes.y(from))}
                x2={percent(axes.x(nth + 1))}
                y2={percent(axes.y(to))}
            />
        })
    });
    let points = dots.iter().enumerate().filter_map(|(nth, dot)| {
        let value = dot.value?;
        let class = classes!("dot", (!dot.whole).then_some("part"), dot.signal.then_some("signal"));
        let r = if dot.signal { "6" } else { "4" };
        Some(html! { <circle key={nth} {class} cx={percent(axes.x(nth))} cy={percent(axes.y(value))} {r} /> })
    });
    Some(html! {
        <svg class="months-plot" role="img" aria-labelledby="trend-name trend-desc">
            <title id="trend-name">{ title }</title>
            <desc id="trend-desc">{ desc }</desc>
            <line class="ax" x1="0%" x2="100%" y1={percent(axes.y(0.0))} y2={percent(axes.y(0.0))} />
            <g>{ for lines }</g>
            <g>{ for labels }</g>
            <g>{ for joins }</g>
            <g>{ for points }</g>
        </svg>
    })
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}
