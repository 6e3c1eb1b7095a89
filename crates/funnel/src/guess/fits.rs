//! Whether a column's values can serve as a field.

use garimpo_table::{CellType, Profile};

use crate::Field;
use crate::company::words::{reached_of, status_of};

pub(super) fn fits(field: Field, profile: &Profile) -> bool {
    use Field::*;
    if profile.filled == 0 {
        return true;
    }
    // Hours belong to the days beside them.
    if profile.time_share >= 0.8 {
        return false;
    }
    let kind = profile.reading.cell_type;
    let numeric = matches!(kind, CellType::Number | CellType::Money);
    match field {
        CreatedAt | MqlAt | SqlAt | OpportunityAt | CustomerAt | DisqualifiedAt | FirstAttemptAt
        | ClosedAt | Date | PeriodStart | PeriodEnd | At => {
            matches!(kind, CellType::Date | CellType::DateTime)
        }
        Email => profile.email_share >= 0.5,
        LeadId | DealId => {
            !matches!(kind, CellType::Money | CellType::Percent | CellType::Date | CellType::DateTime)
        }
        Amount | RecurringAmount | Spend | Revenue => numeric || only_bits(profile),
        Margin => numeric || kind == CellType::Percent,
        Impressions | Clicks | Visitors | Leads | Mqls | Sqls | Opportunities | Customers | Attempts
        | Conversions | EmailsReceived | EmailsOpened | EmailsClicked => numeric || only_bits(profile),
        Channel | Source | Medium => is_label(profile) && !is_unique(profile),
        Campaign => is_label(profile),
        Segment => (is_label(profile) || kind == CellType::Boolean) && is_grouping(profile),
        Quality => kind == CellType::Number || only_bits(profile),
        Verdict => is_label(profile) && !is_unique(profile),
        Name | Company | Owner | Reason | SubReason | Note | Kind | ConversionType => {
            !matches!(kind, CellType::Money | CellType::Percent | CellType::Date | CellType::DateTime)
        }
        Currency => matches!(kind, CellType::Text | CellType::Id) && profile.distinct <= 40,
        Stage => (is_label(profile) || kind == CellType::Boolean || is_bits(profile)) && !is_unique(profile),
        Status => {
            kind == CellType::Boolean || is_bits(profile) || (is_label(profile) && says_status(profile))
        }
    }
}

/// A text that names something: not a person's address, not a number, not a date.
fn is_label(profile: &Profile) -> bool {
    matches!(profile.reading.cell_type, CellType::Text | CellType::Id) && profile.email_share < 0.5
}

/// Nearly every value stands once: a name or an id, not a channel. Few rows say nothing.
fn is_unique(profile: &Profile) -> bool {
    profile.filled >= 200 && f64::from(profile.distinct) >= 0.8 * f64::from(profile.filled.min(1000))
}

/// Few enough values to compare groups by.
fn is_grouping(profile: &Profile) -> bool {
    profile.distinct >= 2 && profile.distinct <= 60.min(profile.filled / 2).max(3)
}

/// A column of 0 and 1 may be read as yes and no.
fn only_bits(profile: &Profile) -> bool {
    profile.reading.cell_type == CellType::Boolean
        && profile.common.iter().all(|value| matches!(value.trim(), "0" | "1"))
}

fn is_bits(profile: &Profile) -> bool {
    profile.distinct <= 2
        && profile.common.iter().all(|value| matches!(value.trim(), "0" | "1" | "0.0" | "1.0"))
}

/// At least half of the usual values are words for open, won or lost, and one of them for an outcome.
pub(super) fn says_status(profile: &Profile) -> bool {
    let said = profile.common.iter().filter_map(|value| status_of(value)).count();
    said * 2 >= profile.common.len() && said > 0
}

/// Some value says that a lead became a customer.
pub(super) fn says_customer(profile: &Profile) -> bool {
    profile.common.iter().any(|value| reached_of(value) == Some(crate::company::Reached::Customer))
}
