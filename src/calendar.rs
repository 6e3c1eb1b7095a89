//! Days since 1970-01-01 to calendar dates and back, for date inputs, hooks and period presets.
//!
//! Howard Hinnant's `days_from_civil`; no clock and no time zone.

use garimpo_funnel::{Day, Period};

/// Year, month 1 to 12, day 1 to 31.
pub fn civil(day: Day) -> (i32, u32, u32) {
    let shifted = i64::from(day) + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (i32::try_from(year).unwrap_or_default(), month as u32, day as u32)
}

pub fn day_of(year: i32, month: u32, day: u32) -> Day {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * i64::from(shifted_month) + 2) / 5 + i64::from(day) - 1;
    let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    i32::try_from(era * 146_097 + days - 719_468).unwrap_or_default()
}

/// `2026-06-19`, as date inputs and `time` elements write it.
pub fn iso(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `None` for an empty or impossible date.
pub fn parse_iso(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    let read = day_of(year, month, day);
    (civil(read) == (year, month, day)).then_some(read)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    Whole,
    Last30,
    Last90,
    /// The calendar quarter that `as_of` is in, and the one before.
    Quarter,
    QuarterBefore,
    Year,
}

impl Preset {
    pub const ALL: [Preset; 6] =
        [Self::Whole, Self::QuarterBefore, Self::Quarter, Self::Last90, Self::Last30, Self::Year];

    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Last30 => "last-30",
            Self::Last90 => "last-90",
            Self::Quarter => "quarter",
            Self::QuarterBefore => "quarter-before",
            Self::Year => "year",
        }
    }

    /// Counted from the day that the data goes to, never from today.
    pub fn period(self, as_of: Day) -> Period {
        let (year, month, _) = civil(as_of);
        let quarter = (month - 1) / 3;
        let between = |from, to| Period { from: Some(from), to: Some(to) };
        let (before_year, before) = if quarter == 0 { (year - 1, 3) } else { (year, quarter - 1) };
        match self {
            Self::Whole => Period::default(),
            Self::Last30 => between(as_of - 29, as_of),
            Self::Last90 => between(as_of - 89, as_of),
            Self::Quarter => between(day_of(year, quarter * 3 + 1, 1), as_of),
            Self::QuarterBefore => {
                between(day_of(before_year, before * 3 + 1, 1), day_of(year, quarter * 3 + 1, 1) - 1)
            }
            Self::Year => between(day_of(year, 1, 1), as_of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_comes_back() {
        for day in (-800_000..800_000).step_by(7) {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_of(year, month, of_month), day);
        }
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(iso(20_623), "2026-06-19");
    }

    #[test]
    fn a_date_that_does_not_exist_is_none() {
        assert_eq!(parse_iso("2026-06-19"), Some(20_623));
        for text in ["", "2026-02-31", "2026-13-01", "19/06/2026", "2026-06"] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn presets_count_from_the_data() {
        let as_of = day_of(2026, 6, 19);
        let text = |preset: Preset| {
            let period = preset.period(as_of);
            (period.from.map(iso).unwrap_or_default(), period.to.map(iso).unwrap_or_default())
        };
        assert_eq!(text(Preset::QuarterBefore), ("2026-01-01".into(), "2026-03-31".into()));
        assert_eq!(text(Preset::Quarter), ("2026-04-01".into(), "2026-06-19".into()));
        assert_eq!(text(Preset::Last30), ("2026-05-21".into(), "2026-06-19".into()));
        assert_eq!(Preset::QuarterBefore.period(day_of(2026, 2, 1)).from, Some(day_of(2025, 10, 1)));
        assert!(Preset::Whole.period(as_of).is_whole());
    }
}
