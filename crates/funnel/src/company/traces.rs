//! What a row leaves behind that later files can be compared with: a key that stays, what a person has corrected
//! in it, the days of its steps, and the reason that was given for losing it.
//!
//! Only read by the meeting, when it is asked for: a build does not pay for it.
//! Must never give out a name or a text of the row but the reason's.

use garimpo_table::RowId;
use garimpo_table::fold::{fold_hash, raw_hash};
use rustc_hash::FxHashMap;

use super::columns::{Columns, Days, Keys};
use super::{Company, Leads, NO_DAY, NO_LEAD, SheetInput, Source};
use crate::{Day, Field, Role};

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

pub(crate) fn mix(sum: u64, value: u64) -> u64 {
    (sum.rotate_left(23) ^ value).wrapping_mul(MIX)
}

/// The rows of all sheets that counts are made of.
pub(crate) struct Traces<'a> {
    sheets: Vec<Trace<'a>>,
    /// What was corrected in a row's columns that mean something; only looked up.
    edits: FxHashMap<(u32, RowId), u64>,
}

struct Trace<'a> {
    columns: Columns<'a>,
    /// The id, then the address.
    keys: [Keys; 2],
    key_fields: [Field; 2],
    is_edited: bool,
}

impl<'a> Traces<'a> {
    pub fn of(sheets: &'a [SheetInput<'a>]) -> Traces<'a> {
        let mut edits: FxHashMap<(u32, RowId), u64> = FxHashMap::default();
        let mut traces = Vec::new();
        for sheet in sheets {
            let mut is_edited = false;
            for (row, column) in sheet.table.edited_cells() {
                if sheet.fields.get(column as usize).copied().flatten().is_some() {
                    let text = sheet.table.cell(row, column);
                    let sum = edits.entry((sheet.id, row)).or_insert(1);
                    *sum = mix(mix(*sum, u64::from(column)), raw_hash(text.as_bytes()));
                    is_edited = true;
                }
            }
            let columns = Columns::of(sheet);
            let key_fields = match sheet.role {
                Role::Deals => [Field::DealId, Field::Email],
                _ => [Field::Email, Field::LeadId],
            };
            let keys = match sheet.role {
                Role::Leads | Role::Deals => key_fields.map(|field| columns.keys(field)),
                // Spend and sums are known by channel and day.
                _ => [Field::Visitors; 2].map(|_| Keys::none()),
            };
            traces.push(Trace { columns, keys, key_fields, is_edited });
        }
        Traces { sheets: traces, edits }
    }

    fn of_sheet(&self, sheet: u32) -> Option<&Trace<'a>> {
        self.sheets.iter().find(|trace| trace.columns.sheet.id == sheet)
    }

    /// 0 where nothing was corrected.
    pub fn edits(&self, source: &Source) -> u64 {
        if self.edits.is_empty() {
            return 0;
        }
        self.edits.get(&(source.sheet, source.row)).copied().unwrap_or(0)
    }

    /// The same row of a later file has the same key: by address or id as the file has it, else by everything that
    /// does not tell what became of it.
    pub fn key(&self, source: &Source) -> u64 {
        let Some(trace) = self.of_sheet(source.sheet) else { return 0 };
        let corrected = trace.is_edited && self.edits(source) != 0;
        for (nth, (keys, field)) in (1u64..).zip(trace.keys.iter().zip(trace.key_fields)) {
            let key = match trace.columns.at(field) {
                Some(column) if corrected => {
                    fold_hash(trace.columns.sheet.table.cell_as_read(source.row, column).as_bytes())
                }
                _ => keys.get(source.row),
            };
            if key != 0 {
                return mix(nth, key);
            }
        }
        trace.by_content(source.row)
    }
}

/// What becomes of a lead or a deal: told later, so no part of who it is.
fn is_outcome(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        Stage
            | MqlAt
            | SqlAt
            | OpportunityAt
            | CustomerAt
            | DisqualifiedAt
            | Reason
            | Owner
            | FirstAttemptAt
            | Attempts
            | EmailsReceived
            | EmailsOpened
            | Conversions
            | Status
            | ClosedAt
            | Amount
            | RecurringAmount
            | Margin
    )
}

impl Trace<'_> {
    fn by_content(&self, row: RowId) -> u64 {
        let sheet = self.columns.sheet;
        let mut sum = 3;
        for (column, field) in (0u32..).zip(sheet.fields) {
            if !field.is_some_and(is_outcome) {
                sum = mix(sum, fold_hash(sheet.table.cell_as_read(row, column).as_bytes()));
            }
        }
        sum
    }
}

/// The day by which each lead had reached a stage or a later one; [`NO_DAY`] where no column tells it.
pub(crate) struct Steps {
    /// Mql, sql, opportunity, customer.
    pub days: [Vec<Day>; 4],
}

impl Steps {
    pub fn of(company: &Company, sheets: &[SheetInput<'_>]) -> Steps {
        let leads = &company.leads;
        let fields = [Field::MqlAt, Field::SqlAt, Field::OpportunityAt];
        let [mqls, sqls, opportunities] = fields.map(|field| days_of(leads, sheets, field));
        let mut days = [mqls, sqls, opportunities, leads.customer_at.clone()];
        let deals = &company.deals;
        for (lead, created) in deals.lead.iter().zip(&deals.created) {
            if *lead != NO_LEAD
                && let Some(slot) = days[2].get_mut(*lead as usize)
            {
                *slot = earliest(*slot, *created);
            }
        }
        // Reached is reached or beyond: a later step's day stands for an earlier one that is later or not told.
        for stage in (0..3).rev() {
            let (before, after) = days.split_at_mut(stage + 1);
            if let (Some(own), Some(next)) = (before.last_mut(), after.first()) {
                own.iter_mut().zip(next).for_each(|(own, next)| *own = earliest(*own, *next));
            }
        }
        Steps { days }
    }
}

fn earliest(one: Day, other: Day) -> Day {
    super::people::earlier(one, other)
}

/// The first day of a field in any row of each lead.
fn days_of(leads: &Leads, sheets: &[SheetInput<'_>], field: Field) -> Vec<Day> {
    let mut found = vec![NO_DAY; leads.source.len()];
    let by_sheet: Vec<(u32, Days)> = sheets
        .iter()
        .map(|sheet| (sheet.id, Columns::of(sheet).days(field)))
        .filter(|(_, days)| days.is_there())
        .collect();
    if by_sheet.is_empty() {
        return found;
    }
    let day = |source: &Source| {
        let days = by_sheet.iter().find(|(sheet, _)| *sheet == source.sheet);
        days.map_or(NO_DAY, |(_, days)| days.get(source.row))
    };
    found.iter_mut().zip(&leads.source).for_each(|(slot, source)| *slot = day(source));
    for (lead, source) in &leads.duplicates {
        if let Some(slot) = found.get_mut(*lead as usize) {
            *slot = earliest(*slot, day(source));
        }
    }
    found
}

/// Why leads and deals were lost: numbers of the words of the data, 0 is "not told".
pub(crate) struct Reasons {
    /// As first written; the first is empty.
    pub shown: Vec<String>,
    /// One a lead: its own row's, else that of a lost deal of it.
    pub leads: Vec<u32>,
    /// One a deal.
    pub deals: Vec<u32>,
}

impl Reasons {
    pub fn of(company: &Company, sheets: &[SheetInput<'_>]) -> Reasons {
        let mut shown = vec![String::new()];
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        let mut by_sheet = Vec::new();
        for sheet in sheets.iter().filter(|sheet| matches!(sheet.role, Role::Leads | Role::Deals)) {
            let Some(texts) = Columns::of(sheet).texts(Field::Reason) else { continue };
            let codes: Vec<u32> = texts
                .values
                .iter()
                .map(|text| {
                    let word = crate::text::fold(text);
                    if word.is_empty() {
                        return 0;
                    }
                    *known.entry(word).or_insert_with(|| {
                        shown.push(text.trim().to_owned());
                        u32::try_from(shown.len() - 1).unwrap_or(0)
                    })
                })
                .collect();
            by_sheet.push((sheet.id, texts, codes));
        }
        let code = |source: &Source| {
            let (_, texts, codes) = by_sheet.iter().find(|(sheet, _, _)| *sheet == source.sheet)?;
            codes.get(*texts.codes.get(source.row as usize)? as usize).copied()
        };
        let of = |source: &Source| code(source).unwrap_or(0);
        let mut leads: Vec<u32> = company.leads.source.iter().map(of).collect();
        for (lead, source) in &company.leads.duplicates {
            if let Some(slot) = leads.get_mut(*lead as usize).filter(|slot| **slot == 0) {
                *slot = of(source);
            }
        }
        let deals: Vec<u32> = company.deals.source.iter().map(of).collect();
        for (lead, code) in company.deals.lead.iter().zip(&deals) {
            if let Some(slot) = leads.get_mut(*lead as usize).filter(|slot| **slot == 0) {
                *slot = *code;
            }
        }
        Reasons { shown, leads, deals }
    }
}
