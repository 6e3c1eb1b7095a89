//! Running the hot loops on made-up rows while the page is empty, so that the browser has compiled them well
//! before the first drop (50 to 140 ms earlier for it).

use garimpo_browser::{frame, timing};
use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::doc::Doc;
use garimpo_workspace::import::Incoming;
use garimpo_workspace::protocol::Lang;
use garimpo_workspace::sample;

use crate::Shared;

/// Enough for the browser to take the loops seriously, short enough for a computer that has other things to do.
const AT_MOST_MS: f64 = 80.0;
const ROUNDS: u32 = 4;

/// Stops as soon as there is real work. The document is not touched.
pub async fn up(shared: Shared) {
    let began = timing::now();
    frame::turn().await;
    for _ in 0..ROUNDS {
        let mut doc = Doc::new();
        let mut files = Vec::new();
        // Leads, deals, spend: the way to a ranking.
        for (name, text) in sample::files(Lang::PtBr).into_iter().take(3) {
            if wanted(&shared) || timing::now() - began > AT_MOST_MS {
                return;
            }
            let mut reader = Reader::new(ReadOptions::default(), text.len());
            reader.push(text.as_bytes());
            files.push(Incoming::new(name, reader.finish(), ReadOptions::default()));
            frame::turn().await;
        }
        doc.import(files, &[]);
        doc.ranking();
        doc.view(0);
        frame::turn().await;
    }
}

fn wanted(shared: &Shared) -> bool {
    let engine = shared.borrow();
    engine.busy || engine.applied > 0
}

/// Only for tests of the restart.
#[expect(clippy::panic, reason = "this is what it is for")]
pub fn crash() {
    panic!("a crash that was asked for");
}
