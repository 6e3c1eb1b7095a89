//! The browser's own select: it works with every keyboard, screen reader and phone.

use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Event, Html, TargetCast, html};

pub struct SelectOption<T> {
    pub value: T,
    /// A word that no other option has.
    pub id: &'static str,
    pub label: AttrValue,
}

pub fn select<T: PartialEq + Clone + 'static>(
    label: AttrValue,
    options: Vec<SelectOption<T>>,
    value: &T,
    pick: &Callback<T>,
) -> Html {
    let values: Vec<_> = options.iter().map(|option| (option.id, option.value.clone())).collect();
    let pick = pick.clone();
    let onchange = Callback::from(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some((_, value)) = values.iter().find(|(id, _)| *id == chosen) {
            pick.emit(value.clone());
        }
    });
    let options = options.into_iter().map(|option| {
        html! {
            <option key={option.id} value={option.id} selected={option.value == *value}>{ option.label }</option>
        }
    });
    html! {
        <span class="select">
            <select aria-label={label} {onchange}>{ for options }</select>
            { super::icon::icon(super::icon::Icon::Down) }
        </span>
    }
}

/// The same for choices that are known by their place only, such as columns of a file.
pub fn select_at(label: AttrValue, labels: Vec<AttrValue>, chosen: usize, pick: &Callback<usize>) -> Html {
    let pick = pick.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Ok(at) = event.target_unchecked_into::<HtmlSelectElement>().value().parse() {
            pick.emit(at);
        }
    });
    let options = labels.into_iter().enumerate().map(|(at, label)| {
        html! { <option key={at} value={at.to_string()} selected={at == chosen}>{ label }</option> }
    });
    html! {
        <span class="select">
            <select aria-label={label} {onchange}>{ for options }</select>
            { super::icon::icon(super::icon::Icon::Down) }
        </span>
    }
}
