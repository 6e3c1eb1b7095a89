//! Google Ads: the campaign report in four languages and two encodings.

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{CAMPAIGNS, Cost, by_campaign, costs, first_day, last_day, total};
use super::writing::*;
use super::{Export, Spend, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    vec![
        portuguese("google-ads/report-pt-br", COMMA),
        portuguese("google-ads/report-pt-br-utf16", TABS),
        english("google-ads/report-en-us", COMMA, period_us()),
        english(
            "google-ads/report-en-uk-utf16",
            TABS,
            format!("{} - {}", long_uk(first_day()), long_uk(last_day())),
        ),
        all_time(),
        of_portugal(),
        by_day(
            "google-ads/by-day-en",
            COMMA,
            ["Day", "Campaign", "Campaign status", "Currency code", "Cost", "Impr.", "Clicks", "Avg. CPC"],
            "Campaign report",
            ".",
            &[
                "Day=date",
                "Campaign=campaign",
                "Cost=amount",
                "Currency code=currency",
                "Impr.=impressions",
                "Clicks=clicks",
            ],
        ),
        by_day(
            "google-ads/by-day-pt-br",
            TABS,
            [
                "Dia",
                "Campanha",
                "Status da campanha",
                "Código da moeda",
                "Custo",
                "Impr.",
                "Cliques",
                "CPC méd.",
            ],
            "Relatório de campanha",
            ",",
            &["Dia=date", "Campanha=campaign", "Custo=amount", "Código da moeda=currency"],
        ),
        spanish_weeks(),
        no_campaign_spent(),
    ]
}

pub fn period_us() -> String {
    format!("\"{} - {}\"", long_us(first_day()), long_us(last_day()))
}

pub fn period_pt() -> String {
    format!("{} - {}", long_pt(first_day()), long_pt(last_day()))
}

pub fn spend(cents: i64, by_report: u32) -> Option<Spend> {
    Some(Spend {
        cents,
        days: Some((first_day(), last_day())),
        by_report,
        currency: Some("BRL"),
        channel: "paid-search",
    })
}

pub fn truth(source: SourceId, fields: &'static [&'static str], rows: usize, totals: u32) -> Truth {
    Truth {
        source: Some(source),
        role: Some(Role::Spend),
        fields,
        rows: rows as u32,
        totals,
        ..Truth::default()
    }
}

pub fn export(
    folder: &'static str,
    file: &str,
    how: Writing,
    above: Vec<String>,
    (header, rows): (&[&str], Vec<Vec<String>>),
    truth: Truth,
) -> Export {
    let bytes = how.file(&above, header, &rows, &[]);
    Export { folder, file: file.to_owned(), bytes, preamble: above, truth }
}

/// Some states of a campaign, one with several reasons in one cell.
const REASONS: [&str; 3] = ["", "Limited by budget; most ads disapproved", " --"];

fn portuguese(folder: &'static str, how: Writing) -> Export {
    let header = [
        "Status da campanha",
        "Campanha",
        "Orçamento",
        "Nome do orçamento",
        "Tipo de orçamento",
        "Código da moeda",
        "Status",
        "Motivos do status",
        "Pontuação de otimização",
        "Tipo de campanha",
        "Impr.",
        "CTR",
        "Custo",
        "Tipo de estratégia de lances",
        "Cliques",
        "Taxa de conv.",
        "Conversões",
        "CPC méd.",
        "Custo / conv.",
    ];
    let sums = by_campaign();
    let mut rows: Vec<Vec<String>> = sums
        .iter()
        .zip(REASONS)
        .map(|(sum, reasons)| {
            row![
                "Ativada",
                sum.campaign,
                "25,00",
                " --",
                "Diário",
                "BRL",
                "Qualificado",
                reasons,
                "79,22",
                "Pesquisa",
                count(sum.impressions, "."),
                "6,76%",
                comma(sum.cents),
                "Maximizar cliques",
                sum.clicks,
                "39,39%",
                "13,00",
                comma(sum.cents / i64::from(sum.clicks)),
                "8,93"
            ]
        })
        .collect();
    let all = total(&sums);
    for label in ["Total: Campanhas", "Total: Conta", "Total: Pesquisa"] {
        rows.push(row![
            label,
            " --",
            " --",
            " --",
            " --",
            "BRL",
            " --",
            "",
            " --",
            if label.ends_with('a') { "Pesquisa" } else { "" },
            count(sums.iter().map(|sum| sum.impressions).sum(), "."),
            "6,76%",
            comma(all),
            "",
            "",
            "",
            "39,00",
            "",
            ""
        ]);
    }
    let fields: &[&str] = &[
        "Campanha=campaign",
        "Código da moeda=currency",
        "Custo=amount",
        "Impr.=impressions",
        "Cliques=clicks",
    ];
    let truth = Truth { spend: spend(all, 3), ..truth(GoogleAdsReport, fields, 3, 3) };
    export(
        folder,
        "Relatório de campanha.csv",
        how,
        vec!["Relatório de campanha".into(), period_pt()],
        (&header, rows),
        truth,
    )
}

fn english_rows(sums: &[Cost]) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let header = vec![
        "Campaign status",
        "Campaign",
        "Budget",
        "Budget name",
        "Budget type",
        "Status",
        "Status reasons",
        "Optimization score",
        "Campaign type",
        "Currency code",
        "Impr.",
        "Interactions",
        "Interaction rate",
        "Cost",
        "Search impr. share",
        "Bid strategy type",
        "Conv. value",
        "Conv. rate",
        "Conversions",
        "Cost / conv.",
    ];
    let mut rows: Vec<Vec<String>> = sums
        .iter()
        .zip(REASONS)
        .map(|(sum, reasons)| {
            row![
                "Enabled",
                sum.campaign,
                "500.00",
                " --",
                "Daily",
                "Not eligible",
                reasons,
                " --",
                "Demand Gen",
                "BRL",
                count(sum.impressions, ","),
                sum.clicks,
                "2.81%",
                dot(sum.cents),
                "< 10%",
                "Maximize clicks",
                money(sum.cents * 3, ",", "."),
                "1.20%",
                "4.00",
                "0"
            ]
        })
        .collect();
    let all = dot(total(sums));
    for label in ["Total: Campaigns", "Total: Account", "Total: Demand Gen", "Total: Video"] {
        let share = if label == "Total: Video" { "0.00".to_owned() } else { all.clone() };
        rows.push(row![
            label,
            " --",
            " --",
            " --",
            " --",
            "",
            " --",
            " --",
            if label == "Total: Video" { "Video" } else { "" },
            "BRL",
            "9,999",
            "120",
            "2.81%",
            share,
            "",
            "",
            "",
            "",
            "",
            ""
        ]);
    }
    (header, rows)
}

const ENGLISH: &[&str] = &[
    "Campaign=campaign",
    "Currency code=currency",
    "Cost=amount",
    "Impr.=impressions",
    "Interactions=clicks",
];

fn english(folder: &'static str, how: Writing, period: String) -> Export {
    let sums = by_campaign();
    let (header, rows) = english_rows(&sums);
    let truth = Truth { spend: spend(total(&sums), 3), ..truth(GoogleAdsReport, ENGLISH, 3, 4) };
    export(folder, "Campaign report.csv", how, vec!["Campaign report".into(), period], (&header, rows), truth)
}

/// Nothing says which days: it counts in the whole period only.
fn all_time() -> Export {
    let sums = by_campaign();
    let (header, rows) = english_rows(&sums);
    let undated = spend(total(&sums), 0).map(|spend| Spend { days: None, ..spend });
    let truth = Truth { spend: undated, ..truth(GoogleAdsReport, ENGLISH, 3, 4) };
    export(
        "google-ads/report-en-all-time",
        "Campaign report.csv",
        COMMA,
        vec!["Campaign report".into(), "All time".into()],
        (&header, rows),
        truth,
    )
}

/// Thousands parted by no-break spaces, `Estado` three times.
fn of_portugal() -> Export {
    let header = [
        "Estado da campanha",
        "Campanha",
        "Nome do orçamento",
        "Código da moeda",
        "Orçamento",
        "Tipo de orçamento",
        "Estado",
        "Motivos do estado",
        "Pontuação de otimização",
        "Tipo de campanha",
        "Impressões",
        "Interações",
        "Taxa de interação",
        "Custo médio",
        "Custo",
        "Tipo de estratégia de lances",
        "Taxa de conv.",
        "Conversões",
        "Custo/conv.",
    ];
    let sums = by_campaign();
    let line = |status: &str, name: &str, impressions: u32, clicks: u32, cents: i64| {
        row![
            status,
            name,
            " --",
            "BRL",
            "25,00",
            "Diário",
            "Elegível",
            "",
            " --",
            "Pesquisa",
            count(impressions, NBSP),
            clicks,
            "5,61%",
            "0,60",
            money(cents, NBSP, ","),
            "Maximizar cliques",
            "1,10%",
            "3,00",
            "12,00"
        ]
    };
    let mut rows: Vec<Vec<String>> = sums
        .iter()
        .map(|sum| line("Ativada", sum.campaign, sum.impressions, sum.clicks, sum.cents))
        .collect();
    rows.push(line("Total: Campanhas", " --", 18_158, 900, total(&sums)));
    let fields: &[&str] =
        &["Campanha=campaign", "Custo=amount", "Impressões=impressions", "Interações=clicks"];
    let truth = Truth { spend: spend(total(&sums), 3), ..truth(GoogleAdsReport, fields, 3, 1) };
    export(
        "google-ads/report-pt-pt",
        "Relatório da campanha.csv",
        COMMA,
        vec!["Relatório da campanha".into(), period_pt()],
        (&header, rows),
        truth,
    )
}

fn by_day(
    folder: &'static str,
    how: Writing,
    header: [&str; 8],
    title: &str,
    decimal: &str,
    fields: &'static [&'static str],
) -> Export {
    let all = costs();
    let money = |cents: i64| dot(cents).replace('.', decimal);
    let mut rows: Vec<Vec<String>> = all
        .iter()
        .map(|cost| {
            row![
                iso(cost.day),
                cost.campaign,
                "Enabled",
                "BRL",
                money(cost.cents),
                cost.impressions,
                cost.clicks,
                money(cost.cents / 3)
            ]
        })
        .collect();
    for label in ["Total: Campaigns", "Total: Account"] {
        rows.push(row![label, " --", " --", "BRL", money(total(&all)), "99", "9", money(1)]);
    }
    let truth = Truth { spend: spend(total(&all), 0), ..truth(GoogleAdsReport, fields, all.len(), 2) };
    export(folder, &format!("{title}.csv"), how, vec![title.into(), period_us()], (&header, rows), truth)
}

/// Mondays stand for their weeks; totals have no date.
fn spanish_weeks() -> Export {
    let header = [
        "Semana",
        "Estado de la campaña",
        "Campaña",
        "Código de moneda",
        "Coste",
        "Impr.",
        "CTR",
        "CPC medio",
        "Clics",
        "Conversiones",
    ];
    let monday = first_day() + 3;
    let mut rows = Vec::new();
    let mut cents = 0;
    for week in 0..3 {
        for (number, campaign) in (1..).zip(CAMPAIGNS) {
            let cost = 12_345 * number + i64::from(week) * 777;
            cents += cost;
            rows.push(row![
                iso(monday + week * 7),
                "Habilitada",
                campaign,
                "BRL",
                comma(cost),
                "1.234",
                "2,81%",
                "1,20",
                "99",
                "1,00"
            ]);
        }
    }
    rows.push(row!["", "Total: Cuenta", " --", "BRL", comma(cents), "9.999", "2,81%", "1,20", "900", "9,00"]);
    let fields: &[&str] = &["Semana=date", "Campaña=campaign", "Coste=amount", "Clics=clicks"];
    let truth = Truth {
        spend: spend(cents, 0).map(|spend| Spend { days: Some((monday, monday + 20)), ..spend }),
        ..truth(GoogleAdsReport, fields, 9, 1)
    };
    let period = "4 de mayo de 2026 - 24 de mayo de 2026".to_owned();
    export(
        "google-ads/by-week-es",
        "Informe de campaña.csv",
        COMMA,
        vec!["Informe de campaña".into(), period],
        (&header, rows),
        truth,
    )
}

/// A report can have totals and nothing else: there is no spend in it.
fn no_campaign_spent() -> Export {
    let header = ["Campaign status", "Campaign", "Currency code", "Cost", "Impr.", "Clicks", "Avg. CPC"];
    let rows = vec![
        row!["Total: Campaigns", " --", "BRL", "0.00", "0", "0", "0"],
        row!["Total: Account", "", "BRL", "0.00", "0", "0", "0"],
    ];
    let truth = Truth { source: Some(GoogleAdsReport), totals: 2, ..Truth::default() };
    export(
        "google-ads/report-en-empty",
        "Campaign report.csv",
        COMMA,
        vec!["Campaign report".into(), period_us()],
        (&header, rows),
        truth,
    )
}
