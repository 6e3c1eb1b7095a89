//! Made-up companies whose truth is known: false finds are kept few, true ones are found, nothing depends on the
//! order of rows, and drawn rates are as sure as they say.

#![allow(clippy::expect_used)]

use crate::segments_kit;

use garimpo_funnel::Settings;
use garimpo_funnel::segments::*;
use garimpo_funnel::stats::two_way::two_way;
use segments_kit::*;

const CHANNELS: [&str; 7] = ["ads", "email", "events", "organic", "outbound", "referral", "social"];
const VALUES: [[&str; 6]; 3] = [
    ["Tecnologia", "Varejo", "Saúde", "Educação", "Indústria", "Serviços"],
    ["Pequena", "Média", "Grande", "Enorme", "Micro", "MEI"],
    ["SP", "RJ", "MG", "PR", "SC", "BA"],
];

/// What is true of a made-up company: ln odds by value of the first column; 0 when nothing matters.
struct Truth {
    effects: [f64; 6],
}

/// Channels differ in rate, cycle, amount, and in whom they bring; segments matter only as `truth` says.
fn company(dice: &mut Dice, truth: &Truth, most: usize) -> (Vec<&'static str>, Vec<Person>) {
    let channels = 2 + dice.below(6);
    let columns = 1 + dice.below(3);
    let kinds: Vec<usize> = (0..columns).map(|_| 2 + dice.below(5)).collect();
    let base = -3.2 + 1.8 * dice.unit();
    let mut people = Vec::new();
    for channel in CHANNELS.iter().take(channels) {
        let leads = 40 + dice.below(most / channels);
        let (rate, days, money) = (base + dice.normal() * 0.6, 2.5 + dice.unit(), 10.0 + 2.0 * dice.unit());
        let mixes: Vec<Vec<f64>> =
            kinds.iter().map(|n| (0..*n).map(|_| 0.05 + dice.unit() * dice.unit()).collect()).collect();
        for _ in 0..leads {
            let mut values = Vec::new();
            let mut first = 0;
            for (column, mix) in mixes.iter().enumerate() {
                let mut left = dice.unit() * mix.iter().sum::<f64>();
                let at = mix
                    .iter()
                    .position(|share| {
                        left -= share;
                        left < 0.0
                    })
                    .unwrap_or(0);
                first = if column == 0 { at } else { first };
                values.push(VALUES[column][at]);
            }
            let odds = libm::exp(rate + truth.effects[first]);
            let after = libm::exp(days + 0.7 * dice.normal()) as i32;
            let outcome = if dice.unit() < odds / (1.0 + odds) {
                Outcome::Won { after, amount: libm::exp(money + 0.9 * dice.normal()) as i64 + 1 }
            } else {
                match dice.below(4) {
                    0 => Outcome::Lost { after },
                    1 => Outcome::Qualified,
                    _ => Outcome::Nothing,
                }
            };
            let created = 1_000 + dice.below(300) as i32;
            people.push(Person { channel, values, created, outcome });
        }
    }
    (CHANNELS[..channels].to_vec(), people)
}

fn look(channels: &[&str], people: &[Person]) -> Finds {
    let made = made(channels, people);
    let chosen: Vec<String> = columns(&made.sheets()).into_iter().map(|column| column.id).collect();
    finds(&made.company, &made.sheets(), &chosen, &Settings::default(), None)
}

#[test]
fn of_companies_without_any_difference_few_have_a_find() {
    let mut dice = Dice(7);
    let (companies, mut tests, mut with_finds, mut passed) = (600, 0, 0, 0);
    for _ in 0..companies {
        let (channels, people) = company(&mut dice, &Truth { effects: [0.0; 6] }, 1_500);
        let found = look(&channels, &people);
        tests += found.tests;
        with_finds += u32::from(!found.finds.is_empty());
        passed += found.passed;
    }
    eprintln!("{companies} companies, {tests} tests, {with_finds} companies with a find, {passed} finds");
    assert!(tests > 10 * companies, "the simulation must test something: {tests}");
    assert!(f64::from(with_finds) <= 0.1 * f64::from(companies), "{with_finds} of {companies}");
}

#[test]
fn reversals_are_not_made_of_noise() {
    let mut dice = Dice(13);
    let (companies, mut with_reversal) = (300, 0);
    for _ in 0..companies {
        // Channels differ, segments do not: a segment may look better by its channels, never be the other way.
        let (channels, people) = company(&mut dice, &Truth { effects: [0.0; 6] }, 1_500);
        let made = made(&channels, &people);
        let found = columns(&made.sheets()).into_iter().any(|column| {
            let table = table(&made.company, &made.sheets(), &column.id, &Settings::default(), None);
            table.is_some_and(|table| !table.reversals.is_empty())
        });
        with_reversal += u32::from(found);
    }
    eprintln!("{companies} companies without any, {with_reversal} with a reversal told");
    assert!(f64::from(with_reversal) <= 0.1 * f64::from(companies), "{with_reversal} of {companies}");
}

#[test]
fn of_the_finds_few_are_false() {
    let mut dice = Dice(11);
    let (mut shown, mut wrong, mut true_seen) = (0u32, 0u32, 0u32);
    let companies = 250;
    for _ in 0..companies {
        // One value buys at e^1.2 times the odds; what it does to the others' rest makes no find true but its own.
        let truth = Truth { effects: [1.2, 0.0, 0.0, 0.0, 0.0, 0.0] };
        let (channels, people) = company(&mut dice, &truth, 2_000);
        let found = look(&channels, &people);
        true_seen += u32::from(found.finds.iter().any(is_true));
        for find in &found.finds {
            // Against a rest that holds the good value, each other value is truly worse: no false find.
            let about_rates = find.measure.is_rate() && find.column == "setor";
            shown += 1;
            wrong +=
                u32::from(!(is_true(find) || about_rates && find.extra.is_some_and(|extra| extra < 0.0)));
        }
    }
    eprintln!("{companies} companies, {shown} finds shown, {wrong} false, the true one seen in {true_seen}");
    assert!(f64::from(wrong) <= 0.1 * f64::from(shown), "{wrong} of {shown}");
    assert!(true_seen > companies * 6 / 10, "{true_seen}");
}

fn is_true(find: &Find) -> bool {
    find.column == "setor"
        && find.value.id() == Some("tecnologia")
        && find.measure.is_rate()
        && find.extra.is_some_and(|extra| extra > 0.0)
}

#[test]
fn the_order_of_rows_never_matters() {
    let mut dice = Dice(3);
    let truth = Truth { effects: [1.8, 0.0, -0.5, 0.0, 0.0, 0.0] };
    let (channels, mut people) = company(&mut dice, &truth, 2_500);
    // Spellings that are as frequent as each other, and cells without anything.
    for (i, person) in people.iter_mut().enumerate() {
        if i % 17 == 0 {
            person.values[0] = ["tecnologia", "TECNOLOGIA", "", "-"][i / 17 % 4];
        }
    }
    let all = |people: &[Person]| {
        let made = made(&channels, people);
        let sheets = made.sheets();
        let rule = Rule { column: "setor".into(), values: vec!["tecnologia".into()] };
        let verdicts: Vec<Verdict> = Measure::ALL
            .into_iter()
            .map(|measure| {
                let (claim, by) = (String::new(), String::new());
                let card = Card {
                    claim,
                    rule: rule.clone(),
                    measure,
                    direction: Direction::More,
                    by,
                    created: 1_100,
                };
                judge(&made.company, &sheets, &card, Some(1_290))
            })
            .collect();
        let table = table(&made.company, &sheets, "setor", &Settings::default(), Some(1_290));
        (table, verdicts, look(&channels, people))
    };
    let first = all(&people);
    assert!(first.0.is_some() && !first.2.finds.is_empty());
    for _ in 0..25 {
        dice.shuffle(&mut people);
        assert_eq!(all(&people), first);
    }
}

#[test]
fn every_number_is_one() {
    let mut dice = Dice(5);
    for round in 0..120 {
        let truth = Truth { effects: [dice.normal(), dice.normal(), 0.0, -9.0, 9.0, 0.0] };
        let (channels, mut people) = company(&mut dice, &truth, 60 + round * 5);
        // Companies with next to nothing in them, too.
        people.truncate(round * round / 2);
        let made = made(&channels, &people);
        if people.is_empty() {
            continue;
        }
        let sound = |e: &Option<Estimate>| {
            e.is_none_or(|e| {
                e.value.is_finite() && e.low.is_finite() && e.high.is_finite() && e.low <= e.high
            })
        };
        if let Some(table) = table(&made.company, &made.sheets(), "setor", &Settings::default(), None) {
            for line in table.channels.iter().chain(&table.segments) {
                assert!(sound(&line.rate) && sound(&line.adjusted), "{line:?}");
                let within = |e: &Estimate| (0.0..=1.0).contains(&e.low) && (0.0..=1.0).contains(&e.high);
                assert!(line.adjusted.is_none_or(|e| within(&e)), "{line:?}");
            }
            assert!(table.cells.iter().all(|cell| sound(&cell.drawn)));
            assert_eq!(table.cells.len(), table.channels.len() * table.segments.len());
            let units: u32 = table.cells.iter().map(|cell| cell.units).sum();
            assert_eq!(units as usize, people.len());
            // Every cell opens to the rows that it counts.
            let pairs =
                table.channels.iter().flat_map(|row| table.segments.iter().map(move |line| (row, line)));
            for ((row, line), cell) in pairs.zip(&table.cells) {
                let parts = (Some(&row.part), Some(&line.part));
                let found = behind(&made.company, &made.sheets(), "setor", &Settings::default(), None, parts)
                    .expect("rows");
                assert_eq!((found.units, found.hits), (cell.units, cell.hits));
                assert_eq!(found.rows.len(), cell.units.min(200) as usize);
                let at = |source: &garimpo_funnel::company::Source| source.row as usize;
                assert!(
                    found.rows.iter().all(|(source, _)| people[at(source)].channel == row.part.id().unwrap())
                );
            }
        }
        let compared_is_sound = |compared: &Compared| {
            let told = [compared.p_more, compared.baseline, compared.expected];
            sound(&compared.ratio) && told.iter().all(|n| n.is_none_or(|n| n.is_finite() && n >= 0.0))
        };
        for measure in Measure::ALL {
            let rule = Rule { column: "setor".into(), values: vec!["tecnologia".into(), "varejo".into()] };
            let (claim, by) = (String::new(), String::new());
            let card = Card { claim, rule, measure, direction: Direction::Less, by, created: 1_050 };
            let verdict = judge(&made.company, &made.sheets(), &card, None);
            assert!(compared_is_sound(&verdict.new) && compared_is_sound(&verdict.old), "{verdict:?}");
            assert!(verdict.p_true.is_none_or(|p| (0.0..=1.0).contains(&p)), "{verdict:?}");
        }
        for find in look(&channels, &people).finds {
            assert!(compared_is_sound(&find.compared), "{find:?}");
            assert!(find.extra.is_none_or(f64::is_finite) && find.money.is_none_or(f64::is_finite));
            assert!((0.0..=1.0).contains(&find.adjusted) && find.probability >= 0.8, "{find:?}");
        }
    }
}

#[test]
fn drawn_rates_are_as_sure_as_they_say() {
    let mut dice = Dice(23);
    let (mut cells, mut covered, mut rows, mut rows_covered) = (0.0, 0.0, 0.0, 0.0);
    for _ in 0..300 {
        let (height, width) = (2 + dice.below(8), 2 + dice.below(6));
        let base = -3.0 + 1.5 * dice.unit();
        let (of_rows, of_columns, rest) = (0.7 * dice.unit(), 0.7 * dice.unit(), 0.4 * dice.unit());
        let row: Vec<f64> = (0..height).map(|_| of_rows * dice.normal()).collect();
        let column: Vec<f64> = (0..width).map(|_| of_columns * dice.normal()).collect();
        let (mut truth, mut counts) = (Vec::new(), Vec::new());
        for r in &row {
            for c in &column {
                let p = 1.0 / (1.0 + libm::exp(-(base + r + c + rest * dice.normal())));
                let trials = 5 + dice.below(150);
                let hits = (0..trials).filter(|_| dice.unit() < p).count();
                truth.push(p);
                counts.push((hits as f64, trials as f64));
            }
        }
        let shares = |at: &dyn Fn(usize) -> usize, of: usize| -> Vec<f64> {
            let mut sums = vec![0.0; of];
            counts.iter().enumerate().for_each(|(i, c): (usize, &(f64, f64))| sums[at(i)] += c.1);
            sums
        };
        let (by_row, by_column) = (shares(&|i| i / width, height), shares(&|i| i % width, width));
        let Some(got) = two_way(width, &counts, &by_row, &by_column) else { continue };
        for (drawn, p) in got.cells.iter().zip(&truth) {
            cells += 1.0;
            covered += f64::from(u8::from(drawn.low <= *p && *p <= drawn.high));
        }
        let all: f64 = by_column.iter().sum();
        for (at, drawn) in got.rows.iter().enumerate() {
            let p: f64 = (0..width).map(|c| truth[at * width + c] * by_column[c] / all).sum();
            rows += 1.0;
            rows_covered += f64::from(u8::from(drawn.low <= p && p <= drawn.high));
        }
    }
    eprintln!("cells covered {:.3}, standardised rows {:.3}", covered / cells, rows_covered / rows);
    assert!((0.87..=0.93).contains(&(covered / cells)), "{}", covered / cells);
    assert!((0.86..=0.94).contains(&(rows_covered / rows)), "{}", rows_covered / rows);
}

/// Leads of a few channels, of which those of technology buy at e^`odds` times the odds, `faster` and `dearer` by
/// these on the log scale; the mix differs by channel.
fn claimed(dice: &mut Dice, leads: usize, odds: f64, shift: f64) -> Vec<Person> {
    let channels = 1 + dice.below(5);
    let base = -3.0 + 2.0 * dice.unit();
    let of_channel: Vec<(f64, f64)> = (0..channels).map(|_| (0.5 * dice.normal(), dice.unit())).collect();
    let lead = |dice: &mut Dice| {
        let at = dice.below(channels);
        let (effect, share) = of_channel[at];
        let inside = dice.unit() < 0.1 + 0.8 * share;
        let (odds, shift) = if inside { (odds, shift) } else { (0.0, 0.0) };
        let chance = libm::exp(base + effect + odds);
        let days = libm::exp(3.0 + effect + shift + 0.7 * dice.normal());
        let amount = libm::exp(11.0 + effect + shift + 0.9 * dice.normal());
        let outcome = if dice.unit() < chance / (1.0 + chance) {
            Outcome::Won { after: days as i32, amount: amount as i64 }
        } else {
            Outcome::Lost { after: 5 }
        };
        let values = vec![if inside { "Tecnologia" } else { "Outros" }];
        Person { channel: CHANNELS[at], values, created: 100, outcome }
    };
    (0..leads).map(|_| lead(dice)).collect()
}

#[test]
fn verdicts_are_right_as_often_as_they_say() {
    let mut dice = Dice(31);
    for measure in [Measure::LeadToCustomer, Measure::WinRate, Measure::Cycle, Measure::Ticket] {
        // By P(true) in tenths: how many, and how many were true.
        let mut tenths = [(0.0, 0.0); 10];
        let (mut decided, mut right) = (0.0, 0.0);
        for _ in 0..1_500 {
            let (odds, shift) = (0.7 * dice.normal(), 0.4 * dice.normal());
            let leads = 30 + dice.below(400);
            let people = claimed(&mut dice, leads, odds, shift);
            let made = made(&CHANNELS, &people);
            let (claim, by) = (String::new(), String::new());
            let rule = Rule { column: "setor".into(), values: vec!["tecnologia".into()] };
            let card = Card { claim, rule, measure, direction: Direction::More, by, created: 0 };
            let verdict = judge(&made.company, &made.sheets(), &card, None);
            let truth = if measure.is_rate() { odds > 0.0 } else { shift > 0.0 };
            let Some(p) = verdict.p_true else { continue };
            let tenth = &mut tenths[((p * 10.0) as usize).min(9)];
            tenth.0 += 1.0;
            tenth.1 += f64::from(u8::from(truth));
            if matches!(verdict.judgement, Judgement::Supported | Judgement::Contradicted) {
                decided += 1.0;
                right += f64::from(u8::from((verdict.judgement == Judgement::Supported) == truth));
            }
        }
        let shares: Vec<String> =
            tenths.iter().map(|(n, x): &(f64, f64)| format!("{:.0}% of {n}", 100.0 * x / n)).collect();
        eprintln!(
            "{measure:?}: {right} of {decided} verdicts right; true by tenths of P: {}",
            shares.join(", ")
        );
        assert!(decided > 300.0 && right >= 0.9 * decided, "{measure:?}: {right} of {decided}");
        // Each tenth is true about as often as it says.
        for (at, (n, x)) in tenths.iter().enumerate() {
            let middle = (at as f64 + 0.5) / 10.0;
            let noise = 3.0 * (middle * (1.0 - middle) / n).sqrt();
            assert!((x / n - middle).abs() < 0.07 + noise, "{measure:?}, tenth {at}: {x} of {n}");
        }
    }
}

#[test]
fn odds_ratios_are_as_sure_as_they_say() {
    let mut dice = Dice(41);
    let (mut all, mut covered, mut sizes, mut sizes_covered) = (0.0, 0.0, 0.0, 0.0);
    for _ in 0..1_000 {
        let (odds, shift) = (0.8 * dice.normal(), 0.5 * dice.normal());
        let leads = 60 + dice.below(500);
        let people = claimed(&mut dice, leads, odds, shift);
        let made = made(&CHANNELS, &people);
        let estimate = |measure: Measure, truth: f64| {
            let (claim, by) = (String::new(), String::new());
            let rule = Rule { column: "setor".into(), values: vec!["tecnologia".into()] };
            let card = Card { claim, rule, measure, direction: Direction::More, by, created: 0 };
            let ratio = judge(&made.company, &made.sheets(), &card, None).new.ratio?;
            let truth = libm::exp(truth);
            Some(f64::from(u8::from(ratio.low <= truth && truth <= ratio.high)))
        };
        if let Some(hit) = estimate(Measure::LeadToCustomer, odds) {
            all += 1.0;
            covered += hit;
        }
        if let Some(hit) = estimate(Measure::Ticket, shift) {
            sizes += 1.0;
            sizes_covered += hit;
        }
    }
    eprintln!("odds ratios covered {:.3}, size ratios {:.3}", covered / all, sizes_covered / sizes);
    assert!((0.88..=0.93).contains(&(covered / all)), "{}", covered / all);
    assert!((0.87..=0.94).contains(&(sizes_covered / sizes)), "{}", sizes_covered / sizes);
}
