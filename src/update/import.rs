//! Files on their way into the document. A cancelled import leaves the page as it was.

use std::rc::Rc;

use garimpo_workspace::Request;
use garimpo_workspace::protocol::{FileInfo, FileProgress, JournalEntry, Lang as SampleLang, Phase};
use garimpo_workspace::view::FileOutcome;

use super::{edit, go, reading, share, worker};
use crate::effect::Effect;
use crate::i18n::{Lang, said};
use crate::model::{ImportRun, Kept, Model, WorkerState};
use crate::route::Route;

pub fn dropped(model: &mut Model, batch: u32, files: Vec<FileInfo>) -> Vec<Effect> {
    if files.is_empty() {
        return vec![Effect::ForgetFiles { batch }];
    }
    let memory = if model.remembers { model.memory.to_vec() } else { Vec::new() };
    let entry = JournalEntry::Import { files: files.clone(), memory: memory.clone() };
    begin(model, Kept { entry, batch: Some(batch) }, &files, |seq| Request::Import {
        seq,
        files: files.clone(),
        memory,
    })
}

/// Text without a second line, or without anything between cells, is no table.
pub fn pasted(model: &mut Model, text: String) -> Vec<Effect> {
    if share::is_message(&text) {
        return share::received(model, &text);
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let cells = lines.next().is_some_and(|line| line.contains(['\t', ';', ',', '|']));
    if !cells || lines.next().is_none() {
        return Vec::new();
    }
    let name = said::pasted_table(model.lang).to_owned();
    let entry = JournalEntry::ImportText { name: name.clone(), text: text.clone() };
    let info = FileInfo { name: name.clone(), size: text.len() as u64 };
    begin(model, Kept { entry, batch: None }, &[info], |seq| Request::ImportText { seq, name, text })
}

pub fn sample(model: &mut Model) -> Vec<Effect> {
    let lang = match model.lang {
        Lang::PtBr => SampleLang::PtBr,
        Lang::En => SampleLang::En,
    };
    let kept = Kept { entry: JournalEntry::Sample { lang }, batch: None };
    begin(model, kept, &[], |seq| Request::Sample { seq, lang })
}

fn begin(
    model: &mut Model,
    kept: Kept,
    files: &[FileInfo],
    request: impl FnOnce(u32) -> Request,
) -> Vec<Effect> {
    let mut effects = if model.worker == WorkerState::Lost { worker::start_over(model) } else { Vec::new() };
    let seq = model.next_seq();
    let waiting = |file: &FileInfo| FileProgress {
        name: file.name.clone(),
        bytes: 0,
        size: file.size,
        rows: 0,
        rate: 0,
        phase: Phase::Waiting,
    };
    let run = ImportRun {
        seq,
        files: files.iter().map(waiting).collect(),
        cancelling: false,
        outcomes: None,
        taken_back: None,
    };
    match model.import {
        None => model.import = Some(Rc::new(run)),
        Some(_) => model.queued.push(run),
    }
    model.notice = None;
    effects.push(Effect::StartTimer { seq, import: true });
    effects.push(match kept.batch {
        Some(batch) => Effect::PostWithFiles { request: request(seq), batches: vec![batch] },
        None => Effect::Post(request(seq)),
    });
    model.pending.push((seq, kept));
    effects
}

pub fn cancel(model: &mut Model) -> Vec<Effect> {
    match &mut model.import {
        // With its outcomes here it is too late: undo takes it back.
        Some(run) if run.outcomes.is_none() && !run.cancelling => {
            let run = Rc::make_mut(run);
            run.cancelling = true;
            vec![Effect::Post(Request::Cancel { seq: run.seq })]
        }
        _ => Vec::new(),
    }
}

pub fn progress(model: &mut Model, seq: u32, files: Vec<FileProgress>) -> Vec<Effect> {
    if let Some(run) = model.import.as_mut().filter(|run| run.seq == seq) {
        Rc::make_mut(run).files = files;
    } else if let Some(run) = model.queued.iter_mut().find(|run| run.seq == seq) {
        run.files = files;
    }
    Vec::new()
}

pub fn imported(
    model: &mut Model,
    seq: u32,
    files: Vec<FileOutcome>,
    unreadable: &[u32],
    cancelled: bool,
) -> Vec<Effect> {
    let Some(at) = model.pending.iter().position(|(pending, _)| *pending == seq) else { return Vec::new() };
    let (_, kept) = model.pending.remove(at);
    if cancelled {
        drop_run(model, seq);
        model.say(said::cancelled(model.lang).to_owned());
        return ended(seq, kept.batch);
    }
    model.deaths = 0;
    model.last_drop_failed = files.iter().all(|file| matches!(file, FileOutcome::Failed(_)));
    model.unranked.push(seq);
    let mut effects = keep(model, kept, unreadable);
    let came_in = !model.last_drop_failed;
    let mut cancelling = false;
    if let Some(run) = model.import.as_mut().filter(|run| run.seq == seq) {
        let run = Rc::make_mut(run);
        run.outcomes = Some(files);
        cancelling = run.cancelling;
    } else if let Some(run) = model.queued.iter_mut().find(|run| run.seq == seq) {
        run.outcomes = Some(files);
    }
    // With other changes on their way, the last step might be one of them.
    if cancelling && came_in && model.pending.is_empty() {
        effects.extend(edit::take_back(model));
        let taken_back = model.seq;
        if let Some(run) = model.import.as_mut() {
            Rc::make_mut(run).taken_back = Some(taken_back);
        }
        model.unranked.retain(|change| *change != seq);
        effects.push(Effect::DropTimer { seq });
    }
    effects
}

/// Into the journal, without what could not be read: a later reading might succeed, and every sheet after it
/// would get another number.
fn keep(model: &mut Model, mut kept: Kept, unreadable: &[u32]) -> Vec<Effect> {
    if model.last_drop_failed {
        return kept.batch.map(|batch| Effect::ForgetFiles { batch }).into_iter().collect();
    }
    let mut effects = Vec::new();
    if let (JournalEntry::Import { files, .. }, Some(batch)) = (&mut kept.entry, kept.batch) {
        let is_readable = |at: &usize| !unreadable.iter().any(|gone| *gone as usize == *at);
        let left: Vec<usize> = (0..files.len()).filter(is_readable).collect();
        if left.len() < files.len() {
            *files = left.iter().filter_map(|at| files.get(*at).cloned()).collect();
            effects.push(Effect::KeepFiles { batch, files: left });
        }
    }
    model.journal.push(kept);
    effects
}

/// The ranking with the files of this import is in the model: say so, and show it if nobody is busy elsewhere.
pub fn finished(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(outcomes) = model.import.as_ref().and_then(|run| run.outcomes.clone()) {
        if model.import.as_ref().is_some_and(|run| run.taken_back.is_some()) {
            model.say(said::cancelled(model.lang).to_owned());
            next(model);
            continue;
        }
        let channels = model.ranking.as_ref().map(|ranking| ranking.channels.len());
        model.say(said::imported(model.lang, &outcomes, channels, model.doc.questions.len()));
        if let Some(words) = said::updated(model.lang, &outcomes) {
            model.notice = Some(words.into());
        }
        next(model);
        let used = outcomes.iter().any(|outcome| matches!(outcome, FileOutcome::Sheet { .. }));
        if used && !model.at_work {
            let route = match channels {
                Some(_) => Route::Channels,
                None => reading::to_ask(model).unwrap_or(Route::Data(None)),
            };
            effects.extend(go::by_itself(model, route));
        }
    }
    effects
}

/// A run that has no result; the next one takes its place.
pub fn drop_run(model: &mut Model, seq: u32) {
    if model.import.as_ref().is_some_and(|run| run.seq == seq) {
        next(model);
    } else {
        model.queued.retain(|run| run.seq != seq);
    }
}

fn next(model: &mut Model) {
    model.import = if model.queued.is_empty() { None } else { Some(Rc::new(model.queued.remove(0))) };
}

/// The loose ends of a change that was not made.
pub fn ended(seq: u32, batch: Option<u32>) -> Vec<Effect> {
    let mut effects = vec![Effect::DropTimer { seq }];
    effects.extend(batch.map(|batch| Effect::ForgetFiles { batch }));
    effects
}
