//! A section that is opened by its heading.

use yew::{AttrValue, Callback, Html, UseStateHandle, classes, html};

use crate::ui::{Icon, icon};

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
