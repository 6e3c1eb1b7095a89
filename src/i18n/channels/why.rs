//! Why the cost per lead changed: rate and mix, to the cent. Arithmetic, not cause.

use super::{Lang, Piece};

sentences! {
    why_title = "Por que o custo por lead mudou", "Why the cost per lead changed";
    why_say =
        "A mudança, dividida ao centavo: o que veio de canais mais caros ou mais baratos (preço) e o que veio de os leads virem de outros canais (mistura). É conta, não causa.",
        "The change, split to the cent: what came from channels getting dearer or cheaper (rate) and what came from leads coming from other channels (mix). It is arithmetic, not cause.";
    why_table = "Preço e mistura por canal", "Rate and mix by channel";
    why_before = "Antes", "Before";
    why_after = "Depois", "After";
    why_first_half = "1ª metade", "1st half";
    why_second_half = "2ª metade", "2nd half";
    why_same = "Escolha dois períodos diferentes.", "Choose two different periods.";
    why_no_leads =
        "Um dos períodos não tem leads: não há custo por lead a comparar.",
        "One of the periods has no leads: there is no cost per lead to compare.";
    why_no_dates = "Faltam datas para dividir os leads em períodos.", "Dates are missing to split the leads into periods.";
    why_rate = "Preço", "Rate";
    why_mix = "Mistura", "Mix";
    why_without = "Gasto sem leads", "Spend without leads";
    why_sum = "Mudança", "Change";
    why_cost_untold =
        "O custo de um canal não foi informado num dos períodos: os leads dele contam com custo 0, como no total.",
        "A channel’s cost is not told in one of the periods: its leads count with a cost of 0, as in the total.";
}

/// Money as written; `change` with its sign.
pub fn why_changed(lang: Lang, before: &str, after: &str, change: &str) -> Vec<Piece> {
    match lang {
        Lang::PtBr => vec![
            Piece::text("O custo por lead foi de "),
            Piece::Strong(before.into()),
            Piece::text(" para "),
            Piece::Strong(after.into()),
            Piece::Text(format!(" ({change})")),
        ],
        Lang::En => vec![
            Piece::text("The cost per lead went from "),
            Piece::Strong(before.into()),
            Piece::text(" to "),
            Piece::Strong(after.into()),
            Piece::Text(format!(" ({change})")),
        ],
    }
}

/// The parts, money with signs. `without` only where there is such spend.
pub fn why_parts(lang: Lang, rate: &str, mix: &str, without: Option<&str>) -> String {
    let mut said = match lang {
        Lang::PtBr => format!(": {rate} pelo preço dos canais, {mix} pela mistura"),
        Lang::En => format!(": {rate} by the channels’ own cost, {mix} by the mix"),
    };
    if let Some(without) = without {
        said.push_str(&match lang {
            Lang::PtBr => format!(", {without} por gasto que não trouxe lead"),
            Lang::En => format!(", {without} by spend that brought no lead"),
        });
    }
    said + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_named() {
        assert_eq!(
            why_parts(Lang::PtBr, "+R$ 10,00", "−R$ 2,00", None),
            ": +R$ 10,00 pelo preço dos canais, −R$ 2,00 pela mistura."
        );
        assert!(why_parts(Lang::En, "a", "b", Some("c")).ends_with("c by spend that brought no lead."));
    }
}
