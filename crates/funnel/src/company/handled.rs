//! How leads were handled: attempts, answers and verdicts, from the leads' own columns, from activities, from
//! deals and from what sales wrote down (feedback). One entry a lead, in their order.
//!
//! Not a part of [`super::build`]: only the agreement needs it. A later verdict takes the place of an earlier one;
//! the first answer is what a deadline looks at. Automatic messages are no attempts.
//! Must never take a lead for untouched where no sheet tells of attempts at all: see [`Handled::tells`].

use std::rc::Rc;

use garimpo_table::{RowId, Texts};
use rustc_hash::FxHashMap;

use super::cache::{Cache, stamp};
use super::columns::{Columns, Days, Numbers};
use super::people::{KEYS, People};
use super::said::{Reasons, Tries, Verdicts};
use super::sales::Joined;
use super::{Company, NO_DAY, NO_LEAD, Reached, SheetInput, Source};
use crate::agreement::codes::Codebook;
use crate::agreement::judge::{Answer, Moment, Said, Worked};
use crate::text::{fold, is_blank};
use crate::{Day, Field, Role};

/// Nothing told, in columns of numbers.
pub(crate) const NONE: u32 = u32::MAX;

/// A column of labels: names as most often spelled, and each lead's.
#[derive(Default)]
pub(crate) struct Named {
    /// (folded, as spelled), in order of appearance.
    pub names: Vec<(String, String)>,
    /// An index of `names`, or [`NONE`].
    pub of_lead: Vec<u32>,
}

impl Named {
    pub fn get(&self, lead: u32) -> Option<&str> {
        let at = self.of_lead.get(lead as usize)?;
        self.names.get(*at as usize).map(|(_, name)| name.as_str())
    }
}

/// What sales says of a lead now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Given {
    pub said: Option<Said>,
    /// The reason's place in the codebook, and whether any reason was written.
    pub reason: Option<u32>,
    pub has_reason: bool,
    pub quality: Option<u8>,
    /// Of the verdict.
    pub day: Option<Day>,
    /// The last row of feedback about it.
    pub row: Option<Source>,
}

/// Which kinds of things any sheet tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tells {
    pub first: bool,
    pub attempts: bool,
    pub verdicts: bool,
}

#[derive(Default)]
pub(crate) struct Handled {
    pub kinds: Named,
    pub owners: Named,
    pub campaigns: Named,
    pub worked: Vec<Worked>,
    /// The first attempt is dated before the lead.
    pub faults: Vec<bool>,
    pub given: Vec<Given>,
    pub tells: Tells,
    /// The last second that has a time of day.
    pub last: Option<i64>,
    /// Distinct texts of reasons, with how many rows have each. In order of appearance.
    pub reasons: Vec<(String, u32)>,
    /// Rows of feedback and activities that belong to no lead.
    pub strangers: u32,
}

/// Rows of touches, activities or feedback with the lead that they are about.
pub(crate) fn rows_of(
    sheets: &[SheetInput<'_>],
    role: Role,
    company: &Company,
    cache: &mut Cache,
) -> Vec<(u32, Source)> {
    let columns: Vec<Columns<'_>> = sheets.iter().map(Columns::of).collect();
    let of =
        |role: Role| columns.iter().filter(move |columns| columns.sheet.role == role).collect::<Vec<_>>();
    let (leads, rows) = (of(Role::Leads), of(role));
    if company.leads.source.is_empty() {
        return Vec::new();
    }
    joined(&leads, &rows, role, cache).0
}

/// Each row with its lead; and how many have none.
fn joined(
    leads: &[&Columns<'_>],
    rows: &[&Columns<'_>],
    role: Role,
    cache: &mut Cache,
) -> (Vec<(u32, Source)>, u32) {
    if rows.is_empty() {
        return (Vec::new(), 0);
    }
    let who = stamp(leads, KEYS);
    let people = cache.people.get(who.clone(), |before| People::read(leads, before));
    let keys = [who, stamp(rows, KEYS)].concat();
    let slot = match role {
        Role::Feedback => &mut cache.fed,
        Role::Activities => &mut cache.acted,
        _ => &mut cache.touched,
    };
    let found = slot.get(keys, |before| Joined::find(rows, leads, people, before));
    let sources = rows
        .iter()
        .flat_map(|columns| columns.sheet.table.rows().map(|row| Source { sheet: columns.sheet.id, row }));
    let mut strangers = 0;
    let mut known = Vec::new();
    for (lead, source) in found.leads().iter().zip(sources) {
        if *lead == NO_LEAD { strangers += 1 } else { known.push((*lead, source)) }
    }
    (known, strangers)
}

/// One sheet's times of a field.
struct Times {
    days: Days,
    seconds: Option<Rc<Vec<i64>>>,
}

impl Times {
    fn of(columns: &Columns<'_>, field: Field) -> Times {
        Times { days: columns.days(field), seconds: columns.seconds(field) }
    }

    fn get(&self, row: RowId) -> Option<Moment> {
        let day = self.days.get(row);
        if day == NO_DAY {
            return None;
        }
        let second = self.seconds.as_ref().and_then(|seconds| seconds.get(row as usize)).copied();
        let second = second.filter(|second| *second != garimpo_table::table::NO_I64);
        Some(second.map_or(Moment::of_day(day), Moment::at))
    }
}

fn earliest(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.second < one.second { other } else { one }),
        (one, other) => one.or(other),
    }
}

pub(crate) fn read(
    company: &Company,
    sheets: &[SheetInput<'_>],
    book: &Codebook,
    cache: &mut Cache,
) -> Handled {
    let columns: Vec<Columns<'_>> = sheets.iter().map(Columns::of).collect();
    let of =
        |role: Role| columns.iter().filter(move |columns| columns.sheet.role == role).collect::<Vec<_>>();
    let (leads, feedback, activities) = (of(Role::Leads), of(Role::Feedback), of(Role::Activities));
    let count = company.leads.source.len();
    if count == 0 {
        return Handled::default();
    }
    let mut handled = Handled {
        kinds: labels(company, &leads, Field::ConversionType),
        owners: labels(company, &leads, Field::Owner),
        campaigns: labels(company, &leads, Field::Campaign),
        worked: vec![Worked::default(); count],
        faults: vec![false; count],
        given: vec![Given::default(); count],
        ..Handled::default()
    };
    handled.own_columns(company, &leads, book, cache);
    let touches = of(Role::Touches);
    let (touched, _) = joined(&leads, &touches, Role::Touches, cache);
    handled.touches(&touches, &touched);
    handled.deals(company);
    let (acts, lost) = joined(&leads, &activities, Role::Activities, cache);
    handled.strangers += lost;
    handled.activities(&activities, &acts);
    let (fed, lost) = joined(&leads, &feedback, Role::Feedback, cache);
    handled.strangers += lost;
    handled.feedback(&feedback, &fed, book);
    handled.settle(company, book);
    handled
}

/// The values of a column of the leads, by the row that gives a merged lead its channel.
fn labels(company: &Company, leads: &[&Columns<'_>], field: Field) -> Named {
    let mut named = Named { names: Vec::new(), of_lead: vec![NONE; company.leads.source.len()] };
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    for columns in leads {
        let Some(texts) = columns.texts(field) else { continue };
        let mut of_code: Vec<Option<u32>> = vec![None; texts.values.len()];
        for (slot, source) in named.of_lead.iter_mut().zip(&company.leads.source) {
            if source.sheet != columns.sheet.id {
                continue;
            }
            let Some(code) = texts.codes.get(source.row as usize).map(|code| *code as usize) else {
                continue;
            };
            let Some(known) = of_code.get_mut(code) else { continue };
            let number = *known.get_or_insert_with(|| {
                let text = texts.values.get(code).map_or("", String::as_str);
                if is_blank(text) {
                    return NONE;
                }
                *numbers.entry(fold(text)).or_insert_with(|| {
                    named.names.push((fold(text), text.trim().to_owned()));
                    named.names.len() as u32 - 1
                })
            });
            *slot = number;
        }
    }
    named
}

impl Handled {
    fn own_columns(&mut self, company: &Company, leads: &[&Columns<'_>], book: &Codebook, cache: &mut Cache) {
        let people = cache.people.get(stamp(leads, KEYS), |before| People::read(leads, before));
        let mut rows: Vec<Own> = Vec::with_capacity(people.rows.len());
        for (index, columns) in leads.iter().enumerate() {
            let times = |field| Times::of(columns, field);
            let (created, first) = (times(Field::CreatedAt), times(Field::FirstAttemptAt));
            let out = times(Field::DisqualifiedAt);
            let accepted = [Field::SqlAt, Field::OpportunityAt, Field::CustomerAt].map(times);
            let (attempts, quality) = (columns.numbers(Field::Attempts), columns.numbers(Field::Quality));
            let verdicts = Verdicts::of(columns.texts(Field::Verdict));
            let reasons = Reasons::of(columns.texts(Field::Reason), book);
            self.tells.first |= columns.has(Field::FirstAttemptAt);
            self.tells.attempts |= columns.has(Field::Attempts);
            self.tells.verdicts |= columns.has(Field::Verdict)
                || columns.has(Field::DisqualifiedAt)
                || columns.has(Field::Reason);
            let of_sheet = people.of_sheet(index);
            reasons.count(of_sheet.iter().map(|source| source.row), &mut self.reasons);
            rows.extend(of_sheet.iter().map(|source| {
                let row = source.row;
                let accepted = accepted.iter().filter_map(|times| times.get(row)).map(|at| at.day()).min();
                Own {
                    created: created.get(row),
                    first: first.get(row),
                    attempts: whole(&attempts, row, u32::MAX),
                    quality: whole(&quality, row, 5).filter(|stars| *stars > 0),
                    said: verdicts.get(row),
                    reason: reasons.get(row),
                    has_reason: reasons.has(row),
                    out: out.get(row).map(|at| at.day()),
                    accepted,
                }
            }));
        }
        let leads = people.by_lead(rows, Own::with);
        let timed = leads.iter().flat_map(|own| [own.created, own.first]).flatten().filter(|at| at.timed);
        self.last = timed.map(|at| at.second).max();
        for (at, own) in leads.iter().enumerate() {
            let (Some(worked), Some(given)) = (self.worked.get_mut(at), self.given.get_mut(at)) else {
                continue;
            };
            // The day that the company found is the earliest; a time of day belongs to it or counts for nothing.
            let day = company.leads.created.get(at).copied().unwrap_or(NO_DAY);
            worked.created = match own.created {
                Some(moment) if moment.day() == day => Some(moment),
                _ => (day != NO_DAY).then(|| Moment::of_day(day)),
            };
            worked.first = own.first;
            worked.counted = own.attempts;
            given.quality = own.quality.and_then(|stars| u8::try_from(stars).ok());
            given.said = own.said;
            given.reason = own.reason;
            given.has_reason = own.has_reason;
            if own.out.is_some() && given.said.is_none() {
                given.said = Some(Said::Disqualified);
            }
            given.day = match given.said {
                Some(Said::Disqualified) => own.out,
                Some(_) => own.accepted,
                None => None,
            };
            let reached = company.leads.reached.get(at).copied().unwrap_or(Reached::Lead);
            if given.said.is_none() && reached >= Reached::Sql {
                given.said = Some(Said::Accepted);
                given.day = own.accepted;
            }
        }
    }

    /// What leads do not tell of themselves, touches may: what was asked for first, the campaign, the time of day.
    fn touches(&mut self, sheets: &[&Columns<'_>], rows: &[(u32, Source)]) {
        let read: Vec<(u32, Times, Option<Rc<Texts>>, Option<Rc<Texts>>)> = sheets
            .iter()
            .map(|columns| {
                let at = Times::of(columns, Field::At);
                (columns.sheet.id, at, columns.texts(Field::ConversionType), columns.texts(Field::Campaign))
            })
            .collect();
        let (wants_kind, wants_campaign) = (self.kinds.names.is_empty(), self.campaigns.names.is_empty());
        let (mut kinds, mut campaigns) = (Firsts::default(), Firsts::default());
        for (lead, source) in rows {
            let Some((_, times, kind, campaign)) = read.iter().find(|(id, ..)| *id == source.sheet) else {
                continue;
            };
            let at = times.get(source.row);
            let text = |texts: &Option<Rc<Texts>>| {
                let texts = texts.as_ref()?;
                let code = *texts.codes.get(source.row as usize)?;
                (!is_blank(texts.values.get(code as usize)?)).then_some((source.sheet, code))
            };
            let (kind, campaign) = (text(kind), text(campaign));
            if let (Some(worked), Some(_), Some(at)) = (self.worked.get_mut(*lead as usize), kind, at)
                && at.timed
                && worked.created.is_some_and(|created| !created.timed && created.day() == at.day())
            {
                worked.created = Some(at);
                self.last = self.last.max(Some(at.second));
            }
            let when = at.map_or(i64::MAX, |at| at.second);
            kinds.see(*lead, when, kind.filter(|_| wants_kind));
            campaigns.see(*lead, when, campaign.filter(|_| wants_campaign));
        }
        let spelled =
            |which: fn(&(u32, Times, Option<Rc<Texts>>, Option<Rc<Texts>>)) -> &Option<Rc<Texts>>| {
                let read = &read;
                move |(sheet, code): (u32, u32)| -> Option<String> {
                    let of_sheet = read.iter().find(|(id, ..)| *id == sheet)?;
                    which(of_sheet).as_ref()?.values.get(code as usize).cloned()
                }
            };
        kinds.name(&mut self.kinds, &spelled(|of_sheet| &of_sheet.2));
        campaigns.name(&mut self.campaigns, &spelled(|of_sheet| &of_sheet.3));
    }

    /// Opening a deal is an answer.
    fn deals(&mut self, company: &Company) {
        for (lead, created) in company.deals.lead.iter().zip(&company.deals.created) {
            let Some(given) = self.given.get_mut(*lead as usize) else { continue };
            let day = (*created != NO_DAY).then_some(*created);
            match given.said {
                Some(Said::Accepted) => {
                    given.day = match (given.day, day) {
                        (Some(one), Some(other)) => Some(one.min(other)),
                        (one, other) => one.or(other),
                    }
                }
                _ => (given.said, given.day) = (Some(Said::Accepted), day),
            }
        }
    }

    fn activities(&mut self, sheets: &[&Columns<'_>], rows: &[(u32, Source)]) {
        if sheets.is_empty() {
            return;
        }
        (self.tells.first, self.tells.attempts) = (true, true);
        let read: Vec<(u32, Times, Tries)> = sheets
            .iter()
            .map(|columns| {
                let tries = Tries::of(columns.texts(Field::Kind));
                (columns.sheet.id, Times::of(columns, Field::At), tries)
            })
            .collect();
        let mut touched = Vec::new();
        for (lead, source) in rows {
            let Some((_, times, tries)) = read.iter().find(|(id, ..)| *id == source.sheet) else { continue };
            let Some(at) = times.get(source.row) else { continue };
            if at.timed {
                self.last = self.last.max(Some(at.second));
            }
            if !tries.is_one(source.row) {
                continue;
            }
            let Some(worked) = self.worked.get_mut(*lead as usize) else { continue };
            // A call before the lead came belongs to an older story.
            if worked.created.is_some_and(|created| at.day() < created.day()) {
                continue;
            }
            worked.tries.push(at.day());
            touched.push(*lead);
            worked.first = earliest(worked.first, Some(at));
        }
        for lead in touched {
            if let Some(worked) = self.worked.get_mut(lead as usize) {
                worked.tries.sort_unstable();
            }
        }
    }

    fn feedback(&mut self, sheets: &[&Columns<'_>], rows: &[(u32, Source)], book: &Codebook) {
        let read: Vec<Feedback> = sheets.iter().map(|columns| Feedback::of(columns, book)).collect();
        // In the order in which it was said; what has no day comes first, in the order of rows.
        let mut order: Vec<(u32, Option<i64>, usize)> = Vec::with_capacity(rows.len());
        let of_sheet = |source: &Source| read.iter().find(|feedback| feedback.sheet == source.sheet);
        for (nth, (lead, source)) in rows.iter().enumerate() {
            let at = of_sheet(source).and_then(|feedback| feedback.at.get(source.row));
            order.push((*lead, at.map(|at| at.second), nth));
        }
        order.sort_unstable();
        for feedback in &read {
            self.tells.verdicts |= feedback.verdicts.is_there() || feedback.reasons.is_there();
            let of_sheet = rows.iter().filter(|(_, source)| source.sheet == feedback.sheet);
            feedback.reasons.count(of_sheet.map(|(_, source)| source.row), &mut self.reasons);
        }
        for (lead, _, nth) in order {
            let Some((_, source)) = rows.get(nth) else { continue };
            let (Some(feedback), Some(given), Some(worked)) =
                (of_sheet(source), self.given.get_mut(lead as usize), self.worked.get_mut(lead as usize))
            else {
                continue;
            };
            let row = source.row;
            let day = feedback.at.get(row).map(|at| at.day());
            // A reason without a verdict is one: nobody gives a reason for a lead that goes on.
            let has_reason = feedback.reasons.has(row);
            let said = feedback.verdicts.get(row).or(has_reason.then_some(Said::Disqualified));
            if let Some(said) = said {
                if worked.answered.is_none() {
                    worked.answered = Some(Answer { day, frees: true });
                }
                given.said = Some(said);
                given.day = day;
                given.reason = feedback.reasons.get(row);
                given.has_reason = has_reason;
            }
            given.row = Some(*source);
            if let Some(stars) = whole(&feedback.quality, row, 5).and_then(|stars| u8::try_from(stars).ok()) {
                given.quality = Some(stars).filter(|stars| *stars > 0).or(given.quality);
            }
            if let Some(attempts) = whole(&feedback.attempts, row, u32::MAX) {
                worked.counted = Some(worked.counted.unwrap_or(0).max(attempts));
            }
        }
    }

    /// What the answers come to, and attempts that cannot be.
    fn settle(&mut self, company: &Company, book: &Codebook) {
        let unreached = book.find("UNREACHED").and_then(|at| u32::try_from(at).ok());
        let rows = self.worked.iter_mut().zip(&self.given).zip(&mut self.faults);
        for (at, ((worked, given), fault)) in rows.enumerate() {
            if let (Some(created), Some(first)) = (worked.created, worked.first) {
                let before = if created.timed && first.timed {
                    first.second < created.second
                } else {
                    first.day() < created.day()
                };
                if before {
                    *fault = true;
                    worked.first = None;
                }
            }
            let Some(said) = given.said else { continue };
            let frees = match said {
                Said::Accepted | Said::Recycled => true,
                Said::Disqualified => given.has_reason && given.reason != unreached,
            };
            // The first thing that was said stands for the deadline, the last for what it was.
            let known = worked.answered.and_then(|answer| answer.day);
            let dealt = company.leads.customer_at.get(at).copied().filter(|day| *day != NO_DAY);
            let day = match (known, given.day.or(dealt)) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            worked.answered = Some(Answer { day, frees });
        }
    }
}

/// The earliest text of each lead, as (sheet, code).
#[derive(Default)]
struct Firsts(FxHashMap<u32, (i64, (u32, u32))>);

impl Firsts {
    fn see(&mut self, lead: u32, when: i64, text: Option<(u32, u32)>) {
        let Some(text) = text else { return };
        let known = self.0.entry(lead).or_insert((when, text));
        if (when, text) < *known {
            *known = (when, text);
        }
    }

    fn name(self, named: &mut Named, spelled: &dyn Fn((u32, u32)) -> Option<String>) {
        let mut firsts: Vec<(u32, (u32, u32))> =
            self.0.into_iter().map(|(lead, (_, text))| (lead, text)).collect();
        // In the order of leads: a map has none.
        firsts.sort_unstable();
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (lead, text) in firsts {
            let number = match numbers.get(&text) {
                Some(number) => *number,
                None => {
                    let Some(spelling) = spelled(text) else { continue };
                    let folded = fold(&spelling);
                    let known = named.names.iter().position(|(known, _)| *known == folded);
                    let number = known.unwrap_or_else(|| {
                        named.names.push((folded, spelling.trim().to_owned()));
                        named.names.len() - 1
                    }) as u32;
                    numbers.insert(text, number);
                    number
                }
            };
            if let Some(slot) = named.of_lead.get_mut(lead as usize) {
                *slot = number;
            }
        }
    }
}

fn whole(numbers: &Numbers, row: RowId, most: u32) -> Option<u32> {
    let number = numbers.get(row)?;
    (number >= 0.0 && number <= f64::from(most)).then_some(libm::floor(number) as u32)
}

/// What one row of leads says of itself.
#[derive(Clone, Copy, Default)]
struct Own {
    created: Option<Moment>,
    first: Option<Moment>,
    attempts: Option<u32>,
    quality: Option<u32>,
    said: Option<Said>,
    reason: Option<u32>,
    has_reason: bool,
    out: Option<Day>,
    accepted: Option<Day>,
}

impl Own {
    fn with(self, other: Own) -> Own {
        Own {
            created: earliest(self.created, other.created),
            first: earliest(self.first, other.first),
            attempts: self.attempts.max(other.attempts),
            quality: other.quality.or(self.quality),
            said: other.said.or(self.said),
            reason: other.reason.or(self.reason),
            has_reason: self.has_reason || other.has_reason,
            out: self.out.max(other.out),
            accepted: match (self.accepted, other.accepted) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
        }
    }
}

struct Feedback {
    sheet: u32,
    at: Times,
    verdicts: Verdicts,
    reasons: Reasons,
    quality: Numbers,
    attempts: Numbers,
}

impl Feedback {
    fn of(columns: &Columns<'_>, book: &Codebook) -> Feedback {
        Feedback {
            sheet: columns.sheet.id,
            at: Times::of(columns, Field::At),
            verdicts: Verdicts::of(columns.texts(Field::Verdict)),
            reasons: Reasons::of(columns.texts(Field::Reason), book),
            quality: columns.numbers(Field::Quality),
            attempts: columns.numbers(Field::Attempts),
        }
    }
}
