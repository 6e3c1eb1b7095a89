//! The workspace as a file: saving it, opening one, and knowing what has not been saved.
//!
//! Opening takes the place of what is open; work that is in no file is never thrown away unasked.

use std::rc::Rc;

use garimpo_workspace::Request;
use garimpo_workspace::keep::Unopenable;
use garimpo_workspace::protocol::{FileInfo, Found, JournalEntry};

use super::worker;
use crate::effect::Effect;
use crate::i18n::keep as say;
use crate::model::{Kept, Model, Opening, WorkerState};

/// Every workspace file's name ends with it.
pub const ENDING: &str = ".garimpo";

pub fn save(model: &mut Model) -> Vec<Effect> {
    if model.journal.is_empty() || model.packing.is_some() {
        return Vec::new();
    }
    let view = model.next_view();
    model.packing = Some((view, model.journal.len()));
    model.say(say::saving(model.lang).to_owned());
    vec![with_journal(model, |entries| Request::Pack { view, entries })]
}

/// The file is written; `run` has handed it to the browser under this name.
pub fn packed(model: &mut Model, view: u32, missing: Option<String>) -> Vec<Effect> {
    let Some((_, steps)) = model.packing.take_if(|(packing, _)| *packing == view) else { return Vec::new() };
    match missing {
        None => {
            model.saved = steps;
            model.say(say::saved(model.lang).to_owned());
        }
        Some(name) => model.notice = Some(say::not_saved(model.lang, &name).into()),
    }
    Vec::new()
}

/// Whether a drop is a workspace: then it must come alone.
pub fn is_workspace(files: &[FileInfo]) -> bool {
    files.iter().any(|file| file.name.to_lowercase().ends_with(ENDING))
}

pub fn dropped(model: &mut Model, batch: u32, files: &[FileInfo]) -> Vec<Effect> {
    if files.len() > 1 {
        model.notice = Some(say::alone(model.lang).into());
        return vec![Effect::ForgetFiles { batch }];
    }
    let name: Rc<str> = files.first().map(|file| file.name.as_str()).unwrap_or_default().into();
    if model.is_unsaved() || model.import.is_some() {
        return ask(model, batch, name);
    }
    open(model, batch, name)
}

fn ask(model: &mut Model, batch: u32, name: Rc<str>) -> Vec<Effect> {
    let before = model.asked_to_open.replace((batch, name));
    before.map(|(batch, _)| Effect::ForgetFiles { batch }).into_iter().collect()
}

/// A person's answer, where something would be thrown away.
pub fn answered(model: &mut Model, wanted: bool) -> Vec<Effect> {
    match model.asked_to_open.take() {
        Some((batch, name)) if wanted => open(model, batch, name),
        Some((batch, _)) => vec![Effect::ForgetFiles { batch }],
        None => Vec::new(),
    }
}

fn open(model: &mut Model, batch: u32, name: Rc<str>) -> Vec<Effect> {
    let mut effects = if model.worker == WorkerState::Lost { worker::start_over(model) } else { Vec::new() };
    let view = model.next_view();
    model.opening = Some(Opening { view, batch, name, steps: model.journal.len() });
    model.notice = None;
    effects.push(Effect::PostWithFiles { request: Request::Open { view }, batches: vec![batch] });
    effects
}

/// `batches`: the handles of the journal's files, one batch an import.
pub fn opened(
    model: &mut Model,
    view: u32,
    result: Result<Found, Unopenable>,
    batches: &[u32],
) -> Vec<Effect> {
    let forget = |batch: u32| Effect::ForgetFiles { batch };
    let Some(opening) = model.opening.take_if(|opening| opening.view == view) else {
        return batches.iter().copied().map(forget).collect();
    };
    if result.is_ok() && (model.journal.len() != opening.steps || !model.pending.is_empty()) {
        // Something was done while the file was read: nobody was asked about that.
        let mut effects = ask(model, opening.batch, opening.name);
        effects.extend(batches.iter().copied().map(forget));
        return effects;
    }
    let mut effects = vec![forget(opening.batch)];
    let found = match result {
        Ok(found) if found.lost.is_empty() => found,
        Ok(found) => {
            let lost = found.lost.iter().filter_map(|at| found.journal.files.get(*at as usize));
            let names: Vec<String> = lost.map(|file| file.name.clone()).collect();
            model.notice = Some(say::damaged(model.lang, &names).into());
            effects.extend(batches.iter().copied().map(forget));
            return effects;
        }
        Err(why) => {
            model.notice = Some(say::unopenable(model.lang, &why).into());
            return effects;
        }
    };
    effects.extend(model.journal.iter().filter_map(|kept| kept.batch).map(forget));
    let mut batches = batches.iter().copied();
    let keep = |entry: JournalEntry| {
        let batch = matches!(entry, JournalEntry::Import { .. }).then(|| batches.next()).flatten();
        Kept { entry, batch }
    };
    model.journal = found.journal.entries.into_iter().map(keep).collect();
    model.saved = model.journal.len();
    model.doc = Rc::default();
    model.next_doc = None;
    model.ranking = None;
    model.drawer = None;
    model.reading = None;
    model.unranked.clear();
    // What the old document's last answers say must not be taken for the new one's.
    let seq = model.next_seq();
    (model.doc_seq, model.ranking_seq) = (seq, seq);
    model.worker = WorkerState::Restarting;
    model.restoring = Some(seq);
    model.lost_work = (!found.is_whole).then(|| say::partly(model.lang).into());
    effects.push(with_journal(model, |entries| Request::Restore { seq, entries }));
    effects
}

/// A request that takes the whole journal, with the handles of its files.
pub fn with_journal(model: &Model, request: impl FnOnce(Vec<JournalEntry>) -> Request) -> Effect {
    let entries = model.journal.iter().map(|kept| kept.entry.clone()).collect();
    let batches = model.journal.iter().filter_map(|kept| kept.batch).collect();
    Effect::PostWithFiles { request: request(entries), batches }
}

/// The worker is gone with what it was writing or reading: what to say when there is a new one.
pub fn interrupted(model: &mut Model) -> (Vec<Effect>, Option<&'static str>) {
    let saving = model.packing.take().map(|_| say::save_interrupted(model.lang));
    let Some(opening) = model.opening.take() else { return (Vec::new(), saving) };
    (vec![Effect::ForgetFiles { batch: opening.batch }], Some(say::open_interrupted(model.lang)))
}

/// What was remembered is forgotten here, too, so that nothing writes it again. What is open stays open.
pub fn erased(model: &mut Model, all: bool) -> Vec<Effect> {
    model.remembers = false;
    model.memory = Rc::default();
    model.columns = None;
    model.notice = Some(if all { say::erased(model.lang) } else { say::not_erased(model.lang) }.into());
    Vec::new()
}

/// The page is loaded again for it: not while something would be lost.
pub fn use_new_version(model: &mut Model) -> Vec<Effect> {
    if !model.journal.is_empty() && model.saved < model.journal.len() {
        model.notice = Some(say::save_before_update(model.lang).into());
        return Vec::new();
    }
    vec![Effect::UseNewVersion]
}
