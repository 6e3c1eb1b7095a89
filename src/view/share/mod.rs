//! The dialog "Share": what goes, what stays, the link with its length, and what cannot be taken back.

mod meter;
mod secret;

use garimpo_workspace::link::Shared;
use yew::{AttrValue, Callback, Html, NodeRef, Properties, component, html, use_node_ref};

use crate::i18n::figures::Figures;
use crate::i18n::{Lang, fields, keep, share as say};
use crate::msg::Msg;
use crate::share::{Copied, Share, What};
use crate::ui::button::Choice;
use crate::ui::{Dispatch, Icon, Slice, Written, choices, dialog, icon, icon_button};
pub use secret::SecretField;

const TITLE: &str = "share-title";
const LINK: &str = "share-link";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub share: Slice<Share>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

#[component]
pub fn ShareDialog(props: &Props) -> Html {
    let Props { share, lang, dispatch } = props;
    let (node, lang) = (use_node_ref(), *lang);
    dialog::use_modal(&node, TITLE, dispatch.reform(|()| Msg::CloseShare));
    let link_field = use_node_ref();
    html! {
        <dialog ref={node} class="dialog share" data-testid="share" aria-labelledby={TITLE}>
            <header>
                <h1 id={TITLE} tabindex="-1">{ say::share(lang) }</h1>
                { icon_button(Icon::Close, say::close(lang).into(), false, dispatch.reform(|_| Msg::CloseShare)) }
            </header>
            <div class="sh">
                <section class="sh-link" aria-labelledby="share-1">{ link_part(share, lang, dispatch, &link_field) }</section>
            </div>
        </dialog>
    }
}

fn link_part(share: &Share, lang: Lang, dispatch: &Dispatch, field: &NodeRef) -> Html {
    let kinds = [(What::Summary, say::summary(lang)), (What::View, say::view(lang))]
        .map(|(value, label)| Choice { value, label: label.into(), short: None, lang: None });
    let (title, lede) = match share.what {
        What::Summary => (say::title_link(lang), say::lede_link(lang)),
        What::View => (say::title_view(lang), say::lede_view(lang)),
    };
    html! {
        <>
            <div class="sh-head">
                <h2 id="share-1">{ icon(Icon::Link) }{ title }</h2>
                { choices("share-what", say::what(lang), kinds.into(), &share.what, &dispatch.reform(Msg::ShareWhat)) }
            </div>
            <p class="lede">{ lede }</p>
            { match &share.content {
                None => html! { <p key="making" class="say" role="status">{ say::making(lang) }</p> },
                Some(None) => html! { <p key="few" class="say" role="status" data-testid="share-none">{ say::too_few(lang) }</p> },
                Some(Some(shared)) => html! { <div key="made" class="made">{ made(share, shared, lang, dispatch, field) }</div> },
            } }
        </>
    }
}

fn made(share: &Share, shared: &Shared, lang: Lang, dispatch: &Dispatch, field: &NodeRef) -> Html {
    html! {
        <>
            { in_and_out(share, shared, lang) }
            { proof(share, shared, lang) }
            { link(share, lang, dispatch, field) }
            <SecretField key="secret" {lang} share={Slice::new(share.clone())} dispatch={dispatch.clone()} />
            <p class="warn">{ icon(Icon::Alert) }<span>{ say::forever(lang) }</span></p>
            <p class="hint"><a href={crate::route::Route::Privacy.hash()} onclick={dispatch.reform(|_| Msg::CloseShare)}>{ keep::privacy(lang) }</a></p>
        </>
    }
}

fn in_and_out(share: &Share, shared: &Shared, lang: Lang) -> Html {
    let figures = Written(lang);
    let summary = &shared.summary;
    let (goes, stays): (Vec<String>, Vec<String>) = match share.what {
        What::Summary => (
            vec![
                say::goes_totals(lang, &figures, summary.channels.len() as u64, u64::from(summary.folded)),
                say::goes_tiers(lang).into(),
                say::goes_rules(lang).into(),
            ],
            vec![
                say::stays_rows(lang, &figures, summary.rows),
                say::stays_names(lang).into(),
                say::stays_notes(lang).into(),
            ],
        ),
        What::View => (
            vec![say::goes_clock(lang).into(), say::goes_money(lang).into(), say::goes_merges(lang).into()],
            vec![
                say::stays_numbers(lang).into(),
                say::stays_names(lang).into(),
                say::stays_notes(lang).into(),
            ],
        ),
    };
    let list = |head: &'static str, picture: Icon, items: Vec<String>| {
        html! {
            <div>
                <h3>{ head }</h3>
                <ul>{ for items.into_iter().map(|item| html! { <li key={item.clone()}>{ icon(picture) }{ item }</li> }) }</ul>
            </div>
        }
    };
    html! {
        <div class="inout">
            { list(say::goes(lang), Icon::Check, goes) }
            { list(say::stays(lang), Icon::Close, stays) }
        </div>
    }
}

/// What was computed from the link's own text, not promised.
fn proof(share: &Share, shared: &Shared, lang: Lang) -> Html {
    let figures = Written(lang);
    let people = share.people();
    let names: Vec<String> = shared.folded.iter().map(|name| fields::channel_name(lang, name)).collect();
    html! {
        <div class={if people == 0 { "proof" } else { "proof bad" }} role="status">
            { icon(if people == 0 { Icon::Ok } else { Icon::Alert }) }
            <div>
                if people == 0 {
                    <p><b>{ say::nobody(lang) }</b>{ " " }{ say::proof(lang, &figures, shared.compared) }</p>
                } else {
                    <p><b>{ say::somebody(lang, &figures, people) }</b></p>
                }
                if share.what == What::Summary && !names.is_empty() {
                    <p>{ say::folded(lang, &figures, &names) }</p>
                }
                if shared.withheld > 0 {
                    <p>{ say::withheld(lang, &figures, u64::from(shared.withheld)) }</p>
                }
                if share.what == What::Summary && shared.only_channels {
                    <p>{ say::only_channels(lang) }</p>
                }
            </div>
        </div>
    }
}

fn link(share: &Share, lang: Lang, dispatch: &Dispatch, field: &NodeRef) -> Html {
    let text = share.link.clone().unwrap_or_default();
    let is_there = share.link.is_some() && share.people() == 0;
    let select = {
        let field = field.clone();
        Callback::from(move |_| {
            if let Some(field) = field.cast::<web_sys::HtmlInputElement>() {
                field.select();
            }
        })
    };
    let length = text.chars().count();
    html! {
        <div class="sh-made">
            <label class="fld" for={LINK}><span>{ say::link(lang) }</span></label>
            <div class="copy">
                <input
                    ref={field.clone()}
                    id={LINK}
                    type="text"
                    readonly=true
                    data-testid="share-link"
                    data-link={is_there.then(|| AttrValue::from(text.clone()))}
                    data-people={share.people().to_string()}
                    value={if is_there { AttrValue::from(text.clone()) } else { AttrValue::default() }}
                    onfocus={select}
                />
                <button
                    class="btn primary"
                    type="button"
                    data-testid="share-copy"
                    disabled={!is_there}
                    onclick={dispatch.reform(|_| Msg::CopyLink)}
                >
                    { icon(Icon::Copy) }<span>{ say::copy(lang) }</span>
                </button>
            </div>
            if is_there {
                { meter::meter(lang, length) }
            }
            if share.sealing.is_some() {
                <p key="sealing" class="say" role="status">{ say::sealing(lang) }</p>
            }
            if share.failed {
                <p key="failed" class="wrong" role="alert">{ say::not_sealed(lang) }</p>
            }
            if share.copied == Copied::Refused {
                <p key="refused" class="wrong" role="alert">{ say::not_copied(lang) }</p>
            }
            if is_there && text.starts_with('#') {
                <p key="file" class="hint">{ say::from_file(lang) }</p>
            }
        </div>
    }
}

/// "1.234 caracteres: curto."
pub fn length_words(lang: Lang, length: usize) -> (String, &'static str) {
    let count = say::characters(lang, &Written(lang) as &dyn Figures, length as u64);
    let verdict = match length {
        _ if length <= crate::share::SHORT => say::short(lang),
        _ if length <= crate::share::LONG => say::medium(lang),
        _ => say::long(lang),
    };
    (count, verdict)
}
