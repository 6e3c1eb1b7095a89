//! The picture: channels in tiers, each with its interval drawn. Below 608 px of its own width the same table
//! becomes a list, so its roles are written out.

use garimpo_funnel::ranking::{ChannelRow, MetricId, State, further};
use yew::{Html, classes, html};

use super::Scene;
use super::cell::{self, Line};
use crate::chart::interval::{Axis, Interval};
use crate::chart::scale::Log;
use crate::i18n::channels as say;
use crate::model::SortKey;
use crate::order::{Head, Section, tier};

struct Axes {
    cost: Option<Axis>,
    value: Option<Axis>,
}

pub fn picture(scene: &Scene<'_>) -> Html {
    let axes = Axes {
        cost: axis(scene, MetricId::Cac, 7, 0.16),
        value: axis(scene, MetricId::ValuePerLead, 7, 0.3),
    };
    let sections = scene.sections();
    let bodies = sections.iter().map(|section| body(scene, &axes, section));
    html! {
        <section aria-label={say::picture_caption(scene.lang)}>
            <table class="rank" role="table">
                <caption class="sr">{ say::picture_caption(scene.lang) }</caption>
                { head(scene, &axes) }
                { for bodies }
                { foot(scene, &axes) }
            </table>
        </section>
    }
}

/// Around the intervals of channels with enough data; what lies beyond ends in an arrow.
fn axis(scene: &Scene<'_>, id: MetricId, most: usize, room: f64) -> Option<Axis> {
    let all = || scene.ranking.channels.iter().map(|row| row.row.get(id));
    let sure = all().filter(|metric| metric.state == State::Ok);
    let scale = Log::around(sure.flat_map(|metric| [metric.low, metric.value, metric.high]).flatten());
    let scale =
        scale.or_else(|| Log::around(all().flat_map(|metric| [metric.low, metric.value]).flatten()))?;
    Some(Axis::new(scale, most, room))
}

fn head(scene: &Scene<'_>, axes: &Axes) -> Html {
    let Scene { lang, format, .. } = scene;
    let unit = |id| say::metric_unit(*lang, id, &format.one, &format.symbol);
    let column = |id: MetricId, class: &'static str, key: SortKey| {
        html! {
            <th
                scope="col"
                role="columnheader"
                class={classes!("c-num", class)}
                aria-sort={cell::aria_sort(scene.sort, SortKey::Metric(id))}
            >
                { cell::sort_button(scene, key, say::metric(*lang, id)) }
                <small>{ unit(id) }</small>
            </th>
        }
    };
    let labels = |axis: &Option<Axis>| axis.as_ref().map(|axis| axis.labels(|tick| format.tick(tick)));
    let (certainty, of) = say::certainty_head(*lang);
    html! {
        <thead role="rowgroup">
            <tr role="row">
                <th scope="col" role="columnheader" class="c-ch">{ say::channel(*lang) }</th>
                { column(MetricId::Cac, "", SortKey::Cost) }
                <td class="c-iv" role="cell" data-label={say::cost_axis(*lang, &format.symbol)}>{ labels(&axes.cost) }</td>
                { column(MetricId::ValuePerLead, "c-val", SortKey::Metric(MetricId::ValuePerLead)) }
                <td class="c-iv c-iv2" role="cell">{ labels(&axes.value) }</td>
                { column(MetricId::ReturnPerUnit, "c-ret", SortKey::Metric(MetricId::ReturnPerUnit)) }
                <th scope="col" role="columnheader" class="c-conf">{ certainty }<small>{ of }</small></th>
            </tr>
        </thead>
    }
}

fn body(scene: &Scene<'_>, axes: &Axes, section: &Section) -> Html {
    let class = match section.head {
        Head::Tier(1) => "t1",
        _ => "",
    };
    let rows = section.rows.iter().filter_map(|index| scene.row(*index)).map(|row| channel(scene, axes, row));
    let key = match section.head {
        Head::None => "all".to_owned(),
        Head::Tier(tier) => tier.to_string(),
        Head::Young => "young".to_owned(),
        Head::Out => "out".to_owned(),
    };
    html! {
        <tbody {key} role="rowgroup" class={classes!("tier", class)}>
            { heading(scene, section) }
            { for rows }
        </tbody>
    }
}

fn heading(scene: &Scene<'_>, section: &Section) -> Option<Html> {
    let (medal, (name, why)) = match section.head {
        Head::None => return None,
        Head::Tier(tier) => {
            let worse =
                scene.ranking.tiers_cost.get(tier.checked_sub(1)?).and_then(|tier| tier.worse_than_before);
            let said = say::tier_head(scene.lang, tier, section.rows.len(), worse);
            (cell::medal(scene, MetricId::TierCost, tier), said)
        }
        Head::Young | Head::Out => {
            let (name, why) = match section.head {
                Head::Young => say::young_head(scene.lang, section.rows.len()),
                _ => say::out_head(scene.lang),
            };
            (
                html! { <span class="medal none" aria-hidden="true">{ "–" }</span> },
                (name.to_owned(), why.to_owned()),
            )
        }
    };
    Some(html! {
        <tr key="head" class="tier-head" role="row">
            <th colspan="7" scope="rowgroup" role="rowheader">
                { medal }
                <span><b>{ name }</b>{ " " }{ why }</span>
            </th>
        </tr>
    })
}

fn channel(scene: &Scene<'_>, axes: &Axes, row: &ChannelRow) -> Html {
    let line = Line::channel(row);
    let name = scene.name(row);
    html! {
        <tr key={row.channel.id.clone()} role="row">
            <th scope="row" role="rowheader" class="c-ch">
                <b title={name.clone()}>{ &name }</b>
                <small>{ cell::size(scene, &row.row) }</small>
                { cell::young(scene, row) }
            </th>
            { cost(scene, axes, line, &name) }
            { value(scene, axes, line) }
            { back(scene, line) }
            <td class="c-conf" role="cell">{ cell::certainty(scene, &row.row) }</td>
        </tr>
    }
}

fn cost(scene: &Scene<'_>, axes: &Axes, line: Line<'_>, name: &str) -> Html {
    let metric = line.row.get(MetricId::Cac);
    if metric.state == State::CostUnknown {
        return html! {
            <td key="cost" class="c-state" colspan="2" role="cell">
                <span class="state">{ say::cost_unknown(scene.lang) }</span>
                { line.id.filter(|_| !scene.frozen).map(|id| cell::inform(scene, id, name)) }
            </td>
        };
    }
    let cpl = line.row.get(MetricId::Cpl);
    if cpl.state == State::NoLeads {
        let shown = scene.format.shown(MetricId::Cpl, line.row);
        return html! {
            <td key="cost" class="c-state" colspan="2" role="cell"><span class="state">{ shown.main }</span></td>
        };
    }
    let class = match line.id {
        None => "all",
        Some(_) => cell::bar_class(&metric, tier_of(line, MetricId::TierCost), is_young(line)),
    };
    let interval = Interval { value: metric.value, low: metric.low, high: metric.high };
    html! {
        <>
            <td class="c-num" role="cell">
                { cell::number(scene, line, MetricId::Cac, scene.format.shown(MetricId::Cac, line.row)) }
            </td>
            <td class="c-iv" role="cell">{ axes.cost.as_ref().map(|axis| axis.bar(class, interval)) }</td>
        </>
    }
}

fn value(scene: &Scene<'_>, axes: &Axes, line: Line<'_>) -> Html {
    let metric = line.row.get(MetricId::ValuePerLead);
    if metric.state == State::TooFew {
        return html! {
            <td class="c-state c-few" colspan="2" role="cell">
                <span class="state">{ scene.format.too_few(line.row) }</span>
            </td>
        };
    }
    let tier = tier_of(line, MetricId::TierValue);
    let class = if line.id.is_none() { "all" } else { cell::bar_class(&metric, tier, is_young(line)) };
    let interval = Interval { value: metric.value, low: metric.low, high: metric.high };
    let shown = scene.format.shown(MetricId::ValuePerLead, line.row);
    html! {
        <>
            <td class="c-num c-val" role="cell">
                if let Some(tier) = tier {
                    { cell::medal(scene, MetricId::TierValue, tier) }
                }
                <span>
                    { cell::number(scene, line, MetricId::ValuePerLead, shown) }
                    <span class="on-phone">{ say::per_lead(scene.lang) }</span>
                </span>
            </td>
            <td class="c-iv c-iv2" role="cell">
                { axes.value.as_ref().filter(|_| metric.value.is_some()).map(|axis| axis.bar(class, interval)) }
            </td>
        </>
    }
}

fn back(scene: &Scene<'_>, line: Line<'_>) -> Html {
    let metric = line.row.get(MetricId::ReturnPerUnit);
    let mut shown = scene.format.shown(MetricId::ReturnPerUnit, line.row);
    if metric.state == State::CostUnknown {
        // The row has said why.
        shown.main = "–".into();
    }
    html! {
        <td class="c-num c-ret" role="cell">
            if metric.value.is_some() {
                <span class="on-phone">{ say::returns(scene.lang, &scene.format.one) }</span>
            }
            { cell::number(scene, line, MetricId::ReturnPerUnit, shown) }
        </td>
    }
}

/// Of the channel, by the ranking’s own limit.
fn is_young(line: Line<'_>) -> bool {
    line.id.is_some() && further::is_young(line.row)
}

fn tier_of(line: Line<'_>, id: MetricId) -> Option<usize> {
    let metric = line.row.get(id);
    line.id.and(metric.value).filter(|value| *value >= 1.0).map(|value| value as usize)
}

fn foot(scene: &Scene<'_>, axes: &Axes) -> Html {
    let totals = &scene.ranking.totals;
    let line = Line { id: None, row: totals };
    let format = &scene.format;
    let without: Vec<String> = scene
        .ranking
        .channels
        .iter()
        .filter(|row| row.row.get(MetricId::Spend).state == State::CostUnknown)
        .map(|row| scene.name(row))
        .collect();
    let without = (!without.is_empty()).then(|| say::some_names(scene.lang, &without));
    let deal = totals.get(MetricId::AverageDeal).value.map(|value| format.money(value));
    let note = totals
        .get(MetricId::Spend)
        .value
        .map(|spend| say::foot_note(scene.lang, &format.money(spend), without.as_deref(), deal.as_deref()));
    html! {
        <tfoot role="rowgroup">
            <tr role="row">
                <th scope="row" role="rowheader" class="c-ch">
                    <b>{ say::all_channels(scene.lang) }</b>
                    <small>{ cell::size(scene, totals) }</small>
                </th>
                { cost(scene, axes, line, "") }
                { value(scene, axes, line) }
                { back(scene, line) }
                <td class="c-conf" role="cell">{ cell::certainty(scene, totals) }</td>
            </tr>
            if let Some(note) = note {
                <tr class="foot-note" role="row"><td colspan="7" role="cell">{ note }</td></tr>
            }
        </tfoot>
    }
}

/// Whether the channel stands in the first tier of cost.
pub fn is_first(row: &ChannelRow) -> bool {
    tier(row, MetricId::TierCost) == Some(1)
}
