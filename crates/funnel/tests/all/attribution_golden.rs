//! The numbers of domain.md c.1, c.3 and c.5.

#![allow(clippy::expect_used)]

use crate::attribution_kit;

use attribution_kit::*;
use garimpo_funnel::attribution::{Journey, Model, Touch};

#[track_caller]
fn near(what: &str, got: &[f64], want: &[f64], tolerance: f64) {
    assert_eq!(got.len(), want.len());
    for (a, b) in got.iter().zip(want) {
        assert!((a - b).abs() <= tolerance, "{what}: {got:?}, not {want:?}");
    }
}

#[track_caller]
fn check(model: Model, half_life: f64, customers: [f64; 7]) {
    let tables = add_up(&IDS, &reference(), half_life);
    let got: Vec<f64> = credits(&tables, model).iter().map(|credit| credit.customers).collect();
    near(model.name(), &got, &customers, 6e-7);
    let sum: i64 = credits(&tables, model).iter().map(|credit| credit.tenths).sum();
    assert_eq!(sum, 630, "{}", model.name());
}

#[test]
fn customers_by_model() {
    check(Model::First, 7.0, [3.0, 0.0, 7.0, 15.0, 14.0, 16.0, 8.0]);
    check(Model::Last, 7.0, [13.0, 5.0, 3.0, 14.0, 22.0, 0.0, 6.0]);
    check(Model::LastNonDirect, 7.0, [3.0, 13.0, 3.0, 14.0, 22.0, 0.0, 8.0]);
    check(Model::Linear, 7.0, [6.5, 6.25, 4.333_333, 14.416_667, 17.0, 7.5, 7.0]);
    check(Model::LinearUnique, 7.0, [6.666_667, 6.0, 4.333_333, 14.5, 17.166_667, 7.333_333, 7.0]);
    check(Model::Position, 7.0, [7.2, 4.6, 4.6, 14.4, 17.5, 7.7, 7.0]);
    let by_step = [8.828_571, 6.571_429, 3.571_429, 14.219_048, 18.514_286, 4.628_571, 6.666_667];
    check(Model::TimeDecay, 1.0, by_step);
    let with_nulls = [8.659_709, 7.783_22, 3.026_165, 13.822_336, 15.256_555, 9.923_491, 4.528_525];
    check(Model::Markov, 7.0, with_nulls);
    let without = [7.846_707, 9.506_587, 4.225_15, 12.675_449, 14.259_88, 9.657_485, 4.828_743];
    check(Model::MarkovConverting, 7.0, without);
}

#[track_caller]
fn check_value(model: Model, half_life: f64, reais: [f64; 7]) {
    let tables = add_up(&IDS, &reference(), half_life);
    let values: Vec<i64> = credits(&tables, model).iter().map(|credit| credit.value).collect();
    let got: Vec<f64> = values.iter().map(|value| *value as f64 / 100.0).collect();
    // Less than a cent: rounded so that they add up.
    near(model.name(), &got, &reais, 0.009_999);
    assert_eq!(values.iter().sum::<i64>(), 20_050_000, "{}", model.name());
}

#[test]
fn money_by_model() {
    check_value(Model::First, 7.0, [7_500.0, 0.0, 48_000.0, 49_000.0, 29_000.0, 34_000.0, 33_000.0]);
    check_value(Model::Last, 7.0, [59_500.0, 16_500.0, 18_000.0, 37_000.0, 45_500.0, 0.0, 24_000.0]);
    let non_direct = [7_500.0, 59_500.0, 18_000.0, 37_000.0, 45_500.0, 0.0, 33_000.0];
    check_value(Model::LastNonDirect, 7.0, non_direct);
    let linear = [25_916.666_667, 25_291.666_667, 28_000.0, 42_291.666_667, 34_750.0, 15_750.0, 28_500.0];
    check_value(Model::Linear, 7.0, linear);
    let unique =
        [26_333.333_333, 24_666.666_667, 28_000.0, 42_500.0, 35_166.666_667, 15_333.333_333, 28_500.0];
    check_value(Model::LinearUnique, 7.0, unique);
    let position = [29_200.0, 18_100.0, 30_000.0, 42_450.0, 36_000.0, 16_250.0, 28_500.0];
    check_value(Model::Position, 7.0, position);
    let decay = [
        37_880.952_381,
        25_666.666_667,
        22_285.714_286,
        40_142.857_143,
        37_952.380_952,
        9_571.428_571,
        27_000.0,
    ];
    check_value(Model::TimeDecay, 1.0, decay);
}

#[test]
fn the_chain_has_the_base_rate_and_passes_its_gate() {
    let tables = add_up(&IDS, &reference(), 7.0);
    let base = tables.base.unwrap_or(0.0);
    assert!((base - 63.0 / 853.0).abs() < 1e-15, "{base}");
    assert!(tables.gate.is_open);
    assert_eq!((tables.gate.customers, tables.gate.nulls), (63, 790));
    // Without journeys that ended in nothing the chain says less, and the gate stays shut.
    let won: Vec<Journey> = reference().into_iter().map(|j| Journey { nulls: 0, ..j }).collect();
    let tables = add_up(&IDS, &won, 7.0);
    assert!(!tables.gate.is_open);
    assert_eq!(tables.channels[0].told.get(Model::Markov), None);
    assert!(tables.channels[0].told.get(Model::MarkovConverting).is_some());
}

/// domain.md c.1: 12 000 over five touches, half-life seven days.
#[test]
fn the_worked_time_decay() {
    let days = [(0, 0), (5, 1), (12, 2), (30, 3), (38, 4)];
    let touches = days.map(|(day, channel)| Touch { channel, at: day * 86_400 }).to_vec();
    let one = Journey { touches, customers: 1, value: 1_200_000, ..Journey::default() };
    let ids = ["paid social", "organic", "paid social 2", "branded search", "direct"];
    let tables = add_up(&ids, std::slice::from_ref(&one), 7.0);
    let cents = |model| credits(&tables, model).iter().map(|credit| credit.value).collect::<Vec<i64>>();
    // 175.20, 287.44, 574.88, 3 417.04 and 7 545.45 would be a cent too much.
    assert_eq!(cents(Model::TimeDecay), [17_519, 28_744, 57_488, 341_704, 754_545]);
    assert_eq!(cents(Model::First), [1_200_000, 0, 0, 0, 0]);
    assert_eq!(cents(Model::Last), [0, 0, 0, 0, 1_200_000]);
    assert_eq!(cents(Model::LastNonDirect), [0, 0, 0, 1_200_000, 0]);
    assert_eq!(cents(Model::Linear), [240_000; 5]);
    assert_eq!(cents(Model::Position), [480_000, 80_000, 80_000, 80_000, 480_000]);
}

/// domain.md c.5: standard deviations of a bootstrap, in points of share.
#[test]
fn noise_is_that_of_a_bootstrap() {
    let tables = add_up(&IDS, &reference(), 7.0);
    let ends = |model: Model| {
        let sds = credits(&tables, model).into_iter().filter(|credit| credit.customers > 0.0);
        let sds: Vec<f64> = sds.map(|credit| 100.0 * credit.share_sd.unwrap_or(f64::NAN)).collect();
        sds.iter().fold((f64::INFINITY, 0.0f64), |(low, high), sd| (low.min(*sd), high.max(*sd)))
    };
    #[track_caller]
    fn check(what: &str, (low, high): (f64, f64), want: (f64, f64)) {
        assert!(
            (low - want.0).abs() <= 0.15 && (high - want.1).abs() <= 0.25,
            "{what}: {low}–{high}, not {want:?}"
        );
    }
    check("markov", ends(Model::Markov), (1.3, 4.2));
    check("linear", ends(Model::Linear), (2.2, 5.1));
    check("first", ends(Model::First), (2.8, 5.6));
    check("last", ends(Model::Last), (2.7, 6.2));
}

#[test]
fn channels_whose_share_depends_on_the_model() {
    let tables = add_up(&IDS, &reference(), 7.0);
    let told = |id: &str| &tables.channels[IDS.iter().position(|known| *known == id).unwrap_or(0)].told;
    let social = told("paid_social").spread.expect("shares");
    assert!(social.depends_on_model);
    assert_eq!(social.least, (Model::Last, 0.0));
    assert!(social.most.0 == Model::First && (social.most.1 - 16.0 / 63.0).abs() < 1e-12);
    // Organic: 14 to 15 of 63 in every rule, 13.8 by the chain.
    let rules = [Model::First, Model::Last, Model::Linear, Model::Markov];
    assert!(told("organic").among(&rules).is_some_and(|spread| !spread.depends_on_model));
    assert!(told("paid_search").among(&rules).is_some_and(|spread| spread.depends_on_model));
    assert_eq!(told("organic").among(&[]), None);
}

#[test]
fn paths_are_told_with_the_most_customers_first() {
    let tables = add_up(&IDS, &reference(), 7.0);
    assert_eq!(tables.paths_total, 14);
    let first = &tables.paths[0];
    assert_eq!(
        (first.channels.as_slice(), first.customers, first.nulls),
        (&["paid_search".to_owned()][..], 12, 180)
    );
    assert_eq!(tables.paths.iter().map(|path| path.customers).sum::<u64>(), 63);
    assert!(tables.paths.iter().any(|path| path.channels == ["paid_search", "email", "direct"]));
}
