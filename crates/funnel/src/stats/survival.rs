//! What becomes of things that end at different times, some of which have not ended yet.
//!
//! Formulas: domain.md a.5. Kaplan–Meier for "when is it decided", Aalen–Johansen for "will it be won": a lost
//! one is a competing end, never one that may still be won. Times are whole numbers of any unit (days, seconds).
//! One that is still open at a time counts as at risk at that time, and not after it.
//! Must never depend on the order of what it is given: counts by time are integers.

use super::interval::{Interval, wilson, z_of};

/// How many ended, or were last seen open, at one time since their start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    pub time: i64,
    pub won: u32,
    pub lost: u32,
    pub open: u32,
}

impl At {
    pub fn add(&mut self, end: End) {
        match end {
            End::Won => self.won += 1,
            End::Lost => self.lost += 1,
            End::Open => self.open += 1,
        }
    }

    fn all(&self) -> u32 {
        self.won + self.lost + self.open
    }
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Won,
    Lost,
    Open,
}

/// Counts by time, ascending. Sorts what it is given; negative times must have been left out.
pub fn gather(spells: &mut [(i64, End)]) -> Vec<At> {
    spells.sort_unstable();
    let mut counts: Vec<At> = Vec::new();
    for (time, end) in spells.iter() {
        if counts.last().is_none_or(|last| last.time != *time) {
            counts.push(At { time: *time, ..At::default() });
        }
        if let Some(last) = counts.last_mut() {
            last.add(*end);
        }
    }
    counts
}

/// The three curves just after one time at which something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub time: i64,
    /// Just before this time.
    pub at_risk: f64,
    pub won: f64,
    pub lost: f64,
    /// Neither won nor lost by now.
    pub open: f64,
    pub won_by: f64,
    pub lost_by: f64,
}

/// Kaplan–Meier and Aalen–Johansen of one group; always `won_by + lost_by + open = 1`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    pub steps: Vec<Step>,
    /// (time, how many were followed at least that long), ascending in time.
    followed: Vec<(i64, u32)>,
}

/// Rounding must not move the time at which a share is reached.
const SLACK: f64 = 1e-12;

impl Curve {
    /// `counts` ascending in time, one entry a time.
    pub fn of(counts: &[At]) -> Curve {
        let mut at_risk: u32 = counts.iter().map(At::all).sum();
        let mut curve = Curve::default();
        let (mut open, mut won_by, mut lost_by) = (1.0, 0.0, 0.0);
        for at in counts.iter().filter(|at| at.all() > 0) {
            curve.followed.push((at.time, at_risk));
            if at.won + at.lost > 0 {
                let (n, won, lost) = (f64::from(at_risk), f64::from(at.won), f64::from(at.lost));
                won_by += open * won / n;
                lost_by += open * lost / n;
                open *= (n - won - lost) / n;
                curve.steps.push(Step { time: at.time, at_risk: n, won, lost, open, won_by, lost_by });
            }
            at_risk -= at.all();
        }
        curve
    }

    /// The last step at or before a time; `None` before the first.
    pub fn at(&self, time: i64) -> Option<&Step> {
        self.steps.get(self.steps.partition_point(|step| step.time <= time).checked_sub(1)?)
    }

    /// The share that is won by a time (Aalen–Johansen).
    pub fn won_by(&self, time: i64) -> f64 {
        self.at(time).map_or(0.0, |step| step.won_by)
    }

    /// The share that has not ended by a time (Kaplan–Meier).
    pub fn open(&self, time: i64) -> f64 {
        self.at(time).map_or(1.0, |step| step.open)
    }

    /// How many.
    pub fn count(&self) -> u32 {
        self.followed.first().map_or(0, |(_, count)| *count)
    }

    /// The longest time that at least `least` were followed.
    pub fn followed_by(&self, least: u32) -> Option<i64> {
        let long = self.followed.partition_point(|(_, count)| *count >= least);
        self.followed.get(long.checked_sub(1)?).map(|(time, _)| *time)
    }

    /// The first time by which a share has ended; `None`: not reached in the time that they were followed.
    pub fn ended_by(&self, share: f64) -> Option<i64> {
        self.steps.iter().find(|step| step.open <= 1.0 - share + SLACK).map(|step| step.time)
    }

    /// The standard error of [`Curve::open`] (Greenwood).
    pub fn open_error(&self, time: i64) -> f64 {
        self.open(time) * self.greenwood(time).sqrt()
    }

    /// Σ d / (n (n − d)) up to a time.
    fn greenwood(&self, time: i64) -> f64 {
        let steps = self.steps.iter().take_while(|step| step.time <= time);
        steps.map(|step| growth(step.at_risk, step.won + step.lost)).sum()
    }

    /// The interval of [`Curve::ended_by`], from log-log bounds of the curve (Brookmeyer & Crowley). `None` at an
    /// end: not reached.
    pub fn ended_by_interval(&self, share: f64, level: f64) -> (Option<i64>, Option<i64>) {
        let (z, left) = (z_of(level), 1.0 - share + SLACK);
        let (mut sum, mut low, mut high) = (0.0, None, None);
        for step in &self.steps {
            sum += growth(step.at_risk, step.won + step.lost);
            // ln(−ln S) ± z · √Σ / |ln S|; at S = 0 both bounds are 0.
            let (lower, upper) = if step.open > 0.0 {
                let ln = libm::log(step.open);
                let factor = z * sum.sqrt() / -ln;
                (libm::exp(ln * libm::exp(factor)), libm::exp(ln * libm::exp(-factor)))
            } else {
                (0.0, 0.0)
            };
            low = low.or((lower <= left).then_some(step.time));
            high = high.or((upper <= left).then_some(step.time));
        }
        (low, high)
    }

    /// The variance of [`Curve::won_by`], of Greenwood's kind (Gaynor and others 1993). Without open ones it is
    /// p(1 − p)/n, without lost ones Greenwood's own.
    pub fn won_by_variance(&self, time: i64) -> f64 {
        let end = self.won_by(time);
        let (mut variance, mut before) = (0.0, 1.0);
        for step in self.steps.iter().take_while(|step| step.time <= time) {
            let (n, won, after) = (step.at_risk, step.won, end - step.won_by);
            // With nobody left nothing is won after.
            if after != 0.0 {
                variance += after * after * growth(n, won + step.lost);
            }
            variance += before * before * won * (n - won) / (n * n * n);
            variance -= 2.0 * after * before * won / (n * n);
            before = step.open;
        }
        f64::max(variance, 0.0)
    }

    /// The interval of [`Curve::won_by`]: Wilson's for as many closed ones as have the same variance, so that it is
    /// that of a plain share where nothing is open. `None` without anything followed so far.
    pub fn won_by_interval(&self, time: i64, level: f64) -> Option<Interval> {
        let share = self.won_by(time);
        let variance = self.won_by_variance(time);
        let size = if share > 0.0 && share < 1.0 && variance > 0.0 {
            share * (1.0 - share) / variance
        } else {
            // All alike: those who are known to be so.
            let still = self.followed.iter().find(|(at, _)| *at > time).map_or(0, |(_, count)| *count);
            self.steps
                .iter()
                .take_while(|step| step.time <= time)
                .map(|step| step.won + step.lost)
                .sum::<f64>()
                + f64::from(still)
        };
        wilson(share.min(1.0) * size, size, level)
    }

    /// P(won by `end` | neither won nor lost by `time`).
    pub fn won_later(&self, time: i64, end: i64) -> f64 {
        let open = self.open(time);
        if open <= SLACK { 0.0 } else { ((self.won_by(end) - self.won_by(time)) / open).clamp(0.0, 1.0) }
    }
}

/// d / (n (n − d)); nothing where nobody is left, whose curve is 0 anyway.
fn growth(n: f64, d: f64) -> f64 {
    if n > d { d / (n * (n - d)) } else { 0.0 }
}

/// Whether two groups end at the same pace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// Chi-square with one degree of freedom.
    pub chi_square: f64,
    pub p: f64,
}

/// The log-rank test of two groups, won and lost counted alike. `None` where one of them has nothing to compare.
pub fn log_rank(one: &[At], other: &[At]) -> Option<LogRank> {
    let count = |group: &[At]| f64::from(group.iter().map(At::all).sum::<u32>());
    let (mut n1, mut n2) = (count(one), count(other));
    let (mut i, mut j) = (0, 0);
    let (mut surplus, mut variance) = (0.0, 0.0);
    loop {
        let (a, b) = (one.get(i), other.get(j));
        let Some(time) = a.into_iter().chain(b).map(|at| at.time).min() else { break };
        let here = |at: Option<&At>| at.filter(|at| at.time == time).copied().unwrap_or_default();
        let (a, b) = (here(a), here(b));
        let (d1, d2) = (f64::from(a.won + a.lost), f64::from(b.won + b.lost));
        let (d, n) = (d1 + d2, n1 + n2);
        if d > 0.0 {
            surplus += d1 - d * n1 / n;
            if n > 1.0 {
                variance += d * (n1 / n) * (n2 / n) * (n - d) / (n - 1.0);
            }
        }
        n1 -= f64::from(a.all());
        n2 -= f64::from(b.all());
        i += usize::from(one.get(i).is_some_and(|at| at.time == time));
        j += usize::from(other.get(j).is_some_and(|at| at.time == time));
    }
    let chi_square = surplus * surplus / variance;
    (variance > 0.0).then(|| LogRank { chi_square, p: libm::erfc((0.5 * chi_square).sqrt()) })
}
