//! Sorting and filtering a table: the menu, the filter of a column, the strip above the rows.

use garimpo_table::{CellType, How, Test};

use super::Lang;
use super::figures::{Figures, counted};

sentences! {
    sorting = "Ordem", "Order";
    not_sorted = "Sem ordem", "Not sorted";
    filter = "Filtrar…", "Filter…";
    filter_tool = "Filtrar", "Filter";
    filter_tool_label = "Filtrar a coluna da célula (Ctrl+Shift+L)", "Filter the cell’s column (Ctrl+Shift+L)";
    no_filter = "Tirar o filtro", "Remove the filter";
    only_problems = "Só problemas", "Only problems";
    again = "Aplicar de novo", "Apply again";
    again_label = "Ordenar e filtrar de novo, com as células como estão agora", "Sort and filter again, with the cells as they are now";
    clear = "Mostrar tudo", "Show everything";
    show = "Mostrar", "Show";
    by_values = "os valores escolhidos", "the chosen values";
    blank = "linhas em branco nesta coluna", "rows that are blank here";
    filled = "linhas preenchidas nesta coluna", "rows that are filled here";
    unread = "células com problema", "cells with a problem";
    between = "de … até …", "from … to …";
    search = "Procurar um valor", "Search a value";
    all = "Todos", "All";
    none = "Nenhum", "None";
    found_only = "Só os achados", "Only those found";
    only_this = "só este", "only this";
    empty_value = "(em branco)", "(blank)";
    text = "Texto", "Text";
    low = "De", "From";
    high = "Até", "To";
    apply = "Aplicar", "Apply";
    cancel = "Cancelar", "Cancel";
    no_values = "Nenhum valor com esse texto.", "No value with that text.";
    counting = "Contando…", "Counting…";
    not_a_number = "Isto não é um número.", "This is not a number.";
    ambiguous = "Isto pode ser lido de dois jeitos. Escreva sem ponto de milhar.", "This can be read in two ways. Write it without a thousands sign.";
    nothing_fits = "Nenhuma linha passa por esses filtros.", "No row passes these filters.";
}

/// How the values of a type go up (or down).
pub fn direction(lang: Lang, cell_type: CellType, descending: bool) -> &'static str {
    match (cell_type, descending) {
        (CellType::Number | CellType::Money | CellType::Percent, false) => {
            lang.pick("Do menor ao maior", "Smallest first")
        }
        (CellType::Number | CellType::Money | CellType::Percent, true) => {
            lang.pick("Do maior ao menor", "Largest first")
        }
        (CellType::Date | CellType::DateTime, false) => {
            lang.pick("Da mais antiga à mais nova", "Oldest first")
        }
        (CellType::Date | CellType::DateTime, true) => {
            lang.pick("Da mais nova à mais antiga", "Newest first")
        }
        (CellType::Boolean, false) => lang.pick("Não, depois sim", "No, then yes"),
        (CellType::Boolean, true) => lang.pick("Sim, depois não", "Yes, then no"),
        (CellType::Text | CellType::Id, false) => "A → Z",
        (CellType::Text | CellType::Id, true) => "Z → A",
    }
}

/// The same, after the columns that are sorted by already.
pub fn then_direction(lang: Lang, cell_type: CellType, descending: bool) -> String {
    let direction = direction(lang, cell_type, descending);
    match lang {
        Lang::PtBr => format!("E por esta: {direction}"),
        Lang::En => format!("Then by this: {direction}"),
    }
}

pub fn how(lang: Lang, how: How) -> &'static str {
    match how {
        How::Contains => lang.pick("contém", "contains"),
        How::Lacks => lang.pick("não contém", "does not contain"),
        How::Is => lang.pick("é", "is"),
        How::IsNot => lang.pick("não é", "is not"),
        How::Starts => lang.pick("começa com", "begins with"),
        How::Ends => lang.pick("termina com", "ends with"),
    }
}

pub fn panel(lang: Lang, header: &str) -> String {
    match lang {
        Lang::PtBr => format!("Filtrar {header}"),
        Lang::En => format!("Filter {header}"),
    }
}

/// "120 de 341 linhas".
pub fn rows(lang: Lang, figures: &dyn Figures, shown: u32, of: u32) -> String {
    let shown = figures.count(shown.into());
    match lang {
        Lang::PtBr => format!("{shown} de {}", counted(figures, of.into(), "linha", "linhas")),
        Lang::En => format!("{shown} of {}", counted(figures, of.into(), "row", "rows")),
    }
}

pub fn more_values(lang: Lang, figures: &dyn Figures, listed: usize, all: u32) -> String {
    let (listed, all) = (figures.count(listed as u64), figures.count(all.into()));
    match lang {
        Lang::PtBr => format!("Os {listed} mais frequentes de {all}. Procure para achar outros."),
        Lang::En => format!("The {listed} most frequent of {all}. Search to find others."),
    }
}

/// What a filter keeps, in short.
pub fn kept(lang: Lang, figures: &dyn Figures, header: &str, test: &Test, percent: bool) -> String {
    let number = |value: f64| {
        if percent { format!("{}%", figures.number(value * 100.0)) } else { figures.number(value) }
    };
    let ends = |low: Option<String>, high: Option<String>| match (low, high) {
        (Some(low), Some(high)) if low == high => format!("{header}: {low}"),
        (Some(low), Some(high)) => match lang {
            Lang::PtBr => format!("{header}: de {low} a {high}"),
            Lang::En => format!("{header}: {low} to {high}"),
        },
        (Some(low), None) => format!("{header} ≥ {low}"),
        (None, Some(high)) => format!("{header} ≤ {high}"),
        (None, None) => format!("{header}: {}", filled(lang)),
    };
    let value = |value: &String| {
        if value.is_empty() { empty_value(lang).to_owned() } else { format!("“{value}”") }
    };
    match test {
        Test::Values { values, keep } => {
            let what = match values.as_slice() {
                [one] => value(one),
                more => counted(
                    figures,
                    more.len() as u64,
                    lang.pick("valor", "value"),
                    lang.pick("valores", "values"),
                ),
            };
            match (keep, lang) {
                (true, _) => format!("{header}: {what}"),
                (false, Lang::PtBr) => format!("{header}: sem {what}"),
                (false, Lang::En) => format!("{header}: without {what}"),
            }
        }
        Test::Text { how: by, text } => format!("{header} {} “{text}”", how(lang, *by)),
        Test::Number { low, high } => ends(low.map(number), high.map(number)),
        Test::Day { from, to } => ends(from.map(|day| figures.day(day)), to.map(|day| figures.day(day))),
        Test::Blank(true) => format!("{header}: {}", empty_value(lang)),
        Test::Blank(false) => format!("{header}: {}", lang.pick("preenchida", "filled")),
        Test::Unread => format!("{header}: {}", unread(lang)),
    }
}

/// What a column adds to the order.
pub fn sorted(lang: Lang, header: &str, cell_type: CellType, descending: bool) -> String {
    let direction = direction(lang, cell_type, descending);
    format!("{header}: {direction}")
}

/// The button that takes one of them away.
pub fn remove(lang: Lang, what: &str) -> String {
    match lang {
        Lang::PtBr => format!("Tirar: {what}"),
        Lang::En => format!("Remove: {what}"),
    }
}

pub fn is_filtered(lang: Lang) -> &'static str {
    lang.pick("Com filtro", "Filtered")
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn filters_are_told_in_short() {
        let values = |values: &[&str], keep| Test::Values {
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            keep,
        };
        for (lang, test, wanted) in [
            (Lang::PtBr, values(&["Google"], true), "Canal: “Google”"),
            (Lang::PtBr, values(&["a", "b"], false), "Canal: sem 2 valores"),
            (Lang::En, values(&[""], false), "Canal: without (blank)"),
            (Lang::PtBr, Test::Number { low: Some(1.0), high: Some(2.0) }, "Canal: de 1 a 2"),
            (Lang::En, Test::Number { low: None, high: Some(2.0) }, "Canal ≤ 2"),
            (Lang::PtBr, Test::Text { how: How::Lacks, text: "x".into() }, "Canal não contém “x”"),
        ] {
            assert_eq!(kept(lang, &Plain, "Canal", &test, false), wanted);
        }
        assert_eq!(rows(Lang::PtBr, &Plain, 1, 1), "1 de 1 linha");
        assert_eq!(rows(Lang::En, &Plain, 12, 341), "12 of 341 rows");
    }
}
