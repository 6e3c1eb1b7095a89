//! The meeting: what every row counts for adds up to the ranking, and a difference names its causes exactly.
#![allow(clippy::unwrap_used)]

use crate::company_kit;

use std::collections::BTreeMap;

use company_kit::{Sheet, sheets};
use garimpo_funnel::company::{Cache, Company, SheetInput, build};
use garimpo_funnel::meeting::decision::{Kind, judge, p_reached};
use garimpo_funnel::meeting::reasons::{losses, reasons};
use garimpo_funnel::meeting::{
    Aim, Cause, Decision, Earlier, Ledger, Outcome, Packed, Page, Progress, Quality, Quantity, Redefined,
    Snapshot, Sources, Toward, page,
};
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Clock, Period, Ranking, Settings, rank};
use proptest::prelude::*;

/// 2026-01-05, a Monday.
const START: i32 = 20_458;

fn day(n: i32) -> String {
    let (year, month, day) = garimpo_table::value::civil::date(START + n);
    format!("{year:04}-{month:02}-{day:02}")
}

/// (id, channel, day, mql after, won after, amount)
type Lead = (u32, &'static str, i32, Option<i32>, Option<i32>, u32);

fn files(leads: &[Lead], until: i32, spend: &[(&str, i32, u32)]) -> Vec<(&'static str, String)> {
    let mut lead_rows = "lead_id,email,created_at,channel,mql_at\n".to_owned();
    let mut deal_rows = "deal_id,lead_id,status,created_at,closed_at,amount\n".to_owned();
    for (id, channel, created, mql, won, amount) in leads.iter().filter(|lead| lead.2 <= until) {
        let at = |after: &Option<i32>| after.map(|n| created + n).filter(|n| *n <= until);
        let mql = at(mql).map(day).unwrap_or_default();
        lead_rows.push_str(&format!("{id},p{id}@x.com,{},{channel},{mql}\n", day(*created)));
        if let Some(closed) = at(won) {
            let (created, closed) = (day(*created), day(closed));
            deal_rows.push_str(&format!("d{id},{id},won,{created},{closed},{amount}\n"));
        }
    }
    let mut spend_rows = "channel,date,amount\n".to_owned();
    for (channel, at, amount) in spend.iter().filter(|row| row.1 <= until) {
        spend_rows.push_str(&format!("{channel},{},{amount}\n", day(*at)));
    }
    vec![("leads.csv", lead_rows), ("deals.csv", deal_rows), ("spend.csv", spend_rows)]
}

fn read(files: &[(&'static str, String)]) -> Vec<Sheet> {
    let texts: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    sheets(&texts)
}

struct World {
    sheets: Vec<Sheet>,
    settings: Settings,
}

impl World {
    fn new(sheets: Vec<Sheet>, settings: Settings) -> Self {
        World { sheets, settings }
    }

    fn with<T>(&self, take: impl FnOnce(&Company, &[SheetInput<'_>], &Ranking) -> T) -> T {
        let inputs: Vec<SheetInput<'_>> = self.sheets.iter().map(Sheet::input).collect();
        let company = build(&inputs, &self.settings, &mut Cache::default());
        let ranking = rank(&company, &self.settings);
        take(&company, &inputs, &ranking)
    }

    fn page(&self, last: Option<&Snapshot>) -> (Page, Packed) {
        let names: Vec<String> = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        self.with(|company, sheets, ranking| {
            let windows: Vec<_> =
                last.iter().filter_map(|s| s.page.funnel.as_ref()?.windows.last().copied()).collect();
            let sources = Sources {
                company,
                sheets,
                names: &names,
                settings: &self.settings,
                ranking,
                cards: &[],
                flags: &BTreeMap::new(),
                decisions: &[],
                quality: Quality::default(),
                days: None,
            };
            let (page, ledger) = page(&sources, Earlier { last, windows: &windows }, true);
            (page, ledger.unwrap())
        })
    }

    fn freeze(&self) -> Snapshot {
        let (page, ledger) = self.page(None);
        Snapshot { version: 1, number: 1, date: START + 60, frozen: 0, page, ledger }
    }
}

fn leads() -> Vec<Lead> {
    let channels = ["Search", "Social", "Events"];
    (0..120u32)
        .map(|n| {
            let channel = channels[n as usize % 3];
            let mql = (n % 3 == 0).then_some(4);
            let won = (n % 6 == 0).then_some(10 + n as i32 % 20);
            (n + 1, channel, n as i32, mql, won, 1_000 + n)
        })
        .collect()
}

fn spend() -> Vec<(&'static str, i32, u32)> {
    (0..18).flat_map(|week| ["Search", "Social", "Events"].map(|channel| (channel, week * 7, 500))).collect()
}

fn world(until: i32) -> World {
    World::new(read(&files(&leads(), until, &spend())), Settings::default())
}

fn check_adds_up(world: &World) {
    world.with(|company, sheets, ranking| {
        let ledger = Ledger::of(company, sheets, &world.settings);
        assert_eq!(Packed::of(&ledger).open().unwrap().totals(), ledger.totals());
        let totals = ledger.totals();
        let metrics = [
            (Quantity::Leads, MetricId::Leads),
            (Quantity::Mqls, MetricId::Mqls),
            (Quantity::Sqls, MetricId::Sqls),
            (Quantity::Opportunities, MetricId::Opportunities),
            (Quantity::Customers, MetricId::Customers),
            (Quantity::Revenue, MetricId::Revenue),
            (Quantity::Spend, MetricId::Spend),
        ];
        for row in &ranking.channels {
            for (quantity, metric) in metrics {
                let sums = totals.get(row.channel.id.as_str()).copied().unwrap_or_default();
                let counted = sums[quantity as usize] as f64 / quantity.unit() as f64;
                let told = row.row.get(metric).value.unwrap_or(0.0);
                assert!((counted - told).abs() < 1e-9, "{} {quantity:?}: {counted} {told}", row.channel.id);
            }
        }
    });
}

#[test]
fn what_rows_count_for_adds_up_to_the_ranking() {
    for clock in [Clock::Cohort, Clock::Period] {
        for period in [
            Period::default(),
            Period { from: Some(START + 20), to: Some(START + 70) },
            Period { from: Some(START + 90), to: None },
        ] {
            let settings = Settings { clock, period, ..Settings::default() };
            check_adds_up(&World::new(read(&files(&leads(), 110, &spend())), settings));
        }
    }
    // Ready-made sums beside rows, and deals that no lead is known of.
    let texts = [
        (
            "leads.csv",
            "lead_id,email,created_at,channel\n1,a@x.com,2026-01-05,Search\n2,b@x.com,2026-01-06,Search\n",
        ),
        (
            "deals.csv",
            "deal_id,email,status,closed_at,amount,channel\nd1,a@x.com,won,2026-02-01,100.50,Search\nd2,z@x.com,won,2026-02-02,70.00,Events\nd3,y@x.com,lost,2026-02-03,,Events\n",
        ),
        ("totals.csv", "channel,spend,leads,customers\nSearch,100,9,3\nFair,20.25,4,1\n"),
    ];
    check_adds_up(&World::new(sheets(&texts), Settings::default()));
}

#[test]
fn a_later_export_is_new_rows_and_late_conversions() {
    let then = world(60).freeze();
    let now = world(80);
    let (page, _) = now.page(Some(&then));
    let since = page.since.unwrap();
    let found = &since.difference;
    let leads_of = |until: i32| leads().iter().filter(|lead| lead.2 <= until).count() as i64 * 1_000;
    let customers = |until: i32, new: bool| {
        leads()
            .iter()
            .filter(|lead| lead.2 <= until && (lead.2 > 60) == new)
            .filter(|lead| lead.4.is_some_and(|won| lead.2 + won <= until))
            .count() as i64
            * 1_000
    };
    let change = found.total(Quantity::Leads);
    assert_eq!((change.before, change.after), (leads_of(60), leads_of(80)));
    assert_eq!(change.parts, [leads_of(80) - leads_of(60), 0, 0, 0, 0]);
    let change = found.total(Quantity::Customers);
    let late = customers(80, false) - customers(60, false);
    assert!(late > 0);
    assert_eq!(change.of(Cause::Late), late);
    assert_eq!(change.of(Cause::New), customers(80, true));
    assert_eq!(change.left_over(), 0);
    let by_month: u32 = found.late_customers.iter().map(|(_, n)| n).sum();
    assert_eq!(i64::from(by_month) * 1_000, late);
    assert!(since.redefined.is_empty(), "{:?}", since.redefined);
    for (quantity, change) in &found.totals {
        assert_eq!(change.left_over(), 0, "{quantity:?}");
        assert_eq!(change.of(Cause::Edits) + change.of(Cause::Definitions) + change.of(Cause::Gone), 0);
    }
}

#[test]
fn a_correction_is_one_and_deleted_rows_are_gone() {
    let then = world(60).freeze();
    let mut now = world(60);
    let channel = now.sheets[0].table.headers().iter().position(|h| h == "channel").unwrap() as u32;
    now.sheets[0].table.set_cells(&[(0, channel, Some("Social".into()))]);
    now.sheets[0].table.delete_rows(&[2]);
    let (page, _) = now.page(Some(&then));
    let found = page.since.unwrap().difference;
    assert_eq!(found.rows, [0, 1, 0, 1, 0]);
    let of = |id: &str, quantity: Quantity| {
        let channel = found.channels.iter().find(|channel| channel.channel == id).unwrap();
        channel.changes.iter().find(|(known, _)| *known == quantity).map(|(_, change)| *change).unwrap()
    };
    assert_eq!(of("search", Quantity::Leads).parts, [0, 0, 0, -1_000, 0]);
    assert_eq!(of("social", Quantity::Leads).parts, [0, 0, 0, 1_000, 0]);
    assert_eq!(of("events", Quantity::Leads).parts, [0, -1_000, 0, 0, 0]);
    // The lead's deal goes with it.
    assert_eq!(of("search", Quantity::Customers).of(Cause::Edits), -1_000);
}

#[test]
fn merged_channels_and_another_period_are_definitions() {
    let then = world(60).freeze();
    let merges = BTreeMap::from([("social".to_owned(), "search".to_owned())]);
    let now = World { settings: Settings { merges, ..Settings::default() }, ..world(60) };
    let (page, _) = now.page(Some(&then));
    let since = page.since.unwrap();
    assert_eq!(since.redefined, [Redefined::Merges]);
    assert_eq!(since.difference.rows, [0; 5]);
    for (quantity, change) in &since.difference.totals {
        assert_eq!(change.parts, [0; 5], "{quantity:?}");
    }
    let search = since.difference.channels.iter().find(|c| c.channel == "search").unwrap();
    for (_, change) in &search.changes {
        assert_eq!(change.of(Cause::Definitions), change.after - change.before);
    }
    // New rows and another period at once: each has its part.
    let period = Period { from: Some(START + 30), to: None };
    let now = World { settings: Settings { period, ..Settings::default() }, ..world(70) };
    let (page, _) = now.page(Some(&then));
    let since = page.since.unwrap();
    assert_eq!(since.redefined, [Redefined::Period]);
    let change = since.difference.total(Quantity::Leads);
    assert_eq!(change.parts, [10_000, 0, 0, 0, -30_000]);
    assert_eq!(change.left_over(), 0);
}

#[test]
fn another_mapping_is_a_definition() {
    let then = world(60).freeze();
    let mut now = world(60);
    let mql = now.sheets[0].table.headers().iter().position(|h| h == "mql_at").unwrap();
    now.sheets[0].guess.fields[mql] = None;
    let (page, _) = now.page(Some(&then));
    let since = page.since.unwrap();
    assert_eq!(since.redefined, [Redefined::Mapping("leads.csv".into())]);
    let change = since.difference.total(Quantity::Mqls);
    assert!(change.of(Cause::Definitions) < 0);
    assert_eq!(change.parts, [0, 0, 0, 0, change.after - change.before]);
}

#[test]
fn the_funnel_compares_at_one_age() {
    // Every lead becomes an MQL after ten days: half of a young window has not yet, and that is no fall.
    let leads: Vec<Lead> = (0..140).map(|n| (n as u32 + 1, "Search", n, Some(7), None, 0)).collect();
    let world = World::new(read(&files(&leads, 139, &[("Search", 0, 10)])[..1]), Settings::default());
    let (page, _) = world.page(None);
    let funnel = page.funnel.unwrap();
    assert_eq!(funnel.windows.len(), 10);
    let mqls = &funnel.stages[1];
    assert_eq!(mqls.now, (7.0, 14.0));
    assert!(mqls.before.iter().all(|pair| *pair == (7.0, 14.0)), "{:?}", mqls.before);
    assert_eq!(mqls.before.len(), 6);
    assert!(!mqls.real);
    assert!((mqls.p_up.unwrap() - 0.5).abs() < 0.05);
    assert!(mqls.limits.is_some() && mqls.signal.is_none());
    let leads = &funnel.stages[0];
    assert_eq!((leads.now, leads.usual), ((14.0, 10.0), Some((84.0, 60.0))));
    assert!(!leads.real);
}

#[test]
fn stages_without_days_are_compared_by_what_meetings_kept() {
    let rows = |until: i32| {
        let mut text = "lead_id,email,created_at,channel,stage\n".to_owned();
        for n in 0..=until {
            let stage = if n % 2 == 0 { "MQL" } else { "Lead" };
            text.push_str(&format!("{n},p{n}@x.com,{},Search,{stage}\n", day(n)));
        }
        World::new(read(&[("leads.csv", text)]), Settings::default())
    };
    let now = rows(55);
    let (alone, _) = now.page(None);
    assert!(alone.funnel.unwrap().stages[1].before.is_empty());
    let then = rows(41).freeze();
    let (page, _) = now.page(Some(&then));
    assert_eq!(page.funnel.unwrap().stages[1].before, [(7.0, 14.0)]);
}

#[test]
fn a_reason_that_weighs_more_is_told_and_chance_is_not() {
    let words: Vec<String> = ["", "size", "budget", "moment"].map(str::to_owned).to_vec();
    let ids: Vec<String> = ["social", "search", "organic"].map(str::to_owned).to_vec();
    let many = |channel: u16, reason: u32, n: usize| std::iter::repeat_n((channel, reason), n);
    let lost: Vec<(u16, u32)> = many(0, 1, 18)
        .chain(many(0, 2, 6))
        .chain(many(0, 3, 3))
        .chain(many(1, 1, 5))
        .chain(many(1, 2, 8))
        .chain(many(1, 3, 6))
        .chain(many(2, 1, 3))
        .chain(many(2, 2, 8))
        .chain(many(2, 3, 7))
        .chain(many(2, 0, 4))
        .collect();
    let found = reasons(&lost, &words, &ids).unwrap();
    assert_eq!(found.sum, 64);
    assert_eq!(found.not_told, 4);
    assert_eq!(found.words, ["size", "budget", "moment"]);
    assert_eq!(found.sums, [26, 22, 16]);
    assert_eq!(found.lines[0].channel, "social");
    assert_eq!(found.over.len(), 1);
    let over = &found.over[0];
    assert_eq!((over.channel.as_str(), over.reason), ("social", 0));
    assert_eq!((over.inside, over.outside), ((18, 27), (8, 37)));
    // 14 of 27 alone would be one of twenty; among nine tests it is none.
    let weaker: Vec<(u16, u32)> =
        lost.iter().copied().skip(4).chain(many(0, 2, 2)).chain(many(0, 3, 2)).collect();
    assert!(reasons(&weaker, &words, &ids).unwrap().over.is_empty());
    let even: Vec<(u16, u32)> = (0..3u16).flat_map(|c| (1..4).flat_map(move |r| many(c, r, 6))).collect();
    assert!(reasons(&even, &words, &ids).unwrap().over.is_empty());
    assert_eq!(reasons(&[], &words, &ids), None);
}

#[test]
fn losses_are_leads_that_were_given_up_and_deals_without_one() {
    let texts = [
        (
            "leads.csv",
            "lead_id,email,created_at,channel,disqualified_at,disqualification_reason\n1,a@x.com,2026-01-05,Search,2026-01-09,Too small\n2,b@x.com,2026-01-06,Search,,\n3,c@x.com,2026-01-07,Social,,\n4,d@x.com,2026-01-07,Social,2026-01-08,\n",
        ),
        (
            "deals.csv",
            "deal_id,lead_id,email,status,created_at,closed_at,amount,loss_reason,channel\nd3,3,c@x.com,lost,2026-01-08,2026-02-03,10,too small,Social\nd2,2,b@x.com,won,2026-01-08,2026-02-03,10,,Search\nd9,,z@x.com,lost,2026-01-08,2026-02-04,10,Price,Events\n",
        ),
    ];
    World::new(sheets(&texts), Settings::default()).with(|company, sheets, _| {
        let (found, words) = losses(company, sheets, Period::default());
        let ids: Vec<String> = company.channels.iter().map(|channel| channel.id.clone()).collect();
        let found = reasons(&found, &words, &ids).unwrap();
        assert_eq!((found.sum, found.not_told), (3, 1));
        assert_eq!(found.words, ["Too small", "Price"]);
        assert_eq!(found.sums, [2, 1]);
    });
}

#[test]
fn an_aim_is_judged_by_what_came_after() {
    // b.3: 20 customers of 12,000 and 4 of 5,000.
    let p = |kind, over, toward, target| p_reached(kind, over, toward, target).unwrap();
    let at_most = p(Kind::Cost, (12_000.0, 20.0), Toward::AtMost, 877.8);
    assert!((at_most - 0.95).abs() < 1e-3, "{at_most}");
    assert!((p(Kind::Rate, (5.0, 10.0), Toward::AtLeast, 0.5) - 0.5).abs() < 1e-9);
    assert!((p(Kind::Count, (40.0, 14.0), Toward::AtLeast, 40.5) - 0.46).abs() < 0.03);
    assert_eq!(p_reached(Kind::Rate, (0.0, 0.0), Toward::AtLeast, 0.5), None);
    let decision = |metric, toward, target, taken: i32| Decision {
        meeting: 1,
        what: "x".into(),
        owner: "Ana".into(),
        until: Some(START + 100),
        taken: START + taken,
        aim: Some(Aim { channel: Some("search".into()), metric, toward, target, was: None }),
        progress: Progress::Open,
    };
    world(110).with(|company, _, _| {
        let settings = Settings::default();
        let judged = |d: &Decision| judge(company, &settings, d).unwrap();
        // A third of the days' leads are Search's: 14 / 3 for fourteen days.
        let few = judged(&decision(MetricId::Leads, Toward::AtLeast, 10.0, 30));
        assert_eq!((few.outcome, few.due), (Outcome::No, true));
        assert_eq!(few.days, (START + 31, START + 100));
        assert_eq!(judged(&decision(MetricId::Leads, Toward::AtLeast, 3.0, 30)).outcome, Outcome::Yes);
        let even = judged(&decision(MetricId::Leads, Toward::AtLeast, 14.0 / 3.0, 30));
        assert_eq!(even.outcome, Outcome::TooEarly);
        // Fewer than ten leads decide nothing, however sure.
        let young = judged(&decision(MetricId::LeadToMql, Toward::AtMost, 0.01, 95));
        assert_eq!(young.outcome, Outcome::TooEarly);
        assert_eq!(judged(&decision(MetricId::Leads, Toward::AtLeast, 3.0, 200)).outcome, Outcome::NotTold);
        assert_eq!(judge(company, &settings, &Decision::default()), None);
    });
}

#[test]
fn a_page_keeps_no_name_and_no_address() {
    let snapshot = world(80).freeze();
    let text = serde_json::to_string(&snapshot).unwrap();
    assert!(!text.contains("@x.com") && !text.contains("p1"), "{text}");
    // And comes back as it was, to the last bit.
    let back: Snapshot = serde_json::from_str(&text).unwrap();
    assert_eq!(back, snapshot);
    let bytes = postcard::to_stdvec(&snapshot).unwrap();
    assert_eq!(postcard::from_bytes::<Snapshot>(&bytes).unwrap(), snapshot);
    // A snapshot of a version that knew less is one still.
    assert_eq!(serde_json::from_str::<Snapshot>("{\"number\":3}").unwrap().number, 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_two_states_differ_by_their_causes(
        until in (20i32..60, 60i32..110),
        edits in proptest::collection::vec((0u32..20, 0usize..3), 0..6),
        gone in proptest::collection::vec(0u32..20, 0..4),
        merge in any::<bool>(),
        from in proptest::option::of(0i32..50),
    ) {
        let then = world(until.0).freeze();
        let mut now = world(until.1);
        let channel = now.sheets[0].table.headers().iter().position(|h| h == "channel").unwrap() as u32;
        for (row, at) in edits {
            now.sheets[0].table.set_cells(&[(row, channel, Some(["Search", "Social", "New"][at].to_owned()))]);
        }
        now.sheets[0].table.delete_rows(&gone);
        if merge {
            now.settings.merges.insert("social".into(), "search".into());
        }
        now.settings.period.from = from.map(|n| START + n);
        let (page, _) = now.page(Some(&then));
        let found = page.since.unwrap().difference;
        for (quantity, change) in &found.totals {
            prop_assert_eq!(change.left_over(), 0, "{:?}", quantity);
        }
        check_adds_up(&now);
        let leads = page.totals.iter().find(|(id, _)| *id == MetricId::Leads).unwrap().1.value.unwrap();
        prop_assert_eq!(found.total(Quantity::Leads).after as f64 / 1_000.0, leads);
    }
}
