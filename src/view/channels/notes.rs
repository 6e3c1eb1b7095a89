//! What the reader must know about the data, and the channels that may be one.

use garimpo_funnel::company::{Channel, Note};
use garimpo_workspace::Intent;
use yew::{AttrValue, Html, html};

use super::Scene;
use crate::i18n::channels as say;
use crate::i18n::fields;
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Icon, button};

pub fn notes(scene: &Scene<'_>) -> Html {
    let merges = merges(scene);
    let facts = facts(scene);
    html! {
        <div class="notes">
            if !merges.is_empty() {
                <section key="merges" aria-labelledby="merges">
                    <h2 id="merges">{ say::merges_title(scene.lang) }</h2>
                    <ul>{ for merges }</ul>
                </section>
            }
            if !facts.is_empty() {
                <section key="facts" aria-labelledby="facts">
                    <h2 id="facts">{ say::notes_title(scene.lang) }</h2>
                    <ul>{ for facts }</ul>
                </section>
            }
        </div>
    }
}

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
            },
            None,
        );
    }
    facts
}
