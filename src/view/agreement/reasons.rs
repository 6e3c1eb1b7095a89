//! What sales' texts mean, and the list of reasons with the owner of each fix.

use garimpo_funnel::agreement::Fix;
use garimpo_funnel::agreement::codes::{Codebook, Reason, folded};
use garimpo_workspace::Intent;
use yew::{Callback, Html, html};

use super::board::Scene;
use crate::i18n::agreement as say;
use crate::msg::Msg;
use crate::ui::select::select_at;
use crate::ui::{Icon, button, icon};

pub fn reasons(scene: &Scene<'_>) -> Html {
    let Scene { overview, doc, ink, dispatch, .. } = scene;
    let lang = ink.lang;
    let codes = &doc.notebook.codes;
    let set = dispatch.reform(|codes: Codebook| Msg::Do(Intent::SetCodes(codes)));
    let mut names: Vec<yew::AttrValue> = vec![say::no_code(lang).into()];
    names.extend(codes.reasons.iter().map(|reason| say::reason(lang, reason).into()));
    names.push(say::is_no_reason(lang).into());
    let rows = overview.reasons.iter().take(60).map(|(text, rows, code)| {
        let nothing = codes.says_nothing(text);
        let chosen = if nothing { names.len() - 1 } else { code.map_or(0, |code| code as usize + 1) };
        let (codes, set, spelled) = ((*codes).clone(), set.clone(), text.clone());
        let pick = Callback::from(move |at: usize| {
            let mut changed = codes.clone();
            match at.checked_sub(1) {
                None => {
                    changed.texts.remove(&folded(&spelled));
                }
                Some(at) => {
                    let id = changed.reasons.get(at).map(|reason| reason.id.clone()).unwrap_or_default();
                    changed.texts.insert(folded(&spelled), id);
                }
            }
            set.emit(changed);
        });
        let label = format!("{}: {text}", say::reason_code(lang));
        html! {
            <tr key={text.clone()} data-reason={text.clone()}>
                <th scope="row">{ text }</th>
                <td class="n">{ ink.whole(*rows) }</td>
                <td>{ select_at(label.into(), names.clone(), chosen, &pick) }</td>
            </tr>
        }
    });
    html! {
        <section aria-labelledby="rs-t" data-testid="reasons">
            <header><h2 id="rs-t">{ say::reasons_title(lang) }</h2></header>
            <p class="fig-say">{ say::reasons_say(lang) }</p>
            if overview.reasons.is_empty() {
                <p class="say">{ say::no_reasons(lang) }</p>
            } else {
                <table class="rows reasons">
                    <thead>
                        <tr>
                            <th scope="col">{ say::reason_text(lang) }</th>
                            <th scope="col" class="n">{ say::reason_rows(lang) }</th>
                            <th scope="col">{ say::reason_code(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            }
            <details class="strata">
                <summary>{ say::reason_list(lang) }</summary>
                { list(scene, &set) }
            </details>
        </section>
    }
}

fn list(scene: &Scene<'_>, set: &Callback<Codebook>) -> Html {
    let lang = scene.ink.lang;
    let codes = &scene.doc.notebook.codes;
    let changed = |change: Box<dyn Fn(&mut Codebook, String)>| {
        let (codes, set) = (codes.clone(), set.clone());
        Callback::from(move |text: String| {
            let mut codes = codes.clone();
            change(&mut codes, text);
            set.emit(codes);
        })
    };
    let fixes: Vec<yew::AttrValue> = Fix::ALL.iter().map(|fix| say::fix(lang, *fix).into()).collect();
    let rows = codes.reasons.iter().enumerate().map(|(at, reason)| {
        let shown = say::reason(lang, reason);
        let rename = changed(Box::new(move |codes, text| {
            if let Some(reason) = codes.reasons.get_mut(at) {
                reason.name = Some(text).filter(|text| !text.trim().is_empty());
            }
        }));
        let fix = Fix::ALL.iter().position(|fix| *fix == reason.fix).unwrap_or(0);
        let refix = {
            let (codes, set) = (codes.clone(), set.clone());
            Callback::from(move |to: usize| {
                let mut codes = codes.clone();
                if let (Some(reason), Some(fix)) = (codes.reasons.get_mut(at), Fix::ALL.get(to)) {
                    reason.fix = *fix;
                }
                set.emit(codes);
            })
        };
        let drop_it = {
            let drop_it = changed(Box::new(move |codes, _| {
                if at < codes.reasons.len() {
                    codes.reasons.remove(at);
                }
            }));
            drop_it.reform(|_| String::new())
        };
        let label = format!("{}: {shown}", say::drop_reason(lang));
        html! {
            <tr key={reason.id.clone()}>
                <td>{ named(format!("{}: {}", say::reason_name(lang), reason.id), &shown, rename) }</td>
                <td>{ select_at(format!("{}: {shown}", say::reason_fix(lang)).into(), fixes.clone(), fix, &refix) }</td>
                <td>
                    <button class="icon-btn" type="button" title={label.clone()} aria-label={label} onclick={drop_it}>
                        { icon(Icon::Trash) }
                    </button>
                </td>
            </tr>
        }
    });
    let add = {
        let add = changed(Box::new(|codes, _| {
            let free = (1..).map(|at| format!("OWN_{at}")).find(|id| codes.find(id).is_none());
            let reason = Reason { id: free.unwrap_or_default(), name: None, fix: Fix::Both };
            codes.reasons.push(reason);
        }));
        add.reform(|_| String::new())
    };
    html! {
        <>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{ say::reason_name(lang) }</th>
                        <th scope="col">{ say::reason_fix(lang) }</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            { button("mini", Some(Icon::Plus), say::add_reason(lang).into(), add) }
        </>
    }
}

/// Taken when the field is left: each name is one step that can be undone.
fn named(label: String, value: &str, set: Callback<String>) -> Html {
    let onchange = Callback::from(move |event: yew::Event| {
        use yew::TargetCast;
        set.emit(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
    });
    html! { <input type="text" autocomplete="off" maxlength="80" aria-label={label} value={value.to_owned()} {onchange} /> }
}
