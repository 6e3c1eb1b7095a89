//! Texts made comparable: what two spellings of one name have in common.
//!
//! Must never be shown to people: a folded text is for comparing and for ids only.

/// Lower case, accents off, outer spaces off, inner runs of any space one space.
///
/// `"  Indicação\u{a0} de Cliente "` is `"indicacao de cliente"`.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}') {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|lower| push_base(&mut out, lower));
        }
    }
    out
}

fn push_base(out: &mut String, c: char) {
    let base = match c {
        '\u{300}'..='\u{36f}' => return,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'º' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ª' => 'a',
        'ß' => return out.push_str("ss"),
        'æ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        '（' => '(',
        '）' => ')',
        '‐'..='―' | '−' => '-',
        '’' => '\'',
        _ => c,
    };
    out.push(base);
}

/// The words of a folded text with one space between them: everything that is not a letter or a digit parts
/// words. `e-mail` is one word.
pub(crate) fn words(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word == "mail" && (out == "e" || out.ends_with(" e")) {
            out.push_str(word);
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether `phrase` (words) stands in `words` at word borders.
pub(crate) fn has_phrase(words: &str, phrase: &str) -> bool {
    if phrase.is_empty() {
        return false;
    }
    words.match_indices(phrase).any(|(at, _)| {
        let end = at + phrase.len();
        let starts = at == 0 || words.as_bytes().get(at - 1) == Some(&b' ');
        starts && words.as_bytes().get(end).is_none_or(|next| *next == b' ')
    })
}

/// Cells that people and programs write where they have nothing to write.
pub(crate) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    if text.len() > 24 {
        return false;
    }
    const MARKS: &[&str] = &[
        "",
        "select",
        "selecione",
        "selecionar",
        "n a",
        "na",
        "nan",
        "null",
        "none",
        "nil",
        "undefined",
        "not set",
        "nao informado",
        "nao informada",
        "sem informacao",
        "blank",
        "em branco",
        "vazio",
        "ref",
    ];
    let words = words(text);
    MARKS.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        #[track_caller]
        fn check(input: &str, expected: &str) {
            assert_eq!(fold(input), expected, "{input:?}");
        }
        check("  Indicação\u{a0} de Cliente ", "indicacao de cliente");
        check("Orga\u{302}nico", "organico");
        check("ÓTIMA ÇÃO Ñandú", "otima cao nandu");
        check("İ ß Æ", "i ss ae");
        check("google-ads", "google-ads");
        check("日本", "日本");
        check("\u{feff}", "");
    }

    #[test]
    fn parts_words() {
        #[track_caller]
        fn check(input: &str, expected: &str) {
            assert_eq!(words(input), expected, "{input:?}");
        }
        check("Pessoa - E-mail - Trabalho", "pessoa email trabalho");
        check("PAID_SEARCH", "paid search");
        check("(não definido)", "nao definido");
        check("E-mail", "email");
        check("the mail", "the mail");
    }

    #[test]
    fn finds_phrases_at_word_borders() {
        assert!(has_phrase("google ads brasil", "google ads"));
        assert!(has_phrase("ads", "ads"));
        assert!(!has_phrase("leads", "ads"));
        assert!(!has_phrase("adsense", "ads"));
        assert!(has_phrase("adsense ads", "ads"));
    }

    #[test]
    fn knows_blanks() {
        for blank in [
            "",
            " ",
            "\u{a0}",
            "--",
            " - ",
            "Select",
            "N/A",
            "#N/A",
            "null",
            "(not set)",
            "—",
            "Não informado",
        ] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for filled in ["unknown", "other", "0", "Desconhecido", "Nenhuma das anteriores"] {
            assert!(!is_blank(filled), "{filled:?}");
        }
    }
}
