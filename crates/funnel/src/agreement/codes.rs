//! Why a lead came to nothing: a short list of reasons, each with an owner of the fix (domain.md f).
//!
//! A CRM's free texts are mapped to codes: by what a person has said, else by the code's own name, else by words
//! that everybody uses. What none of them knows stays "not mapped" and is counted as such; it is never guessed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{fold, has_phrase, is_blank, words};

macro_rules! codes {
    ($($variant:ident = $id:literal, $fix:ident, [$($words:literal),*];)*) => {
        /// The reasons that the program knows by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code { $($variant),* }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// As it stands in exports.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id),* }
            }

            fn fix(self) -> Fix {
                match self { $(Code::$variant => Fix::$fix),* }
            }

            fn words(self) -> &'static [&'static str] {
                match self { $(Code::$variant => &[$($words),*]),* }
            }
        }
    };
}

/// Who can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fix {
    Marketing,
    Sales,
    Both,
    Operations,
    Product,
    /// Looked at in each meeting.
    Meeting,
}

impl Fix {
    pub const ALL: [Fix; 6] =
        [Self::Marketing, Self::Sales, Self::Both, Self::Operations, Self::Product, Self::Meeting];
}

// In the order in which their words are looked for: the first that says it wins.
codes! {
    Spam = "SPAM", Marketing, ["spam", "teste", "test", "solicitation", "curriculo", "vaga de emprego", "job seeker",
        "job type mismatch", "vendor"];
    Duplicate = "DUPLICATE", Operations, ["duplicado", "duplicada", "duplicate", "ja cadastrado", "ja na base"];
    BadContact = "BAD_CONTACT", Marketing, ["contato invalido", "telefone errado", "numero errado", "telefone invalido",
        "email invalido", "dados invalidos", "dados incorretos", "wrong number", "wrong phone", "invalid contact",
        "inaccurate data", "bad contact", "invalid phone", "invalid email"];
    Unreached = "UNREACHED", Both, ["nao localizado", "nao atende", "nao atendeu", "nao responde", "nao respondeu",
        "sem resposta", "sem contato", "parou de responder", "stopped answering", "no answer", "no response",
        "unreached", "unable to reach", "unresponsive", "ghosted", "sumiu"];
    NoFitSize = "NO_FIT_SIZE", Marketing, ["fora do porte", "porte", "muito pequeno", "muito pequena", "too small",
        "company size"];
    NoFitRegion = "NO_FIT_REGION", Marketing, ["fora da regiao", "regiao", "geo mismatch", "region", "fora de area"];
    NoFitRole = "NO_FIT_ROLE", Marketing, ["cargo", "sem poder de decisao", "not decision maker", "wrong role"];
    NoFitSector = "NO_FIT_SECTOR", Marketing, ["fora do perfil", "setor", "segmento", "not a fit", "no fit",
        "not a good fit", "bad fit", "industry", "sector", "fora do icp"];
    NoBudget = "NO_BUDGET", Both, ["sem orcamento", "sem verba", "sem dinheiro", "no budget", "orcamento"];
    NotNow = "NOT_NOW", Marketing, ["sem momento", "agora nao", "futuro", "momento", "timing", "not now", "later",
        "not ready to book", "not ready", "mais tarde"];
    NoNeed = "NO_NEED", Marketing, ["sem necessidade", "sem interesse", "nao precisa", "no need", "no interest",
        "not interested", "desinteresse"];
    Competitor = "COMPETITOR", Product, ["concorrente", "concorrencia", "competitor", "competition"];
    Price = "PRICE", Sales, ["preco", "caro", "price", "pricing", "expensive", "valor alto"];
    NoDecision = "NO_DECISION", Sales, ["sem decisao", "no decision", "indeciso", "parado", "stalled", "engavetado",
        "adiado"];
    Other = "OTHER", Meeting, ["outro", "outros", "outra", "other"];
}

/// A reason as the company has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What is written into exports: a code's id, or the company's own.
    pub id: String,
    /// The company's own words for it; `None`: those of the page's language.
    pub name: Option<String>,
    pub fix: Fix,
}

impl Reason {
    /// The reason that the program knows by this name.
    pub fn code(&self) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id() == self.id)
    }

    /// It says nothing without a note.
    pub fn needs_note(&self) -> bool {
        self.code() == Some(Code::Other)
    }
}

/// The reasons and what a CRM's texts mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    pub reasons: Vec<Reason>,
    /// From a folded text to a reason's id; an empty id: it is no reason.
    pub texts: BTreeMap<String, String>,
}

impl Default for Codebook {
    fn default() -> Self {
        let reason = |code: &Code| Reason { id: code.id().into(), name: None, fix: code.fix() };
        Codebook { reasons: Code::ALL.iter().map(reason).collect(), texts: BTreeMap::new() }
    }
}

/// A text as the mapping knows it.
pub fn folded(text: &str) -> String {
    fold(text)
}

impl Codebook {
    pub fn find(&self, id: &str) -> Option<usize> {
        self.reasons.iter().position(|reason| reason.id == id)
    }

    /// What a text means: the reason's place in the list. `None`: nothing, or nobody knows.
    pub fn read(&self, text: &str) -> Option<usize> {
        if is_blank(text) {
            return None;
        }
        let key = fold(text);
        if let Some(id) = self.texts.get(&key) {
            return self.find(id);
        }
        let named = |reason: &Reason| {
            fold(&reason.id) == key || reason.name.as_ref().is_some_and(|name| fold(name) == key)
        };
        if let Some(at) = self.reasons.iter().position(named) {
            return Some(at);
        }
        let said = words(text);
        let says = |code: &&Code| code.words().iter().any(|phrase| has_phrase(&said, phrase));
        self.find(Code::ALL.iter().find(says)?.id())
    }

    /// A person has said that the text is no reason.
    pub fn says_nothing(&self, text: &str) -> bool {
        self.texts.get(&fold(text)).is_some_and(String::is_empty)
    }

    /// Whether a person has said what the text means.
    pub fn is_settled(&self, text: &str) -> bool {
        self.texts.contains_key(&fold(text))
    }
}

/// The codes of a column's distinct texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    /// As spelled, with its rows and what it means (the reason's place).
    pub texts: Vec<(String, u32, Option<u32>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_texts_become_codes() {
        let book = Codebook::default();
        #[track_caller]
        fn check(book: &Codebook, text: &str, expected: Option<&str>) {
            let id = book.read(text).and_then(|at| book.reasons.get(at)).map(|reason| reason.id.as_str());
            assert_eq!(id, expected, "{text:?}");
        }
        check(&book, "Preço", Some("PRICE"));
        check(&book, "Sem verba agora", Some("NO_BUDGET"));
        check(&book, "Escolheu concorrente", Some("COMPETITOR"));
        check(&book, "Parou de responder", Some("UNREACHED"));
        check(&book, "Fora do perfil", Some("NO_FIT_SECTOR"));
        check(&book, "Fora do perfil (porte)", Some("NO_FIT_SIZE"));
        check(&book, "Chose a competitor", Some("COMPETITOR"));
        check(&book, "NOT_A_GOOD_FIT", Some("NO_FIT_SECTOR"));
        check(&book, "GEO_MISMATCH", Some("NO_FIT_REGION"));
        check(&book, "no_budget", Some("NO_BUDGET"));
        check(&book, "Mudou de cidade", None);
        check(&book, "", None);
        check(&book, "N/A", None);
    }

    #[test]
    fn what_a_person_says_comes_first() {
        let mut book = Codebook::default();
        book.texts.insert(fold("Preço"), "NO_BUDGET".into());
        book.texts.insert(fold("Outro"), String::new());
        book.reasons.push(Reason { id: "LEGAL".into(), name: Some("Jurídico".into()), fix: Fix::Sales });
        assert_eq!(book.read(" PREÇO "), book.find("NO_BUDGET"));
        assert_eq!(book.read("Outro"), None, "a person says that it is no reason");
        assert_eq!(book.read("juridico"), book.find("LEGAL"));
        book.reasons.retain(|reason| reason.id != "PRICE");
        assert_eq!(book.read("Caro demais"), None, "a reason that was taken off the list is none");
    }
}
