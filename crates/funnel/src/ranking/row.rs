//! From counts to numbers: every metric of a channel or of the totals, with its state and 90 % interval.
//!
//! Ratios are made here and nowhere else, once each, from sums. Three kinds of "no number" stay apart: nothing
//! to divide by (`no-leads`, with the money kept in `over`), cost not told (`cost-unknown`), and nothing at all
//! (`none`). Must never let an infinity or a NaN out: see [`Metric::sound`].

use super::tally::Tally;
use super::{Metric, MetricId, Row, State};
use crate::stats::interval::{self, Interval, LEVEL};
use crate::stats::money::{self, Amounts, Deals, LnValue};

/// Fewer leads than this (or fewer decided deals, for the win rate) are too few for a percentage or an order.
pub const ENOUGH: f64 = 10.0;

/// The numbers of a channel, with what the value tiers need besides.
pub struct Numbers {
    pub row: Row,
    pub amounts: Amounts,
    pub value: Option<LnValue>,
}

impl Metric {
    /// No number that is not one, and an interval that holds its value.
    pub fn sound(self) -> Self {
        // Adding 0 makes a negative zero a plain one.
        let finite = |n: Option<f64>| n.filter(|n| n.is_finite()).map(|n| n + 0.0);
        let value = finite(self.value);
        let (mut low, mut high) = (finite(self.low), finite(self.high));
        if let Some(value) = value {
            low = low.map(|low| low.min(value));
            high = high.map(|high| high.max(value));
        }
        let over = self.over.filter(|(a, b)| a.is_finite() && b.is_finite()).map(|(a, b)| (a + 0.0, b + 0.0));
        let state = if value.is_none() && matches!(self.state, State::Ok | State::TooFew) {
            State::None
        } else {
            self.state
        };
        Self { value, state, low, high, over }
    }

    pub(super) fn told(value: Option<f64>) -> Self {
        Self { value, state: if value.is_some() { State::Ok } else { State::None }, ..Self::default() }
    }

    pub(super) fn within(self, interval: Option<Interval>) -> Self {
        Self { low: interval.map(|i| i.low), high: interval.map(|i| i.high), ..self }
    }

    pub(super) fn gated(self, enough: bool) -> Self {
        Self { state: if enough { State::Ok } else { State::TooFew }, ..self }
    }
}

/// Money in major units.
pub fn major(minor: i128) -> f64 {
    minor as f64 / 100.0
}

/// What the amounts of a tally say.
pub fn amounts(tally: &Tally) -> Amounts {
    let of_deals = Amounts::new(tally.revenue.map_or(0.0, major), &logs(tally));
    // Totals can have both: single amounts of some channels and ready-made sums of others.
    let ln_squares = of_deals.ln_squares.filter(|_| tally.summed_deals == 0.0);
    Amounts { deals: of_deals.deals + tally.summed_deals, ln_squares, ..of_deals }
}

/// Logarithms of the positive amounts in rising order, so that sums do not depend on the order of the rows.
fn logs(tally: &Tally) -> Vec<f64> {
    logs_of(&tally.amounts)
}

/// Of amounts in rising order.
pub(super) fn logs_of(amounts: &[i64]) -> Vec<f64> {
    amounts.iter().filter(|a| **a > 0).map(|a| libm::log(major(i128::from(*a)))).collect()
}

/// All metrics but the tiers and the probabilities, which need all channels.
pub fn numbers(tally: &Tally, amounts: Amounts, all: Option<&Deals>, pseudo: f64) -> Numbers {
    let spend = tally.spend.map(major);
    let enough = tally.leads.is_none_or(|n| n >= ENOUGH);
    let value = all.filter(|_| amounts.deals > 0.0 && tally.revenue.is_some_and(|r| r > 0)).map(|all| {
        let rate = match tally.leads.filter(|n| *n > 0.0) {
            Some(leads) => money::ln_rate(amounts.deals, leads),
            None => money::ln_count(amounts.deals),
        };
        money::ln_value(rate, money::ln_deal(&amounts, all, pseudo))
    });
    let mut row = Row { metrics: vec![Metric::default(); MetricId::ALL.len()] };
    let mut set = |id: MetricId, metric: Metric| {
        if let Some(slot) = row.metrics.get_mut(id as usize) {
            *slot = metric.sound();
        }
    };
    let unknown = Metric { state: State::CostUnknown, ..Metric::default() };
    set(MetricId::Spend, spend.map_or(unknown, |s| Metric::told(Some(s))));
    set(MetricId::Leads, Metric::told(tally.leads));
    set(MetricId::Mqls, Metric::told(tally.mqls));
    set(MetricId::Sqls, Metric::told(tally.sqls));
    set(MetricId::Opportunities, Metric::told(tally.opportunities));
    set(MetricId::Customers, Metric::told(tally.customers));
    set(MetricId::Cpl, without_leads(cost(spend, tally.leads, enough)));
    set(MetricId::CostPerMql, cost(spend, tally.mqls, enough));
    set(MetricId::CostPerSql, cost(spend, tally.sqls, enough));
    set(MetricId::CostPerOpportunity, cost(spend, tally.opportunities, enough));
    set(MetricId::Cac, cost(spend, tally.customers, enough));
    set(MetricId::LeadToCustomer, rate(tally.lead_customers, tally.leads));
    let decided = f64::from(tally.won) + f64::from(tally.lost);
    set(MetricId::WinRate, rate(Some(f64::from(tally.won)), (decided > 0.0).then_some(decided)));
    set(MetricId::Revenue, Metric::told(tally.revenue.map(major)));
    set(MetricId::AverageDeal, average_deal(tally, &amounts, all));
    set(MetricId::ValuePerLead, value_per_lead(tally, &amounts, all, value));
    let back = return_per_unit(tally, &amounts, value, enough);
    set(MetricId::ReturnPerUnit, back);
    set(MetricId::Roas, back);
    let less_one = |n: Option<f64>| n.map(|n| n - 1.0);
    let over = back.over.map(|(revenue, spend)| (revenue - spend, spend));
    let roi = over.filter(|_| back.value.is_some()).map(|(gain, spend)| gain / spend);
    set(
        MetricId::Roi,
        Metric { value: roi, low: less_one(back.low), high: less_one(back.high), over, ..back },
    );
    set(MetricId::CycleDays, cycle_days(tally));
    Numbers { row, amounts, value }
}

/// Spend per outcome. Without an outcome only the lower bound is known. A declared cost of 0 is sure.
/// Credits beyond the spend leave no cost to speak of.
pub(super) fn cost(spend: Option<f64>, outcomes: Option<f64>, enough: bool) -> Metric {
    let Some(spend) = spend else { return Metric { state: State::CostUnknown, ..Metric::default() } };
    let Some(outcomes) = outcomes else { return Metric::default() };
    let over = Some((spend, outcomes));
    if outcomes > 0.0 && spend >= 0.0 {
        let told = Metric { value: Some(spend / outcomes), over, ..Metric::default() };
        return told.within(interval::cost_per(spend, outcomes, LEVEL)).gated(enough || spend == 0.0);
    }
    Metric { low: interval::cost_at_least(spend), over, ..Metric::default() }
}

/// Spend without any lead is a state of its own for the cost per lead: the money is shown, not a bound.
fn without_leads(cpl: Metric) -> Metric {
    match cpl.over {
        Some((spend, leads)) if leads == 0.0 && spend > 0.0 => {
            Metric { state: State::NoLeads, over: cpl.over, ..Metric::default() }
        }
        _ => cpl,
    }
}

/// A share with Wilson's interval. On the period clock more customers than leads are possible: then the
/// interval is that of the count.
pub(super) fn rate(x: Option<f64>, n: Option<f64>) -> Metric {
    let (Some(x), Some(n)) = (x, n) else { return Metric::default() };
    let over = Some((x, n));
    if n <= 0.0 {
        return Metric { over, ..Metric::default() };
    }
    let of_count = || interval::count(x, LEVEL).map(|c| Interval { low: c.low / n, high: c.high / n });
    let told = Metric { value: Some(x / n), over, ..Metric::default() };
    told.within(interval::wilson(x, n, LEVEL).or_else(of_count)).gated(n >= ENOUGH)
}

/// The mean of told won amounts (of a sum's customers where only the sum is known).
fn average_deal(tally: &Tally, amounts: &Amounts, all: Option<&Deals>) -> Metric {
    let count = tally.amounts.len() as f64 + tally.summed_deals;
    let Some(revenue) = tally.revenue.map(major).filter(|_| count > 0.0) else { return Metric::default() };
    let told = Metric { value: Some(revenue / count), over: Some((revenue, count)), ..Metric::default() };
    let single =
        (tally.summed_deals == 0.0).then(|| interval::log_normal_mean(&logs(tally), LEVEL)).flatten();
    // One deal, or a sum: with the spread that the company's other deals show.
    let borrowed = || {
        let (mean, variance) = money::ln_deal(amounts, all?, 0.0);
        (amounts.deals > 0.0).then(|| LnValue { mean, sd: variance.sqrt() }.interval(LEVEL))
    };
    told.within(single.or_else(borrowed)).gated(count >= money::ENOUGH_DEALS)
}

fn value_per_lead(tally: &Tally, amounts: &Amounts, all: Option<&Deals>, value: Option<LnValue>) -> Metric {
    let (Some(revenue), Some(leads)) = (tally.revenue.map(major), tally.leads) else {
        return Metric::default();
    };
    let over = Some((revenue, leads));
    if leads <= 0.0 {
        return Metric { over, ..Metric::default() };
    }
    let told = Metric { value: Some(revenue / leads), over, ..Metric::default() };
    let nothing = || all.filter(|_| amounts.deals == 0.0).map(|all| money::nothing_won(leads, all));
    let interval = value.map(|v| v.interval(LEVEL)).or_else(nothing);
    told.within(interval).gated(leads >= ENOUGH && amounts.deals >= money::ENOUGH_DEALS)
}

fn return_per_unit(tally: &Tally, amounts: &Amounts, value: Option<LnValue>, enough: bool) -> Metric {
    let Some(spend) = tally.spend.map(major) else {
        return Metric { state: State::CostUnknown, ..Metric::default() };
    };
    let Some(revenue) = tally.revenue.map(major) else { return Metric::default() };
    let over = Some((revenue, spend));
    if spend <= 0.0 {
        return Metric { over, ..Metric::default() };
    }
    let units = tally.leads.filter(|n| *n > 0.0).unwrap_or(1.0) / spend;
    let interval =
        value.map(|v| v.interval(LEVEL)).map(|i| Interval { low: i.low * units, high: i.high * units });
    let told = Metric { value: Some(revenue / spend), over, ..Metric::default() };
    told.within(interval).gated(enough && amounts.deals >= money::ENOUGH_DEALS)
}

/// The median with its distribution-free interval.
fn cycle_days(tally: &Tally) -> Metric {
    let mut days: Vec<f64> = tally.cycles.iter().map(|d| f64::from(*d)).collect();
    days.sort_unstable_by(f64::total_cmp);
    let Some(median) = interval::median(&days) else { return Metric::default() };
    let told = Metric { value: Some(median), ..Metric::default() };
    told.within(interval::median_interval(&days, LEVEL)).gated(days.len() as f64 >= money::ENOUGH_DEALS)
}
