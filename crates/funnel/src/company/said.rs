//! What columns of verdicts, reasons and kinds of activities say, row by row. Each distinct text is read once.

use std::rc::Rc;

use garimpo_table::{RowId, Texts};

use crate::agreement::codes::Codebook;
use crate::agreement::judge::Said;
use crate::text::{has_phrase, is_blank, words};

/// A column of verdicts: what each row says.
pub(super) struct Verdicts(Option<(Rc<Texts>, Vec<Option<Said>>)>);

impl Verdicts {
    pub fn of(texts: Option<Rc<Texts>>) -> Verdicts {
        Verdicts(texts.map(|texts| {
            let said = texts.values.iter().map(|text| said_of(text)).collect();
            (texts, said)
        }))
    }

    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    pub fn get(&self, row: RowId) -> Option<Said> {
        let (texts, said) = self.0.as_ref()?;
        said.get(*texts.codes.get(row as usize)? as usize).copied().flatten()
    }
}

/// A column of reasons: the code of each row.
pub(super) struct Reasons(Option<(Rc<Texts>, Vec<Option<u32>>, Vec<bool>)>);

impl Reasons {
    pub fn of(texts: Option<Rc<Texts>>, book: &Codebook) -> Reasons {
        Reasons(texts.map(|texts| {
            let code = |text: &String| book.read(text).and_then(|at| u32::try_from(at).ok());
            let codes = texts.values.iter().map(code).collect();
            let is_none = |text: &String| is_blank(text) || book.says_nothing(text);
            let filled = texts.values.iter().map(|text| !is_none(text)).collect();
            (texts, codes, filled)
        }))
    }

    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    fn at(&self, row: RowId) -> Option<usize> {
        self.0.as_ref()?.0.codes.get(row as usize).map(|code| *code as usize)
    }

    pub fn get(&self, row: RowId) -> Option<u32> {
        let (_, codes, _) = self.0.as_ref()?;
        codes.get(self.at(row)?).copied().flatten()
    }

    pub fn has(&self, row: RowId) -> bool {
        let known = || self.0.as_ref()?.2.get(self.at(row)?).copied();
        known().unwrap_or(false)
    }

    pub fn count(&self, rows: impl Iterator<Item = RowId>, into: &mut Vec<(String, u32)>) {
        let Some((texts, ..)) = &self.0 else { return };
        let mut counts = vec![0u32; texts.values.len()];
        for row in rows {
            if let Some(count) = self.at(row).and_then(|code| counts.get_mut(code)) {
                *count += 1;
            }
        }
        for (text, count) in texts.values.iter().zip(counts).filter(|(_, count)| *count > 0) {
            if is_blank(text) {
                continue;
            }
            if let Some((_, all)) = into.iter_mut().find(|(known, _)| known == text.trim()) {
                *all += count;
            } else if into.len() < MOST_REASONS {
                into.push((text.trim().to_owned(), count));
            }
        }
    }
}

/// More texts than these are no list of reasons.
const MOST_REASONS: usize = 300;

/// A column of kinds of activities: which are attempts.
pub(super) struct Tries(Option<(Rc<Texts>, Vec<bool>)>);

impl Tries {
    pub fn of(texts: Option<Rc<Texts>>) -> Tries {
        Tries(texts.map(|texts| {
            let tries = texts.values.iter().map(|text| is_try(text)).collect();
            (texts, tries)
        }))
    }

    pub fn is_one(&self, row: RowId) -> bool {
        let known = |(texts, tries): &(Rc<Texts>, Vec<bool>)| {
            tries.get(*texts.codes.get(row as usize)? as usize).copied()
        };
        self.0.as_ref().is_none_or(|both| known(both).unwrap_or(true))
    }
}

/// Calls, messages and meetings are attempts; notes, tasks, automatic and incoming messages are none.
fn is_try(kind: &str) -> bool {
    const NONE: &[&str] = &[
        "note",
        "notes",
        "nota",
        "anotacao",
        "task",
        "tarefa",
        "automatic",
        "automatico",
        "automatica",
        "auto",
        "bot",
        "autoresponder",
        "received",
        "recebido",
        "recebida",
        "inbound",
        "incoming",
        "entrada",
        "opened",
        "aberto",
        "abertura",
        "bounce",
        "bounced",
        "form",
        "formulario",
        "visit",
        "visita ao site",
        "page view",
    ];
    let said = words(kind);
    !NONE.iter().any(|phrase| has_phrase(&said, phrase))
}

/// `Aceito`, `Disqualified`, `Devolvido para nutrição`.
pub(crate) fn said_of(text: &str) -> Option<Said> {
    const OUT: &[&str] = &[
        "disqualified",
        "desqualificado",
        "desqualificada",
        "unqualified",
        "not qualified",
        "nao qualificado",
        "nao qualificada",
        "rejected",
        "recusado",
        "recusada",
        "rejeitado",
        "rejeitada",
        "descartado",
        "descartada",
        "reprovado",
        "invalid",
        "invalido",
        "lost",
        "perdido",
    ];
    const AGAIN: &[&str] = &[
        "recycled",
        "recycle",
        "reciclado",
        "reciclada",
        "reciclar",
        "nurture",
        "nurturing",
        "nutrir",
        "nutricao",
        "devolvido",
        "devolvida",
        "returned",
        "not now",
        "agora nao",
    ];
    const IN: &[&str] = &[
        "accepted",
        "aceito",
        "aceita",
        "qualified",
        "qualificado",
        "qualificada",
        "approved",
        "aprovado",
        "aprovada",
        "em negociacao",
        "in negotiation",
        "oportunidade",
        "opportunity",
        "sql",
    ];
    let said = words(text);
    let is = |phrases: &[&str]| phrases.iter().any(|phrase| has_phrase(&said, phrase));
    match (is(OUT), is(AGAIN), is(IN)) {
        (true, ..) => Some(Said::Disqualified),
        (_, true, _) => Some(Said::Recycled),
        (.., true) => Some(Said::Accepted),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_read_in_both_languages() {
        for (text, expected) in [
            ("Aceito", Some(Said::Accepted)),
            ("accepted", Some(Said::Accepted)),
            ("Não qualificado", Some(Said::Disqualified)),
            ("Qualificado", Some(Said::Accepted)),
            ("Recusado por vendas", Some(Said::Disqualified)),
            ("Devolvido para nutrição", Some(Said::Recycled)),
            ("recycled", Some(Said::Recycled)),
            ("Em contato", None),
            ("", None),
        ] {
            assert_eq!(said_of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn automatic_messages_are_no_attempts() {
        for (kind, expected) in [
            ("Call", true),
            ("Ligação", true),
            ("WhatsApp", true),
            ("E-mail enviado", true),
            ("E-mail automático", false),
            ("Nota", false),
            ("Inbound call", false),
            ("", true),
        ] {
            assert_eq!(is_try(kind), expected, "{kind:?}");
        }
    }
}
