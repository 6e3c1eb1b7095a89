//! The domain notes' numbers that no other golden test has: sections a.1, a.2, b, b.2, b.3, b.4.

// 0.318 is a published probability, not 1/π.
#![allow(clippy::unwrap_used, clippy::approx_constant)]

use crate::ranking_kit;

use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::stats::change::enough_to_tell;
use garimpo_funnel::stats::interval::{LEVEL, cost_per, count, median};
use garimpo_funnel::stats::pooled::pooled_ranks;
use garimpo_funnel::stats::rank::{Belief, Best, p_cheaper, rank_interval, rank_probabilities};
use garimpo_funnel::stats::special::{beta_pq, gamma_quantile, ln_gamma};
use ranking_kit::*;

#[track_caller]
fn close(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}");
}

#[test]
fn a1_return_on_investment() {
    // 20,000 won for 11,400 is 75 %.
    let mut maker = Maker::new(&["campaign"]);
    maker.spend("campaign", (1, 1), 1_140_000);
    maker.customer("campaign", 1, 5, 2_000_000);
    let ranking = maker.rank();
    near("roi", get(&ranking, "campaign", MetricId::Roi).value, 8_600.0 / 11_400.0, 1e-12);
    assert_eq!((100.0 * get(&ranking, "campaign", MetricId::Roi).value.unwrap()).round(), 75.0);
}

#[test]
fn a1_average_cost_at_three_levels() {
    for (spend, customers, cac) in [(500, 11, 45.45), (1_000, 17, 58.82), (1_500, 20, 75.0)] {
        let mut maker = Maker::new(&["c"]);
        maker.spend("c", (1, 1), spend * 100);
        (0..customers).for_each(|_| maker.customer("c", 1, 5, 100));
        near("cac", get(&maker.rank(), "c", MetricId::Cac).value, cac, 0.005);
    }
}

#[test]
fn a2_one_big_deal() {
    let amounts = [3_000.0, 4_500.0, 5_200.0, 8_000.0, 12_000.0, 40_000.0];
    assert_eq!(median(&amounts), Some(6_600.0));
    let mut maker = Maker::new(&["c"]);
    amounts.iter().for_each(|amount| maker.customer("c", 1, 5, (amount * 100.0) as i64));
    near("mean", get(&maker.rank(), "c", MetricId::AverageDeal).value, 12_117.0, 0.5);
}

/// P(X ≤ x) of Binomial(n, p).
fn at_most(x: i32, n: f64, p: f64) -> f64 {
    let x = f64::from(x);
    if x < 0.0 {
        0.0
    } else if x >= n {
        1.0
    } else {
        beta_pq(x + 1.0, n - x, p, 1.0 - p).1
    }
}

/// b, "Why": six channels of 60 leads with one true rate of 5 %, exactly instead of by 200,000 draws.
#[test]
fn b_noise_alone_makes_winners() {
    let (n, k) = (60.0, 6);
    let power = |p: f64| (0..k).fold(1.0, |all, _| all * p);
    let cdf = |x: i32| at_most(x, n, 0.05);
    // P(all from m to M).
    let within = |low: i32, high: i32| if high < low { 0.0 } else { power(cdf(high) - cdf(low - 1)) };
    let threefold = 1.0 - (1..=60).map(|m| within(m, 3 * m - 1) - within(m + 1, 3 * m - 1)).sum::<f64>();
    close("best ≥ 3 × worst", threefold, 0.82513, 0.003);
    close("worst shows 0", 1.0 - power(1.0 - cdf(0)), 0.24589, 0.003);
    let mean = |of: &dyn Fn(i32) -> f64| (0..=60).map(of).sum::<f64>() / n;
    close("best shows", mean(&|x| 1.0 - power(cdf(x))), 0.08740441666666668, 0.0002);
    close("worst shows", mean(&|x| power(1.0 - cdf(x))), 0.017890333333333334, 0.0002);
    // The best at least twice the average of all six: the sums of six counts up to `most` by convolution.
    let sums = |most: i32| -> Vec<f64> {
        let chances: Vec<f64> = (0..=most).map(|x| cdf(x) - cdf(x - 1)).collect();
        (0..k).fold(vec![1.0], |sums, _| {
            let mut next = vec![0.0; sums.len() + chances.len() - 1];
            for (s, p) in sums.iter().enumerate() {
                chances.iter().enumerate().for_each(|(x, q)| next[s + x] += p * q);
            }
            next
        })
    };
    let twice: f64 = (1..=25)
        .map(|most| {
            let reach = 3 * most as usize;
            let all: f64 = sums(most).iter().take(reach + 1).sum();
            let lower: f64 = sums(most - 1).iter().take(reach + 1).sum();
            all - lower
        })
        .sum();
    close("best ≥ 2 × average", twice, 0.27384, 0.003);
}

const TRIALS: [f64; 12] = [47.0, 148.0, 119.0, 810.0, 211.0, 196.0, 148.0, 215.0, 207.0, 97.0, 256.0, 360.0];
const EVENTS: [f64; 12] = [0.0, 18.0, 8.0, 46.0, 8.0, 13.0, 9.0, 31.0, 14.0, 8.0, 29.0, 24.0];
const FITTED: (f64, f64) = (8.253493169267884, 99.63689907769287);

#[test]
fn b2_the_fitted_prior_is_the_likeliest() {
    let ln_beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let fit = |a: f64, b: f64| -> f64 {
        let one = |(n, x): (f64, f64)| ln_beta(a + x, b + n - x) - ln_beta(a, b);
        TRIALS.into_iter().zip(EVENTS).map(one).sum()
    };
    let (a, b) = FITTED;
    close("ln likelihood", fit(a, b), -736.5258123028509, 1e-8);
    for (da, db) in [(1.02, 1.0), (0.98, 1.0), (1.0, 1.02), (1.0, 0.98), (1.02, 1.02), (0.98, 0.98)] {
        assert!(fit(a * da, b * db) < fit(a, b));
    }
    close("prior mean", a / (a + b), 0.0764988707277629, 1e-15);
}

#[test]
fn b2_means_and_median_ranks() {
    let cases = [
        (
            (1.0, 1.0),
            [1, 11, 7, 4, 2, 6, 5, 12, 6, 8, 10, 6],
            [0.0204, 0.1267, 0.0744, 0.0579, 0.0423, 0.0707, 0.0667, 0.1475, 0.0718, 0.0909, 0.1163, 0.0691],
        ),
        (
            FITTED,
            [2, 10, 6, 4, 2, 6, 5, 12, 6, 8, 10, 6],
            [0.0533, 0.1026, 0.0716, 0.0591, 0.051, 0.0699, 0.0674, 0.1216, 0.0707, 0.0793, 0.1024, 0.0689],
        ),
    ];
    for ((a, b), medians, means) in cases {
        let shapes: Vec<(f64, f64)> = TRIALS.iter().zip(EVENTS).map(|(n, x)| (a + x, b + n - x)).collect();
        let beliefs: Vec<Belief> = shapes.iter().map(|(a, b)| Belief::Beta { a: *a, b: *b }).collect();
        let ranks = rank_probabilities(&beliefs, Best::Smallest);
        for (i, (row, (a, b))) in ranks.iter().zip(&shapes).enumerate() {
            close("row", row.iter().sum(), 1.0, 1e-12);
            assert_eq!(rank_interval(row, 0.0).0, medians[i], "hospital {i}");
            close(&format!("hospital {i}"), a / (a + b), means[i], 5.1e-5);
        }
    }
    let precise = [
        0.053286024068609286,
        0.10259663498397605,
        0.07163588113319772,
        0.05910672301129266,
        0.05096890205673103,
        0.06993802275919253,
        0.06742532620222988,
        0.12156909623760218,
        0.07067060068258615,
        0.07932774685538717,
        0.1023755888118781,
        0.0689338650754853,
    ];
    for ((n, x), want) in TRIALS.into_iter().zip(EVENTS).zip(precise) {
        close("posterior mean", (FITTED.0 + x) / (FITTED.0 + FITTED.1 + n), want, 1e-15);
    }
}

#[test]
fn b3_exact_and_jeffreys_costs() {
    // Spend, customers, exact (Garwood) interval, Jeffreys' interval.
    let cases = [
        (5_000.0, 4.0, (546.238008076407, 3659.469133910437), (591.0522629493329, 3007.416731991811)),
        (12_000.0, 20.0, (412.9100619570306, 905.3425441598883), (421.47864187914683, 878.2988342011711)),
        (3_000.0, 1.0, (632.3958005903997, 58487.17723867107), (767.7810506369398, 17052.899795517118)),
        (800.0, 2.0, (127.06896827442834, 2251.228610625704), (144.528280868264, 1396.798958893208)),
    ];
    for (spend, x, exact, jeffreys) in cases {
        close("exact, low", spend / gamma_quantile(x + 1.0, 0.95), exact.0, 1e-9 * exact.0);
        close("exact, high", spend / gamma_quantile(x, 0.05), exact.1, 1e-9 * exact.1);
        let got = cost_per(spend, x, LEVEL).unwrap();
        close("low", got.low, jeffreys.0, 1e-10 * jeffreys.0);
        close("high", got.high, jeffreys.1, 1e-10 * jeffreys.1);
    }
    let none = count(0.0, LEVEL).unwrap();
    close("5000/0, low", 5_000.0 / none.high, 2603.1777162700578, 1e-7);
    close("5000/0, high", 5_000.0 / none.low, 2543144.445505592, 1e-3);
    let demo = [
        (12_000.0, 20.0, 421.48, 878.3),
        (9_000.0, 9.0, 597.14, 1779.18),
        (4_000.0, 8.0, 289.99, 922.53),
        (15_000.0, 11.0, 852.94, 2291.74),
        (1_500.0, 4.0, 177.32, 902.23),
    ];
    for (spend, x, low, high) in demo {
        let got = cost_per(spend, x, LEVEL).unwrap();
        close("low", got.low, low, 0.005);
        close("high", got.high, high, 0.005);
    }
    // A Monte Carlo run of the notes, to its own error.
    close("20/12,000 < 4/5,000", p_cheaper((12_000.0, 20.0), (5_000.0, 4.0)), 0.9207255, 0.001);
}

#[test]
fn b3_pooled_ranks() {
    // Referral, organic, search, social, events: 90 % ranks, pooled.
    let groups = [(1_500.0, 4.0), (4_000.0, 8.0), (12_000.0, 20.0), (9_000.0, 9.0), (15_000.0, 11.0)];
    let ranks = pooled_ranks(&groups);
    let got: Vec<(usize, usize)> = ranks.iter().map(|row| rank_interval(row, LEVEL)).collect();
    assert_eq!(got, [(1, 5), (1, 4), (1, 4), (2, 5), (3, 5)]);
    for (row, p) in ranks.iter().zip([0.364, 0.318, 0.257, 0.047, 0.013]) {
        close("cheapest", row[0], p, 0.005);
    }
    // One point of a prior instead of the grid collapses towards "all equal" (a = 13.25, b = 9.83 per thousand).
    for ((spend, x), cac) in groups.iter().zip([657.0, 651.0, 656.0, 846.0, 1_024.0]) {
        close("fitted", 1_000.0 * (9.83 + spend / 1_000.0) / (13.25 + x), cac, 1.0);
    }
}

#[test]
fn b4_leads_that_tell_two_rates_apart() {
    for (one, other, leads) in [(0.05, 0.1, 435.0), (0.1, 0.2, 199.0), (0.2, 0.4, 82.0)] {
        assert_eq!(enough_to_tell(one, other), Some(leads), "{one} {other}");
        assert_eq!(enough_to_tell(other, one), Some(leads));
    }
    assert_eq!(enough_to_tell(0.1, 0.1), None);
    assert_eq!(enough_to_tell(f64::NAN, 0.1), None);
}
