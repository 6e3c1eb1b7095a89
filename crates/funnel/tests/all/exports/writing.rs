//! How tools write: cells into lines, lines into bytes, money and dates into cells.

use garimpo_table::value::civil;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bytes {
    Utf8,
    Utf8Bom,
    Utf16,
    /// For the letters of Brazilian texts the same as ISO-8859-1.
    Windows1252,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    Needed,
    /// Cells with a space, too, as Meta does.
    Spaces,
    All,
}

#[derive(Clone, Copy)]
pub struct Writing {
    pub bytes: Bytes,
    pub delimiter: char,
    pub quotes: Quotes,
    pub newline: &'static str,
}

pub const COMMA: Writing =
    Writing { bytes: Bytes::Utf8, delimiter: ',', quotes: Quotes::Needed, newline: "\n" };
pub const SEMICOLON: Writing = Writing { delimiter: ';', newline: "\r\n", ..COMMA };
pub const TABS: Writing = Writing { bytes: Bytes::Utf16, delimiter: '\t', ..COMMA };

impl Writing {
    fn cell(&self, text: &str) -> String {
        let needed = text.contains([self.delimiter, '"', '\n', '\r']);
        let quoted = match self.quotes {
            Quotes::Needed => needed,
            Quotes::Spaces => needed || text.contains(' '),
            Quotes::All => true,
        };
        if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    }

    pub fn line<T: AsRef<str>>(&self, cells: &[T]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.cell(cell.as_ref())).collect();
        cells.join(&self.delimiter.to_string())
    }

    /// Lines as they are, then a table, then lines as they are.
    pub fn file(&self, above: &[String], header: &[&str], rows: &[Vec<String>], below: &[String]) -> Vec<u8> {
        let mut lines: Vec<String> = above.to_vec();
        lines.push(self.line(header));
        lines.extend(rows.iter().map(|row| self.line(row)));
        lines.extend(below.iter().cloned());
        let mut text = lines.join(self.newline);
        text.push_str(self.newline);
        self.encode(&text)
    }

    pub fn encode(&self, text: &str) -> Vec<u8> {
        match self.bytes {
            Bytes::Utf8 => text.as_bytes().to_vec(),
            Bytes::Utf8Bom => ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
            Bytes::Utf16 => {
                std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            Bytes::Windows1252 => {
                text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of ISO-8859-1")).collect()
            }
        }
    }
}

/// Owned cells.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($cell.to_string()),*] };
}

/// `2473.94`
pub fn dot(cents: i64) -> String {
    format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

/// `4997.0`, `1246.9`, `12.35`: as programs print numbers that may have a fraction.
pub fn float(cents: i64) -> String {
    let text = dot(cents);
    text.strip_suffix('0').map_or(text.clone(), str::to_owned)
}

/// `2473,94`
pub fn comma(cents: i64) -> String {
    dot(cents).replace('.', ",")
}

fn grouped(whole: i64, sign: &str) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(sign);
        }
        out.push(digit);
    }
    out
}

/// `1.286,58` (dot), `1,286.58` (comma), `1 286,58` (no-break space).
pub fn money(cents: i64, group: &str, decimal: &str) -> String {
    format!("{}{decimal}{:02}", grouped(cents / 100, group), cents % 100)
}

pub fn count(number: u32, group: &str) -> String {
    grouped(i64::from(number), group)
}

pub const NBSP: &str = "\u{a0}";

pub fn iso(day: i32) -> String {
    let (year, month, day) = civil::date(day);
    format!("{year}-{month:02}-{day:02}")
}

pub fn compact(day: i32) -> String {
    iso(day).replace('-', "")
}

pub fn day_month(day: i32, sign: &str) -> String {
    let (year, month, day) = civil::date(day);
    format!("{day:02}{sign}{month:02}{sign}{year}")
}

/// `5/24/2026`
pub fn month_day(day: i32) -> String {
    let (year, month, day) = civil::date(day);
    format!("{month}/{day}/{year}")
}

const MONTHS_PT: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// From the Thursday that 1970 began with.
const WEEK_PT: [&str; 7] = ["qui.", "sex.", "sáb.", "dom.", "seg.", "ter.", "qua."];
const WEEK_EN: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// `5 de maio de 2026`
pub fn long_pt(day: i32) -> String {
    let (year, month, day) = civil::date(day);
    format!("{day} de {} de {year}", MONTHS_PT[month as usize - 1])
}

/// `5 de mai. de 2026`
pub fn short_pt(day: i32) -> String {
    let (year, month, day) = civil::date(day);
    let name: String = MONTHS_PT[month as usize - 1].chars().take(3).collect();
    format!("{day} de {name}. de {year}")
}

/// `ter., 5 de mai. de 2026`
pub fn weekday_pt(day: i32) -> String {
    format!("{}, {}", WEEK_PT[day.rem_euclid(7) as usize], short_pt(day))
}

/// `May 5, 2026`
pub fn long_us(day: i32) -> String {
    let (year, month, day) = civil::date(day);
    format!("{} {day}, {year}", MONTHS_EN[month as usize - 1])
}

/// `5 May 2026`
pub fn long_uk(day: i32) -> String {
    let (year, month, day) = civil::date(day);
    format!("{day} {} {year}", MONTHS_EN[month as usize - 1])
}

/// `Tue, 5 May 2026`
pub fn weekday_en(day: i32) -> String {
    let (year, month, date) = civil::date(day);
    format!("{}, {date} {} {year}", WEEK_EN[day.rem_euclid(7) as usize], &MONTHS_EN[month as usize - 1][..3])
}
