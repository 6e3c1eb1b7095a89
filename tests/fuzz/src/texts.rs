//! The reader of tables: `decode`, `dialect`, `frame` and `scan` are one check with other seeds' options.

use garimpo_table::{
    Encoding, HeaderChoice, Newline, Read, ReadOptions, Reader, Spacing, Table, Unusable, cut_work,
};

use crate::Target;
use crate::change::LONG;
use crate::dice::Dice;
use crate::seeds;

const MARKS: &[&[u8]] = &[
    b",",
    b";",
    b"\t",
    b"|",
    b":",
    b" ",
    b"^",
    b"~",
    b"\"",
    b"\"",
    b"\"\"",
    b"'",
    b"\\",
    b"\\\"",
    b"\n",
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xff",
    b"\x81",
    b"\xc3",
    b"\xe2\x80",
    b"\xf0\x9f\x98\x80",
    b"\xef\xbf\xbd",
    b"\xc2\xa0",
    b"Total",
    b"Total geral,",
    b"Subtotal",
    b"#",
    b"# Start date: 20260101\n",
    b"sep=,\n",
    b"12,5",
    b"1.234,56",
    b"31/12/2026",
    b"--",
    b"(c) 2026",
    b"\",\"",
    b"\"\n",
    b"\n\"",
    b",\n",
    b",,,,",
    b"\x01",
    b"\x1a",
];

/// Bytes that may be looked at for every byte of a file: its sample is cut in every dialect there is, and the
/// records of a small file are all in its sample.
const MOST_WORK: u64 = 400;

pub fn targets() -> Vec<Target> {
    let target = |name, check| Target {
        name,
        seeds: seeds::texts(),
        marks: MARKS,
        long: LONG,
        check,
        is_ours: |_: &str| true,
    };
    vec![target("decode", decode), target("dialect", dialect), target("frame", frame), target("scan", scan)]
}

fn decode(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    let encoding = dice.one_in(2).then(|| *dice.of(&Encoding::ALL));
    check(bytes, ReadOptions { encoding, ..ReadOptions::default() }, dice)
}

fn dialect(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    let options = ReadOptions {
        delimiter: dice.one_in(2).then(|| *dice.of(b",;\t|:^~ ")),
        quote: dice.one_in(3).then(|| *dice.of(&[Some(b'"'), Some(b'\''), None])),
        escape: dice.one_in(3).then(|| *dice.of(&[Some(b'\\'), None])),
        newline: dice.one_in(3).then(|| *dice.of(&[Newline::Lf, Newline::CrLf, Newline::Cr])),
        spacing: dice.one_in(3).then(|| *dice.of(&[Spacing::Exact, Spacing::BlankAfter, Spacing::Runs])),
        ..ReadOptions::default()
    };
    check(bytes, options, dice)
}

fn frame(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    let header = match dice.below(3) {
        0 => None,
        1 => Some(HeaderChoice::None),
        _ => Some(HeaderChoice::Rows { line: dice.below(30) as u32, rows: dice.below(5) as u32 }),
    };
    check(bytes, ReadOptions { header, ..ReadOptions::default() }, dice)
}

fn scan(bytes: &[u8], dice: &mut Dice) -> Result<(), String> {
    let written = dice.one_in(4).then(|| 1 + dice.below(5) as u32);
    check(bytes, ReadOptions { written, ..ReadOptions::default() }, dice)
}

fn read(bytes: &[u8], options: ReadOptions) -> Read {
    let mut reader = Reader::new(options, bytes.len());
    reader.push(bytes);
    reader.finish()
}

fn in_pieces(bytes: &[u8], options: ReadOptions, dice: &mut Dice) -> Read {
    let mut reader = Reader::new(options, 0);
    let most = *dice.of(&[2, 7, 100, 5000, 400_000]);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at((1 + dice.below(most)).min(rest.len()));
        reader.push(piece);
        rest = behind;
    }
    reader.finish()
}

/// Columns that are looked at one by one: a cell far to the right costs a pass over those before it.
const MOST_COLUMNS: u32 = 200;

fn cells(table: &Table) -> Vec<Vec<String>> {
    let columns = 0..MOST_COLUMNS.min(table.headers().len() as u32);
    let row = |row| columns.clone().map(|column| table.cell(row, column).into_owned()).collect();
    table.rows().map(row).collect()
}

/// All that two readings of one file must agree on.
fn summary(read: &Read) -> String {
    let one = |read: &Read| {
        let table = read.table.as_ref().map(|table| {
            let lines: Vec<_> = table.rows().map(|row| table.line(row)).collect();
            (table.headers().to_vec(), cells(table), lines)
        });
        let Read { receipt, problems, problem_count, dialect, header, title, .. } = read;
        format!("{table:?} {receipt:?} {problems:?} {problem_count} {dialect:?} {header:?} {title:?}")
    };
    [read].into_iter().chain(&read.more).map(one).collect::<Vec<_>>().join("\n")
}

/// From where two texts differ on.
fn difference(a: &str, b: &str) -> String {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(60);
    let part = |text: &str| {
        String::from_utf8_lossy(text.as_bytes().get(same..).unwrap_or_default()).chars().take(300).collect()
    };
    let (a, b): (String, String) = (part(a), part(b));
    format!("{a}\n  not\n{b}")
}

fn check(bytes: &[u8], options: ReadOptions, dice: &mut Dice) -> Result<(), String> {
    cut_work::take();
    let whole = read(bytes, options);
    let work = cut_work::take();
    let allowed = MOST_WORK * (bytes.len() as u64 + 1024);
    if work > allowed {
        return Err(format!("work: {work} bytes looked at, {allowed} allowed for {}", bytes.len()));
    }
    let (one, other) = (summary(&whole), summary(&in_pieces(bytes, options, dice)));
    if one != other {
        return Err(format!("pieces: {}", difference(&one, &other)));
    }
    for read in [&whole].into_iter().chain(&whole.more) {
        if !read.receipt.balances() {
            return Err(format!("balance: {:?}", read.receipt));
        }
        if !read.more.is_empty() && !std::ptr::eq(read, &whole) {
            return Err("more: within more".to_owned());
        }
        let problems = read.problems.len() as u32;
        if problems > read.problem_count || !read.problems.is_sorted_by_key(|problem| problem.line) {
            return Err(format!("problems: {problems} of {}, or out of order", read.problem_count));
        }
        match &read.table {
            Ok(table) if read.receipt.kept != table.row_count() => {
                return Err(format!("rows: {} of {:?}", table.row_count(), read.receipt));
            }
            Err(Unusable::Empty | Unusable::HeaderOnly { .. }) if read.receipt.kept > 0 => {
                return Err(format!("lost: {:?}", read.receipt));
            }
            Ok(table) => one_table(table, read, options)?,
            Err(_) => {}
        }
    }
    Ok(())
}

/// A table can be asked for everything, and is the same when it was written and read.
fn one_table(table: &Table, read: &Read, options: ReadOptions) -> Result<(), String> {
    let columns: Vec<u32> = (0..table.headers().len() as u32).take(40).collect();
    for &column in &columns {
        let profile = table.profile(column);
        let invalid = table.invalid_cells(&[column], usize::MAX).len();
        if profile.invalid as usize != invalid {
            return Err(format!("invalid: {} counted, {invalid} found in column {column}", profile.invalid));
        }
    }
    table.load(&columns);
    // Records that are short or broken are judged by their neighbours, which are others when all is read again.
    if read.problem_count == 0 {
        round_trip(table, read, options)?;
    }
    if table.headers().len() as u32 > MOST_COLUMNS {
        return Ok(());
    }
    round_trip(&Table::from_rows(table.headers().to_vec(), cells(table)), read, options)
}

fn round_trip(table: &Table, read: &Read, options: ReadOptions) -> Result<(), String> {
    let written = table.write(read.dialect);
    if written.lost > 0 {
        return Ok(());
    }
    let options = ReadOptions {
        written: options.written.map(|_| table.headers().len() as u32),
        header: Some(HeaderChoice::Rows { line: 1, rows: 1 }),
        ..ReadOptions::exactly(read.dialect)
    };
    let again = self::read(&written.bytes, options);
    let records = again.receipt.read + again.more.iter().map(|more| more.receipt.read).sum::<u32>();
    if records != table.row_count() + 1 {
        let wanted = table.row_count() + 1;
        let text = String::from_utf8_lossy(&written.bytes).chars().take(300).collect::<String>();
        return Err(format!("records: {records} read again, {wanted} written: {:?} {text:?}", read.dialect));
    }
    // Sums, notes and blank rows are told from data anew.
    let (receipt, Ok(other)) = (again.receipt, &again.table) else { return Ok(()) };
    if receipt.kept == table.row_count() && receipt.header == 1 {
        let (before, after) = (format!("{:?}", cells(table)), format!("{:?}", cells(other)));
        let is_wider = other.headers().len() != table.headers().len();
        if before != after && !is_wider {
            return Err(format!("cells: {:?} {}", read.dialect, difference(&after, &before)));
        }
    }
    Ok(())
}
