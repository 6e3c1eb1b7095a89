//! The ranking's sentences: what is known about the channels, how surely, and what would settle it.

mod answer;
mod columns;
mod compare;
mod drawer;
mod frontier;
mod map;
pub mod models;
mod notes;
pub mod settings;
mod trend;
mod unfinished;
mod weigh;
mod why;
mod words;

pub use answer::*;
pub use columns::*;
pub use compare::*;
pub use drawer::*;
pub use frontier::*;
pub use map::*;
pub use notes::*;
pub use trend::*;
pub use unfinished::*;
pub use weigh::*;
pub use why::*;
pub use words::*;

use super::Lang;

/// A part of a sentence that is drawn in its own way.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    /// Stands out: a channel of the first tier.
    Mark(String),
    /// The words that people should read first.
    Strong(String),
    /// A word with a fixed threshold, and what it means.
    Sure {
        word: String,
        meaning: String,
    },
}

impl Piece {
    pub fn text(text: impl Into<String>) -> Piece {
        Piece::Text(text.into())
    }

    pub fn plain(&self) -> &str {
        match self {
            Piece::Text(text) | Piece::Mark(text) | Piece::Strong(text) => text,
            Piece::Sure { word, .. } => word,
        }
    }
}

/// "A, B e C", the names told apart from the words between.
fn join(lang: Lang, parts: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let parts: Vec<Piece> = parts.into_iter().collect();
    let last = parts.len().saturating_sub(1);
    let mut joined = Vec::with_capacity(parts.len() * 2);
    for (nth, part) in parts.into_iter().enumerate() {
        if nth > 0 {
            joined.push(Piece::text(if nth == last { lang.pick(" e ", " and ") } else { ", " }));
        }
        joined.push(part);
    }
    joined
}

/// As many names as a sentence bears: "A, B, C e mais 31 canais".
fn join_some(lang: Lang, parts: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    const MOST: usize = 5;
    let mut parts: Vec<Piece> = parts.into_iter().collect();
    if parts.len() > MOST {
        let more = parts.len() - (MOST - 2);
        parts.truncate(MOST - 2);
        parts.push(Piece::Text(match lang {
            Lang::PtBr => format!("mais {more} canais"),
            Lang::En => format!("{more} more channels"),
        }));
    }
    join(lang, parts)
}

/// "A, B e C".
pub fn names(lang: Lang, names: &[String]) -> String {
    join(lang, names.iter().map(Piece::text)).iter().map(Piece::plain).collect()
}

/// The same, with as many names as a sentence bears.
pub fn some_names(lang: Lang, names: &[String]) -> String {
    join_some(lang, names.iter().map(Piece::text)).iter().map(Piece::plain).collect()
}

/// Rankings to try sentences and orders on.
#[cfg(test)]
pub mod testing {
    use garimpo_funnel::company::{Channel, ChannelName, JoinReport};
    use garimpo_funnel::ranking::{Answer, ChannelRow, Metric, MetricId, Ranking, Row, State};

    pub fn row(numbers: &[(MetricId, f64, State)]) -> Row {
        let mut metrics = vec![Metric::default(); MetricId::ALL.len()];
        for (id, value, state) in numbers {
            metrics[*id as usize] = Metric { value: Some(*value), state: *state, ..Metric::default() };
        }
        Row { metrics }
    }

    pub fn channel(id: &str, numbers: &[(MetricId, f64, State)]) -> ChannelRow {
        let name = ChannelName::Text(id.into());
        ChannelRow { channel: Channel { id: id.into(), name, spellings: Vec::new() }, row: row(numbers) }
    }

    pub fn ranking(channels: Vec<ChannelRow>) -> Ranking {
        Ranking {
            as_of: None,
            first_day: None,
            clock: garimpo_funnel::Clock::Cohort,
            currency: None,
            channels,
            totals: row(&[]),
            tiers_cost: Vec::new(),
            tiers_value: Vec::new(),
            tiers_speed: Vec::new(),
            answer: Answer::NoCosts,
            settle: None,
            join: JoinReport::default(),
            offers: Vec::new(),
            notes: Vec::new(),
            spans: garimpo_funnel::company::Spans::default(),
            unfinished: garimpo_funnel::maturity::Unfinished::default(),
            has_leads: true,
            has_deals: true,
            has_spend: true,
        }
    }
}
