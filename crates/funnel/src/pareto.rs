//! The channels that no other beats on every side: cost per lead down, money per lead up (domain.md b.5).
//!
//! Cycle days can be a third side. Each channel carries the chance that it truly stands on the frontier.

use serde::{Deserialize, Serialize};

use crate::Settings;
use crate::company::Company;
use crate::ranking::row::{ENOUGH, Numbers, major};
use crate::ranking::scope::Scope;
use crate::ranking::speed::{Speed, beliefs};
use crate::ranking::tally::{Tally, tally};
use crate::ranking::{MetricId, State, all_numbers};
use crate::stats::frontier::{dominates, on_frontier, p_frontier};
use crate::stats::money::ln_count;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    pub channel: String,
    pub cpl: f64,
    pub value_per_lead: f64,
    /// Only where it is a side.
    pub cycle_days: Option<f64>,
    /// By the numbers as they are.
    pub on: bool,
    /// P(truly on the frontier).
    pub probability: f64,
    /// Channels that are better on every side, by the numbers as they are.
    pub beaten_by: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frontier {
    /// In the company's order.
    pub spots: Vec<Spot>,
    /// Channels with too little for one of the sides.
    pub left_out: Vec<String>,
}

/// ln of a cost of nothing: below every other.
const FREE: f64 = -700.0;

pub fn frontier(company: &Company, settings: &Settings, with_cycle: bool) -> Frontier {
    let tallies = tally(company, &Scope::new(settings));
    let (numbers, ..) = all_numbers(&tallies);
    let speeds = beliefs(&tallies.channels);
    let mut found = Frontier { spots: Vec::new(), left_out: Vec::new() };
    let (mut points, mut sides) = (Vec::new(), Vec::new());
    let rows = tallies.channels.iter().zip(&numbers).zip(&speeds).zip(&company.channels);
    for (((tally, numbers), speed), channel) in rows {
        let Some((spot, beliefs)) = spot(&channel.id, tally, numbers, speed.as_ref().filter(|_| with_cycle))
            .filter(|(spot, _)| !with_cycle || spot.cycle_days.is_some())
        else {
            found.left_out.push(channel.id.clone());
            continue;
        };
        points.push(
            [Some(spot.cpl), Some(-spot.value_per_lead), spot.cycle_days].into_iter().flatten().collect(),
        );
        sides.push(beliefs);
        found.spots.push(spot);
    }
    let ids: Vec<String> = found.spots.iter().map(|spot| spot.channel.clone()).collect();
    let told = on_frontier(&points).into_iter().zip(p_frontier(&sides)).zip(&points);
    for (spot, ((on, probability), point)) in found.spots.iter_mut().zip(told) {
        (spot.on, spot.probability) = (on, probability);
        let better = ids.iter().zip(&points).filter(|(_, other)| dominates(other, point));
        spot.beaten_by = better.map(|(id, _)| id.clone()).collect();
    }
    found
}

fn spot(
    id: &str,
    tally: &Tally,
    numbers: &Numbers,
    speed: Option<&Speed>,
) -> Option<(Spot, Vec<(f64, f64)>)> {
    let spend = tally.spend.map(major).filter(|spend| *spend >= 0.0)?;
    let leads = tally.leads.filter(|leads| *leads >= ENOUGH)?;
    let value = numbers.row.get(MetricId::ValuePerLead);
    let value_per_lead = value.value.filter(|_| value.state == State::Ok)?;
    let ln_cost = if spend > 0.0 {
        let (mean, variance) = ln_count(leads);
        (libm::log(spend) - mean, variance.sqrt())
    } else {
        (FREE, 0.0)
    };
    // Smaller is better on each side.
    let (mean, sd) = numbers.value?.pair();
    let sides = [Some(ln_cost), Some((-mean, sd)), speed.map(|speed| speed.ln)];
    let spot = Spot {
        channel: id.to_owned(),
        cpl: spend / leads,
        value_per_lead,
        cycle_days: speed.map(|speed| speed.median),
        on: false,
        probability: 0.0,
        beaten_by: Vec::new(),
    };
    Some((spot, sides.into_iter().flatten().collect()))
}
