//! Everything that can happen to the page: one flat, closed enum.

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::settings::Churn;
use garimpo_funnel::{Allocation, Day, Form};
use garimpo_table::{Currency, ReadOptions, RowId};
use garimpo_workspace::keep::Unopenable;
use garimpo_workspace::protocol::{FileInfo, Found};
use garimpo_workspace::{Event, Intent, SheetId, Study, StudyKind};

use crate::grid::keys::Act as GridAct;
use crate::i18n::Lang;
use crate::model::{Overlay, Sort, Theme};
use crate::route::Route;
use crate::share::{Secret, What};

/// One change of [`garimpo_funnel::settings::MoneySettings`].
#[derive(Clone, Debug, PartialEq)]
pub enum MoneyChange {
    Margin(Option<f64>),
    Form(Form),
    Allocation(Allocation),
    /// Whether a channel is none but a cost that all share.
    Shared {
        channel: String,
        shared: bool,
    },
    Currency(Option<Currency>),
    /// What one unit is worth from that day; `None` takes what was typed for it away.
    Rate {
        currency: Currency,
        day: Day,
        rate: Option<f64>,
    },
    ValueDays(Day),
    RecurringMonths(f64),
    Churn(Option<Churn>),
    MostMonths(f64),
}

#[derive(Clone, Debug)]
pub enum Msg {
    // Files
    /// `batch` names the File handles that `run` holds.
    Dropped {
        batch: u32,
        files: Vec<FileInfo>,
    },
    /// The whole work as a file.
    SaveFile,
    /// Whether a workspace is opened though something is not saved.
    OpenAnyway(bool),
    /// A workspace file was read. `batches`: its files, one an import.
    Opened {
        view: u32,
        result: Box<Result<Found, Unopenable>>,
        batches: Vec<u32>,
    },
    /// Everything that the page stored on this computer goes.
    Erase,
    Erased(bool),
    /// A newer version of the page is here and waits.
    NewVersion,
    UseNewVersion,

    // Links
    OpenShare,
    CloseShare,
    ShareWhat(What),
    /// The link opens with this passphrase only; `None`: with none.
    SealLink(Option<Secret>),
    LinkSealed {
        view: u32,
        payload: Option<Vec<u8>>,
    },
    CopyLink,
    LinkCopied(bool),
    /// A message that holds a link.
    LinkPasted(String),
    UnlockLink(Secret),
    LinkUnlocked {
        view: u32,
        plain: Option<Vec<u8>>,
    },
    ApplyLink,
    LeaveLink,

    /// A table pasted outside of the grid.
    Pasted(String),
    Sample,
    CancelImport,

    // Worker
    Event(Box<Event>),
    WorkerDown(String),

    // Document
    Do(Intent),
    Undo,
    Redo,
    /// Opens (or makes) the "Spend by channel" sheet at the channel's cost.
    InformCost {
        channel: String,
    },
    /// `seen`: only the rows that are seen, in their order. `systems`: verbatim; else for spreadsheets.
    ExportCsv {
        seen: bool,
        systems: bool,
    },
    /// The palette, or the list of shortcuts; `None` closes it.
    Open(Option<Overlay>),
    /// To the open table.
    Order(GridAct),
    /// Reads the sheet's file again, in another way.
    Reread {
        sheet: SheetId,
        options: ReadOptions,
    },
    /// Saves the records that are out of the table as a file.
    SaveOutside {
        sheet: SheetId,
    },
    /// How money is counted, one thing at a time.
    ChangeMoney(MoneyChange),
    SetHorizon(Option<Day>),
    /// Whether what exports mean is kept on this computer.
    Remember(bool),

    // Moving about
    Go(Route),
    HashChanged(String),
    OpenNumber {
        channel: Option<String>,
        metric: MetricId,
    },
    CloseDrawer,
    /// A view looks into something; see `update/study`.
    OpenStudy(Study),
    CloseStudy(StudyKind),
    /// Today's meeting is kept for ever: its day, and minutes since 1970 by the reader's clock.
    Freeze {
        date: Day,
        minutes: i64,
    },
    /// To a cell of a sheet: from a number's rows, or from a problem.
    GoTo {
        sheet: u32,
        row: Option<u32>,
        column: Option<u32>,
    },
    /// To a row by its id, wherever it is seen; a filter that hides it goes.
    ShowRow {
        sheet: SheetId,
        row: RowId,
        column: Option<u32>,
    },
    SortBy(Sort),
    /// A column of the table of all numbers, more or less.
    ShowColumn {
        id: MetricId,
        shown: bool,
    },
    /// The columns that are shown as long as nobody chooses.
    DefaultColumns,

    // The page itself
    SetLang(Lang),
    SetTheme(Theme),
    Say(String),
    DismissNotice,
}
