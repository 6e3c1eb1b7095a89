//! Which rows of leads are one person. A hash finds them, the text decides; a text that was compared once and
//! that nobody has typed over since is not read again: reading a cell costs more than all the rest.

use rustc_hash::FxHashMap;

use super::Source;
use super::columns::Columns;
use super::people::People;
use super::repeated::repeated;
use crate::Field;

/// Runs of positions that have the same text in a field, by its key.
#[derive(Default)]
pub(super) struct Runs {
    /// The column of each leads sheet that was compared.
    columns: Vec<Option<u32>>,
    runs: FxHashMap<u64, Vec<u32>>,
}

/// Pairs of positions that are one person.
pub(super) fn pairs(
    people: &People,
    sheets: &[&Columns<'_>],
    known: [Runs; 2],
) -> (Vec<(u32, u32)>, [Runs; 2]) {
    let [known_emails, known_ids] = known;
    let emails = keys(people, sheets, Field::Email);
    let has_email = |position: u32| emails.get(position as usize).is_some_and(|email| *email != 0);
    let mut pairs = Vec::new();
    let mut join = |run: &[u32]| {
        pairs.extend(run.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))));
    };
    let (runs, by_email) = runs(people, sheets, &emails, Field::Email, known_emails);
    runs.iter().for_each(|run| join(run));
    // Where every row has an e-mail, ids merge nothing.
    if !emails.is_empty() && !emails.contains(&0) {
        return (pairs, [by_email, Runs::default()]);
    }
    let ids = keys(people, sheets, Field::LeadId);
    let (runs, by_id) = self::runs(people, sheets, &ids, Field::LeadId, known_ids);
    for run in runs {
        let (with, without): (Vec<u32>, Vec<u32>) = run.iter().partition(|position| has_email(**position));
        // Of several people with one id, which is a fault of the data, always the same one.
        let owner = with.into_iter().min_by_key(|position| emails.get(*position as usize).copied());
        join(&owner.into_iter().chain(without).collect::<Vec<u32>>());
    }
    (pairs, [by_email, by_id])
}

/// The field's keys by position; none if no sheet has it.
fn keys(people: &People, sheets: &[&Columns<'_>], field: Field) -> Vec<u64> {
    if !sheets.iter().any(|columns| columns.has(field)) {
        return Vec::new();
    }
    let mut all = Vec::with_capacity(people.rows.len());
    for (index, columns) in sheets.iter().enumerate() {
        let keys = columns.keys(field);
        all.extend(people.of_sheet(index).iter().map(|source| keys.get(source.row)));
    }
    all
}

/// Positions with the same text in the field, two or more at a time. In an order of their own.
fn runs(
    people: &People,
    sheets: &[&Columns<'_>],
    keys: &[u64],
    field: Field,
    known: Runs,
) -> (Vec<Vec<u32>>, Runs) {
    let columns: Vec<Option<u32>> = sheets.iter().map(|columns| columns.at(field)).collect();
    let known = if known.columns == columns { known.runs } else { FxHashMap::default() };
    let mut candidates: Vec<(u64, u32)> = repeated(keys)
        .into_iter()
        .filter_map(|position| Some((*keys.get(position as usize)?, position)))
        .collect();
    candidates.sort_unstable();
    let mut found = Vec::new();
    let mut compared = FxHashMap::default();
    for same in candidates.chunk_by(|(a, _), (b, _)| a == b).filter(|same| same.len() > 1) {
        let (key, positions): (u64, Vec<u32>) =
            (same.first().map_or(0, |(key, _)| *key), same.iter().map(|(_, position)| *position).collect());
        let is_as_read = |position: &u32| !is_edited(people, sheets, *position, field);
        if known.get(&key).is_some_and(|run| *run == positions) && positions.iter().all(is_as_read) {
            found.push(positions.clone());
            compared.insert(key, positions);
            continue;
        }
        for run in by_text(people, sheets, &positions, field) {
            if run.len() == positions.len() && positions.iter().all(is_as_read) {
                compared.insert(key, run.clone());
            }
            found.push(run);
        }
    }
    (found, Runs { columns, runs: compared })
}

/// The positions whose texts are the same.
fn by_text(people: &People, sheets: &[&Columns<'_>], positions: &[u32], field: Field) -> Vec<Vec<u32>> {
    let text = |position: &u32| {
        let (columns, source) = place(people, sheets, *position)?;
        columns.key_text(field, source.row)
    };
    let mut texts: Vec<(Option<String>, u32)> =
        positions.iter().map(|position| (text(position), *position)).collect();
    texts.sort_unstable();
    let same = texts.chunk_by(|(a, _), (b, _)| a == b).filter(|same| same.len() > 1);
    same.map(|same| same.iter().map(|(_, position)| *position).collect()).collect()
}

fn is_edited(people: &People, sheets: &[&Columns<'_>], position: u32, field: Field) -> bool {
    place(people, sheets, position).is_none_or(|(columns, source)| {
        columns.at(field).is_none_or(|column| columns.sheet.table.is_edited(source.row, column))
    })
}

fn place<'c, 't>(
    people: &People,
    sheets: &[&'c Columns<'t>],
    position: u32,
) -> Option<(&'c Columns<'t>, Source)> {
    Some((*sheets.get(people.sheet_of(position))?, *people.rows.get(position as usize)?))
}
