//! One lead against one promise: attained, pending or breached.
//!
//! A lead whose deadline has not come is pending, never a failure; one that nobody touched is a breach as soon as
//! its deadline is past (domain.md a.4, a.7). Where only days are told, whole days are compared.
//! For all leads that can be judged: attained + pending + breached = all.

use serde::{Deserialize, Serialize};

use super::calendar::Worktime;
use super::terms::{Promise, Promises, Within};
use super::{Calendar, DAY};
use crate::Day;
use crate::text::fold;

/// A point in time, as well as the data tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// Seconds since 1970; the day's first where no time of day is told.
    pub second: i64,
    pub timed: bool,
}

impl Moment {
    pub fn of_day(day: Day) -> Moment {
        Moment { second: i64::from(day) * DAY, timed: false }
    }

    pub fn at(second: i64) -> Moment {
        Moment { second, timed: true }
    }

    pub fn day(&self) -> Day {
        Day::try_from(self.second.div_euclid(DAY)).unwrap_or(Day::MAX)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    Attained,
    Pending,
    Breached,
}

/// What sales says of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Said {
    Accepted,
    /// Not now: back to marketing.
    Recycled,
    Disqualified,
}

/// What is known of how a lead was worked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worked {
    pub created: Option<Moment>,
    /// The first attempt; `None`: none is told.
    pub first: Option<Moment>,
    /// Days of dated attempts, ascending.
    pub tries: Vec<Day>,
    /// Attempts by a column that counts them, without their days.
    pub counted: Option<u32>,
    /// The first answer: a verdict, a deal, a disqualification.
    pub answered: Option<Answer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `None`: it was given, nobody says when.
    pub day: Option<Day>,
    /// It ends the duty to try again: accepted, recycled, or disqualified for a reason that may.
    pub frees: bool,
}

impl Worked {
    /// How many attempts are known.
    pub fn attempts(&self) -> u32 {
        let dated = u32::try_from(self.tries.len()).unwrap_or(u32::MAX);
        dated.max(self.counted.unwrap_or(0)).max(u32::from(self.first.is_some()))
    }
}

/// A version's promises made ready for judging.
pub struct Dues<'a> {
    pub promises: &'a Promises,
    pub calendar: &'a Calendar,
    pub work: &'a Worktime,
    /// Up to when the data tell.
    pub as_of: Moment,
}

/// By when, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub by: Moment,
    pub state: State,
}

impl Dues<'_> {
    /// `None`: nothing was promised, or the lead has no date, or no day of the calendar is worked.
    pub fn judge(&self, promise: Promise, kind: Option<&str>, lead: &Worked) -> Option<Due> {
        let created = lead.created?;
        match promise {
            Promise::First => self.first(created, kind, lead),
            Promise::Attempts => {
                let agreed = self.promises.attempts?;
                let by = self.work.days_after(created.day(), agreed.days)?;
                let nth = agreed.attempts.checked_sub(1).and_then(|last| lead.tries.get(last as usize));
                let freed = lead.answered.filter(|answer| answer.frees);
                let in_time = |day: &Day| *day <= by;
                // A count or an answer without a day counts for the lead: nothing says that it came too late.
                let kept = nth.is_some_and(in_time)
                    || (nth.is_none() && lead.attempts() >= agreed.attempts)
                    || freed.is_some_and(|answer| answer.day.is_none_or(|day| in_time(&day)));
                let done_late = nth.is_some() || freed.is_some();
                Some(self.due(Moment::of_day(by), kept, done_late))
            }
            Promise::Verdict => {
                let by = self.work.days_after(created.day(), self.promises.verdict?.days)?;
                let kept = lead.answered.is_some_and(|answer| answer.day.is_none_or(|day| day <= by));
                Some(self.due(Moment::of_day(by), kept, lead.answered.is_some()))
            }
        }
    }

    /// How long the first attempt may take for a conversion type.
    pub fn within(&self, kind: Option<&str>) -> Option<Within> {
        let first = self.promises.first.as_ref()?;
        let own = kind.and_then(|kind| {
            let kind = fold(kind);
            first.by_type.iter().find(|(known, _)| fold(known) == kind)
        });
        Some(own.map_or(first.within, |(_, within)| *within))
    }

    fn first(&self, created: Moment, kind: Option<&str>, lead: &Worked) -> Option<Due> {
        let within = self.within(kind)?;
        let told_in_days = !created.timed || lead.first.is_some_and(|first| !first.timed);
        let by = if told_in_days {
            Moment::of_day(self.work.days_after(created.day(), within.days(self.calendar))?)
        } else {
            Moment::at(self.work.after(created.second, within.minutes(self.calendar))?)
        };
        let kept = lead.first.is_some_and(|first| {
            if told_in_days { first.day() <= by.day() } else { first.second <= by.second }
        });
        Some(self.due(by, kept, lead.first.is_some()))
    }

    /// `late`: it was done, though not in time.
    fn due(&self, by: Moment, kept: bool, late: bool) -> Due {
        let past = if by.timed { self.as_of.second > by.second } else { self.as_of.day() > by.day() };
        let state = match (kept, late || past) {
            (true, _) => State::Attained,
            (false, true) => State::Breached,
            (false, false) => State::Pending,
        };
        Due { by, state }
    }
}

/// Leads by state; their sum is all that could be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub attained: u32,
    pub pending: u32,
    pub breached: u32,
}

impl Counts {
    pub fn add(&mut self, state: State) {
        match state {
            State::Attained => self.attained += 1,
            State::Pending => self.pending += 1,
            State::Breached => self.breached += 1,
        }
    }

    pub fn all(&self) -> u32 {
        self.attained + self.pending + self.breached
    }

    /// Kept of those whose deadline has passed or that were done before; `None` while there are none.
    pub fn share(&self) -> Option<f64> {
        let due = self.attained + self.breached;
        (due > 0).then(|| f64::from(self.attained) / f64::from(due))
    }
}
