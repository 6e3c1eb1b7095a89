//! domain.md a.7: the chain, lead value, pacing; and the Brazilian calendar, by dates that are known.

use garimpo_funnel::agreement::calendar::{customary, easter, national};
use garimpo_funnel::agreement::chain::needed;
use garimpo_funnel::agreement::pacing::{self, Worth, p_reach};
use garimpo_funnel::agreement::worth;
use garimpo_funnel::agreement::{Calendar, ChainInput, Holiday, Worktime, chain, month_of};
use garimpo_table::value::civil;

fn day(year: i32, month: u32, day: u32) -> i32 {
    civil::days(year, month, day).expect("a day")
}

fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}

#[test]
fn forty_of_a_hundred_at_half_time() {
    near(p_reach(40.0, 100.0, 10.0, 10.0).expect("p"), 0.0250, 5e-5);
    assert_eq!(p_reach(100.0, 100.0, 10.0, 10.0), Some(1.0));
    assert_eq!(p_reach(99.0, 100.0, 20.0, 0.0), Some(0.0));
    assert_eq!(p_reach(40.0, 100.0, 0.0, 20.0), None, "nothing has been seen");
}

#[test]
fn the_chain_from_money_to_leads() {
    let input = ChainInput {
        revenue: 1_000_000.0,
        share: 0.4,
        deal: 8_000.0,
        wins: (5.0, 20.0),
        customers: (4.0, 200.0),
        cycle: Some(40),
        from: day(2026, 6, 1),
        to: day(2026, 6, 30),
    };
    let made = chain(&input).expect("a chain");
    near(made.goal, 400_000.0, 1e-9);
    near(made.customers, 50.0, 1e-12);
    near(made.opportunities.expect("a rate").value, 200.0, 1e-9);
    let leads = made.leads.expect("a rate");
    near(leads.value, 2_500.0, 1e-9);
    assert_eq!((leads.low.round(), leads.high.round()), (1_197.0, 5_987.0));
    assert_eq!(made.arrive, Some((day(2026, 4, 22), day(2026, 5, 21))));
    assert_eq!(needed(50.0, (0.0, 200.0)), None, "a rate of 0 tells nothing yet");
    assert_eq!(chain(&ChainInput { deal: 0.0, ..input }), None);
}

#[test]
fn the_forecast_of_a_value_is_that_of_exact_sums() {
    // Two kinds, worth 1 and 5: the exact distribution of the sum by folding two negative binomials.
    let (elapsed, rest) = (12.0, 8.0);
    let parts = [Worth { count: 60.0, value: 1.0 }, Worth { count: 12.0, value: 5.0 }];
    let p = elapsed / (elapsed + rest);
    let masses = |k: f64| -> Vec<f64> {
        let r = k + 0.5;
        let mut mass = f64::powf(p, r);
        (0..400)
            .map(|x| {
                let now = mass;
                mass *= (r + f64::from(x)) / f64::from(x + 1) * (1.0 - p);
                now
            })
            .collect()
    };
    let (small, large) = (masses(60.0), masses(12.0));
    for target in [140.0, 160.0, 180.0, 200.0] {
        let missing = target - 120.0;
        let mut exact = 0.0;
        for (x, of_x) in small.iter().enumerate() {
            for (y, of_y) in large.iter().enumerate() {
                if x as f64 + 5.0 * y as f64 >= missing {
                    exact += of_x * of_y;
                }
            }
        }
        near(pacing::p_reach_value(&parts, target, elapsed, rest).expect("p"), exact, 0.02);
    }
    let half = pacing::value_quantile(&parts, elapsed, rest, 0.5).expect("a quantile");
    near(pacing::p_reach_value(&parts, half, elapsed, rest).expect("p"), 0.5, 1e-9);
}

#[test]
fn counts_by_the_end_have_quantiles() {
    for (k, elapsed, rest) in [(40.0, 10.0, 10.0), (0.0, 5.0, 15.0), (300.0, 14.0, 7.0)] {
        for p in [0.05, 0.25, 0.5, 0.75, 0.95] {
            let at = pacing::count_quantile(k, elapsed, rest, p).expect("a quantile");
            let above = p_reach(k, at + 1.0, elapsed, rest).expect("p");
            assert!(above <= 1.0 - p + 1e-9, "P(more than {at}) = {above}");
            if at > k {
                let reached = p_reach(k, at, elapsed, rest).expect("p");
                assert!(reached > 1.0 - p - 1e-9, "{at} is not the smallest");
            }
        }
    }
}

#[test]
fn easter_falls_where_it_did() {
    for (year, month, of_month) in [
        (1961, 4, 2),
        (1990, 4, 15),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2023, 4, 9),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
    ] {
        assert_eq!(easter(year), Some(day(year, month, of_month)), "{year}");
    }
}

#[test]
fn the_holidays_of_2026() {
    let all: Vec<_> = (day(2026, 1, 1)..=day(2026, 12, 31))
        .filter_map(|at| Some((civil::date(at), national(at)?)))
        .collect();
    assert_eq!(
        all,
        [
            ((2026, 1, 1), Holiday::NewYear),
            ((2026, 4, 3), Holiday::GoodFriday),
            ((2026, 4, 21), Holiday::Tiradentes),
            ((2026, 5, 1), Holiday::Labour),
            ((2026, 9, 7), Holiday::Independence),
            ((2026, 10, 12), Holiday::Aparecida),
            ((2026, 11, 2), Holiday::AllSouls),
            ((2026, 11, 15), Holiday::Republic),
            ((2026, 11, 20), Holiday::BlackAwareness),
            ((2026, 12, 25), Holiday::Christmas),
        ]
    );
    let all: Vec<_> = (day(2026, 1, 1)..=day(2026, 12, 31))
        .filter_map(|at| Some((civil::date(at), customary(at)?)))
        .collect();
    assert_eq!(
        all,
        [
            ((2026, 2, 16), Holiday::CarnivalMonday),
            ((2026, 2, 17), Holiday::CarnivalTuesday),
            ((2026, 6, 4), Holiday::CorpusChristi),
        ]
    );
    assert_eq!(national(day(2023, 11, 20)), None, "by law since 2024 only");
}

#[test]
fn june_2026_has_21_working_days() {
    let calendar = Calendar::default();
    let (from, to) = month_of(day(2026, 6, 19));
    assert_eq!((from, to), (day(2026, 6, 1), day(2026, 6, 30)));
    let work = Worktime::over(&calendar, from, to);
    assert_eq!(work.days(from, to), 21);
    assert_eq!(work.days(from, day(2026, 6, 19)), 14);
    assert_eq!(calendar.days_off(from, to), [(day(2026, 6, 4), Some(Holiday::CorpusChristi))]);
    let by_law = Calendar { customary: false, ..Calendar::default() };
    assert_eq!(Worktime::over(&by_law, from, to).days(from, to), 22);
    let own = Calendar { off: [day(2026, 6, 22)].into(), worked: [day(2026, 6, 20)].into(), ..by_law };
    let work = Worktime::over(&own, from, to);
    assert!(!work.is_working(day(2026, 6, 22)) && work.is_working(day(2026, 6, 20)));
}

#[test]
fn working_minutes_leave_nights_and_holidays_out() {
    let calendar = Calendar::default();
    let work = Worktime::over(&calendar, day(2026, 5, 1), day(2026, 7, 31));
    let at = |of_day: u32, hour: i64, minute: i64| {
        i64::from(day(2026, 6, of_day)) * 86_400 + hour * 3_600 + minute * 60
    };
    // Wednesday 17:30 to Friday 09:30, Thursday the 4th being Corpus Christi: half an hour on each side.
    assert_eq!(work.seconds(at(3, 17, 30), at(5, 9, 30)), 3_600);
    assert_eq!(work.after(at(3, 17, 30), 60), Some(at(5, 9, 30)));
    assert_eq!(work.after(at(3, 17, 30), 30), Some(at(3, 18, 0)), "the end of a day belongs to it");
    assert_eq!(work.after(at(6, 11, 0), 60), Some(at(8, 10, 0)), "Saturday begins on Monday");
    assert_eq!(work.after(at(5, 14, 0), 540), Some(at(8, 14, 0)), "one working day later");
    assert_eq!(work.days_after(day(2026, 6, 3), 1), Some(day(2026, 6, 5)));
    assert_eq!(
        work.days_after(day(2026, 6, 6), 1),
        Some(day(2026, 6, 8)),
        "a Saturday's first day is Monday"
    );
    assert_eq!(work.days_after(day(2026, 6, 6), 0), Some(day(2026, 6, 8)));
    assert_eq!(work.days_after(day(2026, 6, 5), 7), Some(day(2026, 6, 16)));
    let never = Calendar { week: [false; 7], ..Calendar::default() };
    let work = Worktime::over(&never, day(2026, 5, 1), day(2026, 7, 31));
    assert_eq!((work.after(at(3, 10, 0), 60), work.days_after(day(2026, 6, 3), 1)), (None, None));
}

#[test]
fn a_lead_is_worth_its_rate_times_the_deal() {
    for (rate, deal, expected) in [
        (0.01, 160_000.0, 1_600),
        (0.12, 10_000.0, 1_200),
        (0.05, 9_000.0, 450),
        (0.02, 8_000.0, 160),
        (0.005, 8_000.0, 40),
    ] {
        assert_eq!(worth::value(rate, deal), Some(expected * 100), "{rate} of {deal}");
    }
    assert_eq!(worth::value(f64::NAN, 1.0), None);
}

#[test]
fn few_leads_make_neither_nothing_nor_a_wonder() {
    let rates = worth::rates(&[(600.0, 30.0), (400.0, 18.0), (20.0, 0.0), (3.0, 1.0)]);
    let value = |at: usize| rates[at].value;
    near(value(0), 0.05, 0.005);
    assert!(value(2) > 0.01 && value(2) < 0.05, "none of 20 is not never: {}", value(2));
    assert!(value(3) > 0.045 && value(3) < 0.12, "one of three is no third: {}", value(3));
    for rate in &rates {
        assert!(rate.low < rate.value && rate.value < rate.high);
    }
    // Where nobody bought there is nothing to draw to, and still no zero.
    let none = worth::rates(&[(40.0, 0.0), (10.0, 0.0)]);
    near(none[0].value, 0.5 / 41.0, 1e-12);
}
