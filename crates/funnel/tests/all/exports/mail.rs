//! E-mail tools: reports of sendings and lists of contacts.

use garimpo_funnel::Role;
use garimpo_funnel::guess::SourceId::{self, *};

use super::company::{created, leads};
use super::writing::*;
use super::{Export, Truth};

pub fn all() -> Vec<Export> {
    vec![
        report(
            "mailchimp/campaigns",
            MailchimpReport,
            &[
                "Title",
                "Subject",
                "List",
                "Send Date",
                "Send Weekday",
                "Total Recipients",
                "Successful Deliveries",
                "Soft Bounces",
                "Hard Bounces",
                "Total Bounces",
                "Times Forwarded",
                "Forwarded Opens",
                "Unique Opens",
                "Open Rate",
                "Total Opens",
                "Unique Clicks",
                "Click Rate",
                "Total Clicks",
                "Unsubscribes",
                "Abuse Complaints",
                "Times Liked on Facebook",
                "Folder Id",
                "Unique Id",
                "Analytics ROI",
                "Campaign Cost",
                "Revenue Created",
                "Visits",
            ],
        ),
        report(
            "klaviyo/campaigns",
            KlaviyoReport,
            &[
                "Campaign Name",
                "Tags",
                "Subject",
                "List",
                "Send Time",
                "Send Weekday",
                "Total Recipients",
                "Unique Placed Order",
                "Placed Order Rate",
                "Revenue",
                "Unique Opens",
                "Open Rate",
                "Total Opens",
                "Unique Clicks",
                "Click Rate",
                "Total Clicks",
                "Unsubscribes",
                "Spam Complaints",
                "Spam Complaints Rate",
                "Successful Deliveries",
                "Bounces",
                "Bounce Rate",
                "Campaign ID",
                "Campaign Channel",
            ],
        ),
        report(
            "activecampaign/campaigns",
            ActiveCampaignReport,
            &["Campaign", "Sends", "Opens", "Open Rate", "Clicks", "Click Rate", "Unsubscribes"],
        ),
        contacts(
            "mailchimp/contacts",
            MailchimpContacts,
            &[
                "Email Address",
                "First Name",
                "Last Name",
                "Phone Number",
                "MEMBER_RATING",
                "OPTIN_TIME",
                "OPTIN_IP",
                "CONFIRM_TIME",
                "CONFIRM_IP",
                "LAST_CHANGED",
                "LEID",
                "EUID",
                "NOTES",
                "TAGS",
            ],
            &["Email Address=email", "First Name=name", "OPTIN_TIME=created_at", "LEID=lead_id"],
        ),
        contacts(
            "klaviyo/profiles",
            KlaviyoContacts,
            &[
                "Email",
                "Klaviyo ID",
                "First Name",
                "Last Name",
                "Phone Number",
                "Profile Created On",
                "Last Open",
                "Last Click",
            ],
            &["Email=email", "Klaviyo ID=lead_id", "Profile Created On=created_at"],
        ),
        contacts(
            "activecampaign/contacts",
            ActiveCampaignContacts,
            &["Email", "First Name", "Last Name", "Phone", "Tags", "Date Created"],
            &["Email=email", "First Name=name", "Date Created=created_at"],
        ),
    ]
}

/// Numbers about sendings are nobody's lead and nobody's cost.
fn report(folder: &'static str, source: SourceId, header: &[&str]) -> Export {
    let cell = |header: &str, at: usize| match header {
        "Title" | "Campaign Name" | "Campaign" => format!("Newsletter {at}"),
        "Subject" => "Maio, com ofertas".to_owned(),
        "List" => "Clientes".to_owned(),
        "Tags" => "maio, news".to_owned(),
        "Send Date" => "Mar 03, 2026 09:00 am".to_owned(),
        "Send Time" => "2026-03-03 09:00:00".to_owned(),
        "Send Weekday" => "Tuesday".to_owned(),
        "Unique Id" | "Campaign ID" => format!("a1b2c3d{at}"),
        "Campaign Channel" => "email".to_owned(),
        "Analytics ROI" | "Campaign Cost" | "Revenue Created" | "Revenue" => "0.00".to_owned(),
        rate if rate.ends_with("Rate") => "23.45%".to_owned(),
        _ => (at * 7 + 3).to_string(),
    };
    let rows: Vec<Vec<String>> =
        (1..6).map(|at| header.iter().map(|header| cell(header, at)).collect()).collect();
    let truth = Truth { source: Some(source), role: Some(Role::Other), rows: 5, ..Truth::default() };
    let how = Writing { quotes: Quotes::Spaces, ..COMMA };
    Export {
        folder,
        file: "campaigns.csv".into(),
        bytes: how.file(&[], header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}

fn contacts(
    folder: &'static str,
    source: SourceId,
    header: &[&str],
    fields: &'static [&'static str],
) -> Export {
    let leads = leads();
    let rows: Vec<Vec<String>> = leads
        .iter()
        .map(|lead| {
            let (first, last) = lead.name.split_once(' ').unwrap_or((&lead.name, ""));
            let cell = |header: &&str| match *header {
                "Email" | "Email Address" => lead.email.clone(),
                "First Name" => first.to_owned(),
                "Last Name" => last.to_owned(),
                "Phone" | "Phone Number" => format!("+55{}", lead.phone),
                "MEMBER_RATING" => "2".to_owned(),
                "OPTIN_TIME" | "CONFIRM_TIME" | "Profile Created On" | "Date Created" => {
                    format!("{} 12:01:02", iso(lead.created))
                }
                "LAST_CHANGED" | "Last Open" | "Last Click" => format!("{} 12:01:02", iso(lead.created + 9)),
                "LEID" => format!("3456{}", lead.number),
                "EUID" | "Klaviyo ID" => format!("01J{}ABCDEF", lead.number),
                "TAGS" | "Tags" => "\"google\",\"feira\"".to_owned(),
                _ => String::new(),
            };
            header.iter().map(cell).collect()
        })
        .collect();
    let truth = Truth {
        source: Some(source),
        role: Some(Role::Leads),
        fields,
        rows: leads.len() as u32,
        // Where they came from is not told.
        leads: [("unknown".to_owned(), leads.len() as u32)].into(),
        created: created(&leads),
        ..Truth::default()
    };
    Export {
        folder,
        file: "contacts.csv".into(),
        bytes: COMMA.file(&[], header, &rows, &[]),
        preamble: vec![],
        truth,
    }
}
