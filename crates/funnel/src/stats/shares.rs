//! Shares that are shown add up to 100.0: the method of the largest remainder (Hamilton).
//!
//! Must never change the order: a larger part never shows a smaller share.

/// Shares of `parts` in whole steps of which `steps` make the whole (1,000 for one decimal of a percent).
/// Ties go to the larger part, then to the earlier one. All 0 where the parts sum to nothing, or where one is
/// negative or no number.
pub fn shares(parts: &[f64], steps: u32) -> Vec<u32> {
    let whole: f64 = parts.iter().sum();
    if !(whole > 0.0 && whole.is_finite() && parts.iter().all(|part| *part >= 0.0)) {
        return vec![0; parts.len()];
    }
    let exact: Vec<f64> = parts.iter().map(|part| part / whole * f64::from(steps)).collect();
    let mut shown: Vec<u32> = exact.iter().map(|share| libm::floor(*share) as u32).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let rest = |at: &usize| exact.get(*at).map_or(0.0, |share| share - libm::floor(*share));
    let part = |at: &usize| parts.get(*at).copied().unwrap_or(0.0);
    order.sort_by(|a, b| rest(b).total_cmp(&rest(a)).then(part(b).total_cmp(&part(a))).then(a.cmp(b)));
    let missing = steps.saturating_sub(shown.iter().sum());
    for at in order.into_iter().take(missing as usize) {
        if let Some(share) = shown.get_mut(at) {
            *share += 1;
        }
    }
    shown
}

/// Whole numbers near `parts` that add up to `sum`: each is rounded down, and the missing ones go to the largest
/// remainders. `parts` should themselves add up to about `sum`; what is further away is spread over all in turn.
pub fn rounded(parts: &[f64], sum: i64) -> Vec<i64> {
    let mut whole: Vec<i64> = parts.iter().map(|part| libm::floor(*part) as i64).collect();
    let rest = |at: &usize| parts.get(*at).map_or(0.0, |part| part - libm::floor(*part));
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| rest(b).total_cmp(&rest(a)).then(a.cmp(b)));
    let missing = sum - whole.iter().sum::<i64>();
    let (each, over) = match i64::try_from(parts.len()) {
        Ok(count) if count > 0 => (missing.div_euclid(count), missing.rem_euclid(count)),
        _ => (0, 0),
    };
    for (rank, at) in (0i64..).zip(order) {
        if let Some(number) = whole.get_mut(at) {
            *number += each + i64::from(rank < over);
        }
    }
    whole
}
