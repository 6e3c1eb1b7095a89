//! What a key means in the grid. `None` leaves it to the browser (typing, copy and paste, zoom, reload).
//! Touches no browser object. The caller has already left out keys that belong to a composition.

use super::bindings::{self, When};
use super::selection::Step;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'a> {
    pub key: &'a str,
    /// Ctrl, or the command key of a Mac.
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Press<'_> {
    /// `Ctrl+Alt+Shift+key`, as the list of bindings writes keys.
    pub fn chord(&self) -> String {
        let mut chord = String::new();
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                chord.push_str(name);
            }
        }
        chord.push_str(if self.key == " " { "Space" } else { self.key });
        chord
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Moving about.
    #[default]
    Ready,
    /// Typing has replaced the cell; arrows keep it and move on.
    Typing,
    /// The caret is inside of the text; arrows move the caret.
    Caret,
}

/// What the meaning of a key depends on, beside the mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub range: bool,
    pub whole_rows: bool,
    /// An entry run that Tab began is going on.
    pub tab_run: bool,
    pub top_row: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Move(Step),
    Extend(Step),
    Edit,
    /// Between arrows that move on and arrows that move the caret.
    ToggleCaret,
    Commit(Step),
    /// Keeps the text and fills the range with it.
    CommitAll,
    Cancel,
    NewLine,
    Clear,
    All,
    Rows,
    Columns,
    Undo,
    Redo,
    FillDown,
    FillRight,
    InsertRows,
    DeleteRows,
    /// Up into the header.
    Header,
    /// The menu of the column.
    Menu,
    Filter,
    Find,
    FindReplace,
    /// To the next cell that was found.
    NextHit,
    PreviousHit,
    /// Fills the range with the active cell's text.
    FillRange,
    InsertBelow,
    DuplicateRows,
    /// Today's date, as the column writes dates.
    Today,
    Sort {
        descending: bool,
    },
    /// Only rows with the active cell's text.
    OnlyThis,
    GoToRow,
    /// To the first row of a column.
    Column(u32),
    CellMenu,
    Palette,
    Shortcuts,
    Leave,
    LeaveBack,
    /// Back to the active cell.
    Reveal,
}

pub fn act(press: Press<'_>, mode: Mode, facts: Facts) -> Option<Act> {
    match mode {
        Mode::Ready => ready(press, facts),
        Mode::Typing | Mode::Caret => editing(press, mode),
    }
}

fn arrow(press: Press<'_>) -> Option<Step> {
    Some(match (press.key, press.ctrl, press.alt) {
        ("ArrowUp", false, false) => Step::Up,
        ("ArrowDown", false, false) => Step::Down,
        ("ArrowLeft", false, false) => Step::Left,
        ("ArrowRight", false, false) => Step::Right,
        ("ArrowUp", true, false) => Step::EdgeUp,
        ("ArrowDown", true, false) => Step::EdgeDown,
        ("ArrowLeft", true, false) => Step::EdgeLeft,
        ("ArrowRight", true, false) => Step::EdgeRight,
        ("PageUp", false, false) => Step::PageUp,
        ("PageDown", false, false) => Step::PageDown,
        ("PageUp", false, true) => Step::PageLeft,
        ("PageDown", false, true) => Step::PageRight,
        ("Home", false, false) => Step::RowStart,
        ("End", false, false) => Step::RowEnd,
        ("Home", true, false) => Step::First,
        ("End", true, false) => Step::Last,
        _ => return None,
    })
}

fn ready(press: Press<'_>, facts: Facts) -> Option<Act> {
    let Press { key, ctrl, shift, alt } = press;
    if let Some(step) = arrow(press) {
        return Some(match step {
            Step::Up if facts.top_row && !shift => Act::Header,
            step if shift => Act::Extend(step),
            step => Act::Move(step),
        });
    }
    match (key, ctrl, shift, alt) {
        ("Enter", false, false, false) => return Some(Act::Move(Step::Down)),
        ("Enter", false, true, false) => return Some(Act::Move(Step::Up)),
        ("Tab", false, false, false) if facts.tab_run => return Some(Act::Move(Step::Right)),
        ("Tab", false, true, false) if facts.tab_run => return Some(Act::Move(Step::Left)),
        ("Escape", false, false, false) => return Some(Act::Cancel),
        _ => {}
    }
    let can = |when: When| match when {
        When::Always => true,
        // Alone, these bookmark and reload the page.
        When::Range => facts.range,
        // Without whole rows these are the browser's zoom, which some people need.
        When::Rows => facts.whole_rows,
    };
    bindings::find(&press.chord()).find(|binding| can(binding.when)).map(|binding| binding.act)
}

fn editing(press: Press<'_>, mode: Mode) -> Option<Act> {
    let Press { key, ctrl, shift, alt } = press;
    Some(match (key, ctrl, shift, alt) {
        ("Enter", false, false, false) => Act::Commit(Step::Down),
        ("Enter", false, true, false) => Act::Commit(Step::Up),
        ("Enter", false, _, true) => Act::NewLine,
        ("Enter", true, _, _) => Act::CommitAll,
        ("Tab", false, false, false) => Act::Commit(Step::Right),
        ("Tab", false, true, false) => Act::Commit(Step::Left),
        ("Escape", ..) => Act::Cancel,
        ("F2", ..) => Act::ToggleCaret,
        ("F6", _, false, _) => Act::Leave,
        ("F6", _, true, _) => Act::LeaveBack,
        _ if mode == Mode::Typing && !shift && !ctrl => match arrow(press)? {
            step @ (Step::Up | Step::Down | Step::Left | Step::Right | Step::PageUp | Step::PageDown) => {
                Act::Commit(step)
            }
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Ctrl+Shift+Home` and the like.
    fn press(text: &str) -> Press<'_> {
        let mut press = Press::default();
        let mut rest = text;
        while let Some((part, tail)) =
            rest.split_once('+').filter(|(part, tail)| !part.is_empty() && !tail.is_empty())
        {
            match part {
                "Ctrl" => press.ctrl = true,
                "Shift" => press.shift = true,
                "Alt" => press.alt = true,
                _ => {}
            }
            rest = tail;
        }
        press.key = rest;
        press
    }

    fn check(mode: Mode, facts: Facts, table: &[(&str, Option<Act>)]) {
        for (keys, wanted) in table {
            assert_eq!(act(press(keys), mode, facts), *wanted, "{keys} in {mode:?}");
        }
    }

    #[test]
    fn moving_about() {
        check(
            Mode::Ready,
            Facts::default(),
            &[
                ("ArrowUp", Some(Act::Move(Step::Up))),
                ("Shift+ArrowUp", Some(Act::Extend(Step::Up))),
                ("Ctrl+ArrowDown", Some(Act::Move(Step::EdgeDown))),
                ("Ctrl+Shift+ArrowRight", Some(Act::Extend(Step::EdgeRight))),
                ("Home", Some(Act::Move(Step::RowStart))),
                ("Ctrl+End", Some(Act::Move(Step::Last))),
                ("Ctrl+Shift+Home", Some(Act::Extend(Step::First))),
                ("Shift+PageDown", Some(Act::Extend(Step::PageDown))),
                ("Alt+PageDown", Some(Act::Move(Step::PageRight))),
                ("Enter", Some(Act::Move(Step::Down))),
                ("Shift+Enter", Some(Act::Move(Step::Up))),
                ("F2", Some(Act::Edit)),
                ("F6", Some(Act::Leave)),
                ("Shift+F6", Some(Act::LeaveBack)),
                ("Delete", Some(Act::Clear)),
                ("Backspace", Some(Act::Clear)),
                ("Ctrl+a", Some(Act::All)),
                ("Ctrl+z", Some(Act::Undo)),
                ("Ctrl+y", Some(Act::Redo)),
                ("Ctrl+Shift+Z", Some(Act::Redo)),
                ("Ctrl+Alt+=", Some(Act::InsertRows)),
                ("Ctrl+Alt+-", Some(Act::DeleteRows)),
                ("Alt+ArrowDown", Some(Act::Menu)),
                ("Ctrl+Backspace", Some(Act::Reveal)),
                ("Ctrl+ ", Some(Act::Columns)),
                ("Shift+ ", Some(Act::Rows)),
                ("Ctrl+Shift+ ", Some(Act::All)),
                ("Ctrl+;", Some(Act::Today)),
                ("Ctrl+g", Some(Act::GoToRow)),
                ("Ctrl+k", Some(Act::Palette)),
                ("Ctrl+/", Some(Act::Shortcuts)),
                ("Ctrl+f", Some(Act::Find)),
                ("Ctrl+h", Some(Act::FindReplace)),
                ("F3", Some(Act::NextHit)),
                ("Shift+F3", Some(Act::PreviousHit)),
                ("Ctrl+Shift+L", Some(Act::Filter)),
                ("Shift+F10", Some(Act::CellMenu)),
                ("ContextMenu", Some(Act::CellMenu)),
            ],
        );
    }

    #[test]
    fn what_stays_with_the_browser() {
        check(
            Mode::Ready,
            Facts::default(),
            &[
                ("x", None),
                ("ç", None),
                ("Dead", None),
                ("Tab", None),
                ("Shift+Tab", None),
                ("Ctrl+c", None),
                ("Ctrl+x", None),
                ("Ctrl+v", None),
                ("Ctrl+d", None),
                ("Ctrl+r", None),
                ("Ctrl+-", None),
                ("Ctrl+Shift++", None),
                ("Ctrl+p", None),
            ],
        );
    }

    #[test]
    fn what_depends_on_the_selection() {
        let facts = Facts { range: true, whole_rows: true, tab_run: true, top_row: true };
        check(
            Mode::Ready,
            facts,
            &[
                ("Ctrl+d", Some(Act::FillDown)),
                ("Ctrl+Enter", Some(Act::FillRange)),
                ("Ctrl+r", Some(Act::FillRight)),
                ("Ctrl+-", Some(Act::DeleteRows)),
                ("Ctrl+Shift++", Some(Act::InsertRows)),
                ("Tab", Some(Act::Move(Step::Right))),
                ("ArrowUp", Some(Act::Header)),
                ("Shift+ArrowUp", Some(Act::Extend(Step::Up))),
            ],
        );
    }

    #[test]
    fn while_editing() {
        for mode in [Mode::Typing, Mode::Caret] {
            check(
                mode,
                Facts::default(),
                &[
                    ("Enter", Some(Act::Commit(Step::Down))),
                    ("Shift+Enter", Some(Act::Commit(Step::Up))),
                    ("Alt+Enter", Some(Act::NewLine)),
                    ("Ctrl+Enter", Some(Act::CommitAll)),
                    ("Tab", Some(Act::Commit(Step::Right))),
                    ("Shift+Tab", Some(Act::Commit(Step::Left))),
                    ("Escape", Some(Act::Cancel)),
                    ("F2", Some(Act::ToggleCaret)),
                    ("Ctrl+z", None),
                    ("Delete", None),
                    ("a", None),
                    ("Shift+ArrowLeft", None),
                    ("Home", None),
                ],
            );
        }
        check(Mode::Typing, Facts::default(), &[("ArrowLeft", Some(Act::Commit(Step::Left)))]);
        check(Mode::Caret, Facts::default(), &[("ArrowLeft", None), ("ArrowDown", None)]);
    }
}
