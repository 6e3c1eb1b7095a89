//! Meta Ads: old and new Portuguese names, English, by day and not, by age; leads of its forms.

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{
    CAMPAIGNS, Cost, Lead, by_campaign, costs, count, created, first_day, last_day, leads, total,
};
use super::writing::*;
use super::{Export, Spend, Truth};
use crate::row;

const META: Writing = Writing { quotes: Quotes::Spaces, ..COMMA };

pub fn all() -> Vec<Export> {
    vec![
        by_age("meta-ads/by-age-pt-br-2021", true),
        by_age("meta-ads/by-age-pt-br-without-totals", false),
        ads_by_day(),
        resaved(),
        campaigns_en(),
        ads_en(),
        period_in_the_name(),
        three_decimals(),
        no_data(),
        form_leads("meta-leads/utf16", TABS),
        form_leads("meta-leads/utf8", COMMA),
    ]
}

fn spend(cents: i64, by_report: u32, currency: &'static str) -> Option<Spend> {
    Some(Spend {
        cents,
        days: Some((first_day(), last_day())),
        by_report,
        currency: Some(currency),
        channel: "paid-social",
    })
}

fn truth(source: SourceId, fields: &'static [&'static str], rows: usize, totals: u32) -> Truth {
    Truth {
        source: Some(source),
        role: Some(Role::Spend),
        fields,
        rows: rows as u32,
        totals,
        ..Truth::default()
    }
}

fn export(folder: &'static str, file: &str, header: &[&str], rows: &[Vec<String>], truth: Truth) -> Export {
    Export {
        folder,
        file: file.to_owned(),
        bytes: META.file(&[], header, rows, &[]),
        preamble: vec![],
        truth,
    }
}

fn window() -> (String, String) {
    (iso(first_day()), iso(last_day()))
}

/// Not rounded, as Meta writes it; the same cents.
fn unrounded(cents: i64) -> String {
    format!("{}{}", dot(cents), ["", "3781", "01"][(cents % 3) as usize])
}

/// The first row is the sum of all, without names; its reach is not.
fn by_age(folder: &'static str, with_total: bool) -> Export {
    let header = [
        "Nome da conta",
        "Idade",
        "Gênero",
        "Anúncios",
        "Alcance",
        "Impressões",
        "Frequência",
        "Moeda",
        "Valor usado (BRL)",
        "Configuração de atribuição",
        "Início dos relatórios",
        "Término dos relatórios",
    ];
    let (from, to) = window();
    let mut rows = Vec::new();
    let (mut cents, mut impressions) = (0, 0);
    for (number, age) in (1i64..).zip(["18-24", "25-34", "35-44", "45-54", "55-64", "65+"]) {
        for gender in ["female", "male"] {
            let cost = number * 2_377 + gender.len() as i64 * 31;
            cents += cost;
            impressions += 1_000 + number;
            rows.push(row![
                "Cedro Oficina",
                age,
                gender,
                "8",
                700 + number,
                1_000 + number,
                "1.17615653",
                "BRL",
                dot(cost),
                "7 dias após o clique",
                from,
                to
            ]);
        }
    }
    if with_total {
        rows.insert(
            0,
            row!["", "", "", "", "7155", impressions, "1.17615653", "BRL", dot(cents), "", from, to],
        );
    }
    let fields: &[&str] = &[
        "Valor usado (BRL)=amount",
        "Moeda=currency",
        "Início dos relatórios=period_start",
        "Término dos relatórios=period_end",
    ];
    let truth = Truth {
        spend: spend(cents, 12, "BRL"),
        ..truth(MetaAdsDemographics, fields, 12, u32::from(with_total))
    };
    export(folder, "Cedro-Oficina-Relatório.csv", &header, &rows, truth)
}

const BY_DAY: [&str; 22] = [
    "Nome da conta",
    "Nome da campanha",
    "Nome do conjunto de anúncios",
    "Nome do anúncio",
    "Dia",
    "Identificação da conta",
    "Identificação da campanha",
    "Identificação do conjunto de anúncios",
    "Identificação do anúncio",
    "Anúncios",
    "Impressões",
    "Moeda",
    "Valor gasto (BRL)",
    "Configuração de atribuição",
    "Compras",
    "Custo por compra",
    "Cliques no link",
    "CPC (custo por clique no link)",
    "Alcance",
    "Finalizações de compra iniciadas",
    "Início dos relatórios",
    "Encerramento dos relatórios",
];
const BY_DAY_FIELDS: &[&str] = &[
    "Nome da campanha=campaign",
    "Dia=date",
    "Valor gasto (BRL)=amount",
    "Moeda=currency",
    "Início dos relatórios=period_start",
    "Encerramento dos relatórios=period_end",
    "Cliques no link=clicks",
];

fn day_row(cost: &Cost, id: &str, write: &dyn Fn(i32) -> String) -> Vec<String> {
    let text = format!("Só em maio 🔥\n{} por R$ 1.299,90\n\"Clique\"", cost.campaign);
    row![
        "Cedro Oficina",
        cost.campaign,
        "Aberto; BR, 25+",
        text,
        write(cost.day),
        "1203000000000001",
        id,
        id,
        id,
        "1",
        cost.impressions,
        "BRL",
        unrounded(cost.cents),
        "7 dias após o clique",
        "",
        "",
        cost.clicks,
        "1.895",
        cost.impressions / 2,
        "",
        write(cost.day),
        write(cost.day)
    ]
}

/// Ad names are texts of posts, with line breaks; ids have eighteen digits.
fn ads_by_day() -> Export {
    let all = costs();
    let rows: Vec<Vec<String>> = all.iter().map(|cost| day_row(cost, "120253670639860385", &iso)).collect();
    let truth =
        Truth { spend: spend(total(&all), 0, "BRL"), ..truth(MetaAdsReport, BY_DAY_FIELDS, all.len(), 0) };
    export(
        "meta-ads/by-day-pt-br-2026",
        "Cedro-Anúncios-1-de-mai-de-2026-24-de-mai-de-2026.csv",
        &BY_DAY,
        &rows,
        truth,
    )
}

/// Through a spreadsheet in English: ids rounded, days month first.
fn resaved() -> Export {
    let all = costs();
    let rows: Vec<Vec<String>> = all.iter().map(|cost| day_row(cost, "1.20253E+17", &month_day)).collect();
    let truth =
        Truth { spend: spend(total(&all), 0, "BRL"), ..truth(MetaAdsReport, BY_DAY_FIELDS, all.len(), 0) };
    let how = Writing { bytes: Bytes::Utf8Bom, newline: "\r\n", ..COMMA };
    let bytes = how.file(&[], &BY_DAY, &rows, &[]);
    Export {
        folder: "meta-ads/by-day-resaved",
        file: "anúncios (1).csv".into(),
        bytes,
        preamble: vec![],
        truth,
    }
}

/// Results of several kinds, `Ends` that is a date or a word, a window that is no day.
fn campaigns_en() -> Export {
    let header = [
        "Reporting starts",
        "Reporting ends",
        "Campaign name",
        "Campaign delivery",
        "Ad set budget",
        "Ad set budget type",
        "Attribution setting",
        "Results",
        "Result indicator",
        "Reach",
        "Impressions",
        "Cost per results",
        "Amount spent (USD)",
        "Ends",
    ];
    let (from, to) = window();
    let sums = by_campaign();
    let kinds = ["actions:offsite_conversion.fb_pixel_purchase", "reach", "actions:lead"];
    let mut rows: Vec<Vec<String>> = sums
        .iter()
        .zip(kinds)
        .map(|(sum, kind)| {
            row![
                from,
                to,
                sum.campaign,
                "active",
                "Using campaign budget",
                "0",
                "7-day click",
                "12",
                kind,
                "71550",
                sum.impressions,
                "28.46699781",
                dot(sum.cents),
                if kind == "reach" { "Ongoing" } else { "2026-06-30" }
            ]
        })
        .collect();
    rows.insert(
        0,
        row![
            from,
            to,
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "65000",
            sums.iter().map(|sum| sum.impressions).sum::<u32>(),
            "",
            dot(total(&sums)),
            ""
        ],
    );
    let fields: &[&str] = &[
        "Reporting starts=period_start",
        "Reporting ends=period_end",
        "Campaign name=campaign",
        "Amount spent (USD)=amount",
        "Impressions=impressions",
    ];
    let truth = Truth { spend: spend(total(&sums), 3, "USD"), ..truth(MetaAdsReport, fields, 3, 1) };
    export("meta-ads/campaigns-en", "Cedro-Campaigns-May-1-2026-May-24-2026.csv", &header, &rows, truth)
}

fn ads_en() -> Export {
    let header = [
        "Ad name",
        "Ad delivery",
        "Results",
        "Result indicator",
        "Cost per results",
        "Ad set budget",
        "Ad set budget type",
        "Amount spent (USD)",
        "Impressions",
        "Reach",
        "Frequency",
        "CPM (cost per 1,000 impressions) (USD)",
        "Purchases",
        "Ends",
        "Ad set name",
        "Purchase ROAS (return on ad spend)",
        "Reporting starts",
        "Reporting ends",
    ];
    let (from, to) = window();
    let sums = by_campaign();
    let rows: Vec<Vec<String>> = sums
        .iter()
        .map(|sum| {
            row![
                format!("{}\nv2", sum.campaign),
                "not_delivering",
                "",
                "",
                "",
                "20",
                "Daily",
                unrounded(sum.cents),
                sum.impressions,
                "900",
                "1.2",
                "8.5",
                "",
                "Ongoing",
                "Set A",
                "",
                from,
                to
            ]
        })
        .collect();
    let fields: &[&str] = &["Reporting starts=period_start", "Amount spent (USD)=amount"];
    let truth = Truth { spend: spend(total(&sums), 3, "USD"), ..truth(MetaAdsReport, fields, 3, 0) };
    export("meta-ads/ads-en", "Cedro-Ads.csv", &header, &rows, truth)
}

/// Without the window's columns only the name of the file tells the days.
fn period_in_the_name() -> Export {
    let header =
        ["Campaign name", "Ad set name", "Campaign delivery", "Impressions", "Reach", "Amount spent (EUR)"];
    let sums = by_campaign();
    let rows: Vec<Vec<String>> = sums
        .iter()
        .map(|sum| row![sum.campaign, "Set", "active", sum.impressions, "9", dot(sum.cents)])
        .collect();
    let fields: &[&str] = &["Campaign name=campaign", "Amount spent (EUR)=amount"];
    let truth = Truth { spend: spend(total(&sums), 3, "EUR"), ..truth(MetaAdsReport, fields, 3, 0) };
    export("meta-ads/period-in-the-name", "meta_2026-05-01_2026-05-24.csv", &header, &rows, truth)
}

/// Every amount reads both ways; Meta has only one.
fn three_decimals() -> Export {
    let header = [
        "Nome da campanha",
        "Dia",
        "Veiculação da campanha",
        "Valor gasto (BRL)",
        "Início dos relatórios",
        "Encerramento dos relatórios",
    ];
    let amounts = [("28.466", 2_847), ("1.895", 190), ("12.004", 1_200)];
    let rows: Vec<Vec<String>> = (0..)
        .zip(amounts)
        .map(|(at, (text, _))| {
            let day = iso(first_day() + at * 9);
            row![CAMPAIGNS[at as usize], day, "active", text, day, day]
        })
        .collect();
    let cents = amounts.iter().map(|(_, cents)| cents).sum();
    let fields: &[&str] = &["Dia=date", "Valor gasto (BRL)=amount"];
    let truth = Truth {
        spend: spend(cents, 0, "BRL")
            .map(|spend| Spend { days: Some((first_day(), first_day() + 18)), ..spend }),
        ..truth(MetaAdsReport, fields, 3, 0)
    };
    export("meta-ads/three-decimals", "Relatório.csv", &header, &rows, truth)
}

/// Nothing was spent: a sentence under the header is no row.
fn no_data() -> Export {
    let header =
        ["Reporting starts", "Reporting ends", "Campaign name", "Reach", "Impressions", "Amount spent (USD)"];
    export(
        "meta-ads/no-data",
        "Cedro-Campaigns.csv",
        &header,
        &[row!["No data available."]],
        Truth { source: Some(MetaAdsReport), ..Truth::default() },
    )
}

fn form_leads(folder: &'static str, how: Writing) -> Export {
    let header = [
        "id",
        "created_time",
        "ad_id",
        "ad_name",
        "adset_id",
        "adset_name",
        "campaign_id",
        "campaign_name",
        "form_id",
        "form_name",
        "is_organic",
        "platform",
        "qual_o_tamanho_da_sua_empresa?",
        "full_name",
        "phone_number",
        "email",
        "lead_status",
    ];
    let leads = leads();
    let rows: Vec<Vec<String>> = leads
        .iter()
        .map(|lead: &Lead| {
            row![
                format!("l:42801802522{:05}", lead.number),
                format!("{}T15:05:13+05:30", iso(lead.created)),
                "ag:120253670639860385",
                "Vídeo 1",
                "as:120253670639860386",
                "Aberto",
                "c:120253670639860387",
                CAMPAIGNS[0],
                "f:1203000000000001",
                "Formulário maio",
                "false",
                if lead.number.is_multiple_of(2) { "fb" } else { "ig" },
                ["até_10", "11_a_50", "mais_de_50"][lead.number as usize % 3],
                lead.name,
                format!("p:+55{}", lead.phone),
                lead.email,
                "CREATED"
            ]
        })
        .collect();
    let truth = Truth {
        source: Some(MetaLeads),
        role: Some(Role::Leads),
        fields: &[
            "id=lead_id",
            "created_time=created_at",
            "email=email",
            "full_name=name",
            "campaign_name=campaign",
            "form_name=conversion_type",
        ],
        rows: leads.len() as u32,
        leads: count(leads.iter(), ["paid-social"; 5]),
        created: created(&leads),
        ..Truth::default()
    };
    Export {
        folder,
        file: "Formulário maio_Leads_2026-05-31.csv".into(),
        bytes: how.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}
