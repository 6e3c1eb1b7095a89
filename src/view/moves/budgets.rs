//! Channel by channel: what it spends, what the next customer costs, what it can give and receive, or why not.

use garimpo_funnel::moves::{Budget, Reason};
use yew::{Html, html};

use super::meter;
use super::{Scene, table};
use crate::i18n::{fields, moves as say};

pub fn budgets(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let heads = [
        (say::level(lang), None),
        (say::cac(lang), None),
        (say::marginal(lang), Some(say::marginal_say(lang))),
        (say::gives(lang), None),
        (say::receives(lang), None),
        (say::evidence(lang), Some(say::evidence_short(lang))),
    ];
    let words = (say::budgets_title(lang), say::budgets_say(lang));
    table(scene, ("moves-budgets", "budgets"), words, &heads, row)
}

fn row(scene: &Scene<'_>, budget: &Budget) -> Html {
    let Scene { lang, pen, .. } = scene;
    let ends = budget.lowest.zip(budget.highest).map(|(low, high)| (pen.money(low), pen.money(high)));
    let months = pen.count(f64::from(budget.months));
    let range = budget.level.map(|_| {
        let ends = ends.as_ref().map(|(low, high)| (low.as_str(), high.as_str()));
        say::range(*lang, (budget.months, &months), ends)
    });
    let cac =
        budget.spend.filter(|_| budget.customers > 0.0).map(|spend| pen.money(spend / budget.customers));
    let marginal = budget.marginal.map(|[most, _, least]| (pen.money(least), pen.money(most)));
    let marginal = marginal.map(|(least, most)| say::plausible(*lang, &least, &most));
    let none = || "–".to_owned();
    html! {
        <tr key={budget.channel.id.clone()} data-testid="budget" data-channel-id={budget.channel.id.clone()}>
            <th scope="row">{ fields::channel_name(*lang, &budget.channel.name) }</th>
            <td>
                <b>{ budget.level.map_or_else(none, |level| pen.money(level)) }</b>
                if let Some(range) = range {
                    <small>{ range }</small>
                }
            </td>
            <td>{ cac.unwrap_or_else(none) }</td>
            <td>{ marginal.unwrap_or_else(none) }</td>
            { room(scene, "gives", budget.can_give, budget.gives_not) }
            { room(scene, "receives", budget.can_receive, budget.receives_not) }
            <td class="c-meter" data-meter={budget.evidence.meter.to_string()}>
                { meter::bar(&budget.evidence) }
                { pen.least(budget.evidence.meter) }
            </td>
        </tr>
    }
}

/// An amount, or the reason why there is none.
fn room(scene: &Scene<'_>, key: &'static str, amount: f64, why: Option<Reason>) -> Html {
    let Scene { lang, pen, .. } = scene;
    let name = why.map(say::reason_name).unwrap_or_default();
    html! {
        <td {key} data-side={key} data-amount={amount.to_string()} data-reason={name}>
            if let Some(why) = why {
                <span class="state">{ say::reason(*lang, why) }</span>
            } else {
                <b>{ say::up_to(*lang, &pen.money(amount.floor())) }</b>
            }
        </td>
    }
}
