//! Random companies: sound numbers, sums of sums, and nothing that depends on the order of rows.

use crate::ranking_kit;

use garimpo_funnel::company::{Reached, Status};
use garimpo_funnel::compare::compare;
use garimpo_funnel::compare::periods::compare_periods;
use garimpo_funnel::pareto::frontier;
use garimpo_funnel::ranking::{MetricId, Ranking, Row, State};
use garimpo_funnel::trend::trend;
use garimpo_funnel::weigh::{Wish, weigh};
use garimpo_funnel::why::why;
use garimpo_funnel::{Clock, Period, Settings, rank};
use proptest::prelude::*;
use ranking_kit::*;

const IDS: [&str; 5] = ["a", "b", "c", "d", "e"];

#[derive(Clone, Debug)]
enum Line {
    Lead(usize, i32, u8),
    Customer(usize, i32, i32, i64),
    Loss(usize, i32),
    LoneWin(usize, i32, i64),
    Spend(usize, i32, i32, i64),
    Sums(usize, Option<i64>, Option<f64>, Option<f64>, Option<i64>),
}

fn line() -> impl Strategy<Value = Line> {
    let channel = 0..IDS.len();
    let day = prop_oneof![9 => 0..60i32, 1 => Just(NO_DAY)];
    let amount = prop_oneof![8 => 1..10_000_000i64, 1 => Just(0i64), 1 => Just(NO_AMOUNT), 1 => -1_000..0i64];
    prop_oneof![
        12 => (channel.clone(), day.clone(), 0..5u8).prop_map(|(c, d, r)| Line::Lead(c, d, r)),
        4 => (channel.clone(), 0..60i32, -5..90i32, amount.clone())
            .prop_map(|(c, d, n, a)| Line::Customer(c, d, n, a)),
        2 => (channel.clone(), 0..60i32).prop_map(|(c, d)| Line::Loss(c, d)),
        1 => (0..IDS.len() + 1, day.clone(), amount.clone()).prop_map(|(c, d, a)| Line::LoneWin(c, d, a)),
        3 => (channel.clone(), day, 0..40i32, amount.clone()).prop_map(|(c, d, n, a)| Line::Spend(c, d, n, a)),
        1 => (channel, prop::option::of(0..1_000_000i64), prop::option::of(0.0..500.0f64),
            prop::option::of(0.0..60.0f64), prop::option::of(0..9_000_000i64))
            .prop_map(|(c, s, l, x, r)| Line::Sums(c, s, l, x, r)),
    ]
}

fn company(lines: &[Line]) -> Maker {
    let mut maker = Maker::new(&IDS);
    for line in lines {
        match *line {
            Line::Lead(c, day, reached) => {
                let stages =
                    [Reached::Lead, Reached::Mql, Reached::Sql, Reached::Opportunity, Reached::Customer];
                maker.lead(IDS[c], day, stages[usize::from(reached)], NO_DAY);
            }
            Line::Customer(c, day, cycle, amount) => maker.customer(IDS[c], day, cycle, amount),
            Line::Loss(c, day) => {
                let lead = maker.lead(IDS[c], day, Reached::Opportunity, NO_DAY);
                maker.deal(lead, IDS[c], Status::Lost, (day, day + 9), NO_AMOUNT, false);
            }
            Line::LoneWin(c, day, amount) => {
                maker.lone_win(IDS.get(c).unwrap_or(&"nowhere"), (NO_DAY, day), amount)
            }
            Line::Spend(c, day, length, amount) => {
                let to = if day == NO_DAY { NO_DAY } else { day + length };
                maker.spend(IDS[c], (day, to), amount);
            }
            Line::Sums(c, spend, leads, customers, revenue) => maker.sums(IDS[c], |s| {
                (s.spend, s.leads, s.customers, s.revenue) = (spend, leads, customers, revenue)
            }),
        }
    }
    maker
}

fn settings() -> impl Strategy<Value = Settings> {
    let day = prop::option::of(-5..80i32);
    (any::<bool>(), day.clone(), day).prop_map(|(cohort, from, to)| Settings {
        clock: if cohort { Clock::Cohort } else { Clock::Period },
        period: Period { from, to },
        ..Settings::default()
    })
}

fn rows(ranking: &Ranking) -> impl Iterator<Item = &Row> {
    ranking.channels.iter().map(|row| &row.row).chain([&ranking.totals])
}

/// The same rows in another order, with leads' indices carried along.
fn turned(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    lines.reverse();
    let half = lines.len() / 2;
    lines.rotate_left(half);
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_number_is_sound(lines in prop::collection::vec(line(), 0..150), settings in settings()) {
        let ranking = rank(&company(&lines).company, &settings);
        for row in rows(&ranking) {
            prop_assert_eq!(row.metrics.len(), MetricId::ALL.len());
            for (metric, id) in row.metrics.iter().zip(MetricId::ALL) {
                let name = id.name();
                for number in [metric.value, metric.low, metric.high].into_iter().flatten() {
                    prop_assert!(number.is_finite(), "{name}: {metric:?}");
                }
                if let (Some(value), Some(low)) = (metric.value, metric.low) {
                    prop_assert!(low <= value, "{name}: {metric:?}");
                }
                if let (Some(value), Some(high)) = (metric.value, metric.high) {
                    prop_assert!(value <= high, "{name}: {metric:?}");
                }
                prop_assert_eq!(metric.value.is_some(), matches!(metric.state, State::Ok | State::TooFew), "{}: {:?}", name, metric);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(lines in prop::collection::vec(line(), 0..120), settings in settings()) {
        let ranking = rank(&company(&lines).company, &settings);
        let again = rank(&company(&turned(&lines)).company, &settings);
        prop_assert_eq!(ranking, again);
    }

    #[test]
    fn totals_are_sums_and_their_ratios(lines in prop::collection::vec(line(), 0..150), settings in settings()) {
        let lines: Vec<Line> = lines.into_iter().filter(|l| !matches!(l, Line::LoneWin(5, ..))).collect();
        let ranking = rank(&company(&lines).company, &settings);
        for id in [MetricId::Spend, MetricId::Leads, MetricId::Customers, MetricId::Revenue] {
            let parts: Vec<f64> = ranking.channels.iter().filter_map(|c| c.row.get(id).value).collect();
            let total = ranking.totals.get(id).value;
            prop_assert_eq!(total.is_some(), !parts.is_empty());
            let sum: f64 = parts.iter().sum();
            prop_assert!((total.unwrap_or(0.0) - sum).abs() <= 1e-9 * sum.abs().max(1.0), "{}", id.name());
        }
        for row in rows(&ranking) {
            for (id, top, bottom) in [
                (MetricId::Cpl, MetricId::Spend, MetricId::Leads),
                (MetricId::Cac, MetricId::Spend, MetricId::Customers),
                (MetricId::ValuePerLead, MetricId::Revenue, MetricId::Leads),
                (MetricId::Roas, MetricId::Revenue, MetricId::Spend),
            ] {
                if let Some(value) = row.get(id).value {
                    let of = |id| row.get(id).value.unwrap_or(f64::NAN);
                    let ratio = of(top) / of(bottom);
                    prop_assert!((value - ratio).abs() <= 1e-12 * ratio.abs(), "{}", id.name());
                }
            }
        }
    }

    #[test]
    fn tiers_and_chances_fit_together(lines in prop::collection::vec(line(), 0..150), settings in settings()) {
        let ranking = rank(&company(&lines).company, &settings);
        for (tiers, tier, chance) in [
            (&ranking.tiers_cost, MetricId::TierCost, MetricId::PCheapest),
            (&ranking.tiers_value, MetricId::TierValue, MetricId::PBestValue),
        ] {
            for (number, group) in tiers.iter().enumerate() {
                for id in &group.channels {
                    prop_assert_eq!(get(&ranking, id, tier).value, Some((number + 1) as f64));
                    prop_assert!(get(&ranking, id, chance).value.is_some());
                }
            }
            let ranked = ranking.channels.iter().filter(|c| c.row.get(tier).value.is_some()).count();
            prop_assert_eq!(ranked, tiers.iter().map(|t| t.channels.len()).sum::<usize>());
            let chances: Vec<f64> = ranking.channels.iter().filter_map(|c| c.row.get(chance).value).collect();
            prop_assert!(chances.is_empty() || (chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }
}

/// Every number of anything that is shown, as its debug text has it.
fn is_plain(shown: &impl std::fmt::Debug) -> Result<(), TestCaseError> {
    let text = format!("{shown:?}");
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+')));
    for word in words {
        prop_assert!(!matches!(word, "NaN" | "inf" | "-inf" | "-0.0"), "{word} in {text}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn every_answer_is_a_plain_number(lines in prop::collection::vec(line(), 0..150), settings in settings()) {
        let maker = company(&lines);
        let mut company = maker.company;
        (company.first_day, company.as_of) = (Some(0), Some(150));
        let ranking = rank(&company, &settings);
        is_plain(&ranking)?;
        for a in IDS {
            for b in IDS {
                is_plain(&compare(&company, &settings, a, b))?;
            }
        }
        for cycle in [false, true] {
            let found = frontier(&company, &settings, cycle);
            prop_assert!(found.spots.iter().all(|spot| (0.0..=1.0).contains(&spot.probability)));
            prop_assert_eq!(found.spots.len() + found.left_out.len(), IDS.len());
            is_plain(&found)?;
        }
        for metric in [MetricId::Cpl, MetricId::Leads, MetricId::Roi, MetricId::CycleDays] {
            let found = trend(&company, &settings, metric);
            prop_assert!(found.lines.iter().all(|line| line.metrics.len() == found.months.len()));
            is_plain(&found)?;
        }
        let (before, after) =
            (Period { from: Some(0), to: Some(29) }, Period { from: Some(30), to: Some(75) });
        is_plain(&compare_periods(&company, &settings, before, after))?;
        if let Some(found) = why(&company, &settings, before, after) {
            is_plain(&found)?;
            let sum = found.rate + found.mix + found.without_leads;
            let change = found.after - found.before;
            prop_assert!((sum - change).abs() <= 1e-9 * (found.before.abs() + found.after.abs()).max(1.0), "{sum} {change}");
            prop_assert_eq!(found.parts.iter().flat_map(|part| part.cents).sum::<i64>(), found.cents);
            for part in &found.parts {
                for (cents, money) in part.cents.iter().zip([part.rate, part.mix, part.without_leads]) {
                    prop_assert!((*cents as f64 - 100.0 * money).abs() <= 1.0 + 1e-6, "{part:?}");
                }
            }
        }
        let wish = |metric, weight, worst, best, log| Wish { metric, weight, worst, best, log };
        let wishes = [
            wish(MetricId::Cpl, 2.0, 5_000.0, 1.0, true),
            wish(MetricId::CycleDays, 1.0, 90.0, 0.0, false),
            wish(MetricId::LeadToCustomer, 0.0, 0.0, 0.5, false),
        ];
        for criteria in 1..=3 {
            let found = weigh(&ranking, &wishes[..criteria]).expect("weights");
            is_plain(&found)?;
            let shares: f64 = found.channels.iter().map(|channel| channel.robustness).sum();
            prop_assert!(found.channels.is_empty() || (shares - 1.0).abs() < 1e-9, "{shares}");
        }
    }
}

proptest! {
    /// Cents of a report's window are on its days, none lost and none made: any cut of the window adds up.
    #[test]
    fn periods_side_by_side_hold_a_windows_money_exactly(
        from in 0..40i32,
        length in 1..80i32,
        amount in -50_000..5_000_000i64,
        cuts in prop::collection::btree_set(0..120i32, 0..6),
    ) {
        let mut maker = Maker::new(&["a"]);
        maker.spend("a", (from, from + length - 1), amount);
        let spent = |from: Option<i32>, to: Option<i32>| -> i64 {
            let settings = Settings { period: Period { from, to }, ..Settings::default() };
            let ranking = rank(&maker.company, &settings);
            let spend = ranking.channels.iter().filter_map(|row| row.row.get(MetricId::Spend).value);
            (spend.sum::<f64>() * 100.0).round() as i64
        };
        let mut sum = 0;
        let mut first = None;
        for cut in &cuts {
            sum += spent(first, Some(*cut));
            first = Some(cut + 1);
        }
        sum += match first {
            Some(first) => spent(Some(first), None),
            None => spent(None, None),
        };
        prop_assert_eq!(sum, amount);
    }
}
