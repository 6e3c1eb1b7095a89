//! What the moves are counted from: clock, period and date, in the words of the channels, where they are chosen.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::{Day, Ranking};
use garimpo_workspace::DocView;
use yew::{Html, html};

use crate::calendar::Preset;
use crate::i18n::Lang;
use crate::i18n::{channels, moves as say};
use crate::route::Route;

pub fn scope(lang: Lang, ranking: Option<&Ranking>, doc: &DocView) -> Html {
    let day = |day: Day| intl::date(lang.tag(), day, DateStyle::Short);
    let settings = &doc.settings;
    let (from, to) = (settings.period.from.map(day), settings.period.to.map(day));
    let period = channels::period(lang, from.as_deref(), to.as_deref());
    let period = period.unwrap_or_else(|| channels::preset(lang, Preset::Whole).to_owned());
    let until = ranking.and_then(|ranking| ranking.as_of).map(day);
    let parts = [
        Some((channels::clock_label(lang), channels::clock(lang, settings.clock).to_owned())),
        Some((channels::period_label(lang, settings.clock), period)),
        until.map(|until| (channels::data_until(lang), until)),
    ];
    let parts = parts.into_iter().flatten().map(|(name, value)| {
        html! { <p key={name} class="pick"><small>{ name }</small><span>{ value }</span></p> }
    });
    html! {
        <div class="scope" role="group" aria-label={channels::scope_label(lang)}>
            { for parts }
            <a key="change" class="lnk" href={Route::Channels.hash()}>{ say::change_scope(lang) }</a>
        </div>
    }
}
