//! Random sequences of what a person does to a table, against a plain model of it: the same rows in the same order
//! at every moment, and undoing all of them gives the first table byte for byte.
//!
//! `GARIMPO_SEQUENCES=10000 cargo test -p garimpo-workspace --test model --release` for the long run.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;

use garimpo_funnel::Role;
use garimpo_table::{Filter, How, SortKey, Test, collate};
use garimpo_workspace::protocol::{Block, Export};
use garimpo_workspace::{Doc, Intent, Look, NewSheet, SheetId};
use proptest::prelude::*;

const COLUMNS: u32 = 4;

/// Rows by an identity of their own; what is seen is a list of identities.
#[derive(Clone, Debug, Default)]
struct Plain {
    cells: BTreeMap<u32, Vec<String>>,
    next: u32,
    table: Vec<u32>,
    seen: Option<Vec<u32>>,
}

impl Plain {
    fn new(rows: &[Vec<String>]) -> Plain {
        let mut plain = Plain::default();
        plain.insert(0, 0, rows.to_vec());
        plain
    }

    fn shown(&self) -> Vec<u32> {
        self.seen.clone().unwrap_or_else(|| self.table.clone())
    }

    fn insert(&mut self, table: usize, seen: usize, rows: Vec<Vec<String>>) {
        for (n, mut row) in rows.into_iter().enumerate() {
            row.resize(COLUMNS as usize, String::new());
            self.cells.insert(self.next, row);
            self.table.insert(table + n, self.next);
            if let Some(list) = &mut self.seen {
                list.insert(seen + n, self.next);
            }
            self.next += 1;
        }
    }

    fn set(&mut self, row: u32, column: u32, text: &str) {
        self.cells.get_mut(&row).expect("a row")[column as usize] = text.into();
    }

    fn look(&mut self, look: &Look) {
        if *look == Look::default() {
            self.seen = None;
            return;
        }
        let trimmed = |row: u32, column: u32| self.cells[&row][column as usize].trim().to_owned();
        let passes = |row: &u32| {
            look.filters.iter().all(|filter| {
                let cell = trimmed(*row, filter.column);
                match &filter.test {
                    Test::Values { values, keep } => values.contains(&cell) == *keep,
                    Test::Text { how: How::Contains, text } => cell.to_lowercase().contains(text),
                    Test::Blank(wanted) => cell.is_empty() == *wanted,
                    other => unreachable!("{other:?} is not made"),
                }
            })
        };
        let mut rows: Vec<u32> = self.table.iter().copied().filter(passes).collect();
        for key in look.sort.iter().rev() {
            rows.sort_by(|a, b| {
                let (a, b) = (trimmed(*a, key.column), trimmed(*b, key.column));
                let by = collate::compare(&a, &b, false);
                let empty = a.is_empty().cmp(&b.is_empty());
                empty.then(if key.descending { by.reverse() } else { by })
            });
        }
        self.seen = Some(rows);
    }

    fn act(&mut self, intent: &Intent) {
        let shown = self.shown();
        match intent {
            Intent::SetCell { row, column, text, .. } => {
                if let Some(row) = shown.get(*row as usize) {
                    self.set(*row, *column, text);
                }
            }
            Intent::Clear { block, .. } => {
                for row in shown.iter().skip(block.row as usize).take(block.rows as usize) {
                    for column in block.column..(block.column + block.columns).min(COLUMNS) {
                        self.set(*row, column, "");
                    }
                }
            }
            Intent::Paste { row, column, cells, .. } => {
                for (down, line) in cells.iter().enumerate() {
                    let at = *row as usize + down;
                    let target = shown.get(at).copied().unwrap_or_else(|| {
                        let target = self.next;
                        self.insert(self.table.len(), self.shown().len(), vec![Vec::new()]);
                        target
                    });
                    for (across, text) in line.iter().enumerate() {
                        self.set(target, column + across as u32, text);
                    }
                }
            }
            Intent::InsertRows { at, count, .. } => {
                let seen = (*at as usize).min(shown.len());
                let below = shown.get(seen).and_then(|row| self.table.iter().position(|each| each == row));
                let at = below.unwrap_or(self.table.len());
                self.insert(at, seen, vec![Vec::new(); *count as usize]);
            }
            Intent::DeleteRows { at, count, .. } => {
                let gone: Vec<u32> = shown.iter().skip(*at as usize).take(*count as usize).copied().collect();
                self.table.retain(|row| !gone.contains(row));
                if let Some(seen) = &mut self.seen {
                    seen.retain(|row| !gone.contains(row));
                }
            }
            Intent::SetLook { look, .. } => self.look(look),
            other => unreachable!("{other:?} is not made"),
        }
    }

    fn text(&self) -> String {
        let line = |row: &u32| self.cells[row].join("|");
        self.shown().iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[a-dA-D]{1,2}", "[áçã]x", Just(String::new()), Just("b c".to_owned())]
}

fn look() -> impl Strategy<Value = Look> {
    let sort = (0..COLUMNS, any::<bool>()).prop_map(|(column, descending)| SortKey { column, descending });
    let test = prop_oneof![
        any::<bool>().prop_map(Test::Blank),
        "[a-d]".prop_map(|text| Test::Text { how: How::Contains, text }),
        (prop::collection::vec(word(), 1..4), any::<bool>())
            .prop_map(|(values, keep)| Test::Values { values, keep }),
    ];
    // Accents are folded by the text test and not by the model: it looks at a column without them.
    let filter = (0..COLUMNS, test).prop_map(|(column, test)| Filter {
        column: if matches!(test, Test::Text { .. }) { 3 } else { column },
        test,
    });
    (prop::collection::vec(sort, 0..3), prop::collection::vec(filter, 0..2))
        .prop_map(|(sort, filters)| Look { sort, filters, problems: false })
}

fn intent(sheet: SheetId) -> impl Strategy<Value = Intent> {
    let plain = "[a-dA-D]{0,2}";
    let block = |row, column, rows, columns| Block { row, column, rows, columns };
    prop_oneof![
        4 => (0u32..9, 0..COLUMNS - 1, word()).prop_map(move |(row, column, text)| Intent::SetCell { sheet, row, column, text }),
        1 => (0u32..9, plain).prop_map(move |(row, text)| Intent::SetCell { sheet, row, column: 3, text }),
        1 => (0u32..9, 0..COLUMNS, 1u32..4, 1u32..3)
            .prop_map(move |(row, column, rows, columns)| Intent::Clear { sheet, block: block(row, column, rows, columns) }),
        1 => (0u32..9, 0..COLUMNS - 2, prop::collection::vec(prop::collection::vec(word(), 2), 1..4)).prop_map(
            move |(row, column, cells)| Intent::Paste { sheet, row, column, over: block(row, column, 1, 1), cells }
        ),
        1 => (0u32..9, 1u32..3).prop_map(move |(at, count)| Intent::InsertRows { sheet, at, count }),
        1 => (0u32..9, 1u32..3).prop_map(move |(at, count)| Intent::DeleteRows { sheet, at, count }),
        2 => look().prop_map(move |look| Intent::SetLook { sheet, look }),
    ]
}

fn text(doc: &Doc, sheet: SheetId) -> String {
    let rows = doc.rows(sheet, 0, 0, 1_000).rows;
    rows.iter().map(|row| row.cells.join("|")).collect::<Vec<_>>().join("\n")
}

fn file(doc: &Doc, sheet: SheetId) -> Vec<u8> {
    let export = Export { delimiter: b';', seen: false, guard: false };
    doc.export_csv(sheet, export).map(|(_, written)| written.bytes).unwrap_or_default()
}

fn cases() -> u32 {
    std::env::var("GARIMPO_SEQUENCES").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn any_sequence_gives_the_same_table_and_undoing_it_the_first(
        rows in prop::collection::vec(prop::collection::vec("[a-dA-D]{1,2}", COLUMNS as usize), 3..8),
        intents in prop::collection::vec(intent(1), 1..24),
    ) {
        let mut doc = Doc::new();
        let headers = ["nome", "cidade", "canal", "dono"].map(str::to_owned).to_vec();
        let new = NewSheet { name: "t".into(), role: Role::Other, headers, fields: Vec::new(), rows: rows.clone() };
        let sheet = doc.act(Intent::AddSheet(new)).expect("a sheet").expect("a place").sheet;
        prop_assert_eq!(sheet, 1);
        let first = file(&doc, sheet);
        let before = doc.view(0).history.steps;
        let mut plain = Plain::new(&rows);
        for intent in intents {
            if doc.act(intent.clone()).is_ok() {
                plain.act(&intent);
            }
            prop_assert_eq!(text(&doc, sheet), plain.text(), "{:?}", intent);
        }
        let last = file(&doc, sheet);
        let steps = doc.view(0).history.steps - before;
        for _ in 0..steps {
            prop_assert!(doc.undo().is_ok());
        }
        prop_assert_eq!(&file(&doc, sheet), &first, "the file");
        prop_assert_eq!(text(&doc, sheet), Plain::new(&rows).text());
        for _ in 0..steps {
            prop_assert!(doc.redo().is_ok());
        }
        prop_assert_eq!(text(&doc, sheet), plain.text());
        prop_assert_eq!(file(&doc, sheet), last);
    }
}
