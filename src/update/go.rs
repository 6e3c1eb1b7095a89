//! Moving about: addresses, cells, and the drawer behind a number.

use std::rc::Rc;

use garimpo_funnel::Explanation;
use garimpo_funnel::ranking::MetricId;
use garimpo_table::RowId;
use garimpo_workspace::link::envelope;
use garimpo_workspace::protocol::EvidenceRow;
use garimpo_workspace::view::Place;
use garimpo_workspace::{Intent, Request, SheetId};

use super::{edit, reading, share};
use crate::effect::Effect;
use crate::model::{Drawer, Model};
use crate::route::Route;

/// Where the person wants to be.
pub fn to(model: &mut Model, route: Route) -> Vec<Effect> {
    note(model, &route);
    by_itself(model, route)
}

/// A move that the page makes.
pub fn by_itself(model: &mut Model, route: Route) -> Vec<Effect> {
    if model.route == route {
        return Vec::new();
    }
    model.route = route.clone();
    let mut effects = vec![Effect::SetHash(route)];
    effects.extend(reading::look(model));
    effects
}

/// The address has changed: by the person (a link, "back"), or as our own doing, which is known already.
pub fn hash_changed(model: &mut Model, hash: &str) -> Vec<Effect> {
    if is_link(hash) {
        return share::received(model, hash);
    }
    let route = Route::parse(hash);
    if model.route != route {
        note(model, &route);
        model.route = route;
    }
    reading::look(model)
}

/// Whether what is behind `#` is no address of a view but a link that somebody has sent.
pub fn is_link(hash: &str) -> bool {
    !hash.is_empty() && !hash.starts_with("#/") && envelope::is_one(hash)
}

/// Before anything is loaded there is nothing to be at work on.
fn note(model: &mut Model, route: &Route) {
    model.at_work = !model.doc.sheets.is_empty() && !matches!(route, Route::Home | Route::Channels);
}

/// To a cell of a sheet that is there; the drawer would cover it.
pub fn to_cell(
    model: &mut Model,
    sheet: SheetId,
    row: Option<u32>,
    column: Option<u32>,
    edit: bool,
) -> Vec<Effect> {
    let Some(name) = model.doc.sheet(sheet).map(|sheet| sheet.name.clone()) else { return Vec::new() };
    model.drawer = None;
    model.jump_to(Place { sheet, row, column }, edit);
    to(model, Route::Data(Some(name)))
}

/// To a row of a sheet by its id: the worker knows where it is seen.
pub fn to_row(model: &mut Model, sheet: SheetId, row: RowId, column: Option<u32>) -> Vec<Effect> {
    let Some(name) = model.doc.sheet(sheet).map(|sheet| sheet.name.clone()) else { return Vec::new() };
    model.drawer = None;
    let mut effects = to(model, Route::Data(Some(name)));
    effects.extend(edit::act(model, Intent::Show { sheet, row, column }));
    effects
}

pub fn open_number(model: &mut Model, channel: Option<String>, metric: MetricId) -> Vec<Effect> {
    let view = model.next_view();
    model.drawer = Some(Rc::new(Drawer { view, channel: channel.clone(), metric, content: None }));
    vec![Effect::Post(Request::Explain { view, channel, metric })]
}

pub fn close_drawer(model: &mut Model) -> Vec<Effect> {
    model.drawer = None;
    Vec::new()
}

/// The numbers have changed, or the worker that was asked is gone: what is open stays until the answer comes.
pub fn ask_again(model: &mut Model) -> Vec<Effect> {
    if model.drawer.is_none() {
        return Vec::new();
    }
    let view = model.next_view();
    let Some(drawer) = model.drawer.as_mut().map(Rc::make_mut) else { return Vec::new() };
    drawer.view = view;
    vec![Effect::Post(Request::Explain { view, channel: drawer.channel.clone(), metric: drawer.metric })]
}

pub fn explained(
    model: &mut Model,
    view: u32,
    explanation: Option<Box<Explanation>>,
    rows: Vec<Vec<EvidenceRow>>,
) -> Vec<Effect> {
    if let Some(drawer) = model.drawer.as_mut().filter(|drawer| drawer.view == view) {
        match explanation {
            Some(explanation) => Rc::make_mut(drawer).content = Some((*explanation, rows)),
            // The channel or the number is not there any more.
            None => model.drawer = None,
        }
    }
    Vec::new()
}
