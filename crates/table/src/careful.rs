//! The careful reader, for the few records whose quotes are broken: it tries the ways in which such a
//! record can have been meant, and takes the first that gives the number of cells its neighbours have.
//! At most one record is lost or kept as text; the records after it are read as usual.

use crate::ProblemKind;
use crate::cut::{Cell, Cells, Close, Cut, NO_QUOTE, Pad, RECORD_LIMIT, count, count_work};

pub struct Careful {
    pub next: usize,
    pub cells: u32,
    /// Lines beyond the first.
    pub lines: u32,
    /// The code of the way in which it was read (see [`Literal::of`]); `None`: it is regular after all.
    pub way: Option<u8>,
    pub looked_at: usize,
}

/// One way of reading the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// A quote closes only before a delimiter or newline; others are text. Within one line.
    Lenient,
    /// As above, and a doubled quote before a delimiter is a text quote and a closing one.
    LenientPair,
    /// A quoted cell that does not close regularly within its line is not quoted at all.
    Literal,
    /// As `Lenient`, over several lines.
    LenientLines,
}

/// A record whose quotes are broken, and how it was read: its cells are cut anew when they are asked for,
/// so that a file of nothing else needs no more memory than any other.
#[derive(Clone, Debug)]
pub struct Literal {
    len: u32,
    way: Way,
    /// Of its own, where the record was written otherwise than its neighbours.
    own: Option<Cut>,
}

impl Literal {
    /// A record of `len` bytes by the code of its way; 0 is a regular one, and 4 one whose quote never closes.
    pub fn of(code: u8, len: usize) -> Option<Literal> {
        let way = match code {
            1 => Way::Lenient,
            2 => Way::LenientPair,
            3 | 4 => Way::Literal,
            5 => Way::LenientLines,
            _ => return None,
        };
        Some(Literal { len: len as u32, way, own: None })
    }

    /// The record at `start` by the code of its way, where that is one line.
    pub fn of_line(code: u8, text: &[u8], start: usize, cut: Cut) -> Option<Literal> {
        let line = text.get(start..)?;
        let len = memchr::memchr(cut.newline, line).map_or(line.len(), |end| end + 1);
        Literal::of(code, len).filter(|_| Literal::is_line(code))
    }

    /// Whether a record read in this way is surely one line, so that the code tells all of it.
    pub fn is_line(code: u8) -> bool {
        matches!(code, 1..=4)
    }

    pub fn told_by(code: u8) -> ProblemKind {
        if code == 4 { ProblemKind::UnclosedQuote } else { ProblemKind::StrayQuote }
    }

    /// A record of `len` bytes that is cut in its own way.
    pub fn cut_by(own: Cut, len: usize) -> Literal {
        Literal { len: len as u32, way: Way::Lenient, own: Some(own) }
    }

    /// The cells of the record at `start`.
    pub fn cells(&self, text: &[u8], start: usize, cut: Cut) -> Vec<String> {
        let record = text.get(start..start + self.len as usize).unwrap_or_default();
        if let Some(cut) = self.own {
            return Cells::new(record, 0, cut).map(|cell| cell.text(cut.quote).into_owned()).collect();
        }
        let mut cells = Vec::new();
        let read = attempt(record, cut, self.way, |cell| cells.push(cell.text(cut.quote).into_owned()));
        if read.is_some() { cells } else { vec![String::from_utf8_lossy(record).into_owned()] }
    }
}

/// How the last records with broken quotes were read. Where thousands in a row were read in one way, it is the
/// file's, and is tried first: no file is read in every way there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habit {
    last: Option<Outcome>,
    times: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    /// In a way that gives the expected number of cells.
    Fits(Way),
    /// As it stands: its quotes are regular, and its number of cells is not the usual one.
    Regular,
    /// Without regard to its quotes, because nothing fits.
    GivenUp,
}

impl Habit {
    /// So many in a row are a habit; every so many records it is put to the test.
    const FIRM: u32 = 2048;
    const TEST: u32 = 64;

    fn firm(&self) -> Option<Outcome> {
        self.last.filter(|_| self.times >= Self::FIRM && !self.times.is_multiple_of(Self::TEST))
    }

    /// What nearly every such record was for long: `Some(true)`, text without regard to its quotes that has the
    /// expected number of cells; `Some(false)`, text that has not.
    pub fn is_text(&self) -> Option<bool> {
        match self.firm()? {
            Outcome::Fits(Way::Literal) => Some(true),
            Outcome::GivenUp => Some(false),
            _ => None,
        }
    }

    fn note(&mut self, outcome: Outcome) {
        self.times = if self.last == Some(outcome) { self.times.saturating_add(1) } else { 1 };
        self.last = Some(outcome);
    }
}

/// A record over several lines whose quotes are regular and whose number of cells is not the usual one.
#[derive(Clone, Copy, Debug)]
pub struct Odd {
    pub cells: u32,
    pub next: usize,
    /// Lines beyond the first.
    pub lines: u32,
}

/// A record of one line that is as nearly all were for long ([`Habit::is_text`]), without trying anything: `open`
/// is its first quote that does not close, in its cell number `cells`. `None`: it must be read with care.
pub fn as_ever(
    text: &[u8],
    start: usize,
    (open, cells): (usize, u32),
    cut: Cut,
    expected: u32,
    allowance: usize,
    habit: &mut Habit,
) -> Option<Careful> {
    let fits = habit.is_text().filter(|_| cut.pad == Pad::None)?;
    let (mut at, mut cells, mut line_end) = (open, cells, None);
    let next = loop {
        let end = cut.next(text, at);
        if end - start > RECORD_LIMIT {
            return None;
        }
        if *text.get(end)? != cut.delimiter {
            break end + 1;
        }
        (at, cells) = (end + 1, cells + 1);
        if let Some(open) = cut.opening(text, at) {
            let line = || memchr::memchr(cut.newline, text.get(at..)?).map(|offset| at + offset + 1);
            let limit = match line_end {
                Some(limit) => limit,
                None => *line_end.insert(line()?),
            };
            if let Close::At { after, .. } = cut.close(text, open + 1, limit) {
                at = after;
            }
        }
    };
    if fits && cells != expected {
        return None;
    }
    let record = text.get(start..next)?;
    habit.note(if fits { Outcome::Fits(Way::Literal) } else { Outcome::GivenUp });
    let attempt = Attempt { cells, next: record.len(), lines: 0, way: Way::Literal };
    let is_unclosed = !fits || count(record, cut.quote) % 2 == 1;
    Some(literal(attempt, start, is_unclosed, allowance + 4 * record.len()))
}

struct Attempt {
    cells: u32,
    next: usize,
    lines: u32,
    way: Way,
}

/// Reads the record at `start`; `odd` is what it is when it is read as usual. `None`: its first line alone is longer than a record may be.
pub fn read(
    text: &[u8],
    start: usize,
    cut: Cut,
    expected: u32,
    allowance: usize,
    odd: Option<Odd>,
    habit: &mut Habit,
) -> Option<Careful> {
    let window_end = (start + RECORD_LIMIT + 1).min(text.len());
    let line_end = text
        .get(start..window_end)
        .and_then(|rest| memchr::memchr(cut.newline, rest))
        .map(|offset| start + offset + 1);
    let line_end = match line_end {
        Some(end) => end,
        None if window_end == text.len() => text.len(),
        None => return None,
    };
    let line = text.get(start..line_end).unwrap_or_default();
    // Looking for an end of the quote has cost up to the allowance, if it has not found one.
    let looked_at = odd.map_or(allowance, |odd| odd.next - start) + 4 * line.len();

    // A quote that closes in the very next line, which is no record by itself: a text over two lines, in a
    // record of another number of cells.
    if let Some(Odd { cells, next, lines: 1 }) = odd
        && !is_whole(text.get(line_end..next).unwrap_or_default(), cut, expected)
    {
        habit.note(Outcome::Regular);
        return Some(Careful { next, cells, lines: 1, way: None, looked_at });
    }
    let fits = |attempt: &Attempt| attempt.cells == expected;
    let firm = habit.firm();
    let ways: &[Way] = match firm {
        None => &[Way::Lenient, Way::LenientPair, Way::Literal],
        Some(Outcome::Fits(Way::LenientPair)) => &[Way::LenientPair, Way::Lenient, Way::Literal],
        Some(Outcome::Fits(Way::Literal)) => &[Way::Literal, Way::Lenient, Way::LenientPair],
        Some(Outcome::Fits(_)) => &[Way::Lenient, Way::LenientPair, Way::Literal],
        Some(Outcome::Regular | Outcome::GivenUp) => &[],
    };
    for &way in ways {
        if let Some(attempt) = attempt(line, cut, way, |_| {})
            && fits(&attempt)
        {
            habit.note(Outcome::Fits(way));
            let is_unclosed =
                way == Way::Literal && !memchr::memchr_iter(cut.quote, line).count().is_multiple_of(2);
            return Some(literal(attempt, start, is_unclosed, looked_at));
        }
    }

    // A regular record over several lines with too few or too many cells. If its second line is a whole
    // record by itself, the quote has run on; else it stands as it is.
    if firm == Some(Outcome::GivenUp) {
        // Nothing has fitted for long.
    } else if let Some(Odd { cells, next, lines }) = odd {
        let second = text.get(line_end..next).unwrap_or_default();
        if !is_whole(second, cut, expected) {
            habit.note(Outcome::Regular);
            return Some(Careful { next, cells, lines, way: None, looked_at });
        }
    } else {
        let several = text.get(start..(start + allowance.min(1 << 16)).min(text.len())).unwrap_or_default();
        let second = text.get(line_end..).unwrap_or_default();
        if !is_whole(first_line(second, cut), cut, expected)
            && let Some(attempt) = attempt(several, cut, Way::LenientLines, |_| {})
            && fits(&attempt)
        {
            habit.note(Outcome::Fits(Way::LenientLines));
            return Some(literal(attempt, start, false, looked_at + (1 << 16)));
        }
    }
    habit.note(Outcome::GivenUp);
    let attempt = attempt(line, cut, Way::Literal, |_| {}).unwrap_or(Attempt {
        cells: 1,
        next: line.len(),
        lines: 0,
        way: Way::Literal,
    });
    Some(literal(attempt, start, true, looked_at))
}

fn literal(attempt: Attempt, start: usize, is_unclosed: bool, looked_at: usize) -> Careful {
    let code = match attempt.way {
        Way::Lenient => 1,
        Way::LenientPair => 2,
        Way::Literal => 3 + u8::from(is_unclosed),
        Way::LenientLines => 5,
    };
    Careful {
        next: start + attempt.next,
        cells: attempt.cells,
        lines: attempt.lines,
        way: Some(code),
        looked_at,
    }
}

fn first_line(text: &[u8], cut: Cut) -> &[u8] {
    let end = memchr::memchr(cut.newline, text.get(..RECORD_LIMIT.min(text.len())).unwrap_or_default());
    text.get(..end.map_or(0, |end| end + 1)).unwrap_or_default()
}

/// Whether a line is a record with the expected number of cells, read without regard to the text before it.
fn is_whole(text: &[u8], cut: Cut, expected: u32) -> bool {
    let line = first_line(text, cut);
    !line.is_empty()
        && regular(line, 0, cut, line.len())
            .is_some_and(|(cells, next)| cells == expected && next == line.len())
}

/// Cells and next record of a record whose quotes are all regular.
fn regular(text: &[u8], start: usize, cut: Cut, allowance: usize) -> Option<(u32, usize)> {
    let (mut at, mut cells) = (start, 1);
    loop {
        if cut.pad == Pad::Run {
            at = cut.skip_blanks(text, at);
        }
        if let Some(open) = cut.opening(text, at) {
            let Close::At { after, .. } = cut.close(text, open + 1, open + allowance) else { return None };
            at = after;
        }
        let end = cut.next(text, at);
        if end - start > RECORD_LIMIT {
            return None;
        }
        if text.get(end) != Some(&cut.delimiter) {
            return Some((cells, (end + 1).min(text.len())));
        }
        at = end + 1;
        cells += 1;
    }
}

/// The cells of the record that `text` begins with, read in one way. `None`: that way does not work.
fn attempt(text: &[u8], cut: Cut, way: Way, mut take: impl FnMut(Cell<'_>)) -> Option<Attempt> {
    let (mut at, mut lines, mut cells) = (0, 0, 0);
    loop {
        let end = match cut.opening(text, at) {
            Some(open) if way != Way::Literal => {
                let (quote, after) = lenient_close(text, open + 1, cut, way)?;
                let raw = text.get(open + 1..quote)?;
                let found = memchr::memchr_iter(cut.newline, raw).count() as u32;
                if found > 0 && way != Way::LenientLines {
                    return None;
                }
                lines += found;
                take(Cell { raw, doubled: true, escape: cut.escape });
                cells += 1;
                cut.skip_returns(text, after)
            }
            _ => {
                let mut one = if at == 0 { Cells::new(text, at, cut) } else { Cells::within(text, at, cut) };
                take(one.next()?);
                cells += 1;
                if one.is_done() {
                    return Some(Attempt { cells, next: one.end(), lines, way });
                }
                at = one.end();
                continue;
            }
        };
        if text.get(end) != Some(&cut.delimiter) {
            return Some(Attempt { cells, next: (end + 1).min(text.len()), lines, way });
        }
        at = end + 1;
    }
}

/// The next quote that is not escaped. A text may end in the escape byte (`"C:\dir\"`): with
/// [`Way::LenientPair`] an escaped quote before a delimiter closes.
fn next_quote(text: &[u8], from: usize, cut: Cut, way: Way) -> Option<Option<usize>> {
    let mut at = from;
    loop {
        let quote = memchr::memchr(cut.quote, text.get(at..)?).map(|offset| at + offset);
        count_work(quote.unwrap_or(text.len()) + 1 - at);
        let Some(found) = quote else { return Some(None) };
        let before = text.get(from..found).unwrap_or_default();
        let escapes = before.iter().rev().take_while(|&&byte| byte == cut.escape).count();
        let closes = way == Way::LenientPair && cut.end_after(text, found + 1).is_some();
        if cut.escape == NO_QUOTE || escapes % 2 == 0 || closes {
            return Some(quote);
        }
        at = found + 1;
    }
}

fn lenient_close(text: &[u8], from: usize, cut: Cut, way: Way) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(quote) = next_quote(text, at, cut, way)? {
        if text.get(quote + 1) == Some(&cut.quote) {
            let after = cut.end_after(text, quote + 2);
            if let (Way::LenientPair, Some(after)) = (way, after) {
                return Some((quote + 1, after));
            }
            at = quote + 2;
            continue;
        }
        if let Some(after) = cut.end_after(text, quote + 1) {
            return Some((quote, after));
        }
        at = quote + 1;
    }
    None
}
