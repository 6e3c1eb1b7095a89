//! Fourfold tables, ranks within strata, and the two-way table: published numbers and what must always hold.

use garimpo_funnel::stats::conditional::*;
use garimpo_funnel::stats::ranked::{Ranked, Sides};
use garimpo_funnel::stats::special::{ln_gamma, normal_cdf};
use garimpo_funnel::stats::tables::*;
use garimpo_funnel::stats::two_way::two_way;
use proptest::prelude::*;

#[track_caller]
fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}");
}

/// Berkeley's admissions of 1973 by department: men and women, (admitted, applied).
fn berkeley() -> Vec<Fourfold> {
    [
        (512.0, 313.0, 89.0, 19.0),
        (353.0, 207.0, 17.0, 8.0),
        (120.0, 205.0, 202.0, 391.0),
        (138.0, 279.0, 131.0, 244.0),
        (53.0, 138.0, 94.0, 299.0),
        (22.0, 351.0, 24.0, 317.0),
    ]
    .map(|(a, b, c, d)| Fourfold { hits_in: a, misses_in: b, hits_out: c, misses_out: d })
    .to_vec()
}

#[test]
fn berkeley_admissions() {
    let tables = berkeley();
    let all = crude(&tables);
    near("crude", all.hits_in * all.misses_out / (all.misses_in * all.hits_out), 1.8410800371812925, 1e-12);
    let odds = common_odds_ratio(&tables).unwrap();
    near("odds ratio", odds.ratio, 0.9046968282586231, 1e-12);
    near("risk ratio", common_risk_ratio(&tables).unwrap().ratio, 0.944905022595929, 1e-12);
    let test = mantel_haenszel(&tables, true).unwrap();
    near("chi2", test.chi2, 1.4269462285866883, 1e-11);
    near("p", test.p, 0.23226346281704802, 1e-12);
    // R's mantelhaen.test: 95 % interval of the common odds ratio 0.7719074 to 1.0603298.
    let interval = odds.interval(0.95);
    near("low", interval.low, 0.7719074, 5e-7);
    near("high", interval.high, 1.0603298, 5e-7);
    let agree = breslow_day(&tables).unwrap();
    near("Breslow-Day", agree.chi2, 18.825513705236514, 1e-8);
    near("freedom", agree.freedom, 5.0, 0.0);
    near("Breslow-Day p", agree.p, 0.0020713903499175457, 1e-11);
}

#[test]
fn benjamini_and_hochbergs_fifteen() {
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528, 0.7590, 1.0,
    ];
    let want = [
        0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182,
        0.714875, 0.753231, 0.813214, 1.0,
    ];
    let got = benjamini_hochberg(&p);
    for (got, want) in got.iter().zip(want) {
        near("adjusted", *got, want, 5e-7);
    }
    assert_eq!(got.iter().filter(|q| **q <= 0.05).count(), 4);
    // In any order, each keeps its own.
    let turned: Vec<f64> = p.iter().rev().copied().collect();
    let back: Vec<f64> = benjamini_hochberg(&turned).into_iter().rev().collect();
    assert_eq!(back, got);
    assert!(benjamini_hochberg(&[]).is_empty());
}

#[test]
fn fishers_tea() {
    // 3 of 4 cups each way: two-sided 34/70; mid-p takes half of 16/70 off each tail.
    let tea = [Fourfold::new((3.0, 4.0), (1.0, 4.0))];
    let exact = Conditional::of(&tea).unwrap();
    near("Fisher", exact.fisher(), 34.0 / 70.0, 1e-12);
    near("mid-p", exact.mid_p(), 2.0 * (1.0 / 70.0) + 16.0 / 70.0, 1e-12);
    let all = Conditional::of(&[Fourfold::new((4.0, 4.0), (0.0, 4.0))]).unwrap();
    near("Fisher, all", all.fisher(), 2.0 / 70.0, 1e-12);
    near("mid-p, all", all.mid_p(), 1.0 / 70.0, 1e-12);
}

#[test]
fn what_cannot_tell_gives_nothing() {
    for table in [
        Fourfold::default(),
        Fourfold::new((0.0, 10.0), (0.0, 20.0)),
        Fourfold::new((10.0, 10.0), (20.0, 20.0)),
        Fourfold::new((3.0, 10.0), (0.0, 0.0)),
        Fourfold::new((0.0, 0.0), (3.0, 10.0)),
    ] {
        assert_eq!(common_odds_ratio(&[table]), None, "{table:?}");
        assert_eq!(mantel_haenszel(&[table], true), None, "{table:?}");
        assert_eq!(breslow_day(&[table]), None, "{table:?}");
        assert_eq!(stratified_p(&[table]), None, "{table:?}");
        assert_eq!(common_belief(&[table], (0.0, 1.0)), None, "{table:?}");
    }
    assert_eq!(common_belief(&[], (0.0, 1.0)), None);
    assert_eq!(difference((0.0, 0.0), (1.0, 2.0), 0.9), None);
    assert!(Ranked::of(&[]).is_none());
    assert!(Ranked::of(&[Sides { inside: vec![2.0; 4], outside: vec![2.0; 5] }]).is_none());
    assert!(Ranked::of(&[Sides { inside: vec![1.0], outside: vec![] }]).is_none());
    assert!(two_way(2, &[(0.0, 5.0), (0.0, 5.0)], &[1.0], &[1.0, 1.0]).is_none());
    assert!(two_way(2, &[(5.0, 5.0), (5.0, 5.0)], &[1.0], &[1.0, 1.0]).is_none());
    assert!(two_way(2, &[(1.0, 5.0)], &[1.0], &[1.0, 1.0]).is_none());
}

/// The same belief by brute force: a fine sum over the ln odds ratio.
fn brute(tables: &[Fourfold], prior: (f64, f64)) -> (f64, f64, f64) {
    let choose = |n: f64, k: f64| ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
    let (mut whole, mut mean, mut square, mut above) = (0.0, 0.0, 0.0, 0.0);
    for i in -40_000..40_000 {
        let u = (f64::from(i) + 0.5) * 2.5e-4;
        let z = (u - prior.0) / prior.1;
        let mut ln = -0.5 * z * z;
        for t in tables {
            let (low, high) = t.reach();
            let own = |k: f64| choose(t.trials_in(), k) + choose(t.trials_out(), t.hits() - k) + u * k;
            let steps =
                (0..=(high - low) as i32).map(|k| libm::exp(own(low + f64::from(k)) - own(t.hits_in)));
            ln -= libm::log(steps.sum());
        }
        let mass = libm::exp(ln);
        whole += mass;
        mean += mass * u;
        square += mass * u * u;
        above += if u > 0.0 { mass } else { 0.0 };
    }
    (mean / whole, (square / whole - (mean / whole) * (mean / whole)).sqrt(), above / whole)
}

#[test]
fn the_belief_is_what_brute_force_gives() {
    let cases: [(&[Fourfold], (f64, f64)); 4] = [
        (&[Fourfold::new((3.0, 12.0), (5.0, 40.0))], (0.0, 1.0)),
        (&[Fourfold::new((0.0, 9.0), (7.0, 30.0))], (0.0, 0.5)),
        (&[Fourfold::new((3.0, 3.0), (1.0, 6.0)), Fourfold::new((2.0, 20.0), (1.0, 30.0))], (0.0, 1.0)),
        (&[Fourfold::new((6.0, 20.0), (4.0, 25.0))], (0.4, 0.35)),
    ];
    for (tables, prior) in cases {
        let got = common_belief(tables, prior).unwrap();
        let (mean, sd, above) = brute(tables, prior);
        near("mean", got.mean, mean, 1e-6);
        near("sd", got.sd, sd, 1e-6);
        near("above", got.p_above, above, 1e-6);
        assert!(got.low < got.mean && got.mean < got.high);
    }
}

#[test]
fn the_exact_way_and_the_normal_one_meet() {
    // Just small enough for the exact way; ten times as large goes by the normal approximation.
    let small = [Fourfold::new((60.0, 400.0), (90.0, 900.0)), Fourfold::new((30.0, 300.0), (45.0, 500.0))];
    let exact = Conditional::of(&small).unwrap();
    let tested = mantel_haenszel(&small, false).unwrap();
    near("p", exact.mid_p(), tested.p, 0.004);
    let belief = exact.belief((0.0, 1.0));
    let odds = common_odds_ratio(&small).unwrap();
    let normal = LnRatio::drawn(libm::log(odds.ratio), odds.ln_error, (0.0, 1.0));
    near("mean", belief.mean, normal.mean, 0.01);
    near("sd", belief.sd, normal.sd, 0.003);
    near("low", belief.low, normal.low, 0.012);
    let large: Vec<Fourfold> = small
        .iter()
        .map(|t| Fourfold {
            hits_in: 10.0 * t.hits_in,
            misses_in: 10.0 * t.misses_in,
            hits_out: 10.0 * t.hits_out,
            misses_out: 10.0 * t.misses_out,
        })
        .collect();
    assert!(Conditional::of(&large).is_none());
    assert!(common_belief(&large, (0.0, 1.0)).unwrap().sd < 0.5 * belief.sd);
    // No hit at all inside of a large group.
    let none = [Fourfold::new((0.0, 4_000.0), (900.0, 4_000.0))];
    let belief = common_belief(&none, (0.0, 1.0)).unwrap();
    assert!(belief.p_above < 1e-6 && belief.mean < -2.0);
}

#[test]
fn differences_of_rates() {
    // Large counts: the normal approximation is right to a few units of the fourth digit.
    let got = difference((600.0, 2_000.0), (500.0, 2_000.0), 0.9).unwrap();
    near("mean", got.mean, 0.05, 1e-3);
    let sd = (0.3f64 * 0.7 / 2_000.0 + 0.25 * 0.75 / 2_000.0).sqrt();
    near("low", got.low, 0.05 - 1.645 * sd, 2e-4);
    near("high", got.high, 0.05 + 1.645 * sd, 2e-4);
    near("larger", got.p_larger, normal_cdf(0.05 / sd), 1e-3);
    // Nothing seen: the same belief for both.
    let same = difference((0.0, 3.0), (0.0, 3.0), 0.9).unwrap();
    near("mean", same.mean, 0.0, 1e-12);
    near("larger", same.p_larger, 0.5, 1e-9);
    near("symmetry", same.low, -same.high, 1e-6);
}

#[test]
fn one_stratum_of_ranks_is_wilcoxon() {
    // Inside 3 5 9, outside 1 2 5 6: U = 2 + 2.5 + 4 = 8.5 of 12; one tie of two.
    let sides = [Sides { inside: vec![3.0, 5.0, 9.0], outside: vec![1.0, 2.0, 5.0, 6.0] }];
    let ranked = Ranked::of(&sides).unwrap();
    let variance: f64 = 12.0 / 12.0 * (8.0 - 6.0 / 42.0);
    near("z", ranked.z(), 2.5 / variance.sqrt(), 1e-12);
    near("p", ranked.p(), 2.0 * normal_cdf(-2.5 / variance.sqrt()), 1e-12);
    // Hodges–Lehmann: the median of the twelve differences (2, 1, −2, −3, 4, 3, 0, −1, 8, 7, 4, 3): 2.5.
    let shift = ranked.shift((0.0, 1e6));
    near("shift", shift.mean, 2.5, 1e-5);
}

#[test]
fn a_shift_of_whole_strata_is_found() {
    let base: Vec<f64> = (0..40).map(|i| libm::log(10.0 + 3.0 * f64::from(i))).collect();
    let strata: Vec<Sides> = [0.0, 2.0, -1.0]
        .iter()
        .map(|level| Sides {
            inside: base.iter().step_by(2).map(|x| x + level + 0.3).collect(),
            outside: base.iter().skip(1).step_by(2).map(|x| x + level).collect(),
        })
        .collect();
    let ranked = Ranked::of(&strata).unwrap();
    let shift = ranked.shift((0.0, 10.0));
    near("shift", shift.mean, 0.3, 0.06);
    assert!(shift.low > 0.0 && shift.p_above > 0.95 && ranked.p() < 0.1);
}

#[test]
fn ties_do_not_hide_a_direction() {
    // Deals close on the same day or on the next: no typical shift, but a clear direction.
    let days = |same: usize, next: usize| [vec![0.0; same], vec![libm::log1p(1.0); next]].concat();
    let sides = [Sides { inside: days(70, 30), outside: days(45, 55) }];
    let ranked = Ranked::of(&sides).unwrap();
    assert!(ranked.z() < -3.0);
    let shift = ranked.shift((0.0, 1.0));
    assert!(shift.p_above < 0.01 && shift.mean <= 0.0, "{shift:?}");
}

#[test]
fn cells_are_drawn_to_their_row_and_column() {
    // Two rows, three columns; the last column is rich, the second row poor, one cell has nearly no data.
    let counts = [(20.0, 400.0), (10.0, 200.0), (30.0, 200.0), (6.0, 300.0), (4.0, 200.0), (1.0, 2.0)];
    let got = two_way(3, &counts, &[1.0, 1.0], &[700.0, 400.0, 202.0]).unwrap();
    assert_eq!((got.cells.len(), got.rows.len(), got.columns.len()), (6, 2, 3));
    for (cell, (x, n)) in got.cells.iter().zip(counts) {
        assert!(cell.low < cell.mean && cell.mean < cell.high && cell.low > 0.0 && cell.high < 1.0);
        if n >= 200.0 {
            near("large cells stay", cell.mean, x / n, 0.03);
        }
    }
    // 1 of 2 is no 50 %: between the poor row and the rich column.
    assert!(got.cells[5].mean > got.cells[3].mean && got.cells[5].mean < 0.15, "{:?}", got.cells[5]);
    assert!(got.rows[0].mean > got.rows[1].mean);
    // With equal shares the adjusted rate is about the mean of the cells.
    let mean = (got.cells[0].mean * 700.0 + got.cells[1].mean * 400.0 + got.cells[2].mean * 202.0) / 1302.0;
    near("standardised", got.rows[0].mean, mean, 0.002);
}

#[test]
fn large_and_lopsided_tables_have_a_top_too() {
    let cases: [&[(f64, f64)]; 4] = [
        &[(900_000.0, 1e6), (10.0, 1e6), (500_000.0, 1e6), (0.0, 1e6)],
        &[(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (0.0, 0.0)],
        &[(0.0, 1e6), (0.0, 1e6), (0.0, 1e6), (1.0, 1.0)],
        &[(5.0, 5.0), (0.0, 3e5), (7.0, 7.0), (3e5, 3e5)],
    ];
    for counts in cases {
        let got = two_way(2, counts, &[1.0, 2.0], &[3.0, 1.0]).expect("a fit");
        for (drawn, (x, n)) in got.cells.iter().zip(counts) {
            assert!(drawn.low < drawn.mean && drawn.mean < drawn.high, "{drawn:?}");
            if *n >= 1e5 {
                near("large cells stay", drawn.mean, x / n, 0.002);
            }
        }
    }
}

fn a_table() -> impl Strategy<Value = Fourfold> {
    (0u32..40, 0u32..60, 0u32..60, 0u32..80).prop_map(|(a, b, c, d)| Fourfold {
        hits_in: f64::from(a),
        misses_in: f64::from(b),
        hits_out: f64::from(c),
        misses_out: f64::from(d),
    })
}

fn turned(t: &Fourfold) -> Fourfold {
    Fourfold { hits_in: t.hits_out, misses_in: t.misses_out, hits_out: t.hits_in, misses_out: t.misses_in }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn exchanging_the_sides_turns_everything(tables in prop::collection::vec(a_table(), 1..6)) {
        let other: Vec<Fourfold> = tables.iter().map(turned).collect();
        match (stratified_p(&tables), stratified_p(&other)) {
            (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9 && (0.0..=1.0).contains(&a)),
            (a, b) => prop_assert_eq!(a, b),
        }
        let (a, b) = (common_belief(&tables, (0.0, 1.0)), common_belief(&other, (0.0, 1.0)));
        prop_assert_eq!(a.is_some(), b.is_some());
        if let (Some(a), Some(b)) = (a, b) {
            prop_assert!((a.mean + b.mean).abs() < 1e-6);
            prop_assert!((a.p_above + b.p_above - 1.0).abs() < 1e-6);
            prop_assert!(a.sd > 0.0 && a.low.is_finite() && a.high.is_finite());
        }
    }

    #[test]
    fn the_order_of_strata_is_rounding(tables in prop::collection::vec(a_table(), 2..6)) {
        let back: Vec<Fourfold> = tables.iter().rev().copied().collect();
        if let (Some(a), Some(b)) = (stratified_p(&tables), stratified_p(&back)) {
            prop_assert!((a - b).abs() < 1e-10);
        }
        if let (Some(a), Some(b)) = (breslow_day(&tables), breslow_day(&back)) {
            prop_assert!((a.chi2 - b.chi2).abs() < 1e-8 * a.chi2.max(1.0));
        }
    }

    #[test]
    fn shifts_follow_the_test(
        inside in prop::collection::vec(0u32..50, 1..30),
        outside in prop::collection::vec(0u32..50, 1..30),
    ) {
        let sorted = |v: &[u32]| { let mut v: Vec<f64> = v.iter().map(|x| f64::from(*x)).collect(); v.sort_by(f64::total_cmp); v };
        let sides = [Sides { inside: sorted(&inside), outside: sorted(&outside) }];
        if let Some(ranked) = Ranked::of(&sides) {
            let shift = ranked.shift((0.0, 5.0));
            prop_assert!(shift.mean.is_finite() && shift.sd > 0.0 && shift.sd.is_finite());
            prop_assert!(ranked.z() * shift.mean >= -1e-6, "{} {:?}", ranked.z(), shift);
            prop_assert!((0.0..=1.0).contains(&ranked.p()));
        }
    }

    #[test]
    fn two_ways_are_rates(counts in prop::collection::vec((0u32..30, 0u32..200), 12)) {
        let counts: Vec<(f64, f64)> =
            counts.iter().map(|(x, more)| (f64::from(*x), f64::from(x + more))).collect();
        let shares = |by: usize, of: usize| -> Vec<f64> {
            (0..of).map(|at| 1.0 + counts.iter().enumerate().filter(|(i, _)| if by == 0 { i / 4 == at } else { i % 4 == at }).map(|(_, c)| c.1).sum::<f64>()).collect()
        };
        if let Some(got) = two_way(4, &counts, &shares(0, 3), &shares(1, 4)) {
            for drawn in got.cells.iter().chain(&got.rows).chain(&got.columns) {
                prop_assert!(drawn.low > 0.0 && drawn.low <= drawn.mean && drawn.mean <= drawn.high && drawn.high < 1.0, "{drawn:?}");
            }
        }
    }
}
