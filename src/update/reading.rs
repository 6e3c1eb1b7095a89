//! The import screen: how a file was read, the records that are out of its table, and what is remembered for the
//! next file with the same headers.

use std::rc::Rc;

use garimpo_table::{Problem, Table};
use garimpo_workspace::{DocView, Preview, Remembered, Request, SheetId};

use crate::effect::Effect;
use crate::i18n::{Lang, reading as say};
use crate::model::{Model, Reading};
use crate::route::Route;

/// Exports that are remembered at most; the oldest go first.
const MOST_REMEMBERED: usize = 100;

/// The first sheet about which something is to be said, when there is nothing else to show.
pub fn to_ask(model: &Model) -> Option<Route> {
    let question = model.doc.questions.first()?;
    Some(Route::Reading(question.file.clone()))
}

/// Asks for what the screen shows, if it is open and does not have it.
pub fn look(model: &mut Model) -> Vec<Effect> {
    let open = match model.route {
        Route::Reading(_) => model.open_sheet().map(|sheet| (sheet.id, sheet.version)),
        _ => None,
    };
    let Some((sheet, version)) = open else {
        model.reading = None;
        return Vec::new();
    };
    let known = model.reading.as_deref();
    if known.is_some_and(|known| (known.sheet, known.version) == (sheet, version)) {
        return Vec::new();
    }
    let view = model.next_view();
    // Of the same sheet, what is shown stays until the answer comes.
    let before = model.reading.take().filter(|known| known.sheet == sheet);
    let (preview, outside) =
        before.map_or((None, None), |known| (known.preview.clone(), known.outside.clone()));
    model.reading = Some(Rc::new(Reading { view, sheet, version, preview, outside }));
    vec![Effect::Post(Request::Preview { view, sheet }), Effect::Post(Request::Outside { view, sheet })]
}

pub fn previewed(model: &mut Model, view: u32, preview: Option<Box<Preview>>) -> Vec<Effect> {
    if let Some(reading) = model.reading.as_mut().filter(|reading| reading.view == view) {
        Rc::make_mut(reading).preview = preview.map(|preview| *preview);
    }
    Vec::new()
}

pub fn outside(model: &mut Model, view: u32, sheet: SheetId, problems: Vec<Problem>) -> Vec<Effect> {
    if model.saving == Some(view) {
        model.saving = None;
        return save(model, sheet, &problems).into_iter().collect();
    }
    if let Some(reading) = model.reading.as_mut().filter(|reading| reading.view == view) {
        Rc::make_mut(reading).outside = Some(problems);
    }
    Vec::new()
}

pub fn save_outside(model: &mut Model, sheet: SheetId) -> Vec<Effect> {
    let view = model.next_view();
    model.saving = Some(view);
    vec![Effect::Post(Request::Outside { view, sheet })]
}

/// Line, reason and the record as it stands in the file.
fn save(model: &Model, sheet: SheetId, problems: &[Problem]) -> Option<Effect> {
    let lang = model.lang;
    let name = &model.doc.sheet(sheet)?.name;
    let headers = say::outside_headers(lang).map(str::to_owned).to_vec();
    let row = |problem: &Problem| {
        vec![problem.line.to_string(), say::outside_reason(lang, problem), problem.raw.clone()]
    };
    let table = Table::from_rows(headers, problems.iter().map(row).collect());
    let delimiter = match lang {
        Lang::PtBr => b';',
        Lang::En => b',',
    };
    Some(Effect::Save { name: say::outside_file(lang, name), bytes: table.to_csv(delimiter) })
}

pub fn remember(model: &mut Model, wanted: bool) -> Vec<Effect> {
    model.remembers = wanted;
    if !wanted {
        model.memory = Rc::default();
        return vec![Effect::KeepMemory(None)];
    }
    model.memory = Rc::new(with(&model.memory, &model.doc));
    vec![Effect::KeepMemory(Some(Rc::clone(&model.memory)))]
}

/// After every change of the document.
pub fn doc_changed(model: &mut Model) -> Vec<Effect> {
    let mut effects = look(model);
    if model.remembers {
        let memory = with(&model.memory, &model.doc);
        if memory != *model.memory {
            model.memory = Rc::new(memory);
            effects.push(Effect::KeepMemory(Some(Rc::clone(&model.memory))));
        }
    }
    effects
}

/// What is remembered, and what the document's sheets mean now: those of a file about which nothing is open.
fn with(memory: &[Remembered], doc: &DocView) -> Vec<Remembered> {
    let mut memory = memory.to_vec();
    for sheet in doc.sheets.iter().filter(|sheet| sheet.receipt.is_some()) {
        let asked = doc.questions.iter().any(|question| question.id.sheet == sheet.id);
        let Some(known) = Remembered::of(sheet).filter(|_| !asked) else { continue };
        match memory.iter_mut().find(|old| old.fingerprint == known.fingerprint) {
            Some(old) => *old = known,
            None => memory.push(known),
        }
    }
    memory.drain(..memory.len().saturating_sub(MOST_REMEMBERED));
    memory
}
