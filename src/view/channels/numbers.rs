//! All the numbers, one channel a line: the table that programs read (CONTRACT.md) and people copy from.
//!
//! The metrics that CONTRACT.md promises are in every row, hidden where they are not chosen; the others only where
//! they are.

use garimpo_funnel::ranking::further::ONE_BIG_DEAL;
use garimpo_funnel::ranking::{MetricId, State};
use yew::{AttrValue, Html, classes, html};

use super::cell::{self, Line};
use super::columns::choice;
use super::format::plain;
use super::{Scene, Stage};
use crate::calendar::iso;
use crate::columns;
use crate::i18n::channels as say;
use crate::model::SortKey;

pub fn numbers(scene: &Scene<'_>) -> Html {
    let Scene { ranking, lang, .. } = scene;
    let all = columns::columns(ranking, scene.columns);
    let columns: Vec<(MetricId, bool)> =
        all.iter().copied().filter(|(id, shown)| *shown || columns::is_promised(*id)).collect();
    let rows = scene.sections().into_iter().flat_map(|section| section.rows);
    let rows = rows.filter_map(|index| scene.row(index)).map(|row| {
        let name = scene.name(row);
        html! {
            <tr
                key={row.channel.id.clone()}
                data-channel={name.clone()}
                data-channel-id={row.channel.id.clone()}
            >
                <th scope="row" class="c-ch">
                    { &name }
                    { cell::young(scene, row) }
                </th>
                { cells(scene, &columns, Line::channel(row)) }
            </tr>
        }
    });
    html! {
        <section class={classes!("numbers", (scene.stage < Stage::Whole).then_some("later"))}>
            <h2 id="numbers">{ say::numbers_title(*lang) }</h2>
            <p class="fig-say">{ say::numbers_say(*lang) }</p>
            { choice(scene, &all) }
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
                class={classes!(is_estimate(*id).then_some("estimate"))}
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
        (MetricId::TierCost | MetricId::TierValue | MetricId::TierSpeed, Some(tier)) if tier >= 1.0 => {
            cell::open(scene, line, id, cell::medal(scene, id, tier as usize))
        }
        (MetricId::ExpectedValuePerLead, Some(value)) => expected(scene, line, value),
        (MetricId::AverageDeal, Some(_)) => html! {
            <>
                { cell::number(scene, line, id, scene.format.shown(id, line.row)) }
                { big_deal(scene, line) }
            </>
        },
        _ => cell::number(scene, line, id, scene.format.shown(id, line.row)),
    }
}

/// What holds something that has not come yet.
fn is_estimate(id: MetricId) -> bool {
    use MetricId::*;
    matches!(id, OpenValuePerLead | ExpectedValuePerLead | CustomersCompleted)
}

/// One deal makes the average.
fn big_deal(scene: &Scene<'_>, line: Line<'_>) -> Option<Html> {
    let share = line.row.get(MetricId::LargestDealShare).value.filter(|share| *share > ONE_BIG_DEAL)?;
    let share = scene.format.value(MetricId::LargestDealShare, share);
    let title = say::one_big_deal_say(scene.lang, &share);
    Some(html! {
        <small class="flag" data-testid="one-big-deal" {title}>{ say::one_big_deal(scene.lang, &share) }</small>
    })
}

/// What has come and what is still open, side by side and never as one: solid and striped.
fn expected(scene: &Scene<'_>, line: Line<'_>, value: f64) -> Html {
    let (id, format) = (MetricId::ExpectedValuePerLead, &scene.format);
    let mut shown = format.shown(id, line.row);
    let come = line.row.get(MetricId::ValuePerLead).value.unwrap_or_default();
    let open = line.row.get(MetricId::OpenValuePerLead).value.unwrap_or(value - come);
    shown.sub = Some(say::expected_of(scene.lang, &format.value(id, come), &format.value(id, open)));
    let all = scene.ranking.channels.iter().filter_map(|row| row.row.get(id).value);
    let most = all.chain([value]).fold(f64::MIN_POSITIVE, f64::max);
    let at = |part: f64| format!("{:.1}%", (part / most).clamp(0.0, 1.0) * 100.0);
    html! {
        <>
            { cell::number(scene, line, id, shown) }
            <svg class="expected" aria-hidden="true">
                <line class="f" x1="0%" x2={at(come)} y1="50%" y2="50%" />
                <line class="o" x1={at(come)} x2={at(come + open)} y1="50%" y2="50%" />
            </svg>
        </>
    }
}
