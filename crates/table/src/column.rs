//! Typed columns, made when they are first asked for and patched by edits.
//! Must never hold a value that the column's reading would not give.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::fold::{fold_hash, raw_hash, trim};
use crate::read_cell;
use crate::recount::{Change, Held};
use crate::tally::Tally;
use crate::{CellType, Habits, Profile, Reading};

/// A column as codes into its distinct values (trimmed text as written). Code 0 is always the empty text.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// One code a row id, `capacity()` of them (deleted rows included).
    pub codes: Vec<u32>,
    pub values: Vec<String>,
}

/// Finds the code of a text. Codes whose values share a hash are chained.
#[derive(Debug, Default, Clone)]
pub struct Codes {
    first: FxHashMap<u64, u32>,
    next: Vec<u32>,
}

impl Codes {
    fn code(&mut self, trimmed: &[u8], values: &mut Vec<String>) -> u32 {
        if values.is_empty() {
            values.push(String::new());
            self.next.push(0);
        }
        if trimmed.is_empty() {
            return 0;
        }
        let code = values.len() as u32;
        let mut last = match self.first.entry(raw_hash(trimmed)) {
            std::collections::hash_map::Entry::Occupied(entry) => *entry.get(),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(code);
                0
            }
        };
        while last != 0 {
            if values.get(last as usize).is_some_and(|value| value.as_bytes() == trimmed) {
                return last;
            }
            let next = self.next.get(last as usize).copied().unwrap_or(0);
            if next == 0 {
                if let Some(slot) = self.next.get_mut(last as usize) {
                    *slot = code;
                }
                break;
            }
            last = next;
        }
        values.push(String::from_utf8_lossy(trimmed).into_owned());
        self.next.push(0);
        code
    }
}

/// The kinds of typed columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Texts,
    Days,
    Seconds,
    Money,
    Numbers,
    Booleans,
    Keys,
}

impl Kind {
    /// What is worth making for a column beforehand. Text that hardly repeats is only compared, by its keys.
    pub fn of(profile: &Profile) -> Kind {
        match profile.reading.cell_type {
            CellType::Number | CellType::Percent => Kind::Numbers,
            CellType::Money => Kind::Money,
            CellType::Date => Kind::Days,
            CellType::DateTime => Kind::Seconds,
            CellType::Boolean => Kind::Booleans,
            CellType::Id => Kind::Keys,
            CellType::Text if profile.distinct >= 1_000 => Kind::Keys,
            CellType::Text => Kind::Texts,
        }
    }
}

/// What is known of one column.
#[derive(Debug, Default)]
pub struct Column {
    pub tally: Option<Rc<Tally>>,
    /// With which edits can be counted in the tally; kept of large columns only.
    pub held: Option<Held>,
    pub profile: Option<Rc<Profile>>,
    /// What the values ask for.
    pub own: Option<Reading>,
    /// What is known from where the file comes.
    pub habits: Habits,
    /// What a person has chosen.
    pub chosen: Option<Reading>,
    pub version: u64,
    pub texts: Option<Rc<Texts>>,
    codes: Codes,
    pub days: Option<Rc<Vec<i32>>>,
    pub seconds: Option<Rc<Vec<i64>>>,
    pub money: Option<Rc<Vec<i64>>>,
    pub numbers: Option<Rc<Vec<f64>>>,
    pub booleans: Option<Rc<Vec<u8>>>,
    pub keys: Option<Rc<Vec<u64>>>,
}

/// A typed column in the making: one of the fields of [`Column`].
pub struct Builder {
    kind: Kind,
    reading: Reading,
    texts: Texts,
    codes: Codes,
    days: Vec<i32>,
    wide: Vec<i64>,
    numbers: Vec<f64>,
    booleans: Vec<u8>,
    keys: Vec<u64>,
}

impl Builder {
    pub fn new(kind: Kind, reading: Reading, rows: u32) -> Self {
        let capacity = |wanted: bool| if wanted { rows as usize } else { 0 };
        Self {
            kind,
            reading,
            texts: Texts {
                codes: Vec::with_capacity(capacity(kind == Kind::Texts)),
                values: vec![String::new()],
            },
            codes: Codes { first: FxHashMap::default(), next: vec![0] },
            days: Vec::with_capacity(capacity(kind == Kind::Days)),
            wide: Vec::with_capacity(capacity(matches!(kind, Kind::Seconds | Kind::Money))),
            numbers: Vec::with_capacity(capacity(kind == Kind::Numbers)),
            booleans: Vec::with_capacity(capacity(kind == Kind::Booleans)),
            keys: Vec::with_capacity(capacity(kind == Kind::Keys)),
        }
    }

    #[inline]
    pub fn push(&mut self, cell: &[u8]) {
        match self.kind {
            Kind::Texts => {
                let code = self.codes.code(trim(cell), &mut self.texts.values);
                self.texts.codes.push(code);
            }
            Kind::Days => self.days.push(read_cell::day(cell, self.reading)),
            Kind::Seconds => self.wide.push(read_cell::second(cell, self.reading)),
            Kind::Money => self.wide.push(read_cell::money(cell, self.reading)),
            Kind::Numbers => self.numbers.push(read_cell::number(cell, self.reading)),
            Kind::Booleans => self.booleans.push(read_cell::boolean(cell, self.reading)),
            Kind::Keys => self.keys.push(fold_hash(cell)),
        }
    }

    /// Made of a column's spellings (the empty one first) to a column of its rows.
    fn spread(&mut self, codes: &[u16]) {
        fn each<T: Copy>(values: &mut Vec<T>, codes: &[u16], none: T) {
            let of = |code: &u16| values.get(usize::from(*code)).copied().unwrap_or(none);
            *values = codes.iter().map(of).collect();
        }
        match self.kind {
            Kind::Texts => each(&mut self.texts.codes, codes, 0),
            Kind::Days => each(&mut self.days, codes, crate::table::NO_DAY),
            Kind::Seconds | Kind::Money => each(&mut self.wide, codes, crate::table::NO_I64),
            Kind::Numbers => each(&mut self.numbers, codes, f64::NAN),
            Kind::Booleans => each(&mut self.booleans, codes, 2),
            Kind::Keys => each(&mut self.keys, codes, 0),
        }
    }

    pub fn finish(self, column: &mut Column) {
        match self.kind {
            Kind::Texts => {
                column.texts = Some(Rc::new(self.texts));
                column.codes = self.codes;
            }
            Kind::Days => column.days = Some(Rc::new(self.days)),
            Kind::Seconds => column.seconds = Some(Rc::new(self.wide)),
            Kind::Money => column.money = Some(Rc::new(self.wide)),
            Kind::Numbers => column.numbers = Some(Rc::new(self.numbers)),
            Kind::Booleans => column.booleans = Some(Rc::new(self.booleans)),
            Kind::Keys => column.keys = Some(Rc::new(self.keys)),
        }
    }
}

/// Sets one entry, growing the column when the row is new.
fn put<T: Clone>(column: &mut Option<Rc<Vec<T>>>, row: usize, value: impl FnOnce() -> T, none: T) {
    if let Some(column) = column {
        let column = Rc::make_mut(column);
        if row >= column.len() {
            column.resize(row + 1, none);
        }
        if let Some(slot) = column.get_mut(row) {
            *slot = value();
        }
    }
}

impl Column {
    pub fn has(&self, kind: Kind) -> bool {
        match kind {
            Kind::Texts => self.texts.is_some(),
            Kind::Days => self.days.is_some(),
            Kind::Seconds => self.seconds.is_some(),
            Kind::Money => self.money.is_some(),
            Kind::Numbers => self.numbers.is_some(),
            Kind::Booleans => self.booleans.is_some(),
            Kind::Keys => self.keys.is_some(),
        }
    }

    pub fn reading(&self) -> Reading {
        self.chosen.or(self.own).unwrap_or_default()
    }

    /// Brings every typed column that is held up to date with one cell.
    pub fn patch(&mut self, row: u32, cell: &[u8]) {
        let reading = self.reading();
        let at = row as usize;
        if let Some(texts) = &mut self.texts {
            let texts = Rc::make_mut(texts);
            let code = self.codes.code(trim(cell), &mut texts.values);
            if at >= texts.codes.len() {
                texts.codes.resize(at + 1, 0);
            }
            if let Some(slot) = texts.codes.get_mut(at) {
                *slot = code;
            }
        }
        put(&mut self.days, at, || read_cell::day(cell, reading), crate::table::NO_DAY);
        put(&mut self.seconds, at, || read_cell::second(cell, reading), crate::table::NO_I64);
        put(&mut self.money, at, || read_cell::money(cell, reading), crate::table::NO_I64);
        put(&mut self.numbers, at, || read_cell::number(cell, reading), f64::NAN);
        put(&mut self.booleans, at, || read_cell::boolean(cell, reading), 2);
        put(&mut self.keys, at, || fold_hash(cell), 0);
    }

    /// Makes a typed column without a look at the text, if the spelling of each row is known.
    pub fn make_of_codes(&mut self, kind: Kind) -> bool {
        let Some((held, codes)) = self.held.as_ref().and_then(|held| Some((held, held.codes.as_ref()?)))
        else {
            return false;
        };
        let entries = &held.spellings.entries;
        let mut builder = Builder::new(kind, self.reading(), entries.len() as u32 + 1);
        builder.push(b"");
        entries.iter().for_each(|entry| builder.push(held.spellings.text(entry)));
        builder.spread(codes);
        builder.finish(self);
        true
    }

    /// Counts an edit. Where that takes a new count of the column, the next to ask for it makes it.
    pub fn recount<'c>(&mut self, change: &Change<'_>, cell: impl Fn(u32) -> Option<Cow<'c, str>>) {
        self.profile = None;
        // What was taken for text tells nothing of how it reads otherwise.
        let is_text = self.reading().cell_type == CellType::Text;
        let tells = |held: &&mut Held| !held.is_text() || is_text;
        let counted = match (&mut self.tally, self.held.as_mut().filter(tells)) {
            (Some(tally), Some(held)) => held.replace(Rc::make_mut(tally), change, cell),
            _ => None,
        };
        if counted.is_none() {
            self.uncount();
        }
    }

    /// The counts are void.
    pub fn uncount(&mut self) {
        (self.tally, self.held, self.profile) = (None, None, None);
    }

    /// The reading has changed: what was made by it is void. Texts and keys do not depend on it.
    pub fn drop_typed(&mut self) {
        self.days = None;
        self.seconds = None;
        self.money = None;
        self.numbers = None;
        self.booleans = None;
        self.version += 1;
    }
}
