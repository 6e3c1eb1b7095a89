//! What `update` wants done in the world. Data only; `run` does it.

use std::rc::Rc;

use garimpo_funnel::ranking::MetricId;
use garimpo_workspace::{Remembered, Request};

use crate::i18n::Lang;
use crate::model::Theme;
use crate::route::Route;
use crate::share::Secret;

#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Post(Request),
    /// With the File handles of these batches beside, in order.
    PostWithFiles {
        request: Request,
        batches: Vec<u32>,
    },
    /// The handles of a batch are not needed any more (a cancelled import).
    ForgetFiles {
        batch: u32,
    },
    /// Of a batch only these, in its order: the others could not be read then and must not be read later.
    KeepFiles {
        batch: u32,
        files: Vec<usize>,
    },
    /// A new worker in place of the dead one.
    RestartWorker,
    SetHash(Route),
    /// A file of the page's own making.
    Save {
        name: String,
        bytes: Vec<u8>,
    },
    Erase,
    /// Takes the version that waits: the page is loaded again.
    UseNewVersion,
    /// The ranking as a link carries it; `run` adds the day.
    AskShare {
        view: u32,
    },
    SealLink {
        view: u32,
        secret: Secret,
        plain: Vec<u8>,
    },
    UnsealLink {
        view: u32,
        secret: Secret,
        payload: Rc<Vec<u8>>,
    },
    CopyText {
        text: Rc<str>,
    },
    /// Takes a link out of the address bar.
    DropHash,
    /// Keeps what exports meant on this computer; `None` forgets all of it.
    KeepMemory(Option<Rc<Vec<Remembered>>>),
    /// Keeps the chosen columns on this computer; `None`: the default.
    KeepColumns(Option<Rc<Vec<MetricId>>>),
    SetLang(Lang),
    SetTheme(Theme),
    /// Notes when `seq` began, for the User Timing measures.
    StartTimer {
        seq: u32,
        import: bool,
    },
    /// The ranking computed from the change `seq` is in the model: measure after the next frame, whichever view
    /// is open.
    RankingShown {
        seq: u32,
    },
    /// No ranking follows (cancelled, refused, nothing to rank): this timer ends without a measure.
    DropTimer {
        seq: u32,
    },
    /// The page can take files: the measure of the start ends with the next frame.
    Booted(Lang),
}
