//! One channel's budget: what it spends, what is known of it, and how much it may give and receive.
//!
//! Every limit has its reason, so that the page can say why a channel is in no move. Must never let a channel give
//! or receive where any reason speaks against it.

use serde::{Deserialize, Serialize};

use super::gain::{BAND, Side};
use super::months::Months;
use super::{FLOOR, MOST_IN, MOST_OUT};
use crate::company::{Channel, ChannelName};
use crate::group::{Group, group_of_text};
use crate::ranking::row::{ENOUGH, major};
use crate::ranking::tally::Tally;
use crate::stats::money::{Amounts, Deals, ENOUGH_DEALS, PSEUDO_DEALS, ln_deal};
use crate::text::{has_phrase, words};

/// What a person says of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flags {
    /// More money would buy more of the same.
    pub scalable: bool,
    /// Minor units a month that a contract fixes.
    pub minimum: Option<i64>,
    /// Its months are not alike: past months say nothing of the next.
    pub seasonal: bool,
    /// Harvests what others sow. `None`: by its name (direct, referral, organic, the own brand).
    pub harvest: Option<bool>,
}

impl Default for Flags {
    fn default() -> Self {
        Self { scalable: true, minimum: None, seasonal: false, harvest: None }
    }
}

/// Why a channel gives or receives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    CostUnknown,
    /// The month of its money is not told, or no whole month is there.
    MonthsUnknown,
    /// Nothing was spent in the last whole month.
    Paused,
    /// No customer yet to tell what it brings.
    NoCustomers,
    /// Fewer than ten leads: to be explored, not judged.
    TooFew,
    Harvest,
    NotScalable,
    Seasonal,
    /// At the least, or the most, that was ever spent in a month.
    LowestEver,
    HighestEver,
    /// At the minimum of its contract.
    Minimum,
    /// Channels with too few leads would fall under their part of the budget.
    Exploration,
}

/// How much a response curve could be known: the meter of d.2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub customers: f64,
    pub ln_spend_variance: f64,
    /// Their product; [`ENOUGH_EVIDENCE`] is enough.
    pub meter: f64,
    /// Standard error of the elasticity, 1/√meter.
    pub se: Option<f64>,
}

impl Evidence {
    pub fn new(customers: f64, ln_spend_variance: f64) -> Evidence {
        let meter = customers * ln_spend_variance;
        Evidence { customers, ln_spend_variance, meter, se: (meter > 0.0).then(|| 1.0 / meter.sqrt()) }
    }
}

/// One channel's budget. Money in major units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    pub channel: Channel,
    /// Whole months with spend known, and what the chosen ones are on average: the level that moves start from.
    pub months: u32,
    pub level: Option<f64>,
    pub lowest: Option<f64>,
    pub highest: Option<f64>,
    /// All spend and customers in scope: what the rate is made of.
    pub spend: Option<f64>,
    pub customers: f64,
    /// Customers a month at the level.
    pub monthly: Option<f64>,
    /// The mean deal, drawn to that of all; with at least five won deals.
    pub deal: Option<f64>,
    /// What one more customer costs, CAC / b, by elasticity (domain.md a.1), in the order of [`BAND`].
    pub marginal: Option<[f64; 3]>,
    pub evidence: Evidence,
    pub harvest: bool,
    pub too_few: bool,
    /// Most that it can give and receive a month; 0 with a reason.
    pub can_give: f64,
    pub gives_not: Option<Reason>,
    pub can_receive: f64,
    pub receives_not: Option<Reason>,
    pub(super) side: Option<Known>,
}

/// What [`Side`] is made of, to be sent along.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Known {
    spend: f64,
    customers: f64,
    level: f64,
    ln_deal: Option<(f64, f64)>,
}

impl Known {
    pub(super) fn side(&self) -> Side {
        let Known { spend, customers, level, ln_deal } = *self;
        Side { spend, customers, level, ln_deal }
    }
}

/// What channels with too few leads have of the budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exploration {
    pub channels: Vec<String>,
    pub share: f64,
    /// Major units a month that lack to [`FLOOR`].
    pub missing: f64,
}

/// What a channel's past and a person's word allow.
pub(super) fn budget(
    channel: &Channel,
    tally: &Tally,
    months: &Months,
    (amounts, all): (&Amounts, Option<&Deals>),
    flags: &Flags,
) -> Budget {
    let spend = tally.spend.map(major);
    let customers = tally.customers.unwrap_or(0.0);
    let in_major = |minor: i64| major(i128::from(minor));
    let known = !months.unknown && !months.spent.is_empty();
    let level = months.level().filter(|_| known).map(|minor| minor / 100.0).filter(|level| *level > 0.0);
    let range = |of: fn(&mut dyn Iterator<Item = i64>) -> Option<i64>| {
        of(&mut months.spent.iter().copied()).filter(|_| known).map(in_major)
    };
    let (lowest, highest) = (range(|all| all.min()), range(|all| all.max()));
    let ln_deal =
        all.filter(|_| amounts.deals >= ENOUGH_DEALS).map(|all| ln_deal(amounts, all, PSEUDO_DEALS));
    let side = spend.filter(|spend| *spend > 0.0).zip(level);
    let side = side.map(|(spend, level)| Known { spend, customers, level, ln_deal });
    let too_few = tally.leads.map_or(customers < ENOUGH_DEALS, |leads| leads < ENOUGH);
    let harvest = flags.harvest.unwrap_or_else(|| is_harvest(channel));
    let common = match (spend, &side) {
        (None, _) => Some(Reason::CostUnknown),
        (_, None) => Some(Reason::MonthsUnknown),
        _ if !months.goes_on => Some(Reason::Paused),
        _ if flags.seasonal => Some(Reason::Seasonal),
        _ => None,
    };
    let (now, least, most) = (level.unwrap_or(0.0), lowest.unwrap_or(0.0), highest.unwrap_or(0.0));
    let minimum = flags.minimum.map_or(0.0, in_major);
    let give = (MOST_OUT * now).min(now - least).min(now - minimum);
    let no_room = (give <= 0.0).then_some(if now <= minimum { Reason::Minimum } else { Reason::LowestEver });
    let gives_not = common.or(no_room);
    let receive = (MOST_IN * now).min(most - now);
    let receives_not = common
        .or(harvest.then_some(Reason::Harvest))
        .or((!flags.scalable).then_some(Reason::NotScalable))
        .or(too_few.then_some(Reason::TooFew))
        .or((customers <= 0.0).then_some(Reason::NoCustomers))
        .or((receive <= 0.0).then_some(Reason::HighestEver));
    let cac = spend.filter(|spend| *spend > 0.0 && customers > 0.0).map(|spend| spend / customers);
    Budget {
        channel: channel.clone(),
        months: u32::try_from(months.spent.len()).unwrap_or(u32::MAX),
        level,
        lowest,
        highest,
        spend,
        customers,
        monthly: side.map(|known| known.side().monthly()),
        deal: ln_deal.map(|(mean, _)| libm::exp(mean)),
        marginal: cac.map(|cac| BAND.map(|b| cac / b)),
        evidence: if known { Evidence::new(customers, months.ln_variance()) } else { Evidence::default() },
        harvest,
        too_few,
        can_give: if gives_not.is_some() { 0.0 } else { give },
        gives_not,
        can_receive: if receives_not.is_some() { 0.0 } else { receive },
        receives_not,
        side,
    }
}

/// Direct, referral, organic, or the own brand's name in searches.
fn is_harvest(channel: &Channel) -> bool {
    let text = match &channel.name {
        ChannelName::Text(text) => words(text),
        ChannelName::Group(_) | ChannelName::Blank => words(&channel.id),
    };
    let harvest = [Group::Direct, Group::Referral, Group::OrganicSearch, Group::OrganicSocial];
    let of_group = |group: Option<Group>| group.is_some_and(|group| harvest.contains(&group));
    const NAMES: &[&str] = &[
        "organic",
        "organico",
        "organica",
        "seo",
        "brand",
        "branded",
        "marca",
        "institucional",
        "referral",
        "referrals",
        "indicacao",
        "indicacoes",
        "direct",
        "direto",
    ];
    let groups = [group_of_text(&text), group_of_text(&channel.id)];
    groups.into_iter().any(of_group) || NAMES.iter().any(|name| has_phrase(&text, name))
}

/// Channels with too few leads keep their part of the budget: what they can give shrinks to it.
pub(super) fn explore(budgets: &mut [Budget]) -> Option<Exploration> {
    let sum = |of: &dyn Fn(&Budget) -> bool| {
        let levels = budgets.iter().filter(|budget| of(budget)).filter_map(|budget| budget.level);
        levels.sum::<f64>()
    };
    let (all, few) = (sum(&|_| true), sum(&|budget| budget.too_few));
    let channels: Vec<String> =
        budgets.iter().filter(|budget| budget.too_few).map(|budget| budget.channel.id.clone()).collect();
    if channels.is_empty() || all <= 0.0 {
        return None;
    }
    let spare = (few - FLOOR * all).max(0.0);
    for budget in budgets.iter_mut().filter(|budget| budget.too_few && budget.gives_not.is_none()) {
        budget.can_give = budget.can_give.min(spare);
        budget.gives_not = (budget.can_give <= 0.0).then_some(Reason::Exploration);
    }
    Some(Exploration { channels, share: few / all, missing: (FLOOR * all - few).max(0.0) })
}
