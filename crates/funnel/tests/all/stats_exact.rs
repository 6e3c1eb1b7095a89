//! Mean and standard deviation against certified values (NIST's univariate sets), and shares that add up.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use garimpo_funnel::simulate::Sequence;
use garimpo_funnel::stats::exact::{Moments, moments};
use garimpo_funnel::stats::shares::{rounded, shares};
use proptest::prelude::*;

/// Correct digits: −log10 of the relative error, at most 15.
fn digits(got: f64, want: f64) -> f64 {
    if got == want {
        return 15.0;
    }
    let error = if want == 0.0 { got.abs() } else { ((got - want) / want).abs() };
    (-libm::log10(error)).min(15.0)
}

/// A decimal as whole units of 10^−places.
fn units(text: &str, places: usize) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let negative = whole.starts_with('-');
    let whole = whole.trim_start_matches('-');
    let digits = format!("{whole}{fraction:0<places$}");
    let value: i64 = digits.parse().unwrap();
    if negative { -value } else { value }
}

fn of_text(values: &[&str]) -> Moments {
    let places = values.iter().filter_map(|v| v.split_once('.')).map(|(_, f)| f.len()).max().unwrap_or(0);
    let values: Vec<i64> = values.iter().map(|v| units(v, places)).collect();
    moments(&values, places as u32).unwrap()
}

/// A set's file: certified mean and deviation somewhere in the head, the data after `Data: Y` and its rule, or
/// after the last `#` line.
fn read(text: &str) -> (f64, f64, Vec<&str>) {
    let after = |names: &[&str]| -> f64 {
        let line = names.iter().find_map(|name| text.lines().find(|line| line.contains(name))).unwrap();
        let at = line.rfind([':', '=']).unwrap();
        line[at + 1..].split_whitespace().next().unwrap().parse().unwrap()
    };
    let mean = after(&["ybar:", "mean  "]);
    let deviation = after(&["(denom. = n-1)", "standardDeviation"]);
    let last_rule = text.lines().enumerate().filter(|(_, l)| l.starts_with("---") || l.starts_with('#'));
    let start = last_rule.map(|(i, _)| i).max().unwrap() + 1;
    let data = text.lines().skip(start).map(str::trim).filter(|line| !line.is_empty()).collect();
    (mean, deviation, data)
}

#[test]
fn certified_sets() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/reference/")).join(
        "nist-univariate/commons-math-legacy/src/test/resources/org/apache/commons/math4/legacy/stat/data",
    );
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: NIST's univariate sets are not here");
        return;
    };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 9);
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let (mean, deviation, data) = read(&text);
        assert!(data.len() >= 3, "{}: {}", path.display(), data.len());
        let got = of_text(&data);
        let (of_mean, of_deviation) = (digits(got.mean, mean), digits(got.deviation.unwrap(), deviation));
        eprintln!("{}: {of_mean:.1} {of_deviation:.1}", path.file_name().unwrap().display());
        assert!(of_mean >= 15.0 && of_deviation >= 15.0, "{}: {got:?} {mean} {deviation}", path.display());
    }
}

/// Look-alikes: numbers that differ in their last digit only, with values known from arithmetic.
#[test]
fn digits_are_not_lost_to_a_large_mean() {
    for (base, count) in [("1000000", 201), ("10000000", 1001), ("1000000000000", 1001)] {
        let text: Vec<String> =
            (0..count).map(|i| format!("{base}.{}", if i == 0 { 2 } else { 1 + 2 * (i % 2) })).collect();
        let got = of_text(&text.iter().map(String::as_str).collect::<Vec<_>>());
        let mean: f64 = format!("{base}.2").parse().unwrap();
        assert_eq!(got.mean, mean, "{base}");
        assert_eq!(digits(got.deviation.unwrap(), 0.1), 15.0, "{base}: {got:?}");
    }
    // 1, 2, …, 9 tenths: mean ½, variance 7.5 hundredths.
    let got = of_text(&["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"]);
    assert_eq!((got.mean, got.count), (0.5, 9));
    assert_eq!(digits(got.deviation.unwrap(), 0.075f64.sqrt()), 15.0);
    assert_eq!(moments(&[], 2), None);
    assert_eq!(moments(&[-250], 2), Some(Moments { count: 1, mean: -2.5, deviation: None }));
}

#[test]
fn shares_of_known_parts() {
    assert_eq!(shares(&[1.0, 1.0, 1.0], 1_000), [334, 333, 333]);
    assert_eq!(shares(&[0.0, 0.0], 1_000), [0, 0]);
    assert_eq!(shares(&[f64::NAN, 1.0], 1_000), [0, 0]);
    assert_eq!(shares(&[2.0, 1.0, -1.0], 1_000), [0, 0, 0]);
    assert_eq!(shares(&[47.5, 47.5, 5.0], 10), [5, 5, 0]);
}

/// A million lists of one to twelve parts, from equal ones to ones of very different sizes.
#[test]
fn a_million_lists_of_shares_add_up() {
    let mut s = Sequence::new(3);
    let mut parts = Vec::new();
    for case in 0..1_000_000u32 {
        parts.clear();
        let spread = f64::from(case % 5);
        parts.extend((0..1 + case % 12).map(|_| libm::exp(spread * (6.0 * s.uniform() - 3.0))));
        let shown = shares(&parts, 1_000);
        assert_eq!(shown.iter().sum::<u32>(), 1_000, "{parts:?}");
        let total = (s.uniform() * 1e6) as i64 - 500_000;
        let whole: f64 = parts.iter().sum();
        parts.iter_mut().for_each(|part| *part *= total as f64 / whole);
        let cents = rounded(&parts, total);
        assert_eq!(cents.iter().sum::<i64>(), total, "{parts:?}");
        assert!(cents.iter().zip(&parts).all(|(cents, part)| (*cents as f64 - part).abs() <= 1.0 + 1e-6));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn shares_add_up_and_keep_the_order(parts in prop::collection::vec(0.0..1e9f64, 1..30), steps in 1u32..100_000) {
        prop_assume!(parts.iter().sum::<f64>() > 0.0);
        let shown = shares(&parts, steps);
        prop_assert_eq!(shown.iter().sum::<u32>(), steps);
        for (a, x) in parts.iter().zip(&shown) {
            for (b, y) in parts.iter().zip(&shown) {
                prop_assert!(a <= b || x >= y, "{} {} {} {}", a, b, x, y);
            }
        }
    }

    #[test]
    fn moments_do_not_depend_on_order(mut values in prop::collection::vec(-10i64.pow(12)..10i64.pow(12), 1..60)) {
        let before = moments(&values, 2);
        values.reverse();
        prop_assert_eq!(moments(&values, 2), before);
        // Nor on where zero is.
        let moved: Vec<i64> = values.iter().map(|x| x + 7_000_000).collect();
        prop_assert_eq!(moments(&moved, 2).unwrap().deviation, before.unwrap().deviation);
    }
}
