//! Bytes of any encoding to UTF-8, as they arrive. Never writes U+FFFD: a byte that the encoding
//! does not have becomes `\xNN`, and its place is kept for the problem list.

use crate::Encoding;

/// Bytes that are held before the encoding is decided.
pub const HEAD: usize = 4096;
/// Places of bad bytes that are kept.
const MOST_BAD: usize = 10_000;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sniff {
    Text(Encoding),
    Binary(Option<&'static str>),
}

const MAGIC: [(&[u8], &str); 13] = [
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"SQLite format 3\0", "sqlite"),
];

/// Decides from the first [`HEAD`] bytes.
pub fn sniff(head: &[u8]) -> Sniff {
    for (magic, name) in MAGIC {
        // The first letters of this one could be a text's own; its first block follows.
        let is_block = || matches!(head.get(4..10), Some(b"1AY&SY" | b"\x17\x72\x45\x38\x50\x90"));
        if head.starts_with(magic) && (name != "bzip2" || is_block()) {
            let office = [b"xl/".as_slice(), b"[Content_Types].xml", b"docProps/"];
            let is_office =
                name == "zip" && office.iter().any(|mark| memchr::memmem::find(head, mark).is_some());
            return Sniff::Binary(Some(if is_office { "xlsx" } else { name }));
        }
    }
    if head.starts_with(&[0xef, 0xbb, 0xbf]) {
        return Sniff::Text(Encoding::Utf8Bom);
    }
    if head.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Sniff::Text(Encoding::Utf32Le);
    }
    if head.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Sniff::Text(Encoding::Utf32Be);
    }
    if head.starts_with(&[0xff, 0xfe]) {
        return Sniff::Text(Encoding::Utf16Le);
    }
    if head.starts_with(&[0xfe, 0xff]) {
        return Sniff::Text(Encoding::Utf16Be);
    }
    let nul = |skip: usize| head.iter().skip(skip).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nul(0), nul(1));
    let pairs = head.len() / 2;
    if pairs >= 2 && odd * 2 > pairs && even * 10 < pairs {
        return Sniff::Text(Encoding::Utf16Le);
    }
    if pairs >= 2 && even * 2 > pairs && odd * 10 < pairs {
        return Sniff::Text(Encoding::Utf16Be);
    }
    // A few NULs among text are damage, or the escape of a quote; other control bytes are not text.
    let is_control = |byte: &&u8| matches!(**byte, 1..=8 | 14..=26 | 28..=31 | 127);
    let controls = head.iter().filter(is_control).count();
    let most = if controls == 0 { head.len() / 10 } else { head.len() / 200 };
    if even + odd > most.max(usize::from(controls == 0)) {
        return Sniff::Binary(None);
    }
    Sniff::Text(Encoding::Utf8)
}

/// Places in the decoded text where a byte could not be decoded.
#[derive(Debug, Default)]
pub struct Bad {
    pub places: Vec<usize>,
    pub count: u32,
}

impl Bad {
    fn add(&mut self, place: usize) {
        self.count = self.count.saturating_add(1);
        if self.places.len() < MOST_BAD {
            self.places.push(place);
        }
    }
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| HEX.get(value as usize).copied().unwrap_or(b'?');
    out.extend_from_slice(&[b'\\', b'x', digit(byte >> 4), digit(byte & 15)]);
}

fn push_char(ch: char, out: &mut Vec<u8>) {
    out.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes());
}

/// UTF-32 in pieces: up to three bytes are carried over.
#[derive(Debug)]
pub struct Utf32 {
    big: bool,
    held: Vec<u8>,
    first: bool,
}

impl Utf32 {
    pub fn new(encoding: Encoding) -> Self {
        Self { big: encoding == Encoding::Utf32Be, held: Vec::new(), first: true }
    }

    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>, bad: &mut Bad) {
        let wanted = (4 - self.held.len()) % 4;
        let (start, rest) = bytes.split_at(wanted.min(bytes.len()));
        self.held.extend_from_slice(start);
        if let &[a, b, c, d] = self.held.as_slice() {
            self.held.clear();
            self.unit([a, b, c, d], out, bad);
        }
        let (units, rest) = rest.as_chunks::<4>();
        units.iter().for_each(|unit| self.unit(*unit, out, bad));
        self.held.extend_from_slice(rest);
    }

    pub fn finish(&mut self, out: &mut Vec<u8>, bad: &mut Bad) {
        for byte in std::mem::take(&mut self.held) {
            bad.add(out.len());
            escape(byte, out);
        }
    }

    fn unit(&mut self, unit: [u8; 4], out: &mut Vec<u8>, bad: &mut Bad) {
        let code = if self.big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
        if std::mem::take(&mut self.first) && code == 0xfeff {
            return;
        }
        match char::from_u32(code) {
            Some(ch) => push_char(ch, out),
            None => {
                bad.add(out.len());
                unit.into_iter().for_each(|byte| escape(byte, out));
            }
        }
    }
}

/// UTF-16 in pieces: the odd byte and the waiting high surrogate are carried over.
#[derive(Debug)]
pub struct Utf16 {
    big: bool,
    odd: Option<u8>,
    high: Option<u16>,
    first: bool,
}

impl Utf16 {
    pub fn new(encoding: Encoding) -> Self {
        Self { big: encoding == Encoding::Utf16Be, odd: None, high: None, first: true }
    }

    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>, bad: &mut Bad) {
        let mut bytes = bytes;
        if let Some(odd) = self.odd.take() {
            match bytes.split_first() {
                Some((&next, rest)) => {
                    self.unit([odd, next], out, bad);
                    bytes = rest;
                }
                None => self.odd = Some(odd),
            }
        }
        let mut pairs = bytes.chunks_exact(2);
        for pair in &mut pairs {
            if let &[a, b] = pair {
                self.unit([a, b], out, bad);
            }
        }
        if let &[odd] = pairs.remainder() {
            self.odd = Some(odd);
        }
    }

    pub fn finish(&mut self, out: &mut Vec<u8>, bad: &mut Bad) {
        self.lone_high(out, bad);
        if let Some(odd) = self.odd.take() {
            bad.add(out.len());
            escape(odd, out);
        }
    }

    fn unit(&mut self, pair: [u8; 2], out: &mut Vec<u8>, bad: &mut Bad) {
        let unit = if self.big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) };
        if std::mem::take(&mut self.first) && unit == 0xfeff {
            return;
        }
        if (0xdc00..0xe000).contains(&unit)
            && let Some(high) = self.high.take()
        {
            let code = 0x10000 + (((high as u32) & 0x3ff) << 10) + ((unit as u32) & 0x3ff);
            push_char(char::from_u32(code).unwrap_or(' '), out);
            return;
        }
        self.lone_high(out, bad);
        if unit < 0x80 {
            out.push(unit as u8);
        } else if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
        } else if let Some(ch) = char::from_u32(unit as u32) {
            push_char(ch, out);
        } else {
            self.escape_unit(unit, out, bad);
        }
    }

    fn lone_high(&mut self, out: &mut Vec<u8>, bad: &mut Bad) {
        if let Some(high) = self.high.take() {
            self.escape_unit(high, out, bad);
        }
    }

    fn escape_unit(&self, unit: u16, out: &mut Vec<u8>, bad: &mut Bad) {
        bad.add(out.len());
        let pair = if self.big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        pair.into_iter().for_each(|byte| escape(byte, out));
    }
}

/// Windows-1252 0x80 to 0x9f; 0 for the five bytes that it does not have.
const CP1252: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0, 0x017e, 0x0178,
];

/// Every byte by itself, so that pieces need no state.
pub fn windows_1252(bytes: &[u8], out: &mut Vec<u8>, bad: &mut Bad) {
    for &byte in bytes {
        match byte {
            0..0x80 => out.push(byte),
            0x80..0xa0 => match CP1252.get(byte as usize - 0x80) {
                Some(&code) if code != 0 => push_char(char::from_u32(code as u32).unwrap_or(' '), out),
                _ => {
                    bad.add(out.len());
                    escape(byte, out);
                }
            },
            0xa0.. => push_char(byte as char, out),
        }
    }
}

/// The bytes of ISO-8859-15 that are not those of ISO-8859-1.
const LATIN9: [(u8, char); 8] =
    [(0xa4, '€'), (0xa6, 'Š'), (0xa8, 'š'), (0xb4, 'Ž'), (0xb8, 'ž'), (0xbc, 'Œ'), (0xbd, 'œ'), (0xbe, 'Ÿ')];

/// Every byte is a character.
pub fn latin_9(bytes: &[u8], out: &mut Vec<u8>) {
    for &byte in bytes {
        match LATIN9.iter().find(|(own, _)| *own == byte) {
            _ if byte < 0x80 => out.push(byte),
            Some((_, ch)) => push_char(*ch, out),
            None => push_char(byte as char, out),
        }
    }
}

/// The byte of a character in a one-byte encoding, if it has one.
pub fn one_byte(encoding: Encoding, ch: char) -> Option<u8> {
    let code = ch as u32;
    if encoding == Encoding::Latin9 {
        if let Some((byte, _)) = LATIN9.iter().find(|(_, own)| *own == ch) {
            return Some(*byte);
        }
        return u8::try_from(code).ok().filter(|byte| LATIN9.iter().all(|(taken, _)| taken != byte));
    }
    match code {
        0..0x80 | 0xa0..0x100 => Some(code as u8),
        0x80..0xa0 => None,
        _ => CP1252.iter().position(|&own| own as u32 == code).map(|place| 0x80 + place as u8),
    }
}

/// Finds U+FFFD in text that arrives in pieces: a character that was lost before the file was written.
#[derive(Debug, Default)]
pub struct Lost {
    pub places: Vec<usize>,
    searched: usize,
}

impl Lost {
    /// `text` is everything so far.
    pub fn advance(&mut self, text: &[u8]) {
        const MARK: &[u8] = "\u{fffd}".as_bytes();
        let rest = text.get(self.searched..).unwrap_or_default();
        let found = memchr::memmem::find_iter(rest, MARK).map(|at| self.searched + at);
        self.places.extend(found.take(MOST_BAD.saturating_sub(self.places.len())));
        self.searched = text.len().saturating_sub(MARK.len() - 1).max(self.searched);
    }
}

impl Bad {
    /// Counts the lost characters among the bad bytes.
    pub fn merge(&mut self, lost: Lost) {
        self.count = self.count.saturating_add(lost.places.len() as u32);
        self.places.extend(lost.places);
        self.places.sort_unstable();
    }
}

/// UTF-8 with its broken bytes written as `\xNN`.
pub fn mend_utf8(bytes: &[u8], bad: &mut Bad) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(chunk.valid().as_bytes());
        for &byte in chunk.invalid() {
            bad.add(out.len());
            escape(byte, &mut out);
        }
    }
    out
}

/// Whether text that is not valid UTF-8 is UTF-8 all the same, with a few broken bytes: Windows-1252
/// text has next to no sequences that are valid UTF-8 by chance.
pub fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 8 * broken
}

/// Follows the validity of UTF-8 that arrives in pieces.
#[derive(Debug, Default)]
pub struct Utf8Check {
    checked: usize,
    broken: bool,
}

impl Utf8Check {
    /// `text` is all bytes so far. Returns whether they can still be UTF-8.
    pub fn advance(&mut self, text: &[u8]) -> bool {
        if self.broken {
            return false;
        }
        match std::str::from_utf8(text.get(self.checked..).unwrap_or_default()) {
            Ok(_) => self.checked = text.len(),
            Err(error) => {
                self.checked += error.valid_up_to();
                self.broken = error.error_len().is_some();
            }
        }
        !self.broken
    }

    /// How far the text is known to be whole characters.
    pub fn checked(&self) -> usize {
        self.checked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        #[track_caller]
        fn check(head: &[u8], expected: Sniff) {
            assert_eq!(sniff(head), expected, "{head:?}");
        }
        check(b"a,b\n1,2\n", Sniff::Text(Encoding::Utf8));
        check(b"", Sniff::Text(Encoding::Utf8));
        check(b"\xef\xbb\xbfa,b", Sniff::Text(Encoding::Utf8Bom));
        check(b"\xff\xfea\0,\0", Sniff::Text(Encoding::Utf16Le));
        check(b"a\0,\0b\0\n\0", Sniff::Text(Encoding::Utf16Le));
        check(b"\0a\0,\0b\0\n", Sniff::Text(Encoding::Utf16Be));
        check(b"PK\x03\x04....xl/workbook.xml", Sniff::Binary(Some("xlsx")));
        check(b"PK\x03\x04....readme.txt", Sniff::Binary(Some("zip")));
        check(b"\x1f\x8b\x08", Sniff::Binary(Some("gzip")));
        check(b"BZh91AY&SY\x12\xe3,\n", Sniff::Binary(Some("bzip2")));
        check(b"BZhora,valor\n", Sniff::Text(Encoding::Utf8));
        check(b"\x28\xb5\x2f\xfd,\n", Sniff::Binary(Some("zstd")));
        check(b"\x01\x02\0\0\0\0\0\x07", Sniff::Binary(None));
        check(b"\xff\xfe\0\0a\0\0\0", Sniff::Text(Encoding::Utf32Le));
        check(b"a,b\n1,\0\n", Sniff::Text(Encoding::Utf8));
    }

    #[test]
    fn windows_1252_has_its_own_upper_half() {
        let (mut text, mut bad) = (Vec::new(), Bad::default());
        windows_1252(b"Jo\xe3o \x80 \x93x\x94 \x81", &mut text, &mut bad);
        assert_eq!(String::from_utf8_lossy(&text), "João € “x” \\x81");
        assert_eq!(bad.count, 1);
    }

    #[test]
    fn latin_9_has_the_euro() {
        let mut text = Vec::new();
        latin_9(b"Jo\xe3o \xa4 \xbd \xb5", &mut text);
        assert_eq!(String::from_utf8_lossy(&text), "João € œ µ");
        for encoding in [Encoding::Latin9, Encoding::Windows1252] {
            for byte in 0..=255u8 {
                let (mut text, mut bad) = (Vec::new(), Bad::default());
                match encoding {
                    Encoding::Latin9 => latin_9(&[byte], &mut text),
                    _ => windows_1252(&[byte], &mut text, &mut bad),
                }
                let ch = String::from_utf8_lossy(&text).chars().next().expect("a character");
                assert!(bad.count > 0 || one_byte(encoding, ch) == Some(byte), "{encoding:?} {byte}");
            }
        }
        assert_eq!(one_byte(Encoding::Latin9, '¤'), None);
        assert_eq!(one_byte(Encoding::Windows1252, '🎉'), None);
    }

    #[test]
    fn utf32_is_the_same_in_pieces() {
        let text = "\u{feff}ação 🎉,\"x\"\r\n";
        let bytes: Vec<u8> = text.chars().flat_map(|ch| (ch as u32).to_be_bytes()).collect();
        assert_eq!(sniff(&bytes), Sniff::Text(Encoding::Utf32Be));
        for size in 1..9 {
            let (mut out, mut bad) = (Vec::new(), Bad::default());
            let mut utf32 = Utf32::new(Encoding::Utf32Be);
            bytes.chunks(size).for_each(|chunk| utf32.push(chunk, &mut out, &mut bad));
            utf32.push(&[0, 0, 0xd8, 0], &mut out, &mut bad);
            utf32.finish(&mut out, &mut bad);
            assert_eq!(String::from_utf8_lossy(&out), "ação 🎉,\"x\"\r\n\\x00\\x00\\xD8\\x00");
            assert_eq!(bad.count, 1);
        }
    }

    #[test]
    fn utf16_is_the_same_in_pieces() {
        let text = "\u{feff}ação 🎉,\"x\"\r\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for size in 1..9 {
            let (mut out, mut bad) = (Vec::new(), Bad::default());
            let mut utf16 = Utf16::new(Encoding::Utf16Le);
            bytes.chunks(size).for_each(|chunk| utf16.push(chunk, &mut out, &mut bad));
            utf16.finish(&mut out, &mut bad);
            assert_eq!(String::from_utf8_lossy(&out), text.trim_start_matches('\u{feff}'));
            assert_eq!(bad.count, 0);
        }
    }
}
