//! Several tables in one file, one under the other: where each begins. Conservative: blank lines among the
//! data, a header that is repeated, the title of a group, and rows that are short stay in their table.

use rustc_hash::FxHashSet;

use crate::cut::Cells;
use crate::fold::{fold_key, trim};
use crate::header::{self, Head};
use crate::look::{JUDGED, Look, Types, is_year, look, look_at, rows_within};
use crate::records::{Records, filled, width};
use crate::totals;

/// Tables that are looked for; what follows the last one belongs to it.
const MOST_TABLES: usize = 200;
/// How often what stands above a mark is looked at anew before it holds rows.
const MOST_TRIES: u32 = 100;
/// Records in a row that are looked into and begin no table, before no more are: those that something parts
/// from the rows above, and the others. A file whose every record has another shape is one ragged table.
const MOST_REFUSED: u32 = 10_000;
/// Rows below a possible header that are looked at.
const BODY: usize = 12;
/// A header in mid-file with nothing above it that parts it from the rows is looked for in files up to this
/// many records: every record must be cut for it.
const SMALL: u32 = 20_000;

/// Where a table begins, and its header where that was found on the way.
pub struct Start {
    pub from: u32,
    pub head: Option<Head>,
}

/// The start of every table of the file; record 0 is the first of them. A title above a table is part of it.
pub fn find(records: &Records<'_>) -> Vec<Start> {
    let starts = parted(records);
    if records.to - records.from <= SMALL {
        return within(records, starts);
    }
    starts.into_iter().map(|from| Start { from, head: None }).collect()
}

/// The tables that something parts from those above them, or that have another number of cells.
fn parted(records: &Records<'_>) -> Vec<u32> {
    let mut starts = vec![records.from];
    let mut known: Option<Known> = None;
    let mut skip = records.from + 1;
    let mut tries = 0;
    let (mut refused_parted, mut refused_plain) = (0, 0);
    let mut marks = Marks::of(records);
    while let Some(mark) = marks.next(refused_plain >= MOST_REFUSED) {
        let from = starts.last().copied().unwrap_or(records.from);
        if mark < skip {
            continue;
        }
        let Some(lead) = lead(records, mark) else { break };
        skip = lead.header + 1;
        // Fewer rows than these break the rhythm of a table, and begin no other.
        let follows = |more: u32| {
            let record = lead.header + more;
            record < records.to
                && records.count(record) == records.count(lead.header)
                && !records.is_blank(record)
        };
        let refused = if lead.is_parted() { &mut refused_parted } else { &mut refused_plain };
        *refused += 1;
        if refused_parted > MOST_REFUSED {
            break;
        }
        let is_block = follows(1) && (lead.is_parted() || follows(2));
        if !is_block && lead.titles == 0 {
            continue;
        }
        let is_known = known.as_ref().is_some_and(|known| {
            let is_hopeless = tries >= MOST_TRIES;
            !known.is_stale(from, mark) && (known.rows > 2 || is_hopeless)
        });
        if !is_known {
            tries += 1;
            known = Some(Known::of(&records.window(from, mark)));
        }
        let Some(above) = &known else { continue };
        let is_table = above.is_table(lead.remarks) || (starts.len() > 1 && above.rows > 0);
        if is_table && begins(records, above, &lead) {
            starts.push(lead.top(records, from));
            known = None;
            (refused_parted, refused_plain) = (0, 0);
            if starts.len() == MOST_TABLES {
                break;
            }
        }
    }
    starts
}

/// Records at which something changes, ascending: behind a blank one, or with another number of cells than
/// the one before.
struct Marks<'a> {
    records: Records<'a>,
    at: u32,
    /// The next record behind a blank one; not looked for yet below `at`.
    end: Option<u32>,
    /// The first record with an unusual number of cells that is not below `at`.
    unequal: usize,
}

impl<'a> Marks<'a> {
    fn of(records: &Records<'a>) -> Self {
        let unequal = records.scan.unequal.partition_point(|(record, _)| *record < records.from);
        let end = records.scan.blanks.next_end(records.from);
        Marks { records: *records, at: records.from, end, unequal }
    }

    /// `parted`: only those behind a blank record.
    fn next(&mut self, parted: bool) -> Option<u32> {
        let Records { scan, to, .. } = self.records;
        while self.at < to {
            if self.end.is_some_and(|end| end < self.at) {
                self.end = scan.blanks.next_end(self.at);
            }
            let entry = |index: usize| scan.unequal.get(index).copied();
            let next = if parted {
                self.end?
            } else {
                while entry(self.unequal).is_some_and(|(record, _)| record < self.at) {
                    self.unequal += 1;
                }
                let behind = self.unequal.checked_sub(1).and_then(entry).map(|(record, _)| record + 1);
                let behind = behind.filter(|behind| *behind >= self.at);
                let own = entry(self.unequal).map(|(record, _)| record);
                [self.end, behind, own].into_iter().flatten().min()?
            };
            self.at = next + 1;
            if next >= to {
                break;
            }
            let count_at = |record: Option<u32>, index: Option<usize>| {
                index.and_then(entry).filter(|(at, _)| Some(*at) == record).map(|(_, cells)| cells)
            };
            let is_changed = || {
                count_at(Some(next), Some(self.unequal))
                    != count_at(next.checked_sub(1), self.unequal.checked_sub(1))
            };
            if !scan.is_blank(next) && (self.end == Some(next) || is_changed()) {
                return Some(next);
            }
        }
        None
    }
}

/// What stands before a record that may be a header.
struct Lead {
    header: u32,
    /// A blank record stands between it and the rows above.
    gap: bool,
    /// Lines of text right above it.
    titles: u32,
    /// Some of those are remarks after `#`.
    remarks: bool,
}

/// The first row with several filled cells at or behind a mark.
fn lead(records: &Records<'_>, mark: u32) -> Option<Lead> {
    let mut gap = mark > records.from && records.is_blank(mark - 1);
    let (mut titles, mut remarks) = (0, false);
    for record in mark..records.to {
        if records.is_blank(record) {
            gap = true;
            continue;
        }
        if records.is_line(record) || records.is_remark(record) {
            titles += 1;
            remarks |= records.is_remark(record);
            continue;
        }
        return Some(Lead { header: record, gap, titles, remarks });
    }
    None
}

impl Lead {
    fn is_parted(&self) -> bool {
        self.gap || self.titles > 0
    }

    /// The first line of the titles right above the header, or the header itself.
    fn top(&self, records: &Records<'_>, from: u32) -> u32 {
        let mut top = self.header;
        // A blank record may stand between the title and the header, and among remarks.
        let (mut at, mut seen) = (self.header, false);
        while at > from + 1 {
            at -= 1;
            if records.is_blank(at) {
                if seen && !records.is_remark(top) {
                    break;
                }
                continue;
            }
            let is_title =
                records.is_remark(at) || (records.is_line(at) && !totals::is_labelled(&records.cells(at)));
            if !is_title || (seen && records.is_remark(top) && !records.is_remark(at)) {
                break;
            }
            (top, seen) = (at, true);
        }
        top
    }
}

/// What is known of the table above.
struct Known {
    from: u32,
    to: u32,
    usual: u32,
    types: Types,
    head: Head,
    /// The header's records.
    header: Vec<Vec<String>>,
    /// Up to the last filled cell of any row.
    width: usize,
    /// Rows at least, up to the size of the sample.
    rows: usize,
    /// The first record behind the header.
    data: u32,
    /// Its header names columns whose values have a type.
    typed_header: bool,
    remarks: bool,
}

impl Known {
    fn of(records: &Records<'_>) -> Known {
        let usual = records.usual_count();
        let types = Types::of(records, usual);
        let head = header::find(records, usual, &types);
        let data = head.first + head.rows;
        let rows = records
            .filled(data..records.to)
            .filter(|&record| records.count(record) == usual)
            // Titles and notes with their delimiters are no rows.
            .filter(|&record| usual < 3 || !records.is_line(record))
            .take(30)
            .count();
        let remarks = (records.from..head.first).any(|record| records.is_remark(record));
        let header: Vec<Vec<String>> = (head.first..data).map(|record| records.cells(record)).collect();
        let names = if head.rows > 0 { head.names.as_slice() } else { &[] };
        let widths = types.sample.iter().chain(&header).map(|cells| width(cells));
        let width = if usual as usize > JUDGED { usual as usize } else { widths.max().unwrap_or(0) };
        let typed_header = types.violated(names) > 0 || {
            // One row alone is no sample: it is compared as it is.
            let row = records.filled(data..records.to).next().map(|row| records.cells(row));
            row.is_some_and(|row| {
                names.iter().zip(&row).any(|(name, cell)| look(name) == Look::Text && look(cell).is_typed())
            })
        };
        Known {
            from: records.from,
            to: records.to,
            usual,
            types,
            head,
            header,
            width,
            rows,
            data,
            typed_header,
            remarks,
        }
    }

    /// The header's names, when there is a header.
    fn names(&self) -> &[String] {
        if self.head.rows > 0 { &self.head.names } else { &[] }
    }

    fn is_header(&self, cells: &[String]) -> bool {
        self.header.iter().any(|row| is_same(cells, row))
    }

    /// Made again as the table grows.
    fn is_stale(&self, from: u32, to: u32) -> bool {
        self.from != from || (to - from) * 4 > (self.to - self.from) * 5
    }

    /// Whether it is a table by itself, and not what stands above one: a list of two columns often is.
    fn is_table(&self, before_remarks: bool) -> bool {
        let is_list = self.usual == 2 && !before_remarks;
        let is_key = |name: &String| name.trim_end().ends_with(':');
        if self.usual < 2 || self.names().first().is_some_and(is_key) {
            return false;
        }
        let least = if is_list { 3 } else { 1 };
        (!self.names().is_empty() && self.typed_header && self.rows >= least)
            || self.rows >= if self.usual == 2 { 10 } else { 3 }
    }
}

/// Whether another table begins at a record.
fn begins(records: &Records<'_>, above: &Known, lead: &Lead) -> bool {
    let cells = &records.cells(lead.header);
    if above.is_header(cells) {
        // The same header under remarks or under another title names other rows.
        return lead.remarks || (lead.gap && lead.titles > 0 && !is_page(records, above, lead));
    }
    // A row of the table above.
    let is_row = above.types.fits(cells) && above.types.others(cells) <= above.types.met(cells);
    if is_row || totals::is_labelled(cells) {
        return false;
    }
    let body = body(records, lead.header);
    let own = Types::of_rows(body.clone(), cells.len());
    let is_named = is_names(cells);
    let is_strict = is_named
        && own.violated(cells) > 0
        && !is_repeated(cells, &body)
        && !is_repeated(cells, &above.types.sample);
    let is_other_width = cells.len() as u32 != above.usual && width(cells) as u32 != above.usual;
    let (violated, typed) = (above.types.violated(cells), above.types.typed.len());
    let fits = |cells: &Vec<String>| above.types.fits(cells);
    if is_strict && lead.is_parted() {
        // Few rows have a type by chance.
        let has_own_types = body.len() >= 3 && own.typed != above.types.typed;
        // Padded to one number of cells, as spreadsheets do.
        let own_width = width(cells);
        let is_padded = own_width > above.width
            || (own_width < above.width && body.len() >= 2 && body.iter().all(|row| width(row) <= own_width));
        let is_sure = is_other_width
            || is_padded
            || (violated > 1 && violated == typed)
            || lead.titles > 0
            || has_own_types;
        return is_sure && !fits(cells) && (violated > 0 || is_other_width || has_own_types);
    }
    if is_strict {
        return is_other_width && body.len() >= 2 && !fits(cells);
    }
    if lead.remarks && above.remarks {
        return is_named && !body.is_empty() && !fits(cells);
    }
    // No header that the types would show: another shape, or other types throughout.
    let is_shaped = lead.is_parted() && !body.is_empty() && body.iter().all(|row| filled(row) > 1);
    let is_strange = |row: &Vec<String>| {
        let others = above.types.others(row);
        others >= 2 && others > above.types.met(row)
    };
    let all_strange = is_strange(cells) && body.iter().all(is_strange);
    if is_other_width {
        let none_fits = !fits(cells) && !body.iter().any(fits);
        let is_known = typed == 0 && is_repeated(cells, &above.types.sample);
        return is_shaped && (none_fits || all_strange) && !is_known;
    }
    is_shaped && all_strange && body.len() >= 4
}

/// The records right below one that have its number of cells.
fn body(records: &Records<'_>, header: u32) -> Vec<Vec<String>> {
    let count = records.count(header);
    (header + 1..records.to)
        .take_while(|&record| !records.is_blank(record) && records.count(record) == count)
        .take(rows_within(count, BODY))
        .map(|record| records.cells(record))
        .take_while(|cells| filled(cells) > 1)
        .collect()
}

/// Whether all cells are names, no two the same.
fn is_names(cells: &[String]) -> bool {
    let mut seen = FxHashSet::default();
    filled(cells) > 1
        && cells.iter().take(width(cells)).all(|cell| {
            let is_name = look(cell).is_name() || is_year(cell);
            is_name && cell.chars().count() <= 80 && seen.insert(fold_key(cell))
        })
}

/// Whether a text stands again in its column: then it is a value.
fn is_repeated(cells: &[String], rows: &[Vec<String>]) -> bool {
    // Of rows with very many cells only the first are here.
    let cells = cells.get(..JUDGED).unwrap_or(cells);
    let others = rows.iter().filter(|row| row.get(..JUDGED).unwrap_or(row) != cells);
    others.into_iter().any(|row| {
        let mut pairs = cells.iter().zip(row);
        pairs.any(|(cell, other)| look(cell) == Look::Text && fold_key(cell) == fold_key(other))
    })
}

fn is_same(cells: &[String], names: &[String]) -> bool {
    width(cells) > 0
        && width(cells) == width(names)
        && cells.iter().zip(names).all(|(a, b)| fold_key(a) == fold_key(b))
}

/// Whether the title is that of the table above: the next page of one report.
fn is_page(records: &Records<'_>, above: &Known, lead: &Lead) -> bool {
    let title = |record: u32| fold_key(records.cells(record).first().map_or("", String::as_str));
    let Some(first) = (above.from..above.to).find(|&record| !records.is_blank(record)) else { return true };
    let own = (above.from..lead.header).rev().find(|&record| !records.is_blank(record));
    let starts_with_header = above.is_header(&records.cells(first));
    starts_with_header || own.is_some_and(|own| title(own) == title(first))
}

/// Headers in mid-table that nothing parts from the rows above: a column of values has a name, every typed
/// column has, and below it other values follow.
fn within(records: &Records<'_>, starts: Vec<u32>) -> Vec<Start> {
    let mut all = Vec::with_capacity(starts.len());
    let ends = starts.iter().skip(1).copied().chain([records.to]);
    for (&from, to) in starts.iter().zip(ends) {
        let mut window = records.window(from, to);
        loop {
            let known = Known::of(&window);
            match next_within(&window, &known).filter(|_| all.len() + 1 < MOST_TABLES) {
                Some(next) => {
                    all.push(Start { from: window.from, head: None });
                    window = records.window(next, to);
                }
                None => {
                    let head = Some(known.head);
                    all.push(Start { from: window.from, head });
                    break;
                }
            }
        }
    }
    all
}

fn next_within(records: &Records<'_>, above: &Known) -> Option<u32> {
    let always: Vec<_> = above.types.typed.iter().filter(|typed| typed.always).collect();
    if above.usual < 3 || always.len() < 2 || above.names().is_empty() {
        return None;
    }
    let column = always.first()?.column;
    (above.data + 2..records.to).find(|&record| {
        let mut cells = Cells::new(records.text, records.start(record), records.scan.cut);
        let Some(cell) = cells.nth(column) else { return false };
        // A letter where the table has a value.
        if !trim(cell.raw).first().is_some_and(u8::is_ascii_alphabetic)
            || look(&cell.text(records.scan.cut.quote)) != Look::Text
        {
            return false;
        }
        let cells = records.cells(record);
        if records.is_blank(record) || cells.len() as u32 != above.usual || filled(&cells) < cells.len() {
            return false;
        }
        let body = body(records, record);
        let own = Types::of_rows(body.clone(), cells.len());
        let has_rows_above = (records.from..record).filter(|&row| !records.is_blank(row)).nth(2).is_some();
        // The types are those of the rows below, unless the ones above have them too.
        let fit =
            records.filled_back(above.data..record).take(3).map(|row| above.types.fits(&records.cells(row)));
        let (mut fits, mut asked) = (0, 0);
        fit.for_each(|fit| (fits, asked) = (fits + u32::from(fit), asked + 1));
        has_rows_above
            && fits * 2 > asked
            && body.len() >= 2
            && !above.is_header(&cells)
            && !totals::is_labelled(&cells)
            && is_names(&cells)
            && above.types.typed.iter().all(|typed| look_at(&cells, typed.column) == Look::Text)
            && own.violated(&cells) >= 2
            && !is_repeated(&cells, &body)
            && !is_repeated(&cells, &above.types.sample)
            && body.iter().all(|row| filled(row) * 2 > row.len())
    })
}
