//! One currency counts: the one that most rows have. Money in another is left out, and said.

use garimpo_table::Currency;

use super::Note;
use super::columns::{Columns, Money};
use crate::{Field, Role};

pub(super) struct Coins {
    pub used: Option<Currency>,
    left_out: Vec<(Currency, u32)>,
}

impl Coins {
    /// Counts the rows that have an amount, by currency, over all sheets.
    pub fn of(sheets: &[&Columns<'_>]) -> Coins {
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
                match counts.iter_mut().find(|(known, _)| *known == currency) {
                    Some((_, rows)) => *rows += 1,
                    None => counts.push((currency, 1)),
                }
            }
        }
        counts.sort_by_key(|(currency, rows)| (std::cmp::Reverse(*rows), *currency));
        Coins { used: counts.first().map(|(currency, _)| *currency), left_out: Vec::new() }
    }

    /// Whether an amount counts; one that does not is remembered. No currency told is the one in use.
    pub fn takes(&mut self, currency: Option<Currency>) -> bool {
        let (Some(currency), Some(used)) = (currency, self.used) else { return true };
        if currency == used {
            return true;
        }
        match self.left_out.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, rows)) => *rows += 1,
            None => self.left_out.push((currency, 1)),
        }
        false
    }

    pub fn notes(&self) -> Vec<Note> {
        let Some(used) = self.used else { return Vec::new() };
        let mut left_out = self.left_out.clone();
        left_out.sort_unstable();
        left_out.into_iter().map(|(other, rows)| Note::OtherCurrency { used, other, rows }).collect()
    }
}
