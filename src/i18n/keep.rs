//! Saving the work in a file, and opening it again.

use garimpo_workspace::keep::Unopenable;

use super::Lang;

pub fn save(lang: Lang) -> &'static str {
    lang.pick("Salvar arquivo", "Save file")
}

pub fn saving(lang: Lang) -> &'static str {
    lang.pick("Preparando o arquivo…", "Preparing the file…")
}

pub fn saved(lang: Lang) -> &'static str {
    lang.pick(
        "Arquivo salvo com as tabelas, as edições e o que pode ser desfeito.",
        "File saved, with the tables, the edits and what can be undone.",
    )
}

/// `name` is empty where the browser had no room.
pub fn not_saved(lang: Lang, name: &str) -> String {
    if name.is_empty() {
        return lang
            .pick(
                "O navegador não teve espaço para montar o arquivo. Nada foi perdido: libere espaço e salve de novo.",
                "The browser had no room to make the file. Nothing is lost: free some space and save again.",
            )
            .to_owned();
    }
    match lang {
        Lang::PtBr => format!(
            "{name} mudou ou saiu do lugar depois de solto aqui, e sem ele o arquivo não ficaria inteiro. Nada foi perdido: ponha o arquivo de volta e salve de novo."
        ),
        Lang::En => format!(
            "{name} has changed or moved since it was dropped here, and the saved file would not be whole without it. Nothing is lost: put it back and save again."
        ),
    }
}

pub fn save_interrupted(lang: Lang) -> &'static str {
    lang.pick("O arquivo não chegou a ser salvo: salve de novo.", "The file was not saved: save it again.")
}

pub fn open_interrupted(lang: Lang) -> &'static str {
    lang.pick(
        "O arquivo não chegou a ser aberto: solte-o de novo.",
        "The file was not opened: drop it again.",
    )
}

pub fn unsaved(lang: Lang) -> &'static str {
    lang.pick("Ainda não salvo em arquivo", "Not saved in a file yet")
}

pub fn file_name(lang: Lang) -> &'static str {
    lang.pick("trabalho.garimpo", "work.garimpo")
}

pub fn alone(lang: Lang) -> &'static str {
    lang.pick(
        "Um arquivo .garimpo é aberto sozinho: ele traz as próprias tabelas. Solte-o de novo, sem os outros.",
        "A .garimpo file is opened by itself: it brings its own tables. Drop it again, without the others.",
    )
}

/// Before work that is in no file would be thrown away.
pub fn replace(lang: Lang, name: &str) -> String {
    match lang {
        Lang::PtBr => format!(
            "Abrir {name} toma o lugar do que está aberto, e há trabalho que ainda não foi salvo em arquivo."
        ),
        Lang::En => {
            format!(
                "Opening {name} takes the place of what is open, and some work is not saved in a file yet."
            )
        }
    }
}

pub fn open_anyway(lang: Lang) -> &'static str {
    lang.pick("Abrir e descartar", "Open and discard")
}

pub fn stay(lang: Lang) -> &'static str {
    lang.pick("Ficar aqui", "Stay here")
}

pub fn damaged(lang: Lang, names: &[String]) -> String {
    let names = names.join(", ");
    match lang {
        Lang::PtBr => format!(
            "O arquivo está danificado: {names} não pôde ser recuperado, e as edições dependem dele. O que estava aberto continua como estava. Use outra cópia."
        ),
        Lang::En => format!(
            "The file is damaged: {names} could not be recovered, and the edits depend on it. What was open is as it was. Use another copy."
        ),
    }
}

/// Opened, though something in it was damaged that was there twice, or was not needed.
pub fn partly(lang: Lang) -> &'static str {
    lang.pick(
        "O arquivo tinha partes danificadas, mas tudo pôde ser recuperado. Salve de novo para ter uma cópia inteira.",
        "Parts of the file were damaged, but everything could be recovered. Save it again to have a whole copy.",
    )
}

pub fn unopenable(lang: Lang, why: &Unopenable) -> String {
    match why {
        Unopenable::NotOurs => lang
            .pick(
                "Este arquivo não foi salvo pelo Garimpo, ou só o começo dele chegou. O que estava aberto continua como estava.",
                "This file was not saved by Garimpo, or only its beginning arrived. What was open is as it was.",
            )
            .to_owned(),
        Unopenable::Newer { .. } => lang
            .pick(
                "Este arquivo foi salvo por uma versão mais nova da página. Atualize a página e abra de novo.",
                "This file was saved by a newer version of the page. Update the page and open it again.",
            )
            .to_owned(),
        Unopenable::NoJournal => lang
            .pick(
                "O arquivo está danificado onde diz o que foi feito, e não pode ser aberto. Use outra cópia.",
                "The file is damaged where it says what was done, and cannot be opened. Use another copy.",
            )
            .to_owned(),
        Unopenable::Unreadable { reason } => match lang {
            Lang::PtBr => format!("O navegador não conseguiu ler o arquivo ({reason}). Tente soltar de novo."),
            Lang::En => format!("The browser could not read the file ({reason}). Try dropping it again."),
        },
    }
}

sentences! {
    erase = "Apagar tudo deste computador", "Erase everything from this computer";
    erase_say = "Idioma, cores, colunas, o que a página lembra dos seus arquivos, e a cópia para usar sem rede.",
        "Language, colours, columns, what the page remembers of your files, and the copy for use without the network.";
    erased = "Apagado: nada desta página ficou guardado neste computador. O que está aberto continua aberto até você fechar a aba.",
        "Erased: nothing of this page is stored on this computer any more. What is open stays open until you close the tab.";
    not_erased = "Nem tudo pôde ser apagado: outra aba está usando. Feche as outras abas do Garimpo e apague de novo.",
        "Not everything could be erased: another tab is using it. Close the other tabs of Garimpo and erase again.";
    new_version = "Há uma versão nova da página.", "There is a new version of the page.";
    use_new_version = "Atualizar", "Update";
    save_before_update = "Atualizar carrega a página de novo. Salve o arquivo antes, e abra-o depois de atualizar.",
        "Updating loads the page again. Save the file first, and open it after the update.";
    privacy = "Privacidade e dados", "Privacy and data";
    nothing_kept = "Aberta de um arquivo, a página não guarda nada neste computador: use Salvar arquivo.",
        "Opened from a file, the page stores nothing on this computer: use Save file.";
}
