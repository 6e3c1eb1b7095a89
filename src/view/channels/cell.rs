//! Parts that both tables of the ranking are made of: headings that sort, numbers that open, medals, dots.

use garimpo_funnel::ranking::{ChannelRow, Metric, MetricId, Row, State};
use yew::{AttrValue, Html, classes, html};

use super::Scene;
use super::format::Shown;
use crate::i18n::channels as say;
use crate::model::{Sort, SortKey};
use crate::msg::Msg;
use crate::order;
use crate::ui::{Icon, icon};

/// A row of either table: a channel, or all of them.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub id: Option<&'a str>,
    pub row: &'a Row,
}

impl<'a> Line<'a> {
    pub fn channel(row: &'a ChannelRow) -> Self {
        Line { id: Some(&row.channel.id), row: &row.row }
    }

    pub fn name(&self, scene: &Scene<'_>) -> String {
        match self.id {
            Some(id) => scene.name_of(id),
            None => say::all_channels(scene.lang).to_owned(),
        }
    }
}

/// `ascending`, `descending` or nothing, for the heading of the column that the rows are in the order of.
pub fn aria_sort(sort: Sort, key: SortKey) -> Option<&'static str> {
    let by_cost = sort.key == SortKey::Cost && key == SortKey::Metric(MetricId::Cac);
    (sort.key == key || by_cost).then_some(if sort.descending { "descending" } else { "ascending" })
}

/// A button that puts the rows in the column's order. `name` is shown.
pub fn sort_button(scene: &Scene<'_>, key: SortKey, name: &str) -> Html {
    let next = order::next(scene.sort, key);
    let onclick = scene.dispatch.reform(move |_| Msg::SortBy(next));
    let now = aria_sort(scene.sort, key);
    html! {
        <button class={classes!("sort", now)} type="button" {onclick}>
            <span>{ name }</span>
            if now.is_some() {
                { icon(Icon::Down) }
            }
        </button>
    }
}

/// A number that opens its sum; a reason in place of one does not open.
pub fn number(scene: &Scene<'_>, line: Line<'_>, id: MetricId, shown: Shown) -> Html {
    let Shown { main, sub, reason } = shown;
    if reason {
        let none = (main == "–").then(|| say::no_number(scene.lang));
        return html! {
            <span class="state" title={none}>
                if let Some(none) = none {
                    <span aria-hidden="true">{ main }</span><span class="sr">{ none }</span>
                } else {
                    { main }
                }
            </span>
        };
    }
    open(scene, line, id, html! { <><b>{ main }</b>if let Some(sub) = sub { <small>{ sub }</small> }</> })
}

pub fn open(scene: &Scene<'_>, line: Line<'_>, id: MetricId, content: Html) -> Html {
    if scene.frozen {
        return html! { <span class="num-link">{ content }</span> };
    }
    let channel = line.id.map(str::to_owned);
    let is_open = (scene.open == Some((line.id, id))).then_some("is-open");
    let title = say::open_number(scene.lang, id, &line.name(scene));
    let onclick = scene.dispatch.reform(move |_| Msg::OpenNumber { channel: channel.clone(), metric: id });
    html! {
        <button class={classes!("num-link", is_open)} type="button" {title} {onclick}>{ content }</button>
    }
}

/// Always a digit, never colour alone.
pub fn medal(scene: &Scene<'_>, id: MetricId, tier: usize) -> Html {
    let class = match tier {
        1 => "m1",
        2 => "m2",
        3 => "m3",
        _ => "",
    };
    html! {
        <span class={classes!("medal", class)} role="img" aria-label={say::medal(scene.lang, id, tier)}>{ tier }</span>
    }
}

/// Four dots and a word, by the number of customers.
pub fn certainty(scene: &Scene<'_>, row: &Row) -> Html {
    let customers = row.get(MetricId::Customers).value.unwrap_or_default();
    let (word, dots) = say::certainty(scene.lang, customers);
    let circles = (0..4_u8).map(|nth| {
        let on = (nth < dots).then_some("on");
        html! { <circle key={nth} cx={(4 + 8 * u32::from(nth)).to_string()} cy="4" r="3" class={classes!(on)} /> }
    });
    html! {
        <span class="conf">
            <svg viewBox="0 0 32 8" width="32" height="8" aria-hidden="true">{ for circles }</svg>
            { word }
        </span>
    }
}

/// "48 leads · 7 clientes".
pub fn size(scene: &Scene<'_>, row: &Row) -> String {
    let count = |id| row.get(id).value.unwrap_or_default();
    let (leads, customers) = (count(MetricId::Leads), count(MetricId::Customers));
    let format = &scene.format;
    say::size(scene.lang, (leads, &format.count(leads)), (customers, &format.count(customers)))
}

/// Why a channel is in no order although it has its numbers: most of what will come has not.
pub fn young(scene: &Scene<'_>, row: &ChannelRow) -> Option<Html> {
    let maturity = row.row.get(MetricId::Maturity).value?;
    order::is_young(scene.ranking, row).then(|| {
        let share = scene.format.value(MetricId::Maturity, maturity);
        html! { <small class="young-say" data-testid="young">{ say::young_say(scene.lang, &share) }</small> }
    })
}

/// The way to type a cost that nobody told.
pub fn inform(scene: &Scene<'_>, channel: &str, name: &str) -> Html {
    let id = channel.to_owned();
    let onclick = scene.dispatch.reform(move |_| Msg::InformCost { channel: id.clone() });
    let label = AttrValue::from(say::inform_for(scene.lang, name));
    html! {
        <button
            class="btn mini"
            type="button"
            data-testid="inform-cost"
            title={&label}
            aria-label={label}
            {onclick}
        >
            { icon(Icon::Pencil) }
            { say::inform(scene.lang) }
        </button>
    }
}

/// Of the first tier, too few, too young, or none of these.
pub fn bar_class(metric: &Metric, tier: Option<usize>, young: bool) -> &'static str {
    match (metric.state, tier) {
        (State::Ok, _) if young => "young",
        (State::TooFew, _) => "few",
        (_, Some(1)) => "t1",
        _ => "",
    }
}
