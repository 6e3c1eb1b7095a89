//! A field that is typed into. What cannot be taken stays as typed, with a sentence beside, until it is mended.

use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, component, html, use_effect_with, use_state_eq,
};

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Of the input; the sentences beside it are named after it.
    pub id: &'static str,
    pub label: AttrValue,
    /// What it means, under it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What holds now, as it is written.
    pub value: AttrValue,
    /// `text` or `date`.
    #[prop_or("text")]
    pub kind: &'static str,
    /// Takes what was typed, or gives the sentence why it does not.
    pub take: Callback<String, Option<String>>,
}

#[component]
pub fn Field(props: &Props) -> Html {
    let Props { id, label, hint, value, kind, take } = props;
    // What was typed and not taken, and why.
    let refused = use_state_eq(|| None::<(String, String)>);
    {
        let refused = refused.clone();
        use_effect_with(value.clone(), move |_| refused.set(None));
    }
    let onchange = {
        let (refused, take) = (refused.clone(), take.clone());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            refused.set(take.emit(text.clone()).map(|why| (text, why)));
        })
    };
    let (shown, why) = match &*refused {
        Some((typed, why)) => (AttrValue::from(typed.clone()), Some(why.clone())),
        None => (value.clone(), None),
    };
    let (hint_id, why_id) = (format!("{id}-hint"), format!("{id}-wrong"));
    let described = match (hint.is_empty(), why.is_some()) {
        (true, false) => None,
        (false, false) => Some(hint_id.clone()),
        (true, true) => Some(why_id.clone()),
        (false, true) => Some(format!("{why_id} {hint_id}")),
    };
    html! {
        <div class="field">
            <label for={*id}>{ label }</label>
            <input
                id={*id}
                type={*kind}
                inputmode={(*kind == "text").then_some("decimal")}
                autocomplete="off"
                aria-invalid={why.is_some().then_some("true")}
                aria-describedby={described}
                value={shown}
                {onchange}
            />
            if let Some(why) = why {
                <p key="why" id={why_id} class="wrong" role="alert">{ why }</p>
            }
            if !hint.is_empty() {
                <p key="hint" id={hint_id} class="hint">{ hint }</p>
            }
        </div>
    }
}
