//! Finding what stands more than once among very many keys, without a table of all of them.

/// Positions whose key (not 0) may stand at another position, too, in order. Every key that really repeats is
/// there with all of its positions; a few others may be. Two passes over bit maps that stay in the processor's
/// cache: a hash table of a million keys would cost ten times as much, to find next to nothing.
pub(super) fn repeated(keys: &[u64]) -> Vec<u32> {
    let bits = (keys.len() * 16).next_power_of_two().clamp(1 << 12, 1 << 24);
    let mut seen = Bits::new(bits);
    let mut again = Bits::new(bits);
    let mut any = false;
    for key in keys.iter().filter(|key| **key != 0) {
        if seen.set(*key) {
            again.set(*key);
            any = true;
        }
    }
    if !any {
        return Vec::new();
    }
    let positions = (0u32..).zip(keys).filter(|(_, key)| **key != 0 && again.has(**key));
    positions.map(|(position, _)| position).collect()
}

/// A set of keys by their leading bits: it may hold more than was put in, never less.
pub(super) struct Bits {
    words: Vec<u64>,
    shift: u32,
}

impl Bits {
    /// `bits`: a power of two of at least 64.
    pub fn new(bits: usize) -> Self {
        Bits { words: vec![0; bits / 64], shift: 64 - bits.trailing_zeros() }
    }

    fn place(&self, key: u64) -> (usize, u64) {
        let at = key >> self.shift;
        ((at / 64) as usize, 1 << (at % 64))
    }

    /// Whether it was there before.
    pub fn set(&mut self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        let Some(word) = self.words.get_mut(word) else { return false };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    pub fn has(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_repeated_key_is_found(keys in prop::collection::vec(prop_oneof![0u64..50, any::<u64>()], 0..300)) {
            let found = repeated(&keys);
            for (at, key) in keys.iter().enumerate() {
                let twice = *key != 0 && keys.iter().filter(|other| *other == key).count() > 1;
                prop_assert!(!twice || found.contains(&(at as u32)));
            }
            prop_assert!(found.is_sorted());
        }
    }
}
