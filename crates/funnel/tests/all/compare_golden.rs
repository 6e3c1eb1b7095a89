//! The domain notes' numbers for comparisons: pairs, what settles, frontier, CPL split, trends, weights.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::ranking_kit;

use garimpo_funnel::compare::periods::compare_periods;
use garimpo_funnel::compare::{Comparison, Lack, Settling, Verdict, Word, compare};
use garimpo_funnel::pareto::frontier;
use garimpo_funnel::ranking::{MetricId, State};
use garimpo_funnel::stats::change::{Signal as Step, limits, of_counts, of_rates, signals};
use garimpo_funnel::stats::frontier::{on_frontier, p_frontier};
use garimpo_funnel::stats::weights::*;
use garimpo_funnel::trend::{Signal, trend};
use garimpo_funnel::weigh::{Wish, weigh};
use garimpo_funnel::why::why;
use garimpo_funnel::{Clock, Period, Settings, rank};
use ranking_kit::*;

#[track_caller]
fn close(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{what}: got {got}, want {want}");
}

/// b.3's five channels: spend and customers, with leads enough to be ranked.
fn demo() -> Maker {
    let channels = [
        ("search", 12_000, 20, 200),
        ("social", 9_000, 9, 360),
        ("organic", 4_000, 8, 200),
        ("events", 15_000, 11, 100),
        ("referral", 1_500, 4, 40),
    ];
    let mut maker = Maker::new(&channels.map(|c| c.0));
    for (id, spend, customers, leads) in channels {
        maker.spend(id, (10, 10), spend * 100);
        for i in 0..customers {
            maker.customer(id, 10, 20 + i % 7, 500_000 + 40_000 * i64::from(i));
        }
        maker.leads(id, leads - customers as usize, 10);
    }
    maker
}

fn of(maker: &Maker, a: &str, b: &str) -> Comparison {
    compare(&maker.company, &Settings::default(), a, b).unwrap()
}

#[test]
fn pairs_in_words() {
    // b.3 and b.6: P(cheaper) of pairs, and the words that go with them.
    let maker = demo();
    let cases = [
        ("referral", "events", 0.9806, Word::AlmostSurely),
        ("referral", "social", 0.944, Word::Probably),
        ("referral", "search", 0.814, Word::Probably),
        ("social", "events", 0.759, Word::TooClose),
    ];
    for (a, b, p, said) in cases {
        for (x, y) in [(a, b), (b, a)] {
            let Verdict::Told { better, probability, word, values, settling } = of(&maker, x, y).cheaper
            else {
                panic!("{x} {y}");
            };
            assert_eq!((better.as_str(), word), (a, said), "{x} {y}");
            close(&format!("{x} {y}"), probability, p, 5e-4);
            assert_eq!(settling == Settling::Settled, p >= 0.9, "{x} {y}");
            assert!((values.0 < values.1) == (x == a));
        }
    }
}

#[test]
fn what_would_settle_a_pair() {
    // b.6: eight more customers of Referral at 375 each are 3,000 more spend, from 80 leads at one in ten.
    let settling = |a: &str, b: &str| match of(&demo(), a, b).cheaper {
        Verdict::Told { settling, .. } => settling,
        verdict => panic!("{verdict:?}"),
    };
    let Settling::Either(needs) = settling("referral", "search") else { panic!() };
    let own = needs.iter().find(|need| need.channel == "referral").unwrap();
    assert_eq!((own.customers, own.leads, own.spend), (8, Some(80), Some(3_000.0)));
    // The cheaper way comes first.
    assert!(needs.windows(2).all(|pair| pair[0].spend <= pair[1].spend));
    // However much is known of one of these two, the other one's few customers leave it open.
    let Settling::Both(one, other) = settling("social", "events") else { panic!() };
    assert!(one.customers == other.customers && one.spend < other.spend);
    let grown = |x: (f64, f64)| (x.0 + x.0 / x.1 * f64::from(one.customers), x.1 + f64::from(one.customers));
    let p = garimpo_funnel::stats::rank::p_cheaper;
    assert!(p(grown((9_000.0, 9.0)), grown((15_000.0, 11.0))) >= 0.9);
}

#[test]
fn what_one_side_lacks_is_said() {
    let mut maker = Maker::new(&["bought", "untold", "young", "small"]);
    for id in ["bought", "young", "small"] {
        maker.spend(id, (1, 1), 100_000);
    }
    for id in ["bought", "untold"] {
        (0..6).for_each(|i| maker.customer(id, 1, 10 + i, 100_000));
        maker.leads(id, 30, 1);
    }
    maker.leads("young", 30, 1);
    maker.customer("small", 1, 5, 100_000);
    for (id, cost, value, speed) in [
        ("untold", Some(Lack::CostUnknown), None, None),
        ("young", Some(Lack::NoCustomers), Some(Lack::FewDeals), Some(Lack::FewDeals)),
        ("small", Some(Lack::FewLeads), Some(Lack::FewLeads), Some(Lack::FewDeals)),
    ] {
        let got = of(&maker, "bought", id);
        for (verdict, lack) in [(got.cheaper, cost), (got.better_value, value), (got.faster, speed)] {
            match (verdict, lack) {
                (Verdict::Told { .. }, None) => {}
                (Verdict::Lacking(who), Some(lack)) => assert_eq!(who, [(id.to_owned(), lack)]),
                (verdict, lack) => panic!("{id}: {verdict:?} {lack:?}"),
            }
        }
    }
    assert_eq!(compare(&maker.company, &Settings::default(), "bought", "bought"), None);
    assert_eq!(compare(&maker.company, &Settings::default(), "bought", "nobody"), None);
}

#[test]
fn speed_is_compared_and_tiered() {
    let mut maker = Maker::new(&["slow", "fast", "few"]);
    for i in 0..12 {
        maker.customer("slow", 10, 60 + 5 * i, 100_000);
        maker.customer("fast", 10, 10 + i, 100_000);
    }
    (0..4).for_each(|_| maker.customer("few", 10, 1, 100_000));
    let ranking = maker.rank();
    let tiers: Vec<_> = ranking.tiers_speed.iter().map(|tier| tier.channels.as_slice()).collect();
    assert_eq!(tiers, [["fast"], ["slow"]]);
    assert!(ranking.tiers_speed[1].worse_than_before.is_some_and(|p| p > 0.99));
    let Verdict::Told { better, values, word, .. } = of(&maker, "slow", "fast").faster else { panic!() };
    assert_eq!((better.as_str(), values, word), ("fast", (87.5, 15.5), Word::AlmostSurely));
}

#[test]
fn pareto_of_the_notes() {
    // b.5: search 60/300, social 25/90, organic 20/420, events 150/700, referral 40/900.
    let points = [(60.0, 300.0), (25.0, 90.0), (20.0, 420.0), (150.0, 700.0), (40.0, 900.0)];
    let sides: Vec<Vec<f64>> = points.iter().map(|(cpl, value)| vec![*cpl, -value]).collect();
    assert_eq!(on_frontier(&sides), [false, false, true, false, true]);
    for ((cpl, value), ratio) in points.iter().zip([5.0, 3.6, 21.0, 4.67, 22.5]) {
        close("return", value / cpl, ratio, 0.005);
    }
    // Known for sure, the chances are those of the points.
    let sure: Vec<Vec<(f64, f64)>> = sides.iter().map(|s| s.iter().map(|x| (*x, 0.0)).collect()).collect();
    assert_eq!(p_frontier(&sure), [0.0, 0.0, 1.0, 0.0, 1.0]);
}

#[test]
fn chances_to_stand_on_the_frontier() {
    // Two alike on both sides: each is beaten on both with probability ¼.
    let alike = vec![vec![(0.0, 1.0), (0.0, 1.0)]; 2];
    p_frontier(&alike).iter().for_each(|p| close("two", *p, 0.75, 1e-9));
    // Three sides: ⅛.
    let alike = vec![vec![(0.0, 1.0); 3]; 2];
    p_frontier(&alike).iter().for_each(|p| close("three", *p, 0.875, 1e-5));
    // k alike on two sides: the expected number of maxima is 1 + 1/2 + … + 1/k.
    let alike = vec![vec![(5.0, 0.3), (-2.0, 4.0)]; 5];
    p_frontier(&alike)
        .iter()
        .for_each(|p| close("five", *p, (1.0 + 0.5 + 1.0 / 3.0 + 0.25 + 0.2) / 5.0, 1e-6));
    // A narrow one inside a wide one: steps do not fall between the nodes.
    let rows = vec![vec![(0.0, 1.0), (0.0, 1.0)], vec![(0.0, 1e-3), (0.0, 1e-3)]];
    close("wide", p_frontier(&rows)[0], 0.75, 0.01);
    close("narrow", p_frontier(&rows)[1], 0.75, 1e-3);
    // Free and equal twins do not beat each other.
    let twins = vec![vec![(-700.0, 0.0), (1.0, 0.0)]; 2];
    assert_eq!(p_frontier(&twins), [1.0, 1.0]);
}

#[test]
fn frontier_of_a_company() {
    let maker = demo();
    let found = frontier(&maker.company, &Settings::default(), false);
    // Referral (four won deals) is not told apart on money.
    assert_eq!(found.left_out, ["referral"]);
    assert_eq!(found.spots.len(), 4);
    for spot in &found.spots {
        let beaten = found.spots.iter().filter(|other| {
            other.cpl <= spot.cpl
                && other.value_per_lead >= spot.value_per_lead
                && other.channel != spot.channel
        });
        let names: Vec<String> = beaten.map(|other| other.channel.clone()).collect();
        assert_eq!((spot.on, &spot.beaten_by), (names.is_empty(), &names), "{}", spot.channel);
        assert!((0.0..=1.0).contains(&spot.probability));
    }
    let with_cycle = frontier(&maker.company, &Settings::default(), true);
    assert!(with_cycle.spots.iter().all(|spot| spot.cycle_days.is_some()));
}

fn window(from: i32, to: i32) -> Period {
    Period { from: Some(from), to: Some(to) }
}

#[test]
fn why_the_cost_per_lead_rose() {
    // f: 100/100 leads and 2,000/6,000 become 60/140 leads and 1,080/8,120. CPL 40 → 46.
    let mut maker = Maker::new(&["a", "b"]);
    for (day, leads, spend) in [(10, (100, 100), (2_000, 6_000)), (50, (60, 140), (1_080, 8_120))] {
        maker.leads("a", leads.0, day);
        maker.leads("b", leads.1, day);
        maker.spend("a", (day, day), spend.0 * 100);
        maker.spend("b", (day, day), spend.1 * 100);
    }
    let got = why(&maker.company, &Settings::default(), window(0, 30), window(31, 60)).unwrap();
    assert_eq!((got.before, got.after, got.cents), (40.0, 46.0, 600));
    close("rate", got.rate, -2.0, 1e-12);
    close("mix", got.mix, 8.0, 1e-12);
    for (part, (rate, mix)) in got.parts.iter().zip([(-0.8, 4.8), (-1.2, 3.2)]) {
        close(&part.channel, part.rate, rate, 1e-12);
        close(&part.channel, part.mix, mix, 1e-12);
        assert_eq!(part.cents, [(100.0 * rate) as i64, (100.0 * mix) as i64, 0]);
    }
    assert_eq!(why(&maker.company, &Settings::default(), window(0, 30), window(70, 80)), None);
}

#[test]
fn channels_that_come_go_or_bring_nothing_add_up_too() {
    let mut maker = Maker::new(&["gone", "new", "bare", "untold", "still"]);
    for (id, day, leads, spend) in [
        ("gone", 10, 37, 1_111),
        ("new", 50, 23, 2_345),
        ("bare", 10, 0, 777),
        ("bare", 50, 0, 1_300),
        ("still", 10, 41, 3_210),
        ("still", 50, 53, 3_333),
    ] {
        maker.leads(id, leads, day);
        maker.spend(id, (day, day), spend);
    }
    maker.leads("untold", 11, 10);
    maker.leads("untold", 7, 50);
    let got = why(&maker.company, &Settings::default(), window(0, 30), window(31, 60)).unwrap();
    close("sum", got.rate + got.mix + got.without_leads, got.after - got.before, 1e-12);
    assert_eq!(got.parts.iter().flat_map(|part| part.cents).sum::<i64>(), got.cents);
    let part = |id: &str| got.parts.iter().find(|part| part.channel == id).unwrap();
    assert_eq!((part("new").rate, part("gone").rate), (0.0, 0.0));
    assert_eq!(part("bare").mix, 0.0);
    assert_eq!(part("untold").cost_told, (false, false));
}

#[test]
fn counts_within_normal_variation() {
    // Exact binomial: 10 and 20 in equal times, P(Y ≥ 20 of 30) = 0.0493685…, doubled.
    let got = of_counts((10.0, 1.0), (20.0, 1.0)).unwrap();
    close("10, 20", got.by_chance.unwrap(), 2.0 * 0.049_368_573_352_694_5, 1e-12);
    assert!(got.is_real());
    let got = of_counts((10.0, 20.0), (20.0, 40.0)).unwrap();
    close("the same rate", got.by_chance.unwrap(), 1.0, 1e-12);
    close("the same rate", got.p_up, 0.5, 0.02);
    assert!(!of_counts((10.0, 1.0), (17.0, 1.0)).unwrap().is_real());
    assert_eq!(of_counts((0.0, 1.0), (0.0, 1.0)).unwrap().by_chance, Some(1.0));
    // None of five: P(X ≤ 0 of 5) = 1/32.
    close("0, 5", of_counts((0.0, 1.0), (5.0, 1.0)).unwrap().by_chance.unwrap(), 2.0 / 32.0, 1e-14);
    assert_eq!(of_counts((1.0, 0.0), (1.0, 1.0)), None);
}

#[test]
fn rates_by_their_posteriors() {
    // b.4: 5 % and 10 % of 435 each are just told apart.
    let got = of_rates((22.0, 435.0), (44.0, 435.0)).unwrap();
    assert!(got.is_real() && got.p_up > 0.99, "{got:?}");
    assert!(!of_rates((2.0, 40.0), (4.0, 40.0)).unwrap().is_real());
    close("alike", of_rates((7.0, 70.0), (7.0, 70.0)).unwrap().p_up, 0.5, 1e-9);
    assert_eq!(of_rates((0.0, 0.0), (1.0, 2.0)), None);
}

#[test]
fn periods_of_unlike_length_are_compared_by_the_day() {
    // 20 leads in one week, 40 in two: no change. 2024-01-01 is a Monday, day 19,723.
    let mut maker = Maker::new(&["a"]);
    maker.leads("a", 20, 19_725);
    maker.leads("a", 40, 19_735);
    let got =
        compare_periods(&maker.company, &Settings::default(), window(19_723, 19_729), window(19_730, 19_743))
            .unwrap();
    assert_eq!(got.days, (5, 10));
    let leads = got.totals.leads.unwrap();
    assert_eq!((leads.before, leads.after, leads.real), ((20.0, 5.0), (40.0, 10.0), false));
    maker.leads("a", 60, 19_736);
    let got =
        compare_periods(&maker.company, &Settings::default(), window(19_723, 19_729), window(19_730, 19_743))
            .unwrap();
    let (id, shifts) = &got.channels[0];
    assert!(id == "a" && shifts.leads.is_some_and(|shift| shift.real && shift.p_up > 0.99));
    let open = Period::default();
    assert_eq!(compare_periods(&maker.company, &Settings::default(), open, open), None);
}

/// Fifty leads each; of both, five buy within ten days and ten more only after forty. The later ones are 20 days
/// old at most: that their late buyers are missing is no fall.
#[test]
fn a_younger_cohort_is_not_a_worse_one() {
    let mut maker = Maker::new(&["a"]);
    for (day, late) in [(100, true), (140, false)] {
        (0..5).for_each(|_| maker.customer("a", day, 10, 1_000));
        if late {
            (0..10).for_each(|_| maker.customer("a", day, 45, 1_000));
        }
        maker.leads("a", if late { 35 } else { 45 }, day);
    }
    maker.company.as_of = Some(165);
    let at = |clock: Clock| {
        let settings = Settings { clock, ..Settings::default() };
        compare_periods(&maker.company, &settings, window(90, 117), window(118, 145)).unwrap()
    };
    let got = at(Clock::Cohort);
    assert_eq!(got.age, Some(20));
    let rate = got.totals.lead_to_customer.unwrap();
    assert_eq!((rate.before, rate.after, rate.real), ((5.0, 50.0), (5.0, 50.0), false));
    let customers = got.channels[0].1.customers.unwrap();
    assert_eq!((customers.before.0, customers.after.0), (5.0, 5.0));
    assert_eq!(got.totals.win_rate.unwrap().before, (5.0, 5.0));
    // What happened in the periods is what happened.
    let got = at(Clock::Period);
    assert_eq!((got.age, got.totals.customers.unwrap().after.0), (None, 10.0));
}

#[test]
fn limits_of_a_trend() {
    let values = [10.0, 12.0, 11.0, 13.0, 12.0, 10.0, 11.0, 13.0];
    let got = limits(&values).unwrap();
    // Moving ranges 2 1 2 1 2 1 2: mean 11/7.
    close("centre", got.centre, 11.5, 1e-12);
    close("high", got.high, 11.5 + 2.66 * 11.0 / 7.0, 1e-12);
    assert_eq!(signals(&values, &got), []);
    assert_eq!(limits(&values[..7]), None);
    // 8/28 each: their mean is another number in its last bit, and every month was a signal.
    let even = [8.0 / 28.0; 8];
    assert_eq!(signals(&even, &limits(&even).unwrap()), []);
    let mut shifted = [1.0f64; 20];
    shifted
        .iter_mut()
        .enumerate()
        .for_each(|(i, v)| *v = if i < 10 { 1.0 } else { 2.0 } + 0.2 * (i % 2) as f64);
    let got = limits(&shifted).unwrap();
    assert!(
        signals(&shifted, &got).iter().any(|(at, s)| *at == 17 && *s == Step::RunAbove || *s == Step::Above)
    );
}

#[test]
fn a_month_out_of_line_is_found_and_an_unfinished_one_is_not() {
    let mut maker = Maker::new(&["a", "b"]);
    // 2024-01 … 2024-12 begin on these days; leads in their middle.
    let starts =
        [19_723, 19_754, 19_783, 19_814, 19_844, 19_875, 19_905, 19_936, 19_967, 19_997, 20_028, 20_058];
    for (month, start) in starts.iter().enumerate() {
        let leads = if month == 6 { 90 } else { 40 + month % 3 };
        maker.leads("a", if month == 11 { 2 } else { leads }, start + 10);
    }
    maker.company.first_day = Some(19_723);
    maker.company.as_of = Some(20_070);
    let got = trend(&maker.company, &Settings::default(), MetricId::Leads);
    assert_eq!(got.months.len(), 12);
    assert_eq!(got.months.iter().filter(|month| !month.whole).count(), 1);
    for line in &got.lines[..2] {
        assert_eq!(line.signals, [(6, Signal::Above)], "{:?}", line.channel);
        assert!(line.limits.is_some_and(|limits| limits.low > 0.0));
    }
    assert_eq!((got.lines[0].channel.as_deref(), got.lines[1].channel.as_deref()), (None, Some("a")));
    // Each month is what the ranking says of it.
    let settings = Settings { period: window(19_905, 19_935), clock: Clock::Cohort, ..Settings::default() };
    let ranking = rank(&maker.company, &settings);
    assert_eq!(got.lines[1].metrics[6], get(&ranking, "a", MetricId::Leads));
}

#[test]
fn months_whose_leads_are_too_young_are_no_fall() {
    let mut maker = Maker::new(&["a"]);
    let starts = [19_723, 19_754, 19_783, 19_814, 19_844, 19_875, 19_905, 19_936, 19_967, 19_997];
    for (month, start) in starts.iter().enumerate() {
        maker.leads("a", 20, start + 5);
        // Eight buy after fifty days; those of the last two months have not yet.
        (0..if month < 8 { 8 } else { 0 }).for_each(|_| maker.customer("a", start + 5, 50, 1_000));
    }
    maker.company.first_day = Some(19_723);
    maker.company.as_of = Some(20_027);
    let got = trend(&maker.company, &Settings::default(), MetricId::LeadToCustomer);
    let ripe: Vec<bool> = got.months.iter().map(|month| month.ripe).collect();
    assert_eq!(ripe, [true, true, true, true, true, true, true, true, false, false]);
    assert_eq!(got.lines[0].signals, []);
    assert!(got.lines[0].limits.is_some());
    // Leads are what they are at once.
    let got = trend(&maker.company, &Settings::default(), MetricId::Leads);
    assert!(got.months.iter().all(|month| month.ripe));
}

fn wish(metric: MetricId, weight: f64, worst: f64, best: f64, log: bool) -> Wish {
    Wish { metric, weight, worst, best, log }
}

#[test]
fn desirability_has_a_target() {
    let cases = [
        (100.0, 400.0, 25.0, true, Some(0.5)),
        (25.0, 400.0, 25.0, true, Some(1.0)),
        (0.0, 400.0, 25.0, true, Some(1.0)),
        (900.0, 400.0, 25.0, true, Some(0.0)),
        (30.0, 90.0, 10.0, false, Some(0.75)),
        (30.0, 0.0, 10.0, true, None),
        (30.0, 10.0, 10.0, false, None),
    ];
    for (value, worst, best, log, want) in cases {
        let got = desirability(value, worst, best, log);
        assert_eq!(got.map(|d| (d * 1e9).round() / 1e9), want, "{value} {worst} {best}");
    }
}

#[test]
fn shares_of_the_weights_are_exact() {
    let ln = |rows: &[&[f64]]| -> Vec<Vec<f64>> {
        rows.iter().map(|row| row.iter().map(|d| ln_desirability(*d)).collect()).collect()
    };
    // One is best at the first criterion by as much as the other is at the second.
    for shares in [robustness(&ln(&[&[0.9, 0.3], &[0.3, 0.9]])), robustness(&ln(&[&[0.5, 0.5], &[0.5, 0.5]]))]
    {
        shares.iter().for_each(|share| close("half", *share, 0.5, 1e-12));
    }
    // Three criteria, three specialists: a third each, exactly.
    let shares = robustness(&ln(&[&[0.9, 0.3, 0.3], &[0.3, 0.9, 0.3], &[0.3, 0.3, 0.9]]));
    shares.iter().for_each(|share| close("third", *share, 1.0 / 3.0, 1e-12));
    // Wins where w₁ > ¾ of all: a triangle of side ¼, so 1/16 of the area.
    let shares = robustness(&[vec![1.0, -3.0, -3.0], vec![0.0, 0.0, 0.0]]);
    close("corner", shares[0], 1.0 / 16.0, 1e-12);
    // Four criteria by the lattice: (1 − ¾)³ of the volume.
    let shares = robustness(&[vec![1.0, -3.0, -3.0, -3.0], vec![0.0; 4]]);
    close("corner of four", shares[0], 1.0 / 64.0, 0.003);
    let shares = robustness(&ln(&[&[0.9, 0.3, 0.5, 0.5], &[0.3, 0.9, 0.5, 0.5]]));
    close("half of four", shares[0], 0.5, 1e-9);
}

#[test]
fn the_smallest_change_of_a_weight() {
    // Ahead by 1 on the first, behind by 3 on the second: equal where w₁ = ¾.
    let table = [vec![1.0, -3.0], vec![0.0, 0.0]];
    assert_eq!(winner(&table, &[0.9, 0.1]), Some(0));
    let got = tipping(&table, &[0.9, 0.1]).unwrap();
    close("to", got.to, if got.criterion == 0 { 0.75 } else { 0.25 }, 1e-12);
    assert_eq!(got.winner, 1);
    let moved = if got.criterion == 0 { [got.to, 1.0 - got.to] } else { [1.0 - got.to, got.to] };
    close("equal there", ln_score(&table[0], &moved), ln_score(&table[1], &moved), 1e-12);
    // Better on every side: no weight changes it.
    assert_eq!(tipping(&[vec![-0.1, -0.2], vec![-0.3, -0.4]], &[0.5, 0.5]), None);
}

#[test]
fn weights_over_a_company() {
    let ranking = demo().rank();
    let wishes = [
        wish(MetricId::Cac, 2.0, 2_000.0, 200.0, true),
        wish(MetricId::CycleDays, 1.0, 60.0, 10.0, false),
        wish(MetricId::ValuePerLead, 1.0, 50.0, 5_000.0, true),
    ];
    let got = weigh(&ranking, &wishes).unwrap();
    assert_eq!(got.weights, [0.5, 0.25, 0.25]);
    assert_eq!(got.left_out.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["referral"]);
    assert_eq!(got.doubled, [(MetricId::Cac, MetricId::ValuePerLead)]);
    close("shares", got.channels.iter().map(|c| c.robustness).sum(), 1.0, 1e-12);
    for channel in &got.channels {
        close(&channel.channel, channel.factors.iter().product(), channel.score, 1e-12);
    }
    assert!(got.channels.windows(2).all(|pair| pair[0].score >= pair[1].score));
    // A channel more changes nobody's score.
    let fewer = garimpo_funnel::Ranking {
        channels: ranking.channels.iter().filter(|row| row.channel.id != "events").cloned().collect(),
        ..ranking.clone()
    };
    for channel in weigh(&fewer, &wishes).unwrap().channels {
        let before = got.channels.iter().find(|c| c.channel == channel.channel).unwrap();
        assert_eq!((before.score, &before.factors), (channel.score, &channel.factors));
    }
    assert_eq!(weigh(&ranking, &[wish(MetricId::Cac, 0.0, 2.0, 1.0, true)]), None);
    assert_eq!(weigh(&ranking, &[wish(MetricId::Cac, 1.0, 0.0, 1.0, true)]), None);
    assert!(get(&ranking, "referral", MetricId::ValuePerLead).state == State::TooFew);
}
