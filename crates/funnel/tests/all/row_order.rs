//! The order of rows never changes a result: a thousand shuffles of leads, deals and spend.

use garimpo_funnel::compare::compare;
use garimpo_funnel::compare::periods::compare_periods;
use garimpo_funnel::pareto::frontier;
use garimpo_funnel::ranking::MetricId;
use garimpo_funnel::simulate::{SMALL, Sequence, company};
use garimpo_funnel::trend::trend;
use garimpo_funnel::why::why;
use garimpo_funnel::{Clock, Company, Period, Settings, rank};

/// A permutation: `order[new]` is the old place (Fisher & Yates).
fn shuffled(count: usize, s: &mut Sequence) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, (s.uniform() * (last + 1) as f64) as usize);
    }
    order
}

fn take<T: Copy>(values: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|at| values[*at]).collect()
}

fn shuffle(c: &mut Company, s: &mut Sequence) {
    let order = shuffled(c.leads.channel.len(), s);
    let mut places = vec![0u32; order.len()];
    order.iter().enumerate().for_each(|(new, old)| places[*old] = new as u32);
    c.leads.channel = take(&c.leads.channel, &order);
    c.leads.created = take(&c.leads.created, &order);
    c.leads.reached = take(&c.leads.reached, &order);
    c.leads.customer_at = take(&c.leads.customer_at, &order);
    c.leads.source = take(&c.leads.source, &order);
    let order = shuffled(c.deals.lead.len(), s);
    c.deals.lead = take(&c.deals.lead, &order).into_iter().map(|lead| places[lead as usize]).collect();
    c.deals.channel = take(&c.deals.channel, &order);
    c.deals.status = take(&c.deals.status, &order);
    c.deals.created = take(&c.deals.created, &order);
    c.deals.closed = take(&c.deals.closed, &order);
    c.deals.amount = take(&c.deals.amount, &order);
    c.deals.first_win = take(&c.deals.first_win, &order);
    c.deals.source = take(&c.deals.source, &order);
    let order = shuffled(c.spend.channel.len(), s);
    c.spend.channel = take(&c.spend.channel, &order);
    c.spend.from = take(&c.spend.from, &order);
    c.spend.to = take(&c.spend.to, &order);
    c.spend.amount = take(&c.spend.amount, &order);
    c.spend.by_report = take(&c.spend.by_report, &order);
    c.spend.source = take(&c.spend.source, &order);
}

/// Everything that is computed, as text: equal texts are equal bits, but for NaN, which has its own test.
fn answers(company: &Company, settings: &Settings) -> String {
    let half = |from, to| Period { from: Some(from), to: Some(to) };
    let (before, after) = (half(20_000, 20_089), half(20_090, 20_179));
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        rank(company, settings),
        compare(company, settings, "c00", "c01"),
        frontier(company, settings, true),
        trend(company, settings, MetricId::ValuePerLead),
        why(company, settings, before, after),
        compare_periods(company, settings, before, after),
    )
}

#[test]
fn a_thousand_shuffles_change_nothing() {
    let mut s = Sequence::new(7);
    for seed in 0..50 {
        let (mut company, _) = company(seed, &SMALL);
        let clock = if seed % 2 == 0 { Clock::Cohort } else { Clock::Period };
        let period = Period { from: (seed % 3 == 0).then_some(20_030), to: None };
        let settings = Settings { clock, period, ..Settings::default() };
        let want = answers(&company, &settings);
        for _ in 0..20 {
            shuffle(&mut company, &mut s);
            assert!(answers(&company, &settings) == want, "company {seed}");
        }
    }
}
