//! Lists of leads and contacts: RD Station Marketing, HubSpot, Pipedrive, Salesforce.

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{Lead, ORIGINS, Outcome, count, created, leads, won};
use super::writing::*;
use super::{Export, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    vec![
        rd_marketing("rd-marketing/leads", COMMA),
        rd_marketing("rd-marketing/leads-resaved-cp1252", Writing { bytes: Bytes::Windows1252, ..SEMICOLON }),
        hubspot(
            "hubspot/contacts-en-codes",
            HUBSPOT_EN,
            ["PAID_SEARCH", "ORGANIC_SEARCH", "PAID_SOCIAL", "REFERRALS", "OFFLINE"],
            GROUPS,
            &[
                "Record ID=lead_id",
                "Email=email",
                "First Name=name",
                "Contact owner=owner",
                "Lifecycle Stage=stage",
                "Create Date=created_at",
                "Original Source=source",
            ],
        ),
        hubspot(
            "hubspot/contacts-en-labels",
            HUBSPOT_NEW,
            ["Paid Search", "Organic Search", "Paid Social", "Referrals", "Offline Sources"],
            ["paid search", "organic search", "paid social", "referrals", "offline sources"],
            &["Record ID=lead_id", "Create Date=created_at", "Original Traffic Source=channel"],
        ),
        hubspot(
            "hubspot/contacts-pt-br",
            HUBSPOT_PT,
            ["Pesquisa paga", "Pesquisa orgânica", "Social pago", "Referências", "Fontes off-line"],
            ["pesquisa paga", "pesquisa organica", "social pago", "referencias", "fontes off-line"],
            &[
                "ID do registro=lead_id",
                "Nome=name",
                "E-mail=email",
                "Proprietário do contato=owner",
                "Fase do ciclo de vida=stage",
                "Data de criação=created_at",
                "Fonte original=channel",
            ],
        ),
        hubspot(
            "hubspot/contacts-mixed",
            HUBSPOT_MIXED,
            ["Paid Search", "Organic Search", "Paid Social", "Referrals", "Offline Sources"],
            ["paid search", "organic search", "paid social", "referrals", "offline sources"],
            &[
                "Record ID=lead_id",
                "E-mail=email",
                "Fase do ciclo de vida=stage",
                "Data de criação=created_at",
                "Original source=channel",
            ],
        ),
        pipedrive(
            "pipedrive/leads-en",
            [
                "Lead - Title",
                "Lead - Labels",
                "Lead - Owner",
                "Lead - Source channel",
                "Lead - Source channel ID",
                "Lead - Lead created",
                "Person - Name",
                "Person - Email - Work",
                "Organization - Name",
            ],
            &[
                "Lead - Source channel=channel",
                "Person - Email - Work=email",
                "Person - Name=name",
                "Organization - Name=company",
                "Lead - Lead created=created_at",
                "Lead - Owner=owner",
            ],
        ),
        pipedrive(
            "pipedrive/leads-pt-br",
            [
                "Lead - Título",
                "Lead - Etiquetas",
                "Lead - Proprietário",
                "Lead - Canal de origem",
                "Lead - ID do canal de origem",
                "Lead - Criado em",
                "Pessoa - Nome",
                "Pessoa - E-mail - Trabalho",
                "Organização - Nome",
            ],
            &[
                "Lead - Canal de origem=channel",
                "Pessoa - E-mail - Trabalho=email",
                "Pessoa - Nome=name",
                "Lead - Criado em=created_at",
            ],
        ),
        salesforce(),
    ]
}

/// The ids of HubSpot's codes.
const GROUPS: [&str; ORIGINS] = ["paid-search", "organic-search", "paid-social", "referral", "other"];

fn truth(source: SourceId, fields: &'static [&'static str], ids: [&str; ORIGINS]) -> Truth {
    let leads = leads();
    Truth {
        source: Some(source),
        role: Some(Role::Leads),
        fields,
        rows: leads.len() as u32,
        leads: count(leads.iter(), ids),
        created: created(&leads),
        ..Truth::default()
    }
}

/// Two levels in a cell; every custom field is a question of a form; two headers are the same.
fn rd_marketing(folder: &'static str, how: Writing) -> Export {
    let header = [
        "Email",
        "Nome",
        "Telefone",
        "Celular",
        "Facebook",
        "Twitter",
        "Linkedin",
        "Website",
        "Cargo",
        "Empresa",
        "País",
        "Estado",
        "Cidade",
        "Biografia",
        "Estágio no funil",
        "Dono do Lead",
        "Data da última oportunidade",
        "Data da última venda",
        "Valor da última venda",
        "Lead Scoring - Perfil",
        "Lead Scoring - Interesse",
        "Status para comunicação por email",
        "Tags",
        "URL pública",
        "Data de aniversário",
        "Base legal para comunicação",
        "Total de conversões",
        "Data da primeira conversão",
        "Origem da primeira conversão",
        "Data da última conversão",
        "Origem da última conversão",
        "Eventos (Últimos 100)",
        "Celular",
        "Entrada de R$ 50 mil?",
        "Etapa do funil de vendas no CRM (última atualização)",
        "Mot. de Descarte:",
        "O valor de R$ 2.950.000 está de acordo?",
        "Origem da Oportunidade no CRM (última atualização)",
        "Status do Lead:",
    ];
    let origins = [
        "Busca Paga | Google Ads",
        "Busca Orgânica | Google",
        "Social Pago | Facebook Ads",
        "Referência | parceiro.example",
        "Outros | Feira",
    ];
    let row = |lead: &Lead| {
        let is_won = lead.outcome == Outcome::Won;
        let stage = match (lead.outcome, lead.number % 3) {
            (Outcome::Won, _) => "Cliente",
            (_, 0) => "Lead Qualificado",
            _ => "Lead",
        };
        let at = |day: i32, time: &str| format!("{} {time} -0300", iso(day));
        row![
            lead.email,
            lead.name,
            "1133334444",
            lead.phone,
            "",
            "",
            "",
            "https://cedro.example",
            "Sócio",
            lead.company,
            "Brasil",
            ["SP", "MG", "PR"][lead.number as usize % 3],
            "Campinas",
            "",
            stage,
            "rui@cedro.example",
            if lead.outcome == Outcome::None { String::new() } else { at(lead.opened, "08:00:00") },
            if is_won { at(lead.closed, "18:30:00") } else { String::new() },
            if is_won { dot(lead.cents) } else { String::new() },
            "b",
            "40",
            "Opt-in",
            "feira, newsletter, google",
            "http://rd.example/1",
            "",
            "Consentimento",
            lead.number % 5 + 1,
            at(lead.created, "10:22:33"),
            origins[lead.origin],
            at(lead.created + 1, "10:22:33"),
            origins[(lead.origin + 1) % ORIGINS],
            "Formulário maio / E-book: \"Guia\" / Newsletter",
            "",
            ["sim", "não"][lead.number as usize % 2],
            "Proposta",
            "",
            "Sim",
            "Site",
            "ok"
        ]
    };
    let leads = leads();
    let rows: Vec<Vec<String>> = leads.iter().map(row).collect();
    let ids = ["busca paga", "busca organica", "social pago", "referencia", "outros"];
    let truth = Truth {
        customers: count(won(&leads), ids),
        ..truth(
            RdMarketingLeads,
            &[
                "Email=email",
                "Nome=name",
                "Empresa=company",
                "Estágio no funil=stage",
                "Dono do Lead=owner",
                "Data da primeira conversão=created_at",
                "Origem da primeira conversão=channel",
                "Total de conversões=conversions",
                "Data da última oportunidade=opportunity_at",
                "Data da última venda=customer_at",
                "Mot. de Descarte:=reason",
            ],
            ids,
        )
    };
    Export {
        folder,
        file: "rd-cedro-leads-ativos.csv".into(),
        bytes: how.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

const HUBSPOT_EN: [&str; 13] = [
    "Record ID",
    "First Name",
    "Last Name",
    "Email",
    "Phone Number",
    "Job Title",
    "Contact owner",
    "Lifecycle Stage",
    "Create Date",
    "Last Activity Date",
    "Lead Status",
    "Original Source",
    "Original Source Drill-Down 1",
];
const HUBSPOT_NEW: [&str; 13] = [
    "Record ID",
    "First Name",
    "Last Name",
    "Email",
    "Phone Number",
    "Job Title",
    "Contact owner",
    "Lifecycle Stage",
    "Create Date",
    "Last Activity Date",
    "Lead Status",
    "Original Traffic Source",
    "Original Traffic Source Drill-Down 1",
];
const HUBSPOT_PT: [&str; 13] = [
    "ID do registro",
    "Nome",
    "Sobrenome",
    "E-mail",
    "Número de telefone",
    "Cargo",
    "Proprietário do contato",
    "Fase do ciclo de vida",
    "Data de criação",
    "Data da última atividade",
    "Status do lead",
    "Fonte original",
    "Fonte original - Aprofundamento 1",
];
const HUBSPOT_MIXED: [&str; 13] = [
    "Record ID",
    "Nome",
    "Sobrenome",
    "E-mail",
    "Phone Number",
    "Cargo",
    "Proprietário do contato",
    "Fase do ciclo de vida",
    "Data de criação",
    "Last Activity Date",
    "Lead Status",
    "Original source",
    "Original source drill-down 1",
];

fn hubspot(
    folder: &'static str,
    header: [&str; 13],
    origins: [&str; ORIGINS],
    ids: [&str; ORIGINS],
    fields: &'static [&'static str],
) -> Export {
    let leads = leads();
    let is_english = header[8] == "Create Date";
    let row = |lead: &Lead| {
        let stage = match (lead.outcome, is_english) {
            (Outcome::Won, true) => "Customer",
            (Outcome::Won, false) => "Cliente",
            (Outcome::Open, true) => "Opportunity",
            (Outcome::Open, false) => "Oportunidade",
            _ => "Lead",
        };
        let (first, last) = lead.name.split_once(' ').unwrap_or((&lead.name, ""));
        row![
            lead.number,
            first,
            last,
            lead.email,
            lead.phone,
            "CEO",
            "Rui",
            stage,
            format!("{} 09:12", iso(lead.created)),
            format!("{} 10:00", iso(lead.created + 3)),
            "",
            origins[lead.origin],
            "marca"
        ]
    };
    let rows: Vec<Vec<String>> = leads.iter().map(row).collect();
    let how = Writing { quotes: Quotes::All, ..COMMA };
    let truth = Truth { customers: count(won(&leads), ids), ..truth(HubSpotContacts, fields, ids) };
    Export {
        folder,
        file: "hubspot-crm-exports-contatos-2026-06-30.csv".into(),
        bytes: how.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

fn pipedrive(folder: &'static str, header: [&str; 9], fields: &'static [&'static str]) -> Export {
    let origins = ["Google Ads", "Site", "Instagram", "Indicação", "Feira"];
    let rows: Vec<Vec<String>> = leads()
        .iter()
        .map(|lead| {
            row![
                format!("Lead {}", lead.number),
                "Quente, Frio",
                "Rui",
                origins[lead.origin],
                "7",
                format!("{} 10:00:00", iso(lead.created)),
                lead.name,
                lead.email,
                lead.company
            ]
        })
        .collect();
    let truth = truth(PipedriveLeads, fields, ["google ads", "site", "instagram", "indicacao", "feira"]);
    Export {
        folder,
        file: "leads-7428260-12.csv".into(),
        bytes: COMMA.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// Streets have line breaks, and the footer no data.
fn salesforce() -> Export {
    let header = [
        "Lead Owner",
        "First Name",
        "Last Name",
        "Title",
        "Company / Account",
        "Email",
        "Lead Source",
        "Lead Status",
        "Rating",
        "Street",
        "Create Date",
    ];
    let origins = ["Web", "Organic", "Facebook", "Partner Referral", "Trade Show"];
    let row = |lead: &Lead| {
        let (first, last) = lead.name.split_once(' ').unwrap_or((&lead.name, ""));
        let status = if lead.outcome == Outcome::Won { "Closed - Converted" } else { "Working - Contacted" };
        row![
            "Rui Prado",
            first,
            last,
            "CEO",
            lead.company,
            lead.email,
            origins[lead.origin],
            status,
            "Hot",
            format!("Rua {}\nsala 2", lead.number),
            month_day(lead.created)
        ]
    };
    let leads = leads();
    let rows: Vec<Vec<String>> = leads.iter().map(row).collect();
    let how = Writing { bytes: Bytes::Windows1252, quotes: Quotes::All, ..COMMA };
    let below = super::sales::salesforce_footer("Leads de maio", None);
    let ids = ["web", "organic", "facebook", "partner referral", "trade show"];
    let truth = Truth {
        customers: count(won(&leads), ids),
        ..truth(
            SalesforceLeads,
            &[
                "Lead Owner=owner",
                "Company / Account=company",
                "Email=email",
                "Lead Source=channel",
                "Lead Status=stage",
                "Create Date=created_at",
            ],
            ids,
        )
    };
    Export {
        folder: "salesforce/leads-en",
        file: "report1642777476322.csv".into(),
        bytes: how.file(&[], &header, &rows, &below),
        preamble: vec![],
        truth,
    }
}
