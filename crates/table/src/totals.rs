//! Rows that sum the others up: by their label, or by a blank name and the arithmetic.
//! Must never take a row of data for a sum without a second sign besides its place.

use crate::Decimal;
use crate::fold::{fold_key, trim};
use crate::tally::{Class, classify};
use crate::value::{is_no_value, number};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Sure,
    /// `Total Express` can be a company.
    Perhaps,
}

fn label(text: &str) -> Option<Label> {
    let folded = fold_key(text);
    let sure = ["total", "totals", "totais", "total geral", "grand total", "overall total", "soma", "total:"];
    if sure.contains(&folded.as_str()) || folded.starts_with("total: ") || folded.starts_with("total - ") {
        return Some(Label::Sure);
    }
    if let Some(rest) = folded.strip_prefix("total of ").or_else(|| folded.strip_prefix("total de "))
        && rest.starts_with(|ch: char| ch.is_ascii_digit())
    {
        return Some(Label::Sure);
    }
    for start in ["total geral", "grand total", "overall total", "total:"] {
        if folded.starts_with(start) {
            return Some(Label::Sure);
        }
    }
    let next = folded.strip_prefix("total").and_then(|rest| rest.chars().next());
    next.filter(|ch| !ch.is_alphanumeric()).map(|_| Label::Perhaps)
}

/// Whether a first or last row is a sum by its label.
pub fn is_labelled(cells: &[String]) -> bool {
    let is_text = |cell: &&String| {
        matches!(classify(trim(cell.as_bytes())), Class::Text | Class::Email | Class::Boolean | Class::Id)
    };
    let first = cells.iter().find(is_text);
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

/// Whether a row has no name where the others have one.
pub fn is_nameless(cells: &[String]) -> bool {
    cells.first().is_some_and(|cell| is_no_value(trim(cell.as_bytes())))
        && cells.iter().any(|cell| matches!(classify(trim(cell.as_bytes())), Class::Number { .. }))
}

/// Sums of every column, in both readings of the decimal sign.
pub struct Sums {
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
    pub fn new(columns: usize) -> Self {
        Self { columns: vec![Sum::default(); columns], rows: 0, named: 0 }
    }

    pub fn add<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]>) {
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

    /// Whether a nameless row is the sum of the rows that were added: nearly all of those have a name, and
    /// at least one column agrees. Others need not (reach and rates do not add up).
    pub fn agree(&self, cells: &[String]) -> bool {
        self.named * 10 >= self.rows * 9
            && self.columns.iter().zip(cells).any(|(sum, cell)| {
                let Some(lexed) = number::lex(trim(cell.as_bytes())) else { return false };
                // Every row may have been rounded.
                let near = |value: Option<f64>, sum: f64| {
                    let slack = 0.005 * (self.rows as f64 + 1.0) + sum.abs() * 1e-6;
                    value.is_some_and(|value| {
                        value != 0.0 && (value - sum).abs() <= slack.min(sum.abs() * 0.01)
                    })
                };
                sum.parts >= 2
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
        assert!(sums.agree(&row(&["", "35", "9"])));
        assert!(sums.agree(&row(&["", "30", "5,0"])));
        assert!(!sums.agree(&row(&["", "30", "9"])));
    }
}
