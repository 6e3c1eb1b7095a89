//! Rows of leads merged into people: same e-mail (case, spaces, accents aside), else same lead id.
//!
//! A row without an e-mail belongs to the lead that has its id, with an e-mail or without. Rows with different
//! e-mails are never merged. Nothing here depends on the order of rows. Must never merge on a hash alone.

use super::cache::{Stamp, stamp};
use super::columns::Columns;
use super::repeated::Bits;
use super::same::{self, Runs};
use super::words::reached_of;
use super::{NO_DAY, Reached, Source};
use crate::{Day, Field};

/// The fields that decide who is who.
pub(super) const KEYS: &[Field] = &[Field::Email, Field::LeadId];
/// The fields that tell how far a lead got.
pub(super) const STEPS: &[Field] =
    &[Field::Stage, Field::MqlAt, Field::SqlAt, Field::OpportunityAt, Field::CustomerAt];

/// Rows are numbered over all leads sheets, in the order of sheets and rows: a position.
#[derive(Default)]
pub(super) struct People {
    pub rows: Vec<Source>,
    /// Where each sheet's positions begin.
    starts: Vec<usize>,
    /// The lead of each position, and the first position of each lead. Empty when every row is its own lead.
    lead_of: Vec<u32>,
    first: Vec<u32>,
    /// Leads with several rows, and their positions. Ascending.
    pub merged: Vec<(u32, Vec<u32>)>,
    /// Which rows these are, and what was compared to merge them: for the next build.
    held: Stamp,
    compared: [Runs; 2],
}

/// How far each lead's own columns say it got.
#[derive(Default)]
pub(super) struct Told {
    pub reached: Vec<Reached>,
    pub customer_at: Vec<Day>,
    /// The last day of any step.
    pub last: Day,
}

pub(super) fn earlier(one: Day, other: Day) -> Day {
    match (one, other) {
        (NO_DAY, day) | (day, NO_DAY) => day,
        (one, other) => one.min(other),
    }
}

impl People {
    /// `before`: what the last build found.
    pub fn read(sheets: &[&Columns<'_>], before: Option<People>) -> People {
        let mut people = People { held: stamp(sheets, &[]), ..People::default() };
        let before = before.filter(|before| before.held == people.held);
        for columns in sheets {
            people.starts.push(people.rows.len());
            let sheet = columns.sheet.id;
            people.rows.extend(columns.sheet.table.rows().map(|row| Source { sheet, row }));
        }
        let known = before.map(|before| before.compared).unwrap_or_default();
        let (pairs, compared) = same::pairs(&people, sheets, known);
        people.compared = compared;
        people.merge(&pairs);
        people
    }

    pub fn of_sheet(&self, index: usize) -> &[Source] {
        let from = self.starts.get(index).copied().unwrap_or(self.rows.len());
        let to = self.starts.get(index + 1).copied().unwrap_or(self.rows.len());
        self.rows.get(from..to).unwrap_or(&[])
    }

    /// Which sheet a position is of.
    pub fn sheet_of(&self, position: u32) -> usize {
        self.starts.partition_point(|start| *start <= position as usize).saturating_sub(1)
    }

    /// One number a lead from `pairs` of positions that are one person.
    fn merge(&mut self, pairs: &[(u32, u32)]) {
        if pairs.is_empty() {
            return;
        }
        let mut above: Vec<u32> = (0..self.rows.len() as u32).collect();
        for (one, other) in pairs {
            let (a, b) = (root(&mut above, *one), root(&mut above, *other));
            // The smaller position stays on top, so that leads come in the order of their first rows.
            if let Some(slot) = above.get_mut(a.max(b) as usize) {
                *slot = a.min(b);
            }
        }
        let mut several: Vec<(u32, u32)> = Vec::new();
        self.lead_of = vec![0; above.len()];
        for position in 0..above.len() as u32 {
            let top = root(&mut above, position);
            let lead = if top == position {
                self.first.push(position);
                self.first.len() as u32 - 1
            } else {
                let lead = self.lead_of.get(top as usize).copied().unwrap_or(0);
                several.push((lead, position));
                lead
            };
            if let Some(slot) = self.lead_of.get_mut(position as usize) {
                *slot = lead;
            }
        }
        several.sort_unstable();
        for (lead, position) in several {
            match self.merged.last_mut() {
                Some((last, positions)) if *last == lead => positions.push(position),
                _ => {
                    let first = self.first.get(lead as usize).copied().unwrap_or(0);
                    self.merged.push((lead, vec![first, position]));
                }
            }
        }
    }

    pub fn lead(&self, position: u32) -> u32 {
        self.lead_of.get(position as usize).copied().unwrap_or(position)
    }

    /// One value a lead: its first row's, with those of its other rows put together.
    pub fn by_lead<T: Copy>(&self, rows: Vec<T>, together: impl Fn(T, T) -> T) -> Vec<T> {
        if self.merged.is_empty() {
            return rows;
        }
        let value = |position: &u32| rows.get(*position as usize).copied();
        let mut leads: Vec<T> = self.first.iter().filter_map(value).collect();
        for (lead, positions) in &self.merged {
            if let Some(slot) = leads.get_mut(*lead as usize) {
                *slot = positions.iter().skip(1).filter_map(value).fold(*slot, &together);
            }
        }
        leads
    }

    /// The first row of each lead.
    pub fn first_rows(&self) -> Vec<Source> {
        self.by_lead(self.rows.clone(), |first, _| first)
    }

    /// When each lead was created: the earliest of its rows.
    pub fn created(&self, sheets: &[&Columns<'_>]) -> Vec<Day> {
        let mut rows = Vec::with_capacity(self.rows.len());
        for (index, columns) in sheets.iter().enumerate() {
            let days = columns.days(Field::CreatedAt);
            rows.extend(self.of_sheet(index).iter().map(|source| days.get(source.row)));
        }
        self.by_lead(rows, earlier)
    }

    /// When each lead was disqualified: the last of its rows. Empty where no sheet tells it.
    pub fn disqualified(&self, sheets: &[&Columns<'_>]) -> Vec<Day> {
        if !sheets.iter().any(|columns| columns.has(Field::DisqualifiedAt)) {
            return Vec::new();
        }
        let mut rows = Vec::with_capacity(self.rows.len());
        for (index, columns) in sheets.iter().enumerate() {
            let days = columns.days(Field::DisqualifiedAt);
            rows.extend(self.of_sheet(index).iter().map(|source| days.get(source.row)));
        }
        self.by_lead(rows, Day::max)
    }

    /// How far each lead got: the farthest of its rows, by stage, outcome and dates of steps.
    pub fn told(&self, sheets: &[&Columns<'_>]) -> Told {
        let mut told = Told { last: NO_DAY, ..Told::default() };
        let (mut reached, mut customer_at) =
            (Vec::with_capacity(self.rows.len()), Vec::with_capacity(self.rows.len()));
        for (index, columns) in sheets.iter().enumerate() {
            let rows = self.of_sheet(index);
            let stages = columns.texts(Field::Stage);
            let by_code: Vec<Reached> = stages
                .iter()
                .flat_map(|texts| texts.values.iter())
                .map(|text| reached_of(text).unwrap_or(Reached::Lead))
                .collect();
            let stage = |source: &Source| {
                let code = stages.as_ref().and_then(|texts| texts.codes.get(source.row as usize));
                code.and_then(|code| by_code.get(*code as usize)).copied().unwrap_or(Reached::Lead)
            };
            let from = reached.len();
            reached.extend(rows.iter().map(stage));
            let steps = [
                (Field::MqlAt, Reached::Mql),
                (Field::SqlAt, Reached::Sql),
                (Field::OpportunityAt, Reached::Opportunity),
                (Field::CustomerAt, Reached::Customer),
            ];
            for (field, step) in steps {
                let days = columns.days(field);
                if !days.is_there() {
                    continue;
                }
                for (slot, source) in reached.iter_mut().skip(from).zip(rows) {
                    let day = days.get(source.row);
                    if day != NO_DAY {
                        *slot = step.max(*slot);
                        told.last = told.last.max(day);
                    }
                }
            }
            let days = columns.days(Field::CustomerAt);
            customer_at.extend(rows.iter().map(|source| days.get(source.row)));
        }
        told.reached = self.by_lead(reached, Reached::max);
        told.customer_at = self.by_lead(customer_at, earlier);
        told
    }
}

fn root(above: &mut [u32], mut position: u32) -> u32 {
    while let Some(next) = above.get(position as usize).copied()
        && next != position
    {
        let over = above.get(next as usize).copied().unwrap_or(next);
        if let Some(slot) = above.get_mut(position as usize) {
            *slot = over;
        }
        position = over;
    }
    position
}

/// The positions whose key of this field may be among those sought, with it.
pub(super) fn hits(people: &People, sheets: &[&Columns<'_>], field: Field, sought: &Bits) -> Vec<(u64, u32)> {
    let mut hits = Vec::new();
    for (index, columns) in sheets.iter().enumerate().filter(|(_, columns)| columns.has(field)) {
        let keys = columns.keys(field);
        let start = people.starts.get(index).copied().unwrap_or(0) as u32;
        for (position, source) in (start..).zip(people.of_sheet(index)) {
            let key = keys.get(source.row);
            if sought.has(key) && key != 0 {
                hits.push((key, position));
            }
        }
    }
    hits
}
