//! The workspace as a file: what is unsaved, what is asked, and what a worker that dies leaves behind.

use std::rc::Rc;

use garimpo_funnel::Clock;
use garimpo_workspace::keep::{Journal, Unopenable};
use garimpo_workspace::protocol::{FileInfo, Found};
use garimpo_workspace::{Event, Intent, Request};

use super::LEADS;
use super::page::Page;
use crate::effect::Effect;
use crate::model::PageState;
use crate::msg::Msg;

fn info(name: &str) -> FileInfo {
    FileInfo { name: name.into(), size: 1 }
}

fn edit(page: &mut Page, clock: Clock) {
    page.send(Msg::Do(Intent::SetClock(clock)));
    page.work();
}

#[test]
fn only_what_was_done_by_hand_is_unsaved() {
    let mut page = Page::loaded(&[LEADS]);
    assert!(!page.model.is_unsaved(), "the file is where it came from");
    page.send(Msg::Do(Intent::SetClock(Clock::Period)));
    page.work();
    assert!(page.model.is_unsaved());
    page.send(Msg::SaveFile);
    let (view, steps) = page.model.packing.expect("being packed");
    page.send(Msg::Event(Box::new(Event::Packed { view, missing: Some("leads.csv".into()) })));
    assert!(page.model.is_unsaved() && page.model.notice.is_some(), "it was not saved");
    page.send(Msg::SaveFile);
    let again = page.model.packing.expect("being packed");
    assert_eq!(again.1, steps);
    page.send(Msg::Event(Box::new(Event::Packed { view, missing: None })));
    assert!(page.model.is_unsaved(), "a late answer to the save before");
    page.send(Msg::Event(Box::new(Event::Packed { view: again.0, missing: None })));
    assert!(!page.model.is_unsaved());
}

#[test]
fn a_workspace_asks_before_it_takes_the_place_of_unsaved_work() {
    let mut page = Page::loaded(&[LEADS]);
    page.send(Msg::Dropped { batch: 70, files: vec![info("a.garimpo"), info("b.csv")] });
    assert!(page.model.opening.is_none() && page.model.notice.is_some());
    page.send(Msg::Do(Intent::SetClock(Clock::Period)));
    page.work();
    page.send(Msg::Dropped { batch: 71, files: vec![info("a.garimpo")] });
    assert!(page.model.opening.is_none() && page.model.asked_to_open.is_some());
    page.send(Msg::OpenAnyway(false));
    assert!(page.wanted(&Effect::ForgetFiles { batch: 71 }));
    page.send(Msg::Dropped { batch: 72, files: vec![info("A.GARIMPO")] });
    page.send(Msg::OpenAnyway(true));
    assert!(page.model.opening.is_some());
    let before = page.model.journal.clone();
    let view = page.model.opening.as_ref().map(|opening| opening.view).expect("being opened");
    let not_ours = Box::new(Err(Unopenable::NotOurs));
    page.send(Msg::Opened { view, result: not_ours, batches: Vec::new() });
    assert_eq!(page.model.journal, before, "what was open stays");
    assert!(page.model.opening.is_none());
}

/// Files that could not be read are in no journal: the worker must not count them among those that it saves.
#[test]
fn what_is_saved_are_the_files_of_the_journal() {
    let mut page = Page::loaded(&[LEADS]);
    let batches: Vec<u32> = page.model.journal.iter().filter_map(|kept| kept.batch).collect();
    assert_eq!(batches.len(), 1);
    page.send(Msg::SaveFile);
    let sent = page.effects.iter().any(|effect| {
        matches!(effect, Effect::PostWithFiles { request: Request::Pack { .. }, batches: sent } if *sent == batches)
    });
    assert!(sent, "{:?}", page.effects);
}

#[test]
fn a_worker_that_dies_while_saving_leaves_saving_possible() {
    let mut page = Page::loaded(&[LEADS]);
    edit(&mut page, Clock::Period);
    page.send(Msg::SaveFile);
    page.send(Msg::WorkerDown("gone".into()));
    assert!(page.model.packing.is_none() && page.model.is_unsaved());
    assert!(page.model.lost_work.is_some(), "nobody was told");
}

#[test]
fn a_worker_that_dies_while_opening_does_not_keep_the_page_busy() {
    let mut page = Page::new();
    page.send(Msg::Dropped { batch: 71, files: vec![info("a.garimpo")] });
    assert_eq!(page.model.page_state(), PageState::Importing);
    page.send(Msg::WorkerDown("gone".into()));
    assert!(page.wanted(&Effect::ForgetFiles { batch: 71 }));
    assert!(page.model.opening.is_none());
}

#[test]
fn what_is_done_while_a_workspace_is_read_is_not_thrown_away() {
    let mut page = Page::loaded(&[LEADS]);
    page.send(Msg::Dropped { batch: 71, files: vec![info("a.garimpo")] });
    let view = page.model.opening.as_ref().map(|opening| opening.view).expect("being opened");
    edit(&mut page, Clock::Period);
    let before = page.model.journal.clone();
    let found = Found { journal: Journal::default(), lost: Vec::new(), is_whole: true };
    page.send(Msg::Opened { view, result: Box::new(Ok(found)), batches: vec![72] });
    assert_eq!(page.model.journal, before);
    assert_eq!(page.model.asked_to_open, Some((71, Rc::from("a.garimpo"))));
}
