//! One lead's sheet: who it is, what it did, what it is worth and why, what sales has done, why to call now.
//!
//! Built from whatever columns there are, with touches, activities and feedback where there are any. An opened
//! e-mail is weak evidence (mail programs open them by themselves) and is marked as such.

use serde::{Deserialize, Serialize};

use super::desk::{self, LeadLine};
use super::judge::{Due, Moment, Said, State};
use super::ledger::Ledger;
use super::outcomes;
use super::terms::{Basis, Promise};
use crate::company::handled::rows_of;
use crate::company::touches::{Deed, deed_of};
use crate::company::{Cache, ChannelName, NO_AMOUNT, NO_DAY, Source, Status};
use crate::group::group_of;
use crate::text::{has_phrase, is_blank, words};
use crate::{Day, Field, Role};

/// Something that happened with the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Happening {
    /// The lead itself came (again).
    Conversion {
        kind: Option<String>,
        channel: Option<ChannelName>,
    },
    /// Something that the person did.
    Touch {
        kind: Option<String>,
        channel: Option<ChannelName>,
        campaign: Option<String>,
    },
    MailSent,
    /// Weak evidence.
    MailOpened,
    MailClicked,
    /// What sales did.
    Activity {
        kind: Option<String>,
        by: Option<String>,
    },
    Verdict {
        said: Option<Said>,
        reason: Option<u32>,
        text: Option<String>,
        note: Option<String>,
        by: Option<String>,
    },
    Deal {
        status: Status,
        amount: Option<i64>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub at: Option<Moment>,
    pub what: Happening,
    pub source: Source,
}

/// Why to call now, the strongest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Call {
    Overdue {
        promise: Promise,
        by: Moment,
    },
    DueBy {
        promise: Promise,
        by: Moment,
    },
    /// It did something a few days ago.
    JustActed {
        at: Moment,
        kind: Option<String>,
    },
    /// Attempts that are left by the agreement.
    TriesLeft(u32),
    /// It came so many times.
    CameBack(u32),
    /// No answer was agreed or it is answered: nothing calls.
    Nothing,
}

/// E-mails as far as they are told, by columns or by touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mails {
    pub received: Option<u32>,
    pub clicked: Option<u32>,
    pub opened: Option<u32>,
}

/// What a lead of its class is worth by the agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    pub basis: Basis,
    /// As the agreement names it.
    pub class: String,
    /// Minor units.
    pub value: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handoff {
    pub line: LeadLine,
    /// Columns that are segments: header and cell.
    pub segments: Vec<(String, String)>,
    pub campaign: Option<String>,
    pub stage: Option<String>,
    pub conversions: Option<u32>,
    pub first_channel: ChannelName,
    /// Of the last thing that the person did; `None`: nothing but the lead itself is told.
    pub last_channel: Option<ChannelName>,
    pub mails: Mails,
    pub worth: Option<Worth>,
    pub is_qualified: Option<bool>,
    pub dues: Vec<(Promise, Due)>,
    /// In order of time; what has no time comes last.
    pub events: Vec<Event>,
    pub calls: Vec<Call>,
    pub as_of: Moment,
    /// The sheet's name and the row for "open in the table" are the source's.
    pub position: Option<u32>,
}

/// So recent that it is a reason to call.
const RECENT: Day = 7;

pub fn handoff(ledger: &Ledger<'_>, source: Source, cache: &mut Cache) -> Option<Handoff> {
    let lead = ledger.lead_of(source)?;
    let at = lead as usize;
    let dealt = outcomes::dealt(ledger);
    let line = desk::line(ledger, &dealt, lead)?;
    let mut events = own_rows(ledger, lead);
    let mut mails = mail_columns(ledger, line.source);
    let touches = touches(ledger, lead, cache);
    let told = |deed: fn(&Happening) -> bool| {
        let count = touches.iter().filter(|event| deed(&event.what)).count();
        u32::try_from(count).ok().filter(|count| *count > 0)
    };
    mails.received = mails.received.or(told(|what| matches!(what, Happening::MailSent)));
    mails.opened = mails.opened.or(told(|what| matches!(what, Happening::MailOpened)));
    mails.clicked = mails.clicked.or(told(|what| matches!(what, Happening::MailClicked)));
    events.extend(touches);
    events.extend(activities(ledger, lead, cache));
    events.extend(verdicts(ledger, lead, cache));
    events.extend(deals(ledger, lead));
    events.sort_by_key(|event| (event.at.map_or(i64::MAX, |at| at.second), event.source));
    let last_channel = events.iter().rev().find_map(|event| match &event.what {
        Happening::Touch { channel, .. } | Happening::Conversion { channel, .. } => channel.clone(),
        _ => None,
    });
    let version = ledger.version_of(lead);
    let dues = Promise::ALL.into_iter().filter_map(|promise| Some((promise, ledger.judge(promise, lead)?)));
    let channel = ledger.company.leads.channel.get(at).map(|channel| usize::from(*channel));
    let channel = channel.and_then(|channel| ledger.company.channels.get(channel));
    let text = |field| ledger.text(line.source, field);
    let made = Handoff {
        segments: segments(ledger, line.source),
        campaign: text(Field::Campaign),
        stage: text(Field::Stage),
        conversions: number(ledger, line.source, Field::Conversions),
        first_channel: channel.map_or(ChannelName::Blank, |channel| channel.name.clone()),
        last_channel,
        mails,
        worth: ledger.worth_of(lead),
        is_qualified: version.map(|version| ledger.is_qualified(version, lead)),
        dues: dues.collect(),
        calls: Vec::new(),
        as_of: ledger.as_of,
        position: ledger.table(line.source).and_then(|table| table.position_of(line.source.row)),
        events,
        line,
    };
    Some(Handoff { calls: calls(ledger, lead, &made), ..made })
}

fn calls(ledger: &Ledger<'_>, lead: u32, made: &Handoff) -> Vec<Call> {
    let Some((promise, due)) = made.line.next else { return vec![Call::Nothing] };
    let mut calls = Vec::new();
    calls.push(match due.state {
        State::Pending => Call::DueBy { promise, by: due.by },
        _ => Call::Overdue { promise, by: due.by },
    });
    let acted = made.events.iter().rev().find_map(|event| match &event.what {
        Happening::Touch { kind, .. } => Some((event.at?, kind.clone())),
        Happening::MailClicked => Some((event.at?, None)),
        _ => None,
    });
    if let Some((at, kind)) = acted.filter(|(at, _)| at.day() >= ledger.as_of.day().saturating_sub(RECENT)) {
        calls.push(Call::JustActed { at, kind });
    }
    let came = made.events.iter().filter(|event| matches!(event.what, Happening::Conversion { .. })).count();
    let came = u32::try_from(came).unwrap_or(0).max(made.conversions.unwrap_or(0));
    if came > 1 {
        calls.push(Call::CameBack(came));
    }
    let agreed = ledger.version_of(lead).and_then(|at| ledger.version(at)?.promises.attempts);
    let left = agreed.map(|agreed| agreed.attempts.saturating_sub(made.line.attempts));
    if let Some(left) = left.filter(|left| *left > 0 && made.line.attempts > 0) {
        calls.push(Call::TriesLeft(left));
    }
    calls
}

fn number(ledger: &Ledger<'_>, source: Source, field: Field) -> Option<u32> {
    let sheet = ledger.sheets.iter().find(|sheet| sheet.id == source.sheet)?;
    let column = sheet.fields.iter().position(|known| *known == Some(field))?;
    let numbers = sheet.table.numbers(u32::try_from(column).ok()?);
    let number = numbers.get(source.row as usize).copied().filter(|number| number.is_finite())?;
    (0.0..=1e9).contains(&number).then_some(number as u32)
}

fn moment(ledger: &Ledger<'_>, source: Source, field: Field) -> Option<Moment> {
    let sheet = ledger.sheets.iter().find(|sheet| sheet.id == source.sheet)?;
    let column = sheet.fields.iter().position(|known| *known == Some(field))?;
    let column = u32::try_from(column).ok()?;
    let day = sheet.table.days(column).get(source.row as usize).copied().filter(|day| *day != NO_DAY)?;
    let seconds = match sheet.table.reading(column).cell_type {
        garimpo_table::CellType::DateTime => Some(sheet.table.seconds(column)),
        garimpo_table::CellType::Date => sheet
            .table
            .hour_column(column)
            .map(|hours| std::rc::Rc::new(sheet.table.seconds_with(column, hours))),
        _ => None,
    };
    let second = seconds.and_then(|seconds| seconds.get(source.row as usize).copied());
    let second = second.filter(|second| *second != garimpo_table::table::NO_I64);
    Some(second.map_or(Moment::of_day(day), Moment::at))
}

fn mail_columns(ledger: &Ledger<'_>, source: Source) -> Mails {
    let number = |field| number(ledger, source, field);
    Mails {
        received: number(Field::EmailsReceived),
        clicked: number(Field::EmailsClicked),
        opened: number(Field::EmailsOpened),
    }
}

fn segments(ledger: &Ledger<'_>, source: Source) -> Vec<(String, String)> {
    let Some(sheet) = ledger.sheets.iter().find(|sheet| sheet.id == source.sheet) else { return Vec::new() };
    let columns = (0u32..).zip(sheet.fields).filter(|(_, field)| **field == Some(Field::Segment));
    let cell = |(column, _): (u32, &Option<Field>)| {
        let cell = sheet.table.cell(source.row, column);
        let header = sheet.table.headers().get(column as usize).cloned()?;
        (!is_blank(&cell)).then(|| (header, cell.trim().to_owned()))
    };
    columns.filter_map(cell).collect()
}

/// The channel that a row names: as spelled, else by source and medium.
fn channel_of(ledger: &Ledger<'_>, source: Source) -> Option<ChannelName> {
    if let Some(channel) = ledger.text(source, Field::Channel) {
        return Some(ChannelName::Text(channel));
    }
    let (from, medium) = (ledger.text(source, Field::Source), ledger.text(source, Field::Medium));
    if from.is_none() && medium.is_none() {
        return None;
    }
    Some(ChannelName::Group(group_of(&from.unwrap_or_default(), &medium.unwrap_or_default())))
}

/// Every row that was merged into the lead is a conversion.
fn own_rows(ledger: &Ledger<'_>, lead: u32) -> Vec<Event> {
    let leads = &ledger.company.leads;
    let from = leads.duplicates.partition_point(|(known, _)| *known < lead);
    let others =
        leads.duplicates.iter().skip(from).take_while(|(known, _)| *known == lead).map(|(_, row)| *row);
    let rows = ledger.source(lead).into_iter().chain(others);
    rows.map(|source| Event {
        at: moment(ledger, source, Field::CreatedAt),
        what: Happening::Conversion {
            kind: ledger.text(source, Field::ConversionType),
            channel: channel_of(ledger, source),
        },
        source,
    })
    .collect()
}

fn rows(ledger: &Ledger<'_>, role: Role, lead: u32, cache: &mut Cache) -> Vec<Source> {
    let rows = rows_of(ledger.sheets, role, ledger.company, cache);
    rows.into_iter().filter(|(known, _)| *known == lead).map(|(_, source)| source).collect()
}

fn touches(ledger: &Ledger<'_>, lead: u32, cache: &mut Cache) -> Vec<Event> {
    let event = |source: Source| {
        let kind = ledger.text(source, Field::Kind);
        let said = kind.as_deref().map(words).unwrap_or_default();
        let clicked = ["click", "clicked", "clique", "clicou"].iter().any(|word| has_phrase(&said, word));
        let mailed = ["email", "mail", "newsletter"].iter().any(|word| has_phrase(&said, word));
        let what = match deed_of(kind.as_deref().unwrap_or("")) {
            Deed::Open => Happening::MailOpened,
            Deed::Sent => Happening::MailSent,
            Deed::Act if clicked && mailed => Happening::MailClicked,
            Deed::Act => Happening::Touch {
                kind,
                channel: channel_of(ledger, source),
                campaign: ledger.text(source, Field::Campaign),
            },
        };
        Event { at: moment(ledger, source, Field::At), what, source }
    };
    rows(ledger, Role::Touches, lead, cache).into_iter().map(event).collect()
}

fn activities(ledger: &Ledger<'_>, lead: u32, cache: &mut Cache) -> Vec<Event> {
    let event = |source: Source| Event {
        at: moment(ledger, source, Field::At),
        what: Happening::Activity {
            kind: ledger.text(source, Field::Kind),
            by: ledger.text(source, Field::Owner),
        },
        source,
    };
    rows(ledger, Role::Activities, lead, cache).into_iter().map(event).collect()
}

fn verdicts(ledger: &Ledger<'_>, lead: u32, cache: &mut Cache) -> Vec<Event> {
    let event = |source: Source| {
        let text = ledger.text(source, Field::Reason);
        let reason = text.as_deref().and_then(|text| ledger.book.read(text));
        Event {
            at: moment(ledger, source, Field::At),
            what: Happening::Verdict {
                said: ledger.text(source, Field::Verdict).as_deref().and_then(crate::company::said::said_of),
                reason: reason.and_then(|at| u32::try_from(at).ok()),
                text: ledger.text(source, Field::SubReason).or(text.filter(|_| reason.is_none())),
                note: ledger.text(source, Field::Note),
                by: ledger.text(source, Field::Owner),
            },
            source,
        }
    };
    rows(ledger, Role::Feedback, lead, cache).into_iter().map(event).collect()
}

fn deals(ledger: &Ledger<'_>, lead: u32) -> Vec<Event> {
    let deals = &ledger.company.deals;
    let own = deals.lead.iter().enumerate().filter(|(_, known)| **known == lead);
    let event = |(at, _): (usize, &u32)| {
        let status = deals.status.get(at).copied()?;
        let day = match status {
            Status::Open => deals.created.get(at),
            _ => deals.closed.get(at),
        };
        let day = day.copied().filter(|day| *day != NO_DAY);
        let amount = deals.amount.get(at).copied().filter(|amount| *amount != NO_AMOUNT);
        let what = Happening::Deal { status, amount };
        Some(Event { at: day.map(Moment::of_day), what, source: deals.source.get(at).copied()? })
    };
    own.filter_map(event).collect()
}
