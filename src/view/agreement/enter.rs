//! Fast entry of feedback: one lead at a time, one key a verdict, the next lead.
//!
//! The lines are those of the list when entry began: a lead that gets its verdict leaves the list, not the round.

use garimpo_funnel::Field;
use garimpo_funnel::agreement::Said;
use garimpo_funnel::agreement::desk::LeadLine;
use garimpo_workspace::{DocView, Intent, NewSheet};
use web_sys::HtmlElement;
use yew::{
    Callback, Html, KeyboardEvent, Properties, TargetCast, component, html, use_effect_with, use_node_ref,
    use_state, use_state_eq,
};

use super::desk::{standing, under, who};
use super::ink::Ink;
use super::{dated, typed};
use crate::calendar::{day_of, iso, parse_iso};
use crate::i18n::{Lang, agreement as say, fields};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Icon, Slice, button};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lines: Slice<Vec<LeadLine>>,
    pub doc: Slice<DocView>,
    pub ink: Ink,
    pub dispatch: Dispatch,
}

/// What is being said of the lead that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
struct Saying {
    verdict: Option<Said>,
    stars: Option<u8>,
    note: String,
    needs_note: bool,
}

/// The day in the reader's time zone.
pub fn today() -> i32 {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    day_of(year, now.get_month() + 1, now.get_date())
}

/// The sheet that the first entry makes.
pub fn sheet(lang: Lang) -> NewSheet {
    use Field::*;
    let all = [Email, LeadId, Company, Verdict, Reason, SubReason, Note, Attempts, Quality, Owner, At];
    NewSheet {
        name: say::sheet_name(lang).to_owned(),
        role: garimpo_funnel::Role::Feedback,
        headers: all.iter().map(|field| say::column_of(lang, *field).to_owned()).collect(),
        fields: all.iter().map(|field| Some(*field)).collect(),
        rows: Vec::new(),
    }
}

pub fn star_row(count: u8) -> String {
    "★".repeat(usize::from(count))
}

const KEYS: &str = "1234567890QWERT";

#[component]
pub fn Enter(props: &Props) -> Html {
    let Props { lines, doc, ink, dispatch } = props;
    let lang = ink.lang;
    let round = use_state(|| lines.clone());
    let at = use_state_eq(|| 0_usize);
    let saying = use_state_eq(Saying::default);
    let by = use_state_eq(String::new);
    let day = use_state_eq(today);
    let panel = use_node_ref();
    {
        let panel = panel.clone();
        use_effect_with((*at, saying.verdict), move |_| {
            if let Some(panel) = panel.cast::<HtmlElement>() {
                let _ = panel.focus();
            }
        });
    }
    let Some(line) = round.get(*at).cloned() else {
        let back = at.setter();
        let again = round.len().saturating_sub(1);
        return html! {
            <section class="enter" data-testid="enter" data-done="true">
                <p class="say">{ say::entered_all(lang) }</p>
                if !round.is_empty() {
                    { button("quiet", Some(Icon::Undo), say::go_back(lang).into(), Callback::from(move |_| back.set(again))) }
                }
            </section>
        };
    };
    let go = {
        let (at, saying) = (at.clone(), saying.clone());
        Callback::from(move |to: usize| {
            saying.set(Saying::default());
            at.set(to);
        })
    };
    let commit = {
        let (go, saying, by, dispatch) = (go.clone(), saying.clone(), (*by).clone(), dispatch.clone());
        let (here, day, source, attempts) = (*at, *day, line.source, line.attempts);
        Callback::from(move |(verdict, reason): (Said, Option<(String, bool)>)| {
            let (reason, needs_note) = reason.unwrap_or_default();
            if needs_note && saying.note.trim().is_empty() {
                saying.set(Saying { needs_note: true, ..(*saying).clone() });
                crate::ui::page::focus("enter-note");
                return;
            }
            let mut cells = vec![
                (Field::Verdict, say::said(lang, verdict).to_owned()),
                (Field::Reason, reason),
                (Field::Note, saying.note.trim().to_owned()),
                (Field::Owner, by.trim().to_owned()),
                (Field::At, iso(day)),
            ];
            cells.extend(saying.stars.map(|stars| (Field::Quality, stars.to_string())));
            if attempts > 0 {
                cells.push((Field::Attempts, attempts.to_string()));
            }
            dispatch.emit(Msg::Do(Intent::Feedback { lead: source, cells, sheet: sheet(lang) }));
            go.emit(here + 1);
        })
    };
    let choose = {
        let (saying, commit) = (saying.clone(), commit.clone());
        Callback::from(move |verdict: Said| match verdict {
            Said::Accepted => commit.emit((verdict, None)),
            _ => saying.set(Saying { verdict: Some(verdict), ..(*saying).clone() }),
        })
    };
    let star = {
        let saying = saying.clone();
        Callback::from(move |stars: u8| {
            let stars = (saying.stars != Some(stars)).then_some(stars);
            saying.set(Saying { stars, ..(*saying).clone() });
        })
    };
    let codes = &doc.notebook.codes;
    let reasons: Vec<(String, String, bool)> = codes
        .reasons
        .iter()
        .map(|reason| (reason.id.clone(), say::reason(lang, reason), reason.needs_note()))
        .collect();
    let onkeydown = {
        let (saying, choose, commit, go, star, dispatch) =
            (saying.clone(), choose.clone(), commit.clone(), go.clone(), star.clone(), dispatch.clone());
        let (here, reasons) = (*at, reasons.clone());
        Callback::from(move |event: KeyboardEvent| {
            let typing = event.target_dyn_into::<web_sys::HtmlInputElement>().is_some();
            if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let key = event.key();
            let nth = KEYS.chars().position(|known| key.eq_ignore_ascii_case(&known.to_string()));
            match (key.as_str(), saying.verdict) {
                ("ArrowRight", _) => go.emit(here + 1),
                ("ArrowLeft", _) => go.emit(here.saturating_sub(1)),
                ("Escape", Some(_)) => saying.set(Saying { verdict: None, ..(*saying).clone() }),
                ("z" | "Z", None) => {
                    dispatch.emit(Msg::Undo);
                    go.emit(here.saturating_sub(1));
                }
                (_, Some(verdict)) => {
                    let Some((id, _, needs_note)) = nth.and_then(|nth| reasons.get(nth)) else { return };
                    commit.emit((verdict, Some((id.clone(), *needs_note))));
                }
                ("a" | "A", None) => choose.emit(Said::Accepted),
                ("r" | "R", None) => choose.emit(Said::Recycled),
                ("d" | "D", None) => choose.emit(Said::Disqualified),
                ("1" | "2" | "3" | "4" | "5", None) => star.emit(key.parse().unwrap_or(0)),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let note = {
        let saying = saying.clone();
        Callback::from(move |note: String| saying.set(Saying { note, ..(*saying).clone() }))
    };
    let sign = {
        let by = by.clone();
        Callback::from(move |text: String| by.set(text))
    };
    let date = {
        let day = day.clone();
        Callback::from(move |text: String| day.set(parse_iso(&text).unwrap_or_else(today)))
    };
    let keyed = |key: &'static str, verdict: Said| {
        let choose = choose.clone();
        let pressed = (saying.verdict == Some(verdict)).to_string();
        html! {
            <button
                class="btn big"
                type="button"
                key={key}
                data-verdict={key}
                aria-pressed={pressed}
                onclick={Callback::from(move |_| choose.emit(verdict))}
            >
                <kbd>{ key }</kbd><span>{ say::capital(say::said(lang, verdict)) }</span>
            </button>
        }
    };
    let whys = reasons.iter().zip(KEYS.chars()).map(|((id, name, needs_note), key)| {
        let (commit, verdict, chosen) = (commit.clone(), saying.verdict, (id.clone(), *needs_note));
        let onclick = Callback::from(move |_| {
            if let Some(verdict) = verdict {
                commit.emit((verdict, Some(chosen.clone())));
            }
        });
        let warn = (id == "UNREACHED").then(|| say::only_after_attempts(lang));
        html! {
            <button class="btn" type="button" key={id.clone()} data-reason={id.clone()} title={warn} {onclick}>
                <kbd>{ key.to_string() }</kbd><span>{ name }</span>
            </button>
        }
    });
    let stars = (1..=5u8).map(|count| {
        let star = star.clone();
        let pressed = (saying.stars == Some(count)).to_string();
        html! {
            <button class="btn mini" type="button" key={count} aria-pressed={pressed} onclick={Callback::from(move |_| star.emit(count))}>
                <kbd>{ count }</kbd><span>{ star_row(count) }</span>
            </button>
        }
    });
    let (next, back) = ((*at + 1, go.clone()), (at.saturating_sub(1), go.clone()));
    let sheet_of = Route::AgreementLead { sheet: line.source.sheet, row: line.source.row }.hash();
    html! {
        <section class="enter" data-testid="enter" data-at={at.to_string()} {onkeydown}>
            <p class="fig-say">{ say::enter_say(lang) }</p>
            <div class="quad">
                { typed("enter-by".into(), say::by_whom(lang), &by, sign) }
                { dated("enter-day", say::on_day(lang), iso(*day), date) }
            </div>
            <div ref={panel} class="enter-lead" tabindex="-1" role="group" aria-labelledby="enter-who">
                <p class="eyebrow">{ say::of(lang, &ink.count((*at + 1) as f64), &ink.count(round.len() as f64)) }</p>
                <h2 id="enter-who"><a href={sheet_of}>{ who(&line) }</a></h2>
                <p>{ under(&line) }</p>
                <p>
                    { line.kind.clone() }{ " · " }{ fields::channel_name(lang, &line.channel) }
                    { line.created.as_ref().map(|at| format!(" · {}", ink.moment(at))) }
                    { line.owner.as_ref().map(|owner| format!(" · {owner}")) }
                    { format!(" · {} {}", ink.whole(line.attempts), say::attempts(lang).to_lowercase()) }
                </p>
                <p>{ standing(&line, doc, ink) }</p>
                <div class="acts" role="group" aria-label={say::verdict_word(lang)}>
                    { keyed("A", Said::Accepted) }{ keyed("R", Said::Recycled) }{ keyed("D", Said::Disqualified) }
                </div>
                if saying.verdict.is_some() {
                    <div key="why" class="why" data-testid="why">
                        <p>{ say::why_not(lang) }</p>
                        <div class="whys">{ for whys }</div>
                    </div>
                }
                <div class="acts stars" role="group" aria-label={say::stars(lang)}><span>{ say::stars(lang) }</span>{ for stars }</div>
                { typed("enter-note".into(), say::note(lang), &saying.note, note) }
                <p class="lack" role="alert">{ saying.needs_note.then(|| say::note_needed(lang)) }</p>
                <div class="acts">
                    { button("quiet", Some(Icon::Undo), say::go_back(lang).into(), Callback::from(move |_| back.1.emit(back.0))) }
                    { button("quiet", Some(Icon::Arrow), say::skip_one(lang).into(), Callback::from(move |_| next.1.emit(next.0))) }
                </div>
            </div>
        </section>
    }
}
