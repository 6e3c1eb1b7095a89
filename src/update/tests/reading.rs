//! The import screen: it comes when there is something to ask, and what it changes survives the worker's death.

use garimpo_table::ReadOptions;
use garimpo_workspace::Intent;

use super::page::Page;
use crate::effect::Effect;
use crate::msg::Msg;
use crate::route::Route;

const UNSURE: (&str, &str) = ("gastos.csv", "canal;valor\nSite;12.400\nFeira;3.100\n");
const RAGGED: (&str, &str) = (
    "leads.csv",
    "lead_id,email,canal\n1,a@x.example,Site\n2,b@x.example,Feira,demais\n3,c@x.example,Site\n",
);

#[test]
fn rows_and_cards_are_asked_for_when_the_screen_opens_and_after_each_change() {
    let mut page = Page::loaded(&[RAGGED]);
    page.send(Msg::Go(Route::Reading("leads.csv".into())));
    page.work();
    let reading = page.model.reading.clone().expect("the screen's content");
    let preview = reading.preview.as_ref().expect("a preview");
    assert_eq!((preview.rows.len(), preview.cards.len()), (2, 3));
    assert_eq!(reading.outside.as_ref().map(Vec::len), Some(1));
    page.send(Msg::Do(Intent::TakeRow { sheet: 1, line: 3, text: "2,b@x.example,Feira".into() }));
    page.work();
    let reading = page.model.reading.clone().expect("the screen's content");
    assert_eq!(reading.preview.as_ref().map(|preview| preview.rows.len()), Some(3));
    page.send(Msg::Go(Route::Channels));
    assert!(page.model.reading.is_none());
}

#[test]
fn another_reading_is_journaled_and_comes_back_after_a_crash() {
    let mut page = Page::loaded(&[RAGGED]);
    let options = ReadOptions { delimiter: Some(b';'), ..ReadOptions::default() };
    page.send(Msg::Reread { sheet: 1, options });
    page.work();
    let columns = |page: &Page| page.model.doc.sheets[0].columns.len();
    assert_eq!(columns(&page), 1);
    page.send(Msg::WorkerDown("gone".into()));
    page.ready();
    page.work();
    assert_eq!((columns(&page), page.restarts), (1, 1));
    page.send(Msg::Undo);
    page.work();
    assert_eq!(columns(&page), 3);
}

#[test]
fn nothing_is_remembered_until_it_is_wanted_and_all_is_forgotten_after() {
    let mut page = Page::loaded(&[RAGGED]);
    assert!(!page.effects.iter().any(|effect| matches!(effect, Effect::KeepMemory(_))));
    page.send(Msg::Remember(true));
    assert_eq!(page.model.memory.len(), 1);
    page.effects.clear();
    page.send(Msg::Do(Intent::SetField { sheet: 1, column: 2, field: None }));
    page.work();
    assert!(page.effects.iter().any(|effect| matches!(effect, Effect::KeepMemory(Some(_)))));
    // The same export once more, in a new tab.
    let memory = page.model.memory.clone();
    let mut later = Page::new();
    later.model.remembers = true;
    later.model.memory = memory;
    later.drop_files(&[RAGGED]);
    later.work();
    assert!(later.model.doc.sheets[0].remembered);
    assert_eq!(later.model.doc.sheets[0].columns[2].field, None);
    page.send(Msg::Remember(false));
    assert!(page.wanted(&Effect::KeepMemory(None)));
    assert!(page.model.memory.is_empty());
}

/// A sheet with an open question has no meaning yet that could be remembered.
#[test]
fn an_open_question_is_not_remembered() {
    let mut page = Page::loaded(&[UNSURE]);
    assert_eq!(page.model.doc.questions.len(), 1);
    page.send(Msg::Remember(true));
    assert!(page.model.memory.is_empty());
    page.send(Msg::Do(Intent::AcceptAll));
    page.work();
    assert_eq!(page.model.memory.len(), 1);
}

#[test]
fn the_records_outside_are_saved_with_line_and_reason() {
    let mut page = Page::loaded(&[RAGGED]);
    page.send(Msg::SaveOutside { sheet: 1 });
    page.work();
    let saved = page.effects.iter().find_map(|effect| match effect {
        Effect::Save { name, bytes } => Some((name.clone(), String::from_utf8(bytes.clone()).expect("text"))),
        _ => None,
    });
    let (name, text) = saved.expect("a file");
    assert_eq!(name, "leads - linhas de fora.csv");
    assert!(text.contains("3;4 campos em vez de 3.;"), "{text}");
    assert!(text.contains("2,b@x.example,Feira,demais"), "{text}");
}
