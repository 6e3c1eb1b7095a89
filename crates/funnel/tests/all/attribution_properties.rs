//! What must hold for any journeys: credit adds up, order does not matter (domain.md c.5, last paragraph).

use crate::attribution_kit;

use attribution_kit::*;
use garimpo_funnel::attribution::{Credit, Journey, Model, Tables, Touch};
use proptest::prelude::*;

const IDS4: [&str; 4] = ["direct", "a", "b", "c"];

/// A generator with a seed: cases that are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn journey(&mut self) -> Journey {
        let count = 1 + self.roll(7) as usize;
        let mut at = self.roll(1_000_000) as i64;
        let mut touches = Vec::new();
        for _ in 0..count {
            touches.push(Touch { channel: self.roll(4) as u16, at });
            at += self.roll(20 * 86_400) as i64;
        }
        let (lead, opportunity) =
            (self.roll(count as u64 + 1) as usize, self.roll(count as u64 + 1) as usize);
        Journey {
            touches,
            lead: (lead < count).then_some(lead),
            opportunity: (opportunity < count).then_some(opportunity),
            customers: self.roll(3) as u32,
            value: self.roll(10_000_000) as i64 - 1_000_000,
            nulls: self.roll(4) as u32,
        }
    }
}

fn adds_up(tables: &Tables, journeys: &[Journey]) {
    let customers: i64 = journeys.iter().map(|j| i64::from(j.customers)).sum();
    let value: i64 = journeys.iter().map(|j| j.value).sum();
    for model in Model::ALL {
        let all: Vec<Credit> = tables.channels.iter().filter_map(|entry| entry.told.get(*model)).collect();
        if all.is_empty() {
            continue;
        }
        let name = model.name();
        assert_eq!(all.iter().map(|credit| credit.value).sum::<i64>(), value, "{name} {journeys:?}");
        assert_eq!(
            all.iter().map(|credit| credit.tenths).sum::<i64>(),
            10 * customers,
            "{name} {journeys:?}"
        );
        let whole = if customers > 0 { 1_000 } else { 0 };
        assert_eq!(all.iter().map(|credit| credit.per_mille).sum::<i64>(), whole, "{name} {journeys:?}");
        for credit in &all {
            assert!((0.0..=1.0).contains(&credit.share) && credit.customers >= 0.0, "{name} {credit:?}");
            assert!(credit.share_sd.is_none_or(|sd| (0.0..1.0).contains(&sd)), "{name} {credit:?}");
            assert!((credit.customers - credit.tenths as f64 / 10.0).abs() < 0.1, "{name} {credit:?}");
        }
    }
}

/// A million with `--release`, fewer where the program is not optimised.
#[test]
fn credit_adds_up_to_the_cent() {
    let cases = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };
    let mut dice = Dice(4);
    for _ in 0..cases {
        let journeys: Vec<Journey> = (0..1 + dice.roll(4)).map(|_| dice.journey()).collect();
        adds_up(&add_up(&IDS4, &journeys, 7.0), &journeys);
    }
}

fn same(a: &Tables, b: &Tables) -> bool {
    let told = |tables: &Tables| tables.channels.iter().map(|entry| entry.told.clone()).collect::<Vec<_>>();
    told(a) == told(b) && a.paths == b.paths && a.gate == b.gate && a.base == b.base
}

#[test]
fn the_order_of_journeys_changes_no_bit() {
    let mut dice = Dice(11);
    let mut journeys: Vec<Journey> = (0..60).map(|_| dice.journey()).collect();
    let before = add_up(&IDS4, &journeys, 7.0);
    for _ in 0..1_000 {
        for at in (1..journeys.len()).rev() {
            journeys.swap(at, dice.roll(at as u64 + 1) as usize);
        }
        assert!(same(&before, &add_up(&IDS4, &journeys, 7.0)));
    }
}

fn any_journeys() -> impl Strategy<Value = Vec<Journey>> {
    any::<u64>().prop_map(|seed| {
        let mut dice = Dice(seed);
        (0..1 + dice.roll(12)).map(|_| dice.journey()).collect()
    })
}

fn customers(tables: &Tables, model: Model) -> Vec<f64> {
    credits(tables, model).iter().map(|credit| credit.customers).collect()
}

fn near(a: &[f64], b: &[f64], factor: f64) -> bool {
    a.iter().zip(b).all(|(a, b)| (a * factor - b).abs() <= 1e-9 * (1.0 + b.abs()))
}

proptest! {
    #[test]
    fn scaling_the_journeys_scales_the_credit(journeys in any_journeys(), k in 2u32..9) {
        let larger: Vec<Journey> = journeys.iter().cloned()
            .map(|j| Journey { customers: j.customers * k, nulls: j.nulls * k, value: j.value * i64::from(k), ..j })
            .collect();
        let (one, other) = (add_up(&IDS4, &journeys, 7.0), add_up(&IDS4, &larger, 7.0));
        for model in Model::ALL {
            prop_assert!(near(&customers(&one, *model), &customers(&other, *model), f64::from(k)), "{}", model.name());
        }
    }

    #[test]
    fn journeys_of_one_channel_leave_nothing_to_models(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let journeys: Vec<Journey> = (0..8).map(|_| {
            let mut journey = dice.journey();
            let channel = dice.roll(4) as u16;
            journey.touches.iter_mut().for_each(|touch| touch.channel = channel);
            Journey { customers: 1 + journey.customers, ..journey }
        }).collect();
        let tables = add_up(&IDS4, &journeys, 7.0);
        let first = customers(&tables, Model::First);
        for model in Model::ALL.iter().filter(|model| **model != Model::Markov || tables.gate.nulls > 0) {
            prop_assert!(near(&first, &customers(&tables, *model), 1.0), "{}", model.name());
        }
        prop_assert!(tables.channels.iter().filter_map(|e| e.told.spread).all(|spread| !spread.depends_on_model));
    }

    #[test]
    fn repeats_in_a_row_change_what_counts_touches_only(journeys in any_journeys()) {
        let repeat = |journey: &Journey| {
            let twice = |touch: &Touch| [*touch, *touch];
            let moved = |at: Option<usize>| at.map(|at| 2 * at);
            Journey {
                touches: journey.touches.iter().flat_map(twice).collect(),
                lead: moved(journey.lead),
                opportunity: moved(journey.opportunity),
                ..journey.clone()
            }
        };
        let repeated: Vec<Journey> = journeys.iter().map(repeat).collect();
        let (one, other) = (add_up(&IDS4, &journeys, 7.0), add_up(&IDS4, &repeated, 7.0));
        use Model::*;
        for model in [First, Last, LastNonDirect, LinearUnique, Markov, MarkovConverting] {
            prop_assert_eq!(customers(&one, model), customers(&other, model), "{}", model.name());
        }
        prop_assert_eq!(one.paths, other.paths);
    }

    #[test]
    fn a_new_channel_without_a_customer_moves_no_rule(journeys in any_journeys(), nulls in 1u32..50) {
        let ids = ["direct", "a", "b", "c", "new"];
        let mut more = journeys.clone();
        more.push(journey(&[4], 0, 0, nulls));
        let (one, other) = (add_up(&ids, &journeys, 7.0), add_up(&ids, &more, 7.0));
        for model in Model::ALL.iter().filter(|model| **model != Model::Markov) {
            prop_assert_eq!(customers(&one, *model), customers(&other, *model), "{}", model.name());
        }
    }

    /// domain.md c.3: a free test of the solved chain.
    #[test]
    fn the_base_rate_is_that_of_the_journeys(journeys in any_journeys()) {
        let tables = add_up(&IDS4, &journeys, 7.0);
        let won: f64 = journeys.iter().map(|j| f64::from(j.customers)).sum();
        let all: f64 = journeys.iter().map(|j| f64::from(j.customers) + f64::from(j.nulls)).sum();
        if let Some(base) = tables.base {
            prop_assert!((base - won / all).abs() < 1e-12, "{base} {won} {all}");
        }
    }
}

#[test]
fn a_touch_twice_in_a_row_counts_twice_by_linear() {
    let credit =
        |channels: &[u16]| customers(&add_up(&IDS4, &[journey(channels, 1, 0, 0)], 7.0), Model::Linear);
    assert_ne!(credit(&[1, 2]), credit(&[1, 1, 2]));
}
