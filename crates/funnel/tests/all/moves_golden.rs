//! The numbers of domain.md d.2 and d.3, and what must hold for any move.

#![allow(clippy::expect_used, clippy::disallowed_methods)]

use garimpo_funnel::moves::gain::{BAND, Curve, Side, case, ln_ratio, net, split};
use garimpo_funnel::moves::pool::Pools;
use garimpo_funnel::moves::trial::{raise, switch_off, wait};
use garimpo_funnel::moves::{Evidence, HOLDS};
use garimpo_funnel::stats::special::{gamma_p, normal_quantile};
use proptest::prelude::*;

fn side(spend: f64, customers: f64) -> Side {
    Side { spend, customers, level: spend, ln_deal: None }
}

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{got}, not {want}");
}

/// A 9 000/9, B 12 000/20, 1 800 from A to B.
#[test]
fn the_worked_move() {
    let (a, b) = (side(9_000.0, 9.0), side(12_000.0, 20.0));
    for (elasticity, want) in [(0.5, 0.50), (0.7, 0.75), (0.9, 1.04), (1.0, 1.20)] {
        near(case(&a, &b, 1_800.0, elasticity, None).customers(), want, 0.005);
    }
    // The same rates from a third and from three times the data: the gain is as large, and less or more sure.
    let of = |side: Side, times: f64| Side {
        spend: times * side.spend,
        customers: times * side.customers,
        ..side
    };
    let told = [1.0 / 3.0, 1.0, 3.0].map(|times| case(&of(a, times), &of(b, times), 1_800.0, 0.5, None));
    for one in &told {
        near(one.customers(), told[1].customers(), 1e-12);
    }
    let [less, now, more] = told.map(|case| case.p_customers);
    assert!(less < HOLDS && less < now && now < more, "{less} {now} {more}");
}

/// domain.md d.2: customers and the relative swing of spend against the error of b.
#[test]
fn the_evidence_meter() {
    for (customers, sd, want) in
        [(120.0, 0.2, 0.456_435), (120.0, 0.5, 0.182_574), (600.0, 0.3, 0.136_083), (2_080.0, 0.5, 0.043_853)]
    {
        let told = Evidence::new(customers, sd * sd);
        near(told.se.unwrap_or(0.0), want, 1e-6);
        near(told.meter, customers * sd * sd, 1e-12);
    }
    assert_eq!(Evidence::new(30.0, 0.0).se, None);
}

#[test]
fn the_split_of_a_power_law() {
    let curves = [1.0, 0.8, 1.5].map(|scale| Curve { scale, worth: 1.0 });
    let parts = split(30.0, &curves, 0.6).unwrap_or_default();
    for (part, want) in parts.iter().zip([6.931_433, 3.967_784, 19.100_783]) {
        near(*part, want, 1e-6);
    }
    for (part, curve) in parts.iter().zip(curves) {
        near(0.6 * curve.scale * part.powf(-0.4), 0.276_581, 1e-6);
    }
    assert_eq!(split(30.0, &curves, 1.0), None);
    assert_eq!(split(30.0, &[], 0.5), None);
    let none = Curve { scale: 0.0, worth: 1.0 };
    assert_eq!(split(30.0, &[none, curves[0]], 0.5), Some(vec![0.0, 30.0]));
}

#[test]
fn money_counts_what_the_customers_are_worth() {
    let deals = |side: Side, mean: f64| Side { ln_deal: Some((mean.ln(), 0.04)), ..side };
    let (a, b) = (side(9_000.0, 90.0), side(12_000.0, 200.0));
    let told = case(&deals(a, 1_000.0), &deals(b, 1_000.0), 1_800.0, 0.5, Some(0.4));
    let money = told.money.expect("money");
    near(money.revenue, 1_000.0 * told.customers(), 1e-6);
    near(money.gross_profit.unwrap_or(0.0), 400.0 * told.customers(), 1e-6);
    // Not knowing the deals makes it less sure; ten times larger deals at A turn it around.
    assert!(money.p < told.p_customers && money.p > 0.5);
    let other = case(&deals(a, 10_000.0), &deals(b, 1_000.0), 1_800.0, 0.5, None).money.expect("money");
    assert!(other.revenue < 0.0 && other.p < 0.01 && other.gross_profit.is_none(), "{other:?}");
    // Deals known for sure: money is as sure as customers.
    let sure = |side: Side| Side { ln_deal: Some((7.0, 0.0)), ..side };
    let told = case(&sure(a), &sure(b), 1_800.0, 0.5, None);
    near(told.money.map_or(0.0, |money| money.p), told.p_customers, 1e-12);
    // All but sure: the integral meets the closed form.
    let hardly = |side: Side| Side { ln_deal: Some((7.0, 1e-10)), ..side };
    let told = case(&hardly(a), &hardly(b), 1_800.0, 0.5, None);
    near(told.money.map_or(0.0, |money| money.p), told.p_customers, 1e-8);
}

/// P(net ≤ t) by a plain sum over the loss's quantile function's inverse: many thin slices.
fn below(a: &Side, b: &Side, amount: f64, elasticity: f64, t: f64) -> f64 {
    let k_b = b.level * ((1.0 + amount / b.level).powf(elasticity) - 1.0);
    let k_a = a.level * (1.0 - (1.0 - amount / a.level).powf(elasticity));
    let (rate_a, rate_b) = (a.spend / k_a, b.spend / k_b);
    let (shape_a, shape_b) = (a.customers + 0.5, b.customers + 0.5);
    let most = (shape_a + 12.0 * shape_a.sqrt() + 12.0) / rate_a;
    let slices = 20_000;
    let at = |i: i32| most * f64::from(i) / f64::from(slices);
    (0..slices)
        .map(|i| {
            let mass = gamma_p(shape_a, rate_a * at(i + 1)) - gamma_p(shape_a, rate_a * at(i));
            mass * gamma_p(shape_b, rate_b * (t + 0.5 * (at(i) + at(i + 1))))
        })
        .sum()
}

#[test]
fn the_interval_of_the_gain_is_that_of_what_is_believed() {
    for (a, b) in
        [((9_000.0, 9.0), (12_000.0, 20.0)), ((9_000.0, 0.0), (500.0, 3.0)), ((1e6, 900.0), (1e6, 1_400.0))]
    {
        let (a, b) = (side(a.0, a.1), side(b.0, b.1));
        let amount = 0.1 * a.level.min(b.level);
        let told = net(&a, &b, amount, 0.7);
        assert!(told.low < told.median && told.median < told.high);
        for (t, p) in [(told.low, 0.05), (told.median, 0.5), (told.high, 0.95)] {
            near(below(&a, &b, amount, 0.7, t), p, 2e-4);
        }
        near(1.0 - below(&a, &b, amount, 0.7, 0.0), case(&a, &b, amount, 0.7, None).p_customers, 2e-4);
    }
}

#[test]
fn lengths_of_tests() {
    let (a, b) = (side(9_000.0, 9.0), side(12_000.0, 20.0));
    let sides = |months: f64| {
        let grown = |side: Side| Side {
            spend: side.spend * (1.0 + months),
            customers: side.customers * (1.0 + months),
            ..side
        };
        [Some(grown(a)), Some(grown(b)), None]
    };
    let until = wait(&sides(0.0), 0, 1, 1_800.0).expect("a length");
    let ratio = ln_ratio(&a, &b, 1_800.0, (0.5, 0.5));
    let after = |months: f64| Pools::of(&sides(months)).p(0, 1, ratio);
    let months = f64::from(until.months);
    assert!(after(months) >= HOLDS && (months < 2.0 || after(months - 1.5) < HOLDS), "{until:?}");
    assert!(after(0.0) < HOLDS, "{}", after(0.0));
    // Equal channels: at 0.5 the last money of either brings less than it cost the other, for ever.
    assert_eq!(wait(&[Some(a), Some(a)], 0, 1, 1_800.0), None);
    assert_eq!(raise(&b, &a), None);
    // Half of 9 customers of 29 a month: (1.2816 + 0.8416)² · 24.5 / 4.5².
    let off = switch_off(&a, 29.0).expect("a length");
    let months = (normal_quantile(0.9) + normal_quantile(0.8)).powi(2) * 24.5 / (4.5 * 4.5);
    assert_eq!((off.months, off.customers), (months.ceil() as u32, (24.5 * months).ceil() as u32));
    // Thirty per cent more of a channel of 20 customers: years, and not sooner than of a large one.
    let small = raise(&side(9_000.0, 2.0), &b).expect("a length");
    let large =
        raise(&side(90_000.0, 20.0), &Side { customers: 200.0, ..side(120_000.0, 200.0) }).expect("a length");
    assert!(small.months > large.months, "{small:?} {large:?}");
}

fn any_side() -> impl Strategy<Value = Side> {
    (100.0..1e6f64, 0u32..400, 0.02..1.0f64).prop_map(|(spend, customers, part)| Side {
        level: spend * part,
        ..side(spend, f64::from(customers))
    })
}

proptest! {
    /// Why the smallest elasticity decides for the whole band.
    #[test]
    fn a_gain_is_surer_the_larger_the_elasticity(a in any_side(), b in any_side(), part in 0.01..1.0f64) {
        let amount = part * (0.2 * a.level).min(0.3 * b.level);
        let all: Vec<f64> = (0..=20).map(|i| case(&a, &b, amount, 0.5 + 0.02 * f64::from(i), None).p_customers).collect();
        prop_assert!(all.windows(2).all(|two| two[0] <= two[1] + 1e-12), "{all:?}");
        for b_of in BAND {
            let told = case(&a, &b, amount, b_of, None);
            prop_assert!(told.gained >= 0.0 && told.lost >= 0.0 && (0.0..=1.0).contains(&told.p_customers));
        }
    }

    /// Back and forth gains nothing: with a falling return the move and its opposite cannot both win.
    #[test]
    fn a_move_and_its_opposite_are_not_both_likely(a in any_side(), b in any_side(), part in 0.01..1.0f64) {
        let amount = part * 0.2 * a.level.min(b.level);
        let (there, back) = (case(&a, &b, amount, 0.7, None), case(&b, &a, amount, 0.7, None));
        prop_assert!(there.p_customers + back.p_customers <= 1.0 + 1e-9);
    }

    #[test]
    fn a_split_spends_the_budget(scales in prop::collection::vec(0.0..1e3f64, 1..9), b in 0.05..0.95f64) {
        let curves: Vec<Curve> = scales.iter().map(|scale| Curve { scale: *scale, worth: 2.0 }).collect();
        if let Some(parts) = split(1_000.0, &curves, b) {
            prop_assert!((parts.iter().sum::<f64>() - 1_000.0).abs() < 1e-6);
            prop_assert!(parts.iter().all(|part| part.is_finite() && *part >= 0.0));
        }
    }
}
