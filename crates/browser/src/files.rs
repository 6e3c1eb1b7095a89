//! Files that a person has given: their handles on the page, their bytes in the worker.

use garimpo_workspace::protocol::FileInfo;
use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileList, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamGetReaderOptions,
    ReadableStreamReaderMode,
};

use crate::words_of;

/// One mebibyte a read: larger buffers were not faster.
const CHUNK: u32 = 1 << 20;

pub fn list(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.item(index)).collect()
}

pub fn info(file: &File) -> FileInfo {
    // Sizes are whole numbers below 2^53.
    FileInfo { name: file.name(), size: file.size() as u64 }
}

/// The bytes of a file from its beginning, a chunk at a time. The next one is on its way already, from the opening
/// on: a file that is opened before its turn comes has its first bytes here when it does.
///
/// The reader must be held for as long as it reads: one that nothing holds is garbage-collected in the middle,
/// and the read never settles. Held here, it is in the table of JavaScript values of this module, which lives
/// as long as the worker.
pub struct Chunks {
    reader: Reader,
    /// Holds both ends of its promise: one that fails when nobody waits for it any more is no error of the page.
    coming: JsFuture,
    scratch: Vec<u8>,
}

enum Reader {
    /// Fills a buffer that we lend, the same one for every read.
    Byob(ReadableStreamByobReader),
    Plain(ReadableStreamDefaultReader),
}

impl Reader {
    /// Asks for the next bytes. `lent`: what the chunk before came in.
    fn ask(&self, lent: Option<ArrayBuffer>) -> JsFuture {
        JsFuture::from(match self {
            Reader::Byob(reader) => {
                let buffer = lent.unwrap_or_else(|| ArrayBuffer::new(CHUNK));
                reader.read_with_array_buffer_view(&Uint8Array::new(&buffer))
            }
            Reader::Plain(reader) => reader.read(),
        })
    }
}

impl Chunks {
    /// `Err` holds the browser's words.
    pub fn open(file: &File) -> Result<Chunks, String> {
        let stream = file.stream();
        let options = ReadableStreamGetReaderOptions::new();
        options.set_mode(ReadableStreamReaderMode::Byob);
        // Browsers without byte streams throw here.
        let byob = Reflect::get(&stream, &"getReader".into())
            .and_then(|method| method.dyn_into::<js_sys::Function>())
            .and_then(|method| method.call1(&stream, &options));
        let reader = match byob {
            Ok(reader) => Reader::Byob(reader.unchecked_into()),
            Err(_) => {
                Reader::Plain(ReadableStreamDefaultReader::new(&stream).map_err(|error| words_of(&error))?)
            }
        };
        Ok(Chunks { coming: reader.ask(None), reader, scratch: Vec::new() })
    }

    /// The next bytes, `None` at the end. They stand in a scratch buffer until the next call.
    pub async fn next(&mut self) -> Result<Option<&[u8]>, String> {
        let result = (&mut self.coming).await.map_err(|error| words_of(&error))?;
        let value = property(&result, "value").dyn_into::<Uint8Array>().ok();
        let done = property(&result, "done").is_truthy();
        match value {
            Some(bytes) if !done => {
                // `resize` keeps the memory of earlier, larger chunks: no page is touched for the first time.
                self.scratch.resize(bytes.length() as usize, 0);
                bytes.copy_to(&mut self.scratch);
                self.coming = self.reader.ask(Some(bytes.buffer()));
                Ok(Some(&self.scratch))
            }
            _ => Ok(None),
        }
    }
}

/// Lets go of the file, wherever it is.
impl Drop for Chunks {
    fn drop(&mut self) {
        // Whether it was still open makes no difference, nor what comes of it.
        drop(JsFuture::from(match &self.reader {
            Reader::Byob(reader) => reader.cancel(),
            Reader::Plain(reader) => reader.cancel(),
        }));
    }
}

/// All bytes of a file.
pub async fn whole(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| words_of(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object.unchecked_ref::<Object>(), &name.into()).unwrap_or(JsValue::UNDEFINED)
}
