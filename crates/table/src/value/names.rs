//! Names of months and of days of the week, in Portuguese, English and Spanish.

use super::is_same;

/// Month by its name, or by the first three letters of it.
pub fn month(word: &[u8]) -> Option<u32> {
    const NAMES: [(u32, &[&str]); 12] = [
        (1, &["january", "janeiro", "enero"]),
        (2, &["february", "fevereiro", "febrero"]),
        (3, &["march", "março", "marco", "marzo"]),
        (4, &["april", "abril"]),
        (5, &["may", "maio", "mayo"]),
        (6, &["june", "junho", "junio"]),
        (7, &["july", "julho", "julio"]),
        (8, &["august", "agosto"]),
        (9, &["september", "setembro", "septiembre", "setiembre", "sept"]),
        (10, &["october", "outubro", "octubre"]),
        (11, &["november", "novembro", "noviembre"]),
        (12, &["december", "dezembro", "diciembre"]),
    ];
    if !(3..=10).contains(&word.len()) {
        return None;
    }
    let fits = |name: &&str| {
        let name = name.as_bytes();
        is_same(word, name) || word.len() == 3 && name.get(..3).is_some_and(|short| is_same(word, short))
    };
    NAMES.iter().find(|(_, names)| names.iter().any(|name| fits(name))).map(|(month, _)| *month)
}

/// Words that may stand in a date without meaning anything for it.
pub fn is_filler(word: &[u8]) -> bool {
    const WORDS: [&str; 57] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "segunda",
        "terça",
        "terca",
        "quarta",
        "quinta",
        "sexta",
        "sábado",
        "sabado",
        "domingo",
        "feira",
        "seg",
        "ter",
        "qua",
        "qui",
        "sex",
        "sáb",
        "sab",
        "dom",
        "lunes",
        "martes",
        "miércoles",
        "miercoles",
        "jueves",
        "viernes",
        "lun",
        "mié",
        "mie",
        "jue",
        "vie",
        "de",
        "del",
        "of",
        "th",
        "st",
        "nd",
        "rd",
        "às",
        "as",
        "at",
        "a",
    ];
    WORDS.iter().any(|filler| is_same(word, filler.as_bytes()))
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
