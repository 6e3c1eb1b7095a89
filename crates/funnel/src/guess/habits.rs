//! What a tool's habits and the columns beside say about values that leave something open: which sign parts
//! decimals, which of two numbers is the month, what a rate without a sign is, which currency an amount is in.
//!
//! Must never go against values that show something else: files are opened and saved again by other programs.

use garimpo_table::fold::trim;
use garimpo_table::value::currency;
use garimpo_table::value::number::{self, Separators};
use garimpo_table::{CellType, Currency, Decimal, Doubt, Habits, Table};

use super::Sheet;
use super::sources::{Definition, Numbers};
use crate::Field;

/// One a column, or none at all where nothing is known.
pub(super) fn habits(
    known: Option<&Definition>,
    fields: &[Option<Field>],
    sheet: &Sheet<'_>,
    table: &Table,
) -> Vec<Habits> {
    let currency = currency(fields, sheet);
    let one = |(column, field): (usize, &Option<Field>)| -> Habits {
        let percent = known.and_then(|known| known.percent(sheet.headers.get(column)?));
        let mut habits = Habits { percent, ..Habits::default() };
        if matches!(field, Some(Field::Amount | Field::RecurringAmount)) {
            habits.currency = currency;
        }
        // A column that means nothing is asked nothing.
        let profile = (field.is_some() || percent.is_some()).then(|| sheet.profile(column));
        match (known, profile.as_ref().and_then(|profile| profile.doubt.as_ref())) {
            (Some(known), Some(Doubt::Decimal { .. })) => {
                habits.decimal = known.numbers.and_then(|numbers| decimal(numbers, sheet, table, column));
            }
            // Where another column of the file shows the order, there is no doubt.
            (Some(known), Some(Doubt::DateOrder { .. })) => habits.date_order = known.dates,
            _ => {}
        }
        habits
    };
    let found: Vec<Habits> = fields.iter().enumerate().map(one).collect();
    if found.iter().all(|habits| *habits == Habits::default()) { Vec::new() } else { found }
}

fn decimal(numbers: Numbers, sheet: &Sheet<'_>, table: &Table, column: usize) -> Option<Decimal> {
    match numbers {
        Numbers::Always(decimal) => {
            // A program that writes the other sign has saved the file again.
            let is_other = |column: usize| {
                let profile = sheet.profile(column);
                let is_number = matches!(
                    profile.reading.cell_type,
                    CellType::Number | CellType::Money | CellType::Percent
                );
                is_number
                    && profile.doubt.is_none()
                    && profile.reading.decimal.is_some_and(|shown| shown != decimal)
            };
            (!(0..sheet.headers.len()).any(is_other)).then_some(decimal)
        }
        Numbers::Grouped => {
            let mut parting: Option<Decimal> = None;
            for row in table.rows() {
                let cell = table.cell(row, column as u32);
                let lexed = number::lex(trim(cell.as_bytes()));
                match lexed.map(|lexed| lexed.separators) {
                    Some(Separators::Either(sign)) if *parting.get_or_insert(sign) != sign => return None,
                    _ => {}
                }
            }
            parting.map(|sign| if sign == Decimal::Comma { Decimal::Dot } else { Decimal::Comma })
        }
    }
}

/// The one currency that the column of currencies names, if it names no other.
fn currency(fields: &[Option<Field>], sheet: &Sheet<'_>) -> Option<Currency> {
    let column = fields.iter().position(|field| *field == Some(Field::Currency))?;
    let profile = sheet.profile(column);
    // Of few values all are among the common ones.
    if profile.distinct as usize > profile.common.len() {
        return None;
    }
    let named = |text: &String| {
        let text = trim(text.as_bytes());
        currency::code(text).or_else(|| currency::named(text))
    };
    let mut all = profile.common.iter().map(named);
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}
