//! What a lead of a kind is worth: how often such a lead buys × what a customer brings (domain.md a.7).
//!
//! The rate is shrunken: without that, a kind without a win would be worth nothing and one with 1 of 3 far too
//! much. Young leads count only as far as their wins have had time to come (the sum of G(age)), so that a kind
//! that is new is not taken for one that does not buy. The mean deal is drawn to that of all as if four more had
//! been won there.

use serde::{Deserialize, Serialize};

use super::chain::Estimate;
use super::ledger::{Classes, Ledger};
use super::terms::Basis;
use crate::company::{NO_AMOUNT, Reached, Status};
use crate::maturity::Lag;
use crate::ranking::row::major;
use crate::stats::interval::LEVEL;
use crate::stats::money::{Amounts, Deals, PSEUDO_DEALS, ln_deal};
use crate::stats::pooled::{Population, pooled_rates};
use crate::stats::special::beta_quantile;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassWorth {
    /// As the agreement names it (a channel's id), and as shown.
    pub class: String,
    pub name: String,
    pub leads: u32,
    pub customers: u32,
    /// Leads, each counted by how much of its wins has had time to come.
    pub grown: f64,
    pub rate: Estimate,
    /// A customer's mean revenue (or profit), major units. `None`: no amounts are told.
    pub deal: Option<f64>,
    /// Minor units.
    pub value: Option<i64>,
}

/// rate × deal, in minor units.
pub fn value(rate: f64, deal: f64) -> Option<i64> {
    let value = rate * deal * 100.0;
    (value.is_finite() && value >= 0.0 && value < 9e15).then_some(libm::round(value) as i64)
}

/// Posterior means and 90 % intervals of groups (grown leads, customers).
pub fn rates(groups: &[(f64, f64)]) -> Vec<Estimate> {
    let told: Vec<(f64, f64)> = groups.iter().map(|(n, x)| (n.max(*x).max(1e-9), *x)).collect();
    let tail = 0.5 - 0.5 * LEVEL;
    let of_beta = |mean: f64, a: f64, b: f64| Estimate {
        value: mean,
        low: beta_quantile(a, b, tail),
        high: beta_quantile(a, b, 1.0 - tail),
    };
    match Population::of_rates(&told) {
        Some(population) => pooled_rates(&population, &told)
            .into_iter()
            .map(|(mean, variance)| {
                // A Beta with these moments.
                let size = (mean * (1.0 - mean) / variance.max(1e-12) - 1.0).max(1e-6);
                of_beta(mean, mean * size, (1.0 - mean) * size)
            })
            .collect(),
        // Nobody or everybody bought: nothing to draw to.
        None => told.iter().map(|(n, x)| of_beta((x + 0.5) / (n + 1.0), x + 0.5, n - x + 0.5)).collect(),
    }
}

/// Every class of a basis with at least one lead, most leads first. `margin`: what of a deal remains, where no
/// deal tells its own.
pub fn worths(ledger: &Ledger<'_>, basis: &Basis, margin: Option<f64>) -> Vec<ClassWorth> {
    let classes = ledger.classes(basis);
    let lag = Lag::of_leads(ledger.company);
    let count = classes.names.len();
    let (mut leads, mut customers, mut grown) = (vec![0u32; count], vec![0u32; count], vec![0.0f64; count]);
    let as_of = ledger.as_of.day();
    for lead in 0..ledger.len() {
        let (Some(class), Some(created)) = (classes.of(lead), ledger.created(lead)) else { continue };
        let age = as_of.saturating_sub(created);
        let share = lag.as_ref().map_or(1.0, |lag| lag.share(age));
        let bought = ledger.company.leads.reached.get(lead as usize) == Some(&Reached::Customer);
        if let (Some(leads), Some(customers), Some(grown)) =
            (leads.get_mut(class), customers.get_mut(class), grown.get_mut(class))
        {
            *leads += 1;
            *customers += u32::from(bought);
            *grown += share;
        }
    }
    let deals = deals_by(ledger, &classes, margin);
    let all = Deals::of(&deals);
    let told: Vec<usize> = (0..count).filter(|at| leads.get(*at).is_some_and(|leads| *leads > 0)).collect();
    let at = |list: &[u32], at: usize| list.get(at).copied().unwrap_or(0);
    let groups: Vec<(f64, f64)> = told
        .iter()
        .map(|class| (grown.get(*class).copied().unwrap_or(0.0), f64::from(at(&customers, *class))))
        .collect();
    let mut worths: Vec<ClassWorth> = told
        .iter()
        .zip(rates(&groups))
        .map(|(class, rate)| {
            let own = deals.get(*class).copied().unwrap_or_default();
            let deal = all.as_ref().map(|all| libm::exp(ln_deal(&own, all, PSEUDO_DEALS).0));
            let (id, name) = classes.names.get(*class).cloned().unwrap_or_default();
            ClassWorth {
                class: if *basis == Basis::Channel { id } else { name.clone() },
                name,
                leads: at(&leads, *class),
                customers: at(&customers, *class),
                grown: grown.get(*class).copied().unwrap_or(0.0),
                rate,
                deal,
                value: deal.and_then(|deal| value(rate.value, deal)),
            }
        })
        .collect();
    worths.sort_by(|a, b| b.leads.cmp(&a.leads).then_with(|| a.class.cmp(&b.class)));
    worths
}

/// Won amounts (or what remains of them) a customer of each class.
fn deals_by(ledger: &Ledger<'_>, classes: &Classes, margin: Option<f64>) -> Vec<Amounts> {
    let mut logs: Vec<Vec<f64>> = vec![Vec::new(); classes.names.len()];
    let mut sums = vec![0i128; classes.names.len()];
    let deals = &ledger.company.deals;
    for (at, _) in deals.status.iter().enumerate().filter(|(_, status)| **status == Status::Won) {
        let class = deals.lead.get(at).and_then(|lead| classes.of(*lead));
        let own = deals.profit.get(at).copied().filter(|profit| *profit != NO_AMOUNT);
        let amount = deals.amount.get(at).copied().filter(|amount| *amount != NO_AMOUNT);
        let amount = own.or_else(|| {
            let amount = amount?;
            Some(margin.map_or(amount, |margin| libm::round(amount as f64 * margin) as i64))
        });
        let (Some(class), Some(amount)) = (class, amount.filter(|amount| *amount > 0)) else { continue };
        if let (Some(logs), Some(sum)) = (logs.get_mut(class), sums.get_mut(class)) {
            logs.push(libm::log(major(i128::from(amount))));
            *sum += i128::from(amount);
        }
    }
    logs.iter_mut()
        .zip(sums)
        .map(|(logs, sum)| {
            logs.sort_by(f64::total_cmp);
            Amounts::new(major(sum), logs)
        })
        .collect()
}
