//! Hypothesis cards: what was said, and what the leads that came after it say.

use garimpo_funnel::segments::{Compared, Judgement, Measure, Verdict};

use super::super::channels::{Piece, sure};
use super::super::figures::Figures;
use super::{Lang, Shares, range, side, size, units};
use crate::segments::{Lack, effect};

sentences! {
    cards_title = "Hipóteses de vendas", "Hypotheses from sales";
    cards_say = "O que alguém acha que sabe, escrito antes de olhar. Só decide quem chegar depois.",
        "What somebody believes, written down before looking. Only those who come later decide.";
    no_cards = "Ouviu numa reunião que “tecnologia fecha mais fácil”? Anote aqui: os próximos leads dizem se é verdade.",
        "Did you hear in a meeting that “technology closes more easily”? Note it here: the next leads tell whether it is true.";
    note_one = "Anotar hipótese", "Note a hypothesis";
    form_title = "Nova hipótese", "New hypothesis";
    said = "O que foi dito", "What was said";
    about = "Sobre", "About";
    group = "De quem", "Of whom";
    typed_values = "Valores, com vírgula", "Values, with commas";
    other_values = "Outros valores, com vírgula", "Other values, with commas";
    compare = "Comparar", "Compare";
    than_others = "Do que os outros", "Than the others";
    by_whom = "Quem disse", "Who said it";
    said_on = "Dito em", "Said on";
    said_on_hint = "Só conta quem chegar depois deste dia.", "Only those who come after this day count.";
    keep = "Guardar hipótese", "Keep the hypothesis";
    give_up = "Desistir", "Give up";
    drop_card = "Retirar", "Remove";
    undo_drop = "Desfazer", "Undo";
    noted = "Hipótese anotada.", "Hypothesis noted.";
    dropped = "Hipótese retirada.", "Hypothesis removed.";
    new_data = "Depois", "Since";
    old_data = "O que inspirou, e não conta", "What inspired it, and does not count";
    by_channel = "Canal por canal", "Channel by channel";
    those = "Eles", "They";
    others = "Os outros", "The others";
    no_channel = "(sem canal)", "(no channel)";
    judging = "Julgando…", "Judging…";
    supported = "sustentada", "supported";
    contradicted = "contrariada", "contradicted";
    not_yet = "ainda não", "not yet";
    no_verdict = "sem resposta", "no answer";
}

pub fn lack(lang: Lang, lack: Lack) -> &'static str {
    match lack {
        Lack::Value => lang.pick("Falta dizer de quem: marque um valor.", "Say of whom: tick a value."),
        Lack::Day => lang.pick("Falta o dia em que foi dito.", "The day on which it was said is missing."),
    }
}

/// "Retirar: Tecnologia fecha mais".
pub fn drop_which(lang: Lang, claim: &str) -> String {
    format!("{}: {claim}", drop_card(lang))
}

/// "Carla, 4 de maio de 2026".
pub fn signed(figures: &dyn Figures, by: &str, created: i32) -> String {
    let day = figures.day(created);
    if by.is_empty() { day } else { format!("{by}, {day}") }
}

/// The word of a judgement.
pub fn verdict_word(lang: Lang, judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Supported => supported(lang),
        Judgement::Contradicted => contradicted(lang),
        Judgement::NotYet { .. } => not_yet(lang),
        _ => no_verdict(lang),
    }
}

/// The judgement in a sentence.
pub fn verdict(lang: Lang, figures: &dyn Shares, of: Measure, header: &str, verdict: &Verdict) -> Vec<Piece> {
    let text = |pt_br: &str, en: &str| vec![Piece::text(lang.pick(pt_br, en))];
    let p = verdict.p_true.unwrap_or_default();
    match verdict.judgement {
        Judgement::Supported => vec![
            Piece::text(lang.pick("Pelos novos dados, ", "By the new data it is ")),
            sure(lang, p),
            Piece::text(lang.pick(" é verdade.", " true.")),
        ],
        Judgement::Contradicted => vec![
            Piece::text(lang.pick("Pelos novos dados, ", "By the new data it is ")),
            sure(lang, 1.0 - p),
            Piece::text(lang.pick(" não é verdade.", " not true.")),
        ],
        Judgement::NotYet { .. } if verdict.new.inside.units + verdict.new.outside.units == 0 => {
            text("Ninguém chegou depois: traga dados mais novos.", "Nobody has come since: bring newer data.")
        }
        Judgement::NotYet { more: Some(more) } => {
            let more = units(lang, figures, of, more);
            vec![Piece::Text(match lang {
                Lang::PtBr => format!("Cedo para dizer. Se continuar assim, mais uns {more} decidem."),
                Lang::En => {
                    format!("Too close to call. If it goes on like this, about {more} more will tell.")
                }
            })]
        }
        Judgement::NotYet { more: None } => text(
            "Cedo para dizer, e pelo que se vê não dá para prever quando.",
            "Too close to call, and there is no telling yet when.",
        ),
        Judgement::NoColumn => vec![Piece::Text(match lang {
            Lang::PtBr => format!("Nenhuma tabela tem {header} com esse valor."),
            Lang::En => format!("No table has {header} with this value."),
        })],
        Judgement::NotTold => text(
            "Os dados não dizem isso: falta a tabela de negócios, ou a etapa dos leads.",
            "The data do not tell this: the table of deals is missing, or the leads’ stage.",
        ),
        Judgement::Unlike => {
            let rates = verdict.fill.and_then(|fill| fill.rates()).unwrap_or_default();
            let (hits, others) = (figures.share(rates.0), figures.share(rates.1));
            vec![Piece::Text(match lang {
                Lang::PtBr => format!(
                    "Não dá para julgar: {header} está preenchido em {hits} dos que deram certo e em {others} dos outros."
                ),
                Lang::En => format!(
                    "There is no judging: {header} is filled in for {hits} of those that worked out and for {others} of the others."
                ),
            })]
        }
    }
}

/// "8 de 46 (17%), contra 24 de 201 (12%) dos outros". `None` where neither side has any.
pub fn against(lang: Lang, figures: &dyn Shares, of: Measure, compared: &Compared) -> Option<String> {
    if compared.inside.units + compared.outside.units == 0 {
        return None;
    }
    let (inside, outside) =
        (side(lang, figures, of, &compared.inside), side(lang, figures, of, &compared.outside));
    Some(match (lang, of.is_rate()) {
        (Lang::PtBr, true) => format!("{inside}, contra {outside} dos outros"),
        (Lang::PtBr, false) => format!("{inside}; nos outros, {outside}"),
        (Lang::En, true) => format!("{inside}, against {outside} of the others"),
        (Lang::En, false) => format!("{inside}; among the others, {outside}"),
    })
}

/// "Dentro de cada canal, e descontado o acaso: cerca de 12% (8% a 17%), em vez de 6%."
/// `alone`: it is about one channel.
pub fn drawn(
    lang: Lang,
    figures: &dyn Shares,
    of: Measure,
    compared: &Compared,
    alone: bool,
) -> Option<String> {
    let effect = effect(of, compared)?;
    let baseline = size(lang, figures, of, compared.baseline?);
    let (about, range) = (size(lang, figures, of, effect.value), range(lang, figures, of, &effect));
    let how = if alone {
        lang.pick("Descontado o acaso", "Allowing for chance")
    } else {
        lang.pick(
            "Dentro de cada canal, e descontado o acaso",
            "Within each channel, and allowing for chance",
        )
    };
    Some(match lang {
        Lang::PtBr => format!("{how}: cerca de {about} ({range}), em vez de {baseline}."),
        Lang::En => format!("{how}: about {about} ({range}), instead of {baseline}."),
    })
}

/// New units whose cell says nothing.
pub fn not_told_new(lang: Lang, figures: &dyn Figures, of: Measure, header: &str, count: u32) -> String {
    let count = units(lang, figures, of, count);
    match lang {
        Lang::PtBr => format!("Sem {header}, ficaram de fora: {count}."),
        Lang::En => format!("Left out, without {header}: {count}."),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::figures::plain::Plain;
    use super::*;
    use garimpo_funnel::segments::{Estimate, Fill, Side};

    fn given(judgement: Judgement, p_true: Option<f64>, units: u32) -> Verdict {
        let side = Side { units, hits: units / 4, ..Side::default() };
        let new = Compared { inside: side, outside: side, ..Compared::default() };
        let fill = Some(Fill { of_hits: (9, 10), of_others: (40, 100) });
        Verdict { judgement, p_true, new, old: Compared::default(), fill, not_told: 0 }
    }

    #[test]
    fn every_judgement_has_words() {
        let check = |given: &Verdict, pt_br: &str, en: &str| {
            for (lang, expected) in [(Lang::PtBr, pt_br), (Lang::En, en)] {
                let words: String = verdict(lang, &Plain, Measure::LeadToCustomer, "Setor", given)
                    .iter()
                    .map(Piece::plain)
                    .collect();
                assert_eq!(words, expected);
            }
        };
        check(
            &given(Judgement::Supported, Some(0.97), 40),
            "Pelos novos dados, quase certamente é verdade.",
            "By the new data it is almost surely true.",
        );
        check(
            &given(Judgement::Contradicted, Some(0.08), 40),
            "Pelos novos dados, provavelmente não é verdade.",
            "By the new data it is probably not true.",
        );
        check(
            &given(Judgement::NotYet { more: Some(120) }, Some(0.7), 40),
            "Cedo para dizer. Se continuar assim, mais uns 120 leads decidem.",
            "Too close to call. If it goes on like this, about 120 leads more will tell.",
        );
        check(
            &given(Judgement::NotYet { more: None }, None, 0),
            "Ninguém chegou depois: traga dados mais novos.",
            "Nobody has come since: bring newer data.",
        );
        check(
            &given(Judgement::Unlike, None, 40),
            "Não dá para julgar: Setor está preenchido em 90% dos que deram certo e em 40% dos outros.",
            "There is no judging: Setor is filled in for 90% of those that worked out and for 40% of the others.",
        );
        for judgement in [Judgement::NoColumn, Judgement::NotTold, Judgement::NotYet { more: None }] {
            assert!(!verdict(Lang::PtBr, &Plain, Measure::Cycle, "x", &given(judgement, None, 3)).is_empty());
        }
    }

    #[test]
    fn both_sides_stand_with_their_counts() {
        let side = |units, hits| Side { units, hits, ..Side::default() };
        let compared = Compared {
            inside: side(46, 8),
            outside: side(200, 24),
            ratio: Some(Estimate { value: 1.5, low: 1.0, high: 2.25 }),
            baseline: Some(0.2),
            ..Compared::default()
        };
        assert_eq!(
            against(Lang::PtBr, &Plain, Measure::WinRate, &compared).as_deref(),
            Some("8 de 46 (17%), contra 24 de 200 (12%) dos outros")
        );
        assert_eq!(
            drawn(Lang::En, &Plain, Measure::WinRate, &compared, false).as_deref(),
            Some("Within each channel, and allowing for chance: about 27% (20% to 36%), instead of 20%.")
        );
        assert_eq!(against(Lang::En, &Plain, Measure::WinRate, &Compared::default()), None);
        assert_eq!(signed(&Plain, "", 3), "day 3");
    }
}
