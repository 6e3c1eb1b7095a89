//! One list of commands: what feeds the shortcuts also feeds menus and help.
//!
//! The grid has keys of its own and uses them up before they come here. Keys belong to a text field while the
//! caret is in one.

use crate::model::{Model, Overlay, WorkerState};
use crate::msg::Msg;
use crate::route::Route;

/// `key` in lower case, as the browser names it; `command` is Ctrl, or Cmd on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub key: &'static str,
    pub command: bool,
    pub shift: bool,
}

pub struct Command {
    pub id: &'static str,
    /// The first one is the one to show.
    pub shortcuts: &'static [Shortcut],
    /// The key as it is shown; empty for none.
    pub shown: &'static str,
    /// Its key is no text and is ours in text fields, too.
    pub anywhere: bool,
    pub enabled: fn(&Model) -> bool,
    pub msg: fn() -> Msg,
}

const fn with_command(key: &'static str, shift: bool) -> Shortcut {
    Shortcut { key, command: true, shift }
}

pub const COMMANDS: &[Command] = &[
    Command {
        id: "palette",
        shortcuts: &[with_command("k", false)],
        shown: "Ctrl+K",
        anywhere: true,
        enabled: |_| true,
        msg: || Msg::Open(Some(Overlay::Palette)),
    },
    Command {
        id: "shortcuts",
        shortcuts: &[with_command("/", false), with_command("/", true), with_command("?", true)],
        shown: "Ctrl+/",
        anywhere: true,
        enabled: |_| true,
        msg: || Msg::Open(Some(Overlay::Shortcuts)),
    },
    Command {
        id: "undo",
        shortcuts: &[with_command("z", false)],
        shown: "Ctrl+Z",
        anywhere: false,
        enabled: |model| model.doc.history.undo.is_some() || !model.pending.is_empty(),
        msg: || Msg::Undo,
    },
    Command {
        id: "redo",
        shortcuts: &[with_command("z", true), with_command("y", false)],
        shown: "Ctrl+Y",
        anywhere: false,
        enabled: |model| model.doc.history.redo.is_some() || !model.pending.is_empty(),
        msg: || Msg::Redo,
    },
    Command {
        id: "save-file",
        shortcuts: &[with_command("s", false)],
        shown: "Ctrl+S",
        anywhere: true,
        enabled: |model| !model.journal.is_empty() && model.packing.is_none(),
        msg: || Msg::SaveFile,
    },
    Command {
        id: "close-drawer",
        shortcuts: &[Shortcut { key: "escape", command: false, shift: false }],
        shown: "Esc",
        anywhere: false,
        enabled: |model| model.drawer.is_some(),
        msg: || Msg::CloseDrawer,
    },
    Command {
        id: "cancel-import",
        shortcuts: &[],
        shown: "",
        anywhere: false,
        enabled: |model| model.import.as_ref().is_some_and(|run| run.outcomes.is_none() && !run.cancelling),
        msg: || Msg::CancelImport,
    },
    Command {
        id: "export-csv",
        shortcuts: &[],
        shown: "",
        anywhere: false,
        enabled: |model| matches!(model.route, Route::Data(_)) && model.open_sheet().is_some(),
        msg: || Msg::ExportCsv { seen: false, systems: false },
    },
    Command {
        id: "go-data",
        shortcuts: &[],
        shown: "",
        anywhere: false,
        enabled: loaded,
        msg: || Msg::Go(Route::Data(None)),
    },
    Command {
        id: "go-channels",
        shortcuts: &[],
        shown: "",
        anywhere: false,
        enabled: loaded,
        msg: || Msg::Go(Route::Channels),
    },
    Command {
        id: "go-segments",
        shortcuts: &[],
        shown: "",
        anywhere: false,
        enabled: loaded,
        msg: || Msg::Go(Route::Segments),
    },
    Command {
        id: "sample",
        shortcuts: &[],
        shown: "",
        anywhere: false,
        enabled: |model| !loaded(model) && model.import.is_none() && model.worker != WorkerState::Starting,
        msg: || Msg::Sample,
    },
];

fn loaded(model: &Model) -> bool {
    !model.doc.sheets.is_empty()
}

/// The command of a key, whether or not it can be used now: its key is ours either way, so that "undo" with
/// nothing to undo does not reach the browser.
pub fn find(key: &str, command: bool, shift: bool, alt: bool) -> Option<&'static Command> {
    let pressed = |shortcut: &Shortcut| {
        shortcut.key == key && shortcut.command == command && shortcut.shift == shift && !alt
    };
    COMMANDS.iter().find(|command| command.shortcuts.iter().any(pressed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_find_their_command() {
        let check = |key, command, shift, alt, expected: Option<&str>| {
            assert_eq!(find(key, command, shift, alt).map(|command| command.id), expected, "{key}");
        };
        check("z", true, false, false, Some("undo"));
        check("z", true, true, false, Some("redo"));
        check("y", true, false, false, Some("redo"));
        check("z", false, false, false, None);
        // Alt makes letters of its own on many keyboards.
        check("z", true, false, true, None);
        check("k", true, false, false, Some("palette"));
        check("escape", false, false, false, Some("close-drawer"));
    }

    #[test]
    fn no_two_commands_share_an_id_or_a_key() {
        let ids: std::collections::BTreeSet<_> = COMMANDS.iter().map(|command| command.id).collect();
        assert_eq!(ids.len(), COMMANDS.len());
        let keys: Vec<_> = COMMANDS.iter().flat_map(|command| command.shortcuts).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key:?}");
        }
    }

    #[test]
    fn every_command_has_a_name() {
        for command in COMMANDS {
            for lang in [crate::i18n::Lang::PtBr, crate::i18n::Lang::En] {
                assert!(crate::i18n::commands::name(lang, command.id).is_some(), "{}", command.id);
            }
            assert_eq!(command.shown.is_empty(), command.shortcuts.is_empty(), "{}", command.id);
        }
    }

    #[test]
    fn an_empty_page_offers_the_sample_only() {
        let model = Model { worker: WorkerState::Ready, ..Model::default() };
        let offered: Vec<_> =
            COMMANDS.iter().filter(|command| (command.enabled)(&model)).map(|command| command.id).collect();
        assert_eq!(offered, ["palette", "shortcuts", "sample"]);
    }
}
