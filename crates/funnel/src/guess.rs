//! What a sheet is and what its columns mean, from its headers and its values.
//!
//! `guess/aliases.rs` holds the names of columns, `guess/cues.rs` what they say about the sheet; both are data.
//! `guess/columns.rs` gives the columns of one role their fields. Must never ask what the data answers, and
//! never let the file's name decide against the headers.

mod aliases;
mod columns;
mod cues;
mod fits;
mod habits;
mod header;
mod period;
mod source;
mod sources;

use std::rc::Rc;

use garimpo_table::{Habits, Profile, Table};
use serde::{Deserialize, Serialize};

use crate::{Day, Field, Role};
pub(crate) use aliases::{MONTHS, WEEKS, WON_DATES};
use columns::Assigned;
pub(crate) use header::Header;
pub use source::{SourceId, SourceKind};
use sources::Definition;

/// What could be told about a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    pub role: Role,
    /// One a column of the table.
    pub fields: Vec<Option<Field>>,
    /// What only a person can say. The proposal of each already stands in `role` and `fields`.
    pub doubts: Vec<MeaningDoubt>,
    /// The ad platform whose report this is, when its headers say so: its source and medium
    /// give the channel group of rows without a channel ("google ads", "meta ads", …).
    pub platform: Option<Platform>,
    /// The export that this is, if its headers say so.
    pub source: Option<SourceId>,
    /// One a column, or empty: what the source and the columns beside tell of how values are meant. See
    /// [`Guess::teach`].
    pub habits: Vec<Habits>,
    /// The days that the whole of a recognised cost report is about, both included, by the lines above it or its
    /// name. Counts for rows without a date of their own.
    pub period: Option<(Day, Day)>,
}

/// What stands around a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// With its extension. Helps only when headers and values leave something open.
    pub file_name: &'a str,
    /// The lines above the header, as written.
    pub preamble: &'a [String],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Platform {
    GoogleAds,
    MetaAds,
    LinkedInAds,
    MicrosoftAds,
    TikTokAds,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MeaningDoubt {
    /// The sheet could be any of these, the proposal first.
    Role { options: Vec<Role> },
    /// A field could be any of these columns, the proposal first.
    Field { field: Field, columns: Vec<u32> },
    /// Which lead count a column of a totals sheet is (all, new, conversions): RD Station's three.
    CountKind { column: u32 },
}

impl Guess {
    /// Tells the table what is known of its columns. It settles what their values leave open and no more, and is
    /// no choice of a person's. What the table was told before stays.
    pub fn teach(&self, table: &mut Table) {
        for (column, habits) in (0u32..).zip(&self.habits) {
            let told = table.habits(column);
            let both = Habits {
                decimal: told.decimal.or(habits.decimal),
                date_order: told.date_order.or(habits.date_order),
                percent: told.percent.or(habits.percent),
                currency: told.currency.or(habits.currency),
                is_id: told.is_id || habits.is_id,
            };
            table.set_habits(column, both);
        }
    }
}

/// [`guess_in`] of a file whose preamble is not at hand.
pub fn guess(file_name: &str, table: &Table) -> Guess {
    guess_in(Around { file_name, preamble: &[] }, table)
}

/// A known export by its definition; any other sheet by aliases and values.
pub fn guess_in(around: Around<'_>, table: &Table) -> Guess {
    let sheet = Sheet::of(table);
    let known = sources::recognise(around.file_name, &sheet);
    let mut guess = match known {
        None => guess_sheet(around.file_name, &sheet),
        Some(known) => guess_known(known, around, &sheet),
    };
    // A sheet that only looks like a tool's has none of its habits.
    let known = known.filter(|known| guess.source == Some(known.source));
    guess.habits = habits::habits(known, &guess.fields, &sheet, table);
    guess
}

/// The fields for the columns when a person has said the role.
pub fn fields_for(role: Role, table: &Table) -> Vec<Option<Field>> {
    let sheet = Sheet::of(table);
    match sources::recognise("", &sheet).filter(|known| known.role == role) {
        Some(known) => known.assign(role, &sheet).fields,
        None => columns::assign(role, &sheet).fields,
    }
}

/// Whether the header alone names the field; else the values did.
pub fn is_named(role: Role, field: Field, header: &str) -> bool {
    let header = Header::new(header);
    let named = |patterns: &[&str]| patterns.iter().any(|pattern| header.matches(pattern));
    let like = match field {
        Field::Channel => named(aliases::CHANNEL_LIKE) || named(aliases::SOURCE_LIKE),
        Field::Source => named(aliases::SOURCE_LIKE),
        Field::Segment => named(aliases::SEGMENTS),
        _ => false,
    };
    like || aliases::aliases(role).iter().any(|(known, patterns)| *known == field && named(patterns))
}

/// Whether the profile's values can serve as the field (a date for `created_at`, money for `amount`, …).
/// An empty column can serve as anything.
pub fn fits(field: Field, profile: &Profile) -> bool {
    fits::fits(field, profile)
}

/// A table as guessing sees it. Profiles are made when they are asked for: most columns never are.
struct Sheet<'a> {
    headers: Vec<Header>,
    profile: Box<dyn Fn(usize) -> Rc<Profile> + 'a>,
}

impl<'a> Sheet<'a> {
    fn of(table: &'a Table) -> Self {
        Sheet {
            headers: table.headers().iter().map(|header| Header::new(header)).collect(),
            profile: Box::new(move |column| table.profile(column as u32)),
        }
    }

    fn profile(&self, column: usize) -> Rc<Profile> {
        (self.profile)(column)
    }

    /// The same without some columns: no header matches, no value is seen.
    fn without(&self, barred: &dyn Fn(usize) -> bool) -> Sheet<'_> {
        let out: Vec<bool> = (0..self.headers.len()).map(barred).collect();
        let header = |(header, out): (&Header, &bool)| if *out { Header::new("") } else { header.clone() };
        Sheet {
            headers: self.headers.iter().zip(&out).map(header).collect(),
            profile: Box::new(move |column| match out.get(column) {
                Some(true) => Rc::default(),
                _ => self.profile(column),
            }),
        }
    }

    fn find(&self, patterns: &[&str]) -> Option<usize> {
        patterns.iter().find_map(|pattern| self.headers.iter().position(|header| header.matches(pattern)))
    }
}

/// Fewer points than this say nothing for sure.
const SURE: i32 = 3;
/// Two roles nearer than this are not told apart by headers and values.
const NEAR: i32 = 1;
/// What a file's name is worth, when it is asked.
const NAME: i32 = 2;

struct Candidate {
    role: Role,
    points: i32,
    assigned: Assigned,
}

/// What the definition says. Where its columns are known by hearsay only, the sheet must look like it by itself.
fn guess_known(known: &Definition, around: Around<'_>, sheet: &Sheet<'_>) -> Guess {
    if !known.source.is_sure() {
        let own = guess_sheet(around.file_name, sheet);
        if own.role != known.role {
            return own;
        }
    }
    let assigned = known.assign(known.role, sheet);
    let has = |field| assigned.fields.contains(&Some(field));
    // Without the columns that its role needs (a cost report without its cost) it is only looked at.
    let role = if can(known.role, sheet, &assigned.fields) { known.role } else { Role::Other };
    let is_undated = !has(Field::Date) && !has(Field::PeriodStart) && !has(Field::PeriodEnd);
    let period = if role == Role::Spend && is_undated {
        period::of_report(around.preamble, around.file_name, known.dates)
    } else {
        None
    };
    let platform = known.platform.filter(|_| matches!(role, Role::Spend | Role::Leads));
    let fields = if role == Role::Other { vec![None; sheet.headers.len()] } else { assigned.fields };
    Guess {
        role,
        fields,
        habits: Vec::new(),
        doubts: assigned.doubts,
        platform,
        source: Some(known.source),
        period,
    }
}

fn guess_sheet(file_name: &str, sheet: &Sheet<'_>) -> Guess {
    let platform = cues::platform(&sheet.headers);
    let mut candidates: Vec<Candidate> =
        Role::ALL.iter().filter_map(|role| candidate(*role, sheet, platform)).collect();
    // Stable: among equals the order of `Role::ALL`.
    candidates.sort_by_key(|candidate| -candidate.points);
    let is_open = |candidates: &[Candidate]| match candidates {
        [] => false,
        [only] => only.points < SURE,
        [first, second, ..] => first.points < SURE || first.points - second.points <= NEAR,
    };
    if is_open(&candidates)
        && let Some(named) = cues::role_in_name(file_name)
    {
        candidates
            .iter_mut()
            .filter(|candidate| candidate.role == named)
            .for_each(|found| found.points += NAME);
        candidates.sort_by_key(|candidate| -candidate.points);
    }
    let options: Vec<Role> = match candidates.as_slice() {
        [first, ..] if first.points < SURE => vec![first.role, Role::Other],
        [first, rest @ ..] => {
            let near =
                rest.iter().filter(|other| first.points - other.points <= NEAR && other.points >= SURE);
            std::iter::once(first.role).chain(near.map(|other| other.role)).collect()
        }
        [] => Vec::new(),
    };
    let Some(best) = candidates.into_iter().next() else {
        return Guess {
            role: Role::Other,
            fields: vec![None; sheet.headers.len()],
            doubts: Vec::new(),
            platform: None,
            source: None,
            habits: Vec::new(),
            period: None,
        };
    };
    let mut doubts = best.assigned.doubts;
    if options.len() > 1 && best.role != Role::Other {
        doubts.insert(0, MeaningDoubt::Role { options });
    }
    let fields = best.assigned.fields;
    let has = |field| fields.contains(&Some(field));
    let platform = match best.role {
        Role::Spend | Role::Leads | Role::Totals | Role::Touches => platform,
        _ => None,
    };
    let platform = platform.or_else(|| {
        let nameless = best.role == Role::Spend && !has(Field::Channel) && !has(Field::Source);
        if nameless { cues::platform_in_name(file_name) } else { None }
    });
    let mut guess =
        Guess { role: best.role, fields, doubts, platform, source: None, habits: Vec::new(), period: None };
    if guess.role == Role::Spend && guess.platform.is_none() {
        columns::campaign_as_channel(&mut guess);
    }
    guess
}

/// The role with its points and fields, if the sheet has what the role cannot do without.
fn candidate(role: Role, sheet: &Sheet<'_>, platform: Option<Platform>) -> Option<Candidate> {
    let mut points = cues::points(role, &sheet.headers);
    if role == Role::Other {
        let fields = vec![None; sheet.headers.len()];
        return (points > 0).then_some(Candidate {
            role,
            points,
            assigned: Assigned { fields, doubts: Vec::new() },
        });
    }
    let assigned = columns::assign(role, sheet);
    let has = |field: Field| assigned.fields.contains(&Some(field));
    let person = has(Field::LeadId) || has(Field::Email);
    let repeated = person && columns::persons_repeat(sheet, &assigned.fields);
    if !can(role, sheet, &assigned.fields) {
        return None;
    }
    // A verdict on people of whom nothing tells where they came from: what sales said, not the leads.
    let says_verdict =
        has(Field::Verdict) && sheet.find(aliases::CHANNEL_LIKE).is_none() && !has(Field::Source);
    let worth = |field: Field, worth: i32| if has(field) { worth } else { 0 };
    points += match role {
        Role::Leads => {
            worth(Field::Email, 1) + if repeated { -3 } else { 0 } - if says_verdict { 6 } else { 0 }
        }
        Role::Deals => {
            // Money by channel and day, with nobody who bought and nothing that was won, is not a list of deals.
            let deal = [Field::DealId, Field::Company, Field::Status, Field::Stage];
            let anonymous = !person && !deal.iter().any(|field| has(*field));
            worth(Field::Amount, 1) + worth(Field::RecurringAmount, 1) - if anonymous { 4 } else { 0 }
        }
        Role::Spend => {
            (if platform.is_some() { 8 } else { 0 }) + columns::cost_points(sheet, &assigned.fields)
        }
        Role::Touches => (if repeated { 3 } else { 0 }) + worth(Field::Channel, 1) + worth(Field::Source, 1),
        Role::Totals => {
            let sums = worth(Field::Channel, 2)
                + worth(Field::Spend, 2)
                + worth(Field::Visitors, 3)
                + worth(Field::Leads, 3);
            let outcomes = worth(Field::Mqls, 3) + worth(Field::Sqls, 3) + worth(Field::Opportunities, 2);
            let sales = worth(Field::Customers, 3) + worth(Field::Revenue, 2);
            sums + outcomes + sales
                - if platform.is_some() { 12 } else { 0 }
                - if has(Field::Channel) { 0 } else { 3 }
        }
        Role::Feedback => {
            if says_verdict {
                3
            } else {
                0
            }
        }
        Role::Activities | Role::Other => 0,
    };
    (points > 0).then_some(Candidate { role, points, assigned })
}

/// Whether the sheet has what the role cannot do without.
fn can(role: Role, sheet: &Sheet<'_>, fields: &[Option<Field>]) -> bool {
    let has = |field: Field| fields.contains(&Some(field));
    let person = has(Field::LeadId) || has(Field::Email);
    match role {
        Role::Leads => {
            let dated = has(Field::CreatedAt) && (has(Field::Channel) || has(Field::Source));
            person || has(Field::Name) || has(Field::Stage) || dated
        }
        Role::Deals => {
            has(Field::Amount)
                || has(Field::RecurringAmount)
                || has(Field::Status)
                || has(Field::ClosedAt)
                || has(Field::Stage)
        }
        Role::Spend => has(Field::Amount) && !columns::has_persons(sheet),
        Role::Touches => person && has(Field::At),
        Role::Activities => has(Field::At) && (person || has(Field::Kind)),
        Role::Feedback => {
            let said = [Field::Verdict, Field::Reason, Field::Quality, Field::Note];
            person && said.iter().any(|field| has(*field))
        }
        Role::Totals => {
            let counts = [
                Field::Visitors,
                Field::Leads,
                Field::Mqls,
                Field::Sqls,
                Field::Opportunities,
                Field::Customers,
                Field::Revenue,
            ];
            (has(Field::Channel) || has(Field::Date))
                && counts.iter().any(|field| has(*field))
                && !columns::has_persons(sheet)
        }
        Role::Other => true,
    }
}

#[cfg(test)]
#[path = "guess/tests.rs"]
mod tests;
