//! The test that would decide where the past does not (domain.md d.3, 3), and how long it takes.
//!
//! Three ways: wait, raise the one, switch off the other. A test is long enough when an effect of the expected
//! size is told from none nine times in ten, and seen four times in five when it is there (one-sided 10 %,
//! power 80 %; counts taken as Poisson). Must never promise a length where no length would decide.

use serde::{Deserialize, Serialize};

use super::HOLDS;
use super::gain::{BAND, Side, case, ln_ratio};
use super::pool::Pools;

/// Normal quantiles of 90 % and 80 %.
const Z_SURE: f64 = 1.281_551_565_544_600_4;
const Z_POWER: f64 = 0.841_621_233_572_914_3;
/// A test raises a channel by this part.
pub const RAISE: f64 = 0.3;
/// Longer than this (months) is no test.
const LONGEST: f64 = 60.0;
const DAYS: f64 = 365.25 / 12.0;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Length {
    /// Whole months, rounded up; and days, without the sales cycle.
    pub months: u32,
    pub days: u32,
    /// Customers to be expected in that time: those that are counted.
    pub customers: u32,
}

impl Length {
    fn new(months: f64, customers_a_month: f64) -> Option<Length> {
        let told = months.is_finite() && months > 0.0 && months <= LONGEST;
        told.then(|| Length {
            months: libm::ceil(months) as u32,
            days: libm::ceil(months * DAYS) as u32,
            customers: libm::ceil(months * customers_a_month) as u32,
        })
    }
}

/// Months until the past alone decides, if everything goes on as it is. `None`: it never will. `sides`: those of
/// all channels, `from` and `to` among them.
pub fn wait(sides: &[Option<Side>], from: usize, to: usize, amount: f64) -> Option<Length> {
    let (giver, receiver) = ((*sides.get(from)?)?, (*sides.get(to)?)?);
    let smallest = BAND.into_iter().fold(1.0, f64::min);
    let ratio = ln_ratio(&giver, &receiver, amount, (smallest, smallest));
    let after = |months: f64| {
        let grown = |side: &Side| Side {
            spend: side.spend + side.level * months,
            customers: side.customers + side.monthly() * months,
            ..*side
        };
        let grown: Vec<Option<Side>> = sides.iter().map(|side| side.as_ref().map(grown)).collect();
        Pools::of(&grown).p(from, to, ratio)
    };
    let mut high = 1.0;
    while after(high) < HOLDS {
        high *= 2.0;
        if high > 2.0 * LONGEST {
            return None;
        }
    }
    let mut low = 0.0;
    while high - low > 0.25 {
        let middle = 0.5 * (low + high);
        if after(middle) < HOLDS {
            low = middle;
        } else {
            high = middle;
        }
    }
    Length::new(high, giver.monthly() + receiver.monthly())
}

/// Raising the receiving channel by 30 %: whether it brings more than the same money brings where it is.
pub fn raise(from: &Side, to: &Side) -> Option<Length> {
    let amount = (RAISE * to.level).min(from.level);
    let middle = case(from, to, amount, 0.7, None);
    let (none, there) = (to.monthly() + middle.lost, to.monthly() + middle.gained);
    if there <= none {
        return None;
    }
    let root = (Z_SURE * none.sqrt() + Z_POWER * there.sqrt()) / (there - none);
    Length::new(root * root, there)
}

/// Switching the giving channel off in half of the regions or weeks: whether what it brings would come anyway.
/// `all`: the company's customers a month.
pub fn switch_off(from: &Side, all: f64) -> Option<Length> {
    let effect = 0.5 * from.monthly();
    let noise = all - effect;
    if !(effect > 0.0 && noise > 0.0) {
        return None;
    }
    let root = (Z_SURE + Z_POWER) * noise.sqrt() / effect;
    Length::new(root * root, noise)
}
