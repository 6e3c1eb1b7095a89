//! The messages between page and worker: closed enums, absolute values, one version number.
//!
//! A message is a postcard header with buffers (or File handles) beside it. Bulk goes in the buffers, by
//! transfer. The page queues until [`Event::Ready`]; an answer to an old `seq` or `job` is dropped.
//! Any change here raises [`PROTOCOL`].

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Day, Explanation, Field, Ranking, Settings};
use garimpo_table::{Counted, Find, Problem, ReadOptions, RowId};
use serde::{Deserialize, Serialize};

use crate::intent::{Intent, Refusal};
use crate::keep::{Journal, Unopenable};
use crate::link::Shared;
use crate::memory::Remembered;
use crate::preview::Preview;
use crate::study::{Studied, Study};
use crate::summary::Summary;
use crate::view::{DocView, FileOutcome, Place, RowBlock, SheetId};

pub const PROTOCOL: u16 = 9;

/// Which sample texts to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    PtBr,
    En,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileInfo {
    pub name: String,
    pub size: u64,
}

/// Page to worker. `seq` counts up over all requests that change something; answers carry it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    Hello {
        protocol: u16,
    },
    /// The File handles travel beside, in the same order.
    Import {
        seq: u32,
        files: Vec<FileInfo>,
        /// What earlier files with the same headers meant.
        memory: Vec<Remembered>,
    },
    /// Reads a sheet's file again, in the way that a person has chosen. One step that can be undone.
    Reread {
        seq: u32,
        sheet: SheetId,
        options: ReadOptions,
    },
    /// The first rows of a sheet and what is to be said about each column.
    Preview {
        view: u32,
        sheet: SheetId,
    },
    /// Every record that is out of the table, whole.
    Outside {
        view: u32,
        sheet: SheetId,
    },
    /// A pasted table; `name` is what the sheet will be called.
    ImportText {
        seq: u32,
        name: String,
        text: String,
    },
    Sample {
        seq: u32,
        lang: Lang,
    },
    /// Stops the import `seq`; nothing of it stays.
    Cancel {
        seq: u32,
    },
    Do {
        seq: u32,
        intent: Intent,
    },
    Undo {
        seq: u32,
    },
    Redo {
        seq: u32,
    },
    /// The rows at positions `first..first + count`. `view` comes back with them: late ones are dropped.
    Rows {
        sheet: SheetId,
        view: u32,
        first: u32,
        count: u32,
    },
    /// The cells of a block, as tab-separated text for the clipboard.
    Copy {
        view: u32,
        sheet: SheetId,
        block: Block,
    },
    /// Cells that hold a text, among the rows that are seen.
    Find {
        view: u32,
        sheet: SheetId,
        find: Find,
    },
    /// The values of a column that contain `search`, most frequent first, at most `most`.
    Values {
        view: u32,
        sheet: SheetId,
        column: u32,
        search: String,
        most: u32,
    },
    Explain {
        view: u32,
        channel: Option<String>,
        metric: MetricId,
    },
    /// The workspace as one file: these entries. File handles beside, in order of their imports.
    Pack {
        view: u32,
        entries: Vec<JournalEntry>,
    },
    /// Reads a workspace file; its handle travels beside.
    Open {
        view: u32,
    },
    /// Answered from the document as it is then.
    Study {
        view: u32,
        study: Study,
    },
    /// The sheet as a CSV file (comes back as a buffer beside the event).
    ExportCsv {
        sheet: SheetId,
        export: Export,
    },
    /// What a selection comes to.
    Sum {
        view: u32,
        sheet: SheetId,
        block: Block,
    },
    /// After a crash: everything since the start, in order. File handles beside, in order of their imports.
    Restore {
        seq: u32,
        entries: Vec<JournalEntry>,
    },
    /// Fails on purpose, so that tests can watch the restart.
    Crash,
    /// The ranking as a link carries it, and its settings alone. `made`: today.
    Share {
        view: u32,
        made: Option<Day>,
    },
}

/// How a table is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    pub delimiter: u8,
    /// Only the rows that are seen, in their order; else all, in the order of the table.
    pub seen: bool,
    /// For spreadsheets: with a byte order mark, and text that would run as a formula is guarded. Else verbatim.
    pub guard: bool,
}

/// A rectangle of positions in a sheet (not row ids).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub row: u32,
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
}

/// What the page keeps so that a new worker can be brought to the same state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JournalEntry {
    Import { files: Vec<FileInfo>, memory: Vec<Remembered> },
    Reread { sheet: SheetId, options: ReadOptions },
    ImportText { name: String, text: String },
    Sample { lang: Lang },
    Do { intent: Intent },
    Undo,
    Redo,
}

/// What a workspace file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub journal: Journal,
    /// Numbers of the journal's files that are damaged.
    pub lost: Vec<u32>,
    /// Nothing is damaged, nor cut off.
    pub is_whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    Waiting,
    Reading,
    Done,
    Failed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileProgress {
    pub name: String,
    pub bytes: u64,
    pub size: u64,
    pub rows: u32,
    /// Rows a second so far; 0 before it can be told.
    pub rate: u32,
    pub phase: Phase,
}

/// One row of evidence, with its cells ready to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRow {
    pub sheet: SheetId,
    pub row: RowId,
    /// Position in the sheet now, to jump to; `None` when the row is gone.
    pub position: Option<u32>,
    /// Line of the file, `None` for rows typed by hand.
    pub line: Option<u32>,
    /// As written, one a field of the evidence.
    pub cells: Vec<String>,
    pub adds: Option<f64>,
    pub edited: bool,
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// `self_check`: the digest of the statistics' golden results, computed here.
    Ready {
        protocol: u16,
        self_check: u64,
    },
    /// Absolute, for the import `seq`.
    Progress {
        seq: u32,
        files: Vec<FileProgress>,
    },
    /// The import is over. After this come `Doc` and `Ranking` with the same or a later `seq`.
    Imported {
        seq: u32,
        files: Vec<FileOutcome>,
        /// Which files of the drop failed in a way that another try may not (moved, no memory): their numbers.
        unreadable: Vec<u32>,
        cancelled: bool,
    },
    /// The whole document as the page shows it, after `seq`.
    Doc(Box<DocView>),
    /// Computed from the document as it is after `seq`; `None` when no ranking can be made.
    Ranking {
        seq: u32,
        ranking: Option<Box<Ranking>>,
    },
    /// The change `seq` was made. `place`: where to look.
    Done {
        seq: u32,
        place: Option<Place>,
    },
    Refused {
        seq: u32,
        why: Refusal,
    },
    Rows(RowBlock),
    Copied {
        view: u32,
        text: String,
    },
    /// Positions (row, column) in reading order, the first of `all`. `None`: the text is no pattern.
    Found {
        view: u32,
        version: u64,
        found: Option<(Vec<(u32, u32)>, u32)>,
    },
    Values {
        view: u32,
        values: Vec<Counted>,
        /// How many values there are.
        all: u32,
    },
    Explained {
        view: u32,
        explanation: Option<Box<Explanation>>,
        /// One list an evidence of the explanation.
        rows: Vec<Vec<EvidenceRow>>,
    },
    Studied {
        view: u32,
        studied: Studied,
    },
    /// The file is a blob beside, unless one that belongs in it could not be read: its name.
    Packed {
        view: u32,
        missing: Option<String>,
    },
    /// The files that are whole are beside, in order.
    Opened {
        view: u32,
        result: Result<Found, Unopenable>,
    },
    Preview {
        view: u32,
        preview: Option<Box<Preview>>,
    },
    Outside {
        view: u32,
        sheet: SheetId,
        problems: Vec<Problem>,
    },
    /// The bytes are the buffer beside.
    Exported {
        name: String,
        /// Cells that were guarded.
        guarded: u32,
    },
    Summed {
        view: u32,
        summary: Option<Summary>,
    },
    /// The worker cannot go on. The page restarts it.
    Fatal {
        message: String,
    },
    /// `None`: no ranking, or too few people in all of it.
    Shared {
        view: u32,
        shared: Option<Box<Shared>>,
    },
}

/// Re-exported so that the page needs no other import for an intent's parts.
pub type Fields = Vec<Option<Field>>;
pub type SettingsDto = Settings;

/// Header bytes of a message. Cannot fail for these types; an empty vector would be refused by the reader.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_stdvec(message).unwrap_or_default()
}

/// `None` when the bytes are no such message.
pub fn decode<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
