//! Segments: the answer in words, channel by segment, what sales said, and what the machine found.
//!
//! Three studies are open while the view is: the table of one column, the cards, the finds.

mod answer;
mod behind;
mod cards;
mod empty;
mod finds;
mod form;
mod format;
mod grid;
mod reversal;
mod scope;

use garimpo_funnel::Ranking;
use garimpo_funnel::segments::{Base, Part, SegmentColumn, SegmentTable};
use garimpo_workspace::{DocView, Studied, Study};
use yew::{Callback, Html, Properties, component, html, use_state, use_state_eq};

use crate::i18n::Lang;
use crate::i18n::fields;
use crate::i18n::segments as say;
use crate::segments::Draft;
use crate::ui::{Dispatch, Slice};
use crate::view::study::use_study;
use format::Format;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Option<Slice<Ranking>>,
    pub doc: Slice<DocView>,
    /// The answers of the three studies; `None` until the worker has sent them.
    pub segment: Option<Slice<Studied>>,
    pub finds: Option<Slice<Studied>>,
    pub cards: Option<Slice<Studied>>,
    pub behind: Option<Slice<Studied>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// What every part of the screen draws from.
pub(super) struct Scene<'a> {
    pub ranking: Option<&'a Ranking>,
    pub doc: &'a DocView,
    pub columns: &'a [SegmentColumn],
    pub table: Option<&'a SegmentTable>,
    pub lang: Lang,
    pub format: Format,
    pub dispatch: &'a Dispatch,
    /// The hypothesis that is being written.
    pub draft: Option<&'a Draft>,
    pub write: Callback<Option<Draft>>,
    pub choose: Callback<String>,
    /// Where there is room for one row only: which one; 0 is all channels together.
    pub row: usize,
    pub choose_row: Callback<usize>,
    /// The cell whose rows are listed.
    pub opened: Option<&'a Cell>,
    pub open: Callback<Option<Cell>>,
}

/// A channel in a segment; `None`: all of them.
pub(super) type Cell = (Option<Part>, Option<Part>);

impl Scene<'_> {
    /// A channel's name by its id. One that has gone since keeps its id.
    pub fn channel(&self, id: &str) -> String {
        let rows = self.ranking.into_iter().flat_map(|ranking| &ranking.channels);
        let found = rows.map(|row| &row.channel).find(|channel| channel.id == id);
        found.map_or_else(|| id.to_owned(), |channel| fields::channel_name(self.lang, &channel.name))
    }

    pub fn part(&self, part: &garimpo_funnel::segments::Part) -> String {
        say::part(self.lang, &self.format, part, &|id| self.channel(id))
    }

    pub fn header(&self, column: &str) -> String {
        let found = self.columns.iter().find(|known| known.id == column);
        found.map_or_else(|| column.to_owned(), |known| known.header.clone())
    }

    /// An empty hypothesis about a column, dated by the data.
    pub fn draft(&self, column: String) -> Draft {
        let measure = self.table.map(|table| say::counted_by(table.base));
        let created = self.ranking.and_then(|ranking| ranking.as_of);
        Draft { column, measure, created, ..Draft::default() }
    }
}

#[component]
pub fn Segments(props: &Props) -> Html {
    let Props { ranking, doc, segment, finds, cards, behind, lang, dispatch } = props;
    let column = use_state_eq(|| None::<String>);
    let draft = use_state(|| None::<Draft>);
    let row = use_state_eq(|| 0_usize);
    let opened = use_state_eq(|| None::<Cell>);
    use_study(Some(Study::Segment { column: (*column).clone() }), dispatch);
    use_study(Some(Study::Cards), dispatch);
    use_study(Some(Study::Finds), dispatch);
    let (columns, table): (&[SegmentColumn], Option<&SegmentTable>) = match segment.as_deref() {
        Some(Studied::Segment { columns, table }) => (columns, table.as_deref()),
        _ => (&[], None),
    };
    let asked = table.zip((*opened).clone()).map(|(table, (channel, segment))| Study::Behind {
        column: table.column.id.clone(),
        channel,
        segment,
    });
    use_study(asked, dispatch);
    let scene = Scene {
        ranking: ranking.as_deref(),
        doc,
        columns,
        table,
        lang: *lang,
        format: Format::new(*lang, ranking.as_deref()),
        dispatch,
        draft: draft.as_ref(),
        write: {
            let draft = draft.clone();
            Callback::from(move |written| draft.set(written))
        },
        choose: {
            let (column, opened) = (column.clone(), opened.clone());
            Callback::from(move |id: String| {
                opened.set(None);
                column.set(Some(id));
            })
        },
        row: *row,
        choose_row: Callback::from(move |at| row.set(at)),
        opened: opened.as_ref(),
        open: {
            let opened = opened.clone();
            Callback::from(move |cell| opened.set(cell))
        },
    };
    let listed = match behind.as_deref() {
        Some(Studied::Behind(Some(rows))) => Some(rows.as_ref()),
        _ => None,
    };
    let body = if segment.is_none() {
        html! { <p key="computing" class="state" role="status">{ say::computing(*lang) }</p> }
    } else if columns.is_empty() {
        html! { <div key="empty">{ empty::no_column(&scene) }</div> }
    } else {
        html! {
            <div key="table">
                { answer::answer(&scene) }
                { reversal::reversals(&scene) }
                { grid::grid(&scene) }
                { behind::behind(&scene, listed) }
            </div>
        }
    };
    let judged = cards.as_deref().and_then(|studied| match studied {
        Studied::Cards { verdicts, .. } => Some(verdicts.as_slice()),
        _ => None,
    });
    let found = finds.as_deref().and_then(|studied| match studied {
        Studied::Finds(finds) => Some(finds.as_ref()),
        _ => None,
    });
    html! {
        <div class="segments">
            { scope::scope(&scene) }
            <div class="view">
                { body }
                <div class="split-even">
                    { cards::cards(&scene, judged) }
                    { finds::finds(&scene, found) }
                </div>
            </div>
        </div>
    }
}

/// What the table counts; leads where there is none.
fn base(scene: &Scene<'_>) -> Base {
    scene.table.map_or(Base::Leads, |table| table.base)
}
