//! The map of cost against value.

use super::{Lang, names, some_names};

pub fn map_title(lang: Lang) -> &'static str {
    lang.pick("O que cada lead custa e o que ele vale", "What each lead costs and what it is worth")
}

pub fn map_say(lang: Lang) -> &'static str {
    lang.pick(
        "Mais para cima e para a esquerda, melhor. Área do círculo: gasto. Traço vertical: 90%.",
        "Further up and left is better. Circle area: spend. Vertical line: 90%.",
    )
}

pub fn map_name(lang: Lang) -> &'static str {
    lang.pick("Custo por lead contra valor por lead", "Cost per lead against value per lead")
}

/// The description for those who do not see it: where each channel lies, in the same words as the drawing.
pub fn map_desc(lang: Lang, above: &[String], between: &[String], below: &[String]) -> String {
    let mut said = lang.pick("Escalas logarítmicas.", "Logarithmic scales.").to_owned();
    let mut say = |some: &[String], pt_br: &str, en: &str| {
        if !some.is_empty() {
            said.push_str(&format!(" {} {}.", lang.pick(pt_br, en), names(lang, some)));
        }
    };
    say(above, "Volta o triplo ou mais:", "Return threefold or more:");
    say(between, "Volta mais do que custa:", "Return more than they cost:");
    say(below, "Volta menos do que custa:", "Return less than they cost:");
    said + lang.pick(" Os mesmos números estão na tabela.", " The same numbers are in the table.")
}

/// Along the lines of equal return.
pub fn break_even(lang: Lang, one: &str) -> String {
    match lang {
        Lang::PtBr => format!("{one} volta {one}"),
        Lang::En => format!("{one} returns {one}"),
    }
}

pub fn goal(lang: Lang, one: &str, three: &str) -> String {
    match lang {
        Lang::PtBr => format!("{one} volta {three}"),
        Lang::En => format!("{one} returns {three}"),
    }
}

pub fn loss_zone(lang: Lang) -> &'static str {
    lang.pick("volta menos do que custa", "returns less than it costs")
}

pub fn axis_cost(lang: Lang, symbol: &str) -> String {
    axis(lang.pick("Custo por lead (CPL)", "Cost per lead (CPL)"), symbol) + " →"
}

pub fn axis_value(lang: Lang, symbol: &str) -> String {
    format!("↑ {}", axis(lang.pick("Valor por lead (receita)", "Value per lead (revenue)"), symbol))
}

fn axis(words: &str, symbol: &str) -> String {
    if symbol.is_empty() { words.to_owned() } else { format!("{words}, {symbol}") }
}

pub fn key_first(lang: Lang) -> &'static str {
    lang.pick("1ª faixa de custo", "1st tier of cost")
}

pub fn key_rest(lang: Lang) -> &'static str {
    lang.pick("demais", "the rest")
}

/// "E-mail fora: falta o custo."
pub fn left_out_cost(lang: Lang, channels: &[String]) -> String {
    let list = some_names(lang, channels);
    match lang {
        Lang::PtBr => format!("{list} fora: falta o custo."),
        Lang::En => format!("{list} left out: no cost."),
    }
}

/// A logarithm has no place for 0.
pub fn left_out_zero(lang: Lang, channels: &[String]) -> String {
    let list = some_names(lang, channels);
    match lang {
        Lang::PtBr => format!("{list} fora: custo ou receita é zero."),
        Lang::En => format!("{list} left out: cost or revenue is zero."),
    }
}

pub fn map_empty(lang: Lang) -> &'static str {
    lang.pick(
        "O mapa precisa de canais com custo e com receita.",
        "The map needs channels with a cost and with revenue.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_names_only_what_is_there() {
        let said = map_desc(Lang::PtBr, &["A".into(), "B".into()], &[], &["C".into()]);
        assert_eq!(
            said,
            "Escalas logarítmicas. Volta o triplo ou mais: A e B. Volta menos do que custa: C. \
             Os mesmos números estão na tabela."
        );
    }
}
