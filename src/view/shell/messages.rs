//! What must be seen in every view: a message, files that were left out, open questions, an import on its way.

use std::rc::Rc;

use yew::{Html, Properties, component, html};

use super::progress::progress;
use crate::i18n::{Lang, keep, problems, shell as say};
use crate::model::ImportRun;
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, Slice, Written, button, icon, icon_button};
use crate::view::data::receipt_line;
use crate::view::{Screen, question};
use garimpo_workspace::DocView;
use garimpo_workspace::view::FailedFile;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub screen: Screen,
    pub doc: Slice<DocView>,
    pub notice: Option<Rc<str>>,
    pub new_version: bool,
    /// The workspace file that would take the place of unsaved work.
    pub asked: Option<Rc<str>>,
    pub import: Option<Slice<ImportRun>>,
    pub dispatch: Dispatch,
}

#[component]
pub fn Messages(props: &Props) -> Html {
    let Props { lang, screen, doc, notice, new_version, asked, import, dispatch } = props;
    let lang = *lang;
    html! {
        <section class="messages" aria-label={say::messages(lang)}>
            if let Some(text) = notice {
                <div key="notice" class="message" role="alert">
                    { icon(Icon::Info) }
                    <p>{ text.as_ref() }</p>
                    { icon_button(
                        Icon::Close,
                        say::dismiss(lang).into(),
                        false,
                        dispatch.reform(|_| Msg::DismissNotice),
                    ) }
                </div>
            }
            if *new_version {
                <div key="version" class="message" role="status" data-testid="new-version">
                    { icon(Icon::Info) }
                    <p>{ keep::new_version(lang) }</p>
                    { button("", None, keep::use_new_version(lang).into(), dispatch.reform(|_| Msg::UseNewVersion)) }
                </div>
            }
            if let Some(name) = asked {
                <div key="asked" class="message" role="alert" data-testid="open-asks">
                    { icon(Icon::Alert) }
                    <p>{ keep::replace(lang, name) }</p>
                    { button("", None, keep::stay(lang).into(), dispatch.reform(|_| Msg::OpenAnyway(false))) }
                    { button("quiet", None, keep::open_anyway(lang).into(), dispatch.reform(|_| Msg::OpenAnyway(true))) }
                </div>
            }
            if !doc.failed.is_empty() {
                <ul key="failed" class="message-list" aria-label={say::not_used(lang)}>
                    { for doc.failed.iter().map(|file| failed(lang, file)) }
                </ul>
            }
            // The data view shows them whole, beside the table.
            if !doc.questions.is_empty() && screen.room() != Screen::Data {
                { question::compact_list(lang, &doc.questions, true, dispatch) }
            }
            if let Some(import) = import {
                { progress(lang, import, dispatch) }
            }
        </section>
    }
}

fn failed(lang: Lang, file: &FailedFile) -> Html {
    html! {
        <li key={file.name.clone()} class="message bad" data-testid="file-error" data-file={file.name.clone()}>
            { icon(Icon::Alert) }
            <div>
                <p><b>{ &file.name }</b>{ " " }{ problems::unusable(lang, &Written(lang), &file.why) }</p>
                { receipt_line(lang, &file.name, &file.receipt) }
            </div>
        </li>
    }
}
