//! The line above the table: which cell, what the file says there, what it is read as; and below it, what the
//! selection comes to.

use garimpo_browser::intl::{self, DateStyle};
use yew::{Html, html};

use super::values::Value;
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, grid as say};
use crate::ui::{Icon, Written, icon};
use garimpo_workspace::Summary;
use garimpo_workspace::summary::Unit;

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
    /// What they come to, once the worker has answered.
    pub summary: Option<Summary>,
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
        </>
    }
}

fn of_unit(unit: Unit, number: f64) -> Value {
    match unit {
        Unit::Number => Value::Number(number),
        Unit::Money(currency) => Value::Money(number, currency),
        Unit::Percent => Value::Percent(number),
        Unit::Day => Value::Day(number as i32),
    }
}

/// Count, sum, mean, median, least, most, distinct: of the selection. Its place stays when one cell is selected.
pub fn sums(line: &Line, lang: Lang) -> Html {
    let figures = Written(lang);
    let part = |name: &'static str, text: String| {
        html! { <span key={name}>{ name }{ " " }<b>{ text }</b></span> }
    };
    let summary = line.summary.as_ref();
    let values = summary.and_then(|summary| summary.values.as_ref());
    let of = |number: Option<f64>, name: &'static str| {
        let unit = values?.unit;
        number.map(|number| part(name, written(lang, of_unit(unit, number))))
    };
    html! {
        <p class="g-sum" data-testid="summary">
            <span key="cells">{ say::cells(lang, &figures, line.cells) }</span>
            if let Some(summary) = summary {
                { part(say::filled(lang), figures.count(summary.filled)) }
                if let Some(distinct) = summary.distinct {
                    { part(say::distinct(lang), figures.count(distinct)) }
                }
            }
            if let Some(values) = values {
                if values.count != summary.map_or(0, |summary| summary.filled) {
                    { part(say::read(lang), figures.count(values.count)) }
                }
                { of(values.sum, say::sum(lang)) }
                { of(values.mean, say::mean(lang)) }
                { of(Some(values.median), say::median(lang)) }
                { of(Some(values.least), say::least(lang)) }
                { of(Some(values.most), say::most(lang)) }
            }
        </p>
    }
}
