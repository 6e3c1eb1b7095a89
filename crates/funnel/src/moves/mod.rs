//! Bounded moves of budget between channels, to be discussed (domain.md d.2, d.3).
//!
//! `months` says what was ever spent, `gain` what a move brings, `trial` what would decide where the past does
//! not; here: who may give and receive, how much, and which moves hold for every elasticity of the band.
//! From past data only: what a channel is credited with is no proof of cause.
//! Must never propose a level outside of the range ever spent, money for a harvest channel, or a move that does
//! not hold under the smallest elasticity.

mod budget;
pub mod gain;
mod months;
pub mod pool;
pub mod trial;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::company::Company;
use crate::ranking::row::amounts;
use crate::ranking::scope::Scope;
use crate::ranking::tally::{Tally, tally};
use crate::stats::interval::median;
use crate::stats::money::{Amounts, Deals};
use crate::{Day, Settings};
pub use budget::{Budget, Evidence, Exploration, Flags, Reason};
use budget::{budget, explore};
use gain::{BAND, Case, Curve, Side, case, ln_ratio, net, split};
use garimpo_table::Currency;
use months::months;
use pool::Pools;
use trial::{Length, RAISE, raise, switch_off, wait};

/// The most that leaves a channel, and that comes to one, of its month.
pub const MOST_OUT: f64 = 0.2;
pub const MOST_IN: f64 = 0.3;
/// A move is shown when its gain is at least this sure.
pub const HOLDS: f64 = 0.8;
/// A move must not be probably a loss where the receiving channel has the smallest and the giving one the largest
/// elasticity: of simulated channels that are nearly alike, without this seven in ten of the shown moves were
/// right, with it eight.
pub const UNLIKE: f64 = 0.2;
/// The part of the budget that channels with too few leads keep.
pub const FLOOR: f64 = 0.1;
/// Customers × variance of ln spend that a response curve needs (standard error of b ≤ 0.1).
pub const ENOUGH_EVIDENCE: f64 = 100.0;
/// Moves and tests that are shown.
pub const SHOWN: usize = 3;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// By id of channel.
    pub flags: BTreeMap<String, Flags>,
    /// Gross margin, from 0 to 1. `None`: moves are told in revenue.
    pub margin: Option<f64>,
}

/// A move of money, every month, with its arithmetic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    pub from: String,
    pub to: String,
    /// Major units a month.
    pub amount: f64,
    /// Levels before and after.
    pub from_levels: (f64, f64),
    pub to_levels: (f64, f64),
    /// Spend and customers that the rates come from.
    pub from_rate: (f64, f64),
    pub to_rate: (f64, f64),
    /// Mean deals, where both are known.
    pub deals: Option<(f64, f64)>,
    /// One a member of [`BAND`]: the two channels by themselves.
    pub cases: Vec<Case>,
    /// How sure the gain is with all channels pooled, one a member of [`BAND`]: what the move is shown by.
    pub sure: Vec<f64>,
    /// The same if the receiving channel had the smallest and the giving one the largest elasticity of the band.
    pub sure_unlike: f64,
}

/// Why a pair is not a move but a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Undecided {
    /// Too little data under the smallest elasticity.
    NotSure,
    /// It would go where no month ever was.
    NeverSpent,
    /// It would be a loss if the two channels answer unlike.
    Unlike,
    /// The receiving channel has too few leads.
    TooFew,
}

/// A pair that the past does not decide, though the gain is likelier than not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    pub from: String,
    pub to: String,
    pub why: Undecided,
    /// Money a month that the receiving channel is raised by.
    pub raise_by: f64,
    /// How sure a gain is at the two ends of the band.
    pub p_low: f64,
    pub p_high: f64,
    /// Each `None` if it would not decide within five years; `wait`, too, where more of the same tells nothing.
    pub wait: Option<Length>,
    pub raise: Option<Length>,
    pub switch_off: Option<Length>,
    /// The result shows after the sales cycle: the median days of the receiving channel's deals.
    pub cycle_days: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moves {
    pub as_of: Option<Day>,
    pub currency: Option<Currency>,
    /// One a channel with spend, by id.
    pub budgets: Vec<Budget>,
    /// The surest gain under the smallest elasticity first; each channel in one at most.
    pub moves: Vec<Move>,
    /// The likeliest first.
    pub trials: Vec<Trial>,
    /// `None` where no channel has too few leads.
    pub exploration: Option<Exploration>,
    /// Of all channels together, if they share one elasticity.
    pub evidence: Evidence,
    /// Money decides (else customers do: too few deals with amounts).
    pub margin: Option<f64>,
}

/// The moves that the company's past supports.
pub fn moves(company: &Company, settings: &Settings, options: &Options) -> Moves {
    let tallies = tally(company, &Scope::new(settings)).channels;
    let months = months(company, settings);
    let amounts: Vec<Amounts> = tallies.iter().map(amounts).collect();
    let all_deals = Deals::of(&amounts);
    let mut budgets: Vec<Budget> = Vec::new();
    let mut cycles: Vec<Option<f64>> = Vec::new();
    let rows = company.channels.iter().zip(&tallies).zip(&months).zip(&amounts);
    for (((channel, tally), months), amounts) in rows.filter(|(((_, tally), _), _)| tally.spend.is_some()) {
        let flags = options.flags.get(&channel.id).copied().unwrap_or_default();
        budgets.push(budget(channel, tally, months, (amounts, all_deals.as_ref()), &flags));
        cycles.push(cycle(tally));
    }
    let exploration = explore(&mut budgets);
    let pairs = pairs(&budgets);
    let sides: Vec<Option<Side>> =
        budgets.iter().map(|budget| budget.side.map(|known| known.side())).collect();
    let pools = Pools::of(&sides);
    let shown = best_moves(&budgets, &pairs, &pools, options.margin);
    let trials = trials(&budgets, &sides, &pools, &cycles, &shown);
    let evidence = |of: fn(&Evidence) -> f64| budgets.iter().map(|budget| of(&budget.evidence)).sum::<f64>();
    let (all_customers, meter) = (evidence(|e| e.customers), evidence(|e| e.meter));
    let variance = if all_customers > 0.0 { meter / all_customers } else { 0.0 };
    Moves {
        as_of: company.as_of,
        currency: company.currency,
        moves: shown,
        trials,
        exploration,
        evidence: Evidence::new(all_customers, variance),
        margin: options.margin,
        budgets,
    }
}

fn cycle(tally: &Tally) -> Option<f64> {
    let mut days: Vec<f64> = tally.cycles.iter().map(|days| f64::from(*days)).collect();
    days.sort_by(f64::total_cmp);
    median(&days)
}

/// A move that could be made: positions of its channels, and the money.
struct Pair {
    from: usize,
    to: usize,
    amount: f64,
}

fn pairs(budgets: &[Budget]) -> Vec<Pair> {
    let mut found = Vec::new();
    for (from, giver) in budgets.iter().enumerate() {
        for (to, receiver) in budgets.iter().enumerate().filter(|(to, _)| *to != from) {
            let amount = round_down(giver.can_give.min(receiver.can_receive));
            if amount > 0.0 {
                found.push(Pair { from, to, amount });
            }
        }
    }
    found
}

/// Two leading digits, in whole units: 1 834.56 is 1 800, never more than it was.
fn round_down(amount: f64) -> f64 {
    if !(1.0..1e12).contains(&amount) {
        return 0.0;
    }
    let mut step = 1.0;
    while amount >= 100.0 * step {
        step *= 10.0;
    }
    libm::floor(amount / step) * step
}

fn side(budgets: &[Budget], at: usize) -> Option<Side> {
    budgets.get(at)?.side.map(|known| known.side())
}

fn id(budgets: &[Budget], at: usize) -> String {
    budgets.get(at).map(|budget| budget.channel.id.clone()).unwrap_or_default()
}

/// Those that hold under the smallest elasticity, and so under all; the largest gain first.
fn best_moves(budgets: &[Budget], pairs: &[Pair], pools: &Pools, margin: Option<f64>) -> Vec<Move> {
    let [smallest, _, largest] = BAND;
    let mut held: Vec<(f64, &Pair)> = Vec::new();
    for pair in pairs {
        let (Some(from), Some(to)) = (side(budgets, pair.from), side(budgets, pair.to)) else { continue };
        let case = case(&from, &to, pair.amount, smallest, margin);
        let gain = case.money.map_or(case.customers(), |money| money.revenue);
        let ratio = ln_ratio(&from, &to, pair.amount, (smallest, smallest));
        let sure = pools.p(pair.from, pair.to, ratio).min(case.p());
        let unlike = ln_ratio(&from, &to, pair.amount, (largest, smallest));
        if sure >= HOLDS && gain > 0.0 && pools.p(pair.from, pair.to, unlike) >= UNLIKE {
            held.push((gain, pair));
        }
    }
    // Gains in money and in customers do not compare: money first.
    let in_money = |pair: &Pair| pools.in_money(pair.from, pair.to);
    held.sort_by(|a, b| {
        in_money(b.1)
            .cmp(&in_money(a.1))
            .then(b.0.total_cmp(&a.0))
            .then((a.1.from, a.1.to).cmp(&(b.1.from, b.1.to)))
    });
    let is_few = |at: usize| budgets.get(at).is_some_and(|budget| budget.too_few);
    let mut used: Vec<usize> = Vec::new();
    let mut shown = Vec::new();
    for (_, pair) in held {
        // What is to spare of the budget for exploring can be given once.
        let spare_is_gone = is_few(pair.from) && used.iter().any(|at| is_few(*at));
        if shown.len() == SHOWN || used.contains(&pair.from) || used.contains(&pair.to) || spare_is_gone {
            continue;
        }
        used.extend([pair.from, pair.to]);
        shown.extend(told(budgets, pair, pools, margin));
    }
    shown
}

fn told(budgets: &[Budget], pair: &Pair, pools: &Pools, margin: Option<f64>) -> Option<Move> {
    let (from, to) = (side(budgets, pair.from)?, side(budgets, pair.to)?);
    let cases = BAND.map(|b| Case {
        net: Some(net(&from, &to, pair.amount, b)),
        ..case(&from, &to, pair.amount, b, margin)
    });
    let deal = |at: usize| budgets.get(at).and_then(|budget| budget.deal);
    let [smallest, _, largest] = BAND;
    let sure = |elasticities: (f64, f64)| {
        pools.p(pair.from, pair.to, ln_ratio(&from, &to, pair.amount, elasticities))
    };
    Some(Move {
        from: id(budgets, pair.from),
        to: id(budgets, pair.to),
        amount: pair.amount,
        from_levels: (from.level, from.level - pair.amount),
        to_levels: (to.level, to.level + pair.amount),
        from_rate: (from.spend, from.customers),
        to_rate: (to.spend, to.customers),
        deals: deal(pair.from).zip(deal(pair.to)),
        cases: cases.to_vec(),
        sure: BAND.map(|b| sure((b, b))).to_vec(),
        sure_unlike: sure((largest, smallest)),
    })
}

/// Reasons that a test cannot change: it may leave the range ever spent, which is what it is for.
fn blocks_a_trial(reason: Option<Reason>) -> bool {
    reason.is_some_and(|reason| !matches!(reason, Reason::LowestEver | Reason::HighestEver | Reason::TooFew))
}

/// Pairs that are likelier to gain than not in the middle of the band, but do not hold.
fn trials(
    budgets: &[Budget],
    sides: &[Option<Side>],
    pools: &Pools,
    cycles: &[Option<f64>],
    shown: &[Move],
) -> Vec<Trial> {
    let [smallest, middle, largest] = BAND;
    let all: f64 = sides.iter().flatten().map(Side::monthly).sum();
    let sure = |(from, a): (usize, &Side), (to, b): (usize, &Side), amount: f64, elasticity: f64| {
        pools.p(from, to, ln_ratio(a, b, amount, (elasticity, elasticity)))
    };
    let is_moved = |at: usize| {
        let id = id(budgets, at);
        shown.iter().any(|shown| shown.from == id || shown.to == id)
    };
    let mut open: Vec<(f64, usize, usize, f64)> = Vec::new();
    for (from, giver) in budgets.iter().enumerate() {
        for (to, receiver) in budgets.iter().enumerate() {
            if from == to || is_moved(from) || is_moved(to) || receiver.customers <= 0.0 {
                continue;
            }
            if blocks_a_trial(giver.gives_not) || blocks_a_trial(receiver.receives_not) {
                continue;
            }
            let (Some(a), Some(b)) = (side(budgets, from), side(budgets, to)) else { continue };
            let amount = round_down((RAISE * b.level).min(MOST_OUT * a.level));
            if amount > 0.0 {
                open.push((sure((from, &a), (to, &b), amount, middle), from, to, amount));
            }
        }
    }
    open.retain(|(p, ..)| *p > 0.5);
    open.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut used: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (_, from, to, amount) in open {
        if found.len() == SHOWN || used.contains(&from) || used.contains(&to) {
            continue;
        }
        let (Some(a), Some(b)) = (side(budgets, from), side(budgets, to)) else { continue };
        used.extend([from, to]);
        let p_low = sure((from, &a), (to, &b), amount, smallest);
        let unlike = pools.p(from, to, ln_ratio(&a, &b, amount, (largest, smallest)));
        let stuck = |at: usize, reason: fn(&Budget) -> Option<Reason>| budgets.get(at).and_then(reason);
        let (gives_not, receives_not) =
            (stuck(from, |budget| budget.gives_not), stuck(to, |budget| budget.receives_not));
        let why = if p_low < HOLDS {
            Undecided::NotSure
        } else if receives_not == Some(Reason::TooFew) {
            Undecided::TooFew
        } else if gives_not.is_some() || receives_not.is_some() {
            Undecided::NeverSpent
        } else if unlike < UNLIKE {
            Undecided::Unlike
        } else {
            Undecided::NotSure
        };
        found.push(Trial {
            from: id(budgets, from),
            to: id(budgets, to),
            why,
            raise_by: round_down(RAISE * b.level),
            p_low,
            p_high: sure((from, &a), (to, &b), amount, largest),
            // What is sure, but never was spent, no waiting changes.
            wait: if p_low < HOLDS { wait(sides, from, to, amount) } else { None },
            raise: raise(&a, &b),
            switch_off: switch_off(&a, all),
            cycle_days: cycles.get(to).copied().flatten(),
        });
    }
    found
}

/// A channel in the split of "if you believe this curve".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub channel: String,
    /// Level now and in the split, major units a month.
    pub now: f64,
    pub then: f64,
    /// Customers a month now and in the split.
    pub customers: (f64, f64),
}

impl Moves {
    /// How the present budget would be split if every channel had this elasticity, for a slider: not a proposal,
    /// it goes far outside of what was ever spent. Channels that may not receive keep what they have. By money
    /// where every channel's mean deal is known, else by customers. `None` unless 0 < b < 1.
    pub fn believe(&self, elasticity: f64) -> Option<Vec<Part>> {
        let free = |budget: &&Budget| {
            let fixed = [Some(Reason::HighestEver), None];
            fixed.contains(&budget.receives_not) && budget.side.is_some()
        };
        let members: Vec<(&Budget, Side)> = self
            .budgets
            .iter()
            .filter(free)
            .filter_map(|budget| Some((budget, budget.side?.side())))
            .collect();
        let in_money = members.iter().all(|(_, side)| side.ln_deal.is_some());
        let curves: Vec<Curve> = members.iter().map(|(_, side)| side.curve(elasticity, in_money)).collect();
        let budget: f64 = members.iter().map(|(_, side)| side.level).sum();
        let then = split(budget, &curves, elasticity)?;
        let part = |(((budget, side), curve), then): (((&Budget, Side), Curve), f64)| Part {
            channel: budget.channel.id.clone(),
            now: side.level,
            then,
            customers: (side.monthly(), curve.scale * libm::pow(then, elasticity)),
        };
        Some(members.into_iter().zip(curves).zip(then).map(part).collect())
    }
}
