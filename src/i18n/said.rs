//! What the page says by itself: short sentences for the live region and for notices.

use garimpo_workspace::view::{FileOutcome, Updated};
use garimpo_workspace::{Refusal, StepLabel};

use super::Lang;
use super::figures::{Figures, counted};
use super::shell;

sentences! {
    pasted_table = "Tabela colada", "Pasted table";
    cancelled = "Importação cancelada. Nada mudou.", "Import cancelled. Nothing changed.";
    cannot_start = "Este navegador não conseguiu iniciar o cálculo. Recarregue a página; se não resolver, atualize o navegador.",
        "This browser could not start the computation. Reload the page; if that does not help, update the browser.";
}

/// Numbers without the browser, so that what is said can be decided and tested without it.
pub(super) struct Spoken(pub Lang);

impl Figures for Spoken {
    fn count(&self, value: u64) -> String {
        let digits = value.to_string();
        let separator = self.0.pick(".", ",");
        let mut written = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push_str(separator);
            }
            written.push(digit);
        }
        written
    }
    fn number(&self, value: f64) -> String {
        value.to_string().replace('.', self.0.pick(",", "."))
    }
    fn money(&self, value: f64, currency: Option<&str>) -> String {
        format!("{} {}", currency.unwrap_or_default(), self.number(value)).trim().to_owned()
    }
    fn day(&self, day: i32) -> String {
        day.to_string()
    }
    fn list(&self, parts: &[String]) -> String {
        match parts {
            [before @ .., last] if !before.is_empty() => {
                format!("{} {} {last}", before.join(", "), self.0.pick("e", "and"))
            }
            _ => parts.concat(),
        }
    }
}

/// After a drop: what came in, what did not, and what can be seen now.
pub fn imported(lang: Lang, outcomes: &[FileOutcome], channels: Option<usize>, questions: usize) -> String {
    let spoken = Spoken(lang);
    let (mut tables, mut rows, mut left_out) = (0_u64, 0_u64, 0_u64);
    for outcome in outcomes {
        match outcome {
            FileOutcome::Sheet { rows: more, .. } => (tables, rows) = (tables + 1, rows + u64::from(*more)),
            FileOutcome::Failed(_) => left_out += 1,
        }
    }
    let count = |value, pt: [&str; 2], en: [&str; 2]| match lang {
        Lang::PtBr => counted(&spoken, value, pt[0], pt[1]),
        Lang::En => counted(&spoken, value, en[0], en[1]),
    };
    let mut sentences = Vec::new();
    if tables > 0 {
        let tables = count(tables, ["tabela lida", "tabelas lidas"], ["table read", "tables read"]);
        let rows = count(rows, ["linha", "linhas"], ["row", "rows"]);
        sentences.push(format!("{tables}, {rows}."));
    }
    if left_out > 0 {
        let files = count(
            left_out,
            ["arquivo ficou de fora", "arquivos ficaram de fora"],
            ["file was left out", "files were left out"],
        );
        sentences.push(format!("{files}."));
    }
    if let Some(channels) = channels.filter(|_| tables > 0) {
        let channels = count(
            channels as u64,
            ["canal comparado", "canais comparados"],
            ["channel compared", "channels compared"],
        );
        sentences.push(format!("{channels}."));
    }
    if questions > 0 {
        let open = count(
            questions as u64,
            ["pergunta em aberto", "perguntas em aberto"],
            ["open question", "open questions"],
        );
        sentences.push(format!("{open}."));
    }
    sentences.join(" ")
}

/// After a drop: which earlier tables it has brought up to date. `None` when it has not.
pub fn updated(lang: Lang, outcomes: &[FileOutcome]) -> Option<String> {
    let spoken = Spoken(lang);
    let sentence = |outcome: &FileOutcome| {
        let FileOutcome::Sheet { name, updated: Some(updated), .. } = outcome else { return None };
        let Updated { name: old, rows, kept_edits } = updated;
        let (rows, edits) = (u64::from(*rows), u64::from(*kept_edits));
        let mut words = match lang {
            Lang::PtBr => {
                if rows == 1 {
                    format!("1 linha de {old} veio de novo em {name}: vale a nova, nada conta em dobro.")
                } else {
                    let rows = spoken.count(rows);
                    format!(
                        "{rows} linhas de {old} vieram de novo em {name}: valem as novas, nada conta em dobro."
                    )
                }
            }
            Lang::En => {
                if rows == 1 {
                    format!("1 row of {old} came again in {name}: the new one counts, nothing counts twice.")
                } else {
                    let rows = spoken.count(rows);
                    format!(
                        "{rows} rows of {old} came again in {name}: the new ones count, nothing counts twice."
                    )
                }
            }
        };
        if edits > 0 {
            let (pt, en) = (
                ["correção sua foi mantida", "correções suas foram mantidas"],
                ["correction of yours was kept", "corrections of yours were kept"],
            );
            let words_of = match lang {
                Lang::PtBr => counted(&spoken, edits, pt[0], pt[1]),
                Lang::En => counted(&spoken, edits, en[0], en[1]),
            };
            words.push_str(&format!(" {words_of}."));
        }
        Some(words)
    };
    let sentences: Vec<String> = outcomes.iter().filter_map(sentence).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

pub fn undone(lang: Lang, label: &StepLabel) -> String {
    format!("{}: {}.", lang.pick("Desfeito", "Undone"), shell::step(lang, &Spoken(lang), label))
}

pub fn redone(lang: Lang, label: &StepLabel) -> String {
    format!("{}: {}.", lang.pick("Refeito", "Redone"), shell::step(lang, &Spoken(lang), label))
}

pub fn saved(lang: Lang, name: &str) -> String {
    format!("{}: {name}.", lang.pick("Arquivo salvo", "File saved"))
}

/// Why a change was not made, and what to do instead.
pub fn refused(lang: Lang, why: &Refusal) -> String {
    let count = |value: u64| Spoken(lang).count(value);
    match why {
        Refusal::NoSuchSheet => lang
            .pick(
                "Essa tabela não está mais aqui. Nada mudou.",
                "That table is not here any more. Nothing changed.",
            )
            .to_owned(),
        Refusal::NoSuchRow => lang
            .pick(
                "Essa linha não está mais aqui. Nada mudou.",
                "That row is not here any more. Nothing changed.",
            )
            .to_owned(),
        Refusal::NoSuchColumn => lang
            .pick(
                "Essa coluna não existe na tabela. Nada mudou.",
                "The table has no such column. Nothing changed.",
            )
            .to_owned(),
        Refusal::TooWide { columns, left } => {
            let (columns, left) = (count((*columns).into()), count((*left).into()));
            match lang {
                Lang::PtBr => format!(
                    "O bloco colado tem {columns} colunas e a partir daqui há {left}. Cole mais à esquerda. Nada mudou."
                ),
                Lang::En => format!(
                    "The pasted block has {columns} columns and there are {left} from here on. Paste further to the left. Nothing changed."
                ),
            }
        }
        Refusal::TooManyCells { cells, most } => {
            let (cells, most) = (count(*cells), count(*most));
            match lang {
                Lang::PtBr => format!(
                    "São {cells} células, e um passo muda no máximo {most}. Selecione menos. Nada mudou."
                ),
                Lang::En => {
                    format!(
                        "That is {cells} cells, and one step changes at most {most}. Select less. Nothing changed."
                    )
                }
            }
        }
        Refusal::Unequal { expected, got } => {
            let (expected, got) = (count((*expected).into()), count((*got).into()));
            match lang {
                Lang::PtBr => format!(
                    "Ainda são {got} campos, e a tabela tem {expected} colunas. Corrija os separadores. Nada mudou."
                ),
                Lang::En => format!(
                    "There are still {got} fields, and the table has {expected} columns. Correct the separators. Nothing changed."
                ),
            }
        }
        Refusal::Unreadable(why) => {
            let why = super::problems::unusable(lang, &Spoken(lang), why);
            format!(
                "{}: {why} {}",
                lang.pick("Lido assim, o arquivo", "Read that way, the file"),
                lang.pick("Nada mudou.", "Nothing changed.")
            )
        }
        Refusal::NoSuchQuestion => {
            lang.pick("Essa pergunta já foi resolvida.", "That question is settled already.").to_owned()
        }
        Refusal::NoSuchCard => {
            lang.pick("Essa hipótese já foi retirada.", "That hypothesis is gone already.").to_owned()
        }
        Refusal::NoSuchMeeting => {
            lang.pick("Essa reunião não está mais aqui.", "That meeting is not here any more.").to_owned()
        }
        Refusal::NoSuchDecision => {
            lang.pick("Essa decisão já foi retirada.", "That decision is gone already.").to_owned()
        }
        Refusal::Unsound => lang
            .pick(
                "Um número do acordo não pode ser assim. Nada mudou.",
                "A number of the agreement cannot be like that. Nothing changed.",
            )
            .to_owned(),
        Refusal::NoSuchVersion => {
            lang.pick("Essa versão já não existe.", "That version is gone already.").to_owned()
        }
        Refusal::NoKey => lang
            .pick(
                "Este lead não tem código nem e-mail: não há como anotar a devolutiva dele. Nada mudou.",
                "This lead has neither an id nor an email: there is no way to note its feedback. Nothing changed.",
            )
            .to_owned(),
        Refusal::NothingToUndo => shell::nothing_to_undo(lang).to_owned(),
        Refusal::NothingToRedo => shell::nothing_to_redo(lang).to_owned(),
        Refusal::NameTaken => lang
            .pick(
                "Já há uma tabela com esse nome. Escolha outro. Nada mudou.",
                "There is a table of that name already. Choose another. Nothing changed.",
            )
            .to_owned(),
    }
}

/// What a worker that died took with it; `None` when nothing was on its way.
pub fn lost_work(lang: Lang, edits: usize, files: &[String]) -> Option<String> {
    let spoken = Spoken(lang);
    let mut sentences = Vec::new();
    if edits > 0 {
        let edits = edits as u64;
        sentences.push(match lang {
            Lang::PtBr => format!(
                "{} não chegou a ser feita. Faça de novo.",
                if edits == 1 {
                    "A última mudança".to_owned()
                } else {
                    format!("Cada uma das últimas {} mudanças", spoken.count(edits))
                }
            ),
            Lang::En => format!(
                "{} not made. Please do it again.",
                if edits == 1 {
                    "The last change was".to_owned()
                } else {
                    format!("The last {} changes were", spoken.count(edits))
                }
            ),
        });
    }
    if !files.is_empty() {
        let names = spoken.list(files);
        sentences.push(match lang {
            Lang::PtBr => format!("O cálculo parou ao ler {names}. Nada entrou; o que já estava aqui continua."),
            Lang::En => format!(
                "The computation stopped while reading {names}. Nothing came in; what was here before is still here."
            ),
        });
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: u32) -> FileOutcome {
        FileOutcome::Sheet { name: "a.csv".into(), sheet: 1, rows, problems: 0, updated: None }
    }

    #[test]
    fn an_import_is_told_in_one_breath() {
        let check = |lang, outcomes: &[FileOutcome], channels, questions, expected: &str| {
            assert_eq!(imported(lang, outcomes, channels, questions), expected);
        };
        let two = [sheet(1), sheet(1_234_566)];
        check(Lang::PtBr, &two, Some(6), 0, "2 tabelas lidas, 1.234.567 linhas. 6 canais comparados.");
        check(
            Lang::En,
            &two,
            Some(6),
            2,
            "2 tables read, 1,234,567 rows. 6 channels compared. 2 open questions.",
        );
        check(Lang::En, &[sheet(1)], None, 1, "1 table read, 1 row. 1 open question.");
    }

    #[test]
    fn nothing_lost_is_not_told() {
        assert_eq!(lost_work(Lang::En, 0, &[]), None);
        assert!(
            lost_work(Lang::PtBr, 1, &["a.csv".into(), "b.csv".into()])
                .is_some_and(|words| words.contains("a.csv e b.csv"))
        );
    }
}
