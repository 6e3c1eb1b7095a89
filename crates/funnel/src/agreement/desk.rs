//! Leads by name: those behind a number of the scoreboard, a salesperson's day, those that wait for a verdict.
//!
//! A list has the same rules as the number that it opens. Cells are read for the lines that are shown only.

use serde::{Deserialize, Serialize};

use super::judge::{Due, Moment, Said, State};
use super::ledger::Ledger;
use super::month_of;
use super::outcomes::{self, Dealt, Fate};
use super::terms::Promise;
use crate::company::{ChannelName, Source};
use crate::{Day, Field};

/// Lines that one answer holds.
pub const MOST_LINES: usize = 200;

/// Which leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Which {
    /// How they stand with a promise.
    Standing {
        promise: Promise,
        state: State,
    },
    /// Due, and nobody has tried yet.
    Untouched,
    /// Something is to be done: the first contact, another attempt or the verdict; what is due first comes first.
    Day,
    /// Without a verdict; the longest waiting first.
    Unanswered,
    /// By what became of them.
    Became(Fate),
    /// Not qualified by the agreement's criteria.
    Unqualified,
    /// Of the class of the agreement with this name.
    Class(String),
    All,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    pub which: Which,
    /// Only leads of this month (any day of it).
    pub month: Option<Day>,
    pub owner: Option<String>,
    /// Channel by id; campaign folded; empty: without one.
    pub channel: Option<String>,
    pub campaign: Option<String>,
    /// Lines to leave out at the start.
    pub skip: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadLine {
    pub source: Source,
    pub name: Option<String>,
    pub company: Option<String>,
    pub email: Option<String>,
    pub kind: Option<String>,
    pub channel: ChannelName,
    pub owner: Option<String>,
    pub created: Option<Moment>,
    pub first: Option<Moment>,
    pub attempts: u32,
    pub said: Option<Said>,
    /// The reason's place in the codebook.
    pub reason: Option<u32>,
    pub quality: Option<u8>,
    /// What is to be done next, by when.
    pub next: Option<(Promise, Due)>,
    pub fate: Fate,
    /// Minor units, by the agreement.
    pub value: Option<i64>,
    pub since: Option<Day>,
    pub amount: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    pub ask: Ask,
    pub total: u32,
    pub lines: Vec<LeadLine>,
    /// Everybody that leads are with, in order of name.
    pub owners: Vec<String>,
}

pub fn desk(ledger: &Ledger<'_>, ask: &Ask) -> Desk {
    let leads = &ledger.company.leads;
    let dealt = outcomes::dealt(ledger);
    let mut found: Vec<(i64, u32)> = match ask.month.map(month_of) {
        Some((from, to)) => ledger.created_in(from, to),
        None => (0..ledger.len()).collect(),
    }
    .into_iter()
    .map(|lead| (0, lead))
    .collect();
    if let Some(owner) = &ask.owner {
        let owner = crate::text::fold(owner);
        let at = ledger.handled.owners.names.iter().position(|(known, _)| *known == owner);
        let is_theirs = |lead: u32| {
            let own = ledger.handled.owners.of_lead.get(lead as usize).map(|own| *own as usize);
            at.is_some() && own == at
        };
        found.retain(|(_, lead)| is_theirs(*lead));
    }
    if let Some(channel) = &ask.channel {
        let at = ledger.company.channels.iter().position(|known| known.id == *channel);
        found.retain(|(_, lead)| {
            let own = leads.channel.get(*lead as usize).map(|own| usize::from(*own));
            at.map_or(own.is_none_or(|own| own >= ledger.company.channels.len()), |at| own == Some(at))
        });
    }
    if let Some(campaign) = &ask.campaign {
        let campaigns = &ledger.handled.campaigns;
        let at = campaigns.names.iter().position(|(known, _)| known == campaign);
        found.retain(|(_, lead)| {
            let own = campaigns.of_lead.get(*lead as usize).map(|own| *own as usize);
            own.filter(|own| *own < campaigns.names.len()) == at
        });
    }
    let created = |lead: u32| {
        let worked = ledger.handled.worked.get(lead as usize);
        worked.and_then(|worked| worked.created).map_or(i64::MAX, |at| at.second)
    };
    match &ask.which {
        Which::Standing { promise, state } => {
            found = with(found, |lead| {
                let due = ledger.judge(*promise, lead).filter(|due| due.state == *state)?;
                Some(due.by.second)
            });
        }
        Which::Untouched => {
            found = with(found, |lead| {
                let due = ledger.judge(Promise::First, lead).filter(|due| due.state == State::Breached)?;
                let untried = ledger.handled.worked.get(lead as usize)?.first.is_none();
                untried.then_some(due.by.second)
            });
        }
        Which::Day => found = with(found, |lead| next(ledger, &dealt, lead).map(|(_, due)| due.by.second)),
        Which::Unanswered => {
            found = with(found, |lead| {
                let given = ledger.handled.given.get(lead as usize)?;
                let open = given.said.is_none() && outcomes::fate(ledger, &dealt, lead) > Fate::Recycled;
                open.then(|| created(lead))
            });
        }
        Which::Became(fate) => {
            found =
                with(found, |lead| (outcomes::fate(ledger, &dealt, lead) == *fate).then(|| created(lead)));
        }
        Which::Unqualified => {
            found = with(found, |lead| {
                let version = ledger.version_of(lead)?;
                (!ledger.is_qualified(version, lead)).then(|| created(lead))
            });
        }
        Which::Class(class) => {
            let (from, to) = month_of(ask.month.unwrap_or_else(|| ledger.as_of.day()));
            let at = ledger.agreement.of_month(from, to);
            let version = at.and_then(|at| Some((at, ledger.version(at)?)));
            let placed = version.map(|(at, version)| {
                let classes = ledger.classes(&version.basis);
                let (places, rest) = classes.places(version);
                let wanted = version.classes.iter().position(|target| target.class == *class);
                (at, classes, places, rest, wanted)
            });
            found = with(found, |lead| {
                let (at, classes, places, rest, wanted) = placed.as_ref()?;
                let place = match classes.of(lead) {
                    Some(class) => places.get(class).copied().flatten(),
                    None => *rest,
                };
                (wanted.is_some() && place == *wanted && ledger.is_qualified(*at, lead))
                    .then(|| created(lead))
            });
        }
        Which::All => found = with(found, |lead| Some(created(lead))),
    }
    found.sort_unstable();
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let shown = found.iter().skip(ask.skip as usize).take(MOST_LINES);
    let lines = shown.filter_map(|(_, lead)| line(ledger, &dealt, *lead)).collect();
    let mut owners: Vec<String> = ledger.handled.owners.names.iter().map(|(_, name)| name.clone()).collect();
    owners.sort();
    Desk { ask: ask.clone(), total, lines, owners }
}

fn with(found: Vec<(i64, u32)>, key: impl Fn(u32) -> Option<i64>) -> Vec<(i64, u32)> {
    found.into_iter().filter_map(|(_, lead)| Some((key(lead)?, lead))).collect()
}

/// What is to be done for a lead that is still with sales, the nearest deadline first; what was missed is still
/// to be done.
pub(super) fn next(ledger: &Ledger<'_>, dealt: &[(u32, Dealt)], lead: u32) -> Option<(Promise, Due)> {
    if outcomes::fate(ledger, dealt, lead) < Fate::Trying {
        return None;
    }
    let worked = ledger.handled.worked.get(lead as usize)?;
    let version = ledger.version(ledger.version_of(lead)?)?;
    let open = |promise: Promise| match promise {
        Promise::First => worked.first.is_none() && worked.attempts() == 0,
        Promise::Attempts => {
            version.promises.attempts.is_some_and(|agreed| worked.attempts() < agreed.attempts)
        }
        Promise::Verdict => worked.answered.is_none(),
    };
    let due = |promise: Promise| Some((promise, ledger.judge(promise, lead)?));
    let all = Promise::ALL.into_iter().filter(|promise| open(*promise)).filter_map(due);
    all.min_by_key(|(_, due)| due.by.second)
}

pub(super) fn line(ledger: &Ledger<'_>, dealt: &[(u32, Dealt)], lead: u32) -> Option<LeadLine> {
    let source = ledger.source(lead)?;
    let at = lead as usize;
    let worked = ledger.handled.worked.get(at)?;
    let given = ledger.handled.given.get(at)?;
    let channel = ledger.company.leads.channel.get(at).map(|channel| usize::from(*channel));
    let channel = channel.and_then(|channel| ledger.company.channels.get(channel));
    let deal = outcomes::dealt_of(dealt, lead).copied().unwrap_or_default();
    let fate = outcomes::fate(ledger, dealt, lead);
    let won_at = ledger.company.leads.customer_at.get(at).copied();
    Some(LeadLine {
        source,
        name: ledger.text(source, Field::Name),
        company: ledger.text(source, Field::Company),
        email: ledger.text(source, Field::Email),
        kind: ledger.handled.kinds.get(lead).map(str::to_owned),
        channel: channel.map_or(ChannelName::Blank, |channel| channel.name.clone()),
        owner: ledger.handled.owners.get(lead).map(str::to_owned),
        created: worked.created,
        first: worked.first,
        attempts: worked.attempts(),
        said: given.said,
        reason: given.reason,
        quality: given.quality,
        next: next(ledger, dealt, lead),
        fate,
        value: ledger.value_of(lead),
        since: match fate {
            Fate::Customer => won_at.filter(|day| *day != crate::company::NO_DAY),
            Fate::Negotiation => deal.open_since.flatten().or(given.day),
            _ => given.day,
        },
        amount: (deal.amount > 0).then_some(deal.amount),
    })
}
