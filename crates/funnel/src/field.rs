//! The roles of sheets and the fields of columns: the closed vocabulary of CONTRACT.md.

use serde::{Deserialize, Serialize};

/// CONTRACT.md `data-role`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    Leads,
    Deals,
    Spend,
    Touches,
    Activities,
    Feedback,
    Totals,
    Other,
}

impl Role {
    pub const ALL: [Role; 8] = [
        Self::Leads,
        Self::Deals,
        Self::Spend,
        Self::Touches,
        Self::Activities,
        Self::Feedback,
        Self::Totals,
        Self::Other,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Deals => "deals",
            Self::Spend => "spend",
            Self::Touches => "touches",
            Self::Activities => "activities",
            Self::Feedback => "feedback",
            Self::Totals => "totals",
            Self::Other => "other",
        }
    }

    /// The fields that a sheet of this role can have, in the order menus show them.
    pub fn fields(self) -> &'static [Field] {
        use Field::*;
        match self {
            Self::Leads => &[
                LeadId,
                Email,
                Name,
                Company,
                CreatedAt,
                Channel,
                Source,
                Medium,
                Campaign,
                Segment,
                Stage,
                MqlAt,
                SqlAt,
                OpportunityAt,
                CustomerAt,
                DisqualifiedAt,
                Reason,
                Owner,
                FirstAttemptAt,
                Attempts,
                ConversionType,
                Conversions,
                EmailsReceived,
                EmailsOpened,
                EmailsClicked,
                Verdict,
                SubReason,
                Note,
                Quality,
            ],
            Self::Deals => &[
                DealId,
                LeadId,
                Email,
                Company,
                Channel,
                Source,
                Medium,
                Campaign,
                Status,
                CreatedAt,
                ClosedAt,
                Amount,
                RecurringAmount,
                Currency,
                Margin,
                Reason,
                Stage,
                Segment,
                Owner,
            ],
            Self::Spend => &[
                Channel,
                Source,
                Medium,
                Campaign,
                Date,
                PeriodStart,
                PeriodEnd,
                Amount,
                Currency,
                Kind,
                Impressions,
                Clicks,
            ],
            Self::Touches => &[LeadId, Email, At, Channel, Source, Medium, Campaign, Kind, ConversionType],
            Self::Activities => &[LeadId, Email, At, Kind, Owner],
            Self::Feedback => {
                &[LeadId, Email, Company, At, Verdict, Reason, SubReason, Note, Attempts, Quality, Owner]
            }
            Self::Totals => {
                &[Channel, Date, Spend, Visitors, Leads, Mqls, Sqls, Opportunities, Customers, Revenue]
            }
            Self::Other => &[],
        }
    }
}

macro_rules! fields {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// What a column means. One name serves in every role that has it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field { $($variant),* }

        impl Field {
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// The word of CONTRACT.md.
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name),* }
            }
        }
    };
}

fields! {
    LeadId = "lead_id", Email = "email", Name = "name", Company = "company", CreatedAt = "created_at",
    Channel = "channel", Source = "source", Medium = "medium", Campaign = "campaign", Segment = "segment",
    Stage = "stage", MqlAt = "mql_at", SqlAt = "sql_at", OpportunityAt = "opportunity_at",
    CustomerAt = "customer_at", DisqualifiedAt = "disqualified_at", Reason = "reason", Owner = "owner",
    FirstAttemptAt = "first_attempt_at", Attempts = "attempts", ConversionType = "conversion_type",
    Conversions = "conversions", EmailsReceived = "emails_received", EmailsOpened = "emails_opened",
    DealId = "deal_id", Status = "status", ClosedAt = "closed_at", Amount = "amount",
    RecurringAmount = "recurring_amount", Currency = "currency", Margin = "margin", Date = "date",
    PeriodStart = "period_start", PeriodEnd = "period_end", Kind = "kind", Impressions = "impressions",
    Clicks = "clicks", At = "at", Spend = "spend", Visitors = "visitors", Leads = "leads", Mqls = "mqls",
    Sqls = "sqls", Opportunities = "opportunities", Customers = "customers", Revenue = "revenue",
    EmailsClicked = "emails_clicked", Verdict = "verdict", SubReason = "sub_reason", Note = "note",
    Quality = "quality",
}

impl Field {
    /// Only `segment` may stand on several columns of a sheet.
    pub fn repeats(self) -> bool {
        self == Field::Segment
    }
}
