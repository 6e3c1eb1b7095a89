//! Studies: what a person looks into beyond the ranking, computed when it is asked for.
//!
//! A study is a question with its options; the answer is whole. What a person has noted for them (cards, what is
//! known of a channel's budget) is the [`Notebook`], which is part of the document.
//! Must never change the document.

use std::collections::BTreeMap;

use garimpo_funnel::agreement::desk::{Ask, Desk, desk};
use garimpo_funnel::agreement::handoff::{Handoff, handoff};
use garimpo_funnel::agreement::outcomes::{By, Outcomes, outcomes};
use garimpo_funnel::agreement::overview::{Overview, overview};
use garimpo_funnel::agreement::{Agreement, Basis, Codebook, Ledger};
use garimpo_funnel::attribution::{self, Attribution, attribute};
use garimpo_funnel::company::{Cache, Source};
use garimpo_funnel::compare::{Comparison, compare};
use garimpo_funnel::maturity::Lag;
use garimpo_funnel::meeting::{Decision, Snapshot};
use garimpo_funnel::moves::{self, Flags, Moves};
use garimpo_funnel::pareto::{Frontier, frontier};
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::segments::{
    Base, Behind, Card, Finds, Part, SegmentColumn, SegmentTable, Verdict, behind, columns, finds, judge,
    table,
};
use garimpo_funnel::trend::{Trend, trend};
use garimpo_funnel::weigh::{Weighing, Wish, weigh};
use garimpo_funnel::why::{Why, why};
use garimpo_funnel::{Company, Day, Field, Period, Settings};
use serde::{Deserialize, Serialize};

use crate::doc::Doc;
use crate::meeting::MeetingView;
use crate::protocol::EvidenceRow;

/// What a person has noted, beside the tables.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notebook {
    /// Statements to be judged, in the order of writing.
    pub cards: Vec<Card>,
    /// What is known of channels' budgets, by id.
    pub flags: BTreeMap<String, Flags>,
    pub agreement: Agreement,
    /// The reasons that sales gives, and what the data's texts mean.
    pub codes: Codebook,
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
    /// The rows behind a cell of the segment table; `None` as a part: all of them.
    Behind {
        column: String,
        channel: Option<Part>,
        segment: Option<Part>,
    },
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
    /// Which channels no other beats on every side.
    Frontier {
        with_cycle: bool,
    },
    /// The channels in an order by these criteria.
    Weigh(Vec<Wish>),
    /// The agreement in the month of a day (`None`: that of the as-of day), and what leads are worth by a basis
    /// (`None`: the version's).
    Agreement {
        month: Option<Day>,
        basis: Option<Basis>,
    },
    /// Leads by name.
    Desk(Ask),
    /// One lead, by a row of it.
    Handoff {
        lead: Source,
    },
    /// What became of the leads of each channel or campaign.
    Outcomes(By),
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
            Study::Behind { .. } => StudyKind::Behind,
            Study::Cards => StudyKind::Cards,
            Study::Moves => StudyKind::Moves,
            Study::Compare { .. } => StudyKind::Compare,
            Study::Trend(_) => StudyKind::Trend,
            Study::Why { .. } => StudyKind::Why,
            Study::Frontier { .. } => StudyKind::Frontier,
            Study::Weigh(_) => StudyKind::Weigh,
            Study::Agreement { .. } => StudyKind::Agreement,
            Study::Desk(_) => StudyKind::Desk,
            Study::Handoff { .. } => StudyKind::Handoff,
            Study::Outcomes(_) => StudyKind::Outcomes,
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
    Behind,
    Cards,
    Moves,
    Compare,
    Trend,
    Why,
    Frontier,
    Weigh,
    Agreement,
    Desk,
    Handoff,
    Outcomes,
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
    /// `None`: no such column or part any more.
    Behind(Option<Box<CellRows>>),
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
    Frontier(Box<Frontier>),
    /// `None`: no weight, or a target that is no scale.
    Weigh(Option<Box<Weighing>>),
    /// `None`: there are no leads. The same of the three below.
    Agreement(Option<Box<Overview>>),
    Desk(Option<Box<Desk>>),
    /// `None`, too, when the row is gone.
    Handoff(Option<Box<Handoff>>),
    Outcomes(Option<Box<Outcomes>>),
    Meeting(Option<Box<MeetingView>>),
    Snapshot(Option<Box<Snapshot>>),
}

/// What a cell of the segment table counts, row by row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellRows {
    pub base: Base,
    pub channel: Option<Part>,
    pub segment: Option<Part>,
    pub units: u32,
    pub hits: u32,
    /// What `EvidenceRow::cells` are.
    pub fields: Vec<Field>,
    /// The first ones, and whether each is a customer or won.
    pub rows: Vec<(EvidenceRow, bool)>,
}

const LEAD_FIELDS: [Field; 5] = [Field::Company, Field::Name, Field::Email, Field::LeadId, Field::CreatedAt];
const DEAL_FIELDS: [Field; 6] =
    [Field::Company, Field::DealId, Field::Email, Field::ClosedAt, Field::Status, Field::Amount];

impl Doc {
    pub fn study(&mut self, study: &Study) -> Studied {
        match study {
            Study::Credit(options) => {
                let found = self.with_company(|company, sheets, settings, cache| {
                    attribute(company, sheets, settings, options, cache)
                });
                Studied::Credit(found.map(Box::new))
            }
            Study::Segment { column } => self.with_company(|company, sheets, settings, _| {
                let columns = columns(sheets);
                let known = columns.iter().find(|known| Some(&known.id) == column.as_ref());
                let asked = known.or_else(|| columns.first()).map(|known| known.id.clone());
                let table = asked.and_then(|id| table(company, sheets, &id, settings, mature(company)));
                Studied::Segment { columns, table: table.map(Box::new) }
            }),
            Study::Finds => self.with_company(|company, sheets, settings, _| {
                // Other columns may have been filled after the fact: only a person can say that they were not.
                let mapped = columns(sheets).into_iter().filter(|column| column.is_mapped);
                let mapped: Vec<String> = mapped.map(|column| column.id).collect();
                Studied::Finds(Box::new(finds(company, sheets, &mapped, settings, mature(company))))
            }),
            Study::Behind { column, channel, segment } => {
                let part = (channel.as_ref(), segment.as_ref());
                let found = self.with_company(|company, sheets, settings, _| {
                    behind(company, sheets, column, settings, mature(company), part)
                });
                Studied::Behind(found.map(|found| Box::new(self.cell_rows(&found, part))))
            }
            Study::Cards => {
                let cards = self.notebook.cards.clone();
                self.with_company(|company, sheets, _, _| Studied::Cards {
                    columns: columns(sheets),
                    verdicts: cards
                        .iter()
                        .map(|card| judge(company, sheets, card, mature(company)))
                        .collect(),
                })
            }
            Study::Moves => {
                let flags = self.notebook.flags.clone();
                Studied::Moves(Box::new(self.with_company(|company, _, settings, _| {
                    let options = moves::Options { flags, margin: settings.money.sound_margin() };
                    moves::moves(company, settings, &options)
                })))
            }
            Study::Compare { a, b } => {
                let found = self.with_company(|company, _, settings, _| compare(company, settings, a, b));
                Studied::Compare(found.map(Box::new))
            }
            Study::Trend(metric) => {
                let found = self.with_company(|company, _, settings, _| trend(company, settings, *metric));
                Studied::Trend(Box::new(found))
            }
            Study::Why { before, after } => {
                let found =
                    self.with_company(|company, _, settings, _| why(company, settings, *before, *after));
                Studied::Why(found.map(Box::new))
            }
            Study::Frontier { with_cycle } => {
                let found =
                    self.with_company(|company, _, settings, _| frontier(company, settings, *with_cycle));
                Studied::Frontier(Box::new(found))
            }
            Study::Weigh(wishes) => {
                let found = self.ranking().and_then(|ranking| weigh(ranking, wishes));
                Studied::Weigh(found.map(Box::new))
            }
            Study::Agreement { month, basis } => {
                let found = self.with_ledger(|ledger, settings, _| {
                    overview(ledger, settings, *month, basis.clone(), mature(ledger.company))
                });
                Studied::Agreement(found.map(Box::new))
            }
            Study::Desk(ask) => {
                Studied::Desk(self.with_ledger(|ledger, _, _| desk(ledger, ask)).map(Box::new))
            }
            Study::Handoff { lead } => {
                let found = self.with_ledger(|ledger, _, cache| handoff(ledger, *lead, cache));
                Studied::Handoff(found.flatten().map(Box::new))
            }
            Study::Outcomes(by) => {
                let found = self.with_ledger(|ledger, settings, _| outcomes(ledger, *by, &settings.period));
                Studied::Outcomes(found.map(Box::new))
            }
            Study::Meeting { number } => Studied::Meeting(self.meeting(*number).map(Box::new)),
            Study::Snapshot { date, frozen } => {
                Studied::Snapshot(self.snapshot(*date, *frozen).map(Box::new))
            }
        }
    }

    /// Lends how the leads were handled. `None`: there are no leads.
    fn with_ledger<T>(&mut self, take: impl FnOnce(&Ledger<'_>, &Settings, &mut Cache) -> T) -> Option<T> {
        let (agreement, codes) = (self.notebook.agreement.clone(), self.notebook.codes.clone());
        self.with_company(|company, sheets, settings, cache| {
            let ledger = Ledger::read(company, sheets, &agreement, &codes, cache)?;
            Some(take(&ledger, settings, cache))
        })
    }

    fn cell_rows(&self, found: &Behind, (channel, segment): (Option<&Part>, Option<&Part>)) -> CellRows {
        let fields: &[Field] = if found.base == Base::Leads { &LEAD_FIELDS } else { &DEAL_FIELDS };
        let row = |(source, hit): &(Source, bool)| Some((self.evidence_row(source, None, fields)?, *hit));
        CellRows {
            base: found.base,
            channel: channel.cloned(),
            segment: segment.cloned(),
            units: found.units,
            hits: found.hits,
            fields: fields.to_vec(),
            rows: found.rows.iter().filter_map(row).collect(),
        }
    }
}

/// Leads of this day and later are too young to be compared: half of those that will buy have not yet.
fn mature(company: &Company) -> Option<Day> {
    let half = Lag::of_leads(company)?.median();
    company.as_of.map(|as_of| as_of.saturating_sub(half).saturating_add(1))
}
