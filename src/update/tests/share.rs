//! Links: made on request, sealed, opened beside the person's own work, and forgotten.

use std::rc::Rc;

use garimpo_funnel::settings::MoneySettings;
use garimpo_funnel::{Clock, Settings};
use garimpo_workspace::link::{Broken, Kind, View, envelope};
use garimpo_workspace::{Event, Intent, Request};

use super::page::Page;
use super::{LEADS, SPEND};
use crate::effect::Effect;
use crate::msg::Msg;
use crate::route::Route;
use crate::share::{Received, Secret};
use crate::update::update;

fn send(page: &mut Page, msg: Msg) -> Vec<Effect> {
    update(&mut page.model, msg)
}

#[test]
fn a_secret_is_never_written() {
    let secret = Secret("peneira de ouro".into());
    for text in [format!("{secret:?}"), format!("{:?}", Msg::SealLink(Some(secret.clone())))] {
        assert!(!text.contains("peneira"), "{text}");
    }
}

#[test]
fn a_late_answer_does_not_come_into_another_dialog() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    let effects = send(&mut page, Msg::OpenShare);
    let [Effect::AskShare { view: first }] = effects[..] else { panic!("{effects:?}") };
    send(&mut page, Msg::CloseShare);
    send(&mut page, Msg::OpenShare);
    send(&mut page, Msg::Event(Box::new(Event::Shared { view: first, shared: None })));
    assert_eq!(page.model.share.as_ref().unwrap().content, None);
}

#[test]
fn what_is_sealed_opens_and_another_passphrase_does_not() {
    let view = View { settings: Settings { clock: Clock::Period, ..Settings::default() } };
    let plain = [&[Kind::View.letter()], view.encode().as_slice()].concat();
    let message = format!("https://garimpo.example/#{}", envelope::write(Kind::Sealed, &[1; 60]));
    let mut page = Page::new();
    assert_eq!(
        send(&mut page, Msg::HashChanged(message[message.find('#').unwrap()..].into())),
        [Effect::DropHash]
    );
    let unlock = |page: &mut Page| match send(page, Msg::UnlockLink(Secret("x".into()))).as_slice() {
        [Effect::UnsealLink { view, .. }] => *view,
        other => panic!("{other:?}"),
    };
    let first = unlock(&mut page);
    send(&mut page, Msg::LinkUnlocked { view: first, plain: None });
    assert!(matches!(
        page.model.received.as_deref(),
        Some(Received::Locked { wrong: true, opening: None, .. })
    ));
    let second = unlock(&mut page);
    send(&mut page, Msg::LinkUnlocked { view: first, plain: Some(plain.clone()) });
    assert!(matches!(page.model.received.as_deref(), Some(Received::Locked { .. })), "a late answer");
    send(&mut page, Msg::LinkUnlocked { view: second, plain: Some(plain) });
    assert_eq!(page.model.received.as_deref(), Some(&Received::View { view: Rc::new(view) }));
}

#[test]
fn settings_of_a_link_are_steps_on_ones_own_tables() {
    let money = MoneySettings { margin: Some(0.5), ..MoneySettings::default() };
    let view =
        View { settings: Settings { clock: Clock::Period, money: money.clone(), ..Settings::default() } };
    let message = format!("#{}", envelope::write(Kind::View, &view.encode()));
    let mut page = Page::loaded(&[LEADS]);
    send(&mut page, Msg::LinkPasted(message));
    let effects = send(&mut page, Msg::ApplyLink);
    let posted: Vec<&Request> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Post(request) => Some(request),
            _ => None,
        })
        .collect();
    assert!(
        matches!(
            posted[..],
            [
                Request::Do { intent: Intent::SetClock(Clock::Period), .. },
                Request::Do { intent: Intent::SetMoney(_), .. }
            ]
        ),
        "{posted:?}"
    );
    assert_eq!(page.model.received, None);
}

#[test]
fn a_broken_link_is_told_and_leaving_it_leads_back() {
    let mut page = Page::loaded(&[LEADS]);
    let steps = page.model.journal.len();
    send(&mut page, Msg::HashChanged("#s1.1c.AAAA".into()));
    assert!(matches!(
        page.model.received.as_deref(),
        Some(Received::Broken(Broken::Cut { have: 10, of: Some(_) }))
    ));
    send(&mut page, Msg::LeaveLink);
    assert_eq!((page.model.received.clone(), page.model.journal.len()), (None, steps));
    // Names of tables are no links.
    send(&mut page, Msg::HashChanged("#/data/plano%20s1.csv".into()));
    assert_eq!(page.model.route, Route::Data(Some("plano s1.csv".into())));
}

#[test]
fn files_that_come_are_what_is_looked_at() {
    let mut page = Page::new();
    send(&mut page, Msg::HashChanged("#s1.1c.AAAA".into()));
    page.drop_files(&[LEADS]);
    page.work();
    assert_eq!(page.model.received, None);
}

#[test]
fn a_pasted_table_that_mentions_a_link_is_a_table() {
    let link = envelope::write(Kind::View, &View::default().encode());
    let mut page = Page::new();
    send(&mut page, Msg::Pasted(format!("canal\tlink\nBusca\t#{link}\n")));
    assert_eq!(page.model.received, None);
    send(&mut page, Msg::Pasted(format!("veja https://garimpo.example/#{link}")));
    assert!(matches!(page.model.received.as_deref(), Some(Received::View { .. })));
    let effects = send(&mut page, Msg::SealLink(Some(Secret("y".into()))));
    assert!(effects.is_empty(), "no dialog is open");
}
