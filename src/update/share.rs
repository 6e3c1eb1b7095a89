//! Making a link, and looking at one. What came with a link is shown beside the person's own work, never in it.

use std::rc::Rc;

use garimpo_workspace::link::{Kind, Shared, envelope};
use garimpo_workspace::{Intent, Request};

use super::edit;
use crate::effect::Effect;
use crate::i18n::share as say;
use crate::model::Model;
use crate::route::Route;
use crate::share::{Copied, Received, Secret, Share, What};

pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.ranking.is_none() {
        return Vec::new();
    }
    let view = model.next_view();
    model.share = Some(Rc::new(Share::new(view)));
    vec![Effect::AskShare { view }]
}

pub fn close(model: &mut Model) -> Vec<Effect> {
    model.share = None;
    Vec::new()
}

fn change(model: &mut Model, change: impl FnOnce(&mut Share)) {
    if let Some(share) = &mut model.share {
        change(Rc::make_mut(share));
    }
}

pub fn shared(model: &mut Model, view: u32, content: Option<Box<Shared>>) -> Vec<Effect> {
    let address = model.address.clone();
    change(model, |share| {
        if share.view == view {
            share.content = Some(content.map(|content| Rc::from(*content)));
            make(share, &address);
        }
    });
    Vec::new()
}

/// The link without a passphrase.
fn make(share: &mut Share, address: &str) {
    share.link = share.payload().map(|(kind, payload)| of(address, kind, &payload));
    share.is_sealed = false;
    share.sealing = None;
    share.failed = false;
    share.copied = Copied::NotYet;
}

/// A page from a file has an address that is nobody else's: there the link is what the other's page takes.
fn of(address: &str, kind: Kind, payload: &[u8]) -> Rc<str> {
    let base = if address.starts_with("http") { address } else { "" };
    format!("{base}#{}", envelope::write(kind, payload)).into()
}

pub fn choose(model: &mut Model, what: What) -> Vec<Effect> {
    let address = model.address.clone();
    change(model, |share| {
        share.what = what;
        make(share, &address);
    });
    Vec::new()
}

/// `None` takes the passphrase away.
pub fn seal(model: &mut Model, secret: Option<Secret>) -> Vec<Effect> {
    let view = model.next_view();
    let address = model.address.clone();
    let mut effects = Vec::new();
    change(model, |share| {
        make(share, &address);
        if let (Some(secret), Some((kind, payload))) = (secret, share.payload()) {
            share.sealing = Some(view);
            share.link = None;
            let plain = [&[kind.letter()], payload.as_slice()].concat();
            effects.push(Effect::SealLink { view, secret, plain });
        }
    });
    effects
}

pub fn sealed(model: &mut Model, view: u32, payload: Option<Vec<u8>>) -> Vec<Effect> {
    let address = model.address.clone();
    change(model, |share| {
        if share.sealing == Some(view) {
            share.sealing = None;
            share.failed = payload.is_none();
            share.is_sealed = payload.is_some();
            share.link = payload.map(|payload| of(&address, Kind::Sealed, &payload));
        }
    });
    Vec::new()
}

pub fn copy(model: &Model) -> Vec<Effect> {
    let link = model.share.as_ref().and_then(|share| share.link.clone());
    link.map(|text| Effect::CopyText { text }).into_iter().collect()
}

pub fn copied(model: &mut Model, done: bool) -> Vec<Effect> {
    change(model, |share| share.copied = if done { Copied::Done } else { Copied::Refused });
    if done {
        model.say(say::copied(model.lang).to_owned());
    }
    Vec::new()
}

/// A message with a link in it: what came behind `#`, or was pasted.
pub fn received(model: &mut Model, message: &str) -> Vec<Effect> {
    let lang = model.lang;
    model.received = Some(Rc::new(Received::of_message(message, |name| say::unnamed(lang, name))));
    model.share = None;
    vec![Effect::DropHash]
}

/// Whether a pasted text is a message with a link, and no table that happens to hold one.
pub fn is_message(text: &str) -> bool {
    let start = text.trim_start();
    let begins = start.starts_with('#') || start.starts_with("http");
    !text.contains('\t') && envelope::is_one(text) && (begins || envelope::read(text).is_ok())
}

/// Files come: they are what is looked at next. Settings that came with a link stay in sight, to be used on them.
pub fn make_way(model: &mut Model) {
    if !matches!(model.received.as_deref(), Some(Received::View { .. })) {
        model.received = None;
    }
}

/// Back to one's own.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    model.received = None;
    model.route = if model.ranking.is_some() { Route::Channels } else { Route::Home };
    vec![Effect::SetHash(model.route.clone())]
}

pub fn unlock(model: &mut Model, secret: Secret) -> Vec<Effect> {
    let view = model.next_view();
    let Some(Received::Locked { payload, opening: None, .. }) = model.received.as_deref() else {
        return Vec::new();
    };
    let payload = Rc::clone(payload);
    model.received =
        Some(Rc::new(Received::Locked { payload: Rc::clone(&payload), opening: Some(view), wrong: false }));
    vec![Effect::UnsealLink { view, secret, payload }]
}

pub fn unlocked(model: &mut Model, view: u32, plain: Option<Vec<u8>>) -> Vec<Effect> {
    let lang = model.lang;
    let Some(Received::Locked { payload, opening, .. }) = model.received.as_deref() else {
        return Vec::new();
    };
    if *opening != Some(view) {
        return Vec::new();
    }
    let payload = Rc::clone(payload);
    let inside = plain.as_deref().and_then(|plain| plain.split_first());
    let kind = inside.and_then(|(letter, _)| Kind::of_letter(*letter)).filter(|kind| *kind != Kind::Sealed);
    let next = match (kind, inside) {
        (Some(kind), Some((_, inside))) => {
            Received::of_payload(kind, inside.to_vec(), |name| say::unnamed(lang, name))
        }
        _ => Received::Locked { payload, opening: None, wrong: true },
    };
    model.received = Some(Rc::new(next));
    Vec::new()
}

/// The settings of a view link, on the person's own tables: one step each, as if they had been made by hand.
pub fn apply(model: &mut Model) -> Vec<Effect> {
    let Some(Received::View { view }) = model.received.as_deref() else { return Vec::new() };
    let view = Rc::clone(view);
    let mut effects = leave(model);
    if model.doc.sheets.is_empty() {
        model.waiting_view = Some(view);
        model.notice = Some(say::view_waits(model.lang).into());
        return effects;
    }
    effects.extend(applied(model, &view));
    effects
}

/// Those of a link that came before the files did.
pub fn apply_waiting(model: &mut Model) -> Vec<Effect> {
    if model.ranking.is_none() {
        return Vec::new();
    }
    let Some(view) = model.waiting_view.take() else { return Vec::new() };
    applied(model, &view)
}

fn applied(model: &mut Model, view: &garimpo_workspace::link::View) -> Vec<Effect> {
    let now = &model.doc.settings;
    let wanted = &view.settings;
    let mut intents = Vec::new();
    let mut want = |differs: bool, intent: Intent| {
        if differs {
            intents.push(intent);
        }
    };
    want(now.clock != wanted.clock, Intent::SetClock(wanted.clock));
    want(now.period != wanted.period, Intent::SetPeriod(wanted.period));
    want(now.lagged != wanted.lagged, Intent::SetLagged(wanted.lagged));
    want(now.horizon != wanted.horizon, Intent::SetHorizon(wanted.horizon));
    want(now.money != wanted.money, Intent::SetMoney(wanted.money.clone()));
    for (from, into) in &wanted.merges {
        let merge = Intent::MergeChannels { from: vec![from.clone()], into: into.clone() };
        want(now.merges.get(from) != Some(into), merge);
    }
    model.notice = Some(say::view_applied(model.lang).into());
    intents.into_iter().flat_map(|intent| edit::act(model, intent)).collect()
}

pub fn ask(view: u32, made: i32) -> Request {
    Request::Share { view, made: Some(made) }
}
