//! Moves of budget to discuss, with what they would bring under the middle assumption.

use yew::html;

use super::Scene;
use super::paper::{Place, Topic};
use crate::i18n::meeting as say;
use crate::route::Route;

pub fn moves(scene: &Scene<'_>) -> Option<Topic> {
    let Scene { moves, pen, lang, .. } = scene;
    if moves.is_empty() {
        return None;
    }
    let shown = moves.iter().enumerate().map(|(at, one)| {
        let (from, to) = (scene.name(&one.from), scene.name(&one.to));
        html! {
            <li key={at} data-from={one.from.clone()} data-to={one.to.clone()}>
                <a href={Route::Moves.hash()}><b>{ say::one_move(*lang, &pen.money(one.amount), &from, &to) }</b></a>
                if let Some((median, low, high)) = one.customers {
                    { ": " }
                    { say::move_brings(*lang, &pen.customers(median), &pen.customers(low), &pen.customers(high)) }
                }
            </li>
        }
    });
    let body = html! {
        <>
            <ul class="m-list" data-testid="m-moves">{ for shown }</ul>
            <p class="m-note">{ say::moves_note(*lang) }</p>
        </>
    };
    Some(Topic {
        id: "moves",
        title: say::moves_title(*lang).to_owned(),
        aside: String::new(),
        place: Place::Below,
        slide: body.clone(),
        body,
    })
}
