//! Channel by segment: counts, rates as they are, rates drawn to their channel and segment, and each channel's
//! rate as if all channels had the same segments (domain.md d.1).
//!
//! Must never show more groups than a person can read: the largest, and the others together.

use serde::{Deserialize, Serialize};

use super::Measure;
use super::cells::Cells;
use super::columns::{SegmentColumn, Values, columns};
use super::compare::Estimate;
use super::fill::Fill;
use super::find::{LEAST_LEADS, LEAST_WINS, mature};
use super::part::Part;
use super::reversal::{Axis, Matrix, Reversal, reversals};
use crate::company::{Company, SheetInput};
use crate::stats::interval::{LEVEL, wilson};
use crate::stats::order::order;
use crate::stats::two_way::{Drawn, two_way};
use crate::{Day, Settings};

/// Segments with a column, and channels with a row, of their own.
const SEGMENTS: usize = 12;
const CHANNELS: usize = 24;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// Leads, and those of them that became customers.
    Leads,
    /// Decided deals, and those of them that were won.
    Deals,
}

/// How much stands behind a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Support {
    /// Nothing: what is shown comes from the row and the column alone.
    None,
    /// Fewer than 20 units or 5 hits.
    Thin,
    Good,
}

/// A channel, or a segment, in all of the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub part: Part,
    /// With those whose segment (channel) is not told.
    pub units: u32,
    pub hits: u32,
    /// Without them: what `adjusted` is to be compared with.
    pub told_units: u32,
    pub told_hits: u32,
    /// Decided deals won and lost, where there are deals.
    pub won: u32,
    pub lost: u32,
    /// As it is, with Wilson's interval.
    pub rate: Option<Estimate>,
    /// If every channel had the same segments (every segment the same channels), of those that are told. `None`
    /// where it cannot be told, and where the column is filled unlike for hits and others.
    pub adjusted: Option<Estimate>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub units: u32,
    pub hits: u32,
    pub won: u32,
    pub lost: u32,
    /// As it is. `None` without units.
    pub raw: Option<f64>,
    /// Drawn to its channel and its segment.
    pub drawn: Option<Estimate>,
    pub support: Support,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentTable {
    pub column: SegmentColumn,
    pub base: Base,
    /// Largest first, then the others, then "not told".
    pub channels: Vec<Line>,
    pub segments: Vec<Line>,
    /// Channel by channel, `segments` a row.
    pub cells: Vec<Cell>,
    /// Where it is unlike, the table says little of what a segment does: see [`Fill::is_unlike`].
    pub fill: Fill,
    /// None where the column is filled unlike.
    pub reversals: Vec<Reversal>,
}

/// `None` if there is no such column, it has more than 500 values, or the data tell no outcome. Leads created in
/// the settings' period and before `mature_before` count.
pub fn table(
    company: &Company,
    sheets: &[SheetInput<'_>],
    column: &str,
    settings: &Settings,
    mature_before: Option<Day>,
) -> Option<SegmentTable> {
    let known = columns(sheets).into_iter().find(|known| known.id == column);
    let values = Values::read(company, sheets, column)?;
    let period = mature(settings.period, mature_before);
    let count = |measure: Measure| Cells::count(company, &values, measure, period);
    let (leads, deals) = (count(Measure::LeadToCustomer), count(Measure::WinRate));
    let base = if leads.is_some() { Base::Leads } else { Base::Deals };
    let cells = leads.as_ref().or(deals.as_ref())?;

    let (rows, lines) = layout(company, &values, cells);
    let pairs = || rows.iter().flat_map(|row| lines.iter().map(move |line| (row, line)));
    let gather = |cells: &Cells, row: &Group, line: &Group| {
        let parts = row.members.iter().flat_map(|c| line.members.iter().map(|v| cells.get(*c, *v)));
        super::cells::sum(parts)
    };
    let counts: Vec<(u32, u32)> = pairs().map(|(row, line)| gather(cells, row, line)).collect();
    let decided: Vec<(u32, u32)> = match &deals {
        Some(deals) => pairs().map(|(row, line)| gather(deals, row, line)).collect(),
        None => vec![(0, 0); counts.len()],
    };
    let fill = Fill::of(cells);
    let grid = Grid { rows: &rows, lines: &lines, counts: &counts, decided: &decided };
    let drawn = grid.drawn();
    // What is known of winners only says nothing of what would be if all had it.
    let adjusted = drawn.as_ref().filter(|_| !fill.is_unlike());
    let (row_parts, line_parts) = (parts(&rows), parts(&lines));
    let turned = Matrix {
        axis: Axis::Segments,
        rows: &line_parts,
        columns: &row_parts,
        counts: (0..lines.len()).flat_map(|line| grid.of_line(line, &counts)).collect(),
    };
    let straight =
        Matrix { axis: Axis::Channels, rows: &row_parts, columns: &line_parts, counts: counts.clone() };
    Some(SegmentTable {
        column: known.unwrap_or_else(|| SegmentColumn {
            id: column.to_owned(),
            header: column.to_owned(),
            is_mapped: false,
            on_leads: values.on_leads,
            on_deals: !values.on_leads,
        }),
        base,
        channels: grid.channels(adjusted.map(|drawn| drawn.0.as_slice())),
        segments: grid.segments(adjusted.map(|drawn| drawn.1.as_slice())),
        cells: grid.cells(drawn.as_ref().map(|drawn| drawn.2.as_slice())),
        reversals: if fill.is_unlike() { Vec::new() } else { reversals(&[straight, turned]) },
        fill,
    })
}

/// One shown row or column, and the channels or values that it holds.
pub(super) struct Group {
    pub part: Part,
    pub members: Vec<usize>,
}

/// The rows (channels) and the columns (segments) that are shown.
pub(super) fn layout(company: &Company, values: &Values, cells: &Cells) -> (Vec<Group>, Vec<Group>) {
    let channel_part = |at: usize| {
        let id = company.channels.get(at).map(|channel| channel.id.clone());
        id.map_or(Part::NotTold, |id| Part::One { id, name: String::new() })
    };
    let value_part = |at: usize| {
        let name = values.names.get(at).cloned();
        name.map_or(Part::NotTold, |(id, name)| Part::One { id, name })
    };
    let rows = groups(cells.channels, CHANNELS, &|at| cells.of_channel(at).0, &channel_part);
    (rows, groups(cells.values, SEGMENTS, &|at| cells.of_value(at).0, &value_part))
}

fn parts(groups: &[Group]) -> Vec<Part> {
    groups.iter().map(|group| group.part.clone()).collect()
}

/// The largest, the others together, the one that is not told. Those without any unit are left out.
fn groups(
    count: usize,
    most: usize,
    units: &dyn Fn(usize) -> u32,
    part: &dyn Fn(usize) -> Part,
) -> Vec<Group> {
    // Ids are sorted: of equals the first one.
    let largest = order(count.saturating_sub(1), &|a, b| units(b).cmp(&units(a)));
    let mut there: Vec<usize> = largest.into_iter().filter(|at| units(*at) > 0).collect();
    let others = there.split_off(there.len().min(most));
    let mut groups: Vec<Group> =
        there.into_iter().map(|at| Group { part: part(at), members: vec![at] }).collect();
    if !others.is_empty() {
        let part = Part::Others { count: u32::try_from(others.len()).unwrap_or(u32::MAX) };
        groups.push(Group { part, members: others });
    }
    let last = count.saturating_sub(1);
    if units(last) > 0 {
        groups.push(Group { part: Part::NotTold, members: vec![last] });
    }
    groups
}

struct Grid<'a> {
    rows: &'a [Group],
    lines: &'a [Group],
    counts: &'a [(u32, u32)],
    decided: &'a [(u32, u32)],
}

impl Grid<'_> {
    fn of_row<'c>(&self, row: usize, counts: &'c [(u32, u32)]) -> &'c [(u32, u32)] {
        let width = self.lines.len();
        counts.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    fn of_line(&self, line: usize, counts: &[(u32, u32)]) -> Vec<(u32, u32)> {
        counts.iter().skip(line).step_by(self.lines.len().max(1)).copied().collect()
    }

    /// Rows, columns and cells drawn. What is not told has a cell, and no share in a standardised rate.
    fn drawn(&self) -> Option<(Vec<Drawn>, Vec<Drawn>, Vec<Drawn>)> {
        let told = |group: &Group| group.part != Part::NotTold;
        let is_told: Vec<bool> =
            self.rows.iter().flat_map(|r| self.lines.iter().map(move |l| told(r) && told(l))).collect();
        let told_counts: Vec<(u32, u32)> = self
            .counts
            .iter()
            .zip(&is_told)
            .map(|(count, told)| if *told { *count } else { (0, 0) })
            .collect();
        let share = |counts: &[(u32, u32)]| f64::from(super::cells::sum(counts.iter().copied()).0);
        let rows: Vec<f64> = (0..self.rows.len()).map(|at| share(self.of_row(at, &told_counts))).collect();
        let lines: Vec<f64> =
            (0..self.lines.len()).map(|at| share(&self.of_line(at, &told_counts))).collect();
        if share(&told_counts) <= 0.0 {
            return None;
        }
        let counts: Vec<(f64, f64)> =
            self.counts.iter().map(|(n, x)| (f64::from(*x), f64::from(*n))).collect();
        let fitted = two_way(self.lines.len(), &counts, &rows, &lines)?;
        Some((fitted.rows, fitted.columns, fitted.cells))
    }

    /// `across`: what the counts are of, in their order.
    fn line(
        &self,
        own: &Group,
        across: &[Group],
        [counts, decided]: [&[(u32, u32)]; 2],
        drawn: Option<&Drawn>,
    ) -> Line {
        let (units, hits) = super::cells::sum(counts.iter().copied());
        let told = counts.iter().zip(across).filter(|(_, group)| group.part != Part::NotTold);
        let (told_units, told_hits) = super::cells::sum(told.map(|(count, _)| *count));
        let (closed, won) = super::cells::sum(decided.iter().copied());
        let (x, n) = (f64::from(hits), f64::from(units));
        let rate = wilson(x, n, LEVEL).map(|i| Estimate { value: x / n, low: i.low, high: i.high });
        let adjusted = drawn.filter(|_| own.part != Part::NotTold).map(estimate);
        let (part, lost) = (own.part.clone(), closed - won);
        Line { part, units, hits, told_units, told_hits, won, lost, rate, adjusted }
    }

    fn channels(&self, drawn: Option<&[Drawn]>) -> Vec<Line> {
        let line = |(at, group): (usize, &Group)| {
            let counts = [self.of_row(at, self.counts), self.of_row(at, self.decided)];
            self.line(group, self.lines, counts, drawn.and_then(|drawn| drawn.get(at)))
        };
        self.rows.iter().enumerate().map(line).collect()
    }

    fn segments(&self, drawn: Option<&[Drawn]>) -> Vec<Line> {
        let line = |(at, group): (usize, &Group)| {
            let (counts, decided) = (self.of_line(at, self.counts), self.of_line(at, self.decided));
            self.line(group, self.rows, [&counts, &decided], drawn.and_then(|drawn| drawn.get(at)))
        };
        self.lines.iter().enumerate().map(line).collect()
    }

    fn cells(&self, drawn: Option<&[Drawn]>) -> Vec<Cell> {
        let cell = |at: usize, (units, hits): (u32, u32), (closed, won): (u32, u32)| Cell {
            units,
            hits,
            won,
            lost: closed - won,
            raw: (units > 0).then(|| f64::from(hits) / f64::from(units)),
            drawn: drawn.and_then(|drawn| drawn.get(at)).map(estimate),
            support: match (units, hits) {
                (0, _) => Support::None,
                (n, x) if n >= LEAST_LEADS && x >= LEAST_WINS => Support::Good,
                _ => Support::Thin,
            },
        };
        let counts = self.counts.iter().zip(self.decided).enumerate();
        counts.map(|(at, (count, decided))| cell(at, *count, *decided)).collect()
    }
}

fn estimate(drawn: &Drawn) -> Estimate {
    Estimate { value: drawn.mean, low: drawn.low, high: drawn.high }
}
