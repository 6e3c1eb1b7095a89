//! Counting one measure by channel and value: one pass over the leads or the deals.
//!
//! Sums and sorted lists only: nothing depends on the order of rows.

use super::Measure;
use super::columns::{NOT_TOLD, Values};
use crate::company::{Company, NO_AMOUNT, NO_DAY, NO_LEAD, Reached, Source, Status};
use crate::ranking::tally::{deal_at, deal_rows};
use crate::{Day, Period};

/// Units of one measure by channel and value. The last channel is "none", the last value "not told".
pub(super) struct Cells {
    pub channels: usize,
    pub values: usize,
    /// (units, hits); for sizes (won deals that tell one, the same).
    pub counts: Vec<(u32, u32)>,
    /// For sizes: the sizes, sorted. Amounts in major units, days.
    pub sizes: Vec<Vec<f64>>,
}

impl Cells {
    fn new(company: &Company, values: &Values, measure: Measure) -> Self {
        let (channels, values) = (company.channels.len() + 1, values.names.len() + 1);
        let sizes = if measure.is_rate() { Vec::new() } else { vec![Vec::new(); channels * values] };
        Cells { channels, values, counts: vec![(0, 0); channels * values], sizes }
    }

    /// `None` if the data cannot tell this measure. Only units whose lead (or, without one, deal) was created in
    /// the period count; an undated one counts in the whole period only.
    pub fn count(company: &Company, values: &Values, measure: Measure, period: Period) -> Option<Self> {
        let mut cells = Self::new(company, values, measure);
        let is_told = each_unit(company, values, measure, period, &mut |unit| {
            let at = cells.add(unit.channel, unit.value, unit.hit);
            if let (Some(size), Some(sizes)) = (unit.size, cells.sizes.get_mut(at)) {
                sizes.push(size);
            }
        });
        cells.sizes.iter_mut().for_each(|sizes| sizes.sort_by(f64::total_cmp));
        is_told.then_some(cells)
    }

    /// Returns the cell.
    fn add(&mut self, channel: u16, value: u32, hit: bool) -> usize {
        let (channel, value) = self.place(channel, value);
        let at = channel * self.values + value;
        if let Some(count) = self.counts.get_mut(at) {
            count.0 += 1;
            count.1 += u32::from(hit);
        }
        at
    }

    /// The row and the column of a unit.
    pub fn place(&self, channel: u16, value: u32) -> (usize, usize) {
        let value = if value == NOT_TOLD { self.values - 1 } else { value as usize };
        (usize::from(channel).min(self.channels - 1), value.min(self.values - 1))
    }

    pub fn get(&self, channel: usize, value: usize) -> (u32, u32) {
        self.counts.get(channel * self.values + value).copied().unwrap_or_default()
    }

    /// Units and hits of a value in all channels.
    pub fn of_value(&self, value: usize) -> (u32, u32) {
        sum((0..self.channels).map(|channel| self.get(channel, value)))
    }

    /// Those of a channel, "not told" with them.
    pub fn of_channel(&self, channel: usize) -> (u32, u32) {
        sum((0..self.values).map(|value| self.get(channel, value)))
    }

    pub fn sizes(&self, channel: usize, value: usize) -> &[f64] {
        self.sizes.get(channel * self.values + value).map_or(&[], Vec::as_slice)
    }

    /// The index of "not told", and of the deals without a channel.
    pub fn not_told(&self) -> usize {
        self.values - 1
    }
}

pub(super) fn sum(parts: impl Iterator<Item = (u32, u32)>) -> (u32, u32) {
    parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
}

/// One lead or deal that a measure counts.
pub(super) struct Unit {
    pub channel: u16,
    pub value: u32,
    pub hit: bool,
    pub size: Option<f64>,
    pub source: Source,
}

/// Every unit that counts, in the order of leads or deals. `false`, and none, if the data cannot tell the measure.
pub(super) fn each_unit(
    company: &Company,
    values: &Values,
    measure: Measure,
    period: Period,
    take: &mut dyn FnMut(Unit),
) -> bool {
    if !is_told(company, values, measure) {
        return false;
    }
    let is_in = |day: Day| period.is_whole() || (day != NO_DAY && period.contains(day));
    if measure.is_of_leads() {
        let least = if measure == Measure::MqlRate { Reached::Mql } else { Reached::Customer };
        let leads = &company.leads;
        let rows = leads.channel.iter().zip(&leads.created).zip(&leads.reached).zip(&values.of_lead);
        for ((((channel, created), reached), value), source) in rows.zip(&leads.source) {
            if is_in(*created) {
                let (channel, value, hit) = (*channel, *value, *reached >= least);
                take(Unit { channel, value, hit, size: None, source: *source });
            }
        }
        return true;
    }
    let rows = deal_rows(company).zip(&values.of_deal).zip(&company.deals.source);
    for (((at, channel, amount, _), value), source) in rows {
        let Some(deal) = deal_at(company, at) else { continue };
        let own = if deal.created == NO_DAY { deal.closed } else { deal.created };
        let created = match deal.lead {
            NO_LEAD => own,
            lead => company.leads.created.get(lead as usize).copied().unwrap_or(NO_DAY),
        };
        if !is_in(created) || deal.status == Status::Open {
            continue;
        }
        let won = deal.status == Status::Won;
        let size = match measure {
            Measure::Cycle => deal.cycle().map(f64::from),
            Measure::Ticket => (won && amount != NO_AMOUNT && amount > 0).then(|| amount as f64 / 100.0),
            _ => None,
        };
        if measure.is_rate() || size.is_some() {
            take(Unit { channel, value: *value, hit: won, size, source: *source });
        }
    }
    true
}

/// Whether the company's data say anything about the measure, for groups by this column.
fn is_told(company: &Company, values: &Values, measure: Measure) -> bool {
    let reached = || company.leads.reached.iter();
    match measure {
        Measure::LeadToCustomer => {
            values.on_leads && (company.has_deals || reached().any(|reached| *reached > Reached::Lead))
        }
        // A deal alone makes a lead an opportunity: that says nothing of marketing's qualifying.
        Measure::MqlRate => {
            values.on_leads && reached().any(|reached| matches!(reached, Reached::Mql | Reached::Sql))
        }
        // A list of sales alone tells nothing of how many were lost.
        Measure::WinRate => company.deals.status.contains(&Status::Lost),
        Measure::Cycle | Measure::Ticket => company.has_deals,
    }
}
