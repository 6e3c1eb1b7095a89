//! The agreement through the document: the sample company, feedback as rows, versions, undo and replay.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use garimpo_funnel::agreement::desk::{Ask, Which};
use garimpo_funnel::agreement::handoff::{Call, Handoff, Happening};
use garimpo_funnel::agreement::outcomes::{By, Fate, Outcomes};
use garimpo_funnel::agreement::overview::Overview;
use garimpo_funnel::agreement::terms::Promise;
use garimpo_funnel::agreement::{Criterion, Said, State, Test, Version, desk::Desk};
use garimpo_funnel::company::Source;
use garimpo_funnel::{Field, Role};
use garimpo_table::{ReadOptions, Reader};
use garimpo_workspace::protocol::{Export, Lang};
use garimpo_workspace::view::StepLabel;
use garimpo_workspace::{Doc, Incoming, Intent, NewSheet, Refusal, Studied, Study, sample};

fn read(files: Vec<(String, String)>) -> Vec<Incoming> {
    let read = |(name, text): (String, String)| {
        let mut reader = Reader::new(ReadOptions::default(), text.len());
        reader.push(text.as_bytes());
        Incoming::new(name, reader.finish(), ReadOptions::default())
    };
    files.into_iter().map(read).collect()
}

fn sampled(lang: Lang) -> Doc {
    let mut doc = Doc::new();
    doc.import(read(sample::files(lang)).into_iter().map(|part| part.of_sample(lang)).collect(), &[]);
    doc
}

fn overview(doc: &mut Doc, month: Option<i32>) -> Overview {
    match doc.study(&Study::Agreement { month, basis: None }) {
        Studied::Agreement(Some(overview)) => *overview,
        other => panic!("{other:?}"),
    }
}

fn desk(doc: &mut Doc, which: Which, month: Option<i32>) -> Desk {
    let ask = Ask { which, month, owner: None, channel: None, campaign: None, skip: 0 };
    match doc.study(&Study::Desk(ask)) {
        Studied::Desk(Some(desk)) => *desk,
        other => panic!("{other:?}"),
    }
}

fn handoff(doc: &mut Doc, lead: Source) -> Handoff {
    match doc.study(&Study::Handoff { lead }) {
        Studied::Handoff(Some(handoff)) => *handoff,
        other => panic!("{other:?}"),
    }
}

fn outcomes(doc: &mut Doc, by: By) -> Outcomes {
    match doc.study(&Study::Outcomes(by)) {
        Studied::Outcomes(Some(outcomes)) => *outcomes,
        other => panic!("{other:?}"),
    }
}

const MARCH: i32 = 20_454 + 70;

fn feedback_sheet() -> NewSheet {
    use Field::*;
    let fields =
        [Email, LeadId, Company, Verdict, Reason, SubReason, Note, Attempts, Quality, Owner, At].map(Some);
    NewSheet {
        name: "devolutivas.csv".into(),
        role: Role::Feedback,
        headers: fields.iter().flatten().map(|field| field.name().to_owned()).collect(),
        fields: fields.to_vec(),
        rows: Vec::new(),
    }
}

fn entry(lead: Source, verdict: &str, reason: &str) -> Intent {
    let cells = vec![
        (Field::Verdict, verdict.to_owned()),
        (Field::Reason, reason.to_owned()),
        (Field::Owner, "Bia".to_owned()),
        (Field::At, "2026-06-22".to_owned()),
    ];
    Intent::Feedback { lead, cells, sheet: feedback_sheet() }
}

#[test]
fn the_sample_has_everything_and_its_ranking_is_that_of_its_first_three_files() {
    for lang in [Lang::PtBr, Lang::En] {
        let mut doc = sampled(lang);
        let view = doc.view(0);
        let roles: Vec<Role> = view.sheets.iter().map(|sheet| sheet.role).collect();
        assert_eq!(
            roles,
            [Role::Leads, Role::Deals, Role::Spend, Role::Touches, Role::Activities, Role::Feedback]
        );
        assert!(view.questions.is_empty(), "{:?}", view.questions);
        assert_eq!(view.notebook.agreement.versions.len(), 2);
        assert_eq!(view.history.steps, 1, "one step, with what was agreed");
        let mut plain = Doc::new();
        plain.import(read(sample::files(lang).into_iter().take(3).collect()), &[]);
        assert_eq!(doc.ranking(), plain.ranking());
        let board = overview(&mut doc, Some(MARCH)).board;
        for kept in &board.kept {
            assert!(kept.is_told && kept.counts.attained > 0 && kept.counts.breached > 0, "{kept:?}");
            assert_eq!(kept.counts.all() + kept.untold, board.qualified);
        }
        let made = board.delivered.expect("targets");
        assert_eq!(
            made.classes.iter().map(|line| line.leads).sum::<u32>(),
            board.leads,
            "{:?}",
            made.classes
        );
        assert!(board.untouched > 0);
        let response = overview(&mut doc, Some(MARCH)).response.expect("a curve");
        assert!(!response.by_day && response.median.is_some() && response.never.leads > 0, "{response:?}");
        doc.undo().expect("undone");
        assert!(doc.view(0).sheets.is_empty() && doc.view(0).notebook.agreement.versions.is_empty());
    }
}

#[test]
fn behind_every_number_stand_its_leads() {
    let mut doc = sampled(Lang::En);
    let board = overview(&mut doc, Some(MARCH)).board;
    for kept in &board.kept {
        let counts = kept.counts;
        for (state, count) in [
            (State::Attained, counts.attained),
            (State::Pending, counts.pending),
            (State::Breached, counts.breached),
        ] {
            let which = Which::Standing { promise: kept.promise, state };
            let found = desk(&mut doc, which, Some(MARCH));
            assert_eq!(found.total, count, "{:?} {state:?}", kept.promise);
            assert_eq!(found.lines.len(), count.min(100) as usize);
        }
    }
    assert_eq!(desk(&mut doc, Which::Untouched, Some(MARCH)).total, board.untouched);
    for line in board.delivered.expect("targets").classes {
        assert_eq!(desk(&mut doc, Which::Class(line.class.clone()), Some(MARCH)).total, line.leads);
    }
    let fates = outcomes(&mut doc, By::Channel);
    assert_eq!(fates.total.leads, 1_318);
    for fate in Fate::ALL {
        assert_eq!(desk(&mut doc, Which::Became(fate), None).total, fates.total.of(fate), "{fate:?}");
    }
    assert_eq!(fates.total.of(Fate::Customer), 72, "as the ranking has them");
    for line in &fates.lines {
        assert_eq!(line.fates.iter().sum::<u32>(), line.leads);
    }
    let campaigns = outcomes(&mut doc, By::Campaign);
    assert_eq!(campaigns.lines.iter().map(|line| line.leads).sum::<u32>(), 1_318);
    assert!(campaigns.has_campaigns && campaigns.lines.len() > 3);
}

#[test]
fn a_verdict_is_a_row_that_counts_and_is_undone() {
    let mut doc = sampled(Lang::En);
    let waiting = desk(&mut doc, Which::Unanswered, None);
    let lead = waiting.lines[0].source;
    let before = doc.view(0);
    let rows =
        |doc: &mut Doc| doc.view(0).sheets.iter().find(|sheet| sheet.role == Role::Feedback).map(|s| s.rows);
    let there = rows(&mut doc).expect("the sample's own");
    doc.act(entry(lead, "disqualified", "SPAM")).expect("an entry");
    assert_eq!(rows(&mut doc), Some(there + 1), "into the sheet that is there");
    assert_eq!(doc.view(0).history.undo, Some(StepLabel::Feedback));
    assert_eq!(desk(&mut doc, Which::Unanswered, None).total, waiting.total - 1);
    let sheet = handoff(&mut doc, lead);
    assert_eq!(sheet.line.said, Some(Said::Disqualified));
    assert!(sheet.events.iter().any(|event| matches!(event.what, Happening::Verdict { .. })));
    assert_eq!(sheet.calls, [Call::Nothing]);
    // The same day and person: a correction, not a second row.
    doc.act(entry(lead, "accepted", "")).expect("a correction");
    assert_eq!(rows(&mut doc), Some(there + 1));
    assert_eq!(handoff(&mut doc, lead).line.said, Some(Said::Accepted));
    assert_eq!(doc.ranking().and_then(|ranking| ranking.as_of), Some(20_623), "it moves no as-of day");
    doc.undo().expect("undone");
    assert_eq!(handoff(&mut doc, lead).line.said, Some(Said::Disqualified));
    doc.undo().expect("undone");
    let after = doc.view(0);
    let cells = |view: &garimpo_workspace::DocView| -> Vec<u32> {
        view.sheets.iter().map(|sheet| sheet.rows).collect()
    };
    assert_eq!(cells(&before), cells(&after));
    assert_eq!(desk(&mut doc, Which::Unanswered, None).total, waiting.total);
    doc.redo().expect("done again");
    assert_eq!(rows(&mut doc), Some(there + 1));
}

#[test]
fn the_first_verdict_makes_the_sheet_and_it_comes_back_from_its_export() {
    let leads = "id,email,created at,channel\n1,a@x.example,2026-03-02,Search\n2,b@x.example,2026-03-03,Social\n3,,2026-03-03,Social\n";
    let mut doc = Doc::new();
    doc.import(read(vec![("leads.csv".into(), leads.into())]), &[]);
    let line = |at: usize, doc: &mut Doc| desk(doc, Which::All, None).lines[at].source;
    let (first, second) = (line(0, &mut doc), line(1, &mut doc));
    doc.act(entry(first, "accepted", "")).expect("an entry");
    doc.act(entry(second, "disqualified", "Fora do perfil")).expect("an entry");
    let view = doc.view(0);
    assert_eq!(view.sheets.len(), 2);
    assert_eq!((view.sheets[1].role, view.sheets[1].rows), (Role::Feedback, 2));
    let export = Export { delimiter: b',', seen: false, guard: false };
    let (name, written) = doc.export_csv(view.sheets[1].id, export).expect("an export");
    let text = String::from_utf8(written.bytes).expect("text");
    let mut again = Doc::new();
    again.import(read(vec![("leads.csv".into(), leads.into()), (name, text)]), &[]);
    assert_eq!(again.view(0).sheets[1].role, Role::Feedback, "known by its headers");
    let fates = |doc: &mut Doc| outcomes(doc, By::Channel);
    assert_eq!(fates(&mut doc), fates(&mut again));
    assert_eq!(fates(&mut doc).total.of(Fate::Disqualified), 1);
    doc.undo().expect("undone");
    doc.undo().expect("undone");
    assert_eq!(doc.view(0).sheets.len(), 1, "the sheet goes with its first row");
}

#[test]
fn a_lead_without_a_name_for_it_is_refused() {
    let leads = "name,created at,channel\nAna,2026-03-02,Search\nBia,2026-03-03,Social\n";
    let mut doc = Doc::new();
    doc.import(read(vec![("leads.csv".into(), leads.into())]), &[]);
    let lead = desk(&mut doc, Which::All, None).lines[0].source;
    assert_eq!(doc.act(entry(lead, "accepted", "")), Err(Refusal::NoKey));
    assert_eq!(doc.act(entry(Source { sheet: 77, row: 0 }, "accepted", "")), Err(Refusal::NoSuchSheet));
}

#[test]
fn a_month_is_judged_by_the_version_of_its_time() {
    let mut doc = sampled(Lang::En);
    let january = overview(&mut doc, Some(MARCH - 50)).board;
    let march = overview(&mut doc, Some(MARCH)).board;
    assert_eq!((january.version, march.version), (Some(0), Some(1)));
    let mut stricter: Version = doc.view(0).notebook.agreement.versions[1].clone();
    stricter.since = MARCH + 40;
    stricter.promises.verdict.as_mut().expect("a promise").days = 0;
    doc.act(Intent::Agree(Box::new(stricter.clone()))).expect("agreed");
    assert_eq!(overview(&mut doc, Some(MARCH)).board, march, "what is past stays judged as it was");
    stricter.since = MARCH - 40;
    stricter.criteria =
        vec![Criterion { column: "segment".into(), test: Test::NoneOf(vec!["retail".into()]) }];
    doc.act(Intent::Agree(Box::new(stricter.clone()))).expect("agreed");
    let february = overview(&mut doc, Some(MARCH - 20)).board;
    assert!(february.qualified < february.leads, "retail is out of it: {february:?}");
    doc.act(Intent::DropVersion { since: stricter.since }).expect("taken back");
    assert_eq!(doc.act(Intent::DropVersion { since: 1 }), Err(Refusal::NoSuchVersion));
    let mut wrong = stricter;
    wrong.goal.share = Some(1.4);
    assert_eq!(doc.act(Intent::Agree(Box::new(wrong))), Err(Refusal::Unsound));
}

#[test]
fn without_a_column_of_attempts_nobody_is_blamed() {
    let leads = "email,created at,channel\na@x.example,2026-03-02,Search\nb@x.example,2026-03-30,Social\n";
    let mut doc = Doc::new();
    doc.import(read(vec![("leads.csv".into(), leads.into())]), &[]);
    let version = sample::notes(Lang::En).agreement.versions[0].clone();
    doc.act(Intent::Agree(Box::new(version))).expect("agreed");
    let board = overview(&mut doc, Some(MARCH)).board;
    for kept in board.kept {
        assert_eq!(kept.counts.all(), 0, "{kept:?}");
        assert_eq!((kept.is_told, kept.untold), (false, 2));
    }
    assert_eq!(
        desk(&mut doc, Which::Standing { promise: Promise::First, state: State::Breached }, None).total,
        0
    );
}

#[test]
fn codes_are_changed_and_taken_back() {
    let mut doc = sampled(Lang::En);
    let reasons = overview(&mut doc, None).reasons;
    let moved = reasons.iter().find(|(text, ..)| text == "Moved away").expect("a text that nobody knows");
    assert_eq!(moved.2, None);
    let mut codes = doc.view(0).notebook.codes;
    codes.texts.insert(garimpo_funnel::agreement::codes::folded("Moved away"), "NO_FIT_REGION".into());
    doc.act(Intent::SetCodes(codes)).expect("set");
    let place = doc.view(0).notebook.codes.find("NO_FIT_REGION").map(|at| at as u32);
    let known = |doc: &mut Doc| {
        let reasons = overview(doc, None).reasons;
        reasons.into_iter().find(|(text, ..)| text == "Moved away").and_then(|(_, _, code)| code)
    };
    assert_eq!(known(&mut doc), place);
    doc.undo().expect("undone");
    assert_eq!(known(&mut doc), None);
}
