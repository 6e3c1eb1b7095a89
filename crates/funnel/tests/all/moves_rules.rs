//! Which moves are shown, on companies made by hand.
#![allow(clippy::expect_used)]

use crate::ranking_kit;

use garimpo_funnel::Settings;
use garimpo_funnel::company::{Reached, Spans};
use garimpo_funnel::moves::{Budget, Flags, Moves, Options, Reason, Undecided, moves};
use ranking_kit::*;

/// 2026-01-01.
const START: i32 = 20_454;
const MONTHS: [i32; 6] = [0, 31, 59, 90, 120, 151];
const LENGTHS: [i32; 6] = [31, 28, 31, 30, 31, 30];

/// A channel's spend by month (whole reais), leads and customers (each worth `deal` reais).
fn channel(maker: &mut Maker, id: &str, spend: [i64; 6], leads: usize, customers: usize, deal: i64) {
    for ((first, length), amount) in MONTHS.iter().zip(LENGTHS).zip(spend) {
        if amount > 0 {
            maker.spend(id, (START + first, START + first + length - 1), amount * 100);
        }
    }
    for i in 0..customers {
        // Deals from half to one and a half times the mean.
        let part = deal * 50 + deal * 100 * i as i64 / customers.max(2) as i64;
        maker.customer(id, START + (i as i32 * 7) % 170, 20, part);
    }
    for i in customers..leads {
        maker.lead(id, START + i as i32 % 170, Reached::Lead, NO_DAY);
    }
}

const WIDE: [i64; 6] = [6_000, 14_000, 8_000, 12_000, 9_000, 11_000];

fn company() -> Maker {
    let mut maker = Maker::new(&["busca paga", "eventos", "indicacao", "parceiros", "social pago"]);
    channel(&mut maker, "busca paga", WIDE, 900, 120, 4_000);
    channel(&mut maker, "eventos", WIDE, 200, 25, 4_000);
    channel(&mut maker, "indicacao", WIDE, 400, 150, 4_000);
    channel(&mut maker, "parceiros", [500; 6], 6, 2, 4_000);
    channel(&mut maker, "social pago", WIDE, 800, 60, 4_000);
    maker
}

fn told(maker: &mut Maker, options: &Options) -> Moves {
    let company = &mut maker.company;
    company.spans = Spans::of(&company.leads, &company.deals, &company.spend);
    moves(company, &Settings::default(), options)
}

fn budget<'a>(moves: &'a Moves, id: &str) -> &'a Budget {
    moves.budgets.iter().find(|budget| budget.channel.id == id).expect("a budget")
}

fn flags(id: &str, flags: Flags) -> Options {
    Options { flags: [(id.to_owned(), flags)].into_iter().collect(), margin: Some(0.5) }
}

fn ends(moves: &Moves) -> Vec<(&str, &str)> {
    moves.moves.iter().map(|shown| (shown.from.as_str(), shown.to.as_str())).collect()
}

#[test]
fn a_move_that_holds_is_shown_with_its_arithmetic() {
    let told = told(&mut company(), &Options { margin: Some(0.5), ..Options::default() });
    assert_eq!(ends(&told), [("eventos", "busca paga")]);
    let shown = &told.moves[0];
    // A fifth of 10 000, below 30 % of 10 000, inside 6 000 to 14 000.
    assert_eq!(
        (shown.amount, shown.from_levels, shown.to_levels),
        (2_000.0, (10_000.0, 8_000.0), (10_000.0, 12_000.0))
    );
    assert_eq!((shown.from_rate, shown.to_rate), ((60_000.0, 25.0), (60_000.0, 120.0)));
    assert_eq!(shown.cases.len(), 3);
    for case in &shown.cases {
        assert!(case.p() >= 0.8 && case.customers() > 0.0, "{case:?}");
        let net = case.net.expect("an interval");
        assert!(net.low < net.median && net.median < net.high);
        let money = case.money.expect("money");
        assert!((money.gross_profit.expect("a margin") - 0.5 * money.revenue).abs() < 1e-9);
    }
    assert!(shown.sure.iter().all(|sure| *sure >= 0.8) && shown.sure.is_sorted());
    assert!(shown.sure_unlike >= 0.2 && shown.sure_unlike < shown.sure[0]);
    let half = &shown.cases[0];
    near("gained", Some(half.gained), 20.0 * (1.2f64.sqrt() - 1.0), 1e-9);
    near("lost", Some(half.lost), 25.0 / 6.0 * (1.0 - 0.8f64.sqrt()), 1e-9);
}

#[test]
fn harvest_channels_receive_nothing_by_themselves() {
    let first = told(&mut company(), &Options::default());
    let referral = budget(&first, "indicacao");
    assert!(referral.harvest && referral.can_receive == 0.0 && referral.can_give > 0.0);
    assert_eq!(referral.receives_not, Some(Reason::Harvest));
    assert!(first.moves.iter().all(|shown| shown.to != "indicacao"));
    assert!(first.trials.iter().all(|trial| trial.to != "indicacao"));
    // Unless a person says that it is none.
    let said = flags("indicacao", Flags { harvest: Some(false), ..Flags::default() });
    assert_eq!(told(&mut company(), &said).moves[0].to, "indicacao");
    for name in ["Busca Orgânica", "Google Ads Marca", "direct", "Brand search", "Orgânico", "referral"] {
        let mut maker = Maker::new(&[name]);
        channel(&mut maker, name, WIDE, 100, 20, 1_000);
        assert!(told(&mut maker, &Options::default()).budgets[0].harvest, "{name}");
    }
    for name in ["Google Ads", "Eventos", "Marcações", "E-mail"] {
        let mut maker = Maker::new(&[name]);
        channel(&mut maker, name, WIDE, 100, 20, 1_000);
        assert!(!told(&mut maker, &Options::default()).budgets[0].harvest, "{name}");
    }
}

#[test]
fn never_outside_of_what_was_ever_spent() {
    let mut maker = Maker::new(&["a", "b"]);
    channel(&mut maker, "a", [9_900, 10_000, 10_050, 9_950, 10_000, 10_100], 300, 20, 1_000);
    channel(&mut maker, "b", WIDE, 300, 150, 1_000);
    let moved = told(&mut maker, &Options::default());
    assert_eq!(moved.moves[0].amount, 100.0);
    let a = budget(&moved, "a");
    assert_eq!((a.level, a.lowest, a.highest), (Some(10_000.0), Some(9_900.0), Some(10_100.0)));
    // Always the same: there is no range at all, only a test.
    let mut maker = Maker::new(&["a", "b"]);
    channel(&mut maker, "a", [10_000; 6], 300, 20, 1_000);
    channel(&mut maker, "b", [10_000; 6], 300, 40, 1_000);
    let stays = told(&mut maker, &Options::default());
    assert_eq!(stays.moves, []);
    assert_eq!(budget(&stays, "a").gives_not, Some(Reason::LowestEver));
    assert_eq!(budget(&stays, "b").receives_not, Some(Reason::HighestEver));
    assert_eq!((stays.trials[0].from.as_str(), stays.trials[0].to.as_str()), ("a", "b"));
    assert_eq!((stays.trials[0].raise_by, stays.trials[0].why), (3_000.0, Undecided::NeverSpent));
}

/// The same rates for all, luck aside: at b = 0.5 for both a move looks sure from so much data; not so if the
/// receiving channel answers less than the giving one.
#[test]
fn what_unlike_curves_would_undo_is_not_shown() {
    let mut maker = Maker::new(&["a", "b"]);
    channel(&mut maker, "a", WIDE, 9_000, 2_000, 1_000);
    channel(&mut maker, "b", WIDE, 9_000, 2_600, 1_000);
    let told = told(&mut maker, &Options::default());
    assert_eq!(told.moves, []);
    let trial = &told.trials[0];
    assert!(trial.from == "a" && trial.p_low >= 0.8 && trial.wait.is_none(), "{trial:?}");
    assert_eq!(trial.why, Undecided::Unlike);
}

#[test]
fn what_a_person_says_of_a_channel_holds() {
    let check = |id: &str, said: Flags, gives: Option<Reason>, receives: Option<Reason>| {
        let told = told(&mut company(), &flags(id, said));
        assert_eq!(
            (budget(&told, id).gives_not, budget(&told, id).receives_not),
            (gives, receives),
            "{said:?}"
        );
        told
    };
    check("busca paga", Flags { scalable: false, ..Flags::default() }, None, Some(Reason::NotScalable));
    let seasonal = Some(Reason::Seasonal);
    check("busca paga", Flags { seasonal: true, ..Flags::default() }, seasonal, seasonal);
    let minimum = Some(Reason::Minimum);
    check("eventos", Flags { minimum: Some(1_000_000), ..Flags::default() }, minimum, None);
    let some = check("eventos", Flags { minimum: Some(900_000), ..Flags::default() }, None, None);
    assert_eq!(budget(&some, "eventos").can_give, 1_000.0);
}

#[test]
fn too_little_data_offers_a_test_instead() {
    let mut maker = Maker::new(&["a", "b"]);
    channel(&mut maker, "a", WIDE, 60, 9, 1_000);
    channel(&mut maker, "b", WIDE, 60, 14, 1_000);
    let told = told(&mut maker, &Options::default());
    assert_eq!(told.moves, []);
    let trial = &told.trials[0];
    assert_eq!((trial.from.as_str(), trial.to.as_str()), ("a", "b"));
    assert_eq!(trial.why, Undecided::NotSure);
    assert!(trial.p_low < 0.8 && trial.p_high > trial.p_low, "{trial:?}");
    assert!(trial.switch_off.is_some_and(|off| off.months > 0 && off.days > 0 && off.customers > 0));
    assert_eq!(trial.cycle_days, Some(20.0));
    assert!(told.evidence.meter < 5.0 && told.evidence.se.is_some_and(|se| se > 0.4));
}

#[test]
fn channels_with_too_few_leads_keep_a_part_and_receive_no_more() {
    let explored = told(&mut company(), &Options::default());
    let partners = budget(&explored, "parceiros");
    assert!(partners.too_few);
    assert_eq!((partners.gives_not, partners.receives_not), (Some(Reason::LowestEver), Some(Reason::TooFew)));
    let exploration = explored.exploration.expect("channels");
    assert_eq!(exploration.channels, ["parceiros"]);
    near("share", Some(exploration.share), 500.0 / 40_500.0, 1e-12);
    near("missing", Some(exploration.missing), 3_550.0, 1e-9);
    let mut maker = Maker::new(&["few", "much"]);
    channel(&mut maker, "few", [500, 700, 600, 500, 700, 600], 6, 0, 1_000);
    channel(&mut maker, "much", [6_000, 14_000, 2_000, 3_000, 4_000, 4_000], 300, 90, 1_000);
    // 600 of 6 100: less than a tenth, so nothing leaves.
    let kept = told(&mut maker, &Options::default());
    assert_eq!(budget(&kept, "few").gives_not, Some(Reason::Exploration));
    assert_eq!(kept.moves, []);
}

#[test]
fn money_whose_month_is_not_told_moves_nowhere() {
    let mut maker = company();
    maker.spend("eventos", (START, START + 89), 10_000);
    maker.spend("busca paga", (NO_DAY, NO_DAY), 10_000);
    let told = told(&mut maker, &Options::default());
    for id in ["eventos", "busca paga"] {
        assert_eq!(budget(&told, id).gives_not, Some(Reason::MonthsUnknown));
        assert_eq!(budget(&told, id).level, None);
    }
}

#[test]
fn a_half_month_is_no_small_month() {
    let mut maker = Maker::new(&["a", "b"]);
    for id in ["a", "b"] {
        channel(&mut maker, id, [10_000; 6], 100, 20, 1_000);
        maker.spend(id, (START + 181, START + 190), 300_000);
    }
    let told = told(&mut maker, &Options::default());
    assert_eq!(budget(&told, "a").lowest, Some(10_000.0));
    assert_eq!(budget(&told, "a").months, 6);
}

#[test]
fn a_channel_that_stopped_is_not_moved() {
    let mut maker = Maker::new(&["busca paga", "feira"]);
    channel(&mut maker, "busca paga", WIDE, 900, 120, 4_000);
    channel(&mut maker, "feira", [20_000, 25_000, 15_000, 0, 0, 0], 80, 5, 4_000);
    let told = told(&mut maker, &Options::default());
    assert_eq!(budget(&told, "feira").gives_not, Some(Reason::Paused));
    assert_eq!(told.moves, []);
}

#[test]
fn the_slider_splits_what_may_be_split() {
    let told = told(&mut company(), &Options::default());
    let parts = told.believe(0.6).expect("a split");
    let ids: Vec<&str> = parts.iter().map(|part| part.channel.as_str()).collect();
    assert_eq!(ids, ["busca paga", "eventos", "social pago"]);
    let sum = |of: fn(&garimpo_funnel::moves::Part) -> f64| parts.iter().map(of).sum::<f64>();
    near("the budget", Some(sum(|part| part.then)), sum(|part| part.now), 1e-6);
    assert!(sum(|part| part.customers.1) > sum(|part| part.customers.0));
    assert_eq!(told.believe(1.0), None);
}

#[test]
fn nothing_known_nothing_moved() {
    let told = told(&mut Maker::new(&["a"]), &Options::default());
    assert_eq!((told.budgets.len(), told.moves.len(), told.trials.len()), (0, 0, 0));
    assert_eq!(told.exploration, None);
}
