//! Column widths: the first guess, where each column stands, and which ones are drawn. Touches no browser object.

use garimpo_table::{CellType, Reading};

/// Up to this many columns all are drawn.
const MANY: usize = 26;
/// The drawn window moves in steps, so that sideways scrolling does not rewrite every cell at every pixel.
const STRIDE: usize = 4;
const LEAST: f64 = 72.0;
const MOST: f64 = 320.0;
/// Room around the text of a cell, in pixels; about the width of one letter at 13 px.
const ROOM: f64 = 18.0;
const LETTER: f64 = 7.1;
/// The chip without its word: type, arrow, edges.
const CHIP: f64 = 66.0;

/// Text on one line, as wide as people look at it: numbers short, addresses cut.
/// `chip` is what stands under the header's name.
pub fn guess<'a>(header: &str, chip: &str, reading: &Reading, samples: impl Iterator<Item = &'a str>) -> f64 {
    let mut lengths: Vec<usize> =
        samples.map(|text| text.chars().take(80).count()).filter(|&n| n > 0).collect();
    lengths.sort_unstable();
    // Nine in ten fit.
    let usual = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(match reading.cell_type {
        CellType::Text => 16,
        CellType::DateTime => 17,
        _ => 10,
    });
    let body = usual as f64 * LETTER + ROOM;
    let head = header.chars().take(24).count() as f64 * (LETTER + 0.4) + ROOM;
    let chip = chip.chars().take(20).count() as f64 * (LETTER - 0.6) + CHIP;
    body.max(head).max(chip).clamp(LEAST, MOST).round()
}

/// All of the longest text, and of the header with its signs.
pub fn fitting<'a>(header: &str, texts: impl Iterator<Item = &'a str>) -> f64 {
    let longest = texts.map(|text| text.lines().map(|line| line.chars().count()).max().unwrap_or(0)).max();
    let body = longest.unwrap_or(0) as f64 * LETTER + ROOM;
    let head = header.chars().count() as f64 * (LETTER + 0.4) + ROOM + 16.0;
    body.max(head).max(CHIP).ceil()
}

/// A narrow table takes the room that there is, within reason.
pub fn fit(widths: &mut [f64], room: f64) {
    let total: f64 = widths.iter().sum();
    if total > 0.0 && total < room {
        let by = (room / total).min(1.5);
        for width in widths {
            *width = (*width * by).floor();
        }
    }
}

pub fn is_end_aligned(cell_type: CellType) -> bool {
    matches!(
        cell_type,
        CellType::Number | CellType::Money | CellType::Percent | CellType::Date | CellType::DateTime
    )
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    widths: Vec<f64>,
    /// Start of each, and the end of the last.
    starts: Vec<f64>,
}

impl Columns {
    pub fn new(widths: Vec<f64>) -> Self {
        let mut starts = Vec::with_capacity(widths.len() + 1);
        let mut at = 0.0;
        for width in &widths {
            starts.push(at);
            at += width;
        }
        starts.push(at);
        Columns { widths, starts }
    }

    pub fn len(&self) -> usize {
        self.widths.len()
    }

    pub fn is_empty(&self) -> bool {
        self.widths.is_empty()
    }

    pub fn width(&self, column: usize) -> f64 {
        self.widths.get(column).copied().unwrap_or(0.0)
    }

    pub fn set_width(&mut self, column: usize, width: f64) {
        if let Some(old) = self.widths.get_mut(column) {
            *old = width.clamp(40.0, 900.0).round();
        }
        *self = Columns::new(std::mem::take(&mut self.widths));
    }

    pub fn start(&self, column: usize) -> f64 {
        self.starts.get(column).or(self.starts.last()).copied().unwrap_or(0.0)
    }

    pub fn total(&self) -> f64 {
        self.starts.last().copied().unwrap_or(0.0)
    }

    /// The column under `x` (from the start of the first), clamped.
    pub fn at(&self, x: f64) -> usize {
        let after = self.starts.partition_point(|&start| start <= x);
        after.saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// The columns to draw for a window `x..x + width`, `first..last`.
    pub fn window(&self, x: f64, width: f64) -> (usize, usize) {
        if self.len() <= MANY {
            return (0, self.len());
        }
        let first = self.at(x).saturating_sub(1) / STRIDE * STRIDE;
        let last = (self.at(x + width) + 2).div_ceil(STRIDE) * STRIDE;
        (first, last.min(self.len()))
    }

    /// The sideways position that shows a column; `None` when it is wholly visible. `width` is the room for
    /// cells, without the gutter.
    pub fn reveal(&self, column: usize, x: f64, width: f64) -> Option<f64> {
        let (start, end) = (self.start(column), self.start(column + 1));
        if start < x || end - start > width {
            (start != x).then_some(start)
        } else {
            (end > x + width).then_some(end - width)
        }
    }

    /// `grid-template-columns` of a row: gutter, what is left of the window, the window.
    pub fn template(&self, gutter: f64, first: usize, last: usize) -> String {
        use std::fmt::Write;
        let mut text = format!("{gutter}px {}px", self.start(first));
        for width in self.widths.get(first..last).unwrap_or_default() {
            let _ = write!(text, " {width}px");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hundred() -> Columns {
        Columns::new(vec![100.0; 100])
    }

    #[test]
    fn finds_columns() {
        let columns = Columns::new(vec![50.0, 100.0, 70.0]);
        for (x, column) in [(-5.0, 0), (0.0, 0), (49.9, 0), (50.0, 1), (149.0, 1), (150.0, 2), (900.0, 2)] {
            assert_eq!(columns.at(x), column, "{x}");
        }
        assert_eq!(columns.total(), 220.0);
        assert_eq!(Columns::default().at(10.0), 0);
    }

    #[test]
    fn draws_all_of_few_and_some_of_many() {
        assert_eq!(Columns::new(vec![100.0; 26]).window(500.0, 300.0), (0, 26));
        assert_eq!(hundred().window(0.0, 1_000.0), (0, 12));
        assert_eq!(hundred().window(2_050.0, 1_000.0), (16, 32));
        assert_eq!(hundred().window(9_000.0, 1_000.0), (88, 100));
    }

    #[test]
    fn the_window_covers_what_is_seen() {
        let columns = hundred();
        for x in (0..9_000).step_by(37) {
            let (first, last) = columns.window(f64::from(x), 1_000.0);
            assert!(
                columns.start(first) <= f64::from(x)
                    && columns.start(last) >= f64::from(x + 1_000).min(10_000.0)
            );
        }
    }

    #[test]
    fn reveals_sideways() {
        let columns = hundred();
        assert_eq!(columns.reveal(3, 0.0, 1_000.0), None);
        assert_eq!(columns.reveal(12, 0.0, 1_000.0), Some(300.0));
        assert_eq!(columns.reveal(2, 550.0, 1_000.0), Some(200.0));
        assert_eq!(Columns::new(vec![900.0, 900.0]).reveal(1, 0.0, 400.0), Some(900.0));
    }

    #[test]
    fn guesses_widths() {
        let text = Reading::default();
        let long = "a very long sentence that nobody wants to see in full in a table of many columns";
        assert_eq!(guess("Observação", "", &text, std::iter::repeat_n(long, 20)), MOST);
        assert!(guess("UF", "", &text, ["SP", "RJ"].into_iter()) <= 80.0);
        assert!(fitting("Obs", std::iter::repeat_n(long, 2)) > 500.0);
        assert_eq!(fitting("UF", ["SP"].into_iter()), CHIP);
        assert!(guess("E-mail", "e-mail", &text, std::iter::empty()) > 104.0);
    }
}
