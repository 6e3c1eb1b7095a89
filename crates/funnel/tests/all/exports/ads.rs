//! LinkedIn, Microsoft and TikTok Ads.

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{CAMPAIGNS, Cost, by_campaign, costs, first_day, last_day, total};
use super::writing::*;
use super::{Export, Spend, Truth};
use crate::row;

pub fn all() -> Vec<Export> {
    vec![
        linkedin_by_day("linkedin-ads/by-day-utf16", TABS, 4),
        linkedin_by_day("linkedin-ads/by-day-comma", COMMA, 2),
        linkedin_early(),
        linkedin_whole(),
        linkedin_window(),
        linkedin_people(),
        microsoft_scheduled(),
        microsoft_page(
            "microsoft-ads/page-en",
            ["Campaign", "Campaign status", "Clicks", "Impr.", "CTR", "Avg. CPC", "Spend", "Conv."],
            &["Campaign=campaign", "Spend=amount", "Clicks=clicks", "Impr.=impressions"],
        ),
        tiktok_old(),
        tiktok_new(),
    ]
}

fn spend(cents: i64, by_report: u32, currency: Option<&'static str>, channel: &'static str) -> Option<Spend> {
    Some(Spend { cents, days: Some((first_day(), last_day())), by_report, currency, channel })
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

fn linkedin_above(lines: usize) -> Vec<String> {
    let all = [
        "Campaign Performance Report (in UTC)".to_owned(),
        format!("\"Report Start: {}, 12:00 AM\"", long_us(first_day())),
        format!("\"Report End: {}, 11:59 PM\"", long_us(last_day())),
        format!("\"Date Generated: {}, 7:02 PM\"", long_us(last_day() + 9)),
    ];
    let mut above: Vec<String> =
        if lines == 4 { all.to_vec() } else { all.iter().take(lines).cloned().collect() };
    above.push(String::new());
    above
}

const LINKEDIN: [&str; 14] = [
    "Start Date (in UTC)",
    "Account Name",
    "Currency",
    "Campaign Group Name",
    "Campaign Name",
    "Campaign ID",
    "Total Spent",
    "Impressions",
    "Clicks",
    "Click Through Rate",
    "Average CPC",
    "Conversions",
    "Total Conversion Value",
    "Leads",
];
const LINKEDIN_FIELDS: &[&str] = &[
    "Start Date (in UTC)=date",
    "Currency=currency",
    "Campaign Name=campaign",
    "Total Spent=amount",
    "Impressions=impressions",
    "Clicks=clicks",
];

fn linkedin_row(date: String, cost: &Cost) -> Vec<String> {
    row![
        date,
        "Cedro Oficina",
        "BRL",
        "Maio",
        cost.campaign,
        "345678901",
        dot(cost.cents),
        cost.impressions,
        cost.clicks,
        "1.20%",
        "2.5",
        "0",
        "0.0",
        "1"
    ]
}

fn linkedin_by_day(folder: &'static str, how: Writing, lines: usize) -> Export {
    let all = costs();
    let rows: Vec<Vec<String>> = all.iter().map(|cost| linkedin_row(month_day(cost.day), cost)).collect();
    let above = linkedin_above(lines);
    let truth = Truth {
        spend: spend(total(&all), 0, Some("BRL"), "paid-social"),
        ..truth(LinkedInAdsReport, LINKEDIN_FIELDS, all.len(), 0)
    };
    Export {
        folder,
        file: "account_500001_campaign_performance_report.csv".into(),
        bytes: how.file(&above, &LINKEDIN, &rows, &[]),
        preamble: above,
        truth,
    }
}

/// No day after the twelfth: only LinkedIn's habit tells the month.
fn linkedin_early() -> Export {
    let days = [first_day() + 1, first_day() + 5, first_day() + 11];
    let rows: Vec<Vec<String>> =
        days.iter().zip(costs()).map(|(day, cost)| linkedin_row(month_day(*day), &cost)).collect();
    let cents = costs().iter().take(3).map(|cost| cost.cents).sum();
    let above = linkedin_above(4);
    let truth = Truth {
        spend: spend(cents, 0, Some("BRL"), "paid-social")
            .map(|spend| Spend { days: Some((days[0], days[2])), ..spend }),
        ..truth(LinkedInAdsReport, LINKEDIN_FIELDS, 3, 0)
    };
    Export {
        folder: "linkedin-ads/early-days",
        file: "report.csv".into(),
        bytes: TABS.file(&above, &LINKEDIN, &rows, &[]),
        preamble: above,
        truth,
    }
}

/// No dates in the rows: the days are those of the preamble.
fn linkedin_whole() -> Export {
    let header = &LINKEDIN[1..];
    let sums = by_campaign();
    let rows: Vec<Vec<String>> =
        sums.iter().map(|sum| linkedin_row(String::new(), sum)[1..].to_vec()).collect();
    let above = linkedin_above(4);
    let truth = Truth {
        spend: spend(total(&sums), 3, Some("BRL"), "paid-social"),
        ..truth(LinkedInAdsReport, &["Total Spent=amount", "Campaign Name=campaign"], 3, 0)
    };
    Export {
        folder: "linkedin-ads/whole-period",
        file: "report.csv".into(),
        bytes: TABS.file(&above, header, &rows, &[]),
        preamble: above,
        truth,
    }
}

fn linkedin_window() -> Export {
    let mut header = LINKEDIN.to_vec();
    header.insert(1, "End Date (in UTC)");
    let sums = by_campaign();
    let rows: Vec<Vec<String>> = sums
        .iter()
        .map(|sum| {
            let mut row = linkedin_row(month_day(first_day()), sum);
            row.insert(1, month_day(last_day()));
            row
        })
        .collect();
    let above = linkedin_above(4);
    let truth = Truth {
        spend: spend(total(&sums), 3, Some("BRL"), "paid-social"),
        ..truth(
            LinkedInAdsReport,
            &["Start Date (in UTC)=period_start", "End Date (in UTC)=period_end"],
            3,
            0,
        )
    };
    Export {
        folder: "linkedin-ads/window",
        file: "report.csv".into(),
        bytes: TABS.file(&above, &header, &rows, &[]),
        preamble: above,
        truth,
    }
}

/// Results by who the people are, one table a segment, each with its total.
fn linkedin_people() -> Export {
    let above = linkedin_above(4);
    let table = |segment: &str, values: [&str; 3]| {
        let mut lines = vec![TABS.line(&[segment, "Impressions", "Clicks", "Click Through Rate"])];
        lines.extend(values.iter().map(|value| TABS.line(&[value, "1000", "12", "1.2%"])));
        lines.push(TABS.line(&["Total", "3000", "36", "1.2%"]));
        lines
    };
    let mut lines = above.clone();
    lines.extend(table("Company Size Segment", ["2-10 employees", "11-50 employees", "51-200 employees"]));
    lines.push(String::new());
    lines.extend(table("Job Seniority Segment", ["Senior", "Manager", "Director"]));
    let truth = Truth {
        source: Some(LinkedInAdsDemographics),
        role: Some(Role::Other),
        rows: 3,
        totals: 1,
        more: 1,
        ..Truth::default()
    };
    Export {
        folder: "linkedin-ads/demographics",
        file: "demographics_report.csv".into(),
        bytes: TABS.encode(&lines.join("\n")),
        preamble: above,
        truth,
    }
}

/// Ten lines above, a note of rights below, everything quoted.
fn microsoft_scheduled() -> Export {
    let all = costs();
    let mut above: Vec<String> = [
        "Report Name: Campaign performance",
        "Report Time: 5/1/2026,5/24/2026",
        "Time Zone: (GMT-03:00) Brasília",
        "Last Completed Available Day: 5/24/2026 11:59:00 PM (GMT)",
        "Last Completed Available Hour: 5/24/2026 11:59:00 PM (GMT)",
        "Report Aggregation: Daily",
        "Report Filter: ",
        "Potential Incomplete Data: true",
    ]
    .iter()
    .map(|line| format!("\"{line}\""))
    .collect();
    above.push(format!("\"Rows: {}\"", all.len()));
    above.push(String::new());
    let header = [
        "AccountId",
        "AccountName",
        "TimePeriod",
        "CampaignId",
        "CampaignName",
        "CurrencyCode",
        "Impressions",
        "Clicks",
        "Spend",
    ];
    let how = Writing { bytes: Bytes::Utf8Bom, quotes: Quotes::All, newline: "\r\n", ..COMMA };
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|cost| {
            row![
                "1234567",
                "Cedro",
                iso(cost.day),
                "987654321",
                cost.campaign,
                "BRL",
                cost.impressions,
                cost.clicks,
                dot(cost.cents)
            ]
        })
        .collect();
    let below = [String::new(), "\"@2026 Microsoft Corporation. All rights reserved. \"".to_owned()];
    let truth = Truth {
        spend: spend(total(&all), 0, Some("BRL"), "paid-search"),
        ..truth(
            MicrosoftAdsReport,
            &["TimePeriod=date", "CampaignName=campaign", "CurrencyCode=currency", "Spend=amount"],
            all.len(),
            0,
        )
    };
    Export {
        folder: "microsoft-ads/scheduled",
        file: "Campaign performance.csv".into(),
        bytes: how.file(&above, &header, &rows, &below),
        preamble: above,
        truth,
    }
}

fn microsoft_page(folder: &'static str, header: [&str; 8], fields: &'static [&'static str]) -> Export {
    let sums = by_campaign();
    let mut rows: Vec<Vec<String>> = sums
        .iter()
        .map(|sum| {
            row![
                sum.campaign,
                "Enabled",
                sum.clicks,
                count(sum.impressions, ","),
                "1.2%",
                "1.10",
                money(sum.cents, ",", "."),
                "3"
            ]
        })
        .collect();
    rows.push(row!["Overall total", "", "900", "9,999", "1.2%", "1.10", money(total(&sums), ",", "."), "9"]);
    let above = vec![
        "Campaigns report".to_owned(),
        format!("\"{} - {}\"", long_us(first_day()), long_us(last_day())),
    ];
    let truth = Truth {
        spend: spend(total(&sums), 3, None, "paid-search"),
        ..truth(MicrosoftAdsReport, fields, 3, 1)
    };
    Export {
        folder,
        file: "Campaigns report.csv".into(),
        bytes: COMMA.file(&above, &header, &rows, &[]),
        preamble: above,
        truth,
    }
}

fn tiktok_old() -> Export {
    let header = [
        "Campaign name",
        "Ad Group Name",
        "Ad Name",
        "Date",
        "Cost",
        "CPC (Destination)",
        "CPM",
        "Impression",
        "Clicks (Destination)",
        "CTR (Destination)",
        "Conversions",
        "CPA",
        "Currency",
    ];
    let all = costs();
    // A currency without cents.
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|cost| {
            row![
                cost.campaign,
                "Group",
                "Ad",
                iso(cost.day),
                cost.cents / 10,
                "12",
                "34",
                cost.impressions,
                cost.clicks,
                "0.28",
                "0",
                "0",
                "IDR"
            ]
        })
        .collect();
    let cents = all.iter().map(|cost| cost.cents / 10 * 100).sum();
    let fields: &[&str] = &[
        "Campaign name=campaign",
        "Date=date",
        "Cost=amount",
        "Impression=impressions",
        "Clicks (Destination)=clicks",
        "Currency=currency",
    ];
    let truth = Truth {
        spend: spend(cents, 0, Some("IDR"), "paid-social"),
        ..truth(TikTokAdsReport, fields, all.len(), 0)
    };
    Export {
        folder: "tiktok-ads/by-day-old",
        file: "Ad-Report.csv".into(),
        bytes: COMMA.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

/// A full-width bracket in a header, and a last row that counts results.
fn tiktok_new() -> Export {
    let header = [
        "By Day",
        "Campaign name",
        "Ad group name",
        "Ad name",
        "Website URL (Ad level）",
        "Currency",
        "Cost",
        "CPC (destination)",
        "CPM",
        "Impressions",
        "Clicks (destination)",
        "CTR (destination)",
        "Reach",
        "Cost per 1,000 people reached",
        "Frequency",
        "Video views",
        "2-second video views",
    ];
    let all = costs();
    let mut rows: Vec<Vec<String>> = all
        .iter()
        .map(|cost| {
            row![
                iso(cost.day),
                cost.campaign,
                "G",
                CAMPAIGNS[0],
                "https://cedro.example/?a=1,2",
                "BRL",
                dot(cost.cents),
                "2.5",
                "10.03",
                cost.impressions,
                cost.clicks,
                "0.40",
                "900",
                "4.2",
                "1.3",
                "700",
                "300"
            ]
        })
        .collect();
    rows.push(row![
        format!("Total of {} results", all.len()),
        "-",
        "-",
        "-",
        "-",
        "BRL",
        dot(total(&all)),
        "2.5",
        "10.03",
        "99999",
        "900",
        "0.40",
        "9000",
        "4.2",
        "1.3",
        "700",
        "300"
    ]);
    let fields: &[&str] = &[
        "By Day=date",
        "Campaign name=campaign",
        "Cost=amount",
        "Currency=currency",
        "Clicks (destination)=clicks",
    ];
    let truth = Truth {
        spend: spend(total(&all), 0, Some("BRL"), "paid-social"),
        ..truth(TikTokAdsReport, fields, all.len(), 1)
    };
    Export {
        folder: "tiktok-ads/by-day-new",
        file: "TikTok Ad Report.csv".into(),
        bytes: COMMA.file(&[], &header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}
