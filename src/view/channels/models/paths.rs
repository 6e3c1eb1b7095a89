//! The paths that most customers took.

use garimpo_funnel::attribution::PathCount;
use yew::{Html, html};

use super::Scene;
use crate::i18n::channels::models as say;
use crate::i18n::fields;

pub fn paths(scene: &Scene<'_>) -> Html {
    let Scene { credit, lang, format, .. } = scene;
    let lang = *lang;
    let rows = credit.paths.iter().enumerate().map(|(nth, path)| {
        html! {
            <tr key={nth}>
                <th scope="row">{ name(scene, path) }</th>
                <td>{ format.count(path.customers as f64) }</td>
                <td>{ format.exact_money(path.value as f64 / 100.0) }</td>
                <td>{ format.count(path.nulls as f64) }</td>
            </tr>
        }
    });
    let shown = format.count(credit.paths.len() as f64);
    let all = format.count(f64::from(credit.paths_total));
    html! {
        <>
            <h3 id="credit-paths">{ say::paths_title(lang) }</h3>
            <div class="sum-scroll" role="region" aria-labelledby="credit-paths" tabindex="0">
                <table class="paths" data-testid="paths">
                    <thead>
                        <tr>
                            <th scope="col">{ say::path(lang) }</th>
                            <th scope="col">{ say::customers(lang) }</th>
                            <th scope="col">{ say::value(lang) }</th>
                            <th scope="col">{ say::not_bought(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <p class="fig-say">{ say::paths_of(lang, &shown, &all) }</p>
        </>
    }
}

/// "Social › E-mail › Direto".
fn name(scene: &Scene<'_>, path: &PathCount) -> String {
    let named = |id: &String| {
        let found = scene.credit.channels.iter().find(|channel| channel.channel.id == *id);
        found.map_or_else(|| id.clone(), |found| fields::channel_name(scene.lang, &found.channel.name))
    };
    path.channels.iter().map(named).collect::<Vec<_>>().join(" › ")
}
