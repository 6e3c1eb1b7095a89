//! What every view of a sheet shows of it: what it is, and what is asked about it.

use yew::{Html, html};

use crate::i18n::{Lang, data as say, fields};
use crate::msg::Msg;
use crate::ui::select::SelectOption;
use crate::ui::{Dispatch, Slice, select};
use crate::view::question;
use garimpo_funnel::Role;
use garimpo_workspace::{DocView, Intent, SheetView};

pub fn role_select(lang: Lang, sheet: &SheetView, dispatch: &Dispatch) -> Html {
    let id = sheet.id;
    let roles = Role::ALL
        .into_iter()
        .map(|role| SelectOption { value: role, id: role.name(), label: fields::role(lang, role).into() })
        .collect();
    let pick = dispatch.reform(move |role| Msg::Do(Intent::SetRole { sheet: id, role }));
    select(say::role_label(lang).into(), roles, &sheet.role, &pick)
}

/// Those of this table in full, those of the others in a sentence each.
pub fn questions(lang: Lang, doc: &Slice<DocView>, sheet: &SheetView, dispatch: &Dispatch) -> Html {
    let all = &doc.questions;
    let here = all.iter().enumerate().filter(|(_, question)| question.id.sheet == sheet.id);
    let elsewhere: Vec<_> = all.iter().filter(|question| question.id.sheet != sheet.id).cloned().collect();
    let only = all.len() == 1 && elsewhere.is_empty();
    html! {
        <div class="questions" hidden={all.is_empty()}>
            { for here.map(|(index, one)| html! {
                <question::Card
                    key={format!("{}-{:?}-{:?}", one.id.about.name(), one.id.column, one.id.field)}
                    {lang}
                    doc={doc.clone()}
                    {index}
                    {only}
                    dispatch={dispatch.clone()}
                />
            }) }
            if !elsewhere.is_empty() {
                { question::compact_list(lang, &elsewhere, false, dispatch) }
            }
            if !all.is_empty() && !only {
                <p class="acts">{ question::accept_all(lang, all.len(), dispatch) }</p>
            }
        </div>
    }
}
