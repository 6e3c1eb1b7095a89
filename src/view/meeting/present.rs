//! The presentation: one topic at a time, in large type, over the whole screen where the browser allows it.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref, use_state_eq};

use crate::i18n::Lang;
use crate::i18n::meeting as say;
use crate::ui::{Icon, dialog, icon_button, page};

const TITLE: &str = "slide-title";

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Title and content of each.
    pub slides: Vec<(String, Html)>,
    pub lang: Lang,
    pub leave: Callback<()>,
}

#[component]
pub fn Present(props: &Props) -> Html {
    let Props { slides, lang, leave } = props;
    let lang = *lang;
    let node = use_node_ref();
    dialog::use_modal(&node, TITLE, leave.clone());
    let shown = use_state_eq(|| 0usize);
    let last = slides.len().saturating_sub(1);
    let at = (*shown).min(last);
    // A new topic is read from its title on.
    use_effect_with(at, |_| page::focus(TITLE));
    let go = {
        let shown = shown.clone();
        Callback::from(move |to: usize| shown.set(to.min(last)))
    };
    use_keys(at, last, &go);
    let (title, body) = slides.get(at).cloned().unwrap_or_default();
    let step = |to: usize| {
        let go = go.clone();
        Callback::from(move |_| go.emit(to))
    };
    html! {
        <dialog
            ref={node}
            class="present"
            data-testid="present"
            data-slide={(at + 1).to_string()}
            aria-labelledby={TITLE}
        >
            <header>
                <h2 id={TITLE} tabindex="-1">{ title }</h2>
                <p>{ say::slide_hint(lang) }</p>
                <div class="present-steps">
                    <button
                        class="btn"
                        type="button"
                        data-testid="slide-before"
                        disabled={at == 0}
                        onclick={step(at.saturating_sub(1))}
                    >
                        { say::slide_before(lang) }
                    </button>
                    <span>{ say::topic(lang, at + 1, slides.len()) }</span>
                    <button
                        class="btn"
                        type="button"
                        data-testid="slide-next"
                        disabled={at >= last}
                        onclick={step(at + 1)}
                    >
                        { say::slide_next(lang) }
                    </button>
                    { icon_button(Icon::Close, say::slide_leave(lang).into(), false, leave.reform(|_| ())) }
                </div>
            </header>
            <div class="m present-body" tabindex="0" role="region" aria-labelledby={TITLE}>
                <div key={at}>{ body }</div>
            </div>
        </dialog>
    }
}

/// Arrows, wherever the focus is: a form that closes takes it away.
#[yew::hook]
fn use_keys(at: usize, last: usize, go: &Callback<usize>) {
    let go = go.clone();
    use_effect_with((at, last), move |(at, last)| {
        let (at, last) = (*at, *last);
        let pressed = move |event: &web_sys::Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            // In a field the arrows belong to the text.
            let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
            if target.is_some_and(|target| target.matches("input, select, textarea").unwrap_or(false)) {
                return;
            }
            match event.key().as_str() {
                "ArrowRight" | "PageDown" => go.emit(at + 1),
                "ArrowLeft" | "PageUp" => go.emit(at.saturating_sub(1)),
                "Home" => go.emit(0),
                "End" => go.emit(last),
                _ => {}
            }
        };
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| EventListener::new(&document, "keydown", pressed));
        move || drop(listener)
    });
}
