//! Numbers of the ranking as they are written, and what is written in place of one.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::ranking::{Metric, MetricId, Row, State};
use garimpo_funnel::{Day, Ranking};

use crate::i18n::Lang;
use crate::i18n::channels::{self as say, Need};

/// How this ranking's numbers are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    pub lang: Lang,
    currency: Option<String>,
    /// One unit of money: "R$ 1".
    pub one: String,
    /// Its sign alone: "R$"; empty when the currency is not known.
    pub symbol: String,
}

/// A metric in words: the number, and the small line under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub main: String,
    pub sub: Option<String>,
    /// There is no number, only the reason.
    pub reason: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Count,
    Money,
    Rate,
    Ratio,
    Percent,
    Days,
    /// A part of a day.
    Hours,
    Tier,
    Chance,
}

fn kind(id: MetricId) -> Kind {
    use MetricId::*;
    match id {
        Leads | Mqls | Sqls | Opportunities | Customers | CustomersCompleted => Kind::Count,
        Spend | Cpl | CostPerMql | CostPerSql | CostPerOpportunity | Cac | Revenue | AverageDeal
        | ValuePerLead | CacLoaded | PaidCac | BlendedCac | MarginalCac | MedianDeal | Profit
        | ProfitPerLead | OpenValuePerLead | ExpectedValuePerLead | Ltv | Velocity => Kind::Money,
        LeadToCustomer
        | WinRate
        | LeadToMql
        | MqlToSql
        | SqlToOpportunity
        | OpportunityToCustomer
        | ValueWinRate
        | WinRateByH => Kind::Rate,
        ReturnPerUnit | Roas | Mer | LtvCac => Kind::Ratio,
        Roi | RoiMargin | LargestDealShare | Maturity => Kind::Percent,
        CycleDays | PaybackMonths | LeadToCustomerDays => Kind::Days,
        ResponseMedian | ResponseP90 => Kind::Hours,
        TierCost | TierValue | TierSpeed => Kind::Tier,
        PCheapest | PBestValue => Kind::Chance,
    }
}

impl Format {
    pub fn new(lang: Lang, ranking: &Ranking) -> Format {
        let currency = ranking.currency.map(|currency| currency.code().to_owned());
        let one = intl::money(lang.tag(), 1.0, currency.as_deref(), 0);
        let symbol = one.chars().filter(|sign| !sign.is_numeric() && !sign.is_whitespace()).collect();
        Format { lang, currency, one, symbol }
    }

    fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    pub fn count(&self, value: f64) -> String {
        intl::number_up_to(self.tag(), value, 1)
    }

    /// With its sign. Cents only where they are a part that counts.
    pub fn money(&self, value: f64) -> String {
        intl::money(self.tag(), value, self.currency.as_deref(), decimals(value))
    }

    /// With its sign and its cents, always.
    pub fn exact_money(&self, value: f64) -> String {
        intl::money(self.tag(), value, self.currency.as_deref(), 2)
    }

    /// A change: with its sign, its currency and its cents.
    pub fn signed_money(&self, value: f64) -> String {
        let sign = if value > 0.0 {
            "+"
        } else if value < 0.0 {
            "−"
        } else {
            ""
        };
        format!("{sign}{}", self.exact_money(value.abs()))
    }

    pub fn number(&self, value: f64, decimals: u8) -> String {
        intl::number(self.tag(), value, decimals)
    }

    /// A share, with one decimal.
    pub fn percent(&self, fraction: f64) -> String {
        intl::percent(self.tag(), fraction, 1)
    }

    /// For an axis: "1 mil".
    pub fn tick(&self, value: f64) -> String {
        if value < 1_000.0 {
            intl::number_up_to(self.tag(), value, 3)
        } else {
            intl::compact(self.tag(), value)
        }
    }

    pub fn day(&self, day: Day) -> String {
        intl::date(self.tag(), day, DateStyle::Short)
    }

    /// As in a table whose head names the currency.
    pub fn value(&self, id: MetricId, value: f64) -> String {
        match kind(id) {
            Kind::Count | Kind::Tier => self.count(value),
            Kind::Money => self.number(value, decimals(value)),
            Kind::Rate => {
                intl::percent(self.tag(), value, if value.abs() < 0.01 && value != 0.0 { 2 } else { 1 })
            }
            Kind::Percent => intl::percent(self.tag(), value, 0),
            Kind::Ratio => self.number(value, 2),
            Kind::Days => intl::number_up_to(self.tag(), value, 1),
            Kind::Hours => intl::number_up_to(self.tag(), value * 24.0, 1),
            Kind::Chance => self.chance(value),
        }
    }

    /// Never rounded to what cannot be or must be.
    fn chance(&self, value: f64) -> String {
        let percent = |value| intl::percent(self.tag(), value, 0);
        match value {
            value if value > 0.0 && value < 0.01 => format!("<{}", percent(0.01)),
            value if value > 0.99 => format!(">{}", percent(0.99)),
            value => percent((value * 100.0).floor() / 100.0),
        }
    }

    /// With its unit, standing alone.
    pub fn full(&self, id: MetricId, value: f64) -> String {
        match kind(id) {
            Kind::Money => self.exact_money(value),
            Kind::Days if id == MetricId::PaybackMonths => {
                say::months_long(self.lang, value, &self.value(id, value))
            }
            Kind::Days => say::days_long(self.lang, value, &self.value(id, value)),
            Kind::Hours => format!("{} h", self.value(id, value)),
            _ => self.value(id, value),
        }
    }

    /// The ends of an interval: shorter than the number itself.
    pub fn end(&self, id: MetricId, value: f64) -> String {
        match kind(id) {
            Kind::Ratio => self.number(value, 1),
            Kind::Rate => intl::percent(self.tag(), value, 1),
            _ => self.value(id, value),
        }
    }

    /// An end of an interval with its unit; cents would claim too much.
    pub fn full_end(&self, id: MetricId, value: f64) -> String {
        match kind(id) {
            Kind::Money => self.money(value),
            _ => self.end(id, value),
        }
    }

    pub fn range(&self, id: MetricId, metric: &Metric) -> Option<String> {
        let (low, high) = (metric.low?, metric.high?);
        (low < high).then(|| say::range(self.lang, &self.end(id, low), &self.end(id, high)))
    }

    /// What a cell says. The three ways of having no number are three different things.
    pub fn shown(&self, id: MetricId, row: &Row) -> Shown {
        let metric = row.get(id);
        let reason = |text: String| Shown { main: text, sub: None, reason: true };
        match (metric.state, metric.value) {
            (State::CostUnknown, _) if id == MetricId::Spend => {
                reason(say::cost_unknown(self.lang).to_owned())
            }
            (State::CostUnknown, _) => reason(say::cost_unknown_short(self.lang).to_owned()),
            (State::NoLeads, _) => {
                let spend = row.get(MetricId::Spend).value.unwrap_or_default();
                reason(say::no_leads(self.lang, &self.money(spend)))
            }
            (State::Ok, Some(value)) => {
                let counts = matches!(id, MetricId::WinRate).then_some(metric.over).flatten();
                let counts =
                    counts.map(|(part, whole)| say::out_of(self.lang, &self.count(part), &self.count(whole)));
                Shown {
                    main: self.value(id, value),
                    sub: counts.or_else(|| self.range(id, &metric)),
                    reason: false,
                }
            }
            (State::TooFew, Some(value)) => {
                let few = say::too_few_short(self.lang).to_owned();
                let main = match metric.over {
                    // A percentage of a handful would look exact.
                    Some((part, whole)) if kind(id) == Kind::Rate => {
                        say::out_of(self.lang, &self.count(part), &self.count(whole))
                    }
                    _ => self.value(id, value),
                };
                Shown { main, sub: Some(few), reason: false }
            }
            (State::None, None) if metric.low.is_some() => {
                let low = metric.low.unwrap_or_default();
                Shown { main: say::at_least(&self.end(id, low)), sub: None, reason: false }
            }
            _ => reason("–".to_owned()),
        }
    }

    /// "poucos dados: 7 de 10 leads".
    pub fn too_few(&self, row: &Row) -> String {
        const ENOUGH_LEADS: u32 = 10;
        const ENOUGH_CUSTOMERS: u32 = 5;
        let leads = row.get(MetricId::Leads).value.unwrap_or_default();
        let customers = row.get(MetricId::Customers).value.unwrap_or_default();
        if leads < f64::from(ENOUGH_LEADS) {
            say::too_few(self.lang, &self.count(leads), ENOUGH_LEADS, Need::Leads)
        } else if customers < f64::from(ENOUGH_CUSTOMERS) {
            say::too_few(self.lang, &self.count(customers), ENOUGH_CUSTOMERS, Need::Customers)
        } else {
            say::too_few_short(self.lang).to_owned()
        }
    }
}

/// Small money needs its cents.
fn decimals(value: f64) -> u8 {
    if value.abs() < 10.0 && value != 0.0 { 2 } else { 0 }
}

/// CONTRACT.md: the shortest number that reads back the same, with a dot; empty if there is none.
pub fn plain(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
