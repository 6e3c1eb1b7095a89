//! What a person does about how a file was read: records out of the table, another way of reading, and the same
//! export a month later.

#![allow(clippy::expect_used, reason = "a test may stop at what it did not expect")]

mod kit;

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::{Field, Role};
use garimpo_table::{HeaderChoice, ReadOptions, Reader};
use garimpo_workspace::preview::Why;
use garimpo_workspace::{Doc, FileOutcome, Incoming, Intent, Refusal, Remembered};
use kit::{cells, drop_files, incoming, metric, set};

const RAGGED: &str = "\
lead_id,email,channel
1,a@x.example,Site
2,b@x.example,Site,one too many
3,c@x.example,Feira
4,d@x.example,Feira,two,too many
5,e@x.example,Site
";

fn adds_up(doc: &mut Doc, kept: u32, rejected: u32) {
    let receipt = doc.view(0).sheets[0].receipt.expect("a receipt");
    assert!(receipt.balances(), "{receipt:?}");
    assert_eq!((receipt.kept, receipt.rejected), (kept, rejected));
}

#[test]
fn a_mended_record_takes_its_place_and_the_receipt_adds_up() {
    let mut doc = Doc::new();
    let sheet = drop_files(&mut doc, &[("leads.csv", RAGGED)])[0];
    adds_up(&mut doc, 3, 2);
    assert_eq!(doc.view(0).sheets[0].problem_count, 2);
    let wrong = Intent::TakeRow { sheet, line: 3, text: "2,b@x.example".into() };
    assert_eq!(doc.act(wrong), Err(Refusal::Unequal { expected: 3, got: 2 }));
    adds_up(&mut doc, 3, 2);
    doc.act(Intent::TakeRow { sheet, line: 3, text: "2,b@x.example,\"Site, too\"".into() }).expect("mended");
    adds_up(&mut doc, 4, 1);
    assert!(cells(&doc, sheet).starts_with("1|a@x.example|Site\n2|b@x.example|Site, too\n3|"));
    assert_eq!(doc.view(0).sheets[0].problem_count, 1);
    let again = Intent::TakeRow { sheet, line: 3, text: "2,b@x.example,Site".into() };
    assert_eq!(doc.act(again), Err(Refusal::NoSuchRow), "once is enough");
    doc.act(Intent::LeaveOut { sheet, lines: vec![5] }).expect("left out");
    adds_up(&mut doc, 4, 1);
    let view = doc.view(0);
    assert_eq!((view.sheets[0].problem_count, view.sheets[0].left_out), (0, 1));
    assert_eq!(doc.outside(sheet).len(), 2, "the download has them all");
    doc.undo().expect("undo");
    doc.undo().expect("undo");
    adds_up(&mut doc, 3, 2);
    assert_eq!(doc.view(0).sheets[0].problem_count, 2);
    doc.redo().expect("redo");
    adds_up(&mut doc, 4, 1);
}

#[test]
fn another_delimiter_reads_the_file_again_as_one_step() {
    let text = "id;email;canal,fonte\n1;a@x.example;Site,a\n2;b@x.example;Feira,b\n";
    let read_with = |delimiter| {
        let options = ReadOptions { delimiter, ..ReadOptions::default() };
        let mut reader = Reader::new(options, text.len());
        reader.push(text.as_bytes());
        Incoming::new("leads.csv".into(), reader.finish(), options)
    };
    let mut doc = Doc::new();
    doc.import(vec![read_with(None)], &[]);
    let first = doc.view(0).sheets[0].clone();
    assert_eq!(first.columns.len(), 3);
    assert!(first.can_reread);
    doc.reread(first.id, read_with(Some(b','))).expect("read again");
    let second = doc.view(0).sheets[0].clone();
    assert_eq!((second.columns.len(), second.name.as_str()), (2, "leads.csv"));
    assert_eq!(second.options.delimiter, Some(b','));
    doc.undo().expect("undo");
    assert_eq!(doc.view(0).sheets[0].id, first.id);
    doc.redo().expect("redo");
    assert_eq!(doc.view(0).sheets[0].id, second.id);
    let empty = Incoming::new("leads.csv".into(), kit::read(""), ReadOptions::default());
    assert!(matches!(doc.reread(second.id, empty), Err(Refusal::Unreadable(_))));
    assert_eq!(doc.view(0).sheets[0].id, second.id, "what gives no table changes nothing");
}

const MAY: &str = "\
data;campanha;custo
2026-05-01;Marca;10,00
2026-05-02;Marca;20,00
2026-05-03;Marca;30,00
";
const JUNE: &str = "\
data;campanha;custo
2026-05-03;Marca;35,00
2026-06-01;Marca;40,00
2026-06-01;Outra;40,00
";

fn spend(doc: &mut Doc) -> Option<f64> {
    let ranking = doc.ranking()?;
    ranking.totals.get(MetricId::Spend).value
}

fn updated(outcomes: &[FileOutcome]) -> Option<(String, u32, u32)> {
    match outcomes {
        [FileOutcome::Sheet { updated: Some(updated), .. }] => {
            Some((updated.name.clone(), updated.rows, updated.kept_edits))
        }
        _ => None,
    }
}

/// The overlap of two monthly exports was counted twice.
#[test]
fn an_overlapping_export_updates_and_does_not_double() {
    let mut doc = Doc::new();
    drop_files(&mut doc, &[("maio.csv", MAY)]);
    doc.act(Intent::AcceptAll).expect("the campaigns are its channels");
    assert_eq!(spend(&mut doc), Some(60.0));
    let outcomes = doc.import(vec![incoming("junho.csv", JUNE)], &[]);
    assert_eq!(updated(&outcomes), Some(("maio.csv".into(), 1, 0)));
    assert_eq!(doc.view(0).questions, [], "what the first one meant, the second means");
    assert_eq!(spend(&mut doc), Some(10.0 + 20.0 + 35.0 + 80.0));
    doc.undo().expect("undo");
    assert_eq!(spend(&mut doc), Some(60.0));
    // Both at once, and then all of it once more.
    let all = "data;campanha;custo\n2026-05-01;Marca;11\n2026-05-02;Marca;21\n2026-05-03;Marca;36\n2026-06-01;Marca;40\n2026-06-01;Outra;41\n";
    doc.import(vec![incoming("junho.csv", JUNE), incoming("tudo.csv", all)], &[]);
    assert_eq!(spend(&mut doc), Some(11.0 + 21.0 + 36.0 + 40.0 + 41.0));
    let names: Vec<String> = doc.view(0).sheets.into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["tudo.csv"], "tables that are wholly repeated are gone");
}

#[test]
fn corrections_survive_the_next_export() {
    let mut doc = Doc::new();
    let leads = "lead_id,email,channel\n1,a@x.example,Site\n2,b@x.example,Stie\n";
    let sheet = drop_files(&mut doc, &[("leads.csv", leads)])[0];
    doc.act(set(sheet, 1, 2, "Site")).expect("corrected");
    let next = "lead_id,email,channel\n2,b@x.example,Stie\n3,c@x.example,Feira\n";
    let outcomes = doc.import(vec![incoming("leads.csv", next)], &[]);
    assert_eq!(updated(&outcomes), Some(("leads.csv".into(), 1, 1)));
    assert_eq!(metric(&mut doc, "site", MetricId::Leads), Some(2.0));
    assert_eq!(metric(&mut doc, "feira", MetricId::Leads), Some(1.0));
}

#[test]
fn the_same_file_dropped_twice_is_one_table() {
    let mut doc = Doc::new();
    drop_files(&mut doc, &[("leads.csv", kit::LEADS)]);
    let before = doc.ranking().cloned();
    drop_files(&mut doc, &[("leads.csv", kit::LEADS)]);
    let view = doc.view(0);
    let names: Vec<&str> = view.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["leads.csv"]);
    let after = doc.ranking().cloned();
    let leads = |ranking: &Option<garimpo_funnel::Ranking>| {
        ranking.as_ref().map(|ranking| ranking.totals.get(MetricId::Leads).value)
    };
    assert_eq!(leads(&after), leads(&before));
}

/// Other campaigns with the same headers are no newer version of the first ones.
#[test]
fn two_accounts_with_the_same_headers_both_count() {
    let mut doc = Doc::new();
    drop_files(&mut doc, &[("conta-a.csv", MAY)]);
    doc.act(Intent::AcceptAll).expect("campaigns");
    let other = MAY.replace("Marca", "Outra conta");
    let outcomes = doc.import(vec![incoming("conta-b.csv", &other)], &[]);
    assert_eq!(updated(&outcomes), None);
    assert_eq!(spend(&mut doc), Some(120.0));
}

#[test]
fn a_remembered_meaning_is_one_drop() {
    let mut doc = Doc::new();
    let sheet = drop_files(&mut doc, &[("maio.csv", MAY)])[0];
    doc.act(Intent::SetRole { sheet, role: Role::Spend }).expect("a role");
    doc.act(Intent::SetField { sheet, column: 1, field: Some(Field::Campaign) }).expect("a field");
    let known = Remembered::of(&doc.view(0).sheets[0]).expect("named columns");
    let mut later = Doc::new();
    later.import(vec![incoming("junho.csv", JUNE)], std::slice::from_ref(&known));
    let view = later.view(0);
    assert!(view.sheets[0].remembered);
    assert_eq!(view.sheets[0].columns[1].field, Some(Field::Campaign));
    assert_eq!(view.questions, []);
    // Other headers are not meant.
    later.import(vec![incoming("leads.csv", kit::LEADS)], &[known]);
    assert_eq!(later.view(0).sheets[1].role, Role::Leads);
}

#[test]
fn the_header_is_where_a_person_says_it_is() {
    let text = "Relatório;;\nlead_id;email;canal\n1;a@x.example;Site\n2;b@x.example;Feira\n";
    let read_with = |header| {
        let options = ReadOptions { header, ..ReadOptions::default() };
        let mut reader = Reader::new(options, text.len());
        reader.push(text.as_bytes());
        Incoming::new("leads.csv".into(), reader.finish(), options)
    };
    let mut doc = Doc::new();
    doc.import(vec![read_with(None)], &[]);
    let sheet = doc.view(0).sheets[0].clone();
    assert_eq!((sheet.header, sheet.rows), (Some((2, 1)), 2));
    doc.reread(sheet.id, read_with(Some(HeaderChoice::Rows { line: 3, rows: 1 }))).expect("read again");
    let sheet = doc.view(0).sheets[0].clone();
    assert_eq!((sheet.header, sheet.rows, sheet.columns[2].header.as_str()), (Some((3, 1)), 1, "Site"));
    assert!(sheet.receipt.expect("a receipt").balances());
}

#[test]
fn a_card_says_why_a_column_is_taken_for_what_it_is() {
    let mut doc = Doc::new();
    let sheet = drop_files(&mut doc, &[("leads.csv", kit::LEADS)])[0];
    let why = |doc: &Doc| {
        doc.preview(sheet).expect("a preview").cards.iter().map(|card| card.why).collect::<Vec<_>>()
    };
    assert_eq!(why(&doc)[1], Some(Why::Header));
    doc.act(Intent::SetField { sheet, column: 1, field: None }).expect("skipped");
    assert_eq!(why(&doc)[1], None);
    doc.act(Intent::SetField { sheet, column: 2, field: Some(Field::CustomerAt) }).expect("a field");
    assert_eq!(why(&doc)[2], Some(Why::Chosen));
}

/// A record too long to be shown whole was taken in without its end.
#[test]
fn a_record_that_is_shown_in_part_is_not_taken_in() {
    let long = format!("9,x@x.example,Site,{}", "y".repeat(5_000));
    let text = format!("lead_id,email,channel\n1,a@x.example,Site\n{long}\n2,b@x.example,Feira\n");
    let mut doc = Doc::new();
    let sheet = drop_files(&mut doc, &[("leads.csv", &text)])[0];
    assert!(doc.outside(sheet)[0].is_cut());
    let take = Intent::TakeRow { sheet, line: 3, text: "9,x@x.example,Site".into() };
    assert_eq!(doc.act(take), Err(Refusal::NoSuchRow));
    assert!(doc.view(0).sheets[0].problems.iter().all(|problem| problem.raw.chars().count() <= 200));
}

/// A workbook writes 2026-05-01 where the CSV of the same report has 01/05/2026: both counted.
#[test]
fn a_day_is_the_same_in_every_writing() {
    let mut doc = Doc::new();
    drop_files(
        &mut doc,
        &[("gastos.csv", "canal;data;valor\nSite;01/05/2026;10,00\nSite;20/05/2026;20,00\n")],
    );
    let again = "canal,data,valor\nSite,2026-05-20,20.00\nSite,2026-06-01,5.00\n";
    let outcomes = doc.import(vec![incoming("gastos.xlsx", again)], &[]);
    assert_eq!(updated(&outcomes), Some(("gastos.csv".into(), 1, 0)));
    assert_eq!(spend(&mut doc), Some(35.0));
}

/// A report without dates counted in the whole time only: the lines above its header were not looked at.
#[test]
fn the_lines_above_a_report_tell_its_days() {
    let google = |days: &str| {
        format!(
            "Relatório de campanha\n\"{days}\"\nStatus da campanha,Campanha,Código da moeda,Impr.,Custo,CPC méd.\n\
             Ativada,Marca,BRL,100,\"1.234\",\"1,10\"\nAtivada,Busca,BRL,200,\"2.345\",\"1,20\"\n"
        )
    };
    let days = |year, month, day| garimpo_table::value::civil::days(year, month, day).expect("a day");
    let mut doc = Doc::new();
    let may = google("1 de maio de 2026 - 24 de maio de 2026");
    let sheet = drop_files(&mut doc, &[("Relatório de campanha.csv", &may)])[0];
    assert_eq!(
        doc.ranking().expect("a ranking").as_of,
        Some(days(2026, 5, 1)),
        "the first day it was spent on"
    );
    assert_eq!(spend(&mut doc), Some(3579.0), "no campaign costs a part of a cent");
    // What the tool's habit tells is nobody's choice, and is not kept as one.
    let view = doc.view(0);
    let cost = view.sheets[0].columns.iter().find(|column| column.header == "Custo").expect("a cost");
    assert!(!cost.chosen && !cost.asking && cost.reading.cell_type == garimpo_table::CellType::Money);
    assert_eq!(Remembered::of(&view.sheets[0]).map(|known| known.readings), Some(vec![None; 6]));
    // Another month of the same campaigns with the same costs is no version of the first one.
    let june = google("1 de junho de 2026 - 24 de junho de 2026");
    drop_files(&mut doc, &[("Relatório de campanha.csv", &june)]);
    assert_eq!(spend(&mut doc), Some(7158.0));
    assert!(doc.undo().is_ok());
    // Edited, the column is still understood.
    doc.act(set(sheet, 0, 4, "3.456")).expect("edited");
    assert_eq!(spend(&mut doc), Some(5801.0));
}

/// Under a first table stand no dates of its own: those above the whole file count.
#[test]
fn the_lines_above_a_file_tell_the_days_of_all_its_tables() {
    let text = "Campaign report\n\"May 1, 2026 - May 24, 2026\"\nCampaign,Campaign status,Currency code,Cost,Impr.\n\
        A,Enabled,BRL,10.50,100\nB,Enabled,BRL,11.50,200\n\n\
        Search keyword,Match type,Ad group,Currency code,Cost,Impr.\nx,Exact,g,BRL,5.25,50\ny,Broad,g,BRL,6.25,60\n";
    let mut doc = Doc::new();
    let sheets = drop_files(&mut doc, &[("report.csv", text)]);
    assert_eq!(sheets.len(), 2);
    let notes = doc.ranking().expect("a ranking").notes.clone();
    assert!(
        !notes.iter().any(|note| matches!(note, garimpo_funnel::company::Note::UndatedSpend { .. })),
        "{notes:?}"
    );
}

/// With more records out of the table than a list of problems holds, the tray knew only of the first ones, and
/// "leave all out" left the others in.
#[test]
fn the_tray_knows_every_record_that_waits() {
    let rows: String =
        (0..2_000)
            .map(|n| {
                if n < 700 {
                    format!("{n},a@x.example,Site,more\n")
                } else {
                    format!("{n},b@x.example,Site\n")
                }
            })
            .collect();
    let mut doc = Doc::new();
    let sheet = drop_files(&mut doc, &[("leads.csv", &format!("lead_id,email,channel\n{rows}"))])[0];
    let lines: Vec<u32> = doc.outside(sheet).iter().map(|problem| problem.line).collect();
    assert_eq!((lines.len(), doc.view(0).sheets[0].decided.len()), (700, 0));
    doc.act(Intent::LeaveOut { sheet, lines: lines.clone() }).expect("left out");
    let view = doc.view(0);
    assert_eq!((view.sheets[0].decided.clone(), view.sheets[0].left_out), (lines, 700));
    assert_eq!(view.sheets[0].problem_count, 0);
}
