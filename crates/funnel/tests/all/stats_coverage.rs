//! Do the intervals cover, and is "almost surely" right? Companies are drawn with known truths by a small fixed
//! sequence (so the test never flickers), counted, and ranked.

use crate::ranking_kit;

use std::collections::BTreeMap;

use garimpo_funnel::company::Reached;
use garimpo_funnel::ranking::{Answer, MetricId, Ranking, State};
use ranking_kit::*;

const COMPANIES: usize = 600;

struct Sequence(u64);

impl Sequence {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * libm::log(self.uniform())).sqrt() * libm::cos(std::f64::consts::TAU * self.uniform())
    }
}

struct Truth {
    cac: f64,
    rate: f64,
    value: f64,
    deal: f64,
}

fn draw(sequence: &mut Sequence) -> (Ranking, BTreeMap<String, Truth>) {
    let count = 3 + (6.0 * sequence.uniform()) as usize;
    let ids: Vec<String> = (0..count).map(|i| format!("c{i}")).collect();
    let mut maker = Maker::new(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let mut truths = BTreeMap::new();
    for id in ids {
        let leads = (80.0 * libm::exp(0.8 * sequence.normal())).max(12.0) as usize;
        let rate = 1.0 / (1.0 + libm::exp(2.6 - 0.6 * sequence.normal()));
        let spend = (5_000.0 * leads as f64 * libm::exp(0.6 * sequence.normal())).round();
        let (mean, spread) = (9.0 + 0.3 * sequence.normal(), 0.7);
        maker.spend(&id, (20_000, 20_000), spend as i64);
        for _ in 0..leads {
            if sequence.uniform() < rate {
                let amount = 100.0 * libm::exp(mean + spread * sequence.normal());
                maker.customer(&id, 20_000, 10, amount.round() as i64);
            } else {
                maker.lead(&id, 20_000, Reached::Lead, NO_DAY);
            }
        }
        let deal = libm::exp(mean + 0.5 * spread * spread);
        let cac = spend / 100.0 / (leads as f64 * rate);
        truths.insert(id, Truth { cac, rate, value: rate * deal, deal });
    }
    (maker.rank(), truths)
}

#[derive(Default)]
struct Score(u32, u32);

impl Score {
    fn add(&mut self, right: bool) {
        self.0 += u32::from(right);
        self.1 += 1;
    }

    fn share(&self) -> f64 {
        f64::from(self.0) / f64::from(self.1.max(1))
    }
}

#[test]
fn intervals_cover_and_words_are_kept() {
    let mut sequence = Sequence(11);
    let mut covered: BTreeMap<&str, Score> = BTreeMap::new();
    let (mut surely, mut cost_tiers, mut value_tiers) =
        (Score::default(), Score::default(), Score::default());
    for _ in 0..COMPANIES {
        let (ranking, truths) = draw(&mut sequence);
        for row in &ranking.channels {
            let truth = &truths[&row.channel.id];
            let told = [
                (MetricId::Cac, truth.cac),
                (MetricId::LeadToCustomer, truth.rate),
                (MetricId::ValuePerLead, truth.value),
                (MetricId::AverageDeal, truth.deal),
            ];
            for (id, truth) in told {
                let got = row.row.get(id);
                if let (State::Ok, Some(low), Some(high)) = (got.state, got.low, got.high) {
                    covered.entry(id.name()).or_default().add(low <= truth && truth <= high);
                }
            }
        }
        if let Answer::Cheapest { first, dearer } = &ranking.answer {
            for (id, _) in dearer.iter().filter(|(_, p)| *p >= 0.95) {
                surely.add(first.iter().all(|best| truths[best].cac < truths[id].cac));
            }
        }
        let bests = |tiers: &[garimpo_funnel::ranking::Tier]| -> Vec<String> {
            tiers.iter().map(|tier| tier.channels[0].clone()).collect()
        };
        for pair in bests(&ranking.tiers_cost).windows(2) {
            cost_tiers.add(truths[&pair[0]].cac < truths[&pair[1]].cac);
        }
        for pair in bests(&ranking.tiers_value).windows(2) {
            value_tiers.add(truths[&pair[0]].value > truths[&pair[1]].value);
        }
    }
    for (name, score) in &covered {
        assert!((0.87..0.94).contains(&score.share()), "{name} covers {:.3}", score.share());
    }
    assert!(surely.share() >= 0.95 && surely.1 > 500);
    assert!(cost_tiers.share() >= 0.9 && value_tiers.share() >= 0.9);
}
