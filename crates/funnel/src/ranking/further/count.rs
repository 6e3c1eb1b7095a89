//! What the further metrics need of the rows: one more pass over leads, deals and spend.
//!
//! Lists are sorted before anything is added up in floating point. Must never count a row that the tallies leave
//! out: both ask the same scope.

use super::super::scope::Scope;
use super::super::tally::{deal_at, deal_rows};
use crate::company::{Answered, Company, NO_AMOUNT, NO_DAY, NO_LEAD, Reached, SpendKind, Status};
use crate::group::Group;
use crate::maturity::{DealSpells, Lag, Ripeness, Spell, Survey};
use crate::stats::survival::{At, End, gather};
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
    /// Days from opening to close of the deals that were opened, by day, and won ones without these dates.
    pub spells: Vec<At>,
    days: Vec<u32>,
    pub undated_wins: u32,
    /// Positive amounts of lost deals.
    pub lost: Sum,
    /// Open deals: ages in days; of those with an amount how many, what they are expected to bring in shares of a
    /// minor unit, and the variance of it.
    pub open: Vec<Day>,
    pub open_with_amount: u32,
    pub open_value: i128,
    pub open_variance: u128,
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
        self.undated_wins += other.undated_wins;
        self.lost.join(other.lost);
        self.open.extend(&other.open);
        self.open_with_amount += other.open_with_amount;
        self.open_value = self.open_value.saturating_add(other.open_value);
        self.open_variance = self.open_variance.saturating_add(other.open_variance);
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
        self.first_profits.sort_unstable();
        self.recurring.sort_unstable();
        self.later.sort_unstable();
        self.stays.sort_unstable();
        self.returns.sort_unstable();
    }
}

/// 1 as a share of fixed point.
pub const SHARE: f64 = 4_294_967_296.0;

pub struct Counted {
    pub channels: Vec<Extra>,
    pub totals: Extra,
    /// The leads that count: (age, leads, customers), ascending in age.
    pub ages: Vec<(Day, u32, u32)>,
}

pub fn count(company: &Company, settings: &Settings, scope: &Scope, survey: &Survey, lags: &Lags) -> Counted {
    let mut channels = vec![Extra::default(); company.channels.len()];
    let stretches = stretches(company, settings).map(|both| both.map(Scope::of_cohort_in));
    let ages = leads(company, scope, survey, lags.leads.as_ref(), stretches.as_ref(), &mut channels);
    let mut nowhere = Extra::default();
    deals(company, settings, scope, lags.deals.as_ref(), &mut channels, &mut nowhere);
    for sums in &company.sums {
        let told = sums.leads.or(sums.mqls).or(sums.sqls).or(sums.opportunities).or(sums.customers);
        if let (true, Some(extra)) =
            (told.is_some() || sums.revenue.is_some(), channels.get_mut(usize::from(sums.channel)))
        {
            extra.has_outcomes = true;
        }
    }
    spend(company, settings, scope, stretches.as_ref(), &mut channels);
    channels.iter_mut().chain([&mut nowhere]).for_each(|extra| extra.spells = by_day(&extra.days));
    let mut totals = Extra { spells: same_days(channels.iter().chain([&nowhere])), ..Extra::default() };
    channels.iter().chain([&nowhere]).for_each(|extra| totals.join(extra));
    channels.iter_mut().chain([&mut totals]).for_each(Extra::sort);
    Counted { channels, totals, ages }
}

/// How long wins take, from the lead and from the opening of the deal.
pub struct Lags {
    pub leads: Option<Lag>,
    pub deals: Option<Lag>,
}

/// One small number a spell sorts quickest.
fn packed(days: Day, end: End) -> u32 {
    days.max(0).cast_unsigned() << 2 | end as u32
}

/// Counted in a table: days are few.
fn by_day(packed: &[u32]) -> Vec<At> {
    let most = packed.iter().max().copied().unwrap_or(0) >> 2;
    let few = (most as usize) < 8 * packed.len() + 1_000;
    let mut days = vec![At::default(); if few && !packed.is_empty() { most as usize + 1 } else { 0 }];
    let mut rest: Vec<(i64, End)> = Vec::new();
    for spell in packed {
        let end = match spell & 3 {
            end if end == End::Won as u32 => End::Won,
            end if end == End::Lost as u32 => End::Lost,
            _ => End::Open,
        };
        match days.get_mut((spell >> 2) as usize) {
            Some(at) => at.add(end),
            None => rest.push((i64::from(spell >> 2), end)),
        }
    }
    if !few {
        return gather(&mut rest);
    }
    let numbered = (0i64..).zip(days).map(|(time, at)| At { time, ..at });
    numbered.filter(|at| at.won + at.lost + at.open > 0).collect()
}

/// The same days of several put together.
fn same_days<'a>(extras: impl Iterator<Item = &'a Extra>) -> Vec<At> {
    let mut all: Vec<At> = extras.flat_map(|extra| extra.spells.iter().copied()).collect();
    all.sort_unstable_by_key(|at| at.time);
    let same = all.chunk_by(|one, other| one.time == other.time);
    let sum = |same: &[At]| {
        same.iter().fold(At::default(), |sum, at| At {
            time: at.time,
            won: sum.won + at.won,
            lost: sum.lost + at.lost,
            open: sum.open + at.open,
        })
    };
    same.map(sum).collect()
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

/// Returns the leads that count by age.
fn leads(
    company: &Company,
    scope: &Scope,
    survey: &Survey,
    lag: Option<&Lag>,
    stretches: Option<&[Scope; 2]>,
    channels: &mut [Extra],
) -> Vec<(Day, u32, u32)> {
    for (extra, has_leads) in channels.iter_mut().zip(&survey.has_leads) {
        extra.has_outcomes = *has_leads;
    }
    let mut ages: Vec<(Day, u32, u32)> = Vec::new();
    for cell in &survey.cells {
        let created = company.as_of.map_or(NO_DAY, |as_of| as_of.saturating_sub(cell.age));
        let Some(extra) = channels.get_mut(cell.channel) else { continue };
        let share = lag.map(|lag| lag.share(cell.age));
        if scope.lead(created) {
            if let Some(share) = share {
                extra.ripeness.add(share, cell.leads);
            }
            ages.push((cell.age, cell.leads, cell.customers));
        }
        for (stretch, scope) in extra.stretches.iter_mut().zip(stretches.into_iter().flatten()) {
            if scope.lead(created) {
                stretch.customers += cell.customers;
                if let Some(share) = share {
                    stretch.ripeness.add(share, cell.leads);
                }
            }
        }
    }
    let leads = &company.leads;
    for lead in survey.customers.iter().map(|lead| *lead as usize) {
        let told = (leads.channel.get(lead), leads.created.get(lead), leads.customer_at.get(lead));
        let (Some(channel), Some(created), Some(at)) = told else { continue };
        let dated = *created != NO_DAY && *at != NO_DAY && scope.customer(Reached::Customer, *created, *at);
        if let (true, Some(extra)) = (dated, channels.get_mut(usize::from(*channel))) {
            extra.to_customer.extend(at.checked_sub(*created).filter(|days| *days >= 0));
        }
    }
    for ((answered, channel), created) in leads.answered.iter().zip(&leads.channel).zip(&leads.created) {
        let Some(extra) = channels.get_mut(usize::from(*channel)).filter(|_| scope.lead(*created)) else {
            continue;
        };
        match answered {
            Answered::After(seconds) => extra.waits.push((*seconds, End::Won)),
            Answered::Waits(seconds) => extra.waits.push((*seconds, End::Open)),
            Answered::Untold | Answered::Before => {}
        }
    }
    together(ages)
}

/// One entry an age, ascending.
fn together(mut ages: Vec<(Day, u32, u32)>) -> Vec<(Day, u32, u32)> {
    ages.sort_unstable();
    let same = ages.chunk_by(|one, other| one.0 == other.0);
    let sum = |same: &[(Day, u32, u32)]| {
        same.iter().fold((0, 0, 0), |sum: (Day, u32, u32), one| (one.0, sum.1 + one.1, sum.2 + one.2))
    };
    same.map(sum).collect()
}

fn deals(
    company: &Company,
    settings: &Settings,
    scope: &Scope,
    lag: Option<&Lag>,
    channels: &mut [Extra],
    nowhere: &mut Extra,
) {
    let opened = scope.of_cohort();
    let spells = DealSpells::of(company);
    let margin = settings.money.sound_margin();
    let has_margins = margin.is_some() || !company.deals.profit.is_empty();
    for (i, channel, amount, first_win) in deal_rows(company) {
        let Some(deal) = deal_at(company, i) else { continue };
        let extra = channels.get_mut(usize::from(channel)).unwrap_or(nowhere);
        extra.has_outcomes = true;
        let counts = scope.deal(company, &deal);
        let in_cohort = opened.deal(company, &deal);
        if in_cohort {
            let spell = spells.as_ref().map_or(Spell::Nothing, |spells| spells.get(i));
            match spell {
                Spell::Told(days, end) => extra.days.push(packed(days, end)),
                Spell::LeftOut => extra.undated_wins += u32::from(deal.status == Status::Won),
                Spell::Nothing => {}
            }
            if let (Status::Open, Spell::Told(age, _)) = (deal.status, spell) {
                extra.open.push(age);
                if amount != NO_AMOUNT && amount > 0 {
                    let chance = lag.map_or(0.0, |lag| lag.win_later(age));
                    let value = amount as f64;
                    extra.open_with_amount += 1;
                    // Whole shares of a cent: the order of rows cannot matter.
                    let share = i128::from(libm::round(chance * SHARE) as i64);
                    extra.open_value = extra.open_value.saturating_add(i128::from(amount) * share);
                    let variance = (value * value * chance * (1.0 - chance)) as u128;
                    extra.open_variance = extra.open_variance.saturating_add(variance);
                }
            }
        }
        if counts && deal.status == Status::Lost && amount != NO_AMOUNT && amount > 0 {
            extra.lost.add(amount);
        }
        if deal.status != Status::Won || amount == NO_AMOUNT || !has_margins {
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
            } else if !kind.is_overhead() && kind != SpendKind::Event {
                // Kinds of campaigns are media, too.
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
