//! Dates as people and programs write them, ISO to `ter., 5 de mai. de 2026`.
//!
//! [`lex`] takes a text apart without deciding whether `03/04/2026` is in March or in April; the column
//! decides that from all of its values, and [`Lexed::day`] then reads it.

use crate::DateOrder;
use crate::value::{civil, names};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `2026-12-31`
    Iso { year: i32, month: u32, day: u32 },
    /// `20261231`
    Compact { year: i32, month: u32, day: u32 },
    /// `31 Dec 2026`
    Named { year: i32, month: u32, day: u32 },
    /// `31/12/2026` or `12/31/2026`
    Parts { first: u32, second: u32, year: i32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexed {
    pub form: Form,
    /// Seconds since midnight, if a time is written.
    pub time: Option<u32>,
}

impl Lexed {
    /// Days since 1970-01-01; `None` if the calendar has no such day in this order.
    pub fn day(&self, order: DateOrder) -> Option<i32> {
        match self.form {
            Form::Iso { year, month, day }
            | Form::Compact { year, month, day }
            | Form::Named { year, month, day } => civil::days(year, month, day),
            Form::Parts { first, second, year } => match order {
                DateOrder::MonthDay => civil::days(year, first, second),
                DateOrder::DayMonth | DateOrder::YearMonth => civil::days(year, second, first),
            },
        }
    }
}

/// Takes a trimmed text apart. `None` if it is not written like a date. An offset (`+05:30`) is not applied:
/// the time is the one of the clock on the wall where it was written.
pub fn lex(trimmed: &[u8]) -> Option<Lexed> {
    if trimmed.len() < 6 || trimmed.len() > 48 {
        return None;
    }
    if trimmed.first().is_some_and(u8::is_ascii_digit) {
        if let Some(found) = iso(trimmed) {
            return Some(found);
        }
        if let Some(found) = numeric(trimmed) {
            return Some(found);
        }
    }
    named(trimmed)
}

fn digits(text: &[u8], most: usize) -> (u32, usize) {
    let mut value = 0;
    let mut count = 0;
    for &byte in text.iter().take(most) {
        if !byte.is_ascii_digit() {
            break;
        }
        value = value * 10 + (byte - b'0') as u32;
        count += 1;
    }
    (value, count)
}

fn iso(text: &[u8]) -> Option<Lexed> {
    let (year, count) = digits(text, 9);
    if count == 8 {
        let (year, month, day) = (year / 10_000, year / 100 % 100, year % 100);
        let is_plausible =
            (1980..=2079).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let time = rest_time(text.get(8..)?)?;
        return is_plausible.then_some(Lexed { form: Form::Compact { year: year as i32, month, day }, time });
    }
    if count != 4 {
        return None;
    }
    let sign = *text.get(4)?;
    if !matches!(sign, b'-' | b'/' | b'.') {
        return None;
    }
    let (month, month_count) = digits(text.get(5..)?, 2);
    let at = 5 + month_count;
    if month_count == 0 || text.get(at) != Some(&sign) {
        return None;
    }
    let (day, day_count) = digits(text.get(at + 1..)?, 2);
    let is_zero = year == 0 && month == 0 && day == 0;
    if day_count == 0 || !is_zero && (!(1..=31).contains(&day) || !(1..=12).contains(&month)) {
        return None;
    }
    let time = rest_time(text.get(at + 1 + day_count..)?)?;
    Some(Lexed { form: Form::Iso { year: year as i32, month, day }, time })
}

fn numeric(text: &[u8]) -> Option<Lexed> {
    let (first, first_count) = digits(text, 3);
    let sign = *text.get(first_count)?;
    if !matches!(first_count, 1 | 2) || !matches!(sign, b'-' | b'/' | b'.') {
        return None;
    }
    let text = text.get(first_count + 1..)?;
    let (second, second_count) = digits(text, 3);
    if !matches!(second_count, 1 | 2) || text.get(second_count) != Some(&sign) {
        return None;
    }
    let text = text.get(second_count + 1..)?;
    let (year, year_count) = digits(text, 5);
    // `00/00/0000` stands for no date in some databases: written like one, but there is no such day.
    if (first, second, year, year_count) == (0, 0, 0, 4) {
        let time = rest_time(text.get(4..)?)?;
        return Some(Lexed { form: Form::Parts { first, second, year: 0 }, time });
    }
    let year = full_year(year, year_count)?;
    if !(1..=31).contains(&first)
        || !(1..=31).contains(&second)
        || (first > 12 && second > 12 && year_count == 2)
    {
        return None;
    }
    let time = rest_time(text.get(year_count..)?)?;
    Some(Lexed { form: Form::Parts { first, second, year }, time })
}

fn full_year(year: u32, count: usize) -> Option<i32> {
    match count {
        2 => Some(if year <= 68 { 2000 + year } else { 1900 + year } as i32),
        4 if (1800..=2200).contains(&year) || year == 9999 => Some(year as i32),
        _ => None,
    }
}

/// What may follow a date: nothing, or a time. The outer `None` is "something else".
fn rest_time(rest: &[u8]) -> Option<Option<u32>> {
    if rest.is_empty() {
        return Some(None);
    }
    let mut text = rest;
    loop {
        text = match text {
            [b' ' | b',' | b'T' | b't', tail @ ..] | [0xc2, 0xa0, tail @ ..] => tail,
            [b'-', b' ', tail @ ..] | [0xc3, 0xa0, b's', b' ', tail @ ..] => tail,
            _ => break,
        };
    }
    (text.len() < rest.len()).then(|| time(text)).flatten().map(Some)
}

/// The seconds of the day of a cell that is a time alone: `14:49`, `2:49:35 PM`, `14h30`, `14h`, `2 PM`.
pub fn clock(trimmed: &[u8]) -> Option<u32> {
    if trimmed.len() > 16 || !trimmed.first()?.is_ascii_digit() {
        return None;
    }
    let (hour, count) = digits(trimmed, 2);
    match trimmed.get(count..)? {
        b"h" | b"H" if hour <= 23 => Some(hour * 3600),
        [b' ', half @ ..] | half if matches!(half, [b'a' | b'A' | b'p' | b'P', b'm' | b'M']) => {
            let is_late = matches!(half, [b'p' | b'P', _]);
            (1..=12).contains(&hour).then_some((hour % 12 + if is_late { 12 } else { 0 }) * 3600)
        }
        // An offset without a day says nothing.
        _ if memchr::memchr2(b'+', b'-', trimmed).is_some() => None,
        _ => time(trimmed),
    }
}

/// A whole month: `2026-05`, `05/2026`, `mai/26`, `mai. de 2026`, `Maio 2026`, `May-26`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    pub year: i32,
    pub month: u32,
}

impl Month {
    /// The first day of it, since 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        civil::days(self.year, self.month, 1)
    }
}

/// Takes a trimmed text for a month. Only a column that holds nothing else may be read so.
pub fn month(trimmed: &[u8]) -> Option<Month> {
    if !(6..=24).contains(&trimmed.len()) {
        return None;
    }
    let plausible = |year: u32| (1990..=2060).contains(&year).then_some(year as i32);
    let (first, count) = digits(trimmed, 5);
    if count > 0 {
        let sign = *trimmed.get(count)?;
        let (second, second_count) = digits(trimmed.get(count + 1..)?, 5);
        if count + 1 + second_count != trimmed.len() || !matches!(sign, b'-' | b'/' | b'.') {
            return None;
        }
        let (year, month) = match (count, second_count) {
            (4, 2) if sign != b'.' => (first, second),
            (1 | 2, 4) if sign != b'.' => (second, first),
            _ => return None,
        };
        return (1..=12).contains(&month).then_some(Month { year: plausible(year)?, month });
    }
    let letters = trimmed.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80).count();
    let (name, rest) = trimmed.split_at_checked(letters)?;
    let month = names::month(name)?;
    let after = rest.strip_prefix(b".").unwrap_or(rest);
    let (is_joined, year) = match after {
        [b'/' | b'-', year @ ..] => (true, year),
        [b' ', b'd', b'e', b' ', year @ ..] => (true, year),
        // `May 26` may be the 26th: a year in four digits.
        [b' ', year @ ..] => (false, year),
        _ => return None,
    };
    let (value, count) = digits(year, 5);
    let year = match count {
        _ if count != year.len() => return None,
        4 => plausible(value)?,
        2 if is_joined => plausible(if value <= 60 { 2000 + value } else { 1900 + value })?,
        _ => return None,
    };
    Some(Month { year, month })
}

/// `202605`, or `05/26` (`05-26`, `5/26`): a month only where the header of the column says so. A year in two
/// digits is one that no day and no month can be.
pub fn short_month(trimmed: &[u8]) -> Option<Month> {
    let (first, count) = digits(trimmed, 7);
    let (year, month) = match trimmed.get(count..)? {
        [] if count == 6 => (first / 100, first % 100),
        [b'/' | b'-', year @ ..] if matches!(count, 1 | 2) && year.len() == 2 => {
            let (year, count) = digits(year, 3);
            if count != 2 || year <= 12 {
                return None;
            }
            (2000 + year, first)
        }
        _ => return None,
    };
    let is_one = (1990..=2060).contains(&year) && (1..=12).contains(&month);
    is_one.then_some(Month { year: year as i32, month })
}

/// The Monday of an ISO week (`2026-W23`, `2026W23`), since 1970-01-01.
pub fn week(trimmed: &[u8]) -> Option<i32> {
    let (year, count) = digits(trimmed, 5);
    let rest = trimmed.get(count..)?;
    let number = match rest.strip_prefix(b"-").unwrap_or(rest) {
        [b'W' | b'w', number @ ..] => number,
        _ => return None,
    };
    let (week, week_count) = digits(number, 3);
    if count != 4 || !matches!(week_count, 1 | 2) || week_count != number.len() || !(1..=53).contains(&week) {
        return None;
    }
    let monday_of_first = |year: u32| {
        // The first week is the one with 4 January in it. 1970-01-01 was a Thursday.
        let fourth = civil::days(year as i32, 1, 4)?;
        Some(fourth - (fourth + 3).rem_euclid(7))
    };
    let monday = monday_of_first(year)? + (week as i32 - 1) * 7;
    // Most years have no week 53.
    (monday < monday_of_first(year + 1)?).then_some(monday)
}

/// Days of spreadsheets are counted from here.
const SERIAL_ZERO: i32 = -25_569;
/// 1990-01-01 and the day after 2060-12-31, as spreadsheets count.
const SERIALS: std::ops::Range<u32> = 32_874..58_807;

/// The day and the second of it that a spreadsheet's count stands for (`45631`, `45631.5`), between 1990
/// and 2060. Only a column that its header calls a date may be read so.
pub fn serial(trimmed: &[u8]) -> Option<(i32, u32)> {
    let (days, count) = digits(trimmed, 6);
    if count != 5 || !SERIALS.contains(&days) {
        return None;
    }
    let day = days as i32 + SERIAL_ZERO;
    let fraction = match trimmed.get(5..)? {
        [] => return Some((day, 0)),
        [b'.' | b',', fraction @ ..] => fraction,
        _ => return None,
    };
    if fraction.is_empty() || fraction.len() > 18 || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (mut number, mut scale) = (0u128, 1u128);
    for digit in fraction {
        (number, scale) = (number * 10 + u128::from(digit - b'0'), scale * 10);
    }
    // To the nearest second, as spreadsheets show it.
    let second = ((number * 86_400 * 2 + scale) / (scale * 2)) as u32;
    Some(if second < 86_400 { (day, second) } else { (day + 1, 0) })
}

/// `14:49`, `2:49:35 PM`, `15:05:13.250+05:30`. The offset is not applied: times are local.
fn time(text: &[u8]) -> Option<u32> {
    let (hour, hour_count) = digits(text, 2);
    if hour_count == 0 || !matches!(text.get(hour_count), Some(b':' | b'h')) {
        return None;
    }
    let text = text.get(hour_count + 1..)?;
    let (minute, minute_count) = digits(text, 2);
    if minute_count != 2 || minute > 59 {
        return None;
    }
    let mut text = text.get(2..)?;
    let mut second = 0;
    if let [b':', tail @ ..] = text {
        let (value, count) = digits(tail, 2);
        if count != 2 || value > 60 {
            return None;
        }
        second = value.min(59);
        text = tail.get(2..)?;
        if let [b'.' | b',', tail @ ..] = text {
            let (_, count) = digits(tail, 9);
            text = tail.get(count..)?;
        }
    }
    while let [b' ', tail @ ..] | [0xc2, 0xa0, tail @ ..] | [0xe2, 0x80, 0xaf, tail @ ..] = text {
        text = tail;
    }
    let hour = match text {
        [b'A' | b'a', b'M' | b'm'] | b"a.m." | b"A.M." if (1..=12).contains(&hour) => hour % 12,
        [b'P' | b'p', b'M' | b'm'] | b"p.m." | b"P.M." if (1..=12).contains(&hour) => hour % 12 + 12,
        b"" | b"Z" | b"z" | b"UTC" | b"GMT" => hour,
        [b'+' | b'-', offset @ ..] if is_offset(offset) => hour,
        _ => return None,
    };
    (hour <= 23).then_some(hour * 3600 + minute * 60 + second)
}

fn is_offset(offset: &[u8]) -> bool {
    matches!(offset.len(), 2 | 4 | 5) && offset.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
}

/// `15 Apr, 2021 00:03:00`, `5 de mai. de 2026`, `ter., 5 de mai. de 2026`, `July 8, 2025`, `05-Feb-26`.
fn named(text: &[u8]) -> Option<Lexed> {
    let (mut found_month, mut numbers, mut counts, mut len) = (None, [0u32; 2], [0usize; 2], 0);
    let (mut month_place, mut is_tuesday) = (0, false);
    let mut at = 0;
    let mut clock = None;
    while let Some(&byte) = text.get(at) {
        let rest = text.get(at..)?;
        if byte.is_ascii_digit() {
            if len == 2 {
                clock = Some(time(rest)?);
                break;
            }
            let (value, count) = digits(rest, 5);
            if rest.get(count) == Some(&b':') {
                return None;
            }
            *numbers.get_mut(len)? = value;
            *counts.get_mut(len)? = count;
            len += 1;
            at += count;
        } else if byte.is_ascii_alphabetic() || byte >= 0xc3 {
            let count = rest.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80).count();
            let word = rest.get(..count)?;
            match names::month(word) {
                // `mar., 5 de mayo`: the first one was a Tuesday.
                Some(month) if found_month.is_none() || is_tuesday => {
                    is_tuesday = found_month.is_none() && len == 0 && names::may_be_tuesday(word);
                    found_month = Some(month);
                    month_place = len;
                }
                _ if word == b"T" && len == 2 => {}
                _ if names::is_filler(word) => {}
                _ => return None,
            }
            at += count;
        } else if matches!(byte, b' ' | b',' | b'.' | b'-' | b'/') {
            at += 1;
        } else if rest.starts_with(&[0xc2, 0xa0]) {
            at += 2;
        } else {
            return None;
        }
    }
    let month = found_month?;
    if len != 2 || month_place > 1 {
        return None;
    }
    let [first, second] = numbers;
    let [first_count, second_count] = counts;
    // `2026 Feb 5`, else the day comes first.
    let (day, year, year_count) =
        if first_count == 4 { (second, first, first_count) } else { (first, second, second_count) };
    let year = full_year(year, year_count)?;
    (1..=31).contains(&day).then_some(Lexed { form: Form::Named { year, month, day }, time: clock })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, order: DateOrder, expected: Option<(i32, u32, u32, Option<u32>)>) {
        let lexed = lex(text.as_bytes());
        let date = lexed.and_then(|lexed| {
            let (year, month, day) = civil::date(lexed.day(order)?);
            Some((year, month, day, lexed.time))
        });
        assert_eq!(date, expected, "{text:?}");
    }

    #[test]
    fn dates_in_all_writings() {
        use DateOrder::{DayMonth, MonthDay, YearMonth};
        check("2026-12-31", YearMonth, Some((2026, 12, 31, None)));
        check("2025-09-12T15:05:13+05:30", YearMonth, Some((2025, 9, 12, Some(54_313))));
        check("2018-02-26 19:58:54", YearMonth, Some((2018, 2, 26, Some(71_934))));
        check("2026-02-03T04:05:06.789Z", YearMonth, Some((2026, 2, 3, Some(14_706))));
        check("20210105", YearMonth, Some((2021, 1, 5, None)));
        check("31/12/2026", DayMonth, Some((2026, 12, 31, None)));
        check("1/31/2023", MonthDay, Some((2023, 1, 31, None)));
        check("2/1/21", MonthDay, Some((2021, 2, 1, None)));
        check("2/1/69", MonthDay, Some((1969, 2, 1, None)));
        check("22/04/2025 07:59:10", DayMonth, Some((2025, 4, 22, Some(28_750))));
        check("02.09.2026 14:49:35", DayMonth, Some((2026, 9, 2, Some(53_375))));
        check("4/22/2025 7:59 PM", MonthDay, Some((2025, 4, 22, Some(71_940))));
        check("31-05-2026", DayMonth, Some((2026, 5, 31, None)));
        check("15 Apr, 2021 00:03:00", DayMonth, Some((2021, 4, 15, Some(180))));
        check("5 de mai. de 2026", DayMonth, Some((2026, 5, 5, None)));
        check("ter., 5 de mai. de 2026", DayMonth, Some((2026, 5, 5, None)));
        check("Thu, 5 Feb 2026", DayMonth, Some((2026, 2, 5, None)));
        check("July 8, 2025", DayMonth, Some((2025, 7, 8, None)));
        check("27 January 2026", DayMonth, Some((2026, 1, 27, None)));
        check("05-Feb-26", DayMonth, Some((2026, 2, 5, None)));
        check("sáb., 7 de mar. de 2026", DayMonth, Some((2026, 3, 7, None)));
        check("10 de março de 2026", DayMonth, Some((2026, 3, 10, None)));
        check("Mar 03, 2021 09:00 am", DayMonth, Some((2021, 3, 3, Some(32_400))));
        check("2026-05-05T10:00:00-03:00", YearMonth, Some((2026, 5, 5, Some(36_000))));
        check("2/1/2026 12:05:09 AM", MonthDay, Some((2026, 2, 1, Some(309))));
        check("22/04/2025 07:59", DayMonth, Some((2025, 4, 22, Some(28_740))));
        check("22/04/2025 às 07h59", DayMonth, Some((2025, 4, 22, Some(28_740))));
        check("martes, 5 de mayo de 2026", DayMonth, Some((2026, 5, 5, None)));
        check("mar., 5 de may. de 2026", DayMonth, Some((2026, 5, 5, None)));
        check("mar., 5 de mar. de 2026", DayMonth, Some((2026, 3, 5, None)));
        check("5 de enero de 2026", DayMonth, Some((2026, 1, 5, None)));
        check("TER., 5 DE MARÇO DE 2026", DayMonth, Some((2026, 3, 5, None)));
        check("29 de fev. de 2025", DayMonth, None);
        check("31/04/2026", DayMonth, None);
        check("29/02/2025", DayMonth, None);
        check("2025-02-29", YearMonth, None);
        check("00/00/0000", DayMonth, None);
        check("0000-00-00", YearMonth, None);
        check("31/02/2026", DayMonth, None);
        check("25/12/2026", MonthDay, None);
    }

    #[test]
    fn other_texts_are_not_written_like_dates() {
        for text in [
            "12345678",
            "20261345",
            "1.2.3",
            "10.20.30.40",
            "3736-1859",
            "12/34",
            "2026-13-01",
            "Maio",
            "0000",
            "32/01/2026",
            "00/01/2026",
            "May 2026",
            "Black Friday 2026",
            "1/2/3",
            "12:30:10",
            "01/02/2026 abc",
            "2026-05-31x",
        ] {
            assert_eq!(lex(text.as_bytes()), None, "{text:?}");
        }
        for text in ["31/02/2026", "00/00/0000", "00/00/0000 00:00:00", "0000-00-00", "2025-02-29"] {
            assert!(
                lex(text.as_bytes()).is_some(),
                "{text:?}: written like a date, but there is no such day"
            );
        }
    }

    #[test]
    fn months_alone() {
        for (text, expected) in [
            ("2026-05", Some((2026, 5))),
            ("2026/05", Some((2026, 5))),
            ("05/2026", Some((2026, 5))),
            ("5/2026", Some((2026, 5))),
            ("mai/26", Some((2026, 5))),
            ("mai-26", Some((2026, 5))),
            ("mai./26", Some((2026, 5))),
            ("Mai/2026", Some((2026, 5))),
            ("mai. de 2026", Some((2026, 5))),
            ("maio de 2026", Some((2026, 5))),
            ("Maio 2026", Some((2026, 5))),
            ("MARÇO/2026", Some((2026, 3))),
            ("Dec-99", Some((1999, 12))),
            ("May 26", None),
            ("MARCH1", None),
            ("26/mai", None),
            ("05/26", None),
            ("13/2026", None),
            ("12.2026", None),
            ("2026-5", None),
            ("2026-05-05", None),
            ("3/4", None),
            ("Maio", None),
            ("1234-5678", None),
        ] {
            let found = month(text.as_bytes()).map(|month| (month.year, month.month));
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn weeks_and_serials_and_times() {
        for (text, expected) in [
            ("2026-W23", Some((2026, 6, 1))),
            ("2026W01", Some((2025, 12, 29))),
            ("2020-W53", Some((2020, 12, 28))),
            ("2026-W54", None),
            ("2025-W53", None),
            ("2026-W00", None),
            ("W23", None),
        ] {
            assert_eq!(week(text.as_bytes()).map(civil::date), expected, "{text:?}");
        }
        for (text, expected) in [
            ("45631", Some((2024, 12, 5, 0))),
            ("45631.5", Some((2024, 12, 5, 43_200))),
            ("45631,617767", Some((2024, 12, 5, 53_375))),
            ("45631.9999999", Some((2024, 12, 6, 0))),
            ("32874", Some((1990, 1, 1, 0))),
            ("58806", Some((2060, 12, 31, 0))),
            ("32873", None),
            ("58807", None),
            ("60000", None),
            ("45.631", None),
            ("45631.", None),
            ("456310", None),
        ] {
            let found = serial(text.as_bytes()).map(|(day, second)| {
                let (year, month, day) = civil::date(day);
                (year, month, day, second)
            });
            assert_eq!(found, expected, "{text:?}");
        }
        for (text, expected) in [
            ("14:49", Some(53_340)),
            ("2:49 PM", Some(53_340)),
            ("2:49:35 pm", Some(53_375)),
            ("14h30", Some(52_200)),
            ("14h", Some(50_400)),
            ("12 AM", Some(0)),
            ("12PM", Some(43_200)),
            ("00:00", Some(0)),
            ("24:00", None),
            ("14:60", None),
            ("13 PM", None),
            ("14", None),
            ("14:49-03:00", None),
            ("1:2", None),
            ("12:30:10:05", None),
        ] {
            assert_eq!(clock(text.as_bytes()), expected, "{text:?}");
        }
    }
}
