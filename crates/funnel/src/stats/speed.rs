//! How long something takes: the median of waiting times as a normal number on the log scale.
//!
//! Waiting times are skewed and counted in whole days: ln(days + ½). The spread of a group is steadied by that of
//! all groups, as if [`PSEUDO_DEALS`] more had been seen. A median of n has √(π/2) times the mean's deviation.
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

    /// (mean, deviation) of the logarithm of the true median, for the variance of ln days within all groups.
    pub fn ln_median(&self, within: f64) -> (f64, f64) {
        let freedom = (self.count - 1.0).max(0.0);
        let variance = (self.ln_squares + PSEUDO_DEALS * within) / (freedom + PSEUDO_DEALS);
        (libm::log(self.median + 0.5), OF_A_MEDIAN * (variance / self.count).sqrt())
    }
}

/// The variance of ln days within groups; that of a factor of two where no group has two.
pub fn within(groups: &[Waits]) -> f64 {
    let (squares, freedom) =
        groups.iter().fold((0.0, 0.0), |(s, f), g| (s + g.ln_squares, f + (g.count - 1.0).max(0.0)));
    let unknown = std::f64::consts::LN_2 * std::f64::consts::LN_2;
    if freedom > 0.0 { squares / freedom } else { unknown }
}
