//! A header as guessing sees it, and the small pattern language of the tables.

use crate::text::{fold, has_phrase, words};

/// One column's header made comparable: accents, case, punctuation, currency and time-zone suffixes are gone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Header {
    /// `data da primeira conversao`
    pub words: String,
    /// `datadaprimeiraconversao`: `lead_id`, `LeadId` and `Lead ID` are one.
    pub compact: String,
}

impl Header {
    pub(crate) fn new(text: &str) -> Self {
        let words = words(&without_suffixes(&fold(text)));
        let compact = words.chars().filter(|c| *c != ' ').collect();
        Header { words, compact }
    }

    /// A pattern is a whole header (`data de criacao`), or `~` and words that all stand in it (`~data criacao`),
    /// or `^` and the words it begins with (`^deal`).
    pub(crate) fn matches(&self, pattern: &str) -> bool {
        if let Some(all) = pattern.strip_prefix('~') {
            all.split(' ').all(|word| has_phrase(&self.words, word))
        } else if let Some(start) = pattern.strip_prefix('^') {
            self.words.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        } else {
            self.compact.bytes().eq(pattern.bytes().filter(|byte| *byte != b' '))
        }
    }
}

/// Takes away what names a unit: `(BRL)`, `(R$)`, `(in UTC)`, `R$`, and the mark of a repeated header, ` (2)`.
fn without_suffixes(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inner, tail)) = after.split_once(')') else { break };
        out.push_str(before);
        if !is_unit(inner.trim()) {
            out.push('(');
            out.push_str(inner);
            out.push(')');
        }
        rest = tail;
    }
    out.push_str(rest);
    for sign in ["us$", "r$", "u$", "$", "€", "£"] {
        out = out.replace(sign, " ");
    }
    out
}

fn is_unit(inner: &str) -> bool {
    const CODES: &[&str] = &[
        "brl", "usd", "eur", "gbp", "ars", "mxn", "clp", "cop", "pen", "uyu", "cad", "aud", "inr", "idr",
        "tnd", "jpy", "chf", "r$", "us$", "u$", "$", "€", "£", "in utc", "utc", "reais", "em reais", "em r$",
    ];
    CODES.contains(&inner)
        || (!inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_lose_units_and_punctuation() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(Header::new(text).words, expected, "{text:?}");
        }
        check("Valor gasto (BRL)", "valor gasto");
        check("Lead venda R$", "lead venda");
        check("Start Date (in UTC)", "start date");
        check("Pessoa - E-mail - Trabalho", "pessoa email trabalho");
        check("mark_spent", "mark spent");
        check("Cliques (todos)", "cliques todos");
        check("Custo / conv.", "custo conv");
        check("Celular (2)", "celular");
        check("Website URL (Ad level）", "website url ad level");
        check("Valor\u{a0}(R$)", "valor");
        check("Preço (", "preco");
    }

    #[test]
    fn patterns_match() {
        #[track_caller]
        fn check(header: &str, pattern: &str, expected: bool) {
            assert_eq!(Header::new(header).matches(pattern), expected, "{header:?} {pattern:?}");
        }
        check("LeadId", "lead id", true);
        check("lead_id", "lead id", true);
        check("Lead ID externo", "lead id", false);
        check("Data da criação do negócio", "~data criacao", true);
        check("Deal - Stage", "^deal", true);
        check("Dealer", "^deal", false);
    }
}
