//! Meetings through the document: frozen, compared, undone, saved.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test"
)]

mod kit;

use garimpo_funnel::Period;
use garimpo_funnel::meeting::{
    Aim, Cause, Decision, Outcome, Progress, Quantity, Redefined, Snapshot, Toward,
};
use garimpo_funnel::ranking::MetricId;
use garimpo_workspace::keep::{JOURNAL, JOURNAL_AGAIN, Journal, Opener, blocks, end};
use garimpo_workspace::protocol::{JournalEntry, decode, encode};
use garimpo_workspace::{Doc, Intent, MeetingView, Refusal, Studied, Study};
use kit::{drop_files, set};
use proptest::prelude::*;

/// Two leads a day from 2026-01-05 (a Monday) on, one of each channel; every fifth buys twenty days later.
fn leads(until: i32) -> String {
    let mut text = "id,email,created,channel,mql_at,customer_at\n".to_owned();
    for n in 0..=until {
        for (at, channel) in ["Google", "Events"].iter().enumerate() {
            let id = 2 * n + at as i32;
            let after = |days: i32, every: i32| {
                let told = id % every == 0 && n + days <= until;
                if told { day(n + days) } else { String::new() }
            };
            let (mql, customer) = (after(3, 2), after(20, 5));
            text.push_str(&format!("{id},p{id}@x.example,{},{channel},{mql},{customer}\n", day(n)));
        }
    }
    text
}

fn spend(until: i32) -> String {
    let mut text = "channel,date,amount\n".to_owned();
    for n in (0..=until).step_by(7) {
        text.push_str(&format!("Google,{0},70.00\nEvents,{0},90.00\n", day(n)));
    }
    text
}

fn day(n: i32) -> String {
    let (year, month, day) = garimpo_table::value::civil::date(20_458 + n);
    format!("{year:04}-{month:02}-{day:02}")
}

fn import(doc: &mut Doc, until: i32) {
    let (leads, spend) = (leads(until), spend(until));
    drop_files(doc, &[("leads.csv", leads.as_str()), ("spend.csv", spend.as_str())]);
}

fn meeting(doc: &mut Doc, number: Option<u32>) -> Option<MeetingView> {
    match doc.study(&Study::Meeting { number }) {
        Studied::Meeting(view) => view.map(|view| *view),
        other => panic!("{other:?}"),
    }
}

fn freeze(doc: &mut Doc, date: i32) -> Snapshot {
    let study = Study::Snapshot { date: 20_458 + date, frozen: 29_000_000 };
    let Studied::Snapshot(Some(snapshot)) = doc.study(&study) else { panic!("no snapshot") };
    doc.act(Intent::Freeze(snapshot.clone())).unwrap();
    *snapshot
}

fn decision(target: f64, until: i32) -> Decision {
    Decision {
        meeting: 1,
        what: "Fewer fairs".into(),
        owner: "Ana".into(),
        until: Some(20_458 + until),
        taken: 20_458 + 40,
        aim: Some(Aim {
            channel: Some("events".into()),
            metric: MetricId::Leads,
            toward: Toward::AtMost,
            target,
            was: Some(14.0),
        }),
        progress: Progress::Open,
    }
}

#[test]
fn four_fortnights() {
    let mut doc = Doc::new();
    assert_eq!(meeting(&mut doc, None), None);
    import(&mut doc, 40);
    let first = meeting(&mut doc, None).unwrap();
    assert_eq!((first.number, first.head, first.page.since.is_none()), (1, None, true));
    freeze(&mut doc, 41);
    doc.act(Intent::AddDecision(decision(8.0, 96))).unwrap();
    assert_eq!(doc.view(0).meetings.len(), 1);

    import(&mut doc, 54);
    let second = meeting(&mut doc, None).unwrap();
    assert_eq!(second.number, 2);
    let since = second.page.since.as_ref().unwrap();
    assert_eq!((since.number, since.redefined.is_empty()), (1, true));
    let change = since.difference.total(Quantity::Leads);
    assert_eq!((change.before, change.after), (82_000, 110_000));
    assert_eq!(change.parts, [28_000, 0, 0, 0, 0]);
    let late = since.difference.total(Quantity::Customers);
    assert!(late.of(Cause::Late) > 0 && late.left_over() == 0, "{late:?}");
    // Nothing has changed of the frozen one.
    assert_eq!(meeting(&mut doc, Some(1)).unwrap().page, first.page);
    // 14 leads in fourteen days, where 8 were to be.
    assert_eq!(second.judged.len(), 1);
    assert_eq!(second.judged[0].unwrap().outcome, Outcome::No);
    assert_eq!((second.page.actions.len(), second.page.actions[0].place), (1, 1));
    freeze(&mut doc, 55);

    import(&mut doc, 68);
    let done = Decision { progress: Progress::Done, ..decision(8.0, 96) };
    doc.act(Intent::SetDecision { at: 0, decision: done }).unwrap();
    let third = meeting(&mut doc, None).unwrap();
    assert_eq!(third.page.actions, [], "done, and of the meeting before the last");
    freeze(&mut doc, 69);

    import(&mut doc, 82);
    let sheet = doc.view(0).sheets.iter().find(|sheet| sheet.name.starts_with("leads")).unwrap().id;
    doc.act(set(sheet, 0, 3, "Events")).unwrap();
    let fourth = meeting(&mut doc, None).unwrap();
    let since = fourth.page.since.unwrap();
    assert_eq!(since.number, 3);
    assert_eq!(since.difference.rows[Cause::Edits as usize], 1);
    for (quantity, change) in since.difference.totals {
        assert_eq!(change.left_over(), 0, "{quantity:?}");
    }
    let heads = doc.view(0).meetings;
    assert_eq!(heads.iter().map(|head| head.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(meeting(&mut doc, Some(9)), None);
}

#[test]
fn freezing_and_deciding_are_steps() {
    let mut doc = Doc::new();
    import(&mut doc, 40);
    let snapshot = freeze(&mut doc, 41);
    doc.act(Intent::AddDecision(decision(8.0, 60))).unwrap();
    doc.act(Intent::AddDecision(decision(9.0, 60))).unwrap();
    doc.act(Intent::DropDecision { at: 0 }).unwrap();
    assert_eq!(doc.view(0).notebook.decisions, [decision(9.0, 60)]);
    assert_eq!(doc.act(Intent::DropDecision { at: 1 }), Err(Refusal::NoSuchDecision));
    let lost = Intent::SetDecision { at: 7, decision: decision(1.0, 1) };
    assert_eq!(doc.act(lost), Err(Refusal::NoSuchDecision));
    assert_eq!(doc.act(Intent::Freeze(Box::new(snapshot))), Err(Refusal::NoSuchMeeting), "the same again");
    let kept = doc.view(0).meetings;
    doc.act(Intent::DropMeeting { number: 1 }).unwrap();
    assert_eq!(doc.view(0).meetings, []);
    assert_eq!(doc.act(Intent::DropMeeting { number: 1 }), Err(Refusal::NoSuchMeeting));
    doc.undo().unwrap();
    assert_eq!(doc.view(0).meetings, kept);
    for _ in 0..4 {
        doc.undo().unwrap();
    }
    assert_eq!((doc.view(0).meetings.len(), doc.view(0).notebook.decisions.len()), (0, 0));
    for _ in 0..4 {
        doc.redo().unwrap();
    }
    assert_eq!((doc.view(0).meetings, doc.view(0).notebook.decisions.len()), (kept, 1));
}

/// Through the workspace file's journal and back, and by the messages.
#[test]
fn a_meeting_survives_the_file_to_the_last_bit() {
    let mut doc = Doc::new();
    import(&mut doc, 61);
    let snapshot = freeze(&mut doc, 62);
    let shown = meeting(&mut doc, Some(1)).unwrap();
    let intents = [Intent::Freeze(Box::new(snapshot)), Intent::AddDecision(decision(8.123_456_789, 60))];
    let entries: Vec<JournalEntry> =
        intents.iter().map(|intent| JournalEntry::Do { intent: intent.clone() }).collect();
    let journal = Journal { entries: entries.clone(), files: Vec::new() };
    let text = journal.to_json().unwrap();
    let mut file = blocks(JOURNAL, &text);
    file.extend(blocks(JOURNAL_AGAIN, &text));
    let count = 2 * text.chunks(garimpo_workspace::keep::BLOCK).count() as u64;
    file.extend(end(count));
    let mut opener = Opener::default();
    opener.push(&file);
    let opened = opener.finish().unwrap();
    assert!(opened.is_whole());
    assert_eq!(opened.journal, journal);
    let mut again = Doc::new();
    for entry in opened.journal.entries {
        let JournalEntry::Do { intent } = entry else { panic!("{entry:?}") };
        assert_eq!(decode::<Intent>(&encode(&intent)), Some(intent.clone()));
        again.act(intent).unwrap();
    }
    let back = meeting(&mut again, Some(1)).unwrap();
    assert_eq!((back.page, back.head), (shown.page, shown.head), "though no file is there");
}

#[test]
fn another_period_is_told_as_one() {
    let mut doc = Doc::new();
    import(&mut doc, 40);
    freeze(&mut doc, 41);
    doc.act(Intent::SetPeriod(Period { from: Some(20_458 + 14), to: None })).unwrap();
    let since = meeting(&mut doc, None).unwrap().page.since.unwrap();
    assert_eq!(since.redefined, [Redefined::Period]);
    assert_eq!(since.difference.total(Quantity::Leads).parts, [0, 0, 0, 0, -28_000]);
}

#[derive(Clone, Debug)]
enum Act {
    Import(i32),
    Edit(u32, u32),
    Delete(u32),
    Period(i32),
    Freeze,
    Decide(u32),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (20i32..90).prop_map(Act::Import),
        (0u32..30, 0u32..6).prop_map(|(row, column)| Act::Edit(row, column)),
        (0u32..30).prop_map(Act::Delete),
        (0i32..40).prop_map(Act::Period),
        Just(Act::Freeze),
        (1u32..20).prop_map(Act::Decide),
        Just(Act::Undo),
        Just(Act::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_snapshot_never_changes(acts in proptest::collection::vec(act(), 1..14)) {
        let mut doc = Doc::new();
        import(&mut doc, 30);
        freeze(&mut doc, 31);
        let first = meeting(&mut doc, Some(1)).unwrap();
        for act in acts {
            let sheet = doc.view(0).sheets.first().map(|sheet| sheet.id).unwrap_or(1);
            let _ = match act {
                Act::Import(until) => { import(&mut doc, until); Ok(None) }
                Act::Edit(row, column) => doc.act(set(sheet, row, column, "Fairs")),
                Act::Delete(at) => doc.act(Intent::DeleteRows { sheet, at, count: 2 }),
                Act::Period(from) => {
                    doc.act(Intent::SetPeriod(Period { from: Some(20_458 + from), to: None }))
                }
                Act::Freeze => {
                    let study = Study::Snapshot { date: 20_600, frozen: 0 };
                    match doc.study(&study) {
                        Studied::Snapshot(Some(snapshot)) => doc.act(Intent::Freeze(snapshot)),
                        _ => Ok(None),
                    }
                }
                Act::Decide(target) => doc.act(Intent::AddDecision(decision(f64::from(target), 60))),
                Act::Undo => doc.undo(),
                Act::Redo => doc.redo(),
            };
            // Taken back by undo it may be; other than it was it never is.
            let now = meeting(&mut doc, Some(1));
            if let Some(now) = now.filter(|now| now.head.unwrap().date == first.head.unwrap().date) {
                prop_assert_eq!((&now.page, now.head), (&first.page, first.head));
            }
            if let Some(since) = meeting(&mut doc, None).and_then(|view| view.page.since) {
                for (quantity, change) in since.difference.totals {
                    prop_assert_eq!(change.left_over(), 0, "{:?}", quantity);
                }
            }
        }
    }
}
