//! The agreement: the month's scoreboard with its editor, leads by name, one lead's sheet, and what became of the
//! leads. Each has an address; each opens its own study while it is shown.

mod board;
mod desk;
mod editor;
mod enter;
mod ink;
mod lead;
mod marketing;
mod outcomes;
mod pace;
mod reasons;
mod response;
mod sales;
mod versions;

use garimpo_funnel::Ranking;
use garimpo_funnel::agreement::outcomes::By;
use garimpo_funnel::company::Source;
use garimpo_workspace::{DocView, Studied};
use yew::{AttrValue, Callback, Event, Html, InputEvent, Properties, TargetCast, component, html};

use crate::agreement::asked;
use crate::i18n::{Lang, agreement as say};
use crate::route::Route;
use crate::ui::{Dispatch, Slice};
use ink::Ink;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub route: Route,
    pub overview: Option<Slice<Studied>>,
    pub desk: Option<Slice<Studied>>,
    pub handoff: Option<Slice<Studied>>,
    pub outcomes: Option<Slice<Studied>>,
    pub ranking: Option<Slice<Ranking>>,
    pub doc: Slice<DocView>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn AgreementView(props: &Props) -> Html {
    let Props { route, overview, desk, handoff, outcomes, ranking, doc, lang, dispatch } = props;
    let (lang, doc, dispatch) = (*lang, doc.clone(), dispatch.clone());
    let ink = Ink::new(lang, ranking.as_deref());
    let body = match route {
        Route::AgreementLeads(what) => html! {
            <desk::Desk key="desk" ask={asked(what)} content={desk.clone()} {doc} {ink} {dispatch} />
        },
        Route::AgreementLead { sheet, row } => html! {
            <lead::LeadSheet
                key="lead"
                lead={Source { sheet: *sheet, row: *row }}
                content={handoff.clone()}
                {doc}
                {ink}
                {dispatch}
            />
        },
        Route::Outcomes => html! {
            <outcomes::OutcomesView key="outcomes" content={outcomes.clone()} {doc} {ink} {dispatch} />
        },
        _ => {
            html! { <board::Board key="board" content={overview.clone()} ranking={ranking.clone()} {doc} {ink} {dispatch} /> }
        }
    };
    html! { <div class="agreement">{ body }</div> }
}

/// The three parts, in each of them.
fn parts(lang: Lang, here: &Route) -> Html {
    let all = [
        (Route::Agreement, say::nav_board(lang)),
        (Route::AgreementLeads(String::new()), say::nav_leads(lang)),
        (Route::Outcomes, say::nav_outcomes(lang)),
    ];
    let links = all.into_iter().map(|(route, name)| {
        let current = (std::mem::discriminant(&route) == std::mem::discriminant(here)).then_some("page");
        html! { <a key={name} href={route.hash()} aria-current={current}>{ name }</a> }
    });
    html! { <nav class="seg noprint" aria-label={say::nav(lang)}>{ for links }</nav> }
}

/// A field that is typed into; what it holds is kept outside.
fn typed(id: String, label: impl Into<AttrValue>, value: &str, set: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        set.emit(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
    });
    html! {
        <label class="field" key={id.clone()}>
            <span>{ label.into() }</span>
            <input {id} type="text" autocomplete="off" maxlength="200" value={value.to_owned()} {oninput} />
        </label>
    }
}

/// The same in a table's cell: its label is only spoken.
fn cell(label: String, value: &str, numeric: bool, set: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        set.emit(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
    });
    html! {
        <input
            class={numeric.then_some("num")}
            type="text"
            inputmode={numeric.then_some("decimal")}
            autocomplete="off"
            maxlength="200"
            aria-label={label}
            value={value.to_owned()}
            {oninput}
        />
    }
}

fn dated(id: &'static str, label: &'static str, value: String, set: Callback<String>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        set.emit(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
    });
    html! {
        <label class="field" key={id}>
            <span>{ label }</span>
            <input {id} type="date" min="1990-01-01" {value} {onchange} />
        </label>
    }
}

fn tick(label: String, checked: bool, set: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        set.emit(event.target_unchecked_into::<web_sys::HtmlInputElement>().checked());
    });
    html! {
        <label class="tick" key={label.clone()}>
            <input type="checkbox" {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

/// The channel or campaign that an outcome's line is about.
fn is_channel(by: By) -> bool {
    by == By::Channel
}
