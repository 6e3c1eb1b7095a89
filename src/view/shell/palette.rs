//! What lies over the page: the palette of everything that can be done or reached, and the list of shortcuts.

use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::{Callback, Html, MouseEvent, Properties, TargetCast, component, html, use_node_ref, use_state};

use crate::commands::COMMANDS;
use crate::grid::bindings::BINDINGS;
use crate::grid::keys::Act;
use crate::i18n::{Lang, commands as say};
use crate::model::{Model, Overlay};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Icon, dialog, icon_button};
use garimpo_table::fold::fold_key;
use garimpo_workspace::Intent;

const FIELD: &str = "palette-text";
const TITLE: &str = "shortcuts-title";
/// Entries that are listed at once.
const MOST: usize = 40;

#[derive(Clone, Debug)]
pub struct Entry {
    label: String,
    keys: &'static str,
    msgs: Vec<Msg>,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label
    }
}

/// Everything that can be done now, in the order of the list.
fn entries(model: &Model) -> Vec<Entry> {
    let lang = model.lang;
    let in_table = matches!(model.route, Route::Data(_)) && model.open_sheet().is_some();
    let mut all = Vec::new();
    if in_table {
        let own =
            |act: &Act| !matches!(act, Act::Palette | Act::Undo | Act::Redo | Act::Leave | Act::LeaveBack);
        let whole = |id: &str| id.ends_with("-whole");
        for binding in BINDINGS.iter().filter(|binding| own(&binding.act) && !whole(binding.id)) {
            all.extend(say::name(lang, binding.id).map(|label| Entry {
                label: label.to_owned(),
                keys: binding.keys.first().copied().unwrap_or_default(),
                msgs: vec![Msg::Order(binding.act)],
            }));
        }
    }
    for command in COMMANDS.iter().filter(|command| (command.enabled)(model) && command.id != "palette") {
        let listed = |entry: &Entry| Some(entry.label.as_str()) == say::name(lang, command.id);
        if !all.iter().any(listed) {
            all.extend(say::name(lang, command.id).map(|label| Entry {
                label: label.to_owned(),
                keys: command.shown,
                msgs: vec![Msg::Open(None), (command.msg)()],
            }));
        }
    }
    all.extend(model.doc.sheets.iter().map(|sheet| Entry {
        label: say::to_table(lang, &sheet.name),
        keys: "",
        msgs: vec![Msg::Open(None), Msg::Go(Route::Data(Some(sheet.name.clone())))],
    }));
    if let Some(sheet) = model.open_sheet().filter(|_| in_table) {
        all.extend((0..).zip(&sheet.columns).map(|(at, column)| Entry {
            label: say::to_column(lang, &column.header),
            keys: "",
            msgs: vec![Msg::Order(Act::Column(at))],
        }));
    }
    all
}

/// Entries whose words hold all that was typed; a number leads to that line.
fn matching(model: &Model, all: &[Entry], text: &str) -> Vec<Entry> {
    let typed = fold_key(text);
    let line = typed.parse::<u32>().ok().filter(|line| *line > 0);
    let sheet = model.open_sheet().filter(|_| matches!(model.route, Route::Data(_)));
    let to_line = line.zip(sheet).map(|(line, sheet)| Entry {
        label: say::to_line(model.lang, line),
        keys: "",
        msgs: vec![Msg::Open(None), Msg::Do(Intent::ShowLine { sheet: sheet.id, line })],
    });
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |entry: &&Entry| {
        let label = fold_key(&entry.label);
        words.iter().all(|word| label.contains(word))
    };
    to_line.into_iter().chain(all.iter().filter(fits).cloned()).take(MOST).collect()
}

#[derive(Properties)]
pub struct Props {
    pub model: Model,
    pub dispatch: Dispatch,
}

/// While it lies over the page, the page behind it does not change what it offers.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.model.lang == other.model.lang && self.dispatch == other.dispatch
    }
}

#[component]
pub fn Palette(props: &Props) -> Html {
    let Props { model, dispatch } = props;
    let lang = model.lang;
    let (text, at) = (use_state(String::new), use_state(|| 0usize));
    let node = use_node_ref();
    dialog::use_modal(&node, FIELD, dispatch.reform(|()| Msg::Open(None)));
    let found = matching(model, &entries(model), &text);
    let chosen = (*at).min(found.len().saturating_sub(1));
    let run = {
        let dispatch = dispatch.clone();
        Callback::from(move |msgs: Vec<Msg>| msgs.into_iter().for_each(|msg| dispatch.emit(msg)))
    };
    let oninput = {
        let (text, at) = (text.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlInputElement>().value());
            at.set(0);
        })
    };
    let onkeydown = {
        let (found, run, at) = (found.clone(), run.clone(), at.clone());
        Callback::from(move |event: KeyboardEvent| {
            let all = found.len().max(1);
            match event.key().as_str() {
                "ArrowDown" => at.set((chosen + 1) % all),
                "ArrowUp" => at.set((chosen + all - 1) % all),
                "Enter" => {
                    if let Some(entry) = found.get(chosen) {
                        run.emit(entry.msgs.clone());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let options = found.iter().enumerate().map(|(n, entry)| {
        let msgs = entry.msgs.clone();
        let onclick = run.reform(move |_: MouseEvent| msgs.clone());
        html! {
            <li key={n} id={format!("palette-{n}")} role="option" aria-selected={if n == chosen { "true" } else { "false" }} {onclick}>
                <span>{ &entry.label }</span>
                { keys(entry.keys) }
            </li>
        }
    });
    html! {
        <dialog ref={node} class="over palette" aria-label={say::palette(lang)} data-testid="palette">
            <input id={FIELD} type="text" role="combobox" autocomplete="off" spellcheck="false"
                aria-label={say::palette(lang)} aria-expanded="true" aria-controls="palette-list"
                aria-activedescendant={(!found.is_empty()).then(|| format!("palette-{chosen}"))}
                placeholder={say::palette_hint(lang)} value={(*text).clone()} {oninput} {onkeydown} />
            if found.is_empty() {
                <p key="none" class="grp">{ say::nothing(lang) }</p>
            }
            <ul key="list" id="palette-list" role="listbox" aria-label={say::palette(lang)} hidden={found.is_empty()}>{ for options }</ul>
        </dialog>
    }
}

fn keys(chord: &str) -> Html {
    if chord.is_empty() {
        return html! {};
    }
    html! { <kbd>{ chord }</kbd> }
}

#[derive(Properties, PartialEq)]
pub struct ShortcutsProps {
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn Shortcuts(props: &ShortcutsProps) -> Html {
    let ShortcutsProps { lang, dispatch } = props;
    let lang = *lang;
    let node = use_node_ref();
    dialog::use_modal(&node, TITLE, dispatch.reform(|()| Msg::Open(None)));
    let row = |chord: String, name: &str| {
        let name = name.to_owned();
        html! {
            <div key={chord.clone()}><dt><kbd>{ chord }</kbd></dt><dd>{ name }</dd></div>
        }
    };
    let hands = say::hands(lang);
    let (moving, typing) = hands.split_at(9);
    let hand = |part: &[(&'static str, &'static str)]| {
        part.iter().map(|(keys, name)| row((*keys).to_owned(), name)).collect::<Html>()
    };
    let table: Html = BINDINGS
        .iter()
        .filter(|binding| !binding.keys.is_empty())
        .filter_map(|binding| Some(row(binding.keys.first()?.to_string(), say::name(lang, binding.id)?)))
        .collect();
    let page: Html = COMMANDS
        .iter()
        .filter(|command| !command.shown.is_empty())
        .filter_map(|command| Some(row(command.shown.to_owned(), say::name(lang, command.id)?)))
        .collect();
    let group = |title: &'static str, rows: Html| {
        html! { <section key={title}><h3>{ title }</h3><dl>{ rows }</dl></section> }
    };
    html! {
        <dialog ref={node} class="over shortcuts" aria-labelledby={TITLE} data-testid="shortcuts">
            <header>
                <h2 id={TITLE} tabindex="-1">{ say::shortcuts(lang) }</h2>
                { icon_button(Icon::Close, say::close(lang).into(), false, dispatch.reform(|_| Msg::Open(None))) }
            </header>
            <div class="over-body" role="region" tabindex="0" aria-labelledby={TITLE}>
                { group(say::moving_group(lang), hand(moving)) }
                { group(say::typing_group(lang), hand(typing)) }
                { group(say::table_group(lang), table) }
                { group(say::page_group(lang), page) }
            </div>
            <p class="grp">{ say::mac(lang) }</p>
        </dialog>
    }
}

pub fn overlay(model: &Model, dispatch: &Dispatch) -> Html {
    match model.overlay {
        Some(Overlay::Palette) => {
            html! { <div><Palette key="palette" model={model.clone()} dispatch={dispatch.clone()} /></div> }
        }
        Some(Overlay::Shortcuts) => {
            html! { <div><Shortcuts key="shortcuts" lang={model.lang} dispatch={dispatch.clone()} /></div> }
        }
        None => html! { <div /> },
    }
}
