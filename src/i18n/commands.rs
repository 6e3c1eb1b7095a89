//! What can be done, by name: for the palette, the menu of cells and the list of shortcuts.

use super::Lang;

sentences! {
    palette = "O que fazer", "What to do";
    palette_hint = "Comando, tabela, coluna ou número da linha", "Command, table, column or line number";
    nothing = "Nada com esse nome.", "Nothing by that name.";
    shortcuts = "Atalhos do teclado", "Keyboard shortcuts";
    shortcuts_link = "Atalhos", "Shortcuts";
    close = "Fechar", "Close";
    mac = "No Mac, ⌘ no lugar de Ctrl.", "On a Mac, ⌘ instead of Ctrl.";
    table_group = "Na tabela", "In the table";
    moving_group = "Andar e escolher", "Moving and selecting";
    typing_group = "Escrever", "Typing";
    page_group = "Em toda a página", "Anywhere";
    cell_menu = "Célula", "Cell";
}

/// `None`: nobody may call it by name.
pub fn name(lang: Lang, id: &str) -> Option<&'static str> {
    let (pt_br, en) = match id {
        "edit" => ("Editar a célula", "Edit the cell"),
        "clear" => ("Limpar as células", "Clear the cells"),
        "fill-down" => ("Preencher para baixo", "Fill down"),
        "fill-right" => ("Preencher para a direita", "Fill right"),
        "fill-range" => ("Preencher tudo com o valor da célula", "Fill all with the cell’s value"),
        "today" => ("Escrever a data de hoje", "Write today’s date"),
        "insert-rows" => ("Incluir linhas acima", "Insert rows above"),
        "insert-below" => ("Incluir uma linha abaixo", "Insert a row below"),
        "duplicate-rows" => ("Duplicar as linhas", "Duplicate the rows"),
        "delete-rows" => ("Excluir as linhas", "Delete the rows"),
        "insert-whole" => {
            ("Incluir linhas (com linhas inteiras escolhidas)", "Insert rows (with whole rows selected)")
        }
        "delete-whole" => {
            ("Excluir linhas (com linhas inteiras escolhidas)", "Delete rows (with whole rows selected)")
        }
        "undo" => ("Desfazer", "Undo"),
        "redo" => ("Refazer", "Redo"),
        "sort-up" => ("Ordenar por esta coluna, crescente", "Sort by this column, ascending"),
        "sort-down" => ("Ordenar por esta coluna, decrescente", "Sort by this column, descending"),
        "only-this" => ("Só as linhas com este valor", "Only rows with this value"),
        "filter" => ("Filtrar esta coluna", "Filter this column"),
        "find" => ("Procurar", "Find"),
        "replace" => ("Procurar e substituir", "Find and replace"),
        "next-hit" => ("Próxima célula achada", "Next match"),
        "previous-hit" => ("Célula achada anterior", "Previous match"),
        "go-to-row" => ("Ir para uma linha", "Go to a line"),
        "reveal" => ("Voltar à célula ativa", "Back to the active cell"),
        "all" => ("Escolher a tabela inteira", "Select the whole table"),
        "columns" => ("Escolher a coluna", "Select the column"),
        "rows" => ("Escolher a linha", "Select the row"),
        "column-menu" => ("Menu da coluna", "The column’s menu"),
        "cell-menu" => ("Menu da célula", "The cell’s menu"),
        "palette" => ("Achar um comando", "Find a command"),
        "shortcuts" => ("Atalhos do teclado", "Keyboard shortcuts"),
        "leave" => ("Sair da tabela", "Leave the table"),
        "leave-back" => ("Sair da tabela, para trás", "Leave the table, backwards"),
        "save-file" => ("Salvar tudo em um arquivo", "Save everything in a file"),
        "close-drawer" => ("Fechar o painel", "Close the panel"),
        "cancel-import" => ("Cancelar a importação", "Cancel the import"),
        "export-csv" => ("Salvar esta tabela como CSV", "Save this table as CSV"),
        "go-data" => ("Ir para Dados", "Go to Data"),
        "go-channels" => ("Ir para Canais", "Go to Channels"),
        "go-segments" => ("Ir para Segmentos", "Go to Segments"),
        "sample" => ("Abrir a empresa de exemplo", "Open the sample company"),
        _ => return None,
    };
    Some(lang.pick(pt_br, en))
}

/// Keys of the hands that belong to no command: shown in the list of shortcuts.
pub fn hands(lang: Lang) -> [(&'static str, &'static str); 18] {
    let say = |pt_br, en| lang.pick(pt_br, en);
    [
        ("← ↑ → ↓", say("Uma célula", "One cell")),
        ("Ctrl+← ↑ → ↓", say("Até a borda dos dados", "To the edge of the data")),
        ("Home / End", say("Primeira / última coluna", "First / last column")),
        ("Ctrl+Home / End", say("Primeira / última célula", "First / last cell")),
        ("PgUp / PgDn", say("Uma tela", "One screen")),
        ("Alt+PgUp / PgDn", say("Uma tela para o lado", "One screen sideways")),
        (
            "Shift",
            say("Com qualquer um desses: estende a escolha", "With any of these: extends the selection"),
        ),
        ("Enter / Shift+Enter", say("Abaixo / acima", "Down / up")),
        ("↑", say("Na primeira linha: ao cabeçalho", "In the first row: to the header")),
        ("A…Z", say("Escreve no lugar do que está na célula", "Types over what the cell holds")),
        (
            "F2",
            say(
                "Ao escrever: as setas andam no texto ou na tabela",
                "While typing: arrows move in the text or in the table",
            ),
        ),
        (
            "Tab / Shift+Tab",
            say("Ao escrever: guarda e vai para o lado", "While typing: keeps it and goes sideways"),
        ),
        ("Alt+Enter", say("Quebra de linha na célula", "Line break in the cell")),
        (
            "Ctrl+Enter",
            say("Ao escrever: o mesmo em toda a escolha", "While typing: the same in all of the selection"),
        ),
        ("Esc", say("Deixa a célula como estava", "Leaves the cell as it was")),
        ("Ctrl+C / X", say("Copiar / recortar", "Copy / cut")),
        ("Ctrl+V", say("Colar; a tabela cresce", "Paste; the table grows")),
        ("Ctrl+Shift+V", say("Colar só o texto", "Paste the text only")),
    ]
}

pub fn to_line(lang: Lang, line: u32) -> String {
    match lang {
        Lang::PtBr => format!("Ir para a linha {line}"),
        Lang::En => format!("Go to line {line}"),
    }
}

pub fn to_table(lang: Lang, name: &str) -> String {
    match lang {
        Lang::PtBr => format!("Tabela: {name}"),
        Lang::En => format!("Table: {name}"),
    }
}

pub fn to_column(lang: Lang, header: &str) -> String {
    match lang {
        Lang::PtBr => format!("Coluna: {header}"),
        Lang::En => format!("Column: {header}"),
    }
}
