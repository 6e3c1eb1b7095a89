//! A passphrase for the link: typed here, given to the browser's own crypto, and forgotten with the dialog.

use web_sys::{HtmlInputElement, InputEvent};
use yew::{Callback, Html, Properties, SubmitEvent, TargetCast, component, html, use_state_eq};

use crate::i18n::{Lang, share as say};
use crate::msg::Msg;
use crate::share::{LEAST_SECRET, Secret, Share};
use crate::ui::{Dispatch, Icon, Slice, Written, icon};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub share: Slice<Share>,
    pub dispatch: Dispatch,
}

#[component]
pub fn SecretField(props: &Props) -> Html {
    let Props { lang, share, dispatch } = props;
    let lang = *lang;
    let typed = use_state_eq(String::new);
    let length = typed.chars().count();
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let onsubmit = {
        let (typed, dispatch) = (typed.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if typed.chars().count() >= LEAST_SECRET {
                dispatch.emit(Msg::SealLink(Some(Secret(typed.as_str().into()))));
            }
        })
    };
    let undo = {
        let (typed, dispatch) = (typed.clone(), dispatch.clone());
        Callback::from(move |_| {
            typed.set(String::new());
            dispatch.emit(Msg::SealLink(None));
        })
    };
    html! {
        <form class="sh-secret" {onsubmit}>
            if share.is_sealed {
                <p key="sealed" class="say" data-testid="share-sealed">{ icon(Icon::Lock) }{ " " }{ say::is_sealed(lang) }</p>
                <button key="undo" class="btn quiet" type="button" onclick={undo}>{ say::no_secret(lang) }</button>
            } else {
                <label key="label" class="fld" for="share-secret"><span>{ say::secret(lang) }</span></label>
                <div key="field" class="copy">
                    <input
                        id="share-secret"
                        type="password"
                        autocomplete="new-password"
                        aria-describedby="share-secret-say"
                        value={(*typed).clone()}
                        {oninput}
                    />
                    <button class="btn" type="submit" disabled={length < LEAST_SECRET || share.sealing.is_some()}>
                        { icon(Icon::Lock) }<span>{ say::use_secret(lang) }</span>
                    </button>
                </div>
                <p key="say" id="share-secret-say" class="hint">
                    { match length {
                        0 => say::secret_say(lang).to_owned(),
                        1..LEAST_SECRET => say::secret_short(lang).to_owned(),
                        _ => say::long_enough(lang, &Written(lang), length as u64),
                    } }
                </p>
            }
        </form>
    }
}
