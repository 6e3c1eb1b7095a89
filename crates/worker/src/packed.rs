//! Files that must be opened before they can be read: the opener hands out their parts, and each is read as if
//! it were a file. All parts of a file or none.

use garimpo_browser::opener::{Heard, Opener};
use garimpo_table::{Read, Reader, Unusable};
use garimpo_workspace::import::{Incoming, SEPARATOR};
use garimpo_workspace::opening::Opening;
use js_sys::Uint8Array;
use web_sys::File;

use crate::job::{BATCH, Fault, Reading, failed};

/// A cancelled import is noticed after at most so long.
const PATIENCE_MS: u32 = 50;
/// The opener holds the file as a whole; larger ones are not begun.
const LARGEST: u64 = 1 << 30;
/// An opener that has held more is not kept: its memory never shrinks.
const KEPT: u64 = 16 << 20;

/// What came out of a file: where it stood in it, and how it was read.
type Found = (Vec<String>, Read);

/// The parts of a file, with the names that they are shown by.
pub async fn read(reading: &mut Reading<'_>, name: &str, file: &File, size: u64) -> Result<Incoming, Fault> {
    if size > LARGEST {
        return Ok(nothing(name, Unusable::TooLarge { limit: LARGEST }));
    }
    let kept = reading.shared.borrow_mut().opener.take();
    let opener = match kept {
        Some(opener) => opener,
        None => ready(reading).await?,
    };
    opener.give(file);
    let parts = parts(reading, &opener, size).await?;
    if size <= KEPT {
        reading.shared.borrow_mut().opener = Some(opener);
    }
    Ok(match parts {
        Ok(found) => named(name, found),
        Err(why) => nothing(name, why),
    })
}

async fn ready(reading: &Reading<'_>) -> Result<Opener, Fault> {
    let missing = |_| Fault::Unreadable(Unusable::OpenerMissing);
    let opener = Opener::start().map_err(missing)?;
    loop {
        match opener.listen(PATIENCE_MS).await {
            Heard::Said(Opening::Ready, _) => return Ok(opener),
            Heard::Said(..) | Heard::Silence => reading.check()?,
            Heard::Down(why) => return Err(missing(why)),
        }
    }
}

async fn parts(
    reading: &mut Reading<'_>,
    opener: &Opener,
    size: u64,
) -> Result<Result<Vec<Found>, Unusable>, Fault> {
    let mut found = Vec::new();
    let mut rows = 0_u32;
    loop {
        match opener.listen(PATIENCE_MS).await {
            Heard::Said(Opening::Part { path, options }, bytes) => {
                let bytes = bytes.unwrap_or_else(|| Uint8Array::new_with_length(0));
                let mut reader = Reader::new(options, bytes.length() as usize);
                let mut batch = Vec::new();
                for from in (0..bytes.length()).step_by(BATCH) {
                    let to = from.saturating_add(BATCH as u32).min(bytes.length());
                    batch.resize((to - from) as usize, 0);
                    bytes.subarray(from, to).copy_to(&mut batch);
                    reader.push(&batch);
                    reading.tell(0, rows.saturating_add(reader.progress().records)).await?;
                }
                let read = reader.finish();
                rows = rows.saturating_add(read.receipt.kept);
                found.push((path, read));
            }
            Heard::Said(Opening::Refused { path, why }, _) => found.push((path, failed(why))),
            Heard::Said(Opening::Progress { rows: more }, _) => {
                reading.tell(0, rows.saturating_add(more)).await?;
            }
            Heard::Said(Opening::Done { why: Some(why @ Unusable::Unreadable { .. }) }, _) => {
                return Err(Fault::Unreadable(why));
            }
            Heard::Said(Opening::Done { why }, _) => return Ok(why.map_or(Ok(found), Err)),
            Heard::Said(Opening::Ready, _) => {}
            Heard::Silence => reading.tell(0, rows).await?,
            Heard::Down(_) => return Err(Fault::Unreadable(Unusable::OpenerLost { size })),
        }
    }
}

fn nothing(name: &str, why: Unusable) -> Incoming {
    Incoming::packed(name.to_owned(), vec![(name.to_owned(), name.to_owned(), failed(why))])
}

/// One part has the name of its file; several have names of their own.
fn named(name: &str, found: Vec<Found>) -> Incoming {
    let is_one = found.len() == 1;
    let is_nothing = |(_, read): &Found| {
        matches!(read.table, Err(Unusable::NoTable { .. } | Unusable::HeaderOnly { .. } | Unusable::Empty))
    };
    if !is_one && found.iter().all(is_nothing) {
        return nothing(name, Unusable::NothingInside);
    }
    let parts = found.into_iter().map(|(path, mut read)| {
        let told = [&[name.to_owned()], path.as_slice()].concat().join(SEPARATOR);
        let shown = if is_one { name.to_owned() } else { told.clone() };
        if !is_one && matches!(read.table, Err(Unusable::NoTable { .. })) {
            read.table = Err(Unusable::NoTableBeside);
        }
        (shown, told, read)
    });
    Incoming::packed(name.to_owned(), parts.collect())
}
