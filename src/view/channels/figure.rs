//! The map of cost against value, with its legend, and its numbers for those who do not see it.

use garimpo_funnel::ranking::{ChannelRow, MetricId, State};
use yew::{Html, html};

use super::{Scene, picture};
use crate::chart::map::{Kind, Point, Words, map};
use crate::i18n::channels as say;
use crate::order::is_young;

pub fn figure(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let points: Vec<Point> = scene.ranking.channels.iter().filter_map(|row| point(scene, row)).collect();
    let drawn = map(&points, &words(scene, &points), |tick| scene.format.tick(tick));
    html! {
        <section class="fig" aria-labelledby="map-title">
            <h2 id="map-title">{ say::map_title(lang) }</h2>
            if let Some(drawn) = drawn {
                <p class="fig-say">{ say::map_say(lang) }</p>
                <figure>
                    { drawn }
                    { table(scene, &points) }
                </figure>
            } else {
                <p class="fig-say">{ say::map_empty(lang) }</p>
            }
            { notes(scene, &points) }
        </section>
    }
}

/// A logarithm has no place for zero; too few data is drawn, but told apart.
fn point(scene: &Scene<'_>, row: &ChannelRow) -> Option<Point> {
    let (cost, value) = (row.row.get(MetricId::Cpl), row.row.get(MetricId::ValuePerLead));
    let positive = |number: Option<f64>| number.filter(|number| *number > 0.0);
    let few = cost.state == State::TooFew || value.state == State::TooFew;
    Some(Point {
        name: scene.name(row),
        kind: match (few, picture::is_first(row)) {
            (true, _) => Kind::Few,
            _ if is_young(scene.ranking, row) => Kind::Young,
            (false, true) => Kind::FirstTier,
            (false, false) => Kind::Rest,
        },
        x: positive(cost.value)?,
        y: positive(value.value)?,
        low: value.low,
        high: value.high,
        size: row.row.get(MetricId::Spend).value.unwrap_or_default(),
    })
}

fn words(scene: &Scene<'_>, points: &[Point]) -> Words {
    let (lang, format) = (scene.lang, &scene.format);
    let within = |low: f64, high: f64| -> Vec<String> {
        let inside = |point: &&Point| (low..high).contains(&(point.y / point.x));
        points.iter().filter(inside).map(|point| point.name.clone()).collect()
    };
    let three = if format.symbol.is_empty() { format.number(3.0, 0) } else { format.one.replace('1', "3") };
    Words {
        title: say::map_name(lang).to_owned(),
        desc: say::map_desc(lang, &within(3.0, f64::INFINITY), &within(1.0, 3.0), &within(0.0, 1.0)),
        axis_x: say::axis_cost(lang, &format.symbol),
        axis_y: say::axis_value(lang, &format.symbol),
        even: say::break_even(lang, &format.one),
        goal: say::goal(lang, &format.one, &three),
        loss: say::loss_zone(lang).to_owned(),
    }
}

fn table(scene: &Scene<'_>, points: &[Point]) -> Html {
    let (lang, format) = (scene.lang, &scene.format);
    let columns = [MetricId::Cpl, MetricId::ValuePerLead, MetricId::Spend];
    let heads =
        columns.iter().map(|id| html! { <th key={id.name()} scope="col">{ say::metric(lang, *id) }</th> });
    let rows = points.iter().map(|point| {
        html! {
            <tr key={point.name.clone()}>
                <th scope="row">{ &point.name }</th>
                <td>{ format.money(point.x) }</td>
                <td>{ format.money(point.y) }</td>
                <td>{ format.money(point.size) }</td>
            </tr>
        }
    });
    html! {
        <div class="sr">
            <table>
                <caption>{ say::map_name(lang) }</caption>
                <thead><tr><th key="name" scope="col">{ say::channel(lang) }</th>{ for heads }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn notes(scene: &Scene<'_>, points: &[Point]) -> Html {
    let lang = scene.lang;
    let names = |test: &dyn Fn(&ChannelRow) -> bool| -> Vec<String> {
        let rows = scene.ranking.channels.iter().filter(|row| test(row));
        rows.map(|row| scene.name(row))
            .filter(|name| points.iter().all(|point| point.name != *name))
            .collect()
    };
    let unknown = |row: &ChannelRow| row.row.get(MetricId::Cpl).state == State::CostUnknown;
    let without_cost = names(&unknown);
    let zero = names(&|row| !unknown(row) && row.row.get(MetricId::Cpl).value.is_some());
    let any = |kind: Kind| points.iter().any(|point| point.kind == kind);
    html! {
        <p class="fig-note">
            if any(Kind::FirstTier) {
                <span key="first" class="key t1">{ say::key_first(lang) }</span>
            }
            if any(Kind::Rest) {
                <span key="rest" class="key">{ say::key_rest(lang) }</span>
            }
            if any(Kind::Young) {
                <span key="young" class="key young">{ say::key_young(lang) }</span>
            }
            if any(Kind::Few) {
                <span key="few" class="key few">{ say::too_few_short(lang) }</span>
            }
            if !without_cost.is_empty() {
                <span key="cost">{ say::left_out_cost(lang, &without_cost) }</span>
            }
            if !zero.is_empty() && !points.is_empty() {
                <span key="zero">{ say::left_out_zero(lang, &zero) }</span>
            }
        </p>
    }
}
