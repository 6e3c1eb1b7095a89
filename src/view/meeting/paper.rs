//! The sheet: what a meeting looks at, in two columns, and the same parts one by one as topics.

use garimpo_funnel::Clock;
use yew::{Html, classes, html};

use super::{SHEET, Scene, board, cards, channels, cost, decisions, funnel, money, reasons, since, time};
use crate::i18n::channels as words;
use crate::i18n::meeting::{self as say, Footing};
use crate::ui::icon::logo;
use crate::view::channels::pieces;

/// Where a part stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Left,
    Right,
    Below,
}

/// One part of the page.
pub struct Topic {
    pub id: &'static str,
    pub title: String,
    pub aside: String,
    pub place: Place,
    /// On the paper.
    pub body: Html,
    /// On the wall; where it differs, decisions can be written there.
    pub slide: Html,
}

pub fn topics(scene: &Scene<'_>) -> Vec<Topic> {
    let parts = [
        since::since(scene),
        funnel::funnel(scene),
        channels::channels(scene),
        board::board(scene),
        cost::cost(scene),
        reasons::reasons(scene),
        cards::cards(scene),
        cards::finds(scene),
        money::moves(scene),
        Some(decisions::decisions(scene)),
    ];
    parts.into_iter().flatten().collect()
}

pub fn sheet(scene: &Scene<'_>, topics: &[Topic], fit: u8) -> Html {
    let lang = scene.lang;
    let column = |place: Place| {
        let of = topics.iter().enumerate().filter(move |(_, topic)| topic.place == place);
        of.map(|(at, topic)| part(at, topic)).collect::<Html>()
    };
    html! {
        <article
            id={SHEET}
            class={classes!("a4", "m", format!("fit-{fit}"))}
            aria-labelledby="meeting-title"
            data-testid="sheet"
            data-fit={fit.to_string()}
        >
            { head(scene) }
            { saying(scene) }
            <div class="m-two">
                <div class="m-col">{ column(Place::Left) }</div>
                <div class="m-col">{ column(Place::Right) }</div>
            </div>
            { column(Place::Below) }
            <footer class="m-foot">
                <p data-testid="footing">{ footing(scene) }</p>
                if let Some(head) = scene.view.head {
                    <p>{ say::next_date(lang, &scene.day(head.date + 14)) }</p>
                }
            </footer>
        </article>
    }
}

fn part(at: usize, topic: &Topic) -> Html {
    let id = format!("m-{}", topic.id);
    html! {
        <section key={topic.id} aria-labelledby={id.clone()} data-part={topic.id}>
            <h2 {id}>
                <i aria-hidden="true">{ at + 1 }</i>
                { &topic.title }
                if !topic.aside.is_empty() {
                    <small>{ &topic.aside }</small>
                }
            </h2>
            { topic.body.clone() }
        </section>
    }
}

fn head(scene: &Scene<'_>) -> Html {
    let Scene { view, page, lang, .. } = scene;
    let lang = *lang;
    html! {
        <header class="m-head">
            <div>
                <h1 id="meeting-title">{ say::title(lang) }</h1>
                <p>
                    { match view.head {
                        Some(head) => html! { <>{ say::number(lang, head.number) }{ ", " }{ time(scene, head.date) }</> },
                        None => html! { say::next_one(lang, view.number) },
                    } }
                </p>
            </div>
            <p class="m-stamp">
                { logo() }
                <span>
                    if let Some(as_of) = page.as_of {
                        { say::data_until(lang) }{ " " }<b>{ time(scene, as_of) }</b><br />
                    }
                    <span data-testid="stamp">
                        { match view.head {
                            Some(head) => format!(
                                "{}, {}",
                                say::numbers_frozen(lang),
                                say::copy(lang, head.number, head.stamp),
                            ),
                            None => say::numbers_today(lang).to_owned(),
                        } }
                    </span>
                </span>
            </p>
        </header>
    }
}

fn saying(scene: &Scene<'_>) -> Html {
    let Scene { page, lang, .. } = scene;
    let stages = page.funnel.as_ref().map(|funnel| funnel.stages.as_slice()).unwrap_or_default();
    let mut said = say::headline(*lang, stages);
    said.extend(say::standing(*lang, page.answer.as_ref(), &|id| scene.name(id)));
    html! { <p class="m-say" data-testid="m-say">{ pieces(&said) }</p> }
}

pub fn footing(scene: &Scene<'_>) -> String {
    let Scene { page, pen, lang, .. } = scene;
    let (settings, quality) = (&page.definitions.settings, page.quality);
    let end = |day: Option<i32>| day.map(|day| scene.day(day));
    let margin = settings.money.sound_margin().map(|margin| pen.percent(margin, 0));
    let count = |count: u32| pen.count(f64::from(count));
    let (rows, joined, deals) = (count(quality.rows), count(quality.joined), count(quality.deals));
    say::footing(
        *lang,
        &Footing {
            cohort: settings.clock == Clock::Cohort,
            period: words::period(
                *lang,
                end(settings.period.from).as_deref(),
                end(settings.period.to).as_deref(),
            ),
            margin: margin.as_deref(),
            rows: &rows,
            sheets: quality.sheets,
            deals: (quality.deals > 0).then_some((joined.as_str(), deals.as_str())),
            edited: quality.edited,
            problems: quality.problems,
            duplicates: quality.duplicates,
            undated: quality.undated,
        },
    )
}
