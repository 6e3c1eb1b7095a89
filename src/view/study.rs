//! A study that a view has open: asked for while the view is there, closed when it goes.

use garimpo_workspace::{Studied, Study, StudyKind};
use yew::{hook, use_effect_with};

use crate::model::Model;
use crate::msg::Msg;
use crate::ui::{Dispatch, Slice};

/// The answer, where there is one already.
pub fn answer(model: &Model, kind: StudyKind) -> Option<Slice<Studied>> {
    model.studies.get(&kind)?.content.as_ref().map(Slice::from)
}

/// Asks for the study, again when its options change. `None`: nothing is open.
#[hook]
pub fn use_study(study: Option<Study>, dispatch: &Dispatch) {
    let kind = study.as_ref().map(Study::kind);
    let close = dispatch.clone();
    // Closed by itself, so that another question leaves the answer to the one before on the screen.
    use_effect_with(kind, move |kind| {
        let kind = *kind;
        move || {
            if let Some(kind) = kind {
                close.emit(Msg::CloseStudy(kind));
            }
        }
    });
    let open = dispatch.clone();
    use_effect_with(study, move |study| {
        if let Some(study) = study {
            open.emit(Msg::OpenStudy(study.clone()));
        }
    });
}
