//! The sample company's ranking as a picture: fixed numbers, marked as an example.

use yew::{Html, classes, html};

use crate::chart::scale::Log;
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, empty as say, fields};
use crate::ui::Written;
use garimpo_funnel::Group;

struct Line {
    name: Name,
    /// 0: out of the order.
    tier: u8,
    /// The first of its tier.
    first: bool,
    /// Reais a customer: low end, value, high end of the 90 % interval.
    cost: Option<(f64, f64, f64)>,
}

enum Name {
    Group(Group),
    Organic,
    Partners,
}

const fn line(name: Name, tier: u8, first: bool, cost: Option<(f64, f64, f64)>) -> Line {
    Line { name, tier, first, cost }
}

const LINES: [Line; 8] = [
    line(Name::Group(Group::Referral), 1, true, Some((807.0, 1_440.0, 2_776.0))),
    line(Name::Organic, 1, false, Some((1_105.0, 1_767.0, 2_970.0))),
    line(Name::Group(Group::PaidSearch), 1, false, Some((1_519.0, 2_113.0, 3_012.0))),
    line(Name::Group(Group::PaidSocial), 2, true, Some((2_741.0, 4_725.0, 8_720.0))),
    line(Name::Group(Group::Outbound), 2, false, Some((2_829.0, 4_875.0, 8_997.0))),
    line(Name::Group(Group::Event), 3, true, Some((6_135.0, 10_575.0, 19_513.0))),
    line(Name::Partners, 0, true, Some((537.0, 2_100.0, 11_940.0))),
    line(Name::Group(Group::Email), 0, false, None),
];

/// The axis, logarithmic.
const TICKS: [f64; 6] = [500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0];

/// Where an amount stands, as a share of the width for an SVG attribute.
fn at(amount: f64) -> String {
    let share = Log::new(TICKS[0], TICKS[TICKS.len() - 1]).and_then(|axis| axis.at(amount));
    format!("{:.2}%", 100.0 * share.unwrap_or_default())
}

fn name(lang: Lang, name: &Name) -> &'static str {
    match name {
        Name::Group(group) => fields::group(lang, *group),
        Name::Organic => say::organic(lang),
        Name::Partners => say::partners(lang),
    }
}

pub fn preview(lang: Lang) -> Html {
    html! {
        <section class="preview" aria-labelledby="preview-title">
            <p class="eyebrow">{ say::example(lang) }</p>
            <h2 id="preview-title">
                <mark>{ fields::group(lang, Group::Referral) }</mark>{ ", " }
                <mark>{ say::organic(lang) }</mark>{ say::and(lang) }
                <mark>{ fields::group(lang, Group::PaidSearch) }</mark>
                { say::not_apart(lang) }
            </h2>
            <div class="peek">
                <div class="peek-h"><span>{ say::cost_per_customer(lang) }</span>{ axis(lang) }</div>
                <ol>{ for LINES.iter().map(|line| row(lang, line)) }</ol>
                <p class="fine">{ say::legend(lang) }</p>
            </div>
        </section>
    }
}

fn axis(lang: Lang) -> Html {
    let last = TICKS.len() - 1;
    html! {
        <svg class="iv-axis" aria-hidden="true">
            { for TICKS.iter().enumerate().map(|(index, tick)| {
                let place = match index {
                    0 => "start",
                    index if index == last => "end minor",
                    index if index % 2 == 1 => "mid minor",
                    _ => "mid",
                };
                let text = garimpo_browser::intl::compact(lang.tag(), *tick);
                html! { <text key={index} class={place} x={at(*tick)} y="11">{ text }</text> }
            }) }
        </svg>
    }
}

fn row(lang: Lang, line: &Line) -> Html {
    let name = name(lang, &line.name);
    let few = line.tier == 0;
    let state = if few { "few".to_string() } else { format!("t{}", line.tier) };
    html! {
        <li key={name} class={classes!(format!("t{}", line.tier), line.first.then_some("first"))}>
            if line.first {
                { medal(lang, line.tier) }
            }
            <span class="nm">{ name }</span>
            <svg class={classes!("iv", state)} aria-hidden="true">
                { for TICKS.iter().map(|tick| html! {
                    <line key={at(*tick)} class="g" x1={at(*tick)} x2={at(*tick)} y1="0" y2="100%" />
                }) }
                if let Some((low, value, high)) = line.cost {
                    <line class="b" x1={at(low)} x2={at(high)} y1="50%" y2="50%" />
                    <circle class="p" cx={at(value)} cy="50%" r="5" />
                }
            </svg>
            { said(lang, line) }
        </li>
    }
}

fn medal(lang: Lang, tier: u8) -> Html {
    match tier {
        0 => html! { <span class="medal none" aria-hidden="true">{ "–" }</span> },
        _ => html! {
            <span class={classes!("medal", format!("m{tier}"))} role="img" aria-label={say::medal(lang, tier)}>
                { tier }
            </span>
        },
    }
}

fn said(lang: Lang, line: &Line) -> Html {
    match line.cost {
        None => html! { <small>{ say::cost_unknown(lang) }</small> },
        Some(_) if line.tier == 0 => html! { <small>{ say::too_few(lang) }</small> },
        Some((_, value, _)) => html! { <b>{ Written(lang).number(value) }</b> },
    }
}
