//! Inputs from seeds: cut, spliced, repeated, with marks in wrong places. Knows nothing of what they mean but
//! the marks of the target.

use crate::Target;
use crate::dice::Dice;

/// Files are hardly ever longer than this.
pub const LONG: usize = 16 << 10;
/// Longer than the portions that text is looked at in.
const LONGEST: usize = 700 << 10;

pub fn input(target: &Target, dice: &mut Dice) -> Vec<u8> {
    let long = target.long;
    let mut bytes = dice.of(&target.seeds).clone();
    bytes.truncate(long);
    for _ in 0..dice.below(7) {
        change(&mut bytes, target, dice);
        bytes.truncate(long);
    }
    if long == LONG && dice.one_in(400) && !bytes.is_empty() {
        bytes = bytes.repeat(LONGEST / bytes.len());
        change(&mut bytes, target, dice);
    }
    bytes
}

/// A piece of the bytes, short more often than long.
fn piece(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let from = dice.below(bytes.len() + 1);
    let most = if dice.one_in(3) { bytes.len() } else { 24 };
    from..(from + dice.below(most + 1)).min(bytes.len())
}

fn change(bytes: &mut Vec<u8>, target: &Target, dice: &mut Dice) {
    let range = piece(bytes, dice);
    let at = range.start;
    match dice.below(12) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(range)),
        2 => {
            let times = if dice.one_in(3) { dice.below(60) } else { 1 + dice.below(3) };
            let copy = bytes.get(range).unwrap_or_default().repeat(times);
            bytes.splice(at..at, copy.into_iter().take(LONG));
        }
        3 => {
            let other = dice.of(&target.seeds);
            let part = other.get(piece(other, dice)).unwrap_or_default();
            bytes.splice(at..at, part.iter().copied());
        }
        4 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        5 => {
            // One mark for another throughout: a file of another dialect.
            let (from, to) = (dice.of(target.marks).first().copied(), dice.of(target.marks).first().copied());
            let (Some(from), Some(to)) = (from, to) else { return };
            bytes.iter_mut().filter(|byte| **byte == from).for_each(|byte| *byte = to);
        }
        6 => {
            // A mark at the same place of every line.
            let mark = dice.of(target.marks);
            let every = 1 + dice.below(4);
            let mut out = Vec::with_capacity(bytes.len() * 2);
            for (index, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
                let cut = if index % every == 0 { at.min(line.len()) } else { line.len() };
                let (before, behind) = line.split_at(cut);
                out.extend_from_slice(before);
                if index % every == 0 {
                    out.extend_from_slice(mark);
                }
                out.extend_from_slice(behind);
            }
            *bytes = out;
        }
        7 => {
            // Lines in another order.
            let mut lines: Vec<Vec<u8>> =
                bytes.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
            let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
            if a < lines.len() && b < lines.len() {
                lines.swap(a, b);
            }
            *bytes = lines.concat();
        }
        _ => {
            let mark = dice.of(target.marks);
            bytes.splice(at..at, mark.iter().copied());
        }
    }
}
