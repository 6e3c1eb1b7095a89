//! Unfinished business: how long wins take, how ripe a cohort is, and what it may still bring (domain.md a.5, a.6).
//!
//! G(a) is the share of the eventual wins that have come by age a, from the cumulative incidence of all channels
//! together: lost ones are a competing end, open ones count as long as they could be followed. The maturity of a
//! cohort is the mean of G over the ages of its leads.
//! Must never judge by the reader's date: all ages are to the company's as-of day.

use garimpo_table::value::civil;
use serde::{Deserialize, Serialize};

use crate::Day;
use crate::company::{Company, NO_DAY, NO_LEAD, Reached, Status};
use crate::stats::special::beta_reg;
use crate::stats::survival::{At, Curve, End};

/// Nobody waits longer than twenty years for a sale; ages beyond count as this one.
const MOST_DAYS: Day = 7_300;
/// Fewer wins than this tell no lag.
const ENOUGH_WINS: u32 = 5;
/// Below this a cohort is out of the order of channels.
pub const YOUNG: f64 = 0.5;
/// From here on what has come is taken as all.
pub const RIPE: f64 = 0.8;
/// The horizon that is proposed is the day by which this share of the eventual wins has come.
pub const HORIZON_SHARE: f64 = 0.9;

/// How long wins take, over all channels.
#[derive(Clone, Debug, PartialEq)]
pub struct Lag {
    pub curve: Curve,
    /// How long enough of them could be followed: at least 5, and one in twenty, or one late win would weigh more
    /// than all others. G is 1 from here on.
    pub followed: Day,
    /// The share that is won by then.
    pub rate: f64,
    pub wins: u32,
    /// Won ones without both dates, or with dates in the wrong order.
    pub left_out: u32,
    /// G by age in days.
    shares: Vec<f64>,
}

impl Lag {
    /// From lead to customer. `None`: too few dated wins to tell.
    pub fn of_leads(company: &Company) -> Option<Lag> {
        let as_of = company.as_of?;
        let leads = &company.leads;
        let fates = fates(company);
        let mut fates = fates.iter().peekable();
        let mut counts = Counts::default();
        let rows = leads.created.iter().zip(&leads.reached).zip(&leads.customer_at);
        for (lead, ((created, reached), customer_at)) in (0u32..).zip(rows) {
            let fate = fates.next_if(|fate| fate.0 == lead).map(|fate| fate.1);
            if *created == NO_DAY || *created > as_of {
                continue;
            }
            let end = if *reached == Reached::Customer {
                (Status::Won, *customer_at)
            } else {
                // What became of its deals says more than a mark of long ago.
                fate.unwrap_or_else(|| match leads.disqualified_at.get(lead as usize) {
                    None | Some(&NO_DAY) => (Status::Open, NO_DAY),
                    Some(given_up) => (Status::Lost, *given_up),
                })
            };
            counts.add(spell(*created, end, as_of));
        }
        Lag::of(counts)
    }

    /// From the opening of a deal to its close.
    pub fn of_deals(company: &Company) -> Option<Lag> {
        let mut counts = Counts::default();
        let spells = DealSpells::of(company)?;
        (0..company.deals.status.len()).for_each(|deal| counts.add(spells.get(deal)));
        Lag::of(counts)
    }

    fn of(counts: Counts) -> Option<Lag> {
        let left_out = counts.left_out;
        let counts = counts.ascending();
        let curve = Curve::of(&counts);
        let followed = curve.followed_by((curve.count() / 20).max(5))?;
        let rate = curve.won_by(followed);
        let wins = counts.iter().take_while(|at| at.time <= followed).map(|at| at.won).sum();
        if wins < ENOUGH_WINS || rate <= 0.0 {
            return None;
        }
        let mut shares = Vec::new();
        let mut steps = curve.steps.iter().peekable();
        let mut share = 0.0;
        for age in 0..=followed {
            while let Some(step) = steps.next_if(|step| step.time <= age) {
                share = step.won_by / rate;
            }
            shares.push(share);
        }
        Some(Lag { followed: Day::try_from(followed).ok()?, curve, rate, wins, left_out, shares })
    }

    /// G: the share of the eventual wins that have come by this age.
    pub fn share(&self, age: Day) -> f64 {
        match usize::try_from(age) {
            Ok(age) => self.shares.get(age).copied().unwrap_or(1.0),
            Err(_) => 0.0,
        }
    }

    /// The first age by which this share of the eventual wins has come.
    pub fn day_of(&self, share: f64) -> Day {
        let at = self.shares.iter().position(|reached| *reached >= share - 1e-12);
        at.and_then(|at| Day::try_from(at).ok()).unwrap_or(self.followed)
    }

    /// How long half of the wins take.
    pub fn median(&self) -> Day {
        self.day_of(0.5)
    }

    /// P(won | open at this age), within the time that could be followed.
    pub fn win_later(&self, age: Day) -> f64 {
        self.curve.won_later(i64::from(age), i64::from(self.followed))
    }
}

/// Counts by day.
#[derive(Default)]
struct Counts {
    days: Vec<At>,
    left_out: u32,
}

impl Counts {
    fn add(&mut self, spell: Spell) {
        let (day, end) = match spell {
            Spell::Told(day, end) => (day, end),
            Spell::LeftOut => {
                self.left_out += 1;
                return;
            }
            Spell::Nothing => return,
        };
        // A win after twenty years is open at twenty.
        let (day, end) = if day > MOST_DAYS { (MOST_DAYS, End::Open) } else { (day, end) };
        let Ok(place) = usize::try_from(day) else { return };
        if place >= self.days.len() {
            self.days.resize(place + 1, At::default());
        }
        if let Some(at) = self.days.get_mut(place) {
            match end {
                End::Won => at.won += 1,
                End::Lost => at.lost += 1,
                End::Open => at.open += 1,
            }
        }
    }

    fn ascending(self) -> Vec<At> {
        let numbered = (0i64..).zip(self.days).map(|(time, at)| At { time, ..at });
        numbered.filter(|at| at.won + at.lost + at.open > 0).collect()
    }
}

/// What one lead or deal adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spell {
    Told(Day, End),
    /// It ended, and the days do not say when.
    LeftOut,
    /// It has no start.
    Nothing,
}

/// From a start to an end, or to the as-of day.
fn spell(start: Day, (status, day): (Status, Day), as_of: Day) -> Spell {
    if start == NO_DAY || start > as_of {
        return Spell::Nothing;
    }
    let open = Spell::Told(as_of.saturating_sub(start), End::Open);
    let lasted = day.saturating_sub(start);
    match status {
        Status::Open => open,
        _ if day > as_of => open,
        Status::Won if day == NO_DAY || lasted < 0 => Spell::LeftOut,
        Status::Won => Spell::Told(lasted, End::Won),
        // A lost one of an unknown day is never won: followed to the end it says just that.
        Status::Lost if day == NO_DAY => open,
        Status::Lost if lasted < 0 => Spell::LeftOut,
        Status::Lost => Spell::Told(lasted, End::Lost),
    }
}

/// Time from opening to close of each deal. Where no deal tells its opening, from the creation of its lead.
pub struct DealSpells<'a> {
    company: &'a Company,
    as_of: Day,
    own: bool,
}

impl<'a> DealSpells<'a> {
    pub fn of(company: &'a Company) -> Option<Self> {
        let own = company.deals.created.iter().any(|day| *day != NO_DAY);
        Some(Self { company, as_of: company.as_of?, own })
    }

    pub fn get(&self, deal: usize) -> Spell {
        let deals = &self.company.deals;
        let own = deals.created.get(deal).copied().unwrap_or(NO_DAY);
        let of_lead = || {
            let lead = deals.lead.get(deal).copied().unwrap_or(NO_LEAD);
            self.company.leads.created.get(lead as usize).copied().unwrap_or(NO_DAY)
        };
        let start = if self.own { own } else { of_lead() };
        match (deals.status.get(deal), deals.closed.get(deal)) {
            (Some(status), Some(closed)) => spell(start, (*status, *closed), self.as_of),
            _ => Spell::Nothing,
        }
    }
}

/// The leads that have deals and no win by them, with what became of these, ascending: lost with the last one, or
/// open while any is.
fn fates(company: &Company) -> Vec<(u32, (Status, Day))> {
    let deals = &company.deals;
    let rows = deals.lead.iter().zip(&deals.status).zip(&deals.closed);
    let mut told: Vec<(u32, bool, Day)> = rows
        .filter(|((lead, _), _)| **lead != NO_LEAD)
        .map(|((lead, status), closed)| (*lead, *status == Status::Lost, *closed))
        .collect();
    told.sort_unstable();
    let mut fates = Vec::new();
    for same in told.chunk_by(|one, other| one.0 == other.0) {
        let Some((lead, ..)) = same.first() else { continue };
        let all_lost = same.iter().all(|(_, lost, _)| *lost);
        let last = same.iter().map(|(_, _, closed)| *closed).max().unwrap_or(NO_DAY);
        fates.push((*lead, if all_lost { (Status::Lost, last) } else { (Status::Open, NO_DAY) }));
    }
    fates
}

/// What the leads of a cohort are worth waiting for. Sums of fixed-point shares, so that the order of rows cannot
/// matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ripeness {
    leads: u64,
    ripe: u128,
}

/// 1 as a share of fixed point.
const ONE: f64 = 4_294_967_296.0;

impl Ripeness {
    pub fn add(&mut self, share: f64) {
        self.add_many(share, 1);
    }

    pub fn add_many(&mut self, share: f64, leads: u32) {
        self.leads += u64::from(leads);
        self.ripe += u128::from(libm::round(share * ONE) as u64) * u128::from(leads);
    }

    pub fn join(&mut self, other: Ripeness) {
        self.leads += other.leads;
        self.ripe += other.ripe;
    }

    /// The mean of G; `None` without dated leads.
    pub fn maturity(&self) -> Option<f64> {
        (self.leads > 0).then(|| self.ripe as f64 / ONE / self.leads as f64)
    }

    /// Σ (1 − G): as many leads that have everything before them.
    pub fn unripe(&self) -> f64 {
        (self.leads as f64 - self.ripe as f64 / ONE).max(0.0)
    }
}

/// Bornhuetter–Ferguson: what has come, and what the rest of the leads brings at the common rate.
pub fn completed(wins: f64, rate: f64, unripe: f64) -> f64 {
    wins + rate * unripe
}

/// Chain ladder: why young cohorts are not completed by what they have brought so far.
pub fn chain_ladder(wins: f64, maturity: f64) -> Option<f64> {
    (maturity > 0.0).then(|| wins / maturity)
}

/// Customers of a cohort when it has ripened: the number, and where nine of ten such cohorts end. The rest is
/// negative binomial: a Gamma rate known from `lag.wins` (Jeffreys), and chance. Ripe cohorts are what they are.
pub fn completed_customers(wins: f64, ripeness: &Ripeness, lag: &Lag) -> Option<(f64, f64, f64)> {
    let maturity = ripeness.maturity()?;
    if maturity >= RIPE {
        return Some((wins, wins, wins));
    }
    let unripe = ripeness.unripe();
    let seen = f64::from(lag.wins) / lag.rate;
    let at =
        |p: f64| wins + f64::from(negative_binomial(f64::from(lag.wins) + 0.5, seen / (seen + unripe), p));
    Some((completed(wins, lag.rate, unripe), at(0.05), at(0.95)))
}

/// The smallest count whose chance of not being passed is at least `p`: failures before `r` successes of chance `q`.
fn negative_binomial(r: f64, q: f64, p: f64) -> u32 {
    let reaches = |count: u32| beta_reg(r, f64::from(count) + 1.0, q) >= p;
    let mut high = 1;
    while !reaches(high) && high < 1 << 24 {
        high *= 2;
    }
    let mut low = 0;
    while low < high {
        let middle = low + (high - low) / 2;
        if reaches(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// One month's leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cohort {
    /// The first of the month.
    pub month: Day,
    pub leads: u32,
    pub customers: u32,
    /// `None`: too few dated wins to tell.
    pub maturity: Option<f64>,
    /// Customers when it has ripened, with its 90 % interval.
    pub completed: Option<(f64, f64, f64)>,
}

/// Counts of leads and customers by the age of the lead.
#[derive(Default)]
pub struct ByAge(Vec<(u32, u32)>);

impl ByAge {
    /// Ages beyond twenty years belong to no month that is shown.
    pub fn add(&mut self, age: Day, is_customer: bool) {
        let Ok(place) = usize::try_from(age) else { return };
        if age > MOST_DAYS {
            return;
        }
        if place >= self.0.len() {
            self.0.resize(place + 1, (0, 0));
        }
        if let Some((leads, customers)) = self.0.get_mut(place) {
            *leads += 1;
            *customers += u32::from(is_customer);
        }
    }

    /// By month, the earliest first.
    pub fn months(&self, as_of: Day, lag: Option<&Lag>) -> Vec<Cohort> {
        let mut months: Vec<(Cohort, Ripeness)> = Vec::new();
        for (age, (leads, customers)) in self.0.iter().enumerate().rev().filter(|(_, at)| at.0 > 0) {
            let age = Day::try_from(age).unwrap_or(MOST_DAYS);
            let (year, month, _) = civil::date(as_of.saturating_sub(age));
            let first = civil::days(year, month, 1).unwrap_or(as_of);
            if months.last().is_none_or(|(last, _)| last.month != first) {
                let none = Cohort { month: first, leads: 0, customers: 0, maturity: None, completed: None };
                months.push((none, Ripeness::default()));
            }
            if let Some((cohort, ripeness)) = months.last_mut() {
                cohort.leads += leads;
                cohort.customers += customers;
                if let Some(lag) = lag {
                    ripeness.add_many(lag.share(age), *leads);
                }
            }
        }
        let done = |(cohort, ripeness): (Cohort, Ripeness)| Cohort {
            maturity: ripeness.maturity(),
            completed: lag.and_then(|lag| completed_customers(f64::from(cohort.customers), &ripeness, lag)),
            ..cohort
        };
        months.into_iter().map(done).collect()
    }
}

/// What the numbers' reader must know about what has not ended yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unfinished {
    /// Channels that are too young to be put in an order, in the order of their ids.
    pub young: Vec<String>,
    /// The leads that count, by the month they were created in.
    pub months: Vec<Cohort>,
    /// The day by which win rates are compared, and whether a person chose it.
    pub horizon: Option<Day>,
    pub horizon_is_chosen: bool,
    /// How long half of the wins take from lead to customer, and how long leads could be followed at all.
    pub lead_to_win: Option<Day>,
    pub followed: Option<Day>,
    /// Days that leads and spend are moved back by, in the lagged view.
    pub lag: Option<Day>,
    /// Customers without both dates, or with dates in the wrong order: they tell no lag.
    pub undated_wins: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chain_ladder_and_bornhuetter_ferguson() {
        // domain.md a.6: 200 leads, G = 0.4, p = 5 %, 2 wins.
        let mut ripeness = Ripeness::default();
        ripeness.add_many(0.4, 200);
        let close = |got: f64, want: f64| assert!((got - want).abs() < 1e-7, "{got} {want}");
        close(ripeness.maturity().unwrap(), 0.4);
        close(chain_ladder(2.0, 0.4).unwrap(), 5.0);
        close(completed(2.0, 0.05, ripeness.unripe()), 8.0);
        assert_eq!(chain_ladder(0.0, 0.0), None);
        assert_eq!(Ripeness::default().maturity(), None);
    }

    #[test]
    fn the_rest_is_negative_binomial() {
        // domain.md a.7: 40 at half time, 100 wanted: P(60 or more to come) = 0.0250.
        let below = beta_reg(40.5, 60.0, 0.5);
        assert!((1.0 - below - 0.0250).abs() < 5e-5, "{below}");
        assert_eq!(negative_binomial(40.5, 0.5, below), 59);
        assert_eq!(negative_binomial(5.5, 1.0, 0.95), 0);
        let (low, high) = (negative_binomial(20.5, 0.7, 0.05), negative_binomial(20.5, 0.7, 0.95));
        assert!(low < high && beta_reg(20.5, f64::from(low), 0.7) < 0.05, "{low} {high}");
    }
}
