//! The ranking of a made-up company, drawn once where nobody sees it, while the page is empty: the browser compiles
//! what it draws the first real one with. Must never touch the document or the model.

use garimpo_browser::frame;
use garimpo_funnel::company::{Channel, ChannelName, JoinReport, Spans};
use garimpo_funnel::maturity::Unfinished;
use garimpo_funnel::ranking::{Answer, ChannelRow, Metric, MetricId, Row, State, Tier};
use garimpo_funnel::{Clock, Ranking};
use garimpo_workspace::DocView;
use yew::Callback;

use super::{Channels, Props};
use crate::i18n::Lang;
use crate::model::Sort;
use crate::ui::Slice;

pub fn warm(lang: Lang) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(place) = document.and_then(|document| document.create_element("div").ok()) else { return };
    let props = Props {
        ranking: Some(Slice::new(ranking())),
        doc: Slice::new(DocView::default()),
        sort: Sort::default(),
        columns: None,
        drawer: None,
        compared: None,
        trend: None,
        why: None,
        frontier: None,
        weighed: None,
        credit: None,
        lang,
        dispatch: Callback::noop(),
    };
    let drawn = yew::Renderer::<Channels>::with_root_and_props(place, props).render();
    // What comes in the frame after the first one is drawn, too.
    frame::after_paint(move || frame::after_paint(move || drawn.destroy()));
}

fn ranking() -> Ranking {
    let ids = ["one", "two", "three"];
    let channels: Vec<ChannelRow> = ids.iter().zip([1.0, 2.0, 3.0]).map(|(id, at)| channel(id, at)).collect();
    let tier = |id: &str, worse_than_before| Tier { channels: vec![id.to_owned()], worse_than_before };
    let tiers = || vec![tier("one", None), tier("two", Some(0.97)), tier("three", Some(0.9))];
    Ranking {
        as_of: Some(20_000),
        first_day: Some(19_900),
        clock: Clock::default(),
        currency: None,
        totals: row(2.0),
        channels,
        tiers_cost: tiers(),
        tiers_value: tiers(),
        tiers_speed: Vec::new(),
        answer: Answer::Cheapest { first: vec!["one".to_owned()], dearer: vec![("two".to_owned(), 0.97)] },
        settle: None,
        join: JoinReport::default(),
        offers: Vec::new(),
        notes: Vec::new(),
        spans: Spans { leads: Some((19_900, 20_000)), deals: None, spend: Some((19_900, 20_000)) },
        unfinished: Unfinished::default(),
        has_leads: true,
        has_deals: true,
        has_spend: true,
    }
}

fn channel(id: &str, at: f64) -> ChannelRow {
    let name = ChannelName::Text(id.to_owned());
    ChannelRow { channel: Channel { id: id.to_owned(), name, spellings: Vec::new() }, row: row(at) }
}

/// Numbers of every kind, of which tiers need whole ones.
fn row(at: f64) -> Row {
    let metric = |_: &MetricId| Metric {
        value: Some(at),
        state: State::Ok,
        low: Some(at / 2.0),
        high: Some(at * 2.0),
        over: Some((at, 1.0)),
    };
    Row { metrics: MetricId::ALL.iter().map(metric).collect() }
}
