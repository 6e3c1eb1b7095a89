//! Numbers of a sentence, written as people of the language write them.

use garimpo_browser::intl::{self, DateStyle};

use crate::i18n::Lang;
use crate::i18n::figures::Figures;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written(pub Lang);

impl Figures for Written {
    fn count(&self, value: u64) -> String {
        // Counts of rows and bytes are far below 2^53.
        #[allow(clippy::cast_precision_loss)]
        intl::number(self.0.tag(), value as f64, 0)
    }
    fn number(&self, value: f64) -> String {
        intl::number_up_to(self.0.tag(), value, 2)
    }
    fn money(&self, value: f64, currency: Option<&str>) -> String {
        intl::money(self.0.tag(), value, currency, 2)
    }
    fn day(&self, day: i32) -> String {
        intl::date(self.0.tag(), day, DateStyle::Long)
    }
    fn list(&self, parts: &[String]) -> String {
        intl::list(self.0.tag(), parts)
    }
}
