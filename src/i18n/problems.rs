//! What is wrong with a cell, a record, a file or a request, and what to do about it.

use garimpo_table::{ProblemKind, Unusable};

use super::Lang;
use super::figures::{Figures, counted};
use super::packed;

/// What was found. The line stands before it, the value as written after it where `quotes` says so.
pub fn what(
    lang: Lang,
    figures: &dyn Figures,
    kind: &ProblemKind,
    raw: &str,
    column: Option<&str>,
) -> String {
    let value = match raw.is_empty() {
        true => String::new(),
        false => format!("“{raw}” "),
    };
    let at = match (lang, column) {
        (_, None) => String::new(),
        (Lang::PtBr, Some(column)) => format!(" em {column}"),
        (Lang::En, Some(column)) => format!(" in {column}"),
    };
    match lang {
        Lang::PtBr => match kind {
            ProblemKind::Unequal { expected, got } => {
                format!(
                    "{} em vez de {}.",
                    counted(figures, (*got).into(), "campo", "campos"),
                    figures.count((*expected).into())
                )
            }
            ProblemKind::UnclosedQuote => "Aspas que não fecham.".into(),
            ProblemKind::StrayQuote => format!("Aspas no meio do texto{at}."),
            ProblemKind::NotANumber => format!("{value}não é um valor{at}."),
            ProblemKind::NotADate => format!("{value}não é uma data{at}."),
            ProblemKind::NoSuchDay => format!("{value}não existe no calendário{at}."),
            ProblemKind::NotABoolean => format!("{value}não é sim nem não{at}."),
            ProblemKind::InvalidBytes => format!("Letras que não deu para ler{at}."),
            ProblemKind::DamagedId => format!("{value}é um código que uma planilha arredondou{at}."),
        },
        Lang::En => match kind {
            ProblemKind::Unequal { expected, got } => {
                format!(
                    "{} instead of {}.",
                    counted(figures, (*got).into(), "field", "fields"),
                    figures.count((*expected).into())
                )
            }
            ProblemKind::UnclosedQuote => "A quote that does not close.".into(),
            ProblemKind::StrayQuote => format!("A quote in the middle of the text{at}."),
            ProblemKind::NotANumber => format!("{value}is not a number{at}."),
            ProblemKind::NotADate => format!("{value}is not a date{at}."),
            ProblemKind::NoSuchDay => format!("{value}is not in the calendar{at}."),
            ProblemKind::NotABoolean => format!("{value}is neither yes nor no{at}."),
            ProblemKind::InvalidBytes => format!("Letters that could not be read{at}."),
            ProblemKind::DamagedId => format!("{value}is an id that a spreadsheet has rounded{at}."),
        },
    }
}

/// Whether the record itself is to be shown: the sentence does not quote it.
pub fn shows_record(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Unequal { .. }
            | ProblemKind::UnclosedQuote
            | ProblemKind::StrayQuote
            | ProblemKind::InvalidBytes
    )
}

/// `rejected`: the record is not in the table.
pub fn fix(lang: Lang, kind: &ProblemKind, rejected: bool) -> &'static str {
    let (pt_br, en) = match kind {
        _ if rejected => (
            "A linha ficou fora. Corrija-a no arquivo e solte-o de novo.",
            "The line was left out. Correct it in the file and drop that again.",
        ),
        ProblemKind::Unequal { .. } => (
            "As células que faltam ficaram vazias. Veja se o resto está na coluna certa.",
            "The missing cells are empty. See that the others stand in the right columns.",
        ),
        ProblemKind::UnclosedQuote => (
            "A linha foi lida sem elas. Veja se as células estão certas.",
            "The line was read without it. See that its cells are right.",
        ),
        ProblemKind::StrayQuote => (
            "Ficaram como texto. Apague-as se sobram.",
            "It was kept as text. Delete it if it should not be there.",
        ),
        ProblemKind::NotANumber => (
            "Conta como vazio. Corrija a célula, deixando só o número.",
            "Counts as empty. Correct the cell, leaving only the number.",
        ),
        ProblemKind::NotADate | ProblemKind::NoSuchDay => {
            ("Conta como vazio. Corrija a data na célula.", "Counts as empty. Correct the date in the cell.")
        }
        ProblemKind::NotABoolean => {
            ("Conta como vazio. Escreva sim ou não.", "Counts as empty. Write yes or no.")
        }
        ProblemKind::InvalidBytes => (
            "Corrija a célula, ou exporte o arquivo em UTF-8.",
            "Correct the cell, or export the file as UTF-8.",
        ),
        ProblemKind::DamagedId => (
            "O original não dá para recuperar daqui. Exporte de novo sem abrir no Excel.",
            "The original cannot be had back from it. Export again without opening it in Excel.",
        ),
    };
    lang.pick(pt_br, en)
}

/// Why a file could not be used. The file's name stands before it.
pub fn unusable(lang: Lang, figures: &dyn Figures, why: &Unusable) -> String {
    let megabytes = |bytes: u64| figures.count(bytes.div_ceil(1_000_000));
    match lang {
        Lang::PtBr => match why {
            Unusable::Empty => "está vazio. Exporte-o de novo do sistema e solte aqui.".into(),
            Unusable::HeaderOnly { line, columns } => format!(
                "só tem o cabeçalho (linha {}, {}). Exporte-o de novo, com um período que tenha dados.",
                figures.count((*line).into()),
                counted(figures, (*columns).into(), "coluna", "colunas")
            ),
            Unusable::Binary { looks_like } => match looks_like.as_deref() {
                Some(kind @ ("7z" | "rar")) => {
                    format!("está compactado ({kind}). Descompacte-o e solte o CSV que está dentro.")
                }
                Some(kind) => format!("não é uma tabela em texto: parece {kind}. Exporte os dados como CSV."),
                None => "não é uma tabela em texto. Exporte os dados como CSV.".into(),
            },
            Unusable::NoTable { line, sample } => format!(
                "não parece uma tabela: na linha {} (“{sample}”) não há separador de colunas. Exporte-o como CSV, com cabeçalho.",
                figures.count((*line).into())
            ),
            Unusable::RecordTooLong { line, limit } => format!(
                "tem na linha {} um registro de mais de {} MB; devem ser aspas que não fecham. Corrija essa linha e solte de novo.",
                figures.count((*line).into()),
                megabytes((*limit).into())
            ),
            Unusable::TooLarge { limit } => format!(
                "passa de {} MB, o que cabe nesta página. Exporte um período menor.",
                megabytes(*limit)
            ),
            Unusable::Unreadable { reason } => format!(
                "não pôde ser lido pelo navegador ({reason}). Veja se não foi movido ou se está aberto em outro programa, e solte de novo."
            ),
            other => packed::unopened(lang, figures, other),
        },
        Lang::En => match why {
            Unusable::Empty => "is empty. Export it from your system again and drop it here.".into(),
            Unusable::HeaderOnly { line, columns } => format!(
                "has only a header (line {}, {}). Export it again, for a period that has data.",
                figures.count((*line).into()),
                counted(figures, (*columns).into(), "column", "columns")
            ),
            Unusable::Binary { looks_like } => match looks_like.as_deref() {
                Some(kind @ ("7z" | "rar")) => {
                    format!("is compressed ({kind}). Unpack it and drop the CSV that is inside.")
                }
                Some(kind) => {
                    format!("is not a table in text: it looks like {kind}. Export the data as CSV.")
                }
                None => "is not a table in text. Export the data as CSV.".into(),
            },
            Unusable::NoTable { line, sample } => format!(
                "does not look like a table: line {} (“{sample}”) has no column separator. Export it as CSV, with a header.",
                figures.count((*line).into())
            ),
            Unusable::RecordTooLong { line, limit } => format!(
                "has a record of more than {} MB at line {}; probably a quote that does not close. Correct that line and drop it again.",
                megabytes((*limit).into()),
                figures.count((*line).into())
            ),
            Unusable::TooLarge { limit } => format!(
                "is over {} MB, which is what this page can hold. Export a shorter period.",
                megabytes(*limit)
            ),
            Unusable::Unreadable { reason } => format!(
                "could not be read by the browser ({reason}). See that it was not moved and is not open in another program, and drop it again."
            ),
            other => packed::unopened(lang, figures, other),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn every_problem_says_what_and_what_to_do() {
        let kinds = [
            ProblemKind::Unequal { expected: 8, got: 9 },
            ProblemKind::UnclosedQuote,
            ProblemKind::StrayQuote,
            ProblemKind::NotANumber,
            ProblemKind::NotADate,
            ProblemKind::NoSuchDay,
            ProblemKind::NotABoolean,
            ProblemKind::InvalidBytes,
            ProblemKind::DamagedId,
        ];
        for kind in kinds {
            let pt_br = what(Lang::PtBr, &Plain, &kind, "x", Some("Valor"));
            let en = what(Lang::En, &Plain, &kind, "x", Some("Valor"));
            assert_ne!(pt_br, en);
            assert!(pt_br.ends_with('.') && en.ends_with('.'));
            for rejected in [true, false] {
                assert_ne!(fix(Lang::PtBr, &kind, rejected), fix(Lang::En, &kind, rejected));
            }
        }
        let kind = ProblemKind::NoSuchDay;
        assert_eq!(
            what(Lang::PtBr, &Plain, &kind, "31/02/2026", None),
            "“31/02/2026” não existe no calendário."
        );
    }

    #[test]
    fn every_refused_file_says_what_to_do() {
        let table = [
            Unusable::Empty,
            Unusable::HeaderOnly { line: 1, columns: 8 },
            Unusable::Binary { looks_like: Some("rar".into()) },
            Unusable::Binary { looks_like: Some("pdf".into()) },
            Unusable::Binary { looks_like: None },
            Unusable::NoTable { line: 1, sample: "oi".into() },
            Unusable::RecordTooLong { line: 4, limit: 16_000_000 },
            Unusable::TooLarge { limit: 2_000_000_000 },
            Unusable::Unreadable { reason: "NotReadableError".into() },
            Unusable::Locked,
            Unusable::Damaged,
            Unusable::NothingInside,
            Unusable::NoTableBeside,
            Unusable::Unsupported { what: "zip".into() },
            Unusable::TooManyParts { limit: 200 },
            Unusable::TooManyCells { rows: 1_048_576, columns: 16_384, row: 1_048_577, column: 1 },
            Unusable::OpenerMissing,
            Unusable::OpenerLost { size: 30_000_000 },
        ];
        for why in table {
            let (pt_br, en) = (unusable(Lang::PtBr, &Plain, &why), unusable(Lang::En, &Plain, &why));
            assert_ne!(pt_br, en);
            assert!(pt_br.contains(". ") && en.contains(". "), "{pt_br} | {en}");
        }
    }
}
