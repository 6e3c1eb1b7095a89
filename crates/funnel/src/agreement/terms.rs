//! The agreement as marketing and sales have written it: versions with a day from which each counts.
//!
//! A version is never changed once it is in force: a change is a new version, and what came before is judged by the
//! one that counted then. Money is minor units a month; shares are fractions.

use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::Day;

/// Time to do something, of the calendar's working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    Minutes(u32),
    /// So many times the minutes of a working day.
    Days(u32),
}

impl Within {
    pub fn minutes(self, calendar: &Calendar) -> u32 {
        match self {
            Within::Minutes(minutes) => minutes,
            Within::Days(days) => days.saturating_mul(calendar.day_minutes()),
        }
    }

    /// Where only days are told: so many working days behind the first.
    pub fn days(self, calendar: &Calendar) -> u32 {
        match self {
            Within::Minutes(minutes) => minutes / calendar.day_minutes().max(1),
            Within::Days(days) => days,
        }
    }
}

/// By what leads are told apart in marketing's target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    #[default]
    ConversionType,
    Channel,
    /// [`crate::segments::SegmentColumn::id`].
    Segment(String),
}

/// What marketing promises of one class of leads a month, and what one is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassTarget {
    /// The class's name (a channel's id); compared without case and accents. Empty: all other leads.
    pub class: String,
    pub leads: f64,
    /// In minor units; `None`: no value was agreed.
    pub value: Option<i64>,
}

/// Where marketing's target comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Revenue a month, minor units.
    pub revenue: Option<i64>,
    /// How much of it is to come from marketing's leads.
    pub share: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// The cell is one of these, in any spelling.
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    AtLeast(f64),
    AtMost(f64),
    Filled,
}

/// A rule over a column of the leads: what makes a lead a qualified one. All rules must hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// The folded header, as [`crate::segments::SegmentColumn::id`] has it.
    pub column: String,
    pub test: Test,
}

/// The first attempt comes within so long.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FirstContact {
    pub within: Within,
    /// Conversion types with a time of their own.
    pub by_type: Vec<(String, Within)>,
    /// How many of the due leads are to be served so.
    pub share: f64,
}

/// So many attempts within so many working days, or an answer before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Persistence {
    pub attempts: u32,
    pub days: u32,
    pub share: f64,
}

/// Every lead gets a verdict within so many working days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdicts {
    pub days: u32,
    pub share: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Capacity {
    pub people: u32,
    /// Attempts that one person can make on a working day.
    pub attempts_a_day: f64,
}

/// What sales promises. `None`: nothing was agreed about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    pub first: Option<FirstContact>,
    pub attempts: Option<Persistence>,
    pub verdict: Option<Verdicts>,
    pub capacity: Option<Capacity>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Promise {
    First,
    Attempts,
    Verdict,
}

impl Promise {
    pub const ALL: [Promise; 3] = [Self::First, Self::Attempts, Self::Verdict];

    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Attempts => "attempts",
            Self::Verdict => "verdict",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The first day on which it counts.
    pub since: Day,
    /// The day on which it was agreed.
    pub agreed: Day,
    /// Who agreed.
    pub marketing: String,
    pub sales: String,
    pub note: String,
    pub calendar: Calendar,
    pub goal: Goal,
    pub basis: Basis,
    pub classes: Vec<ClassTarget>,
    pub criteria: Vec<Criterion>,
    pub promises: Promises,
}

impl Version {
    /// Leads a month, and what they are worth where every class has a value.
    pub fn target(&self) -> (f64, Option<f64>) {
        let leads = self.classes.iter().map(|class| class.leads).sum();
        let value = |class: &ClassTarget| class.value.map(|value| value as f64 * class.leads);
        let all = self.classes.iter().map(value).try_fold(0.0, |sum, value| Some(sum + value?));
        (leads, all.filter(|value| *value > 0.0))
    }

    /// Whether its numbers can be reckoned with.
    pub fn is_sound(&self) -> bool {
        let share = |share: f64| (0.0..=1.0).contains(&share);
        let promises = &self.promises;
        self.classes.iter().all(|class| class.leads.is_finite() && class.leads >= 0.0)
            && self.classes.iter().all(|class| class.value.is_none_or(|value| value >= 0))
            && self.goal.share.is_none_or(share)
            && self.goal.revenue.is_none_or(|revenue| revenue >= 0)
            && promises.first.as_ref().is_none_or(|first| share(first.share))
            && promises.attempts.is_none_or(|attempts| share(attempts.share) && attempts.attempts > 0)
            && promises.verdict.is_none_or(|verdict| share(verdict.share))
            && promises
                .capacity
                .is_none_or(|capacity| capacity.attempts_a_day.is_finite() && capacity.attempts_a_day >= 0.0)
            && self.calendar.opens < self.calendar.closes
            && self.calendar.closes <= 1440
    }
}

/// Versions by the day from which they count, ascending; one a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub versions: Vec<Version>,
}

impl Agreement {
    /// The number of the version that counts on a day.
    pub fn at(&self, day: Day) -> Option<usize> {
        self.versions.partition_point(|version| version.since <= day).checked_sub(1)
    }

    pub fn on(&self, day: Day) -> Option<&Version> {
        self.versions.get(self.at(day)?)
    }

    /// By what a month is judged: the version in force on its first day, else the first that began within it.
    pub fn of_month(&self, from: Day, to: Day) -> Option<usize> {
        self.at(from).or_else(|| self.versions.iter().position(|version| version.since <= to))
    }

    /// Puts a version in its place; one of the same day goes.
    pub fn put(&mut self, version: Version) {
        self.versions.retain(|known| known.since != version.since);
        let at = self.versions.partition_point(|known| known.since < version.since);
        self.versions.insert(at, version);
    }
}
