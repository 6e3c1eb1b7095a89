//! What customers are worth (domain.md a.2, a.3): margins, deals, open deals, lifetime value and payback.
//!
//! Where no margin is known there is no profit, and nothing that needs one. What is expected of open deals stays
//! apart from what has come.

use super::super::row::{ENOUGH, logs_of, major};
use super::super::{Metric, MetricId, Row, State};
use super::count::{SHARE, Sum};
use super::{Of, Whole, made_of, set};
use crate::stats::interval::{self, Interval, LEVEL, z_of};
use crate::stats::money::ENOUGH_DEALS;
use crate::stats::special::trigamma;
use crate::{Clock, Form};

/// Days of a mean month.
const MONTH: f64 = 30.4375;

pub fn fill(row: &mut Row, whole: &Whole<'_>, of: &Of<'_>) {
    let profit = profit(whole, of);
    set(row, MetricId::ValueWinRate, value_win_rate(whole, of));
    set(row, MetricId::MedianDeal, median_deal(of));
    set(row, MetricId::LargestDealShare, largest_share(of));
    set(row, MetricId::Profit, Metric::told(profit));
    set(row, MetricId::ProfitPerLead, profit_per_lead(row, of, profit));
    set(row, MetricId::RoiMargin, roi_margin(row, of, profit));
    let open = open_value_per_lead(whole, of);
    set(row, MetricId::OpenValuePerLead, open);
    set(row, MetricId::ExpectedValuePerLead, expected(row, &open));
    let ltv = ltv(whole, of);
    set(row, MetricId::Ltv, ltv);
    set(row, MetricId::LtvCac, ltv_cac(row, &ltv));
    set(row, MetricId::PaybackMonths, payback(row, whole, of));
}

/// What the won deals earned, in major units. `None` as soon as one of them tells no margin.
fn profit(whole: &Whole<'_>, of: &Of<'_>) -> Option<f64> {
    let revenue = of.tally.revenue?;
    if of.tally.summed_deals > 0.0 || of.tally.by_sums.contains(&MetricId::Revenue) {
        // Of sums only the whole is known. Single deals beside them have margins of their own: not one for all.
        let margin = whole.settings.money.sound_margin()?;
        return of.extra.first_profits.is_empty().then(|| major(revenue) * margin);
    }
    (whole.has_margins && of.extra.unknown_margins == 0).then(|| major(of.extra.profit))
}

/// Σ won / Σ (won + lost) of told amounts. As sure as a share of as many equal deals as weigh the same (Kish).
fn value_win_rate(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let mut won = Sum::default();
    of.tally.amounts.iter().filter(|amount| **amount > 0).for_each(|amount| won.add(*amount));
    let lost = of.extra.lost;
    // Where lost deals tell no amount, everything would seem won.
    let untold = of.tally.lost > 0 && lost.count == 0;
    if untold || !whole.has_lost || won.count + lost.count == 0 {
        return Metric::default();
    }
    let (top, bottom) = (major(won.sum), major(won.sum + lost.sum));
    let squares = won.squares.saturating_add(lost.squares) as f64;
    let size = (bottom * 100.0) * (bottom * 100.0) / squares;
    let told = Metric { value: Some(top / bottom), over: Some((top, bottom)), ..Metric::default() };
    let ends = interval::wilson((top / bottom).min(1.0) * size, size, LEVEL);
    told.within(ends).gated(f64::from(won.count + lost.count) >= ENOUGH)
}

fn median_deal(of: &Of<'_>) -> Metric {
    // The tallies' amounts are in rising order.
    let amounts: Vec<f64> = of.tally.amounts.iter().map(|amount| major(i128::from(*amount))).collect();
    let Some(median) = interval::median(&amounts) else { return Metric::default() };
    let told = Metric { value: Some(median), ..Metric::default() };
    told.within(interval::median_interval(&amounts, LEVEL)).gated(amounts.len() as f64 >= ENOUGH_DEALS)
}

/// The largest won amount as a share of all: above [`super::ONE_BIG_DEAL`] one deal makes the mean.
fn largest_share(of: &Of<'_>) -> Metric {
    let positive = || of.tally.amounts.iter().copied().filter(|amount| *amount > 0);
    let sum: i128 = positive().map(i128::from).sum();
    let Some(largest) = positive().max().filter(|_| of.tally.summed_deals == 0.0) else {
        return Metric::default();
    };
    let over = (major(i128::from(largest)), major(sum));
    Metric { value: Some(over.0 / over.1), over: Some(over), state: State::Ok, ..Metric::default() }
}

/// The interval of money in, taken for the part of it that remains.
fn scaled(metric: &Metric, part: f64) -> Option<Interval> {
    let (low, high) = (metric.low? * part, metric.high? * part);
    Some(Interval { low: low.min(high), high: low.max(high) })
}

fn margin(of: &Of<'_>, profit: f64) -> Option<f64> {
    let revenue = major(of.tally.revenue.filter(|revenue| *revenue > 0)?);
    Some(profit / revenue)
}

fn profit_per_lead(row: &Row, of: &Of<'_>, profit: Option<f64>) -> Metric {
    let value = row.get(MetricId::ValuePerLead);
    let (Some(profit), Some((_, leads))) = (profit, value.over) else { return Metric::default() };
    let over = Some((profit, leads));
    if leads <= 0.0 {
        return Metric { over, ..Metric::default() };
    }
    let ends = margin(of, profit).and_then(|margin| scaled(&value, margin));
    Metric { value: Some(profit / leads), over, ..value }.within(ends)
}

/// (profit − spend) / spend.
fn roi_margin(row: &Row, of: &Of<'_>, profit: Option<f64>) -> Metric {
    let back = row.get(MetricId::ReturnPerUnit);
    let Some(spend) = of.tally.spend.map(major) else {
        return Metric { state: State::CostUnknown, ..Metric::default() };
    };
    let Some(profit) = profit else { return Metric::default() };
    let over = Some((profit - spend, spend));
    if spend <= 0.0 {
        return Metric { over, ..Metric::default() };
    }
    let ends = margin(of, profit).and_then(|margin| scaled(&back, margin));
    let ends = ends.map(|ends| Interval { low: ends.low - 1.0, high: ends.high - 1.0 });
    Metric { value: Some((profit - spend) / spend), over, ..back }.within(ends)
}

/// Σ amount · P(won | open at this age) of the open deals of these leads, a lead. Expected, not come.
fn open_value_per_lead(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let (Some(_), Some(leads)) = (&whole.deals, of.tally.leads) else { return Metric::default() };
    // Outcomes of a period are no part of what its leads will bring.
    if whole.clock == Clock::Period || !whole.has_open {
        return Metric::default();
    }
    let sum = of.extra.open_value as f64 / SHARE / 100.0;
    let count = f64::from(of.extra.open_with_amount);
    let over = Some((sum, leads));
    if leads <= 0.0 {
        return Metric { over, ..Metric::default() };
    }
    let reach = z_of(LEVEL) * (of.extra.open_variance as f64).sqrt() / 100.0;
    let ends = Interval { low: (sum - reach).max(0.0) / leads, high: (sum + reach) / leads };
    let told = Metric { value: Some(sum / leads), over, ..Metric::default() };
    told.within(Some(ends)).gated(leads >= ENOUGH && (count == 0.0 || count >= ENOUGH_DEALS))
}

/// Come and expected together.
fn expected(row: &Row, open: &Metric) -> Metric {
    let come = row.get(MetricId::ValuePerLead);
    let (Some(value), Some(more)) = (come.value, open.value) else { return Metric::default() };
    let end = |one: Option<f64>, other: Option<f64>, side: f64| {
        // Independent parts: their reaches add as squares do.
        let (one, other) = (one? - value, other? - more);
        Some(value + more + side * (one * one + other * other).sqrt())
    };
    Metric {
        value: Some(value + more),
        state: if open.state == State::TooFew { State::TooFew } else { come.state },
        low: end(come.low, open.low, -1.0).map(|low| low.max(0.0)),
        high: end(come.high, open.high, 1.0),
        over: None,
    }
}

fn ltv(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    // One deal without a margin leaves the sum of profits untold.
    if !whole.has_margins || of.extra.unknown_margins > 0 {
        return Metric::default();
    }
    match whole.settings.money.form {
        Form::OneOff => first_deal(of),
        Form::Repeat => bought_within(whole, of),
        Form::Subscription => subscription(whole, of),
    }
}

/// The mean of what first deals earned.
fn first_deal(of: &Of<'_>) -> Metric {
    mean(&of.extra.first_profits)
}

/// `amounts` ascending, in minor units.
fn mean(amounts: &[i64]) -> Metric {
    let count = amounts.len() as f64;
    if count == 0.0 {
        return Metric::default();
    }
    let sum = major(amounts.iter().map(|amount| i128::from(*amount)).sum());
    let told = Metric { value: Some(sum / count), over: Some((sum, count)), ..Metric::default() };
    // Losses have no logarithm: then nothing is said of how sure the mean is.
    let logs = logs_of(amounts);
    let ends = if logs.len() == amounts.len() { interval::log_normal_mean(&logs, LEVEL) } else { None };
    told.within(ends).gated(count >= ENOUGH_DEALS)
}

/// Earned a customer within so many days of the first win: each day's earnings over the customers who could be
/// followed so long (the mean cumulative function). Sure as sums of so many deals are (compound Poisson).
fn bought_within(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let most = whole.settings.money.value_days.max(1);
    let stays = &of.extra.stays;
    let followed = |days: i32| stays.len() - stays.partition_point(|stay| *stay < days);
    let through = followed(most) as f64;
    if through == 0.0 {
        return Metric::default();
    }
    let (mut value, mut squares) = (0.0, 0.0);
    for (days, profit) in of.extra.later.iter().take_while(|(days, _)| *days <= most) {
        let at_risk = followed(*days).max(1) as f64;
        let part = major(i128::from(*profit)) / at_risk;
        value += part;
        squares += part * part;
    }
    let ends = (value > 0.0).then(|| {
        let reach = libm::exp(z_of(LEVEL) * libm::log1p(squares / (value * value)).sqrt());
        Interval { low: value / reach, high: value * reach }
    });
    Metric { value: Some(value), ..Metric::default() }.within(ends).gated(through >= ENOUGH_DEALS)
}

/// The recurring amount of a month, of first wins.
fn monthly(whole: &Whole<'_>, of: &Of<'_>) -> Option<Metric> {
    let months = whole.settings.money.recurring_months;
    if !(months.is_finite() && months > 0.0) {
        return None;
    }
    let amount = mean(&of.extra.recurring);
    let value = amount.value? / months;
    Some(Metric { value: Some(value), over: None, ..amount }.within(scaled(&amount, 1.0 / months)))
}

/// The share that remains of all won amounts.
fn margin_share(whole: &Whole<'_>, of: &Of<'_>) -> Option<f64> {
    margin(of, profit(whole, of)?)
}

/// Monthly amount × margin × months that a customer stays: 1 / churn, at most so many.
fn subscription(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let money = &whole.settings.money;
    let told = money.churn.filter(|churn| churn.ended >= 0.0 && churn.customer_months > 0.0);
    let (Some(churn), Some(monthly), Some(margin)) = (told, monthly(whole, of), margin_share(whole, of))
    else {
        return Metric::default();
    };
    let ended = churn.ended + 0.5;
    let longest = money.most_months.max(1.0);
    let months = (churn.customer_months / ended).min(longest);
    // ln of a Gamma count: its variance is ψ′; a stay at the cap is no less sure than its formula.
    let reach = libm::exp(z_of(LEVEL) * trigamma(ended).sqrt());
    let stay = Metric {
        value: Some(months),
        low: Some((months / reach).min(months)),
        high: Some((months * reach).min(longest).max(months)),
        state: State::Ok,
        over: None,
    };
    let value = monthly.value.map(|value| value * margin * months);
    made_of(value, &[monthly, stay])
}

fn ltv_cac(row: &Row, ltv: &Metric) -> Metric {
    let cac = row.get(MetricId::Cac);
    if cac.state == State::CostUnknown {
        return Metric { state: State::CostUnknown, ..Metric::default() };
    }
    let (Some(worth), Some(cost)) = (ltv.value, cac.value.filter(|cost| *cost > 0.0)) else {
        return Metric::default();
    };
    Metric { over: Some((worth, cost)), ..made_of(Some(worth / cost), &[*ltv, cac]) }
}

/// Months until a customer has paid its cost: of subscriptions the formula, else when the leads' deals had earned
/// what was spent, counted from each lead's creation.
fn payback(row: &Row, whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let cac = row.get(MetricId::Cac);
    if cac.state == State::CostUnknown {
        return Metric { state: State::CostUnknown, ..Metric::default() };
    }
    if !whole.has_margins || of.extra.unknown_margins > 0 {
        return Metric::default();
    }
    if whole.settings.money.form == Form::Subscription {
        let (Some(cost), Some(monthly), Some(margin)) =
            (cac.value, monthly(whole, of), margin_share(whole, of))
        else {
            return Metric::default();
        };
        let each = monthly.value.map(|value| value * margin).filter(|each| *each > 0.0);
        return made_of(each.map(|each| cost / each), &[cac, monthly]);
    }
    let Some(spend) = of.tally.spend.filter(|spend| *spend > 0) else { return Metric::default() };
    let (mut earned, mut deals) = (0, 0.0);
    for (days, profit) in &of.extra.returns {
        earned += i128::from(*profit);
        deals += 1.0;
        if earned >= spend {
            let told = Metric { value: Some(f64::from(*days) / MONTH), ..Metric::default() };
            return told.gated(deals >= ENOUGH_DEALS);
        }
    }
    Metric::default()
}
