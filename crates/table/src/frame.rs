//! What the records of a file are: preamble, header, data, totals, blank, footer, for each of its tables.
//! Every record gets exactly one of these names, so that the receipt balances by construction.

use crate::careful::Literal;
use crate::cut::Cut;
use crate::decode::Bad;
use crate::fold::fold_key;
use crate::header::{self, Head};
use crate::look::Types;
use crate::marked::{Codes, Marked};
use crate::reader::{HeaderChoice, HeaderFound};
use crate::records::Records;
use crate::rows::Rows;
use crate::scan::Scan;
use crate::sift::{Named, Problems, Sift, bad_bytes};
use crate::{Receipt, Table, Unusable, footer, stack, totals};

/// Lines above a header that are kept.
const PREAMBLE_LINES: usize = 50;

#[derive(Debug)]
pub struct Framed {
    pub table: Result<Table, Unusable>,
    pub receipt: Receipt,
    pub problems: Problems,
    pub header: Option<HeaderFound>,
    pub title: Option<String>,
    pub preamble: Vec<String>,
}

impl Framed {
    fn nothing(unusable: Unusable, receipt: Receipt) -> Framed {
        let problems = Problems::default();
        let preamble = Vec::new();
        Framed { table: Err(unusable), receipt, problems, header: None, title: None, preamble }
    }
}

/// One table before its text is cut off for it.
struct Made {
    framed: Framed,
    rows: Option<Sifted>,
    from: u32,
}

struct Sifted {
    /// The records that are rows.
    kept: Marked,
    jumps: Vec<crate::rows::LineJump>,
    codes: Codes,
    literal: Vec<(u32, Literal)>,
    head: Head,
}

/// Names every record and makes the tables, of which there is one at least. `forced`: a person has chosen
/// the delimiter.
pub fn frame(
    text: Vec<u8>,
    scan: Scan,
    bad: &Bad,
    forced: bool,
    choice: Option<HeaderChoice>,
) -> Vec<Framed> {
    let records = Records::all(&text, &scan);
    let (read, blank) = (records.to, records.blank_count());
    let all_rejected = Receipt { read, rejected: read - blank, blank, ..Receipt::default() };
    if let Some(line) = scan.too_long {
        let unusable = Unusable::RecordTooLong { line, limit: crate::cut::RECORD_LIMIT as u32 };
        return vec![Framed::nothing(unusable, all_rejected)];
    }
    let Some(first) = records.filled(0..read).next() else {
        let receipt = Receipt { read, blank: read, ..Receipt::default() };
        return vec![Framed::nothing(Unusable::Empty, receipt)];
    };
    let is_forced = forced || choice.is_some();
    let starts = match choice {
        // What a person has said to be the first header may not be cut off.
        Some(HeaderChoice::Rows { line, .. }) => {
            let header = records.at_line(line);
            let mut starts = stack::find(&records.window(header, read));
            if let Some(first) = starts.first_mut() {
                *first = stack::Start { from: 0, head: None };
            }
            starts
        }
        _ => stack::find(&records),
    };
    if starts.len() == 1 && records.usual_count() < 2 && !is_forced {
        let sample = records.raw(first);
        let unusable = Unusable::NoTable { line: records.line(first), sample };
        return vec![Framed::nothing(unusable, all_rejected)];
    }
    let ends: Vec<u32> = starts.iter().skip(1).map(|start| start.from).chain([read]).collect();
    let made: Vec<Made> = starts
        .into_iter()
        .zip(ends)
        .enumerate()
        .map(|(index, (start, to))| {
            let choice = choice.filter(|_| index == 0);
            one(&records.window(start.from, to), bad, choice, start.head)
        })
        .collect();
    let Scan { starts, cut, .. } = scan;
    tables(made, text, starts, cut)
}

/// Names the records of one table.
fn one(records: &Records<'_>, bad: &Bad, choice: Option<HeaderChoice>, found: Option<Head>) -> Made {
    let usual = records.usual_count();
    let head = match (choice, found) {
        (Some(choice), _) => header::chosen(records, choice, usual),
        (None, Some(head)) => head,
        (None, None) => header::find(records, usual, &Types::of(records, usual)),
    };
    let mut receipt = Receipt { read: records.to - records.from, ..Receipt::default() };
    receipt.preamble = head.first - records.from;
    receipt.header = head.rows;
    let data = head.first + head.rows;
    let columns = head.columns;
    let types = Types::of_data(&records.window(data, records.to), usual);
    let end = footer::start(records, data, columns, usual, &types);
    let totals = totals::find(records, data, end, columns, &types);
    let header_rows = (head.first..data).map(|row| records.bytes(row).trim_ascii_end()).collect();

    let mut sift = Sift::new(records, columns, usual, header_rows);
    receipt.blank = records.to - data;
    for record in records.filled(data..records.to) {
        receipt.blank -= 1;
        sift.pass(record);
        if record >= end {
            receipt.footer += 1;
            sift.skip_unequal(record);
        } else if !totals.is_empty() && totals.binary_search(&record).is_ok() {
            receipt.totals += 1;
            sift.skip_unequal(record);
        } else {
            match sift.data(record) {
                Named::Kept => receipt.kept += 1,
                Named::Rejected => receipt.rejected += 1,
                Named::Header => receipt.header += 1,
            }
        }
    }
    let kept = sift.kept();
    let Sift { jumps, codes, literal, mut problems, .. } = sift;
    bad_bytes(records, &kept, bad, &mut problems);
    let line = records.line(head.first);
    let header = (head.rows > 0).then(|| HeaderFound {
        line,
        rows: head.rows,
        names: crate::letters::unique(head.names.clone()),
    });
    let nothing = match head.rows {
        0 => Unusable::Empty,
        _ => Unusable::HeaderOnly { line, columns },
    };
    let above = || records.filled(records.from..head.first).take(PREAMBLE_LINES);
    let title = title(records, above());
    let preamble = above().map(|record| records.raw(record)).collect();
    let framed = Framed { table: Err(nothing), receipt, problems, header, title, preamble };
    let rows = (!kept.is_empty()).then_some(Sifted { kept, jumps, codes, literal, head });
    Made { framed, rows, from: records.from }
}

/// Gives every table its text: the first one keeps the file's, and the others take theirs from its end.
fn tables(made: Vec<Made>, text: Vec<u8>, starts: Vec<u32>, cut: Cut) -> Vec<Framed> {
    let (mut text, mut starts) = (text, starts);
    let mut out = Vec::with_capacity(made.len());
    for Made { mut framed, rows, from } in made.into_iter().rev() {
        let begin = if from == 0 { 0 } else { starts.get(from as usize).map_or(0, |start| *start as usize) };
        let (own, mut starts) = match from {
            0 => (std::mem::take(&mut text), std::mem::take(&mut starts)),
            _ => (text.split_off(begin.min(text.len())), starts.split_off((from as usize).min(starts.len()))),
        };
        if let Some(Sifted { kept, jumps, codes, literal, head }) = rows {
            kept.keep(&mut starts, from);
            if begin > 0 {
                starts.iter_mut().for_each(|start| *start -= begin as u32);
            }
            let mut rows = Rows::new(own, cut, starts, head.columns);
            rows.codes = codes;
            rows.jumps = jumps;
            rows.literal = literal;
            framed.table = Ok(Table::with(rows, head.names));
        }
        out.push(framed);
    }
    out.reverse();
    out
}

/// The first words above a header that name the table: not a rule of dashes, not `Start date: 20260101`.
fn title(records: &Records<'_>, mut above: impl Iterator<Item = u32>) -> Option<String> {
    let words = |record: u32| {
        let text = records.cells(record).into_iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default();
        let text = text.trim_matches(|ch: char| matches!(ch, '#' | '-' | '=' | '*') || ch.is_whitespace());
        text.chars().take(80).collect::<String>()
    };
    let is_name = |text: &String| {
        let folded = fold_key(text);
        let is_key =
            folded.split_once(": ").is_some_and(|(key, _)| key.contains("date") || key.contains("data "));
        text.chars().any(char::is_alphabetic) && !is_key && !folded.starts_with("sep=")
    };
    above.find_map(|record| Some(words(record)).filter(is_name))
}
