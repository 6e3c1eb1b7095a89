//! Numbers and times of the agreement as they are written.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::agreement::Moment;
use garimpo_funnel::{Day, Ranking};

use crate::i18n::Lang;

#[derive(Clone, Debug, PartialEq)]
pub struct Ink {
    pub lang: Lang,
    currency: Option<String>,
}

impl Ink {
    pub fn new(lang: Lang, ranking: Option<&Ranking>) -> Ink {
        let currency = ranking.and_then(|ranking| ranking.currency);
        Ink { lang, currency: currency.map(|currency| currency.code().to_owned()) }
    }

    /// Major units.
    pub fn money(&self, value: f64) -> String {
        intl::money(self.lang.tag(), value, self.currency.as_deref(), 0)
    }

    /// Minor units.
    pub fn minor(&self, value: f64) -> String {
        self.money(value / 100.0)
    }

    pub fn short(&self, value: f64) -> String {
        if value.abs() < 10_000.0 { self.count(value) } else { intl::compact(self.lang.tag(), value) }
    }

    pub fn count(&self, value: f64) -> String {
        intl::number(self.lang.tag(), value, 0)
    }

    pub fn whole(&self, value: u32) -> String {
        self.count(f64::from(value))
    }

    pub fn up_to(&self, value: f64, decimals: u8) -> String {
        intl::number_up_to(self.lang.tag(), value, decimals)
    }

    pub fn percent(&self, fraction: f64) -> String {
        intl::percent(self.lang.tag(), fraction, u8::from(fraction < 0.1 && fraction > 0.0))
    }

    pub fn day(&self, day: Day) -> String {
        intl::date(self.lang.tag(), day, DateStyle::Short)
    }

    pub fn month(&self, day: Day) -> String {
        intl::date(self.lang.tag(), day, DateStyle::MonthYear)
    }

    /// With its time of day, where one is told.
    pub fn moment(&self, at: &Moment) -> String {
        let day = self.day(at.day());
        if !at.timed {
            return day;
        }
        let minute = at.second.rem_euclid(86_400) / 60;
        format!("{day} {:02}:{:02}", minute / 60, minute % 60)
    }
}
