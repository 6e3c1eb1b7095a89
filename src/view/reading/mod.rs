//! The import screen: how a file was read, and what a person can say about it. The first rows under cards of the
//! columns; beside them the questions, the records that are out of the table, and the options of the reading.
//!
//! It comes by itself only when there is something to ask and nothing else to show.

mod columns;
mod options;
mod tray;

use yew::{Html, Properties, component, html};

use crate::i18n::{Lang, reading as say, sources};
use crate::model::Reading;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Slice};
use crate::view::data::receipt;
use crate::view::sheet::{questions, role_select};
use garimpo_workspace::{DocView, SheetId, SheetView};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub doc: Slice<DocView>,
    pub open: SheetId,
    pub content: Option<Slice<Reading>>,
    pub remembers: bool,
    pub ranked: bool,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn ReadingView(props: &Props) -> Html {
    let Props { doc, open, content, remembers, ranked, lang, dispatch } = props;
    let lang = *lang;
    let Some(sheet) = doc.sheet(*open) else {
        return html! { <section class="reading" hidden=true /> };
    };
    let preview = content.as_ref().and_then(|content| content.preview.as_ref());
    let outside = content.as_ref().and_then(|content| content.outside.as_deref()).unwrap_or_default();
    html! {
        <section class="reading">
            { head(lang, sheet, *ranked, dispatch) }
            { columns::columns(lang, sheet, preview, dispatch) }
            <aside class="panel" tabindex="0" aria-label={say::beside(lang)}>
                <h2 class="sr">{ say::beside(lang) }</h2>
                { questions(lang, doc, sheet, dispatch) }
                <tray::Tray
                    {lang}
                    sheet={sheet.id}
                    name={sheet.name.clone()}
                    left_out={sheet.left_out}
                    problems={outside.iter().filter(|one| waits(sheet, one)).cloned().collect::<Vec<_>>()}
                    all={outside.len() as u64}
                    dispatch={dispatch.clone()}
                />
                if let Some(counts) = &sheet.receipt {
                    { receipt(lang, &sheet.name, counts) }
                }
                { options::options(lang, sheet, dispatch) }
                { memory(lang, *remembers, dispatch) }
            </aside>
        </section>
    }
}

/// Nobody has decided about it. Not by the document's list of problems: that one has an end.
fn waits(sheet: &SheetView, problem: &garimpo_table::Problem) -> bool {
    sheet.decided.binary_search(&problem.line).is_err()
}

fn head(lang: Lang, sheet: &SheetView, ranked: bool, dispatch: &Dispatch) -> Html {
    html! {
        <header>
            <div>
                <p class="grp">{ say::heading(lang) }</p>
                <h1>{ &sheet.name }</h1>
                if let Some(source) = sheet.source {
                    <p class="grp">{ sources::recognised(lang, source) }</p>
                }
                if sheet.remembered {
                    <p class="grp">{ say::remembered(lang) }</p>
                }
            </div>
            <div class="reading-acts">
                { role_select(lang, sheet, dispatch) }
                <a class="btn primary" href={Route::Data(Some(sheet.name.clone())).hash()}>{ say::to_table(lang) }</a>
                if ranked {
                    <a class="btn" href={Route::Channels.hash()}>{ say::back_to_channels(lang) }</a>
                }
            </div>
        </header>
    }
}

/// Off until the person wants it: nothing is kept on this computer by itself.
fn memory(lang: Lang, remembers: bool, dispatch: &Dispatch) -> Html {
    let onchange = dispatch.reform(move |_| Msg::Remember(!remembers));
    html! {
        <section>
            <label class="check">
                <input type="checkbox" data-testid="remember" checked={remembers} {onchange} />
                <span>
                    <b>{ say::memory(lang) }</b>
                    <small>{ say::memory_hint(lang) }</small>
                </span>
            </label>
        </section>
    }
}
