//! Marketing's side: the pace of the month, the classes against their targets, and where the target comes from.

use garimpo_funnel::agreement::desk::{Ask, Which};
use garimpo_funnel::agreement::scoreboard::{ClassLine, Delivered};
use garimpo_funnel::agreement::{Basis, ChainInput, chain};
use yew::{Html, classes, html};

use super::board::Scene;
use super::pace;
use crate::agreement::written;
use crate::i18n::agreement as say;
use crate::route::Route;
use crate::ui::{Icon, icon};

pub fn marketing(scene: &Scene<'_>) -> Html {
    let Scene { overview, ink, .. } = scene;
    let (lang, board) = (ink.lang, &overview.board);
    let Some(made) = &board.delivered else {
        return html! {
            <section aria-labelledby="mk-t">
                <header><h2 id="mk-t">{ say::marketing_gives(lang) }</h2></header>
                <p class="say">{ say::no_targets(lang) }</p>
                { goal(scene) }
            </section>
        };
    };
    let is_over = board.days.0 >= board.days.1;
    let tag = |is_value: bool, p: Option<f64>| {
        p.map(|p| {
            let (words, good) = say::tag(lang, is_value, p, is_over);
            let picture = if good { Icon::Ok } else { Icon::Alert };
            html! { <span class={classes!("tagv", if good { "good" } else { "bad" })}>{ icon(picture) }{ words }</span> }
        })
    };
    let p = |p: Option<f64>| p.map(|p| p.to_string()).unwrap_or_default();
    html! {
        <section
            aria-labelledby="mk-t"
            data-testid="marketing"
            data-leads={made.leads.to_string()}
            data-target={made.target.to_string()}
            data-p={p(made.p_leads)}
            data-p-value={p(made.p_value)}
        >
            <header>
                <h2 id="mk-t">{ say::marketing_gives(lang) }</h2>
                <p>{ tag(true, made.p_value) }{ tag(false, made.p_leads) }</p>
            </header>
            { pace::pace(scene, made) }
            { table(scene, made) }
            { goal(scene) }
        </section>
    }
}

/// A class as shown.
pub fn class_name(scene: &Scene<'_>, basis: &Basis, class: &str) -> String {
    match basis {
        _ if class.is_empty() => say::others(scene.ink.lang).to_owned(),
        Basis::Channel => (scene.name)(class),
        _ => class.to_owned(),
    }
}

fn table(scene: &Scene<'_>, made: &Delivered) -> Html {
    let Scene { overview, version, ink, .. } = scene;
    let (lang, board) = (ink.lang, &overview.board);
    let basis = version.map(|version| version.basis.clone()).unwrap_or_default();
    let most = made.classes.iter().map(|line| line.target.max(f64::from(line.leads))).fold(1.0, f64::max);
    let head = match &basis {
        Basis::ConversionType => say::kind(lang).to_owned(),
        Basis::Channel => say::channel(lang).to_owned(),
        Basis::Segment(column) => {
            let found = overview.columns.iter().find(|known| known.id == *column);
            found.map_or_else(|| column.clone(), |known| known.header.clone())
        }
    };
    let row = |line: &ClassLine| {
        let which = Which::Class(line.class.clone());
        let ask =
            Ask { which, month: Some(board.month.0), owner: None, channel: None, campaign: None, skip: 0 };
        let address = Route::AgreementLeads(written(&ask)).hash();
        let gap = f64::from(line.leads) - line.by_now;
        html! {
            <tr key={line.class.clone()} data-class={line.class.clone()} data-leads={line.leads.to_string()}>
                <th scope="row">{ class_name(scene, &basis, &line.class) }</th>
                <td class="n"><a class="lnk" href={address}>{ ink.whole(line.leads) }</a></td>
                <td class="bul">{ bullet(f64::from(line.leads), line.target, line.by_now, most) }</td>
                <td class="n">{ ink.count(line.target) }</td>
                <td class="n">{ signed(gap, &|value| ink.count(value)) }</td>
                <td class="n">{ line.value.map(|value| ink.minor(value as f64)) }</td>
                <td class="n"><b>{ line.value.map(|value| ink.minor(value as f64 * f64::from(line.leads))) }</b></td>
            </tr>
        }
    };
    let by_now: f64 = made.classes.iter().map(|line| line.by_now).sum();
    let value = made.value.map(|value| match made.value_target {
        Some(target) => say::of(lang, &ink.minor(value), &ink.minor(target)),
        None => ink.minor(value),
    });
    html! {
        <div class="seg-scroll" role="region" aria-labelledby="mk-t" tabindex="0">
            <table class="rows types" data-testid="classes">
                <thead>
                    <tr>
                        <th scope="col">{ head }</th>
                        <th scope="col" class="n">{ say::leads(lang) }</th>
                        <th scope="col" class="bul"><span class="pk"><span>{ say::pace_head(lang) }</span></span></th>
                        <th scope="col" class="n">{ say::target(lang) }</th>
                        <th scope="col" class="n">{ say::on_pace(lang) }</th>
                        <th scope="col" class="n">{ say::per_lead(lang) }</th>
                        <th scope="col" class="n">{ say::value(lang) }</th>
                    </tr>
                </thead>
                <tbody>{ for made.classes.iter().map(row) }</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{ say::total(lang) }</th>
                        <td class="n">{ ink.whole(made.leads) }</td>
                        <td class="bul"></td>
                        <td class="n">{ ink.count(made.target) }</td>
                        <td class="n">{ signed(f64::from(made.leads) - by_now, &|value| ink.count(value)) }</td>
                        <td class="n"></td>
                        <td class="n">{ value }</td>
                    </tr>
                </tfoot>
            </table>
            if made.beside > 0 {
                <p class="fig-say">{ format!("+ {} {}", ink.whole(made.beside), say::beside(lang)) }</p>
            }
        </div>
    }
}

pub fn signed(value: f64, write: &dyn Fn(f64) -> String) -> String {
    let rounded = value.round();
    let text = write(rounded.abs());
    match rounded {
        more if more > 0.0 => format!("+{text}"),
        less if less < 0.0 => format!("−{text}"),
        _ => text,
    }
}

/// Track: the target; fill: now, strong when below the pace; tick: where the target should be today.
fn bullet(now: f64, target: f64, by_now: f64, most: f64) -> Html {
    let x = |value: f64| format!("{:.2}%", 100.0 * (value / most).clamp(0.0, 1.0));
    html! {
        <svg aria-hidden="true">
            <rect class="tr" width={x(target)} y="9" height="10" rx="2" />
            <rect class={classes!("fi", (now < by_now).then_some("low"))} width={x(now)} y="9" height="10" rx="2" />
            <line class="pa" x1={x(by_now)} x2={x(by_now)} y1="5" y2="23" />
        </svg>
    }
}

/// Revenue × share ÷ mean deal ÷ rate.
fn goal(scene: &Scene<'_>) -> Html {
    let Scene { overview, version, ink, .. } = scene;
    let lang = ink.lang;
    let links = &overview.links;
    let agreed = version.map(|version| version.goal).unwrap_or_default();
    let (from, to) = overview.board.month;
    let made = links.deal.zip(agreed.revenue).and_then(|(deal, revenue)| {
        chain(&ChainInput {
            revenue: revenue as f64 / 100.0,
            share: agreed.share.unwrap_or(1.0),
            deal: deal.value,
            wins: links.wins,
            customers: links.customers,
            cycle: links.cycle,
            from,
            to,
        })
    });
    let part = |key: &'static str, value: String, what: String| {
        html! { <li {key}><b>{ value }</b><small>{ what }</small></li> }
    };
    let op = |key: &'static str, sign: &'static str, word: &'static str| {
        html! { <li {key} class="op"><span aria-hidden="true">{ sign }</span><span class="sr">{ word }</span></li> }
    };
    let body = match (made, links.deal) {
        (None, _) if agreed.revenue.is_none() => html! { <p class="say">{ say::no_goal(lang) }</p> },
        (Some(made), Some(deal)) => {
            let rate = links.customers.0 / links.customers.1.max(1.0);
            let leads = made.leads.map(|leads| {
                part(
                    "leads",
                    format!("{} {}", ink.count(leads.value.ceil()), say::leads(lang).to_lowercase()),
                    say::from_to(lang, &ink.count(leads.low.ceil()), &ink.count(leads.high.ceil())),
                )
            });
            let opportunities = made.opportunities.map(|needed| {
                let range = say::from_to(lang, &ink.count(needed.low.ceil()), &ink.count(needed.high.ceil()));
                format!("{} {} ({range})", ink.count(needed.value.ceil()), say::opportunities(lang))
            });
            let arrive = made
                .arrive
                .zip(links.cycle)
                .map(|((from, to), cycle)| say::arrive(lang, &ink.day(from), &ink.day(to), cycle));
            let counts = [links.customers.0, links.customers.1, links.wins.0, links.wins.1]
                .map(|value| ink.count(value));
            let [customers, grown, won, decided] = &counts;
            html! {
                <>
                    <ol class="chain" data-testid="chain" data-leads={made.leads.map(|leads| leads.value.to_string()).unwrap_or_default()}>
                        { part("revenue", ink.minor(agreed.revenue.unwrap_or(0) as f64), say::revenue_month(lang).to_owned()) }
                        { op("x", "×", say::times(lang)) }
                        { part("share", ink.percent(agreed.share.unwrap_or(1.0)), say::share_marketing(lang).to_owned()) }
                        { op("d", "÷", say::divided_by(lang)) }
                        { part("deal", ink.money(deal.value), format!("{}, {}", say::mean_deal(lang), say::from_to(lang, &ink.money(deal.low), &ink.money(deal.high)))) }
                        { op("e", "÷", say::divided_by(lang)) }
                        { part("rate", ink.percent(rate), say::become_customers(lang).to_owned()) }
                        { op("i", "=", say::equals(lang)) }
                        { leads.unwrap_or_else(|| part("leads", "–".into(), say::no_chain(lang).to_owned())) }
                    </ol>
                    <p class="fig-say">
                        { format!("{} {}. ", ink.count(made.customers.ceil()), say::customers(lang)) }
                        { opportunities.map(|needed| format!("{needed}. ")) }
                        { arrive }
                    </p>
                    <p class="fig-say">{ say::chain_counts(lang, [customers.as_str(), grown, won, decided]) }</p>
                </>
            }
        }
        _ => html! { <p class="say">{ say::no_chain(lang) }</p> },
    };
    html! { <><h3>{ say::where_from(lang) }</h3>{ body }</> }
}
