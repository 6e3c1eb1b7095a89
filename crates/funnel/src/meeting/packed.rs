//! A ledger as few bytes, and back: what a snapshot keeps of it for ever.
//!
//! Entries by rising key, each: the distance to the key before, the channel, what it counts (a byte for the usual
//! kinds of lead, else a mask and numbers), the mark of its corrections. About eight bytes a lead.
//! Must never fail on bytes that are no ledger: what cannot be read is `None`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ledger::{Entry, KEY_BITS, Ledger, ONE, Sums};
use crate::company::NO_DAY;

/// A ledger at rest. In texts (the saved file's journal) the bytes are base64.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Packed {
    #[serde(default)]
    pub channels: Vec<String>,
    #[serde(default)]
    pub count: u32,
    #[serde(default, with = "as_text")]
    pub bytes: Vec<u8>,
}

/// Set in an entry's first byte: corrections follow; the numbers are written one by one.
const EDITED: u8 = 1 << 7;
const SPELLED: u8 = 1 << 6;

impl Packed {
    pub fn of(ledger: &Ledger) -> Packed {
        let mut bytes = Vec::with_capacity(ledger.entries.len() * 9);
        let mut last = 0;
        for entry in &ledger.entries {
            number(&mut bytes, entry.key - last);
            last = entry.key;
            number(&mut bytes, u64::from(entry.channel));
            let edited = if entry.edits == 0 { 0 } else { EDITED };
            match usual(&entry.sums) {
                Some(steps) => bytes.push(edited | steps),
                None => {
                    bytes.push(edited | SPELLED);
                    let mask = entry
                        .sums
                        .iter()
                        .enumerate()
                        .fold(0u64, |mask, (at, sum)| if *sum == 0 { mask } else { mask | 1 << at });
                    number(&mut bytes, mask);
                    entry
                        .sums
                        .iter()
                        .filter(|sum| **sum != 0)
                        .for_each(|sum| number(&mut bytes, zigzag(*sum)));
                }
            }
            if edited != 0 {
                bytes.extend_from_slice(&entry.edits.to_le_bytes());
            }
        }
        let count = u32::try_from(ledger.entries.len()).unwrap_or(u32::MAX);
        Packed { channels: ledger.channels.clone(), count, bytes }
    }

    pub fn open(&self) -> Option<Ledger> {
        let mut bytes = self.bytes.as_slice();
        let mut entries = Vec::with_capacity((self.count as usize).min(self.bytes.len()));
        let mut last = 0u64;
        for _ in 0..self.count {
            last = last.checked_add(take_number(&mut bytes)?).filter(|key| *key < 1 << KEY_BITS)?;
            let channel = u16::try_from(take_number(&mut bytes)?).ok()?;
            let first = take(&mut bytes)?;
            let sums = if first & SPELLED == 0 {
                spelled_out(first & !EDITED)?
            } else {
                let mask = take_number(&mut bytes)?;
                let mut sums = Sums::default();
                for (at, sum) in sums.iter_mut().enumerate() {
                    if mask & 1 << at != 0 {
                        *sum = unzigzag(take_number(&mut bytes)?);
                    }
                }
                sums
            };
            let edits = match first & EDITED {
                0 => 0,
                _ => u16::from_le_bytes([take(&mut bytes)?, take(&mut bytes)?]),
            };
            entries.push(Entry { key: last, channel, edits, sums, created: NO_DAY });
        }
        bytes.is_empty().then(|| Ledger { channels: self.channels.clone(), entries })
    }
}

/// A lead that got so far, its customer counted: how many of the first quantities are one, all others none.
fn usual(sums: &Sums) -> Option<u8> {
    let steps = sums.iter().take_while(|sum| **sum == ONE).count();
    let rest = sums.iter().skip(steps).all(|sum| *sum == 0);
    (rest && steps <= 5).then_some(steps as u8)
}

fn spelled_out(steps: u8) -> Option<Sums> {
    let mut sums = Sums::default();
    sums.iter_mut().take(usize::from(steps)).for_each(|sum| *sum = ONE);
    (steps <= 5).then_some(sums)
}

fn number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = take(bytes)?;
        let part = u64::from(byte & 0x7f);
        if part != 0 && part.leading_zeros() < shift {
            return None;
        }
        value |= part << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63).cast_unsigned()
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

mod as_text {
    use super::{Deserialize, Deserializer, Serialize, Serializer};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    use serde::de::Error;

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { STANDARD_NO_PAD.encode(bytes).serialize(to) } else { bytes.serialize(to) }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        if from.is_human_readable() {
            let text = String::deserialize(from)?;
            STANDARD_NO_PAD.decode(text).map_err(|_| D::Error::custom("not base64"))
        } else {
            Vec::<u8>::deserialize(from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry() -> impl Strategy<Value = Entry> {
        let sums = prop_oneof![
            (0usize..6).prop_map(|steps| {
                let mut sums = Sums::default();
                sums.iter_mut().take(steps).for_each(|sum| *sum = ONE);
                sums
            }),
            proptest::array::uniform9(prop_oneof![Just(0i64), any::<i64>(), -5_000_000i64..5_000_000]),
        ];
        let key = 0u64..(1 << KEY_BITS);
        (key, any::<u16>(), prop_oneof![Just(0u16), any::<u16>()], sums)
            .prop_map(|(key, channel, edits, sums)| Entry { key, channel, edits, sums, created: NO_DAY })
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(mut entries in proptest::collection::vec(entry(), 0..40)) {
            entries.sort_unstable();
            let ledger = Ledger { channels: vec!["a".into(), "é".into()], entries };
            let packed = Packed::of(&ledger);
            prop_assert_eq!(packed.open(), Some(ledger));
            let text = serde_json::to_string(&packed).unwrap();
            prop_assert_eq!(serde_json::from_str::<Packed>(&text).unwrap(), packed.clone());
            let bytes = postcard::to_stdvec(&packed).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Packed>(&bytes).unwrap(), packed);
        }

        #[test]
        fn bytes_that_are_no_ledger_are_none_or_one(bytes in proptest::collection::vec(any::<u8>(), 0..60), count in any::<u32>()) {
            let _ = Packed { channels: Vec::new(), count, bytes }.open();
        }
    }

    #[test]
    fn a_lead_takes_few_bytes() {
        let entries: Vec<Entry> = (0..10_000u64)
            .map(|n| Entry {
                key: n * ((1 << KEY_BITS) / 10_000),
                channel: 3,
                sums: spelled_out(2).unwrap(),
                ..Entry::default()
            })
            .collect();
        let packed = Packed::of(&Ledger { channels: Vec::new(), entries });
        assert!(packed.bytes.len() < 10_000 * 9, "{}", packed.bytes.len());
    }
}
