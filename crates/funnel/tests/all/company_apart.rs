//! Leads and deals that nothing ties together: one customer counts once all the same.

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::company::{Company, Note};
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Settings, explain, rank};

const CONTACTS: &str = "Record ID,First Name,Email,Lifecycle Stage,Create Date,Original Source\n\
    101,Ana,ana@a.example,Customer,2026-01-05 10:00,Paid Search\n\
    102,Bia,bia@b.example,Customer,2026-01-09 10:00,Paid Search\n\
    103,Caio,caio@c.example,Lead,2026-01-12 10:00,Paid Search\n\
    104,Davi,davi@d.example,Customer,2026-01-15 10:00,Organic Search\n\
    105,Eva,eva@e.example,Lead,2026-01-20 10:00,Organic Search\n";
const DEALS: &str = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Pipeline\n\
    9001,Plano anual Ana,Closed Won,2026-02-01 10:00,1000,Sales\n\
    9002,Plano anual Bia,Closed Won,2026-02-03 10:00,2000,Sales\n\
    9003,Plano anual Davi,Closed Won,2026-02-05 10:00,3000,Sales\n\
    9004,Plano Caio,Closed Lost,2026-02-06 10:00,500,Sales\n";

fn of_totals(company: &Company, metric: MetricId) -> Option<f64> {
    rank(company, &Settings::default()).totals.get(metric).value
}

fn of_channel(company: &Company, id: &str, metric: MetricId) -> Option<f64> {
    let ranking = rank(company, &Settings::default());
    ranking.channels.iter().find(|row| row.channel.id == id).and_then(|row| row.row.get(metric).value)
}

/// The rows behind a number are as many as it says.
#[track_caller]
fn check_customers(company: &Company, channel: Option<&str>, expected: f64) {
    let number = match channel {
        Some(id) => of_channel(company, id, MetricId::Customers),
        None => of_totals(company, MetricId::Customers),
    };
    assert_eq!(number, Some(expected), "{channel:?}");
    let Some(opened) = explain(company, &Settings::default(), channel, MetricId::Customers) else {
        panic!("no number of {channel:?}");
    };
    let rows: u32 = opened.evidence.iter().map(|evidence| evidence.count).sum();
    assert_eq!(f64::from(rows), expected, "{channel:?}: {:?}", opened.evidence);
}

fn note(company: &Company) -> Option<&Note> {
    company.notes.iter().find(|note| matches!(note, Note::CustomersOnce { .. }))
}

#[test]
fn contacts_and_deals_of_hubspot_do_not_count_a_customer_twice() {
    for files in [
        [("contacts.csv", CONTACTS), ("deals.csv", DEALS)],
        [("deals.csv", DEALS), ("contacts.csv", CONTACTS)],
    ] {
        let company = company(&files);
        assert_eq!((company.join.deals, company.join.joined), (4, 0));
        check_customers(&company, None, 3.0);
        check_customers(&company, Some("paid search"), 2.0);
        check_customers(&company, Some("organic search"), 1.0);
        // What only the deals tell stays.
        assert_eq!(of_totals(&company, MetricId::Revenue), Some(6000.0));
        assert_eq!(of_totals(&company, MetricId::WinRate), Some(0.75));
        assert_eq!(of_totals(&company, MetricId::LeadToCustomer), Some(0.6));
        assert_eq!(note(&company), Some(&Note::CustomersOnce { leads: 3, deals: 3, by_leads: true }));
    }
}

#[test]
fn deals_with_channels_of_their_own_tell_the_customers_where_they_tell_more() {
    let deals = "Deal ID,Status,Close Date,Amount,Canal\n\
        1,Won,2026-02-01,100,Paid Search\n2,Won,2026-02-01,100,Paid Search\n3,Won,2026-02-01,100,Paid Search\n\
        4,Won,2026-02-01,100,Organic Search\n5,Lost,2026-02-01,100,Organic Search\n";
    let company = company(&[("contacts.csv", CONTACTS), ("deals.csv", deals)]);
    check_customers(&company, None, 4.0);
    check_customers(&company, Some("paid search"), 3.0);
    check_customers(&company, Some("organic search"), 1.0);
    // How many leads became customers, only the leads can tell.
    assert_eq!(of_totals(&company, MetricId::LeadToCustomer), Some(0.6));
    assert_eq!(note(&company), Some(&Note::CustomersOnce { leads: 3, deals: 4, by_leads: false }));
}

#[test]
fn keys_that_could_meet_and_do_not_are_other_people() {
    let deals =
        "Deal ID,Email,Status,Close Date,Amount,Canal\n1,zoe@z.example,Won,2026-02-01,100,Paid Search\n";
    let one = company(&[("contacts.csv", CONTACTS), ("deals.csv", deals)]);
    check_customers(&one, None, 4.0);
    assert_eq!(note(&one), None);
    // One that meets ties the files.
    let deals = format!("{deals}2,ana@a.example,Won,2026-02-01,100,\n");
    let two = company(&[("contacts.csv", CONTACTS), ("deals.csv", &deals)]);
    check_customers(&two, None, 4.0);
    assert_eq!(note(&two), None);
    // A column of nothing is no key.
    let deals = "Deal ID,Email,Status,Close Date,Amount,Canal\n1,,Won,2026-02-01,100,Paid Search\n";
    let three = company(&[("contacts.csv", CONTACTS), ("deals.csv", deals)]);
    check_customers(&three, None, 3.0);
}

#[test]
fn leads_that_tell_no_customers_leave_them_to_the_deals() {
    let contacts = CONTACTS.replace("Customer", "Lead");
    let company = company(&[("contacts.csv", &contacts), ("deals.csv", DEALS)]);
    check_customers(&company, None, 3.0);
    assert_eq!(note(&company), None);
}
