//! Which columns the table of all numbers shows: boxes in groups behind one fold. The choice is kept.

use garimpo_funnel::ranking::MetricId;
use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast, html};

use super::Scene;
use crate::columns::GROUPS;
use crate::i18n::channels as say;
use crate::msg::Msg;
use crate::ui::button;

pub fn choice(scene: &Scene<'_>, shown: &[(MetricId, bool)]) -> Html {
    let Scene { lang, dispatch, .. } = scene;
    let is_shown = |id: MetricId| shown.iter().any(|one| one.0 == id && one.1);
    let groups = GROUPS.iter().map(|(group, ids)| {
        let boxes = ids.iter().map(|id| {
            let id = *id;
            let checked = is_shown(id);
            let onchange = dispatch.reform(move |event: Event| {
                let shown = event.target_unchecked_into::<HtmlInputElement>().checked();
                Msg::ShowColumn { id, shown }
            });
            html! {
                <label key={id.name()} class="check" title={say::meaning(*lang, id)}>
                    <input type="checkbox" {checked} data-column-choice={id.name()} {onchange} />
                    <span>{ say::metric(*lang, id) }</span>
                </label>
            }
        });
        let name = say::column_group(*lang, *group);
        html! {
            <fieldset key={name}>
                <legend>{ name }</legend>
                { for boxes }
            </fieldset>
        }
    });
    let count = shown.iter().filter(|one| one.1).count();
    html! {
        <details class="columns" data-testid="columns">
            <summary>
                <b>{ say::columns_title(*lang) }</b>
                <span>{ say::columns_shown(*lang, count, shown.len()) }</span>
            </summary>
            <p class="fig-say">{ say::columns_say(*lang) }</p>
            <div class="column-groups">{ for groups }</div>
            <p class="columns-end">
                { button("mini", None, say::columns_default(*lang).into(), dispatch.reform(|_| Msg::DefaultColumns)) }
            </p>
        </details>
    }
}
