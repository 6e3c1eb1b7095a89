//! Buttons and choices as plain functions: they hold no state.

use yew::{AttrValue, Callback, Classes, Html, MouseEvent, classes, html};

use super::icon::{Icon, icon};

/// A button that shows only an icon; `label` is what is spoken and shown on hover.
pub fn icon_button(shown: Icon, label: AttrValue, disabled: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button class="icon-btn" type="button" title={&label} aria-label={label} {disabled} {onclick}>
            { icon(shown) }
        </button>
    }
}

/// `class`: `primary`, `quiet`, `mini`, `big`, or none.
pub fn button(
    class: impl Into<Classes>,
    shown: Option<Icon>,
    label: AttrValue,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button class={classes!("btn", class)} type="button" {onclick}>
            { shown.map(icon) }
            <span>{ label }</span>
        </button>
    }
}

/// One of a few: a radio group that looks like a row of buttons.
pub struct Choice<T> {
    pub value: T,
    pub label: AttrValue,
    /// Shown where there is little room; the label is spoken.
    pub short: Option<AttrValue>,
    /// The language of the label, where it is not the page's.
    pub lang: Option<&'static str>,
}

pub fn choices<T: PartialEq + Clone + 'static>(
    name: &'static str,
    legend: &'static str,
    options: Vec<Choice<T>>,
    value: &T,
    pick: &Callback<T>,
) -> Html {
    let options = options.into_iter().enumerate().map(|(index, option)| {
        let pick = pick.clone();
        let checked = option.value == *value;
        let long = option.short.is_some().then_some("long");
        let wanted = option.value;
        let onchange = Callback::from(move |_| pick.emit(wanted.clone()));
        html! {
            <label key={index}>
                <input
                    type="radio"
                    {name}
                    {checked}
                    lang={option.lang}
                    aria-label={option.label.clone()}
                    {onchange}
                />
                <span lang={option.lang}>
                    <span class={classes!(long)}>{ option.label }</span>
                    if let Some(short) = option.short {
                        <span class="short" aria-hidden="true">{ short }</span>
                    }
                </span>
            </label>
        }
    });
    html! {
        <fieldset class="seg">
            <legend class="sr">{ legend }</legend>
            { for options }
        </fieldset>
    }
}
