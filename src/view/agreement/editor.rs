//! The form of a version: what both sides promise. What is typed lives here until it is agreed on; then it is a part
//! of the document.

use garimpo_funnel::agreement::overview::Overview;
use garimpo_funnel::agreement::{Basis, Version};
use garimpo_workspace::Intent;
use yew::{
    AttrValue, Callback, Html, Properties, SubmitEvent, UseStateHandle, component, html, use_effect_with,
    use_state, use_state_eq,
};

use super::ink::Ink;
use super::{cell, dated, tick, typed};
use crate::agreement::{ClassDraft, Draft, Flaw, Looks, RuleDraft, Unit, bases};
use crate::calendar::{iso, parse_iso};
use crate::i18n::agreement as say;
use crate::msg::Msg;
use crate::ui::select::select_at;
use crate::ui::{Dispatch, Icon, Slice, button, icon, page};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub start: Draft,
    pub overview: Slice<Overview>,
    pub ink: Ink,
    pub close: Callback<()>,
    /// Asks for what leads are worth by another basis.
    pub choose: Callback<Basis>,
    pub dispatch: Dispatch,
}

struct Form<'a> {
    draft: UseStateHandle<Draft>,
    overview: &'a Overview,
    ink: &'a Ink,
    choose: &'a Callback<Basis>,
}

impl Form<'_> {
    /// The draft after a change.
    fn set<T: 'static>(&self, change: impl Fn(&mut Draft, T) + 'static) -> Callback<T> {
        let draft = self.draft.clone();
        Callback::from(move |value| {
            let mut changed = (*draft).clone();
            change(&mut changed, value);
            draft.set(changed);
        })
    }
}

#[component]
pub fn Editor(props: &Props) -> Html {
    let Props { start, overview, ink, close, choose, dispatch } = props;
    let lang = ink.lang;
    let draft = use_state(|| start.clone());
    let flaw = use_state_eq(|| None::<Flaw>);
    use_effect_with((), |()| page::focus("ag-since"));
    let form = Form { draft: draft.clone(), overview, ink, choose };
    let onsubmit = {
        let (draft, flaw, dispatch, close) = (draft.clone(), flaw.clone(), dispatch.clone(), close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.read(lang) {
                Ok(version) => {
                    dispatch.emit(Msg::Do(Intent::Agree(Box::new(version))));
                    dispatch.emit(Msg::Say(say::agreed_said(lang).to_owned()));
                    close.emit(());
                    page::focus("answer");
                }
                Err(found) => flaw.set(Some(found)),
            }
        })
    };
    html! {
        <form class="ag-form" data-testid="agreement-form" aria-labelledby="ag-form" {onsubmit}>
            <h1 id="ag-form">{ say::form_title(lang) }</h1>
            { head(&form) }
            { calendar(&form) }
            { goal(&form) }
            { targets(&form) }
            { criteria(&form) }
            { sales(&form) }
            <p class="lack" role="alert">{ flaw.map(|flaw| say::flaw(lang, flaw)) }</p>
            <div class="acts">
                <button class="btn primary" type="submit" data-testid="agree">{ say::agree(lang) }</button>
                { button("quiet", None, say::give_up(lang).into(), close.reform(|_| ())) }
            </div>
        </form>
    }
}

fn head(form: &Form<'_>) -> Html {
    let (lang, version) = (form.ink.lang, &form.draft.version);
    let day = |change: fn(&mut Version, i32)| {
        form.set(move |draft: &mut Draft, text: String| {
            change(&mut draft.version, parse_iso(&text).unwrap_or(i32::MIN));
        })
    };
    let text = |change: fn(&mut Version, String)| {
        form.set(move |draft: &mut Draft, text: String| change(&mut draft.version, text))
    };
    let shown = |day: i32| if day == i32::MIN { String::new() } else { iso(day) };
    html! {
        <fieldset>
            <legend class="sr">{ say::form_title(lang) }</legend>
            <div class="quad">
                { dated("ag-since", say::since(lang), shown(version.since), day(|version, day| version.since = day)) }
                { dated("ag-agreed", say::agreed_on(lang), shown(version.agreed), day(|version, day| version.agreed = day)) }
                { typed("ag-marketing".into(), say::for_marketing(lang), &version.marketing, text(|version, text| version.marketing = text)) }
                { typed("ag-sales".into(), say::for_sales(lang), &version.sales, text(|version, text| version.sales = text)) }
            </div>
            { typed("ag-note".into(), say::words_note(lang), &version.note, text(|version, text| version.note = text)) }
        </fieldset>
    }
}

fn calendar(form: &Form<'_>) -> Html {
    let (lang, draft) = (form.ink.lang, &form.draft);
    let calendar = &draft.version.calendar;
    let days = (0..7).map(|at| {
        let on = calendar.week.get(at).copied().unwrap_or(false);
        let set = form.set(move |draft: &mut Draft, on: bool| {
            if let Some(slot) = draft.version.calendar.week.get_mut(at) {
                *slot = on;
            }
        });
        tick(say::weekday(lang, at).to_owned(), on, set)
    });
    html! {
        <fieldset>
            <legend>{ say::calendar(lang) }</legend>
            <div class="ticks">{ for days }</div>
            <div class="ticks">
                { tick(say::by_law(lang).into(), calendar.national, form.set(|draft: &mut Draft, on| draft.version.calendar.national = on)) }
                { tick(say::by_custom(lang).into(), calendar.customary, form.set(|draft: &mut Draft, on| draft.version.calendar.customary = on)) }
            </div>
            <div class="quad">
                { typed("ag-opens".into(), say::opens(lang), &draft.opens, form.set(|draft: &mut Draft, text| draft.opens = text)) }
                { typed("ag-closes".into(), say::closes(lang), &draft.closes, form.set(|draft: &mut Draft, text| draft.closes = text)) }
                { typed("ag-off".into(), say::own_off(lang), &draft.off, form.set(|draft: &mut Draft, text| draft.off = text)) }
            </div>
            <p class="fig-say">{ say::own_off_hint(lang) }</p>
        </fieldset>
    }
}

fn goal(form: &Form<'_>) -> Html {
    let (lang, draft) = (form.ink.lang, &form.draft);
    html! {
        <fieldset>
            <legend>{ say::goal(lang) }</legend>
            <div class="quad">
                { typed("ag-revenue".into(), say::revenue(lang), &draft.revenue, form.set(|draft: &mut Draft, text| draft.revenue = text)) }
                { typed("ag-share".into(), say::share(lang), &draft.share, form.set(|draft: &mut Draft, text| draft.share = text)) }
            </div>
        </fieldset>
    }
}

fn targets(form: &Form<'_>) -> Html {
    let (lang, ink, draft, overview) = (form.ink.lang, form.ink, &form.draft, form.overview);
    let all = bases(overview);
    let names = all.iter().map(|basis| match basis {
        Basis::ConversionType => AttrValue::from(say::kind(lang).to_lowercase()),
        Basis::Channel => say::channel(lang).to_lowercase().into(),
        Basis::Segment(id) => {
            let known = overview.columns.iter().find(|column| column.id == *id);
            known.map_or_else(|| id.clone(), |column| column.header.clone()).into()
        }
    });
    let chosen = all.iter().position(|basis| *basis == draft.version.basis).unwrap_or(0);
    let pick = {
        let (set, choose, all) = (
            form.set(|draft: &mut Draft, basis: Basis| {
                draft.version.basis = basis;
                draft.classes.clear();
            }),
            form.choose.clone(),
            all.clone(),
        );
        Callback::from(move |at: usize| {
            if let Some(basis) = all.get(at) {
                choose.emit(basis.clone());
                set.emit(basis.clone());
            }
        })
    };
    // Of another basis they are still on their way.
    let worths = if overview.basis == draft.version.basis { overview.worths.as_slice() } else { &[] };
    let months = overview.months.map_or(1.0, |(from, to)| (f64::from(to - from) / 30.4).round() + 1.0);
    let take = {
        let proposed: Vec<ClassDraft> = worths
            .iter()
            .take(20)
            .map(|worth| ClassDraft {
                class: worth.class.clone(),
                leads: crate::typed::written(lang, (f64::from(worth.leads) / months).round()),
                value: worth
                    .value
                    .map(|value| crate::typed::written(lang, (value as f64 / 1_000.0).round() * 10.0))
                    .unwrap_or_default(),
            })
            .collect();
        form.set(move |draft: &mut Draft, _: yew::MouseEvent| draft.classes = proposed.clone())
    };
    let row = |(at, class): (usize, &ClassDraft)| {
        let set = |change: fn(&mut ClassDraft, String)| {
            form.set(move |draft: &mut Draft, text: String| {
                if let Some(class) = draft.classes.get_mut(at) {
                    change(class, text);
                }
            })
        };
        let known = worths.iter().find(|worth| worth.class == class.class);
        let by_data = known.map(|worth| {
            let rate = format!(
                "{} ({})",
                ink.percent(worth.rate.value),
                say::from_to(lang, &ink.percent(worth.rate.low), &ink.percent(worth.rate.high))
            );
            let deal = worth.deal.map(|deal| format!(" × {}", ink.money(deal))).unwrap_or_default();
            let value =
                worth.value.map(|value| format!(" = {}", ink.minor(value as f64))).unwrap_or_default();
            format!("{rate}{deal}{value}")
        });
        let drop_it = form.set(move |draft: &mut Draft, _: yew::MouseEvent| {
            if at < draft.classes.len() {
                draft.classes.remove(at);
            }
        });
        let nth = at + 1;
        let label = |what: &str| format!("{what} {nth}");
        html! {
            <tr key={at}>
                <td>{ cell(label(say::class(lang)), &class.class, false, set(|class, text| class.class = text)) }</td>
                <td>{ cell(label(say::leads(lang)), &class.leads, true, set(|class, text| class.leads = text)) }</td>
                <td>{ cell(label(say::value_a_lead(lang)), &class.value, true, set(|class, text| class.value = text)) }</td>
                <td class="by-data">{ by_data }</td>
                <td>{ remove(lang, nth, drop_it) }</td>
            </tr>
        }
    };
    html! {
        <fieldset data-testid="targets">
            <legend>{ say::targets(lang) }</legend>
            <div class="field inline">
                <span aria-hidden="true">{ say::told_by(lang) }</span>
                { select_at(say::told_by(lang).into(), names.collect(), chosen, &pick) }
                if !worths.is_empty() {
                    { button("mini", None, say::take_data(lang).into(), take) }
                }
            </div>
            <div class="seg-scroll" role="region" aria-label={say::targets(lang)} tabindex="0">
                <table class="rows ag-classes">
                    <thead>
                        <tr>
                            <th scope="col">{ say::class(lang) }</th>
                            <th scope="col">{ say::leads(lang) }</th>
                            <th scope="col">{ say::value_a_lead(lang) }</th>
                            <th scope="col">{ say::by_data(lang) }</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{ for draft.classes.iter().enumerate().map(row) }</tbody>
                </table>
            </div>
            { button("mini", Some(Icon::Plus), say::add_class(lang).into(), form.set(|draft: &mut Draft, _| draft.classes.push(ClassDraft::default()))) }
        </fieldset>
    }
}

fn remove(lang: crate::i18n::Lang, nth: usize, onclick: Callback<yew::MouseEvent>) -> Html {
    let label = format!("{} {nth}", say::remove(lang));
    html! {
        <button class="icon-btn" type="button" title={label.clone()} aria-label={label} {onclick}>{ icon(Icon::Trash) }</button>
    }
}

fn criteria(form: &Form<'_>) -> Html {
    let (lang, draft, overview) = (form.ink.lang, &form.draft, form.overview);
    let names: Vec<AttrValue> = overview.columns.iter().map(|column| column.header.clone().into()).collect();
    let ids: Vec<String> = overview.columns.iter().map(|column| column.id.clone()).collect();
    let looks: Vec<AttrValue> = Looks::ALL.iter().map(|looks| say::looks_name(lang, *looks).into()).collect();
    let row = |(at, rule): (usize, &RuleDraft)| {
        let nth = at + 1;
        let column = ids.iter().position(|id| *id == rule.column).unwrap_or(0);
        let ids = ids.clone();
        let pick = form.set(move |draft: &mut Draft, to: usize| {
            if let (Some(rule), Some(id)) = (draft.rules.get_mut(at), ids.get(to)) {
                rule.column.clone_from(id);
            }
        });
        let look = form.set(move |draft: &mut Draft, to: usize| {
            if let (Some(rule), Some(looks)) = (draft.rules.get_mut(at), Looks::ALL.get(to)) {
                rule.looks = *looks;
            }
        });
        let values = form.set(move |draft: &mut Draft, text: String| {
            if let Some(rule) = draft.rules.get_mut(at) {
                rule.values = text;
            }
        });
        let drop_it = form.set(move |draft: &mut Draft, _: yew::MouseEvent| {
            if at < draft.rules.len() {
                draft.rules.remove(at);
            }
        });
        let looked = Looks::ALL.iter().position(|looks| *looks == rule.looks).unwrap_or(0);
        html! {
            <div class="rule" key={at}>
                { select_at(format!("{} {nth}", say::column(lang)).into(), names.clone(), column, &pick) }
                { select_at(format!("{} {nth}", say::looks(lang)).into(), looks.clone(), looked, &look) }
                if rule.looks != Looks::Filled {
                    { cell(format!("{} {nth}", say::values(lang)), &rule.values, false, values) }
                }
                { remove(lang, nth, drop_it) }
            </div>
        }
    };
    let first = ids.first().cloned();
    html! {
        <fieldset data-testid="criteria">
            <legend>{ say::criteria(lang) }</legend>
            <p class="fig-say">{ say::criteria_say(lang) }</p>
            { for draft.rules.iter().enumerate().map(row) }
            if let Some(first) = first {
                { button("mini", Some(Icon::Plus), say::add_rule(lang).into(), form.set(move |draft: &mut Draft, _| {
                    draft.rules.push(RuleDraft { column: first.clone(), ..RuleDraft::default() });
                })) }
            }
        </fieldset>
    }
}

fn unit(form: &Form<'_>, label: String, unit: Unit, set: Callback<Unit>) -> Html {
    let lang = form.ink.lang;
    let names = Unit::ALL.iter().map(|unit| say::unit_name(lang, *unit).into()).collect();
    let at = Unit::ALL.iter().position(|known| *known == unit).unwrap_or(0);
    let pick = Callback::from(move |at: usize| {
        if let Some(unit) = Unit::ALL.get(at) {
            set.emit(*unit);
        }
    });
    select_at(label.into(), names, at, &pick)
}

fn sales(form: &Form<'_>) -> Html {
    let (lang, draft) = (form.ink.lang, &form.draft);
    let types = draft.by_type.iter().enumerate().map(|(at, (kind, text, of))| {
        let nth = at + 1;
        let kind_set = form.set(move |draft: &mut Draft, text: String| {
            if let Some(row) = draft.by_type.get_mut(at) {
                row.0 = text;
            }
        });
        let time_set = form.set(move |draft: &mut Draft, text: String| {
            if let Some(row) = draft.by_type.get_mut(at) {
                row.1 = text;
            }
        });
        let unit_set = form.set(move |draft: &mut Draft, unit: Unit| {
            if let Some(row) = draft.by_type.get_mut(at) {
                row.2 = unit;
            }
        });
        let drop_it = form.set(move |draft: &mut Draft, _: yew::MouseEvent| {
            if at < draft.by_type.len() {
                draft.by_type.remove(at);
            }
        });
        html! {
            <div class="rule" key={at}>
                { cell(format!("{} {nth}", say::own_time(lang)), kind, false, kind_set) }
                { cell(format!("{} {nth}", say::first_within(lang)), text, true, time_set) }
                { unit(form, format!("{} {nth}", say::unit(lang)), *of, unit_set) }
                { remove(lang, nth, drop_it) }
            </div>
        }
    });
    let kind = form.overview.kinds.first().cloned().unwrap_or_default();
    let (first, of, share) = &draft.first;
    let [tries, tries_days, tries_share] = &draft.attempts;
    let [verdict_days, verdict_share] = &draft.verdict;
    let [people, a_day] = &draft.capacity;
    let served = say::served(lang);
    html! {
        <fieldset data-testid="promises">
            <legend>{ say::sales(lang) }</legend>
            <p class="fig-say">{ say::sales_say(lang) }</p>
            <div class="quad">
                { typed("ag-first".into(), say::first_within(lang), first, form.set(|draft: &mut Draft, text| draft.first.0 = text)) }
                <div class="field">
                    <span aria-hidden="true">{ say::unit(lang) }</span>
                    { unit(form, say::unit(lang).to_owned(), *of, form.set(|draft: &mut Draft, unit| draft.first.1 = unit)) }
                </div>
                { typed("ag-first-share".into(), served, share, form.set(|draft: &mut Draft, text| draft.first.2 = text)) }
            </div>
            { for types }
            { button("mini", Some(Icon::Plus), say::add_type(lang).into(), form.set(move |draft: &mut Draft, _| {
                draft.by_type.push((kind.clone(), "1".into(), Unit::Hours));
            })) }
            <div class="quad">
                { typed("ag-tries".into(), say::tries(lang), tries, form.set(|draft: &mut Draft, text| draft.attempts[0] = text)) }
                { typed("ag-tries-days".into(), say::tries_days(lang), tries_days, form.set(|draft: &mut Draft, text| draft.attempts[1] = text)) }
                { typed("ag-tries-share".into(), served, tries_share, form.set(|draft: &mut Draft, text| draft.attempts[2] = text)) }
            </div>
            <div class="quad">
                { typed("ag-verdict".into(), say::verdict_days(lang), verdict_days, form.set(|draft: &mut Draft, text| draft.verdict[0] = text)) }
                { typed("ag-verdict-share".into(), served, verdict_share, form.set(|draft: &mut Draft, text| draft.verdict[1] = text)) }
            </div>
            <div class="quad">
                { typed("ag-people".into(), say::people(lang), people, form.set(|draft: &mut Draft, text| draft.capacity[0] = text)) }
                { typed("ag-a-day".into(), say::a_day(lang), a_day, form.set(|draft: &mut Draft, text| draft.capacity[1] = text)) }
            </div>
        </fieldset>
    }
}
