//! Numbers, money, percentages, dates and lists as people of a language write them, through `Intl`.
//!
//! Making a formatter costs a hundred times more than using one: they are kept, one a language and style.
//! Must never decide how many decimals mean something: the caller knows what it shows.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// How a day is written. Portuguese | English (day first, month in letters: no one reads it the other way).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// 19/06/2026 | 19 Jun 2026
    Short,
    /// 19/06 | 19 Jun
    DayMonth,
    /// junho de 2026 | June 2026
    MonthYear,
    /// 19 de junho de 2026 | 19 June 2026
    Long,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Number { min: u8, max: u8 },
    Money { currency: [u8; 3], decimals: u8 },
    Percent { decimals: u8 },
    Compact,
    Date(DateStyle),
    List,
}

thread_local! {
    /// Few enough (some tens) that looking through them beats hashing.
    static FORMATTERS: RefCell<Vec<(Style, String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Always with this many decimals.
pub fn number(tag: &str, value: f64, decimals: u8) -> String {
    apply(tag, Style::Number { min: decimals, max: decimals }, &value.into())
}

/// With as many decimals as it has, at most so many.
pub fn number_up_to(tag: &str, value: f64, max_decimals: u8) -> String {
    apply(tag, Style::Number { min: 0, max: max_decimals }, &value.into())
}

/// Major units. `currency_code` is an ISO code; without one (or with none that could be a code) only the number
/// is written.
pub fn money(tag: &str, value: f64, currency_code: Option<&str>, decimals: u8) -> String {
    match currency_code.and_then(iso) {
        Some(currency) => apply(tag, Style::Money { currency, decimals }, &value.into()),
        None => number(tag, value, decimals),
    }
}

/// `fraction` 0.25 is 25 %.
pub fn percent(tag: &str, fraction: f64, decimals: u8) -> String {
    apply(tag, Style::Percent { decimals }, &fraction.into())
}

/// Short, for axes: 1,2 mil | 1.2K.
pub fn compact(tag: &str, value: f64) -> String {
    apply(tag, Style::Compact, &value.into())
}

/// `days` since 1970-01-01; no time zone is involved.
pub fn date(tag: &str, days: i32, style: DateStyle) -> String {
    let noon = Date::new(&JsValue::from_f64(f64::from(days) * 86_400_000.0));
    apply(tag, Style::Date(style), &noon)
}

/// "A, B e C" | "A, B, and C".
pub fn list(tag: &str, parts: &[String]) -> String {
    let parts: Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    apply(tag, Style::List, &parts)
}

/// Makes what a first answer is written with: the browser takes ten milliseconds and more for the first of each.
pub fn prepare(tag: &str) {
    let whole = Style::Number { min: 0, max: 0 };
    for style in
        [whole, Style::Percent { decimals: 1 }, Style::Compact, Style::Date(DateStyle::Short), Style::List]
    {
        formatter(tag, style);
    }
}

/// `Intl` throws on anything that is not three letters, and a throw would take the page with it.
fn iso(code: &str) -> Option<[u8; 3]> {
    let code: [u8; 3] = code.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then_some(code)
}

fn apply(tag: &str, style: Style, value: &JsValue) -> String {
    let written = formatter(tag, style).call1(&JsValue::UNDEFINED, value);
    written.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn formatter(tag: &str, style: Style) -> Function {
    FORMATTERS.with_borrow_mut(|all| {
        let known = all.iter().find(|(kept, of, _)| *kept == style && of == tag);
        if let Some((_, _, format)) = known {
            return format.clone();
        }
        let format = make(tag, style);
        all.push((style, tag.to_owned(), format.clone()));
        format
    })
}

fn make(tag: &str, style: Style) -> Function {
    // Only known tags: an ill-formed one would throw.
    let portuguese = tag.starts_with("pt");
    let locale = match (portuguese, style) {
        (true, _) => "pt-BR",
        (false, Style::Date(_)) => "en-GB",
        (false, _) => "en",
    };
    let locales = Array::of1(&locale.into());
    let options = Options::new();
    match style {
        Style::Number { min, max } => options.decimals(min, max).number(&locales),
        Style::Money { currency, decimals } => {
            let code = String::from_utf8_lossy(&currency).to_ascii_uppercase();
            let options = options.text("style", "currency").text("currency", &code);
            options.decimals(decimals, decimals).number(&locales)
        }
        Style::Percent { decimals } => {
            options.text("style", "percent").decimals(decimals, decimals).number(&locales)
        }
        Style::Compact => options.text("notation", "compact").decimals(0, 1).number(&locales),
        Style::Date(style) => {
            let (day, month, year) = match (style, portuguese) {
                (DateStyle::Short, true) => (Some("2-digit"), "2-digit", true),
                (DateStyle::Short, false) => (Some("numeric"), "short", true),
                (DateStyle::DayMonth, true) => (Some("2-digit"), "2-digit", false),
                (DateStyle::DayMonth, false) => (Some("numeric"), "short", false),
                (DateStyle::MonthYear, _) => (None, "long", true),
                (DateStyle::Long, _) => (Some("numeric"), "long", true),
            };
            let options = options.text("timeZone", "UTC").text("month", month);
            let options = if let Some(day) = day { options.text("day", day) } else { options };
            let options = if year { options.text("year", "numeric") } else { options };
            Intl::DateTimeFormat::new(&locales, &options.0).format()
        }
        Style::List => {
            Intl::ListFormat::new(&locales, &options.text("type", "conjunction").0).format_function()
        }
    }
}

/// `ListFormat.format` is a plain method, where the others give a function that is bound already.
trait FormatFunction {
    fn format_function(&self) -> Function;
}

impl FormatFunction for Intl::ListFormat {
    fn format_function(&self) -> Function {
        let format = Reflect::get(self, &"format".into()).unwrap_or_default();
        Function::from(format).bind0(self)
    }
}

struct Options(Object);

impl Options {
    fn new() -> Self {
        Options(Object::new())
    }

    fn set(self, name: &str, value: &JsValue) -> Self {
        // Setting a plain property of a plain object cannot fail.
        let _ = Reflect::set(&self.0, &name.into(), value);
        self
    }

    fn text(self, name: &str, value: &str) -> Self {
        self.set(name, &value.into())
    }

    fn decimals(self, min: u8, max: u8) -> Self {
        let min = min.min(20);
        self.set("minimumFractionDigits", &min.into())
            .set("maximumFractionDigits", &max.min(20).max(min).into())
    }

    /// "-0" is nothing that people write.
    fn number(self, locales: &Array) -> Function {
        Intl::NumberFormat::new(locales, &self.text("signDisplay", "negative").0).format()
    }
}
