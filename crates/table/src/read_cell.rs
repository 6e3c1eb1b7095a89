//! One cell by its column's reading: the value, or what is wrong with it.

use crate::fold::trim;
use crate::table::{NO_DAY, NO_I64};
use crate::tally::LONGEST_VALUE;
use crate::value::{boolean, civil, currency, date, id, is_no_value, number};
use crate::{CellType, Currency, DateKind, DateOrder, Decimal, PercentScale, ProblemKind, Reading};

/// The decimal sign to read a value with: the column's, or its own if the column has none yet.
fn sign(reading: Reading, lexed: &number::Lexed<'_>) -> Decimal {
    reading.decimal.unwrap_or(match lexed.separators {
        number::Separators::Certain(own) => own,
        _ => Decimal::Dot,
    })
}

fn lex_number(cell: &[u8], reading: Reading) -> Option<number::Lexed<'_>> {
    let is_percent = match reading.cell_type {
        CellType::Number | CellType::Money => false,
        CellType::Percent => true,
        _ => return None,
    };
    let trimmed = trim(cell);
    if trimmed.len() > LONGEST_VALUE || id::is_phone(trimmed) {
        return None;
    }
    let mut lexed = number::lex(trimmed)?;
    // A share among amounts is no amount, and an amount among shares is no share.
    let is_other = if is_percent { lexed.currency.is_some() } else { lexed.percent };
    if is_other || id::is_code(&lexed) || lexed.is_beyond() {
        return None;
    }
    lexed.percent |= is_percent && reading.percent_scale == PercentScale::Hundredths;
    Some(lexed)
}

/// NaN for none. A percent is a fraction.
pub fn number(cell: &[u8], reading: Reading) -> f64 {
    lex_number(cell, reading).and_then(|lexed| lexed.number(sign(reading, &lexed))).unwrap_or(f64::NAN)
}

/// Minor units, or [`NO_I64`].
pub fn money(cell: &[u8], reading: Reading) -> i64 {
    lex_number(cell, reading).and_then(|lexed| lexed.cents(sign(reading, &lexed))).unwrap_or(NO_I64)
}

/// The currency of an amount: its own sign's, or else the column's.
pub fn currency(cell: &[u8], reading: Reading) -> Option<Currency> {
    if reading.cell_type != CellType::Money {
        return None;
    }
    match lex_number(cell, reading) {
        Some(number::Lexed { is_bare_dollar: true, currency, .. }) => {
            reading.currency.filter(|of_column| currency::is_dollar(*of_column)).or(currency)
        }
        Some(number::Lexed { currency: Some(own), .. }) => Some(own),
        _ => reading.currency,
    }
}

fn lex_date(cell: &[u8], reading: Reading) -> Option<(i32, u32)> {
    if !matches!(reading.cell_type, CellType::Date | CellType::DateTime) {
        return None;
    }
    let trimmed = trim(cell);
    match reading.date_kind {
        DateKind::Day => {
            let lexed = date::lex(trimmed)?;
            let day = lexed.day(reading.date_order.unwrap_or(DateOrder::DayMonth))?;
            Some((day, lexed.time.unwrap_or(0)))
        }
        DateKind::Month => {
            let month = date::month(trimmed).or_else(|| date::short_month(trimmed));
            Some((month?.day()?, 0))
        }
        DateKind::Week => Some((date::week(trimmed)?, 0)),
        DateKind::Serial => date::serial(trimmed),
        DateKind::DayOrSerial => {
            let as_day = Reading { date_kind: DateKind::Day, ..reading };
            date::serial(trimmed).or_else(|| lex_date(trimmed, as_day))
        }
        DateKind::Converted(taken_for) => converted(trimmed, taken_for, reading.date_order),
    }
}

/// A date of a column that a spreadsheet has converted in part.
fn converted(trimmed: &[u8], taken_for: DateOrder, order: Option<DateOrder>) -> Option<(i32, u32)> {
    let is_same = order.is_none_or(|order| order == taken_for);
    if let Some((day, second)) = date::serial(trimmed) {
        let (year, month, first) = civil::date(day);
        let day = if is_same { Some(day) } else { civil::days(year, first, month) };
        return Some((day?, second));
    }
    let lexed = date::lex(trimmed)?;
    // What was left as it was shows its own order.
    let own = match lexed.form {
        date::Form::Parts { first: 13.., .. } => DateOrder::DayMonth,
        date::Form::Parts { second: 13.., .. } => DateOrder::MonthDay,
        _ => order.unwrap_or(taken_for),
    };
    Some((lexed.day(own)?, lexed.time.unwrap_or(0)))
}

/// Days since 1970-01-01, or [`NO_DAY`].
pub fn day(cell: &[u8], reading: Reading) -> i32 {
    lex_date(cell, reading).map_or(NO_DAY, |(day, _)| day)
}

/// Seconds since 1970-01-01T00:00, or [`NO_I64`].
pub fn second(cell: &[u8], reading: Reading) -> i64 {
    lex_date(cell, reading).map_or(NO_I64, |(day, time)| day as i64 * 86_400 + time as i64)
}

/// 1, 0, or 2 for none. A column of numbers is read as yes and no where it holds 1 and 0.
pub fn boolean(cell: &[u8], reading: Reading) -> u8 {
    let trimmed = trim(cell);
    match reading.cell_type {
        CellType::Boolean => boolean::parse(trimmed).map_or(2, u8::from),
        CellType::Number if trimmed == b"1" => 1,
        CellType::Number if trimmed == b"0" => 0,
        _ => 2,
    }
}

/// What is wrong with a filled cell, if the reading cannot understand it.
pub fn problem(cell: &[u8], reading: Reading) -> Option<ProblemKind> {
    if reading.cell_type == CellType::Text {
        return None;
    }
    let trimmed = trim(cell);
    if is_no_value(trimmed) {
        return None;
    }
    match reading.cell_type {
        CellType::Text => None,
        CellType::Id => {
            number::lex(trimmed).is_some_and(|lexed| id::is_rounded(&lexed)).then_some(ProblemKind::DamagedId)
        }
        CellType::Boolean => boolean::parse(trimmed).is_none().then_some(ProblemKind::NotABoolean),
        CellType::Money => (money(cell, reading) == NO_I64).then_some(ProblemKind::NotANumber),
        CellType::Number | CellType::Percent => {
            number(cell, reading).is_nan().then_some(ProblemKind::NotANumber)
        }
        CellType::Date | CellType::DateTime => {
            if lex_date(cell, reading).is_some() {
                return None;
            }
            let is_of_days =
                matches!(reading.date_kind, DateKind::Day | DateKind::DayOrSerial | DateKind::Converted(_));
            let is_day = is_of_days && date::lex(trimmed).is_some();
            Some(if is_day { ProblemKind::NoSuchDay } else { ProblemKind::NotADate })
        }
    }
}
