//! An edit of one cell in the counts of its column: out with the old value, in with the new one. A large column is
//! not looked at again for it.
//!
//! The counts show what a new count of the whole column would show. Where that cannot be told from what is held,
//! the answer is "count again": never a guess.

use std::borrow::Cow;

use crate::counter::{Spellings, is_text};
use crate::fold::trim;
use crate::table::RowId;
use crate::tally::{Separated, Tally, classify};

/// What a count knows beside its sums.
#[derive(Clone, Debug)]
pub struct Held {
    /// Of the rows before `closed_at`.
    pub spellings: Spellings,
    pub rows: u32,
    /// From this row on there was no room for spellings.
    pub closed_at: Option<RowId>,
    /// From this row on (or the one after it) everything was taken for text.
    pub text_from: Option<RowId>,
    /// Counts of texts were brought up to date, of which only those that show are whole.
    pub is_patched: bool,
    /// The spelling of each row, until something changes: of few spellings a typed column is made at once.
    pub codes: Option<Vec<u16>>,
}

/// One cell before and after.
pub struct Change<'a> {
    pub row: RowId,
    pub old: &'a [u8],
    pub new: &'a [u8],
}

/// Rows that are looked at, at most, for what an edit has hidden.
const FAR: u32 = 20_000;

impl Held {
    pub fn is_text(&self) -> bool {
        self.text_from.is_some()
    }

    /// The counts cannot tell how the column would read otherwise.
    pub fn is_blind(&self) -> bool {
        self.is_text() && self.is_patched
    }

    /// Brings the tally up to date. `cell`: the column's cells as they are now, `None` for deleted rows. `None`:
    /// the column must be counted again.
    pub fn replace<'c>(
        &mut self,
        tally: &mut Tally,
        change: &Change<'_>,
        cell: impl Fn(RowId) -> Option<Cow<'c, str>>,
    ) -> Option<()> {
        self.codes = None;
        let Some(closed_at) = self.closed_at else {
            self.respell(change, cell)?;
            *tally = Tally::default();
            self.spellings.judge(tally);
            self.spellings.name(tally);
            return Some(());
        };
        match self.text_from {
            Some(from) => {
                self.is_patched = true;
                retext(tally, change, change.row <= from)?;
            }
            None => reclass(tally, change)?,
        }
        if self.text_from.is_none() && is_text(tally, self.rows) {
            return None;
        }
        if change.row <= closed_at {
            self.spell_again(closed_at, cell)?;
            self.spellings.name(tally);
        }
        Some(())
    }

    /// All spellings are held: one row less has the old, one more the new.
    fn respell<'c>(
        &mut self,
        change: &Change<'_>,
        cell: impl Fn(RowId) -> Option<Cow<'c, str>>,
    ) -> Option<()> {
        if !change.old.is_empty() {
            let at = self.spellings.find(change.old)?;
            let entry = self.spellings.entries.get_mut(at)?;
            entry.count = entry.count.checked_sub(1)?;
            if entry.count == 0 {
                self.spellings.remove(at);
            } else if entry.first == change.row {
                let is_it = |row: &RowId| cell(*row).is_some_and(|cell| cell.as_bytes() == change.old);
                let next = change.row.checked_add(1)?;
                entry.first = (next..next.saturating_add(FAR)).find(is_it)?;
            }
        }
        // Without room for it the holding ends somewhere.
        (change.new.is_empty() || self.spellings.add(change.row, change.new).is_some()).then_some(())
    }

    /// The first rows, as far as there is room, spelled anew.
    fn spell_again<'c>(
        &mut self,
        closed_at: RowId,
        cell: impl Fn(RowId) -> Option<Cow<'c, str>>,
    ) -> Option<()> {
        self.spellings = Spellings::default();
        for row in 0..closed_at.saturating_add(FAR) {
            let Some(cell) = cell(row).filter(|cell| !cell.is_empty()) else { continue };
            if self.spellings.add(row, cell.as_bytes()).is_none() {
                self.closed_at = Some(row);
                return Some(());
            }
        }
        None
    }
}

/// In a column that is text for certain. It stays so as long as no text is gone that may have made it so.
/// `counts`: in a row that was looked at before that was certain: what it may be but text (a currency, a time)
/// shows in the counts, too.
fn retext(tally: &mut Tally, change: &Change<'_>, counts: bool) -> Option<()> {
    let is_told = |cell: &[u8]| {
        let (trimmed, mut one) = (trim(cell), Tally::default());
        one.add(classify(trimmed), 1, change.row, trimmed);
        one.text > 0
    };
    let is_plain = |cell: &[u8]| cell.is_empty() || is_told(cell);
    let is_lost = is_told(change.old) && !is_told(change.new);
    if counts && (is_lost || !is_plain(change.old) || !is_plain(change.new)) {
        return None;
    }
    for (cell, count) in [(change.old, -1), (change.new, 1)] {
        tally.add_text(trim(cell), count);
    }
    Some(())
}

fn reclass(tally: &mut Tally, change: &Change<'_>) -> Option<()> {
    if !change.old.is_empty() {
        let mut gone = Tally::default();
        let old = trim(change.old);
        gone.add(classify(old), 1, change.row, old);
        tally.less(&gone)?;
    }
    if !change.new.is_empty() {
        let new = trim(change.new);
        tally.add(classify(new), 1, change.row, new);
    }
    Some(())
}

macro_rules! less {
    ($from:expr, $other:expr, $($count:ident),* $(,)?) => {
        $($from.$count = $from.$count.checked_sub($other.$count)?;)*
    };
}

impl Separated {
    fn less(&mut self, other: &Separated) -> Option<()> {
        less!(self, other, integers, grouped, decimal_dot, decimal_comma, either_dot, either_comma);
        Some(())
    }
}

impl Tally {
    /// Takes the counts of one value out. `None`: the first or an outermost one is gone, and the next is not known.
    fn less(&mut self, gone: &Tally) -> Option<()> {
        #[rustfmt::skip]
        less!(
            self, gone,
            filled, text, email, boolean, id, leading_zero, long, compact_dates, bad_compact, serials,
            serials_with_time, serials_early, joined_months, short_months, amounts_dot, amounts_comma, rounded,
            months, weeks, times, currency_names, iso, named, day_first, month_first, either_order, same_order,
            bad_iso, bad_day_first, bad_month_first, bad_both, with_time,
        );
        self.plain.less(&gone.plain)?;
        self.signed.less(&gone.signed)?;
        self.percent.less(&gone.percent)?;
        self.huge.less(&gone.huge)?;
        for (sign, count) in &gone.signs {
            let at = self.signs.iter().position(|(known, _)| known == sign)?;
            let (_, known) = self.signs.get_mut(at)?;
            *known = known.checked_sub(*count)?;
            if *known == 0 {
                self.signs.remove(at);
            }
        }
        let first = |gone: &Option<(RowId, String)>| gone.as_ref().map(|(row, _)| *row);
        let is_first = |own, gone: Option<RowId>| gone.is_some() && own == gone;
        let serial = |first: &Option<(RowId, i32)>| first.map(|(row, _)| row);
        let is_outermost = gone
            .short_years
            .zip(self.short_years)
            .is_some_and(|((year, _), (first, last))| year <= first || year >= last);
        let is_needed = is_first(first(&self.first_either), first(&gone.first_either))
            || is_first(first(&self.first_order), first(&gone.first_order))
            || is_first(serial(&self.first_serial), serial(&gone.first_serial))
            || is_outermost;
        (!is_needed).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::is_email;

    #[test]
    fn e_mails_are_the_same_in_both_ways_of_counting() {
        for text in ["ana@exemplo.com.br", "a@b.c", "@", "a@", "x y@z.com", "@b.c", "12@3.4"] {
            let (mut told, mut texts) = (Tally::default(), Tally::default());
            told.add(classify(text.as_bytes()), 1, 0, text.as_bytes());
            texts.add_text(text.as_bytes(), 1);
            assert_eq!(told.email, texts.email, "{text}");
            assert_eq!(is_email(text.as_bytes()), told.email == 1, "{text}");
        }
    }
}
