//! Bytes as the text of a link, and back from whatever became of that text on its way.
//!
//! `s1.LENGTH.PAYLOAD.CHECKz`: a letter for what it is and a digit for its version; the payload's length in base
//! 36; the payload in base64url; CRC-32 of all before it, eight hex digits; a `z`, because messengers drop
//! punctuation at the end of a link. The length tells a link that was cut from one that was changed.
//!
//! Read from a whole message: what mail and chat programs put in (`%23` for `#`, spaces, line breaks, `>`) is
//! taken out, what stands around is left alone.
//! Must never look at more than [`MOST_INPUT`] bytes, nor make more than it was given.

use serde::{Deserialize, Serialize};

/// The longest message that is looked at.
pub const MOST_INPUT: usize = 256 << 10;
/// The longest payload in characters.
pub const MOST_PAYLOAD: usize = 64 << 10;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CHECK: usize = 8;
/// So many beginnings in a message are tried.
const MOST_STARTS: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A ranking's numbers.
    Summary,
    /// Settings without data.
    View,
    /// Either of them under a passphrase.
    Sealed,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Self::Summary, Self::View, Self::Sealed];

    pub fn letter(self) -> u8 {
        match self {
            Self::Summary => b's',
            Self::View => b'v',
            Self::Sealed => b'x',
        }
    }

    pub fn of_letter(letter: u8) -> Option<Kind> {
        Self::ALL.into_iter().find(|kind| kind.letter() == letter)
    }
}

/// Why a text is no link that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Broken {
    /// No link of ours is in it.
    NotOurs,
    /// Made by a later version.
    Newer,
    /// Its end is missing: so many characters arrived, of so many if that is known.
    Cut { have: u32, of: Option<u32> },
    /// All of it is there, but not as it was written.
    Corrupt,
    /// Longer than any link of ours.
    TooLong,
}

/// The text behind `#`.
pub fn write(kind: Kind, payload: &[u8]) -> String {
    let encoded = base64(payload);
    let mut text = format!("{}1.{}.{encoded}", char::from(kind.letter()), base36(encoded.len()));
    let check = crc32(text.as_bytes());
    text.push_str(&format!(".{check:08x}z"));
    text
}

/// The first link in a message that is whole; if none is, what is wrong with the first one.
pub fn read(message: &str) -> Result<(Kind, Vec<u8>), Broken> {
    if message.len() > MOST_INPUT {
        return Err(Broken::TooLong);
    }
    let text = decoded(message);
    let mut wrong = None;
    for start in starts(&text).take(MOST_STARTS) {
        match one(&cleaned(text.get(start..).unwrap_or_default())) {
            Ok(found) => return Ok(found),
            Err(why) => {
                wrong.get_or_insert(why);
            }
        }
    }
    Err(wrong.unwrap_or(Broken::NotOurs))
}

/// Whether a message holds the beginning of a link.
pub fn is_one(message: &str) -> bool {
    message.len() > MOST_INPUT && message.trim_start().starts_with('#')
        || starts(&decoded(super::pack::shortened(message, MOST_INPUT))).next().is_some()
}

/// Percent signs read, also those that were written twice.
fn decoded(message: &str) -> Vec<u8> {
    let mut text = message.as_bytes().to_vec();
    for _ in 0..3 {
        let read = without_percent(&text);
        let is_done = read.len() == text.len();
        text = read;
        if is_done {
            break;
        }
    }
    text
}

/// Without what programs put into a line. Bytes of other letters stay: they are no part of a link.
fn cleaned(text: &[u8]) -> Vec<u8> {
    // Spaces and marks of three bytes: no-break, zero-width, and the like.
    const WIDE: [&[u8]; 6] = [
        "\u{200b}".as_bytes(),
        "\u{200c}".as_bytes(),
        "\u{200d}".as_bytes(),
        "\u{2028}".as_bytes(),
        "\u{feff}".as_bytes(),
        "\u{2060}".as_bytes(),
    ];
    let mut out = Vec::new();
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        if out.len() > MOST_PAYLOAD + 64 {
            break;
        }
        if let Some(wide) = WIDE.iter().find(|wide| rest.starts_with(wide)) {
            rest = rest.get(wide.len()..).unwrap_or_default();
            continue;
        }
        if rest.starts_with("\u{a0}".as_bytes()) || rest.starts_with("\u{ad}".as_bytes()) {
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        if !matches!(first, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'<' | b'|' | b'"' | b'\'' | b'=' | b'\\') {
            out.push(*first);
        }
        rest = tail;
    }
    out
}

fn without_percent(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                hex(*high).zip(hex(*low)).map(|(high, low)| (high * 16 + low, after))
            }
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, tail));
        out.push(byte);
        rest = after;
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Where a letter of ours and a digit and a dot stand, and no letter before them.
fn starts(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    text.windows(3).enumerate().filter_map(|(at, three)| {
        let begins = matches!(three, [letter, b'1'..=b'9', b'.'] if Kind::of_letter(*letter).is_some());
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        // `https://…/#s1.`, `(s1.`
        let free =
            before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b'.'));
        (begins && free).then_some(at)
    })
}

fn one(text: &[u8]) -> Result<(Kind, Vec<u8>), Broken> {
    let [letter, version, b'.', rest @ ..] = text else { return Err(Broken::NotOurs) };
    let kind = Kind::of_letter(*letter).ok_or(Broken::NotOurs)?;
    if *version != b'1' {
        return Err(Broken::Newer);
    }
    let Some(dot) = rest.iter().take(6).position(|byte| *byte == b'.') else {
        let all = rest.iter().all(u8::is_ascii_alphanumeric) && rest.len() < 6;
        return Err(if all { Broken::Cut { have: text.len() as u32, of: None } } else { Broken::Corrupt });
    };
    let (digits, rest) = rest.split_at_checked(dot).ok_or(Broken::Corrupt)?;
    let len = std::str::from_utf8(digits).ok().and_then(|digits| usize::from_str_radix(digits, 36).ok());
    let len = len.filter(|len| *len > 0).ok_or(Broken::Corrupt)?;
    if len > MOST_PAYLOAD {
        return Err(Broken::TooLong);
    }
    let rest = rest.get(1..).unwrap_or_default();
    let head = 3 + digits.len() + 1;
    let of = Some((head + len + 1 + CHECK + 1) as u32);
    let inside = rest.iter().take(len).take_while(|byte| digit(**byte).is_some()).count();
    let (payload, after) = rest.split_at_checked(inside).ok_or(Broken::Corrupt)?;
    let cut = |have: usize| Broken::Cut { have: (head + have) as u32, of };
    if inside < len {
        // Something is missing: at the end, or inside, when the end is there.
        return Err(if has_end(after) { Broken::Corrupt } else { cut(inside) });
    }
    let check = match after {
        [b'.', check @ ..] => check,
        [] => return Err(cut(inside)),
        _ if has_end(after) => return Err(Broken::Corrupt),
        _ => return Err(cut(inside)),
    };
    let told = check.iter().take(CHECK).take_while(|byte| byte.is_ascii_hexdigit()).count();
    if told < CHECK {
        return Err(cut(inside + 1 + told));
    }
    let told = check.get(..CHECK).and_then(|check| std::str::from_utf8(check).ok());
    let told = told.and_then(|told| u32::from_str_radix(told, 16).ok());
    if told != text.get(..head + len).map(crc32) {
        return Err(Broken::Corrupt);
    }
    from_base64(payload).map(|bytes| (kind, bytes)).ok_or(Broken::Corrupt)
}

/// Whether a checksum and the end stand somewhere in it.
fn has_end(text: &[u8]) -> bool {
    text.windows(CHECK + 2)
        .any(|part| matches!(part, [b'.', check @ .., b'z'] if check.iter().all(u8::is_ascii_hexdigit)))
}

fn base36(mut value: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz".get(value % 36).copied().unwrap_or(b'0'));
        value /= 36;
        if value == 0 {
            break;
        }
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for nth in 0..=chunk.len() {
            let six = bits >> (18 - 6 * nth) & 63;
            out.push(char::from(ALPHABET.get(six as usize).copied().unwrap_or(b'A')));
        }
    }
    out
}

fn digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

/// Bits beyond the last byte must be 0: every payload has one text only.
fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    for chunk in text.chunks(4) {
        let mut bits = 0;
        for nth in 0..4 {
            bits = bits << 6 | chunk.get(nth).map_or(Some(0), |byte| digit(*byte))?;
        }
        let whole = chunk.len().checked_sub(1).filter(|whole| *whole > 0)?;
        (bits & ((1u32 << (24 - 8 * whole)) - 1) == 0).then_some(())?;
        out.extend(bits.to_be_bytes().get(1..=whole)?);
    }
    Some(out)
}

/// The checksum of zip and PNG.
pub fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ (0xedb8_8320 * (crc & 1)))
    };
    !bytes.iter().fold(u32::MAX, step)
}
