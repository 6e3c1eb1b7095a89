//! Sentences of one lead's sheet.

use garimpo_funnel::agreement::handoff::Call;
use garimpo_funnel::company::Status;

use super::super::Lang;
use super::to_do;

sentences! {
    sheet_title = "Ficha do lead", "Lead sheet";
    who = "Quem é", "Who it is";
    email = "E-mail", "Email";
    campaign = "Campanha", "Campaign";
    stage = "Etapa", "Stage";
    first_channel = "Primeiro canal", "First channel";
    last_channel = "Último canal", "Last channel";
    mails = "E-mails", "Emails";
    received = "recebidos", "received";
    clicked = "clicados", "clicked";
    opened_weak = "abertos (sinal fraco)", "opened (weak evidence)";
    opened_why = "Programas de e-mail abrem mensagens sozinhos.", "Mail programs open messages by themselves.";
    why_worth = "pelo acordo, um lead desta classe", "by the agreement, a lead of this class";
    no_worth = "O acordo não diz quanto vale um lead destes.", "The agreement does not say what such a lead is worth.";
    why_call = "Por que ligar agora", "Why to call now";
    what_happened = "O que aconteceu", "What happened";
    when = "Quando", "When";
    no_time = "sem data", "no date";
    not_qualified = "Não cumpre os critérios do acordo.", "Does not meet the agreement’s criteria.";
    gone = "Esta linha não está mais na tabela.", "This row is no longer in the table.";
    open_row = "Ver na tabela", "See in the table";
    came = "chegou", "came";
    visited = "contato", "touch";
    mail_sent = "e-mail recebido", "email received";
    mail_opened = "e-mail aberto (sinal fraco)", "email opened (weak evidence)";
    mail_clicked = "clicou no e-mail", "clicked in the email";
    did = "vendas", "sales";
    verdict = "devolutiva", "verdict";
    nothing_calls = "Nada a fazer por ora.", "Nothing to do for now.";
    feedback = "Anotar devolutiva", "Note feedback";
}

pub fn deal(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Open => lang.pick("negócio aberto", "deal opened"),
        Status::Won => lang.pick("negócio ganho", "deal won"),
        Status::Lost => lang.pick("negócio perdido", "deal lost"),
    }
}

/// `time`: a moment as written.
pub fn call(lang: Lang, call: &Call, time: &dyn Fn(&garimpo_funnel::agreement::Moment) -> String) -> String {
    match (lang, call) {
        (Lang::PtBr, Call::Overdue { promise, by }) => {
            format!("Fora do prazo: {} até {}.", to_do(lang, *promise), time(by))
        }
        (Lang::PtBr, Call::DueBy { promise, by }) => {
            format!("{} até {}.", capital(to_do(lang, *promise)), time(by))
        }
        (Lang::PtBr, Call::JustActed { at, kind }) => {
            let what = kind.clone().unwrap_or_else(|| mail_clicked(lang).to_owned());
            format!("Acabou de agir: {what}, {}.", time(at))
        }
        (Lang::PtBr, Call::TriesLeft(1)) => "Falta 1 tentativa do acordo.".into(),
        (Lang::PtBr, Call::TriesLeft(left)) => format!("Faltam {left} tentativas do acordo."),
        (Lang::PtBr, Call::CameBack(times)) => format!("Já chegou {times} vezes."),
        (Lang::En, Call::Overdue { promise, by }) => {
            format!("Overdue: {} by {}.", to_do(lang, *promise), time(by))
        }
        (Lang::En, Call::DueBy { promise, by }) => {
            format!("{} by {}.", capital(to_do(lang, *promise)), time(by))
        }
        (Lang::En, Call::JustActed { at, kind }) => {
            let what = kind.clone().unwrap_or_else(|| mail_clicked(lang).to_owned());
            format!("Just acted: {what}, {}.", time(at))
        }
        (Lang::En, Call::TriesLeft(1)) => "1 attempt of the agreement is left.".into(),
        (Lang::En, Call::TriesLeft(left)) => format!("{left} attempts of the agreement are left."),
        (Lang::En, Call::CameBack(times)) => format!("Has come {times} times."),
        (_, Call::Nothing) => nothing_calls(lang).into(),
    }
}

pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
