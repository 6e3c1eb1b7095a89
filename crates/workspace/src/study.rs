//! Studies: what a person looks into beyond the ranking, computed when it is asked for.
//!
//! A study is a question with its options; the answer is whole. What a person has noted for them (cards, what is
//! known of a channel's budget) is the [`Notebook`], which is part of the document.
//! Must never change the document.

use std::collections::BTreeMap;

use garimpo_funnel::attribution::{self, Attribution, attribute};
use garimpo_funnel::compare::{Comparison, compare};
use garimpo_funnel::maturity::Lag;
use garimpo_funnel::meeting::{Decision, Snapshot};
use garimpo_funnel::moves::{self, Flags, Moves};
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::segments::{
    Card, Finds, SegmentColumn, SegmentTable, Verdict, columns, finds, judge, table,
};
use garimpo_funnel::trend::{Trend, trend};
use garimpo_funnel::why::{Why, why};
use garimpo_funnel::{Company, Day, Period};
use serde::{Deserialize, Serialize};

use crate::doc::Doc;
use crate::meeting::MeetingView;

/// What a person has noted, beside the tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notebook {
    /// Statements to be judged, in the order of writing.
    pub cards: Vec<Card>,
    /// What is known of channels' budgets, by id.
    pub flags: BTreeMap<String, Flags>,
    /// What was decided in meetings, in the order of writing.
    pub decisions: Vec<Decision>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Study {
    /// Who is credited with customers, by several models.
    Credit(attribution::Options),
    /// Channel by segment. `None`: the first column that there is.
    Segment {
        column: Option<String>,
    },
    /// What differs between segments, found by looking through the columns that are mapped to segments.
    Finds,
    /// What became of the cards.
    Cards,
    Moves,
    /// Two channels side by side, by id.
    Compare {
        a: String,
        b: String,
    },
    /// A number month by month, of all channels together and of each.
    Trend(MetricId),
    /// Why the cost per lead changed from one time to the other.
    Why {
        before: Period,
        after: Period,
    },
    /// A meeting's page: today's, or one that was frozen, by its number.
    Meeting {
        number: Option<u32>,
    },
    /// What freezing today's page would keep. `frozen`: minutes since 1970, by the reader's clock.
    Snapshot {
        date: Day,
        frozen: i64,
    },
}

impl Study {
    /// Which of the studies it is: an answer takes the place of the one before.
    pub fn kind(&self) -> StudyKind {
        match self {
            Study::Credit(_) => StudyKind::Credit,
            Study::Segment { .. } => StudyKind::Segment,
            Study::Finds => StudyKind::Finds,
            Study::Cards => StudyKind::Cards,
            Study::Moves => StudyKind::Moves,
            Study::Compare { .. } => StudyKind::Compare,
            Study::Trend(_) => StudyKind::Trend,
            Study::Why { .. } => StudyKind::Why,
            Study::Meeting { .. } => StudyKind::Meeting,
            Study::Snapshot { .. } => StudyKind::Snapshot,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StudyKind {
    Credit,
    Segment,
    Finds,
    Cards,
    Moves,
    Compare,
    Trend,
    Why,
    Meeting,
    Snapshot,
}

/// The answer. `None` inside: the data hold nothing that it could be made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Studied {
    Credit(Option<Box<Attribution>>),
    /// The columns that there are, and the table of the one that was asked for.
    Segment {
        columns: Vec<SegmentColumn>,
        table: Option<Box<SegmentTable>>,
    },
    Finds(Box<Finds>),
    /// One a card of the notebook.
    Cards {
        columns: Vec<SegmentColumn>,
        verdicts: Vec<Verdict>,
    },
    Moves(Box<Moves>),
    /// `None`: one of the channels is gone.
    Compare(Option<Box<Comparison>>),
    Trend(Box<Trend>),
    Why(Option<Box<Why>>),
    Meeting(Option<Box<MeetingView>>),
    Snapshot(Option<Box<Snapshot>>),
}

impl Doc {
    pub fn study(&mut self, study: &Study) -> Studied {
        match study {
            Study::Meeting { number } => return Studied::Meeting(self.meeting(*number).map(Box::new)),
            Study::Snapshot { date, frozen } => {
                return Studied::Snapshot(self.snapshot(*date, *frozen).map(Box::new));
            }
            _ => {}
        }
        let notebook = self.notebook.clone();
        self.with_company(|company, sheets, settings, cache| match study {
            Study::Credit(options) => {
                Studied::Credit(attribute(company, sheets, settings, options, cache).map(Box::new))
            }
            Study::Segment { column } => {
                let columns = columns(sheets);
                let known = columns.iter().find(|known| Some(&known.id) == column.as_ref());
                let asked = known.or_else(|| columns.first()).map(|known| known.id.clone());
                let table = asked.and_then(|id| table(company, sheets, &id, settings, mature(company)));
                Studied::Segment { columns, table: table.map(Box::new) }
            }
            Study::Finds => {
                // Other columns may have been filled after the fact: only a person can say that they were not.
                let mapped = columns(sheets).into_iter().filter(|column| column.is_mapped);
                let mapped: Vec<String> = mapped.map(|column| column.id).collect();
                Studied::Finds(Box::new(finds(company, sheets, &mapped, settings, mature(company))))
            }
            Study::Cards => {
                let verdict = |card: &Card| judge(company, sheets, card, mature(company));
                Studied::Cards {
                    columns: columns(sheets),
                    verdicts: notebook.cards.iter().map(verdict).collect(),
                }
            }
            Study::Moves => {
                let options = moves::Options { flags: notebook.flags, margin: settings.money.sound_margin() };
                Studied::Moves(Box::new(moves::moves(company, settings, &options)))
            }
            Study::Compare { a, b } => Studied::Compare(compare(company, settings, a, b).map(Box::new)),
            Study::Trend(metric) => Studied::Trend(Box::new(trend(company, settings, *metric))),
            Study::Why { before, after } => {
                Studied::Why(why(company, settings, *before, *after).map(Box::new))
            }
            // Above: they need more than the company.
            Study::Meeting { .. } => Studied::Meeting(None),
            Study::Snapshot { .. } => Studied::Snapshot(None),
        })
    }
}

/// Leads of this day and later are too young to be compared: half of those that will buy have not yet.
fn mature(company: &Company) -> Option<Day> {
    let half = Lag::of_leads(company)?.median();
    company.as_of.map(|as_of| as_of.saturating_sub(half).saturating_add(1))
}
