//! What money was spent on: the words of a spend sheet's `kind` column.

use serde::{Deserialize, Serialize};

use crate::text::{has_phrase, words};

/// domain.md 0: media, agency, tools, people, event. `Other` says something else, `Untold` nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SpendKind {
    #[default]
    Untold,
    Media,
    Agency,
    Tools,
    People,
    Event,
    Other,
}

/// The first that fits: an agency's fee for media is a fee.
const KINDS: &[(SpendKind, &[&str])] = &[
    (
        SpendKind::Agency,
        &["agencia", "agency", "fee", "assessoria", "consultoria", "freelancer", "freela", "terceirizado"],
    ),
    (
        SpendKind::People,
        &[
            "pessoa",
            "pessoas",
            "pessoal",
            "people",
            "salario",
            "salarios",
            "salary",
            "salaries",
            "folha",
            "equipe",
            "time",
            "team",
            "staff",
            "comissao",
            "comissoes",
            "commission",
            "commissions",
            "headcount",
            "bonus",
        ],
    ),
    (
        SpendKind::Tools,
        &[
            "ferramenta",
            "ferramentas",
            "tool",
            "tools",
            "software",
            "softwares",
            "licenca",
            "licencas",
            "license",
            "licenses",
            "assinatura",
            "assinaturas",
            "subscription",
            "saas",
            "sistema",
            "sistemas",
            "crm",
        ],
    ),
    (
        SpendKind::Event,
        &[
            "evento",
            "eventos",
            "event",
            "events",
            "feira",
            "feiras",
            "congresso",
            "patrocinio",
            "sponsorship",
            "trade show",
        ],
    ),
    (
        SpendKind::Media,
        &[
            "midia",
            "media",
            "ads",
            "ad",
            "anuncio",
            "anuncios",
            "advertising",
            "trafego",
            "impulsionamento",
            "links patrocinados",
            "verba",
        ],
    ),
];

pub(super) fn kind_of(text: &str) -> SpendKind {
    let words = words(text);
    if words.is_empty() {
        return SpendKind::Untold;
    }
    let found = KINDS.iter().find(|(_, phrases)| phrases.iter().any(|phrase| has_phrase(&words, phrase)));
    found.map_or(SpendKind::Other, |(kind, _)| *kind)
}

impl SpendKind {
    /// Costs that serve several channels, unless they are booked on one.
    pub fn is_overhead(self) -> bool {
        matches!(self, Self::Agency | Self::Tools | Self::People)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_money_was_spent_on() {
        for (text, expected) in [
            ("Mídia", SpendKind::Media),
            ("media", SpendKind::Media),
            ("Anúncios", SpendKind::Media),
            ("Fee da agência de mídia", SpendKind::Agency),
            ("Agency", SpendKind::Agency),
            ("Ferramentas", SpendKind::Tools),
            ("tools", SpendKind::Tools),
            ("Salários", SpendKind::People),
            ("people", SpendKind::People),
            ("Comissão", SpendKind::People),
            ("Feira", SpendKind::Event),
            ("event", SpendKind::Event),
            ("Brindes", SpendKind::Other),
            ("", SpendKind::Untold),
            ("  ", SpendKind::Untold),
        ] {
            assert_eq!(kind_of(text), expected, "{text:?}");
        }
    }
}
