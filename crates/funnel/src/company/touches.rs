//! Touches of people before they buy, joined to the company's leads and deals.
//!
//! Not a part of [`super::build`]: only attribution needs them, and asks when it is shown. A touch counts for the
//! channel that a lead of the same words would count for; channels that only touches have come behind the
//! company's, so that its indices hold.
//! Must never credit by a hash alone, nor make a channel of the ranking out of touches.

use super::cache::{Cache, stamp};
use super::channels::{Registry, Weigh};
use super::columns::{Clocks, Columns};
use super::labels::Labels;
use super::people::{KEYS, People, earlier};
use super::sales::Joined;
use super::{
    Channel, ChannelIx, Company, MergeOffer, NO_CHANNEL, NO_DAY, NO_LEAD, Reached, SheetInput, Source,
    Status, fields_stamp, place_all,
};
use crate::group::Group;
use crate::text::{has_phrase, is_blank, words};
use crate::{Day, Field, Role, Settings};

/// What a touch is, by its `kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Something that the person did.
    Act,
    /// An e-mail that was opened, or said to be: mail programs open them by themselves.
    Open,
    /// A message that was sent or arrived.
    Sent,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Touched {
    /// A lead's index, or that of a buyer without a lead, counted on behind the leads.
    pub who: u32,
    /// Seconds since 1970; the day's first where no time of day is told.
    pub at: i64,
    pub channel: ChannelIx,
    pub deed: Deed,
}

/// Seconds of a lead's steps; of a day without a time of day the last one. `None`: not told.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moments {
    pub created: Option<i64>,
    pub opportunity: Option<i64>,
    pub won: Option<i64>,
}

#[derive(Default)]
pub(crate) struct Touches {
    /// The company's channels, then those that only touches have.
    pub channels: Vec<Channel>,
    /// Spellings to merge that the touches add.
    pub offers: Vec<MergeOffer>,
    /// In the order of sheets and rows.
    pub rows: Vec<Touched>,
    pub total: u32,
    /// Rows without a day, and rows of nobody among the leads and deals.
    pub undated: u32,
    pub strangers: u32,
    /// Each deal's person, as in [`Touched::who`]; one without any key is alone.
    pub who_bought: Vec<u32>,
    /// Of each lead that is a customer, in order.
    pub steps: Vec<(u32, Moments)>,
    /// Of each won deal, in order: created and closed.
    pub deals: Vec<(u32, Moments)>,
    /// Pairs of persons of one account.
    pub accounts: Vec<(u32, u32)>,
}

/// Reads the touches of all sheets of that role. `by_company`: leads of one company are one account.
pub(crate) fn read(
    company: &Company,
    sheets: &[SheetInput<'_>],
    settings: &Settings,
    by_company: bool,
    cache: &mut Cache,
) -> Touches {
    let columns: Vec<Columns<'_>> = sheets.iter().map(Columns::of).collect();
    let of = |role: Role| -> Vec<&Columns<'_>> {
        columns.iter().filter(|columns| columns.sheet.role == role).collect()
    };
    let (leads, deals, touches) = (of(Role::Leads), of(Role::Deals), of(Role::Touches));
    if touches.is_empty() {
        return Touches { channels: company.channels.clone(), ..Touches::default() };
    }
    cache.touches.get(fields_stamp(&touches), |_| touches.iter().for_each(|columns| columns.load_touches()));
    let mut found = Touches::default();
    let who = stamp(&leads, KEYS);
    let people = cache.people.get(who.clone(), |before| People::read(&leads, before));
    let keys = [who, stamp(&touches, KEYS)].concat();
    let of_leads = cache.touched.get(keys, |before| Joined::find(&touches, &leads, people, before));

    let first = u32::try_from(company.leads.channel.len()).unwrap_or(u32::MAX);
    let any_lone = company.deals.lead.contains(&NO_LEAD);
    let mut of_buyers: &[u32] = &[];
    found.who_bought.clone_from(&company.deals.lead);
    if any_lone {
        let who = stamp(&deals, KEYS);
        let buyers = cache.buyers.get(who.clone(), |before| People::read(&deals, before));
        let keys = [who, stamp(&touches, KEYS)].concat();
        of_buyers = cache.bought.get(keys, |before| Joined::find(&touches, &deals, buyers, before)).leads();
        for (at, who) in (0u32..).zip(&mut found.who_bought) {
            *who = if *who == NO_LEAD { first.saturating_add(buyers.lead(at)) } else { *who };
        }
    }

    let sources: Vec<Source> = touches
        .iter()
        .flat_map(|columns| columns.sheet.table.rows().map(|row| Source { sheet: columns.sheet.id, row }))
        .collect();
    let places = channels(company, [&leads, &deals, &touches], &columns, &sources, settings, &mut found);
    let deeds: Vec<Deeds> = touches.iter().map(|columns| Deeds::of(columns)).collect();
    let (clocks, days) =
        (Clocks::of(&touches, Field::At), touches.iter().map(|columns| columns.days(Field::At)));
    let days: Vec<_> = days.collect();
    let mut sheet = 0;
    for (at, source) in sources.iter().enumerate() {
        while touches.get(sheet).is_some_and(|columns| columns.sheet.id != source.sheet) {
            sheet += 1;
        }
        let who = match of_leads.leads().get(at) {
            None | Some(&NO_LEAD) => match of_buyers.get(at) {
                None | Some(&NO_LEAD) => None,
                Some(buyer) => Some(first.saturating_add(*buyer)),
            },
            Some(lead) => Some(*lead),
        };
        let day = days.get(sheet).map_or(NO_DAY, |days| days.get(source.row));
        let second = match clocks.get(sheet, source.row) {
            i64::MAX => (day != NO_DAY).then(|| i64::from(day) * 86_400),
            second => Some(second),
        };
        found.undated += u32::from(second.is_none());
        found.strangers += u32::from(who.is_none());
        if let (Some(who), Some(at), Some(channel)) = (who, second, places.get(at)) {
            let deed = deeds.get(sheet).map_or(Deed::Act, |deeds| deeds.get(source.row));
            found.rows.push(Touched { who, at, channel: *channel, deed });
        }
    }
    found.total = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    found.steps = steps(company, &leads, people);
    found.deals = closings(company, &deals);
    found.accounts = accounts(company, &found.who_bought, &leads, &deals, by_company);
    found
}

/// The channel of each touch; fills in the list of channels.
fn channels(
    company: &Company,
    [leads, deals, touches]: [&Vec<&Columns<'_>>; 3],
    all: &[Columns<'_>],
    sources: &[Source],
    settings: &Settings,
    found: &mut Touches,
) -> Vec<ChannelIx> {
    let of = |role: Role| -> Vec<&Columns<'_>> {
        all.iter().filter(|columns| columns.sheet.role == role).collect()
    };
    let labels = |sheets: &[&Columns<'_>], fallback| -> Vec<Option<Labels>> {
        sheets.iter().map(|columns| Labels::of(columns, fallback)).collect()
    };
    let (sums, spend) = (of(Role::Totals), of(Role::Spend));
    let unknown = Some(Group::Unknown);
    let sum_sources: Vec<Source> = company.sums.iter().map(|sums| sums.source).collect();
    // As the build did it: the same numbers for the same words.
    let mut registry = Registry::default();
    registry.take_sheets(leads, &mut labels(leads, unknown), &company.leads.source, Weigh::Outcome);
    registry.take_lone_deals(deals, &mut labels(deals, None), &company.deals);
    registry.take_sheets(&sums, &mut labels(&sums, unknown), &sum_sources, Weigh::Outcome);
    registry.take_sheets(&spend, &mut labels(&spend, unknown), &company.spend.source, Weigh::Cost);
    let known = registry.len();
    let (before, places, offers) = registry.finish(settings);

    let mut touch_labels = labels(touches, unknown);
    registry.take_sheets(touches, &mut touch_labels, sources, Weigh::Touch);
    let (with_touches, together, more_offers) = registry.finish(settings);
    found.channels = before;
    found.offers = more_offers.into_iter().filter(|offer| !offers.contains(offer)).collect();
    // Which channel of the company each channel of both together is; else it is one of the touches' own.
    let mut here = vec![NO_CHANNEL; with_touches.len()];
    for (place, own) in together.iter().zip(&places).take(known) {
        if let Some(slot) = here.get_mut(usize::from(*place))
            && *slot == NO_CHANNEL
        {
            *slot = *own;
        }
    }
    for (slot, channel) in here.iter_mut().zip(with_touches) {
        if *slot == NO_CHANNEL {
            let same = found.channels.iter().position(|known| known.id == channel.id);
            let at = same.unwrap_or(found.channels.len());
            *slot = ChannelIx::try_from(at).unwrap_or(NO_CHANNEL);
            if same.is_none() {
                found.channels.push(channel);
            }
        }
    }
    let finals: Vec<ChannelIx> = together
        .iter()
        .enumerate()
        .map(|(number, place)| match places.get(number) {
            Some(own) => *own,
            None => here.get(usize::from(*place)).copied().unwrap_or(NO_CHANNEL),
        })
        .collect();
    place_all(touches, &touch_labels, &finals, sources)
}

/// The last second of a day.
fn end_of(day: Day) -> Option<i64> {
    (day != NO_DAY).then(|| i64::from(day) * 86_400 + 86_399)
}

/// The second, if one is told (midnight is how a day without a time of day is written), else the day's last.
fn moment(clocks: &Clocks<'_, '_>, sheet: Option<usize>, source: Source, day: Day) -> Option<i64> {
    let second = sheet.map_or(i64::MAX, |sheet| clocks.get(sheet, source.row));
    let told = second != i64::MAX && second.rem_euclid(86_400) != 0;
    if told && second.div_euclid(86_400) == i64::from(day) { Some(second) } else { end_of(day) }
}

fn sheet_of(sheets: &[&Columns<'_>], source: Source) -> Option<usize> {
    sheets.iter().position(|columns| columns.sheet.id == source.sheet)
}

fn steps(company: &Company, sheets: &[&Columns<'_>], people: &People) -> Vec<(u32, Moments)> {
    let clocks = Clocks::of(sheets, Field::CreatedAt);
    let opened: Vec<_> = sheets.iter().map(|columns| columns.days(Field::OpportunityAt)).collect();
    let leads = &company.leads;
    let rows = leads.reached.iter().zip(&leads.source).zip(&leads.created).zip(&leads.customer_at);
    let customers = (0u32..).zip(rows).filter(|(_, (((reached, _), _), _))| **reached == Reached::Customer);
    let opened_at = |lead: u32, source: &Source| {
        let day = |source: &Source| {
            let sheet = sheet_of(sheets, *source);
            sheet.and_then(|sheet| opened.get(sheet)).map_or(NO_DAY, |days| days.get(source.row))
        };
        let merged = people.merged.binary_search_by_key(&lead, |(merged, _)| *merged).ok();
        let positions = merged.and_then(|at| people.merged.get(at)).map(|(_, positions)| positions);
        let rows = positions.into_iter().flatten().filter_map(|at| people.rows.get(*at as usize));
        rows.map(day).fold(day(source), earlier)
    };
    let told = customers.map(|(lead, (((_, source), created), won))| {
        let moments = Moments {
            created: moment(&clocks, sheet_of(sheets, *source), *source, *created),
            opportunity: end_of(opened_at(lead, source)),
            won: end_of(*won),
        };
        (lead, moments)
    });
    told.collect()
}

fn closings(company: &Company, sheets: &[&Columns<'_>]) -> Vec<(u32, Moments)> {
    let (opened, closed) = (Clocks::of(sheets, Field::CreatedAt), Clocks::of(sheets, Field::ClosedAt));
    let deals = &company.deals;
    let rows = deals.status.iter().zip(&deals.source).zip(deals.created.iter().zip(&deals.closed));
    let won = (0u32..).zip(rows).filter(|(_, ((status, _), _))| **status == Status::Won);
    let told = won.map(|(deal, ((_, source), (created, ended)))| {
        let sheet = sheet_of(sheets, *source);
        let moments = Moments {
            created: None,
            opportunity: moment(&opened, sheet, *source, *created),
            won: moment(&closed, sheet, *source, *ended),
        };
        (deal, moments)
    });
    told.collect()
}

/// Persons that stand under one deal's id, and, if asked for, those of one company.
fn accounts(
    company: &Company,
    who_bought: &[u32],
    leads: &[&Columns<'_>],
    deals: &[&Columns<'_>],
    by_company: bool,
) -> Vec<(u32, u32)> {
    let bought = || {
        let persons = company.deals.source.iter().zip(who_bought.iter().copied());
        persons.filter(|(_, who)| *who != NO_LEAD)
    };
    let mut pairs = Vec::new();
    pair_up(keyed(deals, Field::DealId, bought()), &mut pairs);
    if by_company {
        let mut keys = keyed(leads, Field::Company, company.leads.source.iter().zip(0u32..));
        keys.extend(keyed(deals, Field::Company, bought()));
        pair_up(keys, &mut pairs);
    }
    pairs
}

/// The folded text of a field in each of the rows, with its person; blanks left out.
fn keyed<'s>(
    sheets: &[&Columns<'_>],
    field: Field,
    rows: impl Iterator<Item = (&'s Source, u32)>,
) -> Vec<(u64, String, u32)> {
    if !sheets.iter().any(|columns| columns.has(field)) {
        return Vec::new();
    }
    let keys: Vec<_> = sheets.iter().map(|columns| columns.keys(field)).collect();
    let mut found = Vec::new();
    for (source, who) in rows {
        let Some(sheet) = sheet_of(sheets, *source) else { continue };
        let key = keys.get(sheet).map_or(0, |keys| keys.get(source.row));
        if key == 0 {
            continue;
        }
        let text = sheets.get(sheet).and_then(|columns| columns.key_text(field, source.row));
        if let Some(text) = text.filter(|text| !is_blank(text)) {
            found.push((key, text, who));
        }
    }
    found
}

fn pair_up(mut keys: Vec<(u64, String, u32)>, pairs: &mut Vec<(u32, u32)>) {
    keys.sort_unstable();
    for pair in keys.windows(2) {
        if let [(_, one, a), (_, other, b)] = pair
            && one == other
            && a != b
        {
            pairs.push((*a, *b));
        }
    }
}

/// The deed of each row, from the sheet's `kind`.
struct Deeds(Option<(std::rc::Rc<garimpo_table::Texts>, Vec<Deed>)>);

impl Deeds {
    fn of(columns: &Columns<'_>) -> Deeds {
        Deeds(columns.texts(Field::Kind).map(|texts| {
            let deeds = texts.values.iter().map(|text| deed_of(text)).collect();
            (texts, deeds)
        }))
    }

    fn get(&self, row: u32) -> Deed {
        let Some((texts, deeds)) = &self.0 else { return Deed::Act };
        let code = texts.codes.get(row as usize).copied().unwrap_or(0);
        deeds.get(code as usize).copied().unwrap_or(Deed::Act)
    }
}

const OPENS: &[&str] =
    &["open", "opens", "opened", "abertura", "aberturas", "abriu", "aberto", "aberta", "abertos"];
const SENDS: &[&str] = &[
    "sent",
    "send",
    "delivered",
    "delivery",
    "received",
    "bounce",
    "bounced",
    "enviado",
    "enviada",
    "envio",
    "entregue",
    "entrega",
    "recebido",
    "recebida",
    "recebeu",
];
const MAILS: &[&str] = &["email", "emails", "mail", "newsletter", "mensagem", "message"];

/// `Email opened`, `E-mail aberto`, `open`; an `open day` or a `deal opened` is none.
pub(crate) fn deed_of(kind: &str) -> Deed {
    let said = words(kind);
    let joined = said.strip_prefix("email").filter(|rest| !rest.is_empty() && !rest.starts_with(' '));
    let is = |verbs: &[&str]| {
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| has_phrase(&said, phrase));
        verbs.contains(&said.as_str())
            || joined.is_some_and(|rest| verbs.contains(&rest))
            || has(MAILS) && has(verbs)
    };
    match (is(OPENS), is(SENDS)) {
        (true, _) => Deed::Open,
        (false, true) => Deed::Sent,
        (false, false) => Deed::Act,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_and_sends_are_no_deeds() {
        #[track_caller]
        fn check(kind: &str, expected: Deed) {
            assert_eq!(deed_of(kind), expected, "{kind:?}");
        }
        check("Email opened", Deed::Open);
        check("email_open", Deed::Open);
        check("EMAIL_OPENED", Deed::Open);
        check("EmailOpened", Deed::Open);
        check("E-mail aberto", Deed::Open);
        check("Abertura de e-mail", Deed::Open);
        check("abriu", Deed::Open);
        check("open", Deed::Open);
        check("Email sent", Deed::Sent);
        check("e-mail recebido", Deed::Sent);
        check("email click", Deed::Act);
        check("clicou no e-mail", Deed::Act);
        check("Open day", Deed::Act);
        check("Deal opened", Deed::Act);
        check("email", Deed::Act);
        check("form", Deed::Act);
        check("", Deed::Act);
    }
}
