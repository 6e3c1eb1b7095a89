//! Budget moves to discuss: one true sentence, the moves with their arithmetic, the tests that would decide, what
//! each channel can give and receive, and what a person knows of it.
//!
//! Must never propose: a move is what the past supports, under each assumption, to be talked over.

mod believe;
mod budgets;
mod flags;
mod meter;
mod moving;
pub(super) mod pen;
mod trials;

use garimpo_funnel::Ranking;
use garimpo_funnel::moves::{Budget, Moves};
use garimpo_workspace::{DocView, Studied, Study};
use yew::{Callback, Html, Properties, component, html};

use super::channels::{MARGIN, Scope, pieces, use_settings};
use super::study::use_study;
use crate::i18n::{Lang, channels, fields, moves as say};
use crate::ui::{Dispatch, Slice};
use pen::Pen;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub content: Option<Slice<Studied>>,
    pub ranking: Option<Slice<Ranking>>,
    pub doc: Slice<DocView>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// What every part of the view draws from.
struct Scene<'a> {
    moves: &'a Moves,
    doc: &'a DocView,
    lang: Lang,
    pen: Pen,
    dispatch: &'a Dispatch,
    /// Opens the settings at one of their elements.
    adjust: &'a Callback<&'static str>,
}

impl Scene<'_> {
    fn budget(&self, id: &str) -> Option<&Budget> {
        self.moves.budgets.iter().find(|budget| budget.channel.id == id)
    }

    fn name(&self, id: &str) -> String {
        let name = self.budget(id).map(|budget| fields::channel_name(self.lang, &budget.channel.name));
        name.unwrap_or_else(|| id.to_owned())
    }
}

#[component]
pub fn MovesView(props: &Props) -> Html {
    let Props { content, ranking, doc, lang, dispatch } = props;
    use_study(Some(Study::Moves), dispatch);
    let (settings, adjusting) = use_settings(ranking, doc, *lang, dispatch);
    let content = match content.as_deref() {
        Some(Studied::Moves(moves)) => {
            let pen = Pen::new(*lang, moves.currency);
            let scene = Scene { moves, doc, lang: *lang, pen, dispatch, adjust: &settings };
            html! { <div key="moves" class="view">{ body(&scene) }</div> }
        }
        _ => html! { <div key="counting" class="view"><p class="say">{ say::counting(*lang) }</p></div> },
    };
    html! {
        <div class="moves">
            <Scope
                ranking={ranking.clone()}
                doc={doc.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
                {settings}
            />
            { content }
            <div class="drawer-slot">{ adjusting }</div>
        </div>
    }
}

/// A section's table, one channel a row. `heads`: a word and what it means.
fn table(
    scene: &Scene<'_>,
    (id, class): (&'static str, &'static str),
    (title, said): (&'static str, &'static str),
    heads: &[(&'static str, Option<&'static str>)],
    row: impl Fn(&Scene<'_>, &Budget) -> Html,
) -> Html {
    let heads = heads.iter().map(|(head, unit)| {
        html! { <th key={*head} scope="col">{ *head }if let Some(unit) = unit { <small>{ *unit }</small> }</th> }
    });
    let rows = scene.moves.budgets.iter().map(|budget| row(scene, budget));
    html! {
        <>
            <h2 {id}>{ title }</h2>
            <p class="lead-say">{ said }</p>
            <div class="sum-scroll" role="region" aria-labelledby={id} tabindex="0">
                <table {class}>
                    <thead><tr><th key="name" scope="col">{ say::channel(scene.lang) }</th>{ for heads }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </>
    }
}

fn body(scene: &Scene<'_>) -> Html {
    let Scene { moves, lang, .. } = scene;
    let shown = moves.moves.iter().map(|shown| {
        html! { <li key={format!("{} {}", shown.from, shown.to)}>{ moving::moving(scene, shown) }</li> }
    });
    let there = !moves.budgets.is_empty();
    html! {
        <>
            { top(scene) }
            if !moves.moves.is_empty() {
                <section key="moves" aria-labelledby="moves-held">
                    <h2 id="moves-held">{ say::moves_title(*lang) }</h2>
                    <p class="lead-say">{ say::moves_say(*lang) }</p>
                    <ol class="held">{ for shown }</ol>
                </section>
            }
            if !moves.trials.is_empty() {
                <section key="trials" aria-labelledby="moves-trials">{ trials::trials(scene) }</section>
            }
            if there {
                <section key="budgets">{ budgets::budgets(scene) }</section>
                <section key="flags">{ flags::flags(scene) }</section>
                <section key="meter" aria-labelledby="moves-meter">{ meter::meter(scene) }</section>
                <believe::Believe key="believe" content={Slice::new((*moves).clone())} lang={*lang} />
            }
            <p key="foot" class="foot-say" data-testid="moves-foot">{ say::foot(*lang) }</p>
        </>
    }
}

fn top(scene: &Scene<'_>) -> Html {
    let Scene { moves, lang, pen, .. } = scene;
    let said = say::answer(*lang, moves, &|id| scene.name(id), &|money| pen.money(money), &|count| {
        pen.count(f64::from(count))
    });
    html! {
        <section
            class="answer"
            aria-labelledby="answer"
            data-testid="moves"
            data-moves={moves.moves.len().to_string()}
            data-trials={moves.trials.len().to_string()}
        >
            <div>
                <p class="eyebrow">{ say::eyebrow(*lang) }</p>
                <h1 id="answer">{ pieces(&said) }</h1>
            </div>
            <ul class="asides">
                if let Some(said) = exploration(scene) {
                    <li key="exploration" data-testid="exploration">{ said }</li>
                }
                if !moves.moves.is_empty() {
                    <li key="margin" data-testid="moves-unit">{ unit(scene) }</li>
                }
            </ul>
        </section>
    }
}

/// What the gains are counted in, and the way to the margin where it is missing.
fn unit(scene: &Scene<'_>) -> Html {
    let Scene { moves, lang, .. } = scene;
    let in_money = moves.moves.iter().any(|shown| shown.deals.is_some());
    match (in_money, moves.margin) {
        (false, _) => html! { say::in_customers(*lang) },
        (true, None) => html! {
            <>
                { say::in_revenue(*lang) }{ " " }
                <button class="lnk" type="button" aria-haspopup="dialog" onclick={scene.adjust.reform(|_| MARGIN)}>
                    { say::tell_margin(*lang) }
                </button>
            </>
        },
        (true, Some(_)) => html! { say::in_profit(*lang) },
    }
}

fn exploration(scene: &Scene<'_>) -> Option<String> {
    let Scene { moves, lang, pen, .. } = scene;
    let kept = moves.exploration.as_ref()?;
    let names: Vec<String> = kept.channels.iter().map(|id| scene.name(id)).collect();
    let missing = (kept.missing >= 1.0).then(|| pen.money(kept.missing));
    Some(say::exploration(
        *lang,
        &channels::some_names(*lang, &names),
        names.len() > 1,
        &pen.percent(kept.share, 1),
        missing.as_deref(),
    ))
}
