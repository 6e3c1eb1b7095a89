//! Two periods side by side, channel by channel: what changed, and whether that is more than noise.
//!
//! Counts are compared per working day (Monday to Friday), so a longer period is no growth. On the cohort clock
//! both periods' leads are looked at when they were as old as the youngest of the later one is today: a cohort
//! that has had less time is no worse for it. An arrow belongs only where `real` is true (domain.md f).

use serde::{Deserialize, Serialize};

use crate::company::{ChannelIx, Company, NO_DAY, Status};
use crate::ranking::scope::Scope;
use crate::ranking::tally::{Tallies, Tally, tally};
use crate::stats::change::{Change, of_counts, of_rates};
use crate::{Clock, Day, Period, Settings};

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
    /// Cohort clock: outcomes count up to so many days after a lead was created. `None`: all that are told.
    pub age: Option<Day>,
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
    let age = company.as_of.zip(after.to).map(|(as_of, to)| as_of.saturating_sub(to));
    let age = age.filter(|age| *age >= 0 && settings.clock == Clock::Cohort && company.has_leads);
    let young = |period: Period| age.map(|age| at_age(company, period, age)).unwrap_or_default();
    let (old_young, new_young) = (young(before), young(after));
    let side = |tallies: &Tallies, young: &[Counts], at: usize| {
        let tally = tallies.channels.get(at).unwrap_or(&tallies.totals);
        Counts::of(tally).with(young.get(at))
    };
    let pair = |at: usize| shifts(&side(&old, &old_young, at), &side(&new, &new_young, at), days);
    let channels = company.channels.iter().enumerate().map(|(at, c)| (c.id.clone(), pair(at))).collect();
    Some(PeriodChange { days, age, channels, totals: pair(company.channels.len()) })
}

/// What is compared of one channel in one period.
#[derive(Clone, Copy, Default)]
struct Counts {
    leads: Option<f64>,
    customers: Option<f64>,
    /// Of the leads.
    lead_customers: Option<f64>,
    won: f64,
    lost: f64,
}

impl Counts {
    fn of(tally: &Tally) -> Self {
        Self {
            leads: tally.leads,
            customers: tally.customers,
            lead_customers: tally.lead_customers,
            won: f64::from(tally.won),
            lost: f64::from(tally.lost),
        }
    }

    /// Outcomes at an age in the place of all outcomes, where rows tell them.
    fn with(self, young: Option<&Counts>) -> Self {
        match young {
            Some(young) if self.leads.is_some() && self.customers.is_some() => {
                let Counts { customers, lead_customers, won, lost, .. } = *young;
                Self { customers, lead_customers, won, lost, ..self }
            }
            _ => self,
        }
    }
}

/// Outcomes of the leads created in the period that came at most `age` days later; by channel, then of all.
fn at_age(company: &Company, period: Period, age: Day) -> Vec<Counts> {
    let count = company.channels.len();
    let mut found = vec![[0u32; 3]; count + 1];
    let mut add = |channel: ChannelIx, what: usize| {
        for at in [Some(usize::from(channel)).filter(|at| *at < count), Some(count)].into_iter().flatten() {
            if let Some(slot) = found.get_mut(at).and_then(|counts| counts.get_mut(what)) {
                *slot += 1;
            }
        }
    };
    let counts = |from: Day, day: Day| {
        from != NO_DAY && day != NO_DAY && period.contains(from) && day.saturating_sub(from) <= age
    };
    let leads = &company.leads;
    for ((channel, created), customer_at) in leads.channel.iter().zip(&leads.created).zip(&leads.customer_at)
    {
        if counts(*created, *customer_at) {
            add(*channel, 0);
        }
    }
    let deals = &company.deals;
    let rows =
        deals.lead.iter().zip(&deals.channel).zip(&deals.status).zip(&deals.created).zip(&deals.closed);
    for ((((lead, channel), status), created), closed) in rows {
        let from = leads.created.get(*lead as usize).unwrap_or(created);
        match status {
            Status::Won if counts(*from, *closed) => add(*channel, 1),
            Status::Lost if counts(*from, *closed) => add(*channel, 2),
            _ => {}
        }
    }
    let told = |[customers, won, lost]: [u32; 3]| {
        let customers = Some(f64::from(customers));
        Counts {
            leads: None,
            customers,
            lead_customers: customers,
            won: f64::from(won),
            lost: f64::from(lost),
        }
    };
    found.into_iter().map(told).collect()
}

pub(crate) fn tallies_of(company: &Company, settings: &Settings, period: Period) -> Tallies {
    tally(company, &Scope::new(&Settings { period, ..settings.clone() }))
}

fn shifts(old: &Counts, new: &Counts, days: (u32, u32)) -> Shifts {
    let days = (f64::from(days.0), f64::from(days.1));
    let count = |of: fn(&Counts) -> Option<f64>| {
        let (before, after) = ((of(old)?, days.0), (of(new)?, days.1));
        Shift::of(before, after, of_counts(before, after))
    };
    let rate = |of: fn(&Counts) -> Option<(f64, f64)>| {
        let (before, after) = (of(old)?, of(new)?);
        Shift::of(before, after, of_rates(before, after))
    };
    Shifts {
        leads: count(|counts| counts.leads),
        customers: count(|counts| counts.customers),
        lead_to_customer: rate(|counts| counts.lead_customers.zip(counts.leads)),
        win_rate: rate(|counts| Some((counts.won, counts.won + counts.lost))),
    }
}

/// Mondays to Fridays of a period; its days where it has none of them.
pub(crate) fn working_days(period: Period) -> Option<u32> {
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
