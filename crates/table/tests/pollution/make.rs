//! Every kind of pollution, applied to a clean table, with the truth beside it.

use crate::sources::{Dice, Source};

#[derive(Clone)]
pub struct Style {
    pub delimiter: &'static str,
    pub quote: char,
    /// `None`: a quote in a quoted cell is doubled.
    pub escape: Option<char>,
    pub newline: &'static str,
    /// All cells are quoted, not only those that need it.
    pub all: bool,
}

pub const PLAIN: Style = Style { delimiter: ",", quote: '"', escape: None, newline: "\n", all: false };

pub struct Case {
    pub name: String,
    pub bytes: Vec<u8>,
    pub header: Vec<String>,
    pub records: Vec<Vec<String>>,
    /// How often files like it are met, roughly: a clean file counts 100.
    pub weight: f64,
}

impl Style {
    fn cell(&self, cell: &str) -> String {
        let needs = cell.contains(self.delimiter.trim_end_matches(' '))
            || (self.delimiter == " " && cell.contains(' '))
            || cell.contains([self.quote, '\n', '\r']);
        if !needs && !self.all {
            return cell.to_owned();
        }
        let (quote, escape) = (self.quote, self.escape.unwrap_or(self.quote));
        let mut out = String::from(quote);
        for ch in cell.chars() {
            if ch == quote || (self.escape == Some(ch)) {
                out.push(escape);
            }
            out.push(ch);
        }
        out.push(quote);
        out
    }

    pub fn record(&self, cells: &[String]) -> String {
        cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(self.delimiter)
    }

    fn lines(&self, header: &[String], rows: &[Vec<String>]) -> Vec<String> {
        std::iter::once(header)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|cells| self.record(cells))
            .collect()
    }

    fn file(&self, lines: &[String]) -> Vec<u8> {
        lines.iter().map(|line| format!("{line}{}", self.newline)).collect::<String>().into_bytes()
    }
}

pub struct Maker<'a> {
    pub source: &'a Source,
    pub cases: Vec<Case>,
}

impl Maker<'_> {
    fn add(&mut self, name: &str, weight: f64, bytes: Vec<u8>) {
        let (header, records) = (self.source.header.clone(), self.source.rows.clone());
        self.add_with(name, weight, bytes, header, records);
    }

    fn add_with(
        &mut self,
        name: &str,
        weight: f64,
        bytes: Vec<u8>,
        header: Vec<String>,
        records: Vec<Vec<String>>,
    ) {
        let name = format!("{}/{name}", self.source.name);
        self.cases.push(Case { name, bytes, header, records, weight });
    }

    fn plain(&self) -> Vec<String> {
        PLAIN.lines(&self.source.header, &self.source.rows)
    }

    /// The clean file, its size and its line ends.
    pub fn dimensions(&mut self) {
        let (header, rows) = (self.source.header.clone(), self.source.rows.clone());
        let lines = self.plain();
        self.add("clean", 100.0, PLAIN.file(&lines));
        self.add_with("no payload", 0.1, Vec::new(), Vec::new(), Vec::new());
        self.add_with("header only", 0.5, PLAIN.file(&lines[..1]), header.clone(), Vec::new());
        self.add_with("one row", 1.0, PLAIN.file(&lines[..2]), header.clone(), rows[..1].to_vec());
        self.add_with(
            "two rows",
            1.0,
            PLAIN.file(&PLAIN.lines(&header, &rows[..2])),
            header.clone(),
            rows[..2].to_vec(),
        );
        let many: Vec<Vec<String>> = rows.iter().cycle().take(20_000).cloned().collect();
        self.add_with("many rows", 2.0, PLAIN.file(&PLAIN.lines(&header, &many)), header, many);
        for (name, newline) in [("crlf", "\r\n"), ("cr", "\r")] {
            let style = Style { newline, ..PLAIN };
            self.add(name, 20.0, style.file(&lines));
        }
        let text = PLAIN.file(&lines);
        self.add("no newline at the end", 5.0, text[..text.len() - 1].to_vec());
        self.add("two newlines at the end", 2.0, [text.as_slice(), b"\n"].concat());
        self.add("blank record at the end", 1.0, [text.as_slice(), ",,,,,,,,\n".as_bytes()].concat());
        self.add("byte order mark", 5.0, [b"\xef\xbb\xbf", text.as_slice()].concat());
        let style = Style { all: true, ..PLAIN };
        self.add("all quoted", 10.0, style.file(&style.lines(&self.source.header, &self.source.rows)));
    }

    fn padded(&self, text: &str) -> String {
        format!("{}{}", PLAIN.cell(text), ",".repeat(self.source.header.len() - 1))
    }

    pub fn preambles_and_footnotes(&mut self) {
        let lines = self.plain();
        let notes = ["Sales report", "Created by the shop, for internal use", "Period: January 2026"];
        for count in [1usize, 2, 3, 8, 250] {
            for padded in [false, true] {
                for gap in [None, Some(String::new()), Some(",,,,,,,,".to_owned())] {
                    let note = |index: usize| {
                        let text = notes[index % 3];
                        if padded { self.padded(text) } else { PLAIN.cell(text) }
                    };
                    let above: Vec<String> = (0..count).map(note).chain(gap.clone()).collect();
                    let name = format!("preamble of {count}, padded {padded}, gap {gap:?}");
                    self.add(&name, 1.0, PLAIN.file(&[above.clone(), lines.clone()].concat()));
                    if count < 8 {
                        let mut below: Vec<String> = above.into_iter().rev().collect();
                        if gap.is_none() {
                            below.reverse();
                        }
                        let name = format!("footnotes of {count}, padded {padded}, gap {gap:?}");
                        self.add(&name, 1.0, PLAIN.file(&[lines.clone(), below].concat()));
                    }
                }
            }
        }
        let remarks =
            ["# ------", "# Report, CSV export", "# Start date: 20260101", "#"].map(String::from).to_vec();
        self.add("remarks above", 1.0, PLAIN.file(&[remarks.clone(), lines.clone()].concat()));
        let mut within = lines.clone();
        within.insert(40, "# the second part".to_owned());
        self.add("a remark within", 0.5, PLAIN.file(&within));
        let keys = ["Account,Shop", "Report,Orders", "Currency,BRL"].map(String::from).to_vec();
        self.add(
            "keys and values above",
            1.0,
            PLAIN.file(&[keys.clone(), vec![String::new()], lines.clone()].concat()),
        );
        self.add("keys and values right above", 1.0, PLAIN.file(&[keys, lines].concat()));
    }

    pub fn headers(&mut self) {
        let (header, rows) = (self.source.header.clone(), self.source.rows.clone());
        self.add_with("no header", 3.0, PLAIN.file(&self.plain()[1..]), Vec::new(), rows.clone());
        let word = |name: &str, index: usize| name.split(' ').nth(index).unwrap_or_default().to_owned();
        let rest = |name: &str, index: usize| name.split(' ').skip(index).collect::<Vec<_>>().join(" ");
        let of = |part: &dyn Fn(&str) -> String| header.iter().map(|name| part(name)).collect::<Vec<_>>();
        let shapes: Vec<(&str, Vec<Vec<String>>)> = vec![
            ("two rows, gaps in the second", vec![of(&|name| word(name, 0)), of(&|name| rest(name, 1))]),
            ("two full rows", vec![header.clone(), of(&|name| format!("{} value", word(name, 0)))]),
            ("two rows, same words", vec![header.clone(), of(&|_| "field".to_owned())]),
            (
                "three full rows",
                vec![of(&|_| "Export".to_owned()), header.clone(), of(&|_| "text".to_owned())],
            ),
            (
                "three rows, gaps",
                vec![of(&|name| word(name, 0)), of(&|name| word(name, 1)), of(&|name| rest(name, 2))],
            ),
            (
                "two rows, units",
                vec![header.clone(), of(&|name| if name.len() < 6 { "(un.)".into() } else { String::new() })],
            ),
        ];
        for (name, shape) in shapes {
            let used: Vec<&Vec<String>> =
                shape.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
            let joined = (0..header.len())
                .map(|column| {
                    let parts = used.iter().map(|row| row[column].as_str()).filter(|part| !part.is_empty());
                    parts.collect::<Vec<_>>().join(" ")
                })
                .collect::<Vec<_>>();
            let above = used.iter().map(|row| PLAIN.record(row));
            let lines: Vec<String> = above.chain(self.plain().into_iter().skip(1)).collect();
            self.add_with(&format!("header: {name}"), 1.0, PLAIN.file(&lines), joined, rows.clone());
        }
        let mut lines = self.plain();
        lines.insert(1, String::new());
        self.add("header: a blank line below", 1.0, PLAIN.file(&lines));
        let mut lines = self.plain();
        lines.insert(0, ",,,,,,,,".to_owned());
        self.add("header: a blank record above", 1.0, PLAIN.file(&lines));
        let mut lines = self.plain();
        lines.insert(41, lines[0].clone());
        self.add("header: again in the middle", 1.0, PLAIN.file(&lines));
    }

    pub fn several_tables(&mut self) {
        let mut dice = Dice::new(9);
        for (name, columns) in [("less", 5usize), ("same", 9), ("more", 13)] {
            let header: Vec<String> =
                (0..columns).map(|column| format!("Measure {}", (b'A' + column as u8) as char)).collect();
            let mut row = |number: usize| {
                let cell = |column: usize| match column % 3 {
                    0 => format!("{}", dice.below(9000)),
                    1 => format!("Shop {number}{column}"),
                    _ => format!("{}.{}", dice.below(90), dice.below(10)),
                };
                (0..columns).map(cell).collect::<Vec<_>>()
            };
            let rows: Vec<Vec<String>> = (0..30).map(&mut row).collect();
            let below = PLAIN.lines(&header, &rows);
            let blank = ",".repeat(8);
            for (gap, lines) in [
                ("a blank line", vec![String::new()]),
                ("three blank lines", vec![String::new(); 3]),
                ("a blank record", vec![blank]),
                ("a title", vec![String::new(), "Second table".to_owned()]),
                ("nothing", Vec::new()),
            ] {
                let all = [self.plain(), lines, below.clone()].concat();
                self.add(&format!("two tables: {name}, {gap}"), 1.0, PLAIN.file(&all));
            }
            let all = [self.plain(), vec![String::new()], below[1..].to_vec()].concat();
            self.add(&format!("two tables: {name}, no header"), 0.5, PLAIN.file(&all));
        }
    }

    pub fn delimiters(&mut self) {
        for (name, delimiter, weight) in [("semicolon", ";", 20.0), ("tab", "\t", 10.0), ("pipe", "|", 2.0)] {
            let style = Style { delimiter, ..PLAIN };
            self.add(
                &format!("delimiter {name}"),
                weight,
                style.file(&style.lines(&self.source.header, &self.source.rows)),
            );
        }
    }

    /// Dialects that need a quote, an escape or a delimiter beyond the plain ones.
    pub fn other_dialects(&mut self) {
        let styles = [
            ("delimiter comma and blank", 2.0, Style { delimiter: ", ", ..PLAIN }),
            ("delimiter blank", 0.2, Style { delimiter: " ", ..PLAIN }),
            ("delimiter colon", 0.2, Style { delimiter: ":", ..PLAIN }),
            ("delimiter caret", 0.2, Style { delimiter: "^", ..PLAIN }),
            ("delimiter tilde", 0.2, Style { delimiter: "~", ..PLAIN }),
            ("quote single", 1.0, Style { quote: '\'', ..PLAIN }),
            ("quote single, all", 1.0, Style { quote: '\'', all: true, ..PLAIN }),
            ("escape backslash", 1.0, Style { escape: Some('\\'), ..PLAIN }),
            ("escape backslash, all", 1.0, Style { escape: Some('\\'), all: true, ..PLAIN }),
            (
                "quote single, escape backslash",
                0.5,
                Style { quote: '\'', escape: Some('\\'), all: true, ..PLAIN },
            ),
        ];
        for (name, weight, style) in styles {
            self.add(name, weight, style.file(&style.lines(&self.source.header, &self.source.rows)));
        }
    }

    /// One record in another dialect, or damaged. `step`: every how manieth record.
    pub fn records(&mut self, step: usize) {
        let (rows, plain) = (self.source.rows.clone(), self.plain());
        let columns = self.source.header.len();
        for row in (0..rows.len()).step_by(step) {
            let line = &plain[row + 1];
            let mut with = |name: String, polluted: String, record: Vec<String>| {
                let mut lines = plain.clone();
                lines[row + 1] = polluted;
                let mut records = rows.clone();
                records[row] = record;
                let header = self.source.header.clone();
                self.add_with(&format!("row {row}: {name}"), 0.02, PLAIN.file(&lines), header, records);
            };
            let own = rows[row].clone();
            with("crlf".into(), format!("{line}\r"), own.clone());
            let spaced: Vec<String> = own.iter().map(|cell| format!(" {cell} ")).collect();
            if !own.iter().any(|cell| cell.contains([',', '"', '\n'])) {
                with("blanks around".into(), spaced.join(","), spaced);
            }
            let quoted = Style { all: true, ..PLAIN }.record(&own);
            with("quoted".into(), quoted, own.clone());
            with("a newline behind it".into(), format!("{line}\n"), own.clone());
            for column in 0..columns {
                let mut more = own.clone();
                more.insert(column, String::new());
                with(format!("a delimiter more before {column}"), PLAIN.record(&more), more);
                let is_plain = |cell: &String| PLAIN.cell(cell) == *cell;
                if column + 1 < columns && is_plain(&own[column]) && is_plain(&own[column + 1]) {
                    let mut less = own.clone();
                    let next = less.remove(column + 1);
                    less[column].push_str(&next);
                    with(format!("a delimiter less after {column}"), PLAIN.record(&less), less);
                }
                let short = own[..column + 1].to_vec();
                with(format!("cells up to {column}"), PLAIN.record(&short), short);
                if is_plain(&own[column]) && !own[column].is_empty() {
                    let parts: Vec<String> = own.iter().map(|cell| PLAIN.cell(cell)).collect();
                    let mut stray = own.clone();
                    stray[column].insert(1, '"');
                    let mut written = parts.clone();
                    written[column] = stray[column].clone();
                    with(format!("a quote within {column}"), written.join(","), stray);
                    let mut open = own.clone();
                    open[column].insert(0, '"');
                    let mut written = parts;
                    written[column] = open[column].clone();
                    with(format!("an open quote before {column}"), written.join(","), open);
                }
            }
        }
    }

    /// One record with the quotes or escapes of another dialect.
    pub fn other_records(&mut self, step: usize) {
        let (rows, plain) = (self.source.rows.clone(), self.plain());
        let styles = [
            ("escapes", Style { escape: Some('\\'), ..PLAIN }),
            ("single quotes", Style { quote: '\'', ..PLAIN }),
            ("semicolons", Style { delimiter: ";", ..PLAIN }),
            ("tabs", Style { delimiter: "\t", ..PLAIN }),
        ];
        for row in (0..rows.len()).step_by(step) {
            for (name, style) in &styles {
                let mut lines = plain.clone();
                lines[row + 1] = style.record(&rows[row]);
                self.add(&format!("row {row}: {name}"), 0.02, PLAIN.file(&lines));
            }
        }
    }
}
