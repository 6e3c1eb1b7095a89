//! Single values: what a cell can be read as. Whole columns are judged in `tally` and `profile`;
//! nothing here may decide between two readings of one text.

pub mod boolean;
pub mod civil;
pub mod currency;
pub mod date;
pub mod id;
pub mod number;

/// Text that stands for "no value" in exports: counts as empty for typed reading, and is kept as text.
pub fn is_no_value(trimmed: &[u8]) -> bool {
    match trimmed {
        [] => true,
        // Google's "less than" shares.
        [b'<' | b'>', .., b'%'] => true,
        [first, ..]
            if !matches!(first, b'-' | b'#' | b'(' | b'N' | b'n' | b'S' | b's' | b'u' | b'U' | 0x80..) =>
        {
            false
        }
        _ if trimmed.len() > 14 => false,
        b"-" | b"--" | b"---" => true,
        b"#N/A" | b"#N/D" | b"#REF!" | b"#DIV/0!" | b"#VALUE!" => true,
        b"NA" | b"N/A" | b"n/a" | b"N/D" | b"n/d" | b"NaN" | b"nan" | b"NULL" | b"null" | b"(not set)" => {
            true
        }
        b"Select" | b"select" | b"Selecione" | b"undefined" | b"Undefined" => true,
        _ => match std::str::from_utf8(trimmed) {
            Ok("—" | "–" | "——" | "não fechado" | "Não fechado" | "não informado" | "Não informado") => {
                true
            }
            Ok(_) | Err(_) => false,
        },
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_for_no_value() {
        for mark in ["", "--", "-", "—", "n/a", "não fechado", "Select", "null", "NaN", "#N/A"] {
            assert!(super::is_no_value(mark.as_bytes()), "{mark:?}");
        }
        for text in ["0", "none", "Nada", "-1", "unknown", "Site", "S", "not_delivering"] {
            assert!(!super::is_no_value(text.as_bytes()), "{text:?}");
        }
    }
}
