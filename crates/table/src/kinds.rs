//! The small plain words that the whole program shares about how a file and its columns were read.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    /// Also what calls itself ISO-8859-1.
    Windows1252,
    /// ISO-8859-15: only by choice, its bytes do not tell it from Windows-1252.
    Latin9,
    Utf32Le,
    Utf32Be,
}

impl Encoding {
    pub const ALL: [Encoding; 8] = [
        Self::Utf8,
        Self::Utf8Bom,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Latin9,
        Self::Utf32Le,
        Self::Utf32Be,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Newline {
    Lf,
    CrLf,
    Cr,
}

/// Blanks that set cells apart and are not text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Spacing {
    /// None: every blank is text.
    #[default]
    Exact,
    /// One behind every delimiter, as in `a, b, c`.
    BlankAfter,
    /// Any number where the delimiter is a blank, as in aligned columns.
    Runs,
}

/// How the bytes are cut into cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    pub encoding: Encoding,
    pub delimiter: u8,
    /// `None`: the quote character is plain text in this file.
    pub quote: Option<u8>,
    /// The byte before a quote that is text within quotes; `None`: such a quote is doubled.
    pub escape: Option<u8>,
    pub newline: Newline,
    pub spacing: Spacing,
}

impl Default for Dialect {
    /// UTF-8, comma, doubled double quotes, line feeds.
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf8,
            delimiter: b',',
            quote: Some(b'"'),
            escape: None,
            newline: Newline::Lf,
            spacing: Spacing::Exact,
        }
    }
}

/// CONTRACT.md `data-type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellType {
    #[default]
    Text,
    Number,
    Money,
    Percent,
    Date,
    DateTime,
    Boolean,
    Id,
}

impl CellType {
    pub const ALL: [CellType; 8] = [
        Self::Text,
        Self::Number,
        Self::Money,
        Self::Percent,
        Self::Date,
        Self::DateTime,
        Self::Boolean,
        Self::Id,
    ];

    /// The word of CONTRACT.md.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Boolean => "boolean",
            Self::Id => "id",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Decimal {
    Dot,
    Comma,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrder {
    /// 31/12/2026
    DayMonth,
    /// 12/31/2026
    MonthDay,
    /// 2026-12-31
    YearMonth,
}

/// ISO 4217, e.g. `Currency(*b"BRL")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Currency(pub [u8; 3]);

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Currency, &'static str> {
        let code =
            <[u8; 3]>::try_from(code.as_bytes()).ok().filter(|code| code.iter().all(u8::is_ascii_alphabetic));
        code.map(Currency).ok_or("a code of three letters")
    }
}

impl Currency {
    pub const BRL: Currency = Currency(*b"BRL");
    pub const USD: Currency = Currency(*b"USD");
    pub const EUR: Currency = Currency(*b"EUR");

    /// `XXX` is ISO's code for "no currency"; every other value here is ASCII.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

/// What one date of a column is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateKind {
    /// A day, as written.
    #[default]
    Day,
    /// `mai/26`: a whole month, read as its first day. An amount beside it belongs to all days of it.
    Month,
    /// `2026-W23`: a whole week, read as its Monday.
    Week,
    /// `45631.5`: a day as spreadsheets count.
    Serial,
    /// Days as written, and some as spreadsheets count.
    DayOrSerial,
    /// The same after a spreadsheet took the dates for days and months in this order and left as they were those
    /// that have no such day. What it counts, it read so; in which order it was written, the reading's order says.
    Converted(DateOrder),
}

/// What a value without a `%` is in a column of percents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PercentScale {
    /// 0.28 is 0.28 %.
    #[default]
    Hundredths,
    /// 0.48 is 48 %.
    Fraction,
}

/// How the cells of one column are understood. Decided from all of its values, never per cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub cell_type: CellType,
    /// For number, money, percent. `None` when no cell of the column has a separator.
    pub decimal: Option<Decimal>,
    /// For date and datetime.
    pub date_order: Option<DateOrder>,
    /// For money: the currency of the amounts that don't carry another sign themselves.
    pub currency: Option<Currency>,
    /// For date and datetime.
    pub date_kind: DateKind,
    /// For percent.
    pub percent_scale: PercentScale,
}

/// What is known of a column from where its file comes. It settles only what the values leave open: where they
/// say otherwise, they are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habits {
    pub decimal: Option<Decimal>,
    pub date_order: Option<DateOrder>,
    /// The column holds percents, and those without a sign are to be taken so.
    pub percent: Option<PercentScale>,
    /// The currency of amounts, where neither cells nor header name one. Makes numbers money.
    pub currency: Option<Currency>,
    /// The numbers are ids.
    pub is_id: bool,
}

/// What the values of a column do not decide. The reading already holds the proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Doubt {
    /// Every separated value reads both ways, as `12.400` does. `example` is such a cell.
    Decimal { example: String, line: u32 },
    /// Every date reads both ways, as `03/04/2026` does.
    DateOrder { example: String, line: u32 },
}

/// What the values of one column show.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub reading: Reading,
    pub doubt: Option<Doubt>,
    /// Non-empty cells. "No value" marks such as `--` and `—` count as empty.
    pub filled: u32,
    /// Filled cells that the reading cannot understand (they keep their text, and count as no value).
    pub invalid: u32,
    /// Distinct folded values, exact up to 1,000 and capped there.
    pub distinct: u32,
    /// Up to 20 of the most frequent values seen, as written, most frequent first, ties by first seen.
    pub common: Vec<String>,
    /// Share of filled cells that look like an e-mail, 0 to 1.
    pub email_share: f32,
    /// Share of filled cells that are a time of day alone (`14:49`), 0 to 1. See `Table::hour_column`.
    pub time_share: f32,
    /// Share of filled cells that name a currency (`BRL`, `R$`) and nothing else, 0 to 1.
    pub currency_share: f32,
    /// Currencies that amounts carry themselves, with how many do, most first. See `Table::currencies`.
    pub currencies: Vec<(Currency, u32)>,
}

impl Profile {
    /// Whether amounts of the column are in different currencies, or in another than its header says.
    /// Such amounts must not be added.
    pub fn mixes_currencies(&self) -> bool {
        self.reading.cell_type == CellType::Money
            && self.currencies.iter().any(|(currency, _)| Some(*currency) != self.reading.currency)
    }
}
