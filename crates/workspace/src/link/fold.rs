//! From a document's ranking to a summary in which nobody can be found.
//!
//! A channel in which a group has one to four people (leads, customers, those who did not become customers, won
//! deals) is merged with others into one, which stands beside the order, and everything is computed again from
//! that: numbers, tiers, the answer. If the others together are still few, the smallest channel joins them. What
//! belongs to no channel but is in the totals could be found by subtraction: where it is few, the totals become the
//! sums of the channels. A channel's name that names somebody stays behind.

use std::collections::{BTreeMap, BTreeSet};

use garimpo_funnel::company::{self, ChannelName};
use garimpo_funnel::ranking::rank_beside;
use garimpo_funnel::ranking::{Answer, ChannelRow, Metric, MetricId, Row, State};
use garimpo_funnel::{Day, Ranking, Settings};
use serde::{Deserialize, Serialize};

use super::people::{self, Found};
use super::settings::View;
use super::summary::{self, MOST_CHANNELS, Name, Summary, SummaryRow};
use crate::doc::Doc;

/// Fewer people than this are nobody's business.
pub const FEW: f64 = 5.0;

/// A summary with what a person is told before sending it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    pub summary: Summary,
    /// The channels that were folded together.
    pub folded: Vec<ChannelName>,
    /// How many names stayed behind because they named somebody.
    pub withheld: u32,
    /// Rows about somebody whose name, e-mail or number is in a text of the link, read back from its bytes.
    pub people: u64,
    /// Rows about somebody that the texts were compared with.
    pub compared: u64,
    /// Totals were made from the channels, because what has no channel is few people.
    pub only_channels: bool,
    /// The settings alone, for a link without data. Names of channels that name somebody are not in it.
    pub view: View,
}

impl Doc {
    /// `made`: today. `None` when there is no ranking, or too few people in all of it.
    pub fn share(&mut self, made: Option<Day>) -> Option<Shared> {
        let ranking = self.ranking()?.clone();
        let rows = self.sheets.iter().map(|sheet| u64::from(sheet.table.row_count())).sum();
        let settings = self.settings.clone();
        let (ranking, folded, others) = self.fold(ranking, &settings)?;
        let (totals, only_channels) = safe_totals(&ranking)?;
        let withheld = self.personal(&ranking);
        let place = |id: &String| ranking.channels.iter().position(|row| row.channel.id == *id);
        let name = |id: &str, name: &ChannelName| match name {
            _ if Some(id) == others.as_deref() => Name::Others,
            _ if withheld.contains(id) => Name::Withheld,
            ChannelName::Group(group) => Name::Group(*group),
            ChannelName::Text(text) => Name::Text(text.clone()),
            ChannelName::Blank => Name::Blank,
        };
        let channels = ranking
            .channels
            .iter()
            .map(|row| SummaryRow { name: name(&row.channel.id, &row.channel.name), row: row.row.clone() });
        let worse = |tiers: &[garimpo_funnel::ranking::Tier]| {
            tiers.iter().map(|tier| tier.worse_than_before).collect()
        };
        let summary = Summary {
            made,
            as_of: ranking.as_of,
            first_day: ranking.first_day,
            settings: settings.clone(),
            currency: ranking.currency,
            rows,
            channels: channels.collect(),
            folded: folded.len() as u32,
            totals,
            tiers_cost: worse(&ranking.tiers_cost),
            tiers_value: worse(&ranking.tiers_value),
            answer: placed(&ranking.answer, &place),
            settle: ranking.settle.clone().and_then(|settle| {
                let (channel, from) = (place(&settle.channel)?, place(&settle.from)?);
                Some(garimpo_funnel::ranking::Settle {
                    channel: summary::id(channel),
                    from: summary::id(from),
                    ..settle
                })
            }),
        };
        // From here on only what can be read from the bytes counts.
        let summary = summary.rounded()?;
        let texts: Vec<&str> = summary.texts().collect();
        let Found { people, compared, .. } = people::look(&self.sheets, &texts);
        let by_form = texts.iter().filter(|text| people::looks_personal(text)).count() as u64;
        let view = self.view_only(&settings);
        let withheld =
            summary.channels.iter().filter(|channel| channel.name == Name::Withheld).count() as u32;
        Some(Shared { summary, folded, withheld, people: people.max(by_form), compared, only_channels, view })
    }

    /// The ranking with few people's channels merged, the names of those, and the id that they have together.
    fn fold(
        &mut self,
        first: Ranking,
        settings: &Settings,
    ) -> Option<(Ranking, Vec<ChannelName>, Option<String>)> {
        let mut order: Vec<(f64, f64, String)> = first
            .channels
            .iter()
            .map(|row| {
                let count = |id| row.row.get(id).value.unwrap_or_default();
                (count(MetricId::Customers), count(MetricId::Leads), row.channel.id.clone())
            })
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        let few = first.channels.iter().filter(|row| !is_safe(&row.row)).map(|row| row.channel.id.clone());
        let mut folded: BTreeSet<String> = few.collect();
        // The others take a place of their own.
        let fits = folded.is_empty() && first.channels.len() <= MOST_CHANNELS;
        let room = if fits { MOST_CHANNELS } else { MOST_CHANNELS - 1 };
        let mut next = order.iter().map(|(_, _, id)| id);
        while first.channels.len() - folded.len() > room {
            folded.extend(next.by_ref().find(|id| !folded.contains(*id)).cloned());
        }
        if folded.is_empty() {
            return Some((first, Vec::new(), None));
        }
        loop {
            if folded.len() > 1 {
                let (mut ranking, others) = self.merged(&folded, settings)?;
                let is_in = |row: &&ChannelRow| folded.contains(&row.channel.id);
                let spend = |row: &ChannelRow| row.row.get(MetricId::Spend).state;
                if first.channels.iter().filter(is_in).any(|row| spend(row) == State::CostUnknown) {
                    forget_cost(&mut ranking, &others);
                }
                let row = ranking.channels.iter().find(|row| row.channel.id == others);
                if row.is_some_and(|row| is_safe(&row.row)) {
                    let names = first.channels.iter().filter(|row| folded.contains(&row.channel.id));
                    let names = names.map(|row| row.channel.name.clone()).collect();
                    return Some((ranking, names, Some(others)));
                }
            }
            // With nothing left to join them, all of it is few people.
            folded.insert(order.iter().map(|(_, _, id)| id).find(|id| !folded.contains(*id))?.clone());
        }
    }

    fn merged(&mut self, folded: &BTreeSet<String>, settings: &Settings) -> Option<(Ranking, String)> {
        let others = folded.first()?.clone();
        let mut settings = settings.clone();
        let into = folded.iter().skip(1).map(|id| (id.clone(), others.clone()));
        settings.merges.extend(into);
        let ranking = self.with_company(|_, inputs, _, cache| {
            rank_beside(&company::build(inputs, &settings, cache), &settings, Some(&others))
        });
        Some((ranking, others))
    }

    /// Ids of channels whose name names somebody.
    fn personal(&self, ranking: &Ranking) -> BTreeSet<String> {
        let named: Vec<(&str, &str)> = ranking
            .channels
            .iter()
            .filter_map(|row| match &row.channel.name {
                ChannelName::Text(text) => Some((row.channel.id.as_str(), text.as_str())),
                _ => None,
            })
            .collect();
        self.named(&named)
    }

    /// Of (id, text), the ids of those that name somebody.
    fn named(&self, named: &[(&str, &str)]) -> BTreeSet<String> {
        let texts: Vec<&str> = named.iter().map(|(_, text)| *text).collect();
        let found = people::look(&self.sheets, &texts);
        let is_personal = |(at, (_, text)): &(usize, &(&str, &str))| {
            found.texts.contains(at) || people::looks_personal(text)
        };
        named.iter().enumerate().filter(is_personal).map(|(_, (id, _))| (*id).to_owned()).collect()
    }

    fn view_only(&self, settings: &Settings) -> View {
        let mut settings = settings.clone();
        let all = settings.merges.iter().flat_map(|(from, into)| [from, into]).chain(&settings.money.shared);
        let all: Vec<(&str, &str)> = all.map(|id| (id.as_str(), id.as_str())).collect();
        let personal = self.named(&all);
        let keep = |id: &String| !personal.contains(id);
        settings.merges =
            BTreeMap::from_iter(settings.merges.into_iter().filter(|(a, b)| keep(a) && keep(b)));
        settings.money.shared.retain(keep);
        View { settings }
    }
}

/// What one of several cost is not known, so what they cost together is not.
fn forget_cost(ranking: &mut Ranking, id: &str) {
    let unknown = Metric { state: State::CostUnknown, ..Metric::default() };
    for row in ranking.channels.iter_mut().filter(|row| row.channel.id == id) {
        for metric in [MetricId::Spend, MetricId::Cpl, MetricId::Cac, MetricId::ReturnPerUnit] {
            if let Some(slot) = row.row.metrics.get_mut(metric as usize) {
                *slot = unknown;
            }
        }
    }
}

fn placed(answer: &Answer, place: &impl Fn(&String) -> Option<usize>) -> Answer {
    let at = |id: &String| place(id).map(summary::id);
    match answer {
        Answer::NoCosts => Answer::NoCosts,
        Answer::NoCustomers => Answer::NoCustomers,
        Answer::OnlyOne { channel } => Answer::OnlyOne { channel: at(channel).unwrap_or_default() },
        Answer::Cheapest { first, dearer } => Answer::Cheapest {
            first: first.iter().filter_map(at).collect(),
            dearer: dearer.iter().filter_map(|(id, chance)| Some((at(id)?, *chance))).collect(),
        },
    }
}

/// Nobody, or enough.
fn is_enough(people: f64) -> bool {
    people.abs() < 1e-6 || people >= FEW - 1e-6
}

/// The sizes of the groups that a row tells of, or lets be worked out.
fn groups(row: &Row) -> impl Iterator<Item = f64> {
    let value = |id| row.get(id).value;
    let over = |id| row.get(id).over;
    let (leads, customers) = (value(MetricId::Leads), value(MetricId::Customers));
    let both = |pair: Option<(f64, f64)>| pair.map(|(part, whole)| whole - part).filter(|rest| *rest >= 0.0);
    [
        leads,
        customers,
        both(customers.zip(leads)),
        over(MetricId::LeadToCustomer).map(|(part, _)| part),
        both(over(MetricId::LeadToCustomer)),
        over(MetricId::AverageDeal).map(|(_, deals)| deals),
    ]
    .into_iter()
    .flatten()
}

fn is_safe(row: &Row) -> bool {
    groups(row).all(is_enough)
}

/// What is in the totals and in no channel is nobody or many; else the totals are made of the channels alone.
fn safe_totals(ranking: &Ranking) -> Option<(Row, bool)> {
    let sum = |id: MetricId| -> f64 { ranking.channels.iter().filter_map(|row| row.row.get(id).value).sum() };
    let deals = |row: &Row| row.get(MetricId::AverageDeal).over.map_or(0.0, |(_, deals)| deals);
    let rest = |id: MetricId| ranking.totals.get(id).value.unwrap_or_default() - sum(id);
    let (leads, customers) = (rest(MetricId::Leads), rest(MetricId::Customers));
    let won = deals(&ranking.totals) - ranking.channels.iter().map(|row| deals(&row.row)).sum::<f64>();
    // Whoever is in a channel twice, or in none, shows as a difference of either sign.
    let is_told = [leads, customers, won].iter().all(|rest| is_enough(rest.abs()))
        && (leads.abs() < 1e-6 || is_enough((leads - customers).abs()));
    if is_told {
        return is_safe(&ranking.totals).then(|| (ranking.totals.clone(), false));
    }
    let mut row = Row { metrics: vec![Metric::default(); MetricId::ALL.len()] };
    let mut set = |id: MetricId, value: Option<f64>, over| {
        if let Some(slot) = row.metrics.get_mut(id as usize) {
            let state = if value.is_some() { State::Ok } else { State::None };
            *slot = Metric { value, state, over, ..Metric::default() }.sound();
        }
    };
    let told = |id: MetricId| ranking.totals.get(id).value.map(|_| sum(id));
    let spend = ranking.totals.get(MetricId::Spend).value;
    let (leads, customers, revenue) =
        (told(MetricId::Leads), told(MetricId::Customers), told(MetricId::Revenue));
    set(MetricId::Spend, spend, None);
    set(MetricId::Leads, leads, None);
    set(MetricId::Customers, customers, None);
    set(MetricId::Revenue, revenue, None);
    let mut ratio = |id, above: Option<f64>, below: Option<f64>| {
        let parts = above.zip(below).filter(|(_, below)| *below > 0.0);
        set(id, parts.map(|(above, below)| above / below), parts);
    };
    ratio(MetricId::Cpl, spend, leads);
    ratio(MetricId::Cac, spend, customers);
    ratio(MetricId::LeadToCustomer, customers, leads);
    ratio(MetricId::ValuePerLead, revenue, leads);
    ratio(MetricId::ReturnPerUnit, revenue, spend);
    is_safe(&row).then_some((row, true))
}
