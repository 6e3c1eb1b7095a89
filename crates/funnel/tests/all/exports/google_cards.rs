//! Google Ads: the cards of the overview, search terms, keywords, billing.

use garimpo_funnel::guess::SourceId::*;

use super::company::{CAMPAIGNS, Cost, DAYS, by_campaign, costs, first_day};
use super::google::{export, period_pt, period_us, spend, truth};
use super::writing::*;
use super::{Export, Spend, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    let mut all = cards();
    all.extend([search_terms_en(), search_terms_pt(), keywords(), billing()]);
    all
}

fn daily() -> Vec<(i32, i64)> {
    (0..DAYS)
        .map(|day| {
            let day = first_day() + day;
            (day, costs().iter().filter(|cost| cost.day == day).map(|cost| cost.cents).sum())
        })
        .collect()
}

fn cards() -> Vec<Export> {
    let days = daily();
    let cents = days.iter().map(|(_, cents)| cents).sum();
    let truth_of = |fields, rows, by_report| Truth {
        spend: spend(cents, by_report),
        ..truth(GoogleAdsOverview, fields, rows, 0)
    };
    let rows = |write: &dyn Fn(i32, i64) -> Vec<String>| {
        days.iter().map(|(day, cents)| write(*day, *cents)).collect()
    };
    let pt =
        rows(&|day, cents| row![weekday_pt(day), "12", format!("R$\u{a0}{}", comma(cents)), "345", "0,00"]);
    let en = rows(&|day, cents| row![weekday_en(day), "12", "345", "US$1.92", format!("US${}", dot(cents))]);
    let compared = rows(&|day, cents| {
        row![
            weekday_pt(day),
            weekday_pt(day - 24),
            "12",
            "9",
            format!("R$\u{a0}{}", comma(cents)),
            "R$\u{a0}9,99"
        ]
    });
    let sums = by_campaign();
    let campaigns = |status: &str, write: &dyn Fn(i64) -> String| -> Vec<Vec<String>> {
        let line = |sum: &Cost| row![sum.campaign, "", status, write(sum.cents), sum.clicks, "2.8%"];
        sums.iter().map(line).collect()
    };
    let usd = |truth: Truth| Truth {
        spend: truth.spend.map(|spend| Spend { currency: Some("USD"), ..spend }),
        ..truth
    };
    let series: &[&str] = &["Data=date", "Custo=amount", "Cliques=clicks"];
    let english: &[&str] = &["Date=date", "Cost=amount"];
    let by_name: &[&str] = &["Nome da campanha=campaign", "Custo=amount"];
    vec![
        export(
            "google-ads/overview-series-pt-br",
            "Série_temporal(2026.05.01-2026.05.24).csv",
            COMMA,
            vec![],
            (&["Data", "Cliques", "Custo", "Impressões", "Conversões"], pt),
            truth_of(series, 24, 0),
        ),
        export(
            "google-ads/overview-series-en",
            "Time_series(2026.05.01-2026.05.24).csv",
            COMMA,
            vec![],
            (&["Date", "Clicks", "Impressions", "Avg. CPC", "Cost"], en),
            usd(truth_of(english, 24, 0)),
        ),
        export(
            "google-ads/overview-series-compared",
            "Série_temporal(2026.05.01-2026.05.24).csv",
            COMMA,
            vec![],
            (
                &[
                    "Data",
                    "Data (Comparação)",
                    "Cliques",
                    "Cliques (Comparação)",
                    "Custo",
                    "Custo (Comparação)",
                ],
                compared,
            ),
            truth_of(series, 24, 0),
        ),
        export(
            "google-ads/overview-campaigns-pt-br",
            "Campanhas(2026.05.01-2026.05.24).csv",
            COMMA,
            vec![],
            (
                &[
                    "Nome da campanha",
                    "Nome do grupo de campanhas",
                    "Status da campanha",
                    "Custo",
                    "Cliques",
                    "CTR",
                ],
                campaigns("Ativada", &|cents| format!("R$\u{a0}{}", money(cents, ".", ","))),
            ),
            truth_of(by_name, 3, 3),
        ),
        export(
            "google-ads/overview-campaigns-en",
            "Campaigns(2026.05.01-2026.05.24).csv",
            COMMA,
            vec![],
            (
                &["Campaign name", "Campaign group name", "Campaign status", "Cost", "Clicks", "CTR"],
                campaigns("Enabled", &|cents| format!("US${}", money(cents, ",", "."))),
            ),
            usd(truth_of(&["Campaign name=campaign", "Cost=amount"], 3, 3)),
        ),
    ]
}

const TERMS: [&str; 4] = ["sistema para cerâmica", "[cedro] preço", "erp \"barato\"", "oficina, conserto"];

fn terms() -> Vec<(&'static str, i64)> {
    (0i64..).zip(TERMS).map(|(at, term)| (term, 4_321 + at * 1_111)).collect()
}

fn search_terms_en() -> Export {
    let header = [
        "Search term",
        "Match type",
        "Added/Excluded",
        "Campaign",
        "Ad group",
        "Currency code",
        "Impr.",
        "Clicks",
        "Cost",
        "Conv. rate",
    ];
    let mut rows: Vec<Vec<String>> = terms()
        .iter()
        .map(|(term, cents)| {
            row![term, "Phrase match", "None", CAMPAIGNS[0], "A", "BRL", "120", "7", dot(*cents), "1.00%"]
        })
        .collect();
    let cents = terms().iter().map(|(_, cents)| cents).sum();
    for label in ["Total: Search terms", "Total: Account"] {
        rows.push(row![label, " --", " --", " --", " --", "BRL", "999", "70", dot(cents), "1.00%"]);
    }
    let fields: &[&str] = &["Campaign=campaign", "Cost=amount", "Clicks=clicks"];
    let truth = Truth { spend: spend(cents, 4), ..truth(GoogleAdsSearchTerms, fields, 4, 2) };
    export(
        "google-ads/search-terms-en",
        "Search terms report.csv",
        COMMA,
        vec!["Search terms report".into(), period_us()],
        (&header, rows),
        truth,
    )
}

fn search_terms_pt() -> Export {
    let header = [
        "Termo de pesquisa",
        "Tipo de correspondência",
        "Adicionada/Excluída",
        "Campanha",
        "Grupo de anúncios",
        "Código da moeda",
        "Impr.",
        "Cliques",
        "Custo",
    ];
    let rows: Vec<Vec<String>> = terms()
        .iter()
        .map(|(term, cents)| {
            row![
                term,
                "Correspondência de frase",
                "Nenhuma",
                CAMPAIGNS[1],
                "A",
                "BRL",
                "120",
                "7",
                comma(*cents)
            ]
        })
        .collect();
    let cents = terms().iter().map(|(_, cents)| cents).sum();
    let fields: &[&str] = &["Campanha=campaign", "Custo=amount"];
    let truth = Truth { spend: spend(cents, 4), ..truth(GoogleAdsSearchTerms, fields, 4, 0) };
    export(
        "google-ads/search-terms-pt-br-utf16",
        "Termos de pesquisa.csv",
        TABS,
        vec!["Termos de pesquisa".into(), period_pt()],
        (&header, rows),
        truth,
    )
}

fn keywords() -> Export {
    let header = [
        "Status da palavra-chave",
        "Pesquisar palavra-chave",
        "Pesquisar tipo de correspondência de palavra-chave",
        "Campanha",
        "Grupo de anúncios",
        "Código da moeda",
        "Impr.",
        "Cliques",
        "CPC méd.",
        "Custo",
    ];
    let rows: Vec<Vec<String>> = terms()
        .iter()
        .map(|(term, cents)| {
            row!["Ativada", term, "Exata", CAMPAIGNS[2], "B", "BRL", "1.120", "7", "1,10", comma(*cents)]
        })
        .collect();
    let cents = terms().iter().map(|(_, cents)| cents).sum();
    let fields: &[&str] = &["Campanha=campaign", "Custo=amount"];
    let truth = Truth { spend: spend(cents, 4), ..truth(GoogleAdsKeywords, fields, 4, 0) };
    export(
        "google-ads/keywords-pt-br",
        "Palavra-chave de pesquisa.csv",
        COMMA,
        vec!["Palavra-chave de pesquisa".into(), period_pt()],
        (&header, rows),
        truth,
    )
}

/// Costs have a minus before the sign of the currency; payments stand between them.
fn billing() -> Export {
    let header = ["Data", "Tipo", "Descrição", "Interações", "Custos", "Créditos", "Saldo atual"];
    let days = daily();
    let mut rows = Vec::new();
    for (at, (day, cents)) in days.iter().enumerate() {
        rows.push(row![
            short_pt(*day),
            "Campanhas",
            CAMPAIGNS[at % 3],
            "12 cliques",
            format!("-R${}", comma(*cents)),
            "",
            "R$10,00"
        ]);
        if at % 9 == 4 {
            rows.push(row![short_pt(*day), "Pagamentos", "Pix", "", "", "R$500,00", "R$510,00"]);
        }
    }
    let cents = days.iter().map(|(_, cents)| cents).sum();
    let fields: &[&str] = &["Data=date", "Descrição=campaign", "Custos=amount", "Tipo=kind"];
    let truth = Truth { spend: spend(cents, 0), ..truth(GoogleAdsBilling, fields, rows.len(), 0) };
    export("google-ads/billing-pt-br-utf16", "Atividade da conta.csv", TABS, vec![], (&header, rows), truth)
}
