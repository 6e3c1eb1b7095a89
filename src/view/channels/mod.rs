//! The ranking: the answer in words, then the picture, then all the numbers, then what to know about the data.

mod answer;
mod cell;
mod columns;
mod compare;
mod drawer;
mod empty;
mod evidence;
mod figure;
mod fold;
mod format;
mod frontier;
mod frozen;
mod models;
mod numbers;
mod picture;
mod quality;
mod scope;
mod settings;
mod trend;
mod unfinished;
mod warm;
mod weigh;
mod why;

use garimpo_browser::frame;
use garimpo_funnel::Ranking;
use garimpo_funnel::ranking::{ChannelRow, MetricId};
use garimpo_workspace::{DocView, Studied};
use yew::{
    Html, KeyboardEvent, Properties, component, hook, html, use_callback, use_effect_with, use_state_eq,
};

use crate::i18n::Lang;
use crate::i18n::fields;
use crate::model::{Drawer, Sort};
use crate::msg::Msg;
use crate::order::{self, Section};
use crate::ui::{Dispatch, Slice};
pub use answer::pieces;
use format::Format;
pub use frozen::frozen;
pub use scope::Scope;
pub use settings::{MARGIN, use_settings};
pub use warm::warm;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Option<Slice<Ranking>>,
    pub doc: Slice<DocView>,
    pub sort: Sort,
    pub columns: Option<Slice<Vec<MetricId>>>,
    pub drawer: Option<Slice<Drawer>>,
    /// What the worker has answered about the folds below the numbers.
    pub compared: Option<Slice<Studied>>,
    pub trend: Option<Slice<Studied>>,
    pub why: Option<Slice<Studied>>,
    pub frontier: Option<Slice<Studied>>,
    pub weighed: Option<Slice<Studied>>,
    /// The answer to [`garimpo_workspace::Study::Credit`], once it is open.
    pub credit: Option<Slice<Studied>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// What every part of the screen draws from.
pub(super) struct Scene<'a> {
    pub ranking: &'a Ranking,
    pub doc: &'a DocView,
    pub sort: Sort,
    /// Columns of the numbers that a person chose.
    pub columns: Option<&'a [MetricId]>,
    pub lang: Lang,
    pub format: Format,
    pub dispatch: &'a Dispatch,
    pub stage: Stage,
    /// The number that is open beside.
    pub open: Option<(Option<&'a str>, MetricId)>,
    /// Somebody else's numbers: nothing opens and nothing can be changed.
    pub frozen: bool,
}

impl Scene<'_> {
    pub fn name(&self, row: &ChannelRow) -> String {
        fields::channel_name(self.lang, &row.channel.name)
    }

    /// A channel that has gone since keeps its id.
    pub fn name_of(&self, id: &str) -> String {
        let row = self.ranking.channels.iter().find(|row| row.channel.id == id);
        row.map_or_else(|| id.to_owned(), |row| self.name(row))
    }

    pub fn sections(&self) -> Vec<Section> {
        order::sections(self.ranking, self.sort, |row| self.name(row))
    }

    pub fn row(&self, index: usize) -> Option<&ChannelRow> {
        self.ranking.channels.get(index)
    }
}

/// How far the screen is drawn. What stands beside and below the first table comes in the frames after it, so that
/// nobody waits for it and no frame is long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// The answer and the channels; all the numbers are in the document, but not laid out.
    Answer,
    /// The figure and the folds as well.
    Figure,
    Whole,
}

#[hook]
fn use_stage(is_there: bool) -> Stage {
    let stage = use_state_eq(|| Stage::Answer);
    let setter = stage.setter();
    use_effect_with((is_there, *stage), move |(is_there, stage)| match (is_there, stage) {
        (false, _) => setter.set(Stage::Answer),
        (true, Stage::Whole) => {}
        (true, Stage::Answer) => frame::after_paint(move || setter.set(Stage::Figure)),
        (true, Stage::Figure) => frame::after_paint(move || setter.set(Stage::Whole)),
    });
    if is_there { *stage } else { Stage::Answer }
}

#[component]
pub fn Channels(props: &Props) -> Html {
    let Props { ranking, doc, sort, columns, drawer, lang, dispatch, .. } = props;
    let stage = use_stage(ranking.is_some());
    let (open_settings, adjusting) = use_settings(ranking, doc, *lang, dispatch);
    let onkeydown =
        use_callback((dispatch.clone(), drawer.is_some()), |event: KeyboardEvent, (dispatch, open)| {
            if *open && event.key() == "Escape" {
                event.prevent_default();
                dispatch.emit(Msg::CloseDrawer);
            }
        });
    let body = match ranking {
        Some(ranking) => {
            let scene = Scene {
                ranking,
                doc,
                sort: *sort,
                columns: columns.as_ref().map(|chosen| chosen.as_slice()),
                lang: *lang,
                format: Format::new(*lang, ranking),
                dispatch,
                stage,
                open: drawer.as_ref().map(|drawer| (drawer.channel.as_deref(), drawer.metric)),
                frozen: false,
            };
            html! {
                <div key="ranking" class="view">
                    { answer::answer(&scene) }
                    { quality::quality(&scene) }
                    <div class="split">
                        { picture::picture(&scene) }
                        if stage >= Stage::Figure {
                            { figure::figure(&scene) }
                        } else {
                            <section class="fig" />
                        }
                    </div>
                    { unfinished::unfinished(&scene) }
                    { numbers::numbers(&scene) }
                    if stage >= Stage::Figure {
                        { folds(props, ranking) }
                    }
                </div>
            }
        }
        None => html! { <div key="empty" class="view">{ empty::empty(*lang, doc, dispatch) }</div> },
    };
    let opened = drawer.as_ref().zip(ranking.as_ref()).map(|(drawer, ranking)| {
        html! {
            <drawer::Opened
                key="opened"
                drawer={drawer.clone()}
                ranking={ranking.clone()}
                doc={doc.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
        }
    });
    html! {
        <div class="channels" {onkeydown}>
            <scope::Scope
                ranking={ranking.clone()}
                doc={doc.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
                settings={open_settings}
            />
            <div class="channels-body">{ body }</div>
            <div class="drawer-slot">{ opened }{ adjusting }</div>
        </div>
    }
}

/// What a person looks into further, below the numbers.
fn folds(props: &Props, ranking: &Slice<Ranking>) -> Html {
    let Props { doc, compared, frontier, weighed, trend, why, credit, lang, dispatch, .. } = props;
    html! {
        <>
            <compare::Compare
                key="compare"
                ranking={ranking.clone()}
                content={compared.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
            <frontier::Frontier
                key="frontier"
                ranking={ranking.clone()}
                content={frontier.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
            <weigh::Weigh
                key="weigh"
                ranking={ranking.clone()}
                content={weighed.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
            <trend::Trend
                key="trend"
                ranking={ranking.clone()}
                content={trend.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
            <why::Why
                key="why"
                ranking={ranking.clone()}
                doc={doc.clone()}
                content={why.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
            <models::Models
                key="models"
                content={credit.clone()}
                ranking={ranking.clone()}
                doc={doc.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
        </>
    }
}
