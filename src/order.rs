//! The order of the ranking's rows and their tier headings. Pure; the worker's order is the default.
//!
//! Rows without a number come last in every order, up or down; those of too few data just before.

use std::cmp::Ordering;

use garimpo_funnel::Ranking;
use garimpo_funnel::ranking::{ChannelRow, MetricId, State};

use crate::model::{Sort, SortKey};

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub head: Head,
    /// Indices into `ranking.channels`.
    pub rows: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    /// Not in the order of cost: no heading at all.
    None,
    /// From 1.
    Tier(usize),
    /// Too young: most of what their leads will bring has not come.
    Young,
    /// Too few data, or no cost.
    Out,
}

/// 1 for the first tier; `None` when the channel is in none.
pub fn tier(row: &ChannelRow, id: MetricId) -> Option<usize> {
    let value = row.row.get(id).value?;
    (value >= 1.0).then_some(value as usize)
}

/// Whether a channel is out of the order because too little of what its leads will bring has come.
pub fn is_young(ranking: &Ranking, row: &ChannelRow) -> bool {
    ranking.unfinished.young.contains(&row.channel.id)
}

/// The rows as shown, under headings when they are in the order of cost. `name` is the name as shown.
pub fn sections(ranking: &Ranking, sort: Sort, name: impl Fn(&ChannelRow) -> String) -> Vec<Section> {
    if sort.key != SortKey::Cost {
        return vec![Section { head: Head::None, rows: rows(ranking, sort, name) }];
    }
    let mut found: Vec<Section> = Vec::new();
    for (index, row) in ranking.channels.iter().enumerate() {
        let head = match tier(row, MetricId::TierCost) {
            Some(tier) => Head::Tier(tier),
            None if is_young(ranking, row) => Head::Young,
            None => Head::Out,
        };
        match found.iter_mut().find(|section| section.head == head) {
            Some(section) => section.rows.push(index),
            None => found.push(Section { head, rows: vec![index] }),
        }
    }
    found.sort_by_key(|section| match section.head {
        Head::Tier(tier) if sort.descending => (0, usize::MAX - tier),
        Head::Tier(tier) => (0, tier),
        Head::None | Head::Young => (1, 0),
        Head::Out => (2, 0),
    });
    if sort.descending {
        for section in found.iter_mut().filter(|section| matches!(section.head, Head::Tier(_))) {
            section.rows.reverse();
        }
    }
    found
}

fn rows(ranking: &Ranking, sort: Sort, name: impl Fn(&ChannelRow) -> String) -> Vec<usize> {
    let folded: Vec<String> = ranking.channels.iter().map(|row| fold(&name(row))).collect();
    let mut rows: Vec<usize> = (0..ranking.channels.len()).collect();
    let turn = |order: Ordering| if sort.descending { order.reverse() } else { order };
    rows.sort_by(|left, right| {
        let by_name = folded.get(*left).cmp(&folded.get(*right));
        let SortKey::Metric(id) = sort.key else { return turn(by_name) };
        let place = |index: &usize| ranking.channels.get(*index).map_or((2, 0.0), |row| place(row, id));
        let (left, right) = (place(left), place(right));
        left.0.cmp(&right.0).then(turn(left.1.total_cmp(&right.1))).then(by_name)
    });
    rows
}

/// Numbers that may stand in an order, then those of too few data, then none.
fn place(row: &ChannelRow, id: MetricId) -> (u8, f64) {
    let metric = row.row.get(id);
    match metric.value.filter(|value| value.is_finite()) {
        Some(value) if metric.state == State::Ok => (0, value),
        Some(value) => (1, value),
        None => (2, 0.0),
    }
}

/// Names next to each other as people expect: without case and accents.
fn fold(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}

/// The order after a press on a column's heading: first as the column reads best (small costs first, large
/// results first), then the other way round.
pub fn next(now: Sort, key: SortKey) -> Sort {
    let descending = if now.key == key { !now.descending } else { large_first(key) };
    Sort { key, descending }
}

fn large_first(key: SortKey) -> bool {
    use MetricId::*;
    match key {
        SortKey::Cost | SortKey::Name => false,
        SortKey::Metric(id) => !matches!(
            id,
            Cpl | CostPerMql
                | CostPerSql
                | CostPerOpportunity
                | Cac
                | CacLoaded
                | PaidCac
                | BlendedCac
                | MarginalCac
                | CycleDays
                | LargestDealShare
                | LeadToCustomerDays
                | PaybackMonths
                | ResponseMedian
                | ResponseP90
                | TierCost
                | TierValue
                | TierSpeed
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::channels::testing::{channel, ranking};

    fn names(ranking: &Ranking, sort: Sort) -> Vec<String> {
        let name = |row: &ChannelRow| row.channel.id.clone();
        let sections = sections(ranking, sort, name);
        sections.iter().flat_map(|section| &section.rows).map(|row| name(&ranking.channels[*row])).collect()
    }

    #[test]
    fn no_number_is_last_both_ways() {
        let ranking = ranking(vec![
            channel("b", &[(MetricId::Revenue, 5.0, State::Ok)]),
            channel("Á", &[(MetricId::Revenue, 9.0, State::Ok)]),
            channel("few", &[(MetricId::Revenue, 99.0, State::TooFew)]),
            channel("c", &[]),
        ]);
        let by = |key, descending| names(&ranking, Sort { key, descending });
        assert_eq!(by(SortKey::Metric(MetricId::Revenue), false), ["b", "Á", "few", "c"]);
        assert_eq!(by(SortKey::Metric(MetricId::Revenue), true), ["Á", "b", "few", "c"]);
        assert_eq!(by(SortKey::Name, false), ["Á", "b", "c", "few"]);
    }

    #[test]
    fn tiers_turn_round_and_the_rest_stays_below() {
        let tier = |id: &str, tier: f64| channel(id, &[(MetricId::TierCost, tier, State::Ok)]);
        let ranking = ranking(vec![tier("a", 1.0), tier("b", 1.0), tier("c", 2.0), channel("out", &[])]);
        let by = |descending| names(&ranking, Sort { key: SortKey::Cost, descending });
        assert_eq!(by(false), ["a", "b", "c", "out"]);
        assert_eq!(by(true), ["c", "b", "a", "out"]);
    }

    #[test]
    fn young_channels_have_their_own_heading_after_the_tiers() {
        let tier = |id: &str, tier: f64| channel(id, &[(MetricId::TierCost, tier, State::Ok)]);
        let mut ranking = ranking(vec![channel("out", &[]), channel("new", &[]), tier("a", 1.0)]);
        ranking.unfinished.young = vec!["new".into()];
        for descending in [false, true] {
            let sections = sections(&ranking, Sort { key: SortKey::Cost, descending }, |_| String::new());
            let heads: Vec<Head> = sections.iter().map(|section| section.head).collect();
            assert_eq!(heads, [Head::Tier(1), Head::Young, Head::Out]);
        }
    }

    #[test]
    fn a_heading_pressed_twice_turns_the_order() {
        let first = next(Sort::default(), SortKey::Metric(MetricId::Revenue));
        assert!(first.descending);
        assert!(!next(first, SortKey::Metric(MetricId::Revenue)).descending);
        assert!(!next(first, SortKey::Metric(MetricId::Cac)).descending);
    }
}
