//! How the budget would be split if one curve were true: a slider, not a proposal.

use garimpo_funnel::moves::{Moves, Part};
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Html, InputEvent, MouseEvent, Properties, TargetCast, component, html, use_state_eq,
};

use super::pen::Pen;
use crate::i18n::{Lang, fields, moves as say};
use crate::ui::Slice;

#[derive(Properties)]
pub struct Props {
    pub content: Slice<Moves>,
    pub lang: Lang,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang && *self.content == *other.content
    }
}

/// Percent of the average that extra money brings.
const LEAST: u8 = 20;
const MOST: u8 = 95;

#[component]
pub fn Believe(props: &Props) -> Html {
    let Props { content: moves, lang } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    let percent = use_state_eq(|| 70_u8);
    let pen = Pen::new(lang, moves.currency);
    let onclick = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            // The state opens it, so that nothing is computed for a section that is closed.
            event.prevent_default();
            open.set(!*open);
        })
    };
    let oninput = {
        let percent = percent.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Ok(typed) = typed.parse::<u8>() {
                percent.set(typed.clamp(LEAST, MOST));
            }
        })
    };
    let written = pen.percent(f64::from(*percent) / 100.0, 0);
    html! {
        <details class="believe" data-testid="believe" open={*open}>
            <summary {onclick}><h2>{ say::believe_title(lang) }</h2></summary>
            if *open {
                <div key="content">
                    <p class="lead-say">{ say::believe_say(lang) }</p>
                    <label class="slider">
                        <span>{ say::believe_label(lang) }</span>
                        <input
                            type="range"
                            min={LEAST.to_string()}
                            max={MOST.to_string()}
                            step="5"
                            value={percent.to_string()}
                            aria-valuetext={AttrValue::from(written.clone())}
                            {oninput}
                        />
                        <output>{ written }</output>
                    </label>
                    { table(moves, lang, &pen, f64::from(*percent) / 100.0) }
                </div>
            }
        </details>
    }
}

fn table(moves: &Moves, lang: Lang, pen: &Pen, elasticity: f64) -> Html {
    let parts = moves.believe(elasticity).filter(|parts| parts.len() > 1);
    let Some(parts) = parts else { return html! { <p>{ say::believe_none(lang) }</p> } };
    let name = |id: &str| {
        let budget = moves.budgets.iter().find(|budget| budget.channel.id == id);
        budget.map_or_else(|| id.to_owned(), |budget| fields::channel_name(lang, &budget.channel.name))
    };
    let heads = [say::now(lang), say::in_split(lang), say::customers_now(lang), say::customers_then(lang)];
    let rows = parts.iter().map(|part| {
        html! {
            <tr key={part.channel.clone()} data-channel-id={part.channel.clone()} data-then={part.then.to_string()}>
                <th scope="row">{ name(&part.channel) }</th>
                <td>{ pen.money(part.now) }</td>
                <td><b>{ pen.money(part.then) }</b></td>
                <td>{ pen.customers(part.customers.0) }</td>
                <td>{ pen.customers(part.customers.1) }</td>
            </tr>
        }
    });
    let sum = |of: fn(&Part) -> f64| parts.iter().map(of).sum::<f64>();
    html! {
        <div class="sum-scroll" role="region" aria-label={say::believe_title(lang)} tabindex="0">
            <table class="split-table">
                <thead>
                    <tr>
                        <th key="name" scope="col">{ say::channel(lang) }</th>
                        { for heads.into_iter().map(|head| html! { <th key={head} scope="col">{ head }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{ say::together(lang) }</th>
                        <td>{ pen.money(sum(|part| part.now)) }</td>
                        <td>{ pen.money(sum(|part| part.then)) }</td>
                        <td>{ pen.customers(sum(|part| part.customers.0)) }</td>
                        <td>{ pen.customers(sum(|part| part.customers.1)) }</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
