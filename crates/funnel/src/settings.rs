//! What a person chooses about how the numbers are made.

use std::collections::{BTreeMap, BTreeSet};

use garimpo_table::Currency;
use serde::{Deserialize, Serialize};

/// Days since 1970-01-01.
pub type Day = i32;

/// Which of the two questions the numbers answer (domain.md a.0 rule 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Outcomes, whenever they happen, of the leads created in the period.
    #[default]
    Cohort,
    /// Outcomes that happened in the period.
    Period,
}

impl Clock {
    pub fn name(self) -> &'static str {
        match self {
            Self::Cohort => "cohort",
            Self::Period => "period",
        }
    }
}

/// Both ends included; `None` is open. The default is the whole period of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Period {
    pub fn is_whole(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub clock: Clock,
    pub period: Period,
    /// Channels that count as another one: from channel id to channel id. Chains are followed once.
    pub merges: BTreeMap<String, String>,
    /// On the period clock: leads and spend are those of as many days before the period as half of the wins take
    /// from lead to customer (domain.md a.0 rule 4). Without effect on the cohort clock and on the whole period.
    pub lagged: bool,
    /// The day by which the win rate is compared (domain.md a.5); `None`: the day by which nine of ten of the
    /// eventual wins have come.
    pub horizon: Option<Day>,
    pub money: MoneySettings,
}

/// How a company earns: what a customer is worth follows from it (domain.md a.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A customer is worth the first deal.
    #[default]
    OneOff,
    /// A customer is worth what was bought within [`MoneySettings::value_days`].
    Repeat,
    /// A customer is worth the recurring amount for as long as customers stay.
    Subscription,
}

/// By what shared costs are laid on the channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Allocation {
    #[default]
    BySpend,
    ByLeads,
}

/// What was seen of subscriptions that ended: churn is (ended + ½) / months, Jeffreys' guard against "none yet".
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Churn {
    pub ended: f64,
    /// Months that all customers stayed, together.
    pub customer_months: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoneySettings {
    /// Gross margin as a fraction of the amount, where a deal does not tell its own.
    pub margin: Option<f64>,
    pub form: Form,
    pub allocation: Allocation,
    /// Channels that are no channels but costs that all share, by id, besides those that the data shows.
    pub shared: BTreeSet<String>,
    /// The currency that counts; `None`: the one that most rows have.
    pub currency: Option<Currency>,
    /// What one unit of another currency is worth in the one that counts, from this day until the next that is
    /// typed. Days in any order.
    pub rates: BTreeMap<Currency, Vec<(Day, f64)>>,
    /// Repeat purchase: a customer's value is what was earned within so many days of the first win.
    pub value_days: Day,
    /// Subscription: how many months one recurring amount is for.
    pub recurring_months: f64,
    pub churn: Option<Churn>,
    /// Subscription: nobody is taken to stay longer than so many months.
    pub most_months: f64,
}

impl Default for MoneySettings {
    fn default() -> Self {
        Self {
            margin: None,
            form: Form::default(),
            allocation: Allocation::default(),
            shared: BTreeSet::new(),
            currency: None,
            rates: BTreeMap::new(),
            value_days: 365,
            recurring_months: 1.0,
            churn: None,
            most_months: 60.0,
        }
    }
}

impl MoneySettings {
    /// A typed margin that can be one.
    pub fn sound_margin(&self) -> Option<f64> {
        self.margin.filter(|margin| margin.is_finite() && margin.abs() <= 1.0)
    }

    /// The rate at which money in `currency` that moved on `day` counts: the last one typed for that day or before.
    pub fn rate(&self, currency: Currency, day: Day) -> Option<f64> {
        let typed = self.rates.get(&currency)?.iter().filter(|(from, rate)| *from <= day && *rate > 0.0);
        let last =
            typed.filter(|(_, rate)| rate.is_finite()).max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        last.map(|(_, rate)| *rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_counts_from_its_day_until_the_next() {
        let typed = vec![(20, 5.5), (10, 5.0), (30, f64::NAN), (40, -1.0), (40, 0.0)];
        let settings = MoneySettings { rates: [(Currency::USD, typed)].into(), ..MoneySettings::default() };
        let check = |currency, day, expected| assert_eq!(settings.rate(currency, day), expected, "day {day}");
        check(Currency::USD, 9, None);
        check(Currency::USD, 10, Some(5.0));
        check(Currency::USD, 19, Some(5.0));
        check(Currency::USD, 20, Some(5.5));
        check(Currency::USD, 50, Some(5.5));
        check(Currency::EUR, 50, None);
        check(Currency::USD, Day::MIN, None);
    }

    #[test]
    fn a_margin_is_a_fraction() {
        for (typed, sound) in
            [(Some(0.4), Some(0.4)), (Some(40.0), None), (Some(f64::NAN), None), (None, None)]
        {
            let settings = MoneySettings { margin: typed, ..MoneySettings::default() };
            assert_eq!(settings.sound_margin(), sound);
        }
    }
}
