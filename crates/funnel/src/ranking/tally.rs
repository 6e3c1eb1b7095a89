//! Counting: one pass over leads, deals, spend and sums gives each channel's counts and amounts.
//!
//! Where a company has both rows and ready-made sums, rows win for each metric and channel that they tell
//! something about; spend from sums counts only if there is no spend sheet at all.
//! Must never turn "not told" into 0: what no row can tell is `None`.
//! Sums are exact (integers of minor units); nothing depends on the order of rows.

use super::MetricId;
use super::scope::{Deal, Scope};
use crate::Day;
use crate::company::kept::lead_counts;
use crate::company::{ChannelIx, Company, NO_AMOUNT, Reached, Status, Sums};

/// The counts and amounts of one channel, or of the whole company.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Minor units. `None`: no spend row in the period.
    pub spend: Option<i128>,
    pub leads: Option<f64>,
    pub mqls: Option<f64>,
    pub sqls: Option<f64>,
    pub opportunities: Option<f64>,
    pub customers: Option<f64>,
    /// Those customers that are leads: `customers` has first wins without a lead, too.
    pub lead_customers: Option<f64>,
    pub won: u32,
    pub lost: u32,
    /// Minor units. `None`: no won amount is told.
    pub revenue: Option<i128>,
    /// Told amounts of won deals, in rising order.
    pub amounts: Vec<i64>,
    /// Deals behind a revenue of which only the sum is known.
    pub summed_deals: f64,
    /// Days from created to closed of won deals.
    pub cycles: Vec<Day>,
    /// The numbers above that ready-made sums told, not rows.
    pub by_sums: Vec<MetricId>,
}

pub struct Tallies {
    /// By channel index.
    pub channels: Vec<Tally>,
    pub totals: Tally,
}

/// What was counted for a channel before it is known whether the data could tell.
#[derive(Clone, Default)]
struct Counter {
    leads: OfLeads,
    /// Any deal, also outside of the period.
    deal_rows: bool,
    other_customers: u32,
    won: u32,
    lost: u32,
    spend: Option<i128>,
    amounts: Vec<i64>,
    cycles: Vec<Day>,
}

/// What the company's data can tell at all.
struct Told {
    leads: bool,
    mqls: bool,
    sqls: bool,
    opportunities: bool,
    customers: bool,
    amounts: bool,
}

pub fn tally(company: &Company, scope: &Scope) -> Tallies {
    let mut counters = vec![Counter::default(); company.channels.len()];
    // Deals without a channel count in the totals only.
    let mut nowhere = Counter::default();
    let leads = lead_counts(company, scope, || count_leads(company, scope));
    counters.iter_mut().zip(&leads.channels).for_each(|(counter, leads)| counter.leads = *leads);
    let furthest = leads.furthest;
    let amounts = count_deals(company, scope, &mut counters, &mut nowhere);
    count_spend(company, scope, &mut counters);
    let told = Told {
        leads: company.has_leads,
        mqls: furthest >= Reached::Mql,
        sqls: furthest >= Reached::Sql,
        opportunities: furthest >= Reached::Opportunity,
        customers: company.has_deals || furthest > Reached::Lead,
        amounts,
    };
    let sums = count_sums(company, scope);
    let mut channels: Vec<Tally> = counters
        .into_iter()
        .zip(sums)
        .map(|(counter, sums)| resolve(counter, sums, &told, company))
        .collect();
    // Adding 0 would turn the totals of sums alone into "told by rows".
    let rest = if nowhere.deal_rows { resolve(nowhere, None, &told, company) } else { Tally::default() };
    let mut totals = channels.iter().chain([&rest]).fold(Tally::default(), add);
    // Once for all who need them so.
    channels.iter_mut().chain([&mut totals]).for_each(|tally| tally.amounts.sort_unstable());
    Tallies { channels, totals }
}

/// The leads of one channel.
#[derive(Clone, Copy, Debug, Default)]
struct OfLeads {
    /// Any lead, also outside of the period.
    rows: bool,
    /// Leads in the period by the furthest stage.
    reached: [u32; 5],
    customers: u32,
}

#[derive(Debug)]
pub struct LeadCounts {
    channels: Vec<OfLeads>,
    /// The furthest stage that any lead of the company reached.
    furthest: Reached,
}

fn count_leads(company: &Company, scope: &Scope) -> LeadCounts {
    let leads = &company.leads;
    let mut furthest = Reached::Lead;
    let mut counters = vec![OfLeads::default(); company.channels.len()];
    let rows = leads.channel.iter().zip(&leads.created).zip(&leads.reached).zip(&leads.customer_at);
    for (((channel, created), reached), customer_at) in rows {
        furthest = furthest.max(*reached);
        let Some(counter) = counters.get_mut(usize::from(*channel)) else { continue };
        counter.rows = true;
        if scope.lead(*created)
            && let Some(count) = counter.reached.get_mut(*reached as usize)
        {
            *count += 1;
        }
        counter.customers += u32::from(scope.customer(*reached, *created, *customer_at));
    }
    LeadCounts { channels: counters, furthest }
}

/// Returns whether any won amount of the company is told.
fn count_deals(company: &Company, scope: &Scope, counters: &mut [Counter], nowhere: &mut Counter) -> bool {
    let mut told = false;
    for (i, channel, amount, first_win) in deal_rows(company) {
        let Some(deal) = deal_at(company, i) else { continue };
        let counter = counters.get_mut(usize::from(channel)).unwrap_or(nowhere);
        counter.deal_rows = true;
        let won = deal.status == Status::Won;
        told |= won && amount != NO_AMOUNT;
        if deal.status == Status::Open || !scope.deal(company, &deal) {
            continue;
        }
        if !won {
            counter.lost += 1;
            continue;
        }
        counter.won += 1;
        counter.other_customers += u32::from(first_win && !deal.has_lead());
        if amount != NO_AMOUNT {
            counter.amounts.push(amount);
        }
        counter.cycles.extend(deal.cycle());
    }
    told
}

/// (index, channel, amount, first win) of every deal.
pub(crate) fn deal_rows(company: &Company) -> impl Iterator<Item = (usize, ChannelIx, i64, bool)> {
    let deals = &company.deals;
    let rows = deals.channel.iter().zip(&deals.amount).zip(&deals.first_win);
    rows.enumerate().map(|(i, ((channel, amount), first))| (i, *channel, *amount, *first))
}

pub(crate) fn deal_at(company: &Company, i: usize) -> Option<Deal> {
    let deals = &company.deals;
    Some(Deal {
        lead: *deals.lead.get(i)?,
        status: *deals.status.get(i)?,
        created: *deals.created.get(i)?,
        closed: *deals.closed.get(i)?,
    })
}

fn count_spend(company: &Company, scope: &Scope, counters: &mut [Counter]) {
    let spend = &company.spend;
    let rows = spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount);
    for (((channel, from), to), amount) in rows {
        if let Some(counter) = counters.get_mut(usize::from(*channel))
            && *amount != NO_AMOUNT
            && let Some((share, _)) = scope.spend(*from, *to, *amount)
        {
            *counter.spend.get_or_insert(0) += i128::from(share);
        }
    }
}

/// Sums in the period by channel. `None` where a channel has none.
fn count_sums(company: &Company, scope: &Scope) -> Vec<Option<Tally>> {
    // By channel and then by value: sums of fractions must not depend on the rows' order.
    let mut rows: Vec<&Sums> = company.sums.iter().filter(|s| scope.day(s.day)).collect();
    let key = |s: &Sums| [s.leads, s.mqls, s.sqls, s.opportunities, s.customers].map(|n| n.map(f64::to_bits));
    rows.sort_by_key(|s| (s.channel, key(s)));
    let mut sums = vec![None; company.channels.len()];
    for row in rows {
        let Some(sum) = sums.get_mut(usize::from(row.channel)) else { continue };
        let sum = sum.get_or_insert_with(Tally::default);
        plus(&mut sum.leads, known(row.leads));
        plus(&mut sum.mqls, known(row.mqls));
        plus(&mut sum.sqls, known(row.sqls));
        plus(&mut sum.opportunities, known(row.opportunities));
        plus(&mut sum.customers, known(row.customers));
        plus(&mut sum.spend, row.spend.filter(|s| *s != NO_AMOUNT).map(i128::from));
        plus(&mut sum.revenue, row.revenue.filter(|s| *s != NO_AMOUNT).map(i128::from));
    }
    sums
}

/// A count must be a finite number from 0.
fn known(count: Option<f64>) -> Option<f64> {
    count.filter(|n| n.is_finite() && *n >= 0.0)
}

fn plus<T: std::ops::Add<Output = T> + Copy>(sum: &mut Option<T>, part: Option<T>) {
    *sum = match (*sum, part) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    };
}

/// Decides for each metric between the rows and the sums.
fn resolve(counter: Counter, sums: Option<Tally>, told: &Told, company: &Company) -> Tally {
    let sums = sums.unwrap_or_default();
    let mut by_sums = Vec::new();
    let mut by_leads = |id: MetricId, told: bool, stage: Reached, sum: Option<f64>| {
        let counts = counter.leads.reached.iter().skip(stage as usize);
        let rows = (told && company.has_leads).then(|| counts.map(|n| f64::from(*n)).sum());
        choose(id, counter.leads.rows, rows, sum, &mut by_sums)
    };
    let leads = by_leads(MetricId::Leads, told.leads, Reached::Lead, sums.leads);
    let mqls = by_leads(MetricId::Mqls, told.mqls, Reached::Mql, sums.mqls);
    let sqls = by_leads(MetricId::Sqls, told.sqls, Reached::Sql, sums.sqls);
    let opportunities =
        by_leads(MetricId::Opportunities, told.opportunities, Reached::Opportunity, sums.opportunities);

    let outcomes = counter.leads.rows || counter.deal_rows;
    let of_leads = told.customers.then(|| f64::from(counter.leads.customers));
    let by_leads = if company.deals_tell_customers { 0 } else { counter.leads.customers };
    let of_rows = told.customers.then(|| f64::from(by_leads) + f64::from(counter.other_customers));
    let customers = choose(MetricId::Customers, outcomes, of_rows, sums.customers, &mut by_sums);
    let lead_customers = if by_sums.contains(&MetricId::Customers) { customers } else { of_leads };
    // A channel whose won deals tell no amount at all has no revenue that could be told.
    let tells = told.amounts && (counter.won == 0 || !counter.amounts.is_empty());
    let of_deals = tells.then(|| counter.amounts.iter().map(|a| i128::from(*a)).sum());
    let revenue = choose(MetricId::Revenue, outcomes, of_deals, sums.revenue, &mut by_sums);
    let summed = by_sums.contains(&MetricId::Revenue);
    let of_spend = if company.has_spend { counter.spend } else { None };
    let of_sums = if company.has_spend { None } else { sums.spend };
    let spend = choose(MetricId::Spend, true, of_spend, of_sums, &mut by_sums);
    Tally {
        spend,
        leads,
        mqls,
        sqls,
        opportunities,
        customers,
        lead_customers,
        won: counter.won,
        lost: counter.lost,
        revenue,
        summed_deals: if summed { customers.unwrap_or(0.0) } else { 0.0 },
        amounts: if summed { Vec::new() } else { counter.amounts },
        cycles: counter.cycles,
        by_sums,
    }
}

/// The rows' number if the channel has such rows, else the sum; each where the other tells nothing.
fn choose<T>(
    id: MetricId,
    has_rows: bool,
    rows: Option<T>,
    sum: Option<T>,
    by_sums: &mut Vec<MetricId>,
) -> Option<T> {
    if sum.is_some() && (rows.is_none() || !has_rows) {
        by_sums.push(id);
        return sum;
    }
    rows
}

fn add(mut sum: Tally, part: &Tally) -> Tally {
    plus(&mut sum.spend, part.spend);
    plus(&mut sum.leads, part.leads);
    plus(&mut sum.mqls, part.mqls);
    plus(&mut sum.sqls, part.sqls);
    plus(&mut sum.opportunities, part.opportunities);
    plus(&mut sum.customers, part.customers);
    plus(&mut sum.lead_customers, part.lead_customers);
    plus(&mut sum.revenue, part.revenue);
    sum.won += part.won;
    sum.lost += part.lost;
    sum.summed_deals += part.summed_deals;
    sum.amounts.extend(&part.amounts);
    sum.cycles.extend(&part.cycles);
    sum
}
