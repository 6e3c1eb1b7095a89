//! A metric month by month, with the limits of its own variation (domain.md f, "Trends").
//!
//! Each month's number is the ranking's own for that period, so a month and the ranking of it cannot differ.
//! Limits need eight whole months; a month without the number is a gap and takes part in nothing.
//! Must never let an unfinished month look like a fall, nor one whose leads are too young to have bought: both
//! are marked, and outside of limits and signals.

use garimpo_table::value::civil;
use serde::{Deserialize, Serialize};

use crate::company::{Company, NO_DAY};
use crate::compare::periods::tallies_of;
use crate::ranking::{Metric, MetricId, all_numbers};
use crate::stats::change::{self, limits, signals};
use crate::{Clock, Day, Period, Settings};

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// First and last day.
    pub days: (Day, Day),
    /// The data cover all of it, but for three days at most.
    pub whole: bool,
    /// Its leads are as old as nine of ten customers took to buy; always, where outcomes are not asked for or are
    /// counted when they happen.
    pub ripe: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signal {
    /// Beyond the upper or the lower limit.
    Above,
    Below,
    /// The eighth or a later month in a row on one side of the mean.
    RunAbove,
    RunBelow,
}

/// mean ± 2.66 × mean moving range; the lower one is at least 0 for numbers that cannot be negative.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    pub centre: f64,
    pub low: f64,
    pub high: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// `None` for the totals.
    pub channel: Option<String>,
    /// One a month.
    pub metrics: Vec<Metric>,
    /// `None` for fewer than eight whole and ripe months with the number.
    pub limits: Option<Limits>,
    /// (index of the month, what it is), in order.
    pub signals: Vec<(u32, Signal)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    pub metric: MetricId,
    pub months: Vec<Month>,
    /// The totals first, then each channel in the company's order.
    pub lines: Vec<Line>,
}

/// More months than this are not shown: the latest are.
const MOST_MONTHS: usize = 36;

/// The calendar months of the data, or of the chosen period where it has ends; by the chosen clock.
pub fn trend(company: &Company, settings: &Settings, metric: MetricId) -> Trend {
    let data = company.first_day.zip(company.as_of);
    let months = data.map_or_else(Vec::new, |(first, last)| {
        let from = settings.period.from.map_or(first, |from| from.max(first));
        let to = settings.period.to.map_or(last, |to| to.min(last));
        calendar(from, to)
    });
    let mut months = months;
    if settings.clock == Clock::Cohort && of_outcomes(metric) {
        let wait = usual_wait(company);
        let old =
            |month: &Month| company.as_of.is_some_and(|as_of| as_of.saturating_sub(month.days.1) >= wait);
        months.iter_mut().for_each(|month| month.ripe = old(month));
    }
    let months = months.get(months.len().saturating_sub(MOST_MONTHS)..).unwrap_or_default().to_vec();
    let mut columns: Vec<Vec<Metric>> = vec![Vec::new(); company.channels.len() + 1];
    for month in &months {
        let period = Period { from: Some(month.days.0), to: Some(month.days.1) };
        let (numbers, totals, _) = all_numbers(&tallies_of(company, settings, period));
        let rows = std::iter::once(&totals).chain(numbers.iter().map(|numbers| &numbers.row));
        columns.iter_mut().zip(rows).for_each(|(column, row)| column.push(row.get(metric)));
    }
    let names = std::iter::once(None).chain(company.channels.iter().map(|channel| Some(channel.id.clone())));
    let lines =
        names.zip(columns).map(|(channel, metrics)| line(channel, metrics, &months, metric)).collect();
    Trend { metric, months, lines }
}

fn of_outcomes(metric: MetricId) -> bool {
    !matches!(metric, MetricId::Spend | MetricId::Leads | MetricId::Cpl)
}

/// Days from lead to customer that nine of ten customers took at most; 0 without any that tells both days.
fn usual_wait(company: &Company) -> Day {
    let leads = &company.leads;
    let told = leads.created.iter().zip(&leads.customer_at);
    let mut days: Vec<Day> = told
        .filter(|(created, customer_at)| **created != NO_DAY && **customer_at != NO_DAY)
        .map(|(created, customer_at)| customer_at.saturating_sub(*created).max(0))
        .collect();
    let place = (days.len() * 9 / 10).min(days.len().saturating_sub(1));
    if days.is_empty() { 0 } else { *days.select_nth_unstable(place).1 }
}

fn line(channel: Option<String>, metrics: Vec<Metric>, months: &[Month], id: MetricId) -> Line {
    let told: Vec<(usize, f64)> = metrics
        .iter()
        .zip(months)
        .enumerate()
        .filter_map(|(at, (metric, month))| Some((at, metric.value.filter(|_| month.whole && month.ripe)?)))
        .collect();
    let values: Vec<f64> = told.iter().map(|(_, value)| *value).collect();
    let Some(found) = limits(&values) else {
        return Line { channel, metrics, limits: None, signals: Vec::new() };
    };
    let signals = signals(&values, &found)
        .into_iter()
        .filter_map(|(i, signal)| Some((u32::try_from(told.get(i)?.0).ok()?, named(signal))))
        .collect();
    // Only a return on investment, and money that was given back, go below nothing.
    let floor = if matches!(id, MetricId::Roi | MetricId::Spend | MetricId::Revenue) {
        f64::NEG_INFINITY
    } else {
        0.0
    };
    let limits = Limits { centre: found.centre, low: found.low.max(floor), high: found.high };
    Line { channel, metrics, limits: Some(limits), signals }
}

fn named(signal: change::Signal) -> Signal {
    match signal {
        change::Signal::Above => Signal::Above,
        change::Signal::Below => Signal::Below,
        change::Signal::RunAbove => Signal::RunAbove,
        change::Signal::RunBelow => Signal::RunBelow,
    }
}

/// Data that begin or end so many days within a month still cover it.
const NEAR: Day = 3;

/// Calendar months from the one of `first` to the one of `last`, oldest first.
pub fn calendar(first: Day, last: Day) -> Vec<Month> {
    let mut found = Vec::new();
    let (mut year, mut month, _) = civil::date(first);
    while let Some(start) = civil::days(year, month, 1).filter(|start| *start <= last) {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let end = civil::days(year, month, 1).map_or(last, |next| next - 1);
        let whole = first <= start.saturating_add(NEAR) && last >= end.saturating_sub(NEAR);
        found.push(Month { days: (start, end), whole, ripe: true });
        if found.len() > 12 * 200 {
            break;
        }
    }
    found
}
