//! The sheets joined into one company: leads (merged), deals (joined), spend, sums; each with its channel.
//!
//! The definitions are domain.md 0, a.0 (rules 6, 8, 9, 10) and CONTRACT.md "Channels".
//! Must never drop a row silently: what did not join or convert is counted and listed.

mod answers;
mod apart;
mod cache;
mod channels;
mod columns;
mod costs;
pub(crate) mod handled;
mod kinds;
mod labels;
mod leads;
mod margins;
mod money;
mod offers;
mod people;
mod repeated;
pub(crate) mod said;
mod sales;
mod same;
mod spans;
pub(crate) mod touches;
pub(crate) mod traces;
mod twice;
pub(crate) mod words;

use garimpo_table::{Currency, RowId, Table};
use serde::{Deserialize, Serialize};

use crate::group::Group;
use crate::guess::Platform;
use crate::{Day, Field, Role, Settings};
pub use answers::Answered;
pub use cache::Cache;
use channels::{Registry, Weigh};
use columns::Columns;
pub use kinds::SpendKind;
use labels::{Labels, Places};
use money::Coins;
use people::People;
use sales::Joined;
pub use spans::Spans;

/// One sheet as the document holds it. A column whose reading is still a question has no field here.
#[derive(Clone, Copy)]
pub struct SheetInput<'a> {
    pub id: u32,
    pub role: Role,
    pub fields: &'a [Option<Field>],
    pub platform: Option<Platform>,
    /// [`crate::Guess::period`]: what rows of spend without any date of their own are about.
    pub period: Option<(Day, Day)>,
    pub table: &'a Table,
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    pub sheet: u32,
    pub row: RowId,
}

/// Index into [`Company::channels`]. `NO_CHANNEL` only for deals that have neither lead nor channel.
pub type ChannelIx = u16;
pub const NO_CHANNEL: ChannelIx = u16::MAX;
/// No lead, in [`Deals::lead`].
pub const NO_LEAD: u32 = u32::MAX;
/// No date.
pub const NO_DAY: Day = garimpo_table::table::NO_DAY;
/// No amount.
pub const NO_AMOUNT: i64 = garimpo_table::table::NO_I64;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChannelName {
    /// Named in the reader's language by the page.
    Group(Group),
    /// As most often spelled in the data.
    Text(String),
    /// The explicit channel cell is empty.
    Blank,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// A group's id, or the folded text; `""`-channels have the id `blank`.
    pub id: String,
    pub name: ChannelName,
    /// The other spellings that were folded into it by themselves (case, accents, spaces), or merged by hand.
    pub spellings: Vec<String>,
}

/// How far a lead got. Later includes earlier (domain.md a.0 rule 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reached {
    Lead,
    Mql,
    Sql,
    Opportunity,
    Customer,
}

/// One entry a person: duplicates by e-mail (or lead id) are merged, the earliest row and its channel win.
#[derive(Default, Debug)]
pub struct Leads {
    pub channel: Vec<ChannelIx>,
    pub created: Vec<Day>,
    /// From the leads sheet's own stage, dates and outcome columns, and from joined deals.
    pub reached: Vec<Reached>,
    /// First win, [`NO_DAY`] when not a customer or the day is not told.
    pub customer_at: Vec<Day>,
    pub source: Vec<Source>,
    /// When sales gave it up; [`NO_DAY`] if not told. Empty where no sheet has the column.
    pub disqualified_at: Vec<Day>,
    /// How soon it was answered. Empty where no sheet has the column of first attempts.
    pub answered: Vec<Answered>,
    /// Rows merged into another lead: (lead index, its row). Sorted.
    pub duplicates: Vec<(u32, Source)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    Open,
    Won,
    Lost,
}

#[derive(Default, Debug)]
pub struct Deals {
    /// Index into leads, or [`NO_LEAD`].
    pub lead: Vec<u32>,
    /// The lead's, else its own, else [`NO_CHANNEL`].
    pub channel: Vec<ChannelIx>,
    pub status: Vec<Status>,
    pub created: Vec<Day>,
    pub closed: Vec<Day>,
    /// Won value in minor units: amount plus one period of recurring amount; [`NO_AMOUNT`] if not told
    /// (also when a column's zeros mean "not told": see `zero_is_not_told`).
    pub amount: Vec<i64>,
    /// What of it recurs each period, [`NO_AMOUNT`] if not told. Empty where no sheet has the column.
    pub recurring: Vec<i64>,
    /// What remains of the amount, [`NO_AMOUNT`] if not told. Empty where no sheet has margins.
    pub profit: Vec<i64>,
    /// The day of the same buyer's first win, of a won deal; [`NO_DAY`] if not told.
    pub first_won: Vec<Day>,
    /// This deal makes a new customer: the first won one of its lead (or company, or e-mail).
    pub first_win: Vec<bool>,
    pub source: Vec<Source>,
}

#[derive(Default, Debug)]
pub struct Spend {
    pub channel: Vec<ChannelIx>,
    /// Both ends of the time that the money bought; a day has them equal; [`NO_DAY`] for undated rows.
    pub from: Vec<Day>,
    pub to: Vec<Day>,
    pub amount: Vec<i64>,
    /// Empty where no sheet has the column.
    pub kind: Vec<SpendKind>,
    /// `from` and `to` are those of the report, of several days: when in them it was spent is not told.
    pub by_report: Vec<bool>,
    pub source: Vec<Source>,
}

/// A row of a `totals` sheet: sums that a person already has.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    pub channel: ChannelIx,
    pub day: Day,
    pub spend: Option<i64>,
    pub leads: Option<f64>,
    pub mqls: Option<f64>,
    pub sqls: Option<f64>,
    pub opportunities: Option<f64>,
    pub customers: Option<f64>,
    pub revenue: Option<i64>,
    pub source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JoinBy {
    LeadId,
    Email,
}

/// How the deals found their leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinReport {
    pub by: Option<JoinBy>,
    pub deals: u32,
    pub joined: u32,
    /// The first 200 deals without a lead.
    pub without_lead: Vec<Source>,
    pub lead_rows: u32,
    pub duplicate_rows: u32,
}

/// An offer to merge spellings of one channel (`Google Ads`, `google-ads`, `GoogleAds`). Never done unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeOffer {
    pub into: Channel,
    pub from: Vec<Channel>,
}

/// Something about the data that the numbers' reader must know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Note {
    /// Money in several currencies: only `used` counts, `rows` rows in others are left out.
    OtherCurrency { used: Currency, other: Currency, rows: u32 },
    /// 0 in this column means "not told" (most values are 0): they are no values.
    ZeroNotTold { sheet: u32, column: u32, zeros: u32, told: u32 },
    /// Spend rows without any date count in the whole period only.
    UndatedSpend { rows: u32 },
    /// Spend rows that tell the days of their report only: their money is spread over them.
    ReportedSpend { rows: u32 },
    /// Two reports of one ad platform about the same days and campaigns: their money counts twice.
    SpentTwice { one: u32, other: u32 },
    /// Leads without a creation date are outside of any chosen period.
    UndatedLeads { rows: u32 },
    /// Won deals without any amount.
    NoAmounts { won: u32 },
    /// Money in another currency, taken at the typed rate of the day it moved.
    Converted { used: Currency, other: Currency, rows: u32 },
    /// First attempts that are dated before their lead: they count for no response time. The first of them.
    AttemptBeforeLead { rows: u32, first: Vec<Source> },
    /// Customers by the leads' own stages and won deals that share no key with any lead: they count once, by the
    /// leads or by the deals.
    CustomersOnce { leads: u32, deals: u32, by_leads: bool },
}

/// Everything that the ranking needs, indexed by channel.
#[derive(Default, Debug)]
pub struct Company {
    /// Sorted by id.
    pub channels: Vec<Channel>,
    pub leads: Leads,
    pub deals: Deals,
    pub spend: Spend,
    pub sums: Vec<Sums>,
    /// Whether any sheet of the kind is there (an empty sheet is there, too).
    pub has_leads: bool,
    pub has_deals: bool,
    pub has_spend: bool,
    /// The last day that any outcome or creation in the data shows.
    pub spans: Spans,
    pub as_of: Option<Day>,
    pub first_day: Option<Day>,
    pub currency: Option<Currency>,
    pub join: JoinReport,
    /// The leads' own stages make no customers, because nothing ties them to the won deals, which do.
    pub deals_tell_customers: bool,
    pub offers: Vec<MergeOffer>,
    pub notes: Vec<Note>,
}

/// Joins the sheets. Pure: the same sheets and settings give the same company, with or without the cache.
pub fn build(sheets: &[SheetInput<'_>], settings: &Settings, cache: &mut Cache) -> Company {
    let columns: Vec<Columns<'_>> = sheets.iter().map(Columns::of).collect();
    let all: Vec<&Columns<'_>> = columns.iter().collect();
    let of = |role: Role| -> Vec<&Columns<'_>> {
        all.iter().filter(|columns| columns.sheet.role == role).copied().collect()
    };
    let (lead_sheets, deal_sheets, spend_sheets, sum_sheets) =
        (of(Role::Leads), of(Role::Deals), of(Role::Spend), of(Role::Totals));
    cache.typed.get(fields_stamp(&all), |_| all.iter().for_each(|columns| columns.load()));

    let who = cache::stamp(&lead_sheets, people::KEYS);
    let with = |fields: &[Field]| [who.clone(), cache::stamp(&lead_sheets, fields)].concat();
    let people = cache.people.get(who.clone(), |before| People::read(&lead_sheets, before));
    let created = cache.created.get(with(&[Field::CreatedAt]), |_| people.created(&lead_sheets));
    let told = cache.told.get(with(people::STEPS), |_| people.told(&lead_sheets));
    let keys = [who.clone(), cache::stamp(&deal_sheets, people::KEYS)].concat();
    let joined = cache.joined.get(keys, |before| Joined::find(&deal_sheets, &lead_sheets, people, before));

    let mut coins = Coins::of(&all, &settings.money);
    let mut notes = Vec::new();
    let mut deals = sales::read(&deal_sheets, joined, &mut coins, &mut notes);
    let (mut spend, mut sums) = (Spend::default(), Vec::new());
    spend_sheets.iter().for_each(|columns| costs::read_spend(columns, &mut spend, &mut coins));
    sum_sheets.iter().for_each(|columns| costs::read_sums(columns, &mut sums, &mut coins));

    let labels = |sheets: &[&Columns<'_>], fallback| -> Vec<Option<Labels>> {
        sheets.iter().map(|columns| Labels::of(columns, fallback)).collect()
    };
    let mut lead_labels = labels(&lead_sheets, Some(Group::Unknown));
    let mut deal_labels = labels(&deal_sheets, None);
    let mut spend_labels = labels(&spend_sheets, Some(Group::Unknown));
    let mut sum_labels = labels(&sum_sheets, Some(Group::Unknown));
    let mut leads = leads::assemble(&lead_sheets, people, &lead_labels);
    leads.created = created.clone();
    leads.reached = told.reached.clone();
    leads.customer_at = told.customer_at.clone();
    leads::tell(&mut leads, &deals);
    leads.disqualified_at = people.disqualified(&lead_sheets);
    leads.answered = answers::read(&lead_sheets, people);

    let sum_sources: Vec<Source> = sums.iter().map(|sums| sums.source).collect();
    let mut registry = Registry::default();
    registry.take_sheets(&lead_sheets, &mut lead_labels, &leads.source, Weigh::Outcome);
    registry.take_lone_deals(&deal_sheets, &mut deal_labels, &deals);
    registry.take_sheets(&sum_sheets, &mut sum_labels, &sum_sources, Weigh::Outcome);
    registry.take_sheets(&spend_sheets, &mut spend_labels, &spend.source, Weigh::Cost);
    let (channels, places, offers) = registry.finish(settings);
    leads.channel = place_all(&lead_sheets, &lead_labels, &places, &leads.source);
    spend.channel = place_all(&spend_sheets, &spend_labels, &places, &spend.source);
    let own = place_all(&deal_sheets, &deal_labels, &places, &deals.source);
    for ((channel, lead), own) in deals.channel.iter_mut().zip(&deals.lead).zip(own) {
        *channel = leads.channel.get(*lead as usize).copied().unwrap_or(own);
    }
    for (sums, channel) in sums.iter_mut().zip(place_all(&sum_sheets, &sum_labels, &places, &sum_sources)) {
        sums.channel = channel;
    }

    let mut join = joined.report(&deals);
    join.lead_rows = u32::try_from(people.rows.len()).unwrap_or(u32::MAX);
    join.duplicate_rows = u32::try_from(leads.duplicates.len()).unwrap_or(u32::MAX);
    let deals_tell_customers =
        apart::count_once((&lead_sheets, &deal_sheets), &join, &leads, &mut deals, &mut notes);
    notes.extend(coins.notes());
    notes.extend(silent_rows(&leads, &deals, &spend));
    notes.extend(answers::before_lead(&leads));
    notes.extend(twice::notes(&spend_sheets, &spend));
    let mut span = Span::default();
    span.rows(&leads, &deals, &spend, &sums);
    span.day(told.last);
    all.iter().for_each(|columns| span.happenings(columns));
    let spans = Spans::of(&leads, &deals, &spend);
    Company {
        channels,
        spans,
        leads,
        deals,
        spend,
        sums,
        has_leads: !lead_sheets.is_empty(),
        has_deals: !deal_sheets.is_empty(),
        has_spend: !spend_sheets.is_empty(),
        as_of: span.last,
        first_day: span.first,
        currency: coins.used,
        join,
        deals_tell_customers,
        offers,
        notes,
    }
}

/// Which sheets there are and what their columns mean: what has not changed has been typed already.
fn fields_stamp(sheets: &[&Columns<'_>]) -> cache::Stamp {
    let field = |field: &Option<Field>| field.map_or(0, |field| 1 + field as u64);
    let sheet = |columns: &&Columns<'_>| {
        let head = [u64::from(columns.sheet.id), columns.sheet.fields.len() as u64];
        head.into_iter().chain(columns.sheet.fields.iter().map(field)).collect::<Vec<u64>>()
    };
    sheets.iter().flat_map(sheet).collect()
}

/// The final channel of each source. A sheet without anything that tells a channel gives none.
fn place_all(
    sheets: &[&Columns<'_>],
    labels: &[Option<Labels>],
    places: &[ChannelIx],
    sources: &[Source],
) -> Vec<ChannelIx> {
    let by_sheet: Vec<(u32, Option<Places<'_>>)> = sheets
        .iter()
        .zip(labels)
        .map(|(columns, labels)| (columns.sheet.id, labels.as_ref().map(|labels| labels.places(places))))
        .collect();
    if let [(_, Some(only))] = by_sheet.as_slice() {
        return only.all(sources);
    }
    let place = |source: &Source| {
        let found = by_sheet.iter().find(|(sheet, _)| *sheet == source.sheet);
        found.and_then(|(_, places)| places.as_ref()).map_or(NO_CHANNEL, |places| places.get(source.row))
    };
    sources.iter().map(place).collect()
}

fn count<T>(values: &[T], test: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(values.iter().filter(|value| test(value)).count()).unwrap_or(u32::MAX)
}

/// Rows that count less than a reader would think.
fn silent_rows(leads: &Leads, deals: &Deals, spend: &Spend) -> Vec<Note> {
    let mut notes = Vec::new();
    match count(&spend.from, |day| *day == NO_DAY) {
        0 => {}
        rows => notes.push(Note::UndatedSpend { rows }),
    }
    match count(&spend.by_report, |by_report| *by_report) {
        0 => {}
        rows => notes.push(Note::ReportedSpend { rows }),
    }
    match count(&leads.created, |day| *day == NO_DAY) {
        0 => {}
        rows => notes.push(Note::UndatedLeads { rows }),
    }
    let won = count(&deals.status, |status| *status == Status::Won);
    let mut told = deals.status.iter().zip(&deals.amount);
    if won > 0 && !told.any(|(status, amount)| *status == Status::Won && *amount != NO_AMOUNT) {
        notes.push(Note::NoAmounts { won });
    }
    notes
}

/// The first and the last day that anything in the data happened. An open deal's closing date is a hope, and
/// the end of a spending window may lie ahead: neither counts.
#[derive(Default)]
struct Span {
    first: Option<Day>,
    last: Option<Day>,
}

impl Span {
    fn day(&mut self, day: Day) {
        if day != NO_DAY {
            self.first = Some(self.first.map_or(day, |first| first.min(day)));
            self.last = Some(self.last.map_or(day, |last| last.max(day)));
        }
    }

    fn days(&mut self, days: &[Day]) {
        // `NO_DAY` is the smallest of all: the last day needs no test, the first has its own.
        let last = days.iter().copied().max().unwrap_or(NO_DAY);
        let first = days.iter().copied().map(|day| if day == NO_DAY { Day::MAX } else { day }).min();
        if last != NO_DAY {
            self.day(last);
            self.day(first.unwrap_or(last));
        }
    }

    fn rows(&mut self, leads: &Leads, deals: &Deals, spend: &Spend, sums: &[Sums]) {
        for days in [&leads.created, &leads.customer_at, &deals.created, &deals.closed, &spend.from] {
            self.days(days);
        }
        sums.iter().for_each(|sums| self.day(sums.day));
    }

    /// Touches and activities are not counted here, but they happened. What sales says of a lead may be said long
    /// after the exports were made: it moves no day up to which they tell.
    fn happenings(&mut self, columns: &Columns<'_>) {
        if matches!(columns.sheet.role, Role::Touches | Role::Activities) {
            let days = columns.days(Field::At);
            columns.sheet.table.rows().for_each(|row| self.day(days.get(row)));
        }
    }
}
