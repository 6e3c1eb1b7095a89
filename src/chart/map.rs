//! The map of cost against value: logarithmic on both axes, equally long a decade, so that the lines of equal
//! return are 45° and mean something: what pays for itself, and threefold.

use yew::{Html, classes, html};

use super::labels::{self, Bubble, Rect};
use super::scale::Square;

const LEFT: f64 = 42.0;
const TOP: f64 = 24.0;
const WIDE: f64 = 410.0;
const TALL: f64 = 420.0;
const LARGEST: f64 = 26.0;
const SMALLEST: f64 = 4.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    FirstTier,
    Rest,
    /// Most of what its leads will bring has not come.
    Young,
    Few,
}

/// One channel. All of `x`, `y` positive.
#[derive(Clone, Debug)]
pub struct Point {
    pub name: String,
    pub kind: Kind,
    pub x: f64,
    pub y: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The bubble's area.
    pub size: f64,
}

/// What is written on it.
pub struct Words {
    pub title: String,
    pub desc: String,
    pub axis_x: String,
    pub axis_y: String,
    pub even: String,
    pub goal: String,
    pub loss: String,
}

/// `None` when there is nothing to draw.
pub fn map(points: &[Point], words: &Words, write: impl Fn(f64) -> String) -> Option<Html> {
    let told = |point: &Point| if point.kind == Kind::Few { [None, None] } else { [point.low, point.high] };
    let heights = points.iter().flat_map(|point| told(point).into_iter().flatten().chain([point.y]));
    let plot = Plot(Square::around(points.iter().map(|point| point.x), heights, WIDE, TALL)?);
    let drawn = plot.placed(points);
    let discs: Vec<Bubble> = drawn.iter().map(|(_, bubble)| *bubble).collect();
    let lines = [(1.0, &words.even), (3.0, &words.goal)]
        .map(|(times, text)| (plot.along(times, text, &discs), text.as_str()));
    let busy: Vec<Rect> =
        lines.iter().filter_map(|(along, _)| along.as_ref()).flat_map(Along::boxes).collect();
    Some(html! {
        <svg class="plot" viewBox="0 0 460 486" role="img" aria-labelledby="map-name map-desc">
            <title id="map-name">{ &words.title }</title>
            <desc id="map-desc">{ &words.desc }</desc>
            <defs>
                <pattern
                    id="map-hatch"
                    width="6"
                    height="6"
                    patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)"
                >
                    <line class="hatch" x1="0" x2="0" y1="0" y2="6" />
                </pattern>
                <clipPath id="map-clip">
                    <rect x={px(LEFT)} y={px(TOP)} width={px(WIDE)} height={px(TALL)} />
                </clipPath>
            </defs>
            <g clip-path="url(#map-clip)">{ plot.ground() }</g>
            { plot.words(words, &lines) }
            { plot.ticks(&write) }
            { plot.bubbles(&drawn, &busy) }
        </svg>
    })
}

/// A text that goes up at 45° from here, over `length` of the x axis.
struct Along {
    x: f64,
    y: f64,
    length: f64,
}

impl Along {
    /// The places that it covers, roughly.
    fn boxes(&self) -> impl Iterator<Item = Rect> + '_ {
        const PART: f64 = 12.0;
        (0..(self.length / PART).ceil() as u32).map(|nth| {
            let (left, bottom) = (self.x + f64::from(nth) * PART, self.y - f64::from(nth) * PART);
            Rect { left: left - 8.0, top: bottom - PART - 8.0, right: left + PART, bottom }
        })
    }
}

struct Plot(Square);

impl Plot {
    fn x(&self, value: f64) -> f64 {
        LEFT + self.0.x.at(value).unwrap_or(0.0) * WIDE
    }

    fn y(&self, value: f64) -> f64 {
        TOP + (1.0 - self.0.y.at(value).unwrap_or(0.0)) * TALL
    }

    /// The line on which one unit returns `times`, far beyond both ends.
    fn line(&self, times: f64) -> [(f64, f64); 2] {
        let (low, high) = (self.0.x.low() / 100.0, self.0.x.high() * 100.0);
        [(self.x(low), self.y(low * times)), (self.x(high), self.y(high * times))]
    }

    fn ground(&self) -> Html {
        let [(x1, y1), (x2, y2)] = self.line(1.0);
        let [(gx1, gy1), (gx2, gy2)] = self.line(3.0);
        let loss = format!("{x1:.1},{y1:.1} {x2:.1},{y2:.1} {x2:.1},{y1:.1}");
        let grid_x = self.0.x.ticks(9).into_iter().enumerate().map(|(nth, tick)| {
            let x = px(self.x(tick));
            html! { <line key={nth} class="grid" x1={x.clone()} x2={x} y1={px(TOP)} y2={px(TOP + TALL)} /> }
        });
        let grid_y = self.0.y.ticks(9).into_iter().enumerate().map(|(nth, tick)| {
            let y = px(self.y(tick));
            html! { <line key={nth} class="grid" x1={px(LEFT)} x2={px(LEFT + WIDE)} y1={y.clone()} y2={y} /> }
        });
        html! {
            <>
                <polygon class="loss" fill="url(#map-hatch)" points={loss} />
                <g>{ for grid_x }</g>
                <g>{ for grid_y }</g>
                <line class="diag" x1={px(x1)} y1={px(y1)} x2={px(x2)} y2={px(y2)} />
                <line class="diag goal" x1={px(gx1)} y1={px(gy1)} x2={px(gx2)} y2={px(gy2)} />
            </>
        }
    }

    /// Where a label stands along the line: as far up as no bubble is in its way. `None` where little of the
    /// line is seen.
    fn along(&self, times: f64, text: &str, bubbles: &[Bubble]) -> Option<Along> {
        let [(x1, y1), _] = self.line(times);
        // 45°: x + y is the same all along.
        let sum = x1 + y1;
        let end = (LEFT + WIDE).min(sum - TOP);
        let start = LEFT.max(sum - (TOP + TALL));
        let length = labels::width(text) * 0.86 / std::f64::consts::SQRT_2;
        let last = end - length - 8.0;
        let first = start + 8.0;
        if last <= first {
            return None;
        }
        let free = |x: f64| {
            (0..=8_u8).map(|step| x + length * f64::from(step) / 8.0).all(|x| {
                let y = sum - x;
                bubbles.iter().all(|bubble| {
                    let (dx, dy) = (bubble.x - (x - 5.0), bubble.y - (y - 5.0));
                    dx * dx + dy * dy > (bubble.radius + 9.0) * (bubble.radius + 9.0)
                })
            })
        };
        let steps = ((last - first) / 10.0) as u32;
        let x = (0..=steps).map(|step| last - f64::from(step) * 10.0).find(|x| free(*x)).unwrap_or(last);
        Some(Along { x: x - 5.0, y: sum - x - 5.0, length })
    }

    fn words(&self, words: &Words, lines: &[(Option<Along>, &str)]) -> Html {
        // The lower right corner is below the line when its cost is above its value.
        let loses = self.0.x.high() > self.0.y.low() * 3.0;
        let along = lines.iter().enumerate().filter_map(|(nth, (along, text))| {
            let Along { x, y, .. } = along.as_ref()?;
            let place = format!("translate({x:.1} {y:.1}) rotate(-45)");
            Some(html! { <text key={nth} class="diag-l" transform={place}>{ *text }</text> })
        });
        html! {
            <g>
                <g>{ for along }</g>
                if loses {
                    <text class="zone-l" x={px(LEFT + WIDE - 8.0)} y={px(TOP + TALL - 12.0)} text-anchor="end">
                        { &words.loss }
                    </text>
                }
                <line class="ax" x1={px(LEFT)} x2={px(LEFT + WIDE)} y1={px(TOP + TALL)} y2={px(TOP + TALL)} />
                <line class="ax" x1={px(LEFT)} x2={px(LEFT)} y1={px(TOP)} y2={px(TOP + TALL)} />
                <text class="axis-t" x={px(LEFT + WIDE)} y="480" text-anchor="end">{ &words.axis_x }</text>
                <text class="axis-t" x="2" y="11">{ &words.axis_y }</text>
            </g>
        }
    }

    fn ticks(&self, write: &impl Fn(f64) -> String) -> Html {
        let xs = self.0.x.ticks(9).into_iter().enumerate().map(|(nth, tick)| {
            html! {
                <text key={nth} class="tick" x={px(self.x(tick))} y={px(TOP + TALL + 16.0)} text-anchor="middle">
                    { write(tick) }
                </text>
            }
        });
        let ys = self.0.y.ticks(9).into_iter().enumerate().map(|(nth, tick)| {
            html! {
                <text key={nth} class="tick" x={px(LEFT - 7.0)} y={px(self.y(tick) + 4.0)} text-anchor="end">
                    { write(tick) }
                </text>
            }
        });
        html! { <g><g>{ for xs }</g><g>{ for ys }</g></g> }
    }

    /// The largest first, so that none hides a smaller one.
    fn placed<'a>(&self, points: &'a [Point]) -> Vec<(&'a Point, Bubble)> {
        let largest = points.iter().map(|point| point.size).fold(f64::MIN_POSITIVE, f64::max);
        let mut order: Vec<&Point> = points.iter().collect();
        order.sort_by(|left, right| right.size.total_cmp(&left.size));
        let bubble = |point: &Point| Bubble {
            x: self.x(point.x),
            y: self.y(point.y),
            radius: ((point.size.max(0.0) / largest).sqrt() * LARGEST).max(SMALLEST),
        };
        order.into_iter().map(|point| (point, bubble(point))).collect()
    }

    fn bubbles(&self, placed: &[(&Point, Bubble)], busy: &[Rect]) -> Html {
        let named: Vec<(Bubble, f64)> = placed
            .iter()
            .map(|(point, bubble)| (*bubble, labels::width(&labels::short(&point.name))))
            .collect();
        let whiskers = placed.iter().filter_map(|(point, _)| self.whisker(point));
        let busy: Vec<Rect> = whiskers.chain(busy.iter().copied()).collect();
        let frame = Rect { left: LEFT, top: TOP - 14.0, right: LEFT + WIDE + 6.0, bottom: TOP + TALL };
        let labels = labels::place(&named, &busy, frame);
        let drawn = placed.iter().map(|(point, bubble)| {
            let whisker = self.whisker(point).map(|line| {
                let x = px(bubble.x);
                html! { <line class="w" x1={x.clone()} x2={x} y1={px(line.top)} y2={px(line.bottom)} /> }
            });
            html! {
                <g key={point.name.clone()} class={classes!("bub", class(point.kind))}>
                    <title>{ &point.name }</title>
                    { whisker }
                    <circle cx={px(bubble.x)} cy={px(bubble.y)} r={px(bubble.radius)} />
                </g>
            }
        });
        let named = placed.iter().zip(&labels).filter_map(|((point, _), label)| {
            let label = label.as_ref()?;
            let few = (point.kind == Kind::Few).then_some("few");
            Some(html! {
                <text
                    key={point.name.clone()}
                    class={classes!("lab", few)}
                    x={px(label.x)}
                    y={px(label.y)}
                    text-anchor={label.anchor.name()}
                >
                    { labels::short(&point.name) }
                </text>
            })
        });
        html! { <g><g>{ for drawn }</g><g>{ for named }</g></g> }
    }

    /// The 90 % line, cut at the frame.
    fn whisker(&self, point: &Point) -> Option<Rect> {
        if point.kind == Kind::Few {
            return None;
        }
        let x = self.x(point.x);
        let cut = |value: f64| self.y(value).clamp(TOP, TOP + TALL);
        let (top, bottom) = (cut(point.high?), cut(point.low.filter(|low| *low > 0.0)?));
        Some(Rect { left: x - 1.0, top, right: x + 1.0, bottom })
    }
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::FirstTier => "t1",
        Kind::Rest => "t2",
        Kind::Young => "young",
        Kind::Few => "few",
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}
