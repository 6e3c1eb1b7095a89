//! What a key means in the grid. `None` leaves it to the browser (typing, copy and paste, zoom, reload).
//! Touches no browser object. The caller has already left out keys that belong to a composition.

use super::selection::Step;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'a> {
    pub key: &'a str,
    /// Ctrl, or the command key of a Mac.
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
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
    let low = key.to_lowercase();
    Some(match (low.as_str(), ctrl, shift, alt) {
        ("f2", false, false, false) => Act::Edit,
        ("f6", false, false, _) => Act::Leave,
        ("f6", false, true, _) => Act::LeaveBack,
        ("enter", false, false, false) => Act::Move(Step::Down),
        ("enter", false, true, false) => Act::Move(Step::Up),
        ("tab", false, false, false) if facts.tab_run => Act::Move(Step::Right),
        ("tab", false, true, false) if facts.tab_run => Act::Move(Step::Left),
        ("escape", false, false, false) => Act::Cancel,
        ("delete" | "backspace", false, false, false) => Act::Clear,
        ("backspace", true, false, false) => Act::Reveal,
        ("a", true, false, false) => Act::All,
        (" ", true, false, false) => Act::Columns,
        (" ", false, true, false) => Act::Rows,
        (" ", true, true, false) => Act::All,
        ("z", true, false, false) => Act::Undo,
        ("y", true, false, false) | ("z", true, true, false) => Act::Redo,
        // Alone, these bookmark and reload the page.
        ("d", true, false, false) if facts.range => Act::FillDown,
        ("r", true, false, false) if facts.range => Act::FillRight,
        ("=" | "+", true, _, true) => Act::InsertRows,
        ("-", true, _, true) => Act::DeleteRows,
        // Without whole rows these are the browser's zoom, which some people need.
        ("=" | "+", true, true, false) if facts.whole_rows => Act::InsertRows,
        ("-", true, false, false) if facts.whole_rows => Act::DeleteRows,
        ("arrowdown", false, false, true) => Act::Menu,
        ("l", true, true, false) => Act::Filter,
        ("f", true, false, false) => Act::Find,
        ("h", true, false, false) => Act::FindReplace,
        ("f3", false, false, false) => Act::NextHit,
        ("f3", false, true, false) => Act::PreviousHit,
        _ => return None,
    })
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
