//! Deals of Salesforce, Kommo, Zoho and Agendor.

use garimpo_funnel::guess::SourceId::*;

use super::company::{Lead, Outcome, deals, won};
use super::deals::{ORIGIN, closed, export, said, truth, without_channel};
use super::writing::*;
use super::{Export, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    let mut all = salesforce();
    all.extend(kommo());
    all.extend(zoho());
    all.push(agendor());
    all
}

/// Lines of one cell behind the data; some reports count their records there.
pub fn salesforce_footer(name: &str, records: Option<usize>) -> Vec<String> {
    let mut footer = vec![String::new(), String::new(), format!("\"{name}\"")];
    footer.extend(records.map(|records| format!("\"Grand Totals ({records} records)\"")));
    footer.push("\"Confidential Information - Do Not Distribute\"".to_owned());
    footer.push("\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"".to_owned());
    footer
}

fn salesforce() -> Vec<Export> {
    let how = Writing { bytes: Bytes::Windows1252, quotes: Quotes::All, ..COMMA };
    let en = [
        "Opportunity ID",
        "Opportunity Name",
        "Account Name",
        "Stage",
        "Amount",
        "Close Date",
        "Created Date",
        "Probability (%)",
        "Opportunity Owner",
        "Lead Source",
        "Next Step",
        "Description",
    ];
    let row_en = |lead: &Lead| {
        row![
            format!("006A{:011}", lead.number),
            format!("Op {}", lead.number),
            lead.company,
            said(lead, ["Closed Won", "Closed Lost", "Prospecting"]),
            format!("${}", money(lead.cents, ",", ".")),
            month_day(lead.closed),
            month_day(lead.opened),
            "75%",
            "Rui Prado",
            ORIGIN[lead.origin],
            "",
            "linha 1\r\nlinha 2"
        ]
    };
    let pt = [
        "Proprietário da oportunidade",
        "Nome da conta",
        "Nome da oportunidade",
        "Fase",
        "Valor",
        "Data de fechamento",
        "Data de criação",
        "Origem do lead",
    ];
    let row_pt = |lead: &Lead| {
        row![
            "Rui",
            lead.company,
            format!("Op {}", lead.number),
            said(lead, ["Fechado e ganho", "Fechado e perdido", "Prospecção"]),
            format!("BRL {}", money(lead.cents, ".", ",")),
            day_month(lead.closed, "/"),
            day_month(lead.opened, "/"),
            ORIGIN[lead.origin]
        ]
    };
    let several = [
        "Territory Region",
        "Opportunity Owner",
        "Account Name",
        "Opportunity Name",
        "Stage",
        "Forecast Category",
        "Total Amount Currency",
        "Total Amount",
        "Billed iARR Currency",
        "Billed iARR",
        "Fiscal Period",
        "Close Date",
        "Lead Source",
    ];
    let row_several = |lead: &Lead| {
        row![
            "Sul",
            "Rui",
            lead.company,
            format!("Op {}", lead.number),
            said(lead, ["Closed Won", "Closed Lost", "Prospecting"]),
            "Closed",
            "BRL",
            dot(lead.cents),
            "BRL",
            "0.00",
            "Q2-2026",
            month_day(lead.closed),
            ORIGIN[lead.origin]
        ]
    };
    let with_footer = |export: Export, name: &str, records: Option<usize>| {
        let below = how.encode(&(salesforce_footer(name, records).join("\n") + "\n"));
        Export { bytes: [export.bytes, below].concat(), ..export }
    };
    vec![
        with_footer(
            export(
                "salesforce/opportunities-en",
                "report1642777476321.csv",
                how,
                &en,
                row_en,
                truth(
                    SalesforceOpportunities,
                    &[
                        "Opportunity ID=deal_id",
                        "Account Name=company",
                        "Stage=stage",
                        "Amount=amount",
                        "Close Date=closed_at",
                        "Created Date=created_at",
                        "Lead Source=channel",
                        "Opportunity Owner=owner",
                    ],
                    false,
                ),
            ),
            "Pipeline",
            None,
        ),
        with_footer(
            export(
                "salesforce/opportunities-pt-br",
                "report1642777476323.csv",
                how,
                &pt,
                row_pt,
                truth(
                    SalesforceOpportunities,
                    &[
                        "Proprietário da oportunidade=owner",
                        "Nome da conta=company",
                        "Fase=stage",
                        "Valor=amount",
                        "Data de fechamento=closed_at",
                        "Data de criação=created_at",
                        "Origem do lead=channel",
                    ],
                    false,
                ),
            ),
            "Funil",
            None,
        ),
        with_footer(
            export(
                "salesforce/opportunities-grand-totals",
                "report1642777476325.csv",
                how,
                &en,
                row_en,
                truth(SalesforceOpportunities, &["Amount=amount"], false),
            ),
            "Pipeline",
            Some(deals().len()),
        ),
        export(
            "salesforce/opportunities-currencies",
            "report1642777476324.csv",
            how,
            &several,
            row_several,
            Truth {
                created: None,
                ..truth(
                    SalesforceOpportunities,
                    &[
                        "Total Amount Currency=currency",
                        "Total Amount=amount",
                        "Stage=stage",
                        "Close Date=closed_at",
                        "Lead Source=channel",
                    ],
                    false,
                )
            },
        ),
    ]
}

/// Leads that carry a sale: deals. Two generations of the export.
fn kommo() -> Vec<Export> {
    let a = [
        "ID",
        "Lead título",
        "Empresa lead 's",
        "Contato principal",
        "Empresa do contato",
        "Lead usuário responsável",
        "Etapa do lead",
        "Funil de vendas",
        "Venda",
        "Data Criada",
        "Criado por",
        "Última modificação",
        "Modificado por",
        "Lead tags",
        "Próxima tarefa",
        "Fechada em",
        "Posição (contato)",
        "Cidade (contato)",
        "Telefone comercial (contato)",
        "Celular (contato)",
        "Email comercial (contato)",
        "Nota 1",
        "utm_source",
        "fonte do lead",
    ];
    let row_a = |lead: &Lead| {
        let at = |day: i32| format!("{} 14:49:35", day_month(day, "."));
        row![
            lead.number,
            format!("Lead {}", lead.number),
            lead.company,
            format!("{}\nsócia", lead.name),
            "",
            "Rui",
            said(lead, ["Fechado - ganho", "Fechado - perdido", "Negociação"]),
            "Padrão",
            lead.cents / 100,
            at(lead.opened),
            "Rui",
            at(lead.closed + 3),
            "Rui",
            "feira, quente",
            "",
            closed(lead, at),
            "",
            "Campinas",
            "",
            format!("'+55{}", lead.phone),
            lead.email,
            "ligar\namanhã",
            "",
            ORIGIN[lead.origin]
        ]
    };
    let b = [
        "ID",
        "Lead título",
        "Lead venda R$",
        "Usuário responsável",
        "Criado em",
        "modificada em",
        "Fechado às",
        "Etapa do lead",
        "Funil de vendas",
        "Nome completo",
        "Pessoa de contato",
        "Telefone comercial",
    ];
    let row_b = |lead: &Lead| {
        let at = |day: i32| format!("{} 14:49:35", day_month(day, "."));
        let closed = if lead.outcome == Outcome::Open { "não fechado".to_owned() } else { at(lead.closed) };
        row![
            lead.number,
            format!("Lead {}", lead.number),
            lead.cents / 100,
            "Rui",
            at(lead.opened),
            at(lead.closed + 3),
            closed,
            said(lead, ["Venda ganha", "Venda perdida", "Contato inicial"]),
            "Padrão",
            lead.name,
            lead.name,
            lead.phone
        ]
    };
    let whole = |truth: Truth| Truth {
        revenue: Some(won(&deals()).map(|lead| lead.cents / 100 * 100).sum()),
        ..truth
    };
    vec![
        export(
            "kommo/leads-a",
            "kommo_export_leads_2026-06-30.csv",
            Writing { bytes: Bytes::Utf8Bom, ..COMMA },
            &a,
            row_a,
            whole(truth(
                KommoLeads,
                &[
                    "ID=deal_id",
                    "Empresa lead 's=company",
                    "Lead usuário responsável=owner",
                    "Etapa do lead=stage",
                    "Venda=amount",
                    "Data Criada=created_at",
                    "Fechada em=closed_at",
                    "Email comercial (contato)=email",
                    "fonte do lead=channel",
                ],
                false,
            )),
        ),
        export(
            "kommo/leads-b",
            "kommo_export.csv",
            Writing { bytes: Bytes::Utf8Bom, ..SEMICOLON },
            &b,
            row_b,
            without_channel(whole(truth(
                KommoLeads,
                &[
                    "ID=deal_id",
                    "Lead venda R$=amount",
                    "Criado em=created_at",
                    "Fechado às=closed_at",
                    "Etapa do lead=stage",
                    "Usuário responsável=owner",
                ],
                false,
            ))),
        ),
    ]
}

fn zoho() -> Vec<Export> {
    let all = Writing { quotes: Quotes::All, ..COMMA };
    let crm = [
        "Record Id",
        "Deal Name",
        "Account Name",
        "Account Name.id",
        "Contact Name",
        "Stage",
        "Closing Date",
        "Amount",
        "Lead Source",
        "Description",
        "Type",
        "Created Time",
    ];
    // Money without cents: its comma parts thousands.
    let row_crm = |lead: &Lead| {
        row![
            format!("zcrm_{}", lead.number),
            format!("Deal {}", lead.number),
            lead.company,
            format!("zcrm_9{}", lead.number),
            lead.name,
            said(lead, ["Closed Won", "Closed-Lost to Competition", "Qualification"]),
            iso(lead.closed),
            count_of(lead.cents / 100),
            ORIGIN[lead.origin],
            "a, \"b\"",
            "New Business",
            format!("{} 09:10:11", iso(lead.opened))
        ]
    };
    let pt = ["Nome Negócios", "Nome Contato", "Origem", "Stage", "Hora de Criação", "Closing Date", "Valor"];
    let row_pt = |lead: &Lead| {
        row![
            format!("Negócio {}", lead.number),
            lead.name,
            ORIGIN[lead.origin],
            said(lead, ["Fechado (ganho)", "Fechado (perdido)", "Qualificação"]),
            format!("{} 09:10:11", iso(lead.opened)),
            iso(lead.closed),
            format!("R$ {}", money(lead.cents, ".", ","))
        ]
    };
    let analytics = [
        "Potential Name",
        "Potential Owner",
        "Created Time",
        "Closing Date",
        "Amount",
        "Tier",
        "Stage",
        "Lead Source",
        "Probability",
    ];
    let named = |day: i32| {
        let text = long_uk(day);
        let mut parts = text.split(' ');
        let (day, month, year) =
            (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        format!("{day} {}, {year} 00:03:00", &month[..3])
    };
    let row_analytics = |lead: &Lead| {
        let amount = if lead.number == 1_000 {
            "$1,117.10K".to_owned()
        } else {
            format!("${}", money(lead.cents, ",", "."))
        };
        row![
            format!("Potential {}", lead.number),
            "Rui",
            named(lead.opened),
            named(lead.closed),
            amount,
            "3. $20,001 - $30K",
            said(lead, ["Closed Won", "Closed Lost", "Needs Analysis"]),
            ORIGIN[lead.origin],
            "90"
        ]
    };
    let whole = |truth: Truth| Truth {
        revenue: Some(won(&deals()).map(|lead| lead.cents / 100 * 100).sum()),
        ..truth
    };
    let thousands =
        |truth: Truth| Truth { revenue: truth.revenue.map(|cents| cents - 100_000 + 111_710_000), ..truth };
    vec![
        export(
            "zoho/deals-crm",
            "Deals_2026_06_30.csv",
            all,
            &crm,
            row_crm,
            whole(truth(
                ZohoDeals,
                &[
                    "Record Id=deal_id",
                    "Account Name=company",
                    "Stage=stage",
                    "Closing Date=closed_at",
                    "Amount=amount",
                    "Lead Source=channel",
                    "Created Time=created_at",
                ],
                false,
            )),
        ),
        export(
            "zoho/deals-pt-br",
            "Negócios.csv",
            COMMA,
            &pt,
            row_pt,
            truth(
                ZohoDeals,
                &[
                    "Origem=channel",
                    "Stage=stage",
                    "Hora de Criação=created_at",
                    "Closing Date=closed_at",
                    "Valor=amount",
                ],
                false,
            ),
        ),
        export(
            "zoho/analytics",
            "Potentials.csv",
            COMMA,
            &analytics,
            row_analytics,
            thousands(truth(
                ZohoAnalytics,
                &[
                    "Potential Owner=owner",
                    "Created Time=created_at",
                    "Closing Date=closed_at",
                    "Amount=amount",
                    "Stage=stage",
                    "Lead Source=channel",
                ],
                false,
            )),
        ),
    ]
}

fn count_of(whole: i64) -> String {
    super::writing::count(whole as u32, ",")
}

fn agendor() -> Export {
    let header = [
        "Título do negócio",
        "Organização",
        "Pessoa",
        "Funil",
        "Etapa",
        "Status",
        "Valor",
        "Data de início",
        "Data de conclusão",
        "Responsável",
        "Origem",
        "Motivo de perda",
        "Produtos",
    ];
    let row = |lead: &Lead| {
        row![
            format!("Negócio {}", lead.number),
            lead.company,
            lead.name,
            "Padrão",
            "Proposta",
            said(lead, ["Ganho", "Perdido", "Em andamento"]),
            money(lead.cents, ".", ","),
            day_month(lead.opened, "/"),
            closed(lead, |day| day_month(day, "/")),
            "Rui",
            ORIGIN[lead.origin],
            said(lead, ["", "Preço", ""]),
            "A"
        ]
    };
    export(
        "agendor/deals",
        "negocios-agendor.csv",
        SEMICOLON,
        &header,
        row,
        truth(
            AgendorDeals,
            &[
                "Organização=company",
                "Etapa=stage",
                "Status=status",
                "Valor=amount",
                "Data de início=created_at",
                "Data de conclusão=closed_at",
                "Responsável=owner",
                "Origem=channel",
                "Motivo de perda=reason",
            ],
            false,
        ),
    )
}
