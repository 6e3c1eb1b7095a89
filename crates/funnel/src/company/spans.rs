//! The days that each kind of data covers: where they do not meet, numbers are made of unlike periods.

use garimpo_table::value::civil;
use serde::{Deserialize, Serialize};

use super::{Deals, Leads, NO_DAY, Spend};
use crate::Day;

/// First and last day, both included.
pub type Span = (Day, Day);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spans {
    /// Leads created.
    pub leads: Option<Span>,
    /// Deals created or closed.
    pub deals: Option<Span>,
    pub spend: Option<Span>,
}

impl Spans {
    pub fn of(leads: &Leads, deals: &Deals, spend: &Spend) -> Spans {
        Spans::with(cover(&leads.created, &[]), deals, spend)
    }

    /// The same, where it is known when leads were created.
    pub(super) fn with(leads: Option<Span>, deals: &Deals, spend: &Spend) -> Spans {
        Spans {
            leads,
            deals: cover(&deals.created, &deals.closed),
            spend: cover(&spend.from, &spend.to)
                .map(|span| if is_monthly(spend) { to_month_end(span) } else { span }),
        }
    }

    /// Days of the leads' span that the spend covers, and how many there are. `None` without both.
    pub fn covered(&self) -> Option<(u32, u32)> {
        let ((first, last), (from, to)) = (self.leads?, self.spend?);
        let days = |from: Day, to: Day| u32::try_from((to - from).saturating_add(1)).unwrap_or(0);
        Some((days(first.max(from), last.min(to)), days(first, last)))
    }
}

/// Every row stands for the first of a month: a day that a sheet of monthly costs gives to the whole month.
fn is_monthly(spend: &Spend) -> bool {
    let is_first = |day: Day| day == NO_DAY || civil::date(day).2 == 1;
    spend.from.iter().zip(&spend.to).all(|(from, to)| from == to && is_first(*from))
}

fn to_month_end((first, last): Span) -> Span {
    let (year, month, _) = civil::date(last);
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    (first, civil::days(year, month, 1).map_or(last, |next| next - 1))
}

fn cover(one: &[Day], other: &[Day]) -> Option<Span> {
    let ends = |days: &[Day]| {
        let told = days.iter().copied().filter(|day| *day != NO_DAY);
        told.fold(None, |span: Option<Span>, day| match span {
            Some((first, last)) => Some((first.min(day), last.max(day))),
            None => Some((day, day)),
        })
    };
    match (ends(one), ends(other)) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_spend_covers_of_the_leads() {
        #[track_caller]
        fn check(leads: Option<Span>, spend: Option<Span>, expected: Option<(u32, u32)>) {
            assert_eq!(Spans { leads, spend, deals: None }.covered(), expected);
        }
        check(Some((0, 89)), Some((0, 89)), Some((90, 90)));
        check(Some((0, 89)), Some((30, 200)), Some((60, 90)));
        check(Some((0, 89)), Some((100, 120)), Some((0, 90)));
        check(None, Some((0, 1)), None);
        assert_eq!(cover(&[5, NO_DAY, 3], &[NO_DAY]), Some((3, 5)));
        assert_eq!(cover(&[NO_DAY], &[]), None);
    }

    #[test]
    fn costs_dated_by_the_first_of_each_month_cover_their_months() {
        let at = |year, month, day| civil::days(year, month, day).expect("a day");
        let spend = |days: &[Day]| Spend { from: days.to_vec(), to: days.to_vec(), ..Spend::default() };
        let span = |days: &[Day]| Spans::of(&Leads::default(), &Deals::default(), &spend(days)).spend;
        let months = [at(2026, 1, 1), at(2026, 3, 1), NO_DAY];
        assert_eq!(span(&months), Some((at(2026, 1, 1), at(2026, 3, 31))));
        assert_eq!(span(&[at(2026, 12, 1)]), Some((at(2026, 12, 1), at(2026, 12, 31))));
        let days = [at(2026, 1, 1), at(2026, 3, 2)];
        assert_eq!(span(&days), Some((at(2026, 1, 1), at(2026, 3, 2))));
    }
}
