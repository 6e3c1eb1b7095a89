//! Channels that look like one, and those that were merged by hand.

use yew::{Html, html};

use crate::i18n::figures::Figures;
use crate::i18n::{Lang, data as say, fields};
use crate::msg::Msg;
use crate::ui::{Dispatch, Icon, Written, icon};
use garimpo_funnel::Ranking;
use garimpo_workspace::{DocView, Intent};

pub fn offers(lang: Lang, ranking: &Ranking, dispatch: &Dispatch) -> Html {
    html! {
        <section class="merges" hidden={ranking.offers.is_empty()} aria-labelledby="offers-title">
            <h3 id="offers-title">{ say::same_channel(lang) }</h3>
            <ul>
                { for ranking.offers.iter().map(|offer| {
                    let into = fields::channel_name(lang, &offer.into.name);
                    let mut names = vec![into.clone()];
                    names.extend(offer.from.iter().map(|from| fields::channel_name(lang, &from.name)));
                    let from: Vec<_> = offer.from.iter().map(|from| from.id.clone()).collect();
                    let id = offer.into.id.clone();
                    let merge = dispatch.reform(move |_| {
                        Msg::Do(Intent::MergeChannels { from: from.clone(), into: id.clone() })
                    });
                    html! {
                        <li key={offer.into.id.clone()} data-testid="merge-offer">
                            <span>{ Written(lang).list(&names) }</span>
                            <button class="btn mini" type="button" onclick={merge}>
                                { icon(Icon::Merge) }
                                <span>{ say::merge_into(lang, &into) }</span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

pub fn merged(lang: Lang, doc: &DocView, ranking: Option<&Ranking>, dispatch: &Dispatch) -> Html {
    let channels = || ranking.into_iter().flat_map(|ranking| &ranking.channels);
    // A merged channel has left the ranking: one of the other's spellings, or its folded text, names it.
    let name = |id: &str| {
        let known = channels().find(|row| row.channel.id == id);
        let known = known.map(|row| fields::channel_name(lang, &row.channel.name));
        let mut spellings = channels().flat_map(|row| &row.channel.spellings);
        known
            .or_else(|| spellings.find(|spelling| spelling.to_lowercase() == id).cloned())
            .unwrap_or_else(|| id.to_string())
    };
    html! {
        <section class="merges" hidden={doc.settings.merges.is_empty()} aria-labelledby="merged-title">
            <h3 id="merged-title">{ say::merged(lang) }</h3>
            <ul>
                { for doc.settings.merges.iter().map(|(from, into)| {
                    let id = from.clone();
                    let unmerge = dispatch.reform(move |_| Msg::Do(Intent::UnmergeChannel { from: id.clone() }));
                    html! {
                        <li key={from.clone()}>
                            <span>{ say::counts_as(lang, &name(from), &name(into)) }</span>
                            <button class="btn mini" type="button" data-testid="unmerge" onclick={unmerge}>
                                { say::unmerge(lang) }
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
