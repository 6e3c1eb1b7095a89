//! What happens to data, and the button that takes away what is stored.

use yew::{Html, Properties, component, html};

use crate::i18n::{Lang, keep, privacy as say};
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, icon};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub keeps_nothing: bool,
    pub dispatch: Dispatch,
}

#[component]
pub fn Privacy(props: &Props) -> Html {
    let Props { lang, keeps_nothing, dispatch } = props;
    let lang = *lang;
    let parts = [
        (say::here_title(lang), say::here(lang)),
        (say::kept_title(lang), if *keeps_nothing { keep::nothing_kept(lang) } else { say::kept(lang) }),
        (say::file_title(lang), say::file(lang)),
        (say::link_title(lang), say::link(lang)),
        (say::law_title(lang), say::law(lang)),
        (say::limits_title(lang), say::limits(lang)),
    ];
    html! {
        <article class="rx-body privacy" data-testid="privacy">
            <h1>{ say::title(lang) }</h1>
            { for parts.into_iter().map(|(title, text)| html! {
                <section key={title}><h2>{ title }</h2><p>{ text }</p></section>
            }) }
            <section key="history"><p>{ say::history(lang) }</p></section>
            <section key="erase">
                <h2>{ say::erase_title(lang) }</h2>
                <p>{ keep::erase_say(lang) }</p>
                { erase(lang, dispatch) }
            </section>
            if let Some(version) = garimpo_browser::dom::meta("version") {
                <p key="version" class="hint">{ say::version(lang) }{ " " }<code>{ version }</code></p>
            }
        </article>
    }
}

pub fn erase(lang: Lang, dispatch: &Dispatch) -> Html {
    html! {
        <button class="btn" type="button" data-testid="erase" onclick={dispatch.reform(|_| Msg::Erase)}>
            { icon(Icon::Trash) }<span>{ keep::erase(lang) }</span>
        </button>
    }
}
