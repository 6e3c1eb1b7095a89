//! Tables of an HTML page, and sheets of an XML spreadsheet of 2003: both call themselves `.xls`. One machine
//! for both, because both are rows of cells in tags.
//!
//! The tokenizer knows HTML; what a table is made of is kept here: rows and cells end where the next one begins,
//! tables stand in tables, cells reach over columns and rows. Must never fail on anything.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use garimpo_table::Unusable;

use crate::sheet::{Cell, Sheet};
use crate::{Job, Part, Path, markup, within};

/// Tables in tables that are followed.
const DEEPEST: usize = 64;

pub fn tables(job: &mut Job<'_>, path: &Path, bytes: Vec<u8>) -> Result<(), Unusable> {
    let text = markup::decode(&bytes).into_owned();
    drop(bytes);
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut found: Vec<Table> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut name = None;
    for token in Tokenizer::new_with_emitter(text.as_str(), emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => start(job, &tag, &mut found, &mut open, &mut name)?,
            Token::EndTag(tag) => end(job, &tag.name, &mut found, &mut open)?,
            Token::String(text) => {
                if let Some(table) = current(&mut found, &open) {
                    table.text(&String::from_utf8_lossy(&text));
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while let Some(index) = open.pop() {
        if let Some(table) = found.get_mut(index) {
            table.end_row(job)?;
        }
    }
    hand_over(job, path, found)
}

fn hand_over(job: &mut Job<'_>, path: &Path, found: Vec<Table>) -> Result<(), Unusable> {
    // Smaller ones are for the layout of the page.
    let tables: Vec<Table> =
        found.into_iter().filter(|table| table.filled_rows >= 2 && table.columns >= 2).collect();
    if tables.is_empty() {
        return Err(Unusable::NothingInside);
    }
    for (number, table) in (1..).zip(tables) {
        let name = table.name.clone().unwrap_or_else(|| number.to_string());
        let are_exact = table.are_exact;
        let made = table.sheet.finish(are_exact)?;
        let Some((bytes, options)) = made else { continue };
        job.spend(bytes.len() as u64)?;
        job.part(Part { path: within(path, &name), bytes, options })?;
    }
    Ok(())
}

fn current<'a>(found: &'a mut [Table], open: &[usize]) -> Option<&'a mut Table> {
    found.get_mut(*open.last()?)
}

fn start(
    job: &mut Job<'_>,
    tag: &StartTag<()>,
    found: &mut Vec<Table>,
    open: &mut Vec<usize>,
    sheet_name: &mut Option<String>,
) -> Result<(), Unusable> {
    let tag_name = local(&tag.name);
    let number = |name: &str| attribute(tag, name).and_then(|text| text.trim().parse::<u32>().ok());
    match tag_name {
        // The sheet of an XML spreadsheet; its table follows.
        b"worksheet" => *sheet_name = attribute(tag, "ss:name"),
        b"table" if open.len() < DEEPEST && found.len() < 10 * job.limits.parts as usize => {
            open.push(found.len());
            let mut table = Table::new(Sheet::new(&job.limits, job.left));
            table.name = sheet_name.take();
            found.push(table);
        }
        b"tr" | b"row" => {
            if let Some(table) = current(found, open) {
                table.end_row(job)?;
                if let Some(index) = number("ss:index") {
                    table.row = table.row.max(index.saturating_sub(1));
                }
                if tag.self_closing {
                    table.row = table.row.saturating_add(1);
                } else {
                    table.in_row = true;
                }
            }
        }
        b"td" | b"th" | b"cell" => {
            if let Some(table) = current(found, open) {
                table.end_cell()?;
                table.in_row = true;
                let across =
                    number("colspan").or(number("ss:mergeacross").map(|more| more.saturating_add(1)));
                let down = number("rowspan").or(number("ss:mergedown").map(|more| more.saturating_add(1)));
                if let Some(index) = number("ss:index") {
                    table.column = table.column.max(index.saturating_sub(1));
                }
                table.begin_cell(across.unwrap_or(1), down.unwrap_or(1), job.limits.columns);
                if tag.self_closing && tag_name == b"cell" {
                    table.end_cell()?;
                }
            }
        }
        b"data" => {
            if let (Some(table), Some(kind)) = (current(found, open), attribute(tag, "ss:type")) {
                table.kind = Kind::named(&kind);
            }
        }
        b"br" => {
            if let Some(table) = current(found, open) {
                table.begin_line(true);
            }
        }
        b"p" | b"div" | b"li" => {
            if let Some(table) = current(found, open) {
                table.begin_line(false);
            }
        }
        b"style" | b"script" | b"title" => {
            if let Some(table) = current(found, open) {
                table.is_muted = !tag.self_closing;
            }
        }
        _ => {}
    }
    Ok(())
}

fn end(job: &mut Job<'_>, name: &[u8], found: &mut [Table], open: &mut Vec<usize>) -> Result<(), Unusable> {
    let name = local(name);
    let Some(table) = current(found, open) else { return Ok(()) };
    match name {
        b"td" | b"th" | b"cell" => table.end_cell()?,
        b"tr" | b"row" => table.end_row(job)?,
        b"p" | b"div" | b"li" => table.begin_line(false),
        b"style" | b"script" | b"title" => table.is_muted = false,
        b"table" => {
            table.end_row(job)?;
            open.pop();
        }
        _ => {}
    }
    Ok(())
}

/// `ss:Row` is `row`; the tokenizer has made the letters small.
fn local(name: &[u8]) -> &[u8] {
    name.strip_prefix(b"ss:").unwrap_or(name)
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let key = HtmlString(name.as_bytes().to_vec());
    tag.attributes.get(&key).map(|value| String::from_utf8_lossy(value).into_owned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    DateTime,
    Boolean,
}

impl Kind {
    fn named(name: &str) -> Kind {
        match name {
            "Number" => Kind::Number,
            "DateTime" => Kind::DateTime,
            "Boolean" => Kind::Boolean,
            _ => Kind::Text,
        }
    }
}

struct Table {
    sheet: Sheet,
    name: Option<String>,
    row: u32,
    /// Where the next cell goes.
    column: u32,
    in_row: bool,
    in_cell: bool,
    /// Style sheets and scripts.
    is_muted: bool,
    text: String,
    kind: Kind,
    /// How many more rows a cell from above reaches down, per column.
    spans: Vec<u32>,
    across: u32,
    filled_rows: u32,
    columns: u32,
    row_is_filled: bool,
    /// Numbers with a stated type were met.
    are_exact: bool,
}

impl Table {
    fn new(sheet: Sheet) -> Table {
        Table {
            sheet,
            name: None,
            row: 0,
            column: 0,
            in_row: false,
            in_cell: false,
            is_muted: false,
            text: String::new(),
            kind: Kind::Text,
            spans: Vec::new(),
            across: 1,
            filled_rows: 0,
            columns: 0,
            row_is_filled: false,
            are_exact: false,
        }
    }

    fn begin_cell(&mut self, across: u32, down: u32, most: u32) {
        while self.spans.get(self.column as usize).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        self.across = across.clamp(1, 1000);
        let last = self.column.saturating_add(self.across);
        if down > 1 && last <= most {
            if self.spans.len() < last as usize {
                self.spans.resize(last as usize, 0);
            }
            // One more than reaches down: the end of this row takes one off.
            for rows in self.spans.iter_mut().skip(self.column as usize).take(self.across as usize) {
                *rows = down;
            }
        }
        self.in_cell = true;
        self.kind = Kind::Text;
        self.text.clear();
    }

    /// Blanks and line breaks of the source are one blank, as a browser shows them.
    fn text(&mut self, text: &str) {
        if !self.in_cell || self.is_muted {
            return;
        }
        for ch in text.chars() {
            if matches!(ch, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(ch);
            }
        }
    }

    /// Two blocks side by side (`</p><p>`) are one line apart, two `<br>` are two.
    fn begin_line(&mut self, always: bool) {
        if self.in_cell && !self.text.is_empty() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            if always || !self.text.ends_with('\n') {
                self.text.push('\n');
            }
        }
    }

    fn end_cell(&mut self) -> Result<(), Unusable> {
        if !std::mem::take(&mut self.in_cell) {
            return Ok(());
        }
        let text = std::mem::take(&mut self.text);
        let text = text.trim_matches(|ch: char| ch.is_ascii_whitespace() || ch == '\u{a0}');
        if !text.is_empty() {
            self.row_is_filled = true;
            let (row, column) = (self.row, self.column);
            match self.kind {
                Kind::Number => {
                    self.are_exact = true;
                    self.sheet.cell(row, column, Cell::Number(text))?;
                }
                Kind::DateTime => {
                    let text = text.strip_suffix(".000").unwrap_or(text);
                    let text = text.strip_suffix("T00:00:00").unwrap_or(text);
                    self.sheet.cell(row, column, Cell::Plain(&text.replace('T', " ")))?;
                }
                Kind::Boolean => {
                    let text = if text == "1" { "TRUE" } else { "FALSE" };
                    self.sheet.cell(row, column, Cell::Plain(text))?;
                }
                Kind::Text => self.sheet.cell(row, column, Cell::Text(text))?,
            }
        }
        self.column = self.column.saturating_add(self.across);
        self.columns = self.columns.max(self.column);
        Ok(())
    }

    fn end_row(&mut self, job: &mut Job<'_>) -> Result<(), Unusable> {
        self.end_cell()?;
        if std::mem::take(&mut self.in_row) {
            self.row = self.row.saturating_add(1);
            for rows in &mut self.spans {
                *rows = rows.saturating_sub(1);
            }
            self.filled_rows += u32::from(std::mem::take(&mut self.row_is_filled));
            if self.row.is_multiple_of(20_000) {
                job.sink.progress(self.row);
            }
        }
        self.column = 0;
        Ok(())
    }
}
