//! Opening a number: its formula, its inputs, the rows behind it.
//!
//! The numbers are those of `rank`, and the rows are chosen by the ranking's own scope.
//! Must never count a row that the ranking does not count, nor leave one out.

use serde::{Deserialize, Serialize};

use crate::company::{ChannelIx, Company, NO_AMOUNT, Reached, Source, Status};
use crate::ranking::row::major;
use crate::ranking::scope::{Deal, Scope};
use crate::ranking::tally::{Tallies, deal_at, deal_rows, tally};
use crate::ranking::{Metric, MetricId, rank};
use crate::{Clock, Field, Settings};

/// Rows of an evidence that are listed.
const ROWS_SHOWN: usize = 100;

/// One part of a formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub metric: MetricId,
    pub value: Option<f64>,
}

/// The rows of one kind behind a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What these rows are: `Spend`, `Leads`, `Customers`, `Revenue`, …
    pub metric: MetricId,
    /// All of them.
    pub count: u32,
    /// The first 100, in sheet order, with the share that each adds where it adds money (major units).
    pub rows: Vec<(Source, Option<f64>)>,
    /// The fields worth showing of each row, in order.
    pub fields: Vec<Field>,
}

/// Rules that were applied, for the page to word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rule {
    Cohort,
    Period,
    FirstWinOnly,
    DuplicatesMerged {
        rows: u32,
    },
    /// Jeffreys Gamma interval for a count, Wilson for a rate, Cox for a mean.
    IntervalGamma,
    IntervalWilson,
    IntervalValue,
    /// Spend rows whose window is partly in the period count by days.
    WindowShared,
    /// Spend rows that tell the days of their report only count evenly on each of them.
    WindowOfReport {
        rows: u32,
    },
    Pooled,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// `None`: the totals.
    pub channel: Option<String>,
    pub metric: MetricId,
    pub result: Metric,
    /// `numerator / denominator`, or just the numerator for a sum or a count.
    pub numerator: Option<Part>,
    pub denominator: Option<Part>,
    pub evidence: Vec<Evidence>,
    pub rules: Vec<Rule>,
}

/// `channel`: an id, or `None` for the totals.
pub fn explain(
    company: &Company,
    settings: &Settings,
    channel: Option<&str>,
    metric: MetricId,
) -> Option<Explanation> {
    let ranking = rank(company, settings);
    let row = match channel {
        Some(id) => &ranking.channels.iter().find(|row| row.channel.id == id)?.row,
        None => &ranking.totals,
    };
    let only = match channel {
        Some(id) => Some(company.channels.iter().position(|known| known.id == id)?),
        None => None,
    };
    let scope = Scope::of(company, settings);
    let behind = Behind { company, scope, only, tallies: tally(company, &scope) };
    let (top, bottom) = parts(metric);
    let result = row.get(metric);
    // A ratio's own two numbers first: the told deals behind an average are fewer than the customers.
    let (above, below) = result.over.unzip();
    let part = |id: MetricId, own: Option<f64>| Part { metric: id, value: own.or(row.get(id).value) };
    let mut shown: Vec<MetricId> = [top, bottom].into_iter().flatten().collect();
    shown.dedup();
    // What no other metric names is seen in the rows that it is made of.
    if let Some(first) = seen_in(metric) {
        shown.insert(0, first);
    }
    let evidence = shown.into_iter().flat_map(|id| behind.evidence(id, metric)).collect();
    Some(Explanation {
        channel: channel.map(str::to_owned),
        metric,
        result,
        numerator: top.map(|id| part(id, above)),
        denominator: bottom.map(|id| part(id, below)),
        evidence,
        rules: rules(company, settings, &behind, metric),
    })
}

/// What the metric is made of. A sum or a count has itself on top; so has what no other metric names: won deals
/// over decided ones (the win rate twice), deals behind an average, the gain over the spend, the median.
fn parts(metric: MetricId) -> (Option<MetricId>, Option<MetricId>) {
    use MetricId::*;
    match metric {
        Spend | Leads | Mqls | Sqls | Opportunities | Customers | Revenue | CycleDays => (Some(metric), None),
        TierSpeed => (Some(CycleDays), None),
        Cpl => (Some(Spend), Some(Leads)),
        CostPerMql => (Some(Spend), Some(Mqls)),
        CostPerSql => (Some(Spend), Some(Sqls)),
        CostPerOpportunity => (Some(Spend), Some(Opportunities)),
        Cac | TierCost | PCheapest => (Some(Spend), Some(Customers)),
        LeadToCustomer => (Some(Customers), Some(Leads)),
        WinRate => (Some(WinRate), Some(WinRate)),
        AverageDeal => (Some(Revenue), Some(AverageDeal)),
        ValuePerLead | TierValue | PBestValue => (Some(Revenue), Some(Leads)),
        ReturnPerUnit | Roas => (Some(Revenue), Some(Spend)),
        Roi => (Some(Roi), Some(Spend)),
        CacLoaded | PaidCac => (Some(metric), Some(Customers)),
        BlendedCac => (Some(Spend), Some(Customers)),
        Mer => (Some(Revenue), Some(Spend)),
        RoiMargin => (Some(RoiMargin), Some(Spend)),
        LeadToMql => (Some(Mqls), Some(Leads)),
        MqlToSql => (Some(Sqls), Some(Mqls)),
        SqlToOpportunity => (Some(Opportunities), Some(Sqls)),
        OpportunityToCustomer => (Some(Customers), Some(Opportunities)),
        ProfitPerLead => (Some(Profit), Some(Leads)),
        OpenValuePerLead => (Some(OpenValuePerLead), Some(Leads)),
        LtvCac => (Some(Ltv), Some(Cac)),
        MarginalCac | ValueWinRate | MedianDeal | LargestDealShare | Profit | ExpectedValuePerLead | Ltv
        | PaybackMonths | LeadToCustomerDays | Velocity | ResponseMedian | ResponseP90 | Maturity
        | CustomersCompleted | WinRateByH => (Some(metric), None),
    }
}

/// The rows that a number without named parts is made of.
fn seen_in(metric: MetricId) -> Option<MetricId> {
    use MetricId::*;
    match metric {
        Roi | RoiMargin | Profit | ProfitPerLead | Ltv | MedianDeal | LargestDealShare => Some(Revenue),
        CacLoaded | PaidCac => Some(Spend),
        ValueWinRate | WinRateByH => Some(WinRate),
        Velocity => Some(CycleDays),
        Maturity | CustomersCompleted | ResponseMedian | ResponseP90 => Some(Leads),
        LeadToCustomerDays => Some(Customers),
        _ => None,
    }
}

/// The rows behind a number: what the ranking counts, by the same scope.
struct Behind<'a> {
    company: &'a Company,
    scope: Scope,
    /// Index of the channel; `None` for all.
    only: Option<usize>,
    tallies: Tallies,
}

impl Behind<'_> {
    fn is_in(&self, channel: ChannelIx) -> bool {
        self.only.is_none_or(|only| only == usize::from(channel))
    }

    fn evidence(&self, part: MetricId, of: MetricId) -> Vec<Evidence> {
        use MetricId::*;
        let rows = match part {
            Spend => self.spend(),
            Leads => self.leads(Reached::Lead),
            Mqls => self.leads(Reached::Mql),
            Sqls => self.leads(Reached::Sql),
            Opportunities => self.leads(Reached::Opportunity),
            Customers => {
                let of_leads = matches!(of, LeadToCustomer | OpportunityToCustomer | LeadToCustomerDays);
                return self.customers(of_leads);
            }
            CycleDays => self.deals(part, |deal, _, _| deal.cycle().is_some()),
            Revenue => self.deals(part, |deal, _, amount| deal.status == Status::Won && amount != NO_AMOUNT),
            WinRate => self.deals(part, |deal, _, _| deal.status != Status::Open),
            _ => return Vec::new(),
        };
        [rows, self.sums(part)].into_iter().filter(|evidence| evidence.count > 0).collect()
    }

    fn spend(&self) -> Evidence {
        let spend = &self.company.spend;
        let mut found = Found::new(MetricId::Spend, SPEND_FIELDS);
        let rows = spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount).zip(&spend.source);
        for ((((channel, from), to), amount), source) in rows {
            if self.is_in(*channel)
                && *amount != NO_AMOUNT
                && let Some((share, _)) = self.scope.spend(*from, *to, *amount)
            {
                found.add(*source, Some(major(i128::from(share))));
            }
        }
        found.done()
    }

    /// Spend rows that count and have no day of their own.
    fn reported(&self) -> u32 {
        let spend = &self.company.spend;
        let rows =
            spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount).zip(&spend.by_report);
        let counts = rows.filter(|((((channel, from), to), amount), by_report)| {
            **by_report && self.is_in(**channel) && self.scope.spend(**from, **to, **amount).is_some()
        });
        u32::try_from(counts.count()).unwrap_or(u32::MAX)
    }

    fn leads(&self, least: Reached) -> Evidence {
        let leads = &self.company.leads;
        let metric = match least {
            Reached::Lead => MetricId::Leads,
            Reached::Mql => MetricId::Mqls,
            Reached::Sql => MetricId::Sqls,
            Reached::Opportunity => MetricId::Opportunities,
            Reached::Customer => MetricId::Customers,
        };
        let mut found = Found::new(metric, LEAD_FIELDS);
        let rows = leads.channel.iter().zip(&leads.created).zip(&leads.reached).zip(&leads.source);
        for (((channel, created), reached), source) in rows {
            if self.is_in(*channel) && *reached >= least && self.scope.lead(*created) {
                found.add(*source, None);
            }
        }
        found.done()
    }

    /// The deals that made the customers; the lead itself where no deal did.
    fn customers(&self, leads_only: bool) -> Vec<Evidence> {
        let leads = &self.company.leads;
        let counts = |lead: usize| {
            let told = (leads.reached.get(lead), leads.created.get(lead), leads.customer_at.get(lead));
            matches!(told, (Some(reached), Some(created), Some(at)) if self.scope.customer(*reached, *created, *at))
        };
        let mut by_deal = vec![false; leads.created.len()];
        for (lead, first) in self.company.deals.lead.iter().zip(&self.company.deals.first_win) {
            if let (true, Some(slot)) = (*first, by_deal.get_mut(*lead as usize)) {
                *slot = true;
            }
        }
        let sold = self.deals_where(MetricId::Customers, |deal, first, _| {
            let counted = if deal.has_lead() {
                counts(deal.lead as usize)
            } else {
                !leads_only && self.scope.deal(self.company, deal)
            };
            deal.status == Status::Won && first && counted
        });
        let mut found = Found::new(MetricId::Customers, LEAD_FIELDS);
        let by_leads = leads_only || !self.company.deals_tell_customers;
        for (lead, (channel, source)) in leads.channel.iter().zip(&leads.source).enumerate() {
            if by_leads
                && self.is_in(*channel)
                && !by_deal.get(lead).copied().unwrap_or(false)
                && counts(lead)
            {
                found.add(*source, None);
            }
        }
        [sold, found.done(), self.sums(MetricId::Customers)]
            .into_iter()
            .filter(|evidence| evidence.count > 0)
            .collect()
    }

    /// Rows merged into the leads that count.
    fn duplicates(&self) -> u32 {
        let leads = &self.company.leads;
        let counts = |lead: u32| {
            let told = (leads.channel.get(lead as usize), leads.created.get(lead as usize));
            matches!(told, (Some(channel), Some(created)) if self.is_in(*channel) && self.scope.lead(*created))
        };
        leads.duplicates.iter().filter(|(lead, _)| counts(*lead)).count() as u32
    }

    /// Deals in scope.
    fn deals(&self, metric: MetricId, counts: impl Fn(&Deal, bool, i64) -> bool) -> Evidence {
        self.deals_where(metric, |deal, first, amount| {
            self.scope.deal(self.company, deal) && counts(deal, first, amount)
        })
    }

    fn deals_where(&self, metric: MetricId, counts: impl Fn(&Deal, bool, i64) -> bool) -> Evidence {
        let mut found = Found::new(metric, DEAL_FIELDS);
        for (i, channel, amount, first) in deal_rows(self.company) {
            let Some(deal) = deal_at(self.company, i) else { continue };
            let known = usize::from(channel) < self.company.channels.len();
            let mine = self.only.is_none() || (known && self.is_in(channel));
            if mine && counts(&deal, first, amount) {
                let adds =
                    (deal.status == Status::Won && amount != NO_AMOUNT).then(|| major(i128::from(amount)));
                if let Some(source) = self.company.deals.source.get(i) {
                    found.add(*source, adds);
                }
            }
        }
        found.done()
    }

    /// Rows of sums that tell this number, of the channels where the ranking took it from them.
    fn sums(&self, metric: MetricId) -> Evidence {
        let mut found = Found::new(metric, SUM_FIELDS);
        let taken = |channel: ChannelIx| {
            self.tallies
                .channels
                .get(usize::from(channel))
                .is_some_and(|tally| tally.by_sums.contains(&metric))
        };
        let rows = self.company.sums.iter().filter(|sum| self.is_in(sum.channel) && self.scope.day(sum.day));
        let rows = rows.filter(|sum| taken(sum.channel));
        for sum in rows {
            let money = |minor: Option<i64>| minor.map(|minor| major(i128::from(minor)));
            let (told, adds) = match metric {
                MetricId::Spend => (sum.spend.is_some(), money(sum.spend)),
                MetricId::Revenue => (sum.revenue.is_some(), money(sum.revenue)),
                MetricId::Leads => (sum.leads.is_some(), None),
                MetricId::Mqls => (sum.mqls.is_some(), None),
                MetricId::Sqls => (sum.sqls.is_some(), None),
                MetricId::Opportunities => (sum.opportunities.is_some(), None),
                MetricId::Customers => (sum.customers.is_some(), None),
                _ => (false, None),
            };
            if told {
                found.add(sum.source, adds);
            }
        }
        found.done()
    }
}

const SPEND_FIELDS: &[Field] = &[
    Field::Date,
    Field::PeriodStart,
    Field::PeriodEnd,
    Field::Channel,
    Field::Campaign,
    Field::Kind,
    Field::Amount,
];
const LEAD_FIELDS: &[Field] = &[
    Field::Company,
    Field::Name,
    Field::Email,
    Field::LeadId,
    Field::CreatedAt,
    // As the cell has it: of `Busca Paga | Facebook Ads` the source is seen, too.
    Field::Channel,
];
const DEAL_FIELDS: &[Field] =
    &[Field::Company, Field::Email, Field::LeadId, Field::ClosedAt, Field::Status, Field::Amount];
const SUM_FIELDS: &[Field] =
    &[Field::Channel, Field::Date, Field::Spend, Field::Leads, Field::Customers, Field::Revenue];

/// Counts all rows and keeps the first.
struct Found {
    metric: MetricId,
    fields: &'static [Field],
    count: u32,
    rows: Vec<(Source, Option<f64>)>,
}

impl Found {
    fn new(metric: MetricId, fields: &'static [Field]) -> Self {
        Found { metric, fields, count: 0, rows: Vec::new() }
    }

    fn add(&mut self, source: Source, adds: Option<f64>) {
        self.count += 1;
        if self.rows.len() < ROWS_SHOWN {
            self.rows.push((source, adds));
        }
    }

    fn done(self) -> Evidence {
        Evidence { metric: self.metric, count: self.count, rows: self.rows, fields: self.fields.to_vec() }
    }
}

fn parts_of(metric: MetricId) -> Vec<MetricId> {
    let (top, bottom) = parts(metric);
    [top, bottom].into_iter().flatten().collect()
}

fn rules(company: &Company, settings: &Settings, behind: &Behind<'_>, metric: MetricId) -> Vec<Rule> {
    use MetricId::*;
    let mut rules = Vec::new();
    rules.push(if settings.clock == Clock::Cohort { Rule::Cohort } else { Rule::Period });
    if matches!(metric, Customers | Cac | LeadToCustomer | TierCost | PCheapest) && company.has_deals {
        rules.push(Rule::FirstWinOnly);
    }
    let merged = behind.duplicates();
    if merged > 0 && parts_of(metric).contains(&Leads) {
        rules.push(Rule::DuplicatesMerged { rows: merged });
    }
    let spend = &company.spend;
    let mut rows = spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount);
    let partly = rows.any(|(((channel, from), to), amount)| {
        behind.is_in(*channel) && behind.scope.spend(*from, *to, *amount).is_some_and(|(_, partly)| partly)
    });
    if partly && parts_of(metric).contains(&Spend) {
        rules.push(Rule::WindowShared);
    }
    let reported = behind.reported();
    if reported > 0 && parts_of(metric).contains(&Spend) {
        rules.push(Rule::WindowOfReport { rows: reported });
    }
    match metric {
        Cpl | CostPerMql | CostPerSql | CostPerOpportunity | Cac | TierCost => {
            rules.push(Rule::IntervalGamma)
        }
        CacLoaded | PaidCac | BlendedCac => rules.push(Rule::IntervalGamma),
        LeadToMql | MqlToSql | SqlToOpportunity | OpportunityToCustomer | ValueWinRate | WinRateByH => {
            rules.push(Rule::IntervalWilson);
        }
        LeadToCustomer | WinRate => rules.push(Rule::IntervalWilson),
        Mer | RoiMargin | ProfitPerLead => rules.push(Rule::IntervalValue),
        AverageDeal | ValuePerLead | ReturnPerUnit | Roas | Roi | TierValue => {
            rules.push(Rule::IntervalValue)
        }
        PCheapest | PBestValue => rules.push(Rule::Pooled),
        _ => {}
    }
    rules
}
