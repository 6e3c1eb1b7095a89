//! The worker's life, and the document and the ranking that it sends: whole and absolute, late ones dropped.
//!
//! When it dies, a new one gets the journal and is brought to the same state: every acknowledged change is
//! kept; what was not acknowledged is dropped and said. If it dies while doing so, what is on the screen is all
//! there is, until files are dropped again.

use std::rc::Rc;

use garimpo_funnel::Ranking;
use garimpo_workspace::protocol::JournalEntry;
use garimpo_workspace::{DocView, Request};

use super::{cost, go, import, keep, reading, share, study};
use crate::effect::Effect;
use crate::i18n::{said, shell};
use crate::model::{Model, WorkerState};

/// One that dies again and again without having made a change in between does so whatever is asked of it.
const MOST_DEATHS: u32 = 3;

pub fn ready(model: &mut Model, self_check: u64) -> Vec<Effect> {
    model.self_check = Some(self_check);
    let first = model.worker == WorkerState::Starting;
    // A restored document is ready when its ranking is.
    if model.restoring.is_none() && model.worker != WorkerState::Ready {
        back(model);
    }
    if first { vec![Effect::Booted(model.lang)] } else { Vec::new() }
}

/// It is running again: only what was lost stays on the screen.
fn back(model: &mut Model) {
    if model.worker == WorkerState::Restarting {
        model.notice = model.lost_work.take();
    }
    model.worker = WorkerState::Ready;
}

pub fn doc(model: &mut Model, doc: DocView) -> Vec<Effect> {
    if doc.seq < model.doc_seq {
        return Vec::new();
    }
    model.doc_seq = doc.seq;
    let doc = Rc::new(doc);
    if model.import.as_ref().is_some_and(|run| run.outcomes.is_some()) {
        model.next_doc = Some(doc);
        return Vec::new();
    }
    show(model, doc)
}

fn show(model: &mut Model, doc: Rc<DocView>) -> Vec<Effect> {
    model.doc = doc;
    model.next_doc = None;
    let mut effects = cost::doc_changed(model);
    effects.extend(reading::doc_changed(model));
    effects
}

pub fn ranking(model: &mut Model, seq: u32, ranking: Option<Box<Ranking>>) -> Vec<Effect> {
    let taken_back = model.import.as_ref().and_then(|run| run.taken_back);
    if seq < model.ranking_seq || taken_back.is_some_and(|change| seq < change) {
        return Vec::new();
    }
    if taken_back.is_some() {
        model.next_doc = None;
    }
    model.ranking_seq = seq;
    model.ranking = ranking.map(|ranking| Rc::new(*ranking));
    let mut effects = match model.next_doc.take() {
        Some(doc) => show(model, doc),
        None => Vec::new(),
    };
    let ranked = model.ranking.is_some();
    let (now, later) = model.unranked.iter().copied().partition(|change| *change <= seq);
    model.unranked = later;
    let now: Vec<u32> = now;
    let timer = |seq| if ranked { Effect::RankingShown { seq } } else { Effect::DropTimer { seq } };
    effects.extend(now.into_iter().map(timer));
    if model.restoring.is_some_and(|restoring| restoring <= seq) {
        model.restoring = None;
        back(model);
    }
    effects.extend(import::finished(model));
    effects.extend(share::apply_waiting(model));
    effects.extend(go::ask_again(model));
    effects.extend(study::ask_again(model));
    effects
}

pub fn down(model: &mut Model, _why: &str) -> Vec<Effect> {
    let lang = model.lang;
    if model.worker == WorkerState::Lost {
        return Vec::new();
    }
    let never_ran = model.worker == WorkerState::Starting;
    let again = model.worker == WorkerState::Restarting;
    let (mut effects, edits, files) = drop_pending(model);
    let (ended, interrupted) = keep::interrupted(model);
    effects.extend(ended);
    model.cost = None;
    model.freezing = None;
    model.next_doc = None;
    if let Some(run) = model.import.as_mut() {
        // The undo went down with the worker: what came in stays.
        Rc::make_mut(run).taken_back = None;
    }
    model.deaths += 1;
    if again || model.deaths > MOST_DEATHS {
        model.worker = WorkerState::Lost;
        model.restoring = None;
        model.import = None;
        model.queued.clear();
        let words = if model.self_check.is_none() { said::cannot_start(lang) } else { shell::lost(lang) };
        model.notice = Some(words.into());
        return effects;
    }
    model.worker = WorkerState::Restarting;
    let lost = said::lost_work(lang, edits, &files);
    let told: Vec<&str> = lost.as_deref().into_iter().chain(interrupted).collect();
    model.lost_work = (!told.is_empty()).then(|| told.join(" ").into());
    if !never_ran {
        model.notice = Some(shell::restarting(lang).into());
    }
    effects.push(Effect::RestartWorker);
    if !model.journal.is_empty() {
        let seq = model.next_seq();
        model.restoring = Some(seq);
        effects.push(keep::with_journal(model, |entries| Request::Restore { seq, entries }));
        effects.extend(go::ask_again(model));
    } else if !files.is_empty() {
        model.last_drop_failed = true;
    }
    effects
}

/// What was never acknowledged: the effects that end it, the number of edits, the names of files.
fn drop_pending(model: &mut Model) -> (Vec<Effect>, usize, Vec<String>) {
    let (mut effects, mut edits, mut names) = (Vec::new(), 0, Vec::new());
    for (seq, kept) in std::mem::take(&mut model.pending) {
        match kept.entry {
            JournalEntry::Import { files, .. } => names.extend(files.into_iter().map(|file| file.name)),
            JournalEntry::ImportText { name, .. } => names.push(name),
            JournalEntry::Sample { .. } => {}
            JournalEntry::Reread { .. }
            | JournalEntry::Do { .. }
            | JournalEntry::Undo
            | JournalEntry::Redo => edits += 1,
        }
        import::drop_run(model, seq);
        effects.extend(import::ended(seq, kept.batch));
    }
    (effects, edits, names)
}

/// After the last worker was given up: a new one, and an empty document.
pub fn start_over(model: &mut Model) -> Vec<Effect> {
    let forget = |batch| Effect::ForgetFiles { batch };
    let mut effects: Vec<Effect> =
        std::mem::take(&mut model.journal).into_iter().filter_map(|kept| kept.batch).map(forget).collect();
    model.worker = WorkerState::Restarting;
    model.saved = 0;
    model.doc = Rc::default();
    model.ranking = None;
    model.drawer = None;
    model.unranked.clear();
    model.deaths = 0;
    effects.push(Effect::RestartWorker);
    effects
}
