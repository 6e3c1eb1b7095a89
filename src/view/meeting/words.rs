//! Numbers of the page with their units.

use garimpo_funnel::meeting::Quantity;
use garimpo_funnel::meeting::decision::{Kind, kind};
use garimpo_funnel::ranking::MetricId;

use super::Scene;
use crate::i18n::channels;
use crate::i18n::meeting as say;

/// A number of a metric that an aim may be about, or that is compared from meeting to meeting.
pub fn value(scene: &Scene<'_>, metric: MetricId, value: f64) -> String {
    match kind(metric) {
        Some(Kind::Rate) => scene.pen.percent(value, if value < 0.1 { 1 } else { 0 }),
        Some(Kind::Cost) => scene.pen.money(value),
        _ => scene.pen.up_to(value, 1),
    }
}

/// The same as an aim, where a count is for every fortnight.
pub fn aimed(scene: &Scene<'_>, metric: MetricId, number: f64) -> String {
    let written = value(scene, metric, number);
    match kind(metric) {
        Some(Kind::Count) => say::per_fortnight(scene.lang, &written),
        _ => written,
    }
}

pub fn quantity_name(scene: &Scene<'_>, quantity: Quantity) -> &'static str {
    let metric = |id| channels::metric(scene.lang, id);
    match quantity {
        Quantity::Leads => metric(MetricId::Leads),
        Quantity::Mqls => metric(MetricId::Mqls),
        Quantity::Sqls => metric(MetricId::Sqls),
        Quantity::Opportunities => metric(MetricId::Opportunities),
        Quantity::Customers => metric(MetricId::Customers),
        Quantity::Won => say::won_deals(scene.lang),
        Quantity::Lost => say::lost_deals(scene.lang),
        Quantity::Revenue => metric(MetricId::Revenue),
        Quantity::Spend => metric(MetricId::Spend),
    }
}

/// In the quantity's own units: money, or a count.
pub fn quantity(scene: &Scene<'_>, quantity: Quantity, value: i64) -> String {
    let whole = value as f64 / quantity.unit() as f64;
    if quantity.is_money() { scene.pen.money(whole) } else { scene.pen.up_to(whole, 1) }
}

pub fn signed(scene: &Scene<'_>, of: Quantity, value: i64) -> String {
    let sign = if value > 0 {
        "+"
    } else if value < 0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{}", quantity(scene, of, value.abs()))
}
