//! Two channels side by side: which is cheaper, better, faster, how sure that is, and what would settle it.
//!
//! The probabilities are those of the tiers (domain.md b.3): Jeffreys' costs in closed form, money per lead and
//! cycle as normal numbers on the log scale. Both sides are counted as in the ranking.
//! Must never put in an order what one side has too little of: it says what is missing instead.

pub mod periods;

use serde::{Deserialize, Serialize};

use crate::company::Company;
use crate::ranking::row::{self, ENOUGH, Numbers};
use crate::ranking::scope::Scope;
use crate::ranking::speed::{self, Speed};
use crate::ranking::tally::{Tally, tally};
use crate::ranking::{MetricId, State, all_numbers};
use crate::stats::money::{self, Amounts, Deals, PSEUDO_DEALS};
use crate::stats::rank::{normal_exceeds, p_cheaper};
use crate::stats::tier::{TOLD_APART, settles_after};
use crate::{Settings, stats};

/// How sure a statement is, in words with fixed limits (domain.md b.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Word {
    /// Below 0.8.
    TooClose,
    /// From 0.8.
    Probably,
    /// From 0.95.
    AlmostSurely,
}

impl Word {
    pub fn of(probability: f64) -> Self {
        match probability {
            p if p >= 0.95 => Self::AlmostSurely,
            p if p >= 0.8 => Self::Probably,
            _ => Self::TooClose,
        }
    }
}

/// The smallest addition to one channel that would bring the statement to 0.9, its rates as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    pub channel: String,
    pub customers: u32,
    /// Leads that so many customers come from; `None` where the channel's leads are not told.
    pub leads: Option<u32>,
    /// What they would cost (major units); `None` where the cost is not told.
    pub spend: Option<f64>,
}

/// Why a side cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    CostUnknown,
    NoCustomers,
    /// Fewer than ten leads.
    FewLeads,
    /// Fewer than five won deals with what is asked for (amount, dates).
    FewDeals,
}

/// What would settle a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Settling {
    /// 0.9 is reached.
    Settled,
    /// One of these, the one that costs less first.
    Either(Vec<Need>),
    /// More of one channel alone would not do: both of these.
    Both(Need, Need),
    /// They are too alike: no number worth telling.
    Never,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Verdict {
    Told {
        /// The channel that looks better.
        better: String,
        /// P(it is), at least 0.5; "in so many of 100 plausible worlds".
        probability: f64,
        word: Word,
        /// The numbers compared, of `a` and of `b`.
        values: (f64, f64),
        settling: Settling,
    },
    /// (channel, what it lacks).
    Lacking(Vec<(String, Lack)>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub a: String,
    pub b: String,
    /// By cost per customer.
    pub cheaper: Verdict,
    /// By money per lead.
    pub better_value: Verdict,
    /// By the median cycle.
    pub faster: Verdict,
}

/// One side with everything that is compared.
struct Side<'a> {
    id: &'a str,
    tally: &'a Tally,
    numbers: &'a Numbers,
    speed: Option<&'a Speed>,
}

/// `None` for an id that the company does not have, or twice the same.
pub fn compare(company: &Company, settings: &Settings, a: &str, b: &str) -> Option<Comparison> {
    let at = |id: &str| company.channels.iter().position(|channel| channel.id == id);
    let (i, j) = (at(a)?, at(b)?);
    if i == j {
        return None;
    }
    let tallies = tally(company, &Scope::new(settings));
    let (numbers, _, all) = all_numbers(&tallies);
    let speeds = speed::beliefs(&tallies.channels);
    let side = |at: usize, id| {
        Some(Side {
            id,
            tally: tallies.channels.get(at)?,
            numbers: numbers.get(at)?,
            speed: speeds.get(at)?.as_ref(),
        })
    };
    let (x, y) = (side(i, a)?, side(j, b)?);
    Some(Comparison {
        a: a.to_owned(),
        b: b.to_owned(),
        cheaper: cheaper(&x, &y),
        better_value: better_value(&x, &y, all.as_ref()),
        faster: faster(&x, &y),
    })
}

/// Both sides' parts, or what they lack.
fn both<T>(
    a: &Side<'_>,
    b: &Side<'_>,
    of: impl Fn(&Side<'_>) -> Result<T, Lack>,
) -> Result<(T, T), Vec<(String, Lack)>> {
    match (of(a), of(b)) {
        (Ok(x), Ok(y)) => Ok((x, y)),
        (x, y) => {
            let lack = |side: &Side<'_>, found: Result<T, Lack>| found.err().map(|l| (side.id.to_owned(), l));
            Err([lack(a, x), lack(b, y)].into_iter().flatten().collect())
        }
    }
}

/// `p(n, m)`: P(a is better) after n more customers of a and m more of b.
fn told(a: &Side<'_>, b: &Side<'_>, values: (f64, f64), p: impl Fn(u32, u32) -> f64) -> Verdict {
    let a_better = p(0, 0) >= 0.5;
    let sure = |n: u32, m: u32| if a_better { p(n, m) } else { 1.0 - p(n, m) };
    let probability = sure(0, 0);
    let settling = if probability >= TOLD_APART { Settling::Settled } else { settling(a, b, sure) };
    let better = if a_better { a.id } else { b.id }.to_owned();
    Verdict::Told { better, probability, word: Word::of(probability), values, settling }
}

fn settling(a: &Side<'_>, b: &Side<'_>, sure: impl Fn(u32, u32) -> f64) -> Settling {
    let alone = [(a, settles_after(|n| sure(n, 0))), (b, settles_after(|n| sure(0, n)))];
    let mut needs: Vec<Need> = alone.into_iter().filter_map(|(side, n)| Some(need(side, n?))).collect();
    let price = |need: &Need| (need.spend.unwrap_or(f64::INFINITY), need.customers);
    if let [first, second] = needs.as_slice()
        && price(second) < price(first)
    {
        needs.reverse();
    }
    if !needs.is_empty() {
        return Settling::Either(needs);
    }
    settles_after(|n| sure(n, n)).map_or(Settling::Never, |n| Settling::Both(need(a, n), need(b, n)))
}

fn need(side: &Side<'_>, customers: u32) -> Need {
    let each = |whole: Option<f64>| {
        let had = side.tally.customers.filter(|had| *had > 0.0)?;
        whole.map(|whole| whole / had * f64::from(customers))
    };
    Need {
        channel: side.id.to_owned(),
        customers,
        leads: each(side.tally.leads).map(|leads| libm::ceil(leads) as u32),
        spend: each(side.tally.spend.map(row::major)),
    }
}

fn enough_leads(side: &Side<'_>) -> Result<(), Lack> {
    if side.tally.leads.is_none_or(|leads| leads >= ENOUGH) { Ok(()) } else { Err(Lack::FewLeads) }
}

fn cheaper(a: &Side<'_>, b: &Side<'_>) -> Verdict {
    let cost = |side: &Side<'_>| {
        let spend =
            side.tally.spend.map(row::major).filter(|spend| *spend >= 0.0).ok_or(Lack::CostUnknown)?;
        let customers = side.tally.customers.filter(|n| *n > 0.0).ok_or(Lack::NoCustomers)?;
        enough_leads(side).map(|()| (spend, customers))
    };
    let (x, y) = match both(a, b, cost) {
        Ok(costs) => costs,
        Err(lacking) => return Verdict::Lacking(lacking),
    };
    let p = |x: (f64, f64), y: (f64, f64)| match (x.0 > 0.0, y.0 > 0.0) {
        (true, true) => p_cheaper(x, y),
        (x_costs, y_costs) if x_costs == y_costs => 0.5,
        (x_costs, _) => f64::from(u8::from(!x_costs)),
    };
    let grow = |c: (f64, f64), n: u32| (c.0 + c.0 / c.1 * f64::from(n), c.1 + f64::from(n));
    told(a, b, (x.0 / x.1, y.0 / y.1), |n, m| p(grow(x, n), grow(y, m)))
}

fn better_value(a: &Side<'_>, b: &Side<'_>, all: Option<&Deals>) -> Verdict {
    let value = |side: &Side<'_>| {
        enough_leads(side)?;
        let metric = side.numbers.row.get(MetricId::ValuePerLead);
        let value = metric.value.filter(|_| metric.state == State::Ok).ok_or(Lack::FewDeals)?;
        let leads = side.tally.leads.filter(|n| *n > 0.0).ok_or(Lack::FewLeads)?;
        Ok((value, leads, side.numbers.amounts, all.ok_or(Lack::FewDeals)?))
    };
    let (x, y) = match both(a, b, value) {
        Ok(values) => values,
        Err(lacking) => return Verdict::Lacking(lacking),
    };
    type Part<'a> = (f64, f64, Amounts, &'a Deals);
    // As much more of everything as n more deals make: the same rate, mean and spread.
    let ln = |part: &Part<'_>, n: u32| {
        let (_, leads, amounts, all) = part;
        let grown = 1.0 + f64::from(n) / amounts.deals;
        let freedom = (amounts.deals - 1.0).max(1.0);
        let squares = amounts.ln_squares.map(|s| s * (amounts.deals * grown - 1.0).max(1.0) / freedom);
        let more = Amounts { deals: amounts.deals * grown, sum: amounts.sum * grown, ln_squares: squares };
        let rate = money::ln_rate(more.deals, leads * grown);
        money::ln_value(rate, money::ln_deal(&more, all, PSEUDO_DEALS)).pair()
    };
    told(a, b, (x.0, y.0), |n, m| normal_exceeds(ln(&x, n), ln(&y, m)))
}

fn faster(a: &Side<'_>, b: &Side<'_>) -> Verdict {
    let (x, y) = match both(a, b, |side| side.speed.copied().ok_or(Lack::FewDeals)) {
        Ok(speeds) => speeds,
        Err(lacking) => return Verdict::Lacking(lacking),
    };
    let ln = |speed: &Speed, n: u32| {
        let grown = 1.0 + f64::from(n) / speed.waits.count;
        let (count, ln_squares) = (speed.waits.count * grown, speed.waits.ln_squares * grown);
        stats::speed::Waits { count, ln_squares, ..speed.waits }.ln_median(&speed.common)
    };
    told(a, b, (x.median, y.median), |n, m| normal_exceeds(ln(&y, m), ln(&x, n)))
}
