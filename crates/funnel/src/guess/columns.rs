//! Which column is which field, once the role is known.

use garimpo_table::CellType;

use super::aliases::{self, CHANNEL_LIKE, CODED_SOURCE, CONVERSIONS, COST, SEGMENTS, SOURCE_LIKE};
use super::fits::{fits, says_customer};
use super::{Guess, MeaningDoubt, Sheet};
use crate::text::has_phrase;
use crate::{Field, Role};

pub(super) struct Assigned {
    pub fields: Vec<Option<Field>>,
    pub doubts: Vec<MeaningDoubt>,
}

/// A column that could be a field. The order of the parts is the order of choice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    /// A whole header before a word in one.
    loose: bool,
    /// An empty column only if no filled one has the field.
    empty: bool,
    rank: usize,
    field_order: usize,
    column: usize,
}

pub(super) fn assign(role: Role, sheet: &Sheet<'_>) -> Assigned {
    let mut assigned = Assigned { fields: vec![None; sheet.headers.len()], doubts: Vec::new() };
    if role == Role::Other {
        return assigned;
    }
    by_header(role, sheet, &mut assigned.fields);
    channel_and_source(role, sheet, &mut assigned.fields);
    if role == Role::Leads {
        better_stage(sheet, &mut assigned.fields);
    }
    by_values(role, sheet, &mut assigned);
    currency_beside(role, sheet, &mut assigned.fields);
    segments(role, sheet, &mut assigned.fields);
    if role == Role::Totals {
        count_kinds(sheet, &mut assigned);
    }
    assigned
}

/// The rest of a known export's columns, by aliases. No date and no money is taken for its type alone: what the
/// tool writes is known.
pub(super) fn fill(role: Role, sheet: &Sheet<'_>, fields: Vec<Option<Field>>) -> Assigned {
    let mut assigned = Assigned { fields, doubts: Vec::new() };
    by_header(role, sheet, &mut assigned.fields);
    channel_and_source(role, sheet, &mut assigned.fields);
    currency_beside(role, sheet, &mut assigned.fields);
    segments(role, sheet, &mut assigned.fields);
    assigned
}

fn by_header(role: Role, sheet: &Sheet<'_>, fields: &mut [Option<Field>]) {
    let table = aliases::aliases(role);
    let mut matches = Vec::new();
    for (field_order, (field, patterns)) in table.iter().enumerate() {
        for (column, header) in sheet.headers.iter().enumerate() {
            let Some(rank) = patterns.iter().position(|pattern| header.matches(pattern)) else { continue };
            let loose = patterns.get(rank).is_some_and(|pattern| pattern.starts_with(['~', '^']));
            let profile = sheet.profile(column);
            if fits(*field, &profile) && !(loose && profile.filled == 0) {
                matches.push(Match { loose, empty: profile.filled == 0, rank, field_order, column });
            }
        }
    }
    matches.sort_unstable();
    for found in matches {
        let Some((field, _)) = table.get(found.field_order) else { continue };
        set(fields, found.column, *field);
    }
}

/// Gives the column the field if neither has another.
fn set(fields: &mut [Option<Field>], column: usize, field: Field) {
    if !fields.contains(&Some(field))
        && let Some(place) = fields.get_mut(column)
        && place.is_none()
    {
        *place = Some(field);
    }
}

/// The free columns that match, best pattern first.
fn free(sheet: &Sheet<'_>, fields: &[Option<Field>], patterns: &[&str]) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = sheet
        .headers
        .iter()
        .enumerate()
        .filter(|(column, _)| fields.get(*column).is_some_and(Option::is_none))
        .filter_map(|(column, header)| {
            Some((patterns.iter().position(|pattern| header.matches(pattern))?, column))
        })
        .filter(|(_, column)| fits(Field::Channel, &sheet.profile(*column)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, column)| column).collect()
}

/// `ORGANIC_SEARCH`, `OFFLINE`: a code, not a name.
fn is_code(value: &str) -> bool {
    value.contains('_') || value.len() > 3 && value.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// An explicit channel column; else a column of sources: that is what people read as the channel, unless
/// a medium beside it says that it is half of a pair.
fn channel_and_source(role: Role, sheet: &Sheet<'_>, fields: &mut [Option<Field>]) {
    if !role.fields().contains(&Field::Channel) {
        return;
    }
    let has = |fields: &[Option<Field>], field| fields.contains(&Some(field));
    if let Some(column) = free(sheet, fields, CHANNEL_LIKE).first() {
        set(fields, *column, Field::Channel);
    }
    let sources = free(sheet, fields, SOURCE_LIKE);
    let coded = |column: usize| {
        let header = sheet.headers.get(column);
        header.is_some_and(|header| CODED_SOURCE.iter().any(|pattern| header.matches(pattern)))
            && sheet.profile(column).common.iter().any(|value| is_code(value))
    };
    if let Some(column) = sources.first().copied() {
        let paired = has(fields, Field::Medium) && !has(fields, Field::Source);
        let field = if has(fields, Field::Channel) || paired || coded(column) {
            Field::Source
        } else {
            Field::Channel
        };
        if role.fields().contains(&field) {
            set(fields, column, field);
        }
    }
    if has(fields, Field::Channel) || has(fields, Field::Source) {
        return;
    }
    let last: &[&str] = match role {
        Role::Spend | Role::Totals => &[
            "category",
            "categoria",
            "plataforma",
            "platform",
            "rede",
            "network",
            "veiculo",
            "midia",
            "media",
            "ad platform",
            "publisher",
            "tipo de midia",
            "fornecedor",
        ],
        Role::Leads | Role::Deals => {
            &["midia", "media", "plataforma", "captacao", "marketing source", "utm content"]
        }
        _ => &[],
    };
    if let Some(column) = free(sheet, fields, last).first() {
        set(fields, *column, Field::Channel);
    }
}

/// A column of currencies beside the amount tells its currency, whatever it is called. Where every amount has its
/// own, the one named after the amount counts, else the one in its place: they all stand before their amounts, or
/// all behind them.
pub(super) fn currency_beside(role: Role, sheet: &Sheet<'_>, fields: &mut [Option<Field>]) {
    let at = |field| fields.iter().position(|known| *known == Some(field));
    let Some(amount) = at(Field::Amount).or_else(|| at(Field::RecurringAmount)) else { return };
    if !role.fields().contains(&Field::Currency) {
        return;
    }
    let named = at(Field::Currency);
    let names_currencies = |column: usize| {
        let is_free = named == Some(column) || fields.get(column).is_some_and(Option::is_none);
        is_free && sheet.profile(column).currency_share >= 0.9
    };
    let is_number = |column: usize| {
        column < fields.len()
            && matches!(sheet.profile(column).reading.cell_type, CellType::Number | CellType::Money)
    };
    let words = |column: usize| sheet.headers.get(column).map_or("", |header| header.words.as_str());
    let all: Vec<usize> = (0..fields.len()).filter(|column| names_currencies(*column)).collect();
    let is_after_it = |column: &usize| has_phrase(words(*column), words(amount));
    let after_it = all.iter().copied().filter(is_after_it).min_by_key(|column| words(*column).len());
    let before = all.iter().all(|column| is_number(column + 1));
    let beside = if before { amount.checked_sub(1) } else { Some(amount + 1) };
    let found = match all.as_slice() {
        [only] => named.or(Some(*only)),
        _ => after_it.or(beside.filter(|column| all.contains(column))),
    };
    if let Some(column) = found {
        fields.iter_mut().filter(|field| **field == Some(Field::Currency)).for_each(|field| *field = None);
        set(fields, column, Field::Currency);
    }
}

/// Among the columns named like a stage, one that says who became a customer is worth more than one that does not.
fn better_stage(sheet: &Sheet<'_>, fields: &mut [Option<Field>]) {
    let Some(now) = fields.iter().position(|field| *field == Some(Field::Stage)) else { return };
    if says_customer(&sheet.profile(now)) {
        return;
    }
    let patterns = aliases::aliases(Role::Leads)
        .iter()
        .find(|(field, _)| *field == Field::Stage)
        .map_or(&[][..], |(_, names)| names);
    let better = (0..sheet.headers.len()).find(|column| {
        let named = sheet
            .headers
            .get(*column)
            .is_some_and(|header| patterns.iter().any(|pattern| header.matches(pattern)));
        let profile = sheet.profile(*column);
        named
            && fields.get(*column).is_some_and(Option::is_none)
            && fits(Field::Stage, &profile)
            && says_customer(&profile)
    });
    if let Some(better) = better {
        fields.swap(now, better);
    }
}

/// What headers left open and the values can answer: the only column of e-mails, dates or money.
fn by_values(role: Role, sheet: &Sheet<'_>, assigned: &mut Assigned) {
    let has = |assigned: &Assigned, field| assigned.fields.contains(&Some(field));
    let open = |assigned: &Assigned, test: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..sheet.headers.len())
            .filter(|column| assigned.fields.get(*column).is_some_and(Option::is_none) && test(*column))
            .collect()
    };
    let of_type = |column: usize, types: &[CellType]| {
        let profile = sheet.profile(column);
        profile.filled > 0 && types.contains(&profile.reading.cell_type)
    };
    if role.fields().contains(&Field::Email) && !has(assigned, Field::Email) {
        let found = open(assigned, &|column| sheet.profile(column).email_share >= 0.8);
        if let Some(column) = found.first() {
            set(&mut assigned.fields, *column, Field::Email);
        }
    }
    let wanted = match role {
        Role::Leads => Some((Field::CreatedAt, &[CellType::Date, CellType::DateTime][..])),
        Role::Deals => Some((Field::Amount, &[CellType::Money][..])),
        Role::Spend => Some((Field::Date, &[CellType::Date, CellType::DateTime][..])),
        _ => None,
    };
    let Some((field, types)) = wanted else { return };
    let known = match field {
        Field::Amount => has(assigned, Field::Amount) || has(assigned, Field::RecurringAmount),
        Field::Date => has(assigned, Field::Date) || has(assigned, Field::PeriodStart),
        _ => has(assigned, field),
    };
    if known {
        return;
    }
    let found = open(assigned, &|column| of_type(column, types) && !is_something_else(sheet, column));
    if let Some(column) = found.first() {
        set(&mut assigned.fields, *column, field);
    }
    if found.len() > 1 {
        let columns = found.iter().map(|column| *column as u32).collect();
        assigned.doubts.push(MeaningDoubt::Field { field, columns });
    }
}

/// Dates and money that are known not to be the ones looked for.
fn is_something_else(sheet: &Sheet<'_>, column: usize) -> bool {
    const ELSE: &[&str] = &[
        "~nascimento",
        "~aniversario",
        "~birth",
        "~birthday",
        "~previsao",
        "~previsto",
        "~prevista",
        "~expected",
        "~forecast",
        "~proxima",
        "~proximo",
        "~next",
        "~ultima",
        "~ultimo",
        "~last",
        "~modificacao",
        "~modificado",
        "~modified",
        "~updated",
        "~atualizado",
        "~atualizacao",
        "~desconto",
        "~discount",
        "~custo",
        "~cost",
        "~medio",
        "~average",
        "~meta",
        "~budget",
        "~orcamento",
        "~ends",
        "~hora",
    ];
    sheet.headers.get(column).is_some_and(|header| ELSE.iter().any(|pattern| header.matches(pattern)))
}

fn segments(role: Role, sheet: &Sheet<'_>, fields: &mut [Option<Field>]) {
    if !role.fields().contains(&Field::Segment) {
        return;
    }
    for (column, header) in sheet.headers.iter().enumerate() {
        let free = fields.get(column).is_some_and(Option::is_none);
        if free && SEGMENTS.iter().any(|pattern| header.matches(pattern)) {
            let profile = sheet.profile(column);
            if profile.filled > 0
                && fits(Field::Segment, &profile)
                && let Some(place) = fields.get_mut(column)
            {
                *place = Some(Field::Segment);
            }
        }
    }
}

/// RD Station counts all leads, new leads and conversions; a cost per lead wants the new ones. Where a sheet
/// has only one of the others beside conversions, a person must say what it counts.
fn count_kinds(sheet: &Sheet<'_>, assigned: &mut Assigned) {
    const ANALYTICS: &[&str] =
        &["engaged sessions", "event count", "sessoes engajadas", "contagem de eventos", "engagement rate"];
    const NEW: &[&str] = &["new leads", "novos leads", "leads novos"];
    let conversions = sheet.find(CONVERSIONS).filter(|column| fits(Field::Leads, &sheet.profile(*column)));
    let Some(conversions) = conversions else { return };
    if sheet.find(ANALYTICS).is_some() {
        return;
    }
    match assigned.fields.iter().position(|field| *field == Some(Field::Leads)) {
        Some(leads) => {
            let is_new = sheet
                .headers
                .get(leads)
                .is_some_and(|header| NEW.iter().any(|pattern| header.matches(pattern)));
            if !is_new {
                assigned.doubts.push(MeaningDoubt::CountKind { column: leads as u32 });
            }
        }
        None => {
            set(&mut assigned.fields, conversions, Field::Leads);
            assigned.doubts.push(MeaningDoubt::CountKind { column: conversions as u32 });
        }
    }
}

/// How surely the spend's amount is a cost: by its header's own name, or only by a word for any money.
pub(super) fn cost_points(sheet: &Sheet<'_>, fields: &[Option<Field>]) -> i32 {
    let vague = COST.iter().position(|name| *name == "amount").unwrap_or(COST.len());
    let amount = fields.iter().position(|field| *field == Some(Field::Amount));
    let header = amount.and_then(|column| sheet.headers.get(column));
    match header.and_then(|header| COST.iter().position(|pattern| header.matches(pattern))) {
        Some(rank) if rank < vague => 4,
        Some(_) => 1,
        None => 0,
    }
}

/// A column of e-mail addresses or lead ids: rows are people.
pub(super) fn has_persons(sheet: &Sheet<'_>) -> bool {
    (0..sheet.headers.len()).any(|column| {
        let id = sheet.headers.get(column).is_some_and(|header| {
            ["lead id", "id do lead", "mql id"].iter().any(|pattern| header.matches(pattern))
        });
        id || sheet.profile(column).email_share >= 0.5
    })
}

/// The same people stand in many rows: touches or activities, not leads.
pub(super) fn persons_repeat(sheet: &Sheet<'_>, fields: &[Option<Field>]) -> bool {
    let key = |field| fields.iter().position(|found| *found == Some(field));
    key(Field::LeadId).or_else(|| key(Field::Email)).is_some_and(|column| {
        let profile = sheet.profile(column);
        profile.filled >= 20 && f64::from(profile.distinct) < 0.7 * f64::from(profile.filled.min(1000))
    })
}

/// A cost sheet that names campaigns only: the campaigns may be what its owner calls channels. Only they know.
pub(super) fn campaign_as_channel(guess: &mut Guess) {
    let has = |field| guess.fields.contains(&Some(field));
    if has(Field::Channel) || has(Field::Source) || has(Field::Medium) {
        return;
    }
    if let Some(column) = guess.fields.iter().position(|field| *field == Some(Field::Campaign)) {
        if let Some(place) = guess.fields.get_mut(column) {
            *place = Some(Field::Channel);
        }
        guess.doubts.push(MeaningDoubt::Field { field: Field::Channel, columns: vec![column as u32] });
    }
}
