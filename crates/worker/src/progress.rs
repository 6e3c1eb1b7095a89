//! What is told of an import while it runs: absolute, at most ten times a second.

use garimpo_browser::{timing, worker_host};
use garimpo_workspace::Event;
use garimpo_workspace::protocol::{FileProgress, Phase};

const EVERY_MS: f64 = 100.0;
/// A rate is told after so many seconds.
const SURE_S: f64 = 0.3;

pub struct Progress {
    /// `None` while restoring: nobody asked for it.
    seq: Option<u32>,
    files: Vec<FileProgress>,
    told: f64,
    /// When the first byte of the file that is being read came, and which file that is.
    begun: (usize, f64),
}

impl Progress {
    pub fn new<'a>(seq: Option<u32>, files: impl Iterator<Item = (&'a str, u64)>) -> Progress {
        let files = files
            .map(|(name, size)| FileProgress {
                name: name.to_owned(),
                bytes: 0,
                size,
                rows: 0,
                rate: 0,
                phase: Phase::Waiting,
            })
            .collect();
        let mut progress = Progress { seq, files, told: 0.0, begun: (usize::MAX, 0.0) };
        progress.tell();
        progress
    }

    /// Notes how far file `index` is. Whether it was time to tell: then it is also time to let messages in.
    pub fn at(&mut self, index: usize, phase: Phase, bytes: u64, rows: u32) -> bool {
        let now = timing::now();
        if self.begun.0 != index {
            self.begun = (index, now);
        }
        if let Some(file) = self.files.get_mut(index) {
            (file.phase, file.bytes, file.rows) = (phase, bytes, rows);
            let seconds = (now - self.begun.1) / 1000.0;
            // A rate of the first moments says nothing. Rows a second fit into 32 bits.
            file.rate = if seconds >= SURE_S { (f64::from(rows) / seconds) as u32 } else { 0 };
        }
        let due = now - self.told >= EVERY_MS;
        if due {
            self.tell();
        }
        due
    }

    pub fn tell(&mut self) {
        self.told = timing::now();
        if let Some(seq) = self.seq {
            worker_host::post(&Event::Progress { seq, files: self.files.clone() });
        }
    }
}
