//! The import screen: how a file was read, the columns, and the records that are out of the table.

use garimpo_table::{Dialect, Problem};
use garimpo_workspace::preview::Why;

use super::figures::{Figures, counted};
use super::said::Spoken;
use super::{Lang, problems};

sentences! {
    heading = "Como este arquivo foi lido", "How this file was read";
    beside = "Perguntas, linhas de fora e opções", "Questions, rows left out and options";
    to_table = "Abrir a tabela", "Open the table";
    back_to_channels = "Ver os canais", "See the channels";
    preview = "Primeiras linhas, com o que cada coluna é", "First rows, with what each column is";
    line = "linha", "line";
    remembered = "As colunas foram lembradas de um arquivo anterior.", "The columns were remembered from an earlier file.";
    field_of = "Campo da coluna", "Field of the column";
    type_of = "Tipo da coluna", "Type of the column";
    writing_of = "Como os valores são escritos", "How the values are written";
    skip = "Ignorar coluna", "Skip column";
    skipped = "Ignorada", "Skipped";
    empty_column = "Coluna vazia", "Empty column";
    all_read = "Todos os valores lidos", "All values read";
    dialect = "Letras e separadores", "Letters and separators";
    encoding = "Letras", "Letters";
    delimiter = "Separador", "Separator";
    quote = "Aspas", "Quotes";
    escape = "Aspas no texto", "Quotes in text";
    escape_doubled = "dobradas (\"\")", "doubled (\"\")";
    escape_backslash = "com barra (\\\")", "with a backslash (\\\")";
    header_rows = "Cabeçalho", "Header";
    no_header = "sem cabeçalho", "no header";
    why_chosen = "escolhido por você", "chosen by you";
    why_remembered = "lembrado de um arquivo anterior", "remembered from an earlier file";
    why_source = "pela exportação reconhecida", "by the recognised export";
    why_header = "pelo nome da coluna", "by the column’s name";
    why_values = "pelos valores", "by the values";
    cut_record = "A linha é longa demais para corrigir aqui. Baixe as linhas, corrija e solte o arquivo de novo.",
        "The line is too long to correct here. Download the rows, correct them, and drop the file again.";
    quote_none = "nenhuma", "none";
    quote_double = "duplas (\")", "double (\")";
    quote_single = "simples (')", "single (')";
    rereads = "Trocar uma opção lê o arquivo de novo. As edições na tabela ficam no desfazer.",
        "Changing an option reads the file again. Edits in the table stay in the undo.";
    tray = "Linhas que precisam de um olhar", "Rows that need a look";
    tray_none = "Nenhuma linha ficou fora da tabela.", "No row is out of the table.";
    record = "Linha como está no arquivo; corrija aqui", "The line as it is in the file; correct it here";
    take = "Pôr na tabela", "Put into the table";
    leave = "Deixar de fora", "Leave out";
    leave_all = "Deixar todas de fora", "Leave all out";
    download = "Baixar estas linhas", "Download these rows";
    memory = "Lembrar neste computador", "Remember on this computer";
    memory_hint = "Guarda neste navegador o que cada coluna é, para o mesmo relatório no mês que vem. Nenhum dado das linhas é guardado.",
        "Keeps in this browser what each column is, for the same report next month. No data of the rows is kept.";
    fix_here = "Corrigir as linhas de fora", "Correct the rows that are out";
    how_read = "Como foi lido", "How it was read";
}

/// A choice left to the page, with what the page chose.
pub fn automatic(lang: Lang, found: &str) -> String {
    match lang {
        Lang::PtBr => format!("automático: {found}"),
        Lang::En => format!("automatic: {found}"),
    }
}

pub fn quote_name(lang: Lang, dialect: &Dialect) -> &'static str {
    match dialect.quote {
        Some(b'\'') => quote_single(lang),
        Some(_) => quote_double(lang),
        None => quote_none(lang),
    }
}

pub fn why(lang: Lang, why: Why) -> &'static str {
    match why {
        Why::Chosen => why_chosen(lang),
        Why::Remembered => why_remembered(lang),
        Why::Source => why_source(lang),
        Why::Header => why_header(lang),
        Why::Values => why_values(lang),
    }
}

/// "linha 3", "linhas 3 e 4".
pub fn header_at(lang: Lang, figures: &dyn Figures, line: u32, rows: u32) -> String {
    let first = figures.count(line.into());
    let last = figures.count(u64::from(line) + u64::from(rows.saturating_sub(1)));
    match (lang, rows) {
        (Lang::PtBr, 0 | 1) => format!("linha {first}"),
        (Lang::PtBr, _) => format!("linhas {first} a {last}"),
        (Lang::En, 0 | 1) => format!("line {first}"),
        (Lang::En, _) => format!("lines {first} to {last}"),
    }
}

/// "3 de 150 não lidos".
pub fn share_read(lang: Lang, figures: &dyn Figures, filled: u32, invalid: u32) -> String {
    if filled == 0 {
        return empty_column(lang).into();
    }
    if invalid == 0 {
        return all_read(lang).into();
    }
    let (invalid, filled) = (figures.count(invalid.into()), figures.count(filled.into()));
    match lang {
        Lang::PtBr => format!("{invalid} de {filled} não lidos"),
        Lang::En => format!("{invalid} of {filled} not read"),
    }
}

/// "linha 12: “9.900 + setup”".
pub fn odd(lang: Lang, figures: &dyn Figures, line: u32, text: &str) -> String {
    let text = text.trim();
    match (lang, line) {
        (_, 0) => format!("“{text}”"),
        (Lang::PtBr, line) => format!("linha {}: “{text}”", figures.count(line.into())),
        (Lang::En, line) => format!("line {}: “{text}”", figures.count(line.into())),
    }
}

pub fn waiting(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => counted(figures, count, "linha precisa de um olhar", "linhas precisam de um olhar"),
        Lang::En => counted(figures, count, "row needs a look", "rows need a look"),
    }
}

pub fn left_out(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => {
            counted(figures, count, "linha deixada de fora por você", "linhas deixadas de fora por você")
        }
        Lang::En => counted(figures, count, "row left out by you", "rows left out by you"),
    }
}

pub fn more_waiting(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => format!("E mais {}. Decida sobre estas, ou baixe todas.", figures.count(count)),
        Lang::En => format!("And {} more. Decide about these, or download all.", figures.count(count)),
    }
}

/// For the file of records that are out of the table.
pub fn outside_headers(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::PtBr => ["linha", "motivo", "como está no arquivo"],
        Lang::En => ["line", "reason", "as it is in the file"],
    }
}

pub fn outside_reason(lang: Lang, problem: &Problem) -> String {
    problems::what(lang, &Spoken(lang), &problem.kind, &problem.raw, None)
}

pub fn outside_file(lang: Lang, name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match lang {
        Lang::PtBr => format!("{stem} - linhas de fora.csv"),
        Lang::En => format!("{stem} - rows left out.csv"),
    }
}
