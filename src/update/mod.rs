//! `update(&mut Model, Msg) -> Vec<Effect>`: everything that the page decides. Pure, and tested natively.
//!
//! One file a subject; the messages meet here. Must never touch the browser: what is wanted is an [`Effect`].

mod cost;
mod edit;
pub mod go;
mod import;
pub mod keep;
mod meeting;
mod reading;
mod settings;
pub mod share;
mod study;
mod worker;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use garimpo_workspace::{Event, Intent};

use crate::effect::Effect;
use crate::i18n::said;
use crate::model::{Model, Order};
use crate::msg::Msg;

pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if matches!(msg, Msg::Dropped { .. } | Msg::Sample) {
        share::make_way(model);
    }
    match msg {
        Msg::Dropped { batch, files } if keep::is_workspace(&files) => keep::dropped(model, batch, &files),
        Msg::Dropped { batch, files } => import::dropped(model, batch, files),
        Msg::SaveFile => keep::save(model),
        Msg::OpenAnyway(wanted) => keep::answered(model, wanted),
        Msg::Opened { view, result, batches } => keep::opened(model, view, *result, &batches),
        Msg::Erase => vec![Effect::Erase],
        Msg::Erased(all) => keep::erased(model, all),
        Msg::NewVersion => {
            model.new_version = true;
            Vec::new()
        }
        Msg::UseNewVersion => keep::use_new_version(model),
        Msg::OpenShare => share::open(model),
        Msg::CloseShare => share::close(model),
        Msg::ShareWhat(what) => share::choose(model, what),
        Msg::SealLink(secret) => share::seal(model, secret),
        Msg::LinkSealed { view, payload } => share::sealed(model, view, payload),
        Msg::CopyLink => share::copy(model),
        Msg::LinkCopied(done) => share::copied(model, done),
        Msg::LinkPasted(message) => share::received(model, &message),
        Msg::UnlockLink(secret) => share::unlock(model, secret),
        Msg::LinkUnlocked { view, plain } => share::unlocked(model, view, plain),
        Msg::ApplyLink => share::apply(model),
        Msg::LeaveLink => share::leave(model),
        Msg::Pasted(text) => import::pasted(model, text),
        Msg::Sample => import::sample(model),
        Msg::CancelImport => import::cancel(model),

        Msg::Event(event) => heard(model, *event),
        Msg::WorkerDown(why) => worker::down(model, &why),

        Msg::Do(intent) => edit::act(model, intent),
        Msg::Undo => edit::undo(model),
        Msg::Redo => edit::redo(model),
        Msg::InformCost { channel } => cost::inform(model, &channel),
        Msg::ExportCsv { seen, systems } => edit::export_csv(model, seen, systems),
        Msg::Open(overlay) => {
            model.overlay = overlay;
            Vec::new()
        }
        Msg::Order(act) => {
            model.overlay = None;
            model.order = Rc::new(Order { tick: model.order.tick + 1, act: Some(act) });
            Vec::new()
        }
        Msg::Reread { sheet, options } => edit::reread(model, sheet, options),
        Msg::SaveOutside { sheet } => reading::save_outside(model, sheet),
        Msg::ChangeMoney(change) => settings::money(model, change),
        Msg::SetHorizon(day) => settings::horizon(model, day),
        Msg::Remember(wanted) => reading::remember(model, wanted),

        Msg::Go(route) => go::to(model, route),
        Msg::HashChanged(hash) => go::hash_changed(model, &hash),
        Msg::OpenNumber { channel, metric } => go::open_number(model, channel, metric),
        Msg::CloseDrawer => go::close_drawer(model),
        Msg::OpenStudy(study) => study::open(model, study),
        Msg::CloseStudy(kind) => study::close(model, kind),
        Msg::ShowRow { sheet, row, column } => go::to_row(model, sheet, row, column),
        Msg::Freeze { date, minutes } => meeting::freeze(model, date, minutes),
        Msg::GoTo { sheet, row, column } => go::to_cell(model, sheet, row, column, false),
        Msg::SortBy(sort) => {
            model.sort = sort;
            Vec::new()
        }
        Msg::ShowColumn { id, shown } => settings::column(model, id, shown),
        Msg::DefaultColumns => settings::keep_columns(model, None),

        Msg::SetLang(lang) => {
            model.lang = lang;
            vec![Effect::SetLang(lang)]
        }
        Msg::SetTheme(theme) => {
            model.theme = theme;
            vec![Effect::SetTheme(theme)]
        }
        Msg::Say(text) => {
            model.say(text);
            Vec::new()
        }
        Msg::DismissNotice => {
            model.notice = None;
            Vec::new()
        }
    }
}

/// What the worker says. Late answers are dropped where they arrive.
fn heard(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Ready { self_check, .. } => worker::ready(model, self_check),
        Event::Fatal { message } => worker::down(model, &message),
        Event::Progress { seq, files } => import::progress(model, seq, files),
        Event::Imported { seq, files, unreadable, cancelled } => {
            import::imported(model, seq, files, &unreadable, cancelled)
        }
        Event::Doc(doc) => worker::doc(model, *doc),
        Event::Ranking { seq, ranking } => worker::ranking(model, seq, ranking),
        Event::Done { seq, place } => edit::done(model, seq, place),
        Event::Refused { seq, why } => edit::refused(model, seq, &why),
        Event::Explained { view, explanation, rows } => go::explained(model, view, explanation, rows),
        Event::Rows(block) => cost::rows(model, &block),
        Event::Studied { view, studied } if model.freezing == Some(view) => meeting::frozen(model, studied),
        Event::Studied { view, studied } => study::studied(model, view, studied),
        Event::Shared { view, shared } => share::shared(model, view, shared),
        Event::Packed { view, missing } => keep::packed(model, view, missing),
        // `run` keeps the files beside it first, and passes it on.
        Event::Opened { .. } => Vec::new(),
        Event::Preview { view, preview } => reading::previewed(model, view, preview),
        Event::Outside { view, sheet, problems } => reading::outside(model, view, sheet, problems),
        Event::Exported { name, guarded } => {
            let words = said::saved(model.lang, &name, guarded);
            // What was changed on the way out is shown, not only spoken.
            if guarded > 0 {
                model.notice = Some(words.as_str().into());
            }
            model.say(words);
            Vec::new()
        }
        // The grid's own.
        Event::Copied { .. } | Event::Values { .. } | Event::Found { .. } | Event::Summed { .. } => {
            Vec::new()
        }
    }
}

/// An edit on behalf of another message; its number.
fn send(model: &mut Model, intent: Intent) -> (u32, Vec<Effect>) {
    let effects = edit::act(model, intent);
    (model.seq, effects)
}
