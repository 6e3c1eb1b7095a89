//! Which columns can be segments, and what each lead and deal has in one of them.
//!
//! A column is known by its folded header: `Setor` of the leads and `setor` of the deals are one. A merged lead
//! has what its earliest row has; a deal has what its lead has, else its own. Spellings of one value (case,
//! accents, spaces) are one. Cells without anything to say are "not told", never a group of their own.
//! Nothing here depends on the order of rows.

use std::rc::Rc;

use garimpo_table::{CellType, Texts};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::company::{Company, NO_LEAD, SheetInput, Source};
use crate::stats::order::order;
use crate::text::{fold, is_blank};
use crate::{Field, Role};

/// Columns with more values than this are offered to nobody: they name, they do not group.
const MOST_VALUES: u32 = 200;

/// More values than these are no groups, even where a person says so.
const MOST_NAMES: usize = 500;
/// So many spellings, of all sheets, cannot be of so few values: they need not be compared.
const MOST_SPELLINGS: usize = 20_000;

/// A column that leads or deals can be grouped by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentColumn {
    /// The folded header; ` (2)` and so on behind it where a sheet repeats one.
    pub id: String,
    /// As the first sheet has it.
    pub header: String,
    /// Mapped to `segment` in at least one sheet. The others are offers.
    pub is_mapped: bool,
    pub on_leads: bool,
    pub on_deals: bool,
}

/// The mapped columns in the order of the sheets, then the others that could be.
pub fn columns(sheets: &[SheetInput<'_>]) -> Vec<SegmentColumn> {
    let mut found: Vec<SegmentColumn> = Vec::new();
    for sheet in sheets.iter().filter(|sheet| matches!(sheet.role, Role::Leads | Role::Deals)) {
        for (column, id) in (0u32..).zip(ids(sheet)) {
            let field = sheet.fields.get(column as usize).copied().flatten();
            if field != Some(Field::Segment) && !could_be(sheet, column, field) {
                continue;
            }
            let at = found.iter().position(|known| known.id == id).unwrap_or_else(|| {
                let header = sheet.table.headers().get(column as usize).cloned().unwrap_or_default();
                let (is_mapped, on_leads, on_deals) = (false, false, false);
                found.push(SegmentColumn { id, header, is_mapped, on_leads, on_deals });
                found.len() - 1
            });
            if let Some(known) = found.get_mut(at) {
                known.is_mapped |= field == Some(Field::Segment);
                known.on_leads |= sheet.role == Role::Leads;
                known.on_deals |= sheet.role == Role::Deals;
            }
        }
    }
    let (mut mapped, offered): (Vec<_>, Vec<_>) = found.into_iter().partition(|column| column.is_mapped);
    mapped.extend(offered);
    mapped
}

/// The id of each column of a sheet.
pub(crate) fn ids(sheet: &SheetInput<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for header in sheet.table.headers() {
        let id = fold(header);
        let again = ids.iter().filter(|known| **known == id).count();
        ids.push(if again > 0 { format!("{id} ({})", again + 1) } else { id });
    }
    ids
}

/// Texts of few values that are neither an outcome, a key, nor the channel itself.
fn could_be(sheet: &SheetInput<'_>, column: u32, field: Option<Field>) -> bool {
    use Field::*;
    if !matches!(field, None | Some(Source | Medium | Campaign | Owner | ConversionType)) {
        return false;
    }
    let profile = sheet.table.profile(column);
    let is_text = matches!(profile.reading.cell_type, CellType::Text | CellType::Boolean);
    let few = profile.distinct >= 2 && profile.distinct <= MOST_VALUES.min(profile.filled / 2);
    is_text && few && profile.email_share < 0.5
}

/// Not told, in [`Values`].
pub(crate) const NOT_TOLD: u32 = u32::MAX;

/// What every lead and deal has in a column.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// (folded, as most often spelled), sorted by the first.
    pub names: Vec<(String, String)>,
    /// An index of `names`, or [`NOT_TOLD`].
    pub of_lead: Vec<u32>,
    pub of_deal: Vec<u32>,
    /// Whether any leads sheet has the column.
    pub on_leads: bool,
}

/// The column as one sheet has it.
struct Place {
    sheet: u32,
    texts: Rc<Texts>,
    /// Rows of each code that count, and the value of each code.
    rows: Vec<u32>,
    values: Vec<u32>,
}

impl Place {
    fn code(&self, source: &Source) -> Option<usize> {
        self.texts.codes.get(source.row as usize).map(|code| *code as usize)
    }

    fn value(&self, source: &Source) -> u32 {
        self.code(source).and_then(|code| self.values.get(code)).copied().unwrap_or(NOT_TOLD)
    }
}

impl Values {
    /// `None` if no leads or deals sheet has such a column, or it has more than 500 values.
    pub fn read(company: &Company, sheets: &[SheetInput<'_>], column: &str) -> Option<Values> {
        let of_role = |role: Role| -> Vec<Place> {
            let sheets = sheets.iter().filter(|sheet| sheet.role == role);
            let place = |sheet: &SheetInput<'_>| {
                let at = ids(sheet).iter().position(|id| id == column)?;
                let texts = sheet.table.texts(u32::try_from(at).ok()?);
                let (rows, values) = (vec![0; texts.values.len()], vec![NOT_TOLD; texts.values.len()]);
                Some(Place { sheet: sheet.id, texts, rows, values })
            };
            sheets.filter_map(place).collect()
        };
        let (mut leads, mut deals) = (of_role(Role::Leads), of_role(Role::Deals));
        if leads.is_empty() && deals.is_empty() {
            return None;
        }
        count(&mut leads, &company.leads.source);
        count(&mut deals, &company.deals.source);
        let places = || leads.iter().chain(&deals);
        let spelled = places().flat_map(|place| &place.rows).filter(|rows| **rows > 0).count();
        if spelled > MOST_SPELLINGS {
            return None;
        }
        let names = name(&mut leads, &mut deals);
        if names.len() > MOST_NAMES {
            return None;
        }
        let of_lead = look_up(&leads, &company.leads.source);
        let mut of_deal = look_up(&deals, &company.deals.source);
        for (own, lead) in of_deal.iter_mut().zip(&company.deals.lead).filter(|(_, lead)| **lead != NO_LEAD) {
            match of_lead.get(*lead as usize) {
                Some(value) if *value != NOT_TOLD => *own = *value,
                _ => {}
            }
        }
        Some(Values { names, of_lead, of_deal, on_leads: !leads.is_empty() })
    }

    pub fn find(&self, id: &str) -> Option<usize> {
        self.names.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()
    }
}

fn count(places: &mut [Place], sources: &[Source]) {
    for source in sources {
        let Some(place) = places.iter_mut().find(|place| place.sheet == source.sheet) else { continue };
        if let Some(rows) = place.code(source).and_then(|code| place.rows.get_mut(code)) {
            *rows += 1;
        }
    }
}

fn look_up(places: &[Place], sources: &[Source]) -> Vec<u32> {
    if let [only] = places {
        let is_here = |source: &&Source| source.sheet == only.sheet;
        return sources.iter().map(|s| Some(s).filter(is_here).map_or(NOT_TOLD, |s| only.value(s))).collect();
    }
    let value = |source: &Source| {
        places.iter().find(|place| place.sheet == source.sheet).map_or(NOT_TOLD, |place| place.value(source))
    };
    sources.iter().map(value).collect()
}

/// Numbers the values that any counted row has, and gives the codes their numbers.
fn name(leads: &mut [Place], deals: &mut [Place]) -> Vec<(String, String)> {
    // Folded, spelling, rows.
    let mut spellings: Vec<(String, String, u32)> = Vec::new();
    for place in leads.iter().chain(deals.iter()) {
        for (text, rows) in place.texts.values.iter().zip(&place.rows) {
            if *rows > 0 && !is_blank(text) {
                spellings.push((fold(text), text.trim().to_owned(), *rows));
            }
        }
    }
    let at = |at: usize| spellings.get(at);
    let order = order(spellings.len(), &|a, b| at(a).cmp(&at(b)));
    let spellings: Vec<&(String, String, u32)> = order.iter().filter_map(|at| spellings.get(*at)).collect();
    let (mut names, mut numbers) = (Vec::new(), FxHashMap::default());
    for same in spellings.chunk_by(|a, b| a.0 == b.0) {
        // Of spellings that are as frequent, the first of the alphabet; each may stand in several sheets.
        let mut best: Option<(&str, u32)> = None;
        for spelling in same.chunk_by(|a, b| a.1 == b.1) {
            let rows = spelling.iter().map(|s| s.2).fold(0u32, u32::saturating_add);
            if let Some(first) = spelling.first()
                && best.is_none_or(|(_, most)| rows > most)
            {
                best = Some((&first.1, rows));
            }
        }
        if let (Some(first), Some((spelling, _))) = (same.first(), best) {
            numbers.insert(first.0.clone(), names.len() as u32);
            names.push((first.0.clone(), spelling.to_owned()));
        }
    }
    for place in leads.iter_mut().chain(deals.iter_mut()) {
        for ((text, rows), value) in place.texts.values.iter().zip(&place.rows).zip(&mut place.values) {
            if *rows > 0 && !is_blank(text) {
                *value = numbers.get(&fold(text)).copied().unwrap_or(NOT_TOLD);
            }
        }
    }
    names
}
