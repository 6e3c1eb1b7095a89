//! The quality of the data, before anybody reads a rank: one line that says how much of it can be used, and behind
//! it what was joined, merged and left out. Open by itself when there is something to decide.

use garimpo_funnel::company::{Channel, Note};
use garimpo_funnel::ranking::{ChannelRow, MetricId};
use garimpo_workspace::Intent;
use yew::{AttrValue, Html, html};

use super::Scene;
use crate::i18n::channels as say;
use crate::i18n::fields;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Icon, button};

pub fn quality(scene: &Scene<'_>) -> Html {
    let merges = merges(scene);
    let facts = facts(scene);
    let open = !merges.is_empty();
    html! {
        <details class="quality" data-testid="quality" {open}>
            <summary>
                <b>{ say::quality(scene.lang) }</b>
                { for summary(scene).into_iter().map(|(key, text, warn)| html! {
                    <span {key} class={warn.then_some("warn")}>{ text }</span>
                }) }
            </summary>
            if !merges.is_empty() {
                <ul key="merges" aria-label={say::merges_title(scene.lang)}>{ for merges }</ul>
            }
            <ul key="facts">{ for facts }</ul>
        </details>
    }
}

/// The shares that a rank stands on, and whether each is worth a look.
fn summary(scene: &Scene<'_>) -> Vec<(&'static str, String, bool)> {
    let Scene { ranking, lang, format, .. } = scene;
    let lang = *lang;
    let mut parts = Vec::new();
    if ranking.has_leads {
        let leads = ranking.totals.get(MetricId::Leads).value.unwrap_or(0.0);
        let nameless = |row: &&ChannelRow| matches!(row.channel.id.as_str(), "blank" | "unknown");
        let without: f64 = ranking
            .channels
            .iter()
            .filter(nameless)
            .filter_map(|row| row.row.get(MetricId::Leads).value)
            .sum();
        let share = if leads > 0.0 { without / leads } else { 0.0 };
        let words = say::without_channel(
            lang,
            &format.count(without),
            &format.value(MetricId::WinRate, share),
            without > 0.0,
        );
        parts.push(("channel", words, share >= WORTH_A_LOOK));
    }
    let join = &ranking.join;
    if join.deals > 0 && ranking.has_leads {
        let without = join.deals.saturating_sub(join.joined);
        let share = f64::from(without) / f64::from(join.deals);
        let count = |value: u32| format.count(f64::from(value));
        parts.push((
            "join",
            say::deals_joined(lang, &count(join.joined), &count(join.deals)),
            share >= WORTH_A_LOOK,
        ));
    }
    if let Some((covered, days)) = ranking.spans.covered() {
        let count = |value: u32| format.count(f64::from(value));
        let words = say::spend_covers(lang, &count(covered), (days, &count(days)));
        parts.push(("spend", words, covered < days));
    }
    let offers = ranking.offers.len() as u32;
    if offers > 0 {
        parts.push(("names", say::variants(lang, (offers, &format.count(f64::from(offers)))), true));
    }
    let mixed = |note: &Note| matches!(note, Note::OtherCurrency { .. });
    if ranking.notes.iter().any(mixed) {
        parts.push(("currency", say::mixed_currency(lang).to_owned(), true));
    }
    parts
}

/// A share of leads or deals that is lost to the comparison.
const WORTH_A_LOOK: f64 = 0.05;

fn merges(scene: &Scene<'_>) -> Vec<Html> {
    let Scene { ranking, doc, lang, dispatch, .. } = scene;
    let name = |channel: &Channel| fields::channel_name(*lang, &channel.name);
    let offers = ranking.offers.iter().map(|offer| {
        let from: Vec<String> = offer.from.iter().map(|channel| channel.id.clone()).collect();
        let into = offer.into.id.clone();
        let names = say::names(*lang, &offer.from.iter().map(name).collect::<Vec<_>>());
        let said = say::merge_offer(*lang, &names, from.len() > 1, &name(&offer.into));
        let key = format!("offer {into}");
        let act = dispatch
            .reform(move |_| Msg::Do(Intent::MergeChannels { from: from.clone(), into: into.clone() }));
        html! {
            <li {key} data-testid="merge-offer">
                <span>{ said }</span>
                { button("mini", Some(Icon::Merge), say::merge(*lang).into(), act) }
            </li>
        }
    });
    let done = doc.settings.merges.iter().map(|(from, into)| {
        let said = say::merged(*lang, &spelling(scene, from, into), &scene.name_of(into));
        let id = from.clone();
        let onclick = dispatch.reform(move |_| Msg::Do(Intent::UnmergeChannel { from: id.clone() }));
        let label = AttrValue::from(format!("{}: {said}", say::unmerge(*lang)));
        html! {
            <li key={format!("merged {from}")}>
                <span>{ &said }</span>
                <button class="btn mini" type="button" data-testid="unmerge" aria-label={label} {onclick}>
                    { say::unmerge(*lang) }
                </button>
            </li>
        }
    });
    offers.chain(done).collect()
}

/// As it is written in the data; a merged channel has no row of its own any more.
fn spelling(scene: &Scene<'_>, from: &str, into: &str) -> String {
    let target = scene.ranking.channels.iter().find(|row| row.channel.id == into);
    let spellings = target.map(|row| row.channel.spellings.as_slice()).unwrap_or_default();
    let same = |spelling: &&String| spelling.to_lowercase() == from;
    spellings.iter().find(same).cloned().unwrap_or_else(|| from.to_owned())
}

fn facts(scene: &Scene<'_>) -> Vec<Html> {
    let Scene { ranking, doc, lang, dispatch, format, .. } = scene;
    let lang = *lang;
    let count = |value: u32| format.count(f64::from(value));
    let mut facts: Vec<Html> = Vec::new();
    let mut add = |text: String, more: Option<Html>| {
        facts.push(html! { <li key={facts.len()}><span>{ text }</span>{ more }</li> });
    };
    let open = doc.questions.len() as u32;
    if open > 0 {
        let go = dispatch.reform(|_| Msg::Go(Route::Data(None)));
        let more = button("mini", None, say::see_data(lang).into(), go);
        add(say::open_questions(lang, (open, &count(open))), Some(more));
    }
    let join = &ranking.join;
    if join.deals > 0 && ranking.has_leads {
        let first = join.without_lead.first().copied();
        let without = join.deals.saturating_sub(join.joined);
        let more = first.filter(|_| without > 0).map(|source| {
            let go = dispatch.reform(move |_| Msg::GoTo { sheet: source.sheet, row: None, column: None });
            button("mini", None, say::without_lead(lang, (without, &count(without))).into(), go)
        });
        add(say::joined(lang, join.by, &count(join.joined), (join.deals, &count(join.deals))), more);
    }
    if join.duplicate_rows > 0 {
        add(say::duplicates(lang, (join.duplicate_rows, &count(join.duplicate_rows))), None);
    }
    if let Some(words) = spans(scene) {
        add(words, None);
    }
    for note in &ranking.notes {
        add(
            match note {
                Note::OtherCurrency { used, other, rows } => {
                    say::other_currency(lang, used.code(), other.code(), (*rows, &count(*rows)))
                }
                Note::ZeroNotTold { sheet, column, zeros, told } => {
                    let sheet = doc.sheet(*sheet);
                    let header = sheet.and_then(|sheet| sheet.columns.get(*column as usize));
                    let header = header.map(|column| column.header.as_str()).unwrap_or_default();
                    say::zero_not_told(lang, header, &count(*zeros), &count(*told))
                }
                Note::UndatedSpend { rows } => say::undated_spend(lang, (*rows, &count(*rows))),
                Note::SpentTwice { one, other } => {
                    let name = |id: &u32| doc.sheet(*id).map(|sheet| sheet.name.as_str()).unwrap_or_default();
                    say::spent_twice(lang, name(one), name(other))
                }
                Note::ReportedSpend { rows } => say::reported_spend(lang, (*rows, &count(*rows))),
                Note::UndatedLeads { rows } => say::undated_leads(lang, (*rows, &count(*rows))),
                Note::NoAmounts { won } => say::no_amounts(lang, (*won, &count(*won))),
                Note::Converted { used, other, rows } => {
                    say::converted(lang, used.code(), other.code(), (*rows, &count(*rows)))
                }
                Note::AttemptBeforeLead { rows, .. } => say::early_attempts(lang, (*rows, &count(*rows))),
                Note::CustomersOnce { leads, deals, by_leads } => {
                    say::customers_once(lang, (*leads, &count(*leads)), (*deals, &count(*deals)), *by_leads)
                }
            },
            None,
        );
    }
    facts
}

/// Which days each kind of data covers.
fn spans(scene: &Scene<'_>) -> Option<String> {
    let spans = &scene.ranking.spans;
    let named = [
        (say::leads_word(scene.lang), spans.leads),
        (say::deals_word(scene.lang), spans.deals),
        (say::spend_word(scene.lang), spans.spend),
    ];
    let parts: Vec<String> = named
        .into_iter()
        .filter_map(|(name, span)| {
            let (first, last) = span?;
            Some(say::span(scene.lang, name, &scene.format.day(first), &scene.format.day(last)))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}
