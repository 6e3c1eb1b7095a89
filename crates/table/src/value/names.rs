//! Names of months and of days of the week, in Portuguese, English and Spanish.

use super::is_same;

/// Month by its name, or by the first three letters of it.
pub fn month(word: &[u8]) -> Option<u32> {
    let short = word.first_chunk::<3>()?.map(|byte| byte.to_ascii_lowercase());
    let (month, names): (u32, &[&str]) = match &short {
        b"jan" | b"ene" => (1, &["january", "janeiro", "enero"]),
        b"feb" | b"fev" => (2, &["february", "fevereiro", "febrero"]),
        b"mar" => (3, &["march", "março", "marco", "marzo"]),
        b"apr" | b"abr" => (4, &["april", "abril"]),
        b"may" | b"mai" => (5, &["may", "maio", "mayo"]),
        b"jun" => (6, &["june", "junho", "junio"]),
        b"jul" => (7, &["july", "julho", "julio"]),
        b"aug" | b"ago" => (8, &["august", "agosto"]),
        b"sep" | b"set" => (9, &["september", "setembro", "septiembre", "setiembre", "sept"]),
        b"oct" | b"out" => (10, &["october", "outubro", "octubre"]),
        b"nov" => (11, &["november", "novembro", "noviembre"]),
        b"dec" | b"dez" | b"dic" => (12, &["december", "dezembro", "diciembre"]),
        _ => return None,
    };
    let is_name = word.len() == 3 || names.iter().any(|name| is_same(word, name.as_bytes()));
    is_name.then_some(month)
}

/// Words that may stand in a date without meaning anything for it.
pub fn is_filler(word: &[u8]) -> bool {
    let words: &[&str] = match word.first().map(u8::to_ascii_lowercase) {
        Some(b'a') => &["as", "at", "a"],
        Some(b'd') => &["de", "del", "domingo", "dom"],
        Some(b'f') => &["feira", "friday", "fri"],
        Some(b'j') => &["jueves", "jue"],
        Some(b'l') => &["lunes", "lun"],
        Some(b'm') => &["monday", "mon", "martes", "miércoles", "miercoles", "mié", "mie"],
        Some(b'n') => &["nd"],
        Some(b'o') => &["of"],
        Some(b'q') => &["quarta", "quinta", "qua", "qui"],
        Some(b'r') => &["rd"],
        Some(b's') => &[
            "saturday", "sunday", "sat", "sun", "segunda", "sexta", "sábado", "sabado", "seg", "sex", "sáb",
            "sab", "st",
        ],
        Some(b't') => {
            &["tuesday", "thursday", "tues", "tue", "thurs", "thur", "thu", "terça", "terca", "ter", "th"]
        }
        Some(b'v') => &["viernes", "vie"],
        Some(b'w') => &["wednesday", "wed"],
        Some(0xc3) => &["às"],
        _ => &[],
    };
    words.iter().any(|filler| is_same(word, filler.as_bytes()))
}

/// `mar.` is Tuesday in Spanish, and March in all three languages.
pub fn may_be_tuesday(word: &[u8]) -> bool {
    is_same(word, b"mar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_three_languages() {
        for (word, expected) in [
            ("mai", Some(5)),
            ("MARÇO", Some(3)),
            ("Março", Some(3)),
            ("Sept", Some(9)),
            ("set", Some(9)),
            ("ene", Some(1)),
            ("dez", Some(12)),
            ("dic", Some(12)),
            ("dec", Some(12)),
            ("SETIEMBRE", Some(9)),
            ("ma", None),
            ("mayor", None),
            ("marc", None),
        ] {
            assert_eq!(month(word.as_bytes()), expected, "{word:?}");
        }
        assert!(is_filler("SÁB".as_bytes()) && is_filler("Terça".as_bytes()) && !is_filler(b"black"));
    }
}
