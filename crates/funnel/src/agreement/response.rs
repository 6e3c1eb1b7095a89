//! How long leads wait for the first attempt, and what became of them by how long they waited: the company's own
//! curve (domain.md a.4). Leads that nobody tried are censored at the as-of date, never left out.
//!
//! It shows what went together, not what causes what: hot leads get called first.

use serde::{Deserialize, Serialize};

use super::chain::Estimate;
use super::judge::State;
use super::ledger::Ledger;
use super::terms::Promise;
use crate::company::Reached;
use crate::stats::interval::{LEVEL, wilson};
use crate::stats::survival::{Curve, End, gather};
use crate::{Day, company::NO_DAY};

/// Working minutes at which bins begin; behind the last there is no end.
const STEPS: [u32; 7] = [0, 5, 15, 60, 240, 540, 1_620];

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Working minutes (days, where only days are told), the end not included. `None`: no end.
    pub from: u32,
    pub to: Option<u32>,
    pub leads: u32,
    pub opportunities: u32,
    pub customers: u32,
    pub opportunity_rate: Option<Estimate>,
    pub customer_rate: Option<Estimate>,
}

impl Bin {
    fn close(&mut self) {
        let rate = |x: u32| {
            let within = wilson(f64::from(x), f64::from(self.leads), LEVEL)?;
            let value = f64::from(x) / f64::from(self.leads);
            Some(Estimate { value, low: within.low, high: within.high })
        };
        (self.opportunity_rate, self.customer_rate) = (rate(self.opportunities), rate(self.customers));
    }

    fn add(&mut self, reached: Reached) {
        self.leads += 1;
        self.opportunities += u32::from(reached >= Reached::Opportunity);
        self.customers += u32::from(reached == Reached::Customer);
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Only days are told: bins and waits are working days.
    pub by_day: bool,
    pub bins: Vec<Bin>,
    pub never: Bin,
    /// Too young to have an outcome: in no bin.
    pub young: u32,
    /// Half, and nine of ten, of all leads were tried by then (Kaplan–Meier). `None`: not reached.
    pub median: Option<u32>,
    pub ninetieth: Option<u32>,
    /// Tried before they were created: faults of the data.
    pub faults: u32,
}

/// The waits of leads of a month by conversion type, for the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waits {
    /// The conversion type with a time of its own; `None`: the others.
    pub kind: Option<String>,
    /// Working minutes that were agreed.
    pub limit: u32,
    /// By [`dot`]: (bin, in time, late).
    pub dots: Vec<(u16, u32, u32)>,
    pub untried_late: u32,
    pub untried_pending: u32,
}

/// The place of a wait on the picture's scale: eight bins a doubling, from one minute.
pub fn dot(minutes: f64) -> u16 {
    let place = libm::log2(minutes.max(1.0)) * 4.0;
    place.clamp(0.0, 80.0) as u16
}

/// What a wait in this bin is, about, in working minutes.
pub fn minutes_of(dot: u16) -> f64 {
    libm::exp2((f64::from(dot) + 0.5) / 4.0)
}

/// Of all leads that are old enough (created before `mature_before`), by the calendar of a version.
pub fn response(ledger: &Ledger<'_>, version: usize, mature_before: Option<Day>) -> Option<Response> {
    if !ledger.tells(Promise::First) {
        return None;
    }
    let work = ledger.work(version)?;
    let handled = &ledger.handled;
    let leads = || (0..ledger.len()).zip(&handled.worked).zip(&ledger.company.leads.reached);
    let timed = leads().filter(|((_, worked), _)| worked.created.is_some_and(|at| at.timed)).count();
    let by_day = timed * 2 < handled.worked.len();
    let steps: &[u32] = if by_day { &[0, 1, 2, 3, 5, 10] } else { &STEPS };
    let mut bins: Vec<Bin> = steps
        .iter()
        .enumerate()
        .map(|(at, from)| Bin { from: *from, to: steps.get(at + 1).copied(), ..Bin::default() })
        .collect();
    let mut response = Response { by_day, ..Response::default() };
    let mut spells = Vec::new();
    for ((lead, worked), reached) in leads() {
        response.faults += u32::from(handled.faults.get(lead as usize) == Some(&true));
        let Some(created) = worked.created.filter(|_| handled.faults.get(lead as usize) == Some(&false))
        else {
            continue;
        };
        let until = worked.first.unwrap_or(ledger.as_of);
        let wait = if by_day {
            // The days behind the first.
            let from = created.day().saturating_add(1);
            Some(work.days(from, until.day()))
        } else if created.timed && (until.timed || worked.first.is_none()) {
            u32::try_from(work.seconds(created.second, until.second) / 60).ok()
        } else {
            None
        };
        let Some(wait) = wait else { continue };
        let end = if worked.first.is_some() { End::Won } else { End::Open };
        spells.push((i64::from(wait), end));
        if mature_before.is_some_and(|day| created.day() >= day) || created.day() == NO_DAY {
            response.young += 1;
            continue;
        }
        if worked.first.is_none() {
            response.never.add(*reached);
            continue;
        }
        let at = steps.partition_point(|from| *from <= wait).saturating_sub(1);
        bins.iter_mut().skip(at).take(1).for_each(|bin| bin.add(*reached));
    }
    let curve = Curve::of(&gather(&mut spells));
    let by = |share: f64| curve.ended_by(share).and_then(|time| u32::try_from(time).ok());
    (response.median, response.ninetieth) = (by(0.5), by(0.9));
    bins.iter_mut().for_each(Bin::close);
    response.never.close();
    response.bins = bins;
    Some(response)
}

/// The waits of these leads, one line a conversion type with a time of its own and one for the others.
pub fn waits(ledger: &Ledger<'_>, version: usize, leads: &[u32]) -> Vec<Waits> {
    let (Some(agreed), Some(work)) = (ledger.version(version), ledger.work(version)) else {
        return Vec::new();
    };
    let Some(first) = &agreed.promises.first else { return Vec::new() };
    let line = |kind: Option<String>, limit: u32| Waits {
        kind,
        limit,
        dots: Vec::new(),
        untried_late: 0,
        untried_pending: 0,
    };
    let mut lines: Vec<Waits> = first
        .by_type
        .iter()
        .map(|(kind, within)| line(Some(kind.clone()), within.minutes(&agreed.calendar)))
        .collect();
    lines.push(line(None, first.within.minutes(&agreed.calendar)));
    let folded: Vec<String> = first.by_type.iter().map(|(kind, _)| crate::text::fold(kind)).collect();
    let of_kind: Vec<usize> = ledger
        .handled
        .kinds
        .names
        .iter()
        .map(|(name, _)| folded.iter().position(|known| known == name).unwrap_or(folded.len()))
        .collect();
    let mut dots: Vec<[(u32, u32); 81]> = vec![[(0, 0); 81]; lines.len()];
    for lead in leads {
        let Some(due) = ledger.judge(Promise::First, *lead) else { continue };
        let Some(worked) = ledger.handled.worked.get(*lead as usize) else { continue };
        let kind = ledger.handled.kinds.of_lead.get(*lead as usize);
        let at = kind.and_then(|kind| of_kind.get(*kind as usize)).copied().unwrap_or(folded.len());
        let (Some(line), Some(dots)) = (lines.get_mut(at), dots.get_mut(at)) else { continue };
        match (worked.created, worked.first) {
            (Some(created), Some(tried)) => {
                let seconds = if created.timed && tried.timed {
                    work.seconds(created.second, tried.second)
                } else {
                    let days = work.days(created.day().saturating_add(1), tried.day());
                    i64::from(days) * i64::from(agreed.calendar.day_minutes()) * 60
                };
                if let Some((good, late)) = dots.get_mut(usize::from(dot(seconds as f64 / 60.0))) {
                    if due.state == State::Attained { *good += 1 } else { *late += 1 }
                }
            }
            _ if due.state == State::Breached => line.untried_late += 1,
            _ => line.untried_pending += 1,
        }
    }
    for (line, dots) in lines.iter_mut().zip(&dots) {
        let told = (0u16..).zip(dots).filter(|(_, (good, late))| good + late > 0);
        line.dots = told.map(|(at, (good, late))| (at, *good, *late)).collect();
    }
    lines.retain(|line| !line.dots.is_empty() || line.untried_late + line.untried_pending > 0);
    lines
}
