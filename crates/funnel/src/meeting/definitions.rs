//! What a meeting's numbers were made by: the settings and what each sheet was taken for. And today's rows counted
//! by the definitions of another day.

use serde::{Deserialize, Serialize};

use super::ledger::Ledger;
use crate::company::{Cache, Company, SheetInput, build};
use crate::{Field, Role, Settings};
use garimpo_table::fold::raw_hash;

/// Goes up when a formula changes, so that a difference that comes from the program is told as one.
pub const FORMULAS: u16 = 1;

/// What a sheet was taken for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    pub name: String,
    /// Of its headers: a later export of the same kind has the same.
    pub headers: u64,
    pub role: Option<Role>,
    /// One a column.
    pub fields: Vec<Option<Field>>,
    /// Of decimal signs, date orders and types of the columns that mean something.
    pub readings: u64,
    pub rows: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Definitions {
    pub formulas: u16,
    pub settings: Settings,
    pub sheets: Vec<Sheet>,
}

/// What is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Redefined {
    Formulas,
    Clock,
    Period,
    /// The lagged view, or the day by which win rates are compared.
    Horizon,
    /// Channels that count as another one.
    Merges,
    /// Margin, form, currency, rates and the like.
    Money,
    /// By the name of the sheet.
    Mapping(String),
    Reading(String),
}

impl Definitions {
    pub fn of(sheets: &[SheetInput<'_>], names: &[String], settings: &Settings) -> Definitions {
        let sheet = |(at, input): (usize, &SheetInput<'_>)| {
            let mut readings = String::new();
            for (column, _) in (0u32..).zip(input.fields).filter(|(_, field)| field.is_some()) {
                let reading = input.table.reading(column);
                readings.push_str(&format!(
                    "{column}{:?}{:?}{:?}{:?};",
                    reading.cell_type, reading.decimal, reading.date_order, reading.currency
                ));
            }
            Sheet {
                name: names.get(at).cloned().unwrap_or_default(),
                headers: headers(input),
                role: Some(input.role),
                fields: input.fields.to_vec(),
                readings: raw_hash(readings.as_bytes()),
                rows: input.table.row_count(),
            }
        };
        Definitions {
            formulas: FORMULAS,
            settings: settings.clone(),
            sheets: sheets.iter().enumerate().map(sheet).collect(),
        }
    }

    /// What is not as it was in `then`, in a fixed order. Sheets that only one of them has are no redefinition.
    pub fn redefined(&self, then: &Definitions) -> Vec<Redefined> {
        let (new, old) = (&self.settings, &then.settings);
        let mut found = Vec::new();
        let mut note = |differs: bool, what: Redefined| {
            if differs {
                found.push(what);
            }
        };
        note(self.formulas != then.formulas, Redefined::Formulas);
        note(new.clock != old.clock, Redefined::Clock);
        note(new.period != old.period, Redefined::Period);
        note(new.lagged != old.lagged || new.horizon != old.horizon, Redefined::Horizon);
        note(new.merges != old.merges, Redefined::Merges);
        note(new.money != old.money, Redefined::Money);
        for sheet in &self.sheets {
            let Some(old) = then.meaning(sheet.headers, &sheet.name) else { continue };
            let other = old.role != sheet.role || old.fields != sheet.fields;
            note(other, Redefined::Mapping(sheet.name.clone()));
            note(!other && old.readings != sheet.readings, Redefined::Reading(sheet.name.clone()));
        }
        found
    }

    /// What a sheet with these headers was taken for; of several, the one of that name.
    fn meaning(&self, headers: u64, name: &str) -> Option<&Sheet> {
        let alike = || self.sheets.iter().filter(|sheet| sheet.headers == headers);
        alike().find(|sheet| sheet.name == name).or_else(|| alike().next())
    }

    /// Today's rows by these definitions. `now` is today's ledger, which serves where nothing differs.
    pub fn count(
        &self,
        company: &Company,
        sheets: &[SheetInput<'_>],
        names: &[String],
        settings: &Settings,
        now: &Ledger,
    ) -> Ledger {
        let old = |at: usize, input: &SheetInput<'_>| {
            self.meaning(headers(input), names.get(at).map_or("", String::as_str))
        };
        let remapped = sheets.iter().enumerate().any(|(at, input)| {
            old(at, input).is_some_and(|sheet| {
                sheet.role != Some(input.role) || sheet.fields.as_slice() != input.fields
            })
        });
        let then = &self.settings;
        if remapped || then.merges != settings.merges || then.money != settings.money {
            let sheets: Vec<SheetInput<'_>> = sheets
                .iter()
                .enumerate()
                .map(|(at, input)| {
                    let known = old(at, input).filter(|sheet| sheet.fields.len() == input.fields.len());
                    match known {
                        Some(sheet) => SheetInput {
                            role: sheet.role.unwrap_or(input.role),
                            fields: &sheet.fields,
                            ..*input
                        },
                        None => *input,
                    }
                })
                .collect();
            let company = build(&sheets, then, &mut Cache::default());
            return Ledger::of(&company, &sheets, then);
        }
        if then == settings { now.clone() } else { Ledger::of(company, sheets, then) }
    }
}

fn headers(input: &SheetInput<'_>) -> u64 {
    raw_hash(input.table.headers().join("\u{1f}").as_bytes())
}
