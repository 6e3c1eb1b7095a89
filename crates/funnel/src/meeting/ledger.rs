//! What every row counts for, by a key that stays: two of these say exactly which rows make a number differ.
//!
//! A lead has one entry, with its deals; a deal without a lead has its own; spend has one a channel and span of
//! days; ready-made sums one a channel and day. The entries of a channel add up to the ranking's counts of it, in
//! whole numbers. No name, no text and no id is in it: keys are hashes.
//! Must never count a row otherwise than `ranking::tally` does: a test holds them together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::company::traces::{Traces, mix};
use crate::company::{
    ChannelIx, Company, NO_AMOUNT, NO_CHANNEL, NO_DAY, NO_LEAD, Reached, SheetInput, Status,
};
use crate::ranking::MetricId;
use crate::ranking::scope::Scope;
use crate::ranking::tally::{Tallies, deal_at, deal_rows, tally};
use crate::{Day, Settings};
use garimpo_table::fold::raw_hash;

/// What is counted. Counts in thousandths (ready-made sums may have parts), money in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Quantity {
    Leads,
    Mqls,
    Sqls,
    Opportunities,
    Customers,
    Won,
    Lost,
    Revenue,
    Spend,
}

impl Quantity {
    pub const ALL: [Quantity; 9] = [
        Self::Leads,
        Self::Mqls,
        Self::Sqls,
        Self::Opportunities,
        Self::Customers,
        Self::Won,
        Self::Lost,
        Self::Revenue,
        Self::Spend,
    ];

    pub fn is_money(self) -> bool {
        matches!(self, Self::Revenue | Self::Spend)
    }

    /// How many of its units are one: of a count, or of money.
    pub fn unit(self) -> i64 {
        if self.is_money() { 100 } else { ONE }
    }
}

pub const ONE: i64 = 1_000;

/// One number a [`Quantity`].
pub type Sums = [i64; 9];

pub fn add(sums: &mut Sums, more: &Sums, times: i64) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += times * more);
}

/// Keys have so many bits: two of a hundred thousand rows share one in one of fifty thousand companies.
pub const KEY_BITS: u32 = 48;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub key: u64,
    /// Into [`Ledger::channels`]; past its end: none.
    pub channel: ChannelIx,
    /// 0: nothing of it was corrected.
    pub edits: u16,
    pub sums: Sums,
    /// When the lead was created; not kept, and [`NO_DAY`] where it was unpacked.
    pub created: Day,
}

/// Entries by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Ids.
    pub channels: Vec<String>,
    pub entries: Vec<Entry>,
}

impl Ledger {
    pub fn of(company: &Company, sheets: &[SheetInput<'_>], settings: &Settings) -> Ledger {
        let scope = Scope::of(company, settings);
        let tallies = tally(company, &scope);
        let traces = Traces::of(sheets);
        let mut entries = leads(company, &scope, &tallies, &traces);
        deals(company, &scope, &tallies, &traces, &mut entries);
        spend(company, &scope, &tallies, &traces, &mut entries);
        sums(company, &scope, &tallies, &traces, &mut entries);
        // Equal keys (rows that are alike in all that they are known by) stand in the order of what they count.
        entries.sort_unstable();
        Ledger { channels: company.channels.iter().map(|channel| channel.id.clone()).collect(), entries }
    }

    pub fn channel(&self, entry: &Entry) -> &str {
        self.channels.get(usize::from(entry.channel)).map_or("", String::as_str)
    }

    /// By channel; `""` is none.
    pub fn totals(&self) -> BTreeMap<&str, Sums> {
        let mut totals = BTreeMap::new();
        for entry in &self.entries {
            add(totals.entry(self.channel(entry)).or_default(), &entry.sums, 1);
        }
        totals
    }
}

fn key(kind: u64, key: u64) -> u64 {
    mix(kind, key) >> (64 - KEY_BITS)
}

fn short(edits: u64) -> u16 {
    if edits == 0 { 0 } else { ((edits >> 48) as u16).max(1) }
}

fn put(sums: &mut Sums, quantity: Quantity, value: i64) {
    if let Some(slot) = sums.get_mut(quantity as usize) {
        *slot += value;
    }
}

/// Whether ready-made sums tell this number of the channel, not rows.
fn by_sums(tallies: &Tallies, channel: ChannelIx, metric: MetricId) -> bool {
    tallies.channels.get(usize::from(channel)).is_some_and(|tally| tally.by_sums.contains(&metric))
}

fn leads(company: &Company, scope: &Scope, tallies: &Tallies, traces: &Traces<'_>) -> Vec<Entry> {
    let leads = &company.leads;
    let rows = leads.channel.iter().zip(&leads.created).zip(&leads.reached).zip(&leads.customer_at);
    let stages = [
        (Reached::Lead, Quantity::Leads, MetricId::Leads),
        (Reached::Mql, Quantity::Mqls, MetricId::Mqls),
        (Reached::Sql, Quantity::Sqls, MetricId::Sqls),
        (Reached::Opportunity, Quantity::Opportunities, MetricId::Opportunities),
    ];
    let open: Vec<[bool; 5]> = (0..=company.channels.len())
        .map(|at| {
            let channel = ChannelIx::try_from(at).unwrap_or(NO_CHANNEL);
            let [lead, mql, sql, opportunity] =
                stages.map(|(_, _, metric)| !by_sums(tallies, channel, metric));
            let customer = !company.deals_tell_customers && !by_sums(tallies, channel, MetricId::Customers);
            [lead, mql, sql, opportunity, customer]
        })
        .collect();
    let mut entries = Vec::with_capacity(leads.channel.len());
    for ((((channel, created), reached), customer_at), source) in rows.zip(&leads.source) {
        let mut sums = Sums::default();
        let open = open.get(usize::from(*channel)).copied().unwrap_or_default();
        if scope.lead(*created) {
            for ((stage, quantity, _), open) in stages.iter().zip(open) {
                if open && reached >= stage {
                    put(&mut sums, *quantity, ONE);
                }
            }
        }
        if open[4] && scope.customer(*reached, *created, *customer_at) {
            put(&mut sums, Quantity::Customers, ONE);
        }
        entries.push(Entry {
            key: key(1, traces.key(source)),
            channel: *channel,
            edits: short(traces.edits(source)),
            sums,
            created: *created,
        });
    }
    for (lead, source) in &leads.duplicates {
        correct(&mut entries, *lead, traces.edits(source));
    }
    entries
}

/// A correction in another row of the same lead is one of the lead.
fn correct(entries: &mut [Entry], lead: u32, edits: u64) {
    if edits != 0
        && let Some(entry) = entries.get_mut(lead as usize)
    {
        entry.edits = short(mix(u64::from(entry.edits), edits));
    }
}

fn deals(company: &Company, scope: &Scope, tallies: &Tallies, traces: &Traces<'_>, entries: &mut Vec<Entry>) {
    let leads = entries.len();
    for ((i, channel, amount, first_win), source) in deal_rows(company).zip(&company.deals.source) {
        let Some(deal) = deal_at(company, i) else { continue };
        let mut sums = Sums::default();
        if deal.status != Status::Open && scope.deal(company, &deal) {
            if deal.status == Status::Lost {
                put(&mut sums, Quantity::Lost, ONE);
            } else {
                put(&mut sums, Quantity::Won, ONE);
                if first_win && !deal.has_lead() && !by_sums(tallies, channel, MetricId::Customers) {
                    put(&mut sums, Quantity::Customers, ONE);
                }
                if amount != NO_AMOUNT && !by_sums(tallies, channel, MetricId::Revenue) {
                    put(&mut sums, Quantity::Revenue, amount);
                }
            }
        }
        let edits = traces.edits(source);
        match entries
            .get_mut(deal.lead as usize)
            .filter(|_| deal.lead != NO_LEAD && (deal.lead as usize) < leads)
        {
            Some(entry) => {
                add(&mut entry.sums, &sums, 1);
                correct(entries, deal.lead, edits);
            }
            None => entries.push(Entry {
                key: key(2, traces.key(source)),
                channel,
                edits: short(edits),
                sums,
                created: deal.created,
            }),
        }
    }
}

/// Gathers what belongs to one channel and span of days.
#[derive(Default)]
struct Gathered {
    sums: Sums,
    edits: u64,
}

fn gathered(
    company: &Company,
    kind: u64,
    map: BTreeMap<(ChannelIx, Day, Day), Gathered>,
    entries: &mut Vec<Entry>,
) {
    for ((channel, from, to), Gathered { sums, edits }) in map {
        let id = company.channels.get(usize::from(channel)).map_or("", |channel| &channel.id);
        let days = u64::from(from.cast_unsigned()) << 32 | u64::from(to.cast_unsigned());
        entries.push(Entry {
            key: key(kind, mix(raw_hash(id.as_bytes()), days)),
            channel,
            edits: short(edits),
            sums,
            created: NO_DAY,
        });
    }
}

fn spend(company: &Company, scope: &Scope, tallies: &Tallies, traces: &Traces<'_>, entries: &mut Vec<Entry>) {
    let spend = &company.spend;
    let rows = spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount).zip(&spend.source);
    let mut map: BTreeMap<(ChannelIx, Day, Day), Gathered> = BTreeMap::new();
    for ((((channel, from), to), amount), source) in rows {
        let slot = map.entry((*channel, *from, *to)).or_default();
        slot.edits ^= traces.edits(source);
        if *amount != NO_AMOUNT
            && !by_sums(tallies, *channel, MetricId::Spend)
            && let Some((share, _)) = scope.spend(*from, *to, *amount)
        {
            put(&mut slot.sums, Quantity::Spend, share);
        }
    }
    gathered(company, 3, map, entries);
}

fn sums(company: &Company, scope: &Scope, tallies: &Tallies, traces: &Traces<'_>, entries: &mut Vec<Entry>) {
    let mut map: BTreeMap<(ChannelIx, Day, Day), Gathered> = BTreeMap::new();
    for row in &company.sums {
        let slot = map.entry((row.channel, row.day, row.day)).or_default();
        slot.edits ^= traces.edits(&row.source);
        if !scope.day(row.day) {
            continue;
        }
        let counts = [
            (Quantity::Leads, MetricId::Leads, row.leads),
            (Quantity::Mqls, MetricId::Mqls, row.mqls),
            (Quantity::Sqls, MetricId::Sqls, row.sqls),
            (Quantity::Opportunities, MetricId::Opportunities, row.opportunities),
            (Quantity::Customers, MetricId::Customers, row.customers),
        ];
        for (quantity, metric, count) in counts {
            let count = count.filter(|n| n.is_finite() && *n >= 0.0 && by_sums(tallies, row.channel, metric));
            put(&mut slot.sums, quantity, count.map_or(0, |n| libm::round(n * ONE as f64) as i64));
        }
        let money = [
            (Quantity::Spend, MetricId::Spend, row.spend),
            (Quantity::Revenue, MetricId::Revenue, row.revenue),
        ];
        for (quantity, metric, amount) in money {
            let amount = amount.filter(|n| *n != NO_AMOUNT && by_sums(tallies, row.channel, metric));
            put(&mut slot.sums, quantity, amount.unwrap_or(0));
        }
    }
    gathered(company, 4, map, entries);
}
