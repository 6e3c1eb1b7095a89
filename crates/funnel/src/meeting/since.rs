//! Since the last meeting: what changed, why, and whether it is more than the usual.

use serde::{Deserialize, Serialize};

use super::definitions::Redefined;
use super::difference::Difference;
use super::page::Page;
use crate::Day;
use crate::ranking::{Metric, MetricId};
use crate::stats::change::{REAL, of_rates};
use crate::stats::rank::p_cheaper;

/// A channel's number at both meetings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// By id; `None`: all together.
    pub channel: Option<String>,
    pub metric: MetricId,
    pub before: Metric,
    pub after: Metric,
    /// P(truly higher now), as if the two were of different rows. They share most of them, so the difference is
    /// surer than this says: it never calls the usual a change.
    pub p_up: Option<f64>,
    pub real: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Since {
    /// The meeting before: its number, its date, and the last day of its data.
    pub number: u32,
    pub date: Day,
    pub as_of: Option<Day>,
    pub difference: Difference,
    pub redefined: Vec<Redefined>,
    /// Costs and rates that are not as they were: of the totals, then of the channels.
    pub moved: Vec<Moved>,
}

/// The numbers that are compared from meeting to meeting.
const COMPARED: [MetricId; 4] = [MetricId::Cpl, MetricId::Cac, MetricId::LeadToCustomer, MetricId::WinRate];

pub(super) fn moved(then: &Page, now: &Page) -> Vec<Moved> {
    let mut found = Vec::new();
    for metric in COMPARED {
        found.extend(one(None, metric, then.total(metric), now.total(metric)));
    }
    for line in &now.channels {
        let Some(old) = then.channels.iter().find(|old| old.channel.id == line.channel.id) else { continue };
        for metric in COMPARED {
            found.extend(one(Some(&line.channel.id), metric, old.get(metric), line.get(metric)));
        }
    }
    found
}

fn one(channel: Option<&str>, metric: MetricId, before: Metric, after: Metric) -> Option<Moved> {
    let differs = before.value != after.value && (before.value.is_some() || after.value.is_some());
    if !differs {
        return None;
    }
    let p_up = before.over.zip(after.over).and_then(|(old, new)| match metric {
        MetricId::Cpl | MetricId::Cac => {
            let positive = old.0 > 0.0 && new.0 > 0.0 && old.1 >= 0.0 && new.1 >= 0.0;
            // The later cost is higher: the earlier one was cheaper.
            positive.then(|| p_cheaper(old, new))
        }
        _ => of_rates(old, new).map(|change| change.p_up),
    });
    let real = p_up.is_some_and(|p| p.max(1.0 - p) >= REAL);
    Some(Moved { channel: channel.map(str::to_owned), metric, before, after, p_up, real })
}
