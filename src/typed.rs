//! Numbers that people type into the page's own fields, in the habit of their language.
//!
//! What could be read in two ways is never guessed: it comes back as [`Wrong::Ambiguous`], and nothing changes.

use crate::i18n::Lang;

/// Why a typed value is not taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wrong {
    NotNumber,
    /// "5.432" in Portuguese: five thousand, or five and a bit.
    Ambiguous,
    /// Not a whole number.
    NotWhole,
    /// A percentage between 0 and 1: most likely a fraction.
    Fraction,
    Outside {
        low: f64,
        high: f64,
    },
    /// Not above 0, or beyond this.
    NotPositive {
        high: f64,
    },
    /// A date that does not exist.
    NotDate,
}

/// `Ok(None)`: nothing is typed.
pub fn number(lang: Lang, text: &str) -> Result<Option<f64>, Wrong> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let (minus, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let plain = match digits.rfind([',', '.']) {
        None => digits.to_owned(),
        Some(at) => with_signs(lang, digits, at)?,
    };
    let is_number = plain.starts_with(|sign: char| sign.is_ascii_digit())
        && plain.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    let value = plain.parse::<f64>().ok().filter(|value| is_number && value.is_finite());
    let value = value.ok_or(Wrong::NotNumber)?;
    Ok(Some(if minus && value != 0.0 { -value } else { value }))
}

/// With a dot as its decimal sign, and no others. `last` is where the last of its signs stands.
fn with_signs(lang: Lang, digits: &str, last: usize) -> Result<String, Wrong> {
    let (whole, rest) = digits.split_at(last);
    let sign = rest.chars().next().unwrap_or('.');
    let rest = rest.get(1..).unwrap_or_default();
    let other = if sign == '.' { ',' } else { '.' };
    let groups = |whole: &str, sign: char| {
        let mut parts = whole.split(sign);
        let first = parts.next().map_or(0, str::len);
        (1..=3).contains(&first) && parts.all(|part| part.len() == 3)
    };
    if whole.contains(other) {
        // Both signs: the last one is the decimal, and stands once.
        let sound = !whole.contains(sign) && groups(whole, other);
        return if sound {
            Ok(format!("{}.{rest}", whole.replace(other, "")))
        } else {
            Err(Wrong::NotNumber)
        };
    }
    if whole.contains(sign) {
        return if groups(digits, sign) { Ok(digits.replace(sign, "")) } else { Err(Wrong::NotNumber) };
    }
    let groups_thousands = sign == lang.pick(".", ",").chars().next().unwrap_or('.');
    if groups_thousands && rest.len() == 3 && groups(digits, sign) && !whole.starts_with('0') {
        return Err(Wrong::Ambiguous);
    }
    Ok(format!("{whole}.{rest}"))
}

pub fn between(value: f64, low: f64, high: f64) -> Result<f64, Wrong> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(Wrong::Outside { low, high }) }
}

/// A percentage, with its sign or without, as a fraction.
pub fn percent(lang: Lang, text: &str) -> Result<Option<f64>, Wrong> {
    let trimmed = text.trim();
    let bare = trimmed.strip_suffix('%');
    let Some(value) = number(lang, bare.unwrap_or(trimmed))? else { return Ok(None) };
    if bare.is_none() && value > 0.0 && value < 1.0 {
        return Err(Wrong::Fraction);
    }
    between(value, -100.0, 100.0).map(|value| Some(value / 100.0))
}

pub fn whole(lang: Lang, text: &str, low: u32, high: u32) -> Result<Option<i32>, Wrong> {
    let Some(value) = number(lang, text)? else { return Ok(None) };
    if value.fract() != 0.0 {
        return Err(Wrong::NotWhole);
    }
    let value = between(value, f64::from(low), f64::from(high))?;
    // Within bounds of `u32`, and far below those of `i32` wherever it is used.
    Ok(i32::try_from(value as i64).ok())
}

/// What is positive and at most `high`.
pub fn positive(lang: Lang, text: &str, high: f64) -> Result<Option<f64>, Wrong> {
    let Some(value) = number(lang, text)? else { return Ok(None) };
    if value > 0.0 && value <= high { Ok(Some(value)) } else { Err(Wrong::NotPositive { high }) }
}

/// As the field shows it: no more signs than needed, the decimal sign of the language.
pub fn written(lang: Lang, value: f64) -> String {
    // Typed numbers have few digits; what a percentage gains by being divided is rounded off.
    let value = (value * 1e9).round() / 1e9;
    let text = value.to_string();
    match lang {
        Lang::PtBr => text.replace('.', ","),
        Lang::En => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_both_habits() {
        let check = |lang, text, expected| assert_eq!(number(lang, text), expected, "{text} {lang:?}");
        for lang in [Lang::PtBr, Lang::En] {
            check(lang, "", Ok(None));
            check(lang, "  ", Ok(None));
            check(lang, "62", Ok(Some(62.0)));
            check(lang, "62,5", Ok(Some(62.5)));
            check(lang, "62.5", Ok(Some(62.5)));
            check(lang, "1.234,5", Ok(Some(1234.5)));
            check(lang, "1,234.5", Ok(Some(1234.5)));
            check(lang, "1.234.567", Ok(Some(1_234_567.0)));
            check(lang, "12 500", Ok(Some(12_500.0)));
            check(lang, "-3", Ok(Some(-3.0)));
            check(lang, "0.125", Ok(Some(0.125)));
            check(lang, "0,125", Ok(Some(0.125)));
            for wrong in ["abc", "1e5", "1.23.4", "1,2,3", "1.234,5,6", "--2", ".5", "inf", "NaN", "12%"] {
                check(lang, wrong, Err(Wrong::NotNumber));
            }
        }
        check(Lang::PtBr, "5.432", Err(Wrong::Ambiguous));
        check(Lang::PtBr, "5,432", Ok(Some(5.432)));
        check(Lang::En, "5,432", Err(Wrong::Ambiguous));
        check(Lang::En, "5.432", Ok(Some(5.432)));
        check(Lang::PtBr, "5.4321", Ok(Some(5.4321)));
    }

    #[test]
    fn a_margin_typed_as_a_fraction_is_asked_about() {
        let check = |text, expected| assert_eq!(percent(Lang::PtBr, text), expected, "{text}");
        check("62", Ok(Some(0.62)));
        check("62 %", Ok(Some(0.62)));
        check("0,62", Err(Wrong::Fraction));
        check("0,62%", Ok(Some(0.0062)));
        check("0", Ok(Some(0.0)));
        check("100", Ok(Some(1.0)));
        check("101", Err(Wrong::Outside { low: -100.0, high: 100.0 }));
        check("", Ok(None));
    }

    #[test]
    fn days_are_whole() {
        let check = |text, expected| assert_eq!(whole(Lang::En, text, 1, 3650), expected, "{text}");
        check("90", Ok(Some(90)));
        check("90.5", Err(Wrong::NotWhole));
        check("0", Err(Wrong::Outside { low: 1.0, high: 3650.0 }));
        check("3651", Err(Wrong::Outside { low: 1.0, high: 3650.0 }));
        assert_eq!(positive(Lang::En, "0", 10.0), Err(Wrong::NotPositive { high: 10.0 }));
        assert_eq!(positive(Lang::En, "0.5", 10.0), Ok(Some(0.5)));
    }

    #[test]
    fn what_is_written_is_read_back() {
        for lang in [Lang::PtBr, Lang::En] {
            for value in [0.0, 0.62 * 100.0, 12.5, 5.4321, 1_234_567.0, 0.07 * 100.0] {
                let text = written(lang, value);
                let read = number(lang, &text).unwrap().unwrap();
                assert!((read - value).abs() < 1e-9, "{text}");
            }
        }
        assert_eq!(written(Lang::PtBr, 0.07 * 100.0), "7");
        assert_eq!(written(Lang::PtBr, 62.5), "62,5");
    }
}
