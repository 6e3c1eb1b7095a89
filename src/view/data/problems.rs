//! What a person should look at: in the table with its cell, or out of it with the record as written.

use yew::{Html, html};

use crate::i18n::figures::Figures;
use crate::i18n::{Lang, data as say, problems as sentence, reading};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Written};
use garimpo_table::Problem;
use garimpo_workspace::SheetView;

pub fn problems(lang: Lang, sheet: &SheetView, dispatch: &Dispatch) -> Html {
    let figures = Written(lang);
    let numbered: Vec<_> = sheet.problems.iter().enumerate().collect();
    let (inside, outside): (Vec<_>, Vec<_>) =
        numbered.into_iter().partition(|(_, problem)| problem.row.is_some());
    let more = u64::from(sheet.problem_count).saturating_sub(sheet.problems.len() as u64);
    html! {
        <section data-testid="problems" data-count={sheet.problem_count.to_string()} aria-labelledby="problems-title">
            <h3 id="problems-title">
                { say::problems(lang) }{ " " }<span>{ figures.count(sheet.problem_count.into()) }</span>
            </h3>
            if sheet.problem_count == 0 {
                <p class="grp">{ say::no_problems(lang) }</p>
            }
            if !inside.is_empty() {
                <p class="grp">{ say::in_table(lang) }</p>
            }
            <ol class="problems">
                { for inside.into_iter().map(|(index, problem)| html! {
                    <li key={index} data-testid="problem" data-line={problem.line.to_string()}>
                        <button type="button" onclick={go_to(sheet, problem, dispatch)}>
                            { words(lang, sheet, problem) }
                        </button>
                    </li>
                }) }
            </ol>
            if !outside.is_empty() {
                <p class="grp">
                    { say::out_of_table(lang) }{ ": " }
                    <a class="lnk" href={Route::Reading(sheet.name.clone()).hash()}>{ reading::fix_here(lang) }</a>
                </p>
            }
            <ol class="problems out">
                { for outside.into_iter().map(|(index, problem)| html! {
                    <li key={index} data-testid="problem" data-line={problem.line.to_string()}>
                        <div>{ words(lang, sheet, problem) }</div>
                    </li>
                }) }
            </ol>
            if more > 0 {
                <p class="grp">{ say::more_problems(lang, &figures, more) }</p>
            }
        </section>
    }
}

fn go_to(sheet: &SheetView, problem: &Problem, dispatch: &Dispatch) -> yew::Callback<yew::MouseEvent> {
    let (sheet, row, column) = (sheet.id, problem.row, problem.column);
    dispatch.reform(move |_| match row {
        Some(row) => Msg::ShowRow { sheet, row, column },
        None => Msg::GoTo { sheet, row: None, column },
    })
}

fn words(lang: Lang, sheet: &SheetView, problem: &Problem) -> Html {
    let figures = Written(lang);
    let column = problem.column.and_then(|column| sheet.columns.get(column as usize));
    let column = column.map(|column| column.header.as_str()).filter(|header| !header.is_empty());
    html! {
        <>
            <b><span class="sr">{ say::line(lang) }{ " " }</span>{ figures.count(problem.line.into()) }</b>
            <span>
                { sentence::what(lang, &figures, &problem.kind, &problem.raw, column) }
                <small>{ sentence::fix(lang, &problem.kind, problem.row.is_none()) }</small>
                if sentence::shows_record(&problem.kind) && !problem.raw.is_empty() {
                    <code>{ &problem.raw }</code>
                }
            </span>
        </>
    }
}
