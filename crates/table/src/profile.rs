//! From the tally of a column to its reading. Says "doubt" only when the values really read both ways.

use crate::fold::fold_key;
use crate::tally::Tally;
use crate::value::{currency, id};
use crate::{CellType, Currency, DateOrder, Decimal, Profile, Reading};

/// What the rest of the file says. A sibling column decides a date's order (one writer wrote them all);
/// for a decimal sign it only makes the proposal, because columns of one file do differ in that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    pub semicolon: bool,
    pub portuguese: bool,
    pub decimal: Option<Decimal>,
    pub date_order: Option<DateOrder>,
    /// Known from where the file comes from: no doubt is left where the values read both ways.
    pub settled: Option<Decimal>,
}

/// Which values a doubt is about; the caller makes it a [`crate::Doubt`] with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Decimal,
    DateOrder,
}

/// The reading that the values of a column ask for.
pub fn reading(tally: &Tally, header: &str, hints: Hints) -> (Reading, Option<Open>) {
    let filled = tally.filled as u64;
    if filled == 0 {
        return (Reading::default(), None);
    }
    // A few odd values do not make a column text; they are shown as problems.
    let most = |count: u32| count as u64 * 10 >= filled * 8;
    if is_id(tally, header, &most) {
        return (Reading { cell_type: CellType::Id, ..Reading::default() }, None);
    }
    let compact_is_date = tally.compact_dates > 0
        && tally.compact_dates as u64 == (tally.integers as u64)
        && (tally.distinct >= 3 || header_says_date(header));
    let compact = if compact_is_date { tally.compact_dates } else { 0 };
    if most(tally.dates() + compact) {
        return date_reading(tally, hints);
    }
    if most(tally.numbers()) {
        return number_reading(tally, header, hints);
    }
    if tally.boolean as u64 * 20 >= filled * 19 {
        return (Reading { cell_type: CellType::Boolean, ..Reading::default() }, None);
    }
    (Reading::default(), None)
}

fn is_id(tally: &Tally, header: &str, most: &impl Fn(u32) -> bool) -> bool {
    let decimals = tally.numbers() - tally.integers - tally.grouped;
    // `1.20253E+17` has decimals only because a spreadsheet has rounded it.
    let decimals = decimals.saturating_sub(tally.exponent);
    let is_plain = decimals == 0 && tally.percent == 0 && tally.currencies.is_empty();
    let hard = tally.leading_zero + tally.long + tally.id;
    if most(tally.id) {
        return true;
    }
    if !is_plain || tally.dates() > tally.id {
        return false;
    }
    let alike = tally.integers
        + tally.id
        + tally.grouped
        + tally.exponent.min(tally.decimal_dot + tally.decimal_comma);
    if !most(alike) {
        return false;
    }
    let is_damaged = tally.exponent > 0 && (tally.long > 0 || header_has_id(header));
    hard > 0 || is_damaged || id::header_says_id(header)
}

fn header_has_id(header: &str) -> bool {
    let folded = fold_key(header);
    folded.split(|ch: char| !ch.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "id" | "ids" | "identificacao" | "identificador" | "codigo" | "code" | "key" | "number"
        )
    })
}

fn header_says_date(header: &str) -> bool {
    let folded = fold_key(header);
    folded.split(|ch: char| !ch.is_alphanumeric()).any(|word| {
        matches!(word, "date" | "data" | "dia" | "day" | "dt" | "at" | "em" | "created" | "yyyymmdd")
    })
}

fn date_reading(tally: &Tally, hints: Hints) -> (Reading, Option<Open>) {
    let cell_type = if tally.with_time > 0 { CellType::DateTime } else { CellType::Date };
    let order = own_date_order(tally);
    let is_open = order.is_none() && tally.either_order > 0 && hints.date_order.is_none();
    let order = order.or(if tally.parts() == 0 {
        (tally.iso + tally.compact_dates + tally.bad_iso > 0 && tally.named == 0)
            .then_some(DateOrder::YearMonth)
    } else {
        let guess =
            if hints.semicolon || hints.portuguese { DateOrder::DayMonth } else { DateOrder::MonthDay };
        Some(hints.date_order.unwrap_or(guess))
    });
    let reading = Reading { cell_type, date_order: order, ..Reading::default() };
    (reading, is_open.then_some(Open::DateOrder))
}

/// The order that the parts above 12 show.
pub fn own_date_order(tally: &Tally) -> Option<DateOrder> {
    let day_first = tally.day_first + tally.bad_day_first;
    let month_first = tally.month_first + tally.bad_month_first;
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Some(DateOrder::DayMonth),
        std::cmp::Ordering::Less => Some(DateOrder::MonthDay),
        std::cmp::Ordering::Equal => None,
    }
}

/// The decimal sign that the values show.
pub fn own_decimal(tally: &Tally) -> Option<Decimal> {
    match tally.decimal_dot.cmp(&tally.decimal_comma) {
        std::cmp::Ordering::Greater => Some(Decimal::Dot),
        std::cmp::Ordering::Less => Some(Decimal::Comma),
        std::cmp::Ordering::Equal => None,
    }
}

fn number_reading(tally: &Tally, header: &str, hints: Hints) -> (Reading, Option<Open>) {
    let marked: u32 = tally.currencies.iter().map(|(_, count)| *count).sum();
    let header_currency = currency::in_header(header);
    let cell_type = if tally.percent * 2 >= tally.numbers() {
        CellType::Percent
    } else if marked * 2 >= tally.numbers() || header_currency.is_some() {
        CellType::Money
    } else {
        CellType::Number
    };
    let own = own_decimal(tally);
    let either = tally.either_dot + tally.either_comma;
    let separated = either + tally.decimal_dot + tally.decimal_comma;
    let in_brl =
        header_currency == Some(Currency::BRL) || tally.currencies.iter().any(|(c, _)| *c == Currency::BRL);
    let guess = if hints.semicolon || hints.portuguese || in_brl { Decimal::Comma } else { Decimal::Dot };
    let hinted = hints.settled.or(hints.decimal);
    let decimal = own.or((separated > 0).then(|| hinted.unwrap_or(guess)));
    let currency = match (cell_type, tally.currencies.as_slice()) {
        (CellType::Money, [] | [_]) => {
            header_currency.or(tally.currencies.first().map(|(currency, _)| *currency))
        }
        // Several currencies, or none that could be meant.
        _ => None,
    };
    let is_open = own.is_none() && either > 0 && hints.settled.is_none();
    (Reading { cell_type, decimal, currency, ..Reading::default() }, is_open.then_some(Open::Decimal))
}

/// Filled cells that a reading cannot understand.
pub fn invalid(tally: &Tally, reading: Reading) -> u32 {
    let understood = match reading.cell_type {
        CellType::Text => return 0,
        CellType::Id => return tally.exponent,
        CellType::Boolean => tally.boolean,
        CellType::Date | CellType::DateTime => {
            let parts = match reading.date_order {
                Some(DateOrder::MonthDay) => tally.month_first,
                _ => tally.day_first,
            };
            tally.iso + tally.named + tally.compact_dates + tally.either_order + tally.same_order + parts
        }
        CellType::Number | CellType::Money | CellType::Percent => {
            let certain = match reading.decimal {
                Some(Decimal::Dot) => tally.decimal_dot,
                Some(Decimal::Comma) => tally.decimal_comma,
                None => tally.decimal_dot + tally.decimal_comma,
            };
            tally.integers + tally.grouped + tally.either_dot + tally.either_comma + certain
        }
    };
    tally.filled.saturating_sub(understood)
}

/// The profile, but for the doubt.
pub fn profile(tally: &Tally, reading: Reading) -> Profile {
    Profile {
        reading,
        doubt: None,
        filled: tally.filled,
        invalid: invalid(tally, reading),
        distinct: tally.distinct,
        common: tally.common.clone(),
        email_share: if tally.filled == 0 { 0.0 } else { tally.email as f32 / tally.filled as f32 },
    }
}

/// Whether the headers of a file are Portuguese.
pub fn is_portuguese(headers: &[String]) -> bool {
    const WORDS: [&str; 30] = [
        "data",
        "custo",
        "valor",
        "origem",
        "nome",
        "campanha",
        "cliques",
        "receita",
        "criado",
        "criada",
        "criacao",
        "fonte",
        "canal",
        "investimento",
        "telefone",
        "cidade",
        "entrada",
        "fechamento",
        "etapa",
        "responsavel",
        "empresa",
        "produto",
        "gasto",
        "impressoes",
        "conversoes",
        "negocio",
        "vendedor",
        "midia",
        "dia",
        "mes",
    ];
    let is_ours = |header: &String| {
        let folded = fold_key(header);
        folded.split(|ch: char| !ch.is_alphanumeric()).any(|word| WORDS.contains(&word))
    };
    let found = headers.iter().filter(|header| is_ours(header)).count();
    // "data" alone is English too.
    let only_data =
        found == 1 && headers.iter().any(|header| fold_key(header) == "data") && headers.len() > 4;
    found > 0 && !only_data
}

/// Follows the days of a column in one order, to tell whether they run day by day.
pub struct Daily {
    order: DateOrder,
    last: Option<i32>,
    steps: u32,
    by_one: u32,
    wide: u32,
    firsts: u32,
    days: u32,
    bad: u32,
}

impl Daily {
    pub fn new(order: DateOrder) -> Self {
        Self { order, last: None, steps: 0, by_one: 0, wide: 0, firsts: 0, days: 0, bad: 0 }
    }

    pub fn add(&mut self, lexed: &crate::value::date::Lexed) {
        let Some(day) = lexed.day(self.order) else {
            self.bad += 1;
            return;
        };
        self.days += 1;
        self.firsts += u32::from(crate::value::civil::date(day).2 == 1);
        if let Some(last) = self.last
            && last != day
        {
            self.steps += 1;
            self.by_one += u32::from(last.abs_diff(day) == 1);
            self.wide += u32::from(last.abs_diff(day) >= 28);
        }
        self.last = Some(day);
    }

    pub fn is_daily(&self) -> bool {
        self.bad == 0 && self.steps >= 4 && self.by_one * 10 >= self.steps * 8
    }

    /// Weeks apart, and not the first of every month, which monthly reports are dated by.
    pub fn is_scattered(&self) -> bool {
        self.steps >= 4 && self.wide * 10 >= self.steps * 8 && self.firsts * 2 < self.days
    }
}
