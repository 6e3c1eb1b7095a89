//! Freezing asks one thing: on which day the meeting is.

use garimpo_browser::paper as browser;
use garimpo_funnel::Day;
use web_sys::HtmlInputElement;
use yew::{
    Callback, Event, Html, Properties, SubmitEvent, TargetCast, component, html, use_node_ref, use_state_eq,
};

use crate::calendar::{iso, parse_iso};
use crate::i18n::Lang;
use crate::i18n::meeting as say;
use crate::msg::Msg;
use crate::ui::{Dispatch, button, dialog};

const DAY: &str = "freeze-day";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub proposed: Day,
    /// The day of the meeting before: this one is not earlier.
    pub last: Option<Day>,
    pub close: Callback<()>,
    pub dispatch: Dispatch,
}

#[component]
pub fn Freeze(props: &Props) -> Html {
    let Props { lang, proposed, last, close, dispatch } = props;
    let lang = *lang;
    let node = use_node_ref();
    dialog::use_modal(&node, DAY, close.clone());
    let day = use_state_eq(|| last.map_or(*proposed, |last| last.max(*proposed)));
    let onchange = {
        let day = day.clone();
        Callback::from(move |event: Event| {
            if let Some(typed) = parse_iso(&event.target_unchecked_into::<HtmlInputElement>().value()) {
                day.set(typed);
            }
        })
    };
    let onsubmit = {
        let (day, dispatch, close) = (day.clone(), dispatch.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (minutes, _) = browser::now();
            dispatch.emit(Msg::Freeze { date: *day, minutes });
            close.emit(());
        })
    };
    html! {
        <dialog ref={node} class="m-dialog" data-testid="freeze-dialog" aria-labelledby="freeze-title">
            <form {onsubmit}>
                <h2 id="freeze-title">{ say::freeze_title(lang) }</h2>
                <p>{ say::freeze_say(lang) }</p>
                <label class="field">
                    <span>{ say::meeting_day(lang) }</span>
                    <input
                        id={DAY}
                        type="date"
                        required=true
                        min={last.map_or_else(|| "1900-01-01".to_owned(), iso)}
                        value={iso(*day)}
                        {onchange}
                    />
                </label>
                <div class="acts">
                    <button class="btn primary" type="submit" data-testid="freeze-now">{ say::freeze(lang) }</button>
                    { button("quiet", None, say::give_up(lang).into(), close.reform(|_| ())) }
                </div>
            </form>
        </dialog>
    }
}
