//! Numbers and dates: whatever is written, nothing panics, what is read is finite, and what is printed of it
//! is read as the same.

use garimpo_table::value::{boolean, civil, currency, date, id, number};
use garimpo_table::{CellType, DateKind, DateOrder, Decimal, PercentScale, Reading, Table, fold, read_cell};

use crate::Target;
use crate::dice::Dice;

const NUMBERS: [&str; 18] = [
    "1234",
    "1.234,56",
    "1,234.56",
    "R$ 1.234,56",
    "(12,5)",
    "2,81%",
    "1 234,56",
    "-12,50",
    "12.400",
    "1.2E+10",
    "1'234.50",
    "US$ 10.00",
    "BRL 1.000",
    "10 mil",
    "1,5 mi",
    "+3.5K",
    "9007199254740993",
    "0,000001",
];
const DATES: [&str; 16] = [
    "31/12/2026",
    "2026-12-31",
    "12/31/26",
    "31 de dezembro de 2026",
    "Dec 31, 2026",
    "20261231",
    "2026-12-31T23:59:59Z",
    "31/12/2026 14:49",
    "2026-12-31 2:30 PM",
    "mai/26",
    "2026-W23",
    "46022,5",
    "14:49",
    "29.02.2024",
    "2026-05",
    "Mon Jan 05 2026 10:00:00 GMT-0300",
];
const MARKS: &[&[u8]] = &[
    b"0",
    b"9",
    b"12",
    b"999999999999",
    b"00000000",
    b".",
    b",",
    b"-",
    b"+",
    b"%",
    b" ",
    b"\xc2\xa0",
    b"'",
    b"(",
    b")",
    b"E",
    b"e+",
    b"E308",
    b"E-400",
    b"R$",
    b"$",
    b"BRL",
    b"US$",
    "€".as_bytes(),
    b"mil",
    b"mi",
    b"K",
    b"/",
    b":",
    b"T",
    b"Z",
    b"W",
    b"de",
    b"PM",
    b"am",
    b"jan",
    b"dezembro",
    b"GMT",
    b"29",
    b"02",
    b"1900",
    b"9999",
    b"\xe2\x80\xaf",
    b"\xff",
    b"\0",
    "−".as_bytes(),
];

pub fn targets() -> Vec<Target> {
    let target = |name, seeds: &[&str], check| Target {
        name,
        seeds: seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect(),
        marks: MARKS,
        long: LONG,
        check,
        is_ours: |_: &str| true,
    };
    vec![target("numbers", &NUMBERS, numbers), target("dates", &DATES, dates)]
}

/// Long enough for any value, and for what is none by its length.
const LONG: usize = 300;

fn reading(dice: &mut Dice) -> Reading {
    Reading {
        cell_type: *dice.of(&CellType::ALL),
        decimal: *dice.of(&[None, Some(Decimal::Dot), Some(Decimal::Comma)]),
        date_order: *dice.of(&[None, Some(DateOrder::DayMonth), Some(DateOrder::MonthDay)]),
        date_kind: *dice.of(&[DateKind::Day, DateKind::Month, DateKind::Week, DateKind::Serial]),
        percent_scale: *dice.of(&[PercentScale::Hundredths, PercentScale::Fraction]),
        ..Reading::default()
    }
}

/// What holds for any cell in any reading.
fn any(cell: &[u8], dice: &mut Dice) -> Result<(), String> {
    let reading = reading(dice);
    let value = read_cell::number(cell, reading);
    if value.is_infinite() {
        return Err(format!("infinite: {reading:?}"));
    }
    read_cell::money(cell, reading);
    read_cell::currency(cell, reading);
    read_cell::day(cell, reading);
    read_cell::second(cell, reading);
    read_cell::boolean(cell, reading);
    read_cell::problem(cell, reading);
    let trimmed = fold::trim(cell);
    boolean::parse(trimmed);
    id::shape(trimmed);
    id::is_phone(trimmed);
    currency::named(trimmed);
    currency::code(trimmed);
    fold::fold_hash(cell);
    fold::without_prefix(cell);
    let text = String::from_utf8_lossy(cell);
    currency::in_header(&text);
    id::header_says_id(&text);
    if fold::fold_key(&fold::fold_key(&text)) != fold::fold_key(&text) {
        return Err("fold: not done at once".to_owned());
    }
    // A column of this and its neighbours by mutation.
    let rows = vec![vec![text.to_string()], vec![text.chars().rev().collect()], vec!["12,5".to_owned()]];
    let table = Table::from_rows(vec![text.to_string()], rows);
    let invalid = table.invalid_cells(&[0], usize::MAX).len();
    if table.profile(0).invalid as usize != invalid {
        return Err(format!("invalid: {} counted, {invalid} found", table.profile(0).invalid));
    }
    Ok(())
}

fn numbers(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    any(bytes, dice)?;
    let trimmed = fold::trim(bytes);
    let Some(lexed) = number::lex(trimmed) else { return Ok(()) };
    for (decimal, sign) in [(Decimal::Dot, b'.'), (Decimal::Comma, b',')] {
        let Some(value) = lexed.number(decimal) else { continue };
        if lexed.is_beyond() {
            continue;
        }
        if !value.is_finite() {
            return Err(format!("finite: {value} {lexed:?}"));
        }
        let cents = lexed.cents(decimal);
        if let Some(cents) = cents.filter(|_| value.abs() < 1e12)
            && (cents as f64 - value * 100.0).abs() > 0.51
        {
            return Err(format!("cents: {cents} of {value}"));
        }
        if lexed.is_scaled() || lexed.percent {
            continue;
        }
        // The standard library reads the same digits as the same number.
        let plain: String = lexed
            .body
            .iter()
            .filter_map(|&byte| match byte {
                b'0'..=b'9' => Some(char::from(byte)),
                _ if byte == sign => Some('.'),
                _ => None,
            })
            .collect();
        let exponent = lexed.exponent.map(|exponent| format!("e{exponent}")).unwrap_or_default();
        let minus = if lexed.negative { "-" } else { "" };
        let known: f64 =
            format!("{minus}{plain}{exponent}").parse().map_err(|_| format!("digits: {plain:?}"))?;
        if known != value {
            return Err(format!("value: {value} is {known} {lexed:?}"));
        }
        // What is printed is read as the same.
        let printed = format!("{value}");
        if printed.len() <= 20 {
            let read = number::lex(printed.as_bytes()).and_then(|lexed| lexed.number(Decimal::Dot));
            if read != Some(value) {
                return Err(format!("printed: {printed} is read as {read:?}"));
            }
        }
    }
    Ok(())
}

fn dates(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    any(bytes, dice)?;
    let trimmed = fold::trim(bytes);
    let mut days: Vec<i32> = Vec::new();
    if let Some(lexed) = date::lex(trimmed) {
        days.extend(
            [DateOrder::DayMonth, DateOrder::MonthDay].into_iter().filter_map(|order| lexed.day(order)),
        );
        if lexed.time.is_some_and(|second| second > 86_400) {
            return Err(format!("time: {lexed:?}"));
        }
    }
    days.extend(date::month(trimmed).and_then(|month| month.day()));
    days.extend(date::week(trimmed));
    days.extend(date::serial(trimmed).map(|(day, _)| day));
    if date::clock(trimmed).is_some_and(|second| second > 86_400) {
        return Err("clock: more than a day".to_owned());
    }
    for day in days {
        let (year, month, of_month) = civil::date(day);
        if civil::days(year, month, of_month) != Some(day) {
            return Err(format!("day: {day} is {year}-{month}-{of_month}"));
        }
        let printed = format!("{year:04}-{month:02}-{of_month:02}");
        let read = date::lex(printed.as_bytes()).and_then(|lexed| lexed.day(DateOrder::YearMonth));
        if (1..=9999).contains(&year) && read != Some(day) {
            return Err(format!("printed: {printed} is read as {read:?}, not {day}"));
        }
    }
    Ok(())
}
