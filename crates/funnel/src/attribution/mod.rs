//! Attribution: what each channel is credited with, by several models side by side (domain.md c).
//!
//! `company::touches` reads the touches, `journeys` makes journeys of them, `model` shares one customer among
//! touches, `markov` among channels of all journeys, `ledger` adds up. Everything is told by model: which one is
//! right is not known, and attribution is bookkeeping, not proof of cause.
//! - Touches after the first purchase or outside of the lookback get nothing; of one second they keep the order
//!   of the file. Excluded channels are taken out before weights. E-mails opened or sent are counted, never
//!   credited. Customers without a credited touch are told apart.
//! - Credit adds up: customers and money of all channels are those of the customers with touches, to the cent.
//!
//! Must never depend on the order of rows, nor use random numbers.

mod journeys;
pub mod ledger;
pub mod markov;
pub mod model;

use garimpo_table::Currency;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::company::{Cache, Channel, Company, MergeOffer, SheetInput, touches};
use crate::group::{Group, group_of_text};
use crate::ranking::scope::Scope;
use crate::{Day, Role, Settings};
use ledger::{Ledger, Scratch, WHOLE, in_wholes, round_to, whole_units};
use markov::{Path, removal};
pub use model::{Journey, Model, Touch};

/// Fewer customers than this are too few for Markov's model (domain.md b.4).
pub const ENOUGH_CUSTOMERS: u64 = 50;
/// A share that moves by this factor, or by this many points, depends on the model (domain.md c.1).
pub const FACTOR: f64 = 1.5;
pub const POINTS: f64 = 0.1;
/// Paths that are told.
const TOLD_PATHS: usize = 20;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Touches further back than this from the purchase get nothing. `None`: all count.
    pub lookback_days: Option<u32>,
    /// Of the time decay model.
    pub half_life_days: f64,
    /// Ids of channels that get nothing, as if their touches were not there.
    pub exclude: Vec<String>,
    /// Touches of all leads with one company's name count for its customer. Those of one deal always do.
    pub by_company: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { lookback_days: None, half_life_days: 7.0, exclude: Vec::new(), by_company: false }
    }
}

/// What one model gives one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    pub customers: f64,
    /// The same in tenths, rounded so that the channels' add up to all.
    pub tenths: i64,
    /// Minor units; the channels' add up to all.
    pub value: i64,
    /// Share of the credited customers, and in tenths of a percent that add up to 1000.
    pub share: f64,
    pub per_mille: i64,
    /// Standard error of the share, from how much single journeys move it.
    pub share_sd: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelCredit {
    pub channel: Channel,
    /// Whether the company has it apart from touches.
    pub in_company: bool,
    /// One a [`Model`], in the order of `Model::ALL`; `None` where the model has no answer.
    pub credits: Vec<Option<Credit>>,
    /// Touches of customers that were credited, and customers that have any.
    pub touches: u64,
    pub customers_touched: u64,
    /// E-mails opened, of anybody: a weak sign, never credited.
    pub opens: u64,
    /// The smallest and the largest share among the models that can be relied on, with their models.
    pub least: Option<(Model, f64)>,
    pub most: Option<(Model, f64)>,
    /// These two differ by more than a factor of 1.5 or 10 points.
    pub depends_on_model: bool,
}

impl ChannelCredit {
    pub fn get(&self, model: Model) -> Option<Credit> {
        self.credits.get(model as usize).copied().flatten()
    }

    /// The smallest and largest share among these models, and whether they are apart.
    pub fn among(&self, models: &[Model]) -> (Option<(Model, f64)>, Option<(Model, f64)>, bool) {
        let shares = || models.iter().filter_map(|model| Some((*model, self.get(*model)?.share)));
        let least = shares().reduce(|a, b| if b.1 < a.1 { b } else { a });
        let most = shares().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let apart = least.zip(most).is_some_and(|((_, low), (_, high))| {
            // Rounding must not make a difference of what is the same.
            high - low > POINTS + 1e-9 || high > FACTOR * low + 1e-9
        });
        (least, most, apart)
    }
}

/// What happened to every customer and touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of the touches sheets.
    pub touches: u32,
    /// Of them: without a day; of nobody among leads and deals; of excluded channels; opened and sent e-mails.
    pub undated: u32,
    pub strangers: u32,
    pub excluded: u32,
    pub opens: u32,
    pub sends: u32,
    /// Credited, counted once for each customer.
    pub credited_touches: u32,
    pub customers: u32,
    /// Minor units.
    pub value: i128,
    /// Customers, and their money, without any credited touch.
    pub without_touch: u32,
    pub value_without_touch: i128,
    /// Customers whose day of purchase is not told: all their touches count.
    pub undated_wins: u32,
    /// Journeys without the day that a lead or an opportunity was made: models that need it share among the rest.
    pub without_lead_day: u32,
    pub without_opportunity_day: u32,
    /// Leads with touches that did not become customers.
    pub null_journeys: u32,
}

impl Counts {
    fn leave(&mut self, customers: u32, value: i64) {
        self.without_touch += customers;
        self.value_without_touch += i128::from(value);
    }
}

/// Whether Markov's model can be relied on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkovGate {
    pub customers: u64,
    pub nulls: u64,
    /// At least [`ENOUGH_CUSTOMERS`] customers, and journeys that did not end in one.
    pub is_open: bool,
    /// More channels than can be solved: no answer at all.
    pub too_many_channels: bool,
}

/// Journeys with one path, repeats in a row collapsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathCount {
    /// Ids of channels.
    pub channels: Vec<String>,
    pub customers: u64,
    pub value: i128,
    pub nulls: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    pub as_of: Option<Day>,
    pub currency: Option<Currency>,
    /// Channels with a credited touch or an opened e-mail: by id, the company's own first.
    pub channels: Vec<ChannelCredit>,
    pub counts: Counts,
    pub gate: MarkovGate,
    /// P(customer) of the chain with nulls.
    pub markov_base: Option<f64>,
    /// Most customers first, then most journeys, then the path; at most 20 of `paths_total`.
    pub paths: Vec<PathCount>,
    pub paths_total: u32,
    /// Spellings to merge that only the touches bring up.
    pub offers: Vec<MergeOffer>,
}

/// `None` if no sheet holds touches. `sheets`, `settings` and `cache` are those that `company` was built with.
pub fn attribute(
    company: &Company,
    sheets: &[SheetInput<'_>],
    settings: &Settings,
    options: &Options,
    cache: &mut Cache,
) -> Option<Attribution> {
    if !sheets.iter().any(|sheet| sheet.role == Role::Touches) {
        return None;
    }
    let touched = touches::read(company, sheets, settings, options.by_company, cache);
    let mut counts = Counts {
        touches: touched.total,
        undated: touched.undated,
        strangers: touched.strangers,
        ..Counts::default()
    };
    let excluded: Vec<bool> =
        touched.channels.iter().map(|channel| options.exclude.contains(&channel.id)).collect();
    let rules = journeys::Rules { excluded: &excluded, lookback_days: options.lookback_days };
    let scope = Scope::new(settings);
    let mut books = Books::new(&touched.channels, options.half_life_days);
    journeys::each(company, &touched, &scope, &rules, &mut counts, |journey| books.add(journey));
    let mut opens = vec![0; touched.channels.len()];
    for touch in touched.rows.iter().filter(|touch| touch.deed == touches::Deed::Open) {
        opens.iter_mut().skip(usize::from(touch.channel)).take(1).for_each(|count| *count += 1);
    }
    let tables = books.close();
    let of = |channel: usize| opens.get(channel).copied().unwrap_or(0);
    let channels = tables
        .channels
        .into_iter()
        .enumerate()
        .zip(touched.channels.iter())
        .filter(|((at, credit), _)| credit.is_there || of(*at) > 0)
        .map(|((at, credit), channel)| ChannelCredit {
            channel: channel.clone(),
            in_company: at < company.channels.len(),
            opens: of(at),
            ..credit.told
        });
    Some(Attribution {
        as_of: company.as_of,
        currency: company.currency,
        channels: channels.collect(),
        counts,
        gate: tables.gate,
        markov_base: tables.base,
        paths: tables.paths,
        paths_total: tables.paths_total,
        offers: touched.offers,
    })
}

/// Where journeys are added up, whatever they were made of.
pub struct Books<'a> {
    channels: &'a [Channel],
    is_direct: Vec<bool>,
    half_life_days: f64,
    ledgers: Vec<(Model, Ledger)>,
    scratch: Scratch,
    paths: FxHashMap<Box<[u16]>, (u64, i128, u64)>,
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
        for (model, ledger) in &mut self.ledgers {
            ledger.add(*model, journey, &rules, &mut self.scratch);
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
        sums.0 += customers;
        sums.1 += i128::from(journey.value);
        sums.2 += u64::from(journey.nulls);
    }

    pub fn close(self) -> Tables {
        let mut known: Vec<(Box<[u16]>, (u64, i128, u64))> = self.paths.into_iter().collect();
        known.sort_unstable();
        let paths: Vec<Path> = known
            .iter()
            .map(|(channels, (customers, _, nulls))| Path {
                channels: channels.to_vec(),
                customers: *customers,
                nulls: *nulls,
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
                    least: None,
                    most: None,
                    depends_on_model: false,
                };
                (told.least, told.most, told.depends_on_model) = told.among(&relied);
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

type Known = (Box<[u16]>, (u64, i128, u64));

fn told_paths(known: &[Known], channels: &[Channel]) -> Vec<PathCount> {
    let mut order: Vec<(std::cmp::Reverse<(u64, u64)>, usize)> = known
        .iter()
        .enumerate()
        .map(|(at, (_, (customers, _, nulls)))| (std::cmp::Reverse((*customers, *nulls)), at))
        .collect();
    order.sort_unstable();
    let id = |channel: &u16| channels.get(usize::from(*channel)).map_or_else(String::new, |c| c.id.clone());
    let told = order.iter().take(TOLD_PATHS).filter_map(|(_, at)| known.get(*at));
    told.map(|(path, (customers, value, nulls))| PathCount {
        channels: path.iter().map(id).collect(),
        customers: *customers,
        value: *value,
        nulls: *nulls,
    })
    .collect()
}
