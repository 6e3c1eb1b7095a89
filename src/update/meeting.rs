//! Freezing a meeting: its numbers are asked for, and come back as a change that carries them.

use garimpo_funnel::Day;
use garimpo_workspace::{Intent, Request, Studied, Study};

use super::{edit, go};
use crate::effect::Effect;
use crate::i18n::meeting as say;
use crate::model::{Model, WorkerState};
use crate::route::Route;

pub fn freeze(model: &mut Model, date: Day, minutes: i64) -> Vec<Effect> {
    // Two of one moment would be one too many.
    if model.freezing.is_some() || model.worker != WorkerState::Ready {
        return Vec::new();
    }
    let view = model.next_view();
    model.freezing = Some(view);
    vec![Effect::Post(Request::Study { view, study: Study::Snapshot { date, frozen: minutes } })]
}

pub fn frozen(model: &mut Model, studied: Studied) -> Vec<Effect> {
    model.freezing = None;
    let Studied::Snapshot(Some(snapshot)) = studied else { return Vec::new() };
    let number = snapshot.number;
    let mut effects = edit::act(model, Intent::Freeze(snapshot));
    model.say(say::frozen_said(model.lang, number));
    effects.extend(go::to(model, Route::Meeting(Some(number))));
    effects
}
