//! Decisions: what, who, until when, and which number should show it. And whether it did.
//!
//! The number is looked at in what came after the decision, until its term: leads created since, outcomes since.
//! A rate is Beta, a cost and a count are Gamma (Jeffreys), so that the chance of having reached the aim is in
//! closed form. Must never say yes or no below nine of ten, nor from fewer than ten of what a rate is made of.

use serde::{Deserialize, Serialize};

use crate::company::{Company, NO_DAY};
use crate::maturity::{Lag, YOUNG};
use crate::ranking::MetricId;
use crate::ranking::row::{ENOUGH, major};
use crate::ranking::scope::Scope;
use crate::ranking::tally::{Tally, tally};
use crate::stats::interval::{LEVEL, cost_per, count, wilson};
use crate::stats::special::{beta_reg, gamma_p, gamma_q};
use crate::stats::tier::TOLD_APART;
use crate::{Clock, Day, Period, Settings};

/// Days that a counted aim is for.
pub const PER_DAYS: f64 = 14.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    #[default]
    Open,
    Done,
    Dropped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Toward {
    AtLeast,
    AtMost,
}

/// Which number should be where. Rates as fractions, costs in major units, counts for every fourteen days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Aim {
    /// By id; `None`: all channels together.
    pub channel: Option<String>,
    /// One of [`AIMS`].
    pub metric: MetricId,
    pub toward: Toward,
    pub target: f64,
    /// What it was when the decision was taken, where that was known.
    #[serde(default)]
    pub was: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// The number of the meeting.
    pub meeting: u32,
    pub what: String,
    pub owner: String,
    pub until: Option<Day>,
    /// The day from which its effect counts: later days do.
    pub taken: Day,
    pub aim: Option<Aim>,
    pub progress: Progress,
}

/// The numbers that an aim may be about: those whose uncertainty has a closed form.
pub const AIMS: [MetricId; 14] = [
    MetricId::Leads,
    MetricId::Mqls,
    MetricId::Sqls,
    MetricId::Opportunities,
    MetricId::Customers,
    MetricId::LeadToMql,
    MetricId::MqlToSql,
    MetricId::SqlToOpportunity,
    MetricId::LeadToCustomer,
    MetricId::WinRate,
    MetricId::Cpl,
    MetricId::CostPerMql,
    MetricId::CostPerOpportunity,
    MetricId::Cac,
];

/// What an aim's number is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// So many in fourteen days.
    Count,
    Rate,
    Cost,
}

pub fn kind(metric: MetricId) -> Option<Kind> {
    use MetricId::*;
    match metric {
        Leads | Mqls | Sqls | Opportunities | Customers => Some(Kind::Count),
        LeadToMql | MqlToSql | SqlToOpportunity | LeadToCustomer | WinRate => Some(Kind::Rate),
        Cpl | CostPerMql | CostPerOpportunity | Cac => Some(Kind::Cost),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// There.
    Yes,
    No,
    /// The data since then do not tell it apart.
    TooEarly,
    /// Fewer than half of these leads' customers can have come yet.
    Young,
    /// Nothing has come since, or the data do not tell the number.
    NotTold,
}

/// What became of an aim.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    pub outcome: Outcome,
    /// P(the aim is reached); `None` where nothing tells it.
    pub p: Option<f64>,
    /// The number since, and its 90 % interval.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// (events, days), (hits, of) or (money, outcomes).
    pub over: Option<(f64, f64)>,
    /// The days that were looked at.
    pub days: (Day, Day),
    /// Its term has passed.
    pub due: bool,
}

/// The channel's or the company's number over a period: its value and what it is made of.
pub fn number(
    company: &Company,
    settings: &Settings,
    period: Period,
    channel: Option<&str>,
    metric: MetricId,
) -> Option<(f64, f64)> {
    // Customers and their cost are those that came in the time; rates are of the leads that came.
    let by_period = matches!(metric, MetricId::Customers | MetricId::Cac | MetricId::WinRate);
    let clock = if by_period { Clock::Period } else { Clock::Cohort };
    let settings = Settings { period, clock, lagged: false, ..settings.clone() };
    let tallies = tally(company, &Scope::new(&settings));
    let tally = match channel {
        None => &tallies.totals,
        Some(id) => tallies.channels.get(company.channels.iter().position(|c| c.id == id)?)?,
    };
    over(tally, metric, period)
}

fn over(tally: &Tally, metric: MetricId, period: Period) -> Option<(f64, f64)> {
    use MetricId::*;
    let days = period.from.zip(period.to).map(|(from, to)| f64::from(to) - f64::from(from) + 1.0);
    let counted = |count: Option<f64>| count.zip(days.filter(|days| *days > 0.0));
    let spend = tally.spend.map(major).filter(|spend| *spend > 0.0);
    match metric {
        Leads => counted(tally.leads),
        Mqls => counted(tally.mqls),
        Sqls => counted(tally.sqls),
        Opportunities => counted(tally.opportunities),
        Customers => counted(tally.customers),
        LeadToMql => tally.mqls.zip(tally.leads),
        MqlToSql => tally.sqls.zip(tally.mqls),
        SqlToOpportunity => tally.opportunities.zip(tally.sqls),
        LeadToCustomer => tally.lead_customers.zip(tally.leads),
        WinRate => Some((f64::from(tally.won), f64::from(tally.won) + f64::from(tally.lost))),
        Cpl => spend.zip(tally.leads),
        CostPerMql => spend.zip(tally.mqls),
        CostPerOpportunity => spend.zip(tally.opportunities),
        Cac => spend.zip(tally.customers),
        _ => None,
    }
}

/// P(the number is at least, or at most, the target), given what it is made of.
pub fn p_reached(kind: Kind, (a, b): (f64, f64), toward: Toward, target: f64) -> Option<f64> {
    let fine = a.is_finite() && b.is_finite() && a >= 0.0 && b >= 0.0 && target.is_finite() && target >= 0.0;
    let p_at_most = match kind {
        _ if !fine => None,
        Kind::Rate if b > 0.0 && a <= b => {
            Some(if target >= 1.0 { 1.0 } else { beta_reg(a + 0.5, b - a + 0.5, target) })
        }
        Kind::Count if b > 0.0 => Some(gamma_p(a + 0.5, target * b / PER_DAYS)),
        // Outcomes per money ~ Gamma(x + ½, money): a low cost is a high rate.
        Kind::Cost if a > 0.0 => Some(if target > 0.0 { gamma_q(b + 0.5, a / target) } else { 0.0 }),
        _ => None,
    }?;
    Some(if toward == Toward::AtMost { p_at_most } else { 1.0 - p_at_most })
}

fn value(kind: Kind, (a, b): (f64, f64)) -> (Option<f64>, Option<(f64, f64)>) {
    let ratio = |a: f64, b: f64| (b > 0.0).then(|| a / b);
    match kind {
        Kind::Rate => (ratio(a, b), wilson(a, b, LEVEL).map(|i| (i.low, i.high))),
        Kind::Count => {
            let per = PER_DAYS / b;
            (ratio(a * PER_DAYS, b), count(a, LEVEL).map(|i| (i.low * per, i.high * per)))
        }
        Kind::Cost => (ratio(a, b), cost_per(a, b, LEVEL).map(|i| (i.low, i.high))),
    }
}

/// `None` for a decision without an aim.
pub fn judge(company: &Company, settings: &Settings, decision: &Decision) -> Option<Judged> {
    let aim = decision.aim.as_ref()?;
    let kind = kind(aim.metric)?;
    let as_of = company.as_of.filter(|as_of| *as_of != NO_DAY);
    let from = decision.taken.saturating_add(1);
    let last = as_of.map_or(decision.taken, |as_of| decision.until.map_or(as_of, |until| until.min(as_of)));
    let due = decision.until.zip(as_of).is_some_and(|(until, as_of)| until <= as_of);
    let nothing = Judged {
        outcome: Outcome::NotTold,
        p: None,
        value: None,
        low: None,
        high: None,
        over: None,
        days: (from, last),
        due,
    };
    if last < from {
        return Some(nothing);
    }
    let period = Period { from: Some(from), to: Some(last) };
    let Some(over) = number(company, settings, period, aim.channel.as_deref(), aim.metric) else {
        return Some(nothing);
    };
    let p = p_reached(kind, over, aim.toward, aim.target);
    let (found, interval) = value(kind, over);
    let enough = kind != Kind::Rate || over.1 >= ENOUGH;
    let outcome = match p {
        None => Outcome::NotTold,
        Some(_) if aim.metric == MetricId::LeadToCustomer && is_young(company, from, last) => Outcome::Young,
        Some(p) if enough && p >= TOLD_APART => Outcome::Yes,
        Some(p) if enough && p <= 1.0 - TOLD_APART => Outcome::No,
        Some(_) => Outcome::TooEarly,
    };
    let (low, high) = interval.map_or((None, None), |(low, high)| (Some(low), Some(high)));
    let finite = |n: Option<f64>| n.filter(|n| n.is_finite());
    Some(Judged {
        outcome,
        p: finite(p),
        value: finite(found),
        low: finite(low),
        high: finite(high),
        over: Some(over),
        ..nothing
    })
}

/// Whether less than half of the customers of leads of these days can have come.
fn is_young(company: &Company, from: Day, last: Day) -> bool {
    let Some((lag, as_of)) = Lag::of_leads(company).zip(company.as_of) else { return false };
    let middle = from + (last - from) / 2;
    lag.share(as_of - middle) < YOUNG
}
