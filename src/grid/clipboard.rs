//! Copy, cut and paste. Small blocks go out in the browser's own event; a block that is not all here is
//! promised to the clipboard and comes from the worker. No limit cuts anything off in silence.

use garimpo_workspace::protocol::Block;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, ClipboardEvent, ClipboardItem};

use super::clip;
use super::engine::{Awaited, Engine};
use super::keys::Mode;
use crate::i18n::grid as say;
use crate::msg::Msg;
use crate::ui::Written;

const TEXT: &str = "text/plain";
const HTML: &str = "text/html";
/// Above this the text alone goes out: the markup would be many times as large.
const HTML_CELLS: u64 = 200_000;

impl Engine {
    /// The texts of a block, if all of them are here and up to date.
    pub fn cells(&self, block: Block) -> Option<clip::Cells> {
        if !self.cache.has_all(block.row, block.rows) {
            return None;
        }
        let row = |row: u32| {
            let cell = |column: u32| Some(self.cache.cell(row, column)?.0.to_owned());
            (block.column..block.column + block.columns).map(cell).collect::<Option<Vec<String>>>()
        };
        (block.row..block.row + block.rows).map(row).collect()
    }

    /// True when the event has been used.
    pub fn copy(&mut self, event: &ClipboardEvent) -> bool {
        if self.mode != Mode::Ready || self.is_empty() {
            return false;
        }
        let block = self.selection.block();
        let cells = self.selection.cells();
        match (self.cells(block), event.clipboard_data()) {
            (Some(texts), Some(data)) => {
                let _ = data.set_data(TEXT, &clip::write_text(&texts));
                if cells <= HTML_CELLS {
                    let _ = data.set_data(HTML, &clip::write_html(&texts));
                }
                if cells > 1 {
                    self.say(say::copied(self.lang, &Written(self.lang), cells));
                }
            }
            _ => {
                self.say(say::copying(self.lang, &Written(self.lang), cells));
                self.promise(block);
            }
        }
        true
    }

    pub fn cut(&mut self, event: &ClipboardEvent) -> bool {
        let used = self.copy(event);
        if used {
            // The worker answers in order: a promised copy is read before this empties the cells.
            self.clear();
        }
        used
    }

    pub fn take_paste(&mut self, event: &ClipboardEvent) -> bool {
        if self.mode != Mode::Ready || self.sheet.columns.is_empty() {
            return false;
        }
        let Some(data) = event.clipboard_data() else { return false };
        let text = data.get_data(TEXT).unwrap_or_default();
        let html = data.get_data(HTML).unwrap_or_default();
        if text.is_empty() && html.is_empty() {
            return false;
        }
        let over = self.selection.block();
        self.paste(clip::read(&html, &text), over);
        true
    }

    fn promise(&mut self, block: Block) {
        let (mut write, mut fail) = (None, None);
        let promise = Promise::new(&mut |resolve, reject| {
            write = Some(resolve);
            fail = Some(reject);
        });
        let (Some(write), Some(fail)) = (write, fail) else { return };
        let number = self.port.copy(self.sheet.id, block);
        self.awaited.insert(number, Awaited::Clipboard { write, fail });
        let (dispatch, lang) = (self.dispatch.clone(), self.lang);
        let failed = move || dispatch.emit(Msg::Say(say::copy_failed(lang).to_owned()));
        if put(&promise, failed.clone()).is_none() {
            failed();
        }
    }

    /// The worker has sent the text of a block.
    pub fn copied(&mut self, number: u32, text: String) {
        match self.awaited.remove(&number) {
            Some(Awaited::Clipboard { write, fail }) => answer(&write, &fail, &text),
            Some(Awaited::Fill { over }) => self.paste(clip::read_text(&text), over),
            None => {}
        }
    }
}

fn answer(write: &Function, fail: &Function, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type(TEXT);
    let parts = Array::of1(&JsValue::from_str(text));
    let _ = match Blob::new_with_str_sequence_and_options(&parts, &kind) {
        Ok(blob) => write.call1(&JsValue::NULL, &blob),
        Err(error) => fail.call1(&JsValue::NULL, &error),
    };
}

/// Tells the clipboard now, within the person's gesture, that text will come.
fn put(promise: &Promise, failed: impl FnOnce() + 'static) -> Option<()> {
    let window = web_sys::window()?;
    // Without a secure context there is none.
    let clipboard = Reflect::get(&window.navigator(), &JsValue::from_str("clipboard")).ok()?;
    let clipboard: web_sys::Clipboard = clipboard.dyn_into().ok()?;
    let record = Object::new();
    Reflect::set(&record, &JsValue::from_str(TEXT), promise).ok()?;
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&record).ok()?;
    let refused = Closure::once(move |_: JsValue| failed());
    let _ = clipboard.write(&Array::of1(&item)).catch(&refused);
    refused.forget();
    Some(())
}
