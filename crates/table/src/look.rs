//! What cells look like, coarsely, and what the columns of a table have in common: how rows of data are
//! told from headers, titles and notes.

use crate::fold::trim;
use crate::records::{Records, is_filled};
use crate::tally::{Class, classify};

/// Records that columns are judged by.
const SAMPLE: usize = 60;
/// Cells that are looked at for one question about a table: a table of very many columns shows what it is in
/// fewer rows.
const LOOKED: usize = 1 << 17;
/// Rows that are looked at in any table.
const FEWEST: usize = 6;

/// Columns by which a table is judged: the first ones, where it has very many.
pub const JUDGED: usize = 1 << 12;

/// How many rows to look at, `most` where the columns are not very many.
pub fn rows_within(columns: u32, most: usize) -> usize {
    (LOOKED / columns.max(1) as usize).max(FEWEST).min(most)
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    Empty,
    Text,
    Number,
    Date,
    Time,
    Email,
    Url,
    Boolean,
    Id,
}

impl Look {
    pub fn is_typed(self) -> bool {
        !matches!(self, Look::Empty | Look::Text)
    }

    /// What a name of a column looks like.
    pub fn is_name(self) -> bool {
        matches!(self, Look::Text | Look::Boolean)
    }
}

pub fn look(cell: &str) -> Look {
    let trimmed = trim(cell.as_bytes());
    match classify(trimmed) {
        Class::NoValue => Look::Empty,
        Class::Text if is_url(trimmed) => Look::Url,
        Class::Text if is_time(trimmed) => Look::Time,
        Class::Text => Look::Text,
        Class::Email => Look::Email,
        Class::Boolean => Look::Boolean,
        Class::Number { .. } => Look::Number,
        Class::Date { .. } => Look::Date,
        Class::Id => Look::Id,
    }
}

fn is_url(text: &[u8]) -> bool {
    [b"http://".as_slice(), b"https://", b"www."].iter().any(|start| text.starts_with(start))
}

/// `9:05`, `23:59:59`, `9:05 PM`.
fn is_time(text: &[u8]) -> bool {
    let text = text.strip_suffix(b"AM").or_else(|| text.strip_suffix(b"PM")).unwrap_or(text).trim_ascii_end();
    let mut parts = 0;
    text.len() >= 4
        && text.split(|&byte| byte == b':').all(|part| {
            parts += 1;
            matches!(part.len(), 1 | 2) && part.iter().all(u8::is_ascii_digit)
        })
        && matches!(parts, 2 | 3)
}

pub fn is_year(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() == 4 && cell.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// A look that nearly all values of a column share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    pub column: usize,
    pub look: Look,
    /// Hardly a row leaves it out.
    pub always: bool,
}

/// The columns of a table that have a type, by rows from all over it.
#[derive(Clone, Debug, Default)]
pub struct Types {
    pub typed: Vec<Typed>,
    /// The rows that were looked at, in order: the first [`JUDGED`] cells of each.
    pub sample: Vec<Vec<String>>,
}

impl Types {
    pub fn of(records: &Records<'_>, usual: u32) -> Types {
        Self::of_rows(sample(records, usual, 3), usual as usize)
    }

    /// Of a window that begins with the data.
    pub fn of_data(records: &Records<'_>, usual: u32) -> Types {
        Self::of_rows(sample(records, usual, 0), usual as usize)
    }

    pub fn of_rows(sample: Vec<Vec<String>>, columns: usize) -> Types {
        let mut typed = Vec::new();
        for column in 0..columns.min(JUDGED) {
            let looks: Vec<Look> = sample
                .iter()
                .map(|cells| cells.get(column).map_or(Look::Empty, |cell| look(cell)))
                .filter(|look| *look != Look::Empty)
                .collect();
            let common = looks
                .iter()
                .filter(|look| look.is_typed())
                .max_by_key(|look| looks.iter().filter(|other| other == look).count());
            let Some(&common) = common else { continue };
            let same = looks.iter().filter(|&&look| look == common).count();
            // One of a few may be another thing, such as a sum's label or a header in mid-file.
            let is_common = same * 10 >= looks.len() * 8 || (same >= 3 && same + 1 == looks.len());
            if is_common && looks.len() * 2 >= sample.len() {
                typed.push(Typed { column, look: common, always: looks.len() * 10 >= sample.len() * 9 });
            }
        }
        Types { typed, sample }
    }

    /// Columns where the cells hold text and the values of the table are something else.
    pub fn violated(&self, cells: &[String]) -> usize {
        self.typed.iter().filter(|typed| look_at(cells, typed.column) == Look::Text).count()
    }

    /// Columns where the cells are of the table's type.
    pub fn met(&self, cells: &[String]) -> usize {
        self.typed.iter().filter(|typed| look_at(cells, typed.column) == typed.look).count()
    }

    /// Columns where the cells are filled and of another look than the table's values.
    pub fn others(&self, cells: &[String]) -> usize {
        let is_other = |look: Look, own: Look| look != own && look != Look::Empty;
        self.typed.iter().filter(|typed| is_other(look_at(cells, typed.column), typed.look)).count()
    }

    /// Whether the cells are a row of this table, as far as its types tell.
    pub fn fits(&self, cells: &[String]) -> bool {
        let (met, violated) = (self.met(cells), self.violated(cells));
        met > 0 && met * 2 > violated
    }
}

pub fn look_at(cells: &[String], column: usize) -> Look {
    cells.get(column).map_or(Look::Empty, |cell| look(cell))
}

/// Rows of the usual shape from all over the window; the first `skip`, which may be headers, only when
/// there are no others.
fn sample(records: &Records<'_>, usual: u32, skip: usize) -> Vec<Vec<String>> {
    let is_usual = |record: &u32| records.count(*record) == usual;
    let mut firsts = records.filled(records.from..records.to).filter(is_usual);
    let first: Vec<u32> = firsts.by_ref().take(skip + 1).collect();
    let Some(&begin) = first.last() else { return Vec::new() };
    let most = rows_within(usual, SAMPLE);
    let step = ((records.to - begin) / most as u32).max(1);
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut at = begin;
    while at < records.to && out.len() < most {
        let Some(record) = records.filled(at..records.to.min(at + 20.max(step))).find(is_usual) else {
            at += 20.max(step);
            continue;
        };
        let cells = records.first_cells(record, JUDGED);
        // A title or a note with its delimiters is no row.
        if cells.iter().filter(|cell| is_filled(cell)).count() > 1 || usual < 3 {
            out.push(cells);
        }
        at = record + step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        #[track_caller]
        fn check(cell: &str, expected: Look) {
            assert_eq!(look(cell), expected, "{cell:?}");
        }
        check("12:30", Look::Time);
        check("9:05 PM", Look::Time);
        check("12:30:59", Look::Time);
        check("a:b", Look::Text);
        check("Hora: 10", Look::Text);
        check("https://exemplo.com/?a=1", Look::Url);
        check("R$ 10,00", Look::Number);
        check(" -- ", Look::Empty);
    }

    #[test]
    fn columns_have_the_type_of_their_values() {
        let rows = [["Ana", "1", "x"], ["Bia", "2", "3"], ["Caio", "", "y"]];
        let rows = rows.map(|row| row.map(String::from).to_vec()).to_vec();
        let types = Types::of_rows(rows, 3);
        assert_eq!(types.typed, [Typed { column: 1, look: Look::Number, always: false }]);
        let row = |cells: [&str; 3]| cells.map(String::from).to_vec();
        assert!(types.fits(&row(["x", "7", "y"])));
        assert_eq!(types.violated(&row(["nome", "valor", "nota"])), 1);
    }
}
