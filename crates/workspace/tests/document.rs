//! The document as its users live it: drop, look, edit, undo.

mod kit;

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Clock, Field, Role};
use garimpo_table::{Filter, Find, How, SortKey, Test};
use garimpo_workspace::protocol::{Block, Request, decode, encode};
use garimpo_workspace::{Doc, FileOutcome, Intent, Look, NewSheet, Refusal};
use kit::{cells, company, drop_files, incoming, metric, set};
use proptest::prelude::*;

#[test]
fn a_drop_of_three_files_becomes_a_ranking() {
    let (mut doc, _) = company();
    let view = doc.view(1);
    let roles: Vec<Role> = view.sheets.iter().map(|sheet| sheet.role).collect();
    assert_eq!(roles, [Role::Leads, Role::Deals, Role::Spend]);
    assert_eq!(view.questions, []);
    assert_eq!(metric(&mut doc, "google", MetricId::Leads), Some(2.0), "ana came twice and counts once");
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), Some(200.25));
    assert_eq!(metric(&mut doc, "google", MetricId::Customers), Some(1.0));
    assert_eq!(metric(&mut doc, "google", MetricId::Revenue), Some(1000.5));
    assert_eq!(metric(&mut doc, "events", MetricId::Customers), Some(0.0));
}

#[test]
fn tables_under_one_another_become_sheets_in_one_step() {
    let stacked = "Google\nCampanha,Dia,Custo\nMarca,2026-01-01,10.50\nBusca,2026-01-02,20.25\n\n\n\
        Bing\nCampaign,Clicks\nBrand,7\nSearch,9,x\n\n\nchannel,date,amount\nEvents,2026-02-01,900.00\nGoogle,2026-02-02,1.00\n";
    let mut doc = Doc::new();
    let mut other = stacked.to_owned();
    for name in ["Marca", "Busca", "Brand", "Search", "Events", "Google,2026"] {
        other = other.replace(name, &format!("Outra {name}"));
    }
    let sheets = drop_files(&mut doc, &[("gasto.csv", stacked), ("gasto.csv", &other)]);
    assert_eq!(sheets.len(), 6);
    let view = doc.view(1);
    let names: Vec<&str> = view.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "gasto.csv",
            "gasto.csv › Bing",
            "gasto.csv › 3",
            "gasto (2).csv",
            "gasto (2).csv › Bing",
            "gasto (2).csv › 3"
        ]
    );
    let receipts: Vec<_> = view.sheets.iter().filter_map(|sheet| sheet.receipt).collect();
    assert!(receipts.iter().all(|receipt| receipt.balances()));
    assert_eq!(receipts.iter().take(3).map(|receipt| receipt.read).sum::<u32>(), 15);
    assert_eq!(receipts.iter().map(|receipt| receipt.kept).collect::<Vec<_>>(), [2, 1, 2, 2, 1, 2]);
    let problems: Vec<u32> = view.sheets.iter().map(|sheet| sheet.problem_count).collect();
    assert_eq!(problems, [0, 1, 0, 0, 1, 0], "the row with a cell too many, in its own sheet");
    doc.undo().expect("undo");
    assert_eq!(doc.view(1).sheets.len(), 0, "one step");
    // The same file once more gives the same tables.
    drop_files(&mut doc, &[("gasto.csv", stacked)]);
    drop_files(&mut doc, &[("gasto.csv", stacked)]);
    let names: Vec<String> = doc.view(1).sheets.into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["gasto.csv", "gasto.csv › Bing", "gasto.csv › 3"]);
}

#[test]
fn an_edit_reaches_the_ranking_and_undo_takes_it_back() {
    let (mut doc, sheets) = company();
    let before = doc.ranking().cloned();
    doc.act(set(sheets[2], 1, 2, "450")).expect("an edit");
    assert_eq!(metric(&mut doc, "events", MetricId::Spend), Some(450.0));
    doc.act(set(sheets[0], 0, 3, "Events")).expect("an edit");
    assert_eq!(metric(&mut doc, "events", MetricId::Customers), Some(1.0));
    doc.undo().expect("undo");
    let place = doc.undo().expect("undo").expect("a place to look at");
    assert_eq!((place.sheet, place.row, place.column), (sheets[2], Some(1), Some(2)));
    assert_eq!(doc.ranking().cloned(), before);
    doc.redo().expect("redo");
    assert_eq!(metric(&mut doc, "events", MetricId::Spend), Some(450.0));
    assert_eq!(
        doc.undo().and_then(|_| doc.undo()).map(|_| doc.view(1).sheets.len()),
        Ok(0),
        "the import, too"
    );
    assert_eq!(doc.undo(), Err(Refusal::NothingToUndo));
    assert!(doc.ranking().is_none());
}

#[test]
fn looking_differently_does_not_cost_the_redo() {
    let (mut doc, sheets) = company();
    doc.act(set(sheets[2], 0, 2, "1")).expect("an edit");
    doc.undo().expect("undo");
    doc.act(Intent::SetClock(Clock::Period)).expect("the clock");
    assert_eq!(doc.ranking().map(|ranking| ranking.clock), Some(Clock::Period));
    doc.redo().expect("redo is still there");
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), Some(1.0));
}

#[test]
fn a_paste_repeats_grows_and_is_one_step() {
    let (mut doc, sheets) = company();
    let before = cells(&doc, sheets[2]);
    let over = Block { row: 0, column: 2, rows: 2, columns: 1 };
    let one = vec![vec!["7".to_owned()]];
    doc.act(Intent::Paste { sheet: sheets[2], row: 0, column: 2, over, cells: one }).expect("a paste");
    assert_eq!(cells(&doc, sheets[2]), "Google|2026-01-01|7\nEvents|2026-02-01|7");
    let over = Block { row: 1, column: 1, rows: 1, columns: 1 };
    let block =
        vec![vec!["2026-03-01".to_owned(), "1".to_owned()], vec!["2026-04-01".to_owned(), "2".to_owned()]];
    doc.act(Intent::Paste { sheet: sheets[2], row: 1, column: 1, over, cells: block }).expect("a paste");
    assert_eq!(cells(&doc, sheets[2]), "Google|2026-01-01|7\nEvents|2026-03-01|1\n|2026-04-01|2");
    doc.undo().and_then(|_| doc.undo()).expect("two steps");
    assert_eq!(cells(&doc, sheets[2]), before);
}

#[test]
fn a_paste_that_does_not_fit_changes_nothing() {
    let (mut doc, sheets) = company();
    let before = cells(&doc, sheets[2]);
    let over = Block { row: 0, column: 2, rows: 1, columns: 1 };
    let wide = vec![vec!["a".to_owned(), "b".to_owned()]];
    let refused = doc.act(Intent::Paste { sheet: sheets[2], row: 0, column: 2, over, cells: wide });
    assert_eq!(refused, Err(Refusal::TooWide { columns: 2, left: 1 }));
    assert_eq!(cells(&doc, sheets[2]), before);
}

#[test]
fn a_field_moves_to_the_column_that_a_person_points_at() {
    let (mut doc, sheets) = company();
    let field = |doc: &mut Doc, column: usize| doc.view(1).sheets[1].columns[column].field;
    assert_eq!(field(&mut doc, 5), Some(Field::Amount));
    doc.act(Intent::SetField { sheet: sheets[1], column: 0, field: Some(Field::Amount) }).expect("a field");
    assert_eq!((field(&mut doc, 0), field(&mut doc, 5)), (Some(Field::Amount), None));
    doc.undo().expect("undo");
    assert_eq!((field(&mut doc, 0), field(&mut doc, 5)), (Some(Field::DealId), Some(Field::Amount)));
    doc.act(Intent::SetRole { sheet: sheets[1], role: Role::Other }).expect("a role");
    assert_eq!(metric(&mut doc, "google", MetricId::Customers), None, "nobody tells of customers any more");
}

#[test]
fn values_that_read_both_ways_wait_for_an_answer_and_nothing_else_does() {
    let mut doc = Doc::new();
    let spend = "canal;valor\nGoogle;12.400\nEventos;3.100\nSite;1.250\n";
    let sheets = drop_files(&mut doc, &[("leads.csv", kit::LEADS), ("gastos.csv", spend)]);
    let view = doc.view(1);
    assert_eq!(view.questions.len(), 1, "{:?}", view.questions);
    assert_eq!(metric(&mut doc, "google", MetricId::Leads), Some(2.0));
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), None);
    doc.act(Intent::AcceptAll).expect("the proposal");
    assert_eq!(doc.view(2).questions, []);
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), Some(12400.0));
    doc.undo().expect("undo");
    assert_eq!(doc.view(3).questions.len(), 1);
    let question = doc.view(3).questions[0].id.clone();
    doc.act(Intent::Answer { question, choice: 1 }).expect("the other way");
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), Some(12.4));
    assert_eq!(doc.view(4).sheet(sheets[1]).map(|sheet| sheet.columns[1].asking), Some(false));
}

#[test]
fn a_file_that_cannot_be_used_leaves_the_others_alone() {
    let (mut doc, _) = company();
    let before = doc.ranking().cloned();
    let outcomes = doc.import(vec![incoming("empty.csv", ""), incoming("head.csv", "a,b,c\n")], &[]);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, FileOutcome::Failed(_))), "{outcomes:?}");
    assert_eq!(doc.view(1).failed.len(), 2);
    assert_eq!(doc.ranking().cloned(), before);
    doc.act(Intent::SetClock(Clock::Cohort)).expect("still at work");
}

#[test]
fn a_second_file_of_the_same_name_gets_its_own_tab() {
    let (mut doc, _) = company();
    let events = "channel,date,amount\nEvents,2026-03-01,10.00\n";
    let fairs = "channel,date,amount\nFairs,2026-03-01,10.00\n";
    drop_files(&mut doc, &[("spend.csv", events), ("spend.csv", fairs)]);
    let names: Vec<String> = doc.view(1).sheets.into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["leads.csv", "deals.csv", "spend.csv", "spend (2).csv", "spend (3).csv"]);
}

#[test]
fn costs_typed_by_hand_count_and_an_empty_cell_is_not_zero() {
    let mut doc = Doc::new();
    drop_files(&mut doc, &[("leads.csv", kit::LEADS)]);
    assert_eq!(metric(&mut doc, "google", MetricId::Cpl), None);
    let new = NewSheet {
        name: "Spend by channel".into(),
        role: Role::Spend,
        headers: vec!["Channel".into(), "Amount".into()],
        fields: vec![Some(Field::Channel), Some(Field::Amount)],
        rows: vec![vec!["Google".into(), String::new()], vec!["Events".into(), String::new()]],
    };
    let place = doc.act(Intent::AddSheet(new.clone())).expect("a sheet").expect("a place");
    assert_eq!(doc.act(Intent::AddSheet(new)), Err(Refusal::NameTaken));
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), None);
    doc.act(set(place.sheet, 0, 1, "0")).expect("declared free");
    assert_eq!(metric(&mut doc, "google", MetricId::Spend), Some(0.0));
    assert_eq!(metric(&mut doc, "google", MetricId::Cpl), Some(0.0));
    assert_eq!(metric(&mut doc, "events", MetricId::Spend), None);
}

#[test]
fn merged_channels_count_as_one_until_taken_apart() {
    let (mut doc, _) = company();
    doc.act(Intent::MergeChannels { from: vec!["events".into()], into: "google".into() }).expect("a merge");
    assert_eq!(metric(&mut doc, "google", MetricId::Leads), Some(4.0));
    doc.act(Intent::UnmergeChannel { from: "events".into() }).expect("taken apart");
    assert_eq!(metric(&mut doc, "google", MetricId::Leads), Some(2.0));
}

#[test]
fn a_number_opens_onto_its_rows() {
    let (mut doc, sheets) = company();
    let (explanation, rows) = doc.explain(Some("google"), MetricId::Cac).expect("an explanation");
    assert_eq!(explanation.result.value, Some(200.25));
    let lines: Vec<_> = rows.iter().flatten().map(|row| (row.sheet, row.line)).collect();
    assert!(lines.contains(&(sheets[2], Some(2))) && lines.contains(&(sheets[1], Some(2))), "{lines:?}");
}

#[test]
fn copied_cells_quote_what_would_break_a_table() {
    let mut doc = Doc::new();
    let text = "id,email,channel\n1,a@a.example,\"two\nlines\"\n2,b@b.example,\"say \"\"hi\"\"\"\n";
    let sheets = drop_files(&mut doc, &[("leads.csv", text)]);
    let block = Block { row: 0, column: 1, rows: 2, columns: 2 };
    assert_eq!(doc.copy(sheets[0], block), "a@a.example\t\"two\nlines\"\nb@b.example\t\"say \"\"hi\"\"\"");
}

#[test]
fn messages_survive_the_crossing_and_garbage_is_refused() {
    let request = Request::Do { seq: 7, intent: set(3, 1, 2, "ação") };
    assert_eq!(decode::<Request>(&encode(&request)), Some(request));
    assert_eq!(decode::<Request>(&[0xff, 0xff, 0xff]), None);
}

/// Intents as a monkey would have them.
fn any_intent() -> impl Strategy<Value = Intent> {
    let cell = ("[0-9]{0,3}|Google|Events|[a-c ]{0,3}", 0u32..7, 0u32..7, 1u32..4);
    let block = (0u32..7, 0u32..7, 1u32..4, 1u32..3).prop_map(|(row, column, rows, columns)| Block {
        row,
        column,
        rows,
        columns,
    });
    prop_oneof![
        cell.prop_map(|(text, row, column, sheet)| set(sheet, row, column, &text)),
        (block.clone(), 1u32..4).prop_map(|(block, sheet)| Intent::Clear { sheet, block }),
        (block, 1u32..4).prop_map(|(over, sheet)| Intent::Paste {
            sheet,
            row: over.row,
            column: over.column,
            over,
            cells: vec![vec!["x".into()]; 2],
        }),
        (1u32..4, 0u32..7, 1u32..3).prop_map(|(sheet, at, count)| Intent::InsertRows { sheet, at, count }),
        (1u32..4, 0u32..7, 1u32..3).prop_map(|(sheet, at, count)| Intent::DeleteRows { sheet, at, count }),
        (1u32..4, 0u32..7, 1u32..3).prop_map(|(sheet, at, count)| Intent::DuplicateRows { sheet, at, count }),
        (1u32..4, any_look()).prop_map(|(sheet, look)| Intent::SetLook { sheet, look }),
        (1u32..4, "[a-cg0-9]", "[a-c]{0,2}", any::<bool>()).prop_map(|(sheet, text, with, regex)| {
            Intent::Replace { sheet, find: Find { text, regex, ..Find::default() }, with, at: None }
        }),
        (1u32..4, 0u32..4, 0u32..3, 1u32..3, 0u32..4, any::<bool>()).prop_map(
            |(sheet, row, column, rows, more, series)| {
                let source = Block { row, column, rows, columns: 1 };
                let over = (more < 3).then_some(Block { rows: rows + more, ..source });
                Intent::Fill { sheet, source, over, series }
            }
        ),
        (1u32..4, 0u32..9).prop_map(|(sheet, line)| Intent::ShowLine { sheet, line }),
        (1u32..4, 0u32..9).prop_map(|(sheet, row)| Intent::Show { sheet, row, column: None }),
        (1u32..4, 0usize..8).prop_map(|(sheet, role)| Intent::SetRole { sheet, role: Role::ALL[role] }),
        (1u32..4).prop_map(|sheet| Intent::RemoveSheet { sheet }),
        Just(Intent::MergeChannels { from: vec!["events".into()], into: "google".into() }),
        Just(Intent::UnmergeChannel { from: "events".into() }),
    ]
}

fn any_look() -> impl Strategy<Value = Look> {
    let sort = (0u32..3, any::<bool>()).prop_map(|(column, descending)| SortKey { column, descending });
    let test = prop_oneof![
        Just(Test::Blank(false)),
        Just(Test::Unread),
        "[a-c0-9]".prop_map(|text| Test::Text { how: How::Contains, text }),
        any::<bool>().prop_map(|keep| Test::Values { values: vec!["Google".into(), String::new()], keep }),
    ];
    let filter = (0u32..3, test).prop_map(|(column, test)| Filter { column, test });
    (prop::collection::vec(sort, 0..3), prop::collection::vec(filter, 0..2), 0u8..8)
        .prop_map(|(sort, filters, problems)| Look { sort, filters, problems: problems == 0 })
}

fn state(doc: &mut Doc) -> (Vec<String>, Option<garimpo_funnel::Ranking>) {
    let sheets = doc.view(0).sheets;
    let texts = sheets.iter().map(|sheet| {
        format!("{} {:?} {:?} {}\n{}", sheet.name, sheet.role, sheet.look, sheet.rows, cells(doc, sheet.id))
    });
    let texts = texts.collect();
    (texts, doc.ranking().cloned())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Undoing everything gives back every state on the way, and redoing everything gives them again.
    #[test]
    fn undo_and_redo_are_exact(intents in prop::collection::vec(any_intent(), 1..12)) {
        let (mut doc, _) = company();
        let mut states = vec![state(&mut doc)];
        for intent in intents {
            let steps = doc.view(0).history.steps;
            let done = doc.act(intent);
            if doc.view(0).history.steps > steps {
                prop_assert!(done.is_ok());
                states.push(state(&mut doc));
            } else {
                prop_assert_eq!(&state(&mut doc), states.last().expect("a state"));
            }
        }
        for expected in states.iter().rev().skip(1) {
            prop_assert!(doc.undo().is_ok());
            prop_assert_eq!(&state(&mut doc), expected);
        }
        for expected in states.iter().skip(1) {
            prop_assert!(doc.redo().is_ok());
            prop_assert_eq!(&state(&mut doc), expected);
        }
    }

    /// The restart after a crash: the same intents on a new document give the same document.
    #[test]
    fn a_replay_gives_the_same_document(intents in prop::collection::vec(any_intent(), 1..10)) {
        let (mut first, _) = company();
        let (mut second, _) = company();
        for intent in &intents {
            prop_assert_eq!(first.act(intent.clone()), second.act(intent.clone()));
            // One of them looks at everything all the time; that must not matter.
            first.view(0);
            first.ranking();
        }
        prop_assert_eq!(state(&mut first), state(&mut second));
    }
}

#[test]
fn a_recognised_export_needs_no_answer_that_its_tool_gives() {
    // Every day reads both ways, every amount too: LinkedIn has one way of each.
    let text = "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign Group Name\tCampaign Name\tTotal Spent\tImpressions\n\
        5/2/2026\tA\tBRL\tG\tC\t10.125\t100\n5/6/2026\tA\tBRL\tG\tC\t11.250\t100\n5/12/2026\tA\tBRL\tG\tC\t12.375\t100\n";
    let mut doc = Doc::new();
    let sheets = drop_files(&mut doc, &[("report.csv", text)]);
    let view = doc.view(1);
    assert_eq!(view.questions, []);
    let sheet = view.sheet(sheets[0]).expect("a sheet");
    assert_eq!(sheet.source, Some(garimpo_funnel::guess::SourceId::LinkedInAdsReport));
    assert_eq!(metric(&mut doc, "paid-social", MetricId::Spend), Some(33.76), "10.13 + 11.25 + 12.38");
    // The same columns in nobody's report: the values leave both open.
    let text = text.replace("Total Spent", "Custo").replace("Campaign Group Name", "Grupo");
    let mut doc = Doc::new();
    drop_files(&mut doc, &[("custos.csv", &text)]);
    let asked: Vec<&str> = doc.view(1).questions.iter().map(|question| question.id.about.name()).collect();
    assert!(asked.contains(&"date-order") && asked.contains(&"decimal"), "{asked:?}");
}

#[test]
fn reports_of_other_days_do_not_take_each_others_rows() {
    let text = "Nome da campanha,Nome do grupo de campanhas,Status da campanha,Custo,Cliques,CTR\n\
        A,G,Ativada,\"R$ 10,50\",3,\"1,0%\"\nB,G,Ativada,\"R$ 20,50\",4,\"1,0%\"\n";
    let mut doc = Doc::new();
    drop_files(&mut doc, &[("Campanhas(2026.05.01-2026.05.31).csv", text)]);
    drop_files(&mut doc, &[("Campanhas(2026.06.01-2026.06.30).csv", text)]);
    assert_eq!(metric(&mut doc, "paid-search", MetricId::Spend), Some(62.0));
    // The same days once more are the same money.
    drop_files(&mut doc, &[("Campanhas(2026.06.01-2026.06.30).csv", text)]);
    assert_eq!(metric(&mut doc, "paid-search", MetricId::Spend), Some(62.0));
}
