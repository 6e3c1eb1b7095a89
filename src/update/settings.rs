//! How the numbers are made: one change at a time, on top of those that are still on their way.

use garimpo_funnel::settings::MoneySettings;
use garimpo_funnel::{Day, ranking::MetricId};
use garimpo_workspace::Intent;
use garimpo_workspace::protocol::JournalEntry;
use std::rc::Rc;

use super::edit;
use crate::columns;
use crate::effect::Effect;
use crate::model::Model;
use crate::msg::MoneyChange;

/// What is so already makes no step.
pub fn money(model: &mut Model, change: MoneyChange) -> Vec<Effect> {
    let now = latest(model);
    let mut wanted = now.clone();
    apply(&mut wanted, change);
    if wanted == now { Vec::new() } else { edit::act(model, Intent::SetMoney(wanted)) }
}

pub fn horizon(model: &mut Model, day: Option<Day>) -> Vec<Effect> {
    if model.doc.settings.horizon == day { Vec::new() } else { edit::act(model, Intent::SetHorizon(day)) }
}

/// From what is shown now.
pub fn column(model: &mut Model, id: MetricId, shown: bool) -> Vec<Effect> {
    let Some(ranking) = &model.ranking else { return Vec::new() };
    let now = columns::columns(ranking, model.columns.as_ref().map(|chosen| chosen.as_slice()));
    let wanted = columns::with(&now, id, shown);
    keep_columns(model, Some(wanted))
}

pub fn keep_columns(model: &mut Model, chosen: Option<Vec<MetricId>>) -> Vec<Effect> {
    model.columns = chosen.map(Rc::new);
    vec![Effect::KeepColumns(model.columns.clone())]
}

/// The last that was sent, or what the document has.
fn latest(model: &Model) -> MoneySettings {
    for (_, kept) in model.pending.iter().rev() {
        match &kept.entry {
            JournalEntry::Do { intent: Intent::SetMoney(money) } => return money.clone(),
            JournalEntry::Undo | JournalEntry::Redo => break,
            _ => {}
        }
    }
    model.doc.settings.money.clone()
}

fn apply(money: &mut MoneySettings, change: MoneyChange) {
    match change {
        MoneyChange::Margin(margin) => money.margin = margin,
        MoneyChange::Form(form) => money.form = form,
        MoneyChange::Allocation(allocation) => money.allocation = allocation,
        MoneyChange::Shared { channel, shared: true } => drop(money.shared.insert(channel)),
        MoneyChange::Shared { channel, shared: false } => drop(money.shared.remove(&channel)),
        MoneyChange::Currency(currency) => money.currency = currency,
        MoneyChange::Rate { currency, day, rate } => {
            let rates = money.rates.entry(currency).or_default();
            rates.retain(|(from, _)| *from != day);
            rates.extend(rate.map(|rate| (day, rate)));
            rates.sort_by_key(|(from, _)| *from);
            if rates.is_empty() {
                money.rates.remove(&currency);
            }
        }
        MoneyChange::ValueDays(days) => money.value_days = days,
        MoneyChange::RecurringMonths(months) => money.recurring_months = months,
        MoneyChange::Churn(churn) => money.churn = churn,
        MoneyChange::MostMonths(months) => money.most_months = months,
    }
}
