//! The channels' numbers, their uncertainty, and the tiers that they support.
//!
//! `scope` says what counts, `tally` counts it, `row` makes the numbers, `further` those that came later,
//! `standing` compares the channels.
//! Totals are ratios of sums, and blended: all spend over all leads and customers, also of channels whose cost
//! is not told, and of deals that have no channel.
//! Must never average ratios, nor compare channels that their data cannot tell apart.

pub mod further;
pub(crate) mod row;
pub(crate) mod scope;
pub(crate) mod speed;
mod standing;
pub(crate) mod tally;

use serde::{Deserialize, Serialize};

use crate::company::{Channel, Company, JoinReport, MergeOffer, Note, Spans};
use crate::maturity::Unfinished;
use crate::stats::money::{Amounts, Deals, PSEUDO_DEALS};
use crate::{Clock, Day, Settings};
use garimpo_table::Currency;
use scope::Scope;
use tally::tally;

macro_rules! metrics {
    ($($variant:ident = $name:literal),* $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum MetricId { $($variant),* }

        impl MetricId {
            pub const ALL: &'static [MetricId] = &[$(MetricId::$variant),*];

            /// The word of CONTRACT.md.
            pub fn name(self) -> &'static str {
                match self { $(MetricId::$variant => $name),* }
            }
        }
    };
}

metrics! {
    Spend = "spend", Leads = "leads", Mqls = "mqls", Sqls = "sqls", Opportunities = "opportunities",
    Customers = "customers", Cpl = "cpl", CostPerMql = "cost_per_mql", CostPerSql = "cost_per_sql",
    CostPerOpportunity = "cost_per_opportunity", Cac = "cac", LeadToCustomer = "lead_to_customer",
    WinRate = "win_rate", Revenue = "revenue", AverageDeal = "average_deal", ValuePerLead = "value_per_lead",
    ReturnPerUnit = "return_per_unit", Roas = "roas", Roi = "roi", CycleDays = "cycle_days",
    TierCost = "tier_cost", TierValue = "tier_value", PCheapest = "p_cheapest", PBestValue = "p_best_value",
    CacLoaded = "cac_loaded", PaidCac = "paid_cac", BlendedCac = "blended_cac", MarginalCac = "marginal_cac",
    Mer = "mer", RoiMargin = "roi_margin", LeadToMql = "lead_to_mql", MqlToSql = "mql_to_sql",
    SqlToOpportunity = "sql_to_opportunity", OpportunityToCustomer = "opportunity_to_customer",
    ValueWinRate = "value_win_rate", MedianDeal = "median_deal", LargestDealShare = "largest_deal_share",
    Profit = "profit", ProfitPerLead = "profit_per_lead", OpenValuePerLead = "open_value_per_lead",
    ExpectedValuePerLead = "expected_value_per_lead", Ltv = "ltv", LtvCac = "ltv_cac",
    PaybackMonths = "payback_months", LeadToCustomerDays = "lead_to_customer_days", Velocity = "velocity",
    ResponseMedian = "response_median", ResponseP90 = "response_p90", Maturity = "maturity",
    CustomersCompleted = "customers_completed", WinRateByH = "win_rate_by_h",
    TierSpeed = "tier_speed",
}

/// CONTRACT.md `data-state`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    Ok,
    TooFew,
    NoLeads,
    CostUnknown,
    #[default]
    None,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::TooFew => "too-few",
            Self::NoLeads => "no-leads",
            Self::CostUnknown => "cost-unknown",
            Self::None => "none",
        }
    }
}

/// One number with what is known about it. Money in major units, rates as fractions, durations in days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    pub value: Option<f64>,
    pub state: State,
    /// 90 % interval.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The two numbers that a ratio is made of ("2 of 7"): money in major units.
    pub over: Option<(f64, f64)>,
}

/// The numbers of one channel, or of the whole table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// One a [`MetricId`], in the order of `MetricId::ALL`.
    pub metrics: Vec<Metric>,
}

impl Row {
    pub fn get(&self, id: MetricId) -> Metric {
        self.metrics.get(id as usize).copied().unwrap_or_default()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelRow {
    pub channel: Channel,
    pub row: Row,
}

/// One tier: channels that cannot be told apart from its best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Channel ids, best first.
    pub channels: Vec<String>,
    /// P(the best of the tier before is better than this tier's best); `None` for the first.
    pub worse_than_before: Option<f64>,
}

/// What the one sentence on top says. The page words it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// No spend is told at all: nothing about cost can be said.
    NoCosts,
    /// No customer anywhere.
    NoCustomers,
    /// One channel alone has a cost.
    OnlyOne { channel: String },
    /// These share the first tier (empty: there are customers and costs, but no channel has enough data to be
    /// put in an order); `dearer` are later ones with P(dearer than every one of the first tier, all at once),
    /// most certain first, only those of at least 0.8.
    Cheapest { first: Vec<String>, dearer: Vec<(String, f64)> },
}

/// The smallest change that would tell two channels of the first tier apart, if their rates stay as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settle {
    pub channel: String,
    pub from: String,
    pub probability: f64,
    /// More customers of `channel` at its present cost, and what they would cost (major units).
    pub customers: u32,
    pub spend: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    pub as_of: Option<Day>,
    pub first_day: Option<Day>,
    pub clock: Clock,
    pub currency: Option<Currency>,
    /// By cost tier, then CAC, then CPL, then the number of leads, then id.
    pub channels: Vec<ChannelRow>,
    pub totals: Row,
    pub tiers_cost: Vec<Tier>,
    pub tiers_value: Vec<Tier>,
    /// By the median days from created to won (domain.md a.4), of channels with five won deals or more.
    pub tiers_speed: Vec<Tier>,
    pub answer: Answer,
    pub settle: Option<Settle>,
    pub join: JoinReport,
    pub offers: Vec<MergeOffer>,
    pub notes: Vec<Note>,
    pub spans: Spans,
    pub unfinished: Unfinished,
    pub has_leads: bool,
    pub has_deals: bool,
    pub has_spend: bool,
}

/// The channels' numbers with what is known about them. The same company and settings give the same bits.
pub fn rank(company: &Company, settings: &Settings) -> Ranking {
    rank_beside(company, settings, None)
}

/// The same, with one channel beside the order: it has its numbers, and no tier, no chance and no part in the
/// answer. For channels of few people that were put together, which are no channel that money could go to.
pub fn rank_beside(company: &Company, settings: &Settings, beside: Option<&str>) -> Ranking {
    let scope = Scope::of(company, settings);
    let tallies = tally(company, &scope);
    let (numbers, mut totals, all) = all_numbers(&tallies);
    let mut channels: Vec<ChannelRow> = company
        .channels
        .iter()
        .zip(&numbers)
        .map(|(channel, numbers)| ChannelRow { channel: channel.clone(), row: numbers.row.clone() })
        .collect();
    let unfinished = further::fill(company, settings, &scope, &tallies, &mut channels, &mut totals);
    let at = channels.iter().position(|row| Some(row.channel.id.as_str()) == beside);
    // What is too young is in no order; it takes part in nothing that needs one.
    let none = Metric { value: Some(0.0), state: State::Ok, ..Metric::default() };
    let swap = |channels: &mut [ChannelRow], metric: Metric| {
        let row = at.and_then(|at| channels.get_mut(at));
        row.and_then(|row| row.row.metrics.get_mut(MetricId::Maturity as usize))
            .map(|slot| std::mem::replace(slot, metric))
    };
    let maturity = swap(&mut channels, none);
    let standing = standing::stand(&mut channels, &tallies.channels, &numbers, all.as_ref());
    if let Some(maturity) = maturity {
        swap(&mut channels, maturity);
    }
    channels.sort_by(standing::shown_order);
    Ranking {
        as_of: company.as_of,
        first_day: company.first_day,
        clock: settings.clock,
        currency: company.currency,
        channels,
        totals,
        tiers_cost: standing.tiers_cost,
        tiers_value: standing.tiers_value,
        tiers_speed: standing.tiers_speed,
        answer: standing.answer,
        settle: standing.settle,
        join: company.join.clone(),
        offers: company.offers.clone(),
        notes: company.notes.clone(),
        spans: company.spans,
        unfinished,
        has_leads: company.has_leads,
        has_deals: company.has_deals,
        has_spend: company.has_spend,
    }
}

/// Each channel's numbers, the totals, and what all deals have in common.
pub(crate) fn all_numbers(tallies: &tally::Tallies) -> (Vec<row::Numbers>, Row, Option<Deals>) {
    let amounts: Vec<Amounts> = tallies.channels.iter().map(row::amounts).collect();
    let all = Deals::of(&amounts);
    let numbers = tallies
        .channels
        .iter()
        .zip(&amounts)
        .map(|(tally, amounts)| row::numbers(tally, *amounts, all.as_ref(), PSEUDO_DEALS))
        .collect();
    // The whole needs nobody to be drawn to.
    let totals = row::numbers(&tallies.totals, row::amounts(&tallies.totals), all.as_ref(), 0.0).row;
    (numbers, totals, all)
}
