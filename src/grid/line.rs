//! The line above the table: which cell, what the file says there, what it is read as; and the selection's sum.

use garimpo_browser::intl::{self, DateStyle};
use yew::{Html, html};

use super::engine::Engine;
use super::values::{self, Totals, Value};
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, grid as say};
use crate::ui::{Icon, Written, icon};

/// Sums of larger selections would hold up a frame.
const MOST: u64 = 20_000;
/// Longer texts are cut on the line; the cell has all of it.
const LONG: usize = 200;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub header: String,
    pub column: u32,
    pub line: Option<u32>,
    pub from_file: bool,
    pub text: String,
    pub edited: bool,
    pub invalid: bool,
    pub value: Option<Value>,
    /// Cells selected.
    pub cells: u64,
    pub totals: Option<Totals>,
}

impl Engine {
    /// Sum and mean of the selection: only when every cell of it is here.
    pub fn totals(&self) -> Option<Totals> {
        let cells = self.selection.cells();
        let block = self.selection.block();
        if !(2..=MOST).contains(&cells) || !self.cache.has_all(block.row, block.rows) {
            return None;
        }
        let columns = block.column..block.column + block.columns;
        values::totals(columns.flat_map(|column| {
            let reading = self.sheet.columns.get(column as usize).map(|column| column.reading);
            (block.row..block.row + block.rows)
                .filter_map(move |row| values::read(self.cache.cell(row, column)?.0, &reading?))
        }))
    }
}

fn written(lang: Lang, value: Value) -> String {
    let figures = Written(lang);
    match value {
        Value::Number(n) => figures.number(n),
        Value::Money(n, currency) => figures.money(n, currency.as_ref().map(|currency| currency.code())),
        Value::Percent(n) => intl::percent(lang.tag(), n, 2),
        Value::Day(day) => intl::date(lang.tag(), day, DateStyle::Long),
    }
}

pub fn view(line: &Line, lang: Lang) -> Html {
    let cut = line
        .text
        .char_indices()
        .nth(LONG)
        .map_or(line.text.as_str(), |(at, _)| line.text.get(..at).unwrap_or(""));
    let source = match (line.edited, line.from_file) {
        (true, _) => say::typed(lang),
        (false, true) => say::in_file(lang),
        (false, false) => say::by_hand(lang),
    };
    html! {
        <>
            <output class="where" aria-label={say::where_label(lang)}>
                { &line.header }
                if let Some(number) = line.line {
                    <span>{ format!(" {}", say::line(lang, number)) }</span>
                }
            </output>
            <p class="raw">
                if !line.header.is_empty() {
                    <span>{ source }</span>
                    <code>{ cut }</code>
                }
                if let Some(value) = line.value {
                    { icon(Icon::Arrow) }
                    <span>{ say::read_as(lang) }</span>
                    <b>{ written(lang, value) }</b>
                } else if line.invalid {
                    { icon(Icon::Alert) }
                    <span class="bad">{ say::not_read(lang) }</span>
                }
            </p>
            <p class="g-sum">
                if line.cells > 1 {
                    <span>{ say::cells(lang, &Written(lang), line.cells) }</span>
                }
                if let Some(totals) = line.totals {
                    <span>{ say::sum(lang) }{ " " }<b>{ written(lang, totals.sum) }</b></span>
                    <span>{ say::mean(lang) }{ " " }<b>{ written(lang, totals.mean) }</b></span>
                }
            </p>
        </>
    }
}
