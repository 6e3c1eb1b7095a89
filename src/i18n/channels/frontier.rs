//! The channels that no other beats on every side, and with what chance.

use super::{Lang, Piece, names, sure};

sentences! {
    frontier_title = "Quem ninguém supera", "Who nobody beats";
    frontier_say =
        "Um canal é superado quando outro custa menos por lead e também traz mais valor por lead. Entre os não superados, a escolha é sua: uns custam menos, outros valem mais.",
        "A channel is beaten when another one costs less per lead and is also worth more per lead. Between those that are not beaten the choice is yours: some cost less, some are worth more.";
    frontier_cycle = "Contar também os dias até ganhar", "Count the days to a win, too";
    frontier_days = "Dias até ganhar", "Days to a win";
    frontier_chance = "Chance de não ser superado", "Chance of not being beaten";
    frontier_verdict = "Com os números de hoje", "By today's numbers";
    frontier_on = "não superado", "not beaten";
    frontier_none =
        "Nenhum canal tem o que se precisa: custo informado, 10 leads e 5 vendas com valor.",
        "No channel has what is needed: a cost, 10 leads, and 5 sales with an amount.";
}

/// "superado por Indicação".
pub fn beaten_by(lang: Lang, names_of: &[String]) -> String {
    format!("{} {}", lang.pick("superado por", "beaten by"), names(lang, names_of))
}

/// "Fora: X e Y, com poucos dados ou sem custo informado."
pub fn frontier_left_out(lang: Lang, names_of: &[String]) -> String {
    let list = names(lang, names_of);
    match lang {
        Lang::PtBr => format!("Fora: {list}, com poucos dados ou sem custo informado."),
        Lang::En => format!("Left out: {list}, with too few data or no cost informed."),
    }
}

/// What can be said without doubt: nobody beats these, or that it is too early to say of anybody.
pub fn frontier_answer(lang: Lang, sure_of: &[(String, f64)]) -> Vec<Piece> {
    if sure_of.is_empty() {
        return vec![Piece::text(lang.pick(
            "Ainda não dá para dizer de nenhum canal que ninguém o supera.",
            "Of no channel can it be said yet that nobody beats it.",
        ))];
    }
    let mut said = vec![Piece::text(lang.pick("Ninguém supera: ", "Nobody beats: "))];
    for (nth, (name, probability)) in sure_of.iter().enumerate() {
        let before = if nth > 0 { ", " } else { "" };
        said.push(Piece::text(before));
        said.push(Piece::Mark(name.clone()));
        said.extend([Piece::text(" ("), sure(lang, *probability), Piece::text(")")]);
    }
    said.push(Piece::text("."));
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_probable_is_claimed() {
        let plain = |lang, of: &[(&str, f64)]| -> String {
            let of: Vec<(String, f64)> = of.iter().map(|(name, p)| ((*name).to_owned(), *p)).collect();
            frontier_answer(lang, &of).iter().map(Piece::plain).collect()
        };
        assert_eq!(
            plain(Lang::PtBr, &[("A", 0.97), ("B", 0.85)]),
            "Ninguém supera: A (quase certamente), B (provavelmente)."
        );
        assert_eq!(plain(Lang::En, &[("A", 0.97)]), "Nobody beats: A (almost surely).");
        assert!(plain(Lang::En, &[]).starts_with("Of no channel"));
    }
}
