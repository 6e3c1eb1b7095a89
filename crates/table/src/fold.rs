//! One text for all spellings that people do not tell apart: trimmed, lower case, accents off.
//! The 64-bit key is the same on every platform. Must never change: keys of two tables are compared.

/// Blanks of all kinds that exports hold, the no-break and narrow ones included.
pub fn is_blank_char(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Trims blanks of all kinds. Works on bytes of UTF-8 text.
#[inline]
pub fn trim(bytes: &[u8]) -> &[u8] {
    let edge = |byte: Option<&u8>| byte.is_some_and(|&byte| byte > b' ' && byte < 0x80);
    if edge(bytes.first()) && edge(bytes.last()) {
        return bytes;
    }
    trim_slow(bytes)
}

fn trim_slow(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_matches(is_blank_char).as_bytes(),
        Err(_) => bytes.trim_ascii(),
    }
}

/// The folded text: trimmed, lower case, accents off, every blank a plain one.
pub fn fold_key(text: &str) -> String {
    let text = text.trim_matches(is_blank_char);
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
        return out;
    }
    for ch in text.chars().flat_map(char::to_lowercase) {
        match ch {
            '\u{0300}'..='\u{036f}' => {}
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            _ if is_blank_char(ch) => out.push(' '),
            _ => out.push(base(ch)),
        }
    }
    // A combining mark may have stood at the edge.
    match out.trim_matches(' ') {
        trimmed if trimmed.len() < out.len() => trimmed.to_owned(),
        _ => out,
    }
}

/// An id without the type that lead forms write before it (`l:4280180252203503`, `p:+5511987654321`), so that it
/// can be joined with the same id from elsewhere. Anything else comes back as it is, trimmed.
pub fn without_prefix(bytes: &[u8]) -> &[u8] {
    let bytes = trim(bytes);
    let Some(at) = memchr::memchr(b':', bytes.get(..3).unwrap_or(bytes)) else { return bytes };
    let Some((prefix, rest)) = bytes.split_at_checked(at) else { return bytes };
    let rest = rest.get(1..).unwrap_or_default();
    let digits = rest.strip_prefix(b"+").unwrap_or(rest);
    let is_typed = matches!(prefix, b"l" | b"p" | b"c" | b"f" | b"ag" | b"as");
    if is_typed && digits.len() >= 6 && digits.iter().all(u8::is_ascii_digit) { rest } else { bytes }
}

/// A lower-case letter without its accent.
#[inline]
pub(crate) fn base(ch: char) -> char {
    match ch {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẽ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ł' | 'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' | 'ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => ch,
    }
}

/// The key of a text: 0 when it is empty after trimming, never 0 otherwise.
#[inline]
pub fn fold_hash(bytes: &[u8]) -> u64 {
    let bytes = trim(bytes);
    if bytes.is_empty() {
        return 0;
    }
    if bytes.is_ascii() {
        return hash(bytes, lower8).max(1);
    }
    let folded = fold_key(&String::from_utf8_lossy(bytes));
    if folded.is_empty() { 0 } else { hash(folded.as_bytes(), |word| word).max(1) }
}

/// Eight ASCII letters to lower case at once.
#[inline]
fn lower8(word: u64) -> u64 {
    const ONE: u64 = 0x0101_0101_0101_0101;
    let above_at = word.wrapping_add(ONE * (0x80 - b'A' as u64));
    let above_z = word.wrapping_add(ONE * (0x7f - b'Z' as u64));
    word | (((above_at ^ above_z) & (ONE * 0x80)) >> 2)
}

/// Hash of bytes as they are, for dictionaries of raw text.
#[inline]
pub fn raw_hash(bytes: &[u8]) -> u64 {
    hash(bytes, |word| word)
}

#[inline]
fn hash(bytes: &[u8], change: impl Fn(u64) -> u64) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = (bytes.len() as u64).wrapping_mul(K);
    let mut mix = |word: u64| state = (state.rotate_left(23) ^ change(word)).wrapping_mul(K);
    if bytes.len() > 8 {
        let (words, _) = bytes.as_chunks::<8>();
        // The last word overlaps the one before it: no byte is left over.
        words.iter().take((bytes.len() - 1) / 8).for_each(|word| mix(u64::from_le_bytes(*word)));
    }
    mix(last_word(bytes));
    state ^= state >> 32;
    state = state.wrapping_mul(0xd6e8_feb8_6659_fd93);
    state ^ (state >> 32)
}

/// The last eight bytes; of fewer, a word that only they have among texts of their length.
#[inline]
pub(crate) fn last_word(bytes: &[u8]) -> u64 {
    if let Some(word) = bytes.last_chunk::<8>() {
        return u64::from_le_bytes(*word);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
    }
    let byte = |at: usize| u64::from(bytes.get(at).copied().unwrap_or(0));
    byte(0) | byte(1) << 8 | byte(2) << 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(fold_key(text), expected);
            let key = if expected.is_empty() { 0 } else { fold_hash(expected.as_bytes()) };
            assert_eq!(fold_hash(text.as_bytes()), key, "{text:?}");
        }
        check("  Busca Paga ", "busca paga");
        check("INDICAÇÃO", "indicacao");
        check("indicac\u{0327}a\u{0303}o", "indicacao");
        check("Google\u{a0}Ads\u{a0}", "google ads");
        check("Ana.Maria@Exemplo.COM.BR", "ana.maria@exemplo.com.br");
        check("@[Z`{z", "@[z`{z");
        check("İ", "i");
        check("", "");
        check(" \u{a0}\u{2006}", "");
    }

    #[test]
    fn ids_of_lead_forms_join_with_bare_ones() {
        for (text, expected) in [
            ("l:4280180252203503", "4280180252203503"),
            (" ag:120253670639860385 ", "120253670639860385"),
            ("p:+5511987654321", "+5511987654321"),
            ("as:120253670639860385", "120253670639860385"),
            ("x:123456789", "x:123456789"),
            ("l:abc", "l:abc"),
            ("12:30", "12:30"),
            ("f:", "f:"),
            ("4280180252203503", "4280180252203503"),
            ("", ""),
        ] {
            assert_eq!(without_prefix(text.as_bytes()), expected.as_bytes(), "{text:?}");
        }
    }

    #[test]
    fn the_key_is_frozen() {
        assert_eq!(fold_hash(b"ana@exemplo.com.br"), fold_hash(b" ANA@exemplo.com.BR "));
        assert_ne!(fold_hash(b"ab"), fold_hash(b"ba"));
        assert_ne!(fold_hash(b"a"), fold_hash(b"a\0"));
    }
}
