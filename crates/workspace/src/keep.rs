//! The workspace as one file: everything that was dropped and everything that was done to it.
//!
//! The file is a row of blocks. Each block says what it is a part of, and carries the SHA-256 of its bytes and a
//! check of its own head, so that a damaged one is noticed and those around it are still found:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MARK`]: broken by anything that treats the file as text |
//! | 1 | version, [`VERSION`] |
//! | 4 | part: the number of a dropped file, [`JOURNAL`], or [`END`] |
//! | 8 | where in its part the bytes go |
//! | 4 | how many bytes follow the head, at most [`BLOCK`] |
//! | 32 | SHA-256 of these bytes |
//! | 8 | the first bytes of the SHA-256 of the head up to here |
//!
//! Numbers are little-endian. The journal is JSON: it must be read by later versions. It is written twice, before
//! the files and behind them. The last block is empty, of the part [`END`], and its place is the number of blocks.
//! Must never: trust a length before the head's check holds, or hold more than one block of a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::protocol::{FileInfo, JournalEntry};

pub const MARK: [u8; 8] = *b"\x89GRMP\r\n\x1a";
pub const VERSION: u8 = 1;
/// Most bytes of a block.
pub const BLOCK: usize = 1 << 20;
pub const HEAD: usize = 65;
/// Part numbers that are no file's.
pub const JOURNAL: u32 = u32::MAX;
pub const JOURNAL_AGAIN: u32 = u32::MAX - 1;
pub const END: u32 = u32::MAX - 2;
/// A journal larger than this is refused before it is read.
const MOST_JOURNAL: u64 = 256 << 20;
const MOST_FILES: u32 = 100_000;

/// What was done, and the files that it was done with, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    pub entries: Vec<JournalEntry>,
    pub files: Vec<FileInfo>,
}

impl Journal {
    /// `None` would be a fault of ours: a map whose keys are no text.
    pub fn to_json(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }
}

/// The head of a block that holds `bytes`.
pub fn head(part: u32, place: u64, bytes: &[u8]) -> [u8; HEAD] {
    let mut head = Vec::with_capacity(HEAD);
    head.extend_from_slice(&MARK);
    head.push(VERSION);
    head.extend_from_slice(&part.to_le_bytes());
    head.extend_from_slice(&place.to_le_bytes());
    head.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    head.extend_from_slice(&Sha256::digest(bytes));
    let check = Sha256::digest(&head);
    head.extend_from_slice(check.first_chunk::<8>().unwrap_or(&[0; 8]));
    head.try_into().unwrap_or([0; HEAD])
}

/// Blocks of one part that is in memory: heads and bytes.
pub fn blocks(part: u32, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + HEAD * (1 + bytes.len() / BLOCK));
    for (nth, chunk) in (0u64..).zip(bytes.chunks(BLOCK)) {
        out.extend_from_slice(&head(part, nth * BLOCK as u64, chunk));
        out.extend_from_slice(chunk);
    }
    out
}

/// The last block of a file of `blocks` blocks, itself not counted.
pub fn end(blocks: u64) -> [u8; HEAD] {
    head(END, blocks, &[])
}

/// Why a file cannot be opened at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unopenable {
    /// No block of ours is in it.
    NotOurs,
    /// Written by a later version of the program.
    Newer { version: u8 },
    /// Both copies of the journal are damaged or missing.
    NoJournal,
    /// The browser's words.
    Unreadable { reason: String },
}

/// What could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    pub journal: Journal,
    /// For each file, where its bytes stand in the container, in order. `None`: a part of it is damaged.
    pub files: Vec<Option<Vec<(u64, u32)>>>,
    /// Bytes that belong to no whole block: 0 in a file that is as it was written.
    pub damaged: u64,
    /// The last block is missing: the file was cut.
    pub is_cut: bool,
}

impl Opened {
    pub fn is_whole(&self) -> bool {
        self.damaged == 0 && !self.is_cut && self.files.iter().all(Option::is_some)
    }
}

struct Head {
    part: u32,
    place: u64,
    len: usize,
    digest: [u8; 32],
}

/// Takes the container's bytes in chunks of any size.
#[derive(Default)]
pub struct Opener {
    held: Vec<u8>,
    /// Where in the container `held` begins.
    at: u64,
    journals: [BTreeMap<u64, Vec<u8>>; 2],
    journal_bytes: u64,
    /// Places of the bytes of each file, by their place in it.
    files: BTreeMap<u32, BTreeMap<u64, (u64, u32)>>,
    blocks: u64,
    damaged: u64,
    newer: Option<u8>,
    end: Option<u64>,
}

impl Opener {
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
        let mut from = 0;
        while let Some(used) = self.step(from, false) {
            from += used;
        }
        self.drop_held(from);
    }

    fn drop_held(&mut self, count: usize) {
        self.held.drain(..count.min(self.held.len()));
        self.at += count as u64;
    }

    /// How many bytes from `from` on are done with; `None`: more are needed.
    fn step(&mut self, from: usize, at_end: bool) -> Option<usize> {
        let rest = self.held.get(from..).unwrap_or_default();
        if rest.is_empty() {
            return None;
        }
        if rest.len() < HEAD && !at_end {
            return None;
        }
        let Some(found) = parse(rest, &mut self.newer) else {
            // What stands here is no head: on to the next mark.
            let next = memchr::memmem::find(rest.get(1..).unwrap_or_default(), &MARK).map(|at| at + 1);
            let skip = match next {
                Some(next) => next,
                None if at_end => rest.len(),
                // The mark may have begun.
                None => rest.len().saturating_sub(MARK.len() - 1).max(1),
            };
            self.damaged += skip as u64;
            return Some(skip);
        };
        let Some(bytes) = rest.get(HEAD..HEAD + found.len) else {
            if !at_end {
                return None;
            }
            // Cut in the middle of the block.
            self.damaged += rest.len() as u64;
            return Some(rest.len());
        };
        if Sha256::digest(bytes)[..] != found.digest {
            self.damaged += (HEAD + found.len) as u64;
            return Some(HEAD + found.len);
        }
        let bytes = bytes.to_vec();
        let place = self.at + (from + HEAD) as u64;
        self.take(&found, place, bytes);
        Some(HEAD + found.len)
    }

    fn take(&mut self, head: &Head, place: u64, bytes: Vec<u8>) {
        self.blocks += 1;
        match head.part {
            END => {
                self.blocks -= 1;
                self.end = Some(head.place);
            }
            JOURNAL | JOURNAL_AGAIN => {
                self.journal_bytes += bytes.len() as u64;
                let copy = usize::from(head.part == JOURNAL_AGAIN);
                if let Some(journal) =
                    self.journals.get_mut(copy).filter(|_| self.journal_bytes <= MOST_JOURNAL)
                {
                    journal.insert(head.place, bytes);
                }
            }
            file if file < MOST_FILES => {
                self.files.entry(file).or_default().insert(head.place, (place, bytes.len() as u32));
            }
            _ => {}
        }
    }

    pub fn finish(mut self) -> Result<Opened, Unopenable> {
        let mut from = 0;
        while let Some(used) = self.step(from, true) {
            from += used;
        }
        if let (0, Some(version)) = (self.blocks, self.newer) {
            return Err(Unopenable::Newer { version });
        }
        if self.blocks == 0 {
            return Err(Unopenable::NotOurs);
        }
        let journal = self.journals.iter().find_map(|copy| {
            let text: Vec<u8> = joined(copy.iter().map(|(place, bytes)| (*place, bytes.len() as u64)))
                .then(|| copy.values().flatten().copied().collect())?;
            serde_json::from_slice::<Journal>(&text).ok()
        });
        let journal = journal.ok_or(Unopenable::NoJournal)?;
        let file = |(number, info): (u32, &FileInfo)| -> Option<Vec<(u64, u32)>> {
            let empty = BTreeMap::new();
            let parts = self.files.get(&number).unwrap_or(&empty);
            let size: u64 = parts.values().map(|(_, len)| u64::from(*len)).sum();
            let is_whole =
                size == info.size && joined(parts.iter().map(|(place, (_, len))| (*place, u64::from(*len))));
            is_whole.then(|| parts.values().copied().collect())
        };
        let files = (0..).zip(&journal.files).map(file).collect();
        let is_cut = self.end != Some(self.blocks) && self.damaged == 0 || self.end.is_none();
        Ok(Opened { files, damaged: self.damaged, is_cut, journal })
    }
}

/// Whether these pieces (place, length) follow one another from 0 on.
fn joined(pieces: impl Iterator<Item = (u64, u64)>) -> bool {
    let mut next = 0;
    for (place, len) in pieces {
        if place != next {
            return false;
        }
        next += len;
    }
    true
}

fn parse(rest: &[u8], newer: &mut Option<u8>) -> Option<Head> {
    let head = rest.first_chunk::<HEAD>()?;
    let (fields, check) = head.split_at_checked(HEAD - 8)?;
    if !fields.starts_with(&MARK) || !Sha256::digest(fields).starts_with(check) {
        return None;
    }
    let version = *fields.get(8)?;
    if version != VERSION {
        *newer = Some(version);
        return None;
    }
    let len = u32::from_le_bytes(fields.get(21..25)?.try_into().ok()?) as usize;
    (len <= BLOCK).then_some(())?;
    Some(Head {
        part: u32::from_le_bytes(fields.get(9..13)?.try_into().ok()?),
        place: u64::from_le_bytes(fields.get(13..21)?.try_into().ok()?),
        len,
        digest: fields.get(25..57)?.try_into().ok()?,
    })
}
