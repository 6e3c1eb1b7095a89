//! Open questions of an import: whole beside their table, short everywhere else.

use yew::{Callback, Html, Properties, component, html, use_state_eq};

use crate::i18n::{Lang, questions as say, shell};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Icon, Slice, Written, icon};
use garimpo_workspace::{DocView, Intent, Question};

/// A name for the elements of a question that no other one has.
fn id(question: &Question) -> String {
    let column = question.id.column.map(|column| column.to_string()).unwrap_or_default();
    let field = question.id.field.map(|field| field.name()).unwrap_or_default();
    format!("q-{}-{}-{column}-{field}", question.id.sheet, question.id.about.name())
}

/// One sentence each, with the way to its table. `confirm`: with the button that accepts every proposal.
pub fn compact_list(lang: Lang, questions: &[Question], confirm: bool, dispatch: &Dispatch) -> Html {
    let count = shell::questions(lang, &Written(lang), questions.len() as u64);
    html! {
        <section key="questions" class="message ask" aria-label={count.clone()}>
            <p class="tag">{ icon(Icon::Help) }{ count }</p>
            <ul>{ for questions.iter().map(|question| compact(lang, question)) }</ul>
            if confirm {
                { accept_all(lang, questions.len(), dispatch) }
            }
        </section>
    }
}

pub fn compact(lang: Lang, question: &Question) -> Html {
    html! {
        <li
            key={id(question)}
            data-testid="question"
            data-about={question.id.about.name()}
            data-file={question.file.clone()}
        >
            <b>{ &question.file }</b>{ " " }{ say::title(lang, question) }{ " " }
            <a class="lnk" href={Route::Reading(question.file.clone()).hash()}>{ say::see(lang) }</a>
        </li>
    }
}

/// Takes what the page proposes for `count` open questions.
pub fn accept_all(lang: Lang, count: usize, dispatch: &Dispatch) -> Html {
    let label = if count == 1 { say::accept(lang) } else { say::accept_all(lang) };
    html! {
        <button
            key="accept-all"
            class="btn primary"
            type="button"
            data-testid="import-confirm"
            onclick={dispatch.reform(|_| Msg::Do(Intent::AcceptAll))}
        >
            { label }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lang: Lang,
    pub doc: Slice<DocView>,
    /// Which of the document's questions.
    pub index: usize,
    /// It is the only one: its button is the one that the contract promises.
    pub only: bool,
    pub dispatch: Dispatch,
}

/// The question with its answers; the proposal is chosen already.
#[component]
pub fn Card(props: &Props) -> Html {
    let chosen = use_state_eq(|| None::<usize>);
    let Some(question) = props.doc.questions.get(props.index) else {
        // Answered just now: the next drawing leaves the card out.
        return html! { <section class="question" hidden=true /> };
    };
    let lang = props.lang;
    let figures = Written(lang);
    let id = id(question);
    let title = format!("{id}-title");
    let currency = question.id.column.and_then(|column| {
        let sheet = props.doc.sheet(question.id.sheet)?;
        sheet.columns.get(column as usize)?.reading.currency
    });
    let currency = currency.as_ref().map(|currency| currency.code());
    let proposed = question.proposed as usize;
    let picked = chosen.unwrap_or(proposed);

    let options = question.choices.iter().enumerate().map(|(index, choice)| {
        let (label, then) = say::choice(lang, &figures, question, choice, currency);
        let onchange = {
            let chosen = chosen.clone();
            Callback::from(move |_| chosen.set(Some(index)))
        };
        html! {
            <label key={index}>
                <input type="radio" name={id.clone()} checked={index == picked} {onchange} />
                <span>
                    <b>{ label }</b>
                    if index == proposed && question.choices.len() > 2 {
                        <small>{ say::proposed(lang) }</small>
                    }
                    if !then.is_empty() {
                        <small>{ then }</small>
                    }
                </span>
            </label>
        }
    });
    let take = question.choices.get(picked).map(|choice| say::take(lang, &figures, choice, currency));
    let onclick = {
        let question = question.id.clone();
        let choice = u32::try_from(picked).unwrap_or_default();
        props.dispatch.reform(move |_| Msg::Do(Intent::Answer { question: question.clone(), choice }))
    };
    html! {
        <section
            class="question"
            data-testid="question"
            data-about={question.id.about.name()}
            data-file={question.file.clone()}
            aria-labelledby={title.clone()}
        >
            <p class="tag">{ icon(Icon::Help) }{ &question.file }</p>
            <h3 id={title.clone()}>{ say::title(lang, question) }</h3>
            <p>{ say::why(lang, &figures, question) }</p>
            <div class="opts" role="radiogroup" aria-labelledby={title}>{ for options }</div>
            <div class="acts">
                <button
                    class="btn primary"
                    type="button"
                    data-testid={props.only.then_some("import-confirm")}
                    {onclick}
                >
                    { take }
                </button>
            </div>
            <p class="hint">{ say::hint(lang) }</p>
        </section>
    }
}
