//! A number, opened: its formula, its interval in words, the rows behind it, the rules applied.
//!
//! Beside the page on a desk; over it on a phone, where everything behind is inert (the browser's own dialog).

use std::cell::RefCell;
use std::rc::Rc;

use garimpo_funnel::ranking::further::ONE_BIG_DEAL;
use garimpo_funnel::ranking::{MetricId, State};
use garimpo_funnel::{Explanation, Ranking};
use garimpo_workspace::DocView;
use garimpo_workspace::protocol::EvidenceRow;
use gloo::events::EventListener;
use web_sys::HtmlElement;
use yew::{Html, NodeRef, Properties, component, html, use_effect_with, use_mut_ref, use_node_ref};

use super::answer::pieces;
use super::cell;
use super::evidence;
use super::format::Format;
use super::{Scene, Stage};
use crate::i18n::Lang;
use crate::i18n::channels::{self as say, Piece};
use crate::model::{Drawer, Sort};
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, Slice, button, dialog, icon_button, page};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub drawer: Slice<Drawer>,
    pub ranking: Slice<Ranking>,
    pub doc: Slice<DocView>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

const TITLE: &str = "drawer-title";

#[component]
pub fn Opened(props: &Props) -> Html {
    let Props { drawer, ranking, doc, lang, dispatch } = props;
    let node = use_node_ref();
    let opener = use_open(&node, dispatch);
    use_title(drawer, &opener);
    let scene = Scene {
        ranking,
        doc,
        sort: Sort::default(),
        columns: None,
        stage: Stage::Whole,
        lang: *lang,
        format: Format::new(*lang, ranking),
        dispatch,
        open: None,
        frozen: false,
    };
    let channel = match &drawer.channel {
        Some(id) => scene.name_of(id),
        None => say::all_channels(*lang).to_owned(),
    };
    let close = dispatch.reform(|_| Msg::CloseDrawer);
    html! {
        <dialog ref={node} class="drawer open" data-testid="drawer" aria-labelledby={TITLE}>
            <header>
                <p class="eyebrow">{ say::drawer_eyebrow(*lang) }</p>
                <h2 id={TITLE} tabindex="-1">{ say::drawer_title(*lang, drawer.metric, &channel) }</h2>
                { icon_button(Icon::Close, say::close(*lang).into(), false, close) }
            </header>
            <div class="drawer-body" role="region" aria-labelledby={TITLE} tabindex="0">
                if let Some((explanation, rows)) = &drawer.content {
                    <div key="content">{ content(&scene, explanation, rows) }</div>
                } else {
                    <p key="counting" class="say">{ say::counting(*lang) }</p>
                }
            </div>
            <footer>{ sheets(&scene, drawer) }</footer>
        </dialog>
    }
}

type Opener = Rc<RefCell<Option<HtmlElement>>>;

/// Shows the dialog: modal where it covers the page. Whatever closes it (Esc, a phone's back gesture) is told.
/// In the end the focus goes back to the button that it came from.
#[yew::hook]
fn use_open(node: &NodeRef, dispatch: &Dispatch) -> Opener {
    let opener = use_mut_ref(|| None::<HtmlElement>);
    let (node, dispatch, kept) = (node.clone(), dispatch.clone(), Rc::clone(&opener));
    use_effect_with((), move |()| {
        note(&kept);
        let element = node.cast::<HtmlElement>();
        let told = element.as_ref().map(|element| {
            let narrow =
                web_sys::window().and_then(|window| window.match_media("(width < 60rem)").ok().flatten());
            dialog::call(
                element,
                if narrow.is_some_and(|narrow| narrow.matches()) { "showModal" } else { "show" },
            );
            EventListener::new(element, "close", move |_| dispatch.emit(Msg::CloseDrawer))
        });
        move || {
            drop(told);
            // While it is modal, nothing behind it can take the focus.
            if let Some(element) = element {
                dialog::call(&element, "close");
            }
            if let Some(opener) = kept.borrow_mut().take() {
                let _ = opener.focus();
            }
        }
    });
    opener
}

/// Focus goes to the title with each number that is opened.
#[yew::hook]
fn use_title(drawer: &Slice<Drawer>, opener: &Opener) {
    let opener = Rc::clone(opener);
    use_effect_with((drawer.channel.clone(), drawer.metric), move |_| {
        note(&opener);
        page::focus(TITLE);
    });
}

fn note(opener: &Opener) {
    if let Some(focused) = dialog::focused_outside() {
        *opener.borrow_mut() = Some(focused);
    }
}

fn content(scene: &Scene<'_>, explanation: &Explanation, rows: &[Vec<EvidenceRow>]) -> Html {
    let lang = scene.lang;
    let doc = scene.doc;
    let tables = explanation.evidence.iter().zip(rows).enumerate();
    let tables =
        tables.map(|(nth, (of, rows))| html! { <div key={nth}>{ evidence::table(scene, of, rows) }</div> });
    let written = |day: Option<i32>| day.map(|day| scene.format.day(day));
    let period = doc.settings.period;
    let (from, to) = (written(period.from), written(period.to));
    let period = say::period(lang, from.as_deref(), to.as_deref());
    let until = written(scene.ranking.as_of);
    let rules = explanation.rules.iter().enumerate().map(|(nth, rule)| {
        html! { <li key={nth}>{ say::rule(lang, rule, period.as_deref(), until.as_deref()) }</li> }
    });
    html! {
        <>
            { sum(scene, explanation) }
            <div>{ for said(scene, explanation).iter().enumerate().map(|(nth, said)| html! {
                <p key={nth} class="say">{ pieces(said) }</p>
            }) }</div>
            { inform(scene, explanation) }
            if explanation.evidence.iter().all(|one| one.count == 0) {
                <p key="none" class="say">{ no_rows(lang, explanation) }</p>
            }
            <div>{ for tables }</div>
            <h3>{ say::rules_title(lang) }</h3>
            <ul class="rules">{ for rules }</ul>
        </>
    }
}

fn no_rows(lang: Lang, explanation: &Explanation) -> &'static str {
    let has_more = explanation.result.value.is_some_and(|value| value != 0.0);
    if has_more { say::no_own_rows(lang) } else { say::no_rows(lang) }
}

/// The fraction on the left, the result on the right.
fn sum(scene: &Scene<'_>, explanation: &Explanation) -> Html {
    let (lang, format, id) = (scene.lang, &scene.format, explanation.metric);
    let result = &explanation.result;
    let shown = match result.value {
        Some(value) => format.full(id, value),
        None => result.low.map_or_else(|| "–".to_owned(), |low| say::at_least(&format.full(id, low))),
    };
    let parts = parts(scene, explanation);
    html! {
        <div class="sum">
            <div class="sum-l">
                if !parts.is_empty() {
                    <span class="frac">
                        { for parts.iter().enumerate().map(|(nth, (name, value))| html! {
                            <span key={nth}>{ name }<b>{ value }</b></span>
                        }) }
                    </span>
                }
            </div>
            <p class="sum-r"><small>{ say::metric(lang, id) }</small>{ shown }</p>
        </div>
    }
}

/// Numerator and denominator with their words. Tiers, chances and medians are no fractions.
fn parts(scene: &Scene<'_>, explanation: &Explanation) -> Vec<(&'static str, String)> {
    use MetricId::*;
    let (lang, format, id) = (scene.lang, &scene.format, explanation.metric);
    match (id, explanation.result.over) {
        (TierCost | TierValue | TierSpeed | PCheapest | PBestValue | CycleDays, _) => return Vec::new(),
        (PaidCac, Some((spend, customers))) => {
            return vec![
                (say::paid_spend(lang), format.exact_money(spend)),
                (say::paid_customers(lang), format.count(customers)),
            ];
        }
        (RoiMargin, Some((gain, spend))) => {
            return vec![
                (say::profit_gain(lang), format.exact_money(gain)),
                (say::part(lang, Spend), format.exact_money(spend)),
            ];
        }
        (LargestDealShare, Some((largest, revenue))) => {
            return vec![
                (say::largest_deal(lang), format.exact_money(largest)),
                (say::part(lang, Revenue), format.exact_money(revenue)),
            ];
        }
        (WinRate, Some((won, decided))) => {
            return vec![
                (say::won_deals(lang), format.count(won)),
                (say::decided_deals(lang), format.count(decided)),
            ];
        }
        (AverageDeal, Some((revenue, deals))) => {
            return vec![
                (say::part(lang, Revenue), format.exact_money(revenue)),
                (say::won_with_amount(lang), format.count(deals)),
            ];
        }
        (Roi, Some((gain, spend))) => {
            return vec![
                (say::gain(lang), format.exact_money(gain)),
                (say::part(lang, Spend), format.exact_money(spend)),
            ];
        }
        _ => {}
    }
    let parts = [explanation.numerator.as_ref(), explanation.denominator.as_ref()];
    let told = |value: Option<f64>, id| value.map_or_else(|| "–".to_owned(), |value| format.full(id, value));
    // A sum or a count alone would only repeat the result.
    if explanation.denominator.is_none() {
        return Vec::new();
    }
    parts
        .into_iter()
        .flatten()
        .map(|part| (say::part(lang, part.metric), told(part.value, part.metric)))
        .collect()
}

/// What the number means, sentence by sentence.
fn said(scene: &Scene<'_>, explanation: &Explanation) -> Vec<Vec<Piece>> {
    let (lang, format, id) = (scene.lang, &scene.format, explanation.metric);
    let result = &explanation.result;
    let row = match &explanation.channel {
        Some(channel) => {
            let found = scene.ranking.channels.iter().find(|row| row.channel.id == *channel);
            found.map_or(&scene.ranking.totals, |row| &row.row)
        }
        None => &scene.ranking.totals,
    };
    let mut said: Vec<Vec<Piece>> = Vec::new();
    said.extend(say::meaning(lang, id).map(|meaning| vec![Piece::text(meaning)]));
    let of_one = row.get(MetricId::LargestDealShare).value.filter(|share| *share > ONE_BIG_DEAL);
    if let (MetricId::AverageDeal | MetricId::LargestDealShare, Some(share)) = (id, of_one) {
        let share = format.value(MetricId::LargestDealShare, share);
        said.push(vec![Piece::Text(say::one_big_deal_say(lang, &share))]);
    }
    if id == MetricId::ExpectedValuePerLead
        && let (Some(come), Some(open)) =
            (row.get(MetricId::ValuePerLead).value, row.get(MetricId::OpenValuePerLead).value)
    {
        let sum = say::expected_of(lang, &format.money(come), &format.money(open));
        said.push(vec![Piece::Text(format!("{sum}."))]);
    }
    match result.state {
        State::CostUnknown => said.push(vec![Piece::text(say::cost_unknown_say(lang))]),
        State::NoLeads => said.push(vec![Piece::Text(format.shown(MetricId::Cpl, row).main)]),
        State::TooFew => said.push(vec![Piece::Text(say::too_few_say(lang, &format.too_few(row)))]),
        State::Ok | State::None => {}
    }
    match (result.value, result.low, result.high) {
        (Some(_), Some(low), Some(high)) => {
            let count = match (id, result.over) {
                (
                    MetricId::LeadToCustomer
                    | MetricId::WinRate
                    | MetricId::LeadToMql
                    | MetricId::MqlToSql
                    | MetricId::SqlToOpportunity
                    | MetricId::OpportunityToCustomer,
                    Some((part, whole)),
                ) => Some(say::out_of(lang, &format.count(part), &format.count(whole))),
                // These do not rest on customers.
                (
                    MetricId::ResponseMedian
                    | MetricId::ResponseP90
                    | MetricId::OpenValuePerLead
                    | MetricId::WinRateByH
                    | MetricId::ValueWinRate
                    | MetricId::CustomersCompleted,
                    _,
                ) => None,
                _ => row
                    .get(MetricId::Customers)
                    .value
                    .map(|value| say::customers(lang, (value, &format.count(value)))),
            };
            let end = |value| format.full_end(id, value);
            said.push(say::interval_say(lang, count.as_deref(), &end(low), &end(high)));
        }
        (None, Some(low), None) => said.push(say::bound_say(lang, &format.full_end(id, low))),
        _ => {}
    }
    said
}

fn inform(scene: &Scene<'_>, explanation: &Explanation) -> Html {
    let untold = explanation.result.state == State::CostUnknown;
    match explanation.channel.as_deref().filter(|_| untold) {
        Some(channel) => html! { <p>{ cell::inform(scene, channel, &scene.name_of(channel)) }</p> },
        None => html! { <p hidden=true></p> },
    }
}

/// The tables that the rows come from, each once, at the first row that counts.
fn sheets(scene: &Scene<'_>, drawer: &Drawer) -> Html {
    let mut first: Vec<(u32, Option<u32>)> = Vec::new();
    for row in drawer.content.iter().flat_map(|(_, rows)| rows.iter().flatten()) {
        if first.iter().all(|(sheet, _)| *sheet != row.sheet) {
            first.push((row.sheet, row.position));
        }
    }
    let buttons = first.into_iter().filter_map(|(sheet, row)| {
        let name = &scene.doc.sheet(sheet)?.name;
        let go = scene.dispatch.reform(move |_| Msg::GoTo { sheet, row, column: None });
        let label = say::open_rows(scene.lang, name);
        Some(html! { <span key={sheet}>{ button("", Some(Icon::Sheet), label.into(), go) }</span> })
    });
    html! { <>{ for buttons }</> }
}
