//! Leads by name: the list behind a number, a salesperson's day, and the way to fast entry.

use garimpo_funnel::agreement::State;
use garimpo_funnel::agreement::desk::{Ask, Desk as Found, LeadLine, MOST_LINES, Which};
use garimpo_funnel::agreement::outcomes::Fate;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_workspace::{DocView, Studied, Study};
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use super::enter::Enter;
use super::ink::Ink;
use super::parts;
use crate::agreement::written;
use crate::i18n::{Lang, agreement as say, fields};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::select::select_at;
use crate::ui::{Dispatch, Icon, Slice, button};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ask: Ask,
    pub content: Option<Slice<Studied>>,
    pub doc: Slice<DocView>,
    pub ink: Ink,
    pub dispatch: Dispatch,
}

#[component]
pub fn Desk(props: &Props) -> Html {
    let Props { ask, content, doc, ink, dispatch } = props;
    let lang = ink.lang;
    let entering = use_state_eq(|| false);
    use_study(Some(Study::Desk(ask.clone())), dispatch);
    let found = match content.as_deref() {
        Some(Studied::Desk(Some(found))) => Some(found.as_ref()),
        Some(_) => {
            let words = say::no_leads(lang);
            return html! { <div class="view"><p class="say">{ words }</p></div> };
        }
        None => None,
    };
    let toggle = {
        let entering = entering.clone();
        Callback::from(move |_| entering.set(!*entering))
    };
    let title = title(lang, ask);
    html! {
        <>
            <div class="scope" role="group" aria-label={say::which_leads(lang)}>
                { parts(lang, &Route::AgreementLeads(String::new())) }
                { choices(ask, found, ink, dispatch) }
                <span class="end">
                    { button("", Some(Icon::Pencil), if *entering { say::stop_entering(lang) } else { say::enter(lang) }.into(), toggle) }
                    { button("quiet", Some(Icon::Paper), say::print(lang).into(), Callback::from(|_| super::lead::print())) }
                </span>
            </div>
            <div class="view desk" data-testid="desk" data-total={found.map(|found| found.total.to_string()).unwrap_or_default()}>
                <header class="desk-head">
                    <h1 tabindex="-1" id="desk">{ title }</h1>
                    if let Some(found) = found {
                        <p>
                            { format!("{} {}", ink.whole(found.total), say::leads(lang).to_lowercase()) }
                            { ask.owner.as_ref().map(|owner| format!(", {owner}")) }
                            { ask.month.map(|month| format!(", {}", ink.month(month))) }
                        </p>
                    }
                </header>
                if let (true, Some(found)) = (*entering, found) {
                    <Enter
                        key="enter"
                        lines={Slice::new(found.lines.clone())}
                        doc={doc.clone()}
                        ink={ink.clone()}
                        dispatch={dispatch.clone()}
                    />
                } else if let Some(found) = found {
                    <div key="list">{ list(found, doc, ink) }{ pages(found, ink) }</div>
                } else {
                    <p key="computing" class="state" role="status">{ say::computing(lang) }</p>
                }
            </div>
        </>
    }
}

fn title(lang: Lang, ask: &Ask) -> String {
    match &ask.which {
        Which::Day => say::day_title(lang).to_owned(),
        Which::Standing { promise, state } => {
            format!("{}: {}", say::promise(lang, *promise), say::state(lang, *state))
        }
        Which::Untouched => say::late_untouched(lang).to_owned(),
        Which::Unanswered => say::unanswered(lang).to_owned(),
        Which::Became(fate) => say::fate(lang, *fate).to_owned(),
        Which::Unqualified => say::not_qualified_title(lang).to_owned(),
        Which::Class(class) if class.is_empty() => say::others(lang).to_owned(),
        Which::Class(class) => class.clone(),
        Which::All => say::all_leads(lang).to_owned(),
    }
}

/// The lists that can be chosen here; others come from the numbers that they stand behind.
fn lists() -> Vec<Which> {
    let breached = |promise| Which::Standing { promise, state: State::Breached };
    let mut all = vec![Which::Day, Which::Unanswered, Which::Untouched];
    all.extend([Promise::First, Promise::Attempts, Promise::Verdict].map(breached));
    all.extend(Fate::ALL.map(Which::Became));
    all.extend([Which::Unqualified, Which::All]);
    all
}

fn choices(ask: &Ask, found: Option<&Found>, ink: &Ink, dispatch: &Dispatch) -> Html {
    let lang = ink.lang;
    let mut lists = lists();
    if !lists.contains(&ask.which) {
        lists.insert(0, ask.which.clone());
    }
    let names: Vec<AttrValue> =
        lists.iter().map(|which| title(lang, &Ask { which: which.clone(), ..ask.clone() }).into()).collect();
    let at = lists.iter().position(|which| *which == ask.which).unwrap_or(0);
    let to = |dispatch: &Dispatch, ask: Ask| dispatch.emit(Msg::Go(Route::AgreementLeads(written(&ask))));
    let pick = {
        let (ask, dispatch) = (ask.clone(), dispatch.clone());
        Callback::from(move |at: usize| {
            if let Some(which) = lists.get(at) {
                to(&dispatch, Ask { which: which.clone(), skip: 0, ..ask.clone() });
            }
        })
    };
    let owners: Vec<String> = found.map(|found| found.owners.clone()).unwrap_or_default();
    let mut people: Vec<AttrValue> = vec![say::everyone(lang).into()];
    people.extend(owners.iter().map(|owner| owner.clone().into()));
    let own = ask.owner.as_ref().and_then(|owner| owners.iter().position(|known| known == owner));
    let by = {
        let (ask, dispatch) = (ask.clone(), dispatch.clone());
        Callback::from(move |at: usize| {
            let owner = at.checked_sub(1).and_then(|at| owners.get(at)).cloned();
            to(&dispatch, Ask { owner, skip: 0, ..ask.clone() });
        })
    };
    let months = ask.month.map(|month| {
        let any = {
            let (ask, dispatch) = (ask.clone(), dispatch.clone());
            Callback::from(move |at: usize| {
                if at == 1 {
                    to(&dispatch, Ask { month: None, skip: 0, ..ask.clone() });
                }
            })
        };
        let names = vec![ink.month(month).into(), say::every_month(lang).into()];
        html! {
            <div class="pick" key="month">
                <small aria-hidden="true">{ say::month(lang) }</small>{ select_at(say::month(lang).into(), names, 0, &any) }
            </div>
        }
    });
    html! {
        <>
            <div class="pick" data-testid="which">
                <small aria-hidden="true">{ say::which_leads(lang) }</small>
                { select_at(say::which_leads(lang).into(), names, at, &pick) }
            </div>
            if people.len() > 1 {
                <div class="pick" key="owner" data-testid="owner">
                    <small aria-hidden="true">{ say::owner(lang) }</small>
                    { select_at(say::owner(lang).into(), people, own.map_or(0, |at| at + 1), &by) }
                </div>
            }
            { months }
        </>
    }
}

fn list(found: &Found, doc: &DocView, ink: &Ink) -> Html {
    let lang = ink.lang;
    if found.lines.is_empty() {
        return html! { <p class="say">{ say::nobody(lang) }</p> };
    }
    let row = |line: &LeadLine| {
        let address = Route::AgreementLead { sheet: line.source.sheet, row: line.source.row }.hash();
        let next = line.next.map(|(promise, due)| {
            let late = (due.state == State::Breached).then_some("late");
            html! { <span class={classes!(late)}>{ say::to_do(lang, promise) }{ ", " }{ ink.moment(&due.by) }</span> }
        });
        html! {
            <tr key={format!("{}.{}", line.source.sheet, line.source.row)} data-lead={format!("{}.{}", line.source.sheet, line.source.row)}>
                <th scope="row"><a class="lnk" href={address}>{ who(line) }</a><small>{ under(line) }</small></th>
                <td data-head={say::asked_for(lang)}>{ line.kind.clone() }<small>{ fields::channel_name(lang, &line.channel) }</small></td>
                <td data-head={say::arrived(lang)}>{ line.created.as_ref().map(|at| ink.moment(at)) }</td>
                <td data-head={say::with_whom(lang)}>{ line.owner.clone() }</td>
                <td class="n" data-head={say::attempts(lang)}>{ ink.whole(line.attempts) }</td>
                <td data-head={say::do_next(lang)}>{ next }{ standing(line, doc, ink) }</td>
                <td class="n" data-head={say::worth(lang)}>{ line.value.map(|value| ink.minor(value as f64)) }</td>
            </tr>
        }
    };
    html! {
        <table class="rows desk-rows">
            <thead>
                <tr>
                    <th scope="col">{ say::company(lang) }</th>
                    <th scope="col">{ say::asked_for(lang) }</th>
                    <th scope="col">{ say::arrived(lang) }</th>
                    <th scope="col">{ say::with_whom(lang) }</th>
                    <th scope="col" class="n">{ say::attempts(lang) }</th>
                    <th scope="col">{ say::do_next(lang) }</th>
                    <th scope="col" class="n">{ say::worth(lang) }</th>
                </tr>
            </thead>
            <tbody>{ for found.lines.iter().map(row) }</tbody>
        </table>
    }
}

/// The company, else the person, else the address.
pub fn who(line: &LeadLine) -> String {
    let known = line.company.clone().or_else(|| line.name.clone()).or_else(|| line.email.clone());
    known.unwrap_or_else(|| format!("{}.{}", line.source.sheet, line.source.row))
}

pub fn under(line: &LeadLine) -> Option<String> {
    match (&line.company, &line.name, &line.email) {
        (Some(_), Some(name), _) => Some(name.clone()),
        (Some(_), None, email) | (None, Some(_), email) => email.clone(),
        _ => None,
    }
}

/// What became of it, where something did.
pub fn standing(line: &LeadLine, doc: &DocView, ink: &Ink) -> Option<String> {
    let lang = ink.lang;
    if line.next.is_some() {
        return None;
    }
    let mut said = match (line.fate, line.said) {
        (Fate::Customer | Fate::Negotiation | Fate::Lost, _) | (_, None) => {
            say::fate_one(lang, line.fate).to_owned()
        }
        (_, Some(verdict)) => say::said(lang, verdict).to_owned(),
    };
    let reason = line.reason.and_then(|at| doc.notebook.codes.reasons.get(at as usize));
    if let Some(reason) = reason.filter(|_| matches!(line.fate, Fate::Disqualified | Fate::Recycled)) {
        said = format!("{said}: {}", say::reason(lang, reason));
    }
    if let Some(amount) = line.amount {
        said = format!("{said}, {}", ink.minor(amount as f64));
    }
    if let Some(since) = line.since {
        said = format!("{said}, {}", ink.day(since));
    }
    Some(said)
}

fn pages(found: &Found, ink: &Ink) -> Html {
    let lang = ink.lang;
    let most = u32::try_from(MOST_LINES).unwrap_or(200);
    let skip = found.ask.skip;
    let to = |skip: u32| Route::AgreementLeads(written(&Ask { skip, ..found.ask.clone() })).hash();
    html! {
        <p class="desk-pages noprint">
            if skip > 0 {
                <a key="before" class="lnk" href={to(skip.saturating_sub(most))}>{ say::before(lang) }</a>
            }
            if found.total > skip.saturating_add(most) {
                <a key="more" class="lnk" href={to(skip + most)}>{ say::more(lang) }</a>
            }
        </p>
    }
}
