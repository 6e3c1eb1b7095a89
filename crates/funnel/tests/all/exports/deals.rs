//! Deals of RD Station CRM, HubSpot and Pipedrive, and what all lists of deals have in common.

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{Lead, ORIGINS, Outcome, count, deals, lost, opened, won};
use super::writing::*;
use super::{Export, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    let mut all = rd_crm();
    all.extend(hubspot());
    all.extend(pipedrive());
    all
}

pub const ORIGIN: [&str; ORIGINS] = ["Google Ads", "Site", "Instagram", "Indicação", "Feira"];
const IDS: [&str; ORIGINS] = ["google ads", "site", "instagram", "indicacao", "feira"];

/// By outcome: won, lost, open.
pub fn said<'a>(lead: &Lead, [won, lost, open]: [&'a str; 3]) -> &'a str {
    match lead.outcome {
        Outcome::Won => won,
        Outcome::Lost => lost,
        Outcome::Open | Outcome::None => open,
    }
}

pub fn closed(lead: &Lead, write: impl Fn(i32) -> String) -> String {
    if lead.outcome == Outcome::Open { String::new() } else { write(lead.closed) }
}

pub fn truth(source: SourceId, fields: &'static [&'static str], recurring: bool) -> Truth {
    let deals = deals();
    let value = |lead: &Lead| lead.cents + if recurring { lead.recurring } else { 0 };
    Truth {
        source: Some(source),
        role: Some(Role::Deals),
        fields,
        rows: deals.len() as u32,
        won: count(won(&deals), IDS),
        lost: lost(&deals),
        revenue: Some(won(&deals).map(value).sum()),
        created: opened(&deals),
        ..Truth::default()
    }
}

/// Without a column for it nothing tells a deal's channel.
pub fn without_channel(truth: Truth) -> Truth {
    Truth { won: [(String::new(), truth.won.values().sum())].into(), ..truth }
}

pub fn export(
    folder: &'static str,
    file: &str,
    how: Writing,
    header: &[&str],
    row: impl Fn(&Lead) -> Vec<String>,
    truth: Truth,
) -> Export {
    let rows: Vec<Vec<String>> = deals().iter().map(row).collect();
    Export {
        folder,
        file: file.to_owned(),
        bytes: how.file(&[], header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// Days and hours in columns of their own; a dot for cents in a Brazilian file; two sums of money.
fn rd_crm() -> Vec<Export> {
    let header = [
        "Nome",
        "Empresa",
        "Qualificação",
        "Funil de vendas",
        "Etapa",
        "Estado",
        "Motivo de Perda",
        "Valor Único",
        "Valor Recorrente",
        "Pausada",
        "Data de criação",
        "Hora de criação",
        "Data do primeiro contato",
        "Hora do primeiro contato",
        "Data do último contato",
        "Hora do último contato",
        "Data da próxima tarefa",
        "Hora da próxima tarefa",
        "Previsão de fechamento",
        "Data de fechamento",
        "Hora de fechamento",
        "Fonte",
        "Campanha",
        "Responsável",
        "Produtos",
        "Equipes do responsável",
        "Anotação do motivo de perda",
        "utm_campaign",
        "utm_source",
        "utm_medium",
        "Contatos",
        "Cargo",
        "Email",
        "Telefone",
    ];
    let row = |money: fn(i64) -> String, shift: i32| {
        move |lead: &Lead| {
            let day = |day: i32| day_month(day + shift, "/");
            row![
                format!("Negócio {}", lead.number),
                lead.company,
                lead.number % 5 + 1,
                "Padrão",
                ["Proposta", "Contato", "Fechamento"][lead.number as usize % 3],
                said(lead, ["Vendida", "Perdida", "Em andamento"]),
                said(lead, ["", "Preço", ""]),
                money(lead.cents),
                money(lead.recurring),
                "Não",
                day(lead.opened),
                "10:15",
                day(lead.opened + 1),
                "09:00",
                "",
                "",
                "",
                "",
                day(lead.closed + 30),
                closed(lead, day),
                closed(lead, |_| "17:20".into()),
                ORIGIN[lead.origin],
                "Maio",
                "Rui",
                "Plano A; Plano B",
                "Time 1",
                "",
                "maio",
                "",
                "",
                "Ana / Bia",
                "CEO",
                lead.email,
                lead.phone
            ]
        }
    };
    let fields: &[&str] = &[
        "Empresa=company",
        "Etapa=stage",
        "Estado=status",
        "Motivo de Perda=reason",
        "Valor Único=amount",
        "Valor Recorrente=recurring_amount",
        "Data de criação=created_at",
        "Data de fechamento=closed_at",
        "Fonte=channel",
        "Campanha=campaign",
        "Responsável=owner",
        "Email=email",
    ];
    let exact = truth(RdCrmDeals, fields, true);
    vec![
        export("rd-crm/deals", "negociacoes.csv", COMMA, &header, row(float, 0), exact.clone()),
        export(
            "rd-crm/deals-semicolon-bom",
            "negociacoes.csv",
            Writing { bytes: Bytes::Utf8Bom, ..SEMICOLON },
            &header,
            row(float, 0),
            exact.clone(),
        ),
        // Saved again by a spreadsheet: reais as it writes them, and its encoding.
        export(
            "rd-crm/deals-resaved-cp1252",
            "negociacoes (1).csv",
            Writing { bytes: Bytes::Windows1252, ..SEMICOLON },
            &header,
            row(|cents| format!("R$ {}", money(cents, ".", ",")), 0),
            exact,
        ),
        early_days(&header, fields),
    ]
}

/// Every date reads both ways: the tool writes the day first.
fn early_days(header: &[&str], fields: &'static [&'static str]) -> Export {
    let first = super::company::first_day();
    let rows: Vec<Vec<String>> = [(0, 2), (4, 7), (9, 11)]
        .iter()
        .zip(deals())
        .map(|((opened, closed), lead)| {
            let (opened, closed) = (day_month(first + opened, "/"), day_month(first + 31 + closed, "/"));
            let mut row = vec![String::new(); header.len()];
            let cells = [
                (1, lead.company.as_str()),
                (4, "Proposta"),
                (5, "Vendida"),
                (7, "4997.0"),
                (8, "0.0"),
                (10, &opened),
                (19, &closed),
                (21, "Site"),
                (32, &lead.email),
            ];
            cells.iter().for_each(|(at, text)| row[*at] = (*text).to_owned());
            row
        })
        .collect();
    let truth = Truth {
        rows: 3,
        won: [("site".to_owned(), 3)].into(),
        lost: 0,
        revenue: Some(3 * 499_700),
        created: Some((first, first + 9)),
        ..truth(RdCrmDeals, &fields[..4], true)
    };
    Export {
        folder: "rd-crm/deals-early-days",
        file: "negociacoes.csv".into(),
        bytes: COMMA.file(&[], header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// Won and lost only in the name of the stage; by default no day of creation.
fn hubspot() -> Vec<Export> {
    let all = Writing { quotes: Quotes::All, ..COMMA };
    let en = [
        "Record ID",
        "Deal Name",
        "Last Activity Date",
        "State",
        "Deal Stage",
        "Close Date",
        "Deal owner",
        "Amount",
        "Date of last meeting booked in meetings tool",
        "Pipeline",
        "Associated Product",
        "Products",
        "LMS",
        "Associated Product IDs",
    ];
    let row_en = |lead: &Lead| {
        row![
            lead.number,
            format!("Deal {}", lead.number),
            format!("{} 10:00", iso(lead.opened + 1)),
            "SP",
            said(lead, ["Closed Won", "Closed Lost", "Contract Sent"]),
            format!("{} 18:00", iso(lead.closed)),
            "Rui",
            dot(lead.cents),
            "",
            "Sales",
            "P1;P2",
            "P1;P2",
            "",
            "1;2"
        ]
    };
    let pt = [
        "ID do registro",
        "Nome do negócio",
        "Etapa do negócio",
        "Valor",
        "Data de fechamento",
        "Proprietário do negócio",
        "Próxima atividade",
        "Motivo da perda",
        "Pontuação do negócio",
        "Associated Note",
        "Associated Note IDs",
    ];
    let row_pt = |lead: &Lead| {
        row![
            lead.number,
            format!("Negócio {}", lead.number),
            said(lead, ["Fechado ganho", "Fechado perdido", "Contrato enviado"]),
            dot(lead.cents),
            iso(lead.closed),
            "Rui",
            "",
            said(lead, ["", "Preço", ""]),
            "3",
            "nota | outra nota",
            "1;2"
        ]
    };
    let mixed = [
        "Record ID",
        "Nome do negócio",
        "Etapa do negócio",
        "Proprietário do negócio",
        "Número de atividades de vendas",
        "Original source",
        "Data de criação",
        "Close Date",
        "Amount",
    ];
    let row_mixed = |lead: &Lead| {
        row![
            lead.number,
            format!("Negócio {}", lead.number),
            said(lead, ["Fechado ganho", "Fechado perdido", "Apresentação agendada"]),
            "Rui",
            "4",
            ORIGIN[lead.origin],
            format!("{} 10:00", day_month(lead.opened, "/")),
            format!("{} 10:00", day_month(lead.closed, "/")),
            dot(lead.cents)
        ]
    };
    let undated = |truth: Truth| Truth { created: None, ..truth };
    vec![
        export(
            "hubspot/deals-en",
            "hubspot-crm-exports-deals-2026-06-30.csv",
            all,
            &en,
            row_en,
            undated(without_channel(truth(
                HubSpotDeals,
                &[
                    "Record ID=deal_id",
                    "Deal Stage=stage",
                    "Close Date=closed_at",
                    "Deal owner=owner",
                    "Amount=amount",
                ],
                false,
            ))),
        ),
        export(
            "hubspot/deals-pt-br",
            "hubspot-crm-exports-negocios-2026-06-30.csv",
            COMMA,
            &pt,
            row_pt,
            undated(without_channel(truth(
                HubSpotDeals,
                &[
                    "ID do registro=deal_id",
                    "Etapa do negócio=stage",
                    "Valor=amount",
                    "Data de fechamento=closed_at",
                    "Proprietário do negócio=owner",
                    "Motivo da perda=reason",
                ],
                false,
            ))),
        ),
        export(
            "hubspot/deals-mixed",
            "hubspot-crm-exports-todos.csv",
            COMMA,
            &mixed,
            row_mixed,
            truth(
                HubSpotDeals,
                &[
                    "Record ID=deal_id",
                    "Etapa do negócio=stage",
                    "Original source=channel",
                    "Data de criação=created_at",
                    "Close Date=closed_at",
                    "Amount=amount",
                ],
                false,
            ),
        ),
    ]
}

fn pipedrive() -> Vec<Export> {
    let en = [
        "Deal - Title",
        "Deal - Value",
        "Deal - Currency of value",
        "Deal - Stage",
        "Deal - Owner",
        "Deal - Status",
        "Deal - Won time",
        "Deal - Lost time",
        "Deal - Lost reason",
        "Deal - Expected close date",
        "Deal - Deal created",
        "Deal - Deal closed on",
        "Deal - Probability",
        "Deal - Label",
        "Deal - Deal source",
        "Organization",
        "Contact person",
    ];
    let row_en = |lead: &Lead| {
        let at = |day: i32| format!("{} 10:00:00", iso(day));
        let only = |outcome: Outcome| if lead.outcome == outcome { at(lead.closed) } else { String::new() };
        row![
            format!("Deal {}", lead.number),
            dot(lead.cents),
            "BRL",
            "Offer",
            "Rui",
            said(lead, ["Won", "Lost", "Open"]),
            only(Outcome::Won),
            only(Outcome::Lost),
            said(lead, ["", "Price", ""]),
            iso(lead.closed + 20),
            at(lead.opened),
            closed(lead, at),
            "50",
            "Hot, Cold",
            ORIGIN[lead.origin],
            lead.company,
            lead.name
        ]
    };
    let pt = [
        "Negócio - ID",
        "Negócio - Título",
        "Negócio - Etiqueta",
        "Negócio - Valor",
        "Negócio - Moeda",
        "Negócio - Etapa",
        "Negócio - Funil",
        "Negócio - Status",
        "Negócio - Negócio criado em",
        "Negócio - Atualizado em",
        "Negócio - Última alteração de etapa",
        "Negócio - Ganho em",
        "Negócio - Data de perda",
        "Negócio - Data de fechamento esperada",
        "Negócio - Proprietário",
        "Negócio - Criado por",
        "Negócio - Pessoa de contato",
        "Negócio - Organização",
        "Negócio - Fonte do Lead",
        "Pessoa - Telefone",
        "Pessoa - E-mail - Trabalho",
    ];
    let row_pt = |lead: &Lead| {
        let at = |day: i32| format!("{} 10:00:00", day_month(day, "/"));
        let only = |outcome: Outcome| if lead.outcome == outcome { at(lead.closed) } else { String::new() };
        row![
            lead.number,
            format!("Negócio {}", lead.number),
            "Quente, Frio",
            money(lead.cents, ".", ","),
            "BRL",
            "Proposta",
            "Padrão",
            said(lead, ["Ganho", "Perdido", "Aberto"]),
            at(lead.opened),
            at(lead.closed + 1),
            at(lead.closed),
            only(Outcome::Won),
            only(Outcome::Lost),
            day_month(lead.closed + 20, "/"),
            "Rui",
            "Rui",
            lead.name,
            lead.company,
            ORIGIN[lead.origin],
            format!("{}, 1133334444", lead.phone),
            lead.email
        ]
    };
    vec![
        export(
            "pipedrive/deals-en",
            "deals-7428260-2353.csv",
            COMMA,
            &en,
            row_en,
            truth(
                PipedriveDeals,
                &[
                    "Deal - Value=amount",
                    "Deal - Currency of value=currency",
                    "Deal - Stage=stage",
                    "Deal - Status=status",
                    "Deal - Deal created=created_at",
                    "Deal - Deal closed on=closed_at",
                    "Deal - Lost reason=reason",
                    "Deal - Deal source=channel",
                    "Deal - Owner=owner",
                    "Organization=company",
                ],
                false,
            ),
        ),
        export(
            "pipedrive/deals-pt-br",
            "deals-7428260-2354.csv",
            COMMA,
            &pt,
            row_pt,
            truth(
                PipedriveDeals,
                &[
                    "Negócio - ID=deal_id",
                    "Negócio - Valor=amount",
                    "Negócio - Moeda=currency",
                    "Negócio - Etapa=stage",
                    "Negócio - Status=status",
                    "Negócio - Negócio criado em=created_at",
                    "Negócio - Ganho em=closed_at",
                    "Negócio - Proprietário=owner",
                    "Negócio - Organização=company",
                    "Negócio - Fonte do Lead=channel",
                    "Pessoa - E-mail - Trabalho=email",
                ],
                false,
            ),
        ),
    ]
}
