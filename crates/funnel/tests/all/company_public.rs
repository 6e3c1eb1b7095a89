//! Public data sets, when they are beside the project.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::company::{Cache, JoinBy, Note, Status};
use garimpo_funnel::{Role, Settings};

#[test]
fn a_marketplaces_leads_and_sales() {
    let files = ["olist/olist_marketing_qualified_leads_dataset.csv", "olist/olist_closed_deals_dataset.csv"];
    let Some(sheets) = public_sheets(&files) else { return };
    check_guess(
        &sheets[0],
        Role::Leads,
        &["mql_id=lead_id", "first_contact_date=created_at", "origin=channel"],
    );
    check_guess(
        &sheets[1],
        Role::Deals,
        &["mql_id=lead_id", "won_date=closed_at", "declared_monthly_revenue=amount"],
    );
    let company = join(&sheets, &Settings::default(), &mut Cache::default());
    assert_eq!(
        leads(&company),
        expected(&[
            ("organic search", 2296),
            ("paid search", 1586),
            ("social", 1350),
            ("unknown", 1099),
            ("direct traffic", 499),
            ("email", 493),
            ("referral", 284),
            ("other", 150),
            ("display", 118),
            ("other publicities", 65),
            ("blank", 60),
        ])
    );
    assert_eq!(
        customers(&company),
        expected(&[
            ("organic search", 271),
            ("paid search", 195),
            ("unknown", 179),
            ("social", 75),
            ("direct traffic", 56),
            ("referral", 24),
            ("email", 15),
            ("blank", 14),
            ("display", 6),
            ("other", 4),
            ("other publicities", 3),
        ])
    );
    assert_eq!((company.join.joined, company.join.by), (842, Some(JoinBy::LeadId)));
    assert_eq!(company.join.duplicate_rows, 0);
    let zeros = company.notes.iter().find(|note| matches!(note, Note::ZeroNotTold { .. }));
    assert!(matches!(zeros, Some(Note::ZeroNotTold { zeros: 797, told: 45, .. })), "{:?}", company.notes);
    assert!(company.offers.is_empty(), "{:?}", company.offers);
    // 2018-11-14 and 2017-06-14.
    assert_eq!((company.first_day, company.as_of), (Some(17331), Some(17849)));
}

#[test]
fn a_course_sellers_leads() {
    let Some(sheets) = public_sheets(&["xeducation/Leads.csv"]) else { return };
    check_guess(&sheets[0], Role::Leads, &["Prospect ID=lead_id", "Lead Source=channel", "Converted=stage"]);
    let company = join(&sheets, &Settings::default(), &mut Cache::default());
    let leads = leads(&company);
    assert_eq!(leads.get("google"), Some(&2873));
    assert_eq!(leads.get("blank"), Some(&36));
    assert_eq!(leads.values().sum::<u32>(), 9240);
    assert_eq!(customers(&company).values().sum::<u32>(), 3561);
    let google = company.channels.iter().find(|channel| channel.id == "google").expect("Google");
    assert_eq!((name(google), &google.spellings), ("Google".to_owned(), &vec!["google".to_owned()]));
}

#[test]
fn a_brazilian_crms_four_tables() {
    let files = ["leads.csv", "vendas.csv", "clientes.csv", "interacoes.csv"]
        .map(|file| format!("crm_br_synthetic/{file}"));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let Some(sheets) = public_sheets(&files) else { return };
    let fields = ["lead_id=lead_id", "origem_lead=channel", "status_lead=stage", "data_entrada=created_at"];
    check_guess(&sheets[0], Role::Leads, &fields);
    let fields = ["valor_venda=amount", "canal_venda=channel", "status_venda=status", "data_venda=closed_at"];
    check_guess(&sheets[1], Role::Deals, &fields);
    assert!(!sheets[1].fields().iter().any(|field| field.ends_with("=lead_id")));
    check_guess(&sheets[2], Role::Other, &[]);
    check_guess(&sheets[3], Role::Activities, &["data_interacao=at", "tipo_interacao=kind"]);
    let company = join(&sheets, &Settings::default(), &mut Cache::default());
    let count = |status| company.deals.status.iter().filter(|found| **found == status).count();
    assert_eq!([Status::Won, Status::Lost, Status::Open].map(count), [372, 409, 419]);
    assert_eq!(company.join.joined, 0);
    assert_eq!(leads(&company).get("google ads"), Some(&172));
    // A customer's later sales are no new customers.
    let first = company.deals.first_win.iter().filter(|first| **first).count();
    assert!(first < 372 && first > 200, "{first}");
}

#[test]
fn one_companys_sums_in_two_dialects() {
    let files = ["Marketing_semicolon_decimalcomma.csv", "Marketing_bom_crlf_usdates.csv"];
    let files = files.map(|file| format!("adspend_daily_channels/{file}"));
    for file in &files {
        let Some(sheets) = public_sheets(&[file.as_str()]) else { return };
        let fields = [
            "category=channel",
            "c_date=date",
            "mark_spent=spend",
            "leads=leads",
            "orders=customers",
            "revenue=revenue",
        ];
        check_guess(&sheets[0], Role::Totals, &fields);
        let company = join(&sheets, &Settings::default(), &mut Cache::default());
        assert_eq!(company.sums.len(), 308);
        let sum = |of: fn(&garimpo_funnel::company::Sums) -> Option<f64>| {
            company.sums.iter().filter_map(of).sum::<f64>()
        };
        assert_eq!(sum(|sums| sums.leads), 65_579.0, "{file}");
        assert_eq!(company.first_day, Some(18659), "{file}");
        assert_eq!(company.as_of, Some(18686), "{file}");
        assert_eq!(company.channels.len(), 4, "{file}: {:?}", company.channels);
    }
}
