//! The reference paths of domain.md c.5, and journeys made by hand.
#![allow(dead_code)]

use garimpo_funnel::attribution::{Books, Credit, Journey, Model, Tables, Touch};
use garimpo_funnel::company::{Channel, ChannelName};

pub const IDS: [&str; 7] = ["direct", "email", "event", "organic", "paid_search", "paid_social", "referral"];

/// Path, customers, value in whole reais, leads that did not buy.
pub const PATHS: [(&str, u32, i64, u32); 14] = [
    ("paid_search", 12, 24_000, 180),
    ("organic", 9, 27_000, 210),
    ("referral", 6, 24_000, 24),
    ("event", 3, 18_000, 40),
    ("paid_social > organic", 5, 10_000, 70),
    ("paid_social > paid_search", 7, 14_000, 95),
    ("organic > email", 4, 14_000, 30),
    ("paid_social > email > paid_search", 3, 7_500, 22),
    ("organic > email > direct", 2, 8_000, 15),
    ("event > email > direct", 4, 30_000, 12),
    ("paid_social > paid_social > organic > email", 1, 2_500, 18),
    ("referral > direct", 2, 9_000, 5),
    ("paid_search > email > email > direct", 2, 5_000, 9),
    ("direct", 3, 7_500, 60),
];

pub fn channels(ids: &[&str]) -> Vec<Channel> {
    let channel = |id: &&str| Channel {
        id: (*id).to_owned(),
        name: ChannelName::Text((*id).to_owned()),
        spellings: Vec::new(),
    };
    ids.iter().map(channel).collect()
}

/// One touch a day; value in minor units.
pub fn journey(channels: &[u16], customers: u32, value: i64, nulls: u32) -> Journey {
    let touches =
        (0..).zip(channels).map(|(at, channel)| Touch { channel: *channel, at: at * 86_400 }).collect();
    Journey { touches, customers, value, nulls, ..Journey::default() }
}

pub fn reference() -> Vec<Journey> {
    let index = |name: &str| IDS.iter().position(|id| *id == name.trim()).map_or(u16::MAX, |at| at as u16);
    let read = |(path, customers, value, nulls): &(&str, u32, i64, u32)| {
        let channels: Vec<u16> = path.split('>').map(index).collect();
        journey(&channels, *customers, 100 * value, *nulls)
    };
    PATHS.iter().map(read).collect()
}

pub fn add_up(ids: &[&str], journeys: &[Journey], half_life_days: f64) -> Tables {
    let channels = channels(ids);
    let mut books = Books::new(&channels, half_life_days);
    journeys.iter().for_each(|journey| books.add(journey));
    books.close()
}

pub fn credits(tables: &Tables, model: Model) -> Vec<Credit> {
    tables.channels.iter().map(|entry| entry.told.get(model).unwrap_or_default()).collect()
}
