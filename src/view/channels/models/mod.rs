//! Who gets the credit, by several models side by side: a folded section, computed when it is opened.
//!
//! What is chosen here is a way of looking: it changes nothing of the document.

mod options;
mod paths;
mod table;

use garimpo_funnel::attribution::{Attribution, Model, Options};
use garimpo_funnel::{Ranking, Role};
use garimpo_workspace::{DocView, Studied, Study};
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_state_eq};

use super::format::Format;
use crate::i18n::Lang;
use crate::i18n::channels::models as say;
use crate::ui::{Dispatch, Slice};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub content: Option<Slice<Studied>>,
    pub ranking: Slice<Ranking>,
    pub doc: Slice<DocView>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// What the cells show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Customers,
    Share,
    Value,
}

/// In view at first: simple ones at both ends, what lies between, and the one that looks at all paths.
const FIRST_SHOWN: [Model; 5] = [Model::First, Model::Last, Model::Linear, Model::Position, Model::Markov];

/// How it is looked at, and the ways to change that.
#[derive(Clone, PartialEq)]
struct Look {
    options: Options,
    models: Vec<Model>,
    measure: Measure,
}

struct Scene<'a> {
    credit: &'a Attribution,
    look: &'a Look,
    set: &'a Callback<Look>,
    lang: Lang,
    format: Format,
}

impl Scene<'_> {
    /// Those in view that can be relied on: only they tell whether a share depends on the model.
    fn compared(&self) -> Vec<Model> {
        let reliable = |model: &Model| self.credit.gate.is_open || !model.is_chain();
        self.look.models.iter().copied().filter(reliable).collect()
    }
}

#[component]
pub fn Models(props: &Props) -> Html {
    let Props { content, ranking, doc, lang, dispatch } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    let look = use_state_eq(|| Look {
        options: Options::default(),
        models: FIRST_SHOWN.to_vec(),
        measure: Measure::Customers,
    });
    let there = doc.sheets.iter().any(|sheet| sheet.role == Role::Touches);
    use_study((there && *open).then(|| Study::Credit(look.options.clone())), dispatch);
    if !there {
        return html! { <p class="credit-none" data-testid="credit-none">{ say::no_touches(lang) }</p> };
    }
    let onclick = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            open.set(!*open);
        })
    };
    let set = {
        let look = look.clone();
        Callback::from(move |next| look.set(next))
    };
    let inside = match content.as_deref() {
        _ if !*open => html! { <div key="closed"></div> },
        Some(Studied::Credit(Some(credit))) => {
            let format = Format::new(lang, ranking);
            let scene = Scene { credit, look: &look, set: &set, lang, format };
            html! { <div key="open">{ body(&scene) }</div> }
        }
        Some(Studied::Credit(None)) => html! { <p key="none">{ say::no_touches(lang) }</p> },
        _ => html! { <p key="counting">{ say::counting(lang) }</p> },
    };
    html! {
        <details class="credit" data-testid="credit" open={*open}>
            <summary {onclick}><h2>{ say::title(lang) }</h2></summary>
            { inside }
        </details>
    }
}

fn body(scene: &Scene<'_>) -> Html {
    let Scene { credit, lang, format, .. } = scene;
    let count = |number: u64| format.count(number as f64);
    let counts = say::counts(*lang, &credit.counts, &count).into_iter().map(|(key, said)| {
        html! { <li {key} data-count={key}>{ said }</li> }
    });
    let credited = say::credited(&credit.counts) > 0;
    html! {
        <>
            <p class="lead-say">{ say::intro(*lang) }</p>
            if credited {
                <div key="shares">
                    { table::dependence(scene) }
                    { options::measure(scene) }
                    { table::table(scene) }
                    <p class="fig-say" data-testid="markov-gate" data-open={credit.gate.is_open.to_string()}>
                        { say::gate(*lang, &credit.gate, &count) }
                    </p>
                </div>
            } else {
                <p key="nobody">{ say::nobody(*lang) }</p>
            }
            { options::options(scene) }
            <h3>{ say::counts_title(*lang) }</h3>
            <ul class="credit-counts" data-testid="credit-counts">{ for counts }</ul>
            if credited {
                <div key="paths">{ paths::paths(scene) }</div>
            }
        </>
    }
}
