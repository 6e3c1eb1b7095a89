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

    #[inline]
    pub fn insert(&mut self, number: u32) {
        let (word, bit) = place(number);
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word |= 1 << bit;
        }
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

    /// How many numbers of a range are in the set. Costs by the length of the range.
    pub fn count_in(&self, range: Range<u32>) -> u32 {
        let Range { start, end } = range;
        if start >= end {
            return 0;
        }
        let ((first, from), (last, bits)) = (place(start), place(end));
        if first == last {
            return (self.word(first) & low(bits) & !low(from)).count_ones();
        }
        let between = self.words.get(first + 1..last.min(self.words.len())).unwrap_or_default();
        let whole: u32 = between.iter().map(|word| word.count_ones()).sum();
        (self.word(first) & !low(from)).count_ones() + whole + (self.word(last) & low(bits)).count_ones()
    }

    /// Keeps the items of a list whose numbers, counted from `from`, are in the set.
    pub fn keep<T: Copy>(&self, list: &mut Vec<T>, from: u32) {
        let (mut kept, mut at) = (0, 0);
        while at < list.len() {
            let (word, bit) = place(from + at as u32);
            let word = self.word(word) >> bit;
            let run = (if word & 1 == 1 { word.trailing_ones() } else { word.trailing_zeros() }).min(64 - bit)
                as usize;
            let end = (at + run.max(1)).min(list.len());
            if word & 1 == 1 {
                if kept < at {
                    list.copy_within(at..end, kept);
                }
                kept += end - at;
            }
            at = end;
        }
        list.truncate(kept);
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

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The first number from `from` on that is right behind a run of the set.
    pub fn next_end(&self, from: u32) -> Option<u32> {
        let (first, bit) = place(from);
        let mut mask = !low(bit);
        for index in first..=self.words.len() {
            let word = self.word(index);
            let before = index.checked_sub(1).is_some_and(|before| self.word(before) >> 63 == 1);
            let ends = !word & (word << 1 | u64::from(before)) & mask;
            if ends != 0 {
                return Some(index as u32 * 64 + ends.trailing_zeros());
            }
            mask = u64::MAX;
        }
        None
    }
}

/// A small number for each of some numbers, from 1 to 7; 0 for all others. Three bits each.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    planes: [Marked; 3],
}

impl Codes {
    /// Each number is set once at most.
    pub fn set(&mut self, number: u32, code: u8) {
        for (bit, plane) in self.planes.iter_mut().enumerate() {
            if code >> bit & 1 == 1 {
                plane.insert(number);
            }
        }
    }

    pub fn get(&self, number: u32) -> u8 {
        let bits = self.planes.iter().enumerate();
        bits.map(|(bit, plane)| u8::from(plane.contains(number)) << bit).fold(0, |code, bit| code | bit)
    }

    pub fn is_empty(&self) -> bool {
        self.planes.iter().all(Marked::is_empty)
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
            prop_assert_eq!(marked.count_in(a..b) as usize, set.iter().filter(|number| (a..b).contains(number)).count());
            let mut list: Vec<u32> = (a..a + b).collect();
            marked.keep(&mut list, a);
            prop_assert_eq!(list, set.range(a..a + b).copied().collect::<Vec<_>>());
            let ends: Vec<u32> = set.iter().map(|number| number + 1).filter(|end| !set.contains(end)).collect();
            let found = std::iter::successors(marked.next_end(0), |end| marked.next_end(end + 1));
            prop_assert_eq!(found.collect::<Vec<_>>(), ends);
        }

        #[test]
        fn codes_are_as_they_were_set(codes in proptest::collection::vec(0u8..8, 0..200)) {
            let mut all = Codes::default();
            for (number, code) in (0..).zip(&codes) {
                all.set(number, *code);
            }
            prop_assert_eq!((0..codes.len() as u32).map(|number| all.get(number)).collect::<Vec<_>>(), codes.clone());
            prop_assert_eq!(all.get(codes.len() as u32 + 100), 0);
            prop_assert_eq!(all.is_empty(), codes.iter().all(|code| *code == 0));
        }
    }
}
