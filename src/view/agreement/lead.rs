//! One lead's sheet, for the hand-over from marketing to sales; printable.

use garimpo_funnel::agreement::handoff::{Event, Handoff, Happening};
use garimpo_funnel::agreement::{Basis, State};
use garimpo_funnel::company::Source;
use garimpo_workspace::{DocView, Studied, Study};
use yew::{Callback, Html, Properties, classes, component, html, use_state_eq};

use super::desk::who;
use super::enter::{Enter, star_row};
use super::ink::Ink;
use super::parts;
use crate::i18n::{agreement as say, fields};
use crate::route::Route;
use crate::ui::{Dispatch, Icon, Slice, button};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lead: Source,
    pub content: Option<Slice<Studied>>,
    pub doc: Slice<DocView>,
    pub ink: Ink,
    pub dispatch: Dispatch,
}

/// The browser's own print.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let print = js_sys::Reflect::get(&window, &"print".into());
        let print =
            print.ok().and_then(|print| wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(print).ok());
        if let Some(print) = print {
            let _ = print.call0(&window);
        }
    }
}

#[component]
pub fn LeadSheet(props: &Props) -> Html {
    let Props { lead, content, doc, ink, dispatch } = props;
    let lang = ink.lang;
    let entering = use_state_eq(|| false);
    use_study(Some(Study::Handoff { lead: *lead }), dispatch);
    let toggle = {
        let entering = entering.clone();
        Callback::from(move |_| entering.set(!*entering))
    };
    let body = match content.as_deref() {
        None => html! { <p class="state" role="status">{ say::computing(lang) }</p> },
        Some(Studied::Handoff(Some(made))) => html! {
            <>
                if *entering {
                    <Enter
                        key="enter"
                        lines={Slice::new(vec![made.line.clone()])}
                        doc={doc.clone()}
                        ink={ink.clone()}
                        dispatch={dispatch.clone()}
                    />
                }
                { sheet(made, doc, ink) }
            </>
        },
        Some(_) => html! { <p class="say">{ say::gone(lang) }</p> },
    };
    html! {
        <>
            <div class="scope" role="group" aria-label={say::sheet_title(lang)}>
                { parts(lang, &Route::AgreementLeads(String::new())) }
                <span class="end">
                    { button("", Some(Icon::Pencil), if *entering { say::stop_entering(lang) } else { say::feedback(lang) }.into(), toggle) }
                    { button("quiet", Some(Icon::Paper), say::print_sheet(lang).into(), Callback::from(|_| print())) }
                </span>
            </div>
            <div class="view lead-sheet" data-testid="lead-sheet">{ body }</div>
        </>
    }
}

fn sheet(made: &Handoff, doc: &DocView, ink: &Ink) -> Html {
    let lang = ink.lang;
    let line = &made.line;
    let fact = |name: &str, value: Option<String>| {
        value.map(
            |value| html! { <div key={name.to_owned()}><dt>{ name.to_owned() }</dt><dd>{ value }</dd></div> },
        )
    };
    let mails = [
        (made.mails.received, say::received(lang)),
        (made.mails.clicked, say::clicked(lang)),
        (made.mails.opened, say::opened_weak(lang)),
    ];
    let mails: Vec<String> = mails
        .into_iter()
        .filter_map(|(count, word)| count.map(|count| format!("{} {word}", ink.whole(count))))
        .collect();
    let segments = made.segments.iter().filter_map(|(header, value)| fact(header, Some(value.clone())));
    let calls = made.calls.iter().map(|call| {
        let words = say::call(lang, call, &|at| ink.moment(at));
        html! { <li key={words.clone()}>{ words }</li> }
    });
    let dues = made.dues.iter().map(|(promise, due)| {
        let late = (due.state == State::Breached).then_some("late");
        html! {
            <li key={promise.name()} class={classes!(late)}>
                { say::promise(lang, *promise) }{ ": " }{ say::state(lang, due.state) }{ " (" }{ ink.moment(&due.by) }{ ")" }
            </li>
        }
    });
    let sheet = doc.sheets.iter().find(|sheet| sheet.id == line.source.sheet);
    html! {
        <article>
            <header class="lead-head">
                <div>
                    <p class="eyebrow">{ say::sheet_title(lang) }</p>
                    <h1>{ who(line) }</h1>
                    <p>{ line.name.clone() }{ line.email.as_ref().map(|email| format!(" · {email}")) }</p>
                </div>
                <div class="worth" data-testid="worth" data-value={line.value.map(|value| value.to_string()).unwrap_or_default()}>
                    { worth(made, ink) }
                </div>
            </header>
            <section class="calls" aria-labelledby="calls-t">
                <h2 id="calls-t">{ say::why_call(lang) }</h2>
                <ul data-testid="calls">{ for calls }</ul>
            </section>
            <div class="pact">
                <section aria-labelledby="who-t">
                    <header><h2 id="who-t">{ say::who(lang) }</h2></header>
                    <dl class="facts">
                        { for segments }
                        { fact(say::asked_for(lang), line.kind.clone()) }
                        { fact(say::first_channel(lang), Some(fields::channel_name(lang, &made.first_channel))) }
                        { fact(say::last_channel(lang), made.last_channel.as_ref().map(|name| fields::channel_name(lang, name))) }
                        { fact(say::campaign(lang), made.campaign.clone()) }
                        { fact(say::stage(lang), made.stage.clone()) }
                        { fact(say::owner(lang), line.owner.clone()) }
                        { fact(say::attempts(lang), Some(ink.whole(line.attempts))) }
                        { fact(say::mails(lang), (!mails.is_empty()).then(|| mails.join(", "))) }
                        { fact(say::quality(lang), line.quality.map(star_row)) }
                    </dl>
                    if made.mails.opened.is_some() {
                        <p class="fig-say">{ say::opened_why(lang) }</p>
                    }
                    if made.is_qualified == Some(false) {
                        <p class="say">{ say::not_qualified(lang) }</p>
                    }
                    <ul class="dues">{ for dues }</ul>
                    if let Some(sheet) = sheet {
                        <p class="noprint">
                            <a class="lnk" href={Route::Data(Some(sheet.name.clone())).hash()}>{ say::open_row(lang) }</a>
                        </p>
                    }
                </section>
                <section aria-labelledby="ev-t">
                    <header><h2 id="ev-t">{ say::what_happened(lang) }</h2></header>
                    <ol class="events" data-testid="events">{ for made.events.iter().enumerate().map(|(nth, one)| event(nth, one, doc, ink)) }</ol>
                </section>
            </div>
        </article>
    }
}

fn worth(made: &Handoff, ink: &Ink) -> Html {
    let lang = ink.lang;
    match &made.worth {
        None => html! { <p class="fig-say">{ say::no_worth(lang) }</p> },
        Some(worth) => {
            let class = match &worth.basis {
                _ if worth.class.is_empty() => say::others(lang).to_owned(),
                Basis::Channel => fields::channel_name(lang, &made.first_channel),
                _ => worth.class.clone(),
            };
            html! {
                <>
                    <b>{ ink.minor(worth.value as f64) }</b>
                    <p class="fig-say">{ format!("{class}: {}", say::why_worth(lang)) }</p>
                </>
            }
        }
    }
}

fn event(nth: usize, event: &Event, doc: &DocView, ink: &Ink) -> Html {
    let lang = ink.lang;
    let with = |what: &str, more: &[Option<String>]| {
        let more: Vec<String> = more.iter().flatten().cloned().collect();
        if more.is_empty() { what.to_owned() } else { format!("{what}: {}", more.join(", ")) }
    };
    let channel = |name: &Option<garimpo_funnel::company::ChannelName>| {
        name.as_ref().map(|name| fields::channel_name(lang, name))
    };
    let weak = matches!(event.what, Happening::MailOpened);
    let words = match &event.what {
        Happening::Conversion { kind, channel: by } => with(say::came(lang), &[kind.clone(), channel(by)]),
        Happening::Touch { kind, channel: by, campaign } => {
            with(kind.as_deref().unwrap_or(say::visited(lang)), &[channel(by), campaign.clone()])
        }
        Happening::MailSent => say::mail_sent(lang).to_owned(),
        Happening::MailOpened => say::mail_opened(lang).to_owned(),
        Happening::MailClicked => say::mail_clicked(lang).to_owned(),
        Happening::Activity { kind, by } => with(say::did(lang), &[kind.clone(), by.clone()]),
        Happening::Verdict { said, reason, text, note, by } => {
            let reason = reason.and_then(|at| doc.notebook.codes.reasons.get(at as usize));
            let reason = reason.map(|reason| say::reason(lang, reason));
            let said = said.map(|said| say::said(lang, said).to_owned());
            with(say::verdict(lang), &[said, reason, text.clone(), note.clone(), by.clone()])
        }
        Happening::Deal { status, amount } => {
            with(say::deal(lang, *status), &[amount.map(|amount| ink.minor(amount as f64))])
        }
    };
    let when = event.at.as_ref().map_or_else(|| say::no_time(lang).to_owned(), |at| ink.moment(at));
    html! { <li key={nth} class={classes!(weak.then_some("weak"))}><time>{ when }</time><span>{ words }</span></li> }
}
