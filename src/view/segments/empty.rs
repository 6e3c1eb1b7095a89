//! There is no column to group by, or nothing came of the leads yet: what to do.

use garimpo_funnel::Role;
use yew::{Html, classes, html};

use super::Scene;
use crate::i18n::segments as say;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Icon, button, icon};

pub fn no_column(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let sheet = |role: Role| scene.doc.sheets.iter().find(|sheet| sheet.role == role);
    let steps = [
        (sheet(Role::Leads).or(sheet(Role::Deals)).is_some(), say::need_table(lang)),
        (false, say::need_column(lang)),
    ];
    let steps = steps.into_iter().map(|(there, words)| {
        html! {
            <li key={words} class={classes!(there.then_some("there"))}>
                { icon(if there { Icon::Ok } else { Icon::Plus }) }
                <span>{ words }</span>
            </li>
        }
    });
    let open = sheet(Role::Leads).or(sheet(Role::Deals)).map(|sheet| sheet.name.clone());
    html! {
        <section class="nothing" aria-labelledby="no-segments">
            <h1 id="no-segments">{ say::no_column_title(lang) }</h1>
            <p>{ say::no_column_say(lang) }</p>
            <ul>{ for steps }</ul>
            <p>
                { button(
                    "primary",
                    Some(Icon::Sheet),
                    say::open_data(lang).into(),
                    scene.dispatch.reform(move |_| Msg::Go(Route::Data(open.clone()))),
                ) }
            </p>
        </section>
    }
}
