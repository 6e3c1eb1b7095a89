//! Intervals as bars on a logarithmic axis: a 4 px bar, and a dot where the estimate is.
//!
//! Hidden from screen readers: the numbers stand beside.

use yew::{Html, classes, html};

use super::scale::Log;

/// A scale with its grid lines and the labels that have room.
pub struct Axis {
    scale: Log,
    ticks: Vec<f64>,
    /// Share of the width that a label needs.
    room: f64,
}

/// What is drawn on one line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interval {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl Axis {
    pub fn new(scale: Log, most: usize, room: f64) -> Self {
        Axis { scale, ticks: scale.ticks(most), room }
    }

    /// The labels, as `write` writes them; every second one may be hidden where it is narrow.
    pub fn labels(&self, write: impl Fn(f64) -> String) -> Html {
        let mut last = -1.0;
        let mut shown = 0_usize;
        let labels = self.ticks.iter().enumerate().filter_map(|(nth, tick)| {
            let at = self.scale.at(*tick)?;
            if at - last < self.room {
                return None;
            }
            last = at;
            let minor = (shown % 2 == 1).then_some("minor");
            shown += 1;
            let place = match at {
                at if at < 0.01 => "start",
                at if at > 0.99 => "end",
                _ => "mid",
            };
            Some(html! {
                <text key={nth} class={classes!(place, minor)} x={percent(at)} y="11">{ write(*tick) }</text>
            })
        });
        html! { <svg class="iv-axis" aria-hidden="true">{ for labels }</svg> }
    }

    /// `class`: `t1` for the first tier, `few`, `all`, or none.
    pub fn bar(&self, class: &'static str, interval: Interval) -> Html {
        let grid = self.ticks.iter().enumerate().filter_map(|(nth, tick)| {
            let x = percent(self.scale.at(*tick)?);
            Some(html! { <line key={nth} class="g" x1={x.clone()} x2={x} y1="0" y2="100%" /> })
        });
        let known = interval.low.is_some() || interval.high.is_some();
        let span = self.scale.span(interval.low, interval.high);
        let point =
            interval.value.filter(|value| self.scale.holds(*value)).and_then(|value| self.scale.at(value));
        html! {
            <svg class={classes!("iv", class)} aria-hidden="true">
                <g>{ for grid }</g>
                if known {
                    <line class="b" x1={percent(span.from)} x2={percent(span.to)} y1="50%" y2="50%" />
                    if span.cut_low {
                        <svg x="0%" y="50%" overflow="visible"><path class="a" d="M5 -5 0 0 5 5" /></svg>
                    }
                    if span.cut_high {
                        <svg x="100%" y="50%" overflow="visible"><path class="a" d="M-5 -5 0 0 -5 5" /></svg>
                    }
                }
                if let Some(point) = point {
                    <circle class="p" cx={percent(point)} cy="50%" r="5" />
                }
            </svg>
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}
