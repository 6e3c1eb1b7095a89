//! The month's scoreboard: the answer, both sides, and under them the curve, the reasons and the versions.

use garimpo_funnel::Ranking;
use garimpo_funnel::agreement::overview::Overview;
use garimpo_funnel::agreement::{Basis, Version, month_of};
use garimpo_workspace::{DocView, Studied, Study};
use yew::{Callback, Html, Properties, component, html, use_state, use_state_eq};

use super::editor::Editor;
use super::ink::Ink;
use super::{marketing, parts, reasons, response, sales, versions};
use crate::agreement::{Draft, proposal};
use crate::calendar::iso;
use crate::i18n::{agreement as say, fields};
use crate::route::Route;
use crate::ui::{Dispatch, Icon, Slice, button, icon_button};
use crate::view::channels::pieces;
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub content: Option<Slice<Studied>>,
    pub doc: Slice<DocView>,
    pub ranking: Option<Slice<Ranking>>,
    pub ink: Ink,
    pub dispatch: Dispatch,
}

/// What the parts draw from.
pub struct Scene<'a> {
    pub overview: &'a Overview,
    pub version: Option<&'a Version>,
    pub doc: &'a DocView,
    pub ink: &'a Ink,
    pub dispatch: &'a Dispatch,
    /// A channel's name by its id.
    pub name: &'a dyn Fn(&str) -> String,
}

#[component]
pub fn Board(props: &Props) -> Html {
    let Props { content, doc, ranking, ink, dispatch } = props;
    let lang = ink.lang;
    let month = use_state_eq(|| None::<i32>);
    let basis = use_state_eq(|| None::<Basis>);
    let draft = use_state(|| None::<Draft>);
    use_study(Some(Study::Agreement { month: *month, basis: (*basis).clone() }), dispatch);
    let overview = match content.as_deref() {
        None => {
            let words = say::computing(lang);
            return html! { <div class="view"><p class="state" role="status">{ words }</p></div> };
        }
        Some(Studied::Agreement(Some(overview))) => overview.as_ref(),
        _ => {
            let words = say::no_leads(lang);
            return html! { <div class="view"><p class="say" data-testid="agreement-empty">{ words }</p></div> };
        }
    };
    let at = overview.board.version.map(|at| at as usize);
    let version = at.and_then(|at| doc.notebook.agreement.versions.get(at));
    let name = |id: &str| {
        let rows = ranking.as_deref().into_iter().flat_map(|ranking| &ranking.channels);
        let found = rows.map(|row| &row.channel).find(|channel| channel.id == id);
        found.map_or_else(|| id.to_owned(), |channel| fields::channel_name(lang, &channel.name))
    };
    let scene = Scene { overview, version, doc, ink, dispatch, name: &name };
    let write = {
        let (draft, version) = (draft.clone(), version.cloned());
        let proposed = proposal(overview);
        Callback::from(move |_| {
            let start = version.clone().map_or_else(
                || proposed.clone(),
                |version| Version {
                    since: proposed.agreed.saturating_add(1),
                    agreed: proposed.agreed,
                    note: String::new(),
                    ..version
                },
            );
            draft.set(Some(Draft::of(lang, &start)));
        })
    };
    let close = {
        let draft = draft.clone();
        Callback::from(move |()| draft.set(None))
    };
    let go = {
        let month = month.clone();
        Callback::from(move |day: i32| month.set(Some(day)))
    };
    let choose = {
        let basis = basis.clone();
        Callback::from(move |chosen: Basis| basis.set(Some(chosen)))
    };
    let editor = draft.as_ref().map(|start| {
        html! {
            <Editor
                key="editor"
                start={start.clone()}
                overview={Slice::new(overview.clone())}
                ink={ink.clone()}
                {close}
                {choose}
                dispatch={dispatch.clone()}
            />
        }
    });
    html! {
        <>
            { scope(&scene, &go, write.clone()) }
            <div class="view">
                if let Some(editor) = editor {
                    { editor }
                } else if version.is_some() {
                    <div key="board">
                        { answer(&scene) }
                        <div class="pact">
                            { marketing::marketing(&scene) }
                            { sales::sales(&scene) }
                        </div>
                        { response::response(&scene) }
                    </div>
                } else {
                    <section key="none" class="answer" data-testid="no-agreement">
                        <div>
                            <p class="eyebrow">{ say::eyebrow(lang) }</p>
                            <h1>{ say::no_agreement(lang) }</h1>
                            <p class="lead-say">{ say::no_agreement_say(lang) }</p>
                            { button("primary", None, say::first_agreement(lang).into(), write) }
                        </div>
                    </section>
                }
                <div class="pact lower">
                    { reasons::reasons(&scene) }
                    { versions::versions(&scene) }
                </div>
            </div>
        </>
    }
}

fn scope(scene: &Scene<'_>, go: &Callback<i32>, write: Callback<yew::MouseEvent>) -> Html {
    let Scene { overview, version, ink, .. } = scene;
    let lang = ink.lang;
    let board = &overview.board;
    let (from, to) = board.month;
    let before = month_of(from - 1).0;
    let after = to + 1;
    let last = overview.months.map_or(board.as_of, |(_, last)| last.max(board.as_of));
    let first = overview.months.map_or(from, |(first, _)| first);
    let step = |to: i32| go.reform(move |_| to);
    let (gone, all) = board.days;
    let width = format!("{:.1}%", 100.0 * f64::from(gone) / f64::from(all.max(1)));
    html! {
        <div class="scope" role="group" aria-label={say::agreement_of(lang)} data-testid="agreement-scope">
            { parts(lang, &Route::Agreement) }
            <div class="pick month">
                <small>{ say::agreement_of(lang) }</small>
                <span>
                    { icon_button(Icon::Undo, say::earlier_month(lang).into(), before < first, step(before)) }
                    <b data-testid="month" data-month={iso(from)}>{ ink.month(from) }</b>
                    { icon_button(Icon::Redo, say::later_month(lang).into(), after > last, step(after)) }
                </span>
            </div>
            if let Some(version) = version {
                <p class="pick" key="days">
                    <small>{ say::working_days(lang) }</small>
                    <span class="mat">
                        <svg class="mat-bar" aria-hidden="true">
                            <rect class="a" width="100%" height="100%" rx="2" /><rect class="f" {width} height="100%" rx="2" />
                        </svg>
                        { say::of(lang, &ink.whole(gone), &ink.whole(all)) }
                    </span>
                </p>
                <p class="pick" key="hours">
                    <small>{ say::hours(lang) }</small>
                    <span>{ versions::hours(lang, version, board.month, ink) }</span>
                </p>
            }
            <p class="pick">
                <small>{ say::data_until(lang) }</small>
                <span><time datetime={iso(board.as_of)}>{ ink.day(board.as_of) }</time></span>
            </p>
            if let (Some(version), Some(at)) = (version, board.version) {
                <p class="pick" key="version">
                    <small data-testid="version" data-since={iso(version.since)}>
                        { say::version_since(lang, at as usize + 1, &ink.day(version.since)) }
                    </small>
                    <span>{ say::signed(lang, &version.marketing, &version.sales) }</span>
                </p>
                <span class="end" key="propose">
                    { button("", Some(Icon::Pencil), say::propose(lang).into(), write) }
                </span>
            }
        </div>
    }
}

fn answer(scene: &Scene<'_>) -> Html {
    let Scene { overview, ink, .. } = scene;
    let (lang, board) = (ink.lang, &overview.board);
    let aside = board.delivered.as_ref().filter(|made| made.target > 0.0).map(|made| {
        let share = ink.percent(f64::from(made.leads) / made.target);
        let of_value = made.value.zip(made.value_target).filter(|(_, target)| *target > 0.0);
        let value = of_value.map(|(value, target)| ink.percent(value / target));
        let pace = ink.percent(f64::from(board.days.0) / f64::from(board.days.1.max(1)));
        say::marketing_aside(
            lang,
            &ink.whole(made.leads),
            &ink.count(made.target),
            &share,
            value.as_deref(),
            &pace,
        )
    });
    let classes = board.delivered.as_ref().and_then(|made| say::class_said(made, lang));
    let out = board.leads.saturating_sub(board.qualified);
    html! {
        <section class="answer" aria-labelledby="answer" data-testid="agreement-answer">
            <div>
                <p class="eyebrow">{ say::eyebrow(lang) }</p>
                <h1 id="answer">{ pieces(&say::answer(lang, board)) }{ " " }{ classes }</h1>
            </div>
            <ul class="asides">
                if let Some(aside) = aside {
                    <li key="marketing"><b>{ "Marketing: " }</b>{ aside }</li>
                }
                if scene.overview.board.kept.iter().any(|kept| kept.is_told) {
                    <li key="sales"><b>{ say::sales_name(lang) }{ ": " }</b>{ say::untouched(lang, board.untouched) }</li>
                }
                if out > 0 {
                    <li key="out">{ say::unqualified(lang, out, board.leads) }</li>
                }
            </ul>
        </section>
    }
}
