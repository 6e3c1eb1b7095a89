//! How the numbers are made, and which columns are shown.

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::settings::Churn;
use garimpo_funnel::{Form, Period};
use garimpo_table::Currency;
use garimpo_workspace::view::StepLabel;
use garimpo_workspace::{Intent, Request, Studied, Study, StudyKind};

use super::page::Page;
use super::{LEADS, SPEND};
use crate::effect::Effect;
use crate::msg::{MoneyChange, Msg};

fn intents(page: &Page) -> Vec<Intent> {
    let asked = page.posted.iter().filter_map(|(request, _)| match request {
        Request::Do { intent, .. } => Some(intent.clone()),
        _ => None,
    });
    asked.collect()
}

#[test]
fn each_change_of_money_is_one_step_that_can_be_undone() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    let steps = page.model.doc.history.steps;
    page.send(Msg::ChangeMoney(MoneyChange::Margin(Some(0.62))));
    page.work();
    assert_eq!(page.model.doc.settings.money.margin, Some(0.62));
    assert_eq!(page.model.doc.history.steps, steps + 1);
    assert_eq!(page.model.doc.history.undo, Some(StepLabel::Settings));
    page.send(Msg::Undo);
    page.work();
    assert_eq!(page.model.doc.settings.money.margin, None);
}

#[test]
fn what_is_so_already_is_no_step() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.send(Msg::ChangeMoney(MoneyChange::Margin(None)));
    page.send(Msg::ChangeMoney(MoneyChange::Form(Form::OneOff)));
    page.send(Msg::ChangeMoney(MoneyChange::Rate { currency: Currency::USD, day: 5, rate: None }));
    page.send(Msg::SetHorizon(None));
    assert!(intents(&page).is_empty());
}

#[test]
fn a_change_made_while_another_is_on_its_way_keeps_that_one() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.send(Msg::ChangeMoney(MoneyChange::Margin(Some(0.5))));
    page.send(Msg::ChangeMoney(MoneyChange::Form(Form::Subscription)));
    let churn = Churn { ended: 2.0, customer_months: 240.0 };
    page.send(Msg::ChangeMoney(MoneyChange::Churn(Some(churn))));
    page.send(Msg::ChangeMoney(MoneyChange::Shared { channel: "feira".into(), shared: true }));
    page.work();
    let money = &page.model.doc.settings.money;
    assert_eq!((money.margin, money.form, money.churn), (Some(0.5), Form::Subscription, Some(churn)));
    assert!(money.shared.contains("feira"));
}

#[test]
fn a_rate_typed_again_for_its_day_takes_the_place_of_the_first() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    let rate = |day, rate| Msg::ChangeMoney(MoneyChange::Rate { currency: Currency::USD, day, rate });
    for (day, value) in [(20, Some(5.5)), (10, Some(5.0)), (20, Some(5.6))] {
        page.send(rate(day, value));
        page.work();
    }
    let rates = |page: &Page| page.model.doc.settings.money.rates.get(&Currency::USD).cloned();
    assert_eq!(rates(&page), Some(vec![(10, 5.0), (20, 5.6)]));
    page.send(rate(10, None));
    page.send(rate(20, None));
    page.work();
    assert_eq!(rates(&page), None);
}

#[test]
fn chosen_columns_are_kept_and_forgotten() {
    let mut page = Page::loaded(&[LEADS, SPEND]);
    page.send(Msg::ShowColumn { id: MetricId::Profit, shown: true });
    page.send(Msg::ShowColumn { id: MetricId::Spend, shown: false });
    let kept = page.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepColumns(Some(chosen)) => Some(chosen.to_vec()),
        _ => None,
    });
    let kept = kept.expect("kept");
    assert!(kept.contains(&MetricId::Profit), "the second choice lost the first");
    assert!(kept.contains(&MetricId::Cac) && !kept.contains(&MetricId::Spend));
    page.send(Msg::DefaultColumns);
    assert!(page.wanted(&Effect::KeepColumns(None)));
    assert_eq!(page.model.columns, None);
}

#[test]
fn what_is_looked_into_below_the_numbers_is_answered() {
    let mut page = Page::new();
    page.send(Msg::Sample);
    page.work();
    let ranking = page.model.ranking.clone().expect("a ranking");
    let id = |nth: usize| ranking.channels[nth].channel.id.clone();
    let (a, b) = (id(0), id(1));
    let (first, last) = ranking.first_day.zip(ranking.as_of).expect("dates");
    let middle = first + 45;
    let between = |from, to| Period { from: Some(from), to: Some(to) };
    page.send(Msg::OpenStudy(Study::Compare { a: a.clone(), b: b.clone() }));
    page.send(Msg::OpenStudy(Study::Trend(MetricId::Leads)));
    page.send(Msg::OpenStudy(Study::Why {
        before: between(first, middle),
        after: between(middle + 1, last),
    }));
    page.work();
    let answer = |kind: StudyKind| page.model.studies[&kind].content.clone().expect("an answer");
    match &*answer(StudyKind::Compare) {
        Studied::Compare(Some(found)) => assert_eq!((&found.a, &found.b), (&a, &b)),
        other => panic!("{other:?}"),
    }
    match &*answer(StudyKind::Trend) {
        Studied::Trend(found) => {
            let leads: f64 = found.lines[0].metrics.iter().filter_map(|metric| metric.value).sum();
            assert_eq!(Some(leads), ranking.totals.get(MetricId::Leads).value, "each lead is in one month");
        }
        other => panic!("{other:?}"),
    }
    match &*answer(StudyKind::Why) {
        Studied::Why(Some(found)) => {
            let cents: i64 = found.parts.iter().flat_map(|part| part.cents).sum();
            assert_eq!(cents, found.cents, "the parts are the change, to the cent");
        }
        other => panic!("{other:?}"),
    };
}
