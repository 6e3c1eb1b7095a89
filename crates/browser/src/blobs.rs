//! Bytes that the browser holds outside of our memory: what is saved is put together of them, and what was saved
//! is cut into files again without being copied.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, File};

/// Grows piece by piece. Pieces are handed to the browser a few megabytes at a time.
pub struct Growing {
    parts: Array,
    held: Vec<u8>,
}

/// The browser gets so many bytes at once: it can put them on disk.
const PIECE: usize = 8 << 20;

impl Default for Growing {
    fn default() -> Self {
        Growing { parts: Array::new(), held: Vec::new() }
    }
}

impl Growing {
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.pass_on();
        }
    }

    fn pass_on(&mut self) {
        let bytes = Uint8Array::from(self.held.as_slice());
        self.held.clear();
        // A blob of one buffer is always made, or memory is out and the worker ends.
        match Blob::new_with_u8_array_sequence(&Array::of1(&bytes)) {
            Ok(blob) => self.parts.push(&blob),
            Err(_) => self.parts.push(&bytes),
        };
    }

    /// `None`: the browser has no room for it.
    pub fn finish(mut self, mime: &str) -> Option<Blob> {
        self.pass_on();
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        Blob::new_with_blob_sequence_and_options(&self.parts, &options).ok()
    }
}

/// A file of these pieces (place, length) of another.
pub fn file_of(container: &File, pieces: &[(u64, u32)], name: &str) -> Option<File> {
    let parts = Array::new();
    for (place, len) in pieces {
        // Places are below 2^53.
        #[allow(clippy::cast_precision_loss)]
        let (from, to) = (*place as f64, (*place + u64::from(*len)) as f64);
        let piece: Blob = container.slice_with_f64_and_f64(from, to).ok()?;
        parts.push(&piece);
    }
    File::new_with_blob_sequence(&parts, name).ok()
}

/// A file that nobody gave.
pub fn file_of_text(name: &str, text: &str) -> Option<File> {
    File::new_with_str_sequence(&Array::of1(&text.into()), name).ok()
}
