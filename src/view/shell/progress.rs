//! Files on their way in: how far each is, and a way to stop. It floats, so that nothing on the page moves.

use yew::{Html, html};

use crate::i18n::{Lang, shell as say};
use crate::model::ImportRun;
use crate::msg::Msg;
use crate::ui::{Dispatch, Written};
use garimpo_workspace::protocol::{FileProgress, Phase};

pub fn progress(lang: Lang, import: &ImportRun, dispatch: &Dispatch) -> Html {
    let label = if import.cancelling { say::cancelling(lang) } else { say::cancel(lang) };
    // The files are in: there is nothing to cancel any more.
    let read = import.outcomes.is_some();
    let title = if read { say::computing(lang) } else { say::importing(lang) };
    let needed = import.files.iter().map(|file| memory_for(file.size)).sum::<u64>();
    html! {
        <section key="progress" class="progress" aria-label={title}>
            <p><b>{ title }</b></p>
            if needed > LARGE {
                <p key="memory"><small>{ say::memory_needed(lang, &Written(lang), needed) }</small></p>
            }
            <ul>{ for import.files.iter().enumerate().map(|(index, file)| line(lang, index, file)) }</ul>
            <button
                class="btn"
                type="button"
                data-testid="import-cancel"
                disabled={import.cancelling || read}
                onclick={dispatch.reform(|_| Msg::CancelImport)}
            >
                { label }
            </button>
        </section>
    }
}

/// From here on it is said how much memory the files will take.
const LARGE: u64 = 100_000_000;

/// The text is kept whole, with the places of its records and the columns that the answer needs: measured at
/// 1.4 times the file for a million leads of 20 columns.
fn memory_for(size: u64) -> u64 {
    size + size * 2 / 5
}

fn line(lang: Lang, index: usize, file: &FileProgress) -> Html {
    let said = match file.phase {
        Phase::Waiting => say::waiting(lang).into(),
        Phase::Reading => say::progress(lang, &Written(lang), file.rows, file.rate, file.bytes, file.size),
        Phase::Done => say::done(lang).into(),
        Phase::Failed => say::failed(lang).into(),
    };
    html! {
        <li key={index}>
            <span>{ &file.name }</span>
            <small>{ said }</small>
            <progress
                max={file.size.max(1).to_string()}
                value={file.bytes.min(file.size.max(1)).to_string()}
                aria-label={file.name.clone()}
            />
        </li>
    }
}
