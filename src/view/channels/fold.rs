//! A section that is opened by its heading, and a question to the worker that is asked only while it is open.

use garimpo_workspace::{Study, StudyKind};
use yew::{AttrValue, Callback, Html, UseStateHandle, classes, html, use_effect_with};

use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, icon};

/// Opened, the study is asked for; with other options, again; closed or gone, it is given back.
#[yew::hook]
pub fn use_study(dispatch: &Dispatch, kind: StudyKind, study: Option<Study>) {
    {
        let dispatch = dispatch.clone();
        use_effect_with(study.is_some(), move |open| {
            let open = *open;
            move || {
                if open {
                    dispatch.emit(Msg::CloseStudy(kind));
                }
            }
        });
    }
    let dispatch = dispatch.clone();
    use_effect_with(study, move |study| {
        if let Some(study) = study {
            dispatch.emit(Msg::OpenStudy(study.clone()));
        }
    });
}

/// `id` is of the heading.
pub fn fold(
    id: &'static str,
    title: &'static str,
    open: &UseStateHandle<bool>,
    content: Option<Html>,
) -> Html {
    let is_open = **open;
    let toggle = open.clone();
    let onclick = Callback::from(move |_| toggle.set(!*toggle));
    let expanded = if is_open { "true" } else { "false" };
    let body = AttrValue::from(format!("{id}-body"));
    html! {
        <section class={classes!("fold", is_open.then_some("open"))} aria-labelledby={id} data-testid={id}>
            <h2 {id}>
                <button type="button" aria-expanded={expanded} aria-controls={body.clone()} {onclick}>
                    { icon(Icon::Down) }
                    <span>{ title }</span>
                </button>
            </h2>
            <div id={body} hidden={!is_open}>{ content }</div>
        </section>
    }
}
