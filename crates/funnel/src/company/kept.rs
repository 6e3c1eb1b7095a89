//! The leads of the company before, for the next one that is made of the same sheets of leads and deals: an edit of
//! the spend costs no look at a million leads.
//!
//! One rule: what is kept goes with the stamp of everything that it was made from, and is used only under an equal
//! one. A company that [`super::build`] did not make has no stamp and keeps nothing.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::cache::Stamp;
use super::columns::Columns;
use super::labels::{Label, Labels};
use super::leads::rows_of;
use super::people::STEPS;
use super::{ChannelIx, Company, Leads, NO_DAY};
use crate::maturity::Survey;
use crate::ranking::scope::Scope;
use crate::ranking::tally::LeadCounts;
use crate::{Day, Field};

/// What has been found out about a company's leads, for as long as they are the same.
#[derive(Default)]
pub struct Memo {
    /// Of the sheets; `None`: not made by a build.
    stamp: Option<Stamps>,
    /// Where each sheet's rows have their channel from, and how often each label stands there.
    pub(super) labels: Vec<Option<Labels>>,
    pub(super) counted: Vec<Vec<(usize, Label, u64)>>,
    /// The channel of each code of each sheet.
    places: Vec<Vec<ChannelIx>>,
    pub(super) facts: Facts,
    /// These depend on the channels and the as-of day, too.
    about: (usize, Option<Day>),
    survey: OnceCell<Rc<Survey>>,
    counts: RefCell<Option<(Scope, Rc<LeadCounts>)>>,
}

/// Two companies are the same whatever is known about them.
impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

/// Of all leads.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// The first and the last day of creation, and of becoming a customer.
    pub created: Option<(Day, Day)>,
    pub customer_at: Option<(Day, Day)>,
    pub undated: u32,
}

/// The first and the last of the days that are told.
pub(super) fn ends(days: &[Day]) -> Option<(Day, Day)> {
    // `NO_DAY` is the smallest of all: the last day needs no test, the first has its own.
    let last = days.iter().copied().max().filter(|last| *last != NO_DAY)?;
    let first = days.iter().copied().map(|day| if day == NO_DAY { Day::MAX } else { day }).min();
    Some((first.unwrap_or(last), last))
}

impl Facts {
    pub fn of(leads: &Leads) -> Facts {
        Facts {
            created: ends(&leads.created),
            customer_at: ends(&leads.customer_at),
            undated: super::count(&leads.created, |day| *day == NO_DAY),
        }
    }
}

/// What was kept, with the leads themselves.
pub(super) struct Kept {
    pub leads: Leads,
    pub memo: Memo,
}

/// Of all that leads and deals are read from.
#[derive(PartialEq)]
pub(super) struct Stamps {
    /// The columns that tell the leads' channels.
    labels: Stamp,
    /// Those that tell how far the leads got.
    steps: Stamp,
    /// Everything else: rows, columns, their readings and what all of them mean.
    rest: Stamp,
}

/// Which parts of what was kept are the same still.
#[derive(Clone, Copy)]
pub(super) struct Same {
    pub labels: bool,
    pub steps: bool,
}

impl Kept {
    /// `None`: the company keeps nothing.
    pub fn of(company: Company) -> Option<Kept> {
        let Company { leads, memo, .. } = company;
        memo.stamp.is_some().then_some(Kept { leads, memo })
    }

    /// What it has in common with these sheets; `None`: nothing that could be used.
    pub fn same(&self, stamps: &Stamps) -> Option<Same> {
        let kept = self.memo.stamp.as_ref().filter(|kept| kept.rest == stamps.rest)?;
        Some(Same { labels: kept.labels == stamps.labels, steps: kept.steps == stamps.steps })
    }
}

pub(super) fn stamps(leads: &[&Columns<'_>], deals: &[&Columns<'_>]) -> Stamps {
    let (mut labels, mut steps) = (Stamp::new(), Stamp::new());
    let mut rest = vec![leads.len() as u64, deals.len() as u64];
    for (at, columns) in leads.iter().chain(deals).enumerate() {
        let (sheet, table, is_leads) = (columns.sheet, columns.sheet.table, at < leads.len());
        rest.push(u64::from(sheet.id) << 32 | sheet.platform.map_or(0, |platform| 1 + platform as u64));
        rest.push(table.rows_version());
        rest.push(u64::from(table.capacity()) << 32 | u64::from(table.row_count()));
        rest.push(sheet.fields.len() as u64);
        for (column, field) in (0..).zip(sheet.fields) {
            // A small table looks at its column again when it is asked for the reading, and may change it.
            let _ = table.reading(column);
            rest.push(field.map_or(0, |field| 1 + field as u64));
            let part = match field {
                Some(Field::Channel | Field::Source | Field::Medium) if is_leads => &mut labels,
                Some(field) if is_leads && STEPS.contains(field) => &mut steps,
                _ => &mut rest,
            };
            part.push(table.column_version(column));
        }
    }
    Stamps { labels, steps, rest }
}

impl Memo {
    /// Of leads that were read from these sheets just now. `labels`: one a sheet.
    pub(super) fn relabel(&mut self, sheets: &[&Columns<'_>], labels: Vec<Option<Labels>>, leads: &Leads) {
        let count = |(columns, labels): (&&Columns<'_>, &Option<Labels>)| {
            labels
                .as_ref()
                .map_or_else(Vec::new, |labels| labels.count(rows_of(&leads.source, columns.sheet.id)))
        };
        self.counted = sheets.iter().zip(&labels).map(count).collect();
        self.labels = labels;
        // What the labels stand for is not known yet, and is not what they stood for.
        self.places.clear();
        self.forget();
    }

    /// The leads' days or how far they got are others now.
    pub(super) fn retell(&mut self, leads: &Leads) {
        self.facts = Facts::of(leads);
        self.forget();
    }

    /// From now on it is of these sheets.
    pub(super) fn stamp(&mut self, stamps: Stamps) {
        self.stamp = Some(stamps);
    }

    /// The channels that the labels stand for now. Whether they are others than before: the leads must be put in
    /// them anew.
    pub(super) fn place(&mut self, places: &[ChannelIx]) -> bool {
        let of =
            |labels: &Option<Labels>| labels.as_ref().map_or_else(Vec::new, |labels| labels.by_code(places));
        let now: Vec<Vec<ChannelIx>> = self.labels.iter().map(of).collect();
        let is_new = self.places != now;
        self.places = now;
        if is_new {
            self.forget();
        }
        is_new
    }

    /// What else the answers about the leads depend on.
    pub(super) fn settle(&mut self, channels: usize, as_of: Option<Day>) {
        if self.about != (channels, as_of) {
            self.about = (channels, as_of);
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.survey = OnceCell::new();
        self.counts = RefCell::default();
    }
}

/// The company's survey, made once for the same leads.
pub(crate) fn survey(company: &Company) -> Rc<Survey> {
    let make = || Rc::new(Survey::of(company));
    if company.memo.stamp.is_none() { make() } else { Rc::clone(company.memo.survey.get_or_init(make)) }
}

/// The counts of the company's leads, made once for the same leads and scope.
pub(crate) fn lead_counts(
    company: &Company,
    scope: &Scope,
    make: impl FnOnce() -> LeadCounts,
) -> Rc<LeadCounts> {
    if company.memo.stamp.is_none() {
        return Rc::new(make());
    }
    let mut kept = company.memo.counts.borrow_mut();
    match kept.as_ref() {
        Some((of, counts)) if of == scope => Rc::clone(counts),
        _ => Rc::clone(&kept.insert((*scope, Rc::new(make()))).1),
    }
}
