//! "Inform the cost": to the cell where a channel's cost is typed, made if it is not there.
//!
//! The sheet is one of role spend that was made by hand, with a channel and an amount column. The page does not
//! know its cells, so it asks the worker for its rows.

use garimpo_funnel::ranking::{MetricId, State};
use garimpo_funnel::{Field, Role};
use garimpo_workspace::protocol::Block;
use garimpo_workspace::{DocView, Intent, NewSheet, Request, RowBlock, SheetView};

use super::{go, send};
use crate::effect::Effect;
use crate::i18n::{data as say, fields};
use crate::model::{CostAsk, Model};

pub fn inform(model: &mut Model, channel: &str) -> Vec<Effect> {
    let Some(name) = name_of(model, channel) else { return Vec::new() };
    if let Some((sheet, rows)) = hand_made(&model.doc).map(|sheet| (sheet.id, sheet.rows)) {
        let view = model.next_view();
        model.cost = Some(CostAsk::Looking { view, sheet, channel: name });
        return vec![Effect::Post(Request::Rows { sheet, view, first: 0, count: rows.max(1) })];
    }
    let names = without_cost(model, channel);
    let row = names.iter().position(|other| *other == name).and_then(|row| u32::try_from(row).ok());
    let lang = model.lang;
    let sheet = free_name(&model.doc, say::add_spend(lang));
    let (seq, effects) = send(
        model,
        Intent::AddSheet(NewSheet {
            name: sheet.clone(),
            role: Role::Spend,
            headers: vec![say::column_channel(lang).into(), say::column_amount(lang).into()],
            fields: vec![Some(Field::Channel), Some(Field::Amount)],
            rows: names.into_iter().map(|name| vec![name, String::new()]).collect(),
        }),
    );
    if !effects.is_empty() {
        model.cost = Some(CostAsk::Waiting { seq, sheet, row: row.unwrap_or(0), column: 1 });
    }
    effects
}

/// The rows of the sheet are here: to the channel's own, or to a new one below the last.
pub fn rows(model: &mut Model, block: &RowBlock) -> Vec<Effect> {
    let (sheet, channel) = match &model.cost {
        Some(CostAsk::Looking { view, sheet, channel }) if *view == block.view => (*sheet, channel.clone()),
        _ => return Vec::new(),
    };
    model.cost = None;
    let Some((name, channel_column, amount_column)) = model.doc.sheet(sheet).and_then(|sheet| {
        Some((sheet.name.clone(), column(sheet, Field::Channel)?, column(sheet, Field::Amount)?))
    }) else {
        return Vec::new();
    };
    let is_it = |row: &garimpo_workspace::RowView| {
        let cell = row.cells.get(channel_column as usize);
        cell.is_some_and(|cell| same(cell, &channel))
    };
    match block.rows.iter().position(is_it).and_then(|row| u32::try_from(row).ok()) {
        Some(row) => go::to_cell(model, sheet, Some(block.first + row), Some(amount_column), true),
        None => {
            // Pasting below the last row adds one: a single step for undo.
            let row = block.total;
            let over = Block { row, column: channel_column, rows: 1, columns: 1 };
            let cells = vec![vec![channel]];
            let (seq, effects) =
                send(model, Intent::Paste { sheet, row, column: channel_column, over, cells });
            if !effects.is_empty() {
                model.cost = Some(CostAsk::Waiting { seq, sheet: name, row, column: amount_column });
            }
            effects
        }
    }
}

/// The document holds a later change: if it is the one that is waited for, the cell is there.
pub fn doc_changed(model: &mut Model) -> Vec<Effect> {
    match model.cost.take() {
        Some(CostAsk::Waiting { seq, sheet, row, column }) if seq <= model.doc_seq => {
            let id = model.doc.sheets.iter().find(|known| known.name == sheet).map(|sheet| sheet.id);
            id.map(|id| go::to_cell(model, id, Some(row), Some(column), true)).unwrap_or_default()
        }
        other => {
            model.cost = other;
            Vec::new()
        }
    }
}

/// As the page shows it. Leads without any channel cannot be given a cost by name.
fn name_of(model: &Model, id: &str) -> Option<String> {
    let row = model.ranking.as_ref()?.channels.iter().find(|row| row.channel.id == id)?;
    Some(fields::channel_name(model.lang, &row.channel.name))
}

/// Every channel whose cost is not known, and the one that was asked for, in the order of the ranking.
fn without_cost(model: &Model, asked: &str) -> Vec<String> {
    let channels = model.ranking.iter().flat_map(|ranking| &ranking.channels);
    channels
        .filter(|row| row.channel.id == asked || row.row.get(MetricId::Cac).state == State::CostUnknown)
        .map(|row| fields::channel_name(model.lang, &row.channel.name))
        .collect()
}

/// The last one: the latest is the one in use.
fn hand_made(doc: &DocView) -> Option<&SheetView> {
    doc.sheets.iter().rev().find(|sheet| {
        sheet.receipt.is_none()
            && sheet.role == Role::Spend
            && column(sheet, Field::Channel).is_some()
            && column(sheet, Field::Amount).is_some()
    })
}

fn column(sheet: &SheetView, field: Field) -> Option<u32> {
    let at = sheet.columns.iter().position(|column| column.field == Some(field))?;
    u32::try_from(at).ok()
}

fn free_name(doc: &DocView, name: &str) -> String {
    let taken = |name: &str| doc.sheets.iter().any(|sheet| sheet.name == name);
    if !taken(name) {
        return name.to_owned();
    }
    (2..).map(|number| say::numbered(name, number)).find(|name| !taken(name)).unwrap_or_default()
}

fn same(cell: &str, channel: &str) -> bool {
    cell.trim().to_lowercase() == channel.trim().to_lowercase()
}
