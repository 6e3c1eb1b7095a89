//! What stands below the data and is none: notes, copyright lines, counts. Must never: take a row of data
//! for a note only because it is short.

use crate::fold::fold_key;
use crate::look::{Look, Types, look_at};
use crate::records::{Records, filled, is_filled};
use crate::totals;

/// Records of other shapes than lines that a footer can have.
const MOST_NOTES: usize = 20;

/// The first record of the footer of the window, whose data begins at `data`.
pub fn start(records: &Records<'_>, data: u32, columns: u32, usual: u32, types: &Types) -> u32 {
    let is_usual = |record: u32| records.count(record) == usual || records.count(record) == columns;
    let mut start = records.to;
    let mut notes = 0;
    for record in records.filled_back(data..records.to) {
        let is_line = records.count(record) == 1;
        if is_line && (columns > 2 || records.is_remark_among(record, 1, columns)) {
            // `Total` alone in its line belongs to the data, but not `Grand Totals (20 records)` among the lines
            // of a footer; and so does a row with another delimiter, or one that was cut off behind a value of
            // the first column.
            let cells = records.cells(record);
            let is_among_lines = start < records.to
                && record > data
                && (records.is_blank(record - 1) || records.count(record - 1) == 1);
            if (totals::is_labelled(&cells) && !is_among_lines)
                || is_first_value(&cells, types)
                || records.other_delimiter(record, columns).is_some()
            {
                break;
            }
            start = record;
            continue;
        }
        if notes == MOST_NOTES {
            break;
        }
        notes += 1;
        // A blank record above it, or above the notes that it is the last of.
        let top = (data..=record)
            .rev()
            .take(MOST_NOTES)
            .find(|&above| above == data || records.is_blank(above - 1));
        let is_apart = top.is_some_and(|top| top > data);
        let cells = records.cells(record);
        if totals::is_labelled(&cells) {
            break;
        }
        let is_note = if is_usual(record) && columns > 1 {
            is_padded_note(&cells, columns, is_apart, types)
        } else {
            // In a list every line has one cell.
            is_apart && ((is_line && columns > 1) || is_stray(&cells, types))
        };
        if !is_note {
            break;
        }
        start = record;
    }
    start
}

/// Whether the one cell is of the kind that stands in every row's first column.
fn is_first_value(cells: &[String], types: &Types) -> bool {
    let first = types.typed.iter().find(|typed| typed.column == 0 && typed.always);
    first.is_some_and(|typed| look_at(cells, 0) == typed.look)
}

/// One text at the start of a record, with the table's delimiters behind it.
fn is_padded_note(cells: &[String], columns: u32, is_apart: bool, types: &Types) -> bool {
    let Some(first) = cells.first().filter(|cell| is_filled(cell)) else { return false };
    if columns < 3 || filled(cells) != 1 || look_at(cells, 0) != Look::Text {
        return false;
    }
    is_apart || is_legal(first) || types.typed.iter().any(|typed| typed.column == 0 && typed.always)
}

/// Words that end a report in every language.
fn is_legal(text: &str) -> bool {
    let folded = fold_key(text);
    let starts = [
        "copyright",
        "©",
        "(c) ",
        "confidential",
        "confidencial",
        "rows:",
        "linhas:",
        "generated ",
        "gerado em",
        "@20",
    ];
    starts.iter().any(|start| folded.starts_with(start))
        || folded.contains("all rights reserved")
        || folded.contains("todos os direitos reservados")
}

/// Prose with delimiters in it: it holds text where the table has values.
fn is_stray(cells: &[String], types: &Types) -> bool {
    cells.first().is_some_and(|first| is_legal(first)) || (types.met(cells) == 0 && types.violated(cells) > 0)
}
