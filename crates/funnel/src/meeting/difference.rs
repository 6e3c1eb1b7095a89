//! What made the numbers differ: new rows, rows that are gone, late conversions, corrections, definitions.
//!
//! Between then and now stands a third ledger: today's rows counted by the definitions of then. From it to now
//! only definitions differ; from then to it, each row's part belongs to one cause. So the causes add up to the
//! change in whole numbers, channel by channel.
//! Must never lose a part: `Change::left_over` is 0, always.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ledger::{Entry, Ledger, Quantity, Sums, add};
use crate::Day;
use crate::company::NO_DAY;
use garimpo_table::value::civil;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cause {
    /// Rows that were not there.
    New,
    /// Rows that are not there any more.
    Gone,
    /// Old rows that count for something else, without anybody's correction: they have moved on since.
    Late,
    /// A person has corrected them, or has taken a correction back.
    Edits,
    /// The same rows count differently: settings, mapping, merged channels.
    Definitions,
}

impl Cause {
    pub const ALL: [Cause; 5] = [Self::New, Self::Gone, Self::Late, Self::Edits, Self::Definitions];
}

/// One quantity of one channel. Units as in [`Quantity`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub before: i64,
    pub after: i64,
    /// By [`Cause::ALL`].
    pub parts: [i64; 5],
}

impl Change {
    pub fn of(&self, cause: Cause) -> i64 {
        self.parts.get(cause as usize).copied().unwrap_or(0)
    }

    /// What no cause accounts for: 0.
    pub fn left_over(&self) -> i64 {
        self.after - self.before - self.parts.iter().sum::<i64>()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChannelChange {
    /// The id; empty for deals without a channel.
    pub channel: String,
    /// Those that differ, or to which parts add up that cancel each other.
    pub changes: Vec<(Quantity, Change)>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Of the channels that differ, by id.
    pub channels: Vec<ChannelChange>,
    /// One a [`Quantity`].
    pub totals: Vec<(Quantity, Change)>,
    /// Customers that came late, by the first day of the month in which their lead was created, oldest first.
    pub late_customers: Vec<(Day, u32)>,
    /// Rows (leads, deals without a lead, spans of spend, sums) by cause; of `Definitions` always 0.
    pub rows: [u32; 5],
}

impl Difference {
    pub fn total(&self, quantity: Quantity) -> Change {
        self.totals
            .iter()
            .find(|(known, _)| *known == quantity)
            .map(|(_, change)| *change)
            .unwrap_or_default()
    }

    pub fn is_nothing(&self) -> bool {
        self.channels.is_empty() && self.rows.iter().all(|rows| *rows == 0)
    }
}

/// `then` is what was kept; `by_then` today's rows by the definitions of then; `now` by today's.
pub fn difference(then: &Ledger, by_then: &Ledger, now: &Ledger) -> Difference {
    let mut sums: BTreeMap<String, [Sums; 7]> = BTreeMap::new();
    let mut found = Difference::default();
    const BEFORE: usize = 5;
    const AFTER: usize = 6;
    let mut book = |channel: &str, at: usize, more: &Sums, times: i64| {
        // Most rows are of channels that are known by now: no new text for them.
        if !sums.contains_key(channel) {
            sums.insert(channel.to_owned(), [Sums::default(); 7]);
        }
        if let Some(slot) = sums.get_mut(channel).and_then(|slots| slots.get_mut(at)) {
            add(slot, more, times);
        }
    };
    let mut months: BTreeMap<Day, u32> = BTreeMap::new();
    each_pair(&then.entries, &by_then.entries, &mut |old, new| {
        let cause = match (old, new) {
            (None, Some(_)) => Cause::New,
            (Some(_), None) => Cause::Gone,
            (Some(old), Some(new)) => {
                if old.sums == new.sums && then.channel(old) == by_then.channel(new) {
                    return;
                }
                if old.edits == new.edits { Cause::Late } else { Cause::Edits }
            }
            (None, None) => return,
        };
        if let Some(rows) = found.rows.get_mut(cause as usize) {
            *rows += 1;
        }
        if let Some(old) = old {
            book(then.channel(old), cause as usize, &old.sums, -1);
        }
        if let Some(new) = new {
            book(by_then.channel(new), cause as usize, &new.sums, 1);
        }
        if let (Cause::Late, Some(old), Some(new)) = (cause, old, new)
            && customers(new) > customers(old)
            && new.created != NO_DAY
        {
            let (year, month, _) = civil::date(new.created);
            *months.entry(civil::days(year, month, 1).unwrap_or(new.created)).or_default() += 1;
        }
    });
    for (channel, total) in then.totals() {
        book(channel, BEFORE, &total, 1);
    }
    for (channel, total) in by_then.totals() {
        book(channel, Cause::Definitions as usize, &total, -1);
    }
    for (channel, total) in now.totals() {
        book(channel, Cause::Definitions as usize, &total, 1);
        book(channel, AFTER, &total, 1);
    }
    found.late_customers = months.into_iter().collect();
    let mut totals = [Change::default(); 9];
    for (channel, slots) in sums {
        let mut changes = Vec::new();
        for (quantity, total) in Quantity::ALL.into_iter().zip(&mut totals) {
            let at =
                |slot: usize| slots.get(slot).and_then(|s| s.get(quantity as usize)).copied().unwrap_or(0);
            let change =
                Change { before: at(BEFORE), after: at(AFTER), parts: [at(0), at(1), at(2), at(3), at(4)] };
            total.before += change.before;
            total.after += change.after;
            total.parts.iter_mut().zip(change.parts).for_each(|(sum, part)| *sum += part);
            if change.parts.iter().any(|part| *part != 0) {
                changes.push((quantity, change));
            }
        }
        if !changes.is_empty() {
            found.channels.push(ChannelChange { channel, changes });
        }
    }
    found.totals = Quantity::ALL.into_iter().zip(totals).collect();
    found
}

fn customers(entry: &Entry) -> i64 {
    entry.sums.get(Quantity::Customers as usize).copied().unwrap_or(0)
}

/// Both lists are by key; of several with one key the first goes with the first.
fn each_pair<'a>(
    old: &'a [Entry],
    new: &'a [Entry],
    take: &mut dyn FnMut(Option<&'a Entry>, Option<&'a Entry>),
) {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => a.key.cmp(&b.key),
        };
        let one = if order.is_le() { old.next() } else { None };
        let other = if order.is_ge() { new.next() } else { None };
        take(one, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ledger() -> impl Strategy<Value = Ledger> {
        let entry = (0u64..30, 0u16..4, 0u16..2, proptest::array::uniform9(-3i64..4))
            .prop_map(|(key, channel, edits, sums)| Entry { key, channel, edits, sums, created: NO_DAY });
        (proptest::collection::vec(entry, 0..40), 0usize..3).prop_map(|(mut entries, turn)| {
            entries.sort_unstable();
            let mut channels: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
            channels.rotate_left(turn);
            Ledger { channels, entries }
        })
    }

    proptest! {
        #[test]
        fn the_causes_add_up_to_the_change(then in ledger(), by_then in ledger(), now in ledger()) {
            let found = difference(&then, &by_then, &now);
            for (quantity, change) in &found.totals {
                prop_assert_eq!(change.left_over(), 0, "{:?}", quantity);
                let of = |ledger: &Ledger| ledger.totals().values().map(|sums| sums[*quantity as usize]).sum::<i64>();
                prop_assert_eq!((change.before, change.after), (of(&then), of(&now)));
            }
            for channel in &found.channels {
                for (quantity, change) in &channel.changes {
                    prop_assert_eq!(change.left_over(), 0, "{} {:?}", channel.channel, quantity);
                }
            }
        }

        #[test]
        fn nothing_differs_from_itself(ledger in ledger()) {
            prop_assert!(difference(&ledger, &ledger, &ledger).is_nothing());
        }
    }
}
