//! The first visit: what the page is for, where files go, and a picture of what comes out.

mod preview;

use yew::{Callback, Html, Properties, component, html};

use crate::i18n::shell::CONTROL;
use crate::i18n::{Lang, empty as say, fields, share};
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, icon, page};
use crate::view::received::PasteBox;
use crate::view::shell::FILES;
use garimpo_funnel::Role;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn Empty(props: &Props) -> Html {
    let lang = props.lang;
    let kinds = [(Icon::People, Role::Leads), (Icon::Ok, Role::Deals), (Icon::Hash, Role::Spend)];
    html! {
        <div class="hello">
            <div class="lead">
                <h1>{ say::question(lang) }</h1>
                <p>{ say::purpose(lang) }</p>
            </div>
            { drop_zone(props) }
            <ul class="kinds" aria-label={say::kinds(lang)}>
                { for kinds.into_iter().map(|(picture, role)| html! {
                    <li key={role.name()}>
                        { icon(picture) }
                        <div><b>{ fields::role(lang, role) }</b><span>{ fields::role_hint(lang, role) }</span></div>
                    </li>
                }) }
                <li key="more" class="more">{ say::start(lang) }</li>
                <li key="link" class="paste-line">
                    <details>
                        <summary>{ share::paste_title(lang) }</summary>
                        <PasteBox {lang} dispatch={props.dispatch.clone()} />
                    </details>
                </li>
            </ul>
            { preview::preview(lang) }
        </div>
    }
}

fn drop_zone(props: &Props) -> Html {
    let lang = props.lang;
    html! {
        <section class="drop" aria-labelledby="drop-title">
            { pan() }
            <div class="drop-in">
                { icon(Icon::Upload) }
                <h2 id="drop-title">{ say::drop_title(lang) }</h2>
                <p>{ say::drop_text(lang) }{ " " }<kbd>{ CONTROL }</kbd>{ " " }<kbd>{ "V" }</kbd>{ "." }</p>
                <div class="acts">
                    <button
                        class="btn primary big"
                        type="button"
                        onclick={Callback::from(|_| page::click(FILES))}
                    >
                        { say::choose(lang) }
                    </button>
                    <button
                        class="btn big"
                        type="button"
                        data-testid="sample"
                        onclick={props.dispatch.reform(|_| Msg::Sample)}
                    >
                        { say::sample(lang) }
                    </button>
                </div>
                <p class="fine">{ say::sources(lang) }</p>
            </div>
        </section>
    }
}

/// Water in the pan, and the nuggets that stay.
fn pan() -> Html {
    const NUGGETS: [(&str, &str, &str); 7] = [
        ("268", "262", "3.2"),
        ("317", "267", "2.4"),
        ("296", "254", "1.8"),
        ("345", "257", "1.6"),
        ("281", "271", "1.6"),
        ("226", "270", "1.4"),
        ("398", "250", "1.3"),
    ];
    html! {
        <svg class="pan" viewBox="0 0 600 300" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
            <g>
                { for (0..7_u32).map(|ring| html! {
                    <ellipse
                        key={ring}
                        cx="300"
                        cy="262"
                        rx={(76 + 66 * ring).to_string()}
                        ry={(20.0 + 17.5 * f64::from(ring)).to_string()}
                    />
                }) }
            </g>
            <g>
                { for NUGGETS.into_iter().map(|(cx, cy, r)| html! {
                    <circle key={cx} class="nugget" {cx} {cy} {r} />
                }) }
            </g>
        </svg>
    }
}
