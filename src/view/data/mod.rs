//! The data view: the open table, what became of its file, and the tabs of all tables.

mod add;
mod channels;
mod panel;
mod problems;
mod receipt;
mod tabs;

pub use receipt::{receipt, receipt_line};

use yew::{Html, Properties, component, html, use_memo};

use crate::grid::Grid;
use crate::grid::port::Port;
use crate::i18n::{Lang, data as say};
use crate::model::{Jump, Order};
use crate::ui::{Dispatch, Slice};
use garimpo_funnel::Ranking;
use garimpo_workspace::{DocView, SheetId};

/// What the tabs control.
pub const PANEL: &str = "sheet";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub doc: Slice<DocView>,
    pub ranking: Option<Slice<Ranking>>,
    pub open: SheetId,
    pub jump: Slice<Jump>,
    pub order: Slice<Order>,
    pub lang: Lang,
    pub dispatch: Dispatch,
    pub port: Port,
}

#[component]
pub fn Data(props: &Props) -> Html {
    let Props { doc, ranking, open, jump, order, lang, dispatch, port } = props;
    // The grid compares by pointer: the same sheet stays the same object until the document changes.
    let sheet = use_memo((doc.clone(), *open), |(doc, open)| {
        doc.sheet(*open).cloned().unwrap_or_else(panel::no_sheet)
    });
    let sheet = Slice::from(&sheet);
    html! {
        <div class="desk">
            <h1 class="sr">{ say::heading(*lang) }</h1>
            <div class="gridwrap" role="tabpanel" id={PANEL} aria-labelledby={tabs::id(*open)}>
                <Grid
                    key={*open}
                    sheet={sheet.clone()}
                    jump={jump.clone()}
                    order={order.clone()}
                    lang={*lang}
                    dispatch={dispatch.clone()}
                    port={port.clone()}
                />
            </div>
            <tabs::Tabs
                doc={doc.clone()}
                ranking={ranking.clone()}
                open={*open}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
            <panel::Panel
                doc={doc.clone()}
                {sheet}
                ranking={ranking.clone()}
                lang={*lang}
                dispatch={dispatch.clone()}
            />
        </div>
    }
}
