//! What stands around every view: bar, messages, status line, tabs of the phone.

mod bar;
mod foot;
mod messages;
mod palette;
mod progress;

pub use bar::{Bar, TabBar};
pub use foot::Foot;
pub use messages::Messages;
pub use palette::overlay;

use yew::{Html, html};

use crate::i18n::{self, Lang};
use crate::ui::{Icon, icon};

/// The one file input of the page, and the place where the view begins.
pub const FILES: &str = "file-input";
pub const MAIN: &str = "main";

/// Shown by its style while files are held over the page.
pub fn drop_cover(lang: Lang) -> Html {
    html! {
        <div class="drop-cover" aria-hidden="true">
            <p>
                { icon(Icon::Upload) }
                <b>{ i18n::shell::drop_here(lang) }</b>
                <span>{ i18n::shell::drop_hint(lang) }</span>
            </p>
        </div>
    }
}
