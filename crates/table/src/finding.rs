//! Finding a text in cells, and what the cell becomes when it is replaced.
//!
//! Without regard to case and accents unless case is asked for: `sao` finds `São`. Positions are whole characters
//! of the cell as it is written. Must never change a cell by itself.

use serde::{Deserialize, Serialize};

use crate::RowId;
use crate::fold::{fold_key, trim};
use crate::table::Table;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    pub text: String,
    pub regex: bool,
    /// Case and accents count.
    pub exact: bool,
    /// The whole cell, blanks around it aside.
    pub whole: bool,
    /// In this column only.
    pub column: Option<u32>,
}

/// The text is no regular expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadPattern;

/// Ready for many cells.
pub struct Finder {
    by: By,
    whole: bool,
}

enum By {
    /// Folded, and whether all of it is ASCII.
    Folded(Vec<char>, bool),
    Exact(String),
    Regex(Box<regex_lite::Regex>),
}

/// A pattern may not grow beyond this many bytes in memory.
const MOST_PATTERN: usize = 1 << 20;

impl Finder {
    pub fn new(find: &Find) -> Result<Finder, BadPattern> {
        let by = if find.regex {
            let pattern = if find.whole { format!("^(?:{})$", find.text) } else { find.text.clone() };
            let built = regex_lite::RegexBuilder::new(&pattern)
                .case_insensitive(!find.exact)
                .size_limit(MOST_PATTERN)
                .build();
            By::Regex(Box::new(built.map_err(|_| BadPattern)?))
        } else if find.exact {
            By::Exact(find.text.clone())
        } else {
            let folded: Vec<char> = find.text.chars().flat_map(folded).collect();
            let is_ascii = folded.iter().all(char::is_ascii);
            By::Folded(folded, is_ascii)
        };
        Ok(Finder { by, whole: find.whole })
    }

    pub fn is_empty(&self) -> bool {
        match &self.by {
            By::Folded(text, _) => text.is_empty(),
            By::Exact(text) => text.is_empty(),
            By::Regex(regex) => regex.as_str().is_empty() || regex.as_str() == "^(?:)$",
        }
    }

    pub fn finds(&self, cell: &[u8]) -> bool {
        match &self.by {
            By::Folded(text, true) if cell.is_ascii() => {
                let cell = if self.whole { trim(cell) } else { cell };
                finds_ascii(cell, text, self.whole)
            }
            By::Exact(text) => {
                let text = text.as_bytes();
                if self.whole { trim(cell) == trim(text) } else { memchr::memmem::find(cell, text).is_some() }
            }
            By::Regex(regex) => match std::str::from_utf8(cell) {
                Ok(cell) => regex.is_match(if self.whole { cell.trim() } else { cell }),
                Err(_) => false,
            },
            By::Folded(..) => !self.places(&String::from_utf8_lossy(cell)).is_empty(),
        }
    }

    /// Byte ranges of the cell that match, in order, none over another.
    fn places(&self, cell: &str) -> Vec<(usize, usize)> {
        match &self.by {
            By::Regex(regex) => regex.find_iter(cell).map(|found| (found.start(), found.end())).collect(),
            By::Exact(text) if self.whole => whole(cell, cell.trim() == text.trim()),
            By::Exact(text) => {
                cell.match_indices(text.as_str()).map(|(at, part)| (at, at + part.len())).collect()
            }
            By::Folded(text, _) if self.whole => {
                let own: Vec<char> = cell.trim().chars().flat_map(folded).collect();
                let wanted: String = text.iter().collect();
                whole(cell, own.iter().collect::<String>().trim() == wanted.trim())
            }
            By::Folded(text, _) => folded_places(cell, text),
        }
    }

    /// The cell with every match replaced; `None` when there is none. In a pattern's replacement `$1` is the first
    /// group.
    pub fn replaced(&self, cell: &str, with: &str) -> Option<String> {
        if let By::Regex(regex) = &self.by {
            let cell = if self.whole { cell.trim() } else { cell };
            return regex.is_match(cell).then(|| regex.replace_all(cell, with).into_owned());
        }
        let places = self.places(cell);
        if places.is_empty() {
            return None;
        }
        let mut text = String::with_capacity(cell.len());
        let mut at = 0;
        for (start, end) in places {
            text.push_str(cell.get(at..start).unwrap_or_default());
            text.push_str(with);
            at = end;
        }
        text.push_str(cell.get(at..).unwrap_or_default());
        Some(text)
    }
}

fn whole(cell: &str, is_it: bool) -> Vec<(usize, usize)> {
    if is_it { vec![(0, cell.len())] } else { Vec::new() }
}

/// A character as it is compared: one or more, never none.
fn folded(ch: char) -> impl Iterator<Item = char> {
    let mut utf8 = [0; 4];
    let key = fold_key(ch.encode_utf8(&mut utf8));
    let ch = if key.is_empty() { Some(ch) } else { None };
    key.chars().collect::<Vec<_>>().into_iter().chain(ch)
}

fn finds_ascii(cell: &[u8], text: &[char], whole: bool) -> bool {
    let same =
        |part: &[u8]| part.iter().zip(text).all(|(byte, ch)| char::from(byte.to_ascii_lowercase()) == *ch);
    if whole {
        let blank = |ch: &&char| **ch == ' ';
        let skip = text.iter().take_while(blank).count();
        let text = text.get(skip..).unwrap_or_default();
        let end = text.len() - text.iter().rev().take_while(blank).count();
        let text = text.get(..end).unwrap_or_default();
        return cell.len() == text.len()
            && cell.iter().zip(text).all(|(byte, ch)| char::from(byte.to_ascii_lowercase()) == *ch);
    }
    let Some(first) = text.first().and_then(|ch| u8::try_from(*ch).ok()) else { return true };
    let mut rest = cell;
    while rest.len() >= text.len() {
        let Some(at) = memchr::memchr2(first, first.to_ascii_uppercase(), rest) else { return false };
        match rest.get(at..at + text.len()) {
            Some(part) if same(part) => return true,
            Some(_) => rest = rest.get(at + 1..).unwrap_or_default(),
            None => return false,
        }
    }
    false
}

/// Matches that begin and end at whole characters of the cell.
fn folded_places(cell: &str, text: &[char]) -> Vec<(usize, usize)> {
    let mut letters: Vec<char> = Vec::with_capacity(cell.len());
    // Where each folded letter's own character begins, where it ends, and whether it is the first or the last of it.
    let mut of: Vec<(usize, usize, bool, bool)> = Vec::with_capacity(cell.len());
    for (at, ch) in cell.char_indices() {
        let own: Vec<char> = folded(ch).collect();
        for (n, letter) in own.iter().enumerate() {
            letters.push(*letter);
            of.push((at, at + ch.len_utf8(), n == 0, n + 1 == own.len()));
        }
    }
    let mut places = Vec::new();
    let mut at = 0;
    while !text.is_empty() && at + text.len() <= letters.len() {
        let ends = (of.get(at), of.get(at + text.len() - 1));
        match (letters.get(at..at + text.len()) == Some(text), ends) {
            (true, (Some((start, _, true, _)), Some((_, end, _, true)))) => {
                places.push((*start, *end));
                at += text.len();
            }
            _ => at += 1,
        }
    }
    places
}

impl Table {
    /// Hands the filled cells of these rows and columns to `take`, trimmed.
    pub fn each_cell(&self, rows: &[RowId], columns: &[u32], mut take: impl FnMut(&[u8])) {
        let mut scratch = Vec::new();
        let mut columns = columns.to_vec();
        columns.sort_unstable();
        for row in rows {
            self.rows.visit_row(*row, &columns, &mut scratch, |_, cell| {
                let cell = trim(cell);
                if !cell.is_empty() {
                    take(cell);
                }
            });
        }
    }

    /// Every cell that is found, by row id and column; in the order of row ids. Deleted rows are among them.
    pub fn found(&self, finder: &Finder, column: Option<u32>) -> Vec<(RowId, u32)> {
        let columns: Vec<u32> = match column {
            Some(column) => vec![column],
            None => (0..self.headers().len() as u32).collect(),
        };
        let mut found = Vec::new();
        if !finder.is_empty() {
            self.rows.visit(&columns, |row, index, cell| {
                if finder.finds(cell)
                    && let Some(column) = columns.get(index)
                {
                    found.push((row, *column));
                }
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Find {
        Find { text: text.into(), ..Find::default() }
    }

    #[test]
    fn replaces_what_it_finds_and_nothing_else() {
        #[track_caller]
        fn check(find: Find, cell: &str, with: &str, expected: Option<&str>) {
            let finder = Finder::new(&find).unwrap_or_else(|_| panic!("{find:?}"));
            assert_eq!(finder.replaced(cell, with).as_deref(), expected, "{find:?} in {cell}");
            assert_eq!(finder.finds(cell.as_bytes()), expected.is_some(), "{find:?} in {cell}");
        }
        let regex = |text: &str| Find { regex: true, ..find(text) };
        check(find("sao"), "São Paulo, SAO", "x", Some("x Paulo, x"));
        check(find("São"), "sao", "x", Some("x"));
        check(find("google"), "Google Ads / google", "G", Some("G Ads / G"));
        check(find("aa"), "aaa", "b", Some("ba"));
        check(find(" "), "a b", "_", Some("a_b"));
        check(find("x"), "abc", "y", None);
        check(Find { exact: true, ..find("sao") }, "São sao", "x", Some("São x"));
        check(Find { whole: true, ..find("google") }, " Google ", "G", Some("G"));
        check(Find { whole: true, ..find("google") }, "Google Ads", "G", None);
        check(Find { whole: true, ..find("ação") }, "ACAO", "G", Some("G"));
        check(regex(r"(\d+)/(\d+)"), "3/4 e 5/6", "$2-$1", Some("4-3 e 6-5"));
        check(regex("ADS$"), "Google Ads", "", Some("Google "));
        check(Find { exact: true, ..regex("ADS$") }, "Google Ads", "", None);
        check(Find { whole: true, ..regex("[a-z]+") }, "abc", "x", Some("x"));
        check(Find { whole: true, ..regex("[a-z]+") }, "abc1", "x", None);
        // Half of a character is no match: "ß" folds to two letters.
        check(find("s"), "ß", "x", None);
        assert!(Finder::new(&regex("(")).is_err());
        assert!(Finder::new(&regex("(a{9}){9999}{9}")).is_err(), "no pattern takes all memory");
    }
}
