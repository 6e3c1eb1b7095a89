//! One more table: from files, or typed by hand.

use yew::{Callback, Html, Properties, component, html};

use crate::i18n::{Lang, data as say, fields};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::menu::Item;
use crate::ui::{Dispatch, Icon, Menu, Slice, page};
use crate::view::shell::FILES;
use garimpo_funnel::{Field, Ranking, Role};
use garimpo_workspace::{DocView, Intent, NewSheet};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub doc: Slice<DocView>,
    pub ranking: Option<Slice<Ranking>>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

const ROWS: usize = 20;
const COLUMNS: usize = 8;

#[component]
pub fn Add(props: &Props) -> Html {
    let lang = props.lang;
    let item = |label: &'static str, hint: Option<&'static str>| Item {
        label: label.into(),
        hint: hint.map(Into::into),
        checked: None,
    };
    let items = vec![
        item(say::add_files(lang), None),
        item(say::add_spend(lang), Some(say::add_spend_hint(lang))),
        item(say::add_totals(lang), Some(say::add_totals_hint(lang))),
        item(say::add_blank(lang), Some(say::add_blank_hint(lang))),
    ];
    let pick = {
        let (doc, ranking, dispatch) = (props.doc.clone(), props.ranking.clone(), props.dispatch.clone());
        Callback::from(move |index| match index {
            0 => page::click(FILES),
            1 => add(&doc, &dispatch, spend(lang, ranking.as_deref())),
            2 => add(&doc, &dispatch, totals(lang, ranking.as_deref())),
            _ => add(&doc, &dispatch, blank(lang)),
        })
    };
    html! {
        <Menu icon={Icon::Plus} label={say::add(lang)} class="add" above=true {items} {pick} />
    }
}

/// Adds it and shows it. A name that is taken gets a number.
fn add(doc: &DocView, dispatch: &Dispatch, mut sheet: NewSheet) {
    let taken = |name: &str| doc.sheets.iter().any(|sheet| sheet.name == name);
    if taken(&sheet.name) {
        let free = (2..).map(|number| say::numbered(&sheet.name, number)).find(|name| !taken(name));
        sheet.name = free.unwrap_or_default();
    }
    let route = Route::Data(Some(sheet.name.clone()));
    dispatch.emit(Msg::Do(Intent::AddSheet(sheet)));
    dispatch.emit(Msg::Go(route));
}

/// One row a channel, the other cells empty.
fn by_channel(lang: Lang, ranking: Option<&Ranking>, columns: usize) -> Vec<Vec<String>> {
    let names = ranking.into_iter().flat_map(|ranking| &ranking.channels);
    let mut rows: Vec<Vec<String>> = names
        .map(|row| {
            let mut cells = vec![String::new(); columns];
            if let Some(first) = cells.first_mut() {
                *first = fields::channel_name(lang, &row.channel.name);
            }
            cells
        })
        .collect();
    if rows.is_empty() {
        rows.push(vec![String::new(); columns]);
    }
    rows
}

fn spend(lang: Lang, ranking: Option<&Ranking>) -> NewSheet {
    NewSheet {
        name: say::add_spend(lang).into(),
        role: Role::Spend,
        headers: vec![say::column_channel(lang).into(), say::column_amount(lang).into()],
        fields: vec![Some(Field::Channel), Some(Field::Amount)],
        rows: by_channel(lang, ranking, 2),
    }
}

fn totals(lang: Lang, ranking: Option<&Ranking>) -> NewSheet {
    let columns = [
        (say::column_channel(lang), Field::Channel),
        (say::column_spend(lang), Field::Spend),
        (say::column_leads(lang), Field::Leads),
        (say::column_opportunities(lang), Field::Opportunities),
        (say::column_customers(lang), Field::Customers),
        (say::column_revenue(lang), Field::Revenue),
    ];
    NewSheet {
        name: say::add_totals(lang).into(),
        role: Role::Totals,
        headers: columns.iter().map(|(header, _)| (*header).into()).collect(),
        fields: columns.iter().map(|(_, field)| Some(*field)).collect(),
        rows: by_channel(lang, ranking, columns.len()),
    }
}

/// Headers are letters, as in a spreadsheet.
fn blank(lang: Lang) -> NewSheet {
    NewSheet {
        name: say::add_blank(lang).into(),
        role: Role::Other,
        headers: ('A'..='Z').take(COLUMNS).map(String::from).collect(),
        fields: vec![None; COLUMNS],
        rows: vec![vec![String::new(); COLUMNS]; ROWS],
    }
}
