//! What must hold for all numbers, not only for the golden ones.

use garimpo_funnel::stats::interval::*;
use garimpo_funnel::stats::pooled::p_most;
use garimpo_funnel::stats::rank::*;
use garimpo_funnel::stats::tier::tiers;
use proptest::prelude::*;

fn group() -> impl Strategy<Value = (f64, f64)> {
    (1.0..1e7f64, 0u32..2_000).prop_map(|(spend, x)| (spend, f64::from(x)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn wilson_holds_its_rate_and_narrows(x in 0u32..5_000, more in 0u32..5_000, level in 0.5..0.99f64) {
        let (x, n) = (f64::from(x), f64::from(x + more).max(1.0));
        let i = wilson(x, n, level).unwrap();
        prop_assert!(0.0 <= i.low && i.low <= x / n && x / n <= i.high && i.high <= 1.0);
        let wider = wilson(x, n, level + 0.009).unwrap();
        prop_assert!(wider.low <= i.low && wider.high >= i.high);
        let tenfold = wilson(10.0 * x, 10.0 * n, level).unwrap();
        prop_assert!(tenfold.high - tenfold.low < i.high - i.low);
    }

    #[test]
    fn a_cost_holds_its_point_and_falls_with_customers(spend in 0.01..1e9f64, x in 1u32..100_000) {
        let x = f64::from(x);
        let i = cost_per(spend, x, LEVEL).unwrap();
        prop_assert!(i.low < spend / x && spend / x < i.high && i.high.is_finite());
        let next = cost_per(spend, x + 1.0, LEVEL).unwrap();
        prop_assert!(next.low < i.low && next.high < i.high);
        // One customer more than none: the bound without any is no less than the interval's low end.
        prop_assert!(cost_at_least(spend).unwrap() > cost_per(spend, 1.0, LEVEL).unwrap().low);
    }

    #[test]
    fn pairs_are_two_sides_of_one(a in group(), b in group()) {
        let sum = p_cheaper(a, b) + p_cheaper(b, a);
        prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        prop_assert!((p_cheaper(a, a) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn two_groups_agree_with_the_closed_form(a in group(), b in group()) {
        let belief = |g: (f64, f64)| Belief::Gamma { shape: g.1 + 0.5, rate: g.0 };
        let best = p_best(&[belief(a), belief(b)], Best::Largest);
        prop_assert!((best[0] - p_cheaper(a, b)).abs() < 1e-6, "{} {}", best[0], p_cheaper(a, b));
    }

    #[test]
    fn rank_probabilities_are_doubly_stochastic(groups in prop::collection::vec(group(), 1..8)) {
        let beliefs: Vec<_> = groups.iter().map(|g| Belief::Gamma { shape: g.1 + 0.5, rate: g.0 }).collect();
        let ranks = rank_probabilities(&beliefs, Best::Largest);
        for (i, row) in ranks.iter().enumerate() {
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let column: f64 = ranks.iter().map(|row| row[i]).sum();
            prop_assert!((column - 1.0).abs() < 1e-5, "rank {} sums to {column}", i + 1);
        }
    }

    #[test]
    fn the_chance_to_be_cheapest_is_shared(groups in prop::collection::vec(group(), 1..10)) {
        let shares = p_most(&groups);
        if groups.iter().all(|g| g.1 == 0.0) {
            prop_assert!(shares.is_empty());
            return Ok(());
        }
        prop_assert!(shares.iter().all(|p| p.is_finite() && (0.0..=1.0).contains(p)));
        prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let mut turned = groups.clone();
        turned.reverse();
        for (a, b) in shares.iter().zip(p_most(&turned).iter().rev()) {
            prop_assert!((a - b).abs() < 1e-9, "{a} {b}");
        }
    }

    #[test]
    fn tiers_hold_everybody_once(chances in prop::collection::vec(0.0..1.0f64, 0..20)) {
        let found = tiers(chances.len(), |i, j| (chances[i] + chances[j]) / 2.0);
        let members: Vec<usize> = found.iter().flat_map(|t| t.members.clone()).collect();
        prop_assert_eq!(members, (0..chances.len()).collect::<Vec<_>>());
        for (i, tier) in found.iter().enumerate() {
            prop_assert_eq!(tier.worse_than_before.is_some(), i > 0);
            prop_assert!(tier.worse_than_before.is_none_or(|p| p >= 0.9));
        }
    }

    #[test]
    fn a_medians_interval_holds_it(mut values in prop::collection::vec(0.0..1e4f64, 0..1_200)) {
        values.sort_by(f64::total_cmp);
        if let (Some(median), Some(i)) = (median(&values), median_interval(&values, LEVEL)) {
            prop_assert!(i.low <= median && median <= i.high);
        }
    }
}

#[test]
fn numbers_without_information_have_no_interval() {
    assert_eq!(wilson(f64::NAN, 10.0, LEVEL), None);
    assert_eq!(count(f64::INFINITY, LEVEL), None);
    assert_eq!(cost_per(-1.0, 3.0, LEVEL), None);
    assert_eq!(cost_at_least(f64::NAN), None);
    assert!(p_most(&[]).is_empty());
    assert!(p_best(&[], Best::Largest).is_empty());
    assert!(p_best(&[Belief::Normal { mean: f64::NAN, sd: 1.0 }], Best::Largest).is_empty());
}

/// Revenues that people declare span six powers of ten (6 to 50,000,000 in one public set). The interval of such
/// a mean once ran from 0 to 10^28, and nobody believed the rest of the table.
#[test]
fn amounts_of_all_sizes_do_not_make_an_interval_of_no_meaning() {
    use garimpo_funnel::stats::money::{Amounts, Deals, PSEUDO_DEALS, ln_deal, ln_rate, ln_value};
    let amounts = [6.0, 5_000.0, 8_000.0, 20_000.0, 30_000.0, 150_000.0, 250_000.0_f64];
    let logs: Vec<f64> = amounts.iter().map(|amount| libm::log(*amount)).collect();
    let group = Amounts::new(amounts.iter().sum(), &logs);
    let all = Deals::of(&[group]).expect("deals");
    let value = ln_value(ln_rate(7.0, 1_099.0), ln_deal(&group, &all, PSEUDO_DEALS)).interval(0.9);
    assert!(value.low > 1.0 && value.high < 100_000.0, "{value:?}");
    // Spreads beyond any money stay finite.
    let wild = Amounts { deals: 5.0, sum: 1e6, ln_squares: Some(1e9) };
    let all = Deals::of(&[wild]).expect("deals");
    let (mean, variance) = ln_deal(&wild, &all, PSEUDO_DEALS);
    assert!(mean.is_finite() && variance.is_finite(), "{mean} {variance}");
}
