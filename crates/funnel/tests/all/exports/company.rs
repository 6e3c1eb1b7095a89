//! The company of the look-alikes: three campaigns with a cost a day, forty leads, and their deals.

use std::collections::BTreeMap;

use garimpo_table::value::civil;

/// 1 May 2026.
pub fn first_day() -> i32 {
    civil::days(2026, 5, 1).expect("a day")
}

pub const DAYS: i32 = 24;
pub fn last_day() -> i32 {
    first_day() + DAYS - 1
}

pub const CAMPAIGNS: [&str; 3] =
    ["[SEARCH][06.05.26]-Cedro | marca", "Cedro; ofertas, maio", "Remarketing \"frio\""];

/// One campaign's day.
pub struct Cost {
    pub campaign: &'static str,
    pub day: i32,
    pub cents: i64,
    pub impressions: u32,
    pub clicks: u32,
}

/// By day, then by campaign.
pub fn costs() -> Vec<Cost> {
    let mut costs = Vec::new();
    for day in 0..DAYS {
        for (number, campaign) in (0i64..).zip(CAMPAIGNS) {
            let mix = (number * 3_701 + i64::from(day) * 5_309) % 9_000;
            let impressions = 300 + (mix * 7 % 6_000) as u32;
            costs.push(Cost {
                campaign,
                day: first_day() + day,
                cents: 1_005 + mix,
                impressions,
                clicks: 3 + impressions / 60,
            });
        }
    }
    costs
}

/// Each campaign's whole time.
pub fn by_campaign() -> Vec<Cost> {
    let mut sums: Vec<Cost> = Vec::new();
    for cost in costs() {
        match sums.iter_mut().find(|sum| sum.campaign == cost.campaign) {
            Some(sum) => {
                sum.cents += cost.cents;
                sum.impressions += cost.impressions;
                sum.clicks += cost.clicks;
            }
            None => sums.push(Cost { day: first_day(), ..cost }),
        }
    }
    sums
}

pub fn total(costs: &[Cost]) -> i64 {
    costs.iter().map(|cost| cost.cents).sum()
}

/// Where a lead came from; every tool has its own word.
pub type Origin = usize;
pub const ORIGINS: usize = 5;
pub const PAID_SEARCH: Origin = 0;
pub const ORGANIC: Origin = 1;
pub const PAID_SOCIAL: Origin = 2;
pub const REFERRAL: Origin = 3;
pub const EVENT: Origin = 4;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    None,
    Open,
    Won,
    Lost,
}

pub struct Lead {
    pub number: u32,
    pub name: String,
    pub email: String,
    pub company: String,
    pub phone: String,
    pub origin: Origin,
    pub created: i32,
    pub outcome: Outcome,
    /// Of the deal, if there is one.
    pub opened: i32,
    pub closed: i32,
    pub cents: i64,
    /// A month's.
    pub recurring: i64,
}

const FIRST: [&str; 8] = ["Ana", "João", "Conceição", "Íris", "Otávio", "Lúcia", "Caio", "Renê"];
const LAST: [&str; 5] = ["Lima", "Araújo", "d'Ávila", "Gonçalves", "Prado"];
const FIRMS: [&str; 8] =
    ["Cerâmica", "Usina", "Móveis", "Têxtil", "Ótica", "Laticínios", "Colégio", "Gráfica"];

pub fn leads() -> Vec<Lead> {
    (0..40u32)
        .map(|number| {
            let at = number as usize;
            let outcome = match number % 8 {
                0 | 5 => Outcome::Won,
                2 => Outcome::Lost,
                3 => Outcome::Open,
                _ => Outcome::None,
            };
            let created = first_day() + (number as i32 * 7) % 31;
            Lead {
                number: 1_000 + number,
                name: format!("{} {}", FIRST[at % 8], LAST[at % 5]),
                email: format!("lead{number}@{}.example", ["cedro", "ipe", "jatoba"][at % 3]),
                company: format!("{} {}", FIRMS[at % 8], number + 1),
                phone: format!("119{:08}", 80_000_000 + number * 1_357),
                origin: (at * 3 + at / 7) % ORIGINS,
                created,
                outcome,
                opened: created + 2,
                closed: created + 9 + number as i32 % 20,
                cents: 100_000 + i64::from(number) * 12_345,
                recurring: if number % 3 == 0 { 9_900 } else { 0 },
            }
        })
        .collect()
}

/// The leads that have a deal.
pub fn deals() -> Vec<Lead> {
    leads().into_iter().filter(|lead| lead.outcome != Outcome::None).collect()
}

/// How many of these have each channel id.
pub fn count<'a>(leads: impl Iterator<Item = &'a Lead>, ids: [&str; ORIGINS]) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for lead in leads {
        *counts.entry(ids[lead.origin].to_owned()).or_default() += 1;
    }
    counts
}

pub fn won(leads: &[Lead]) -> impl Iterator<Item = &Lead> {
    leads.iter().filter(|lead| lead.outcome == Outcome::Won)
}

pub fn lost(leads: &[Lead]) -> u32 {
    leads.iter().filter(|lead| lead.outcome == Outcome::Lost).count() as u32
}

pub fn created(leads: &[Lead]) -> Option<(i32, i32)> {
    Some((leads.iter().map(|lead| lead.created).min()?, leads.iter().map(|lead| lead.created).max()?))
}

pub fn opened(leads: &[Lead]) -> Option<(i32, i32)> {
    Some((leads.iter().map(|lead| lead.opened).min()?, leads.iter().map(|lead| lead.opened).max()?))
}
