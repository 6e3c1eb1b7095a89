//! Are the moves that are shown worth it? Companies with known curves, and what each move would truly bring.
//!
//! Each channel has its own rate and mean deal (spread much or little), its own elasticity from 0.5 to 0.9, and
//! three to twelve months of spend. 1,000 companies of each kind with `--release` are a benchmark; fewer run
//! otherwise.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use crate::ranking_kit;

use garimpo_funnel::Settings;
use garimpo_funnel::company::{Reached, Spans};
use garimpo_funnel::moves::{Options, moves};
use garimpo_table::value::civil;
use ranking_kit::*;

struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().max(1e-300).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    fn poisson(&mut self, mean: f64) -> u32 {
        let (mut count, mut left) = (0, mean);
        loop {
            left += self.unit().max(1e-300).ln();
            if left < 0.0 {
                return count;
            }
            count += 1;
        }
    }
}

/// A channel as it truly is.
struct Truth {
    scale: f64,
    elasticity: f64,
    deal: f64,
}

impl Truth {
    fn customers(&self, level: f64) -> f64 {
        self.scale * level.powf(self.elasticity)
    }
}

fn company(dice: &mut Dice, spread: f64) -> (Maker, Vec<Truth>) {
    let count = 3 + (dice.unit() * 6.0) as usize;
    let ids: Vec<String> = (0..count).map(|at| format!("c{at}")).collect();
    let mut maker = Maker::new(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let months = 3 + (dice.unit() * 10.0) as u32;
    let mut truths = Vec::new();
    let swing = dice.between(0.1, 0.5);
    for id in &ids {
        let level = 1_000.0 * (dice.between(0.0, 3.0)).exp();
        let elasticity = dice.between(0.5, 0.9);
        let cac = 600.0 * (spread * dice.normal()).exp();
        let truth = Truth {
            scale: level / cac / level.powf(elasticity),
            elasticity,
            deal: 3_000.0 * (spread * dice.normal()).exp(),
        };
        for month in 1..=months {
            let spend = level * (swing * dice.normal()).exp();
            let first = civil::days(2025, month, 1).unwrap_or(0);
            maker.spend(
                id,
                (first, first + civil::month_length(2025, month) as i32 - 1),
                (spend * 100.0) as i64,
            );
            let customers = dice.poisson(truth.customers(spend));
            for _ in 0..customers {
                let deal = truth.deal * (0.6 * dice.normal() - 0.18).exp();
                maker.customer(id, first + 3, 20, (deal * 100.0) as i64);
            }
            for _ in 0..2 * customers + 4 {
                maker.lead(id, first + 3, Reached::Lead, NO_DAY);
            }
        }
        truths.push(truth);
    }
    let company = &mut maker.company;
    company.spans = Spans::of(&company.leads, &company.deals, &company.spend);
    (maker, truths)
}

struct Score {
    companies: u32,
    with_moves: u32,
    moves: u32,
    right: f64,
    promised: f64,
    trials: u32,
}

fn score(companies: u32, spread: f64) -> Score {
    let mut dice = Dice(7);
    let mut score = Score { companies, with_moves: 0, moves: 0, right: 0.0, promised: 0.0, trials: 0 };
    for _ in 0..companies {
        let (maker, truths) = company(&mut dice, spread);
        let told = moves(&maker.company, &Settings::default(), &Options::default());
        score.trials += told.trials.len() as u32;
        score.with_moves += u32::from(!told.moves.is_empty());
        for one in &told.moves {
            let worth = |id: &str, (now, then): (f64, f64)| {
                let truth = &truths[usize::from(maker.at(id))];
                (truth.customers(then) - truth.customers(now)) * truth.deal
            };
            let gain = worth(&one.from, one.from_levels) + worth(&one.to, one.to_levels);
            score.moves += 1;
            score.right += f64::from(u8::from(gain > 0.0));
            score.promised += one.sure[0];
        }
    }
    score
}

/// "Probably" must be right at least four times in five, though the best of many pairs is chosen.
#[test]
fn shown_moves_are_truly_gains() {
    let companies = if cfg!(debug_assertions) { 60 } else { 1_000 };
    for spread in [0.5, 0.2, 0.1] {
        let score = score(companies, spread);
        let share = |sum: f64| sum / f64::from(score.moves.max(1));
        println!(
            "spread {spread}: {} companies, {} with moves; {} moves, {:.3} right, {:.3} promised; {} trials",
            score.companies,
            score.with_moves,
            score.moves,
            share(score.right),
            share(score.promised),
            score.trials
        );
        assert!(score.moves == 0 || share(score.right) >= 0.8, "{}", share(score.right));
    }
}
