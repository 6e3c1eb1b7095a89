//! All the numbers, one channel a line: the table that programs read (CONTRACT.md) and people copy from.
//!
//! Every metric is in every row. Columns in which no channel has anything to show are hidden.

use garimpo_funnel::ranking::{MetricId, State};
use yew::{AttrValue, Html, html};

use super::Scene;
use super::cell::{self, Line};
use super::format::plain;
use crate::calendar::iso;
use crate::i18n::channels as say;
use crate::model::SortKey;

/// In the order of the question: what it cost, what came, what it is worth, who is ahead; then the rest.
#[rustfmt::skip]
const COLUMNS: [MetricId; 24] = {
    use MetricId::*;
    [
        Spend, Leads, Customers, Cpl, Cac, LeadToCustomer, WinRate, Revenue, AverageDeal, ValuePerLead,
        ReturnPerUnit, TierCost, TierValue, CycleDays, PCheapest, PBestValue, Mqls, Sqls, Opportunities,
        CostPerMql, CostPerSql, CostPerOpportunity, Roas, Roi,
    ]
};
/// The first so many are always shown.
const ALWAYS: usize = 13;

pub fn numbers(scene: &Scene<'_>) -> Html {
    let Scene { ranking, lang, .. } = scene;
    let shown = |nth: usize, id: MetricId| {
        nth < ALWAYS || ranking.channels.iter().any(|row| row.row.get(id).value.is_some())
    };
    let columns: Vec<(MetricId, bool)> =
        COLUMNS.iter().enumerate().map(|(nth, id)| (*id, shown(nth, *id))).collect();
    let rows = scene.sections().into_iter().flat_map(|section| section.rows);
    let rows = rows.filter_map(|index| scene.row(index)).map(|row| {
        let name = scene.name(row);
        html! {
            <tr
                key={row.channel.id.clone()}
                data-channel={name.clone()}
                data-channel-id={row.channel.id.clone()}
            >
                <th scope="row" class="c-ch">{ &name }</th>
                { cells(scene, &columns, Line::channel(row)) }
            </tr>
        }
    });
    html! {
        <section class="numbers">
            <h2 id="numbers">{ say::numbers_title(*lang) }</h2>
            <p class="fig-say">{ say::numbers_say(*lang) }</p>
            <div class="numbers-scroll" role="region" aria-labelledby="numbers" tabindex="0">
                <table
                    data-testid="ranking"
                    data-as-of={ranking.as_of.map(iso).unwrap_or_default()}
                    data-clock={ranking.clock.name()}
                >
                    { head(scene, &columns) }
                    <tbody>{ for rows }</tbody>
                    <tfoot>
                        <tr data-testid="totals">
                            <th scope="row" class="c-ch">{ say::all_channels(*lang) }</th>
                            { cells(scene, &columns, Line { id: None, row: &ranking.totals }) }
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    }
}

fn head(scene: &Scene<'_>, columns: &[(MetricId, bool)]) -> Html {
    let Scene { lang, format, .. } = scene;
    let heads = columns.iter().map(|(id, shown)| {
        let key = SortKey::Metric(*id);
        let unit = say::metric_unit(*lang, *id, &format.one, &format.symbol);
        html! {
            <th
                key={id.name()}
                scope="col"
                data-sort={id.name()}
                aria-sort={cell::aria_sort(scene.sort, key)}
                hidden={!shown}
            >
                { cell::sort_button(scene, key, say::metric(*lang, *id)) }
                <small>{ unit }</small>
            </th>
        }
    });
    html! {
        <thead>
            <tr>
                <th
                    key="name"
                    scope="col"
                    class="c-ch"
                    data-sort="name"
                    aria-sort={cell::aria_sort(scene.sort, SortKey::Name)}
                >
                    { cell::sort_button(scene, SortKey::Name, say::channel(*lang)) }
                </th>
                { for heads }
            </tr>
        </thead>
    }
}

fn cells(scene: &Scene<'_>, columns: &[(MetricId, bool)], line: Line<'_>) -> Html {
    let cells = columns.iter().map(|(id, shown)| {
        let metric = line.row.get(*id);
        let end = |end: Option<f64>| end.map(|end| AttrValue::from(plain(Some(end))));
        html! {
            <td
                key={id.name()}
                data-metric={id.name()}
                data-value={plain(metric.value)}
                data-state={metric.state.name()}
                data-low={end(metric.low)}
                data-high={end(metric.high)}
                hidden={!shown}
            >
                // What nobody sees need not be drawn: programs read the attributes.
                { shown.then(|| content(scene, line, *id)) }
            </td>
        }
    });
    html! { <>{ for cells }</> }
}

fn content(scene: &Scene<'_>, line: Line<'_>, id: MetricId) -> Html {
    let metric = line.row.get(id);
    let untold = metric.state == State::CostUnknown && id == MetricId::Spend;
    if let (true, Some(channel)) = (untold, line.id) {
        return html! {
            <>
                <span class="state">{ say::cost_unknown(scene.lang) }</span>
                { cell::inform(scene, channel, &line.name(scene)) }
            </>
        };
    }
    match (id, metric.value) {
        (MetricId::TierCost | MetricId::TierValue, Some(tier)) if tier >= 1.0 => {
            cell::open(scene, line, id, cell::medal(scene, id, tier as usize))
        }
        _ => cell::number(scene, line, id, scene.format.shown(id, line.row)),
    }
}
