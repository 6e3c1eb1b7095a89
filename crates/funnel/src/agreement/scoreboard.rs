//! A month of the agreement: what marketing delivered against its target, what sales kept of its promises.
//!
//! Marketing's side counts qualified leads by class against the version of the month; sales' side judges every
//! qualified lead that came in the month by the version in force on its day. Pacing is by working days. Counts come
//! with the leads behind them: [`super::desk`] lists them by the same rules.

use serde::{Deserialize, Serialize};

use super::judge::Counts;
use super::ledger::Ledger;
use super::month_of;
use super::pacing::{self, Worth};
use super::response::{Waits, waits};
use super::terms::{ClassTarget, Promise, Version};
use crate::Day;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClassLine {
    /// As in the agreement; empty: the other leads.
    pub class: String,
    /// As shown; a channel's is its id.
    pub name: String,
    pub leads: u32,
    pub target: f64,
    /// Where the target should be by now.
    pub by_now: f64,
    /// Minor units a lead.
    pub value: Option<i64>,
}

/// What will have come by the month's end: 5, 25, 50, 75 and 95 %.
pub type Fan = [f64; 5];
const FAN: Fan = [0.05, 0.25, 0.5, 0.75, 0.95];

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Delivered {
    /// In the order of the agreement.
    pub classes: Vec<ClassLine>,
    /// Qualified leads of classes that the agreement has no target for.
    pub beside: u32,
    pub leads: u32,
    pub target: f64,
    /// Minor units; `None`: no class has a value, or not all.
    pub value: Option<f64>,
    pub value_target: Option<f64>,
    /// P(the target is reached by the month's end).
    pub p_leads: Option<f64>,
    pub p_value: Option<f64>,
    pub leads_fan: Option<Fan>,
    pub value_fan: Option<Fan>,
    /// Up to each day of the month that the data tell of: leads and their value.
    pub days: Vec<(Day, u32, f64)>,
}

/// One promise of sales in the month.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub promise: Promise,
    /// What was agreed.
    pub share: f64,
    pub counts: Counts,
    /// Leads of which it cannot be said: a fault of the data, or nothing is told.
    pub untold: u32,
    /// Whether any sheet tells of it at all.
    pub is_told: bool,
}

/// Whether the team can do what was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// Leads of the month: those agreed, or those to be expected if there are more.
    pub leads: f64,
    /// Attempts a lead, as made so far; those agreed where none are told.
    pub attempts: f64,
    pub is_seen: bool,
    /// Attempts that the team can make in the month.
    pub possible: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scoreboard {
    pub month: (Day, Day),
    pub as_of: Day,
    /// The month's version, by its place; `None`: nothing was agreed for it.
    pub version: Option<u32>,
    /// Working days of the month: gone by the as-of day, and all.
    pub days: (u32, u32),
    /// Leads of the month, and those of them that meet the criteria.
    pub leads: u32,
    pub qualified: u32,
    pub delivered: Option<Delivered>,
    pub kept: Vec<Kept>,
    pub waits: Vec<Waits>,
    pub load: Option<Load>,
    /// Qualified leads that nobody has tried and whose first contact is overdue.
    pub untouched: u32,
}

/// The month that holds `day`.
pub fn scoreboard(ledger: &Ledger<'_>, day: Day) -> Scoreboard {
    let (from, to) = month_of(day);
    let leads = ledger.created_in(from, to);
    let as_of = ledger.as_of.day();
    let at = ledger.agreement.of_month(from, to);
    let mut board = Scoreboard {
        month: (from, to),
        as_of,
        version: at.and_then(|at| u32::try_from(at).ok()),
        days: (0, 0),
        leads: u32::try_from(leads.len()).unwrap_or(u32::MAX),
        qualified: 0,
        delivered: None,
        kept: Vec::new(),
        waits: Vec::new(),
        load: None,
        untouched: 0,
    };
    let (Some(at), Some(version), Some(work)) =
        (at, at.and_then(|at| ledger.version(at)), at.and_then(|at| ledger.work(at)))
    else {
        board.qualified = board.leads;
        return board;
    };
    board.days = (if as_of < from { 0 } else { work.days(from, to.min(as_of)) }, work.days(from, to));
    let qualified: Vec<u32> = leads.iter().copied().filter(|lead| ledger.is_qualified(at, *lead)).collect();
    board.qualified = u32::try_from(qualified.len()).unwrap_or(u32::MAX);
    board.delivered = delivered(ledger, version, &qualified, &board);
    board.kept = kept(ledger, version, &leads);
    if ledger.tells(Promise::First) {
        board.waits = waits(ledger, at, &leads);
    }
    board.untouched = board.waits.iter().map(|line| line.untried_late).sum();
    board.load = load(ledger, version, &qualified, &board);
    board
}

fn kept(ledger: &Ledger<'_>, version: &Version, leads: &[u32]) -> Vec<Kept> {
    let promises = &version.promises;
    let agreed = [
        (Promise::First, promises.first.as_ref().map(|first| first.share)),
        (Promise::Attempts, promises.attempts.map(|attempts| attempts.share)),
        (Promise::Verdict, promises.verdict.map(|verdict| verdict.share)),
    ];
    let judge = |(promise, share): (Promise, Option<f64>)| {
        let share = share?;
        let mut counts = Counts::default();
        let mut untold = 0;
        for lead in leads {
            match ledger.judge(promise, *lead) {
                Some(due) => counts.add(due.state),
                None => {
                    let version = ledger.version_of(*lead);
                    untold += u32::from(version.is_some_and(|at| ledger.is_qualified(at, *lead)));
                }
            }
        }
        Some(Kept { promise, share, counts, untold, is_told: ledger.tells(promise) || counts.all() > 0 })
    };
    agreed.into_iter().filter_map(judge).collect()
}

fn delivered(
    ledger: &Ledger<'_>,
    version: &Version,
    qualified: &[u32],
    board: &Scoreboard,
) -> Option<Delivered> {
    if version.classes.is_empty() {
        return None;
    }
    let classes = ledger.classes(&version.basis);
    let (places, rest) = classes.places(version);
    let (gone, whole) = board.days;
    let pace = if whole > 0 { f64::from(gone) / f64::from(whole) } else { 0.0 };
    let line = |target: &ClassTarget| ClassLine {
        class: target.class.clone(),
        name: target.class.clone(),
        leads: 0,
        target: target.leads,
        by_now: target.leads * pace,
        value: target.value,
    };
    let mut made = Delivered { classes: version.classes.iter().map(line).collect(), ..Delivered::default() };
    (made.target, made.value_target) = version.target();
    let (first, last) = board.month;
    let span = usize::try_from(last.min(board.as_of) - first + 1).unwrap_or(0);
    let mut by_day: Vec<(u32, f64)> = vec![(0, 0.0); span];
    for lead in qualified {
        let place = match classes.of(*lead) {
            Some(class) => places.get(class).copied().flatten(),
            None => rest,
        };
        let Some(line) = place.and_then(|at| made.classes.get_mut(at)) else {
            made.beside += 1;
            continue;
        };
        line.leads += 1;
        made.leads += 1;
        let at = ledger.created(*lead).and_then(|day| usize::try_from(day - first).ok());
        if let Some((leads, value)) = at.and_then(|at| by_day.get_mut(at)) {
            *leads += 1;
            *value += line.value.unwrap_or(0) as f64;
        }
    }
    let (mut leads, mut value) = (0, 0.0);
    for (day, (more, worth)) in (first..).zip(by_day) {
        leads += more;
        value += worth;
        made.days.push((day, leads, value));
    }
    let (elapsed, left) = (f64::from(gone), f64::from(whole.saturating_sub(gone)));
    let count = f64::from(made.leads);
    made.p_leads = pacing::p_reach(count, made.target, elapsed, left).filter(|_| made.target > 0.0);
    made.leads_fan = fan(|p| pacing::count_quantile(count, elapsed, left, p));
    if made.classes.iter().all(|line| line.value.is_some()) {
        let parts: Vec<Worth> = made
            .classes
            .iter()
            .map(|line| Worth { count: f64::from(line.leads), value: line.value.unwrap_or(0) as f64 })
            .collect();
        made.value = Some(parts.iter().map(|part| part.count * part.value).sum());
        made.p_value =
            made.value_target.and_then(|target| pacing::p_reach_value(&parts, target, elapsed, left));
        made.value_fan = fan(|p| pacing::value_quantile(&parts, elapsed, left, p));
    }
    Some(made)
}

fn fan(at: impl Fn(f64) -> Option<f64>) -> Option<Fan> {
    let [a, b, c, d, e] = FAN;
    Some([at(a)?, at(b)?, at(c)?, at(d)?, at(e)?])
}

fn load(ledger: &Ledger<'_>, version: &Version, qualified: &[u32], board: &Scoreboard) -> Option<Load> {
    let capacity = version.promises.capacity?;
    // Leads that are through tell how many attempts one takes.
    let through = qualified.iter().filter_map(|lead| ledger.handled.worked.get(*lead as usize));
    let (mut leads, mut attempts) = (0u32, 0u32);
    for worked in through.filter(|worked| worked.answered.is_some() && worked.attempts() > 0) {
        leads += 1;
        attempts = attempts.saturating_add(worked.attempts());
    }
    let is_seen = leads >= 10 && ledger.tells(Promise::Attempts);
    let agreed = version.promises.attempts.map_or(1.0, |agreed| f64::from(agreed.attempts));
    let expected = board.delivered.as_ref().map_or(f64::from(board.qualified), |made| {
        made.leads_fan.map_or(made.target, |[_, _, middle, ..]| middle.max(made.target))
    });
    Some(Load {
        leads: expected,
        attempts: if is_seen { f64::from(attempts) / f64::from(leads) } else { agreed },
        is_seen,
        possible: f64::from(capacity.people) * capacity.attempts_a_day * f64::from(board.days.1),
    })
}
