//! Where the rows of one sheet get their channel from: an explicit column, else source and medium, else the ad
//! platform that the sheet is a report of. Each row has a code, each code a label; rows are looked at once.

use std::rc::Rc;

use garimpo_table::{RowId, Texts};
use rustc_hash::FxHashMap;

use super::columns::Columns;
use super::{ChannelIx, NO_CHANNEL, Source};
use crate::Field;
use crate::group::{Group, group_of};
use crate::guess::Platform;
use crate::text::{fold, is_blank};

/// What a code says, before channels are made of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// The text as spelled.
    Text(String),
    Group(Group),
    Blank,
}

impl Label {
    /// The same for all spellings of one text.
    pub fn folded(&self) -> Label {
        match self {
            Label::Text(text) => Label::Text(fold(text)),
            other => other.clone(),
        }
    }

    /// A deal whose own channel is empty or unknown by rule has none.
    pub fn says_something(&self) -> bool {
        !matches!(self, Label::Blank | Label::Group(Group::Unknown))
    }
}

enum Codes {
    Texts(Rc<Texts>),
    /// Explicit codes where there are any, else pairs, numbered behind them.
    Own(Vec<u32>),
    One,
}

pub(super) struct Labels {
    codes: Codes,
    /// The explicit column. Its codes come first.
    explicit: Option<Rc<Texts>>,
    /// The label of every code behind them.
    groups: Vec<Group>,
    /// One a code: the provisional channel.
    numbers: Vec<u32>,
}

/// No provisional channel.
pub(super) const NO_NUMBER: u32 = u32::MAX;

impl Labels {
    /// `fallback`: what the rows of a sheet are that has no column for it. `None` if nothing tells a channel.
    pub fn of(columns: &Columns<'_>, fallback: Option<Group>) -> Option<Labels> {
        let explicit = columns.texts(Field::Channel);
        let pairs = Pairs::of(columns);
        let behind = explicit.as_ref().map_or(0, |texts| texts.values.len());
        let (codes, groups) = match (&explicit, pairs) {
            (None, None) => {
                let group = columns.sheet.platform.map(platform_group).or(fallback)?;
                (Codes::One, vec![group])
            }
            (Some(texts), None) => (Codes::Texts(Rc::clone(texts)), Vec::new()),
            (explicit, Some(mut pairs)) => {
                // Where the explicit cell is empty, source and medium tell, if they have anything to tell.
                let empty: Vec<bool> = explicit
                    .iter()
                    .flat_map(|texts| &texts.values)
                    .map(|text| is_blank(two_levels(text).0))
                    .collect();
                let explicit_code =
                    |row: usize| explicit.as_ref().and_then(|texts| texts.codes.get(row)).copied();
                let code = |row: usize| match explicit_code(row) {
                    Some(code) if !empty.get(code as usize).copied().unwrap_or(true) => code,
                    Some(code) if pairs.says_nothing(row) => code,
                    _ => behind as u32 + pairs.code(row),
                };
                let codes = (0..columns.sheet.table.capacity() as usize).map(code).collect();
                (Codes::Own(codes), pairs.groups())
            }
        };
        Some(Labels { codes, explicit, numbers: vec![NO_NUMBER; behind + groups.len()], groups })
    }

    fn code(&self, row: RowId) -> usize {
        let codes = match &self.codes {
            Codes::Texts(texts) => &texts.codes,
            Codes::Own(codes) => codes,
            Codes::One => return 0,
        };
        codes.get(row as usize).copied().unwrap_or(0) as usize
    }

    fn label(&self, code: usize) -> Label {
        let behind = self.explicit.as_ref().map_or(0, |texts| texts.values.len());
        match self.explicit.as_ref().and_then(|texts| texts.values.get(code)) {
            Some(text) => {
                let (channel, source) = two_levels(text);
                match (is_blank(channel), is_blank(source)) {
                    (false, _) => Label::Text(channel.to_owned()),
                    (true, true) => Label::Blank,
                    // The source tells the channel, as one in a column of its own would.
                    (true, false) => Label::Group(group_of(source, "")),
                }
            }
            None => {
                Label::Group(self.groups.get(code.wrapping_sub(behind)).copied().unwrap_or(Group::Unknown))
            }
        }
    }

    /// The group of the source that a two-level cell names beside its channel.
    pub fn source_group(&self, code: usize) -> Option<Group> {
        let (channel, source) = two_levels(self.explicit.as_ref()?.values.get(code)?);
        (!is_blank(channel) && !is_blank(source)).then(|| group_of(source, ""))
    }

    pub fn of_row(&self, row: RowId) -> Label {
        self.label(self.code(row))
    }

    /// The codes that these rows have, in order of appearance, with how many rows have each.
    pub fn count(&self, rows: impl Iterator<Item = RowId>) -> Vec<(usize, Label, u64)> {
        let mut counts = vec![0u64; self.numbers.len().max(1)];
        let mut order = Vec::new();
        for row in rows {
            let code = self.code(row);
            if let Some(count) = counts.get_mut(code) {
                if *count == 0 {
                    order.push(code);
                }
                *count += 1;
            }
        }
        let count = |code: usize| counts.get(code).copied().unwrap_or(0);
        order.into_iter().map(|code| (code, self.label(code), count(code))).collect()
    }

    pub fn set(&mut self, code: usize, number: u32) {
        if let Some(slot) = self.numbers.get_mut(code) {
            *slot = number;
        }
    }

    /// The final channel of each code.
    pub fn by_code(&self, places: &[ChannelIx]) -> Vec<ChannelIx> {
        let place = |number: &u32| places.get(*number as usize).copied().unwrap_or(NO_CHANNEL);
        self.numbers.iter().map(place).collect()
    }

    pub fn places(&self, places: &[ChannelIx]) -> Places<'_> {
        Places { labels: self, by_code: self.by_code(places) }
    }
}

pub(super) struct Places<'a> {
    labels: &'a Labels,
    by_code: Vec<ChannelIx>,
}

impl Places<'_> {
    pub fn get(&self, row: RowId) -> ChannelIx {
        self.by_code.get(self.labels.code(row)).copied().unwrap_or(NO_CHANNEL)
    }

    pub fn all(&self, rows: &[Source]) -> Vec<ChannelIx> {
        let place = |code: &u32| self.by_code.get(*code as usize).copied().unwrap_or(NO_CHANNEL);
        match &self.labels.codes {
            Codes::One => vec![place(&0); rows.len()],
            Codes::Texts(texts) => {
                rows.iter().map(|row| texts.codes.get(row.row as usize).map_or(NO_CHANNEL, place)).collect()
            }
            Codes::Own(codes) => {
                rows.iter().map(|row| codes.get(row.row as usize).map_or(NO_CHANNEL, place)).collect()
            }
        }
    }
}

/// `Busca Paga | Facebook Ads` is the channel, then the source.
fn two_levels(cell: &str) -> (&str, &str) {
    let cell = cell.trim();
    let (channel, source) = match cell.strip_prefix("| ") {
        Some(source) => ("", source),
        None => cell.split_once(" | ").unwrap_or((cell.strip_suffix(" |").unwrap_or(cell), "")),
    };
    (channel.trim(), source.trim())
}

/// The group that an ad platform's report counts for when its rows name no channel.
fn platform_group(platform: Platform) -> Group {
    match platform {
        Platform::GoogleAds | Platform::MicrosoftAds => Group::PaidSearch,
        Platform::MetaAds | Platform::LinkedInAds | Platform::TikTokAds => Group::PaidSocial,
    }
}

/// Pairs of source and medium as small numbers, in order of appearance.
struct Pairs {
    source: Option<Rc<Texts>>,
    medium: Option<Rc<Texts>>,
    /// Blank values by code: a pair of two says nothing.
    blank: (Vec<bool>, Vec<bool>),
    /// The number of each pair: a table when there are few, else a map.
    dense: Vec<u32>,
    sparse: FxHashMap<(u32, u32), u32>,
    seen: Vec<(u32, u32)>,
}

/// Pairs up to this many are looked up in a table.
const DENSE: usize = 1 << 20;

impl Pairs {
    fn of(columns: &Columns<'_>) -> Option<Pairs> {
        let (source, medium) = (columns.texts(Field::Source), columns.texts(Field::Medium));
        if source.is_none() && medium.is_none() {
            return None;
        }
        let size = |texts: &Option<Rc<Texts>>| texts.as_ref().map_or(1, |texts| texts.values.len().max(1));
        let pairs = size(&source).saturating_mul(size(&medium));
        let blanks = |texts: &Option<Rc<Texts>>| -> Vec<bool> {
            texts.iter().flat_map(|texts| &texts.values).map(|text| is_blank(text)).collect()
        };
        Some(Pairs {
            blank: (blanks(&source), blanks(&medium)),
            dense: if pairs <= DENSE { vec![NO_NUMBER; pairs] } else { Vec::new() },
            sparse: FxHashMap::default(),
            seen: Vec::new(),
            source,
            medium,
        })
    }

    fn pair(&self, row: usize) -> (u32, u32) {
        let code = |texts: &Option<Rc<Texts>>| {
            texts.as_ref().and_then(|texts| texts.codes.get(row)).copied().unwrap_or(0)
        };
        (code(&self.source), code(&self.medium))
    }

    fn says_nothing(&self, row: usize) -> bool {
        let (source, medium) = self.pair(row);
        let blank = |blanks: &[bool], code: u32| blanks.get(code as usize).copied().unwrap_or(true);
        blank(&self.blank.0, source) && blank(&self.blank.1, medium)
    }

    fn code(&mut self, row: usize) -> u32 {
        let pair = self.pair(row);
        let next = self.seen.len() as u32;
        let width = self.medium.as_ref().map_or(1, |texts| texts.values.len().max(1));
        let slot = match self.dense.get_mut(pair.0 as usize * width + pair.1 as usize) {
            Some(slot) => slot,
            None => self.sparse.entry(pair).or_insert(NO_NUMBER),
        };
        if *slot == NO_NUMBER {
            *slot = next;
            self.seen.push(pair);
        }
        *slot
    }

    fn groups(&self) -> Vec<Group> {
        let value = |texts: &Option<Rc<Texts>>, code: u32| {
            texts.as_ref().and_then(|texts| texts.values.get(code as usize)).cloned().unwrap_or_default()
        };
        let group = |(source, medium): &(u32, u32)| {
            group_of(&value(&self.source, *source), &value(&self.medium, *medium))
        };
        self.seen.iter().map(group).collect()
    }
}
