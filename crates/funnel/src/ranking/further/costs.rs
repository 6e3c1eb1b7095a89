//! Cost per customer in its other senses (domain.md a.1): fully loaded, paid, blended, marginal; and ratios of all
//! money. Shared costs are laid on the channels to the cent.

use super::super::row::{ENOUGH, cost, major};
use super::super::tally::{Tallies, Tally};
use super::super::{Metric, MetricId, Row, State};
use super::count::Extra;
use super::{Of, Whole, set};
use crate::company::Channel;
use crate::group::{Group, group_of_text};
use crate::maturity::completed;
use crate::stats::interval::{LEVEL, z_of};
use crate::{Allocation, Settings};

/// Own spend and share of the shared costs, in minor units. `None`: the cost is not told, or it is no channel but
/// shared costs.
pub struct Loaded {
    pub channels: Vec<Option<i128>>,
    pub totals: Option<i128>,
}

/// Splits `whole` in proportion to the weights, each a whole number, adding up exactly. `None` without any weight.
pub fn shares(whole: i128, weights: &[i128]) -> Option<Vec<i128>> {
    let sum: i128 = weights.iter().map(|weight| (*weight).max(0)).sum();
    if sum <= 0 {
        return None;
    }
    // What the first so many have, halves rounded up.
    let (mut before, mut given) = (0, 0);
    let share = |weight: &i128| {
        before += (*weight).max(0);
        let until = whole.saturating_mul(2).saturating_mul(before).saturating_add(sum).div_euclid(2 * sum);
        let share = until - given;
        given = until;
        share
    };
    Some(weights.iter().map(share).collect())
}

pub fn loaded(channels: &[&Channel], tallies: &Tallies, extras: &[Extra], settings: &Settings) -> Loaded {
    let said = |channel: &Channel| settings.money.shared.contains(&channel.id);
    let rows = || channels.iter().zip(&tallies.channels).zip(extras);
    // Sums of spend have no rows that could be marked.
    let shared = |channel: &Channel, tally: &Tally, extra: &Extra| {
        if said(channel) { tally.spend.unwrap_or(0) } else { extra.shared }
    };
    let own = |channel: &Channel, tally: &Tally, extra: &Extra| {
        let (spend, shared) = (tally.spend?, shared(channel, tally, extra));
        let is_channel = !said(channel) && (shared == 0 || spend != shared || extra.has_outcomes);
        is_channel.then_some(spend - shared)
    };
    let all: i128 = rows().map(|((channel, tally), extra)| shared(channel, tally, extra)).sum();
    let weight = |((channel, tally), extra): ((&&Channel, &Tally), &Extra)| match settings.money.allocation {
        Allocation::BySpend => own(channel, tally, extra).unwrap_or(0),
        Allocation::ByLeads if said(channel) => 0,
        // Sums may tell parts of leads.
        Allocation::ByLeads => libm::round(tally.leads.unwrap_or(0.0) * 1_000.0) as i128,
    };
    let weights: Vec<i128> = rows().map(weight).collect();
    let parts = if all == 0 { None } else { shares(all, &weights) };
    let part = |at: usize| parts.as_ref().and_then(|parts| parts.get(at)).copied();
    let with = |(at, ((channel, tally), extra)): (usize, ((&&Channel, &Tally), &Extra))| {
        let own = own(channel, tally, extra)?;
        // Shared costs that cannot be laid on anyone leave no channel with its full cost.
        if all != 0 && parts.is_none() { None } else { Some(own + part(at).unwrap_or(0)) }
    };
    Loaded { channels: rows().enumerate().map(with).collect(), totals: tallies.totals.spend }
}

/// Spend and customers of the channels that are bought by the click or the view.
pub fn paid(channels: &[&Channel], tallies: &Tallies, extras: &[Extra]) -> Option<(i128, f64)> {
    let rows = channels.iter().zip(&tallies.channels).zip(extras);
    let paid = rows.filter(|((channel, tally), extra)| is_paid(channel, tally, extra));
    paid.fold(None, |sum, ((_, tally), extra)| {
        let (spend, customers) = sum.unwrap_or((0, 0.0));
        Some((spend + tally.spend.unwrap_or(0) - extra.shared, customers + tally.customers.unwrap_or(0.0)))
    })
}

/// By its group where the name tells one; else whether media was bought for it.
fn is_paid(channel: &Channel, tally: &Tally, extra: &Extra) -> bool {
    use Group::*;
    let Some(spend) = tally.spend.filter(|spend| *spend > 0) else { return false };
    let group = Group::ALL.into_iter().find(|group| group.id() == channel.id);
    match group.or_else(|| group_of_text(&channel.id)) {
        Some(PaidSearch | PaidSocial | Display | Video | Affiliate) => true,
        Some(OrganicSearch | OrganicSocial | Email | Referral | Direct | Event | Outbound | Unknown) => false,
        Some(Other) | None => {
            let by_rows = extra.media > 0;
            by_rows || (extra.shared == 0 && tally.by_sums.contains(&MetricId::Spend) && spend > 0)
        }
    }
}

pub fn fill(row: &mut Row, whole: &Whole<'_>, of: &Of<'_>, loaded: Option<i128>) {
    let enough = of.tally.leads.is_none_or(|leads| leads >= ENOUGH);
    let metric = match (loaded, of.tally.spend) {
        // Intervals of large counts take time: one that is known is not made again.
        (Some(_), _) if loaded == of.tally.spend => row.get(MetricId::Cac),
        (Some(spend), _) => cost(Some(major(spend)), of.tally.customers, enough),
        (None, None) => cost(None, None, enough),
        (None, Some(_)) => Metric::default(),
    };
    set(row, MetricId::CacLoaded, metric);
    set(row, MetricId::MarginalCac, marginal_cac(whole, of));
}

/// Of the whole company only: they need no attribution.
pub fn fill_totals(row: &mut Row, of: &Of<'_>, paid: Option<(i128, f64)>) {
    // Totals are blended already: all spend over all customers, all revenue over all spend.
    set(row, MetricId::BlendedCac, row.get(MetricId::Cac));
    set(row, MetricId::Mer, row.get(MetricId::Roas));
    let told = of.tally.customers.is_some();
    let paid = paid.filter(|_| told);
    set(
        row,
        MetricId::PaidCac,
        match paid {
            Some((spend, customers)) => cost(Some(major(spend)), Some(customers), true),
            None => Metric::default(),
        },
    );
}

/// What each further customer cost between two levels of (spend, customers): Δ spend / Δ customers. `None` where
/// more money brought no more customers.
pub fn marginal(low: (f64, f64), high: (f64, f64)) -> Option<f64> {
    let (spend, customers) = (high.0 - low.0, high.1 - low.1);
    (spend > 0.0 && customers > 0.0).then(|| spend / customers)
}

/// Between the two stretches of time, of leads created in them, young ones completed. Levels that differ by less
/// than a tenth are one level.
fn marginal_cac(whole: &Whole<'_>, of: &Of<'_>) -> Metric {
    let mut levels: Vec<(i128, f64, f64)> = Vec::new();
    for stretch in &of.extra.stretches {
        let Some(spend) = stretch.spend else { return Metric::default() };
        let seen = f64::from(stretch.customers);
        let customers =
            whole.leads.as_ref().map_or(seen, |lag| completed(seen, lag.rate, stretch.ripeness.unripe()));
        levels.push((spend, customers, seen));
    }
    levels.sort_by_key(|level| level.0);
    let [low, high] = levels.as_slice() else { return Metric::default() };
    if (high.0 - low.0) * 10 < high.0.max(1) {
        return Metric::default();
    }
    let spend = major(high.0) - major(low.0);
    let over = Some((spend, high.1 - low.1));
    // Two counts, each of a mean that is known from itself (Jeffreys: variance x + ½).
    let reach = z_of(LEVEL) * (low.2 + high.2 + 1.0).sqrt();
    let (fewest, most) = (high.1 - low.1 - reach, high.1 - low.1 + reach);
    let bound = |customers: f64| (customers > 0.0).then(|| spend / customers);
    let value = marginal((major(low.0), low.1), (major(high.0), high.1));
    let state = if fewest > 0.0 { State::Ok } else { State::TooFew };
    Metric { value, state, low: bound(most), high: bound(fewest), over }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_further_customer() {
        // domain.md a.1: 500, 1000, 1500 spent; 11, 17, 20 customers.
        let levels = [(500.0, 11.0), (1_000.0, 17.0), (1_500.0, 20.0)];
        let close =
            |got: Option<f64>, want: f64| assert!((got.unwrap() - want).abs() < 5e-3, "{got:?} {want}");
        close(marginal(levels[0], levels[1]), 83.33);
        close(marginal(levels[1], levels[2]), 166.67);
        assert_eq!(marginal(levels[1], levels[0]), None);
        assert_eq!(marginal((1.0, 5.0), (2.0, 5.0)), None);
    }

    #[test]
    fn shares_by_weight() {
        assert_eq!(shares(100, &[1, 1, 1]), Some(vec![33, 34, 33]));
        assert_eq!(shares(100, &[0, 5, -3]), Some(vec![0, 100, 0]));
        assert_eq!(shares(100, &[0, 0]), None);
        assert_eq!(shares(0, &[1, 2]), Some(vec![0, 0]));
        assert_eq!(shares(-10, &[1, 1]), Some(vec![-5, -5]));
    }

    proptest! {
        #[test]
        fn shares_add_up_to_the_cent(whole in -1_000_000_000i128..1_000_000_000, weights in prop::collection::vec(0i128..10_000_000, 1..20)) {
            let Some(parts) = shares(whole, &weights) else { return Ok(()) };
            prop_assert_eq!(parts.iter().sum::<i128>(), whole);
            let sum: i128 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!((part * sum - whole * weight).abs() <= sum, "{part}");
            }
        }
    }
}
