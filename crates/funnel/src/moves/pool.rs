//! How sure a gain is when the best of many pairs was looked for: all channels pooled.
//!
//! The largest difference among many is large by luck, too: taken for itself it promises 93 % where 80 % come
//! true. So the channels' logarithms of customers (or money) per unit of money are pulled to their common mean as
//! far as they resemble each other, as everywhere (domain.md b.2, b.3): yᵢ ~ N(θᵢ, vᵢ), θᵢ ~ N(m, τ²), the mean
//! flat and integrated, τ summed over a fixed grid with a half-normal(0.5) prior. Given τ a difference of two θ
//! is normal. Must never depend on the order of channels beyond rounding.

use super::gain::Side;
use crate::stats::money::ln_count;
use crate::stats::special::normal_cdf;

const SPREADS: usize = 40;
const MOST_SPREAD: f64 = 2.0;
const PRIOR_SPREAD: f64 = 0.5;

/// One spread between the channels, with what it makes of their mean.
struct Point {
    weight: f64,
    spread2: f64,
    mean: f64,
    variance: f64,
}

pub struct Pool {
    /// ln of the yield and its variance, by channel; `None` for those that take no part.
    yields: Vec<Option<(f64, f64)>>,
    points: Vec<Point>,
}

/// ln(customers per unit of money), or ln(money per unit of money).
fn ln_yield(side: &Side, in_money: bool) -> Option<(f64, f64)> {
    let (mean, variance) = ln_count(side.customers);
    let (deal, of_deal) = if in_money { side.ln_deal? } else { (0.0, 0.0) };
    Some((mean - libm::log(side.spend) + deal, variance + of_deal))
}

impl Pool {
    pub fn of(sides: &[Option<Side>], in_money: bool) -> Pool {
        let yields: Vec<Option<(f64, f64)>> =
            sides.iter().map(|side| ln_yield(side.as_ref()?, in_money)).collect();
        let known = || yields.iter().flatten();
        let mut points: Vec<Point> = Vec::with_capacity(SPREADS);
        for i in 1..=SPREADS {
            let spread = MOST_SPREAD * i as f64 / SPREADS as f64;
            let spread2 = spread * spread;
            let precision: f64 = known().map(|(_, v)| 1.0 / (v + spread2)).sum();
            let mean = known().map(|(y, v)| y / (v + spread2)).sum::<f64>() / precision;
            let fit = |(y, v): &(f64, f64)| libm::log(v + spread2) + (y - mean) * (y - mean) / (v + spread2);
            let z = spread / PRIOR_SPREAD;
            let weight = -0.5 * (known().map(fit).sum::<f64>() + libm::log(precision) + z * z);
            points.push(Point { weight, spread2, mean, variance: 1.0 / precision });
        }
        let top = points.iter().map(|point| point.weight).fold(f64::NEG_INFINITY, f64::max);
        points.iter_mut().for_each(|point| point.weight = libm::exp(point.weight - top));
        let whole: f64 = points.iter().map(|point| point.weight).sum();
        points.iter_mut().for_each(|point| point.weight /= whole);
        Pool { yields, points }
    }

    pub fn has(&self, at: usize) -> bool {
        self.yields.get(at).is_some_and(Option::is_some)
    }

    /// P(θ of `to` + `ln_ratio` > θ of `from`). `None` where one of them takes no part.
    pub fn p(&self, from: usize, to: usize, ln_ratio: f64) -> Option<f64> {
        let (a, b) = ((*self.yields.get(from)?)?, (*self.yields.get(to)?)?);
        let of = |point: &Point| {
            // What a channel keeps of its own, and what is left unknown of it.
            let own = |v: f64| point.spread2 / (v + point.spread2);
            let pulled = |(y, v): (f64, f64)| own(v) * y + (1.0 - own(v)) * point.mean;
            let shared = own(a.1) - own(b.1);
            let variance = own(a.1) * a.1 + own(b.1) * b.1 + shared * shared * point.variance;
            point.weight * normal_cdf((pulled(b) - pulled(a) + ln_ratio) / variance.sqrt())
        };
        Some(self.points.iter().map(of).sum::<f64>().clamp(0.0, 1.0))
    }
}

/// The pools of customers and of money.
pub struct Pools {
    customers: Pool,
    money: Pool,
}

impl Pools {
    pub fn of(sides: &[Option<Side>]) -> Pools {
        Pools { customers: Pool::of(sides, false), money: Pool::of(sides, true) }
    }

    /// Whether a pair is judged by money.
    pub fn in_money(&self, from: usize, to: usize) -> bool {
        self.money.has(from) && self.money.has(to)
    }

    /// How sure it is that what is gained is more than what is lost, of a unit of each: `ln_ratio` says how many
    /// units of money the change is worth on either side.
    pub fn p(&self, from: usize, to: usize, ln_ratio: f64) -> f64 {
        let pool = if self.in_money(from, to) { &self.money } else { &self.customers };
        pool.p(from, to, ln_ratio).unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::rank::gamma_exceeds;

    fn side(spend: f64, customers: f64) -> Option<Side> {
        Some(Side { spend, customers, level: spend, ln_deal: None })
    }

    #[test]
    fn alike_channels_are_less_sure_than_alone_and_unlike_ones_as_sure() {
        let alone = |b: (f64, f64), a: (f64, f64)| gamma_exceeds(b.1 + 0.5, b.0, a.1 + 0.5, a.0);
        // Eight channels of one rate but for luck: the best against the worst.
        let counts = [20.0, 17.0, 25.0, 19.0, 22.0, 15.0, 21.0, 18.0];
        let pool = Pool::of(&counts.map(|x| side(10_000.0, x)), false);
        let (pooled, raw) = (pool.p(5, 2, 0.0).unwrap_or(0.0), alone((10_000.0, 25.0), (10_000.0, 15.0)));
        assert!(raw > 0.93 && pooled < 0.8, "{raw} {pooled}");
        // Rates that differ tenfold, with much data.
        let counts = [2_000.0, 600.0, 6_000.0, 1_000.0];
        let pool = Pool::of(&counts.map(|x| side(1e6, x)), false);
        assert!(pool.p(1, 2, 0.0).is_some_and(|p| p > 0.999));
        assert!(pool.p(2, 1, 0.0).is_some_and(|p| p < 0.001));
    }

    #[test]
    fn one_against_another_adds_up_to_one() {
        let pool = Pool::of(&[side(9_000.0, 9.0), None, side(12_000.0, 20.0), side(500.0, 0.0)], false);
        for (a, b, ratio) in [(0, 2, 0.3), (0, 3, 0.0), (2, 3, -1.0)] {
            let (there, back) = (pool.p(a, b, ratio), pool.p(b, a, -ratio));
            assert!(there.zip(back).is_some_and(|(p, q)| (p + q - 1.0).abs() < 1e-12));
        }
        assert_eq!(pool.p(0, 1, 0.0), None);
    }
}
