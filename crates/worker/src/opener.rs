//! The opener of workbooks and archives, in a worker of its own: the engine starts it when the first such file
//! comes, and goes on without it when a hostile file ends it or fills its memory. Must never decide anything:
//! what it finds goes to the engine as it is.

use garimpo_browser::{files, opener};
use garimpo_table::Unusable;
use garimpo_workbook::{Limits, Part, Path, Sink, unpack};
use garimpo_workspace::opening::Opening;
use web_sys::File;

struct Engine;

impl Sink for Engine {
    fn part(&mut self, part: Part) {
        let Part { path, bytes, options } = part;
        opener::say(&Opening::Part { path, options }, Some(&bytes));
    }

    fn refused(&mut self, path: Path, why: Unusable) {
        opener::say(&Opening::Refused { path, why }, None);
    }

    fn progress(&mut self, rows: u32) {
        opener::say(&Opening::Progress { rows }, None);
    }
}

async fn work(file: File) {
    let why = match files::whole(&file).await {
        Ok(bytes) => unpack(bytes, Limits::default(), &mut Engine).err(),
        Err(reason) => Some(Unusable::Unreadable { reason }),
    };
    opener::say(&Opening::Done { why }, None);
}

fn main() {
    opener::serve(work);
    opener::say(&Opening::Ready, None);
}
