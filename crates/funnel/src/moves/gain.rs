//! What a move of money gains and loses under a response curve, and how sure that is (domain.md d.3).
//!
//! y = a·s^b: at a level s with y customers a month, spending δ more brings y[(1 + δ/s)^b − 1] more, δ less costs
//! y[1 − (1 − δ/s)^b]. What is not known of y are the customers per unit of money, Gamma(x + ½, spend) of b.3,
//! and, for money, the mean deals, log-normal of b.3. P(gain > 0) is closed for customers, an integral over the
//! difference of two normal numbers for money. Must never use one elasticity: the band is the answer.

use serde::{Deserialize, Serialize};

use crate::stats::quadrature::{Grid, panel};
use crate::stats::rank::{Belief, gamma_exceeds};
use crate::stats::special::gamma_p;

/// The elasticities that a move must hold for. The gain's sign depends on the ratio of the two brackets above,
/// which rises with b: what holds at the first of them holds for the whole band.
pub const BAND: [f64; 3] = [0.5, 0.7, 0.9];

/// What is known of one channel of a move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// What the evidence is made of: spend (major units) and customers of all its time.
    pub spend: f64,
    pub customers: f64,
    /// Spend of a month now, major units.
    pub level: f64,
    /// ln(mean deal): mean and variance, where there are enough deals.
    pub ln_deal: Option<(f64, f64)>,
}

impl Side {
    /// Customers a month at the present level.
    pub fn monthly(&self) -> f64 {
        self.customers / self.spend * self.level
    }

    /// The part of the level's customers that `by` more (or less, negative) changes it by.
    fn response(&self, by: f64, elasticity: f64) -> f64 {
        libm::expm1(elasticity * libm::log1p((by / self.level).max(-1.0 + 1e-12)))
    }

    fn shape(&self) -> f64 {
        self.customers + 0.5
    }

    fn deal(&self) -> Option<f64> {
        self.ln_deal.map(|(mean, _)| libm::exp(mean))
    }
}

/// A month's gain under one elasticity. Customers; money in major units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub elasticity: f64,
    /// Customers that the receiving channel brings more, and that the giving one brings less.
    pub gained: f64,
    pub lost: f64,
    /// P(more customers are gained than lost).
    pub p_customers: f64,
    /// Net customers: the median and 90 % interval of what is believed.
    pub net: Option<Net>,
    pub money: Option<MoneyCase>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Net {
    pub median: f64,
    pub low: f64,
    pub high: f64,
}

/// The same in money, at each channel's mean deal (drawn to that of all).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoneyCase {
    pub revenue: f64,
    /// Where the margin is told.
    pub gross_profit: Option<f64>,
    pub p: f64,
}

impl Case {
    pub fn customers(&self) -> f64 {
        self.gained - self.lost
    }

    /// How sure the gain is: in money where it is known, else in customers.
    pub fn p(&self) -> f64 {
        self.money.map_or(self.p_customers, |money| money.p)
    }
}

/// ln of what the change is worth at the receiving channel, in units of its money at its mean yield, over what it
/// is worth at the giving one; each with an elasticity of its own.
pub fn ln_ratio(from: &Side, to: &Side, amount: f64, (of_from, of_to): (f64, f64)) -> f64 {
    let (more, less) = (to.response(amount, of_to), -from.response(-amount, of_from));
    libm::log(to.level * more) - libm::log(from.level * less)
}

/// `amount` a month (major units) from one channel to another. Both levels and spends must be positive.
pub fn case(from: &Side, to: &Side, amount: f64, elasticity: f64, margin: Option<f64>) -> Case {
    let (more, less) = (to.response(amount, elasticity), -from.response(-amount, elasticity));
    let (gained, lost) = (to.monthly() * more, from.monthly() * less);
    // Customers of the change: Gamma(shape, spend / (level × part)).
    let rates = (to.spend / (to.level * more), from.spend / (from.level * less));
    let p_worth = |ratio: f64| gamma_exceeds(to.shape(), rates.0 / ratio, from.shape(), rates.1);
    let money = to.ln_deal.zip(from.ln_deal).map(|((mean_to, var_to), (mean_from, var_from))| {
        let revenue = gained * libm::exp(mean_to) - lost * libm::exp(mean_from);
        let (mean, sd) = (mean_to - mean_from, (var_to + var_from).sqrt());
        MoneyCase {
            revenue,
            gross_profit: margin.map(|margin| margin * revenue),
            p: expected(mean, sd, &p_worth),
        }
    });
    Case { elasticity, gained, lost, p_customers: p_worth(1.0), net: None, money }
}

/// E[f(e^d)] for d ~ N(mean, sd).
fn expected(mean: f64, sd: f64, f: &impl Fn(f64) -> f64) -> f64 {
    if sd <= 0.0 {
        return f(libm::exp(mean));
    }
    let density = |z: f64| libm::exp(-0.5 * z * z) * f(libm::exp(mean + sd * z));
    let sum: f64 = (-4..4).map(|at| panel(2.0 * f64::from(at), 2.0 * f64::from(at) + 2.0, &density)).sum();
    (sum / (2.0 * std::f64::consts::PI).sqrt()).clamp(0.0, 1.0)
}

/// The median and 90 % interval of the net customers of a case.
pub fn net(from: &Side, to: &Side, amount: f64, elasticity: f64) -> Net {
    let (more, less) = (to.response(amount, elasticity), -from.response(-amount, elasticity));
    let (rate_to, rate_from) = (to.spend / (to.level * more), from.spend / (from.level * less));
    // The loss on a grid over its logarithm, the gain by its distribution function.
    let grid = Grid::over(&[Belief::Gamma { shape: from.shape(), rate: rate_from }.extent()]);
    let centre = libm::log(from.shape() / rate_from);
    let density = |u: &f64| libm::exp(-from.shape() * (libm::expm1(u - centre) - (u - centre)));
    let weights: Vec<f64> =
        grid.nodes.iter().zip(&grid.weights).map(|(u, weight)| weight * density(u)).collect();
    let losses: Vec<f64> = grid.nodes.iter().map(|u| libm::exp(*u)).collect();
    let whole: f64 = weights.iter().sum();
    let below = |net: f64| {
        let at = weights.iter().zip(&losses);
        at.map(|(w, loss)| w * gamma_p(to.shape(), rate_to * (net + loss))).sum::<f64>() / whole
    };
    let (gain, loss) = (to.shape() / rate_to, from.shape() / rate_from);
    let reach = 12.0 * (gain / to.shape().sqrt() + loss / from.shape().sqrt()) + gain + loss;
    let at = |p: f64| quantile(&below, p, -reach, reach);
    Net { median: at(0.5), low: at(0.05), high: at(0.95) }
}

/// Where a rising function passes `p`: false position, with the end that stays halved (Illinois).
fn quantile(below: &impl Fn(f64) -> f64, p: f64, mut low: f64, mut high: f64) -> f64 {
    let (mut under, mut over) = (below(low) - p, below(high) - p);
    let tolerance = 1e-9 * (high - low);
    for _ in 0..80 {
        let middle = high - over * (high - low) / (over - under);
        let middle = if middle > low && middle < high { middle } else { 0.5 * (low + high) };
        let off = below(middle) - p;
        if off.abs() < 1e-12 {
            return middle;
        }
        if off < 0.0 {
            (low, under, over) = (middle, off, 0.5 * over);
        } else {
            (high, over, under) = (middle, off, 0.5 * under);
        }
        if high - low < tolerance {
            break;
        }
    }
    0.5 * (low + high)
}

/// A channel's curve for [`split`]: y = `scale` · s^b, each customer worth `worth`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    pub scale: f64,
    pub worth: f64,
}

/// How a budget is best split if this curve were true: sᵢ ∝ (aᵢ vᵢ)^(1/(1−b)), which makes the marginal returns
/// equal (domain.md d.3). `None` unless 0 < b < 1 and some channel is worth something.
pub fn split(budget: f64, curves: &[Curve], elasticity: f64) -> Option<Vec<f64>> {
    if !(elasticity > 0.0 && elasticity < 1.0) {
        return None;
    }
    let ln = |curve: &Curve| {
        let worth = curve.scale * curve.worth;
        (worth > 0.0).then(|| libm::log(worth) / (1.0 - elasticity))
    };
    let logs: Vec<Option<f64>> = curves.iter().map(ln).collect();
    let top = logs.iter().flatten().copied().reduce(f64::max)?;
    let parts: Vec<f64> = logs.iter().map(|ln| ln.map_or(0.0, |ln| libm::exp(ln - top))).collect();
    let sum: f64 = parts.iter().sum();
    Some(parts.into_iter().map(|part| budget * part / sum).collect())
}

impl Side {
    /// The curve of this elasticity that passes through the present level; each customer worth a mean deal, or
    /// one.
    pub fn curve(&self, elasticity: f64, in_money: bool) -> Curve {
        let worth = if in_money { self.deal().unwrap_or(0.0) } else { 1.0 };
        Curve { scale: self.monthly() / libm::pow(self.level, elasticity), worth }
    }
}
