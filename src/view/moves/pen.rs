//! Numbers of the moves as they are written.

use garimpo_browser::intl;
use garimpo_table::Currency;

use crate::i18n::Lang;

#[derive(Clone, Debug, PartialEq)]
pub struct Pen {
    pub lang: Lang,
    currency: Option<String>,
}

impl Pen {
    pub fn new(lang: Lang, currency: Option<Currency>) -> Pen {
        Pen { lang, currency: currency.map(|currency| currency.code().to_owned()) }
    }

    /// Major units; small money needs its cents.
    pub fn money(&self, value: f64) -> String {
        let decimals = if value.abs() < 10.0 && value != 0.0 { 2 } else { 0 };
        intl::money(self.lang.tag(), value, self.currency.as_deref(), decimals)
    }

    pub fn count(&self, value: f64) -> String {
        intl::number(self.lang.tag(), value, 0)
    }

    pub fn number(&self, value: f64, decimals: u8) -> String {
        // A rounded loss of nothing is nothing.
        let least = match decimals {
            0 => 0.5,
            1 => 0.05,
            _ => 0.005,
        };
        intl::number(self.lang.tag(), if value.abs() < least { 0.0 } else { value }, decimals)
    }

    /// With as many decimals as it has, at most so many.
    pub fn up_to(&self, value: f64, decimals: u8) -> String {
        intl::number_up_to(self.lang.tag(), value, decimals)
    }

    pub fn percent(&self, fraction: f64, decimals: u8) -> String {
        intl::percent(self.lang.tag(), fraction, decimals)
    }

    /// Customers of a month: few, so their parts count.
    pub fn customers(&self, value: f64) -> String {
        self.number(value, if value.abs() < 10.0 { 2 } else { 1 })
    }

    /// With its sign, which a gain and a loss need.
    pub fn signed(&self, value: f64, write: impl Fn(f64) -> String) -> String {
        let written = write(value.abs());
        match value {
            more if more > 0.0 => format!("+{written}"),
            less if less < 0.0 => format!("−{written}"),
            _ => written,
        }
    }
}
