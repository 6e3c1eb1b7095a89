//! One currency counts: the one that a person chose, else the one that most rows have. Money in another is taken at
//! the rate typed for the day it moved (domain.md a.0 rule 6); without one it is left out, and said.

use garimpo_table::Currency;

use super::columns::{Columns, Money};
use super::{NO_DAY, Note};
use crate::settings::MoneySettings;
use crate::{Day, Field, Role};

pub(super) struct Coins<'s> {
    pub used: Option<Currency>,
    settings: &'s MoneySettings,
    left_out: Vec<(Currency, u32)>,
    converted: Vec<(Currency, u32)>,
}

impl<'s> Coins<'s> {
    /// Counts the rows that have an amount, by currency, over all sheets.
    pub fn of(sheets: &[&Columns<'_>], settings: &'s MoneySettings) -> Coins<'s> {
        let mut counts: Vec<(Currency, u32)> = Vec::new();
        for columns in sheets {
            let fields: &[Field] = match columns.sheet.role {
                Role::Deals => &[Field::Amount, Field::RecurringAmount],
                Role::Spend => &[Field::Amount],
                Role::Totals => &[Field::Spend, Field::Revenue],
                _ => continue,
            };
            let money: Vec<_> = fields.iter().filter_map(|field| columns.money(*field)).collect();
            let own = columns.currencies();
            if own.is_none() && !money.iter().any(Money::has_currency) {
                continue;
            }
            for row in
                columns.sheet.table.rows().filter(|row| money.iter().any(|money| money.get(*row).is_some()))
            {
                let of_row = own.as_ref().and_then(|own| own.get(row));
                let of_amount = || money.iter().find_map(|money| money.currency(row));
                let Some(currency) = of_row.or_else(of_amount) else {
                    continue;
                };
                count(&mut counts, currency);
            }
        }
        counts.sort_by_key(|(currency, rows)| (std::cmp::Reverse(*rows), *currency));
        let most = counts.first().map(|(currency, _)| *currency);
        Coins { used: settings.currency.or(most), settings, left_out: Vec::new(), converted: Vec::new() }
    }

    /// What an amount that moved on `day` is multiplied by, exactly 1 in the currency that counts. `None`: it does
    /// not count, which is remembered. No currency told is the one in use.
    pub fn rate(&mut self, currency: Option<Currency>, day: Day) -> Option<f64> {
        let (Some(currency), Some(used)) = (currency, self.used) else { return Some(1.0) };
        if currency == used {
            return Some(1.0);
        }
        let rate = if day == NO_DAY { None } else { self.settings.rate(currency, day) };
        count(if rate.is_some() { &mut self.converted } else { &mut self.left_out }, currency);
        rate
    }

    pub fn notes(&self) -> Vec<Note> {
        let Some(used) = self.used else { return Vec::new() };
        let sorted = |counts: &Vec<(Currency, u32)>| {
            let mut counts = counts.clone();
            counts.sort_unstable();
            counts
        };
        let left_out = sorted(&self.left_out).into_iter();
        let converted = sorted(&self.converted).into_iter();
        left_out
            .map(|(other, rows)| Note::OtherCurrency { used, other, rows })
            .chain(converted.map(|(other, rows)| Note::Converted { used, other, rows }))
            .collect()
    }
}

fn count(counts: &mut Vec<(Currency, u32)>, currency: Currency) {
    match counts.iter_mut().find(|(known, _)| *known == currency) {
        Some((_, rows)) => *rows += 1,
        None => counts.push((currency, 1)),
    }
}

/// Halves away from zero. Beyond what an amount can hold it stays at the largest.
pub(super) fn at_rate(amount: i64, rate: f64) -> i64 {
    if rate == 1.0 {
        return amount;
    }
    let value = libm::round(amount as f64 * rate);
    // `as` keeps within i64; its smallest is "no amount".
    (value as i64).max(i64::MIN + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_at_a_rate() {
        for (amount, rate, expected) in [
            (12_345, 1.0, 12_345),
            (i64::MAX - 1, 1.0, i64::MAX - 1),
            (101, 0.5, 51),
            (-101, 0.5, -51),
            (10_000, 5.4321, 54_321),
            (i64::MAX, 3.0, i64::MAX),
            (-i64::MAX, 3.0, i64::MIN + 1),
        ] {
            assert_eq!(at_rate(amount, rate), expected, "{amount} × {rate}");
        }
    }
}
