//! How the channels stand to each other: tiers, probabilities of being the best, the answer, and what would
//! settle it.
//!
//! Cost: channels with a told spend, a customer, and enough leads. Channels that cost nothing come before all
//! that cost something. Cohorts that are too young are in no order. Value: channels with enough leads and enough won deals of a told amount.
//! Must never put a channel in an order that its data does not support.

use std::cmp::Ordering;

use super::further::is_young;
use super::row::{ENOUGH, Numbers};
use super::tally::Tally;
use super::{Answer, ChannelRow, Metric, MetricId, Row, Settle, State, Tier};
use crate::stats::money::{self, Deals};
use crate::stats::pooled::{self, Population};
use crate::stats::rank::{Belief, Best, normal_exceeds, p_best, p_cheaper};
use crate::stats::tier::{settles_after, tiers};

/// From here on a difference is worth a word ("probably").
const PROBABLY: f64 = 0.8;

/// One channel's part in the order of costs.
#[derive(Clone, Debug)]
struct Cost {
    at: usize,
    spend: f64,
    customers: f64,
}

fn cheaper(a: &Cost, b: &Cost) -> f64 {
    match (a.spend > 0.0, b.spend > 0.0) {
        (true, true) => p_cheaper((a.spend, a.customers), (b.spend, b.customers)),
        (false, true) => 1.0,
        (true, false) => 0.0,
        (false, false) => 0.5,
    }
}

pub struct Standing {
    pub tiers_cost: Vec<Tier>,
    pub tiers_value: Vec<Tier>,
    pub tiers_speed: Vec<Tier>,
    pub answer: Answer,
    pub settle: Option<Settle>,
}

/// Fills in the tiers and probabilities of the rows.
pub fn stand(
    rows: &mut [ChannelRow],
    tallies: &[Tally],
    numbers: &[Numbers],
    all: Option<&Deals>,
) -> Standing {
    let costs = by_cost(rows);
    let tiers_cost = cost_tiers(rows, &costs);
    cheapest(rows, tallies);
    let tiers_value = value_tiers(rows, numbers);
    best_value(rows, tallies, numbers, all);
    let tiers_speed = speed_tiers(rows, tallies);
    let answer = answer(rows, tallies, &costs, &tiers_cost);
    let settle = settle(rows, &costs, &tiers_cost);
    Standing { tiers_cost, tiers_value, tiers_speed, answer, settle }
}

fn set(row: &mut Row, id: MetricId, value: Option<f64>) {
    if let Some(slot) = row.metrics.get_mut(id as usize) {
        let state = if value.is_some() { State::Ok } else { State::None };
        *slot = Metric { value, state, ..Metric::default() }.sound();
    }
}

/// Channels in the order of their cost per customer, cheapest first.
fn by_cost(rows: &[ChannelRow]) -> Vec<Cost> {
    let mut costs: Vec<Cost> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let cac = row.row.get(MetricId::Cac);
            let enough = row.row.get(MetricId::Leads).value.is_none_or(|leads| leads >= ENOUGH);
            let (spend, customers) = cac.over?;
            let enough = enough && !is_young(&row.row);
            (cac.state == State::Ok && enough).then_some(Cost { at, spend, customers })
        })
        .collect();
    costs.sort_by(|a, b| {
        let (x, y) = (a.spend / a.customers, b.spend / b.customers);
        x.total_cmp(&y).then(b.customers.total_cmp(&a.customers)).then(a.at.cmp(&b.at))
    });
    costs
}

fn id_of(rows: &[ChannelRow], at: usize) -> String {
    rows.get(at).map(|row| row.channel.id.clone()).unwrap_or_default()
}

fn cost_tiers(rows: &mut [ChannelRow], costs: &[Cost]) -> Vec<Tier> {
    let better = |i: usize, j: usize| match (costs.get(i), costs.get(j)) {
        (Some(a), Some(b)) => cheaper(a, b),
        _ => 0.0,
    };
    let order: Vec<usize> = costs.iter().map(|cost| cost.at).collect();
    write_tiers(rows, &order, MetricId::TierCost, better)
}

/// Channels in the order of their median cycle, fastest first. Not the young ones: their slow deals are still open.
fn speed_tiers(rows: &mut [ChannelRow], tallies: &[Tally]) -> Vec<Tier> {
    let beliefs = super::speed::beliefs(tallies);
    let mut order: Vec<(usize, f64, (f64, f64))> = rows
        .iter()
        .zip(&beliefs)
        .enumerate()
        .filter(|(_, (row, _))| !is_young(&row.row))
        .filter_map(|(at, (_, belief))| belief.as_ref().map(|belief| (at, belief.median, belief.ln)))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let faster = |i: usize, j: usize| match (order.get(i), order.get(j)) {
        (Some(a), Some(b)) => normal_exceeds(b.2, a.2),
        _ => 0.0,
    };
    let places: Vec<usize> = order.iter().map(|(at, ..)| *at).collect();
    write_tiers(rows, &places, MetricId::TierSpeed, faster)
}

fn write_tiers(
    rows: &mut [ChannelRow],
    order: &[usize],
    id: MetricId,
    better: impl Fn(usize, usize) -> f64,
) -> Vec<Tier> {
    let found = tiers(order.len(), better);
    let mut written = Vec::with_capacity(found.len());
    for (number, tier) in found.into_iter().enumerate() {
        let members = order.get(tier.members.clone()).unwrap_or_default();
        for at in members {
            if let Some(row) = rows.get_mut(*at) {
                set(&mut row.row, id, Some((number + 1) as f64));
            }
        }
        let channels = members.iter().map(|at| id_of(rows, *at)).collect();
        written.push(Tier { channels, worse_than_before: tier.worse_than_before });
    }
    written
}

/// P(cheapest), pooled, among the channels with a told cost and enough leads; those without a customer take
/// part, since their spend says something, too.
fn cheapest(rows: &mut [ChannelRow], tallies: &[Tally]) {
    let is_old = |at: usize| rows.get(at).is_none_or(|row| !is_young(&row.row));
    let takes_part = |at: usize, tally: &Tally| tally.leads.is_none_or(|leads| leads >= ENOUGH) && is_old(at);
    let groups: Vec<(usize, f64, f64)> = tallies
        .iter()
        .enumerate()
        .filter(|(at, tally)| takes_part(*at, tally))
        .filter_map(|(at, tally)| Some((at, super::row::major(tally.spend?), tally.customers?)))
        .collect();
    let free: Vec<usize> =
        groups.iter().filter(|(_, spend, x)| *spend == 0.0 && *x > 0.0).map(|(at, ..)| *at).collect();
    let paid: Vec<(usize, f64, f64)> = groups.into_iter().filter(|(_, spend, _)| *spend > 0.0).collect();
    let shares = if free.is_empty() {
        pooled::p_most(&paid.iter().map(|(_, spend, x)| (*spend, *x)).collect::<Vec<_>>())
    } else {
        vec![0.0; paid.len()]
    };
    for ((at, ..), share) in paid.iter().zip(shares) {
        if let Some(row) = rows.get_mut(*at) {
            set(&mut row.row, MetricId::PCheapest, Some(share));
        }
    }
    for at in &free {
        if let Some(row) = rows.get_mut(*at) {
            set(&mut row.row, MetricId::PCheapest, Some(1.0 / free.len() as f64));
        }
    }
}

/// The channels that can be ranked on money, with ln(value per lead).
fn valued(rows: &[ChannelRow], numbers: &[Numbers]) -> Vec<(usize, f64, (f64, f64))> {
    let mut found: Vec<(usize, f64, (f64, f64))> = rows
        .iter()
        .zip(numbers)
        .enumerate()
        .filter_map(|(at, (row, numbers))| {
            let metric = row.row.get(MetricId::ValuePerLead);
            let counts = metric.state == State::Ok && !is_young(&row.row);
            let value = metric.value.filter(|_| counts)?;
            Some((at, value, numbers.value?.pair()))
        })
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

fn value_tiers(rows: &mut [ChannelRow], numbers: &[Numbers]) -> Vec<Tier> {
    let valued = valued(rows, numbers);
    let better = |i: usize, j: usize| match (valued.get(i), valued.get(j)) {
        (Some(a), Some(b)) => normal_exceeds(a.2, b.2),
        _ => 0.0,
    };
    let order: Vec<usize> = valued.iter().map(|(at, ..)| *at).collect();
    write_tiers(rows, &order, MetricId::TierValue, better)
}

/// P(best value per lead), with the rates pooled over the channels and the mean deal drawn to all deals.
fn best_value(rows: &mut [ChannelRow], tallies: &[Tally], numbers: &[Numbers], all: Option<&Deals>) {
    let valued = valued(rows, numbers);
    let Some(all) = all else { return };
    let groups: Vec<(f64, f64)> = valued
        .iter()
        .map(|(at, ..)| {
            let leads = tallies.get(*at).and_then(|tally| tally.leads).unwrap_or(0.0);
            (leads, numbers.get(*at).map_or(0.0, |numbers| numbers.amounts.deals).min(leads))
        })
        .collect();
    let rates = Population::of_rates(&groups).map(|population| pooled::pooled_rates(&population, &groups));
    let beliefs: Vec<Belief> = valued
        .iter()
        .enumerate()
        .filter_map(|(i, (at, ..))| {
            let numbers = numbers.get(*at)?;
            let (leads, deals) = *groups.get(i)?;
            let rate = rates.as_ref().and_then(|rates| rates.get(i).copied());
            let rate = rate.map_or_else(|| money::ln_rate(deals, leads), money::ln_moments);
            let value = money::ln_value(rate, money::ln_deal(&numbers.amounts, all, money::PSEUDO_DEALS));
            let (mean, sd) = value.pair();
            Some(Belief::Normal { mean, sd })
        })
        .collect();
    for ((at, ..), share) in valued.iter().zip(p_best(&beliefs, Best::Largest)) {
        if let Some(row) = rows.get_mut(*at) {
            set(&mut row.row, MetricId::PBestValue, Some(share));
        }
    }
}

fn answer(rows: &[ChannelRow], tallies: &[Tally], costs: &[Cost], tiers: &[Tier]) -> Answer {
    if !tallies.iter().any(|tally| tally.spend.is_some()) {
        return Answer::NoCosts;
    }
    let Some(first) = tiers.first() else {
        let customers = tallies.iter().any(|tally| tally.customers.is_some_and(|n| n > 0.0));
        return if customers {
            Answer::Cheapest { first: Vec::new(), dearer: Vec::new() }
        } else {
            Answer::NoCustomers
        };
    };
    if costs.len() == 1 {
        return Answer::OnlyOne {
            channel: costs.first().map(|cost| id_of(rows, cost.at)).unwrap_or_default(),
        };
    }
    let (best, later) = costs.split_at(first.channels.len().min(costs.len()));
    let surely = |cost: &Cost| dearest(cost, best);
    let mut dearer: Vec<(String, f64)> = later
        .iter()
        .map(|cost| (id_of(rows, cost.at), surely(cost)))
        .filter(|(_, p)| *p >= PROBABLY)
        .collect();
    dearer.sort_by(|a, b| b.1.total_cmp(&a.1));
    Answer::Cheapest { first: first.channels.clone(), dearer }
}

/// P(dearer than every one of the others), all at once: the smallest of the pair probabilities promises more.
fn dearest(cost: &Cost, others: &[Cost]) -> f64 {
    if cost.spend <= 0.0 {
        return 0.0;
    }
    // What is free is cheaper for sure.
    let paid = others.iter().filter(|other| other.spend > 0.0).chain([cost]);
    let beliefs: Vec<Belief> =
        paid.map(|cost| Belief::Gamma { shape: cost.customers + 0.5, rate: cost.spend }).collect();
    p_best(&beliefs, Best::Smallest).last().copied().unwrap_or(0.0)
}

/// How many more customers of the cheapest, at its present cost, would tell it from the most certain other
/// channel of its tier; if that one is the vaguer of the two, how many more of its own.
fn settle(rows: &[ChannelRow], costs: &[Cost], tiers: &[Tier]) -> Option<Settle> {
    let best = costs.first().filter(|cost| cost.spend > 0.0)?;
    let members = costs.get(1..tiers.first()?.channels.len())?;
    let firmest =
        members.iter().max_by(|a, b| a.customers.total_cmp(&b.customers).then(Ordering::Greater))?;
    more_of(rows, best, firmest, |more| cheaper(more, firmest))
        .or_else(|| more_of(rows, firmest, best, |more| cheaper(best, more)))
}

fn more_of(rows: &[ChannelRow], channel: &Cost, from: &Cost, p: impl Fn(&Cost) -> f64) -> Option<Settle> {
    let each = channel.spend / channel.customers;
    let after = |more: u32| {
        let more = f64::from(more);
        p(&Cost { at: channel.at, spend: channel.spend + each * more, customers: channel.customers + more })
    };
    let customers = settles_after(after)?;
    Some(Settle {
        channel: id_of(rows, channel.at),
        from: id_of(rows, from.at),
        probability: after(0),
        customers,
        spend: each * f64::from(customers),
    })
}

/// By cost tier, then CAC, then CPL, then the number of leads, then id; what is missing comes last.
pub fn shown_order(a: &ChannelRow, b: &ChannelRow) -> Ordering {
    let rising = |id: MetricId| {
        let value = |row: &ChannelRow| row.row.get(id).value;
        match (value(a), value(b)) {
            (Some(x), Some(y)) => x.total_cmp(&y),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    };
    let leads = |row: &ChannelRow| row.row.get(MetricId::Leads).value.unwrap_or(-1.0);
    rising(MetricId::TierCost)
        .then(rising(MetricId::Cac))
        .then(rising(MetricId::Cpl))
        .then(leads(b).total_cmp(&leads(a)))
        .then(a.channel.id.cmp(&b.channel.id))
}
