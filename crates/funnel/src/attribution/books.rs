//! Where journeys are added up, by every model at once, and what comes out of it.
//!
//! Knows nothing of sheets: [`super::attribute`] makes the journeys. Must never sum floats over journeys.

use rustc_hash::FxHashMap;

use super::ledger::{Ledger, Scratch, WHOLE, in_wholes, round_to, whole_units};
use super::markov::{self, Path, removal};
use super::model::{self, Journey, Model};
use super::{ChannelCredit, Credit, ENOUGH_CUSTOMERS, MarkovGate, Options, PathCount};
use crate::company::Channel;
use crate::group::{Group, group_of_text};

/// Paths that are told.
const TOLD_PATHS: usize = 20;

/// What the journeys of one path come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Sums {
    customers: u64,
    value: i128,
    nulls: u64,
}

type Known = (Box<[u16]>, Sums);

/// Where journeys are added up, whatever they were made of.
pub struct Books<'a> {
    channels: &'a [Channel],
    is_direct: Vec<bool>,
    half_life_days: f64,
    ledgers: Vec<(Model, Ledger)>,
    scratch: Scratch,
    paths: FxHashMap<Box<[u16]>, Sums>,
    path: Vec<u16>,
    /// Touches and customers by channel.
    touched: Vec<(u64, u64, bool)>,
}

/// What the books say, by index of channel.
pub struct Tables {
    pub channels: Vec<Entry>,
    pub gate: MarkovGate,
    pub base: Option<f64>,
    pub paths: Vec<PathCount>,
    pub paths_total: u32,
}

pub struct Entry {
    pub told: ChannelCredit,
    /// Any journey comes by it.
    pub is_there: bool,
}

impl<'a> Books<'a> {
    pub fn new(channels: &'a [Channel], half_life_days: f64) -> Self {
        let is_direct = |channel: &Channel| {
            channel.id == Group::Direct.id() || group_of_text(&channel.id) == Some(Group::Direct)
        };
        let models = Model::ALL.iter().filter(|model| !model.is_chain());
        let half_life_days =
            if half_life_days > 0.0 { half_life_days } else { Options::default().half_life_days };
        Books {
            channels,
            is_direct: channels.iter().map(is_direct).collect(),
            half_life_days,
            ledgers: models.map(|model| (*model, Ledger::new(channels.len()))).collect(),
            scratch: Scratch::default(),
            paths: FxHashMap::default(),
            path: Vec::new(),
            touched: vec![(0, 0, false); channels.len()],
        }
    }

    pub fn add(&mut self, journey: &Journey) {
        let rules = model::Rules { is_direct: &self.is_direct, half_life_days: self.half_life_days };
        if journey.customers > 0 || journey.value != 0 {
            for (model, ledger) in &mut self.ledgers {
                ledger.add(*model, journey, &rules, &mut self.scratch);
            }
        }
        self.path.clear();
        for touch in &journey.touches {
            if self.path.last() != Some(&touch.channel) {
                self.path.push(touch.channel);
            }
        }
        let customers = u64::from(journey.customers);
        for (at, channel) in self.path.iter().enumerate() {
            let Some((_, with, there)) = self.touched.get_mut(usize::from(*channel)) else { continue };
            *there = true;
            if self.path.iter().position(|first| first == channel) == Some(at) {
                *with += customers;
            }
        }
        for touch in &journey.touches {
            if let Some((touches, ..)) = self.touched.get_mut(usize::from(touch.channel)) {
                *touches += customers;
            }
        }
        if self.path.is_empty() {
            return;
        }
        let sums = match self.paths.get_mut(self.path.as_slice()) {
            Some(sums) => sums,
            None => self.paths.entry(self.path.clone().into_boxed_slice()).or_default(),
        };
        sums.customers += customers;
        sums.value += i128::from(journey.value);
        sums.nulls += u64::from(journey.nulls);
    }

    pub fn close(self) -> Tables {
        let mut known: Vec<Known> = self.paths.into_iter().collect();
        known.sort_unstable();
        let paths: Vec<Path> = known
            .iter()
            .map(|(channels, sums)| Path {
                channels: channels.to_vec(),
                customers: sums.customers,
                nulls: sums.nulls,
            })
            .collect();
        let count = self.channels.len();
        let (customers, value) =
            self.ledgers.first().map_or((0, 0), |(_, ledger)| (ledger.customers, ledger.value));
        let nulls = paths.iter().map(|path| path.nulls).sum();
        let with = if nulls > 0 { removal(&paths, count, true) } else { None };
        let without = removal(&paths, count, false);
        let gate = MarkovGate {
            customers,
            nulls,
            is_open: customers >= ENOUGH_CUSTOMERS && nulls > 0 && with.is_some(),
            too_many_channels: customers > 0 && without.is_none(),
        };
        let mut credits: Vec<Vec<Option<Credit>>> = vec![vec![None; Model::ALL.len()]; count];
        let mut set = |model: Model, all: Vec<Credit>| {
            for (slots, credit) in credits.iter_mut().zip(all) {
                slots.iter_mut().skip(model as usize).take(1).for_each(|slot| *slot = Some(credit));
            }
        };
        for (model, ledger) in &self.ledgers {
            if customers > 0 || value != 0 {
                set(*model, of_ledger(ledger));
            }
        }
        for (model, found) in [(Model::Markov, &with), (Model::MarkovConverting, &without)] {
            if let Some(found) = found {
                set(model, of_removal(found, customers, value));
            }
        }
        let relied: Vec<Model> = Model::ALL
            .iter()
            .copied()
            .filter(|m| !m.is_chain() || *m == Model::Markov && gate.is_open)
            .collect();
        let channels = self
            .channels
            .iter()
            .zip(credits)
            .zip(&self.touched)
            .map(|((channel, credits), (touches, customers_touched, is_there))| {
                let mut told = ChannelCredit {
                    channel: channel.clone(),
                    in_company: true,
                    credits,
                    touches: *touches,
                    customers_touched: *customers_touched,
                    opens: 0,
                    spread: None,
                };
                told.spread = told.among(&relied);
                Entry { told, is_there: *is_there }
            })
            .collect();
        Tables {
            channels,
            gate,
            base: with.map(|found| found.base),
            paths_total: u32::try_from(known.len()).unwrap_or(u32::MAX),
            paths: told_paths(&known, self.channels),
        }
    }
}

fn of_ledger(ledger: &Ledger) -> Vec<Credit> {
    let units: Vec<i128> = ledger.given.iter().map(|given| given.units).collect();
    let values: Vec<i128> = ledger.given.iter().map(|given| given.value).collect();
    let sd = |channel: usize| ledger.share_sd(channel);
    credits(&units, &round_to(ledger.value, &values, WHOLE), ledger.customers, &sd)
}

/// The chain gives shares of customers; money is shared as they are.
fn of_removal(found: &markov::Removal, customers: u64, value: i128) -> Vec<Credit> {
    let shares = whole_units(&found.shares);
    let values: Vec<i128> = shares.iter().map(|units| units.saturating_mul(value)).collect();
    let units: Vec<i128> = shares.iter().map(|units| units * i128::from(customers)).collect();
    let sd = |channel: usize| found.share_sd.get(channel).copied().filter(|sd| sd.is_finite());
    credits(&units, &round_to(value, &values, WHOLE), customers, &sd)
}

/// `units` of all channels add up to `customers` wholes.
fn credits(units: &[i128], values: &[i64], customers: u64, sd: &dyn Fn(usize) -> Option<f64>) -> Vec<Credit> {
    let customers = i128::from(customers);
    let tenfold: Vec<i128> = units.iter().map(|units| 10 * units).collect();
    let tenths = round_to(10 * customers, &tenfold, WHOLE);
    let thousandfold: Vec<i128> = units.iter().map(|units| 1_000 * units).collect();
    let per_mille = round_to(1_000, &thousandfold, customers * WHOLE);
    let whole = customers as f64;
    let rows = units.iter().zip(values).zip(tenths.iter().zip(&per_mille)).enumerate();
    rows.map(|(at, ((units, value), (tenths, per_mille)))| Credit {
        customers: in_wholes(*units),
        tenths: *tenths,
        value: *value,
        share: if customers > 0 { in_wholes(*units) / whole } else { 0.0 },
        per_mille: *per_mille,
        share_sd: sd(at),
    })
    .collect()
}

fn told_paths(known: &[Known], channels: &[Channel]) -> Vec<PathCount> {
    let mut order: Vec<(std::cmp::Reverse<(u64, u64)>, usize)> = known
        .iter()
        .enumerate()
        .map(|(at, (_, sums))| (std::cmp::Reverse((sums.customers, sums.nulls)), at))
        .collect();
    order.sort_unstable();
    let id = |channel: &u16| channels.get(usize::from(*channel)).map_or_else(String::new, |c| c.id.clone());
    let told = order.iter().take(TOLD_PATHS).filter_map(|(_, at)| known.get(*at));
    told.map(|(path, sums)| PathCount {
        channels: path.iter().map(id).collect(),
        customers: sums.customers,
        value: sums.value,
        nulls: sums.nulls,
    })
    .collect()
}
