//! Generated columns with known truths: right when one cell decides, asked when none does, and never a text
//! changed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it did not expect")]

use std::path::PathBuf;

use garimpo_table::table::NO_DAY;
use garimpo_table::value::{civil, number};
use garimpo_table::{CellType, DateOrder, Decimal, Doubt, ProblemKind, ReadOptions, Reader, Table};

/// Numbers without a pattern, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

/// A way to write numbers.
#[derive(Clone, Copy)]
struct Writing {
    decimal: char,
    group: &'static str,
    before: &'static str,
    after: &'static str,
    /// What `before` and `after` make of the value, as an exponent of ten, and its sign.
    exponent: i32,
    negative: bool,
    /// What may stand between three digits and three without saying which it is.
    open: &'static [char],
}

const fn writing(decimal: char, group: &'static str, before: &'static str, after: &'static str) -> Writing {
    Writing { decimal, group, before, after, exponent: 0, negative: false, open: &['.', ','] }
}

const WRITINGS: [Writing; 12] = [
    writing(',', ".", "", ""),
    writing('.', ",", "", ""),
    // Reais are grouped with dots: only a comma is open.
    Writing { open: &[','], ..writing(',', ".", "R$ ", "") },
    Writing { open: &['.'], ..writing('.', ",", "US$", "") },
    Writing { negative: true, ..writing(',', ".", "(", ")") },
    Writing { exponent: -2, ..writing(',', ".", "", " %") },
    writing(',', " ", "", ""),
    writing('.', "'", "", ""),
    writing(',', "\u{a0}", "", "\u{a0}€"),
    Writing { negative: true, ..writing(',', ".", "", "-") },
    writing(',', ".", "EUR ", ""),
    writing('.', "\u{202f}", "+", ""),
];

impl Writing {
    fn wrap(&self, digits: &str) -> String {
        format!("{}{digits}{}", self.before, self.after)
    }

    fn value(&self, plain: &str) -> f64 {
        let value: f64 = format!("{plain}e{}", self.exponent).parse().unwrap();
        if self.negative { -value } else { value }
    }

    fn other(&self) -> char {
        if self.decimal == ',' { '.' } else { ',' }
    }

    /// A cell that says which sign is the decimal one, and its value.
    fn decisive(&self, chance: &mut Chance) -> (String, f64) {
        let (whole, group) = (chance.between(1, 999), chance.between(0, 999));
        let few = chance.below(100);
        let (d, g) = (self.decimal, self.group);
        let (text, plain) = match chance.below(6) {
            0 => (format!("{whole}{d}{few:02}"), format!("{whole}.{few:02}")),
            1 => (format!("{whole}{g}{group:03}{d}{few:02}"), format!("{whole}{group:03}.{few:02}")),
            2 => (format!("0{d}{group:03}"), format!("0.{group:03}")),
            3 => (format!("{}{d}{group:03}", whole + 1000), format!("{}.{group:03}", whole + 1000)),
            4 => {
                (format!("{whole}{d}{group:03}{}", few % 9 + 1), format!("{whole}.{group:03}{}", few % 9 + 1))
            }
            _ if matches!(g, "." | ",") => {
                (format!("{whole}{g}{group:03}{g}{group:03}"), format!("{whole}{group:03}{group:03}"))
            }
            _ => (format!("{whole}{d}{}", few % 10), format!("{whole}.{}", few % 10)),
        };
        (self.wrap(&text), self.value(&plain))
    }
}

/// Values that read both ways, with plain ones among them, and what they are by the writing's own sign.
fn open_column(writing: Writing, chance: &mut Chance) -> Vec<(String, f64)> {
    let sign = chance.pick(writing.open);
    let rows = chance.between(2, 14);
    let mut cells: Vec<(String, f64)> = (0..rows)
        .map(|row| {
            let (whole, group) = (chance.between(1, 999), chance.between(0, 999));
            if row > 0 && chance.below(3) == 0 {
                return (writing.wrap(&whole.to_string()), writing.value(&whole.to_string()));
            }
            let plain = if sign == writing.other() {
                format!("{whole}{group:03}")
            } else {
                format!("{whole}.{group:03}")
            };
            (writing.wrap(&format!("{whole}{sign}{group:03}")), writing.value(&plain))
        })
        .collect();
    if chance.below(4) == 0 {
        cells.push(("--".to_owned(), f64::NAN));
    }
    cells
}

fn table_of(columns: &[Vec<(String, f64)>]) -> Table {
    let longest = columns.iter().map(Vec::len).max().unwrap();
    let text = |cells: &Vec<(String, f64)>, row: usize| cells.get(row).map_or("", |cell| &cell.0).to_owned();
    let rows = (0..longest).map(|row| columns.iter().map(|cells| text(cells, row)).collect()).collect();
    Table::from_rows((0..columns.len()).map(|at| format!("c{at}")).collect(), rows)
}

#[test]
fn numbers_are_right_when_a_cell_decides_and_asked_when_none_does() {
    let mut chance = Chance(7);
    for (at, writing) in WRITINGS.into_iter().enumerate() {
        let open: Vec<_> = (0..1000).map(|_| open_column(writing, &mut chance)).collect();
        // Whatever the columns beside it are: those that decide must not decide for it.
        let decided: Vec<_> = (0..1000)
            .map(|_| {
                let mut cells = open_column(writing, &mut chance);
                let place = chance.below(cells.len() as u64 + 1) as usize;
                cells.insert(place, writing.decisive(&mut chance));
                cells
            })
            .collect();
        let all: Vec<_> = open.iter().chain(&decided).cloned().collect();
        let table = table_of(&all);
        let sign = if writing.decimal == ',' { Decimal::Comma } else { Decimal::Dot };
        for (column, cells) in (0..).zip(&all) {
            let profile = table.profile(column);
            let is_open = (column as usize) < open.len();
            let asked = matches!(profile.doubt, Some(Doubt::Decimal { .. }));
            assert_eq!(asked, is_open, "writing {at}: {cells:?}");
            assert_eq!(profile.invalid, 0, "writing {at}: {cells:?}");
            if is_open {
                continue;
            }
            assert_eq!(profile.reading.decimal, Some(sign), "writing {at}: {cells:?}");
            for (number, (text, expected)) in table.numbers(column).iter().zip(cells) {
                let is_same = number.to_bits() == expected.to_bits() || number.is_nan() && expected.is_nan();
                assert!(is_same, "writing {at}: {text:?} is {number}, not {expected}, in {cells:?}");
            }
        }
    }
}

/// One date, its text in the order of the column, and its day if there is one.
type DateCell = (String, Option<i32>);

fn date_cell(order: DateOrder, sign: char, time: &str, (year, month, day): (i32, u32, u32)) -> DateCell {
    let (first, second) = if order == DateOrder::DayMonth { (day, month) } else { (month, day) };
    (format!("{first:02}{sign}{second:02}{sign}{year}{time}"), civil::days(year, month, day))
}

#[test]
fn dates_are_right_when_a_cell_decides_and_asked_when_none_does() {
    let mut chance = Chance(11);
    for round in 0..10_000u32 {
        let order = chance.pick(&[DateOrder::DayMonth, DateOrder::MonthDay]);
        let sign = chance.pick(&['/', '-', '.']);
        let time = chance.pick(&["", " 14:49", " 07:59:10", " 2:05 PM"]);
        let year = chance.between(1999, 2030) as i32;
        let (first, second) = (chance.between(1, 6) as u32, chance.between(7, 12) as u32);
        let mut cells = vec![date_cell(order, sign, time, (year, first, second))];
        for _ in 0..chance.between(4, 12) {
            let (month, day) = (chance.between(1, 12) as u32, chance.between(1, 12) as u32);
            cells.push(date_cell(order, sign, time, (year, month, day)));
        }
        let decides = round % 2 == 0;
        if decides {
            let place = chance.below(cells.len() as u64 + 1) as usize;
            let (month, day) = (chance.between(1, 12) as u32, chance.between(13, 28) as u32);
            cells.insert(place, date_cell(order, sign, time, (year, month, day)));
            if chance.below(3) == 0 {
                // 2027 has no 29 February, and no year has 31 April.
                let no_day = chance.pick(&[(2027, 2, 29), (2026, 4, 31), (2026, 2, 30), (2025, 11, 31)]);
                cells.push(date_cell(order, sign, time, no_day));
            }
        }
        let rows = cells.iter().map(|(text, _)| vec![text.clone()]).collect();
        let table = Table::from_rows(vec!["d".into()], rows);
        let profile = table.profile(0);
        let asked = matches!(profile.doubt, Some(Doubt::DateOrder { .. }));
        assert_eq!(asked, !decides, "{cells:?}");
        let expected = if time.is_empty() { CellType::Date } else { CellType::DateTime };
        assert_eq!(profile.reading.cell_type, expected, "{cells:?}");
        if !decides {
            continue;
        }
        assert_eq!(profile.reading.date_order, Some(order), "{cells:?}");
        let days: Vec<i32> = cells.iter().map(|(_, day)| day.unwrap_or(NO_DAY)).collect();
        assert_eq!(table.days(0).as_slice(), days, "{cells:?}");
        let missing = cells.iter().filter(|(_, day)| day.is_none()).count();
        let listed = table.invalid_cells(&[0], 99);
        assert_eq!((listed.len(), profile.invalid as usize), (missing, missing), "{cells:?}");
        assert!(listed.iter().all(|problem| problem.kind == ProblemKind::NoSuchDay), "{cells:?}");
    }
}

/// Cells that spreadsheets are known to change.
fn trap(kind: usize, chance: &mut Chance) -> String {
    let n = chance.below(1_000_000_000);
    let digits = |count: usize, chance: &mut Chance| -> String {
        (0..count).map(|_| char::from(b'0' + chance.below(10) as u8)).collect()
    };
    match kind {
        0 => format!("MARCH{}", n % 12 + 1),
        1 => format!("SEPT{}", n % 12 + 1),
        2 => format!("{}E{}", 2_310_000 + n % 10_000, n % 90 + 10),
        3 => format!("{}-{}", n % 12 + 1, n % 28 + 1),
        4 => format!("{}/{}", n % 12 + 1, n % 28 + 1),
        5 => format!("{}E{}", n % 9 + 1, n % 9 + 1),
        6 => format!("00{}", n % 100_000),
        7 => format!("0{}-{:03}", 1000 + n % 9000, n % 1000),
        8 => format!("{:03}.{:03}.{:03}-{:02}", n % 1000, n / 7 % 1000, n / 11 % 1000, n % 100),
        9 => format!("12.ABC.{:03}/{:02}DE-{:02}", n % 1000, n % 100, n / 3 % 100),
        10 => format!("12ABC{:05}DE{:02}", n % 100_000, n / 3 % 100),
        11 => format!("+55 11 9{:04}-{:04}", n % 10_000, n / 13 % 10_000),
        12 => format!("1{}", digits(15, chance)),
        13 => format!("9{}", digits(17, chance)),
        14 => format!("12025{}", digits(15, chance)),
        15 => chance.pick(&["TRUE", "False", "true", "VERDADEIRO", "Não"]).to_owned(),
        16 => chance.pick(&["NaN", "nan", "null", "NULL", "None", "undefined"]).to_owned(),
        17 => chance.pick(&["inf", "-inf", "Infinity", "-Infinity"]).to_owned(),
        18 => chance.pick(&["-", "--", " --", "—", "- ", "+", "=", "@"]).to_owned(),
        19 => format!("{}_{:03}", n % 9 + 1, n % 1000),
        20 => chance.pick(&[" ", "   ", "\u{a0}", "\t", "\u{2006} ", ""]).to_owned(),
        21 => format!("1.{}E+{}", 20_000 + n % 10_000, n % 9 + 11),
        22 => format!("{}.{:03}", n % 999 + 1, n / 5 % 1000),
        23 => format!("R$\u{a0}{}.{:03},{:02}", n % 999 + 1, n / 5 % 1000, n % 100),
        24 => format!(" {:02}/{:02}/{} ", n % 31 + 1, n / 3 % 12 + 1, 1999 + n % 40),
        25 => format!("{:02}:{:02}", n % 24, n / 3 % 60),
        26 => format!("l:{}", digits(16, chance)),
        27 => format!("{}.0", n % 5000),
        28 => format!("=SUM(A{}:B{}),\"x\"\n'{}", n % 9, n % 7, n % 5),
        _ => format!("{}%", n % 100),
    }
}

#[test]
fn a_million_cells_come_out_as_they_went_in() {
    const KINDS: usize = 30;
    let mut chance = Chance(3);
    let mut checked = 0;
    for delimiter in [b',', b';', b'\t'] {
        let rows: Vec<Vec<String>> =
            (0..11_200).map(|_| (0..KINDS).map(|kind| trap(kind, &mut chance)).collect()).collect();
        let headers = (0..KINDS).map(|kind| format!("coluna {kind}")).collect();
        let table = Table::from_rows(headers, rows);
        let written = table.to_csv(delimiter);
        let mut reader = Reader::new(ReadOptions::default(), written.len());
        written.chunks(1 << 16).for_each(|chunk| reader.push(chunk));
        let read = reader.finish();
        let again = read.table.expect("a table");
        assert_eq!((again.row_count(), read.receipt.rejected), (table.row_count(), 0));
        let all: Vec<u32> = (0..KINDS as u32).collect();
        again.load(&all);
        again.invalid_cells(&all, 10);
        for row in table.rows() {
            for &column in &all {
                let (before, after) = (table.cell(row, column), again.cell(row, column));
                assert_eq!(before, after, "row {row}, column {column}");
                checked += 1;
            }
        }
        assert!(again.to_csv(delimiter) == written, "what was read is written the same");
    }
    assert!(checked >= 1_000_000, "{checked}");
}

/// The public set of texts and the bits of their numbers, when it is there.
#[test]
fn decimal_texts_give_the_nearest_number() {
    let folder =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/reference/parse-number"));
    let Ok(entries) = std::fs::read_dir(&folder) else {
        let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: no set of number texts\n");
        return;
    };
    let mut lines = 0;
    for path in entries.flatten().map(|entry| entry.path()) {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for line in text.lines() {
            let fields: Vec<&str> = line.split(' ').collect();
            let [half, single, bits, text] = fields.as_slice() else { continue };
            if (half.len(), single.len(), bits.len()) != (4, 8, 16) {
                continue;
            }
            let expected = u64::from_str_radix(bits, 16).expect("hexadecimal bits");
            let found = number::lex(text.as_bytes()).and_then(|lexed| lexed.number(Decimal::Dot));
            assert_eq!(found.map(f64::to_bits), Some(expected), "{text}");
            lines += 1;
        }
    }
    assert_eq!(lines, 21_232);
}
