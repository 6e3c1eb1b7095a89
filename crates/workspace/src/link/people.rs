//! Whether anybody of the tables is in some texts: their names, e-mails, phones, documents.
//!
//! Texts are what a link would carry (names of channels). Two ways of looking: by form (an e-mail, a long number),
//! without knowing anybody; and by comparing with every person of the tables.

use std::collections::{BTreeMap, BTreeSet};

use garimpo_funnel::{Field, Role};
use garimpo_table::fold::fold_key;
use garimpo_table::{CellType, Reading};

use crate::sheet::Sheet;

/// A name of so many words is looked for at most.
const MOST_WORDS: usize = 8;
/// So many digits in a text are a phone or a document.
const MANY_DIGITS: usize = 8;
/// Shorter ids say nothing ("2026").
const LONG_ID: usize = 6;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Rows that are about somebody who is in one of the texts.
    pub people: u64,
    /// Rows that were compared.
    pub compared: u64,
    /// The texts that somebody is in, by their places.
    pub texts: BTreeSet<usize>,
}

/// An e-mail, a phone, a document, whoever's it is.
pub fn looks_personal(text: &str) -> bool {
    let has_mail =
        text.split(|ch: char| ch.is_whitespace() || matches!(ch, '<' | '>' | '(' | ')' | ',' | ';'));
    let is_mail =
        |part: &str| part.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    has_mail.into_iter().any(is_mail) || longest_number(text) >= MANY_DIGITS
}

/// Digits in a row, also with what stands within phones and documents; years do not count.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut now, mut group) = (0, 0, String::new());
    for ch in text.chars().chain(['x']) {
        if ch.is_ascii_digit() {
            group.push(ch);
            continue;
        }
        let is_year = group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        now += if is_year { 0 } else { group.len() };
        group.clear();
        longest = longest.max(now);
        if !matches!(ch, ' ' | '.' | '-' | '/' | '(' | ')' | '+' | '\u{a0}') {
            now = 0;
        }
    }
    longest
}

/// What a name, an e-mail or an id would be found as.
#[derive(Default)]
struct Index {
    /// Words in a row, folded, and which texts have them.
    runs: BTreeMap<String, BTreeSet<usize>>,
    /// Whole texts.
    wholes: BTreeMap<String, BTreeSet<usize>>,
    /// Parts between blanks.
    parts: BTreeMap<String, BTreeSet<usize>>,
}

impl Index {
    fn of(texts: &[&str]) -> Index {
        let mut index = Index::default();
        for (at, text) in texts.iter().enumerate() {
            let folded = fold_key(text);
            let words: Vec<&str> = words(&folded).collect();
            for from in 0..words.len() {
                for to in from + 2..=words.len().min(from + MOST_WORDS) {
                    let run = words.get(from..to).unwrap_or_default().join(" ");
                    index.runs.entry(run).or_default().insert(at);
                }
            }
            index.wholes.entry(words.join(" ")).or_default().insert(at);
            for part in folded.split([' ', ',', ';', '<', '>', '(', ')', '|']) {
                index.parts.entry(part.to_owned()).or_default().insert(at);
            }
        }
        index
    }

    fn name(&self, cell: &str) -> Option<&BTreeSet<usize>> {
        let folded = fold_key(cell);
        let name = words(&folded).collect::<Vec<_>>().join(" ");
        if name.contains(' ') {
            self.runs.get(&name)
        } else {
            self.wholes.get(&name).filter(|_| !name.is_empty())
        }
    }

    fn part(&self, cell: &str, least: usize) -> Option<&BTreeSet<usize>> {
        let folded = fold_key(cell);
        (folded.len() >= least).then(|| self.parts.get(&folded)).flatten()
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[derive(Clone, Copy)]
enum Look {
    Name,
    Mail,
    Id,
}

/// Looks for everybody of these sheets in the texts.
pub fn look(sheets: &[Sheet], texts: &[&str]) -> Found {
    let index = Index::of(texts);
    let mut found = Found::default();
    for sheet in sheets {
        let is_people = !matches!(sheet.meaning.role, Role::Spend | Role::Totals);
        let columns: Vec<(u32, Look)> = (0..sheet.columns())
            .filter_map(|column| {
                let look = match (sheet.field(column), sheet.table.reading(column)) {
                    (Some(Field::Email), _) => Look::Mail,
                    (Some(Field::Name | Field::Owner), _) => Look::Name,
                    (_, Reading { cell_type: CellType::Id, .. }) => Look::Id,
                    _ => return None,
                };
                Some((column, look))
            })
            .collect();
        if columns.is_empty() || !is_people {
            continue;
        }
        for row in sheet.table.rows() {
            found.compared += 1;
            let mut is_in = false;
            for (column, look) in &columns {
                let cell = sheet.table.cell(row, *column);
                let texts = match look {
                    Look::Name => index.name(&cell),
                    Look::Mail => index.part(&cell, 1),
                    Look::Id => index.part(&cell, LONG_ID),
                };
                if let Some(texts) = texts {
                    is_in = true;
                    found.texts.extend(texts);
                }
            }
            found.people += u64::from(is_in);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::looks_personal;

    #[test]
    fn mails_phones_and_documents_have_their_form() {
        for (text, expected) in [
            ("ana@exemplo.com.br", true),
            ("Indicação de Ana <ana@exemplo.com>", true),
            ("(11) 98765-4321", true),
            ("+55 11 9 8765 4321", true),
            ("123.456.789-09", true),
            ("12.345.678/0001-95", true),
            ("Feira 2026", false),
            ("Instagram @garimpo", false),
            ("Google Ads 2025/2026", false),
            ("Campanha 24-06", false),
            ("", false),
        ] {
            assert_eq!(looks_personal(text), expected, "{text}");
        }
    }
}
