//! How a text is cut: delimiter, quote, newline, found by consistency over the first records.
//! Must never look at more than the sample, so that the answer does not depend on the chunks.

use crate::Newline;
use crate::cut::{Cells, Cut, NO_QUOTE, is_blank_record};
use crate::fold::trim;
use crate::value::number;

/// The dialect is decided from this much text.
pub const SAMPLE: usize = 128 << 10;
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub cut: Cut,
    pub newline: Newline,
    /// The number of cells that most records have; 1 when there is no delimiter.
    pub cells: u32,
}

/// `sample` is the first [`SAMPLE`] bytes of text, or all of it when there is less.
pub fn find(sample: &[u8], forced: Option<u8>) -> Found {
    let (newline, byte) = newline(sample);
    let sample = if sample.len() >= SAMPLE {
        memchr::memrchr(byte, sample).and_then(|end| sample.get(..=end)).unwrap_or(sample)
    } else {
        sample
    };
    let forced = forced.or_else(|| separator_line(sample));
    let candidates = forced.as_slice();
    let candidates = if candidates.is_empty() { CANDIDATES.as_slice() } else { candidates };
    let mut best: Option<(f64, Found)> = None;
    for &delimiter in candidates {
        let cut = Cut { delimiter, quote: b'"', newline: byte, pad: is_padded(sample, delimiter) };
        let quoted = measure(sample, cut);
        let plain = Cut { quote: NO_QUOTE, pad: false, ..cut };
        let unquoted = (quoted.irregular > quoted.regular).then(|| measure(sample, plain));
        let (cut, shape) = match unquoted {
            Some(shape) if shape.score() > quoted.score() => (plain, shape),
            _ => (cut, quoted),
        };
        let score = shape.score();
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, Found { cut, newline, cells: shape.cells() }));
        }
    }
    let none = Cut { delimiter: b',', quote: b'"', newline: byte, pad: false };
    best.map_or(Found { cut: none, newline, cells: 1 }, |(_, found)| found)
}

/// The dialect that `garimpo-workbook` writes.
pub fn written(cells: u32) -> Found {
    Found {
        cut: Cut { delimiter: b',', quote: b'"', newline: b'\n', pad: false },
        newline: Newline::Lf,
        cells,
    }
}

fn newline(sample: &[u8]) -> (Newline, u8) {
    let feeds = memchr::memchr_iter(b'\n', sample).count();
    let pairs = memchr::memmem::find_iter(sample, b"\r\n").count();
    let lone = memchr::memchr_iter(b'\r', sample).count() - pairs;
    if lone > 2 * feeds {
        (Newline::Cr, b'\r')
    } else if pairs * 2 > feeds {
        (Newline::CrLf, b'\n')
    } else {
        (Newline::Lf, b'\n')
    }
}

/// Excel's first line `sep=;`.
fn separator_line(sample: &[u8]) -> Option<u8> {
    match sample.strip_prefix(b"sep=")? {
        [byte, b'\r' | b'\n', ..] => Some(*byte),
        _ => None,
    }
}

/// Whether quoted cells stand behind a blank (`a, "b, c"`), and never right behind the delimiter.
fn is_padded(sample: &[u8], delimiter: u8) -> bool {
    let padded = memchr::memmem::find_iter(sample, &[delimiter, b' ', b'"']).count();
    padded > 0 && padded > 2 * memchr::memmem::find_iter(sample, &[delimiter, b'"']).count()
}

/// What one delimiter makes of the sample.
#[derive(Default)]
struct Shape {
    /// Records per number of cells, in order of first appearance.
    patterns: Vec<(u32, u32)>,
    records: u32,
    clean: u32,
    unclean: u32,
    regular: u32,
    irregular: u32,
}

fn measure(sample: &[u8], cut: Cut) -> Shape {
    let mut shape = Shape::default();
    let mut at = 0;
    while at < sample.len() {
        let mut cells = Cells::new(sample, at, cut);
        let mut count = 0;
        let mut cell_start = at;
        while let Some(cell) = cells.next() {
            count += 1;
            if cut.opening(sample, cell_start).is_some() {
                if cell.raw.first() == Some(&cut.quote) && !cell.doubled {
                    shape.irregular += 1;
                } else {
                    shape.regular += 1;
                    shape.clean += 1;
                }
            } else if !cell.raw.is_empty() {
                if is_clean(cell.raw, cut.delimiter) {
                    shape.clean += 1;
                } else {
                    shape.unclean += 1;
                }
            }
            cell_start = cells.end();
        }
        let next = cells.end();
        if !is_blank_record(sample.get(at..next).unwrap_or_default(), cut) {
            shape.records += 1;
            match shape.patterns.iter().position(|(cells, _)| *cells == count) {
                Some(known) => {
                    if let Some((_, records)) = shape.patterns.get_mut(known) {
                        *records += 1;
                    }
                }
                None if shape.patterns.len() < 1000 => shape.patterns.push((count, 1)),
                None => {}
            }
        }
        at = next.max(at + 1);
    }
    shape
}

/// A cell that holds another delimiter, with no blank after it, was probably cut at the wrong one.
fn is_clean(raw: &[u8], delimiter: u8) -> bool {
    let others = CANDIDATES.iter().filter(|&&other| other != delimiter);
    let is_prose = |other: &u8| {
        memchr::memchr_iter(*other, raw)
            .all(|at| *other != b'\t' && raw.get(at + 1).is_none_or(|&next| next == b' '))
    };
    others.into_iter().all(is_prose) || number::lex(trim(raw)).is_some()
}

impl Shape {
    /// Consistency in the manner of van den Burg et al. (2019): many records of few shapes with many
    /// cells, times the share of cells that do not look wrongly cut.
    fn score(&self) -> f64 {
        let shapes = self.patterns.iter().filter(|&&(cells, _)| cells > 1).count();
        if shapes == 0 || self.records == 0 {
            return 0.0;
        }
        let sum: f64 = self
            .patterns
            .iter()
            .map(|&(cells, records)| records as f64 * (cells - 1) as f64 / cells as f64)
            .sum();
        let clean = self.clean as f64 / (self.clean + self.unclean).max(1) as f64;
        sum / shapes as f64 / self.records as f64 * clean * clean
    }

    fn cells(&self) -> u32 {
        let mut best = (1, 0);
        for &(cells, records) in &self.patterns {
            if cells > 1 && records > best.1 {
                best = (cells, records);
            }
        }
        // Prose: hardly a line is like another.
        if self.records >= 20 && best.1 * 5 < self.records { 1 } else { best.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_consistent_one() {
        #[track_caller]
        fn check(sample: &str, delimiter: u8, cells: u32) {
            let found = find(sample.as_bytes(), None);
            assert_eq!((found.cut.delimiter as char, found.cells), (delimiter as char, cells), "{sample:?}");
        }
        check("a,b,c\n1,2,3\n", b',', 3);
        check("a;b;c\n1,5;2,5;3\n4,5;2;3,1\n", b';', 3);
        check("a;b\n1,5;2,5\n4,5;2,2\n", b';', 2);
        check("a;b\nR$ 1.234,56;R$ 1.234,56\nR$ 1.234,56;R$ 1,56\n", b';', 2);
        check("name;address\nAna;Rua A, 1, SP\nBia;Rua B, 2, RJ\n", b';', 2);
        check("a\tb\n1, 2\tx\n3, 4\ty\n", b'\t', 2);
        check("a|b|c\n1|2|3\n", b'|', 3);
        check(
            "Campaign report\n\"July 8, 2025 - July 31, 2025\"\nA,B,C,D\n1,2,3,4\n1,\"2;3\",3,4\n",
            b',',
            4,
        );
        check("e-mail\na@x.com\nb@x.com\n", b',', 1);
        check("sep=;\na;b,c\n1;2,3\n", b';', 2);
        check("Canal,Fonte\nBusca Paga | Facebook Ads,x\nSocial | Instagram,y\n", b',', 2);
        check("campanha;custo;cliques\nA;7307,37;10\nB;16300,2;20\nC;5221,6;30\n", b';', 3);
    }
}
