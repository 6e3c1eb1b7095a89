//! Two periods side by side, channel by channel: what changed, and whether that is more than noise.
//!
//! Counts are compared per working day (Monday to Friday), so a longer period is no growth. An arrow belongs only
//! where `real` is true (domain.md f).

use serde::{Deserialize, Serialize};

use crate::company::Company;
use crate::ranking::scope::Scope;
use crate::ranking::tally::{Tallies, Tally, tally};
use crate::stats::change::{Change, of_counts, of_rates};
use crate::{Period, Settings};

/// One number before and after.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// (count, working days) or (successes, trials), before and after.
    pub before: (f64, f64),
    pub after: (f64, f64),
    /// P(truly higher after).
    pub p_up: f64,
    /// How often chance alone makes such a difference (counts only).
    pub by_chance: Option<f64>,
    /// Outside of normal variation.
    pub real: bool,
}

impl Shift {
    fn of(before: (f64, f64), after: (f64, f64), change: Option<Change>) -> Option<Self> {
        let change = change?;
        let Change { p_up, by_chance } = change;
        Some(Self { before, after, p_up, by_chance, real: change.is_real() })
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shifts {
    pub leads: Option<Shift>,
    pub customers: Option<Shift>,
    pub lead_to_customer: Option<Shift>,
    pub win_rate: Option<Shift>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeriodChange {
    /// Working days of the two periods.
    pub days: (u32, u32),
    /// By channel id, in the company's order.
    pub channels: Vec<(String, Shifts)>,
    pub totals: Shifts,
}

/// Both periods must have both ends; `None` otherwise, or where one ends before it begins.
pub fn compare_periods(
    company: &Company,
    settings: &Settings,
    before: Period,
    after: Period,
) -> Option<PeriodChange> {
    let days = (working_days(before)?, working_days(after)?);
    let [old, new] = [before, after].map(|period| tallies_of(company, settings, period));
    let channels = company
        .channels
        .iter()
        .zip(old.channels.iter().zip(&new.channels))
        .map(|(channel, (old, new))| (channel.id.clone(), shifts(old, new, days)))
        .collect();
    Some(PeriodChange { days, channels, totals: shifts(&old.totals, &new.totals, days) })
}

pub(crate) fn tallies_of(company: &Company, settings: &Settings, period: Period) -> Tallies {
    tally(company, &Scope::new(&Settings { period, ..settings.clone() }))
}

fn shifts(old: &Tally, new: &Tally, days: (u32, u32)) -> Shifts {
    let days = (f64::from(days.0), f64::from(days.1));
    let count = |of: fn(&Tally) -> Option<f64>| {
        let (before, after) = ((of(old)?, days.0), (of(new)?, days.1));
        Shift::of(before, after, of_counts(before, after))
    };
    let rate = |of: fn(&Tally) -> Option<(f64, f64)>| {
        let (before, after) = (of(old)?, of(new)?);
        Shift::of(before, after, of_rates(before, after))
    };
    Shifts {
        leads: count(|tally| tally.leads),
        customers: count(|tally| tally.customers),
        lead_to_customer: rate(|tally| tally.lead_customers.zip(tally.leads)),
        win_rate: rate(|tally| {
            let won = f64::from(tally.won);
            Some((won, won + f64::from(tally.lost)))
        }),
    }
}

/// Mondays to Fridays of a period; its days where it has none of them.
fn working_days(period: Period) -> Option<u32> {
    let (from, to) = (period.from?, period.to?);
    let days = u32::try_from(i64::from(to) - i64::from(from) + 1).ok().filter(|days| *days > 0)?;
    // 1970-01-01 was a Thursday: 0 is Monday with 3 added.
    let until = |day: i64| {
        let (weeks, rest) = ((day + 3).div_euclid(7), (day + 3).rem_euclid(7));
        weeks * 5 + rest.min(5)
    };
    let working = until(i64::from(to) + 1) - until(i64::from(from));
    Some(u32::try_from(working).ok().filter(|n| *n > 0).unwrap_or(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_have_five_working_days() {
        // 2024-01-01 was a Monday: day 19,723.
        for (from, to, days) in
            [(19_723, 19_729, 5), (19_723, 19_723, 1), (19_728, 19_729, 2), (19_725, 19_738, 10)]
        {
            let period = Period { from: Some(from), to: Some(to) };
            assert_eq!(working_days(period), Some(days), "{from}–{to}");
        }
        assert_eq!(working_days(Period { from: Some(5), to: Some(4) }), None);
        assert_eq!(working_days(Period::default()), None);
    }
}
