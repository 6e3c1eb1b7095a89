//! One move: levels before and after, where the rates come from, and the gain under each assumption, written out.

use garimpo_funnel::moves::Move;
use garimpo_funnel::moves::gain::Case;
use yew::{AttrValue, Html, html};

use super::super::channels::pieces;
use super::Scene;
use crate::i18n::channels as words;
use crate::i18n::moves as say;

pub fn moving(scene: &Scene<'_>, shown: &Move) -> Html {
    let Scene { lang, pen, .. } = scene;
    let (from, to) = (scene.name(&shown.from), scene.name(&shown.to));
    let title = say::move_title(*lang, &pen.money(shown.amount), &from, &to);
    html! {
        <article
            class="move"
            data-testid="move"
            data-from={shown.from.clone()}
            data-to={shown.to.clone()}
            data-amount={shown.amount.to_string()}
        >
            <h3>{ title }</h3>
            <ul class="levels">
                { level(scene, &shown.from, shown.from_levels) }
                { level(scene, &shown.to, shown.to_levels) }
            </ul>
            { arithmetic(scene, shown, &from, &to) }
            <h4>{ say::rates_title(*lang) }</h4>
            <ul class="rates">
                { rate(scene, &from, shown.from_rate, shown.deals.map(|deals| deals.0)) }
                { rate(scene, &to, shown.to_rate, shown.deals.map(|deals| deals.1)) }
            </ul>
        </article>
    }
}

/// On a line from nothing to the most ever spent: the range ever, the level now (hollow) and then (full).
fn level(scene: &Scene<'_>, id: &str, (before, after): (f64, f64)) -> Html {
    let Scene { lang, pen, .. } = scene;
    let name = scene.name(id);
    let range = scene.budget(id).and_then(|budget| budget.lowest.zip(budget.highest));
    let (low, high) = range.unwrap_or((before.min(after), before.max(after)));
    let most = high.max(before).max(after) * 1.02;
    let at = |level: f64| format!("{:.2}%", (level / most).clamp(0.0, 1.0) * 100.0);
    let change = pen.signed(after / before - 1.0, |part| pen.percent(part, 0));
    let ends = range.map(|(low, high)| (pen.money(low), pen.money(high)));
    let said = say::levels(
        *lang,
        &pen.money(before),
        &pen.money(after),
        &change,
        ends.as_ref().map(|(low, high)| (low.as_str(), high.as_str())),
    );
    html! {
        <li key={id.to_owned()}>
            <b>{ name }</b>
            <svg class="level" aria-hidden="true">
                <line class="axis" x1="0%" x2="100%" y1="50%" y2="50%" />
                <line class="ever" x1={at(low)} x2={at(high)} y1="50%" y2="50%" />
                <line class="step" x1={at(before)} x2={at(after)} y1="50%" y2="50%" />
                <circle class="was" cx={at(before)} cy="50%" r="4.5" />
                <circle class="will" cx={at(after)} cy="50%" r="5" />
            </svg>
            <span>{ said }</span>
        </li>
    }
}

fn rate(scene: &Scene<'_>, name: &str, (spend, customers): (f64, f64), deal: Option<f64>) -> Html {
    let Scene { lang, pen, .. } = scene;
    let deal = deal.map(|deal| pen.money(deal));
    let said = say::rate(
        *lang,
        &pen.money(spend),
        (customers, &pen.up_to(customers, 1)),
        &if customers > 0.0 { pen.money(spend / customers) } else { "–".into() },
        deal.as_deref(),
    );
    html! { <li key={name.to_owned()}><b>{ name.to_owned() }</b>{ " " }{ said }</li> }
}

/// One column an assumption.
fn arithmetic(scene: &Scene<'_>, shown: &Move, from: &str, to: &str) -> Html {
    let Scene { lang, pen, .. } = scene;
    let cases = &shown.cases;
    let heads = cases.iter().map(|case| {
        html! {
            <th key={case.elasticity.to_string()} scope="col">
                { pen.percent(case.elasticity, 0) }{ " " }<small>{ say::of_average(*lang) }</small>
            </th>
        }
    });
    let in_money = cases.iter().all(|case| case.money.is_some()) && !cases.is_empty();
    let profit = cases.iter().all(|case| case.money.is_some_and(|money| money.gross_profit.is_some()));
    let net_money = if profit { say::net_profit(*lang) } else { say::net_revenue(*lang) };
    let surely = match (in_money, profit) {
        (true, true) => say::more_profit(*lang),
        (true, false) => say::more_revenue(*lang),
        (false, _) => say::more_customers(*lang),
    };
    let worlds = Some(say::worlds(*lang));
    let caption = AttrValue::from(say::arithmetic(*lang, from, to));
    html! {
        <div class="sum-scroll" role="region" aria-label={caption.clone()} tabindex="0">
            <table class="cases">
                <caption class="sr">{ caption }</caption>
                <thead><tr><th key="what" scope="col">{ say::assumption(*lang) }</th>{ for heads }</tr></thead>
                <tbody>
                    { row("gained", &say::brings_more(*lang, to), None, cases, |case| gained(scene, shown, case)) }
                    { row("lost", &say::brings_less(*lang, from), None, cases, |case| lost(scene, shown, case)) }
                    { row("net", say::net_customers(*lang), None, cases, |case| net(scene, case)) }
                    if in_money {
                        { row("money", net_money, None, cases, |case| money(scene, shown, case)) }
                    }
                    { row("p", surely, worlds, cases, |case| sure(scene, pooled(shown, case))) }
                </tbody>
            </table>
        </div>
    }
}

/// How sure a gain is, what all channels tell of each other taken into account.
fn pooled(shown: &Move, case: &Case) -> Option<f64> {
    let at = shown.cases.iter().position(|known| known.elasticity == case.elasticity)?;
    shown.sure.get(at).copied()
}

fn row(
    key: &'static str,
    head: &str,
    unit: Option<&'static str>,
    cases: &[Case],
    cell: impl Fn(&Case) -> Html,
) -> Html {
    let cells = cases.iter().map(|case| {
        html! { <td key={case.elasticity.to_string()} data-elasticity={case.elasticity.to_string()}>{ cell(case) }</td> }
    });
    html! {
        <tr {key} data-row={key}>
            <th scope="row">{ head.to_owned() }if let Some(unit) = unit { <small>{ unit }</small> }</th>
            { for cells }
        </tr>
    }
}

/// "+1,91" and, under it, "20 × (1,2^0,5 − 1)".
fn gained(scene: &Scene<'_>, shown: &Move, case: &Case) -> Html {
    let pen = &scene.pen;
    let (monthly, ratio) = side(shown.to_rate, shown.to_levels);
    html! {
        <>
            <b>{ pen.signed(case.gained, |value| pen.customers(value)) }</b>
            <small>
                { format!("{} × ({}", pen.up_to(monthly, 2), pen.up_to(ratio, 3)) }
                <sup>{ pen.up_to(case.elasticity, 2) }</sup>
                { " − 1)" }
            </small>
        </>
    }
}

fn lost(scene: &Scene<'_>, shown: &Move, case: &Case) -> Html {
    let pen = &scene.pen;
    let (monthly, ratio) = side(shown.from_rate, shown.from_levels);
    html! {
        <>
            <b>{ pen.signed(-case.lost, |value| pen.customers(value)) }</b>
            <small>
                { format!("{} × (1 − {}", pen.up_to(monthly, 2), pen.up_to(ratio, 3)) }
                <sup>{ pen.up_to(case.elasticity, 2) }</sup>
                { ")" }
            </small>
        </>
    }
}

/// Customers a month at the present level, and what the level is multiplied by.
fn side((spend, customers): (f64, f64), (before, after): (f64, f64)) -> (f64, f64) {
    (customers / spend * before, after / before)
}

fn net(scene: &Scene<'_>, case: &Case) -> Html {
    let pen = &scene.pen;
    let write = |value: f64| pen.signed(value, |value| pen.customers(value));
    let range = case.net.map(|net| say::plausible(scene.lang, &write(net.low), &write(net.high)));
    html! { <><b>{ write(case.customers()) }</b>if let Some(range) = range { <small>{ range }</small> }</> }
}

fn money(scene: &Scene<'_>, shown: &Move, case: &Case) -> Html {
    let pen = &scene.pen;
    let Some(money) = case.money else { return html! { <b>{ "–" }</b> } };
    let value = money.gross_profit.unwrap_or(money.revenue);
    let how = shown.deals.map(|(from, to)| {
        let parts = format!(
            "{} × {} − {} × {}",
            pen.customers(case.gained),
            pen.count(to),
            pen.customers(case.lost),
            pen.count(from)
        );
        match scene.moves.margin.filter(|_| money.gross_profit.is_some()) {
            Some(margin) => format!("{} × ({parts})", pen.percent(margin, 0)),
            None => parts,
        }
    });
    html! {
        <>
            <b>{ pen.signed(value, |value| pen.money(value)) }</b>
            if let Some(how) = how {
                <small>{ how }</small>
            }
        </>
    }
}

fn sure(scene: &Scene<'_>, p: Option<f64>) -> Html {
    let Some(p) = p else { return html! { <span>{ "–" }</span> } };
    let said = words::sure(scene.lang, p);
    let worlds = say::of_worlds(scene.lang, p);
    html! { <span class="sure">{ pieces(&[said]) }<small>{ worlds }</small></span> }
}
