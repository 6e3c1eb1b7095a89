//! Back to marketing: what became of the leads of each channel or campaign.
//!
//! Every lead has exactly one fate, so that the fates of a channel add up to its leads.

use serde::{Deserialize, Serialize};

use super::judge::Said;
use super::ledger::Ledger;
use super::terms::Promise;
use crate::company::handled::{Given, NONE};
use crate::company::{ChannelName, NO_AMOUNT, NO_DAY, Reached, Status};
use crate::{Day, Period};

/// What became of a lead, as far as the data tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fate {
    Customer,
    /// A deal is open, or sales has accepted it.
    Negotiation,
    /// Its deals were lost.
    Lost,
    Disqualified,
    Recycled,
    /// Tried, without an answer yet.
    Trying,
    /// Nobody has tried; also where no sheet tells of attempts and nothing else is known.
    Untouched,
}

impl Fate {
    pub const ALL: [Fate; 7] = [
        Self::Customer,
        Self::Negotiation,
        Self::Lost,
        Self::Disqualified,
        Self::Recycled,
        Self::Trying,
        Self::Untouched,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Negotiation => "negotiation",
            Self::Lost => "lost",
            Self::Disqualified => "disqualified",
            Self::Recycled => "recycled",
            Self::Trying => "trying",
            Self::Untouched => "untouched",
        }
    }

    fn at(self) -> usize {
        Self::ALL.iter().position(|fate| *fate == self).unwrap_or(0)
    }
}

/// The deals of each lead that has any, put together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dealt {
    pub won: bool,
    pub open_since: Option<Option<Day>>,
    pub lost: bool,
    pub amount: i64,
}

/// By lead, sorted; found by binary search.
pub(super) fn dealt(ledger: &Ledger<'_>) -> Vec<(u32, Dealt)> {
    let deals = &ledger.company.deals;
    let mut rows: Vec<(u32, usize)> = deals
        .lead
        .iter()
        .enumerate()
        .filter(|(_, lead)| **lead < ledger.len())
        .map(|(at, lead)| (*lead, at))
        .collect();
    rows.sort_unstable();
    let together = |same: &[(u32, usize)]| {
        let mut all = Dealt::default();
        for (_, at) in same {
            let day = deals.created.get(*at).copied().filter(|day| *day != NO_DAY);
            match deals.status.get(*at) {
                Some(Status::Won) => {
                    all.won = true;
                    let amount = deals.amount.get(*at).copied().filter(|amount| *amount != NO_AMOUNT);
                    all.amount = all.amount.saturating_add(amount.unwrap_or(0));
                }
                Some(Status::Open) => {
                    let since = match (all.open_since, day) {
                        (Some(Some(one)), Some(other)) => Some(one.min(other)),
                        (Some(one), other) => one.or(other),
                        (None, day) => day,
                    };
                    all.open_since = Some(since);
                }
                Some(Status::Lost) => all.lost = true,
                None => {}
            }
        }
        all
    };
    let same = rows.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|same| Some((same.first()?.0, together(same)))).collect()
}

pub(super) fn dealt_of(dealt: &[(u32, Dealt)], lead: u32) -> Option<&Dealt> {
    dealt
        .binary_search_by_key(&lead, |(lead, _)| *lead)
        .ok()
        .and_then(|at| dealt.get(at))
        .map(|(_, dealt)| dealt)
}

pub(super) fn fate(ledger: &Ledger<'_>, dealt: &[(u32, Dealt)], lead: u32) -> Fate {
    let at = lead as usize;
    let deal = dealt_of(dealt, lead).copied().unwrap_or_default();
    let reached = ledger.company.leads.reached.get(at).copied().unwrap_or(Reached::Lead);
    if deal.won || reached == Reached::Customer {
        return Fate::Customer;
    }
    if deal.open_since.is_some() {
        return Fate::Negotiation;
    }
    let given = ledger.handled.given.get(at).copied().unwrap_or_default();
    // A verdict that came after the deal was lost says more.
    match given.said {
        Some(Said::Disqualified) => return Fate::Disqualified,
        Some(Said::Recycled) => return Fate::Recycled,
        _ if deal.lost => return Fate::Lost,
        Some(Said::Accepted) => return Fate::Negotiation,
        None => {}
    }
    let tried = ledger.handled.worked.get(at).is_some_and(|worked| worked.attempts() > 0);
    let at_fault = ledger.handled.faults.get(at) == Some(&true);
    if tried || at_fault { Fate::Trying } else { Fate::Untouched }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    Channel,
    Campaign,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeLine {
    /// A channel's id, or the folded campaign; empty: leads without one.
    pub id: String,
    pub name: ChannelName,
    pub leads: u32,
    /// By [`Fate::ALL`]; the sum is `leads`.
    pub fates: [u32; 7],
    /// Won amounts, minor units.
    pub amount: i64,
    /// The day since when the longest open deal is open.
    pub oldest_open: Option<Day>,
    /// Why leads were disqualified or recycled: the reason's place in the codebook (`None`: a text without a code, or
    /// none), with counts, most first.
    pub reasons: Vec<(Option<u32>, u32)>,
    /// Reasons that deals were lost for, the same way.
    pub losses: Vec<(Option<u32>, u32)>,
    /// Mean of the stars that sales gave, and how many leads have any.
    pub quality: Option<(f64, u32)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcomes {
    pub by: By,
    /// Most leads first.
    pub lines: Vec<OutcomeLine>,
    pub total: OutcomeLine,
    /// Some sheet tells of attempts: "untouched" means that nobody tried.
    pub tells_attempts: bool,
    /// Leads have campaigns.
    pub has_campaigns: bool,
}

/// Of the leads created in the period.
pub fn outcomes(ledger: &Ledger<'_>, by: By, period: &Period) -> Outcomes {
    let company = ledger.company;
    let dealt = dealt(ledger);
    let losses = ledger.losses();
    let campaigns = &ledger.handled.campaigns;
    let blank = || OutcomeLine {
        id: String::new(),
        name: ChannelName::Blank,
        leads: 0,
        fates: [0; 7],
        amount: 0,
        oldest_open: None,
        reasons: Vec::new(),
        losses: Vec::new(),
        quality: None,
    };
    let mut lines: Vec<OutcomeLine> = match by {
        By::Channel => company
            .channels
            .iter()
            .map(|channel| OutcomeLine { id: channel.id.clone(), name: channel.name.clone(), ..blank() })
            .collect(),
        By::Campaign => campaigns
            .names
            .iter()
            .map(|(id, name)| OutcomeLine {
                id: id.clone(),
                name: ChannelName::Text(name.clone()),
                ..blank()
            })
            .collect(),
    };
    lines.push(blank());
    let last = lines.len() - 1;
    let mut total = blank();
    for lead in 0..ledger.len() {
        let created = company.leads.created.get(lead as usize).copied().unwrap_or(NO_DAY);
        if !(period.is_whole() || created != NO_DAY && period.contains(created)) {
            continue;
        }
        let at = match by {
            By::Channel => company.leads.channel.get(lead as usize).map(|channel| usize::from(*channel)),
            By::Campaign => {
                let known = campaigns.of_lead.get(lead as usize).filter(|at| **at != NONE);
                known.map(|at| *at as usize)
            }
        };
        let at = at.filter(|at| *at < last).unwrap_or(last);
        let given = ledger.handled.given.get(lead as usize).copied().unwrap_or_default();
        let fate = fate(ledger, &dealt, lead);
        let deal = dealt_of(&dealt, lead).copied().unwrap_or_default();
        let loss = losses.binary_search_by_key(&lead, |(lead, _)| *lead).ok();
        let loss = loss.and_then(|at| losses.get(at)).and_then(|(_, reason)| *reason);
        for line in lines.get_mut(at).into_iter().chain(std::iter::once(&mut total)) {
            line.add(fate, &given, &deal, loss);
        }
    }
    lines.retain(|line| line.leads > 0);
    lines.iter_mut().chain(std::iter::once(&mut total)).for_each(OutcomeLine::close);
    lines.sort_by(|a, b| b.leads.cmp(&a.leads).then_with(|| a.id.cmp(&b.id)));
    Outcomes {
        by,
        lines,
        total,
        tells_attempts: ledger.tells(Promise::First) || ledger.tells(Promise::Attempts),
        has_campaigns: !campaigns.names.is_empty(),
    }
}

impl OutcomeLine {
    fn add(&mut self, fate: Fate, given: &Given, deal: &Dealt, loss: Option<u32>) {
        self.leads += 1;
        if let Some(count) = self.fates.get_mut(fate.at()) {
            *count += 1;
        }
        self.amount = self.amount.saturating_add(deal.amount);
        match fate {
            Fate::Disqualified | Fate::Recycled => count(&mut self.reasons, given.reason),
            Fate::Lost => count(&mut self.losses, loss),
            Fate::Negotiation => {
                let since = deal.open_since.flatten();
                self.oldest_open = match (self.oldest_open, since) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
            _ => {}
        }
        if let Some(stars) = given.quality {
            let (sum, count) = self.quality.unwrap_or((0.0, 0));
            self.quality = Some((sum + f64::from(stars), count + 1));
        }
    }

    fn close(&mut self) {
        self.quality = self.quality.map(|(sum, count)| (sum / f64::from(count.max(1)), count));
        for list in [&mut self.reasons, &mut self.losses] {
            list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        }
    }

    pub fn of(&self, fate: Fate) -> u32 {
        self.fates.get(fate.at()).copied().unwrap_or(0)
    }
}

fn count(list: &mut Vec<(Option<u32>, u32)>, reason: Option<u32>) {
    match list.iter_mut().find(|(known, _)| *known == reason) {
        Some((_, count)) => *count += 1,
        None => list.push((reason, 1)),
    }
}
