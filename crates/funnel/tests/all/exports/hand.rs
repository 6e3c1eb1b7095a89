//! Sheets that people and sites make, in Brazil: no tool to recognise, so names and values decide.

use garimpo_funnel::Role;

use super::company::{DAYS, Lead, count, created, deals, first_day, last_day, leads, won};
use super::writing::*;
use super::{Export, Spend, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    vec![
        spend_by_channel(),
        leads_of_a_site(),
        leads_in_excel(),
        sales(),
        media(),
        ad_spend("hand/daily-semicolon", Writing { newline: "\n", ..SEMICOLON }, iso, &|cents| comma(cents)),
        ad_spend(
            "hand/daily-bom-us-dates",
            Writing { bytes: Bytes::Utf8Bom, newline: "\r\n", ..COMMA },
            month_day,
            &|cents| (cents / 100).to_string(),
        ),
        us_dates_and_commas(),
    ]
}

const ORIGIN: [&str; 5] = ["Google", "Site", "Instagram ", "Indicação", "Feira"];
const IDS: [&str; 5] = ["google", "site", "instagram", "indicacao", "feira"];

fn spend(cents: i64, channel: &'static str) -> Option<Spend> {
    Some(Spend { cents, days: Some((first_day(), last_day())), by_report: 0, currency: None, channel })
}

/// Trailing columns, a space behind a name, thousands without cents behind a no-break space.
fn spend_by_channel() -> Export {
    let rows = vec![
        row!["Content Syndication ", "R$\u{a0}100.000", "", "", ""],
        row!["Events", "R$\u{a0}27.245", "", "", ""],
        row!["Google", "R$\u{a0}8.000", "", "", ""],
    ];
    let truth = Truth {
        role: Some(Role::Spend),
        fields: &["Channel=channel", "Spend=amount"],
        rows: 3,
        spend: Some(Spend {
            cents: 13_524_500,
            days: None,
            by_report: 0,
            currency: Some("BRL"),
            channel: "",
        }),
        ..Truth::default()
    };
    Export {
        folder: "hand/spend",
        file: "Spend.csv".into(),
        bytes: SEMICOLON.file(&[], &["Channel", "Spend", "", "", ""], &rows, &[]),
        preamble: vec![],
        truth,
    }
}

fn leads_truth(fields: &'static [&'static str]) -> Truth {
    let leads = leads();
    Truth {
        role: Some(Role::Leads),
        fields,
        rows: leads.len() as u32,
        leads: count(leads.iter(), IDS),
        created: created(&leads),
        ..Truth::default()
    }
}

/// A list with JSON in a cell, misspelled headers, the source in a column of its own.
fn leads_of_a_site() -> Export {
    let header = [
        "id",
        "nome",
        "email",
        "telefone",
        "ano_fabircação",
        "fiananciamento",
        "origem",
        "data_cadastro",
        "utms",
        "url",
    ];
    let rows: Vec<Vec<String>> = leads()
        .iter()
        .map(|lead| {
            row![
                lead.number,
                lead.name,
                lead.email,
                lead.phone,
                "2021",
                "não",
                ORIGIN[lead.origin],
                format!("{} 07:59:10", day_month(lead.created, "/")),
                r#"["utm_source=fb","utm_medium=paid"]"#,
                "https://cedro.example/?gclid=abc&x=1;2"
            ]
        })
        .collect();
    let how = Writing { bytes: Bytes::Utf8Bom, ..SEMICOLON };
    let truth = leads_truth(&[
        "id=lead_id",
        "nome=name",
        "email=email",
        "origem=channel",
        "data_cadastro=created_at",
    ]);
    Export {
        folder: "hand/leads-of-a-site",
        file: "leads-cedro-2026-06-01.csv".into(),
        bytes: how.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// "CSV (separado por vírgulas)" of a Brazilian Excel: semicolons, Windows-1252.
fn leads_in_excel() -> Export {
    let header = [
        "Nome do lead",
        "Empresa",
        "E-mail",
        "Telefone",
        "Origem",
        "Data de entrada",
        "Qualificação",
        "Observações",
    ];
    let rows: Vec<Vec<String>> = leads()
        .iter()
        .map(|lead| {
            row![
                lead.name,
                lead.company,
                lead.email,
                "(11) 3333-4444",
                ORIGIN[lead.origin],
                day_month(lead.created, "/"),
                ["Quente", "Fria"][lead.number as usize % 2],
                "ligar; \"urgente\""
            ]
        })
        .collect();
    let how = Writing { bytes: Bytes::Windows1252, ..SEMICOLON };
    let truth = leads_truth(&[
        "Nome do lead=name",
        "Empresa=company",
        "E-mail=email",
        "Origem=channel",
        "Data de entrada=created_at",
    ]);
    Export {
        folder: "hand/leads-excel-cp1252",
        file: "leads maio.csv".into(),
        bytes: how.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

fn sales() -> Export {
    let header = ["Data da venda", "Cliente", "E-mail", "Canal", "Valor"];
    let sold = deals();
    let rows: Vec<Vec<String>> = won(&sold)
        .map(|lead: &Lead| {
            row![
                day_month(lead.closed, "/"),
                lead.company,
                lead.email,
                ORIGIN[lead.origin],
                format!("R$ {}", money(lead.cents, ".", ","))
            ]
        })
        .collect();
    let truth = Truth {
        role: Some(Role::Deals),
        fields: &[
            "Data da venda=closed_at",
            "Cliente=company",
            "E-mail=email",
            "Canal=channel",
            "Valor=amount",
        ],
        rows: rows.len() as u32,
        won: count(won(&sold), IDS),
        revenue: Some(won(&sold).map(|lead| lead.cents).sum()),
        ..Truth::default()
    };
    // A sheet of a Brazilian account online: commas, and quotes around them.
    Export {
        folder: "hand/sales-sheets",
        file: "vendas.csv".into(),
        bytes: COMMA.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

fn media() -> Export {
    let header = ["mes", "canal", "campanha", "invest", "cliques", "impressoes", "conversoes"];
    let rows: Vec<Vec<String>> = (1..=4)
        .map(|month| {
            row![format!("2026-{month:02}-01"), "Google", "A", format!("{month}00.50"), "10", "1000", "1"]
        })
        .collect();
    let truth = Truth {
        role: Some(Role::Spend),
        fields: &[
            "mes=date",
            "canal=channel",
            "campanha=campaign",
            "invest=amount",
            "cliques=clicks",
            "impressoes=impressions",
        ],
        rows: 4,
        spend: spend(100_200, "google")
            .map(|spend| Spend { days: Some((first_day() - 120, first_day() - 1)), ..spend }),
        ..Truth::default()
    };
    Export {
        folder: "hand/media",
        file: "midia.csv".into(),
        bytes: COMMA.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// One table in two dialects.
fn ad_spend(
    folder: &'static str,
    how: Writing,
    date: fn(i32) -> String,
    write: &dyn Fn(i64) -> String,
) -> Export {
    let header = ["date", "canal", "campanha", "custo", "cliques"];
    let cents = |day: i32| 730_700 + i64::from(day) * 10_000;
    let rows: Vec<Vec<String>> =
        (0..DAYS).map(|day| row![date(first_day() + day), "Google", "A", write(cents(day)), "12"]).collect();
    let truth = Truth {
        role: Some(Role::Spend),
        fields: &["date=date", "canal=channel", "custo=amount"],
        rows: DAYS as u32,
        spend: spend((0..DAYS).map(cents).sum(), "google"),
        ..Truth::default()
    };
    Export {
        folder,
        file: "gastos.csv".into(),
        bytes: how.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// Month first and a comma for cents in one sheet: each column decides for itself.
fn us_dates_and_commas() -> Export {
    let header = ["Date", "Canal", "Valor gasto", "Currency"];
    let rows: Vec<Vec<String>> =
        (0..DAYS).map(|day| row![month_day(first_day() + day), "Google", comma(2_724_567), "USD"]).collect();
    let truth = Truth {
        role: Some(Role::Spend),
        fields: &["Date=date", "Canal=channel", "Valor gasto=amount", "Currency=currency"],
        rows: DAYS as u32,
        spend: spend(i64::from(DAYS) * 2_724_567, "google")
            .map(|spend| Spend { currency: Some("USD"), ..spend }),
        ..Truth::default()
    };
    Export {
        folder: "hand/us-dates-and-commas",
        file: "gastos.csv".into(),
        bytes: SEMICOLON.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}
