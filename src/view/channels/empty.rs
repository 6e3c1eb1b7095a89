//! No ranking can be made yet: what is there, what is missing, and what to do.

use garimpo_funnel::Role;
use garimpo_workspace::DocView;
use yew::{Html, classes, html};

use crate::i18n::Lang;
use crate::i18n::channels as say;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Icon, button, icon};

pub fn empty(lang: Lang, doc: &DocView, dispatch: &Dispatch) -> Html {
    let there = |role: Role| doc.sheets.iter().any(|sheet| sheet.role == role);
    let parts = [Role::Leads, Role::Deals, Role::Spend].map(|role| {
        let there = there(role);
        let shown = if there { Icon::Ok } else { Icon::Plus };
        html! {
            <li key={role.name()} class={classes!(there.then_some("there"))}>
                { icon(shown) }
                <span>{ say::ingredient(lang, role, there) }</span>
            </li>
        }
    });
    let questions = doc.questions.len() as u32;
    html! {
        <section class="nothing" aria-labelledby="nothing">
            <h1 id="nothing">{ say::empty_title(lang) }</h1>
            <p>{ say::empty_say(lang, !doc.sheets.is_empty()) }</p>
            <ul>{ for parts }</ul>
            if questions > 0 {
                <p key="questions">{ say::open_questions(lang, (questions, &questions.to_string())) }</p>
            }
            <p key="go">
                { button(
                    "primary",
                    Some(Icon::Sheet),
                    say::see_data(lang).into(),
                    dispatch.reform(|_| Msg::Go(Route::Data(None))),
                ) }
            </p>
        </section>
    }
}
