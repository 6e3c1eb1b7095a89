//! Studies through the document: what the page asks for and gets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use garimpo_funnel::moves::Flags;
use garimpo_funnel::segments::{Card, Direction, Judgement, Measure, Rule};
use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::{Doc, Incoming, Intent, Refusal, Studied, Study};

fn doc(files: &[(&str, String)]) -> Doc {
    let mut doc = Doc::new();
    let read = |(name, text): &(&str, String)| {
        let mut reader = Reader::new(ReadOptions::default(), text.len());
        reader.push(text.as_bytes());
        Incoming::new((*name).to_owned(), reader.finish(), ReadOptions::default())
    };
    doc.import(files.iter().map(read).collect(), &[]);
    doc
}

/// 240 leads of two channels and two sectors; every fourth of technology buys, every twelfth of retail.
fn company() -> Doc {
    let mut leads = String::from("lead_id,email,created_at,channel,segment,stage\n");
    for at in 0..240 {
        let (sector, every) = if at % 2 == 0 { ("Tech", 8) } else { ("Retail", 24) };
        let stage = if at % every == at % 2 { "customer" } else { "lead" };
        let channel = if at % 3 == 0 { "Search" } else { "Social" };
        leads += &format!("{at},p{at}@example.com,2026-0{}-10,{channel},{sector},{stage}\n", 1 + at % 3);
    }
    let spend = "date,channel,amount\n2026-01-10,Search,1000\n2026-02-10,Search,1500\n2026-01-10,Social,900\n2026-02-10,Social,800\n";
    doc(&[("leads.csv", leads), ("spend.csv", spend.to_owned())])
}

#[test]
fn a_segment_is_studied_by_its_column() {
    let mut doc = company();
    let Studied::Segment { columns, table } = doc.study(&Study::Segment { column: None }) else {
        panic!("another answer")
    };
    assert_eq!(columns.len(), 1, "{columns:?}");
    let table = table.expect("a table");
    assert_eq!(table.segments.iter().map(|line| line.units).sum::<u32>(), 240);
    let unknown = doc.study(&Study::Segment { column: Some("gone".into()) });
    assert!(matches!(unknown, Studied::Segment { table: Some(_), .. }), "{unknown:?}");
}

#[test]
fn a_card_is_kept_judged_and_taken_back() {
    let mut doc = company();
    let Studied::Segment { columns, .. } = doc.study(&Study::Segment { column: None }) else { panic!() };
    let Studied::Segment { table: Some(table), .. } = doc.study(&Study::Segment { column: None }) else {
        panic!()
    };
    let tech = table.segments.iter().find_map(|line| line.part.id()).expect("a value").to_owned();
    let card = Card {
        claim: "Technology closes more easily".into(),
        rule: Rule { column: columns[0].id.clone(), values: vec![tech] },
        measure: Measure::LeadToCustomer,
        direction: Direction::More,
        by: "Sales".into(),
        created: 0,
    };
    doc.act(Intent::AddCard(card)).expect("a card");
    let Studied::Cards { verdicts, .. } = doc.study(&Study::Cards) else { panic!() };
    assert_eq!(verdicts.len(), 1);
    assert_ne!(verdicts[0].judgement, Judgement::NoColumn);
    assert_eq!(doc.act(Intent::DropCard { at: 1 }), Err(Refusal::NoSuchCard));
    doc.undo().expect("a step");
    assert!(matches!(doc.study(&Study::Cards), Studied::Cards { verdicts, .. } if verdicts.is_empty()));
}

#[test]
fn what_is_usual_of_a_budget_is_not_kept() {
    let mut doc = company();
    let flags = Flags { scalable: false, ..Flags::default() };
    doc.act(Intent::SetFlags { channel: "search".into(), flags }).expect("flags");
    assert_eq!(doc.view(0).notebook.flags.len(), 1);
    doc.act(Intent::SetFlags { channel: "search".into(), flags: Flags::default() }).expect("flags");
    assert!(doc.view(0).notebook.flags.is_empty());
    assert!(matches!(doc.study(&Study::Moves), Studied::Moves(_)));
}

#[test]
fn without_touches_nobody_is_credited() {
    let mut doc = company();
    assert_eq!(doc.study(&Study::Credit(Default::default())), Studied::Credit(None));
}
