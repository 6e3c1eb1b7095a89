//! What is on the screen: functions of slices of the model, compared by pointer.
//!
//! Must never change anything by itself: every act is a message.

mod agreement;
pub mod channels;
mod data;
mod empty;
mod meeting;
mod moves;
mod privacy;
mod question;
mod reading;
mod received;
mod segments;
mod share;
mod sheet;
mod shell;
mod study;

use garimpo_workspace::StudyKind;
use yew::{Html, classes, html};

use crate::grid::port::Port;
use crate::model::Model;
use crate::route::Route;
use crate::ui::{Dispatch, Slice};

/// The rooms that there are. An address of another shows the nearest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Nothing is loaded.
    Empty,
    Data,
    /// How a sheet's file was read.
    Reading,
    Channels,
    Segments,
    Moves,
    Agreement,
    /// What came with a link.
    Received,
    /// What happens to data.
    Privacy,
    Meeting,
}

impl Screen {
    pub fn of(model: &Model) -> Screen {
        match model.route {
            _ if model.received.is_some() => Screen::Received,
            Route::Privacy => Screen::Privacy,
            _ if model.doc.sheets.is_empty() => Screen::Empty,
            // The tables are there, their ranking is about to be: no room in between.
            Route::Home if model.ranking.is_none() && model.import.is_some() => Screen::Empty,
            Route::Data(_) => Screen::Data,
            Route::Reading(_) => Screen::Reading,
            Route::Moves => Screen::Moves,
            Route::Home if model.ranking.is_none() => Screen::Data,
            Route::Segments => Screen::Segments,
            Route::Agreement | Route::AgreementLeads(_) | Route::AgreementLead { .. } | Route::Outcomes => {
                Screen::Agreement
            }
            Route::Meeting(_) => Screen::Meeting,
            _ => Screen::Channels,
        }
    }

    /// Whether the person's own work is on it.
    pub fn is_work(self) -> bool {
        !matches!(self, Screen::Empty | Screen::Received | Screen::Privacy)
    }

    /// The one that it belongs to.
    pub fn room(self) -> Screen {
        if self == Screen::Reading { Screen::Data } else { self }
    }

    fn class(self) -> &'static str {
        match self {
            Screen::Empty => "v-hello",
            Screen::Data => "v-data",
            Screen::Reading => "v-reading",
            Screen::Channels => "v-channels",
            Screen::Segments => "v-segments",
            Screen::Moves => "v-moves",
            Screen::Agreement => "v-pact",
            Screen::Received => "v-channels v-received",
            Screen::Privacy => "v-privacy",
            Screen::Meeting => "v-meeting",
        }
    }
}

pub fn page(model: &Model, dispatch: &Dispatch, port: &Port) -> Html {
    let screen = Screen::of(model);
    let lang = model.lang;
    let doc = Slice::from(&model.doc);
    let working = screen.is_work() || screen == Screen::Privacy && !model.doc.sheets.is_empty();
    html! {
        <div class={classes!("app", screen.class())}>
            <shell::Bar
                {lang}
                theme={model.theme}
                {screen}
                doc={doc.clone()}
                {working}
                ranked={model.ranking.is_some()}
                dispatch={dispatch}
            />
            <shell::Messages
                {lang}
                {screen}
                doc={doc.clone()}
                notice={model.notice.clone()}
                new_version={model.new_version}
                asked={model.asked_to_open.as_ref().map(|(_, name)| name.clone())}
                import={model.import.as_ref().map(Slice::from)}
                dispatch={dispatch}
            />
            <main id={shell::MAIN} class="main" tabindex="-1">{ room(screen, model, dispatch, port) }</main>
            <shell::Foot
                {lang}
                {screen}
                doc={doc.clone()}
                unsaved={model.is_unsaved()}
                keeps_nothing={model.keeps_nothing}
                dispatch={dispatch}
            />
            <shell::TabBar {lang} {screen} {working} />
            <div class="sr" role="status" aria-live="polite">
                <span key={model.said.tick}>{ &model.said.text }</span>
            </div>
            { shell::overlay(model, dispatch) }
            { shell::drop_cover(lang) }
            { model.share.as_ref().map(|share| html! {
                <share::ShareDialog key="share" share={Slice::from(share)} {lang} dispatch={dispatch} />
            }) }
        </div>
    }
}

fn room(screen: Screen, model: &Model, dispatch: &Dispatch, port: &Port) -> Html {
    let lang = model.lang;
    let doc = Slice::from(&model.doc);
    let ranking = model.ranking.as_ref().map(Slice::from);
    match screen {
        Screen::Empty => html! { <empty::Empty key="empty" {lang} dispatch={dispatch} /> },
        Screen::Data => {
            let open = model.open_sheet().map(|sheet| sheet.id).unwrap_or_default();
            html! {
                <data::Data
                    key="data"
                    {doc}
                    {ranking}
                    {open}
                    jump={Slice::from(&model.jump)}
                    order={Slice::from(&model.order)}
                    {lang}
                    dispatch={dispatch}
                    port={port.clone()}
                />
            }
        }
        Screen::Reading => {
            let open = model.open_sheet().map(|sheet| sheet.id).unwrap_or_default();
            html! {
                <reading::ReadingView
                    key={format!("reading-{open}")}
                    {doc}
                    {open}
                    content={model.reading.as_ref().map(Slice::from)}
                    remembers={model.remembers}
                    ranked={model.ranking.is_some()}
                    {lang}
                    dispatch={dispatch}
                />
            }
        }
        Screen::Channels => html! {
            <channels::Channels
                key="channels"
                {ranking}
                {doc}
                sort={model.sort}
                columns={model.columns.as_ref().map(Slice::from)}
                drawer={model.drawer.as_ref().map(Slice::from)}
                compared={study::answer(model, StudyKind::Compare)}
                trend={study::answer(model, StudyKind::Trend)}
                why={study::answer(model, StudyKind::Why)}
                frontier={study::answer(model, StudyKind::Frontier)}
                weighed={study::answer(model, StudyKind::Weigh)}
                credit={study::answer(model, StudyKind::Credit)}
                {lang}
                dispatch={dispatch}
            />
        },
        Screen::Privacy => html! {
            <privacy::Privacy key="privacy" {lang} keeps_nothing={model.keeps_nothing} dispatch={dispatch} />
        },
        Screen::Received => match &model.received {
            Some(received) => html! {
                <received::ReceivedView
                    key="received"
                    received={Slice::from(received)}
                    sort={model.sort}
                    {lang}
                    dispatch={dispatch}
                />
            },
            None => html! { <div key="none" /> },
        },
        Screen::Moves => html! {
            <moves::MovesView
                key="moves"
                content={study::answer(model, StudyKind::Moves)}
                {ranking}
                {doc}
                {lang}
                dispatch={dispatch}
            />
        },
        Screen::Agreement => html! {
            <agreement::AgreementView
                key="agreement"
                route={model.route.clone()}
                overview={study::answer(model, StudyKind::Agreement)}
                desk={study::answer(model, StudyKind::Desk)}
                handoff={study::answer(model, StudyKind::Handoff)}
                outcomes={study::answer(model, StudyKind::Outcomes)}
                {ranking}
                {doc}
                {lang}
                dispatch={dispatch}
            />
        },
        Screen::Meeting => html! {
            <meeting::MeetingRoom
                key="meeting"
                content={study::answer(model, StudyKind::Meeting)}
                moves={study::answer(model, StudyKind::Moves)}
                number={match model.route {
                    Route::Meeting(number) => number,
                    _ => None,
                }}
                {doc}
                {lang}
                dispatch={dispatch}
            />
        },
        Screen::Segments => html! {
            <segments::Segments
                key="segments"
                {ranking}
                {doc}
                segment={study::answer(model, StudyKind::Segment)}
                finds={study::answer(model, StudyKind::Finds)}
                cards={study::answer(model, StudyKind::Cards)}
                behind={study::answer(model, StudyKind::Behind)}
                {lang}
                dispatch={dispatch}
            />
        },
    }
}
