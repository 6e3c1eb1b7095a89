//! The menu of cells: what can be done with the selection, from the list of bindings.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use super::bindings::{BINDINGS, When};
use super::keys::Act;
use super::menu::step;
use crate::i18n::{Lang, commands as say};

#[derive(Properties, PartialEq)]
pub struct Props {
    /// In the window.
    pub x: f64,
    pub y: f64,
    pub range: bool,
    pub lang: Lang,
    pub pick: Callback<Act>,
    pub close: Callback<()>,
}

#[component]
pub fn CellMenu(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let (node, x, y) = (node.clone(), props.x, props.y);
        use_effect_with((), move |()| {
            let size = |value: Result<wasm_bindgen::JsValue, _>| {
                value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
            };
            if let (Some(menu), Some(window)) = (node.cast::<HtmlElement>(), web_sys::window()) {
                let (wide, high) = (size(window.inner_width()), size(window.inner_height()));
                let left = x.min(wide - f64::from(menu.offset_width()) - 8.0).max(8.0);
                let top = y.min(high - f64::from(menu.offset_height()) - 8.0).max(8.0);
                let _ = menu.style().set_property("left", &format!("{left}px"));
                let _ = menu.style().set_property("top", &format!("{top}px"));
            }
            step(&node, |here, _| here);
        });
    }
    let onkeydown = {
        let (node, close) = (node.clone(), props.close.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match key.as_str() {
                "ArrowDown" => step(&node, |here, all| (here + 1) % all),
                "ArrowUp" => step(&node, |here, all| (here + all - 1) % all),
                "Home" => step(&node, |_, _| 0),
                "End" => step(&node, |_, all| all - 1),
                "Escape" | "Tab" => close.emit(()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocusout = {
        let (node, close) = (node.clone(), props.close.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
            let menu = node.cast::<Element>();
            if !menu.is_some_and(|menu| to.is_some_and(|to| menu.contains(Some(&to)))) {
                close.emit(());
            }
        })
    };
    let items = BINDINGS
        .iter()
        .filter(|binding| binding.in_menu && (props.range || binding.when != When::Range))
        .filter_map(|binding| {
            let name = say::name(props.lang, binding.id)?;
            let act = binding.act;
            let onclick = props.pick.reform(move |_| act);
            Some(html! {
                <button key={binding.id} class="menu-item" type="button" role="menuitem" tabindex="-1" {onclick}>
                    <b>{ name }</b>
                    if let Some(keys) = binding.keys.first() {
                        <small>{ *keys }</small>
                    }
                </button>
            })
        });
    html! {
        <div ref={node} class="menu-list g-menu g-cells" role="menu" aria-label={say::cell_menu(props.lang)}
            data-testid="cell-menu" {onkeydown} {onfocusout}>
            { for items }
        </div>
    }
}
