//! Two reports of one ad account about the same days hold the same money twice: by campaign and by search term,
//! or the several cards of one overview.
//!
//! Only said, never mended: which of the two is right, a person knows.

use rustc_hash::FxHashSet;

use super::columns::Columns;
use super::{NO_DAY, Note, Spend};
use crate::guess::Platform;
use crate::text::fold;
use crate::{Day, Field};

struct Report {
    sheet: u32,
    platform: Platform,
    /// `None`: at least one row is undated, so it may be any days.
    days: Option<(Day, Day)>,
    /// Folded. `None`: it names no campaigns.
    campaigns: Option<FxHashSet<String>>,
}

/// One note a pair of reports, in the order of the sheets.
pub(super) fn notes(sheets: &[&Columns<'_>], spend: &Spend) -> Vec<Note> {
    let of_platforms = sheets.iter().filter(|columns| columns.sheet.platform.is_some());
    if of_platforms.clone().count() < 2 {
        return Vec::new();
    }
    let reports: Vec<Report> = of_platforms.filter_map(|columns| Report::of(columns, spend)).collect();
    let mut notes = Vec::new();
    for (at, one) in reports.iter().enumerate() {
        for other in reports.iter().skip(at + 1).filter(|other| one.is_same_money(other)) {
            notes.push(Note::SpentTwice { one: one.sheet, other: other.sheet });
        }
    }
    notes
}

impl Report {
    fn of(columns: &Columns<'_>, spend: &Spend) -> Option<Report> {
        let sheet = columns.sheet.id;
        let mut rows = spend.source.iter().zip(&spend.from).zip(&spend.to);
        let (mut days, mut any) = (Some((Day::MAX, Day::MIN)), false);
        for ((_, from), to) in rows.by_ref().filter(|((source, _), _)| source.sheet == sheet) {
            any = true;
            days = match days {
                Some((first, last)) if *from != NO_DAY => Some((first.min(*from), last.max(*to))),
                _ => None,
            };
        }
        let campaigns = columns.texts(Field::Campaign);
        let campaigns = campaigns.map(|texts| texts.values.iter().map(|text| fold(text)).collect());
        any.then_some(Report { sheet, platform: columns.sheet.platform?, days, campaigns })
    }

    fn is_same_money(&self, other: &Report) -> bool {
        let days = match (self.days, other.days) {
            (Some((from, to)), Some((first, last))) => from <= last && first <= to,
            _ => true,
        };
        // Other campaigns are another account's.
        let campaigns = match (&self.campaigns, &other.campaigns) {
            (Some(one), Some(other)) => one.iter().any(|name| !name.is_empty() && other.contains(name)),
            _ => true,
        };
        self.platform == other.platform && days && campaigns
    }
}
