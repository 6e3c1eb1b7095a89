//! What came with a link: a page of its own, read-only, beside the person's own work and never in it.

use garimpo_funnel::Clock;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::{Callback, Html, Properties, SubmitEvent, TargetCast, component, html, use_state_eq};

use crate::i18n::{Lang, share as say};
use crate::model::Sort;
use crate::msg::Msg;
use crate::share::{Received, Secret};
use crate::ui::{Dispatch, Icon, Slice, Written, button, icon};
use crate::view::channels;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub received: Slice<Received>,
    pub sort: Sort,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn ReceivedView(props: &Props) -> Html {
    let Props { received, sort, lang, dispatch } = props;
    let lang = *lang;
    let body = match &**received {
        Received::Broken(why) => html! {
            <div key="broken" class="rx-body" data-testid="link-broken">
                <h1>{ say::broken_title(lang) }</h1>
                <p role="alert">{ say::broken(lang, &Written(lang), why) }</p>
                <PasteBox {lang} dispatch={dispatch.clone()} />
            </div>
        },
        Received::Locked { opening, wrong, .. } => html! {
            <div key="locked" class="rx-body" data-testid="link-locked">
                <h1>{ icon(Icon::Lock) }{ " " }{ say::locked_title(lang) }</h1>
                <p>{ say::locked_say(lang) }</p>
                <Unlock {lang} opening={opening.is_some()} wrong={*wrong} dispatch={dispatch.clone()} />
            </div>
        },
        Received::View { view } => {
            let settings = &view.settings;
            let is_cohort = settings.clock == Clock::Cohort;
            html! {
                <div key="view" class="rx-body" data-testid="link-view">
                    <h1>{ say::view_title(lang) }</h1>
                    <p>{ say::view_say(lang) }</p>
                    <p>{ say::scope(lang, &Written(lang), is_cohort, settings.period.from, settings.period.to) }</p>
                    <p class="acts">
                        { button("primary", Some(Icon::Check), say::view_apply(lang).into(), dispatch.reform(|_| Msg::ApplyLink)) }
                    </p>
                </div>
            }
        }
        Received::Summary { summary, ranking } => {
            let figures = Written(lang);
            let period = summary.settings.period;
            let is_cohort = summary.clock() == Clock::Cohort;
            html! {
                <div key="summary" data-testid="received" data-as-of={summary.as_of.map(crate::calendar::iso)}>
                    <div class="rx-source">
                        <p>{ say::source(lang, &figures, summary.as_of, summary.made, summary.rows) }</p>
                        <p>{ say::scope(lang, &figures, is_cohort, period.from, period.to) }</p>
                        if summary.folded > 0 {
                            <p key="folded">{ say::folded_there(lang, &figures, u64::from(summary.folded)) }</p>
                        }
                    </div>
                    { channels::frozen(&Slice::from(ranking), *sort, lang, dispatch) }
                </div>
            }
        }
    };
    html! {
        <div class="received">
            <p class="rx-top" role="status">
                { icon(Icon::Link) }
                <span><b>{ say::received(lang) }</b>{ " " }{ say::apart(lang) }</span>
                { button("", None, say::mine(lang).into(), dispatch.reform(|_| Msg::LeaveLink)) }
            </p>
            { body }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct UnlockProps {
    lang: Lang,
    opening: bool,
    wrong: bool,
    dispatch: Dispatch,
}

#[component]
fn Unlock(props: &UnlockProps) -> Html {
    let UnlockProps { lang, opening, wrong, dispatch } = props;
    let typed = use_state_eq(String::new);
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
            dispatch.emit(Msg::UnlockLink(Secret(typed.as_str().into())));
        })
    };
    html! {
        <form class="sh-secret" {onsubmit}>
            <label class="fld" for="link-secret"><span>{ say::secret_of_link(*lang) }</span></label>
            <div class="copy">
                <input
                    id="link-secret"
                    type="password"
                    autocomplete="off"
                    aria-invalid={wrong.then_some("true")}
                    value={(*typed).clone()}
                    {oninput}
                />
                <button class="btn primary" type="submit" disabled={*opening || typed.is_empty()}>
                    <span>{ say::unlock(*lang) }</span>
                </button>
            </div>
            if *opening {
                <p key="opening" class="hint" role="status">{ say::unlocking(*lang) }</p>
            }
            if *wrong {
                <p key="wrong" class="wrong" role="alert">{ say::wrong_secret(*lang) }</p>
            }
        </form>
    }
}

#[derive(Properties, PartialEq)]
pub struct PasteProps {
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// For a link that did not arrive as one.
#[component]
pub fn PasteBox(props: &PasteProps) -> Html {
    let PasteProps { lang, dispatch } = props;
    let typed = use_state_eq(String::new);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        })
    };
    let onsubmit = {
        let (typed, dispatch) = (typed.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !typed.trim().is_empty() {
                dispatch.emit(Msg::LinkPasted((*typed).clone()));
            }
        })
    };
    html! {
        <form class="paste" {onsubmit}>
            <label for="paste-link">{ say::paste_title(*lang) }{ " " }{ say::paste_say(*lang) }</label>
            <textarea id="paste-link" data-testid="paste-link" rows="3" autocomplete="off" spellcheck="false" value={(*typed).clone()} {oninput} />
            <button class="btn" type="submit" disabled={typed.trim().is_empty()}>{ say::paste_open(*lang) }</button>
        </form>
    }
}
