//! Everything that the agreement's own screen shows: the month's scoreboard, the company's curve, what leads are
//! worth, and what is needed to go from money back to leads.

use serde::{Deserialize, Serialize};

use super::chain::Estimate;
use super::ledger::Ledger;
use super::month_of;
use super::response::{Response, response};
use super::scoreboard::{Scoreboard, scoreboard};
use super::terms::Basis;
use super::worth::{ClassWorth, worths};
use crate::company::{NO_AMOUNT, Reached, Status};
use crate::maturity::Lag;
use crate::ranking::row::major;
use crate::segments::{SegmentColumn, columns};
use crate::stats::interval::{LEVEL, log_normal_mean};
use crate::{Day, Settings};

/// What the chain backwards is made of; see [`super::chain`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Links {
    /// The mean won deal with its 90 % interval, major units.
    pub deal: Option<Estimate>,
    pub deals: u32,
    /// Won, and decided.
    pub wins: (f64, f64),
    /// Customers, and leads, each lead counted by how much of its wins has had time to come.
    pub customers: (f64, f64),
    /// How long half of the customers take.
    pub cycle: Option<Day>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    pub board: Scoreboard,
    pub response: Option<Response>,
    pub basis: Basis,
    pub worths: Vec<ClassWorth>,
    /// The worths are of profit, not of revenue.
    pub of_profit: bool,
    pub links: Links,
    /// Leads a month, over the last three whole months before the as-of day.
    pub usual: Option<f64>,
    /// The first and the last month that leads came in, by their first days.
    pub months: Option<(Day, Day)>,
    pub kinds: Vec<String>,
    pub columns: Vec<SegmentColumn>,
    /// What reasons are called in the data, with rows and what each means by the codebook.
    pub reasons: Vec<(String, u32, Option<u32>)>,
    /// Rows of feedback or activities that belong to no lead.
    pub strangers: u32,
}

/// `day`: any of the month; `None`: [`Ledger::latest`]. `basis`: that of the worths; `None`: the version's.
pub fn overview(
    ledger: &Ledger<'_>,
    settings: &Settings,
    day: Option<Day>,
    basis: Option<Basis>,
    mature_before: Option<Day>,
) -> Overview {
    let dated = || (0..ledger.len()).filter_map(|lead| ledger.created(lead));
    let (first, last) = (dated().min(), dated().max());
    let day = day.unwrap_or_else(|| ledger.latest());
    let board = scoreboard(ledger, day);
    let version = board.version.map(|at| at as usize);
    let known = version.and_then(|at| ledger.version(at)).map(|version| version.basis.clone());
    let kinds: Vec<String> = ledger.handled.kinds.names.iter().map(|(_, name)| name.clone()).collect();
    let usual_basis = if kinds.is_empty() { Basis::Channel } else { Basis::ConversionType };
    let basis = basis.or(known).unwrap_or(usual_basis);
    let margin = settings.money.sound_margin();
    let reason = |(text, rows): &(String, u32)| {
        let code = ledger.book.read(text).and_then(|at| u32::try_from(at).ok());
        (text.clone(), *rows, code)
    };
    let mut reasons: Vec<_> = ledger.handled.reasons.iter().map(reason).collect();
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Overview {
        response: response(ledger, version.unwrap_or(0), mature_before),
        worths: worths(ledger, &basis, margin),
        basis,
        of_profit: margin.is_some() || ledger.company.deals.profit.iter().any(|profit| *profit != NO_AMOUNT),
        links: links(ledger),
        usual: usual(ledger),
        months: first.zip(last).map(|(first, last)| (month_of(first).0, month_of(last).0)),
        kinds,
        columns: columns(ledger.sheets).into_iter().filter(|column| column.on_leads).collect(),
        reasons,
        strangers: ledger.handled.strangers,
        board,
    }
}

fn links(ledger: &Ledger<'_>) -> Links {
    let deals = &ledger.company.deals;
    let won = deals.status.iter().filter(|status| **status == Status::Won).count() as f64;
    let lost = deals.status.iter().filter(|status| **status == Status::Lost).count() as f64;
    let amounts = deals.status.iter().zip(&deals.amount);
    let mut amounts: Vec<i64> = amounts
        .filter(|(status, amount)| **status == Status::Won && **amount != NO_AMOUNT && **amount > 0)
        .map(|(_, amount)| *amount)
        .collect();
    // In one order, whatever that of the rows.
    amounts.sort_unstable();
    let sum: i128 = amounts.iter().map(|amount| i128::from(*amount)).sum();
    let logs: Vec<f64> = amounts.iter().map(|amount| libm::log(major(i128::from(*amount)))).collect();
    let mean = major(sum) / (amounts.len().max(1)) as f64;
    let deal = log_normal_mean(&logs, LEVEL);
    let lag = Lag::of_leads(ledger.company);
    let as_of = ledger.as_of.day();
    let (mut customers, mut grown) = (0.0, 0.0);
    for lead in 0..ledger.len() {
        let share = ledger
            .created(lead)
            .map_or(1.0, |created| lag.as_ref().map_or(1.0, |lag| lag.share(as_of.saturating_sub(created))));
        grown += share;
        let reached = ledger.company.leads.reached.get(lead as usize);
        customers += f64::from(u8::from(reached == Some(&Reached::Customer)));
    }
    Links {
        deal: (!amounts.is_empty()).then(|| Estimate {
            value: mean,
            low: deal.map_or(mean, |within| within.low.min(mean)),
            high: deal.map_or(mean, |within| within.high.max(mean)),
        }),
        deals: u32::try_from(amounts.len()).unwrap_or(u32::MAX),
        wins: (won, won + lost),
        customers: (customers, f64::max(grown, customers)),
        cycle: lag.map(|lag| lag.median()),
    }
}

fn usual(ledger: &Ledger<'_>) -> Option<f64> {
    let (this, _) = month_of(ledger.as_of.day());
    let mut from = this;
    for _ in 0..3 {
        from = month_of(from.saturating_sub(1)).0;
    }
    let count = ledger.created_in(from, this.saturating_sub(1)).len();
    (count > 0).then(|| count as f64 / 3.0)
}
