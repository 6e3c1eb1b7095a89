//! Everything the page knows. Big parts are `Rc`s, replaced when they change, so that views compare pointers.
//!
//! Must never hold a browser object, or the grid's hot state (scroll, selection, caret, row cache).

use std::collections::BTreeMap;
use std::rc::Rc;

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Explanation, Ranking};
use garimpo_table::Problem;
use garimpo_workspace::protocol::{EvidenceRow, FileProgress, JournalEntry};
use garimpo_workspace::view::{FileOutcome, Place};
use garimpo_workspace::{DocView, Preview, Remembered, SheetId, Studied, Study, StudyKind};

use crate::i18n::Lang;
use crate::route::Route;
use crate::share::{Received, Share};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkerState {
    #[default]
    Starting,
    Ready,
    /// It died; a new one is being brought to the same state.
    Restarting,
    /// It died again while restarting: only what is on the screen is left.
    Lost,
}

/// An import on its way, until the ranking with its files is here.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRun {
    pub seq: u32,
    pub files: Vec<FileProgress>,
    pub cancelling: bool,
    /// The document has the files; their ranking is being computed.
    pub outcomes: Option<Vec<FileOutcome>>,
    /// A "cancel" crossed the result on its way: this change takes back what came in.
    pub taken_back: Option<u32>,
}

/// A change as a new worker would have to make it again; `batch` names the File handles of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub entry: JournalEntry,
    pub batch: Option<u32>,
}

/// On the way to the cell where a channel's cost is typed.
#[derive(Clone, Debug, PartialEq)]
pub enum CostAsk {
    /// Its row is looked for in the sheet; the rows come with this `view`.
    Looking { view: u32, sheet: SheetId, channel: String },
    /// The cell is there as soon as the document holds the change `seq`.
    Waiting { seq: u32, sheet: String, row: u32, column: u32 },
}

/// Numbers of the page's own requests have this bit; those of the grid do not. So answers find their asker.
pub const OWN_VIEWS: u32 = 1 << 31;

/// A number that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawer {
    pub view: u32,
    pub channel: Option<String>,
    pub metric: MetricId,
    /// `None` until the worker has answered.
    pub content: Option<(Explanation, Vec<Vec<EvidenceRow>>)>,
}

/// How one sheet was read. Each part is `None` until the worker has answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub view: u32,
    pub sheet: SheetId,
    /// The sheet's version that was asked about.
    pub version: u64,
    pub preview: Option<Preview>,
    pub outside: Option<Vec<Problem>>,
}

/// A workspace file on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The request's number.
    pub view: u32,
    pub batch: u32,
    pub name: Rc<str>,
    /// Entries of the journal when it was asked for: it takes the place of these, and of nothing that came later.
    pub steps: usize,
}

/// A study that a view has open.
#[derive(Clone, Debug, PartialEq)]
pub struct Looking {
    pub view: u32,
    pub study: Study,
    /// `None` until the worker has answered.
    pub content: Option<Rc<Studied>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// By cost tier, then CAC: the order that the ranking comes in.
    Cost,
    Name,
    Metric(MetricId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub key: SortKey,
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Sort { key: SortKey::Cost, descending: false }
    }
}

/// Where the grid should go next; `tick` makes two equal requests differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Jump {
    pub tick: u32,
    pub place: Option<Place>,
    /// Start editing there.
    pub edit: bool,
}

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Commands, tables, columns, rows.
    Palette,
    Shortcuts,
}

/// What the open table should do; `tick` makes two equal orders differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    pub tick: u32,
    pub act: Option<crate::grid::keys::Act>,
}

/// A sentence for the polite live region; `tick` makes it spoken again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub tick: u32,
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub struct Model {
    pub lang: Lang,
    pub theme: Theme,
    pub route: Route,
    pub worker: WorkerState,
    pub doc: Rc<DocView>,
    /// With an import's files, until their ranking is here: both are shown in one frame.
    pub next_doc: Option<Rc<DocView>>,
    pub ranking: Option<Rc<Ranking>>,
    /// The last change that `doc` and `ranking` hold.
    pub doc_seq: u32,
    pub ranking_seq: u32,
    /// The last `seq` given out.
    pub seq: u32,
    pub import: Option<Rc<ImportRun>>,
    /// Dropped while another import ran: these come after it, in order.
    pub queued: Vec<ImportRun>,
    /// The last drop failed as a whole.
    pub last_drop_failed: bool,
    /// Acknowledged changes, for a restart, and those still on their way.
    pub journal: Vec<Kept>,
    pub pending: Vec<(u32, Kept)>,
    /// Changes that are made, whose ranking has not come yet.
    pub unranked: Vec<u32>,
    /// The request that brings a new worker to the old one's state, and what to say when it has.
    pub restoring: Option<u32>,
    pub lost_work: Option<Rc<str>>,
    /// Workers that died since the last change that one of them made.
    pub deaths: u32,
    /// The person has chosen a view other than the ranking, with something loaded.
    pub at_work: bool,
    pub cost: Option<CostAsk>,
    /// The worker's digest of the golden computations.
    pub self_check: Option<u64>,
    pub drawer: Option<Rc<Drawer>>,
    pub views: u32,
    pub studies: BTreeMap<StudyKind, Looking>,
    /// A meeting's numbers are on their way to be frozen: the request's number.
    pub freezing: Option<u32>,
    /// How many entries of the journal are in a saved file.
    pub saved: usize,
    /// A file is being made of so many entries: the request's number, and their count.
    pub packing: Option<(u32, usize)>,
    /// A workspace file is being read.
    pub opening: Option<Opening>,
    /// Opening this one would throw away what is not saved: its batch and name.
    pub asked_to_open: Option<(u32, Rc<str>)>,
    /// The dialog "Share", while it is open.
    pub share: Option<Rc<Share>>,
    /// What came with a link: shown instead of the rooms until it is left.
    pub received: Option<Rc<Received>>,
    /// Settings of a link that wait for files.
    pub waiting_view: Option<Rc<garimpo_workspace::link::View>>,
    /// A newer version of the page waits for the person's click.
    pub new_version: bool,
    /// Nothing can be stored here: the page was opened from a file.
    pub keeps_nothing: bool,
    /// The page's own address, for links.
    pub address: Rc<str>,
    /// What the import screen shows, while it is open.
    pub reading: Option<Rc<Reading>>,
    /// The records out of a table are on their way to be saved as a file: the request's number.
    pub saving: Option<u32>,
    /// What exports meant, by their headers; kept on this computer only if the person wants it.
    pub memory: Rc<Vec<Remembered>>,
    pub remembers: bool,
    pub sort: Sort,
    /// Columns of the table of all numbers that a person chose.
    pub columns: Option<Rc<Vec<MetricId>>>,
    pub jump: Rc<Jump>,
    pub order: Rc<Order>,
    pub overlay: Option<Overlay>,
    pub said: Rc<Said>,
    /// A message that stays until dismissed (a refusal, a restart).
    pub notice: Option<Rc<str>>,
}

/// CONTRACT.md `body[data-state]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    Booting,
    Empty,
    Importing,
    Ready,
    Error,
}

impl PageState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Booting => "booting",
            Self::Empty => "empty",
            Self::Importing => "importing",
            Self::Ready => "ready",
            Self::Error => "error",
        }
    }
}

impl Model {
    pub fn page_state(&self) -> PageState {
        match self.worker {
            WorkerState::Starting => PageState::Booting,
            WorkerState::Restarting => PageState::Importing,
            _ if self.import.is_some() || self.opening.is_some() => PageState::Importing,
            _ if !self.doc.sheets.is_empty() => PageState::Ready,
            WorkerState::Lost => PageState::Error,
            _ if self.last_drop_failed => PageState::Error,
            _ => PageState::Empty,
        }
    }

    /// Whether work would be lost with the page: what a person did by hand since the last save. Files that were
    /// only dropped are still where they came from.
    pub fn is_unsaved(&self) -> bool {
        let by_hand =
            |kept: &Kept| !matches!(kept.entry, JournalEntry::Import { .. } | JournalEntry::Sample { .. });
        self.journal.iter().skip(self.saved).any(by_hand)
            || self.pending.iter().any(|(_, kept)| by_hand(kept))
    }

    pub fn next_seq(&mut self) -> u32 {
        self.seq += 1;
        self.seq
    }

    /// A number for a request of the page's own; see [`OWN_VIEWS`].
    pub fn next_view(&mut self) -> u32 {
        self.views += 1;
        self.views | OWN_VIEWS
    }

    /// To be spoken, once.
    pub fn say(&mut self, text: String) {
        self.said = Rc::new(Said { tick: self.said.tick + 1, text });
    }

    pub fn jump_to(&mut self, place: Place, edit: bool) {
        self.jump = Rc::new(Jump { tick: self.jump.tick + 1, place: Some(place), edit });
    }

    /// The open sheet: the route's, or the first.
    pub fn open_sheet(&self) -> Option<&garimpo_workspace::SheetView> {
        match &self.route {
            Route::Data(Some(name)) | Route::Reading(name) => {
                self.doc.sheets.iter().find(|sheet| &sheet.name == name).or(self.doc.sheets.first())
            }
            _ => self.doc.sheets.first(),
        }
    }
}
