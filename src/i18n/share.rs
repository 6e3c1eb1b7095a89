//! Sharing: the dialog, and what the one who opens a link reads.

use garimpo_workspace::link::{Broken, Name};

use super::Lang;
use super::figures::{Figures, counted};

sentences! {
    share = "Compartilhar", "Share";
    close = "Fechar", "Close";
    title_link = "Link com o resumo", "Link with the summary";
    title_view = "Link só com as configurações", "Link with the settings alone";
    lede_link = "Quem abre vê faixas, gráfico e totais, sem editar. O resumo viaja dentro do próprio link; não fica em servidor nenhum.",
        "Whoever opens it sees tiers, the chart and totals, without editing. The summary travels inside the link itself; it is on no server.";
    lede_view = "Para quem tem os mesmos arquivos: relógio, período, margem, câmbio e canais unidos. Nenhum número das tabelas.",
        "For somebody who has the same files: clock, period, margin, exchange rates and merged channels. No number of the tables.";
    what = "O que vai no link", "What goes into the link";
    summary = "Resumo", "Summary";
    view = "Configurações", "Settings";
    goes = "Vai no link", "In the link";
    stays = "Fica aqui", "Stays here";
    goes_tiers = "Faixas, intervalos e a frase de resposta", "Tiers, intervals and the answer in words";
    goes_rules = "Período, data dos dados e regras da conta", "Period, date of the data and how it is counted";
    stays_names = "Nomes, e-mails, telefones e empresas", "Names, e-mails, phones and companies";
    stays_notes = "Campanhas, notas e motivos escritos à mão", "Campaigns, notes and reasons written by hand";
    goes_clock = "Relógio, período e prazos", "Clock, period and time limits";
    goes_money = "Margem, forma de receita e câmbio", "Margin, form of revenue and exchange rates";
    goes_merges = "Canais unidos e custos comuns, pelo nome", "Merged channels and shared costs, by name";
    stays_numbers = "Todos os números das tabelas", "All numbers of the tables";
    making = "Preparando o link…", "Preparing the link…";
    too_few = "Não há link a fazer: todos os canais juntos têm grupos de uma a quatro pessoas, que poderiam ser reconhecidas.",
        "There is no link to make: all channels together have groups of one to four people, who could be recognised.";
    nobody = "Dados de 0 pessoas estão neste link.", "Data of 0 people is in this link.";
    only_channels = "O total do link soma só os canais: o que não tem canal são poucas pessoas.",
        "The link’s total is of the channels alone: what has no channel is few people.";
    link = "Link", "Link";
    copy = "Copiar link", "Copy link";
    copied = "Link copiado.", "Link copied.";
    not_copied = "O navegador não deixou copiar. Selecione o link e copie com o teclado.",
        "The browser did not allow copying. Select the link and copy it with the keyboard.";
    short = "curto.", "short.";
    medium = "alguns aplicativos cortam.", "some programs cut it.";
    long = "longo demais para o Outlook e outros. Mande o arquivo.", "too long for Outlook and others. Send the file.";
    limits = "Acima de 1.500 alguns aplicativos cortam; acima de 2.000, o Outlook corta.",
        "Above 1,500 some programs cut it; above 2,000 Outlook does.";
    length = "Tamanho do link", "Length of the link";
    forever = "Um link não se cancela: quem guardar a mensagem guarda os números.",
        "A link cannot be cancelled: whoever keeps the message keeps the numbers.";
    secret = "Senha do link (se quiser)", "Passphrase of the link (if you want)";
    secret_say = "Com senha, o link só abre com ela. Mande o link por um caminho e a senha por outro.",
        "With a passphrase, the link opens with it only. Send the link one way and the passphrase another.";
    secret_short = "Curta demais: pelo menos 12 caracteres.", "Too short: at least 12 characters.";
    use_secret = "Pôr senha no link", "Put a passphrase on the link";
    no_secret = "Tirar a senha", "Take the passphrase away";
    sealing = "Fechando com a senha…", "Sealing with the passphrase…";
    is_sealed = "Este link só abre com a senha.", "This link opens with the passphrase only.";
    not_sealed = "Este navegador não tem como fechar com senha nesta página. O link não foi feito.",
        "This browser cannot seal with a passphrase on this page. No link was made.";
    from_file = "Esta página foi aberta de um arquivo e não tem endereço. Quem recebe abre o Garimpo e cola este texto.",
        "This page was opened from a file and has no address. Whoever gets this text opens Garimpo and pastes it.";

    received = "Resumo recebido por link, só para ler", "Summary received by link, to read only";
    mine = "Ir para o meu Garimpo", "Go to my own Garimpo";
    apart = "Não se mistura com os seus dados.", "It is not mixed with your own data.";
    broken_title = "Este link não pôde ser aberto", "This link could not be opened";
    locked_title = "Este link tem senha", "This link has a passphrase";
    locked_say = "Quem mandou o link tem a senha. Ela não sai deste computador.",
        "Whoever sent the link has the passphrase. It does not leave this computer.";
    secret_of_link = "Senha", "Passphrase";
    unlock = "Abrir", "Open";
    unlocking = "Abrindo…", "Opening…";
    wrong_secret = "Não abriu: a senha é outra, ou o link foi alterado.",
        "It did not open: it is another passphrase, or the link was changed.";
    view_title = "Configurações recebidas por link", "Settings received by link";
    view_say = "O link traz só o modo de contar, sem números. Para ver o mesmo que seu colega, use os mesmos arquivos.",
        "The link brings only how things are counted, no numbers. To see what your colleague sees, use the same files.";
    view_apply = "Usar estas configurações", "Use these settings";
    view_waits = "As configurações do link entram em vigor quando os arquivos chegarem.",
        "The settings of the link take effect when the files come.";
    view_applied = "As configurações do link foram aplicadas. Desfazer volta atrás.",
        "The settings of the link were applied. Undo takes them back.";
    paste_title = "Recebeu um link?", "Got a link?";
    paste_say = "Cole aqui a mensagem inteira.", "Paste the whole message here.";
    paste_open = "Abrir o link", "Open the link";
    cohort = "coorte", "cohort";
    period = "período", "period";
}

/// Channels that have no name of their own in a link.
pub fn unnamed(lang: Lang, name: &Name) -> String {
    match name {
        Name::Others => lang.pick("Outros, somados", "Others, together"),
        _ => lang.pick("Canal sem nome", "Channel without a name"),
    }
    .to_owned()
}

/// "Totais de 7 linhas: 6 canais e “Outros”".
pub fn goes_totals(lang: Lang, figures: &dyn Figures, channels: u64, folded: u64) -> String {
    let own = if folded > 0 { channels.saturating_sub(1) } else { channels };
    let own = counted(figures, own, lang.pick("canal", "channel"), lang.pick("canais", "channels"));
    match (lang, folded) {
        (Lang::PtBr, 0) => format!("Totais de {own}"),
        (Lang::En, 0) => format!("Totals of {own}"),
        (Lang::PtBr, _) => format!("Totais de {own} e de “Outros”"),
        (Lang::En, _) => format!("Totals of {own} and of “others”"),
    }
}

pub fn stays_rows(lang: Lang, figures: &dyn Figures, rows: u64) -> String {
    match lang {
        Lang::PtBr => format!("As {} das tabelas", counted(figures, rows, "linha", "linhas")),
        Lang::En => format!("The {} of the tables", counted(figures, rows, "row", "rows")),
    }
}

/// What was looked at to say so.
pub fn proof(lang: Lang, figures: &dyn Figures, compared: u64) -> String {
    let rows = counted(figures, compared, lang.pick("linha", "row"), lang.pick("linhas", "rows"));
    match lang {
        Lang::PtBr => format!(
            "Conferido agora no texto do link: nenhum nome, e-mail, telefone ou documento das tabelas. Comparado com {rows} sobre pessoas."
        ),
        Lang::En => format!(
            "Checked just now in the link’s text: no name, e-mail, phone or document of the tables. Compared with {rows} about people."
        ),
    }
}

pub fn somebody(lang: Lang, figures: &dyn Figures, people: u64) -> String {
    match lang {
        Lang::PtBr => format!(
            "Dados de {} estariam neste link. Mude o nome do canal antes de mandar.",
            counted(figures, people, "pessoa", "pessoas")
        ),
        Lang::En => format!(
            "Data of {} would be in this link. Change the channel’s name before you send it.",
            counted(figures, people, "person", "people")
        ),
    }
}

pub fn folded(lang: Lang, figures: &dyn Figures, names: &[String]) -> String {
    let names = figures.list(names);
    match lang {
        Lang::PtBr => format!(
            "Somados em “Outros”, porque têm grupos de menos de 5 pessoas ou para que estes não se calculem: {names}."
        ),
        Lang::En => format!(
            "Put together as “others”, because they have groups of fewer than 5 people, or so that those cannot be worked out: {names}."
        ),
    }
}

pub fn withheld(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    let names = counted(
        figures,
        count,
        lang.pick("nome de canal", "channel name"),
        lang.pick("nomes de canal", "channel names"),
    );
    match lang {
        Lang::PtBr => format!("{names} que cita uma pessoa não vai no link."),
        Lang::En => format!("{names} that mention a person stay behind."),
    }
}

pub fn characters(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    counted(figures, count, lang.pick("caractere:", "character:"), lang.pick("caracteres:", "characters:"))
}

pub fn long_enough(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => format!("Longa o bastante: {} caracteres", figures.count(count)),
        Lang::En => format!("Long enough: {} characters", figures.count(count)),
    }
}

/// Where the numbers come from, and from when they are.
pub fn source(lang: Lang, figures: &dyn Figures, as_of: Option<i32>, made: Option<i32>, rows: u64) -> String {
    let rows = counted(figures, rows, lang.pick("linha", "row"), lang.pick("linhas", "rows"));
    let as_of = as_of.map(|day| figures.day(day));
    let made = made.map(|day| figures.day(day));
    match lang {
        Lang::PtBr => {
            let until =
                as_of.map(|day| format!("Números até {day}")).unwrap_or_else(|| "Números sem data".into());
            let made = made.map(|day| format!(", em link feito a {day}")).unwrap_or_default();
            format!("{until}{made}. Vêm de tabelas com {rows}, que não estão no link.")
        }
        Lang::En => {
            let until = as_of
                .map(|day| format!("Numbers up to {day}"))
                .unwrap_or_else(|| "Numbers without a date".into());
            let made = made.map(|day| format!(", in a link made on {day}")).unwrap_or_default();
            format!("{until}{made}. They come from tables of {rows}, which are not in the link.")
        }
    }
}

pub fn scope(
    lang: Lang,
    figures: &dyn Figures,
    is_cohort: bool,
    from: Option<i32>,
    to: Option<i32>,
) -> String {
    let clock = if is_cohort { cohort(lang) } else { period(lang) };
    let day = |day: i32| figures.day(day);
    let span = match (lang, from, to) {
        (Lang::PtBr, None, None) => "todo o período dos dados".to_owned(),
        (Lang::PtBr, Some(from), None) => format!("a partir de {}", day(from)),
        (Lang::PtBr, None, Some(to)) => format!("até {}", day(to)),
        (Lang::PtBr, Some(from), Some(to)) => format!("de {} a {}", day(from), day(to)),
        (Lang::En, None, None) => "the whole period of the data".to_owned(),
        (Lang::En, Some(from), None) => format!("from {}", day(from)),
        (Lang::En, None, Some(to)) => format!("until {}", day(to)),
        (Lang::En, Some(from), Some(to)) => format!("from {} to {}", day(from), day(to)),
    };
    match lang {
        Lang::PtBr => format!("Relógio: {clock}. Período: {span}."),
        Lang::En => format!("Clock: {clock}. Period: {span}."),
    }
}

pub fn folded_there(lang: Lang, figures: &dyn Figures, count: u64) -> String {
    match lang {
        Lang::PtBr => format!(
            "{} de poucas pessoas estão somados, para que ninguém seja reconhecido.",
            counted(figures, count, "canal", "canais")
        ),
        Lang::En => format!(
            "{} of few people are put together, so that nobody can be recognised.",
            counted(figures, count, "channel", "channels")
        ),
    }
}

pub fn broken(lang: Lang, figures: &dyn Figures, why: &Broken) -> String {
    let count = |count: &u32| figures.count(u64::from(*count));
    match (lang, why) {
        (Lang::PtBr, Broken::Cut { have, of: Some(of) }) => format!(
            "Chegou cortado: {} de {} caracteres. Peça o arquivo, ou cole aqui a mensagem inteira.",
            count(have),
            count(of)
        ),
        (Lang::En, Broken::Cut { have, of: Some(of) }) => format!(
            "It arrived cut: {} of {} characters. Ask for the file, or paste the whole message here.",
            count(have),
            count(of)
        ),
        (Lang::PtBr, Broken::Cut { .. }) => {
            "Chegou cortado logo no começo. Peça o arquivo, ou cole aqui a mensagem inteira.".into()
        }
        (Lang::En, Broken::Cut { .. }) => {
            "It arrived cut right at its beginning. Ask for the file, or paste the whole message here.".into()
        }
        (Lang::PtBr, Broken::Corrupt) => {
            "Chegou alterado: está inteiro, mas algum caractere não é o que foi mandado. Peça o link de novo, ou o arquivo.".into()
        }
        (Lang::En, Broken::Corrupt) => {
            "It arrived changed: it is whole, but some character is not the one that was sent. Ask for the link again, or for the file.".into()
        }
        (Lang::PtBr, Broken::Newer) => {
            "Foi feito por uma versão mais nova do Garimpo. Atualize a página e abra de novo.".into()
        }
        (Lang::En, Broken::Newer) => {
            "It was made by a newer version of Garimpo. Update the page and open it again.".into()
        }
        (Lang::PtBr, Broken::TooLong) => "É mais longo do que qualquer link do Garimpo, e não foi lido.".into(),
        (Lang::En, Broken::TooLong) => "It is longer than any link of Garimpo, and was not read.".into(),
        (Lang::PtBr, Broken::NotOurs) => "Não há link do Garimpo neste texto.".into(),
        (Lang::En, Broken::NotOurs) => "There is no link of Garimpo in this text.".into(),
    }
}
