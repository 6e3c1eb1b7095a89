//! Companies with segments, made row by row: the company's columns and the sheets that the segments are read from.
#![allow(dead_code)]

use garimpo_funnel::company::{Company, NO_LEAD, Reached, SheetInput, Status};
use garimpo_funnel::{Day, Field, Role};
use garimpo_table::Table;

#[path = "../ranking_kit/mod.rs"]
pub mod ranking_kit;
pub use ranking_kit::*;

/// One person with the texts of the segment columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub channel: &'static str,
    pub values: Vec<&'static str>,
    pub created: Day,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    Nothing,
    Qualified,
    Open,
    Lost { after: Day },
    Won { after: Day, amount: i64 },
}

pub const HEADERS: [&str; 3] = ["Setor", "Porte", "UF"];

pub struct Made {
    pub company: Company,
    pub leads: Table,
    pub fields: Vec<Option<Field>>,
}

/// Leads in the order given, each outcome a deal.
pub fn made(channels: &[&str], people: &[Person]) -> Made {
    let mut maker = Maker::new(channels);
    let mut rows = Vec::new();
    let width = people.first().map_or(1, |person| person.values.len());
    for person in people {
        let created = person.created;
        let reached = match person.outcome {
            Outcome::Nothing => Reached::Lead,
            Outcome::Qualified => Reached::Mql,
            Outcome::Open | Outcome::Lost { .. } => Reached::Opportunity,
            Outcome::Won { .. } => Reached::Customer,
        };
        let won_at = if let Outcome::Won { after, .. } = person.outcome { created + after } else { NO_DAY };
        let lead = maker.lead(person.channel, created, reached, won_at);
        let deal = match person.outcome {
            Outcome::Open => Some((Status::Open, NO_DAY, NO_AMOUNT)),
            Outcome::Lost { after } => Some((Status::Lost, created + after, NO_AMOUNT)),
            Outcome::Won { after, amount } => Some((Status::Won, created + after, amount)),
            _ => None,
        };
        if let Some((status, closed, amount)) = deal {
            maker.deal(lead, person.channel, status, (created, closed), amount, status == Status::Won);
        }
        rows.push(person.values.iter().map(|value| (*value).to_owned()).collect());
    }
    let headers: Vec<String> = HEADERS.iter().take(width).map(|header| (*header).to_owned()).collect();
    let fields = vec![Some(Field::Segment); width];
    Made { company: maker.company, leads: Table::from_rows(headers, rows), fields }
}

impl Made {
    pub fn sheets(&self) -> Vec<SheetInput<'_>> {
        vec![SheetInput {
            id: LEADS,
            role: Role::Leads,
            fields: &self.fields,
            platform: None,
            period: None,
            table: &self.leads,
        }]
    }
}

/// Channel, value, status, days of creation and closing, amount in cents.
pub type LoneDeal = (&'static str, &'static str, Status, (Day, Day), i64);

/// Deals without leads.
pub fn deals_alone(channels: &[&str], deals: &[LoneDeal]) -> Made {
    let mut maker = Maker::new(channels);
    for (channel, _, status, days, amount) in deals {
        maker.deal(NO_LEAD, channel, *status, *days, *amount, *status == Status::Won);
    }
    let rows = deals.iter().map(|deal| vec![deal.1.to_owned()]).collect();
    Made {
        company: maker.company,
        leads: Table::from_rows(vec!["Setor".to_owned()], rows),
        fields: vec![Some(Field::Segment)],
    }
}

/// A plain generator (SplitMix64): the same numbers everywhere.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n - 1)
    }

    /// Nearly normal: the sum of twelve.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// `count` people, `hits` of them won after 30 days for R$ 1,000.
pub fn group(
    channel: &'static str,
    value: &'static str,
    created: Day,
    hits: usize,
    count: usize,
) -> Vec<Person> {
    let outcome = |i: usize| {
        if i < hits { Outcome::Won { after: 30, amount: 100_000 } } else { Outcome::Lost { after: 20 } }
    };
    (0..count).map(|i| Person { channel, values: vec![value], created, outcome: outcome(i) }).collect()
}
