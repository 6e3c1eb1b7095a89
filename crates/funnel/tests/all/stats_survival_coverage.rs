//! How often the win rate by day H is right, on simulated deals of which three in ten are still open.
//!
//! A fixed generator: the table below is the same on every run. Truth: 30 % are won, after 40 days on average; 50 %
//! are lost, after 30; the others stay open. By day 90 the won share is 0.3 (1 − e^(−90/40)).

use garimpo_funnel::stats::survival::{Curve, End, gather};

struct Chance(u64);

impl Chance {
    /// In (0, 1].
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 1.0) / (1u64 << 53) as f64
    }

    fn wait(&mut self, mean: f64) -> f64 {
        -mean * libm::log(self.next())
    }
}

fn deal(chance: &mut Chance) -> (i64, End) {
    let kind = chance.next();
    // Opened evenly over the last 200 days.
    let seen = chance.next() * 200.0;
    let (days, end) = match kind {
        won if won <= 0.3 => (chance.wait(40.0), End::Won),
        lost if lost <= 0.8 => (chance.wait(30.0), End::Lost),
        _ => (f64::INFINITY, End::Open),
    };
    // Whole days, as files tell them: ends in hundredths keep the truth from being rounded away.
    let hundredths = |days: f64| (days * 100.0) as i64;
    if days <= seen { (hundredths(days), end) } else { (hundredths(seen), End::Open) }
}

#[test]
fn win_rates_by_h_are_unbiased_and_their_intervals_cover() {
    let truth = 0.3 * (1.0 - libm::exp(-90.0 / 40.0));
    for (deals, companies, low, high) in [(60, 2_000, 0.87, 0.94), (300, 1_000, 0.87, 0.93)] {
        let mut chance = Chance(20_261_125 + deals);
        let (mut sum, mut naive, mut covered, mut open) = (0.0, 0.0, 0, 0);
        for _ in 0..companies {
            let mut spells: Vec<(i64, End)> = (0..deals).map(|_| deal(&mut chance)).collect();
            let count = |end: End| spells.iter().filter(|(_, is)| *is == end).count();
            open += count(End::Open);
            naive += count(End::Won) as f64 / (count(End::Won) + count(End::Lost)).max(1) as f64;
            let curve = Curve::of(&gather(&mut spells));
            sum += curve.won_by(9_000);
            let interval = curve.won_by_interval(9_000, 0.9).expect("an interval");
            covered += usize::from(interval.low <= truth && truth <= interval.high);
        }
        let n = f64::from(companies);
        let open = open as f64 / n / deals as f64;
        assert!(open > 0.3, "{open} are open");
        // The closed ones alone are ten points off.
        assert!((naive / n - truth).abs() > 0.08, "{}", naive / n);
        assert!((sum / n - truth).abs() < 0.005, "{deals} deals: {} for {truth}", sum / n);
        let covered = covered as f64 / n;
        assert!((low..=high).contains(&covered), "{deals} deals: {covered}");
    }
}
