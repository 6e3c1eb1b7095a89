//! Time to an end: the 12 deals and Freireich's two groups of domain.md a.5, shares without open ones, and what
//! must hold for any.

use garimpo_funnel::stats::interval::wilson;
use garimpo_funnel::stats::survival::{At, Curve, End, gather, log_rank};
use proptest::prelude::*;

#[track_caller]
fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}");
}

/// `5W 9L 12O`: won, lost, open at a time; `+` is open as well, no letter is won.
fn spells(text: &str) -> Vec<At> {
    let one = |word: &str| {
        let number = word.trim_end_matches(['W', 'L', 'O', '+']);
        let end = match &word[number.len()..] {
            "" | "W" => End::Won,
            "L" => End::Lost,
            _ => End::Open,
        };
        let Ok(time) = number.parse() else { panic!("{word}") };
        (time, end)
    };
    gather(&mut text.split_whitespace().map(one).collect::<Vec<_>>())
}

const DEALS: &str = "5W 9L 12W 12O 20W 21L 30W 33O 40L 45W 60O 75O";
const SIX_MP: &str = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
const PLACEBO: &str = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

#[test]
fn twelve_deals() {
    let curve = Curve::of(&spells(DEALS));
    let rows = [
        (5, 12.0, 0.916667, 0.083333, 0.0),
        (9, 11.0, 0.833333, 0.083333, 0.083333),
        (12, 10.0, 0.750000, 0.166667, 0.083333),
        (20, 8.0, 0.656250, 0.260417, 0.083333),
        (21, 7.0, 0.562500, 0.260417, 0.177083),
        (30, 6.0, 0.468750, 0.354167, 0.177083),
        (40, 4.0, 0.351563, 0.354167, 0.294271),
        (45, 3.0, 0.234375, 0.471354, 0.294271),
    ];
    assert_eq!(curve.steps.len(), rows.len());
    for (step, (time, at_risk, open, won, lost)) in curve.steps.iter().zip(rows) {
        assert_eq!((step.time, step.at_risk), (time, at_risk));
        near(&format!("open at {time}"), step.open, open, 5.1e-7);
        near(&format!("won by {time}"), step.won_by, won, 5.1e-7);
        near(&format!("lost by {time}"), step.lost_by, lost, 5.1e-7);
    }
    assert_eq!(curve.ended_by(0.5), Some(30));
    assert_eq!(curve.count(), 12);
    // Between events the curves stay, before the first they are whole.
    near("won by 44", curve.won_by(44), 0.354167, 5e-7);
    assert_eq!((curve.won_by(4), curve.open(4)), (0.0, 1.0));
    assert_eq!(
        (curve.followed_by(5), curve.followed_by(1), curve.followed_by(13)),
        (Some(33), Some(75), None)
    );
    near("won later", curve.won_later(30, 75), (0.471354 - 0.354167) / 0.46875, 2e-6);
    assert_eq!(curve.won_later(100, 100), 0.0);
    // Kaplan–Meier of wins with the lost taken as open would say 59.9 %.
    let naive = Curve::of(&spells(&DEALS.replace('L', "O")));
    near("naive", naive.won_by(75), 1.0 - 0.401042, 5e-7);
}

#[test]
fn freireich() {
    let (drug, placebo) = (spells(SIX_MP), spells(PLACEBO));
    let curve = Curve::of(&drug);
    let rows = [
        (6, 0.857143),
        (7, 0.806723),
        (10, 0.752941),
        (13, 0.690196),
        (16, 0.627451),
        (22, 0.537815),
        (23, 0.448179),
    ];
    for (time, open) in rows {
        near(&format!("S({time})"), curve.open(time), open, 5e-7);
    }
    near("Greenwood", curve.open_error(6), 0.076360, 5e-7);
    assert_eq!(curve.ended_by(0.5), Some(23));
    assert_eq!(curve.ended_by_interval(0.5, 0.95), (Some(13), None));
    let other = Curve::of(&placebo);
    assert_eq!(other.ended_by(0.5), Some(8));
    assert_eq!(other.ended_by_interval(0.5, 0.95), (Some(4), Some(11)));
    let test = log_rank(&drug, &placebo).unwrap();
    near("chi-square", test.chi_square, 16.792941, 5e-7);
    near("p", test.p, 4.1688e-5, 5e-10);
    near("the other way", log_rank(&placebo, &drug).unwrap().chi_square, test.chi_square, 1e-12);
}

#[test]
fn without_open_ones_it_is_a_plain_share() {
    let mut all: Vec<(i64, End)> = Vec::new();
    for i in 0..40 {
        all.push((i % 9 + 1, if i % 3 == 0 { End::Won } else { End::Lost }));
    }
    let curve = Curve::of(&gather(&mut all));
    let won = (0..40).filter(|i| i % 3 == 0).count() as f64;
    near("share", curve.won_by(9), won / 40.0, 1e-14);
    near("variance", curve.won_by_variance(9), won / 40.0 * (1.0 - won / 40.0) / 40.0, 1e-15);
    let (got, want) = (curve.won_by_interval(9, 0.9).unwrap(), wilson(won, 40.0, 0.9).unwrap());
    near("low", got.low, want.low, 1e-12);
    near("high", got.high, want.high, 1e-12);
    // Without lost ones the variance is Greenwood's.
    let curve = Curve::of(&spells(SIX_MP));
    for time in [6, 10, 16, 23] {
        near("Greenwood", curve.won_by_variance(time).sqrt(), curve.open_error(time), 1e-14);
    }
}

#[test]
fn nothing_all_open_all_lost() {
    let none = Curve::of(&[]);
    assert_eq!((none.count(), none.ended_by(0.5), none.followed_by(1)), (0, None, None));
    assert_eq!(none.won_by_interval(10, 0.9), None);
    assert_eq!(none.ended_by_interval(0.5, 0.9), (None, None));
    let open = Curve::of(&spells("3O 9O 20O"));
    assert_eq!((open.won_by(30), open.open(30), open.ended_by(0.5)), (0.0, 1.0, None));
    // Two of three were followed beyond day 5: the share is known of two.
    let got = open.won_by_interval(5, 0.9).unwrap();
    assert_eq!((got.low, got.high), (0.0, wilson(0.0, 2.0, 0.9).unwrap().high));
    assert_eq!(open.won_by_interval(20, 0.9), None);
    let lost = Curve::of(&spells("3L 3L 4L"));
    assert_eq!((lost.won_by(4), lost.open(4)), (0.0, 0.0));
    assert_eq!(lost.won_by_interval(4, 0.9), wilson(0.0, 3.0, 0.9));
    let won = Curve::of(&spells("3W 3W 4W"));
    assert_eq!(won.won_by_interval(4, 0.9), wilson(3.0, 3.0, 0.9));
    assert_eq!(log_rank(&spells("3O"), &spells("4O")), None);
    assert_eq!(log_rank(&[], &spells("4W 5W")), None);
}

fn any_spells() -> impl Strategy<Value = Vec<(i64, End)>> {
    let end = prop_oneof![Just(End::Won), Just(End::Lost), Just(End::Open)];
    prop::collection::vec((0..60i64, end), 0..120)
}

proptest! {
    #[test]
    fn the_three_curves_are_whole(mut all in any_spells(), time in -1..70i64, level in 0.5..0.99f64) {
        let counts = gather(&mut all);
        let curve = Curve::of(&counts);
        let (mut won, mut lost, mut open) = (0.0, 0.0, 1.0);
        for step in &curve.steps {
            prop_assert!((step.won_by + step.lost_by + step.open - 1.0).abs() < 1e-12);
            prop_assert!(step.won_by >= won && step.lost_by >= lost && step.open <= open);
            (won, lost, open) = (step.won_by, step.lost_by, step.open);
        }
        if let Some(i) = curve.won_by_interval(time, level) {
            prop_assert!(0.0 <= i.low && i.low <= curve.won_by(time) + 1e-12);
            prop_assert!(curve.won_by(time) <= i.high + 1e-12 && i.high <= 1.0);
        }
        prop_assert!(curve.won_by_variance(time).is_finite());
        prop_assert!((0.0..=1.0).contains(&curve.won_later(time, 60)));
        let (low, high) = curve.ended_by_interval(0.5, level);
        if let Some(median) = curve.ended_by(0.5) {
            prop_assert!(low.is_some_and(|low| low <= median));
            prop_assert!(high.is_none_or(|high| median <= high));
        }
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(gather(&mut turned), counts);
    }

    /// All are open at the end of the longest follow-up, or ended: nobody is lost on the way.
    #[test]
    fn everybody_is_counted(mut all in any_spells()) {
        let counts = gather(&mut all);
        prop_assert_eq!(Curve::of(&counts).count() as usize, all.len());
        let of = |end: End| all.iter().filter(|(_, e)| *e == end).count() as u32;
        prop_assert_eq!(counts.iter().map(|at| at.won).sum::<u32>(), of(End::Won));
        prop_assert_eq!(counts.iter().map(|at| at.open).sum::<u32>(), of(End::Open));
    }
}
