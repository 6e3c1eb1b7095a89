//! From the tally of a column to its reading. Says "doubt" only when the values really read both ways.

use crate::fold::fold_key;
use crate::table::RowId;
use crate::tally::Tally;
use crate::value::{civil, currency, id};
use crate::{CellType, Currency, DateKind, DateOrder, Decimal, Habits, Profile, Reading};

/// What the rest of the file says. A sibling column decides a date's order (one writer wrote them all);
/// for a decimal sign it only makes the proposal, because columns of one file do differ in that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    pub semicolon: bool,
    pub portuguese: bool,
    pub decimal: Option<Decimal>,
    pub date_order: Option<DateOrder>,
}

/// Which values a doubt is about; the caller makes it a [`crate::Doubt`] with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Decimal,
    DateOrder,
    /// Whether the dates that a spreadsheet has converted were written as it took them.
    Converted,
}

/// The reading that the values of a column ask for.
pub fn reading(tally: &Tally, header: &str, habits: Habits, hints: Hints) -> (Reading, Option<Open>) {
    let filled = tally.filled as u64;
    if filled == 0 {
        return (Reading::default(), None);
    }
    // A few odd values do not make a column text; they are shown as problems.
    let most = |count: u32| count as u64 * 10 >= filled * 8;
    if is_id(tally, header, habits, &most) {
        return (Reading { cell_type: CellType::Id, ..Reading::default() }, None);
    }
    let compact_is_date = tally.compact_dates > 0
        && tally.compact_dates + tally.bad_compact == tally.sum(|counts| counts.integers)
        && (tally.distinct >= 3 || header_says_date(header));
    let compact = if compact_is_date { tally.compact_dates + tally.bad_compact } else { 0 };
    if let Some(kind) = mixed_kind(tally).filter(|_| header_says_date(header)) {
        let (reading, open) = date_reading(tally, habits, hints);
        let is_timed = reading.cell_type == CellType::DateTime || tally.serials_with_time > 0;
        let cell_type = if is_timed { CellType::DateTime } else { CellType::Date };
        let open = if matches!(kind, DateKind::Converted(_)) { Some(Open::Converted) } else { open };
        return (Reading { cell_type, date_kind: kind, ..reading }, open);
    }
    if most(tally.dates() + compact) {
        return date_reading(tally, habits, hints);
    }
    let is_named = |kind: &DateKind| match kind {
        DateKind::Serial => header_says_date(header),
        _ => tally.short_months + tally.joined_months == 0 || header_says_month(header),
    };
    if let Some(kind) = uniform_kind(tally).filter(is_named) {
        return (uniform_reading(tally, kind), None);
    }
    if most(tally.numbers()) {
        return number_reading(tally, header, habits, hints);
    }
    if tally.boolean as u64 * 20 >= filled * 19 {
        return (Reading { cell_type: CellType::Boolean, ..Reading::default() }, None);
    }
    (Reading::default(), None)
}

/// Dates of a kind that a column must hold throughout, if it does: not one day as written among them.
fn uniform_kind(tally: &Tally) -> Option<DateKind> {
    let most = |count: u32| count as u64 * 10 >= tally.filled as u64 * 8;
    if tally.dates() > 0 {
        return None;
    }
    // Numbers that are no days of these decades say that the others are none either.
    let is_serial = most(tally.serials) && tally.serials == tally.numbers() - tally.signed.all();
    // Days of a month and years in two digits are told apart by how far they reach.
    let is_near = tally.short_years.is_none_or(|(first, last)| last - first <= 5);
    let short = tally.short_months + tally.joined_months;
    match () {
        () if is_near && most(tally.months + short) && tally.numbers() == tally.joined_months => {
            Some(DateKind::Month)
        }
        () if most(tally.weeks) => Some(DateKind::Week),
        () if is_serial && tally.signed.all() == 0 => Some(DateKind::Serial),
        () => None,
    }
}

/// Days as written beside days as spreadsheets count, and nothing else that looks like a number.
fn mixed_kind(tally: &Tally) -> Option<DateKind> {
    let is_mixed = tally.dates() > 0 && tally.serials > 0 && tally.serials == tally.numbers();
    let most = (tally.dates() + tally.serials) as u64 * 10 >= tally.filled as u64 * 8;
    if !is_mixed || !most || tally.signed.all() + tally.percent.all() > 0 {
        return None;
    }
    // Every date as written has a part that only a day can be, and no other has: these are what a spreadsheet
    // leaves when it reads dates in another order than they were written in.
    let is_left_over = |left: u32| left == tally.dates() && tally.serials_early == tally.serials;
    Some(match () {
        () if is_left_over(tally.day_first) => DateKind::Converted(DateOrder::MonthDay),
        () if is_left_over(tally.month_first) => DateKind::Converted(DateOrder::DayMonth),
        () => DateKind::DayOrSerial,
    })
}

/// The first date that a spreadsheet has converted, as it shows it: it reads both ways.
pub fn converted(tally: &Tally, reading: Reading) -> Option<(RowId, String)> {
    let DateKind::Converted(taken_for) = reading.date_kind else { return None };
    let (row, day) = tally.first_serial?;
    let (year, month, day) = civil::date(day);
    let (first, second) = if taken_for == DateOrder::MonthDay { (month, day) } else { (day, month) };
    Some((row, format!("{first:02}/{second:02}/{year}")))
}

fn uniform_reading(tally: &Tally, date_kind: DateKind) -> Reading {
    let is_timed = date_kind == DateKind::Serial && tally.serials_with_time > 0;
    let cell_type = if is_timed { CellType::DateTime } else { CellType::Date };
    Reading { cell_type, date_kind, ..Reading::default() }
}

/// A person's choice, with what only the values can tell: a column that is called a date and holds nothing but
/// months is read as months.
pub fn completed(chosen: Reading, tally: &Tally) -> Reading {
    let is_date = matches!(chosen.cell_type, CellType::Date | CellType::DateTime);
    let found = || mixed_kind(tally).or_else(|| uniform_kind(tally)).unwrap_or_default();
    let date_kind = if is_date { found() } else { DateKind::Day };
    Reading { date_kind, ..chosen }
}

fn is_id(tally: &Tally, header: &str, habits: Habits, most: &impl Fn(u32) -> bool) -> bool {
    if most(tally.id) {
        return true;
    }
    let integers = tally.sum(|counts| counts.integers);
    let grouped = tally.sum(|counts| counts.grouped);
    // `1.20253E+17` has decimals only because a spreadsheet has rounded it.
    let decimals = (tally.numbers() - integers - grouped).saturating_sub(tally.rounded);
    let is_plain = decimals == 0 && tally.percent.all() == 0 && tally.signs.is_empty();
    if !is_plain || tally.dates() > tally.id || !most(tally.id + tally.numbers()) {
        return false;
    }
    let is_damaged = tally.rounded > 0 && (tally.long > 0 || header_has_id(header));
    let is_padded = tally.leading_zero > 0 && !id::header_counts_days(header);
    let is_hard = is_padded || tally.long + tally.id > 0;
    habits.is_id || is_hard || is_damaged || id::header_says_id(header)
}

fn header_has_id(header: &str) -> bool {
    has_word(header, |word| {
        matches!(
            word,
            "id" | "ids" | "identificacao" | "identificador" | "codigo" | "code" | "key" | "number"
        )
    })
}

fn header_says_date(header: &str) -> bool {
    let says = has_word(header, |word| {
        matches!(
            word,
            "date"
                | "data"
                | "dia"
                | "day"
                | "dt"
                | "at"
                | "em"
                | "created"
                | "yyyymmdd"
                | "fecha"
                | "criado"
                | "criada"
                | "criacao"
                | "fechado"
                | "fechada"
                | "fechamento"
                | "closed"
                | "vencimento"
                | "nascimento"
        )
    });
    says && !header_says_amount(header)
}

fn header_says_amount(header: &str) -> bool {
    has_word(header, |word| {
        matches!(
            word,
            "valor" | "value" | "amount" | "custo" | "cost" | "receita" | "revenue" | "preco" | "price"
        )
    })
}

fn header_says_month(header: &str) -> bool {
    let says = has_word(header, |word| {
        matches!(
            word,
            "mes"
                | "meses"
                | "month"
                | "months"
                | "competencia"
                | "referencia"
                | "periodo"
                | "period"
                | "anomes"
                | "mesano"
                | "yearmonth"
                | "yyyymm"
                | "aaaamm"
        )
    });
    says && !header_says_amount(header) && !header_says_count(header)
}

/// Things that come in whole numbers only.
fn header_says_count(header: &str) -> bool {
    has_word(header, |word| {
        matches!(
            word,
            "impr"
                | "impressoes"
                | "impressions"
                | "impresiones"
                | "cliques"
                | "clicks"
                | "clics"
                | "alcance"
                | "reach"
                | "sessoes"
                | "sessions"
                | "sesiones"
                | "usuarios"
                | "users"
                | "leads"
                | "visitas"
                | "visits"
                | "visualizacoes"
                | "views"
                | "interacoes"
                | "interactions"
                | "eventos"
                | "events"
        )
    }) && !has_word(header, |word| {
        matches!(
            word,
            "custo" | "cost" | "coste" | "valor" | "cpc" | "cpm" | "cpl" | "por" | "per" | "taxa" | "rate"
        )
    })
}

fn has_word(header: &str, is_it: impl Fn(&str) -> bool) -> bool {
    fold_key(header).split(|ch: char| !ch.is_alphanumeric()).any(is_it)
}

fn date_reading(tally: &Tally, habits: Habits, hints: Hints) -> (Reading, Option<Open>) {
    let cell_type = if tally.with_time > 0 { CellType::DateTime } else { CellType::Date };
    let counts = date_counts(tally);
    let told = habits.date_order.or(hints.date_order);
    // Days of both orders: a file that was converted in part, where no order is right for all.
    let is_mixed = is_mixed(counts);
    let own = own_date_order(tally);
    let is_open = tally.either_order > 0 && (is_mixed || own.is_none() && told.is_none());
    let order = own.or(if tally.parts() == 0 {
        let is_year_first = tally.iso + tally.compact_dates + tally.bad_compact + tally.bad_iso > 0;
        (is_year_first && tally.named == 0).then_some(DateOrder::YearMonth)
    } else {
        let guess =
            if hints.semicolon || hints.portuguese { DateOrder::DayMonth } else { DateOrder::MonthDay };
        Some(told.unwrap_or(guess))
    });
    let reading = Reading { cell_type, date_order: order, ..Reading::default() };
    (reading, is_open.then_some(Open::DateOrder))
}

/// Whether the values contradict each other, and not just in a slip or two.
fn is_mixed((one, other): (u32, u32)) -> bool {
    one.min(other) as u64 * 4 >= one.max(other) as u64 && one.min(other) > 0
}

/// The one that more values show.
fn majority<T>((one, other): (u32, u32), values: [T; 2]) -> Option<T> {
    let [first, second] = values;
    match one.cmp(&other) {
        std::cmp::Ordering::Greater => Some(first),
        std::cmp::Ordering::Less => Some(second),
        std::cmp::Ordering::Equal => None,
    }
}

fn date_counts(tally: &Tally) -> (u32, u32) {
    (tally.day_first + tally.bad_day_first, tally.month_first + tally.bad_month_first)
}

/// The order that the parts above 12 show.
fn own_date_order(tally: &Tally) -> Option<DateOrder> {
    majority(date_counts(tally), [DateOrder::DayMonth, DateOrder::MonthDay])
}

/// The same, where the values do not contradict each other: what one column may tell of another.
pub fn sure_date_order(tally: &Tally) -> Option<DateOrder> {
    own_date_order(tally).filter(|_| !is_mixed(date_counts(tally)))
}

fn decimal_counts(tally: &Tally) -> (u32, u32) {
    (
        tally.sum(|counts| counts.decimal_dot) + tally.amounts_dot,
        tally.sum(|counts| counts.decimal_comma) + tally.amounts_comma,
    )
}

/// The decimal sign that the values show.
pub fn own_decimal(tally: &Tally) -> Option<Decimal> {
    majority(decimal_counts(tally), [Decimal::Dot, Decimal::Comma])
}

/// The currencies that the amounts carry, most first. A bare `$` is the header's, if that is a dollar or peso.
fn currencies(tally: &Tally, of_column: Option<Currency>) -> Vec<(Currency, u32)> {
    let mut found: Vec<(Currency, u32)> = Vec::new();
    for (sign, count) in &tally.signs {
        let of_column = of_column.filter(|currency| sign.is_bare_dollar && currency::is_dollar(*currency));
        let currency = of_column.unwrap_or(sign.currency);
        match found.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, known)) => *known += count,
            None => found.push((currency, *count)),
        }
    }
    found.sort_by_key(|(currency, count)| (std::cmp::Reverse(*count), *currency));
    found
}

fn number_reading(tally: &Tally, header: &str, habits: Habits, hints: Hints) -> (Reading, Option<Open>) {
    let named = currency::in_header(header);
    let is_signed = tally.signed.all() > 0 || named.is_some();
    let cell_type = if tally.percent.all() * 2 >= tally.numbers() || habits.percent.is_some() && !is_signed {
        CellType::Percent
    } else if is_signed || habits.currency.is_some() {
        CellType::Money
    } else {
        CellType::Number
    };
    let own = own_decimal(tally);
    let (either_dot, either_comma) =
        (tally.sum(|counts| counts.either_dot), tally.sum(|counts| counts.either_comma));
    let either = either_dot + either_comma;
    let separated = either + tally.sum(|counts| counts.decimal_dot + counts.decimal_comma);
    let in_brl =
        named == Some(Currency::BRL) || tally.signs.iter().any(|(sign, _)| sign.currency == Currency::BRL);
    let guess = match (either_dot > 0, either_comma > 0) {
        // Nobody has a part of a click: what separates is a group.
        (true, false) if header_says_count(header) => Decimal::Comma,
        (false, true) if header_says_count(header) => Decimal::Dot,
        _ => hints.decimal.unwrap_or(if hints.semicolon || hints.portuguese || in_brl {
            Decimal::Comma
        } else {
            Decimal::Dot
        }),
    };
    let decimal = own.or((separated > 0).then(|| habits.decimal.unwrap_or(guess)));
    let is_open = tally.first_either.is_some()
        && (is_mixed(decimal_counts(tally)) || own.is_none() && habits.decimal.is_none());
    let reading = Reading {
        cell_type,
        decimal,
        currency: (cell_type == CellType::Money)
            .then(|| named.or_else(|| common_currency(tally)).or(habits.currency))
            .flatten(),
        percent_scale: habits.percent.unwrap_or_default(),
        ..Reading::default()
    };
    (reading, is_open.then_some(Open::Decimal))
}

/// The one currency that amounts carry, if so many do that the others must be meant so too.
fn common_currency(tally: &Tally) -> Option<Currency> {
    match currencies(tally, None).as_slice() {
        [(currency, count)] if count * 2 >= tally.numbers() => Some(*currency),
        _ => None,
    }
}

/// Filled cells that a reading cannot understand.
pub fn invalid(tally: &Tally, reading: Reading) -> u32 {
    let understood = match reading.cell_type {
        CellType::Text => return 0,
        CellType::Id => return tally.rounded,
        CellType::Boolean => tally.boolean,
        CellType::Date | CellType::DateTime => match reading.date_kind {
            DateKind::Month => tally.months + tally.short_months + tally.joined_months,
            DateKind::Week => tally.weeks,
            DateKind::Serial => tally.serials,
            DateKind::Converted(_) => tally.dates() + tally.serials,
            DateKind::Day | DateKind::DayOrSerial => {
                let serials = if reading.date_kind == DateKind::Day { 0 } else { tally.serials };
                let parts = match reading.date_order {
                    Some(DateOrder::MonthDay) => tally.month_first,
                    _ => tally.day_first,
                };
                let written = tally.iso + tally.named + tally.compact_dates;
                written + tally.either_order + tally.same_order + parts + serials
            }
        },
        CellType::Number => tally.plain.fitting(reading.decimal) + tally.signed.fitting(reading.decimal),
        CellType::Money => {
            let all = tally.plain.fitting(reading.decimal) + tally.signed.fitting(reading.decimal);
            all - tally.huge.fitting(reading.decimal)
        }
        CellType::Percent => tally.plain.fitting(reading.decimal) + tally.percent.fitting(reading.decimal),
    };
    tally.filled.saturating_sub(understood)
}

/// The profile, but for the doubt.
pub fn profile(tally: &Tally, reading: Reading) -> Profile {
    let share = |count: u32| if tally.filled == 0 { 0.0 } else { count as f32 / tally.filled as f32 };
    Profile {
        reading,
        doubt: None,
        filled: tally.filled,
        invalid: invalid(tally, reading),
        distinct: tally.distinct,
        common: tally.common.clone(),
        email_share: share(tally.email),
        // Less than three quarters at most, and not all were counted.
        time_share: if tally.is_text { 0.0 } else { share(tally.times) },
        currency_share: if tally.is_text { 0.0 } else { share(tally.currency_names) },
        currencies: currencies(tally, reading.currency),
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
