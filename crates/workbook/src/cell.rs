//! What a cell stores and what its format says, as text: shortest digits that give the number back, a dot for
//! the decimal sign, ISO dates.

use calamine::{DataRef, ExcelDateTime};

use crate::sheet::Cell;

/// What a number format adds to a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Plain,
    Percent,
    /// As the format spells it: `R$`, `€`, `USD`.
    Currency(String),
}

/// From a format code such as `[$R$-416] #,##0.00` or `0.0%`. A bare `$` is no currency: Excel shows it as the
/// sign of whoever opens the file.
pub fn format(code: &str) -> Format {
    // Later sections are for negative numbers, zeros and text.
    let mut first = String::new();
    let mut currency = None;
    let mut rest = code.chars();
    while let Some(ch) = rest.next() {
        match ch {
            ';' => break,
            '"' => {
                let literal: String = rest.by_ref().take_while(|ch| *ch != '"').collect();
                currency = currency.or_else(|| sign(&literal));
            }
            '\\' | '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|ch| *ch != ']').collect();
                if let Some(symbol) = inside.strip_prefix('$') {
                    // `[$€-407]`; only a locale in `[$-416]`.
                    let symbol = symbol.rsplit_once('-').map_or(symbol, |(symbol, _)| symbol);
                    currency = currency.or_else(|| sign(symbol));
                }
            }
            other => first.push(other),
        }
    }
    if first.contains('%') {
        Format::Percent
    } else if let Some(symbol) = currency.filter(|_| first.contains(['0', '#', '?'])) {
        Format::Currency(symbol)
    } else {
        Format::Plain
    }
}

/// Only what is surely a currency.
fn sign(text: &str) -> Option<String> {
    let text = text.trim();
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_sign = ["R$", "US$", "€", "£"].contains(&text);
    (is_code || is_sign).then(|| text.to_owned())
}

/// Writes the cell into `scratch`; `None` for an empty one.
pub fn text<'a>(value: &'a DataRef<'_>, format: &Format, scratch: &'a mut String) -> Option<Cell<'a>> {
    scratch.clear();
    match value {
        DataRef::Empty => return None,
        DataRef::String(text) => return Some(Cell::Text(text)),
        DataRef::SharedString(text) => return Some(Cell::Text(text)),
        DataRef::Int(value) => formatted(&value.to_string(), format, scratch),
        DataRef::Float(value) => formatted(&number(*value), format, scratch),
        DataRef::Bool(value) => {
            scratch.push_str(if *value { "TRUE" } else { "FALSE" });
            return Some(Cell::Plain(scratch));
        }
        DataRef::DateTime(value) => {
            scratch.push_str(&moment(value));
            return Some(Cell::Plain(scratch));
        }
        DataRef::DateTimeIso(text) => {
            scratch.push_str(&iso(text));
            return Some(Cell::Plain(scratch));
        }
        DataRef::DurationIso(text) => {
            scratch.push_str(&duration_iso(text).unwrap_or_else(|| text.clone()));
            return Some(Cell::Plain(scratch));
        }
        DataRef::Error(error) => {
            scratch.push_str(&error.to_string());
            return Some(Cell::Plain(scratch));
        }
    }
    Some(Cell::Number(scratch))
}

fn formatted(digits: &str, format: &Format, out: &mut String) {
    match format {
        Format::Plain => out.push_str(digits),
        Format::Percent => {
            out.push_str(&hundredfold(digits));
            out.push('%');
        }
        Format::Currency(symbol) => {
            let (minus, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
            out.push_str(minus);
            out.push_str(symbol);
            out.push(' ');
            out.push_str(digits);
        }
    }
}

/// The largest number below which every whole number is stored exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The shortest digits that give the number back. Whole numbers of more than 15 digits that end in 0 are what
/// Excel leaves of a longer id: they are written with an exponent, so that the reader sees the damage.
fn number(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        // No spreadsheet stores such a number.
        return String::new();
    }
    let is_rounded = size >= 1e15 && (size > EXACT || (size % 10.0) == 0.0);
    if is_rounded || (size > 0.0 && size < 1e-7) {
        let text = format!("{value:E}");
        return match text.split_once('E') {
            Some((digits, power)) if !power.starts_with('-') => format!("{digits}E+{power}"),
            _ => text,
        };
    }
    let text = value.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}

/// A hundred times the number, digit by digit: `0.0281` is `2.81`, never `2.8099999999999996`.
fn hundredfold(digits: &str) -> String {
    let (minus, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    if digits.contains('E') {
        return digits
            .parse::<f64>()
            .map_or_else(|_| digits.to_owned(), |value| format!("{minus}{}", number(value * 100.0)));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut fraction = fraction.to_owned();
    while fraction.len() < 2 {
        fraction.push('0');
    }
    let (moved, fraction) = fraction.split_at(2);
    let whole = format!("{whole}{moved}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{minus}{whole}{point}{fraction}")
}

/// The last day that Excel has, 9999-12-31, and one.
const END: f64 = 2_958_466.0;

fn moment(value: &ExcelDateTime) -> String {
    let serial = value.as_f64();
    if !(0.0..END).contains(&serial) {
        return number(serial);
    }
    if value.is_duration() {
        let seconds = (serial * 86_400.0).round() as u64;
        return format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let mut text = String::new();
    if serial >= 1.0 {
        text.push_str(&format!("{year:04}-{month:02}-{day:02}"));
        if (hour, minute, second, milli) == (0, 0, 0, 0) {
            return text;
        }
        text.push(' ');
    }
    text.push_str(&format!("{hour:02}:{minute:02}:{second:02}"));
    if milli > 0 {
        text.push_str(&format!(".{milli:03}"));
    }
    text
}

/// `2026-03-01T00:00:00` is a day, `2026-03-01T14:05:00` is not.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) => day.to_owned(),
        Some((day, time)) if day.len() == 10 => format!("{day} {time}"),
        _ => text.to_owned(),
    }
}

/// `PT14H05M00S`, as OpenDocument writes times.
fn duration_iso(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split_once(['.', ',']).map_or(seconds, |(whole, _)| whole);
    let [hours, minutes, seconds] = [hours, minutes, seconds].map(str::parse::<u64>);
    Some(format!("{:02}:{:02}:{:02}", hours.ok()?, minutes.ok()?, seconds.ok()?))
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    #[test]
    fn numbers_come_back_from_their_text() {
        #[track_caller]
        fn check(value: f64, expected: &str) {
            assert_eq!(number(value), expected);
            assert_eq!(expected.parse::<f64>(), Ok(value));
        }
        check(0.0, "0");
        check(-0.0, "0");
        check(12.0, "12");
        check(-1234.56, "-1234.56");
        check(1.234, "1.234");
        check(0.1 + 0.2, "0.30000000000000004");
        check(45631.0, "45631");
        check(999_999_999_999_999.0, "999999999999999");
        // Sixteen digits that no spreadsheet has rounded, and seventeen that one has.
        check(1_234_567_890_123_457.0, "1234567890123457");
        check(120_253_670_639_860_000.0, "1.2025367063986E+17");
        check(1e300, "1E+300");
        check(1.5e-9, "1.5E-9");
    }

    #[test]
    fn percent_moves_the_point_and_nothing_else() {
        #[track_caller]
        fn check(digits: &str, expected: &str) {
            assert_eq!(hundredfold(digits), expected);
        }
        check("0.0281", "2.81");
        check("0.48", "48");
        check("1", "100");
        check("-0.005", "-0.5");
        check("0.00012", "0.012");
        check("12.345678", "1234.5678");
        check("0", "0");
        check("1.5E-9", "0.00000015");
    }

    #[test]
    fn a_format_tells_percent_and_currency() {
        #[track_caller]
        fn check(code: &str, expected: Format) {
            assert_eq!(format(code), expected, "{code}");
        }
        let currency = |symbol: &str| Format::Currency(symbol.to_owned());
        check("General", Format::Plain);
        check("0%", Format::Percent);
        check("0.00%", Format::Percent);
        check("0.0\"%\"", Format::Plain);
        check("[$R$-416] #,##0.00", currency("R$"));
        check("[$R$-416]\\ #,##0.00;[Red]\\-[$R$-416]\\ #,##0.00", currency("R$"));
        check("\"R$\"\\ #,##0.00", currency("R$"));
        check("#,##0.00\\ [$€-407]", currency("€"));
        check("[$USD] #,##0", currency("USD"));
        check("_(\"$\"* #,##0.00_)", Format::Plain);
        check("[$-416]d/m/yyyy", Format::Plain);
        check("#,##0.00;0%", Format::Plain);
    }

    #[test]
    fn cells_are_written_with_what_their_format_says() {
        #[track_caller]
        fn check(value: DataRef<'_>, format: &Format, expected: &str) {
            let mut scratch = String::new();
            let text_of = match text(&value, format, &mut scratch) {
                Some(Cell::Text(text) | Cell::Number(text) | Cell::Plain(text)) => text.to_owned(),
                None => String::new(),
            };
            assert_eq!(text_of, expected, "{value:?}");
        }
        let day = |serial, kind| DataRef::DateTime(ExcelDateTime::new(serial, kind, false));
        let date = ExcelDateTimeType::DateTime;
        let plain = Format::Plain;
        check(DataRef::Empty, &plain, "");
        check(DataRef::Float(0.0281), &Format::Percent, "2.81%");
        check(DataRef::Float(-20.3), &Format::Currency("R$".into()), "-R$ 20.3");
        check(DataRef::Bool(true), &plain, "TRUE");
        check(DataRef::Error(CellErrorType::NA), &plain, "#N/A");
        check(DataRef::String(" a\nb ".into()), &Format::Percent, " a\nb ");
        check(day(46082.0, date), &plain, "2026-03-01");
        check(day(46082.5, date), &plain, "2026-03-01 12:00:00");
        check(day(45943.541, date), &plain, "2025-10-13 12:59:02.400");
        check(day(0.5, date), &plain, "12:00:00");
        check(day(1.25, ExcelDateTimeType::TimeDelta), &plain, "30:00:00");
        check(day(-3.0, date), &plain, "-3");
        check(day(1e12, date), &plain, "1000000000000");
        check(DataRef::DateTimeIso("2026-03-01T00:00:00".into()), &plain, "2026-03-01");
        check(DataRef::DateTimeIso("2026-03-01T14:05:00".into()), &plain, "2026-03-01 14:05:00");
        check(DataRef::DateTimeIso("2026-03-01".into()), &plain, "2026-03-01");
        check(DataRef::DurationIso("PT14H05M00S".into()), &plain, "14:05:00");
    }
}
