//! From touches and outcomes to journeys: what each customer did before the first purchase.
//!
//! One journey a customer: the credited touches of the person (or account) up to the first win, inside the
//! lookback. All that the person bought counts for it. Nobody's journey of an account that bought counts as one
//! that did not end in a customer. Touches of one second keep the order of the file.
//! Must never lose a customer: those without a credited touch are counted.

use super::Counts;
use super::model::{Journey, Touch};
use crate::company::touches::{Deed, Moments, Touched, Touches};
use crate::company::{Company, NO_AMOUNT, NO_LEAD, Reached, Status};
use crate::ranking::scope::{Deal, Scope};

const DAY: i64 = 86_400;

/// What a person's purchases come to.
#[derive(Clone, Copy, Debug, Default)]
struct Win {
    /// The account and the person.
    party: u32,
    who: u32,
    customers: u32,
    value: i64,
    moments: Moments,
}

pub struct Rules<'a> {
    /// By channel: gets nothing, as if its touches were not there.
    pub excluded: &'a [bool],
    pub lookback_days: Option<u32>,
}

/// Calls `take` with every journey: those of customers, then those of leads that did not become one.
pub fn each(
    company: &Company,
    touches: &Touches,
    scope: &Scope,
    rules: &Rules<'_>,
    counts: &mut Counts,
    mut take: impl FnMut(&Journey),
) {
    let parties = Parties::of(&touches.accounts, company, touches);
    let wins = wins(company, touches, scope, &parties);
    counts.customers = wins.iter().map(|win| win.customers).sum();
    counts.value = wins.iter().map(|win| i128::from(win.value)).sum();

    let is_excluded = |touch: &Touched| rules.excluded.get(usize::from(touch.channel)) == Some(&true);
    let mut rows: Vec<(u32, i64, u32)> = Vec::with_capacity(touches.rows.len());
    for (at, touch) in (0u32..).zip(&touches.rows) {
        match touch.deed {
            Deed::Open => counts.opens += 1,
            Deed::Sent => counts.sends += 1,
            Deed::Act if is_excluded(touch) => counts.excluded += 1,
            Deed::Act => rows.push((parties.of_person(touch.who), touch.at, at)),
        }
    }
    rows.sort_unstable();
    let bought = Bought::of(company, touches, scope, &parties);
    let mut wins = wins.as_slice();
    let mut journey = Journey::default();
    for same in rows.chunk_by(|one, other| one.0 == other.0) {
        let Some((party, newest)) = same.last().map(|(party, at, _)| (*party, *at)) else { continue };
        let channel = |at: u32| touches.rows.get(at as usize).map_or(0, |touch| touch.channel);
        let credited = |to: i64, from: i64| {
            let inside = same.iter().filter(move |(_, at, _)| *at <= to && *at >= from);
            inside.map(move |(_, at, row)| Touch { channel: channel(*row), at: *at })
        };
        let since = |to: i64| {
            let days = rules.lookback_days.map(|days| i64::from(days) * DAY);
            days.map_or(i64::MIN, |days| to.saturating_sub(days))
        };
        let (without, rest) = wins.split_at(wins.partition_point(|win| win.party < party));
        let (with, rest) = rest.split_at(rest.partition_point(|win| win.party == party));
        wins = rest;
        without.iter().for_each(|win| counts.leave(win.customers, win.value));
        for win in with {
            let to = win.moments.won.unwrap_or(i64::MAX);
            journey.touches.clear();
            journey.touches.extend(credited(to, since(win.moments.won.unwrap_or(newest))));
            let by = |moment: Option<i64>| {
                let reached = |moment| journey.touches.iter().rposition(|touch| touch.at <= moment);
                moment.map(|moment| reached(moment).unwrap_or(0)).filter(|_| !journey.touches.is_empty())
            };
            (journey.lead, journey.opportunity) = (by(win.moments.created), by(win.moments.opportunity));
            (journey.customers, journey.value, journey.nulls) = (win.customers, win.value, 0);
            if journey.touches.is_empty() {
                counts.leave(win.customers, win.value);
                continue;
            }
            counts.undated_wins += u32::from(win.moments.won.is_none());
            counts.without_lead_day += u32::from(journey.lead.is_none());
            counts.without_opportunity_day += u32::from(journey.opportunity.is_none());
            counts.credited_touches += u32::try_from(journey.touches.len()).unwrap_or(u32::MAX);
            take(&journey);
        }
        if with.is_empty() && !bought.has(party) && bought.is_live(party, company, scope) {
            journey.touches.clear();
            journey.touches.extend(credited(i64::MAX, since(newest)));
            (journey.lead, journey.opportunity) = (None, None);
            (journey.customers, journey.value, journey.nulls) = (0, 0, 1);
            counts.null_journeys += 1;
            take(&journey);
        }
    }
    wins.iter().for_each(|win| counts.leave(win.customers, win.value));
}

/// Persons into accounts.
struct Parties {
    /// Empty: everyone is alone.
    root: Vec<u32>,
}

impl Parties {
    fn of(accounts: &[(u32, u32)], company: &Company, touches: &Touches) -> Parties {
        if accounts.is_empty() {
            return Parties { root: Vec::new() };
        }
        let most = company.leads.channel.len() + touches.who_bought.len();
        let mut parties = Parties { root: (0..u32::try_from(most).unwrap_or(u32::MAX)).collect() };
        for (one, other) in accounts {
            let (a, b) = (parties.of_person(*one), parties.of_person(*other));
            // The smaller one stays on top.
            if let Some(slot) = parties.root.get_mut(a.max(b) as usize) {
                *slot = a.min(b);
            }
        }
        for who in 0..parties.root.len() as u32 {
            let top = parties.of_person(who);
            parties.root.iter_mut().skip(who as usize).take(1).for_each(|slot| *slot = top);
        }
        parties
    }

    /// The accounts of persons, each once.
    fn sorted(&self, persons: impl Iterator<Item = u32>) -> Vec<u32> {
        let known = persons.filter(|who| *who != NO_LEAD);
        let mut all: Vec<u32> = known.map(|who| self.of_person(who)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn of_person(&self, mut who: u32) -> u32 {
        while let Some(above) = self.root.get(who as usize).copied()
            && above != who
        {
            who = above;
        }
        who
    }
}

/// Which accounts bought at all, whenever, and which have a lead or a deal that counts.
struct Bought {
    ever: Vec<u32>,
    /// Beside those of a lead alone, which are looked at one by one.
    live: Vec<u32>,
}

impl Bought {
    fn of(company: &Company, touches: &Touches, scope: &Scope, parties: &Parties) -> Bought {
        let (leads, deals) = (&company.leads, &company.deals);
        let customers = (0u32..).zip(&leads.reached).filter(|(_, reached)| **reached == Reached::Customer);
        let buyers =
            deals.status.iter().zip(&touches.who_bought).filter(|(status, _)| **status == Status::Won);
        let ever = customers.map(|(lead, _)| lead).chain(buyers.map(|(_, who)| *who));
        let lone = deals.lead.iter().zip(&deals.status).zip(deals.created.iter().zip(&deals.closed));
        let open = lone.zip(&touches.who_bought).filter(|(((lead, status), (created, closed)), _)| {
            let row = Deal { lead: NO_LEAD, status: **status, created: **created, closed: **closed };
            **lead == NO_LEAD && scope.deal(company, &row)
        });
        // Where everyone is alone, a lead is looked at when it is met.
        let in_accounts = (0u32..).zip(&leads.created).filter(|_| !parties.root.is_empty());
        let leads = in_accounts.filter(|(_, created)| scope.lead(**created)).map(|(lead, _)| lead);
        Bought { ever: parties.sorted(ever), live: parties.sorted(open.map(|(_, who)| *who).chain(leads)) }
    }

    fn has(&self, party: u32) -> bool {
        self.ever.binary_search(&party).is_ok()
    }

    fn is_live(&self, party: u32, company: &Company, scope: &Scope) -> bool {
        self.live.binary_search(&party).is_ok()
            || company.leads.created.get(party as usize).is_some_and(|created| scope.lead(*created))
    }
}

/// The purchases in scope, one entry a person, by account and person.
fn wins(company: &Company, touches: &Touches, scope: &Scope, parties: &Parties) -> Vec<Win> {
    let leads = &company.leads;
    let mut parts: Vec<Win> = Vec::new();
    let mut add = |who: u32, customers: u32, value: i64, moments: Moments| {
        parts.push(Win { party: parties.of_person(who), who, customers, value, moments });
    };
    for (lead, moments) in &touches.steps {
        let at = *lead as usize;
        let (Some(reached), Some(created), Some(won)) =
            (leads.reached.get(at), leads.created.get(at), leads.customer_at.get(at))
        else {
            continue;
        };
        if scope.customer(*reached, *created, *won) {
            add(*lead, 1, 0, *moments);
        }
    }
    let deals = &company.deals;
    for (deal, moments) in &touches.deals {
        let at = *deal as usize;
        let told = (deals.lead.get(at), deals.created.get(at), deals.closed.get(at), deals.amount.get(at));
        let (Some(lead), Some(created), Some(closed), Some(amount)) = told else { continue };
        let row = Deal { lead: *lead, status: Status::Won, created: *created, closed: *closed };
        if !scope.deal(company, &row) {
            continue;
        }
        let who = touches.who_bought.get(at).copied().unwrap_or(NO_LEAD);
        let is_first = *lead == NO_LEAD && deals.first_win.get(at) == Some(&true);
        add(who, u32::from(is_first), if *amount == NO_AMOUNT { 0 } else { *amount }, *moments);
    }
    // The steps of the lead and of its first deal, put together.
    parts.sort_by_key(|win| (win.party, win.who, win.moments.won.unwrap_or(i64::MAX)));
    let mut wins: Vec<Win> = Vec::new();
    for part in parts {
        match wins.last_mut() {
            Some(win) if win.who == part.who && win.who != NO_LEAD => {
                win.customers += part.customers;
                win.value = win.value.saturating_add(part.value);
                // Of a later deal only the money counts.
                if part.moments.created.is_some() || day_of(part.moments) == day_of(win.moments) {
                    win.moments.created = win.moments.created.or(part.moments.created);
                    win.moments.opportunity = win.moments.opportunity.or(part.moments.opportunity);
                }
            }
            _ => wins.push(part),
        }
    }
    wins
}

fn day_of(moments: Moments) -> Option<i64> {
    moments.won.map(|second| second.div_euclid(DAY))
}
