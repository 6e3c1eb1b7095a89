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

mod books;
mod journeys;
pub mod ledger;
pub mod markov;
pub mod model;

use garimpo_table::Currency;
use serde::{Deserialize, Serialize};

use crate::company::{Cache, Channel, Company, MergeOffer, SheetInput, touches};
use crate::ranking::scope::Scope;
use crate::{Day, Role, Settings};
pub use books::{Books, Entry, Tables};
pub use model::{Journey, Model, Touch};

/// Fewer customers than this are too few for Markov's model (domain.md b.4).
pub const ENOUGH_CUSTOMERS: u64 = 50;
/// A share that moves by this factor, or by this many points, depends on the model (domain.md c.1).
pub const FACTOR: f64 = 1.5;
pub const POINTS: f64 = 0.1;

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
    /// Among the models that can be relied on.
    pub spread: Option<Spread>,
}

/// How far a channel's share of the customers is a matter of the model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The smallest and the largest share, and whose they are.
    pub least: (Model, f64),
    pub most: (Model, f64),
    /// They differ by more than a factor of [`FACTOR`] or [`POINTS`].
    pub depends_on_model: bool,
}

impl ChannelCredit {
    pub fn get(&self, model: Model) -> Option<Credit> {
        self.credits.get(model as usize).copied().flatten()
    }

    /// The same among the models that are shown.
    pub fn among(&self, models: &[Model]) -> Option<Spread> {
        let shares = || models.iter().filter_map(|model| Some((*model, self.get(*model)?.share)));
        let least = shares().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
        let most = shares().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        // Rounding must not make a difference of what is the same.
        let apart = most.1 - least.1 > POINTS + 1e-9 || most.1 > FACTOR * least.1 + 1e-9;
        Some(Spread { least, most, depends_on_model: apart })
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
