//! Files put together at random from what real ones are made of, with the number of their records.

use crate::sources::Dice;

pub struct Random {
    pub text: String,
    /// Records of the file; `None` when broken quotes leave it open.
    pub records: Option<u32>,
}

struct Writer {
    text: String,
    records: u32,
    newline: &'static str,
    delimiter: &'static str,
    is_broken: bool,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.newline);
        self.records += 1;
    }

    fn record(&mut self, cells: &[String]) {
        let quoted = |cell: &String| {
            if cell.contains([',', ';', '\t', '|', '"', '\n', '\r', '\'']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        let cells: Vec<String> = cells.iter().map(quoted).collect();
        self.line(&cells.join(self.delimiter));
    }
}

fn cell(dice: &mut Dice, kind: usize) -> String {
    match kind {
        0 => dice.below(90_000).to_string(),
        1 => format!("{}.{:02}", dice.below(9000), dice.below(100)),
        2 => format!("2026-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1),
        3 => dice.pick(&["Google", "Meta", "Site", "Indicação", "Total Express", ""]).to_owned(),
        4 => {
            dice.pick(&["uma nota", "com, vírgula", "disse \"sim\"", "--", "R$ 1.234,56", "# dez"]).to_owned()
        }
        _ => format!("pessoa{}@x.example", dice.below(50)),
    }
}

pub fn file(seed: u64) -> Random {
    let mut dice = Dice::new(seed + 77);
    let newline = dice.pick(&["\n", "\n", "\r\n", "\r"]);
    let delimiter = dice.pick(&[",", ",", ";", "\t", "|"]);
    let (newline, delimiter) = (
        ["\n", "\r\n", "\r"].into_iter().find(|own| *own == newline).unwrap_or("\n"),
        [",", ";", "\t", "|"].into_iter().find(|own| *own == delimiter).unwrap_or(","),
    );
    let mut out = Writer { text: String::new(), records: 0, newline, delimiter, is_broken: false };
    for _ in 0..1 + dice.below(4) / 2 + dice.below(3) / 2 {
        section(&mut dice, &mut out);
    }
    let records = (!out.is_broken).then_some(out.records);
    Random { text: out.text, records }
}

fn section(dice: &mut Dice, out: &mut Writer) {
    let columns = 2 + dice.below(7);
    let kinds: Vec<usize> = (0..columns).map(|_| dice.below(6)).collect();
    for _ in 0..dice.below(4) / 2 * dice.below(6) {
        match dice.below(4) {
            0 => out.line(""),
            1 => out.line("# Start date: 20260101"),
            2 => out.line("Relatório de campanha"),
            _ => {
                let padded = format!("Relatório{}", out.delimiter.repeat(columns - 1));
                out.line(&padded);
            }
        }
    }
    let header: Vec<String> = (0..columns).map(|column| format!("Nome {column}{}", dice.below(3))).collect();
    for _ in 0..[0, 1, 1, 1, 2, 3][dice.below(6)] {
        out.record(&header);
    }
    for _ in 0..dice.below(40) {
        let mut row: Vec<String> = kinds.iter().map(|&kind| cell(dice, kind)).collect();
        match dice.below(60) {
            0 => out.line(""),
            1 => row.truncate(1 + dice.below(columns)),
            2 => row.extend(["x".to_owned(), "y".to_owned()]),
            3 => out.record(&header),
            4 => out.line("Grupo"),
            5 => out.line(&out.delimiter.repeat(columns - 1)),
            6 if dice.below(4) == 0 => {
                out.is_broken = true;
                out.line("\"aberta");
            }
            7 => row[0] = format!("a{}b", out.newline),
            _ => {}
        }
        // A record of one empty cell is a blank line.
        out.record(&row);
    }
    match dice.below(8) {
        0 => {
            let total = format!("Total{}10", out.delimiter.repeat(columns - 1));
            out.line(&total);
        }
        1 => out.line("Copyright (c) 2026"),
        2 => {
            out.line("");
            out.line("Confidencial");
        }
        3 => out.line(""),
        _ => {}
    }
}
