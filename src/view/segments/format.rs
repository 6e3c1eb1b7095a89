//! Numbers of the segments' sentences, as people of the language write them.

use garimpo_browser::intl;
use garimpo_funnel::Ranking;
use garimpo_table::Currency;

use crate::i18n::Lang;
use crate::i18n::figures::Figures;
use crate::i18n::segments::Shares;
use crate::ui::Written;

#[derive(Clone, Debug)]
pub struct Format {
    lang: Lang,
    currency: Option<String>,
}

impl Format {
    pub fn new(lang: Lang, ranking: Option<&Ranking>) -> Format {
        Format::of(lang, ranking.and_then(|ranking| ranking.currency))
    }

    pub fn of(lang: Lang, currency: Option<Currency>) -> Format {
        Format { lang, currency: currency.map(|currency| currency.code().to_owned()) }
    }
}

impl Figures for Format {
    fn count(&self, value: u64) -> String {
        Written(self.lang).count(value)
    }
    fn number(&self, value: f64) -> String {
        Written(self.lang).number(value)
    }
    fn money(&self, value: f64, currency: Option<&str>) -> String {
        Written(self.lang).money(value, currency)
    }
    fn day(&self, day: i32) -> String {
        Written(self.lang).day(day)
    }
    fn list(&self, parts: &[String]) -> String {
        Written(self.lang).list(parts)
    }
}

impl Shares for Format {
    fn share(&self, share: f64) -> String {
        let tag = self.lang.tag();
        // Never rounded to all or nothing.
        let decimals = u8::from((share < 0.1 && share > 0.0) || (share > 0.99 && share < 1.0));
        intl::percent(tag, share, decimals)
    }
    fn about(&self, value: f64) -> String {
        intl::money(self.lang.tag(), value.round(), self.currency.as_deref(), 0)
    }
}
