//! What a tool's habits say about values that read both ways.
//!
//! Only a doubt is answered, and only when every value of the column can be read so. Must never go against
//! values that show something else: files are opened and saved again by other programs.

use garimpo_table::fold::trim;
use garimpo_table::value::number::Separators;
use garimpo_table::value::{date, number};
use garimpo_table::{DateOrder, Decimal, Doubt, Reading, Table};

use super::Sheet;
use super::sources::{Definition, Numbers};
use crate::Field;

/// One a column, or none at all where nothing is to be answered.
pub(super) fn readings(
    known: &Definition,
    fields: &[Option<Field>],
    sheet: &Sheet<'_>,
    table: &Table,
) -> Vec<Option<Reading>> {
    let one = |column: usize, field: &Option<Field>| -> Option<Reading> {
        // A column that means nothing is not looked at.
        (*field)?;
        let profile = sheet.profile(column);
        let column = column as u32;
        match profile.doubt.as_ref()? {
            Doubt::Decimal { .. } => {
                let decimal = decimal(known.numbers?, table, column)?;
                Some(Reading { decimal: Some(decimal), ..profile.reading })
            }
            Doubt::DateOrder { .. } => {
                let order = known.dates.filter(|order| all_days(table, column, *order))?;
                Some(Reading { date_order: Some(order), ..profile.reading })
            }
        }
    };
    let found: Vec<Option<Reading>> =
        fields.iter().enumerate().map(|(column, field)| one(column, field)).collect();
    if found.iter().all(Option::is_none) { Vec::new() } else { found }
}

fn decimal(numbers: Numbers, table: &Table, column: u32) -> Option<Decimal> {
    let mut either: Option<Decimal> = None;
    let mut certain: Option<Decimal> = None;
    for row in table.rows() {
        let cell = table.cell(row, column);
        let Some(lexed) = number::lex(trim(cell.as_bytes())) else { continue };
        let seen = match lexed.separators {
            Separators::Either(sign) => Some((&mut either, sign)),
            Separators::Certain(sign) => Some((&mut certain, sign)),
            Separators::None { .. } | Separators::Grouped => None,
        };
        if let Some((seen, sign)) = seen
            && *seen.get_or_insert(sign) != sign
        {
            return None;
        }
    }
    let said = match (numbers, either?) {
        (Numbers::Always(decimal), _) => decimal,
        (Numbers::Grouped, Decimal::Comma) => Decimal::Dot,
        (Numbers::Grouped, Decimal::Dot) => Decimal::Comma,
    };
    certain.is_none_or(|certain| certain == said).then_some(said)
}

fn all_days(table: &Table, column: u32, order: DateOrder) -> bool {
    table.rows().all(|row| {
        let cell = table.cell(row, column);
        date::lex(trim(cell.as_bytes())).is_none_or(|lexed| lexed.day(order).is_some())
    })
}
