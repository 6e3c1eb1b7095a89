//! How a few cells go on when they are dragged: dates by days or months, numbers by their step, texts that end in a
//! number by one. What has no step repeats. As spreadsheets do; never a guess that the cells do not show.

use garimpo_table::read_cell;
use garimpo_table::table::NO_DAY;
use garimpo_table::{CellType, DateOrder, Reading};

/// The next `count` texts after `source`. `back`: it is dragged up or left, `source` in that order.
pub fn continued(source: &[String], reading: Reading, count: usize, back: bool) -> Vec<String> {
    if source.is_empty() {
        return vec![String::new(); count];
    }
    let found = dates(source, reading, count, back)
        .or_else(|| numbers(source, count))
        .or_else(|| counted_texts(source, count, back));
    found.unwrap_or_else(|| source.iter().cycle().take(count).cloned().collect())
}

/// The one step between all neighbours; `alone` for a single value.
fn step(values: &[i64], alone: Option<i64>) -> Option<i64> {
    let mut steps = values.windows(2).map(|pair| match pair {
        [a, b] => b.checked_sub(*a),
        _ => None,
    });
    let Some(first) = steps.next() else { return alone };
    let first = first?;
    steps.all(|step| step == Some(first)).then_some(first)
}

fn going_on(last: i64, step: i64, count: usize) -> impl Iterator<Item = Option<i64>> {
    (1..).take(count).map(move |n: i64| step.checked_mul(n).and_then(|by| last.checked_add(by)))
}

/// A plain date: its three numbers, where they stand, and what is between them.
struct Shape {
    parts: [(i64, usize); 3],
    between: [String; 2],
}

fn shape(text: &str) -> Option<Shape> {
    let text = text.trim();
    let mut groups = Vec::new();
    let mut between = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        groups.push((digits.parse().ok()?, digits.len()));
        if after.is_empty() {
            break;
        }
        let next = after.find(|c: char| c.is_ascii_digit())?;
        let (sign, after) = after.split_at(next);
        between.push(sign.to_owned());
        rest = after;
    }
    let parts: [(i64, usize); 3] = groups.try_into().ok()?;
    let between: [String; 2] = between.try_into().ok()?;
    between.iter().all(|sign| matches!(sign.as_str(), "/" | "-" | ".")).then_some(Shape { parts, between })
}

impl Shape {
    /// Where year, month and day stand among the three.
    fn places(&self, order: Option<DateOrder>) -> Option<[usize; 3]> {
        match self.parts {
            [(_, 4), ..] => Some([0, 1, 2]),
            [.., (_, 4)] if order == Some(DateOrder::MonthDay) => Some([2, 0, 1]),
            [.., (_, 4)] => Some([2, 1, 0]),
            _ => None,
        }
    }

    fn with(&self, places: [usize; 3], date: (i64, i64, i64)) -> String {
        let mut numbers = [0; 3];
        for (place, number) in places.into_iter().zip([date.0, date.1, date.2]) {
            if let Some(slot) = numbers.get_mut(place) {
                *slot = number;
            }
        }
        let [a, b, c] = numbers;
        let [(_, x), (_, y), (_, z)] = self.parts;
        let [first, second] = &self.between;
        format!("{a:0x$}{first}{b:0y$}{second}{c:0z$}")
    }
}

fn dates(source: &[String], reading: Reading, count: usize, back: bool) -> Option<Vec<String>> {
    if !matches!(reading.cell_type, CellType::Date) {
        return None;
    }
    let days: Vec<i64> = source
        .iter()
        .map(|text| read_cell::day(text.as_bytes(), reading))
        .map(|day| (day != NO_DAY).then_some(i64::from(day)))
        .collect::<Option<_>>()?;
    let last = shape(source.last()?)?;
    let places = last.places(reading.date_order)?;
    let written: Vec<(i64, i64, i64)> = days.iter().map(|day| civil(*day)).collect();
    let months: Vec<i64> = written.iter().map(|(year, month, _)| year * 12 + month - 1).collect();
    let day = written.last()?.2;
    // The same day of every month is a step of months, whatever the months' lengths.
    let same_day = written.len() > 1 && written.iter().all(|date| date.2 == day);
    if let Some(by) = step(&months, None).filter(|by| same_day && *by != 0) {
        let next = going_on(*months.last()?, by, count).map(|month| {
            let month = month?;
            let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            Some(last.with(places, (year, month, day.min(days_in(year, month)))))
        });
        return next.collect();
    }
    let by = step(&days, Some(if back { -1 } else { 1 }))?;
    going_on(*days.last()?, by, count).map(|day| Some(last.with(places, civil(day?)))).collect()
}

/// Plain numbers: digits with at most one sign for decimals, the same one in all.
fn numbers(source: &[String], count: usize) -> Option<Vec<String>> {
    if source.len() < 2 {
        return None;
    }
    let parts: Vec<(i64, usize, char)> =
        source.iter().map(|text| plain(text.trim())).collect::<Option<_>>()?;
    let (_, decimals, sign) = *parts.iter().find(|part| part.1 > 0).or(parts.last())?;
    let fits = |part: &(i64, usize, char)| part.1 == decimals && (decimals == 0 || part.2 == sign);
    if !parts.iter().all(fits) {
        return None;
    }
    let values: Vec<i64> = parts.iter().map(|part| part.0).collect();
    let by = step(&values, None)?;
    let write = |value: Option<i64>| {
        let value = value?;
        let digits = format!("{:0width$}", value.unsigned_abs(), width = decimals + 1);
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        let minus = if value < 0 { "-" } else { "" };
        Some(if decimals == 0 { format!("{minus}{whole}") } else { format!("{minus}{whole}{sign}{rest}") })
    };
    going_on(*values.last()?, by, count).map(write).collect()
}

/// The digits as one number, how many are decimals, and their sign. Zeros before it are an id's.
fn plain(text: &str) -> Option<(i64, usize, char)> {
    let (minus, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let sign = digits.chars().find(|c| !c.is_ascii_digit()).unwrap_or('.');
    let (whole, rest) = digits.split_once(sign).unwrap_or((digits, ""));
    let sound = matches!(sign, '.' | ',')
        && !whole.is_empty()
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() + rest.len() <= 15
        && digits.contains(sign) != rest.is_empty();
    let value: i64 = format!("{whole}{rest}").parse().ok().filter(|_| sound)?;
    Some((minus * value, rest.len(), sign))
}

/// Texts of one beginning that end in a number: `Semana 1`, `lote-007`.
fn counted_texts(source: &[String], count: usize, back: bool) -> Option<Vec<String>> {
    let split = |text: &String| {
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let digits = text.get(head.len()..).filter(|digits| !digits.is_empty() && digits.len() <= 15)?;
        Some((head, digits.parse::<i64>().ok()?, digits.len()))
    };
    let parts: Vec<(String, i64, usize)> = source.iter().map(split).collect::<Option<_>>()?;
    let (head, last, width) = parts.last()?.clone();
    // A number alone is a number, and is copied.
    let is_number = head.trim().is_empty() || source.iter().any(|text| plain(text.trim()).is_some());
    if is_number || !parts.iter().all(|part| part.0 == head) {
        return None;
    }
    let values: Vec<i64> = parts.iter().map(|part| part.1).collect();
    let by = step(&values, Some(if back { -1 } else { 1 }))?;
    let write =
        |value: Option<i64>| value.filter(|value| *value >= 0).map(|value| format!("{head}{value:0width$}"));
    going_on(last, by, count).map(write).collect()
}

/// Days since 1970-01-01 to year, month, day (proleptic Gregorian; Howard Hinnant's `civil_from_days`).
fn civil(day: i64) -> (i64, i64, i64) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_go_on_as_they_began() {
        let text = Reading::default();
        let date =
            |order| Reading { cell_type: CellType::Date, date_order: Some(order), ..Reading::default() };
        let (br, us) = (date(DateOrder::DayMonth), date(DateOrder::MonthDay));
        #[track_caller]
        fn check(source: &[&str], reading: Reading, expected: &[&str]) {
            let source: Vec<String> = source.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(continued(&source, reading, expected.len(), false), expected, "{source:?}");
        }
        check(&["1", "2"], text, &["3", "4"]);
        check(&["10", "7"], text, &["4", "1", "-2"]);
        check(&["1,50", "2,00"], text, &["2,50", "3,00"]);
        check(&["-0.5", "0.0"], text, &["0.5", "1.0"]);
        check(&["1", "2", "4"], text, &["1", "2", "4", "1"]);
        check(&["5"], text, &["5", "5"]);
        check(&["007", "008"], text, &["007", "008"]);
        check(&["Semana 1"], text, &["Semana 2", "Semana 3"]);
        check(&["lote-008", "lote-009"], text, &["lote-010", "lote-011"]);
        check(&["a", "b"], text, &["a", "b", "a"]);
        check(&[""], text, &["", ""]);
        check(&["31/01/2026"], br, &["01/02/2026", "02/02/2026"]);
        check(&["01/01/2026", "08/01/2026"], br, &["15/01/2026"]);
        check(&["31/01/2026", "31/03/2026"], br, &["31/05/2026", "31/07/2026"]);
        check(&["01/01/2026", "01/02/2026"], br, &["01/03/2026"]);
        check(&["12/31/2025"], us, &["01/01/2026"]);
        check(&["2026-02-28"], date(DateOrder::YearMonth), &["2026-03-01"]);
        check(&["1/2/2026"], br, &["2/2/2026"]);
        check(&["ontem"], br, &["ontem"]);
        let up = continued(&["02/01/2026".to_owned()], br, 2, true);
        assert_eq!(up, ["01/01/2026", "31/12/2025"]);
    }
}
