//! Do the statistics keep their word? `cargo run --release -p garimpo-funnel --example calibration [-- N]`
//! makes N companies (default 2,000) of known truths, ranks each, and prints how often the page would have been
//! right, as the table of docs/calibration.md.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use garimpo_funnel::compare::{Verdict, Word, compare};
use garimpo_funnel::ranking::{Answer, MetricId, Ranking, State, Tier};
use garimpo_funnel::simulate::{Truth, WHOLE, company};
use garimpo_funnel::{Company, Settings, rank};

#[derive(Default, Clone, Copy)]
struct Score(u64, u64);

impl Score {
    fn add(&mut self, right: bool) {
        self.0 += u64::from(right);
        self.1 += 1;
    }

    fn percent(self) -> f64 {
        100.0 * self.0 as f64 / self.1.max(1) as f64
    }
}

#[derive(Default)]
struct Book {
    scores: BTreeMap<String, Score>,
}

impl Book {
    fn add(&mut self, line: &str, right: bool) {
        match self.scores.get_mut(line) {
            Some(score) => score.add(right),
            None => {
                let mut score = Score::default();
                score.add(right);
                self.scores.insert(line.to_owned(), score);
            }
        }
    }
}

/// A fact about a channel, as a number of its truth.
type Fact = fn(&Truth) -> f64;

const COVERED: [(MetricId, Fact); 6] = [
    (MetricId::Cpl, |t| t.cpl),
    (MetricId::Cac, |t| t.cac),
    (MetricId::LeadToCustomer, |t| t.rate),
    (MetricId::AverageDeal, |t| t.deal),
    (MetricId::ValuePerLead, |t| t.value),
    (MetricId::CycleDays, |t| t.cycle),
];

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let mut book = Book::default();
    let (mut channels, mut leads) = (0usize, 0usize);
    for seed in 0..count {
        let (company, truths) = company(seed, &WHOLE);
        channels += truths.len();
        leads += company.leads.channel.len();
        let by_id: BTreeMap<&str, Truth> =
            company.channels.iter().zip(&truths).map(|(c, t)| (c.id.as_str(), *t)).collect();
        let ranking = rank(&company, &Settings::default());
        intervals(&mut book, &ranking, &by_id);
        answer(&mut book, &ranking, &by_id);
        // What would settle each pair is searched, too: of every tenth company.
        if seed % 10 == 0 {
            words(&mut book, &company, &by_id);
        }
        let tiers: [(&str, &[Tier], Fact); 3] = [
            ("cheapest", &ranking.tiers_cost, |t| t.cac),
            ("best value", &ranking.tiers_value, |t| 1.0 / t.value),
            ("fastest", &ranking.tiers_speed, |t| t.cycle),
        ];
        for (name, tiers, fact) in tiers {
            top_tier(&mut book, name, tiers, |id| by_id.get(id).map_or(f64::NAN, fact));
        }
    }
    println!("{count} companies, {channels} channels, {leads} leads\n");
    println!("| what | how often | right | asked for |");
    println!("|---|---|---|---|");
    for (line, score) in &book.scores {
        let (kind, name) = line.split_once(' ').unwrap_or(("", line));
        println!("| {name} | {} | {:.2} % | {} |", score.1, score.percent(), asked(kind));
    }
}

/// What the statistics promise, by the kind of line.
fn asked(kind: &str) -> &'static str {
    match kind {
        "2a" | "2c" => "≥ 95 %",
        "2b" | "2d" => "≥ 80 %",
        "3a" | "3d" => "≥ 90 %",
        _ if kind.starts_with('1') => "88–92 %",
        _ => "",
    }
}

fn intervals(book: &mut Book, ranking: &Ranking, truths: &BTreeMap<&str, Truth>) {
    for row in &ranking.channels {
        let Some(truth) = truths.get(row.channel.id.as_str()) else { continue };
        for (id, fact) in COVERED {
            let got = row.row.get(id);
            if let (State::Ok, Some(low), Some(high)) = (got.state, got.low, got.high) {
                let truth = fact(truth);
                book.add(
                    &format!("1{} 90 % interval: {}", id as u32 + 10, id.name()),
                    low <= truth && truth <= high,
                );
            }
        }
    }
}

fn words(book: &mut Book, company: &Company, truths: &BTreeMap<&str, Truth>) {
    let ids: Vec<&str> = truths.keys().copied().collect();
    let truth = |id: &str, fact: Fact| truths.get(id).map_or(f64::NAN, fact);
    for (i, a) in ids.iter().enumerate() {
        for b in ids.iter().skip(i + 1) {
            let Some(pair) = compare(company, &Settings::default(), a, b) else { continue };
            let said: [(&str, &Verdict, Fact); 3] = [
                ("cheaper", &pair.cheaper, |t| t.cac),
                ("better value", &pair.better_value, |t| 1.0 / t.value),
                ("faster", &pair.faster, |t| t.cycle),
            ];
            for (what, verdict, fact) in said {
                let Verdict::Told { better, word, .. } = verdict else { continue };
                let other = if better == a { b } else { a };
                let right = truth(better, fact) < truth(other, fact);
                match word {
                    Word::AlmostSurely => book.add(&format!("2a almost surely: {what}"), right),
                    Word::Probably => book.add(&format!("2b probably: {what}"), right),
                    Word::TooClose => {}
                }
            }
        }
    }
}

fn answer(book: &mut Book, ranking: &Ranking, truths: &BTreeMap<&str, Truth>) {
    let truth = |id: &str, fact: Fact| truths.get(id).map_or(f64::NAN, fact);
    if let Answer::Cheapest { first, dearer } = &ranking.answer {
        for (id, p) in dearer {
            let right = first.iter().all(|best| truth(best, |t| t.cac) < truth(id, |t| t.cac));
            let line = if *p >= 0.95 {
                "2c the answer's almost surely dearer"
            } else {
                "2d the answer's probably dearer"
            };
            book.add(line, right);
        }
    }
}

/// Smaller is better.
fn top_tier(book: &mut Book, name: &str, tiers: &[Tier], fact: impl Fn(&str) -> f64) {
    let Some(first) = tiers.first() else { return };
    let best = tiers.iter().flat_map(|tier| &tier.channels).map(|id| fact(id)).fold(f64::INFINITY, f64::min);
    let near = |id: &String| fact(id) <= 1.1 * best;
    book.add(
        &format!("3a top tier holds the best or one within 10 %: {name}"),
        first.channels.iter().any(near),
    );
    book.add(
        &format!("3b top tier holds the truly best: {name}"),
        first.channels.iter().any(|id| fact(id) <= best),
    );
    if let [only] = first.channels.as_slice() {
        book.add(&format!("3c alone in the top tier, the best or within 10 %: {name}"), near(only));
    }
    for pair in tiers.windows(2) {
        if let [before, after] = pair
            && let (Some(a), Some(b)) = (before.channels.first(), after.channels.first())
        {
            book.add(&format!("3d the next tier's first is truly worse: {name}"), fact(a) < fact(b));
        }
    }
    // Every member, also those that nothing is known of yet: no promise, shown to be honest.
    first.channels.iter().for_each(|id| {
        book.add(&format!("3e each member within 10 % of the best (no promise): {name}"), near(id))
    });
}
