//! Why the cost per lead changed: how much because channels got dearer, how much because leads came from others.
//!
//! Bennet's split (domain.md f): for each channel, with w its share of the leads and c its cost per lead,
//! rate = ½(w₀ + w₁)(c₁ − c₀) and mix = (w₁ − w₀)(½(c₀ + c₁) − ½(C₀ + C₁)).
//! - A channel without leads in one of the periods has no cost per lead there: that of the other one is taken, so
//!   its coming or going is mix.
//! - Spend that brought no lead has no share: it is a part of its own, `without_leads`.
//! - As in the totals, leads of channels whose cost is not told count with a cost of 0; `cost_told` says so.
//!
//! The parts add up to the change. Must never be read as cause: it is arithmetic.

use serde::{Deserialize, Serialize};

use crate::company::Company;
use crate::compare::periods::tallies_of;
use crate::ranking::tally::Tally;
use crate::stats::shares::rounded;
use crate::{Period, Settings};

/// One channel's part, in major units of money per lead of the whole company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub channel: String,
    /// Before and after: spend, leads, cost per lead (`None` without leads).
    pub spend: (f64, f64),
    pub leads: (f64, f64),
    pub cpl: (Option<f64>, Option<f64>),
    /// Whether any spend is told in the period.
    pub cost_told: (bool, bool),
    pub rate: f64,
    pub mix: f64,
    pub without_leads: f64,
    /// The three in cents (hundredths), rounded so that all parts add up to the rounded change.
    pub cents: [i64; 3],
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The whole company's cost per lead.
    pub before: f64,
    pub after: f64,
    pub rate: f64,
    pub mix: f64,
    pub without_leads: f64,
    /// after − before in cents: the sum of all parts' cents.
    pub cents: i64,
    /// In the company's order; channels without spend and leads in both periods are left out.
    pub parts: Vec<Part>,
}

/// `None` where one of the periods has no lead.
pub fn why(company: &Company, settings: &Settings, before: Period, after: Period) -> Option<Why> {
    let [old, new] = [before, after].map(|period| tallies_of(company, settings, period).channels);
    let sides: Vec<(Side, Side)> =
        old.iter().zip(&new).map(|(old, new)| (Side::of(old), Side::of(new))).collect();
    let sum = |of: fn(&(Side, Side)) -> f64| sides.iter().map(of).sum::<f64>();
    // Whole cents and whole leads: these sums are exact.
    let (leads_0, leads_1) = (sum(|s| s.0.leads), sum(|s| s.1.leads));
    if !(leads_0 > 0.0 && leads_1 > 0.0) {
        return None;
    }
    let (all_0, all_1) = (sum(|s| s.0.cents) / 100.0 / leads_0, sum(|s| s.1.cents) / 100.0 / leads_1);
    let middle = 0.5 * (all_0 + all_1);
    let named = company.channels.iter().zip(&sides).filter(|(_, (old, new))| old.any() || new.any());
    let mut parts: Vec<Part> = named
        .map(|(channel, (old, new))| {
            let (w_0, w_1) = (old.leads / leads_0, new.leads / leads_1);
            let cpl = (old.cpl(), new.cpl());
            let c_0 = cpl.0.or(cpl.1).unwrap_or(0.0);
            let c_1 = cpl.1.or(cpl.0).unwrap_or(0.0);
            let bare =
                |side: &Side, leads: f64| if side.leads > 0.0 { 0.0 } else { side.cents / 100.0 / leads };
            // A channel that has leads in neither period has no share to mix.
            let mix = if w_0 == w_1 { 0.0 } else { (w_1 - w_0) * (0.5 * (c_0 + c_1) - middle) };
            Part {
                channel: channel.id.clone(),
                spend: (old.cents / 100.0, new.cents / 100.0),
                leads: (old.leads, new.leads),
                cpl,
                cost_told: (old.told, new.told),
                // Adding 0 makes a plain 0 of a negative one.
                rate: 0.5 * (w_0 + w_1) * (c_1 - c_0) + 0.0,
                mix: mix + 0.0,
                without_leads: bare(new, leads_1) - bare(old, leads_0),
                cents: [0; 3],
            }
        })
        .collect();
    // Shares sum to 1, but the middle's part of the mix does only where every channel has a cost per lead: it
    // does, since those of the other period stand in.
    let of = |part: fn(&Part) -> f64| parts.iter().map(part).sum::<f64>() + 0.0;
    let (rate, mix, without_leads) = (of(|p| p.rate), of(|p| p.mix), of(|p| p.without_leads));
    let exact: Vec<f64> =
        parts.iter().flat_map(|p| [p.rate, p.mix, p.without_leads]).map(|money| 100.0 * money).collect();
    let cents = libm::round(100.0 * (all_1 - all_0)) as i64;
    for (part, cents) in parts.iter_mut().zip(rounded(&exact, cents).chunks(3)) {
        part.cents.iter_mut().zip(cents).for_each(|(slot, cents)| *slot = *cents);
    }
    Some(Why { before: all_0, after: all_1, rate, mix, without_leads, cents, parts })
}

/// One channel in one period.
struct Side {
    cents: f64,
    told: bool,
    leads: f64,
}

impl Side {
    fn of(tally: &Tally) -> Self {
        let spend = tally.spend;
        Self {
            cents: spend.map_or(0.0, |minor| minor as f64),
            told: spend.is_some(),
            leads: tally.leads.unwrap_or(0.0),
        }
    }

    fn any(&self) -> bool {
        self.cents != 0.0 || self.leads > 0.0
    }

    fn cpl(&self) -> Option<f64> {
        (self.leads > 0.0).then(|| self.cents / 100.0 / self.leads)
    }
}
