//! What counts: the clock and the period, applied to leads, customers, deals, spend and sums.
//!
//! The ranking and its explanation both ask here, so that a number and the rows behind it cannot differ.
//! - Cohort: leads created in the period, their outcomes whenever they happen; deals without a lead by the day
//!   they were created (else closed).
//! - Period: leads created in it, customers first won in it, deals closed in it. Stages below customer have no
//!   dates of their own here, so they are those reached by the leads created in the period.
//!   In the lagged view leads and spend are those of the median lag before (domain.md a.0 rule 4).
//! - A row without the date that is asked for counts in the whole period only.

use crate::company::{Company, NO_DAY, NO_LEAD, Reached, Status};
use crate::maturity::Lag;
use crate::{Clock, Day, Period, Settings};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    clock: Clock,
    period: Period,
    whole: bool,
    /// Days that leads and spend are moved back by.
    lag: Day,
}

/// One deal's columns.
#[derive(Clone, Copy, Debug)]
pub struct Deal {
    pub lead: u32,
    pub status: Status,
    pub created: Day,
    pub closed: Day,
}

impl Deal {
    pub fn has_lead(&self) -> bool {
        self.lead != NO_LEAD
    }

    /// Days from created to closed, of a won deal with both dates in order.
    pub fn cycle(&self) -> Option<Day> {
        let told = self.status == Status::Won && self.created != NO_DAY && self.closed != NO_DAY;
        if told { self.closed.checked_sub(self.created).filter(|days| *days >= 0) } else { None }
    }
}

impl Scope {
    pub fn new(settings: &Settings) -> Self {
        Self { clock: settings.clock, period: settings.period, whole: settings.period.is_whole(), lag: 0 }
    }

    /// With the lag of the company's wins, in the lagged view.
    pub fn of(company: &Company, settings: &Settings) -> Self {
        let scope = Self::new(settings);
        if !settings.lagged || scope.whole || scope.clock == Clock::Cohort {
            return scope;
        }
        Self { lag: Lag::of_leads(company).map_or(0, |lag| lag.median()), ..scope }
    }

    /// Leads created in a period, with their outcomes.
    pub fn of_cohort_in(period: Period) -> Self {
        Self { clock: Clock::Cohort, period, whole: period.is_whole(), lag: 0 }
    }

    /// The same period on the other clock.
    pub fn of_cohort(&self) -> Self {
        Self::of_cohort_in(self.period)
    }

    /// In the lagged view, the days that leads and spend are moved back by.
    pub fn lag(&self) -> Option<Day> {
        (self.lag > 0).then_some(self.lag)
    }

    /// When the leads of the period were won over and the money was spent.
    fn earlier(&self) -> Period {
        let back = |day: Option<Day>| day.map(|day| day.saturating_sub(self.lag));
        Period { from: back(self.period.from), to: back(self.period.to) }
    }

    pub fn day(&self, day: Day) -> bool {
        self.whole || (day != NO_DAY && self.period.contains(day))
    }

    pub fn lead(&self, created: Day) -> bool {
        self.whole || (created != NO_DAY && self.earlier().contains(created))
    }

    /// Whether this lead counts as a customer.
    pub fn customer(&self, reached: Reached, created: Day, customer_at: Day) -> bool {
        reached == Reached::Customer
            && match self.clock {
                Clock::Cohort => self.day(created),
                Clock::Period => self.day(customer_at),
            }
    }

    pub fn deal(&self, company: &Company, deal: &Deal) -> bool {
        if self.whole {
            return true;
        }
        match self.clock {
            Clock::Period => self.day(deal.closed),
            Clock::Cohort if deal.has_lead() => {
                company.leads.created.get(deal.lead as usize).is_some_and(|created| self.day(*created))
            }
            Clock::Cohort => self.day(if deal.created == NO_DAY { deal.closed } else { deal.created }),
        }
    }

    /// The part of a spend row's amount whose days lie in the period, and whether that is less than all of it.
    /// `None` if no day does. Each day of the window has its own whole number of minor units, the rest spread
    /// evenly, so that periods side by side add up to the amount exactly.
    pub fn spend(&self, from: Day, to: Day, amount: i64) -> Option<(i64, bool)> {
        if self.whole {
            return Some((amount, false));
        }
        if from == NO_DAY || to == NO_DAY {
            return None;
        }
        let period = self.earlier();
        let first = period.from.map_or(from, |p| p.max(from));
        let last = period.to.map_or(to, |p| p.min(to));
        let inside = i128::from(last) - i128::from(first) + 1;
        let days = i128::from(to) - i128::from(from) + 1;
        if inside <= 0 || days <= 0 {
            return None;
        }
        // What the first so many days have, halves rounded up.
        let until = |count: i128| (2 * i128::from(amount) * count + days).div_euclid(2 * days);
        let before = i128::from(first) - i128::from(from);
        let share = until(before + inside) - until(before);
        Some((i64::try_from(share).unwrap_or(amount), inside < days))
    }
}
