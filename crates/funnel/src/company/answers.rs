//! How soon a new lead was answered: from its creation to the first attempt, on the clock on the wall.
//!
//! Read only where a sheet has the column of first attempts. A lead that nobody tried waits until the last second
//! that the data shows (domain.md a.4); an attempt before the creation is a fault of the data, and stays visible.

use std::rc::Rc;

use super::columns::{Columns, Days};
use super::people::People;
use super::{Leads, NO_DAY, Note, Source};
use crate::Field;

const DAY: i64 = 86_400;
/// Larger than any second: not told.
const NEVER: i64 = i64::MAX;

/// What is known of one lead's first answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answered {
    /// The lead has no date of creation.
    #[default]
    Untold,
    /// So many seconds after the creation.
    After(i64),
    /// Not yet: for so many seconds at least.
    Waits(i64),
    /// The attempt is dated before the lead.
    Before,
}

/// One a lead, in their order; empty where no sheet tells first attempts.
pub(super) fn read(sheets: &[&Columns<'_>], people: &People) -> Vec<Answered> {
    if !sheets.iter().any(|columns| columns.has(Field::FirstAttemptAt)) {
        return Vec::new();
    }
    let (mut created, mut tried) = (Vec::new(), Vec::new());
    for (index, columns) in sheets.iter().enumerate() {
        let rows = people.of_sheet(index);
        let (at, attempt) = (columns.seconds(Field::CreatedAt), columns.seconds(Field::FirstAttemptAt));
        // Of a day against an hour nothing shorter than a day can be told.
        let (at, attempt) = at.zip(attempt).map_or((None, None), |(at, attempt)| (Some(at), Some(attempt)));
        created.extend(moments(columns, Field::CreatedAt, at, rows));
        tried.extend(moments(columns, Field::FirstAttemptAt, attempt, rows));
    }
    let created = people.by_lead(created, i64::min);
    let tried = people.by_lead(tried, i64::min);
    let known = created.iter().chain(&tried).filter(|second| **second != NEVER);
    let last = known.max().copied().unwrap_or(0);
    let one = |(created, tried): (&i64, &i64)| match (*created, *tried) {
        (NEVER, _) => Answered::Untold,
        (created, NEVER) => Answered::Waits(last.saturating_sub(created)),
        (created, tried) if tried < created => Answered::Before,
        (created, tried) => Answered::After(tried.saturating_sub(created)),
    };
    created.iter().zip(&tried).map(one).collect()
}

fn moments(columns: &Columns<'_>, field: Field, seconds: Option<Rc<Vec<i64>>>, rows: &[Source]) -> Vec<i64> {
    let days: Days = columns.days(field);
    let moment = |source: &Source| match (&seconds, days.get(source.row)) {
        (_, NO_DAY) => NEVER,
        (Some(seconds), _) => {
            let second = seconds.get(source.row as usize).copied();
            second.filter(|second| *second != garimpo_table::table::NO_I64).unwrap_or(NEVER)
        }
        (None, day) => i64::from(day) * DAY,
    };
    rows.iter().map(moment).collect()
}

/// Rows that a note lists.
const LISTED: usize = 200;

/// The leads whose first attempt is dated before they were created.
pub(super) fn before_lead(leads: &Leads) -> Option<Note> {
    let rows = leads.answered.iter().zip(&leads.source);
    let faults = rows.filter(|(answered, _)| **answered == Answered::Before).map(|(_, source)| *source);
    let mut all: Vec<Source> = faults.collect();
    let rows = u32::try_from(all.len()).unwrap_or(u32::MAX);
    all.truncate(LISTED);
    (rows > 0).then_some(Note::AttemptBeforeLead { rows, first: all })
}
