//! Long because: every message is tried against a real document, and the steps read in their order.
//!
//! Every message against a real document: [`page::Page`] plays browser and worker, one step at a time.

mod keep;
mod page;
mod reading;
mod segments;
mod settings;
mod share;

use garimpo_funnel::moves::Flags;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Field, Role};
use garimpo_table::Unusable;
use garimpo_workspace::protocol::{Export, FileProgress, JournalEntry, Phase};
use garimpo_workspace::view::{FileOutcome, StepLabel};
use garimpo_workspace::{Event, Intent, Request, Studied, Study, StudyKind};

use page::{Page, read};

use crate::effect::Effect;
use crate::i18n::Lang;
use crate::model::{CostAsk, PageState, WorkerState};
use crate::msg::Msg;
use crate::route::Route;

const LEADS: (&str, &str) = (
    "leads.csv",
    "lead_id,email,canal,criado em,virou cliente em\n1,a@x.example,Feira,2026-01-05,2026-02-01\n2,b@x.example,Site,2026-01-06,\n3,c@x.example,Site,2026-01-07,2026-03-01\n",
);
const SPEND: (&str, &str) =
    ("gastos.csv", "canal,data,valor\nSite,2026-01-31,100.50\nFeira,2026-01-31,200.00\n");
const NOTHING: (&str, &str) = ("vazio.csv", "");

#[test]
fn the_page_is_booting_until_the_worker_is_ready() {
    let mut page = Page::booting(Lang::En);
    assert_eq!(page.model.page_state(), PageState::Booting);
    page.ready();
    assert_eq!(page.model.page_state(), PageState::Empty);
    assert!(page.wanted(&Effect::Booted(page.model.lang)));
    assert_eq!(page.model.self_check, Some(7));
}

#[test]
fn a_drop_leads_to_the_ranking_by_itself() {
    let mut page = Page::new();
    page.drop_files(&[LEADS, SPEND]);
    assert_eq!(page.model.page_state(), PageState::Importing);
    assert!(page.wanted(&Effect::StartTimer { seq: 1, import: true }));
    page.work();
    assert_eq!(page.model.page_state(), PageState::Ready);
    assert_eq!(page.model.route, Route::Channels);
    assert!(page.wanted(&Effect::SetHash(Route::Channels)));
    assert!(page.wanted(&Effect::RankingShown { seq: 1 }));
    assert_eq!(page.names(), ["leads.csv", "gastos.csv"]);
    assert!(page.model.said.text.contains("5 linhas"), "{}", page.model.said.text);
    assert_eq!(page.model.journal.len(), 1);
    assert!(page.model.pending.is_empty());
}

#[test]
fn importing_lasts_until_the_ranking_is_here() {
    let mut page = Page::new();
    page.drop_files(&[LEADS]);
    let files =
        vec![FileOutcome::Sheet { name: "leads.csv".into(), sheet: 1, rows: 3, problems: 0, updated: None }];
    page.event(Event::Imported { seq: 1, files, unreadable: Vec::new(), cancelled: false });
    assert_eq!(page.model.page_state(), PageState::Importing);
    page.event(Event::Ranking { seq: 1, ranking: None });
    assert_ne!(page.model.page_state(), PageState::Importing);
    assert!(page.wanted(&Effect::DropTimer { seq: 1 }), "no ranking, no measure");
}

/// Tables without their ranking, for a moment, made the page open the data view and leave it again.
#[test]
fn tables_and_ranking_of_an_import_come_in_one_frame() {
    let mut page = Page::new();
    page.drop_files(&[LEADS]);
    page.posted.clear();
    let files = page.doc.import(read(vec![(LEADS.0.into(), LEADS.1.into())]), &[]);
    page.event(Event::Imported { seq: 1, files, unreadable: Vec::new(), cancelled: false });
    let doc = page.doc.view(1);
    page.event(Event::Doc(Box::new(doc)));
    assert!(page.model.doc.sheets.is_empty());
    let ranking = page.doc.ranking().cloned().map(Box::new);
    page.event(Event::Ranking { seq: 1, ranking });
    assert_eq!((page.names(), page.model.route.clone()), (vec!["leads.csv"], Route::Channels));
}

#[test]
fn a_person_at_work_elsewhere_is_left_there() {
    let mut page = Page::loaded(&[LEADS]);
    page.send(Msg::HashChanged("#/data/leads.csv".into()));
    page.drop_files(&[SPEND]);
    page.work();
    assert_eq!(page.model.route, Route::Data(Some("leads.csv".into())));
    // Back on the ranking, the next drop stays there.
    page.send(Msg::Go(Route::Channels));
    page.drop_files(&[(SPEND.0, "canal,data,valor\nSite,2026-02-28,90.50\n")]);
    page.work();
    assert_eq!(page.model.route, Route::Channels);
    assert_eq!(page.names(), ["leads.csv", "gastos.csv", "gastos (2).csv"]);
}

#[test]
fn an_address_that_was_there_before_the_data_is_no_work() {
    let mut page = Page::new();
    page.send(Msg::HashChanged("#/agreement".into()));
    page.drop_files(&[LEADS]);
    page.work();
    assert_eq!(page.model.route, Route::Channels);
}

#[test]
fn without_a_ranking_the_tables_are_shown() {
    let mut page = Page::new();
    page.drop_files(&[("notas.csv", "coisa,outra\nx,y\nz,w\n")]);
    page.work();
    assert_eq!(page.model.ranking, None);
    assert_eq!(page.model.route, Route::Data(None));
    // It was the page that went there: a ranking is shown as soon as there is one.
    page.drop_files(&[LEADS]);
    page.work();
    assert_eq!(page.model.route, Route::Channels);
}

#[test]
fn a_drop_that_fails_as_a_whole_is_an_error_only_when_nothing_else_is_loaded() {
    let mut page = Page::new();
    page.drop_files(&[NOTHING]);
    page.work();
    assert_eq!(page.model.page_state(), PageState::Error);
    assert_eq!(page.model.route, Route::Home);
    assert!(page.model.journal.is_empty() && page.batches.is_empty());

    let mut page = Page::loaded(&[LEADS]);
    page.drop_files(&[NOTHING]);
    page.work();
    assert_eq!(page.model.page_state(), PageState::Ready);
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut page = Page::loaded(&[LEADS]);
    let (route, doc) = (page.model.route.clone(), page.model.doc.clone());
    page.drop_files(&[SPEND]);
    let seq = page.model.seq;
    page.send(Msg::CancelImport);
    page.send(Msg::CancelImport);
    assert_eq!(
        page.effects.iter().filter(|effect| **effect == Effect::Post(Request::Cancel { seq })).count(),
        1
    );
    page.posted.clear();
    page.event(Event::Imported { seq, files: Vec::new(), unreadable: Vec::new(), cancelled: true });
    assert_eq!(page.model.page_state(), PageState::Ready);
    assert_eq!((page.model.route.clone(), page.model.doc.clone()), (route, doc));
    assert!(page.wanted(&Effect::DropTimer { seq }) && page.wanted(&Effect::ForgetFiles { batch: 2 }));
    assert_eq!(page.model.journal.len(), 1);
}

/// The worker had finished before the "cancel" reached it.
#[test]
fn a_cancel_that_comes_too_late_counts() {
    let mut page = Page::loaded(&[LEADS]);
    let (ranking, journal) = (page.model.ranking.clone(), page.model.journal.len());
    page.drop_files(&[SPEND]);
    let seq = page.model.seq;
    page.send(Msg::CancelImport);
    page.work();
    assert_eq!(page.names(), ["leads.csv"]);
    assert_eq!((page.model.page_state(), page.model.ranking.clone()), (PageState::Ready, ranking));
    assert!(page.wanted(&Effect::DropTimer { seq }) && !page.wanted(&Effect::RankingShown { seq }));
    // A new worker comes to the same state.
    assert_eq!(page.model.journal.len(), journal + 2);
    page.send(Msg::WorkerDown("unreachable".into()));
    page.ready();
    page.work();
    assert_eq!(page.names(), ["leads.csv"]);
}

#[test]
fn two_drops_come_in_one_after_the_other() {
    let mut page = Page::new();
    page.drop_files(&[LEADS]);
    page.drop_files(&[SPEND]);
    let half =
        FileProgress { name: SPEND.0.into(), bytes: 10, size: 20, rows: 1, rate: 0, phase: Phase::Reading };
    page.event(Event::Progress { seq: 2, files: vec![half.clone()] });
    assert_eq!(page.model.import.as_ref().map(|run| run.seq), Some(1));
    assert_eq!(page.model.queued[0].files, [half]);
    let (request, beside) = page.posted.remove(0);
    page.handle(request, beside);
    assert_eq!(page.model.import.as_ref().map(|run| run.seq), Some(2));
    assert_eq!(page.model.page_state(), PageState::Importing);
    page.work();
    assert_eq!(page.model.page_state(), PageState::Ready);
    assert_eq!(page.model.journal.len(), 2);
}

#[test]
fn pasted_text_is_a_table_or_nothing() {
    let check = |text: &str, taken: bool| {
        let mut page = Page::new();
        page.send(Msg::Pasted(text.into()));
        assert_eq!(!page.posted.is_empty(), taken, "{text:?}");
    };
    check("canal\tgasto\nSite\t10\n", true);
    check("canal;gasto\r\nSite;10", true);
    check("uma frase, com vírgula", false);
    check("duas linhas\nde prosa", false);
    check("", false);
}

#[test]
fn an_edit_is_pending_then_kept_and_measured_in_any_view() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.send(Msg::Go(Route::Data(Some("gastos.csv".into()))));
    page.set_cell(2, 0, 2, "321.00");
    let seq = page.model.seq;
    assert!(page.wanted(&Effect::StartTimer { seq, import: false }));
    assert_eq!(page.model.pending.len(), 1);
    page.work();
    assert_eq!((page.model.pending.len(), page.model.journal.len()), (0, 2));
    assert!(page.wanted(&Effect::RankingShown { seq }));
    assert_eq!(page.model.page_state(), PageState::Ready);
}

#[test]
fn a_refused_edit_is_told_and_forgotten() {
    let mut page = Page::loaded(&[LEADS]);
    page.set_cell(1, 999, 0, "x");
    let seq = page.model.seq;
    page.work();
    assert!(page.model.notice.is_some());
    assert!(page.wanted(&Effect::DropTimer { seq }));
    assert_eq!((page.model.pending.len(), page.model.journal.len()), (0, 1));
}

#[test]
fn late_answers_are_dropped() {
    let mut page = Page::loaded(&[LEADS]);
    page.set_cell(1, 0, 2, "Site");
    page.work();
    let (doc, ranking) = (page.model.doc.clone(), page.model.ranking.clone());
    page.event(Event::Doc(Box::default()));
    page.event(Event::Ranking { seq: 1, ranking: None });
    page.event(Event::Imported { seq: 1, files: Vec::new(), unreadable: Vec::new(), cancelled: true });
    page.event(Event::Done { seq: 1, place: None });
    assert_eq!((page.model.doc.clone(), page.model.ranking.clone()), (doc, ranking));
    assert_eq!(page.model.journal.len(), 2);
}

/// An edit while a drop is read: its ranking must not end the drop's measure.
#[test]
fn a_ranking_measures_only_what_it_holds() {
    let mut page = Page::loaded(&[LEADS]);
    page.drop_files(&[SPEND]);
    let import = page.model.seq;
    page.set_cell(1, 0, 2, "Site");
    let edit = page.model.seq;
    let waiting = page.posted.remove(0);
    page.work();
    assert!(page.wanted(&Effect::RankingShown { seq: edit }));
    assert!(!page.wanted(&Effect::RankingShown { seq: import }));
    assert_eq!(page.model.page_state(), PageState::Importing);
    page.posted.push(waiting);
    page.work();
    assert!(page.wanted(&Effect::RankingShown { seq: import }));
    assert_eq!(page.model.page_state(), PageState::Ready);
}

#[test]
fn undo_goes_where_it_happened_if_a_table_is_open() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.set_cell(2, 1, 2, "9.00");
    page.work();
    assert_eq!(page.model.doc.history.undo, Some(StepLabel::Edit { cells: 1 }));
    page.send(Msg::Undo);
    page.work();
    assert_eq!(page.cell(2, 1, 2), "200.00");
    assert_eq!(page.model.route, Route::Channels);
    assert!(page.model.said.text.starts_with("Desfeito"), "{}", page.model.said.text);
    page.send(Msg::Go(Route::Data(Some("leads.csv".into()))));
    let tick = page.model.jump.tick;
    page.send(Msg::Redo);
    page.work();
    assert_eq!(page.model.route, Route::Data(Some("gastos.csv".into())));
    assert!(page.model.jump.tick > tick);
    assert_eq!(
        page.model.jump.place.as_ref().map(|place| (place.row, place.column)),
        Some((Some(1), Some(2)))
    );
}

#[test]
fn nothing_to_undo_asks_nobody() {
    let mut page = Page::new();
    page.send(Msg::Undo);
    page.send(Msg::Redo);
    assert!(page.posted.is_empty() && !page.model.said.text.is_empty());
}

#[test]
fn a_new_worker_gets_everything_that_was_acknowledged() {
    let mut page = Page::loaded(&[LEADS, NOTHING, SPEND]);
    page.set_cell(1, 0, 2, "Site");
    page.work();
    page.set_cell(1, 1, 2, "Feira");
    page.send(Msg::Undo);
    page.work();
    let (doc, ranking) = (page.model.doc.clone(), page.model.ranking.clone());
    page.set_cell(1, 0, 2, "never made");
    page.send(Msg::WorkerDown("unreachable".into()));
    assert_eq!(page.model.page_state(), PageState::Importing);
    assert_eq!(page.restarts, 1);
    page.ready();
    assert_eq!(page.model.worker, WorkerState::Restarting, "ready is not restored");
    page.work();
    assert_eq!(page.model.worker, WorkerState::Ready);
    assert_eq!(page.model.doc.sheets, doc.sheets);
    assert_eq!(page.model.doc.history, doc.history);
    assert_eq!(page.model.ranking, ranking);
    assert_eq!(page.cell(1, 0, 2), "Site");
    assert!(page.model.notice.is_some(), "the edit that was not made is told");
    assert_eq!(page.model.page_state(), PageState::Ready);
}

#[test]
fn a_restart_without_loss_leaves_no_notice() {
    let mut page = Page::loaded(&[LEADS]);
    page.send(Msg::WorkerDown("unreachable".into()));
    assert!(page.model.notice.is_some());
    page.ready();
    page.work();
    assert_eq!(page.model.notice, None);
    // Edits go on, and are kept in turn.
    page.set_cell(1, 0, 2, "Site");
    page.work();
    page.send(Msg::WorkerDown("unreachable".into()));
    page.ready();
    page.work();
    assert_eq!(page.cell(1, 0, 2), "Site");
}

#[test]
fn a_worker_that_dies_twice_is_given_up_until_the_next_drop() {
    let mut page = Page::loaded(&[LEADS]);
    page.send(Msg::WorkerDown("once".into()));
    page.send(Msg::WorkerDown("twice".into()));
    assert_eq!((page.model.worker, page.model.page_state()), (WorkerState::Lost, PageState::Ready));
    let restarts = page.restarts;
    page.set_cell(1, 0, 2, "x");
    assert!(page.model.pending.is_empty() && page.model.notice.is_some());
    page.drop_files(&[SPEND]);
    assert_eq!(page.restarts, restarts + 1);
    page.ready();
    page.work();
    assert_eq!(page.names(), ["gastos.csv"]);
    assert_eq!(page.model.page_state(), PageState::Ready);
}

#[test]
fn a_worker_that_dies_while_reading_takes_only_that_drop() {
    let mut page = Page::new();
    page.drop_files(&[LEADS]);
    page.send(Msg::WorkerDown("out of memory".into()));
    page.ready();
    page.work();
    assert_eq!(page.model.page_state(), PageState::Error);
    assert!(page.model.notice.as_ref().is_some_and(|notice| notice.contains("leads.csv")));
    page.drop_files(&[SPEND]);
    page.work();
    assert_eq!(page.model.page_state(), PageState::Ready);
}

#[test]
fn a_worker_that_never_starts_is_an_error() {
    let mut page = Page::booting(Lang::En);
    page.send(Msg::WorkerDown("404".into()));
    page.send(Msg::WorkerDown("404".into()));
    assert_eq!(page.model.page_state(), PageState::Error);
    assert!(page.model.notice.is_some());
}

/// A file that could not be read must not shift the numbers of the sheets after it when it can be read again.
#[test]
fn an_unreadable_file_is_not_kept() {
    let mut page = Page::new();
    page.drop_files(&[NOTHING, LEADS]);
    page.posted.clear();
    let mut files = page.doc.import(read(vec![(LEADS.0.into(), LEADS.1.into())]), &[]);
    let failed = garimpo_workspace::view::FailedFile {
        name: NOTHING.0.into(),
        why: Unusable::Unreadable { reason: "NotReadableError".into() },
        receipt: garimpo_table::Receipt::default(),
    };
    files.insert(0, FileOutcome::Failed(failed));
    page.event(Event::Imported { seq: 1, files, unreadable: vec![0], cancelled: false });
    assert!(page.wanted(&Effect::KeepFiles { batch: 1, files: vec![1] }));
    assert!(matches!(&page.model.journal[0].entry, JournalEntry::Import { files, .. } if files.len() == 1));
}

#[test]
fn an_open_number_follows_the_ranking() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.send(Msg::OpenNumber { channel: None, metric: MetricId::Spend });
    let first = page.model.drawer.as_ref().unwrap().view;
    assert!(first >= crate::model::OWN_VIEWS);
    page.posted.clear();
    page.event(Event::Ranking { seq: page.model.ranking_seq, ranking: None });
    let second = page.model.drawer.as_ref().unwrap().view;
    assert_ne!(first, second);
    page.event(Event::Explained { view: first, explanation: None, rows: Vec::new() });
    assert!(page.model.drawer.is_some(), "a late answer changes nothing");
    page.event(Event::Explained { view: second, explanation: None, rows: Vec::new() });
    assert!(page.model.drawer.is_none());
}

#[test]
fn going_to_a_cell_opens_its_table_and_closes_the_drawer() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.send(Msg::OpenNumber { channel: None, metric: MetricId::Spend });
    page.send(Msg::GoTo { sheet: 2, row: Some(1), column: None });
    assert_eq!(page.model.route, Route::Data(Some("gastos.csv".into())));
    assert!(page.model.drawer.is_none() && page.model.at_work);
    page.send(Msg::GoTo { sheet: 99, row: None, column: None });
    assert_eq!(page.model.route, Route::Data(Some("gastos.csv".into())));
}

#[test]
fn informing_a_cost_makes_the_table_once() {
    let mut page = Page::loaded(&[LEADS]);
    let id = page.model.ranking.as_ref().unwrap().channels[1].channel.id.clone();
    page.send(Msg::InformCost { channel: id.clone() });
    page.work();
    let sheet = page.model.doc.sheets.last().unwrap();
    assert_eq!((sheet.role, sheet.receipt, sheet.rows), (Role::Spend, None, 2));
    assert_eq!(sheet.columns[1].field, Some(Field::Amount));
    assert_eq!(page.model.route, Route::Data(Some(sheet.name.clone())));
    let jump = page.model.jump.clone();
    assert!(jump.edit);
    assert_eq!(jump.place.as_ref().map(|place| (place.row, place.column)), Some((Some(1), Some(1))));
    // Again, and in the other language: the same table, the same cell.
    page.send(Msg::SetLang(Lang::En));
    page.send(Msg::Go(Route::Channels));
    page.send(Msg::InformCost { channel: id });
    page.work();
    assert_eq!(page.names().len(), 2);
    assert_eq!(page.model.jump.place, jump.place);
    assert!(page.model.jump.tick > jump.tick && page.model.cost.is_none());
}

#[test]
fn a_channel_that_is_missing_in_the_table_gets_a_row() {
    let mut page = Page::loaded(&[LEADS]);
    let id = page.model.ranking.as_ref().unwrap().channels[0].channel.id.clone();
    page.send(Msg::InformCost { channel: id.clone() });
    page.work();
    let sheet = page.model.doc.sheets.last().unwrap().id;
    page.send(Msg::Do(Intent::DeleteRows { sheet, at: 0, count: 1 }));
    page.work();
    page.send(Msg::InformCost { channel: id });
    page.work();
    assert_eq!(page.model.doc.sheet(sheet).unwrap().rows, 2);
    assert_eq!(page.model.jump.place.as_ref().and_then(|place| place.row), Some(1));
    assert!(!matches!(page.model.cost, Some(CostAsk::Waiting { .. })));
    page.send(Msg::InformCost { channel: "no such channel".into() });
    assert!(page.posted.is_empty());
}

#[test]
fn the_sample_is_in_the_language_of_the_page() {
    let mut page = Page::new();
    page.send(Msg::SetLang(Lang::En));
    page.send(Msg::Sample);
    page.work();
    assert_eq!(page.model.page_state(), PageState::Ready);
    assert_eq!(page.model.route, Route::Channels);
    assert_eq!(page.names().len(), 6);
}

#[test]
fn a_table_is_exported_as_spreadsheets_of_the_language_expect() {
    let mut page = Page::loaded(&[LEADS]);
    let asks = |page: &Page, delimiter, seen, guard| {
        let export = Export { delimiter, seen, guard };
        assert!(
            page.wanted(&Effect::Post(Request::ExportCsv { sheet: 1, export })),
            "{delimiter} {seen} {guard}"
        );
    };
    page.send(Msg::ExportCsv { seen: false, systems: false });
    asks(&page, b';', false, true);
    page.send(Msg::SetLang(Lang::En));
    page.send(Msg::ExportCsv { seen: true, systems: false });
    asks(&page, b',', true, true);
    // For systems: as it was read.
    page.send(Msg::ExportCsv { seen: false, systems: true });
    asks(&page, b',', false, false);
}

#[test]
fn a_study_follows_the_document_while_its_view_is_open() {
    let mut page = Page::new();
    page.work();
    page.send(Msg::Sample);
    page.work();
    page.send(Msg::OpenStudy(Study::Moves));
    page.work();
    let answer =
        |page: &Page| page.model.studies.get(&StudyKind::Moves).and_then(|looking| looking.content.clone());
    let first = answer(&page).expect("an answer");
    page.send(Msg::Undo);
    page.work();
    assert_ne!(answer(&page), Some(first), "the sample is gone, its moves stayed");
    page.send(Msg::CloseStudy(StudyKind::Moves));
    page.send(Msg::Redo);
    assert!(page.model.studies.is_empty());
}

#[test]
fn what_is_known_of_a_budget_reaches_the_open_moves_and_is_undone() {
    let mut page = Page::new();
    page.work();
    page.send(Msg::Sample);
    page.work();
    page.send(Msg::OpenStudy(Study::Moves));
    page.work();
    let harvests = |page: &Page, id: &str| {
        let content = page.model.studies.get(&StudyKind::Moves).and_then(|looking| looking.content.clone());
        let Some(Studied::Moves(moves)) = content.as_deref() else { panic!("no moves") };
        let budget = moves.budgets.iter().find(|budget| budget.channel.id == id).expect("its budget");
        budget.harvest
    };
    let id = "busca paga";
    let before = harvests(&page, id);
    let flags = Flags { harvest: Some(!before), ..Flags::default() };
    page.send(Msg::Do(Intent::SetFlags { channel: id.into(), flags }));
    page.work();
    assert_eq!(harvests(&page, id), !before);
    assert_eq!(page.model.doc.history.undo, Some(StepLabel::Flags));
    page.send(Msg::Undo);
    page.work();
    assert_eq!(harvests(&page, id), before);
}
