//! What the further metrics need of the rows: one more pass over leads, deals and spend.
//!
//! Lists are sorted before anything is added up in floating point. Must never count a row that the tallies leave
//! out: both ask the same scope.

use super::super::scope::Scope;
use super::super::tally::{deal_at, deal_rows};
use crate::company::{Answered, Company, NO_AMOUNT, NO_DAY, NO_LEAD, Reached, SpendKind, Status};
use crate::group::Group;
use crate::maturity::{ByAge, DealSpells, Lag, Ripeness, Spell};
use crate::stats::survival::End;
use crate::{Day, Period, Settings};

#[derive(Clone, Default)]
pub struct Extra {
    /// Any lead, deal, or sum of outcomes, also outside of the period.
    pub has_outcomes: bool,
    pub ripeness: Ripeness,
    /// Days from creation to first win.
    pub to_customer: Vec<Day>,
    /// Seconds to the first answer; open ones wait.
    pub waits: Vec<(i64, End)>,
    /// Days from opening to close, and won ones without these.
    pub spells: Vec<(i64, End)>,
    pub undated_wins: u32,
    /// Positive amounts of lost deals: how many, their sum and the sum of their squares.
    pub lost: Sum,
    /// Open deals: age in days, amount.
    pub open: Vec<(Day, i64)>,
    /// Minor units earned with the won deals, and how many of these tell no margin.
    pub profit: i128,
    pub unknown_margins: u32,
    /// Of first wins.
    pub first_profits: Vec<i64>,
    pub recurring: Vec<i64>,
    /// Days since the buyer's first win, and what the deal earned.
    pub later: Vec<(Day, i64)>,
    /// Days that customers could be followed since their first win.
    pub stays: Vec<Day>,
    /// Days since the lead's creation, and what the deal earned.
    pub returns: Vec<(Day, i64)>,
    /// Spend rows that are shared costs.
    pub shared: i128,
    /// Spend of a kind that may be media.
    pub media: i128,
    /// Two stretches of time, the earlier first.
    pub stretches: [Stretch; 2],
}

/// Exact sums of integers: the order of rows cannot matter.
#[derive(Clone, Copy, Default)]
pub struct Sum {
    pub count: u32,
    pub sum: i128,
    pub squares: i128,
}

impl Sum {
    pub fn add(&mut self, amount: i64) {
        self.count += 1;
        self.sum += i128::from(amount);
        self.squares = self.squares.saturating_add(i128::from(amount).saturating_mul(i128::from(amount)));
    }

    fn join(&mut self, other: Sum) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares = self.squares.saturating_add(other.squares);
    }
}

#[derive(Clone, Copy, Default)]
pub struct Stretch {
    pub spend: Option<i128>,
    pub customers: u32,
    pub ripeness: Ripeness,
}

impl Extra {
    fn join(&mut self, other: &Extra) {
        self.has_outcomes |= other.has_outcomes;
        self.ripeness.join(other.ripeness);
        self.to_customer.extend(&other.to_customer);
        self.waits.extend(&other.waits);
        self.spells.extend(&other.spells);
        self.undated_wins += other.undated_wins;
        self.lost.join(other.lost);
        self.open.extend(&other.open);
        self.profit += other.profit;
        self.unknown_margins += other.unknown_margins;
        self.first_profits.extend(&other.first_profits);
        self.recurring.extend(&other.recurring);
        self.later.extend(&other.later);
        self.stays.extend(&other.stays);
        self.returns.extend(&other.returns);
        self.shared += other.shared;
        self.media += other.media;
        for (own, more) in self.stretches.iter_mut().zip(&other.stretches) {
            own.spend = own.spend.map_or(more.spend, |spend| Some(spend + more.spend.unwrap_or(0)));
            own.customers += more.customers;
            own.ripeness.join(more.ripeness);
        }
    }

    fn sort(&mut self) {
        self.to_customer.sort_unstable();
        self.waits.sort_unstable();
        self.spells.sort_unstable();
        self.open.sort_unstable();
        self.first_profits.sort_unstable();
        self.recurring.sort_unstable();
        self.later.sort_unstable();
        self.stays.sort_unstable();
        self.returns.sort_unstable();
    }
}

pub struct Counted {
    pub channels: Vec<Extra>,
    pub totals: Extra,
    pub by_age: ByAge,
    pub stopped: [u32; 5],
}

pub fn count(company: &Company, settings: &Settings, scope: &Scope, lag: Option<&Lag>) -> Counted {
    let mut counted = Counted {
        channels: vec![Extra::default(); company.channels.len()],
        totals: Extra::default(),
        by_age: ByAge::default(),
        stopped: [0; 5],
    };
    let stretches = stretches(company, settings).map(|both| both.map(Scope::of_cohort_in));
    leads(company, scope, lag, stretches.as_ref(), &mut counted);
    let mut nowhere = Extra::default();
    deals(company, settings, scope, &mut counted.channels, &mut nowhere);
    for sums in &company.sums {
        let told = sums.leads.or(sums.mqls).or(sums.sqls).or(sums.opportunities).or(sums.customers);
        if let (true, Some(extra)) =
            (told.is_some() || sums.revenue.is_some(), counted.channels.get_mut(usize::from(sums.channel)))
        {
            extra.has_outcomes = true;
        }
    }
    spend(company, settings, scope, stretches.as_ref(), &mut counted.channels);
    for extra in counted.channels.iter().chain([&nowhere]) {
        counted.totals.join(extra);
    }
    counted.channels.iter_mut().chain([&mut counted.totals]).for_each(Extra::sort);
    counted
}

/// Two stretches of equal length: the chosen period and the time before it, else the two halves of the time that
/// money was spent in. `None` where either would be shorter than two weeks.
fn stretches(company: &Company, settings: &Settings) -> Option<[Period; 2]> {
    let as_of = company.as_of?;
    let (first, last) = company.spans.spend?;
    let last = last.min(as_of);
    let (from, to) = match settings.period {
        Period { from: None, to: None } => {
            let half = last.saturating_sub(first).saturating_add(1) / 2;
            (last.saturating_sub(half).saturating_add(1), last)
        }
        Period { from, to } => (from.unwrap_or(first), to.unwrap_or(last).min(last)),
    };
    let length = to.saturating_sub(from).saturating_add(1);
    let before = (from.saturating_sub(length), from.saturating_sub(1));
    let period = |(from, to): (Day, Day)| Period { from: Some(from), to: Some(to) };
    (length >= 14 && before.0 >= first).then(|| [period(before), period((from, to))])
}

fn leads(
    company: &Company,
    scope: &Scope,
    lag: Option<&Lag>,
    stretches: Option<&[Scope; 2]>,
    counted: &mut Counted,
) {
    let leads = &company.leads;
    let rows = leads.channel.iter().zip(&leads.created).zip(&leads.reached).zip(&leads.customer_at);
    for (lead, (((channel, created), reached), customer_at)) in rows.enumerate() {
        if let Some(slot) = counted.stopped.get_mut(*reached as usize) {
            *slot += 1;
        }
        let Some(extra) = counted.channels.get_mut(usize::from(*channel)) else { continue };
        extra.has_outcomes = true;
        let age = match company.as_of {
            Some(as_of) if *created != NO_DAY && *created <= as_of => Some(as_of.saturating_sub(*created)),
            _ => None,
        };
        let share = age.zip(lag).map(|(age, lag)| lag.share(age));
        let bought = *reached == Reached::Customer;
        if scope.lead(*created) {
            if let Some(share) = share {
                extra.ripeness.add(share);
            }
            if let Some(age) = age {
                counted.by_age.add(age, bought);
            }
            match leads.answered.get(lead) {
                Some(Answered::After(seconds)) => extra.waits.push((*seconds, End::Won)),
                Some(Answered::Waits(seconds)) => extra.waits.push((*seconds, End::Open)),
                None | Some(Answered::Untold | Answered::Before) => {}
            }
        }
        if bought
            && scope.customer(*reached, *created, *customer_at)
            && *created != NO_DAY
            && *customer_at != NO_DAY
        {
            extra.to_customer.extend(customer_at.checked_sub(*created).filter(|days| *days >= 0));
        }
        for (stretch, scope) in extra.stretches.iter_mut().zip(stretches.into_iter().flatten()) {
            if scope.lead(*created) {
                stretch.customers += u32::from(bought);
                if let Some(share) = share {
                    stretch.ripeness.add(share);
                }
            }
        }
    }
}

fn deals(company: &Company, settings: &Settings, scope: &Scope, channels: &mut [Extra], nowhere: &mut Extra) {
    let opened = scope.of_cohort();
    let spells = DealSpells::of(company);
    let margin = settings.money.sound_margin();
    for (i, channel, amount, first_win) in deal_rows(company) {
        let Some(deal) = deal_at(company, i) else { continue };
        let extra = channels.get_mut(usize::from(channel)).unwrap_or(nowhere);
        extra.has_outcomes = true;
        let counts = scope.deal(company, &deal);
        let in_cohort = opened.deal(company, &deal);
        if in_cohort {
            let spell = spells.as_ref().map_or(Spell::Nothing, |spells| spells.get(i));
            match spell {
                Spell::Told(days, end) => extra.spells.push((i64::from(days), end)),
                Spell::LeftOut => extra.undated_wins += u32::from(deal.status == Status::Won),
                Spell::Nothing => {}
            }
            if let (Status::Open, Spell::Told(age, _)) = (deal.status, spell) {
                extra.open.push((age, amount));
            }
        }
        if counts && deal.status == Status::Lost && amount != NO_AMOUNT && amount > 0 {
            extra.lost.add(amount);
        }
        if deal.status != Status::Won || amount == NO_AMOUNT {
            continue;
        }
        let own = company.deals.profit.get(i).copied().filter(|profit| *profit != NO_AMOUNT);
        let of_margin = || margin.map(|margin| libm::round(amount as f64 * margin) as i64);
        let profit = own.or_else(of_margin);
        if counts {
            extra.profit += profit.map_or(0, i128::from);
            extra.unknown_margins += u32::from(profit.is_none());
            if first_win {
                extra.first_profits.extend(profit);
                let recurring = company.deals.recurring.get(i).copied();
                extra
                    .recurring
                    .extend(recurring.filter(|recurring| *recurring != NO_AMOUNT && *recurring > 0));
            }
        }
        let Some(profit) = profit else { continue };
        let lead_created = company.leads.created.get(deal.lead as usize).copied().unwrap_or(NO_DAY);
        let start = if deal.lead == NO_LEAD { deal.created } else { lead_created };
        if in_cohort && start != NO_DAY && deal.closed != NO_DAY {
            extra
                .returns
                .extend(deal.closed.checked_sub(start).filter(|days| *days >= 0).map(|days| (days, profit)));
        }
        bought_since(company, scope, i, first_win, profit, extra);
    }
}

/// What customers of the period bought after their first win, and how long they could be followed.
fn bought_since(company: &Company, scope: &Scope, i: usize, first_win: bool, profit: i64, extra: &mut Extra) {
    let Some(deal) = deal_at(company, i) else { return };
    let of_lead = || company.leads.customer_at.get(deal.lead as usize).copied();
    let of_itself = || first_win.then_some(deal.closed);
    let told = company.deals.first_won.get(i).copied().filter(|day| *day != NO_DAY);
    let Some(first) = told.or_else(of_lead).or_else(of_itself).filter(|day| *day != NO_DAY) else { return };
    let cohort = scope.of_cohort();
    let member = if deal.has_lead() { cohort.deal(company, &deal) } else { cohort.day(first) };
    if !member || deal.closed == NO_DAY {
        return;
    }
    extra.later.extend(deal.closed.checked_sub(first).filter(|days| *days >= 0).map(|days| (days, profit)));
    if let (true, Some(as_of)) = (first_win, company.as_of) {
        extra.stays.push(as_of.saturating_sub(first).max(0));
    }
}

/// Costs that all share: overhead that is booked on no real channel, and whatever a person says.
fn spend(
    company: &Company,
    settings: &Settings,
    scope: &Scope,
    stretches: Option<&[Scope; 2]>,
    channels: &mut [Extra],
) {
    let spend = &company.spend;
    let rows = spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount);
    for (i, (((channel, from), to), amount)) in rows.enumerate() {
        let place = usize::from(*channel);
        let (Some(extra), Some(channel)) = (channels.get_mut(place), company.channels.get(place)) else {
            continue;
        };
        if *amount == NO_AMOUNT {
            continue;
        }
        let kind = spend.kind.get(i).copied().unwrap_or_default();
        let is_nobodys = channel.id == "blank" || channel.id == Group::Unknown.id();
        let by_data = if kind.is_overhead() {
            is_nobodys || !extra.has_outcomes
        } else {
            is_nobodys && !extra.has_outcomes
        };
        if let Some((share, _)) = scope.spend(*from, *to, *amount) {
            if by_data || settings.money.shared.contains(&channel.id) {
                extra.shared += i128::from(share);
            } else if matches!(kind, SpendKind::Untold | SpendKind::Media) {
                extra.media += i128::from(share);
            }
        }
        for (stretch, scope) in extra.stretches.iter_mut().zip(stretches.into_iter().flatten()) {
            if let Some((share, _)) = scope.spend(*from, *to, *amount) {
                *stretch.spend.get_or_insert(0) += i128::from(share);
            }
        }
    }
}
