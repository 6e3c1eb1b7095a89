//! The currency that counts, and what others are worth in it from which day.

use garimpo_browser::intl::{self, DateStyle};
use garimpo_funnel::company::Note;
use garimpo_table::Currency;
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, Properties, TargetCast, component, html, use_mut_ref, use_state_eq};

use super::{Desk, wrong_say};
use crate::calendar::parse_iso;
use crate::i18n::Lang;
use crate::i18n::channels::settings as say;
use crate::msg::{MoneyChange, Msg};
use crate::typed::{self, Wrong};
use crate::ui::{Dispatch, Icon, button, icon};

/// No rate between two currencies is beyond this.
const MOST: f64 = 1e7;

pub fn currency(desk: &Desk<'_>) -> Html {
    let lang = desk.lang;
    let used = desk.ranking.and_then(|ranking| ranking.currency);
    let others = others(desk, used);
    let all: Vec<Currency> = used.into_iter().chain(others.iter().copied()).collect();
    let rates = used.map(|used| {
        let parts = others.iter().map(|other| {
            let typed: Vec<(i32, f64)> = desk.money.rates.get(other).cloned().unwrap_or_default();
            html! {
                <Rates key={other.code().to_owned()} {lang} {used} other={*other} {typed} dispatch={desk.dispatch.clone()} />
            }
        });
        html! { <div>{ for parts }</div> }
    });
    html! {
        <section>
            <h3>{ say::currency(lang) }</h3>
            if all.len() > 1 || desk.money.currency.is_some() {
                <div key="choose">{ choose(desk, &all) }</div>
                <p key="say" class="hint">{ say::rates_say(lang) }</p>
            } else {
                <p key="only" class="hint">{ match used {
                    Some(used) => say::only_currency(lang, used.code()),
                    None => say::currency_none(lang).to_owned(),
                } }</p>
            }
            if let Some(rates) = rates {
                <div key="rates">{ rates }</div>
            }
        </section>
    }
}

/// Those that the data have beside the one that counts, and those with a typed rate.
fn others(desk: &Desk<'_>, used: Option<Currency>) -> Vec<Currency> {
    let notes = desk.ranking.map(|ranking| ranking.notes.as_slice()).unwrap_or_default();
    let mut found: Vec<Currency> = notes
        .iter()
        .filter_map(|note| match note {
            Note::OtherCurrency { other, .. } | Note::Converted { other, .. } => Some(*other),
            _ => None,
        })
        .chain(desk.money.rates.keys().copied())
        .filter(|other| Some(*other) != used)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn choose(desk: &Desk<'_>, all: &[Currency]) -> Html {
    let (lang, chosen) = (desk.lang, desk.money.currency);
    let known = all.to_vec();
    let onchange = desk.dispatch.reform(move |event: Event| {
        let code = event.target_unchecked_into::<HtmlSelectElement>().value();
        let currency = known.iter().find(|one| one.code() == code).copied();
        Msg::ChangeMoney(MoneyChange::Currency(currency))
    });
    let most = desk.ranking.and_then(|ranking| ranking.currency).filter(|_| chosen.is_none());
    let options = all.iter().map(|one| {
        let code = one.code().to_owned();
        html! { <option key={code.clone()} value={code.clone()} selected={chosen == Some(*one)}>{ code }</option> }
    });
    html! {
        <span class="select">
            <select id="set-currency" aria-label={say::currency(lang)} {onchange}>
                <option key="" value="" selected={chosen.is_none()}>
                    { say::most_rows(lang, most.as_ref().map(Currency::code)) }
                </option>
                { for options }
            </select>
            { icon(Icon::Down) }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    lang: Lang,
    used: Currency,
    other: Currency,
    /// By day.
    typed: Vec<(i32, f64)>,
    dispatch: Dispatch,
}

/// The rates of one currency, and one more to type. Both of its fields are taken together, by the button.
#[component]
fn Rates(props: &Props) -> Html {
    let Props { lang, used, other, typed, dispatch } = props;
    let (lang, used, other) = (*lang, *used, *other);
    let draft = use_mut_ref(|| (String::new(), String::new()));
    // Makes the fields anew when what was typed has been taken.
    let round = use_state_eq(|| 0_u32);
    let refused = use_state_eq(|| None::<String>);
    let note = |is_day: bool| {
        let draft = draft.clone();
        Callback::from(move |event: yew::InputEvent| {
            let text = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
            let mut draft = draft.borrow_mut();
            if is_day { draft.0 = text } else { draft.1 = text }
        })
    };
    let add = {
        let (draft, round, refused, dispatch) =
            (draft.clone(), round.clone(), refused.clone(), dispatch.clone());
        Callback::from(move |_| {
            let (day, rate) = draft.borrow().clone();
            let read = parse_iso(&day)
                .ok_or(Wrong::NotDate)
                .and_then(|day| Ok((day, typed::positive(lang, &rate, MOST)?.ok_or(Wrong::NotNumber)?)));
            match read {
                Ok((day, rate)) => {
                    dispatch.emit(Msg::ChangeMoney(MoneyChange::Rate {
                        currency: other,
                        day,
                        rate: Some(rate),
                    }));
                    *draft.borrow_mut() = (String::new(), String::new());
                    refused.set(None);
                    round.set(*round + 1);
                }
                Err(wrong) => refused.set(Some(wrong_say(lang, wrong))),
            }
        })
    };
    let lines = typed.iter().map(|(day, rate)| {
        let day = *day;
        let written = intl::date(lang.tag(), day, DateStyle::Short);
        let said =
            say::rate_since(lang, other.code(), &typed::written(lang, *rate), used.code(), &written);
        let label = format!("{}: {said}", say::rate_drop(lang));
        let drop = dispatch
            .reform(move |_| Msg::ChangeMoney(MoneyChange::Rate { currency: other, day, rate: None }));
        html! {
            <li key={day}>
                <span>{ said }</span>
                <button class="btn mini" type="button" aria-label={label} onclick={drop}>{ say::rate_drop(lang) }</button>
            </li>
        }
    });
    let code = other.code().to_owned();
    html! {
        <fieldset class="rates" data-testid="rates" data-currency={code.clone()}>
            <legend>{ say::rates_title(lang, &code) }</legend>
            <ul>{ for lines }</ul>
            <div key={*round} class="line">
                <label>
                    <span>{ say::rate_day(lang) }</span>
                    <input type="date" oninput={note(true)} />
                </label>
                <label>
                    <span>{ say::rate_of(lang, &code, used.code()) }</span>
                    <input type="text" inputmode="decimal" autocomplete="off" oninput={note(false)} />
                </label>
                { button("", Some(Icon::Plus), say::rate_add(lang).into(), add) }
            </div>
            if let Some(why) = &*refused {
                <p key="why" class="wrong" role="alert">{ why }</p>
            }
        </fieldset>
    }
}
