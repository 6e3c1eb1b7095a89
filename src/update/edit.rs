//! Changes to the document: sent with a number, kept as *pending*, and moved to the journal when acknowledged.

use garimpo_table::ReadOptions;
use garimpo_workspace::protocol::{Export, JournalEntry};
use garimpo_workspace::view::Place;
use garimpo_workspace::{Intent, Refusal, Request, SheetId};

use super::go;
use crate::effect::Effect;
use crate::i18n::{Lang, said, shell};
use crate::model::{CostAsk, Kept, Model, WorkerState};
use crate::route::Route;

pub fn act(model: &mut Model, intent: Intent) -> Vec<Effect> {
    let entry = JournalEntry::Do { intent: intent.clone() };
    send(model, entry, |seq| Request::Do { seq, intent })
}

pub fn reread(model: &mut Model, sheet: SheetId, options: ReadOptions) -> Vec<Effect> {
    send(model, JournalEntry::Reread { sheet, options }, |seq| Request::Reread { seq, sheet, options })
}

pub fn undo(model: &mut Model) -> Vec<Effect> {
    if model.doc.history.undo.is_none() && model.pending.is_empty() {
        model.say(shell::nothing_to_undo(model.lang).to_owned());
        return Vec::new();
    }
    send(model, JournalEntry::Undo, |seq| Request::Undo { seq })
}

/// Undoes what the worker has just told of, before the document shows it.
pub fn take_back(model: &mut Model) -> Vec<Effect> {
    send(model, JournalEntry::Undo, |seq| Request::Undo { seq })
}

pub fn redo(model: &mut Model) -> Vec<Effect> {
    if model.doc.history.redo.is_none() && model.pending.is_empty() {
        model.say(shell::nothing_to_redo(model.lang).to_owned());
        return Vec::new();
    }
    send(model, JournalEntry::Redo, |seq| Request::Redo { seq })
}

fn send(model: &mut Model, entry: JournalEntry, request: impl FnOnce(u32) -> Request) -> Vec<Effect> {
    if model.worker == WorkerState::Lost {
        model.notice = Some(shell::lost(model.lang).into());
        return Vec::new();
    }
    let seq = model.next_seq();
    model.pending.push((seq, Kept { entry, batch: None }));
    vec![Effect::StartTimer { seq, import: false }, Effect::Post(request(seq))]
}

pub fn done(model: &mut Model, seq: u32, place: Option<Place>) -> Vec<Effect> {
    let Some(at) = model.pending.iter().position(|(pending, _)| *pending == seq) else { return Vec::new() };
    let (_, kept) = model.pending.remove(at);
    let effects = match kept.entry {
        JournalEntry::Undo => {
            let label = model.doc.history.undo.as_ref();
            let words = label.map(|label| said::undone(model.lang, label));
            moved(model, words, place)
        }
        JournalEntry::Redo => {
            let label = model.doc.history.redo.as_ref();
            let words = label.map(|label| said::redone(model.lang, label));
            moved(model, words, place)
        }
        JournalEntry::Do { intent: Intent::Show { .. } | Intent::ShowLine { .. } } => match place {
            Some(place) => go::to_cell(model, place.sheet, place.row, place.column, false),
            None => Vec::new(),
        },
        // The grid shows the place of an edit by itself.
        _ => Vec::new(),
    };
    model.deaths = 0;
    model.unranked.push(seq);
    model.journal.push(kept);
    effects
}

/// After undo or redo: said, and shown where it happened if a table is open.
fn moved(model: &mut Model, words: Option<String>, place: Option<Place>) -> Vec<Effect> {
    if let Some(words) = words {
        model.say(words);
    }
    match (&model.route, place) {
        (Route::Data(_), Some(place)) => go::to_cell(model, place.sheet, place.row, place.column, false),
        _ => Vec::new(),
    }
}

pub fn refused(model: &mut Model, seq: u32, why: &Refusal) -> Vec<Effect> {
    model.pending.retain(|(pending, _)| *pending != seq);
    if matches!(&model.cost, Some(CostAsk::Waiting { seq: waiting, .. }) if *waiting == seq) {
        model.cost = None;
    }
    let words = said::refused(model.lang, why);
    match why {
        Refusal::NothingToUndo | Refusal::NothingToRedo => model.say(words),
        _ => model.notice = Some(words.into()),
    }
    vec![Effect::DropTimer { seq }]
}

/// For spreadsheets with the delimiter that those of the language expect; for systems with a comma.
pub fn export_csv(model: &mut Model, seen: bool, systems: bool) -> Vec<Effect> {
    let delimiter = match model.lang {
        Lang::PtBr if !systems => b';',
        _ => b',',
    };
    let export = Export { delimiter, seen, guard: !systems };
    let sheet = model.open_sheet().map(|sheet| sheet.id);
    sheet.map(|sheet| Effect::Post(Request::ExportCsv { sheet, export })).into_iter().collect()
}
