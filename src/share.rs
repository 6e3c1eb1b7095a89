//! What the page knows of a link that is being made, and of one that was opened.

use std::rc::Rc;

use garimpo_funnel::Ranking;
use garimpo_workspace::link::{Broken, Kind, Shared, Summary, View, envelope};

/// A passphrase on its way. It is never shown, logged or kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub Rc<str>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Shorter ones are guessed.
pub const LEAST_SECRET: usize = 12;
/// Characters that every carrier takes, and those that most take.
pub const SHORT: usize = 1_500;
pub const LONG: usize = 2_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    #[default]
    Summary,
    /// Settings without data.
    View,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    #[default]
    NotYet,
    Done,
    /// The browser does not let the page: the person copies by hand.
    Refused,
}

/// The dialog "Share".
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The request's number.
    pub view: u32,
    /// `None` until the worker has answered; then `None` if there is nothing that may be sent.
    pub content: Option<Option<Rc<Shared>>>,
    pub what: What,
    /// The link, once it is made.
    pub link: Option<Rc<str>>,
    /// It opens with a passphrase only.
    pub is_sealed: bool,
    /// It is being sealed: the request's number.
    pub sealing: Option<u32>,
    /// The browser could not seal it.
    pub failed: bool,
    pub copied: Copied,
}

impl Share {
    pub fn new(view: u32) -> Share {
        Share {
            view,
            content: None,
            what: What::default(),
            link: None,
            is_sealed: false,
            sealing: None,
            failed: false,
            copied: Copied::default(),
        }
    }

    pub fn shared(&self) -> Option<&Rc<Shared>> {
        self.content.as_ref()?.as_ref()
    }

    /// What goes into the link.
    pub fn payload(&self) -> Option<(Kind, Vec<u8>)> {
        let shared = self.shared()?;
        Some(match self.what {
            What::Summary => (Kind::Summary, shared.summary.encode()),
            What::View => (Kind::View, shared.view.encode()),
        })
    }

    /// The people whose data is in it.
    pub fn people(&self) -> u64 {
        match self.what {
            What::Summary => self.shared().map_or(0, |shared| shared.people),
            What::View => 0,
        }
    }
}

/// What came with an address, or was pasted.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    Broken(Broken),
    /// Opens with a passphrase; `opening`: it is being tried. `wrong`: the last one was not it.
    Locked {
        payload: Rc<Vec<u8>>,
        opening: Option<u32>,
        wrong: bool,
    },
    Summary {
        summary: Rc<Summary>,
        ranking: Rc<Ranking>,
    },
    View {
        view: Rc<View>,
    },
}

impl Received {
    pub fn of_message(message: &str, word: impl Fn(&garimpo_workspace::link::Name) -> String) -> Received {
        match envelope::read(message) {
            Ok((kind, payload)) => Received::of_payload(kind, payload, word),
            Err(why) => Received::Broken(why),
        }
    }

    pub fn of_payload(
        kind: Kind,
        payload: Vec<u8>,
        word: impl Fn(&garimpo_workspace::link::Name) -> String,
    ) -> Received {
        let read = match kind {
            Kind::Sealed => Some(Received::Locked { payload: Rc::new(payload), opening: None, wrong: false }),
            Kind::Summary => Summary::decode(&payload).map(|summary| {
                let ranking = Rc::new(summary.ranking(word));
                Received::Summary { summary: Rc::new(summary), ranking }
            }),
            Kind::View => View::decode(&payload).map(|view| Received::View { view: Rc::new(view) }),
        };
        // Whole, and yet none of ours: made by hand, or by a version that says it is this one.
        read.unwrap_or(Received::Broken(Broken::Corrupt))
    }
}
