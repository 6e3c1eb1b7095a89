//! What the exports of known tools look like, and what their columns mean: one definition an export.
//!
//! A definition knows a file by its headers; what it says about a column goes before aliases and values. Where it
//! says nothing, they decide as for any sheet. Must never claim a sheet that a person may have made: what is
//! asked for are the tool's own words, several of them.
//!
//! Patterns are those of `header.rs`. Definitions are in `sources/`, tried in the order of [`definitions`].

mod ads;
mod analytics;
mod crm;
mod mail;

use garimpo_table::value::date::{self, Form};
use garimpo_table::{CellType, DateOrder, Decimal, PercentScale};

use super::columns::{self, Assigned};
use super::fits::fits;
use super::{Header, Platform, Sheet, SourceId};
use crate::{Field, Role};

/// How a tool writes numbers of which the values do not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Always this decimal sign, in every language, and no thousands.
    Always(Decimal),
    /// Money has no decimals or two, so a sign before three digits parts thousands.
    Grouped,
}

pub(super) struct Definition {
    pub source: SourceId,
    pub role: Role,
    pub platform: Option<Platform>,
    /// Of each line one header must be there.
    needs: &'static [&'static [&'static str]],
    /// At least so many of these must be there.
    among: (usize, &'static [&'static str]),
    forbids: &'static [&'static str],
    /// A last look where headers are too common.
    also: Option<fn(&str, &Sheet<'_>) -> bool>,
    /// Columns by field, best first.
    fields: &'static [(Field, &'static [&'static str])],
    /// Columns that no alias may take: dates that are none of ours, several values in a cell, sums of sums.
    never: &'static [&'static str],
    /// Nothing but `fields` means anything: rates, reach and other results that must not be added.
    closed: bool,
    pub numbers: Option<Numbers>,
    pub dates: Option<DateOrder>,
    /// Columns of rates that are written without a sign, and what their numbers are.
    pub percents: Option<(PercentScale, &'static [&'static str])>,
}

const BASE: Definition = Definition {
    source: SourceId::GoogleAdsReport,
    role: Role::Other,
    platform: None,
    needs: &[],
    among: (0, &[]),
    forbids: &[],
    also: None,
    fields: &[],
    never: &[],
    closed: false,
    numbers: None,
    dates: None,
    percents: None,
};

/// A sheet that names channels itself is somebody's own, whatever it was copied from.
const OWN_CHANNEL: &[&str] = &[
    "channel",
    "canal",
    "canais",
    "marketing channel",
    "canal de marketing",
    "canal de aquisicao",
    "origem",
    "fonte",
    "source",
    "utm source",
    "utm medium",
];

fn definitions() -> impl Iterator<Item = &'static Definition> {
    [ads::DEFINITIONS, analytics::DEFINITIONS, crm::DEFINITIONS, mail::DEFINITIONS].into_iter().flatten()
}

/// The first definition that the sheet answers.
pub(super) fn recognise(file_name: &str, sheet: &Sheet<'_>) -> Option<&'static Definition> {
    definitions().find(|definition| definition.knows(file_name, sheet))
}

impl Definition {
    fn knows(&self, file_name: &str, sheet: &Sheet<'_>) -> bool {
        let has = |pattern: &&str| sheet.headers.iter().any(|header| header.matches(pattern));
        let (least, among) = self.among;
        self.needs.iter().all(|either| either.iter().any(has))
            && among.iter().filter(|pattern| has(pattern)).count() >= least
            && !self.forbids.iter().any(has)
            && self.also.is_none_or(|also| also(file_name, sheet))
    }

    /// What each column means in this role: as the definition says, the rest by aliases.
    pub fn assign(&self, role: Role, sheet: &Sheet<'_>) -> Assigned {
        let mut fields = vec![None; sheet.headers.len()];
        if role != self.role || role == Role::Other {
            return Assigned { fields, doubts: Vec::new() };
        }
        for (field, patterns) in self.fields {
            if let Some(column) = self.column(*field, patterns, sheet, &fields)
                && let Some(place) = fields.get_mut(column)
            {
                *place = Some(*field);
            }
        }
        if self.closed {
            columns::currency_beside(role, sheet, &mut fields);
            return Assigned { fields, doubts: Vec::new() };
        }
        let barred = |column: usize| {
            let header = sheet.headers.get(column);
            header.is_some_and(|header| self.never.iter().any(|pattern| header.matches(pattern)))
        };
        columns::fill(role, &sheet.without(&barred), fields)
    }

    /// What numbers under this header are, where they are rates.
    pub fn percent(&self, header: &Header) -> Option<PercentScale> {
        let (scale, patterns) = self.percents?;
        patterns.iter().any(|pattern| header.matches(pattern)).then_some(scale)
    }

    /// The best free column with values; else the best empty one.
    fn column(
        &self,
        field: Field,
        patterns: &[&str],
        sheet: &Sheet<'_>,
        taken: &[Option<Field>],
    ) -> Option<usize> {
        let named = patterns.iter().flat_map(|pattern| {
            let all = sheet.headers.iter().enumerate();
            all.filter(move |(_, header)| header.matches(pattern)).map(|(column, _)| column)
        });
        let free = named.filter(|column| taken.get(*column).is_some_and(Option::is_none));
        let mut empty = None;
        for column in free {
            let profile = sheet.profile(column);
            if profile.filled == 0 {
                empty = empty.or(Some(column));
            } else if self.can_be(field, &profile) {
                return Some(column);
            }
        }
        empty
    }

    fn can_be(&self, field: Field, profile: &garimpo_table::Profile) -> bool {
        // A tool's own status column needs no look at its words. Web analytics write 0 where nothing is counted.
        match field {
            Field::Status => {
                matches!(profile.reading.cell_type, CellType::Text | CellType::Boolean | CellType::Id)
            }
            Field::Revenue | Field::Customers if self.role == Role::Totals => {
                let zero = |value: &String| value.chars().all(|c| matches!(c, '0' | '.' | ','));
                fits(field, profile) && !profile.common.iter().all(zero)
            }
            _ => fits(field, profile),
        }
    }
}

/// `Thu, 5 Feb 2026`, `ter., 5 de mai. de 2026`: a weekday before the date.
fn has_weekdays(sheet: &Sheet<'_>, patterns: &[&str]) -> bool {
    let Some(column) = sheet.find(patterns) else { return false };
    let profile = sheet.profile(column);
    profile.common.first().is_some_and(|value| {
        let value = value.trim();
        let named = date::lex(value.as_bytes()).is_some_and(|date| matches!(date.form, Form::Named { .. }));
        named && value.starts_with(|c: char| c.is_alphabetic()) && value.contains(", ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_says_something_a_field_of_its_role() {
        for definition in definitions() {
            assert!(!definition.needs.is_empty(), "{:?}", definition.source);
            for (field, patterns) in definition.fields {
                assert!(!patterns.is_empty());
                assert!(definition.role.fields().contains(field), "{:?} {field:?}", definition.source);
            }
            let (least, among) = definition.among;
            assert!(least <= among.len());
        }
    }

    #[test]
    fn every_source_has_a_definition() {
        for source in SourceId::ALL {
            assert!(definitions().any(|definition| definition.source == *source), "{source:?}");
        }
    }

    #[test]
    fn what_the_tools_call_won_and_lost_is_understood() {
        use crate::company::{Status, words::status_of};
        #[track_caller]
        fn check(tool: &str, won: &[&str], lost: &[&str], open: &[&str]) {
            for (texts, expected) in [(won, Status::Won), (lost, Status::Lost)] {
                for text in texts {
                    assert_eq!(status_of(text), Some(expected), "{tool}: {text:?}");
                }
            }
            for text in open {
                assert!(matches!(status_of(text), None | Some(Status::Open)), "{tool}: {text:?}");
            }
        }
        check("RD Station CRM", &["Vendida", "Ganha"], &["Perdida"], &["Em andamento", "Pausada", "Aberta"]);
        check(
            "HubSpot",
            &["Fechado ganho", "Closed Won", "closedwon"],
            &["Fechado perdido", "Closed Lost", "closedlost"],
            &[
                "Appointment Scheduled",
                "Qualified To Buy",
                "Decision Maker Bought-In",
                "Contract Sent",
                "Agendamento de compromissos",
                "Qualificado para comprar",
                "Apresentação agendada",
                "Contrato enviado",
            ],
        );
        check("Pipedrive", &["Won", "Ganho"], &["Lost", "Perdido"], &["Open", "Aberto"]);
        check(
            "Salesforce",
            &["Closed Won", "Fechado e ganho", "Fechada e ganha"],
            &["Closed Lost", "Fechado e perdido"],
            &["Prospecting", "Id. Decision Makers", "Negotiation/Review", "Value Proposition", "Prospecção"],
        );
        check(
            "Kommo",
            &["Fechado - ganho", "Venda ganha", "Closed - won"],
            &["Fechado - perdido", "Venda perdida", "Closed - lost"],
            &["Contato inicial", "Negociação", "Tomando decisão", "Incoming leads", "Leads de entrada"],
        );
        check(
            "Zoho",
            &["Closed Won", "Fechado (ganho)"],
            &["Closed Lost", "Closed-Lost to Competition", "Fechado (perdido)"],
            &["Qualification", "Needs Analysis", "Identify Decision Makers", "Proposal/Price Quote"],
        );
        check("Agendor", &["Ganho"], &["Perdido"], &["Em andamento"]);
    }
}
