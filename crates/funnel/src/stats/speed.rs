//! How long something takes: the median of waiting times as a normal number on the log scale.
//!
//! Waiting times are skewed and counted in whole days: ln(days + ½). The spread of a group is steadied by that of
//! all groups, as if [`PSEUDO_DEALS`] more had been seen; so is its median. A median of n has √(π/2) times the mean's deviation.
//! Only won deals have a cycle: while deals are open, it looks shorter than it is (domain.md a.4).

use super::money::PSEUDO_DEALS;

/// √(π/2).
const OF_A_MEDIAN: f64 = 1.253_314_137_315_500_3;

/// The waiting times of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waits {
    pub count: f64,
    /// In days.
    pub median: f64,
    /// Σ (ln(days + ½) − mean)².
    pub ln_squares: f64,
}

impl Waits {
    /// From rising days of 0 or more; `None` for none.
    pub fn of(sorted: &[f64]) -> Option<Self> {
        let median = super::interval::median(sorted)?;
        let count = sorted.len() as f64;
        // Days repeat: one logarithm a different day.
        let over = |of: &dyn Fn(f64) -> f64| {
            let (mut sum, mut day, mut term) = (0.0, f64::NAN, 0.0);
            for next in sorted {
                if *next != day {
                    (day, term) = (*next, of(libm::log(next + 0.5)));
                }
                sum += term;
            }
            sum
        };
        let mean = over(&|ln| ln) / count;
        Some(Self { count, median, ln_squares: over(&|ln| (ln - mean) * (ln - mean)) })
    }

    /// (mean, deviation) of the logarithm of the true median, drawn to that of all groups as if
    /// [`PSEUDO_DEALS`] more had been seen there.
    pub fn ln_median(&self, all: &Common) -> (f64, f64) {
        let freedom = (self.count - 1.0).max(0.0);
        let variance = (self.ln_squares + PSEUDO_DEALS * all.within) / (freedom + PSEUDO_DEALS);
        let weight = self.count + PSEUDO_DEALS;
        let mean = (self.count * libm::log(self.median + 0.5) + PSEUDO_DEALS * all.ln_median) / weight;
        (mean, OF_A_MEDIAN * (variance / weight).sqrt())
    }
}

/// What all groups have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    /// ln(days + ½) of the groups' medians, weighed by their counts.
    pub ln_median: f64,
    /// The variance of ln days within groups; that of a factor of two where no group has two.
    pub within: f64,
}

/// `None` for no group.
pub fn common(groups: &[Waits]) -> Option<Common> {
    let (mut count, mut medians, mut squares, mut freedom) = (0.0, 0.0, 0.0, 0.0);
    for group in groups {
        count += group.count;
        medians += group.count * libm::log(group.median + 0.5);
        squares += group.ln_squares;
        freedom += (group.count - 1.0).max(0.0);
    }
    let unknown = std::f64::consts::LN_2 * std::f64::consts::LN_2;
    let within = if freedom > 0.0 { squares / freedom } else { unknown };
    (count > 0.0).then(|| Common { ln_median: medians / count, within })
}
