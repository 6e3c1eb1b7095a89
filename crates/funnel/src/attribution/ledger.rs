//! Credit added up in whole numbers: the order of journeys cannot change a bit, and nothing is lost.
//!
//! A journey's credit is 2⁴⁰ units, shared by the model's weights, the remainder on the largest. Customers and
//! money are sums of units; they are rounded once, at the end, by the largest remainder.
//! Must never round a journey's money on its own.

use super::model::{Journey, Model, Rules, weigh};

/// One whole credit.
pub const WHOLE: i128 = 1 << 40;

/// What one model gave one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Units of customers.
    pub units: i128,
    /// Minor units of money times units.
    pub value: i128,
    /// Σ over customers of units², for the standard error.
    squares: i128,
}

/// The credit of all journeys, by one model.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// By channel.
    pub given: Vec<Given>,
    pub customers: u64,
    pub value: i128,
}

/// Buffers that are used again for each journey.
#[derive(Default)]
pub struct Scratch {
    shares: Vec<f64>,
    by_channel: Vec<(u16, i128)>,
}

impl Ledger {
    pub fn new(channels: usize) -> Self {
        Self { given: vec![Given::default(); channels], ..Self::default() }
    }

    /// A journey without touches, or without customer and money, adds nothing.
    pub fn add(&mut self, model: Model, journey: &Journey, rules: &Rules<'_>, scratch: &mut Scratch) {
        if journey.touches.is_empty() || journey.customers == 0 && journey.value == 0 {
            return;
        }
        weigh(model, journey, rules, &mut scratch.shares);
        share_out(journey, scratch);
        let (customers, value) = (i128::from(journey.customers), i128::from(journey.value));
        for (channel, units) in &scratch.by_channel {
            let Some(given) = self.given.get_mut(usize::from(*channel)) else { continue };
            given.units += customers * units;
            given.value += value * units;
            given.squares += customers * units * units;
        }
        self.customers += u64::from(journey.customers);
        self.value += value;
    }

    /// The standard error of each channel's share of the customers: those journeys left out one by one
    /// (the jackknife of a mean: s/√n). `None` for fewer than two customers.
    pub fn share_sd(&self, channel: usize) -> Option<f64> {
        let given = self.given.get(channel)?;
        let n = self.customers as f64;
        if self.customers < 2 {
            return None;
        }
        let (sum, squares) = (in_wholes(given.units), in_wholes(given.squares) / WHOLE as f64);
        let variance = (squares - sum * sum / n) / (n - 1.0);
        Some((variance.max(0.0) / n).sqrt())
    }
}

pub fn in_wholes(units: i128) -> f64 {
    units as f64 / WHOLE as f64
}

/// Whole units by channel, from the shares of the touches.
fn share_out(journey: &Journey, scratch: &mut Scratch) {
    let Scratch { shares, by_channel } = scratch;
    by_channel.clear();
    let (mut left, mut largest) = (WHOLE, 0.0);
    let mut heir = journey.touches.first().map_or(0, |touch| touch.channel);
    for (touch, share) in journey.touches.iter().zip(shares.iter()) {
        // A cast of a share between 0 and 1: whatever it is, never below 0 nor above the whole.
        let units = i128::from((share * WHOLE as f64) as u64).min(left);
        left -= units;
        if *share > largest {
            (largest, heir) = (*share, touch.channel);
        }
        give(by_channel, touch.channel, units);
    }
    give(by_channel, heir, left);
}

fn give(by_channel: &mut Vec<(u16, i128)>, channel: u16, units: i128) {
    match by_channel.iter_mut().find(|(known, _)| *known == channel) {
        Some((_, sum)) => *sum += units,
        None => by_channel.push((channel, units)),
    }
}

/// Whole numbers that add up to `total`, for parts of `parts[i] / of` that do, too: each is rounded down, and
/// those with the largest remainders get one more (of equal ones, the first). All 0 where there is nothing to
/// divide by.
pub fn round_to(total: i128, parts: &[i128], of: i128) -> Vec<i64> {
    if of <= 0 {
        return vec![0; parts.len()];
    }
    let mut whole: Vec<i128> = parts.iter().map(|part| part.div_euclid(of)).collect();
    let mut left = total - whole.iter().sum::<i128>();
    let mut order: Vec<(i128, usize)> =
        parts.iter().enumerate().map(|(at, part)| (-part.rem_euclid(of), at)).collect();
    order.sort_unstable();
    for (_, at) in order {
        if left <= 0 {
            break;
        }
        whole.iter_mut().skip(at).take(1).for_each(|part| *part += 1);
        left -= 1;
    }
    whole.into_iter().map(|part| i64::try_from(part).unwrap_or(0)).collect()
}

/// Units that add up to `WHOLE`, of shares from 0 to 1 that add up to 1.
pub fn whole_units(shares: &[f64]) -> Vec<i128> {
    let mut units: Vec<i128> = shares.iter().map(|share| i128::from((share * WHOLE as f64) as u64)).collect();
    let left = WHOLE - units.iter().sum::<i128>();
    let largest = (0..units.len()).max_by_key(|at| (units.get(*at).copied(), std::cmp::Reverse(*at)));
    if let Some(heir) = largest.and_then(|at| units.get_mut(at)) {
        *heir += left;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_remainders_get_the_cents() {
        #[track_caller]
        fn check(total: i128, parts: &[i128], of: i128, expected: &[i64]) {
            assert_eq!(round_to(total, parts, of), expected);
        }
        check(100, &[100, 100, 100], 3, &[34, 33, 33]);
        check(10, &[5, 10, 15], 3, &[2, 3, 5]);
        check(-1, &[-1, -1], 2, &[0, -1]);
        check(0, &[], 3, &[]);
        check(5, &[1, 2], 0, &[0, 0]);
    }

    #[test]
    fn units_of_shares_are_whole() {
        let units = whole_units(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]);
        assert_eq!(units.iter().sum::<i128>(), WHOLE);
        assert_eq!(whole_units(&[]), [0i128; 0]);
        assert_eq!(whole_units(&[0.0, 1.0]), [0, WHOLE]);
    }
}
