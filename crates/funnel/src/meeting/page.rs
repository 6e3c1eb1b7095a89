//! One sheet of paper: everything that a meeting looks at, as plain numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decision::{self, Decision, Judged, Progress};
use super::definitions::Definitions;
use super::difference::difference;
use super::funnel::{BEFORE, FORTNIGHT, Funnel, Window, funnel};
use super::ledger::Ledger;
use super::reasons::{Reasons, losses, reasons};
use super::since::{Since, moved};
use super::waste::{Waste, waste};
use super::{Packed, Snapshot};
use crate::company::{Channel, Company, SheetInput};
use crate::maturity::Lag;
use crate::moves::{self, Flags, SHOWN, moves};
use crate::ranking::{Answer, Metric, MetricId, Ranking, Row, Tier};
use crate::segments::{Card, Judgement, Measure, Part, Side, columns, find, finds, judge};
use crate::stats::change::REAL;
use crate::stats::rank::p_cheaper;
use crate::why::{Why, why};
use crate::{Day, Period, Settings};
use garimpo_table::Currency;

/// The numbers that are kept of a channel, where they are told.
const KEPT: [MetricId; 20] = [
    MetricId::Spend,
    MetricId::Leads,
    MetricId::Mqls,
    MetricId::Sqls,
    MetricId::Opportunities,
    MetricId::Customers,
    MetricId::Cpl,
    MetricId::CostPerMql,
    MetricId::CostPerOpportunity,
    MetricId::Cac,
    MetricId::LeadToCustomer,
    MetricId::WinRate,
    MetricId::Revenue,
    MetricId::ValuePerLead,
    MetricId::ReturnPerUnit,
    MetricId::CycleDays,
    MetricId::TierCost,
    MetricId::TierValue,
    MetricId::Maturity,
    MetricId::ResponseMedian,
];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelLine {
    pub channel: Channel,
    pub metrics: Vec<(MetricId, Metric)>,
}

impl ChannelLine {
    pub fn get(&self, id: MetricId) -> Metric {
        get(&self.metrics, id)
    }
}

fn get(metrics: &[(MetricId, Metric)], id: MetricId) -> Metric {
    metrics.iter().find(|(known, _)| *known == id).map(|(_, metric)| *metric).unwrap_or_default()
}

fn kept(row: &Row) -> Vec<(MetricId, Metric)> {
    let told = |id: &MetricId| Some((*id, row.get(*id))).filter(|(_, metric)| *metric != Metric::default());
    KEPT.iter().filter_map(told).collect()
}

/// A hypothesis with its verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardLine {
    pub claim: String,
    pub by: String,
    pub created: Day,
    pub measure: Measure,
    pub judgement: Judgement,
    pub p_true: Option<f64>,
    pub inside: Side,
    pub outside: Side,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindLine {
    pub column: String,
    pub header: String,
    pub value: Part,
    pub channel: Option<String>,
    pub measure: Measure,
    pub probability: f64,
    pub inside: Side,
    pub outside: Side,
}

/// A move of money to discuss.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveLine {
    pub from: String,
    pub to: String,
    /// Major units a month.
    pub amount: f64,
    /// Customers a month more, in the middle of the band: median and 90 % interval.
    pub customers: Option<(f64, f64, f64)>,
    /// How sure the gain is under the smallest elasticity.
    pub sure: f64,
}

/// A change of the cost per lead, split into channels' own costs and where the leads came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CostChange {
    pub why: Why,
    pub before: Period,
    pub after: Period,
    /// P(truly dearer now).
    pub p_up: f64,
    pub real: bool,
}

/// A decision of an earlier meeting, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Among those of its meeting, from 1.
    pub place: u32,
    pub decision: Decision,
    pub judged: Option<Judged>,
}

/// How far the data can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quality {
    pub sheets: u32,
    pub rows: u32,
    /// Cells that a person has corrected.
    pub edited: u32,
    /// Records out of a table that nobody has decided about, and cells that their column cannot understand.
    pub problems: u32,
    pub questions: u32,
    pub duplicates: u32,
    /// Deals, and those of them that found their lead.
    pub deals: u32,
    pub joined: u32,
    /// Leads without a date of creation.
    pub undated: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Page {
    pub as_of: Option<Day>,
    pub first_day: Option<Day>,
    pub currency: Option<Currency>,
    pub definitions: Definitions,
    /// In the order of the ranking.
    pub channels: Vec<ChannelLine>,
    pub totals: Vec<(MetricId, Metric)>,
    pub answer: Option<Answer>,
    pub tiers_cost: Vec<Tier>,
    pub tiers_value: Vec<Tier>,
    /// `None` for the first meeting.
    pub since: Option<Since>,
    pub funnel: Option<Funnel>,
    /// Why a lead of the newest window costs more or less than in the windows before.
    pub cpl: Option<CostChange>,
    pub reasons: Option<Reasons>,
    pub waste: Waste,
    pub cards: Vec<CardLine>,
    pub finds: Vec<FindLine>,
    /// How many comparisons the finds are out of.
    pub tests: u32,
    pub moves: Vec<MoveLine>,
    /// What earlier meetings decided and is open, or was decided in the last one.
    pub actions: Vec<Action>,
    pub quality: Quality,
}

impl Page {
    pub fn total(&self, id: MetricId) -> Metric {
        get(&self.totals, id)
    }

    pub fn channel(&self, id: &str) -> Option<&ChannelLine> {
        self.channels.iter().find(|line| line.channel.id == id)
    }
}

/// What a page is made of.
pub struct Sources<'a> {
    pub company: &'a Company,
    pub sheets: &'a [SheetInput<'a>],
    /// One a sheet.
    pub names: &'a [String],
    pub settings: &'a Settings,
    pub ranking: &'a Ranking,
    pub cards: &'a [Card],
    pub flags: &'a BTreeMap<String, Flags>,
    pub decisions: &'a [Decision],
    /// Cells, problems and questions, which only the document knows.
    pub quality: Quality,
    /// Days of the funnel's windows.
    pub days: Option<Day>,
}

/// The meetings before, oldest first.
#[derive(Clone, Copy, Default)]
pub struct Earlier<'a> {
    /// The one that is compared with.
    pub last: Option<&'a Snapshot>,
    /// The newest windows of all of them.
    pub windows: &'a [Window],
}

/// The page of today, and the ledger that a snapshot of it would keep (only where `with_ledger` or an earlier
/// meeting asks for it).
pub fn page(of: &Sources<'_>, earlier: Earlier<'_>, with_ledger: bool) -> (Page, Option<Packed>) {
    let Sources { company, sheets, settings, ranking, .. } = *of;
    let channels: Vec<ChannelLine> = ranking
        .channels
        .iter()
        .map(|row| ChannelLine { channel: row.channel.clone(), metrics: kept(&row.row) })
        .collect();
    let definitions = Definitions::of(sheets, of.names, settings);
    let (lost, words) = losses(company, sheets, settings.period);
    let ids: Vec<String> = company.channels.iter().map(|channel| channel.id.clone()).collect();
    let mature = mature(company);
    let (found, tests) = segments(of, mature);
    let funnel = funnel(company, sheets, of.days.unwrap_or(FORTNIGHT), earlier.windows);
    let mut page = Page {
        as_of: ranking.as_of,
        first_day: ranking.first_day,
        currency: ranking.currency,
        definitions,
        channels,
        totals: kept(&ranking.totals),
        answer: Some(ranking.answer.clone()),
        tiers_cost: ranking.tiers_cost.clone(),
        tiers_value: ranking.tiers_value.clone(),
        since: None,
        cpl: funnel.as_ref().and_then(|funnel| cost_change(of, funnel)),
        funnel,
        reasons: reasons(&lost, &words, &ids),
        waste: waste(ranking),
        cards: of.cards.iter().map(|card| judged(of, card, mature)).collect(),
        finds: found,
        tests,
        moves: budget_moves(of),
        actions: actions(of, earlier.last.map_or(0, |last| last.number)),
        quality: Quality {
            duplicates: company.join.duplicate_rows,
            deals: company.join.deals,
            joined: company.join.joined,
            undated: undated(company),
            ..of.quality
        },
    };
    let ledger = (with_ledger || earlier.last.is_some()).then(|| Ledger::of(company, sheets, settings));
    if let (Some(last), Some(ledger)) = (earlier.last, &ledger) {
        page.since = since(of, last, &page, ledger);
    }
    (page, ledger.as_ref().map(Packed::of))
}

/// The newest window against the (at most six) before it. A ratio of sums needs no windows of one length.
fn cost_change(of: &Sources<'_>, funnel: &Funnel) -> Option<CostChange> {
    let (newest, older) = funnel.windows.split_last()?;
    let older = older.get(older.len().saturating_sub(BEFORE)..)?;
    let span = |from: &Window, to: &Window| Period { from: Some(from.days.0), to: Some(to.days.1) };
    let (before, after) = (span(older.first()?, older.last()?), span(newest, newest));
    let why = why(of.company, of.settings, before, after)?;
    let sums = |side: fn(&(f64, f64)) -> f64| {
        let spend: f64 = why.parts.iter().map(|part| side(&part.spend)).sum();
        (spend, why.parts.iter().map(|part| side(&part.leads)).sum::<f64>())
    };
    let (old, new) = (sums(|pair| pair.0), sums(|pair| pair.1));
    if !(old.0 > 0.0 && new.0 > 0.0) {
        return None;
    }
    let p_up = p_cheaper(old, new);
    Some(CostChange { why, before, after, p_up, real: p_up.max(1.0 - p_up) >= REAL })
}

fn since(of: &Sources<'_>, last: &Snapshot, page: &Page, now: &Ledger) -> Option<Since> {
    let then = last.ledger.open()?;
    let old = &last.page.definitions;
    let by_then = old.count(of.company, of.sheets, of.names, of.settings, now);
    Some(Since {
        number: last.number,
        date: last.date,
        as_of: last.page.as_of,
        difference: difference(&then, &by_then, now),
        redefined: page.definitions.redefined(old),
        moved: moved(&last.page, page),
    })
}

/// Leads of this day and later are too young to be compared: half of those that will buy have not yet.
fn mature(company: &Company) -> Option<Day> {
    let half = Lag::of_leads(company)?.median();
    company.as_of.map(|as_of| as_of.saturating_sub(half).saturating_add(1))
}

fn judged(of: &Sources<'_>, card: &Card, mature: Option<Day>) -> CardLine {
    let verdict = judge(of.company, of.sheets, card, mature);
    CardLine {
        claim: card.claim.clone(),
        by: card.by.clone(),
        created: card.created,
        measure: card.measure,
        judgement: verdict.judgement,
        p_true: verdict.p_true,
        inside: verdict.new.inside,
        outside: verdict.new.outside,
    }
}

fn segments(of: &Sources<'_>, mature: Option<Day>) -> (Vec<FindLine>, u32) {
    // Other columns may have been filled after the fact: only a person can say that they were not.
    let mapped: Vec<String> =
        columns(of.sheets).into_iter().filter(|column| column.is_mapped).map(|column| column.id).collect();
    let found = finds(of.company, of.sheets, &mapped, of.settings, mature);
    let line = |find: find::Find| FindLine {
        column: find.column,
        header: find.header,
        value: find.value,
        channel: find.channel,
        measure: find.measure,
        probability: find.probability,
        inside: find.compared.inside,
        outside: find.compared.outside,
    };
    (found.finds.into_iter().map(line).collect(), found.tests)
}

fn budget_moves(of: &Sources<'_>) -> Vec<MoveLine> {
    let options = moves::Options { flags: of.flags.clone(), margin: of.settings.money.sound_margin() };
    let found = moves(of.company, of.settings, &options);
    let line = |moved: moves::Move| MoveLine {
        customers: moved
            .cases
            .get(moved.cases.len() / 2)
            .and_then(|case| case.net)
            .map(|net| (net.median, net.low, net.high)),
        sure: moved.sure.first().copied().unwrap_or(0.0),
        from: moved.from,
        to: moved.to,
        amount: moved.amount,
    };
    found.moves.into_iter().take(SHOWN).map(line).collect()
}

/// Of the meeting `last` and before.
fn actions(of: &Sources<'_>, last: u32) -> Vec<Action> {
    let mut places: BTreeMap<u32, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for decision in of.decisions {
        let place = places.entry(decision.meeting).or_default();
        *place += 1;
        let shown = decision.meeting == last || decision.progress == Progress::Open;
        if decision.meeting <= last && shown {
            let judged = decision::judge(of.company, of.settings, decision);
            found.push(Action { place: *place, decision: decision.clone(), judged });
        }
    }
    found.sort_by_key(|action| (action.decision.meeting, action.place));
    found
}

fn undated(company: &Company) -> u32 {
    let undated = company.leads.created.iter().filter(|day| **day == crate::company::NO_DAY).count();
    u32::try_from(undated).unwrap_or(u32::MAX)
}
