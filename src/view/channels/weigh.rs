//! The channels in an order by criteria with weights, and how much that order hangs on the weights.

use garimpo_funnel::Ranking;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::weigh::{Weighing, Wish};
use garimpo_workspace::{Studied, Study};
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Html, InputEvent, Properties, TargetCast, UseStateHandle, component, html,
    use_state_eq,
};

use super::fold::fold;
use super::format::Format;
use crate::i18n::channels::{self as say, settings as how};
use crate::i18n::{Lang, fields};
use crate::typed;
use crate::ui::field::Field;
use crate::ui::{Dispatch, Slice};
use crate::view::study::use_study;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub ranking: Slice<Ranking>,
    pub content: Option<Slice<Studied>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// The ids of a criterion's two targets.
const TARGETS: [[&str; 2]; 4] = [
    ["weigh-return-worst", "weigh-return-best"],
    ["weigh-cycle-worst", "weigh-cycle-best"],
    ["weigh-rate-worst", "weigh-rate-best"],
    ["weigh-customers-worst", "weigh-customers-best"],
];

const MOST_WEIGHT: u8 = 5;
/// No target is beyond it.
const MOST: f64 = 1e9;

/// To begin with: the return, and somewhat the time that a win takes.
fn first_wishes() -> Vec<Wish> {
    let wish = |metric, weight, worst, best, log| Wish { metric, weight, worst, best, log };
    vec![
        wish(MetricId::ReturnPerUnit, 3.0, 1.0, 10.0, true),
        wish(MetricId::CycleDays, 1.0, 90.0, 15.0, false),
        wish(MetricId::LeadToCustomer, 0.0, 0.01, 0.2, true),
        wish(MetricId::Customers, 0.0, 5.0, 100.0, true),
    ]
}

#[component]
pub fn Weigh(props: &Props) -> Html {
    let Props { ranking, content, lang, dispatch } = props;
    let lang = *lang;
    let open = use_state_eq(|| false);
    let wishes = use_state_eq(first_wishes);
    // What has no weight takes no channel out for lacking it.
    let asked: Vec<Wish> = wishes.iter().filter(|wish| wish.weight > 0.0).copied().collect();
    let some = !asked.is_empty();
    use_study((*open && some).then_some(Study::Weigh(asked.clone())), dispatch);
    let found = match content.as_deref() {
        Some(Studied::Weigh(Some(found))) if some && found.weights.len() == asked.len() => {
            Some(found.as_ref())
        }
        _ => None,
    };
    let body = (*open).then(|| {
        let format = Format::new(lang, ranking);
        html! {
            <>
                <p class="fig-say">{ say::weigh_say(lang) }</p>
                <div class="weights">
                    { for wishes.iter().enumerate().map(|(at, wish)| criterion(lang, &format, &wishes, at, wish)) }
                </div>
                if !some {
                    <p key="nothing" class="hint">{ say::weigh_nothing(lang) }</p>
                } else if let Some(found) = found {
                    <div key="found" data-testid="weighed">{ told(lang, &format, ranking, &asked, found) }</div>
                } else {
                    <p key="counting" class="hint">{ say::counting(lang) }</p>
                }
            </>
        }
    });
    fold("weigh", say::weigh_title(lang), &open, body)
}

/// Its weight and its two targets.
fn criterion(
    lang: Lang,
    format: &Format,
    wishes: &UseStateHandle<Vec<Wish>>,
    at: usize,
    wish: &Wish,
) -> Html {
    let change = move |wishes: &UseStateHandle<Vec<Wish>>, change: &dyn Fn(&mut Wish)| {
        let mut all = (**wishes).clone();
        if let Some(wish) = all.get_mut(at) {
            change(wish);
        }
        wishes.set(all);
    };
    let oninput = {
        let wishes = wishes.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Ok(weight) = typed.parse::<u8>() {
                change(&wishes, &|wish| wish.weight = f64::from(weight.min(MOST_WEIGHT)));
            }
        })
    };
    let is_rate = wish.metric == MetricId::LeadToCustomer;
    let target = |best: bool| {
        let wishes = wishes.clone();
        let take = Callback::from(move |text: String| {
            let read = if is_rate { typed::percent(lang, &text) } else { typed::positive(lang, &text, MOST) };
            match read {
                Err(wrong) => Some(how::wrong(lang, wrong, |value| value.to_string())),
                // Targets are above nothing: a scale of money or rates has no 0.
                Ok(Some(value)) if value > 0.0 => {
                    let other = wishes.get(at).map(|wish| if best { wish.worst } else { wish.best });
                    if other == Some(value) {
                        return Some(say::weigh_same(lang).to_owned());
                    }
                    change(&wishes, &|wish| if best { wish.best = value } else { wish.worst = value });
                    None
                }
                Ok(_) => Some(how::wrong(lang, typed::Wrong::NotNumber, |value| value.to_string())),
            }
        });
        let value = if best { wish.best } else { wish.worst };
        let id = TARGETS.get(at).map_or("weigh-target", |ids| if best { ids[1] } else { ids[0] });
        html! {
            <Field
                {id}
                label={say::target_of(lang, wish.metric, best)}
                value={format.value(wish.metric, value)}
                {take}
            />
        }
    };
    let written = if wish.weight > 0.0 { format.count(wish.weight) } else { say::weigh_off(lang).to_owned() };
    html! {
        <fieldset key={at} data-criterion={wish.metric.name()}>
            <legend>{ say::metric(lang, wish.metric) }</legend>
            <label class="slider">
                <span>{ say::weigh_weight(lang) }</span>
                <input
                    type="range"
                    min="0"
                    max={MOST_WEIGHT.to_string()}
                    step="1"
                    value={wish.weight.to_string()}
                    aria-label={say::weight_of(lang, wish.metric)}
                    aria-valuetext={AttrValue::from(written.clone())}
                    {oninput}
                />
                <output>{ written }</output>
            </label>
            { target(false) }
            { target(true) }
        </fieldset>
    }
}

fn told(lang: Lang, format: &Format, ranking: &Ranking, asked: &[Wish], found: &Weighing) -> Html {
    let name = |id: &String| {
        let row = ranking.channels.iter().find(|row| row.channel.id == *id);
        row.map_or_else(|| id.clone(), |row| fields::channel_name(lang, &row.channel.name))
    };
    let heads = asked.iter().zip(&found.weights).map(|(wish, weight)| {
        html! {
            <th key={wish.metric.name()} scope="col">
                { say::metric(lang, wish.metric) }<small>{ format.percent(*weight) }</small>
            </th>
        }
    });
    let rows = found.channels.iter().map(|channel| {
        let marks = channel.desirability.iter().enumerate().map(|(at, mark)| {
            html! { <td key={at}>{ format.count((mark * 100.0).round()) }</td> }
        });
        html! {
            <tr
                key={channel.channel.clone()}
                data-channel-id={channel.channel.clone()}
                data-score={channel.score.to_string()}
                data-robustness={channel.robustness.to_string()}
            >
                <th scope="row">{ name(&channel.channel) }</th>
                { for marks }
                <td><b>{ format.count((channel.score * 100.0).round()) }</b></td>
                <td>{ format.percent(channel.robustness) }</td>
            </tr>
        }
    });
    let tip = match &found.tip {
        Some(tip) => {
            say::tip(lang, tip.metric, &format.percent(tip.from), &format.percent(tip.to), &name(&tip.winner))
        }
        None => say::weigh_no_tip(lang).to_owned(),
    };
    let lacking = found.left_out.iter().map(|(id, metric)| say::lacks(lang, &name(id), *metric));
    let doubled = found.doubled.iter().map(|(a, b)| say::doubled(lang, *a, *b));
    let notes = doubled.chain(lacking).enumerate().map(|(nth, note)| {
        html! { <li key={nth}>{ note }</li> }
    });
    html! {
        <>
            if found.channels.is_empty() {
                <p key="nobody" class="hint">{ say::weigh_nobody(lang) }</p>
            } else {
                <div key="table">
                    <p class="verdict">{ tip }</p>
                    <div class="numbers-scroll" role="region" aria-label={say::weigh_score(lang)} tabindex="0">
                        <table class="months weighed">
                            <thead>
                                <tr>
                                    <th scope="col">{ say::trend_channel(lang) }</th>
                                    { for heads }
                                    <th scope="col">{ say::weigh_score(lang) }</th>
                                    <th scope="col">{ say::weigh_robust(lang) }</th>
                                </tr>
                            </thead>
                            <tbody>{ for rows }</tbody>
                        </table>
                    </div>
                    <p class="hint">{ say::weigh_robust_say(lang) }</p>
                </div>
            }
            <ul class="hint">{ for notes }</ul>
        </>
    }
}
