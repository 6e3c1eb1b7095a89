//! Stages, time, and what has not ended yet (domain.md a.2, a.4 to a.6).

use super::super::row::{ENOUGH, rate};
use super::super::{Metric, MetricId, Row};
use super::{Of, Whole, made_of, set};
use crate::Clock;
use crate::company::Reached;
use crate::maturity::completed_customers;
use crate::stats::interval::{self, Interval, LEVEL};
use crate::stats::money::ENOUGH_DEALS;
use crate::stats::survival::{Curve, gather};

const DAY: f64 = 86_400.0;

pub fn fill(row: &mut Row, whole: &Whole<'_>, of: &Of<'_>) {
    stages(row, whole, of);
    set(row, MetricId::LeadToCustomerDays, lead_to_customer_days(of));
    let answers = Curve::of(&gather(&mut of.extra.waits.clone()));
    set(row, MetricId::ResponseMedian, response(&answers, 0.5));
    set(row, MetricId::ResponseP90, response(&answers, 0.9));
    // Only cohorts ripen: what happened in a period has happened.
    let ripens = whole.clock == Clock::Cohort;
    let told = of.extra.ripeness.maturity().filter(|_| ripens && is_dated(of));
    set(row, MetricId::Maturity, Metric::told(told));
    set(row, MetricId::CustomersCompleted, customers_completed(whole, of));
    let by_h = win_rate_by_h(whole, of);
    set(row, MetricId::WinRateByH, by_h);
    let velocity = if whole.has_open { velocity(row, of, &by_h) } else { Metric::default() };
    set(row, MetricId::Velocity, velocity);
}

/// A stage that no lead of the company stopped at is not told by the data: leads only passed it by going further.
fn stages(row: &mut Row, whole: &Whole<'_>, of: &Of<'_>) {
    let tally = of.tally;
    let stages = [
        (MetricId::LeadToMql, Reached::Mql, tally.leads, tally.mqls, MetricId::Mqls),
        (MetricId::MqlToSql, Reached::Sql, tally.mqls, tally.sqls, MetricId::Sqls),
        (
            MetricId::SqlToOpportunity,
            Reached::Opportunity,
            tally.sqls,
            tally.opportunities,
            MetricId::Opportunities,
        ),
    ];
    let stopped = |stage: Reached| whole.survey.stopped_at(stage);
    for (id, stage, from, to, count) in stages {
        // The stage before must be told, too; the first one is.
        let before = match stage {
            Reached::Mql => true,
            Reached::Sql => stopped(Reached::Mql),
            _ => stopped(Reached::Sql),
        };
        let by_sums = tally.by_sums.contains(&count);
        set(row, id, if by_sums || (before && stopped(stage)) { rate(to, from) } else { Metric::default() });
    }
    let by_sums = tally.by_sums.contains(&MetricId::Customers);
    let told = by_sums || stopped(Reached::Opportunity);
    let customers = if told { rate(tally.lead_customers, tally.opportunities) } else { Metric::default() };
    set(row, MetricId::OpportunityToCustomer, customers);
}

fn lead_to_customer_days(of: &Of<'_>) -> Metric {
    let days: Vec<f64> = of.extra.to_customer.iter().map(|days| f64::from(*days)).collect();
    let Some(median) = interval::median(&days) else { return Metric::default() };
    let told = Metric { value: Some(median), ..Metric::default() };
    told.within(interval::median_interval(&days, LEVEL)).gated(days.len() as f64 >= ENOUGH_DEALS)
}

/// The time by which this share of the leads was answered, in days; those who wait still count as waiting.
fn response(curve: &Curve, share: f64) -> Metric {
    let days = |seconds: i64| seconds as f64 / DAY;
    let (low, high) = curve.ended_by_interval(share, LEVEL);
    // Not reached: later than the lower bound, or than anybody was followed.
    let low = low.or_else(|| curve.followed_by(1));
    let value = curve.ended_by(share).map(days);
    let told = Metric { value, low: low.map(days), high: high.map(days), ..Metric::default() };
    if value.is_some() { told.gated(f64::from(curve.count()) >= ENOUGH) } else { told }
}

/// Whether the dates of the leads say anything of them all.
fn is_dated(of: &Of<'_>) -> bool {
    of.tally.leads.is_none_or(|leads| 2.0 * of.extra.ripeness.dated() >= leads)
}

/// Customers of these leads when they have ripened: marked as completed, never put in place of the count.
fn customers_completed(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let (Some(lag), Some(customers)) = (&whole.leads, of.tally.customers) else { return Metric::default() };
    if whole.clock == Clock::Period || !is_dated(of) {
        return Metric::default();
    }
    let Some((value, low, high)) = completed_customers(customers, &of.extra.ripeness, lag) else {
        return Metric::default();
    };
    Metric::told(Some(value)).within(Some(Interval { low, high }))
}

/// The share of the opened deals that is won by day H (Aalen–Johansen). `None` where nobody was followed so long, or
/// where one win in ten has no dates.
fn win_rate_by_h(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let told = whole.has_lost || whole.has_open;
    let Some(horizon) = whole.horizon.map(i64::from).filter(|_| told) else { return Metric::default() };
    let won: u32 = of.extra.spells.iter().map(|at| at.won).sum();
    if f64::from(of.extra.undated_wins) * 9.0 > f64::from(won) {
        return Metric::default();
    }
    let curve = Curve::of(&of.extra.spells);
    let followed =
        |least: u32| curve.open(horizon) <= 0.0 || curve.followed_by(least).is_some_and(|by| by >= horizon);
    if curve.count() == 0 || !followed(1) {
        return Metric::default();
    }
    let told = Metric { value: Some(curve.won_by(horizon)), ..Metric::default() };
    let enough = f64::from(curve.count()) >= ENOUGH && followed(ENOUGH_DEALS as u32);
    told.within(curve.won_by_interval(horizon, LEVEL)).gated(enough)
}

/// Open opportunities × win rate × average deal ÷ days: money a day (domain.md a.4).
pub fn money_a_day(open: f64, win_rate: f64, average_deal: f64, cycle_days: f64) -> Option<f64> {
    (cycle_days > 0.0).then(|| open * win_rate * average_deal / cycle_days)
}

/// Deals that are open for more than twice the median cycle are stale: they count for no pace.
fn velocity(row: &Row, of: &Of<'_>, by_h: &Metric) -> Metric {
    let (deal, cycle) = (row.get(MetricId::AverageDeal), row.get(MetricId::CycleDays));
    let (Some(rate), Some(average), Some(days)) = (by_h.value, deal.value, cycle.value) else {
        return Metric::default();
    };
    let fresh = of.extra.open.iter().filter(|age| f64::from(**age) <= 2.0 * days).count() as f64;
    made_of(money_a_day(fresh, rate, average, days), &[*by_h, deal, cycle])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipeline_moves_so_much_a_day() {
        // domain.md a.4: 100 × 25 % × 50 000 / 60.
        let got = money_a_day(100.0, 0.25, 50_000.0, 60.0).unwrap();
        assert!((got - 20_833.333_333).abs() < 1e-6, "{got}");
        assert_eq!(money_a_day(100.0, 0.25, 50_000.0, 0.0), None);
    }
}
