//! Single values: what a cell can be read as. Whole columns are judged in `tally` and `profile`;
//! nothing here may decide between two readings of one text.

pub mod boolean;
pub mod civil;
pub mod currency;
pub mod date;
pub mod id;
mod names;
pub mod number;

/// Whether a text is a word that is given in lower case; for the letters of Latin-1, accented ones included.
pub(crate) fn is_same(text: &[u8], lower: &[u8]) -> bool {
    text.len() == lower.len()
        && text.iter().zip(lower).all(|(byte, lower)| {
            byte == lower || byte.to_ascii_lowercase() == *lower || (*byte >= 0x80 && byte | 0x20 == *lower)
        })
}

/// Marks for "no value" in lower case, by their first letter. Words that a column may hold as a value of its
/// own (`unknown`, `none`, `other`) must not be among them.
fn marks(first: u8) -> &'static [&'static str] {
    match first {
        b'-' => &["-", "--", "---", "----"],
        b'#' => &[
            "#n/a", "#n/d", "#ref!", "#div/0!", "#value!", "#valor!", "#num!", "#núm!", "#name?", "#nome?",
            "#null!", "#nulo!", "#error!", "#erro!",
        ],
        b'(' => &["(not set)", "(em branco)", "(vazio)", "(blank)", "(empty)", "(vazia)"],
        b'n' | b'N' => &[
            "na",
            "n/a",
            "n/d",
            "n.d.",
            "n/i",
            "n.i.",
            "nan",
            "null",
            "não fechado",
            "nao fechado",
            "não informado",
            "nao informado",
            "não informada",
            "nao informada",
            "não disponível",
            "nao disponivel",
            "não se aplica",
            "nao se aplica",
            "not available",
            "not applicable",
            "no data",
        ],
        b's' | b'S' => &[
            "select",
            "selecione",
            "sem informação",
            "sem informacao",
            "sem dados",
            "sem dado",
            "sem valor",
            "sem data",
            "sin datos",
            "sin información",
        ],
        b'u' | b'U' => {
            &["undefined", "using campaign budget", "using ad set budget", "usando o orçamento da campanha"]
        }
        0xe2 => &["—", "–", "——", "––", "−", "…"],
        _ => &[],
    }
}

/// Text that stands for "no value" in exports: counts as empty for typed reading, and is kept as text.
pub fn is_no_value(trimmed: &[u8]) -> bool {
    match trimmed {
        [] => true,
        // Google's "less than" shares.
        [b'<' | b'>', .., b'%'] => true,
        // A name, as `S` and `N` of yes and no are: case counts in so short a word.
        b"na" | b"Na" => false,
        [first, ..] if trimmed.len() <= 31 => {
            marks(*first).iter().any(|mark| is_same(trimmed, mark.as_bytes()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_for_no_value() {
        for mark in [
            "",
            "--",
            "-",
            "—",
            "–",
            "n/a",
            "N/D",
            "NA",
            "não fechado",
            "NÃO FECHADO",
            "Select",
            "null",
            "NaN",
            "#N/A",
            "#NÚM!",
            "não informado",
            "Sem informação",
            "(em branco)",
            "(vazio)",
            "(blank)",
            "Using campaign budget",
            "undefined",
            "< 10%",
            "> 90%",
        ] {
            assert!(super::is_no_value(mark.as_bytes()), "{mark:?}");
        }
        for text in [
            "0",
            "none",
            "Nada",
            "-1",
            "unknown",
            "Site",
            "S",
            "not_delivering",
            "na",
            "(none)",
            "(direct)",
            "other",
            "Não",
        ] {
            assert!(!super::is_no_value(text.as_bytes()), "{text:?}");
        }
    }
}
