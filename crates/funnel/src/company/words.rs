//! What people call a won deal, a lost one, and how far a lead got.
//!
//! Words only, no positions: a value that says nothing here is open (a deal) or a plain lead.

use super::{Reached, Status};
use crate::text::{has_phrase, words};

/// These anywhere in the text make it lost; looked at first (`não ganho` is neither).
const LOST: &[&str] = &[
    "perdido",
    "perdida",
    "perdidos",
    "perdidas",
    "perdeu",
    "perda",
    "lost",
    "closedlost",
    "lose",
    "cancelado",
    "cancelada",
    "canceled",
    "cancelled",
    "descartado",
    "descartada",
    "desqualificado",
    "desqualificada",
    "disqualified",
    "unqualified",
    "recusado",
    "recusada",
    "rejeitado",
    "rejeitada",
    "rejected",
    "declined",
    "reprovado",
    "reprovada",
    "desistiu",
    "desistencia",
    "desistente",
    "abandonado",
    "abandonada",
    "abandoned",
    "sem interesse",
    "nao tem interesse",
    "not interested",
    "sem fit",
    "arquivado",
    "arquivada",
    "devolvido",
    "devolvida",
    "estornado",
    "reembolsado",
    "refunded",
    "churn",
    "churned",
    "dead",
    "junk",
    "closed no decision",
    "nao fechou",
    "nao comprou",
];
/// These anywhere make it won.
const WON: &[&str] = &[
    "ganho",
    "ganha",
    "ganhos",
    "ganhas",
    "ganhou",
    "won",
    "win",
    "vendido",
    "vendida",
    "venda realizada",
    "venda concluida",
    "venda fechada",
    "venda efetuada",
    "negocio fechado",
    "negocio concluido",
    "contrato assinado",
    "contrato fechado",
    "convertido",
    "convertida",
    "converted",
    "comprou",
    "matriculado",
    "matriculada",
    "faturado",
    "faturada",
    "fechou",
    "fechado com sucesso",
    "closed success",
    "closedwon",
];
/// These make it won only as the whole text.
const WON_WHOLE: &[&str] = &[
    "fechado",
    "fechada",
    "closed",
    "concluido",
    "concluida",
    "finalizado",
    "finalizada",
    "completed",
    "complete",
    "pago",
    "paga",
    "paid",
    "aprovado",
    "aprovada",
    "approved",
    "entregue",
    "delivered",
    "success",
    "sucesso",
    "cliente",
    "customer",
    "signed",
    "assinado",
    "assinada",
    "venda",
    "sim",
    "yes",
    "true",
    "verdadeiro",
    "1",
    "s",
    "y",
    "x",
];
const LOST_WHOLE: &[&str] = &["nao", "no", "false", "falso", "0", "n"];
const OPEN: &[&str] = &[
    "open",
    "aberto",
    "aberta",
    "em aberto",
    "em andamento",
    "andamento",
    "in progress",
    "em negociacao",
    "negociacao",
    "negotiation",
    "proposta",
    "proposal",
    "pending",
    "pendente",
    "pausado",
    "pausada",
    "on hold",
    "aguardando",
    "novo",
    "nova",
    "new",
    "prospecting",
    "qualification",
    "qualificacao",
    "engaging",
    "em processo",
];

fn any(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| has_phrase(words, phrase))
}

fn negated(words: &str) -> bool {
    any(words, &["nao", "not", "sem", "no", "nunca"])
}

/// `None`: the text says nothing about it (a stage of the pipeline, a region, …).
pub(crate) fn status_of(text: &str) -> Option<Status> {
    let words = words(text);
    let whole = |list: &[&str]| list.contains(&words.as_str());
    if any(&words, LOST) && !any(&words, &["nao perdido", "not lost"]) {
        return Some(Status::Lost);
    }
    if whole(LOST_WHOLE) {
        return Some(Status::Open);
    }
    if whole(WON_WHOLE) || any(&words, WON) {
        return Some(if negated(&words) { Status::Open } else { Status::Won });
    }
    let not_yet = words.strip_prefix("nao ").or_else(|| words.strip_prefix("not "));
    let open = any(&words, OPEN) || not_yet.is_some_and(|rest| WON_WHOLE.contains(&rest));
    open.then_some(Status::Open)
}

/// Whether a `no` in a yes/no column of won deals, which says open or lost.
pub(crate) fn is_no(text: &str) -> bool {
    LOST_WHOLE.contains(&words(text).as_str())
}

const CUSTOMER: &[&str] = &[
    "cliente",
    "customer",
    "evangelist",
    "evangelista",
    "promotor",
    "aluno",
    "paciente",
    "assinante",
    "subscriber pago",
];
const OPPORTUNITY: &[&str] = &[
    "opportunity",
    "oportunidade",
    "oportunidades",
    "proposta",
    "proposal",
    "negociacao",
    "negotiation",
    "em negociacao",
    "orcamento enviado",
    "quote",
    "quote sent",
    "demo realizada",
    "contrato enviado",
];
const SQL: &[&str] = &[
    "sql",
    "sales qualified",
    "sales qualified lead",
    "sal",
    "sales accepted lead",
    "qualificado por vendas",
    "qualificado para vendas",
    "lead qualificado para vendas",
    "reuniao agendada",
    "meeting scheduled",
    "demo agendada",
];
const MQL: &[&str] = &[
    "mql",
    "marketing qualified",
    "marketing qualified lead",
    "lead qualificado",
    "qualificado",
    "qualificada",
    "qualified",
    "lead qualificado pelo marketing",
];

/// How far a lead got, from its own stage or outcome. `None`: nothing told (it is a lead all the same).
pub(crate) fn reached_of(text: &str) -> Option<Reached> {
    let words = words(text);
    if negated(&words) || any(&words, LOST) {
        return None;
    }
    let whole_won = WON_WHOLE.contains(&words.as_str())
        && !matches!(words.as_str(), "aprovado" | "aprovada" | "approved");
    if whole_won || any(&words, WON) || any(&words, CUSTOMER) {
        return Some(Reached::Customer);
    }
    // The longer names first: `sales qualified lead` holds `qualified`.
    let steps = [(SQL, Reached::Sql), (OPPORTUNITY, Reached::Opportunity), (MQL, Reached::Mql)];
    steps.iter().find(|(phrases, _)| any(&words, phrases)).map(|(_, reached)| *reached)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_won_and_lost() {
        #[track_caller]
        fn check(text: &str, expected: Option<Status>) {
            assert_eq!(status_of(text), expected, "{text:?}");
        }
        use Status::*;
        for won in [
            "Fechado ganho",
            "Closed Won",
            "Closed won",
            "Vendida",
            "Ganha",
            "Vendida/Ganha",
            "Concluída",
            "won",
            "Ganho",
            "Convertido",
            "Venda ganha",
            "Fechado - ganho",
            "Negócio Fechado",
            "Sim",
            "true",
            "1",
            "Fechado",
            "PAGO",
        ] {
            check(won, Some(Won));
        }
        for lost in [
            "Perdida",
            "Cancelada",
            "Closed Lost",
            "closed lost",
            "Perdido",
            "Fechado perdido",
            "Desqualificado",
            "Venda perdida",
        ] {
            check(lost, Some(Lost));
        }
        for open in [
            "Em andamento",
            "Aberto",
            "Open",
            "não ganho",
            "Não fechado",
            "Em negociação",
            "Pendente",
            "No",
            "0",
            "Não pago",
        ] {
            check(open, Some(Open));
        }
        for nothing in ["SP", "Fechamento", "Visita técnica", "", "Apresentação"] {
            check(nothing, None);
        }
    }

    #[test]
    fn words_for_how_far() {
        #[track_caller]
        fn check(text: &str, expected: Option<Reached>) {
            assert_eq!(reached_of(text), expected, "{text:?}");
        }
        use Reached::*;
        check("Cliente", Some(Customer));
        check("customer", Some(Customer));
        check("Convertido", Some(Customer));
        check("1", Some(Customer));
        check("True", Some(Customer));
        check("Oportunidade", Some(Opportunity));
        check("Sales Qualified Lead", Some(Sql));
        check("SQL", Some(Sql));
        check("Marketing Qualified Lead", Some(Mql));
        check("Lead Qualificado", Some(Mql));
        check("Lead", None);
        check("Novo", None);
        check("Contato Feito", None);
        check("Perdido", None);
        check("Não qualificado", None);
        check("0", None);
        check("", None);
    }
}
