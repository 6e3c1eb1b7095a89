//! Studies: what is looked into beyond the ranking. A view that opens asks for its study and closes it when it
//! goes; while it is open, every change of the document asks again.

use std::rc::Rc;

use garimpo_workspace::{Request, Studied, Study, StudyKind};

use crate::effect::Effect;
use crate::model::{Looking, Model};

pub fn open(model: &mut Model, study: Study) -> Vec<Effect> {
    let kind = study.kind();
    if model.studies.get(&kind).is_some_and(|looking| looking.study == study) {
        return Vec::new();
    }
    let view = model.next_view();
    // The answer to the question before stays until the new one is here: nothing jumps.
    let content = model.studies.get(&kind).and_then(|looking| looking.content.clone());
    model.studies.insert(kind, Looking { view, study: study.clone(), content });
    vec![Effect::Post(Request::Study { view, study })]
}

pub fn close(model: &mut Model, kind: StudyKind) -> Vec<Effect> {
    model.studies.remove(&kind);
    Vec::new()
}

/// The document has changed, or the worker that was asked is gone.
pub fn ask_again(model: &mut Model) -> Vec<Effect> {
    let kinds: Vec<StudyKind> = model.studies.keys().copied().collect();
    let mut effects = Vec::new();
    for kind in kinds {
        let view = model.next_view();
        if let Some(looking) = model.studies.get_mut(&kind) {
            looking.view = view;
            effects.push(Effect::Post(Request::Study { view, study: looking.study.clone() }));
        }
    }
    effects
}

pub fn studied(model: &mut Model, view: u32, studied: Studied) -> Vec<Effect> {
    if let Some(looking) = model.studies.values_mut().find(|looking| looking.view == view) {
        looking.content = Some(Rc::new(studied));
    }
    Vec::new()
}
