//! The channels' numbers as a link carries them: sums with at most six digits, the ends of intervals with three,
//! ratios not at all (they are made again from the sums). Everything else of a ranking stays where it is.

use garimpo_funnel::company::{Channel, ChannelName, Spans};
use garimpo_funnel::maturity::Unfinished;
use garimpo_funnel::ranking::{Answer, ChannelRow, Metric, MetricId, Row, Settle, State, Tier, further};
use garimpo_funnel::{Clock, Day, Group, Ranking, Settings};
use garimpo_table::Currency;
use serde::{Deserialize, Serialize};

use super::pack::{Packer, Unpacker};
use super::settings;

/// Channels of a link. What is beyond is folded.
pub const MOST_CHANNELS: usize = 60;
const SUM: u8 = 6;
const END: u8 = 3;

/// What is carried, in this order. Never change it: version 1 of the format is this list.
pub const METRICS: [MetricId; 15] = [
    MetricId::Spend,
    MetricId::Leads,
    MetricId::Customers,
    MetricId::Revenue,
    MetricId::Cpl,
    MetricId::Cac,
    MetricId::LeadToCustomer,
    MetricId::AverageDeal,
    MetricId::ValuePerLead,
    MetricId::ReturnPerUnit,
    MetricId::TierCost,
    MetricId::TierValue,
    MetricId::PCheapest,
    MetricId::PBestValue,
    MetricId::Maturity,
];

/// How a channel is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    Group(Group),
    Text(String),
    Blank,
    /// It named somebody, so it stayed behind.
    Withheld,
    /// Channels of few people, together.
    Others,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SummaryRow {
    pub name: Name,
    pub row: Row,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// When the link was made; `None`: not told.
    pub made: Option<Day>,
    pub as_of: Option<Day>,
    pub first_day: Option<Day>,
    /// Without texts.
    pub settings: Settings,
    pub currency: Option<Currency>,
    /// Rows of the tables that the numbers come from.
    pub rows: u64,
    /// In the order shown.
    pub channels: Vec<SummaryRow>,
    /// How many are together in "others".
    pub folded: u32,
    pub totals: Row,
    /// Chance that the tier before is better, for each tier of cost.
    pub tiers_cost: Vec<Option<f64>>,
    pub tiers_value: Vec<Option<f64>>,
    pub answer: Answer,
    pub settle: Option<Settle>,
}

/// Channels of a summary are called by their place: 0, 1, …
pub fn id(place: usize) -> String {
    place.to_string()
}

impl Summary {
    /// Only what a link carries is left of the rows.
    pub fn rounded(self) -> Option<Summary> {
        Summary::decode(&self.encode())
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        for day in [self.made, self.as_of, self.first_day] {
            packer.maybe(day.map(i64::from));
        }
        settings::write(&mut packer, &self.settings);
        packer.currency(self.currency);
        packer.count(self.rows);
        packer.count(u64::from(self.folded));
        packer.count(self.channels.len() as u64);
        for channel in &self.channels {
            match &channel.name {
                Name::Blank => packer.byte(0),
                Name::Withheld => packer.byte(1),
                Name::Others => packer.byte(2),
                Name::Text(text) => {
                    packer.byte(3);
                    packer.text(text);
                }
                Name::Group(group) => {
                    let at = Group::ALL.iter().position(|one| one == group).unwrap_or_default();
                    packer.byte(4 + at as u8);
                }
            }
            row(&mut packer, &channel.row);
        }
        row(&mut packer, &self.totals);
        for tiers in [&self.tiers_cost, &self.tiers_value] {
            packer.count(tiers.len() as u64);
            tiers.iter().for_each(|worse| packer.number(*worse, END));
        }
        self.say(&mut packer);
        packer.0
    }

    fn say(&self, packer: &mut Packer) {
        // Ids are places here.
        let place = |id: &String| id.parse::<u64>().unwrap_or(u64::from(u16::MAX));
        match &self.answer {
            Answer::NoCosts => packer.byte(0),
            Answer::NoCustomers => packer.byte(1),
            Answer::OnlyOne { channel } => {
                packer.byte(2);
                packer.count(place(channel));
            }
            Answer::Cheapest { first, dearer } => {
                packer.byte(3);
                packer.count(first.len() as u64);
                first.iter().for_each(|id| packer.count(place(id)));
                packer.count(dearer.len() as u64);
                for (id, chance) in dearer {
                    packer.count(place(id));
                    packer.number(Some(*chance), 4);
                }
            }
        }
        packer.byte(u8::from(self.settle.is_some()));
        if let Some(settle) = &self.settle {
            packer.count(place(&settle.channel));
            packer.count(place(&settle.from));
            packer.number(Some(settle.probability), END);
            packer.count(u64::from(settle.customers));
            packer.number(Some(settle.spend), SUM);
        }
    }

    pub fn decode(bytes: &[u8]) -> Option<Summary> {
        let mut unpacker = Unpacker(bytes);
        let from = &mut unpacker;
        let (made, as_of, first_day) = (from.maybe_day()?, from.maybe_day()?, from.maybe_day()?);
        let settings = settings::read(from)?;
        let currency = from.currency()?;
        let rows = from.count()?;
        let folded = u32::try_from(from.count()?).ok()?;
        let count = usize::try_from(from.count()?).ok().filter(|count| *count <= MOST_CHANNELS)?;
        let mut channels = Vec::new();
        for _ in 0..count {
            let name = match from.byte()? {
                0 => Name::Blank,
                1 => Name::Withheld,
                2 => Name::Others,
                3 => Name::Text(from.text()?.to_owned()),
                group => Name::Group(*Group::ALL.get(usize::from(group) - 4)?),
            };
            channels.push(SummaryRow { name, row: read_row(from)? });
        }
        let totals = read_row(from)?;
        let mut tiers = || -> Option<Vec<Option<f64>>> {
            let tiers = usize::try_from(from.count()?).ok().filter(|tiers| *tiers <= count)?;
            (0..tiers).map(|_| from.number()).collect()
        };
        let (tiers_cost, tiers_value) = (tiers()?, tiers()?);
        let answer = heard(from, count)?;
        let settle = match from.byte()? {
            0 => None,
            1 => Some(Settle {
                channel: place(from, count)?,
                from: place(from, count)?,
                probability: from.number()??,
                customers: u32::try_from(from.count()?).ok()?,
                spend: from.number()??,
            }),
            _ => return None,
        };
        unpacker.done()?;
        Some(Summary {
            made,
            as_of,
            first_day,
            settings,
            currency,
            rows,
            channels,
            folded,
            totals,
            tiers_cost,
            tiers_value,
            answer,
            settle,
        })
    }

    /// As a ranking to look at. `word` names the channels that have no name of their own.
    pub fn ranking(&self, word: impl Fn(&Name) -> String) -> Ranking {
        let named = |(place, channel): (usize, &SummaryRow)| ChannelRow {
            channel: Channel {
                id: id(place),
                name: match &channel.name {
                    Name::Group(group) => ChannelName::Group(*group),
                    Name::Text(text) => ChannelName::Text(text.clone()),
                    Name::Blank => ChannelName::Blank,
                    Name::Withheld => ChannelName::Text(format!("{} {}", word(&channel.name), place + 1)),
                    Name::Others => ChannelName::Text(word(&channel.name)),
                },
                spellings: Vec::new(),
            },
            row: channel.row.clone(),
        };
        let channels: Vec<ChannelRow> = self.channels.iter().enumerate().map(named).collect();
        let young = channels.iter().filter(|row| further::is_young(&row.row));
        let unfinished =
            Unfinished { young: young.map(|row| row.channel.id.clone()).collect(), ..Unfinished::default() };
        let told = |id: MetricId| self.totals.get(id).value.is_some();
        Ranking {
            as_of: self.as_of,
            first_day: self.first_day,
            clock: self.settings.clock,
            currency: self.currency,
            tiers_cost: tiers(&channels, MetricId::TierCost, &self.tiers_cost),
            tiers_value: tiers(&channels, MetricId::TierValue, &self.tiers_value),
            tiers_speed: Vec::new(),
            totals: self.totals.clone(),
            answer: self.answer.clone(),
            settle: self.settle.clone(),
            join: Default::default(),
            offers: Vec::new(),
            notes: Vec::new(),
            spans: Spans::default(),
            unfinished,
            has_leads: told(MetricId::Leads),
            has_deals: told(MetricId::Revenue),
            has_spend: told(MetricId::Spend),
            channels,
        }
    }

    /// Every text in it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.channels.iter().filter_map(|channel| match &channel.name {
            Name::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    pub fn clock(&self) -> Clock {
        self.settings.clock
    }
}

fn tiers(channels: &[ChannelRow], id: MetricId, worse: &[Option<f64>]) -> Vec<Tier> {
    (1..)
        .zip(worse)
        .map(|(number, worse)| {
            let inside = channels.iter().filter(|row| row.row.get(id).value == Some(f64::from(number)));
            Tier { channels: inside.map(|row| row.channel.id.clone()).collect(), worse_than_before: *worse }
        })
        .collect()
}

fn place(from: &mut Unpacker<'_>, count: usize) -> Option<String> {
    usize::try_from(from.count()?).ok().filter(|place| *place < count).map(id)
}

fn heard(from: &mut Unpacker<'_>, count: usize) -> Option<Answer> {
    let many = |from: &mut Unpacker<'_>| usize::try_from(from.count()?).ok().filter(|many| *many <= count);
    Some(match from.byte()? {
        0 => Answer::NoCosts,
        1 => Answer::NoCustomers,
        2 => Answer::OnlyOne { channel: place(from, count)? },
        3 => {
            let first = (0..many(from)?).map(|_| place(from, count)).collect::<Option<_>>()?;
            let dearer = (0..many(from)?)
                .map(|_| Some((place(from, count)?, from.number()??)))
                .collect::<Option<_>>()?;
            Answer::Cheapest { first, dearer }
        }
        _ => return None,
    })
}

/// The two sums that a ratio is made of.
fn parts(id: MetricId) -> Option<(MetricId, MetricId)> {
    Some(match id {
        MetricId::Cpl => (MetricId::Spend, MetricId::Leads),
        MetricId::Cac => (MetricId::Spend, MetricId::Customers),
        MetricId::LeadToCustomer => (MetricId::Customers, MetricId::Leads),
        MetricId::AverageDeal => (MetricId::Revenue, MetricId::Customers),
        MetricId::ValuePerLead => (MetricId::Revenue, MetricId::Leads),
        MetricId::ReturnPerUnit => (MetricId::Revenue, MetricId::Spend),
        _ => return None,
    })
}

fn quotient(row: &Row, id: MetricId) -> Option<(f64, (f64, f64))> {
    let (above, below) = parts(id)?;
    let (above, below) = (row.get(above).value?, row.get(below).value?);
    (below > 0.0).then_some((above / below, (above, below)))
}

const STATES: [State; 5] = [State::Ok, State::TooFew, State::NoLeads, State::CostUnknown, State::None];
/// One byte before each metric: its state, and what follows.
const VALUE: u8 = 8;
const LOW: u8 = 16;
const HIGH: u8 = 32;
/// The value is the quotient of the sums.
const RATIO: u8 = 64;

fn row(packer: &mut Packer, row: &Row) {
    for id in METRICS {
        let metric = row.get(id);
        let is_near = |quotient: f64| {
            metric.value.is_some_and(|value| (value - quotient).abs() <= quotient.abs() * 1e-9)
        };
        let is_ratio = quotient(row, id).is_some_and(|(quotient, _)| is_near(quotient));
        let state = STATES.iter().position(|state| *state == metric.state).unwrap_or_default() as u8;
        let on = |bit: u8, is_on: bool| if is_on { bit } else { 0 };
        packer.byte(
            state
                | on(VALUE, metric.value.is_some() && !is_ratio)
                | on(LOW, metric.low.is_some())
                | on(HIGH, metric.high.is_some())
                | on(RATIO, is_ratio),
        );
        if metric.value.is_some() && !is_ratio {
            packer.number(metric.value, SUM);
        }
        for end in [metric.low, metric.high].into_iter().flatten() {
            packer.number(Some(end), END);
        }
    }
}

fn read_row(from: &mut Unpacker<'_>) -> Option<Row> {
    let mut row = Row { metrics: vec![Metric::default(); MetricId::ALL.len()] };
    for id in METRICS {
        let head = from.byte()?;
        let state = *STATES.get(usize::from(head & 7))?;
        let has = |bit: u8| head & bit != 0;
        if head & 0x80 != 0 || has(VALUE) && has(RATIO) {
            return None;
        }
        let mut number = |is_there: bool| if is_there { from.number() } else { Some(None) };
        let (value, low, high) = (number(has(VALUE))?, number(has(LOW))?, number(has(HIGH))?);
        let (value, over) = match has(RATIO) {
            true => quotient(&row, id).map(|(value, over)| (Some(value), Some(over)))?,
            false => (value, None),
        };
        if let Some(slot) = row.metrics.get_mut(id as usize) {
            *slot = Metric { value, state, low, high, over }.sound();
        }
    }
    // The same sums again, under the other name.
    let back = row.get(MetricId::ReturnPerUnit);
    if let Some(slot) = row.metrics.get_mut(MetricId::Roas as usize) {
        *slot = back;
    }
    Some(row)
}
