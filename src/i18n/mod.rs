//! Every sentence for people, in both languages side by side: a missing one does not compile.
//!
//! One file a screen. A sentence is a function of the language and its parts; numbers, dates and money come in
//! already formatted (see `garimpo_browser::intl`). Nothing outside of this folder holds text for people.

/// Sentences without parts, each in both languages.
macro_rules! sentences {
    ($($name:ident = $pt_br:literal, $en:literal;)*) => {
        $(pub fn $name(lang: $crate::i18n::Lang) -> &'static str {
            lang.pick($pt_br, $en)
        })*

        #[cfg(test)]
        #[test]
        fn no_sentence_is_empty() {
            for sentence in [$($pt_br, $en),*] {
                assert!(!sentence.trim().is_empty());
            }
        }
    };
}

pub mod agreement;
pub mod channels;
pub mod data;
pub mod empty;
pub mod fields;
pub mod figures;
pub mod grid;
pub mod keep;
pub mod moves;
pub mod packed;
pub mod privacy;
pub mod problems;
pub mod questions;
pub mod reading;
pub mod said;
pub mod segments;
pub mod share;
pub mod shell;
pub mod sources;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    PtBr,
    En,
}

impl Lang {
    pub fn tag(self) -> &'static str {
        match self {
            Lang::PtBr => "pt-BR",
            Lang::En => "en",
        }
    }

    /// The one of two sentences that is in this language.
    pub fn pick<'a>(self, pt_br: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::PtBr => pt_br,
            Lang::En => en,
        }
    }

    /// From a browser's tag (`pt`, `pt-PT`, `en-US`); any other language reads English.
    pub fn from_tag(tag: &str) -> Lang {
        match tag.split('-').next().map(str::to_ascii_lowercase).as_deref() {
            Some("pt") => Lang::PtBr,
            _ => Lang::En,
        }
    }
}
