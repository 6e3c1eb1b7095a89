//! The fill handle: a few cells go on over more.

use garimpo_table::RowId;

use crate::act::{few_enough, spot_at};
use crate::doc::{Doc, Plan};
use crate::intent::Refusal;
use crate::op::Op;
use crate::protocol::Block;
use crate::series::continued;
use crate::sheet::Sheet;
use crate::view::{SheetId, StepLabel};

impl Doc {
    pub(crate) fn plan_fill(
        &self,
        id: SheetId,
        source: Block,
        over: Option<Block>,
        series: bool,
    ) -> Result<Plan, Refusal> {
        let sheet = self.sheet(id)?;
        let (rows, columns) = (sheet.shown(), sheet.columns());
        let inside = |block: &Block| {
            let fits = |at: u32, size: u32, most: u32| {
                size > 0 && at.checked_add(size).is_some_and(|end| end <= most)
            };
            fits(block.row, block.rows, rows) && fits(block.column, block.columns, columns)
        };
        let over = over.unwrap_or_else(|| beside(sheet, source));
        if !inside(&source) || !inside(&over) {
            return Err(Refusal::NoSuchRow);
        }
        few_enough(u64::from(over.rows) * u64::from(over.columns))?;
        let mut cells = Vec::new();
        let down = over.columns == source.columns;
        let lines = if down {
            source.column..source.column + source.columns
        } else {
            source.row..source.row + source.rows
        };
        let (from, size, start, end) = match down {
            true => (source.row, source.rows, over.row, over.row + over.rows),
            false => (source.column, source.columns, over.column, over.column + over.columns),
        };
        for line in lines {
            let place = |along: u32| -> Option<(RowId, u32)> {
                if down { Some((sheet.row_at(along)?, line)) } else { Some((sheet.row_at(line)?, along)) }
            };
            let text = |along: u32| {
                place(along)
                    .map(|(row, column)| sheet.table.cell(row, column).into_owned())
                    .unwrap_or_default()
            };
            let mut own: Vec<String> = (from..from + size).map(text).collect();
            // Cells of one row have readings of their own: they repeat.
            let goes_on = series && down;
            let reading = if down { sheet.table.reading(line) } else { Default::default() };
            let mut write = |own: &[String], targets: &mut dyn Iterator<Item = u32>, back: bool| {
                let targets: Vec<u32> = targets.collect();
                let texts = match goes_on {
                    true => continued(own, reading, targets.len(), back),
                    false => own.iter().cycle().take(targets.len()).cloned().collect(),
                };
                let set = |(along, text): (u32, String)| {
                    place(along).map(|(row, column)| (row, column, Some(text)))
                };
                cells.extend(targets.into_iter().zip(texts).filter_map(set));
            };
            write(&own, &mut (from + size..end), false);
            own.reverse();
            write(&own, &mut (start..from).rev(), true);
        }
        let label = StepLabel::Fill { cells: cells.len() as u64 };
        let ops = if cells.is_empty() { Vec::new() } else { vec![Op::SetCells { sheet: id, cells }] };
        Ok(Plan { ops, label, spot: spot_at(sheet, id, source.row, source.column) })
    }
}

/// Down as far as the column beside is filled: the one before, or else the one after.
fn beside(sheet: &Sheet, source: Block) -> Block {
    let below = source.row.saturating_add(source.rows);
    let last = source.column.saturating_add(source.columns);
    let filled = |column: u32| {
        (below..sheet.shown())
            .take_while(|position| {
                sheet.row_at(*position).is_some_and(|row| !sheet.table.cell(row, column).is_empty())
            })
            .count()
    };
    let before = source.column.checked_sub(1).map_or(0, filled);
    let rows = if before > 0 || last >= sheet.columns() { before } else { filled(last) };
    Block { rows: source.rows.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX)), ..source }
}
