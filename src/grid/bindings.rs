//! What can be done in the table, with its keys: the one list that the keys, the menu of cells, the palette and the
//! list of shortcuts are made from. Touches no browser object.

use super::keys::Act;

/// What must be selected for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Always,
    /// More than one cell. Alone, its keys are the browser's (reload, bookmark).
    Range,
    /// Whole rows. Else its keys are the browser's zoom.
    Rows,
}

pub struct Binding {
    /// Its name is a sentence of `i18n::commands`.
    pub id: &'static str,
    pub act: Act,
    /// As they are shown, the first one first. `Ctrl` is the command key of a Mac.
    pub keys: &'static [&'static str],
    pub when: When,
    /// It stands in the menu of cells, too.
    pub in_menu: bool,
}

const fn key(id: &'static str, act: Act, keys: &'static [&'static str]) -> Binding {
    Binding { id, act, keys, when: When::Always, in_menu: false }
}

const fn item(id: &'static str, act: Act, keys: &'static [&'static str], when: When) -> Binding {
    Binding { id, act, keys, when, in_menu: true }
}

pub const BINDINGS: &[Binding] = &[
    item("edit", Act::Edit, &["F2"], When::Always),
    item("clear", Act::Clear, &["Delete", "Backspace"], When::Always),
    item("fill-down", Act::FillDown, &["Ctrl+D"], When::Range),
    item("fill-right", Act::FillRight, &["Ctrl+R"], When::Range),
    item("fill-range", Act::FillRange, &["Ctrl+Enter"], When::Range),
    key("today", Act::Today, &["Ctrl+;"]),
    item("insert-rows", Act::InsertRows, &["Ctrl+Alt+=", "Ctrl+Alt++", "Ctrl+Alt+Shift++"], When::Always),
    key("insert-below", Act::InsertBelow, &[]),
    item("duplicate-rows", Act::DuplicateRows, &[], When::Always),
    item("delete-rows", Act::DeleteRows, &["Ctrl+Alt+-"], When::Always),
    Binding {
        id: "insert-whole",
        act: Act::InsertRows,
        keys: &["Ctrl+Shift++", "Ctrl+Shift+="],
        when: When::Rows,
        in_menu: false,
    },
    Binding { id: "delete-whole", act: Act::DeleteRows, keys: &["Ctrl+-"], when: When::Rows, in_menu: false },
    key("undo", Act::Undo, &["Ctrl+Z"]),
    key("redo", Act::Redo, &["Ctrl+Y", "Ctrl+Shift+Z"]),
    item("sort-up", Act::Sort { descending: false }, &[], When::Always),
    item("sort-down", Act::Sort { descending: true }, &[], When::Always),
    item("only-this", Act::OnlyThis, &[], When::Always),
    item("filter", Act::Filter, &["Ctrl+Shift+L"], When::Always),
    key("find", Act::Find, &["Ctrl+F"]),
    key("replace", Act::FindReplace, &["Ctrl+H"]),
    key("next-hit", Act::NextHit, &["F3"]),
    key("previous-hit", Act::PreviousHit, &["Shift+F3"]),
    key("go-to-row", Act::GoToRow, &["Ctrl+G"]),
    key("reveal", Act::Reveal, &["Ctrl+Backspace"]),
    key("all", Act::All, &["Ctrl+A", "Ctrl+Shift+Space"]),
    key("columns", Act::Columns, &["Ctrl+Space"]),
    key("rows", Act::Rows, &["Shift+Space"]),
    key("column-menu", Act::Menu, &["Alt+ArrowDown"]),
    key("cell-menu", Act::CellMenu, &["Shift+F10", "ContextMenu"]),
    key("palette", Act::Palette, &["Ctrl+K"]),
    key("shortcuts", Act::Shortcuts, &["Ctrl+/", "Ctrl+Shift+/", "Ctrl+Shift+?"]),
    key("leave", Act::Leave, &["F6"]),
    key("leave-back", Act::LeaveBack, &["Shift+F6"]),
];

/// The binding of a pressed key. `chord` as [`super::keys::Press::chord`] writes it.
pub fn find(chord: &str) -> impl Iterator<Item = &'static Binding> {
    let chord = chord.to_owned();
    BINDINGS.iter().filter(move |binding| binding.keys.iter().any(|key| key.eq_ignore_ascii_case(&chord)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, commands};

    #[test]
    fn every_one_has_a_name_in_both_languages_and_keys_of_its_own() {
        let mut ids = std::collections::BTreeSet::new();
        let mut keys = std::collections::BTreeSet::new();
        for binding in BINDINGS {
            assert!(ids.insert(binding.id), "{}", binding.id);
            for lang in [Lang::PtBr, Lang::En] {
                assert!(commands::name(lang, binding.id).is_some(), "{}", binding.id);
            }
            for key in binding.keys {
                assert!(keys.insert(key.to_lowercase()), "{key}");
            }
        }
    }
}
