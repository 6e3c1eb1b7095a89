//! Yes and no, in Portuguese and English. `0` and `1` alone stay numbers.

pub fn parse(trimmed: &[u8]) -> Option<bool> {
    if trimmed.len() > 10 {
        return None;
    }
    let mut lower = [0u8; 10];
    let lower = lower.get_mut(..trimmed.len())?;
    lower.copy_from_slice(trimmed);
    lower.make_ascii_lowercase();
    match &*lower {
        b"yes" | b"y" | b"true" | b"t" | b"sim" | b"s" | b"verdadeiro" => Some(true),
        b"no" | b"n" | b"false" | b"f" | b"nao" | b"falso" => Some(false),
        // "não", with a small or a capital ã.
        [b'n', 0xc3, 0xa3 | 0x83, b'o'] => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn yes_and_no() {
        for (text, expected) in [
            ("Sim", Some(true)),
            ("NÃO", Some(false)),
            ("não", Some(false)),
            ("TRUE", Some(true)),
            ("1", None),
        ] {
            assert_eq!(super::parse(text.as_bytes()), expected, "{text:?}");
        }
    }
}
