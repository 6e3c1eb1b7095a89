//! Unfinished business: how long wins take, how ripe a cohort is, and what it may still bring (domain.md a.5, a.6).
//!
//! G(a) is the share of the eventual wins that have come by age a, from the cumulative incidence of all channels
//! together: lost ones are a competing end, open ones count as long as they could be followed. The maturity of a
//! cohort is the mean of G over the ages of its leads.
//! Must never judge by the reader's date: all ages are to the company's as-of day.

mod cohort;
mod survey;

use crate::Day;
use crate::company::kept::survey;
use crate::company::{Company, NO_DAY, NO_LEAD, Status};
use crate::stats::survival::{At, Curve, End};
pub use cohort::{Cohort, Ripeness, Unfinished, chain_ladder, completed, completed_customers, months};
pub use survey::{Cell, Survey};

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
    /// G by age in days, and the chance that one that is open at that age is won.
    shares: Vec<f64>,
    later: Vec<f64>,
}

impl Lag {
    /// From lead to customer. `None`: too few dated wins to tell.
    pub fn of_leads(company: &Company) -> Option<Lag> {
        survey(company).lag()
    }

    /// From the opening of a deal to its close.
    pub fn of_deals(company: &Company) -> Option<Lag> {
        let mut counts = Counts::default();
        let spells = DealSpells::of(company)?;
        (0..company.deals.status.len()).for_each(|deal| counts.add(spells.get(deal)));
        Lag::of(counts.ascending(), counts.left_out)
    }

    fn of(counts: Vec<At>, left_out: u32) -> Option<Lag> {
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
        let later = (0..=followed).map(|age| curve.won_later(age, followed)).collect();
        Some(Lag { followed: Day::try_from(followed).ok()?, curve, rate, wins, left_out, shares, later })
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
        usize::try_from(age).ok().and_then(|age| self.later.get(age)).copied().unwrap_or(0.0)
    }
}

/// Counts by day.
#[derive(Default)]
struct Counts {
    days: Vec<At>,
    left_out: u32,
    nobody: At,
}

impl Counts {
    fn add(&mut self, spell: Spell) {
        match spell {
            // A win after twenty years is open at twenty.
            Spell::Told(day, _) if day > MOST_DAYS => *self.open(MOST_DAYS) += 1,
            Spell::Told(day, End::Won) => self.at(day).won += 1,
            Spell::Told(day, End::Lost) => self.at(day).lost += 1,
            Spell::Told(day, End::Open) => *self.open(day) += 1,
            Spell::LeftOut => self.left_out += 1,
            Spell::Nothing => {}
        }
    }

    fn open(&mut self, day: Day) -> &mut u32 {
        &mut self.at(day).open
    }

    fn at(&mut self, day: Day) -> &mut At {
        let place = usize::try_from(day).unwrap_or(0);
        if place >= self.days.len() {
            self.days.resize(place + 1, At::default());
        }
        match self.days.get_mut(place) {
            Some(at) => at,
            None => &mut self.nobody,
        }
    }

    fn ascending(&self) -> Vec<At> {
        let numbered = (0i64..).zip(&self.days).map(|(time, at)| At { time, ..*at });
        numbered.filter(|at| at.won + at.lost + at.open > 0).collect()
    }
}

/// What one lead or deal adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spell {
    Told(Day, End),
    /// It was won, and the days do not say when.
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
        Status::Lost if day == NO_DAY || lasted < 0 => open,
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
