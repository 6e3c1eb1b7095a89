//! Beside the table: what it is, what is asked about it, what became of its file, what is wrong in it.

use yew::{Html, Properties, component, html};

use super::channels::{merged, offers};
use super::problems::problems;
use super::receipt::{receipt, receipt_line};
use crate::i18n::{Lang, data as say, fields, reading, sources};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::{Dispatch, Icon, Slice, icon_button};
use crate::view::sheet::{questions, role_select};
use garimpo_funnel::{Ranking, Role};
use garimpo_table::ReadOptions;
use garimpo_workspace::{DocView, Intent, SheetView};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub doc: Slice<DocView>,
    pub sheet: Slice<SheetView>,
    pub ranking: Option<Slice<Ranking>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn Panel(props: &Props) -> Html {
    let Props { doc, sheet, ranking, lang, dispatch } = props;
    let lang = *lang;
    html! {
        // Scrolls: the keyboard must be able to.
        <aside class="panel" tabindex="0" aria-label={say::panel(lang)}>
            { head(lang, sheet, dispatch) }
            { questions(lang, doc, sheet, dispatch) }
            if let Some(counts) = &sheet.receipt {
                { receipt(lang, &sheet.name, counts) }
            }
            { problems(lang, sheet, dispatch) }
            if let Some(ranking) = ranking {
                { offers(lang, ranking, dispatch) }
            }
            { merged(lang, doc, ranking.as_deref(), dispatch) }
            { others(lang, doc, sheet) }
        </aside>
    }
}

/// In the place of a sheet that has just been removed, until the next drawing.
pub fn no_sheet() -> SheetView {
    SheetView {
        id: 0,
        name: String::new(),
        role: Role::Other,
        rows: 0,
        shown: 0,
        look: Default::default(),
        columns: Vec::new(),
        receipt: None,
        source: None,
        dialect: None,
        options: ReadOptions::default(),
        header: None,
        can_reread: false,
        remembered: false,
        decided: Vec::new(),
        left_out: 0,
        problems: Vec::new(),
        problem_count: 0,
        version: 0,
    }
}

fn head(lang: Lang, sheet: &SheetView, dispatch: &Dispatch) -> Html {
    let id = sheet.id;
    html! {
        <header>
            <div class="panel-name">
                <h2>{ &sheet.name }</h2>
                { icon_button(
                    Icon::Trash,
                    say::remove(lang).into(),
                    false,
                    dispatch.reform(move |_| Msg::Do(Intent::RemoveSheet { sheet: id })),
                ) }
            </div>
            <p>
                { how_it_was_read(lang, sheet) }
                if sheet.dialect.is_some() {
                    { " · " }
                    <a class="lnk" href={Route::Reading(sheet.name.clone()).hash()}>{ reading::how_read(lang) }</a>
                }
            </p>
            if sheet.remembered {
                <p>{ reading::remembered(lang) }</p>
            }
            { role_select(lang, sheet, dispatch) }
        </header>
    }
}

/// "reconhecido: RD Station CRM, negociações · UTF-8 · ponto e vírgula · datas dia/mês".
fn how_it_was_read(lang: Lang, sheet: &SheetView) -> String {
    let Some(dialect) = &sheet.dialect else { return say::by_hand(lang).into() };
    let mut parts: Vec<String> =
        sheet.source.map(|source| sources::recognised(lang, source)).into_iter().collect();
    parts.push(fields::encoding(dialect.encoding).to_string());
    parts.push(fields::delimiter(lang, dialect));
    let mut orders: Vec<_> = sheet.columns.iter().filter_map(|column| column.reading.date_order).collect();
    orders.dedup();
    if let [order] = orders.as_slice() {
        parts.push(say::dates(lang, fields::date_order(lang, *order)));
    }
    parts.join(" · ")
}

fn others(lang: Lang, doc: &DocView, sheet: &SheetView) -> Html {
    let others = doc.sheets.iter().filter(|other| other.id != sheet.id);
    let others: Vec<_> = others.filter_map(|other| Some((other, other.receipt.as_ref()?))).collect();
    html! {
        <section class="others" hidden={others.is_empty()} aria-labelledby="others-title">
            <h3 id="others-title">{ say::other_receipts(lang) }</h3>
            <ul>
                { for others.into_iter().map(|(other, counts)| html! {
                    <li key={other.id}>
                        <a class="lnk" href={Route::Data(Some(other.name.clone())).hash()}>{ &other.name }</a>
                        { receipt_line(lang, &other.name, counts) }
                    </li>
                }) }
            </ul>
        </section>
    }
}
