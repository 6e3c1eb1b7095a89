//! One number for everything that is computed of many made-up companies: equal on every platform.
//!
//! [`crate::stats::self_check_digest`] covers the arithmetic; this covers the way from rows to answers.
//! Must never depend on anything but `first` and `count`.

use super::{SMALL, company};
use crate::compare::{Comparison, Settling, Verdict, compare};
use crate::ranking::{Answer, MetricId, Ranking};
use crate::stats::check::Digest;
use crate::why::why;
use crate::{Clock, Company, Period, Settings, pareto, rank, trend, weigh};

/// Of `count` companies from the seed `first`: parts can be computed apart (a worker answers between them), and
/// each compared by itself.
pub fn companies_digest_from(first: u32, count: u32) -> u64 {
    let mut digest = Digest::default();
    for seed in first..first.saturating_add(count) {
        let (company, truths) = company(u64::from(seed), &SMALL);
        truths.iter().for_each(|truth| digest.all(&[truth.cac, truth.value, truth.cycle]));
        let settings = settings_of(seed);
        let ranking = rank(&company, &settings);
        of_ranking(&mut digest, &ranking);
        if let Some(comparison) = compare(&company, &settings, "c00", "c01") {
            of_comparison(&mut digest, &comparison);
        }
        match seed % 4 {
            0 => of_frontier(&mut digest, &company, &settings),
            1 => of_trend(&mut digest, &company, &settings),
            2 => of_why(&mut digest, &company, &settings),
            _ => of_weights(&mut digest, &ranking),
        }
    }
    digest.0
}

/// Three of four by cohort over everything; the others by a clock and a part of the time.
fn settings_of(seed: u32) -> Settings {
    let period = Period { from: Some(20_020), to: Some(20_140) };
    match seed % 8 {
        3 => Settings { period, ..Settings::default() },
        6 => Settings { period, clock: Clock::Period, ..Settings::default() },
        _ => Settings::default(),
    }
}

fn option(digest: &mut Digest, number: Option<f64>) {
    digest.add(number.unwrap_or(-7.25));
}

fn text(digest: &mut Digest, text: &str) {
    text.bytes().for_each(|byte| digest.add(f64::from(byte)));
}

fn of_ranking(digest: &mut Digest, ranking: &Ranking) {
    for row in &ranking.channels {
        text(digest, &row.channel.id);
    }
    let rows = ranking.channels.iter().map(|row| &row.row).chain([&ranking.totals]);
    for metric in rows.flat_map(|row| &row.metrics) {
        [metric.value, metric.low, metric.high].into_iter().for_each(|n| option(digest, n));
        digest.add(metric.state as u8 as f64);
    }
    for tier in [&ranking.tiers_cost, &ranking.tiers_value, &ranking.tiers_speed].into_iter().flatten() {
        tier.channels.iter().for_each(|id| text(digest, id));
        option(digest, tier.worse_than_before);
    }
    if let Answer::Cheapest { dearer, .. } = &ranking.answer {
        dearer.iter().for_each(|(_, p)| digest.add(*p));
    }
    if let Some(settle) = &ranking.settle {
        digest.all(&[settle.probability, f64::from(settle.customers), settle.spend]);
    }
}

fn of_comparison(digest: &mut Digest, comparison: &Comparison) {
    for verdict in [&comparison.cheaper, &comparison.better_value, &comparison.faster] {
        let Verdict::Told { probability, values, settling, .. } = verdict else { continue };
        digest.all(&[*probability, values.0, values.1]);
        if let Settling::Either(needs) = settling {
            needs.iter().for_each(|need| digest.add(f64::from(need.customers)));
        }
    }
}

fn of_frontier(digest: &mut Digest, company: &Company, settings: &Settings) {
    pareto::frontier(company, settings, false).spots.iter().for_each(|spot| digest.add(spot.probability));
}

fn of_trend(digest: &mut Digest, company: &Company, settings: &Settings) {
    for line in trend::trend(company, settings, MetricId::Cpl).lines {
        line.metrics.iter().for_each(|metric| option(digest, metric.value));
        option(digest, line.limits.map(|limits| limits.high));
    }
}

fn of_why(digest: &mut Digest, company: &Company, settings: &Settings) {
    let half = |from: i32, to: i32| Period { from: Some(from), to: Some(to) };
    if let Some(found) = why(company, settings, half(20_000, 20_089), half(20_090, 20_179)) {
        digest.all(&[found.before, found.after, found.rate, found.mix, found.cents as f64]);
    }
}

fn of_weights(digest: &mut Digest, ranking: &Ranking) {
    let wish = |metric, worst, best, log| weigh::Wish { metric, weight: 1.0, worst, best, log };
    let wishes = [
        wish(MetricId::Cpl, 1_000.0, 10.0, true),
        wish(MetricId::LeadToCustomer, 0.0, 0.3, false),
        wish(MetricId::Spend, 100_000.0, 100.0, true),
    ];
    let Some(found) = weigh::weigh(ranking, &wishes) else { return };
    found.channels.iter().for_each(|channel| digest.all(&[channel.score, channel.robustness]));
    option(digest, found.tip.map(|tip| tip.to));
}
