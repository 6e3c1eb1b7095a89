//! The presentation: one topic at a time, in large type, over the whole screen where the browser allows it.

use web_sys::HtmlElement;
use yew::{
    Callback, Html, KeyboardEvent, Properties, TargetCast, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

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
    let onkeydown = {
        let go = go.clone();
        Callback::from(move |event: KeyboardEvent| {
            // In a field the arrows belong to the text.
            let target = event.target_dyn_into::<HtmlElement>();
            if target.is_some_and(|target| target.matches("input, select, textarea").unwrap_or(false)) {
                return;
            }
            match event.key().as_str() {
                "ArrowRight" | "PageDown" => go.emit(at + 1),
                "ArrowLeft" | "PageUp" => go.emit(at.saturating_sub(1)),
                "Home" => go.emit(0),
                "End" => go.emit(last),
                _ => return,
            }
            event.prevent_default();
        })
    };
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
            {onkeydown}
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
