//! Which columns the table of all numbers shows: the default, or what a person chose. Those that
//! programs may read are in every row all the same, hidden.

use garimpo_funnel::Ranking;
use garimpo_funnel::ranking::MetricId;

/// Columns that are chosen together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Cost,
    Funnel,
    Value,
    Speed,
    Unfinished,
}

use MetricId::*;

pub const GROUPS: [(Group, &[MetricId]); 5] = [
    (
        Group::Cost,
        &[
            Spend,
            Cpl,
            CostPerMql,
            CostPerSql,
            CostPerOpportunity,
            Cac,
            CacLoaded,
            MarginalCac,
            PaidCac,
            BlendedCac,
            TierCost,
            PCheapest,
        ],
    ),
    (
        Group::Funnel,
        &[
            Leads,
            Mqls,
            Sqls,
            Opportunities,
            Customers,
            LeadToCustomer,
            LeadToMql,
            MqlToSql,
            SqlToOpportunity,
            OpportunityToCustomer,
            WinRate,
            ValueWinRate,
        ],
    ),
    (
        Group::Value,
        &[
            Revenue,
            Profit,
            AverageDeal,
            MedianDeal,
            LargestDealShare,
            ValuePerLead,
            ProfitPerLead,
            ReturnPerUnit,
            Roas,
            Mer,
            Roi,
            RoiMargin,
            Ltv,
            LtvCac,
            PaybackMonths,
            TierValue,
            PBestValue,
        ],
    ),
    (Group::Speed, &[CycleDays, LeadToCustomerDays, Velocity, ResponseMedian, ResponseP90, TierSpeed]),
    (Group::Unfinished, &[Maturity, CustomersCompleted, WinRateByH, OpenValuePerLead, ExpectedValuePerLead]),
];

/// CONTRACT.md: in every row, shown or not. They are the first of all metrics.
pub fn is_promised(id: MetricId) -> bool {
    id as usize <= PBestValue as usize
}

/// In the order of the question: what it cost, what came, what it is worth, who is ahead; then the rest. Each
/// further number stands beside the one that it is a view of.
#[rustfmt::skip]
pub const ORDER: [MetricId; 52] = [
    Spend, Leads, Customers, Cpl, Cac, CacLoaded, MarginalCac, PaidCac, BlendedCac, LeadToCustomer, WinRate,
    ValueWinRate, WinRateByH, Revenue, Profit, AverageDeal, MedianDeal, LargestDealShare, ValuePerLead,
    ProfitPerLead, OpenValuePerLead, ExpectedValuePerLead, ReturnPerUnit, RoiMargin, TierCost, TierValue, TierSpeed,
    CycleDays, LeadToCustomerDays, Velocity, ResponseMedian, ResponseP90, PCheapest, PBestValue, Maturity, CustomersCompleted,
    Mqls, Sqls, Opportunities, LeadToMql, MqlToSql, SqlToOpportunity, OpportunityToCustomer, CostPerMql, CostPerSql,
    CostPerOpportunity, Roas, Roi, Mer, Ltv, LtvCac, PaybackMonths,
];

/// Shown as long as nobody chose: always, or when any channel has the number.
#[rustfmt::skip]
const ALWAYS: [MetricId; 13] = [
    Spend, Leads, Customers, Cpl, Cac, LeadToCustomer, WinRate, Revenue, AverageDeal, ValuePerLead, ReturnPerUnit,
    TierCost, TierValue,
];
#[rustfmt::skip]
const WHERE_TOLD: [MetricId; 11] = [
    CycleDays, PCheapest, PBestValue, Mqls, Sqls, Opportunities, CostPerMql, CostPerSql, CostPerOpportunity, Roas, Roi,
];

/// Every column in the order of the table, and whether it is shown.
pub fn columns(ranking: &Ranking, chosen: Option<&[MetricId]>) -> Vec<(MetricId, bool)> {
    let told = |id: MetricId| ranking.channels.iter().any(|row| row.row.get(id).value.is_some());
    let shown = |id: MetricId| match chosen {
        Some(chosen) => chosen.contains(&id),
        None => ALWAYS.contains(&id) || (WHERE_TOLD.contains(&id) && told(id)),
    };
    ORDER.iter().map(|id| (*id, shown(*id))).collect()
}

/// The shown ones with this one more or less.
pub fn with(columns: &[(MetricId, bool)], id: MetricId, wanted: bool) -> Vec<MetricId> {
    let keep = |one: &(MetricId, bool)| if one.0 == id { wanted } else { one.1 };
    columns.iter().filter(|one| keep(one)).map(|one| one.0).collect()
}

/// As it is kept: names with commas between.
pub fn text(chosen: &[MetricId]) -> String {
    chosen.iter().map(|id| id.name()).collect::<Vec<_>>().join(",")
}

/// Names that are not known any more are left out.
pub fn of_text(text: &str) -> Vec<MetricId> {
    let known = |name: &str| MetricId::ALL.iter().find(|id| id.name() == name).copied();
    text.split(',').filter_map(|name| known(name.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::channels::testing::{channel, ranking};
    use garimpo_funnel::ranking::State;

    fn sorted(mut ids: Vec<MetricId>) -> Vec<MetricId> {
        ids.sort_unstable();
        ids
    }

    #[test]
    fn every_metric_has_one_place_and_one_group() {
        let all = MetricId::ALL.to_vec();
        assert_eq!(sorted(ORDER.to_vec()), all);
        assert_eq!(sorted(GROUPS.iter().flat_map(|(_, ids)| ids.iter().copied()).collect()), all);
    }

    #[test]
    fn by_default_the_numbers_that_someone_has_are_shown() {
        let ranking = ranking(vec![channel("a", &[(Mqls, 5.0, State::Ok), (Profit, 9.0, State::Ok)])]);
        let shown: Vec<MetricId> =
            columns(&ranking, None).into_iter().filter(|one| one.1).map(|one| one.0).collect();
        let mut expected = ALWAYS.to_vec();
        expected.push(Mqls);
        assert_eq!(sorted(shown), sorted(expected));
    }

    #[test]
    fn a_choice_comes_back_from_its_text() {
        let ranking = ranking(Vec::new());
        let chosen = with(&columns(&ranking, None), Profit, true);
        let chosen = with(&columns(&ranking, Some(&chosen)), Spend, false);
        assert!(chosen.contains(&Profit) && !chosen.contains(&Spend) && chosen.len() == 13);
        assert_eq!(of_text(&text(&chosen)), chosen);
        assert_eq!(of_text("spend,gone,,cac"), [Spend, Cac]);
        assert!(of_text("").is_empty());
    }
}
