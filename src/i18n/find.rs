//! Find and replace in a table.

use super::Lang;
use super::figures::{Figures, counted};

sentences! {
    bar = "Procurar e substituir", "Find and replace";
    find = "Procurar", "Find";
    find_label = "Procurar na tabela (Ctrl+F)", "Find in the table (Ctrl+F)";
    with = "Substituir por", "Replace with";
    next = "Próxima célula achada", "Next match";
    previous = "Célula achada anterior", "Previous match";
    exact = "Maiúsculas e acentos contam", "Match case and accents";
    whole = "A célula inteira", "The whole cell";
    regex = "Expressão regular", "Regular expression";
    column = "Só nesta coluna", "Only in this column";
    replace = "Substituir", "Replace";
    replace_all = "Substituir todas", "Replace all";
    show_replace = "Substituir…", "Replace…";
    close = "Fechar", "Close";
    nothing = "Nada achado", "Nothing found";
    bad = "Esta expressão não vale", "This is no valid expression";
    looking = "Procurando…", "Searching…";
}

/// "3 de 120 células"; without a place, how many there are.
pub fn hits(lang: Lang, figures: &dyn Figures, at: Option<usize>, all: u32) -> String {
    let cells = match lang {
        Lang::PtBr => counted(figures, all.into(), "célula", "células"),
        Lang::En => counted(figures, all.into(), "cell", "cells"),
    };
    match (at, lang) {
        (None, _) => cells,
        (Some(at), Lang::PtBr) => format!("{} de {cells}", figures.count(at as u64 + 1)),
        (Some(at), Lang::En) => format!("{} of {cells}", figures.count(at as u64 + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn tells_the_place_among_the_hits() {
        assert_eq!(hits(Lang::PtBr, &Plain, Some(2), 120), "3 de 120 células");
        assert_eq!(hits(Lang::En, &Plain, None, 1), "1 cell");
    }
}
