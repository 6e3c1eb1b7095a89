//! The sectors of an old workbook (MS-CFB 2.3): each names the next. Damaged ones can lead in a circle, which the
//! reader behind this would follow until the memory ends.

const HEADER: usize = 512;
/// Numbers from here on are marks, not sectors.
const MARKS: u32 = 0xffff_fffa;

/// Whether the directory's sectors, or those of the small streams' table, never end.
pub fn run_in_circles(bytes: &[u8]) -> bool {
    let word = |at: usize| bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four));
    let shift = bytes.get(0x1e).copied().unwrap_or(9).clamp(7, 16);
    let size = 1_usize << shift;
    let most = bytes.len() / size + 1;
    let place = |sector: u32| (sector as usize).checked_add(1)?.checked_mul(size);
    let words_of = |sector: u32| -> Vec<u32> {
        let Some(at) = place(sector) else { return Vec::new() };
        (0..size / 4).map_while(|n| word(at + 4 * n)).collect()
    };

    let mut tables: Vec<u32> = (0x4c..HEADER).step_by(4).map_while(word).collect();
    let mut next = word(0x44).unwrap_or(MARKS);
    for _ in 0..most {
        if next >= MARKS {
            break;
        }
        let mut words = words_of(next);
        next = words.pop().unwrap_or(MARKS);
        tables.extend(words);
    }
    let chain: Vec<u32> = tables.into_iter().filter(|sector| *sector < MARKS).flat_map(words_of).collect();
    let is_endless = |first: u32| {
        let mut at = first;
        for _ in 0..=most {
            match chain.get(at as usize) {
                Some(&next) if at < MARKS => at = next,
                _ => return false,
            }
        }
        true
    };
    [0x30, 0x3c].into_iter().filter_map(word).any(is_endless)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, a table of sectors, and room for the sectors that it names.
    fn file(chain: &[u32], directory: u32) -> Vec<u8> {
        let mut bytes = vec![0_u8; 512 * 12];
        let mut put = |at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        put(0x1e, 9);
        put(0x30, directory);
        put(0x3c, 0xffff_fffe);
        put(0x44, 0xffff_fffe);
        (0..109).for_each(|n| put(0x4c + 4 * n, 0xffff_ffff));
        put(0x4c, 0);
        (0..128).for_each(|n| put(512 + 4 * n, chain.get(n).copied().unwrap_or(0xffff_ffff)));
        bytes
    }

    #[test]
    fn a_circle_is_told_from_a_chain() {
        #[track_caller]
        fn check(chain: &[u32], directory: u32, expected: bool) {
            assert_eq!(run_in_circles(&file(chain, directory)), expected, "{chain:?} from {directory}");
        }
        check(&[0xffff_fffd, 2, 3, 0xffff_fffe], 1, false);
        check(&[0xffff_fffd, 2, 3, 1], 1, true);
        check(&[0xffff_fffd, 1], 1, true);
        // A circle that nothing leads to is no harm.
        check(&[0xffff_fffd, 0xffff_fffe, 3, 2], 1, false);
        check(&[0xffff_fffd, 7_000_000], 1, false);
        assert!(!run_in_circles(b"\xd0\xcf\x11\xe0"));
        assert!(!run_in_circles(&[0xff; 5_000]));
    }
}
