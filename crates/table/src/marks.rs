//! Where delimiters and line ends stand: 64 bytes are looked at in one go, and every cell that begins in them
//! asks only for the next bit. Must never: keep what it saw of a text that has grown since.

/// The places of two bytes in one text, for questions that mostly go forward.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    a: u8,
    b: u8,
    /// Where the 64 bytes begin that `bits` is about; `usize::MAX`: none yet.
    block: usize,
    bits: u64,
}

impl Marks {
    pub fn new(a: u8, b: u8) -> Self {
        Self { a, b, block: usize::MAX, bits: 0 }
    }

    /// The first `a` or `b` at or after `at`, or the end of the text. The text must be the one of the last
    /// question.
    #[inline]
    pub fn next(&mut self, text: &[u8], at: usize) -> usize {
        let mut block = at & !63;
        if block != self.block {
            self.look(text, block);
        }
        let mut bits = self.bits & (u64::MAX << (at & 63));
        while bits == 0 {
            block += 64;
            if block >= text.len() {
                return text.len();
            }
            self.look(text, block);
            bits = self.bits;
        }
        block + bits.trailing_zeros() as usize
    }

    #[inline]
    fn look(&mut self, text: &[u8], block: usize) {
        self.block = block;
        self.bits = match text.get(block..).and_then(|rest| rest.first_chunk::<64>()) {
            Some(bytes) => places(bytes, self.a, self.b),
            None => self.last(text, block),
        };
    }

    /// The last bytes of a text, fewer than 64.
    #[cold]
    fn last(&self, text: &[u8], block: usize) -> u64 {
        let bytes = text.get(block..).unwrap_or_default();
        let is_mark = |(_, byte): &(u32, &u8)| **byte == self.a || **byte == self.b;
        (0u32..).zip(bytes).filter(is_mark).fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

/// One bit a byte that is `a` or `b`.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
fn places(bytes: &[u8; 64], a: u8, b: u8) -> u64 {
    use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};
    let (a, b) = (u8x16_splat(a), u8x16_splat(b));
    let (quarters, _) = bytes.as_chunks::<16>();
    quarters.iter().rev().fold(0, |bits, quarter| {
        let whole = u128::from_le_bytes(*quarter);
        let quarter = u64x2(whole as u64, (whole >> 64) as u64);
        bits << 16 | u64::from(u8x16_bitmask(v128_or(u8x16_eq(quarter, a), u8x16_eq(quarter, b))))
    })
}

/// One bit a byte that is `a` or `b`.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
fn places(bytes: &[u8; 64], a: u8, b: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = ONES * 0x7f;
    let (a, b) = (ONES * u64::from(a), ONES * u64::from(b));
    // The high bit of each byte that is not zero.
    let filled = |word: u64| ((word & LOW) + LOW) | word;
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().rev().fold(0, |bits, word| {
        let word = u64::from_le_bytes(*word);
        let hits = !(filled(word ^ a) & filled(word ^ b)) & !LOW;
        // The eight high bits, side by side.
        bits << 8 | (hits >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_from_everywhere() {
        // Bytes around the two that are sought, and those that differ from them in one bit.
        let near = [b',', b'\n', b'-', b'+', b'\x0b', b'\r', 0xac, 0x8a, 0, 0xff, b'a', b'\x2c' ^ 1];
        let mut state = 1u32;
        for len in [0, 1, 7, 63, 64, 65, 127, 128, 129, 1_000] {
            for rare in [1, 3, 200] {
                let text: Vec<u8> = (0..len)
                    .map(|_| {
                        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        let pick = (state >> 16) as usize;
                        if pick.is_multiple_of(rare) { near[pick / rare % near.len()] } else { b'x' }
                    })
                    .collect();
                let mut marks = Marks::new(b',', b'\n');
                for at in 0..=len {
                    let expected = text[at..].iter().position(|byte| matches!(byte, b',' | b'\n'));
                    assert_eq!(
                        marks.next(&text, at),
                        expected.map_or(len, |offset| at + offset),
                        "{at} of {len}"
                    );
                }
            }
        }
    }
}
