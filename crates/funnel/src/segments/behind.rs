//! The rows behind a cell of the table: what it counts, by the same rules.

use serde::{Deserialize, Serialize};

use super::Measure;
use super::cells::{Cells, each_unit};
use super::columns::Values;
use super::find::mature;
use super::part::Part;
use super::table::{Base, Group, layout};
use crate::company::{Company, SheetInput, Source};
use crate::{Day, Settings};

/// Rows that are listed.
const LISTED: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// Leads, or decided deals.
    pub base: Base,
    pub units: u32,
    pub hits: u32,
    /// The first 200, with whether each is a hit.
    pub rows: Vec<(Source, bool)>,
}

/// The rows of one channel and one segment of [`super::table`] with the same arguments; `None` as a part: all of
/// them. No answer if there is no such table or part.
pub fn behind(
    company: &Company,
    sheets: &[SheetInput<'_>],
    column: &str,
    settings: &Settings,
    mature_before: Option<Day>,
    cell: (Option<&Part>, Option<&Part>),
) -> Option<Behind> {
    let values = Values::read(company, sheets, column)?;
    let period = mature(settings.period, mature_before);
    let count = |measure: Measure| Some((measure, Cells::count(company, &values, measure, period)?));
    let (measure, cells) = count(Measure::LeadToCustomer).or_else(|| count(Measure::WinRate))?;
    let (channels, segments) = layout(company, &values, &cells);
    let (in_channel, in_segment) =
        (members(&channels, cells.channels, cell.0)?, members(&segments, cells.values, cell.1)?);
    let base = if measure == Measure::LeadToCustomer { Base::Leads } else { Base::Deals };
    let mut found = Behind { base, units: 0, hits: 0, rows: Vec::new() };
    each_unit(company, &values, measure, period, &mut |unit| {
        let (channel, value) = cells.place(unit.channel, unit.value);
        let is_in = |members: &[bool], at: usize| members.get(at).copied().unwrap_or(false);
        if is_in(&in_channel, channel) && is_in(&in_segment, value) {
            found.units += 1;
            found.hits += u32::from(unit.hit);
            if found.rows.len() < LISTED {
                found.rows.push((unit.source, unit.hit));
            }
        }
    });
    Some(found)
}

/// Which of all channels or values a part holds.
fn members(groups: &[Group], count: usize, part: Option<&Part>) -> Option<Vec<bool>> {
    let Some(part) = part else { return Some(vec![true; count]) };
    let group = groups.iter().find(|group| group.part == *part)?;
    Some((0..count).map(|at| group.members.contains(&at)).collect())
}
