//! The agreement's month on the page, and the names of reasons.

use garimpo_funnel::agreement::{Code, Promise};
use garimpo_funnel::meeting::reasons::Word;

use super::super::channels::Sure;
use super::Lang;

sentences! {
    board_leads = "Leads", "Leads";
    board_value = "Valor", "Value";
    board_note = "Traço: onde deveria estar hoje. O que ainda não venceu não conta.",
        "Tick: where it should be today. What is not due yet does not count.";
}

/// "Acordo de junho de 2026".
pub fn board_title(lang: Lang, month: &str) -> String {
    match lang {
        Lang::PtBr => format!("Acordo de {month}"),
        Lang::En => format!("Agreement, {month}"),
    }
}

pub fn working_days(lang: Lang, gone: u32, whole: u32) -> String {
    match lang {
        Lang::PtBr => format!("{gone} de {whole} dias úteis"),
        Lang::En => format!("{gone} of {whole} working days"),
    }
}

/// Whether a target will be reached, in words with fixed limits.
pub fn reaches(lang: Lang, p: f64) -> String {
    let (sure, hits) = if p >= 0.5 { (Sure::of(p), true) } else { (Sure::of(1.0 - p), false) };
    match (sure, lang, hits) {
        (Sure::TooClose, _, _) => sure.word(lang).to_owned(),
        (_, Lang::PtBr, true) => format!("{} chega", sure.word(lang)),
        (_, Lang::PtBr, false) => format!("{} não", sure.word(lang)),
        (_, Lang::En, true) => format!("{} reached", sure.word(lang)),
        (_, Lang::En, false) => format!("{} not", sure.word(lang)),
    }
}

pub fn promise(lang: Lang, promise: Promise, attempts: Option<u32>) -> String {
    match (promise, attempts) {
        (Promise::First, _) => lang.pick("1º contato", "First contact").to_owned(),
        (Promise::Attempts, Some(count)) => format!("{count} {}", lang.pick("tentativas", "attempts")),
        (Promise::Attempts, None) => lang.pick("Tentativas", "Attempts").to_owned(),
        (Promise::Verdict, _) => lang.pick("Devolutiva", "Verdict").to_owned(),
    }
}

pub fn aim_share(lang: Lang, share: &str, aim: &str) -> String {
    format!("{share}, {} {aim}", lang.pick("meta", "aim"))
}

pub fn untouched(lang: Lang, count: u32) -> String {
    match (lang, count) {
        (Lang::PtBr, 1) => "1 lead sem contato fora do prazo.".into(),
        (Lang::PtBr, _) => format!("{count} leads sem contato fora do prazo."),
        (Lang::En, 1) => "1 lead overdue without any contact.".into(),
        (Lang::En, _) => format!("{count} leads overdue without any contact."),
    }
}

/// "Dos 9 não localizados, 3 tiveram menos tentativas que o combinado: falha do acordo, não do lead."
pub fn unreached(lang: Lang, few: u32, all: u32) -> String {
    match lang {
        Lang::PtBr => format!(
            "Dos {all} não localizados, {few} com menos tentativas que o combinado: falha do acordo, não do lead."
        ),
        Lang::En => format!(
            "Of {all} not reached, {few} had fewer attempts than agreed: the agreement failed, not the lead."
        ),
    }
}

/// A reason: the company's own name, the program's, or the text of the data.
pub fn reason(lang: Lang, word: &Word) -> String {
    if !word.text.is_empty() {
        return word.text.clone();
    }
    let code = Code::ALL.iter().copied().find(|code| code.id() == word.code);
    code.map_or_else(|| word.code.clone(), |code| code_name(lang, code).to_owned())
}

fn code_name(lang: Lang, code: Code) -> &'static str {
    let (pt_br, en) = match code {
        Code::Spam => ("spam ou teste", "spam or test"),
        Code::Duplicate => ("duplicado", "duplicate"),
        Code::BadContact => ("contato inválido", "bad contact"),
        Code::Unreached => ("não localizado", "not reached"),
        Code::NoFitSize => ("porte", "size"),
        Code::NoFitRegion => ("região", "region"),
        Code::NoFitRole => ("cargo", "role"),
        Code::NoFitSector => ("setor", "sector"),
        Code::NoBudget => ("verba", "budget"),
        Code::NotNow => ("momento", "timing"),
        Code::NoNeed => ("sem necessidade", "no need"),
        Code::Competitor => ("concorrente", "competitor"),
        Code::Price => ("preço", "price"),
        Code::NoDecision => ("sem decisão", "no decision"),
        Code::Other => ("outro", "other"),
    };
    lang.pick(pt_br, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_never_promised_in_the_middle() {
        let check = |p, expected: &str| assert_eq!(reaches(Lang::PtBr, p), expected, "{p}");
        check(0.99, "quase certamente chega");
        check(0.85, "provavelmente chega");
        check(0.5, "cedo para dizer");
        check(0.025, "quase certamente não");
    }

    #[test]
    fn a_reason_has_the_companys_name_first() {
        let word = |code: &str, text: &str| Word { code: code.into(), text: text.into() };
        assert_eq!(reason(Lang::PtBr, &word("NO_FIT_SIZE", "")), "porte");
        assert_eq!(reason(Lang::PtBr, &word("NO_FIT_SIZE", "Muito pequena")), "Muito pequena");
        assert_eq!(reason(Lang::En, &word("", "Too far")), "Too far");
        assert_eq!(reason(Lang::En, &word("OURS", "")), "OURS");
    }
}
