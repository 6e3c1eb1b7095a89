//! What looks one way in all and the other way inside, with the numbers of every stratum, folded.

use garimpo_funnel::segments::{Axis, Reversal};
use yew::{Html, html};

use super::{Scene, base};
use crate::i18n::segments::{self as say, Shares};
use crate::segments::mix;
use crate::ui::{Icon, icon};
use crate::view::channels::pieces;

pub fn reversals(scene: &Scene<'_>) -> Html {
    let found = scene.table.map(|table| table.reversals.as_slice()).unwrap_or_default();
    html! {
        <div class="reversals">
            { for found.iter().enumerate().map(|(at, one)| reversal(scene, at, one)) }
        </div>
    }
}

fn reversal(scene: &Scene<'_>, at: usize, of: &Reversal) -> Html {
    let lang = scene.lang;
    let (better, worse) = (scene.part(&of.better), scene.part(&of.worse));
    let counts = |(units, hits): (u32, u32)| say::of(lang, &scene.format, hits, units);
    let strata = of.strata.iter().enumerate().map(|(nth, stratum)| {
        html! {
            <tr key={nth}>
                <th scope="row">{ scene.part(&stratum.part) }</th>
                <td class="n">{ counts(stratum.better) }</td>
                <td class="n">{ counts(stratum.worse) }</td>
            </tr>
        }
    });
    let why = mix(of).and_then(|(nth, one, other)| {
        let name = scene.part(&of.strata.get(nth)?.part);
        let shares = (scene.format.share(one), scene.format.share(other));
        Some(say::reversed_mix(lang, base(scene), [&better, &worse, &name], (&shares.0, &shares.1)))
    });
    let see_why = match (at, of.axis) {
        (0, Axis::Channels) => say::see_why_segments(lang),
        (0, Axis::Segments) => say::see_why_channels(lang),
        _ => say::see_why(lang),
    };
    html! {
        <details key={at} class="reversal" data-testid="reversal">
            <summary>
                { icon(Icon::Alert) }
                <span>
                    // The first one is the sentence on top.
                    if at > 0 {
                        { pieces(&say::reversed(lang, of, &better, &worse)) }
                        { " " }
                    }
                    <span class="lnk">{ see_why }</span>
                </span>
            </summary>
            <div>
                <p>{ pieces(&say::reversed_in_all(lang, &scene.format, of, &better, &worse)) }</p>
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{ say::stratum(lang) }</th>
                            <th scope="col" class="n">{ &better }</th>
                            <th scope="col" class="n">{ &worse }</th>
                        </tr>
                    </thead>
                    <tbody>{ for strata }</tbody>
                </table>
                if let Some(why) = why {
                    <p key="why">{ why }</p>
                }
                <p key="so">{ say::reversed_so(lang, of.axis) }</p>
            </div>
        </details>
    }
}
