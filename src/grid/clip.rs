//! Tables on the clipboard: tab-separated text and HTML, as spreadsheets write and read them.
//!
//! What is pasted is hostile: these functions are total, and touch no browser object (no parser of the
//! browser's either: Trusted Types would rightly refuse it).

use std::fmt::Write;

pub type Cells = Vec<Vec<String>>;

/// The HTML table if there is one (it keeps cells apart that text confuses), else the text.
pub fn read(html: &str, text: &str) -> Cells {
    let from_text = read_text(text);
    let Some(mut cells) = read_html(html) else { return from_text };
    // HTML loses runs of spaces and tabs; where the text has the same words, it is the better witness.
    let same_shape =
        cells.len() == from_text.len() && cells.iter().zip(&from_text).all(|(a, b)| a.len() == b.len());
    if same_shape {
        for (row, plain) in cells.iter_mut().zip(from_text) {
            for (cell, plain) in row.iter_mut().zip(plain) {
                if plain.split_whitespace().eq(cell.split_whitespace())
                    && cell.contains('\n') == plain.contains('\n')
                {
                    *cell = plain;
                }
            }
        }
    }
    cells
}

/// Tab-separated text with quoted cells. One final line break ends the last row and begins none.
pub fn read_text(text: &str) -> Cells {
    let mut cells = Cells::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = match rest.strip_prefix('"').and_then(quoted) {
            Some(found) => found,
            None => {
                let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
                let (cell, after) = rest.split_at(end);
                (cell.to_owned(), after)
            }
        };
        row.push(cell);
        if let Some(after) = after.strip_prefix('\t') {
            rest = after;
            continue;
        }
        cells.push(std::mem::take(&mut row));
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or("");
        if rest.is_empty() {
            return cells;
        }
    }
}

/// The text after an opening quote, if a closing one ends the cell; and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        if let Some(after) = after.strip_prefix('"') {
            cell.push('"');
            rest = after;
        } else if after.is_empty() || after.starts_with(['\t', '\n', '\r']) {
            // Spreadsheets end lines inside of cells in several ways; here it is always one.
            return Some((cell.replace("\r\n", "\n"), after));
        } else {
            // `"abc" def`: the quotes are part of the text.
            return None;
        }
    }
}

/// One cell is its bare text; in a block, a cell is quoted only if it must be.
pub fn write_text(cells: &[Vec<String>]) -> String {
    if let [row] = cells
        && let [cell] = row.as_slice()
    {
        return cell.clone();
    }
    let mut text = String::new();
    for (n, row) in cells.iter().enumerate() {
        if n > 0 {
            text.push_str("\r\n");
        }
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
                let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
            } else {
                text.push_str(cell);
            }
        }
    }
    text
}

/// A table whose cells carry their raw text beside, so that our own paste loses nothing.
pub fn write_html(cells: &[Vec<String>]) -> String {
    let mut html = String::from("<meta charset=\"utf-8\"><table>");
    for row in cells {
        html.push_str("<tr>");
        for cell in row {
            let safe = escape(cell);
            let _ = write!(
                html,
                "<td data-raw=\"{}\">{}</td>",
                safe.replace('\n', "&#10;"),
                safe.replace('\n', "<br>")
            );
        }
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    html
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

/// The first table of a piece of HTML; `None` when there is none. Spans leave empty cells.
pub fn read_html(html: &str) -> Option<Cells> {
    let mut reader = Reader::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        reader.text(text);
        if let Some(comment) = tail.strip_prefix("<!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end + 3..)).unwrap_or("");
            continue;
        }
        let end = tag_end(tail);
        let (tag, after) = tail.split_at(end);
        rest = after;
        if reader.tag(tag.trim_start_matches('<').trim_end_matches('>')) {
            return reader.finish();
        }
        // Nothing inside of these is text.
        for raw in ["style", "script"] {
            if name_of(tag.trim_start_matches('<')).eq_ignore_ascii_case(raw) {
                let close = format!("</{raw}");
                let skip = rest.to_ascii_lowercase().find(&close).unwrap_or(rest.len());
                rest = rest.get(skip..).unwrap_or("");
            }
        }
    }
    reader.text(rest);
    reader.finish()
}

/// Where a tag ends, its `>` included; quotes may hold one.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn name_of(tag: &str) -> &str {
    tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or("")
}

#[derive(Default)]
struct Reader {
    in_table: bool,
    nested: u32,
    cells: Cells,
    row: Option<Vec<String>>,
    cell: Option<OpenCell>,
    /// Rows that a cell above still covers, one a column.
    covered: Vec<u32>,
}

#[derive(Default)]
struct OpenCell {
    text: String,
    raw: Option<String>,
    columns: usize,
    rows: u32,
    /// A block ended: the next text begins a line.
    line: bool,
}

impl Reader {
    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else { return };
        for c in unescape(text).chars() {
            // Line breaks of the source are spaces; runs of spaces are one. A hard space is none of these.
            if c.is_ascii_whitespace() {
                if !cell.text.is_empty() && !cell.line && !cell.text.ends_with([' ', '\n']) {
                    cell.text.push(' ');
                }
                continue;
            }
            if cell.line && !cell.text.is_empty() {
                cell.text.truncate(cell.text.trim_end_matches(' ').len());
                cell.text.push('\n');
            }
            cell.line = false;
            cell.text.push(if c == '\u{a0}' { ' ' } else { c });
        }
    }

    /// True when the table is over.
    fn tag(&mut self, tag: &str) -> bool {
        let (closing, body) = match tag.strip_prefix('/') {
            Some(body) => (true, body),
            None => (false, tag),
        };
        let name = name_of(body).to_ascii_lowercase();
        if !self.in_table {
            self.in_table = name == "table" && !closing;
            return false;
        }
        match (name.as_str(), closing) {
            ("table", false) => self.nested += 1,
            ("table", true) if self.nested > 0 => self.nested -= 1,
            ("table", true) => return true,
            _ if self.nested > 0 => {}
            ("tr", _) => {
                self.end_row();
                self.row = (!closing).then(Vec::new);
            }
            ("td" | "th", false) => {
                self.end_cell();
                self.row.get_or_insert_default();
                self.cell = Some(OpenCell {
                    raw: attribute(body, "data-raw"),
                    columns: span(body, "colspan"),
                    rows: span(body, "rowspan") as u32,
                    ..OpenCell::default()
                });
            }
            ("td" | "th", true) => self.end_cell(),
            ("br", false) => {
                if let Some(cell) = &mut self.cell {
                    cell.text.truncate(cell.text.trim_end_matches(' ').len());
                    cell.text.push('\n');
                    cell.line = false;
                }
            }
            ("p" | "div" | "li", _) => {
                if let Some(cell) = &mut self.cell {
                    cell.line = !cell.text.is_empty() && !cell.text.ends_with('\n');
                }
            }
            _ => {}
        }
        false
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let row = self.row.get_or_insert_default();
        while self.covered.get(row.len()).is_some_and(|&rows| rows > 0) {
            row.push(String::new());
        }
        let text = cell.raw.unwrap_or_else(|| cell.text.trim_matches([' ', '\n']).to_owned());
        for n in 0..cell.columns {
            let at = row.len();
            row.push(if n == 0 { text.clone() } else { String::new() });
            if cell.rows > 1 {
                if self.covered.len() <= at {
                    self.covered.resize(at + 1, 0);
                }
                if let Some(rows) = self.covered.get_mut(at) {
                    // One more than is left: this row counts down too.
                    *rows = cell.rows;
                }
            }
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(mut row) = self.row.take() else { return };
        while self.covered.get(row.len()).is_some_and(|&rows| rows > 0) {
            row.push(String::new());
        }
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
        if !row.is_empty() {
            self.cells.push(row);
        }
    }

    fn finish(mut self) -> Option<Cells> {
        self.end_row();
        // A block: short rows are filled up.
        let width = self.cells.iter().map(Vec::len).max()?;
        for row in &mut self.cells {
            row.resize(width, String::new());
        }
        Some(self.cells)
    }
}

fn span(tag: &str, name: &str) -> usize {
    attribute(tag, name).and_then(|text| text.trim().parse().ok()).unwrap_or(1).clamp(1, 1_000)
}

/// The value of an attribute of a tag's inside, unescaped.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag.get(name_of(tag).len()..)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            // A stray sign must not stop the walk.
            rest = if end == 0 { rest.get(1..)? } else { after };
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = value.get(1..)?;
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(unescape(value));
        }
        rest = after;
    }
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        // The longest name that we know has six letters.
        let end = after.char_indices().take(10).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let found = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        match found {
            Some((c, after)) => {
                plain.push(c);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|&c| c != '\0')?
        }
    })
}

#[cfg(test)]
#[path = "clip_tests.rs"]
mod tests;
