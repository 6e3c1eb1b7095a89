//! Deals: joined to leads by id, else by e-mail; their status, their money, and which one made a customer.

use garimpo_table::{RowId, Table, Texts, fold::fold_key};
use std::rc::Rc;

use super::columns::{Clocks, Columns, Keys, Money, bare_id};
use super::margins::Margins;
use super::money::{Coins, at_rate};
use super::people::{People, hits};
use super::repeated::Bits;
use super::words::{is_no, status_of};
use super::{Deals, JoinBy, JoinReport, NO_AMOUNT, NO_CHANNEL, NO_DAY, NO_LEAD, Note, Source, Status};
use crate::guess::{Header, WON_DATES};
use crate::text::is_blank;
use crate::{Day, Field};

/// Deals without a lead that the report lists.
const LISTED: usize = 200;

/// The leads of all deals (or touches), in the order of sheets and rows.
#[derive(Default)]
pub(super) struct Joined {
    lead: Vec<u32>,
    /// What each deal was found by: need not be compared again as long as nobody has typed over it.
    by: Vec<Option<Pair>>,
    by_id: u32,
    by_email: u32,
}

/// Two cells that hold the same text: sheet, row and column of a deal and of a lead.
type Pair = ((Source, u32), (Source, u32));

/// What a join looks at.
struct Sides<'a, 't> {
    deals: &'a [&'a Columns<'t>],
    rows: Vec<(usize, RowId)>,
    leads: &'a [&'a Columns<'t>],
    people: &'a People,
}

impl Joined {
    /// By id, else by e-mail. `before`: what the last build found.
    pub fn find(
        deals: &[&Columns<'_>],
        leads: &[&Columns<'_>],
        people: &People,
        before: Option<Joined>,
    ) -> Joined {
        let rows: Vec<(usize, RowId)> = (0..)
            .zip(deals)
            .flat_map(|(sheet, columns)| columns.sheet.table.rows().map(move |row| (sheet, row)))
            .collect();
        let mut joined =
            Joined { lead: vec![NO_LEAD; rows.len()], by: vec![None; rows.len()], by_id: 0, by_email: 0 };
        let before =
            before.filter(|before| before.by.len() == rows.len()).map(|before| before.by).unwrap_or_default();
        let sides = Sides { deals, rows, leads, people };
        joined.by_id = joined.find_by(Field::LeadId, &sides, &before);
        joined.by_email = joined.find_by(Field::Email, &sides, &before);
        joined
    }

    /// How many deals without a lead found theirs by this field.
    fn find_by(&mut self, field: Field, sides: &Sides<'_, '_>, before: &[Option<Pair>]) -> u32 {
        let keys: Vec<Keys> = sides.deals.iter().map(|columns| columns.keys(field)).collect();
        if !keys.iter().any(Keys::is_there) || !sides.leads.iter().any(|columns| columns.has(field)) {
            return 0;
        }
        let mut open: Vec<(u64, u32)> = Vec::new();
        for (at, (lead, (sheet, row))) in (0u32..).zip(self.lead.iter().zip(&sides.rows)) {
            let key = keys.get(*sheet).map_or(0, |keys| keys.get(*row));
            if *lead == NO_LEAD && key != 0 {
                open.push((key, at));
            }
        }
        if open.is_empty() {
            return 0;
        }
        // The few deals are put in a set, the many leads only looked at.
        let mut sought = Bits::new((open.len() * 16).next_power_of_two().clamp(1 << 12, 1 << 24));
        open.iter().for_each(|(key, _)| {
            sought.set(*key);
        });
        let mut hits = hits(sides.people, sides.leads, field, &sought);
        open.sort_unstable();
        hits.sort_unstable();
        let mut hits = hits.as_slice();
        let mut found: Vec<(u32, u32)> = Vec::with_capacity(open.len());
        for (key, at) in open {
            let skip = hits.iter().take_while(|(hit, _)| *hit < key).count();
            hits = hits.get(skip..).unwrap_or(&[]);
            let same = hits.iter().take_while(|(hit, _)| *hit == key).map(|(_, position)| *position);
            found.extend(same.map(|position| (position, at)));
        }
        // In the order of the leads' rows: the first of several wins, and reading is quicker so.
        found.sort_unstable();
        let mut count = 0;
        for (position, at) in found {
            let place = at as usize;
            if self.lead.get(place) != Some(&NO_LEAD) {
                continue;
            }
            let known = before.get(place).copied().flatten();
            let same = sides.pair(field, position, place).filter(|pair| sides.is_same(pair, known.as_ref()));
            if let (Some(pair), Some(lead), Some(by)) =
                (same, self.lead.get_mut(place), self.by.get_mut(place))
            {
                *lead = sides.people.lead(position);
                *by = sides.is_as_read(&pair).then_some(pair);
                count += 1;
            }
        }
        count
    }

    /// The lead of each row, in the order of sheets and rows; [`NO_LEAD`] for none.
    pub fn leads(&self) -> &[u32] {
        &self.lead
    }

    pub fn report(&self, deals: &Deals) -> JoinReport {
        let without = deals.lead.iter().zip(&deals.source).filter(|(lead, _)| **lead == NO_LEAD);
        JoinReport {
            by: match (self.by_id, self.by_email) {
                (0, 0) => None,
                (id, email) if id >= email => Some(JoinBy::LeadId),
                _ => Some(JoinBy::Email),
            },
            deals: u32::try_from(deals.lead.len()).unwrap_or(u32::MAX),
            joined: self.by_id + self.by_email,
            without_lead: without.map(|(_, source)| *source).take(LISTED).collect(),
            ..JoinReport::default()
        }
    }
}

impl Sides<'_, '_> {
    fn pair(&self, field: Field, position: u32, at: usize) -> Option<Pair> {
        let (sheet, row) = *self.rows.get(at)?;
        let deals = self.deals.get(sheet)?;
        let leads = self.leads.get(self.people.sheet_of(position))?;
        let lead = *self.people.rows.get(position as usize)?;
        Some(((Source { sheet: deals.sheet.id, row }, deals.at(field)?), (lead, leads.at(field)?)))
    }

    /// The hash finds, the text decides.
    fn is_same(&self, pair: &Pair, known: Option<&Pair>) -> bool {
        if known == Some(pair) && self.is_as_read(pair) {
            return true;
        }
        let (deal, lead) = pair;
        let (Some(deals), Some(leads)) = (table_of(self.deals, deal.0), table_of(self.leads, lead.0)) else {
            return false;
        };
        let (one, other) = (deals.cell(deal.0.row, deal.1), leads.cell(lead.0.row, lead.1));
        one == other || fold_key(bare_id(&one)) == fold_key(bare_id(&other))
    }

    /// Nobody has typed over either cell.
    fn is_as_read(&self, (deal, lead): &Pair) -> bool {
        let is_edited = |table: Option<&Table>, (source, column): &(Source, u32)| {
            table.is_none_or(|table| table.is_edited(source.row, *column))
        };
        !is_edited(table_of(self.deals, deal.0), deal) && !is_edited(table_of(self.leads, lead.0), lead)
    }
}

fn table_of<'t>(sheets: &[&Columns<'t>], source: Source) -> Option<&'t Table> {
    sheets.iter().find(|columns| columns.sheet.id == source.sheet).map(|columns| columns.sheet.table)
}

/// The deals without their channels, in the order of [`Joined`].
pub(super) fn read(
    sheets: &[&Columns<'_>],
    joined: &Joined,
    coins: &mut Coins<'_>,
    notes: &mut Vec<Note>,
) -> Deals {
    let mut deals = Deals { lead: joined.lead.clone(), ..Deals::default() };
    let mut buyers: Vec<u64> = Vec::with_capacity(deals.lead.len());
    for columns in sheets {
        let (created, closed) = (columns.days(Field::CreatedAt), columns.days(Field::ClosedAt));
        let statuses = Statuses::of(columns);
        let amounts = Amounts::of(columns, notes);
        let margins = Margins::of(columns);
        let (emails, companies) = (columns.keys(Field::Email), columns.keys(Field::Company));
        for row in columns.sheet.table.rows() {
            let closed = closed.get(row);
            let status = statuses.get(row, closed);
            deals.status.push(status);
            deals.created.push(created.get(row));
            // What stands there for an open deal is a hope.
            deals.closed.push(if status == Status::Open { NO_DAY } else { closed });
            // The day that the money moved; of an open deal, that it was spoken of.
            let moved = match deals.closed.last().copied().unwrap_or(NO_DAY) {
                NO_DAY => created.get(row),
                closed => closed,
            };
            let value = amounts.get(row, moved, coins);
            deals.amount.push(value.amount);
            if amounts.recurring.is_some() {
                deals.recurring.resize(deals.amount.len() - 1, NO_AMOUNT);
                deals.recurring.push(value.recurring);
            }
            if let Some(margins) = &margins {
                deals.profit.resize(deals.amount.len() - 1, NO_AMOUNT);
                deals.profit.push(margins.profit(row, value.amount, value.rate));
            }
            deals.source.push(Source { sheet: columns.sheet.id, row });
            buyers.push(match emails.get(row) {
                0 => companies.get(row),
                email => email,
            });
        }
    }
    deals.channel = vec![NO_CHANNEL; deals.status.len()];
    deals.lead.resize(deals.status.len(), NO_LEAD);
    (deals.first_win, deals.first_won) = first_wins(&deals, &buyers, sheets);
    deals
}

/// How the sheet tells what became of a deal: a status, else a stage, else dates and reasons.
struct Statuses {
    by: Vec<(Rc<Texts>, Vec<Option<Status>>)>,
    /// Of nothing but yes and no: no is lost, unless the deal is not closed.
    yes_or_no: bool,
    has_closed: bool,
    closed_is_won: bool,
    reasons: Option<(Rc<Texts>, Vec<bool>)>,
}

impl Statuses {
    fn of(columns: &Columns<'_>) -> Statuses {
        let status = columns.texts(Field::Status);
        let yes_or_no = status.as_ref().is_some_and(|texts| is_yes_or_no(&texts.values));
        let read = |texts: Rc<Texts>| {
            let told = texts.values.iter().map(|text| status_of(text)).collect();
            (texts, told)
        };
        let won = |header: &str| {
            let header = Header::new(header);
            WON_DATES.iter().any(|pattern| header.matches(pattern))
        };
        Statuses {
            by: [status, columns.texts(Field::Stage)].into_iter().flatten().map(read).collect(),
            yes_or_no,
            has_closed: columns.has(Field::ClosedAt),
            closed_is_won: columns.header(Field::ClosedAt).is_some_and(won),
            reasons: columns.texts(Field::Reason).map(|texts| {
                let filled = texts.values.iter().map(|text| !is_blank(text)).collect();
                (texts, filled)
            }),
        }
    }

    fn get(&self, row: RowId, closed: Day) -> Status {
        let is_closed = closed != NO_DAY;
        for (at, (texts, told)) in self.by.iter().enumerate() {
            let Some(code) = texts.codes.get(row as usize) else { continue };
            let is_no = || {
                self.yes_or_no && at == 0 && texts.values.get(*code as usize).is_some_and(|text| is_no(text))
            };
            if is_no() {
                return if self.has_closed && !is_closed { Status::Open } else { Status::Lost };
            }
            if let Some(status) = told.get(*code as usize).copied().flatten() {
                return status;
            }
        }
        let has_reason = self.reasons.as_ref().is_some_and(|(texts, filled)| {
            let code = texts.codes.get(row as usize).copied().unwrap_or(0);
            filled.get(code as usize).copied().unwrap_or(false)
        });
        // A list without any status is a list of sales, closed where a closing date says so.
        let is_sale =
            if self.by.is_empty() { !self.has_closed || is_closed } else { self.closed_is_won && is_closed };
        match (self.by.is_empty() && has_reason, is_sale) {
            (true, _) => Status::Lost,
            (false, true) => Status::Won,
            (false, false) => Status::Open,
        }
    }
}

/// A status column of nothing but yes and no.
fn is_yes_or_no(values: &[String]) -> bool {
    let yes = |text: &str| status_of(text) == Some(Status::Won) && text.chars().count() <= 10;
    let mut filled: Vec<String> =
        values.iter().map(|text| crate::text::fold(text)).filter(|text| !text.is_empty()).collect();
    filled.sort_unstable();
    filled.dedup();
    filled.len() == 2 && filled.iter().any(|text| is_no(text)) && filled.iter().any(|text| yes(text))
}

/// A deal's value: amount and one period of recurring amount.
struct Amounts {
    money: Vec<Money>,
    /// Which of them is the recurring amount.
    recurring: Option<usize>,
    currencies: Option<super::columns::RowCurrencies>,
    /// Most values are 0: that is how the system writes "not told".
    zero_is_none: bool,
}

impl Amounts {
    fn of(columns: &Columns<'_>, notes: &mut Vec<Note>) -> Amounts {
        let mut money: Vec<Money> = columns.money(Field::Amount).into_iter().collect();
        let at = money.len();
        let recurring = columns.money(Field::RecurringAmount).map(|column| {
            money.push(column);
            at
        });
        let mut amounts = Amounts { money, recurring, currencies: columns.currencies(), zero_is_none: false };
        let Some(column) = amounts.money.first().map(|money| money.column) else { return amounts };
        let values = columns.sheet.table.rows().filter_map(|row| amounts.value(row));
        let (zeros, told) =
            values.fold(
                (0u32, 0u32),
                |(zeros, told), value| if value == 0 { (zeros + 1, told) } else { (zeros, told + 1) },
            );
        amounts.zero_is_none = zeros > told;
        if amounts.zero_is_none {
            notes.push(Note::ZeroNotTold { sheet: columns.sheet.id, column, zeros, told });
        }
        amounts
    }

    fn value(&self, row: RowId) -> Option<i64> {
        self.money.iter().filter_map(|money| money.get(row)).reduce(i64::saturating_add)
    }

    /// The amounts of a row in the currency that counts.
    fn get(&self, row: RowId, moved: Day, coins: &mut Coins<'_>) -> Value {
        let mut value = Value { amount: NO_AMOUNT, recurring: NO_AMOUNT, rate: 1.0 };
        if self.value(row).is_none_or(|value| value == 0 && self.zero_is_none) {
            return value;
        }
        let own = self.currencies.as_ref().and_then(|currencies| currencies.get(row));
        let of_any = own.or_else(|| self.money.iter().find_map(|money| money.currency(row)));
        let mut asked = None;
        for (at, money) in self.money.iter().enumerate() {
            let Some(amount) = money.get(row) else { continue };
            let currency = own.or_else(|| money.currency(row)).or(of_any);
            // A row that is left out is left out once.
            let rate = match asked {
                Some((known, rate)) if known == currency => rate,
                _ => coins.rate(currency, moved),
            };
            asked = Some((currency, rate));
            if let Some(rate) = rate {
                let amount = at_rate(amount, rate);
                value.rate = rate;
                value.amount =
                    if value.amount == NO_AMOUNT { amount } else { value.amount.saturating_add(amount) };
                if self.recurring == Some(at) {
                    value.recurring = amount;
                }
            }
        }
        value
    }
}

/// A deal's money in the currency that counts, and the rate that it was taken at.
struct Value {
    amount: i64,
    recurring: i64,
    rate: f64,
}

/// The first won deal of each lead, else of each e-mail or company, makes a customer; without any of these
/// every won deal does. Of several on one day it is the one of the earliest hour, where hours are told. With the
/// day of the buyer's first win for each won deal.
fn first_wins(deals: &Deals, buyers: &[u64], sheets: &[&Columns<'_>]) -> (Vec<bool>, Vec<Day>) {
    let mut first = vec![false; deals.status.len()];
    let mut first_won = vec![NO_DAY; deals.status.len()];
    let day = |at: usize| deals.closed.get(at).copied().filter(|day| *day != NO_DAY).unwrap_or(Day::MAX);
    let clocks = Clocks::of(sheets, Field::ClosedAt);
    let second = |at: usize| {
        let source = deals.source.get(at)?;
        let sheet = sheets.iter().position(|columns| columns.sheet.id == source.sheet)?;
        Some(clocks.get(sheet, source.row))
    };
    let mut won: Vec<(bool, u64, Day, usize)> = Vec::new();
    for (at, _) in deals.status.iter().enumerate().filter(|(_, status)| **status == Status::Won) {
        let lead = deals.lead.get(at).copied().unwrap_or(NO_LEAD);
        match (lead, buyers.get(at).copied().unwrap_or(0)) {
            (NO_LEAD, 0) => {
                first.get_mut(at).into_iter().for_each(|slot| *slot = true);
                let closed = deals.closed.get(at).copied().unwrap_or(NO_DAY);
                first_won.get_mut(at).into_iter().for_each(|slot| *slot = closed);
            }
            (NO_LEAD, buyer) => won.push((false, buyer, day(at), at)),
            (lead, _) => won.push((true, u64::from(lead), day(at), at)),
        }
    }
    won.sort_unstable();
    for same in won.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let on_first = || same.iter().take_while(|one| same.first().is_some_and(|first| one.2 == first.2));
        let winner = match on_first().count() {
            1 => on_first().next(),
            _ => on_first().min_by_key(|one| (second(one.3), one.3)),
        };
        if let Some(slot) = winner.and_then(|one| first.get_mut(one.3)) {
            *slot = true;
        }
        let won_on = same.first().map_or(Day::MAX, |one| one.2);
        for one in same.iter().filter(|_| won_on != Day::MAX) {
            first_won.get_mut(one.3).into_iter().for_each(|slot| *slot = won_on);
        }
    }
    (first, first_won)
}

/// The rows of one sheet's deals that have no lead: they count for their own channel.
pub(super) fn alone(deals: &Deals, sheet: u32) -> impl Iterator<Item = RowId> + '_ {
    let alone = deals.lead.iter().zip(&deals.source).filter(|(lead, _)| **lead == NO_LEAD);
    alone.map(|(_, source)| source).filter(move |source| source.sheet == sheet).map(|source| source.row)
}
