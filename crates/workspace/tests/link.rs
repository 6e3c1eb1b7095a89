//! Links: what is written comes back whatever a messenger does to it, and nobody is in one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};

use garimpo_funnel::ranking::{Answer, MetricId, State};
use garimpo_funnel::settings::{Churn, Form, MoneySettings};
use garimpo_funnel::{Clock, Field, Period, Settings};
use garimpo_table::{Currency, ReadOptions, Reader};
use garimpo_workspace::link::envelope::{self, MOST_INPUT, read, write};
use garimpo_workspace::link::{Broken, Kind, Name, Shared, Summary, View};
use garimpo_workspace::protocol::Lang;
use garimpo_workspace::{Doc, Incoming, Intent, sample};
use proptest::prelude::*;

fn doc(files: &[(String, String)]) -> Doc {
    let mut doc = Doc::new();
    let read = |(name, text): &(String, String)| {
        let mut reader = Reader::new(ReadOptions::default(), text.len());
        reader.push(text.as_bytes());
        Incoming::new(name.clone(), reader.finish(), ReadOptions::default())
    };
    doc.import(files.iter().map(read).collect(), &[]);
    doc
}

/// Leads of (channel, leads, customers), each customer with a deal of its own amount, and spend.
fn company(channels: &[(&str, usize, usize)]) -> Doc {
    let mut leads = String::from("lead_id,email,name,created_at,channel\n");
    let mut deals = String::from("deal_id,email,status,created_at,closed_at,amount\n");
    let mut spend = String::from("date,channel,amount\n");
    let mut at = 100_000;
    for (channel, count, customers) in channels {
        for nth in 0..*count {
            at += 1;
            leads +=
                &format!("{at},p{at}@example.com,Pessoa Número{at},2026-01-{:02},{channel}\n", 1 + nth % 28);
            if nth < *customers {
                deals += &format!("d{at},p{at}@example.com,won,2026-02-01,2026-03-01,{}\n", 1_000 + at % 977);
            }
        }
        spend += &format!("2026-01-15,{channel},{}\n", 1_000 + count * 10);
    }
    doc(&[("leads.csv".into(), leads), ("deals.csv".into(), deals), ("spend.csv".into(), spend)])
}

fn names(shared: &Shared) -> Vec<Name> {
    shared.summary.channels.iter().map(|channel| channel.name.clone()).collect()
}

fn text(name: &str) -> Name {
    Name::Text(name.into())
}

#[test]
fn a_summary_has_the_rankings_numbers() {
    let mut doc = doc(&sample::files(Lang::En));
    let ranking = doc.ranking().unwrap().clone();
    let shared = doc.share(Some(20_600)).unwrap();
    assert_eq!(shared.people, 0);
    assert!(shared.compared > 1_000, "{}", shared.compared);
    let back = Summary::decode(&shared.summary.encode()).unwrap();
    assert_eq!(back, shared.summary);
    let seen = back.ranking(|_| "others".into());
    assert_eq!((seen.as_of, seen.clock, seen.currency), (ranking.as_of, ranking.clock, ranking.currency));
    let mut compared = 0;
    for row in &seen.channels {
        let Some(before) = ranking.channels.iter().find(|before| before.channel.name == row.channel.name)
        else {
            continue;
        };
        for id in
            [MetricId::Spend, MetricId::Leads, MetricId::Cac, MetricId::ValuePerLead, MetricId::ReturnPerUnit]
        {
            let (now, then) = (row.row.get(id), before.row.get(id));
            assert_eq!(now.state, then.state, "{id:?}");
            if let (Some(now), Some(then)) = (now.value, then.value) {
                assert!((now - then).abs() <= then.abs() * 1e-5, "{id:?}: {now} {then}");
                compared += 1;
            }
            if let (Some(now), Some(then)) = (now.low, then.low) {
                assert!((now - then).abs() <= then.abs() * 0.006, "{id:?}: {now} {then}");
            }
        }
    }
    assert!(compared > 15, "{compared}");
    assert_eq!(seen.tiers_cost.len(), back.tiers_cost.len());
}

#[test]
fn a_link_of_twelve_channels_is_short() {
    let channels: Vec<(String, usize, usize)> =
        (0..12).map(|nth| (format!("Canal número {nth}"), 100 + nth * 37, 10 + nth * 3)).collect();
    let channels: Vec<(&str, usize, usize)> =
        channels.iter().map(|(name, a, b)| (name.as_str(), *a, *b)).collect();
    let shared = company(&channels).share(Some(20_600)).unwrap();
    assert_eq!(shared.summary.channels.len(), 12);
    let length = write(Kind::Summary, &shared.summary.encode()).len();
    assert!(length < 1_460, "{length} characters");
}

#[test]
fn groups_under_five_cannot_be_found_even_by_subtraction() {
    // (channels, names that must be folded, whether there is anything to share)
    type Case = (&'static [(&'static str, usize, usize)], &'static [&'static str], bool);
    let cases: [Case; 8] = [
        (&[("Big", 100, 20), ("Large", 90, 30)], &[], true),
        // One small channel takes the smallest other one along.
        (&[("Big", 100, 20), ("Large", 90, 30), ("Small", 7, 1)], &["Small", "Big"], true),
        (&[("Big", 100, 20), ("One", 30, 2), ("Two", 40, 4)], &["One", "Two"], true),
        // Together still few.
        (
            &[("Big", 100, 20), ("Large", 90, 30), ("One", 30, 2), ("Two", 40, 1)],
            &["One", "Two", "Big"],
            true,
        ),
        (&[("Big", 100, 20), ("Few", 3, 0), ("Large", 90, 30)], &["Few", "Big"], true),
        // All but two bought: the two are a group, too.
        (&[("Big", 100, 20), ("Keen", 12, 10), ("Large", 90, 30)], &["Keen", "Big"], true),
        // Nobody bought: that is nobody's secret.
        (&[("Big", 100, 20), ("Dry", 50, 0)], &[], true),
        (&[("Tiny", 3, 1)], &["Tiny"], false),
    ];
    for (channels, expected, is_told) in cases {
        let shared = company(channels).share(None);
        assert_eq!(shared.is_some(), is_told, "{channels:?}");
        let Some(shared) = shared else { continue };
        let shown: BTreeSet<&str> = shared.summary.texts().collect();
        for (name, ..) in channels {
            assert_eq!(shown.contains(name), !expected.contains(name), "{name} of {channels:?}");
        }
        assert_eq!(shared.folded.len(), expected.len(), "{channels:?}");
        secret(&shared.summary);
    }
}

/// No difference of the numbers of a summary is one to four people.
fn secret(summary: &Summary) {
    let enough = |people: f64| people.abs() < 1e-6 || people >= 5.0 - 1e-6;
    let count = |row: &garimpo_funnel::ranking::Row, id| row.get(id).value.unwrap_or_default();
    for id in [MetricId::Leads, MetricId::Customers] {
        let mut rest = count(&summary.totals, id);
        for channel in &summary.channels {
            assert!(enough(count(&channel.row, id)), "{:?} {id:?}", channel.name);
            rest -= count(&channel.row, id);
        }
        assert!(enough(rest.abs()), "{rest} {id:?} are in no channel");
    }
    for row in summary.channels.iter().map(|channel| &channel.row).chain([&summary.totals]) {
        let (leads, customers) = (count(row, MetricId::Leads), count(row, MetricId::Customers));
        assert!(enough(leads - customers) || customers > leads, "{leads} {customers}");
    }
}

/// Channels put together are no channel to move money to: naming them the cheapest would be a lie, most of all when
/// what one of them cost is not known.
#[test]
fn what_is_folded_is_in_no_order_and_wins_nothing() {
    for lang in [Lang::PtBr, Lang::En] {
        let mut doc = doc(&sample::files(lang));
        let before = doc.ranking().unwrap().clone();
        let shared = doc.share(None).unwrap();
        let at = shared.summary.channels.iter().position(|channel| channel.name == Name::Others).unwrap();
        let others = &shared.summary.channels[at].row;
        for id in [MetricId::TierCost, MetricId::TierValue, MetricId::PCheapest, MetricId::PBestValue] {
            assert_eq!(others.get(id).value, None, "{id:?}");
        }
        // One of them has no told cost.
        assert_eq!(others.get(MetricId::Spend).state, State::CostUnknown);
        assert_eq!(others.get(MetricId::Cac).value, None);
        let Answer::Cheapest { first, dearer } = &shared.summary.answer else { panic!() };
        let Answer::Cheapest { first: then, dearer: later } = &before.answer else { panic!() };
        assert_eq!(
            (first.len(), dearer.len()),
            (then.len(), later.len()),
            "the sender reads the same sentence"
        );
        assert!(first.iter().all(|id| *id != at.to_string()));
    }
}

#[test]
fn few_deals_without_a_channel_are_not_left_by_subtraction() {
    let mut leads = String::from("lead_id,email,created_at,channel\n");
    let mut deals = String::from("deal_id,email,status,created_at,closed_at,amount\n");
    for at in 0..200 {
        leads += &format!("{at},p{at}@example.com,2026-01-10,{}\n", ["Search", "Social"][at % 2]);
        if at % 10 < 2 {
            deals += &format!("d{at},p{at}@example.com,won,2026-02-01,2026-03-01,1000\n");
        }
    }
    for at in 0..2 {
        deals += &format!("x{at},nobody{at}@example.com,won,2026-02-01,2026-03-01,77777\n");
    }
    let shared = doc(&[("leads.csv".into(), leads), ("deals.csv".into(), deals)]).share(None).unwrap();
    assert!(shared.only_channels);
    let value = |id| shared.summary.totals.get(id).value;
    assert_eq!(value(MetricId::Customers), Some(40.0));
    assert_eq!(value(MetricId::Revenue), Some(40_000.0), "the two deals are not in it");
    secret(&shared.summary);
}

/// Ten thousand people who are their own channel: none of them is in the link.
#[test]
fn no_name_mail_phone_or_document_is_in_a_link() {
    let mut leads = String::from("lead_id,email,name,phone,cpf,created_at,channel\n");
    let mut canaries = Vec::new();
    for at in 0..2_500usize {
        let mail = format!("canary{at}@segredo.com.br");
        let name = format!("Canário Sobrenome{at} da Silva");
        let phone = format!("(11) 9{:04}-{:04}", 1_000 + at, 9_999 - at);
        let cpf = format!("{:03}.{:03}.{:03}-{:02}", at % 997, 100 + at % 800, 999 - at % 900, at % 97);
        // Six rows each, so that the channel is large enough to be shown by itself.
        let channel = format!("Indicação de {}", [&mail, &name, &phone, &cpf][at % 4]);
        for nth in 0..6 {
            leads += &format!("{at}{nth:02},x{nth}{mail},{name},{phone},{cpf},2026-01-10,\"{channel}\"\n");
        }
        canaries.extend([mail, name, phone, cpf]);
    }
    assert_eq!(canaries.len(), 10_000);
    for at in 0..400 {
        leads += &format!("9{at:05},q{at}@example.com,Outra Pessoa{at},,,2026-01-10,Busca paga\n");
    }
    let mut doc = doc(&[("leads.csv".into(), leads)]);
    doc.act(Intent::SetField { sheet: 1, column: 6, field: Some(Field::Channel) }).unwrap();
    let shared = doc.share(None).unwrap();
    assert_eq!(shared.people, 0);
    assert!(shared.compared >= 15_000);
    let bytes = shared.summary.encode();
    let content = String::from_utf8_lossy(&bytes).into_owned();
    for canary in &canaries {
        assert!(!content.contains(canary.as_str()), "{canary}");
    }
    assert!(shared.withheld > 0 && names(&shared).contains(&text("Busca paga")), "{:?}", names(&shared));
    assert!(shared.summary.channels.len() <= 60);
}

#[test]
fn a_view_has_every_setting_and_nobody() {
    let settings = Settings {
        clock: Clock::Period,
        period: Period { from: Some(20_454), to: None },
        merges: BTreeMap::from([("google ads".into(), "busca".into())]),
        lagged: true,
        horizon: Some(90),
        money: MoneySettings {
            margin: Some(0.1 + 0.2),
            form: Form::Subscription,
            shared: BTreeSet::from(["ferramentas".into()]),
            currency: Some(Currency::BRL),
            rates: BTreeMap::from([(Currency::USD, vec![(20_000, 5.43), (20_100, 5.5)])]),
            churn: Some(Churn { ended: 3.0, customer_months: 120.5 }),
            ..MoneySettings::default()
        },
    };
    let view = View { settings };
    let back = View::decode(&view.encode()).unwrap();
    let margin = back.settings.money.margin.unwrap();
    assert!((margin - 0.3).abs() < 1e-12);
    let mut back = back;
    back.settings.money.margin = view.settings.money.margin;
    assert_eq!(back, view);

    let mut doc =
        company(&[("Indicação de p100001@example.com", 50, 10), ("Busca", 100, 20), ("Google", 80, 9)]);
    let merge = |from: &str, into: &str| Intent::MergeChannels { from: vec![from.into()], into: into.into() };
    doc.act(merge("google", "busca")).unwrap();
    doc.act(merge("indicacao de p100001@example.com", "busca")).unwrap();
    let shared = doc.share(None).unwrap();
    assert_eq!(shared.view.settings.merges, BTreeMap::from([("google".into(), "busca".into())]));
}

#[test]
fn what_messengers_do_to_a_link_is_undone() {
    let payload: Vec<u8> = (0..=255).chain(0..44).collect();
    let link = write(Kind::Summary, &payload);
    let (head, tail) = link.split_at(100);
    let check = |message: &str| assert_eq!(read(message), Ok((Kind::Summary, payload.clone())), "{message}");
    for message in [
        link.clone(),
        format!("#{link}"),
        format!("https://garimpo.example/#{link}"),
        format!("https://garimpo.example/sub/%23{link}"),
        format!("https://garimpo.example/%2523{link}"),
        format!("https://garimpo.example/?{link}"),
        format!("https://garimpo.example/?lang=en#{link}&utm_source=mail"),
        format!("veja {link} e responda"),
        format!("(https://garimpo.example/#{link})."),
        format!("<https://garimpo.example/#{link}>,"),
        format!("[resumo](https://garimpo.example/#{link})"),
        format!("> https://garimpo.example/#{head}\n> {tail}\n"),
        format!("https://garimpo.example/#{head}=\r\n{tail}"),
        format!("https://garimpo.example/#{head} {tail}"),
        format!("https://garimpo.example/#{head}%20{tail}"),
        format!("https://garimpo.example/#{head}\u{200b}{tail}\u{a0}"),
        format!("https://x.safelinks.example/?url=https%3A%2F%2Fgarimpo.example%2F%23{link}&data=05%7C"),
        format!("s1.zz, isto não; {link}"),
    ] {
        check(&message);
    }
}

#[test]
fn a_cut_link_is_told_from_a_changed_one() {
    let payload: Vec<u8> = (0..200).collect();
    let link = write(Kind::View, &payload);
    let of = Some(link.len() as u32);
    // The last character says nothing that the checksum has not said.
    for end in 4..link.len() - 1 {
        let Err(Broken::Cut { have, of: told }) = read(&format!("#{}", &link[..end])) else {
            panic!("cut after {end}: {:?}", read(&link[..end]))
        };
        assert_eq!(have as usize, end);
        assert!(told == of || end < 7, "{end}");
    }
    assert_eq!(read(&link[..link.len() - 1]), Ok((Kind::View, payload.clone())));
    for mark in ["…", "...", ")", ".", "]"] {
        let cut = format!("https://garimpo.example/#{}{mark}", &link[..100]);
        assert!(matches!(read(&cut), Err(Broken::Cut { .. })), "{cut}");
    }
    for at in 3..link.len() - 1 {
        let mut bytes = link.clone().into_bytes();
        bytes[at] = if bytes[at] == b'7' { b'5' } else { b'7' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(read(&changed).is_err(), "{at}");
        let mut shorter = link.clone();
        shorter.remove(at);
        assert!(read(&shorter).is_err(), "{at} is missing");
    }
    assert_eq!(read(&link.to_lowercase()), Err(Broken::Corrupt));
    assert_eq!(read("#s2.x"), Err(Broken::Newer));
    for other in ["", "#/channels", "#/data/s1", "os1.abc.def", "https://example.com/x.s1.js", "%%%2", "#s1x"]
    {
        assert_eq!(read(other), Err(Broken::NotOurs), "{other}");
        assert!(!envelope::is_one(other));
    }
    assert!(envelope::is_one("#s1.") && envelope::is_one(&format!("x {link}")));
}

#[test]
fn a_bomb_is_refused() {
    // 64 MiB of zeros would be 87,000 characters, were links compressed.
    let claims = format!("#s1.zzzz.{}.00000000z", "A".repeat(87_000));
    assert_eq!(read(&claims), Err(Broken::TooLong));
    assert_eq!(read(&"#s1.".repeat(MOST_INPUT)), Err(Broken::TooLong));
    assert!(read(&"#s1.1c.".repeat(MOST_INPUT / 7)).is_err());
    // Counts that nothing stands behind.
    for count in 0..=255u8 {
        let mut bytes = vec![0; 60];
        bytes.extend([count, 0xff, 0xff, 0xff, 0x7f]);
        assert_eq!(Summary::decode(&bytes), None);
        assert_eq!(View::decode(&bytes), None);
    }
}

/// Links that were sent must open for ever: never change these texts.
#[test]
fn the_first_links_still_open() {
    let summary = "s1.b8.AfDBAgHCwAIBzL8CAAAAAAAAANoFQAEAAEEGAKIDAAMDBUxhcmdlCEIdCEETCEEDCEDF1gJwP4gBP6wBcD_TBUCEAXA9dz3OAXBBkgFBkgFwQK8BQK8CcD9zP8cBBAQEBAg64N8SAwNCaWcIQwIIQgEIQQIIQZkVcEARP-wBcD--BUCSAXA9jwE9kQJwQYcBQYgBcEDFAUEmcD7ZB0ATBAQEBAg66oIUAwNNaWQIQhAIQQYIQA8IQaITcD_ZAT_LAnA_xwVApgFwPhE93wJwQaQBQaUBcECUAkDABHA_Zz_YAQQEBAQIOqnKFAhCQQhBIwhAQQhAk-sFcEARP8sBcD-zBkB7cD2aAT3eAXBBkQFBlQFwQOMBQMgCcD96P7EBBAQEBAg6x7YTAAADAAAA.0bde5e76z";
    let view = "v1.o.AQAAAD4-AADaBUABAABBBgAA.820f9e1fz";
    let (kind, bytes) = read(summary).unwrap();
    assert_eq!(kind, Kind::Summary);
    let summary = Summary::decode(&bytes).unwrap();
    assert_eq!(summary.channels.len(), 3);
    assert_eq!(summary.channels[0].name, text("Large"));
    assert_eq!(summary.totals.get(MetricId::Customers).value, Some(65.0));
    assert_eq!(summary.made, Some(20_600));
    let (kind, bytes) = read(view).unwrap();
    assert_eq!(kind, Kind::View);
    let view = View::decode(&bytes).unwrap();
    assert_eq!(view.settings.money.margin, Some(0.62));
    assert_eq!(view.settings.clock, Clock::Period);
}

proptest! {
    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 1..400)) {
        for kind in Kind::ALL {
            prop_assert_eq!(read(&write(kind, &bytes)), Ok((kind, bytes.clone())));
        }
    }

    #[test]
    fn no_message_and_no_payload_is_a_panic(message in ".{0,300}", bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&message);
        let _ = read(&format!("s1.{message}"));
        let _ = View::decode(&bytes);
        if let Some(summary) = Summary::decode(&bytes) {
            summary.ranking(|_| String::new());
        }
    }

    #[test]
    fn a_changed_summary_is_read_or_refused(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = company(&[("Big", 60, 20), ("Large", 50, 30)]).share(None).unwrap().summary.encode();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Some(summary) = Summary::decode(&bytes) {
            summary.ranking(|_| String::new());
        }
    }
}
