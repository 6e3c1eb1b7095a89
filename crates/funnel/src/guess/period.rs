//! The days that a report without a date column is about: in the lines above it, else in its file's name.
//!
//! Two dates in order, or nothing. Must never guess a day order: `05-06-2026` counts only if the other order
//! gives no period, or the source has only one.

use garimpo_table::DateOrder;
use garimpo_table::value::civil;

use crate::Day;
use crate::text::fold;

/// A date as written in a running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Day(Day),
    /// Two small numbers and a year.
    Parts(u32, u32, i32),
}

/// `dates`: the order of days and months where the source has only one.
pub(super) fn of_report(
    preamble: &[String],
    file_name: &str,
    dates: Option<DateOrder>,
) -> Option<(Day, Day)> {
    let in_line = preamble.iter().find_map(|line| ordered(&found(line), dates));
    let over_lines = || {
        let start = preamble.iter().find(|line| says(line, &["start", "inicio"]))?;
        let end = preamble.iter().find(|line| says(line, &["end", "fim", "termino"]))?;
        let both: Vec<Found> = [start, end].into_iter().flat_map(|line| found(line)).collect();
        ordered(&both, dates)
    };
    // A report of one day names it once, in a line of its own.
    let one_day = || preamble.iter().find_map(|line| only_date(line));
    in_line.or_else(over_lines).or_else(one_day).or_else(|| ordered(&found(file_name), dates))
}

fn says(line: &str, words: &[&str]) -> bool {
    let folded = fold(line);
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

fn only_date(line: &str) -> Option<(Day, Day)> {
    // A spreadsheet fills every line up to the width of the table.
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';'));
    let day = garimpo_table::value::date::lex(line.as_bytes())?;
    match day.form {
        garimpo_table::value::date::Form::Parts { .. } => None,
        _ => day.day(DateOrder::YearMonth).map(|day| (day, day)),
    }
}

fn ordered(found: &[Found], dates: Option<DateOrder>) -> Option<(Day, Day)> {
    let &[start, end] = found else { return None };
    let day = |found: Found, order: DateOrder| match (found, order) {
        (Found::Day(day), _) => Some(day),
        (Found::Parts(first, second, year), DateOrder::MonthDay) => civil::days(year, first, second),
        (Found::Parts(first, second, year), _) => civil::days(year, second, first),
    };
    let read = |order: DateOrder| {
        let period = (day(start, order)?, day(end, order)?);
        (period.0 <= period.1).then_some(period)
    };
    match dates {
        Some(order) => read(order),
        None => match (read(DateOrder::DayMonth), read(DateOrder::MonthDay)) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        },
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number { value: u32, digits: usize },
    Month(u32),
    Word,
}

fn tokens(text: &str) -> Vec<Token> {
    let folded = fold(text);
    let mut tokens = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let is_same = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == first.is_ascii_digit();
        let end = rest.find(|c: char| !is_same(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(if end == 0 { first.len_utf8() } else { end });
        rest = after;
        if !first.is_alphanumeric() {
            continue;
        }
        match (word.parse::<u32>(), month(word)) {
            (Ok(value), _) => tokens.push(Token::Number { value, digits: word.len() }),
            (Err(_), Some(month)) => tokens.push(Token::Month(month)),
            (Err(_), None) if matches!(word, "de" | "of" | "th" | "st" | "nd" | "rd") => {}
            (Err(_), None) => tokens.push(Token::Word),
        }
    }
    tokens
}

/// By its name or the three first letters of it, in English, Portuguese or Spanish.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["january", "janeiro", "enero"],
        &["february", "fevereiro", "febrero"],
        &["march", "marco", "marzo"],
        &["april", "abril"],
        &["may", "maio", "mayo"],
        &["june", "junho", "junio"],
        &["july", "julho", "julio"],
        &["august", "agosto"],
        &["september", "setembro", "septiembre", "sept"],
        &["october", "outubro", "octubre"],
        &["november", "novembro", "noviembre"],
        &["december", "dezembro", "diciembre"],
    ];
    let is = |name: &&str| *name == word || word.len() == 3 && name.starts_with(word);
    (1..).zip(NAMES).find(|(_, names)| names.iter().any(is)).map(|(month, _)| month)
}

/// The dates of a text, in order.
fn found(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut rest = tokens.as_slice();
    let mut found = Vec::new();
    while let Some((_, after)) = rest.split_first() {
        match date(rest) {
            Some((date, length)) => {
                found.push(date);
                rest = rest.get(length..).unwrap_or(&[]);
            }
            None => rest = after,
        }
    }
    found
}

/// A date that the tokens begin with, and how many it takes.
fn date(tokens: &[Token]) -> Option<(Found, usize)> {
    use Token::{Month, Number};
    let is_year = |value: u32, digits: usize| digits == 4 && (1990..=2100).contains(&value);
    let day = |year: u32, month: u32, day: u32| civil::days(year as i32, month, day).map(Found::Day);
    match *tokens {
        [Number { value: all, digits: 8 }, ..] => {
            let (year, month, last) = (all / 10_000, all / 100 % 100, all % 100);
            is_year(year, 4).then(|| day(year, month, last)).flatten().map(|found| (found, 1))
        }
        [
            Number { value: year, digits },
            Number { value: month, digits: 1 | 2 },
            Number { value: last, digits: 1 | 2 },
            ..,
        ] if is_year(year, digits) => Some((day(year, month, last)?, 3)),
        [Number { value: first, digits: 1 | 2 }, Month(month), Number { value: year, digits }, ..]
            if is_year(year, digits) =>
        {
            Some((day(year, month, first)?, 3))
        }
        [Month(month), Number { value: first, digits: 1 | 2 }, Number { value: year, digits }, ..]
            if is_year(year, digits) =>
        {
            Some((day(year, month, first)?, 3))
        }
        [
            Number { value: first, digits: 1 | 2 },
            Number { value: second, digits: 1 | 2 },
            Number { value: year, digits },
            ..,
        ] if is_year(year, digits) && (1..=31).contains(&first) && (1..=31).contains(&second) => {
            Some((Found::Parts(first, second, year as i32), 3))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(day: Day) -> String {
        let (year, month, day) = civil::date(day);
        format!("{year}-{month:02}-{day:02}")
    }

    #[track_caller]
    fn check(preamble: &[&str], file_name: &str, dates: Option<DateOrder>, expected: Option<(&str, &str)>) {
        let preamble: Vec<String> = preamble.iter().map(|line| (*line).to_owned()).collect();
        let period = of_report(&preamble, file_name, dates).map(|(from, to)| (iso(from), iso(to)));
        let expected = expected.map(|(from, to)| (from.to_owned(), to.to_owned()));
        assert_eq!(period, expected, "{preamble:?} {file_name:?}");
    }

    #[test]
    fn periods_above_a_report() {
        let may = Some(("2026-05-05", "2026-05-15"));
        check(&["Relatório de campanha", "5 de maio de 2026 - 15 de maio de 2026"], "", None, may);
        check(&["Relatório de campanha", "5 de mai. de 2026 - 15 de mai. de 2026"], "", None, may);
        check(&["Informe de campaña", "5 de mayo de 2026 - 15 de mayo de 2026"], "", None, may);
        check(&["Campaign report", "\"May 5, 2026 - May 15, 2026\""], "", None, may);
        check(&["Campaign report", "5 May 2026 - 15 May 2026"], "", None, may);
        check(&["Campaign report", "All time"], "", None, None);
        check(&["Campaign report", "5 May 2026"], "", None, Some(("2026-05-05", "2026-05-05")));
        check(&["Campaign report;;", "5 May 2026;;"], "", None, Some(("2026-05-05", "2026-05-05")));
        check(&["Campaign report,,", "\"May 5, 2026\",,"], "", None, Some(("2026-05-05", "2026-05-05")));
        let linkedin = [
            "Campaign Performance Report (in UTC)",
            "\"Report Start: May 5, 2026, 12:00 AM\"",
            "\"Report End: May 15, 2026, 11:59 PM\"",
            "\"Date Generated: June 11, 2026, 7:02 PM\"",
        ];
        check(&linkedin, "", Some(DateOrder::MonthDay), may);
        check(&["# Start date: 20260505", "# End date: 20260515"], "", None, may);
        check(&["# 20260505-20260515"], "", None, may);
        check(&["Report Time: 5/5/2026,5/15/2026"], "", Some(DateOrder::MonthDay), may);
    }

    #[test]
    fn periods_in_file_names() {
        let may = Some(("2026-05-05", "2026-05-24"));
        check(&[], "Série_temporal(2026.05.05-2026.05.24).csv", None, may);
        check(&[], "Acme-Campanhas-5-de-mai-de-2026-24-de-mai-de-2026.csv", None, may);
        check(&[], "Acme-Campaigns-May-5-2026-May-24-2026.csv", None, may);
        check(&[], "meta_2026-05-05_2026-05-24.csv", None, may);
        check(&[], "export 20260505 20260524.csv", None, may);
        check(&[], "gastos 05-05-2026 a 24-05-2026.csv", None, may);
        check(&[], "gastos 05-04-2026 a 06-07-2026.csv", None, None);
        check(
            &[],
            "gastos 05-04-2026 a 06-07-2026.csv",
            Some(DateOrder::MonthDay),
            Some(("2026-05-04", "2026-06-07")),
        );
        check(&[], "gastos 24-05-2026 a 05-05-2026.csv", None, None);
        check(&[], "deals-7428260-2353.csv", None, None);
        check(&[], "report1642777476321.csv", None, None);
        check(&[], "custos 2026.csv", None, None);
    }
}
