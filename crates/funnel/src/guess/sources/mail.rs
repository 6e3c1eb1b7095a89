//! E-mail tools: reports of sendings (nothing that a channel's numbers need) and lists of contacts.

use super::{BASE, Definition};
use crate::Field::*;
use crate::Role;
use crate::guess::SourceId;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        source: SourceId::KlaviyoReport,
        needs: &[
            &["campaign name"],
            &["total recipients"],
            &["unique placed order", "placed order rate", "spam complaints rate", "campaign channel"],
        ],
        ..BASE
    },
    Definition {
        source: SourceId::MailchimpReport,
        needs: &[&["total recipients"], &["successful deliveries"]],
        among: (
            2,
            &[
                "times forwarded",
                "forwarded opens",
                "abuse complaints",
                "folder id",
                "unique id",
                "soft bounces",
                "hard bounces",
                "analytics roi",
                "times liked on facebook",
            ],
        ),
        ..BASE
    },
    Definition {
        source: SourceId::ActiveCampaignReport,
        needs: &[&["campaign"], &["sends"], &["opens"], &["open rate"], &["clicks"]],
        forbids: &["cost", "spend", "custo", "amount"],
        ..BASE
    },
    Definition {
        source: SourceId::MailchimpContacts,
        role: Role::Leads,
        needs: &[&["email address"], &["optin time", "confirm time"], &["leid", "euid", "member rating"]],
        fields: &[
            (LeadId, &["leid", "euid"]),
            (Email, &["email address"]),
            (Name, &["first name"]),
            // Imported contacts never opted in.
            (CreatedAt, &["optin time", "confirm time"]),
        ],
        never: &[
            "member rating",
            "tags",
            "notes",
            "last changed",
            "optin ip",
            "confirm ip",
            "cc",
            "leid",
            "euid",
        ],
        ..BASE
    },
    Definition {
        source: SourceId::KlaviyoContacts,
        role: Role::Leads,
        needs: &[&["klaviyo id"], &["email"]],
        fields: &[
            (LeadId, &["klaviyo id"]),
            (Email, &["email"]),
            (Name, &["first name"]),
            (CreatedAt, &["profile created on", "date added"]),
        ],
        never: &["last open", "last click", "last active", "first active"],
        ..BASE
    },
    Definition {
        source: SourceId::ActiveCampaignContacts,
        role: Role::Leads,
        needs: &[&["email"], &["first name"], &["last name"], &["phone"], &["tags"], &["date created"]],
        forbids: &["lifecycle stage", "lead status", "stage", "record id"],
        fields: &[(Email, &["email"]), (Name, &["first name"]), (CreatedAt, &["date created"])],
        never: &["tags"],
        ..BASE
    },
];
