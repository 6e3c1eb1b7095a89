//! Made-up files as people have them, each with the truth of how it is cut. Everything follows from a seed.

use garimpo_table::{Dialect, Encoding, Newline, Spacing};

/// A small generator of numbers; the same seed gives the same file for ever.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d);
        dice.roll(2);
        dice.roll(2);
        dice
    }

    pub fn roll(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len())]
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Whole,
    Point,
    Comma,
    Money,
    Iso,
    Day,
    Stamp,
    Time,
    Word,
    Name,
    Prose,
    Email,
    Url,
    Json,
    List,
    Tags,
    Channel,
    Phone,
    Empty,
    Inches,
    Said,
    Lines,
    Path,
    Formula,
}

use Kind::*;

const ALL: [Kind; 24] = [
    Whole, Point, Comma, Money, Iso, Day, Stamp, Time, Word, Name, Prose, Email, Url, Json, List, Tags,
    Channel, Phone, Empty, Inches, Said, Lines, Path, Formula,
];
const WORDS: [&str; 16] = [
    "lead",
    "campanha",
    "São Paulo",
    "retorno",
    "proposta",
    "cliente",
    "janeiro",
    "Vila",
    "novo",
    "contrato",
    "Inês",
    "quente",
    "O'Brien",
    "marketing",
    "d'água",
    "B2B",
];
const NAMES: [&str; 8] = ["Ana", "Bia", "Caio", "João", "Maria", "Zoë", "Otto", "Inês"];

impl Kind {
    fn header(self, column: usize) -> String {
        let name = match self {
            Whole => "cliques",
            Point | Comma => "taxa",
            Money => "valor",
            Iso | Day => "data",
            Stamp => "criado_em",
            Time => "hora",
            Word => "etapa",
            Name => "nome",
            Prose => "observações",
            Email => "email",
            Url => "url",
            Json => "extra",
            List => "itens",
            Tags => "tags",
            Channel => "canal",
            Phone => "telefone",
            Empty => "vazio",
            Inches => "tela",
            Said | Lines => "nota",
            Path => "arquivo",
            Formula => "expressao",
        };
        if column < 3 { name.to_owned() } else { format!("{name}_{column}") }
    }

    fn cell(self, dice: &mut Dice) -> String {
        let n = |dice: &mut Dice, most| dice.roll(most);
        match self {
            Whole => n(dice, 5000).to_string(),
            Point => format!("{}.{:02}", n(dice, 900), n(dice, 100)),
            Comma => format!("{},{:02}", n(dice, 900), n(dice, 100)),
            Money => format!("R$ {}.{:03},{:02}", 1 + n(dice, 90), n(dice, 1000), n(dice, 100)),
            Iso => format!("2026-{:02}-{:02}", 1 + n(dice, 12), 1 + n(dice, 28)),
            Day => format!("{:02}/{:02}/2026", 1 + n(dice, 28), 1 + n(dice, 12)),
            Stamp => format!(
                "2026-{:02}-{:02} {:02}:{:02}:{:02}",
                1 + n(dice, 12),
                1 + n(dice, 28),
                n(dice, 24),
                n(dice, 60),
                n(dice, 60)
            ),
            Time => format!("{:02}:{:02}:{:02}", n(dice, 24), n(dice, 60), n(dice, 60)),
            Word => dice.pick(&["aberto", "ganho", "perdido", "novo"]).to_owned(),
            Name => format!("{} {}", dice.pick(&NAMES), dice.pick(&["Lima", "Souza", "Reis", "D'Ávila"])),
            Prose => {
                let mut text = dice.pick(&NAMES).to_owned();
                for _ in 0..n(dice, 9) {
                    text += dice.pick(&[" ", " ", " ", ", ", "; ", " - ", ": "]);
                    text += dice.pick(&WORDS);
                }
                text
            }
            Email => format!("{}{}@exemplo.com.br", dice.pick(&["ana", "bia", "caio"]), n(dice, 999)),
            Url => format!(
                "https://exemplo.com/{}?utm_source={}&x={}{}",
                dice.pick(&["a", "promo", "b-2026"]),
                dice.pick(&["google", "meta"]),
                n(dice, 100),
                dice.pick(&["", ",2", ";k=v", "|y", "#~t"])
            ),
            Json => format!("{{\"id\": {}, \"tags\": [\"a\", \"b\"]}}", n(dice, 1000)),
            List => format!("[{}, {}, {}]", n(dice, 9), n(dice, 9), n(dice, 9)),
            Tags => {
                (0..1 + n(dice, 4)).map(|_| dice.pick(&["vip", "frio", "sp"])).collect::<Vec<_>>().join(";")
            }
            Channel => dice.pick(&["Busca Paga | Google", "Social | Meta", "Direto"]).to_owned(),
            Phone => format!("({}) 9{:04}-{:04}", 11 + n(dice, 80), n(dice, 10_000), n(dice, 10_000)),
            Empty => if n(dice, 8) == 0 { "x" } else { "" }.to_owned(),
            Inches => format!("{}\" LED", 20 + n(dice, 60)),
            Said => {
                format!("disse \"{}\" e {}", dice.pick(&WORDS), dice.pick(&["saiu", "voltou, sim", "ficou"]))
            }
            Lines => format!("{}\n{}, {}", dice.pick(&WORDS), dice.pick(&NAMES), dice.pick(&WORDS)),
            Path => format!("C:\\pasta {}\\{}", n(dice, 9), dice.pick(&["a.txt", "b c.csv", ""])),
            Formula => dice.pick(&["a^2+b", "~10", "x:y", "1 ^ 2", "b~c"]).to_owned(),
        }
    }
}

#[derive(Debug)]
pub struct Made {
    pub name: String,
    pub bytes: Vec<u8>,
    pub dialect: Dialect,
    pub columns: usize,
    /// The quote character stands in the file.
    pub is_quoted: bool,
    pub is_escaped: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Quoting {
    Needed,
    All,
    Texts,
}

/// One file. `group` chooses the family, `seed` everything else.
pub fn make(group: usize, seed: u64) -> Made {
    let mut dice = Dice::new(seed * 31 + group as u64);
    let mut dialect = Dialect { encoding: Encoding::Utf8, ..Dialect::default() };
    dialect.delimiter = match group {
        0..4 => b',',
        4..7 => b';',
        7..9 => b'\t',
        9..11 => b'|',
        11 => b'^',
        12 => b'~',
        13 => b':',
        14 | 15 => b' ',
        _ => dice.pick(b",,,;;\t|"),
    };
    dialect.newline = dice.pick(&[Newline::Lf, Newline::Lf, Newline::CrLf, Newline::CrLf, Newline::Cr]);
    if matches!(group, 2 | 5 | 16) {
        dialect.quote = Some(b'\'');
    }
    if matches!(group, 3 | 6 | 8 | 10 | 17) {
        dialect.escape = Some(b'\\');
    }
    let spaces = dialect.delimiter == b' ';
    dialect.spacing = match group {
        15 => Spacing::Runs,
        18 => Spacing::BlankAfter,
        _ => Spacing::Exact,
    };
    let columns = dice.pick(&[2, 2, 3, 4, 5, 6, 8, 10, 12, 20, 40]);
    let columns = if spaces { columns.clamp(3, 12) } else { columns };
    let rows = dice.pick(&[1, 2, 3, 5, 10, 20, 50, 100, 500]);
    let rows = if spaces || group == 13 { rows.max(3) } else { rows };
    let quoting = match dice.roll(4) {
        0 => Quoting::All,
        1 => Quoting::Texts,
        _ => Quoting::Needed,
    };
    let kinds: Vec<Kind> = (0..columns)
        .map(|column| match (column, spaces) {
            // A file of blanks holds numbers; what would hide that is for the other families.
            (0, true) => Whole,
            _ => loop {
                let kind = ALL[dice.roll(ALL.len())];
                let hides = matches!(kind, Inches | Path);
                if !(hides && (spaces || group == 13 || dialect.quote == Some(b'\''))) {
                    break kind;
                }
            },
        })
        .collect();
    let has_header = dice.roll(8) != 0;
    let mut records: Vec<Vec<String>> = Vec::new();
    if has_header {
        records.push(kinds.iter().enumerate().map(|(column, kind)| kind.header(column)).collect());
    }
    for _ in 0..rows {
        let mut record: Vec<String> = kinds.iter().map(|kind| kind.cell(&mut dice)).collect();
        if spaces {
            record.iter_mut().filter(|cell| cell.is_empty()).for_each(|cell| *cell = "-".to_owned());
        }
        // Some files leave out their last cells, here and there.
        if seed % 7 == 3 && !spaces && columns > 3 && rows >= 10 && dice.roll(12) == 0 {
            record.truncate(columns - 1 - dice.roll(2));
        }
        records.push(record);
    }
    let preamble: Vec<String> = match seed % 5 {
        1 if !spaces && rows >= 5 => {
            vec!["Relatório de campanhas".to_owned(), "1 de maio de 2026 - 15 de maio de 2026".to_owned()]
        }
        2 if rows >= 5 => {
            vec!["# exportado em 2026-05-01 10:00:00".to_owned(), "# conta: Loja, Centro".to_owned()]
        }
        _ => Vec::new(),
    };
    let footer = (seed % 11 == 4 && rows >= 10).then(|| "Fim do relatório, obrigado.".to_owned());
    let mut text = String::new();
    let mut marks = (false, false);
    let newline = match dialect.newline {
        Newline::Lf => "\n",
        Newline::CrLf => "\r\n",
        Newline::Cr => "\r",
    };
    for line in &preamble {
        text += line;
        text += newline;
    }
    for record in &records {
        for (index, cell) in record.iter().enumerate() {
            if index > 0 {
                text.push(dialect.delimiter as char);
                match dialect.spacing {
                    Spacing::BlankAfter => text.push(' '),
                    Spacing::Runs => text.extend(std::iter::repeat_n(' ', dice.roll(4))),
                    Spacing::Exact => {}
                }
            }
            put(&mut text, cell, &dialect, quoting, &mut marks);
        }
        text += newline;
    }
    if let Some(line) = footer {
        text += &line;
        text += newline;
    }
    Made {
        name: format!("{group}/{seed}"),
        bytes: text.into_bytes(),
        dialect,
        columns,
        is_quoted: marks.0,
        is_escaped: marks.1,
    }
}

fn put(text: &mut String, cell: &str, dialect: &Dialect, quoting: Quoting, marks: &mut (bool, bool)) {
    let quote = dialect.quote.map_or('"', char::from);
    let delimiter = dialect.delimiter as char;
    let is_needed = cell.contains([delimiter, '\n', '\r'])
        || cell.starts_with([quote, ' '])
        || cell.contains(quote) && quoting != Quoting::Needed
        || cell.contains(quote) && quote == '"' && !cell.ends_with("LED");
    let is_text = cell.parse::<f64>().is_err();
    if !(is_needed || quoting == Quoting::All || quoting == Quoting::Texts && is_text) {
        *text += cell;
        return;
    }
    marks.0 = true;
    text.push(quote);
    for ch in cell.chars() {
        match dialect.escape {
            Some(escape) if ch == quote || ch == escape as char => {
                marks.1 |= ch == quote;
                text.push(escape as char);
            }
            None if ch == quote => {
                marks.1 = true;
                text.push(quote);
            }
            _ => {}
        }
        text.push(ch);
    }
    text.push(quote);
}

/// A list of one column.
pub fn list(seed: u64) -> Made {
    let mut dice = Dice::new(seed + 77_777);
    let kind = dice.pick(&[Whole, Point, Iso, Stamp, Time, Word, Name, Email, Url, Phone]);
    let rows = dice.pick(&[3, 5, 10, 100]);
    let mut text = format!("{}\n", kind.header(0));
    for _ in 0..rows {
        text += &kind.cell(&mut dice).replace([',', ';', '|'], "");
        text.push('\n');
    }
    Made {
        name: format!("list/{seed} {kind:?}"),
        bytes: text.into_bytes(),
        dialect: Dialect::default(),
        columns: 1,
        is_quoted: false,
        is_escaped: false,
    }
}
