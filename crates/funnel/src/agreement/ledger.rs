//! Everything that the agreement's screens look at, read once: how leads were handled, which version counts for
//! each, whether the version's criteria make it a qualified lead, and what class of leads it is.

use std::rc::Rc;

use garimpo_table::{Table, Texts};
use rustc_hash::FxHashMap;

use super::handoff::Worth;
use super::judge::{Due, Dues, Moment};
use super::terms::{Agreement, Basis, Criterion, Promise, Test, Version, Within};
use super::{Codebook, Worktime, month_of};
use crate::company::handled::{self, Handled, NONE};
use crate::company::{Cache, ChannelIx, Company, NO_DAY, SheetInput, Source, Status};
use crate::segments::{self, Values};
use crate::text::{fold, is_blank};
use crate::{Day, Field, Role};

/// So many days behind the data: deadlines lie ahead.
const AHEAD: Day = 400;

pub struct Ledger<'a> {
    pub company: &'a Company,
    pub sheets: &'a [SheetInput<'a>],
    pub agreement: &'a Agreement,
    pub book: &'a Codebook,
    pub as_of: Moment,
    pub(crate) handled: Handled,
    works: Vec<Worktime>,
    criteria: Vec<Vec<Check>>,
    /// Of each version, by conversion type and for leads without one (the last): the time for the first attempt.
    limits: Vec<Vec<Option<Within>>>,
}

impl<'a> Ledger<'a> {
    /// `None`: there are no leads.
    pub fn read(
        company: &'a Company,
        sheets: &'a [SheetInput<'a>],
        agreement: &'a Agreement,
        book: &'a Codebook,
        cache: &mut Cache,
    ) -> Option<Ledger<'a>> {
        let as_of = company.as_of.filter(|_| !company.leads.source.is_empty())?;
        let handled = handled::read(company, sheets, book, cache);
        let of_day = Moment::of_day(as_of);
        // The last time of day that anything shows is when the export was made, or later.
        let as_of = handled.last.map_or(of_day, Moment::at);
        let as_of = if as_of.second >= of_day.second { as_of } else { of_day };
        let dated = company.leads.created.iter().copied().filter(|day| *day != NO_DAY);
        let first = dated.min().unwrap_or(as_of.day());
        let work = |version: &Version| {
            Worktime::over(&version.calendar, first.saturating_sub(40), as_of.day().saturating_add(AHEAD))
        };
        let check = |version: &Version| Check::all(&version.criteria, sheets);
        let limit = |version: &Version| {
            let of = |kind: Option<&str>| Dues::within(&version.promises, kind);
            let kinds = handled.kinds.names.iter().map(|(_, name)| of(Some(name)));
            kinds.chain(std::iter::once(of(None))).collect()
        };
        Some(Ledger {
            limits: agreement.versions.iter().map(limit).collect(),
            company,
            sheets,
            agreement,
            book,
            as_of,
            handled,
            works: agreement.versions.iter().map(work).collect(),
            criteria: agreement.versions.iter().map(check).collect(),
        })
    }

    pub fn len(&self) -> u32 {
        u32::try_from(self.company.leads.source.len()).unwrap_or(u32::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.company.leads.source.is_empty()
    }

    /// A day of the month that is looked at first: the as-of day's, or the last that any lead came in. An export of
    /// leads that ends early says nothing of the months after it.
    pub fn latest(&self) -> Day {
        let (from, to) = month_of(self.as_of.day());
        let last = || (0..self.len()).filter_map(|lead| self.created(lead)).max();
        if self.created_in(from, to).is_empty() { last().unwrap_or(from) } else { from }
    }

    pub fn created(&self, lead: u32) -> Option<Day> {
        self.company.leads.created.get(lead as usize).copied().filter(|day| *day != NO_DAY)
    }

    pub fn source(&self, lead: u32) -> Option<Source> {
        self.company.leads.source.get(lead as usize).copied()
    }

    /// The lead that a row is of: its own, or the one that it was merged into.
    pub fn lead_of(&self, source: Source) -> Option<u32> {
        let leads = &self.company.leads;
        let own = leads.source.iter().position(|known| *known == source);
        let merged =
            || leads.duplicates.iter().find(|(_, row)| *row == source).map(|(lead, _)| *lead as usize);
        own.or_else(merged).and_then(|at| u32::try_from(at).ok())
    }

    /// The leads created in a span of days, in the order of the company.
    pub fn created_in(&self, from: Day, to: Day) -> Vec<u32> {
        let inside = |(_, created): &(u32, &Day)| **created != NO_DAY && from <= **created && **created <= to;
        (0u32..).zip(&self.company.leads.created).filter(inside).map(|(lead, _)| lead).collect()
    }

    pub fn work(&self, version: usize) -> Option<&Worktime> {
        self.works.get(version)
    }

    pub fn version(&self, version: usize) -> Option<&'a Version> {
        self.agreement.versions.get(version)
    }

    /// Whether a lead meets the criteria of a version.
    pub fn is_qualified(&self, version: usize, lead: u32) -> bool {
        let Some(source) = self.source(lead) else { return false };
        self.criteria.get(version).is_none_or(|checks| checks.iter().all(|check| check.holds(source)))
    }

    /// The version that counts for a lead, by the day it came.
    pub fn version_of(&self, lead: u32) -> Option<usize> {
        self.agreement.at(self.created(lead)?)
    }

    /// Whether any sheet tells what a promise is about; else nobody can say that it was broken.
    pub fn tells(&self, promise: Promise) -> bool {
        let tells = self.handled.tells;
        match promise {
            Promise::First => tells.first,
            Promise::Attempts => tells.attempts,
            Promise::Verdict => tells.verdicts,
        }
    }

    /// How a lead stands with a promise. `None`: it is not due one, or it cannot be told.
    pub fn judge(&self, promise: Promise, lead: u32) -> Option<Due> {
        let at = self.version_of(lead)?;
        let (version, work) = (self.version(at)?, self.work(at)?);
        let worked = self.handled.worked.get(lead as usize)?;
        let told = match promise {
            Promise::First => self.handled.faults.get(lead as usize) != Some(&true),
            Promise::Attempts => self.tells(promise) || worked.counted.is_some() || worked.answered.is_some(),
            Promise::Verdict => true,
        };
        let told = told && (self.tells(promise) || promise == Promise::Attempts);
        if !told || !self.is_qualified(at, lead) {
            return None;
        }
        let dues = Dues { promises: &version.promises, calendar: &version.calendar, work, as_of: self.as_of };
        let kind = self.handled.kinds.of_lead.get(lead as usize).copied().unwrap_or(NONE) as usize;
        let limits = self.limits.get(at)?;
        let within = limits.get(kind).or(limits.last()).copied().flatten();
        dues.judge(promise, within, worked)
    }

    /// The class of every lead by a version's basis.
    pub fn classes(&self, basis: &Basis) -> Classes {
        match basis {
            Basis::ConversionType => {
                let named = &self.handled.kinds;
                Classes { names: named.names.clone(), of_lead: named.of_lead.clone() }
            }
            Basis::Channel => {
                let channels = &self.company.channels;
                let names = channels.iter().map(|channel| (channel.id.clone(), channel.id.clone())).collect();
                let of = |channel: &ChannelIx| {
                    if usize::from(*channel) < channels.len() { u32::from(*channel) } else { NONE }
                };
                Classes { names, of_lead: self.company.leads.channel.iter().map(of).collect() }
            }
            Basis::Segment(column) => {
                let Some(values) = Values::read(self.company, self.sheets, column) else {
                    return Classes::default();
                };
                let of = |value: &u32| if *value == segments::NOT_TOLD { NONE } else { *value };
                let of_lead = values.of_lead.iter().map(of).collect();
                Classes { names: values.names, of_lead }
            }
        }
    }

    /// What a lead of its class is worth by the version of its month.
    pub fn worth_of(&self, lead: u32) -> Option<Worth> {
        let (from, to) = month_of(self.created(lead)?);
        let version = self.version(self.agreement.of_month(from, to)?)?;
        let name = match &version.basis {
            Basis::ConversionType => self.handled.kinds.get(lead).map(fold),
            Basis::Channel => {
                let channel = self.company.leads.channel.get(lead as usize).map(|at| usize::from(*at));
                channel.and_then(|at| self.company.channels.get(at)).map(|channel| fold(&channel.id))
            }
            Basis::Segment(column) => {
                let source = self.source(lead)?;
                let sheet = self.sheets.iter().find(|sheet| sheet.id == source.sheet)?;
                let at = segments::ids(sheet).iter().position(|id| id == column)?;
                let cell = sheet.table.cell(source.row, u32::try_from(at).ok()?);
                (!is_blank(&cell)).then(|| fold(&cell))
            }
        };
        let named = |wanted: &str| version.classes.iter().find(|target| fold(&target.class) == wanted);
        let target = name.as_deref().and_then(named).or_else(|| named(""))?;
        Some(Worth { basis: version.basis.clone(), class: target.class.clone(), value: target.value? })
    }

    pub fn value_of(&self, lead: u32) -> Option<i64> {
        self.worth_of(lead).map(|worth| worth.value)
    }

    /// Why deals of leads were lost: the reason's place in the codebook of the last lost one. Sorted by lead.
    pub(crate) fn losses(&self) -> Vec<(u32, Option<u32>)> {
        let deals = &self.company.deals;
        let of_sheet = |sheet: &SheetInput<'_>| {
            let column = sheet.fields.iter().position(|field| *field == Some(Field::Reason))?;
            let texts = sheet.table.texts(u32::try_from(column).ok()?);
            let code = |text: &String| self.book.read(text).and_then(|at| u32::try_from(at).ok());
            let codes: Vec<Option<u32>> = texts.values.iter().map(code).collect();
            Some((sheet.id, texts, codes))
        };
        let sheets = self.sheets.iter().filter(|sheet| sheet.role == Role::Deals);
        let read: Vec<(u32, Rc<Texts>, Vec<Option<u32>>)> = sheets.filter_map(of_sheet).collect();
        let reason = |source: &Source| {
            let (_, texts, codes) = read.iter().find(|(sheet, ..)| *sheet == source.sheet)?;
            codes.get(*texts.codes.get(source.row as usize)? as usize).copied().flatten()
        };
        let lost = deals.lead.iter().zip(&deals.status).zip(deals.source.iter().zip(&deals.closed));
        let lost = lost.filter(|((lead, status), _)| **status == Status::Lost && **lead < self.len());
        let mut all: Vec<(u32, Day, Option<u32>)> =
            lost.map(|((lead, _), (source, closed))| (*lead, *closed, reason(source))).collect();
        all.sort_unstable();
        let same = all.chunk_by(|a, b| a.0 == b.0);
        same.filter_map(|same| same.last().map(|(lead, _, reason)| (*lead, *reason))).collect()
    }

    /// The text of a field in a lead's row.
    pub fn text(&self, source: Source, field: crate::Field) -> Option<String> {
        let sheet = self.sheets.iter().find(|sheet| sheet.id == source.sheet)?;
        let column = sheet.fields.iter().position(|known| *known == Some(field))?;
        let cell = sheet.table.cell(source.row, u32::try_from(column).ok()?);
        let cell = cell.trim();
        (!is_blank(cell)).then(|| cell.to_owned())
    }

    pub fn table(&self, source: Source) -> Option<&Table> {
        self.sheets.iter().find(|sheet| sheet.id == source.sheet).map(|sheet| sheet.table)
    }
}

/// What class each lead is of.
#[derive(Default)]
pub struct Classes {
    /// (folded or id, as shown).
    pub names: Vec<(String, String)>,
    pub of_lead: Vec<u32>,
}

impl Classes {
    /// For each class the place of its target in the version; and that of the rest (the target without a name).
    pub fn places(&self, version: &Version) -> (Vec<Option<usize>>, Option<usize>) {
        let by_name: FxHashMap<String, usize> =
            version.classes.iter().enumerate().map(|(at, class)| (fold(&class.class), at)).collect();
        let rest = by_name.get("").copied();
        let place = |(folded, _): &(String, String)| by_name.get(&fold(folded)).copied().or(rest);
        (self.names.iter().map(place).collect(), rest)
    }

    pub fn of(&self, lead: u32) -> Option<usize> {
        let class = *self.of_lead.get(lead as usize)?;
        (class != NONE).then_some(class as usize)
    }

    pub fn name(&self, class: usize) -> Option<&str> {
        self.names.get(class).map(|(_, name)| name.as_str())
    }
}

/// One criterion in one sheet, each distinct text tested once.
struct Check {
    sheets: Vec<(u32, Tested)>,
}

enum Tested {
    Texts(Rc<Texts>, Vec<bool>),
    Numbers(Rc<Vec<f64>>, f64, bool),
}

impl Check {
    fn all(criteria: &[Criterion], sheets: &[SheetInput<'_>]) -> Vec<Check> {
        let leads: Vec<&SheetInput<'_>> = sheets.iter().filter(|sheet| sheet.role == Role::Leads).collect();
        criteria.iter().map(|criterion| Check::of(criterion, &leads)).collect()
    }

    fn of(criterion: &Criterion, leads: &[&SheetInput<'_>]) -> Check {
        let test = |sheet: &&SheetInput<'_>| {
            let column = segments::ids(sheet).iter().position(|id| *id == criterion.column)?;
            let column = u32::try_from(column).ok()?;
            let texts = |holds: &dyn Fn(&str) -> bool| {
                let texts = sheet.table.texts(column);
                let tested = texts.values.iter().map(|text| holds(text)).collect();
                Tested::Texts(texts, tested)
            };
            let tested = match &criterion.test {
                Test::OneOf(values) => {
                    let values: Vec<String> = values.iter().map(|value| fold(value)).collect();
                    texts(&|text| values.contains(&fold(text)))
                }
                Test::NoneOf(values) => {
                    let values: Vec<String> = values.iter().map(|value| fold(value)).collect();
                    texts(&|text| !values.contains(&fold(text)))
                }
                Test::Filled => texts(&|text| !is_blank(text)),
                Test::AtLeast(least) => Tested::Numbers(sheet.table.numbers(column), *least, true),
                Test::AtMost(most) => Tested::Numbers(sheet.table.numbers(column), *most, false),
            };
            Some((sheet.id, tested))
        };
        Check { sheets: leads.iter().filter_map(test).collect() }
    }

    /// A sheet without the column meets no criterion about it.
    fn holds(&self, source: Source) -> bool {
        let tested = self.sheets.iter().find(|(sheet, _)| *sheet == source.sheet).map(|(_, tested)| tested);
        match tested {
            None => false,
            Some(Tested::Texts(texts, holds)) => {
                let code = texts.codes.get(source.row as usize);
                code.and_then(|code| holds.get(*code as usize)).copied().unwrap_or(false)
            }
            Some(Tested::Numbers(numbers, bound, at_least)) => {
                let number = numbers.get(source.row as usize).copied().filter(|number| number.is_finite());
                number.is_some_and(|number| if *at_least { number >= *bound } else { number <= *bound })
            }
        }
    }
}
