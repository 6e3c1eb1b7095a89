//! What remains of a deal's amount: a column of percents, of fractions, or of money.

use garimpo_table::{CellType, RowId};

use super::NO_AMOUNT;
use super::columns::{Columns, Money, Numbers};
use super::money::at_rate;
use crate::Field;

pub(super) enum Margins {
    /// Times this the number is a fraction of the amount.
    Share(Numbers, f64),
    Money(Money),
}

impl Margins {
    /// One meaning a column, from all of its values: nothing above 1 are fractions, nothing above 100 percents, all
    /// else is money.
    pub fn of(columns: &Columns<'_>) -> Option<Margins> {
        let column = columns.at(Field::Margin)?;
        let numbers = || columns.numbers(Field::Margin);
        match columns.sheet.table.reading(column).cell_type {
            CellType::Percent => Some(Margins::Share(numbers(), 1.0)),
            CellType::Money => columns.money(Field::Margin).map(Margins::Money),
            _ => {
                let told = numbers();
                let largest = columns.sheet.table.rows().filter_map(|row| told.get(row)).map(f64::abs);
                match largest.fold(0.0, f64::max) {
                    most if most <= 1.0 => Some(Margins::Share(told, 1.0)),
                    most if most <= 100.0 => Some(Margins::Share(told, 0.01)),
                    _ => columns.money(Field::Margin).map(Margins::Money),
                }
            }
        }
    }

    /// In minor units of the currency that counts. `amount` is in it already, at this rate.
    pub fn profit(&self, row: RowId, amount: i64, rate: f64) -> i64 {
        if amount == NO_AMOUNT {
            return NO_AMOUNT;
        }
        match self {
            Margins::Money(money) => money.get(row).map_or(NO_AMOUNT, |margin| at_rate(margin, rate)),
            Margins::Share(shares, scale) => {
                let share = shares.get(row).map(|share| share * scale).filter(|share| *share <= 1.0);
                share.map_or(NO_AMOUNT, |share| at_rate(amount, share))
            }
        }
    }
}
