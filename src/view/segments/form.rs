//! The form of a hypothesis: what was said, of whom, compared how, by whom, when.
//!
//! What is typed lives in the view until it is kept; then it is part of the document.

use garimpo_funnel::segments::{Direction, Measure, Part, SegmentColumn};
use garimpo_workspace::Intent;
use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, Properties, SubmitEvent, TargetCast, component, html,
    use_effect_with, use_state_eq,
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
    pub draft: Draft,
    pub columns: Vec<SegmentColumn>,
    /// Values of the draft's column; empty while they are not known.
    pub parts: Vec<Part>,
    pub lang: Lang,
    pub write: Callback<Option<Draft>>,
    pub choose: Callback<String>,
    pub dispatch: Dispatch,
}

impl Props {
    /// The draft after a change.
    fn set<T>(&self, change: impl Fn(&mut Draft, T) + 'static) -> Callback<T>
    where
        T: 'static,
    {
        let (draft, write) = (self.draft.clone(), self.write.clone());
        Callback::from(move |value| {
            let mut draft = draft.clone();
            change(&mut draft, value);
            write.emit(Some(draft));
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
    let Props { draft, lang, write, .. } = props;
    let lang = *lang;
    let lack = use_state_eq(|| None::<Lack>);
    use_effect_with((), |()| page::focus(CLAIM));
    let onsubmit = {
        let (draft, written, lack) = (draft.clone(), props.written(), lack.clone());
        let (dispatch, write) = (props.dispatch.clone(), write.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.card(written.clone()) {
                Ok(card) => {
                    dispatch.emit(Msg::Do(Intent::AddCard(card)));
                    dispatch.emit(Msg::Say(say::noted(lang).to_owned()));
                    write.emit(None);
                    page::focus("cards");
                }
                Err(missing) => lack.set(Some(missing)),
            }
        })
    };
    html! {
        <form class="card-form" data-testid="card-form" aria-labelledby="card-form" {onsubmit}>
            <h3 id="card-form">{ say::form_title(lang) }</h3>
            { text(CLAIM, say::said(lang), &draft.claim, props.written(), props.set(|draft, text| draft.claim = text)) }
            { about(props) }
            { values(props) }
            { compare(props) }
            <div class="pair">
                { text("card-by", say::by_whom(lang), &draft.by, String::new(), props.set(|draft, text| draft.by = text)) }
                { day(props) }
            </div>
            <p class="fig-say">{ say::said_on_hint(lang) }</p>
            <p class="lack" role="alert">{ lack.map(|lack| say::lack(lang, lack)) }</p>
            <div class="acts">
                <button class="btn primary" type="submit" data-testid="keep-card">{ say::keep(lang) }</button>
                { button("quiet", None, say::give_up(lang).into(), write.reform(|_| None)) }
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
fn about(props: &Props) -> Html {
    let names = props.columns.iter().map(|column| column.header.clone().into()).collect();
    let at = props.columns.iter().position(|column| column.id == props.draft.column);
    let ids: Vec<String> = props.columns.iter().map(|column| column.id.clone()).collect();
    let choose = props.choose.clone();
    let pick = props.set(move |draft, at: usize| {
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
            <span aria-hidden="true">{ say::about(props.lang) }</span>
            { select_at(say::about(props.lang).into(), names, at.unwrap_or_default(), &pick) }
        </div>
    }
}

fn values(props: &Props) -> Html {
    let Props { draft, parts, lang, .. } = props;
    let boxes = parts.iter().filter_map(|part| match part {
        Part::One { id, name } => {
            let checked = draft.values.contains(id);
            let value = id.clone();
            let onchange = props.set(move |draft: &mut Draft, event: Event| {
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
                    say::other_values(*lang),
                    &draft.others,
                    String::new(),
                    props.set(|draft, text| draft.others = text),
                ) }
            }
        </fieldset>
    }
}

fn compare(props: &Props) -> Html {
    let Props { draft, lang, .. } = props;
    let lang = *lang;
    let names = Measure::ALL.iter().map(|measure| say::measure(lang, *measure).into()).collect();
    let at = Measure::ALL.iter().position(|measure| *measure == draft.measure());
    let pick = props.set(|draft, at: usize| {
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
    let to = props.set(|draft: &mut Draft, to: Direction| draft.less = to == Direction::Less);
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

fn day(props: &Props) -> Html {
    let onchange = props.set(|draft: &mut Draft, event: Event| {
        draft.created = parse_iso(&event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let value = props.draft.created.map(iso).unwrap_or_default();
    html! {
        <label class="field">
            <span>{ say::said_on(props.lang) }</span>
            <input type="date" data-testid="card-day" min="1900-01-01" {value} {onchange} />
        </label>
    }
}
