//! The find bar: what is looked for, how many cells hold it, and what it is replaced by.

use garimpo_table::Find;
use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::{Callback, Html, MouseEvent, Properties, TargetCast, component, html, use_effect_with};

use crate::i18n::{Lang, find as say};
use crate::ui::{Icon, Written, icon_button, page};

pub const FIELD: &str = "find-text";

/// What the bar holds. The hits themselves are the engine's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub find: Find,
    pub with: String,
    /// The replacement is shown, too.
    pub replaces: bool,
    pub hits: Hits,
    /// Goes up when the field should take the focus.
    pub focus: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Hits {
    /// Nothing is looked for.
    #[default]
    None,
    Looking,
    BadPattern,
    /// The place of the active cell among them, and how many there are.
    Found {
        at: Option<usize>,
        all: u32,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Change(Find),
    With(String),
    Step { back: bool },
    ShowReplace,
    Replace { all: bool },
    Close,
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub search: Search,
    /// The column of the active cell.
    pub column: u32,
    pub lang: Lang,
    pub act: Callback<Act>,
}

#[component]
pub fn FindBar(props: &Props) -> Html {
    let Props { search, column, lang, act } = props;
    let (lang, find) = (*lang, &search.find);
    use_effect_with(search.focus, |_| page::focus(FIELD));
    let status = match search.hits {
        Hits::None => String::new(),
        Hits::Looking => say::looking(lang).into(),
        Hits::BadPattern => say::bad(lang).into(),
        Hits::Found { all: 0, .. } => say::nothing(lang).into(),
        Hits::Found { at, all } => say::hits(lang, &Written(lang), at, all),
    };
    let none = !matches!(search.hits, Hits::Found { all: 1.., .. });
    let text = |event: &InputEvent| event.target_unchecked_into::<HtmlInputElement>().value();
    let onfind = {
        let find = find.clone();
        act.reform(move |event: InputEvent| Act::Change(Find { text: text(&event), ..find.clone() }))
    };
    let onwith = act.reform(move |event: InputEvent| Act::With(text(&event)));
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let typing =
                event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.type_() != "checkbox");
            let done = match event.key().as_str() {
                "Enter" if typing => Act::Step { back: event.shift_key() },
                "F3" => Act::Step { back: event.shift_key() },
                "Escape" => Act::Close,
                "h" if event.ctrl_key() || event.meta_key() => Act::ShowReplace,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            act.emit(done);
        })
    };
    let step = |back: bool| act.reform(move |_: MouseEvent| Act::Step { back });
    let toggle = |id: &'static str, label: &'static str, checked: bool, next: Find| {
        let onchange = act.reform(move |_| Act::Change(next.clone()));
        html! {
            <label key={id} class="g-toggle"><input type="checkbox" {checked} {onchange} /><span>{ label }</span></label>
        }
    };
    let replace = |all: bool| act.reform(move |_: MouseEvent| Act::Replace { all });
    let only = find.column.is_none().then_some(*column);
    html! {
        <div class="g-find" role="search" aria-label={say::bar(lang)} data-testid="find" {onkeydown}>
            <div class="g-find-line">
                <input id={FIELD} type="search" autocomplete="off" spellcheck="false" value={find.text.clone()}
                    placeholder={say::find(lang)} aria-label={say::find(lang)}
                    aria-invalid={(search.hits == Hits::BadPattern).then_some("true")} oninput={onfind} />
                <output class="g-hits" role="status">{ status }</output>
                { icon_button(Icon::Up, say::previous(lang).into(), none, step(true)) }
                { icon_button(Icon::Down, say::next(lang).into(), none, step(false)) }
                { toggle("exact", say::exact(lang), find.exact, Find { exact: !find.exact, ..find.clone() }) }
                { toggle("whole", say::whole(lang), find.whole, Find { whole: !find.whole, ..find.clone() }) }
                { toggle("regex", say::regex(lang), find.regex, Find { regex: !find.regex, ..find.clone() }) }
                { toggle("column", say::column(lang), find.column.is_some(), Find { column: only, ..find.clone() }) }
                if !search.replaces {
                    <button key="show" class="btn mini" type="button" onclick={act.reform(|_: MouseEvent| Act::ShowReplace)}>
                        { say::show_replace(lang) }
                    </button>
                }
                { icon_button(Icon::Close, say::close(lang).into(), false, act.reform(|_: MouseEvent| Act::Close)) }
            </div>
            if search.replaces {
                <div key="replace" class="g-find-line">
                    <input type="text" id="find-with" autocomplete="off" spellcheck="false" value={search.with.clone()}
                        placeholder={say::with(lang)} aria-label={say::with(lang)} oninput={onwith} />
                    <button class="btn mini" type="button" disabled={none} onclick={replace(false)}>{ say::replace(lang) }</button>
                    <button class="btn mini" type="button" disabled={none} onclick={replace(true)}>{ say::replace_all(lang) }</button>
                </div>
            }
        </div>
    }
}
