//! How the numbers are made: margin, form of business, shared costs, currency, times. Each change counts at once
//! and is one step; what cannot be taken changes nothing and says why beside its field.

mod rates;

use garimpo_funnel::settings::{Churn, MoneySettings};
use garimpo_funnel::{Allocation, Clock, Form, Ranking};
use garimpo_workspace::{DocView, Intent};
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, component, hook, html, use_node_ref,
    use_state_eq,
};

use crate::i18n::channels::settings as say;
use crate::i18n::{Lang, fields};
use crate::msg::{MoneyChange, Msg};
use crate::typed::{self, Wrong};
use crate::ui::button::{Choice, choices};
use crate::ui::field::Field;
use crate::ui::{Dispatch, Icon, Slice, Written, dialog, icon_button};

/// Where the focus goes: the margin's field, or the title.
pub const MARGIN: &str = "set-margin";
pub const TITLE: &str = "settings-title";

const MOST_DAYS: u32 = 3_650;
const MOST_MONTHS: f64 = 600.0;
const MOST_COUNT: f64 = 1e9;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub doc: Slice<DocView>,
    pub ranking: Option<Slice<Ranking>>,
    pub lang: Lang,
    /// The element that gets the focus.
    pub first: &'static str,
    pub dispatch: Dispatch,
    pub close: Callback<()>,
}

/// The dialog behind the scope line: what opens it (at one of its elements), and itself while it is open.
#[hook]
pub fn use_settings(
    ranking: &Option<Slice<Ranking>>,
    doc: &Slice<DocView>,
    lang: Lang,
    dispatch: &Dispatch,
) -> (Callback<&'static str>, Option<Html>) {
    let first = use_state_eq(|| None::<&'static str>);
    let open = {
        let (first, dispatch) = (first.clone(), dispatch.clone());
        Callback::from(move |at: &'static str| {
            // One thing is open at a time.
            dispatch.emit(Msg::CloseDrawer);
            first.set(Some(at));
        })
    };
    let close = first.clone();
    let close = Callback::from(move |()| close.set(None));
    let shown = (*first).map(|first| {
        html! {
            <Settings
                key="settings"
                doc={doc.clone()}
                ranking={ranking.clone()}
                {lang}
                {first}
                dispatch={dispatch.clone()}
                {close}
            />
        }
    });
    (open, shown)
}

/// What the parts of the dialog draw from.
struct Desk<'a> {
    lang: Lang,
    doc: &'a DocView,
    ranking: Option<&'a Ranking>,
    money: &'a MoneySettings,
    dispatch: &'a Dispatch,
}

impl Desk<'_> {
    /// A field whose text `read` turns into a change.
    fn field(
        &self,
        at: At,
        value: String,
        read: impl Fn(&str) -> Result<Option<Msg>, Wrong> + 'static,
    ) -> Html {
        let (lang, dispatch) = (self.lang, self.dispatch.clone());
        let take = Callback::from(move |text: String| match read(&text) {
            Ok(msg) => {
                if let Some(msg) = msg {
                    dispatch.emit(msg);
                }
                None
            }
            Err(wrong) => Some(wrong_say(lang, wrong)),
        });
        html! { <Field id={at.id} label={at.label} hint={at.hint} {value} {take} /> }
    }

    fn change<T: 'static>(&self, change: impl Fn(T) -> MoneyChange + 'static) -> Callback<T> {
        self.dispatch.reform(move |value| Msg::ChangeMoney(change(value)))
    }
}

struct At {
    id: &'static str,
    label: &'static str,
    hint: AttrValue,
}

fn at(id: &'static str, label: &'static str, hint: impl Into<AttrValue>) -> At {
    At { id, label, hint: hint.into() }
}

pub fn wrong_say(lang: Lang, wrong: Wrong) -> String {
    say::wrong(lang, wrong, |value| {
        use crate::i18n::figures::Figures;
        Written(lang).number(value)
    })
}

#[component]
pub fn Settings(props: &Props) -> Html {
    let Props { doc, ranking, lang, first, dispatch, close } = props;
    let lang = *lang;
    let node = use_node_ref();
    dialog::use_modal(&node, first, close.clone());
    let desk = Desk { lang, doc, ranking: ranking.as_deref(), money: &doc.settings.money, dispatch };
    let shut = close.reform(|_| ());
    html! {
        <dialog ref={node} class="drawer open settings" data-testid="settings" aria-labelledby={TITLE}>
            <header>
                <h2 id={TITLE} tabindex="-1">{ say::title(lang) }</h2>
                <p class="say">{ say::intro(lang) }</p>
                { icon_button(Icon::Close, say::done(lang).into(), false, shut) }
            </header>
            <div class="drawer-body" role="region" aria-labelledby={TITLE} tabindex="0">
                { margin(&desk) }
                { form(&desk) }
                { shared(&desk) }
                { rates::currency(&desk) }
                { times(&desk) }
            </div>
        </dialog>
    }
}

fn margin(desk: &Desk<'_>) -> Html {
    let lang = desk.lang;
    let value = desk.money.margin.map(|margin| typed::written(lang, margin * 100.0)).unwrap_or_default();
    let read = move |text: &str| {
        typed::percent(lang, text).map(|margin| Some(Msg::ChangeMoney(MoneyChange::Margin(margin))))
    };
    desk.field(at(MARGIN, say::margin(lang), say::margin_say(lang)), value, read)
}

fn form(desk: &Desk<'_>) -> Html {
    let (lang, money) = (desk.lang, desk.money);
    let forms = [Form::OneOff, Form::Repeat, Form::Subscription].map(|value| Choice {
        value,
        label: say::form_of(lang, value).into(),
        short: None,
        lang: None,
    });
    html! {
        <section>
            <h3>{ say::form(lang) }</h3>
            { choices("form", say::form(lang), forms.into(), &money.form, &desk.change(MoneyChange::Form)) }
            <p class="hint">{ say::form_say(lang, money.form) }</p>
            if money.form == Form::Repeat {
                <div key="repeat">{ repeat(desk) }</div>
            }
            if money.form == Form::Subscription {
                <div key="subscription">{ subscription(desk) }</div>
            }
        </section>
    }
}

fn repeat(desk: &Desk<'_>) -> Html {
    let lang = desk.lang;
    desk.field(
        at("set-value-days", say::value_days(lang), say::value_days_say(lang)),
        desk.money.value_days.to_string(),
        move |text| {
            let days = typed::whole(lang, text, 1, MOST_DAYS)?.ok_or(Wrong::NotNumber)?;
            Ok(Some(Msg::ChangeMoney(MoneyChange::ValueDays(days))))
        },
    )
}

fn subscription(desk: &Desk<'_>) -> Html {
    let lang = desk.lang;
    let months = move |text: &str| typed::positive(lang, text, MOST_MONTHS)?.ok_or(Wrong::NotNumber);
    let money = desk.money;
    html! {
        <>
            { desk.field(
                at("set-recurring", say::recurring_months(lang), ""),
                typed::written(lang, money.recurring_months),
                move |text| Ok(Some(Msg::ChangeMoney(MoneyChange::RecurringMonths(months(text)?)))),
            ) }
            <ChurnFields key="churn" {lang} churn={money.churn.map(Both)} dispatch={desk.dispatch.clone()} />
            { desk.field(
                at("set-most", say::most_months(lang), say::most_months_say(lang)),
                typed::written(lang, money.most_months),
                move |text| Ok(Some(Msg::ChangeMoney(MoneyChange::MostMonths(months(text)?)))),
            ) }
        </>
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Both(Churn);

#[derive(Properties, PartialEq)]
struct ChurnProps {
    lang: Lang,
    churn: Option<Both>,
    dispatch: Dispatch,
}

/// Two numbers that only count together: one alone waits for the other.
#[component]
fn ChurnFields(props: &ChurnProps) -> Html {
    let ChurnProps { lang, churn, dispatch } = props;
    let (lang, churn) = (*lang, churn.map(|both| both.0));
    let typed_in = yew::use_mut_ref(|| (None::<f64>, None::<f64>));
    let waits = yew::use_state_eq(|| false);
    {
        let (typed_in, waits) = (typed_in.clone(), waits.clone());
        yew::use_effect_with(props.churn, move |churn| {
            *typed_in.borrow_mut() =
                (churn.map(|both| both.0.ended), churn.map(|both| both.0.customer_months));
            waits.set(false);
        });
    }
    let take = |is_ended: bool| {
        let (typed_in, waits, dispatch) = (typed_in.clone(), waits.clone(), dispatch.clone());
        Callback::from(move |text: String| {
            let read = typed::number(lang, &text).and_then(|value| {
                let low = if is_ended { 0.0 } else { 1.0 };
                value.map(|value| typed::between(value, low, MOST_COUNT)).transpose()
            });
            let value = match read {
                Ok(value) => value,
                Err(wrong) => return Some(wrong_say(lang, wrong)),
            };
            let both = {
                let mut now = typed_in.borrow_mut();
                if is_ended {
                    now.0 = value
                } else {
                    now.1 = value
                }
                *now
            };
            let change = match both {
                (Some(ended), Some(customer_months)) => Some(Some(Churn { ended, customer_months })),
                (None, None) => Some(None),
                _ => None,
            };
            waits.set(change.is_none());
            if let Some(churn) = change {
                dispatch.emit(Msg::ChangeMoney(MoneyChange::Churn(churn)));
            }
            None
        })
    };
    let shown = |value: Option<f64>| value.map(|value| typed::written(lang, value)).unwrap_or_default();
    html! {
        <fieldset class="pair">
            <legend class="sr">{ say::ended(lang) }</legend>
            <Field
                id="set-ended"
                label={say::ended(lang)}
                value={shown(churn.map(|churn| churn.ended))}
                take={take(true)}
            />
            <Field
                id="set-months"
                label={say::customer_months(lang)}
                value={shown(churn.map(|churn| churn.customer_months))}
                take={take(false)}
            />
            if *waits {
                <p key="waits" class="wrong" role="status">{ say::churn_half(lang) }</p>
            }
            <p class="hint">{ say::churn_say(lang) }</p>
        </fieldset>
    }
}

fn shared(desk: &Desk<'_>) -> Html {
    let (lang, money) = (desk.lang, desk.money);
    let ways = [Allocation::BySpend, Allocation::ByLeads].map(|value| Choice {
        value,
        label: say::allocation_by(lang, value).into(),
        short: None,
        lang: None,
    });
    let channels = desk.ranking.map(|ranking| ranking.channels.as_slice()).unwrap_or_default();
    let boxes = channels.iter().map(|row| {
        let id = row.channel.id.clone();
        let shared = money.shared.contains(&id);
        let onchange = {
            let id = id.clone();
            desk.dispatch.reform(move |event: Event| {
                let shared = event.target_unchecked_into::<HtmlInputElement>().checked();
                Msg::ChangeMoney(MoneyChange::Shared { channel: id.clone(), shared })
            })
        };
        html! {
            <li key={id}>
                <label class="check">
                    <input type="checkbox" checked={shared} {onchange} />
                    <span>{ fields::channel_name(lang, &row.channel.name) }</span>
                </label>
            </li>
        }
    });
    html! {
        <section>
            <h3>{ say::shared(lang) }</h3>
            <p class="hint">{ say::shared_say(lang) }</p>
            <ul class="checks">{ for boxes }</ul>
            <div class="line">
                <span aria-hidden="true">{ say::allocation(lang) }</span>
                { choices(
                    "allocation",
                    say::allocation(lang),
                    ways.into(),
                    &money.allocation,
                    &desk.change(MoneyChange::Allocation),
                ) }
            </div>
        </section>
    }
}

fn times(desk: &Desk<'_>) -> Html {
    let (lang, settings) = (desk.lang, &desk.doc.settings);
    let unfinished = desk.ranking.map(|ranking| &ranking.unfinished);
    let proposed = unfinished.filter(|one| !one.horizon_is_chosen).and_then(|one| one.horizon);
    let horizon = settings.horizon.map(|day| day.to_string()).unwrap_or_default();
    let can_lag = settings.clock == Clock::Period && !settings.period.is_whole();
    let onchange = desk.dispatch.reform(|event: Event| {
        Msg::Do(Intent::SetLagged(event.target_unchecked_into::<HtmlInputElement>().checked()))
    });
    let lag = unfinished.and_then(|one| one.lag).filter(|_| settings.lagged);
    html! {
        <section>
            <h3>{ say::times(lang) }</h3>
            { desk.field(
                at("set-horizon", say::horizon(lang), say::horizon_say(lang, proposed)),
                horizon,
                move |text| Ok(Some(Msg::SetHorizon(typed::whole(lang, text, 1, MOST_DAYS)?))),
            ) }
            <label class="check">
                <input
                    id="set-lagged"
                    type="checkbox"
                    checked={settings.lagged}
                    disabled={!can_lag}
                    aria-describedby="set-lagged-hint"
                    {onchange}
                />
                <span>{ say::lagged(lang) }</span>
            </label>
            <p id="set-lagged-hint" class="hint">
                { if can_lag { say::lagged_say(lang) } else { say::lagged_needs(lang) } }
                if let Some(days) = lag {
                    <span key="lag">{ " " }{ crate::i18n::channels::lag_say(lang, days) }</span>
                }
            </p>
        </section>
    }
}
