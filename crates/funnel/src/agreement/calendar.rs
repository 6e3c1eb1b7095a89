//! When a team works: days of the week, hours, holidays. Working days and working minutes between two times.
//!
//! Times are those of the export, without a zone: seconds since 1970-01-01 00:00 there. Brazilian national
//! holidays by law (662/1949, 6.802/1980, 14.759/2023; Good Friday by 9.093/1995 and custom), and the days that
//! hardly anybody works though no law says so (Carnival, Corpus Christi): each set is the person's choice.
//! Must never give a deadline on a day without work, nor an endless search where no day has any.

use std::collections::BTreeSet;

use garimpo_table::value::civil;
use serde::{Deserialize, Serialize};

use super::DAY;
use crate::Day;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Holiday {
    NewYear,
    GoodFriday,
    Tiradentes,
    Labour,
    Independence,
    Aparecida,
    AllSouls,
    Republic,
    BlackAwareness,
    Christmas,
    CarnivalMonday,
    CarnivalTuesday,
    CorpusChristi,
}

/// Sunday of Easter (Gregorian computus, Meeus/Jones/Butcher). `None` outside of the years 1583 to 9999.
pub fn easter(year: i32) -> Option<Day> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    civil::days(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// The national holiday that the law puts on a day.
pub fn national(day: Day) -> Option<Holiday> {
    let (year, month, of_month) = civil::date(day);
    match (month, of_month) {
        (1, 1) => return Some(Holiday::NewYear),
        (4, 21) => return Some(Holiday::Tiradentes),
        (5, 1) => return Some(Holiday::Labour),
        (9, 7) => return Some(Holiday::Independence),
        (10, 12) if year >= 1980 => return Some(Holiday::Aparecida),
        (11, 2) => return Some(Holiday::AllSouls),
        (11, 15) => return Some(Holiday::Republic),
        (11, 20) if year >= 2024 => return Some(Holiday::BlackAwareness),
        (12, 25) => return Some(Holiday::Christmas),
        _ => {}
    }
    (easter(year)? - 2 == day).then_some(Holiday::GoodFriday)
}

/// A day that custom, not law, keeps free all over the country.
pub fn customary(day: Day) -> Option<Holiday> {
    let (year, _, _) = civil::date(day);
    match day - easter(year)? {
        -48 => Some(Holiday::CarnivalMonday),
        -47 => Some(Holiday::CarnivalTuesday),
        60 => Some(Holiday::CorpusChristi),
        _ => None,
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Days of the week with work, Monday first.
    pub week: [bool; 7],
    /// Minutes after midnight.
    pub opens: u16,
    pub closes: u16,
    pub national: bool,
    pub customary: bool,
    /// The company's own days without work.
    pub off: BTreeSet<Day>,
    /// Days that are worked though they would be free.
    pub worked: BTreeSet<Day>,
}

impl Default for Calendar {
    /// Monday to Friday, 9 to 18, without the holidays.
    fn default() -> Self {
        Calendar {
            week: [true, true, true, true, true, false, false],
            opens: 9 * 60,
            closes: 18 * 60,
            national: true,
            customary: true,
            off: BTreeSet::new(),
            worked: BTreeSet::new(),
        }
    }
}

impl Calendar {
    /// Monday is 0.
    pub fn weekday(day: Day) -> usize {
        (i64::from(day) + 3).rem_euclid(7) as usize
    }

    pub fn holiday(&self, day: Day) -> Option<Holiday> {
        national(day).filter(|_| self.national).or_else(|| customary(day).filter(|_| self.customary))
    }

    pub fn is_working(&self, day: Day) -> bool {
        if self.worked.contains(&day) {
            return true;
        }
        let of_week = self.week.get(Self::weekday(day)).copied().unwrap_or(false);
        of_week && !self.off.contains(&day) && self.holiday(day).is_none()
    }

    /// Working minutes of a working day; a day ends on itself. 0 where it closes before it opens.
    pub fn day_minutes(&self) -> u32 {
        u32::from(self.closes.min(1440).saturating_sub(self.opens))
    }

    /// Holidays by law or custom, and own days off, that fall on what would be a working day.
    pub fn days_off(&self, from: Day, to: Day) -> Vec<(Day, Option<Holiday>)> {
        let of_week = |day: &Day| self.week.get(Self::weekday(*day)).copied().unwrap_or(false);
        let off = (from..=to).filter(|day| of_week(day) && !self.is_working(*day));
        off.map(|day| (day, self.holiday(day))).collect()
    }
}

/// A calendar made ready for a span of days: every question is a look-up.
#[derive(Clone, Debug)]
pub struct Worktime {
    first: Day,
    /// Working days before each day of the span, and behind its last.
    before: Vec<u32>,
    opens: i64,
    /// Seconds of a working day.
    length: i64,
}

/// Longer spans are cut: a hundred years.
const MOST_DAYS: i32 = 36_600;

impl Worktime {
    /// Both ends included. Days outside of the span count as free.
    pub fn over(calendar: &Calendar, from: Day, to: Day) -> Worktime {
        let to = to.clamp(from, from.saturating_add(MOST_DAYS));
        let mut before = Vec::with_capacity((to - from) as usize + 2);
        let mut sum = 0;
        before.push(0);
        for day in from..=to {
            sum += u32::from(calendar.is_working(day));
            before.push(sum);
        }
        let length = i64::from(calendar.day_minutes()) * 60;
        Worktime { first: from, before, opens: i64::from(calendar.opens) * 60, length }
    }

    /// Working days before a day.
    fn until(&self, day: Day) -> u32 {
        let at = i64::from(day) - i64::from(self.first);
        let last = self.before.last().copied().unwrap_or(0);
        if at < 0 { 0 } else { self.before.get(at as usize).copied().unwrap_or(last) }
    }

    pub fn is_working(&self, day: Day) -> bool {
        self.until(day.saturating_add(1)) > self.until(day)
    }

    /// Working days from one day to another, both included.
    pub fn days(&self, from: Day, to: Day) -> u32 {
        self.until(to.saturating_add(1)).saturating_sub(self.until(from))
    }

    /// Working seconds before a time.
    fn worked(&self, second: i64) -> i64 {
        let day = Day::try_from(second.div_euclid(DAY)).unwrap_or(Day::MAX);
        let today = (second.rem_euclid(DAY) - self.opens).clamp(0, self.length);
        i64::from(self.until(day)) * self.length + if self.is_working(day) { today } else { 0 }
    }

    /// Working seconds between two times; 0 where the second is not the later one.
    pub fn seconds(&self, from: i64, to: i64) -> i64 {
        (self.worked(to) - self.worked(from)).max(0)
    }

    /// The time by which so many working minutes have gone since `from`. `None` where the span ends before.
    pub fn after(&self, from: i64, minutes: u32) -> Option<i64> {
        let wanted = self.worked(from) + i64::from(minutes) * 60;
        if minutes == 0 {
            return Some(from);
        }
        if self.length == 0 {
            return None;
        }
        // The working day, counted from 1, in which it falls: its end belongs to it.
        let nth = u32::try_from((wanted + self.length - 1) / self.length).ok()?;
        let day = self.nth(nth)?;
        Some(i64::from(day) * DAY + self.opens + wanted - i64::from(nth - 1) * self.length)
    }

    /// The working day with this number since the start of the span; the first is 1.
    fn nth(&self, number: u32) -> Option<Day> {
        let behind = self.before.partition_point(|before| *before < number);
        let at = behind.checked_sub(1).filter(|_| behind < self.before.len())?;
        Some(self.first.saturating_add(Day::try_from(at).ok()?))
    }

    /// The day itself, or the next one with work.
    pub fn on_or_after(&self, day: Day) -> Option<Day> {
        if day < self.first {
            return None;
        }
        self.nth(self.until(day) + 1)
    }

    /// The working day that is `count` working days behind `day` (of a free day: behind the one before it). Of
    /// 0 the day itself or the next one with work.
    pub fn days_after(&self, day: Day, count: u32) -> Option<Day> {
        if count == 0 {
            return self.on_or_after(day);
        }
        if day < self.first {
            return None;
        }
        self.nth(self.until(day.saturating_add(1)) + count)
    }
}
