//! The meeting of marketing and sales: one sheet of paper, the same on the screen and from the printer; what is
//! behind it; the presentation; and the meetings that were.
//!
//! A frozen meeting is drawn from what it kept, never from the data. Must never fill more than one page of paper.

mod behind;
mod board;
mod cards;
mod channels;
mod cost;
mod decide;
mod decisions;
mod freeze;
mod funnel;
mod money;
mod paper;
mod present;
mod reasons;
mod since;
mod words;

use garimpo_browser::intl::{self, DateStyle};
use garimpo_browser::paper as browser;
use garimpo_funnel::Day;
use garimpo_funnel::meeting::{MoveLine, Page, move_lines};
use garimpo_workspace::{DocView, Intent, MeetingView, Studied, Study};
use yew::{AttrValue, Html, Properties, classes, component, html, use_effect_with, use_state_eq};

use super::moves::pen::Pen;
use super::study::use_study;
use crate::calendar::iso;
use crate::i18n::{Lang, meeting as say};
use crate::msg::Msg;
use crate::route::Route;
use crate::ui::menu::Item;
use crate::ui::{Dispatch, Icon, Menu, Slice, button, icon};

/// The article; the presentation and the sums behind have none of its ids.
pub const SHEET: &str = "meeting-sheet";
/// How far the sheet's type may shrink until what it holds fits, in steps.
const MOST_FIT: u8 = 7;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub content: Option<Slice<Studied>>,
    /// Moves of budget, for a meeting that is not frozen: they take longer than the page.
    pub moves: Option<Slice<Studied>>,
    /// The one asked for; `None`: the one to come.
    pub number: Option<u32>,
    pub doc: Slice<DocView>,
    pub lang: Lang,
    pub dispatch: Dispatch,
}

/// What every part draws from.
struct Scene<'a> {
    view: &'a MeetingView,
    page: &'a Page,
    moves: Vec<MoveLine>,
    doc: &'a DocView,
    content: &'a Slice<Studied>,
    lang: Lang,
    pen: Pen,
    dispatch: &'a Dispatch,
}

impl Scene<'_> {
    fn name(&self, id: &str) -> String {
        say::channel_name(self.lang, self.page.channel(id).map(|line| &line.channel.name), id)
    }

    fn day(&self, day: Day) -> String {
        intl::date(self.lang.tag(), day, DateStyle::Short)
    }

    fn short_day(&self, day: Day) -> String {
        intl::date(self.lang.tag(), day, DateStyle::DayMonth)
    }
}

#[component]
pub fn MeetingRoom(props: &Props) -> Html {
    let Props { content, moves, number, doc, lang, dispatch } = props;
    let lang = *lang;
    use_study(Some(Study::Meeting { number: *number }), dispatch);
    use_study(number.is_none().then_some(Study::Moves), dispatch);
    let presenting = use_state_eq(|| false);
    let freezing = use_state_eq(|| false);
    let fit = use_state_eq(|| 0u8);
    let asked = match content.as_deref() {
        Some(Studied::Meeting(view)) => Some(view.as_deref()),
        _ => None,
    };
    // The answer to the question before stays on the screen until the new one is here.
    let view = asked.flatten().filter(|view| number.is_none_or(|number| number == view.number));
    use_fit((content.clone(), moves.clone()), lang, doc.clone(), &fit);
    let (Some(view), Some(content)) = (view, content.as_ref()) else {
        let said = match (asked, number) {
            (Some(None), Some(_)) => say::gone(lang),
            (Some(None), None) => say::nothing(lang),
            _ => say::counting(lang),
        };
        return html! {
            <div class="meeting">
                <div key="nothing" class="view">
                    <p class="say">{ said }</p>
                    if matches!((asked, number), (Some(None), Some(_))) {
                        <a class="lnk" href={Route::Meeting(None).hash()}>{ say::to_today(lang) }</a>
                    }
                </div>
            </div>
        };
    };
    let scene = Scene {
        view,
        page: &view.page,
        moves: match (view.head, moves.as_deref()) {
            (Some(_), _) => view.page.moves.clone(),
            (None, Some(Studied::Moves(found))) => move_lines(found),
            _ => Vec::new(),
        },
        doc,
        content,
        lang,
        pen: Pen::new(lang, view.page.currency),
        dispatch,
    };
    let topics = paper::topics(&scene);
    let leave = {
        let presenting = presenting.clone();
        yew::Callback::from(move |()| {
            browser::leave_screen();
            presenting.set(false);
        })
    };
    let closed = {
        let freezing = freezing.clone();
        yew::Callback::from(move |()| freezing.set(false))
    };
    html! {
        <div
            class="meeting"
            data-testid="meeting"
            data-number={view.number.to_string()}
            data-frozen={view.head.is_some().to_string()}
        >
            { bar(&scene, presenting.clone(), freezing.clone()) }
            <div key="desk" class="desk-paper">
                { paper::sheet(&scene, &topics, *fit) }
                { decisions::tools(&scene) }
            </div>
            <div key="behind" class="view noprint behind">{ behind::behind(&scene) }</div>
            if *presenting {
                <present::Present
                    key="present"
                    slides={topics.iter().map(|topic| (topic.title.clone(), topic.slide.clone())).collect::<Vec<_>>()}
                    {lang}
                    {leave}
                />
            }
            if *freezing {
                <freeze::Freeze
                    key="freeze"
                    {lang}
                    proposed={proposed(&scene)}
                    last={doc.meetings.last().map(|head| head.date)}
                    close={closed}
                    dispatch={dispatch.clone()}
                />
            }
        </div>
    }
}

/// The day that a meeting is probably on: today, if the data are of these weeks; else the data's last day.
fn proposed(scene: &Scene<'_>) -> Day {
    const RECENT: Day = 14;
    let (_, today) = browser::now();
    match scene.page.as_of {
        Some(as_of) if !(0..=RECENT).contains(&(today - as_of)) => as_of,
        _ => today,
    }
}

/// Shrinks the type until the sheet is as tall as the paper at most: measured, because words are of any length.
#[yew::hook]
fn use_fit(
    content: (Option<Slice<Studied>>, Option<Slice<Studied>>),
    lang: Lang,
    doc: Slice<DocView>,
    fit: &yew::UseStateHandle<u8>,
) {
    let tick = use_state_eq(|| 0u32);
    {
        let (fit, tick) = (fit.clone(), tick.clone());
        use_effect_with((), move |()| {
            browser::on_resize({
                let width = std::cell::Cell::new(0.0);
                let count = std::cell::Cell::new(0);
                move || {
                    let now = browser::overflow(SHEET).map_or(0.0, |(_, width)| width);
                    if now != width.replace(now) {
                        count.set(count.get() + 1);
                        fit.set(0);
                        tick.set(count.get());
                    }
                }
            })
            .map_or_else(|| Box::new(|| ()) as Box<dyn FnOnce()>, |listener| Box::new(move || drop(listener)))
        });
    }
    let again = fit.clone();
    use_effect_with((content.clone(), lang, doc.clone(), *tick), move |_| again.set(0));
    let (now, fit) = (**fit, fit.clone());
    use_effect_with((content, lang, doc, *tick, now), move |_| {
        /// An A4 page is so much taller than wide.
        const TALL: f64 = 297.0 / 210.0;
        let told = browser::overflow(SHEET);
        if told.is_some_and(|(height, width)| height > width * TALL + 1.0) && now < MOST_FIT {
            fit.set(now + 1);
        }
    });
}

fn bar(
    scene: &Scene<'_>,
    presenting: yew::UseStateHandle<bool>,
    freezing: yew::UseStateHandle<bool>,
) -> Html {
    let Scene { view, doc, lang, dispatch, .. } = scene;
    let lang = *lang;
    let is_frozen = view.head.is_some();
    let against =
        scene.page.since.as_ref().map(|since| say::dated(lang, since.number, &scene.day(since.date)));
    let numbers = match view.frozen {
        Some(minutes) => say::frozen_at(lang, &moment(lang, minutes)),
        None => say::still_moving(lang).to_owned(),
    };
    let drop_it = {
        let (dispatch, number) = ((*dispatch).clone(), view.number);
        yew::Callback::from(move |_| {
            dispatch.emit(Msg::Do(Intent::DropMeeting { number }));
            dispatch.emit(Msg::Go(Route::Meeting(None)));
        })
    };
    let waits = doc.meetings.last().is_some_and(|last| !is_frozen && last.number >= view.number);
    html! {
        <div key="bar" class="scope noprint" role="toolbar" aria-label={say::toolbar(lang)}>
            { meetings(scene) }
            <p key="against" class="pick">
                <small>{ say::against(lang) }</small>
                <span>{ against.unwrap_or_else(|| say::nothing_before(lang).to_owned()) }</span>
            </p>
            <p key="numbers" class="pick">
                <small>{ say::numbers(lang) }</small>
                <span>{ icon(if is_frozen { Icon::Lock } else { Icon::Clock }) }{ numbers }</span>
            </p>
            <p key="say" class="scope-say">{ if is_frozen { say::frozen_say(lang) } else { say::moving_say(lang) } }</p>
            <div key="acts" class="m-acts">
                if is_frozen {
                    <button
                        key="drop"
                        class="icon-btn"
                        type="button"
                        title={say::drop_meeting(lang)}
                        aria-label={say::drop_meeting(lang)}
                        data-testid="drop-meeting"
                        onclick={drop_it}                    >
                        { icon(Icon::Trash) }
                    </button>
                } else {
                    <button
                        key="freeze"
                        class="btn"
                        type="button"
                        data-testid="freeze"
                        disabled={waits}
                        onclick={yew::Callback::from(move |_| freezing.set(true))}
                    >
                        { icon(Icon::Lock) }<span>{ say::freeze(lang) }</span>
                    </button>
                }
                { button(
                    "quiet",
                    Some(Icon::Scatter),
                    say::present(lang).into(),
                    yew::Callback::from(move |_| {
                        browser::fill_screen();
                        presenting.set(true);
                    }),
                ) }
                { button(
                    "primary",
                    Some(Icon::Paper),
                    say::print_one(lang).into(),
                    yew::Callback::from(|_| browser::print()),
                ) }
            </div>
        </div>
    }
}

/// The meetings that were, newest first, and the one to come.
fn meetings(scene: &Scene<'_>) -> Html {
    let Scene { view, doc, lang, dispatch, .. } = scene;
    let lang = *lang;
    let next = doc.meetings.last().map_or(1, |last| last.number + 1);
    let mut items = vec![Item {
        label: AttrValue::from(say::next_one(lang, next)),
        hint: None,
        checked: Some(view.head.is_none()),
    }];
    let mut routes = vec![Route::Meeting(None)];
    for head in doc.meetings.iter().rev() {
        items.push(Item {
            label: AttrValue::from(say::dated(lang, head.number, &scene.day(head.date))),
            hint: None,
            checked: Some(view.head.is_some_and(|shown| shown.number == head.number)),
        });
        routes.push(Route::Meeting(Some(head.number)));
    }
    let shown = match view.head {
        Some(head) => say::dated(lang, head.number, &scene.day(head.date)),
        None => say::next_one(lang, view.number),
    };
    let pick =
        dispatch.reform(move |at: usize| Msg::Go(routes.get(at).cloned().unwrap_or(Route::Meeting(None))));
    html! {
        <div
            key="which"
            class={classes!("pick", "first")}
            data-testid="meetings"
            data-count={doc.meetings.len().to_string()}
        >
            <small>{ say::which(lang) }</small>
            <Menu icon={Icon::Down} label={AttrValue::from(shown)} class="m-menu" {items} {pick} />
        </div>
    }
}

/// "19/06/2026 18:02", as the reader's clock was.
fn moment(lang: Lang, minutes: i64) -> String {
    let day = i32::try_from(minutes.div_euclid(1_440)).unwrap_or_default();
    let of_day = minutes.rem_euclid(1_440);
    let date = intl::date(lang.tag(), day, DateStyle::Short);
    format!("{date}, {:02}:{:02}", of_day / 60, of_day % 60)
}

/// A `time` element.
fn time(scene: &Scene<'_>, day: Day) -> Html {
    html! { <time datetime={iso(day)}>{ scene.day(day) }</time> }
}
