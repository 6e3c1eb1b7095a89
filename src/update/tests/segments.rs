//! The segments view's studies and its cards, on a real document.

use garimpo_funnel::segments::{Judgement, Part};
use garimpo_workspace::{Intent, Studied, Study, StudyKind};

use super::page::Page;
use crate::msg::Msg;
use crate::route::Route;
use crate::segments::Draft;

/// Two channels and two sectors; of technology every second buys, of retail every tenth.
fn leads() -> String {
    let mut text = String::from("lead_id,email,criado em,canal,setor,virou cliente em\n");
    for at in 0..200 {
        let (sector, every) = if at % 2 == 0 { ("Tecnologia", 4) } else { ("Varejo", 20) };
        let won = if at % every == at % 2 { "2026-03-01" } else { "" };
        let channel = if at % 3 == 0 { "Busca" } else { "Social" };
        let month = 1 + at / 100;
        text += &format!("{at},p{at}@x.example,2026-0{month}-05,{channel},{sector},{won}\n");
    }
    // Half a year later: all of these are old enough to be judged.
    text += "999,late@x.example,2026-09-01,Social,Varejo,\n";
    text
}

fn opened() -> Page {
    let leads = leads();
    let mut page = Page::loaded(&[("leads.csv", &leads)]);
    page.send(Msg::Go(Route::Segments));
    for study in [Study::Segment { column: None }, Study::Cards, Study::Finds] {
        page.send(Msg::OpenStudy(study));
    }
    page.work();
    page
}

fn studied(page: &Page, kind: StudyKind) -> &Studied {
    let looking = page.model.studies.get(&kind).expect("open");
    looking.content.as_ref().expect("answered")
}

fn judgements(page: &Page) -> Vec<Judgement> {
    match studied(page, StudyKind::Cards) {
        Studied::Cards { verdicts, .. } => verdicts.iter().map(|verdict| verdict.judgement).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_is_written_judged_dropped_and_taken_back() {
    let mut page = opened();
    let Studied::Segment { columns, table: Some(table) } = studied(&page, StudyKind::Segment) else {
        panic!("no table")
    };
    let column = columns[0].id.clone();
    assert_eq!(column, "setor");
    let value = table.segments.iter().find_map(|line| line.part.id()).expect("a value").to_owned();
    assert_eq!(value, "tecnologia");
    // A day before the second half of the leads; a value as a person types it.
    let draft = Draft {
        column,
        others: "TECNOLOGIA".into(),
        created: Some(crate::calendar::day_of(2026, 1, 20)),
        ..Draft::default()
    };
    let card = draft.card("Tecnologia compra mais".into()).expect("a card");
    page.send(Msg::Do(Intent::AddCard(card)));
    page.work();
    assert_eq!(page.model.doc.notebook.cards.len(), 1);
    assert_eq!(judgements(&page), [Judgement::Supported]);
    page.send(Msg::Do(Intent::DropCard { at: 0 }));
    page.work();
    assert!(page.model.doc.notebook.cards.is_empty() && judgements(&page).is_empty());
    page.send(Msg::Undo);
    page.work();
    assert_eq!(judgements(&page), [Judgement::Supported]);
    // Not a place in a table: the view stays.
    assert_eq!(page.model.route, Route::Segments);
}

#[test]
fn a_column_without_the_field_is_shown_and_not_searched() {
    let mut page = opened();
    let is_mapped = |page: &Page| match studied(page, StudyKind::Segment) {
        Studied::Segment { columns, .. } => columns[0].is_mapped,
        other => panic!("{other:?}"),
    };
    let tests = |page: &Page| match studied(page, StudyKind::Finds) {
        Studied::Finds(finds) => finds.tests,
        other => panic!("{other:?}"),
    };
    let sheet = page.model.doc.sheets[0].id;
    page.send(Msg::Do(Intent::SetField { sheet, column: 4, field: None }));
    page.work();
    assert!(!is_mapped(&page));
    assert_eq!(tests(&page), 0);
    page.send(Msg::Do(Intent::SetField { sheet, column: 4, field: Some(garimpo_funnel::Field::Segment) }));
    page.work();
    assert!(is_mapped(&page) && tests(&page) > 0);
    let Studied::Segment { table: Some(table), .. } = studied(&page, StudyKind::Segment) else { panic!() };
    assert!(table.segments.iter().all(|line| matches!(line.part, Part::One { .. })));
}
