//! What a ranking cannot show in its order: money without leads, leads without a channel, cost nobody told.

use serde::{Deserialize, Serialize};

use crate::company::ChannelName;
use crate::group::Group;
use crate::ranking::{MetricId, Ranking, State};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waste {
    /// Channels that were paid for and brought no lead: id, spend in major units. The dearest first.
    pub without_leads: Vec<(String, f64)>,
    /// Channels with leads whose cost is not told: id, leads. The largest first.
    pub cost_unknown: Vec<(String, f64)>,
    /// Leads of which no channel is told, and all leads.
    pub without_channel: Option<(f64, f64)>,
}

pub fn waste(ranking: &Ranking) -> Waste {
    let mut found = Waste::default();
    let mut nowhere = 0.0;
    for row in &ranking.channels {
        let value = |id| row.row.get(id).value.unwrap_or(0.0);
        let (spend, leads) = (row.row.get(MetricId::Spend), value(MetricId::Leads));
        let is_nowhere = matches!(row.channel.name, ChannelName::Blank | ChannelName::Group(Group::Unknown));
        if is_nowhere {
            nowhere += leads;
        }
        if row.row.get(MetricId::Cpl).state == State::NoLeads && value(MetricId::Spend) > 0.0 {
            found.without_leads.push((row.channel.id.clone(), value(MetricId::Spend)));
        }
        if spend.state == State::CostUnknown && leads > 0.0 && !is_nowhere && ranking.has_spend {
            found.cost_unknown.push((row.channel.id.clone(), leads));
        }
    }
    let largest =
        |list: &mut Vec<(String, f64)>| list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    largest(&mut found.without_leads);
    largest(&mut found.cost_unknown);
    let all = ranking.totals.get(MetricId::Leads).value;
    found.without_channel = all.filter(|_| nowhere > 0.0).map(|all| (nowhere, all));
    found
}
