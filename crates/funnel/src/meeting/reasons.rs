//! Why leads were lost, by channel, and which reason weighs more in one channel than in the others.
//!
//! Every pair with enough on both margins is tested exactly against the other channels; Benjamini–Hochberg keeps
//! the false ones among those that are told at one of ten.
//! Must never call a reason over-represented that only looks so.

use serde::{Deserialize, Serialize};

use crate::company::traces::Reasons as Words;
use crate::company::{Company, NO_CHANNEL, Reached, SheetInput, Status};
use crate::ranking::scope::Scope;
use crate::ranking::tally::deal_at;
use crate::segments::find::FALSE_SHARE;
use crate::stats::conditional::stratified_p;
use crate::stats::tables::{Fourfold, benjamini_hochberg};
use crate::{Period, Settings};

/// Reasons that have a column of their own; the rest stand together.
pub const MOST_REASONS: usize = 6;
pub const MOST_CHANNELS: usize = 8;
/// A channel and a reason with fewer losses than this are not tested.
const LEAST: u32 = 5;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// Channel id; empty: the other channels, or none.
    pub channel: String,
    /// One a reason, then the other reasons.
    pub counts: Vec<u32>,
    pub sum: u32,
}

/// A reason that is more frequent in a channel than in all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Over {
    pub channel: String,
    /// Index into [`Reasons::words`].
    pub reason: u32,
    /// (of this reason, of all) in the channel and in the others.
    pub inside: (u32, u32),
    pub outside: (u32, u32),
    /// Two-sided, adjusted for all tests.
    pub adjusted: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reasons {
    /// As written, the most frequent first.
    pub words: Vec<String>,
    /// The channels with most losses first; what has no line of its own stands in the last, without an id.
    pub lines: Vec<Line>,
    /// One a reason, then the others.
    pub sums: Vec<u32>,
    pub sum: u32,
    /// Lost without a word.
    pub not_told: u32,
    /// The surest first.
    pub over: Vec<Over>,
    pub tests: u32,
}

/// One that was lost: its channel, and its reason (0: not told).
pub type Loss = (u16, u32);

/// Leads created in the period that were disqualified or whose deals were all lost, and lost deals without a lead.
pub fn losses(company: &Company, sheets: &[SheetInput<'_>], period: Period) -> (Vec<Loss>, Vec<String>) {
    let words = Words::of(company, sheets);
    let scope = Scope::new(&Settings { period, ..Settings::default() });
    let leads = &company.leads;
    // Nothing open or won, and something lost.
    let mut fate = vec![(false, false); leads.channel.len()];
    let deals = &company.deals;
    for (lead, status) in deals.lead.iter().zip(&deals.status) {
        if let Some(fate) = fate.get_mut(*lead as usize) {
            match status {
                Status::Lost => fate.1 = true,
                _ => fate.0 = true,
            }
        }
    }
    let mut found = Vec::new();
    let given_up =
        |lead: usize| leads.disqualified_at.get(lead).is_some_and(|day| *day != crate::company::NO_DAY);
    for (lead, ((channel, created), reached)) in
        leads.channel.iter().zip(&leads.created).zip(&leads.reached).enumerate()
    {
        let code = words.leads.get(lead).copied().unwrap_or(0);
        let (alive, lost) = fate.get(lead).copied().unwrap_or_default();
        let is_lost = *reached != Reached::Customer && !alive && (code != 0 || lost || given_up(lead));
        if is_lost && scope.lead(*created) {
            found.push((*channel, code));
        }
    }
    for (at, (lead, channel)) in deals.lead.iter().zip(&deals.channel).enumerate() {
        let Some(deal) = deal_at(company, at).filter(|deal| deal.status == Status::Lost) else { continue };
        if *lead == crate::company::NO_LEAD && scope.deal(company, &deal) {
            found.push((*channel, words.deals.get(at).copied().unwrap_or(0)));
        }
    }
    (found, words.shown)
}

/// `words`: what each reason is called; the first is "not told". `ids`: of channels. `None` without any reason.
pub fn reasons(losses: &[Loss], words: &[String], ids: &[String]) -> Option<Reasons> {
    let (channels, reasons) = (ids.len() + 1, words.len());
    let mut cells = vec![0u32; channels * reasons];
    let place =
        |channel: u16| if channel == NO_CHANNEL { ids.len() } else { usize::from(channel).min(ids.len()) };
    for (channel, reason) in losses {
        if let Some(cell) = cells.get_mut(place(*channel) * reasons + *reason as usize) {
            *cell += 1;
        }
    }
    let cell = |channel: usize, reason: usize| cells.get(channel * reasons + reason).copied().unwrap_or(0);
    let of_reason = |reason: usize| (0..channels).map(|channel| cell(channel, reason)).sum::<u32>();
    let of_channel = |channel: usize| (1..reasons).map(|reason| cell(channel, reason)).sum::<u32>();
    let sum: u32 = (0..channels).map(of_channel).sum();
    if sum == 0 {
        return None;
    }
    let ranked = |count: usize, from: usize, of: &dyn Fn(usize) -> u32| {
        let mut order: Vec<usize> = (from..count).filter(|at| of(*at) > 0).collect();
        order.sort_by_key(|at| std::cmp::Reverse(of(*at)));
        order
    };
    let columns = ranked(reasons, 1, &of_reason);
    let rows = ranked(ids.len(), 0, &of_channel);
    // The last column is of its own if it stands for one reason only.
    let fits = if columns.len() == MOST_REASONS + 1 { MOST_REASONS + 1 } else { MOST_REASONS };
    let shown: Vec<usize> = columns.iter().copied().take(fits).collect();
    let named: Vec<usize> = rows.iter().copied().take(MOST_CHANNELS).collect();
    let line = |channel: String, of: &dyn Fn(usize) -> u32, sum: u32| {
        let mut counts: Vec<u32> = shown.iter().map(|reason| of(*reason)).collect();
        let rest = sum - counts.iter().sum::<u32>();
        if columns.len() > shown.len() {
            counts.push(rest);
        }
        Line { channel, counts, sum }
    };
    let mut lines: Vec<Line> = named
        .iter()
        .map(|at| {
            let id = ids.get(*at).cloned().unwrap_or_default();
            line(id, &|reason| cell(*at, reason), of_channel(*at))
        })
        .collect();
    let others: Vec<usize> = (0..channels).filter(|at| !named.contains(at) && of_channel(*at) > 0).collect();
    if !others.is_empty() {
        let of = |reason: usize| others.iter().map(|at| cell(*at, reason)).sum();
        lines.push(line(String::new(), &of, others.iter().map(|at| of_channel(*at)).sum()));
    }
    let sums = line(String::new(), &of_reason, sum).counts;
    let (over, tests) = over(&rows, &columns, &cell, &of_channel, &of_reason, sum, ids);
    let over = over
        .into_iter()
        .filter_map(|(mut found, reason)| {
            found.reason = u32::try_from(shown.iter().position(|at| *at == reason)?).ok()?;
            Some(found)
        })
        .collect();
    Some(Reasons {
        words: shown.iter().filter_map(|at| words.get(*at).cloned()).collect(),
        lines,
        sums,
        sum,
        not_told: of_reason(0),
        over,
        tests,
    })
}

#[allow(clippy::too_many_arguments)]
fn over(
    rows: &[usize],
    columns: &[usize],
    cell: &dyn Fn(usize, usize) -> u32,
    of_channel: &dyn Fn(usize) -> u32,
    of_reason: &dyn Fn(usize) -> u32,
    sum: u32,
    ids: &[String],
) -> (Vec<(Over, usize)>, u32) {
    let mut tests: Vec<(Over, usize, f64)> = Vec::new();
    for channel in rows.iter().copied().filter(|at| of_channel(*at) >= LEAST) {
        for reason in columns.iter().copied().filter(|at| of_reason(*at) >= LEAST) {
            let inside = (cell(channel, reason), of_channel(channel));
            let outside = (of_reason(reason) - inside.0, sum - inside.1);
            let pair = |(x, n): (u32, u32)| (f64::from(x), f64::from(n));
            let Some(p) = stratified_p(&[Fourfold::new(pair(inside), pair(outside))]) else { continue };
            let id = ids.get(channel).cloned().unwrap_or_default();
            tests.push((Over { channel: id, reason: 0, inside, outside, adjusted: 1.0 }, reason, p));
        }
    }
    let adjusted = benjamini_hochberg(&tests.iter().map(|(_, _, p)| *p).collect::<Vec<f64>>());
    let count = u32::try_from(tests.len()).unwrap_or(u32::MAX);
    let mut found: Vec<(Over, usize)> = tests
        .into_iter()
        .zip(adjusted)
        .map(|((over, reason, _), adjusted)| (Over { adjusted, ..over }, reason))
        .filter(|(over, _)| {
            let more = u64::from(over.inside.0) * u64::from(over.outside.1)
                > u64::from(over.outside.0) * u64::from(over.inside.1);
            more && over.adjusted <= FALSE_SHARE
        })
        .collect();
    found.sort_by(|a, b| a.0.adjusted.total_cmp(&b.0.adjusted));
    (found, count)
}
