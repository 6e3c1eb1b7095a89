//! How a text is cut: delimiter, quote, escape, blanks and newline, found by consistency over the first
//! records. The usual delimiters win unless the evidence for another is clear: a time holds colons, a
//! name holds blanks. Must never look at more than the sample, so that the answer does not depend on the
//! chunks.

use crate::cut::{Cells, Cut, NO_QUOTE, Pad, is_blank_record};
use crate::fold::trim;
use crate::reader::ReadOptions;
use crate::shape::{Shape, USUAL, is_time, is_url, is_value, measure};
use crate::tally::{Class, classify};
use crate::{Newline, Spacing};

/// The dialect is decided from this much text.
pub const SAMPLE: usize = 128 << 10;
/// Unusual delimiters are tried on this much of it first.
const PRELUDE: usize = 16 << 10;
const UNUSUAL: [u8; 4] = [b'^', b'~', b':', b' '];
/// Bytes that escape a quote; others only by choice.
const ESCAPES: [u8; 2] = [b'\\', 0];
/// Records that are looked at column by column.
const MOST_ROWS: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub cut: Cut,
    pub newline: Newline,
    /// The number of cells that most records have; 1 when there is no delimiter.
    pub cells: u32,
    /// No delimiter, but plainly a list of values: a table of one column.
    pub is_column: bool,
}

impl Found {
    pub fn spacing(&self) -> Spacing {
        match self.cut.pad {
            Pad::None | Pad::BeforeQuote => Spacing::Exact,
            Pad::One => Spacing::BlankAfter,
            Pad::Run => Spacing::Runs,
        }
    }
}

/// `sample` is the first [`SAMPLE`] bytes of text, or all of it when there is less.
pub fn find(sample: &[u8], options: &ReadOptions) -> Found {
    let [feeds, pairs, lone] = line_ends(sample);
    let candidates: &[u8] = match options.newline {
        Some(Newline::Cr) => b"\r",
        Some(_) => b"\n",
        None if lone == 0 || lone * 50 < feeds => b"\n",
        None if feeds == 0 => b"\r",
        // A text in quotes may hold line ends of another kind: the ones that make a table are meant.
        None => b"\n\r",
    };
    let mut best: Option<(f64, Found)> = None;
    for &newline in candidates {
        let (score, found) = find_with(sample, newline, options);
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, found));
        }
    }
    let none = Found { cut: Cut::COMMA, newline: Newline::Lf, cells: 1, is_column: false };
    let mut found = best.map_or(none, |(score, found)| {
        // Nothing is cut by either: the ones that are more frequent.
        if score == 0.0 && candidates.len() > 1 && lone > 2 * (feeds - pairs) && lone > 2 * pairs {
            find_with(sample, b'\r', options).1
        } else {
            found
        }
    });
    if let Some(chosen) = options.newline {
        found.newline = chosen;
    }
    found
}

fn find_with(sample: &[u8], newline: u8, options: &ReadOptions) -> (f64, Found) {
    let sample = if sample.len() >= SAMPLE {
        memchr::memrchr(newline, sample).and_then(|end| sample.get(..=end)).unwrap_or(sample)
    } else {
        sample
    };
    let search = Search { sample, newline, options };
    let mut best: Option<(f64, Cut, Shape)> = None;
    let mut offer = |prior: f64, (cut, shape): (Cut, Shape)| {
        // Where hardly a cell is whole, as in code, nothing was cut in the right place.
        let is_cut = shape.clean_share() > 0.1;
        let score = if is_cut { shape.score() * prior } else { 0.0 };
        if best.as_ref().is_none_or(|(top, _, _)| score > *top) {
            best = Some((score, cut, shape));
        }
    };
    match options.delimiter.or_else(|| separator_line(sample)) {
        Some(forced) => offer(1.0, search.best_for(forced)),
        None => {
            let is_numbers = search.are_numbers();
            for delimiter in USUAL {
                if delimiter == b',' && is_numbers || memchr::memchr(delimiter, sample).is_none() {
                    continue;
                }
                let found = search.best_for(delimiter);
                // `Silva, Ana` is one text more often than two cells.
                let (_, shape) = &found;
                let is_prose =
                    delimiter == b',' && shape.usual().0 == 2 && shape.regular == 0 && shape.is_blank_after();
                // Quotes that must all be text are the sign of another delimiter.
                let is_plain = found.0.quote == NO_QUOTE && options.quote.is_none();
                // What cuts every record alike may leave other delimiters within its cells.
                let prior = if shape.is_even() { 1.0 / shape.clean_share().max(0.25) } else { 1.0 };
                offer(
                    if is_plain {
                        0.6
                    } else if is_prose {
                        0.8
                    } else {
                        prior
                    },
                    found,
                );
            }
            for delimiter in UNUSUAL {
                if let Some((prior, found)) = search.unusual(delimiter) {
                    offer(prior, found);
                }
            }
        }
    }
    let quote = options.quote.unwrap_or(Some(b'"'));
    let (score, cut, cells, shape) = match best {
        Some((score, cut, shape)) if score > 0.0 || options.delimiter.is_some() => {
            (score, cut, shape.cells(), shape)
        }
        _ => {
            // Blank records have no shape.
            let is_blank = |delimiter: &u8| is_blank_record(sample, search.cut(*delimiter, quote));
            let cut = search.cut(USUAL.into_iter().find(is_blank).unwrap_or(b','), quote);
            (0.0, cut, 1, measure(sample, cut))
        }
    };
    let newline = match newline {
        b'\r' => Newline::Cr,
        _ if shape.returns * 2 > shape.ends => Newline::CrLf,
        _ => Newline::Lf,
    };
    let is_column = cells == 1 && search.is_column();
    // A comma in a list, or in code, is text; in a file of nothing else it is none.
    let is_whole = is_column
        || score == 0.0 && memchr::memchr(cut.delimiter, sample).is_some() && !is_blank_record(sample, cut);
    let cut = if is_whole && options.delimiter.is_none() { Cut { delimiter: NO_QUOTE, ..cut } } else { cut };
    (score, Found { cut, newline, cells, is_column })
}

/// The dialect that `garimpo-workbook` writes.
pub fn written(cells: u32) -> Found {
    Found { cut: Cut::COMMA, newline: Newline::Lf, cells, is_column: false }
}

/// Line feeds (those of pairs as well), pairs, and lone returns.
fn line_ends(sample: &[u8]) -> [usize; 3] {
    let feeds = memchr::memchr_iter(b'\n', sample).count();
    let pairs = memchr::memmem::find_iter(sample, b"\r\n").count();
    [feeds, pairs, memchr::memchr_iter(b'\r', sample).count() - pairs]
}

/// Excel's first line `sep=;`.
fn separator_line(sample: &[u8]) -> Option<u8> {
    match sample.strip_prefix(b"sep=")? {
        [byte, b'\r' | b'\n', ..] => Some(*byte),
        _ => None,
    }
}

/// The first records of the usual shape, and their share among all from the first of them on.
struct Early {
    rows: Vec<Vec<Vec<u8>>>,
    share: f64,
}

struct Search<'a> {
    sample: &'a [u8],
    newline: u8,
    options: &'a ReadOptions,
}

impl Search<'_> {
    fn cut(&self, delimiter: u8, quote: Option<u8>) -> Cut {
        let escape = self.options.escape.flatten().filter(|escape| Some(*escape) != quote);
        let escape = escape.unwrap_or(NO_QUOTE);
        let quote = quote.unwrap_or(NO_QUOTE);
        let pad = match self.options.spacing {
            Some(Spacing::BlankAfter) => Pad::One,
            Some(Spacing::Runs) => Pad::Run,
            _ => Pad::None,
        };
        Cut { delimiter, quote, escape, newline: self.newline, pad }
    }

    /// The best quote, escape and spacing for a delimiter.
    fn best_for(&self, delimiter: u8) -> (Cut, Shape) {
        let (mut cut, mut shape) = match self.options.quote {
            Some(quote) => self.escaped(self.cut(delimiter, quote)),
            None => self.quoted(delimiter),
        };
        if self.options.spacing.is_none() && shape.is_blank_after() && delimiter != b' ' {
            cut.pad = Pad::One;
            shape = measure(self.sample, cut);
        }
        (cut, shape)
    }

    fn quoted(&self, delimiter: u8) -> (Cut, Shape) {
        let double = self.escaped(self.cut(delimiter, Some(b'"')));
        if self.has_opening(b'\'', delimiter) {
            let single = self.escaped(self.cut(delimiter, Some(b'\'')));
            let (one, other) = (&single.1, &double.1);
            let is_right = one.irregular * 10 <= one.regular
                && (one.regular >= 2 || one.doubled > 0 || one.score() > other.score());
            if is_right && one.regular > other.regular && one.score() >= other.score() {
                return single;
            }
        }
        if double.1.irregular - double.1.wrapped > double.1.regular.max(double.1.wrapped) {
            let cut = self.cut(delimiter, None);
            let plain = measure(self.sample, cut);
            // One quote that does not close is no reason to take every quote for text.
            let is_usual = double.1.irregular >= 3 && double.1.irregular * 10 >= double.1.records;
            let (text, quoted) = (plain.likeness(), double.1.likeness());
            if is_usual && text >= quoted || double.1.irregular > 1 && text > 1.02 * quoted {
                return (cut, plain);
            }
        }
        double
    }

    /// The best escape for a delimiter and a quote.
    fn escaped(&self, cut: Cut) -> (Cut, Shape) {
        // "Exact" is also what such a file is told to be, and must be read the same when it is chosen.
        let is_padded = cut.pad == Pad::None && self.is_padded(cut);
        let cut = if is_padded { Cut { pad: Pad::BeforeQuote, ..cut } } else { cut };
        let mut best = (cut, measure(self.sample, cut));
        if self.options.escape.is_some() || best.1.irregular == 0 && !self.ends_in_escapes(cut) {
            return best;
        }
        for escape in ESCAPES {
            if memchr::memmem::find(self.sample, &[escape, cut.quote]).is_none() {
                continue;
            }
            let cut = Cut { escape, ..cut };
            let shape = measure(self.sample, cut);
            let is_better = shape.irregular < best.1.irregular
                || shape.irregular == best.1.irregular && shape.score() > best.1.score();
            // Where all quotes are in order, what stands in them may have been all that was cut.
            let is_whole = shape.irregular == 0 && shape.regular >= 2 && best.1.irregular > 0;
            if is_better && (is_whole || shape.score() >= best.1.score()) {
                best = (cut, shape);
            }
        }
        best
    }

    /// A quote that may be escaped stands before a delimiter (`"a \"b\", c"`): it may not close.
    fn ends_in_escapes(&self, cut: Cut) -> bool {
        cut.quote != NO_QUOTE
            && memchr::memmem::find(self.sample, &[b'\\', cut.quote, cut.delimiter]).is_some()
    }

    /// Whether quoted cells stand behind a blank (`a, "b, c"`), and never right behind the delimiter. One such
    /// cell is no habit, unless every cell is written so or what is in its quotes would be cut.
    fn is_padded(&self, cut: Cut) -> bool {
        let count = |pattern: &[u8]| memchr::memmem::find_iter(self.sample, pattern).count();
        let padded = count(&[cut.delimiter, b' ', cut.quote]);
        let is_habit = || {
            let shape = |pad: Pad| measure(self.sample, Cut { pad, ..cut });
            let exact = shape(Pad::None);
            exact.is_blank_after() || exact.patterns != shape(Pad::BeforeQuote).patterns
        };
        cut.delimiter != b' '
            && padded > 2 * count(&[cut.delimiter, cut.quote])
            && (padded > 1 || padded == 1 && is_habit())
    }

    /// Whether a quote stands at the start of a cell.
    fn has_opening(&self, quote: u8, delimiter: u8) -> bool {
        memchr::memchr_iter(quote, self.sample).any(|at| {
            let before = at.checked_sub(1).and_then(|before| self.sample.get(before));
            before.is_none_or(|&byte| byte == delimiter || matches!(byte, b'\n' | b'\r' | b' '))
        })
    }

    /// A line of JSON each: names and values are no columns.
    fn are_objects(&self) -> bool {
        let mut lines =
            self.sample.split(|&byte| byte == self.newline).map(trim).filter(|line| !line.is_empty());
        lines.all(|line| matches!(line, [b'{', .., b'}'] | [b'[', .., b']']))
    }

    /// What an unusual delimiter makes of the sample, with the weight of its evidence; `None` when that
    /// is not clear.
    fn unusual(&self, delimiter: u8) -> Option<(f64, (Cut, Shape))> {
        let lines = memchr::memchr_iter(self.newline, self.sample).count();
        if memchr::memchr_iter(delimiter, self.sample).take(lines.max(1)).count() * 5 < lines.max(1) {
            return None;
        }
        if delimiter == b':' && (self.colons_are_text() || self.are_objects()) {
            return None;
        }
        let prelude = self.sample.get(..PRELUDE).unwrap_or(self.sample);
        let end = memchr::memrchr(self.newline, prelude).map_or(prelude.len(), |end| end + 1);
        let sample = if prelude.len() < self.sample.len() { prelude.get(..end)? } else { prelude };
        let early = Search { sample, newline: self.newline, options: self.options };
        let mut found = early.best_for(delimiter);
        if delimiter == b' ' && memchr::memmem::find(sample, b"  ").is_some() {
            let cut = Cut { pad: Pad::Run, ..found.0 };
            let shape = measure(sample, cut);
            if self.options.spacing.is_none() && shape.score() > found.1.score() {
                found = (cut, shape);
            }
        }
        let rows = early.rows(&found);
        let is_sign = matches!(delimiter, b':' | b' ');
        let may_be_values = is_sign || delimiter == b'~' && found.1.usual().0 == 2;
        if !is_evident(delimiter, &found, &rows) || may_be_values && early.are_values(is_sign) {
            return None;
        }
        let whole =
            if sample.len() < self.sample.len() { (found.0, measure(self.sample, found.0)) } else { found };
        let prior = if is_sign { 0.7 } else { 0.95 };
        Some((prior, whole))
    }

    /// The first records of the usual shape.
    fn rows(&self, (cut, shape): &(Cut, Shape)) -> Early {
        let usual = shape.usual().0 as usize;
        let (mut rows, mut others) = (Vec::new(), 0);
        let mut at = 0;
        while at < self.sample.len() && rows.len() < MOST_ROWS {
            let mut cells = Cells::new(self.sample, at, *cut);
            let row: Vec<Vec<u8>> =
                cells.by_ref().take(MOST_ROWS).map(|cell| cell.bytes(cut.quote).into_owned()).collect();
            cells.by_ref().for_each(drop);
            let end = cells.end();
            if row.len() == usual.min(MOST_ROWS) {
                rows.push(row);
            } else if !rows.is_empty() && !is_blank_record(self.sample.get(at..end).unwrap_or_default(), *cut)
            {
                others += 1;
            }
            at = end.max(at + 1);
        }
        Early { share: rows.len() as f64 / (rows.len() + others).max(1) as f64, rows }
    }

    /// Most colons outside quotes stand in times or addresses.
    fn colons_are_text(&self) -> bool {
        let (mut all, mut texts, mut is_inside) = (0, 0, false);
        for at in memchr::memchr2_iter(b':', b'"', self.sample) {
            if self.sample.get(at) == Some(&b'"') {
                is_inside = !is_inside;
                continue;
            }
            if is_inside {
                continue;
            }
            all += 1;
            let byte = |at: Option<usize>| at.and_then(|at| self.sample.get(at)).copied().unwrap_or(b' ');
            let [before, next, second] = [at.checked_sub(1), Some(at + 1), Some(at + 2)].map(byte);
            let is_time = [before, next, second].iter().all(u8::is_ascii_digit)
                && next < b'6'
                && !byte(Some(at + 3)).is_ascii_digit();
            texts += usize::from(is_time || next == b'/');
        }
        texts * 2 > all || all == 0
    }

    /// Nearly every line is one number with separators of both kinds, as `68,527.00` is, or a number with a
    /// comma below a name without one: two cells would have two names.
    fn are_numbers(&self) -> bool {
        let (mut all, mut commas, mut both, mut is_named) = (0, 0, 0, false);
        for (place, line) in self.lines().take(MOST_ROWS).enumerate() {
            let has_comma = memchr::memchr(b',', line).is_some();
            let Class::Number { .. } = classify(line) else {
                if place == 0 && !has_comma {
                    is_named = true;
                    continue;
                }
                return false;
            };
            all += 1;
            commas += usize::from(has_comma);
            both += usize::from(has_comma && memchr::memchr(b'.', line).is_some());
        }
        both * 2 > all || is_named && all > 1 && commas * 2 > all
    }

    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.sample.split(|&byte| byte == self.newline).map(trim).filter(|line| !line.is_empty())
    }

    /// Whether nearly every line as a whole is one address, or (`any`) one value of another kind: a date with
    /// its time, a phone.
    fn are_values(&self, any: bool) -> bool {
        let (mut all, mut values) = (0, 0);
        for line in self.lines().take(MOST_ROWS) {
            all += 1;
            let is_one = is_url(line) && memchr::memchr(b' ', line).is_none()
                || any && (is_time(line) || matches!(classify(line), Class::Date { .. } | Class::Id));
            values += usize::from(is_one);
        }
        // The first may be the header.
        values > 0 && values * 10 >= (all - 1) * 9
    }

    /// A list, one value a line below a header: short, never a sentence, never code.
    fn is_column(&self) -> bool {
        let cut = self.cut(NO_QUOTE, Some(self.options.quote.flatten().unwrap_or(b'"')));
        let (mut all, mut sentences, mut at) = (0, 0, 0);
        while at < self.sample.len() {
            let mut cells = Cells::new(self.sample, at, cut);
            let Some(cell) = cells.next() else { break };
            let end = cells.end();
            if !is_blank_record(self.sample.get(at..end).unwrap_or_default(), cut) {
                all += 1;
                let is_quoted = self.sample.get(at) == Some(&cut.quote);
                if !is_quoted && !is_entry(trim(cell.raw)) {
                    return false;
                }
                sentences += usize::from(!is_quoted && is_sentence(trim(cell.raw)));
            }
            at = end.max(at + 1);
        }
        all >= 3 && sentences * 2 < all
    }
}

/// Whether a line can be one value of a list.
fn is_entry(line: &[u8]) -> bool {
    if line.first().is_some_and(|first| b"<>{}[]".contains(first)) {
        return false;
    }
    if is_value(line) || is_url(line) {
        return true;
    }
    let words = line.split(|&byte| byte == b' ').count();
    let is_marked = line.first().is_some_and(|first| b"()#/*;=@$\\\"'`-".contains(first))
        || line.last().is_some_and(|last| b".:;,{}()>=\\!?".contains(last));
    line.len() <= 80 && words <= 6 && !is_marked && memchr::memmem::find(line, b"  ").is_none()
}

/// Words in small letters: `Read me before use` is no name, as `Ana Maria de Souza e Lima` is.
fn is_sentence(line: &[u8]) -> bool {
    const IN_NAMES: [&[u8]; 8] = [b"de", b"da", b"do", b"das", b"dos", b"e", b"of", b"and"];
    let is_small =
        |word: &&[u8]| word.first().is_some_and(u8::is_ascii_lowercase) && !IN_NAMES.contains(word);
    let words = line.split(|&byte| byte == b' ');
    words.clone().count() >= 4 && words.filter(|word| is_small(word)).count() >= 2
}

/// Whether a delimiter that is also a sign of writing really sets cells apart.
fn is_evident(delimiter: u8, (_, shape): &(Cut, Shape), Early { rows, share }: &Early) -> bool {
    let (cells, records) = shape.usual();
    let share = *share;
    if cells < 2 || records < 2 && shape.regular == 0 {
        return false;
    }
    let is_typed = (0..cells.min(MOST_ROWS as u32) as usize).any(|column| {
        let values = rows.iter().filter_map(|row| row.get(column));
        let filled = values.map(|cell| trim(cell)).filter(|cell| !cell.is_empty());
        let (mut all, mut typed) = (0, 0);
        for cell in filled {
            all += 1;
            typed += usize::from(is_value(cell));
        }
        // All but a header.
        all >= 2 && typed * 10 >= (all - 1) * 8 && typed > 0
    });
    let is_quoted = shape.regular >= 2 && shape.irregular * 10 <= shape.regular;
    match delimiter {
        b'^' | b'~' => share >= 0.7,
        b':' => {
            // `Name: value` is a list of properties; a path is not a cell.
            let is_text =
                |cell: &Vec<u8>| cells == 2 && cell.first() == Some(&b' ') || cell.starts_with(b"//");
            let texts = rows.iter().filter(|row| row.iter().skip(1).all(is_text)).count();
            let is_listed = texts * 2 > rows.len();
            let is_long = rows.len() >= 4 && share >= 0.95;
            share >= 0.85 && !is_listed && (cells > 2 || is_typed || is_quoted || is_long)
        }
        _ => {
            let is_columnar = is_quoted || is_typed && cells > 2 || is_typed && records >= 3;
            share >= 0.85 && is_columnar && shape.clean_share() > 0.7
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_consistent_one() {
        #[track_caller]
        fn check(sample: &str, delimiter: u8, cells: u32) {
            let found = find(sample.as_bytes(), &ReadOptions::default());
            let got = if found.cells == 1 { b',' } else { found.cut.delimiter };
            assert_eq!((got as char, found.cells), (delimiter as char, cells), "{sample:?}");
        }
        check("a,b,c\n1,2,3\n", b',', 3);
        check("a;b;c\n1,5;2,5;3\n4,5;2;3,1\n", b';', 3);
        check("a;b\n1,5;2,5\n4,5;2,2\n", b';', 2);
        check("a;b\nR$ 1.234,56;R$ 1.234,56\nR$ 1.234,56;R$ 1,56\n", b';', 2);
        check("name;address\nAna;Rua A, 1, SP\nBia;Rua B, 2, RJ\n", b';', 2);
        check("a\tb\n1, 2\tx\n3, 4\ty\n", b'\t', 2);
        check("a|b|c\n1|2|3\n", b'|', 3);
        check(
            "Campaign report\n\"July 8, 2025 - July 31, 2025\"\nA,B,C,D\n1,2,3,4\n1,\"2;3\",3,4\n",
            b',',
            4,
        );
        check("e-mail\na@x.com\nb@x.com\n", b',', 1);
        check("sep=;\na;b,c\n1;2,3\n", b';', 2);
        check("Canal,Fonte\nBusca Paga | Facebook Ads,x\nSocial | Instagram,y\n", b',', 2);
        check("campanha;custo;cliques\nA;7307,37;10\nB;16300,2;20\nC;5221,6;30\n", b';', 3);
        check("a^b^c\n1,5^x^2\n2,5^y^3\n", b'^', 3);
        check("a~b~c\n1,5~x~2\n2,5~y~3\n", b'~', 3);
        check("user:uid:casa\nana:10:/srv/ana\nbia:11:/srv/bia\n", b':', 3);
        check("nome idade cidade\nana 10 SP\nbia 11 RJ\n", b' ', 3);
        check("nome   idade  cidade\nana       10  SP\nbeatriz   11  RJ\n", b' ', 3);
        check("hora,valor\n12:30:05,1\n12:31:05,2\n12:32:05,3\n", b',', 2);
        check("nome;praça\nLima,Ana;SP,Sul\nReis,Bia;RJ,Sul\nSá,Caio;MG,Sul\n", b';', 2);
        check("hora\n12:30:05\n12:31:05\n12:32:05\n", b',', 1);
        check("quando\n2026-01-01 12:30:05\n2026-01-02 12:31:05\n2026-01-03 12:32:05\n", b',', 1);
        check("nome\nAna Lima\nBia Souza\nCaio Reis\n", b',', 1);
        check("site\nhttps://a.com/x\nhttps://b.com/y\n", b',', 1);
        check("nome,nota\n'Ana, B','x'\n'Bia, C','y'\n", b',', 2);
    }

    #[test]
    fn quotes_escapes_and_blanks() {
        #[track_caller]
        fn check(sample: &str, quote: u8, escape: u8, pad: Pad) {
            let cut = find(sample.as_bytes(), &ReadOptions::default()).cut;
            assert_eq!((cut.quote, cut.escape, cut.pad), (quote, escape, pad), "{sample:?}");
        }
        check("a,b\n\"x, y\",\"z \"\"k\"\"\"\n", b'"', NO_QUOTE, Pad::None);
        check("a,b\n'x, y','z ''k'''\n", b'\'', NO_QUOTE, Pad::None);
        check("a,b\n\"x, \\\"y\\\"\",\"z\"\n\"k\",\"l \\\"m\\\" n\"\n", b'"', b'\\', Pad::None);
        check("a,b\n\"C:\\x\\\",\"z\"\n\"D:\\y\\\",\"k\"\n", b'"', NO_QUOTE, Pad::None);
        check("a, b, c\n1, \"x, y\", 2\n", b'"', NO_QUOTE, Pad::One);
        check("a,b,c\n1, \"x, y\", 2\n2, \"z, k\",3\n", b'"', NO_QUOTE, Pad::BeforeQuote);
        check("a, \"b\" ,c\n", b'"', NO_QUOTE, Pad::None);
        check("a, \"b, c\" ,d\n1,2,3\n", b'"', NO_QUOTE, Pad::BeforeQuote);
        check("nome,nota\nAna,'tis\nBia,rock 'n' roll\n", b'"', NO_QUOTE, Pad::None);
    }

    #[test]
    fn line_ends_in_quotes_do_not_count() {
        #[track_caller]
        fn check(sample: &str, expected: Newline) {
            assert_eq!(find(sample.as_bytes(), &ReadOptions::default()).newline, expected, "{sample:?}");
        }
        check("a,b\r1,\"x\ny\nz\nk\nl\"\r2,\"z\"\r", Newline::Cr);
        check("a,b\n1,\"x\r\ny\r\nz\r\n\"\n2,z\n", Newline::Lf);
        check("a,b\r\n1,2\r\n", Newline::CrLf);
    }
}
