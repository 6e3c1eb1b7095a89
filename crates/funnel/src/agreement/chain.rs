//! From money back to leads (domain.md a.7): revenue × share ÷ mean deal ÷ rate, with the rates' intervals.
//!
//! The rates are Jeffreys: Beta(x + ½, n − x + ½). The mean deal is taken as it is; its own interval is the
//! caller's to show. A rate of 0 gives no answer: "cannot be derived yet".

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::stats::interval::LEVEL;
use crate::stats::special::beta_quantile;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ChainInput {
    /// Any unit of money, the same for both.
    pub revenue: f64,
    pub deal: f64,
    pub share: f64,
    /// Won, and decided.
    pub wins: (f64, f64),
    /// Customers, and leads.
    pub customers: (f64, f64),
    /// How long half of the customers take from lead to win.
    pub cycle: Option<Day>,
    /// The time in which the revenue is to come.
    pub from: Day,
    pub to: Day,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    pub goal: f64,
    pub customers: f64,
    pub opportunities: Option<Estimate>,
    pub leads: Option<Estimate>,
    /// When these leads must come.
    pub arrive: Option<(Day, Day)>,
}

/// `of` ÷ the rate x/n, with the rate's 90 % interval turned round.
pub fn needed(of: f64, (x, n): (f64, f64)) -> Option<Estimate> {
    if !(x > 0.0 && x <= n && of >= 0.0) {
        return None;
    }
    let tail = 0.5 - 0.5 * LEVEL;
    let rate = |p: f64| beta_quantile(x + 0.5, n - x + 0.5, p);
    Some(Estimate { value: of * n / x, low: of / rate(1.0 - tail), high: of / rate(tail) })
}

/// `None` without a goal or a mean deal.
pub fn chain(input: &ChainInput) -> Option<Chain> {
    let goal = input.revenue * input.share;
    if !(goal > 0.0 && input.deal > 0.0) {
        return None;
    }
    let customers = goal / input.deal;
    Some(Chain {
        goal,
        customers,
        opportunities: needed(customers, input.wins),
        leads: needed(customers, input.customers),
        arrive: input.cycle.map(|cycle| (input.from.saturating_sub(cycle), input.to.saturating_sub(cycle))),
    })
}
