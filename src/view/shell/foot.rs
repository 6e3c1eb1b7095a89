//! The last line: what is loaded and what can be undone; on the first visit, the promise.

use yew::{Html, Properties, component, html};

use crate::i18n::{Lang, commands, empty, keep, shell as say};
use crate::model::Overlay;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Icon, Slice, Written, icon};
use crate::view::Screen;
use garimpo_workspace::DocView;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub screen: Screen,
    pub doc: Slice<DocView>,
    pub unsaved: bool,
    pub keeps_nothing: bool,
    pub dispatch: Dispatch,
}

#[component]
pub fn Foot(props: &Props) -> Html {
    match props.screen {
        Screen::Empty | Screen::Received => promise(props),
        Screen::Privacy => html! { <footer key="none" class="status" hidden=true /> },
        _ => status(props),
    }
}

fn status(props: &Props) -> Html {
    let (lang, doc) = (props.lang, &props.doc);
    let figures = Written(lang);
    let rows = doc.sheets.iter().map(|sheet| u64::from(sheet.rows)).sum();
    let problems: u64 = doc.sheets.iter().map(|sheet| u64::from(sheet.problem_count)).sum();
    let first = doc.sheets.iter().find(|sheet| sheet.problem_count > 0);
    let steps = u64::from(doc.history.steps);
    html! {
        <footer key="status" class="status">
            <div>
                <span>{ say::loaded(lang, &figures, doc.sheets.len() as u64, rows) }</span>
                if let Some(sheet) = first {
                    <a href={Route::Data(Some(sheet.name.clone())).hash()}>
                        { say::problems(lang, &figures, problems) }
                    </a>
                }
            </div>
            <div>
                <a key="privacy" href={Route::Privacy.hash()}>{ keep::privacy(lang) }</a>
                if props.unsaved {
                    <span key="unsaved" class="warn" data-testid="unsaved">
                        { icon(Icon::Alert) }{ " " }{ keep::unsaved(lang) }
                    </span>
                }
                <button key="shortcuts" class="lnk quiet" type="button" onclick={props.dispatch.reform(|_| Msg::Open(Some(Overlay::Shortcuts)))}>
                    { icon(Icon::Keyboard) }{ " " }{ commands::shortcuts_link(lang) }
                </button>
                if steps > 0 {
                    <span>
                        { say::changes(lang, &figures, steps) }
                        { "; " }<kbd>{ say::CONTROL }</kbd>{ " " }<kbd>{ "Z" }</kbd>{ " " }
                        <button class="lnk" type="button" onclick={props.dispatch.reform(|_| Msg::Undo)}>
                            { say::undoes(lang) }
                        </button>
                    </span>
                }
            </div>
        </footer>
    }
}

fn promise(props: &Props) -> Html {
    let lang = props.lang;
    let gone = if props.keeps_nothing { keep::nothing_kept(lang) } else { empty::gone_how(lang) };
    let promises = [
        (Icon::Lock, empty::stays(lang), empty::stays_how(lang)),
        (Icon::Offline, empty::here(lang), empty::here_how(lang)),
        (Icon::Save, empty::gone(lang), gone),
    ];
    html! {
        <footer key="promise" class="promise" aria-label={empty::promise_label(lang)}>
            { for promises.into_iter().map(|(picture, what, how)| html! {
                <p key={what}>{ icon(picture) }<span><b>{ what }</b>{ " " }{ how }</span></p>
            }) }
            <div key="more" class="promise-more">
                <a href={Route::Privacy.hash()}>{ keep::privacy(lang) }</a>
                <button
                    class="lnk"
                    type="button"
                    data-testid="erase"
                    onclick={props.dispatch.reform(|_| Msg::Erase)}
                >
                    { keep::erase(lang) }
                </button>
            </div>
        </footer>
    }
}
