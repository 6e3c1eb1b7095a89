//! A button that opens a short list of things to do or choose. Arrows, Home, End and Esc work; Tab closes it.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{
    AttrValue, Callback, FocusEvent, Html, KeyboardEvent, NodeRef, Properties, classes, component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use super::icon::{Icon, icon};

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub label: AttrValue,
    pub hint: Option<AttrValue>,
    /// For a choice among the items: whether it is the one. `None`: a thing to do.
    pub checked: Option<bool>,
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub icon: Icon,
    pub label: AttrValue,
    /// The label is only spoken.
    #[prop_or_default]
    pub compact: bool,
    /// Of the button: `btn`, `icon-btn`, `add`.
    pub class: &'static str,
    /// Opens above its button.
    #[prop_or_default]
    pub above: bool,
    pub items: Vec<Item>,
    /// Gets the item's index.
    pub pick: Callback<usize>,
}

#[component]
pub fn Menu(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let list = use_node_ref();
    let button = use_node_ref();
    // Not the event's `currentTarget`: Yew listens at the root.
    let whole = use_node_ref();

    {
        let list = list.clone();
        use_effect_with(*open, move |open| {
            if *open {
                focus(&list, |items| items.iter().position(is_checked).unwrap_or(0));
            }
        });
    }

    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |()| {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
        })
    };
    let onkeydown = {
        let (list, close) = (list.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            let at = |step: fn(usize, usize) -> usize| {
                focus(&list, |items| step(items.iter().position(is_focused).unwrap_or(0), items.len()));
            };
            match event.key().as_str() {
                "ArrowDown" => at(|here, all| (here + 1) % all),
                "ArrowUp" => at(|here, all| (here + all - 1) % all),
                "Home" => at(|_, _| 0),
                "End" => at(|_, all| all - 1),
                "Escape" => close.emit(()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    // Leaving it, by Tab or by a click elsewhere, closes it.
    let onfocusout = {
        let (open, whole) = (open.clone(), whole.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<HtmlElement>().ok());
            let whole = whole.cast::<HtmlElement>();
            if !whole.is_some_and(|whole| to.is_some_and(|to| whole.contains(Some(&to)))) {
                open.set(false);
            }
        })
    };

    let items = props.items.iter().enumerate().map(|(index, item)| {
        let (pick, close) = (props.pick.clone(), close.clone());
        let onclick = Callback::from(move |_| {
            close.emit(());
            pick.emit(index);
        });
        let role = if item.checked.is_some() { "menuitemradio" } else { "menuitem" };
        let checked = item.checked.map(|checked| if checked { "true" } else { "false" });
        html! {
            <button key={index} class="menu-item" type="button" {role} aria-checked={checked} tabindex="-1" {onclick}>
                <b>{ &item.label }</b>
                if let Some(hint) = &item.hint {
                    <small>{ hint }</small>
                }
            </button>
        }
    });
    let expanded = if *open { "true" } else { "false" };
    html! {
        <span ref={whole} class={classes!("menu", props.above.then_some("above"))} {onkeydown} {onfocusout}>
            <button
                ref={button}
                class={props.class}
                type="button"
                aria-haspopup="menu"
                aria-expanded={expanded}
                aria-label={props.compact.then(|| props.label.clone())}
                title={props.compact.then(|| props.label.clone())}
                onclick={toggle}
            >
                { icon(props.icon) }
                if !props.compact {
                    <span>{ &props.label }</span>
                }
            </button>
            <div ref={list} class="menu-list" role="menu" aria-label={props.label.clone()} hidden={!*open}>
                { for items }
            </div>
        </span>
    }
}

fn is_checked(item: &HtmlElement) -> bool {
    item.get_attribute("aria-checked").as_deref() == Some("true")
}

fn is_focused(item: &HtmlElement) -> bool {
    item.matches(":focus").unwrap_or(false)
}

fn focus(list: &NodeRef, which: impl Fn(&[HtmlElement]) -> usize) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let items = list.children();
    let items: Vec<HtmlElement> =
        (0..items.length()).filter_map(|index| items.item(index)?.dyn_into().ok()).collect();
    if items.is_empty() {
        return;
    }
    if let Some(item) = items.get(which(&items)) {
        let _ = item.focus();
    }
}
