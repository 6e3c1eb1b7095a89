//! The evidence meter: how much of a response curve the past can tell, and what would be enough.

use garimpo_funnel::moves::{ENOUGH_EVIDENCE, Evidence};
use yew::{Html, html};

use super::Scene;
use crate::i18n::moves::{self as say, Known};

/// More variation than this (of the logarithm) is no plan but a leap.
const MOST_VARIATION: f64 = 1.0;

pub fn meter(scene: &Scene<'_>) -> Html {
    let Scene { moves, lang, pen, .. } = scene;
    let evidence = &moves.evidence;
    let known = Known::of(evidence);
    let meter = pen.up_to(evidence.meter, 1);
    let percent = |variation: f64| pen.percent(variation, 0);
    let said = say::evidence_say(
        *lang,
        known,
        &meter,
        &pen.up_to(evidence.customers, 0),
        &percent(evidence.ln_spend_variance.sqrt()),
    );
    let customers = (evidence.ln_spend_variance > 0.0)
        .then(|| pen.count(round_up(ENOUGH_EVIDENCE / evidence.ln_spend_variance)));
    let variation = (evidence.customers > 0.0).then(|| (ENOUGH_EVIDENCE / evidence.customers).sqrt());
    let variation = variation.filter(|variation| *variation <= MOST_VARIATION).map(percent);
    let needs = (known != Known::Enough)
        .then(|| say::evidence_needs(*lang, customers.as_deref(), variation.as_deref()))
        .flatten();
    html! {
        <>
            <h2 id="moves-meter">{ say::evidence_title(*lang) }</h2>
            <div class="meter-say" data-testid="evidence" data-meter={evidence.meter.to_string()}>
                <svg class="meter wide" role="img">
                    <title>{ say::meter_name(*lang, &meter) }</title>
                    <desc>{ &said }</desc>
                    { marks(evidence) }
                </svg>
                <b>{ meter }<small>{ " / 100" }</small></b>
                <p>{ said }{ " " }{ needs }</p>
            </div>
        </>
    }
}

/// The small one, in a table: its number stands beside.
pub fn bar(evidence: &Evidence) -> Html {
    html! { <svg class="meter" aria-hidden="true">{ marks(evidence) }</svg> }
}

fn marks(evidence: &Evidence) -> Html {
    let part = (evidence.meter / ENOUGH_EVIDENCE).clamp(0.0, 1.0);
    html! {
        <>
            <rect class="a" x="0" y="0" width="100%" height="100%" rx="3" />
            <rect class="f" x="0" y="0" width={format!("{:.2}%", part * 100.0)} height="100%" rx="3" />
        </>
    }
}

/// Two leading digits: more would look exact.
fn round_up(value: f64) -> f64 {
    let mut step = 1.0;
    while value >= 100.0 * step && step < 1e12 {
        step *= 10.0;
    }
    (value / step).ceil() * step
}
