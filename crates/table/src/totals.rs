//! Rows that sum the others up: by their label, or by a blank name and the arithmetic.
//! Must never take a row of data for a sum without a second sign besides its place.

use crate::Decimal;
use crate::cut::Cells;
use crate::fold::{fold_key, trim};
use crate::look::{JUDGED, Look, Types, look, look_at};
use crate::records::{Records, is_filled};
use crate::tally::{Class, classify};
use crate::value::{is_no_value, number};

/// Totals rows that are looked for below the data, and above it.
const MOST_TOTALS: usize = 50;
const MOST_TOP: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Sure,
    /// `Total Express` can be a company.
    Perhaps,
}

fn label(text: &str) -> Option<Label> {
    let folded = fold_key(text);
    let folded = folded.trim_end_matches(':').trim_end();
    const WORDS: &[&str] = &[
        "total",
        "totals",
        "totais",
        "total geral",
        "grand total",
        "grand totals",
        "overall total",
        "soma",
        "suma",
        "sum",
        "total general",
        "totales",
        "gran total",
        "subtotal",
        "sub-total",
        "sub total",
        "subtotais",
        "subtotals",
        "subtotales",
        "resultado total",
        "total da conta",
    ];
    if WORDS.contains(&folded) || folded.starts_with("total: ") || folded.starts_with("total - ") {
        return Some(Label::Sure);
    }
    for start in ["total of ", "total de ", "totals (", "total ("] {
        let rest = folded.strip_prefix(start);
        if rest.is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit())) {
            return Some(Label::Sure);
        }
    }
    let starts = [
        "total geral",
        "grand total",
        "overall total",
        "total:",
        "total general",
        "gran total",
        "subtotal:",
        "subtotal -",
        "sub-total:",
        "subtotal (",
    ];
    if starts.iter().any(|start| folded.starts_with(start)) {
        return Some(Label::Sure);
    }
    let rest = ["total", "subtotal", "sub-total"].iter().find_map(|word| folded.strip_prefix(word));
    let next = rest.and_then(|rest| rest.chars().next());
    next.filter(|ch| !ch.is_alphanumeric()).map(|_| Label::Perhaps)
}

/// Whether a first or last row is a sum by its label.
pub fn is_labelled(cells: &[String]) -> bool {
    let is_text = |cell: &&String| {
        matches!(classify(trim(cell.as_bytes())), Class::Text | Class::Email | Class::Boolean | Class::Id)
    };
    let first = cells.iter().take(JUDGED).find(is_text);
    let found = first.and_then(|cell| label(cell)).or_else(|| cells.last().and_then(|cell| label(cell)));
    match found {
        None => false,
        Some(Label::Sure) => true,
        Some(Label::Perhaps) => {
            let is_number = |cell: &&String| matches!(classify(trim(cell.as_bytes())), Class::Number { .. });
            cells.iter().filter(is_text).count() <= 2 && cells.iter().any(|cell| is_number(&cell))
        }
    }
}

fn has_sure_label(cells: &[String]) -> bool {
    let is_sure = |cell: &String| label(cell) == Some(Label::Sure);
    cells.iter().find(|cell| look(cell) == Look::Text).is_some_and(is_sure)
        || cells.last().is_some_and(is_sure)
}

/// Whether a row has nothing where nearly all others have something.
fn leaves_out(cells: &[String], types: &Types) -> bool {
    let rows = types.sample.len();
    (0..cells.len().min(JUDGED)).any(|column| {
        let empty = types.sample.iter().filter(|row| look_at(row, column) == Look::Empty).count();
        look_at(cells, column) == Look::Empty && empty * 5 <= rows.max(5)
    })
}

/// Whether any cell says that the row is a sum; it needs the arithmetic as a second sign.
fn is_labelled_within(cells: &[String]) -> bool {
    cells.iter().take(JUDGED).any(|cell| label(cell) == Some(Label::Sure))
}

/// A row of means, as some reports put beside their totals.
fn is_mean(cells: &[String]) -> bool {
    let folded = cells.iter().find(|cell| is_filled(cell)).map(|cell| fold_key(cell)).unwrap_or_default();
    let is_numeric = cells.iter().any(|cell| look(cell) == Look::Number);
    let means = ["average", "averages", "avg", "avg.", "mean", "media", "medias", "promedio"];
    is_numeric && means.contains(&folded.trim_end_matches(':'))
}

/// Whether a row has no name where the others have one: in all columns of text that differ from row to row,
/// or in the first column where there are none.
fn is_nameless(cells: &[String], types: &Types) -> bool {
    let mut names = 0;
    for column in 0..cells.len().min(JUDGED) {
        let values: Vec<&String> = types
            .sample
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|cell| look(cell) == Look::Text)
            .collect();
        let is_name = values.len() * 10 >= types.sample.len() * 6
            && values.iter().any(|value| Some(value) != values.first());
        if is_name {
            names += 1;
            if look_at(cells, column) != Look::Empty {
                return false;
            }
        }
    }
    let is_blank = |cell: &String| is_no_value(trim(cell.as_bytes()));
    (names > 0 || cells.first().is_some_and(is_blank))
        && cells.iter().any(|cell| look(cell) == Look::Number)
        && cells.iter().any(is_blank)
}

/// Totals rows among the records `data..end` of the window, ascending.
pub fn find(records: &Records<'_>, data: u32, end: u32, columns: u32, types: &Types) -> Vec<u32> {
    // Every look at the arithmetic is a pass over the data.
    let mut passes = 0;
    let mut is_sum = |record: u32, cells: &[String]| {
        is_labelled(cells)
            && (has_sure_label(cells) || leaves_out(cells, types) || {
                passes += 1;
                passes <= 4 && sums_without(records, data..end, record, columns).agree(cells, false)
            })
    };
    let mut top = Vec::new();
    for record in records.filled(data..end).take(MOST_TOP) {
        let cells = records.cells(record);
        let is_beside = is_mean(&cells) && !top.is_empty();
        if !is_sum(record, &cells) && !is_beside {
            break;
        }
        top.push(record);
    }
    let mut bottom = Vec::new();
    let mut sums = 0;
    for record in records.filled_back(data..end).take(MOST_TOTALS) {
        let cells = records.cells(record);
        if top.contains(&record) {
            break;
        }
        let is_sum = is_sum(record, &cells);
        // A mean counts only beside a sum: below it, or right above it.
        if !is_sum && (!is_mean(&cells) || bottom.len() > sums + 2) {
            break;
        }
        bottom.push(record);
        if is_sum {
            sums = bottom.len();
        }
    }
    if sums == 0 {
        bottom.clear();
    }
    if top.is_empty() && bottom.is_empty() {
        let first = records.filled(data..end).next();
        let last = records.filled_back(data..end).next();
        for (record, into) in [(first, &mut top), (last, &mut bottom)] {
            let Some(record) = record.filter(|&record| first != last && records.count(record) <= columns + 1)
            else {
                continue;
            };
            let cells = records.cells(record);
            let needs_names = !is_labelled_within(&cells);
            if (needs_names && !is_nameless(&cells, types)) || (!needs_names && !is_numeric(&cells)) {
                continue;
            }
            if sums_without(records, data..end, record, columns).agree(&cells, needs_names) {
                into.push(record);
                break;
            }
        }
    }
    let subtotals = bottom.iter().chain(&top).next().copied();
    let mut all = top;
    if let Some(sum) = subtotals {
        let stop = bottom.last().copied().unwrap_or(end);
        let begin = all.last().map_or(data, |last| last + 1);
        all.extend(subtotal_rows(records, begin..stop, &records.cells(sum), columns));
    }
    all.extend(bottom.into_iter().rev());
    all
}

fn is_numeric(cells: &[String]) -> bool {
    cells.iter().any(|cell| look(cell) == Look::Number)
}

/// Sums of groups among the data: labelled as a sum, and the arithmetic agrees with the rows since the last
/// one. Looked for only in tables that have a totals row.
fn subtotal_rows(
    records: &Records<'_>,
    range: std::ops::Range<u32>,
    sum: &[String],
    columns: u32,
) -> Vec<u32> {
    let mut found = Vec::new();
    let Some(place) = sum.iter().position(|cell| label(cell).is_some()) else { return found };
    let is_sum_like = |cell: &[u8]| {
        let cell = trim(cell);
        let starts =
            |word: &[u8]| cell.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        starts(b"total") || starts(b"sub")
    };
    let mut since = Sums::new(columns as usize);
    for record in records.filled(range) {
        let cells = Cells::new(records.text, records.start(record), records.scan.cut);
        if cells.clone().nth(place).is_some_and(|cell| is_sum_like(cell.raw)) {
            let cells = records.cells(record);
            if is_labelled(&cells) && since.rows > 0 && since.agree_with_parts(&cells, 1) {
                found.push(record);
                since = Sums::new(columns as usize);
                continue;
            }
        }
        since.add(cells.map(|cell| cell.raw));
    }
    found
}

fn sums_without(records: &Records<'_>, range: std::ops::Range<u32>, left_out: u32, columns: u32) -> Sums {
    let mut sums = Sums::new(columns as usize);
    for record in records.filled(range).filter(|&record| record != left_out) {
        sums.add(Cells::new(records.text, records.start(record), records.scan.cut).map(|cell| cell.raw));
    }
    sums
}

/// Sums of every column, in both readings of the decimal sign.
struct Sums {
    columns: Vec<Sum>,
    rows: u32,
    named: u32,
}

#[derive(Clone, Default)]
struct Sum {
    dot: f64,
    comma: f64,
    not_dot: bool,
    not_comma: bool,
    /// Rows that add something.
    parts: u32,
}

impl Sums {
    fn new(columns: usize) -> Self {
        Self { columns: vec![Sum::default(); columns], rows: 0, named: 0 }
    }

    fn add<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) {
        self.rows += 1;
        for (index, (sum, cell)) in self.columns.iter_mut().zip(cells).enumerate() {
            let trimmed = trim(cell);
            if index == 0 && !is_no_value(trimmed) {
                self.named += 1;
            }
            let Some(lexed) = number::lex(trimmed) else { continue };
            match lexed.number(Decimal::Dot) {
                Some(value) => sum.dot += value,
                None => sum.not_dot = true,
            }
            match lexed.number(Decimal::Comma) {
                Some(value) => sum.comma += value,
                None => sum.not_comma = true,
            }
            sum.parts += u32::from(lexed.body.iter().any(|byte| (b'1'..=b'9').contains(byte)));
        }
    }

    /// Whether a row is the sum of the rows that were added: at least one column agrees. Others need not
    /// (reach and rates do not add up). A row without a name must stand among rows that nearly all have one.
    fn agree(&self, cells: &[String], is_nameless: bool) -> bool {
        let is_first_blank = cells.first().is_none_or(|cell| is_no_value(trim(cell.as_bytes())));
        (!is_nameless || !is_first_blank || self.named * 10 >= self.rows * 9)
            && self.agree_with_parts(cells, 2)
    }

    /// `parts`: how many rows at least must add something to a column that agrees.
    fn agree_with_parts(&self, cells: &[String], parts: u32) -> bool {
        self.columns.iter().zip(cells).any(|(sum, cell)| {
            let Some(lexed) = number::lex(trim(cell.as_bytes())) else { return false };
            // Every row may have been rounded.
            let near = |value: Option<f64>, sum: f64| {
                let slack = 0.005 * (self.rows as f64 + 1.0) + sum.abs() * 1e-6;
                value.is_some_and(|value| value != 0.0 && (value - sum).abs() <= slack.min(sum.abs() * 0.01))
            };
            sum.parts >= parts
                && ((!sum.not_dot && near(lexed.number(Decimal::Dot), sum.dot))
                    || (!sum.not_comma && near(lexed.number(Decimal::Comma), sum.comma)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn sums_by_label() {
        #[track_caller]
        fn check(cells: &[&str], expected: bool) {
            assert_eq!(is_labelled(&row(cells)), expected, "{cells:?}");
        }
        check(&["Total: Campanhas", " --", "10", "2,5"], true);
        check(&["Total geral", "10"], true);
        check(&["", "", "10", "Grand total"], true);
        check(&["Overall total", "5"], true);
        check(&["Total of 12 results", "5"], true);
        check(&["Total Express", "ana@x.com", "São Paulo", "10"], false);
        check(&["Total mídia", "10", "20"], true);
        check(&["Totalmente", "10"], false);
        check(&["Google", "10"], false);
    }

    #[test]
    fn sums_by_arithmetic() {
        let mut sums = Sums::new(3);
        for cells in [["A", "10", "1,5"], ["B", "20", "2,5"], ["C", "5", "1,0"]] {
            sums.add(cells.iter().map(|cell| cell.as_bytes()));
        }
        assert!(sums.agree(&row(&["", "35", "9"]), true));
        assert!(sums.agree(&row(&["", "30", "5,0"]), true));
        assert!(!sums.agree(&row(&["", "30", "9"]), true));
    }
}
