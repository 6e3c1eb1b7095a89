//! Back to marketing: what became of the leads of each channel or campaign.

use garimpo_funnel::agreement::desk::{Ask, Which};
use garimpo_funnel::agreement::outcomes::{By, Fate, OutcomeLine, Outcomes};
use garimpo_funnel::company::ChannelName;
use garimpo_workspace::{DocView, Studied, Study};
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use super::ink::Ink;
use super::{is_channel, parts};
use crate::agreement::written;
use crate::i18n::{agreement as say, fields};
use crate::route::Route;
use crate::ui::button::{Choice, choices};
use crate::ui::{Dispatch, Slice};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub content: Option<Slice<Studied>>,
    pub doc: Slice<DocView>,
    pub ink: Ink,
    pub dispatch: Dispatch,
}

#[component]
pub fn OutcomesView(props: &Props) -> Html {
    let Props { content, doc, ink, dispatch } = props;
    let lang = ink.lang;
    let by = use_state_eq(|| By::Channel);
    use_study(Some(Study::Outcomes(*by)), dispatch);
    let pick = {
        let by = by.clone();
        Callback::from(move |chosen: By| by.set(chosen))
    };
    let body = match content.as_deref() {
        None => html! { <p key="computing" class="state" role="status">{ say::computing(lang) }</p> },
        Some(Studied::Outcomes(Some(outcomes))) => {
            html! { <div key="table">{ table(outcomes, doc, ink) }</div> }
        }
        Some(_) => html! { <p key="none" class="say">{ say::no_leads(lang) }</p> },
    };
    let campaigns =
        matches!(content.as_deref(), Some(Studied::Outcomes(Some(outcomes))) if outcomes.has_campaigns);
    let options = [(By::Channel, say::by_channel(lang)), (By::Campaign, say::by_campaign(lang))];
    let options =
        options.map(|(value, label)| Choice { value, label: label.into(), short: None, lang: None });
    html! {
        <>
            <div class="scope" role="group" aria-label={say::nav_outcomes(lang)}>
                { parts(lang, &Route::Outcomes) }
                if campaigns {
                    { choices("by", say::by_what(lang), options.into(), &by, &pick) }
                }
            </div>
            <div class="view">
                <h1>{ say::outcomes_title(lang) }</h1>
                <p class="lead-say">{ say::outcomes_say(lang) }</p>
                { body }
            </div>
        </>
    }
}

fn table(outcomes: &Outcomes, doc: &DocView, ink: &Ink) -> Html {
    let lang = ink.lang;
    let head = if is_channel(outcomes.by) { say::channel(lang) } else { say::campaign(lang) };
    let heads = Fate::ALL.into_iter().map(|fate| {
        html! { <th key={fate.name()} scope="col" class="n">{ say::fate(lang, fate) }</th> }
    });
    html! {
        <>
            <div class="seg-scroll" role="region" aria-label={say::outcomes_title(lang)} tabindex="0">
                <table class="rows outcomes" data-testid="outcomes">
                    <thead>
                        <tr>
                            <th scope="col">{ head }</th>
                            <th scope="col" class="n">{ say::leads(lang) }</th>
                            { for heads }
                            <th scope="col">{ say::reasons(lang) }</th>
                            <th scope="col" class="n">{ say::quality(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for outcomes.lines.iter().map(|line| row(outcomes, line, false, doc, ink)) }</tbody>
                    <tfoot>{ row(outcomes, &outcomes.total, true, doc, ink) }</tfoot>
                </table>
            </div>
            if !outcomes.tells_attempts {
                <p class="fig-say">{ say::no_attempts_told(lang) }</p>
            }
        </>
    }
}

fn row(outcomes: &Outcomes, line: &OutcomeLine, is_total: bool, doc: &DocView, ink: &Ink) -> Html {
    let lang = ink.lang;
    let name = match (&line.name, is_total) {
        (_, true) => say::total(lang).to_owned(),
        (ChannelName::Blank, _) if !is_channel(outcomes.by) => say::no_campaign(lang).to_owned(),
        (name, _) => fields::channel_name(lang, name),
    };
    let ask = |which: Which| {
        let id = (!is_total).then(|| line.id.clone());
        let (channel, campaign) = if is_channel(outcomes.by) { (id, None) } else { (None, id) };
        Route::AgreementLeads(written(&Ask { which, month: None, owner: None, channel, campaign, skip: 0 }))
            .hash()
    };
    let cells = Fate::ALL.into_iter().map(|fate| {
        let count = line.of(fate);
        let more = match fate {
            Fate::Customer if line.amount > 0 => Some(ink.minor(line.amount as f64)),
            Fate::Negotiation => line.oldest_open.map(|day| say::since_day(lang, &ink.day(day))),
            Fate::Lost => top(&line.losses, doc, ink),
            _ => None,
        };
        html! {
            <td key={fate.name()} class="n" data-fate={fate.name()} data-count={count.to_string()}>
                if count > 0 {
                    <a class="lnk" href={ask(Which::Became(fate))}>{ ink.whole(count) }</a>
                } else {
                    { "–" }
                }
                if let Some(more) = more {
                    <small>{ more }</small>
                }
            </td>
        }
    });
    let quality = line.quality.map(|(mean, count)| {
        html! { <>{ ink.up_to(mean, 1) }{ " ★" }<small>{ say::of(lang, &ink.whole(count), &ink.whole(line.leads)) }</small></> }
    });
    html! {
        <tr key={line.id.clone()} data-id={line.id.clone()} data-leads={line.leads.to_string()}>
            <th scope="row">{ name }</th>
            <td class="n"><a class="lnk" href={ask(Which::All)}>{ ink.whole(line.leads) }</a></td>
            { for cells }
            <td>{ top(&line.reasons, doc, ink) }</td>
            <td class="n">{ quality }</td>
        </tr>
    }
}

/// The three that come up most.
fn top(reasons: &[(Option<u32>, u32)], doc: &DocView, ink: &Ink) -> Option<String> {
    let lang = ink.lang;
    let name = |reason: Option<u32>| {
        let known = reason.and_then(|at| doc.notebook.codes.reasons.get(at as usize));
        known.map_or_else(|| say::no_code(lang).to_owned(), |reason| say::reason(lang, reason))
    };
    let said: Vec<String> = reasons
        .iter()
        .take(3)
        .map(|(reason, count)| format!("{} {}", name(*reason), ink.whole(*count)))
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}
