//! The line above: by which column, which leads, until when.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::segments::Base;
use yew::{Callback, Html, html};

use super::{Scene, base};
use crate::calendar::iso;
use crate::i18n::channels;
use crate::i18n::segments as say;
use crate::ui::select::select_at;

pub fn scope(scene: &Scene<'_>) -> Html {
    let Scene { lang, ranking, doc, .. } = scene;
    let day = |day| intl::date(lang.tag(), day, DateStyle::Short);
    let period = doc.settings.period;
    let period = match (period.from, period.to) {
        (None, None) => say::whole_period(*lang).to_owned(),
        (from, to) => {
            let end = |end: Option<i32>| end.map_or_else(|| "…".to_owned(), day);
            channels::range(*lang, &end(from), &end(to))
        }
    };
    let created = match base(scene) {
        Base::Leads => say::leads_created(*lang),
        Base::Deals => say::deals_created(*lang),
    };
    html! {
        <div class="scope" role="group" aria-label={say::scope_label(*lang)}>
            { by(scene) }
            <p class="pick">
                <small>{ created }</small>
                <span>{ period }</span>
            </p>
            if let Some(until) = ranking.and_then(|ranking| ranking.as_of) {
                <p class="pick">
                    <small>{ channels::data_until(*lang) }</small>
                    <span><time datetime={iso(until)}>{ day(until) }</time></span>
                </p>
            }
            <p class="scope-say">{ say::scope_say(*lang) }</p>
        </div>
    }
}

fn by(scene: &Scene<'_>) -> Html {
    let Scene { lang, columns, table, .. } = scene;
    if columns.is_empty() {
        return html! {};
    }
    let chosen = table.and_then(|table| columns.iter().position(|column| column.id == table.column.id));
    let names = columns.iter().map(|column| column.header.clone().into()).collect();
    let ids: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    let pick = scene.choose.clone();
    let pick = Callback::from(move |at: usize| {
        if let Some(id) = ids.get(at) {
            pick.emit(id.clone());
        }
    });
    html! {
        <div class="pick" data-testid="segment-column">
            <small aria-hidden="true">{ say::segment_by(*lang) }</small>
            { select_at(say::segment_by(*lang).into(), names, chosen.unwrap_or_default(), &pick) }
        </div>
    }
}
