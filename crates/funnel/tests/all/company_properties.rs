//! What must hold for any leads and deals, and for any edits of them.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::company::{Cache, Company, NO_LEAD};
use garimpo_funnel::{Role, Settings};
use garimpo_table::Table;
use proptest::prelude::*;

const LEAD_HEADERS: [&str; 5] = ["lead_id", "email", "created_at", "channel", "stage"];
const DEAL_HEADERS: [&str; 6] = ["deal_id", "lead_id", "email", "status", "closed_at", "amount"];

fn cell(column: &'static str) -> BoxedStrategy<String> {
    match column {
        "lead_id" => prop_oneof!["", "L[1-6]", "l[1-6]"].boxed(),
        "email" => prop_oneof!["", "[a-f]@x\\.example", " [A-F]@X\\.example"].boxed(),
        "created_at" | "closed_at" => prop_oneof![Just(String::new()), "2026-0[1-3]-1[0-9]"].boxed(),
        "channel" => {
            prop_oneof!["", "Google", "google ", "Eventos", "Indicação", "indicacao", "Paid Search"].boxed()
        }
        "stage" => prop_oneof!["Lead", "MQL", "Cliente", "Perdido"].boxed(),
        "status" => prop_oneof!["won", "lost", "open"].boxed(),
        "amount" => prop_oneof![Just("0".to_owned()), "[1-9][0-9]{0,3}\\.[0-9]{2}"].boxed(),
        _ => "D[0-9]{3}".boxed(),
    }
}

fn rows<const N: usize>(headers: [&'static str; N]) -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(headers.map(cell).to_vec(), 1..25)
}

fn table<const N: usize>(headers: [&str; N], rows: &[Vec<String>]) -> Table {
    Table::from_rows(headers.map(str::to_owned).to_vec(), rows.to_vec())
}

fn field(header: &str) -> Option<garimpo_funnel::Field> {
    garimpo_funnel::Field::ALL.iter().copied().find(|field| field.name() == header)
}

/// Sheets whose meaning a person has said: columns of few rows can look like anything.
fn both(leads: &[Vec<String>], deals: &[Vec<String>]) -> Vec<Sheet> {
    let mut sheets = vec![
        Sheet::of(1, "leads.csv", table(LEAD_HEADERS, leads)),
        Sheet::of(2, "deals.csv", table(DEAL_HEADERS, deals)),
    ];
    for (sheet, role) in sheets.iter_mut().zip([Role::Leads, Role::Deals]) {
        sheet.guess.role = role;
        sheet.guess.fields = sheet.table.headers().iter().map(|header| field(header)).collect();
    }
    sheets
}

fn cold(sheets: &[Sheet]) -> Company {
    join(sheets, &Settings::default(), &mut Cache::default())
}

fn text(company: &Company) -> String {
    format!("{company:#?}")
}

#[derive(Clone, Debug)]
enum Edit {
    Set { sheet: usize, row: u32, column: u32, text: String },
    Delete { sheet: usize, row: u32 },
    Insert { sheet: usize, at: u32 },
    Role { sheet: usize, role: Role },
    Unmap { sheet: usize, column: usize },
    Merge,
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let value = prop_oneof![
        cell("lead_id"),
        cell("email"),
        cell("created_at"),
        cell("channel"),
        cell("status"),
        cell("stage"),
        cell("amount")
    ];
    prop_oneof![
        6 => (0usize..2, 0u32..25, 0u32..6, value).prop_map(|(sheet, row, column, text)| Edit::Set { sheet, row, column, text }),
        1 => (0usize..2, 0u32..25).prop_map(|(sheet, row)| Edit::Delete { sheet, row }),
        1 => (0usize..2, 0u32..25).prop_map(|(sheet, at)| Edit::Insert { sheet, at }),
        1 => (0usize..2, 0usize..8).prop_map(|(sheet, role)| Edit::Role { sheet, role: Role::ALL[role] }),
        1 => (0usize..2, 0usize..5).prop_map(|(sheet, column)| Edit::Unmap { sheet, column }),
        1 => Just(Edit::Merge),
    ]
}

fn apply(edit: &Edit, sheets: &mut [Sheet], settings: &mut Settings) {
    match edit {
        Edit::Set { sheet, row, column, text } => {
            sheets[*sheet].table.set_cells(&[(*row, *column, Some(text.clone()))]);
        }
        Edit::Delete { sheet, row } => {
            sheets[*sheet].table.delete_rows(&[*row]);
        }
        Edit::Insert { sheet, at } => {
            let rows = [vec!["L1".to_owned(), "a@x.example".to_owned(), "2026-01-01".to_owned()]];
            sheets[*sheet].table.insert_rows(*at, &rows);
        }
        Edit::Role { sheet, role } => sheets[*sheet].guess.role = *role,
        Edit::Unmap { sheet, column } => {
            let fields = &mut sheets[*sheet].guess.fields;
            let at = *column % fields.len();
            fields[at] = None;
        }
        Edit::Merge => {
            settings.merges.insert("google".into(), "eventos".into());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// What earlier builds lend never shows.
    #[test]
    fn a_warm_build_equals_a_cold_one(
        leads in rows(LEAD_HEADERS),
        deals in rows(DEAL_HEADERS),
        edits in prop::collection::vec(any_edit(), 1..12),
    ) {
        let mut sheets = both(&leads, &deals);
        let (mut settings, mut cache) = (Settings::default(), Cache::default());
        join(&sheets, &settings, &mut cache);
        for edit in &edits {
            apply(edit, &mut sheets, &mut settings);
            let warm = join(&sheets, &settings, &mut cache);
            prop_assert_eq!(text(&warm), text(&join(&sheets, &settings, &mut Cache::default())), "{:?}", edit);
        }
    }

    /// Sorting an export must not change a number.
    #[test]
    fn the_order_of_rows_changes_no_channels_counts(
        (leads, shuffled) in rows(LEAD_HEADERS).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        deals in rows(DEAL_HEADERS),
    ) {
        let (one, other) = (cold(&both(&leads, &deals)), cold(&both(&shuffled, &deals)));
        prop_assert_eq!(company_kit::leads(&one), company_kit::leads(&other));
        prop_assert_eq!(one.join.duplicate_rows, other.join.duplicate_rows);
        let ids = |company: &Company| company.channels.iter().map(|channel| channel.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&one), ids(&other));
    }

    /// No row is lost, none counts twice.
    #[test]
    fn every_row_counts_once(leads in rows(LEAD_HEADERS), deals in rows(DEAL_HEADERS)) {
        let company = cold(&both(&leads, &deals));
        prop_assert_eq!(company.deals.source.len(), deals.len());
        let columns = [
            company.deals.lead.len(), company.deals.channel.len(), company.deals.status.len(), company.deals.created.len(),
            company.deals.closed.len(), company.deals.amount.len(), company.deals.first_win.len(),
        ];
        prop_assert!(columns.iter().all(|length| *length == deals.len()));
        let lone = company.deals.lead.iter().filter(|lead| **lead == NO_LEAD).count();
        prop_assert_eq!(company.join.joined as usize + lone, deals.len());
        let count = company.leads.source.len();
        prop_assert_eq!(count + company.leads.duplicates.len(), leads.len());
        let columns = [
            company.leads.channel.len(), company.leads.created.len(), company.leads.reached.len(), company.leads.customer_at.len(),
        ];
        prop_assert!(columns.iter().all(|length| *length == count));
        let mut rows: Vec<u32> = company.leads.source.iter().map(|source| source.row).collect();
        rows.extend(company.leads.duplicates.iter().map(|(_, source)| source.row));
        rows.sort_unstable();
        prop_assert!(rows.iter().copied().eq(0..leads.len() as u32));
        prop_assert!(company.leads.channel.iter().all(|channel| usize::from(*channel) < company.channels.len()));
        prop_assert!(company.channels.is_sorted_by(|a, b| a.id < b.id));
    }
}
