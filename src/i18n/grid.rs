//! The grid: its line, its header, its menus and what it says after an act.

use super::Lang;
use super::figures::{Figures, counted};

sentences! {
    where_label = "Célula", "Cell";
    in_file = "no arquivo", "in the file";
    typed = "digitado", "typed";
    by_hand = "feito à mão", "made by hand";
    read_as = "lido como", "read as";
    not_read = "não deu para ler", "could not be read";
    sum = "Soma", "Sum";
    mean = "Média", "Mean";
    median = "Mediana", "Median";
    least = "Mínimo", "Minimum";
    most = "Máximo", "Maximum";
    distinct = "Diferentes", "Distinct";
    filled = "Preenchidas", "Filled";
    read = "Lidas", "Read";
    undo = "Desfazer", "Undo";
    redo = "Refazer", "Redo";
    add_row = "Linha", "Row";
    add_row_label = "Incluir uma linha abaixo da seleção", "Add a row below the selection";
    delete_rows = "Excluir", "Delete";
    delete_rows_label = "Excluir as linhas selecionadas", "Delete the selected rows";
    edit = "Editar a célula", "Edit the cell";
    help = "As setas andam pelas células. Digitar substitui, F2 edita, F6 sai da tabela. Na primeira linha, seta para cima leva ao cabeçalho.",
        "Arrow keys move between cells. Typing replaces, F2 edits, F6 leaves the table. In the first row, the up arrow goes to the header.";
    field = "Campo", "Field";
    cell_type = "Tipo", "Type";
    decimal = "Sinal decimal", "Decimal sign";
    date_order = "Ordem da data", "Date order";
    copy_failed = "Não deu para copiar: o navegador recusou. Salve a tabela como CSV.",
        "Could not copy: the browser refused. Save the table as CSV.";
    no_columns = "Esta tabela não tem colunas.", "This table has no columns.";
}

/// "linha 44" of the file.
pub fn line(lang: Lang, line: u32) -> String {
    match lang {
        Lang::PtBr => format!("linha {line}"),
        Lang::En => format!("line {line}"),
    }
}

/// What a cell is called when it is reached: its header and its line.
pub fn cell(lang: Lang, header: &str, at: Option<u32>) -> String {
    match at {
        Some(at) => format!("{header}, {}", line(lang, at)),
        None if header.is_empty() => where_label(lang).to_owned(),
        None => header.to_owned(),
    }
}

pub fn cells(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => counted(figures, count, "célula", "células"),
        Lang::En => counted(figures, count, "cell", "cells"),
    }
}

/// The button that opens a column's menu.
pub fn chip(lang: Lang, field: &str, cell_type: &str, asking: bool) -> String {
    match (lang, asking) {
        (Lang::PtBr, false) => format!("Campo: {field}. Tipo: {cell_type}. Mudar"),
        (Lang::PtBr, true) => format!("Campo: {field}. Tipo: {cell_type}. Há uma pergunta. Mudar"),
        (Lang::En, false) => format!("Field: {field}. Type: {cell_type}. Change"),
        (Lang::En, true) => format!("Field: {field}. Type: {cell_type}. There is a question. Change"),
    }
}

pub fn menu(lang: Lang, header: &str) -> String {
    match lang {
        Lang::PtBr => format!("Coluna {header}"),
        Lang::En => format!("Column {header}"),
    }
}

pub fn copied(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    let cells = cells(lang, figures, count);
    match lang {
        Lang::PtBr => format!("Copiado: {cells}."),
        Lang::En => format!("Copied: {cells}."),
    }
}

pub fn copying(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    let cells = cells(lang, figures, count);
    match lang {
        Lang::PtBr => format!("Copiando {cells}…"),
        Lang::En => format!("Copying {cells}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn says_cells_in_both_languages() {
        for (lang, count, wanted) in [
            (Lang::PtBr, 1, "Copiado: 1 célula."),
            (Lang::PtBr, 6, "Copiado: 6 células."),
            (Lang::En, 1, "Copied: 1 cell."),
            (Lang::En, 6, "Copied: 6 cells."),
        ] {
            assert_eq!(copied(lang, &Plain, count), wanted);
        }
        assert_eq!(cell(Lang::PtBr, "Valor", Some(44)), "Valor, linha 44");
        assert_eq!(cell(Lang::En, "", None), "Cell");
    }
}
