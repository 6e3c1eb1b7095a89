//! Leads that tell customers themselves, beside won deals that nothing can tie to them: the same sales are in
//! both, and one customer counts once (domain.md a.0, rule 8). The side that tells more of them is counted; the
//! other one may only be a part of it.
//!
//! Only where no deal can have a lead. Keys that both have and that never meet belong to different people: these
//! are added.

use super::columns::Columns;
use super::{Deals, JoinReport, Leads, NO_CHANNEL, NO_LEAD, Note, Reached, Status};
use crate::Field;

/// Decides who tells the customers, and says so. The wins of the deals make none if the leads tell them; returns
/// whether the deals alone do.
pub(super) fn count_once(
    sheets: (&[&Columns<'_>], &[&Columns<'_>]),
    join: &JoinReport,
    leads: &Leads,
    deals: &mut Deals,
    notes: &mut Vec<Note>,
) -> bool {
    let of_leads = super::count(&leads.reached, |reached| *reached == Reached::Customer);
    if join.joined > 0 || of_leads == 0 || share_a_key(sheets) {
        return false;
    }
    let (mut of_deals, mut in_channels) = (0, 0);
    let rows = deals.first_win.iter().zip(&deals.status).zip(&deals.lead).zip(&deals.channel);
    for (((first, status), lead), channel) in rows {
        if *first && *status == Status::Won && *lead == NO_LEAD {
            of_deals += 1;
            in_channels += u32::from(*channel != NO_CHANNEL);
        }
    }
    if of_deals == 0 {
        return false;
    }
    // Wins without a channel say nothing about any: they replace no customer that has one.
    let by_leads = of_leads >= in_channels;
    if by_leads {
        deals.first_win.fill(false);
    }
    notes.push(Note::CustomersOnce { leads: of_leads, deals: of_deals, by_leads });
    !by_leads
}

/// Whether any deal and any lead have a filled cell of the same key.
fn share_a_key((leads, deals): (&[&Columns<'_>], &[&Columns<'_>])) -> bool {
    let is_filled = |columns: &&Columns<'_>, field: Field| {
        let keys = columns.keys(field);
        keys.is_there() && columns.sheet.table.rows().any(|row| keys.get(row) != 0)
    };
    [Field::LeadId, Field::Email].into_iter().any(|field| {
        let have = |sheets: &[&Columns<'_>]| sheets.iter().any(|columns| is_filled(columns, field));
        have(deals) && have(leads)
    })
}
