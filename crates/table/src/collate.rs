//! The order of text as Portuguese and English readers know it: punctuation, digits, letters; accents count only
//! between words that are otherwise equal, and case only after that. The levels are those of the Unicode
//! collation's root, which both languages use unchanged. The same bytes natively and in wasm.
//!
//! Must never: make two different texts equal (the text itself is the last level).

use crate::fold;

/// ASCII punctuation and symbols in the root collation's order, the blank first.
const PUNCTUATION: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// The first level of every ASCII character: below 0x40 punctuation, then digits, then letters.
const PRIMARY: [u8; 128] = primaries();

const DIGIT: u8 = 0x40;
const LETTER: u8 = 0x60;
/// What is no letter of ours (Greek, Chinese, emoji): after all letters, by its code.
const BEYOND: u8 = 0x80;
/// Between the levels: below everything.
const LEVEL: u8 = 0x01;

const fn primaries() -> [u8; 128] {
    let mut table = [2; 128];
    let mut at = 0;
    while at < PUNCTUATION.len() {
        table[PUNCTUATION[at] as usize] = 4 + at as u8;
        at += 1;
    }
    let mut digit = 0;
    while digit < 10 {
        table[b'0' as usize + digit] = DIGIT + digit as u8;
        digit += 1;
    }
    let mut letter = 0;
    while letter < 26 {
        table[b'a' as usize + letter] = LETTER + letter as u8;
        table[b'A' as usize + letter] = LETTER + letter as u8;
        letter += 1;
    }
    // Tab and line ends are blanks.
    table[b'\t' as usize] = 3;
    table[b'\n' as usize] = 3;
    table[b'\r' as usize] = 3;
    table
}

/// Appends a key of the text to `key`: keys compare as their texts do. `numeric`: runs of digits compare by their
/// value (ids), `9` before `10`.
pub fn key(text: &[u8], numeric: bool, key: &mut Vec<u8>) {
    let text = fold::trim(text);
    if text.is_ascii() {
        match numeric {
            true => primary_ascii(text, key),
            false => key.extend(text.iter().map(|byte| primary(*byte))),
        }
        key.push(LEVEL);
        // Most texts need no more: nothing in them is told apart by the last level only.
        if numeric || text.iter().any(|byte| byte.is_ascii_uppercase() || *byte < b' ' || *byte == 0x7f) {
            key.extend(text.iter().map(|byte| case_last(*byte)));
        }
        return;
    }
    let text = String::from_utf8_lossy(text);
    for ch in text.chars() {
        primary_char(ch, key);
    }
    key.push(LEVEL);
    // Second level: the accents, in their places.
    for ch in text.chars().flat_map(char::to_lowercase) {
        let mut utf8 = [0; 4];
        key.extend_from_slice(ch.encode_utf8(&mut utf8).as_bytes());
    }
    key.push(LEVEL);
    key.extend(text.bytes().map(case_last));
}

#[inline]
fn primary(byte: u8) -> u8 {
    PRIMARY.get(usize::from(byte & 0x7f)).copied().unwrap_or(BEYOND)
}

/// Runs of digits by their value. Only where the whole text is ASCII: ids are.
fn primary_ascii(text: &[u8], key: &mut Vec<u8>) {
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if byte.is_ascii_digit() {
            let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, after) = rest.split_at(end);
            let zeros = digits.iter().take_while(|digit| **digit == b'0').count().min(end.saturating_sub(1));
            let digits = digits.get(zeros..).unwrap_or_default();
            // The number of digits goes before them; above 0x1f it is said in several bytes.
            let mut count = digits.len();
            key.push(DIGIT);
            while count >= 0x1f {
                key.push(0x1f);
                count -= 0x1f;
            }
            key.push(count as u8);
            key.extend_from_slice(digits);
            rest = after;
            continue;
        }
        key.push(primary(byte));
        rest = after;
    }
}

fn primary_char(ch: char, key: &mut Vec<u8>) {
    if let Ok(byte) = u8::try_from(ch)
        && byte.is_ascii()
    {
        return key.push(primary(byte));
    }
    match ch {
        'ß' => return key.extend([primary(b's'), primary(b's')]),
        'æ' | 'Æ' => return key.extend([primary(b'a'), primary(b'e')]),
        'œ' | 'Œ' => return key.extend([primary(b'o'), primary(b'e')]),
        // A combining mark has no first level.
        '\u{300}'..='\u{36f}' => return,
        _ => {}
    }
    let lower = ch.to_lowercase().next().unwrap_or(ch);
    if let Ok(base) = u8::try_from(fold::base(lower))
        && base.is_ascii()
    {
        return key.push(primary(base));
    }
    // A blank of another kind is a blank.
    if ch.is_whitespace() {
        return key.push(primary(b' '));
    }
    let is_sign = !ch.is_alphanumeric() && (ch as u32) < 0x3000;
    key.push(if is_sign { DIGIT - 1 } else { BEYOND });
    let mut utf8 = [0; 4];
    key.extend_from_slice(ch.encode_utf8(&mut utf8).as_bytes());
}

/// Small letters before capital ones.
fn case_last(byte: u8) -> u8 {
    if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { byte }
}

/// How two texts compare.
pub fn compare(a: &str, b: &str, numeric: bool) -> std::cmp::Ordering {
    let (mut one, mut other) = (Vec::new(), Vec::new());
    key(a.as_bytes(), numeric, &mut one);
    key(b.as_bytes(), numeric, &mut other);
    one.cmp(&other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_as_in_a_dictionary() {
        // As `Intl.Collator` of pt-BR and of en gives them; tests/e2e compares with the browser's own.
        let sorted = [
            "",
            "_a",
            "-a",
            "(não informado)",
            "@a",
            "&",
            "#1",
            "1",
            "10",
            "2",
            "a",
            "A",
            "á",
            "Á",
            "à",
            "aa",
            "ab",
            "Ação",
            "acento",
            "água",
            "b",
            "cote",
            "coté",
            "Cote d",
            "ÇA",
            "Z",
            "zebra",
            "ω",
            "漢",
        ];
        let mut mixed: Vec<&str> = sorted.iter().rev().copied().collect();
        mixed.sort_by(|a, b| compare(a, b, false));
        // Between "á" and "à" the root order is by mark, ours by code: both stand after the plain letter.
        let place = |word: &str, list: &[&str]| list.iter().position(|each| *each == word);
        for pair in [
            ["a", "A"],
            ["A", "á"],
            ["á", "aa"],
            ["ab", "Ação"],
            ["Ação", "acento"],
            ["acento", "água"],
            ["água", "b"],
            ["cote", "coté"],
            ["10", "2"],
            ["2", "a"],
            ["Z", "zebra"],
            ["zebra", "ω"],
            ["ω", "漢"],
            ["", "_a"],
            ["_a", "-a"],
            ["-a", "(não informado)"],
            ["#1", "1"],
        ] {
            assert!(place(pair[0], &mixed) < place(pair[1], &mixed), "{pair:?} in {mixed:?}");
        }
    }

    #[test]
    fn ids_go_by_their_numbers() {
        let mut ids = ["N10", "N9", "n9", "N010", "N100000000000000000000000000000000", "N2-10", "N2-9", "N"];
        ids.sort_by(|a, b| compare(a, b, true));
        assert_eq!(
            ids,
            ["N", "N2-9", "N2-10", "n9", "N9", "N010", "N10", "N100000000000000000000000000000000"]
        );
    }
}
