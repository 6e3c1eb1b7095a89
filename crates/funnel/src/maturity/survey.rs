//! One look at all leads: how many of each channel are how old, how many of them bought, and when.
//!
//! Leads are a million where channels and days are a few thousand: everything else is made from the counts.

use super::{Counts, Lag, MOST_DAYS, Spell, spell};
use crate::Day;
use crate::company::{Company, NO_DAY, Reached, Status};
use crate::stats::survival::End;

/// The dated leads of one channel and one age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub channel: usize,
    /// In days, at most twenty years.
    pub age: Day,
    pub leads: u32,
    pub customers: u32,
}

#[derive(Default)]
pub struct Survey {
    /// By channel and age, ascending; none without an as-of day.
    pub cells: Vec<Cell>,
    /// A bit for each stage that some lead stopped at.
    stopped: u8,
    /// Which channels have a lead.
    pub has_leads: Vec<bool>,
    /// The leads that bought, ascending.
    pub customers: Vec<u32>,
    counts: Counts,
}

/// More cells than this are counted in a list instead of a table.
const MOST_CELLS: usize = 2_000_000;

impl Survey {
    pub fn of(company: &Company) -> Survey {
        let leads = &company.leads;
        let channels = company.channels.len();
        let as_of = company.as_of.unwrap_or(Day::MIN);
        let told = leads.created.iter().map(|day| if *day == NO_DAY { Day::MAX } else { *day });
        let oldest = told.min().unwrap_or(as_of);
        let oldest = as_of.saturating_sub(oldest).clamp(0, MOST_DAYS);
        let mut table = Table::new(channels, oldest);
        let mut survey = Survey { has_leads: vec![false; channels], ..Survey::default() };
        let rows = leads.channel.iter().zip(&leads.created).zip(&leads.reached);
        for (lead, ((channel, created), reached)) in (0u32..).zip(rows) {
            let bought = *reached == Reached::Customer;
            survey.stopped |= 1 << (*reached as u8);
            if let Some(slot) = survey.has_leads.get_mut(usize::from(*channel)) {
                *slot = true;
            }
            if bought {
                survey.customers.push(lead);
            }
            if *created != NO_DAY && *created <= as_of {
                table.add(usize::from(*channel), as_of.saturating_sub(*created).min(MOST_DAYS), bought);
            }
        }
        survey.cells = table.cells();
        survey.ends(company, &table);
        survey
    }

    /// Whether any lead went as far as this stage and no further.
    pub fn stopped_at(&self, stage: Reached) -> bool {
        self.stopped & 1 << (stage as u8) != 0
    }

    /// How long wins take from lead to customer.
    pub fn lag(&self) -> Option<Lag> {
        Lag::of(self.counts.ascending(), self.counts.left_out)
    }

    /// All are open at their age, except those of which an end is told.
    fn ends(&mut self, company: &Company, table: &Table) {
        let Some(as_of) = company.as_of else { return };
        for cell in self.cells.iter().chain(&table.nowhere()) {
            *self.counts.open(cell.age) += cell.leads;
        }
        let leads = &company.leads;
        let mut end = |lead: u32, status: Status, day: Day| {
            let created = leads.created.get(lead as usize).copied().unwrap_or(NO_DAY);
            let spell = spell(created, (status, day), as_of);
            if !matches!(spell, Spell::Nothing | Spell::Told(_, End::Open)) {
                let open = self.counts.open(as_of.saturating_sub(created).min(MOST_DAYS));
                *open = open.saturating_sub(1);
                self.counts.add(spell);
            }
        };
        for lead in &self.customers {
            end(*lead, Status::Won, leads.customer_at.get(*lead as usize).copied().unwrap_or(NO_DAY));
        }
        let mut fates = Fates::of(company);
        // What became of its deals says more than a mark of long ago.
        for (lead, day) in (0u32..).zip(&leads.disqualified_at).filter(|(_, day)| **day != NO_DAY) {
            if fates.has_no_deal(lead) && leads.reached.get(lead as usize) != Some(&Reached::Customer) {
                end(lead, Status::Lost, *day);
            }
        }
        for lead in &company.deals.lead {
            if let Some(day) = fates.take_lost(*lead) {
                end(*lead, Status::Lost, day);
            }
        }
    }
}

/// What became of the deals of the leads that did not buy: the day that the last one was lost, or open while any is
/// open, or lost on an unknown day.
struct Fates(Vec<u32>);

const NO_DEAL: u32 = 0;
const TAKEN: u32 = u32::MAX - 1;
const OPEN: u32 = u32::MAX;

impl Fates {
    fn of(company: &Company) -> Fates {
        let (leads, deals) = (&company.leads, &company.deals);
        // Zeroes cost nothing until they are touched: deals are few beside leads.
        let mut fates = vec![NO_DEAL; if deals.lead.is_empty() { 0 } else { leads.reached.len() }];
        for ((lead, status), closed) in deals.lead.iter().zip(&deals.status).zip(&deals.closed) {
            let Some(fate) = fates.get_mut(*lead as usize) else { continue };
            let bought = leads.reached.get(*lead as usize) == Some(&Reached::Customer);
            // A day as a number above none and below open.
            let day = closed.wrapping_sub(Day::MIN).cast_unsigned().clamp(1, TAKEN - 1);
            let is_lost = *status == Status::Lost && *closed != NO_DAY;
            *fate = if bought {
                TAKEN
            } else if is_lost {
                day.max(*fate)
            } else {
                OPEN
            };
        }
        Fates(fates)
    }

    fn has_no_deal(&self, lead: u32) -> bool {
        self.0.get(lead as usize).is_none_or(|fate| *fate == NO_DEAL)
    }

    /// Once a lead.
    fn take_lost(&mut self, lead: u32) -> Option<Day> {
        let fate = self.0.get_mut(lead as usize).filter(|fate| **fate != NO_DEAL && **fate < TAKEN)?;
        let day = Day::MIN.wrapping_add(fate.cast_signed());
        *fate = TAKEN;
        Some(day)
    }
}

/// Leads and customers by channel and age. The last channel holds the leads that have none.
struct Table {
    channels: usize,
    width: usize,
    dense: Vec<(u32, u32)>,
    sparse: Vec<u64>,
}

impl Table {
    fn new(channels: usize, oldest: Day) -> Table {
        let width = usize::try_from(oldest).unwrap_or(0) + 1;
        let cells = width.saturating_mul(channels + 1);
        let dense = if cells <= MOST_CELLS { vec![(0, 0); cells] } else { Vec::new() };
        Table { channels, width, dense, sparse: Vec::new() }
    }

    fn add(&mut self, channel: usize, age: Day, bought: bool) {
        let (channel, age) = (channel.min(self.channels), usize::try_from(age).unwrap_or(0));
        match self.dense.get_mut(channel * self.width + age) {
            Some((leads, customers)) => {
                *leads += 1;
                if bought {
                    *customers += 1;
                }
            }
            None => self.sparse.push((channel as u64) << 32 | (age as u64) << 1 | u64::from(bought)),
        }
    }

    fn all(&self) -> Vec<Cell> {
        let width = self.width;
        let cell = |channel: usize, age: usize, leads: u32, customers: u32| Cell {
            channel,
            age: Day::try_from(age).unwrap_or(MOST_DAYS),
            leads,
            customers,
        };
        if !self.dense.is_empty() {
            let filled = self.dense.iter().enumerate().filter(|(_, (leads, _))| *leads > 0);
            return filled
                .map(|(at, (leads, customers))| cell(at / width, at % width, *leads, *customers))
                .collect();
        }
        let mut keys = self.sparse.clone();
        keys.sort_unstable();
        let place = |key: u64| (key >> 32, (key & 0xffff_ffff) >> 1);
        let mut cells = Vec::new();
        for same in keys.chunk_by(|one, other| place(*one) == place(*other)) {
            let Some(first) = same.first() else { continue };
            let (channel, age) = place(*first);
            let customers = same.iter().filter(|key| **key & 1 == 1).count();
            cells.push(cell(channel as usize, age as usize, same.len() as u32, customers as u32));
        }
        cells
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells = self.all();
        cells.retain(|cell| cell.channel < self.channels);
        cells
    }

    fn nowhere(&self) -> Vec<Cell> {
        let mut cells = self.all();
        cells.retain(|cell| cell.channel >= self.channels);
        cells
    }
}
