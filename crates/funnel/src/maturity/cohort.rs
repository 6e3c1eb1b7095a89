//! How ripe a cohort is, and what it may still bring.

use garimpo_table::value::civil;
use serde::{Deserialize, Serialize};

use super::{Lag, RIPE};
use crate::Day;
use crate::stats::special::beta_reg;

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
    pub fn add(&mut self, share: f64, leads: u32) {
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

    /// Leads with a date.
    pub fn dated(&self) -> f64 {
        self.leads as f64
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

/// By month of creation, the earliest first. `ages`: (age of the lead, leads, customers), ascending in age.
pub fn months(ages: &[(Day, u32, u32)], as_of: Day, lag: Option<&Lag>) -> Vec<Cohort> {
    let mut months: Vec<(Cohort, Ripeness)> = Vec::new();
    for (age, leads, customers) in ages.iter().rev() {
        let (year, month, _) = civil::date(as_of.saturating_sub(*age));
        let first = civil::days(year, month, 1).unwrap_or(as_of);
        if months.last().is_none_or(|(last, _)| last.month != first) {
            let none = Cohort { month: first, leads: 0, customers: 0, maturity: None, completed: None };
            months.push((none, Ripeness::default()));
        }
        if let Some((cohort, ripeness)) = months.last_mut() {
            cohort.leads += leads;
            cohort.customers += customers;
            if let Some(lag) = lag {
                ripeness.add(lag.share(*age), *leads);
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
        ripeness.add(0.4, 200);
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
