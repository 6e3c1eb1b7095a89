//! The month's pace as a picture: what has come, day by day, the target's line, and where it will end.

use garimpo_funnel::agreement::scoreboard::Delivered;
use yew::{Html, html};

use super::board::Scene;
use crate::calendar::civil;
use crate::i18n::agreement as say;

const WIDTH: f64 = 664.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 548.0;
const TOP: f64 = 12.0;
const BASE: f64 = 202.0;

pub fn pace(scene: &Scene<'_>, made: &Delivered) -> Html {
    let ink = scene.ink;
    let lang = ink.lang;
    let board = &scene.overview.board;
    let in_value = made.value.is_some() && made.value_target.is_some();
    let (unit, target, fan) = if in_value {
        (100.0, made.value_target.map(|target| target / 100.0), made.value_fan)
    } else {
        (1.0, Some(made.target).filter(|target| *target > 0.0), made.leads_fan)
    };
    let fan = fan.map(|fan| fan.map(|end| end / unit));
    let (first, last) = board.month;
    let points: Vec<(i32, f64)> = made
        .days
        .iter()
        .map(|(day, leads, value)| (*day, if in_value { value / unit } else { f64::from(*leads) }))
        .collect();
    let now = points.last().map_or(0.0, |(_, value)| *value);
    let is_over = board.days.0 >= board.days.1;
    let top = [Some(now), target, fan.map(|fan| fan[4]).filter(|_| !is_over)]
        .into_iter()
        .flatten()
        .fold(1.0, f64::max);
    let step = nice(top / 4.0);
    let top = (top / step).ceil() * step;
    let days = f64::from(last - first + 1);
    let x = |day: i32| LEFT + (RIGHT - LEFT) * f64::from(day - first + 1) / days;
    let y = |value: f64| BASE - (BASE - TOP) * value / top;
    let write = |value: f64| if in_value { ink.money(value) } else { ink.count(value) };
    let ticks = (0..=4).map(f64::from).map(|at| at * step).filter(|value| *value <= top + 0.5).map(|value| {
        let at = y(value);
        html! {
            <g key={value.to_string()}>
                <line class="grid" x1={LEFT.to_string()} x2={RIGHT.to_string()} y1={px(at)} y2={px(at)} />
                <text class="tick" x={px(LEFT - 7.0)} y={px(at + 4.0)} text-anchor="end">{ ink.short(value) }</text>
            </g>
        }
    });
    let dates = [1, 8, 15, 22].into_iter().map(|of_month| first + of_month - 1).chain(std::iter::once(last));
    let dates = dates.map(|day| {
        html! { <text key={day} class="tick" x={px(x(day))} y="220" text-anchor="middle">{ civil(day).2 }</text> }
    });
    let start = format!("{},{} ", px(LEFT), px(BASE));
    let line = points.iter().map(|(day, value)| format!("{},{}", px(x(*day)), px(y(*value))));
    let line = start + &line.collect::<Vec<_>>().join(" ");
    let end = points.last().map_or(first - 1, |(day, _)| *day);
    let wedge = |low: f64, high: f64| {
        format!(
            "{},{} {},{} {},{}",
            px(x(end)),
            px(y(now)),
            px(x(last)),
            px(y(high)),
            px(x(last)),
            px(y(low))
        )
    };
    let ahead = fan.filter(|_| !is_over && end < last);
    let ends = ahead.map(|fan| (write(fan[0]), write(fan[4])));
    let said = say::pace_said(
        lang,
        &write(now),
        board.days,
        ends.as_ref().map(|(low, high)| (low.as_str(), high.as_str())),
        target.map(write).as_deref(),
    );
    let title = if in_value { say::value_summed(lang) } else { say::leads_summed(lang) };
    let of = match (in_value, scene.overview.of_profit) {
        (false, _) => None,
        (true, true) => Some(say::of_profit(lang)),
        (true, false) => Some(say::of_revenue(lang)),
    };
    // Two labels at the right must not lie on one another.
    let goal_y = target.map(|target| y(target));
    let mut fan_y = ahead.map(|fan| y(fan[2]));
    if let (Some(goal), Some(fan)) = (goal_y, &mut fan_y)
        && (*fan - goal).abs() < 26.0
    {
        *fan = if *fan >= goal { goal + 26.0 } else { goal - 26.0 };
    }
    html! {
        <>
            <p class="fig-say">{ title }{ of.map(|of| format!(", {of}")) }</p>
            <figure>
                <svg class="plot pace" viewBox={format!("0 0 {WIDTH} 226")} role="img" aria-labelledby="pv-t pv-d">
                    <title id="pv-t">{ title }</title>
                    <desc id="pv-d">{ said.clone() }</desc>
                    { for ticks }
                    { for dates }
                    if let Some(fan) = ahead {
                        <polygon key="90" class="fan90" points={wedge(fan[0], fan[4])} />
                        <polygon key="50" class="fan50" points={wedge(fan[1], fan[3])} />
                    }
                    if let Some(target) = target {
                        <line key="goal" class="diag goal" x1={px(LEFT)} y1={px(BASE)} x2={px(RIGHT)} y2={px(y(target))} />
                        <text key="goal-said" class="ann" x={px(RIGHT + 8.0)} y={px(y(target) + 4.0)}>
                            <tspan class="b">{ say::target_is(lang, &ink.short(target)) }</tspan>
                        </text>
                    }
                    if end < last {
                        <line key="now" class="now" x1={px(x(end))} x2={px(x(end))} y1={px(TOP)} y2={px(BASE)} />
                    }
                    <polyline class="line" points={line} />
                    <circle class="end" cx={px(x(end))} cy={px(y(now))} r="4" />
                    <text class="lab" x={px((x(end) + 8.0).min(RIGHT - 60.0))} y={px((y(now) + 18.0).min(BASE - 6.0))}>{ write(now) }</text>
                    if let (Some(fan), Some(at)) = (ahead, fan_y) {
                        <text key="fan" class="ann" x={px(RIGHT + 8.0)} y={px(at + 4.0)}>
                            <tspan class="b">{ say::from_to(lang, &ink.short(fan[0]), &ink.short(fan[4])) }</tspan>
                            <tspan x={px(RIGHT + 8.0)} dy="13">{ say::nine_of_ten(lang) }</tspan>
                        </text>
                    }
                </svg>
                <figcaption class="sr">{ said }</figcaption>
            </figure>
        </>
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

/// 1, 2 or 5 times a power of ten, at least `value`.
fn nice(value: f64) -> f64 {
    let power = 10.0_f64.powf(value.max(1e-9).log10().floor());
    let of = value / power;
    let step = if of <= 1.0 {
        1.0
    } else if of <= 2.0 {
        2.0
    } else if of <= 5.0 {
        5.0
    } else {
        10.0
    };
    (step * power).max(1.0)
}
