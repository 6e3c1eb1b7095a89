//! What a selection of cells comes to: for the line below the eyes of whoever selects. Numbers of one kind only;
//! two currencies are never added.

use garimpo_table::table::{NO_DAY, NO_I64};
use garimpo_table::{CellType, Currency, RowId};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::doc::Doc;
use crate::protocol::Block;
use crate::view::SheetId;

/// Of more cells than this the distinct ones are not counted.
const MOST_DISTINCT: u64 = 3_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Number,
    /// Major units.
    Money(Option<Currency>),
    /// Fractions.
    Percent,
    /// Days since 1970-01-01: only the first and the last count.
    Day,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub cells: u64,
    pub filled: u64,
    /// Different texts among the filled cells; `None` of too many.
    pub distinct: Option<u64>,
    pub values: Option<Values>,
}

/// Of the cells that hold a number (or a day), where all of them are of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Values {
    pub unit: Unit,
    pub count: u64,
    /// `None` of days and shares: they do not add.
    pub sum: Option<f64>,
    pub mean: Option<f64>,
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Doc {
    pub fn summary(&self, sheet: SheetId, block: Block) -> Option<Summary> {
        let sheet = self.sheet(sheet).ok()?;
        let columns = block.column..block.column.saturating_add(block.columns).min(sheet.columns());
        let positions = block.row..block.row.saturating_add(block.rows).min(sheet.shown());
        let rows: Vec<RowId> = positions.filter_map(|position| sheet.row_at(position)).collect();
        let cells = rows.len() as u64 * u64::from(columns.end.saturating_sub(columns.start));
        let mut summary = Summary { cells, ..Summary::default() };
        let mut distinct = FxHashSet::default();
        let (mut numbers, mut units) = (Vec::new(), Vec::new());
        // Cents are added as integers.
        let mut cents: i128 = 0;
        for column in columns {
            let reading = sheet.table.reading(column);
            let before = numbers.len();
            let unit = match reading.cell_type {
                CellType::Number | CellType::Percent => {
                    let all = sheet.table.numbers(column);
                    let own = rows.iter().filter_map(|row| all.get(*row as usize));
                    numbers.extend(own.copied().filter(|number| !number.is_nan()));
                    if reading.cell_type == CellType::Percent { Unit::Percent } else { Unit::Number }
                }
                CellType::Money => {
                    let all = sheet.table.money(column);
                    let own =
                        rows.iter().filter_map(|row| all.get(*row as usize)).filter(|own| **own != NO_I64);
                    for own in own {
                        cents += i128::from(*own);
                        numbers.push(*own as f64 / 100.0);
                    }
                    Unit::Money(reading.currency)
                }
                CellType::Date | CellType::DateTime => {
                    let all = sheet.table.days(column);
                    let own = rows.iter().filter_map(|row| all.get(*row as usize));
                    numbers.extend(own.filter(|day| **day != NO_DAY).map(|day| f64::from(*day)));
                    Unit::Day
                }
                CellType::Text | CellType::Boolean | CellType::Id => continue,
            };
            if numbers.len() > before && !units.contains(&unit) {
                units.push(unit);
            }
        }
        let counts = cells <= MOST_DISTINCT;
        let asked: Vec<u32> = (block.column..sheet.columns()).take(block.columns as usize).collect();
        sheet.table.each_cell(&rows, &asked, |cell| {
            summary.filled += 1;
            if counts {
                distinct.insert(garimpo_table::fold::raw_hash(cell));
            }
        });
        summary.distinct = counts.then_some(distinct.len() as u64);
        if let [unit] = units.as_slice() {
            let of_money = matches!(unit, Unit::Money(_)).then_some(cents);
            summary.values = values(*unit, numbers, of_money);
        }
        Some(summary)
    }
}

fn values(unit: Unit, mut numbers: Vec<f64>, cents: Option<i128>) -> Option<Values> {
    numbers.sort_unstable_by(f64::total_cmp);
    let (least, most) = (*numbers.first()?, *numbers.last()?);
    let count = numbers.len();
    let at = |at: usize| numbers.get(at).copied().unwrap_or(least);
    let median = if count % 2 == 1 { at(count / 2) } else { (at(count / 2 - 1) + at(count / 2)) / 2.0 };
    let sum = match cents {
        Some(cents) => cents as f64 / 100.0,
        None => numbers.iter().sum(),
    };
    let adds = matches!(unit, Unit::Number | Unit::Money(_));
    let has_mean = unit != Unit::Day;
    Some(Values {
        unit,
        count: count as u64,
        sum: adds.then_some(sum),
        mean: has_mean.then_some(sum / count as f64),
        median,
        least,
        most,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_right_for_few_and_for_none() {
        assert_eq!(values(Unit::Number, Vec::new(), None), None);
        let of = |numbers: &[f64]| values(Unit::Number, numbers.to_vec(), None);
        let four = of(&[4.0, 1.0, 10.0, 3.0]).map(|v| (v.count, v.sum, v.mean, v.median, v.least, v.most));
        assert_eq!(four, Some((4, Some(18.0), Some(4.5), 3.5, 1.0, 10.0)));
        assert_eq!(of(&[7.0]).map(|v| v.median), Some(7.0));
        let days = values(Unit::Day, vec![3.0, 1.0], None).map(|v| (v.sum, v.mean, v.least, v.most));
        assert_eq!(days, Some((None, None, 1.0, 3.0)));
        let money = values(Unit::Money(None), vec![0.1, 0.2], Some(30)).and_then(|v| v.sum);
        assert_eq!(money, Some(0.3), "cents are added as integers");
    }
}
