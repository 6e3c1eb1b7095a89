//! How long the link is, against what carriers take.

use yew::{Html, html};

use super::length_words;
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, share as say};
use crate::share::{LONG, SHORT};
use crate::ui::Written;

/// Where the bar ends.
const END: usize = 2_500;

pub fn meter(lang: Lang, length: usize) -> Html {
    let share = |length: usize| format!("{:.1}%", length.min(END) as f64 * 100.0 / END as f64);
    let (count, verdict) = length_words(lang, length);
    let class = match length {
        _ if length <= SHORT => "good",
        _ if length <= LONG => "middling",
        _ => "bad",
    };
    let marks = [SHORT, LONG].map(|mark| {
        html! {
            <g key={mark}>
                <line class="pa" x1={share(mark)} x2={share(mark)} y1="0" y2="16" />
                <text class="tick" x={share(mark)} y="28">{ Written(lang).count(mark as u64) }</text>
            </g>
        }
    });
    html! {
        <div
            class={yew::classes!("len", class)}
            role="meter"
            aria-valuemin="0"
            aria-valuemax={END.to_string()}
            aria-valuenow={length.min(END).to_string()}
            aria-valuetext={format!("{count} {verdict}")}
            aria-label={say::length(lang)}
            data-length={length.to_string()}
        >
            <svg aria-hidden="true">
                <rect class="tr" width="100%" y="4" height="8" rx="2" />
                <rect class="bar" width={share(length)} y="4" height="8" rx="2" />
                { for marks }
            </svg>
            <p><b>{ count }{ " " }{ verdict }</b>{ " " }{ say::limits(lang) }</p>
        </div>
    }
}
