//! Spend rows and the rows of sums that a person already has.

use garimpo_table::DateKind;
use garimpo_table::RowId;
use garimpo_table::value::civil;

use super::columns::{Columns, Days};
use super::kinds::{SpendKind, kind_of};
use super::money::{Coins, at_rate};
use super::{NO_CHANNEL, NO_DAY, Source, Spend, Sums};
use crate::guess::{Header, MONTHS, WEEKS};
use crate::{Day, Field};

/// The rows with an amount of one spend sheet, without their channels. An empty amount is "not informed": no
/// spend row. A typed 0 is one.
pub(super) fn read_spend(columns: &Columns<'_>, spend: &mut Spend, coins: &mut Coins<'_>) {
    let Some(money) = columns.money(Field::Amount) else { return };
    let currencies = columns.currencies();
    let windows = Windows::of(columns);
    let kinds = columns.texts(Field::Kind);
    let by_code: Vec<SpendKind> =
        kinds.iter().flat_map(|texts| texts.values.iter()).map(|text| kind_of(text)).collect();
    let from = spend.amount.len();
    for row in columns.sheet.table.rows() {
        let Some(amount) = money.get(row) else { continue };
        let own = currencies.as_ref().and_then(|currencies| currencies.get(row));
        let (start, end) = windows.get(row);
        let Some(rate) = coins.rate(own.or_else(|| money.currency(row)), start) else { continue };
        spend.channel.push(NO_CHANNEL);
        spend.from.push(start);
        spend.to.push(end);
        spend.amount.push(at_rate(amount, rate));
        spend.by_report.push(start != end && !windows.is_dated(row));
        spend.source.push(Source { sheet: columns.sheet.id, row });
        if let Some(texts) = &kinds {
            let code = texts.codes.get(row as usize).copied();
            // Rows of sheets without kinds came before.
            spend.kind.resize(spend.amount.len() - 1, SpendKind::Untold);
            spend.kind.push(code.and_then(|code| by_code.get(code as usize)).copied().unwrap_or_default());
        }
    }
    // Statements of account write what was spent with a minus.
    let rows = || spend.amount.iter().skip(from);
    if rows().all(|amount| *amount <= 0) && rows().any(|amount| *amount < 0) {
        spend.amount.iter_mut().skip(from).for_each(|amount| *amount = amount.saturating_neg());
    }
}

/// The time that each row's money bought.
struct Windows {
    day: Days,
    start: Days,
    end: Days,
    /// What one date stands for.
    unit: Unit,
    /// The whole report's, where it has no column of dates.
    report: Option<(Day, Day)>,
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
}

impl Windows {
    fn of(columns: &Columns<'_>) -> Windows {
        let header = columns.header(Field::Date).map(Header::new);
        let named = |names: &[&str]| {
            header.as_ref().is_some_and(|header| names.iter().any(|name| header.matches(name)))
        };
        let day = columns.days(Field::Date);
        let kind = columns.at(Field::Date).map(|column| columns.sheet.table.reading(column).date_kind);
        let unit = match kind {
            Some(DateKind::Week) => Unit::Week,
            Some(DateKind::Month) => Unit::Month,
            _ if named(WEEKS) => Unit::Week,
            _ if named(MONTHS) || only_firsts(columns, &day) => Unit::Month,
            _ => Unit::Day,
        };
        let (start, end) = (columns.days(Field::PeriodStart), columns.days(Field::PeriodEnd));
        let is_dated = day.is_there() || start.is_there() || end.is_there();
        Windows { report: columns.sheet.period.filter(|_| !is_dated), day, start, end, unit }
    }

    /// Whether the row tells its own day, week or month.
    fn is_dated(&self, row: RowId) -> bool {
        self.day.get(row) != NO_DAY
    }

    fn get(&self, row: RowId) -> (Day, Day) {
        if let Some(window) = self.report {
            return window;
        }
        match (self.day.get(row), self.start.get(row), self.end.get(row)) {
            (NO_DAY, NO_DAY, to) => (to, to),
            (NO_DAY, from, NO_DAY) => (from, from),
            (NO_DAY, from, to) => (from.min(to), from.max(to)),
            (day, _, _) => self.unit.window(day),
        }
    }
}

impl Unit {
    fn window(self, day: Day) -> (Day, Day) {
        match self {
            Unit::Day => (day, day),
            Unit::Week => (day, day.saturating_add(6)),
            Unit::Month => {
                let (year, month, _) = civil::date(day);
                let first = civil::days(year, month, 1).unwrap_or(day);
                (first, first.saturating_add(civil::month_length(year, month) as i32 - 1))
            }
        }
    }
}

/// Every date is the first of a month, of three months or more: nobody spends on these days alone.
fn only_firsts(columns: &Columns<'_>, days: &Days) -> bool {
    let mut firsts: Vec<Day> = Vec::new();
    for row in columns.sheet.table.rows() {
        let day = days.get(row);
        if day == NO_DAY || firsts.contains(&day) {
            continue;
        }
        if civil::date(day).2 != 1 {
            return false;
        }
        firsts.push(day);
    }
    firsts.len() >= 3
}

/// The rows of one sheet of sums, without their channels.
pub(super) fn read_sums(columns: &Columns<'_>, sums: &mut Vec<Sums>, coins: &mut Coins<'_>) {
    let day = columns.days(Field::Date);
    let (spend, revenue) = (columns.money(Field::Spend), columns.money(Field::Revenue));
    let number = |field: Field| columns.numbers(field);
    let (leads, mqls, sqls) = (number(Field::Leads), number(Field::Mqls), number(Field::Sqls));
    let (opportunities, customers) = (number(Field::Opportunities), number(Field::Customers));
    for row in columns.sheet.table.rows() {
        let mut money = |column: &Option<super::columns::Money>| {
            let column = column.as_ref()?;
            let amount = column.get(row)?;
            coins.rate(column.currency(row), day.get(row)).map(|rate| at_rate(amount, rate))
        };
        sums.push(Sums {
            channel: NO_CHANNEL,
            day: day.get(row),
            spend: money(&spend),
            revenue: money(&revenue),
            leads: leads.get(row),
            mqls: mqls.get(row),
            sqls: sqls.get(row),
            opportunities: opportunities.get(row),
            customers: customers.get(row),
            source: Source { sheet: columns.sheet.id, row },
        });
    }
}
