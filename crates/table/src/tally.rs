//! What the values of one column show, counted over all of them. Counts only: what they mean is
//! decided in `profile`, so that no single cell can decide for the column.

use crate::table::RowId;
use crate::value::currency::{self, Sign};
use crate::value::date::{self, Form};
use crate::value::id::{self, IdShape};
use crate::value::number::{self, Separators};
use crate::value::{boolean, civil, is_no_value};
use crate::{Currency, Decimal};

/// What one value shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Class {
    NoValue,
    Text,
    Email,
    Boolean,
    Number {
        separators: Separators,
        sign: Option<Sign>,
        percent: bool,
        /// An id that a spreadsheet has rounded, if the column holds ids.
        rounded: bool,
        /// Eight digits like a date's, and whether the calendar has that day.
        compact: Option<bool>,
        /// Its cents do not fit 64 bits.
        huge: bool,
    },
    Date {
        form: Form,
        time: bool,
    },
    Id,
}

/// Longer texts are text, whatever they look like.
pub const LONGEST_VALUE: usize = 64;

/// `trimmed` must be trimmed.
pub fn classify(trimmed: &[u8]) -> Class {
    let Some(&first) = trimmed.first() else { return Class::NoValue };
    if trimmed.len() <= 18 && trimmed.iter().all(u8::is_ascii_digit) {
        return classify_number(trimmed).unwrap_or(Class::Text);
    }
    if is_no_value(trimmed) {
        return Class::NoValue;
    }
    if trimmed.len() > 3 && memchr::memchr(b'@', trimmed).is_some() {
        return if is_email(trimmed) { Class::Email } else { Class::Text };
    }
    if trimmed.len() > LONGEST_VALUE {
        return Class::Text;
    }
    if !trimmed.iter().any(u8::is_ascii_digit) {
        return if boolean::parse(trimmed).is_some() { Class::Boolean } else { Class::Text };
    }
    if first == b'+' && id::is_phone(trimmed) {
        return Class::Id;
    }
    if let Some(class) = classify_number(trimmed) {
        return class;
    }
    if let Some(lexed) = date::lex(trimmed) {
        return Class::Date { form: lexed.form, time: lexed.time.is_some() };
    }
    if id::shape(trimmed).is_some_and(|shape| shape != IdShape::Hex || trimmed.len() >= 16) {
        return Class::Id;
    }
    Class::Text
}

fn classify_number(trimmed: &[u8]) -> Option<Class> {
    let lexed = number::lex(trimmed)?;
    if lexed.exponent.is_some() {
        if id::is_code(&lexed) {
            return Some(Class::Id);
        }
        if lexed.is_beyond() {
            return Some(Class::Text);
        }
    }
    let is_compact = trimmed.len() == 8 && matches!(lexed.separators, Separators::None { .. });
    let compact = is_compact.then(|| date::lex(trimmed)).flatten().and_then(|lexed| match lexed.form {
        Form::Compact { year, month, day } => Some(civil::days(year, month, day).is_some()),
        _ => None,
    });
    let may_be_huge = trimmed.len() > 14 || lexed.is_scaled();
    Some(Class::Number {
        huge: may_be_huge && lexed.cents(Decimal::Dot).or_else(|| lexed.cents(Decimal::Comma)).is_none(),
        separators: lexed.separators,
        sign: lexed.currency.map(|currency| Sign { currency, is_bare_dollar: lexed.is_bare_dollar }),
        percent: lexed.percent,
        rounded: id::is_rounded(&lexed),
        compact,
    })
}

/// What a text without a class of its own may be in a column that holds nothing else.
enum Uniform {
    Month,
    ShortMonth(i32),
    Week,
    Time,
    CurrencyName,
}

fn uniform(trimmed: &[u8]) -> Option<Uniform> {
    if trimmed.len() > 24 {
        return None;
    }
    if !trimmed.iter().any(u8::is_ascii_digit) {
        return currency::named(trimmed).map(|_| Uniform::CurrencyName);
    }
    if date::clock(trimmed).is_some() {
        return Some(Uniform::Time);
    }
    if date::month(trimmed).is_some() {
        return Some(Uniform::Month);
    }
    if let Some(month) = date::short_month(trimmed) {
        return Some(Uniform::ShortMonth(month.year));
    }
    date::week(trimmed).map(|_| Uniform::Week)
}

pub fn is_email(trimmed: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'@', trimmed) else { return false };
    let (user, host) = (trimmed.get(..at).unwrap_or_default(), trimmed.get(at + 1..).unwrap_or_default());
    let is_part = |byte: &u8| !matches!(byte, b' ' | b'@' | b',' | b';' | b'|' | b'\t');
    !user.is_empty()
        && user.iter().chain(host).all(is_part)
        && memchr::memrchr(b'.', host).is_some_and(|dot| dot > 0 && dot + 1 < host.len())
}

/// Numbers by what their separators show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Separated {
    pub integers: u32,
    /// Grouped by blanks, no decimals.
    pub grouped: u32,
    pub decimal_dot: u32,
    pub decimal_comma: u32,
    /// `12.400` and `12,400`.
    pub either_dot: u32,
    pub either_comma: u32,
}

impl Separated {
    pub fn all(&self) -> u32 {
        self.any_sign() + self.decimal_dot + self.decimal_comma
    }

    fn any_sign(&self) -> u32 {
        self.integers + self.grouped + self.either_dot + self.either_comma
    }

    /// Those that can be read with this decimal sign; without one, each with its own.
    pub fn fitting(&self, decimal: Option<Decimal>) -> u32 {
        self.any_sign()
            + match decimal {
                Some(Decimal::Dot) => self.decimal_dot,
                Some(Decimal::Comma) => self.decimal_comma,
                None => self.decimal_dot + self.decimal_comma,
            }
    }

    fn slot(&mut self, separators: Separators) -> &mut u32 {
        match separators {
            Separators::None { .. } => &mut self.integers,
            Separators::Grouped => &mut self.grouped,
            Separators::Certain(Decimal::Dot) => &mut self.decimal_dot,
            Separators::Certain(Decimal::Comma) => &mut self.decimal_comma,
            Separators::Either(Decimal::Dot) => &mut self.either_dot,
            Separators::Either(Decimal::Comma) => &mut self.either_comma,
        }
    }
}

/// Counts of what the values of a column show. `filled` leaves out marks for "no value".
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub filled: u32,
    pub text: u32,
    pub email: u32,
    pub boolean: u32,
    pub id: u32,
    /// Numbers without a sign, with a currency's, and with that of percents.
    pub plain: Separated,
    pub signed: Separated,
    pub percent: Separated,
    /// Those whose cents do not fit 64 bits, percents apart.
    pub huge: Separated,
    pub leading_zero: u32,
    pub long: u32,
    /// Days as eight digits (`20210105`), and such as the calendar does not have; among the integers too.
    pub compact_dates: u32,
    pub bad_compact: u32,
    /// Days as spreadsheets count, among the numbers too, and those of them with a time.
    pub serials: u32,
    pub serials_with_time: u32,
    /// Those on one of the first twelve days of a month, which read both ways when they are written; and the
    /// first of the serials.
    pub serials_early: u32,
    pub first_serial: Option<(RowId, i32)>,
    /// `202605`, among the integers too.
    pub joined_months: u32,
    /// `05/26`, with the first and the last year of them.
    pub short_months: u32,
    pub short_years: Option<(i32, i32)>,
    /// Amounts that read both ways but for their currency, by the decimal sign that it asks for.
    pub amounts_dot: u32,
    pub amounts_comma: u32,
    pub first_either: Option<(RowId, String)>,
    /// `1.20253E+17`
    pub rounded: u32,
    pub signs: Vec<(Sign, u32)>,
    pub months: u32,
    pub weeks: u32,
    /// Times of day alone.
    pub times: u32,
    pub currency_names: u32,
    pub iso: u32,
    pub named: u32,
    /// `31/12/2026`, `12/31/2026`, and what fits both ways but for the sense.
    pub day_first: u32,
    pub month_first: u32,
    pub either_order: u32,
    /// `03/03/2026`: the same both ways.
    pub same_order: u32,
    pub first_order: Option<(RowId, String)>,
    /// Written like a date but not in the calendar.
    pub bad_iso: u32,
    pub bad_day_first: u32,
    pub bad_month_first: u32,
    pub bad_both: u32,
    pub with_time: u32,
    pub distinct: u32,
    pub common: Vec<String>,
    /// From some row on everything was taken for text: of all the other counts only `filled`, `text` and `email`
    /// are whole.
    pub is_text: bool,
}

impl Tally {
    pub fn numbers(&self) -> u32 {
        self.plain.all() + self.signed.all() + self.percent.all()
    }

    /// A count over numbers with and without signs.
    pub fn sum(&self, count: impl Fn(&Separated) -> u32) -> u32 {
        count(&self.plain) + count(&self.signed) + count(&self.percent)
    }

    pub fn dates(&self) -> u32 {
        self.iso + self.named + self.parts() + self.bad_iso
    }

    /// Dates of two parts and a year.
    pub fn parts(&self) -> u32 {
        self.day_first
            + self.month_first
            + self.either_order
            + self.same_order
            + self.bad_day_first
            + self.bad_month_first
            + self.bad_both
    }

    pub fn add(&mut self, class: Class, count: u32, row: RowId, trimmed: &[u8]) {
        if class == Class::NoValue {
            return;
        }
        self.filled += count;
        match class {
            Class::NoValue => {}
            Class::Text => match uniform(trimmed) {
                None => self.text += count,
                Some(Uniform::Month) => self.months += count,
                Some(Uniform::ShortMonth(year)) => {
                    self.short_months += count;
                    let (first, last) = self.short_years.unwrap_or((year, year));
                    self.short_years = Some((first.min(year), last.max(year)));
                }
                Some(Uniform::Week) => self.weeks += count,
                Some(Uniform::Time) => self.times += count,
                Some(Uniform::CurrencyName) => self.currency_names += count,
            },
            Class::Email => {
                self.text += count;
                self.email += count;
            }
            Class::Boolean => self.boolean += count,
            Class::Id => self.id += count,
            Class::Number { separators, sign, percent, rounded, compact, huge } => {
                let counts = match sign {
                    _ if percent => &mut self.percent,
                    Some(_) => &mut self.signed,
                    None => &mut self.plain,
                };
                *counts.slot(separators) += count;
                if huge && !percent {
                    *self.huge.slot(separators) += count;
                }
                self.add_separators(separators, sign, count, row, trimmed);
                self.rounded += if rounded { count } else { 0 };
                match compact {
                    Some(true) => self.compact_dates += count,
                    Some(false) => self.bad_compact += count,
                    None => {}
                }
                if let Some((day, second)) = date::serial(trimmed) {
                    self.serials += count;
                    self.serials_with_time += if second > 0 { count } else { 0 };
                    self.serials_early += if civil::date(day).2 <= 12 { count } else { 0 };
                    if self.first_serial.is_none_or(|(first, _)| row < first) {
                        self.first_serial = Some((row, day));
                    }
                }
                if trimmed.len() == 6 && date::short_month(trimmed).is_some() {
                    self.joined_months += count;
                }
                if let Some(sign) = sign {
                    match self.signs.iter_mut().find(|(seen, _)| *seen == sign) {
                        Some((_, seen)) => *seen += count,
                        None => self.signs.push((sign, count)),
                    }
                }
            }
            Class::Date { form, time } => {
                self.with_time += if time { count } else { 0 };
                self.add_date(form, count, row, trimmed);
            }
        }
    }

    fn add_separators(
        &mut self,
        separators: Separators,
        sign: Option<Sign>,
        count: u32,
        row: RowId,
        trimmed: &[u8],
    ) {
        match separators {
            Separators::None { digits, leading_zero } => {
                self.leading_zero += if leading_zero { count } else { 0 };
                self.long += if digits > 15 { count } else { 0 };
            }
            Separators::Certain(_) | Separators::Grouped => {}
            Separators::Either(separator) => match (separator, sign.map(|sign| sign.currency)) {
                // Amounts have two decimals, so that three digits behind the sign that the currency's
                // country groups with are a group.
                (Decimal::Dot, Some(Currency::BRL)) => self.amounts_comma += count,
                (Decimal::Comma, Some(Currency::USD)) => self.amounts_dot += count,
                _ => keep_first(&mut self.first_either, row, trimmed),
            },
        }
    }

    fn add_date(&mut self, form: Form, count: u32, row: RowId, trimmed: &[u8]) {
        match form {
            Form::Iso { year, month, day } | Form::Compact { year, month, day } => {
                *(if civil::days(year, month, day).is_some() { &mut self.iso } else { &mut self.bad_iso }) +=
                    count;
            }
            Form::Named { year, month, day } => {
                let is_day = civil::days(year, month, day).is_some();
                *(if is_day { &mut self.named } else { &mut self.bad_iso }) += count;
            }
            Form::Parts { first, second, year } => {
                let counter = match (first > 12, second > 12) {
                    (true, true) => &mut self.bad_both,
                    _ if first == 0 || second == 0 => &mut self.bad_both,
                    (true, false) if civil::days(year, second, first).is_some() => &mut self.day_first,
                    (true, false) => &mut self.bad_day_first,
                    (false, true) if civil::days(year, first, second).is_some() => &mut self.month_first,
                    (false, true) => &mut self.bad_month_first,
                    (false, false) if first == second => &mut self.same_order,
                    (false, false) => {
                        keep_first(&mut self.first_order, row, trimmed);
                        &mut self.either_order
                    }
                };
                *counter += count;
            }
        }
    }
}

fn keep_first(slot: &mut Option<(RowId, String)>, row: RowId, trimmed: &[u8]) {
    if slot.as_ref().is_none_or(|(first, _)| row < *first) {
        *slot = Some((row, String::from_utf8_lossy(trimmed).into_owned()));
    }
}
