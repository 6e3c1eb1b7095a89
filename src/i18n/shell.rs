//! What stands around every view: bar, navigation, progress, status line.

use garimpo_workspace::StepLabel;

use super::Lang;
use super::figures::{Figures, counted};

pub const BRAND: &str = "Garimpo";
/// As it is printed on the key. On a Mac it works as well as Cmd.
pub const CONTROL: &str = "Ctrl";

sentences! {
    tagline = "garimpe o ouro dos seus canais", "pan your channels for gold";
    skip = "Ir para o conteúdo", "Skip to the content";
    home = "Garimpo, início", "Garimpo, home";
    parts = "Partes do trabalho", "Parts of the work";
    parts_phone = "Partes do trabalho, no celular", "Parts of the work, on the phone";
    data = "Dados", "Data";
    channels = "Canais", "Channels";
    moves = "Verba", "Budget";
    agreement = "Acordo", "Agreement";
    segments = "Segmentos", "Segments";
    local_only = "Só neste computador", "Only on this computer";
    add_files = "Adicionar arquivos", "Add files";
    // The same where there is little room.
    add = "Adicionar", "Add";
    files_input = "Arquivos CSV ou Excel", "CSV or Excel files";
    // Named in both languages at once, so that a reader of either finds it.
    language = "Idioma / Language", "Language / Idioma";
    theme = "Aparência", "Appearance";
    theme_system = "Como no sistema", "As in the system";
    theme_light = "Clara", "Light";
    theme_dark = "Escura", "Dark";
    drop_here = "Solte para adicionar", "Drop to add";
    drop_hint = "Os arquivos são lidos aqui mesmo, no seu computador.", "The files are read right here, on your computer.";
    importing = "Lendo os arquivos", "Reading the files";
    computing = "Calculando a resposta", "Computing the answer";
    cancel = "Cancelar", "Cancel";
    cancelling = "Cancelando…", "Cancelling…";
    waiting = "na fila", "waiting";
    done = "lido", "read";
    failed = "não deu para ler", "could not be read";
    not_used = "Arquivos que não entraram", "Files that were left out";
    dismiss = "Fechar o aviso", "Dismiss the message";
    messages = "Avisos", "Messages";
    restarting = "O cálculo parou e está sendo refeito. Suas edições estão guardadas.",
        "The computation stopped and is being started again. Your edits are kept.";
    lost = "O cálculo parou e não voltou. O que está na tela continua à vista; solte os arquivos de novo para seguir.",
        "The computation stopped and did not come back. What is on the screen stays; drop the files again to go on.";
    undo = "Desfazer", "Undo";
    redo = "Refazer", "Redo";
    nothing_to_undo = "Nada a desfazer", "Nothing to undo";
    nothing_to_redo = "Nada a refazer", "Nothing to redo";
    undoes = "desfaz", "undoes";
}

/// A language's name in itself.
pub fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::PtBr => "Português",
        Lang::En => "English",
    }
}

pub fn own_short(lang: Lang) -> &'static str {
    match lang {
        Lang::PtBr => "PT",
        Lang::En => "EN",
    }
}

/// A file on its way: rows so far and how much of it was read.
pub fn progress(lang: Lang, figures: &dyn Figures, rows: u32, rate: u32, bytes: u64, size: u64) -> String {
    let rows = match lang {
        Lang::PtBr => counted(figures, rows.into(), "linha", "linhas"),
        Lang::En => counted(figures, rows.into(), "row", "rows"),
    };
    let so_far = megabytes(figures, bytes);
    let whole = megabytes(figures, size);
    let rate = match (lang, rate) {
        (_, 0) => String::new(),
        (Lang::PtBr, rate) => format!(", {} linhas por segundo", figures.count(rate.into())),
        (Lang::En, rate) => format!(", {} rows a second", figures.count(rate.into())),
    };
    match lang {
        Lang::PtBr => format!("{rows}, {so_far} de {whole} MB{rate}"),
        Lang::En => format!("{rows}, {so_far} of {whole} MB{rate}"),
    }
}

/// Before a large file is read: what it will take.
pub fn memory_needed(lang: Lang, figures: &dyn Figures, bytes: u64) -> String {
    let bytes = figures.count(bytes.div_ceil(1_000_000));
    match lang {
        Lang::PtBr => format!("Vai ocupar cerca de {bytes} MB de memória até você fechar a aba."),
        Lang::En => format!("It will take about {bytes} MB of memory until you close the tab."),
    }
}

fn megabytes(figures: &dyn Figures, bytes: u64) -> String {
    // Two decimals; a file too small for them still has something.
    let hundredths = bytes.div_ceil(10_000);
    #[allow(clippy::cast_precision_loss)]
    figures.number(hundredths as f64 / 100.0)
}

pub fn loaded(lang: Lang, figures: &dyn Figures, sheets: u64, rows: u64) -> String {
    match lang {
        Lang::PtBr => format!(
            "{}, {}",
            counted(figures, sheets, "tabela", "tabelas"),
            counted(figures, rows, "linha", "linhas")
        ),
        Lang::En => {
            format!(
                "{}, {}",
                counted(figures, sheets, "table", "tables"),
                counted(figures, rows, "row", "rows")
            )
        }
    }
}

pub fn problems(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => counted(figures, count, "problema", "problemas"),
        Lang::En => counted(figures, count, "problem", "problems"),
    }
}

pub fn questions(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => counted(figures, count, "pergunta", "perguntas"),
        Lang::En => counted(figures, count, "question", "questions"),
    }
}

pub fn changes(lang: Lang, figures: &dyn Figures, steps: u64) -> String {
    match lang {
        Lang::PtBr => counted(figures, steps, "mudança", "mudanças"),
        Lang::En => counted(figures, steps, "change", "changes"),
    }
}

/// "Desfazer: colagem de 12 células".
pub fn undo_what(lang: Lang, figures: &dyn Figures, label: &StepLabel) -> String {
    format!("{}: {}", undo(lang), step(lang, figures, label))
}

pub fn redo_what(lang: Lang, figures: &dyn Figures, label: &StepLabel) -> String {
    format!("{}: {}", redo(lang), step(lang, figures, label))
}

/// What a step did, as a noun.
pub fn step(lang: Lang, figures: &dyn Figures, label: &StepLabel) -> String {
    match lang {
        Lang::PtBr => {
            let cells = |count| counted(figures, count, "célula", "células");
            let rows = |count: u32| counted(figures, count.into(), "linha", "linhas");
            match label {
                StepLabel::Edit { cells: count } => format!("edição de {}", cells(*count)),
                StepLabel::Paste { cells: count } => format!("colagem de {}", cells(*count)),
                StepLabel::Clear { cells: count } => format!("limpeza de {}", cells(*count)),
                StepLabel::InsertRows { rows: count } => format!("inclusão de {}", rows(*count)),
                StepLabel::DeleteRows { rows: count } => format!("exclusão de {}", rows(*count)),
                StepLabel::Role => "o que a tabela é".into(),
                StepLabel::Field => "campo da coluna".into(),
                StepLabel::Reading => "leitura da coluna".into(),
                StepLabel::Answer => "resposta".into(),
                StepLabel::Reread => "outra leitura do arquivo".into(),
                StepLabel::TakeRow => "linha corrigida".into(),
                StepLabel::LeaveOut { rows: count } => format!("{} de fora", rows(*count)),
                StepLabel::Import { sheets } => {
                    format!("importação de {}", counted(figures, (*sheets).into(), "tabela", "tabelas"))
                }
                StepLabel::AddSheet => "nova tabela".into(),
                StepLabel::RemoveSheet => "remoção da tabela".into(),
                StepLabel::Merge => "união de canais".into(),
                StepLabel::Unmerge => "separação de canais".into(),
                StepLabel::Clock => "troca de relógio".into(),
                StepLabel::Period => "troca de período".into(),
                StepLabel::Settings => "ajuste das contas".into(),
                StepLabel::Card => "hipótese".into(),
                StepLabel::Flags => "o que se sabe da verba".into(),
                StepLabel::Agreement => "acordo".into(),
                StepLabel::Reasons => "lista de motivos".into(),
                StepLabel::Feedback => "devolutiva de vendas".into(),
                StepLabel::Freeze => "congelamento da reunião".into(),
                StepLabel::DropMeeting => "exclusão da reunião".into(),
                StepLabel::Decision => "decisão".into(),
            }
        }
        Lang::En => {
            let cells = |count| counted(figures, count, "cell", "cells");
            let rows = |count: u32| counted(figures, count.into(), "row", "rows");
            match label {
                StepLabel::Edit { cells: count } => format!("edit of {}", cells(*count)),
                StepLabel::Paste { cells: count } => format!("paste of {}", cells(*count)),
                StepLabel::Clear { cells: count } => format!("clearing of {}", cells(*count)),
                StepLabel::InsertRows { rows: count } => format!("{} inserted", rows(*count)),
                StepLabel::DeleteRows { rows: count } => format!("{} deleted", rows(*count)),
                StepLabel::Role => "what the table is".into(),
                StepLabel::Field => "the column's field".into(),
                StepLabel::Reading => "the column's reading".into(),
                StepLabel::Answer => "answer".into(),
                StepLabel::Reread => "another reading of the file".into(),
                StepLabel::TakeRow => "corrected line".into(),
                StepLabel::LeaveOut { rows: count } => format!("{} left out", rows(*count)),
                StepLabel::Import { sheets } => {
                    format!("import of {}", counted(figures, (*sheets).into(), "table", "tables"))
                }
                StepLabel::AddSheet => "new table".into(),
                StepLabel::RemoveSheet => "removal of the table".into(),
                StepLabel::Merge => "merge of channels".into(),
                StepLabel::Unmerge => "channels apart again".into(),
                StepLabel::Clock => "change of clock".into(),
                StepLabel::Period => "change of period".into(),
                StepLabel::Settings => "how numbers are counted".into(),
                StepLabel::Card => "hypothesis".into(),
                StepLabel::Flags => "what is known of the budget".into(),
                StepLabel::Agreement => "agreement".into(),
                StepLabel::Reasons => "list of reasons".into(),
                StepLabel::Feedback => "sales feedback".into(),
                StepLabel::Freeze => "frozen meeting".into(),
                StepLabel::DropMeeting => "removal of the meeting".into(),
                StepLabel::Decision => "decision".into(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(changes(Lang::PtBr, &Plain, 1), "1 mudança");
        assert_eq!(changes(Lang::En, &Plain, 2), "2 changes");
        let label = StepLabel::Paste { cells: 12 };
        assert_eq!(undo_what(Lang::PtBr, &Plain, &label), "Desfazer: colagem de 12 células");
        assert_eq!(progress(Lang::En, &Plain, 1, 0, 5_000, 1_500_000), "1 row, 0.01 of 1.5 MB");
    }
}
