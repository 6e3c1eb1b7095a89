//! Why leads were lost, by channel: counts with heat, and what weighs more in one channel than chance explains.

use garimpo_funnel::meeting::reasons::Line;
use yew::{Html, html};

use super::Scene;
use super::paper::{Place, Topic};
use crate::i18n::meeting as say;
use crate::route::Route;
use crate::view::channels::pieces;

pub fn reasons(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { page, pen, lang, .. } = scene;
    let lang = *lang;
    let reasons = page.reasons.as_ref()?;
    let count = |count: u32| pen.count(f64::from(count));
    let named: Vec<String> = reasons.words.iter().map(|word| say::reason(lang, word)).collect();
    let heads = named.iter().map(|word| html! { <th key={word.clone()} scope="col">{ word }</th> });
    let others = reasons.sums.len() > reasons.words.len();
    let largest = reasons.lines.iter().flat_map(|line| &line.counts).copied().max().unwrap_or(1);
    let rows = reasons.lines.iter().map(|line| row(scene, line, largest));
    let sums = reasons.sums.iter().enumerate().map(|(at, sum)| html! { <td key={at}>{ count(*sum) }</td> });
    let mut said = Vec::new();
    for over in &reasons.over {
        let word = usize::try_from(over.reason).ok().and_then(|at| named.get(at));
        let Some(word) = word else { continue };
        said.extend(say::over(lang, word, &scene.name(&over.channel), over.inside, over.outside));
    }
    let body = html! {
        <>
            <table class="m-t mx" data-testid="reasons" data-over={reasons.over.len().to_string()}>
                <thead>
                    <tr>
                        <th key="channel" scope="col"><span class="sr">{ say::channel(lang) }</span></th>
                        { for heads }
                        if others {
                            <th key="others" scope="col">{ say::others(lang) }</th>
                        }
                        <th key="sum" scope="col" class="tt">{ say::sum(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
                <tfoot>
                    <tr>
                        <th key="all" scope="row">{ say::all(lang) }</th>
                        { for sums }
                        <td key="sum" class="tt">{ count(reasons.sum) }</td>
                    </tr>
                </tfoot>
            </table>
            <p class="m-note">
                if said.is_empty() {
                    { say::none_over(lang, reasons.tests) }
                } else {
                    { pieces(&said) }
                }
                if let Some((few, all)) = reasons.unreached.filter(|(few, _)| *few > 0) {
                    { " " }{ say::unreached(lang, few, all) }
                }
                if reasons.not_told > 0 {
                    { " " }{ say::reasons_missing(lang, &count(reasons.not_told)) }
                }
            </p>
        </>
    };
    Some(Topic {
        id: "reasons",
        title: say::reasons_title(lang).to_owned(),
        aside: say::refused_count(lang, reasons.sum, &count(reasons.sum)),
        place: Place::Right,
        slide: body.clone(),
        body,
    })
}

fn row(scene: &Scene<'_>, line: &Line, largest: u32) -> Html {
    let count = |count: u32| scene.pen.count(f64::from(count));
    let cells = line.counts.iter().enumerate().map(|(at, n)| {
        let shown = if *n == 0 { "·".to_owned() } else { count(*n) };
        html! { <td key={at} class={heat(*n, largest)}>{ shown }</td> }
    });
    let name =
        if line.channel.is_empty() { say::others(scene.lang).to_owned() } else { scene.name(&line.channel) };
    html! {
        <tr key={line.channel.clone()} data-channel-id={line.channel.clone()}>
            <th scope="row"><a href={Route::Channels.hash()}>{ name }</a></th>
            { for cells }
            <td key="sum" class="tt">{ count(line.sum) }</td>
        </tr>
    }
}

/// By quarters of the largest cell, a count of 1 always pale.
fn heat(count: u32, largest: u32) -> &'static str {
    match (count, 4 * u64::from(count), u64::from(largest)) {
        (0, _, _) => "h0",
        (1, _, _) => "h1",
        (_, four, all) if four > 3 * all => "h4",
        (_, four, all) if four > 2 * all => "h3",
        (_, four, all) if four > all => "h2",
        _ => "h1",
    }
}
