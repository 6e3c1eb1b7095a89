//! The bar on top, and the tabs at the bottom of a phone.

use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use super::{FILES, MAIN};
use crate::i18n::{Lang, keep, share, shell as say};
use crate::model::Theme;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::button::Choice;
use crate::ui::menu::Item;
use crate::ui::{Dispatch, Icon, Menu, Slice, Written, button, choices, icon, icon::logo, icon_button, page};
use crate::view::Screen;
use garimpo_workspace::DocView;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub theme: Theme,
    pub screen: Screen,
    pub doc: Slice<DocView>,
    /// There is work to go to.
    pub working: bool,
    /// There is something to share.
    pub ranked: bool,
    pub dispatch: Dispatch,
}

#[component]
pub fn Bar(props: &Props) -> Html {
    let Props { lang, theme, screen, doc, working, ranked, dispatch } = props;
    let (lang, working) = (*lang, *working);
    html! {
        <header class="bar">
            <button class="btn skip" type="button" onclick={|_| page::focus(MAIN)}>{ say::skip(lang) }</button>
            <a class="brand" href={Route::Home.hash()} aria-label={say::home(lang)}>
                { logo() }<span>{ say::BRAND }</span>
            </a>
            if working {
                <nav key="nav" class="nav" aria-label={say::parts(lang)}>{ links(lang, *screen, false) }</nav>
            } else {
                <p key="tagline" class="tagline">{ say::tagline(lang) }</p>
            }
            <div key="end" class="bar-end">
                if working {
                    <p key="here" class="here">{ icon(Icon::Offline) }<span>{ say::local_only(lang) }</span></p>
                    // The grid has its own, beside the cell.
                    if !matches!(screen, Screen::Data | Screen::Reading) {
                        <div key="history" class="history">{ history(lang, doc, dispatch) }</div>
                    }
                    <div key="share" class="bar-share" hidden={!*ranked}>
                        <button
                            class="btn quiet"
                            type="button"
                            data-testid="share-open"
                            onclick={dispatch.reform(|_| Msg::OpenShare)}
                        >
                            { icon(Icon::Link) }
                            <span>{ share::share(lang) }</span>
                        </button>
                    </div>
                    <div key="save" class="bar-save">
                        <button
                            class="btn"
                            type="button"
                            data-testid="save-file"
                            onclick={dispatch.reform(|_| Msg::SaveFile)}
                        >
                            { icon(Icon::Save) }
                            <span>{ keep::save(lang) }</span>
                        </button>
                    </div>
                    <div key="add" class="bar-add">
                        { button("quiet", Some(Icon::Upload), say::add_files(lang).into(), add_files()) }
                    </div>
                }
                <div key="lang" class={classes!("langs", working.then_some("tight"))}>{ langs(lang, dispatch) }</div>
                { themes(lang, *theme, dispatch) }
            </div>
            // Here, so that it is there in every state of the page, and in a landmark.
            <input
                key="files"
                id={FILES}
                class="sr"
                type="file"
                multiple=true
                accept=".garimpo,.csv,.tsv,.tab,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip,.gz,.htm,.html,.xml"
                tabindex="-1"
                aria-label={say::files_input(lang)}
                data-testid="file-input"
            />
        </header>
    }
}

fn links(lang: Lang, screen: Screen, icons: bool) -> Html {
    let rooms = [
        (Screen::Data, Route::Data(None), Icon::Sheet, say::data(lang)),
        (Screen::Channels, Route::Channels, Icon::Scatter, say::channels(lang)),
        (Screen::Segments, Route::Segments, Icon::Segments, say::segments(lang)),
        (Screen::Moves, Route::Moves, Icon::Merge, say::moves(lang)),
        (Screen::Agreement, Route::Agreement, Icon::Pact, say::agreement(lang)),
        (Screen::Meeting, Route::Meeting(None), Icon::Paper, say::meeting(lang)),
    ];
    rooms
        .into_iter()
        .map(|(room, route, picture, name)| {
            html! {
                <a key={name} href={route.hash()} aria-current={(room == screen.room()).then_some("page")}>
                    { icons.then(|| icon(picture)) }
                    { name }
                </a>
            }
        })
        .collect()
}

fn history(lang: Lang, doc: &DocView, dispatch: &Dispatch) -> Html {
    let figures = Written(lang);
    let undo = doc.history.undo.as_ref().map(|step| say::undo_what(lang, &figures, step));
    let redo = doc.history.redo.as_ref().map(|step| say::redo_what(lang, &figures, step));
    let label =
        |what: Option<String>, none: &'static str| what.map_or(AttrValue::from(none), AttrValue::from);
    html! {
        <>
            { icon_button(
                Icon::Undo,
                label(undo, say::nothing_to_undo(lang)),
                doc.history.undo.is_none(),
                dispatch.reform(|_| Msg::Undo),
            ) }
            { icon_button(
                Icon::Redo,
                label(redo, say::nothing_to_redo(lang)),
                doc.history.redo.is_none(),
                dispatch.reform(|_| Msg::Redo),
            ) }
        </>
    }
}

/// Both names are always there, each in its own language.
fn langs(lang: Lang, dispatch: &Dispatch) -> Html {
    let option = |value: Lang| Choice {
        value,
        label: say::own_name(value).into(),
        short: Some(say::own_short(value).into()),
        lang: Some(value.tag()),
    };
    let pick = dispatch.reform(Msg::SetLang);
    choices("lang", say::language(lang), vec![option(Lang::PtBr), option(Lang::En)], &lang, &pick)
}

fn themes(lang: Lang, theme: Theme, dispatch: &Dispatch) -> Html {
    const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];
    let items = ALL.map(|one| Item {
        label: match one {
            Theme::System => say::theme_system(lang),
            Theme::Light => say::theme_light(lang),
            Theme::Dark => say::theme_dark(lang),
        }
        .into(),
        hint: None,
        checked: Some(one == theme),
    });
    let shown = match theme {
        Theme::System => Icon::Contrast,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    let pick = dispatch.reform(|index: usize| Msg::SetTheme(ALL.get(index).copied().unwrap_or_default()));
    html! {
        <Menu
            key="theme"
            icon={shown}
            label={say::theme(lang)}
            compact=true
            class="icon-btn"
            items={items.to_vec()}
            {pick}
        />
    }
}

fn add_files<E: 'static>() -> Callback<E> {
    Callback::from(|_| page::click(FILES))
}

#[derive(Properties, PartialEq)]
pub struct TabBarProps {
    pub lang: Lang,
    pub screen: Screen,
    pub working: bool,
}

#[component]
pub fn TabBar(props: &TabBarProps) -> Html {
    let lang = props.lang;
    html! {
        <nav class="tabbar" aria-label={say::parts_phone(lang)} hidden={!props.working}>
            { links(lang, props.screen, true) }
            <button key="add" type="button" aria-label={say::add_files(lang)} onclick={add_files()}>
                { icon(Icon::Upload) }
                { say::add(lang) }
            </button>
        </nav>
    }
}
