//! The tabs of the tables, as below a spreadsheet; how the deals found their leads; saving the open table.

use web_sys::HtmlElement;
use yew::{Callback, Html, KeyboardEvent, Properties, component, html, use_effect_with, use_node_ref};

use super::{PANEL, add::Add};
use crate::i18n::figures::Figures;
use crate::i18n::{Lang, data as say, fields};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::menu::Item;
use crate::ui::{Dispatch, Icon, Menu, Slice, Written, icon};
use garimpo_funnel::{Ranking, Role};
use garimpo_workspace::{DocView, SheetId, SheetView};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub doc: Slice<DocView>,
    pub ranking: Option<Slice<Ranking>>,
    pub open: SheetId,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

pub fn id(sheet: SheetId) -> String {
    format!("tab-{sheet}")
}

#[component]
pub fn Tabs(props: &Props) -> Html {
    let Props { doc, ranking, open, lang, dispatch } = props;
    let (lang, open) = (*lang, *open);
    let list = use_node_ref();

    // The focus follows the arrows: only when it is among the tabs already.
    {
        let list = list.clone();
        use_effect_with(open, move |open| {
            if let Some(list) = list.cast::<HtmlElement>()
                && list.matches(":focus-within").unwrap_or(false)
            {
                crate::ui::page::focus(&id(*open));
            }
        });
    }

    let onkeydown = {
        let (doc, dispatch) = (doc.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            let here = doc.sheets.iter().position(|sheet| sheet.id == open).unwrap_or(0);
            let all = doc.sheets.len().max(1);
            let to = match event.key().as_str() {
                "ArrowLeft" => (here + all - 1) % all,
                "ArrowRight" => (here + 1) % all,
                "Home" => 0,
                "End" => all - 1,
                _ => return,
            };
            event.prevent_default();
            if let Some(sheet) = doc.sheets.get(to) {
                dispatch.emit(Msg::Go(Route::Data(Some(sheet.name.clone()))));
            }
        })
    };
    html! {
        <div class="tabs">
            <div ref={list} role="tablist" aria-label={say::tables(lang)} {onkeydown}>
                { for doc.sheets.iter().map(|sheet| tab(lang, doc, sheet, open, dispatch)) }
            </div>
            <Add doc={doc.clone()} ranking={ranking.clone()} {lang} dispatch={dispatch.clone()} />
            { join(lang, ranking.as_deref(), dispatch) }
            <div class="exports">
                <button
                    class="btn mini"
                    type="button"
                    data-testid="export-csv"
                    aria-label={say::export_csv_label(lang)}
                    title={say::export_csv_label(lang)}
                    onclick={dispatch.reform(|_| Msg::ExportCsv { seen: false, systems: false })}
                >
                    { icon(Icon::Save) }{ say::export_csv(lang) }
                </button>
                <Menu
                    icon={Icon::More}
                    label={say::more_exports(lang)}
                    compact={true}
                    class="icon-btn"
                    above={true}
                    items={exports(lang)}
                    pick={dispatch.reform(|at| Msg::ExportCsv { seen: at == 1 || at == 3, systems: at >= 2 })}
                />
            </div>
        </div>
    }
}

fn tab(lang: Lang, doc: &DocView, sheet: &SheetView, open: SheetId, dispatch: &Dispatch) -> Html {
    let selected = sheet.id == open;
    let asking = doc.questions.iter().any(|question| question.id.sheet == sheet.id);
    let name = sheet.name.clone();
    let onclick = dispatch.reform(move |_| Msg::Go(Route::Data(Some(name.clone()))));
    html! {
        <button
            key={sheet.id}
            id={id(sheet.id)}
            role="tab"
            type="button"
            aria-selected={if selected { "true" } else { "false" }}
            aria-controls={PANEL}
            tabindex={if selected { "0" } else { "-1" }}
            title={sheet.name.clone()}
            data-sheet={sheet.name.clone()}
            data-role={sheet.role.name()}
            data-rows={sheet.rows.to_string()}
            {onclick}
        >
            { label(lang, doc, sheet) }{ " " }
            <small>{ Written(lang).count(sheet.rows.into()) }</small>
            if asking {
                <span class="dot"><span class="sr">{ say::asking(lang) }</span></span>
            }
        </button>
    }
}

/// What the table is, as long as that tells it from the others; else its name.
fn label(lang: Lang, doc: &DocView, sheet: &SheetView) -> String {
    let alone = doc.sheets.iter().filter(|other| other.role == sheet.role).count() == 1;
    match alone && sheet.role != Role::Other && sheet.receipt.is_some() {
        true => fields::role(lang, sheet.role).into(),
        false => sheet.name.clone(),
    }
}

/// All rows or those that are seen, for spreadsheets and for systems.
fn exports(lang: Lang) -> Vec<Item> {
    let item = |label: &'static str, hint: &'static str| Item {
        label: label.into(),
        hint: Some(hint.into()),
        checked: None,
    };
    let (all, seen) = (say::all_rows(lang), say::seen_rows(lang));
    let (sheets, systems) = (say::for_spreadsheets(lang), say::for_systems(lang));
    vec![item(sheets, all), item(sheets, seen), item(systems, all), item(systems, seen)]
}

fn join(lang: Lang, ranking: Option<&Ranking>, dispatch: &Dispatch) -> Html {
    let found = ranking.and_then(|ranking| Some((&ranking.join, ranking.join.by?)));
    let Some((join, by)) = found else {
        return html! { <p /> };
    };
    let lost = join.without_lead.first().copied();
    html! {
        <p>
            { say::join(lang, &Written(lang), by, join.deals, join.joined) }
            if let Some(lost) = lost {
                { " " }
                <button
                    class="lnk"
                    type="button"
                    onclick={dispatch.reform(move |_| {
                        Msg::ShowRow { sheet: lost.sheet, row: lost.row, column: None }
                    })}
                >
                    { say::see_them(lang) }
                </button>
            }
        </p>
    }
}
