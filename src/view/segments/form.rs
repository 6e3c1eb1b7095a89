//! The form of a hypothesis: what was said, of whom, compared how, by whom, when.
//!
//! What is typed lives in the view until it is kept; then it is part of the document.

use garimpo_funnel::segments::{Direction, Measure, Part, SegmentColumn};
use garimpo_workspace::Intent;
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, Properties, SubmitEvent, TargetCast, UseStateHandle,
    component, html, use_effect_with, use_state, use_state_eq,
};

use crate::calendar::{iso, parse_iso};
use crate::i18n::Lang;
use crate::i18n::segments as say;
use crate::msg::Msg;
use crate::segments::{Draft, Lack};
use crate::ui::button::{Choice, choices};
use crate::ui::select::select_at;
use crate::ui::{Dispatch, button, page};

const CLAIM: &str = "card-claim";

#[derive(Properties, PartialEq)]
pub struct Props {
    /// What it begins with; another one needs another key.
    pub start: Draft,
    pub columns: Vec<SegmentColumn>,
    /// The column that the table shows, and its values.
    pub shown: Option<(String, Vec<Part>)>,
    pub lang: Lang,
    pub close: Callback<()>,
    pub choose: Callback<String>,
    pub dispatch: Dispatch,
}

/// The draft as it is now, with what the form is made of.
struct Writing<'a> {
    draft: UseStateHandle<Draft>,
    columns: &'a [SegmentColumn],
    /// Values of the draft's column; empty while they are not known.
    parts: &'a [Part],
    lang: Lang,
    choose: &'a Callback<String>,
}

impl Writing<'_> {
    /// The draft after a change.
    fn set<T: 'static>(&self, change: impl Fn(&mut Draft, T) + 'static) -> Callback<T> {
        let draft = self.draft.clone();
        Callback::from(move |value| {
            let mut changed = (*draft).clone();
            change(&mut changed, value);
            draft.set(changed);
        })
    }

    /// The claim in words, from what was chosen.
    fn written(&self) -> String {
        let names = self.draft.named(self.parts.iter().cloned());
        let group = if names.is_empty() { "…".to_owned() } else { say::some_names(self.lang, &names) };
        say::claim(self.lang, &group, self.draft.measure(), self.draft.direction())
    }
}

#[component]
pub fn Form(props: &Props) -> Html {
    let Props { start, columns, shown, lang, close, choose, dispatch } = props;
    let lang = *lang;
    let draft = use_state(|| start.clone());
    let parts = shown.as_ref().filter(|(column, _)| *column == draft.column);
    let parts = parts.map(|(_, parts)| parts.as_slice()).unwrap_or_default();
    let form = Writing { draft: draft.clone(), columns, parts, lang, choose };
    let lack = use_state_eq(|| None::<Lack>);
    use_effect_with((), |()| page::focus(CLAIM));
    let onsubmit = {
        let (draft, written, lack) = (draft.clone(), form.written(), lack.clone());
        let (dispatch, close) = (dispatch.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.card(written.clone()) {
                Ok(card) => {
                    dispatch.emit(Msg::Do(Intent::AddCard(card)));
                    dispatch.emit(Msg::Say(say::noted(lang).to_owned()));
                    close.emit(());
                    page::focus("cards");
                }
                Err(missing) => lack.set(Some(missing)),
            }
        })
    };
    html! {
        <form class="card-form" data-testid="card-form" aria-labelledby="card-form" {onsubmit}>
            <h3 id="card-form">{ say::form_title(lang) }</h3>
            { text(CLAIM, say::said(lang), &draft.claim, form.written(), form.set(|draft, text| draft.claim = text)) }
            { about(&form) }
            { values(&form) }
            { compare(&form) }
            <div class="pair">
                { text("card-by", say::by_whom(lang), &draft.by, String::new(), form.set(|draft, text| draft.by = text)) }
                { day(&form) }
            </div>
            <p class="fig-say">{ say::said_on_hint(lang) }</p>
            <p class="lack" role="alert">{ lack.map(|lack| say::lack(lang, lack)) }</p>
            <div class="acts">
                <button class="btn primary" type="submit" data-testid="keep-card">{ say::keep(lang) }</button>
                { button("quiet", None, say::give_up(lang).into(), close.reform(|_| ())) }
            </div>
        </form>
    }
}

fn text(id: &'static str, label: &'static str, value: &str, hint: String, set: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        set.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let placeholder = (!hint.is_empty()).then(|| AttrValue::from(hint));
    html! {
        <label class="field">
            <span>{ label }</span>
            <input {id} type="text" autocomplete="off" maxlength="200" value={value.to_owned()} {placeholder} {oninput} />
        </label>
    }
}

/// The column; its values change with it.
fn about(form: &Writing<'_>) -> Html {
    let names = form.columns.iter().map(|column| column.header.clone().into()).collect();
    let at = form.columns.iter().position(|column| column.id == form.draft.column);
    let ids: Vec<String> = form.columns.iter().map(|column| column.id.clone()).collect();
    let choose = form.choose.clone();
    let pick = form.set(move |draft, at: usize| {
        if let Some(id) = ids.get(at) {
            draft.column = id.clone();
            draft.values.clear();
            draft.others.clear();
            // The table shows the same one: its values are the ones to tick.
            choose.emit(id.clone());
        }
    });
    html! {
        <div class="field">
            <span aria-hidden="true">{ say::about(form.lang) }</span>
            { select_at(say::about(form.lang).into(), names, at.unwrap_or_default(), &pick) }
        </div>
    }
}

fn values(form: &Writing<'_>) -> Html {
    let Writing { draft, parts, lang, .. } = form;
    let boxes = parts.iter().filter_map(|part| match part {
        Part::One { id, name } => {
            let checked = draft.values.contains(id);
            let value = id.clone();
            let onchange = form.set(move |draft: &mut Draft, event: Event| {
                draft.tick(&value, event.target_unchecked_into::<HtmlInputElement>().checked());
            });
            Some(html! {
                <label key={id.clone()} class="tick">
                    <input type="checkbox" data-value={id.clone()} {checked} {onchange} />
                    <span>{ name }</span>
                </label>
            })
        }
        _ => None,
    });
    // Ticked by a find, before the table is here.
    let known = |value: &&String| parts.iter().any(|part| part.id() == Some(value.as_str()));
    let unknown: Vec<&String> = draft.values.iter().filter(|value| !known(value)).collect();
    let more = parts.iter().any(|part| matches!(part, Part::Others { .. })) || parts.is_empty();
    html! {
        <fieldset class="field">
            <legend>{ say::group(*lang) }</legend>
            <div class="ticks">
                { for boxes }
                { for unknown.into_iter().map(|value| html! { <span key={value.clone()} class="tick">{ value }</span> }) }
            </div>
            if more {
                { text(
                    "card-others",
                    if parts.is_empty() { say::typed_values(*lang) } else { say::other_values(*lang) },
                    &draft.others,
                    String::new(),
                    form.set(|draft, text| draft.others = text),
                ) }
            }
        </fieldset>
    }
}

fn compare(form: &Writing<'_>) -> Html {
    let Writing { draft, lang, .. } = form;
    let lang = *lang;
    let names = Measure::ALL.iter().map(|measure| say::measure(lang, *measure).into()).collect();
    let at = Measure::ALL.iter().position(|measure| *measure == draft.measure());
    let pick = form.set(|draft, at: usize| {
        draft.measure = Measure::ALL.get(at).copied();
        // What people say of days is that they are few.
        draft.less = draft.measure == Some(Measure::Cycle);
    });
    let measure = draft.measure();
    let first = if measure == Measure::Cycle { Direction::Less } else { Direction::More };
    let second = if first == Direction::Less { Direction::More } else { Direction::Less };
    let options = [first, second].map(|value| Choice {
        value,
        label: say::direction(lang, measure, value).into(),
        short: None,
        lang: None,
    });
    let to = form.set(|draft: &mut Draft, to: Direction| draft.less = to == Direction::Less);
    html! {
        <div class="pair">
            <div class="field">
                <span aria-hidden="true">{ say::compare(lang) }</span>
                { select_at(say::compare(lang).into(), names, at.unwrap_or_default(), &pick) }
            </div>
            <div class="field">
                <span aria-hidden="true">{ say::than_others(lang) }</span>
                { choices("direction", say::than_others(lang), options.into(), &draft.direction(), &to) }
            </div>
        </div>
    }
}

fn day(form: &Writing<'_>) -> Html {
    let onchange = form.set(|draft: &mut Draft, event: Event| {
        draft.created = parse_iso(&event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let value = form.draft.created.map(iso).unwrap_or_default();
    html! {
        <label class="field">
            <span>{ say::said_on(form.lang) }</span>
            <input type="date" data-testid="card-day" min="1900-01-01" {value} {onchange} />
        </label>
    }
}
