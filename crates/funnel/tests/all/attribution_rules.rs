//! From files to credit: one rule a test, on the smallest files that show it.

#![allow(clippy::expect_used)]

use crate::company_kit;

use company_kit::*;
use garimpo_funnel::attribution::{Attribution, Model, Options, attribute};
use garimpo_funnel::company::Cache;
use garimpo_funnel::{Clock, Period, Role, Settings, rank};

const LEADS: &str = "lead_id,email,created_at,channel,company\n\
    1,ana@a.example,2026-01-10,Google,Acme\n\
    2,bia@b.example,2026-01-12,Google,Acme\n\
    3,caio@c.example,2026-01-15,Eventos,Solo\n\
    4,davi@d.example,2026-01-20,Google,N/A\n";

const DEALS: &str = "deal_id,lead_id,status,created_at,closed_at,amount\n\
    d1,1,won,2026-01-20,2026-02-10,1000.00\n\
    d2,3,won,2026-01-25,2026-03-01,500.50\n\
    d3,1,won,2026-04-01,2026-04-20,250.00\n\
    d4,4,lost,2026-02-01,2026-02-20,900.00\n";

const TOUCHES: &str = "touch_id,lead_id,touched_at,channel,touch_type\n\
    1,1,2026-01-03 10:00,Instagram,ad click\n\
    2,1,2026-01-10 09:00,google,form\n\
    3,1,2026-02-01 12:00,E-mail,email opened\n\
    4,1,2026-02-05 12:00,E-mail,email click\n\
    5,1,2026-02-20 12:00,Google,visit\n\
    6,2,2026-01-11 08:00,Google,visit\n\
    7,4,2026-01-20 08:00,Google,visit\n\
    8,99,2026-01-20 08:00,Google,visit\n\
    9,1,,Google,visit\n";

fn files(touches: &str) -> Vec<Sheet> {
    sheets(&[("leads.csv", LEADS), ("deals.csv", DEALS), ("touches.csv", touches)])
}

fn credit_with(sheets: &[Sheet], settings: &Settings, options: &Options) -> Attribution {
    let mut cache = Cache::default();
    let company = join(sheets, settings, &mut cache);
    let inputs: Vec<_> = sheets.iter().map(Sheet::input).collect();
    attribute(&company, &inputs, settings, options, &mut cache).expect("touches")
}

fn credit(sheets: &[Sheet]) -> Attribution {
    credit_with(sheets, &Settings::default(), &Options::default())
}

/// Minor units by channel id, those with any.
fn values(told: &Attribution, model: Model) -> Vec<(&str, i64)> {
    let value = |id: &str, credit: Option<i64>| {
        credit.filter(|value| *value != 0).map(|value| (id.to_owned(), value))
    };
    let all =
        told.channels.iter().map(|row| (row.channel.id.as_str(), row.get(model).map(|credit| credit.value)));
    all.filter(|(id, credit)| value(id, *credit).is_some())
        .map(|(id, credit)| (id, credit.unwrap_or(0)))
        .collect()
}

#[test]
fn touches_after_the_purchase_and_opens_get_nothing() {
    let sheets = files(TOUCHES);
    check_guess(
        &sheets[2],
        Role::Touches,
        &["lead_id=lead_id", "touched_at=at", "channel=channel", "touch_type=kind"],
    );
    let told = credit(&sheets);
    // Ana's 1000 and her later 250; Caio bought without a touch.
    assert_eq!(values(&told, Model::First), [("instagram", 125_000)]);
    assert_eq!(values(&told, Model::Last), [("e-mail", 125_000)]);
    assert_eq!(values(&told, Model::Linear), [("google", 41_667), ("e-mail", 41_666), ("instagram", 41_667)]);
    // The form made the lead; the last touch before the deal was opened is the form as well.
    assert_eq!(values(&told, Model::UMarketo), [("google", 62_500), ("instagram", 62_500)]);
    let counts = &told.counts;
    assert_eq!((counts.touches, counts.undated, counts.strangers, counts.opens), (9, 1, 1, 1));
    assert_eq!((counts.customers, counts.without_touch), (2, 1));
    assert_eq!((counts.value, counts.value_without_touch), (175_050, 50_050));
    assert_eq!(counts.null_journeys, 2);
    let mail = told.channels.iter().find(|row| row.channel.id == "e-mail").expect("a channel");
    assert_eq!((mail.opens, mail.touches, mail.in_company), (1, 1, false));
}

#[test]
fn touches_land_in_the_channels_of_the_company_and_make_none_in_the_ranking() {
    let with = files(TOUCHES);
    let mut cache = Cache::default();
    let company = join(&with, &Settings::default(), &mut cache);
    assert_eq!(company.channels.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["eventos", "google"]);
    let told = credit(&with);
    let ids: Vec<(&str, bool)> =
        told.channels.iter().map(|row| (row.channel.id.as_str(), row.in_company)).collect();
    assert_eq!(ids, [("google", true), ("e-mail", false), ("instagram", false)]);
    let ranking = rank(&company, &Settings::default());
    assert_eq!(ranking.channels.len(), 2);
}

#[test]
fn a_group_of_source_and_medium_is_the_channel_of_its_usual_name() {
    let leads = "lead_id,created_at,channel\n1,2026-01-10,Busca paga\n2,2026-01-11,Eventos\n";
    let deals =
        "deal_id,lead_id,status,closed_at,amount\nd,1,won,2026-02-10,10.00\ne,2,won,2026-02-10,20.00\n";
    let touches = "touch_id,lead_id,touched_at,utm_source,utm_medium\n\
        1,1,2026-01-01,google,cpc\n3,2,2026-01-03,,\n2,2,2026-01-02,newsletter,email\n4,2,2026-03-03,google,cpc\n";
    let sheets = sheets(&[("leads.csv", leads), ("deals.csv", deals), ("touches.csv", touches)]);
    let told = credit(&sheets);
    assert_eq!(values(&told, Model::First), [("busca paga", 1_000), ("email", 2_000)]);
    assert_eq!(values(&told, Model::Last), [("busca paga", 1_000), ("unknown", 2_000)]);
}

#[test]
fn merges_hold_for_touches() {
    let merges = [("e-mail".to_owned(), "google".to_owned()), ("instagram".to_owned(), "redes".to_owned())];
    let settings = Settings { merges: merges.into_iter().collect(), ..Settings::default() };
    let told = credit_with(&files(TOUCHES), &settings, &Options::default());
    assert_eq!(values(&told, Model::Last), [("google", 125_000)]);
    assert_eq!(values(&told, Model::First), [("redes", 125_000)]);
}

#[test]
fn exclusions_come_before_weights_and_the_lookback_ends_them() {
    let sheets = files(TOUCHES);
    let without = |ids: &[&str]| Options {
        exclude: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..Options::default()
    };
    let told = credit_with(&sheets, &Settings::default(), &without(&["instagram"]));
    assert_eq!(values(&told, Model::Linear), [("google", 62_500), ("e-mail", 62_500)]);
    assert_eq!(told.counts.excluded, 1);
    let told = credit_with(&sheets, &Settings::default(), &without(&["instagram", "google", "e-mail"]));
    assert_eq!((told.counts.without_touch, values(&told, Model::Last).len()), (2, 0));
    let near = Options { lookback_days: Some(10), ..Options::default() };
    let told = credit_with(&sheets, &Settings::default(), &near);
    assert_eq!(values(&told, Model::First), [("e-mail", 125_000)]);
}

#[test]
fn touches_of_one_second_keep_the_order_of_the_file() {
    let touches =
        "touch_id,lead_id,touched_at,channel\n1,1,2026-01-03,B\n2,1,2026-01-03,A\n3,1,2026-01-03,C\n";
    let told = credit(&files(touches));
    assert_eq!(values(&told, Model::First), [("b", 125_000)]);
    assert_eq!(values(&told, Model::Last), [("c", 125_000)]);
}

#[test]
fn a_touch_on_the_day_of_the_purchase_counts_unless_the_hours_say_otherwise() {
    let touches = "touch_id,lead_id,touched_at,channel\n1,1,2026-02-10 15:00,A\n2,1,2026-02-11 00:00,B\n";
    assert_eq!(values(&credit(&files(touches)), Model::Last), [("a", 125_000)]);
    let hours = DEALS.replace("2026-02-10", "2026-02-10 12:00").replace("2026-03-01", "2026-03-01 09:00");
    let hours = hours.replace("2026-04-20", "2026-04-20 09:00").replace("2026-02-20", "2026-02-20 09:00");
    let sheets = sheets(&[("leads.csv", LEADS), ("deals.csv", &hours), ("touches.csv", touches)]);
    let told = credit(&sheets);
    assert_eq!((values(&told, Model::Last).len(), told.counts.without_touch), (0, 2));
}

#[test]
fn contacts_of_one_deal_are_one_account_and_those_of_one_company_if_asked_for() {
    let touches =
        "touch_id,lead_id,touched_at,channel\n1,1,2026-01-03,A\n2,2,2026-01-02,B\n3,4,2026-01-01,C\n";
    let sheets_of =
        |deals: &str| sheets(&[("leads.csv", LEADS), ("deals.csv", deals), ("touches.csv", touches)]);
    let told = credit(&sheets_of(DEALS));
    assert_eq!(values(&told, Model::First), [("a", 125_000)]);
    assert_eq!(told.counts.null_journeys, 2);
    let by_company = Options { by_company: true, ..Options::default() };
    let told = credit_with(&sheets_of(DEALS), &Settings::default(), &by_company);
    assert_eq!(values(&told, Model::First), [("b", 125_000)]);
    // Bia's account bought, "N/A" is nobody's.
    assert_eq!(told.counts.null_journeys, 1);
    let told = credit(&sheets_of(&format!("{DEALS}d1,2,open,2026-01-20,,\n")));
    assert_eq!(values(&told, Model::First), [("b", 125_000)]);
}

#[test]
fn deals_without_a_lead_find_their_touches_themselves() {
    let deals = "deal_id,email,status,created_at,closed_at,amount\n\
        d1,eva@e.example,won,2026-01-20,2026-02-10,100.00\nd2,fabio@f.example,lost,2026-01-20,2026-02-10,70.00\n";
    let touches = "touch_id,email,touched_at,channel\n1,Eva@e.example,2026-01-03,A\n2,fabio@f.example,2026-01-02,B\n\
        3,nobody@n.example,2026-01-02,B\n";
    let told = credit(&sheets(&[("deals.csv", deals), ("touches.csv", touches)]));
    assert_eq!(values(&told, Model::First), [("a", 10_000)]);
    assert_eq!((told.counts.customers, told.counts.null_journeys, told.counts.strangers), (1, 1, 1));
}

#[test]
fn the_period_and_the_clock_are_those_of_the_ranking() {
    let sheets = files(TOUCHES);
    let first = Period { from: None, to: Some(20_463) };
    let cohort = Settings { period: first, ..Settings::default() };
    // Until 2026-01-10 only Ana's lead was made.
    let told = credit_with(&sheets, &cohort, &Options::default());
    assert_eq!((told.counts.customers, told.counts.null_journeys, told.counts.value), (1, 0, 125_000));
    let april = Period { from: Some(20_544), to: Some(20_573) };
    let told = credit_with(
        &sheets,
        &Settings { clock: Clock::Period, period: april, ..Settings::default() },
        &Options::default(),
    );
    // In April she bought again: money, no customer.
    assert_eq!((told.counts.customers, told.counts.value), (0, 25_000));
    for settings in [Settings::default(), cohort] {
        let mut cache = Cache::default();
        let company = join(&sheets, &settings, &mut cache);
        let totals = rank(&company, &settings).totals;
        let told = credit_with(&sheets, &settings, &Options::default());
        let value = |id| totals.get(id).value;
        use garimpo_funnel::ranking::MetricId;
        assert_eq!(value(MetricId::Customers), Some(f64::from(told.counts.customers)));
        assert_eq!(value(MetricId::Revenue), Some(told.counts.value as f64 / 100.0));
    }
}

#[test]
fn no_touches_no_attribution() {
    let sheets = sheets(&[("leads.csv", LEADS), ("deals.csv", DEALS)]);
    let mut cache = Cache::default();
    let company = join(&sheets, &Settings::default(), &mut cache);
    let inputs: Vec<_> = sheets.iter().map(Sheet::input).collect();
    assert_eq!(attribute(&company, &inputs, &Settings::default(), &Options::default(), &mut cache), None);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let mut lines: Vec<&str> = TOUCHES.lines().skip(1).collect();
    let before = credit(&files(TOUCHES));
    for turn in 0..lines.len() {
        lines.rotate_left(1);
        if turn % 2 == 0 {
            lines.swap(0, 3);
        }
        let text = format!("{}\n{}\n", TOUCHES.lines().next().unwrap_or_default(), lines.join("\n"));
        let told = credit(&files(&text));
        assert_eq!(
            (&told.channels, &told.paths, &told.counts),
            (&before.channels, &before.paths, &before.counts)
        );
    }
}
