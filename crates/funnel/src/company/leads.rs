//! Leads as the company holds them: which row of a merged lead gives it its channel, and what its deals add.

use garimpo_table::RowId;

use super::columns::{Clocks, Columns, Days};
use super::labels::{Label, Labels};
use super::people::{People, earlier};
use super::{Deals, Leads, NO_DAY, Reached, Source, Status};
use crate::{Day, Field};

/// Which row of each merged lead gives it its channel; the others are duplicates.
pub(super) fn choose(leads: &mut Leads, sheets: &[&Columns<'_>], people: &People, labels: &[Option<Labels>]) {
    leads.duplicates.clear();
    let days: Vec<Days> = sheets.iter().map(|columns| columns.days(Field::CreatedAt)).collect();
    let created = |position: u32| {
        let row = people.rows.get(position as usize).map_or(0, |source| source.row);
        match days.get(people.sheet_of(position)).map(|days| days.get(row)) {
            None | Some(NO_DAY) => Day::MAX,
            Some(day) => day,
        }
    };
    let clocks = Clocks::of(sheets, Field::CreatedAt);
    for (lead, positions) in &people.merged {
        let first = positions.iter().map(|position| created(*position)).min().unwrap_or(Day::MAX);
        let mut on_first = positions.iter().filter(|position| created(**position) == first);
        let winner = match (on_first.next(), on_first.next()) {
            (Some(only), None) => *only,
            _ => earliest(&clocks, people, labels, &least(positions, |position| created(*position))),
        };
        for position in positions.iter().filter(|position| **position != winner) {
            leads.duplicates.extend(people.rows.get(*position as usize).map(|source| (*lead, *source)));
        }
        if let (Some(slot), Some(source)) =
            (leads.source.get_mut(*lead as usize), people.rows.get(winner as usize))
        {
            *slot = *source;
        }
    }
    leads.duplicates.sort_unstable();
}

/// Among rows of one day, the one that gives a merged lead its channel: the earliest by time of day, then one
/// that has a channel, then by the channel's name. The order of rows must not matter.
fn earliest(clocks: &Clocks<'_, '_>, people: &People, labels: &[Option<Labels>], positions: &[u32]) -> u32 {
    let row = |position: u32| people.rows.get(position as usize).map_or(0, |source| source.row);
    let mut left = least(positions, |position| clocks.get(people.sheet_of(*position), row(*position)));
    if left.len() > 1 {
        let label = |position: &u32| {
            let labels = labels.get(people.sheet_of(*position)).and_then(Option::as_ref);
            labels.map_or(Label::Blank, |labels| labels.of_row(row(*position)).folded())
        };
        left = least(&left, |position| (!label(position).says_something(), label(position)));
    }
    left.first().copied().unwrap_or(0)
}

/// Those with the smallest key, in order.
fn least<K: Ord>(positions: &[u32], key: impl Fn(&u32) -> K) -> Vec<u32> {
    let Some(smallest) = positions.iter().map(&key).min() else { return Vec::new() };
    positions.iter().filter(|position| key(position) == smallest).copied().collect()
}

/// A deal is an opportunity, and a won one a customer, of its lead. A lead's own columns count as well: an
/// export of deals seldom goes back as far as the leads do.
pub(super) fn tell(leads: &mut Leads, deals: &Deals) {
    let mut wins: Vec<(u32, Day)> = Vec::new();
    for ((lead, status), closed) in deals.lead.iter().zip(&deals.status).zip(&deals.closed) {
        let Some(reached) = leads.reached.get_mut(*lead as usize) else { continue };
        let won = *status == Status::Won;
        *reached = (*reached).max(if won { Reached::Customer } else { Reached::Opportunity });
        if won {
            wins.push((*lead, *closed));
        }
    }
    // The day of a deal is better than the lead's own.
    wins.sort_unstable();
    for same in wins.chunk_by(|(a, _), (b, _)| a == b) {
        let first = same.iter().fold(NO_DAY, |first, (_, day)| earlier(first, *day));
        if let Some(slot) = same.first().and_then(|(lead, _)| leads.customer_at.get_mut(*lead as usize)) {
            *slot = if first == NO_DAY { *slot } else { first };
        }
    }
}

/// The rows of one sheet among the sources.
pub(super) fn rows_of(sources: &[Source], sheet: u32) -> impl Iterator<Item = RowId> + '_ {
    sources.iter().filter(move |source| source.sheet == sheet).map(|source| source.row)
}
