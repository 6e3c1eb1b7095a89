//! The records that are out of the table: put right and taken in, left out, or saved as a file.

use std::collections::BTreeMap;

use garimpo_table::Problem;
use web_sys::HtmlTextAreaElement;
use yew::{Callback, Html, InputEvent, Properties, TargetCast, component, html, use_state};

use crate::i18n::figures::Figures;
use crate::i18n::{Lang, problems as sentence, reading as say};
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, Written, button};
use garimpo_workspace::{Intent, SheetId};

/// Records that are listed at once.
const MOST: usize = 20;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub sheet: SheetId,
    pub name: String,
    /// Those that wait for a decision.
    pub problems: Vec<Problem>,
    pub left_out: u32,
    /// Out of the table in all, decided or not.
    pub all: u64,
    pub dispatch: Dispatch,
}

#[component]
pub fn Tray(props: &Props) -> Html {
    let Props { lang, sheet, problems, left_out, all, dispatch, .. } = props;
    let (lang, sheet) = (*lang, *sheet);
    let figures = Written(lang);
    // What was typed, by line; a record that is taken in or left out is not listed any more.
    let typed = use_state(BTreeMap::<u32, String>::new);
    let waiting = problems.len() as u64;
    let entries = problems.iter().take(MOST).map(|problem| {
        let line = problem.line;
        let text = typed.get(&line).cloned().unwrap_or_else(|| problem.raw.clone());
        let oninput = {
            let typed = typed.clone();
            Callback::from(move |event: InputEvent| {
                let mut all = (*typed).clone();
                all.insert(line, event.target_unchecked_into::<HtmlTextAreaElement>().value());
                typed.set(all);
            })
        };
        let take = {
            let text = text.clone();
            dispatch.reform(move |_| Msg::Do(Intent::TakeRow { sheet, line, text: text.clone() }))
        };
        let leave = dispatch.reform(move |_| Msg::Do(Intent::LeaveOut { sheet, lines: vec![line] }));
        let label = format!("{} {}", say::record(lang), figures.count(line.into()));
        html! {
            <li key={line} data-testid="rejected" data-line={line.to_string()}>
                <p>
                    <b>{ figures.count(line.into()) }</b>{ " " }
                    { sentence::what(lang, &figures, &problem.kind, "", None) }
                </p>
                <textarea rows="2" spellcheck="false" aria-label={label} value={text} {oninput} />
                if problem.is_cut() {
                    <p class="grp">{ say::cut_record(lang) }</p>
                }
                <div class="acts">
                    if !problem.is_cut() {
                        { button("mini", Some(Icon::Check), say::take(lang).into(), take) }
                    }
                    { button("mini", None, say::leave(lang).into(), leave) }
                </div>
            </li>
        }
    });
    let leave_all = {
        let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
        dispatch.reform(move |_| Msg::Do(Intent::LeaveOut { sheet, lines: lines.clone() }))
    };
    let download = dispatch.reform(move |_| Msg::SaveOutside { sheet });
    html! {
        <section class="tray" data-testid="tray" data-count={waiting.to_string()} aria-labelledby="tray-title">
            <h3 id="tray-title">
                { if waiting > 0 { say::waiting(lang, &figures, waiting) } else { say::tray(lang).to_owned() } }
            </h3>
            if waiting == 0 && *left_out == 0 {
                <p class="grp">{ say::tray_none(lang) }</p>
            }
            if *left_out > 0 {
                <p class="grp">{ say::left_out(lang, &figures, (*left_out).into()) }</p>
            }
            <ol>{ for entries }</ol>
            if waiting > MOST as u64 {
                <p class="grp">{ say::more_waiting(lang, &figures, waiting - MOST as u64) }</p>
            }
            if *all > 0 {
                <div class="acts">
                    { button("mini", Some(Icon::Save), say::download(lang).into(), download) }
                    if waiting > 1 {
                        { button("mini", None, say::leave_all(lang).into(), leave_all) }
                    }
                </div>
            }
        </section>
    }
}
