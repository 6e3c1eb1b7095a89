//! A set of record numbers, a bit a record: where whole runs of records are in it, it costs next to nothing
//! to pass them. Knows nothing of what is in the records.

use std::ops::Range;

#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// Up to the last word with a bit in it.
    words: Vec<u64>,
}

fn place(number: u32) -> (usize, u32) {
    (number as usize / 64, number % 64)
}

/// The lowest `count` bits.
fn low(count: u32) -> u64 {
    1u64.checked_shl(count).map_or(u64::MAX, |bit| bit - 1)
}

impl Marked {
    fn word(&self, index: usize) -> u64 {
        self.words.get(index).copied().unwrap_or(0)
    }

    pub fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.word(word) >> bit & 1 == 1
    }

    pub fn insert(&mut self, number: u32) {
        self.insert_run(number..number + 1);
    }

    pub fn insert_run(&mut self, run: Range<u32>) {
        if run.is_empty() {
            return;
        }
        let (last, _) = place(run.end - 1);
        if self.words.len() <= last {
            self.words.resize(last + 1, 0);
        }
        let (mut at, end) = (run.start, run.end);
        while at < end {
            let (word, bit) = place(at);
            let count = (64 - bit).min(end - at);
            if let Some(word) = self.words.get_mut(word) {
                *word |= low(count) << bit;
            }
            at += count;
        }
    }

    /// How many numbers below `end` are in the set.
    pub fn count_below(&self, end: u32) -> u32 {
        let (last, bits) = place(end);
        let whole: u32 = self.words.iter().take(last).map(|word| word.count_ones()).sum();
        whole + (self.word(last) & low(bits)).count_ones()
    }

    /// The numbers of a range that are not in the set, ascending.
    pub fn others(&self, range: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let Range { start: mut at, end } = range;
        std::iter::from_fn(move || {
            while at < end {
                let (word, bit) = place(at);
                let free = !self.word(word) >> bit;
                if free != 0 {
                    let found = at + free.trailing_zeros();
                    at = found + 1;
                    return (found < end).then_some(found);
                }
                at = at.saturating_add(64 - bit);
            }
            None
        })
    }

    /// The same, descending.
    pub fn others_back(&self, range: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let Range { start, mut end } = range;
        std::iter::from_fn(move || {
            while start < end {
                let (word, bit) = place(end - 1);
                let free = !self.word(word) << (63 - bit);
                if free != 0 {
                    let found = end - 1 - free.leading_zeros();
                    end = found;
                    return (found >= start).then_some(found);
                }
                end -= bit + 1;
            }
            None
        })
    }

    /// The numbers right behind a run of the set, ascending.
    pub fn ends(&self) -> impl Iterator<Item = u32> + '_ {
        let mut before = false;
        (0..=self.words.len()).flat_map(move |index| {
            let word = self.word(index);
            let mut ends = !word & (word << 1 | u64::from(before));
            before = word >> 63 == 1;
            std::iter::from_fn(move || {
                let bit = (ends != 0).then(|| ends.trailing_zeros())?;
                ends &= ends - 1;
                Some(index as u32 * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn is_a_set(runs in proptest::collection::vec((0u32..400, 0u32..150), 0..8), a in 0u32..600, b in 0u32..600) {
            let (mut marked, mut set) = (Marked::default(), BTreeSet::new());
            for (from, len) in runs {
                marked.insert_run(from..from + len);
                set.extend(from..from + len);
            }
            let others: Vec<u32> = (a..b).filter(|number| !set.contains(number)).collect();
            prop_assert_eq!(marked.others(a..b).collect::<Vec<_>>(), others.clone());
            prop_assert_eq!(marked.others_back(a..b).collect::<Vec<_>>(), others.into_iter().rev().collect::<Vec<_>>());
            prop_assert_eq!(marked.count_below(b) as usize, set.range(..b).count());
            prop_assert_eq!(marked.contains(a), set.contains(&a));
            let ends: Vec<u32> = set.iter().map(|number| number + 1).filter(|end| !set.contains(end)).collect();
            prop_assert_eq!(marked.ends().collect::<Vec<_>>(), ends);
        }
    }
}
