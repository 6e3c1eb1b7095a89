//! Published and recomputed numbers: Newcombe's Wilson cases, Jeffreys costs, the Surgical hospitals, tiers.

use garimpo_funnel::stats::interval::*;
use garimpo_funnel::stats::pooled::{Population, p_most, pooled_means, pooled_rates};
use garimpo_funnel::stats::rank::*;
use garimpo_funnel::stats::tier::{settles_after, tiers};

#[track_caller]
fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}");
}

#[test]
fn wilson_intervals() {
    let cases = [
        (0.95, 81.0, 263.0, 0.255289, 0.366210),
        (0.95, 15.0, 148.0, 0.062386, 0.160487),
        (0.95, 0.0, 20.0, 0.0, 0.161125),
        (0.95, 1.0, 29.0, 0.006113, 0.171755),
        (0.95, 1.0, 10.0, 0.017876, 0.404150),
        (0.95, 3.0, 10.0, 0.107791, 0.603222),
        (0.95, 5.0, 100.0, 0.021544, 0.111750),
        (0.95, 50.0, 1000.0, 0.038130, 0.065314),
        (0.8, 0.0, 20.0, 0.0, 0.075887),
        (0.8, 1.0, 10.0, 0.030411, 0.282444),
        (0.8, 3.0, 10.0, 0.153799, 0.502628),
    ];
    for (level, x, n, low, high) in cases {
        let got = wilson(x, n, level).unwrap();
        near(&format!("{x}/{n} low"), got.low, low, 1e-6);
        near(&format!("{x}/{n} high"), got.high, high, 1e-6);
    }
    assert_eq!(wilson(0.0, 0.0, 0.9), None);
    assert_eq!(wilson(3.0, 2.0, 0.9), None);
}

#[test]
fn cost_intervals() {
    let cases = [
        (5_000.0, 4.0, 591.0522629493329, 3007.416731991811),
        (12_000.0, 20.0, 421.47864187914683, 878.2988342011711),
        (3_000.0, 1.0, 767.7810506369398, 17052.899795517118),
        (800.0, 2.0, 144.528280868264, 1396.798958893208),
    ];
    for (spend, x, low, high) in cases {
        let got = cost_per(spend, x, LEVEL).unwrap();
        near(&format!("{spend}/{x} low"), got.low, low, 1e-8 * low);
        near(&format!("{spend}/{x} high"), got.high, high, 1e-8 * high);
    }
    near("5000/0", cost_at_least(5_000.0).unwrap(), 1669.041003476671, 1e-8);
    assert_eq!(cost_per(5_000.0, 0.0, LEVEL), None);
    assert_eq!(cost_at_least(0.0), None);
    // How wide a cost is, in multiples of itself.
    for (x, low, high) in [
        (2.0, 0.36, 3.49),
        (5.0, 0.51, 2.19),
        (10.0, 0.61, 1.73),
        (20.0, 0.70, 1.46),
        (50.0, 0.80, 1.27),
        (100.0, 0.85, 1.18),
    ] {
        let got = cost_per(x, x, LEVEL).unwrap();
        near(&format!("{x} low"), got.low, low, 0.005);
        near(&format!("{x} high"), got.high, high, 0.005);
    }
}

#[test]
fn pairs() {
    near("A", p_cheaper((12_000.0, 20.0), (5_000.0, 4.0)), 0.9204420875005019, 1e-10);
    near("B", p_cheaper((800.0, 2.0), (12_000.0, 20.0)), 0.7398351568648851, 1e-10);
}

/// Name, spend, customers, CAC, P(cheapest) unpooled, mean rank, ranks, pooled CAC, pooled P(cheapest).
type Demo = (&'static str, f64, f64, f64, f64, (usize, usize), f64, f64);
// 0.318 is a published probability, not 1/π.
#[allow(clippy::approx_constant)]
const DEMO: [Demo; 5] = [
    ("Referral", 1_500.0, 4.0, 0.6564, 1.5668, (1, 4), 597.5, 0.364),
    ("Organic", 4_000.0, 8.0, 0.2621, 2.1092, (1, 4), 622.3, 0.318),
    ("Paid search", 12_000.0, 20.0, 0.0764, 2.603, (1, 4), 654.4, 0.257),
    ("Paid social", 9_000.0, 9.0, 0.0049, 4.0117, (3, 5), 864.8, 0.047),
    ("Events", 15_000.0, 11.0, 0.0001, 4.7092, (4, 5), 1_047.8, 0.013),
];

fn demo() -> Vec<(f64, f64)> {
    DEMO.iter().map(|d| (d.1, d.2)).collect()
}

#[test]
fn cheapest_without_pooling() {
    let beliefs: Vec<Belief> = demo().iter().map(|c| Belief::Gamma { shape: c.1 + 0.5, rate: c.0 }).collect();
    let best = p_best(&beliefs, Best::Largest);
    let ranks = rank_probabilities(&beliefs, Best::Largest);
    for (i, d) in DEMO.iter().enumerate() {
        near(d.0, best[i], d.3, 5e-5);
        near(d.0, ranks[i][0], best[i], 1e-9);
        let mean: f64 = ranks[i].iter().enumerate().map(|(r, p)| (r + 1) as f64 * p).sum();
        near(d.0, mean, d.4, 2e-3);
        assert_eq!(rank_interval(&ranks[i], LEVEL), d.5, "{}", d.0);
    }
}

#[test]
fn cheapest_pooled() {
    let groups = demo();
    let population = Population::of_counts(&groups).unwrap();
    let means = pooled_means(&population, &groups);
    let best = p_most(&groups);
    for (i, d) in DEMO.iter().enumerate() {
        near(d.0, best[i], d.7, 0.005);
        near(d.0, 1.0 / means[i], d.6, 0.005 * d.6);
    }
}

#[test]
fn money_has_no_scale() {
    let groups = demo();
    let best = p_most(&groups);
    for scale in [1e-4, 37.0, 1e7] {
        let scaled: Vec<_> = groups.iter().map(|g| (g.0 * scale, g.1)).collect();
        for (a, b) in p_most(&scaled).iter().zip(&best) {
            near("scaled", *a, *b, 1e-6);
        }
    }
}

#[test]
fn tiers_of_the_demo() {
    let groups = demo();
    let found = tiers(5, |i, j| p_cheaper(groups[i], groups[j]));
    let members: Vec<_> = found.iter().map(|t| t.members.clone()).collect();
    assert_eq!(members, [0..3, 3..5]);
    near("Referral < Paid social", found[1].worse_than_before.unwrap(), 0.944, 5e-4);
    near("Paid social < Events", p_cheaper(groups[3], groups[4]), 0.759, 5e-4);
    near("Referral < Events", p_cheaper(groups[0], groups[4]), 0.9806, 5e-5);
    near("Referral < Paid search", p_cheaper(groups[0], groups[2]), 0.814, 5e-4);
}

#[test]
fn what_settles_the_demo() {
    let with = |n: u32| p_cheaper((1_500.0 + 375.0 * f64::from(n), 4.0 + f64::from(n)), (12_000.0, 20.0));
    assert_eq!(settles_after(with), Some(8));
    assert_eq!(settles_after(|_| 0.5), None);
}

const TRIALS: [f64; 12] = [47.0, 148.0, 119.0, 810.0, 211.0, 196.0, 148.0, 215.0, 207.0, 97.0, 256.0, 360.0];
const EVENTS: [f64; 12] = [0.0, 18.0, 8.0, 46.0, 8.0, 13.0, 9.0, 31.0, 14.0, 8.0, 29.0, 24.0];

#[test]
fn surgical_ranks() {
    let (alpha, beta) = (8.253493169267884, 99.63689907769287);
    let cases = [
        (
            (1.0, 1.0),
            [0.825, 0.0, 0.0103, 0.006, 0.1265, 0.0061, 0.0154, 0.0, 0.0048, 0.0034, 0.0, 0.0024],
            [0.0005, 0.235, 0.0074, 0.0, 0.0, 0.0011, 0.0017, 0.6192, 0.0011, 0.0406, 0.0933, 0.0001],
            [1, 7, 2, 2, 1, 2, 2, 9, 2, 2, 7, 2],
            [7, 12, 11, 7, 7, 10, 10, 12, 10, 12, 12, 9],
        ),
        (
            (alpha, beta),
            [0.3653, 0.0003, 0.0456, 0.0623, 0.3522, 0.0364, 0.0642, 0.0, 0.031, 0.0214, 0.0, 0.0213],
            [0.0021, 0.1781, 0.0088, 0.0, 0.0, 0.0032, 0.0035, 0.6258, 0.0033, 0.0267, 0.1476, 0.0007],
            [1, 6, 1, 1, 1, 1, 1, 9, 1, 2, 7, 2],
            [9, 12, 11, 8, 8, 10, 10, 12, 10, 12, 12, 10],
        ),
    ];
    for ((a, b), first, last, low, high) in cases {
        let beliefs: Vec<Belief> =
            TRIALS.iter().zip(EVENTS).map(|(n, x)| Belief::Beta { a: a + x, b: b + n - x }).collect();
        let ranks = rank_probabilities(&beliefs, Best::Smallest);
        for i in 0..12 {
            near(&format!("rank 1 of {i}"), ranks[i][0], first[i], 6e-5);
            near(&format!("rank 12 of {i}"), ranks[i][11], last[i], 6e-5);
            assert_eq!(rank_interval(&ranks[i], 0.95), (low[i], high[i]), "hospital {i}");
        }
    }
}

#[test]
fn surgical_pooled() {
    // The grid's means lie near those of the fitted prior, which is one point of it.
    let fitted = [
        0.0532860, 0.1025966, 0.0716359, 0.0591067, 0.0509689, 0.0699380, 0.0674253, 0.1215691, 0.0706706,
        0.0793277, 0.1023756, 0.0689339,
    ];
    let groups: Vec<_> = TRIALS.into_iter().zip(EVENTS).collect();
    let population = Population::of_rates(&groups).unwrap();
    near("weights", population.points.iter().map(|p| p.weight).sum(), 1.0, 1e-12);
    for (i, (mean, variance)) in pooled_rates(&population, &groups).into_iter().enumerate() {
        near(&format!("hospital {i}"), mean, fitted[i], 0.005);
        assert!(variance > 0.0 && variance < mean * (1.0 - mean), "hospital {i}");
    }
}

#[test]
fn cox_mean() {
    let logs = [3_000.0f64, 4_500.0, 5_200.0, 8_000.0, 12_000.0, 40_000.0].map(libm::log);
    let got = cox(&logs, 1.645).unwrap();
    near("low", got.low, 5_747.0, 0.5);
    near("high", got.high, 26_212.0, 0.5);
    // With t of five degrees of freedom in place of z.
    let got = log_normal_mean(&logs, LEVEL).unwrap();
    let want = cox(&logs, 2.015_048_373_333_024).unwrap();
    near("low", got.low, want.low, 1e-6);
    near("high", got.high, want.high, 1e-6);
    assert_eq!(log_normal_mean(&logs[..1], LEVEL), None);
    assert_eq!(log_normal_mean(&[], LEVEL), None);
}

#[test]
fn medians() {
    let days: Vec<f64> = (1..=20).map(f64::from).collect();
    assert_eq!(median(&days), Some(10.5));
    // Binomial(20, ½): P(X ≤ 5) = 21,700 and P(X = 6) = 38,760 of 2²⁰. The level lies 0.7928 of the way from the
    // 6th to the 7th pair, which is 0.8993 of the way between the values.
    let way = (0.05 * 1_048_576.0 - 21_700.0) / 38_760.0;
    let part = 14.0 * way / (6.0 + 8.0 * way);
    let got = median_interval(&days, LEVEL).unwrap();
    near("20, low", got.low, 6.0 + part, 1e-12);
    near("20, high", got.high, 15.0 - part, 1e-12);
    // Five: 0.12 of the way from the extremes (93.75 %) to the second pair (62.5 %).
    let got = median_interval(&days[..5], LEVEL).unwrap();
    near("5, low", got.low, 1.0 + 0.48 / 1.36, 1e-12);
    near("5, high", got.high, 5.0 - 0.48 / 1.36, 1e-12);
    assert_eq!(median_interval(&days[..4], LEVEL), None);
    assert_eq!(median(&[]), None);
    let many: Vec<f64> = (0..5_001).map(f64::from).collect();
    let got = median_interval(&many, LEVEL).unwrap();
    near("many, low", got.low, 2_500.0 - 58.2, 2.0);
    near("many, high", got.high, 2_500.0 + 58.2, 2.0);
}
