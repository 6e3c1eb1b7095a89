//! Dates as people and programs write them, ISO to `ter., 5 de mai. de 2026`.
//!
//! [`lex`] takes a text apart without deciding whether `03/04/2026` is in March or in April; the column
//! decides that from all of its values, and [`Lexed::day`] then reads it.

use crate::DateOrder;
use crate::value::civil;

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

/// Takes a trimmed text apart. `None` if it is not written like a date.
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
    if day_count == 0 || !(1..=31).contains(&day) || !(1..=12).contains(&month) {
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

/// Month by the first letters of its name, English and Portuguese.
fn month(word: &[u8]) -> Option<u32> {
    let mut lower = [0u8; 12];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let word = std::str::from_utf8(lower).ok()?;
    const NAMES: [(u32, &[&str]); 12] = [
        (1, &["january", "janeiro"]),
        (2, &["february", "fevereiro"]),
        (3, &["march", "março", "marco"]),
        (4, &["april", "abril"]),
        (5, &["may", "maio"]),
        (6, &["june", "junho"]),
        (7, &["july", "julho"]),
        (8, &["august", "agosto"]),
        (9, &["september", "setembro", "sept"]),
        (10, &["october", "outubro"]),
        (11, &["november", "novembro"]),
        (12, &["december", "dezembro"]),
    ];
    let fits = |name: &str| name == word || (word.len() == 3 && name.starts_with(word));
    NAMES.iter().find(|(_, names)| names.iter().any(|name| fits(name))).map(|(month, _)| *month)
}

/// Words that may stand in a date without meaning anything for it.
fn is_filler(word: &[u8]) -> bool {
    let mut lower = word.to_vec();
    lower.make_ascii_lowercase();
    let Ok(word) = std::str::from_utf8(&lower) else { return false };
    const DAYS: [&str; 14] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
        "sábado",
        "domingo",
    ];
    const SHORT: [&str; 21] = [
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "seg", "ter", "qua", "qui",
        "sex", "sáb", "sab", "dom", "de", "of", "feira",
    ];
    DAYS.contains(&word) || SHORT.contains(&word) || matches!(word, "th" | "st" | "nd" | "rd" | "às" | "at")
}

/// `15 Apr, 2021 00:03:00`, `5 de mai. de 2026`, `ter., 5 de mai. de 2026`, `July 8, 2025`, `05-Feb-26`.
fn named(text: &[u8]) -> Option<Lexed> {
    let (mut found_month, mut numbers, mut counts, mut len) = (None, [0u32; 2], [0usize; 2], 0);
    let mut month_place = 0;
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
            match month(word) {
                Some(month) if found_month.is_none() => {
                    found_month = Some(month);
                    month_place = len;
                }
                _ if word == b"T" && len == 2 => {}
                _ if is_filler(word) => {}
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
            "May 2026",
            "Black Friday 2026",
            "1/2/3",
            "12:30:10",
            "01/02/2026 abc",
            "2026-05-31x",
        ] {
            assert_eq!(lex(text.as_bytes()), None, "{text:?}");
        }
        assert!(lex(b"31/02/2026").is_some(), "written like a date, though there is no such day");
    }
}
