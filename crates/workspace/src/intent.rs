//! What a person wants, in the page's words: positions on the screen, not row ids.

use garimpo_funnel::agreement::{Codebook, Version};
use garimpo_funnel::company::Source;
use garimpo_funnel::meeting::{Decision, Snapshot};
use garimpo_funnel::moves::Flags;
use garimpo_funnel::segments::Card;
use garimpo_funnel::settings::MoneySettings;
use garimpo_funnel::{Clock, Day, Field, Period, Role};
use garimpo_table::{Reading, Unusable};
use serde::{Deserialize, Serialize};

use crate::protocol::Block;
use crate::question::QuestionId;
use crate::view::SheetId;

/// A sheet made by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewSheet {
    pub name: String,
    pub role: Role,
    pub headers: Vec<String>,
    pub fields: Vec<Option<Field>>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Intent {
    SetCell {
        sheet: SheetId,
        row: u32,
        column: u32,
        text: String,
    },
    /// Writes `cells` with its top left at (row, column); one cell fills the whole `over` block, a block that
    /// divides `over` exactly repeats in it. Rows are added below as needed; columns never.
    Paste {
        sheet: SheetId,
        row: u32,
        column: u32,
        over: Block,
        cells: Vec<Vec<String>>,
    },
    Clear {
        sheet: SheetId,
        block: Block,
    },
    InsertRows {
        sheet: SheetId,
        at: u32,
        count: u32,
    },
    DeleteRows {
        sheet: SheetId,
        at: u32,
        count: u32,
    },
    SetRole {
        sheet: SheetId,
        role: Role,
    },
    SetField {
        sheet: SheetId,
        column: u32,
        field: Option<Field>,
    },
    SetReading {
        sheet: SheetId,
        column: u32,
        reading: Reading,
    },
    /// The record that stands at `line` of the file and is out of the table, as a person has mended it.
    TakeRow {
        sheet: SheetId,
        line: u32,
        text: String,
    },
    /// These records stay out, and need no look any more.
    LeaveOut {
        sheet: SheetId,
        lines: Vec<u32>,
    },
    /// `choice` is an index into the question's choices.
    Answer {
        question: QuestionId,
        choice: u32,
    },
    /// Takes every question's proposal.
    AcceptAll,
    AddSheet(NewSheet),
    RemoveSheet {
        sheet: SheetId,
    },
    /// Channels (by id) that from now on count as `into`.
    MergeChannels {
        from: Vec<String>,
        into: String,
    },
    UnmergeChannel {
        from: String,
    },
    SetClock(Clock),
    SetPeriod(Period),
    /// On the period clock: spend and leads of as long before as a win takes.
    SetLagged(bool),
    /// The day by which win rates are compared.
    SetHorizon(Option<Day>),
    SetMoney(MoneySettings),
    AddCard(Card),
    /// By its place in the notebook.
    DropCard {
        at: u32,
    },
    /// What is known of a channel's budget; what is usual is forgotten.
    SetFlags {
        channel: String,
        flags: Flags,
    },
    /// A version of the agreement; it takes the place of one that begins on the same day.
    Agree(Box<Version>),
    DropVersion {
        since: Day,
    },
    /// The list of reasons and what a CRM's texts mean.
    SetCodes(Codebook),
    /// What sales says of the lead that stands in this row. `sheet`: made (without rows) if none can take it.
    Feedback {
        lead: Source,
        cells: Vec<(Field, String)>,
        sheet: NewSheet,
    },
    /// A meeting is kept for ever, as it was computed: its numbers come with it.
    Freeze(Box<Snapshot>),
    DropMeeting {
        number: u32,
    },
    AddDecision(Decision),
    /// By its place in the notebook.
    SetDecision {
        at: u32,
        decision: Decision,
    },
    DropDecision {
        at: u32,
    },
}

/// Why an intent was not carried out. Nothing changed then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refusal {
    NoSuchSheet,
    NoSuchRow,
    NoSuchColumn,
    /// The pasted block is wider than the columns that are left.
    TooWide {
        columns: u32,
        left: u32,
    },
    /// More cells than one step may change.
    TooManyCells {
        cells: u64,
        most: u64,
    },
    /// Read in that way, the file gives no table.
    Unreadable(Unusable),
    /// A mended record has another number of cells than the table.
    Unequal {
        expected: u32,
        got: u32,
    },
    NoSuchQuestion,
    NoSuchCard,
    NoSuchMeeting,
    NoSuchDecision,
    NothingToUndo,
    NothingToRedo,
    NameTaken,
    /// Numbers of an agreement that cannot be.
    Unsound,
    NoSuchVersion,
    /// The lead has neither an id nor an e-mail by which to name it.
    NoKey,
}
