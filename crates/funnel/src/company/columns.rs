//! The typed columns of one sheet, by field; what is not there answers with "nothing".

use std::cell::OnceCell;
use std::rc::Rc;

use garimpo_table::fold::{fold_hash, fold_key, without_prefix};
use garimpo_table::table::NO_I64;
use garimpo_table::value::currency;
use garimpo_table::{CellType, Currency, RowId, Texts, TypedKind};

use super::{NO_AMOUNT, NO_DAY, SheetInput};
use crate::{Day, Field, Role};

pub(super) struct Columns<'a> {
    pub sheet: &'a SheetInput<'a>,
}

impl<'a> Columns<'a> {
    pub fn of(sheet: &'a SheetInput<'a>) -> Self {
        Columns { sheet }
    }

    /// Types the columns that a build reads in one pass over the bytes; what else it asks for is made then. Not
    /// for every build: it makes the table count an edited column again.
    pub fn load(&self) {
        self.load_of(|field| is_read(self.sheet.role, field));
    }

    /// The same for what attribution reads of touches.
    pub fn load_touches(&self) {
        use Field::*;
        self.load_of(|field| matches!(field, LeadId | Email | At | Channel | Source | Medium | Kind));
    }

    fn load_of(&self, is_read: impl Fn(Field) -> bool) {
        let read = (0u32..).zip(self.sheet.fields).filter_map(|(column, field)| Some((column, (*field)?)));
        let needed = read.filter(|(_, field)| is_read(*field));
        let kinds = needed.filter_map(|(column, field)| Some((column, self.kind(column, field)?)));
        self.sheet.table.load_as(&kinds.collect::<Vec<_>>());
    }

    /// What will be asked of a column for sure; nothing where that depends on more than the column.
    fn kind(&self, column: u32, field: Field) -> Option<TypedKind> {
        match needs(field) {
            Needs::Keys => (!self.is_prefixed(field)).then_some(TypedKind::Keys),
            // Text that hardly repeats may never be asked for.
            Needs::Texts => (self.sheet.table.profile(column).distinct < 1000).then_some(TypedKind::Texts),
            Needs::Days => Some(TypedKind::Days),
            Needs::Money => Some(TypedKind::Money),
            Needs::Numbers => Some(TypedKind::Numbers),
        }
        .filter(|_| self.at(field) == Some(column))
    }

    pub fn at(&self, field: Field) -> Option<u32> {
        let at = self.sheet.fields.iter().position(|mapped| *mapped == Some(field))?;
        u32::try_from(at).ok()
    }

    pub fn has(&self, field: Field) -> bool {
        self.at(field).is_some()
    }

    pub fn header(&self, field: Field) -> Option<&str> {
        self.sheet.table.headers().get(self.at(field)? as usize).map(String::as_str)
    }

    pub fn texts(&self, field: Field) -> Option<Rc<Texts>> {
        self.at(field).map(|column| self.sheet.table.texts(column))
    }

    pub fn days(&self, field: Field) -> Days {
        Days(self.at(field).map(|column| self.sheet.table.days(column)))
    }

    /// Seconds, where the column or one beside it has times of day.
    pub fn seconds(&self, field: Field) -> Option<Rc<Vec<i64>>> {
        let (column, table) = (self.at(field)?, self.sheet.table);
        match table.reading(column).cell_type {
            CellType::DateTime => Some(table.seconds(column)),
            CellType::Date => {
                table.hour_column(column).map(|hours| Rc::new(table.seconds_with(column, hours)))
            }
            _ => None,
        }
    }

    pub fn numbers(&self, field: Field) -> Numbers {
        Numbers(self.at(field).map(|column| self.sheet.table.numbers(column)))
    }

    pub fn keys(&self, field: Field) -> Keys {
        let table = self.sheet.table;
        Keys(self.at(field).map(|column| match self.is_prefixed(field) {
            false => table.keys(column),
            true => {
                let key = |row: RowId| fold_hash(bare_id(&table.cell(row, column)).as_bytes());
                Rc::new((0..table.capacity()).map(key).collect())
            }
        }))
    }

    /// What is compared where two rows have the same key.
    pub fn key_text(&self, field: Field, row: RowId) -> Option<String> {
        let cell = self.sheet.table.cell(row, self.at(field)?);
        Some(fold_key(if self.is_prefixed(field) { bare_id(&cell) } else { &cell }))
    }

    /// Ids of an ad platform's forms say of what they are: `l:4280180252203503`. Elsewhere they are written bare.
    fn is_prefixed(&self, field: Field) -> bool {
        let Some(column) = self.at(field).filter(|_| field == Field::LeadId) else { return false };
        let profile = self.sheet.table.profile(column);
        let mut common = profile.common.iter();
        common.any(|value| bare_id(value).len() < value.trim().len())
    }

    pub fn money(&self, field: Field) -> Option<Money> {
        let column = self.at(field)?;
        let table = self.sheet.table;
        let is_mixed = table.profile(column).mixes_currencies();
        Some(Money {
            column,
            values: table.money(column),
            of_column: table.reading(column).currency,
            of_cells: is_mixed.then(|| table.currencies(column)),
        })
    }

    /// The row's currency by its own column, for sheets that have one.
    pub fn currencies(&self) -> Option<RowCurrencies> {
        let texts = self.texts(Field::Currency)?;
        let by_code = texts.values.iter().map(|text| currency_code(text)).collect();
        Some(RowCurrencies { texts, by_code })
    }

    /// A number that changes when a value of the column does.
    pub fn digest(&self, field: Field) -> u64 {
        let mix = |sum: u64, value: u64| (sum.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        match field {
            Field::Email | Field::LeadId | Field::Company => {
                self.keys(field).0.iter().flat_map(|keys| keys.iter()).fold(1, |sum, key| mix(sum, *key))
            }
            Field::Stage => {
                let Some(texts) = self.texts(field) else { return 0 };
                let codes = texts.codes.iter().fold(1, |sum, code| mix(sum, u64::from(*code)));
                texts
                    .values
                    .iter()
                    .flat_map(|text| text.bytes())
                    .fold(codes, |sum, byte| mix(sum, u64::from(byte)))
            }
            _ => {
                let days = self.days(field).0;
                days.iter()
                    .flat_map(|days| days.iter())
                    .fold(1, |sum, day| mix(sum, u64::from(day.cast_unsigned())))
            }
        }
    }
}

/// `l:4280180252203503` without its `l:`; any other text as it is.
pub(super) fn bare_id(text: &str) -> &str {
    std::str::from_utf8(without_prefix(text.as_bytes())).unwrap_or(text)
}

/// What time of day something happened, of the same field in several sheets: looked up only where two rows have
/// the same day, which is seldom.
pub(super) struct Clocks<'a, 't> {
    sheets: &'a [&'a Columns<'t>],
    field: Field,
    made: Vec<OnceCell<Option<Rc<Vec<i64>>>>>,
}

impl<'a, 't> Clocks<'a, 't> {
    pub fn of(sheets: &'a [&'a Columns<'t>], field: Field) -> Self {
        Clocks { sheets, field, made: sheets.iter().map(|_| OnceCell::new()).collect() }
    }

    /// In seconds since 1970. A time that is not told comes last.
    pub fn get(&self, sheet: usize, row: RowId) -> i64 {
        let known = || {
            let made = self.made.get(sheet)?;
            let seconds = made.get_or_init(|| self.sheets.get(sheet)?.seconds(self.field)).as_ref()?;
            seconds.get(row as usize).copied().filter(|seconds| *seconds != NO_I64)
        };
        known().unwrap_or(i64::MAX)
    }
}

/// What a build makes of a field's column.
enum Needs {
    Keys,
    Texts,
    Days,
    Money,
    Numbers,
}

fn needs(field: Field) -> Needs {
    use Field::*;
    match field {
        Email | LeadId | Company => Needs::Keys,
        Amount | RecurringAmount | Margin | Spend | Revenue => Needs::Money,
        Leads | Mqls | Sqls | Opportunities | Customers => Needs::Numbers,
        Channel | Source | Medium | Stage | Status | Reason | Currency | Kind => Needs::Texts,
        _ => Needs::Days,
    }
}

/// Whether a build reads the field of a sheet of this role at all.
fn is_read(role: Role, field: Field) -> bool {
    use Field::*;
    match role {
        Role::Leads => matches!(
            field,
            LeadId
                | Email
                | CreatedAt
                | Channel
                | Source
                | Medium
                | Stage
                | MqlAt
                | SqlAt
                | OpportunityAt
                | CustomerAt
                | DisqualifiedAt
                | FirstAttemptAt
        ),
        Role::Deals => matches!(
            field,
            LeadId
                | Email
                | Company
                | Channel
                | Source
                | Medium
                | Status
                | Stage
                | CreatedAt
                | ClosedAt
                | Amount
                | RecurringAmount
                | Margin
                | Currency
                | Reason
        ),
        Role::Spend => {
            matches!(
                field,
                Channel | Source | Medium | Date | PeriodStart | PeriodEnd | Amount | Currency | Kind
            )
        }
        Role::Totals => !matches!(field, Visitors),
        Role::Touches | Role::Activities | Role::Feedback => field == At,
        Role::Other => false,
    }
}

fn currency_code(text: &str) -> Option<Currency> {
    let text = text.trim();
    if let Some(named) = currency::code(text.as_bytes()).or_else(|| currency::named(text.as_bytes())) {
        return Some(named);
    }
    match text.as_bytes() {
        // A code that is seldom met.
        [a, b, c] if text.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Some(Currency([a.to_ascii_uppercase(), b.to_ascii_uppercase(), c.to_ascii_uppercase()]))
        }
        _ => match crate::text::fold(text).as_str() {
            "r$" | "real" | "reais" | "real brasileiro" | "brazilian real" => Some(Currency::BRL),
            "us$" | "u$" | "$" | "dolar" | "us dollar" | "dollar" => Some(Currency::USD),
            "€" | "euro" => Some(Currency::EUR),
            _ => None,
        },
    }
}

pub(super) struct RowCurrencies {
    texts: Rc<Texts>,
    by_code: Vec<Option<Currency>>,
}

impl RowCurrencies {
    pub fn get(&self, row: RowId) -> Option<Currency> {
        let code = *self.texts.codes.get(row as usize)?;
        self.by_code.get(code as usize).copied().flatten()
    }
}

#[derive(Clone)]
pub(super) struct Days(Option<Rc<Vec<i32>>>);

impl Days {
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }
    pub fn get(&self, row: RowId) -> Day {
        self.0.as_ref().and_then(|days| days.get(row as usize)).copied().unwrap_or(NO_DAY)
    }
}

pub(super) struct Numbers(Option<Rc<Vec<f64>>>);

impl Numbers {
    pub fn get(&self, row: RowId) -> Option<f64> {
        let value = self.0.as_ref()?.get(row as usize).copied()?;
        value.is_finite().then_some(value)
    }
}

#[derive(Clone)]
pub(super) struct Keys(Option<Rc<Vec<u64>>>);

impl Keys {
    pub fn none() -> Self {
        Keys(None)
    }
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }
    /// 0: no key.
    pub fn get(&self, row: RowId) -> u64 {
        self.0.as_ref().and_then(|keys| keys.get(row as usize)).copied().unwrap_or(0)
    }
}

pub(super) struct Money {
    pub column: u32,
    values: Rc<Vec<i64>>,
    of_column: Option<Currency>,
    /// Where amounts of one column are in several.
    of_cells: Option<Vec<Option<Currency>>>,
}

impl Money {
    pub fn currency(&self, row: RowId) -> Option<Currency> {
        match &self.of_cells {
            Some(of_cells) => of_cells.get(row as usize).copied().flatten(),
            None => self.of_column,
        }
    }

    pub fn has_currency(&self) -> bool {
        self.of_column.is_some() || self.of_cells.is_some()
    }

    pub fn get(&self, row: RowId) -> Option<i64> {
        self.values.get(row as usize).copied().filter(|value| *value != NO_AMOUNT)
    }
}
