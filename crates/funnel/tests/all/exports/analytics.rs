//! Google Analytics 4: reports by channel in two languages, by event, explorations.

use std::collections::BTreeMap;

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{first_day, last_day};
use super::writing::*;
use super::{Export, Truth};
use crate::row;

const CHANNELS: [(&str, u32); 4] =
    [("Organic Search", 5_480), ("Paid Search", 1_200), ("Paid Social", 940), ("Referral", 61)];

pub fn all() -> Vec<Export> {
    vec![
        traffic(
            "ga4/traffic-en",
            "\n",
            &[
                "# Traffic acquisition: Session primary channel group (Default Channel Group)",
                "# Account: Cedro",
                "# Property: cedro.example",
            ],
            [
                "Session primary channel group (Default Channel Group)",
                "Sessions",
                "Engaged sessions",
                "Engagement rate",
                "Average engagement time per session",
                "Events per session",
                "Event count",
                "Key events",
                "Session key event rate",
                "Total revenue",
            ],
            &["Session primary channel group (Default Channel Group)=channel", "Sessions=visitors"],
        ),
        traffic(
            "ga4/traffic-en-old-crlf",
            "\r\n",
            &["# Report CSV Export", "# Account: Cedro", "# Property: cedro.example"],
            [
                "Session default channel group",
                "Sessions",
                "Engaged sessions",
                "Engagement rate",
                "Average engagement time per session",
                "Events per session",
                "Event count",
                "Conversions",
                "Session conversion rate",
                "Total revenue",
            ],
            &["Session default channel group=channel", "Sessions=visitors"],
        ),
        traffic(
            "ga4/traffic-pt-br",
            "\n",
            &["# Aquisição de tráfego", "# Conta: Cedro", "# Propriedade: cedro.example"],
            [
                "Grupo principal de canais da sessão (Grupo de Canais)",
                "Sessões",
                "Sessões engajadas",
                "Taxa de engajamento",
                "Tempo médio de engajamento por sessão",
                "Eventos por sessão",
                "Contagem de eventos",
                "Eventos principais",
                "Taxa de eventos principais da sessão",
                "Receita total",
            ],
            &["Grupo principal de canais da sessão (Grupo de Canais)=channel", "Sessões=visitors"],
        ),
        events(),
        exploration(),
        chart_and_table(),
    ]
}

fn visitors() -> BTreeMap<String, u32> {
    CHANNELS.iter().map(|(name, sessions)| (name.to_lowercase(), *sessions)).collect()
}

fn above(lines: &[&str]) -> Vec<String> {
    let rule = "# ----------------------------------------".to_owned();
    let mut above = vec![rule.clone()];
    above.extend(lines.iter().map(|line| (*line).to_owned()));
    above.extend([
        rule,
        "# ".to_owned(),
        "# All Users".to_owned(),
        format!("# Start date: {}", compact(first_day())),
        format!("# End date: {}", compact(last_day())),
    ]);
    above
}

fn channel_rows() -> Vec<Vec<String>> {
    let line = |(name, sessions): &(&str, u32)| {
        row![
            name,
            sessions,
            sessions / 2,
            "0.48",
            "4.389160886712906",
            "3.5",
            sessions * 4,
            "12",
            "0.0123456789",
            "0"
        ]
    };
    CHANNELS.iter().map(line).collect()
}

fn truth(source: SourceId, role: Role, fields: &'static [&'static str], rows: u32, totals: u32) -> Truth {
    Truth { source: Some(source), role: Some(role), fields, rows, totals, ..Truth::default() }
}

fn traffic(
    folder: &'static str,
    newline: &'static str,
    lines: &[&str],
    header: [&str; 10],
    fields: &'static [&'static str],
) -> Export {
    let above = above(lines);
    let how = Writing { newline, ..COMMA };
    let truth = Truth { visitors: visitors(), ..truth(Ga4Traffic, Role::Totals, fields, 4, 0) };
    Export {
        folder,
        file: "data-export.csv".into(),
        bytes: how.file(&above, &header, &channel_rows(), &[]),
        preamble: above,
        truth,
    }
}

fn events() -> Export {
    let above = above(&["# Report CSV Export", "# Account: Cedro", "# Property: cedro.example"]);
    let header = ["Event name", "Event count", "Total users", "Event count per active user", "Total revenue"];
    let rows =
        vec![row!["page_view", "1000", "400", "2.5", "0"], row!["generate_lead", "40", "39", "1.02", "0"]];
    let truth = truth(Ga4Report, Role::Other, &[], 2, 0);
    Export {
        folder: "ga4/events-en",
        file: "data-export.csv".into(),
        bytes: COMMA.file(&above, &header, &rows, &[]),
        preamble: above,
        truth,
    }
}

/// The sum of all comes first, its label in a cell of its own behind the last column.
fn exploration() -> Export {
    let above = vec![
        "# ----------------------------------------".to_owned(),
        "# Cedro".to_owned(),
        "# Canais de maio".to_owned(),
        format!("# {}-{}", compact(first_day()), compact(last_day())),
        "# ----------------------------------------".to_owned(),
        String::new(),
    ];
    let header =
        ["Session default channel group", "Sessions", "Engaged sessions", "Engagement rate", "Event count"];
    let mut rows: Vec<Vec<String>> =
        channel_rows().iter().map(|row| [&row[..4], &row[6..7]].concat()).collect();
    let sum: u32 = CHANNELS.iter().map(|(_, sessions)| sessions).sum();
    rows.insert(0, row!["", sum, sum / 2, "0.48", sum * 4, "Grand total"]);
    let truth = Truth {
        visitors: visitors(),
        ..truth(
            Ga4Traffic,
            Role::Totals,
            &["Session default channel group=channel", "Sessions=visitors"],
            4,
            1,
        )
    };
    Export {
        folder: "ga4/exploration",
        file: "Canais de maio.csv".into(),
        bytes: COMMA.file(&above, &header, &rows, &[]),
        preamble: above,
        truth,
    }
}

/// A line chart's numbers by "Nth day", then the table.
fn chart_and_table() -> Export {
    let first = above(&["# Traffic acquisition", "# Account: Cedro", "# Property: cedro.example"]);
    let mut lines = first.clone();
    lines.push("Nth day,Organic Search,Paid Search".into());
    lines.extend((0..24).map(|day| format!("{day:04},{},{}", 200 + day, 50 + day)));
    lines.push(String::new());
    lines.push(format!("# Start date: {}", compact(first_day())));
    lines.push(format!("# End date: {}", compact(last_day())));
    lines.push(
        "Session primary channel group (Default Channel Group),Sessions,Engaged sessions,Event count".into(),
    );
    lines.extend(channel_rows().iter().map(|row| COMMA.line(&[&row[0], &row[1], &row[2], &row[6]])));
    let truth = Truth {
        visitors: visitors(),
        more: 1,
        table: 1,
        ..truth(Ga4Traffic, Role::Totals, &["Sessions=visitors"], 4, 0)
    };
    Export {
        folder: "ga4/chart-and-table",
        file: "download.csv".into(),
        bytes: COMMA.encode(&lines.join("\n")),
        preamble: first,
        truth,
    }
}
